//! A disk that does not wait until what was written is durable: for invented cases and for
//! measuring only, where all can be made again. Never for what a person typed.

use std::io;
use std::path::Path;

use super::disk::{Access, Disk, Entry, Kind, Protects, Temp};

/// Passes everything on but the waiting.
pub struct Unsynced<D>(pub D);

impl Disk for &dyn Disk {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        (**self).read(path, max)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        (**self).list(folder)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        (**self).kind(path)
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        (**self).create_dir(folder, access)
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        (**self).temp(folder, access)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        (**self).sync_folder(folder)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        (**self).remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        (**self).lock(path)
    }

    fn protects(&self, root: &Path) -> Option<Protects> {
        (**self).protects(root)
    }
}

impl<D: Disk> Disk for Unsynced<D> {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        self.0.read(path, max)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.0.list(folder)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.0.kind(path)
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        self.0.create_dir(folder, access)
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        Ok(Box::new(HastyTemp(self.0.temp(folder, access)?)))
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.0.remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Send>>> {
        self.0.lock(path)
    }

    fn protects(&self, root: &Path) -> Option<Protects> {
        self.0.protects(root)
    }
}

struct HastyTemp(Box<dyn Temp>);

impl Temp for HastyTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.0.persist_new(path)
    }

    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.0.persist_over(path)
    }
}
