//! The register: opened, made on first use, read again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::done::{Done, Opened};
use super::super::state::State;
use super::super::workers::Lane;
use crate::record::{DeviceId, Digest, RegisterId};
use crate::register::drafts::{DraftFile, Drafts, discard_draft, list_drafts, remove_draft};
use crate::register::index::{load_index, save_index};
use crate::register::{
    Choice, Contents, Disk, Loaded, Problem, Register, RegisterError, RegisterInfo, Signed, layout,
    load, outbox,
};

impl State {
    /// Where drafts and statements of this register wait while it is away.
    pub(super) fn outbox_of(&self, register: &Register) -> PathBuf {
        self.env.outbox.join(register.info.id.as_str())
    }

    /// At the start: the register that was open last, or the one in the documents folder if
    /// there is one.
    pub fn open_known(&mut self) {
        let known = self.settings.current().map(|known| known.path.clone());
        let proposed = self.env.register_folder.clone();
        match known {
            Some(path) => self.open_folder(&path, Making::Never),
            None if self
                .env
                .disk
                .kind(&proposed.join(layout::REGISTER))
                .is_ok_and(|k| k.is_some()) =>
            {
                self.open_folder(&proposed, Making::Never);
            }
            None => {}
        }
    }

    /// At the first decision: the register in the documents folder is made.
    pub(super) fn make_register_on_first_use(&mut self) {
        if !self.loading {
            let proposed = self.env.register_folder.clone();
            self.open_folder(&proposed, Making::InDocuments);
        }
    }

    /// Opens the register in a folder, or makes one there.
    pub(super) fn open_folder(&mut self, folder: &Path, making: Making) {
        let Some(random) = (self.env.random)() else { return };
        let Some(bits) = random.first_chunk() else { return };
        let info = RegisterInfo::new(RegisterId::mint(*bits), "Register");
        self.request += 1;
        self.loading = true;
        let (request, disk) = (self.request, Arc::clone(&self.env.disk));
        let (folder, outboxes) = (folder.to_owned(), self.env.outbox.clone());
        let device = self.settings.device.clone();
        self.env.runner.run(
            Lane::Long,
            Box::new(move || {
                let register = open_or_make(&*disk, &folder, info, making);
                let opened =
                    register.map(|register| read_whole(&*disk, register, &outboxes, &device));
                Done::Opened(request, Box::new(opened))
            }),
        );
    }

    pub(super) fn opened(&mut self, request: u64, opened: Result<Opened, RegisterError>) {
        if request != self.request {
            return;
        }
        self.loading = false;
        match opened {
            Ok(opened) => {
                let id = opened.register.info.id.clone();
                let other = self.register.as_ref().is_some_and(|now| now.info.id != id);
                if other {
                    // What is in hand belongs to the register before; it is saved there.
                    self.put_aside();
                    self.addendum = None;
                    self.hands.retain(|hand| hand.draft.register == id);
                }
                for hand in &mut self.hands {
                    if hand.saved.is_none() {
                        hand.draft.register = id.clone();
                    }
                }
                self.settings.opened(&opened.register);
                self.folder_text = opened.register.root.display().to_string();
                self.register = Some(opened.register);
                self.contents = opened.contents;
                self.drafts = opened.drafts;
                self.missing = opened.missing;
                self.learn_last_signed(&id);
                if opened.returned > 0 {
                    self.say(
                        format!(
                            "The register is back. {} that waited on this computer went there.",
                            if opened.returned == 1 { "One file" } else { "Some files" }
                        ),
                        false,
                    );
                }
                self.save_settings_now();
                // What was begun before there was a place for it.
                self.save_drafts_now();
                self.refresh_lists();
            }
            Err(error) => self.say(error.to_string(), true),
        }
    }

    /// What this workstation signed last, where a crash came before that was noted: the next
    /// of its own chain.
    fn learn_last_signed(&mut self, register: &RegisterId) {
        let device = self.settings.device.clone();
        let next = |last: Option<&Digest>| {
            let own = |loaded: &&Loaded| {
                loaded.sound
                    && loaded.header.device == device
                    && loaded.header.device_prev.as_ref() == last
            };
            self.contents.statements().find(own).map(|loaded| loaded.digest.clone())
        };
        let mut last = self.settings.last_signed.get(register).cloned();
        while let Some(later) = next(last.as_ref()) {
            last = Some(later);
        }
        if let Some(last) = last
            && self.settings.last_signed.get(register) != Some(&last)
        {
            self.settings.last_signed.insert(register.clone(), last);
            self.signed_here.insert(register.clone());
        }
    }

    /// Reads the register again.
    pub(super) fn reload(&mut self) {
        let Some(register) = self.register.clone() else {
            self.open_known();
            return;
        };
        self.request += 1;
        self.loading = true;
        let (request, disk) = (self.request, Arc::clone(&self.env.disk));
        let device = self.settings.device.clone();
        self.env.runner.run(
            Lane::Long,
            Box::new(move || {
                let read = read(&*disk, &register, &device);
                Done::Read(request, Box::new(read))
            }),
        );
    }

    pub(super) fn read_again(
        &mut self,
        request: u64,
        (contents, drafts, missing): (Contents, Drafts, Vec<Problem>),
    ) {
        if request != self.request {
            return;
        }
        self.loading = false;
        self.contents = contents;
        self.drafts = drafts;
        self.missing = missing;
        self.refresh_lists();
    }
}

/// Whether a register may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Making {
    /// Open only.
    Never,
    /// Made in the folder that is proposed.
    InDocuments,
    /// Made in the folder that the user chose.
    WhereChosen,
}

fn open_or_make(
    disk: &dyn Disk,
    folder: &Path,
    info: RegisterInfo,
    making: Making,
) -> Result<Register, RegisterError> {
    match (Register::open(disk, folder), making) {
        (Err(RegisterError::NotARegister(_)), Making::InDocuments) => {
            Register::create(disk, folder, info, Choice::Proposed)
        }
        (Err(RegisterError::NotARegister(_)), Making::WhereChosen) => {
            Register::create(disk, folder, info, Choice::Chosen)
        }
        (opened, _) => opened,
    }
}

/// What waited in the outbox goes back first, then everything is read once.
fn read_whole(disk: &dyn Disk, register: Register, outboxes: &Path, device: &DeviceId) -> Opened {
    let folder = outboxes.join(register.info.id.as_str());
    let returned = Register::open(disk, &folder)
        .and_then(|waiting| {
            let there = outbox::waiting(disk, &waiting);
            // An earlier state of a draft that waits, written by this workstation before the
            // register went away: the later one takes its place.
            let earlier = |file: &DraftFile| {
                file.draft.device == *device
                    && there.drafts.drafts.iter().any(|later| {
                        later.draft.nonce == file.draft.nonce
                            && later.draft.changed >= file.draft.changed
                    })
            };
            let last: Vec<Digest> = list_drafts(disk, &register)
                .drafts
                .into_iter()
                .filter(earlier)
                .map(|file| file.digest)
                .collect();
            outbox::bring_back(disk, &waiting, &register, &last).map(|_| there.count())
        })
        .unwrap_or(0);
    let (contents, mut drafts, missing) = read(disk, &register, device);
    finish(disk, &contents, &mut drafts, device);
    Opened { register, contents, drafts, missing, returned }
}

/// Ends what a crash cut short: where the statement of one of this workstation's drafts is in
/// the register, the draft is removed, and so is an earlier state of it. What cannot be
/// removed now is tried again at the next start.
fn finish(disk: &dyn Disk, contents: &Contents, drafts: &mut Drafts, device: &DeviceId) {
    drafts.drafts.retain(|file| {
        let draft = &file.draft;
        let ours = |loaded: &&Loaded| {
            loaded.sound
                && loaded.header.nonce == draft.nonce
                && loaded.header.device == *device
                && draft.changed <= loaded.header.written
        };
        let signed = contents.statements().find(ours).filter(|_| draft.device == *device);
        let Some(loaded) = signed else { return true };
        let removed = match &draft.signing {
            Some(_) => remove_draft(
                disk,
                file,
                &Signed {
                    path: loaded.path.clone(),
                    digest: loaded.digest.clone(),
                    name: loaded.name.clone(),
                    decision: loaded.header.decision.clone(),
                },
            ),
            // It was signed while the register was away; this is the draft that stayed here.
            None => discard_draft(disk, &file.path, &file.digest),
        };
        removed.is_err()
    });
}

/// Everything in the register, and what this workstation knew and is not there any more.
fn read(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
) -> (Contents, Drafts, Vec<Problem>) {
    let contents = load(disk, register);
    let (mut index, _) = load_index(disk, register, device);
    let missing = index.gone(&register.root, &contents).into_iter().map(|(_, gone)| gone).collect();
    if index.learn(&contents) {
        // A cache: what cannot be written now is learned again at the next start.
        let _ = save_index(disk, register, &index);
    }
    (contents, list_drafts(disk, register), missing)
}
