//! Figures on the command line: for a person, a spreadsheet and a program.

use std::io::Write as _;
use std::process::{Command, Stdio};

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
    if !std::path::Path::new("/usr/bin/python3").exists() {
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
