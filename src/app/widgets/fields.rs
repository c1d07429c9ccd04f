//! Fields that are typed in, of one line or several. Each has its label above, tied to it for a
//! screen reader, and its remark below, which never blocks. What is chosen is in `choices`.

use chrono::NaiveDateTime;
use egui::{Align, Id, Response, Role, Ui, UiBuilder};

use super::editor::{Edited, Field, Shape, edit};
use super::field_services::with_services;
use super::scripts::script_words;
use super::text::{caution, small};
use super::{focus, is_stop, keyboard, ring, status};
use crate::app::theme::{self, Token};
use crate::base::ronfile::MAX_TYPED;

/// What stands around a text field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line<'a> {
    /// What the field holds; also its accessible name.
    pub label: &'a str,
    /// A quiet line under the label.
    pub hint: &'a str,
    /// What is remarked about the text, in words.
    pub remark: Option<&'a str>,
    /// Put the keyboard here now.
    pub grab: bool,
    /// What is written in place of what was typed, once the field is left. Handed the text and
    /// the time on the wall.
    pub tidy: Option<fn(&str, NaiveDateTime) -> Option<String>>,
    /// Bytes of the text that could tell who somebody is: marked in it.
    pub telling: &'a [std::ops::Range<usize>],
    /// The label is small, and the hint is only read out: for a field in sight of its neighbours.
    pub quiet: bool,
    /// It is still to be filled in, which the label says.
    pub to_do: bool,
}

/// A field of one line. `id` holds the record's and the item's id, so that undo never
/// brings back another patient's text.
pub fn single_line(ui: &mut Ui, id: Id, line: Line<'_>, text: &mut String) -> Response {
    field(ui, id, line, Shape::Line.into(), text).0
}

/// A field of one line that holds words: its spelling is checked. Not for names, numbers,
/// addresses and dates, of which a dictionary knows nothing.
pub fn words_line(ui: &mut Ui, id: Id, line: Line<'_>, text: &mut String) -> Response {
    field(ui, id, line, Shape::Words.into(), text).0
}

/// A field of several lines; it grows with its text from `rows`, and its spelling is checked.
pub fn multi_line(ui: &mut Ui, id: Id, line: Line<'_>, rows: usize, text: &mut String) -> Response {
    field(ui, id, line, Shape::Area(rows).into(), text).0
}

/// A field for a time, with "Now" beside it, whose accessible name is `now`. Returns whether
/// "Now" was pressed too.
pub fn time_line(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    now: &str,
    text: &mut String,
) -> (Response, bool) {
    let now = Beside { label: "Now", name: now, width: 44.0 };
    field(ui, id, line, now.into(), text)
}

/// A field for a day, with "Today" beside it, whose accessible name is `today`. Returns
/// whether "Today" was pressed too.
pub fn day_line(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    today: &str,
    text: &mut String,
) -> (Response, bool) {
    let today = Beside { label: "Today", name: today, width: 56.0 };
    field(ui, id, line, today.into(), text)
}

/// What stands beside a field.
#[derive(Clone, Copy)]
struct Beside<'a> {
    label: &'a str,
    name: &'a str,
    /// What it takes of the field's width, in points.
    width: f32,
}

/// What a field is like, and what stands beside it.
#[derive(Clone, Copy)]
struct Kind<'a> {
    shape: Shape,
    beside: Option<Beside<'a>>,
}

impl From<Shape> for Kind<'_> {
    fn from(shape: Shape) -> Self {
        Self { shape, beside: None }
    }
}

impl<'a> From<Beside<'a>> for Kind<'a> {
    fn from(beside: Beside<'a>) -> Self {
        Self { shape: Shape::Moment, beside: Some(beside) }
    }
}

/// A field with its words around it, and whether what is beside it was pressed.
fn field(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    kind: Kind<'_>,
    text: &mut String,
) -> (Response, bool) {
    let line = Line { remark: remark_now(ui, id, line, text.trim().is_empty()), ..line };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        let label = above(ui, line);
        let (response, pressed) = bare(ui, id, (line, kind), &label, text);
        below(ui, line);
        if let Some(words) = length_words(text.len()) {
            status(ui, words, Token::Danger);
        }
        if let Some(words) = script_words(ui, text) {
            small(ui, words);
        }
        (response, pressed)
    })
    .inner
}

/// What is remarked of a field comes once it is left, and is heard once: nobody is reproached for
/// what they are still writing, nor for a field that they have only just come to. What was
/// remarked before they came stays as long as it holds.
fn remark_now<'a>(ui: &Ui, id: Id, line: Line<'a>, blank: bool) -> Option<&'a str> {
    let at_it = line.grab || ui.memory(|memory| memory.has_focus(id));
    let id = id.with("remark");
    let before = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let remark = line.remark.filter(|now| !at_it || (!blank && *now == before));
    ui.data_mut(|data| match remark {
        Some(now) if now != before => {
            data.insert_temp(id, now.to_owned());
        }
        None if !before.is_empty() => data.remove::<String>(id),
        _ => {}
    });
    remark
}

/// What is remarked of this field now: of one that is written in, what was before.
pub fn remarked(ui: &Ui, id: Id) -> Option<String> {
    ui.data(|data| data.get_temp(id.with("remark")))
}

/// A field of one line after its label, so wide. After it there is room for `widest`: it says there
/// that it is still to do, or else `after`, and nothing beside it moves when one comes or goes. What
/// is remarked of it is read out here, and shown by whoever has room for it.
pub fn line_beside(
    ui: &mut Ui,
    (id, line): (Id, Line<'_>),
    width: f32,
    (after, widest): (&str, &str),
    text: &mut String,
) -> Response {
    let line = Line { remark: remark_now(ui, id, line, text.trim().is_empty()), ..line };
    let label = small(ui, line.label);
    let response = ui.scope(|ui| {
        ui.set_width(width);
        bare(ui, id, (line, Shape::Line.into()), &label, text).0
    });
    let size = egui::vec2(small_width(ui, widest), response.response.rect.height());
    if size.x > 0.0 {
        let (room, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let middle = egui::Layout::left_to_right(Align::Center);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).layout(middle));
        match line.to_do {
            true => drop(caution(ui, TO_DO)),
            false if !after.is_empty() => drop(small(ui, after)),
            false => {}
        }
    }
    response.inner
}

/// What stands beside what is still to be filled in.
pub const TO_DO: &str = "to do";

/// How wide the smallest text is on one line, in points.
fn small_width(ui: &Ui, text: &str) -> f32 {
    let font = theme::font(theme::sizes().small, true);
    let ink = theme::ink(ui, Token::Ink);
    ui.painter().layout_no_wrap(text.to_owned(), font, ink).size().x.ceil()
}

/// The field without the words around it.
fn bare(
    ui: &mut Ui,
    id: Id,
    (line, kind): (Line<'_>, Kind<'_>),
    label: &Response,
    text: &mut String,
) -> (Response, bool) {
    let (edited, pressed) = with_beside(ui, id, line, kind, text);
    let (pressed, spelling) = (pressed || edited.now, edited.spelling.unwrap_or_default());
    let mut response = edited.response.labelled_by(label.id);
    if let Some(tidy) = line.tidy
        && keyboard::is_left(&response)
        && let Some(now) = with_services(ui.ctx(), |services| services.now)
        && let Some(tidied) = tidy(text, now)
    {
        *text = tidied;
        response.mark_changed();
    }
    named(ui, &response, line, &spelling);
    if line.grab {
        // To the middle, with what is below it: not only just into sight, as by Tab. Of a text
        // longer than the window, its beginning. What a pointer pressed stays where it was, as far
        // as the field is in sight.
        response.request_focus();
        let mut sight = response.rect.expand(48.0);
        sight.max.y = sight.max.y.min(sight.min.y + ui.clip_rect().height() * 0.8);
        ui.scroll_to_rect(sight, keyboard::goes_by_key(ui.ctx()).then_some(Align::Center));
        ring(ui, &response, response.rect);
        is_stop(&response);
        keyboard::is_brought(&response);
    } else {
        focus(ui, &response, response.rect);
    }
    debug_assert_eq!(response.id, id, "a field keeps the id it was given");
    (response, pressed)
}

/// The field alone, or with a link at its right that writes the time.
fn with_beside(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    kind: Kind<'_>,
    text: &mut String,
) -> (Edited, bool) {
    let field = |width| Field { id, shape: kind.shape, width, telling: line.telling };
    let Some(Beside { label, name, width }) = kind.beside else {
        return (edit(ui, field(ui.available_width()), text), false);
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::spaces().s;
        let edited = edit(ui, field(ui.available_width() - width), text);
        // An id of its own: the keyboard stays here while a remark comes or goes.
        let pressed = apart(ui, id.with("now"), |ui| {
            let beside = super::button::link_passed_by(ui, label, name);
            beside.on_hover_text("Ctrl ; in the field does the same.").clicked()
        });
        (edited, pressed)
    })
    .inner
}

/// Tells a screen reader what the field is called, and what is said around it.
fn named(ui: &Ui, response: &Response, line: Line<'_>, spelling: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(line.label);
        let to_do = if line.to_do { "Still to do." } else { "" };
        let words = [line.remark.unwrap_or_default(), to_do, line.hint, spelling];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        if !words.is_empty() {
            node.set_description(words.join(" "));
        }
    });
}

/// What is said of a text that is nearly too long to be saved, or is.
fn length_words(bytes: usize) -> Option<&'static str> {
    if bytes >= MAX_TYPED {
        Some(
            "This text is too long to be saved. Paste less of it, or write where the whole \
             document is kept.",
        )
    } else if bytes >= MAX_TYPED / 4 * 3 {
        Some(
            "This text is nearly too long to be saved. Paste less, or write where the whole \
             document is kept.",
        )
    } else {
        None
    }
}

pub(super) fn above(ui: &mut Ui, line: Line<'_>) -> Response {
    let write = if line.quiet { small } else { super::text::strong };
    let label = if line.to_do {
        let left = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().s;
            let label = write(ui, line.label);
            caution(ui, TO_DO);
            label
        };
        // No higher than a label alone: its neighbours stand level.
        let low = |ui: &mut Ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal_wrapped(left).inner
        };
        ui.scope(low).inner
    } else {
        write(ui, line.label)
    };
    if line.quiet && !line.hint.is_empty() {
        return label.on_hover_text(line.hint);
    }
    if !line.hint.is_empty() {
        small(ui, line.hint);
    }
    label
}

pub(super) fn below(ui: &mut Ui, line: Line<'_>) {
    if let Some(remark) = line.remark {
        status(ui, remark, Token::Caution);
    }
}

/// A part of the screen whose ids hang on `id` alone, so that what comes and goes before it
/// never takes the keyboard away.
pub fn apart<R>(ui: &mut Ui, id: Id, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
}

/// The same, as a group that a screen reader names.
pub fn group<R>(ui: &mut Ui, id: Id, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder =
        UiBuilder::new().scope_id(id).accessibility_role(Role::Group).accessibility_label(name);
    ui.scope_builder(builder, add).inner
}

/// Fields abreast, in these shares of the width; one under the other where there is little of it.
/// `add` is called for each, with its place.
pub fn side_by_side(ui: &mut Ui, shares: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
    let gap = theme::spaces().m;
    let wide = ui.available_width();
    if wide < 440.0 {
        (0..shares.len()).for_each(|at| add(ui, at));
        return;
    }
    let whole: f32 = shares.iter().sum();
    let gaps = shares.iter().skip(1).map(|_| gap).sum::<f32>();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (at, share) in shares.iter().enumerate() {
            let size = egui::vec2((wide - gaps) * share / whole, 0.0);
            ui.allocate_ui_with_layout(size, egui::Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(size.x);
                ui.spacing_mut().item_spacing.x = theme::spaces().s;
                add(ui, at);
            });
        }
    });
}

/// Two fields abreast where the width allows, one under the other where it does not. `add`
/// is called for each, with 0 and then 1.
pub fn abreast(ui: &mut Ui, mut add: impl FnMut(&mut Ui, usize)) {
    if ui.available_width() < 440.0 {
        add(ui, 0);
        add(ui, 1);
    } else {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().l;
            ui.columns(2, |columns| {
                for (at, ui) in columns.iter_mut().enumerate() {
                    ui.spacing_mut().item_spacing.x = theme::spaces().s;
                    add(ui, at);
                }
            });
        });
    }
}
