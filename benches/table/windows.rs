//! The real window on a virtual display of its own: when it is mapped, and what memory it takes,
//! beside a bare window and beside `KeePassXC`. Seen from outside. `KeePassXC` maps its window
//! before it asks for the key of the database, the two others after their first picture.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use crate::peers::{Peers, run};
use crate::rows::{Amount, Row, median};
use crate::{Place, Res, material};

/// How often each is started, in turn.
const TIMES: usize = 5;
/// A program is at rest when it took no time of the processor for so long.
const REST: Duration = Duration::from_secs(2);
/// So long is waited for that.
const PATIENCE: Duration = Duration::from_mins(5);

pub fn rows(place: &Place, peers: &Peers, words: Amount) -> Res<Vec<Row>> {
    let what = ["window mapped beside a bare one", "window mapped beside KeePassXC"];
    let memory = "memory beside a bare window and the words";
    let ready = peers.built("mapped").and_then(|mapped| Ok((mapped, peers.installed("Xvfb")?)));
    let (mapped, xvfb) = match ready {
        Ok(ready) => ready,
        Err(why) => {
            let none = |what, most| Row::alone(what, Duration::ZERO, why.clone(), most);
            return Ok(vec![none(what[0], 1.3), none(what[1], 1.0), none(memory, 1.5)]);
        }
    };
    let display = Display::open(&xvfb)?;
    let home = material::empty(place.folder.join("window"))?;
    let start = |program: &Path, arguments: &[&Path]| {
        Started::start(&mapped, &display, &home, program, arguments)
    };
    let ours = Path::new(env!("CARGO_BIN_EXE_justified"));
    let bare = peers.built("bare")?;
    let keepass = peers
        .installed("keepassxc")
        .map_err(Into::into)
        .and_then(|program| Ok::<_, Box<dyn std::error::Error>>((program, database(&home)?)));

    // Without a folder for documents, the register is looked for in the home.
    #[cfg(unix)]
    std::os::unix::fs::symlink(&place.register, home.join("Justified register"))?;
    // The first start keeps the index.
    start(ours, &[])?.at_rest()?;
    start(&bare, &[])?;
    let (mut our_times, mut bare_times, mut keepass_times) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        our_times.push(start(ours, &[])?.mapped);
        bare_times.push(start(&bare, &[])?.mapped);
        if let Ok((program, database)) = &keepass {
            keepass_times.push(start(program, &[database])?.mapped);
        }
    }
    let our_memory = start(ours, &[])?.at_rest()?;
    let bare_memory = start(&bare, &[])?.at_rest()?;

    let ours = median(&mut our_times);
    let Amount::Bytes(words) = words else { return Err("words are counted in bytes".into()) };
    Ok(vec![
        Row::beside(what[0], ours, "bare eframe window", median(&mut bare_times), 1.3),
        match keepass {
            Ok(_) => Row::beside(what[1], ours, "KeePassXC", median(&mut keepass_times), 1.0),
            Err(why) => Row::alone(what[1], ours, why.to_string(), 1.0),
        },
        Row::beside(
            memory,
            Amount::Bytes(our_memory),
            "bare window + words",
            Amount::Bytes(bare_memory + words),
            1.5,
        ),
    ])
}

/// An empty database of `KeePassXC`, opened by a key file.
fn database(home: &Path) -> Res<PathBuf> {
    let (key, database) = (home.join("key"), home.join("empty.kdbx"));
    run(Command::new("keepassxc-cli")
        .args(["db-create", "-q", "-t", "100", "--set-key-file"])
        .args([&key, &database]))?;
    // No question about updates at the first start.
    let folder = home.join(".config").join("keepassxc");
    fs::create_dir_all(&folder)?;
    let mut settings = fs::File::create(folder.join("keepassxc.ini"))?;
    settings
        .write_all(b"[General]\nUpdateCheckMessageShown=true\n[GUI]\nCheckForUpdates=false\n")?;
    Ok(database)
}

/// A virtual display, closed when it is dropped.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open(xvfb: &Path) -> Res<Self> {
        // It chooses a free number itself and says it.
        let mut server = Command::new(xvfb)
            .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
            .arg("-noreset")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number)?;
        }
        Ok(Self { server, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A program whose window is there. It ends when this is dropped.
struct Started {
    watcher: Child,
    ends: Option<ChildStdin>,
    mapped: Duration,
    id: u32,
}

impl Started {
    fn start(
        mapped: &Path,
        display: &Display,
        home: &Path,
        program: &Path,
        arguments: &[&Path],
    ) -> Res<Self> {
        let mut command = Command::new(mapped);
        command.arg(program).args(arguments);
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        let mut watcher = command
            .env("HOME", home)
            .env("DISPLAY", &display.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("QT_QPA_PLATFORM", "xcb")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(said) = watcher.stdout.take() {
            BufReader::new(said).read_line(&mut line)?;
        }
        let ends = watcher.stdin.take();
        let parts = line.trim().split_once(' ');
        let (time, id) = parts.ok_or_else(|| format!("{} has no window", program.display()))?;
        let mapped = Duration::from_nanos(time.parse()?);
        Ok(Self { watcher, ends, mapped, id: id.parse()? })
    }

    /// Its memory, once it has nothing more to do.
    fn at_rest(&self) -> Res<f64> {
        let from = Instant::now();
        let (mut ticks, mut since) = (processor(self.id)?, Instant::now());
        while since.elapsed() < REST {
            if from.elapsed() > PATIENCE {
                return Err("a program never came to rest".into());
            }
            std::thread::sleep(Duration::from_millis(50));
            let now = processor(self.id)?;
            if now != ticks {
                (ticks, since) = (now, Instant::now());
            }
        }
        memory(self.id)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // The end of its input ends it, and the program with it.
        self.ends = None;
        let _ = self.watcher.wait();
    }
}

/// What a process has in memory now, in bytes.
pub fn memory(id: u32) -> Res<f64> {
    status(id, "VmRSS:")
}

/// The most that it had.
pub fn memory_at_most(id: u32) -> Res<f64> {
    status(id, "VmHWM:")
}

fn status(id: u32, name: &str) -> Res<f64> {
    #[expect(clippy::disallowed_methods, reason = "what the system says of a process")]
    let text = fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)).ok_or("no such line")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024.0)
}

/// Time of the processor that a process took, in ticks.
fn processor(id: u32) -> Res<u64> {
    #[expect(clippy::disallowed_methods, reason = "what the system says of a process")]
    let text = fs::read_to_string(format!("/proc/{id}/stat"))?;
    let (_, after) = text.rsplit_once(')').ok_or("a process without a name")?;
    let mut fields = after.split_whitespace().skip(11);
    let mut next = || fields.next().ok_or("too few fields");
    Ok(next()?.parse::<u64>()? + next()?.parse::<u64>()?)
}
