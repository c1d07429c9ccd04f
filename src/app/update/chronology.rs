//! The chronology of a person: whose decisions are in it, and how it reads.

use crate::app::events::{ChronologyOf, Screen};
use crate::app::screens::chronology::{Candidate, ChronologyScreen};
use crate::app::session::AfterRead;
use crate::app::session::rows::EarlierLine;
use crate::app::state::State;
use crate::caseload::chronology::{about_several, chronology, chronology_text, keep_child};
use crate::caseload::people::{Likeness, Sighting, sightings};
use crate::caseload::related::{Related, one_number_on_two_names, other_names, people_in, related};
use crate::record::{DecisionId, NotSame, Stated};

/// So many decisions of the list can be chosen from.
const MOST: usize = 60;

impl State {
    /// Everybody of the register is known anew.
    pub(super) fn people_changed(&mut self) {
        for hand in self.drafts.iter_mut() {
            hand.earlier_of = None;
        }
        self.refresh_earlier();
        if self.window.screen == Screen::Chronology {
            self.make_chronology();
        }
    }

    /// What stands beside the decision in hand, where its people have changed.
    pub(super) fn refresh_earlier(&mut self) {
        let Some(hand) = self.current_draft() else { return };
        let Some(work) = hand.work() else { return };
        let who: Vec<Sighting> = sightings(&hand.draft.decision, &work.record).collect();
        let of = Some((who, work.not_same.clone()));
        if hand.earlier_of == of {
            return;
        }
        let found = of.as_ref().map(|(who, aside)| related(self.session.people(), who, aside));
        let found = found.unwrap_or_default();
        let lines = found.iter().filter_map(|one| self.session.earlier_line(one)).collect();
        let other_names = other_names(&work.record, &found);
        if let Some(hand) = self.current_draft_mut() {
            hand.earlier = lines;
            hand.other_names = other_names;
            hand.earlier_of = of;
        }
    }

    /// Whom a chronology can be of: who is told by the place that it began from, and what was
    /// put aside there.
    fn chronology_people(&self) -> (Vec<Sighting>, Vec<NotSame>) {
        let nobody = (Vec::new(), Vec::new());
        match &self.screens.chronology.from {
            Some(ChronologyOf::Signed(id)) => (people_in(&self.files_of(id)), Vec::new()),
            Some(ChronologyOf::Hand) => {
                let Some(hand) = self.current_draft() else { return nobody };
                let Some(work) = hand.work() else { return nobody };
                let who = sightings(&hand.draft.decision, &work.record).collect();
                (who, work.not_same.clone())
            }
            Some(ChronologyOf::Listed) | None => nobody,
        }
    }

    /// Works the chronology out anew. What is not held is missing in it, marked, until it was
    /// read.
    pub(super) fn make_chronology(&mut self) {
        self.lay_chronology();
        let taken = self.screens.chronology.candidates.iter().filter(|one| one.taken);
        let taken: Vec<DecisionId> = taken.map(|one| one.line.decision.clone()).collect();
        self.hold(&taken, AfterRead::Chronology);
    }

    /// The same of what is held.
    pub(super) fn lay_chronology(&mut self) {
        let (who, aside) = self.chronology_people();
        let children: Vec<&Sighting> = who.iter().filter(|one| one.child).collect();
        let mut subjects: Vec<String> = children
            .iter()
            .zip(1..)
            .map(|(child, number)| match child.name.trim() {
                "" => format!("Child {number}, name not known"),
                name => name.to_owned(),
            })
            .collect();
        let mut screen = std::mem::take(&mut self.screens.chronology);
        if screen.from != Some(ChronologyOf::Listed) {
            subjects.push("The household".to_owned());
        }
        let at = screen.subject.map(|at| at.min(subjects.len().saturating_sub(1)));
        screen.subject = at;
        let child = at.and_then(|at| children.get(at)).map(|child| (*child).clone());
        let of = child.clone().map_or_else(|| who.clone(), |child| vec![child]);
        let mut found = related(self.session.people(), &of, &aside);
        screen.child.clear();
        if let Some(child) = child {
            found.retain(|one| one.likeness() != Likeness::Household);
            screen.child.entry(child.decision).or_default().insert(child.item);
            for one in &found {
                let same = one.why.iter().filter(|why| why.likeness != Likeness::Household);
                let same = same.map(|why| why.theirs.clone());
                screen.child.entry(one.decision.clone()).or_default().extend(same);
            }
        }
        screen.subjects = subjects;
        screen.candidates = self.candidates(&screen, &found);
        screen.more = match screen.from {
            Some(ChronologyOf::Listed) => {
                self.session.lists().found.rows.len().saturating_sub(MOST)
            }
            _ => 0,
        };
        self.fill_chronology(&mut screen, &of);
        self.screens.chronology = screen;
    }

    fn candidates(&self, screen: &ChronologyScreen, found: &[Related]) -> Vec<Candidate> {
        let mut lines: Vec<EarlierLine> = match &screen.from {
            Some(ChronologyOf::Listed) => {
                let found = &self.session.lists().found;
                let listed =
                    found.rows.iter().take(MOST).filter_map(|row| found.summaries.get(*row));
                listed.filter_map(|summary| self.session.line_of(&summary.id)).collect()
            }
            _ => found.iter().filter_map(|one| self.session.earlier_line(one)).collect(),
        };
        // Nothing is put together of what is read blind.
        lines.retain(|line| !self.session.is_read_blind(&line.decision));
        // The same row twice: two first statements in one folder.
        lines.dedup_by(|a, b| a.decision == b.decision);
        let base = match &screen.from {
            Some(ChronologyOf::Signed(id)) => self.session.line_of(id),
            _ => None,
        };
        let fixed = base.map(|line| Candidate { line, taken: true, fixed: true, asked: false });
        let others = lines.into_iter().map(|line| {
            // One number on two names: nothing is put together before it was asked.
            let (by_hand, asks) = (screen.by_hand.get(&line.decision), line.asks.is_some());
            let taken = by_hand.copied().unwrap_or(line.number && !asks);
            Candidate { taken, fixed: false, asked: asks && by_hand.is_none(), line }
        });
        fixed.into_iter().chain(others).collect()
    }

    /// Entries and text of the decisions that are taken. `of`: whose chronology it is.
    fn fill_chronology(&self, screen: &mut ChronologyScreen, of: &[Sighting]) {
        let taken = screen.candidates.iter().filter(|one| one.taken);
        let taken: Vec<&DecisionId> = taken.map(|one| &one.line.decision).collect();
        let mut statements: Vec<Stated<'_>> = Vec::new();
        screen.remarks.clear();
        for id in &taken {
            for file in self.files_of(id) {
                statements.extend(file.stated());
                let unsound = file.statements.iter().any(|loaded| !loaded.sound)
                    || file.doubtful().next().is_some();
                let unread = file.statements.iter().any(|loaded| loaded.statement().is_none());
                if !file.is_held() {
                    screen.remarks.push(format!("Decision {id} is being read."));
                } else if unsound || unread {
                    screen.remarks.push(format!(
                        "Something is wrong with a file of decision {id}, or this version cannot \
                         read all of it. Open the decision before you rely on what you see here."
                    ));
                }
            }
        }
        let together = taken.iter().flat_map(|id| self.session.people().of_decision(id));
        screen.remarks.extend(one_number_on_two_names(of.iter().chain(together)));
        screen.remarks.dedup();
        let mut entries = chronology(statements);
        let left_out = keep_child(&mut entries, &screen.child);
        screen.several = about_several(&entries, left_out);
        let mut kinds: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
        kinds.sort();
        kinds.dedup();
        screen.only.retain(|kind| kinds.contains(kind));
        screen.kinds = kinds;
        if !screen.only.is_empty() {
            entries.retain(|entry| screen.only.contains(&entry.kind));
        }
        screen.entries = entries;
        let ids: Vec<&str> = taken.iter().map(|id| id.as_str()).collect();
        screen.notes = vec![format!("Made from decisions {}.", ids.join(", "))];
        if !screen.only.is_empty() {
            let only: Vec<&str> = screen.only.iter().map(|kind| kind.label()).collect();
            screen.notes.push(format!("Only these kinds are shown: {}.", only.join(", ")));
        }
        screen.notes.extend(screen.several.iter().chain(&screen.remarks).cloned());
        let text = chronology_text(screen.whose(), &screen.entries);
        screen.text = format!("{text}\n{}\n", screen.notes.join("\n"));
    }
}
