//! Paints an outline of the body with the marks on it: each a disc with its number. A mark is
//! put by a press on the body, moved by dragging or by the arrow keys, and has a name.

use std::sync::OnceLock;

use egui::{
    Align2, EventFilter, Id, Key, Mesh, Modifiers, Pos2, Rect, Response, Role, Sense, Shape,
    Stroke, Ui, Vec2, WidgetInfo, vec2,
};

use super::{focus, press_guard};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::record::body::{Body, Point, View};
use crate::record::{Proportions, ViewId};

/// A mark as it is painted.
#[derive(Clone, Copy, Debug)]
pub struct Dot<'a> {
    /// Its id on the screen: the keyboard stays on it while others come and go.
    pub id: Id,
    /// Its number in the list.
    pub number: usize,
    /// Where it is.
    pub at: Point,
    /// What a screen reader says of it.
    pub name: &'a str,
    /// Whether its fields are open.
    pub selected: bool,
}

/// What was done on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnBody {
    /// The body was pressed here.
    Put(Point),
    /// The mark of this place among the dots was moved to here.
    Move(usize, Point),
    /// The mark of this place among the dots was chosen.
    Choose(usize),
}

/// What an arrow key moves, in thousandths of the view's width; with Shift a fifth of it.
const STEP: u16 = 10;
/// The disc of a mark, in points; what can be pressed is 24 wide.
const DISC: f32 = 9.5;

/// The picture, as large as `room` allows, with its marks: to be changed where `changes`, and
/// else only to be looked at.
pub fn bodymap(
    ui: &mut Ui,
    (view, drawn): (&View, Proportions),
    room: Vec2,
    dots: &[Dot<'_>],
    changes: bool,
) -> Option<OnBody> {
    let (width, height) = (f32::from(view.size.0), f32::from(view.size.1));
    let scale = (room.x / width).min(room.y / height);
    // The picture itself is no stop of the keyboard: its marks and the list beside it are.
    let sense = if changes { Sense::CLICK } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height) * scale, sense);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Image, true, name((view.id, drawn), dots.len())));
    if changes {
        press_guard::note(ui, response.id, (Role::Image, view.id.after()), response.interact_rect);
    }
    let canvas = Canvas { rect, scale, view: view.id, size: view.size, drawn };
    if ui.is_rect_visible(rect) {
        canvas.body(ui);
    }
    let mut done = None;
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        done = Some(OnBody::Put(canvas.point(at)));
    }
    if changes {
        let over = response.hover_pos().is_some_and(|at| view.inside(canvas.point(at)));
        if over {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        }
    }
    // The one that is open lies on top.
    let mut order: Vec<(usize, &Dot<'_>)> = dots.iter().enumerate().collect();
    order.sort_by_key(|(_, dot)| dot.selected);
    for (place, dot) in order {
        done = canvas.dot(ui, place, dot, changes).or(done);
    }
    // Off the body nothing is put, and a mark that is dragged there stays where it left it. Were
    // that said, the picture would be painted without end while the pointer is held there.
    done.filter(|done| match done {
        OnBody::Put(at) | OnBody::Move(_, at) => view.inside(*at),
        OnBody::Choose(_) => true,
    })
}

/// What a screen reader says of the picture.
fn name((view, drawn): (ViewId, Proportions), marks: usize) -> String {
    let count = match marks {
        0 => "No marks on it.".to_owned(),
        1 => "One mark on it.".to_owned(),
        several => format!("{several} marks on it."),
    };
    let sides = view
        .sides()
        .map_or_else(String::new, |(side, _)| format!(" The patient’s {side} is at your left."));
    let whose = match drawn {
        Proportions::Grown => "the body",
        Proportions::Infant => "a baby’s body",
    };
    format!("Outline of {whose}: {}. {count}{sides}", view.after())
}

/// An outline ready to be painted, in thousandths.
struct Outline {
    view: ViewId,
    edge: Vec<(f32, f32)>,
    /// What lies within the edge, in bands from top to bottom: upper left, upper right, lower
    /// right, lower left.
    bands: Vec<[(f32, f32); 4]>,
    lines: Vec<Vec<(f32, f32)>>,
}

/// Worked out once: the outlines do not change.
fn outline(view: ViewId) -> Option<&'static Outline> {
    static OUTLINES: OnceLock<Vec<Outline>> = OnceLock::new();
    let all = OUTLINES.get_or_init(|| {
        let views = Body::embedded().map_or(&[][..], |body| body.views.as_slice());
        let made = views.iter().map(|view| {
            let edge = view.polygon().to_vec();
            let bands = bands(&edge);
            Outline { view: view.id, edge, bands, lines: view.drawn_lines() }
        });
        made.collect()
    });
    all.iter().find(|one| one.view == view)
}

/// Cuts a closed polygon into bands between the heights of its corners. Within a band its
/// edges do not cross, so that each two of them enclose a piece of it.
fn bands(edge: &[(f32, f32)]) -> Vec<[(f32, f32); 4]> {
    let mut heights: Vec<f32> = edge.iter().map(|point| point.1).collect();
    heights.sort_by(f32::total_cmp);
    heights.dedup();
    let sides: Vec<_> = edge.iter().zip(edge.iter().skip(1).chain(edge.first())).collect();
    let mut bands = Vec::new();
    for (top, bottom) in heights.iter().zip(heights.iter().skip(1)) {
        let middle = f32::midpoint(*top, *bottom);
        let mut across: Vec<(f32, f32, f32)> = sides
            .iter()
            .filter(|(a, b)| (a.1 > middle) != (b.1 > middle))
            .map(|(a, b)| {
                let at = |y: f32| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0);
                (at(middle), at(*top), at(*bottom))
            })
            .collect();
        across.sort_by(|a, b| a.0.total_cmp(&b.0));
        for two in across.chunks_exact(2) {
            let [left, right] = two else { continue };
            bands.push([(left.1, *top), (right.1, *top), (right.2, *bottom), (left.2, *bottom)]);
        }
    }
    bands
}

/// Where the picture is on the screen.
struct Canvas {
    rect: Rect,
    /// Points on the screen for a thousandth of the width.
    scale: f32,
    view: ViewId,
    size: (u16, u16),
    drawn: Proportions,
}

impl Canvas {
    fn at(&self, point: (f32, f32)) -> Pos2 {
        let (x, y) = self.drawn.drawn(self.view, point);
        self.rect.min + vec2(x, y) * self.scale
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held within the size of the view"
    )]
    fn point(&self, at: Pos2) -> Point {
        let at = (at - self.rect.min) / self.scale;
        let (x, y) = self.drawn.meant(self.view, (at.x, at.y));
        let held = |at: f32, most: u16| at.round().clamp(0.0, f32::from(most)) as u16;
        (held(x, self.size.0), held(y, self.size.1))
    }

    fn body(&self, ui: &Ui) {
        let view = self.view;
        let Some(outline) = outline(view) else { return };
        let painter = ui.painter();
        let mut mesh = Mesh::default();
        let skin = match theme::ground(ui) {
            Token::Panel => Token::Quote,
            _ => Token::Panel,
        };
        let skin = theme::fill(ui, skin);
        for (band, first) in outline.bands.iter().zip((0_u32..).step_by(4)) {
            for corner in band {
                mesh.colored_vertex(self.at(*corner), skin);
            }
            mesh.add_triangle(first, first + 1, first + 2);
            mesh.add_triangle(first, first + 2, first + 3);
        }
        painter.add(Shape::mesh(mesh));
        let edge: Vec<Pos2> = outline.edge.iter().map(|point| self.at(*point)).collect();
        let ink = theme::fill(ui, Token::Soft);
        painter.add(Shape::closed_line(edge, Stroke::new(1.5, ink)));
        for line in &outline.lines {
            let line: Vec<Pos2> = line.iter().map(|point| self.at(*point)).collect();
            painter.add(Shape::line(line, Stroke::new(1.0, theme::fill(ui, Token::Edge))));
        }
        let Some((left, right)) = view.sides() else { return };
        let font = theme::font(theme::sizes().small, false);
        let ink = theme::ink(ui, Token::Soft);
        let capital = |side: &str| if side == "left" { "Left" } else { "Right" };
        painter.text(self.rect.left_top(), Align2::LEFT_TOP, capital(left), font.clone(), ink);
        painter.text(self.rect.right_top(), Align2::RIGHT_TOP, capital(right), font, ink);
    }

    fn dot(&self, ui: &Ui, place: usize, dot: &Dot<'_>, changes: bool) -> Option<OnBody> {
        let middle = self.at((f32::from(dot.at.0), f32::from(dot.at.1)));
        let rect = Rect::from_center_size(middle, Vec2::splat(24.0));
        let sense = if changes { Sense::click_and_drag() } else { Sense::hover() };
        let response = ui.interact(rect, dot.id, sense);
        let role = if changes { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, dot.name));
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            let (disc, ink) = (theme::fill(ui, Token::Accent), Token::OnAccent);
            let ink = theme::ink_on(ui, ink, Token::Accent);
            painter.circle(middle, DISC, disc, Stroke::new(1.5, ink));
            if dot.selected {
                let ring = Stroke::new(2.0, theme::fill(ui, Token::Ink));
                painter.circle_stroke(middle, DISC + 2.5, ring);
            }
            let font = theme::font(theme::sizes().small - 1.0, true);
            painter.text(middle, Align2::CENTER_CENTER, dot.number, font, ink);
        }
        if !changes {
            response.on_hover_text(dot.name);
            return None;
        }
        press_guard::note(ui, dot.id, (role, dot.name), response.interact_rect);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description("The arrow keys move it. With Shift they move it a little.");
        });
        focus(ui, &response, rect);
        let done = self.moved(ui, place, dot, &response);
        response.on_hover_cursor(egui::CursorIcon::Grab).on_hover_text(dot.name);
        done
    }

    /// What the pointer and the keys do with a mark.
    fn moved(&self, ui: &Ui, place: usize, dot: &Dot<'_>, response: &Response) -> Option<OnBody> {
        if response.clicked() || response.drag_started() {
            response.request_focus();
        }
        if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            let at = self.point(at);
            if at != dot.at {
                return Some(OnBody::Move(place, at));
            }
        }
        if response.clicked() || response.drag_started() {
            return Some(OnBody::Choose(place));
        }
        if !response.has_focus() {
            return None;
        }
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.ctx().memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let (mut x, mut y) = dot.at;
        for (held, step) in [(Modifiers::SHIFT, STEP / 5), (Modifiers::NONE, STEP)] {
            let key = |key| key_input::stepped(ui.ctx(), held, key);
            if key(Key::ArrowLeft) {
                x = x.saturating_sub(step);
            }
            if key(Key::ArrowRight) {
                x = x.saturating_add(step);
            }
            if key(Key::ArrowUp) {
                y = y.saturating_sub(step);
            }
            if key(Key::ArrowDown) {
                y = y.saturating_add(step);
            }
        }
        ((x, y) != dot.at).then_some(OnBody::Move(place, (x, y)))
    }
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn the_bands_fill_what_the_edge_encloses() {
        for id in ViewId::ALL {
            let outline = outline(id).unwrap();
            // The area by the bands, and by the corners of the edge.
            let bands: f32 = outline
                .bands
                .iter()
                .map(|[a, b, c, d]| (b.0 - a.0 + c.0 - d.0) / 2.0 * (c.1 - b.1))
                .sum();
            let after = outline.edge.iter().skip(1).chain(outline.edge.first());
            let twice: f32 =
                outline.edge.iter().zip(after).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
            let ratio = bands / (twice.abs() / 2.0);
            assert!((0.99..1.01).contains(&ratio), "{id:?}: {ratio}");
        }
    }

    #[test]
    fn a_point_on_the_screen_is_the_point_it_was_painted_at() {
        let rect = Rect::from_min_size(pos2(40.0, 60.0), vec2(250.0, 505.0));
        let (view, drawn) = (ViewId::Front, Proportions::Grown);
        let canvas = Canvas { rect, scale: 0.25, view, size: (1000, 2020), drawn };
        for point in [(0, 0), (790, 900), (1000, 2020)] {
            let at = canvas.at((f32::from(point.0), f32::from(point.1)));
            assert_eq!(canvas.point(at), point);
        }
        assert_eq!(canvas.point(pos2(-10.0, 9000.0)), (0, 2020), "beside it the nearest");
    }
}
