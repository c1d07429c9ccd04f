use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{GuidanceScreen, View};
use crate::app::events::Event;
use crate::app::theme;
use crate::guidance::{Cite, Library, Nation};

/// What the harness holds: the screen and what it said.
struct Reader {
    library: Library,
    questions: BTreeMap<Cite, Vec<String>>,
    nation: Nation,
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
    let title = |words: &str| words.to_owned();
    let reader = Reader {
        library: Library::embedded().unwrap(),
        questions: BTreeMap::from([
            (cite("0-18 60"), vec![title("How sure are you?"), title("Whom did you ask?")]),
            (cite("pcyp 48c"), vec![title("Which condition is met?")]),
        ]),
        nation: Nation::England,
        screen,
        said: Vec::new(),
    };
    let theme = if dark { egui::Theme::Dark } else { egui::Theme::Light };
    let harness = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_theme(theme)
        .with_context_setup(theme::apply);
    #[cfg(feature = "pictures")]
    let harness = harness.with_pixels_per_point(if size.0 < 700.0 { 2.0 } else { 1.0 }).wgpu();
    let mut harness = harness.build_ui_state(
        |ui, reader: &mut Reader| {
            let Reader { library, questions, nation, screen, said } = reader;
            screen.ui(ui, &View { library, nation: *nation, questions }, said);
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

#[cfg(feature = "pictures")]
#[test]
#[ignore = "for the eye"]
fn pictures_for_the_eye() {
    for dark in [false, true] {
        for (w, h) in [(1112.0, 752.0), (640.0, 400.0), (640.0, 1000.0), (640.0, 2000.0)] {
            for (name, at, words, press) in [
                ("60", "0-18 60", "niggling", vec![]),
                ("47", "pcyp 47", "", vec!["Footnote *", "Footnote †"]),
                ("58", "0-18 58", "", vec!["Note 30, not held"]),
                ("48c", "pcyp 48c", "", vec!["PCYP ¶31, not held: what is known"]),
                ("31", "pcyp 31", "confiden", vec![]),
                ("none", "0-18 61", "zebra", vec![]),
            ] {
                let mut harness = reading(at, (w, h), dark);
                for label in press {
                    harness.get_by_label(label).click_accesskit();
                    harness.run();
                }
                if !words.is_empty() {
                    search(&mut harness, words);
                }
                let mode = if dark { "dark" } else { "light" };
                let file = format!("/tmp/look-guidance/{name}-{w}x{h}-{mode}.png");
                harness.render().unwrap().save(file).unwrap();
            }
        }
    }
}
