//! A share that hangs: nothing comes back from it, not even an error. The person goes on, and the
//! window closes.

use std::io;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use justified::app::Environment;
use justified::app::commands::Command;
use justified::app::events::Event;
use justified::app::patience::Waits;
use justified::app::workers::Threads;
use justified::register::disk::{Access, Entry, Kind, Temp};
use justified::register::{Disk, RealDisk};

use crate::contacts::with_contacts;
use crate::desk::{Desk, Setup};

/// How long anything may take that is waited for. A loaded machine is slow, not broken.
const PATIENCE: Duration = Duration::from_mins(1);

/// The computer's own disk, on which nothing below the documents comes back while it hangs.
#[derive(Clone)]
struct Hanging(Arc<(Mutex<bool>, Condvar)>);

impl Hanging {
    fn new(hangs: bool) -> Self {
        Self(Arc::new((Mutex::new(hangs), Condvar::new())))
    }

    fn hang(&self, hangs: bool) {
        *self.0.0.lock().unwrap() = hangs;
        self.0.1.notify_all();
    }

    fn let_go(&self) {
        self.hang(false);
    }

    fn wait(&self, path: &Path) {
        if path.components().any(|part| part.as_os_str() == "Documents") {
            let hangs = self.0.0.lock().unwrap();
            drop(self.0.1.wait_while(hangs, |hangs| *hangs).unwrap());
        }
    }
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
        RealDisk.temp(folder, access)
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

#[test]
fn behind_a_share_that_hangs_one_reads_rings_and_writes_and_the_window_closes() {
    let desk = with_contacts();
    // Started again once, the contacts are kept on this computer.
    let desk = desk.killed(2);
    let disk = Hanging::new(true);
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
    let first = "It is being looked for.";
    let known = "It is being waited for: its folder does not answer.";
    for (before, words) in [(Desk::new(), first), (with_contacts(), known)] {
        let disk = Hanging::new(true);
        let mut desk = start(&before, &disk);
        let none = "It is made when you begin your first decision.";
        desk.must_not_show(none);
        until(&mut desk, "that it is waited for", |desk| desk.shows(words));
        desk.must_not_show(none);
        disk.let_go();
    }
}

#[test]
fn a_share_that_answers_at_last_is_read_and_what_was_written_meanwhile_goes_there() {
    let desk = with_contacts();
    let disk = Hanging::new(true);
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
    let disk = Hanging::new(false);
    let mut desk = start(&desk, &disk);
    press(&mut desk, Command::ActNow);
    until(&mut desk, "the draft", |desk| desk.drafts().len() == 1);
    until(&mut desk, "the register", |desk| !desk.window.state().state.session.is_loading());
    let write = |desk: &mut Desk, words: &str| {
        let state = &mut desk.window.state_mut().state;
        let now = (state.env.instant)();
        let hand = state.hands.first_mut().unwrap();
        hand.work_mut().unwrap().record.reasons = words.to_owned();
        hand.throttle.touched(now);
    };
    disk.hang(true);
    write(&mut desk, "Begun before it hung.");
    let outbox = |desk: &Desk, words: &str| {
        let drafts = desk.outbox("drafts");
        drafts.iter().any(|path| std::fs::read_to_string(path).unwrap().contains(words))
    };
    until(&mut desk, "the outbox", |desk| outbox(desk, "Begun before it hung."));
    write(&mut desk, "Begun before it hung, and gone on with.");
    until(&mut desk, "the outbox again", |desk| outbox(desk, "gone on with."));
    until(&mut desk, "that it may close", Desk::may_close);
    disk.let_go();
    until(&mut desk, "the outbox to be empty", |desk| desk.outbox("drafts").is_empty());
    assert_eq!(desk.draft().record.reasons, "Begun before it hung, and gone on with.");
    assert!(!desk.shows("changed by another program"), "{}", desk.text());
}
