//! The tests that look at the house from outside: one program, one module a subject.
#![allow(clippy::similar_names, reason = "a desk has a disk")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a test says what should be by failing"
)]

mod accessibility;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod aloud;
#[cfg(feature = "gui")]
mod answers;
#[cfg(feature = "gui")]
mod away;
#[cfg(feature = "gui")]
mod back;
#[cfg(feature = "gui")]
mod body;
mod broken;
mod budget;
mod cli;
#[cfg(feature = "gui")]
mod clock;
mod closed;
#[cfg(feature = "gui")]
mod contacts;
#[cfg(feature = "gui")]
mod desk;
#[cfg(feature = "gui")]
mod disposal;
#[cfg(feature = "gui")]
mod drafts;
#[cfg(feature = "gui")]
mod editor;
#[cfg(feature = "gui")]
mod elsewhere;
#[cfg(feature = "gui")]
mod export;
mod figures;
#[cfg(feature = "gui")]
mod floors;
mod fuzz;
mod guide;
mod hands;
#[cfg(feature = "gui")]
mod hanging;
mod hazards;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod heard;
mod hesitations;
mod hints;
mod house;
#[cfg(feature = "gui")]
mod in_error;
mod index;
#[cfg(feature = "gui")]
mod job;
#[cfg(feature = "gui")]
mod kept;
#[cfg(feature = "gui")]
mod kinds;
#[cfg(feature = "gui")]
mod large;
mod late;
#[cfg(feature = "gui")]
mod ledger;
mod left;
#[cfg(feature = "gui")]
mod letters;
#[cfg(feature = "gui")]
mod linked;
#[cfg(feature = "gui")]
mod local;
#[cfg(feature = "gui")]
mod locked;
#[cfg(feature = "gui")]
mod log;
mod lost_settings;
mod map;
#[cfg(feature = "gui")]
mod meant;
#[cfg(feature = "gui")]
mod nations;
#[cfg(feature = "gui")]
mod once;
#[cfg(feature = "gui")]
mod open;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod openssh;
#[cfg(feature = "gui")]
mod order;
mod packets;
mod paper;
#[cfg(feature = "gui")]
mod path;
#[cfg(feature = "gui")]
mod people;
#[cfg(feature = "pictures")]
mod pictures;
mod plain;
mod protect;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod reader;
#[cfg(feature = "gui")]
mod reasons;
#[cfg(feature = "gui")]
mod removed;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod rest;
#[cfg(feature = "gui")]
mod review;
#[cfg(feature = "gui")]
mod review_blind;
#[cfg(feature = "gui")]
mod ringing;
mod rules;
mod sealed;
#[cfg(feature = "gui")]
mod search;
#[cfg(feature = "gui")]
mod shape;
#[cfg(feature = "gui")]
mod signed;
#[cfg(feature = "gui")]
mod signing;
#[cfg(feature = "gui")]
mod small;
#[cfg(all(feature = "gui", unix))]
mod special_files;
#[cfg(feature = "gui")]
mod steady;
#[cfg(feature = "gui")]
mod still;
#[cfg(feature = "gui")]
mod table;
mod todays;
mod training;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod two_windows;
#[cfg(feature = "gui")]
mod unhurried;
#[cfg(feature = "gui")]
mod urgent;
#[cfg(feature = "gui")]
mod versions;
#[cfg(all(feature = "gui", target_os = "linux"))]
mod window;
mod words;
#[cfg(feature = "gui")]
mod worklist;
#[cfg(feature = "gui")]
mod workstations;
