//! A decision read again when it is opened, and the rules that it was made under.

use super::*;
use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::register::reread::{Looked, keep, look_again};
use crate::register::rules::MAX_RULES;
use crate::register::testing::{FailingDisk, Fault};

fn outbox() -> PathBuf {
    PathBuf::from("/home/outbox")
}

/// A register with a decision and an addendum, and what was read of it.
fn read() -> (MemoryDisk, Register, Vec<Signed>, Vec<DecisionFile>) {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let before = load_decision(&disk, &register, &decision_id(2)).decisions;
    (disk, register, signed[1..3].to_vec(), before)
}

fn again(disk: &MemoryDisk, register: &Register, before: &[DecisionFile]) -> Looked {
    let now = look_again(disk, register, &outbox(), &decision_id(2)).unwrap();
    keep(&before.iter().collect::<Vec<_>>(), now)
}

#[test]
fn what_nobody_touched_is_what_it_was() {
    let (disk, register, _, before) = read();
    let looked = again(&disk, &register, &before);
    assert_eq!(looked, Looked { decisions: before, ..Looked::default() });
}

#[test]
fn a_statement_changed_since_is_seen_and_stays_in_sight_as_it_was_read() {
    let (disk, register, signed, before) = read();
    for Signed { path, digest, .. } in &signed {
        let bytes = disk.files()[path].clone();
        for at in (0..bytes.len()).step_by(97) {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            disk.put(path, &changed);
            let looked = again(&disk, &register, &before);
            assert!(looked.lost.contains(digest), "byte {at}");
            assert!(looked.problems.iter().any(|p| p.path == *path && !p.is_remark()), "byte {at}");
            let statements = || looked.decisions.iter().flat_map(|file| &file.statements);
            let kept = statements().find(|loaded| loaded.digest == *digest).unwrap();
            assert!(!kept.sound, "nothing new rests on it");
            let original = before[0].find(digest).unwrap();
            assert_eq!(kept.what, original.what, "it is shown as it was read");
        }
        disk.put(path, &bytes);
    }
    assert_eq!(again(&disk, &register, &before).lost.len(), 0, "put back, it counts again");
}

#[test]
fn a_statement_or_a_whole_decision_gone_since_is_said_and_stays_in_sight() {
    let (disk, register, signed, before) = read();
    disk.take(&signed[1].path);
    let looked = again(&disk, &register, &before);
    assert_eq!(looked.decisions[0].statements.len(), 2);
    assert_eq!(looked.problems, [Problem::new(&signed[1].path, What::Gone)]);
    assert_eq!(looked.decisions[0].problems, looked.problems);
    assert_eq!(
        looked.decisions[0].heads(),
        [signed[0].digest.clone()],
        "what is there is followed"
    );
    disk.take(signed[0].path.parent().unwrap());
    let looked = again(&disk, &register, &before);
    assert_eq!(looked.lost.len(), 2);
    assert_eq!(looked.decisions.len(), 1, "the screen does not go blank");
    assert!(looked.decisions[0].heads().is_empty());
}

#[test]
fn a_register_that_is_away_says_nothing_of_its_files() {
    let (disk, register, ..) = read();
    disk.take(&root());
    let error = look_again(&disk, &register, &outbox(), &decision_id(2)).unwrap_err();
    assert!(error.is_away());
}

#[test]
fn a_disk_that_fails_at_any_step_never_makes_a_statement_gone() {
    let (disk, register, _, before) = read();
    for fault in [Fault::Once, Fault::Gone] {
        for step in 0.. {
            let failing = FailingDisk::new(disk.clone(), fault, step);
            let now = look_again(&failing, &register, &outbox(), &decision_id(2));
            if failing.steps() <= step {
                break;
            }
            let Ok(now) = now else { continue };
            let looked = keep(&before.iter().collect::<Vec<_>>(), now);
            assert!(looked.lost.is_empty(), "{fault:?} at step {step}: {looked:?}");
            let statements: usize = looked.decisions.iter().map(|d| d.statements.len()).sum();
            assert_eq!(statements, 2, "{fault:?} at step {step}");
        }
    }
}

#[test]
fn what_waits_in_the_outbox_stands_in_its_place_and_lacks_nothing() {
    let (disk, register, signed, before) = read();
    let waiting = Register::create(&disk, &outbox(), info(), Choice::Proposed).unwrap();
    let more = addendum(9, &signed[0], &[&signed[1]]);
    let more = sign(&disk, &waiting, &more).unwrap();
    let looked = again(&disk, &register, &before);
    assert_eq!(looked.problems, [], "what it follows is in the register");
    assert_eq!(looked.decisions[0].problems, []);
    assert_eq!(looked.decisions[0].heads(), [more.digest]);
    assert_eq!(looked.decisions[0].statements.len(), 3);
}

#[test]
fn a_kept_rules_file_is_hashed_again_before_it_is_used() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let digest = Digest::of(RULES.as_bytes());
    let path = layout::rules_path(&root(), &digest);
    let read = |places: &[&Register]| read_rules(&disk, places, &digest).map_err(|p| p.what);
    assert_eq!(read(&[&register]).as_deref(), Ok(RULES));
    disk.put(&path, b"Pathway(questions: [ ])\n");
    assert_eq!(read(&[&register]), Err(What::Changed));
    disk.put(&path, &vec![b' '; MAX_RULES + 1]);
    assert!(matches!(read(&[&register]), Err(What::Unreadable(_))));
    disk.take(&path);
    assert_eq!(read(&[&register]), Err(What::RulesMissing));
    assert_eq!(read(&[]), Err(What::RulesMissing));
    let gone = FailingDisk::new(disk.clone(), Fault::Gone, 0);
    assert!(matches!(read_rules(&gone, &[&register], &digest).unwrap_err().what, What::NotRead(_)));
    // What was signed while the register was away has its rules in the outbox.
    let waiting = Register::create(&disk, &outbox(), info(), Choice::Proposed).unwrap();
    keep_rules(&disk, &waiting, &[RULES]).unwrap();
    assert_eq!(read(&[&register, &waiting]).as_deref(), Ok(RULES));
}

#[test]
fn an_earlier_pathway_is_proved_as_it_is_read_and_what_does_not_hold_is_said() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let library = Library::embedded().unwrap();
    let kept = |text: &str| {
        let digest = keep_rules(&disk, &register, &[text]).unwrap().remove(0);
        KeptRules::read(&disk, &[&register], &digest, &library)
    };
    let today = Pathway::embedded().unwrap();
    assert_eq!(kept(today.text()).unwrap().broken(), Vec::<String>::new());
    // A child at risk where delay does harm is not shared about at once.
    let at = today.text().find("End(\"share-now\")").unwrap();
    let mut text = today.text().to_owned();
    text.replace_range(at..at + "End(\"share-now\")".len(), "End(\"take-advice\")");
    let broken = kept(&text).unwrap().broken().join("\n");
    assert!(broken.contains("property 3 did not hold"), "{broken}");
    assert!(broken.contains("For example: start: "), "{broken}");
    // One that is no pathway of this format is named, with the place.
    let problem = kept(&today.text().replacen("format: 2", "format: 7", 1)).unwrap_err();
    assert!(matches!(&problem.what, What::Unreadable(error) if error.place().is_some()));
    assert!(problem.path.starts_with(root().join("rules")), "{}", problem.path.display());
}
