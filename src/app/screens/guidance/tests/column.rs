use super::*;

#[test]
fn a_hit_is_in_sight_however_fast_it_is_typed() {
    let mut harness = at("0-18 61");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    for letter in ["n", "i", "g", "g", "l", "i", "n", "g"] {
        harness.get_by_role_and_label(Role::TextInput, "Search the guidance").type_text(letter);
        harness.step();
    }
    harness.run();
    assert_eq!(place(&harness), "0-18 60");
    let text = harness.get_by(|node| {
        node.role() == Role::Label
            && node.value().is_some_and(|value| value.contains("with niggling concerns"))
    });
    let middle = text.rect().center().y;
    assert!((100.0..800.0).contains(&middle), "{:?}", text.rect());
}

#[test]
fn an_unknown_place_changes_nothing() {
    let mut harness = at("0-18 60");
    harness.state_mut().screen.show(&cite("pcyp 99"));
    harness.run();
    assert_eq!(place(&harness), "0-18 60");
}

#[test]
fn every_paragraph_can_be_reached_by_keyboard_alone() {
    for size in [(1100.0, 800.0), (600.0, 400.0)] {
        let mut harness = reading("0-18 63", size, false);
        if size.0 < 632.0 {
            enter(&mut harness, "Contents");
        }
        let library = Library::embedded().unwrap();
        let mut all: Vec<(Cite, String)> = Vec::new();
        for document in super::super::documents(&library) {
            for paragraph in &document.paragraphs {
                let cite = Cite::paragraph(&document.id, paragraph.number);
                all.push((cite.clone(), super::super::place::heading_of(&library, &cite)));
            }
        }
        let (_, first) = &all[0];
        harness.get_by_label_contains(&format!("PCYP ¶{first}")).focus();
        harness.run();
        for (cite, _) in &all {
            harness.key_press(Key::Enter);
            harness.run();
            assert_eq!(harness.state().screen.place.as_ref(), Some(cite), "{size:?}");
            harness.key_press(Key::Tab);
            harness.run();
        }
    }
}

/// Presses what has this name with the keyboard.
fn enter(harness: &mut Harness<'_, Reader>, name: &str) {
    harness.get_by_label(name).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn the_ledger_is_left_and_come_back_to_where_it_was_read() {
    let mut harness = reading("pcyp 46", (1100.0, 400.0), false);
    enter(&mut harness, "The whole ledger: what this app does about each must, should and may");
    let here = harness.get_by_label("PCYP ¶46: read it").rect();
    assert!(here.top() >= 0.0 && here.bottom() < 200.0, "begins at the paragraph: {here:?}");
    enter(&mut harness, "PCYP ¶47: read it");
    assert_eq!(place(&harness), "pcyp 47");
    let heading = heading(&harness, "47 Court orders, formal reviews and public protection");
    assert!(heading.top() > 0.0 && heading.bottom() < 400.0, "{heading:?}");
    enter(&mut harness, "Back to the ledger");
    let here = harness.get_by_label("PCYP ¶47: read it").rect();
    assert!(here.top() >= 0.0 && here.bottom() < 200.0, "and at the one that was read: {here:?}");
}

#[test]
fn no_ink_stands_on_a_ground_that_the_theme_does_not_list() {
    for dark in [false, true] {
        let mut harness = reading("pcyp 47", (1100.0, 800.0), dark);
        press(&mut harness, "Footnote † of PCYP ¶47");
        search(&mut harness, "paragraph 56");
        let _ = reading("0-18 60", (640.0, 400.0), dark);
        let _ = reading("0-18 note-30", (1100.0, 800.0), dark);
        let mut harness = reading("0-18 59", (1100.0, 800.0), dark);
        press(
            &mut harness,
            "What this app does about this sentence: “must not delay sharing relevant information”",
        );
        press(&mut harness, "Ledger: what this app does about each must, should and may");
        search(&mut harness, "court order");
    }
    assert_eq!(theme::unlisted_pairs(), []);
}
