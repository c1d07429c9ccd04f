//! `verify` sees what was done behind the app's back.

use super::*;
use crate::register::index::{Index, load_index, save_index};
use crate::register::settings::Settings;
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, Report, verify};
use crate::register::workstation::{About, Workstation};

/// What the settings of device 1 know after all was signed.
fn known(signed: &[Signed]) -> Known {
    let mut settings = Settings::new(device(1));
    settings.last_signed.insert(info().id, signed.last().unwrap().digest.clone());
    Known::from(&settings)
}

fn check(disk: &MemoryDisk, signed: &[Signed]) -> Report {
    verify(disk, &root(), &known(signed)).unwrap()
}

#[test]
fn a_register_that_nobody_touched_is_clean() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    let report = check(&disk, &signed);
    assert_eq!((report.statements, report.decisions), (4, 3));
    assert_eq!((report.wrong, report.remarks), (vec![], vec![]));
}

#[test]
fn any_changed_byte_of_any_statement_is_seen() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    for Signed { path, .. } in &signed {
        let bytes = disk.files()[path].clone();
        for at in (0..bytes.len()).step_by(31) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            disk.put(path, &changed);
            let report = check(&disk, &signed);
            let seen = Problem::new(path, What::Changed);
            assert!(report.wrong.contains(&seen), "byte {at}: {:?}", words(&report.wrong));
        }
        disk.put(path, &bytes);
    }
    assert!(check(&disk, &signed).is_clean());
}

#[test]
fn a_renamed_file_is_seen() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    for name in ["20261122T101502Z-addendum-", "20251122T101502Z-decision-"] {
        let disk = MemoryDisk::default();
        filled(&disk);
        let of = &signed[0];
        let bytes = disk.files()[&of.path].clone();
        disk.take(&of.path);
        let to = of.path.with_file_name(format!("{name}{}.ron", of.digest.short(12)));
        disk.put(&to, &bytes);
        assert!(check(&disk, &signed).wrong.contains(&Problem::new(&to, What::Renamed)));
    }
}

#[test]
fn a_statement_moved_to_another_decision_or_register_is_seen() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    let bytes = disk.files()[&signed[0].path].clone();
    disk.take(&signed[0].path);
    let moved = signed[3].path.with_file_name(&signed[0].name);
    disk.put(&moved, &bytes);
    assert!(check(&disk, &signed).wrong.contains(&Problem::new(&moved, What::OtherDecision)));

    let text = ronfile::write(&Statement { register: RegisterId::mint([9; 8]), ..statement(1) });
    let text = text.unwrap();
    let hex = Digest::of(text.as_bytes()).short(12);
    let foreign = signed[0].path.with_file_name(format!("20261122T101602Z-decision-{hex}.ron"));
    disk.put(&foreign, text.as_bytes());
    assert!(check(&disk, &signed).wrong.contains(&Problem::new(&foreign, What::OtherRegister)));
}

#[test]
fn an_added_statement_is_seen_wherever_it_pretends_to_stand() {
    // As the first of its workstation, in the middle, after the last.
    for place in [None, Some(1), Some(3)] {
        let disk = MemoryDisk::default();
        let (register, signed) = filled(&disk);
        let device_prev = place.map(|index: usize| signed[index].digest.clone());
        let forged = Statement { device_prev, ..statement(9) };
        let forged = sign(&disk, &register, &forged).unwrap();
        let report = check(&disk, &signed);
        let seen = Problem::new(&forged.path, What::NotSignedHere);
        assert!(report.wrong.contains(&seen), "{:?}", report.wrong);
    }
}

#[test]
fn what_was_signed_before_the_program_could_note_it_is_this_computers_own() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let last = &signed.last().unwrap().digest;
    let next = Statement { device_prev: Some(last.clone()), ..statement(9) };
    let mut own = Workstation::adopt(&device(1), &BTreeMap::new());
    own.signed(&info().id, last.clone());
    let digest = Digest::of(ronfile::write(&next).unwrap().as_bytes());
    own.begin(&info().id, About { decision: next.decision.clone(), contact: false, digest });
    // Published, and the program ended.
    sign(&disk, &register, &next).unwrap();
    let report = verify(&disk, &root(), &Known::default().remembering(&own)).unwrap();
    assert_eq!(words(&report.wrong), [""; 0]);
    // Another of the same name after the same one is still a stranger's.
    let forged = Statement { nonce: Nonce::mint([99; 16]), ..next };
    let forged = sign(&disk, &register, &forged).unwrap();
    let report = verify(&disk, &root(), &Known::default().remembering(&own)).unwrap();
    assert!(report.wrong.contains(&Problem::new(&forged.path, What::NotSignedHere)));
}

#[test]
fn an_added_file_that_is_no_statement_is_seen() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    for name in ["20261122T101502Z-decision-000000000000.ron", "extra.ron", "folder/x.ron"] {
        let path = signed[0].path.with_file_name(name);
        disk.put(&path, b"Statement()");
        assert!(!check(&disk, &signed).is_clean(), "{name}");
        disk.take(&signed[0].path.parent().unwrap().join(name.split('/').next().unwrap()));
    }
    assert!(check(&disk, &signed).is_clean());
}

#[test]
fn every_removed_statement_is_seen_the_newest_too() {
    for index in 0..4 {
        let disk = MemoryDisk::default();
        let (_, signed) = filled(&disk);
        disk.take(&signed[index].path);
        assert!(!check(&disk, &signed).is_clean(), "number {index}");
    }
}

#[test]
fn a_whole_decision_a_whole_day_and_everything_removed_are_seen() {
    for index in 0..4 {
        let disk = MemoryDisk::default();
        let (_, signed) = filled(&disk);
        disk.take(signed[index].path.parent().unwrap());
        assert!(!check(&disk, &signed).is_clean(), "decision of {index}");
    }
    for stamp in ["20261122", "20261123", "20261124", ""] {
        let disk = MemoryDisk::default();
        let (_, signed) = filled(&disk);
        let day: Vec<_> = signed.iter().filter(|signed| signed.name.starts_with(stamp)).collect();
        assert!(!day.is_empty());
        for signed in day {
            disk.take(&signed.path);
        }
        assert!(!check(&disk, &signed).is_clean(), "day {stamp}");
    }
}

#[test]
fn what_an_index_knew_is_missed_until_it_is_acknowledged() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let mut index = Index::new(&register, &device(2));
    assert!(index.learn(&load(&disk, &register)));
    assert!(!index.learn(&load(&disk, &register)));
    save_index(&disk, &register, &index).unwrap();
    disk.take(&signed[3].path);
    // No settings here: another workstation looks.
    let report = verify(&disk, &root(), &Known::default()).unwrap();
    assert_eq!(report.wrong, [Problem::new(&signed[3].path, What::Gone)]);
    let (mut index, problem) = load_index(&disk, &register, &device(2));
    assert_eq!(problem, None);
    index.acknowledged.insert(signed[3].digest.clone());
    save_index(&disk, &register, &index).unwrap();
    assert!(verify(&disk, &root(), &Known::default()).unwrap().is_clean());
}

#[test]
fn rules_that_are_missing_or_changed_are_seen() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    let path = layout::rules_path(&root(), &Digest::of(RULES.as_bytes()));
    disk.put(&path, b"Pathway(questions: [1])");
    assert_eq!(check(&disk, &signed).wrong, [Problem::new(&path, What::Changed)]);
    disk.take(&path);
    assert_eq!(check(&disk, &signed).wrong, [Problem::new(&path, What::RulesMissing)]);
}

#[test]
fn a_register_that_cannot_be_checked_is_an_error_and_not_clean() {
    let disk = MemoryDisk::default();
    assert!(verify(&disk, &root(), &Known::default()).is_err());
    let (_, signed) = filled(&disk);
    disk.put(&root().join("register.ron"), b"Register(");
    assert!(verify(&disk, &root(), &known(&signed)).is_err());
}

#[test]
fn foreign_files_beside_the_register_are_remarks() {
    let disk = MemoryDisk::default();
    let (_, signed) = filled(&disk);
    disk.put(&root().join("letter.odt"), b"");
    disk.put(&root().join(".stfolder/x"), b"");
    let report = check(&disk, &signed);
    assert!(report.is_clean());
    assert_eq!(report.remarks.len(), 2);
}

#[test]
fn what_could_not_be_read_never_counts_as_clean() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let mut index = Index::new(&register, &device(1));
    index.learn(&load(&disk, &register));
    save_index(&disk, &register, &index).unwrap();
    let run = |step| {
        let failing = FailingDisk::new(disk.clone(), Fault::Once, step);
        (verify(&failing, &root(), &known(&signed)), failing.steps())
    };
    let (_, steps) = run(usize::MAX);
    assert!(steps > 15);
    for step in 0..steps {
        let (report, _) = run(step);
        assert!(report.is_err() || !report.unwrap().is_clean(), "step {step}");
    }
}

#[test]
fn links_alone_show_what_is_missing_in_the_middle() {
    for index in 0..3 {
        let disk = MemoryDisk::default();
        let (_, signed) = filled(&disk);
        disk.take(&signed[index].path);
        let wrong = verify(&disk, &root(), &Known::default()).unwrap().wrong;
        let digest = signed[index].digest.clone();
        // The second is the first statement of a decision that goes on.
        let what = match index {
            1 => What::FirstMissing(digest),
            _ => What::EarlierMissing(digest),
        };
        let seen = Problem::new(&signed[index + 1].path, what);
        assert!(wrong.contains(&seen), "{wrong:?}");
    }
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = sign(&disk, &register, &statement(1)).unwrap();
    let one = Statement { device: device(2), ..addendum(2, &first, &[&first]) };
    let one = sign(&disk, &register, &one).unwrap();
    let two = Statement { device: device(3), ..addendum(3, &first, &[&one]) };
    let two = sign(&disk, &register, &two).unwrap();
    disk.take(&one.path);
    let wrong = verify(&disk, &root(), &Known::default()).unwrap().wrong;
    assert_eq!(wrong, [Problem::new(&two.path, What::FollowedMissing(one.digest))]);
}

#[test]
fn links_that_contradict_themselves_are_seen() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = sign(&disk, &register, &statement(1)).unwrap();
    let mut loose = addendum(2, &first, &[]);
    loose.device = device(2);
    let loose = sign(&disk, &register, &loose).unwrap();
    let again = Statement { device_prev: None, ..statement(3) };
    let again = sign(&disk, &register, &again).unwrap();
    let wrong = verify(&disk, &root(), &Known::default()).unwrap().wrong;
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    for seen in [
        Problem::new(&loose.path, What::BadLinks),
        Problem::new(&first.path, What::TwoAfterOne),
        Problem::new(&again.path, What::TwoAfterOne),
    ] {
        assert!(wrong.contains(&seen), "{wrong:?}");
    }
}
