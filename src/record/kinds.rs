//! What can be stated after a decision was signed, beside a note: each kind with what it
//! holds. Nothing signed is rewritten; these stand below it.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::form::{Disclosure, Field, Person, PersonRole, YesNo};
use super::ids::{Digest, ItemId};
use super::item::Item;
use super::review::{Review, Verdict};
use super::statement::Body;
use super::typed::{DayTime, Typed};
use crate::base::ronfile::blank;
use crate::base::time::When;

/// A field of a signed record that reads otherwise from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// sha256 of the decision statement that it corrects.
    pub of: Digest,
    /// Which field of its record.
    pub field: Field,
    /// The field's label with its section on the day: "Shared: What was held back".
    pub label: String,
    /// What stood there, as the corrector read it.
    pub from: String,
    /// What it should read.
    pub to: String,
    /// Why.
    #[serde(default, skip_serializing_if = "blank")]
    pub reason: String,
}

/// Something that was shared after the decision was signed, or a call confirmed in writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedSince {
    /// What went, to whom, when, how, their reference, what was held back.
    pub disclosure: Disclosure,
    /// The earlier disclosure that this one confirms in writing: in the decision's record, or
    /// in an earlier statement of this kind.
    #[serde(default, skip_serializing_if = "blank")]
    pub confirms: Option<ItemId>,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowedUp {
    /// What kind of news.
    pub what: News,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Who said so, or who did it.
    #[serde(default, skip_serializing_if = "blank")]
    pub by: String,
    /// Their reference.
    #[serde(default, skip_serializing_if = "blank")]
    pub reference: String,
    /// In words.
    #[serde(default, skip_serializing_if = "blank")]
    pub words: String,
    /// When it is next to be looked at. It stands in place of the review date.
    #[serde(default, skip_serializing_if = "blank")]
    pub next_due: Typed<DayTime>,
}

/// Kinds of news of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// They acknowledged what was shared.
    Acknowledged,
    /// What they decided or did.
    Outcome,
    /// It was taken further, because nothing or too little came back.
    Escalated,
    /// The case was looked at again: the review date is met.
    LookedAgain,
    /// Anything else.
    #[default]
    Note,
}

impl News {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 5] =
        [Self::Acknowledged, Self::Outcome, Self::Escalated, Self::LookedAgain, Self::Note];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Acknowledged => "Acknowledged",
            Self::Outcome => "Outcome",
            Self::Escalated => "Escalated",
            Self::LookedAgain => "Looked at again",
            Self::Note => "Something else",
        }
    }
}

/// An answer to a statement of the same decision: a reviewer's question, a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// sha256 of the statement that it answers.
    pub to: Digest,
    /// The answer.
    pub text: String,
}

/// The case goes from one owner to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handover {
    /// Whose it was; blank where nobody was named.
    #[serde(default, skip_serializing_if = "blank")]
    pub from: String,
    /// Whose it is to be.
    pub to: String,
    /// When it was handed over.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Whether they accepted. Until they have, the case stays with its owner.
    #[serde(default, skip_serializing_if = "blank")]
    pub accepted: Option<YesNo>,
    /// Why.
    #[serde(default, skip_serializing_if = "blank")]
    pub reason: String,
}

/// It was entered in one person's clinical record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnteredIn {
    /// In whose record.
    pub whose: RecordOf,
    /// Which child or other person of the decision's record, where it is one of them.
    #[serde(default, skip_serializing_if = "blank")]
    pub item: Option<ItemId>,
    /// Whose record, in words.
    #[serde(default, skip_serializing_if = "blank")]
    pub words: String,
    /// When.
    #[serde(default, skip_serializing_if = "blank")]
    pub when: Typed<DayTime>,
    /// Who entered it.
    #[serde(default, skip_serializing_if = "blank")]
    pub by: String,
}

/// Whose clinical record, by who they are to the child.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RecordOf {
    /// The child's.
    #[default]
    Child,
    /// A brother's or sister's.
    Sibling,
    /// The mother's.
    Mother,
    /// The father's.
    Father,
    /// Somebody else's.
    Other,
}

impl RecordOf {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 5] =
        [Self::Child, Self::Sibling, Self::Mother, Self::Father, Self::Other];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Child => "The child",
            Self::Sibling => "A sibling",
            Self::Mother => "The mother",
            Self::Father => "The father",
            Self::Other => "Somebody else",
        }
    }

    /// Who this person is to the child: as it was chosen, else as far as the words say.
    pub fn of_person(person: &Person) -> Option<Self> {
        match person.role {
            Some(PersonRole::Mother) => Some(Self::Mother),
            Some(PersonRole::Father) => Some(Self::Father),
            Some(PersonRole::Sibling) => Some(Self::Sibling),
            Some(_) => None,
            None => Self::of_relation(&person.relation),
        }
    }

    /// Who this is to the child, as far as the words for the relation say it plainly: "mother’s
    /// partner" is not the mother.
    pub fn of_relation(relation: &str) -> Option<Self> {
        let relation = relation.trim().to_lowercase();
        let first = relation.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
        let whole = relation.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’');
        let possessive = relation.contains("’s") || relation.contains("'s");
        let step = relation.starts_with("step") || relation.starts_with("foster");
        let in_law = whole.into_iter().any(|word| word.ends_with("law"));
        if possessive || step || in_law || relation.contains("partner") {
            return None;
        }
        match first {
            "mother" | "mum" | "mam" | "mummy" => Some(Self::Mother),
            "father" | "dad" | "daddy" => Some(Self::Father),
            "brother" | "sister" | "sibling" | "twin" => Some(Self::Sibling),
            _ => None,
        }
    }
}

/// Kinds of what can be added to a signed decision, beside a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaterKind {
    /// [`SharedSince`].
    Disclosure,
    /// [`FollowedUp`].
    FollowUp,
    /// [`Correction`].
    Correction,
    /// [`Handover`].
    Handover,
    /// [`EnteredIn`].
    ClinicalRecord,
    /// [`Reply`].
    Reply,
    /// [`Review`].
    Review,
}

impl LaterKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Disclosure,
        Self::FollowUp,
        Self::Correction,
        Self::Handover,
        Self::ClinicalRecord,
        Self::Reply,
        Self::Review,
    ];

    /// The kind as it stands in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::FollowUp => "follow-up",
            Self::Correction => "correction",
            Self::Handover => "handover",
            Self::ClinicalRecord => "clinical-record",
            Self::Reply => "reply",
            Self::Review => "review",
        }
    }

    /// The kind as the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Disclosure => "Disclosure",
            Self::FollowUp => "Follow-up",
            Self::Correction => "Correction",
            Self::Handover => "Handover",
            Self::ClinicalRecord => "Entered in a clinical record",
            Self::Reply => "Reply",
            Self::Review => "Review",
        }
    }

    /// The kind within a sentence: "a draft of a …".
    pub fn noun(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::FollowUp => "follow-up",
            Self::Correction => "correction",
            Self::Handover => "handover",
            Self::ClinicalRecord => "note of an entry in a clinical record",
            Self::Reply => "reply",
            Self::Review => "review",
        }
    }
}

/// One of these statements, signed or in the making.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Later {
    /// Something was shared since.
    Disclosure(SharedSince),
    /// What became of it.
    FollowUp(FollowedUp),
    /// A field reads otherwise.
    Correction(Correction),
    /// The case has another owner.
    Handover(Handover),
    /// It was entered in a clinical record.
    ClinicalRecord(EnteredIn),
    /// An answer.
    Reply(Reply),
    /// What a reviewer says.
    Review(Review),
}

impl Later {
    /// Which kind it is.
    pub fn kind(&self) -> LaterKind {
        match self {
            Self::Disclosure(_) => LaterKind::Disclosure,
            Self::FollowUp(_) => LaterKind::FollowUp,
            Self::Correction(_) => LaterKind::Correction,
            Self::Handover(_) => LaterKind::Handover,
            Self::ClinicalRecord(_) => LaterKind::ClinicalRecord,
            Self::Reply(_) => LaterKind::Reply,
            Self::Review(_) => LaterKind::Review,
        }
    }

    /// One line for lists; no name of a person.
    pub fn headline(&self) -> String {
        let kind = self.kind().label();
        match self {
            Self::FollowUp(news) => format!("{kind}: {}", news.what.label().to_lowercase()),
            Self::Correction(correction) => format!("{kind} of “{}”", correction.label),
            Self::Disclosure(shared) if shared.confirms.is_some() => {
                format!("{kind}: confirmed in writing")
            }
            _ => kind.to_owned(),
        }
    }

    /// When that happened which it tells of.
    pub fn when(&self) -> Option<&Typed<DayTime>> {
        match self {
            Self::Disclosure(shared) => Some(&shared.disclosure.when),
            Self::FollowUp(news) => Some(&news.when),
            Self::Handover(handover) => Some(&handover.when),
            Self::ClinicalRecord(entered) => Some(&entered.when),
            Self::Correction(_) | Self::Reply(_) | Self::Review(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn when_mut(&mut self) -> Option<&mut Typed<DayTime>> {
        match self {
            Self::Disclosure(shared) => Some(&mut shared.disclosure.when),
            Self::FollowUp(news) => Some(&mut news.when),
            Self::Handover(handover) => Some(&mut handover.when),
            Self::ClinicalRecord(entered) => Some(&mut entered.when),
            Self::Correction(_) | Self::Reply(_) | Self::Review(_) => None,
        }
    }

    /// For the header: when it happened. When something was shared is told as that.
    pub fn happened(&self, written: &DateTime<FixedOffset>) -> Option<When> {
        if let Self::Disclosure(_) = self {
            return None;
        }
        self.when()?.when(written)
    }

    /// What is missing before it says anything at all; `None`: it can be signed. Nothing else
    /// that is blank is in the way.
    pub fn lacks(&self) -> Option<&'static str> {
        let blank = |text: &str| text.trim().is_empty();
        match self {
            Self::Disclosure(shared) => {
                let one = &shared.disclosure;
                let empty = blank(&one.to) && blank(&one.shared) && shared.confirms.is_none();
                empty.then_some("Say who it went to, or what was shared.")
            }
            Self::FollowUp(news) => (news.what == News::Note
                && [&news.words, &news.by, &news.reference, &news.next_due.text]
                    .into_iter()
                    .all(|text| blank(text)))
            .then_some("Say what has happened."),
            Self::Correction(correction) => (correction.from.trim() == correction.to.trim())
                .then_some("It still says the same. Write what it should say."),
            Self::Handover(handover) => {
                blank(&handover.to).then_some("Say who the case is handed over to.")
            }
            Self::ClinicalRecord(entered) => (entered.whose == RecordOf::Other
                && entered.item.is_none()
                && blank(&entered.words))
            .then_some("Say in whose record it was entered."),
            Self::Reply(reply) => blank(&reply.text).then_some("Write the reply."),
            Self::Review(review) => {
                let words = [&review.comment, &review.question, &review.learning];
                (review.verdict.is_none() && words.into_iter().all(|text| blank(text)))
                    .then_some("Choose your view, or write something.")
            }
        }
    }

    /// Whether nothing was typed in it that would be lost. What was filled in beforehand counts
    /// as nothing typed.
    pub fn is_blank(&self) -> bool {
        let none = |texts: &[&String]| texts.iter().all(|text| text.trim().is_empty());
        match self {
            Self::Disclosure(SharedSince { disclosure: one, confirms }) => {
                confirms.is_none()
                    && *one
                        == Disclosure { when: one.when.clone(), ..Disclosure::new(one.id.clone()) }
            }
            Self::FollowUp(news) => {
                news.what == News::Note
                    && none(&[&news.by, &news.reference, &news.words, &news.next_due.text])
            }
            Self::Correction(one) => one.from == one.to && none(&[&one.reason]),
            Self::Handover(one) => one.accepted.is_none() && none(&[&one.to, &one.reason]),
            Self::ClinicalRecord(one) => {
                one.whose == RecordOf::Child && one.item.is_none() && none(&[&one.words])
            }
            Self::Reply(one) => none(&[&one.text]),
            Self::Review(one) => {
                one.verdict.is_none() && none(&[&one.comment, &one.question, &one.learning])
            }
        }
    }

    /// What it says, by label: only what is filled. `named` gives words for another statement
    /// or for an item of the record, where that is known.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines: Vec<(&'static str, String)> = Vec::new();
        let mut say = |label, text: &str| {
            if !text.trim().is_empty() {
                lines.push((label, text.to_owned()));
            }
        };
        match self {
            Self::Disclosure(SharedSince { disclosure: one, confirms }) => {
                if confirms.is_some() {
                    say("In writing", "This confirms an earlier call in writing.");
                }
                say("Told to", &one.to);
                say("When", &one.when.text);
                say("How", &one.how);
                say("Their reference", &one.reference);
                say("What was shared", &one.shared);
                say("What was held back", &one.held_back);
                say("Confirm in writing by", &one.confirm_by.text);
                say("Confirmed in writing", &one.confirmed.text);
            }
            Self::FollowUp(news) => {
                say("What has happened", news.what.label());
                say("When", &news.when.text);
                say("By whom", &news.by);
                say("Their reference", &news.reference);
                say("In words", &news.words);
                say("Next due", &news.next_due.text);
            }
            Self::Correction(one) => {
                let nothing = |text: &str| {
                    if text.trim().is_empty() { "Nothing".to_owned() } else { text.to_owned() }
                };
                say("Field", &one.label);
                say("It said", &nothing(&one.from));
                say("It should say", &nothing(&one.to));
                say("Why", &one.reason);
            }
            Self::Handover(one) => {
                let from = if one.from.trim().is_empty() { "Nobody was named" } else { &one.from };
                say("From", from);
                say("To", &one.to);
                say("When", &one.when.text);
                say(
                    "Accepted",
                    match one.accepted {
                        Some(YesNo::Yes) => "Yes",
                        Some(YesNo::No) => "No. The case stays with its owner.",
                        None => "Not yet. Until then the case stays with its owner.",
                    },
                );
                say("Why", &one.reason);
            }
            Self::ClinicalRecord(one) => {
                say("In the record of", &one.in_words());
                say("When", &one.when.text);
                say("By whom", &one.by);
            }
            Self::Reply(one) => say("Reply", &one.text),
            Self::Review(one) => {
                say("The reviewer says", one.verdict.map_or("", Verdict::label));
                say("Comment", &one.comment);
                say("Question", &one.question);
                say("Learning points", &one.learning);
            }
        }
        lines
    }
}

impl EnteredIn {
    /// In whose record: "A sibling: Robin Example".
    pub fn in_words(&self) -> String {
        match (self.whose, self.words.trim()) {
            (whose, "") => whose.label().to_owned(),
            (RecordOf::Other, words) => words.to_owned(),
            (whose, words) => format!("{}: {words}", whose.label()),
        }
    }
}

impl From<Later> for Body {
    fn from(later: Later) -> Self {
        match later {
            Later::Disclosure(one) => Self::Disclosure(one),
            Later::FollowUp(one) => Self::FollowUp(one),
            Later::Correction(one) => Self::Correction(one),
            Later::Handover(one) => Self::Handover(one),
            Later::ClinicalRecord(one) => Self::ClinicalRecord(one),
            Later::Reply(one) => Self::Reply(one),
            Later::Review(one) => Self::Review(one),
        }
    }
}

impl Body {
    /// What was added to a decision, where it is of one of these kinds.
    pub fn later(&self) -> Option<Later> {
        Some(match self {
            Self::Disclosure(one) => Later::Disclosure(one.clone()),
            Self::FollowUp(one) => Later::FollowUp(one.clone()),
            Self::Correction(one) => Later::Correction(one.clone()),
            Self::Handover(one) => Later::Handover(one.clone()),
            Self::ClinicalRecord(one) => Later::ClinicalRecord(one.clone()),
            Self::Reply(one) => Later::Reply(one.clone()),
            Self::Review(one) => Later::Review(one.clone()),
            Self::Decision(_) | Self::Addendum(_) | Self::Contact(_) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mother_is_told_from_her_partner_and_her_mother() {
        for (relation, who) in [
            ("mother", Some(RecordOf::Mother)),
            ("Mum (lives with her)", Some(RecordOf::Mother)),
            ("father", Some(RecordOf::Father)),
            ("Twin brother", Some(RecordOf::Sibling)),
            ("mother’s partner", None),
            ("mother's mother", None),
            ("mother-in-law", None),
            ("stepfather", None),
            ("neighbour", None),
            ("", None),
        ] {
            assert_eq!(RecordOf::of_relation(relation), who, "{relation}");
        }
    }

    #[test]
    fn an_acknowledgement_alone_says_enough_and_other_news_needs_words() {
        let news = |what| FollowedUp { what, ..FollowedUp::default() };
        assert_eq!(Later::FollowUp(news(News::Acknowledged)).lacks(), None);
        assert!(Later::FollowUp(news(News::Note)).lacks().is_some());
        let told = FollowedUp { words: "They rang.".to_owned(), ..news(News::Note) };
        assert_eq!(Later::FollowUp(told).lacks(), None);
    }

    #[test]
    fn who_somebody_is_was_chosen_or_is_told_by_the_words() {
        let mut person = Person::new(ItemId::mint([1; 8]));
        "mum".clone_into(&mut person.relation);
        assert_eq!(RecordOf::of_person(&person), Some(RecordOf::Mother));
        person.role = Some(PersonRole::Father);
        assert_eq!(RecordOf::of_person(&person), Some(RecordOf::Father));
        person.role = Some(PersonRole::ParentsPartner);
        assert_eq!(RecordOf::of_person(&person), None, "their record is not one of these");
    }
}
