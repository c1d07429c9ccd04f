//! The real program as a screen reader meets it, over AT-SPI: where the keyboard arrives is said,
//! once, by its name; and what is pressed by an assistive tool is pressed.

use std::cell::Cell;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use crate::rest;
use crate::window::{Display, PATIENCE, Window, drafts, is_required, on_the_path};

const LAUNCHER: &str = "/usr/libexec/at-spi-bus-launcher";
/// The system's own: another one may lack the bindings.
const PYTHON: &str = "/usr/bin/python3";

#[test]
fn each_title_is_said_once_and_the_next_tab_reaches_what_follows_it() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let Some(reader) = Reader::open(&display, home.path()) else { return };
    let window = reader.start(home.path());
    reader.must_hear(&["entry Name"]);
    for (keys, heard) in [
        (vec!["ctrl+n"], "heading What has brought you here?"),
        (vec!["Tab"], "radio button A child is in danger now"),
        (vec!["2"], "radio button I am worried about a child"),
        (vec!["Return"], "heading How worried are you?"),
        (
            vec!["1"],
            "radio button I think a child is being abused or neglected, or is at risk of it",
        ),
        (vec!["Return"], "heading Would waiting increase the risk to this or any other child?"),
        (vec!["1"], "radio button Yes"),
        (vec!["Return"], "heading Share now. Do not wait for consent."),
        (vec!["Tab"], "push button I rang them: Children’s services"),
        (vec!["ctrl+Return"], "entry Name"),
        (vec!["F9"], "heading Get help now"),
        (vec!["Tab"], "push button I rang this: 999"),
        (vec!["Escape"], "entry Name"),
    ] {
        window.keys(&keys);
        reader.must_hear(&[heard]);
    }
    let tree = reader.tree();
    assert!(tree.iter().any(|line| line == "frame Justified – Record"), "{tree:#?}");
}

#[test]
fn the_red_button_is_pressed_by_an_assistive_tool_and_what_was_left_is_nowhere() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let Some(reader) = Reader::open(&display, home.path()) else { return };
    let window = reader.start(home.path());
    let first = "entry Name";
    reader.must_hear(&[first]);
    reader.ask("press Child in danger now");
    reader.must_hear(&["heading Get help now"]);
    window.keys(&["Escape"]);
    reader.must_hear(&[first]);
    assert!(drafts(home.path()).is_empty());
}

/// A session with an accessibility bus, and who listens there.
pub struct Reader<'d> {
    display: &'d Display,
    address: String,
    listener: Child,
    input: ChildStdin,
    heard: Receiver<String>,
    /// The program that is listened to and what paints it, once it was started.
    programs: Cell<[u32; 2]>,
    /// The buses and what answers on them, ended when this is dropped.
    buses: Vec<Child>,
}

/// A session bus of its own, to be ended by whoever began it, and its address.
pub fn session_bus() -> (Child, String) {
    let mut bus = Command::new("dbus-daemon")
        .args(["--session", "--nofork", "--print-address=1"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let address = address.trim().to_owned();
    assert!(!address.is_empty(), "the session bus did not start");
    (bus, address)
}

impl<'d> Reader<'d> {
    /// `None`, with the reason printed, where this machine has no accessibility bus and none is
    /// required (see the Makefile).
    pub fn open(display: &'d Display, home: &Path) -> Option<Self> {
        let bindings = Command::new(PYTHON)
            .args(["-c", "import gi; gi.require_version('Atspi', '2.0')"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        for (there, what, package) in [
            (on_the_path("dbus-daemon"), "dbus-daemon", "dbus-daemon"),
            (Path::new(LAUNCHER).is_file(), LAUNCHER, "at-spi2-core"),
            (bindings, "Python’s bindings of AT-SPI", "python3-gi gir1.2-atspi-2.0"),
        ] {
            if !there {
                let why = format!("{what} is missing: install the Debian package {package}");
                assert!(!is_required(), "{why}");
                println!("What a screen reader hears is not tested. {why}.");
                return None;
            }
        }
        let (session, address) = session_bus();
        let on_it = |program: &str| {
            let mut command = display.command(program);
            command
                .env("DBUS_SESSION_BUS_ADDRESS", &address)
                .env("XDG_RUNTIME_DIR", home)
                .env("HOME", home)
                .stderr(Stdio::null());
            command
        };
        let launcher =
            on_it(LAUNCHER).arg("--launch-immediately").stdout(Stdio::null()).spawn().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader/listen.py");
        let mut listener =
            on_it(PYTHON).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (said, heard) = channel();
        let lines = BufReader::new(listener.stdout.take().unwrap()).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if said.send(line).is_err() {
                    break;
                }
            }
        });
        let input = listener.stdin.take().unwrap();
        let programs = Cell::default();
        let buses = vec![launcher, session];
        let reader = Self { display, address, listener, input, heard, programs, buses };
        assert_eq!(reader.next().map(|(what, _)| what).as_deref(), Some("ready"));
        Some(reader)
    }

    /// A desktop that prefers high contrast answers on this bus from now on.
    pub fn prefer_contrast(&mut self) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader/portal.py");
        let mut portal = self.display.command(PYTHON);
        portal.arg(script).env("DBUS_SESSION_BUS_ADDRESS", &self.address).stdout(Stdio::piped());
        let mut portal = portal.spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(portal.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert_eq!(ready.trim(), "ready");
        self.buses.push(portal);
    }

    /// Starts the program where it is listened to.
    pub fn start(&self, home: &Path) -> Window<'d> {
        let bus = [("DBUS_SESSION_BUS_ADDRESS", self.address.as_str())];
        let window = self.display.start_with(home, &bus);
        self.programs.set(window.programs());
        window
    }

    /// What is heard next: what happened, and to which role of which name.
    fn next(&self) -> Option<(String, String)> {
        let line = self.heard.recv_timeout(PATIENCE).ok()?;
        let (what, on) = line.split_once('\t')?;
        Some((what.to_owned(), on.trim().replace('\t', " ")))
    }

    /// The keyboard goes to these, one after another, and nowhere else before or after.
    pub fn must_hear(&self, wanted: &[&str]) {
        for wanted in wanted {
            let heard = self.focused().unwrap_or_else(|| panic!("{wanted:?} is never heard"));
            assert_eq!(heard, *wanted);
        }
        let mut more = self.settle();
        more.retain(|line| line.starts_with("focused"));
        assert!(more.is_empty(), "after {wanted:?} is heard {more:?}");
    }

    /// Where the keyboard goes next.
    pub fn focused(&self) -> Option<String> {
        loop {
            let (what, on) = self.next()?;
            if what == "focused" {
                return Some(on);
            }
        }
    }

    /// These words are announced, sooner or later; what has the keyboard meanwhile is passed by.
    pub fn must_announce(&self, words: &str) {
        while let Some((what, on)) = self.next() {
            if what == "announced" && on.ends_with(words) {
                return;
            }
        }
        panic!("{words:?} is never announced");
    }

    /// Waits until everything that there is to be heard was heard, and forgets it.
    pub fn rest(&self) {
        self.settle();
    }

    /// What is heard until the program, the buses and who listens have all come to rest.
    fn settle(&self) -> Vec<String> {
        let mut programs = self.programs.get().to_vec();
        programs.push(self.listener.id());
        for bus in &self.buses {
            programs.push(bus.id());
            programs.extend(rest::children(bus.id()));
        }
        rest::wait(&programs);
        self.ask("settled");
        let next = || self.heard.recv_timeout(PATIENCE).expect("an answer");
        let heard = std::iter::repeat_with(next);
        heard.take_while(|line| !line.starts_with("settled")).collect()
    }

    /// What is announced until nothing more is to be heard.
    pub fn announced(&self) -> Vec<String> {
        let said = self
            .settle()
            .into_iter()
            .filter_map(|line| Some(line.strip_prefix("announced\t")?.to_owned()));
        said.filter_map(|line| Some(line.split_once('\t')?.1.to_owned())).collect()
    }

    /// Everything that there is, as it is now.
    pub fn nodes(&mut self) -> Vec<Heard> {
        self.list("nodes")
    }

    /// What has the keyboard.
    pub fn at(&mut self) -> Heard {
        let begun = Instant::now();
        loop {
            // While it goes from one to the next, what is gone through can miss both.
            if let Some(at) = self.list("where").pop() {
                return at;
            }
            assert!(begun.elapsed() < PATIENCE, "nothing has the keyboard");
        }
    }

    /// What the keyboard goes to by this, once it is in sight; where it never comes there, as it
    /// is told then.
    pub fn goes_by(&mut self, press: impl FnOnce(), size: [i64; 2]) -> Heard {
        self.heard.try_iter().for_each(drop);
        press();
        self.focused().expect("the keyboard goes somewhere");
        let begun = Instant::now();
        loop {
            let at = self.at();
            if at.is_in_sight(size) || begun.elapsed() > PATIENCE {
                return at;
            }
        }
    }

    fn list(&mut self, what: &str) -> Vec<Heard> {
        self.ask(what);
        let mut nodes = Vec::new();
        loop {
            let line = self.heard.recv_timeout(PATIENCE).expect("an answer");
            if line.starts_with("end\t") {
                return nodes;
            }
            if let Some(node) = line.strip_prefix("node\t") {
                nodes.push(Heard::read(node));
            }
        }
    }

    pub fn ask(&self, what: &str) {
        writeln!(&self.input, "{what}").unwrap();
    }

    /// Everything that there is: the role and the name, a line each.
    fn tree(self) -> Vec<String> {
        self.ask("tree");
        let mut tree = Vec::new();
        while let Some((_, on)) = self.next().filter(|(what, _)| what != "end") {
            tree.push(on);
        }
        tree
    }
}

/// One thing as it is told.
#[derive(Clone, Debug)]
pub struct Heard {
    pub role: String,
    pub name: String,
    pub states: String,
    /// What is said after the name.
    pub described: String,
    /// Its corner, its width and its height, in pixels of the window.
    pub place: [i64; 4],
    /// Which it is of how many, where that is told: "1/206".
    pub among: String,
    /// The names of what it is in, from outside.
    pub within: String,
}

impl Heard {
    fn read(line: &str) -> Self {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default().to_owned();
        let (role, name, states, described) = (next(), next(), next(), next());
        let mut numbers =
            next().split(',').map(|one| one.parse().unwrap_or(-1)).collect::<Vec<_>>();
        numbers.resize(4, -1);
        let place = [numbers[0], numbers[1], numbers[2], numbers[3]];
        Self { role, name, states, described, place, among: next(), within: next() }
    }

    pub fn is(&self, state: &str) -> bool {
        self.states.split(' ').any(|one| one == state)
    }

    /// Whether it can be seen whole in a window of this size.
    pub fn is_in_sight(&self, [wide, high]: [i64; 2]) -> bool {
        let [x, y, w, h] = self.place;
        x >= 0 && y >= 0 && x + w <= wide && y + h <= high && w > 0 && h > 0
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        for child in std::iter::once(&mut self.listener).chain(&mut self.buses) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
