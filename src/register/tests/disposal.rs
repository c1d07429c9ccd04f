//! Lawful disposal: what was removed stays removed, everything else still verifies, and whatever
//! stops in between is gone on with.

use super::*;
use crate::register::disposal::{By, Disposed, carry_out, dispose};
use crate::register::drafts::list_drafts;
use crate::register::index::{Index, load_index, save_index};
use crate::register::load::DecisionFile;
use crate::register::merge::merge;
use crate::register::signed::{Minted, Seal, Signer, Trust};
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, Report, verify};
use crate::register::workstation;

const OUTBOXES: &str = "/home/elm/outbox";

fn by() -> By {
    By {
        signer: Signer {
            outboxes: OUTBOXES.into(),
            device: device(1),
            minted: Minted { seed: [1; 32], now: at(9 * 24 * 60), name: "Room 1".to_owned() },
        },
        author: statement(1).author,
        nonce: Nonce::mint([200; 16]),
    }
}

fn authorised() -> Disposal {
    Disposal {
        authorised_by: "Dr Mock Example, Caldicott guardian".to_owned(),
        why: "The retention period is over.".to_owned(),
        ..Disposal::default()
    }
}

/// Disposes of the decision with this number.
fn dispose_of(disk: &dyn Disk, register: &Register, number: u8) -> Result<Disposed, RegisterError> {
    dispose(disk, register, (&decision_id(number), authorised()), &by(), &mut || false)
}

/// Checked on the workstation that signed everything, with what it remembers and its index.
fn check(disk: &MemoryDisk) -> Report {
    let file = workstation::file_beside(Path::new(OUTBOXES));
    let known = Known { outboxes: Some(OUTBOXES.into()), ..Known::default() };
    let own = workstation::load(disk, &file);
    let known = own.map_or(known.clone(), |own| known.remembering(&own));
    verify(disk, &root(), &known).unwrap()
}

fn must_verify(disk: &MemoryDisk) {
    assert_eq!(words(&check(disk).wrong), [""; 0]);
}

fn the_one(disk: &dyn Disk, register: &Register, number: u8) -> DecisionFile {
    load_decision(disk, register, &decision_id(number)).decisions.remove(0)
}

/// Three decisions, the second with an addendum; an index that knows them, and what the workstation
/// remembers of signing them.
fn remembered(disk: &MemoryDisk) -> (Register, Vec<Signed>) {
    let (register, signed) = filled(disk);
    let mut index = Index::new(&register, &device(1));
    index.learn(&load(disk, &register));
    save_index(disk, &register, &index).unwrap();
    let file = workstation::file_beside(Path::new(OUTBOXES));
    let mut own = workstation::Workstation::adopt(&device(1), &BTreeMap::new());
    own.signed(&info().id, signed.last().unwrap().digest.clone());
    workstation::save(disk, &file, &own).unwrap();
    (register, signed)
}

#[test]
fn the_first_the_middle_and_the_last_of_a_chain_can_go_and_the_register_verifies() {
    for number in [1, 2, 4] {
        let disk = MemoryDisk::default();
        let (register, signed) = remembered(&disk);
        let paper = Seal::of(&register, &load(&disk, &register)).publish(&disk, &register).unwrap();
        let gone: Vec<_> =
            signed.iter().filter(|one| one.decision == decision_id(number)).collect();
        let done = dispose_of(&disk, &register, number).unwrap();
        assert_eq!((done.files.len(), done.left), (gone.len(), 0));
        assert!(gone.iter().all(|one| !disk.files().contains_key(&one.path)));
        must_verify(&disk);
        let on_paper = Known { expect: Some(paper), ..Known::default() };
        let report = verify(&disk, &root(), &on_paper).unwrap();
        assert_eq!(words(&report.wrong), [""; 0], "an old paper goes on proving");
        let left = the_one(&disk, &register, number);
        assert!(left.out_of_view().unwrap().disposed);
        assert_eq!(left.statements.len(), 1);
    }
}

#[test]
fn what_is_left_names_nobody_and_says_who_authorised_it_and_why() {
    let disk = MemoryDisk::default();
    let (register, _) = remembered(&disk);
    dispose_of(&disk, &register, 2).unwrap();
    let left = the_one(&disk, &register, 2);
    let text = String::from_utf8(disk.files()[&left.statements[0].path].clone()).unwrap();
    assert!(text.contains("Caldicott guardian") && text.contains("The retention period is over."));
    let folder = layout::decision_folder(&root(), &decision_id(2));
    let told = disk.files().into_iter().filter(|(path, _)| path.starts_with(&folder));
    for (path, bytes) in told {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("The child’s safety"), "{}", path.display());
    }
}

#[test]
fn the_words_of_every_list_go_and_what_was_known_by_hash_stays() {
    let disk = MemoryDisk::default();
    let (register, _) = remembered(&disk);
    for number in [1, 2] {
        disk.put(&layout::listing_path(&root(), &device(number)), b"Listing(words: [\"safety\"])");
    }
    dispose_of(&disk, &register, 2).unwrap();
    for number in [1, 2] {
        assert!(!disk.files().contains_key(&layout::listing_path(&root(), &device(number))));
    }
    let (index, _) = load_index(&disk, &register, &device(1));
    assert_eq!(index.statements.len(), 4, "what was signed is still known to have been there");
    must_verify(&disk);
}

#[test]
fn a_merge_never_brings_it_back_and_deletes_nothing_elsewhere_until_somebody_says_so() {
    let disk = MemoryDisk::default();
    let (here, _) = remembered(&disk);
    let elsewhere = Register::create(&disk, Path::new("/other"), info(), Choice::Proposed).unwrap();
    merge(&disk, &here, &elsewhere).unwrap();
    dispose_of(&disk, &here, 2).unwrap();
    let merged = merge(&disk, &elsewhere, &here).unwrap();
    assert_eq!((merged.copied.len(), merged.disposed), (0, 2));
    must_verify(&disk);
    // The statement of it arrives there: it hides the decision, and its files stay.
    merge(&disk, &here, &elsewhere).unwrap();
    let there = the_one(&disk, &elsewhere, 2);
    assert_eq!(there.still_here().count(), 2);
    assert!(there.out_of_view().unwrap().disposed);
    assert!(there.problems.iter().any(|one| one.what == What::StillHere));
    // It goes back and forth, and stays the same.
    merge(&disk, &elsewhere, &here).unwrap();
    must_verify(&disk);
    let done = carry_out(&disk, &elsewhere, &decision_id(2), None).unwrap();
    assert_eq!((done.files.len(), done.left), (2, 0));
    assert_eq!(the_one(&disk, &elsewhere, 2).still_here().count(), 0);
}

#[test]
fn what_comes_later_of_it_is_said_and_can_be_disposed_of_too() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    dispose_of(&disk, &register, 2).unwrap();
    // A colleague had signed this while their computer was off the network.
    let late = Statement { device: device(2), ..addendum(9, &signed[1], &[&signed[2]]) };
    let late = sign(&disk, &register, &late).unwrap();
    let report = check(&disk);
    assert!(report.wrong.contains(&Problem::new(&late.path, What::StillHere)), "{report:?}");
    let done = carry_out(&disk, &register, &decision_id(2), None).unwrap();
    assert_eq!((done.files.len(), done.left), (0, 1), "nobody signed that this goes");
    assert!(disk.files().contains_key(&late.path));
    let again = By { nonce: Nonce::mint([201; 16]), ..by() };
    let of = (&decision_id(2), authorised());
    let done = dispose(&disk, &register, of, &again, &mut || false).unwrap();
    assert_eq!((done.files.len(), done.left), (1, 0));
    assert_eq!(the_one(&disk, &register, 2).still_here().count(), 0);
}

#[test]
fn nothing_is_disposed_of_while_somebody_has_unfinished_work_on_it() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    let draft = draft_of(&addendum(9, &signed[1], &[&signed[2]]), false);
    save_first(&disk, &register, &draft).unwrap();
    let before = disk.files();
    let refused = dispose_of(&disk, &register, 2).unwrap_err();
    assert!(matches!(refused, RegisterError::Unfinished(_)), "{refused}");
    assert!(before.keys().all(|path| disk.files().contains_key(path)));
    assert_eq!(list_drafts(&disk, &register).drafts.len(), 1);
    assert!(matches!(dispose_of(&disk, &register, 77), Err(RegisterError::NothingThere(_))));
}

#[test]
fn whatever_step_fails_it_is_there_or_is_gone_on_with() {
    for fault in [Fault::Full, Fault::Denied, Fault::Once, Fault::Gone] {
        for step in 0.. {
            let memory = MemoryDisk::default();
            let (register, signed) = remembered(&memory);
            let disk = FailingDisk::new(memory.clone(), fault, step);
            let done = dispose_of(&disk, &register, 2);
            let file = the_one(&memory, &register, 2);
            let here = |one: &&Signed| memory.files().contains_key(&one.path);
            let of_it = || signed.iter().filter(|one| one.decision == decision_id(2));
            if !file.is_disposed_of() {
                assert!(done.is_err(), "{fault:?} at {step}");
                assert_eq!(of_it().filter(here).count(), 2, "{fault:?} at {step}: nothing is gone");
            }
            assert!(
                signed.iter().filter(|one| one.decision != decision_id(2)).all(|one| here(&one))
            );
            if let Err(error) = &done {
                assert!(!error.advice().is_empty(), "{error}");
            }
            // Done again, it is done.
            if done.is_err() {
                dispose_of(&memory, &register, 2).unwrap();
            }
            assert_eq!(of_it().filter(here).count(), 0, "{fault:?} at {step}");
            must_verify(&memory);
            if disk.steps() <= step {
                assert!(done.is_ok() && step > 10, "{fault:?}: it was done after {step} steps");
                break;
            }
        }
    }
}

#[test]
fn a_disposal_that_no_workstation_signed_is_a_fault() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    dispose_of(&disk, &register, 1).unwrap();
    let file = the_one(&disk, &register, 4);
    let forged = Statement {
        root: Some(signed[3].digest.clone()),
        follows: file.heads(),
        device_prev: None,
        device: device(5),
        body: Body::Disposal(Disposal { removed: file.to_remove().0, ..authorised() }),
        ..statement(4)
    };
    let forged = sign(&disk, &register, &forged).unwrap();
    disk.take(&signed[3].path);
    let report = check(&disk);
    assert!(report.wrong.contains(&Problem::new(&forged.path, What::Unsigned)), "{report:?}");
    assert!(report.wrong.iter().any(|one| one.what == What::Gone), "{report:?}");
    assert!(the_one(&disk, &register, 4).out_of_view().is_none(), "it hides nothing");
    let trust = Trust::load(&disk, &root(), &info().id, Some(Path::new(OUTBOXES)), None);
    assert!(trust.of(&the_one(&disk, &register, 4).statements[0], &|_| false).is_some());
}

#[test]
fn an_emptied_register_with_one_unsigned_disposal_does_not_satisfy_a_seal() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    let paper = Seal::of(&register, &load(&disk, &register)).publish(&disk, &register).unwrap();
    let all = load(&disk, &register);
    let removed: Vec<Removed> = all.decisions.iter().flat_map(|file| file.to_remove().0).collect();
    for one in &signed {
        disk.take(&one.path);
    }
    let forged = Statement {
        root: Some(signed[0].digest.clone()),
        follows: vec![signed[0].digest.clone()],
        body: Body::Disposal(Disposal { removed, ..authorised() }),
        ..statement(1)
    };
    sign(&disk, &register, &forged).unwrap();
    let known = Known { expect: Some(paper), ..Known::default() };
    let report = verify(&disk, &root(), &known).unwrap();
    assert!(report.wrong.iter().any(|one| matches!(one.what, What::SealedGone(_))), "{report:?}");
    assert_eq!(report.disposals, []);
}

#[test]
fn a_planted_disposal_is_not_carried_out_and_refuses_no_merge() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    let elsewhere = Register::create(&disk, Path::new("/other"), info(), Choice::Proposed).unwrap();
    merge(&disk, &register, &elsewhere).unwrap();
    let planted = Statement {
        root: Some(signed[0].digest.clone()),
        follows: vec![signed[0].digest.clone()],
        body: Body::Disposal(Disposal {
            removed: the_one(&disk, &register, 1).to_remove().0,
            ..authorised()
        }),
        ..statement(1)
    };
    sign(&disk, &register, &planted).unwrap();
    let done = carry_out(&disk, &register, &decision_id(1), None).unwrap();
    assert_eq!((done.files.len(), done.left), (0, 0));
    disk.take(&signed[0].path);
    let merged = merge(&disk, &elsewhere, &register).unwrap();
    assert_eq!((merged.copied.len(), merged.disposed), (1, 0), "it comes back");
    // Whoever disposes of it lawfully signs that, and the planted one goes too.
    dispose_of(&disk, &register, 1).unwrap();
    let left = the_one(&disk, &register, 1);
    assert_eq!(left.statements.len(), 1);
    assert!(left.is_disposed_of());
}

#[test]
fn copies_go_too_and_what_cannot_be_read_is_counted() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    let bytes = disk.files()[&signed[0].path].clone();
    let beside = |name: &str| signed[0].path.with_file_name(name);
    disk.put(&beside("a copy (Room 2's conflicted copy).ron"), &bytes);
    disk.put(&beside("20261122T101502Z-decision-00112233aabb.ron"), b"Statement(");
    let done = dispose_of(&disk, &register, 1).unwrap();
    assert_eq!((done.files.len(), done.left), (2, 1));
}

#[test]
fn what_was_removed_can_claim_a_circle_and_nobody_waits_for_ever() {
    let disk = MemoryDisk::default();
    let (register, signed) = remembered(&disk);
    let (one, two) = (Digest::of(b"one"), Digest::of(b"two"));
    let circle = |statement: &Digest, before: &Digest| Removed {
        statement: statement.clone(),
        device: device(1),
        device_prev: Some(before.clone()),
    };
    let removed = vec![circle(&one, &two), circle(&two, &one)];
    let forged = Statement {
        root: Some(signed[0].digest.clone()),
        follows: vec![signed[0].digest.clone()],
        device_prev: Some(one.clone()),
        body: Body::Disposal(Disposal { removed, ..authorised() }),
        ..statement(1)
    };
    sign(&disk, &register, &forged).unwrap();
    let mut own = workstation::Workstation::adopt(&device(1), &BTreeMap::new());
    own.signed(&info().id, one);
    let known = Known::default().remembering(&own);
    assert!(!verify(&disk, &root(), &known).unwrap().is_clean());
    let contents = load(&disk, &register);
    let _ = contents.last_signed(&device(1));
    own.meets_a_stranger(&info().id, &workstation::own(&contents, &device(1)));
    assert!(!Seal::of(&register, &contents).missing(&contents).iter().any(|_| false));
}
