//! What the result of a job belongs to.

/// What can be asked again before it was answered: the newest request alone is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A register, to open it or to read it again.
    Reading,
    /// Decisions that are not held in memory, to do something with them.
    Holding,
    /// The rows of the list.
    Rows,
    /// The decision on the screen.
    Look,
    /// The decision that is chosen in the list.
    Preview,
    /// Something that is wanted as long as the register is open.
    Anything,
}

/// What a result belongs to: to one session, and there to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub(super) session: u64,
    pub(super) ask: Ask,
    pub(super) number: u64,
}

/// The requests of a session: the newest of each kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Requests([u64; 6]);

impl Requests {
    pub(super) fn newest(&mut self, ask: Ask) -> &mut u64 {
        let [reading, holding, rows, look, preview, anything] = &mut self.0;
        match ask {
            Ask::Reading => reading,
            Ask::Holding => holding,
            Ask::Rows => rows,
            Ask::Look => look,
            Ask::Preview => preview,
            Ask::Anything => anything,
        }
    }
}
