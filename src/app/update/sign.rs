//! Signing: the statement is on the disk, read back and verified, before anything says so.

use std::sync::Arc;

use crate::app::done::Done;
use crate::app::drafts::{OpenDraft, Signing};
use crate::app::events::{
    ContactsEvent, DecideEvent, DecisionsEvent, Event, RecordEvent, ReviewEvent, Screen,
};
use crate::app::notice::About;
use crate::app::state::State;
use crate::app::workers::Lane;
use crate::record::{Circumstances, Draft, Nonce, Statement, Work};
use crate::register::index::{load_index, save_index};
use crate::register::{Contents, DecisionFile, Register, layout};

impl State {
    /// Why nothing can be signed now, in words; `None`: it can.
    pub fn cannot_sign(&self) -> Option<&'static str> {
        if self.session.is_loading() {
            return Some("The register is still being read. One moment.");
        }
        if self.window.locked.is_some() {
            return Some(
                "The register is locked. Go to Home to unlock it, then sign. This is kept.",
            );
        }
        if self.session.register().is_none() {
            return Some("There is no register yet. Choose a folder for it in Settings.");
        }
        if self.settings.author.name.trim().is_empty() {
            return Some("Write your name first, so that it appears under what you sign.");
        }
        None
    }

    /// Whether the draft on the screen is being signed: nothing in it can be changed, because
    /// what is changed now would not be signed, and the draft goes once it is.
    pub fn is_locked(&self) -> bool {
        let nonce = match &self.window.screen {
            Screen::Decide => self.drafts.decision(),
            Screen::Decision(_) | Screen::Review(Some(_)) => self.drafts.addition(),
            Screen::Contacts => self.drafts.contact(),
            _ => None,
        };
        self.drafts.is_signing(nonce)
    }

    /// Whether this event would change a draft that is being signed.
    pub(super) fn is_locked_against(&self, event: &Event) -> bool {
        let signing = |nonce| self.drafts.is_signing(nonce);
        match event {
            Event::Decide(DecideEvent::WorriedMyself) | Event::Record(RecordEvent::NotMe) => false,
            Event::Decide(_) | Event::Record(_) => signing(self.drafts.decision()),
            Event::Decisions(
                DecisionsEvent::AdditionEdited
                | DecisionsEvent::AdditionTimeNow(_)
                | DecisionsEvent::SignAddition,
            )
            | Event::Review(
                ReviewEvent::Verdict(_)
                | ReviewEvent::Tick(_)
                | ReviewEvent::Involved(_)
                | ReviewEvent::About(_)
                | ReviewEvent::Edited
                | ReviewEvent::Answer(_)
                | ReviewEvent::AnswerBack
                | ReviewEvent::Keep
                | ReviewEvent::Sign,
            ) => signing(self.drafts.addition()),
            Event::Contacts(
                ContactsEvent::Edited
                | ContactsEvent::AddNumber
                | ContactsEvent::RemoveNumber(_)
                | ContactsEvent::PutBackNumber
                | ContactsEvent::CheckedToday
                | ContactsEvent::Save
                | ContactsEvent::Discard,
            ) => signing(self.drafts.contact()),
            _ => false,
        }
    }

    pub(super) fn sign(&mut self, nonce: &Nonce) {
        if let Some(why) = self.cannot_sign() {
            self.refuse(why);
            return;
        }
        let Some(register) = self.session.register().cloned() else { return };
        if self.find(Some(nonce)).is_some_and(|hand| self.is_without_its_decision(hand, &register))
        {
            self.refuse(
                "Not signed: the decision that this adds to is missing or cannot be read. Your \
                 draft is kept. See under Decisions what is wrong with its files. Put them back \
                 from a copy, then read the register again.",
            );
            return;
        }
        // Each statement names the one that this workstation signed before it.
        if self.drafts.is_another_signing(nonce) {
            self.refuse("Something else is being signed. One moment, then try again.");
            return;
        }
        let remembered = self.remembered_to_sign();
        let Some(hand) = self.find(Some(nonce)) else { return };
        let Some(statement) = self.statement(hand) else { return };
        let mut rules = self.known.rules.texts.clone();
        rules.extend(self.copy_quoted(hand).map(str::to_owned));
        let signing = Signing {
            disk: Arc::clone(&self.env.disk),
            outbox: self.outbox_of(&register),
            register,
            rules,
            remembered,
        };
        self.window.answered(About::Unsigned);
        let job = self.drafts.sign(nonce, statement, signing, (self.env.instant)());
        self.run_for_drafts(job);
    }

    /// Whether a draft adds to a decision of which nothing was read. Signed, it would stand as
    /// a second first statement.
    fn is_without_its_decision(&self, hand: &OpenDraft, register: &Register) -> bool {
        let id = &hand.draft.decision;
        let folder = layout::decision_folder(&register.root, id);
        if hand.draft.root.is_some() {
            // While the register is away it is linked to what the draft knows of.
            return !self.session.is_unread()
                && self.followed(&hand.draft).is_none_or(|f| f.heads().is_empty());
        }
        if let Some(file) = self.followed(&hand.draft) {
            return file.heads().is_empty();
        }
        self.session.contents().find(id).next().is_none()
            && (matches!(hand.draft.work, Work::Addendum(_) | Work::Addition(_))
                || self
                    .session
                    .contents()
                    .problems
                    .iter()
                    .chain(self.session.missing())
                    .any(|problem| problem.path.starts_with(&folder)))
    }

    /// What a draft adds to, as it was read: the decision that it was begun on.
    fn followed(&self, draft: &Draft) -> Option<&DecisionFile> {
        let mut files = self.files_of(&draft.decision).into_iter();
        files.find(|file| draft.root.as_ref().is_none_or(|root| file.root == *root))
    }

    pub(super) fn statement(&self, hand: &OpenDraft) -> Option<Statement> {
        let draft = &hand.draft;
        let file = match &draft.work {
            Work::Contact(_) => self.session.contents().find_contact(&draft.decision).next(),
            _ => self.followed(draft),
        };
        let register = self.session.register()?;
        let id = &register.info.id;
        let device_prev = self
            .settings
            .saved
            .last_signed
            .get(id)
            .cloned()
            .or_else(|| self.session.contents().last_signed(&self.settings.saved.device));
        let making = hand.case.as_ref().map(|case| &case.made);
        let by = Circumstances {
            register: id.clone(),
            device: self.settings.saved.device.clone(),
            device_prev,
            root: file.map(|file| file.root.clone()),
            follows: file.map(DecisionFile::heads).unwrap_or_default(),
            author: self.settings.author.clone(),
            rules: self.rules_with(self.copy_quoted(hand)),
            now: self.now(),
        };
        Statement::composed(draft, making, by)
    }

    /// The index learns what was signed: a cache of everything, so nobody waits for it. What
    /// cannot be written now is learned at the next reading.
    pub(super) fn learn_index(&mut self, fresh: Contents) {
        let Some(register) = self.session.register().cloned() else { return };
        let (disk, device) = (Arc::clone(&self.env.disk), self.settings.saved.device.clone());
        self.env.runner.run(
            Lane::Long,
            Box::new(move || {
                let (mut index, _) = load_index(&*disk, &register, &device);
                if index.learn(&fresh) {
                    let _ = save_index(&*disk, &register, &index);
                }
                Done::Tidied
            }),
        );
    }
}
