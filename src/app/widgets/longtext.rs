//! How a very long text is laid out while it is written: in pieces, so that a keystroke lays out
//! one of them. egui does that for each paragraph; here a paragraph without an end, as a whole
//! record pasted on one line, is cut too.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Color32, FontId, Galley, Ui};

/// From how many bytes on a paragraph is cut: no paragraph that a person writes is so long.
const LONG: usize = 8_000;
/// A piece has at least so many bytes. The line in which one ends is left unfilled.
const LEAST: usize = 1_500;
/// From here on a piece ends at the next white space, wherever that is.
const ENOUGH: usize = 3_000;
/// And here at any letter, for a text without white space.
const MOST: usize = 6_000;

/// Whether a paragraph of this text is cut.
fn is_long(text: &str) -> bool {
    text.len() >= LONG && text.split('\n').any(|line| line.len() >= LONG)
}

/// A text as a text field shows it. `one_line`: it does not break at its line ends either.
pub(super) fn lay_out(
    ui: &Ui,
    text: &str,
    (font, ink): (FontId, Color32),
    wrap: f32,
    one_line: bool,
) -> Arc<Galley> {
    let height = ui.fonts_mut(|fonts| fonts.row_height(&font));
    let height = height + ui.spacing().extra_text_line_spacing;
    // As a text field of egui lays it out.
    let job = |text: &str| {
        let mut job = LayoutJob::simple(text.to_owned(), font.clone(), ink, wrap);
        job.keep_trailing_whitespace = true;
        job.break_on_newline = !one_line;
        for section in &mut job.sections {
            section.format.line_height = Some(height);
        }
        job
    };
    if !is_long(text) {
        return ui.fonts_mut(|fonts| fonts.layout_job(job(text)));
    }
    // Each is found in egui's own cache, but for the one that was changed.
    let (mut galleys, mut soft) = (Vec::new(), Vec::new());
    for line in text.split('\n') {
        let pieces = pieces(line);
        let last = pieces.len().saturating_sub(1);
        for (at, piece) in pieces.into_iter().enumerate() {
            galleys.push(ui.fonts_mut(|fonts| fonts.layout_job(job(piece))));
            soft.push(at != last);
        }
    }
    let scale = ui.ctx().pixels_per_point();
    let mut whole = Galley::concat(Arc::new(job(text)), &galleys, scale);
    // Where a piece ends, the text does not break.
    let mut end = 0;
    for (galley, soft) in galleys.iter().zip(soft) {
        end += galley.rows.len();
        if let Some(row) = end.checked_sub(1).and_then(|at| whole.rows.get_mut(at)).filter(|_| soft)
        {
            row.ends_with_newline = false;
        }
    }
    Arc::new(whole)
}

/// A paragraph in pieces. Where they end hangs on the letters there and not on how far from the
/// beginning they are: so a letter that is put in changes one piece, and those behind it stay.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while rest.len() > LONG {
        let Some((piece, after)) = rest.split_at_checked(end(rest)) else { break };
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// Where the first piece of this text ends, in bytes.
fn end(text: &str) -> usize {
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        let after_space = before.is_whitespace() && !c.is_whitespace();
        // After one sentence in a few, by what the next one begins with.
        let chosen = after_space && u32::from(c) % 16 == 3;
        if (at >= LEAST && chosen) || (at >= ENOUGH && after_space) || at >= MOST {
            return at;
        }
        before = c;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(many: usize) -> String {
        let words: Vec<String> =
            (0..many).map(|at| format!("word{} ", (at * 7919) % 613)).collect();
        words.concat()
    }

    #[test]
    fn a_letter_that_is_put_in_changes_few_pieces() {
        let before = words(20_000);
        let middle = before.len() / 2;
        let now = format!("{}x{}", &before[..middle], &before[middle..]);
        let (old, new) = (pieces(&before), pieces(&now));
        assert!(old.len() > 30);
        let changed = new.iter().filter(|piece| !old.contains(piece)).count();
        assert!((1..=4).contains(&changed), "{changed}");
    }

    #[test]
    fn a_long_paragraph_has_every_letter_where_one_laid_out_whole_has_it() {
        let text = format!("first\n{}\n\nlast {}", words(2_000), "x".repeat(9_000));
        let ctx = egui::Context::default();
        crate::app::widgets::prepare(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let galley = lay_out(ui, &text, (FontId::default(), Color32::BLACK), 600.0, false);
            assert_eq!(galley.text(), text);
            let shown: String = galley
                .rows
                .iter()
                .map(|row| {
                    let letters: String = row.glyphs.iter().map(|glyph| glyph.chr).collect();
                    letters + if row.ends_with_newline { "\n" } else { "" }
                })
                .collect();
            assert_eq!(shown, text);
            let end = galley.end();
            assert_eq!(end.index.0, text.chars().count());
        });
        output.textures_delta.clear();
    }

    proptest! {
        #[test]
        fn pieces_are_the_whole_line(words in prop::collection::vec("[a-zé漢]{1,400} ?", 0..60)) {
            let line = words.concat();
            prop_assert_eq!(pieces(&line).concat(), line);
        }
    }
}
