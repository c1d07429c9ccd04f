//! While a share is away or cannot be written, work goes to an outbox in the user's private
//! data folder: a folder of the same form and the same id, which merges by union on return.

use std::path::Path;

use super::disk::Disk;
use super::drafts::{self, Drafts, Saved};
use super::load::{self, Contents};
use super::merge::{self, Merged};
use super::own_hashes::Ours;
use super::signed::Hand;
use super::{Choice, Protection, Register, RegisterError, RegisterInfo, disk, store};
use crate::record::{Digest, Nonce};
use store::Signed;

/// Where a statement was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placed {
    /// In the register.
    Register(Signed),
    /// In the outbox: safe on this computer, not yet on the share.
    Outbox {
        /// The statement.
        signed: Signed,
        /// Why not in the register.
        because: RegisterError,
    },
}

impl Placed {
    /// The statement, wherever it is.
    pub fn signed(&self) -> &Signed {
        match self {
            Self::Register(signed) | Self::Outbox { signed, .. } => signed,
        }
    }
}

/// What waits in an outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Signed statements, not yet on the share.
    pub contents: Contents,
    /// Drafts, not yet on the share.
    pub drafts: Drafts,
}

impl Waiting {
    /// How many statements and drafts wait.
    pub fn count(&self) -> usize {
        self.contents.statements().count() + self.drafts.drafts.len()
    }
}

/// What came back from an outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The statements.
    pub merged: Merged,
    /// The drafts, as they are on the share now.
    pub drafts: Vec<Saved>,
}

/// Opens the outbox of a register, or makes it: private to the user, and protected where the disk
/// protects it. While it is locked it takes drafts.
pub fn open_outbox(
    disk: &dyn Disk,
    root: &Path,
    info: &RegisterInfo,
) -> Result<Register, RegisterError> {
    match Register::open(disk, root) {
        Ok(outbox) if outbox.info.id == info.id => Ok(outbox),
        Ok(_) => Err(RegisterError::OtherRegister),
        Err(RegisterError::NotARegister(_)) => {
            let mut info = info.clone();
            info.protection = match disk.protects(root) {
                Some(protects) => Protection::Age(protects.recipient),
                None => Protection::Plain,
            };
            Register::create(disk, root, info, Choice::Proposed)
        }
        Err(RegisterError::Locked(_)) if disk.protects(root).is_some() => {
            let there = Register { root: root.to_owned(), info: Register::describe(disk, root)? };
            if there.info.id == info.id { Ok(there) } else { Err(RegisterError::OtherRegister) }
        }
        Err(error) => Err(error),
    }
}

/// Signs into the register or, where that is away or cannot be written, into the outbox, with
/// the rules that it rests on and the key of the workstation that signs. An error means that it is
/// in neither.
pub fn sign_or_keep(
    disk: &dyn Disk,
    register: &Register,
    outbox: &Path,
    text: &str,
    (rules, hand): (&[&str], Option<&Hand>),
) -> Result<Placed, RegisterError> {
    let sign = |place: &Register| {
        store::keep_rules(disk, place, rules)?;
        if let Some(hand) = hand {
            hand.show(disk, place)?;
        }
        store::sign_bytes(disk, place, text)
    };
    match sign(register) {
        Ok(signed) => Ok(Placed::Register(signed)),
        Err(because) if because.is_away() => {
            let outbox = open_outbox(disk, outbox, &register.info)?;
            Ok(Placed::Outbox { signed: sign(&outbox)?, because })
        }
        Err(error) => Err(error),
    }
}

/// What waits in an outbox.
pub fn waiting(disk: &dyn Disk, outbox: &Register) -> Waiting {
    Waiting { contents: load::load(disk, outbox), drafts: drafts::list_drafts(disk, outbox) }
}

/// Brings everything back to the register, and takes from the outbox what has been read back
/// there. A draft takes the place of the one that it followed, and of no other: where that has
/// changed since it is left, and ours is saved beside it.
pub fn bring_back(
    disk: &dyn Disk,
    outbox: &Register,
    register: &Register,
) -> Result<Returned, RegisterError> {
    bring_back_unless(disk, outbox, register, &|_| false)
}

/// The same without the drafts that are in somebody's hand: those go back as each is saved.
/// It is asked of each in the moment in which it would go.
pub fn bring_back_unless(
    disk: &dyn Disk,
    outbox: &Register,
    register: &Register,
    in_hand: &dyn Fn(&Nonce) -> bool,
) -> Result<Returned, RegisterError> {
    let merged = merge::merge(disk, outbox, register)?;
    let there = load::load(disk, register);
    let safe = |digest: &Digest| there.statements().any(|s| s.sound && s.digest == *digest);
    for loaded in load::load(disk, outbox).statements() {
        if safe(&loaded.digest) {
            disk::remove(disk, &loaded.path)?;
        }
    }
    let mut saved = Vec::new();
    for waiting in drafts::list_drafts(disk, outbox).drafts {
        if in_hand(&waiting.draft.nonce) {
            continue;
        }
        let mut draft = waiting.draft.clone();
        let mut followed = Ours::followed_by(&draft);
        Ours::default().note_in(&mut draft);
        saved.push(drafts::save_draft(disk, register, &draft, &mut followed)?);
        drafts::discard_draft(disk, &waiting.path, &waiting.digest)?;
    }
    Ok(Returned { merged, drafts: saved })
}
