//! What leaves the app: text for the clinical record, a summary without names for an adviser,
//! the questions for a requester.
//!
//! Every export says on its face that it names third parties.

pub mod anonymous;
pub mod clinical;
pub mod requester;

pub use anonymous::{Identifying, Summary, summary_text};
pub use clinical::{Clinical, clinical_text};
pub use requester::questions_text;
