//! The same people in other decisions: suggested while a record is written, put aside, and put
//! in one chronology. Nothing is merged or copied by itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::done::Done;
use super::super::environment::FileFor;
use super::super::events::{ChronologyOf, PeopleEvent, Screen};
use super::super::screens::chronology::{Candidate, ChronologyScreen};
use super::super::screens::earlier::EarlierLine;
use super::super::state::State;
use super::super::workers::Lane;
use super::hold::Then;
use crate::caseload::chronology::{chronology, chronology_text};
use crate::caseload::people::{Likeness, Sighting, sightings};
use crate::caseload::related::{Related, people_in, related};
use crate::record::{DecisionId, NotSame, Stated};
use crate::register::export::save_text;
use crate::register::{DecisionFile, RegisterError, Summary, marked};

/// So many decisions of the list can be chosen from.
const MOST: usize = 60;

impl State {
    pub(super) fn people_event(&mut self, event: PeopleEvent) {
        match event {
            PeopleEvent::NotSame(decision) => self.not_same(&decision),
            PeopleEvent::SameAgain => {
                if let Some(work) = self.work_mut() {
                    work.not_same.clear();
                }
                self.touch_hand();
            }
            PeopleEvent::ShowAll => self.earlier_all = !self.earlier_all,
            PeopleEvent::Chronology(from) => self.begin_chronology(from),
            PeopleEvent::Subject(at) => {
                self.chronology.subject = Some(at);
                self.make_chronology();
            }
            PeopleEvent::Take(decision) => {
                let there = &self.chronology.candidates;
                let is_taken = there.iter().any(|one| one.line.decision == decision && one.taken);
                self.chronology.by_hand.insert(decision, !is_taken);
                self.make_chronology();
            }
            PeopleEvent::Filtered => self.make_chronology(),
            PeopleEvent::Save(path) => self.save_chronology(Path::new(path.trim())),
            PeopleEvent::Choose => {
                if !self.choosing {
                    self.choosing = true;
                    let choose = self.env.choose_file;
                    let job = move || Done::ChronologyFile(choose(FileFor::SaveChronology));
                    self.env.runner.run(Lane::Dialog, Box::new(job));
                }
            }
        }
    }

    /// Everybody of the register is known anew.
    pub(super) fn people_changed(&mut self) {
        for hand in &mut self.hands {
            hand.earlier_of = None;
        }
        self.refresh_earlier();
        if self.screen == Screen::Chronology {
            self.make_chronology();
        }
    }

    /// One decision was read anew.
    pub(super) fn learn_people(&mut self, decision: &DecisionId) {
        let with = people_in(&self.files_of(decision));
        self.people.replace(decision, with);
        self.people_changed();
    }

    /// What stands beside the decision in hand, where its people have changed.
    pub(super) fn refresh_earlier(&mut self) {
        let Some(hand) = self.hand() else { return };
        let Some(work) = hand.work() else { return };
        let who: Vec<Sighting> = sightings(&hand.draft.decision, &work.record).collect();
        let of = Some((who, work.not_same.clone()));
        if hand.earlier_of == of {
            return;
        }
        let found = of.as_ref().map(|(who, aside)| related(&self.people, who, aside));
        let found = found.unwrap_or_default();
        let lines = found.iter().filter_map(|one| self.earlier_line(one)).collect();
        if let Some(hand) = self.hand_mut() {
            hand.earlier = lines;
            hand.earlier_of = of;
        }
    }

    /// What may be about the same people as a signed decision.
    pub(super) fn related_to(&self, file: &DecisionFile) -> Vec<EarlierLine> {
        let found = related(&self.people, &people_in(&self.files_of(&file.id)), &[]);
        found.iter().filter_map(|one| self.earlier_line(one)).collect()
    }

    fn earlier_line(&self, related: &Related) -> Option<EarlierLine> {
        let mut line = self.line_of(&related.decision)?;
        for why in &related.why {
            let name = if why.name.trim().is_empty() { "name not known" } else { why.name.trim() };
            let who = if why.child { "" } else { ", who is not the child there" };
            let words = format!("{}: {name}{who}", why.likeness.label());
            if !line.reasons.contains(&words) {
                line.reasons.push(words);
            }
        }
        line.number = related.likeness() == Likeness::NhsNumber;
        line.household = related.likeness() == Likeness::Household;
        Some(line)
    }

    /// A signed decision in a few words, without a reason.
    fn line_of(&self, id: &DecisionId) -> Option<EarlierLine> {
        let root = &self.files_of(id).into_iter().next()?.root;
        let here = |one: &&Summary| one.id == *id && one.root == *root && one.whole;
        let summary = self.book.of_decision(id).iter().find(here)?;
        Some(EarlierLine {
            decision: id.clone(),
            headline: summary.headline.clone(),
            about: format!("{} · {}", summary.about(), summary.decided.in_words()),
            reasons: Vec::new(),
            number: false,
            household: false,
        })
    }

    /// It was said that a suggested decision is about somebody else. Kept in the draft.
    fn not_same(&mut self, decision: &DecisionId) {
        let Some(hand) = self.hand() else { return };
        let Some((who, aside)) = &hand.earlier_of else { return };
        let found = related(&self.people, who, aside);
        let said: Vec<_> = found
            .iter()
            .filter(|one| one.decision == *decision)
            .flat_map(Related::not_same)
            .collect();
        if let Some(work) = self.work_mut() {
            work.not_same.extend(said);
        }
        self.touch_hand();
    }

    fn begin_chronology(&mut self, from: ChronologyOf) {
        let path = std::mem::take(&mut self.chronology.path);
        let subject = (from != ChronologyOf::Listed).then_some(0);
        self.chronology =
            ChronologyScreen { from: Some(from), subject, path, ..Default::default() };
        self.close_path();
        self.make_chronology();
        self.go(Screen::Chronology);
    }

    /// Whom a chronology can be of: who is told by the place that it began from, and what was
    /// put aside there.
    fn chronology_people(&self) -> (Vec<Sighting>, Vec<NotSame>) {
        let nobody = (Vec::new(), Vec::new());
        match &self.chronology.from {
            Some(ChronologyOf::Signed(id)) => (people_in(&self.files_of(id)), Vec::new()),
            Some(ChronologyOf::Hand) => {
                let Some(hand) = self.hand() else { return nobody };
                let Some(work) = hand.work() else { return nobody };
                let who = sightings(&hand.draft.decision, &work.record).collect();
                (who, work.not_same.clone())
            }
            Some(ChronologyOf::Listed) | None => nobody,
        }
    }

    /// Works the chronology out anew. What is not held is missing in it, marked, until it was
    /// read.
    fn make_chronology(&mut self) {
        self.lay_chronology();
        let taken = self.chronology.candidates.iter().filter(|one| one.taken);
        let taken: Vec<DecisionId> = taken.map(|one| one.line.decision.clone()).collect();
        self.hold(&taken, Then::Chronology);
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
        let mut screen = std::mem::take(&mut self.chronology);
        if screen.from != Some(ChronologyOf::Listed) {
            subjects.push("The household".to_owned());
        }
        let at = screen.subject.map(|at| at.min(subjects.len().saturating_sub(1)));
        screen.subject = at;
        let child = at.and_then(|at| children.get(at)).map(|child| vec![(*child).clone()]);
        let per_child = child.is_some();
        let mut found = related(&self.people, &child.unwrap_or_else(|| who.clone()), &aside);
        if per_child {
            found.retain(|one| one.likeness() != Likeness::Household);
        }
        screen.subjects = subjects;
        screen.candidates = self.candidates(&screen, &found);
        screen.more = match screen.from {
            Some(ChronologyOf::Listed) => self.lists.found.rows.len().saturating_sub(MOST),
            _ => 0,
        };
        self.fill_chronology(&mut screen);
        self.chronology = screen;
    }

    fn candidates(&self, screen: &ChronologyScreen, found: &[Related]) -> Vec<Candidate> {
        let mut lines: Vec<EarlierLine> = match &screen.from {
            Some(ChronologyOf::Listed) => {
                let found = &self.lists.found;
                let listed =
                    found.rows.iter().take(MOST).filter_map(|row| found.summaries.get(*row));
                listed.filter_map(|summary| self.line_of(&summary.id)).collect()
            }
            _ => found.iter().filter_map(|one| self.earlier_line(one)).collect(),
        };
        // The same row twice: two first statements in one folder.
        lines.dedup_by(|a, b| a.decision == b.decision);
        let base = match &screen.from {
            Some(ChronologyOf::Signed(id)) => self.line_of(id),
            _ => None,
        };
        let fixed = base.map(|line| Candidate { line, taken: true, fixed: true });
        let others = lines.into_iter().map(|line| {
            let taken = screen.by_hand.get(&line.decision).copied().unwrap_or(line.number);
            Candidate { line, taken, fixed: false }
        });
        fixed.into_iter().chain(others).collect()
    }

    /// Entries and text of the decisions that are taken.
    fn fill_chronology(&self, screen: &mut ChronologyScreen) {
        let taken = screen.candidates.iter().filter(|one| one.taken);
        let taken: Vec<&DecisionId> = taken.map(|one| &one.line.decision).collect();
        let mut statements: Vec<Stated<'_>> = Vec::new();
        screen.remarks.clear();
        for id in &taken {
            for file in self.files_of(id) {
                statements.extend(file.statements.iter().filter_map(|loaded| {
                    Some(Stated { digest: &loaded.digest, statement: loaded.statement()? })
                }));
                let unsound = file.statements.iter().any(|loaded| !loaded.sound);
                let unread = file.statements.iter().any(|loaded| loaded.statement().is_none());
                if !file.is_held() {
                    screen.remarks.push(format!("Decision {id} is being read."));
                } else if unsound || unread {
                    screen.remarks.push(format!(
                        "Something is wrong with a file of decision {id}, or this version cannot \
                         read it whole. Open the decision before you rely on what stands here."
                    ));
                }
            }
        }
        screen.remarks.dedup();
        let mut entries = chronology(statements);
        let mut kinds: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
        kinds.sort();
        kinds.dedup();
        screen.only.retain(|kind| kinds.contains(kind));
        screen.kinds = kinds;
        if !screen.only.is_empty() {
            entries.retain(|entry| screen.only.contains(&entry.kind));
        }
        screen.entries = entries;
        let whose = screen.subject.and_then(|at| screen.subjects.get(at)).map(String::as_str);
        let mut text = chronology_text(whose.unwrap_or("chosen decisions"), &screen.entries);
        let ids: Vec<&str> = taken.iter().map(|id| id.as_str()).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\nMade of the decisions {}.", ids.join(", "));
        if !screen.only.is_empty() {
            let only: Vec<&str> = screen.only.iter().map(|kind| kind.label()).collect();
            let _ = writeln!(text, "Only these kinds are shown: {}.", only.join(", "));
        }
        for remark in &screen.remarks {
            let _ = writeln!(text, "{remark}");
        }
        screen.text = text;
    }

    fn save_chronology(&mut self, path: &Path) {
        if !self.is_whole(path) {
            return;
        }
        let (disk, path) = (Arc::clone(&self.env.disk), path.to_owned());
        let text = marked(self.chronology.text.clone(), self.is_training());
        self.env.runner.run(
            Lane::Long,
            Box::new(move || Done::ChronologySaved(save_text(&*disk, &path, &text).map(|()| path))),
        );
    }

    pub(super) fn chronology_saved(&mut self, done: Result<PathBuf, RegisterError>) {
        match done {
            Ok(path) => self.say(
                format!("The chronology is in {}. It names third parties.", path.display()),
                false,
            ),
            Err(error) => self.say(format!("The chronology was not saved. {error}"), true),
        }
    }

    pub(super) fn chronology_file(&mut self, path: Option<PathBuf>) {
        self.choosing = false;
        let Some(path) = path else {
            // On Linux a dialog that cannot open looks the same as one that was cancelled.
            self.say("No file was chosen. You can also type its path.", false);
            return;
        };
        self.chronology.path = path.display().to_string();
        self.save_chronology(&path);
    }
}
