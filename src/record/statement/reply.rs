//! An answer to a statement of the same decision: a reviewer's question, a remark.

use serde::{Deserialize, Serialize};

use super::addition::{AdditionForm, AdditionType, Known, Lines, Offers, filled, none};
use super::review::{to_be_answered, unanswered};
use crate::record::ids::Digest;

/// An answer to a statement of the same decision: a reviewer's question, a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// sha256 of the statement that it answers.
    pub to: Digest,
    /// The answer.
    pub text: String,
}

impl AdditionType for Reply {
    const NAME: &'static str = "reply";
    const LABEL: &'static str = "Reply";

    fn begun(known: &Known<'_>) -> Option<Self> {
        // What is asked is answered first.
        let asked = unanswered(known.stated).into_iter().chain(to_be_answered(known.stated)).next();
        let to = asked.map(|(one, _)| one.digest).or(known.last)?.clone();
        Some(Self { to, text: String::new() })
    }

    fn ask(&mut self, form: &mut dyn AdditionForm, offers: &Offers) {
        let all: Vec<&str> = offers.statements.iter().map(|(_, words)| words.as_str()).collect();
        let mut at = offers.statements.iter().position(|(digest, _)| *digest == self.to);
        form.one_of("What are you replying to?", "", &all, &mut at);
        if let Some((digest, _)) = at.and_then(|at| offers.statements.get(at)) {
            self.to = digest.clone();
        }
        form.lines("Your reply", "", &mut self.text);
    }

    fn lines(&self) -> Lines {
        filled([("Reply", self.text.as_str())])
    }

    fn told(&self) -> Vec<String> {
        vec![self.text.clone()]
    }

    fn lacks(&self) -> Option<&'static str> {
        self.is_blank().then_some("Write the reply.")
    }

    fn is_blank(&self) -> bool {
        none(&[&self.text])
    }

    fn is_for_the_same(&self, other: &Self) -> bool {
        self.to == other.to
    }

    #[cfg(any(test, feature = "example"))]
    fn golden(root: &Digest, text: &dyn Fn(&str) -> String) -> Self {
        Self { to: root.clone(), text: text("reply") }
    }
}
