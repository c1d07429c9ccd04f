//! The room `register` as a crate, so that the compiler holds what it may use, and a change in a room
//! above builds none of it again. `crate::register` and the rooms below go by the same names everywhere.
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

use justified_base::base;
use justified_guidance::guidance;
use justified_pathway::pathway;
use justified_record::record;

#[path = "mod.rs"]
pub mod register;
