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
pub mod base;
pub mod caseload;
pub mod cli;
pub mod guidance;
pub mod pathway;
pub mod record;
pub mod register;
pub mod report;
