//! A picture of each screen, light and dark, and of the narrow ones at 200 % zoom.
//!
//! The pictures stand in `tests/pictures`. After a change that is meant, look at the new ones
//! and keep them with `UPDATE_SNAPSHOTS=1 make test`. Where nothing can be rendered these
//! tests fail; they never skip.

use std::rc::Rc;

use egui::Theme;
use egui_kittest::SnapshotOptions;

use crate::desk::{Desk, Setup};
use crate::words::screens;

/// A desk whose home folder has the same name each time, because Settings shows it.
fn desk(name: &str, theme: Theme, narrow: bool) -> Desk {
    let above = std::path::Path::new("/tmp/justified-pictures");
    std::fs::create_dir_all(above).unwrap();
    // Left behind by a run that was killed.
    let _ = std::fs::remove_dir_all(above.join(name));
    let home = tempfile::Builder::new().prefix(name).rand_bytes(0).tempdir_in(above).unwrap();
    let (size, zoom) = if narrow { ([640.0, 400.0], 2.0) } else { ([1280.0, 800.0], 1.0) };
    Desk::with(Setup { size, zoom, theme, home: Some(Rc::new(home)), ..Setup::default() })
}

fn picture(desk: &mut Desk, name: &str) {
    // Without the pointer, which stands where the last click was.
    desk.window.remove_cursor();
    desk.window.run();
    screens::must_read(desk);
    let options = SnapshotOptions::new()
        .threshold(1.0)
        .max_failed_pixels(10_usize)
        .output_path("tests/pictures");
    desk.window.snapshot_options(name, &options);
}

/// From the first start to a signed decision, with a picture of every screen on the way.
fn the_whole_way(suffix: &str, theme: Theme, narrow: bool) {
    let mut desk = desk(suffix, theme, narrow);
    let shoot = |desk: &mut Desk, name: &str| picture(desk, &format!("{name}-{suffix}"));
    shoot(&mut desk, "home-empty");
    desk.press("Begin a decision");
    desk.key(egui::Key::Num2);
    desk.key(egui::Key::Enter);
    shoot(&mut desk, "question-hints");
    desk.key(egui::Key::Num1);
    desk.key(egui::Key::Enter);
    desk.key(egui::Key::Num1);
    shoot(&mut desk, "question");
    desk.press("Show the path");
    shoot(&mut desk, "path");
    desk.key(egui::Key::Escape);
    desk.key(egui::Key::Enter);
    shoot(&mut desk, "outcome");
    desk.press("Write the record");
    shoot(&mut desk, "record");
    desk.press("Check and sign");
    shoot(&mut desk, "check");
    desk.go("Settings");
    desk.write("Name", "Dr Anna Example");
    desk.write("Role", "GP partner");
    desk.go("Decide");
    desk.press("Sign and save");
    shoot(&mut desk, "decision");
    desk.press("Show the path");
    shoot(&mut desk, "path-signed");
    desk.press("Read the path as text");
    shoot(&mut desk, "path-text");
    desk.key(egui::Key::Escape);
    desk.go("Decisions");
    shoot(&mut desk, "decisions");
    desk.key(egui::Key::F9);
    shoot(&mut desk, "act-now");
    desk.go("Guidance");
    shoot(&mut desk, "guidance");
    desk.go("Settings");
    shoot(&mut desk, "settings");
    desk.wait(std::time::Duration::from_secs(1));
    desk.go("Home");
    shoot(&mut desk, "home");
}

#[test]
fn every_screen_in_the_light() {
    the_whole_way("light", Theme::Light, false);
}

#[test]
fn every_screen_in_the_dark() {
    the_whole_way("dark", Theme::Dark, false);
}

#[test]
fn every_screen_at_twice_the_size() {
    the_whole_way("200", Theme::Light, true);
}

/// The list of many decisions, as a search and as filters show it.
fn the_list(suffix: &str, theme: Theme, narrow: bool) {
    let mut desk = desk(&format!("list-{suffix}"), theme, narrow);
    desk.press("Try it with practice cases");
    for _ in 0..6 {
        desk.window.run();
    }
    desk.go("Decisions");
    picture(&mut desk, &format!("list-{suffix}"));
    desk.write("Search", "bruise mother");
    picture(&mut desk, &format!("list-found-{suffix}"));
    desk.write("Search", "");
    desk.press("Filters and columns");
    picture(&mut desk, &format!("list-filters-{suffix}"));
}

#[test]
fn the_list_of_many_decisions_in_the_light() {
    the_list("light", Theme::Light, false);
}

#[test]
fn the_list_of_many_decisions_in_the_dark() {
    the_list("dark", Theme::Dark, false);
}

#[test]
fn the_list_of_many_decisions_at_twice_the_size() {
    the_list("200", Theme::Light, true);
}
