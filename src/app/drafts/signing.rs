//! Signing: the statement is on the disk, read back and verified, before anything says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use super::files::OurFiles;
use super::saving::place;
use super::signature::Signature;
use super::signing_turn::{Once, Remembered};
use super::{Job, Kept, OpenDrafts};
use crate::base::ronfile;
use crate::record::Signing as Fixed;
use crate::record::{Body, Digest, Draft, Nonce, Statement, Work};
use crate::register::contacts::load_with;
use crate::register::drafts::{DraftFile, list_drafts, remove_draft};
use crate::register::merge::merge;
use crate::register::outbox::{self, Placed, open_outbox, sign_or_keep};
use crate::register::signed::Hand;
use crate::register::versions::tell_apart;
use crate::register::workstation::{About, Workstation};
use crate::register::{Disk, Register, RegisterError, disposal};

/// Where something is signed, and with what.
pub struct Signing {
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// The register.
    pub register: Register,
    /// Its outbox.
    pub outbox: PathBuf,
    /// The rules that are kept with it.
    pub rules: Vec<String>,
    /// What this workstation remembers.
    pub remembered: Remembered,
}

impl OpenDrafts {
    /// Whether another one than this is being signed. Each statement names the one that this
    /// workstation signed before it.
    pub fn is_another_signing(&self, nonce: &Nonce) -> bool {
        self.iter().any(|one| one.signing && one.draft.nonce != *nonce)
    }

    /// Whether this one is being signed.
    pub fn is_signing(&self, nonce: Option<&Nonce>) -> bool {
        self.find(nonce).is_some_and(|one| one.signing)
    }

    /// Signs this draft as this statement, or as an earlier attempt had fixed it.
    pub fn sign(
        &mut self,
        nonce: &Nonce,
        new: Statement,
        signing: Signing,
        now: Instant,
    ) -> Option<Job> {
        let one = self.find_mut(Some(nonce)).filter(|one| !one.signing)?;
        one.signing = true;
        let unsaved = !one.throttle.is_clean();
        one.throttle.started(now);
        let (draft, known) = (one.draft.clone(), one.take_along());
        let statement = ToSign { kept: draft.signing.clone(), new: Box::new(new) };
        let nonce = nonce.clone();
        Some(Box::new(move || {
            let Signing { disk, register, outbox, rules, remembered } = signing;
            let (disk, register) = (&*disk, &register);
            let (known, (fixed, signed)) = known.with(|known| {
                // Where it was just being saved for the first time, it has a file by now.
                let file = known.path.clone();
                let job = Attempt { disk, register, outbox, rules, remembered, file, unsaved };
                job.run(draft, &statement, known)
            });
            Kept::Signed(nonce, fixed, known, Box::new(signed))
        }))
    }

    /// It was not signed: the same bytes at the next attempt, unless something is changed before.
    pub fn not_signed(
        &mut self,
        nonce: &Nonce,
        (fixed, known): (Option<Fixed>, OurFiles),
        now: Instant,
    ) {
        if let Some(one) = self.find_mut(Some(nonce)) {
            known.give_back(one);
            one.signing = false;
            one.draft.signing = fixed;
            one.throttle.failed(now);
        }
    }
}

/// What is to be signed.
struct ToSign {
    /// As an earlier attempt fixed it.
    kept: Option<Fixed>,
    /// Made now. What this device signed last is looked up once more when it is written.
    new: Box<Statement>,
}

/// Signing, as one job of the disk lane.
struct Attempt<'a> {
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

impl Attempt<'_> {
    /// Signs. Gives also what was fixed for it, for the next attempt.
    fn run(
        self,
        mut draft: Draft,
        statement: &ToSign,
        known: &mut OurFiles,
    ) -> (Option<Fixed>, Result<Signature, RegisterError>) {
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
        // Without a key of its own it signs all the same: a decision is not to wait for that. What
        // has no signature is seen, and said now.
        let (hand, keyless) = match self.remembered.hand(self.disk, self.register, &mut workstation)
        {
            Ok(hand) => (Some(hand), None),
            Err(error) => (None, Some(error)),
        };
        let signing = match self.fixed(statement, &workstation, hand.as_ref()) {
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
        let mut signed = self.sign(draft, known, hand.as_ref());
        if let Ok(signature) = &mut signed {
            workstation.signed(&id, signature.signed.digest.clone());
            signature.device = Some(workstation.device.clone());
            signature.shown = hand.map(|hand| hand.device);
            signature.remarks.extend(keyless);
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
        hand: Option<&Hand>,
    ) -> Result<Fixed, RegisterError> {
        let mut new = (*statement.new).clone();
        new.device = workstation.device.clone();
        if let Some(last) = workstation.last(&self.register.info.id) {
            new.device_prev = Some(last.clone());
        }
        // What nobody is known to have signed disposes of nothing.
        if matches!(new.body, Body::Disposal(_)) && hand.is_none() {
            return Err(RegisterError::NoKey);
        }
        disposal::complete(self.disk, self.register, &mut new, Some(self.remembered.memory()))?;
        if let Some(kept) = &statement.kept
            && self.still_holds(kept, &new, hand)
        {
            return Ok(kept.clone());
        }
        let text = ronfile::write(&new)?;
        Ok(Fixed { statement: hand.map_or_else(|| text.clone(), |hand| hand.sign(&text)) })
    }

    /// Whether what an earlier attempt fixed is signed again, the same: it is on the disk
    /// already, or nobody else signs it now, under the same rules, after the same statement.
    fn still_holds(&self, kept: &Fixed, new: &Statement, hand: Option<&Hand>) -> bool {
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
            && before.device_prev == new.device_prev
            && hand.is_none_or(|hand| hand.has_signed(&kept.statement));
        same || is_in(self.register)
            || Register::open(self.disk, &self.outbox).is_ok_and(|outbox| is_in(&outbox))
    }

    fn sign(
        self,
        draft: Draft,
        known: &mut OurFiles,
        hand: Option<&Hand>,
    ) -> Result<Signature, RegisterError> {
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
        let placed = sign_or_keep(disk, register, &outbox, &text, (&rules, hand))?;
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
            shown: None,
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
