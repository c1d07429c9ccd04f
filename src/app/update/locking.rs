//! Locking and unlocking, and changing how the open register is protected.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::text_edit::TextEditState;
use zeroize::Zeroizing;

use super::register::Making;
use crate::app::events::{DraftEvent, Event, Screen};
use crate::app::focus::Focus;
use crate::app::locked::{Back, Locked};
use crate::app::session::{Ask, Brought, Task};
use crate::app::state::State;
use crate::app::workers::{Lane, Progress};
use crate::record::{Nonce, Place};
use crate::register::protect::{
    Key, Opened, Passphrase, Places, ProtectError, Protector, file_beside,
};
use crate::register::{Protection, Register, RegisterError};

impl State {
    /// A register could not be opened because its passphrase is needed.
    pub(super) fn ask_for_passphrase(&mut self, error: &RegisterError) {
        let (RegisterError::Locked(root) | RegisterError::ProtectionChanged(root)) = error else {
            return;
        };
        let known = self.settings.saved.registers.iter().find(|known| known.path == *root);
        let name = known.map_or_else(String::new, |known| known.name.clone());
        let before = self.window.locked.take().filter(|locked| locked.folder == *root);
        let mut locked =
            before.unwrap_or_else(|| Locked::new(root.clone(), named(&name, root), true));
        locked.trying = false;
        locked.training |= known.is_some_and(|known| known.training);
        if matches!(error, RegisterError::ProtectionChanged(_)) {
            locked.wrong = Some(error.to_string());
        }
        self.window.locked = Some(locked);
        // Whoever opens it from Settings is asked here: a passphrase is not to be typed into a field
        // in which it shows.
        if self.window.screen != Screen::ActNow {
            self.window.screen = Screen::Home;
        }
        self.window.focus = Some(Focus::Form);
    }

    /// Everything of the register goes from the screen at once, and from memory when it is saved.
    pub(super) fn lock(&mut self, ctx: &egui::Context) {
        if self.is_hidden() {
            return;
        }
        let Some(register) = self.session.place().cloned() else {
            self.refuse("There is nothing to lock: no register is open.");
            return;
        };
        if self.screens.protection.busy {
            self.refuse(
                "Its protection is being changed. Wait until that is done, then lock it again.",
            );
            return;
        }
        let keyboard = ctx.memory(egui::Memory::focused).or(self.window.had_keyboard);
        forget_texts(ctx, keyboard);
        let protected = register.info.protection != Protection::Plain;
        self.lock_register(&register, protected, keyboard);
    }

    /// Locks a protected register where nobody has done anything for so long. Gives how long that
    /// still is; `None`: it does not lock by itself.
    pub fn lock_when_idle(&mut self, ctx: &egui::Context, idle: Duration) -> Option<Duration> {
        if self.is_hidden() || !self.can_lock() {
            return None;
        }
        let most = Duration::from_mins(self.settings.saved.lock_after.minutes()?);
        match most.checked_sub(idle) {
            Some(left) if !left.is_zero() => Some(left),
            _ => {
                self.lock(ctx);
                None
            }
        }
    }

    /// Whether the register that is open is protected. A plain one is only ever hidden, and only by
    /// whoever asks for that.
    fn can_lock(&self) -> bool {
        let protected = |register: &Register| register.info.protection != Protection::Plain;
        self.session.place().is_some_and(protected)
    }

    /// The system was locked: a protected register is locked with it.
    pub fn lock_protected(&mut self, ctx: &egui::Context) {
        if self.can_lock() {
            self.lock(ctx);
        }
    }

    /// A colleague has protected the register meanwhile: the passphrase is asked for.
    pub(super) fn lock_what_a_colleague_protected(&mut self) {
        if let Some(register) = self.session.place().cloned().filter(|_| !self.is_hidden()) {
            self.lock_register(&register, true, None);
        }
    }

    fn lock_register(&mut self, register: &Register, protected: bool, keyboard: Option<egui::Id>) {
        if let Some(clipboard) = &self.env.clipboard {
            clipboard.clear();
        }
        let draft = match &self.window.screen {
            Screen::Decide | Screen::ActNow => self.drafts.decision(),
            Screen::Decision(_) | Screen::Review(Some(_)) => self.drafts.addition(),
            Screen::Contacts => self.drafts.contact(),
            _ => None,
        };
        let filter = &self.screens.list.filter;
        let words = Zeroizing::new(format!("{}\n{}", filter.words, filter.child));
        let search = (words.len() > 1).then(|| self.env.vault.keep(&register.root, &words));
        let (screen, search) = (self.window.screen.clone(), search.flatten());
        let back = Back { screen, draft: draft.cloned(), keyboard, search };
        let name = named(&register.info.name, &register.root);
        let mut locked = Locked::new(register.root.clone(), name, protected);
        locked.training = register.info.training;
        locked.back = Some(back);
        locked.saving = true;
        self.window.locked = Some(locked);
        self.window.close_register();
        self.window.screen = Screen::Home;
        self.window.focus = Some(Focus::Form);
        self.save_drafts_now();
        self.save_unsaved_settings();
        self.finish_locking();
    }

    /// What was unsaved is saved: the register is let go of.
    pub(super) fn finish_locking(&mut self) {
        let saving = self.window.locked.as_ref().is_some_and(|locked| locked.saving);
        let settings = &self.settings.throttle;
        let unsaved =
            self.window.personal.is_some() && !(settings.is_clean() || settings.has_failed());
        if !saving || unsaved || !self.drafts.at_rest() || self.screens.protection.busy {
            return;
        }
        let Some(mut locked) = self.window.locked.take() else { return };
        locked.saving = false;
        let (root, screen) = (locked.folder.clone(), self.window.screen.clone());
        self.forget_register();
        self.env.vault.lock_all();
        self.window.screen = screen;
        self.window.locked = Some(locked);
        self.window.focus = Some(Focus::Form);
        // Whom to ring is shown while it is locked.
        self.read_contacts_alone(&RegisterError::Locked(root));
    }

    pub(super) fn unlock(&mut self) {
        let Some(locked) = &mut self.window.locked else { return };
        let folder = locked.folder.clone();
        if locked.saving {
            // It was not let go of yet. A protected one is opened by its passphrase all the same.
            if !locked.protected {
                self.come_back();
                return;
            }
        } else if !locked.protected {
            self.open_folder(&folder, Making::Never);
            return;
        }
        let passphrase = Passphrase::new(locked.typed.take());
        (locked.trying, locked.wrong) = (true, None);
        let ticket = self.session.ask(Ask::Reading);
        let work =
            move |protector: &mut Protector<'_>| protector.open(&Key::Passphrase(passphrase));
        let progress = Arc::clone(&locked.progress);
        let job = self.protecting((folder, progress), work);
        self.run([Task::new(Lane::Long, ticket, move || Brought::Unlocked(Box::new(job())))]);
    }

    /// What is done with the protection of a register, as a job.
    pub(super) fn protecting<T: Send + 'static>(
        &self,
        (root, progress): (PathBuf, Arc<Progress>),
        work: impl FnOnce(&mut Protector<'_>) -> Result<T, ProtectError> + Send + 'static,
    ) -> impl FnOnce() -> Result<T, ProtectError> + Send + 'static {
        let (vault, outboxes) = (self.env.vault.clone(), self.env.outbox.clone());
        let cost = self.env.cost;
        move || {
            let pins = file_beside(&outboxes);
            let places = Places { root: &root, outboxes: &outboxes, pins: &pins };
            let progress = &mut |done, of| progress.set(done, of);
            work(&mut Protector { vault: &vault, places, cost, progress })
        }
    }

    /// A register was not opened: what was typed can be tried again.
    pub(super) fn not_opened(&mut self) {
        if let Some(locked) = &mut self.window.locked {
            locked.trying = false;
        }
    }

    /// The passphrase was tried.
    pub(super) fn unlocked(&mut self, opened: Result<Opened, ProtectError>) {
        let Some(locked) = &mut self.window.locked else { return };
        locked.trying = false;
        match opened {
            Ok(opened) if opened.is_plain && opened.went_on.is_none() => {
                let root = locked.folder.clone();
                locked.wrong = Some(format!(
                    "The passphrase is right, but register.ron says that this register is not \
                     protected any more. If a colleague turned it off, accept that with “justified \
                     protect --off”. If nobody did, put register.ron back from a backup. ({})",
                    root.display()
                ));
                self.env.vault.lock_all();
            }
            Ok(opened) if locked.saving => {
                self.window.holders = opened.unlocked.people;
                self.come_back();
            }
            Ok(opened) => {
                self.window.holders = opened.unlocked.people;
                // It is being read: the passphrase is not asked for again meanwhile.
                locked.trying = true;
                let folder = locked.folder.clone();
                self.open_folder(&folder, Making::Never);
            }
            Err(error) => {
                locked.wrong = Some(error.to_string());
                self.window.focus = Some(Focus::Form);
            }
        }
    }

    /// The register is open again: to where one was.
    pub(super) fn come_back(&mut self) {
        let open = self.session.register().map(|register| register.root.clone());
        let Some(locked) = self.window.locked.take() else { return };
        if open.as_ref() != Some(&locked.folder) {
            return;
        }
        let Some(back) = locked.back else { return };
        // Whoever went on with something meanwhile is not taken away from it.
        if self.window.screen != Screen::Home {
            return;
        }
        self.search_again(&locked.folder, back.search.as_deref());
        let draft = back.draft.as_ref().and_then(|nonce| self.known_by(nonce));
        match (draft, back.screen) {
            (Some(path), _) => self.draft_event(DraftEvent::Open(path)),
            (None, Screen::Decision(id)) => self.show_decision(&id),
            (None, Screen::Review(Some(id))) => self.review(&id),
            // A draft that was empty is gone.
            (None, Screen::Decide | Screen::ActNow | Screen::Chronology) => self.go(Screen::Home),
            (None, screen) => self.go(screen),
        }
        // A record is gone on with in the field that was written in last, with its part unfolded.
        let place = self.current_draft().and_then(|hand| hand.work()).map(|work| &work.place);
        let in_a_field =
            self.window.screen == Screen::Decide && matches!(place, Some(Place::Record(Some(_))));
        if back.keyboard.is_some() && !in_a_field {
            self.window.focus = Some(Focus::Back(back.keyboard));
        }
    }

    /// The list is searched for what it was searched for before.
    fn search_again(&mut self, root: &std::path::Path, search: Option<&[u8]>) {
        let kept = search.and_then(|cipher| self.env.vault.kept(root, cipher));
        if let Some((words, child)) = kept.as_deref().and_then(|kept| kept.split_once('\n')) {
            let filter = &mut self.screens.list.filter;
            (filter.words, filter.child) = (words.to_owned(), child.to_owned());
            self.refresh_rows();
        }
    }

    /// What a draft is known by in the lists.
    pub(super) fn known_by(&self, nonce: &Nonce) -> Option<PathBuf> {
        if let Some(hand) = self.find(Some(nonce)) {
            return Some(hand.known_by());
        }
        let drafts = &self.session.drafts().drafts;
        drafts.iter().find(|file| file.draft.nonce == *nonce).map(|file| file.path.clone())
    }

    /// Whether the screen would be of a register that is locked: the passphrase is asked for in its
    /// place.
    pub fn asks_passphrase(&self) -> bool {
        let of_it = matches!(
            self.window.screen,
            Screen::Home
                | Screen::Decisions
                | Screen::Decision(_)
                | Screen::Review(_)
                | Screen::Chronology
        );
        of_it && self.window.locked.is_some()
    }

    /// While it is locked, nothing can be done in a register.
    pub(super) fn is_locked_out(&self, event: &Event) -> bool {
        use crate::app::commands::Command::{Decisions, Path, Search};
        self.is_hidden()
            && matches!(
                event,
                Event::Command(Decisions | Path | Search)
                    | Event::Draft(_)
                    | Event::Decisions(_)
                    | Event::People(_)
                    | Event::Work(_)
                    | Event::Training(_)
            )
    }
}

/// What a register is called; one that nobody gave a name by its folder.
pub(super) fn named(name: &str, root: &std::path::Path) -> String {
    match name.trim() {
        "" | "Register" => {
            root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
        }
        name => name.to_owned(),
    }
}

/// What fields remember of the words in them goes; where the caret stood stays, in the field that
/// has the keyboard.
fn forget_texts(ctx: &egui::Context, keyboard: Option<egui::Id>) {
    let caret =
        keyboard.and_then(|id| Some((id, TextEditState::load(ctx, id)?.cursor.char_range()?)));
    ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<TextEditState>);
    if let Some((id, range)) = caret {
        let mut state = TextEditState::default();
        state.cursor.set_char_range(Some(range));
        state.store(ctx, id);
    }
    ctx.memory_mut(|memory| {
        if let Some(id) = memory.focused() {
            memory.surrender_focus(id);
        }
    });
}
