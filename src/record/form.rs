//! The record: what is known of the child, the concern, and what was done about it.
//!
//! Sections and fields are those of a good record (PCYP ¶52–56, in summary). Every text is
//! kept as typed. Everything that can stand several times has an id, so that a correction or
//! a comment can name it and the screens can keep each field's undo apart.

pub mod about;
pub mod body;
mod choices;
pub mod cited;
mod field;
pub mod field_access;
pub mod infant;
pub mod item;
pub mod looked_for;
pub mod mark;
pub mod nhs_number;
mod parts;
pub mod plausibility;
pub mod prefill;
pub mod remarks;
pub mod seen_by_whom;
pub mod text;
pub mod typed;
mod value;

use serde::{Deserialize, Serialize};

use super::about::About;
use super::cited::GuidanceCited;
use super::ids::ItemId;
use super::mark::Mark;
pub use super::people::{ChildFlag, PersonFlag, PersonRole};
pub use choices::{Answered, Category, ConsentAnswer, ConsentBasis, PassageKind, YesNo};
pub use field::{Field, Section};
pub use parts::{Ask, Holds, ItemKind, Part, Row};
pub use value::{Chosen, Edit, Holder, Value};

use super::typed::{Day, DayTime, NhsNumber, Typed};
use crate::base::ronfile::blank;

/// The record of one decision, in a draft and, the same, in a signed statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Record {
    /// When what gave rise to the concern happened.
    #[serde(skip_serializing_if = "blank")]
    pub happened: Typed<DayTime>,
    /// When the author learned of it.
    #[serde(skip_serializing_if = "blank")]
    pub learned: Typed<DayTime>,
    /// When it was decided.
    #[serde(skip_serializing_if = "blank")]
    pub decided: Typed<DayTime>,
    /// The child or children.
    #[serde(skip_serializing_if = "blank")]
    pub children: Vec<Child>,
    /// Parents, household, others who may pose a risk.
    #[serde(skip_serializing_if = "blank")]
    pub others: Vec<Person>,
    /// Kinds of concern.
    #[serde(skip_serializing_if = "blank")]
    pub categories: Vec<Category>,
    /// What was found, said, thought and told, kept apart.
    #[serde(skip_serializing_if = "blank")]
    pub passages: Vec<Passage>,
    /// Injuries, marked on the outline of the body. Came later: not written where there is none.
    #[serde(skip_serializing_if = "blank")]
    pub marks: Vec<Mark>,
    /// Who was present, in words; the list came later.
    #[serde(skip_serializing_if = "blank")]
    pub present: String,
    /// Each person who was present.
    #[serde(skip_serializing_if = "blank")]
    pub participants: Vec<Participant>,
    /// Whether the child was seen alone.
    #[serde(skip_serializing_if = "blank")]
    pub seen_alone: Option<YesNo>,
    /// The child's views and wishes.
    #[serde(skip_serializing_if = "blank")]
    pub views: String,
    /// Drugs, alcohol, domestic abuse, mental ill-health, earlier abuse or neglect.
    #[serde(skip_serializing_if = "blank")]
    pub family_risks: String,
    /// What was ticked of what is never a lesser concern, a line each, in the words of the day.
    #[serde(skip_serializing_if = "blank")]
    pub raised: String,
    /// Why it is taken for a lesser concern all the same.
    #[serde(skip_serializing_if = "blank")]
    pub lesser: String,
    /// What was asked of what is never a lesser concern, and answered with none of it: a line each,
    /// in the words of the day. Nobody says by that that it was looked for.
    #[serde(skip_serializing_if = "blank")]
    pub none_apply: String,
    /// What was looked for and not found, a line each, in the words of the day.
    #[serde(skip_serializing_if = "blank")]
    pub not_found: String,
    /// Each person who was asked for consent.
    #[serde(skip_serializing_if = "blank")]
    pub consent: Vec<Consent>,
    /// Why consent was not asked.
    #[serde(skip_serializing_if = "blank")]
    pub consent_not_asked: String,
    /// Each conversation in which advice was taken.
    #[serde(skip_serializing_if = "blank")]
    pub advice: Vec<Advice>,
    /// The request, where someone asked for information.
    #[serde(skip_serializing_if = "blank")]
    pub request: Request,
    /// What was shared, with whom.
    #[serde(skip_serializing_if = "blank")]
    pub disclosures: Vec<Disclosure>,
    /// Who of the family was told.
    #[serde(skip_serializing_if = "blank")]
    pub told: Vec<Told>,
    /// Why nobody was told.
    #[serde(skip_serializing_if = "blank")]
    pub not_told: String,
    /// What happens next.
    #[serde(skip_serializing_if = "blank")]
    pub follow_up: FollowUp,
    /// The reasons for the decision.
    #[serde(skip_serializing_if = "blank")]
    pub reasons: String,
    /// What would change the decision.
    #[serde(skip_serializing_if = "blank")]
    pub would_change: String,
    /// In whose clinical records it was entered, and when.
    #[serde(skip_serializing_if = "blank")]
    pub entered: Vec<Entered>,
    /// Guidance that was read for this decision, in its words on the day.
    #[serde(skip_serializing_if = "blank")]
    pub rests_on: Vec<GuidanceCited>,
    /// The summary without names for an adviser, as the author edited or copied it.
    #[serde(skip_serializing_if = "blank")]
    pub summary: String,
}

/// A child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// Names this child within the record.
    pub id: ItemId,
    /// Name; may be unknown.
    #[serde(default, skip_serializing_if = "blank")]
    pub name: String,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "blank")]
    pub born: Typed<Day>,
    /// NHS number; never required.
    #[serde(default, skip_serializing_if = "blank")]
    pub nhs: Typed<NhsNumber>,
    /// Address.
    #[serde(default, skip_serializing_if = "blank")]
    pub address: String,
    /// Who has parental responsibility.
    #[serde(default, skip_serializing_if = "blank")]
    pub parental_responsibility: String,
    /// Where the child is now, with whom, going where tonight.
    #[serde(default, skip_serializing_if = "blank")]
    pub whereabouts: String,
    /// A safe way to make contact.
    #[serde(default, skip_serializing_if = "blank")]
    pub safe_contact: String,
    /// A social worker or plan already there.
    #[serde(default, skip_serializing_if = "blank")]
    pub social_worker: String,
    /// What is said of the child as a whole: not born yet, name not known.
    #[serde(default, skip_serializing_if = "blank")]
    pub flags: Vec<ChildFlag>,
    /// Expected date of delivery of a child who is not born yet.
    #[serde(default, skip_serializing_if = "blank")]
    pub due: Typed<Day>,
}

/// Another person in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Names this person within the record.
    pub id: ItemId,
    /// Name; may be unknown.
    #[serde(default, skip_serializing_if = "blank")]
    pub name: String,
    /// Who they are to the child.
    #[serde(default, skip_serializing_if = "blank")]
    pub relation: String,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "blank")]
    pub born: Typed<Day>,
    /// Whether they may pose a risk, and what else matters.
    #[serde(default, skip_serializing_if = "blank")]
    pub notes: String,
    /// Who they are, as a choice; `relation` says it in words.
    #[serde(default, skip_serializing_if = "blank")]
    pub role: Option<PersonRole>,
    /// What is said of them; what is not said is not known.
    #[serde(default, skip_serializing_if = "blank")]
    pub flags: Vec<PersonFlag>,
    /// NHS number; never required.
    #[serde(default, skip_serializing_if = "blank")]
    pub nhs: Typed<NhsNumber>,
}

/// One passage of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Names this passage within the record.
    pub id: ItemId,
    /// Its kind.
    pub kind: PassageKind,
    /// When it was found or said.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Who told it, or who saw it.
    #[serde(default, skip_serializing_if = "blank")]
    pub source: String,
    /// The words.
    #[serde(default, skip_serializing_if = "blank")]
    pub text: String,
    /// Which children it is about.
    #[serde(default, skip_serializing_if = "blank")]
    pub about: About,
}

impl Passage {
    /// Whether nothing is written in it yet: neither its words nor from whom they are.
    pub fn is_unwritten(&self) -> bool {
        self.text.trim().is_empty() && self.source.trim().is_empty()
    }

    /// Makes it one of this kind. What the author thinks is thought while it is written; when
    /// something was seen or said, only who was there knows.
    pub fn make(&mut self, kind: PassageKind, now: &chrono::DateTime<chrono::FixedOffset>) {
        self.kind = kind;
        if kind == PassageKind::Opinion && self.when.is_blank() {
            self.when = Typed::of(now);
        }
    }
}

/// Somebody who was there when the child was seen or spoken to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Names this person within the record.
    pub id: ItemId,
    /// Who it was.
    #[serde(default, skip_serializing_if = "blank")]
    pub who: String,
    /// Who they are to the child, or their role.
    #[serde(default, skip_serializing_if = "blank")]
    pub role: String,
    /// Whether they interpreted and are not of the family.
    #[serde(default, skip_serializing_if = "blank")]
    pub interpreter: bool,
}

impl Participant {
    /// What the screens and the text say of an interpreter.
    pub const INTERPRETER: &'static str = "Interpreter (not a family member)";
}

/// One person who was asked for consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Names this entry within the record.
    pub id: ItemId,
    /// Who was asked.
    #[serde(default, skip_serializing_if = "blank")]
    pub asked_of: String,
    /// On what basis: capacity or parental responsibility.
    #[serde(default, skip_serializing_if = "blank")]
    pub basis: Option<ConsentBasis>,
    /// The answer.
    #[serde(default, skip_serializing_if = "blank")]
    pub answer: Option<ConsentAnswer>,
    /// What was explained, what was agreed and what was not, reasons given for refusing.
    #[serde(default, skip_serializing_if = "blank")]
    pub notes: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
}

/// One conversation in which advice was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// Names this entry within the record.
    pub id: ItemId,
    /// Who advised.
    #[serde(default, skip_serializing_if = "blank")]
    pub who: String,
    /// Their role.
    #[serde(default, skip_serializing_if = "blank")]
    pub role: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// What they said, and what was agreed meanwhile.
    #[serde(default, skip_serializing_if = "blank")]
    pub said: String,
    /// Whether the child was named to them.
    #[serde(default, skip_serializing_if = "blank")]
    pub child_named: Option<YesNo>,
    /// Which children it is about.
    #[serde(default, skip_serializing_if = "blank")]
    pub about: About,
}

/// A request for information.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Request {
    /// Who asks, and for which agency.
    #[serde(skip_serializing_if = "blank")]
    pub who: String,
    /// When it was received.
    #[serde(skip_serializing_if = "blank")]
    pub received: Typed<DayTime>,
    /// By what channel.
    #[serde(skip_serializing_if = "blank")]
    pub channel: String,
    /// Reply by when.
    #[serde(skip_serializing_if = "blank")]
    pub reply_by: Typed<DayTime>,
    /// How their identity was checked.
    #[serde(skip_serializing_if = "blank")]
    pub identity: String,
    /// Why they ask, what they need and how they may use it.
    #[serde(skip_serializing_if = "blank")]
    pub purpose: String,
    /// Which order or law, where there is one.
    #[serde(skip_serializing_if = "blank")]
    pub law: String,
}

/// One disclosure: what was shared, with whom, and what was held back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Names this disclosure within the record.
    pub id: ItemId,
    /// The agency and person it went to, who took the call.
    #[serde(default, skip_serializing_if = "blank")]
    pub to: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// How: telephone, secure mail, in person.
    #[serde(default, skip_serializing_if = "blank")]
    pub how: String,
    /// What came of a call, where that was said.
    #[serde(default, skip_serializing_if = "blank")]
    pub answered: Option<Answered>,
    /// Who took the call, or read what was sent.
    #[serde(default, skip_serializing_if = "blank")]
    pub spoke_to: String,
    /// Their reference.
    #[serde(default, skip_serializing_if = "blank")]
    pub reference: String,
    /// What was shared: about the child, parents, others, family risk factors.
    #[serde(default, skip_serializing_if = "blank")]
    pub shared: String,
    /// What was held back, and why.
    #[serde(default, skip_serializing_if = "blank")]
    pub held_back: String,
    /// What was agreed with them: who does what next.
    #[serde(default, skip_serializing_if = "blank")]
    pub agreed: String,
    /// When a call was confirmed in writing.
    #[serde(default, skip_serializing_if = "blank")]
    pub confirmed: Typed<DayTime>,
    /// By when a call is to be confirmed in writing.
    #[serde(default, skip_serializing_if = "blank")]
    pub confirm_by: Typed<DayTime>,
    /// Which children it is about.
    #[serde(default, skip_serializing_if = "blank")]
    pub about: About,
}

/// One person of the family who was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Names this entry within the record.
    pub id: ItemId,
    /// Who was told.
    #[serde(default, skip_serializing_if = "blank")]
    pub who: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// What they were told, and what they said.
    #[serde(default, skip_serializing_if = "blank")]
    pub what: String,
}

/// What happens next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FollowUp {
    /// Review by this day, or by this time of it.
    #[serde(skip_serializing_if = "blank")]
    pub review_on: Typed<DayTime>,
    /// Who owns the open case.
    #[serde(skip_serializing_if = "blank")]
    pub owner: String,
    /// When the referral was acknowledged.
    #[serde(skip_serializing_if = "blank")]
    pub acknowledged: Typed<DayTime>,
    /// What else is planned: help offered, next steps, escalation.
    #[serde(skip_serializing_if = "blank")]
    pub plan: String,
    /// By when an acknowledgement of the referral is expected.
    #[serde(skip_serializing_if = "blank")]
    pub acknowledged_by: Typed<DayTime>,
}

/// One clinical record in which it was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entered {
    /// Names this entry within the record.
    pub id: ItemId,
    /// Whose record: the child's, a sibling's, the mother's, the father's.
    #[serde(default, skip_serializing_if = "blank")]
    pub whose: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// The child or other person of this record, where it was chosen and not typed.
    #[serde(default, skip_serializing_if = "blank")]
    pub of: Option<ItemId>,
}
