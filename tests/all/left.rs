//! What is left behind by the real program: on the clipboard, in the files of its user, in its
//! memory.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::cli::program;
use crate::window::{Display, Window, is_required, on_the_path, wait_for};

const PHRASE: &str = "copper lantern orchard seven";

/// Where the register of this user is.
const REGISTER: &str = "Justified register";

/// Whether this command is there; where a test must not be left out, it has to be.
fn has(command: &str, package: &str) -> bool {
    let there = on_the_path(command);
    let why = format!("{command} is missing: install the Debian package {package}");
    assert!(there || !is_required(), "{why}");
    if !there {
        println!("What is left behind is not tested. {why}.");
    }
    there
}

/// A register of this user, made in the window, with the draft of a decision in it.
fn make(display: &Display, home: &Path) {
    let mut window = display.start(home);
    window.begin_a_finding(home);
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
}

/// Protects it, on the command line.
fn protect(home: &Path) {
    let register = home.join(REGISTER);
    let mut child = program(home)
        .arg("protect")
        .arg(&register)
        .args(["--passphrase-fd", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(format!("{PHRASE}\n").as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
}

/// What is on the clipboard of this display, in this form.
fn clipboard(display: &Display, form: &str) -> String {
    let mut xclip = display.command("xclip");
    xclip.args(["-selection", "clipboard", "-o", "-t", form]).stderr(Stdio::null());
    String::from_utf8_lossy(&xclip.output().unwrap().stdout).into_owned()
}

/// A window with a field in which one types, and what a person copied there.
fn copied<'d>(display: &'d Display, home: &Path) -> Window<'d> {
    let window = display.start(home);
    window.begin_a_finding(home);
    copy(&window, "Robin Test");
    wait_for("the copied text", || text_on(display) == "Robin Test");
    window
}

/// The text on the clipboard of this display.
fn text_on(display: &Display) -> String {
    clipboard(display, "UTF8_STRING")
}

/// Types this into the field that has the keyboard, and copies it.
fn copy(window: &Window<'_>, text: &str) {
    window.xdotool(&["type", "--delay", "20", text]);
    window.keys(&["ctrl+a", "ctrl+c"]);
}

#[test]
fn what_was_copied_is_kept_out_of_histories_and_goes_at_the_lock_and_at_the_end() {
    let Some(display) = Display::open() else { return };
    if !has("xclip", "xclip") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut window = copied(&display, home.path());
    let text = || text_on(&display);
    assert_eq!(clipboard(&display, "x-kde-passwordManagerHint"), "secret");
    window.keys(&["ctrl+l"]);
    wait_for("the clipboard to be empty", || text().is_empty());

    window.keys(&["Return"]);
    std::thread::sleep(Duration::from_secs(1));
    copy(&window, " seen");
    wait_for("the copied text", || text().ends_with(" seen"));
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
    assert_eq!(text(), "");
}

#[test]
fn what_another_program_has_copied_since_stays() {
    let Some(display) = Display::open() else { return };
    if !has("xclip", "xclip") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let mut window = copied(&display, home.path());
    let text = || text_on(&display);
    let mut other = display
        .command("xclip")
        .args(["-selection", "clipboard", "-i", "-quiet"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    other.stdin.take().unwrap().write_all(b"of another program").unwrap();
    wait_for("the other text", || text() == "of another program");
    window.keys(&["ctrl+l", "ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
    assert_eq!(text(), "of another program");
    let _ = other.kill();
    let _ = other.wait();
}

/// A bus of its own, ended when it is dropped.
struct Bus(Child, String);

impl Bus {
    fn open() -> Self {
        let (bus, address) = crate::reader::session_bus();
        Self(bus, address)
    }

    /// Says this to everybody who listens.
    fn say(&self, path: &str, signal: &str, what: &[&str]) {
        let status = Command::new("dbus-send")
            .args([&format!("--bus={}", self.1), "--type=signal", path, signal])
            .args(what)
            .status()
            .unwrap();
        assert!(status.success());
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What is painted where a screen has its title: no caret and no clock are there.
fn title(display: &Display) -> Vec<u8> {
    let mut import = display.command("import");
    import.args(["-silent", "-window", "root", "-crop", "300x36+210+60", "-depth", "8", "rgb:-"]);
    import.output().unwrap().stdout
}

#[test]
fn the_lock_of_the_screen_and_sleep_lock_a_protected_register() {
    let Some(display) = Display::open() else { return };
    if !has("dbus-daemon", "dbus-daemon") || !has("dbus-send", "dbus-bin") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    make(&display, home.path());
    protect(home.path());
    let (system, session) = (Bus::open(), Bus::open());
    let buses =
        [("DBUS_SYSTEM_BUS_ADDRESS", &*system.1), ("DBUS_SESSION_BUS_ADDRESS", &*session.1)];
    let mut window = display.start_with(home.path(), &buses);
    let colours = |title: &[u8]| title.iter().any(|one| one != &title[0]);
    wait_for("the locked screen", || colours(&title(&display)));
    std::thread::sleep(Duration::from_secs(1));
    let locked = title(&display);
    let (saver, login) = ("/org/freedesktop/ScreenSaver", "/org/freedesktop/login1");
    let tell: [&dyn Fn(); 3] = [
        &|| session.say(saver, "org.freedesktop.ScreenSaver.ActiveChanged", &["boolean:true"]),
        &|| system.say(login, "org.freedesktop.login1.Manager.PrepareForSleep", &["boolean:true"]),
        &|| {
            let path = "/org/freedesktop/login1/session/_31";
            system.say(path, "org.freedesktop.login1.Session.Lock", &[]);
        },
    ];
    for tell in tell {
        window.xdotool(&["type", "--delay", "20", PHRASE]);
        window.keys(&["Return"]);
        wait_for("the register to open", || title(&display) != locked);
        session.say(saver, "org.freedesktop.ScreenSaver.ActiveChanged", &["boolean:false"]);
        std::thread::sleep(Duration::from_secs(1));
        assert_ne!(title(&display), locked, "the end of the screen’s lock locks nothing");
        tell();
        wait_for("the register to be locked", || title(&display) == locked);
        std::thread::sleep(Duration::from_secs(1));
    }
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
}

/// How often this is in the memory of the program. `None`: that may not be looked at here.
#[cfg(target_os = "linux")]
fn in_memory(window: &Window<'_>, words: &str) -> Option<usize> {
    use std::os::unix::fs::FileExt as _;

    let id = window.id();
    let memory = std::fs::File::open(format!("/proc/{id}/mem")).ok()?;
    let maps = std::fs::read_to_string(format!("/proc/{id}/maps")).ok()?;
    let mut found = 0;
    for line in
        maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|is| is.starts_with("rw")))
    {
        let (from, to) = line.split(' ').next()?.split_once('-')?;
        let (from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
        let mut bytes = vec![0; usize::try_from(to - from).ok()?];
        // What is mapped and cannot be read is no memory of the program.
        if memory.read_exact_at(&mut bytes, from).is_ok() {
            found += memmem(&bytes, words.as_bytes());
        }
    }
    Some(found)
}

/// How often this is in there. The standard library's own search goes from one first letter to the
/// next: ours, unoptimised, would take a minute for the memory of a program.
fn memmem(bytes: &[u8], words: &[u8]) -> usize {
    let (mut left, mut found) = (bytes, 0);
    while left.skip_until(words[0]).unwrap() > 0 {
        let at = bytes.len() - left.len() - 1;
        found += usize::from(bytes[at..].starts_with(words));
    }
    found
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// Every draft as it lies on the disk.
fn drafts(home: &Path) -> Vec<Vec<u8>> {
    let all = files(&home.join(REGISTER).join("drafts"));
    all.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

/// Presses these until a draft is written.
fn step(window: &Window<'_>, home: &Path, keys: &[&str]) {
    let before = drafts(home);
    window.keys(keys);
    wait_for("the draft to be saved", || drafts(home) != before);
    // What follows is painted a frame later.
    std::thread::sleep(Duration::from_millis(700));
}

/// In a protected register that was just unlocked: to the record of a new decision.
fn to_the_record(window: &Window<'_>, home: &Path) {
    window.keys(&["ctrl+n"]);
    std::thread::sleep(Duration::from_millis(700));
    step(window, home, &["2", "Return"]);
    step(window, home, &["1", "Return"]);
    step(window, home, &["1", "Return"]);
    window.keys(&["ctrl+Return"]);
    std::thread::sleep(Duration::from_secs(1));
}

/// Types the passphrase and unlocks with it.
fn unlock(window: &Window<'_>, display: &Display) {
    let locked = title(display);
    window.xdotool(&["type", "--delay", "20", PHRASE]);
    window.keys(&["Return"]);
    wait_for("the register to open", || title(display) != locked);
    std::thread::sleep(Duration::from_secs(1));
}

/// Waits for the screen that asks for the passphrase.
fn wait_until_locked(display: &Display) {
    wait_for("the locked screen", || {
        let title = title(display);
        title.iter().any(|one| *one != title[0])
    });
    std::thread::sleep(Duration::from_secs(1));
}

#[cfg(target_os = "linux")]
#[test]
fn after_the_lock_neither_the_passphrase_nor_a_name_is_in_the_memory_of_the_program() {
    const NAME: &str = "Quillon Zaffre";
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    make(&display, home.path());
    protect(home.path());
    let mut window = display.start(home.path());
    wait_until_locked(&display);
    window.xdotool(&["type", "--delay", "20", PHRASE]);
    std::thread::sleep(Duration::from_secs(1));
    match in_memory(&window, PHRASE) {
        None => return println!("The memory of a program may not be looked at here."),
        Some(found) => assert!(found > 0, "it is found where it is"),
    }
    window.keys(&["ctrl+a", "BackSpace"]);
    unlock(&window, &display);
    to_the_record(&window, home.path());
    step(&window, home.path(), &["alt+1"]);
    let before = drafts(home.path());
    window.xdotool(&["type", "--delay", "20", NAME]);
    wait_for("the draft to be saved", || drafts(home.path()) != before);
    std::thread::sleep(Duration::from_secs(2));
    assert!(in_memory(&window, NAME).unwrap() > 0, "it is found where it is");
    window.keys(&["ctrl+l"]);
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(in_memory(&window, PHRASE), Some(0), "the passphrase");
    assert_eq!(in_memory(&window, NAME), Some(0), "the name of a child");
    window.keys(&["ctrl+q"]);
    assert_eq!(window.exit_status(), Some(0));
}

/// What is typed into one field after another of the record that is open.
fn fill(window: &Window<'_>, home: &Path, words: &str) {
    let before = drafts(home);
    for _ in 0..14 {
        window.xdotool(&["type", "--delay", "5", words]);
        window.keys(&["Tab"]);
    }
    wait_for("the draft to be saved", || drafts(home) != before);
    std::thread::sleep(Duration::from_secs(2));
}

#[test]
fn what_is_typed_in_every_field_is_in_the_register_alone_also_after_a_crash_and_there_encrypted() {
    const CANARY: &str = "zaffrecanary";
    let Some(display) = Display::open() else { return };
    for protected in [false, true] {
        let home = tempfile::tempdir().unwrap();
        let temp = home.path().join("tmp");
        std::fs::create_dir(&temp).unwrap();
        make(&display, home.path());
        if protected {
            protect(home.path());
        }
        let temp = temp.to_str().unwrap().to_owned();
        let mut window = display.start_with(home.path(), &[("TMPDIR", &temp)]);
        if protected {
            wait_until_locked(&display);
            unlock(&window, &display);
        } else {
            std::thread::sleep(Duration::from_secs(2));
        }
        to_the_record(&window, home.path());
        fill(&window, home.path(), CANARY);
        // It is searched for as well, and copied.
        window.keys(&["ctrl+a", "ctrl+c", "ctrl+k"]);
        window.xdotool(&["type", "--delay", "5", CANARY]);
        std::thread::sleep(Duration::from_secs(2));
        let id = window.id().to_string();
        assert!(Command::new("kill").args(["-ABRT", &id]).status().unwrap().success());
        window.kill();
        let holding: Vec<_> = files(home.path())
            .into_iter()
            .filter(|path| memmem(&std::fs::read(path).unwrap(), CANARY.as_bytes()) > 0)
            .collect();
        let inside = |path: &std::path::PathBuf| path.starts_with(home.path().join(REGISTER));
        assert!(holding.iter().all(inside), "{holding:?}");
        assert_eq!(holding.is_empty(), protected, "{holding:?}");
        assert!(files(Path::new(&temp)).is_empty(), "nothing is left there");
    }
}
