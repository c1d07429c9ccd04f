//! What happened, said over the bar at the top, where nothing is pressed. It takes no room in the
//! page: nothing moves when it comes or goes.

use egui::{Align, Area, Context, Id, Layout, Order, Rect, ScrollArea, Ui, pos2};

use crate::app::events::{Event, Screen};
use crate::app::notice::{About, Notice, NoticeKind};
use crate::app::state::State;
use crate::app::widgets::{self, Tone, keyboard, link, press_guard};

/// As wide as it grows, in points.
const WIDE: f32 = 640.0;
/// So many lines of a message are shown first: no more of the page is covered.
const LINES: usize = 2;
/// How high the line is that says whom a page is about, in points.
const STRIP: f32 = 42.0;

/// Says it. `page` is what is below the bars; `room` is what the bar at the top leaves between its
/// words and what is pressed there, from the left to the right.
pub(super) fn notices(
    ui: &Ui,
    (page, room): (Rect, (f32, f32)),
    state: &State,
    out: &mut Vec<Event>,
) {
    let margin = 16.0;
    let left = (page.left() + margin).max(room.0 + margin);
    let wide = room.1 - margin - left;
    // In a small window there is no room in the bar.
    let (left, top, wide) = if wide > WIDE * 0.5 {
        (left, 7.0, wide.min(WIDE))
    } else {
        (page.left() + margin, page.top() + 4.0, page.width() - 2.0 * margin)
    };
    let area = |name: &str, top: f32| {
        let area = Area::new(Id::unique(name)).order(Order::Middle).fixed_pos(pos2(left, top));
        area.movable(false).fade_in(false)
    };
    let (all_shown, notices) = (state.window.notices_all, state.window.notices.as_slice());
    let shown = area("notices", top).show(ui.ctx(), |ui| {
        ui.set_width(wide);
        // The newest is the one that is announced, and its words are there on every screen.
        let Some((newest, before)) = notices.split_last() else {
            widgets::announced(ui, ("", ""), false);
            return;
        };
        let more = before.len().saturating_sub(1);
        one(ui, newest, before.len(), (true, more, all_shown), out);
    });
    let mut rect = shown.response.rect;
    let before = notices.split_last().map_or(&[][..], |(_, before)| before);
    if !before.is_empty() {
        // Whom the page is about stays in sight between the two.
        let below = rect.bottom() + 4.0;
        let screen = &state.window.screen;
        let strip =
            matches!(screen, Screen::Decide | Screen::Decision(_) | Screen::Review(Some(_)));
        let skips = strip && top < page.top();
        let below = if skips { below.max(page.top() + STRIP) } else { below };
        let most = if all_shown { before.len() } else { 1 };
        let shown = area("notices before", below).show(ui.ctx(), |ui| {
            ui.set_width(wide);
            let scroll = ScrollArea::vertical().id_salt("notices").max_height(page.height() * 0.5);
            scroll.show(ui, |ui| {
                ui.set_width(ui.available_width());
                for (index, notice) in before.iter().enumerate().rev().take(most) {
                    one(ui, notice, index, (false, 0, all_shown), out);
                }
            });
        });
        rect = rect.union(shown.response.rect);
    }
    keep(ui, if notices.is_empty() { Rect::NOTHING } else { rect }, page);
}

/// The way to the rest of a long one, and to those that were said before: next to the newest, which
/// covers no line more for it.
fn others(ui: &mut Ui, (long, more): (bool, usize), all_shown: bool, out: &mut Vec<Event>) {
    let label = match (all_shown, more) {
        (_, 0) if !long => return,
        (true, _) => "Less".to_owned(),
        (false, 0) => "More".to_owned(),
        (false, more) => format!("+{more} more"),
    };
    let name = match more {
        0 => format!("{label}: the whole message"),
        1 => format!("{label}: 1 more message"),
        more => format!("{label}: {more} more messages"),
    };
    if link(ui, &label, Some(&name)).clicked() {
        out.push(Event::NoticesAll);
    }
}

/// `more`: whether it is the newest, how many there are beside it, and whether those are shown.
fn one(
    ui: &mut Ui,
    notice: &Notice,
    index: usize,
    (newest, more, all_shown): (bool, usize, bool),
    out: &mut Vec<Event>,
) {
    let tone = match notice.kind {
        NoticeKind::Done => Tone::Good,
        NoticeKind::Waiting => Tone::Caution,
        NoticeKind::Refused | NoticeKind::Error => Tone::Danger,
    };
    widgets::note(ui, tone, |ui| {
        ui.horizontal_top(|ui| {
            let clears = notice.about == About::Clipboard;
            let beside = if clears { 112.0 } else { 62.0 } + if more > 0 { 90.0 } else { 0.0 };
            let beside = beside + if newest { 52.0 } else { 0.0 };
            let wide = (ui.available_width() - beside).max(120.0);
            let said = ui.allocate_ui(egui::vec2(wide, 0.0), |ui| {
                ui.set_width(wide);
                let first = widgets::words_on_lines(ui, notice.beginning(), LINES);
                let shown = if all_shown { notice.text.as_str() } else { &first };
                if newest {
                    let urgent = tone == Tone::Danger;
                    widgets::announced(ui, (&notice.text, shown), urgent);
                } else {
                    widgets::body(ui, shown);
                }
                *first != *notice.text
            });
            if clears && link(ui, "Clear", Some("Clear the clipboard")).clicked() {
                out.push(Event::ClearClipboard);
            }
            let long = newest && said.inner;
            others(ui, (long, more), all_shown, out);
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

/// Whether what is said is being looked at, as far as the pointer or the keyboard tells; or nobody
/// looks, because the window is behind another.
pub(super) fn are_held(ctx: &Context) -> bool {
    let covers = ctx.data(|data| data.get_temp::<Rect>(cover_id()));
    let Some(covers) = covers.filter(Rect::is_positive) else { return false };
    let pointer = ctx.input(|input| input.pointer.latest_pos());
    let focused = ctx.memory(egui::Memory::focused).and_then(|id| ctx.read_response(id));
    let keyboard = focused.map(|on| on.rect.center());
    let here = |at: Option<egui::Pos2>| at.is_some_and(|at| covers.contains(at));
    here(pointer) || here(keyboard) || !ctx.input(|input| input.focused)
}

fn cover_id() -> Id {
    Id::unique("notices cover")
}

/// Notes what it covers. Where it goes, what was under it takes no press at once.
fn keep(ui: &Ui, now: Rect, page: Rect) {
    let id = cover_id();
    let before = ui.data(|data| data.get_temp::<Rect>(id)).unwrap_or(Rect::NOTHING);
    if before.is_positive() && before != now {
        press_guard::uncovered(ui.ctx(), before);
    }
    ui.data_mut(|data| data.insert_temp(id, now));
    let over = if now.is_positive() { now.bottom() - page.top() } else { 0.0 };
    keyboard::cover(ui.ctx(), over.max(0.0));
}
