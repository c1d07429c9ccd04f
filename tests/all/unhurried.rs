//! What is said at the top of the window, and for how long: what was done goes once it can have been
//! read, and what is wrong, waits or asks something stays.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::Desk;
use crate::signing::signed;

const SIGNED: &str = "Signed. The file was written, read back and checked.";
const LONG: Duration = Duration::from_mins(10);

#[test]
fn that_something_was_done_is_said_as_long_as_it_takes_to_read_it() {
    let mut desk = signed("Robin Example");
    desk.must_show(SIGNED);
    desk.wait(Duration::from_secs(10));
    desk.must_show(SIGNED);
    desk.wait(Duration::from_secs(10));
    desk.must_not_show(SIGNED);
}

#[test]
fn while_the_keyboard_is_on_what_is_said_it_stays() {
    let mut desk = signed("Robin Example");
    while !desk.is_on(Role::Link, "Close this message") {
        desk.key(Key::F6);
        desk.tab_to(Role::Link, "Close this message");
    }
    desk.wait(LONG);
    desk.must_show(SIGNED);
    desk.key(Key::Enter);
    desk.must_not_show(SIGNED);
}

#[test]
fn it_stays_until_it_is_closed_where_that_was_chosen() {
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.choose("Stays until I close it");
    crate::signing::sign_one(&mut desk, "Robin Example");
    desk.wait(LONG);
    desk.must_show(SIGNED);
    desk.follow("Close this message");
    desk.must_not_show(SIGNED);
}

#[test]
fn why_something_was_not_done_stays_until_it_is_read() {
    const REFUSED: &str = "Write the full path of the folder.";
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.write("Folder", "not a whole path");
    desk.press("Use this folder");
    desk.wait(LONG);
    desk.must_show(REFUSED);
}

#[test]
fn a_long_message_is_shown_by_its_beginning_and_told_and_opened_whole() {
    const END: &str = "Check that the folder or shared drive is connected";
    let mut desk = signed("Robin Example");
    desk.take_away();
    desk.key(Key::F9);
    desk.wait(Duration::from_secs(30));
    let message = |desk: &Desk| {
        let all = desk.window.query_all_by_role(Role::Status);
        let found =
            all.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
        found.into_iter().find(|(name, _)| name.contains(END)).expect("the whole is told").1
    };
    let short = message(&desk).height();
    assert!(short < 60.0, "{short}");
    desk.follow("More: the whole message");
    assert!(message(&desk).height() > short + 16.0);
    desk.follow("Less: the whole message");
    assert!(message(&desk).height() < 60.0);
}
