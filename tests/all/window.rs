//! The real program in a real window, on a virtual display: it opens, draws, closes when it is
//! asked to, and loses at most a second of typing when it is killed.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use justified::base::ronfile;
use justified::record::{DecisionDraft, Draft, Work};

use crate::cli::program;
use crate::rest;
use crate::special_files::pipe;

/// How long anything may take that is waited for. A loaded machine is slow, not broken.
pub const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn the_window_opens_draws_and_closes_with_exit_status_0() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut window = display.start(home.path());
    wait_for("a picture in the window", || display.colours() > 20);
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
}

#[test]
fn a_draft_is_saved_before_the_window_closes() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut window = display.start(home.path());
    window.begin(home.path());
    // Close follows the answer at once, long before it is due to be saved.
    window.keys(&["1", "Return", "ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
    let draft = draft(home.path()).unwrap();
    assert!(draft.answers.0.contains_key("level"));
}

#[test]
fn it_closes_while_the_register_is_away_and_keeps_the_draft() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut window = display.start(home.path());
    window.begin(home.path());
    let register = home.path().join("Justified register");
    std::fs::rename(&register, home.path().join("away")).unwrap();
    window.keys(&["1", "Return", "ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));

    std::fs::rename(home.path().join("away"), &register).unwrap();
    let mut again = display.start(home.path());
    let answered = || drafts(home.path()).iter().any(|one| one.answers.0.contains_key("level"));
    wait_for("the draft to come back", answered);
    again.keys(&["ctrl+q"]);
    assert_eq!(again.exit_status(), Some(0));
}

#[test]
fn it_opens_saves_and_closes_where_pipes_lie_in_every_folder() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut window = display.start(home.path());
    window.begin(home.path());
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
    let register = home.path().join("Justified register");
    let mut folders = vec![register.clone(), home.path().join("data").join("justified")];
    for folder in
        ["decisions", "decisions/2026", "drafts", "rules", "guidance", "contacts", "index"]
    {
        folders.push(register.join(folder));
    }
    for device in std::fs::read_dir(register.join("drafts")).unwrap() {
        let device = device.unwrap();
        let name = device.file_name().into_string().unwrap();
        pipe(&register.join("index").join(format!("{name}-list.ron")));
        let index = register.join("index").join(format!("{name}.ron"));
        let _ = std::fs::remove_file(&index);
        pipe(&index);
        folders.push(device.path());
    }
    for folder in folders {
        pipe(&folder.join("pipe.ron"));
    }
    let mut again = display.start(home.path());
    let before = drafts(home.path()).len();
    wait_for("another draft", || {
        again.keys(&["ctrl+n", "2", "Return"]);
        drafts(home.path()).len() > before
    });
    again.keys(&["ctrl+q"]);
    assert_eq!(again.exit_status(), Some(0));
}

#[test]
fn it_opens_and_closes_where_the_settings_or_the_outbox_are_pipes() {
    let Some(display) = Display::open() else { return };
    for place in ["config/justified/settings.ron", "data/justified/outbox"] {
        let home = tempfile::tempdir().unwrap();
        pipe(&home.path().join(place));
        let mut window = display.start(home.path());
        wait_for("a picture in the window", || display.colours() > 20);
        window.keys(&["ctrl+q"]);
        assert_eq!(window.exit_status(), Some(0));
    }
}

#[test]
fn a_crash_would_leave_no_core_behind() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut window = display.start(home.path());
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", window.program.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let values: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(values, ["0", "0"], "{core}");
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
}

#[test]
fn killed_while_typing_it_loses_at_most_the_last_second() {
    let Some(display) = Display::open() else { return };
    // The moments lie differently within the rhythm of saving.
    for milliseconds in [1300, 2050, 2900] {
        let home = tempfile::tempdir().unwrap();
        let mut window = display.start(home.path());
        window.begin_a_finding(home.path());
        let typed = window.type_steadily(Duration::from_millis(milliseconds));
        window.kill();

        let saved = finding(home.path()).unwrap();
        let whole = typed.last().unwrap().1.as_str();
        assert!(whole.starts_with(&saved), "{saved:?} is not the beginning of {whole:?}");
        // Each entry is what had been typed by then. The last is the moment of the kill.
        let killed = typed.last().unwrap().0;
        let mut late = typed.iter().filter(|(at, _)| killed - *at > Duration::from_secs(1));
        let due = late.next_back().map_or("", |(_, text)| text.as_str());
        assert!(
            saved.len() >= due.len(),
            "killed after {milliseconds} ms, {saved:?} is on the disk, {due:?} was typed a second \
             before"
        );

        // Started again it reads what is there, and leaves it as it is.
        let mut again = display.start(home.path());
        again.keys(&["ctrl+q"]);
        assert_eq!(again.exit_status(), Some(0));
        assert_eq!(finding(home.path()).as_deref(), Some(saved.as_str()));
    }
}

/// What is typed in the last moment before the program is ended like this is on the disk.
fn saved_before(what: &str, end: impl Fn(&mut Display, u32)) {
    let Some(mut display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let window = display.start(home.path());
    window.begin_a_finding(home.path());
    window.xdotool(&["type", "--delay", "1", "seen just now"]);
    // A frame takes it; what follows comes long before it is due to be saved.
    window.rest();
    let id = window.program.id();
    // The display is borrowed by its window only to look at it.
    let program = window.leave();
    end(&mut display, id);
    let mut program = program;
    wait_for("the program to end", || program.try_wait().unwrap().is_some());
    assert_eq!(finding(home.path()).as_deref(), Some("seen just now"), "{what}");
}

fn kill(signal: &str, id: u32) {
    let status = Command::new("kill").args([signal, &id.to_string()]).status().unwrap();
    assert!(status.success());
}

#[test]
fn the_end_of_a_session_saves_what_was_typed_a_moment_ago() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        saved_before(signal, |_, id| kill(signal, id));
    }
}

#[test]
fn a_display_that_is_gone_saves_what_was_typed_a_moment_ago() {
    saved_before("the display is killed", |display, _| display.server.kill().unwrap());
}

/// A virtual display, closed when it is dropped.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Opens one on a free number. `None`, with the reason printed, where this machine has no
    /// virtual display and no `JUSTIFIED_PICTURES=require` says that it must (see the Makefile).
    pub fn open() -> Option<Self> {
        for (command, package) in
            [("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("import", "imagemagick")]
        {
            if !on_the_path(command) {
                let why = format!("{command} is missing: install the Debian package {package}");
                assert!(!is_required(), "{why}");
                println!("The real window is not tested. {why}.");
                return None;
            }
        }
        let server = Command::new("Xvfb")
            // It chooses a free number itself and writes it to its standard output. Without a
            // client it would begin anew, and refuse the next one meanwhile.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut display = Self { server, name: String::new() };
        let mut number = String::new();
        BufReader::new(display.server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb did not start");
        display.name = format!(":{}", number.trim());
        Some(display)
    }

    pub fn command(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.env("DISPLAY", &self.name);
        command
    }

    /// Starts the program and waits until its window can be seen and has the keyboard.
    pub fn start(&self, home: &Path) -> Window<'_> {
        self.start_with(home, &[])
    }

    /// The same with more in its environment.
    pub fn start_with(&self, home: &Path, environment: &[(&str, &str)]) -> Window<'_> {
        let errors = home.join("errors.txt");
        let program = program(home)
            .envs(environment.iter().copied())
            .env("DISPLAY", &self.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&errors).unwrap())
            .spawn()
            .unwrap();
        let mut window = Window { display: self, program, errors };
        let mut id = None;
        wait_for("the window", || {
            assert!(window.program.try_wait().unwrap().is_none(), "{}", window.errors());
            id = self.window();
            id.is_some()
        });
        // No window manager hands the keyboard to a new window here.
        window.xdotool(&["windowfocus", "--sync", &id.unwrap()]);
        window.rest();
        window
    }

    /// The program's window, once it can be seen.
    fn window(&self) -> Option<String> {
        let mut search = self.command("xdotool");
        search.args(["search", "--onlyvisible", "--name", "^Justified$"]);
        let found = String::from_utf8(search.output().unwrap().stdout).unwrap();
        found.lines().next().map(str::to_owned)
    }

    /// The colour of the screen here, red, green and blue.
    pub fn colour_at(&self, x: u32, y: u32) -> Vec<u8> {
        let mut import = self.command("import");
        let cut = format!("1x1+{x}+{y}");
        import.args(["-silent", "-window", "root", "-crop", &cut, "-depth", "8", "rgb:-"]);
        import.output().unwrap().stdout
    }

    /// How many colours the screen shows: one or two where nothing is drawn.
    fn colours(&self) -> usize {
        let mut import = self.command("import");
        import.args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]);
        let pixels = import.output().unwrap().stdout;
        pixels.chunks_exact(3).collect::<BTreeSet<_>>().len()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program while it runs. Killed when it is dropped.
pub struct Window<'a> {
    display: &'a Display,
    program: Child,
    errors: PathBuf,
}

impl Window<'_> {
    pub fn xdotool(&self, arguments: &[&str]) {
        let status = self.display.command("xdotool").args(arguments).status().unwrap();
        assert!(status.success(), "xdotool {arguments:?}");
    }

    /// Presses keys one after another, each once what came of the one before is on the screen.
    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", key]);
            self.rest();
        }
    }

    /// Waits until everything that was pressed and typed has come to it, and it has done and
    /// painted all that came of that.
    pub fn rest(&self) {
        rest::wait(&self.programs());
    }

    /// The program, and what paints it.
    pub fn programs(&self) -> [u32; 2] {
        [self.display.server.id(), self.program.id()]
    }

    /// From Home to the second question, with the answer to the first on the disk: nothing is
    /// there before it.
    fn begin(&self, home: &Path) {
        let begun = || draft(home).is_some_and(|draft| draft.answers.0.contains_key("start"));
        self.keys(&["ctrl+n"]);
        wait_for("the draft", || {
            // Pressed again where the question was not on the screen yet: it picks the same.
            self.keys(&["2", "Return"]);
            let start = Instant::now();
            while !begun() && start.elapsed() < Duration::from_secs(2) {
                std::thread::sleep(Duration::from_millis(20));
            }
            begun()
        });
    }

    /// From Home to an empty finding in the record of a decision to share now. What is on the
    /// disk says that a step was taken; only then comes the next.
    pub fn begin_a_finding(&self, home: &Path) {
        let answered = |question: &str| {
            draft(home).is_some_and(|draft| draft.answers.0.contains_key(question))
        };
        self.begin(home);
        for (question, choice) in [("level", "1"), ("wait", "1")] {
            self.keys(&[choice, "Return"]);
            wait_for(question, || answered(question));
        }
        self.keys(&["ctrl+Return", "alt+1"]);
        wait_for("an empty finding", || finding(home).is_some());
        // Its field has the keyboard a frame later, and nothing on the disk says so.
        self.rest();
    }

    /// Types without a pause for about so long. Gives all moments with what was typed by then.
    fn type_steadily(&self, time: Duration) -> Vec<(Instant, String)> {
        let (start, mut whole, mut typed) = (Instant::now(), String::new(), Vec::new());
        let mut words = 100..;
        while start.elapsed() < time {
            let word = format!("{} ", words.next().unwrap());
            self.xdotool(&["type", "--delay", "4", &word]);
            whole.push_str(&word);
            typed.push((Instant::now(), whole.clone()));
            std::thread::sleep(Duration::from_millis(40));
        }
        typed
    }

    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.program.id()
    }

    /// `kill -9`. Waits until the display has taken the window away too, so that the next one
    /// is not mistaken for it.
    pub fn kill(&mut self) {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
        wait_for("the window to go", || self.display.window().is_none());
    }

    /// The program alone; nobody looks at its window any more.
    fn leave(mut self) -> Child {
        let stand_in = Command::new("true").spawn().unwrap();
        std::mem::replace(&mut self.program, stand_in)
    }

    pub fn exit_status(&mut self) -> Option<i32> {
        let mut status = None;
        wait_for("the program to end", || {
            status = self.program.try_wait().unwrap();
            status.is_some()
        });
        assert_eq!(self.errors(), "");
        status?.code()
    }

    fn errors(&self) -> String {
        std::fs::read_to_string(&self.errors).unwrap()
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Whether a test that needs a display and finds none fails (see the Makefile).
pub fn is_required() -> bool {
    std::env::var_os("JUSTIFIED_PICTURES").is_some_and(|value| value == "require")
}

pub fn on_the_path(command: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(command).is_file())
}

pub fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The one draft that is on the disk.
fn draft(home: &Path) -> Option<DecisionDraft> {
    drafts(home).into_iter().next()
}

/// All drafts of decisions in the register.
pub fn drafts(home: &Path) -> Vec<DecisionDraft> {
    let files = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path())
    };
    files(home.join("Justified register").join("drafts"))
        .flat_map(files)
        .filter(|file| file.extension().is_some_and(|extension| extension == "ron"))
        .filter(|file| file.is_file())
        .filter_map(|file| std::fs::read(file).ok())
        .filter_map(|bytes| match ronfile::read::<Draft>(&bytes).unwrap().work {
            Work::Decision(draft) => Some(*draft),
            _ => None,
        })
        .collect()
}

/// The text of its first finding.
fn finding(home: &Path) -> Option<String> {
    draft(home)?.record.passages.first().map(|passage| passage.text.clone())
}
