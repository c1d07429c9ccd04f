//! A press never lands on something that has only just arrived: what appeared or moved under the
//! pointer takes no press for a moment, in which nobody can have seen it. The keyboard and an
//! assistive tool are not held up: they say what they mean by its name.
//!
//! It stands at the context, before anything sees a press, and everything that is pressed is noted
//! by the one widget that paints it.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use egui::{Context, Event, Id, Plugin, PointerButton, Pos2, RawInput, Rect, Role, Ui, Vec2};

/// How long it takes no press, in seconds: nobody reacts sooner to what they see.
pub const REST: f64 = 0.3;

/// What is pressed and where it is, since when.
#[derive(Default)]
pub(super) struct Arrived {
    /// As it is painted now, in the order of painting.
    now: HashMap<Id, There>,
    /// As it was painted last.
    last: HashMap<Id, There>,
    /// When another screen was shown: everything on it is new.
    shown: f64,
    /// What lay over the page went from here, then.
    uncovered: Option<(Rect, f64)>,
    /// A press was held back: so is its end.
    held_back: bool,
}

/// One that is pressed.
#[derive(Clone, Copy)]
struct There {
    /// Its role and its name: with the same id another can come to its place.
    what: u64,
    /// What of it is in sight.
    rect: Rect,
    /// The layer it lies on, and its turn in it.
    over: (egui::Order, usize),
    since: f64,
}

impl Arrived {
    /// Whether what is pressed at this place then has only just arrived there.
    fn is_new(&self, at: Pos2, then: f64) -> bool {
        let there = self.now.values().filter(|there| there.rect.contains(at));
        let Some(top) = there.max_by_key(|there| there.over) else { return false };
        let uncovered = self.uncovered.filter(|(rect, _)| rect.contains(at));
        let uncovered = uncovered.map_or(f64::NEG_INFINITY, |(_, since)| since);
        then - top.since.max(self.shown).max(uncovered) < REST
    }
}

impl Plugin for Arrived {
    fn debug_name(&self) -> &'static str {
        "what has only just arrived takes no press"
    }

    fn setup(&mut self, _: &Context) {
        self.shown = f64::NEG_INFINITY;
    }

    fn on_begin_pass(&mut self, _: &mut Ui) {
        self.last = std::mem::take(&mut self.now);
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let next = || ctx.input(|before| before.time + f64::from(before.predicted_dt));
        let then = input.time.unwrap_or_else(next);
        input.events.retain(|event| match event {
            Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. } => {
                self.held_back = self.is_new(*pos, then);
                !self.held_back
            }
            Event::PointerButton { button: PointerButton::Primary, pressed: false, .. } => {
                !std::mem::take(&mut self.held_back)
            }
            _ => true,
        });
    }
}

fn with(ctx: &Context, work: impl FnOnce(&mut Arrived)) {
    if let Some(arrived) = ctx.plugin_opt::<Arrived>() {
        work(&mut arrived.lock());
    }
}

/// This is pressed, and it is here.
pub(super) fn note(ui: &Ui, id: Id, (role, name): (Role, &str), rect: Rect) {
    let (time, scrolled, dragged) = ui.input(|input| {
        let scrolled = input.smooth_scroll_delta != Vec2::ZERO;
        (input.time, scrolled, input.pointer.is_decidedly_dragging())
    });
    let mut what = DefaultHasher::new();
    (role as u8, name).hash(&mut what);
    let (what, order) = (what.finish(), ui.layer_id().order);
    with(ui.ctx(), |arrived| {
        let before = arrived.last.get(&id).filter(|before| before.what == what);
        let still = before.filter(|before| scrolled || dragged || is_near(before.rect, rect));
        // What a person scrolls or drags, they see coming.
        let new = if scrolled { f64::NEG_INFINITY } else { time };
        let since = still.map_or(new, |before| before.since);
        let over = (order, arrived.now.len());
        arrived.now.insert(id, There { what, rect, over, since });
    });
}

fn is_near(a: Rect, b: Rect) -> bool {
    (a.min - b.min).abs().max_elem() < 2.0 && (a.max - b.max).abs().max_elem() < 2.0
}

/// Another screen is shown from now on.
pub(super) fn all(ctx: &Context) {
    let time = ctx.input(|input| input.time);
    with(ctx, |arrived| arrived.shown = time);
}

/// What lay over the page went from here.
pub fn uncovered(ctx: &Context, rect: Rect) {
    let time = ctx.input(|input| input.time);
    with(ctx, |arrived| arrived.uncovered = Some((rect, time)));
}
