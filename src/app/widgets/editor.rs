//! A text field itself: its marks of spelling, its menu, and the key for the time.

use std::ops::Range;

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Pos2, Response, ScrollArea, Stroke,
    TextBuffer, TextEdit, Ui, pos2,
};

use super::field_services::{Mark, with_services};
use super::textmenu::undo_point;
use super::{longtext, textmenu};
use crate::app::key_input;
use crate::app::theme::{self, Token};

/// The key that writes the time.
pub const STAMP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Semicolon);

/// What a field is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One line that holds a name, a number, a place or a file: not checked.
    Line,
    /// One line of words, whose spelling is checked.
    Words,
    /// One line that holds a date or a time: the key puts the present one there.
    Moment,
    /// One line of a search, inside a frame of its own.
    Search,
    /// Several lines, at least so many, whose spelling is checked.
    Area(usize),
}

/// A field that was shown.
pub(super) struct Edited {
    /// Its response; changed also by the menu and the key.
    pub response: Response,
    /// The key for the time was pressed in a field that holds one.
    pub now: bool,
    /// What is said of its spelling, for a screen reader; mostly nothing.
    pub spelling: Option<String>,
}

/// A text of one line that is longer than this many bytes is shown in several: laid out as one
/// line, all of it would be laid out at each letter and drawn in each picture.
const LONG_LINE: usize = 1_000;
/// So many of those are in sight.
const ROWS: f32 = 6.0;
/// What stands between the edge of a field and its text, in points.
const MARGIN: Margin = Margin::symmetric(10, 8);

/// A field before it is shown.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub id: Id,
    pub shape: Shape,
    /// In points.
    pub width: f32,
    /// Bytes of the text that could tell who somebody is.
    pub telling: &'a [Range<usize>],
}

/// Shows the field.
pub(super) fn edit(ui: &mut Ui, field: Field<'_>, text: &mut String) -> Edited {
    let Field { id, shape, width, .. } = field;
    // What is pasted now is in the text before this picture is done.
    let pasted = if ui.memory(|memory| memory.has_focus(id)) { arriving(ui) } else { 0 };
    let long = !matches!(shape, Shape::Area(_)) && text.len() + pasted > LONG_LINE;
    let framed = long && shape != Shape::Search;
    if !long {
        return bare(ui, field, framed, text);
    }
    let frame = if framed {
        Frame::NONE
            .fill(theme::fill(ui, Token::Panel))
            .stroke(Stroke::new(1.0, theme::fill(ui, Token::Edge)))
            .corner_radius(theme::radius())
            .inner_margin(MARGIN)
    } else {
        Frame::NONE
    };
    let (height, around) = (theme::sizes().control * 1.4 * ROWS, frame.total_margin().sum().x);
    let shown = frame.show(ui, |ui| {
        let area = ScrollArea::vertical().id_salt(id.with("long")).max_height(height);
        let within = Field { width: width - around, ..field };
        let edit = |ui: &mut Ui| bare(ui, within, framed, text);
        area.show(ui, edit).inner
    });
    // What is scrolled away is no part of the field.
    let mut edited = shown.inner;
    let rect = shown.response.rect;
    edited.response.rect = rect;
    ui.ctx().accesskit_node_builder(edited.response.id, |node| {
        let (from, to) = (rect.min, rect.max);
        node.set_bounds(egui::accesskit::Rect {
            x0: from.x.into(),
            y0: from.y.into(),
            x1: to.x.into(),
            y1: to.y.into(),
        });
    });
    edited
}

/// How many bytes are pasted or typed in this frame.
fn arriving(ui: &Ui) -> usize {
    let bytes = |event: &egui::Event| match event {
        egui::Event::Paste(text) | egui::Event::Text(text) => text.len(),
        _ => 0,
    };
    ui.input(|input| input.events.iter().map(bytes).sum())
}

/// The same. `framed`: it stands in a frame that looks like its own.
fn bare(ui: &mut Ui, field: Field<'_>, framed: bool, text: &mut String) -> Edited {
    let Field { id, shape, width, telling } = field;
    let has_keyboard = ui.memory(|memory| memory.has_focus(id));
    let stamp = has_keyboard && shape != Shape::Search && key_input::shortcut(ui.ctx(), &STAMP);
    let before = textmenu::before(ui, id);
    let ink = theme::ink_on(ui, Token::Ink, Token::Panel);
    let font = theme::font(theme::sizes().control, false);
    let face = (font.clone(), ink);
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, wrap: f32| {
        let one_line = !matches!(shape, Shape::Area(_)) && text.as_str().len() <= LONG_LINE;
        let wrap = if one_line { f32::INFINITY } else { wrap };
        longtext::lay_out(ui, text.as_str(), face.clone(), wrap, one_line)
    };
    let edit = match shape {
        Shape::Area(rows) => TextEdit::multiline(text).desired_rows(rows),
        Shape::Line | Shape::Words | Shape::Moment | Shape::Search => TextEdit::singleline(text),
    };
    let edit = match shape {
        Shape::Search => {
            edit.frame(Frame::NONE).align(egui::Align2::LEFT_CENTER).min_size(egui::vec2(0.0, 30.0))
        }
        _ if framed => edit.frame(Frame::NONE),
        _ => edit.margin(MARGIN),
    };
    let output = edit
        .id(id)
        .desired_width(width)
        .font(font)
        .text_color(ink)
        .layouter(&mut layouter)
        .show(ui);
    let mut response = output.response.response.clone();
    let marks = match shape {
        Shape::Words | Shape::Area(_) => {
            with_services(ui.ctx(), |services| services.marks(id, text))
        }
        Shape::Line | Shape::Moment | Shape::Search => std::sync::Arc::default(),
    };
    underline(ui, &output, &marks, |mark| mark.chars.clone(), Under::Wave);
    underline(ui, &output, &in_chars(text, telling), Range::clone, Under::Bar);
    let mut changed = textmenu::ui(ui, &output, &before, &marks, text);
    if stamp && shape != Shape::Moment {
        insert_time(ui, id, text, &with_services(ui.ctx(), |services| services.clock.clone()));
        changed = true;
    }
    if changed {
        response.mark_changed();
        ui.ctx().request_repaint();
    }
    Edited { response, now: stamp && shape == Shape::Moment, spelling: said(&marks) }
}

/// Writes the time where the caret stands, in place of what is selected, apart from the words
/// around it.
fn insert_time(ui: &Ui, id: Id, text: &mut String, clock: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let range = state.cursor.char_range().unwrap_or(CCursorRange::one(end));
    undo_point(&mut state, range, text);
    let mut caret = text.delete_selected(&range);
    let before = caret.index.0.checked_sub(1).and_then(|at| text.chars().nth(at));
    let apart =
        if before.is_none_or(|c| c.is_whitespace() || "([“–".contains(c)) { "" } else { " " };
    text.insert_text_at(&mut caret, &format!("{apart}{clock} "), usize::MAX);
    state.cursor.set_char_range(Some(CCursorRange::one(caret)));
    state.store(ui.ctx(), id);
}

/// As many of the words that nobody knows as anybody listens to.
const TOLD: usize = 12;

/// "2 words may be misspelled: bruize, noticable."
fn said(marks: &[Mark]) -> Option<String> {
    let words: Vec<&str> = marks.iter().take(TOLD).map(|mark| mark.word.as_str()).collect();
    let count = match marks.len() {
        0 => return None,
        1 => "1 word".to_owned(),
        many => format!("{many} words"),
    };
    let words = words.join(", ");
    let more = if marks.len() > TOLD { " and more" } else { "" };
    Some(format!("{count} may be misspelled: {words}{more}. Shift F10 on a word offers others."))
}

/// What is drawn under words: its shape tells, not its colour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Under {
    /// A word that nobody knows.
    Wave,
    /// What could tell who somebody is.
    Bar,
}

/// The same places in characters. A place that is none, as the text was just changed, is left
/// out until it is worked out again.
fn in_chars(text: &str, bytes: &[Range<usize>]) -> Vec<Range<usize>> {
    let chars = |to: usize| text.get(..to).map(|before| before.chars().count());
    bytes.iter().filter_map(|at| Some(chars(at.start)?..chars(at.end)?)).collect()
}

/// A line under each of these places that is in sight. The rows are gone through once, as a long
/// text has thousands of them and of marks.
fn underline<T>(
    ui: &Ui,
    output: &TextEditOutput,
    marks: &[T],
    chars: impl Fn(&T) -> Range<usize>,
    under: Under,
) {
    if marks.is_empty() || !ui.is_rect_visible(output.response.response.rect) {
        return;
    }
    let galley = &output.galley;
    let from = output.galley_pos.to_vec2() - egui::vec2(galley.rect.left(), 0.0);
    let painter = ui.painter_at(output.text_clip_rect.expand(3.0));
    let mut first = 0;
    for row in &galley.rows {
        let last = first + row.char_count_excluding_newline().0;
        let place = row.rect().translate(from);
        if place.top() > painter.clip_rect().bottom() {
            break;
        }
        if place.bottom() >= painter.clip_rect().top() {
            // A long word can be broken over several rows.
            let here = marks.iter().skip(marks.partition_point(|mark| chars(mark).end <= first));
            for mark in here.map(&chars).take_while(|mark| mark.start < last) {
                let x = |at: usize| {
                    let column = at.clamp(first, last) - first;
                    place.left() + row.x_offset(CharIndex(column))
                };
                let (start, end) = (pos2(x(mark.start), place.bottom()), x(mark.end));
                match under {
                    Under::Wave => {
                        let ink = theme::ink_on(ui, Token::Danger, Token::Panel);
                        painter.line(wave(start, end), Stroke::new(1.3, ink));
                    }
                    Under::Bar => {
                        let ink = theme::ink_on(ui, Token::Caution, Token::Panel);
                        painter.hline(start.x..=end, start.y, Stroke::new(3.0, ink));
                    }
                }
            }
        }
        first += row.char_count_including_newline().0;
    }
}

/// A wave from `start` to the right.
fn wave(start: Pos2, end: f32) -> Vec<Pos2> {
    const STEP: f32 = 2.0;
    let mut points = Vec::new();
    let (mut x, mut up) = (start.x, false);
    while x <= end {
        points.push(pos2(x, start.y - if up { 1.6 } else { 0.0 }));
        (x, up) = (x + STEP, !up);
    }
    points
}
