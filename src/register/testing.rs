//! Disks for tests: one in memory whose power can be cut, one that fails at a chosen step,
//! one that writes down the order of the steps. Used by the tests of every room.

mod failing;
mod recording;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::disk::{Access, Disk, Entry, Kind, TEMP_PREFIX, TEMP_SUFFIX, Temp};

pub use failing::{FailingDisk, Fault};
pub use recording::{RecordingDisk, Step};

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
