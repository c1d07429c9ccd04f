//! A register is protected, opened and made plain again on the command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::{Made, Run, Terminal, make_register};

const PHRASE: &str = "copper lantern orchard seven\n";

/// A register, protected with [`PHRASE`].
fn protected() -> (Terminal, Made) {
    let terminal = Terminal::new();
    let made = make_register(&terminal);
    let run = typing(&terminal, &["protect", "register"], PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.starts_with("4 files were encrypted. Copies that were made before"));
    (terminal, made)
}

/// Runs a command with a passphrase on its standard input.
fn typing(terminal: &Terminal, arguments: &[&str], typed: &str) -> Run {
    terminal.run_typing(&[arguments, &["--passphrase-fd", "0"]].concat(), typed)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// How many files of the register hold this word.
fn holding(terminal: &Terminal, word: &str) -> usize {
    let files = files(&terminal.path("register"));
    files
        .iter()
        .filter(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).contains(word))
        .count()
}

#[test]
fn a_protected_register_is_checked_shown_and_printed_with_its_passphrase() {
    let (terminal, made) = protected();
    assert_eq!(holding(&terminal, "More became known."), 0);
    let run = typing(&terminal, &["verify", "register"], PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("4 statements in 3 decisions checked. Nothing is wrong."));
    let folder = made.signed[1].path.parent().unwrap().to_str().unwrap();
    let run = typing(&terminal, &["show", folder], PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("More became known."), "{}", run.out);
    assert_eq!(typing(&terminal, &["text", folder], PHRASE).status, 0);
}

#[test]
fn a_wrong_passphrase_ends_with_2_and_says_nothing_of_what_is_there() {
    let (terminal, made) = protected();
    let folder = made.signed[1].path.parent().unwrap().to_str().unwrap();
    for command in
        [["verify", "register"], ["show", folder], ["text", folder], ["protect", "register"]]
    {
        let run = typing(&terminal, &command, "copper lantern orchard eight\n");
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{command:?}");
        assert!(run.err.contains("This is not the passphrase of this register."), "{}", run.err);
    }
}

#[test]
fn without_a_passphrase_and_a_terminal_it_is_said_how_to_give_one() {
    let (terminal, _) = protected();
    let run = terminal.run(&["verify", "register"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--passphrase-fd"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn the_passphrase_comes_from_any_file_descriptor_and_is_no_argument() {
    let (terminal, _) = protected();
    fs::write(terminal.path("phrase"), PHRASE).unwrap();
    let program = env!("CARGO_BIN_EXE_justified");
    let line = format!("{program} verify register --passphrase-fd 7 7<phrase");
    let done = Command::new("sh")
        .args(["-c", &line])
        .current_dir(terminal.path(""))
        .env("HOME", terminal.path(""))
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let run = terminal.run(&["verify", "register", "--passphrase-fd", "93"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("Nothing can be read from this file descriptor"), "{}", run.err);
    assert_eq!(terminal.run(&["verify", "register", "--passphrase", "x"]).status, 2);
}

#[test]
fn a_colleague_opens_it_with_a_key_of_their_own_until_they_are_taken_away() {
    let (terminal, _) = protected();
    let (identity, recipient) = (
        "AGE-SECRET-KEY-1K3NZ2CUPGTGU0362ELCMAR3KC66TVQEUS33TASGEJ6ZH7UE92WJQH9XNV7",
        "age1p32q86d9tf8ez7p298472dzszcfrzaq5y4dugj7p7n7zkyee9d0sk4g6yp",
    );
    fs::write(terminal.path("mine"), format!("# my key\n{identity}\n")).unwrap();
    let with_key = || terminal.run(&["verify", "register", "--identity", "mine"]);
    let run = with_key();
    assert_eq!(run.status, 2);
    assert!(run.err.contains("This key does not open this register."), "{}", run.err);
    let run = typing(&terminal, &["protect", "register", "--recipient", recipient], PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert_eq!(with_key().status, 0);
    let run = typing(&terminal, &["protect", "register"], PHRASE);
    assert!(run.out.contains(&format!("It opens with the key of {recipient} too.")), "{}", run.out);
    let run = typing(&terminal, &["protect", "register", "--remove", recipient], PHRASE);
    assert!(run.out.starts_with("4 files were encrypted again."), "{}{}", run.out, run.err);
    assert!(run.out.contains("keeps what they have copied"), "{}", run.out);
    assert_eq!(with_key().status, 2);
    assert_eq!(typing(&terminal, &["verify", "register"], PHRASE).status, 0);
}

#[test]
fn a_new_passphrase_opens_it_and_turned_off_it_is_as_it_was() {
    let (terminal, made) = protected();
    let both = format!("{PHRASE}another lantern entirely\n");
    let run = typing(&terminal, &["protect", "register", "--new-passphrase"], &both);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    let off = ["protect", "register", "--off"];
    assert_eq!(typing(&terminal, &off, PHRASE).status, 2);
    let run = typing(&terminal, &off, "another lantern entirely\n");
    assert!(run.out.starts_with("4 files were made plain."), "{}{}", run.out, run.err);
    let run = terminal.run(&["verify", "register"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    for signed in made.signed {
        assert!(signed.path.exists(), "{}", signed.path.display());
    }
}

#[test]
fn a_register_that_says_it_is_plain_after_all_is_not_read_as_one() {
    let (terminal, _) = protected();
    let file = terminal.path("register").join("register.ron");
    let text = fs::read_to_string(&file).unwrap();
    let at = text.find("Age(").unwrap();
    let end = at + text[at..].find(')').unwrap() + 1;
    fs::write(&file, format!("{}Plain{}", &text[..at], &text[end..])).unwrap();
    let run = terminal.run(&["verify", "register"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("protection of this register was changed"), "{}", run.err);
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let terminal = Terminal::new();
    make_register(&terminal);
    for (arguments, typed, words) in [
        (&["protect", "register"][..], "short\n", "at least 8 characters"),
        (&["protect", "register", "--off"][..], PHRASE, "is not protected"),
        (&["protect", "register", "--remove", "age1x"][..], PHRASE, "not protected yet"),
        (&["protect", "register", "--recipient", "age1x"][..], PHRASE, "not an age public key"),
        (&["protect", "nowhere"][..], PHRASE, "There is no register in this folder."),
        (&["protect", "register", "--off", "--recipient", "x"][..], PHRASE, "cannot be used with"),
    ] {
        let run = typing(&terminal, arguments, typed);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(words), "{arguments:?}: {}", run.err);
    }
    assert_eq!(holding(&terminal, "More became known."), 1);
    assert!(!terminal.path("register").join("keys").exists());
}

#[test]
fn a_file_that_was_put_back_plain_is_remarked() {
    let terminal = Terminal::new();
    let made = make_register(&terminal);
    let plain = &made.signed[1].path;
    let bytes = fs::read(plain).unwrap();
    assert_eq!(typing(&terminal, &["protect", "register"], PHRASE).status, 0);
    let verify = || typing(&terminal, &["verify", "register"], PHRASE);
    assert!(!verify().out.contains("It is not encrypted"));
    fs::write(plain, bytes).unwrap();
    let run = verify();
    let said = [run.out, run.err].concat();
    assert!(said.contains("It is not encrypted, though the register is protected."), "{said}");
    assert_eq!(typing(&terminal, &["protect", "register"], PHRASE).status, 0);
    let run = verify();
    assert!(!run.out.contains("It is not encrypted") && !run.err.contains("It is not encrypted"));
}

/// Runs a command at a terminal of its own and types this when it is asked; the exit status, and all
/// that showed there. `None`: there is no Python that makes one.
#[cfg(unix)]
fn at_a_terminal(terminal: &Terminal, arguments: &[&str], typed: &str) -> Option<(i32, String)> {
    const SCRIPT: &str = "
import os, pty, sys, termios, time
child, end = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])
out = b''
while b'Passphrase: ' not in out:
    out += os.read(end, 1024)
# The question is there a moment before what is typed stops showing.
while termios.tcgetattr(end)[3] & termios.ECHO:
    time.sleep(0.01)
os.write(end, sys.argv[1].encode())
try:
    while more := os.read(end, 1024):
        out += more
except OSError:
    pass
sys.stdout.buffer.write(out)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
";
    let done = Command::new("python3")
        .args(["-c", SCRIPT, typed, env!("CARGO_BIN_EXE_justified")])
        .args(arguments)
        .current_dir(terminal.path(""))
        .env("HOME", terminal.path(""))
        .output();
    let Ok(done) = done else {
        assert!(!crate::window::is_required(), "python3 is missing");
        println!("The question at the terminal is not tested: python3 is missing.");
        return None;
    };
    Some((done.status.code()?, String::from_utf8_lossy(&done.stdout).into_owned()))
}

#[cfg(unix)]
#[test]
fn at_the_terminal_the_passphrase_is_asked_for_and_does_not_show() {
    let (terminal, _) = protected();
    let verify = ["verify", "register"];
    let Some((status, shown)) = at_a_terminal(&terminal, &verify, PHRASE) else { return };
    assert_eq!(status, 0, "{shown}");
    assert!(shown.contains("Nothing is wrong."), "{shown}");
    assert!(!shown.contains("lantern"), "{shown}");
    let wrong = at_a_terminal(&terminal, &verify, "copper lantern orchard eight\n");
    let (status, shown) = wrong.unwrap();
    assert_eq!(status, 2, "{shown}");
    assert!(shown.contains("This is not the passphrase of this register."), "{shown}");
    assert!(!shown.contains("lantern"), "{shown}");
}
