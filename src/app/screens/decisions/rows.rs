//! The heads of the columns and the rows. Only the rows in sight are painted, so a hundred
//! thousand scroll like ten.

use chrono::{DateTime, FixedOffset};
use egui::{Id, Key, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::{DecisionsScreen, DecisionsView};
use crate::app::events::{DecisionsEvent, Event};
use crate::app::keys;
use crate::app::session::Found;
use crate::app::theme::Token;
use crate::app::widgets::{Cell, Row, Run, Tone, column_head, table_row};
use crate::base::time::{self, When};
use crate::caseload::list::{Column, Sort};
use crate::caseload::search::{Hit, worked_title};
use crate::register::Summary;

/// The height of a row, in points.
const ROW: f32 = 64.0;
/// What the line of a search adds to it.
const FOUND: f32 = 24.0;
/// Below this width what a row says stands in one cell and the line under it.
const NARROW: f32 = 640.0;

/// The row that the keyboard reaches first.
pub(super) fn first_id(found: &Found) -> Option<Id> {
    row_id(found, 0)
}

fn row_id(found: &Found, at: usize) -> Option<Id> {
    let summary = found.summaries.get(*found.rows.get(at)?)?;
    Some(Id::unique(("row", summary.id.as_str(), &summary.root)))
}

pub(super) fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &DecisionsScreen,
    out: &mut Vec<Event>,
) {
    if view.found.rows.is_empty() {
        return;
    }
    let widths = widths(ui.available_width() - 24.0, &screen.columns);
    heads(ui, screen, &widths, out);
    let found = view.found;
    let rows = Rows::allocate(ui, found);
    let (first, last) = rows.in_sight(ui.clip_rect(), found.rows.len());
    let page = (last - first).saturating_sub(4).max(1);
    let stop = by_keys(ui, found, page, |index| rows.place(index));
    let mut unseen = false;
    // The row that the keyboard comes to is there wherever the list is scrolled.
    let stop_outside = (!(first..last).contains(&stop)).then_some(stop);
    for index in (first..last).chain(stop_outside) {
        let Some(&row) = found.rows.get(index) else { break };
        let (Some(summary), Some(id)) = (found.summaries.get(row), row_id(found, index)) else {
            continue;
        };
        let hits = found.hits.get(&row);
        unseen |= hits.is_none() && !found.query.is_blank();
        let place = UiBuilder::new().max_rect(rows.place(index)).id_salt(("place", id));
        let place = &mut ui.new_child(place);
        let line = Words::of(summary, view, screen, &widths);
        let runs = hits.map(|hits| marked(hits)).unwrap_or_default();
        let name = line.name(&runs);
        let row = Row {
            id,
            stop: index == stop,
            name: &name,
            cells: &line.cells,
            quiet: &line.quiet,
            badges: &line.badges,
            below: &runs,
        };
        if table_row(place, row).clicked() {
            out.push(Event::Decisions(DecisionsEvent::Open(summary.id.clone())));
        }
    }
    if unseen {
        out.push(Event::Decisions(DecisionsEvent::InSight(first, last)));
        ui.ctx().request_repaint();
    }
}

/// Where the rows are, seen or not.
struct Rows {
    area: Rect,
    /// The height of one, with the gap after it.
    high: f32,
}

impl Rows {
    fn allocate(ui: &mut Ui, found: &Found) -> Self {
        let high = if found.query.is_blank() { ROW } else { ROW + FOUND };
        #[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^24")]
        let all = high * found.rows.len() as f32;
        let size = vec2(ui.available_width(), all);
        let (area, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        Self { area, high }
    }

    /// The first row in sight and the one after the last, of so many; one more at either end.
    fn in_sight(&self, clip: Rect, count: usize) -> (usize, usize) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative, and bounded by the number of rows"
        )]
        let at = |y: f32| ((y - self.area.top()) / self.high).max(0.0) as usize;
        (at(clip.top()).saturating_sub(1), (at(clip.bottom()) + 2).min(count))
    }

    fn place(&self, index: usize) -> Rect {
        #[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^24")]
        let top = self.area.top() + self.high * index as f32;
        let size = vec2(self.area.width(), self.high - 4.0);
        Rect::from_min_size(egui::pos2(self.area.left(), top), size)
    }
}

/// The row to which Tab comes: the one that the keyboard was on last. Where it is there, the
/// arrows, Page keys, Home and End go on from it, a `page` being so many rows.
fn by_keys(ui: &Ui, found: &Found, page: usize, place: impl Fn(usize) -> Rect) -> usize {
    let (ctx, key) = (ui.ctx(), Id::unique("row with the keyboard"));
    let last = found.rows.len().saturating_sub(1);
    let at = ui.data(|data| data.get_temp::<usize>(key)).unwrap_or_default().min(last);
    let focused = ui.memory(egui::Memory::focused);
    let here = [at, 0].into_iter().find(|at| focused.is_some() && row_id(found, *at) == focused);
    let Some(here) = here else { return at };
    let step = |key| keys::stepped(ctx, Modifiers::NONE, key);
    let mut to = here;
    for (key, there) in [
        (Key::ArrowDown, here.saturating_add(1)),
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::PageDown, here.saturating_add(page)),
        (Key::PageUp, here.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ] {
        if step(key) {
            to = there.min(last);
            // egui's own step would be a second one.
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        }
    }
    if to != here
        && let Some(id) = row_id(found, to)
    {
        ui.memory_mut(|memory| memory.request_focus(id));
        let still = egui::style::ScrollAnimation::none();
        ui.scroll_to_rect_animation(place(to).expand(8.0), None, still);
        ctx.request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(key, to));
    to
}

/// The columns that are shown with their widths; none where it is too narrow for them.
fn widths(wide: f32, columns: &[Column]) -> Vec<(Column, f32)> {
    let share = |column: &Column| match column {
        Column::Outcome => 2.8,
        Column::Child => 1.5,
        Column::Author => 1.2,
        Column::Written | Column::Decided | Column::Due => 1.0,
    };
    let whole: f32 = columns.iter().map(share).sum();
    if wide < NARROW || columns.is_empty() {
        return Vec::new();
    }
    columns.iter().map(|column| (*column, wide * share(column) / whole)).collect()
}

fn heads(ui: &mut Ui, screen: &DecisionsScreen, widths: &[(Column, f32)], out: &mut Vec<Event>) {
    let Sort { by, falling } = screen.sort;
    let mut head = |ui: &mut Ui, column: Column, wide: f32| {
        let sorted = (by == column).then_some(falling);
        let name = match sorted {
            Some(_) => format!(
                "Sorted by {}, {}. Sort {}",
                column.label().to_lowercase(),
                screen.sort.words(),
                screen.sort.pressed(column).words()
            ),
            None => format!("Sort by {}", column.label().to_lowercase()),
        };
        if column_head(ui, column.label(), &name, wide, sorted).clicked() {
            out.push(Event::Decisions(DecisionsEvent::Sort(column)));
        }
    };
    if widths.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for column in &screen.columns {
                head(ui, *column, 88.0);
            }
        });
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(10.0);
        for (column, wide) in widths {
            head(ui, *column, *wide);
        }
    });
}

/// What a row says.
struct Words<'a> {
    cells: Vec<Cell>,
    quiet: String,
    badges: Vec<(Tone, &'a str)>,
    first: String,
    second: String,
}

impl Words<'_> {
    fn of(
        summary: &Summary,
        view: &DecisionsView<'_>,
        screen: &DecisionsScreen,
        widths: &[(Column, f32)],
    ) -> Self {
        let first = match (&summary.title, &summary.suggested) {
            (Some(title), _) => worked_title(title),
            (None, Some(_)) => format!("Decided: {}", summary.headline),
            (None, None) => summary.headline.clone(),
        };
        let was = summary
            .suggested
            .as_ref()
            .map(|was| format!("Suggested: {}", was.trim_end_matches('.')));
        let say = |column: Column| match column {
            Column::Outcome => first.clone(),
            Column::Child => summary.about(),
            Column::Written => short(&summary.written),
            Column::Decided => match &summary.decided {
                When::At(at) => short(at),
                When::Day(day) => day.format("%-d %b %Y").to_string(),
                about @ When::About(..) => about.in_words(),
            },
            Column::Author => summary.author.clone(),
            Column::Due => match summary.due {
                Some(due) => short(&due),
                _ if summary.open => "Open".to_owned(),
                _ => String::new(),
            },
        };
        let mut badges = Vec::new();
        if view.found.checking {
            badges.push((Tone::Caution, "Checking"));
        }
        if summary.problem {
            badges.push((Tone::Danger, "A file has a problem"));
        }
        if summary.is_overdue(&view.now) {
            badges.push((Tone::Danger, "Overdue"));
        } else if summary.open {
            badges.push((Tone::Accent, "Open"));
        }
        if summary.departed {
            badges.push((Tone::Caution, "Decided differently"));
        }
        let second: Vec<String> = was
            .iter()
            .cloned()
            .chain([time::moment(&summary.written), summary.about(), summary.author.clone()])
            .filter(|words| !words.is_empty())
            .collect();
        let (cells, quiet) = if widths.is_empty() {
            let others = screen.columns.iter().filter(|column| **column != Column::Outcome);
            let others = others.map(|column| say(*column)).filter(|words| !words.is_empty());
            let quiet: Vec<String> = was.into_iter().chain(others).collect();
            let cell =
                Cell { text: first.clone(), wide: f32::INFINITY, strong: true, wraps: false };
            (vec![cell], quiet.join(" · "))
        } else {
            let departed = was.is_some();
            let cell = |(column, wide): &(Column, f32)| Cell {
                text: say(*column),
                wide: *wide,
                strong: *column == Column::Outcome,
                // What was suggested is never hidden.
                wraps: *column == Column::Outcome && !departed,
            };
            let quiet = was.unwrap_or_else(|| match summary.statements {
                1 => summary.id.as_str().to_owned(),
                n => format!("{} · {n} statements", summary.id),
            });
            (widths.iter().map(cell).collect(), quiet)
        };
        Self { cells, quiet, badges, first, second: second.join(" · ") }
    }

    fn name(&self, runs: &[Run<'_>]) -> String {
        let mut name = format!("{}. {}", self.first.trim_end_matches('.'), self.second);
        for (_, words) in &self.badges {
            name.push_str(". ");
            name.push_str(words);
        }
        if !runs.is_empty() {
            name.push_str(". Found in ");
            name.extend(runs.iter().map(|run| run.text));
        }
        name
    }
}

/// "22 Nov 2026".
fn short(at: &DateTime<FixedOffset>) -> String {
    at.format("%-d %b %Y").to_string()
}

/// The fields in which something was found, with the hits marked.
fn marked(hits: &[Hit]) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for (at, Hit { field, snippet, ranges }) in hits.iter().enumerate() {
        if at > 0 {
            runs.push(Run { ink: Token::Soft, ..Run::plain("  ·  ") });
        }
        runs.push(Run { ink: Token::Soft, ..Run::strong(field) });
        runs.push(Run { ink: Token::Soft, ..Run::plain(": ") });
        let mut from = 0;
        for range in ranges {
            runs.extend(snippet.get(from..range.start).filter(|t| !t.is_empty()).map(Run::plain));
            let hit = snippet.get(range.clone()).map(Run::plain);
            runs.extend(hit.map(|hit| Run { on: Some(Token::HitGround), ..hit }));
            from = range.end;
        }
        runs.extend(snippet.get(from..).filter(|rest| !rest.is_empty()).map(Run::plain));
    }
    runs
}
