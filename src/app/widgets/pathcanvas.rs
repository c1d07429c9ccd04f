//! How boxes and lines of the path are painted.

use super::{focus, press_guard};
use crate::app::theme::{self, Token};
use crate::pathway::map::{
    BoxId, Kind, LINE, Line, Lines, MapBox, Mark, PAD, Point, Stand, TICK, Taken,
};
use egui::{
    Align2, CornerRadius, Id, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo, pos2, vec2,
};

/// Letters below this size, in points, are not painted: they would be specks.
const SPECK: f32 = 4.0;

pub(super) fn leads_to(id: &BoxId, mark: &Mark) -> Option<Pressed> {
    match (&mark.stand, id.kind) {
        _ if mark.here => Some(Pressed::Here),
        (Stand::Answered(_) | Stand::Asked, Kind::Question) => {
            Some(Pressed::Question(id.id.clone()))
        }
        (Stand::Reached, Kind::Outcome) => Some(Pressed::Outcome),
        _ => None,
    }
}

/// What a box is to the walk, in words at its top.
pub(super) fn stands(id: &BoxId, mark: &Mark) -> &'static str {
    match (&mark.stand, id.kind) {
        _ if mark.decided => "Decided instead",
        (Stand::Answered(_), _) if mark.here => "You are here, answered",
        (Stand::Reached, _) if mark.here => "You are here: the outcome",
        _ if mark.here => "You are here",
        (Stand::Answered(_), _) => "Answered",
        (Stand::Asked, _) => "Not answered yet",
        (Stand::Reached, _) => "Outcome",
        (Stand::Ahead, Kind::Question) => "Ahead: a question",
        (Stand::Ahead, Kind::Outcome) => "Ahead: an outcome",
        (Stand::Elsewhere, _) => "Not on this path",
    }
}

/// What a screen reader says of a box.
pub(super) fn name(one: &MapBox, mark: &Mark, pressable: bool) -> String {
    let title = one.title.lines.join(" ");
    let answer = match &mark.stand {
        Stand::Answered(choice) => {
            let of = one.choices.iter().find(|one| one.id == *choice);
            of.map(|one| one.label.lines.join(" "))
        }
        _ => None,
    };
    match (answer, pressable && !mark.here) {
        (Some(answer), true) => format!("Go back to: {title}, answered {answer}"),
        (Some(answer), false) => format!("{}: {title}, {answer}", stands(&one.id, mark)),
        (None, true) if mark.stand == Stand::Asked => format!("Continue to: {title}"),
        (None, true) if mark.stand == Stand::Reached => format!("Go to the outcome: {title}"),
        (None, _) => format!("{}: {title}", stands(&one.id, mark)),
    }
}

/// A box that was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Where the person is.
    Here,
    /// A question of the walk, by id.
    Question(String),
    /// The outcome that the walk has come to.
    Outcome,
}

/// How a box is painted. Each face differs from the others in its words and its edge, too.
struct Face {
    ground: Token,
    edge: (Token, f32),
    /// What stands in the topmost line, and on what.
    head: (Token, Option<Token>),
    ink: Token,
    soft: Token,
}

fn face(mark: &Mark) -> Face {
    let walked = matches!(mark.stand, Stand::Answered(_) | Stand::Reached);
    let (ground, ink, soft) = match mark.stand {
        Stand::Answered(_) | Stand::Reached => (Token::AccentGround, Token::Ink, Token::Soft),
        Stand::Asked | Stand::Ahead => (Token::Panel, Token::Ink, Token::Soft),
        Stand::Elsewhere if mark.decided => (Token::Panel, Token::Ink, Token::Soft),
        Stand::Elsewhere => (Token::Ground, Token::Soft, Token::Soft),
    };
    let (edge, head) = if mark.decided {
        ((Token::Caution, 2.0), (Token::Caution, Some(Token::CautionGround)))
    } else if mark.here {
        ((Token::Accent, 3.0), (Token::OnAccent, Some(Token::Accent)))
    } else if walked {
        ((Token::Accent, 2.0), (Token::Accent, None))
    } else if mark.stand == Stand::Elsewhere {
        ((Token::Line, 1.0), (Token::Soft, None))
    } else {
        ((Token::Edge, 1.0), (Token::Soft, None))
    };
    Face { ground, edge, head, ink, soft }
}

/// Where things are on the screen.
pub(super) struct Canvas {
    pub(super) room: Rect,
    /// An em, in points.
    pub(super) em: f32,
    /// What lies in the middle, in em.
    pub(super) middle: Vec2,
    /// Whether boxes can be pressed.
    pub(super) pressable: bool,
}

impl Canvas {
    pub(super) fn at(&self, point: Point) -> Pos2 {
        self.room.center() + (vec2(point.x, point.y) - self.middle) * self.em
    }

    pub(super) fn line(&self, ui: &Ui, line: &Line, taken: Taken) {
        let (colour, wide) = match taken {
            Taken::No => (Token::Line, 1.0),
            Taken::Ahead => (Token::Edge, 1.5),
            Taken::Yes => (Token::Accent, 4.0),
        };
        let wide = wide * (self.em / theme::sizes().small).clamp(0.5, 2.0);
        let colour = theme::fill(ui, colour);
        let mut points: Vec<Pos2> = line.points.iter().map(|point| self.at(*point)).collect();
        let Some(end) = points.last().copied() else { return };
        let tip = 0.7 * self.em;
        // The line ends where its arrow begins.
        if let Some(last) = points.last_mut() {
            last.x -= tip * 0.8;
        }
        let painter = ui.painter();
        painter.line(rounded(&points, 0.6 * self.em), Stroke::new(wide, colour));
        let arrow = vec![end, end + vec2(-tip, -tip * 0.5), end + vec2(-tip, tip * 0.5)];
        painter.add(Shape::convex_polygon(arrow, colour, Stroke::NONE));
    }

    pub(super) fn one(&self, ui: &Ui, id: Id, one: &MapBox, mark: &Mark) -> Response {
        let rect = Rect::from_min_max(self.at(one.rect.min), self.at(one.rect.max));
        let presses = self.pressable && leads_to(&one.id, mark).is_some();
        let sense = if presses { Sense::click() } else { Sense::focusable_noninteractive() };
        let response = ui.interact(rect, id, sense);
        let role = if presses { Role::Button } else { Role::Label };
        let name = name(one, mark, presses);
        if presses {
            press_guard::note(ui, id, (role, &name), response.interact_rect);
        }
        response.widget_info(|| WidgetInfo::labeled(role, true, &name));
        if ui.is_rect_visible(rect) {
            let painting = Painting { ui, rect, em: self.em, face: face(mark) };
            painting.ground(one.id.kind, presses && response.hovered());
            if self.em >= SPECK {
                painting.words_of(one, mark);
            }
        }
        focus(ui, &response, rect);
        if presses { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
    }
}

/// A box while it is painted.
struct Painting<'a> {
    ui: &'a Ui,
    rect: Rect,
    /// An em, in points.
    em: f32,
    face: Face,
}

impl Painting<'_> {
    /// How high the head is, in points.
    fn head(&self) -> f32 {
        (PAD * 0.6 + LINE) * self.em
    }

    /// The ground with its head and edge.
    fn ground(&self, kind: Kind, hovered: bool) {
        let (ui, rect, painter) = (self.ui, self.rect, self.ui.painter());
        // An outcome is round at its ends.
        let corner = match kind {
            Kind::Question => 0.4 * self.em,
            Kind::Outcome => 1.2 * self.em,
        };
        let corner = CornerRadius::from(corner);
        painter.rect_filled(rect, corner, theme::fill(ui, self.face.ground));
        if let (_, Some(on)) = self.face.head {
            let top = Rect::from_min_size(rect.min, vec2(rect.width(), self.head()));
            let corner = CornerRadius { sw: 0, se: 0, ..corner };
            painter.rect_filled(top, corner, theme::fill(ui, on));
        }
        if hovered {
            let shade = theme::fill(ui, Token::Ink).gamma_multiply(0.06);
            painter.rect_filled(rect, corner, shade);
        }
        let (edge, wide) = self.face.edge;
        let stroke = Stroke::new(wide, theme::fill(ui, edge));
        painter.rect_stroke(rect, corner, stroke, StrokeKind::Middle);
    }

    /// What stands in it: where it is on the way, its title, its choices.
    fn words_of(&self, one: &MapBox, mark: &Mark) {
        let Face { ground, head: (ink, on), .. } = self.face;
        let left = self.rect.left() + PAD * self.em;
        // The first line of the words lies in the middle of the head.
        let first = pos2(left, self.rect.top() + self.head() / 2.0);
        let font = theme::font(self.letters() * 0.92, true);
        let ink = theme::ink_on(self.ui, ink, on.unwrap_or(ground));
        self.ui.painter().text(first, Align2::LEFT_CENTER, stands(&one.id, mark), font, ink);
        let ink = theme::ink_on(self.ui, self.face.ink, ground);
        self.words(&one.title, left, true, ink);
        for choice in &one.choices {
            let is_chosen = matches!(&mark.stand, Stand::Answered(id) if *id == choice.id);
            let token = if is_chosen { self.face.ink } else { self.face.soft };
            let ink = theme::ink_on(self.ui, token, ground);
            self.words(&choice.label, left + TICK * self.em, is_chosen, ink);
            let middle = self.rect.top() + (choice.label.top + LINE / 2.0) * self.em;
            self.tick(pos2(left, middle), is_chosen, ink);
        }
    }

    /// Before a choice: a tick, or a ring where it was not chosen.
    fn tick(&self, at: Pos2, is_chosen: bool, ink: egui::Color32) {
        let painter = self.ui.painter();
        if is_chosen {
            let tick = [vec2(0.05, 0.05), vec2(0.3, 0.33), vec2(0.85, -0.35)];
            let tick = tick.map(|by| at + by * self.em).to_vec();
            let accent = theme::ink_on(self.ui, Token::Accent, self.face.ground);
            painter.line(tick, Stroke::new(0.17 * self.em, accent));
        } else {
            let at = at + vec2(0.45 * self.em, 0.0);
            painter.circle_stroke(at, 0.22 * self.em, Stroke::new(1.0, ink));
        }
    }

    /// The size of letters, in points: half points only, so that few sizes are made.
    fn letters(&self) -> f32 {
        (self.em * 2.0).round() / 2.0
    }

    fn words(&self, words: &Lines, left: f32, strong: bool, ink: egui::Color32) {
        let font = theme::font(self.letters(), strong);
        let mut y = self.rect.top() + (words.top + LINE / 2.0) * self.em;
        for line in &words.lines {
            self.ui.painter().text(pos2(left, y), Align2::LEFT_CENTER, line, font.clone(), ink);
            y += LINE * self.em;
        }
    }
}

/// The same corners, rounded.
fn rounded(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut out = Vec::with_capacity(points.len() * 4);
    out.extend(points.first());
    for three in points.windows(3) {
        let [before, corner, after] = three else { continue };
        let (back, on) = (*before - *corner, *after - *corner);
        let radius = radius.min(back.length() / 2.0).min(on.length() / 2.0);
        let (from, to) = (*corner + back.normalized() * radius, *corner + on.normalized() * radius);
        for step in [0.0_f32, 0.25, 0.5, 0.75, 1.0] {
            let (a, b) = (from.lerp(*corner, step), corner.lerp(to, step));
            out.push(a.lerp(b, step));
        }
    }
    out.extend(points.last());
    out
}
