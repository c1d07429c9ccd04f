//! The register: opened, made on first use, read again.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::done::{Done, Opened};
use super::super::environment::first_half;
use super::super::events::Screen;
use super::super::state::{Found, State};
use super::super::workers::{Lane, Progress, in_two};
use crate::caseload::casebook::Casebook;
use crate::record::{DeviceId, Digest, RegisterId};
use crate::register::contacts::{keep_copy, load_contacts};
use crate::register::drafts::{DraftFile, Drafts, discard_draft, list_drafts, remove_draft};
use crate::register::index::{load_index, save_index};
use crate::register::load::{decision_ids, gather, load_some};
use crate::register::look::unite;
use crate::register::merge::merge;
use crate::register::{
    Choice, Contents, Disk, Loaded, OwnGuidance, Problem, Register, RegisterError, RegisterInfo,
    Signed, layout, outbox, read_own_guidance,
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

    /// At the first decision: the register in the documents folder is made, where none was
    /// ever known. One that is known and cannot be opened is never replaced by a new one.
    pub(super) fn make_register_on_first_use(&mut self) {
        if self.loading {
            return;
        }
        let proposed = self.env.register_folder.clone();
        match self.settings.registers.last().map(|known| known.path.clone()) {
            None => self.open_folder(&proposed, Making::InDocuments),
            Some(path) => {
                self.say(
                    format!(
                        "The register ({}) is not open, so what you write is not saved yet. No \
                         other register was made. Open it, or choose another folder, in Settings.",
                        self.settings.current().map_or(path, |known| known.path.clone()).display()
                    ),
                    true,
                );
                self.open_known();
            }
        }
    }

    /// Opens the register in a folder that the user chose; where there is none, it is asked
    /// whether to make one.
    pub(super) fn open_chosen(&mut self, folder: &Path) {
        self.open_folder(folder, Making::Never);
        self.chosen = Some(self.request);
    }

    /// Makes a register in the folder for which it was asked and confirmed.
    pub(super) fn make_register(&mut self, folder: &Path) {
        if self.make_here.as_deref() == Some(folder) {
            self.open_folder(folder, Making::WhereChosen);
        }
    }

    /// The register in the documents folder; made there unless one was there before.
    pub(super) fn use_documents(&mut self, folder: &Path) {
        let known = self.settings.registers.iter().any(|known| known.path == folder);
        self.open_folder(folder, if known { Making::Never } else { Making::InDocuments });
    }

    /// Whether this register is the one that is open.
    pub(super) fn has_open(&self, register: &RegisterId) -> bool {
        self.register.as_ref().is_some_and(|open| open.info.id == *register)
    }

    /// Something was signed in a register that is not the open one any more: what the next
    /// statement there names is noted, and nothing on the screen changes.
    pub(super) fn signed_elsewhere(&mut self, register: RegisterId, digest: Digest) {
        self.settings.last_signed.insert(register.clone(), digest);
        self.signed_here.insert(register);
        self.save_settings_now();
        self.say("Signed and saved, in the register that was open before.", false);
    }

    /// Opens the register in a folder, or makes one there.
    pub(super) fn open_folder(&mut self, folder: &Path, making: Making) {
        let Some(random) = (self.env.random)() else { return };
        let info = RegisterInfo::new(RegisterId::mint(first_half(random)), "Register");
        // What is in hand stays with the register that is open.
        self.save_drafts_now();
        self.request += 1;
        self.loading = true;
        self.chosen = None;
        self.make_here = None;
        // While nothing is open, the register that is known is opened by its outbox.
        let known = self.settings.current().filter(|known| known.path == folder);
        let known = known.filter(|_| self.register.is_none()).map(|known| Register {
            root: known.path.clone(),
            info: RegisterInfo::new(known.id.clone(), known.name.clone()),
        });
        self.list_from_index(folder);
        self.progress = Arc::default();
        let (request, disk) = (self.request, Arc::clone(&self.env.disk));
        let (folder, outboxes) = (folder.to_owned(), self.env.outbox.clone());
        let (device, progress) = (self.settings.device.clone(), Arc::clone(&self.progress));
        self.env.runner.run(
            Lane::Long,
            Box::new(move || {
                let opened = open_or_make(&*disk, &folder, info, making).and_then(|register| {
                    read_whole(&*disk, register, &outboxes, &device, true, &progress)
                });
                let opened = match (opened, known) {
                    (Err(error), Some(known)) if error.is_away() => {
                        Ok(read_outbox(&*disk, known, &outboxes, error))
                    }
                    (opened, _) => opened,
                };
                Done::Opened(request, Box::new(opened))
            }),
        );
    }

    pub(super) fn opened(&mut self, request: u64, opened: Result<Opened, RegisterError>) {
        if request != self.request {
            return;
        }
        self.loading = false;
        let before = self.before.take();
        match opened {
            Ok(opened) => {
                self.take_register(opened);
                self.keep_list(before.as_ref());
            }
            Err(RegisterError::NotARegister(folder)) if self.chosen == Some(request) => {
                if self.settings.registers.iter().any(|known| known.path == folder) {
                    self.say(RegisterError::Away(folder).to_string(), true);
                } else {
                    self.make_here = Some(folder);
                }
            }
            Err(error) => {
                self.say(error.to_string(), true);
                self.read_contacts_alone(&error);
            }
        }
        self.open_what_waited();
    }

    /// The register that was opened is the open one from now on, unless something of the one
    /// before would be lost.
    fn take_register(&mut self, opened: Opened) {
        let id = opened.register.info.id.clone();
        if self.register.is_some() && !self.has_open(&id) {
            if self.hands.iter().any(|hand| hand.signing || !hand.is_safe()) {
                self.say(
                    "The other register was not opened: something that you wrote here is not \
                     saved yet. It is still here. Try again when it says saved.",
                    true,
                );
                return;
            }
            // What was in hand belongs to the register before, and is saved for it.
            self.decision = None;
            self.addendum = None;
            self.forget_contacts();
            self.lists.found = Found::default();
            self.hands.clear();
            if matches!(self.screen, Screen::Decide | Screen::Decision(_)) {
                self.go(Screen::Home);
            }
        } else if self.register.is_none() {
            // Begun before there was a place for it.
            for hand in self.hands.iter_mut().filter(|hand| hand.saved.is_none()) {
                hand.draft.register = id.clone();
            }
        }
        self.settings.opened(&opened.register);
        self.folder_text = opened.register.root.display().to_string();
        self.take_read(opened);
        self.learn_last_signed(&id);
        self.save_settings_now();
        self.save_drafts_now();
        self.refresh_lists();
    }

    /// Shows what was read, and says what became of what waited.
    fn take_read(&mut self, opened: Opened) {
        let Opened { register, contents, book, drafts, own, missing, returned, left, away } =
            opened;
        let folder = register.root.display().to_string();
        let shown = self.shown_id().filter(|_| away.is_none() && self.has_open(&register.info.id));
        let before: Option<Vec<_>> =
            shown.map(|id| self.contents.find(id).cloned().collect::<Vec<_>>());
        self.register = Some(register);
        self.contents = contents;
        self.book = book;
        self.drafts = drafts;
        self.own = own;
        self.guidance.reread();
        self.missing = missing;
        self.unread = away.is_some();
        if let Some(before) = before {
            self.keep_shown(&before);
        }
        self.notices.retain(|notice| !notice.text.starts_with(AWAY));
        if let Some(error) = away {
            self.say_waiting(format!(
                "{AWAY} ({folder}), so its decisions cannot be shown. What you write is \
                 kept on this computer and goes there when it is back. {error}"
            ));
        }
        if let Some(error) = left {
            self.say_waiting(format!(
                "Something that waits on this computer could not go to the register. It is kept \
                 here and is tried again. {error}"
            ));
        }
        if returned > 0 {
            self.say(
                format!(
                    "The register is back. {} that waited on this computer went there.",
                    if returned == 1 { "One file" } else { "Some files" }
                ),
                false,
            );
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
        let (outboxes, device) = (self.env.outbox.clone(), self.settings.device.clone());
        self.progress = Arc::default();
        let progress = Arc::clone(&self.progress);
        // Drafts in hand that wait in the outbox go back as each is saved.
        let drafts_too = self.hands.iter().all(|hand| hand.in_outbox.is_none());
        self.env.runner.run(
            Lane::Long,
            Box::new(move || {
                let read = register
                    .check(&*disk)
                    .and_then(|()| Register::open(&*disk, &register.root))
                    .and_then(|now| {
                        read_whole(&*disk, now, &outboxes, &device, drafts_too, &progress)
                    });
                Done::Read(request, Box::new(read))
            }),
        );
    }

    pub(super) fn read_again(&mut self, request: u64, read: Result<Opened, RegisterError>) {
        if request != self.request {
            return;
        }
        self.loading = false;
        match read {
            Ok(opened) if self.has_open(&opened.register.info.id) => {
                let id = opened.register.info.id.clone();
                self.take_read(opened);
                self.learn_last_signed(&id);
                self.refresh_lists();
                self.keep_list(None);
            }
            Ok(_) => {}
            Err(error) => self.say_waiting(format!(
                "{AWAY} or cannot be read. What is shown is what was read before. {error}"
            )),
        }
    }
}

/// How a notice about a register that is away begins, so that it goes when it is back.
const AWAY: &str = "The register is away";

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

/// What waited in the outbox goes back first, then everything is read once. Where the register
/// goes away meanwhile, what was read is not taken for all that there is.
fn read_whole(
    disk: &dyn Disk,
    register: Register,
    outboxes: &Path,
    device: &DeviceId,
    drafts_too: bool,
    progress: &Progress,
) -> Result<Opened, RegisterError> {
    let folder = outboxes.join(register.info.id.as_str());
    let (returned, left) = match bring_back(disk, &register, &folder, device, drafts_too) {
        Ok(returned) => (returned, None),
        Err(error) => (0, Some(error)),
    };
    let own = read_own_guidance(disk, &register.root);
    // Looks last whether the register is still there: a folder that has gone reads as empty.
    let (contents, mut drafts, missing) = read(disk, &register, device, progress)?;
    // For when the share is away; without it there is still the share.
    let _ = keep_copy(disk, &register, &contents, &contacts_copy(outboxes, &register.info.id));
    finish(disk, &contents, &mut drafts, device);
    let book = Casebook::of(&contents);
    Ok(Opened { register, contents, book, drafts, own, missing, returned, left, away: None })
}

/// What there is of a register that is away: what waits in its outbox.
fn read_outbox(disk: &dyn Disk, known: Register, outboxes: &Path, away: RegisterError) -> Opened {
    let kept = load_contacts(disk, &contacts_copy(outboxes, &known.info.id), &known.info.id);
    let waiting = Register::open(disk, &outboxes.join(known.info.id.as_str())).ok();
    let waiting = waiting.filter(|waiting| waiting.info.id == known.info.id);
    let (info, mut there) = match waiting {
        Some(waiting) => (waiting.info.clone(), outbox::waiting(disk, &waiting)),
        None => (known.info, outbox::Waiting::default()),
    };
    // Whom to ring is known here, with what was changed since.
    let since = std::mem::replace(&mut there.contents.contacts, kept.contacts);
    unite(&mut there.contents, Contents { contacts: since, ..Contents::default() });
    Opened {
        register: Register { root: known.root, info },
        book: Casebook::of(&there.contents),
        contents: there.contents,
        drafts: there.drafts,
        own: OwnGuidance::default(),
        missing: Vec::new(),
        returned: 0,
        left: None,
        away: Some(away),
    }
}

/// Where a copy of a register's contacts is kept on this computer.
fn contacts_copy(outboxes: &Path, register: &RegisterId) -> PathBuf {
    outboxes.with_file_name("contacts").join(register.as_str())
}

/// Brings back what waits in the outbox, drafts only where none of them is in hand. Gives how
/// many files there were.
fn bring_back(
    disk: &dyn Disk,
    register: &Register,
    folder: &Path,
    device: &DeviceId,
    drafts_too: bool,
) -> Result<usize, RegisterError> {
    let waiting = match Register::open(disk, folder) {
        Ok(waiting) => waiting,
        Err(RegisterError::NotARegister(_)) => return Ok(0),
        Err(error) => return Err(error),
    };
    let there = outbox::waiting(disk, &waiting);
    if !drafts_too {
        let merged = merge(disk, &waiting, register).map(|_| 0);
        return merged;
    }
    // An earlier state of a draft that waits, written by this workstation before the register
    // went away: the later one takes its place.
    let earlier = |file: &DraftFile| {
        file.draft.device == *device
            && there.drafts.drafts.iter().any(|later| {
                later.draft.nonce == file.draft.nonce && later.draft.changed >= file.draft.changed
            })
    };
    let last: Vec<Digest> = list_drafts(disk, register)
        .drafts
        .into_iter()
        .filter(earlier)
        .map(|file| file.digest)
        .collect();
    outbox::bring_back(disk, &waiting, register, &last).map(|_| there.count())
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

/// How many decisions a thread reads before it says how far it is. Few registers of a single
/// doctor have more: those are read in one thread.
const AT_A_TIME: usize = 100;

/// Everything in the register, and what this workstation knew and is not there any more.
fn read(
    disk: &dyn Disk,
    register: &Register,
    device: &DeviceId,
    progress: &Progress,
) -> Result<(Contents, Drafts, Vec<Problem>), RegisterError> {
    let (ids, problems) = decision_ids(disk, register);
    progress.begin(ids.len());
    let mut parts = in_two(&ids, AT_A_TIME, |ids| {
        let read = load_some(disk, register, ids);
        progress.add(ids.len());
        read
    });
    parts.push(Contents { problems, ..Contents::default() });
    let contents = gather(disk, register, parts);
    let drafts = list_drafts(disk, register);
    // A folder that has gone reads as an empty one.
    register.check(disk)?;
    let (mut index, _) = load_index(disk, register, device);
    let missing = index.gone(&register.root, &contents).into_iter().map(|(_, gone)| gone).collect();
    if index.learn(&contents) {
        // A cache: what cannot be written now is learned again at the next start.
        let _ = save_index(disk, register, &index);
    }
    Ok((contents, drafts, missing))
}
