//! `verify` on a draft that was signed twice, and on two workstations that had one id.

use super::*;
use crate::register::verify::{Known, Report, verify};

fn check(disk: &MemoryDisk) -> Report {
    verify(disk, &root(), &Known::default()).unwrap()
}

/// Signs, and gives the hash.
fn signed(disk: &MemoryDisk, register: &Register, statement: &Statement) -> Digest {
    sign(disk, register, statement).unwrap().digest
}

/// A statement of this number by this device, after that one.
fn after(number: u8, by: u8, before: Option<&Digest>) -> Statement {
    Statement { device: device(by), device_prev: before.cloned(), ..statement(number) }
}

#[test]
fn a_draft_that_was_signed_twice_is_remarked_on_both_statements() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = signed(&disk, &register, &after(1, 1, None));
    let twice = Statement { written: at(30), ..after(1, 1, Some(&first)) };
    signed(&disk, &register, &twice);
    signed(&disk, &register, &after(2, 2, None));
    let report = check(&disk);
    assert_eq!(report.wrong, []);
    let twice = report.remarks.iter().filter(|problem| problem.what == What::SignedTwice);
    assert_eq!(twice.count(), 2);
}

#[test]
fn a_fork_is_an_alarm_until_all_but_one_of_its_workstations_have_ids_of_their_own() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = signed(&disk, &register, &after(1, 1, None));
    let one = signed(&disk, &register, &after(2, 1, Some(&first)));
    let other = signed(&disk, &register, &after(3, 1, Some(&first)));
    let forked = |report: &Report, what: &What| {
        report.wrong.iter().chain(&report.remarks).filter(|p| p.what == *what).count()
    };
    assert_eq!(forked(&check(&disk), &What::TwoAfterOne), 2);
    // The one goes on under the old id, the other under a new one.
    signed(&disk, &register, &after(4, 1, Some(&one)));
    assert!(!check(&disk).is_clean());
    signed(&disk, &register, &after(5, 9, Some(&other)));
    let report = check(&disk);
    assert_eq!(report.wrong, []);
    assert_eq!(forked(&report, &What::TwoHadOneId), 2);
}

#[test]
fn only_the_first_statement_of_an_id_may_follow_that_of_another() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = signed(&disk, &register, &after(1, 1, None));
    let new = signed(&disk, &register, &after(2, 9, Some(&first)));
    assert_eq!(check(&disk).wrong, []);
    signed(&disk, &register, &after(3, 9, Some(&new)));
    assert_eq!(check(&disk).wrong, []);
    signed(&disk, &register, &after(4, 9, Some(&first)));
    assert!(check(&disk).wrong.iter().any(|problem| problem.what == What::BadLinks));
}
