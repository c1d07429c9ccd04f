//! A disk that fails at a chosen step.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::lock;
use crate::register::disk::{Access, Disk, Entry, Kind, Protects, Temp};

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
    fn protects(&self, root: &Path) -> Option<Protects> {
        self.inner.protects(root)
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
