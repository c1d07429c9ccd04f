//! Which workstation signed a file, and what a workstation knows of the others.
//!
//! A file ends with one comment line that holds an SSH signature over every byte before it, so that
//! anybody can check it with `ssh-keygen`. It proves a workstation, not a person.

pub mod devices;
pub mod hand;
pub mod key;
pub mod line;
pub mod seal;
pub mod seen;
pub mod trust;
pub(super) mod words;

pub use devices::{Device, Devices};
pub use hand::{Hand, Minted};
pub use key::{Key, Secret};
pub use line::Claimed;
pub use seal::Seal;
pub use seen::Seen;
pub use trust::Trust;
