//! What the lists show: worked out when the register, the drafts or the filter change.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::super::case::{come_back, end_of};
use super::super::screens::home::{DraftLine, OpenLine};
use super::super::state::{Hand, Lists, State};
use crate::base::time::{self, When};
use crate::record::departure::{Friction, friction, stays_open};
use crate::record::statement::Header;
use crate::record::{Decision, DecisionId, Draft, Place, Record, Work};
use crate::register::summary::decided_id;
pub(super) use crate::register::summary::suggested;
use crate::register::{DecisionFile, Problem};

impl State {
    /// Everything anew.
    pub(super) fn refresh_lists(&mut self) {
        let (mut drafts, mut away) = (Vec::new(), Vec::new());
        for file in self.drafts.drafts.iter().filter(|file| !self.is_signed(&file.draft)) {
            let place = if file.draft.put_away.is_some() { &mut away } else { &mut drafts };
            place.push(DraftLine {
                elsewhere: file.draft.device != self.settings.device,
                signing: file.draft.signing.is_some(),
                ..self.draft_line(&file.draft, &file.path)
            });
        }
        // Drafts in memory stand for themselves: what was read of them may be older.
        for hand in &self.hands {
            let Some((path, _)) = &hand.saved else { continue };
            drafts.retain(|line| line.path != *path);
            away.retain(|line| line.path != *path);
            let place = if hand.draft.put_away.is_some() { &mut away } else { &mut drafts };
            place.push(self.draft_line(&hand.draft, path));
        }
        for lines in [&mut drafts, &mut away] {
            lines.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.path.cmp(&b.path)));
        }
        let mut open: Vec<OpenLine> =
            self.contents.decisions.iter().filter_map(|file| self.open_line(file)).collect();
        // What is due first, and what has no time last.
        open.sort_by_key(|line| (line.by.is_none(), line.by, line.written));
        let due: BTreeMap<&DecisionId, _> = open.iter().map(|line| (&line.id, line.by)).collect();
        self.book.judge(|summary| due.get(&summary.id).copied());
        let mut outcomes: Vec<(String, String)> = Vec::new();
        for summary in self.before.as_ref().unwrap_or(&self.book).summaries() {
            if summary.whole && !outcomes.iter().any(|(other, _)| *other == summary.outcome) {
                outcomes.push((summary.outcome.clone(), summary.headline.clone()));
            }
        }
        outcomes.sort_by(|a, b| a.1.cmp(&b.1));
        let mut problems: Vec<Problem> = self.contents.problems.clone();
        for file in &self.contents.decisions {
            for problem in &file.problems {
                if !problems.contains(problem) {
                    problems.push(problem.clone());
                }
            }
        }
        problems.extend(self.drafts.problems.iter().cloned());
        problems.extend(self.missing.iter().cloned());
        problems.extend(self.own.problems.iter().cloned());
        self.lists = Lists {
            drafts,
            away,
            open,
            // They stay in sight until the new ones are found.
            found: std::mem::take(&mut self.lists.found),
            outcome_labels: outcomes.iter().map(|(_, label)| label.clone()).collect(),
            outcomes,
            problems,
        };
        self.refresh_rows();
        self.refresh_contacts();
    }

    /// A draft of this workstation as a line.
    fn draft_line(&self, draft: &Draft, path: &Path) -> DraftLine {
        DraftLine {
            path: path.to_owned(),
            place: self.place_words(draft),
            about: about_draft(draft),
            begun_from: begun_from(draft),
            changed: draft.changed,
            elsewhere: false,
            signing: false,
            holds: draft.holds(),
        }
    }

    /// How long until the next open case becomes overdue.
    pub fn until_due(&self) -> Option<Duration> {
        let now = self.now();
        let later = self.lists.open.iter().filter_map(|line| line.by).filter(|by| *by >= now);
        // A moment more: what is due at ten is overdue after ten.
        (later.min()? - now + chrono::TimeDelta::seconds(1)).to_std().ok()
    }

    /// Whether a draft's statement is signed already: the program ended between signing and
    /// the removal of the draft.
    fn is_signed(&self, draft: &Draft) -> bool {
        self.contents.statements().any(|loaded| {
            // What was written after it was signed is not hidden.
            loaded.header.nonce == draft.nonce && draft.changed <= loaded.header.written
        })
    }

    /// What of a draft is not on the disk, for the words before closing.
    pub(super) fn unsaved_words(&self, hand: &Hand) -> String {
        let place = self.place_words(&hand.draft);
        match hand.saved_at {
            Some(at) => format!("a draft ({place}), saved last at {}", time::clock(&at)),
            None => format!("a draft ({place})"),
        }
    }

    fn place_words(&self, draft: &Draft) -> String {
        let work = match &draft.work {
            Work::Addendum(_) => return "An addendum".to_owned(),
            Work::Contact(_) => return "A contact".to_owned(),
            Work::Decision(work) => work,
        };
        let question = |id: &str| {
            self.rules.question(id).map_or_else(
                || "In the questions".to_owned(),
                |q| format!("At the question: {}", q.title),
            )
        };
        match &work.place {
            Place::Questions => self
                .rules
                .walk(&work.answers)
                .next
                .as_deref()
                .map_or_else(|| "At the outcome".to_owned(), question),
            Place::Question(id) => question(id),
            Place::Outcome if work.acted_first.is_some() => {
                "Child in danger: the record is to be written".to_owned()
            }
            Place::Outcome => "At the outcome".to_owned(),
            Place::Record(Some(field)) => {
                format!("In the record: {}", field.part.section().label().to_lowercase())
            }
            Place::Record(None) => "In the record".to_owned(),
            Place::Check => "Ready to check and sign".to_owned(),
        }
    }

    pub(super) fn is_open(&self, decision: &Decision) -> bool {
        stays_open(decided_id(decision), &self.friction_of(decision))
    }

    fn friction_of(&self, decision: &Decision) -> Friction {
        let rank = |id: &str| self.rules.rank(id);
        friction(&decision.outcome.id, decided_id(decision), &decision.record, rank)
    }

    fn open_line(&self, file: &DecisionFile) -> Option<OpenLine> {
        let (loaded, decision) = file.latest_decision()?;
        let header = &loaded.header;
        let written = header.written;
        let now = self.now();
        let (by, due) = if self.is_open(decision) {
            self.due_of(decision, header)
        } else {
            let day = review_day(decision)?;
            let words = format!("To be looked at again on {}", time::day(day));
            (end_of(day, written), words)
        };
        let late = by.is_some_and(|by| by < now);
        let due = if late { format!("Overdue. {due}") } else { due };
        let owner = decision.record.follow_up.owner.trim();
        Some(OpenLine {
            id: file.id.clone(),
            about: format!("{} · {}", about(&decision.record), file.id.as_str()),
            headline: header.headline.clone(),
            suggested: suggested(decision, &header.headline),
            owner: match owner {
                "" => "Nobody is named as its owner.".to_owned(),
                owner => format!("Owner: {owner}."),
            },
            written,
            by,
            due,
            late,
        })
    }

    /// By when an open case is due, and in words.
    fn due_of(
        &self,
        decision: &Decision,
        header: &Header,
    ) -> (Option<DateTime<FixedOffset>>, String) {
        let decided = decided_id(decision);
        // The time runs from the decision, however late it was written down.
        let from = if let When::At(at) = &header.decided { *at } else { header.written };
        let outcome = self.rules.outcome_named(decided, decision.basis.answers());
        let due = outcome.and_then(|outcome| outcome.due);
        match come_back(from, due.as_deref(), &self.friction_of(decision)) {
            Some((at, words)) => (Some(at), format!("Due {words}")),
            None => (None, "No time is set.".to_owned()),
        }
    }
}

/// The day on which a decision that is settled for now is looked at again.
fn review_day(decision: &Decision) -> Option<NaiveDate> {
    matches!(decided_id(decision), "not-share-for-now" | "share-limited")
        .then(|| decision.record.follow_up.review_on.valid())
        .flatten()
        .map(|day| day.0)
}

/// Whom a draft is about, and its reference.
fn about_draft(draft: &Draft) -> String {
    match &draft.work {
        Work::Decision(work) => {
            format!("{} · {}", about(&work.record), draft.decision.as_str())
        }
        Work::Addendum(_) => draft.decision.as_str().to_owned(),
        Work::Contact(contact) => contact.title().to_owned(),
    }
}

/// "Begun from a request for information, 2026-…".
fn begun_from(draft: &Draft) -> Option<String> {
    let Work::Decision(work) = &draft.work else { return None };
    let link = work.linked.first()?;
    Some(format!("{}, {}", link.why.from_words(), link.decision))
}

fn about(record: &Record) -> String {
    let names: Vec<&str> =
        record.children.iter().map(|child| child.name.trim()).filter(|n| !n.is_empty()).collect();
    if names.is_empty() { "child not named".to_owned() } else { names.join(", ") }
}
