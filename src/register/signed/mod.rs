//! Which workstation signed a file, and what a workstation knows of the others.
//!
//! A file ends with one comment line that holds an SSH signature over every byte before it, so that
//! anybody can check it with `ssh-keygen`. It proves a workstation, not a person.

pub mod devices;
pub mod key;
pub mod known_workstations;
pub mod seal;
pub mod signature_line;
mod signer;
pub mod this_workstation;
pub mod trust;
pub(super) mod words;

pub use devices::{Device, Devices};
pub use key::{Key, Secret};
pub use known_workstations::Seen;
pub use seal::Seal;
pub use signature_line::Claimed;
pub use signer::{Signer, Turn};
pub use this_workstation::{Hand, Minted};
pub use trust::Trust;
