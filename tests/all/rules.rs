//! Rules then and now, through the screen: a decision made under earlier questions is held
//! against them and against today's; and a decision is read again whenever it is opened.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use egui::accesskit::Role;
use justified::app::events::{DecideEvent, DecisionsEvent, Event};
use justified::base::ronfile;
use justified::pathway::{Pathway, came};
use justified::record::replayed::{frozen, given};
use justified::record::{Body, Decision, DecisionId, Digest, Draft, Nonce, Place, Statement, Work};
use justified::register::{RealDisk, Register, keep_rules, sign};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

/// The answers to “Take advice, then come back”.
const LEFT_OPEN: [&str; 4] = ["I am worried about a child", "I am not sure", "No", "Yes"];

fn today() -> Pathway {
    Pathway::embedded().unwrap()
}

/// The questions of today after one replacement, as if they had been so once.
pub fn earlier(from: &str, to: &str) -> String {
    let text = today().text().to_owned();
    assert!(text.contains(from), "{from:?} stands in the pathway");
    text.replacen(from, to, 1)
}

/// The question `weigh`, whose “yes” then came to another outcome.
fn other_outcome() -> String {
    let text = today().text().to_owned();
    let question = text.find("            id: \"weigh\",\n").unwrap();
    let choice = question + text[question..].find("id: \"yes\",\n").unwrap();
    let end = choice + text[choice..].find("End(\"share-without-consent\")").unwrap();
    let mut text = text;
    text.replace_range(end..end + "End(\"share-without-consent\")".len(), "End(\"take-advice\")");
    text
}

/// A desk with one decision, signed today, which is on the screen.
pub fn signed() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    desk
}

fn register(desk: &Desk) -> Register {
    Register::open(&RealDisk, &desk.register()).unwrap()
}

/// The statement that is signed on this desk, as it would have been signed under these
/// earlier questions, about Mock Sample; what it freezes can be altered before. The rules are
/// kept beside it, as they are at signing.
pub fn signed_under(desk: &Desk, rules: &str, alter: impl FnOnce(&mut Decision)) -> PathBuf {
    let register = register(desk);
    let hashes = keep_rules(&RealDisk, &register, &[rules]).unwrap();
    let mut statement: Statement = read(&desk.statements()[0]);
    statement.decision = DecisionId::mint(2026, [9; 8]);
    statement.nonce = Nonce::mint([9; 16]);
    statement.rules.insert("pathway".to_owned(), hashes[0].clone());
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    "Mock Sample".clone_into(&mut decision.record.children[0].name);
    let then = Pathway::parse("then", rules).unwrap();
    let came = came(&then, &given(decision));
    statement.headline.clone_from(&came.decided.as_ref().unwrap().headline);
    decision.outcome = frozen(came).unwrap();
    alter(decision);
    sign(&RealDisk, &register, &statement).unwrap();
    register.root.join("rules").join(format!("{}.ron", hashes[0]))
}

/// Starts again, and opens the decision about this child.
pub fn open(desk: Desk, child: &str) -> Desk {
    let mut desk = desk.killed(2);
    desk.go("Decisions");
    let row = desk.row_of(child);
    desk.press(&row);
    desk.must_show(child);
    desk.unfold_all();
    desk
}

fn handle(desk: &mut Desk, event: Event) {
    desk.window.state_mut().state.handle(&egui::Context::default(), event);
    desk.window.run();
}

#[test]
fn a_decision_made_under_other_questions_says_what_they_gave_and_what_todays_give() {
    let desk = signed();
    signed_under(&desk, &other_outcome(), |_| {});
    let desk = open(desk, "Mock Sample");
    desk.must_show("today these answers lead to a different outcome");
    desk.must_show("Then: “Take advice, then come back");
    desk.must_show("Today: “Share without consent");
    desk.must_show("Rules then and now");
    desk.must_show("The difference begins after “");
    desk.must_show("Asked today, not then – Must: ");
    desk.must_not_show("is not what its own rules and answers give");
    let mut desk = open(desk, "Testa Example");
    desk.must_show("Checked: these answers still lead here");
    desk.must_not_show("Rules then and now");
    assert!(desk.can_press(Role::Button, "Add to it"));
    desk.go("Home");
}

#[test]
fn other_words_and_the_same_outcome_are_told_apart_from_another_outcome() {
    let desk = signed();
    let headline = today().outcome("share-without-consent").unwrap().headline.clone();
    let rules = earlier(&format!("headline: \"{headline}"), "headline: \"Tell them");
    signed_under(&desk, &rules, |_| {});
    let desk = open(desk, "Mock Sample");
    desk.must_show("Today these answers lead to the same outcome");
    desk.must_show("The outcome “Tell them");
    desk.must_not_show("different outcome");
}

#[test]
fn a_statement_that_is_not_what_its_own_rules_give_is_told() {
    let desk = signed();
    signed_under(&desk, &format!("{}\n", today().text()), |decision| {
        decision.outcome.duties.remove(0);
    });
    let desk = open(desk, "Mock Sample");
    desk.must_show("What was signed is not what its own rules and answers give.");
    desk.must_show("It leaves out, or words differently, what its own rules ask");
    // Under today's own rules as well.
    let desk = signed();
    signed_under(&desk, today().text(), |decision| {
        decision.outcome.headline = "Nothing is to be done".to_owned();
    });
    let desk = open(desk, "Mock Sample");
    desk.must_show("It says the outcome is “Nothing is to be done”.");
}

#[test]
fn rules_that_are_missing_or_changed_are_said_and_hide_nothing() {
    let desk = signed();
    let file = signed_under(&desk, &other_outcome(), |_| {});
    std::fs::write(&file, "Pathway(").unwrap();
    let desk = open(desk, "Mock Sample");
    desk.must_show("It has been changed: its contents do not match its name.");
    desk.must_show("The questions it was made under are not kept here");
    desk.must_show("Today these answers lead to a different outcome.");
    desk.must_show("Mock Sample");
    std::fs::remove_file(&file).unwrap();
    let desk = open(desk, "Mock Sample");
    desk.must_show("It is missing: decisions here were made under these questions");
    desk.must_show("The answers and the outcome are shown as they were written.");
    desk.must_show("Mock Sample");
}

#[test]
fn what_did_not_hold_in_the_questions_of_then_is_said_beside_the_comparison() {
    let desk = signed();
    // A child at risk where delay does harm was not shared about at once then.
    let rules = earlier("Else(End(\"share-now\"))", "Else(End(\"take-advice\"))");
    signed_under(&desk, &rules, |_| {});
    let desk = open(desk, "Mock Sample");
    desk.must_show("The questions of that time, checked");
    desk.must_show("property 3 did not hold");
    desk.must_show("same outcome");
}

#[test]
fn rules_that_are_made_to_take_for_ever_do_not_hold_the_window_up() {
    let desk = signed();
    let mut rules = "Pathway(\n    format: 1,\n    conditions: {},\n    questions: [\n".to_owned();
    for at in 0..60 {
        let next =
            if at == 59 { "End(\"end\")".to_owned() } else { format!("Ask(\"q{}\")", at + 1) };
        let choice =
            |id| format!("(id: \"{id}\", label: \"c\", reason: \"c\", next: [Else({next})])");
        let id = if at == 0 { "start".to_owned() } else { format!("q{at}") };
        let choices = [choice("concern"), choice("b")].join(", ");
        writeln!(
            rules,
            "(id: \"{id}\", at: (0, 0), title: \"?\", why: \"\", cites: [], choices: [{choices}]),"
        )
        .unwrap();
    }
    rules.push_str("], after: [], outcomes: [\n(id: \"end\", at: (0, 0), headline: \"End\", lead: \"\", rank: 1, duties: [])])\n");
    let register = register(&desk);
    let hash = keep_rules(&RealDisk, &register, &[&rules]).unwrap().remove(0);
    let mut statement: Statement = read(&desk.statements()[0]);
    statement.decision = DecisionId::mint(2026, [9; 8]);
    statement.rules.insert("pathway".to_owned(), hash);
    let Body::Decision(decision) = &mut statement.body else { panic!("a decision") };
    decision.record.children[0].name = "Mock Sample".to_owned();
    sign(&RealDisk, &register, &statement).unwrap();
    let begun = std::time::Instant::now();
    let desk = open(desk, "Mock Sample");
    desk.must_show("too large to check");
    desk.must_show("What was signed is not what its own rules and answers give.");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn a_file_changed_behind_the_programs_back_is_seen_when_the_decision_is_opened() {
    let mut desk = signed();
    desk.go("Decisions");
    let file = desk.statements()[0].clone();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replacen("Testa Example", "Testo Example", 1)).unwrap();
    let row = desk.row_of("Testa Example");
    desk.press(&row);
    desk.must_show("It has been changed: its contents do not match its name.");
    desk.must_show("Its file has been changed, or is gone. This is how it was read before");
    desk.must_show("Testa Example");
    desk.must_show("Testo Example");
    desk.must_show("This file was changed after it was signed");
    let copied = desk.copy_text_for("the record of Testa Example", "the record of Testa Example");
    assert!(
        copied.starts_with("Note: the signed file of this decision has been changed"),
        "{copied}"
    );
    // Opened again while the register is away, what was signed still stands before the other.
    desk.take_away();
    desk.go("Decisions");
    let row = desk.row_of("Testa Example");
    desk.press(&row);
    desk.must_show("Something is wrong with its file: see above");
    let shown = desk.text();
    let (signed, changed) = (shown.find("Testa Example"), shown.find("Testo Example"));
    assert!(signed.unwrap() < changed.unwrap(), "{shown}");
    desk.put_back();
    std::fs::write(&file, text).unwrap();
    desk.go("Decisions");
    let row = desk.row_of("Testa Example");
    desk.press(&row);
    desk.must_not_show("has been changed");
    desk.must_not_show("Testo Example");
    let copied = desk.copy_text_for("the record of Testa Example", "the record of Testa Example");
    assert!(!copied.contains("Note: the signed file"), "{copied}");
}

#[test]
fn a_file_gone_behind_the_programs_back_stays_in_sight_and_nothing_new_rests_on_it() {
    let mut desk = signed();
    desk.go("Decisions");
    let file = desk.statements()[0].clone();
    std::fs::remove_file(&file).unwrap();
    let row = desk.row_of("Testa Example");
    desk.press(&row);
    desk.must_show("It was there before and is missing now.");
    desk.must_show("Testa Example");
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back.");
    desk.press("Sign and save");
    desk.must_show("Not signed: the decision that this adds to is missing or cannot be read");
    assert!(desk.statements().is_empty());
    handle(&mut desk, Event::Decisions(DecisionsEvent::Reload));
    desk.must_show("Testa Example");
    desk.must_show("It was there before and is missing now.");
}

#[test]
fn a_register_that_is_away_does_not_blank_the_decision_that_is_opened() {
    let mut desk = signed();
    desk.go("Decisions");
    let row = desk.row_of("Testa Example");
    desk.take_away();
    desk.press(&row);
    desk.must_show("Its files could not be read again just now.");
    desk.must_show("Testa Example");
    desk.must_not_show("missing now");
    let copied = desk.copy_text_for("the record of Testa Example", "the record of Testa Example");
    assert!(copied.starts_with("Note: the signed file could not be read again"), "{copied}");
    desk.put_back();
    desk.go("Decisions");
    desk.press(&row);
    desk.must_not_show("could not be read again");
}

#[test]
fn a_draft_that_takes_up_a_decision_is_never_signed_as_a_first_statement() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&LEFT_OPEN);
    desk.sign("Dr Test Example");
    let first = desk.statements()[0].clone();
    let root = Digest::of(&std::fs::read(&first).unwrap());
    desk.press("Continue this case");
    desk.wait(Duration::from_secs(2));
    assert_eq!(desk.drafts()[0].root, Some(root.clone()));
    // Its folder vanishes, and no index knows of it.
    std::fs::remove_dir_all(first.parent().unwrap()).unwrap();
    std::fs::remove_dir_all(desk.register().join("index")).unwrap();
    let mut desk = desk.killed(2);
    desk.press("Continue");
    handle(&mut desk, Event::Decide(DecideEvent::WriteRecord));
    desk.sign("Dr Test Example");
    desk.must_show("Not signed: the decision that this adds to is missing");
    assert!(desk.statements().is_empty(), "it does not stand as a decision of its own");
    assert_eq!(desk.drafts().len(), 1, "the draft is kept");
}

#[test]
fn while_the_register_is_away_what_takes_up_a_decision_is_linked_to_it() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&LEFT_OPEN);
    desk.sign("Dr Test Example");
    let root = Digest::of(&std::fs::read(&desk.statements()[0]).unwrap());
    desk.press("Continue this case");
    desk.take_away();
    desk.wait(Duration::from_secs(2));
    let mut desk = desk.killed(2);
    desk.press("Continue");
    handle(&mut desk, Event::Decide(DecideEvent::WriteRecord));
    desk.sign("Dr Test Example");
    let waiting = desk.outbox("decisions");
    assert_eq!(waiting.len(), 1, "{}", desk.text());
    let statement: Statement = read(&waiting[0]);
    assert_eq!((statement.root, statement.follows), (Some(root.clone()), vec![root]));
}

/// A desk with a draft, which then was begun under other questions: it holds an answer to one
/// that is no longer asked, and stands at it.
fn draft_of_then(kept: bool) -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.wait(Duration::from_secs(2));
    let rules = earlier("id: \"level\",\n            at:", "id: \"worry\",\n            at:")
        .replace("Ask(\"level\")", "Ask(\"worry\")")
        .replace("Is(\"level\"", "Is(\"worry\"")
        .replace("Asked(\"level\")", "Asked(\"worry\")");
    Pathway::parse("then", &rules).unwrap();
    let file = desk.files("drafts")[0].clone();
    let mut draft: Draft = read(&file);
    draft.rules.insert("pathway".to_owned(), Digest::of(rules.as_bytes()));
    let Work::Decision(work) = &mut draft.work else { panic!("a decision") };
    work.answers.0.insert("worry".to_owned(), "unsure".to_owned());
    work.place = Place::Question("worry".to_owned());
    "Typed under earlier questions.".clone_into(&mut work.record.reasons);
    std::fs::write(&file, ronfile::write(&draft).unwrap()).unwrap();
    if kept {
        keep_rules(&RealDisk, &register(&desk), &[&rules]).unwrap();
    }
    let mut desk = desk.killed(2);
    desk.press("Continue");
    desk
}

#[test]
fn a_draft_begun_under_earlier_questions_goes_on_and_says_what_becomes_of_its_answers() {
    let title = today().question("level").unwrap().title.clone();
    for kept in [true, false] {
        let mut desk = draft_of_then(kept);
        desk.must_show(
            "This draft was begun under earlier questions, and continues under today’s.",
        );
        desk.must_show("Still counts: “What has brought you here?”.");
        desk.must_show(&format!("Asked next: “{title}”."));
        let gone = if kept { title.as_str() } else { "a question of then (worry)" };
        desk.must_show(&format!("Answered before, and no longer counts: “{gone}”."));
        assert_eq!(desk.title(), title, "it is at a question that is asked today");
        desk.wait(Duration::from_secs(2));
        let draft = desk.draft();
        assert_eq!(draft.record.reasons, "Typed under earlier questions.");
        assert_eq!(draft.answers.0["worry"], "unsure", "nothing that was answered is lost");
        // Of another draft it is not said.
        desk.keys(egui::Modifiers::COMMAND, egui::Key::N);
        desk.must_not_show("was begun under earlier questions");
    }
}

#[test]
fn the_questions_that_a_draft_is_begun_under_are_kept_with_it() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["I am worried about a child"]);
    desk.wait(Duration::from_secs(2));
    let kept = desk.register().join("rules").join(format!("{}.ron", today().digest()));
    assert_eq!(std::fs::read_to_string(kept).unwrap(), today().text());
}
