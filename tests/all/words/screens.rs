//! What is said on the screens that a test draws.

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT as _;
use justified::guidance::Nation;
use justified::pathway::{Pathway, walks};

use super::must_be_said;
use crate::desk::Desk;

/// Every name on the screen as a screen reader finds it, without what somebody typed.
fn names(desk: &Desk, is_wanted: impl Fn(Role) -> bool) -> String {
    let nodes = desk.every().into_iter();
    let names = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let value = || if node.is_text_input() { None } else { node.value() };
        is_wanted(node.role()).then(|| node.label().or_else(value)).flatten()
    });
    names.collect::<Vec<_>>().join("\n")
}

/// Fails where something to press, or a heading, is called by a word of the list. Each press of
/// each test asks it, on whatever screen it is.
#[track_caller]
pub fn what_is_pressed_must_be_said(desk: &Desk) {
    let is_ours = |role| {
        matches!(role, Role::Button | Role::Link | Role::Tab | Role::CheckBox | Role::Heading)
    };
    must_be_said(&names(desk, is_ours));
}

/// Fails where any name on the screen has a word of the list.
#[track_caller]
pub fn must_read(desk: &Desk) {
    must_be_said(&names(desk, |_| true));
}

#[test]
fn every_name_on_the_way_from_the_first_start_to_a_signed_decision_is_said_aloud() {
    let mut desk = Desk::new();
    must_read(&desk);
    desk.press("Begin a decision");
    for key in [egui::Key::Num2, egui::Key::Enter, egui::Key::Num1, egui::Key::Enter] {
        desk.key(key);
        must_read(&desk);
    }
    desk.press("More about this");
    must_read(&desk);
    desk.press("Show the path");
    must_read(&desk);
    desk.press("Read the path as text");
    must_read(&desk);
    desk.key(egui::Key::Escape);
    desk.key(egui::Key::Num1);
    desk.key(egui::Key::Enter);
    must_read(&desk);
    desk.press("Decide differently…");
    must_read(&desk);
    desk.press("Write the record");
    must_read(&desk);
    desk.press("Check and sign");
    must_read(&desk);
    desk.go("Settings");
    must_read(&desk);
    desk.write("Name", "Dr Anna Example");
    desk.go("Decide");
    desk.press("Sign and save");
    must_read(&desk);
    desk.press("Add to it");
    must_read(&desk);
    for kind in ["Add a note", "Follow-up", "Hand over"] {
        desk.press(kind);
        must_read(&desk);
        desk.follow("Discard what you have written here");
        desk.press("Add to it");
    }
    desk.press("Review");
    must_read(&desk);
    desk.press("What waits");
    must_read(&desk);
    for place in ["Decisions", "Guidance", "Contacts", "Home"] {
        desk.go(place);
        must_read(&desk);
    }
    desk.key(egui::Key::F9);
    must_read(&desk);
}

/// How many words the first view of a question screen has, in the whole window but the column of
/// the guidance at the right: everything that is read before anything is pressed or scrolled.
fn words_in_first_view(desk: &Desk) -> usize {
    let all: Vec<_> = desk.every().into_iter().collect();
    let place = |node: &egui_kittest::Node<'_>| node.accesskit_node().bounding_box();
    let why = |node: &&egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::Heading && node.label().is_some_and(|one| one == "Why this is asked")
    };
    let guidance = all.iter().find(why).and_then(place).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for node in &all {
        let Some(at) = place(node) else { continue };
        let node = node.accesskit_node();
        let beside = at.x0 >= guidance.x0 && at.y0 >= guidance.y0;
        // A run of a text repeats what the text says.
        if node.role() != Role::TextRun && !beside && at.y0 < 800.0 {
            seen.extend(node.label().or_else(|| node.value()));
        }
    }
    let words = |text: &String| {
        text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    };
    seen.iter().map(words).sum()
}

#[test]
fn the_first_view_of_every_question_has_at_most_120_words() {
    let nation = Nation::England;
    let pathway = Pathway::embedded().unwrap().in_words_of(Some(nation));
    let walks = walks(&pathway);
    let mut counted = Vec::new();
    for question in pathway.questions() {
        let on_the_way = walks.iter().filter_map(|walk| {
            let at = walk.trail.iter().position(|(asked, _)| *asked == question.id)?;
            Some(&walk.trail[..at])
        });
        let before = on_the_way.min_by_key(|trail| trail.len()).unwrap();
        let labels: Vec<&str> = before
            .iter()
            .map(|(asked, answer)| {
                let asked = pathway.question(asked).unwrap();
                asked.choices.iter().find(|one| one.id == *answer).unwrap().label.as_str()
            })
            .collect();
        let mut desk = Desk::new();
        desk.go("Settings");
        desk.choose(nation.label());
        desk.keys(egui::Modifiers::COMMAND, egui::Key::N);
        desk.answer(&labels);
        desk.must_show(&question.title);
        must_read(&desk);
        counted.push((words_in_first_view(&desk), question.id.as_str()));
    }
    counted.sort_unstable();
    println!("{counted:?}");
    assert!(counted.iter().all(|(words, _)| *words <= 120), "{counted:?}");
}
