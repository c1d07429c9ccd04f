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
        check::ui(ui, &view, &mut self.events);
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
fn where_it_cannot_be_signed_the_reason_is_said() {
    let mut checked = Checked::of(empty());
    checked.author = Author::default();
    checked.why_not = Some("Give your name first. The draft is saved.");
    let mut harness = check_window(checked, (1112.0, 752.0));
    assert!(harness.query_by_label("Give your name first. The draft is saved.").is_some());
    harness.get_by_label("Sign and save").click_accesskit();
    harness.get_by_label("Give your name").click_accesskit();
    harness.run();
    assert_eq!(harness.state().events, [Event::Record(RecordEvent::NotMe)]);
}
