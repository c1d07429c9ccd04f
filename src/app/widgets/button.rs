//! Everything that is pressed is allocated, named, painted and given its ring in one way: buttons
//! and links here, whole rows in `rows.rs` and `table.rs`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use egui::{Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};
use egui::{pos2, vec2};

use super::keyboard::{self, arrows_scroll};
use super::{disabled, focus, press_guard, radios};
use crate::app::theme::{self, Token};

/// Something to press: the room it takes, and what a screen reader says of it.
pub(super) struct Press<'a> {
    role: Role,
    name: &'a str,
    size: Vec2,
    /// Whether it is chosen, where it can be.
    selected: Option<bool>,
    /// Whether the arrow keys scroll the page while the keyboard is on it.
    scrolls: bool,
    /// Whether Tab stops at it.
    stop: Stop,
    /// Whether the mark of the keyboard is inside it: what is next to it would paint over one
    /// around it.
    packed: bool,
}

/// Where Tab stops.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// At each.
    Always,
    /// Of several at the chosen one alone; the arrow keys go on to the others.
    Chosen,
    /// At none.
    Never,
}

impl<'a> Press<'a> {
    pub(super) fn new(role: Role, name: &'a str, size: Vec2) -> Self {
        Self { role, name, size, selected: None, scrolls: false, stop: Stop::Always, packed: false }
    }

    /// One of several that can be chosen.
    pub(super) fn chosen(self, selected: bool) -> Self {
        Self { selected: Some(selected), ..self }
    }

    /// It is next to others without a gap.
    pub(super) fn packed(self) -> Self {
        Self { packed: true, ..self }
    }

    /// The arrow keys scroll the page while the keyboard is on it.
    pub(super) fn scrolling(self) -> Self {
        Self { scrolls: true, ..self }
    }

    /// Tab passes it by: a key does the same where the keyboard is.
    pub(super) fn passed_by(self) -> Self {
        Self { stop: Stop::Never, ..self }
    }

    /// Puts it in its place. `paint` is told where that is, and whether the pointer is over it.
    pub(super) fn show(self, ui: &mut Ui, paint: impl FnOnce(&Ui, Rect, bool)) -> Response {
        let stop = match self.stop {
            Stop::Always => true,
            Stop::Never => false,
            Stop::Chosen => {
                self.selected == Some(true) || ui.memory(|it| it.has_focus(ui.next_auto_id()))
            }
        };
        let sense = if stop { disabled::click(ui) } else { Sense::CLICK };
        let (rect, response) = ui.allocate_exact_size(self.size, sense);
        self.show_in(ui, rect, response, paint)
    }

    /// The same in a place that it has already.
    pub(super) fn show_in(
        self,
        ui: &Ui,
        rect: Rect,
        response: Response,
        paint: impl FnOnce(&Ui, Rect, bool),
    ) -> Response {
        let enabled = disabled::is_open(ui);
        press_guard::note(ui, response.id, (self.role, self.name), response.interact_rect);
        if response.clicked() && !keyboard::goes_by_key(ui.ctx()) {
            keyboard::is_pressed(&response);
        }
        response.widget_info(|| match self.selected {
            Some(selected) => WidgetInfo::selected(self.role, enabled, selected, self.name),
            None => WidgetInfo::labeled(self.role, enabled, self.name),
        });
        if let (Role::Tab | Role::Link | Role::ListItem, Some(selected)) =
            (self.role, self.selected)
        {
            // egui tells it as ticked, which none of these is.
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.clear_toggled();
                node.set_selected(selected);
            });
        }
        if ui.is_rect_visible(rect) {
            paint(ui, rect, response.hovered() && enabled);
        }
        if self.role == Role::RadioButton {
            radios::note(ui, &response);
        } else if self.scrolls {
            arrows_scroll(ui, &response);
        }
        focus(ui, &response, if self.packed { rect.shrink(3.5) } else { rect });
        disabled::say(ui, response)
    }
}

/// What is pressed says no more letters than these: a name can be a whole document that was pasted
/// into the wrong field.
const MOST: usize = 160;

/// What was shown so far under a name that does not hold its words: who speaks to the computer says
/// what they see. A test holds that there is none.
static MISNAMED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Those names.
pub fn misnamed() -> Vec<String> {
    MISNAMED.lock().map(|all| all.iter().cloned().collect()).unwrap_or_default()
}

/// Notes a name that does not hold what is shown.
pub(super) fn hold(label: &str, name: &str) {
    if cfg!(debug_assertions)
        && !name.to_lowercase().contains(&label.to_lowercase())
        && let Ok(mut all) = MISNAMED.lock()
    {
        all.insert(format!("{label:?} is called {name:?}"));
    }
}

/// The words of what is pressed, cut where they are longer than anybody reads there.
pub fn short(label: &str) -> Cow<'_, str> {
    match label.char_indices().nth(MOST).and_then(|(at, _)| label.get(..at)) {
        Some(cut) => Cow::Owned(format!("{cut}…")),
        None => Cow::Borrowed(label),
    }
}

/// A button before it is in its place.
#[derive(Clone, Copy)]
struct Button<'a> {
    label: &'a str,
    /// The key that does the same.
    key: Option<&'a str>,
    face: Face,
}

#[derive(Clone, Copy)]
struct Face {
    fill: Token,
    ink: Token,
    edge: Option<Token>,
    strong: bool,
}

/// The words of a button, its key, and how large it is with them.
struct Laid {
    text: Arc<Galley>,
    key: Option<Arc<Galley>>,
    size: Vec2,
}

impl Button<'_> {
    fn show(self, ui: &mut Ui) -> Response {
        let (laid, name) = (self.laid_out(ui), short(self.label));
        let press = Press::new(Role::Button, &name, laid.size).scrolling();
        press.show(ui, |ui, rect, hovered| self.paint(ui, rect, hovered, laid))
    }

    /// As one of several states.
    fn show_as_one_of(self, ui: &mut Ui, selected: bool) -> Response {
        let (laid, name) = (self.laid_out(ui), short(self.label));
        let press = Press::new(Role::RadioButton, &name, laid.size).chosen(selected);
        press.show(ui, |ui, rect, hovered| self.paint(ui, rect, hovered, laid))
    }

    /// How it is while it cannot be pressed, too.
    fn face_now(self, ui: &Ui) -> (Face, egui::Color32) {
        let quiet =
            Face { fill: Token::Ground, ink: Token::Soft, edge: Some(Token::Line), ..self.face };
        let face = if disabled::is_open(ui) { self.face } else { quiet };
        (face, theme::ink_on(ui, face.ink, face.fill))
    }

    fn laid_out(self, ui: &Ui) -> Laid {
        let room = (ui.available_width() - 2.0 * theme::spaces().l).max(120.0);
        self.laid_out_in(ui, room)
    }

    fn laid_out_in(self, ui: &Ui, room: f32) -> Laid {
        let (sizes, spaces) = (theme::sizes(), theme::spaces());
        let (face, ink) = self.face_now(ui);
        let font = theme::font(sizes.control, face.strong);
        let text = ui.painter().layout(short(self.label).into_owned(), font, ink, room);
        let key = self.key.map(|key| {
            ui.painter().layout_no_wrap(key.to_owned(), theme::font(sizes.small - 1.0, true), ink)
        });
        let key_width = key.as_ref().map_or(0.0, |key| key.size().x + 10.0 + spaces.s);
        let width = text.size().x + key_width + 2.0 * spaces.l - 2.0;
        let size = vec2(width, (text.size().y + 18.0).max(36.0));
        Laid { text, key, size }
    }

    fn paint(self, ui: &Ui, rect: Rect, hovered: bool, Laid { text, key, .. }: Laid) {
        let spaces = theme::spaces();
        let (face, ink) = self.face_now(ui);
        let painter = ui.painter();
        painter.rect_filled(rect, theme::radius(), theme::fill(ui, face.fill));
        if hovered {
            painter.rect_filled(rect, theme::radius(), ink.gamma_multiply(0.08));
        }
        if let Some(edge) = face.edge {
            let stroke = Stroke::new(1.0, theme::fill(ui, edge));
            painter.rect_stroke(rect, theme::radius(), stroke, StrokeKind::Inside);
        }
        let left = rect.left() + spaces.l - 1.0;
        let after = left + text.size().x + spaces.s;
        painter.galley(pos2(left, rect.center().y - text.size().y / 2.0), text, ink);
        if let Some(key) = key {
            let at = pos2(after, rect.center().y - key.size().y / 2.0 - 2.0);
            let cap = Rect::from_min_size(at, key.size() + vec2(10.0, 4.0));
            let stroke = Stroke::new(1.0, ink.gamma_multiply(0.55));
            painter.rect_stroke(cap, 4.0, stroke, StrokeKind::Inside);
            painter.galley(cap.min + vec2(5.0, 2.0), key, ink);
        }
    }
}

/// The one thing to do next on a screen, with the key that does it.
pub fn primary(ui: &mut Ui, label: &str, key: Option<&str>) -> Response {
    let face = Face { fill: Token::Accent, ink: Token::OnAccent, edge: None, strong: true };
    Button { label, key, face }.show(ui)
}

/// Anything else to do.
pub fn secondary(ui: &mut Ui, label: &str, key: Option<&str>) -> Response {
    let face = Face { fill: Token::Panel, ink: Token::Ink, edge: Some(Token::Line), strong: false };
    Button { label, key, face }.show(ui)
}

/// The same, with the name that a screen reader says where the label alone does not tell.
pub fn secondary_for(ui: &mut Ui, label: &str, name: &str) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    hold(label, name);
    let response = secondary(ui, label, None);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

/// "Child in danger now", and nothing else.
pub fn danger(ui: &mut Ui, label: &str, key: Option<&str>) -> Response {
    Button { label, key, face: DANGER }.show(ui)
}

const DANGER: Face =
    Face { fill: Token::Panel, ink: Token::Danger, edge: Some(Token::Danger), strong: true };

/// How wide that is, so that it can stand at the far end and come last to the keyboard.
pub fn danger_width(ui: &Ui, label: &str, key: Option<&str>) -> f32 {
    Button { label, key, face: DANGER }.laid_out_in(ui, f32::INFINITY).size.x
}

/// One of a few states side by side; pressed again it stays.
pub fn segment(ui: &mut Ui, label: &str, selected: bool) -> Response {
    let face = if selected {
        Face {
            fill: Token::AccentGround,
            ink: Token::Accent,
            edge: Some(Token::Accent),
            strong: true,
        }
    } else {
        Face { fill: Token::Panel, ink: Token::Ink, edge: Some(Token::Edge), strong: false }
    };
    Button { label, key: None, face }.show_as_one_of(ui, selected)
}

/// One of many that can be chosen together: small, with a tick where it is.
pub fn chip(ui: &mut Ui, label: &str, selected: bool) -> Response {
    let response = chip_as(ui, label, selected, (Role::CheckBox, Stop::Always));
    keyboard::note_ticked(&response, selected);
    response
}

/// The same, for one of a few too.
pub(super) fn chip_as(
    ui: &mut Ui,
    label: &str,
    selected: bool,
    (role, stop): (Role, Stop),
) -> Response {
    // The tick takes the room that is at both sides of the words, and the words of what is not
    // chosen have the room that they take in bold: nothing beside a chip moves when it is pressed.
    const TICK: f32 = 14.0;
    let label = &*short(label);
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let (fill, ink, edge) = if selected {
        (Token::AccentGround, Token::Accent, Token::Accent)
    } else {
        (Token::Panel, Token::Ink, Token::Edge)
    };
    let ink = theme::ink_on(ui, ink, fill);
    let room = (ui.available_width() - 2.0 * spaces.m).max(120.0);
    let laid =
        |strong| ui.painter().layout(label.to_owned(), theme::font(sizes.small, strong), ink, room);
    let bold = laid(true).size();
    let text = laid(selected);
    let size = vec2(bold.x + 2.0 * spaces.m, (bold.y + 10.0).max(28.0));
    let press = Press { stop, ..Press::new(role, label, size).chosen(selected).scrolling() };
    press.show(ui, |ui, rect, hovered| {
        let painter = ui.painter();
        let stroke = Stroke::new(1.0, theme::fill(ui, edge));
        painter.rect(rect, 14.0, theme::fill(ui, fill), stroke, StrokeKind::Inside);
        if hovered {
            painter.rect_filled(rect, 14.0, ink.gamma_multiply(0.08));
        }
        if selected {
            let at = pos2(rect.left() + (2.0 * spaces.m - TICK) / 2.0, rect.center().y);
            let tick = [at + vec2(0.0, 0.5), at + vec2(3.5, 4.0), at + vec2(10.0, -4.0)];
            painter.line(tick.to_vec(), Stroke::new(2.0, ink));
        }
        let before = if selected { TICK } else { 0.0 };
        let at = rect.center() - text.size() / 2.0 + vec2(before / 2.0, 0.0);
        painter.galley(at, text, ink);
    })
}

/// A quiet action in a line of text. `name` is what a screen reader says where the label
/// alone does not tell ("Change: how would you put your concern?").
pub fn link(ui: &mut Ui, label: &str, name: Option<&str>) -> Response {
    let font = theme::font(theme::sizes().small, true);
    linked(ui, label, (name.unwrap_or(label), Role::Link, true), (font, Token::Accent))
}

/// A quiet action beside a field, which a key in the field does too: Tab passes it by.
pub(super) fn link_passed_by(ui: &mut Ui, label: &str, name: &str) -> Response {
    let font = theme::font(theme::sizes().small, true);
    linked(ui, label, (name, Role::Link, false), (font, Token::Accent))
}

/// What is done about a row, within it: as quiet as a link, and a button to a screen reader.
pub fn row_button(ui: &mut Ui, label: &str) -> Response {
    let font = theme::font(theme::sizes().small, true);
    linked(ui, label, (label, Role::Button, true), (font, Token::Accent))
}

/// The same with a name for a screen reader, which holds the label.
pub fn row_button_for(ui: &mut Ui, label: &str, name: &str) -> Response {
    let font = theme::font(theme::sizes().small, true);
    linked(ui, label, (name, Role::Button, true), (font, Token::Accent))
}

/// A way to another part of the screen; heavier where that part is in sight. `name` is what a
/// screen reader says.
pub fn place(ui: &mut Ui, label: &str, name: &str, here: bool) -> Response {
    let font = theme::font(theme::sizes().control, here);
    linked(ui, label, (name, Role::Link, true), (font, Token::Ink))
}

fn linked(
    ui: &mut Ui,
    label: &str,
    (name, role, stop): (&str, Role, bool),
    (font, ink): (egui::FontId, Token),
) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    hold(label, name);
    let ink = theme::ink(ui, ink);
    let wide = ui.available_width().max(80.0);
    let text = ui.painter().layout(label.to_owned(), font, ink, wide);
    let size = vec2((text.size().x + 4.0).max(24.0), text.size().y.max(24.0));
    let press = Press::new(role, name, size).scrolling();
    let press = if stop { press } else { press.passed_by() };
    let response = press.show(ui, |ui, rect, hovered| {
        let at = pos2(rect.left() + 2.0, rect.center().y - text.size().y / 2.0);
        if hovered {
            let y = at.y + text.size().y;
            ui.painter().hline(at.x..=at.x + text.size().x, y, Stroke::new(1.0, ink));
        }
        ui.painter().galley(at, text, ink);
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Opens and closes what stands below it.
pub fn disclosure(ui: &mut Ui, label: &str, open: bool) -> Response {
    disclosure_as(ui, label, label, open)
}

/// The same, where the label alone does not tell a screen reader what is opened.
pub fn disclosure_as(ui: &mut Ui, label: &str, name: &str, open: bool) -> Response {
    let (label, name) = (&*short(label), &*short(name));
    hold(label, name);
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    let ink = theme::ink(ui, Token::Ink);
    let wide = (ui.available_width() - spaces.l).max(80.0);
    let text = ui.painter().layout(label.to_owned(), theme::font(sizes.small, true), ink, wide);
    let size = vec2(text.size().x + spaces.l + 2.0, text.size().y.max(24.0));
    let press = Press::new(Role::Button, name, size).scrolling();
    let response = press.show(ui, |ui, rect, _| {
        let at = pos2(rect.left() + 5.0, rect.center().y);
        triangle(ui, at, open, Stroke::new(1.5, ink));
        let at = pos2(rect.left() + spaces.l, rect.center().y - text.size().y / 2.0);
        ui.painter().galley(at, text, ink);
    });
    tell_open(ui, &response, open);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// Tells whether it is open. On Linux no reader is told that something is expanded: there it is
/// heard as pressed or not pressed.
pub(super) fn tell_open(ui: &Ui, response: &Response, open: bool) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(open);
        node.set_toggled(open.into());
    });
}

/// What says that something is open or closed.
pub(super) fn triangle(ui: &Ui, at: egui::Pos2, open: bool, stroke: Stroke) {
    let arm = 3.5;
    let points = if open {
        [at + vec2(-arm, -arm / 2.0), at + vec2(0.0, arm / 2.0), at + vec2(arm, -arm / 2.0)]
    } else {
        [at + vec2(-arm / 2.0, -arm), at + vec2(arm / 2.0, 0.0), at + vec2(-arm / 2.0, arm)]
    };
    ui.painter().line(points.to_vec(), stroke);
}
