//! The list of a register as this device saw it last: summaries and folded words, so that the
//! list and the search are there before the register is read. It stands beside the index of
//! statements and not in it, because that one is written at every signing. Losing it loses
//! nothing; whatever it says is unsettled until the register was read.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{self, Disk};
use super::problem::{Problem, What};
use super::summary::Summary;
use super::{Register, RegisterError, layout};
use crate::base::ronfile;
use crate::record::{DeviceId, RegisterId};

/// The largest list that is read, in bytes: that of more than 100,000 decisions.
const MAX_LISTING: usize = 1024 * 1024 * 1024;

/// The format that this program writes. Another one is not read: the list is made anew.
pub const LISTING: u32 = 6;

/// `index/<device>-list.ron`.
///
/// Its rows and words are borrowed where it is written: they are most of what is held in memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing<R = Summary, W = String> {
    /// The format, [`LISTING`].
    pub format: u32,
    /// The register.
    pub register: RegisterId,
    /// The device that keeps it.
    pub device: DeviceId,
    /// A summary of each decision, by id and first statement.
    pub rows: Vec<R>,
    /// The names of the fields, in the order of their marks in `words`.
    pub fields: Vec<String>,
    /// Where the words of each decision end in `words`, in bytes.
    pub ends: Vec<usize>,
    /// What is written in all decisions, folded.
    pub words: W,
}

/// The list that this device saw last; `None` where there is none. One that cannot be read, or
/// that is another register's or another device's, is a problem and is not used.
pub fn load_listing(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
) -> Result<Option<Listing>, Problem> {
    let path = layout::listing_path(&register.root, device);
    let bytes = disk::read_if_there(disk, &path, MAX_LISTING).map_err(Problem::not_read)?;
    let Some(bytes) = bytes else { return Ok(None) };
    let wrong = |what| Err(Problem::new(&path, what));
    match ronfile::read_bounded::<Listing>(&bytes, MAX_LISTING) {
        Ok(listing) if listing.format != LISTING => wrong(What::Newer),
        Ok(listing) if listing.register != register.info.id || listing.device != *device => {
            wrong(What::OtherRegister)
        }
        Ok(listing) => Ok(Some(listing)),
        Err(error) => wrong(What::Unreadable(error)),
    }
}

/// Saves the list, in place of the one before.
pub fn save_listing(
    disk: &dyn Disk,
    register: &Register,
    listing: &Listing<&Summary, &str>,
) -> Result<(), RegisterError> {
    register.check_quickly(disk)?;
    let path: &Path = &layout::listing_path(&register.root, &listing.device);
    Ok(disk::replace_in_parts(disk, &register.root, path, &mut |out| {
        ronfile::write_to(listing, out).map_err(io::Error::other)
    })?)
}
