//! The menu of a text field: by the right button, the menu key, or Shift with F10.

use egui::text::{CCursorRange, CharIndex};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Context, Frame, Id, Key, Margin, Modifiers, Popup, PopupKind, Rect, Response, Role, Stroke,
    TextBuffer as _, Ui, ViewportCommand, WidgetInfo, pos2, vec2,
};

use super::disabled::{click, is_open, say, unless};
use super::field_services::{Mark, Suggestions, with_services};
use super::text::small;
use super::{focus, press_guard, rule};
use crate::app::key_input;
use crate::app::theme::{self, Token};

/// How wide the menu is, in points.
const WIDE: f32 = 270.0;

/// What was so before the field was shown in this frame.
pub(super) struct Before {
    /// What was selected: pressing the right button takes that away.
    selected: Option<CCursorRange>,
    /// The menu was asked for by a key.
    by_key: bool,
}

/// The menu that is open. There is one at most.
#[derive(Clone)]
struct Open {
    field: Id,
    /// The caret or the pointer: the menu stands beside it and not over it.
    at: Rect,
    selected: CCursorRange,
    mark: Option<Mark>,
    /// The first entry has not got the keyboard yet.
    fresh: bool,
    /// The pass in which it was last shown: where its field is gone, so is the menu.
    pass: u64,
}

/// What was chosen.
enum Act {
    Replace(String),
    Learn,
    Undo,
    Cut,
    Copy,
    Paste,
    SelectAll,
}

/// Looks at the keys before the field itself does.
pub(super) fn before(ui: &Ui, id: Id) -> Before {
    let state = TextEditState::load(ui.ctx(), id);
    let by_key = ui.memory(|memory| memory.has_focus(id))
        && [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)]
            .into_iter()
            .any(|(held, key)| key_input::pressed(ui.ctx(), held, key));
    Before { selected: state.and_then(|state| state.cursor.char_range()), by_key }
}

/// Opens the menu of the field where that was asked for, and shows it while it is open.
/// Returns whether the text was changed by it.
pub(super) fn ui(
    ui: &mut Ui,
    output: &TextEditOutput,
    before: &Before,
    marks: &[Mark],
    text: &mut String,
) -> bool {
    let id = output.response.response.id;
    keep_selected(ui, id, output, before);
    if let Some(open) = asked(ui, id, output, before, marks) {
        let word = open.mark.as_ref().map(|mark| mark.word.clone());
        with_services(ui.ctx(), |services| {
            services.wanted = word.map(|word| (word, Suggestions::Wanted));
        });
        store(ui.ctx(), Some(open));
        ui.ctx().request_repaint();
    }
    let pass = ui.ctx().cumulative_pass_nr();
    let Some(mut open) = stored(ui.ctx()).filter(|open| open.field == id) else { return false };
    if open.pass + 2 < pass {
        store(ui.ctx(), None);
        return false;
    }
    open.pass = pass;
    let (act, stays) = show(ui, &mut open, text);
    store(ui.ctx(), stays.then(|| open.clone()));
    let by_escape = ui.input(|input| input.key_pressed(Key::Escape));
    if act.is_some() || (!stays && by_escape) {
        // Back to where one was writing.
        ui.memory_mut(|memory| memory.request_focus(id));
        select(ui.ctx(), id, open.selected);
    }
    act.is_some_and(|act| apply(ui.ctx(), &open, text, act))
}

fn key() -> Id {
    Id::unique("menu of a text field")
}

fn stored(ctx: &Context) -> Option<Open> {
    ctx.data(|data| data.get_temp(key()))
}

fn store(ctx: &Context, open: Option<Open>) {
    ctx.data_mut(|data| match open {
        Some(open) => {
            data.insert_temp(key(), open);
        }
        None => data.remove::<Open>(key()),
    });
}

/// The right button pressed on what is selected leaves it selected.
fn keep_selected(ui: &Ui, id: Id, output: &TextEditOutput, before: &Before) {
    let pressed = ui.input(|input| input.pointer.secondary_pressed());
    let Some(selected) = before.selected.filter(|range| !range.is_empty()) else { return };
    if let Some(at) = under_pointer(ui, output).filter(|_| pressed)
        && selected.as_sorted_char_range().contains(&at)
    {
        select(ui.ctx(), id, selected);
    }
}

/// Selects all of the text in this field.
pub fn select_all(ctx: &Context, id: Id, text: &str) {
    let end = egui::text::CCursor::new(text.chars().count());
    select(ctx, id, CCursorRange::two(egui::text::CCursor::default(), end));
}

fn select(ctx: &Context, id: Id, range: CCursorRange) {
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ctx, id);
}

fn under_pointer(ui: &Ui, output: &TextEditOutput) -> Option<CharIndex> {
    let response = &output.response.response;
    let pointer = ui.input(|input| input.pointer.interact_pos())?;
    let inside = response.contains_pointer();
    inside.then(|| output.galley.cursor_from_pos(pointer - output.galley_pos).index)
}

/// The menu that is asked for in this frame.
fn asked(
    ui: &Ui,
    id: Id,
    output: &TextEditOutput,
    before: &Before,
    marks: &[Mark],
) -> Option<Open> {
    let state = TextEditState::load(ui.ctx(), id)?;
    let selected = state.cursor.char_range().unwrap_or_default();
    let by_pointer = output.response.response.secondary_clicked();
    let (at, index) = if by_pointer {
        let index = under_pointer(ui, output)?;
        let pointer = ui.input(|input| input.pointer.interact_pos())?;
        (Rect::from_center_size(pointer, vec2(2.0, 14.0)), index)
    } else if before.by_key {
        let caret = output.galley.pos_from_cursor(selected.primary);
        (caret.translate(output.galley_pos.to_vec2()).expand(4.0), selected.primary.index)
    } else {
        return None;
    };
    // With the caret right behind it, a word is still meant.
    let over = |mark: &&Mark| (mark.chars.start..=mark.chars.end).contains(&index.0);
    let mark = marks.iter().find(over).cloned();
    let pass = ui.ctx().cumulative_pass_nr();
    Some(Open { field: id, at, selected, mark, fresh: true, pass })
}

/// Shows it. Returns what was chosen, and whether it stays open.
fn show(ui: &Ui, open: &mut Open, text: &str) -> (Option<Act>, bool) {
    let mut stays = true;
    let frame = Frame::NONE
        .fill(theme::fill(ui, Token::Panel))
        .stroke(Stroke::new(1.0, theme::fill(ui, Token::Edge)))
        .corner_radius(theme::radius())
        .inner_margin(Margin::same(6));
    let popup = Popup::new(open.field.with("menu"), ui.ctx().clone(), open.at, ui.layer_id())
        .kind(PopupKind::Menu)
        .accessible_name("Menu of the text field")
        .width(WIDE)
        .frame(frame)
        .open_bool(&mut stays);
    let shown = popup.show(|ui| {
        theme::stand_on(ui, Token::Panel);
        ui.set_width(WIDE - 12.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let act = entries(ui, open, text);
        open.fresh &= ui.is_sizing_pass() || waits(ui.ctx(), open);
        act
    });
    let act = shown.and_then(|shown| shown.inner);
    let stays = stays && act.is_none();
    (act, stays)
}

/// Whether suggestions are still being looked for.
fn waits(ctx: &Context, open: &Open) -> bool {
    let there = |(_, found): &(String, Suggestions)| matches!(found, Suggestions::There(_));
    open.mark.is_some()
        && !with_services(ctx, |services| services.wanted.as_ref().is_some_and(there))
}

fn entries(ui: &mut Ui, open: &Open, text: &str) -> Option<Act> {
    let mut menu = Menu { grab: open.fresh && !ui.is_sizing_pass(), act: None };
    if let Some(mark) = &open.mark {
        spelling(ui, &mut menu, mark);
        ui.add_space(4.0);
        rule(ui);
        ui.add_space(4.0);
    }
    let undo = TextEditState::load(ui.ctx(), open.field)
        .is_some_and(|state| state.undoer().has_undo(&(open.selected, text.to_owned())));
    let not = |can: bool, why| (!can).then_some(why);
    let undo = not(undo, "Nothing was changed yet.");
    let selected = not(!open.selected.is_empty(), "Nothing is selected.");
    let all = not(!text.is_empty(), "Nothing is written yet.");
    for (label, key, why, act) in [
        ("Undo", "Ctrl Z", undo, Act::Undo),
        ("Cut", "Ctrl X", selected, Act::Cut),
        ("Copy", "Ctrl C", selected, Act::Copy),
        ("Paste", "Ctrl V", None, Act::Paste),
        ("Select all", "Ctrl A", all, Act::SelectAll),
    ] {
        menu.item(ui, Item { key, why, ..Item::of(label) }, act);
    }
    menu.act
}

fn spelling(ui: &mut Ui, menu: &mut Menu, mark: &Mark) {
    let found = with_services(ui.ctx(), |services| services.wanted.clone());
    match found.filter(|(word, _)| *word == mark.word).map(|(_, found)| found) {
        Some(Suggestions::There(words)) if words.is_empty() => {
            note(ui, "No suggestion for this word.");
        }
        Some(Suggestions::There(words)) => {
            for word in words {
                let name = format!("Write {word}");
                menu.item(ui, Item { name: &name, ..Item::of(&word) }, Act::Replace(word.clone()));
            }
        }
        _ => {
            note(ui, "Looking for suggestions…");
            // The first of them takes the keyboard when they are there.
            menu.grab = false;
        }
    }
    ui.add_space(4.0);
    rule(ui);
    ui.add_space(4.0);
    let label = format!("Add “{}” to my words", mark.word);
    menu.item(ui, Item::of(&label), Act::Learn);
    note(ui, "My words are not part of the record. Do not add a patient’s name.");
}

/// Words between the entries, in line with theirs.
fn note(ui: &mut Ui, words: &str) {
    Frame::NONE.inner_margin(Margin::symmetric(8, 2)).show(ui, |ui| small(ui, words));
}

/// The entries as they are put down.
struct Menu {
    /// The next entry that can be chosen gets the keyboard.
    grab: bool,
    act: Option<Act>,
}

/// An entry.
#[derive(Clone, Copy)]
struct Item<'a> {
    label: &'a str,
    /// What a screen reader says.
    name: &'a str,
    /// The key that does the same.
    key: &'a str,
    /// Why it cannot be chosen, where that is so.
    why: Option<&'static str>,
}

impl<'a> Item<'a> {
    fn of(label: &'a str) -> Self {
        Self { label, name: label, key: "", why: None }
    }
}

impl Menu {
    fn item(&mut self, ui: &mut Ui, item: Item<'_>, act: Act) {
        let response = unless(ui, item.why, |ui| item_ui(ui, item));
        let can = item.why.is_none();
        if can && std::mem::take(&mut self.grab) {
            response.request_focus();
        }
        if can && response.clicked() {
            self.act = Some(act);
        }
    }
}

fn item_ui(ui: &mut Ui, Item { label, name, key, .. }: Item<'_>) -> Response {
    let enabled = is_open(ui);
    let ink = theme::ink(ui, if enabled { Token::Ink } else { Token::Soft });
    let font = theme::font(theme::sizes().control, false);
    let keys = theme::font(theme::sizes().small, false);
    let keys = ui.painter().layout_no_wrap(key.to_owned(), keys, theme::ink(ui, Token::Soft));
    let wide = ui.available_width();
    let label = ui.painter().layout(label.to_owned(), font, ink, wide - keys.size().x - 24.0);
    let size = vec2(wide, (label.size().y + 10.0).max(30.0));
    let (rect, response) = ui.allocate_exact_size(size, click(ui));
    press_guard::note(ui, response.id, (Role::MenuItem, name), response.interact_rect);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, name));
    if enabled && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, theme::radius(), ink.gamma_multiply(0.08));
    }
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let at = pos2(rect.left() + 8.0, middle(&label));
    ui.painter().galley(at, label, ink);
    let at = pos2(rect.right() - 8.0 - keys.size().x, middle(&keys));
    ui.painter().galley(at, keys, ink);
    focus(ui, &response, Rect::from_min_max(rect.min, rect.max).shrink(2.0));
    say(ui, response)
}

/// Does what was chosen. Returns whether the text was changed.
fn apply(ctx: &Context, open: &Open, text: &mut String, act: Act) -> bool {
    let mut state = TextEditState::load(ctx, open.field).unwrap_or_default();
    let range = open.selected;
    match act {
        Act::Replace(word) => {
            let Some(mark) = &open.mark else { return false };
            if text.get(mark.bytes.clone()) != Some(mark.word.as_str()) {
                return false;
            }
            undo_point(&mut state, range, text);
            text.replace_range(mark.bytes.clone(), &word);
            let end = egui::text::CCursor::new(mark.chars.start + word.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
        }
        Act::Learn => {
            if let Some(mark) = &open.mark {
                with_services(ctx, |services| services.learn.push(mark.word.clone()));
                ctx.request_repaint();
            }
            return false;
        }
        Act::Undo => {
            let mut undoer = state.undoer();
            let Some((range, before)) = undoer.undo(&(range, text.clone())).cloned() else {
                return false;
            };
            *text = before;
            state.set_undoer(undoer);
            state.cursor.set_char_range(Some(range));
        }
        Act::Cut => {
            ctx.copy_text(range.slice_str(text).to_owned());
            undo_point(&mut state, range, text);
            let caret = text.delete_selected(&range);
            state.cursor.set_char_range(Some(CCursorRange::one(caret)));
        }
        Act::Copy => {
            ctx.copy_text(range.slice_str(text).to_owned());
            return false;
        }
        Act::Paste => {
            // The window answers with the text, which the field then takes as if by Ctrl V.
            ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
            return false;
        }
        Act::SelectAll => {
            state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
            state.store(ctx, open.field);
            return false;
        }
    }
    state.store(ctx, open.field);
    true
}

/// What stands there now can be come back to.
pub(super) fn undo_point(state: &mut TextEditState, range: CCursorRange, text: &str) {
    let mut undoer = state.undoer();
    undoer.add_undo(&(range, text.to_owned()));
    state.set_undoer(undoer);
}
