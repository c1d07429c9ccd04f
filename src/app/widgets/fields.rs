//! Fields: text in one line or several, one of a few, several of many. Each has its label
//! above, tied to it for a screen reader, and its remark below, which never blocks.

use chrono::NaiveDateTime;
use egui::{Align, Id, Response, Role, Ui, UiBuilder};

use super::desk::with_desk;
use super::editor::{Edited, Field, Shape, edit};
use super::press::{chip, segment};
use super::scripts::script_words;
use super::text::small;
use super::{focus, ring, status};
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
    // Nobody is reproached for a field that they have only just come to.
    let at_it = line.grab || ui.memory(|memory| memory.has_focus(id));
    let line = if at_it && text.trim().is_empty() { Line { remark: None, ..line } } else { line };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        let label = above(ui, line);
        let (edited, pressed) = with_beside(ui, id, line, kind, text);
        let (pressed, spelling) = (pressed || edited.now, edited.spelling.unwrap_or_default());
        let mut response = edited.response.labelled_by(label.id);
        if response.lost_focus()
            && let Some((tidy, now)) = line.tidy.zip(with_desk(ui.ctx(), |desk| desk.now))
            && let Some(tidied) = tidy(text, now)
        {
            *text = tidied;
            response.mark_changed();
        }
        named(ui, &response, line, &spelling);
        if line.grab {
            // To the middle, with what is below it: not only just into sight, as by Tab.
            // Of a text longer than the window, its beginning.
            response.request_focus();
            let mut sight = response.rect.expand(48.0);
            sight.max.y = sight.max.y.min(sight.min.y + ui.clip_rect().height() * 0.8);
            ui.scroll_to_rect(sight, Some(Align::Center));
            ring(ui, &response, response.rect);
        } else {
            focus(ui, &response, response.rect);
        }
        debug_assert_eq!(response.id, id, "a field keeps the id it was given");
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
            let beside = super::press::link(ui, label, Some(name));
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
        let words = [line.hint, line.remark.unwrap_or_default(), spelling];
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

fn above(ui: &mut Ui, line: Line<'_>) -> Response {
    let label = super::text::strong(ui, line.label);
    if !line.hint.is_empty() {
        small(ui, line.hint);
    }
    label
}

fn below(ui: &mut Ui, line: Line<'_>) {
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

/// Two fields abreast where the width allows, one under the other where it does not. `add`
/// is called for each, with 0 and then 1.
pub fn abreast(ui: &mut Ui, mut add: impl FnMut(&mut Ui, usize)) {
    if ui.available_width() < 460.0 {
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

/// What a person did with a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Something was chosen or taken back.
    pub changed: bool,
    /// The keyboard reached it.
    pub reached: bool,
}

/// One of a few, or none: pressing the chosen one again takes it back. Returns whether it
/// changed.
pub fn choose_one<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    let id = ui.next_auto_id().with(label);
    segments(ui, id, Line { label, ..Line::default() }, all, chosen).changed
}

/// One of a few, on one line after its label, where there is room; pressed again it is taken back.
/// `hint` is said with the label. Returns whether it changed.
pub fn choose_in_line<T: Copy + PartialEq>(
    ui: &mut Ui,
    (label, hint): (&str, &str),
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> bool {
    const LABEL: f32 = 338.0;
    let id = ui.next_auto_id().with(label);
    let wide = ui.available_width() > LABEL + 240.0;
    group(ui, id, label, |ui| {
        let mut changed = false;
        let mut chips = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(theme::spaces().s);
            for (value, words) in all {
                let selected = *chosen == Some(*value);
                if super::press::chip_as(ui, words, selected, Role::RadioButton).clicked() {
                    *chosen = (!selected).then_some(*value);
                    changed = true;
                }
            }
        };
        let said = |ui: &mut Ui| {
            let said = super::text::body(ui, label);
            if !hint.is_empty() {
                said.on_hover_text(hint);
            }
        };
        if wide {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(LABEL);
                    ui.add_space(3.0);
                    said(ui);
                });
                ui.horizontal_wrapped(&mut chips);
            });
        } else {
            said(ui);
            ui.horizontal_wrapped(&mut chips);
        }
        changed
    })
}

/// One of a few, as a field of a form.
pub fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    all: &[(T, &str)],
    chosen: &mut Option<T>,
) -> Chosen {
    options(ui, id, line, all.len(), |ui, at| {
        let (value, words) = all.get(at)?;
        let selected = *chosen == Some(*value);
        let response = segment(ui, words, selected);
        if response.clicked() {
            *chosen = (!selected).then_some(*value);
        }
        Some(response)
    })
}

/// Several of many. Returns whether it changed.
pub fn choose_several<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[(T, &str)],
    chosen: &mut Vec<T>,
) -> bool {
    let id = ui.next_auto_id().with(label);
    chips(ui, id, Line { label, ..Line::default() }, all, chosen).changed
}

/// Several of many, as a field of a form.
pub fn chips<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    all: &[(T, &str)],
    chosen: &mut Vec<T>,
) -> Chosen {
    options(ui, id, line, all.len(), |ui, at| {
        let (value, words) = all.get(at)?;
        let selected = chosen.contains(value);
        let response = chip(ui, words, selected);
        if response.clicked() {
            if selected {
                chosen.retain(|other| other != value);
            } else {
                chosen.push(*value);
            }
        }
        Some(response)
    })
}

fn options(
    ui: &mut Ui,
    id: Id,
    line: Line<'_>,
    count: usize,
    mut option: impl FnMut(&mut Ui, usize) -> Option<Response>,
) -> Chosen {
    group(ui, id, line.label, |ui| {
        let mut done = Chosen::default();
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().xs;
            above(ui, line);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::Vec2::splat(theme::spaces().s);
                for at in 0..count {
                    let Some(response) = option(ui, at) else { continue };
                    if line.grab && at == 0 {
                        response.request_focus();
                        ui.scroll_to_rect(response.rect.expand(48.0), Some(Align::Center));
                    }
                    done.changed |= response.clicked();
                    done.reached |= response.gained_focus();
                }
            });
            below(ui, line);
        });
        done
    })
}
