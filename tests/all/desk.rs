//! A desk for the tests: the whole window on a folder of its own, with a clock that stands
//! still until it is moved, and jobs that run at once.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use justified::app::workers::AtOnce;
use justified::app::{App, Environment, theme};
use justified::register::{Disk, RealDisk};

/// The window and what stands around it.
pub struct Desk {
    /// The window.
    pub window: Harness<'static, App>,
    /// The folder that stands for the user's home.
    pub home: Rc<tempfile::TempDir>,
    clock: Rc<Cell<Duration>>,
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
        }
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
        let clock = Rc::new(Cell::new(Duration::ZERO));
        let environment = environment(home.path(), &clock, setup.disk, setup.seed);
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
        Self::with(Setup { home: Some(Rc::clone(&self.home)), seed, ..Setup::default() })
    }

    /// Lets time pass, and what is due be saved.
    pub fn wait(&mut self, time: Duration) {
        self.clock.set(self.clock.get() + time);
        self.window.run();
        self.window.run();
    }

    /// Presses the button of this name.
    pub fn press(&mut self, name: &str) {
        self.press_role(Role::Button, name);
    }

    /// Presses the link of this name.
    pub fn follow(&mut self, name: &str) {
        self.press_role(Role::Link, name);
    }

    /// Chooses the answer of this name.
    pub fn choose(&mut self, name: &str) {
        self.press_role(Role::RadioButton, name);
    }

    /// Goes to a place in the rail.
    pub fn go(&mut self, name: &str) {
        self.press_role(Role::Tab, name);
    }

    fn press_role(&mut self, role: Role, name: &str) {
        let node = self.window.get_by_role_and_label(role, name);
        node.scroll_to_me();
        self.window.run();
        self.window.get_by_role_and_label(role, name).click_accesskit();
        self.window.run();
    }

    /// Types into the field of this name.
    pub fn write(&mut self, field: &str, text: &str) {
        self.field(field).focus();
        self.window.run();
        self.field(field).type_text(text);
        self.window.run();
    }

    /// The text field of this name.
    pub fn field<'a>(&'a self, name: &'a str) -> egui_kittest::Node<'a> {
        self.window
            .query_by_role_and_label(Role::TextInput, name)
            .or_else(|| self.window.query_by_role_and_label(Role::MultilineTextInput, name))
            .unwrap_or_else(|| panic!("there is no field {name:?}"))
    }

    /// Answers the questions by these choices, each confirmed.
    pub fn answer(&mut self, choices: &[&str]) {
        for choice in choices {
            self.choose(choice);
            self.press("Continue");
        }
    }

    /// Presses a key with nothing held.
    pub fn key(&mut self, key: egui::Key) {
        self.window.key_press(key);
        self.window.run();
    }

    /// Whether these words stand somewhere on the screen.
    pub fn shows(&self, words: &str) -> bool {
        self.window.query_all_by_label_contains(words).next().is_some()
    }

    /// Fails unless these words stand on the screen.
    pub fn must_show(&self, words: &str) {
        assert!(self.shows(words), "the screen does not show {words:?}:\n{}", self.text());
    }

    /// Everything that a screen reader would find, a line each.
    pub fn text(&self) -> String {
        use egui_kittest::kittest::NodeT as _;
        self.window
            .root()
            .children_recursive()
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
        use egui_kittest::kittest::NodeT as _;
        self.window
            .get_all_by_role(Role::Heading)
            .filter_map(|node| {
                let node = node.accesskit_node();
                node.label().or_else(|| node.value())
            })
            .next()
            .unwrap_or_default()
    }

    /// The folder of the register that is made on first use.
    pub fn register(&self) -> PathBuf {
        self.home.path().join("Documents").join("Justified register")
    }

    /// Every file below the register, sorted.
    pub fn files(&self, below: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.register().join(below)];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = std::fs::read_dir(folder) else { continue };
            for entry in entries {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        found
    }
}

/// Builds the window's harness on an environment.
trait BuildState {
    fn build_state_with(self, environment: Environment) -> Harness<'static, App>;
}

impl BuildState for egui_kittest::HarnessBuilder<App> {
    fn build_state_with(self, environment: Environment) -> Harness<'static, App> {
        let context = egui::Context::default();
        theme::apply(&context);
        let app = App::new(&context, environment).unwrap();
        self.with_context_setup(|ctx| theme::apply(ctx)).build_ui_state(
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

fn environment(
    home: &Path,
    clock: &Rc<Cell<Duration>>,
    disk: Arc<dyn Disk>,
    seed: u8,
) -> Environment {
    let (wall, steady, start) = (Rc::clone(clock), Rc::clone(clock), Instant::now());
    let mut next = u64::from(seed) << 32;
    Environment {
        settings_file: home.join("config").join("settings.ron"),
        register_folder: home.join("Documents").join("Justified register"),
        outbox: home.join("data").join("outbox"),
        disk,
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
        runner: Box::new(AtOnce::default()),
        choose_folder: || None,
    }
}
