//! The record through the screen, by role and label.

mod check;
mod example;

use egui::{Key, Modifiers, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{AsideView, RecordScreen, RecordView};
use crate::app::events::{Add, Event, RecordEvent};
use crate::guidance::Times;
use crate::pathway::replay::Answers;
use crate::record::{
    Advice, Case, Child, Consent, ConsentAnswer, DecisionDraft, DecisionId, Disclosure, Entered,
    Field, Item, ItemId, Part, Participant, Passage, PassageKind, Person, Record, Told, Typed,
    remarks, to_do,
};
use check::{Checked, check_window};
use example::{empty, full, id};

/// The screen with a small update behind it, as the app has.
struct Desk {
    screen: RecordScreen,
    decisions: Vec<(DecisionId, DecisionDraft)>,
    at: usize,
    outcome: &'static str,
    request: bool,
    focus: Option<Field>,
    events: Vec<Event>,
    minted: u8,
}

impl Desk {
    fn with(records: Vec<Record>) -> Self {
        let decisions = records.into_iter().zip(1..).map(|(record, n)| {
            let draft = DecisionDraft { record, ..DecisionDraft::default() };
            (DecisionId::mint(2026, [n; 8]), draft)
        });
        Self {
            screen: RecordScreen::default(),
            decisions: decisions.collect(),
            at: 0,
            outcome: "share-without-consent",
            request: false,
            focus: None,
            events: Vec::new(),
            minted: 100,
        }
    }

    fn record(&self) -> &Record {
        &self.decisions[self.at].1.record
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let (decision, draft) = &mut self.decisions[self.at];
        let owed = to_do(&Case {
            suggested: self.outcome,
            decided: self.outcome,
            answers: &Answers::default(),
            record: &draft.record,
            departure: None,
            times: &Times::default(),
        });
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let remarks = remarks(&draft.record, today);
        let focus = self.focus.take();
        let view = RecordView {
            decision,
            headline: "Share now with children’s services",
            outcome_id: self.outcome,
            times: &Times::default(),
            take_over: false,
            sharing: true,
            request: self.request,
            earlier: None,
            may_be_present: &[],
            owed: &owed,
            remarks: &remarks,
            ages: &[],
            other_names: &[],
            focus: focus.as_ref(),
            removing: None,
            aside: AsideView::default(),
        };
        let mut out = Vec::new();
        self.screen.ui(ui, &view, draft, &mut out);
        for event in &out {
            self.update(event);
        }
        self.events.extend(out);
    }

    fn update(&mut self, event: &Event) {
        let Event::Record(event) = event else { return };
        let record = &mut self.decisions[self.at].1.record;
        match event {
            RecordEvent::Add(add) => {
                self.minted += 1;
                let id = ItemId::mint([self.minted; 8]);
                match add {
                    Add::Child => record.children.push(Child::new(id)),
                    Add::Person => record.others.push(Person::new(id)),
                    Add::Passage(kind) => {
                        record.passages.push(Passage { kind: *kind, ..Passage::new(id) });
                    }
                    Add::Participant => record.participants.push(Participant::new(id)),
                    Add::Consent => record.consent.push(Consent::new(id)),
                    Add::Advice => record.advice.push(Advice::new(id)),
                    Add::Disclosure => record.disclosures.push(Disclosure::new(id)),
                    Add::Told => record.told.push(Told::new(id)),
                    Add::Entered => record.entered.push(Entered::new(id)),
                    // Placed on the outline, and cited on another screen.
                    Add::Mark | Add::Guidance => {}
                }
            }
            RecordEvent::Remove(item) => {
                record.children.retain(|one| one.id != *item);
                record.passages.retain(|one| one.id != *item);
                record.advice.retain(|one| one.id != *item);
            }
            RecordEvent::TimeNow(field) if field.part == Part::Learned => {
                record.learned = Typed::new("22 November 2026, 10:50");
            }
            RecordEvent::Jump(field) => self.focus = Some(field.clone()),
            _ => {}
        }
    }

    fn said(&self, wanted: &RecordEvent) -> bool {
        self.events.contains(&Event::Record(wanted.clone()))
    }
}

fn window(desk: Desk, size: impl Into<Vec2>) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(crate::app::theme::apply)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run();
    harness
}

#[test]
fn what_is_typed_is_in_the_draft_and_said_to_be_touched() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Name").type_text("Testa Example");
    harness.run();
    let desk = harness.state();
    let field = Field::of(Part::ChildName, &id(1));
    assert_eq!(desk.record().children[0].name, "Testa Example");
    assert!(desk.said(&RecordEvent::Reached(field.clone())));
    assert!(desk.said(&RecordEvent::Touched(field)));
}

#[test]
fn go_puts_the_keyboard_into_the_field_that_is_owed() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    harness.get_by_label("Go to: the child’s date of birth").click();
    harness.run();
    assert!(harness.get_by_role_and_label(Role::TextInput, "Date of birth").is_focused());
    assert!(harness.state().said(&RecordEvent::Reached(Field::of(Part::ChildBorn, &id(1)))));
}

#[test]
fn go_to_something_that_has_no_place_yet_leads_to_the_button_that_makes_one() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    harness.get_by_label("Go to: who you told").click();
    harness.run();
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
fn a_wrong_nhs_number_is_remarked_in_words_and_kept() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    harness.get_by_label("NHS number").focus();
    harness.run();
    harness.get_by_label("NHS number").type_text("999 123 4560");
    harness.run();
    let remark = "The last digit does not fit the others.";
    assert!(harness.query_by_label_contains(remark).is_some());
    let node = harness.get_by_label("NHS number");
    assert!(node.accesskit_node().description().unwrap().contains(remark));
    assert_eq!(harness.state().record().children[0].nhs.text, "999 123 4560");
}

#[test]
fn undo_in_one_record_never_brings_the_text_of_another() {
    let mut harness = window(Desk::with(vec![empty(), empty()]), (1112.0, 752.0));
    let reasons = "Reasons for the decision";
    for (at, words) in [(0, "About the first child."), (1, "About the second.")] {
        harness.state_mut().at = at;
        harness.run();
        harness.get_by_label(reasons).focus();
        harness.run();
        harness.get_by_label(reasons).type_text(words);
        harness.run_steps(12);
        assert_eq!(harness.state().record().reasons, words);
    }
    for _ in 0..5 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
    }
    let desk = harness.state();
    assert_eq!(desk.record().reasons, "", "the second record’s own undo works");
    assert_eq!(desk.decisions[0].1.record.reasons, "About the first child.");
}

#[test]
fn alt_2_adds_the_childs_words_and_the_keyboard_is_in_them() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
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
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    for key in [Key::Num4, Key::Num3, Key::Num2, Key::Num1] {
        harness.key_press_modifiers(Modifiers::ALT, key);
        harness.run();
    }
    let kinds: Vec<_> = harness.state().record().passages.iter().map(|p| p.kind).collect();
    assert_eq!(kinds, PassageKind::ALL.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn a_removed_item_leaves_the_keyboard_on_the_button_that_adds_one() {
    let mut harness = window(Desk::with(vec![full()]), (1112.0, 752.0));
    harness.get_by_label("Remove: My opinion").click_accesskit();
    harness.run();
    assert!(harness.state().said(&RecordEvent::Remove(id(6))));
    assert_eq!(harness.state().record().passages.len(), 3);
    assert!(harness.get_by_label("+ Opinion").is_focused());
}

#[test]
fn the_only_child_cannot_be_removed_and_one_of_two_can() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    assert!(harness.query_by_label("Remove: Child").is_none());
    harness.get_by_label("+ Another child").click_accesskit();
    harness.run();
    assert!(harness.query_by_label("Remove: Child 2").is_some());
}

#[test]
fn now_is_asked_of_whoever_knows_the_time() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    harness.get_by_label("Now: When you learned of it").click();
    harness.run();
    assert!(harness.state().said(&RecordEvent::TimeNow(Field::once(Part::Learned))));
    assert_eq!(
        harness.get_by_label("When you learned of it").value().as_deref(),
        Some("22 November 2026, 10:50")
    );
}

#[test]
fn the_request_is_asked_about_only_where_there_is_one() {
    let mut desk = Desk::with(vec![empty()]);
    let harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    assert!(harness.query_by_label("Who asks").is_none());
    desk.request = true;
    let harness = window(desk, (1112.0, 752.0));
    assert!(harness.query_by_label("Who asks").is_some());
    assert!(harness.query_by_role_and_label(Role::Heading, "The request").is_some());
}

#[test]
fn by_keyboard_alone_every_field_is_reached_in_reading_order() {
    let mut desk = Desk::with(vec![full()]);
    desk.request = true;
    let mut harness = window(desk, (1112.0, 752.0));
    for _ in 0..215 {
        harness.key_press(Key::Tab);
        harness.run();
    }
    let mut reached: Vec<Part> = Vec::new();
    for event in &harness.state().events {
        if let Event::Record(RecordEvent::Reached(field)) = event
            && !reached.contains(&field.part)
        {
            reached.push(field.part);
        }
    }
    let sections: Vec<_> = reached.iter().map(|part| part.section()).collect();
    assert!(sections.is_sorted(), "{reached:?}");
    for part in [
        Part::Happened,
        Part::ChildNhs,
        Part::PersonNotes,
        Part::RequestLaw,
        Part::Categories,
        Part::PassageText,
        Part::SeenAlone,
        Part::ConsentAnswer,
        Part::SharedHeldBack,
        Part::NotTold,
        Part::WouldChange,
    ] {
        assert!(reached.contains(&part), "{part:?} was never reached");
    }
}

#[test]
fn choices_are_made_and_taken_back_by_keyboard() {
    let mut desk = Desk::with(vec![full()]);
    desk.focus = Some(Field::of(Part::ConsentAnswer, &id(7)));
    let mut harness = window(desk, (1112.0, 752.0));
    assert!(harness.get_by_label("Given").is_focused());
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state().record().consent[0].answer, Some(ConsentAnswer::Given));
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(harness.state().record().consent[0].answer, None);
    let touched = RecordEvent::Touched(Field::of(Part::ConsentAnswer, &id(7)));
    assert!(harness.state().said(&touched));
}

#[test]
fn a_very_long_text_stays_within_the_column_and_whole() {
    let mut record = full();
    let long = "A long account without an end. ".repeat(400);
    record.passages[0].text.clone_from(&long);
    record.children[0].name = "Averylongnamewithoutanyspace".repeat(20);
    for size in [(1112.0, 752.0), (640.0, 400.0)] {
        let harness = window(Desk::with(vec![record.clone()]), size);
        let field = harness.get_by_label("What you found or saw");
        assert!(field.rect().right() <= size.0, "{:?}", field.rect());
        assert_eq!(field.value(), Some(long.clone()));
        let name = harness.get_all_by_label("Name").next().unwrap();
        assert!(name.rect().right() <= size.0);
    }
}

#[test]
fn every_section_has_a_heading_and_a_link() {
    let mut harness = window(Desk::with(vec![full()]), (1112.0, 752.0));
    for section in ["Who", "Concern", "Consent", "Advice", "Told", "Follow-up", "Reasons"] {
        assert!(harness.query_by_role_and_label(Role::Heading, section).is_some(), "{section}");
    }
    harness.get_by_label("Section: Reasons").click();
    harness.run();
    assert!(harness.get_by_label("Reasons for the decision").is_focused());
}

#[test]
fn looking_at_an_empty_section_makes_nothing_in_it() {
    let mut harness = window(Desk::with(vec![empty()]), (1112.0, 752.0));
    harness.get_by_label("Section: Advice").click_accesskit();
    harness.run();
    assert!(harness.get_by_label("+ Advice").is_focused());
    assert_eq!(harness.state().record(), &empty());
    assert!(harness.state().events.is_empty(), "nothing was asked for");
}

#[test]
fn everything_that_is_pressed_is_at_least_24_points_high_and_wide() {
    let harness = window(Desk::with(vec![full()]), (1112.0, 752.0));
    for role in [Role::Button, Role::Link, Role::CheckBox, Role::RadioButton, Role::TextInput] {
        for node in harness.query_all_by_role(role) {
            let rect = node.rect();
            let name = node.accesskit_node().label();
            assert!(rect.height() >= 23.9 && rect.width() >= 23.9, "{name:?}: {rect:?}");
        }
    }
}

#[test]
fn every_field_ends_where_the_column_ends() {
    for size in [(1112.0, 752.0), (640.0, 400.0)] {
        let harness = window(Desk::with(vec![full()]), size);
        let column = harness.get_by_label("Reasons for the decision").rect().right();
        for node in harness.query_all_by_role(Role::TextInput) {
            assert!(node.rect().right() <= column + 0.5, "{:?}", node.accesskit_node().label());
        }
        for node in harness.query_all_by_role(Role::MultilineTextInput) {
            assert!(node.rect().right() <= column + 0.5, "{:?}", node.accesskit_node().label());
        }
        let remove = harness.get_by_label("Remove: My opinion").rect().right();
        assert!(remove <= column, "the cards are as wide as the column");
        assert!(column <= 800.0, "nothing widens the column");
    }
}

#[test]
fn no_ink_is_used_on_a_ground_that_the_theme_does_not_list() {
    for (width, height) in [(1112.0, 752.0), (640.0, 400.0)] {
        window(Desk::with(vec![full()]), (width, height));
        check_window(Checked::of(full()), (width, height));
    }
    assert_eq!(crate::app::theme::unlisted_pairs(), []);
}
