//! About what protects the register.

/// About what protects the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtectionEvent {
    /// Open the locked register with the passphrase that was typed; show a hidden one again.
    Unlock,
    /// Show the passphrase in letters, or not.
    Show(bool),
    /// Say what to do without the passphrase, or not.
    Help(bool),
    /// Leave it locked, and go back to the register that is open.
    Cancel,
    /// Ask for what it takes to change this, or leave it as it is.
    Ask(Option<Changing>),
    /// Ask for what it takes to take this one of the further people away.
    AskToRemove(usize),
    /// The register that is open can be protected: do that now, or not now.
    Offered(bool),
    /// Save a sheet to print, on which the passphrase is written by hand.
    Sheet,
    /// It was asked: protect the register, make it plain, or set another passphrase.
    Change(Changing),
}

/// How the protection of the register is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changing {
    /// It is protected.
    On,
    /// It is made plain.
    Off,
    /// It gets another passphrase.
    Passphrase,
    /// A further person can open it.
    Add,
    /// One of them is taken away.
    Remove,
}
