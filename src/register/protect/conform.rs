//! Bringing the files of a register into one form, encrypted or plain. Each is written in its new
//! form, read back and compared with the old one before that goes; doing it again goes on where it
//! was cut short.

use std::path::{Path, PathBuf};

use super::ProtectError;
use super::key::{Keyring, recipient};
use super::place::{ENDING, SEALED};
use super::sealing::{self, bound};
use crate::base::ronfile::MAX_BYTES;
use crate::record::Digest;
use crate::register::disk::{self, Access, Disk, DiskError, Why};
use crate::register::layout::{self, ALL_DIGITS, HEX_DIGITS, Name};
use crate::register::problem::{Problem, What};
use crate::register::{RegisterError, load};

/// The largest file that is converted, in bytes: an index.
const MAX_FILE: usize = 256 * 1024 * 1024;

/// The form that files are brought into.
#[derive(Clone, Copy, Debug)]
pub enum Form<'k> {
    /// Encrypted: what is plain.
    Sealed(&'k Keyring),
    /// Encrypted to the key of now: what is plain, or encrypted to a key before.
    SealedAnew(&'k Keyring),
    /// Plain.
    Plain(&'k Keyring),
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conformed {
    /// How many files were brought into that form.
    pub changed: usize,
    /// Those that stayed as they are, because something is wrong with them.
    pub left: Vec<Problem>,
}

/// Brings every file of a register that holds what is written about people into this form. Stops at
/// the first failure of the disk. `progress` is told how many of how many files are done.
pub fn conform(
    disk: &dyn Disk,
    root: &Path,
    form: Form<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Conformed, ProtectError> {
    let mut found = Found::default();
    for folder in SEALED {
        walk(disk, &root.join(folder), 0, &mut found)?;
    }
    let Found { files, others } = found;
    let mut done = Conformed::default();
    if !matches!(form, Form::Plain(_)) {
        done.left = others;
    }
    let all = files.len();
    for (number, path) in files.into_iter().enumerate() {
        let one = File { disk, root, path: &path, in_decisions: is_in(root, &path, SEALED[0]) };
        match (one.change(form), &path) {
            (Ok(changed), _) => done.changed += usize::from(changed),
            (Err(Stop::Left(what)), path) => done.left.push(Problem::new(path, what)),
            (Err(Stop::Failed(error)), _) => return Err(error),
        }
        progress(number + 1, all);
    }
    Ok(done)
}

/// How deep the folders of decisions are: a year, and a decision.
const DEEPEST: usize = 2;

/// What lies in the folders whose files are encrypted.
#[derive(Default)]
struct Found {
    /// Files of ours: those that a crash left half written hold words too.
    files: Vec<PathBuf>,
    /// What is none of ours, and is left alone: it may hold what is written about people.
    others: Vec<Problem>,
}

fn walk(disk: &dyn Disk, folder: &Path, depth: usize, found: &mut Found) -> Result<(), DiskError> {
    for entry in disk::list(disk, folder)? {
        let path = folder.join(&entry.name);
        let plain = entry.name.strip_suffix(ENDING);
        let name = plain.unwrap_or(&entry.name);
        match entry.odd {
            Some(odd) => found.others.push(Problem::new(&path, What::Odd(odd))),
            None if entry.is_dir && depth < DEEPEST => walk(disk, &path, depth + 1, found)?,
            None if entry.is_dir => found.others.push(Problem::new(&path, What::LeftPlain)),
            None if layout::is_ron(name) || layout::is_leftover(name) => found.files.push(path),
            None if plain.is_some() || layout::is_litter(name) => {}
            None => found.others.push(Problem::new(&path, What::LeftPlain)),
        }
    }
    Ok(())
}

fn is_in(root: &Path, path: &Path, folder: &str) -> bool {
    path.starts_with(root.join(folder))
}

/// Why a file was not changed.
enum Stop {
    /// Something is wrong with it alone.
    Left(What),
    /// Nothing more can be done now.
    Failed(ProtectError),
}

impl<E: Into<ProtectError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

struct File<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    path: &'a Path,
    in_decisions: bool,
}

impl File<'_> {
    fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    fn change(&self, form: Form<'_>) -> Result<bool, Stop> {
        let name = self.name();
        let sealed = name.ends_with(ENDING);
        let cache = name.trim_end_matches(ENDING).ends_with(layout::LISTING_END);
        match (form, sealed) {
            (Form::Sealed(_), true) | (Form::Plain(_), false) => return Ok(false),
            // Losing it loses nothing, and it is made again at the next opening.
            _ if cache => {
                disk::remove(self.disk, self.path)?;
                return Ok(true);
            }
            (Form::Sealed(keys) | Form::SealedAnew(keys), false) => self.seal(keys)?,
            (Form::SealedAnew(keys), true) => return self.seal_anew(keys),
            (Form::Plain(keys), true) => self.make_plain(keys)?,
        }
        Ok(true)
    }

    fn read(&self) -> Result<Vec<u8>, Stop> {
        let most = bound(MAX_FILE);
        let bytes = disk::read(self.disk, self.path, most)?;
        if bytes.len() > most { Err(Stop::Left(What::TooLarge)) } else { Ok(bytes) }
    }

    fn seal(&self, keys: &Keyring) -> Result<(), Stop> {
        let plain = self.read()?;
        let digest = Digest::of(&plain);
        let cipher = self.cipher(keys, &plain)?;
        // A statement whose name fits gets the name that tells nothing but its hash. Any other file
        // keeps its own, so that what is wrong with it is still seen.
        let fits = self.in_decisions
            && Name::parse(&self.name())
                .is_some_and(|name| !name.is_sealed() && name.fits(&digest));
        let names = |number: usize| {
            if fits {
                let digits = layout::SEALED_DIGITS + 4 * number;
                (digits <= ALL_DIGITS).then(|| Name::sealed(&digest, digits).to_string())
            } else {
                Some(numbered(&self.name(), number))
            }
        };
        let same = |there: &[u8]| keys.open(there, MAX_FILE).is_ok_and(|there| there == plain);
        self.put(&cipher, &|number| names(number).map(|name| format!("{name}{ENDING}")), &same)
    }

    fn make_plain(&self, keys: &Keyring) -> Result<(), Stop> {
        let cipher = self.read()?;
        let plain = keys.open(&cipher, MAX_FILE).map_err(|why| Stop::Left(What::Unopened(why)))?;
        let digest = Digest::of(&plain);
        let own = self.name().trim_end_matches(ENDING).to_owned();
        let statement = (self.in_decisions && plain.len() <= MAX_BYTES)
            .then(|| Name::parse(&own).filter(|name| name.is_sealed() && name.fits(&digest)))
            .flatten()
            .and_then(|_| load::read_statement(&plain, layout::UNKNOWN_KIND).ok());
        let names = |number: usize| match &statement {
            Some(read) => {
                let digits = HEX_DIGITS + 4 * number;
                let name = Name::of(&read.header.written, &read.kind, &digest, digits);
                (digits <= ALL_DIGITS).then(|| name.to_string())
            }
            None => Some(numbered(&own, number)),
        };
        self.put(&plain, &names, &|there| there == plain)
    }

    /// Encrypts to the key of now what is encrypted to one before. Whether there was anything to do.
    fn seal_anew(&self, keys: &Keyring) -> Result<bool, Stop> {
        let before = self.read()?;
        if keys.is_of_now(&before) {
            return Ok(false);
        }
        let plain = keys.open(&before, MAX_FILE).map_err(|why| Stop::Left(What::Unopened(why)))?;
        let cipher = self.cipher(keys, &plain)?;
        disk::replace(self.disk, self.root, self.path, &cipher, Access::LikeParent)?;
        let back = disk::read(self.disk, self.path, bound(MAX_FILE))?;
        if keys.open(&back, MAX_FILE).is_ok_and(|there| there == plain) {
            Ok(true)
        } else {
            Err(RegisterError::ReadBack(self.path.to_owned()).into())
        }
    }

    fn cipher(&self, keys: &Keyring, plain: &[u8]) -> Result<Vec<u8>, Stop> {
        let to = recipient(&keys.recipient())?;
        let cipher = sealing::seal(&to, plain);
        cipher.ok_or_else(|| RegisterError::ReadBack(self.path.to_owned()).into())
    }

    /// Writes the new form under the first of these names that is free, or that has it already;
    /// reads it back; then the old form goes.
    fn put(
        &self,
        bytes: &[u8],
        names: &dyn Fn(usize) -> Option<String>,
        same: &dyn Fn(&[u8]) -> bool,
    ) -> Result<(), Stop> {
        let folder = disk::folder_of(self.path);
        for name in (0..).map_while(names) {
            let path = folder.join(name);
            match disk::publish_new(self.disk, self.root, &path, bytes, Access::LikeParent) {
                Err(DiskError { why: Why::Taken, .. }) => {}
                other => other?,
            }
            if same(&disk::read(self.disk, &path, bound(MAX_FILE))?) {
                disk::remove(self.disk, self.path)?;
                return Ok(());
            }
        }
        Err(RegisterError::NamesTaken(folder.to_owned()).into())
    }
}

/// Its own name, or one beside it where that is taken by something else: nothing is overwritten.
fn numbered(name: &str, number: usize) -> String {
    match (number, name.rsplit_once('.')) {
        (0, _) => name.to_owned(),
        (_, None) => format!("{name}-{}", number + 1),
        (_, Some((stem, ending))) => format!("{stem}-{}.{ending}", number + 1),
    }
}
