//! What the doctor writes: people, passages, consent, advice, disclosure; the statement that
//! is signed; and what is still owed.
//!
//! A [`Record`] is the same value in a draft and in a signed decision, so nothing is
//! translated, and nothing typed is dropped, at the moment of signing.

pub mod about;
pub mod aside;
pub mod body;
pub mod called;
pub mod cited;
pub mod come_back;
pub mod contact;
pub mod contact_remarks;
pub mod corrected;
pub mod days;
pub mod departure;
pub mod draft;
pub mod due;
pub mod entries;
pub mod ids;
pub mod item;
pub mod link;
pub mod looked;
pub mod mark;
pub mod names;
pub mod order;
pub mod owed;
pub mod people;
pub mod prefill;
pub mod reasons;
pub mod remarks;
pub mod removal;
pub mod replayed;
pub mod seen;
pub mod set;
pub mod settle;
pub mod standing;
pub mod statement;
pub mod text;
pub mod times;
pub mod typed;
pub mod version;
pub mod working_days;

#[cfg(any(test, feature = "example"))]
#[allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::wildcard_imports,
    reason = "tests alone use it: of this room, and of those above"
)]
pub mod example;
mod form;

pub use about::About;
pub use body::{Body as Outlines, ViewId};
pub use cited::{GuidanceCited, GuidanceSource};
pub use contact::{Checked, Claim, Contact, ContactKind, Hours, Number};
pub use corrected::{Corrected, corrected};
pub use departure::{Friction, friction, owed_in_full, stays_open};
pub use draft::{DecisionDraft, Draft, NotSame, Place, Signing, Work};
pub use form::*;
pub use ids::{DecisionId, DeviceId, Digest, ItemId, Nonce, RegisterId};
pub use item::Item;
pub use link::{Link, LinkWhy};
pub use mark::Mark;
pub use order::Stated;
pub use owed::{Case, Owed, owed};
pub use prefill::{Known, prefill};
pub use reasons::Reasons;
pub use remarks::remarks;
pub use replayed::{Carried, FileChange, ThenAndNow, carried};
pub use seen::is_author;
pub use standing::{Standing, standing};
pub use statement::{
    Added, Addendum, Author, Basis, Body, Correction, Decision, Departure, EnteredIn, FollowedUp,
    Frozen, FrozenDuty, Handover, Later, LaterForm, LaterKind, LaterTime, News, Offers, RecordOf,
    Reply, Review, SharedSince, Statement, Verdict, to_be_answered, unanswered,
};
pub use typed::Typed;
pub use working_days::WorkingDays;
