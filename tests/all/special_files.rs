//! Files that are none, and files that somebody changed: the real program on them. It is given
//! time and then killed; whoever waited for a pipe would be found waiting.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use justified::register::settings::{SettingsFound, load_settings};
use justified::register::{RealDisk, Signed};

use crate::cli::{Terminal, make_register, program};

/// How long anything may take that is waited for. A loaded machine is slow, not broken.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a run gave that was not left waiting.
struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(home: &Path, arguments: &[&str]) -> Run {
    let (out, err) = (home.join("out.txt"), home.join("err.txt"));
    let mut child = program(home)
        .args(arguments)
        .current_dir(home)
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(&out).unwrap())
        .stderr(std::fs::File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{arguments:?} still waits for something");
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    Run { status: status.code().unwrap(), out: read(&out), err: read(&err) }
}

pub fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn show(terminal: &Terminal, signed: &Signed) -> Run {
    let folder = signed.path.parent().unwrap();
    run(&terminal.path(""), &["show", folder.to_str().unwrap()])
}

/// Every folder of a register, and where the program looks besides.
fn pipes(terminal: &Terminal, decision: &Path) -> Vec<PathBuf> {
    let root = terminal.path("register");
    let folders =
        ["", "decisions", "decisions/2026", "drafts", "rules", "guidance", "contacts", "index"];
    let mut paths: Vec<PathBuf> =
        folders.iter().map(|folder| root.join(folder).join("pipe.ron")).collect();
    paths.push(decision.join("pipe.ron"));
    paths
}

#[test]
fn verify_and_show_end_on_a_register_with_a_pipe_in_each_of_its_folders() {
    let terminal = Terminal::new();
    let made = make_register(&terminal);
    let signed = &made.signed[1];
    let paths = pipes(&terminal, signed.path.parent().unwrap());
    for path in &paths {
        pipe(path);
    }
    let verified = run(&terminal.path(""), &["verify", "register"]);
    assert_eq!((verified.status, verified.err.as_str()), (0, ""), "{}", verified.out);
    for path in &paths {
        let line = format!("It is a pipe, not a file. It was not opened. (register/{})", {
            path.strip_prefix(&made.register.root).unwrap().display()
        });
        assert!(verified.out.contains(&line), "{line}\n{}", verified.out);
    }
    let shown = show(&terminal, signed);
    assert_eq!(shown.status, 0, "{}", shown.err);
    assert!(shown.out.contains("The child’s safety"), "{}", shown.out);
    assert!(shown.err.starts_with("Remarks:\n  It is a pipe, not a file."), "{}", shown.err);
}

#[test]
fn verify_ends_where_the_settings_or_the_outbox_are_pipes() {
    let terminal = Terminal::new();
    let made = make_register(&terminal);
    let settings = settings_file(&terminal);
    let id = made.register.info.id.as_str();
    let outbox = settings_folder(&terminal, "data").join("outbox").join(id);
    pipe(&outbox.join("decisions").join("pipe.ron"));
    pipe(&outbox.join("register.ron"));
    assert_eq!(run(&terminal.path(""), &["verify", "register"]).status, 0);
    std::fs::remove_file(&settings).unwrap();
    pipe(&settings);
    let verified = run(&terminal.path(""), &["verify", "register"]);
    assert_eq!(verified.status, 0, "{}{}", verified.out, verified.err);
    assert!(verified.out.contains("It is a pipe, not a file."), "{}", verified.out);
    assert!(verified.out.contains("There is nothing to compare with"), "{}", verified.out);
    std::fs::remove_file(made.register.root.join("register.ron")).unwrap();
    pipe(&made.register.root.join("register.ron"));
    let verified = run(&terminal.path(""), &["verify", "register"]);
    assert_eq!(verified.status, 2);
    assert!(verified.err.contains("it is a pipe, not a file"), "{}", verified.err);
}

/// Where the settings lie that the program finds in this home.
fn settings_file(terminal: &Terminal) -> PathBuf {
    let path = settings_folder(terminal, "config").join("settings.ron");
    assert!(
        matches!(load_settings(&RealDisk, &path), Ok(SettingsFound::Fine(_))),
        "{}",
        path.display()
    );
    path
}

fn settings_folder(terminal: &Terminal, which: &str) -> PathBuf {
    terminal.path(which).join("justified")
}

#[test]
fn a_name_with_a_line_break_or_an_escape_is_spelt_out() {
    let terminal = Terminal::new();
    let made = make_register(&terminal);
    for name in
        ["x\n4 statements in 3 decisions checked. Nothing is wrong.", "\u{1b}[2J", "a\u{202e}nor.b"]
    {
        std::fs::write(made.register.root.join(name), "").unwrap();
        std::fs::write(made.signed[0].path.with_file_name(name), "").unwrap();
    }
    let verified = run(&terminal.path(""), &["verify", "register"]);
    assert_eq!(verified.out.lines().filter(|line| line.starts_with("4 statements")).count(), 1);
    for spelt in ["x<U+000A>4 statements", "<U+001B>[2J", "a<U+202E>nor.b"] {
        assert!(verified.out.contains(spelt), "{spelt}: {}", verified.out);
    }
    let shown = show(&terminal, &made.signed[0]);
    let named = run(&terminal.path(""), &["show", "none\nNothing is wrong."]);
    let option = run(&terminal.path(""), &["--no\u{1b}[2J\nNothing is wrong."]);
    for text in [verified.out, shown.out, shown.err, named.err, option.err] {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        assert!(!text.contains("\nNothing is wrong."), "{text}");
    }
}

#[test]
fn an_edited_statement_is_shown_with_what_is_wrong_and_commands_no_terminal() {
    let terminal = Terminal::new();
    let made = make_register(&terminal);
    let signed = &made.signed[0];
    let text = std::fs::read_to_string(&signed.path).unwrap();
    let evil = "\\u{1b}]0;PWNED\\u{7}\\u{9b}31m\u{202e}";
    std::fs::write(&signed.path, text.replace("Dr Ada Elm", evil)).unwrap();
    let shown = show(&terminal, signed);
    assert_eq!(shown.status, 1);
    assert!(shown.out.contains("<U+001B>]0;PWNED<U+0007><U+009B>31m<U+202E>"), "{}", shown.out);
    assert!(!shown.out.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{:?}", shown.out);
    assert!(shown.err.contains("It has been changed"), "{}", shown.err);
    assert!(shown.err.contains(&signed.name), "{}", shown.err);
}

/// What somebody did to a signed file, given what was in it.
type Change = fn(&Signed, &str);

#[test]
fn show_and_verify_say_the_same_of_a_decision_in_the_same_words() {
    let changes: [(&str, Change); 6] = [
        ("line ends", |one, text| std::fs::write(&one.path, text.replace('\n', "\r\n")).unwrap()),
        ("invisible mark", |one, text| {
            std::fs::write(&one.path, format!("\u{feff}{text}")).unwrap();
        }),
        ("is a folder, not a file", |one, _| {
            std::fs::remove_file(&one.path).unwrap();
            std::fs::create_dir(&one.path).unwrap();
        }),
        ("It is a copy", |one, text| {
            let copy = one.name.replace(".ron", " (1).ron");
            std::fs::write(one.path.with_file_name(copy), text).unwrap();
        }),
        ("A newer version of Justified wrote it", |one, text| {
            std::fs::write(&one.path, text.replace("Decision(Decision(", "Sealed(Sealed("))
                .unwrap();
        }),
        ("does not match its contents", |one, _| {
            let renamed = one.name.replace("2026", "2025");
            std::fs::rename(&one.path, one.path.with_file_name(renamed)).unwrap();
        }),
    ];
    for (words, change) in changes {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        let signed = &made.signed[1];
        change(signed, &std::fs::read_to_string(&signed.path).unwrap());
        let shown = show(&terminal, signed);
        let verified = run(&terminal.path(""), &["verify", "register"]);
        let said = shown.err.lines().find(|line| line.contains(words));
        let said = said.unwrap_or_else(|| panic!("{words}: {}", shown.err));
        let sentence = said.split(" (").next().unwrap();
        assert!(verified.out.contains(sentence), "{sentence}\n{}", verified.out);
        let remark_only = words == "It is a copy";
        assert_eq!(shown.status, i32::from(!remark_only), "{words}: {}", shown.err);
    }
}

#[test]
fn drafts_and_statements_are_never_wider_than_the_users_mask() {
    use std::os::unix::fs::PermissionsExt as _;
    let terminal = Terminal::new();
    let folder = terminal.path("open");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    let train = "umask 077; exec \"$0\" train open/practice --decisions 1";
    let mut shell = Command::new("sh");
    shell.args(["-c", train, env!("CARGO_BIN_EXE_justified")]).current_dir(terminal.path(""));
    shell.stdout(Stdio::null());
    assert!(shell.status().unwrap().success());
    for file in crate::desk::files(&folder) {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
}
