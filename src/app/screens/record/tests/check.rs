//! Check your answers through the screen.

use egui::Vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::super::AsideView;
use super::super::check::{self, CheckView};
use super::example::{empty, full, id};
use crate::app::events::{Event, RecordEvent};
use crate::pathway::replay::Answers;
use crate::record::{Author, Case, DecisionId, Field, Part, Record, Typed, text, to_do};

/// What check-your-answers is given.
pub(super) struct Checked {
    decision: DecisionId,
    record: Record,
    author: Author,
    signing: bool,
    why_not: Option<&'static str>,
    events: Vec<Event>,
}

impl Checked {
    pub(super) fn of(record: Record) -> Self {
        Self {
            decision: DecisionId::mint(2026, [1; 8]),
            record,
            author: Author {
                name: "Dr Sample Invented".to_owned(),
                role: "GP partner".to_owned(),
                gmc: Typed::new("1234567"),
            },
            signing: false,
            why_not: None,
            events: Vec::new(),
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let sections = text::sections_of(&self.record, None);
        let owed = to_do(&Case {
            suggested: "share-without-consent",
            decided: "share-without-consent",
            answers: &Answers::default(),
            record: &self.record,
            departure: None,
            times: &crate::guidance::Times::default(),
        });
        let trail = [
            ("How would you put your concern?", "The child may be at risk of abuse or neglect"),
            ("Can you wait to ask for consent?", "Yes"),
            ("What was the answer?", "Consent was refused"),
        ]
        .map(|(question, answer)| (question.to_owned(), answer.to_owned()));
        let view = CheckView {
            decided: "22 November 2026, 10:42",
            unsaid: None,
            decision: &self.decision,
            headline: "Share without consent",
            trail: &trail,
            sections: &sections,
            remarks: &[],
            earlier: None,
            owed: &owed,
            author: &self.author,
            signing: self.signing,
            can_sign: self.why_not.map_or(Ok(()), Err),
            belongs: &[],
            departure: None,
            aside: AsideView::default(),
        };
        let mut name = self.author.name.clone();
        check::ui(ui, &view, &mut name, &mut self.events);
        self.author.name = name;
    }
}

pub(super) fn check_window(checked: Checked, size: impl Into<Vec2>) -> Harness<'static, Checked> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(crate::app::theme::apply)
        .build_ui_state(|ui, checked: &mut Checked| checked.ui(ui), checked);
    harness.run();
    harness
}

#[test]
fn everything_written_is_read_before_signing() {
    let harness = check_window(Checked::of(full()), (1112.0, 752.0));
    for words in [
        "Testa Example",
        "“He gets cross when I spill.”",
        "22 11 2026 10:12, mother",
        "Consent was refused",
        "Signing as Dr Sample Invented, GP partner, GMC 1234567",
        "A signature here says who wrote this. It is not a login.",
    ] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
}

#[test]
fn change_leads_to_the_section_and_go_to_what_is_owed() {
    let mut harness = check_window(Checked::of(full()), (1112.0, 752.0));
    harness.get_by_label("Change: Concern").click_accesskit();
    harness.get_by_label("Change: Advice").click_accesskit();
    harness.get_by_label("Go to: what you shared").click_accesskit();
    harness.run();
    let jump = |field| Event::Record(RecordEvent::Jump(field));
    for field in [
        Field::once(Part::Categories),
        Field::once(Part::AdviceWho),
        Field::of(Part::SharedWhat, &id(8)),
    ] {
        assert!(harness.state().events.contains(&jump(field.clone())), "{field:?}");
    }
}

#[test]
fn signing_is_one_press_and_never_two() {
    let mut harness = check_window(Checked::of(empty()), (1112.0, 752.0));
    harness.get_by_label("Sign and save").click_accesskit();
    harness.run();
    assert_eq!(harness.state().events, [Event::Record(RecordEvent::Sign)]);
    harness.state_mut().signing = true;
    harness.run();
    harness.get_by_label("Signing").click_accesskit();
    harness.run();
    assert_eq!(harness.state().events.len(), 1);
}

#[test]
fn where_it_cannot_be_signed_the_reason_stands_beside_the_button() {
    let mut checked = Checked::of(empty());
    checked.why_not = Some("The register is still being read. One moment.");
    let mut harness = check_window(checked, (1112.0, 752.0));
    let why = "The register is still being read. One moment.";
    let button = harness.get_by_label("Sign and save").rect();
    let said: Vec<_> = harness.query_all_by_label(why).map(|node| node.rect()).collect();
    assert!(said.iter().any(|rect| (rect.center().y - button.center().y).abs() < 12.0));
    harness.get_by_label("Sign and save").click_accesskit();
    harness.run();
    assert_eq!(harness.state().events, []);
}

#[test]
fn signing_without_a_name_asks_for_it_in_place() {
    let mut checked = Checked::of(empty());
    checked.author = Author::default();
    checked.why_not = Some("Write your name first.");
    let mut harness = check_window(checked, (1112.0, 752.0));
    harness.get_by_label("Sign and save").click_accesskit();
    harness.run();
    assert!(harness.get_by_label("Your name").is_focused());
    harness.get_by_label("Your name").type_text("Dr Sample Invented");
    harness.run();
    assert_eq!(harness.state().author.name, "Dr Sample Invented");
    let said = Event::Settings(crate::app::events::SettingsEvent::Edited);
    assert!(harness.state().events.contains(&said), "it is kept");
}

#[test]
fn the_keys_that_lead_to_the_page_sign_it() {
    let mut harness = check_window(Checked::of(full()), (1112.0, 752.0));
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Enter);
    harness.step();
    assert_eq!(harness.state().events, [Event::Record(RecordEvent::Sign)]);
}
