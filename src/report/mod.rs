//! What leaves the app: text for the clinical record, a summary without names for an adviser,
//! the questions for a requester, a chronology to print, and what is said on the telephone.
//!
//! Every export says on its face that it names third parties.

pub mod anonymous;
pub mod call;
pub mod clinical;
pub mod page;
pub mod requester;
pub mod ring;

pub use anonymous::{Identifying, Summary, summary_text};
pub use call::{CallLine, call_lines};
pub use clinical::{Clinical, clinical_text, clinical_text_for};
pub use page::{Page, chronology_page};
pub use requester::questions_text;
pub use ring::{Card, CardVersion, cards};
