//! What happened, said over the bar at the top, where nothing is pressed. It takes no room in the
//! page: nothing moves when it comes or goes.

use egui::{Align, Area, Id, Layout, Order, Rect, ScrollArea, Ui, pos2};

use crate::app::events::Event;
use crate::app::notice::{About, Notice, NoticeKind};
use crate::app::state::State;
use crate::app::widgets::{self, Tone, disclosure, keyboard, link, press_guard};

/// The most that are shown at once.
const MOST: usize = 2;
/// As wide as it grows, in points.
const WIDE: f32 = 640.0;
/// What is left free at the right of the bar for what is pressed there, in points.
const RIGHT: f32 = 420.0;

/// Says it. `page` is what is below the bars; `words` is where the words of the bar at the top
/// end: what is open stays readable.
pub(super) fn notices(ui: &Ui, (page, words): (Rect, f32), state: &State, out: &mut Vec<Event>) {
    let margin = 16.0;
    let left = (page.left() + margin).max(words + margin);
    let wide = page.right() - RIGHT - left;
    // In a small window there is no room in the bar.
    let (left, top, wide) = if wide > WIDE * 0.6 {
        (left, 7.0, wide.min(WIDE))
    } else {
        (page.left() + margin, page.top() + 4.0, page.width() - 2.0 * margin)
    };
    let room = page.height() * 0.5;
    let shown = Area::new(Id::unique("notices"))
        .order(Order::Middle)
        .fixed_pos(pos2(left, top))
        .movable(false)
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            ui.set_width(wide);
            // The newest is the one that is announced, and its words are there on every screen.
            let Some((newest, before)) = state.window.notices.split_last() else {
                widgets::announced(ui, "", false);
                return;
            };
            ScrollArea::vertical().id_salt("notices").max_height(room).show(ui, |ui| {
                all(ui, (newest, before), state.window.notices_all, out);
            });
        });
    let rect = shown.response.rect;
    keep(ui, if state.window.notices.is_empty() { Rect::NOTHING } else { rect }, page);
}

fn all(ui: &mut Ui, (newest, before): (&Notice, &[Notice]), all_shown: bool, out: &mut Vec<Event>) {
    ui.set_width(ui.available_width());
    one(ui, newest, before.len(), true, out);
    let folds = before.len() >= MOST;
    if !folds || all_shown {
        for (index, notice) in before.iter().enumerate().rev() {
            one(ui, notice, index, false, out);
        }
    }
    if folds {
        let label = match before.len() {
            1 => "1 more message".to_owned(),
            more => format!("{more} more messages"),
        };
        if disclosure(ui, &label, all_shown).clicked() {
            out.push(Event::NoticesAll);
        }
    }
}

fn one(ui: &mut Ui, notice: &Notice, index: usize, newest: bool, out: &mut Vec<Event>) {
    let tone = match notice.kind {
        NoticeKind::Done => Tone::Good,
        NoticeKind::Waiting => Tone::Caution,
        NoticeKind::Refused | NoticeKind::Error => Tone::Danger,
    };
    widgets::note(ui, tone, |ui| {
        ui.horizontal_top(|ui| {
            let clears = notice.about == About::Clipboard;
            let beside = if clears { 250.0 } else { 90.0 };
            let wide = (ui.available_width() - beside).max(120.0);
            ui.allocate_ui(egui::vec2(wide, 0.0), |ui| {
                ui.set_width(wide);
                if newest {
                    widgets::announced(ui, &notice.text, tone == Tone::Danger);
                } else {
                    widgets::body(ui, &notice.text);
                }
            });
            if clears && link(ui, "Clear the clipboard", None).clicked() {
                out.push(Event::ClearClipboard);
            }
            // At the edge, however short the words are.
            #[expect(clippy::disallowed_methods, reason = "there is one stop in it")]
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if link(ui, "Close", Some("Close this message")).clicked() {
                    out.push(Event::NoticeRead(index));
                }
            });
        });
    });
}

/// Notes what it covers. Where it goes, what was under it takes no press at once.
fn keep(ui: &Ui, now: Rect, page: Rect) {
    let id = Id::unique("notices cover");
    let before = ui.data(|data| data.get_temp::<Rect>(id)).unwrap_or(Rect::NOTHING);
    if before.is_positive() && before != now {
        press_guard::uncovered(ui.ctx(), before);
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    let over = if now.is_positive() { now.bottom() - page.top() } else { 0.0 };
    keyboard::cover(ui.ctx(), over.max(0.0));
}
