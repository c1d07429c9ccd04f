//! Every part of a record, one row each: what it is called where it is read and where it is
//! asked, and what it holds. Screens, texts, corrections, what could tell who somebody is,
//! examples and what is still to do read these rows; nothing lists the parts again.
//!
//! A field that a struct has and no row names does not compile, nor does a row without its
//! field. Rows stand in the order in which a record is read.

use serde::{Deserialize, Serialize};

use super::field::{Field, Section};
use super::value::{Edit, Holder, Value, value_of, value_of_mut};
use super::{
    Advice, Child, Consent, Disclosure, Entered, FollowUp, Participant, Passage, Person, Record,
    Request, Told,
};
use crate::base::dates::Looks::{self, Ahead, Back, Birth};
use crate::record::cited::GuidanceCited;
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::mark::Mark;
use crate::record::statement::Departure;
use Ask::{Area, Line, Press, Seen, Then, Time, Words};
use Holds::{
    About, Address, Born, Choice, Day, Name, Number, People, Place, Prose, Reach, Reference, Role,
    Whom, Work,
};

/// What is known of a part.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The section that it is in.
    pub section: Section,
    /// What can stand several times and has it; `None`: it is there once.
    pub item: Option<ItemKind>,
    /// What it is called where it is read.
    pub label: &'static str,
    /// What it is called where it is asked.
    pub asks: &'static str,
    /// What stands below that; blank where nothing does.
    pub hint: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// How it is asked.
    pub ask: Ask,
}

/// What a part holds: what could tell who somebody is follows from it, and whether it can be
/// set as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The name of the child or person whose it is.
    Name,
    /// Who the one is whom the rest of the item is about, in words.
    Whom,
    /// Others, by name or in words.
    People,
    /// People whose work it is, by name or role: an agency, an adviser, an owner.
    Work,
    /// Who somebody is to the child, or in what capacity. A name may stand in it.
    Role,
    /// Where somebody lives.
    Address,
    /// An NHS number.
    Number,
    /// A reference that somebody gave.
    Reference,
    /// Words in which a number tells whom it leads to: a telephone, a case.
    Reach,
    /// A day of birth, which has been or is to come.
    Born(Looks),
    /// Any other day or time.
    Day(Looks),
    /// What is chosen and not typed.
    Choice,
    /// Which children it is about.
    About,
    /// Where a mark is: it is put there, not typed.
    Place,
    /// Words.
    Prose,
}

impl Holds {
    /// Whether names stand in it, of people, places or agencies.
    pub const fn names_somebody(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Whom | Self::People | Self::Work | Self::Role | Self::Address
        )
    }
}

/// How a part is asked on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One line.
    Line,
    /// One line whose spelling is checked.
    Words,
    /// So many lines, which grow.
    Area(u8),
    /// A time at which the author can be writing, with "Now" beside it.
    Time,
    /// A time that is never now: of what was seen or happened before, or is to come.
    Then,
    /// Who saw it: one press for the author, else a line.
    Seen,
    /// What is pressed: choices, children, a place.
    Press,
}

macro_rules! parts {
    ($($section:ident {$(
        $how:ident $at:ident: $type:ident $(($noun:literal, $first:ident))? $([$($besides:ident),*])? {$(
            $part:ident: $field:ident $(as $reads:ident)? = $holds:expr, $ask:expr, $label:literal
                $(/ $asks:literal)? $(, $hint:literal)?;
        )*}
    )*})*) => {
        /// The parts, by what they hold. A correction, a draft and a tick name one so: a name
        /// never changes.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize
        )]
        #[expect(missing_docs, reason = "each is named as the field of the record that it is")]
        pub enum Part { $($($($part,)*)*)* }

        impl Part {
            /// All of them, in the order in which a record is read.
            pub const ALL: &'static [Self] = &[$($($(Self::$part,)*)*)*];

            /// What is known of it.
            pub const fn row(self) -> Row {
                match self {$($($(
                    Self::$part => Row {
                        section: Section::$section,
                        item: parts!(@item $how $type),
                        label: $label,
                        asks: parts!(@first $($asks,)? $label),
                        hint: parts!(@first $($hint,)? ""),
                        holds: $holds,
                        ask: $ask,
                    },
                )*)*)*}
            }
        }

        impl Holder for Record {
            fn value(&self, part: Part) -> Option<&dyn Value> {
                let record = self;
                match part {$($($(
                    Part::$part => parts!(@once $how $at record $field value_of),
                )*)*)*}
            }
            fn value_mut(&mut self, part: Part) -> Option<&mut dyn Value> {
                let record = self;
                match part {$($($(
                    Part::$part => parts!(@once_mut $how $at record $field value_of_mut),
                )*)*)*}
            }
            fn at(&self, part: Part) -> Field {
                Field::once(part)
            }
        }

        $($(parts! {@holder $how $at $type ($($noun, $first)?) [$($($besides)*)?] $($part $field ($($reads)?))*})*)*
        parts! {@kinds [] $($($how $at $type ($($first)?))*)*}
        parts! {@all [] $($($how $at [$($field)*])*)*}
    };

    (@first $one:literal $(, $other:literal)?) => { $one };
    (@item once $type:ident) => { None };
    (@item each $type:ident) => { Some(ItemKind::$type) };

    (@once once record $record:ident $field:ident $of:ident) => { Some($of(&$record.$field)) };
    (@once once departure $record:ident $field:ident $of:ident) => { None };
    (@once once $at:ident $record:ident $field:ident $of:ident) => { Some($of(&$record.$at.$field)) };
    (@once each $at:ident $record:ident $field:ident $of:ident) => { None };
    (@once_mut once record $record:ident $field:ident $of:ident) => { Some($of(&mut $record.$field)) };
    (@once_mut once departure $record:ident $field:ident $of:ident) => { None };
    (@once_mut once $at:ident $record:ident $field:ident $of:ident) => {
        Some($of(&mut $record.$at.$field))
    };
    (@once_mut each $at:ident $record:ident $field:ident $of:ident) => { None };

    // What can stand several times: made blank, and its parts by name.
    (@holder each $at:ident $type:ident ($noun:literal, $first:ident) [$($besides:ident)*]
        $($part:ident $field:ident ($($reads:ident)?))*) => {
        impl Item for $type {
            const NOUN: &'static str = $noun;
            const KIND: ItemKind = ItemKind::$type;
            fn id(&self) -> &ItemId {
                &self.id
            }
            fn new(id: ItemId) -> Self {
                Self { id, $($besides: Default::default(),)* $($field: Default::default()),* }
            }
        }
        impl Holder for $type {
            fn value(&self, part: Part) -> Option<&dyn Value> {
                match part {
                    $(Part::$part => Some(value_of(&self.$field)),)*
                    _ => None,
                }
            }
            fn value_mut(&mut self, part: Part) -> Option<&mut dyn Value> {
                match part {
                    $(Part::$part => Some(value_of_mut(&mut self.$field)),)*
                    _ => None,
                }
            }
            fn at(&self, part: Part) -> Field {
                Field::of(part, &self.id)
            }
            fn reads(&self, part: Part, record: &Record) -> String {
                match part {
                    $(Part::$part => parts!(@reads self record $field $($reads)?),)*
                    _ => String::new(),
                }
            }
        }
    };
    (@holder once record $($rest:tt)*) => {};
    // What is there once, and has a struct of its own: none of its fields is forgotten.
    (@holder once $at:ident $type:ident () [$($besides:ident)*]
        $($part:ident $field:ident ($($reads:ident)?))*) => {
        const _: fn(&$type) = |$type { $($besides: _,)* $($field: _),* }| {};
    };
    (@reads $self:ident $record:ident $field:ident) => { $self.$field.read($record) };
    (@reads $self:ident $record:ident $field:ident $reads:ident) => { $self.$reads() };

    // No field of a record is forgotten.
    (@all [$($seen:ident)*]) => { const _: fn(&Record) = |Record { $($seen: _),* }| {}; };
    (@all [$($seen:ident)*] once record [$($field:ident)*] $($rest:tt)*) => {
        parts! {@all [$($seen)* $($field)*] $($rest)*}
    };
    (@all [$($seen:ident)*] once departure [$($field:ident)*] $($rest:tt)*) => {
        parts! {@all [$($seen)*] $($rest)*}
    };
    (@all [$($seen:ident)*] $how:ident $at:ident [$($field:ident)*] $($rest:tt)*) => {
        parts! {@all [$($seen)* $at] $($rest)*}
    };

    (@kinds [$($done:tt)*] once $at:ident $type:ident () $($rest:tt)*) => {
        parts! {@kinds [$($done)*] $($rest)*}
    };
    (@kinds [$($done:tt)*] each $at:ident $type:ident ($first:ident) $($rest:tt)*) => {
        parts! {@kinds [$($done)* ($at $type $first)] $($rest)*}
    };
    (@kinds [$(($list:ident $type:ident $first:ident))*]) => {
        /// What can stand several times in a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as the struct that it is")]
        pub enum ItemKind { $($type,)* }

        impl ItemKind {
            /// All of them, in the order in which a record is read.
            pub const ALL: &'static [Self] = &[$(Self::$type,)*];

            /// What one of them is called.
            pub fn noun(self) -> &'static str {
                match self { $(Self::$type => $type::NOUN,)* }
            }

            /// The part that a new one is begun with.
            pub fn first(self) -> Part {
                match self { $(Self::$type => Part::$first,)* }
            }
        }

        impl Record {
            /// The items of this kind, in their order.
            pub fn items(&self, kind: ItemKind) -> Vec<&dyn Holder> {
                match kind {
                    $(ItemKind::$type => self.$list.iter().map(|one| one as &dyn Holder).collect(),)*
                }
            }

            /// The ids of the items of this kind, in their order.
            pub fn ids(&self, kind: ItemKind) -> Vec<&ItemId> {
                match kind { $(ItemKind::$type => self.$list.iter().map(Item::id).collect(),)* }
            }

            /// What has this part: the record itself, the item that the field names, or the
            /// first of its kind where it names none.
            pub fn holder_mut(&mut self, field: &Field) -> Option<&mut dyn Holder> {
                fn find<'r, T: Item>(all: &'r mut [T], field: &Field) -> Option<&'r mut dyn Holder> {
                    let found = all
                        .iter_mut()
                        .find(|one| field.item.as_ref().is_none_or(|id| one.id() == id));
                    found.map(|one| one as &mut dyn Holder)
                }
                match field.part.row().item {
                    None => Some(self),
                    $(Some(ItemKind::$type) => find(&mut self.$list, field),)*
                }
            }

            /// Adds a blank one of this kind.
            pub fn add(&mut self, kind: ItemKind, id: ItemId) {
                match kind { $(ItemKind::$type => self.$list.push(Item::new(id)),)* }
            }

            /// Moves an item into another record. Where it was in its list.
            pub fn move_item(&mut self, to: &mut Self, id: &ItemId) -> Option<usize> {
                $(if let Some(at) = self.$list.iter().position(|one| one.id == *id) {
                    to.$list.push(self.$list.remove(at));
                    return Some(at);
                })*
                None
            }

            /// Moves an item back to its place, where it is not there already.
            pub fn move_back(&mut self, from: &mut Self, id: &ItemId, at: usize) {
                $(if let Some(found) = from.$list.iter().position(|one| one.id == *id)
                    && !self.$list.iter().any(|one| one.id == *id)
                {
                    self.$list.insert(at.min(self.$list.len()), from.$list.remove(found));
                })*
            }
        }
    };
}

parts! {
    When {
        once record: Record {
            Happened: happened = Day(Back), Then, "When it happened";
            Learned: learned = Day(Back), Time, "When it was learned" / "When you learned of it";
            Decided: decided = Day(Back), Time, "When it was decided" / "When you decided";
        }
    }
    Who {
        each children: Child ("Child", ChildName) [] {
            ChildName: name = Name, Line, "Name";
            ChildFlags: flags = Choice, Press, "What is known" / "Select if it applies";
            ChildBorn: born = Born(Birth), Line, "Date of birth", "For example 27 3 2019.";
            ChildDue: due = Born(Ahead), Line, "Expected date of delivery", "For example 3 4 2027.";
            ChildNhs: nhs = Number, Line, "NHS number", "Ten digits, if you know it.";
            ChildAddress: address = Address, Area(1), "Address";
            ChildParentalResponsibility: parental_responsibility = People, Line,
                "Parental responsibility";
            ChildWhereabouts: whereabouts = Reach, Area(2), "Where the child is now",
                "Who with, and where they go tonight.";
            ChildSafeContact: safe_contact = Reach, Line, "Safe way to make contact";
            ChildSocialWorker: social_worker = Work, Line, "Social worker or plan";
        }
        each others: Person ("Person", PersonName) [] {
            PersonName: name = Name, Line, "Name";
            PersonRole: role = Choice, Press, "Who they are";
            PersonRelation: relation = Role, Line, "Relation to the child",
                "In words, if the choices do not say it.";
            PersonFlags: flags = Choice, Press, "What is known" / "Select if it applies",
                "What you do not choose counts as not known.";
            PersonBorn: born = Born(Birth), Line, "Date of birth", "For example 27 3 1985.";
            PersonNhs: nhs = Number, Line, "NHS number";
            PersonNotes: notes = Prose, Area(2), "Risk they may pose, and notes";
        }
    }
    Request {
        once request: Request {
            RequestWho: who = Work, Line, "Who asks", "Their name, their role and their agency.";
            RequestReceived: received = Day(Back), Time, "Received";
            RequestChannel: channel = Reach, Words, "By what channel";
            RequestReplyBy: reply_by = Day(Ahead), Then, "Reply by";
            RequestIdentity: identity = Prose, Area(2),
                "How identity was checked" / "How you checked who they are";
            RequestPurpose: purpose = Prose, Area(3),
                "What they ask for, and why", "And how it may be used.";
            RequestLaw: law = Reach, Words, "Which order or law" / "Which order or law, if any";
        }
    }
    Concern {
        once record: Record {
            Categories: categories = Choice, Press, "Kind of concern";
        }
        each passages: Passage ("Passage", PassageText) [kind] {
            PassageWhen: when = Day(Back), Then, "When";
            PassageSource: source = People, Line, "Source" / "Heard or seen by";
            PassageText: text = Prose, Area(5), "Words";
            PassageAbout: about = About, Press, "About";
        }
        each marks: Mark ("Mark", MarkSize) [view, at] {
            MarkSite: site as place_in_words = Place, Press, "Where";
            MarkChild: child = About, Press, "On" / "On which child";
            MarkSize: size as size_in_words = Prose, Line, "Size" / "Size in cm";
            MarkColour: colour = Prose, Words, "Colour";
            MarkShape: shape = Prose, Words, "Shape";
            MarkNote: note = Prose, Area(2), "What it is, and what else was seen";
            MarkWhen: when = Day(Back), Then, "When it was seen";
            MarkSource: source = People, Seen, "Source" / "Or described by";
        }
        each participants: Participant ("Person present", ParticipantWho) [] {
            ParticipantWho: who = Whom, Line, "Name" / "Who was present";
            ParticipantRole: role = Role, Line, "Role" / "Role, or relation to the child";
            ParticipantInterpreter: interpreter = Choice, Press, "Part taken";
        }
        once record: Record {
            Present: present = People, Line, "Who was present" / "Who else was present",
                "In your own words.";
            SeenAlone: seen_alone = Choice, Press, "Child seen alone", "By you, without family.";
            Views: views = Prose, Area(2), "The child’s views and wishes";
            FamilyRisks: family_risks = Prose, Area(2), "Family risk factors",
                "Drugs, alcohol, domestic abuse, mental ill-health, earlier abuse or neglect.";
            Raised: raised = Prose, Area(2), "Applies here: a child may be at risk";
            Lesser: lesser = Prose, Area(2), "Why it is treated as a lesser concern";
            NoneApply: none_apply = Prose, Area(2), "None of these was so";
            NotFound: not_found = Prose, Area(2), "Looked for, and no sign of";
        }
    }
    Consent {
        each consent: Consent ("Consent", ConsentAskedOf) [] {
            ConsentAskedOf: asked_of = Whom, Line, "Asked of";
            ConsentBasis: basis = Choice, Press, "Basis";
            ConsentAnswer: answer = Choice, Press, "Answer";
            ConsentNotes: notes = Prose, Area(2), "What was said",
                "What you explained, what was agreed, reasons for a refusal.";
            ConsentWhen: when = Day(Back), Time, "When";
        }
        once record: Record {
            ConsentNotAsked: consent_not_asked = Prose, Area(2), "Why consent was not asked";
        }
    }
    Advice {
        each advice: Advice ("Advice", AdviceWho) [] {
            AdviceWho: who = Work, Line, "Who advised";
            AdviceRole: role = Work, Line, "Role";
            AdviceWhen: when = Day(Back), Time, "When";
            AdviceSaid: said = Prose, Area(3), "What they said", "And what you agreed to do in \
                                                                  the meantime.";
            AdviceChildNamed: child_named = Choice, Press, "Child named to them";
            AdviceAbout: about = About, Press, "About";
        }
        once record: Record {
            AdviceSummary: summary = Prose, Area(6), "Summary for the adviser",
                "As you read it out, without names.";
        }
    }
    Shared {
        each disclosures: Disclosure ("Disclosure", SharedTo) [] {
            SharedTo: to = Work, Line, "Told to", "The agency or the person.";
            SharedWhen: when = Day(Back), Time, "When";
            SharedHow: how = Reach, Words, "How";
            SharedAnswered: answered = Choice, Press, "Answered";
            SharedSpokeTo: spoke_to = Work, Line, "Who took the call", "Their name and role.";
            SharedReference: reference = Reference, Line, "Their reference";
            SharedAgreed: agreed = Prose, Area(1), "What was agreed" / "What you agreed",
                "Who does what next.";
            SharedWhat: shared = Prose, Area(3), "What was shared",
                "About the child, the parents, others, family risk factors.";
            SharedHeldBack: held_back = Prose, Area(2), "What was held back",
                "And why. If nothing was, say so.";
            SharedConfirmBy: confirm_by = Day(Ahead), Line, "Confirm in writing by";
            SharedConfirmed: confirmed = Day(Back), Time, "Confirmed in writing",
                "When you sent it.";
            SharedAbout: about = About, Press, "About";
        }
    }
    Told {
        each told: Told ("Told", ToldWho) [] {
            ToldWho: who = Whom, Line, "Who was told";
            ToldWhen: when = Day(Back), Time, "When";
            ToldWhat: what = Prose, Area(2), "What was said", "By you, and by them.";
        }
        once record: Record {
            NotTold: not_told = Prose, Area(2), "Why nobody was told";
        }
    }
    FollowUp {
        once follow_up: FollowUp {
            ReviewOn: review_on = Day(Ahead), Line, "Review on";
            Owner: owner = Work, Line, "Who owns the open case";
            AcknowledgedBy: acknowledged_by = Day(Ahead), Line, "Acknowledgement expected by",
                "Check your local procedure.";
            Acknowledged: acknowledged = Day(Back), Time, "Referral acknowledged",
                "When you heard from them.";
            Plan: plan = Prose, Area(2), "What else is planned",
                "Help offered, next steps, escalation.";
        }
        each entered: Entered ("Clinical record", EnteredWhose) [of] {
            EnteredWhose: whose = Whom, Line, "Entered in the record of" / "Whose record";
            EnteredWhen: when = Day(Back), Time, "When";
        }
    }
    Reasons {
        once record: Record {
            DecisionReasons: reasons = Prose, Area(4), "Reasons for the decision";
        }
        once departure: Departure [to, headline, instead_of] {
            DepartureReason: reason = Prose, Area(3), "Why it differs from the outcome";
        }
        once record: Record {
            WouldChange: would_change = Prose, Area(2), "What would change the decision";
        }
        each rests_on: GuidanceCited ("Guidance read", CitedNote)
            [source, label, document, edition, standing, words]
        {
            CitedNote: note = Prose, Area(1), "What I took from it", "This can stay empty.";
        }
    }
}

impl Part {
    /// The section it is in.
    pub const fn section(self) -> Section {
        self.row().section
    }

    /// What it is called with its section: "Advice: Who advised".
    pub fn full_label(self) -> String {
        let label = match self {
            // Its label in a group says what kind of passage it is in.
            Self::PassageText => "What was found, said, told and thought",
            other => other.row().label,
        };
        format!("{}: {label}", self.section().label())
    }

    /// Which way a field that holds a day looks; `None` for any other field.
    pub fn looks(self) -> Option<Looks> {
        match self.row().holds {
            Born(looks) | Day(looks) => Some(looks),
            _ => None,
        }
    }
}

impl ItemKind {
    /// The parts of one of this kind.
    pub fn parts(self) -> impl Iterator<Item = Part> {
        Part::ALL.iter().copied().filter(move |part| part.row().item == Some(self))
    }
}

impl Record {
    /// Every value of a record, filled or not, by where it is: in the order in which it is read.
    pub fn values(&self) -> Vec<(Field, &dyn Value)> {
        let mut found = Vec::new();
        for run in Part::ALL.chunk_by(|one, other| one.row().item == other.row().item) {
            let holders = match run.first().and_then(|part| part.row().item) {
                Some(kind) => self.items(kind),
                None => vec![self as &dyn Holder],
            };
            for holder in holders {
                let values = run.iter().filter_map(|part| Some((*part, holder.value(*part)?)));
                found.extend(values.map(|(part, value)| (holder.at(part), value)));
            }
        }
        found
    }

    /// What is there at this field, to be changed; of the first item, where it names none.
    pub fn edit(&mut self, field: &Field) -> Option<Edit<'_>> {
        Some(self.holder_mut(field)?.value_mut(field.part)?.edit())
    }
}
