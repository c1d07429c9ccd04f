//! Figures on the command line: for a person, a spreadsheet and a program.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use justified::record::{Body, EnteredInError, Nonce, Statement};
use justified::register::{DecisionFile, RealDisk, Register, load, sign};

use crate::cli::Terminal;

/// A register of so many invented decisions.
fn trained(decisions: &str) -> Terminal {
    let terminal = Terminal::new();
    let run = terminal.run(&["train", "practice", "--decisions", decisions, "--seed", "3"]);
    assert_eq!(run.status, 0, "{}", run.err);
    terminal
}

#[test]
fn figures_are_for_a_person_a_spreadsheet_and_a_program_and_say_the_same() {
    let terminal = trained("80");
    let run = terminal.run(&["figures", "practice"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("Invented cases."), "{}", run.out);
    assert!(run.out.contains("Decisions by outcome\n"));
    let rows = terminal.run(&["figures", "practice", "--csv"]).out;
    let total = |text: &str| {
        let line = text.lines().find(|line| line.contains("Decisions by outcome,All,All,"));
        line.and_then(|line| line.rsplit(',').next()?.parse::<usize>().ok()).unwrap()
    };
    let all = total(&rows);
    assert!(all > 60 && run.out.contains(&format!(": {all} decisions, ")), "{all}");
    let value = terminal.run(&["figures", "practice", "--format", "ron"]).out;
    assert!(value.contains(&format!(" decisions: {all},")), "{value}");
    let half = |from: &str, day: &str| {
        total(&terminal.run(&["figures", "practice", from, day, "--csv"]).out)
    };
    assert_eq!(half("--until", "2026-05-31") + half("--from", "2026-06-01"), all);
    let hidden = terminal.run(&["figures", "practice", "--hide-small"]).out;
    assert!(hidden.contains("few") && !hidden.contains("  1\n"), "{hidden}");
}

/// Puts a statement into the first decision, below everything that is there, that says it was entered
/// in error: as anybody can who may write to the folder, and with no key.
pub fn plant_in_error(register: &Path) -> PathBuf {
    let open = Register::open(&RealDisk, register).unwrap();
    let contents = load(&RealDisk, &open);
    let is_one = |file: &&DecisionFile| file.statements.len() == 1;
    let file = contents.decisions.iter().find(is_one).unwrap();
    let first = file.first().unwrap();
    let said = EnteredInError { reason: "Wrong child".to_owned(), ..EnteredInError::default() };
    let planted = Statement {
        root: Some(first.digest.clone()),
        follows: file.heads(),
        device_prev: None,
        body: Body::EnteredInError(said),
        nonce: Nonce::mint([7; 16]),
        ..first.statement().unwrap().clone()
    };
    sign(&RealDisk, &open, &planted).unwrap();
    first.path.parent().unwrap().to_owned()
}

#[test]
fn what_somebody_planted_hides_no_decision_at_the_command_line() {
    let terminal = trained("20");
    let path = |file: &Path| file.to_str().unwrap().to_owned();
    // Its computer lists what is there, and signs from now on.
    let to = path(&terminal.path("p.packet"));
    assert_eq!(terminal.run(&["pack", "practice", "--to", &to]).status, 0);
    let count = |of: &[&str]| {
        let out = terminal.run(of).out;
        let line = out.lines().find(|line| line.contains(" decisions")).unwrap_or_default();
        line.split(|c: char| !c.is_ascii_digit()).find_map(|word| word.parse::<usize>().ok())
    };
    let all = ["figures", "list"].map(|what| count(&[what, "practice"]));
    assert!(all[0].is_some() && all[1].is_some(), "{all:?}");
    let folder = path(&plant_in_error(&terminal.path("practice")));
    assert_eq!(["figures", "list"].map(|what| count(&[what, "practice"])), all);
    for what in ["show", "text"] {
        let run = terminal.run(&[what, &folder]);
        assert!(!run.out.starts_with("Entered in error"), "{what}: {}", run.out);
        assert!(!run.out.contains("It was entered in error"), "{what}: {}", run.out);
        assert!(run.err.contains("No computer signed it"), "{what}: {}", run.err);
        assert_eq!(run.status, 1);
    }
}

#[test]
fn a_day_that_is_none_and_a_folder_that_is_no_register_are_said() {
    let terminal = trained("1");
    let run = terminal.run(&["figures", "practice", "--from", "31/12/2026"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("write a day as 2026-11-30"), "{}", run.err);
    let run = terminal.run(&["figures", "nowhere"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
}

#[test]
fn the_rows_are_read_by_a_program_that_is_not_ours() {
    if !Path::new("/usr/bin/python3").exists() {
        eprintln!("skipped: python3 is not here");
        return;
    }
    let rows = trained("40").run(&["figures", "practice", "--csv"]).out;
    let script = "import csv, sys\n\
                  rows = list(csv.DictReader(sys.stdin, strict=True))\n\
                  assert all(len(row) == 5 and None not in row for row in rows)\n\
                  print(sum(int(row['value']) for row in rows if row['table'] == 'Decisions by outcome' \
                  and row['row'] != 'All' and row['column'] != 'All'))";
    let mut python = Command::new("/usr/bin/python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(rows.as_bytes()).unwrap();
    let out = python.wait_with_output().unwrap();
    assert!(out.status.success());
    let all: usize = String::from_utf8(out.stdout).unwrap().trim().parse().unwrap();
    assert!(rows.contains(&format!("Decisions by outcome,All,All,{all}\n")), "{all}");
}
