//! The heads of the columns and the rows. Only the rows in sight are laid out, so a hundred
//! thousand scroll like ten.

mod keys;

use egui::{Id, Key, Modifiers, Rect, ScrollArea, Ui, vec2};

use super::{DecisionsScreen, DecisionsView};
use crate::app::events::{DecisionsEvent, Event};
use crate::app::key_input;
use crate::app::session::Found;
use crate::app::theme::{self, Token};
use crate::app::widgets::{
    self, Beside, Cell, FOUND, Head, HeadDone, ROW, Row, Run, heads, list, table_row,
};
use crate::caseload::list::{Column, Late, Sort, cell, row_name};
use crate::caseload::search::Hit;
use keys::{by_keys, from_title, to_sight};

/// The id of the row at this place.
pub(super) fn row_id(found: &Found, at: usize) -> Option<Id> {
    let summary = found.summaries.get(*found.rows.get(at)?)?;
    Some(Id::unique(("row", summary.id.as_str(), &summary.root)))
}

/// By how many pages what is beside the list is scrolled.
pub(super) fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    beside: Beside,
    out: &mut Vec<Event>,
) -> f32 {
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = widths(ui.available_width() - 32.0, screen);
    screen.shown.clone_from(&columns);
    theme::stand_on(ui, Token::Panel);
    let place = ui.available_rect_before_wrap();
    ui.painter().rect_filled(place, 0.0, theme::fill(ui, Token::Panel));
    head_line(ui, screen, &columns, out);
    let mut by = 0.0;
    if view.loading {
        // Below the rows, so that none of them moves when it goes.
        let (above, below) = place.split_top_bottom_at_y(place.bottom() - 28.0);
        let mut line =
            ui.new_child(egui::UiBuilder::new().max_rect(below.shrink2(vec2(16.0, 4.0))));
        widgets::status(&mut line, &reading(view), Token::Caution);
        ui.set_max_height(above.height() - widgets::HEADS);
    }
    if view.found.rows.is_empty() {
        if !view.loading && view.found.ticket.is_some() {
            egui::Frame::NONE.inner_margin(egui::Margin::same(16)).show(ui, |ui| {
                let words = "Nothing found. Try fewer letters, or clear the filters.";
                widgets::status(ui, words, Token::Ink);
            });
        }
        return by;
    }
    let room = ui.available_height();
    let area = ScrollArea::vertical().id_salt("rows").auto_shrink(false).max_height(room);
    area.show(ui, |ui| by = rows(ui, view, screen, (&columns, beside), out));
    by
}

/// What is said while the register is read.
fn reading(view: &DecisionsView<'_>) -> String {
    let grouped = super::grouped;
    let far = match view.progress {
        Some((done, of)) => format!("Reading {} of {}.", grouped(done), grouped(of)),
        None => "Reading the register.".to_owned(),
    };
    if view.found.checking {
        format!("{far} Until then the list is as this computer saw it last, and each row says so.")
    } else {
        far
    }
}

fn rows(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    (columns, beside): (&[(Column, f32)], Beside),
    out: &mut Vec<Event>,
) -> f32 {
    let found = view.found;
    let of = found.rows.len();
    let rows = Rows::allocate(ui, found);
    let (first, last) = rows.in_sight(ui.clip_rect(), of);
    let page = (last - first).saturating_sub(3).max(1);
    let (at, by) = by_keys(ui, found, (screen.at.min(of.saturating_sub(1)), page), &rows);
    choose(screen, at, out);
    from_title(ui, found, at, out);
    if view.grab_row
        && let Some(id) = row_id(found, at)
    {
        ui.memory_mut(|memory| memory.request_focus(id));
        to_sight(ui, rows.place(at));
    }
    let mut unseen = false;
    // The row that the keyboard comes to is there wherever the list is scrolled.
    let outside = (!(first..last).contains(&at)).then_some(at);
    let id = Id::unique("the decisions");
    let column = screen.sort.by.label().to_lowercase();
    let sorted = format!("Decisions, sorted by {column}, {}", screen.sort.words());
    list(ui, (id, &sorted), of, |ui| {
        for index in (first..last).chain(outside) {
            let Some(&row) = found.rows.get(index) else { break };
            let (Some(summary), Some(id)) = (found.summaries.get(row), row_id(found, index)) else {
                continue;
            };
            let hits = found.hits.get(&row);
            unseen |= hits.is_none() && !found.query.is_blank();
            let runs = hits.map(|hits| marked(hits)).unwrap_or_default();
            let said = found_in(&runs);
            let cells = cells(view, summary, columns);
            let name = row_name(summary, found.checking, &view.now);
            let shown = Row {
                id,
                at: index,
                of,
                stop: index == screen.at,
                chosen: index == screen.at && beside != Beside::Nowhere,
                name: &name,
                description: &said,
                cells: &cells,
                below: &runs,
            };
            let response = table_row(ui, rows.place(index), shown);
            if response.clicked() {
                // A pointer chooses what is then read beside the list; a key and an assistive
                // tool open it.
                let pointed = ui.input(|input| input.pointer.primary_released());
                let opens = !pointed || beside == Beside::Nowhere || response.double_clicked();
                choose(screen, index, out);
                ui.memory_mut(|memory| memory.request_focus(id));
                if opens {
                    out.push(Event::Decisions(DecisionsEvent::Open(summary.id.clone())));
                }
            }
        }
    });
    if unseen {
        out.push(Event::Decisions(DecisionsEvent::InSight(first, last)));
        ui.ctx().request_repaint();
    }
    by
}

/// This row is chosen, if it was another one.
fn choose(screen: &mut DecisionsScreen, at: usize, out: &mut Vec<Event>) {
    if screen.at != at {
        screen.at = at;
        out.push(Event::Decisions(DecisionsEvent::Choose(at)));
    }
}

/// Where the rows are, seen or not.
struct Rows {
    area: Rect,
    /// The height of one.
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
        (at(clip.top()).saturating_sub(1).min(count), (at(clip.bottom()) + 2).min(count))
    }

    fn place(&self, index: usize) -> Rect {
        #[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^24")]
        let top = self.area.top() + self.high * index as f32;
        Rect::from_min_size(egui::pos2(self.area.left(), top), vec2(self.area.width(), self.high))
    }
}

/// The width of a column until somebody draws it wider.
fn usual(column: Column) -> f32 {
    match column {
        Column::Child => 152.0,
        Column::Age => 32.0,
        Column::Outcome => 144.0,
        Column::Author | Column::Written => 78.0,
        Column::Consent | Column::Reviewed => 70.0,
        Column::Due => 98.0,
        Column::Decided | Column::Owner => 90.0,
    }
}

/// Which columns are left out first where there is no room for all.
const LEAST: [Column; 9] = [
    Column::Written,
    Column::Owner,
    Column::Author,
    Column::Consent,
    Column::Age,
    Column::Reviewed,
    Column::Due,
    Column::Decided,
    Column::Outcome,
];

/// The columns that have room, with their widths: what is left over is the outcome's and the
/// child's.
fn widths(wide: f32, screen: &DecisionsScreen) -> Vec<(Column, f32)> {
    let width = |column: &Column| screen.widths.get(column).copied().unwrap_or(usual(*column));
    let chosen = if screen.columns.is_empty() { &[Column::Child][..] } else { &screen.columns };
    let mut shown: Vec<(Column, f32)> =
        chosen.iter().map(|column| (*column, width(column))).collect();
    let whole = |shown: &[(Column, f32)]| shown.iter().map(|(_, wide)| wide).sum::<f32>();
    for least in LEAST {
        if whole(&shown) * 0.9 <= wide || shown.len() < 2 {
            break;
        }
        shown.retain(|(column, _)| *column != least);
    }
    let over = wide - whole(&shown);
    if over < 0.0 {
        // Half a day, or half of how late it is, says nothing; half a word can be guessed.
        let is_day = |column: &Column| {
            matches!(column, Column::Decided | Column::Written | Column::Due | Column::Age)
        };
        let days: f32 = shown.iter().filter(|(it, _)| is_day(it)).map(|(_, wide)| wide).sum();
        let part = ((wide - days) / (whole(&shown) - days).max(1.0)).max(0.0);
        for (_, one) in shown.iter_mut().filter(|(column, _)| !is_day(column)) {
            *one *= part;
        }
        return shown;
    }
    let drawn = |column: &Column| screen.widths.contains_key(column);
    let mut over = over;
    for (column, most) in [(Column::Outcome, 240.0), (Column::Child, 140.0), (Column::Author, 60.0)]
    {
        if let Some((_, one)) = shown.iter_mut().find(|(other, _)| *other == column)
            && !drawn(&column)
        {
            let more = over.min(most);
            (*one, over) = (*one + more, over - more);
        }
    }
    shown
}

fn head_line(
    ui: &mut Ui,
    screen: &mut DecisionsScreen,
    columns: &[(Column, f32)],
    out: &mut Vec<Event>,
) {
    let Sort { by, falling } = screen.sort;
    let names: Vec<String> = columns
        .iter()
        .map(|(column, _)| {
            let label = column.label().to_lowercase();
            if by == *column {
                let next = screen.sort.pressed(*column).words();
                format!("Sorted by {label}, {}. Sort {next}", screen.sort.words())
            } else {
                format!("Sort by {label}")
            }
        })
        .collect();
    let id = |column: Column| Id::unique(("head of", column.label()));
    // One stop for all of them: where the keyboard is, else the one that the list is sorted by.
    let focused = ui.memory(egui::Memory::focused);
    let at = columns.iter().position(|(column, _)| Some(id(*column)) == focused);
    // It goes there before they are painted: what is no stop cannot have the keyboard.
    let at = at.map(|at| step_heads(ui, columns, at, id, screen));
    let stop = at.or_else(|| columns.iter().position(|(column, _)| *column == by)).unwrap_or(0);
    let all: Vec<Head<'_>> = columns
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(at, ((column, wide), name))| Head {
            id: id(*column),
            label: column.label(),
            name,
            wide: *wide,
            sorted: (by == *column).then_some(falling),
            stop: at == stop,
        })
        .collect();
    let mut wider = Vec::new();
    heads(ui, &all, |at, HeadDone { pressed, wider: by, reset, .. }| {
        let Some((column, wide)) = columns.get(at) else { return };
        if pressed {
            out.push(Event::Decisions(DecisionsEvent::Sort(*column)));
        }
        if reset {
            wider.push((*column, None));
        } else if by != 0.0 {
            wider.push((*column, Some(wide + by)));
        }
    });
    for (column, wide) in wider {
        set_width(screen, column, wide);
    }
}

/// The arrow keys go from head to head; with Shift they make the column wider or narrower. Where
/// the keyboard is then.
fn step_heads(
    ui: &Ui,
    columns: &[(Column, f32)],
    at: usize,
    id: impl Fn(Column) -> Id,
    screen: &mut DecisionsScreen,
) -> usize {
    const STEP: f32 = 8.0;
    let mut there = at;
    for (key, to, by) in
        [(Key::ArrowRight, at + 1, STEP), (Key::ArrowLeft, at.wrapping_sub(1), -STEP)]
    {
        if key_input::stepped(ui.ctx(), Modifiers::NONE, key) {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            if let Some((column, _)) = columns.get(to) {
                ui.memory_mut(|memory| memory.request_focus(id(*column)));
                ui.ctx().request_repaint();
                there = to;
            }
        }
        if key_input::stepped(ui.ctx(), Modifiers::SHIFT, key) {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            if let Some((column, wide)) = columns.get(at) {
                set_width(screen, *column, Some(wide + by));
                ui.ctx().request_repaint();
            }
        }
    }
    there
}

pub(super) fn set_width(screen: &mut DecisionsScreen, column: Column, wide: Option<f32>) {
    match wide {
        Some(wide) => screen.widths.insert(column, wide.clamp(32.0, 600.0)),
        None => screen.widths.remove(&column),
    };
}

fn cells(
    view: &DecisionsView<'_>,
    summary: &crate::register::Summary,
    columns: &[(Column, f32)],
) -> Vec<Cell> {
    let unnamed = summary.children.iter().all(|child| child.name.trim().is_empty());
    let one = |(column, wide): &(Column, f32)| {
        let said = cell(summary, *column, &view.now);
        let quiet = matches!(column, Column::Age | Column::Author | Column::Owner)
            || (*column == Column::Child && unnamed);
        let ink = match said.late {
            Late::Yes => Token::Danger,
            Late::Asked => Token::Accent,
            Late::No if quiet || view.found.checking => Token::Soft,
            Late::No => Token::Ink,
        };
        Cell { text: said.text, wide: *wide, strong: *column == Column::Child && !unnamed, ink }
    };
    columns.iter().map(one).collect()
}

/// "Found in Name: …", as it is heard.
fn found_in(runs: &[Run<'_>]) -> String {
    if runs.is_empty() {
        return String::new();
    }
    let words: String = runs.iter().map(|run| run.text).collect();
    format!("Found in {words}")
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
