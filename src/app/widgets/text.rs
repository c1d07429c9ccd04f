//! Text in the four sizes and two weights.

use std::borrow::Cow;

use egui::text::LayoutJob;
use egui::{Label, Response, RichText, Role, Sense, TextFormat, Ui, WidgetInfo};

use super::keyboard::{self, Arrival};
use super::regions;
use crate::app::theme::{self, Token};

fn label(ui: &mut Ui, text: &str, size: f32, strong: bool, ink: Token) -> Response {
    let rich = RichText::new(text).font(theme::font(size, strong)).color(theme::ink(ui, ink));
    ui.add(Label::new(rich).wrap())
}

/// Tells a screen reader what kind of thing a drawn text is.
pub fn name_node(ui: &Ui, response: &Response, role: Role) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        // The words of plain text are its value; a heading or a status needs them as its name.
        if let Some(words) = node.value().map(str::to_owned) {
            node.set_label(words);
            node.clear_value();
        }
        if role == Role::Status {
            node.set_live(egui::accesskit::Live::Polite);
        }
    });
}

/// The one title of a screen. The keyboard arrives on it when the screen is shown.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    let sizes = theme::sizes();
    // In a low window a title is not to push what it heads out of sight.
    let size = if super::little::is_low(ui) {
        f32::midpoint(sizes.title, sizes.reading)
    } else {
        sizes.title
    };
    let response = arrival(ui, Arrival::Title, text, size, true);
    heading_node(ui, &response, 1);
    response
}

/// The heading of a part that was opened. The keyboard arrives on it.
pub fn part(ui: &mut Ui, text: &str) -> Response {
    let response = arrival(ui, Arrival::Part, text, theme::sizes().reading, true);
    heading_node(ui, &response, 2);
    response
}

/// What is asked before something is done. The keyboard arrives on it.
pub fn asked(ui: &mut Ui, text: &str) -> Response {
    let response = arrival(ui, Arrival::Part, text, theme::sizes().control, false);
    heading_node(ui, &response, 2);
    response
}

/// What a title says beside its words: for who hears it.
pub fn described(ui: &Ui, response: &Response, words: &str) {
    if !words.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(words));
    }
}

/// The height of a line of buttons with its gaps.
const BUTTONS: f32 = 64.0;

/// Text on which the keyboard arrives. It is no stop of Tab: only arriving leads there.
fn arrival(ui: &mut Ui, at: Arrival, text: &str, size: f32, strong: bool) -> Response {
    let scope = keyboard::scope(ui.ctx(), at);
    super::apart(ui, scope, |ui| {
        let id = ui.next_auto_id();
        let sense = if keyboard::takes(ui.ctx(), at, id) {
            Sense::focusable_noninteractive()
        } else {
            Sense::hover()
        };
        // egui's own label would draw a line under it for the keyboard.
        let (font, ink) = (theme::font(size, strong), theme::ink(ui, Token::Ink));
        let words = ui.painter().layout(text.to_owned(), font, ink, ui.available_width());
        let (rect, response) = ui.allocate_exact_size(words.size(), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
        ui.painter().galley(rect.min, words, ink);
        debug_assert_eq!(response.id, id, "it has the id that the keyboard was sent to");
        if at == Arrival::Side {
            regions::note(&response);
        }
        let around = response.rect.expand2(egui::vec2(4.0, 1.0));
        if keyboard::is_shown(ui.ctx()) {
            super::ring(ui, &response, around);
        }
        if response.gained_focus() && keyboard::scrolls(ui.ctx()) {
            let mut sight = around.expand(24.0);
            if at == Arrival::Part {
                // What a press brought into sight, with a line of buttons below it, moves nothing
                // under the pointer.
                let seen = sight.with_max_y(sight.bottom() + BUTTONS);
                if !keyboard::goes_by_key(ui.ctx()) && ui.clip_rect().contains_rect(seen) {
                    return response;
                }
                // With what it heads, of which only the beginning is known here.
                sight.max.y += ui.clip_rect().height() * 0.45;
            }
            ui.scroll_to_rect(sight, None);
        }
        response
    })
}

/// A heading within a screen.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    let size = theme::sizes().reading;
    let response = if regions::heads_side(ui.ctx()) {
        // F6 leads here, and then the keys that scroll are for the side.
        arrival(ui, Arrival::Side, text, size, true)
    } else {
        label(ui, text, size, true, Token::Ink)
    };
    heading_node(ui, &response, 2);
    response
}

/// A heading within a part.
pub fn subheading(ui: &mut Ui, text: &str) -> Response {
    let response = strong(ui, text);
    heading_node(ui, &response, 3);
    response
}

/// The same among small texts.
pub fn small_heading(ui: &mut Ui, text: &str) -> Response {
    let response = strong_small(ui, text);
    heading_node(ui, &response, 3);
    response
}

fn heading_node(ui: &Ui, response: &Response, level: usize) {
    name_node(ui, response, Role::Heading);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_level(level));
}

/// Text to be read at length.
pub fn reading(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().reading, false, Token::Ink)
}

/// Text of a control's size.
pub fn body(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().control, false, Token::Ink)
}

/// The same, heavier.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().control, true, Token::Ink)
}

/// A quieter line, under a title or beside a control.
pub fn soft(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().control, false, Token::Soft)
}

/// The smallest text: hints, labels, times.
pub fn small(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().small, false, Token::Soft)
}

/// The smallest text, heavier: a heading among small texts.
pub fn strong_small(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().small, true, Token::Ink)
}

/// A word of caution beside a label: no status of its own.
pub fn caution(ui: &mut Ui, text: &str) -> Response {
    label(ui, text, theme::sizes().small, true, Token::Caution)
}

/// A short state in a colour of meaning; the words carry the meaning, the colour repeats it.
/// A screen reader hears it when it changes.
pub fn status(ui: &mut Ui, text: &str, ink: Token) -> Response {
    let response = label(ui, text, theme::sizes().small, false, ink);
    name_node(ui, &response, Role::Status);
    response
}

/// The same where it changes so often, or of itself, that nobody wants to hear it each time.
pub fn state_words(ui: &mut Ui, text: &str, ink: Token) -> Response {
    label(ui, text, theme::sizes().small, false, ink)
}

/// As many words of a text as stand on so many lines here, with "…" where that is not all of them.
pub fn words_on_lines<'t>(ui: &Ui, text: &'t str, lines: usize) -> Cow<'t, str> {
    let font = theme::font(theme::sizes().control, false);
    let (wide, ink) = (ui.available_width(), theme::ink(ui, Token::Ink));
    let fits = |words: &str| {
        let laid_out = ui.painter().layout(words.to_owned(), font.clone(), ink, wide);
        laid_out.rows.len() <= lines
    };
    if fits(text) {
        return Cow::Borrowed(text);
    }
    let cut = |at: usize| format!("{} …", text.get(..at).unwrap_or_default());
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let fitting = ends.partition_point(|at| fits(&cut(*at)));
    let last = fitting.checked_sub(1).and_then(|last| ends.get(last).copied());
    Cow::Owned(cut(last.unwrap_or_default()))
}

/// What happened, in words that are shown and said: the one place from which it is announced.
/// `urgent`: a screen reader breaks off what it is saying. It is there on every screen and in each
/// frame; without words it takes no room. `shown`: so much of it is seen until the rest is asked for.
pub fn announced(ui: &mut Ui, (text, shown): (&str, &str), urgent: bool) -> Response {
    super::apart(ui, egui::Id::unique("announced"), |ui| {
        let response = if text.is_empty() {
            ui.allocate_exact_size(egui::Vec2::ZERO, Sense::hover()).1
        } else {
            body(ui, shown)
        };
        let name = if text.is_empty() { "No message" } else { text };
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.clear_value();
            node.set_role(Role::Status);
            node.set_label(name);
            node.set_live(match (text.is_empty(), urgent) {
                (true, _) => egui::accesskit::Live::Off,
                (false, false) => egui::accesskit::Live::Polite,
                (false, true) => egui::accesskit::Live::Assertive,
            });
        });
        response
    })
}

/// A piece of a text with its own look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The words.
    pub text: &'a str,
    /// The heavier weight.
    pub strong: bool,
    /// Underlined, as an old name with a note beside it is.
    pub underlined: bool,
    /// The ink.
    pub ink: Token,
    /// A ground of its own, as a hit of a search has.
    pub on: Option<Token>,
}

impl<'a> Run<'a> {
    /// Plain words in ink.
    pub fn plain(text: &'a str) -> Self {
        Self { text, strong: false, underlined: false, ink: Token::Ink, on: None }
    }

    /// Heavier words in ink.
    pub fn strong(text: &'a str) -> Self {
        Self { strong: true, ..Self::plain(text) }
    }
}

/// One wrapped text of several runs, read out as one. `size` in points; reading texts get
/// a taller line.
pub fn marked(ui: &mut Ui, size: f32, runs: &[Run<'_>]) -> Response {
    let mut job = LayoutJob::default();
    for run in runs {
        job.append(run.text, 0.0, format(ui, size, run));
    }
    ui.add(Label::new(job).wrap().sense(Sense::hover()))
}

/// How a run is laid out where `ui` stands.
pub(super) fn format(ui: &Ui, size: f32, run: &Run<'_>) -> TextFormat {
    let ground = run.on.unwrap_or_else(|| theme::ground(ui));
    let ink = theme::ink_on(ui, run.ink, ground);
    TextFormat {
        font_id: theme::font(size, run.strong),
        color: ink,
        background: run.on.map_or(egui::Color32::TRANSPARENT, |token| theme::fill(ui, token)),
        line_height: Some(size * if size < theme::sizes().reading { 1.4 } else { 1.5 }),
        underline: if run.underlined {
            egui::Stroke::new(1.0, theme::ink(ui, Token::Soft))
        } else {
            egui::Stroke::NONE
        },
        ..TextFormat::default()
    }
}

/// What a child said, with a bar at its left.
pub fn own_words(ui: &mut Ui, text: &str) -> Response {
    let quoted = match text.trim() {
        text if text.starts_with(['“', '"', '‘']) => text.to_owned(),
        text => format!("“{text}”"),
    };
    let size = theme::sizes().reading;
    let ink = theme::ink(ui, Token::Ink);
    let room = (ui.available_width() - 16.0).max(40.0);
    let words = ui.painter().layout(quoted.clone(), theme::font(size, false), ink, room);
    let size = egui::vec2(words.size().x + 16.0, words.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &quoted));
    let bar = egui::Rect::from_min_size(rect.min, egui::vec2(3.0, rect.height()));
    ui.painter().rect_filled(bar, 0.0, theme::fill(ui, Token::Good));
    ui.painter().galley(rect.min + egui::vec2(16.0, 0.0), words, ink);
    response
}

/// Soft words on one line, at most so wide; the whole of them is read and shown on hovering.
pub fn cut_soft(ui: &mut Ui, text: &str, wide: f32) -> Response {
    let face = (theme::font(theme::sizes().control, false), theme::ink(ui, Token::Soft));
    super::rows::cut_line(ui, text, face, wide, Role::Label)
}

/// A heading on one line, cut with "…" where there is no room; the whole of it is read and shown on
/// hovering.
pub fn cut_heading(ui: &mut Ui, text: &str) -> Response {
    let face = (theme::font(theme::sizes().reading, true), theme::ink(ui, Token::Ink));
    let wide = ui.available_width();
    let response = super::rows::cut_line(ui, text, face, wide, Role::Heading);
    heading_node(ui, &response, 2);
    response
}
