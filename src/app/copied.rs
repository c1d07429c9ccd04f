//! Whose page was copied from last: as long as that is on the clipboard, the page of somebody else
//! says so.

use crate::record::DecisionId;

/// What was copied last from the page of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The decision.
    pub of: DecisionId,
    /// Whom it is about, as the line at the top of its page says; `None`: nobody is named there.
    pub whose: Option<String>,
}

impl Copied {
    /// What is said on the page of another decision that is about this person.
    pub fn words_on(&self, name: Option<&str>) -> String {
        match &self.whose {
            Some(whose) if name.is_none_or(|name| name != whose) => {
                format!("The clipboard still has what you copied from {whose}’s page.")
            }
            _ => "The clipboard still has what you copied from another decision.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(whose: Option<&str>) -> Copied {
        Copied { of: DecisionId::mint(2026, [1; 8]), whose: whose.map(str::to_owned) }
    }

    #[test]
    fn it_is_said_whose_it_is_where_that_tells_the_two_apart() {
        let robin = from(Some("Robin"));
        for name in [None, Some("Kit")] {
            assert!(robin.words_on(name).contains("from Robin’s page"), "{name:?}");
        }
        assert!(robin.words_on(Some("Robin")).contains("from another decision"));
        assert!(from(None).words_on(Some("Kit")).contains("from another decision"));
    }
}
