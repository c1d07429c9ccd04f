//! A workstation whose clock is wrong: that is said, nothing breaks, and what was written then is
//! remarked where the clock is right.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use justified::app::Environment;

use crate::desk::{Desk, Setup};
use crate::job::WITHOUT_CONSENT;

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn in_1969(environment: &mut Environment) {
    environment.now = Box::new(|| moment("1969-12-31T23:30:00+00:00"));
}

fn in_2099(environment: &mut Environment) {
    environment.now = Box::new(|| moment("2099-11-22T10:42:00+00:00"));
}

/// A decision is signed, and another one begun.
fn signed_and_begun(change: fn(&mut Environment)) -> Desk {
    let mut desk = Desk::with(Setup { change: Some(change), ..Setup::default() });
    for last in [false, true] {
        desk.go("Home");
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT);
        desk.wait(Duration::from_secs(1));
        if !last {
            desk.sign("Dr Test Example");
            desk.must_show("Signed.");
        }
    }
    desk
}

#[test]
fn a_clock_before_1970_or_in_2099_is_said_and_what_was_written_by_it_is_remarked() {
    for (change, says, remark) in [
        (in_1969 as fn(&mut Environment), "31 December 1969", "it was written in 1969"),
        (in_2099, "22 November 2099", "it was written later than now"),
    ] {
        let desk = Desk::with(Setup { change: Some(change), ..Setup::default() });
        desk.must_show("The clock of this computer says");
        desk.must_show(says);
        let desk = signed_and_begun(change);
        assert_eq!((desk.statements().len(), desk.drafts().len()), (1, 1));
        let mut desk = desk.killed(2);
        desk.must_not_show("The clock of this computer says");
        desk.go("Decisions");
        let problems = &desk.window.state().state.session.lists().problems;
        let said = problems.iter().filter(|problem| problem.words().contains(remark));
        assert_eq!(said.count(), 2, "the statement and the draft: {problems:?}");
        desk.follow("Files");
        desk.must_show(remark);
    }
}
