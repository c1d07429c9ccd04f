//! The keyboard goes as one reads: on one line from left to right, on every screen.

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use crate::contacts::with_contacts;
use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;
use crate::signing::signed;

/// What has the keyboard: its name, and where it is.
fn here(desk: &Desk) -> Option<(Role, String, Rect)> {
    let node = desk.every().into_iter().find(Node::is_focused)?;
    let said = node.accesskit_node();
    Some((said.role(), said.label().unwrap_or_default(), node.rect()))
}

/// Whether two stand on one line: the lower half of neither is below the other.
fn on_one_line(one: Rect, other: Rect) -> bool {
    let shared = one.bottom().min(other.bottom()) - one.top().max(other.top());
    shared > 0.6 * one.height().max(other.height())
}

/// Where this is now: a Tab can have scrolled it.
fn place(desk: &Desk, (role, name): &(Role, String)) -> Option<Rect> {
    let is = |node: &Node<'_>| {
        let said = node.accesskit_node();
        said.role() == *role && said.label().unwrap_or_default() == *name
    };
    let mut all = desk.every().into_iter().filter(is);
    all.next().filter(|_| all.next().is_none()).map(|node| node.rect())
}

/// Goes once round by Tab. Of two stops that follow each other on one line the second is at the
/// right of the first; the bars come after everything, wherever they are.
fn must_go_as_one_reads(desk: &mut Desk, what: &str) {
    let mut stops: Vec<(Role, String)> = Vec::new();
    for _ in 0..150 {
        desk.key(Key::Tab);
        let Some((role, name, now)) = here(desk) else { continue };
        let stop = (role, name);
        if stops.contains(&stop) {
            break;
        }
        if let Some(before) = stops.last()
            && let Some(was) = place(desk, before)
            && role != Role::Tab
            && on_one_line(was, now)
        {
            let right = now.left() >= was.left();
            assert!(right, "{what}: {stop:?} comes after {before:?} and is at its left");
        }
        stops.push(stop);
    }
    assert!(stops.len() > 3, "{what}: {stops:?}");
}

/// A record with a passage of another kind beside the first.
fn at_the_record(setup: Setup) -> Desk {
    let mut desk = Desk::with(setup);
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk
}

#[test]
fn in_a_decision_that_is_made_the_keyboard_goes_as_one_reads() {
    for size in [[1280.0, 800.0], [640.0, 400.0]] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        must_go_as_one_reads(&mut desk, "the first start");
        desk.press("Begin a decision");
        desk.choose(WITHOUT_CONSENT[0]);
        must_go_as_one_reads(&mut desk, "a question");
        let mut desk = at_the_record(Setup { size, ..Setup::default() });
        must_go_as_one_reads(&mut desk, "the record");
        desk.press("Check and sign");
        must_go_as_one_reads(&mut desk, "check and sign");
        desk.press("Back to the record");
        if desk.can_press(Role::Button, "Back to the outcome") {
            desk.press("Back to the outcome");
            must_go_as_one_reads(&mut desk, "the outcome");
        }
        desk.go("Home");
        must_go_as_one_reads(&mut desk, "Home with a draft");
    }
}

#[test]
fn of_what_is_signed_the_keyboard_goes_as_one_reads() {
    let mut desk = signed("Testa Example");
    must_go_as_one_reads(&mut desk, "a signed decision");
    desk.press("Add to it");
    must_go_as_one_reads(&mut desk, "what can be added");
    desk.go("Home");
    must_go_as_one_reads(&mut desk, "Home with work to do");
    desk.go("Decisions");
    must_go_as_one_reads(&mut desk, "the decisions");
    desk.follow("Columns: choose which are shown");
    must_go_as_one_reads(&mut desk, "the columns");
    desk.go("Settings");
    must_go_as_one_reads(&mut desk, "Settings");
    let mut desk = with_contacts();
    desk.go("Contacts");
    must_go_as_one_reads(&mut desk, "the contacts");
    desk.key(Key::F9);
    must_go_as_one_reads(&mut desk, "child in danger now");
}
