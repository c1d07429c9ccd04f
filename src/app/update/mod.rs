//! Where every event is handled, once: one file for each screen's events.

mod act_now;
mod additions;
mod before_register;
mod chronology;
mod clinical_text;
mod clinical_text_contents;
mod clipboard;
mod contacts;
mod decide;
mod decision_in_hand;
mod decision_list;
mod decisions;
mod discarded_drafts;
mod disposal;
mod drafts;
mod focus;
mod help;
mod jobs;
mod linked;
mod linked_people;
mod load_on_demand;
mod locking;
mod log;
mod notices;
mod offer;
mod open_draft;
mod opened;
mod path;
mod path_of_draft;
mod people;
mod personal;
mod practice_wording;
mod print_page;
mod protecting;
mod record;
mod refresh_lists;
mod register;
mod reopen;
mod reread;
mod review;
mod review_blind;
mod review_run;
mod reviewing;
mod save;
mod set_aside;
mod settings;
mod show_decision;
mod sign;
mod signed;
mod slow_disk;
mod spelling;
mod training;
mod versions;
mod watch;
mod whom_to_ring;
mod whose_text_is_copied;
mod worklist;
mod workstation;

use crate::app::commands::Command;
use crate::app::done::Done;
use crate::app::drafts::Kept;
use crate::app::events::{Event, Screen};
use crate::app::focus::Focus;
use crate::app::notice::{About, NoticeKind};
use crate::app::screens::decisions::Panel;
use crate::app::session::{Ask, Brought};
use crate::app::state::State;
use crate::app::workers::Lane;

/// How the notice about closing begins, so that it goes when it no longer holds.
const CLOSING: &str = "Not saved yet:";

impl State {
    /// Handles what a person did.
    pub fn handle(&mut self, ctx: &egui::Context, event: Event) {
        if self.is_locked_against(&event)
            || self.is_hidden_from(&event)
            || self.is_locked_out(&event)
        {
            return;
        }
        match event {
            Event::Command(command) => self.command(ctx, command),
            Event::Go(screen) => self.go(screen),
            Event::Read(cite) => {
                self.screens.guidance.show(&cite);
                self.go(Screen::Guidance);
            }
            Event::Decide(event) => self.decide(ctx, event),
            Event::Record(event) => self.record_event(ctx, event),
            Event::Draft(event) => self.draft_event(event),
            Event::Decisions(event) => self.decisions_event(event),
            Event::Path(event) => self.path_event(event),
            Event::ClinicalText(event) => self.clinical_text_event(ctx, event),
            Event::Settings(event) => self.settings_event(ctx, event),
            Event::Review(event) => self.review_event(event),
            Event::Work(event) => self.work_event(event),
            Event::Contacts(event) => self.contacts_event(event),
            Event::People(event) => self.people_event(event),
            Event::Training(event) => self.training_event(event),
            Event::Protection(event) => self.protection_event(event),
            Event::Log(event) => self.log_event(event),
            Event::Help(event) => self.help_event(&event),
            Event::Copy { text, said } => {
                self.to_clipboard(ctx, text);
                self.say(said);
            }
            Event::ClearClipboard => self.clear_clipboard(ctx),
            Event::NoticesAll => self.window.notices_all = !self.window.notices_all,
            Event::NoticeRead(index) => {
                if index < self.window.notices.len()
                    && self.window.notices.remove(index).about == About::Clipboard
                {
                    // It was read, and is not said again on each page.
                    self.window.copied = None;
                }
            }
        }
    }

    /// While another register opens nothing of the one before is on the screen, and nothing can
    /// be done there but what is pressed in an emergency.
    fn is_hidden_from(&self, event: &Event) -> bool {
        use Command::{ActNow, Close, ZoomIn, ZoomOut, ZoomReset};
        let goes_on = matches!(
            event,
            Event::Command(ActNow | Close | ZoomIn | ZoomOut | ZoomReset)
                | Event::Settings(_)
                | Event::NoticeRead(_)
        );
        self.window.opening.is_some() && !goes_on
    }

    fn command(&mut self, ctx: &egui::Context, command: Command) {
        let shown = std::mem::take(&mut self.window.keys);
        match command {
            Command::Keys => self.window.keys = !shown,
            Command::ActNow => {
                self.stop_opening();
                self.act_now();
            }
            Command::NewDecision => self.new_decision(),
            Command::Home => self.go(Screen::Home),
            Command::Decide => self.go_decide(),
            Command::Path => self.toggle_path(),
            Command::Decisions => self.go(Screen::Decisions),
            Command::Guidance => self.go(Screen::Guidance),
            Command::Review => self.go_review(),
            Command::Contacts => self.go_contacts(),
            Command::Settings => self.go(Screen::Settings),
            Command::Search => {
                self.window.focus = Some(Focus::Search);
                self.go(Screen::Decisions);
            }
            Command::ZoomIn => egui::gui_zoom::zoom_in(ctx),
            Command::ZoomOut => egui::gui_zoom::zoom_out(ctx),
            Command::ZoomReset => ctx.set_zoom_factor(1.0),
            Command::Lock => self.lock(ctx),
            Command::Close => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    pub(super) fn go(&mut self, screen: Screen) {
        if screen == Screen::Home {
            self.refresh_lists();
        }
        if self.window.screen != screen {
            self.window.clinical_text = None;
            // What was asked of a decision that is still being read is not wanted any more.
            self.session.ask(Ask::Holding);
        }
        // Where one goes for a number in the middle of it, the press is not left.
        if !matches!(screen, Screen::ActNow | Screen::Contacts | Screen::Settings) {
            self.forget_press();
        }
        if self.window.screen != screen {
            self.window.leave_notices();
            self.window.asks_who = false;
            // What was opened beside the list is not in the way when one comes back to it.
            self.screens.list.panel = Panel::default();
        }
        self.window.screen = screen;
        self.read_chosen();
        self.window.spelling.names_touched = true;
    }

    /// To the decision in hand; with none, a new one.
    fn go_decide(&mut self) {
        if self.current_draft().is_some() {
            self.go(Screen::Decide);
        } else {
            self.new_decision();
        }
    }

    /// Takes the results of finished jobs. A result that is no longer wanted is dropped.
    pub fn take_results(&mut self) {
        loop {
            let finished = self.env.runner.take();
            if finished.is_empty() {
                break;
            }
            for one in finished {
                match one.value {
                    Some(done) => self.done(done),
                    None => self.job_broke(one.lane),
                }
            }
        }
    }

    fn done(&mut self, done: Done) {
        if done.is_of_a_writing() {
            self.session.has_written();
        }
        if matches!(done, Done::Drafts(Kept::Signed(..))) {
            // What is there now is what is compared from now on.
            self.look_round();
        }
        match done {
            Done::Session(ticket, brought) if self.session.wants(&ticket) => self.brought(brought),
            // It comes late: it could be another patient's.
            Done::Session(..) | Done::Tidied => {}
            Done::Unmade(waiting) => self.unmade(waiting.map(|both| *both)),
            Done::Proposed(there) => self.proposed_seen(there),
            Done::Drafts(kept) => self.kept(kept),
            Done::Settings(named, saved) => self.settings_saved(named, saved),
            Done::SystemLook(look) => self.settings.learn_look(look),
            Done::Folder(folder) => self.folder_chosen(folder),
            Done::File { saving, path } => self.file_chosen(saving, path),
            Done::Exported(done) => self.exported(done),
            Done::PageSaved(id, done) => self.page_saved(id, done),
            Done::Logged(register, entries, done) => self.logged(&register, entries, done),
            Done::LogSwitched(done) => self.log_switched(done),
            Done::Personal(register, done) => self.personal_moved(&register, done),
            Done::LogRead(register, all) => self.log_read(&register, all),
            Done::SheetSaved(done) => self.sheet_saved(done),
            Done::PageFile(id, path) => self.page_file(&id, path),
            Done::ChronologySaved(form, ids, done) => self.chronology_saved(form, ids, done),
            Done::ChronologyFile(form, path) => self.chronology_file(form, path),
            Done::Speller(made) => self.speller_made(made),
            Done::Spelled(field, text, words) => {
                self.window.spelling.results.push((field, text, words));
            }
            Done::Suggested(word, words) => self.window.spelling.suggested = Some((word, words)),
            Done::Met(register, met) => self.met(register, met),
            Done::Introduced(ticket, met) => self.introduced(&ticket, *met),
            Done::Sealed(ticket, sealed) => self.sealed(&ticket, sealed),
            Done::Disposed(ticket, id, done) => self.disposed(&ticket, &id, done),
            Done::Acknowledged(done) => self.acknowledged(done),
            Done::Renewed(device) => self.renewed(device),
        }
    }

    /// A job for drafts brought this.
    pub(super) fn kept(&mut self, kept: Kept) {
        match kept {
            Kept::Saved(nonce, known, saved) => {
                self.draft_saved(&nonce, known, saved);
                self.reading_saved(&nonce);
            }
            Kept::Removed(nonce, removed) => self.draft_removed(&nonce, removed),
            Kept::Signed(nonce, fixed, known, signed) => match &*signed {
                Ok(signature) if !self.session.has_open(&signature.last.0) => {
                    if signature.before.is_none() {
                        let (register, digest) = signature.last.clone();
                        self.signed_elsewhere(register, digest);
                    }
                }
                _ => self.signed(&nonce, (fixed, known), *signed),
            },
            Kept::Discarded(done) => self.discarded(done),
            Kept::Again(again) => self.draft_again(*again),
            Kept::VersionGone(path, done) => self.version_gone(&path, done),
            Kept::Tidied => {}
        }
    }

    /// A job for the session that is open brought this, in time.
    fn brought(&mut self, brought: Brought) {
        match brought {
            Brought::Opened(opened) => self.opened(*opened),
            Brought::Found(register) => self.found(register),
            Brought::MovedOrCopy(moved) => self.moved_or_copy(moved),
            Brought::NotMade(why) => self.training_not_made(&why),
            Brought::Unlocked(opened) => self.unlocked(*opened),
            Brought::Protected(what, done) => self.protected(what, *done),
            Brought::Read(read) => self.read_again(*read),
            Brought::Contacts(contents) => self.contacts_read(*contents),
            Brought::LookedAt(read) => self.looked_at(read),
            Brought::Looked(id, read) => self.looked(&id, *read),
            Brought::Compared(compared) => {
                self.session.take_compared(*compared, &self.known.library);
            }
            Brought::CopyOfThen(digest, read) => self.session.take_copy(digest, *read),
            Brought::Listed(book) => self.listed(book),
            Brought::Rows(found) => self.rows_found(*found),
            Brought::Previewed(read) => self.session.take_preview(*read, &self.owing()),
            Brought::Hits(hits) => self.session.take_hits(hits),
            Brought::Held(read, newest, then) => self.held(read, newest, then),
            Brought::News(news) => self.news(news),
            Brought::TakenOver(draft) => self.taken_over(*draft),
            Brought::Begun(nonce, then) => self.say_what_is_carried(&nonce, then.as_deref()),
            Brought::Kept => {}
        }
    }

    /// A job panicked: what it was to do is not done, and is tried again where it can be.
    fn job_broke(&mut self, lane: Lane) {
        let now = (self.env.instant)();
        match lane {
            // It is tried again in a minute, and nothing waits for it.
            Lane::Watch => self.session.watch_broke(),
            Lane::Disk => {
                self.drafts.broke(now);
                self.settings.throttle.failed(now);
                self.say_error(
                    "Something went wrong while saving. What you typed is still here, and \
                     Justified is saving it again. Do not close the window until it says saved.",
                );
            }
            Lane::List => self.say_error(
                "Something went wrong while the list was made. Nothing is lost. Read the \
                 register again from Decisions.",
            ),
            Lane::Long => {
                self.session.end_reading();
                self.window.opening = None;
                self.forget_before();
                self.say_error(
                    "Something went wrong while the register was read. Nothing in it was changed. \
                     Read it again from Decisions.",
                );
            }
            // It is read all the same, and saved in then.
            Lane::Find => {}
            Lane::Look => {
                self.session.look_broke();
                self.rework();
            }
            Lane::Spelling => self.spelling_broke(),
            Lane::Dialog => {
                self.window.choosing = false;
                self.refuse("The folder dialog did not open. Type the folder instead.");
            }
        }
    }

    /// Saves what is due, and says whether the window may close now.
    pub fn tick(&mut self) {
        let now = (self.env.instant)();
        if self.has_stayed() {
            self.keep_press();
        }
        self.make_again(now);
        self.save_due_drafts(now);
        self.finish_locking();
        self.tell_overdue();
        self.save_due_settings(now);
        self.change_register_when_saved();
        self.look_round_when_due(now);
    }

    /// The window was asked to close; returns whether it closes now. Everything is saved
    /// first. Asked again after it was said that something is not saved, it closes.
    pub fn close_asked(&mut self) -> bool {
        if self.may_close() {
            return true;
        }
        // While something is being written the window waits, however often it is asked.
        if self.env.runner.busy(Lane::Disk) > 0 {
            return false;
        }
        let warned = self.window.close_warned;
        self.warn_of_closing();
        warned
    }

    /// Close was asked before and nothing is being written: says what could not be saved.
    pub fn close_waits(&mut self) {
        if !self.window.close_warned && self.env.runner.busy(Lane::Disk) == 0 && !self.all_saved() {
            self.warn_of_closing();
        }
    }

    /// Close was asked before: whether it can close now.
    pub fn may_close(&mut self) -> bool {
        if !self.window.closing {
            self.window.closing = true;
            self.save_everything();
        }
        self.take_results();
        self.all_saved() && self.env.runner.busy(Lane::Disk) == 0
    }

    /// Says what is not on the disk. It is tried again, and the window closes when it is.
    fn warn_of_closing(&mut self) {
        let mut unsaved: Vec<String> = self
            .drafts
            .iter()
            .filter(|hand| !hand.is_safe())
            .map(|hand| self.unsaved_words(hand))
            .collect();
        if !self.settings.throttle.is_clean() {
            unsaved.push("your settings".to_owned());
        }
        self.window.close_warned = true;
        self.tell(
            About::Closing,
            NoticeKind::Error,
            format!(
                "{CLOSING} {}. Justified tries again, and the window closes once it is saved. To \
                 lose it and close now, close the window again.",
                unsaved.join("; ")
            ),
        );
    }

    /// Something was changed after close was asked: it is asked anew.
    pub(super) fn not_closing(&mut self) {
        self.window.closing = false;
        self.window.close_warned = false;
        self.window.answered(About::Closing);
    }
}
