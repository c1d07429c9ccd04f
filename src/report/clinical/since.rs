//! What was signed after the decision, in the text for a clinical record that is made later: what
//! became of it, and notes. What was shared since, a moved review and a new owner are in the
//! record that the text is made from.

use super::{Body, Item as _, Making, piece, with};
use crate::record::statement::FollowedUp;
use crate::record::{Digest, Disclosure, News, Statement};
use crate::report::sheet::Tick;

impl Making<'_> {
    pub(super) fn since(&mut self) {
        if !self.is_child() {
            return;
        }
        for one in self.input.since {
            match &one.statement.body {
                Body::FollowUp(news) => self.news(one.digest, news, one.statement),
                Body::Addendum(note) => {
                    let when = self.written(one.statement);
                    self.later(one.digest, &with("Added", &[&when]), &note.text, "");
                }
                _ => {}
            }
        }
    }

    fn news(&mut self, digest: &Digest, news: &FollowedUp, statement: &Statement) {
        let what = match news.what {
            News::Note => String::new(),
            what => what.label().to_owned(),
        };
        let when = match self.when(&news.when) {
            when if when.is_empty() => self.written(statement),
            when => when,
        };
        let reference = match news.reference.trim() {
            "" => String::new(),
            reference => format!("reference {reference}"),
        };
        let label = with("Since then", &[&when, news.by.trim(), &reference]);
        let words = match (what.as_str(), news.words.trim()) {
            ("", words) | (words, "") => words.to_owned(),
            (what, words) => format!("{what}. {words}"),
        };
        let fact = if what.is_empty() { what } else { format!("{label}: {what}.") };
        self.later(digest, &label, &words, &fact);
    }

    /// `fact` stays where there is no room for the words.
    fn later(&mut self, digest: &Digest, label: &str, words: &str, fact: &str) {
        let about = self.once();
        let piece = piece::Draft::new(Tick::Since(digest.clone()), label);
        self.prose(piece.about(&about).weight(3).brief(fact), words);
    }

    /// When a statement was signed.
    fn written(&self, statement: &Statement) -> String {
        let typed = crate::record::Typed::of(&statement.written);
        self.when(&typed)
    }

    /// Whether this news is told by itself.
    pub(super) fn is_told(&self, what: News) -> bool {
        self.input
            .since
            .iter()
            .any(|one| matches!(&one.statement.body, Body::FollowUp(news) if news.what == what))
    }

    /// Whether what was shared is a letter that confirms an earlier call.
    pub(super) fn is_letter(&self, one: &Disclosure) -> bool {
        self.input.since.iter().any(|later| match &later.statement.body {
            Body::Disclosure(since) => {
                since.confirms.is_some() && since.disclosure.id() == one.id()
            }
            _ => false,
        })
    }
}
