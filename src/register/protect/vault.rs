//! A disk that encrypts what it writes into a protected register, and opens what it reads there.
//!
//! It goes by the folder alone: whatever is written below `decisions/`, `drafts/` or `index/` of a
//! register that is known to be protected is encrypted, whoever writes it and whether it is locked
//! or not. Reading takes the key; while it is locked, only what was written since can be read, so
//! that a draft goes on being saved.
//!
//! Half-way through a change a register holds files of both forms. Both are read.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use age::stream::StreamWriter;
use age::x25519;
use zeroize::Zeroizing;

use super::ProtectError;
use super::key::{Keyring, recipient};
use super::place::{is_sealed_folder, plain_name, sealed_name};
use super::sealing::{self, Unopened, bound};
use crate::register::disk::{Access, Disk, Entry, Kind, Temp};
use crate::register::layout;

/// What a disk does with a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protects {
    /// The public key that it encrypts to.
    pub recipient: String,
    /// Whether it has the key to read.
    pub open: bool,
}

/// A disk that knows which registers are protected.
#[derive(Clone)]
pub struct Vault {
    inner: Arc<dyn Disk>,
    roots: Arc<RwLock<BTreeMap<PathBuf, Root>>>,
}

/// A protected folder: a register, or the outbox of one.
struct Root {
    to: x25519::Recipient,
    keys: Option<Arc<Keyring>>,
    /// What was written since it is locked, by path: the beginning of the file, of which no two are
    /// alike, and what was written.
    written: BTreeMap<PathBuf, Written>,
}

type Written = (Vec<u8>, Arc<Zeroizing<Vec<u8>>>);

/// So much of a file tells it from all others: its header, which is different each time.
const HEAD: usize = 256;

impl Vault {
    /// Over this disk, with nothing protected yet.
    pub fn new(inner: Arc<dyn Disk>) -> Self {
        Self { inner, roots: Arc::default() }
    }

    /// The disk beneath, which shows files as they are.
    pub fn beneath(&self) -> &dyn Disk {
        &*self.inner
    }

    /// From now on this register is read and written with these keys.
    pub fn unlock(&self, root: &Path, keyring: &Arc<Keyring>) -> Result<(), ProtectError> {
        self.put(root, &keyring.recipient(), Some(Arc::clone(keyring)))
    }

    /// From now on this register is written to this public key, and cannot be read.
    pub fn lock(&self, root: &Path, to: &str) -> Result<(), ProtectError> {
        self.put(root, to, None)
    }

    fn put(&self, root: &Path, to: &str, keys: Option<Arc<Keyring>>) -> Result<(), ProtectError> {
        let new = Root { to: recipient(to)?, keys, written: BTreeMap::new() };
        self.change().insert(root.to_owned(), new);
        Ok(())
    }

    /// From now on nothing can be read of any protected register. What was read before is not taken
    /// out of anybody's memory by this.
    pub fn lock_all(&self) {
        for root in self.change().values_mut() {
            root.keys = None;
        }
    }

    /// This register is not protected any more.
    pub fn forget(&self, root: &Path) {
        self.change().remove(root);
    }

    /// Whether any register is open that can be locked.
    pub fn has_open(&self) -> bool {
        self.look().values().any(|root| root.keys.is_some())
    }

    /// The keys of a register that is open.
    pub fn keys_of(&self, root: &Path) -> Option<Arc<Keyring>> {
        self.look().get(root)?.keys.clone()
    }

    /// Encrypts a few words as this register is, so that they can be kept while it is locked.
    pub fn keep(&self, root: &Path, words: &str) -> Option<Vec<u8>> {
        let to = self.look().get(root)?.to.clone();
        sealing::seal(&to, words.as_bytes())
    }

    /// What was kept so, once the register is open.
    pub fn kept(&self, root: &Path, cipher: &[u8]) -> Option<Zeroizing<String>> {
        let plain = self.keys_of(root)?.open(cipher, cipher.len()).ok()?;
        String::from_utf8(plain).ok().map(Zeroizing::new)
    }

    fn look(&self) -> RwLockReadGuard<'_, BTreeMap<PathBuf, Root>> {
        self.roots.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self) -> RwLockWriteGuard<'_, BTreeMap<PathBuf, Root>> {
        self.roots.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does this with the protected register that a folder's files are encrypted in; `None` where
    /// they are not.
    fn within<T>(&self, folder: &Path, then: impl FnOnce(&Path, &Root) -> T) -> Option<T> {
        let roots = self.look();
        let (path, root) = roots.iter().find(|(root, _)| is_sealed_folder(root, folder))?;
        Some(then(path, root))
    }

    /// The same for a file of ours.
    fn of_file<T>(&self, path: &Path, then: impl FnOnce(&Root) -> T) -> Option<T> {
        let ours = path.file_name().is_some_and(|name| layout::is_ron(&name.to_string_lossy()));
        let folder = path.parent().filter(|_| ours)?;
        self.within(folder, |_, root| then(root))
    }

    fn is_sealed(&self, path: &Path) -> bool {
        self.of_file(path, |_| ()).is_some()
    }
}

impl Disk for Vault {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let known = self.of_file(path, |root| (root.keys.clone(), root.written.get(path).cloned()));
        let Some((keys, written)) = known else { return self.inner.read(path, max) };
        let most = bound(max);
        let cipher = match self.inner.read(&sealed_name(path), most) {
            // One that was not encrypted yet, or is not any more.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.inner.read(path, max);
            }
            cipher => cipher?,
        };
        if cipher.len() > most {
            // It is too large: so much of it is given that this is seen.
            return Ok(vec![0; max.saturating_add(1)]);
        }
        match (keys, written) {
            (Some(keys), _) => Ok(keys.open(&cipher, max)?),
            (None, Some((head, plain))) if cipher.starts_with(&head) => {
                Ok(plain.iter().take(max.saturating_add(1)).copied().collect())
            }
            (None, _) => Err(Unopened::Locked.into()),
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = self.inner.list(folder)?;
        if self.within(folder, |_, _| ()).is_some() {
            for entry in entries.iter_mut().filter(|entry| !entry.is_dir) {
                if let Some(plain) = plain_name(&entry.name) {
                    entry.name = plain.to_owned();
                }
            }
            entries.sort();
            // Half-way through a change a file may be there in both forms.
            entries.dedup_by(|a, b| a.name == b.name);
        }
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        if self.is_sealed(path)
            && let Some(kind) = self.inner.kind(&sealed_name(path))?
        {
            return Ok(Some(kind));
        }
        self.inner.kind(path)
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        self.inner.create_dir(folder, access)
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        let temp = self.inner.temp(folder, access)?;
        match self.within(folder, |root, of| (root.to_owned(), of.to.clone(), of.keys.is_none())) {
            None => Ok(temp),
            Some((root, to, locked)) => {
                let out = sealing::writer(&to, Out { temp, head: Vec::new() })?;
                let kept = locked.then(|| (root, Zeroizing::new(Vec::new())));
                Ok(Box::new(SealedTemp { vault: self.clone(), kept, state: State::Writing(out) }))
            }
        }
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.inner.sync_folder(folder)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        if !self.is_sealed(path) {
            return self.inner.remove_file(path);
        }
        match self.inner.remove_file(&sealed_name(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.inner.remove_file(path),
            Err(error) => Err(error),
            Ok(()) => match self.inner.remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        }
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        self.inner.lock(path)
    }

    fn is_left_plain(&self, path: &Path) -> io::Result<bool> {
        Ok(self.is_sealed(path) && self.inner.kind(path)?.is_some())
    }

    fn protects(&self, root: &Path) -> Option<Protects> {
        let roots = self.look();
        let known = roots.get(root)?;
        Some(Protects { recipient: known.to.to_string(), open: known.keys.is_some() })
    }
}

/// A temporary file as something that is written to, with the beginning of what was written.
struct Out {
    temp: Box<dyn Temp>,
    head: Vec<u8>,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temp.write(bytes)?;
        let room = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(room));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A temporary file whose bytes are encrypted on their way to it.
struct SealedTemp {
    vault: Vault,
    /// While the register is locked: which it is, and what was written.
    kept: Option<(PathBuf, Zeroizing<Vec<u8>>)>,
    state: State,
}

enum State {
    Writing(StreamWriter<Out>),
    Written(Out),
    /// Its end could not be written.
    Broken,
}

impl SealedTemp {
    /// Writes the end: nothing can be added after that.
    fn finish(&mut self) -> io::Result<&mut Out> {
        self.state = match std::mem::replace(&mut self.state, State::Broken) {
            State::Writing(out) => State::Written(out.finish()?),
            written_or_broken => written_or_broken,
        };
        match &mut self.state {
            State::Written(out) => Ok(out),
            State::Writing(_) | State::Broken => Err(broken()),
        }
    }

    fn name(mut self, path: &Path, over: bool) -> io::Result<()> {
        self.finish()?;
        let State::Written(Out { temp, head }) = self.state else { return Err(broken()) };
        let sealed = sealed_name(path);
        let inner = &self.vault.inner;
        if over {
            temp.persist_over(&sealed)?;
            // The one that it takes the place of may not have been encrypted yet.
            match inner.remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        } else {
            if inner.kind(path)?.is_some() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            temp.persist_new(&sealed)?;
        }
        if let Some((root, plain)) = self.kept
            && let Some(known) = self.vault.change().get_mut(&root)
            && known.keys.is_none()
        {
            known.written.insert(path.to_owned(), (head, Arc::new(plain)));
        }
        Ok(())
    }
}

fn broken() -> io::Error {
    io::Error::other("its end could not be written")
}

impl Temp for SealedTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let State::Writing(out) = &mut self.state else { return Err(broken()) };
        out.write_all(bytes)?;
        if let Some((_, plain)) = &mut self.kept {
            plain.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.finish()?.temp.sync()
    }

    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.name(path, false)
    }

    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.name(path, true)
    }
}
