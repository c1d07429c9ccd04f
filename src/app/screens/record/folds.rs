//! The headings of the record's screen: which parts each holds, and which stand open for an
//! outcome. What is not open is folded beside it, under its heading.

use super::RecordView;
use super::rows::{self, Row};
use crate::pathway::{Awaits, OutcomeId, OutcomeKind, with_consent};
use crate::record::{Child, Field, Holder as _, ItemKind, Part, Record, Section};

/// A heading of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// Who asks, how that was checked, what for.
    Request,
    /// What was seen, said, told and thought.
    Said,
    /// What was looked for.
    Looked,
    /// Who was told, and when.
    Told,
    /// The reasons.
    Why,
    /// All that is asked of each child.
    Child,
    /// Parents, household, others.
    Household,
    /// The marks on the body.
    Marks,
    /// The kinds of concern.
    Kinds,
    /// Who was present, and what the child wants.
    Present,
    /// What weighs on the family.
    Risks,
    /// Consent asked, or why not.
    Consent,
    /// Advice taken.
    Advice,
    /// What was shared and held back.
    Shared,
    /// Who of the family was told.
    Family,
    /// When it happened, was learned and decided.
    Times,
    /// What happens next.
    FollowUp,
    /// In whose clinical record it is entered.
    Clinical,
    /// What would change the decision.
    Change,
    /// The guidance that was read.
    Guidance,
}
use Fold as F;

impl Fold {
    /// All of them, in the order in which they are listed.
    pub(super) const ALL: [Self; 20] = [
        F::Request,
        F::Child,
        F::Said,
        F::Marks,
        F::Kinds,
        F::Looked,
        F::Household,
        F::Present,
        F::Risks,
        F::Consent,
        F::Advice,
        F::Told,
        F::Shared,
        F::Family,
        F::Why,
        F::Change,
        F::Times,
        F::FollowUp,
        F::Clinical,
        F::Guidance,
    ];

    /// The rows in which its parts lie.
    const fn rows(self) -> &'static [&'static [Row]] {
        match self {
            F::Request => &[rows::REQUEST],
            F::Said => &[rows::PASSAGE],
            F::Looked => &[rows::LOOKED],
            F::Told => &[rows::TOLD_WHOM],
            F::Why => &[rows::REASONS, rows::DEPARTURE],
            F::Child => &[rows::CHILD],
            F::Household => &[rows::PERSON],
            F::Marks => &[rows::MARK],
            F::Kinds => &[rows::KINDS],
            F::Present => &[rows::PARTICIPANT, rows::PRESENT],
            F::Risks => &[rows::RISKS],
            F::Consent => &[rows::CONSENT, rows::NOT_ASKED],
            F::Advice => &[rows::ADVICE, rows::SUMMARY],
            F::Shared => &[rows::SHARED],
            F::Family => &[rows::TOLD, rows::NOT_TOLD],
            F::Times => &[rows::WHEN],
            F::FollowUp => &[rows::FOLLOW_UP],
            F::Clinical => &[rows::ENTERED],
            F::Change => &[rows::CHANGE],
            F::Guidance => &[rows::CITED],
        }
    }

    /// The heading under which a part is asked.
    pub(super) fn of(part: Part) -> Self {
        OF.get(part as usize).copied().unwrap_or(F::Why)
    }

    /// The section of the record that it belongs to, whose set-aside things are listed with it;
    /// a section of several headings lists them under the first.
    pub(super) const fn lists_aside(self) -> Option<Section> {
        Some(match self {
            F::Request => Section::Request,
            F::Said => Section::Concern,
            F::Told => Section::Shared,
            F::Why => Section::Reasons,
            F::Child => Section::Who,
            F::Consent => Section::Consent,
            F::Advice => Section::Advice,
            F::Family => Section::Told,
            F::Times => Section::When,
            F::FollowUp => Section::FollowUp,
            _ => return None,
        })
    }

    /// As the screen says it.
    pub(super) const fn label(self) -> &'static str {
        match self {
            F::Request => "The request",
            F::Said => "What I saw or was told",
            F::Looked => "Looked for, and no sign of",
            F::Told => "Whom I told, and when",
            F::Why => "Why",
            F::Child => "More about the child",
            F::Household => "Household and others",
            F::Marks => "Marks on the body",
            F::Kinds => "Kind of concern",
            F::Present => "Present, and the child’s wishes",
            F::Risks => "Risks in the family",
            F::Consent => "Consent",
            F::Advice => "Advice",
            F::Shared => "Shared, and held back",
            F::Family => "Family told",
            F::Times => "Times",
            F::FollowUp => "Follow-up",
            F::Clinical => "Clinical record",
            F::Change => "What would change it",
            F::Guidance => "Guidance read",
        }
    }

    /// A few words below its heading, where it was opened beside the record.
    pub(super) fn help(self, view: &RecordView<'_>) -> &'static str {
        match self {
            F::Times => "If you do not know the date, say it in words.",
            F::Child => "Leave empty any name or number you do not know.",
            F::Household => "Parents, household, others who may pose a risk.",
            F::Request => "Who asks, and what for.",
            F::Said => "Keep what you found, what was said and what you think apart.",
            F::Present => "When the child was seen or spoken to. Name an interpreter too.",
            F::Consent => match with_consent(view.outcome_id) {
                Some(true) => "Who agreed, and on what basis.",
                Some(false) => "The steps you took to get consent, or why you did not ask.",
                None => "Who was asked and what they said, or why nobody was asked.",
            },
            F::Advice => "Each conversation in which you took advice.",
            F::Told | F::Shared if view.sharing => {
                "What you shared, with whom, and what you held back."
            }
            F::Told | F::Shared => {
                "This outcome shares nothing. If you did share something, write it here."
            }
            F::Family if view.sharing => {
                "Who in the family knows that you shared, or why nobody does."
            }
            F::Family => "Who in the family you spoke to, or why you spoke to no one.",
            F::FollowUp => "What happens next, and who does it.",
            F::Why => "Write for a reader who was not there.",
            F::Clinical => {
                "This register is not the clinical record and does not move with the child."
            }
            F::Guidance => {
                "The record keeps its words as they are today. Cite it where you read it."
            }
            F::Marks | F::Kinds | F::Looked | F::Risks | F::Change => "",
        }
    }

    /// The field in which its writing begins.
    pub(super) fn first(self) -> Field {
        Field::once(match self {
            F::Request => Part::RequestWho,
            F::Said => Part::PassageText,
            F::Looked => Part::NotFound,
            F::Told => Part::SharedTo,
            F::Why => Part::DecisionReasons,
            F::Child => Part::ChildFlags,
            F::Household => Part::PersonName,
            F::Marks => Part::MarkSize,
            F::Kinds => Part::Categories,
            F::Present => Part::ParticipantWho,
            F::Risks => Part::FamilyRisks,
            F::Consent => Part::ConsentAskedOf,
            F::Advice => Part::AdviceWho,
            F::Shared => Part::SharedHow,
            F::Family => Part::ToldWho,
            F::Times => Part::Happened,
            F::FollowUp => Part::ReviewOn,
            F::Clinical => Part::EnteredWhose,
            F::Change => Part::WouldChange,
            F::Guidance => Part::CitedNote,
        })
    }

    /// Of how many of its parts something is written: of things that can stand several times,
    /// how many there are.
    pub(super) fn count(self, record: &Record) -> usize {
        if self == F::Child {
            return record.children.iter().filter(|one| has_more(one)).count();
        }
        let parts = || Part::ALL.iter().copied().filter(|part| Self::of(*part) == self);
        let mut kinds: Vec<ItemKind> = parts().filter_map(|part| part.row().item).collect();
        kinds.dedup();
        if kinds.is_empty() {
            return parts().filter(|part| !record.is_blank(*part)).count();
        }
        let written = |kind: ItemKind| {
            let items = record.items(kind);
            items.iter().filter(|item| kind.parts().any(|part| !item.is_blank(part))).count()
        };
        kinds.into_iter().map(written).sum()
    }
}

/// Whether more is written of a child than the line at the top holds.
fn has_more(child: &Child) -> bool {
    ItemKind::Child.parts().filter(|part| !in_strip(*part)).any(|part| !child.is_blank(part))
}

/// Whether a part is among those of the child that stand in the line at the top.
pub(super) const fn in_strip(part: Part) -> bool {
    matches!(part, Part::ChildName | Part::ChildBorn | Part::ChildDue | Part::ChildNhs)
}

/// Whether a field is one of the first child's in that line.
pub(super) fn is_of_strip(record: &Record, field: &Field) -> bool {
    let first = record.children.first().map(|child| &child.id);
    in_strip(field.part) && field.item.is_some() && field.item.as_ref() == first
}

/// How much is still to do under a heading: "to do", "3 to do".
pub(super) fn to_do_words(count: usize) -> String {
    if count == 1 { "to do".to_owned() } else { format!("{count} to do") }
}

/// What stands open for this outcome, in order. All else is folded.
pub(super) fn open(view: &RecordView<'_>) -> &'static [Fold] {
    let kind = OutcomeKind::of(view.outcome_id);
    let (advice, consent) = (Some(Awaits::Advice), Some(Awaits::Consent));
    let awaits = Awaits::of(view.outcome_id);
    match (kind, view.request, OutcomeId::of(view.outcome_id)) {
        (Some(OutcomeKind::Tells), true, _) => &[F::Request, F::Said, F::Told, F::Why],
        (Some(OutcomeKind::Tells), false, _) => &[F::Said, F::Told, F::Why],
        (Some(OutcomeKind::Answers), ..) => &[F::Request, F::Told, F::Shared, F::Why],
        (Some(OutcomeKind::Open), false, _) if awaits == advice => &[F::Said, F::Advice, F::Why],
        (Some(OutcomeKind::Open), false, _) if awaits == consent => &[F::Said, F::Consent, F::Why],
        (Some(OutcomeKind::Open), true, _) if awaits == advice => &[F::Request, F::Advice, F::Why],
        (Some(OutcomeKind::Open), ..) => &[F::Request, F::FollowUp, F::Why],
        (Some(OutcomeKind::Withholds), true, _) => &[F::Request, F::Why, F::Change],
        (Some(OutcomeKind::Withholds), false, _) => &[F::Said, F::Why, F::Change],
        (Some(OutcomeKind::Nothing), true, _) => &[F::Request, F::Said, F::Why],
        (Some(OutcomeKind::Nothing), false, Some(OutcomeId::NoConcern)) => {
            &[F::Said, F::Looked, F::Why]
        }
        (Some(OutcomeKind::Nothing) | None, ..) => &[F::Said, F::Why],
    }
}

/// The heading of each part, in the order of the parts: it is asked of many in every frame.
static OF: [Fold; Part::ALL.len()] = {
    let mut headings = [F::Why; Part::ALL.len()];
    let (mut left, mut parts): (&mut [Fold], _) = (&mut headings, Part::ALL);
    while let ([heading, others @ ..], [part, rest @ ..]) = (left, parts) {
        let mut folds: &[Fold] = &Fold::ALL;
        while let [fold, more @ ..] = folds {
            if rows::are_of(fold.rows(), *part) {
                *heading = *fold;
                break;
            }
            folds = more;
        }
        (left, parts) = (others, rest);
    }
    headings
};

/// Every part is asked somewhere: one that is not does not compile.
const _: () = {
    let mut parts = Part::ALL;
    while let [part, rest @ ..] = parts {
        let mut folds: &[Fold] = &Fold::ALL;
        let mut asked = false;
        while let [fold, others @ ..] = folds {
            asked = asked || rows::are_of(fold.rows(), *part);
            folds = others;
        }
        assert!(asked, "a part of the record is asked nowhere on its screen");
        parts = rest;
    }
};
