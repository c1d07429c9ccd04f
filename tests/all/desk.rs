//! A desk for the tests: the whole window on a folder of its own, with a clock that stands
//! still until it is moved, and jobs that run at once.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use justified::app::clipboard::{Copies, Copying};
use justified::app::done::Done;
use justified::app::system_look::SystemLook;
use justified::app::workers::{AtOnce, Finished, Job, Lane, Runner};
use justified::app::{App, Environment};
use justified::guidance::Library;
use justified::record::text::decision_text;
use justified::record::{DecisionDraft, Digest, Draft, Stated, Statement, Work};
use justified::register::disk::TEMP_PREFIX;
use justified::register::protect::{Cost, Vault};
use justified::register::settings::{SettingsFound, load_settings};
use justified::register::testing::MemoryDisk;
use justified::register::verify::{Known, verify};
use justified::register::{Disk, RealDisk};

use crate::words::screens;

/// Where the settings lie on a disk in memory.
pub const SETTINGS: &str = "/home/config/settings.ron";
/// Where a register is proposed there.
pub const ROOT: &str = "/home/documents/register";

/// The headings that can be folded beside the record, the likeliest first.
const FOLDED: [&str; 21] = [
    "More about the child",
    "Times",
    "Follow-up",
    "Clinical record",
    "Shared, and held back",
    "Consent",
    "Advice",
    "Family told",
    "Household and others",
    "Present, and the child’s wishes",
    "Marks on the body",
    "Kind of concern",
    "Looked for, and no sign of",
    "Risks in the family",
    "What would change it",
    "Guidance read",
    "The request",
    "What I saw or was told",
    "Whom I told, and when",
    "Why",
    "Earlier decisions",
];

/// The window and what stands around it.
pub struct Desk {
    /// The window.
    pub window: Harness<'static, App>,
    /// The folder that stands for the user's home.
    pub home: Rc<tempfile::TempDir>,
    pub clock: Rc<Cell<Duration>>,
}

/// How a desk is set up.
pub struct Setup {
    pub size: [f32; 2],
    pub zoom: f32,
    pub theme: egui::Theme,
    pub home: Option<Rc<tempfile::TempDir>>,
    pub disk: Arc<dyn Disk>,
    /// Random bytes begin here: two desks on one home must differ.
    pub seed: u8,
    /// How much time has passed since the morning.
    pub passed: Duration,
    /// So many decisions are held whole in memory.
    pub hold: usize,
    /// Jobs that read a register wait until they are let go, as behind a slow folder.
    pub slow: Option<Held>,
    /// The zone of the workstation, in hours east of UTC.
    pub zone: i32,
    /// What else is different around it.
    pub change: Option<fn(&mut Environment)>,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            size: [1280.0, 800.0],
            zoom: 1.0,
            theme: egui::Theme::Light,
            home: None,
            disk: Arc::new(RealDisk),
            seed: 1,
            passed: Duration::ZERO,
            hold: 2_000,
            slow: None,
            zone: 0,
            change: None,
        }
    }
}

/// A runner that holds the jobs of some lanes back, or what they found, until they are let go; the
/// others run at once.
#[derive(Clone)]
pub struct Held(Rc<RefCell<Holding>>);

struct Holding {
    /// Whose jobs are held back.
    of: fn(Lane) -> bool,
    /// Those of them that were let go.
    gone: BTreeSet<Lane>,
    /// Whether they are run at once, and only what they found is held back.
    only_results: bool,
    waiting: Vec<(Lane, Job<Done>)>,
    runner: AtOnce<Done>,
}

impl Held {
    fn new(of: fn(Lane) -> bool, only_results: bool) -> Self {
        let (gone, waiting, runner) = (BTreeSet::new(), Vec::new(), AtOnce::default());
        Self(Rc::new(RefCell::new(Holding { of, gone, only_results, waiting, runner })))
    }

    /// Behind a folder so slow that no register is read, nor even looked for.
    pub fn slow() -> Self {
        Self::new(|lane| matches!(lane, Lane::Find | Lane::Long), false)
    }

    /// What the jobs of these lanes find is held back.
    pub fn results(of: fn(Lane) -> bool) -> Self {
        Self::new(of, true)
    }

    /// From now on jobs of this lane run, and those that wait first.
    pub fn let_go(&self, lane: Lane) {
        let mut held = self.0.borrow_mut();
        held.gone.insert(lane);
        for (of, job) in std::mem::take(&mut held.waiting) {
            if of == lane {
                held.runner.run(of, job);
            } else {
                held.waiting.push((of, job));
            }
        }
    }

    /// The same of every lane, in the order in which the jobs were begun.
    pub fn let_all_go(&self) {
        let mut held = self.0.borrow_mut();
        held.of = |_| false;
        for (lane, job) in std::mem::take(&mut held.waiting) {
            held.runner.run(lane, job);
        }
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.0.borrow().waiting.len()
    }

    /// Drops what waits.
    pub fn forget(&self) {
        self.0.borrow_mut().waiting.clear();
    }

    /// Gives what waits now to the window.
    pub fn give_all(&self, app: &mut App) {
        for _ in 0..self.waiting() {
            self.give(app, 0);
        }
    }

    /// Gives one of those that wait, counted from 0, to the window.
    pub fn give(&self, app: &mut App, index: usize) {
        let mut held = self.0.borrow_mut();
        let (lane, job) = held.waiting.remove(index);
        held.runner.run(lane, job);
        drop(held);
        app.state.take_results();
    }
}

impl Runner<Done> for Held {
    fn run(&mut self, lane: Lane, job: Job<Done>) {
        let mut held = self.0.borrow_mut();
        if !(held.of)(lane) || held.gone.contains(&lane) {
            held.runner.run(lane, job);
        } else if held.only_results {
            let found = job();
            held.waiting.push((lane, Box::new(move || found)));
        } else {
            held.waiting.push((lane, job));
        }
    }

    fn take(&mut self) -> Vec<Finished<Done>> {
        self.0.borrow_mut().runner.take()
    }

    fn busy(&self, lane: Lane) -> usize {
        let held = self.0.borrow();
        held.runner.busy(lane) + held.waiting.iter().filter(|(of, _)| *of == lane).count()
    }
}

/// The moment at which every desk begins.
pub fn morning() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap()
}

impl Desk {
    /// A fresh machine.
    pub fn new() -> Self {
        Self::with(Setup::default())
    }

    /// A desk set up like this.
    pub fn with(setup: Setup) -> Self {
        let home = setup.home.unwrap_or_else(|| Rc::new(tempfile::tempdir().unwrap()));
        let clock = Rc::new(Cell::new(setup.passed));
        let mut environment = Environment {
            hold: setup.hold,
            ..environment(home.path(), &clock, setup.disk, setup.seed)
        };
        if let Some(slow) = setup.slow {
            environment.runner = Box::new(slow);
        }
        if let Some(zone) = FixedOffset::east_opt(setup.zone * 3600) {
            let now = environment.now;
            environment.now = Box::new(move || now().with_timezone(&zone));
        }
        if let Some(change) = setup.change {
            change(&mut environment);
        }
        let window = Harness::builder()
            .with_size(setup.size)
            .with_pixels_per_point(setup.zoom)
            .with_theme(setup.theme)
            .with_max_steps(30)
            .build_state_with(environment);
        let mut desk = Self { window, home, clock };
        desk.window.run();
        desk
    }

    /// Another start of the program by the same user.
    pub fn again(&self, seed: u8) -> Self {
        self.again_on(seed, Arc::new(RealDisk))
    }

    /// The same, where the register is too large to be held in memory.
    pub fn again_large(&self, seed: u8) -> Self {
        let (home, passed) = (Some(Rc::clone(&self.home)), self.clock.get());
        Self::with(Setup { home, seed, passed, hold: 0, ..Setup::default() })
    }

    /// The same, on this disk.
    pub fn again_on(&self, seed: u8, disk: Arc<dyn Disk>) -> Self {
        let (home, passed) = (Some(Rc::clone(&self.home)), self.clock.get());
        Self::with(Setup { home, disk, seed, passed, ..Setup::default() })
    }

    /// The program is killed, and started again.
    pub fn killed(self, seed: u8) -> Self {
        let (home, passed) = (Rc::clone(&self.home), self.clock.get());
        drop(self);
        Self::with(Setup { home: Some(home), seed, passed, ..Setup::default() })
    }

    /// Another start, behind a folder that is slow to read.
    pub fn again_slow(self, seed: u8, slow: &Held) -> Self {
        let (home, passed) = (Rc::clone(&self.home), self.clock.get());
        drop(self);
        let slow = Some(slow.clone());
        Self::with(Setup { home: Some(home), seed, passed, slow, ..Setup::default() })
    }

    /// Whether the window may close now, as it asks in each frame once it was asked to.
    pub fn may_close(&self) -> bool {
        let state = &self.window.state().state;
        state.all_saved() && state.env.runner.busy(Lane::Disk) == 0
    }

    /// What the window knows.
    pub fn state(&self) -> &justified::app::state::State {
        &self.window.state().state
    }

    /// Asks the window to close; whether it does.
    pub fn close(&mut self) -> bool {
        let root = egui::ViewportId::ROOT;
        let events = &mut self.window.input_mut().viewports.entry(root).or_default().events;
        events.push(egui::ViewportEvent::Close);
        self.window.step();
        let commands = &self.window.output().viewport_output[&root].commands;
        let closes = !commands.contains(&egui::ViewportCommand::CancelClose);
        self.window.run();
        closes
    }

    /// Lets time pass, and what is due be saved.
    pub fn wait(&mut self, time: Duration) {
        self.clock.set(self.clock.get() + time);
        self.window.run();
        self.window.run();
    }

    /// Every node of the tree, in the order in which it is read. By a stack: what kittest walks with,
    /// an iterator within an iterator for each level, took a tenth of the tests' time.
    pub fn every(&self) -> Vec<egui_kittest::Node<'_>> {
        let root = self.window.root();
        let mut left: Vec<_> = root.accesskit_node().children().collect();
        left.reverse();
        let mut all = Vec::with_capacity(512);
        while let Some(node) = left.pop() {
            all.push(root.new_related(node));
            let from = left.len();
            left.extend(node.children());
            left[from..].reverse();
        }
        all
    }

    /// What has this role, in the order in which it is read.
    fn of_role(&self, role: Role) -> impl Iterator<Item = egui_kittest::Node<'_>> {
        self.every().into_iter().filter(move |node| node.accesskit_node().role() == role)
    }

    /// What has this role and this name; fails where two have.
    fn the(&self, role: Role, name: &str) -> Option<egui_kittest::Node<'_>> {
        let is = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label == name)
        };
        let mut found = self.of_role(role).filter(is);
        let first = found.next()?;
        assert!(found.next().is_none(), "two are a {role:?} {name:?}:\n{}", self.text());
        Some(first)
    }

    /// Presses the button of this name, or the link that adds something.
    pub fn press(&mut self, name: &str) {
        if self.the(Role::ListItem, name).is_some() {
            // A row of a list: a click chooses it, Enter opens it.
            self.press_role(Role::ListItem, name);
            self.key(egui::Key::Enter);
            return;
        }
        let adds = name.starts_with("+ ");
        let name = &*self.called(Role::Button, name);
        self.unfold(|desk| {
            desk.the(Role::Button, name).is_some() || (adds && desk.the(Role::Link, name).is_some())
        });
        let is_link = adds && self.the(Role::Link, name).is_some();
        self.press_role(if is_link { Role::Link } else { Role::Button }, name);
    }

    /// Opens all that is folded on the page of a decision.
    pub fn unfold_all(&mut self) {
        for heading in [
            "On the body",
            "Guidance it is based on",
            "Answers and what they asked",
            "The rest of the record",
        ] {
            let counted = format!("{heading} (");
            let closed = self.of_role(Role::Button).find_map(|button| {
                let node = button.accesskit_node();
                let label = node.label()?;
                let open = node.data().is_expanded().unwrap_or_default();
                (label.starts_with(&counted) && !open).then_some(label)
            });
            if let Some(name) = closed {
                self.press_role(Role::Button, &name);
            }
        }
    }

    /// Presses the link of this name.
    pub fn follow(&mut self, name: &str) {
        let name = self.called(Role::Link, name);
        self.press_role(Role::Link, &name);
    }

    /// The whole name of what is pressed: it says beside the label what it is about where
    /// there are several such.
    fn called(&self, role: Role, name: &str) -> String {
        let about = format!("{name}: ");
        let all = || self.of_role(role).filter_map(|node| node.accesskit_node().label());
        let longer = || all().find(|label| label.starts_with(&about));
        if all().any(|label| label == name) { None } else { longer() }
            .unwrap_or_else(|| name.to_owned())
    }

    /// Goes back to a question that was answered, by the list of the answers so far.
    pub fn change_answer(&mut self, question: &str) {
        let link = format!("Change: {question}");
        if self.the(Role::Link, &link).is_none() {
            let name = {
                let folds = self.of_role(Role::DisclosureTriangle);
                let mut names = folds.filter_map(|fold| fold.accesskit_node().label());
                names.find(|name| name.contains("so far")).unwrap_or_default()
            };
            self.press_role(Role::DisclosureTriangle, &name);
        }
        self.follow(&link);
    }

    /// Chooses the answer of this name.
    pub fn choose(&mut self, name: &str) {
        self.press_role(Role::RadioButton, name);
    }

    /// Goes to a place in the rail.
    pub fn go(&mut self, name: &str) {
        // What is still to be shown can change how much is owed there.
        self.window.run();
        self.press_role(Role::Tab, &self.place(name));
    }

    /// A place's whole name: with how much is owed there.
    fn place(&self, name: &str) -> String {
        let counted = format!("{name}, ");
        self.of_role(Role::Tab)
            .filter_map(|tab| tab.accesskit_node().label())
            .find(|label| label == name || label.starts_with(&counted))
            .unwrap_or_else(|| panic!("there is no place {name:?}"))
    }

    /// Clicks with the mouse, in the middle of what is to be seen.
    fn press_role(&mut self, role: Role, name: &str) {
        self.unfold(|desk| desk.the(role, name).is_some());
        let Some(node) = self.the(role, name) else {
            panic!("there is no {role:?} {name:?}:\n{}", self.text())
        };
        node.scroll_to_me();
        self.window.run();
        self.the(role, name).unwrap().click();
        self.window.run();
        screens::what_is_pressed_must_be_said(self);
    }

    /// Shows what is still to do beside the record.
    pub fn show_to_do(&mut self) {
        let name = self.row_of(" still to do");
        self.press(&name);
    }

    /// Opens this heading, which is folded beside the record.
    pub fn open(&mut self, heading: &str) {
        self.back_to_headings();
        self.open_heading(heading);
    }

    /// The headings beside the record, where one of them or something else is open.
    fn back_to_headings(&mut self) {
        let back = "‹ All of the record";
        if let Some(back) = self.the(Role::Link, back) {
            back.click_accesskit();
            self.window.run();
        }
    }

    /// Presses a heading in the list. Whether it is there.
    fn open_heading(&mut self, heading: &str) -> bool {
        let row = self.of_role(Role::Button).find(|row| {
            let label = row.accesskit_node().label().unwrap_or_default();
            let rest = label.strip_prefix(heading);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
        });
        let there = row.is_some();
        if let Some(row) = row {
            row.click_accesskit();
            self.window.run();
        }
        there
    }

    /// Opens what is folded beside the record, one heading after another, until this is there.
    fn unfold(&mut self, is_there: impl Fn(&Self) -> bool) {
        if is_there(self) || self.title() != "Record" {
            return;
        }
        self.back_to_headings();
        for heading in FOLDED {
            if is_there(self) {
                return;
            }
            if self.open_heading(heading) && !is_there(self) {
                self.back_to_headings();
            }
        }
    }

    /// The whole name of the row of the list that says this.
    pub fn row_of(&self, words: &str) -> String {
        let rows = self.of_role(Role::ListItem);
        rows.chain(self.of_role(Role::Button))
            .filter_map(|row| row.accesskit_node().label())
            .find(|label| label.contains(words))
            .unwrap_or_else(|| panic!("no row says {words:?}:\n{}", self.text()))
    }

    /// Whether a button of this name is there and can be pressed.
    pub fn can_press(&self, role: Role, name: &str) -> bool {
        self.the(role, name).is_some_and(|node| !node.accesskit_node().is_disabled())
    }

    /// Clicks into the field of this name and types.
    pub fn write(&mut self, field: &str, text: &str) {
        self.unfold(|desk| desk.find_field(field).is_some());
        self.field(field).scroll_to_me();
        self.window.run();
        self.field(field).click();
        self.window.run();
        self.type_in(text);
    }

    /// Types where the keyboard is.
    pub fn type_in(&mut self, text: &str) {
        self.window.event(egui::Event::Text(text.to_owned()));
        self.window.run();
    }

    /// What stands in the field of this name.
    pub fn written(&mut self, field: &str) -> String {
        self.unfold(|desk| desk.find_field(field).is_some());
        self.field(field).value().unwrap_or_default()
    }

    /// Presses Tab until the keyboard is on this.
    pub fn tab_to(&mut self, role: Role, name: &str) {
        for _ in 0..250 {
            if self.is_on(role, name) {
                return;
            }
            self.key(egui::Key::Tab);
        }
        panic!("Tab never reached the {role:?} {name:?}:\n{}", self.text());
    }

    /// Whether the keyboard is on this.
    pub fn is_on(&self, role: Role, name: &str) -> bool {
        self.window.query_all_by_role_and_label(role, name).any(|node| node.is_focused())
    }

    /// The text field of this name.
    pub fn field<'a>(&'a self, name: &'a str) -> egui_kittest::Node<'a> {
        self.find_field(name).unwrap_or_else(|| panic!("there is no field {name:?}"))
    }

    fn find_field<'a>(&'a self, name: &'a str) -> Option<egui_kittest::Node<'a>> {
        self.the(Role::TextInput, name)
            .or_else(|| self.the(Role::MultilineTextInput, name))
            .or_else(|| self.the(Role::PasswordInput, name))
    }

    /// Answers the questions by these choices, each confirmed.
    pub fn answer(&mut self, choices: &[&str]) {
        for choice in choices {
            self.choose(choice);
            // A lesser concern asks first for what is never one.
            if !self.can_press(Role::Button, "Continue") {
                self.tick("None of these");
            }
            self.press("Continue");
        }
    }

    /// Presses a key with these held.
    pub fn keys(&mut self, held: egui::Modifiers, key: egui::Key) {
        self.window.key_press_modifiers(held, key);
        self.window.run();
    }

    /// Presses a key with nothing held.
    pub fn key(&mut self, key: egui::Key) {
        self.window.key_press(key);
        self.window.run();
    }

    /// Whether these words stand somewhere on the screen.
    pub fn shows(&self, words: &str) -> bool {
        self.every().iter().any(|node| {
            let node = node.accesskit_node();
            // What is read says its words as its value; a row of a list describes what it says
            // beside its name.
            let said = if node.role() == Role::Label { node.value() } else { node.label() };
            let beside = (node.role() == Role::ListItem).then(|| node.data().description());
            said.is_some_and(|said| said.contains(words))
                || beside.flatten().is_some_and(|beside| beside.contains(words))
        })
    }

    /// Fails unless these words stand on the screen.
    pub fn must_show(&self, words: &str) {
        assert!(self.shows(words), "the screen does not show {words:?}:\n{}", self.text());
    }

    /// Fails if these words stand on the screen.
    pub fn must_not_show(&self, words: &str) {
        assert!(!self.shows(words), "the screen shows {words:?}:\n{}", self.text());
    }

    /// Everything that a screen reader would find, a line each.
    pub fn text(&self) -> String {
        self.every()
            .into_iter()
            .filter_map(|node| {
                let node = node.accesskit_node();
                let name = node.label().or_else(|| node.value())?;
                Some(format!("{:?}: {name}", node.role()))
            })
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The title of the screen.
    pub fn title(&self) -> String {
        self.of_role(Role::Heading)
            .find_map(|node| {
                let node = node.accesskit_node();
                node.label().or_else(|| node.value())
            })
            .unwrap_or_default()
    }

    /// The folder of the register that is made on first use.
    pub fn register(&self) -> PathBuf {
        self.home.path().join("Documents").join("Justified register")
    }

    /// Every statement file of the register, sorted by path.
    pub fn statements(&self) -> Vec<PathBuf> {
        self.files("decisions")
    }

    /// The drafts of the register.
    pub fn drafts(&self) -> Vec<Draft> {
        self.files("drafts").iter().map(|path| read(path)).collect()
    }

    /// The only draft's decision.
    pub fn draft(&self) -> DecisionDraft {
        let drafts = self.drafts();
        assert_eq!(drafts.len(), 1, "one draft");
        match drafts.into_iter().next().unwrap().work {
            Work::Decision(work) => *work,
            _ => panic!("no decision"),
        }
    }

    /// The files in the outbox.
    pub fn outbox(&self, below: &str) -> Vec<PathBuf> {
        let all = files(&self.home.path().join("data").join("outbox"));
        let in_folder = |path: &PathBuf| path.components().any(|part| part.as_os_str() == below);
        all.into_iter().filter(in_folder).collect()
    }

    /// Fails unless the register is as it should be, to this many statements.
    pub fn must_verify(&self, statements: usize) {
        let settings = match load_settings(&RealDisk, &self.settings_file()).unwrap() {
            SettingsFound::Fine(settings) => settings,
            other => panic!("the settings are {other:?}"),
        };
        for known in [Known::default(), Known::from(&*settings)] {
            let report = verify(&RealDisk, &self.register(), &known).unwrap();
            assert_eq!(report.wrong, [], "something is wrong");
            assert_eq!(report.statements, statements);
        }
        let last = settings.last_signed.values().next().map(|digest| digest.short(12));
        let named = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            last.as_ref().is_some_and(|last| name.contains(last))
        };
        assert!(self.statements().iter().any(named), "the settings know the last one signed");
    }

    /// The settings of this user.
    pub fn settings_file(&self) -> PathBuf {
        self.home.path().join("config").join("settings.ron")
    }

    /// Puts the register away, as a share that is not connected.
    pub fn take_away(&self) {
        std::fs::rename(self.register(), self.home.path().join("away")).unwrap();
    }

    /// Puts it back.
    pub fn put_back(&self) {
        std::fs::rename(self.home.path().join("away"), self.register()).unwrap();
    }

    /// What was put on the clipboard in the last frame in which something was.
    pub fn press_and_copy(&mut self, name: &str) -> String {
        self.window.get_by_role_and_label(Role::Button, name).scroll_to_me();
        self.window.run();
        self.window.get_by_role_and_label(Role::Button, name).click();
        let mut copied = None;
        for _ in 0..6 {
            self.window.step();
            for command in &self.window.output().platform_output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    copied = Some(text.clone());
                }
            }
        }
        copied.expect("something is copied")
    }

    /// Ticks, or takes the tick from, what is named so.
    pub fn tick(&mut self, name: &str) {
        self.unfold(|desk| desk.the(Role::CheckBox, name).is_some());
        self.window.get_by_role_and_label(Role::CheckBox, name).scroll_to_me();
        self.window.run();
        self.window.get_by_role_and_label(Role::CheckBox, name).click();
        self.window.run();
    }

    /// Looks at the text for "the record of …" and copies it, then goes back.
    pub fn copy_text_for(&mut self, button: &str, whose: &str) -> String {
        self.press(&format!("Text for {button}"));
        let copied = self.press_and_copy(&format!("Copy for {whose}"));
        self.must_show(&format!("Copied for {whose}."));
        self.press("Back");
        copied
    }

    /// Gives the name to sign with, in Settings.
    pub fn give_name(&mut self, name: &str) {
        self.go("Settings");
        self.write("Name", name);
    }

    /// Signs the decision in hand, wherever it stands after the questions, in this name.
    pub fn sign(&mut self, name: &str) {
        self.give_name(name);
        self.go("Decide");
        if self.can_press(Role::Button, "Write the record") {
            self.press("Write the record");
        }
        if self.can_press(Role::Button, "Check and sign") {
            self.press("Check and sign");
        }
        self.press("Sign and save");
    }

    /// Every file below the register, sorted.
    pub fn files(&self, below: &str) -> Vec<PathBuf> {
        files(&self.register().join(below))
    }
}

/// A statement as `justified show` prints it.
pub fn shown(statement: &Statement) -> String {
    let digest = Digest::of(b"");
    let stated = Stated { digest: &digest, statement };
    decision_text((&[stated], None), &Library::embedded().unwrap(), &BTreeMap::new())
}

/// Reads one of the program's files.
pub fn read<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    justified::base::ronfile::read(&std::fs::read(path).unwrap()).unwrap()
}

/// Every file below a folder, sorted. What is being written under a name for the time being is none
/// yet.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries {
            let entry = entry.unwrap();
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !entry.file_name().to_string_lossy().starts_with(TEMP_PREFIX) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Builds the window's harness on an environment.
trait BuildState {
    fn build_state_with(self, environment: Environment) -> Harness<'static, App>;
}

impl BuildState for egui_kittest::HarnessBuilder<App> {
    fn build_state_with(self, environment: Environment) -> Harness<'static, App> {
        let context = egui::Context::default();
        justified::app::widgets::prepare(&context);
        // The window that is painted is another one than that which the program prepared.
        let copies = environment.copies.clone();
        let prepare = move |ctx: &egui::Context| {
            justified::app::widgets::prepare(ctx);
            ctx.add_plugin(Copying::new(None, copies.clone()));
        };
        let app = App::new(&context, environment).unwrap();
        self.with_context_setup(prepare).build_ui_state(
            |ui, app: &mut App| {
                // The whole window, without the margin that a test's frame has.
                let window = ui.ctx().content_rect();
                let place = egui::UiBuilder::new().max_rect(window);
                let mut whole = ui.new_child(place);
                whole.set_clip_rect(window);
                app.frame(&mut whole);
            },
            app,
        )
    }
}

/// The window on a disk in memory, with a clock that stands still. So many decisions are held.
pub fn in_memory(disk: &MemoryDisk, runner: Box<dyn Runner<Done>>, hold: usize) -> App {
    let start = Instant::now();
    // Other ids than those of the workstations that signed the files of a test.
    let mut count = 100_u8;
    let vault = Vault::new(Arc::new(disk.clone()));
    let environment = Environment {
        settings_file: SETTINGS.into(),
        register_folder: ROOT.into(),
        outbox: "/home/data/outbox".into(),
        disk: Arc::new(vault.clone()),
        reading: Arc::new(vault.clone()),
        vault,
        cost: Cost::TESTS,
        waits: Arc::default(),
        now: Box::new(morning),
        instant: Box::new(move || start),
        random: Box::new(move || {
            count += 1;
            Some([count; 16])
        }),
        seed: Box::new(|| Some([100; 32])),
        runner,
        hold,
        turn: Arc::default(),
        first_picture: None,
        choose_folder: || None,
        clipboard: None,
        open_folder: |_| {},
        copies: Copies::default(),
        system_look: SystemLook::default,
        choose_file: |_| None,
    };
    App::new(&egui::Context::default(), environment).unwrap()
}

fn environment(
    home: &Path,
    clock: &Rc<Cell<Duration>>,
    disk: Arc<dyn Disk>,
    seed: u8,
) -> Environment {
    let (wall, steady, start) = (Rc::clone(clock), Rc::clone(clock), Instant::now());
    let (mut next, vault) = (u64::from(seed) << 32, Vault::new(disk));
    Environment {
        turn: Arc::default(),
        first_picture: None,
        settings_file: home.join("config").join("settings.ron"),
        register_folder: home.join("Documents").join("Justified register"),
        outbox: home.join("data").join("outbox"),
        reading: Arc::new(vault.clone()),
        waits: Arc::default(),
        disk: Arc::new(vault.clone()),
        vault,
        cost: Cost::TESTS,
        now: Box::new(move || morning() + wall.get()),
        instant: Box::new(move || start + steady.get()),
        random: Box::new(move || {
            next += 1;
            // Spread over all bytes, so that ids differ in every part that is used.
            let low = next.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut bytes = [0; 16];
            bytes[..8].copy_from_slice(&low.to_le_bytes());
            bytes[8..].copy_from_slice(&next.to_le_bytes());
            Some(bytes)
        }),
        seed: {
            // Another workstation has another home, and another key.
            let mut next = Digest::of(home.as_os_str().as_encoded_bytes());
            Box::new(move || {
                next = Digest::of(next.as_bytes());
                Some(*next.as_bytes())
            })
        },
        runner: Box::new(AtOnce::default()),
        choose_folder: || None,
        clipboard: None,
        open_folder: |_| {},
        copies: Copies::default(),
        system_look: SystemLook::default,
        hold: 0,
        choose_file: |_| None,
    }
}
