//! What a reviewer does.

use crate::record::{CommentOn, DecisionId, Involved, ReviewTick, Verdict};

/// What a reviewer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewEvent {
    /// To the one that waits first.
    Next,
    /// Open this one.
    Open(DecisionId),
    /// Draw so many of the rest.
    Sample(usize),
    /// Read the facts first in this register from now on, or do not.
    Blind(bool),
    /// This choice, by id, is the answer from the facts alone.
    Answer(String),
    /// The last answer from the facts alone is taken back.
    AnswerBack,
    /// The answers are kept, and what the doctor decided is shown.
    Keep,
    /// To the list of what waits; what is written stays.
    Queue,
    /// This one after all others, and to the next.
    PutOff,
    /// This is what they came to.
    Verdict(Verdict),
    /// This was found in the record, or that is taken back.
    Tick(ReviewTick),
    /// What they had to do with it before.
    Involved(Option<Involved>),
    /// Show what the comment can be about, or hide it.
    ShowAbout,
    /// The comment is about this; `None`: the whole decision.
    About(Option<CommentOn>),
    /// Something was typed.
    Edited,
    /// Sign it, and open the next.
    Sign,
}
