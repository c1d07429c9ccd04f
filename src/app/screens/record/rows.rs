//! How the parts of a record lie on the screen: which stand abreast, and in what order they are
//! asked. Their words, and how each is asked, are those of the table of parts.

use egui::Ui;

use super::form::{Form, Words};
use crate::app::widgets::abreast;
use crate::record::{Holder, Part};
use Part as P;

/// What stands on one level.
#[derive(Clone, Copy)]
pub(super) enum Row {
    /// One part, over the whole width.
    One(Part),
    /// One, over half of it.
    Half(Part),
    /// Two abreast.
    Two(Part, Part),
}
use Row::{Half, One, Two};

pub(super) const WHEN: &[Row] = &[Two(P::Happened, P::Learned), Half(P::Decided)];
pub(super) const CHILD: &[Row] = &[
    One(P::ChildName),
    One(P::ChildFlags),
    One(P::ChildDue),
    Two(P::ChildBorn, P::ChildNhs),
    One(P::ChildAddress),
    One(P::ChildParentalResponsibility),
    One(P::ChildWhereabouts),
    Two(P::ChildSafeContact, P::ChildSocialWorker),
];
pub(super) const PERSON: &[Row] = &[
    One(P::PersonName),
    One(P::PersonRole),
    One(P::PersonRelation),
    One(P::PersonFlags),
    Two(P::PersonBorn, P::PersonNhs),
    One(P::PersonNotes),
];
pub(super) const REQUEST: &[Row] = &[
    One(P::RequestWho),
    Two(P::RequestReceived, P::RequestReplyBy),
    Two(P::RequestChannel, P::RequestLaw),
    One(P::RequestIdentity),
    One(P::RequestPurpose),
];
pub(super) const KINDS: &[Row] = &[One(P::Categories)];
pub(super) const PARTICIPANT: &[Row] =
    &[Two(P::ParticipantWho, P::ParticipantRole), One(P::ParticipantInterpreter)];
pub(super) const CONCERN: &[Row] = &[
    Two(P::Present, P::SeenAlone),
    One(P::Views),
    One(P::FamilyRisks),
    One(P::Raised),
    One(P::Lesser),
    One(P::NotFound),
];
pub(super) const CONSENT: &[Row] = &[
    Two(P::ConsentAskedOf, P::ConsentWhen),
    One(P::ConsentBasis),
    One(P::ConsentAnswer),
    One(P::ConsentNotes),
];
pub(super) const NOT_ASKED: &[Row] = &[One(P::ConsentNotAsked)];
pub(super) const ADVICE: &[Row] = &[
    Two(P::AdviceWho, P::AdviceRole),
    Two(P::AdviceWhen, P::AdviceChildNamed),
    One(P::AdviceSaid),
    One(P::AdviceAbout),
];
pub(super) const SUMMARY: &[Row] = &[One(P::AdviceSummary)];
pub(super) const DISCLOSURE: &[Row] = &[
    One(P::SharedTo),
    Two(P::SharedWhen, P::SharedHow),
    One(P::SharedReference),
    Two(P::SharedConfirmBy, P::SharedConfirmed),
    One(P::SharedWhat),
    One(P::SharedHeldBack),
    One(P::SharedAbout),
];
pub(super) const TOLD: &[Row] = &[Two(P::ToldWho, P::ToldWhen), One(P::ToldWhat)];
pub(super) const NOT_TOLD: &[Row] = &[One(P::NotTold)];
pub(super) const FOLLOW_UP: &[Row] =
    &[Two(P::ReviewOn, P::Owner), Two(P::AcknowledgedBy, P::Acknowledged), One(P::Plan)];
pub(super) const ENTERED: &[Row] = &[Two(P::EnteredWhose, P::EnteredWhen)];
pub(super) const REASONS: &[Row] = &[One(P::DecisionReasons)];
pub(super) const WOULD_CHANGE: &[Row] = &[One(P::WouldChange)];
pub(super) const CITED: &[Row] = &[One(P::CitedNote)];
/// Whose look is of their own: passages in `items`, marks in `marks`, a departure in
/// `sections`.
const OF_THEIR_OWN: &[Row] = &[
    One(P::PassageWhen),
    One(P::PassageSource),
    One(P::PassageText),
    One(P::PassageAbout),
    One(P::MarkSite),
    One(P::MarkChild),
    One(P::MarkSize),
    One(P::MarkColour),
    One(P::MarkShape),
    One(P::MarkNote),
    One(P::MarkWhen),
    One(P::MarkSource),
    One(P::DepartureReason),
];

/// Every part is asked somewhere above: one that is not does not compile.
const _: () = {
    let mut parts = Part::ALL;
    while let [part, rest @ ..] = parts {
        assert!(is_asked(*part), "a part of the record is asked nowhere on its screen");
        parts = rest;
    }
};

const fn is_asked(part: Part) -> bool {
    let mut all: &[&[Row]] = &[
        WHEN,
        CHILD,
        PERSON,
        REQUEST,
        KINDS,
        PARTICIPANT,
        CONCERN,
        CONSENT,
        NOT_ASKED,
        ADVICE,
        SUMMARY,
        DISCLOSURE,
        TOLD,
        NOT_TOLD,
        FOLLOW_UP,
        ENTERED,
        REASONS,
        WOULD_CHANGE,
        CITED,
        OF_THEIR_OWN,
    ];
    while let [rows, others @ ..] = all {
        let mut rows = *rows;
        while let [row, rest @ ..] = rows {
            let is = match row {
                One(one) | Half(one) => *one as u8 == part as u8,
                Two(one, other) => *one as u8 == part as u8 || *other as u8 == part as u8,
            };
            if is {
                return true;
            }
            rows = rest;
        }
        all = others;
    }
    false
}

impl<'a> Form<'a> {
    /// The parts of a record, or of something in it, as they lie on the screen.
    pub(super) fn rows(&mut self, ui: &mut Ui, of: &mut dyn Holder, rows: &[Row]) {
        for row in rows {
            self.row(ui, of, *row, |part| Some(part.into()));
        }
    }

    /// What stands on one level. `words` gives the words around a part; a part without any is
    /// not asked now.
    pub(super) fn row<'w>(
        &mut self,
        ui: &mut Ui,
        of: &mut dyn Holder,
        row: Row,
        words: impl Fn(Part) -> Option<Words<'w>>,
    ) where
        'a: 'w,
    {
        match row {
            One(part) => {
                if let Some(words) = words(part) {
                    self.part(ui, of, part, words);
                }
            }
            Half(part) => abreast(ui, |ui, at| {
                if let Some(words) = words(part).filter(|_| at == 0) {
                    self.part(ui, of, part, words);
                }
            }),
            Two(one, other) => match (words(one), words(other)) {
                (Some(first), Some(second)) => abreast(ui, |ui, at| match at {
                    0 => self.part(ui, of, one, first),
                    _ => self.part(ui, of, other, second),
                }),
                (Some(words), None) => self.part(ui, of, one, words),
                (None, Some(words)) => self.part(ui, of, other, words),
                (None, None) => {}
            },
        }
    }
}
