use std::sync::Condvar;

use super::*;
use crate::register::disk::{publish_new, read};
use crate::register::testing::MemoryDisk;

/// A disk in memory with a folder that hangs until it is let go.
#[derive(Clone, Default)]
struct Hanging {
    memory: MemoryDisk,
    gate: Arc<(Mutex<bool>, Condvar)>,
}

impl Hanging {
    fn let_go(&self) {
        *lock(&self.gate.0) = true;
        self.gate.1.notify_all();
    }

    fn wait(&self, path: &Path) {
        if path.starts_with("/share") {
            let open = lock(&self.gate.0);
            let _open = self.gate.1.wait_while(open, |open| !*open).unwrap();
        }
    }
}

impl Disk for Hanging {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        self.wait(path);
        self.memory.read(path, max)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.wait(folder);
        self.memory.list(folder)
    }
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.wait(path);
        self.memory.kind(path)
    }
    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        self.wait(folder);
        self.memory.create_dir(folder, access)
    }
    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        self.wait(folder);
        self.memory.temp(folder, access)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.wait(folder);
        self.memory.sync_folder(folder)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.wait(path);
        self.memory.remove_file(path)
    }
}

fn hanging() -> (Hanging, Arc<Waits>) {
    let disk = Hanging::default();
    disk.memory.put(Path::new("/share/register/register.ron"), b"there");
    disk.memory.put(Path::new("/share/register/decisions/one.ron"), b"one");
    disk.memory.put(Path::new("/home/outbox/register.ron"), b"here");
    (disk, Arc::new(Waits::new(Duration::from_millis(700))))
}

#[test]
fn saving_gives_a_share_that_hangs_up_and_goes_on_elsewhere() {
    let (disk, waits) = hanging();
    let brisk = Brisk::new(Arc::new(disk.clone()), Arc::clone(&waits));
    let there = Path::new("/share/register/register.ron");
    assert_eq!(brisk.kind(there).unwrap_err().kind(), io::ErrorKind::TimedOut);
    assert_eq!(waits.look(), Waited::For(there.to_owned()));
    // Nothing else there is waited for, and nothing is piled up.
    for path in ["/share/register/decisions/one.ron", "/share/register/drafts/new.ron"] {
        assert_eq!(brisk.read(Path::new(path), 9).unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
    assert_eq!(lock(&waits.list).len(), 1);
    let kept = Path::new("/home/outbox/drafts/a.ron");
    publish_new(&brisk, Path::new("/home/outbox"), kept, b"typed", Access::LikeParent).unwrap();
    assert_eq!(read(&brisk, kept, 9).unwrap(), b"typed");
    disk.let_go();
    while waits.look() != Waited::Nothing {
        std::thread::yield_now();
    }
    assert_eq!(brisk.kind(there).unwrap(), Some(Kind::File), "the share is back");
}

#[test]
fn reading_waits_and_says_for_what() {
    let (disk, waits) = hanging();
    let patient = Patient::new(Arc::new(disk.clone()), Arc::clone(&waits));
    let there = Path::new("/share/register/decisions/one.ron");
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| patient.read(there, 9));
        while waits.look() != Waited::For(there.to_owned()) {
            std::thread::yield_now();
        }
        // A file that does not come, a placeholder of a cloud say, holds up its folder only.
        assert!(!waits.hangs(Path::new("/share/register/drafts/a.ron")));
        assert!(waits.hangs(Path::new("/share/register/decisions/two.ron")));
        disk.let_go();
        assert_eq!(reading.join().unwrap().unwrap(), b"one");
    });
    assert_eq!(waits.look(), Waited::Nothing);
}
