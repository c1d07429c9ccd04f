//! A disk that writes down the order of its steps.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::lock;
use crate::register::disk::{Access, Disk, Entry, Kind, Protects, Temp};

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
    fn protects(&self, root: &Path) -> Option<Protects> {
        self.inner.protects(root)
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
