//! A signed decision as a page to print: where it is saved is asked first, in the system's dialog or
//! in a field.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::people::as_page;
use crate::app::done::Done;
use crate::app::environment::FileFor;
use crate::app::events::FootPanel;
use crate::app::session::{FileShown, Sealing};
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::caseload::timeline::NEWEST;
use crate::pathway::data::DutyVerb;
use crate::record::DecisionId;
use crate::record::set_aside::aside_name;
use crate::record::strip::about_whom;
use crate::record::text::{PROTECTS_LESS, rests_on};
use crate::register::export::save_text;
use crate::register::log::{Did, Of};
use crate::register::{DecisionFile, RegisterError};
use crate::report::{DecisionPage, decision_page, with_seal};

impl State {
    pub(super) fn choose_page(&mut self, id: &DecisionId) {
        if self.window.choosing {
            return;
        }
        self.window.choosing = true;
        let (choose, id) = (self.env.choose_file, id.clone());
        let job = move || Done::PageFile(id, choose(FileFor::PrintDecision));
        self.env.runner.run(Lane::Dialog, Box::new(job));
    }

    pub(super) fn page_file(&mut self, id: &DecisionId, path: Option<PathBuf>) {
        self.window.choosing = false;
        if self.shown_id() != Some(id) {
            return;
        }
        match path {
            Some(path) => self.save_page(id, &path),
            // On Linux a dialog that cannot open looks the same as one that was cancelled.
            None => self.window.foot_panel = Some(FootPanel::Page),
        }
    }

    pub(super) fn save_page(&mut self, id: &DecisionId, path: &Path) {
        if self.shown_id() != Some(id) || !self.is_whole(path) {
            return;
        }
        let files = self.files_of(id);
        let Some((file, shown)) = files.first().copied().zip(self.session.shown().first()) else {
            return;
        };
        let Some(text) = self.page_of(file, shown) else {
            self.refuse("This decision cannot be read in full, so it was not saved as a page.");
            return;
        };
        let (disk, path) = (Arc::clone(&self.env.disk), as_page(path));
        let seal = self.session.seal();
        let save = move || {
            let text = match Sealing::line(seal.as_ref(), &*disk) {
                Some(line) => with_seal(text, &line),
                None => text,
            };
            save_text(&*disk, &path, &text).map(|()| path)
        };
        let id = id.clone();
        self.env.runner.run(Lane::Long, Box::new(move || Done::PageSaved(id, save())));
    }

    pub(super) fn page_saved(&mut self, id: DecisionId, done: Result<PathBuf, RegisterError>) {
        match done {
            Ok(path) => {
                if self.window.foot_panel == Some(FootPanel::Page) {
                    self.window.foot_panel = None;
                }
                self.screens.page_path.clear();
                self.note(Did::Printed, Of::Decision, vec![id]);
                let path = path.display();
                self.say(format!(
                    "The page is in {path}. It names third parties. Open it in a web browser to \
                     print it."
                ));
            }
            Err(error) => self.refuse(format!("The page was not saved. {error}")),
        }
    }

    /// The decision as a page, with everything that was signed about it.
    fn page_of(&self, file: &DecisionFile, shown: &FileShown) -> Option<String> {
        let (loaded, decision) = file.latest_decision()?;
        let own = shown.newest.and_then(|at| shown.statements.get(at))?;
        let record = own.record.as_ref().unwrap_or(&decision.record);
        let who = about_whom(record, self.now().date_naive());
        let author = &loaded.header.author;
        let mut about = vec![[vec![who.name], who.details].concat().join(", ")];
        about.push(format!("By {}. {}", author.name, own.times));
        about.push(format!("Decision {}", file.id));
        let mut minded = Vec::new();
        if let Some(error) = file.out_of_view() {
            minded.push(error.in_words());
        }
        minded.extend(self.session.look().mark(loaded).map(str::to_owned));
        minded.extend(own.late.clone());
        if let Some(departure) = &decision.departure {
            minded.push(format!("Suggested: {}", decision.outcome.headline));
            minded.push(format!("Decided: {}", departure.headline));
            if !departure.instead_of.is_empty() {
                minded.push(PROTECTS_LESS.to_owned());
            }
        }
        let library = &self.known.library;
        let duties = decision.outcome.duties.iter().map(|duty| {
            let verb = DutyVerb::of(&duty.verb).heading().to_owned();
            (verb, format!("{}\n{}", duty.text, rests_on(duty, library)))
        });
        let aside = decision.set_aside.iter();
        let aside = aside.map(|(part, text)| (aside_name(part).to_owned(), text.clone()));
        let owed = decision.owed.iter().map(|what| (String::new(), what.clone()));
        let ready = decision.ready.clone().unwrap_or_default();
        let lines = ready.lines.into_iter().map(|line| (String::new(), line));
        let steps = shown.timeline.iter().map(|step| (step.when(), step.words()));
        let mut parts = vec![
            ("What happened, in order".to_owned(), steps.collect()),
            (ready.heading, lines.collect()),
            ("Answers".to_owned(), decision.outcome.trail.clone()),
            ("What it asked".to_owned(), duties.collect()),
            ("Set aside: typed, and no longer part of the record".to_owned(), aside.collect()),
            ("Still to do when it was signed".to_owned(), owed.collect()),
        ];
        parts.extend(others(file, shown));
        Some(decision_page(&DecisionPage {
            invented: self.is_training(),
            headline: &loaded.header.headline,
            about: &about,
            minded: &minded,
            facts: &shown.facts,
            corrected: &own.corrected,
            parts: &parts,
        }))
    }
}

/// What else was signed in it, a part each, in its order.
fn others(file: &DecisionFile, shown: &FileShown) -> Vec<(String, Vec<(String, String)>)> {
    let each = file.statements.iter().zip(&shown.statements).enumerate();
    let others = each.filter(|(at, _)| Some(*at) != shown.newest);
    others
        .map(|(at, (loaded, own))| {
            let statement = loaded.statement();
            let label = statement.map_or("Statement", |one| one.body.label());
            let mut heading = format!("{label}, {}", loaded.header.author.name);
            if at > 0 && at + 1 == file.statements.len() {
                heading = format!("{heading} · {NEWEST}");
            }
            let mut lines = vec![(String::new(), own.times.clone())];
            let groups = own.sections.iter().flat_map(|section| &section.groups);
            lines.extend(groups.flat_map(|group| {
                group.lines.iter().map(|line| {
                    let label = [group.title.as_str(), line.label].join(" ");
                    (label.trim().to_owned(), line.text.clone())
                })
            }));
            let addition = own.addition.iter();
            lines.extend(addition.map(|(label, text)| ((*label).to_owned(), text.clone())));
            if let Some(crate::record::Body::Addendum(note)) = statement.map(|one| &one.body) {
                lines.push((String::new(), note.text.clone()));
            }
            if statement.is_none() {
                lines.push((String::new(), "What it says could not be read.".to_owned()));
            }
            (heading, lines)
        })
        .collect()
}
