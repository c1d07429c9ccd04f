//! Which computer signed: signed with its own key, asked about once when it is new, seen when there
//! is no signature.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use justified::base::ronfile;
use justified::record::{Body, DecisionId, DeviceId, Nonce, Statement};
use justified::register::signed::{Hand, Minted};
use justified::register::verify::{Known, verify};
use justified::register::workstation::Workstation;
use justified::register::{RealDisk, Register, sign, sign_bytes};

use crate::desk::{Desk, morning, read};
use crate::figures::plant_in_error;
use crate::signing::{sign_one, signed};

const NEW_HERE: &str = "A computer that is new here, “Room 2”, has signed 1 statement today.";

/// Another decision, as it would be written by hand from this one.
fn other(file: &Path) -> Statement {
    let mut other: Statement = read(file);
    other.decision = DecisionId::mint(2026, [9; 8]);
    let Body::Decision(decision) = &mut other.body else { panic!("a decision") };
    "Mock Sample".clone_into(&mut decision.record.children[0].name);
    other.nonce = Nonce::mint([9; 16]);
    other.device_prev = None;
    other
}

/// What another computer signs in the register.
fn signed_elsewhere(desk: &Desk) -> PathBuf {
    let register = Register::open(&RealDisk, &desk.register()).unwrap();
    let mut workstation = Workstation::adopt(&DeviceId::mint([77; 8]), &BTreeMap::new());
    let private = desk.home.path().join("elsewhere").join("outbox");
    let minted = Minted { seed: [77; 32], now: morning(), name: "Room 2".to_owned() };
    let hand = Hand::take(&RealDisk, &register, &private, &mut workstation, &minted).unwrap();
    hand.show(&RealDisk, &register).unwrap();
    let mut statement = other(&desk.statements()[0]);
    statement.device = workstation.device;
    let text = hand.sign(&ronfile::write(&statement).unwrap());
    sign_bytes(&RealDisk, &register, &text).unwrap().path
}

/// What this computer finds wrong, with all that it remembers.
fn wrong(desk: &Desk) -> Vec<String> {
    let known =
        Known { outboxes: Some(desk.home.path().join("data").join("outbox")), ..Known::default() };
    let report = verify(&RealDisk, &desk.register(), &known).unwrap();
    report.wrong.iter().map(justified::register::Problem::words).collect()
}

#[test]
fn what_is_signed_bears_the_signature_of_this_computer() {
    let mut desk = signed("Testa Example");
    sign_one(&mut desk, "Mock Sample");
    for file in desk.statements() {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.lines().last().unwrap().starts_with("// U1NIU0lH"), "{text}");
    }
    desk.must_verify(2);
    desk = desk.again(2);
    assert_eq!(wrong(&desk), [""; 0]);
    desk.must_not_show("new here");
}

#[test]
fn a_computer_that_is_new_is_asked_about_until_somebody_says_to_know_it() {
    let desk = signed("Testa Example");
    let mut desk = desk.again(2);
    signed_elsewhere(&desk);
    desk = desk.again(3);
    desk.go("Home");
    desk.must_show(NEW_HERE);
    assert_eq!(wrong(&desk).len(), 1, "{:?}", wrong(&desk));
    desk = desk.again(4);
    desk.go("Home");
    desk.must_show(NEW_HERE);
    desk.press("It is one of ours");
    desk.must_not_show("new here");
    assert_eq!(wrong(&desk), [""; 0]);
    desk = desk.again(5);
    desk.go("Home");
    desk.must_not_show("new here");
}

#[test]
fn what_no_computer_signed_is_said_beside_it() {
    let desk = signed("Testa Example");
    let mut desk = desk.again(2);
    let register = Register::open(&RealDisk, &desk.register()).unwrap();
    let forged = other(&desk.statements()[0]);
    sign(&RealDisk, &register, &forged).unwrap();
    desk = desk.again(3);
    desk.go("Decisions");
    let row = desk.row_of("Mock Sample");
    desk.press(&row);
    desk.must_show("No computer signed it");
    desk.must_show("No computer that is known here signed this: see above");
    assert!(wrong(&desk).iter().any(|words| words.starts_with("No computer signed it")));
}

#[test]
fn a_decision_of_which_somebody_planted_that_it_was_entered_in_error_is_in_its_chronology() {
    let mut desk = signed("Testa Example").again(2);
    desk.go("Decisions");
    let entries = |desk: &mut Desk| {
        let row = desk.row_of("Testa Example");
        desk.press(&row);
        desk.press("Chronology");
        desk.must_not_show("Nothing to show yet.");
        desk.press_and_copy("Copy the chronology")
    };
    let before = entries(&mut desk);
    plant_in_error(&desk.register());
    desk = desk.again(3);
    desk.go("Decisions");
    let after = entries(&mut desk);
    desk.must_show("Something is wrong with a file of decision");
    for line in before.lines().filter(|line| !line.starts_with("Made from")) {
        assert!(after.contains(line), "{line}\n{after}");
    }
}

#[test]
fn what_was_signed_before_computers_did_stays_good() {
    let mut desk = signed("Testa Example");
    let file = desk.statements()[0].clone();
    // As an earlier version left it.
    let register = Register::open(&RealDisk, &desk.register()).unwrap();
    let before = other(&file);
    std::fs::remove_file(&file).unwrap();
    for cache in ["devices", "index"] {
        std::fs::remove_dir_all(desk.register().join(cache)).unwrap();
    }
    std::fs::remove_dir_all(desk.home.path().join("data").join("seen")).unwrap();
    std::fs::remove_file(desk.home.path().join("data").join("workstation.ron")).unwrap();
    sign(&RealDisk, &register, &before).unwrap();
    desk = desk.again(2);
    assert_eq!(wrong(&desk), [""; 0]);
    desk.go("Decisions");
    let row = desk.row_of("Mock Sample");
    desk.press(&row);
    desk.must_not_show("No computer signed it");
    // From now on, nothing without a signature is.
    let mut more = before;
    more.nonce = Nonce::mint([8; 16]);
    sign(&RealDisk, &register, &more).unwrap();
    assert_eq!(wrong(&desk).iter().filter(|words| words.starts_with("No computer")).count(), 1);
}

#[test]
fn the_seal_is_shown_in_settings_and_printed_and_what_it_lists_is_kept() {
    let mut desk = signed("Testa Example");
    desk.go("Settings");
    desk.press("Show the seal");
    desk.must_show("1 statement, seal ");
    let kept = desk.files("seals");
    assert_eq!(kept.len(), 1, "{kept:?}");
    let code = kept[0].file_stem().unwrap().to_string_lossy().into_owned();
    desk.must_show(&code);
    desk.must_verify(1);
}
