//! Open outcomes: what helps to settle them, on Home until then, and back at the right
//! question. Drafts that were begun by mistake.

use std::time::Duration;

use egui::accesskit::Role;
use justified::record::{Body, Decision, Statement};

use crate::desk::{Desk, read};
use crate::hands::focused;

/// To "take advice": unsure whether waiting raises the risk, and someone can be reached.
const ADVICE: [&str; 4] = [
    "I am worried about a child",
    "I think a child is being abused or neglected, or is at risk of it",
    "I am not sure",
    "Yes",
];
pub const VERIFY: [&str; 4] =
    ["Someone has asked me for information", "An agency or another professional", "No", "Not yet"];
const ASK: [&str; 5] = [
    "Someone has asked me for information",
    "An agency or another professional",
    "No",
    "Yes",
    "No",
];
const CONSENT: [&str; 7] = [
    "I am worried about a child",
    "I think a child is being abused or neglected, or is at risk of it",
    "No",
    "No",
    "No",
    "Someone with parental responsibility",
    "Not asked yet",
];
const WAIT: &str = "Would waiting increase the risk to this or any other child?";

/// A desk that has come to an outcome by these answers.
fn desk_at(answers: &[&str]) -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(answers);
    desk
}

/// The decisions of the only folder, in the order of their files.
fn decisions(desk: &Desk) -> Vec<Decision> {
    desk.statements()
        .iter()
        .map(|path| match read::<Statement>(path).body {
            Body::Decision(decision) => *decision,
            _ => panic!("no decision"),
        })
        .collect()
}

#[test]
fn every_open_outcome_comes_back_to_its_question_and_keeps_its_answers() {
    for (answers, outcome, question, other) in [
        (&ADVICE[..], "Take advice, then come back", WAIT, "No"),
        (&VERIFY, "Check who is asking, then come back", "Have you checked who is asking?", "Yes"),
        (
            &ASK,
            "Ask why they need it, and how they will use it",
            "Do you know why they ask, and is the request valid?",
            "Yes",
        ),
        (&CONSENT, "Ask for consent, then come back", "What was the answer?", "Given"),
    ] {
        let mut desk = desk_at(answers);
        assert_eq!(desk.title(), outcome);
        desk.sign("Dr Test Example");
        desk.must_verify(1);
        let before = decisions(&desk).remove(0).basis.answers().clone();
        desk = desk.again(2);
        desk.must_show(outcome);
        desk.must_show("Owner: Dr Test Example.");
        desk.press("Continue this case");
        assert_eq!(desk.title(), question);
        desk.choose(other);
        desk.press("Continue");
        desk.wait(Duration::from_secs(1));
        if desk.can_press(Role::Button, "Change the answer") {
            desk.press("Change the answer");
            desk.wait(Duration::from_secs(1));
        }
        let answers = desk.draft().answers.0;
        let changed: Vec<&String> = before
            .0
            .iter()
            .filter(|(question, choice)| answers.get(*question) != Some(*choice))
            .map(|(question, _)| question)
            .collect();
        assert_eq!(changed.len(), 1, "only the one that it waited for: {changed:?}");
    }
}

#[test]
fn unsure_then_advised_then_shared_stays_to_be_seen() {
    let mut desk = desk_at(&ADVICE);
    desk.sign("Dr Test Example");
    desk = desk.again(2);
    desk.wait(Duration::from_mins(30));
    desk.press("Continue this case");
    desk.choose("Yes");
    desk.press("Continue");
    if desk.can_press(Role::Button, "Change the answer") {
        desk.press("Change the answer");
    }
    desk.press("Write the record");
    desk.press("+ Advice");
    desk.write("Who advised", "Dr Kim Example");
    desk.press("Check and sign");
    desk.press("Sign and save");
    desk.must_verify(2);
    let both = decisions(&desk);
    assert_eq!(both[0].basis.answers().0["wait"], "unsure");
    assert_eq!(both[1].basis.answers().0["wait"], "yes");
    assert_eq!(both[1].record.advice[0].who, "Dr Kim Example");
    desk.must_show("Take advice, then come back");
    desk.must_show("Share now. Do not wait for consent.");
    desk.go("Home");
    desk.must_not_show("Still open");
}

#[test]
fn the_summary_names_nobody_and_is_kept_as_it_was_edited() {
    let mut desk = desk_at(&ADVICE);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.write("Date of birth", "27 3 2019");
    desk.press("+ Finding");
    desk.write("What you found or saw", "Testa has a bruise. Example family, 01632 960018.");
    desk.press("Back to the outcome");
    let made = desk.written("Summary without names");
    assert!(made.contains("aged 7") && made.contains("within 1 hour"), "{made}");
    for word in ["Testa", "Example", "2019", "960018", "bruise"] {
        assert!(!made.contains(word), "{word} in {made}");
    }
    // What was typed goes in where it is ticked, as it was typed, and is marked there.
    desk.must_show("Nothing that you typed is in it");
    desk.tick("Clinical finding");
    desk.must_not_show("Nothing that you typed is in it");
    let ticked = desk.written("Summary without names");
    assert!(ticked.contains("Testa has a bruise. Example family, 01632 960018."), "{ticked}");
    desk.must_show("3 places are marked that may identify someone. Change them.");
    desk.press("Copy the summary");
    desk.must_show("This may identify someone: “Testa”, “Example”, “01632 960018”.");
    assert_eq!(focused(&desk).1, "Change it first");
    desk.press("Change it first");
    assert_eq!(focused(&desk).1, "Summary without names");
    desk.tick("Clinical finding");
    assert_eq!(desk.press_and_copy("Copy the summary"), made);

    desk.write("Summary without names", " Testa is well.");
    desk.key(egui::Key::Tab);
    desk.must_show("1 place is marked that may identify someone. Change it.");
    desk.press("Copy the summary");
    let copied = desk.press_and_copy("Copy it anyway");
    assert_eq!(focused(&desk).1, "Copy the summary");
    assert!(copied.contains("Testa is well."), "nothing is replaced: {copied}");
    let edited = desk.written("Summary without names");
    desk.wait(Duration::from_secs(1));
    desk = desk.killed(3);
    desk.press("Continue");
    assert_eq!(desk.written("Summary without names"), edited);
    desk.press("Make it again from the record");
    assert_eq!(desk.written("Summary without names"), made);
    desk.wait(Duration::from_secs(1));
    assert!(desk.draft().set_aside.values().any(|text| *text == edited), "the edited one is kept");

    desk.write("Summary without names", " Read out.");
    desk.sign("Dr Test Example");
    let signed = decisions(&desk).remove(0);
    assert!(signed.record.summary.contains("Read out."), "{}", signed.record.summary);
    assert!(signed.set_aside.values().any(|text| *text == edited));
    desk.must_show("Summary for the adviser");
}

#[test]
fn each_open_outcome_says_how_to_do_what_it_asks() {
    let desk = desk_at(&ADVICE);
    desk.must_show("Who to ask, in this order");
    let desk = desk_at(&VERIFY);
    desk.must_show("Do not use the number that they gave you.");
    let mut desk = desk_at(&CONSENT);
    desk.must_show("How to ask for consent");
    desk.must_show("This app’s own words, not the GMC’s.");
    assert!(desk.press_and_copy("Copy what to explain").contains("How it may help"));
    let mut desk = desk_at(&ASK);
    desk.press("Write the record");
    desk.write("Reply by", "27 11 2026");
    desk.press("Back to the outcome");
    let copied = desk.press_and_copy("Copy the questions");
    assert!(copied.contains("You ask for an answer by 27 11 2026."), "{copied}");
    assert!(copied.contains("1. Why do you need this information?"), "{copied}");
}

#[test]
fn a_departure_to_an_open_outcome_has_its_time_and_both_stand_wherever_it_is_read() {
    let mut desk = desk_at(&CONSENT[..2]);
    desk.answer(&["Yes"]);
    assert_eq!(desk.title(), "Share now. Do not wait for consent.");
    desk.press("Decide differently…");
    desk.follow("Decide: Take advice, then come back");
    desk.must_show("Come back by 22 November 2026, 14:42.");
    desk.write("Why you decide differently", "The named doctor rings back.");
    desk.sign("Dr Test Example");
    desk.must_show("Suggested: Share now. Do not wait for consent.");
    desk.must_show("Decided: Take advice, then come back");
    let copied = desk.copy_text_for("the clinical record", "the record of the child");
    assert!(copied.contains("Decision: to take advice first"), "{copied}");
    assert!(copied.contains("The questions suggested: to share at once"), "{copied}");
    desk.go("Decisions");
    let row = desk.row_of("Decided: Take advice, then come back");
    assert!(row.contains("Suggested: Share now. Do not wait for consent"), "{row}");
    desk.go("Home");
    desk.must_show("Suggested: Share now. Do not wait for consent.");
    desk.must_show("Due 22 November 2026, 14:42");
    desk.press("Continue this case");
    assert_eq!(desk.title(), "Share now. Do not wait for consent.");
    assert_eq!(desk.written("Why you decide differently"), "The named doctor rings back.");
}

#[test]
fn a_departure_that_protects_no_less_has_the_time_of_its_outcome() {
    let mut desk = desk_at(&VERIFY);
    desk.press("Decide differently…");
    desk.follow("Decide: Take advice, then come back");
    desk.must_show("Come back by 24 November 2026, 10:42.");
}

#[test]
fn what_is_overdue_says_so_in_words_while_it_is_looked_at() {
    let mut desk = desk_at(&ADVICE);
    desk.press("Write the record");
    desk.sign("Dr Test Example");
    desk.go("Home");
    desk.must_show("Due 22 November 2026, 11:42");
    desk.must_not_show("Overdue");
    desk.wait(Duration::from_mins(61));
    desk.must_show("Overdue. Due 22 November 2026, 11:42");
}

#[test]
fn an_empty_draft_is_removed_once_that_is_confirmed() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.press("Back");
    // One that was left empty by an earlier version.
    let state = &mut desk.window.state_mut().state;
    let now = (state.env.instant)();
    state.current_draft_mut().unwrap().touched(now);
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.drafts().len(), 1);
    desk.go("Decide");
    desk.go("Home");
    desk.follow("Discard draft");
    desk.must_show("This draft is empty. Delete it?");
    desk.press("Keep it");
    assert_eq!(desk.drafts().len(), 1);
    desk.follow("Discard draft");
    desk.press("Delete it");
    desk.wait(Duration::from_secs(2));
    assert!(desk.drafts().is_empty(), "it is gone");
    desk.must_not_show("Not finished");
    desk = desk.again(2);
    desk.must_not_show("Not finished");
}

#[test]
fn a_draft_with_something_in_it_is_put_away_and_comes_back_whole() {
    let mut desk = desk_at(&ADVICE);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.wait(Duration::from_secs(1));
    desk.go("Home");
    desk.follow("Discard draft");
    desk.must_show("4 answers");
    desk.must_show("what is written under Who");
    desk.must_show("you can restore it");
    desk.press("Discard it");
    desk.wait(Duration::from_secs(1));
    desk.must_not_show("Not finished");
    assert_eq!(desk.draft().record.children[0].name, "Testa Example");
    desk = desk.killed(2);
    desk.must_not_show("Not finished");
    desk.press("Discarded drafts (1)");
    desk.must_show("Testa Example");
    desk.press("Restore");
    desk.wait(Duration::from_secs(1));
    desk.must_show("Not finished");
    desk.must_not_show("Discarded drafts (1)");
    desk.press("Continue");
    assert_eq!(desk.written("Name"), "Testa Example");
    assert!(desk.drafts().iter().all(|draft| draft.put_away.is_none()));
}

#[test]
fn a_case_that_is_due_today_or_late_stands_above_the_drafts() {
    let mut desk = desk_at(&ADVICE);
    desk.sign("Dr Test Example");
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&ADVICE[..1]);
    desk.wait(Duration::from_secs(2));
    for passed in [Duration::from_mins(1), Duration::from_hours(2)] {
        desk.wait(passed);
        desk.go("Home");
        let text = desk.text();
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
        let (open, draft) = (at("Continue this case"), at("Heading: Not finished"));
        assert!(open < draft, "due today, and then late: {text}");
    }
}
