//! Pictures of the screens, each of which shows something that no other does: every screen in the
//! light, four in the dark, and four at 200 % zoom.
//!
//! The pictures are in `tests/pictures`. After a change that is meant, look at the new ones, keep
//! them with `UPDATE_SNAPSHOTS=1 make test` and run `tests/pictures/optimise`. Where nothing can be
//! rendered these tests fail; they never skip.

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::Theme;
use egui_kittest::SnapshotOptions;

use crate::desk::{Desk, Setup};
use crate::words::screens;

/// How the screens are looked at, and what is kept of it.
struct Series {
    name: &'static str,
    theme: Theme,
    narrow: bool,
    /// The pictures of the way to a signed decision.
    way: &'static [&'static str],
    /// The pictures of the list of many decisions.
    list: &'static [&'static str],
}

const LIGHT: Series = Series {
    name: "light",
    theme: Theme::Light,
    narrow: false,
    way: &[
        "home-empty",
        "question",
        "path",
        "outcome",
        "record",
        "check",
        "decision",
        "path-text",
        "act-now",
        "guidance",
        "settings",
        "home",
    ],
    list: &["list", "list-found", "list-filters"],
};

const DARK: Series = Series {
    name: "dark",
    theme: Theme::Dark,
    narrow: false,
    way: &["path", "decision", "act-now"],
    list: &["list-found"],
};

const TWICE_THE_SIZE: Series = Series {
    name: "200",
    theme: Theme::Light,
    narrow: true,
    way: &["question", "outcome", "record"],
    list: &["list"],
};

impl Series {
    /// A desk whose home folder has the same name each time, because Settings shows it.
    fn desk(&self, name: &str) -> Desk {
        let above = std::path::Path::new("/tmp/justified-pictures");
        std::fs::create_dir_all(above).unwrap();
        // Left behind by a run that was killed.
        let _ = std::fs::remove_dir_all(above.join(name));
        let home = tempfile::Builder::new().prefix(name).rand_bytes(0).tempdir_in(above).unwrap();
        let (size, zoom) = if self.narrow { ([640.0, 400.0], 2.0) } else { ([1280.0, 800.0], 1.0) };
        let (theme, home) = (self.theme, Some(Rc::new(home)));
        Desk::with(Setup { size, zoom, theme, home, ..Setup::default() })
    }

    /// Reads the screen over, and takes its picture where it is one of those that are kept.
    fn shoot(&self, desk: &mut Desk, name: &str) {
        // Without the pointer, which is where the last click was.
        desk.window.remove_cursor();
        desk.window.run();
        screens::must_read(desk);
        if !self.way.contains(&name) && !self.list.contains(&name) {
            return;
        }
        let options = SnapshotOptions::new()
            .threshold(1.0)
            .max_failed_pixels(10_usize)
            .output_path("tests/pictures");
        desk.window.snapshot_options(format!("{name}-{}", self.name), &options);
    }

    /// From the first start to a signed decision, with a picture of the screens on the way.
    fn the_whole_way(&self) {
        let mut desk = self.desk(self.name);
        self.shoot(&mut desk, "home-empty");
        desk.press("Begin a decision");
        desk.key(egui::Key::Num2);
        desk.key(egui::Key::Enter);
        self.shoot(&mut desk, "question-hints");
        desk.key(egui::Key::Num1);
        desk.key(egui::Key::Enter);
        desk.key(egui::Key::Num1);
        self.shoot(&mut desk, "question");
        desk.press("Show the path");
        self.shoot(&mut desk, "path");
        desk.key(egui::Key::Escape);
        desk.key(egui::Key::Enter);
        self.shoot(&mut desk, "outcome");
        desk.press("Write the record");
        self.shoot(&mut desk, "record");
        desk.press("Check and sign");
        self.shoot(&mut desk, "check");
        desk.go("Settings");
        desk.write("Name", "Dr Anna Example");
        desk.write("Role", "GP partner");
        desk.go("Decide");
        desk.press("Sign and save");
        self.shoot(&mut desk, "decision");
        desk.press("Show the path");
        self.shoot(&mut desk, "path-signed");
        desk.press("Read the path as text");
        self.shoot(&mut desk, "path-text");
        desk.key(egui::Key::Escape);
        desk.go("Decisions");
        self.shoot(&mut desk, "decisions");
        desk.key(egui::Key::F9);
        self.shoot(&mut desk, "act-now");
        desk.go("Guidance");
        self.shoot(&mut desk, "guidance");
        desk.go("Settings");
        self.shoot(&mut desk, "settings");
        desk.wait(std::time::Duration::from_secs(1));
        desk.go("Home");
        self.shoot(&mut desk, "home");
    }

    /// The list of many decisions, as a search and as filters show it.
    fn the_list(&self) {
        let mut desk = self.desk(&format!("list-{}", self.name));
        desk.press("Try it with practice cases");
        for _ in 0..6 {
            desk.window.run();
        }
        desk.go("Decisions");
        self.shoot(&mut desk, "list");
        desk.write("Search", "bruise mother");
        self.shoot(&mut desk, "list-found");
        desk.write("Search", "");
        desk.follow("Add a filter");
        self.shoot(&mut desk, "list-filters");
    }
}

#[test]
fn every_screen_in_the_light() {
    LIGHT.the_whole_way();
}

#[test]
fn screens_in_the_dark() {
    DARK.the_whole_way();
}

#[test]
fn screens_at_twice_the_size() {
    TWICE_THE_SIZE.the_whole_way();
}

#[test]
fn the_list_of_many_decisions_in_the_light() {
    LIGHT.the_list();
}

#[test]
fn the_list_of_many_decisions_in_the_dark() {
    DARK.the_list();
}

#[test]
fn the_list_of_many_decisions_at_twice_the_size() {
    TWICE_THE_SIZE.the_list();
}

#[test]
fn no_picture_is_kept_that_no_test_takes() {
    let series = [LIGHT, DARK, TWICE_THE_SIZE];
    let taken = series.iter().flat_map(|one| {
        one.way.iter().chain(one.list).map(|name| format!("{name}-{}.png", one.name))
    });
    let entries = std::fs::read_dir("tests/pictures").unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // What a test of today left behind to be looked at, as `home.diff.png`, is kept by nobody.
    let is_kept = |name: &String| name.split('.').skip(1).eq(["png"]);
    let kept = names.filter(is_kept);
    assert_eq!(kept.collect::<BTreeSet<_>>(), taken.collect::<BTreeSet<_>>());
}
