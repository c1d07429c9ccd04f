//! What `verify` cannot know it says, and what is new to this workstation it remarks.

use super::*;
use crate::register::index::{Index, save_index};
use crate::register::settings::Settings;
use crate::register::verify::{Known, Report, verify};

/// What the settings of device 2, which signed nothing, know.
fn at_device_2() -> Known {
    Known::from(&Settings::new(device(2)))
}

fn check(disk: &MemoryDisk, known: &Known) -> Report {
    verify(disk, &root(), known).unwrap()
}

/// A register that device 2 has had open.
fn seen() -> (MemoryDisk, Register, Vec<Signed>) {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let mut index = Index::new(&register, &device(2));
    index.learn(&load(&disk, &register));
    index.learn_guidance(&read_own_guidance(&disk, &root()));
    save_index(&disk, &register, &index).unwrap();
    (disk, register, signed)
}

#[test]
fn without_an_index_or_settings_it_says_that_there_is_nothing_to_compare_with() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    let remark = Problem::new(&root(), What::NothingToCompare);
    assert_eq!(check(&disk, &Known::default()).remarks, std::slice::from_ref(&remark));
    assert_eq!(check(&disk, &at_device_2()).remarks, std::slice::from_ref(&remark));
    disk.take(&signed[3].path);
    let report = check(&disk, &Known::default());
    assert!(report.is_clean() && report.remarks == [remark], "its removal cannot be seen");
    let (disk, _, _) = seen();
    assert_eq!(check(&disk, &Known::default()).remarks, [], "an index says what was there");
}

#[test]
fn no_decision_where_there_were_some_is_wrong_though_nobody_remembers_them() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    assert!(check(&disk, &Known::default()).is_clean(), "a draft keeps the pathway");
    keep_rules(&disk, &register, &["Glossary(terms: [])"]).unwrap();
    let none = Problem::new(&root().join("decisions"), What::NoneLeft);
    assert_eq!(check(&disk, &Known::default()).wrong, std::slice::from_ref(&none));

    let (disk, _, _) = seen();
    disk.take(&root().join("decisions"));
    assert!(check(&disk, &Known::default()).wrong.contains(&none));
}

#[test]
fn what_cannot_be_seen_in_kept_rules_or_in_a_contact_is_remarked() {
    let disk = MemoryDisk::default();
    let (register, _) = filled(&disk);
    let rules = "Glossary(terms: [\"turned \u{202e} round\"])";
    keep_rules(&disk, &register, &[rules]).unwrap();
    let at_rules = layout::rules_path(&root(), &Digest::of(rules.as_bytes()));
    let contact = Contact {
        name: "De\u{1b}sk".to_owned(),
        ..Contact::new(ContactKind::Police, ItemId::mint([9; 8]))
    };
    let body = Body::Contact(contact);
    let stated =
        sign(&disk, &register, &Statement { root: None, follows: vec![], body, ..statement(9) });
    let report = check(&disk, &Known::default());
    for (path, named) in [(at_rules, "U+202E"), (stated.unwrap().path, "U+001B")] {
        let remark = Problem::new(&path, What::Controls(vec![named.to_owned()]));
        assert!(report.remarks.contains(&remark), "{:?}", report.remarks);
    }
}

#[test]
fn a_workstation_that_was_not_seen_before_is_remarked() {
    let (disk, register, signed) = seen();
    let by = |number, prev| Statement {
        device: device(number),
        device_prev: prev,
        ..statement(40 + number)
    };
    let known = sign(&disk, &register, &by(1, Some(signed[3].digest.clone()))).unwrap();
    let new = sign(&disk, &register, &by(9, None)).unwrap();
    let remarks = check(&disk, &at_device_2()).remarks;
    assert!(remarks.contains(&Problem::new(&new.path, What::NewWorkstation)), "{remarks:?}");
    let of_known = Problem::new(&known.path, What::NewWorkstation);
    assert!(!remarks.contains(&of_known), "{remarks:?}");
    let elsewhere = check(&disk, &Known::default()).remarks;
    assert!(!elsewhere.iter().any(|one| one.what == What::NewWorkstation), "another’s index");
}

#[test]
fn guidance_of_the_practice_that_is_new_or_changed_since_is_remarked() {
    let text = include_str!("../../../guidance/example-local.ron");
    let (disk, register, _) = seen();
    let path = root().join("guidance").join("ours.ron");
    disk.put(&path, text.as_bytes());
    assert_eq!(check(&disk, &at_device_2()).remarks, [Problem::new(&path, What::GuidanceNew)]);

    let mut index = Index::new(&register, &device(2));
    index.learn(&load(&disk, &register));
    assert!(index.learn_guidance(&read_own_guidance(&disk, &root())));
    assert!(!index.learn_guidance(&read_own_guidance(&disk, &root())));
    save_index(&disk, &register, &index).unwrap();
    assert_eq!(check(&disk, &at_device_2()).remarks, []);
    disk.put(&path, format!("{text}\n// Rung since.\n").as_bytes());
    assert_eq!(check(&disk, &at_device_2()).remarks, [Problem::new(&path, What::GuidanceChanged)]);
}

#[test]
fn a_clock_before_1970_or_in_2099_is_a_remark_and_never_a_panic() {
    let moment = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    for (written, what) in [
        ("1969-12-31T23:30:00-01:00", What::ClockEarly(1969)),
        ("1601-01-01T00:00:00+00:00", What::ClockEarly(1601)),
        ("2099-11-22T10:00:00+00:00", What::ClockAhead),
    ] {
        let disk = MemoryDisk::default();
        let register = register(&disk, &root());
        let signed =
            sign(&disk, &register, &Statement { written: moment(written), ..statement(1) });
        let mut draft = draft_of(&statement(2), false);
        draft.changed = moment(written);
        let saved = save_first(&disk, &register, &draft).unwrap();
        let now = Some(moment("2026-11-28T10:00:00+00:00"));
        let report = check(&disk, &Known { now, ..Known::default() });
        assert_eq!(report.wrong, []);
        for path in [&signed.unwrap().path, &saved.path] {
            let seen = Problem::new(path, what.clone());
            assert!(report.remarks.contains(&seen), "{written}: {:?}", report.remarks);
        }
    }
    for written in ["-262143-01-01T00:00:00+00:00", "+262142-12-31T23:59:59+00:00"] {
        let disk = MemoryDisk::default();
        let (_, signed) = filled(&disk);
        let text = String::from_utf8(disk.files()[&signed[2].path].clone()).unwrap();
        let (before, after) = text.split_once("written: \"").unwrap();
        let (_, after) = after.split_once('"').unwrap();
        let changed = format!("{before}written: {written:?}{after}");
        disk.put(&signed[2].path, changed.as_bytes());
        assert!(!check(&disk, &Known::default()).is_clean());
    }
}

#[test]
fn a_byte_order_mark_or_the_line_ends_of_another_system_are_a_change_and_named() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    let text = String::from_utf8(disk.files()[&signed[0].path].clone()).unwrap();
    let crlf = text.replace('\n', "\r\n");
    for changed in [format!("\u{feff}{text}"), crlf.clone(), format!("\u{feff}{crlf}")] {
        disk.put(&signed[0].path, changed.as_bytes());
        let seen = Problem::new(&signed[0].path, What::Reformatted);
        assert!(check(&disk, &Known::default()).wrong.contains(&seen));
    }
    disk.put(&signed[0].path, format!("{text}\n").as_bytes());
    let seen = Problem::new(&signed[0].path, What::Changed);
    assert!(check(&disk, &Known::default()).wrong.contains(&seen));
}

#[test]
fn of_a_file_of_a_newer_format_only_the_header_is_held_however_long_it_is() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = sign(&disk, &register, &statement(1)).unwrap();
    let long = "x".repeat(1_000_000);
    let text = ronfile::write(&addendum(2, &first, &[&first])).unwrap();
    for text in [
        text.replace("format: 1,", "format: 2,").replace("text: \"", &format!("text: \"{long}")),
        text.replace("Addendum(Addendum(", &format!("Sealed(Sealed(words: \"{long}\", ")),
    ] {
        let hex = Digest::of(text.as_bytes()).short(12);
        let name = format!("20261122T101702Z-addendum-{hex}.ron");
        let path = first.path.with_file_name(name);
        disk.put(&path, text.as_bytes());
        let contents = load(&disk, &register);
        let newer = contents.statements().find(|one| one.path == path).unwrap();
        let Reading::Newer(shown) = &newer.what else { panic!("{:?}", newer.what) };
        assert!(shown.len() < 100_000 && text.starts_with(&shown[..1_000]));
        assert!(shown.ends_with("The rest is in the file."));
        assert_eq!(
            (newer.sound, newer.header.headline.as_str()),
            (true, addendum(2, &first, &[&first]).headline.as_str())
        );
        disk.take(&path);
    }
}
