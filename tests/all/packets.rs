//! A packet by the command line: what is in it, what it tells, and what is made of a bad one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use justified::base::ronfile;
use justified::base::time::When;
use justified::record::statement::FORMAT;
use justified::record::{Author, Body, DeviceId, Nonce, Review, Statement, Verdict};
use justified::register::signed::{Minted, Signer};
use justified::register::{RealDisk, Register, load, sign_bytes};

use crate::cli::{Run, Terminal};
use crate::desk::morning;

/// A register of practice cases, with a few of its names.
fn practice() -> Terminal {
    let terminal = Terminal::new();
    let run = terminal.run(&["train", "reg", "--decisions", "12", "--seed", "1"]);
    assert_eq!(run.status, 0, "{}", run.err);
    terminal
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Runs it, and nothing may be the matter.
fn done(terminal: &Terminal, arguments: &[&str]) -> Run {
    let run = terminal.run(arguments);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{arguments:?}: {}", run.out);
    run
}

/// The words of every name that a field of a decision holds.
fn names(register: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for file in files(&register.join("decisions")) {
        for line in fs::read_to_string(file).unwrap().lines() {
            let Some(name) = line.trim().strip_prefix("name: \"") else { continue };
            let words = name.split(|c: char| !c.is_alphabetic());
            let words = words.filter(|word| word.len() > 2 && word.starts_with(char::is_uppercase));
            names.extend(words.map(str::to_owned));
        }
    }
    names.sort();
    names.dedup();
    assert!(names.len() > 20, "{names:?}");
    // Words of the pathway and of the form.
    names.retain(|word| !["Name", "Practice", "Teacher", "Lead"].contains(&word.as_str()));
    names
}

#[test]
fn before_it_is_written_it_is_said_what_is_in_it_and_who_appears() {
    let terminal = practice();
    let run = done(&terminal, &["pack", "reg", "--to", "p.packet"]);
    for said in [
        "18 of 18 decisions.",
        "Who appears:",
        "mother",
        "Names are replaced by roles in brackets",
        "It is not encrypted",
        "Written. Its seal is ",
    ] {
        assert!(run.out.contains(said), "{said}: {}", run.out);
    }
    // What is said of all practice cases has the word.
    for name in names(&terminal.path("reg")).iter().filter(|name| *name != "Invented") {
        assert!(!run.out.split(|c: char| !c.is_alphabetic()).any(|word| word == name), "{name}");
    }
}

#[test]
fn no_name_of_the_register_is_left_in_what_is_unpacked_and_it_verifies() {
    let terminal = practice();
    done(&terminal, &["pack", "reg", "--to", "p.packet"]);
    let said = done(&terminal, &["unpack", "p.packet", "un"]);
    assert!(said.out.contains("18 of 18 decisions."), "{}", said.out);
    assert!(said.out.contains("Invented cases. Not for real patients."), "{}", said.out);
    let texts: Vec<String> = files(&terminal.path("un").join("decisions"))
        .into_iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for name in names(&terminal.path("reg")) {
        for text in &texts {
            let mut words = text.split(|c: char| !c.is_alphabetic());
            assert!(!words.any(|word| word == name), "{name} in {text}");
        }
    }
    done(&terminal, &["verify", "un"]);
    done(&terminal, &["verify", "reg"]);
    let decision = files(&terminal.path("un").join("decisions"))[0].parent().unwrap().to_owned();
    let shown = done(&terminal, &["show", decision.to_str().unwrap()]);
    assert!(shown.out.contains("[doctor"), "{}", shown.out);
}

#[test]
fn a_period_and_single_decisions_are_chosen_and_the_rest_is_counted() {
    let terminal = practice();
    let period = ["--from", "2026-01-01", "--until", "2026-11-20"];
    let run = done(&terminal, &[&["pack", "reg", "--to", "a.packet"], &period[..]].concat());
    assert!(run.out.contains(" from 1 January 2026 to 20 November 2026."), "{}", run.out);
    let one = ["--decision", "2026-W0RK-EDCA-SE01"];
    let run = done(&terminal, &[&["pack", "reg", "--to", "b.packet"], &one[..]].concat());
    assert!(run.out.contains("1 of 18 decisions. Left out: 17 not chosen."), "{}", run.out);
    let none = terminal.run(&["pack", "reg", "--to", "c.packet", "--until", "2001-01-01"]);
    assert_eq!(none.status, 2);
    assert!(none.err.contains("Nothing was written"), "{}", none.err);
    assert!(!terminal.path("c.packet").exists());
}

#[test]
fn names_are_left_in_only_for_a_reason_which_is_on_the_cover() {
    let terminal = practice();
    let bare = terminal.run(&["pack", "reg", "--to", "p.packet", "--identifiable", " "]);
    assert_eq!(bare.status, 2, "{}", bare.out);
    assert!(!terminal.path("p.packet").exists());
    let why = ["--identifiable", "Case conference"];
    done(&terminal, &[&["pack", "reg", "--to", "p.packet"], &why[..]].concat());
    let said = done(&terminal, &["unpack", "p.packet", "un"]);
    assert!(said.out.contains("Names are in it. Reason: Case conference"), "{}", said.out);
    for file in files(&terminal.path("un").join("decisions")) {
        let within = file.strip_prefix(terminal.path("un")).unwrap();
        assert_eq!(fs::read(&file).unwrap(), fs::read(terminal.path("reg").join(within)).unwrap());
    }
    done(&terminal, &["verify", "un"]);
}

#[test]
fn a_packet_that_is_encrypted_opens_with_its_passphrase_alone() {
    let terminal = practice();
    let one = ["pack", "reg", "--to", "p.packet", "--passphrase-fd", "0"];
    let run = terminal.run_typing(&one, "short\n");
    assert_eq!(run.status, 2, "{}", run.out);
    let run = terminal.run_typing(&one, "three wet umbrellas\n");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("It is encrypted with the passphrase."), "{}", run.out);
    let bytes = fs::read(terminal.path("p.packet")).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    let open = ["unpack", "p.packet", "un", "--passphrase-fd", "0"];
    let wrong = terminal.run_typing(&open, "three dry umbrellas\n");
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("does not open it"), "{}", wrong.err);
    assert!(!terminal.path("un").exists());
    let open = [&open[..], &["--format", "ron"]].concat();
    let run = terminal.run_typing(&open, "three wet umbrellas\n");
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(run.out.contains("encrypted: true"), "{}", run.out);
    done(&terminal, &["verify", "un"]);
}

#[test]
fn what_comes_out_of_a_protected_register_is_encrypted_again() {
    let terminal = practice();
    let run = terminal.run_typing(&["protect", "reg", "--passphrase-fd", "0"], "a long phrase\n");
    assert_eq!(run.status, 0, "{}", run.err);
    let pack = ["pack", "reg", "--to", "p.packet", "--passphrase-fd", "0"];
    let run = terminal.run_typing(&pack, "a long phrase\n");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("has to be encrypted too"), "{}", run.err);
    assert!(!terminal.path("p.packet").exists());
    let run = terminal.run_typing(&pack, "a long phrase\nanother long phrase\n");
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    let open = ["unpack", "p.packet", "un", "--passphrase-fd", "0"];
    assert_eq!(terminal.run_typing(&open, "another long phrase\n").status, 0);
    done(&terminal, &["verify", "un"]);
}

#[test]
fn a_packet_that_was_changed_or_cut_is_refused_with_the_file_and_nothing_is_written() {
    let terminal = practice();
    done(&terminal, &["pack", "reg", "--to", "p.packet"]);
    let text = fs::read_to_string(terminal.path("p.packet")).unwrap();
    for bad in [
        text[..text.len() / 2].to_owned(),
        text.replacen("[mother]", "[father]", 1),
        text.replacen("Practice cases", "Other cases", 1),
        String::new(),
        "Statement()".to_owned(),
    ] {
        fs::write(terminal.path("bad.packet"), bad).unwrap();
        let run = terminal.run(&["unpack", "bad.packet", "un"]);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("Nothing was written"), "{}", run.err);
        assert!(run.err.contains("bad.packet"), "{}", run.err);
        assert!(!terminal.path("un").exists());
    }
    fs::File::create(terminal.path("big.packet")).unwrap().set_len(80 * 1024 * 1024).unwrap();
    let run = terminal.run(&["unpack", "big.packet", "un"]);
    assert!(run.err.contains("larger than any packet"), "{}", run.err);
    assert!(!terminal.path("un").exists());
}

#[test]
fn for_a_program_each_gives_one_value() {
    let terminal = practice();
    let packed = done(&terminal, &["pack", "reg", "--to", "p.packet", "--format", "ron"]);
    assert!(packed.out.starts_with("Packed(\n seal: \""), "{}", packed.out);
    let unpacked = done(&terminal, &["unpack", "p.packet", "un", "--format", "ron"]);
    assert!(unpacked.out.starts_with("Packed(\n seal: \""), "{}", unpacked.out);
}

#[test]
fn a_packet_is_no_register_to_pack_again_and_lies_in_none() {
    let terminal = practice();
    done(&terminal, &["pack", "reg", "--to", "p.packet"]);
    done(&terminal, &["unpack", "p.packet", "un"]);
    let again = terminal.run(&["pack", "un", "--to", "q.packet"]);
    assert_eq!(again.status, 2);
    assert!(again.err.contains("This is a packet"), "{}", again.err);
    let inside = terminal.run(&["pack", "reg", "--to", "reg/q.packet"]);
    assert!(inside.err.contains("Nothing was written"), "{}", inside.err);
    let there = terminal.run(&["pack", "reg", "--to", "p.packet"]);
    assert!(there.err.contains("Nothing was written"), "{}", there.err);
}

/// The reviewer signs a review of the decision in this place of an unpacked packet, as a window does.
fn review(terminal: &Terminal, folder: &str, at: usize, comment: &str) {
    let register = Register::open(&RealDisk, &terminal.path(folder)).unwrap();
    let contents = load(&RealDisk, &register);
    let file = &contents.decisions[at];
    let number = u8::try_from(contents.statements().count()).unwrap();
    let signer = Signer {
        outboxes: terminal.path("of-the-packet").join("outbox"),
        device: DeviceId::mint([70; 8]),
        minted: Minted { seed: [70; 32], now: morning(), name: "Room 9".to_owned() },
    };
    let hand = signer.hand(&RealDisk, (&register, &contents), &mut || false).unwrap();
    let of = file.latest_decision().unwrap().0.digest.clone();
    let comment = comment.to_owned();
    let body = Review { verdict: Some(Verdict::Same), comment, ..Review::new(of) };
    let statement = Statement {
        format: FORMAT,
        register: register.info.id.clone(),
        decision: file.id.clone(),
        root: Some(file.root.clone()),
        nonce: Nonce::mint([number; 16]),
        device: hand.device.device.clone(),
        device_prev: contents.last_signed(&hand.device.device),
        follows: file.heads(),
        author: Author { name: "Dr Rae Mock".to_owned(), ..Author::default() },
        happened: None,
        decided: When::At(morning()),
        written: morning(),
        headline: "Review".to_owned(),
        rules: BTreeMap::new(),
        body: Body::Review(body),
    };
    let text = hand.sign(&ronfile::write(&statement).unwrap());
    sign_bytes(&RealDisk, &register, &text).unwrap();
}

/// The files of a register with their bytes.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder).into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn one_packet_there_and_back_differs_only_by_the_added_statements() {
    let (here, there) = (practice(), Terminal::new());
    done(&here, &["pack", "reg", "--to", "p.packet"]);
    fs::copy(here.path("p.packet"), there.path("p.packet")).unwrap();
    done(&there, &["unpack", "p.packet", "un"]);
    let nothing = there.run(&["hand-back", "un", "--to", "none.back"]);
    assert_eq!(nothing.status, 2, "{}", nothing.out);
    review(&there, "un", 3, "The plan is clear.");
    review(&there, "un", 3, "One thing more.");
    review(&there, "un", 5, "I would have rung first.");
    let run = done(&there, &["hand-back", "un", "--to", "p.back"]);
    assert!(run.out.contains("The plan is clear."), "{}", run.out);
    done(&there, &["verify", "un"]);

    fs::copy(there.path("p.back"), here.path("p.back")).unwrap();
    let before = bytes(&here.path("reg"));
    let looked = done(&here, &["accept", "p.back", "reg"]);
    for said in ["Review by Dr Rae Mock", "One thing more.", "(Room 9)", "Add --apply"] {
        assert!(looked.out.contains(said), "{said}: {}", looked.out);
    }
    assert_eq!(bytes(&here.path("reg")), before, "a dry run writes nothing");
    let run = done(&here, &["accept", "p.back", "reg", "--apply"]);
    assert!(run.out.ends_with("Taken in.\n"), "{}", run.out);
    let after = bytes(&here.path("reg"));
    assert!(before.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
    let new = after.keys().filter(|path| !before.contains_key(*path));
    let new: Vec<String> = new.map(|path| path.display().to_string()).collect();
    assert_eq!(new.iter().filter(|path| path.contains("-review-")).count(), 3, "{new:?}");
    assert_eq!(new.len(), 4, "and the key of the reviewer’s computer: {new:?}");
    done(&here, &["verify", "reg"]);
    let again = done(&here, &["accept", "p.back", "reg", "--apply"]);
    assert!(again.out.contains("3 statements here already."), "{}", again.out);
    assert_eq!(bytes(&here.path("reg")), after);
}

#[test]
fn it_comes_back_into_a_protected_register_too() {
    const PHRASE: &str = "a long phrase\n";
    let terminal = practice();
    done(&terminal, &["pack", "reg", "--to", "p.packet"]);
    done(&terminal, &["unpack", "p.packet", "un"]);
    review(&terminal, "un", 2, "The plan is clear.");
    for folder in ["reg", "un"] {
        let run = terminal.run_typing(&["protect", folder, "--passphrase-fd", "0"], PHRASE);
        assert_eq!(run.status, 0, "{folder}: {}", run.err);
    }
    let back = ["hand-back", "un", "--to", "p.back", "--passphrase-fd", "0"];
    let run = terminal.run_typing(&back, PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let take = ["accept", "p.back", "reg", "--apply", "--passphrase-fd", "0"];
    let run = terminal.run_typing(&take, PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for folder in ["reg", "un"] {
        let run = terminal.run_typing(&["verify", folder, "--passphrase-fd", "0"], PHRASE);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{folder}: {}", run.out);
    }
    for (path, bytes) in bytes(&terminal.path("reg").join("decisions")) {
        assert!(bytes.starts_with(b"age-encryption.org"), "{}", path.display());
    }
}

#[test]
fn what_comes_back_is_not_taken_by_another_register() {
    let terminal = practice();
    terminal.run(&["train", "other", "--decisions", "2", "--seed", "2"]);
    done(&terminal, &["pack", "reg", "--to", "p.packet"]);
    done(&terminal, &["unpack", "p.packet", "un"]);
    review(&terminal, "un", 0, "The plan is clear.");
    done(&terminal, &["hand-back", "un", "--to", "p.back"]);
    let run = terminal.run(&["accept", "p.back", "other", "--apply"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("made of another register"), "{}", run.err);
    let packet = terminal.run(&["accept", "p.packet", "reg", "--apply"]);
    assert_eq!(packet.status, 2, "a packet is not what comes back of one");
}

#[test]
fn a_backup_opens_as_one_and_brings_back_what_was_lost() {
    let terminal = practice();
    let made = done(&terminal, &["backup", "reg", "copy"]);
    assert!(made.out.contains("It opens as a backup"), "{}", made.out);
    done(&terminal, &["verify", "copy"]);
    let same = done(&terminal, &["merge", "copy", "reg"]);
    assert!(same.out.contains("0 statements new"), "{}", same.out);
    let lost = files(&terminal.path("reg").join("decisions")).remove(0);
    let kept = fs::read(&lost).unwrap();
    fs::remove_file(&lost).unwrap();
    let looked = done(&terminal, &["merge", "copy", "reg"]);
    assert!(looked.out.contains("1 statement new"), "{}", looked.out);
    assert!(!lost.exists(), "a dry run writes nothing");
    let merged = done(&terminal, &["merge", "copy", "reg", "--apply"]);
    assert!(merged.out.contains("Copied."), "{}", merged.out);
    assert_eq!(fs::read(&lost).unwrap(), kept);
    let into = terminal.run(&["merge", "reg", "copy", "--apply"]);
    assert!(into.err.contains("This is a backup"), "{}", into.err);
    let again = terminal.run(&["backup", "reg", "copy"]);
    assert_eq!(again.status, 2, "{}", again.out);
    let no_backup = terminal.run(&["backup", "reg", "other", "--as-register"]);
    assert!(no_backup.err.contains("This is no backup"), "{}", no_backup.err);
    done(&terminal, &["backup", "copy", "again", "--as-register"]);
    done(&terminal, &["verify", "again"]);
    done(&terminal, &["seal", "again"]);
}

#[test]
fn a_protected_register_is_backed_up_without_its_passphrase_and_opens_with_it() {
    const PHRASE: &str = "a long phrase\n";
    let terminal = practice();
    let run = terminal.run_typing(&["protect", "reg", "--passphrase-fd", "0"], PHRASE);
    assert_eq!(run.status, 0, "{}", run.err);
    done(&terminal, &["backup", "reg", "copy"]);
    let run = terminal.run_typing(&["verify", "copy", "--passphrase-fd", "0"], PHRASE);
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{}", run.out);
    for (path, bytes) in bytes(&terminal.path("copy").join("decisions")) {
        assert!(bytes.starts_with(b"age-encryption.org"), "{}", path.display());
    }
}

#[test]
fn the_list_and_the_search_show_each_decision_and_where_the_words_are() {
    let terminal = practice();
    let listed = done(&terminal, &["list", "reg"]);
    assert!(listed.out.contains("2026-W0RK-EDCA-SE01"), "{}", listed.out);
    assert!(listed.out.trim_end().ends_with("decisions."), "{}", listed.out);
    assert!(listed.out.starts_with("Invented cases."), "{}", listed.out);
    let found = done(&terminal, &["search", "reg", "bruise", "cheek"]);
    assert!(found.out.contains("2026-W0RK-EDCA-SE01"), "{}", found.out);
    assert!(found.out.contains("Oval bruise on the left cheek"), "{}", found.out);
    assert!(!found.out.contains("2026-W0RK-EDCA-SE02"), "{}", found.out);
    let none = done(&terminal, &["search", "reg", "xylophone"]);
    assert!(none.out.contains("0 decisions found."), "{}", none.out);
    let value = done(&terminal, &["search", "reg", "bruise", "--format", "ron"]);
    assert!(value.out.starts_with("[\n Listed("), "{}", value.out);
}
