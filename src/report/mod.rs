//! What leaves the app: text for the clinical record.
//!
//! Every export says on its face that it names third parties.

pub mod clinical;

pub use clinical::{Clinical, clinical_text};
