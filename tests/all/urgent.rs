//! A child in danger now: one action away everywhere, and the record comes afterwards.

use std::time::Duration;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use justified::record::{Basis, Body, Statement};

use crate::contacts::with_contacts;
use crate::desk::{Desk, Setup, morning, read};
use crate::job::{DELAY_HARMS, WITHOUT_CONSENT};

/// How long whoever did not come there by accident stays.
const STAYS: Duration = Duration::from_secs(20);

/// Whom to ring is on the screen, with the clock, which goes on.
fn help_is_shown(desk: &mut Desk) {
    desk.must_show("Get help now");
    desk.must_show("999");
    desk.must_show("Children’s services");
    // 999 first; the numbers that are not for an emergency below, marked so.
    let shown = desk.text();
    let places = ["999", "Not for an emergency", "101", "0808 800 5000"].map(|n| shown.find(n));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{shown}");
    desk.must_show("Pressed at 10:42");
    desk.wait(Duration::from_mins(5));
    desk.must_show("Pressed at 10:42");
    desk.must_show("5 minutes");
    desk.key(Key::F9);
    desk.must_show("Pressed at 10:42");
}

#[test]
fn from_home() {
    let mut desk = Desk::new();
    desk.press("Child in danger now");
    help_is_shown(&mut desk);
    assert_eq!(desk.draft().acted_first, Some(morning()), "who stays has begun a record");
    desk.press("Write the record");
    desk.write("Reasons for the decision", "Rang 999 first.");
    desk.sign("Dr Test Example");
    desk.must_show("Signed.");
    desk.must_verify(1);
    assert!(desk.drafts().is_empty());
}

#[test]
fn from_the_middle_of_the_questions() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..3]);
    desk.key(Key::F9);
    help_is_shown(&mut desk);
    let answers = desk.draft().answers.0;
    assert_eq!(answers["start"], "concern");
    assert_eq!(answers["wait"], "no");
    assert_eq!(desk.draft().acted_first, None, "an open draft waits until something is done");
    desk.press("Answer the questions afterwards");
    assert_eq!(desk.draft().acted_first, Some(morning()), "on the disk without a second’s wait");
    assert_eq!(desk.title(), "Could asking for consent increase the risk of harm?");
    desk.must_show("“Child in danger now” was pressed at 10:42.");
}

#[test]
fn from_the_record() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Reasons for the decision", "The account does not fit.");
    desk.key(Key::F9);
    help_is_shown(&mut desk);
    let draft = desk.draft();
    assert_eq!(draft.answers.0.len(), WITHOUT_CONSENT.len());
    assert_eq!(draft.record.reasons, "The account does not fit.");
    desk.press("Write the record");
    assert_eq!(desk.written("Reasons for the decision"), "The account does not fit.");
}

#[test]
fn from_the_guidance() {
    let mut desk = Desk::new();
    desk.go("Guidance");
    desk.press("Child in danger now");
    help_is_shown(&mut desk);
    desk = desk.killed(2);
    desk.must_show("Not finished");
    desk.must_show("Child in danger: write the record");
}

#[test]
fn from_the_guidance_beside_a_case_it_is_a_record_of_its_own() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT[..3]);
    desk.go("Guidance");
    desk.key(Key::F9);
    desk.must_show("Pressed at 10:42");
    desk.wait(STAYS);
    let drafts = desk.drafts();
    assert_eq!(drafts.len(), 2, "the case before is kept, and waits on Home");
    desk.go("Home");
    desk.must_show("At the question: Could asking for consent increase the risk of harm?");
}

#[test]
fn chosen_as_an_answer_it_is_the_same() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&["A child is in danger now"]);
    assert_eq!(desk.draft().acted_first, Some(morning()), "on the disk without a second’s wait");
    help_is_shown(&mut desk);
}

#[test]
fn where_no_register_can_be_made_it_is_still_shown() {
    let mut desk = Desk::new();
    std::fs::write(desk.home.path().join("Documents"), "a file is in the way").unwrap();
    desk.key(Key::F9);
    desk.must_show("Get help now");
    desk.must_show("999");
    desk.wait(STAYS);
    desk.must_show("on this computer 10:42");
    assert_eq!(desk.outbox("drafts").len(), 1, "it is kept until there is a register");
}

/// The answers that come to "take advice".
const ADVICE: [&str; 3] = ["I am worried about a child", "Something is not right", "No"];

/// A walk that ends in "take advice", with the red button pressed at its end.
fn pressed_on_take_advice() -> Desk {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&ADVICE[..1]);
    desk.answer(&ADVICE[1..]);
    assert_eq!(desk.title(), "Take advice, then come back");
    desk.key(Key::F9);
    desk.must_show("Pressed at 10:42");
    desk
}

#[test]
fn on_a_finished_walk_it_is_what_is_decided_and_what_is_signed() {
    let mut desk = pressed_on_take_advice();
    desk.press("Answer the questions afterwards");
    assert_eq!(desk.title(), "Get help now");
    desk.must_show("Your answers alone lead to: Take advice, then come back");
    desk.press("Write the record");
    desk.sign("Dr Test Example");
    let statement: Statement = read(&desk.statements()[0]);
    assert_eq!(statement.headline, "Get help now");
    let Body::Decision(decision) = &statement.body else { panic!("a decision") };
    assert_eq!(decision.outcome.id, "take-advice");
    assert!(decision.record.consent_not_asked.is_empty(), "nobody has said why");
    assert!(decision.record.learned.is_blank());
    desk.go("Home");
    desk.must_not_show("Still open");
}

#[test]
fn pressed_by_mistake_in_an_open_draft_it_is_taken_back_and_nothing_of_it_is_left() {
    let mut desk = pressed_on_take_advice();
    desk.wait(Duration::from_secs(1));
    let before = desk.draft();
    desk.press("I rang this: 999");
    assert_eq!(desk.draft().acted_first, Some(morning()));
    desk.follow("Undo: rang 10:42 · 999");
    desk.follow("Pressed by mistake");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.title(), "Take advice, then come back");
    desk.must_not_show("was pressed at");
    let after = desk.draft();
    assert_eq!((after.acted_first, &after.answers), (None, &before.answers));
    assert_eq!((&after.place, &after.record), (&before.place, &before.record));
    assert!(!format!("{after:?}").contains("anger now"), "nothing tells of the press");
    desk.key(Key::F9);
    desk.must_show("Pressed at 10:42");
}

#[test]
fn pressed_by_mistake_on_home_no_record_is_left() {
    let mut desk = Desk::new();
    desk.press("Child in danger now");
    desk.wait(STAYS);
    assert_eq!(desk.drafts().len(), 1);
    desk.follow("Pressed by mistake");
    assert!(desk.drafts().is_empty());
    desk.must_not_show("Not finished");
    desk = desk.killed(2);
    desk.must_not_show("Not finished");
}

#[test]
fn a_press_that_is_left_leaves_no_trace_anywhere() {
    for (place, go) in EVERYWHERE {
        let mut desk = Desk::new();
        go(&mut desk);
        desk.wait(Duration::from_secs(1));
        let (title, before) = (desk.title(), desk.files("drafts"));
        let drafts: Vec<_> = desk.drafts().into_iter().map(|draft| draft.work).collect();
        desk.press("Child in danger now");
        desk.wait(Duration::from_secs(19));
        desk.key(Key::Escape);
        desk.wait(STAYS);
        if place == "whom to ring itself" {
            // The one before was left with it.
            assert!(desk.drafts().len() <= 1);
            continue;
        }
        assert_eq!(desk.title(), title, "it goes back to {place}");
        assert_eq!(desk.files("drafts"), before, "from {place}");
        let after: Vec<_> = desk.drafts().into_iter().map(|draft| draft.work).collect();
        assert_eq!(after, drafts, "from {place}");
    }
}

#[test]
fn escape_goes_back_to_the_field_and_the_caret() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Reasons for the decision", "bc");
    desk.key(Key::Home);
    desk.type_in("a");
    desk.key(Key::F9);
    assert_eq!(desk.title(), "Get help now");
    desk.key(Key::Escape);
    desk.type_in("X");
    assert_eq!(desk.written("Reasons for the decision"), "aXbc");
    desk.press("Child in danger now");
    desk.press("Go back");
    desk.type_in("Y");
    assert_eq!(desk.written("Reasons for the decision"), "aXYbc", "by the pointer too");
}

#[test]
fn a_call_that_was_noted_is_kept_and_escape_still_goes_back() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Reasons for the decision", "bc");
    desk.key(Key::F9);
    desk.press("I rang this: 999");
    desk.key(Key::Escape);
    desk.type_in("d");
    assert_eq!(desk.written("Reasons for the decision"), "bcd");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().acted_first, Some(morning()));
}

#[test]
fn what_is_said_before_anything_is_noted_is_not_of_the_child_before() {
    let mut desk = Desk::new();
    to_the_record(&mut desk);
    desk.write("Name", "Testa Example");
    desk.go("Guidance");
    desk.key(Key::F9);
    desk.must_not_show("Testa Example");
    desk.must_show("Nothing is written down yet");
}

#[test]
fn whom_to_ring_is_shown_where_the_settings_cannot_be_read() {
    let home = std::rc::Rc::new(tempfile::tempdir().unwrap());
    // A folder in the place of the file: it is there and cannot be read.
    std::fs::create_dir_all(home.path().join("config").join("settings.ron")).unwrap();
    let setup = Setup { home: Some(home), ..Setup::default() };
    let mut desk = Desk::with(setup);
    desk.must_show("Your settings could not be read.");
    desk.key(Key::F9);
    assert_eq!(desk.title(), "Get help now");
}

/// To the record of a decision to share without consent.
fn to_the_record(desk: &mut Desk) {
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
}

/// To a signed decision.
fn to_a_signed_one(desk: &mut Desk) {
    to_the_record(desk);
    desk.sign("Dr Test Example");
}

/// How to get somewhere from Home.
type Way = fn(&mut Desk);

/// Every screen, and everything on one that waits for an answer.
const EVERYWHERE: [(&str, Way); 18] = [
    ("Home", |_| {}),
    ("a question", |desk| desk.press("Begin a decision")),
    ("hints that were not read yet", |desk| {
        desk.press("Begin a decision");
        desk.answer(&ADVICE[..1]);
    }),
    ("a change of answer that waits", |desk| {
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT[..3]);
        desk.change_answer("What has brought you here?");
        desk.choose("Someone has asked me for information");
        desk.press("Continue");
    }),
    ("the outcome", |desk| {
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT);
    }),
    ("the alternatives to an outcome", |desk| {
        desk.press("Begin a decision");
        desk.answer(&WITHOUT_CONSENT);
        desk.press("Decide differently…");
    }),
    ("the record", to_the_record),
    ("a field of the record", |desk| {
        to_the_record(desk);
        desk.write("Reasons for the decision", "typing");
    }),
    ("check and sign", |desk| {
        to_the_record(desk);
        desk.press("Check and sign");
    }),
    ("the list of decisions", |desk| desk.go("Decisions")),
    ("the search", |desk| desk.keys(egui::Modifiers::COMMAND, Key::K)),
    ("a signed decision", to_a_signed_one),
    ("the guidance", |desk| desk.go("Guidance")),
    ("the contacts", |desk| desk.go("Contacts")),
    ("who is who", |desk| {
        desk.go("Contacts");
        desk.choose("Who is who");
    }),
    ("a contact that is being written", |desk| {
        desk.go("Contacts");
        desk.press("Add: Police");
        desk.type_in("typing");
    }),
    ("the settings", |desk| desk.go("Settings")),
    ("whom to ring itself", |desk| desk.press("Child in danger now")),
];

#[test]
fn by_one_key_from_everywhere() {
    for (place, go) in EVERYWHERE {
        let mut desk = Desk::new();
        go(&mut desk);
        desk.key(Key::F9);
        assert_eq!(desk.title(), "Get help now", "by the key from {place}");
        desk.must_show("Pressed at 10:42");
    }
}

#[test]
fn by_one_button_from_everywhere() {
    for (place, go) in EVERYWHERE {
        let mut desk = Desk::new();
        go(&mut desk);
        desk.press("Child in danger now");
        assert_eq!(desk.title(), "Get help now", "by the button from {place}");
        desk.must_show("Pressed at 10:42");
    }
}

#[test]
fn one_s_own_contacts_stand_below_999_with_the_desk_that_is_open_now() {
    let mut desk = with_contacts();
    // A Sunday.
    desk.key(Key::F9);
    let text = desk.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(at("Label: 999") < at("01632 960110"));
    assert!(at("01632 960199") < at("01632 960110"), "the day desk is shut");
    assert!(at("01632 960110") < at("01632 960140"), "the named doctor comes last");
    desk.must_show("It is outside weekdays 9 to 17: the out-of-hours number first.");
    desk.must_show("Number checked by you on 22 November 2026. Found: the council’s website");
    desk.must_show("Ring the on-call paediatrician");
}

#[test]
fn whoever_looks_for_a_number_meanwhile_comes_back_to_the_same_clock() {
    let mut desk = Desk::new();
    desk.key(Key::F9);
    for place in ["Contacts", "Settings"] {
        desk.go(place);
        desk.wait(Duration::from_mins(3));
        desk.key(Key::F9);
        desk.must_show("Pressed at 10:42");
        assert_eq!(desk.draft().acted_first, Some(morning()), "one record, from {place}");
    }
    // From a place of patients it is the record of another child.
    desk.go("Decisions");
    desk.key(Key::F9);
    desk.must_show("Pressed at 10:48");
    desk.wait(STAYS);
    assert_eq!(desk.drafts().len(), 2);
}

/// One started at 10:42 for a child who is named, and a second one three minutes later.
fn pressed_twice() -> Desk {
    let mut desk = Desk::new();
    desk.key(Key::F9);
    desk.must_not_show("is still open");
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.go("Home");
    desk.wait(Duration::from_mins(3));
    desk.key(Key::F9);
    desk.must_show("Pressed at 10:45");
    desk
}

const GO_BACK: &str = "Go back to it: started at 10:42, Testa Example";

#[test]
fn pressed_again_from_elsewhere_it_says_what_is_still_open_and_leads_back_there() {
    let mut desk = pressed_twice();
    desk.must_show("One started at 10:42 is still open: Testa Example.");
    // However far the first one was scrolled: this and 999 are what is seen.
    let top = |label: &str| desk.window.get_by_label(label).rect().top();
    let (said, number) = (top(GO_BACK), top("999"));
    assert!(said > 48.0 && number > said && number < 400.0, "{said} {number}");
    desk.wait(STAYS);
    assert_eq!(desk.drafts().len(), 2);
    desk.follow(GO_BACK);
    assert_eq!(desk.title(), "Get help now");
    desk.must_show("Pressed at 10:42");
    desk.must_show("Testa Example");
    desk.must_not_show("is still open");
    assert_eq!(desk.draft().acted_first, Some(morning()), "no empty second one is left");
    desk.go("Home");
    desk.must_not_show("child not named");
    desk = desk.killed(2);
    assert_eq!(desk.drafts().len(), 1);
    desk.press("Continue");
    assert_eq!(desk.written("Name"), "Testa Example");
}

#[test]
fn what_was_done_for_the_second_child_is_kept_when_one_goes_back_to_the_first() {
    let mut desk = pressed_twice();
    desk.press("I rang this: 999");
    desk.follow(GO_BACK);
    desk.must_show("Pressed at 10:42");
    assert_eq!(desk.drafts().len(), 2);
    desk.must_show("One started at 10:45 is still open: child not named.");
    desk.follow("Go back to it: started at 10:45, child not named");
    desk.must_show("Pressed at 10:45");
    desk.must_show("10:45 · 999");
}

#[test]
fn what_is_still_open_is_known_after_a_crash_and_gone_back_to_by_the_keyboard() {
    let mut desk = pressed_twice();
    desk.wait(STAYS);
    let mut desk = desk.killed(2);
    desk.go("Guidance");
    desk.key(Key::F9);
    desk.must_show("One started at 10:45 is still open");
    desk.tab_to(Role::Link, GO_BACK);
    desk.key(Key::Enter);
    desk.must_show("Pressed at 10:42");
    assert_eq!(desk.drafts().len(), 2);
    // A day later it is on Home alone.
    desk.wait(Duration::from_hours(25));
    desk.go("Home");
    desk.key(Key::F9);
    desk.must_not_show("is still open");
}

#[test]
fn on_home_what_was_begun_for_a_child_in_danger_comes_before_every_later_draft() {
    let mut desk = Desk::new();
    desk.key(Key::F9);
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.go("Home");
    desk.wait(Duration::from_mins(3));
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    desk.write("Name", "Sasha Later");
    for again in [false, true] {
        desk.go("Home");
        desk.wait(STAYS);
        let text = desk.text();
        let place = |name: &str| text.find(name).unwrap_or_else(|| panic!("no {name}:\n{text}"));
        assert!(place("Testa Example") < place("Sasha Later"), "after a start: {again}\n{text}");
        desk = desk.killed(2);
    }
}

#[test]
fn an_empty_second_one_goes_from_the_outbox_too() {
    let mut desk = pressed_twice();
    desk.follow(GO_BACK);
    desk.take_away();
    desk.go("Home");
    desk.key(Key::F9);
    desk.wait(STAYS);
    assert_eq!(desk.outbox("drafts").len(), 1);
    desk.follow(GO_BACK);
    assert!(desk.outbox("drafts").is_empty());
}

#[test]
fn whom_to_ring_is_above_what_is_to_be_done_however_narrow_the_window() {
    let setup = Setup { size: [640.0, 400.0], zoom: 2.0, ..Setup::default() };
    for setup in [setup, Setup::default()] {
        let mut desk = Desk::with(setup);
        desk.press("Begin a decision");
        desk.answer(&DELAY_HARMS);
        let text = desk.text();
        let at = |words: &str| {
            let mut found = text.match_indices(words);
            let at = found.next().unwrap_or_else(|| panic!("{words}:\n{text}")).0;
            assert!(found.next().is_none(), "{words} stands once:\n{text}");
            at
        };
        assert!(at("Button: I rang them: ") < at("Heading: What this asks of you"));
    }
}

#[test]
fn what_to_say_is_filled_from_the_record_and_asks_for_the_rest() {
    let mut desk = Desk::new();
    desk.give_name("Dr Test Example");
    desk.key(Key::F9);
    desk.must_show("I am Dr Test Example.");
    desk.must_show("Say: the child’s name; the child’s age; the child’s address");
    desk.press("Write the record");
    desk.write("Name", "Testa Example");
    desk.write("Date of birth", "27 3 2019");
    desk.key(Key::F9);
    desk.must_show("Testa Example, 7 years old.");
    desk.must_show("Say: the child’s address");
}

#[test]
fn a_call_is_noted_with_its_time_in_the_record_that_was_begun() {
    let mut desk = with_contacts();
    desk.key(Key::F9);
    desk.press("I rang this: 999");
    desk.wait(Duration::from_mins(2));
    desk.press("I rang this: Children’s services · Emergency team, 01632 960199");
    desk.must_show("10:44 · Children’s services, Emergency team, 01632 960199");
    let told = desk.draft().record.disclosures;
    assert_eq!(told.len(), 2, "it is on the disk without a second’s wait");
    assert_eq!(
        (told[0].to.as_str(), told[0].when.text.as_str()),
        ("999", "22 November 2026, 10:42")
    );
    assert_eq!(told[1].how, "Telephone");
    desk.follow("Undo: rang 10:42 · 999");
    desk.wait(Duration::from_secs(1));
    assert_eq!(desk.draft().record.disclosures.len(), 1);
    assert_eq!(desk.title(), "Get help now");
    desk.press("Write the record");
    assert_eq!(desk.written("Told to"), "Children’s services, Emergency team, 01632 960199");
}

#[test]
fn the_questions_are_answered_in_retrospect_and_both_times_stand_apart() {
    let mut desk = Desk::new();
    desk.press("Child in danger now");
    desk.press("I rang this: 999");
    desk.wait(Duration::from_mins(143));
    desk.must_show("2 hours 23 minutes ago");
    desk.press("Answer the questions afterwards");
    assert_eq!(desk.title(), "What has brought you here?");
    desk.must_show("“Child in danger now” was pressed at 10:42.");
    desk.answer(&WITHOUT_CONSENT[..2]);
    desk.answer(&["Yes"]);
    assert_eq!(desk.title(), "Get help now");
    desk.must_show("Your answers alone lead to: Share now. Do not wait for consent.");
    desk.press("Write the record");
    desk.sign("Dr Test Example");
    desk.must_show("Decided 22 November 2026, 10:42");
    desk.must_show("written 22 November 2026, 13:05");
    // The same day is in time.
    desk.must_not_show("Written later");
    let statement: Statement = read(&desk.statements()[0]);
    assert_eq!(statement.decided, justified::base::time::When::At(morning()));
    assert_eq!(statement.written, morning() + Duration::from_mins(143));
    let Body::Decision(decision) = &statement.body else { panic!("a decision") };
    let Basis::ActedFirst(at, answers) = &decision.basis else { panic!("help came first") };
    assert_eq!(*at, morning());
    assert_eq!(answers.0["wait"], "yes", "and the answers are those given since");
    assert_eq!(decision.outcome.id, "share-now");
    assert_eq!(decision.record.disclosures[0].when.text, "22 November 2026, 10:42");
    let text = crate::desk::shown(&statement);
    let both = "Decided 10:42, written 13:05: 2 hours 23 minutes later.";
    assert!(text.contains(both), "{text}");
    assert!(text.contains("Help came first, 22 November 2026, 10:42."), "{text}");
    desk.must_verify(1);
}

#[test]
fn the_clock_moves_on_with_the_minute_and_wakes_nobody_before() {
    let mut desk = Desk::new();
    desk.key(Key::F9);
    desk.wait(Duration::from_secs(59));
    desk.must_show("just now");
    assert_eq!(desk.window.state().state.seconds_to_next_minute(), 1);
    desk.wait(Duration::from_secs(1));
    desk.must_show("1 minute ago");
    assert_eq!(desk.window.state().state.seconds_to_next_minute(), 60);
    assert!(desk.can_press(Role::Button, "Child in danger now"));
}
