//! Signing: the statement is on the disk, read back and verified, before anything says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drafts::{OurFiles, place};
use super::turn::{Once, Remembered};
use crate::app::done::{Done, Signature};
use crate::app::events::{ContactsEvent, DecideEvent, DecisionsEvent, Event, RecordEvent, Screen};
use crate::app::workers::Lane;
use crate::app::{hand::Hand, state::State};
use crate::base::ronfile;
use crate::base::time::When;
use crate::record::aside;
use crate::record::statement::FORMAT;
use crate::record::{
    Addendum, Author, Basis, Body, Decision, Departure, Digest, Draft, Nonce, Signing, Statement,
    Work,
};
use crate::register::contacts::load_with;
use crate::register::drafts::{DraftFile, list_drafts, remove_draft};
use crate::register::index::{load_index, save_index};
use crate::register::merge::merge;
use crate::register::outbox::{self, Placed, open_outbox, sign_or_keep};
use crate::register::versions::tell_apart;
use crate::register::workstation::{About, Workstation};
use crate::register::{Contents, DecisionFile, Disk, Register, RegisterError, layout};

impl State {
    /// Why nothing can be signed now, in words; `None`: it can.
    pub fn cannot_sign(&self) -> Option<&'static str> {
        if self.session.is_loading() {
            return Some("The register is still being read. One moment.");
        }
        if self.session.register().is_none() {
            return Some("There is no register yet. Choose a folder for it in Settings.");
        }
        if self.settings.author.name.trim().is_empty() {
            return Some("Write your name first, so that it stands under what you sign.");
        }
        None
    }

    /// Whether the draft on the screen is being signed: nothing in it can be changed, because
    /// what is changed now would not be signed, and the draft goes once it is.
    pub fn is_locked(&self) -> bool {
        let nonce = match &self.window.screen {
            Screen::Decide => self.decision.as_ref(),
            Screen::Decision(_) => self.addendum.as_ref(),
            Screen::Contacts => self.screens.contacts.editing.as_ref(),
            _ => None,
        };
        self.find(nonce).is_some_and(|hand| hand.signing)
    }

    /// Whether this event would change a draft that is being signed.
    pub(super) fn is_locked_against(&self, event: &Event) -> bool {
        let signing = |nonce| self.find(nonce).is_some_and(|hand| hand.signing);
        match event {
            Event::Decide(DecideEvent::WorriedMyself) | Event::Record(RecordEvent::NotMe) => false,
            Event::Decide(_) | Event::Record(_) => signing(self.decision.as_ref()),
            Event::Decisions(
                DecisionsEvent::AddendumTouched
                | DecisionsEvent::LaterNow(_)
                | DecisionsEvent::SignAddendum,
            ) => signing(self.addendum.as_ref()),
            Event::Contacts(
                ContactsEvent::Touched
                | ContactsEvent::AddNumber
                | ContactsEvent::RemoveNumber(_)
                | ContactsEvent::PutBackNumber
                | ContactsEvent::CheckedToday
                | ContactsEvent::Save
                | ContactsEvent::Discard,
            ) => signing(self.screens.contacts.editing.as_ref()),
            _ => false,
        }
    }

    pub(super) fn sign_decision(&mut self) {
        // Where the name was given only now.
        self.offer_owner();
        if let Some(nonce) = self.decision.clone() {
            self.sign(&nonce);
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
                "Not signed: the decision that this adds to is not there or cannot be read, so this \
                 would stand apart from it. Your draft is kept. See under Decisions what is wrong \
                 with its files, put them back from a copy, then read the register again.");
            return;
        }
        // Each statement names the one that this workstation signed before it.
        if self.hands.iter().any(|hand| hand.signing && hand.draft.nonce != *nonce) {
            self.refuse("Something else is being signed. One moment, then try again.");
            return;
        }
        let Some(statement) = self.to_be_signed(nonce) else { return };
        let copy = self.find(Some(nonce)).and_then(|hand| self.copy_quoted(hand));
        let copy = copy.map(str::to_owned);
        let remembered = self.remembered();
        let outbox = self.outbox_of(&register);
        let (disk, mut rules) = (Arc::clone(&self.env.disk), self.known.rules.texts.clone());
        rules.extend(copy);
        let instant = (self.env.instant)();
        let Some(hand) = self.find_mut(Some(nonce)) else { return };
        if hand.signing {
            return;
        }
        hand.signing = true;
        let unsaved = !hand.throttle.is_clean();
        hand.throttle.started(instant);
        let file = hand.saved.as_ref().map(|(path, _)| path.clone());
        let draft = hand.draft.clone();
        let mut known = OurFiles::of(hand);
        let nonce = nonce.clone();
        self.env.runner.run(
            Lane::Disk,
            Box::new(move || {
                let disk = &*disk;
                let job =
                    Job { disk, register: &register, outbox, rules, remembered, file, unsaved };
                let (signing, signed) = job.run(draft, &statement, &mut known);
                Done::Signed(nonce, signing, known, Box::new(signed))
            }),
        );
    }

    /// What is signed: made now, and what an earlier attempt had fixed.
    fn to_be_signed(&self, nonce: &Nonce) -> Option<ToSign> {
        let hand = self.find(Some(nonce))?;
        Some(ToSign { kept: hand.draft.signing.clone(), new: Box::new(self.statement(hand)?) })
    }

    /// Whether a draft adds to a decision of which nothing was read. Signed, it would stand as
    /// a second first statement.
    fn is_without_its_decision(&self, hand: &Hand, register: &Register) -> bool {
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
            && (matches!(hand.draft.work, Work::Addendum(_) | Work::Later(_))
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

    fn statement(&self, hand: &Hand) -> Option<Statement> {
        let now = self.now();
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
        let (happened, decided, headline, body) = match &draft.work {
            Work::Decision(work) => {
                let case = hand.case.as_ref()?;
                let outcome = case.frozen()?;
                let decided = case.decided.as_ref()?;
                let record = work.record.clone();
                let at = work.acted_first.map_or(When::At(now), When::At);
                let basis = match work.acted_first {
                    Some(at) => Basis::ActedFirst(at, case.walk.reached()),
                    None => Basis::Pathway(case.walk.reached()),
                };
                let body = Decision {
                    basis,
                    outcome,
                    departure: work.departure.clone().map(|departure| {
                        let instead_of = case.departed_from();
                        Departure { instead_of, ..departure }
                    }),
                    // What its author saw of it, and nothing else.
                    set_aside: aside::signed(&case.asides),
                    owed: case.owed.iter().map(|owed| owed.what.clone()).collect(),
                    record,
                    linked: work.linked.clone(),
                };
                (
                    body.record.happened.when(&now),
                    body.record.decided.when(&now).unwrap_or(at),
                    decided.headline.clone(),
                    Body::Decision(Box::new(body)),
                )
            }
            Work::Addendum(text) => (
                None,
                When::At(now),
                "Addendum".to_owned(),
                Body::Addendum(Addendum { text: text.clone() }),
            ),
            Work::Later(later) => {
                (later.happened(&now), When::At(now), later.headline(), (**later).clone().into())
            }
            Work::Contact(contact) => (
                None,
                When::At(now),
                contact.kind.label().to_owned(),
                Body::Contact((**contact).clone()),
            ),
        };
        Some(Statement {
            format: FORMAT,
            register: id.clone(),
            decision: draft.decision.clone(),
            root: draft.root.clone().or_else(|| file.map(|file| file.root.clone())),
            nonce: draft.nonce.clone(),
            device: self.settings.saved.device.clone(),
            device_prev,
            // What was not read is followed at its beginning.
            follows: file.map_or_else(|| draft.root.iter().cloned().collect(), DecisionFile::heads),
            author: author(&self.settings.author),
            happened,
            decided,
            written: now,
            headline,
            // Those that the outcome was worked out with, which may be newer than the draft.
            rules: self.rules_with(self.copy_quoted(hand)),
            body,
        })
    }

    pub(super) fn signed(
        &mut self,
        nonce: &Nonce,
        signing: Option<Signing>,
        known: OurFiles,
        signed: Result<Signature, RegisterError>,
    ) {
        let instant = (self.env.instant)();
        match signed {
            Ok(signature) => {
                let (id, last) = signature.last;
                if let Some(device) = signature.device {
                    self.take_device(device);
                }
                if signature.before.is_none() {
                    self.settings.saved.last_signed.insert(id.clone(), last);
                    self.settings.signed_here.insert(id);
                    self.save_settings_now();
                }
                self.hands.retain(|hand| hand.draft.nonce != *nonce);
                // Who has gone on to something else meanwhile is left there.
                let in_hand =
                    self.decision.as_ref() == Some(nonce) || self.addendum.as_ref() == Some(nonce);
                let in_hand = in_hand && self.window.screen != Screen::ActNow;
                if self.decision.as_ref() == Some(nonce) {
                    self.decision = None;
                }
                if self.addendum.as_ref() == Some(nonce) {
                    self.addendum = None;
                }
                let (decision, fresh) = signature.decision;
                let (is_contact, away) = (!fresh.contacts.is_empty(), signature.away.is_some());
                if !away {
                    self.learn_index(fresh.clone());
                }
                let (of, titles) = ((&decision, nonce), &self.known.titles);
                self.session.learn_signed(of, fresh, signature.drafts, away, titles);
                self.people_changed();
                self.refresh_lists();
                if in_hand {
                    self.show_decision(&decision);
                } else {
                    self.look_at_shown();
                }
                // What was written down as pasted is so on the text that is looked at.
                self.remake_leaving();
                if is_contact {
                    self.contact_signed();
                }
                if let Some(before) = &signature.before {
                    let words = self.signed_before_words(before);
                    self.say_waiting(words);
                    return;
                }
                match signature.away {
                    None if is_contact => {
                        self.say("The contact is saved: written, read back and checked.", false);
                    }
                    None => self.say("Signed. The file was written, read back and checked.", false),
                    Some(error) => self.say_waiting(format!(
                        "Signed, and kept on this computer: the register is away. It goes there \
                         when the register is back. {error}"
                    )),
                }
                for remark in signature.remarks {
                    self.say(remark.to_string(), true);
                }
            }
            Err(error) => {
                if let Some(hand) = self.find_mut(Some(nonce)) {
                    known.give_back(hand);
                    hand.signing = false;
                    // The same bytes at the next attempt, unless something is changed before.
                    hand.draft.signing = signing;
                    hand.throttle.failed(instant);
                }
                self.contact_not_signed();
                self.say(format!("Not signed. Your draft is kept. {error}"), true);
            }
        }
        if self.shown_id().is_none()
            && self.decision.is_none()
            && self.window.screen == Screen::Decide
        {
            self.go(Screen::Home);
        }
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

/// The author without white space around.
fn author(author: &Author) -> Author {
    Author {
        name: author.name.trim().to_owned(),
        role: author.role.trim().to_owned(),
        gmc: author.gmc.clone(),
    }
}

/// What is to be signed.
struct ToSign {
    /// As an earlier attempt fixed it.
    kept: Option<Signing>,
    /// Made now. What this device signed last is looked up once more when it is written.
    new: Box<Statement>,
}

/// Signing, as one job of the disk lane.
struct Job<'a> {
    disk: &'a dyn Disk,
    register: &'a Register,
    outbox: PathBuf,
    rules: Vec<String>,
    remembered: Remembered,
    /// The draft's file.
    file: Option<PathBuf>,
    /// Whether something in the draft is not saved yet.
    unsaved: bool,
}

impl Job<'_> {
    /// Signs. Gives also what was fixed for it, for the next attempt.
    fn run(
        self,
        mut draft: Draft,
        statement: &ToSign,
        known: &mut OurFiles,
    ) -> (Option<Signing>, Result<Signature, RegisterError>) {
        // Another window of this user may be signing: one after another.
        let _turn = match self.remembered.turn(self.disk) {
            Ok(turn) => turn,
            Err(error) => return (statement.kept.clone(), Err(error)),
        };
        let once = Once {
            disk: self.disk,
            register: self.register,
            outbox: &self.outbox,
            file: self.file.as_deref(),
            unsaved: self.unsaved,
        };
        if let Some(before) = once.before(&draft, statement.kept.as_ref()) {
            return (None, once.show(&draft, known, &statement.new, before));
        }
        if let Err(error) = once.unless_changed(&draft, known) {
            return (None, Err(error));
        }
        let mut workstation = self.remembered.load(self.disk);
        let outbox = Register { root: self.outbox.clone(), info: self.register.info.clone() };
        workstation.settle(self.disk, &[self.register, &outbox]);
        let signing = match self.fixed(statement, &workstation) {
            Ok(signing) => signing,
            Err(error) => return (None, Err(error)),
        };
        let id = self.register.info.id.clone();
        let about = About {
            decision: draft.decision.clone(),
            contact: matches!(draft.work, Work::Contact(_)),
            digest: Digest::of(signing.statement.as_bytes()),
        };
        workstation.begin(&id, about);
        // Where this cannot be noted, a crash makes this a stranger to itself: it gets a new id.
        let _ = self.remembered.save(self.disk, &workstation);
        draft.signing = Some(signing.clone());
        let (disk, remembered) = (self.disk, self.remembered.clone());
        let mut signed = self.sign(draft, known);
        if let Ok(signature) = &mut signed {
            workstation.signed(&id, signature.signed.digest.clone());
            signature.device = Some(workstation.device.clone());
            signature.remarks.extend(remembered.save(disk, &workstation).err());
        }
        (Some(signing), signed)
    }

    /// The bytes. Another window of this user may have signed here since this one read: its
    /// statement is the one before this. It may have given the workstation a new id, too.
    fn fixed(
        &self,
        statement: &ToSign,
        workstation: &Workstation,
    ) -> Result<Signing, RegisterError> {
        let mut new = (*statement.new).clone();
        new.device = workstation.device.clone();
        if let Some(last) = workstation.last(&self.register.info.id) {
            new.device_prev = Some(last.clone());
        }
        if let Some(kept) = &statement.kept
            && self.still_holds(kept, &new)
        {
            return Ok(kept.clone());
        }
        Ok(Signing { statement: ronfile::write(&new)? })
    }

    /// Whether what an earlier attempt fixed is signed again, the same: it is on the disk
    /// already, or nobody else signs it now, under the same rules, after the same statement.
    fn still_holds(&self, kept: &Signing, new: &Statement) -> bool {
        let Ok(before) = ronfile::read::<Statement>(kept.statement.as_bytes()) else {
            return false;
        };
        let digest = Digest::of(kept.statement.as_bytes());
        let is_in = |place: &Register| {
            let is_contact = matches!(before.body, Body::Contact(_));
            load_with(self.disk, place, &before.decision, is_contact)
                .statements()
                .any(|loaded| loaded.digest == digest)
        };
        let same = before.register == new.register
            && before.author == new.author
            && before.rules == new.rules
            && before.device == new.device
            && before.device_prev == new.device_prev;
        same || is_in(self.register)
            || Register::open(self.disk, &self.outbox).is_ok_and(|outbox| is_in(&outbox))
    }

    fn sign(self, draft: Draft, known: &mut OurFiles) -> Result<Signature, RegisterError> {
        let Self { disk, register, outbox, rules, .. } = self;
        let text =
            draft.signing.as_ref().map(|signing| signing.statement.clone()).unwrap_or_default();
        // First what is to be signed is kept in the draft, wherever that is: after a crash it
        // is signed again, the same.
        let saved = place(disk, register, &outbox, &draft, known)?.saved;
        let is_contact = matches!(draft.work, Work::Contact(_));
        let kept = DraftFile { path: saved.path, digest: saved.digest, draft };
        bring_back(disk, register, &outbox);
        let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
        let placed = sign_or_keep(disk, register, &outbox, &text, &rules)?;
        let (signed, away) = match placed {
            Placed::Register(signed) => (signed, None),
            Placed::Outbox { signed, because } => (signed, Some(because)),
        };
        let mut remarks = Vec::new();
        // Where the share came or went meanwhile, the next start removes the draft.
        if let Err(error) = remove_draft(disk, &kept, &signed) {
            remarks.push(error);
        }
        let place = if away.is_some() {
            open_outbox(disk, &outbox, &register.info)?
        } else {
            register.clone()
        };
        let contents = load_with(disk, &place, &signed.decision, is_contact);
        let mut drafts = list_drafts(disk, register);
        tell_apart(disk, &contents, &mut drafts, &kept.draft.device);
        Ok(Signature {
            last: (register.info.id.clone(), signed.digest.clone()),
            device: None,
            before: None,
            decision: (signed.decision.clone(), contents),
            drafts,
            signed,
            away,
            remarks,
        })
    }
}

/// What waited in the outbox goes to the register before something that may follow it. What
/// cannot go stays there, and goes at the next start.
fn bring_back(disk: &dyn Disk, register: &Register, folder: &Path) {
    let Ok(waiting) = Register::open(disk, folder) else { return };
    let there = outbox::waiting(disk, &waiting);
    if there.contents.statements().next().is_none() {
        return;
    }
    if there.drafts.drafts.is_empty() {
        let _ = outbox::bring_back(disk, &waiting, register);
    } else {
        // Drafts go back as each is saved.
        let _ = merge(disk, &waiting, register);
    }
}
