//! The seal of the register that is open: made of what was read, and kept where what it lists can be
//! held against the register later.

use super::Session;
use crate::register::signed::Seal;
use crate::register::{Disk, Register, RegisterError};

/// A seal that is to be kept before it is printed.
#[derive(Clone, Debug)]
pub struct Sealing {
    seal: Seal,
    register: Register,
}

impl Session {
    /// The seal of what was read; `None` where nothing is open, or only what waits for it.
    pub fn seal(&self) -> Option<Sealing> {
        let register = self.register.clone().filter(|_| !self.unread && !self.loading)?;
        let seal = Seal::of(&register, &self.contents);
        (seal.statements > 0).then_some(Sealing { seal, register })
    }
}

impl Sealing {
    /// Keeps what it lists. Gives it as it is printed.
    pub fn keep(&self, disk: &dyn Disk) -> Result<String, RegisterError> {
        self.seal.publish(disk, &self.register)?;
        Ok(self.seal.words())
    }

    /// The same as the line at the end of something that is printed. What cannot be kept is not
    /// printed: a seal of which nothing is kept would read as one that was taken away.
    pub fn line(this: Option<&Self>, disk: &dyn Disk) -> Option<String> {
        let words = this?.keep(disk).ok()?;
        Some(format!("In the register: {words}"))
    }
}
