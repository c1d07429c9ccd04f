//! The screens: each reads its view and says what the person did.

pub mod record;
