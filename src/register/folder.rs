//! One decision by its folder alone, wherever that lies: in a register, in a copy of one, in a
//! letter.

use std::path::Path;

use super::disk::{self, Disk, DiskError};
use super::load::{self, Contents};
use super::{Register, layout};
use crate::record::DecisionId;

/// A decision as its folder holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderRead {
    /// Its statements, and what is the matter with its files: in the words of `verify`.
    pub contents: Contents,
    /// Whether it lies in a register of invented cases.
    pub training: bool,
    /// The register that it lies in, where the rules it was made under are kept.
    pub register: Option<Register>,
}

/// Reads the decision in `folder`, which is a whole path, and hashes every file. Where the folder
/// lies in a register, its statements are held against that.
pub fn read_folder(disk: &dyn Disk, folder: &Path) -> Result<FolderRead, DiskError> {
    let listed = disk.list(folder);
    listed.map_err(|error| DiskError::new(disk::Doing::Listing, folder, &error))?;
    let id = folder.file_name().and_then(|name| name.to_str()?.parse::<DecisionId>().ok());
    let root = folder.ancestors().nth(3);
    let info = root.and_then(|root| Register::describe(disk, root).ok());
    let training = info.as_ref().is_some_and(|info| info.training);
    let register = root.zip(info).map(|(root, info)| Register { root: root.to_owned(), info });
    let (contents, register) = match (register, id) {
        (Some(register), Some(id)) if layout::decision_folder(&register.root, &id) == *folder => {
            (load::load_decision(disk, &register, &id), Some(register))
        }
        (_, id) => (load::load_loose(disk, folder, id.as_ref()), None),
    };
    Ok(FolderRead { contents, training, register })
}
