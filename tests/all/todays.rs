//! The practice's copy of the GMC's wording of today: quoted instead of our summary, kept with what
//! is signed, and nothing rests on it.

use std::time::Duration;

use justified::guidance::local::TODAY;
use justified::record::{Body, Digest, Statement};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

/// The practice's file with these words of ¶31 and ¶32.
fn copy(words: &str, checked_on: &str) -> String {
    format!(
        "LocalGuidance(format: 1, id: \"{TODAY}\", title: \"T\", publisher: \"P\", edition: \"E\", from: \"F\", checked_on: \"{checked_on}\", paragraphs: [(number: \"31\", text: \"Of 31: {words}\"), (number: \"32\", text: \"Of 32: {words}\")])"
    )
}

/// A desk with a register and a decision at its outcome.
fn at_outcome() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.wait(Duration::from_secs(1));
    desk
}

/// The practice puts this file into its register, which is read again.
fn put(desk: &mut Desk, text: &str) {
    let folder = desk.register().join("guidance");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("pcyp-today.ron"), text).unwrap();
    desk.go("Guidance");
    desk.follow("Add a text of your practice’s own");
    desk.press("Read the register again");
}

/// Signs the decision in hand.
fn sign(desk: &mut Desk) -> Statement {
    desk.go("Decide");
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    read(&desk.statements()[0])
}

/// Opens the decision again in another session.
fn open(desk: Desk) -> Desk {
    let mut desk = desk.killed(2);
    desk.go("Decisions");
    let row = desk.row_of("Testa Example");
    desk.press(&row);
    desk.unfold_all();
    desk
}

#[test]
fn the_outcome_and_a_question_quote_the_practices_copy_instead_of_our_summary() {
    let mut desk = at_outcome();
    desk.must_show("If you are concerned that a child is at risk of, or suffering");
    let outcome = desk.title();
    put(&mut desk, &copy("do as it says.", "2026-11-01"));
    desk.go("Decide");
    desk.must_show("Of 32: do as it says.");
    desk.must_show("Practice’s copy, checked on 1 November 2026. Not checked by this app.");
    desk.must_not_show("If you are concerned that a child is at risk of, or suffering");
    assert_eq!(desk.title(), outcome, "nothing rests on it");
    desk.press("Back");
    desk.must_show("Of 31: do as it says.");
}

#[test]
fn an_old_copy_and_one_of_a_day_to_come_are_remarked() {
    for (day, words) in [("2020-03-01", "over a year ago"), ("2027-03-01", "still to come")] {
        let mut desk = at_outcome();
        put(&mut desk, &copy("do as it says.", day));
        desk.go("Decide");
        desk.must_show("Of 32: do as it says.");
        desk.must_show(words);
    }
}

#[test]
fn what_was_quoted_is_kept_with_the_decision_and_shown_with_it_when_the_file_has_changed() {
    let mut desk = at_outcome();
    let text = copy("as it was.", "2026-11-01");
    put(&mut desk, &text);
    let statement = sign(&mut desk);
    let digest = &statement.rules[TODAY];
    assert_eq!(*digest, Digest::of(text.as_bytes()));
    let kept = desk.register().join("rules").join(format!("{digest}.ron"));
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), text);
    desk.unfold_all();
    desk.must_show("Of 32: as it was.");
    desk.must_show("Checked: these answers still lead here");
    put(&mut desk, &copy("as it is now.", "2026-11-20"));
    let desk = open(desk);
    desk.must_show("Of 32: as it was.");
    desk.must_show("Practice’s copy, checked on 1 November 2026.");
    desk.must_show("The practice has changed its copy since.");
    desk.must_not_show("as it is now.");
    desk.must_show("Checked: these answers still lead here");
    desk.must_verify(1);
    std::fs::remove_file(&kept).unwrap();
    let desk = open(desk);
    desk.must_show("The practice’s copy that was quoted then is not shown.");
    desk.must_show("In our words:");
}

#[test]
fn a_decision_made_without_the_copy_is_shown_without_it() {
    let mut desk = at_outcome();
    let statement = sign(&mut desk);
    assert!(!statement.rules.contains_key(TODAY));
    put(&mut desk, &copy("as it is now.", "2026-11-20"));
    let desk = open(desk);
    desk.must_not_show("as it is now.");
    desk.must_show("In our words:");
    desk.must_show("without the practice’s copy");
    desk.must_show("Checked: these answers still lead here");
}

#[test]
fn whatever_the_copy_says_the_outcome_and_its_duties_are_the_same() {
    let signed = |text: Option<&str>| {
        let mut desk = at_outcome();
        if let Some(text) = text {
            put(&mut desk, text);
        }
        let Body::Decision(decision) = sign(&mut desk).body else { panic!("a decision") };
        (decision.outcome, decision.basis, decision.owed)
    };
    let other = copy("You must never share anything with anybody.", "2026-11-01");
    assert_eq!(signed(None), signed(Some(&other)));
}
