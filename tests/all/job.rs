//! The whole job through the screen: decide, record, sign, reopen.

use std::time::Duration;

use crate::desk::Desk;

#[test]
fn a_fresh_machine_says_what_this_is() {
    let desk = Desk::new();
    desk.must_show("Is a child at risk?");
    desk.must_show("Begin a decision");
    desk.must_show("Child in danger now");
}

#[test]
fn the_first_question_is_asked() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    assert_eq!(desk.title(), "What has brought you here?");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.files("drafts").len(), 1);
}
