//! What several screens show in the same way. A screen looks at these and never at another
//! screen.

pub mod answers;
pub mod author;
pub mod calls_made;
pub mod cards;
pub mod earlier_decisions;
pub mod facts;
pub mod in_error;
pub mod label_and_text;
pub mod log;
pub mod marked;
pub mod nation;
pub mod protection;
pub mod quoted;
pub mod rules_then_now;
pub mod soundness;
pub mod text_for;
pub mod versions;
pub mod which_register;
pub mod worked_case;
