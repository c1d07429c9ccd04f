//! Contacts: whom to ring, on numbers that somebody found and checked.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use justified::app::events::{Event, SettingsEvent};
use justified::register::contacts::current;
use justified::register::verify::{Known, verify};
use justified::register::{RealDisk, Register, load};

use crate::desk::{Desk, Setup, read};
use crate::job::DELAY_HARMS;

/// A desk at which somebody has given their name, with no contact yet.
fn named() -> Desk {
    named_at(Desk::new())
}

fn named_at(mut desk: Desk) -> Desk {
    desk.give_name("Dr Test Example");
    desk.wait(Duration::from_secs(1));
    desk
}

/// Writes a contact and saves it, as a person would.
pub fn keep(desk: &mut Desk, kind: &str, name: &str, number: &str, hours: &str) {
    desk.go("Contacts");
    desk.press(&format!("Add: {kind}"));
    desk.write("Name of the person or desk", name);
    desk.write("Number", number);
    desk.choose(hours);
    desk.write("Where the number was found", "the council’s website");
    desk.follow("Today: last checked");
    desk.press("Save the contact");
    settle(desk);
}

fn settle(desk: &mut Desk) {
    for _ in 0..8 {
        desk.window.run();
    }
}

/// A desk with the two desks of children's services and a named doctor.
pub fn with_contacts() -> Desk {
    contacts_in(named())
}

/// The same, in a window of another size.
fn contacts_in(mut desk: Desk) -> Desk {
    keep(&mut desk, "Children’s services", "Duty desk", "01632 960110", "Daytime");
    keep(&mut desk, "Children’s services", "Emergency team", "01632 960199", "Out of hours");
    keep(&mut desk, "Named doctor or GP", "Dr Ada Example", "01632 960140", "Day and night");
    desk
}

/// What the contacts of the register say.
fn names(desk: &Desk) -> Vec<String> {
    let register = Register::open(&RealDisk, &desk.register()).unwrap();
    current(&load(&RealDisk, &register))
        .iter()
        .flat_map(|one| one.versions.clone())
        .map(|version| version.contact.name)
        .collect()
}

fn must_verify(desk: &Desk) {
    let report = verify(&RealDisk, &desk.register(), &Known::default()).unwrap();
    assert_eq!(report.wrong, []);
}

#[test]
fn a_locum_with_none_is_told_how_to_find_the_desks() {
    let mut desk = Desk::new();
    desk.keys(Modifiers::COMMAND, Key::Num6);
    assert_eq!(desk.title(), "Contacts");
    desk.must_show("There are no contacts yet");
    desk.must_show("999");
    desk.must_show("often called the emergency duty team");
    desk.go("Settings");
    desk.choose("Northern Ireland");
    desk.go("Contacts");
    desk.must_show("Regional Emergency Social Work Service");
}

#[test]
fn a_contact_is_kept_with_where_its_number_was_found_and_when_it_was_checked() {
    let mut desk = named();
    keep(&mut desk, "Children’s services", "Duty desk", "01632 960110", "Daytime");
    desk.must_show("The contact is saved");
    desk.must_show("Children’s services · Duty desk");
    desk.must_show("01632 960110");
    desk.must_show("Number checked by you on 22 November 2026. Found: the council’s website");
    assert!(desk.drafts().is_empty(), "its draft is gone");
    let files = desk.files("contacts");
    assert_eq!(files.len(), 1);
    let statement: justified::record::Statement = read(&files[0]);
    assert_eq!(statement.headline, "Children’s services", "no name of a person in it");
    assert_eq!(statement.author.name, "Dr Test Example");
    must_verify(&desk);

    let desk = desk.killed(2);
    assert_eq!(names(&desk), ["Duty desk"]);
}

#[test]
fn a_contact_is_written_with_the_keyboard_alone() {
    let mut desk = named();
    desk.keys(Modifiers::COMMAND, Key::Num6);
    desk.tab_to(Role::Button, "Add: Police");
    desk.key(Key::Enter);
    assert!(desk.is_on(Role::TextInput, "Name of the person or desk"));
    desk.type_in("Public protection desk");
    desk.tab_to(Role::TextInput, "Last checked on");
    desk.keys(Modifiers::COMMAND, Key::Semicolon);
    assert_eq!(desk.written("Last checked on"), "22 November 2026");
    desk.keys(Modifiers::COMMAND, Key::Enter);
    settle(&mut desk);
    assert_eq!(names(&desk), ["Public protection desk"]);
}

#[test]
fn what_was_stated_of_a_contact_before_can_be_read_with_who_stated_it_and_when() {
    let mut desk = named();
    keep(&mut desk, "Police", "Desk", "01632 960150", "Day and night");
    desk.must_not_show("Earlier versions");
    desk.press("Change: Police · Desk");
    desk.field("Number").focus();
    desk.window.run();
    desk.keys(Modifiers::COMMAND, Key::A);
    desk.type_in("01632 960151");
    desk.press("Save the contact");
    settle(&mut desk);
    desk.must_not_show("01632 960150");
    desk.follow("Earlier versions: Police · Desk");
    desk.must_show("Numbers: 01632 960150 (day and night)");
    desk.must_show("Ring the numbers above, not these.");
    let stated = "Label: Entered by you on 22 November 2026";
    assert_eq!(desk.text().matches(stated).count(), 2, "{}", desk.text());
    desk.follow("Hide earlier versions: Police · Desk");
    desk.must_not_show("01632 960150");
}

#[test]
fn a_contact_that_is_not_saved_yet_waits_on_home_after_a_crash() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: NSPCC");
    desk.write("Name of the person or desk", "Helpline");
    desk.wait(Duration::from_secs(1));
    let mut desk = desk.killed(2);
    desk.go("Home");
    desk.must_show("A contact");
    desk.press("Continue");
    assert_eq!(desk.written("Name of the person or desk"), "Helpline");
    assert!(names(&desk).is_empty(), "nothing is stated yet");
}

#[test]
fn what_is_discarded_of_a_contact_is_put_away_and_taken_back_where_it_was_discarded() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: NSPCC");
    desk.write("Name of the person or desk", "Helpline");
    desk.press("Discard");
    desk.must_show("You can restore it");
    desk.must_show("There are no contacts yet");
    desk.wait(Duration::from_secs(1));
    let mut desk = desk.killed(2);
    desk.go("Home");
    desk.press("Discarded drafts (1)");
    desk.must_show("Helpline");
    desk.go("Contacts");
    desk.must_show("Discarded: Helpline");
    desk.press("Restore: Helpline");
    desk.press("Continue: Helpline");
    assert_eq!(desk.written("Name of the person or desk"), "Helpline");
    desk.press("Save the contact");
    settle(&mut desk);
    assert_eq!(names(&desk), ["Helpline"]);
    desk.wait(Duration::from_secs(1));
    assert!(desk.drafts().is_empty());
}

#[test]
fn a_contact_in_which_nothing_was_typed_is_discarded_without_a_trace() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: NSPCC");
    desk.wait(Duration::from_secs(1));
    assert!(desk.drafts().is_empty(), "nothing was typed in it yet");
    desk.press("Discard");
    desk.wait(Duration::from_secs(1));
    assert!(desk.drafts().is_empty());

    keep(&mut desk, "Police", "Desk", "01632 960150", "Day and night");
    desk.press("Change: Police · Desk");
    desk.press("Discard");
    desk.wait(Duration::from_secs(1));
    assert!(desk.drafts().is_empty(), "it says what stands anyway");
    assert_eq!(names(&desk), ["Desk"]);
}

#[test]
fn a_half_written_change_is_what_is_gone_on_with_after_leaving_and_closing() {
    let mut desk = named();
    keep(&mut desk, "Police", "Desk", "01632 960150", "Day and night");
    desk.press("Change: Police · Desk");
    desk.write("Area", "Elm Valley");
    desk.go("Home");
    assert!(desk.close(), "what was typed is saved before the window closes");
    let mut desk = desk.killed(2);
    desk.go("Contacts");
    desk.must_show("Not finished: Desk");
    desk.press("Change: Police · Desk");
    assert_eq!(desk.written("Area"), "Elm Valley");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.drafts().len(), 1, "no second draft of the same contact");
}

#[test]
fn a_half_written_contact_stays_with_its_register_when_another_is_opened() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: NSPCC");
    desk.write("Name of the person or desk", "Helpline");
    let own = desk.register();
    let share = desk.home.path().join("share");
    let use_folder = |desk: &mut Desk, folder: &std::path::Path| {
        let event = SettingsEvent::UseFolder(folder.display().to_string());
        let state = &mut desk.window.state_mut().state;
        state.handle(&egui::Context::default(), Event::Settings(event));
        settle(desk);
    };
    desk.wait(Duration::from_secs(1));
    use_folder(&mut desk, &share);
    desk.go("Settings");
    desk.press("Make a new register here");
    settle(&mut desk);
    desk.go("Contacts");
    desk.must_not_show("Helpline");
    use_folder(&mut desk, &own);
    desk.press("Continue: Helpline");
    assert_eq!(desk.written("Name of the person or desk"), "Helpline");
}

#[test]
fn a_number_that_was_taken_out_can_be_put_back_while_its_contact_is_written() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: Police");
    desk.write("Number", "01632 960150");
    desk.press("Another number");
    desk.write("Number 2", "01632 960151");
    desk.follow("Remove: Number 1");
    assert_eq!(desk.written("Number"), "01632 960151");
    desk.press("Put back 01632 960150");
    assert_eq!(desk.written("Number 1"), "01632 960150");
    assert_eq!(desk.written("Number 2"), "01632 960151");
    desk.must_not_show("Put back");
}

#[test]
fn a_number_checked_over_a_year_ago_says_so_until_it_is_checked_today() {
    let mut desk = named();
    keep(&mut desk, "Police", "Desk", "01632 960150", "Day and night");
    desk.wait(Duration::from_hours(24 * 400));
    desk.go("Home");
    desk.go("Contacts");
    desk.must_show("Last checked over a year ago");
    desk.press("Checked today: Police · Desk");
    settle(&mut desk);
    desk.must_not_show("Last checked over a year ago");
    assert_eq!(desk.files("contacts").len(), 2, "it is stated, and what stood before is kept");
    must_verify(&desk);
}

#[test]
fn a_contact_is_changed_and_taken_out_and_all_of_it_stays_in_the_files() {
    let mut desk = named();
    keep(&mut desk, "Police", "Desk", "01632 960150", "Day and night");
    desk.press("Change: Police · Desk");
    desk.write("Area", "Elm Valley");
    desk.press("Save the contact");
    settle(&mut desk);
    desk.must_show("Elm Valley");
    desk.follow("Remove: Police · Desk");
    desk.must_show("Remove it from the list?");
    desk.press("Keep it");
    assert_eq!(names(&desk), ["Desk"]);
    desk.follow("Remove: Police · Desk");
    desk.press("Remove it");
    settle(&mut desk);
    desk.must_show("There are no contacts yet");
    assert!(names(&desk).is_empty());
    assert_eq!(desk.files("contacts").len(), 3);
    must_verify(&desk);
}

#[test]
fn who_is_who_is_told_for_each_nation() {
    let mut desk = Desk::new();
    desk.go("Contacts");
    desk.choose("Who is who");
    for words in [
        "Regional Safeguarding Board",
        "learning review",
        "PPANI",
        "child safeguarding practice review",
        "Gateway Service",
    ] {
        desk.must_show(words);
    }
}

#[test]
fn what_an_agency_does_stands_beside_the_guidance_it_rests_on() {
    let mut desk = Desk::new();
    desk.go("Contacts");
    desk.must_show("What they need to hear");
    desk.must_show("When they share what you tell them");
    desk.must_show("the circumstances in which they consider disclosure to be justified");
    desk.must_show("2007 text, removed by the GMC in 2018");
    desk.press("Add: Caldicott Guardian");
    desk.must_show("Advises whether and how patient information may be shared.");
}

#[test]
fn contacts_go_to_a_colleague_as_one_file_and_what_it_would_do_is_shown_first() {
    let mut desk = with_contacts();
    let file = desk.home.path().join("contacts.ron");
    desk.write("File", &file.display().to_string());
    desk.press("Save contacts to this file");
    desk.must_show("The contacts are in");

    let mut other = Desk::new();
    other.give_name("Dr Other Example");
    other.go("Contacts");
    other.write("File", &file.display().to_string());
    other.press("Look at this file");
    other.must_show("New: Children’s services · Duty desk · 01632 960110");
    assert!(!other.register().exists() || names(&other).is_empty(), "nothing is taken yet");
    // A register is made with the first thing that is kept.
    other.go("Settings");
    other.press("Use my documents");
    other.go("Contacts");
    other.press("Look at this file");
    other.press("Add them");
    for _ in 0..4 {
        settle(&mut other);
    }
    assert_eq!(names(&other).len(), 3);
    other.must_show(
        "The file says: checked by Dr Test Example on 22 November 2026. Not checked here.",
    );
    other.must_show("Entered by you on");
    must_verify(&other);
    other.press("Look at this file");
    other.must_show("Every contact in this file is already here, and the same.");

    desk.press("Change: Named doctor or GP · Dr Ada Example");
    desk.write("Area", "Elm Valley");
    desk.press("Save the contact");
    settle(&mut desk);
    std::fs::remove_file(&file).unwrap();
    desk.press("Save contacts to this file");
    other.press("Close");
    other.press("Look at this file");
    other.must_show("Changed: Named doctor or GP");
    other.must_show("The same as here: 2");
}

#[test]
fn a_file_that_is_none_is_told_with_its_line_and_changes_nothing() {
    let mut desk = with_contacts();
    let file = desk.home.path().join("foreign.ron");
    std::fs::write(&file, "Contacts(\n  format: 1,\n  contacts: [Entry(id: \"../../x\")],\n)")
        .unwrap();
    desk.write("File", &file.display().to_string());
    desk.press("Look at this file");
    desk.must_show(
        "This is not a file of contacts: the file cannot be read as this kind of file (line 3,",
    );
    assert_eq!(names(&desk).len(), 3);
}

#[test]
fn contacts_are_shown_of_a_register_that_is_encrypted() {
    let desk = with_contacts();
    let path = desk.register().join("register.ron");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Plain", "Age(\"age1example\")")).unwrap();
    let mut desk = desk.killed(2);
    assert_eq!(desk.title(), "Locked");
    desk.must_show("01632 960199");
    desk.key(Key::F9);
    desk.must_show("01632 960199");
}

#[test]
fn whom_to_ring_is_known_while_the_share_is_away() {
    let desk = with_contacts();
    // Read once more, as at any start: a copy is kept.
    let desk = desk.killed(2);
    desk.take_away();
    let mut desk = desk.killed(3);
    desk.must_show("The register cannot be reached");
    desk.key(Key::F9);
    desk.must_show("01632 960199");
}

#[test]
fn whoever_changed_the_same_contact_apart_is_shown_beside_the_other() {
    let desk = with_contacts();
    // Another workstation that knows the first statement only.
    let mut other = desk.again(7);
    other.window.state_mut().state.settings.saved.device =
        justified::record::DeviceId::mint([9; 8]);
    other.window.state_mut().state.settings.saved.last_signed.clear();
    other.window.state_mut().state.env.outbox = desk.home.path().join("other").join("outbox");
    let mut desk = desk;
    for (desk, area) in [(&mut desk, "North"), (&mut other, "South")] {
        desk.go("Contacts");
        desk.press("Change: Named doctor or GP · Dr Ada Example");
        desk.write("Area", area);
        desk.press("Save the contact");
        settle(desk);
    }
    let mut desk = desk.killed(8);
    desk.go("Contacts");
    desk.must_show("A computer that is new here changed this. What was there before comes first.");
    desk.must_show("It was entered on a computer that is new here.");
    // Nothing of a stranger's is changed and saved under one's own name.
    desk.press("Change: Named doctor or GP · Dr Ada Example");
    assert_eq!(desk.written("Area"), "North");
    desk.press("Discard");
    desk.go("Home");
    desk.press("It is one of ours");
    settle(&mut desk);
    desk.go("Contacts");
    desk.must_show("Two people changed this separately. Both versions are shown.");
    desk.must_not_show("a computer that is new here");
    desk.must_show("North");
    desk.must_show("South");
    desk.press("Change: Named doctor or GP · Dr Ada Example");
    desk.press("Save the contact");
    settle(&mut desk);
    desk.must_not_show("Two people changed this separately.");
}

#[test]
fn an_outcome_says_whom_to_ring_and_a_call_is_noted_as_what_it_is() {
    let mut desk = with_contacts();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&DELAY_HARMS);
    desk.must_show("01632 960199");
    desk.press("I rang them: Children’s services, Emergency team, 01632 960199");
    desk.must_show("Undo: rang 10:42 · Children’s services, Emergency team, 01632 960199");
    desk.press("Other numbers");
    desk.follow("I rang this: Named doctor or GP · Dr Ada Example, 01632 960140");
    let record = desk.draft().record;
    assert_eq!(record.disclosures.len(), 1);
    assert_eq!(record.disclosures[0].to, "Children’s services, Emergency team, 01632 960199");
    assert_eq!(record.disclosures[0].when.text, "22 November 2026, 10:42");
    assert_eq!(record.disclosures[0].how, "Telephone");
    assert_eq!(record.advice[0].who, "Named doctor or GP, Dr Ada Example, 01632 960140");
}

#[test]
fn where_ringing_is_not_the_first_thing_to_do_it_is_said_who_to_ring_all_the_same() {
    for (size, zoom) in [([1280.0, 800.0], 1.0), ([640.0, 400.0], 2.0)] {
        let mut desk = contacts_in(named_at(Desk::with(Setup { size, zoom, ..Setup::default() })));
        desk.keys(Modifiers::COMMAND, Key::N);
        desk.answer(&[
            "Someone has asked me for information",
            "An agency or another professional",
            "No",
            "Not yet",
        ]);
        desk.must_show("Who to ring");
        desk.must_show("Ring back on a number that you found yourself");
        desk.follow("I rang this: Children’s services · Emergency team, 01632 960199");
        desk.must_show(
            "Noted in the record: rang Children’s services, Emergency team, 01632 960199",
        );
    }
}

#[test]
fn a_contact_without_a_number_does_not_hide_the_number_of_another() {
    let mut desk = with_contacts();
    keep(&mut desk, "Children’s services", "A desk without a number", "", "Out of hours");
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&DELAY_HARMS);
    desk.must_show("I rang them: Children’s services, Emergency team, 01632 960199");
}

#[test]
fn a_call_is_noted_by_its_keys_and_taken_back_in_one_press() {
    let mut desk = with_contacts();
    desk.keys(Modifiers::COMMAND, Key::N);
    desk.answer(&DELAY_HARMS);
    // An Enter too many records nothing and leaves the screen where it is.
    desk.key(Key::Enter);
    desk.wait(Duration::from_secs(2));
    assert!(desk.draft().record.disclosures.iter().all(|one| one.when.is_blank()));
    desk.must_show("On the phone, say");
    desk.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    let rang = "rang 10:42 · Children’s services, Emergency team, 01632 960199";
    desk.follow(&format!("Undo: {rang}"));
    desk.must_not_show(&format!("Undo: {rang}"));
    desk.wait(Duration::from_secs(2));
    assert!(desk.draft().record.disclosures.iter().all(|one| one.when.is_blank()));
}

#[test]
fn a_file_that_says_you_checked_a_number_today_is_not_believed() {
    let mut desk = with_contacts();
    let file = desk.home.path().join("contacts.ron");
    desk.write("File", &file.display().to_string());
    desk.press("Save contacts to this file");
    let text = std::fs::read_to_string(&file).unwrap();
    // Another number for the same desk, and the same words of a check.
    std::fs::write(&file, text.replace("01632 960110", "01632 960666")).unwrap();
    desk.press("Look at this file");
    desk.must_show("Numbers. Here now: 01632 960110 (daytime)");
    desk.must_show("Numbers. In the file: 01632 960666 (daytime)");
    let claimed =
        "The file says: checked by Dr Test Example on 22 November 2026. Not checked here.";
    desk.must_show(claimed);
    desk.press("Add them");
    settle(&mut desk);
    desk.must_show("01632 960666");
    desk.must_show(claimed);
    desk.press("Checked today: Children’s services · Duty desk");
    settle(&mut desk);
    desk.must_not_show(claimed);
}

#[test]
fn what_cannot_be_seen_in_a_file_of_contacts_is_said_in_the_preview_and_is_not_taken() {
    let mut desk = with_contacts();
    let file = desk.home.path().join("contacts.ron");
    desk.write("File", &file.display().to_string());
    desk.press("Save contacts to this file");
    let text = std::fs::read_to_string(&file).unwrap();
    let odd = text.replace("Duty desk", "Night\u{202e} des\\u{0}k").replace("0110", "0170");
    std::fs::write(&file, odd).unwrap();
    desk.press("Look at this file");
    desk.must_show("it had invisible characters (U+0000, U+202E), which are left out.");
    desk.must_show("Name. In the file: Night desk");
    desk.press("Add them");
    settle(&mut desk);
    assert!(names(&desk).contains(&"Night desk".to_owned()), "{:?}", names(&desk));
}

#[test]
fn a_patients_number_or_name_in_the_notes_of_a_contact_is_remarked_once_they_are_left() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: Police");
    desk.write("Notes", "Ring about Robin Example");
    desk.key(Key::Tab);
    desk.must_show("may be a patient’s name. Nothing about a patient belongs in a contact.");
    desk.write("Notes", ", 999 000 0018");
    desk.key(Key::Tab);
    desk.must_show("may be a patient’s NHS number.");
}

#[test]
fn a_contact_that_is_too_long_stays_a_draft_and_says_why() {
    let mut desk = named();
    desk.go("Contacts");
    desk.press("Add: Police");
    desk.write("Notes", &"x".repeat(2_001));
    desk.must_show("Too long to be saved: its notes: 2001 characters, more than 2000.");
    desk.press("Save the contact");
    settle(&mut desk);
    assert!(names(&desk).is_empty());
    desk.must_show("Not saved yet");
}

#[test]
fn a_number_that_is_wanted_in_a_decision_is_written_with_a_name_and_one_is_back_at_the_decision() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&DELAY_HARMS);
    let outcome = desk.title();
    desk.choose("England");
    desk.follow("Write the number down: add a contact, Children’s services");
    assert!(desk.is_on(Role::TextInput, "Number"), "{}", desk.text());
    desk.type_in("01632 960123");
    desk.write("Your name", "Dr Test Example");
    desk.press("Save the contact");
    assert_eq!(desk.title(), outcome);
    desk.must_show("I rang them: Children’s services, 01632 960123");
}

#[test]
fn whoever_gave_up_the_number_that_was_wanted_stays_among_the_contacts_with_the_next_one() {
    let mut desk = named();
    desk.go("Home");
    desk.press("Begin a decision");
    desk.answer(&DELAY_HARMS);
    desk.choose("England");
    desk.follow("Write the number down: add a contact, Children’s services");
    desk.type_in("01632 960123");
    desk.press("Discard");
    desk.press("Add: Police");
    desk.write("Number", "01632 960777");
    desk.press("Save the contact");
    settle(&mut desk);
    assert_eq!(desk.title(), "Contacts");
}
