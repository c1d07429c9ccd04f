//! The table of decisions and Home as they are looked at: how many rows are in sight, what a screen
//! reader hears of them, what is read beside them by keys, and a decision's page.

use std::path::Path;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Rect, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::cli::Terminal;
use crate::desk::{Desk, Setup, files};
use crate::signing::signed;
use crate::training::trained;

/// A practice's own register with sixty invented decisions in it, in a window so large.
pub fn practice(size: [f32; 2], zoom: f32) -> Desk {
    let made = trained();
    let folder = made.home.path().join("data").join("training");
    let file = files(&folder).into_iter().find(|path| path.ends_with("register.ron")).unwrap();
    let mut desk = Desk::with(Setup { size, zoom, ..Setup::default() });
    copy(file.parent().unwrap(), &desk.register());
    let info = desk.register().join("register.ron");
    let text = std::fs::read_to_string(&info).unwrap();
    std::fs::write(info, text.replace("training: true", "training: false")).unwrap();
    let event = justified::app::events::SettingsEvent::UseDefaultFolder;
    let context = desk.window.ctx.clone();
    let state = &mut desk.window.state_mut().state;
    state.handle(&context, justified::app::events::Event::Settings(event));
    desk.window.run();
    desk
}

fn copy(from: &Path, to: &Path) {
    for path in files(from) {
        let there = to.join(path.strip_prefix(from).unwrap());
        std::fs::create_dir_all(there.parent().unwrap()).unwrap();
        std::fs::copy(path, there).unwrap();
    }
}

fn list(desk: &mut Desk) {
    let event = justified::app::events::Event::Go(justified::app::events::Screen::Decisions);
    let context = desk.window.ctx.clone();
    desk.window.state_mut().state.handle(&context, event);
    desk.window.run();
}

/// The rows that are wholly in a window so large, from the top.
fn in_sight(desk: &Desk, role: Role, high: f32, [wide, below]: [f32; 2]) -> usize {
    let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(wide, below));
    let rows = desk.window.query_all_by_role(role);
    let rows = rows.filter(|row| (row.rect().height() - high).abs() < 0.6);
    rows.filter(|row| window.contains_rect(row.rect())).count()
}

fn focused(desk: &Desk) -> Node<'_> {
    desk.every().into_iter().find(Node::is_focused).unwrap()
}

#[test]
fn twenty_decisions_are_in_sight_and_fifteen_rows_of_home() {
    let size = [1280.0, 800.0];
    let mut desk = practice(size, 1.0);
    assert!(in_sight(&desk, Role::Button, 32.0, size) >= 15, "{}", desk.text());
    list(&mut desk);
    assert!(in_sight(&desk, Role::ListItem, 31.0, size) >= 20, "{}", desk.text());
}

#[test]
fn at_200_per_cent_rows_are_in_sight_and_a_press_opens_one() {
    let size = [640.0, 400.0];
    let mut desk = practice(size, 2.0);
    list(&mut desk);
    assert!(in_sight(&desk, Role::ListItem, 31.0, size) >= 5, "{}", desk.text());
    let row = desk.window.query_all_by_role(Role::ListItem).next().unwrap();
    assert!(row.rect().right() <= 640.0, "nothing is cut sideways");
    row.click();
    desk.window.run();
    desk.must_show("Decision and reasons");
}

#[test]
fn the_rows_are_a_list_and_each_says_its_place_and_child_date_and_outcome_in_150_letters() {
    let mut desk = practice([1280.0, 800.0], 1.0);
    list(&mut desk);
    let of = desk.window.state().state.session.lists().found.rows.len();
    let whole = desk.window.get_by_role(Role::List);
    assert_eq!(whole.accesskit_node().data().size_of_set(), Some(of));
    for (at, row) in desk.window.query_all_by_role(Role::ListItem).enumerate() {
        let node = row.accesskit_node();
        // Counted from 0; the platforms are told the next number.
        assert_eq!(node.data().position_in_set(), Some(at));
        let name = node.label().unwrap();
        assert!(name.chars().count() <= 150 && name.contains("202"), "{name}");
    }
    desk.key(Key::Tab);
    while focused(&desk).accesskit_node().role() != Role::ListItem {
        desk.key(Key::Tab);
    }
    desk.key(Key::End);
    assert_eq!(focused(&desk).accesskit_node().data().position_in_set(), Some(of - 1));
    desk.key(Key::Tab);
    assert!(desk.is_on(Role::Button, "Open"), "one stop of Tab: {}", desk.text());
}

#[test]
fn the_arrows_move_the_row_and_what_is_beside_it_follows_in_the_next_frame() {
    let mut desk = practice([1280.0, 800.0], 1.0);
    list(&mut desk);
    while focused(&desk).accesskit_node().role() != Role::ListItem {
        desk.key(Key::Tab);
    }
    for _ in 0..8 {
        desk.window.key_press(Key::ArrowDown);
        desk.window.step();
        desk.window.step();
        let session = &desk.window.state().state.session;
        let shown = session.preview().unwrap().of.about();
        let name = focused(&desk).accesskit_node().label().unwrap();
        assert!(name.to_lowercase().starts_with(&shown.to_lowercase()), "{name}: {shown}");
        desk.window.run();
    }
}

#[test]
fn what_is_beside_the_list_is_read_to_its_end_by_space() {
    let mut desk = practice([1280.0, 800.0], 1.0);
    list(&mut desk);
    while focused(&desk).accesskit_node().role() != Role::ListItem {
        desk.key(Key::Tab);
    }
    let last = desk.window.state().state.session.preview().unwrap().of.id.to_string();
    let place = |desk: &Desk| desk.window.get_by_label(&last).rect().bottom();
    assert!(place(&desk) > 800.0, "there is more than is in sight");
    let row = focused(&desk).accesskit_node().label().unwrap();
    for _ in 0..12 {
        desk.key(Key::Space);
    }
    assert!(place(&desk) <= 800.0, "{}", place(&desk));
    assert_eq!(focused(&desk).accesskit_node().label().unwrap(), row, "the keyboard stays");
    desk.key(Key::Enter);
    desk.must_show("Decision and reasons");
    desk.press("All decisions");
    assert_eq!(focused(&desk).accesskit_node().label().unwrap(), row, "and comes back to the row");
}

#[test]
fn a_large_register_reads_what_is_chosen_and_holds_none_of_it() {
    let (desk, _, _) = crate::people::two();
    let mut desk = desk.again_large(7);
    desk.go("Decisions");
    desk.must_show("What was seen and said");
    let decisions = &desk.window.state().state.session.contents().decisions;
    assert!(!decisions.iter().any(justified::register::DecisionFile::is_held));
}

#[test]
fn a_decision_says_the_facts_first_then_the_reasons_then_who_was_told_and_folds_the_rest() {
    let (mut desk, first, _) = crate::people::two();
    let event = justified::app::events::DecisionsEvent::Open(first);
    let context = desk.window.ctx.clone();
    let state = &mut desk.window.state_mut().state;
    state.handle(&context, justified::app::events::Event::Decisions(event));
    desk.window.run();
    let top = |words: &str| desk.window.get_by_role_and_label(Role::Heading, words).rect().top();
    let order = ["Concern", "Decision and reasons", "Who was told"].map(top);
    assert!(order.is_sorted(), "{order:?}");
    desk.must_show("Guidance it is based on (");
    desk.must_not_show("Because: ");
    desk.must_show("Timeline");
    desk.must_show("Signed");
    desk.unfold_all();
    desk.must_show("Because: ");
}

#[test]
fn a_decision_is_saved_as_a_page_to_print_from_its_own_page() {
    let mut desk = signed("Testa Example");
    desk.press("Print or save…");
    desk.must_show("Named in it: Testa Example (child).");
    // What its reader does not need is left out until it is ticked.
    desk.tick("What was typed and set aside");
    desk.press("Save the page…");
    // No dialog can open here: the path is typed.
    let path = desk.home.path().join("decision");
    desk.write("File", &path.display().to_string());
    desk.press("Save to this file");
    desk.must_show("The page is in ");
    desk.must_not_show("What the page holds");
    let page = std::fs::read_to_string(path.with_extension("html")).unwrap();
    let left_out = "Left out here: the questions and the answers; what the outcome asked";
    for words in ["Share without consent, and say why", "Testa Example", left_out] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("What it asked") && !page.contains("set aside."), "{page}");
}

#[test]
fn a_draft_begins_with_the_child_then_says_what_it_comes_to_and_without_a_name_its_first_words() {
    let mut desk = Desk::new();
    desk.press("Begin a decision");
    desk.answer(&crate::job::DELAY_HARMS);
    desk.press("Write the record");
    desk.press("+ Finding");
    desk.write("What you found or saw", "Grandmother says nobody fetched him.");
    desk.wait(Duration::from_secs(2));
    desk.go("Home");
    let said = "Share now. Do not wait for consent. “Grandmother says nobody fetched him.”";
    desk.must_show(said);
    let row = says(&desk, said);
    assert!(row.to_lowercase().starts_with("child not named"), "{row}");
    desk.press("Continue");
    desk.write("Name", "Testa Example");
    desk.wait(Duration::from_secs(2));
    desk.go("Home");
    desk.must_not_show("Grandmother");
    let row = says(&desk, "Share now.");
    assert!(row.starts_with("Testa Example"), "{row}");
}

/// All that the line says in which these words are.
fn says(desk: &Desk, words: &str) -> String {
    let line = desk.window.get_by_label_contains(words);
    let node = line.accesskit_node();
    node.label().or_else(|| node.value()).unwrap()
}

/// Where these words are in the preview, from the top.
fn height_of(desk: &Desk, words: &str) -> Option<f32> {
    desk.window.query_all_by_label(words).map(|node| node.rect().top()).reduce(f32::min)
}

#[test]
fn what_is_still_to_do_is_told_first_in_the_preview_with_when_it_is_due() {
    let mut desk = practice([1280.0, 800.0], 1.0);
    list(&mut desk);
    desk.window.query_all_by_role(Role::ListItem).next().unwrap().click();
    desk.window.run();
    let (mut told, mut due) = (0, 0);
    for _ in 0..20 {
        let to_do = desk.window.query_all_by_label("Still to do");
        let to_do = to_do.map(|node| node.rect().top()).reduce(f32::min);
        if let (Some(to_do), Some(seen)) = (to_do, height_of(&desk, "What was seen and said")) {
            assert!(to_do < seen, "{}", desk.text());
            told += 1;
            let late = desk.window.query_all_by_role(Role::Label).filter(|node| {
                let said = node.accesskit_node();
                let words = said.value().or_else(|| said.label()).unwrap_or_default();
                words.ends_with(" late") && (to_do..seen).contains(&node.rect().top())
            });
            due += late.count().min(1);
        }
        desk.key(Key::ArrowDown);
    }
    assert!(told > 3 && due > 0, "{told} of 20 have something to do, {due} with a time");
}

#[test]
fn a_case_is_told_in_one_order_in_the_window_on_its_page_and_at_the_command_line() {
    const STEPS: [&str; 3] = ["Decided", "Signed", "Note added"];
    let mut desk = signed("Testa Example");
    desk.wait(Duration::from_hours(2));
    desk.press("Add to it");
    desk.press("Add a note");
    desk.write("Add to this decision", "They rang back.");
    desk.press("Sign and save");
    desk.must_show("Newest statement");
    let told = desk.state().session.shown()[0].timeline.clone();
    assert_eq!(told.iter().map(|step| step.what.as_str()).collect::<Vec<_>>(), STEPS);

    desk.press("Print or save…");
    desk.press("Save the page…");
    let path = desk.home.path().join("decision.html");
    desk.write("File", &path.display().to_string());
    desk.press("Save to this file");
    let page = std::fs::read_to_string(path).unwrap();
    let folder = desk.statements()[0].parent().unwrap().display().to_string();
    let shown = Terminal::new().run(&["show", &folder]).out;
    for text in [&page, &shown] {
        let from = text.find("What happened, in order").unwrap_or_else(|| panic!("{text}"));
        let places: Vec<_> =
            told.iter().map(|step| text[from..].find(&step.words()).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
        assert!(told[2].words().ends_with("Newest statement"));
    }
}

#[test]
fn from_the_title_the_keys_go_to_the_rows_at_any_size() {
    for (size, zoom) in [([1280.0, 800.0], 1.0), ([853.0, 533.0], 1.5), ([640.0, 400.0], 2.0)] {
        let mut desk = practice(size, zoom);
        desk.keys(egui::Modifiers::COMMAND, Key::Num3);
        desk.key(Key::ArrowDown);
        let on_row = |desk: &Desk| {
            let mut rows = desk.window.query_all_by_role(Role::ListItem);
            rows.any(|node| node.is_focused())
        };
        assert!(on_row(&desk), "at {zoom}: {}", desk.text());
        desk.keys(egui::Modifiers::COMMAND, Key::Num1);
        desk.keys(egui::Modifiers::COMMAND, Key::Num3);
        desk.key(Key::Enter);
        assert!(desk.state().window.screen.is_decision(), "at {zoom}: {}", desk.text());
    }
}
