//! Answers: changed, waiting for their hints, departed from, and taken up again.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use justified::record::{Body, Place, Statement};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

#[test]
fn a_changed_answer_says_by_name_what_is_kept_asked_again_and_no_longer_applies() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.change_answer("How worried are you?");
    desk.choose("I am not sure");
    desk.press("Continue");
    let lines = desk.text();
    let at = |words: &str| lines.find(words).unwrap_or_else(|| panic!("{words:?} in\n{lines}"));
    let (kept, asked, dropped) = (at(": Kept"), at(": Asked again"), at(": No longer applies"));
    assert!(kept < at("What has brought you here?") && at("What has brought you here?") < asked);
    let talked = at("Have you talked it over with someone who can advise?");
    assert!(asked < talked && talked < dropped, "{lines}");
    for question in [
        "Would waiting increase the risk to this or any other child?",
        "Who can give consent?",
        "Do the benefits of sharing outweigh confidentiality?",
    ] {
        assert!(dropped < at(question), "{question} no longer applies");
    }
    desk.press("Leave it as it was");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().answers.0["level"], "at-risk");
    desk.press("Continue");
    assert_eq!(desk.title(), "Share without consent, and say why");
}

#[test]
fn nothing_that_was_typed_is_lost_by_a_change_of_answer() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Reasons for the decision", "The account does not fit.");
    desk.press("Back to the outcome");
    desk.change_answer("Could asking for consent increase the risk of harm?");
    desk.choose("Yes");
    desk.press("Continue");
    desk.press("Change the answer");
    desk.must_show("Asking for consent could increase the risk of harm.");
    desk.press("Write the record");
    assert_eq!(desk.written("Reasons for the decision"), "The account does not fit.");
    desk.press("Back to the outcome");
    desk.change_answer("Could asking for consent increase the risk of harm?");
    desk.choose("No");
    desk.press("Continue");
    // The answers that had been set aside count again, and not unseen.
    desk.must_show("Do the benefits of sharing outweigh confidentiality?");
    desk.press("Change the answer");
    assert_eq!(desk.title(), "Share without consent, and say why");
}

#[test]
fn a_lesser_concern_waits_for_none_of_these() {
    for (name, title) in [
        ("Something is not right", "Have you talked it over with someone who can advise?"),
        ("I have no concern", "No child-protection concern"),
    ] {
        let mut desk = Desk::new();
        desk.press("Begin a decision");
        desk.answer(&["I am worried about a child"]);
        desk.must_not_show("None of these");
        desk.choose("I am not sure");
        assert!(desk.can_press(Role::Button, "Continue"), "a doubt waits for nothing");
        desk.choose(name);
        desk.must_show("a child may be at risk");
        assert!(!desk.can_press(Role::Button, "Continue"), "{name} waits");
        desk.key(Key::Enter);
        assert_eq!(desk.title(), "How worried are you?");
        desk.tick("None of these");
        desk.press("Continue");
        assert_eq!(desk.title(), title);
        desk.wait(Duration::from_secs(2));
        let record = desk.draft().record;
        assert_eq!(record.none_apply.lines().count(), 4, "{}", record.none_apply);
        assert_eq!(record.not_found, "", "nobody has said that they looked for it");
        assert_eq!(desk.draft().answers.0.len(), 2, "the ticks are in the record");
    }
}

#[test]
fn a_second_click_on_the_chosen_answer_answers_nothing_and_enter_continues() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    let first = desk.title();
    desk.choose("I am worried about a child");
    desk.choose("I am worried about a child");
    assert_eq!(desk.title(), first, "a double click does not answer the question unseen");
    desk.key(Key::Enter);
    assert_ne!(desk.title(), first);
}

#[test]
fn while_an_answer_waits_the_foot_says_for_what() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.choose("Something is not right");
    desk.must_show("Tick what applies, or “None of these”");
    desk.tick("The child told me of harm.");
    desk.must_show("Answer instead, or say why not");
    desk.write("Why it is still a lesser concern", "Long known and dealt with.");
    desk.must_not_show("Answer instead, or say why not");
}

#[test]
fn a_tick_of_what_is_never_a_niggle_offers_the_graver_answer_and_else_asks_for_a_reason() {
    const TOLD: &str = "The child told me of harm.";
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.choose("Something is not right");
    desk.tick(TOLD);
    assert!(!desk.can_press(Role::Button, "Continue"));
    desk.write("Why it is still a lesser concern", "Long known and dealt with.");
    assert!(desk.can_press(Role::Button, "Continue"));
    desk.press("Answer instead: I think a child is being abused or neglected, or is at risk of it");
    desk.press("Continue");
    assert_eq!(desk.title(), "Would waiting increase the risk to this or any other child?");
    desk.wait(Duration::from_secs(2));
    let record = desk.draft().record;
    assert_eq!(
        (record.raised.as_str(), record.lesser.as_str()),
        (TOLD, "Long known and dealt with.")
    );
}

#[test]
fn what_was_looked_for_and_not_found_is_ticked_into_the_record() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child", "I have no concern"]);
    desk.must_show("Looked for, and no sign of");
    desk.tick("pressure");
    desk.tick("secrecy");
    desk.tick("pressure");
    desk.wait(Duration::from_secs(2));
    let record = desk.draft().record;
    assert!(record.not_found.ends_with("secrecy") && !record.not_found.contains("pressure"));
}

#[test]
fn what_would_change_an_outcome_is_unfolded_and_fills_in_a_decision_not_to_share() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    let not = [
        "I am worried about a child",
        "Something is not right",
        "Yes: sharing is not justified",
        "No",
    ];
    desk.answer(&not);
    assert_eq!(desk.title(), "Do not share for now. Watch and review.");
    let line = "“Could another child be at risk?” – Yes: Share a little, to find out.";
    desk.must_not_show(line);
    desk.press("What would change this");
    desk.must_show(line);
    desk.press("Write the record");
    assert!(desk.written("What would change the decision").contains(line));
}

#[test]
fn a_departure_to_less_protection_says_what_is_missing_and_stays_open() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Decide differently…");
    desk.follow("Decide: Do not share for now. Watch and review.");
    desk.must_show("This protects less than the outcome above.");
    desk.must_show("Who advised you");
    desk.write("Why you decide differently", "Seen by the school nurse today.");
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    desk.must_verify(1);
    let statement: Statement = read(&desk.statements()[0]);
    let Body::Decision(decision) = statement.body else { panic!("a decision") };
    assert_eq!(decision.outcome.id, "share-without-consent");
    let departure = decision.departure.unwrap();
    assert_eq!(departure.to, "not-share-for-now");
    assert_eq!(departure.reason, "Seen by the school nurse today.");
    assert_eq!(decision.record.follow_up.owner, "Dr Test Example", "it stays open");
    desk.go("Home");
    desk.must_show("Still open");
    desk.must_show("Owner: Dr Test Example.");
    desk.must_show("Do not share for now. Watch and review.");
}

#[test]
fn an_owner_who_was_taken_out_of_an_open_case_stays_out_and_nothing_blocks() {
    const OWNER: &str = "Who owns the open case";
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Decide differently…");
    desk.follow("Decide: Do not share for now. Watch and review.");
    desk.press("Write the record");
    assert_eq!(desk.written(OWNER), "", "what the record will say may close it yet");
    desk.press("Check and sign");
    desk.must_show("Dr Test Example");
    desk.press("Back to the record");
    desk.field(OWNER).focus();
    desk.window.run();
    assert_eq!(desk.written(OWNER), "Dr Test Example");
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.key(Key::Delete);
    assert_eq!(desk.written(OWNER), "");
    desk.press("Check and sign");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    let statement: Statement = read(&desk.statements()[0]);
    let Body::Decision(decision) = statement.body else { panic!("a decision") };
    assert_eq!(decision.record.follow_up.owner, "");
    desk.go("Home");
    desk.must_show("No owner.");
}

#[test]
fn a_departure_towards_sharing_meets_nothing() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    let mut answers = WITHOUT_CONSENT;
    answers[6] = "Not asked yet";
    desk.answer(&answers[..7]);
    desk.press("Decide differently…");
    desk.follow("Decide: Share now. Do not wait for consent.");
    desk.must_show("You can do this now.");
    desk.must_not_show("This protects less");
    desk.sign("Dr Test Example");
    desk.must_verify(1);
    desk.go("Home");
    desk.must_not_show("Still open");
}

#[test]
fn an_open_outcome_is_on_home_with_its_time_and_is_taken_up_again() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&[
        "I am worried about a child",
        "I think a child is being abused or neglected, or is at risk of it",
        "I am not sure",
        "Yes",
    ]);
    assert_eq!(desk.title(), "Take advice, then come back");
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.write("Reasons for the decision", "Not sure about the delay.");
    desk.sign("Dr Test Example");
    desk.must_verify(1);
    let first = desk.statements()[0].clone();
    let bytes = std::fs::read(&first).unwrap();

    desk = desk.again(2);
    desk.must_show("Still open");
    desk.must_show("Due 22 November 2026, 11:42");
    desk.wait(Duration::from_hours(2));
    desk.press("Continue this case");
    assert_eq!(desk.title(), "Would waiting increase the risk to this or any other child?");
    desk.choose("Yes");
    desk.press("Continue");
    if desk.can_press(Role::Button, "Change the answer") {
        desk.must_show("Can you reach someone to advise you in time?");
        desk.press("Change the answer");
    }
    assert_eq!(desk.title(), "Share now. Do not wait for consent.");
    desk.press("Write the record");
    assert_eq!(desk.written("Name"), "Testa Example");
    assert_eq!(desk.written("Reasons for the decision"), "Not sure about the delay.");
    desk.press("Check and sign");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    desk.must_verify(2);
    let files = desk.statements();
    assert!(files.iter().all(|file| file.parent() == first.parent()), "in the same folder");
    assert_eq!(std::fs::read(&first).unwrap(), bytes, "the first is not changed");
    desk.go("Home");
    desk.must_not_show("Still open");
    desk.must_show("Nobody was told yet");
}

#[test]
fn the_first_answer_that_is_changed_brings_its_draft_to_the_next_question() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..3]);
    desk.key(Key::Backspace);
    assert_eq!(desk.title(), "Would waiting increase the risk to this or any other child?");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().place, Place::Question("wait".to_owned()));
}

#[test]
fn a_number_and_enter_in_one_frame_answer_the_question() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.window.key_press(Key::Num2);
    desk.window.key_press(Key::Enter);
    desk.window.run();
    assert_eq!(desk.title(), "How worried are you?");
}

#[test]
fn the_choices_are_in_sight_and_a_lesser_one_is_answered_by_keys() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    for choice in ["Something is not right", "I have no concern"] {
        let inside = desk.window.get_by_role_and_label(Role::RadioButton, choice).rect();
        assert!(inside.bottom() < 800.0, "{choice} is below the window: {inside:?}");
    }
    desk.key(Key::Num2);
    desk.tab_to(Role::CheckBox, "None of these");
    desk.key(Key::Space);
    desk.press("Continue");
    assert_eq!(desk.title(), "Have you talked it over with someone who can advise?");
}

#[test]
fn an_open_case_says_by_when_and_home_says_whose_it_is() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.answer(&["I am not sure", "No", "Yes"]);
    assert_eq!(desk.title(), "Take advice, then come back");
    desk.must_show("Come back by 22 November 2026, 14:42.");
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.wait(Duration::from_hours(2));
    desk.go("Home");
    desk.must_show("Testa Example · 2026-");
    desk.go("Decide");
    desk.sign("Dr Test Example");
    desk.go("Home");
    desk.must_show("Testa Example · Still open");
    // Signed at 12:42, and due four hours after it was decided.
    desk.must_show("Due 22 November 2026, 14:42");
}

#[test]
fn a_lesser_concern_is_answered_by_three_keys() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    for key in [Key::Num4, Key::Num0, Key::Enter] {
        desk.key(key);
    }
    assert_eq!(desk.title(), "No child-protection concern");
}
