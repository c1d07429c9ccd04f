//! One continuous column: the sections of a document one after another. Only those in sight are
//! laid out, and the others keep their place by the height that they had or are likely to have;
//! so a document of any size scrolls alike.

use std::collections::HashMap;

use egui::{Align, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme;

/// What is known of a section before it is laid out.
pub(super) struct Section {
    /// Tells it apart from the others.
    pub(super) key: Id,
    /// Its heading: a screen reader finds it by that, also where its text is out of sight.
    pub(super) heading: String,
    /// How many characters it has.
    pub(super) length: usize,
}

/// Where the column is, from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// How high the sections were when they were laid out last.
    heights: HashMap<Id, f32>,
    /// The document and the width for which those hold.
    of: Option<(Id, u32)>,
    /// How far the top of the column was above that of the window.
    offset: Option<f32>,
    /// The section that is brought to the top, and for how many frames already.
    to: Option<(usize, u8)>,
    /// For how many frames still a scroll is under way: what is counted from where the column is
    /// now would come on top of it.
    under_way: u8,
    /// What has the keyboard, and for how many frames already.
    keyboard: (Option<Id>, u8),
    /// The window on the column, and for how many frames it has been the same.
    window: (Option<Rect>, u8),
}

/// After so many frames the column has scrolled to where it was asked to.
const FRAMES: u8 = 2;
/// Less than this is how letters fall on pixels, and no movement, in points.
const SLIGHT: f32 = 3.0;
/// A document of at most so many characters is laid out whole where a screen reader reads, and is
/// measured at once; of a longer one also a screen reader has what is in sight, and each heading.
const SHORT: usize = 100_000;

impl Column {
    /// The section at this place is to be at the top, or with what is sought in it in sight.
    pub(super) fn bring(&mut self, index: usize) {
        self.to = Some((index, 0));
    }

    /// Paints the sections of the document `of`; `section` paints one, and is told whether it is
    /// to scroll now to what is sought in it. The section that is read now, where the person has
    /// scrolled.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        of: Id,
        sections: &[Section],
        mut section: impl FnMut(&mut Ui, usize, bool),
    ) -> Option<usize> {
        let (clip, start) = (ui.clip_rect(), ui.cursor().top());
        self.begin(of, ui.available_width());
        self.under_way = self.under_way.saturating_sub(1);
        let begins = self.to.filter(|(_, frames)| *frames == 0 && self.under_way == 0);
        let now = begins.map(|(to, _)| to);
        let laid = self.lay_out(ui, sections, now, &mut section);
        let left = ui.cursor().top() - clip.bottom();
        let (first, moved) = self.scrolled(clip, start);
        let follows_keyboard = self.follows_keyboard(ui);
        if self.is_bringing(now.is_some()) {
            ui.ctx().request_repaint();
            return None;
        }
        let brought = self.to.take().is_some() || follows_keyboard;
        // What was laid out only now has another height than it was counted with: above what is
        // read it must not move that, and at the end one stays at the end.
        let was_at_end = left - laid.grown < SLIGHT;
        let down = if was_at_end && left > SLIGHT { left } else { laid.grown_above };
        if !first && down.abs() > SLIGHT {
            ui.scroll_with_delta(vec2(0.0, -down));
            ui.ctx().request_repaint();
        }
        if !moved || brought {
            return None;
        }
        // The line by which one reads: near the top, and the nearer to the end, the lower, so that
        // the last section is read, too.
        let done = (1.0 - left / clip.height()).clamp(0.0, 1.0);
        let line = clip.top() + 48.0 + done * (clip.height() - 96.0).max(0.0);
        Some(laid.tops.partition_point(|top| *top <= line).saturating_sub(1))
    }

    /// Of another document, or in another width, nothing is known yet.
    fn begin(&mut self, of: Id, width: f32) {
        if self.of != Some((of, width.to_bits())) {
            *self = Self {
                of: Some((of, width.to_bits())),
                to: self.to,
                keyboard: self.keyboard,
                under_way: self.under_way,
                window: self.window,
                ..Self::default()
            };
        }
    }

    /// Paints what is in sight or near it, and leaves room for the rest. `now`: the section that is
    /// to scroll to the top.
    fn lay_out(
        &mut self,
        ui: &mut Ui,
        sections: &[Section],
        now: Option<usize>,
        section: &mut impl FnMut(&mut Ui, usize, bool),
    ) -> Laid {
        let (clip, width) = (ui.clip_rect(), ui.available_width());
        let short = sections.iter().map(|one| one.length).sum::<usize>() <= SHORT;
        let read_out = ui.ctx().has_accesskit_node(ui.unique_id());
        let near = clip.expand2(vec2(0.0, clip.height()));
        let to = self.to.map(|(to, _)| to);
        let mut laid = Laid::default();
        for (index, one) in sections.iter().enumerate() {
            let top = ui.cursor().top();
            laid.tops.push(top);
            let known = self.heights.get(&one.key).copied();
            let height = known.unwrap_or_else(|| likely_height(one.length, width));
            if now == Some(index) {
                let line = Rect::from_min_size(pos2(ui.cursor().left(), top), vec2(1.0, 1.0));
                ui.scroll_to_rect(line, Some(Align::TOP));
            }
            let in_sight = top <= near.bottom() && top + height >= near.top();
            let measure = short && (read_out || known.is_none());
            if in_sight || measure || to == Some(index) {
                let shown = ui.push_id(one.key, |ui| section(ui, index, now == Some(index)));
                let real = shown.response.rect.height();
                if (real - height).abs() > SLIGHT {
                    laid.grown += real - height;
                    if top + height <= clip.top() {
                        laid.grown_above += real - height;
                    }
                }
                self.heights.insert(one.key, real);
            } else {
                let (_, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
                response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &one.heading));
            }
        }
        laid
    }

    /// Whether it is shown for the first time, and whether the person has scrolled since the frame
    /// before.
    fn scrolled(&mut self, clip: Rect, start: f32) -> (bool, bool) {
        let offset = clip.top() - start;
        // What stands above can grow or shrink: then nobody has scrolled.
        let (before, frames) = self.window;
        self.window = (Some(clip), if before == Some(clip) { frames.saturating_add(1) } else { 0 });
        let before = self.offset.replace(offset);
        let other = before.is_some_and(|before| (before - offset).abs() > SLIGHT);
        (before.is_none(), other && self.window.1 > FRAMES)
    }

    /// Whether it scrolls after the keyboard. Who goes by Tab from link to link, and on to what
    /// stands beside, is led past sections that they do not read.
    fn follows_keyboard(&mut self, ui: &Ui) -> bool {
        let focused = ui.memory(egui::Memory::focused);
        let (before, frames) = self.keyboard;
        self.keyboard = (focused, if before == focused { frames.saturating_add(1) } else { 0 });
        self.keyboard.1 <= FRAMES
    }

    /// Whether a section is still being brought to the top. `begins`: from this frame on.
    fn is_bringing(&mut self, begins: bool) -> bool {
        let Some((to, frames)) = self.to.filter(|(_, frames)| *frames < FRAMES) else {
            return false;
        };
        if begins {
            self.under_way = FRAMES;
        }
        if begins || frames > 0 {
            self.to = Some((to, frames + 1));
        }
        true
    }
}

/// Where the sections came to be.
#[derive(Default)]
struct Laid {
    tops: Vec<f32>,
    /// By how much they are higher than they were counted with, in points.
    grown: f32,
    /// The same of those above what is in sight.
    grown_above: f32,
}

/// How high a section is likely to be, in points.
#[expect(clippy::cast_precision_loss, reason = "a guess")]
fn likely_height(length: usize, width: f32) -> f32 {
    let size = theme::sizes().reading;
    let in_a_line = (width / (size * 0.5)).max(1.0);
    (length as f32 / in_a_line).ceil() * size * 1.5 + 96.0
}
