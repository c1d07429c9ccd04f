//! What is said beside a text in a script that the window cannot show as it is read.

use egui::Ui;

use crate::app::theme;

/// So many letters are looked at: a whole page is not, in each frame.
const MANY: usize = 2_000;

/// What is said beside this text; `None` where it is shown as it is read.
pub fn script_words(ui: &Ui, text: &str) -> Option<&'static str> {
    if text.is_ascii() {
        None
    } else if has_boxes(ui, text) {
        Some(
            "This computer cannot show some of these letters: there is a box for each. They are \
             kept as you wrote them.",
        )
    } else {
        runs_leftward(text).then_some(
            "This text runs from right to left. Its words, and the caret, may be shown here in \
             another order. It is kept as you wrote it.",
        )
    }
}

/// Whether there are letters that neither our face nor any of the system's has.
fn has_boxes(ui: &Ui, text: &str) -> bool {
    let face = theme::font(theme::sizes().reading, false);
    let foreign = |c: &char| *c > '\u{24f}' && c.is_alphabetic();
    let mut letters = text.chars().filter(foreign).take(MANY);
    ui.fonts_mut(|fonts| letters.any(|letter| !fonts.has_glyph(&face, letter)))
}

/// Whether letters of Hebrew, Arabic or another script that runs from right to left are in it.
fn runs_leftward(text: &str) -> bool {
    let leftward = |c: char| {
        matches!(
            c,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
                | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
        )
    };
    text.chars().any(leftward)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of it with our own face alone: no test sees what a machine has.
    fn said(text: &str) -> Option<&'static str> {
        let ctx = egui::Context::default();
        theme::apply(&ctx);
        let mut said = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| said = script_words(ui, text));
        output.textures_delta.clear();
        said
    }

    #[test]
    fn letters_that_no_face_has_are_said_to_be_boxes() {
        for name in ["\u{a17}\u{a41}\u{a30}", "Robin \u{963f}", "\u{5d9}\u{5e2}\u{5dc}"] {
            assert!(said(name).is_some_and(|words| words.contains("box")), "{name}");
        }
    }

    #[test]
    fn what_our_own_face_has_needs_no_words() {
        let names = "Nguy\u{1ec5}n Th\u{1ecb} Hoa, Ll\u{177}r, \u{15e}ahin \u{2013} \u{201c}5 \u{b0}C\u{201d}";
        for name in ["Robin", names, ""] {
            assert_eq!(said(name), None, "{name}");
        }
        assert!(runs_leftward("Robin \u{5d9}"));
        assert!(!runs_leftward(names));
    }
}
