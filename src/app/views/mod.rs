//! What several screens show in the same way. A screen looks at these and never at another
//! screen.

pub mod answers;
pub mod cards;
pub mod copy_for;
pub mod earlier;
pub mod facts;
pub mod in_error;
pub mod marked;
pub mod pair;
pub mod protection;
pub mod quoted;
pub mod rung;
pub mod then_now;
pub mod tried;
pub mod versions;
pub mod which;
pub mod who;
