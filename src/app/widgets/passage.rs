//! A text to be read in which words can be pressed: footnote marks and references. It wraps
//! and is read out as one text; what can be pressed has a name and the keyboard of its own.

use egui::text::LayoutJob;
use egui::text_selection::LabelSelectionState;
use egui::{
    Align, CursorIcon, Galley, Id, Label, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::button::tell_open;
use super::text::{Run, format};
use super::{focus, press_guard};
use crate::app::theme::{self, Token};

/// A stretch of the text in one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The words and their look.
    pub run: Run<'a>,
    /// Small and above the line, as a footnote mark is.
    pub raised: bool,
    /// Which of the spots these words belong to. Neighbours with the same are one spot.
    pub spot: Option<usize>,
    /// Scroll to these words now.
    pub reveal: bool,
}

/// Something in the text that can be pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What a screen reader says: "Footnote *".
    pub name: String,
    /// Whether what it opens is open; `None` if it leads elsewhere.
    pub open: Option<bool>,
}

impl<'a> From<Run<'a>> for Stretch<'a> {
    fn from(run: Run<'a>) -> Self {
        Self { run, raised: false, spot: None, reveal: false }
    }
}

/// One wrapped text. `id` tells this text's spots from those of others; `size` in points.
/// Returns the spot that was pressed.
pub fn passage(
    ui: &mut Ui,
    id: Id,
    size: f32,
    stretches: &[Stretch<'_>],
    spots: &[Spot],
) -> Option<usize> {
    let mut job = LayoutJob::default();
    for stretch in stretches {
        let mut format = format(ui, size, &stretch.run);
        // Painted below, close to the letters: egui's own follow the tall line.
        format.underline = Stroke::NONE;
        format.background = egui::Color32::TRANSPARENT;
        if stretch.raised {
            format.font_id = theme::font(size * 0.78, true);
            format.valign = Align::TOP;
            format.line_height = None;
        }
        job.append(stretch.run.text, 0.0, format);
    }
    let (pos, galley, response) = Label::new(job).wrap().layout_in_ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), galley.text()));
    let mut from = 0;
    let mut placed = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let to = from + stretch.run.text.chars().count();
        placed.push((stretch, rects(&galley, pos, from..to)));
        from = to;
    }
    if ui.is_rect_visible(response.rect) {
        for (stretch, rects) in &placed {
            decorate(ui, size, &stretch.run, rects);
        }
        let ink = theme::ink(ui, Token::Ink);
        LabelSelectionState::label_text_selection(
            ui,
            &response,
            pos,
            galley.clone(),
            ink,
            Stroke::NONE,
        );
    }
    let mut under: Vec<Vec<Rect>> = vec![Vec::new(); spots.len()];
    for (stretch, rects) in placed {
        if stretch.reveal
            && let Some(rect) = rects.first()
        {
            ui.scroll_to_rect(rect.expand(48.0), None);
        }
        if let Some(place) = stretch.spot.and_then(|spot| under.get_mut(spot)) {
            place.extend(rects);
        }
    }
    let mut pressed = None;
    for (index, (spot, rects)) in spots.iter().zip(&under).enumerate() {
        if press(ui, id.with(index), spot, rects) {
            pressed = Some(index);
        }
    }
    pressed
}

/// The ground of a hit, and the line under an old name or a reference.
fn decorate(ui: &Ui, size: f32, run: &Run<'_>, rects: &[Rect]) {
    for rect in rects {
        // The letters stand at the top of the line; what is left of it is below them.
        let letters = rect.with_max_y(rect.top() + size * 1.36);
        if let Some(ground) = run.on {
            ui.painter().rect_filled(letters, 3.0, theme::fill(ui, ground));
        }
        if run.underlined {
            let ink = if run.ink == Token::Ink { Token::Soft } else { run.ink };
            let stroke = Stroke::new(1.0, theme::fill(ui, ink));
            ui.painter().hline(rect.x_range(), rect.top() + size * 1.28, stroke);
        }
    }
}

/// One spot, over all rows that it stands on; the keyboard meets it once.
fn press(ui: &Ui, id: Id, spot: &Spot, rects: &[Rect]) -> bool {
    let mut pressed = false;
    let mut has_focus = false;
    for (row, rect) in rects.iter().enumerate() {
        let target = rect.expand2(vec2(
            (24.0 - rect.width()).max(0.0) / 2.0,
            (24.0 - rect.height()).max(0.0) / 2.0,
        ));
        let sense = if row == 0 { Sense::click() } else { Sense::CLICK };
        let response =
            ui.interact(target, id.with(row), sense).on_hover_cursor(CursorIcon::PointingHand);
        press_guard::note(ui, response.id, (Role::Link, &spot.name), response.interact_rect);
        if row == 0 {
            let role = if spot.open.is_some() { Role::Button } else { Role::Link };
            response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &spot.name));
            if let Some(open) = spot.open {
                tell_open(ui, &response, open);
            }
            has_focus = response.has_focus();
            focus(ui, &response, target);
        } else if has_focus {
            let ring = Stroke::new(3.0, theme::fill(ui, Token::Focus));
            ui.painter().rect_stroke(target, theme::radius(), ring, egui::StrokeKind::Outside);
        }
        pressed |= response.clicked();
    }
    pressed
}

/// Where these characters of a laid-out text stand, one rectangle a row.
fn rects(galley: &Galley, pos: Pos2, chars: std::ops::Range<usize>) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut at = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let (from, to) = (chars.start.max(at), chars.end.min(at + count));
        let first = from.checked_sub(at).and_then(|index| row.glyphs.get(index));
        let last = to.checked_sub(at + 1).and_then(|index| {
            // Not the space at which the row ends.
            let blank = to == at + count && row.glyphs.get(index)?.chr == ' ' && to > from + 1;
            row.glyphs.get(if blank { index.checked_sub(1)? } else { index })
        });
        if from < to
            && let (Some(first), Some(last)) = (first, last)
        {
            let top_left = pos + row.pos.to_vec2() + vec2(first.pos.x, 0.0);
            let width = last.pos.x + last.advance_width - first.pos.x;
            found.push(Rect::from_min_size(top_left, vec2(width, row.height())));
        }
        at += count + usize::from(row.ends_with_newline);
    }
    found
}
