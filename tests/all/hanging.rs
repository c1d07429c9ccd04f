//! A share that hangs: nothing comes back from it, not even an error. The person goes on, and the
//! window closes.

use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use justified::app::Environment;
use justified::app::commands::Command;
use justified::app::events::{Event, SettingsEvent};
use justified::app::slow_disk::Waits;
use justified::app::workers::Threads;
use justified::register::disk::{Access, Entry, Kind, Temp};
use justified::register::{Disk, RealDisk};

use crate::contacts::with_contacts;
use crate::desk::{Desk, Setup, files};

/// How long anything may take that is waited for. A loaded machine is slow, not broken.
const PATIENCE: Duration = Duration::from_mins(1);

/// What of a share does not come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hangs {
    Nothing,
    /// Giving a file its name, in this part of the register.
    Naming(&'static str),
    All,
}

/// The computer's own disk, on which nothing below the documents comes back while it hangs.
#[derive(Clone)]
struct Hanging(Arc<(Mutex<Hangs>, Condvar)>);

impl Hanging {
    fn new(hangs: Hangs) -> Self {
        Self(Arc::new((Mutex::new(hangs), Condvar::new())))
    }

    fn hang(&self, hangs: Hangs) {
        *self.0.0.lock().unwrap() = hangs;
        self.0.1.notify_all();
    }

    fn let_go(&self) {
        self.hang(Hangs::Nothing);
    }

    fn wait_while(&self, path: &Path, held: impl Fn(Hangs) -> bool) {
        if has(path, "Documents") {
            let hangs = self.0.0.lock().unwrap();
            drop(self.0.1.wait_while(hangs, |hangs| held(*hangs)).unwrap());
        }
    }

    fn wait(&self, path: &Path) {
        self.wait_while(path, |hangs| hangs == Hangs::All);
    }

    fn wait_to_name(&self, path: &Path) {
        self.wait_while(path, |hangs| match hangs {
            Hangs::Nothing => false,
            Hangs::Naming(part) => has(path, part),
            Hangs::All => true,
        });
    }
}

fn has(path: &Path, part: &str) -> bool {
    path.components().any(|one| one.as_os_str() == part)
}

impl Disk for Hanging {
    fn read(&self, path: &Path, max: usize) -> io::Result<Vec<u8>> {
        self.wait(path);
        RealDisk.read(path, max)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.wait(folder);
        RealDisk.list(folder)
    }
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.wait(path);
        RealDisk.kind(path)
    }
    fn create_dir(&self, folder: &Path, access: Access) -> io::Result<()> {
        self.wait(folder);
        RealDisk.create_dir(folder, access)
    }
    fn temp(&self, folder: &Path, access: Access) -> io::Result<Box<dyn Temp>> {
        self.wait(folder);
        Ok(Box::new(HangingTemp { inner: RealDisk.temp(folder, access)?, disk: self.clone() }))
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.wait(folder);
        RealDisk.sync_folder(folder)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.wait(path);
        RealDisk.remove_file(path)
    }
}

struct HangingTemp {
    inner: Box<dyn Temp>,
    disk: Hanging,
}

impl Temp for HangingTemp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.inner.write(bytes)
    }
    fn sync(&mut self) -> io::Result<()> {
        self.inner.sync()
    }
    fn persist_new(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.disk.wait_to_name(path);
        self.inner.persist_new(path)
    }
    fn persist_over(self: Box<Self>, path: &Path) -> io::Result<()> {
        self.disk.wait_to_name(path);
        self.inner.persist_over(path)
    }
}

/// Jobs in threads of their own, and little patience.
fn with_threads(environment: &mut Environment) {
    environment.runner = Box::new(Threads::new(egui::Context::default(), |_| false));
    environment.waits = Arc::new(Waits::new(Duration::from_millis(1_500)));
    let disk = Arc::clone(&environment.disk);
    environment.use_disk(disk);
}

/// A start of the program on a share that hangs.
fn start(before: &Desk, disk: &Hanging) -> Desk {
    Desk::with(Setup {
        home: Some(before.home.clone()),
        disk: Arc::new(disk.clone()),
        passed: before.clock.get(),
        seed: 7,
        change: Some(with_threads),
        ..Setup::default()
    })
}

fn press(desk: &mut Desk, command: Command) {
    let ctx = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&ctx, Event::Command(command));
}

/// Frames until this holds.
fn until(desk: &mut Desk, what: &str, holds: impl Fn(&Desk) -> bool) {
    let begun = Instant::now();
    while !holds(desk) {
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}:\n{}", desk.text());
        std::thread::sleep(Duration::from_millis(10));
        desk.clock.set(desk.clock.get() + Duration::from_millis(100));
        desk.window.step();
    }
}

/// Types these reasons into the draft in hand.
fn write(desk: &mut Desk, words: &str) {
    let state = &mut desk.window.state_mut().state;
    let now = (state.env.instant)();
    let hand = state.drafts.iter_mut().next().unwrap();
    words.clone_into(&mut hand.work_mut().unwrap().record.reasons);
    hand.touched(now);
}

/// Whether a draft with these words waits on this computer.
fn in_outbox(desk: &Desk, words: &str) -> bool {
    holds(&desk.outbox("drafts"), words)
}

fn holds(files: &[PathBuf], words: &str) -> bool {
    files.iter().any(|path| std::fs::read_to_string(path).is_ok_and(|text| text.contains(words)))
}

#[test]
fn behind_a_share_that_hangs_one_reads_rings_and_writes_and_the_window_closes() {
    let desk = with_contacts();
    // Started again once, the contacts are kept on this computer.
    let desk = desk.killed(2);
    let disk = Hanging::new(Hangs::All);
    let mut desk = start(&desk, &disk);
    until(&mut desk, "what is waited for", |desk| desk.shows("Waiting for register.ron"));

    desk.window
        .state_mut()
        .state
        .handle(&egui::Context::default(), Event::Command(Command::Guidance));
    until(&mut desk, "the guidance", |desk| desk.title() != "Home");
    desk.window
        .state_mut()
        .state
        .handle(&egui::Context::default(), Event::Command(Command::ActNow));
    until(&mut desk, "whom to ring", |desk| desk.shows("01632 960110"));
    until(&mut desk, "the draft", |desk| desk.outbox("drafts").len() == 1);
    until(&mut desk, "the window to close", Desk::may_close);
    disk.let_go();
}

#[test]
fn home_says_that_the_register_is_waited_for_and_not_that_there_is_none() {
    for before in [Desk::new as fn() -> Desk, with_contacts] {
        let before = before();
        let disk = Hanging::new(Hangs::All);
        let mut desk = start(&before, &disk);
        let none = "It is created when you begin your first decision.";
        desk.must_not_show(none);
        let words = "Its folder is not responding.";
        until(&mut desk, "that it is waited for", |desk| desk.shows(words));
        // However long: it was given up before, and then none was there.
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(2) {
            desk.clock.set(desk.clock.get() + Duration::from_secs(1));
            desk.window.step();
            std::thread::sleep(Duration::from_millis(20));
        }
        desk.must_show(words);
        desk.must_show("Waiting for register.ron");
        desk.must_not_show(none);
        assert_eq!(desk.title(), "Home");
        disk.let_go();
    }
}

#[test]
fn a_documents_folder_that_hangs_at_the_first_start_keeps_nobody_from_another_register() {
    let other = with_contacts();
    let disk = Hanging::new(Hangs::All);
    let mut desk = start(&Desk::new(), &disk);
    until(&mut desk, "what is waited for", |desk| desk.shows("Waiting for register.ron"));
    let folder = desk.home.path().join("elsewhere");
    std::fs::rename(other.register(), &folder).unwrap();
    let choose = Event::Settings(SettingsEvent::UseFolder(folder.display().to_string()));
    desk.window.state_mut().state.handle(&egui::Context::default(), choose);
    until(&mut desk, "the other one", |desk| {
        desk.state().session.register().is_some_and(|open| open.root == folder)
    });
    disk.let_go();
    until(&mut desk, "the documents", |desk| !desk.state().window.looking);
    assert_eq!(desk.state().session.register().unwrap().root, folder);
}

#[test]
fn what_waits_on_this_computer_is_on_home_while_the_documents_folder_hangs() {
    let disk = Hanging::new(Hangs::All);
    let mut desk = start(&Desk::new(), &disk);
    press(&mut desk, Command::ActNow);
    until(&mut desk, "the draft", |desk| desk.outbox("drafts").len() == 1);
    let mut desk = start(&desk, &disk);
    until(&mut desk, "the draft on Home", |desk| desk.shows("Not finished"));
    disk.let_go();
    until(&mut desk, "the draft to go there", |desk| desk.drafts().len() == 1);
}

#[test]
fn a_share_that_answers_at_last_is_read_and_what_was_written_meanwhile_goes_there() {
    let desk = with_contacts();
    let disk = Hanging::new(Hangs::All);
    let mut desk = start(&desk, &disk);
    desk.window
        .state_mut()
        .state
        .handle(&egui::Context::default(), Event::Command(Command::ActNow));
    until(&mut desk, "the draft", |desk| desk.outbox("drafts").len() == 1);
    assert!(desk.drafts().is_empty());
    disk.let_go();
    until(&mut desk, "the draft to go there", |desk| desk.drafts().len() == 1);
    until(&mut desk, "the outbox to be empty", |desk| desk.outbox("drafts").is_empty());
    until(&mut desk, "the register", |desk| !desk.window.state().state.session.is_loading());
    assert!(!desk.shows("Waiting for"), "{}", desk.text());
    assert!(desk.can_press(Role::Button, "Child in danger now"), "{}", desk.text());
}

#[test]
fn a_share_that_hangs_in_the_middle_of_a_sentence_costs_no_word_and_makes_no_second_draft() {
    let desk = with_contacts();
    let disk = Hanging::new(Hangs::Nothing);
    let mut desk = start(&desk, &disk);
    press(&mut desk, Command::ActNow);
    until(&mut desk, "the draft", |desk| desk.drafts().len() == 1);
    until(&mut desk, "the register", |desk| !desk.window.state().state.session.is_loading());
    disk.hang(Hangs::All);
    write(&mut desk, "Begun before it hung.");
    until(&mut desk, "the outbox", |desk| in_outbox(desk, "Begun before it hung."));
    write(&mut desk, "Begun before it hung, and gone on with.");
    until(&mut desk, "the outbox again", |desk| in_outbox(desk, "gone on with."));
    until(&mut desk, "that it may close", Desk::may_close);
    disk.let_go();
    until(&mut desk, "the outbox to be empty", |desk| desk.outbox("drafts").is_empty());
    assert_eq!(desk.draft().record.reasons, "Begun before it hung, and gone on with.");
    assert!(!desk.shows("Another program changed this draft"), "{}", desk.text());
}

/// A desk with a draft that was saved once, or never, whose next saving hangs as the file gets its
/// name: what was typed waits on this computer.
fn hung_as_it_was_named(saved_before: bool) -> (Desk, Hanging) {
    let desk = with_contacts();
    let disk = Hanging::new(Hangs::Nothing);
    let mut desk = start(&desk, &disk);
    until(&mut desk, "the register", |desk| !desk.window.state().state.session.is_loading());
    if saved_before {
        press(&mut desk, Command::ActNow);
        until(&mut desk, "the draft", |desk| desk.drafts().len() == 1);
        disk.hang(Hangs::Naming("drafts"));
    } else {
        disk.hang(Hangs::Naming("drafts"));
        press(&mut desk, Command::ActNow);
        until(&mut desk, "the draft in memory", |desk| !desk.state().drafts.is_empty());
    }
    write(&mut desk, "Begun as it hung.");
    until(&mut desk, "the outbox", |desk| in_outbox(desk, "Begun as it hung."));
    write(&mut desk, "Begun as it hung, and gone on with.");
    until(&mut desk, "the outbox again", |desk| in_outbox(desk, "gone on with."));
    (desk, disk)
}

#[test]
fn what_a_share_named_late_is_ours_and_no_second_draft() {
    for saved_before in [false, true] {
        let (mut desk, disk) = hung_as_it_was_named(saved_before);
        disk.let_go();
        until(&mut desk, "the outbox to be empty", |desk| desk.outbox("drafts").is_empty());
        let drafts = desk.drafts();
        assert_eq!(drafts.len(), 1, "saved before: {saved_before}");
        assert_eq!(desk.draft().record.reasons, "Begun as it hung, and gone on with.");
        assert!(!desk.shows("Another program changed this draft"), "{}", desk.text());
    }
}

#[test]
fn what_a_share_named_after_the_window_was_killed_is_no_second_draft_either() {
    for saved_before in [false, true] {
        let (desk, disk) = hung_as_it_was_named(saved_before);
        let (home, passed) = (Rc::clone(&desk.home), desk.clock.get());
        let drafts = desk.register().join("drafts");
        let there = || files(&drafts).into_iter().map(|path| std::fs::read(path).unwrap());
        let before: Vec<Vec<u8>> = there().collect();
        drop(desk);
        disk.let_go();
        let begun = Instant::now();
        while there().eq(before.iter().cloned()) {
            assert!(begun.elapsed() < PATIENCE, "it never came");
            std::thread::sleep(Duration::from_millis(10));
        }
        let desk = Desk::with(Setup { home: Some(home), passed, seed: 9, ..Setup::default() });
        assert_eq!(desk.drafts().len(), 1, "saved before: {saved_before}");
        assert_eq!(desk.draft().record.reasons, "Begun as it hung, and gone on with.");
    }
}
