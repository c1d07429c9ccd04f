//! What the GMC says: documents, paragraphs, citations, references, glossary, search.

pub mod cite;
pub mod nation;

pub use cite::{Cite, CiteError, CitePlace};
pub use nation::Nation;
