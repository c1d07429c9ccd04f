//! What a reviewer can come to, what they can tick, and how they can be involved: each said once,
//! with the words that screens, lists and texts have for it.

use serde::{Deserialize, Serialize};

/// What a reviewer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// They would have decided the same.
    Same,
    /// The same, and there is something to learn from it. Once it was called that something is
    /// missing from the record.
    #[serde(alias = "Incomplete")]
    WithLearning,
    /// They would have decided otherwise.
    Otherwise,
    /// What is recorded is too little to say.
    CannotSay,
    /// Whatever was decided: somebody must act for a child today.
    AtRisk,
}

/// The words for a verdict.
struct VerdictWords {
    /// As the reviewer presses it, and as the doctor reads it.
    label: &'static str,
    /// In a narrow column.
    brief: &'static str,
    /// In a filter, without the head of a column.
    filter: &'static str,
}

impl Verdict {
    /// All of them, in the order of the screen and of the keys there: 1 to 5.
    pub const ALL: [Self; 5] =
        [Self::Same, Self::WithLearning, Self::Otherwise, Self::CannotSay, Self::AtRisk];

    fn words(self) -> VerdictWords {
        let words = |label, brief, filter| VerdictWords { label, brief, filter };
        match self {
            Self::Same => words("I agree", "agrees", "Reviewer agrees"),
            Self::WithLearning => {
                words("I agree, with learning", "learning", "Reviewer agrees, with learning")
            }
            Self::Otherwise => words("I would decide differently", "differs", "Reviewer differs"),
            Self::CannotSay => {
                words("I need to know more", "needs more", "Reviewer needs to know more")
            }
            Self::AtRisk => {
                words("A child may be at risk today", "at risk", "Child may be at risk today")
            }
        }
    }

    /// As the reviewer presses it, and as the doctor reads it.
    pub fn label(self) -> &'static str {
        self.words().label
    }

    /// In a narrow column of a list.
    pub fn brief(self) -> &'static str {
        self.words().brief
    }

    /// In a filter.
    pub fn filter_label(self) -> &'static str {
        self.words().filter
    }

    /// Whether the reviewer waits for what the doctor says to it.
    pub fn waits_for_a_reply(self) -> bool {
        matches!(self, Self::Otherwise | Self::CannotSay | Self::AtRisk)
    }
}

/// What a reviewer looks for in a record, and ticks where it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReviewTick {
    /// What the child said, wishes or shows.
    ChildsVoice,
    /// The child's brothers and sisters, and other children of the household.
    Siblings,
    /// Who else lives with the child or looks after it.
    OtherAdults,
    /// That advice was taken, or why not.
    Advice,
    /// That no more was shared than was needed.
    LeastShared,
    /// That somebody saw to it that something came of it.
    FollowedUp,
    /// Whether the child can decide about it.
    Competence,
}

impl ReviewTick {
    /// All of them, in the order of the screen. No two labels begin with the same letter: that is
    /// the key.
    pub const ALL: [Self; 7] = [
        Self::ChildsVoice,
        Self::Siblings,
        Self::OtherAdults,
        Self::Advice,
        Self::LeastShared,
        Self::FollowedUp,
        Self::Competence,
    ];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::ChildsVoice => "Voice of the child",
            Self::Siblings => "Siblings",
            Self::OtherAdults => "Other adults",
            Self::Advice => "Advice",
            Self::LeastShared => "Least shared",
            Self::FollowedUp => "Followed up",
            Self::Competence => "Competence",
        }
    }
}

/// What a reviewer had to do with the decision before they reviewed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Involved {
    /// It is their own.
    Own,
    /// Whoever decided asked them before.
    Advised,
}

impl Involved {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 2] = [Self::Advised, Self::Own];

    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Own => "It is my own decision",
            Self::Advised => "I advised on it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_verdicts_are_said_in_the_same_words() {
        for words in [Verdict::label, Verdict::brief, Verdict::filter_label] {
            let all: BTreeSet<_> = Verdict::ALL.map(words).into();
            assert_eq!(all.len(), Verdict::ALL.len(), "{all:?}");
        }
    }

    #[test]
    fn each_tick_has_a_letter_of_its_own() {
        let all: BTreeSet<_> =
            ReviewTick::ALL.map(|tick| tick.label().chars().next().unwrap()).into();
        assert_eq!(all.len(), ReviewTick::ALL.len(), "{all:?}");
    }
}
