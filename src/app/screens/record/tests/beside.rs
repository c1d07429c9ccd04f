//! What stands beside the record: its folded headings, and what is still to do.

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::example::{empty, full, id};
use super::*;

#[test]
fn go_puts_the_keyboard_into_the_field_that_is_still_to_do() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    go_to(&mut harness, "the child’s date of birth");
    assert!(harness.get_by_role_and_label(Role::TextInput, "Date of birth").is_focused());
    assert!(harness.state().said(&RecordEvent::InField(Field::of(Part::ChildBorn, &id(1)))));
}

#[test]
fn go_opens_the_heading_beside_the_record_under_which_a_field_is_folded() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    let reasons = harness.get_by_label("Reasons for the decision").rect();
    go_to(&mut harness, "when you learned of it");
    assert!(harness.get_by_role_and_label(Role::TextInput, "When you learned of it").is_focused());
    assert!(harness.query_by_role_and_label(Role::Heading, "Times").is_some());
    let after = harness.get_by_label("Reasons for the decision").rect();
    assert_eq!(reasons, after, "what is being written stays where it is");
}

#[test]
fn esc_closes_what_is_open_beside_the_record_and_returns_to_its_heading() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    open(&mut harness, "Times");
    assert!(harness.get_by_label("When it happened").is_focused());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(heading(&harness, "Times").is_focused());
    press(&mut harness, Role::Button, "Risks in the family");
    press(&mut harness, Role::Link, "‹ All of the record");
    assert!(harness.get_by_role_and_label(Role::Button, "Risks in the family").is_focused());
}

#[test]
fn the_foot_counts_what_is_marked_to_do_on_the_screen() {
    for record in [empty(), full()] {
        let harness = window(Desk::with(vec![record]), WHOLE);
        let rows = harness.query_all_by_role(Role::Button);
        let values = rows.filter_map(|row| {
            let label = row.accesskit_node().label()?;
            let value = label.rsplit_once(", ")?.1.strip_suffix("to do")?.trim().to_owned();
            Some(if value.is_empty() { 1 } else { value.parse::<usize>().unwrap() })
        });
        let folded: usize = values.sum();
        let open: usize = harness
            .query_all_by_label_contains("to do")
            .filter(|node| node.accesskit_node().role() == Role::Label)
            .filter_map(|node| node.value()?.strip_suffix("to do")?.trim().parse().ok().or(Some(1)))
            .sum();
        let foot = harness.get_by_label_contains(" still to do").accesskit_node().label().unwrap();
        assert_eq!(foot, format!("{} still to do", folded + open));
    }
}

#[test]
fn go_to_something_that_has_no_place_yet_leads_to_the_link_that_makes_one() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    go_to(&mut harness, "who you told");
    assert!(harness.get_by_label("+ Disclosure").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert!(harness.get_by_label("Told to").is_focused());
    harness.get_by_label("Told to").type_text("Exampleton children’s services");
    harness.run();
    let record = harness.state().record();
    assert_eq!(record.disclosures[0].to, "Exampleton children’s services");
}

#[test]
fn every_heading_stands_open_or_is_folded_beside_it() {
    let mut harness = window(Desk::with(vec![full()]), WHOLE);
    for heading in ["What I saw or was told", "Whom I told, and when", "Why"] {
        assert!(harness.query_by_role_and_label(Role::Heading, heading).is_some(), "{heading}");
    }
    let rows =
        harness.query_all_by_role(Role::Button).filter_map(|row| row.accesskit_node().label());
    let rows: Vec<String> = rows.collect();
    for fold in Fold::ALL.into_iter().filter(|fold| *fold != Fold::Request) {
        let open = harness.query_by_role_and_label(Role::Heading, fold.label()).is_some();
        let folded = rows.iter().filter(|row| row.starts_with(fold.label())).count();
        assert!(open || folded == 1, "{fold:?}: {rows:?}");
    }
    open(&mut harness, "Consent");
    assert!(harness.get_by_label("Asked of").is_focused());
}

#[test]
fn looking_at_an_empty_heading_makes_nothing_under_it() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    press(&mut harness, Role::Button, "Advice");
    assert!(harness.get_by_label("+ Advice").is_focused());
    assert_eq!(harness.state().record(), &empty());
    assert!(harness.state().events.is_empty(), "nothing was asked for");
}
