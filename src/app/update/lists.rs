//! What the lists show: worked out when the register, the drafts or the filter change.

use std::path::Path;

use super::super::screens::decisions::Row;
use super::super::screens::home::DraftLine;
use super::super::state::{Hand, Lists, State};
use crate::base::{fold, time};
use crate::caseload::worklist::{children_words, decided_id, suggested_instead};
use crate::record::departure::{Friction, friction, stays_open};
use crate::record::text::sections;
use crate::record::{Body, Decision, DecisionId, Draft, Place, Work};
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
        let mut outcomes: Vec<(String, String)> = Vec::new();
        for file in &self.contents.decisions {
            if let Some((loaded, decision)) = file.latest_decision() {
                let id = decided_id(decision).to_owned();
                if !outcomes.iter().any(|(other, _)| *other == id) {
                    outcomes.push((id, loaded.header.headline.clone()));
                }
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
        let work = std::mem::take(&mut self.lists.work);
        self.lists = Lists {
            drafts,
            away,
            work,
            rows: Vec::new(),
            outcome_labels: outcomes.iter().map(|(_, label)| label.clone()).collect(),
            outcomes,
            problems,
        };
        self.refresh_work();
        self.refresh_rows();
        self.refresh_contacts();
    }

    /// The rows that pass the filter.
    pub(super) fn refresh_rows(&mut self) {
        let query = self.filter.query.trim();
        let outcome = self
            .filter
            .outcome
            .and_then(|index| self.lists.outcomes.get(index))
            .map(|(id, _)| id.as_str());
        let mut rows: Vec<Row> = self
            .contents
            .decisions
            .iter()
            .filter_map(|file| {
                let Some(title) = self.worked_title(&file.id) else { return row(file, query) };
                let headline = format!("Worked case: {title}");
                let query = if fold::contains(&headline, query) { "" } else { query };
                Some(Row { headline, ..row(file, query)? })
            })
            .filter(|row| outcome.is_none_or(|id| row.outcome == id))
            .collect();
        rows.sort_by(|a, b| b.written.cmp(&a.written).then_with(|| a.id.cmp(&b.id)));
        self.lists.rows = rows;
    }

    /// What a worked case is called, among invented cases.
    fn worked_title(&self, id: &DecisionId) -> Option<&str> {
        let case = self.worked.cases.iter().find(|case| case.decision == *id)?;
        self.is_training().then_some(case.title.as_str())
    }

    /// A draft of this workstation as a line.
    fn draft_line(&self, draft: &Draft, path: &Path) -> DraftLine {
        DraftLine {
            path: path.to_owned(),
            contact: matches!(draft.work, Work::Contact(_)).then(|| draft.decision.clone()),
            place: self.place_words(draft),
            about: about_draft(draft),
            begun_from: begun_from(draft),
            changed: draft.changed,
            elsewhere: false,
            signing: false,
            holds: draft.holds(),
        }
    }

    /// Whether a draft's statement is signed already: the program ended between signing and
    /// the removal of the draft.
    pub(super) fn is_signed(&self, draft: &Draft) -> bool {
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
            Work::Later(later) => return later.headline(),
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
}

fn row(file: &DecisionFile, query: &str) -> Option<Row> {
    let found = if query.is_empty() { String::new() } else { find(file, query)? };
    let last = file.last()?;
    let latest = file.latest_decision();
    let header = latest.map_or(&last.header, |(loaded, _)| &loaded.header);
    Some(Row {
        id: file.id.clone(),
        written: last.header.written,
        headline: header.headline.clone(),
        outcome: latest.map(|(_, decision)| decided_id(decision).to_owned()).unwrap_or_default(),
        author: header.author.name.clone(),
        about: latest
            .map_or_else(|| "cannot be read whole".to_owned(), |(_, d)| children_words(&d.record)),
        statements: file.statements.len(),
        departed: latest.is_some_and(|(_, decision)| decision.departure.is_some()),
        suggested: latest.and_then(|(_, decision)| suggested_instead(decision, &header.headline)),
        problem: file.problems.iter().any(|problem| !problem.is_remark()),
        found: (!found.is_empty()).then_some(found),
    })
}

/// Whom a draft is about, and its reference.
fn about_draft(draft: &Draft) -> String {
    match &draft.work {
        Work::Decision(work) => {
            format!("{} · {}", children_words(&work.record), draft.decision.as_str())
        }
        Work::Addendum(_) | Work::Later(_) => draft.decision.as_str().to_owned(),
        Work::Contact(contact) => contact.title().to_owned(),
    }
}

/// "Begun from a request for information, 2026-…".
fn begun_from(draft: &Draft) -> Option<String> {
    let Work::Decision(work) = &draft.work else { return None };
    let link = work.linked.first()?;
    Some(format!("{}, {}", link.why.from_words(), link.decision))
}

/// Where the query stands in a decision, in words; nothing to be said where that is what the
/// row shows anyway. `None`: nowhere.
fn find(file: &DecisionFile, query: &str) -> Option<String> {
    for loaded in &file.statements {
        let header = &loaded.header;
        if fold::contains(&header.headline, query)
            || fold::contains(&header.author.name, query)
            || fold::contains(file.id.as_str(), query)
        {
            return Some(String::new());
        }
        match loaded.statement().map(|statement| &statement.body) {
            Some(Body::Addendum(addendum)) if fold::contains(&addendum.text, query) => {
                return Some("found in an addendum".to_owned());
            }
            Some(Body::Decision(decision)) => {
                for section in sections(decision) {
                    for line in section.groups.iter().flat_map(|group| &group.lines) {
                        if fold::contains(&line.text, query) {
                            return Some(format!("found in: {}", line.label));
                        }
                    }
                }
            }
            Some(body) => {
                if let Some(later) = body.later()
                    && later.lines().iter().any(|(_, text)| fold::contains(text, query))
                {
                    return Some(format!("found in a {}", later.kind().noun()));
                }
            }
            None => {}
        }
    }
    None
}
