//! The record through the screen, by role and label.

mod beside;
mod by_keys;
mod check;
mod example;

use egui::{Key, Modifiers, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::folds::Fold;
use super::side::Side;
use super::{AsideView, Going, RecordScreen, RecordView};
use crate::app::events::{Add, Event, RecordEvent};
use crate::guidance::Times;
use crate::pathway::replay::Answers;
use crate::record::strip::about_whom;
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
    begin: bool,
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
            begin: false,
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
        let about = about_whom(&draft.record, today);
        let view = RecordView {
            offered: None,
            decision,
            headline: "Share now with children’s services",
            outcome_id: self.outcome,
            times: &Times::default(),
            take_over: None,
            sharing: true,
            request: self.request,
            earlier: None,
            may_be_present: &[],
            owed: &owed,
            remarks: &remarks,
            ages: &[],
            about: &about,
            other_names: &[],
            going: match &focus {
                Some(field) => Going::To(field),
                None if std::mem::take(&mut self.begin) => Going::Begin,
                None => Going::Nowhere,
            },
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
            RecordEvent::Kind(item, kind) => {
                let passage = record.passages.iter_mut().find(|one| one.id == *item);
                passage.unwrap().kind = *kind;
            }
            _ => {}
        }
    }

    /// The parts that the keyboard reached, in order.
    fn reached(&self) -> Vec<Part> {
        let mut reached: Vec<Part> = Vec::new();
        for event in &self.events {
            if let Event::Record(RecordEvent::InField(field)) = event
                && !reached.contains(&field.part)
            {
                reached.push(field.part);
            }
        }
        reached
    }

    fn said(&self, wanted: &RecordEvent) -> bool {
        self.events.contains(&Event::Record(wanted.clone()))
    }
}

/// What the screen has of a window of 1280 × 800.
const WHOLE: (f32, f32) = (1112.0, 752.0);

/// A child, a passage and a call, of which nothing is written.
fn empty_call() -> Record {
    let passages = vec![Passage::new(id(2))];
    Record { passages, disclosures: vec![Disclosure::new(id(3))], ..empty() }
}

fn press(harness: &mut Harness<'static, Desk>, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).click_accesskit();
    harness.run();
}

/// The row of a heading that is folded.
fn heading<'a>(harness: &'a Harness<'static, Desk>, name: &str) -> egui_kittest::Node<'a> {
    let mut rows = harness.get_all_by_role(Role::Button);
    rows.find(|row| row.accesskit_node().label().is_some_and(|label| label.starts_with(name)))
        .unwrap_or_else(|| panic!("no heading {name:?} is folded"))
}

fn open(harness: &mut Harness<'static, Desk>, name: &str) {
    heading(harness, name).click_accesskit();
    harness.run();
}

/// Goes to what is still to do, from the foot.
fn go_to(harness: &mut Harness<'static, Desk>, what: &str) {
    harness.get_by_label_contains(" still to do").click();
    harness.run();
    press(harness, Role::Link, &format!("Go to: {what}"));
}

/// Presses Tab so often. The parts that the keyboard reached, in order.
fn tabbed(harness: &mut Harness<'static, Desk>, times: usize) -> Vec<Part> {
    for _ in 0..times {
        harness.key_press(Key::Tab);
        harness.run();
    }
    harness.state().reached()
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
fn what_is_typed_is_in_the_draft_and_its_field_is_said() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    harness.get_by_role_and_label(Role::TextInput, "Name").focus();
    harness.run();
    let said = RecordEvent::InField(Field::of(Part::ChildName, &id(1)));
    assert!(harness.state().said(&said), "the keyboard is there");
    harness.state_mut().events.clear();
    harness.get_by_role_and_label(Role::TextInput, "Name").type_text("Testa Example");
    harness.run();
    let desk = harness.state();
    assert_eq!(desk.record().children[0].name, "Testa Example");
    assert!(desk.said(&said), "it was edited");
}

#[test]
fn a_wrong_nhs_number_is_remarked_in_words_and_kept() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    harness.get_by_label("NHS number").focus();
    harness.run();
    harness.get_by_label("NHS number").type_text("999 123 4560");
    harness.run();
    let remark = "The last digit does not fit the others.";
    assert!(harness.query_by_label_contains(remark).is_none(), "it is still being written");
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.query_by_label_contains(remark).is_some());
    let node = harness.get_by_label("NHS number");
    assert!(node.accesskit_node().description().unwrap().contains(remark));
    assert_eq!(harness.state().record().children[0].nhs.text, "999 123 4560");
}

#[test]
fn undo_in_one_record_never_brings_the_text_of_another() {
    let mut harness = window(Desk::with(vec![empty(), empty()]), WHOLE);
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
fn a_removed_item_leaves_the_keyboard_on_the_link_that_adds_one() {
    let mut desk = Desk::with(vec![full()]);
    desk.focus = Some(Field::of(Part::PassageText, &id(6)));
    let mut harness = window(desk, WHOLE);
    harness.get_by_label("Remove: My opinion").click_accesskit();
    harness.run();
    assert!(harness.state().said(&RecordEvent::Remove(id(6))));
    assert_eq!(harness.state().record().passages.len(), 3);
    assert!(harness.get_by_label("+ Opinion").is_focused());
}

#[test]
fn the_only_child_cannot_be_removed_and_one_of_two_can() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    open(&mut harness, "More about the child");
    assert!(harness.query_by_label("Remove: Child").is_none());
    harness.get_by_label("+ Another child").click_accesskit();
    harness.run();
    assert!(harness.query_by_label("Remove: Child 2").is_some());
}

#[test]
fn now_is_asked_of_whoever_knows_the_time() {
    let mut harness = window(Desk::with(vec![empty()]), WHOLE);
    open(&mut harness, "Times");
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
    let harness = window(Desk::with(vec![empty()]), WHOLE);
    assert!(harness.query_by_label("Who asks").is_none());
    desk.request = true;
    let harness = window(desk, WHOLE);
    assert!(harness.query_by_label("Who asks").is_some());
    assert!(harness.query_by_role_and_label(Role::Heading, "The request").is_some());
}

#[test]
fn a_very_long_text_stays_within_the_column_and_whole() {
    let mut record = full();
    let long = "A long account without an end. ".repeat(400);
    record.passages[0].text.clone_from(&long);
    record.children[0].name = "Averylongnamewithoutanyspace".repeat(20);
    for size in [WHOLE, (640.0, 400.0)] {
        let harness = window(Desk::with(vec![record.clone()]), size);
        let field = harness.get_by_label("What you found or saw");
        assert!(field.rect().right() <= size.0, "{:?}", field.rect());
        assert_eq!(field.value(), Some(long.clone()));
        for role in [Role::TextInput, Role::Label, Role::Link, Role::Button] {
            for node in harness.query_all_by_role(role) {
                assert!(node.rect().right() <= size.0 + 0.5, "{:?}", node.accesskit_node().label());
            }
        }
    }
}

#[test]
fn the_kind_of_what_is_written_can_be_changed_and_its_words_stay() {
    let mut harness = window(Desk::with(vec![full()]), WHOLE);
    let before = harness.state().record().passages[0].text.clone();
    press(&mut harness, Role::RadioButton, "My opinion");
    let passage = &harness.state().record().passages[0];
    assert_eq!((passage.kind, &passage.text), (PassageKind::Opinion, &before));
    assert!(harness.query_by_label("What you think").is_some());
}

#[test]
fn another_passage_opens_where_it_is_pressed_and_the_first_becomes_a_line() {
    let mut harness = window(Desk::with(vec![full()]), WHOLE);
    let own = "Child’s own words: “He gets cross when I spill.”";
    press(&mut harness, Role::DisclosureTriangle, own);
    let field = harness.get_by_label("The words, as the child said them");
    assert_eq!(field.value().as_deref(), Some("“He gets cross when I spill.”"));
    assert!(field.is_focused());
    assert!(harness.query_by_label_contains("Clinical finding: Two round bruises").is_some());
    assert!(harness.query_by_label(own).is_none());
}

#[test]
fn everything_that_is_pressed_is_at_least_24_points_high_and_wide() {
    let harness = window(Desk::with(vec![full()]), WHOLE);
    for role in [Role::Button, Role::Link, Role::CheckBox, Role::RadioButton, Role::TextInput] {
        for node in harness.query_all_by_role(role) {
            let rect = node.rect();
            let name = node.accesskit_node().label();
            assert!(rect.height() >= 23.9 && rect.width() >= 23.9, "{name:?}: {rect:?}");
        }
    }
}

#[test]
fn every_field_of_a_card_ends_within_it() {
    for size in [WHOLE, (640.0, 400.0)] {
        let harness = window(Desk::with(vec![full()]), size);
        let column = harness.get_by_label("Reasons for the decision").rect();
        let fields = harness.query_all_by_role(Role::TextInput);
        for node in fields.chain(harness.query_all_by_role(Role::MultilineTextInput)) {
            let rect = node.rect();
            let beside = rect.left() > column.right();
            let above = rect.bottom() < 60.0;
            let name = node.accesskit_node().label();
            assert!(beside || above || rect.right() <= column.right() + 0.5, "{name:?}: {rect:?}");
        }
        assert!(column.right() <= 800.0, "nothing widens the column");
    }
}

#[test]
fn the_whole_record_of_a_referral_is_in_sight_without_scrolling() {
    let harness = window(Desk::with(vec![empty_call()]), WHOLE);
    let reasons = harness.get_by_label("Reasons for the decision").rect();
    let foot = harness.get_by_label_contains(" still to do").rect();
    assert!(reasons.bottom() < foot.top(), "{reasons:?} {foot:?}");
}

#[test]
fn no_ink_is_used_on_a_ground_that_the_theme_does_not_list() {
    for (width, height) in [WHOLE, (640.0, 400.0)] {
        window(Desk::with(vec![full()]), (width, height));
        check_window(Checked::of(full()), (width, height));
    }
    assert_eq!(crate::app::theme::unlisted_pairs(), []);
}
