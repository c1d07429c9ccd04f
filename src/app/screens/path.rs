//! The path as a picture, with what it shows in sentences beside it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use egui::{Key, Modifiers, ScrollArea, Ui};

use crate::app::events::{DecideEvent, Event, PathEvent};
use crate::app::key_input;
use crate::app::theme;
use crate::app::widgets::{self, Picture, Pressed, Viewport, pathmap, secondary, secondary_for};
use crate::pathway::map::{BoxId, Map, Marks, Plan, Said};
use crate::record::{DecisionId, Nonce};

/// Whose path is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathOf {
    /// Of the decision in the making with this nonce: its answers can be pressed.
    Draft(Nonce),
    /// Of a signed decision: it can only be looked at.
    Signed(DecisionId),
    /// Of the worked case with this place in the list.
    Worked(usize),
}

/// A path that is shown. It is worked out when it is opened, and closed when anything that it
/// rests on changes.
#[derive(Debug)]
pub struct PathShown {
    /// Whose it is.
    pub of: PathOf,
    /// Whether it is shown as text too.
    pub as_text: bool,
    /// What is looked at, and how large. Moved in place, as a scroll position is.
    pub viewport: Viewport,
    /// Whether the whole pathway is shown, and not only what is near.
    whole: bool,
    plan: Plan,
    /// What is near, where that is less than the whole.
    near: Option<Plan>,
    marks: Marks,
    said: Vec<Said>,
    /// Where each answer to an open question leads.
    leads: BTreeMap<BoxId, String>,
    /// Laid out in the first frame, because only then the face can be measured.
    map: OnceCell<Map>,
}

impl PathShown {
    /// The path of this plan with these marks.
    pub fn new(of: PathOf, plan: Plan, marks: Marks) -> Self {
        let said = marks.said(&plan);
        let leads = marks.leads(&plan);
        let (viewport, map) = (Viewport::default(), OnceCell::new());
        let near = Some(plan.near(&marks)).filter(|near| near.nodes.len() < plan.nodes.len());
        let whole = near.is_none();
        Self { of, as_text: false, viewport, whole, plan, near, marks, said, leads, map }
    }

    /// Shows the whole pathway, or only what is near.
    pub fn toggle_whole(&mut self) {
        self.whole = !self.whole || self.near.is_none();
        self.map = OnceCell::new();
        self.viewport = Viewport::default();
    }
}

/// The width of the sentences beside the picture, in points.
const SIDE: f32 = 340.0;

/// Paints it.
pub fn ui(ui: &mut Ui, shown: &mut PathShown, out: &mut Vec<Event>) {
    if key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        out.push(Event::Path(PathEvent::Close));
    }
    let spaces = theme::spaces();
    let wide = widgets::beside(ui);
    let margin = if wide { spaces.xl } else { spaces.m };
    let whole = ui.available_rect_before_wrap();
    let inner = whole.shrink2(egui::vec2(margin, if wide { spaces.l } else { spaces.s }));
    let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("path"));
    head(ui, shown, wide, out);
    ui.add_space(spaces.xs);
    let below = ui.available_rect_before_wrap();
    let (picture, text) = match (shown.as_text, wide) {
        (false, _) => (Some(below), None),
        (true, false) => (None, Some(below)),
        (true, true) => {
            let (left, right) = below.split_left_right_at_x(below.right() - SIDE);
            (Some(left), Some(right.with_min_x(right.left() + spaces.l)))
        }
    };
    if let Some(rect) = picture {
        let pressable = matches!(shown.of, PathOf::Draft(_));
        let plan = shown.near.as_ref().filter(|_| !shown.whole).unwrap_or(&shown.plan);
        let map = shown.map.get_or_init(|| widgets::lay_out(ui, plan));
        let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("picture"));
        let picture = Picture { map, marks: &shown.marks, leads: &shown.leads, pressable };
        if let Some(pressed) = pathmap(ui, &picture, &mut shown.viewport) {
            out.push(match pressed {
                Pressed::Here => Event::Path(PathEvent::Close),
                Pressed::Question(id) => Event::Decide(DecideEvent::Change(id)),
                Pressed::Outcome => Event::Decide(DecideEvent::ShowOutcome),
            });
        }
    }
    if let Some(rect) = text {
        let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("sentences"));
        sentences(ui, &shown.said);
    }
}

/// `wide`: the picture stays beside the text.
fn head(ui: &mut Ui, shown: &mut PathShown, wide: bool, out: &mut Vec<Event>) {
    ui.horizontal_wrapped(|ui| {
        widgets::title(ui, "The path");
        ui.add_space(theme::spaces().s);
        let back = match shown.of {
            PathOf::Draft(_) => "Back to the decision",
            PathOf::Signed(_) => "Back to the record",
            PathOf::Worked(_) => "Back to the case",
        };
        if secondary(ui, back, Some("Esc")).clicked() {
            out.push(Event::Path(PathEvent::Close));
        }
        if wide || !shown.as_text {
            controls(ui, shown);
        }
        if shown.near.is_some() && (wide || !shown.as_text) {
            let (label, name) = if shown.whole {
                ("My way", "Only my way")
            } else {
                ("Whole pathway", "The whole pathway")
            };
            if secondary_for(ui, label, name).clicked() {
                out.push(Event::Path(PathEvent::Whole));
            }
        }
        let (label, name) = if shown.as_text {
            ("Hide text", "Hide text of the path")
        } else {
            ("As text", "Read the path as text")
        };
        if secondary_for(ui, label, name).clicked() {
            out.push(Event::Path(PathEvent::AsText));
        }
    });
}

/// What moves the picture.
fn controls(ui: &mut Ui, shown: &mut PathShown) {
    let here = match shown.of {
        PathOf::Draft(_) => "To where I am",
        PathOf::Signed(_) | PathOf::Worked(_) => "To where it ended",
    };
    if secondary(ui, here, None).clicked() {
        shown.viewport.home();
    }
    for (label, steps) in [("Zoom in", 1), ("Zoom out", -1)] {
        if secondary(ui, label, None).clicked() {
            shown.viewport.step(steps);
        }
    }
    if secondary(ui, "Fit", None).on_hover_text("The whole picture at once.").clicked() {
        shown.viewport.fit();
    }
}

fn sentences(ui: &mut Ui, said: &[Said]) {
    ScrollArea::vertical().id_salt("path as text").auto_shrink(false).show(ui, |ui| {
        // Room for the bar beside the words.
        ui.set_max_width((ui.available_width() - 12.0).min(700.0));
        for part in said {
            widgets::heading(ui, part.heading);
            for sentence in &part.sentences {
                widgets::body(ui, sentence);
            }
            ui.add_space(theme::spaces().m);
        }
        widgets::keyboard::scroll(ui);
    });
}
