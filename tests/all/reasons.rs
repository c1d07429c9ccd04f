//! Why a signed decision came out as it did, and how near it was to another: on the screen for
//! whoever reviews it, and in `show`; by its own rules.

use justified::record::Statement;

use crate::cli::program;
use crate::desk::{Desk, read};
use crate::rules::{earlier, open, signed, signed_under};

const NEAR: &str = "What would have changed it";

/// What `show` prints of the decision in this statement's folder.
fn show(desk: &Desk, statement: &std::path::Path) -> String {
    let folder = statement.parent().unwrap();
    let output = program(desk.home.path()).arg("show").arg(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_reviewer_sees_which_answers_decided_it_and_how_near_it_was_to_another() {
    let mut desk = signed();
    desk.unfold_all();
    desk.must_show("What decided it: Consent was refused · The benefits of sharing outweigh");
    desk.must_show("Because: ");
    desk.must_not_show("With one answer changed and the others kept");
    desk.press(NEAR);
    desk.must_show("With one answer changed and the others kept");
    desk.must_show("any other child?” – Yes: Share now");
}

#[test]
fn show_says_why_the_outcome_and_each_duty_follow_and_what_would_have_changed_it() {
    let desk = signed();
    let text = show(&desk, &desk.statements()[0]);
    assert!(text.contains("Because: Consent was refused · The benefits"), "{text}");
    let asked = text.find("What it asked for").unwrap();
    assert!(text[asked..].contains("Because: "), "{text}");
    let near =
        text.find("What would have changed it: one answer changed, the others kept").unwrap();
    assert!(text[near..].contains("Yes: Share now"), "{text}");
}

#[test]
fn a_decision_made_under_earlier_rules_has_its_reasons_by_those() {
    let desk = signed();
    let rules = earlier("reason: \"Consent was refused", "reason: \"They said no then");
    signed_under(&desk, &rules, |_| {});
    let find = |words: &str| {
        desk.statements()
            .into_iter()
            .find(|path| {
                let statement: Statement = read(path);
                format!("{:?}", statement.body).contains(words)
            })
            .unwrap()
    };
    let text = show(&desk, &find("Mock Sample"));
    assert!(text.contains("Because: They said no then"), "{text}");
    let today = show(&desk, &find("Testa Example"));
    assert!(today.contains("Because: Consent was refused"), "{today}");
    let desk = open(desk, "Mock Sample");
    desk.must_show("What decided it: They said no then");
}

#[test]
fn where_its_rules_are_not_kept_no_reason_is_made_up() {
    let desk = signed();
    let rules = earlier("reason: \"Consent was refused", "reason: \"They said no then");
    let kept = signed_under(&desk, &rules, |_| {});
    std::fs::remove_file(kept).unwrap();
    let shown: Vec<String> = desk.statements().iter().map(|path| show(&desk, path)).collect();
    assert_eq!(shown.iter().filter(|text| text.contains("Because: ")).count(), 1);
    let desk = open(desk, "Mock Sample");
    desk.must_not_show("What decided it");
    desk.must_not_show(NEAR);
}
