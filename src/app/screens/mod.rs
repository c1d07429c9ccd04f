//! The screens: each reads what it is handed and says what the person did.

pub mod act_now;
pub mod contacts;
pub mod decide;
pub mod decision;
pub mod decisions;
pub mod guidance;
pub mod home;
pub mod later;
pub mod outcome;
pub mod outcome_contacts;
pub mod path;
pub mod quoted;
pub mod record;
pub mod settings;
pub mod then_now;
