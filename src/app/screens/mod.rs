//! The screens: each reads what it is handed and says what the person did.

pub mod guidance;
pub mod quoted;
pub mod record;
