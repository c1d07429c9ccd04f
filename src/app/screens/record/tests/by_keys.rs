//! The record by keys alone.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::example::{empty, full, id};
use super::*;

#[test]
fn alt_2_adds_the_childs_words_and_the_keyboard_is_in_them() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    harness.run();
    let words = "The words, as the child said them";
    assert!(harness.get_by_label(words).is_focused());
    harness.get_by_label(words).type_text("He gets cross.");
    harness.run();
    let passage = &harness.state().record().passages[0];
    assert_eq!(passage.kind, PassageKind::ChildsWords);
    assert_eq!(passage.text, "He gets cross.");
}

#[test]
fn each_alt_key_adds_its_own_kind() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    for key in [Key::Num4, Key::Num3, Key::Num2, Key::Num1] {
        harness.key_press_modifiers(Modifiers::ALT, key);
        harness.run();
    }
    let kinds: Vec<_> = harness.state().record().passages.iter().map(|p| p.kind).collect();
    assert_eq!(kinds, PassageKind::ALL.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn by_keyboard_alone_what_stands_open_is_reached_in_reading_order() {
    let mut desk = Desk::with(vec![full()]);
    (desk.request, desk.begin) = (true, true);
    let mut harness = window(desk, WHOLE);
    let reached = tabbed(&mut harness, 60);
    let wanted = [
        Part::RequestWho,
        Part::RequestLaw,
        Part::PassageText,
        Part::PassageWhen,
        Part::SharedTo,
        Part::SharedReference,
        Part::DecisionReasons,
        // Round again.
        Part::ChildName,
        Part::ChildBorn,
        Part::ChildNhs,
    ];
    let places = wanted.map(|part| reached.iter().position(|one| *one == part));
    assert!(places.iter().all(Option::is_some), "{places:?}: {reached:?}");
    assert!(places.is_sorted(), "{reached:?}");
}

#[test]
fn by_keyboard_alone_every_part_of_a_record_is_reached() {
    let mut desk = Desk::with(vec![full()]);
    desk.request = true;
    let mut harness = window(desk, WHOLE);
    tabbed(&mut harness, 60);
    let is_open = |fold: &Fold| matches!(fold, Fold::Request | Fold::Said | Fold::Told | Fold::Why);
    for fold in Fold::ALL.into_iter().filter(|fold| !is_open(fold)) {
        harness.state_mut().screen.side = Side::Open(fold);
        harness.state_mut().focus = Some(fold.first());
        harness.run();
        tabbed(&mut harness, 40);
    }
    let reached = harness.state().reached();
    let missed: Vec<&Part> = Part::ALL.iter().filter(|part| !reached.contains(part)).collect();
    // No person present, advice, clinical record or guidance is in it, no mark is open, and what
    // is ticked beside a question is shown where it is filled.
    let none: [fn(&Part) -> bool; 3] = [
        |part| part.row().item.is_some_and(|kind| full().ids(kind).is_empty()),
        |part| part.row().item == Some(crate::record::ItemKind::Mark),
        |part| {
            use Part::*;
            matches!(part, Raised | Lesser | NoneApply | ChildDue | AdviceSummary | DepartureReason)
        },
    ];
    let of_several = |part: &Part| matches!(part, Part::PassageAbout | Part::SharedAbout);
    let surprising: Vec<_> = missed
        .into_iter()
        .filter(|part| !none.iter().any(|is| is(part)) && !of_several(part))
        .collect();
    assert_eq!(surprising, Vec::<&Part>::new(), "never reached");
}

#[test]
fn choices_are_made_and_taken_back_by_keyboard() {
    let mut desk = Desk::with(vec![full()]);
    desk.focus = Some(Field::of(Part::ConsentAnswer, &id(7)));
    let mut harness = window(desk, WHOLE);
    assert!(harness.get_by_label("Given").is_focused());
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state().record().consent[0].answer, Some(ConsentAnswer::Given));
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state().record().consent[0].answer, None);
    let edited = RecordEvent::InField(Field::of(Part::ConsentAnswer, &id(7)));
    assert!(harness.state().said(&edited));
}
