//! The facts are read first: nothing of what was decided is anywhere before the reviewer has
//! answered, and nothing changes those answers after.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use justified::app::events::{DraftEvent, Event, Screen};
use justified::record::text::{Fact, Facts, decision_text, sections};
use justified::record::{Addition, DecisionId, Part, Review, Verdict};
use justified::register::DecisionFile;

use crate::desk::{Desk, Held};
use crate::table::practice;

const ME: &str = "Dr Gil Imagined";

/// A named doctor who reads blind, at the first of what was drawn.
fn at_the_first() -> Desk {
    let mut desk = practice([1280.0, 800.0], 1.0);
    desk.give_name(ME);
    desk.keys(Modifiers::COMMAND, Key::Num5);
    desk.choose("Read blind");
    desk.press("Start");
    desk
}

fn here(desk: &Desk) -> DecisionId {
    match &desk.state().window.screen {
        Screen::Review(Some(id)) => id.clone(),
        other => panic!("{other:?} is no review:\n{}", desk.text()),
    }
}

fn file<'d>(desk: &'d Desk, id: &DecisionId) -> &'d DecisionFile {
    desk.state().files_of(id)[0]
}

/// The last review that was signed of it.
fn review_of(desk: &Desk, id: &DecisionId) -> Review {
    let each = file(desk, id).statements.iter();
    let reviews = each.filter_map(|one| match one.statement()?.body.addition()? {
        Addition::Review(review) => Some(review),
        _ => None,
    });
    reviews.collect::<Vec<_>>().pop().unwrap()
}

/// The answers of the reading that is on the screen.
fn given(desk: &Desk) -> usize {
    desk.state().screens.review.reading.as_ref().map_or(0, |reading| reading.given.len())
}

/// Answers with the first choice until an outcome is reached; how many keys that took.
fn answer_all(desk: &mut Desk) -> usize {
    let mut keys = 0;
    while desk.state().screens.review.reading.as_ref().is_some_and(|one| one.next.is_some()) {
        // A worry of one's own, at risk, and no delay that raises it: some questions follow.
        let key = if keys == 0 || keys == 2 { Key::Num2 } else { Key::Num1 };
        desk.key(key);
        keys += 1;
        assert!(keys < 15);
    }
    keys
}

/// Everything that a screen reader would find, with what is said of it.
fn said(desk: &Desk) -> String {
    let each = desk.every().into_iter();
    let words = each.flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value(), node.data().description().map(str::to_owned)]
    });
    words.flatten().collect::<Vec<_>>().join("\n")
}

/// What a decision says that is no fact: what was decided, why, who advised, who was told, what was
/// signed since. Not what its facts or a question say too.
fn not_facts(desk: &Desk, id: &DecisionId) -> Vec<String> {
    let file = file(desk, id);
    let (loaded, decision) = file.latest_decision().unwrap();
    let lines = |facts: &Facts| -> Vec<String> {
        let rest = facts.rest.iter().flat_map(|(_, facts)| facts);
        let each = facts.concern.iter().chain(&facts.decision).chain(&facts.told).chain(rest);
        each.flat_map(Fact::lines).map(|line| line.text.trim().to_owned()).collect()
    };
    let who = decision.record.children_words();
    let labels: Vec<&str> = Part::ALL.iter().map(|part| part.row().label).collect();
    let sections = sections(decision);
    let facts = lines(&Facts::alone(&sections)).join("\n");
    let mut all = lines(&Facts::of(&sections));
    all.push(loaded.header.headline.clone());
    all.push(decision.outcome.headline.clone());
    all.extend(decision.outcome.duties.iter().map(|duty| duty.text.clone()));
    all.extend(
        decision.departure.iter().flat_map(|one| [one.headline.clone(), one.reason.clone()]),
    );
    all.extend(decision.owed.clone());
    let since = file.statements.iter().filter_map(|one| one.statement()?.body.addition());
    all.extend(since.flat_map(|one| one.lines()).map(|(_, words)| words));
    let asked = format!("{:?}", desk.state().known.rules.pathway().questions());
    all.retain(|words| {
        words.chars().count() > 15
            && !facts.contains(words)
            && !asked.contains(words)
            && !labels.contains(&words.as_str())
            && *words != who
    });
    all
}

#[test]
fn nothing_of_what_was_decided_is_anywhere_before_the_answers_are_kept() {
    let mut desk = at_the_first();
    let all: Vec<DecisionId> = desk.state().session.lists().hidden.iter().cloned().collect();
    assert_eq!(all.len(), 20);
    let mut tried = 0;
    for _ in 0..20 {
        let id = here(&desk);
        let secrets = not_facts(&desk, &id);
        desk.key(Key::Num2);
        desk.keys(Modifiers::NONE, Key::F1);
        desk.key(Key::F1);
        let said = said(&desk);
        for secret in &secrets {
            assert!(!said.contains(secret.as_str()), "{secret:?} of {id}:\n{said}");
        }
        assert!(!said.contains("Why it is here"), "{said}");
        tried += secrets.len();
        desk.press("Skip for now");
    }
    assert!(tried > 200, "{tried}");
    // Nor where what waits is listed, nor on Home, nor in the list. What others say too is no secret.
    let files = desk.state().session.contents().decisions.iter();
    let others: Vec<_> = files.filter(|file| !all.contains(&file.id)).collect();
    let others = format!("{others:?}");
    let mut tried = 0;
    for place in ["Review", "Home", "Decisions"] {
        if place == "Review" {
            desk.press("What waits");
        } else {
            desk.go(place);
        }
        let said = said(&desk);
        let found = &desk.state().session.lists().found;
        let listed = found.rows.iter().map(|row| &found.summaries[*row].id);
        assert!(listed.clone().all(|id| !all.contains(id)) && listed.count() > 0);
        for id in &all {
            let unique = not_facts(&desk, id);
            for secret in
                unique.iter().filter(|words| !others.contains(words.as_str()) && words.len() > 40)
            {
                assert!(!said.contains(secret.as_str()), "{secret:?} on {place}:\n{said}");
                tried += 1;
            }
        }
    }
    assert!(tried > 60, "{tried}");
    desk.must_show("20 hidden: you read blind");
}

#[test]
fn its_own_words_find_none_that_is_read_blind_and_stopping_shows_all_at_once() {
    let mut desk = at_the_first();
    let id = here(&desk);
    let reference = id.as_str().to_owned();
    let decided =
        decision_text((&file(&desk, &id).stated(), None), &desk.state().known.library, &[].into());
    assert!(!decided.is_empty());
    desk.go("Decisions");
    desk.write("Search", &reference);
    assert!(desk.state().session.lists().found.rows.is_empty());
    let stop = "20 hidden: you read blind. Stop reading blind, and show them";
    desk.window.get_by_role_and_label(Role::Link, stop).click();
    desk.window.run();
    desk.must_show("You no longer read blind.");
    assert_eq!(desk.state().session.lists().found.rows.len(), 1);
    assert!(desk.state().session.lists().hidden.is_empty());
}

#[test]
fn both_are_side_by_side_once_the_answers_are_kept_and_nothing_changes_those_any_more() {
    let mut desk = at_the_first();
    let id = here(&desk);
    desk.key(Key::Num2);
    desk.key(Key::Enter);
    assert_eq!(desk.title(), "What would you decide?", "Enter by habit keeps nothing");
    desk.key(Key::Backspace);
    let keys = answer_all(&mut desk);
    assert!(desk.title() == "What would you decide?" && given(&desk) == keys);
    desk.must_show("Your answers come to:");
    desk.key(Key::Backspace);
    assert_eq!(given(&desk), keys - 1, "the last answer can be taken back before");
    answer_all(&mut desk);
    desk.key(Key::Enter);
    assert_eq!(here(&desk), id);
    assert_eq!(desk.title(), "Do you agree?");
    for words in ["Side by side", "The doctor", "Why it is here: ", "What would change this"] {
        desk.must_show(words);
    }
    let first = desk.text().find("differs").unwrap_or(usize::MAX);
    assert!(first < desk.text().find(": same").unwrap_or(usize::MAX), "what differs comes first");
    let kept = desk.state().review_in_hand().unwrap().blind.clone().unwrap();
    desk.key(Key::Num2);
    desk.key(Key::Backspace);
    desk.press("Continue with 1 of 20");
    assert_eq!(desk.state().review_in_hand().unwrap().blind.as_ref(), Some(&kept));
    desk.key(Key::Num1);
    desk.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(review_of(&desk, &id).blind, Some(kept));
}

#[test]
fn a_new_start_neither_loses_answers_nor_asks_again_what_was_kept() {
    let mut desk = at_the_first();
    let id = here(&desk);
    desk.key(Key::Num2);
    desk.key(Key::Num1);
    desk.wait(Duration::from_secs(2));
    let mut desk = desk.killed(7);
    desk.keys(Modifiers::COMMAND, Key::Num5);
    assert_eq!((here(&desk), given(&desk)), (id.clone(), 2));
    assert_eq!(desk.title(), "What would you decide?");
    answer_all(&mut desk);
    desk.key(Key::Enter);
    let kept = desk.state().review_in_hand().unwrap().blind.clone();
    // Nothing but the keeping itself has written it.
    let mut desk = desk.killed(8);
    desk.keys(Modifiers::COMMAND, Key::Num5);
    assert_eq!(here(&desk), id);
    assert_eq!(desk.title(), "Do you agree?");
    assert_eq!(desk.state().review_in_hand().unwrap().blind, kept);
    desk.must_show("Side by side");
    // Nor is it read again by discarding what was kept.
    desk.go("Home");
    let draft = desk.state().session.lists().drafts[0].path.clone();
    let context = desk.window.ctx.clone();
    let state = &mut desk.window.state_mut().state;
    state.handle(&context, Event::Draft(DraftEvent::Away(draft)));
    desk.window.run();
    desk.must_show("Not discarded: your answers were kept");
}

#[test]
fn ten_blind_reviews_take_one_key_more_for_each_question_and_twelve_beside_them() {
    let mut desk = at_the_first();
    for number in 0..10 {
        let id = here(&desk);
        // Ctrl+5 and Enter, for the first.
        let mut keys = if number == 0 { 2 } else { 0 };
        let asked = answer_all(&mut desk);
        desk.key(Key::Enter);
        desk.key([Key::Num1, Key::Num2, Key::Num3, Key::Num4][number % 4]);
        for tick in [Key::V, Key::S, Key::A, Key::F, Key::Enter] {
            desk.key(tick);
        }
        desk.type_in("Seen within 2 hours. ");
        desk.key(Key::Tab);
        desk.key(Key::Tab);
        desk.type_in("Say who was there.");
        desk.keys(Modifiers::COMMAND, Key::Enter);
        keys += 1 + 1 + 5 + 2 + 1;
        assert!(keys <= 12, "{keys} beside {asked} answers");
        let review = review_of(&desk, &id);
        assert_eq!(review.verdict, Some(Verdict::ALL[number % 4]));
        assert_eq!(review.learning, "Say who was there.");
        let reading = review.blind.unwrap();
        assert_eq!((reading.trail.len(), reading.answers.0.len()), (asked, asked));
        assert!(reading.is_kept() && !reading.outcome.is_empty());
    }
}

#[test]
fn a_child_at_risk_today_waits_for_no_question() {
    let mut desk = at_the_first();
    let id = here(&desk);
    desk.choose("A child may be at risk today");
    assert_eq!(desk.state().window.screen, Screen::ActNow);
    desk.key(Key::Escape);
    assert_eq!(desk.title(), "What would you decide?");
    desk.keys(Modifiers::COMMAND, Key::Enter);
    let review = review_of(&desk, &id);
    assert_eq!((review.verdict, review.blind), (Some(Verdict::AtRisk), None));
}

#[test]
fn what_is_to_do_for_one_that_is_read_blind_has_its_row_on_home_and_opens_its_reading() {
    let mut desk = at_the_first();
    let hidden = desk.state().session.lists().hidden.clone();
    desk.go("Home");
    let work = &desk.state().session.lists().work;
    let shown = work.shown.iter().take(work.limit).map(|at| &work.all[*at]);
    let of_hidden = shown.filter(|item| hidden.contains(&item.decision)).count();
    assert!(of_hidden > 0, "there is something to do");
    let row = desk.row_of("Something to do. You read this one blind first");
    desk.press(&row);
    assert_eq!(desk.title(), "What would you decide?");
}

#[test]
fn the_review_on_paper_says_what_was_answered_blind_and_when() {
    let mut desk = at_the_first();
    let id = here(&desk);
    answer_all(&mut desk);
    desk.key(Key::Enter);
    desk.key(Key::Num1);
    desk.keys(Modifiers::COMMAND, Key::Enter);
    let file = file(&desk, &id);
    let text = decision_text((&file.stated(), None), &desk.state().known.library, &[].into());
    for words in ["Read blind first", "kept 22 November 2026, 10:42", "They come to"] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
}

#[test]
fn what_the_index_lists_while_the_register_is_read_hides_the_same() {
    let mut desk = at_the_first();
    let all = desk.state().session.lists().hidden.clone();
    assert!(desk.close());
    let slow = Held::slow();
    let mut desk = desk.again_slow(9, &slow);
    desk.go("Decisions");
    let found = &desk.state().session.lists().found;
    assert!(found.checking && !found.rows.is_empty(), "the list is there, and marked");
    assert!(found.rows.iter().all(|row| !all.contains(&found.summaries[*row].id)));
    slow.let_all_go();
    desk.window.run();
    assert_eq!(desk.state().session.lists().hidden, all);
}
