//! The same people in other decisions, and decisions that belong together, each as a line.

use std::sync::Arc;

use super::Session;
use super::rows::{EarlierLine, Linked};
use crate::caseload::people::Likeness;
use crate::caseload::related::{Related, people_in, related};
use crate::record::DecisionId;
use crate::register::{DecisionFile, Summary};

/// What stands for what was decided where that is read blind.
const NOT_SHOWN: &str = "To be read blind first";

impl Session {
    /// One decision was read anew.
    pub(super) fn learn_people(&mut self, decision: &DecisionId) {
        let with = people_in(&self.files_of(decision));
        self.people.replace(decision, with);
    }

    /// What may be about the same people as a signed decision.
    pub(super) fn related_to(&self, file: &DecisionFile) -> Vec<EarlierLine> {
        let found = related(&self.people, &people_in(&self.files_of(&file.id)), &[]);
        found.iter().filter_map(|one| self.earlier_line(one)).collect()
    }

    /// A decision that may be about the same people, with the reasons for that.
    pub fn earlier_line(&self, related: &Related) -> Option<EarlierLine> {
        let mut line = self.line_of(&related.decision)?;
        for why in &related.why {
            let name = if why.name.trim().is_empty() { "name not known" } else { why.name.trim() };
            let comma = if why.part.is_empty() { "" } else { ", " };
            let other = if why.two_names { ", another name" } else { "" };
            let words = format!("{}{other}: {name}{comma}{}", why.likeness.label(), why.part);
            if !line.reasons.contains(&words) {
                line.reasons.push(words);
            }
        }
        line.number = related.likeness() == Likeness::NhsNumber;
        line.household = related.likeness() == Likeness::Household;
        line.asks = related.question();
        Some(line)
    }

    /// A signed decision in a few words, without a reason.
    pub fn line_of(&self, id: &DecisionId) -> Option<EarlierLine> {
        let root = &self.files_of(id).into_iter().next()?.root;
        let here = |one: &&Arc<Summary>| one.id == *id && one.root == *root && one.whole;
        let summary = self.book.of_decision(id).iter().find(here)?;
        let hidden = self.is_read_blind(id);
        let headline = if hidden { NOT_SHOWN.to_owned() } else { summary.headline.clone() };
        Some(EarlierLine {
            decision: id.clone(),
            headline,
            about: format!("{} · {}", summary.about(), summary.decided.in_words()),
            reasons: Vec::new(),
            number: false,
            household: false,
            asks: None,
        })
    }

    /// What this decision began from, and what began from it, as far as it is signed.
    pub(super) fn linked(&self, file: &DecisionFile) -> Vec<Linked> {
        let is_here = |id: &DecisionId| self.contents.find(id).next().is_some();
        let mut linked: Vec<Linked> = Vec::new();
        let mut add = |words: &'static str, decision: &DecisionId| {
            let one = Linked { words, decision: decision.clone(), is_here: is_here(decision) };
            if !linked.contains(&one) {
                linked.push(one);
            }
        };
        for link in file.links() {
            add(link.why.from_words(), &link.decision);
        }
        for other in self.book.summaries() {
            for link in other.linked.iter().filter(|link| link.decision == file.id) {
                add(link.why.to_words(), &other.id);
            }
        }
        linked
    }
}
