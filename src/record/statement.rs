//! The statement: what is signed, once, and never rewritten.

mod addition;
mod clinical_record;
pub mod composed;
pub mod contact;
pub mod contact_remarks;
pub mod corrected;
mod correction;
mod deciding;
mod decision;
mod disclosure;
mod disposal;
pub mod draft;
mod entered_in_error;
mod follow_up;
mod handover;
pub mod in_brief;
pub mod link;
pub mod making;
pub mod order;
pub mod put_right;
pub mod reasons;
pub mod replayed;
mod reply;
pub mod review;
pub mod rules;
pub mod standing;
pub mod times;
pub mod version;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Deserializer, Serialize};

use super::contact::Contact;
use super::ids::{DecisionId, DeviceId, Digest, Nonce, RegisterId};
use super::order::Stated;
use super::standing::Standing;
use super::typed::{DayTime, GmcNumber, Typed};
use crate::base::ronfile::unique_map;
use crate::base::time::When;

pub use addition::{AdditionForm, AdditionTime, AdditionType, Known, Lines, Offers};
pub use clinical_record::{EnteredIn, RecordOf};
pub use correction::Correction;
pub use decision::{Basis, Decision, Departure, Frozen, FrozenDuty, ReadyText};
pub use disclosure::SharedSince;
pub use disposal::{Disposal, Removed, is_disposed_of};
pub use entered_in_error::{EnteredInError, OutOfView, WhyInError, out_of_view};
pub use follow_up::{FollowedUp, News};
pub use handover::Handover;
pub use reply::Reply;
pub use review::{
    AtRisk, BlindReading, CommentOn, Involved, LastReview, Review, ReviewTick, Verdict,
    to_be_answered, unanswered,
};

/// The format number that this program writes.
pub const FORMAT: u32 = 1;
/// The kind of a contact's statements, as it stands in file names: they have a folder of
/// their own.
pub const CONTACT: &str = "contact";

/// One signed file. Everything but `body` is the header, which is frozen for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The format, [`FORMAT`].
    pub format: u32,
    /// The register it was signed into.
    pub register: RegisterId,
    /// The decision it belongs to.
    pub decision: DecisionId,
    /// sha256 of the decision's first statement; `None` on that one itself.
    pub root: Option<Digest>,
    /// Random bits minted with the draft.
    pub nonce: Nonce,
    /// The workstation that signed.
    pub device: DeviceId,
    /// sha256 of the statement that this device signed before in this register.
    pub device_prev: Option<Digest>,
    /// sha256 of every head of this decision that the writer knew of, sorted.
    pub follows: Vec<Digest>,
    /// Who states it.
    pub author: Author,
    /// When it happened, as far as is known.
    pub happened: Option<When>,
    /// When it was decided.
    pub decided: When,
    /// When it was signed.
    pub written: DateTime<FixedOffset>,
    /// One line for lists; no name of a person.
    pub headline: String,
    /// sha256 of the pathway and of each guidance document used, by file name.
    #[serde(deserialize_with = "unique_map")]
    pub rules: BTreeMap<String, Digest>,
    /// What is stated.
    pub body: Body,
}

/// The header alone, read from a statement whose body this program does not know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename = "Statement")]
pub struct Header {
    /// See [`Statement::format`].
    pub format: u32,
    /// See [`Statement::register`].
    pub register: RegisterId,
    /// See [`Statement::decision`].
    pub decision: DecisionId,
    /// See [`Statement::root`].
    pub root: Option<Digest>,
    /// See [`Statement::nonce`].
    pub nonce: Nonce,
    /// See [`Statement::device`].
    pub device: DeviceId,
    /// See [`Statement::device_prev`].
    pub device_prev: Option<Digest>,
    /// See [`Statement::follows`].
    pub follows: Vec<Digest>,
    /// See [`Statement::author`].
    #[serde(deserialize_with = "shared")]
    pub author: Arc<Author>,
    /// See [`Statement::happened`].
    pub happened: Option<When>,
    /// See [`Statement::decided`].
    pub decided: When,
    /// See [`Statement::written`].
    pub written: DateTime<FixedOffset>,
    /// See [`Statement::headline`].
    pub headline: String,
    /// See [`Statement::rules`].
    #[serde(deserialize_with = "shared_map")]
    pub rules: Arc<BTreeMap<String, Digest>>,
}

impl Header {
    /// Holds the author and the rules together with another header where they are the same: many
    /// statements of a register have them in common.
    pub fn share(&mut self, with: &Self) {
        if self.author == with.author {
            self.author = Arc::clone(&with.author);
        }
        if self.rules == with.rules {
            self.rules = Arc::clone(&with.rules);
        }
    }
}

fn shared<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Arc<T>, D::Error> {
    T::deserialize(from).map(Arc::new)
}

fn shared_map<'de, D>(from: D) -> Result<Arc<BTreeMap<String, Digest>>, D::Error>
where
    D: Deserializer<'de>,
{
    unique_map(from).map(Arc::new)
}

impl From<&Statement> for Header {
    fn from(s: &Statement) -> Self {
        Self {
            format: s.format,
            register: s.register.clone(),
            decision: s.decision.clone(),
            root: s.root.clone(),
            nonce: s.nonce.clone(),
            device: s.device.clone(),
            device_prev: s.device_prev.clone(),
            follows: s.follows.clone(),
            author: Arc::new(s.author.clone()),
            happened: s.happened.clone(),
            decided: s.decided.clone(),
            written: s.written,
            headline: s.headline.clone(),
            rules: Arc::new(s.rules.clone()),
        }
    }
}

/// Who signs: a statement of authorship, not an authentication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Name as signed.
    pub name: String,
    /// Role ("GP partner").
    pub role: String,
    /// GMC number as typed; may be blank.
    pub gmc: Typed<GmcNumber>,
}

/// The kinds of what is added to a signed decision, in the order of their buttons: each is one
/// file, and says of itself what [`Added`] asks.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident($type:ident)),* $(,)?) => {
        /// What a statement states. A kind that is added later needs no new format number: this
        /// version then reads the header and shows the text.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Body {
            /// A decision with its record.
            Decision(Box<Decision>),
            /// Something added to a signed decision.
            Addendum(Addendum),
            /// A contact, or a change of one. Its id stands in the place of the decision's.
            Contact(Contact),
            $($(#[doc = $doc])+ $kind($type),)*
        }

        impl Body {
            /// The variants as serde names them, in order: how a kind of a newer version is told
            /// from a broken file.
            pub const KINDS: &'static [&'static str] =
                &["Decision", "Addendum", "Contact", $(stringify!($kind)),*];

            /// The kind as it stands in file names.
            pub fn kind(&self) -> &'static str {
                match self {
                    Self::Decision(_) => "decision",
                    Self::Addendum(_) => "addendum",
                    Self::Contact(_) => CONTACT,
                    $(Self::$kind(_) => $type::NAME,)*
                }
            }

            /// The kind as the screens say it.
            pub fn label(&self) -> &'static str {
                match self {
                    Self::Decision(_) => "Decision",
                    Self::Addendum(_) => "Note",
                    Self::Contact(_) => "Contact",
                    $(Self::$kind(_) => $type::LABEL,)*
                }
            }

            /// What was added to a decision, where it is of one of these kinds.
            pub fn addition(&self) -> Option<Addition> {
                match self {
                    $(Self::$kind(one) => Some(Addition::$kind(one.clone())),)*
                    Self::Decision(_) | Self::Addendum(_) | Self::Contact(_) => None,
                }
            }
        }

        impl From<Addition> for Body {
            fn from(addition: Addition) -> Self {
                match addition { $(Addition::$kind(one) => Self::$kind(one),)* }
            }
        }

        /// Kinds of what can be added to a signed decision, beside a note.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum AdditionKind { $($(#[doc = $doc])+ $kind,)* }

        impl AdditionKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// See [`Added::NAME`].
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $type::NAME,)* }
            }

            /// See [`Added::LABEL`].
            pub fn label(self) -> &'static str {
                match self { $(Self::$kind => $type::LABEL,)* }
            }

            /// See [`Added::NOUN`].
            pub fn noun(self) -> &'static str {
                match self { $(Self::$kind => $type::NOUN,)* }
            }

            /// See [`Added::TITLE`].
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $type::TITLE,)* }
            }

            /// See [`Added::TIME_OF`].
            pub fn time_of(self) -> &'static str {
                match self { $(Self::$kind => $type::TIME_OF,)* }
            }

            /// See [`Added::begun`].
            pub fn begun(self, known: &Known<'_>) -> Option<Addition> {
                match self { $(Self::$kind => $type::begun(known).map(Addition::$kind),)* }
            }

            /// See [`Added::golden`].
            #[cfg(any(test, feature = "example"))]
            pub fn golden(self, root: &Digest, text: &dyn Fn(&str) -> String) -> Addition {
                match self { $(Self::$kind => Addition::$kind($type::golden(root, text)),)* }
            }
        }

        /// One of these statements, signed or in the making.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Addition { $($(#[doc = $doc])+ $kind($type),)* }

        impl Addition {
            /// Which kind it is.
            pub fn kind(&self) -> AdditionKind {
                match self { $(Self::$kind(_) => AdditionKind::$kind,)* }
            }

            /// See [`Added::headline`].
            pub fn headline(&self) -> String {
                match self { $(Self::$kind(one) => one.headline(),)* }
            }

            /// See [`Added::ask`].
            pub fn ask(&mut self, form: &mut dyn AdditionForm, offers: &Offers) {
                match self { $(Self::$kind(one) => one.ask(form, offers),)* }
            }

            /// See [`Added::lines`].
            pub fn lines(&self) -> Lines {
                match self { $(Self::$kind(one) => one.lines(),)* }
            }

            /// See [`Added::told`].
            pub fn told(&self) -> Vec<String> {
                match self { $(Self::$kind(one) => one.told(),)* }
            }

            /// See [`Added::when`].
            pub fn when(&self) -> Option<&Typed<DayTime>> {
                match self { $(Self::$kind(one) => one.when(),)* }
            }

            /// See [`Added::time_mut`].
            pub fn time_mut(&mut self, time: AdditionTime) -> Option<&mut Typed<DayTime>> {
                match self { $(Self::$kind(one) => one.time_mut(time),)* }
            }

            /// See [`Added::happened`].
            pub fn happened(&self, written: &DateTime<FixedOffset>) -> Option<When> {
                match self { $(Self::$kind(one) => one.happened(written),)* }
            }

            /// See [`Added::lacks`].
            pub fn lacks(&self) -> Option<&'static str> {
                match self { $(Self::$kind(one) => one.lacks(),)* }
            }

            /// See [`Added::asked_again`].
            pub fn asked_again(&self) -> Option<(&'static str, &'static str)> {
                match self { $(Self::$kind(one) => one.asked_again(),)* }
            }

            /// See [`Added::is_blank`].
            pub fn is_blank(&self) -> bool {
                match self { $(Self::$kind(one) => one.is_blank(),)* }
            }

            /// See [`Added::is_for_the_same`].
            pub fn is_for_the_same(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$kind(one), Self::$kind(other)) => one.is_for_the_same(other),)*
                    _ => false,
                }
            }

            /// See [`Added::settle`].
            pub fn settle(&self, standing: &mut Standing, of: &Stated<'_>) {
                match self { $(Self::$kind(one) => one.settle(standing, of),)* }
            }
        }
    };
}

kinds! {
    /// Something was shared after the decision was signed.
    Disclosure(SharedSince),
    /// What became of it.
    FollowUp(FollowedUp),
    /// A field of the record reads otherwise.
    Correction(Correction),
    /// The case goes to another owner.
    Handover(Handover),
    /// It was entered in a clinical record.
    ClinicalRecord(EnteredIn),
    /// An answer to another statement.
    Reply(Reply),
    /// What a reviewer says of it.
    Review(Review),
    /// It was entered in error: out of view, behind its reason.
    EnteredInError(EnteredInError),
    /// It was disposed of.
    Disposal(Disposal),
}

/// Something added to a signed decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addendum {
    /// What is added.
    pub text: String,
}

#[cfg(test)]
mod tests;
