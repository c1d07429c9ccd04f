use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{GuidanceScreen, View};
use crate::app::events::Event;
use crate::app::theme;
use crate::app::walk::Rules;
use crate::guidance::{Cite, Library, Nation};
use crate::pathway::ledger::Page;

/// What the harness holds: the screen and what it said.
struct Reader {
    library: Library,
    questions: BTreeMap<Cite, Vec<String>>,
    nation: Option<Nation>,
    ledger: Page,
    screen: GuidanceScreen,
    said: Vec<Event>,
}

fn cite(text: &str) -> Cite {
    Cite::parse(text).unwrap()
}

/// The screen in a window of this size, at this place.
fn reading(place: &str, size: (f32, f32), dark: bool) -> Harness<'static, Reader> {
    let mut screen = GuidanceScreen::default();
    screen.show(&cite(place));
    let library = Library::embedded().unwrap();
    let ledger = Rules::embedded(&library).unwrap().ledger(&library).unwrap();
    let title = |words: &str| words.to_owned();
    let reader = Reader {
        library,
        ledger,
        questions: BTreeMap::from([
            (cite("0-18 60"), vec![title("How sure are you?"), title("Whom did you ask?")]),
            (cite("pcyp 48c"), vec![title("Which condition is met?")]),
        ]),
        nation: Some(Nation::England),
        screen,
        said: Vec::new(),
    };
    let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    let harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_theme(theme)
        .with_context_setup(theme::apply);
    let mut harness = harness.build_ui_state(
        |ui, reader: &mut Reader| {
            let Reader { library, questions, nation, ledger, screen, said } = reader;
            let own = &crate::register::OwnGuidance::default();
            let (nation, register, cited) = (*nation, None, None);
            let today = "2026-11-22".parse().unwrap();
            let view = View { library, nation, questions, ledger, own, register, today, cited };
            screen.ui(ui, &view, said);
        },
        reader,
    );
    harness.run();
    harness
}

fn at(place: &str) -> Harness<'static, Reader> {
    reading(place, (1100.0, 800.0), false)
}

/// Types into the search.
fn search(harness: &mut Harness<'_, Reader>, words: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Search the guidance").type_text(words);
    harness.run();
}

fn place(harness: &Harness<'_, Reader>) -> String {
    harness.state().screen.place.as_ref().unwrap().to_string()
}

fn says(harness: &Harness<'_, Reader>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

/// Presses what has this name.
fn press(harness: &mut Harness<'_, Reader>, name: &str) {
    harness.get_by_label(name).click_accesskit();
    harness.run();
}

#[test]
fn search_as_typed_counts_the_hits_and_marks_where_they_stand() {
    let mut harness = at("0-18 56");
    search(&mut harness, "nig");
    assert_eq!(place(&harness), "0-18 60");
    assert!(says(&harness, "1 of 1"));
    assert!(says(&harness, "0–18 ¶60, removed since, 1 hit"));
    search(&mut harness, "zz");
    assert!(says(&harness, "Nothing found"));
    assert_eq!(place(&harness), "0-18 60", "the place stays while nothing is found");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!says(&harness, "Nothing found"));
}

#[test]
fn enter_and_f3_go_from_hit_to_hit_and_round_the_end() {
    let mut harness = at("0-18 56");
    search(&mut harness, "Serious Case Reviews");
    assert!(says(&harness, "1 of 2"));
    assert_eq!(place(&harness), "0-18 62");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(says(&harness, "2 of 2"));
    assert_eq!(place(&harness), "pcyp 47");
    assert!(says(&harness, "For example, serious case reviews"), "its footnote is opened");
    harness.key_press(Key::F3);
    harness.run();
    assert!(says(&harness, "1 of 2"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    assert!(says(&harness, "2 of 2"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F3);
    harness.run();
    assert_eq!(place(&harness), "0-18 62");
    assert!(
        harness.get_by_role_and_label(Role::TextInput, "Search the guidance").is_focused(),
        "the keyboard stays in the search"
    );
}

#[test]
fn a_footnote_opens_in_place_and_closes_again() {
    let mut harness = at("pcyp 47");
    assert!(!says(&harness, "For example, serious case reviews"));
    press(&mut harness, "Footnote *");
    assert!(says(&harness, "For example, serious case reviews"));
    assert_eq!(place(&harness), "pcyp 47");
    harness.get_by_role_and_label(Role::Button, "Footnote *").click_accesskit();
    harness.run();
    assert!(!says(&harness, "For example, serious case reviews"));
}

#[test]
fn a_mouse_presses_the_footnote_mark_where_it_stands() {
    let mut harness = at("pcyp 47");
    harness.get_by_role_and_label(Role::Button, "Footnote †").click();
    harness.run();
    assert!(says(&harness, "For example, multi-agency"));
}

#[test]
fn a_reference_outside_shows_our_summary_marked_as_ours() {
    let mut harness = at("pcyp 48");
    press(&mut harness, "PCYP ¶31, not included: what is known");
    assert!(says(&harness, "Our summary, text not included."));
    press(&mut harness, "PCYP ¶31: read it in the guidance");
    assert_eq!(place(&harness), "pcyp 31");
    assert!(says(&harness, "Back to PCYP ¶48"));
    assert_eq!(harness.state().said, []);
}

#[test]
fn what_is_not_held_at_all_says_so_and_shows_no_summary() {
    let mut harness = at("0-18 58");
    press(&mut harness, "Note 30, not included");
    assert!(says(&harness, "Text not included. The text of this note"));
    assert!(!says(&harness, "Our summary, text"));
}

#[test]
fn a_removed_paragraph_has_its_age_and_what_takes_its_place_beside_it() {
    let harness = at("0-18 61");
    assert!(says(&harness, "Historic. This is the 2007 text."));
    assert!(says(&harness, "2007 text, removed by the GMC in 2018"));
    assert!(says(&harness, "In force today"));
    assert!(says(&harness, "PCYP ¶32"));
    let harness = at("0-18 56");
    assert!(says(&harness, "2007 text, amended by the GMC in 2018"));
    let harness = at("pcyp 46");
    assert!(says(&harness, "2012 wording, check the current page"));
    assert!(!says(&harness, "In force today"));
}

#[test]
fn a_counterpart_that_is_held_is_followed_and_there_is_a_way_back() {
    let mut harness = at("pcyp 48");
    press(&mut harness, "Go to PCYP ¶31");
    assert_eq!(place(&harness), "pcyp 31");
    assert!(says(&harness, "Our summary, from a published source. The text is not included here."));
    press(&mut harness, "Back to PCYP ¶48");
    assert_eq!(place(&harness), "pcyp 48");
    let mut harness = at("pcyp 47");
    harness.state_mut().screen.show(&cite("pcyp 44"));
    harness.run();
    assert_eq!(place(&harness), "pcyp 43");
    press(&mut harness, "Go to 0–18 ¶60");
    assert_eq!(place(&harness), "0-18 60");
}

#[test]
fn an_old_name_has_the_name_of_today_for_the_nation_beside_it() {
    for (nation, words) in [
        (Nation::England, "local safeguarding children partnership"),
        (Nation::Wales, "Regional Safeguarding Board"),
        (Nation::Scotland, "In Scotland today: the Child Protection Committee"),
        (Nation::NorthernIreland, "Safeguarding Board for Northern Ireland"),
    ] {
        let mut harness = at("0-18 58");
        harness.state_mut().nation = Some(nation);
        harness.run();
        assert!(says(&harness, words), "{words}");
        assert!(says(&harness, &format!("Names today, {}", nation.label())));
    }
}

#[test]
fn a_copied_citation_says_where_it_stands_how_old_it_is_and_whose() {
    let mut harness = at("0-18 61");
    press(&mut harness, "Copy citation");
    let [Event::Copy { text, said }] = harness.state().said.as_slice() else {
        panic!("{:?}", harness.state().said)
    };
    assert_eq!(said, "Citation of 0–18 ¶61 copied.");
    for part in
        ["0–18 years: guidance for all doctors", "0–18 ¶61", "2007 edition", "acknowledgement"]
    {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn the_questions_that_rest_on_a_paragraph_or_its_items_are_named() {
    let harness = at("0-18 60");
    assert!(says(&harness, "What is based on ¶60"));
    assert!(says(&harness, "How sure are you?"));
    assert!(says(&at("pcyp 48"), "Which condition is met?"));
    assert!(says(&at("0-18 57"), "No question is based on it."));
}

#[test]
fn the_next_paragraph_begins_at_its_beginning() {
    let mut harness = reading("0-18 60", (640.0, 400.0), false);
    harness.get_by_label("Next ¶61").focus();
    harness.run();
    assert!(harness.get_by_label("Paragraph 60").rect().top() < 0.0, "scrolled down");
    harness.key_press(Key::Enter);
    harness.run();
    let heading = harness.get_by_label("Paragraph 61").rect();
    assert!(heading.top() > 0.0 && heading.bottom() < 400.0, "{heading:?}");
}

#[test]
fn a_hit_far_down_is_scrolled_into_view_and_the_search_stays_in_sight() {
    let mut harness = reading("0-18 60", (640.0, 400.0), false);
    search(&mut harness, "appropriate channels");
    let text = harness.get_by(|node| {
        node.value().is_some_and(|value| value.ends_with("through the appropriate channels."))
    });
    assert!(text.rect().bottom() < 420.0, "{:?}", text.rect());
    let field = harness.get_by_role_and_label(Role::TextInput, "Search the guidance").rect();
    assert!(field.top() >= 0.0 && field.bottom() < 80.0, "{field:?}");
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
    let library = Library::embedded().unwrap();
    let all: Vec<Cite> = library
        .documents()
        .iter()
        .flat_map(|one| one.paragraphs.iter().map(|p| Cite::paragraph(&one.id, p.number)))
        .collect();
    for size in [(1100.0, 800.0), (640.0, 400.0)] {
        let mut harness = reading("pcyp 50", size, false);
        search(&mut harness, "");
        let mut reached = Vec::new();
        // From the search, Tab goes through the contents in the order of the documents.
        for _ in &all {
            for key in [Key::Tab, Key::Enter] {
                harness.key_press(key);
                harness.run();
            }
            reached.push(harness.state().screen.place.clone().unwrap());
        }
        assert_eq!(reached, all, "{size:?}");
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
    let mut harness = reading("pcyp 46", (640.0, 400.0), false);
    enter(&mut harness, "The whole ledger: what this app does about each must, should and may");
    let here = harness.get_by_label("PCYP ¶46: read it").rect();
    assert!(here.top() >= 0.0 && here.bottom() < 200.0, "begins at the paragraph: {here:?}");
    enter(&mut harness, "PCYP ¶47: read it");
    assert_eq!(place(&harness), "pcyp 47");
    let heading = harness.get_by_label("Paragraph 47").rect();
    assert!(heading.top() > 0.0 && heading.bottom() < 400.0, "{heading:?}");
    enter(&mut harness, "Back to the ledger");
    let here = harness.get_by_label("PCYP ¶47: read it").rect();
    assert!(here.top() >= 0.0 && here.bottom() < 200.0, "and at the one that was read: {here:?}");
}

#[test]
fn no_ink_stands_on_a_ground_that_the_theme_does_not_list() {
    for dark in [false, true] {
        let mut harness = reading("pcyp 47", (1100.0, 800.0), dark);
        press(&mut harness, "Footnote †");
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
