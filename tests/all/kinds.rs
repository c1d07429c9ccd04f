//! Everything that can be stated after a decision was signed, through the screen: each is
//! signed, stands in the timeline, and the register verifies.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use justified::app::events::{DecisionsEvent, Event};
use justified::record::{Addition, Body, News, Statement, Verdict, Work, YesNo};

use crate::desk::{Desk, read};
use crate::signing::signed;

/// Begins an addition of this kind.
fn add(desk: &mut Desk, what: &str) {
    desk.press("Add to it");
    desk.press(what);
}

/// Signs it; the register then has so many statements.
fn sign(desk: &mut Desk, statements: usize) {
    desk.press("Sign and save");
    desk.must_show("Signed.");
    desk.must_verify(statements);
    assert!(desk.drafts().is_empty());
}

/// The one statement of this kind in the register.
fn only(desk: &Desk, kind: &str) -> Addition {
    let named = |path: &&std::path::PathBuf| {
        path.file_name().unwrap().to_string_lossy().contains(&format!("-{kind}-"))
    };
    let files: Vec<_> = desk.statements().iter().filter(named).cloned().collect();
    assert_eq!(files.len(), 1, "{kind}");
    let statement: Statement = read(&files[0]);
    assert_eq!(statement.author.name, "Dr Test Example");
    statement.body.addition().unwrap()
}

#[test]
fn what_was_shared_since_stands_in_the_timeline_and_says_when() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "What was shared since");
    desk.must_show("Say who it went to, or what was shared.");
    desk.write("Told to", "Duty desk");
    desk.follow("Now: When");
    desk.write("How", "Telephone");
    desk.write("What was held back", "The mother’s own history.");
    sign(&mut desk, 2);
    desk.must_show("Disclosure");
    desk.must_show("Duty desk");
    desk.must_show("The mother’s own history.");
    desk.must_show("Shared 22 November 2026");
    let Addition::Disclosure(shared) = only(&desk, "disclosure") else { panic!("a disclosure") };
    assert_eq!(shared.confirms, None);
    // The letter names the call.
    add(&mut desk, "What was shared since");
    let call = format!("Duty desk, {}", shared.disclosure.when.text);
    desk.choose(&call);
    desk.write("How", "Secure mail");
    sign(&mut desk, 3);
    desk.must_show("This confirms an earlier call in writing.");
}

#[test]
fn what_was_signed_later_is_owed_no_more() {
    let mut desk = signed("Testa Example");
    desk.must_show("Nobody was told yet");
    desk.must_show("Enter in the clinical record");
    add(&mut desk, "Follow-up");
    desk.choose("Acknowledged");
    sign(&mut desk, 2);
    for owed in ["Nobody was told yet", "To be acknowledged"] {
        assert!(!desk.text().contains(owed), "{}", desk.text());
    }
    add(&mut desk, "Entered in a clinical record");
    desk.choose("Testa Example");
    sign(&mut desk, 3);
    desk.go("Home");
    assert!(!desk.text().contains("To be acknowledged"), "{}", desk.text());
    assert!(!desk.text().contains("Enter in the clinical record"), "{}", desk.text());
}

#[test]
fn a_late_entry_says_so() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Follow-up");
    desk.choose("Acknowledged");
    desk.write("When", "20 November 2026");
    sign(&mut desk, 2);
    desk.must_show("Written later: 2 days after it happened.");
    desk.must_show("Happened 20 November 2026 (2 days before the decision)");
}

#[test]
fn a_follow_up_is_signed_with_the_keyboard_alone() {
    let mut desk = signed("Testa Example");
    desk.tab_to(Role::Button, "Add to it");
    desk.key(Key::Enter);
    desk.tab_to(Role::Button, "Follow-up");
    desk.key(Key::Enter);
    desk.tab_to(Role::RadioButton, "Escalated");
    desk.key(Key::Space);
    desk.tab_to(Role::TextInput, "By whom");
    desk.type_in("Dr Test Example");
    desk.tab_to(Role::TextInput, "Next due");
    desk.type_in("3 12 2026");
    desk.tab_to(Role::Button, "Sign and save");
    desk.key(Key::Enter);
    desk.must_show("Signed.");
    desk.must_verify(2);
    let Addition::FollowUp(news) = only(&desk, "follow-up") else { panic!("a follow-up") };
    assert_eq!(news.what, News::Escalated);
    assert_eq!(news.next_due.text, "3 12 2026");
}

#[test]
fn a_correction_shows_what_stood_and_rewrites_nothing() {
    let mut desk = signed("Testa Exampel");
    let first = desk.statements()[0].clone();
    let bytes = std::fs::read(&first).unwrap();
    add(&mut desk, "Correct something");
    desk.follow("Correct: Who: Name");
    desk.must_show("What it says now");
    desk.must_show("It still says the same. Write what it should say.");
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "What it should say").focus();
    desk.window.run();
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.type_in("Testa Example");
    desk.write("Why", "misspelt");
    sign(&mut desk, 2);
    desk.must_show("Before: “Testa Exampel”. Corrected by Dr Test Example");
    assert_eq!(std::fs::read(&first).unwrap(), bytes);
    let Addition::Correction(one) = only(&desk, "correction") else { panic!("a correction") };
    assert_eq!((one.from.as_str(), one.to.as_str()), ("Testa Exampel", "Testa Example"));
    desk.press("Chronology");
    assert_eq!(desk.title(), "Testa Example");
    desk.must_show("Testa Example · ");
    desk.must_show("“Who: Name” was corrected. Now: “Testa Example”. Before: ");
}

#[test]
fn a_name_that_was_put_right_since_is_the_name_at_the_top() {
    let mut desk = signed("Testa Exampel");
    assert!(desk.text().starts_with("Label: Testa Exampel\nLabel: Signed"), "{}", desk.text());
    correct(&mut desk, "Who: Name", "Testa Example");
    assert!(desk.text().starts_with("Label: Testa Example\nLabel: Signed"), "{}", desk.text());
}

#[test]
fn a_case_that_is_handed_over_says_from_whom_to_whom_and_whether_it_was_accepted() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Hand over");
    desk.write("To", "Dr Mock Sample");
    desk.choose("Yes");
    desk.write("Why", "Leave from Monday.");
    sign(&mut desk, 2);
    desk.must_show("Owner: Dr Mock Sample.");
    desk.must_show("Dr Mock Sample");
    let Addition::Handover(one) = only(&desk, "handover") else { panic!("a handover") };
    assert_eq!(one.accepted, Some(YesNo::Yes));
    let state = &desk.window.state().state;
    let standing = state.shown_file().unwrap().standing().unwrap();
    assert_eq!(standing.owner, "Dr Mock Sample");
}

#[test]
fn an_entry_in_a_clinical_record_names_the_person_of_the_record() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Entered in a clinical record");
    desk.choose("Testa Example");
    desk.follow("Now: When");
    sign(&mut desk, 2);
    desk.must_show("The child: Testa Example");
    let Addition::ClinicalRecord(one) = only(&desk, "clinical-record") else { panic!("an entry") };
    assert!(one.item.is_some());
    assert_eq!(one.by, "Dr Test Example");
    let state = &desk.window.state().state;
    assert_eq!(state.shown_file().unwrap().standing().unwrap().not_entered, []);
}

#[test]
fn a_reply_names_the_statement_that_it_answers() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Reply");
    desk.write("Your reply", "I asked her alone.");
    sign(&mut desk, 2);
    desk.must_show("I asked her alone.");
    desk.must_show("Decision, Dr Test Example, ");
    let Addition::Reply(one) = only(&desk, "reply") else { panic!("a reply") };
    let file = desk.window.state().state.shown_file().unwrap();
    assert_eq!(one.to, file.root);
    assert!(matches!(file.statements[0].statement().unwrap().body, Body::Decision(_)));
}

#[test]
fn what_a_reviewer_asks_is_on_home_until_there_is_a_reply_to_it() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Review");
    desk.must_show("Choose your view, or ask something.");
    desk.choose("I agree");
    desk.write("Comment", "A careful decision.");
    desk.write("Question", "Was she seen alone?");
    sign(&mut desk, 2);
    let Addition::Review(review) = only(&desk, "review") else { panic!("a review") };
    assert_eq!(review.verdict, Some(Verdict::Same));
    let file = desk.window.state().state.shown_file().unwrap();
    assert_eq!(review.of, file.root, "it names what it is of");
    desk.must_show("A careful decision.");
    desk.go("Home");
    let row = desk.row_of("A reviewer asks: Was she seen alone?");
    desk.press(&row);
    // One press from Home: the next key types the reply.
    desk.type_in("Yes, for ten minutes.");
    assert_eq!(desk.written("Your reply"), "Yes, for ten minutes.");
    sign(&mut desk, 3);
    let Addition::Reply(reply) = only(&desk, "reply") else { panic!("a reply") };
    let file = desk.window.state().state.shown_file().unwrap();
    assert_eq!(reply.to, file.statements[1].digest, "to the review, not to what came last");
    desk.must_not_show("A reviewer asks");
    desk.go("Home");
    desk.must_not_show("A reviewer asks");
}

#[test]
fn a_verdict_that_differs_is_first_on_that_doctors_home_until_it_was_read() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Review");
    desk.choose("I would decide differently");
    desk.write("Comment", "The police were not asked.");
    sign(&mut desk, 2);
    desk.go("Home");
    desk.must_show("From a reviewer");
    let row = desk.row_of("A reviewer says: I would decide differently.");
    assert!(row.contains("Dr Test Example, 22 November 2026, 10:42"), "who and when: {row}");
    // On the Home of somebody else it is among what is owed there.
    desk.give_name("Dr Other Example");
    desk.go("Home");
    desk.must_not_show("From a reviewer");
    desk.must_show("A reviewer says: I would decide differently.");
    desk.go("Settings");
    desk.field("Name").click();
    desk.window.run();
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.type_in("Dr Test Example");
    desk.go("Home");
    desk.must_show("From a reviewer");
    let row = desk.row_of("A reviewer says: I would decide differently.");
    desk.press(&row);
    assert_eq!(desk.written("Your reply"), "I have read this.");
    sign(&mut desk, 3);
    desk.go("Home");
    desk.must_not_show("A reviewer says");
}

#[test]
fn that_a_child_may_be_at_risk_is_first_in_its_row_and_is_not_answered_by_a_press() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Review");
    desk.choose("A child may be at risk today");
    desk.key(Key::Escape);
    desk.write("Comment", "He goes home with him at four.");
    sign(&mut desk, 2);
    desk.go("Home");
    let row = desk.row_of("A reviewer says today: A child may be at risk today");
    desk.press(&row);
    assert_eq!(desk.written("Your reply"), "");
    desk.keys(egui::Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.statements().len(), 2, "{}", desk.text());
}

#[test]
fn of_two_questions_that_one_is_replied_to_which_was_chosen() {
    let mut desk = signed("Testa Example");
    for (question, statements) in [("Was she seen alone?", 2), ("Who took the call?", 3)] {
        add(&mut desk, "Review");
        desk.write("Question", question);
        sign(&mut desk, statements);
    }
    desk.press("Reply: Who took the call?");
    desk.write("Your reply", "The duty desk.");
    sign(&mut desk, 4);
    let Addition::Reply(reply) = only(&desk, "reply") else { panic!("a reply") };
    let file = desk.window.state().state.shown_file().unwrap();
    assert_eq!(reply.to, file.statements[2].digest);
    desk.must_not_show("Reply: Who took the call?");
    desk.must_show("Was she seen alone?");
}

#[test]
fn the_question_that_is_pressed_on_home_is_the_one_that_enter_replies_to() {
    let mut desk = signed("Testa Example");
    for (question, statements) in [("Was she seen alone?", 2), ("Who took the call?", 3)] {
        add(&mut desk, "Review");
        desk.write("Question", question);
        sign(&mut desk, statements);
    }
    desk.go("Home");
    let row = desk.row_of("A reviewer asks: Was she seen alone?");
    desk.press(&row);
    desk.type_in("Yes.");
    sign(&mut desk, 4);
    let Addition::Reply(reply) = only(&desk, "reply") else { panic!("a reply") };
    let file = desk.window.state().state.shown_file().unwrap();
    assert_eq!(reply.to, file.statements[1].digest);
}

#[test]
fn what_was_being_added_is_gone_on_with_after_a_crash() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "What was shared since");
    desk.write("Told to", "Duty desk");
    desk.wait(Duration::from_secs(2));
    desk = desk.killed(2);
    desk.must_show("Disclosure");
    desk.press("Continue");
    assert_eq!(desk.written("Told to"), "Duty desk");
    let drafts = desk.drafts();
    let Work::Addition(later) = &drafts[0].work else { panic!("an addition") };
    assert!(matches!(**later, Addition::Disclosure(_)));
    sign(&mut desk, 2);
}

#[test]
fn what_is_left_for_now_stays_on_home_and_another_kind_can_be_begun() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Follow-up");
    desk.write("In words", "They rang.");
    desk.follow("Leave it for now");
    assert_eq!(desk.drafts().len(), 1);
    add(&mut desk, "Reply");
    desk.write("Your reply", "Yes.");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    desk.must_verify(2);
    desk.go("Home");
    desk.must_show("Follow-up: something else");
    desk.press("Continue");
    assert_eq!(desk.written("In words"), "They rang.");
}

/// Corrects this field, as the decision's page names it, to this.
pub fn correct(desk: &mut Desk, field: &str, to: &str) {
    add(desk, "Correct something");
    let name = format!("Correct: {field}");
    if !desk.can_press(Role::Link, &name) {
        desk.press("Fields that are blank");
    }
    desk.follow(&name);
    let label = "What it should say";
    let several = desk.window.query_by_role_and_label(Role::MultilineTextInput, label).is_some();
    // A day is on one line.
    let role = if several { Role::MultilineTextInput } else { Role::TextInput };
    desk.window.get_by_role_and_label(role, label).focus();
    desk.window.run();
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.type_in(to);
    desk.press("Sign and save");
    desk.must_show("Signed.");
}

#[test]
fn the_times_and_the_request_at_the_top_are_those_that_stand_and_say_what_was_corrected() {
    let mut desk = signed("Testa Example");
    desk.must_show("Decided 22 November 2026, 10:42");
    desk.must_not_show("corrected since");
    correct(&mut desk, "When: When it was decided", "21 November 2026, 08:12");
    desk.must_show("Decided 21 November 2026, 08:12");
    desk.must_show("corrected since: decided");
    desk.must_show("Written later: ");
    correct(&mut desk, "The request: Reply by", "25 November 2026");
    desk.must_show("Request reply by 25 November 2026 (corrected since)");
    desk.must_show("corrected since: decided");
}

#[test]
fn a_day_that_is_corrected_takes_the_place_of_the_one_before_and_is_none_that_cannot_be_read() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Correct something");
    desk.follow("Correct: When: When it was decided");
    assert!(desk.is_on(Role::TextInput, "What it should say"), "{}", desk.text());
    desk.type_in("21/11/2026, 08:12");
    assert_eq!(desk.written("What it should say"), "21/11/2026, 08:12");
    desk.type_in("22/11/2026");
    desk.must_show("No date can be read.");
    desk.keys(egui::Modifiers::COMMAND, Key::Enter);
    desk.must_verify(1);
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.type_in("21/11/2026, 08:12");
    desk.keys(egui::Modifiers::COMMAND, Key::Enter);
    desk.must_show("Signed.");
    desk.must_verify(2);
}

/// The child's name is corrected, and the case goes to somebody else.
fn corrected_and_handed_over() -> Desk {
    let mut desk = signed("Testa Exampel");
    add(&mut desk, "Correct something");
    desk.follow("Correct: Who: Name");
    desk.window.get_by_role_and_label(Role::MultilineTextInput, "What it should say").focus();
    desk.window.run();
    desk.keys(egui::Modifiers::COMMAND, Key::A);
    desk.type_in("Testa Example");
    sign(&mut desk, 2);
    add(&mut desk, "Hand over");
    desk.write("To", "Dr Mock Sample");
    desk.choose("Yes");
    sign(&mut desk, 3);
    desk
}

#[test]
fn a_case_taken_up_again_has_what_was_signed_since() {
    let mut desk = corrected_and_handed_over();
    let id = desk.window.state().state.shown_id().unwrap().clone();
    let ctx = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&ctx, Event::Decisions(DecisionsEvent::Reopen(id)));
    desk.window.run();
    desk.wait(Duration::from_secs(2));
    let record = desk.draft().record;
    assert_eq!(record.children[0].name, "Testa Example");
    assert_eq!(record.follow_up.owner, "Dr Mock Sample");
}

#[test]
fn a_note_that_was_left_is_gone_on_with_and_not_begun_twice() {
    let mut desk = signed("Testa Example");
    add(&mut desk, "Add a note");
    desk.write("Add to this decision", "They rang back.");
    desk.follow("Leave it for now");
    desk.wait(Duration::from_secs(2));
    add(&mut desk, "Add a note");
    assert_eq!(desk.written("Add to this decision"), "They rang back.");
    desk.wait(Duration::from_secs(2));
    assert_eq!(desk.drafts().len(), 1);
}
