//! A share that hangs cannot be told from one that is slow. Whoever reads is patient, and what is
//! waited for is named on the screen; whoever saves what was typed gives up after a while, and it
//! goes to the outbox.
#![expect(
    clippy::disallowed_methods,
    reason = "how long a file is waited for, and the threads that are left waiting, are here alone"
)]

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::register::Disk;
use crate::register::disk::{Access, Entry, Kind, Protects, Temp, folder_of};

/// A file is waited for so long before that is said, and before saving gives up.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// What is being waited for.
#[derive(Debug)]
pub struct Waits {
    patience: Duration,
    list: Mutex<Vec<Wait>>,
}

#[derive(Debug)]
struct Wait {
    number: u64,
    path: PathBuf,
    /// Whatever lies in this folder is probably not to be had either.
    folder: PathBuf,
    since: Instant,
}

/// What a look at the waits gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waited {
    /// Nothing is waited for.
    Nothing,
    /// Nothing for long; in so long it would be.
    Soon(Duration),
    /// This file or folder, for longer than [`PATIENCE`].
    For(PathBuf),
}

impl Default for Waits {
    fn default() -> Self {
        Self::new(PATIENCE)
    }
}

impl Waits {
    /// Nothing is waited for yet; what takes longer than `patience` is.
    pub fn new(patience: Duration) -> Self {
        Self { patience, list: Mutex::default() }
    }

    /// What has been waited for longest.
    pub fn look(&self) -> Waited {
        let list = lock(&self.list);
        let Some(oldest) = list.iter().min_by_key(|wait| wait.since) else {
            return Waited::Nothing;
        };
        match self.patience.checked_sub(oldest.since.elapsed()) {
            Some(left) if !left.is_zero() => Waited::Soon(left),
            _ => Waited::For(oldest.path.clone()),
        }
    }

    /// Whether something in the same folder has been waited for too long already.
    fn hangs(&self, path: &Path) -> bool {
        let long = |wait: &&Wait| wait.since.elapsed() >= self.patience;
        lock(&self.list).iter().filter(long).any(|wait| path.starts_with(&wait.folder))
    }

    /// From now until what is given is dropped, this is waited for.
    fn begin(self: &Arc<Self>, path: &Path, is_file: bool) -> Begun {
        let folder = if is_file { folder_of(path) } else { path };
        let mut list = lock(&self.list);
        let number = list.iter().map(|wait| wait.number).max().map_or(0, |last| last + 1);
        list.push(Wait {
            number,
            path: path.to_owned(),
            folder: folder.to_owned(),
            since: Instant::now(),
        });
        Begun { waits: Arc::clone(self), number }
    }
}

struct Begun {
    waits: Arc<Waits>,
    number: u64,
}

impl Drop for Begun {
    fn drop(&mut self) {
        lock(&self.waits.list).retain(|wait| wait.number != self.number);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Our files have an ending, our folders have none.
fn is_file(path: &Path) -> bool {
    path.extension().is_some()
}

/// A disk that is waited for as long as it takes: for reading, off the frame.
pub struct Patient {
    inner: Arc<dyn Disk>,
    waits: Arc<Waits>,
}

impl Patient {
    /// Over this disk; what is waited for is written down in `waits`.
    pub fn new(inner: Arc<dyn Disk>, waits: Arc<Waits>) -> Self {
        Self { inner, waits }
    }
}

impl Disk for Patient {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let _begun = self.waits.begin(path, true);
        self.inner.read(path, max)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let _begun = self.waits.begin(folder, false);
        self.inner.list(folder)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let _begun = self.waits.begin(path, is_file(path));
        self.inner.kind(path)
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        let _begun = self.waits.begin(folder, false);
        self.inner.create_dir(folder, access)
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        let _begun = self.waits.begin(folder, false);
        let inner = self.inner.temp(folder, access)?;
        let (waits, folder) = (Arc::clone(&self.waits), folder.to_owned());
        Ok(Box::new(PatientTemp { inner, waits, folder }))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let _begun = self.waits.begin(folder, false);
        self.inner.sync_folder(folder)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let _begun = self.waits.begin(path, true);
        self.inner.remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        let _begun = self.waits.begin(path, true);
        self.inner.lock(path)
    }

    fn protects(&self, root: &Path) -> Option<Protects> {
        self.inner.protects(root)
    }
}

struct PatientTemp {
    inner: Box<dyn Temp>,
    waits: Arc<Waits>,
    folder: PathBuf,
}

impl Temp for PatientTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let _begun = self.waits.begin(&self.folder, false);
        self.inner.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        let _begun = self.waits.begin(&self.folder, false);
        self.inner.sync()
    }

    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        let _begun = self.waits.begin(path, true);
        self.inner.persist_new(path)
    }

    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        let _begun = self.waits.begin(path, true);
        self.inner.persist_over(path)
    }
}

type Job = Box<dyn FnOnce() + Send>;

/// A disk of which each step is given up after a while, with
/// [`TimedOut`](io::ErrorKind::TimedOut): for saving, which must not be held up. Until that step
/// has come to its end, everything in the same folder is given up at once. What was given up may
/// still be done when the share answers again; nothing that this program writes is harmed by that.
#[derive(Clone)]
pub struct Brisk {
    inner: Arc<dyn Disk>,
    waits: Arc<Waits>,
    /// Threads that have nothing to do.
    idle: Arc<Mutex<Vec<Sender<Job>>>>,
}

impl Brisk {
    /// Over this disk; what is waited for is written down in `waits`.
    pub fn new(inner: Arc<dyn Disk>, waits: Arc<Waits>) -> Self {
        Self { inner, waits, idle: Arc::default() }
    }

    /// Does a step on a thread of its own, and waits for it as long as the patience is.
    fn within<T: Send + 'static>(
        &self,
        path: &Path,
        is_file: bool,
        step: impl FnOnce(&dyn Disk) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        if self.waits.hangs(path) {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let begun = self.waits.begin(path, is_file);
        let (disk, (done, result)) = (Arc::clone(&self.inner), channel());
        let helper = lock(&self.idle).pop().unwrap_or_else(helper);
        let job: Job = Box::new(move || {
            let value = step(&*disk);
            drop(begun);
            // Given up meanwhile, nobody takes it.
            let _ = done.send(value);
        });
        let gone = || io::Error::other("the step broke");
        helper.send(job).map_err(|_| gone())?;
        match result.recv_timeout(self.waits.patience) {
            Ok(value) => {
                lock(&self.idle).push(helper);
                value
            }
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }
}

/// A thread that does one job after another. It ends when nobody can hand it one any more.
fn helper() -> Sender<Job> {
    let (jobs, queue) = channel::<Job>();
    std::thread::spawn(move || queue.into_iter().for_each(|job| job()));
    jobs
}

impl Disk for Brisk {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        let at = path.to_owned();
        self.within(path, true, move |disk| disk.read(&at, max))
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let at = folder.to_owned();
        self.within(folder, false, move |disk| disk.list(&at))
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let at = path.to_owned();
        self.within(path, is_file(path), move |disk| disk.kind(&at))
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        let at = folder.to_owned();
        self.within(folder, false, move |disk| disk.create_dir(&at, access))
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        let at = folder.to_owned();
        let inner = self.within(folder, false, move |disk| disk.temp(&at, access))?;
        let (disk, folder) = (self.clone(), folder.to_owned());
        Ok(Box::new(BriskTemp { inner: Some(inner), disk, folder }))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let at = folder.to_owned();
        self.within(folder, false, move |disk| disk.sync_folder(&at))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let at = path.to_owned();
        self.within(path, true, move |disk| disk.remove_file(&at))
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        let at = path.to_owned();
        self.within(path, true, move |disk| disk.lock(&at))
    }

    fn protects(&self, root: &Path) -> Option<Protects> {
        self.inner.protects(root)
    }
}

struct BriskTemp {
    /// `None` once a step with it was given up.
    inner: Option<Box<dyn Temp>>,
    disk: Brisk,
    folder: PathBuf,
}

impl BriskTemp {
    fn take(&mut self) -> io::Result<Box<dyn Temp>> {
        self.inner.take().ok_or_else(|| io::ErrorKind::TimedOut.into())
    }

    /// Does a step with it, and has it back afterwards.
    fn step(
        &mut self,
        step: impl FnOnce(&mut dyn Temp) -> io::Result<()> + Send + 'static,
    ) -> io::Result<()> {
        let mut inner = self.take()?;
        let (inner, done) = self.disk.within(&self.folder, false, move |_| {
            let done = step(&mut *inner);
            Ok((inner, done))
        })?;
        self.inner = Some(inner);
        done
    }
}

impl Temp for BriskTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let bytes = bytes.to_vec();
        self.step(move |temp| temp.write(&bytes))
    }

    fn sync(&mut self) -> io::Result<()> {
        self.step(|temp| temp.sync())
    }

    fn persist_new(mut self: Box<Self>, path: &Path) -> io::Result<()> {
        let (inner, at) = (self.take()?, path.to_owned());
        self.disk.within(path, true, move |_| inner.persist_new(&at))
    }

    fn persist_over(mut self: Box<Self>, path: &Path) -> io::Result<()> {
        let (inner, at) = (self.take()?, path.to_owned());
        self.disk.within(path, true, move |_| inner.persist_over(&at))
    }
}

impl Drop for BriskTemp {
    fn drop(&mut self) {
        if let Some(inner) = self.inner.take() {
            // It removes its file: on another thread, as the rest.
            let _ = self.disk.within(&self.folder, false, move |_| {
                drop(inner);
                Ok(())
            });
        }
    }
}

#[cfg(test)]
mod tests;
