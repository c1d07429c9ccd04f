//! What the doctor writes: people, passages, consent, advice, disclosure; the statement that
//! is signed; and what is still owed.
//!
//! A [`Record`] is the same value in a draft and in a signed decision, so nothing is
//! translated, and nothing typed is dropped, at the moment of signing.

pub mod departure;
pub mod draft;
pub mod ids;
pub mod item;
pub mod owed;
pub mod prefill;
pub mod remarks;
pub mod replayed;
pub mod statement;
pub mod text;
pub mod typed;

#[cfg(test)]
pub(crate) mod example;
mod form;

pub use departure::{Friction, friction, owed_in_full, stays_open};
pub use draft::{DecisionDraft, Draft, Place, Signing, Work};
pub use form::*;
pub use ids::{DecisionId, DeviceId, Digest, ItemId, Nonce, RegisterId};
pub use item::Item;
pub use owed::{Case, Owed, owed};
pub use prefill::{Known, prefill};
pub use remarks::remarks;
pub use replayed::{Carried, FileChange, ThenAndNow, carried};
pub use statement::{
    Addendum, Author, Basis, Body, Decision, Departure, Frozen, FrozenDuty, Statement,
};
pub use typed::Typed;
