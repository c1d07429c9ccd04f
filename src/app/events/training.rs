//! About invented cases.

/// About invented cases: the register of them, and the worked ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingEvent {
    /// Open the register of invented cases; it is made where there is none.
    Open,
    /// Make another one, from other chance, and open it.
    Anew,
    /// Back to the practice's own register.
    Back,
    /// Read the worked case with this place in the list, or show the list.
    Read(Option<usize>),
    /// Try it from its first question, among the practice cases.
    Try(usize),
}
