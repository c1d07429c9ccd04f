//! What leaves the app: text for the clinical record, a summary without names for an adviser,
//! the questions for a requester, a chronology to print, and what is said on the telephone.
//!
//! Every export that tells of third parties says so on its face, but the summary for an adviser,
//! which by itself names nobody.

pub mod anonymous;
pub mod call;
pub mod clinical;
pub mod codes;
mod naming;
pub mod packet;
pub mod page;
pub mod replaced;
pub mod requester;
pub mod ring;
mod roles;
pub mod sheet;
pub mod spreadsheet;
pub mod statements;

pub use anonymous::{Identifying, Summary, Trace, summary_sheet};
pub use call::{CallLine, call_lines};
pub use clinical::{Clinical, Length, Now, clinical_sheet};
pub use codes::{Code, code_for};
pub use page::{
    DecisionOnPaper, DecisionPage, Page, PaperPart, RecoveryPage, chronology_page, decision_page,
    recovery_page, with_seal,
};
pub use requester::questions_text;
pub use ring::{Card, CardVersion, cards};
pub use sheet::{Piece, Sheet, Tick, Ticks};
