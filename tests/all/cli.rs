//! The command line, as a terminal sees it: the real program, in folders of its own.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, FixedOffset, TimeDelta};
use justified::base::ronfile;
use justified::base::time::When;
use justified::pathway::replay::Answers;
use justified::record::statement::FORMAT;
use justified::record::{
    Addendum, Author, Basis, Body, Decision, DecisionId, DeviceId, Digest, Frozen, Nonce, Record,
    RegisterId, Statement,
};
use justified::register::settings::{Settings, save_settings};
use justified::register::{
    Choice, RealDisk, Register, RegisterInfo, Signed, keep_rules, sign, sign_bytes,
};

use crate::words;

/// A user with a home of their own and no display.
pub struct Terminal {
    home: tempfile::TempDir,
}

/// What a run of the program gave.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Terminal {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Runs the program. Whatever it does, it never panics.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        self.run_on(&arguments, environment, "")
    }

    /// Runs the program with this on its standard input.
    pub fn run_on(&self, arguments: &[&OsStr], environment: &[(&str, &str)], input: &str) -> Run {
        let mut child = program(self.home.path())
            .args(arguments)
            .envs(environment.iter().copied())
            .current_dir(self.home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Who does not read its input may be gone before it is written.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let run = Run {
            status: output.status.code().expect("no signal ends it"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!run.err.contains("panicked"), "{arguments:?}: {}", run.err);
        words::must_be_said(&run.out);
        words::must_be_said(&run.err);
        run
    }

    /// Runs the program with this on its standard input, which it is told to read from.
    pub fn run_typing(&self, arguments: &[&str], typed: &str) -> Run {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        self.run_on(&arguments, &[], typed)
    }

    /// `justified decide` on a file with this text.
    fn decide(&self, answers: &str, more: &[&str]) -> Run {
        std::fs::write(self.path("a.ron"), answers).unwrap();
        self.run(&[&["decide", "a.ron"], more].concat())
    }
}

/// The program with nothing of this machine's in its environment.
pub fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_justified"));
    command
        .env_clear()
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_RUNTIME_DIR", home);
    command
}

const SHARE_NOW: &str = r#"{"start":"concern","level":"at-risk","wait":"yes"}"#;

mod on_paper {
    use justified::pathway::{Pathway, walks};

    use super::*;
    use crate::paper::{Sheet, by_hand};

    #[test]
    fn the_sheet_is_followed_by_hand_to_the_outcome_that_decide_prints() {
        let (terminal, pathway) = (Terminal::new(), Pathway::embedded().unwrap());
        let sheet = terminal.run(&["pathway", "--paper"]);
        assert_eq!((sheet.status, sheet.err.as_str()), (0, ""));
        let sheet = Sheet::read(&sheet.out).unwrap();
        let walks = walks(&pathway);
        let mut seen = std::collections::BTreeSet::new();
        for walk in walks.iter().filter(|walk| seen.insert(walk.outcome)) {
            let answers = walk.answers();
            let run = terminal.decide(&ronfile::write(&answers).unwrap(), &[]);
            assert_eq!((run.status, run.err.as_str()), (0, ""));
            let hand = by_hand(&sheet, &pathway, &answers).unwrap().headline.unwrap();
            let printed = run.out.lines().next().unwrap();
            assert_eq!(printed.trim_end_matches('.').to_uppercase(), hand, "{answers:?}");
        }
        assert_eq!(seen.len(), pathway.outcomes().len(), "one answer file for each outcome");
        // An answer is missing, and another has no effect.
        let answers = r#"{"start":"concern","level":"at-risk","weigh":"yes"}"#;
        let run = terminal.decide(answers, &[]);
        let answers: Answers = ronfile::read(answers.as_bytes()).unwrap();
        let open = by_hand(&sheet, &pathway, &answers).unwrap().open.unwrap();
        assert!(run.out.contains(&format!("Next question, \"wait\": {open}")), "{}", run.out);
    }

    #[test]
    fn the_graph_is_printed_for_graphviz() {
        let run = Terminal::new().run(&["pathway", "--dot"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert!(run.out.starts_with("digraph ") && run.out.ends_with("}\n"), "{}", run.out);
    }

    #[test]
    fn the_pathway_is_asked_one_thing_at_a_time() {
        for arguments in [
            &["pathway"][..],
            &["pathway", "--paper", "--dot"],
            &["pathway", "--check", "--ledger"],
            &["pathway", "x", "--dot"],
            &["pathway", "x"],
        ] {
            let run = Terminal::new().run(arguments);
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
            assert!(run.err.contains("--paper"), "{}", run.err);
        }
    }
}

mod decide {
    use super::*;

    /// A paragraph as the source text has it, without the numbers of its footnotes.
    fn source(number: u32) -> String {
        let text = std::fs::read_to_string("guidance/source/0-18-years-56-63.txt").unwrap();
        let start = format!("{number}. ");
        let line = text.lines().find_map(|line| line.strip_prefix(&start)).unwrap();
        line.replace(".31 ", ". ").trim().to_owned()
    }

    #[test]
    fn share_now_is_printed_with_what_it_rests_on_word_for_word() {
        let run = Terminal::new().decide(SHARE_NOW, &[]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert!(run.out.starts_with("Share now"), "{}", run.out);
        for number in [59, 61] {
            assert!(run.out.contains(&format!("0–18 ¶{number} (Removed in 2018.")));
            assert!(run.out.contains(&source(number)), "¶{number}\n{}", run.out);
        }
    }

    #[test]
    fn a_file_that_is_wrong_is_refused_with_the_place() {
        let terminal = Terminal::new();
        for (text, place) in [
            ("{\"start\":\"concern\",\n \"levle\":\"at-risk\"}", "line 2, column 2"),
            ("{\"start\":\"concern\",\n \"level\":\"perhaps\"}", "line 2, column 10"),
            ("{\"start\":\"concern\",\n\"start\":\"request\"}", "line 2, column 1"),
            ("{\"start\":\"concern\",\n\"level\"}", "line 2, column 8"),
            ("this is no RON", "line 1, column 1"),
            ("", "line 1, column 1"),
        ] {
            let run = terminal.decide(text, &[]);
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{text}");
            assert!(run.err.contains(place), "{text}: {}", run.err);
        }
    }

    #[test]
    fn what_a_wrong_file_says_is_not_repeated() {
        let run = Terminal::new().decide(r#"{"Robin Example, born 2019":"x"}"#, &[]);
        assert_eq!(run.status, 2);
        assert!(!run.err.contains("Robin"), "{}", run.err);
    }

    #[test]
    fn answers_and_a_pathway_are_read_from_standard_input() {
        let terminal = Terminal::new();
        let piped = |arguments: &[&str], input: &str| {
            let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
            terminal.run_on(&arguments, &[], input)
        };
        let run = piped(&["decide", "-"], SHARE_NOW);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert_eq!(run.out, terminal.decide(SHARE_NOW, &[]).out);
        let wrong = piped(&["decide", "-"], "{\"start\"");
        assert_eq!((wrong.status, wrong.out.as_str()), (2, ""));
        assert!(
            wrong.err.starts_with("standard input: ") && wrong.err.contains("line 1, column "),
            "{}",
            wrong.err
        );
        let pathway = include_str!("../../guidance/pathway.ron");
        let run = piped(&["pathway", "--check", "-"], pathway);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    }

    #[test]
    fn a_file_that_is_not_there_is_refused() {
        let run = Terminal::new().run(&["decide", "none.ron"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("none.ron"), "{}", run.err);
    }

    #[test]
    fn unfinished_answers_give_the_next_question() {
        let run = Terminal::new().decide(r#"{"start":"concern"}"#, &[]);
        assert_eq!(run.status, 0);
        assert!(run.out.starts_with("Not decided yet\n\nNext question, \"level\""), "{}", run.out);
    }

    /// What `--format ron` prints, as a program would read it.
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Printed {
        outcome: Option<String>,
        next: Option<String>,
        trail: Vec<String>,
        ignored: Vec<String>,
        duties: Vec<PrintedDuty>,
        due: Option<String>,
        #[serde(default)]
        changes: Option<Vec<PrintedChange>>,
    }

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct PrintedChange {
        question: String,
        choice: String,
        asks: Option<String>,
        outcome: String,
    }

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct PrintedDuty {
        verb: Verb,
        text: String,
        cites: Vec<String>,
    }

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Verb {
        Must,
        Should,
        May,
        Ours,
    }

    fn printed(answers: &str) -> Printed {
        printed_with(answers, &[])
    }

    fn printed_with(answers: &str, more: &[&str]) -> Printed {
        let run = Terminal::new().decide(answers, &[&["--format", "ron"], more].concat());
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{answers}");
        ron::from_str(&run.out).unwrap_or_else(|error| panic!("{error}\n{}", run.out))
    }

    #[test]
    fn a_program_reads_the_outcome_as_one_ron_value() {
        let answers =
            r#"{"start":"concern","level":"at-risk","wait":"yes","talked":"no","known":"yes"}"#;
        let decision = printed(answers);
        assert_eq!(decision.outcome.as_deref(), Some("share-now"));
        assert_eq!((decision.next, decision.due), (None, None));
        assert_eq!(decision.trail, ["start", "level", "wait"]);
        assert_eq!(decision.ignored, ["talked"]);
        let promptly = |duty: &PrintedDuty| {
            duty.verb == Verb::Must && duty.cites.iter().any(|cite| cite == "0-18 61")
        };
        assert!(decision.duties.iter().any(promptly));
        assert!(decision.duties.iter().all(|duty| !duty.text.is_empty() && !duty.cites.is_empty()));
    }

    #[test]
    fn a_program_reads_what_would_change_the_outcome_where_it_asks_for_it() {
        assert!(printed(SHARE_NOW).changes.is_none());
        let decision = printed_with(SHARE_NOW, &["--changes"]);
        let changes = decision.changes.unwrap();
        let none = changes.iter().find(|change| change.choice == "none").unwrap();
        assert_eq!((none.question.as_str(), none.outcome.as_str()), ("level", "no-concern"));
        assert!(none.asks.is_none() && changes.iter().any(|change| change.asks.is_some()));
    }

    #[test]
    fn a_program_reads_the_next_question() {
        let decision = printed(r#"{"start":"concern","level":"at-risk"}"#);
        assert_eq!((decision.outcome, decision.due), (None, None));
        assert_eq!(decision.next.as_deref(), Some("wait"));
    }

    #[test]
    fn advice_on_whether_to_wait_is_due_within_an_hour() {
        let answers = r#"{"start":"concern","level":"at-risk","wait":"unsure","reach":"yes"}"#;
        let decision = printed(answers);
        assert_eq!(decision.outcome.as_deref(), Some("take-advice"));
        assert_eq!(decision.due.as_deref(), Some("PT1H"));
    }
}

mod arguments {
    use super::*;

    #[test]
    fn what_is_not_understood_ends_with_status_2_and_names_the_help() {
        let terminal = Terminal::new();
        for arguments in [
            &["frobnicate"][..],
            &["--frobnicate"],
            &["decide"],
            &["verify"],
            &["show"],
            &["pathway"],
            &["decide", "a.ron", "b.ron"],
        ] {
            let run = terminal.run(arguments);
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
            assert!(!run.err.is_empty());
        }
        assert!(terminal.run(&["frobnicate"]).err.contains("try '--help'"));
    }

    #[test]
    fn the_option_of_another_command_is_an_error_and_nothing_is_done() {
        let terminal = Terminal::new();
        make_register(&terminal);
        let run = terminal.run(&["verify", "register", "--seed", "3"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("'--seed'"), "{}", run.err);
    }

    #[test]
    fn a_mistyped_command_is_answered_with_the_one_that_was_meant() {
        let terminal = Terminal::new();
        for (typed, meant) in [("verfy", "verify"), ("decied", "decide"), ("pathwya", "pathway")] {
            let run = terminal.run(&[typed, "x"]);
            assert_eq!((run.status, run.out.as_str()), (2, ""));
            assert!(run.err.contains(&format!("'{meant}'")), "{}", run.err);
        }
    }

    #[test]
    fn the_help_of_a_command_is_asked_for_before_it_or_after_it() {
        let terminal = Terminal::new();
        for command in ["decide", "pathway", "verify", "show", "text", "protect", "train"] {
            let (before, after) =
                (terminal.run(&["help", command]), terminal.run(&[command, "--help"]));
            assert_eq!((before.status, before.err.as_str()), (0, ""));
            assert!(before.out.contains(&format!("Usage: justified {command}")), "{}", before.out);
            assert_eq!(before.out, after.out);
        }
        let run = terminal.run(&["help", "frobnicate"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
    }

    #[test]
    fn what_is_said_of_a_file_has_nothing_in_it_that_a_terminal_obeys() {
        let (terminal, name) = (Terminal::new(), "x\u{1b}[2J\nNothing is wrong.");
        for arguments in [
            &["verify", name][..],
            &["show", name],
            &["text", name],
            &["decide", name],
            &["pathway", "--check", name],
            &["verify", name, name],
            &[name],
            &["help", name],
            &["man", name],
            &["completions", name],
            &["decide", "--format", name],
            &["decide", &format!("--{name}")],
        ] {
            let run = terminal.run(arguments);
            assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
            let said = run.err.chars().all(|c| c == '\n' || !c.is_control());
            assert!(said && !run.err.contains("\nNothing is wrong"), "{arguments:?}: {}", run.err);
        }
    }

    #[test]
    fn after_two_dashes_a_name_may_begin_with_one() {
        let terminal = Terminal::new();
        std::fs::write(terminal.path("--changes"), SHARE_NOW).unwrap();
        let run = terminal.run(&["decide", "--", "--changes"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert!(run.out.starts_with("Share now"), "{}", run.out);
    }

    /// macOS refuses such a name.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_no_unicode_is_a_name() {
        use std::os::unix::ffi::OsStrExt as _;
        let (terminal, name) = (Terminal::new(), OsStr::from_bytes(b"caf\xe9.ron"));
        std::fs::write(terminal.home.path().join(name), SHARE_NOW).unwrap();
        let run = terminal.run_on(&[OsStr::new("decide"), name], &[], "");
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let run = terminal.run_on(&[OsStr::new("verify"), name], &[], "");
        assert_eq!(run.status, 2);
        assert!(run.err.contains("caf\u{fffd}.ron"), "{}", run.err);
    }

    #[test]
    fn help_and_version_are_printed() {
        let terminal = Terminal::new();
        let help = terminal.run(&["--help"]);
        assert_eq!((help.status, help.err.as_str()), (0, ""));
        for command in ["decide", "pathway", "verify", "show", "text", "protect", "train"] {
            assert!(help.out.contains(&format!("\n  {command} ")), "{}", help.out);
        }
        let version = terminal.run(&["--version"]);
        assert_eq!(version.out, concat!("justified ", env!("CARGO_PKG_VERSION"), "\n"));
    }

    #[test]
    fn the_pathway_is_proved_on_request() {
        let run = Terminal::new().run(&["pathway", "--check"]);
        assert_eq!(run.status, 0, "{}{}", run.out, run.err);
        assert!(!run.out.is_empty());
    }

    #[test]
    fn the_ledger_is_printed_with_each_sentence_what_is_done_and_what_rests_on_summaries() {
        let run = Terminal::new().run(&["pathway", "--ledger"]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        for words in [
            // The sentence to the letter, with its paragraph, its age and what is in force.
            "\n0–18 ¶61 (Removed in 2018. The GMC removed this paragraph on 8 April 2018",
            "\nIn force today: PCYP ¶2, PCYP ¶32, PCYP ¶39, PCYP ¶52. See below.\n",
            "\n  must: “Your first concern must be the safety of children and young people.”\n",
            "\n  may, at “may not”: “You may be told or notice",
            "\n  may, in PCYP ¶48(b): “Check that the request is valid, understand why",
            "\n      c. Make sure that you have met one of the conditions",
            // A question, a duty with the outcomes that list it, a field, a reason.
            "\n    Question: Would waiting increase the risk to this or any other child?\n",
            "\n    Duty, must: If a court made the order, respond fully and quickly.\n      on: Give what the order",
            "\n    Our advice: Call them back on a number you found yourself.\n",
            // What takes the place of a sentence, and what paragraphs ask that are not included.
            "\n    Now: PCYP ¶39, PCYP ¶55\n",
            "\n  PCYP ¶54, must: record the reasons for sharing without consent\n    Duty, must: Record why",
            "\n    Field in the record: The request: How identity was checked\n",
            "\n    For reading: Not a permission: it says how people can feel about sharing.",
            // For reading, and not held.
            "\nParagraphs for reading\n  0–18 ¶56: ",
            "\n  PCYP ¶38: Telling people after sharing without consent\n    Our summary, confirmed through another publisher and not in the source itself. After",
            "\n    Referred to by PCYP ¶49.\n",
        ] {
            assert!(run.out.contains(words), "{words}\n{}", run.out);
        }
    }

    /// On Windows and macOS a window needs no display variable.
    #[cfg(target_os = "linux")]
    #[test]
    fn without_a_display_the_window_says_so_in_plain_words() {
        for environment in [&[][..], &[("DISPLAY", ":4711")], &[("WAYLAND_DISPLAY", "nowhere")]] {
            let run = Terminal::new().run_with(&[], environment);
            assert_eq!((run.status, run.out.as_str()), (1, ""), "{}", run.err);
            for traces in ["panicked", "Error", ".rs", "winit"] {
                assert!(!run.err.contains(traces), "{}", run.err);
            }
            #[cfg(feature = "gui")]
            assert!(run.err.contains("display"), "{}", run.err);
        }
    }
}

mod verify {
    use super::*;

    /// Runs `verify` on the register of this terminal.
    fn verify(terminal: &Terminal) -> Run {
        terminal.run(&["verify", "register"])
    }

    /// Fails unless `verify` names this file, and in these words.
    fn must_find(terminal: &Terminal, path: &Path, words: &str) {
        let run = verify(terminal);
        assert_eq!(run.status, 1, "{}{}", run.out, run.err);
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = run.out.lines().any(|line| line.contains(words) && line.contains(name));
        assert!(found, "no line has {words:?} and {name:?}:\n{}", run.out);
    }

    #[test]
    fn a_clean_register_has_nothing_wrong() {
        let terminal = Terminal::new();
        make_register(&terminal);
        let run = verify(&terminal);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
        assert_eq!(run.out, "4 statements in 3 decisions checked. Nothing is wrong.\n");
    }

    #[test]
    fn a_remark_is_nothing_wrong() {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        std::fs::write(made.register.root.join("notes.txt"), "ours").unwrap();
        let run = verify(&terminal);
        assert_eq!(run.status, 0, "{}", run.out);
        assert!(run.out.starts_with("Remarks:\n  It is not a file of Justified."), "{}", run.out);
    }

    #[test]
    fn a_changed_statement_is_seen() {
        let terminal = Terminal::new();
        for number in 0..4 {
            let made = make_register(&terminal);
            let path = &made.signed[number].path;
            let text = std::fs::read_to_string(path).unwrap();
            std::fs::write(path, text.replace("Dr Ada Elm", "Dr Eva Elm")).unwrap();
            must_find(&terminal, path, "changed");
        }
    }

    #[test]
    fn a_renamed_statement_is_seen() {
        let terminal = Terminal::new();
        for number in 0..4 {
            let made = make_register(&terminal);
            let path = &made.signed[number].path;
            let name = path.file_name().unwrap().to_str().unwrap();
            let renamed = path.with_file_name(name.replace("2026", "2025"));
            std::fs::rename(path, &renamed).unwrap();
            must_find(&terminal, &renamed, "renamed");
        }
    }

    #[test]
    fn an_added_statement_is_seen() {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        // Its name and its hash are right, as somebody would make it who read the README.
        let mut added = statement(1, 60);
        added.nonce = Nonce::mint([99; 16]);
        added.device_prev = made.statements[0].device_prev.clone();
        let added =
            sign_bytes(&RealDisk, &made.register, &ronfile::write(&added).unwrap()).unwrap();
        must_find(&terminal, &added.path, "signed another statement");

        let made = make_register(&terminal);
        let copied = made.signed[0].path.with_file_name("copied.ron");
        std::fs::write(&copied, "Statement()").unwrap();
        must_find(&terminal, &copied, "");
    }

    #[test]
    fn a_removed_statement_is_seen_the_newest_too() {
        let terminal = Terminal::new();
        for number in 0..4 {
            let made = make_register(&terminal);
            std::fs::remove_file(&made.signed[number].path).unwrap();
            let run = verify(&terminal);
            assert_eq!(run.status, 1, "statement {number}: {}{}", run.out, run.err);
            let digest = made.signed[number].digest.short(12);
            assert!(run.out.contains("is missing"), "statement {number}: {}", run.out);
            assert!(run.out.contains(&digest), "statement {number}: {}", run.out);
        }
    }

    #[test]
    fn a_decision_that_was_removed_whole_is_seen() {
        let terminal = Terminal::new();
        for number in [0, 1, 3] {
            let made = make_register(&terminal);
            std::fs::remove_dir_all(made.signed[number].path.parent().unwrap()).unwrap();
            let run = verify(&terminal);
            assert_eq!(run.status, 1, "{}{}", run.out, run.err);
            assert!(run.out.contains("is missing"), "{}", run.out);
        }
    }

    #[test]
    fn all_decisions_of_the_last_days_removed_are_seen() {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        for number in [1, 3] {
            std::fs::remove_dir_all(made.signed[number].path.parent().unwrap()).unwrap();
        }
        let run = verify(&terminal);
        assert_eq!(run.status, 1, "{}{}", run.out, run.err);
        assert!(run.out.contains("signed last is missing"), "{}", run.out);
    }

    #[test]
    fn what_is_no_register_cannot_be_checked() {
        let terminal = Terminal::new();
        std::fs::create_dir(terminal.path("empty")).unwrap();
        for folder in ["empty", "none"] {
            let run = terminal.run(&["verify", folder]);
            assert_eq!((run.status, run.out.as_str()), (2, ""));
            assert!(run.err.contains("There is no register in this folder"), "{}", run.err);
        }
    }
}

mod text {
    use justified::record::{Body, Child, Item, ItemId, Passage};

    use super::*;

    /// The folder of a decision about these children, with a passage about the second.
    fn decision_about(terminal: &Terminal, names: &[&str]) -> String {
        let mut made = make_register(terminal);
        let mut one = statement(40, 5 * 24 * 60);
        let Body::Decision(decision) = &mut one.body else { panic!("a decision") };
        let id = |at: usize| ItemId::mint([u8::try_from(at).unwrap() + 1; 8]);
        decision.record.children = names
            .iter()
            .enumerate()
            .map(|(at, name)| Child { name: (*name).to_owned(), ..Child::new(id(at)) })
            .collect();
        let second = id(names.len() - 1);
        decision.record.passages = vec![Passage {
            text: "A mark on the arm.".to_owned(),
            about: justified::record::About::these(&[second]),
            ..Passage::new(id(90))
        }];
        put(&mut made, one);
        made.signed.last().unwrap().path.parent().unwrap().display().to_string()
    }

    #[test]
    fn of_several_children_it_has_to_be_said_whose_text_it_is() {
        let terminal = Terminal::new();
        let folder = decision_about(&terminal, &["Robin Example", "Sasha Example"]);
        let run = terminal.run(&["text", &folder]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("Robin Example") && run.err.contains("--for"), "{}", run.err);
        let meant = [
            ("Robin Example", false),
            ("robin", false),
            ("sasha example", true),
            ("child 2", true),
        ];
        for (whose, has) in meant {
            let run = terminal.run(&["text", &folder, "--for", whose]);
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{whose}");
            assert!(run.out.starts_with("Do not show in online access."), "{}", run.out);
            assert_eq!(run.out.contains("A mark on the arm."), has, "{whose}: {}", run.out);
        }
        for (whose, nobody) in [("Nobody", true), ("Robin Sasha", true), ("Example", false)] {
            let run = terminal.run(&["text", &folder, "--for", whose]);
            assert_eq!((run.status, run.out.as_str()), (2, ""));
            assert_eq!(run.err.contains("Nobody in this decision is called that."), nobody);
            assert!(run.err.contains("Sasha Example"), "{}", run.err);
        }
    }

    #[test]
    fn of_one_child_it_is_that_childs_short_or_full_and_the_summary_names_nobody() {
        let terminal = Terminal::new();
        let folder = decision_about(&terminal, &["Robin Example"]);
        for more in [&[][..], &["--full"]] {
            let run = terminal.run(&[&["text", folder.as_str()], more].concat());
            assert_eq!((run.status, run.err.as_str()), (0, ""));
            assert!(run.out.contains("For the record of: Robin Example"), "{}", run.out);
        }
        let run = terminal.run(&["text", &folder, "--anonymous"]);
        assert_eq!(run.status, 0);
        assert!(run.out.contains("I will not name anyone."), "{}", run.out);
        assert!(!run.out.contains("Robin") && !run.out.contains("arm"), "{}", run.out);
    }
}

mod show {
    use super::*;

    #[test]
    fn a_decision_is_printed_with_its_addendum() {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        let folder = made.signed[1].path.parent().unwrap();
        let run = terminal.run(&["show", folder.to_str().unwrap()]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        let parts =
            ["Share now, invented", "Dr Ada Elm", "The child’s safety", "More became known"];
        let places: Vec<_> = parts.iter().map(|part| run.out.find(part)).collect();
        assert!(places.iter().all(Option::is_some) && places[0] < places[3], "{}", run.out);
    }

    #[test]
    fn a_statement_that_cannot_be_read_hides_no_other() {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        std::fs::write(&made.signed[2].path, "Statement(").unwrap();
        let folder = made.signed[1].path.parent().unwrap();
        let run = terminal.run(&["show", folder.to_str().unwrap()]);
        assert_eq!(run.status, 1);
        assert!(run.out.contains("The child’s safety"), "{}", run.out);
        assert!(run.err.contains(&made.signed[2].name), "{}", run.err);
    }

    #[test]
    fn a_folder_without_a_statement_is_refused() {
        let terminal = Terminal::new();
        let made = make_register(&terminal);
        let run = terminal.run(&["show", made.register.root.join("rules").to_str().unwrap()]);
        assert_ne!(run.status, 0, "{}", run.out);
        std::fs::create_dir(terminal.path("empty")).unwrap();
        let run = terminal.run(&["show", "empty"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
    }
}

/// A register with what was signed into it.
pub struct Made {
    pub register: Register,
    statements: Vec<Statement>,
    pub signed: Vec<Signed>,
}

const RULES: &str = "Pathway(questions: [])\n";

fn register_id() -> RegisterId {
    RegisterId::mint([7; 8])
}

/// Makes a new register in the folder `register`, in place of the one that may be there:
/// three decisions on three days by one workstation, the second with an addendum. The
/// settings know, as the app's do, what was signed last.
pub fn make_register(terminal: &Terminal) -> Made {
    let root = terminal.path("register");
    if root.exists() {
        std::fs::remove_dir_all(&root).unwrap();
    }
    let info = RegisterInfo::new(register_id(), "Elm Street practice");
    let register = Register::create(&RealDisk, &root, info, Choice::Proposed).unwrap();
    keep_rules(&RealDisk, &register, &[RULES]).unwrap();

    let day = 24 * 60;
    let mut made = Made { register, statements: Vec::new(), signed: Vec::new() };
    put(&mut made, statement(1, 0));
    put(&mut made, statement(2, day));
    let first = made.signed[1].clone();
    put(
        &mut made,
        Statement {
            decision: first.decision,
            root: Some(first.digest.clone()),
            follows: vec![first.digest],
            body: Body::Addendum(Addendum { text: "More became known.".to_owned() }),
            ..statement(3, day + 30)
        },
    );
    put(&mut made, statement(4, 2 * day));

    let mut settings = Settings::new(device());
    settings.opened(&made.register);
    settings.last_signed.insert(register_id(), made.signed[3].digest.clone());
    let file = terminal.path("config").join("justified").join("settings.ron");
    save_settings(&RealDisk, &file, &settings).unwrap();
    made
}

/// Signs a statement after the one that was signed before.
fn put(made: &mut Made, mut statement: Statement) {
    statement.device_prev = made.signed.last().map(|last| last.digest.clone());
    made.signed.push(sign(&RealDisk, &made.register, &statement).unwrap());
    made.statements.push(statement);
}

fn device() -> DeviceId {
    DeviceId::mint([1; 8])
}

/// An invented decision, signed so many minutes after the first.
fn statement(number: u8, minutes: i64) -> Statement {
    let start: DateTime<FixedOffset> = "2026-11-22T10:15:02+00:00".parse().unwrap();
    let written = start + TimeDelta::minutes(minutes);
    let headline = "Share now, invented".to_owned();
    let answers: BTreeMap<String, String> = ron::from_str(SHARE_NOW).unwrap();
    Statement {
        format: FORMAT,
        register: register_id(),
        decision: DecisionId::mint(2026, [number; 8]),
        root: None,
        nonce: Nonce::mint([number; 16]),
        device: device(),
        device_prev: None,
        follows: Vec::new(),
        author: Author {
            name: "Dr Ada Elm".to_owned(),
            role: "GP".to_owned(),
            ..Author::default()
        },
        happened: None,
        decided: When::At(written),
        written,
        headline: headline.clone(),
        rules: BTreeMap::from([("pathway.ron".to_owned(), Digest::of(RULES.as_bytes()))]),
        body: Body::Decision(Box::new(Decision {
            basis: Basis::Pathway(Answers(answers)),
            outcome: Frozen {
                id: "share-now".to_owned(),
                headline,
                trail: Vec::new(),
                duties: Vec::new(),
            },
            departure: None,
            record: Record { reasons: "The child’s safety".to_owned(), ..Record::default() },
            set_aside: BTreeMap::new(),
            owed: Vec::new(),
            ready: None,
            linked: Vec::new(),
        })),
    }
}

#[test]
fn a_training_register_is_made_twice_the_same_and_nothing_is_wrong_with_it() {
    let terminal = Terminal::new();
    let made = |folder: &str| {
        let run = terminal.run(&["train", folder, "--decisions", "20", "--seed", "7"]);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(
            run.out.starts_with("20 invented decisions, 6 worked cases and 9 contacts: "),
            "{}",
            run.out
        );
        files(&terminal.path(folder))
    };
    assert_eq!(made("practice"), made("again"));
    let verified = terminal.run(&["verify", "practice"]);
    assert_eq!(verified.status, 0, "{}", verified.out);
    assert!(verified.out.ends_with("Nothing is wrong.\n"), "{}", verified.out);
    let first = made_in(&terminal.path("practice"));
    let shown = terminal.run(&["show", &first.display().to_string()]);
    let mark = justified::register::MARK;
    assert!(shown.out.starts_with(mark), "{}", shown.out);

    let over = terminal.run(&["train", "practice"]);
    assert_eq!(over.status, 2);
    assert!(over.err.contains("already"), "{}", over.err);
    let seedless = terminal.run(&["train", "other", "--seed", "seven"]);
    assert_eq!((seedless.status, seedless.err.contains("whole number")), (2, true));
}

/// The folder of a decision in this register.
fn made_in(register: &Path) -> PathBuf {
    let statement = files(&register.join("decisions")).into_keys().next().unwrap();
    register.join("decisions").join(statement).parent().unwrap().to_owned()
}

/// Every file under a folder: its place in it and its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let place = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(place, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}
