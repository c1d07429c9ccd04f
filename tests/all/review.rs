//! The reviewer's loop, as a named doctor with one afternoon goes through it: by keys, counted; by
//! mouse; over a new start; and what the doctor sees of it.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use justified::app::events::Screen;
use justified::record::{Addition, DecisionId, Review, ReviewTick, Verdict};

use crate::desk::Desk;
use crate::table::practice;

const ME: &str = "Dr Gil Imagined";

/// Somebody who decided nothing here, at a register of sixty decisions.
fn reviewer() -> Desk {
    let mut desk = practice([1280.0, 800.0], 1.0);
    desk.give_name(ME);
    desk
}

/// The same, with the first of what waits open.
fn at_the_first() -> Desk {
    let mut desk = reviewer();
    desk.keys(Modifiers::COMMAND, Key::Num5);
    desk.key(Key::Enter);
    desk
}

/// Somebody else is at the desk now.
fn sit_down(desk: &mut Desk, name: &str) {
    desk.go("Settings");
    desk.field("Name").click();
    desk.window.run();
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in(name);
}

/// What is being reviewed.
fn here(desk: &Desk) -> DecisionId {
    match &desk.state().window.screen {
        Screen::Review(Some(id)) => id.clone(),
        other => panic!("{other:?} is no review:\n{}", desk.text()),
    }
}

/// The place in the run, as the strip says it: "6 of 40".
fn place(desk: &Desk) -> (usize, usize) {
    let queue = desk.state().session.review_queue();
    let place = (queue.place_of(&here(desk)).unwrap(), queue.total());
    desk.must_show(&format!("{} of {}", place.0, place.1));
    place
}

/// The reviews that this decision has.
fn reviews(desk: &Desk, id: &DecisionId) -> Vec<Review> {
    let file = desk.state().files_of(id)[0];
    let each = file.statements.iter().filter_map(|one| one.statement()?.body.addition());
    each.filter_map(|one| if let Addition::Review(review) = one { Some(review) } else { None })
        .collect()
}

fn focused(desk: &Desk) -> String {
    let node = desk.every().into_iter().find(Node::is_focused);
    node.and_then(|node| node.accesskit_node().label()).expect("the keyboard is somewhere")
}

/// Who decided the one that is being reviewed.
fn doctor(desk: &Desk) -> String {
    let file = desk.state().files_of(&here(desk))[0];
    file.latest_decision().unwrap().0.header.author.name.clone()
}

/// What is ticked by V, S, A and F.
const TICKED: [ReviewTick; 4] =
    [ReviewTick::ChildsVoice, ReviewTick::Siblings, ReviewTick::Advice, ReviewTick::FollowedUp];

/// Presses keys, and counts them.
struct Keys<'d>(&'d mut Desk, usize);

impl Keys<'_> {
    fn press(&mut self, key: Key) {
        self.with(Modifiers::NONE, key);
    }

    fn with(&mut self, held: Modifiers, key: Key) {
        self.0.keys(held, key);
        self.1 += 1;
    }
}

/// One whole review by keys: a view, a comment, four ticks, what is to be learned, and on to the
/// next. How many keys that took beside words.
fn review_by_keys(desk: &mut Desk, number: usize) -> usize {
    let mut keys = Keys(desk, 0);
    keys.press([Key::Num1, Key::Num2, Key::Num3, Key::Num4][number % 4]);
    for tick in [Key::V, Key::S, Key::A, Key::F] {
        keys.press(tick);
    }
    keys.press(Key::Enter);
    assert_eq!(focused(keys.0), "Comment");
    keys.0.type_in("Seen within 2 hours. ");
    keys.press(Key::Tab);
    keys.press(Key::Tab);
    assert_eq!(focused(keys.0), "Learning points");
    keys.0.type_in("Say who was there.");
    keys.with(Modifiers::COMMAND, Key::Enter);
    keys.1
}

#[test]
fn ten_reviews_take_at_most_twelve_keys_each_and_the_sixth_is_next_after_a_new_start() {
    let mut desk = reviewer();
    let mut before = 2;
    desk.keys(Modifiers::COMMAND, Key::Num5);
    desk.key(Key::Enter);
    let total = place(&desk).1;
    assert!(total >= 12, "{total} wait");
    let mut done = Vec::new();
    for number in 0..10 {
        if number == 5 {
            let sixth = here(&desk);
            assert!(desk.close());
            desk = desk.again(2);
            desk.keys(Modifiers::COMMAND, Key::Num5);
            before = 1;
            assert_eq!(here(&desk), sixth);
        }
        assert_eq!(place(&desk), (number + 1, total));
        assert_eq!(focused(&desk), "Do you agree?");
        done.push(here(&desk));
        let count = before + review_by_keys(&mut desk, number);
        before = 0;
        assert!(count <= 12, "the review of number {number} took {count} keys");
    }
    assert_eq!(place(&desk), (11, total));
    for (number, id) in done.iter().enumerate() {
        let review = reviews(&desk, id).pop().unwrap();
        assert_eq!(review.verdict, Some(Verdict::ALL[number % 4]));
        assert_eq!(review.comment, "Seen within 2 hours. ");
        assert_eq!(review.learning, "Say who was there.");
        assert_eq!(review.ticked, TICKED);
    }
    assert_eq!(done.iter().collect::<std::collections::BTreeSet<_>>().len(), 10);
}

#[test]
fn the_least_review_is_two_keys() {
    let mut desk = at_the_first();
    let first = here(&desk);
    desk.key(Key::Num1);
    assert!(desk.is_on(Role::RadioButton, "I agree"), "{}", focused(&desk));
    desk.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(reviews(&desk, &first).pop().unwrap().verdict, Some(Verdict::Same));
    assert_ne!(here(&desk), first);
}

#[test]
fn what_signs_a_review_is_whole_at_twice_the_size_too() {
    for (size, zoom) in [([1280.0, 800.0], 1.0), ([640.0, 400.0], 2.0), ([1024.0, 768.0], 1.0)] {
        let mut desk = practice(size, zoom);
        desk.give_name(ME);
        desk.keys(Modifiers::COMMAND, Key::Num5);
        desk.key(Key::Enter);
        for label in ["What waits", "Skip for now", "Sign and open the next"] {
            let rect = desk.window.get_by_role_and_label(Role::Button, label).rect();
            assert!(
                rect.right() <= size[0] && rect.bottom() <= size[1],
                "{label} at {size:?}: {rect}"
            );
        }
    }
}

#[test]
fn that_a_child_at_risk_is_rung_for_first_is_in_sight_at_every_size() {
    for (size, zoom) in [
        ([1280.0, 800.0], 1.0),
        ([1024.0, 768.0], 1.0),
        ([853.0, 533.0], 1.5),
        ([640.0, 400.0], 2.0),
        ([512.0, 384.0], 2.0),
    ] {
        let mut desk = practice(size, zoom);
        desk.give_name(ME);
        desk.keys(Modifiers::COMMAND, Key::Num5);
        desk.key(Key::Enter);
        desk.must_not_show("Ring first.");
        // Whom to ring comes first; the review is there after it.
        desk.choose(Verdict::AtRisk.label());
        desk.key(Key::Escape);
        let words = "Ring first. The doctor may not look here today.";
        let rect = desk.window.get_by_label(words).rect();
        assert!(rect.right() <= size[0] && rect.bottom() <= size[1], "at {size:?}: {rect}");
    }
}

#[test]
fn by_mouse_a_review_is_five_clicks_and_all_of_it_is_in_sight() {
    let mut desk = at_the_first();
    let first = here(&desk);
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
    for (role, name) in [
        (Role::RadioButton, "I agree, with learning"),
        (Role::CheckBox, "Voice of the child"),
        (Role::CheckBox, "Siblings"),
        (Role::TextInput, "Learning points"),
        (Role::Button, "Sign and open the next"),
    ] {
        let node = desk.window.get_by_role_and_label(role, name);
        assert!(window.contains_rect(node.rect()), "{name}: {:?}", node.rect());
        node.click();
        desk.window.run();
        if role == Role::TextInput {
            desk.type_in("Say who was there.");
        }
    }
    let review = reviews(&desk, &first).pop().unwrap();
    assert_eq!(review.verdict, Some(Verdict::WithLearning));
    assert_eq!(review.ticked, [ReviewTick::ChildsVoice, ReviewTick::Siblings]);
    assert_eq!(review.learning, "Say who was there.");
}

#[test]
fn a_digit_or_a_letter_in_a_comment_is_one_and_no_view_or_tick() {
    let mut desk = at_the_first();
    desk.key(Key::Num3);
    desk.key(Key::Enter);
    for (key, text) in [(Key::Num1, "1"), (Key::Num5, "5"), (Key::V, "v"), (Key::S, "s")] {
        desk.window.key_press(key);
        desk.type_in(text);
    }
    let review = desk.state().review_in_hand().unwrap().clone();
    assert_eq!((review.comment.as_str(), review.verdict), ("15vs", Some(Verdict::Otherwise)));
    assert_eq!(review.ticked, []);
    assert!(matches!(desk.state().window.screen, Screen::Review(_)));
}

#[test]
fn a_child_at_risk_today_opens_act_now_and_is_first_on_that_doctors_home_with_its_time() {
    let mut desk = at_the_first();
    let (first, doctor) = (here(&desk), doctor(&desk));
    desk.key(Key::Num5);
    assert_eq!(desk.state().window.screen, Screen::ActNow);
    desk.key(Key::Escape);
    assert_eq!(here(&desk), first, "back to the same review");
    assert!(!focused(&desk).is_empty());
    desk.write("Question", "Where is she tonight?");
    desk.keys(Modifiers::COMMAND, Key::Enter);
    assert_eq!(reviews(&desk, &first).pop().unwrap().verdict, Some(Verdict::AtRisk));
    desk.press("What waits");
    desk.must_show("has not replied");
    sit_down(&mut desk, &doctor);
    desk.go("Home");
    let rows = desk.window.query_all_by_role(Role::ListItem);
    let names = rows.chain(desk.window.query_all_by_role(Role::Button));
    let names: Vec<String> = names.filter_map(|row| row.accesskit_node().label()).collect();
    let says = "A reviewer says today: A child may be at risk today. Where is she tonight?";
    let first_row = desk.every().into_iter().find(|node| {
        node.accesskit_node().label().is_some_and(|label| label.contains("A reviewer "))
    });
    let first_row = first_row.unwrap().accesskit_node().label().unwrap();
    assert!(first_row.contains(says), "{names:#?}");
    assert!(first_row.contains("Said 22 November 2026, 10:42"), "{first_row}");
    desk.must_show("From a reviewer");
}

#[test]
fn a_review_that_is_not_signed_is_shown_to_who_writes_it_and_to_nobody_else() {
    let mut desk = at_the_first();
    let (id, doctor) = (here(&desk), doctor(&desk));
    desk.key(Key::Num3);
    desk.write("Comment", "The quokka was not asked.");
    desk.wait(Duration::from_secs(2));
    desk.keys(Modifiers::COMMAND, Key::Num1);
    desk.must_show("Not finished");
    sit_down(&mut desk, &doctor);
    let secret = |desk: &Desk| {
        for words in ["Not finished", "quokka"] {
            desk.must_not_show(words);
        }
    };
    // To the doctor on another computer, and on the same one.
    desk.go("Home");
    secret(&desk);
    desk.go("Decisions");
    desk.write("Search", "quokka");
    secret(&desk);
    assert!(desk.close());
    let mut desk = desk.again(3);
    desk.go("Home");
    secret(&desk);
    sit_down(&mut desk, ME);
    desk.go("Home");
    desk.must_show("Not finished");
    desk.press("Continue");
    assert_eq!(here(&desk), id);
    assert_eq!(desk.written("Comment"), "The quokka was not asked.");
}

#[test]
fn ones_own_decisions_are_left_out_and_that_is_said() {
    let mut desk = at_the_first();
    let (id, doctor) = (here(&desk), doctor(&desk));
    sit_down(&mut desk, &doctor);
    desk.go("Review");
    let queue = desk.state().session.review_queue();
    assert!(queue.own > 0 && queue.find(&id).is_none());
    assert!(queue.waiting.iter().all(|one| one.of.author != doctor));
}

#[test]
fn what_is_skipped_comes_last_and_stays_so_over_a_new_start() {
    let mut desk = at_the_first();
    let first = here(&desk);
    let total = place(&desk).1;
    desk.press("Skip for now");
    assert_ne!(here(&desk), first);
    assert_eq!(place(&desk), (1, total));
    assert!(desk.close());
    let mut desk = desk.again(4);
    desk.keys(Modifiers::COMMAND, Key::Num5);
    assert_ne!(here(&desk), first);
    let queue = desk.state().session.review_queue();
    assert_eq!(queue.waiting.last().map(|one| &one.of.id), Some(&first));
}

#[test]
fn each_decision_says_why_it_waits_and_its_facts_come_first() {
    let mut desk = at_the_first();
    for _ in 0..4 {
        assert_eq!(desk.title(), "Do you agree?");
        let why = desk.state().session.review_queue().find(&here(&desk)).unwrap().why_words();
        desk.must_show(&format!("Why it is here: {why}"));
        for heading in ["What was seen and said", "Why it was decided", "Who was told"] {
            desk.must_show(heading);
        }
        desk.key(Key::Num4);
        desk.keys(Modifiers::COMMAND, Key::Enter);
    }
}

#[test]
fn what_the_doctor_replies_to_what_was_asked_comes_back_first() {
    let mut desk = at_the_first();
    let (first, doctor) = (here(&desk), doctor(&desk));
    desk.key(Key::Num4);
    desk.write("Question", "Was she seen alone?");
    desk.keys(Modifiers::COMMAND, Key::Enter);
    assert!(desk.state().session.review_queue().find(&first).is_none());
    sit_down(&mut desk, &doctor);
    desk.go("Home");
    let row = desk.row_of("A reviewer asks: Was she seen alone?");
    desk.press(&row);
    desk.type_in("Yes, for ten minutes.");
    desk.press("Sign and save");
    sit_down(&mut desk, ME);
    desk.keys(Modifiers::COMMAND, Key::Num5);
    assert_eq!(here(&desk), first);
    desk.must_show("The doctor has replied to you");
    desk.must_show("Yes, for ten minutes.");
}

#[test]
fn a_sample_of_the_rest_is_drawn_once_and_is_the_same_after_a_new_start() {
    let mut desk = reviewer();
    desk.keys(Modifiers::COMMAND, Key::Num5);
    let drawn = |desk: &Desk| -> Vec<DecisionId> {
        let waiting = desk.state().session.review_queue().waiting.iter();
        waiting.map(|one| one.of.id.clone()).collect()
    };
    let before = drawn(&desk).len();
    let rest = desk.state().session.review_queue().rest;
    assert!(rest > 0);
    desk.choose("5");
    let with = drawn(&desk);
    assert_eq!(with.len(), before + rest.min(5));
    assert!(desk.close());
    let mut desk = desk.again(5);
    desk.go("Review");
    assert_eq!(drawn(&desk), with);
}

#[test]
fn a_comment_is_tied_to_a_field_or_an_answer_and_the_doctor_reads_of_which() {
    let mut desk = at_the_first();
    let first = here(&desk);
    desk.key(Key::Num2);
    desk.write("Comment", "Earlier than that.");
    desk.press("About: the whole decision");
    let all: Vec<String> = desk
        .window
        .query_all_by_role(Role::Button)
        .filter_map(|button| button.accesskit_node().label())
        .filter(|label| label.starts_with("Comment on: "))
        .collect();
    assert!(all.len() > 3, "{all:?}");
    let last = all.last().unwrap().clone();
    desk.press(&last);
    let about = last.strip_prefix("Comment on: ").unwrap();
    desk.must_show(&format!("About: {about}"));
    desk.keys(Modifiers::COMMAND, Key::Enter);
    let review = reviews(&desk, &first).pop().unwrap();
    assert_eq!(review.about.unwrap().words(), about);
}

#[test]
fn where_a_child_may_be_at_risk_today_what_to_say_begins_with_that_child_and_nobody_elses_findings()
{
    let mut desk = at_the_first();
    let id = here(&desk);
    let record = desk.state().files_of(&id)[0].latest_decision().unwrap().1.record.clone();
    let child = record.children[0].name.clone();
    assert!(!child.trim().is_empty(), "{record:?}");
    desk.key(Key::Num5);
    assert_eq!(desk.title(), "Get help now");
    desk.must_show(&child);
    for passage in record.passages.iter().filter(|one| one.text.len() > 20) {
        desk.must_not_show(&passage.text[..20]);
    }
    // What was begun names nobody by itself, and offers to.
    desk.press("I rang this: 999");
    desk.must_show(&child);
    desk.press("Write the record");
    assert_eq!(desk.written("Name"), "");
    desk.press("Copy the child’s details from the decision you reviewed");
    assert_eq!(desk.written("Name"), child);
}
