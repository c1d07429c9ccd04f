//! Disks for tests: one in memory whose power can be cut, one that fails at a chosen step,
//! one that writes down the order of the steps. Used by the tests of every room.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::{Access, Disk, Entry, Kind, TEMP_PREFIX, TEMP_SUFFIX, Temp};

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A disk in memory. After [`MemoryDisk::cut_power`] it holds only what was made durable: the
/// names of folders that were synced, and of each file the bytes that were synced.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk(Arc<Mutex<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    /// What the system shows.
    names: BTreeMap<PathBuf, Node>,
    /// What a power cut leaves.
    durable: BTreeMap<PathBuf, Node>,
    /// Bytes of each file, and those of them that are durable.
    files: Vec<(Vec<u8>, Vec<u8>)>,
    temps: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

impl Memory {
    fn is_folder(&self, path: &Path) -> bool {
        // The place that the test began with always stands.
        path.parent().is_none() || self.names.get(path) == Some(&Node::Folder)
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.names.get(path) {
            Some(Node::File(file)) => Ok(*file),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

impl MemoryDisk {
    /// What a power cut, or pulling the plug of the share, leaves.
    pub fn cut_power(&self) {
        let mut memory = lock(&self.0);
        memory.names = memory.durable.clone();
        for (bytes, synced) in &mut memory.files {
            bytes.clone_from(synced);
        }
    }

    /// Puts bytes at a path behind the program's back, durably; folders are made.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut memory = lock(&self.0);
        let number = memory.files.len();
        memory.files.push((bytes.to_vec(), bytes.to_vec()));
        for folder in path.ancestors().skip(1).filter(|path| path.parent().is_some()) {
            memory.names.insert(folder.to_owned(), Node::Folder);
            memory.durable.insert(folder.to_owned(), Node::Folder);
        }
        memory.names.insert(path.to_owned(), Node::File(number));
        memory.durable.insert(path.to_owned(), Node::File(number));
    }

    /// Takes a file, or a folder with all in it, away behind the program's back.
    pub fn take(&self, path: &Path) {
        let mut memory = lock(&self.0);
        memory.names.retain(|name, _| !name.starts_with(path));
        memory.durable.retain(|name, _| !name.starts_with(path));
    }

    /// Every file with its bytes, by path.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let memory = lock(&self.0);
        let file = |(path, node): (&PathBuf, &Node)| match node {
            Node::File(number) => Some((path.clone(), memory.files.get(*number)?.0.clone())),
            Node::Folder => None,
        };
        memory.names.iter().filter_map(file).collect()
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let memory = lock(&self.0);
        let file = memory.file(path)?;
        let (bytes, _) = memory.files.get(file).ok_or(io::ErrorKind::NotFound)?;
        Ok(bytes.iter().take(max.saturating_add(1)).copied().collect())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let memory = lock(&self.0);
        if !memory.is_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let within = memory.names.iter().filter(|(path, _)| path.parent() == Some(folder));
        let entry = |(path, node): (&PathBuf, &Node)| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            Some(Entry::plain(name, *node == Node::Folder))
        };
        Ok(within.filter_map(entry).collect())
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let memory = lock(&self.0);
        Ok(match memory.names.get(path) {
            Some(Node::File(_)) => Some(Kind::File),
            _ if memory.is_folder(path) => Some(Kind::Folder),
            _ => None,
        })
    }

    fn create_dir(&self, folder: &Path, _: Access) -> io::Result<()> {
        let mut memory = lock(&self.0);
        if memory.names.contains_key(folder) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if !folder.parent().is_some_and(|parent| memory.is_folder(parent)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        memory.names.insert(folder.to_owned(), Node::Folder);
        Ok(())
    }

    fn temp(&self, folder: &Path, _: Access) -> io::Result<Box<dyn Temp>> {
        let mut memory = lock(&self.0);
        if !memory.is_folder(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        memory.temps += 1;
        let path = folder.join(format!("{TEMP_PREFIX}{}{TEMP_SUFFIX}", memory.temps));
        let file = memory.files.len();
        memory.files.push((Vec::new(), Vec::new()));
        memory.names.insert(path.clone(), Node::File(file));
        Ok(Box::new(MemoryTemp { disk: self.clone(), path, file }))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut memory = lock(&self.0);
        let within = |path: &PathBuf| path.parent() == Some(folder);
        let now: Vec<_> = memory.names.iter().filter(|(path, _)| within(path)).collect();
        let now: Vec<_> = now.into_iter().map(|(path, node)| (path.clone(), *node)).collect();
        memory.durable.retain(|path, _| !within(path));
        memory.durable.extend(now);
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let mut memory = lock(&self.0);
        memory.file(path)?;
        memory.names.remove(path);
        Ok(())
    }
}

struct MemoryTemp {
    disk: MemoryDisk,
    path: PathBuf,
    file: usize,
}

impl MemoryTemp {
    fn rename(&self, path: &Path, over: bool) -> io::Result<()> {
        let mut memory = lock(&self.disk.0);
        if !over && memory.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        memory.names.remove(&self.path);
        memory.names.insert(path.to_owned(), Node::File(self.file));
        Ok(())
    }
}

impl Temp for MemoryTemp {
    fn write(&mut self, more: &[u8]) -> io::Result<()> {
        let mut memory = lock(&self.disk.0);
        if let Some((bytes, _)) = memory.files.get_mut(self.file) {
            bytes.extend_from_slice(more);
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut memory = lock(&self.disk.0);
        if let Some((bytes, synced)) = memory.files.get_mut(self.file) {
            synced.clone_from(bytes);
        }
        Ok(())
    }

    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.rename(path, false)
    }

    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.rename(path, true)
    }
}

impl Drop for MemoryTemp {
    fn drop(&mut self) {
        lock(&self.disk.0).names.remove(&self.path);
    }
}

/// How a [`FailingDisk`] fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The disk is full: every write from then on; a write leaves half its bytes.
    Full,
    /// Not allowed: every step from then on that would change something.
    Denied,
    /// One step fails, and the next ones work again.
    Once,
    /// The share is gone, or the program was killed: nothing works from then on.
    Gone,
    /// The share hangs: nothing is answered from then on. Where it was giving a file its name, it
    /// does so when it comes back.
    Late,
}

/// A disk that fails at a chosen step. Every call counts as one step, from 0.
pub struct FailingDisk<D> {
    /// The disk beneath.
    pub inner: D,
    plan: Arc<Plan>,
}

struct Plan {
    fault: Fault,
    at: usize,
    steps: AtomicUsize,
    mended: AtomicBool,
    /// Names that are given when the share is back.
    late: Mutex<Vec<Naming>>,
}

type Naming = Box<dyn FnOnce() -> io::Result<()> + Send>;

impl Plan {
    /// Counts a step; an error where it is to fail.
    fn step(&self, changes: bool) -> io::Result<()> {
        let step = self.steps.fetch_add(1, Ordering::SeqCst);
        let fails = match self.fault {
            Fault::Once => step == self.at,
            Fault::Gone | Fault::Late => step >= self.at,
            Fault::Full | Fault::Denied => step >= self.at && changes,
        };
        match self.fault {
            _ if !fails || self.mended.load(Ordering::SeqCst) => Ok(()),
            Fault::Full => Err(io::ErrorKind::StorageFull.into()),
            Fault::Denied => Err(io::ErrorKind::PermissionDenied.into()),
            Fault::Once => Err(io::ErrorKind::Interrupted.into()),
            Fault::Gone => Err(io::ErrorKind::StaleNetworkFileHandle.into()),
            Fault::Late => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    /// Gives a file its name, now or when the share is back.
    fn name(&self, name: impl FnOnce() -> io::Result<()> + Send + 'static) -> io::Result<()> {
        let step = self.step(true);
        match step {
            Ok(()) => name(),
            Err(_) if self.fault == Fault::Late => {
                lock(&self.late).push(Box::new(name));
                step
            }
            Err(_) => step,
        }
    }
}

impl<D: Disk> FailingDisk<D> {
    /// Fails in this way from step `at`, or only at it ([`Fault::Once`]).
    pub fn new(inner: D, fault: Fault, at: usize) -> Self {
        let (steps, mended) = (AtomicUsize::new(0), AtomicBool::new(false));
        let late = Mutex::default();
        Self { inner, plan: Arc::new(Plan { fault, at, steps, mended, late }) }
    }

    /// From now on nothing fails: space was freed, the share is back.
    pub fn mend(&self) {
        self.plan.mended.store(true, Ordering::SeqCst);
        for name in lock(&self.plan.late).drain(..) {
            // Refused, it is as if it had never been tried.
            let _ = name();
        }
    }

    /// How many steps were taken.
    pub fn steps(&self) -> usize {
        self.plan.steps.load(Ordering::SeqCst)
    }
}

impl<D: Disk> Disk for FailingDisk<D> {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        self.plan.step(false)?;
        self.inner.read(path, max)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.plan.step(false)?;
        self.inner.list(folder)
    }
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.plan.step(false)?;
        self.inner.kind(path)
    }
    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        self.plan.step(true)?;
        self.inner.create_dir(folder, access)
    }
    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        self.plan.step(true)?;
        let temp = self.inner.temp(folder, access)?;
        Ok(Box::new(FailingTemp { inner: temp, plan: Arc::clone(&self.plan) }))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.plan.step(true)?;
        self.inner.sync_folder(folder)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        // Removing works on a full disk.
        self.plan.step(self.plan.fault != Fault::Full)?;
        self.inner.remove_file(path)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        self.plan.step(true)?;
        self.inner.lock(path)
    }
}

struct FailingTemp {
    inner: Box<dyn Temp>,
    plan: Arc<Plan>,
}

impl Temp for FailingTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let step = self.plan.step(true);
        if step.is_err() {
            self.inner.write(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        }
        step?;
        self.inner.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.plan.step(true)?;
        self.inner.sync()
    }
    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        let (Self { inner, plan }, path) = (*self, path.to_owned());
        plan.name(move || inner.persist_new(&path))
    }
    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        let (Self { inner, plan }, path) = (*self, path.to_owned());
        plan.name(move || inner.persist_over(&path))
    }
}

/// One step that changes something, as a [`RecordingDisk`] writes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A folder was made.
    MakeFolder(PathBuf),
    /// A temporary file was made in this folder.
    Temp(PathBuf),
    /// Bytes were written to it.
    Write,
    /// Its bytes were made durable.
    SyncFile,
    /// It got this name, which was free.
    NameNew(PathBuf),
    /// It got this name, in place of what stood there.
    NameOver(PathBuf),
    /// The names in this folder were made durable.
    SyncFolder(PathBuf),
    /// A file was removed.
    Remove(PathBuf),
    /// A file was read.
    Read(PathBuf),
}

/// A disk that writes down the order of its steps.
pub struct RecordingDisk<D> {
    /// The disk beneath.
    pub inner: D,
    steps: Arc<Mutex<Vec<Step>>>,
}

impl<D: Disk> RecordingDisk<D> {
    /// Over this disk.
    pub fn new(inner: D) -> Self {
        Self { inner, steps: Arc::default() }
    }

    /// The steps so far, which are then forgotten.
    pub fn steps(&self) -> Vec<Step> {
        std::mem::take(&mut lock(&self.steps))
    }

    fn note(&self, step: Step) {
        lock(&self.steps).push(step);
    }
}

impl<D: Disk> Disk for RecordingDisk<D> {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let bytes = self.inner.read(path, max)?;
        self.note(Step::Read(path.to_owned()));
        Ok(bytes)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.inner.list(folder)
    }
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.inner.kind(path)
    }
    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        self.note(Step::MakeFolder(folder.to_owned()));
        self.inner.create_dir(folder, access)
    }
    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        self.note(Step::Temp(folder.to_owned()));
        let inner = self.inner.temp(folder, access)?;
        Ok(Box::new(RecordingTemp { inner, steps: Arc::clone(&self.steps) }))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.note(Step::SyncFolder(folder.to_owned()));
        self.inner.sync_folder(folder)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.note(Step::Remove(path.to_owned()));
        self.inner.remove_file(path)
    }
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        self.inner.lock(path)
    }
}

struct RecordingTemp {
    inner: Box<dyn Temp>,
    steps: Arc<Mutex<Vec<Step>>>,
}

impl Temp for RecordingTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        lock(&self.steps).push(Step::Write);
        self.inner.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        lock(&self.steps).push(Step::SyncFile);
        self.inner.sync()
    }
    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        lock(&self.steps).push(Step::NameNew(path.to_owned()));
        self.inner.persist_new(path)
    }
    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        lock(&self.steps).push(Step::NameOver(path.to_owned()));
        self.inner.persist_over(path)
    }
}
