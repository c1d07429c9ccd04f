//! What opens a protected register on the command line: a passphrase, typed at the terminal or read
//! from a file descriptor and never an argument, which every program of this computer could read; or
//! a file with somebody's own age key.

use std::fs::File;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read};
use std::path::Path;
use std::sync::Arc;

use super::arguments::Opening;
use super::user::outboxes_for;
use super::{Failure, failed};
use crate::base::shown;
use crate::register::disk::{self, RealDisk};
use crate::register::protect::{
    Cost, Identities, Key, Passphrase, Places, ProtectError, Protector, Vault, file_beside,
    load_pins,
};
use crate::register::signed::Trust;
use crate::register::{Contents, Protection, Register, RegisterError, load};

/// The longest line that is read as a passphrase, and the largest identity file, in bytes.
const MOST: usize = 64 * 1024;

/// Does something with the protection of a register.
pub(super) fn protecting<T>(
    vault: &Vault,
    root: &Path,
    work: impl FnOnce(&mut Protector<'_>) -> Result<T, ProtectError>,
) -> Result<T, Failure> {
    let Some(outboxes) = outboxes_for(root) else {
        return Err(Failure::usage("This system names no folder for this user."));
    };
    let pins = file_beside(&outboxes);
    let places = Places { root, outboxes: &outboxes, pins: &pins };
    let progress = &mut |_, _| {};
    let mut protector = Protector { vault, places, cost: Cost::DESIGNED, progress };
    work(&mut protector).map_err(failed)
}

/// The disk, with the key of the register in `root` where that is protected. Whatever else is the
/// matter with it, the command itself says.
pub(super) fn opened(root: &Path, opening: &Opening) -> Result<Vault, Failure> {
    opened_with(root, &mut || key(opening))
}

/// The same, where what opens it is asked for only if it is protected.
pub(super) fn opened_with(
    root: &Path,
    key: &mut dyn FnMut() -> Result<Key, Failure>,
) -> Result<Vault, Failure> {
    let vault = Vault::new(Arc::new(RealDisk));
    open_also(&vault, root, key)?;
    Ok(vault)
}

/// The same of one more register.
pub(super) fn open_also(
    vault: &Vault,
    root: &Path,
    key: &mut dyn FnMut() -> Result<Key, Failure>,
) -> Result<(), Failure> {
    let Ok(info) = Register::describe(&RealDisk, root) else { return Ok(()) };
    match info.protection {
        Protection::Age(_) => {
            let key = key()?;
            protecting(vault, root, |protector| protector.open_to_read(&key))?;
        }
        Protection::Plain => {
            let pins = outboxes_for(root).map(|outboxes| file_beside(&outboxes));
            let pins = pins.map(|file| load_pins(&RealDisk, &file)).unwrap_or_default();
            if pins.of(&info.id).is_some_and(|pin| pin.going.is_none()) {
                let error = RegisterError::ProtectionChanged(root.to_owned());
                return Err(Failure::usage(error.to_string()));
            }
        }
    }
    Ok(())
}

/// What a register holds, as far as it is trusted.
pub(super) fn load_trusted(disk: &Vault, register: &Register) -> (Contents, Trust) {
    let mut contents = load(disk, register);
    let trust = judge(disk, register, &mut contents);
    (contents, trust)
}

/// Says of what was read how it is signed, as this user knows it: what nobody signed who is known
/// here hides nothing.
pub(super) fn judge(disk: &Vault, register: &Register, contents: &mut Contents) -> Trust {
    let (root, outboxes) = (&register.root, outboxes_for(&register.root));
    let trust = Trust::load(disk, root, &register.info.id, outboxes.as_deref(), None);
    trust.check(contents, &|_| false);
    trust
}

/// What is given to open something.
pub(super) fn key(opening: &Opening) -> Result<Key, Failure> {
    Typed::from(opening.passphrase_fd)?.key(opening.identity.as_deref(), "Passphrase: ")
}

/// The age key in a file.
fn identity(file: &Path) -> Result<Key, Failure> {
    let bytes = disk::read(&RealDisk, file, MOST).map_err(failed)?;
    let text = zeroize::Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned());
    drop(zeroize::Zeroizing::new(bytes));
    Identities::read(&text).map(Key::Identity).map_err(failed)
}

/// Where passphrases come from.
pub(super) enum Typed {
    /// The terminal.
    Terminal,
    /// A file descriptor, a line each.
    Lines(BufReader<Box<dyn Read>>),
}

impl Typed {
    /// From this file descriptor, or else from the terminal.
    pub(super) fn from(descriptor: Option<u32>) -> Result<Self, Failure> {
        let none = || {
            Failure::usage("Nothing can be read from this file descriptor. Nothing was changed.")
        };
        match descriptor {
            None => Ok(Self::Terminal),
            Some(0) => Ok(Self::Lines(BufReader::new(Box::new(std::io::stdin())))),
            // Windows has no numbers for what a program is given.
            Some(_) if cfg!(not(unix)) => Err(none()),
            Some(number) => {
                let file = File::open(format!("/dev/fd/{number}")).map_err(|_| none())?;
                Ok(Self::Lines(BufReader::new(Box::new(file))))
            }
        }
    }

    /// What opens something: the age key in this file, or else the next passphrase.
    pub(super) fn key(&mut self, file: Option<&Path>, ask: &str) -> Result<Key, Failure> {
        match file {
            Some(file) => identity(file),
            None => self.passphrase(ask).map(Key::Passphrase),
        }
    }

    /// The next one.
    pub(super) fn passphrase(&mut self, ask: &str) -> Result<Passphrase, Failure> {
        match self {
            Self::Terminal => ask_for(ask),
            Self::Lines(lines) => {
                let mut line = String::new();
                let most = u64::try_from(MOST).unwrap_or(u64::MAX);
                let read = lines.by_ref().take(most).read_line(&mut line);
                if read.is_err() {
                    return Err(Failure::usage("The passphrase could not be read as text."));
                }
                let length = line.trim_end_matches(['\r', '\n']).len();
                line.truncate(length);
                Ok(Passphrase::new(line))
            }
        }
    }

    /// A new one: at the terminal twice, with how good it is.
    pub(super) fn new_passphrase(&mut self) -> Result<Passphrase, Failure> {
        let Self::Terminal = self else { return self.passphrase("") };
        super::complain(
            "A forgotten passphrase cannot be recovered. Write it down, and keep it in the safe.",
        );
        let first = ask_for("New passphrase: ")?;
        super::complain(crate::register::protect::strength(&first).words());
        if first.is(&ask_for("The same again: ")?) {
            Ok(first)
        } else {
            Err(Failure::usage("The two are not the same. Nothing was changed."))
        }
    }
}

/// Asks at the terminal; what is typed does not show.
fn ask_for(ask: &str) -> Result<Passphrase, Failure> {
    let nobody = || {
        Failure::usage(
            "This is protected, and there is no terminal to ask for the passphrase. Give it with \
             --passphrase-fd, or see the help of this command.",
        )
    };
    if !std::io::stderr().is_terminal() {
        return Err(nobody());
    }
    rpassword::prompt_password(shown::line(ask)).map(Passphrase::new).map_err(|_| nobody())
}
