//! Settings that are broken or gone, and a register that is found in another place: nothing is
//! opened or changed without asking.

use std::path::{Path, PathBuf};

use justified::app::events::{Event, SettingsEvent};

use crate::desk::{Desk, files};
use crate::hands::focused;
use crate::signing::{hold, sign_one, signed};

/// The settings break off in the middle.
fn broken(desk: Desk) -> Desk {
    let text = std::fs::read_to_string(desk.settings_file()).unwrap();
    std::fs::write(desk.settings_file(), &text[..text.len() - 20]).unwrap();
    desk.killed(2)
}

#[test]
fn broken_settings_say_what_is_missing_and_open_no_register_unasked() {
    let desk = signed("Alex Example");
    let device = desk.state().settings.saved.device.clone();
    let mut desk = broken(desk);
    desk.must_show("Your name, role, nation and register are missing");
    desk.must_show("Which register do you use?");
    assert_eq!(desk.state().settings.saved.device, device);
    assert!(desk.state().session.register().is_none());
    desk.go("Decisions");
    desk.must_not_show("Alex Example");

    let path = desk.register().display().to_string();
    desk.go("Home");
    desk.press(&format!("Open this one: {path}"));
    desk.must_not_show("Which register do you use?");
    sign_one(&mut desk, "Robin Example");
    desk.must_verify(2);
    let desk = desk.killed(3);
    desk.must_not_show("Which register do you use?");
    assert_eq!(desk.state().session.contents().decisions.len(), 2);
}

#[test]
fn broken_settings_name_the_register_that_was_open_also_where_another_is_in_the_documents() {
    let desk = signed("Alex Example");
    let own = desk.home.path().join("share");
    std::fs::rename(desk.register(), &own).unwrap();
    let mut desk = desk.killed(4);
    use_folder(&mut desk, &own);
    desk.press("It has moved: use this folder from now on");
    // Another one, in the place where a register is looked for first.
    copy(&own, &desk.register());
    let desk = broken(desk);
    assert!(desk.state().session.register().is_none());
    desk.must_show(&own.display().to_string());
    desk.must_show(&desk.register().display().to_string());
}

#[test]
fn a_decision_that_is_begun_before_the_register_is_known_makes_none_and_goes_into_none() {
    let desk = signed("Alex Example");
    let mut desk = broken(desk);
    let before = files(&desk.register());
    desk.keys(egui::Modifiers::COMMAND, egui::Key::N);
    desk.answer(&["I am worried about a child"]);
    desk.must_show("until you say which, on Home or in Settings.");
    desk.wait(std::time::Duration::from_secs(2));
    assert_eq!(files(&desk.register()), before);
    let path = desk.register().display().to_string();
    desk.go("Home");
    desk.press(&format!("Open this one: {path}"));
    desk.wait(std::time::Duration::from_secs(2));
    assert_eq!(desk.drafts().len(), 1, "what was begun is saved there");
}

#[test]
fn a_copy_of_a_register_is_asked_about_and_left_as_it_is() {
    let mut desk = signed("Alex Example");
    let copied = desk.home.path().join("backup");
    copy(&desk.register(), &copied);
    let before: Vec<(PathBuf, Vec<u8>)> = contents(&copied);
    use_folder(&mut desk, &copied);
    desk.must_show("Has it moved, or is this a copy?");
    desk.must_show("Both folders have a register with the same id.");
    assert!(focused(&desk).1.contains("Has it moved"), "the keyboard is on what is asked");
    assert_eq!(contents(&copied), before, "asking changes nothing");
    desk.press("It is a copy: leave it closed");
    desk.must_not_show("Has it moved, or is this a copy?");
    assert_eq!(contents(&copied), before);
    let open = desk.state().session.register().unwrap().root.clone();
    assert_eq!(open, desk.register());
    assert_eq!(desk.state().settings.saved.registers[0].path, desk.register());
}

#[test]
fn a_register_that_has_moved_is_known_in_its_new_place_once_that_is_said() {
    let desk = signed("Alex Example");
    let moved = desk.home.path().join("share");
    std::fs::rename(desk.register(), &moved).unwrap();
    let mut desk = desk.killed(2);
    use_folder(&mut desk, &moved);
    desk.must_show("It is no longer in the folder you used before.");
    desk.press("It has moved: use this folder from now on");
    let known: Vec<&Path> =
        desk.state().settings.saved.registers.iter().map(|known| known.path.as_path()).collect();
    assert_eq!(known, [moved.as_path()]);
    desk.go("Decisions");
    desk.must_show("Alex Example");
    let desk = desk.killed(3);
    desk.must_not_show("Has it moved, or is this a copy?");
    assert_eq!(desk.state().session.register().unwrap().root, moved);
}

#[test]
fn while_another_register_opens_nothing_of_the_one_before_is_on_the_screen() {
    let mut desk = signed("Alex Example");
    desk.must_show("Justified register");
    desk.must_show("Alex Example");
    let empty = desk.home.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let held = hold(&mut desk);
    use_folder(&mut desk, &empty);
    desk.must_show("Opening another register…");
    desk.must_not_show("Alex Example");
    desk.must_not_show("Justified register");
    desk.keys(egui::Modifiers::COMMAND, egui::Key::K);
    desk.must_not_show("Alex Example");
    held.let_all_go();
    desk.window.run();
    // There was none: the one before is shown again.
    desk.must_not_show("Opening another register…");
    desk.must_show("Justified register");
}

#[test]
fn an_opening_that_takes_too_long_is_stopped_and_an_emergency_does_not_wait_for_it() {
    for by_key in [false, true] {
        let mut desk = signed("Alex Example");
        let held = hold(&mut desk);
        let empty = desk.home.path().join("empty");
        std::fs::create_dir(&empty).unwrap();
        use_folder(&mut desk, &empty);
        if by_key {
            desk.key(egui::Key::F9);
            assert!(desk.state().pressed_at().is_some());
        } else {
            desk.press("Stop, and go back");
            desk.must_show("Alex Example");
        }
        held.let_all_go();
        desk.window.run();
        desk.must_not_show("There is no register in this folder.");
        assert_eq!(desk.state().session.register().unwrap().root, desk.register());
    }
}

fn use_folder(desk: &mut Desk, folder: &Path) {
    let ctx = desk.window.ctx.clone();
    let event = Event::Settings(SettingsEvent::UseFolder(folder.display().to_string()));
    desk.window.state_mut().state.handle(&ctx, event);
    desk.window.run();
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let to = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(file, to).unwrap();
    }
}

/// Every file with its bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files(folder).into_iter().map(|file| (file.clone(), std::fs::read(file).unwrap())).collect()
}
