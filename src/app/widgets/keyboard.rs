//! Where the keyboard arrives when something else is shown: on its title. A screen reader says
//! it, and the next Tab reaches what follows.
//!
//! It lies in the context, as the desk does: each screen has a title, and none has to hand this
//! on. Who decides is `app/update/focus.rs`.

use egui::{Align, Context, Event, EventFilter, Id, Key, Modifiers, Response, Ui, vec2};

use super::press_guard;
use crate::app::key_input;

/// How long Enter pressed again is the same press, doubled, in seconds: a hand that is slow or
/// shakes takes so long, as with a double click. What comes under a pointer is seen sooner than
/// that ([`arrived::REST`]).
pub const DOUBLED: f64 = 0.6;

/// Where the keyboard arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrival {
    /// On the title of the screen.
    Title,
    /// On the heading of a part that was opened on the same screen, or on what is asked there.
    Part,
    /// On the first heading of what stands at the right.
    Side,
}

/// What is known of it from frame to frame.
#[derive(Clone, Copy, Default)]
struct Keyboard {
    /// How often it arrived somewhere. It is in the id of what it arrives on: a title that
    /// follows a title is another thing, and is said.
    turn: u64,
    wanted: Option<Arrival>,
    /// It arrives without scrolling.
    still: bool,
    /// What it arrived on last.
    on: Option<Id>,
    /// The button or link that has it now.
    on_press: Option<Id>,
    /// What is ticked and has it.
    on_ticked: Option<Id>,
    /// Whether the person goes by keys, and wants to see where the keyboard is.
    by_key: bool,
    /// What was scrolled to last because the keyboard is there.
    in_sight: Option<Id>,
    /// When something else was shown, in seconds.
    shown: Option<f64>,
    /// The key that was pressed last, with what was held.
    pressed: Option<(Key, Modifiers)>,
    /// Whether a key of this frame leads away from the field that is written in.
    leads_away: bool,
    /// What was pressed last by the pointer: Tab goes on from there.
    start: Option<Id>,
    /// How far what lies over the head of the page reaches down, in points.
    covered: f32,
}

fn with<R>(ctx: &Context, work: impl FnOnce(&mut Keyboard) -> R) -> R {
    ctx.data_mut(|data| work(data.get_temp_mut_or_default(Id::NULL)))
}

/// Before a frame is painted: notes by what the person goes, and leaves out what a doubled press
/// of Enter would do to what it has only just brought.
pub fn begin(ctx: &Context) {
    let key = key_input::any_pressed(ctx);
    let pointer = ctx.input(|input| input.pointer.any_pressed());
    let leads_away = ctx.input(|input| input.events.iter().any(leads_away));
    let (shown, mut last) = with(ctx, |keyboard| {
        keyboard.leads_away = leads_away;
        keyboard.by_key = (keyboard.by_key || key) && !pointer;
        (keyboard.shown, keyboard.pressed)
    });
    ctx.input_mut(|input| {
        let soon = shown.is_some_and(|shown| input.time - shown < DOUBLED);
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let now = Some((*key, *modifiers));
            let twice = soon && *key == Key::Enter && last == now;
            last = now;
            !twice
        });
    });
    with(ctx, |keyboard| keyboard.pressed = last);
    go_on_from_press(ctx);
}

/// A press of the pointer takes the keyboard from a field and gives it to nothing. Tab then goes on
/// from what was pressed, and not from the top: what is typed next would go into another field.
fn go_on_from_press(ctx: &Context) {
    let tab = ctx.input(|input| input.key_pressed(Key::Tab));
    if !tab || ctx.memory(egui::Memory::focused).is_some() {
        return;
    }
    let start = with(ctx, |keyboard| keyboard.start);
    if let Some(start) = start.filter(|start| ctx.read_response(*start).is_some()) {
        ctx.memory_mut(|memory| memory.request_focus(start));
    }
}

/// This was pressed by the pointer.
pub(super) fn is_pressed(response: &Response) {
    with(&response.ctx, |keyboard| keyboard.start = Some(response.id));
}

/// Whether this is a key that does something with what is written, or shows something else: all
/// that the program takes for itself but what stays in the field.
fn leads_away(event: &Event) -> bool {
    use Key::{
        A, ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Backspace, C, Delete, End, Equals, Escape,
        F1, F6, F9, Home, Insert, Minus, Num0, Plus, Semicolon, V, X, Y, Z,
    };
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    let stays = matches!(
        key,
        A | C
            | V
            | X
            | Y
            | Z
            | ArrowDown
            | ArrowLeft
            | ArrowRight
            | ArrowUp
            | Backspace
            | Delete
            | End
            | Equals
            | Home
            | Insert
            | Minus
            | Num0
            | Plus
            | Semicolon
    );
    matches!(key, Escape | F1 | F6 | F9) || (modifiers.command || modifiers.alt) && !stays
}

/// Whether this field is left: it had the keyboard when it was painted last and has it no more,
/// by whatever way that went, or a key leads away from it in this frame. egui's own `lost_focus`
/// misses a press on a field that is painted later.
pub(super) fn is_left(response: &Response) -> bool {
    let id = response.id.with("written in");
    let has = response.has_focus();
    let had = response
        .ctx
        .data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), has));
    (had && !has) || (has && with(&response.ctx, |keyboard| keyboard.leads_away))
}

/// Whether something else was shown a moment ago: a letter that comes now was meant for what was
/// there before.
pub fn only_just(ctx: &Context) -> bool {
    let time = ctx.input(|input| input.time);
    with(ctx, |keyboard| keyboard.shown.is_some_and(|shown| time - shown < DOUBLED))
}

/// Something else is shown from now on.
pub fn changed(ctx: &Context) {
    let time = ctx.input(|input| input.time);
    with(ctx, |keyboard| (keyboard.shown, keyboard.start) = (Some(time), None));
    press_guard::all(ctx);
}

/// So much of the head of the page is covered, in points: what has the keyboard is scrolled clear
/// of it.
pub fn cover(ctx: &Context, high: f32) {
    with(ctx, |keyboard| keyboard.covered = high);
}

/// How much of the head of the page is covered, in points.
pub(super) fn covered(ctx: &Context) -> f32 {
    with(ctx, |keyboard| keyboard.covered)
}

/// What has the keyboard now is brought into sight already.
pub(super) fn is_brought(response: &Response) {
    with(&response.ctx, |keyboard| keyboard.in_sight = Some(response.id));
}

/// Whether the keyboard has come here since it was asked last, in whatever way: by Tab, by an
/// arrow, or because it was sent.
pub(super) fn has_come(response: &Response) -> bool {
    response.has_focus()
        && with(&response.ctx, |keyboard| {
            keyboard.in_sight.replace(response.id) != Some(response.id)
        })
}

/// Whether the person goes by keys, and has not pressed with a pointer since.
pub(super) fn goes_by_key(ctx: &Context) -> bool {
    with(ctx, |keyboard| keyboard.by_key)
}

/// Whether the keyboard came here by a press of the pointer, which is still on it.
pub(super) fn is_pointed(response: &Response) -> bool {
    let pointer = response.ctx.input(|input| input.pointer.latest_pos());
    !goes_by_key(&response.ctx) && pointer.is_some_and(|at| response.interact_rect.contains(at))
}

/// In the frame that is painted next the keyboard arrives there.
pub fn arrive(ctx: &Context, at: Arrival) {
    with(ctx, |keyboard| {
        keyboard.turn += 1;
        (keyboard.wanted, keyboard.still) = (Some(at), false);
    });
}

/// The same without scrolling there.
pub fn arrive_still(ctx: &Context, at: Arrival) {
    arrive(ctx, at);
    with(ctx, |keyboard| keyboard.still = true);
}

/// Whether what the keyboard arrives on comes into sight by itself.
pub(super) fn scrolls(ctx: &Context) -> bool {
    with(ctx, |keyboard| !keyboard.still)
}

/// It arrives nowhere by itself: somebody has said where it goes.
pub fn forget(ctx: &Context) {
    with(ctx, |keyboard| keyboard.wanted = None);
}

/// After a frame was painted: where nothing had such a title, nothing waits for one.
pub fn end(ctx: &Context) {
    let focused = ctx.memory(egui::Memory::focused);
    with(ctx, |keyboard| {
        keyboard.wanted = None;
        // Where it comes back to what it left, that is scrolled to again.
        keyboard.in_sight = keyboard.in_sight.filter(|id| Some(*id) == focused);
    });
}

/// What has this id is to have the keyboard when it is shown next: where a press shows a question
/// in its own place, on the answer that changes nothing.
pub fn hand_to(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.insert_temp(id.with("handed"), ()));
}

/// Gives it the keyboard, if that was to be.
pub fn take_handed(response: &Response, id: Id) {
    if response.ctx.data_mut(|data| data.remove_temp::<()>(id.with("handed"))).is_some() {
        response.request_focus();
    }
}

/// Whether no control has the keyboard: nothing has it, or a title.
pub fn is_free(ctx: &Context) -> bool {
    let on = with(ctx, |keyboard| keyboard.on);
    ctx.memory(egui::Memory::focused).is_none_or(|id| Some(id) == on)
}

/// This is ticked, and may have the keyboard.
pub(super) fn note_ticked(response: &Response, ticked: bool) {
    if response.has_focus() {
        let on = ticked.then_some(response.id);
        with(&response.ctx, |keyboard| keyboard.on_ticked = on);
    }
}

/// Whether the keyboard is on something that is ticked already: there Enter does not take the tick
/// away where it can go on instead. Space does.
pub fn is_on_ticked(ctx: &Context) -> bool {
    let ticked = with(ctx, |keyboard| keyboard.on_ticked);
    ticked.is_some() && ctx.memory(egui::Memory::focused) == ticked
}

/// The scope of what the keyboard can arrive on.
pub(super) fn scope(ctx: &Context, at: Arrival) -> Id {
    Id::unique(("arrival", at, with(ctx, |keyboard| keyboard.turn)))
}

/// Whether this is to get the keyboard now, or has it.
pub(super) fn takes(ctx: &Context, at: Arrival, id: Id) -> bool {
    let wanted = with(ctx, |keyboard| {
        let wanted = keyboard.wanted == Some(at);
        if wanted {
            (keyboard.wanted, keyboard.on) = (None, Some(id));
        }
        wanted
    });
    if wanted {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
    wanted || ctx.memory(|memory| memory.has_focus(id))
}

/// The mark of the keyboard on a title is for who goes by keys: a click shows nobody a ring.
pub(super) fn is_shown(ctx: &Context) -> bool {
    with(ctx, |keyboard| keyboard.by_key)
}

/// The arrow keys pass a button or a link by: they scroll.
pub(super) fn arrows_scroll(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        with(ui.ctx(), |keyboard| keyboard.on_press = Some(response.id));
    }
}

/// Scrolls the column that `ui` fills by keys: by Page keys always, and by Home, End and arrows
/// where no field, choice, list or picture has them. Called at the end of what stands in it, so
/// that those come first.
pub fn scroll(ui: &Ui) {
    const LINE: f32 = 48.0;
    let ctx = ui.ctx();
    let page = (ui.clip_rect().height() - LINE).max(LINE);
    let step = |held, key| key_input::stepped(ctx, held, key);
    let by = |down: f32| ui.scroll_with_delta(vec2(0.0, -down));
    if step(Modifiers::NONE, Key::PageDown) {
        by(page);
    }
    if step(Modifiers::NONE, Key::PageUp) {
        by(-page);
    }
    if ctx.text_edit_focused() {
        return;
    }
    let content = ui.min_rect();
    if step(Modifiers::NONE, Key::Home) {
        ui.scroll_to_rect(content, Some(Align::TOP));
    }
    if step(Modifiers::NONE, Key::End) {
        ui.scroll_to_rect(content, Some(Align::BOTTOM));
    }
    let free = is_free(ctx);
    if free || ctx.memory(egui::Memory::focused) == with(ctx, |keyboard| keyboard.on_press) {
        for (key, down) in [(Key::ArrowDown, LINE), (Key::ArrowUp, -LINE)] {
            if step(Modifiers::NONE, key) {
                by(down);
                // egui would go to what is near in that direction.
                ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            }
        }
    }
    if free {
        // Used up, so that it presses nothing on what comes into sight.
        if step(Modifiers::NONE, Key::Space) {
            by(page);
        }
        if step(Modifiers::SHIFT, Key::Space) {
            by(-page);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::RawInput;

    use super::*;

    #[test]
    fn what_comes_in_the_moment_after_something_else_was_shown_was_meant_for_what_was_before() {
        let ctx = Context::default();
        let at = |time: f64, work: &dyn Fn(&Context) -> bool| {
            let mut said = false;
            let input = RawInput { time: Some(time), ..RawInput::default() };
            let _ = ctx.run_ui(input, |ui| said = work(ui.ctx()));
            said
        };
        assert!(!at(1.0, &only_just));
        at(2.0, &|ctx| {
            changed(ctx);
            true
        });
        assert!(at(2.5, &only_just));
        assert!(!at(2.7, &only_just));
    }
}
