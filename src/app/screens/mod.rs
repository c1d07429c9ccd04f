//! The screens: each reads what it is handed and says what the person did.

pub mod act_now;
pub mod chronology;
pub mod contacts;
pub mod copy_for;
pub mod decide;
pub mod decision;
pub mod decisions;
pub mod earlier;
pub mod guidance;
pub mod home;
pub mod later;
pub mod leaving;
pub mod marked;
pub mod outcome;
pub mod outcome_contacts;
pub mod path;
pub mod quoted;
pub mod record;
pub mod settings;
pub mod then_now;
pub mod versions;
pub mod which;
pub mod worked;
