//! What leaves the app: text for the clinical record, and what is said on the telephone.
//!
//! Every export says on its face that it names third parties.

pub mod call;
pub mod clinical;
pub mod ring;

pub use call::{CallLine, call_lines};
pub use clinical::{Clinical, clinical_text};
pub use ring::{Card, CardVersion, cards};
