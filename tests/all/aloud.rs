//! Lists, long pages and forms as a screen reader tells them, on the real window with a register
//! that is there already: where the keyboard is, what is said of it, and what is in sight.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::cli::program;
use crate::desk::Desk;
use crate::heard::{SIZE, faults, to_the_record};
use crate::job::WITHOUT_CONSENT;
use crate::reader::{Heard, Reader};
use crate::signing::sign_one;
use crate::window::{Display, Window, drafts, wait_for};

/// Takes a journey through a program that was started on this home.
fn journey_at(home: &Path, take: impl FnOnce(&mut Reader<'_>, &Window<'_>)) {
    let Some(display) = Display::open() else { return };
    let Some(mut reader) = Reader::open(&display, home) else { return };
    let window = reader.start(home);
    reader.focused();
    reader.rest();
    take(&mut reader, &window);
}

/// A home whose register holds so many invented decisions, beside those of the worked cases.
fn practice(decisions: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("Justified register");
    let mut train = program(home.path());
    train.arg("train").arg(folder).args(["--decisions", &decisions.to_string()]);
    assert!(train.output().unwrap().status.success());
    home
}

/// A home whose register is the one of this desk.
fn moved_in(desk: &Desk) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut copy = Command::new("cp");
    copy.arg("-r").arg(desk.register()).arg(home.path().join("Justified register"));
    assert!(copy.status().unwrap().success());
    home
}

/// A home with one signed decision about Testa Example, with reasons of 300 lines.
fn long_record() -> tempfile::TempDir {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&WITHOUT_CONSENT);
    desk.press("Write the record");
    let lines: Vec<String> = (1..=300).map(|at| format!("Line {at} of the reasons.")).collect();
    desk.write("Reasons for the decision", &lines.join("\n"));
    desk.write("Name", "Testa Example");
    desk.press("Check and sign");
    desk.write("Your name", "Dr Test Example");
    desk.press("Sign and save");
    desk.must_show("Signed.");
    moved_in(&desk)
}

/// Waits until this is told: a page, or a list that is still read.
fn wait_until(reader: &mut Reader<'_>, what: &str, is: impl Fn(&Heard) -> bool) -> Heard {
    let mut found = None;
    wait_for(what, || {
        found = reader.nodes().into_iter().find(|node| is(node));
        found.is_some()
    });
    found.unwrap()
}

/// What has the keyboard, once it is in sight: it is scrolled to a picture later.
fn in_sight(reader: &mut Reader<'_>) -> Heard {
    let start = Instant::now();
    loop {
        let at = reader.at();
        if at.is_in_sight(SIZE) {
            return at;
        }
        assert!(start.elapsed() < Duration::from_secs(5), "{at:?}");
    }
}

/// Presses Tab until the keyboard is on what is called so.
fn tab_to(reader: &mut Reader<'_>, window: &Window<'_>, name: &str) -> Heard {
    for _ in 0..80 {
        window.keys(&["Tab"]);
        reader.focused();
        let at = reader.at();
        if at.name.starts_with(name) {
            return at;
        }
    }
    panic!("Tab never reaches {name:?}");
}

/// To the list of 206 decisions, on its first row.
fn on_the_first_row(reader: &mut Reader<'_>, window: &Window<'_>) {
    window.keys(&["ctrl+k"]);
    reader.rest();
    wait_until(reader, "the whole list", |node| node.among.ends_with("/206"));
    window.keys(&["Down"]);
    reader.rest();
    let first = reader.at();
    assert_eq!((first.role.as_str(), first.among.as_str()), ("list item", "1/206"));
}

#[test]
fn a_hundred_rows_down_each_is_the_next_one_and_in_sight() {
    journey_at(practice(200).path(), |reader, window| {
        on_the_first_row(reader, window);
        for row in 2..=101 {
            window.xdotool(&["key", "Down"]);
            reader.focused();
            let at = in_sight(reader);
            assert_eq!(at.among, format!("{row}/206"), "{at:?}");
            assert!(at.name.chars().count() <= 150, "{at:?}");
        }
    });
}

#[test]
fn the_list_is_one_stop_of_which_end_is_the_last_row_and_home_the_first() {
    journey_at(practice(200).path(), |reader, window| {
        on_the_first_row(reader, window);
        for (key, among) in [("End", "206/206"), ("Home", "1/206"), ("End", "206/206")] {
            window.keys(&[key]);
            reader.rest();
            assert_eq!(in_sight(reader).among, among, "{key}");
        }
        window.keys(&["Tab"]);
        reader.rest();
        let after = reader.at();
        assert_ne!(after.role, "list item", "Tab leaves the list");
        window.keys(&["shift+Tab"]);
        reader.rest();
        assert_eq!(reader.at().among, "206/206", "and comes back to the row");
        window.keys(&["Return"]);
        reader.rest();
        assert_eq!(reader.at().role, "heading");
        window.keys(&["BackSpace"]);
        reader.rest();
        assert_eq!(reader.at().among, "206/206", "back from the decision to its row");
        let named: Vec<_> = reader.nodes();
        assert_eq!(faults(&named), [""; 0]);
    });
}

/// Whether the end of this can be seen, of however long a text.
fn ends_in_sight(node: &Heard) -> bool {
    let [_, y, _, high] = node.place;
    (1..=SIZE[1]).contains(&(y + high))
}

#[test]
fn the_last_line_of_each_column_of_a_long_record_is_reached_by_keys_alone() {
    journey_at(long_record().path(), |reader, window| {
        window.keys(&["ctrl+k"]);
        reader.rest();
        wait_until(reader, "the row", |node| node.role == "list item");
        window.keys(&["Down", "Return"]);
        let last = |node: &Heard| node.name.ends_with("Line 300 of the reasons.");
        let text = wait_until(reader, "the record", last);
        assert!(text.place[3] > 3_000 && !ends_in_sight(&text), "{text:?}");
        for keys in [vec!["End"], vec!["Home", "End"], vec!["Home"], vec!["Next"; 12]] {
            window.keys(&keys);
            reader.rest();
            let file = |node: &Heard| Path::new(&node.name).extension() == Some("ron".as_ref());
            let file = reader.nodes().into_iter().rfind(file).unwrap();
            assert_eq!(ends_in_sight(&file), keys != ["Home"], "{keys:?}: {file:?}");
        }
        window.keys(&["F6", "End"]);
        reader.rest();
        let foot = |node: &Heard| node.name.starts_with("A signature here says who wrote");
        let foot = wait_until(reader, "the end of the side", foot);
        assert!(ends_in_sight(&foot), "{foot:?}");
    });
}

#[test]
fn what_a_signed_decision_holds_is_under_headings_and_its_duties_are_a_list() {
    let mut desk = Desk::new();
    sign_one(&mut desk, "Testa Example");
    journey_at(moved_in(&desk).path(), |reader, window| {
        window.keys(&["ctrl+k"]);
        reader.rest();
        wait_until(reader, "the row", |node| node.role == "list item");
        window.keys(&["Down", "Return"]);
        wait_until(reader, "the decision", |node| node.name == "Decision and reasons");
        for fold in ["Answers and what they asked (", "The rest of the record ("] {
            let closed = tab_to(reader, window, fold);
            assert_eq!((closed.role.as_str(), closed.is("PRESSED")), ("toggle button", false));
            window.keys(&["Return"]);
            reader.rest();
            assert!(reader.at().is("PRESSED"), "it says that it is open");
        }
        let nodes = reader.nodes();
        for heading in ["Decision and reasons", "Who was told", "Answers", "What it asked"] {
            let is = |node: &&Heard| node.role == "heading" && node.name == heading;
            assert_eq!(nodes.iter().filter(is).count(), 1, "{heading}");
        }
        let items: Vec<_> = nodes.iter().filter(|node| node.role == "list item").collect();
        assert!(items.len() > 5, "{items:#?}");
        for (at, item) in items.iter().enumerate() {
            assert!(item.within.ends_with("What it asked"), "{item:?}");
            assert_eq!(item.among, format!("{}/{}", at + 1, items.len()));
        }
        assert!(items[0].name.starts_with("Must: "), "{items:#?}");
        assert_eq!(faults(&nodes), [""; 0]);
    });
}

#[test]
fn the_guidance_and_the_help_in_an_emergency_are_under_headings() {
    journey_at(tempfile::tempdir().unwrap().path(), |reader, window| {
        for (key, headings) in [
            ("ctrl+4", ["Protecting children", "0–18 years", "46 ", "Based on ¶46"]),
            ("F9", ["Get help now", "Not for an emergency", "What to say", "1. "]),
        ] {
            window.keys(&[key]);
            reader.rest();
            let nodes = reader.nodes();
            let all: Vec<_> = nodes.iter().filter(|node| node.role == "heading").collect();
            for heading in headings {
                let there = all.iter().any(|node| node.name.starts_with(heading));
                assert!(there, "{key}: no heading {heading:?}: {all:#?}");
            }
            assert_eq!(faults(&nodes), [""; 0]);
        }
    });
}

#[test]
fn what_cannot_be_chosen_yet_is_reached_by_tab_and_says_why() {
    journey_at(tempfile::tempdir().unwrap().path(), |reader, window| {
        for (keys, name, why) in [
            (["ctrl+7", "Tab"], "Use this folder", "Write the full path first."),
            (["ctrl+n", "Tab"], "Continue", "Choose an answer first."),
        ] {
            window.keys(&keys);
            reader.rest();
            let at = tab_to(reader, window, name);
            assert!(!at.is("ENABLED"), "{at:?}");
            assert_eq!(at.described, why);
            window.keys(&["Return"]);
            reader.rest();
            assert_eq!(reader.at().name, name, "Enter does nothing there");
        }
        // Once an answer is chosen it can be pressed, and says nothing more.
        window.keys(&["2"]);
        reader.rest();
        let at = tab_to(reader, window, "Continue");
        assert!(at.is("ENABLED") && at.described.is_empty(), "{at:?}");
    });
}

#[test]
fn the_keyboard_comes_back_from_the_path_the_keys_and_what_is_asked() {
    journey_at(tempfile::tempdir().unwrap().path(), |reader, window| {
        window.keys(&["ctrl+n", "2", "Return"]);
        reader.rest();
        let path = tab_to(reader, window, "Show the path");
        for (opens, closes, title) in
            [("Return", "Escape", "The path"), ("F1", "F1", "Keys of this screen")]
        {
            window.keys(&[opens]);
            reader.rest();
            assert!(reader.nodes().iter().any(|node| node.name == title));
            window.keys(&[closes]);
            reader.rest();
            assert_eq!(reader.at().name, path.name, "back from {title}");
        }
        wait_for("the draft on Home", || {
            window.keys(&["ctrl+1"]);
            reader.nodes().iter().any(|node| node.name.starts_with("Discard draft"))
        });
        reader.rest();
        let discard = tab_to(reader, window, "Discard draft");
        window.keys(&["Return"]);
        reader.rest();
        assert!(reader.at().name.starts_with("This draft"), "{:?}", reader.at());
        window.keys(&["Escape"]);
        reader.rest();
        assert_eq!(reader.at().name, discard.name, "kept, and back on what asked");
        window.keys(&["Return"]);
        reader.rest();
        window.keys(&["Return"]);
        reader.rest();
        let at = reader.at();
        assert!(at.role != "frame" && !at.name.is_empty(), "gone, and the keyboard is on {at:?}");
    });
}

#[test]
fn enter_in_a_field_leaves_the_keyboard_there_and_tab_goes_on_to_the_next() {
    journey_at(tempfile::tempdir().unwrap().path(), |reader, window| {
        window.keys(&["ctrl+7", "Tab"]);
        reader.rest();
        for key in ["Return", "Escape"] {
            assert_eq!(reader.at().name, "Name");
            window.keys(&[key]);
            reader.rest();
            assert_eq!(reader.at().name, "Name", "{key}");
            window.keys(&["Tab"]);
            reader.rest();
            assert_eq!(reader.at().name, "Role", "{key}");
            window.keys(&["shift+Tab"]);
            reader.rest();
        }
    });
}

#[test]
fn a_remark_comes_once_and_after_leaving_the_field() {
    journey_at(tempfile::tempdir().unwrap().path(), |reader, window| {
        to_the_record(reader, window);
        let number = tab_to(reader, window, "NHS number");
        reader.rest();
        window.xdotool(&["type", "--delay", "60", "9990000001"]);
        assert_eq!(reader.announced(), [""; 0], "nothing while it is written");
        let at = reader.at();
        assert_eq!(at.described, number.described);
        window.keys(&["Tab"]);
        let said = reader.announced();
        assert_eq!(said.len(), 1, "{said:?}");
        window.keys(&["shift+Tab"]);
        reader.rest();
        let at = reader.at();
        let words = said[0].trim_start_matches("NHS number: ");
        assert!(at.described.starts_with(words), "before the hint: {at:?} {said:?}");
        window.keys(&["Tab", "Tab"]);
        assert_eq!(reader.announced(), [""; 0], "and never again");
    });
}

#[test]
fn the_red_button_gives_back_the_field_and_its_caret_and_leaves_no_trace() {
    let home = tempfile::tempdir().unwrap();
    journey_at(home.path(), |reader, window| {
        to_the_record(reader, window);
        let field = reader.at().name;
        window.xdotool(&["type", "--delay", "20", "abc"]);
        window.keys(&["Left", "F9"]);
        reader.rest();
        assert_eq!(reader.at().name, "Get help now");
        window.keys(&["Escape"]);
        reader.rest();
        assert_eq!(reader.at().name, field);
        window.xdotool(&["type", "--delay", "20", "X"]);
        let name = |draft: &justified::record::DecisionDraft| draft.record.children[0].name.clone();
        let written = || drafts(home.path()).first().map(name);
        wait_for("the field", || written().as_deref() == Some("abXc"));
        let draft = drafts(home.path()).remove(0);
        assert!(draft.acted_first.is_none(), "{:?}", draft.acted_first);
    });
}

#[test]
fn whoever_stays_with_the_red_button_has_a_draft_after_twenty_seconds() {
    let home = tempfile::tempdir().unwrap();
    journey_at(home.path(), |reader, window| {
        window.keys(&["F9"]);
        reader.rest();
        std::thread::sleep(Duration::from_secs(15));
        assert!(drafts(home.path()).is_empty(), "not before");
        wait_for("the draft", || drafts(home.path()).len() == 1);
        assert_eq!(reader.at().name, "Get help now", "and the keyboard stays where it was");
    });
}

#[test]
fn the_colours_are_those_of_high_contrast_where_the_desktop_prefers_it() {
    let Some(display) = Display::open() else { return };
    let home = tempfile::tempdir().unwrap();
    let Some(mut reader) = Reader::open(&display, home.path()) else { return };
    reader.prefer_contrast();
    let _window = reader.start(home.path());
    wait_for("black ground", || display.colour_at(640, 700) == [0, 0, 0]);
}
