//! A protected register in the window: protected in Settings, opened with its passphrase, locked by a
//! key. While it is locked nothing of a person is shown, and nothing that was typed is lost.

use std::fs;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};

use crate::contacts::with_contacts;
use crate::desk::Desk;
use crate::signing::{sign_one, signed};

const CHILD: &str = "Quillon Zaffre";
const PHRASE: &str = "copper lantern orchard seven";

/// Protects the register that is open.
fn protect(desk: &mut Desk) {
    desk.go("Settings");
    desk.press("Protect this register…");
    desk.must_show("A forgotten passphrase cannot be recovered.");
    desk.write("New passphrase", PHRASE);
    desk.must_show("Strong.");
    desk.write("The same again", PHRASE);
    desk.press("Protect this register");
    desk.must_show("The register is protected.");
}

/// A register with a signed decision, protected.
fn protected() -> Desk {
    let mut desk = signed(CHILD);
    protect(&mut desk);
    desk
}

fn lock(desk: &mut Desk) {
    desk.keys(Modifiers::COMMAND, Key::L);
}

fn unlock(desk: &mut Desk, phrase: &str) {
    desk.write("Passphrase", phrase);
    desk.key(Key::Enter);
}

/// How many files of this user hold these words.
fn holding(desk: &Desk, words: &str) -> usize {
    fn all(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() { all(&path, found) } else { found.push(path) }
        }
    }
    let mut files = Vec::new();
    all(desk.home.path(), &mut files);
    let holds = |path: &&std::path::PathBuf| {
        String::from_utf8_lossy(&fs::read(path).unwrap()).contains(words)
    };
    files.iter().filter(holds).count()
}

/// Nothing of the child is on the screen, in what a screen reader is told, or in memory.
fn nothing_shows(desk: &Desk) {
    let state = desk.state();
    let (session, drafts) = (format!("{:?}", state.session), format!("{:?}", state.drafts));
    let (window, screens) = (format!("{:?}", state.window), format!("{:?}", state.screens));
    for text in [desk.text(), session, drafts, window, screens] {
        let text = text.to_lowercase();
        assert!(!text.contains("zaffre") && !text.contains("quillon"), "{text}");
        assert!(!text.contains("lantern"), "{text}");
    }
}

#[test]
fn a_register_is_protected_in_settings_and_goes_on_as_before() {
    let mut desk = protected();
    assert_eq!(holding(&desk, "Zaffre"), 0, "in no file of this user");
    desk.go("Decisions");
    desk.must_show(CHILD);
    sign_one(&mut desk, "Ottoline Zaffre");
    desk.must_show("Signed.");
    assert_eq!(holding(&desk, "Zaffre"), 0);
    let sealed = |path: &std::path::PathBuf| path.extension().is_some_and(|end| end == "age");
    assert!(desk.statements().iter().all(sealed) && desk.statements().len() == 2);
}

#[test]
fn at_the_next_start_the_passphrase_is_asked_for_and_a_wrong_one_is_said() {
    let desk = protected();
    let mut desk = desk.again(7);
    assert_eq!(desk.title(), "Locked");
    nothing_shows(&desk);
    assert!(desk.is_on(Role::PasswordInput, "Passphrase"), "one can type at once");
    unlock(&mut desk, "copper lantern orchard eight");
    desk.must_show("This is not the passphrase of this register.");
    nothing_shows(&desk);
    unlock(&mut desk, PHRASE);
    desk.go("Decisions");
    desk.must_show(CHILD);
}

#[test]
fn locked_by_a_key_nothing_shows_and_unlocked_the_half_typed_word_is_there() {
    let mut desk = protected();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&crate::job::WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Ottoline Zaffre");
    desk.write("Reasons for the decision", "The zaffre bru");
    desk.key(Key::ArrowLeft);
    lock(&mut desk);
    assert_eq!(desk.title(), "Locked");
    desk.must_show("Your work is saved and opens where you left it.");
    nothing_shows(&desk);
    assert_eq!(holding(&desk, "zaffre bru"), 0);
    unlock(&mut desk, PHRASE);
    assert!(desk.is_on(Role::MultilineTextInput, "Reasons for the decision"));
    desk.type_in("i");
    assert_eq!(desk.written("Reasons for the decision"), "The zaffre briu");
    assert_eq!(desk.written("Name"), "Ottoline Zaffre");
}

#[test]
fn while_it_is_locked_who_to_ring_is_shown_and_what_is_begun_joins_the_register_later() {
    let mut desk = with_contacts();
    protect(&mut desk);
    let mut desk = desk.again(9);
    assert_eq!(desk.title(), "Locked");
    desk.must_show("01632 960110");
    desk.key(Key::F9);
    desk.must_show("Get help now");
    desk.must_show("01632 960110");
    desk.press("Write the record");
    desk.write("Name", CHILD);
    desk.wait(Duration::from_secs(3));
    assert_eq!(holding(&desk, "Zaffre"), 0, "what waits is encrypted too");
    assert_eq!(desk.outbox("drafts").len(), 1);
    desk.go("Home");
    assert_eq!(desk.title(), "Locked");
    unlock(&mut desk, PHRASE);
    desk.wait(Duration::from_secs(3));
    desk.go("Home");
    desk.must_show(CHILD);
    assert_eq!(desk.outbox("drafts").len(), 0);
    assert_eq!(desk.files("drafts").len(), 1);
}

#[test]
fn a_plain_register_is_only_hidden_and_says_so() {
    let mut desk = signed(CHILD);
    desk.go("Decisions");
    lock(&mut desk);
    assert_eq!(desk.title(), "Hidden");
    nothing_shows(&desk);
    desk.must_show("anyone who uses this computer can show it again");
    desk.keys(Modifiers::COMMAND, Key::K);
    nothing_shows(&desk);
    desk.press("Show it again");
    desk.must_show(CHILD);
}

#[test]
fn left_alone_a_protected_register_locks_itself_and_a_plain_one_does_not() {
    let mut desk = signed(CHILD);
    desk.wait(Duration::from_mins(70));
    desk.must_show(CHILD);
    protect(&mut desk);
    desk.go("Decisions");
    desk.wait(Duration::from_mins(14));
    desk.must_show(CHILD);
    desk.wait(Duration::from_mins(2));
    assert_eq!(desk.title(), "Locked");
    nothing_shows(&desk);
}

#[test]
fn turned_off_in_settings_it_is_plain_and_with_a_wrong_passphrase_it_is_not() {
    let mut desk = protected();
    let off = |desk: &mut Desk, phrase: &str| {
        desk.go("Settings");
        desk.press("Turn protection off…");
        desk.write("Passphrase now", phrase);
        desk.press("Turn protection off");
    };
    off(&mut desk, "copper lantern orchard eight");
    desk.must_show("This is not the passphrase of this register.");
    desk.press("Leave it as it is");
    off(&mut desk, PHRASE);
    desk.must_show("The register is not protected any more");
    desk.must_verify(1);
    let mut desk = desk.again(8);
    desk.go("Decisions");
    desk.must_show(CHILD);
}

#[test]
fn what_is_typed_after_asking_for_protection_goes_into_the_passphrase_and_nowhere_else() {
    let mut desk = signed(CHILD);
    let name = desk.window.state().state.settings.author.name.clone();
    desk.go("Settings");
    desk.press("Protect this register…");
    desk.type_in(PHRASE);
    desk.key(Key::Tab);
    desk.type_in(PHRASE);
    desk.must_show("Strong.");
    desk.press("Protect this register");
    desk.must_show("The register is protected.");
    assert_eq!(desk.window.state().state.settings.author.name, name);
    assert_eq!(holding(&desk, PHRASE), 0, "the passphrase is in no file");
    desk.press("Change the passphrase…");
    desk.type_in("not this one at all");
    desk.must_not_show("not this one at all");
    assert_eq!(desk.window.state().state.settings.author.name, name);
}
