//! A protected register in the window: protected in Settings, opened with its passphrase, locked by a
//! key. While it is locked nothing of a person is shown, and nothing that was typed is lost.

use std::fs;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

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
    assert!(!desk.is_on(Role::RadioButton, "Keep a log"), "pressed twice, nothing else is changed");
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

/// Whether the form in Settings asks for a passphrase to protect the register.
fn is_offered(desk: &Desk) -> bool {
    desk.shows("A forgotten passphrase cannot be recovered.")
}

#[test]
fn a_register_that_is_made_in_settings_is_offered_protection_first_and_not_now_is_an_answer() {
    for now in [true, false] {
        let mut desk = Desk::new();
        desk.go("Settings");
        desk.press("Use my documents");
        assert!(is_offered(&desk));
        assert!(desk.is_on(Role::PasswordInput, "New passphrase"));
        if now {
            desk.type_in(PHRASE);
            desk.must_show("Strong.");
            desk.write("The same again", PHRASE);
            desk.press("Protect this register");
            desk.must_show("The register is protected.");
        } else {
            desk.press("Not now");
            desk.must_show("This register is not protected");
        }
        assert!(!is_offered(&desk));
        let mut desk = desk.again(7);
        assert_eq!(desk.title() == "Locked", now, "it is asked no second time");
        // Locked, no way leads to Settings.
        if !now {
            desk.go("Settings");
        }
        assert!(!is_offered(&desk));
    }
}

#[test]
fn home_says_once_what_protects_a_register_that_holds_decisions() {
    const LINE: &str = "Anyone who can open this register’s folder can read it.";
    let mut desk = Desk::new();
    desk.go("Settings");
    desk.press("Use my documents");
    desk.press("Not now");
    desk.go("Home");
    desk.must_not_show(LINE);
    let mut desk = signed(CHILD);
    desk.go("Home");
    desk.must_show(LINE);
    let mut later = desk.again(7);
    later.must_show(LINE);
    later.follow("Protect it…");
    assert!(is_offered(&later));
    desk.follow("Not now: leave the register unprotected");
    desk.must_not_show(LINE);
    let desk = desk.again(8);
    desk.must_not_show(LINE);
}

const KEY: &str = "age1p32q86d9tf8ez7p298472dzszcfrzaq5y4dugj7p7n7zkyee9d0sk4g6yp";

/// How many keys the register has.
fn keys(desk: &Desk) -> usize {
    fs::read_dir(desk.register().join("keys")).unwrap().count()
}

#[test]
fn a_person_is_added_by_their_key_listed_by_name_and_removed() {
    let mut desk = protected();
    desk.press("Add a person by their key…");
    assert!(desk.is_on(Role::TextInput, "Name of the person"));
    desk.type_in("Dr Imogen Sandpiper");
    desk.write("Their age public key", "age1xyz");
    desk.key(Key::Tab);
    desk.must_show("This is not an age public key.");
    desk.write("Their age public key", "");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in(KEY);
    desk.write("Passphrase now", "copper lantern orchard eight");
    desk.press("Add this person");
    desk.must_show("This is not the passphrase of this register.");
    assert_eq!(desk.written("Name of the person"), "Dr Imogen Sandpiper");
    desk.write("Passphrase now", PHRASE);
    desk.press("Add this person");
    desk.must_show("They can open this register with their own key from now on.");
    desk.must_show("Dr Imogen Sandpiper, with a key of their own.");
    assert_eq!(keys(&desk), 2);

    let mut desk = desk.again(7);
    unlock(&mut desk, PHRASE);
    desk.go("Settings");
    desk.follow("Remove: Dr Imogen Sandpiper");
    desk.must_show("What they have copied they keep, and they can read that.");
    desk.write("Passphrase now", PHRASE);
    desk.press("Remove this person");
    desk.must_show("It has a new key, and its files were encrypted again.");
    desk.must_not_show("Sandpiper");
    assert_eq!(keys(&desk), 1);
    desk.go("Decisions");
    desk.must_show(CHILD);
}

#[test]
fn locked_nobody_is_told_who_else_can_open_it() {
    let mut desk = protected();
    desk.press("Add a person by their key…");
    desk.write("Name of the person", "Dr Quillon Sandpiper");
    desk.write("Their age public key", KEY);
    desk.write("Passphrase now", PHRASE);
    desk.press("Add this person");
    lock(&mut desk);
    nothing_shows(&desk);
    unlock(&mut desk, PHRASE);
    desk.go("Settings");
    desk.must_show("Dr Quillon Sandpiper");
}

/// The settings of this user, as they lie on the disk.
fn settings(desk: &Desk) -> String {
    fs::read_to_string(desk.home.path().join("config").join("settings.ron")).unwrap()
}

/// Adds a word to those that the spelling knows.
fn learn(desk: &mut Desk, word: &str) {
    let state = &mut desk.window.state_mut().state;
    state.settings.saved.spelling.learn(word);
    let now = (state.env.instant)();
    state.settings.throttle.touched(now);
    desk.wait(Duration::from_secs(3));
}

#[test]
fn own_words_are_in_the_settings_of_a_plain_register_and_encrypted_beside_a_protected_one() {
    let mut desk = signed(CHILD);
    learn(&mut desk, "Zaffre");
    assert!(settings(&desk).contains("Zaffre"));
    protect(&mut desk);
    desk.wait(Duration::from_secs(3));
    assert_eq!(holding(&desk, "Zaffre"), 0, "they were brought into the register");
    learn(&mut desk, "Quillon");
    assert_eq!(holding(&desk, "Quillon"), 0);
    desk.go("Settings");
    desk.must_show("Quillon");
    desk.must_show("They are kept in this register");
    lock(&mut desk);
    desk.wait(Duration::from_secs(3));
    assert!(desk.state().settings.saved.spelling.words.is_empty());
    unlock(&mut desk, PHRASE);
    assert_eq!(desk.state().settings.saved.spelling.words, ["Quillon", "Zaffre"]);
    let mut desk = desk.again(7);
    unlock(&mut desk, PHRASE);
    assert_eq!(desk.state().settings.saved.spelling.words, ["Quillon", "Zaffre"]);
    assert_eq!(holding(&desk, "Quillon"), 0);
}

#[test]
fn a_log_is_encrypted_as_its_register_is() {
    let mut desk = protected();
    desk.choose("Keep a log");
    desk.go("Decisions");
    let row = desk.row_of(CHILD);
    desk.press(&row);
    let log = fs::read_dir(desk.register().join("log")).unwrap().next().unwrap().unwrap();
    assert!(log.file_name().to_string_lossy().ends_with(".ron.age"));
    assert_eq!(holding(&desk, "SwitchedOn"), 0);
    desk.go("Settings");
    desk.must_show("Log switched on");
}

/// Locked and unlocked in the middle of a word, one is in this field again, with the word as it was.
fn comes_back_to(desk: &mut Desk, role: Role, field: &str) {
    desk.type_in("zaffre bru");
    desk.key(Key::ArrowLeft);
    let screen = desk.title();
    lock(desk);
    nothing_shows(desk);
    unlock(desk, PHRASE);
    assert_eq!(desk.title(), screen, "{field}");
    assert!(desk.is_on(role, field), "{field}");
    desk.type_in("i");
    assert_eq!(desk.written(field), "zaffre briu", "{field}");
}

#[test]
fn unlocked_one_is_in_the_search_with_the_words_that_were_sought() {
    let mut desk = protected();
    desk.keys(Modifiers::COMMAND, Key::K);
    comes_back_to(&mut desk, Role::TextInput, "Search");
}

#[test]
fn unlocked_one_is_in_what_was_being_added_to_a_decision() {
    let mut desk = protected();
    desk.go("Decisions");
    let row = desk.row_of(CHILD);
    desk.press(&row);
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "");
    comes_back_to(&mut desk, Role::MultilineTextInput, "Add to this decision");
}

#[test]
fn unlocked_one_is_in_the_contact_that_was_being_written() {
    let mut desk = protected();
    desk.go("Contacts");
    desk.press("Add: NSPCC");
    desk.write("Name of the person or desk", "");
    comes_back_to(&mut desk, Role::TextInput, "Name of the person or desk");
}

#[test]
fn one_that_is_opened_from_settings_asks_for_its_passphrase_there_and_then() {
    let theirs = protected();
    let mut desk = signed("Testa Example");
    desk.go("Settings");
    desk.write("Folder", "");
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in(&theirs.register().display().to_string());
    desk.press("Use this folder");
    desk.must_show("Locked");
    assert!(desk.is_on(Role::PasswordInput, "Passphrase"), "{}", desk.text());
    unlock(&mut desk, PHRASE);
    desk.must_not_show("Locked");
}

#[test]
fn enter_in_the_last_field_protects_it_and_turns_it_off_and_does_nothing_before() {
    let mut desk = signed(CHILD);
    desk.go("Settings");
    desk.press("Protect this register…");
    desk.write("New passphrase", PHRASE);
    desk.key(Key::Enter);
    desk.must_not_show("The register is protected.");
    desk.write("The same again", PHRASE);
    desk.key(Key::Enter);
    desk.must_show("The register is protected.");
    desk.press("Turn protection off…");
    desk.write("Passphrase now", PHRASE);
    desk.key(Key::Enter);
    desk.must_show("This register is not protected");
}

#[test]
fn the_passphrase_can_be_pasted_and_be_seen_while_it_is_typed() {
    let mut desk = protected();
    lock(&mut desk);
    assert!(desk.is_on(Role::PasswordInput, "Passphrase"), "{}", desk.text());
    desk.press("Show the passphrase");
    desk.window.get_by_role_and_label(Role::TextInput, "Passphrase").focus();
    desk.window.run();
    desk.window.event(egui::Event::Paste(PHRASE.to_owned()));
    desk.window.run();
    desk.key(Key::Enter);
    desk.go("Decisions");
    desk.must_show(CHILD);
}

#[test]
fn what_is_said_covers_neither_the_lock_nor_when_it_was_saved() {
    let desk = protected();
    let rect = |name: &str| {
        let named = |node: &&egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            node.label().or(node.value()).is_some_and(|label| label.contains(name))
        };
        let every = desk.every();
        every.iter().find(named).unwrap_or_else(|| panic!("{name}: {}", desk.text())).rect()
    };
    let said = rect("The register is protected.");
    let close = rect("Close this message");
    for (name, of) in [("Lock", rect("Lock")), ("Child in danger", rect("Child in danger now"))] {
        for (what, over) in [("what is said", said), ("its way to go", close)] {
            assert!(!over.intersects(of), "{what} {over:?} is over {name} {of:?}");
        }
    }
}

#[test]
fn what_was_begun_in_an_emergency_is_signed_once_it_is_unlocked_and_says_so() {
    let mut desk = protected();
    lock(&mut desk);
    desk.key(Key::F9);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.keys(Modifiers::COMMAND, Key::Enter);
    desk.must_show("The register is locked. Go to Home to unlock it, then sign. This is kept.");
    desk.must_not_show("There is no register yet");
    desk.keys(Modifiers::COMMAND, Key::Num1);
    // The next key types.
    desk.type_in(PHRASE);
    desk.key(Key::Enter);
    desk.go("Home");
    desk.must_show("Testa Example");
}
