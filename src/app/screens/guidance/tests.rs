mod column;

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::{GuidanceScreen, GuidanceView};
use crate::app::events::Event;
use crate::app::known;
use crate::app::theme;
use crate::guidance::{Cite, Library, LocalDocument, LocalShelf, Nation};
use crate::pathway::Pathway;
use crate::pathway::ledger::Page;
use crate::register::OwnGuidance;

/// What the harness holds: the screen and what it said.
struct Reader {
    library: Library,
    questions: BTreeMap<Cite, Vec<String>>,
    nation: Option<Nation>,
    own: OwnGuidance,
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
    let ledger = known::ledger(&Pathway::embedded().unwrap(), &library).unwrap();
    let title = |words: &str| words.to_owned();
    let reader = Reader {
        library,
        ledger,
        questions: BTreeMap::from([
            (cite("0-18 60"), vec![title("How sure are you?"), title("Whom did you ask?")]),
            (cite("pcyp 48c"), vec![title("Which condition is met?")]),
        ]),
        nation: Some(Nation::England),
        own: OwnGuidance::default(),
        screen,
        said: Vec::new(),
    };
    let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    let harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_theme(theme)
        .with_context_setup(crate::app::widgets::prepare);
    let mut harness = harness.build_ui_state(
        |ui, reader: &mut Reader| {
            let Reader { library, questions, nation, own, ledger, screen, said } = reader;
            let own = &*own;
            let (nation, register, cited) = (*nation, None, None);
            let today = "2026-11-22".parse().unwrap();
            let view =
                GuidanceView { library, nation, questions, ledger, own, register, today, cited };
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
    assert!(says(
        &harness,
        "0–18 ¶60 Share in proportion – and take advice in doubt, removed since, 1 hit"
    ));
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
    press(&mut harness, "Footnote * of PCYP ¶47");
    assert!(says(&harness, "For example, serious case reviews"));
    assert_eq!(place(&harness), "pcyp 47");
    harness.get_by_role_and_label(Role::Button, "Footnote * of PCYP ¶47").click_accesskit();
    harness.run();
    assert!(!says(&harness, "For example, serious case reviews"));
}

#[test]
fn a_mouse_presses_the_footnote_mark_where_it_stands() {
    let mut harness = at("pcyp 47");
    harness.get_by_role_and_label(Role::Button, "Footnote † of PCYP ¶47").click();
    harness.run();
    assert!(says(&harness, "For example, multi-agency"));
}

#[test]
fn a_reference_outside_shows_our_summary_marked_as_ours() {
    let mut harness = at("pcyp 48");
    press(&mut harness, "PCYP ¶31, not included: what is known");
    assert!(says(&harness, "In our words:"));
    press(&mut harness, "PCYP ¶31: read it in the guidance");
    assert_eq!(place(&harness), "pcyp 31");
    assert!(says(&harness, "Back to PCYP ¶48"));
    assert_eq!(harness.state().said, []);
}

#[test]
fn what_is_not_held_at_all_says_so_and_shows_no_summary() {
    let mut harness = at("0-18 58");
    let summaries = |harness: &Harness<'_, Reader>| {
        harness.query_all_by_label_contains("In our words:").count()
    };
    let before = summaries(&harness);
    press(&mut harness, "Note 30 of 0–18 ¶58, not included");
    assert!(says(&harness, "Text not included. The text of this note"));
    assert_eq!(summaries(&harness), before);
}

#[test]
fn a_removed_paragraph_has_its_age_and_an_amended_one_says_so() {
    let harness = at("0-18 61");
    assert!(says(&harness, "Historic. This is the 2007 text."));
    assert!(says(&harness, "removed by the GMC on 8 April 2018"));
    assert!(says(&harness, "PCYP ¶32: read it in the guidance"));
    assert!(says(&harness, "2007 text, amended by the GMC in 2018"));
    let harness = at("pcyp 46");
    assert!(says(&harness, "2012 wording, check the current page"));
    assert!(!says(&harness, "What applies today"));
}

#[test]
fn a_counterpart_that_is_held_is_followed_and_there_is_a_way_back() {
    let mut harness = at("pcyp 48");
    press(&mut harness, "Go to PCYP ¶31");
    assert_eq!(place(&harness), "pcyp 31");
    assert!(says(&harness, "Our summary, from a published source."));
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
    assert!(says(&harness, "Based on ¶60"));
    assert!(says(&harness, "How sure are you?"));
    assert!(says(&at("pcyp 48"), "Which condition is met?"));
    assert!(says(&at("0-18 57"), "No question is based on it."));
}

/// The heading of a section.
fn heading(harness: &Harness<'_, Reader>, words: &str) -> egui::Rect {
    harness.get_by_role_and_label(Role::Heading, words).rect()
}

const OF_61: &str = "61 Tell someone promptly – and justify not sharing";

#[test]
fn a_document_is_one_column_under_headings_in_words() {
    let harness = at("pcyp 46");
    let mut last = 0.0;
    for words in [
        "46 Take each request seriously and answer quickly",
        "47 Court orders, formal reviews and public protection",
        "48 Before you share: who asks, why, and on what ground",
        "49 Share what is relevant – not usually whole records",
        "50 If you are not sure, talk it over",
    ] {
        let rect = heading(&harness, words);
        assert!(rect.top() > last, "{words}");
        last = rect.bottom();
    }
    assert!(says(&harness, "The headings are this app’s own. The text is the GMC’s"));
}

#[test]
fn what_applies_today_comes_before_the_wording_that_was_removed_which_folds() {
    let mut harness = at("0-18 61");
    let text = "Your first concern must be the safety of children";
    let (today, then) = (
        harness.get_by_label("PCYP ¶32: read it in the guidance, from 0–18 ¶61").rect(),
        harness.get_by_label("The 2007 wording of 0–18 ¶61").rect(),
    );
    assert!(heading(&harness, OF_61).top() < today.top() && today.top() < then.top());
    let shown = |harness: &Harness<'_, Reader>| {
        harness
            .query_all_by(|node| node.value().is_some_and(|value| value.starts_with(text)))
            .next()
            .is_some()
    };
    assert!(shown(&harness));
    press(&mut harness, "The 2007 wording of 0–18 ¶61");
    assert!(!shown(&harness));
    search(&mut harness, "Your first concern must be");
    assert!(shown(&harness), "a hit in it opens it");
}

#[test]
fn a_press_in_the_list_or_a_citation_brings_the_paragraph_to_the_top() {
    for size in [(1100.0, 800.0), (700.0, 500.0)] {
        let mut harness = reading("0-18 56", size, false);
        press(&mut harness, &format!("0–18 ¶{OF_61}, removed since"));
        assert_eq!(place(&harness), "0-18 61");
        let rect = heading(&harness, OF_61);
        assert!(rect.top() > 0.0 && rect.bottom() < 300.0, "{size:?} {rect:?}");
        harness.state_mut().screen.show(&cite("pcyp 48c"));
        harness.run();
        let item = harness.get_by_label("PCYP ¶31, not included: what is known").rect();
        assert!(item.top() > 0.0 && item.bottom() < size.1, "{item:?}");
    }
}

#[test]
fn keys_scroll_the_column_and_what_is_read_follows() {
    let mut harness = reading("0-18 56", (1100.0, 500.0), false);
    assert_eq!(place(&harness), "0-18 56");
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(place(&harness), "0-18 63");
    assert!(says(&harness, "Based on ¶63"));
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(place(&harness), "0-18 56");
    for key in [Key::PageDown, Key::ArrowDown] {
        let before = heading(&harness, OF_61).top();
        harness.key_press(key);
        harness.run();
        assert!(heading(&harness, OF_61).top() < before, "{key:?}");
    }
}

#[test]
fn the_place_is_kept_while_another_text_is_looked_into() {
    let mut harness = at("pcyp 48");
    press(&mut harness, "Go to PCYP ¶31");
    assert_eq!(place(&harness), "pcyp 31");
    press(&mut harness, "Back to PCYP ¶48");
    assert_eq!(place(&harness), "pcyp 48");
    let words = "48 Before you share: who asks, why, and on what ground";
    let rect = heading(&harness, words);
    assert!(rect.top() > 0.0 && rect.bottom() < 300.0, "{rect:?}");
}

/// A text of the practice's own with so many paragraphs of 2,000 characters.
fn long(paragraphs: usize) -> LocalDocument {
    let words = "word ".repeat(400);
    let one = |number| format!("(number: \"{number}\", text: \"Text of {number}. {words}\"),");
    let all: String = (1..=paragraphs).map(one).collect();
    let file = format!(
        "LocalGuidance(format: 1, id: \"long\", title: \"Long\", publisher: \"P\", edition: \"E\", from: \"F\", checked_on: \"2026-11-01\", paragraphs: [{all}])"
    );
    LocalDocument::parse(file.as_bytes()).unwrap()
}

#[test]
fn of_a_long_document_only_what_is_in_sight_is_laid_out_and_every_heading_is_there() {
    let mut harness = at("pcyp 46");
    harness.state_mut().own =
        OwnGuidance { shelf: LocalShelf::new(vec![long(300)]), ..OwnGuidance::default() };
    harness.run();
    let laid_out = |harness: &Harness<'_, Reader>| {
        let is_text = |value: &str| value.starts_with("Text of ");
        harness.query_all_by(|node| node.value().is_some_and(|value| is_text(&value))).count()
    };
    let top = |harness: &Harness<'_, Reader>, number: usize| {
        harness.get_by_role_and_label(Role::Heading, &format!("¶{number}")).rect().top()
    };
    for number in [150, 20, 290] {
        press(&mut harness, &format!("Long ¶{number} (practice’s own)"));
        assert!(laid_out(&harness) < 20, "{}", laid_out(&harness));
        assert!(top(&harness, number) > 0.0 && top(&harness, number) < 300.0, "{number}");
        assert!(top(&harness, 1) < top(&harness, number) || number == 1, "all headings are there");
    }
    // What is laid out above while one goes back does not move what is read.
    let mut before = top(&harness, 289);
    for _ in 0..12 {
        harness.key_press(Key::ArrowUp);
        harness.run();
        let now = top(&harness, 289);
        assert!((now - before - 48.0).abs() < 1.0, "{before} {now}");
        before = now;
    }
    harness.key_press(Key::End);
    harness.run();
    let last = harness.get_by(|node| {
        node.role() == Role::Label
            && node.value().is_some_and(|value| value.starts_with("Text of 300."))
    });
    assert!((600.0..800.0).contains(&last.rect().bottom()), "{:?}", last.rect());
    let title = harness.get_by_role_and_label(Role::Heading, "Long ¶300");
    assert!(title.rect().top() < 150.0);
    harness.key_press(Key::Home);
    harness.run();
    assert!(top(&harness, 1) > 0.0);
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
