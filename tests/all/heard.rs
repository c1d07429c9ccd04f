//! Journeys through the real program by keys alone, as a screen reader tells them: each promise
//! that is made to a blind and to a keyboard-only doctor.

use std::collections::BTreeMap;

use crate::reader::{Heard, Reader};
use crate::window::{Display, Window};

pub const SIZE: [i64; 2] = [1280, 800];

/// The roles of what can be pressed, filled in or arrived on.
const SAID: [&str; 8] = [
    "push button",
    "toggle button",
    "radio button",
    "check box",
    "entry",
    "link",
    "heading",
    "page tab",
];

/// Starts the program, waits for Home, and takes a journey through it.
fn journey(take: impl FnOnce(&mut Reader<'_>, &Window<'_>)) {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let Some(mut reader) = Reader::open(&display, home.path()) else { return };
    let window = reader.start(home.path());
    // At the first start it is asked who works here.
    reader.must_hear(&["entry Name"]);
    take(&mut reader, &window);
}

/// To the first field of the record of a decision to share now.
pub fn to_the_record(reader: &Reader<'_>, window: &Window<'_>) {
    window.keys(&["ctrl+n", "2", "Return", "1", "Return", "1", "Return"]);
    reader.rest();
    window.keys(&["ctrl+Return"]);
    reader.rest();
}

/// What is told badly here: a name that is missing, two controls of one name in one place, or one
/// that is too small to be hit.
pub fn faults(nodes: &[Heard]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut names: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for node in nodes.iter().filter(|node| SAID.contains(&node.role.as_str())) {
        if node.name.trim().is_empty() {
            faults.push(format!("a {} without a name in {:?}", node.role, node.within));
        } else if node.is("FOCUSABLE") && node.role != "heading" {
            let [_, _, wide, high] = node.place;
            if node.is("ENABLED") && (wide < 24 || high < 24) {
                faults.push(format!("{} {:?} is {wide} by {high}", node.role, node.name));
            }
            *names.entry((&node.role, &node.name, &node.within)).or_default() += 1;
        }
    }
    let twice = names.into_iter().filter(|(_, count)| *count > 1);
    faults.extend(twice.map(|(what, count)| format!("{count} times {what:?}")));
    let alerts = nodes.iter().filter(|node| node.role == "notification");
    faults.extend(alerts.map(|node| format!("a notification {:?}", node.name)));
    faults
}

#[test]
fn every_screen_is_named_in_the_windows_name_and_nothing_on_it_is_without_a_name_or_told_twice() {
    journey(|reader, window| {
        for (key, place) in [
            ("ctrl+3", "Decisions"),
            ("ctrl+4", "Guidance"),
            ("ctrl+6", "Contacts"),
            ("ctrl+7", "Settings"),
            ("F9", "Child in danger now"),
            ("Escape", "Settings"),
            ("ctrl+1", "Home"),
            ("ctrl+n", "Decide"),
        ] {
            window.keys(&[key]);
            reader.rest();
            let nodes = reader.nodes();
            let frame = nodes.iter().find(|node| node.role == "frame").unwrap();
            assert_eq!(frame.name, format!("Justified – {place}"));
            assert_eq!(faults(&nodes), [""; 0], "{place}");
            let status = nodes.iter().filter(|node| node.role == "status bar").count();
            assert!(status >= 1, "{place}: the place from which things are announced");
            let shown: Vec<_> = nodes.iter().filter(|node| node.role == "page tab").collect();
            assert_eq!(shown.iter().filter(|tab| tab.is("SELECTED")).count(), 1, "{place}");
        }
    });
}

#[test]
fn escape_in_a_field_leaves_the_keyboard_there_and_tab_goes_on_to_the_next() {
    journey(|reader, window| {
        window.keys(&["ctrl+7", "Tab"]);
        reader.rest();
        let first = reader.at();
        window.keys(&["Escape"]);
        assert_eq!(reader.at().name, first.name, "Escape takes the keyboard from nothing");
        window.keys(&["Tab"]);
        reader.rest();
        let next = reader.at();
        assert!(next.role == "entry" || next.role == "radio button", "{next:?}");
        assert_ne!(next.name, first.name);
    });
}

#[test]
fn what_has_the_keyboard_is_in_sight_after_every_tab() {
    for place in ["ctrl+6", "ctrl+7"] {
        journey(|reader, window| {
            window.keys(&[place]);
            reader.rest();
            for _ in 0..40 {
                // It comes into sight a picture later.
                let at = reader.goes_by(|| window.keys(&["Tab"]), SIZE);
                assert!(at.is_in_sight(SIZE), "{at:?}");
                assert!(!at.name.is_empty(), "{at:?}");
            }
        });
    }
}

#[test]
fn the_answers_are_a_group_named_by_the_question_and_arrows_stay_in_it() {
    journey(|reader, window| {
        window.keys(&["ctrl+n", "Tab"]);
        reader.rest();
        let mut seen = Vec::new();
        loop {
            let at = reader.at();
            assert_eq!(at.role, "radio button", "{at:?}");
            assert!(at.within.ends_with("What has brought you here?"), "{at:?}");
            if seen.first() == Some(&at.name) {
                break;
            }
            assert!(!seen.contains(&at.name), "the next one each time: {seen:?}");
            seen.push(at.name);
            window.keys(&["Down"]);
        }
        assert!(seen.len() > 2, "{seen:?}");
        window.keys(&["Up"]);
        assert_eq!(Some(&reader.at().name), seen.last(), "and round the other way");
    });
}

#[test]
fn f6_goes_round_the_parts_of_the_window_and_shift_with_it_back() {
    journey(|reader, window| {
        window.keys(&["ctrl+7"]);
        reader.rest();
        let title = reader.at();
        assert_eq!((title.role.as_str(), title.name.as_str()), ("heading", "Settings"));
        let mut round = Vec::new();
        for _ in 0..4 {
            window.keys(&["F6"]);
            reader.rest();
            let at = reader.at();
            round.push((at.role, at.name));
        }
        assert_eq!(round[3], (title.role, title.name), "{round:?}");
        assert!(round.iter().any(|(role, _)| role == "page tab"), "the rail: {round:?}");
        assert!(round.iter().any(|(_, name)| name == "Help"), "the side: {round:?}");
        assert!(round.iter().any(|(_, name)| name == "Search"), "the top: {round:?}");
        window.keys(&["shift+F6"]);
        reader.rest();
        assert_eq!(reader.at().name, round[2].1);
    });
}

#[test]
fn signing_is_announced_in_the_words_that_are_shown_and_the_keyboard_is_on_the_title() {
    journey(|reader, window| {
        window.keys(&["ctrl+7"]);
        reader.rest();
        window.keys(&["Tab"]);
        reader.rest();
        window.xdotool(&["type", "--delay", "20", "Dr Test Example"]);
        reader.rest();
        to_the_record(reader, window);
        window.keys(&["ctrl+Return"]);
        reader.rest();
        reader.ask("press Sign and save");
        let said = "Signed. The file was written, read back and checked.";
        reader.must_announce(said);
        reader.rest();
        assert_eq!(reader.at().role, "heading");
        let nodes = reader.nodes();
        let shown = nodes.iter().find(|node| node.role == "status bar" && node.name == said);
        assert!(shown.is_some_and(|node| node.is_in_sight(SIZE)), "{shown:?}");
        assert_eq!(faults(&nodes), [""; 0]);
    });
}

#[test]
fn f1_shows_the_keys_of_the_screen_and_escape_goes_back_to_the_field() {
    journey(|reader, window| {
        to_the_record(reader, window);
        let field = reader.at().name;
        window.keys(&["F1"]);
        reader.rest();
        assert_eq!(reader.at().name, "Keys of this screen");
        let nodes = reader.nodes();
        assert!(nodes.iter().any(|node| node.name == "Check and sign"), "{nodes:#?}");
        window.keys(&["Escape"]);
        reader.rest();
        assert_eq!(reader.at().name, field);
    });
}

#[test]
fn the_duties_are_a_list_of_musts_shoulds_and_mays() {
    journey(|reader, window| {
        window.keys(&["ctrl+n", "2", "Return", "1", "Return", "1", "Return"]);
        reader.rest();
        let nodes = reader.nodes();
        let items: Vec<_> = nodes.iter().filter(|node| node.role == "list item").collect();
        assert!(items.len() > 5, "{items:#?}");
        for item in items {
            let verb = item.name.split(':').next().unwrap();
            assert!(["Must", "Should", "May", "Our advice"].contains(&verb), "{item:?}");
            assert!(item.within.ends_with("What this asks of you"), "{item:?}");
        }
        assert_eq!(faults(&nodes), [""; 0]);
    });
}
