//! Justified: decide, record and review information sharing about a child who may be at risk.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::disallowed_methods,
        reason = "a test says what should be by failing"
    )
)]

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;

pub use justified_base::base;
pub use justified_caseload::caseload;
pub use justified_guidance::guidance;
pub use justified_pathway::pathway;
pub use justified_record::record;
pub use justified_register::register;
pub use justified_report::report;
