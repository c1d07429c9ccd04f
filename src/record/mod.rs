//! What the doctor writes: people, passages, consent, advice, disclosure; the statement that
//! is signed; and what is still to do.
//!
//! A [`Record`] is the same value in a draft and in a signed decision, so nothing is
//! translated, and nothing typed is dropped, at the moment of signing.

mod form;
pub mod ids;
pub mod people;
pub mod statement;
pub mod todo;

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

// The files of the rooms go by their own names.
pub use people::{calls, entries, names, removal, set_aside, strip};
pub use statement::{
    composed, contact, contact_remarks, corrected, draft, in_brief, link, making, order, reasons,
    replayed, rules, standing, times, version,
};
pub use todo::{come_back, departure, referral_due, settle, working_days};

pub use about::About;
pub use body::{Body as Outlines, ViewId};
pub use cited::{GuidanceCited, GuidanceSource};
pub use composed::Circumstances;
pub use contact::{Checked, Claim, Contact, ContactKind, Hours, Number};
pub use corrected::{Corrected, corrected};
pub use departure::{Friction, friction, stays_open, to_do_in_full};
pub use draft::{DecisionDraft, Draft, NotSame, Place, Signing, Work};
pub use form::*;
pub use ids::{DecisionId, DeviceId, Digest, ItemId, Nonce, RegisterId, SealCode};
pub use in_brief::{Consented, Reviewed};
pub use infant::Proportions;
pub use item::Item;
pub use link::{Link, LinkWhy};
pub use making::Making;
pub use mark::Mark;
pub use order::Stated;
pub use prefill::{Known, prefill};
pub use reasons::Reasons;
pub use remarks::remarks;
pub use replayed::{Carried, FileChange, ThenAndNow, carried};
pub use rules::Rules;
pub use seen_by_whom::is_author;
pub use standing::{Standing, standing};
pub use statement::{
    Addendum, Addition, AdditionForm, AdditionKind, AdditionTime, AdditionType, AtRisk, Author,
    Basis, BlindReading, Body, CommentOn, Correction, Decision, Departure, Disposal, EnteredIn,
    EnteredInError, FollowedUp, Frozen, FrozenDuty, Handover, Involved, LastReview, News, Offers,
    OutOfView, RecordOf, Removed, Reply, Review, ReviewTick, SharedSince, Statement, Verdict,
    WhyInError, is_disposed_of, out_of_view, to_be_answered, unanswered,
};
pub use todo::{Case, ToDo, to_do};
pub use typed::Typed;
pub use working_days::WorkingDays;
