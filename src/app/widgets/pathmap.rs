//! Paints the picture of the path: moved by dragging and by the arrow keys, larger and smaller
//! by Ctrl and the wheel and by plus and minus, each box with a name.

use std::collections::BTreeMap;

use egui::{
    EventFilter, Key, Modifiers, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    vec2,
};

use super::pathcanvas::{Canvas, Pressed, leads_to, name};
use super::{focus, keyboard};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::pathway::map::{BoxId, Map, MapBox, Mark, Marks, Plan, Stand, Taken};

/// What is looked at, and how large.
#[derive(Clone, Copy, Debug)]
pub struct Viewport {
    /// What lies in the middle, in em.
    middle: Vec2,
    /// 1 is the size of small text.
    zoom: f32,
    /// What is done once the room is known.
    then: Option<Wish>,
    /// Steps of zoom that were pressed.
    steps: i32,
    /// Whether the keyboard was put on it.
    grabbed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Home,
    Fit,
}

impl Default for Viewport {
    /// At where the person is, in readable letters.
    fn default() -> Self {
        Self { middle: Vec2::ZERO, zoom: 1.0, then: Some(Wish::Home), steps: 0, grabbed: false }
    }
}

/// How much larger one step is.
const STEP: f32 = 1.25;
/// Smaller than the whole path in a small window is of no use, and larger than this neither.
const ZOOM: std::ops::RangeInclusive<f32> = 0.1..=4.0;
/// What an arrow key moves, in em.
const MOVE: f32 = 6.0;
/// Below this size they are hard to read.
const SMALL: f32 = 9.0;

impl Viewport {
    /// To where the person is.
    pub fn home(&mut self) {
        self.then = Some(Wish::Home);
    }

    /// The whole path at once.
    pub fn fit(&mut self) {
        self.then = Some(Wish::Fit);
    }

    /// Larger, or smaller, by so many steps.
    pub fn step(&mut self, steps: i32) {
        self.steps += steps;
    }

    /// Larger by this factor, with what lies at `still` (from the middle, in points) kept
    /// where it is.
    fn zoom_by(&mut self, factor: f32, still: Vec2) {
        let before = self.em();
        self.zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        self.middle += still / before - still / self.em();
    }

    /// An em, in points.
    fn em(&self) -> f32 {
        theme::sizes().small * self.zoom
    }

    /// Does what is to be done now that the room is known.
    fn settle(&mut self, map: &Map, marks: &Marks, room: Vec2) {
        let steps = std::mem::take(&mut self.steps);
        self.zoom_by(STEP.powi(steps), Vec2::ZERO);
        match self.then.take() {
            Some(Wish::Home) => {
                self.zoom = 1.0;
                if let Some(here) = stands_at(marks).and_then(|id| map.find(id)) {
                    self.middle = middle(here);
                }
            }
            Some(Wish::Fit) => {
                let small = theme::sizes().small;
                let fits = (room.x / map.size.0).min(room.y / map.size.1) / small;
                self.zoom = fits.clamp(*ZOOM.start(), 1.0);
                self.middle = vec2(map.size.0, map.size.1) / 2.0;
            }
            None => {}
        }
        let half = room / self.em() / 2.0;
        let held = |at: f32, half: f32, size: f32| {
            if size <= 2.0 * half { size / 2.0 } else { at.clamp(half, size - half) }
        };
        self.middle.x = held(self.middle.x, half.x, map.size.0);
        self.middle.y = held(self.middle.y, half.y, map.size.1);
    }

    /// Moves just so far that this box is in sight.
    fn show(&mut self, one: &MapBox, room: Vec2) {
        let half = room / self.em() / 2.0 - Vec2::splat(1.0);
        let reach = |at: f32, half: f32, low: f32, high: f32| {
            let (least, most) = (high - half, low + half);
            if least > most { low + half } else { at.clamp(least, most) }
        };
        let (min, max) = (one.rect.min, one.rect.max);
        self.middle.x = reach(self.middle.x, half.x, min.x, max.x);
        self.middle.y = reach(self.middle.y, half.y, min.y, max.y);
    }
}

/// Where the person is; of a walk that nobody is in, where it ended.
fn stands_at(marks: &Marks) -> Option<&BoxId> {
    marks.here().or_else(|| marks.walked().last())
}

fn middle(one: &MapBox) -> Vec2 {
    let (min, max) = (one.rect.min, one.rect.max);
    vec2(min.x + max.x, min.y + max.y) / 2.0
}

/// Gives a plan its places, measured in the face that [`pathmap`] paints with.
pub fn lay_out(ui: &Ui, plan: &Plan) -> Map {
    let small = theme::sizes().small;
    plan.lay_out(&mut |text, strong, wide| {
        let font = theme::font(small, strong);
        let colour = theme::fill(ui, Token::Ink);
        let galley = ui.painter().layout(text.to_owned(), font, colour, wide * small);
        galley.rows.iter().map(|row| row.text().trim().to_owned()).collect()
    })
}

/// What is painted.
pub struct Picture<'a> {
    /// Where everything is.
    pub map: &'a Map,
    /// What it is to the walk.
    pub marks: &'a Marks,
    /// Where each answer to an open question leads, for the pointer and the screen reader.
    pub leads: &'a BTreeMap<BoxId, String>,
    /// Whether the boxes of the walk can be pressed, which leads to them.
    pub pressable: bool,
}

/// Paints it over all the room there is.
pub fn pathmap(ui: &mut Ui, picture: &Picture<'_>, viewport: &mut Viewport) -> Option<Pressed> {
    let Picture { map, marks, pressable, .. } = *picture;
    let room = ui.available_rect_before_wrap();
    let id = ui.scope_id().with("pathmap");
    let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("boxes"));
    ui.shrink_clip_rect(room.expand(1.0));
    let whole = ui.interact(room, id, Sense::click_and_drag());
    whole.widget_info(|| {
        let name = "The path as a picture. The arrow keys move it, plus and minus zoom.";
        WidgetInfo::labeled(Role::Group, true, name)
    });
    if !viewport.grabbed {
        viewport.grabbed = true;
        whole.request_focus();
    }
    moved(ui, &whole, viewport);
    viewport.settle(map, marks, room.size());
    let ground = Stroke::new(1.0, theme::fill(ui, Token::Line));
    ui.painter().rect_stroke(room, theme::radius(), ground, StrokeKind::Inside);
    let canvas = Canvas { room, em: viewport.em(), middle: viewport.middle, pressable };
    let inner = &mut ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("inner"));
    inner.shrink_clip_rect(room.shrink(1.0));
    for taken in [Taken::No, Taken::Ahead, Taken::Yes] {
        for line in map.lines.iter().filter(|line| marks.taken(&line.way) == taken) {
            canvas.line(inner, line, taken);
        }
    }
    let mut pressed = None;
    for (one, mark) in by_keys(picture) {
        let box_id = id.with(&one.id);
        let sought = ui.ctx().input(|input| {
            input.has_accesskit_action_request(box_id, egui::accesskit::Action::ScrollIntoView)
        });
        let leads = picture.leads.get(&one.id).map(String::as_str);
        let response = canvas.one(inner, box_id, one, &mark);
        let response = told(response, one, &mark, leads, viewport);
        if response.gained_focus() || sought {
            viewport.show(one, room.size());
            ui.ctx().request_repaint();
        }
        if response.clicked() && pressable {
            pressed = leads_to(&one.id, &mark).or(pressed);
        }
    }
    focus(ui, &whole, room.shrink(4.0));
    pressed
}

/// The boxes in the order of the keyboard: along the walk first, then through what lies ahead,
/// then the rest.
fn by_keys<'p>(picture: &Picture<'p>) -> Vec<(&'p MapBox, Mark)> {
    let marks = picture.marks;
    let mut order: Vec<(&MapBox, Mark)> =
        picture.map.boxes.iter().map(|one| (one, marks.mark(&one.id))).collect();
    order.sort_by_key(|(one, mark)| {
        let walked = marks.walked().iter().position(|id| *id == one.id);
        walked.unwrap_or(if mark.stand == Stand::Elsewhere { 2000 } else { 1000 })
    });
    order
}

/// Takes what the mouse and the keys do.
fn moved(ui: &Ui, whole: &Response, viewport: &mut Viewport) {
    viewport.middle -= whole.drag_delta() / viewport.em();
    if whole.clicked() {
        whole.request_focus();
    }
    let ctx = ui.ctx();
    if ui.rect_contains_pointer(whole.rect) {
        let (factor, scrolled, at) = ctx.input(|input| {
            (input.zoom_delta(), input.smooth_scroll_delta(), input.pointer.hover_pos())
        });
        let still = at.map_or(Vec2::ZERO, |at| at - whole.rect.center());
        if (factor - 1.0).abs() > f32::EPSILON {
            viewport.zoom_by(factor, still);
        } else {
            viewport.middle -= scrolled / viewport.em();
        }
    }
    if whole.has_focus() {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ctx.memory_mut(|memory| memory.set_focus_lock_filter(whole.id, arrows));
    }
    let key = |key| key_input::stepped(ctx, Modifiers::NONE, key);
    if whole.has_focus() || keyboard::is_free(ctx) {
        for (arrow, to) in [
            (Key::ArrowLeft, Vec2::LEFT),
            (Key::ArrowRight, Vec2::RIGHT),
            (Key::ArrowUp, Vec2::UP),
            (Key::ArrowDown, Vec2::DOWN),
        ] {
            if key(arrow) {
                viewport.middle += to * MOVE / viewport.zoom;
            }
        }
    }
    // On most keyboards plus is a key with Shift, and equals the same without.
    if key(Key::Plus) || key(Key::Equals) {
        viewport.step(1);
    }
    if key(Key::Minus) {
        viewport.step(-1);
    }
    if key(Key::Home) {
        viewport.home();
    }
}

/// What the pointer is told of a box, and a screen reader after its name: where the answers
/// lead, and what it is where its letters are too small.
fn told(
    response: Response,
    one: &MapBox,
    mark: &Mark,
    leads: Option<&str>,
    viewport: &Viewport,
) -> Response {
    if let Some(leads) = leads {
        let node = |node: &mut egui::accesskit::Node| node.set_description(leads);
        response.ctx.accesskit_node_builder(response.id, node);
    }
    let what = (viewport.em() < SMALL).then(|| name(one, mark, false));
    let words: Vec<&str> = what.as_deref().into_iter().chain(leads).collect();
    if words.is_empty() { response } else { response.on_hover_text(words.join("\n")) }
}
