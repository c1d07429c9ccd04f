//! Opening: with no index beside `SQLite` and `rg`, with one, and on a slow share.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use justified::app::events::{DecisionsEvent, Event};
use justified::app::workers::Lane;
use justified::register::disk::{Access, Entry, Kind, Temp};
use justified::register::{Disk, RealDisk};

use crate::headless::Headless;
use crate::peers::{Peers, run, seek};
use crate::rows::{Amount, Row, median};
use crate::{Place, Res, material};

/// How often each is done; the middle one counts.
const TIMES: usize = 3;
/// Words that no decision has, so that `rg` reads every file to its end.
const ABSENT: &str = "quokkas and numbats";

pub fn rows(place: &Place, peers: &Peers) -> Res<Vec<Row>> {
    let mut rows = vec![listed(place)?];
    rows.push(warm(place, peers)?);
    rows.push(cold(place, peers)?);
    rows.push(share(place)?);
    Ok(rows)
}

/// From the start to the whole register read and listed. The index is kept after that, and is
/// no part of the time.
pub fn settle(home: &Path, register: &Path) -> Res<Duration> {
    let mut program = Headless::start(home, register, Arc::new(RealDisk))?;
    let took = program.until_settled()?;
    program.until("the index", |state| state.env.runner.busy(Lane::List) == 0)?;
    Ok(took)
}

/// The same with no index there. Gives one back.
fn settle_anew(place: &Place) -> Res<Duration> {
    material::remove(&place.register.join("index"))?;
    settle(&place.home, &place.register)
}

/// With the index: from the first frame, which is when the window is mapped, to the list and
/// the answer to a search in it, while the register is read behind them.
fn listed(place: &Place) -> Res<Row> {
    let mut samples = Vec::new();
    for _ in 0..TIMES {
        let mut program = Headless::start(&place.home, &place.register, Arc::new(RealDisk))?;
        let made = program.begun.elapsed();
        program.frame(Vec::new());
        let mapped = program.begun.elapsed();
        program.until("the list", |state| !state.session.lists().found.rows.is_empty())?;
        "mother".clone_into(&mut program.state().screens.list.filter.words);
        program.handle(Event::Decisions(DecisionsEvent::Filtered));
        let answered = program.until("what was sought", |state| {
            state.session.has_rows() && !state.session.lists().found.query.is_blank()
        })?;
        eprintln!(
            "  ready for the first frame after {made:.0?}, that frame done after {mapped:.0?}, \
             a search answered after {answered:.0?}"
        );
        samples.push(answered.saturating_sub(mapped));
        program.until("the rest", |state| {
            !state.session.is_loading() && state.env.runner.busy(Lane::List) == 0
        })?;
    }
    let what = "list filled and searched, after the window";
    Ok(Row::within(what, median(&mut samples), Amount::Seconds(0.3)))
}

/// Without an index, all in the cache of the system: beside the shell of `SQLite`, which loads
/// the same words, a row a decision, into FTS5. It writes a database to the disk, without
/// waiting for it; the program reads every file, hashes and parses it, and checks its links.
fn warm(place: &Place, peers: &Peers) -> Res<Row> {
    let what = "opened without index, warm";
    let shell = peers.installed("sqlite3");
    settle_anew(place)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        ours.push(settle_anew(place)?);
        if let Ok(shell) = &shell {
            theirs.push(load(shell, &place.csv, &place.folder.join("load.db"), "")?);
        }
    }
    let ours = median(&mut ours);
    Ok(match shell {
        Ok(_) => {
            Row::beside(what, ours, "sqlite3 shell, CSV to FTS5", median(&mut theirs), 1.0 / 3.0)
        }
        Err(why) => Row::alone(what, ours, why, 1.0 / 3.0),
    })
}

/// How long the shell of `SQLite` takes to load the words into a new FTS5 table.
pub fn load(shell: &Path, csv: &Path, database: &Path, options: &str) -> Res<Duration> {
    if database.exists() {
        fs::rename(database, database.with_extension("old"))?;
    }
    let table = format!("CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, said{options});");
    let import = format!(".import --csv {} words", csv.display());
    run(Command::new(shell)
        .args(["-batch", "-cmd", "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"])
        .arg(database)
        .args([table.as_str(), import.as_str()]))
}

/// Without an index, nothing in the cache: beside `rg`, which reads the same files for words
/// that none has.
fn cold(place: &Place, peers: &Peers) -> Res<Row> {
    let what = "opened without index, cold";
    let rg = peers.installed("rg");
    let decisions = place.register.join("decisions");
    let (mut ours, mut theirs, mut way) = (Vec::new(), Vec::new(), "");
    for _ in 0..TIMES {
        material::remove(&place.register.join("index"))?;
        way = forget(&place.register)?;
        ours.push(settle(&place.home, &place.register)?);
        if let Ok(rg) = &rg {
            forget(&place.register)?;
            theirs.push(seek(Command::new(rg).args(["-uuu", "-F", "-c", ABSENT]).arg(&decisions))?);
        }
    }
    let (what, ours) = (format!("{what} ({way})"), median(&mut ours));
    Ok(match rg {
        Ok(_) => Row::beside(what, ours, "rg, same files", median(&mut theirs), 1.2),
        Err(why) => Row::alone(what, ours, why, 1.2),
    })
}

/// Takes the files out of the system's cache: the whole of it where that is allowed, else file
/// by file. Says which.
fn forget(register: &Path) -> Res<&'static str> {
    run(&mut Command::new("sync"))?;
    #[expect(clippy::disallowed_methods, reason = "no file of a register")]
    if fs::write("/proc/sys/vm/drop_caches", "3").is_ok() {
        return Ok("drop_caches");
    }
    // `dd` tells the system by posix_fadvise that a file is not needed any more.
    let one =
        ["-type", "f", "-exec", "dd", "if={}", "iflag=nocache", "count=0", "status=none", ";"];
    run(Command::new("find").arg(register).args(one))?;
    Ok("fadvise of each file")
}

/// On a share where each operation takes a millisecond: from the start to the list, by the
/// index.
fn share(place: &Place) -> Res<Row> {
    settle_anew(place)?;
    let mut samples = Vec::new();
    for _ in 0..TIMES {
        let slow = Arc::new(Slow(RealDisk));
        let mut program = Headless::start(&place.home, &place.register, slow)?;
        samples
            .push(program.until("the list", |state| !state.session.lists().found.rows.is_empty())?);
        // Left as it is: the threads end with the process. What they read is not waited for.
        std::mem::forget(program);
    }
    Ok(Row::within("list, 1 ms a file operation", median(&mut samples), Amount::Seconds(0.5)))
}

/// A disk each of whose operations takes a millisecond longer.
struct Slow(RealDisk);

impl Slow {
    fn wait() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

impl Disk for Slow {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        Self::wait();
        self.0.read(path, max)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        Self::wait();
        self.0.list(folder)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        Self::wait();
        self.0.kind(path)
    }

    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        Self::wait();
        self.0.create_dir(folder, access)
    }

    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        Self::wait();
        self.0.temp(folder, access)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Self::wait();
        self.0.sync_folder(folder)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        Self::wait();
        self.0.remove_file(path)
    }
}
