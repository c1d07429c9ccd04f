//! How the parts of a record lie on the screen: which stand abreast, and in what order they are
//! asked. Their words, and how each is asked, are those of the table of parts.

use egui::Ui;

use super::form::{Form, Words};
use crate::app::widgets::{abreast, side_by_side};
use crate::record::{Holder, Part};
use Part as P;

/// Below this width a day with its time has no room in a third of it, in points.
const ABREAST: f32 = 620.0;

/// What stands on one level.
#[derive(Clone, Copy)]
pub(super) enum Row {
    /// One part, over the whole width.
    One(Part),
    /// One, over half of it.
    Half(Part),
    /// Two abreast.
    Two(Part, Part),
    /// Three abreast.
    Three(Part, Part, Part),
    /// The same, the first on a line of its own where there is little room: the others are short, and
    /// are not to be cut.
    Led(Part, Part, Part),
}
use Row::{Half, Led, One, Three, Two};

pub(super) const WHEN: &[Row] = &[Two(P::Happened, P::Learned), Half(P::Decided)];
pub(super) const CHILD: &[Row] = &[
    One(P::ChildName),
    Two(P::ChildBorn, P::ChildNhs),
    One(P::ChildDue),
    One(P::ChildFlags),
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
    One(P::RequestIdentity),
    One(P::RequestPurpose),
    Two(P::RequestReceived, P::RequestReplyBy),
    Two(P::RequestChannel, P::RequestLaw),
];
pub(super) const KINDS: &[Row] = &[One(P::Categories)];
pub(super) const PARTICIPANT: &[Row] =
    &[Two(P::ParticipantWho, P::ParticipantRole), One(P::ParticipantInterpreter)];
pub(super) const PRESENT: &[Row] = &[Two(P::Present, P::SeenAlone), One(P::Views)];
pub(super) const RISKS: &[Row] = &[One(P::FamilyRisks), One(P::Raised), One(P::Lesser)];
pub(super) const LOOKED: &[Row] = &[One(P::NotFound), One(P::NoneApply)];
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
/// Whom I told, and when: what is written during the call and just after it.
pub(super) const TOLD_WHOM: &[Row] = &[
    Led(P::SharedTo, P::SharedWhen, P::SharedAnswered),
    Three(P::SharedSpokeTo, P::SharedAgreed, P::SharedReference),
    One(P::SharedAbout),
];
pub(super) const SHARED: &[Row] = &[
    One(P::SharedHow),
    One(P::SharedWhat),
    One(P::SharedHeldBack),
    Two(P::SharedConfirmBy, P::SharedConfirmed),
];
pub(super) const TOLD: &[Row] = &[Two(P::ToldWho, P::ToldWhen), One(P::ToldWhat)];
pub(super) const NOT_TOLD: &[Row] = &[One(P::NotTold)];
pub(super) const FOLLOW_UP: &[Row] =
    &[Two(P::ReviewOn, P::Owner), Two(P::AcknowledgedBy, P::Acknowledged), One(P::Plan)];
pub(super) const ENTERED: &[Row] = &[Two(P::EnteredWhose, P::EnteredWhen)];
pub(super) const REASONS: &[Row] = &[One(P::DecisionReasons)];
pub(super) const CHANGE: &[Row] = &[One(P::WouldChange)];
pub(super) const CITED: &[Row] = &[One(P::CitedNote)];
/// When, from whom, and about whom a passage is; its words stand above.
pub(super) const PASSAGE: &[Row] =
    &[One(P::PassageText), Two(P::PassageWhen, P::PassageSource), One(P::PassageAbout)];
/// Marks lie in `marks`.
pub(super) const MARK: &[Row] = &[
    One(P::MarkSite),
    One(P::MarkChild),
    One(P::MarkSize),
    One(P::MarkColour),
    One(P::MarkShape),
    One(P::MarkNote),
    One(P::MarkWhen),
    One(P::MarkSource),
];
/// Why it differs from the outcome, where it does.
pub(super) const DEPARTURE: &[Row] = &[One(P::DepartureReason)];

/// Whether these parts are among those of a row.
const fn has(row: Row, part: Part) -> bool {
    match row {
        One(one) | Half(one) => one as u8 == part as u8,
        Two(one, other) => one as u8 == part as u8 || other as u8 == part as u8,
        Three(one, two, three) | Led(one, two, three) => {
            one as u8 == part as u8 || two as u8 == part as u8 || three as u8 == part as u8
        }
    }
}

/// Whether a part is asked in one of these rows.
pub(super) const fn are_of(rows: &[&[Row]], part: Part) -> bool {
    let mut all = rows;
    while let [rows, others @ ..] = all {
        let mut rows = *rows;
        while let [row, rest @ ..] = rows {
            if has(*row, part) {
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
            Led(one, two, three) if ui.available_width() < ABREAST => {
                if let Some(words) = words(one) {
                    self.part(ui, of, one, words);
                }
                side_by_side(ui, &[1.3, 1.0], |ui, at| {
                    let part = if at == 0 { two } else { three };
                    if let Some(words) = words(part) {
                        self.part(ui, of, part, words);
                    }
                });
            }
            Three(one, two, three) | Led(one, two, three) => {
                side_by_side(ui, &[1.2, 1.2, 0.8], |ui, at| {
                    let part = [one, two, three].get(at).copied().unwrap_or(one);
                    if let Some(words) = words(part) {
                        self.part(ui, of, part, words);
                    }
                });
            }
        }
    }
}
