//! The path as a picture, through the screen: opened, gone along, gone back in, and read.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use justified::record::{Digest, Statement};

use crate::desk::{Desk, read};
use crate::job::WITHOUT_CONSENT;

const LEVEL: &str = "How worried are you?";
const WAIT: &str = "Would waiting increase the risk to this or any other child?";
const CAPACITY: &str = "Who can give consent?";

/// A desk at the question after these answers.
fn at_question(answers: &[&str]) -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(answers);
    desk
}

/// The names of everything in the picture that can be pressed to go along the walk.
fn ways_back(desk: &Desk) -> Vec<String> {
    let text = desk.text();
    let back = text.lines().filter_map(|line| line.strip_prefix("Button: Go back to: "));
    back.map(str::to_owned).collect()
}

#[test]
fn it_shows_where_i_am_what_i_answered_and_what_lies_ahead() {
    let mut desk = at_question(&WITHOUT_CONSENT[..2]);
    desk.press("Show the path");
    assert_eq!(desk.title(), "The path");
    desk.must_show(&format!("You are here: {WAIT}"));
    assert_eq!(
        ways_back(&desk),
        [
            "What has brought you here?, answered I am worried about a child".to_owned(),
            format!("{LEVEL}, answered {}", WITHOUT_CONSENT[1]),
        ]
    );
    desk.must_show("Ahead: an outcome: Share now. Do not wait for consent.");
    // At first only what is near: where each answer leads, and nothing beyond.
    assert!(!desk.text().contains(&format!("Ahead: a question: {CAPACITY}")));
    desk.press("The whole pathway");
    desk.must_show(&format!("You are here: {WAIT}"));
    desk.must_show(&format!("Ahead: a question: {CAPACITY}"));
    desk.must_show("Not on this path: Who is asking?");
    desk.must_show("Not on this path: Give what the order or law requires");
    desk.press("Only my way");
    assert!(!desk.text().contains("Not on this path"));
}

#[test]
fn an_answered_question_that_is_pressed_is_gone_back_to() {
    let mut desk = at_question(&WITHOUT_CONSENT[..4]);
    desk.press("Show the path");
    desk.press(&format!("Go back to: {LEVEL}, answered {}", WITHOUT_CONSENT[1]));
    assert_eq!(desk.title(), LEVEL);
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().answers.0.len(), 4, "looking at it again changes nothing");
    // From there, the path says where one is, and leads on to what is not answered yet.
    desk.press("Show the path");
    desk.must_show(&format!("You are here, answered: {LEVEL}"));
    desk.press("Continue to: Will you share even if they say no?");
    assert_eq!(desk.title(), "Will you share even if they say no?");
}

#[test]
fn closed_it_leaves_me_where_i_was() {
    let mut desk = at_question(&WITHOUT_CONSENT[..2]);
    desk.choose("Yes");
    desk.press("Show the path");
    desk.press("Back to the decision");
    assert_eq!(desk.title(), WAIT);
    desk.press("Continue");
    assert_eq!(desk.title(), "Share now. Do not wait for consent.");
    desk.press("Show the path");
    desk.must_show("You are here: the outcome: Share now. Do not wait for consent.");
    desk.press("Back to the decision");
    assert_eq!(desk.title(), "Share now. Do not wait for consent.");
}

#[test]
fn by_the_keyboard_alone() {
    let mut desk = at_question(&WITHOUT_CONSENT[..3]);
    desk.keys(Modifiers::COMMAND, Key::M);
    assert_eq!(desk.title(), "The path");
    let picture = "The path as a picture. The arrow keys move it, plus and minus zoom.";
    assert!(desk.is_on(Role::Group, picture), "the keyboard is on the picture");
    for key in [Key::ArrowLeft, Key::ArrowUp, Key::ArrowRight, Key::ArrowDown] {
        desk.key(key);
        assert!(desk.is_on(Role::Group, picture), "{key:?} moves the picture, not the keyboard");
    }
    desk.tab_to(Role::Button, &format!("Go back to: {LEVEL}, answered {}", WITHOUT_CONSENT[1]));
    desk.key(Key::Enter);
    assert_eq!(desk.title(), LEVEL);
    desk.keys(Modifiers::COMMAND, Key::M);
    desk.key(Key::Escape);
    assert_eq!(desk.title(), LEVEL);
    desk.keys(Modifiers::COMMAND, Key::M);
    desk.keys(Modifiers::COMMAND, Key::M);
    assert_eq!(desk.title(), LEVEL);
}

/// Where a box of the picture lies, and how wide it is.
fn place(desk: &Desk, name: &str) -> egui::Rect {
    use egui_kittest::kittest::Queryable as _;
    desk.window.get_by_label(name).rect()
}

#[test]
fn it_moves_and_zooms_by_key_by_button_and_by_mouse() {
    let mut desk = at_question(&WITHOUT_CONSENT[..5]);
    desk.press("Show the path");
    desk.press("The whole pathway");
    let here = format!("You are here: {CAPACITY}");
    let first = place(&desk, &here);
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0));
    assert!(window.contains_rect(first), "it begins where I am");
    assert!(first.width() > 200.0, "and in letters that can be read");

    desk.key(Key::ArrowRight);
    assert!(place(&desk, &here).left() < first.left(), "the arrow looks further to the right");
    desk.press("To where I am");
    assert_eq!(place(&desk, &here), first);

    desk.press("Zoom in");
    let larger = place(&desk, &here).width();
    assert!(larger > first.width() * 1.2);
    desk.key(Key::Minus);
    assert!((place(&desk, &here).width() - first.width()).abs() < 0.5);
    desk.key(Key::Plus);
    assert!((place(&desk, &here).width() - larger).abs() < 0.5);
    desk.press("To where I am");

    let from = first.center() - egui::vec2(0.0, first.height() / 2.0 + 30.0);
    desk.window.drag_at(from);
    desk.window.run();
    desk.window.hover_at(from + egui::vec2(-120.0, 0.0));
    desk.window.run();
    desk.window.drop_at(from + egui::vec2(-120.0, 0.0));
    desk.window.run();
    let moved = place(&desk, &here).left() - first.left();
    assert!((moved + 120.0).abs() < 8.0, "the hand takes it along: {moved}");

    desk.press("Fit");
    for name in [
        "Go back to: What has brought you here?, answered I am worried about a child",
        "Ahead: an outcome: Share without consent, and say why",
        &here,
    ] {
        assert!(window.contains_rect(place(&desk, name)), "{name} is in sight");
    }
}

#[test]
fn the_box_where_i_am_tells_a_screen_reader_where_each_answer_leads() {
    use egui_kittest::kittest::{NodeT as _, Queryable as _};
    let mut desk = at_question(&WITHOUT_CONSENT[..2]);
    desk.press("Show the path");
    let name = format!("You are here: {WAIT}");
    let here = desk.window.get_by_label(&name);
    let leads = here.accesskit_node().data().description().unwrap_or_default().to_owned();
    assert!(leads.starts_with("– Yes: Share now. Do not wait for consent.\n"), "{leads}");
}

#[test]
fn the_same_in_sentences() {
    let mut desk = at_question(&WITHOUT_CONSENT[..2]);
    desk.press("Show the path");
    desk.press("Read the path as text");
    let text = desk.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words:?} in\n{text}"));
    let first = at("1. What has brought you here? Answered: I am worried about a child.");
    let second = at(&format!("2. {LEVEL} Answered: {}.", WITHOUT_CONSENT[1]));
    let here = at(&format!("At the question: {WAIT}"));
    let ahead = at(&format!("{WAIT}\n– Yes: Share now. Do not wait for consent."));
    let outcomes = at(": Outcomes ahead");
    assert!(first < second && second < here && here < ahead && ahead < outcomes);
    desk.press("Hide text of the path");
    desk.must_not_show("At the question: ");
    desk.must_show(&format!("You are here: {WAIT}"));
}

#[test]
fn an_outcome_decided_otherwise_is_marked_beside_the_one_that_was_suggested() {
    let mut desk = at_question(&["I am worried about a child"]);
    desk.answer(&["I have no concern"]);
    desk.press("Decide differently…");
    desk.follow("Decide: Take advice, then come back");
    desk.press("Show the path");
    desk.must_show("You are here: the outcome: No child-protection concern");
    desk.must_show("Decided instead: Take advice, then come back");
}

#[test]
fn an_answer_changed_afterwards_is_changed_in_the_path() {
    let mut desk = at_question(&WITHOUT_CONSENT[..3]);
    desk.press("Show the path");
    desk.press(&format!("Go back to: {WAIT}, answered No"));
    desk.choose("Yes");
    desk.press("Continue");
    desk.press("Show the path");
    assert_eq!(ways_back(&desk).last().unwrap(), &format!("{WAIT}, answered Yes"));
}

#[test]
fn a_child_in_danger_is_one_key_away_from_the_path() {
    let mut desk = at_question(&WITHOUT_CONSENT[..3]);
    desk.press("Show the path");
    desk.key(Key::F9);
    desk.must_show("Get help now");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().answers.0.len(), 3, "it is the same decision");
}

#[test]
fn a_signed_decision_shows_the_path_that_was_taken_and_nothing_in_it_can_be_pressed() {
    let mut desk = at_question(&WITHOUT_CONSENT);
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    let title = desk.title();
    desk.press("Show the path");
    desk.must_show("Outcome: Share without consent, and say why");
    desk.must_show(&format!("Answered: {LEVEL}, {}", WITHOUT_CONSENT[1]));
    desk.press("The whole pathway");
    desk.must_show("Not on this path: Who is asking?");
    desk.must_not_show("You are here");
    assert_eq!(ways_back(&desk), Vec::<String>::new());
    desk.press("Read the path as text");
    desk.must_show("To the outcome: Share without consent, and say why.");
    desk.press("Back to the record");
    assert_eq!(desk.title(), title);
    desk.keys(Modifiers::COMMAND, Key::M);
    assert_eq!(desk.title(), "The path");
    desk.key(Key::Escape);
    assert_eq!(desk.title(), title);
}

#[test]
fn a_decision_made_under_another_pathway_shows_its_answers_as_they_were_signed() {
    let mut desk = at_question(&WITHOUT_CONSENT);
    desk.sign("Dr Test Example");
    let file = desk.statements()[0].clone();
    let text = std::fs::read_to_string(&file).unwrap();
    let statement: Statement = read(&file);
    let today = statement.rules["pathway"].to_string();
    // As an earlier version of the program would have signed it.
    let then = Digest::of(b"another pathway").to_string();
    let text = text.replace(&today, &then);
    let (name, _) = file.file_name().unwrap().to_str().unwrap().rsplit_once('-').unwrap();
    let named = format!("{name}-{}.ron", Digest::of(text.as_bytes()).short(12));
    std::fs::write(file.with_file_name(named), text).unwrap();
    std::fs::remove_file(&file).unwrap();
    desk = desk.again(2);
    desk.go("Decisions");
    let row = desk.row_of("Share without consent");
    desk.press(&row);
    desk.must_show("The questions it was made under are not kept here");
    desk.press("Show the path");
    desk.must_show(&format!("Answered: {LEVEL}, {}", WITHOUT_CONSENT[1]));
    desk.must_show("Outcome: Share without consent, and say why");
    desk.must_not_show("Not on this path");
}

#[test]
fn nothing_is_drawn_while_nobody_moves_it() {
    let mut desk = at_question(&WITHOUT_CONSENT[..2]);
    desk.press("Show the path");
    // Saved, so that nothing but the picture could ask for a frame. `run` fails where the
    // screen never settles.
    desk.wait(Duration::from_secs(1));
    desk.window.run();
    let root = egui::ViewportId::ROOT;
    let wait = desk.window.output().viewport_output[&root].repaint_delay;
    assert!(wait > Duration::from_secs(1), "the next frame is due in {wait:?}");
    assert_eq!(justified::app::theme::unlisted_pairs(), [], "every pair of colours is listed");
}
