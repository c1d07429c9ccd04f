//! A draft is begun, opened, taken over or put on the screen.

use std::path::Path;
use std::sync::Arc;

use crate::app::events::{DraftEvent, Screen};
use crate::app::notice::About;
use crate::app::session::{AfterRead, Ask, Brought, Task};
use crate::app::state::State;
use crate::app::update::review_run::is_review;
use crate::app::workers::Lane;
use crate::record::replayed::PATHWAY;
use crate::record::{DecisionDraft, Nonce, Work};
use crate::register::drafts::{DraftFile, take_over};
use crate::register::{Register, RegisterError, read_pathway};

impl State {
    /// A new decision, at its first question.
    pub(super) fn new_decision(&mut self) {
        self.put_aside();
        let work = Work::Decision(Box::<DecisionDraft>::default());
        if let Some(nonce) = self.begin(work, None) {
            self.make_current(nonce);
        }
    }

    /// Makes this the decision in hand and shows it where the person was.
    pub(super) fn make_current(&mut self, nonce: Nonce) {
        self.drafts.set_decision(Some(nonce));
        self.recompute();
        self.opened_under_newer_rules();
        // People can be taken over from the decision that it began from.
        let from = self
            .current_draft()
            .and_then(|hand| Some(hand.work()?.linked.first()?.decision.clone()));
        self.hold(from.as_slice(), AfterRead::Nothing);
        // It arrives where the person was in this one.
        self.window.focus = None;
        self.go(Screen::Decide);
    }

    pub(super) fn draft_event(&mut self, event: DraftEvent) {
        match event {
            DraftEvent::Open(path) => self.open_draft(&path),
            DraftEvent::Leave => {
                self.put_aside();
                self.go(Screen::Home);
            }
            DraftEvent::AskAway(path) => self.screens.away_asked = Some(path),
            DraftEvent::Keep => self.screens.away_asked = None,
            DraftEvent::Away(path) => self.put_away(&path),
            DraftEvent::TakeBack(path) => self.take_back(&path),
            DraftEvent::ShowAway => self.screens.away_shown = !self.screens.away_shown,
            DraftEvent::ReadVersion(path) => self.read_version(&path),
            DraftEvent::TakeVersion(path) => self.take_version(&path),
            DraftEvent::AskVersion(path) => self.screens.versions_shown.asked = path,
            DraftEvent::DiscardVersion(path) => self.discard_version(&path),
        }
    }

    fn open_draft(&mut self, path: &Path) {
        let in_memory = self.drafts.at(path);
        if let Some(hand) = in_memory {
            let nonce = hand.draft.nonce.clone();
            self.show_draft(nonce);
            return;
        }
        let Some(file) = self.session.draft_at(path).cloned() else { return };
        if file.draft.device == self.settings.saved.device {
            self.put_aside();
            if self.find(Some(&file.draft.nonce)).is_some() {
                // The other version of it, on its way to the disk.
                self.say("The other version of this draft is just being saved. Try again.");
                return;
            }
            let nonce = file.draft.nonce.clone();
            self.put_in_memory(file);
            self.look_again_at(&nonce);
        } else if let Some(register) = self.session.register().cloned() {
            let (disk, device) = (Arc::clone(&self.env.disk), self.settings.saved.device.clone());
            let ticket = self.session.ticket(Ask::Anything);
            self.run([Task::new(Lane::Disk, ticket, move || {
                let draft = take_over(&*disk, &register, &file, &device);
                Brought::TakenOver(Box::new(draft))
            })]);
        }
    }

    pub(super) fn taken_over(&mut self, draft: Result<DraftFile, RegisterError>) {
        match draft {
            Ok(file) => {
                self.put_aside();
                self.put_in_memory(file);
            }
            Err(error) => self.say_error(error.to_string()),
        }
    }

    fn put_in_memory(&mut self, file: DraftFile) {
        let nonce = self.keep_in_memory(file);
        self.show_draft(nonce);
    }

    fn show_draft(&mut self, nonce: Nonce) {
        let Some(hand) = self.find(Some(&nonce)) else { return };
        match &hand.draft.work {
            Work::Decision(_) => self.make_current(nonce),
            Work::Addendum(_) | Work::Addition(_) => {
                let decision = hand.draft.decision.clone();
                if is_review(&hand.draft.work) {
                    self.review(&decision);
                    return;
                }
                self.drafts.set_addition(Some(nonce));
                self.show_decision(&decision);
            }
            Work::Contact(_) => self.write_contact(nonce),
        }
    }

    /// A draft was begun under earlier questions: where it stands is put right, and what
    /// becomes of its answers is said, with the words of then where those are kept.
    pub(super) fn opened_under_newer_rules(&mut self) {
        self.window.answered(About::EarlierRules);
        let today = self.known.rules.digests.get(PATHWAY).cloned();
        let Some(hand) = self.current_draft() else { return };
        let begun = hand.draft.rules.get(PATHWAY).cloned();
        if begun == today {
            return;
        }
        let nonce = hand.draft.nonce.clone();
        let pathway = self.known.rules.pathway();
        let place = hand.work().map(|work| work.place_under(pathway));
        if let Some(work) = self.work_mut()
            && let Some(place) = place
        {
            work.place = place;
        }
        let Some(register) = self.session.register().cloned() else { return };
        let Some(begun) = begun else {
            self.say_what_is_carried(&nonce, None);
            return;
        };
        let (disk, outbox) = (Arc::clone(&self.env.reading), self.outbox_of(&register));
        self.run([Task::new(Lane::Look, self.session.ticket(Ask::Anything), move || {
            let outbox = Register { root: outbox, info: register.info.clone() };
            let then = read_pathway(&*disk, &[&register, &outbox], &begun).ok();
            Brought::Begun(nonce, then.map(Box::new))
        })]);
    }

    /// What was not signed goes into a note that is added to what was, to be read and signed.
    pub(super) fn take_version(&mut self, path: &Path) {
        let Some(line) =
            self.session.lists().versions.iter().find(|line| line.path == path).cloned()
        else {
            return;
        };
        let Some(id) = line.decision.clone() else { return };
        self.show_decision(&id);
        self.begin_note(&id);
        let Some(nonce) = self.drafts.addition().cloned() else { return };
        let Some(hand) = self.find_mut(Some(&nonce)) else { return };
        if let Work::Addendum(text) = &mut hand.draft.work {
            if !text.trim().is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&line.words());
        }
        self.touch(&nonce);
        self.say(
            "The words of the version that was not signed are in the note below. Nothing is signed \
             until you sign it. The version stays until you discard it.",
        );
    }

    pub(super) fn version_gone(&mut self, path: &Path, done: Result<(), RegisterError>) {
        match done {
            Ok(()) => {
                self.session.forget_draft_at(path);
                let open = self.drafts.at(path).map(|hand| hand.draft.nonce.clone());
                if let Some(nonce) = open {
                    self.drafts.remove(&nonce);
                }
                self.refresh_lists();
                self.say("The version that was not signed is deleted.");
            }
            Err(error) => self.say_error(format!("The version is still there. {error}")),
        }
    }
}
