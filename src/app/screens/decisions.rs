//! The list of signed decisions: a table with what is chosen beside it, a search as typed,
//! filters, and every file that cannot be read, named with what is wrong.

mod above_table;
mod files;
mod filters;
mod preview;
mod rows;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use egui::{Id, Key, Modifiers, Ui};

use crate::app::commands::Command;
use crate::app::events::Event;
use crate::app::key_input;
use crate::app::session::{Found, Preview};
use crate::app::widgets::{self, Beside, page, part_of, primary, read_beside, split};
use crate::caseload::list::{Column, Filter, Offered, SavedFilter, Sort};
use crate::register::Problem;

/// What the list edits in place, and how it stands.
#[derive(Clone, Debug)]
pub struct DecisionsScreen {
    /// What is asked.
    pub filter: Filter,
    /// How it is sorted.
    pub sort: Sort,
    /// The columns that are shown.
    pub columns: Vec<Column>,
    /// The place of the row that is chosen.
    pub at: usize,
    /// What is beside the list.
    pub panel: Panel,
    /// Widths that were chosen, in points.
    pub widths: BTreeMap<Column, f32>,
    /// The columns that had room in the picture before, with how wide they were.
    pub shown: Vec<(Column, f32)>,
    /// The name under which a filter is to be saved.
    pub name: String,
}

/// What is beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The decision that is chosen.
    #[default]
    Chosen,
    /// What the list is asked.
    Filters,
    /// What it shows of each.
    Columns,
    /// What is wrong with files.
    Files,
}

impl Default for DecisionsScreen {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            sort: Sort::default(),
            columns: Column::usual(),
            at: 0,
            panel: Panel::default(),
            widths: BTreeMap::new(),
            shown: Vec::new(),
            name: String::new(),
        }
    }
}

/// What the list shows.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is shown")]
pub struct DecisionsView<'a> {
    /// The rows that pass, and what they are rows of.
    pub found: &'a Found,
    /// What a filter can be made of.
    pub offered: &'a Offered,
    /// The decision that is chosen.
    pub preview: Option<&'a Preview>,
    /// Filters that were saved.
    pub saved: &'a [SavedFilter],
    /// Files that cannot be read, and the like.
    pub problems: &'a [Problem],
    /// Whether nothing is signed in the register.
    pub empty: bool,
    /// Whether the register is being read.
    pub loading: bool,
    /// How many decisions were read, and of how many.
    pub progress: Option<(usize, usize)>,
    /// The time: what is overdue now.
    pub now: DateTime<FixedOffset>,
    /// Put the keyboard into the search.
    pub grab_search: bool,
    /// Put the keyboard on the chosen row.
    pub grab_row: bool,
}

/// Paints the list.
pub fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    if view.empty && !view.loading {
        nothing(ui, view, screen, out);
        return;
    }
    if screen.panel != Panel::Chosen && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        closed(ui, view, screen);
    }
    let laid = split(ui);
    let whole = ui.available_rect_before_wrap();
    let mut by = 0.0;
    if laid.beside != Beside::Nowhere || screen.panel == Panel::Chosen {
        part_of(ui, laid.list, "list", |ui| {
            above_table::ui(ui, view, screen, out);
            by = rows::ui(ui, view, screen, laid.beside, out);
        });
    }
    let id = Id::unique(("beside the list", screen.panel == Panel::Chosen, shown(view)));
    let place = (laid.other, id);
    let mut both = (&mut *screen, &mut *out);
    match both.0.panel {
        Panel::Chosen if laid.beside == Beside::Nowhere => {}
        Panel::Chosen => match view.preview {
            Some(one) => read_beside(
                ui,
                place,
                (&mut both, by),
                |ui, (_, out)| preview::head(ui, one, out),
                |ui, (_, out)| preview::body(ui, one, view.now, out),
            ),
            None => read_beside(ui, place, (&mut both, by), |_, _| {}, |_, _| {}),
        },
        Panel::Filters => read_beside(
            ui,
            place,
            (&mut both, by),
            |ui, (screen, _)| close(ui, view, "Filters", screen),
            |ui, (screen, out)| filters::ui(ui, view, screen, out),
        ),
        Panel::Columns => read_beside(
            ui,
            place,
            (&mut both, by),
            |ui, (screen, _)| close(ui, view, "Columns", screen),
            |ui, (screen, _)| filters::columns(ui, screen),
        ),
        Panel::Files => read_beside(
            ui,
            place,
            (&mut both, by),
            |ui, (screen, _)| close(ui, view, "The files", screen),
            |ui, (_, out)| files::ui(ui, view, out),
        ),
    }
    ui.advance_cursor_after_rect(whole);
}

/// What is chosen, so that another decision is read from its beginning.
fn shown<'a>(view: &DecisionsView<'a>) -> Option<&'a str> {
    view.preview.map(|one| one.of.id.as_str())
}

/// The heading of a panel beside the list, and the way back from it: Escape does the same.
fn close(ui: &mut Ui, view: &DecisionsView<'_>, heading: &str, screen: &mut DecisionsScreen) {
    ui.horizontal(|ui| {
        widgets::part(ui, heading);
        widgets::onward(ui, |ui| {
            let name = format!("Close: {heading}");
            if widgets::secondary_for(ui, "Close", &name).clicked() {
                closed(ui, view, screen);
            }
        });
    });
}

/// The keyboard goes back to the list.
fn closed(ui: &Ui, view: &DecisionsView<'_>, screen: &mut DecisionsScreen) {
    screen.panel = Panel::Chosen;
    if let Some(row) = rows::row_id(view.found, screen.at) {
        ui.memory_mut(|memory| memory.request_focus(row));
    }
}

/// Nothing is signed yet.
fn nothing(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    let mut both = (screen, out);
    page(
        ui,
        "decisions",
        &mut both,
        |ui, (screen, out)| {
            widgets::title(ui, "Decisions");
            above_table::search(ui, view, screen, out);
            widgets::soft(ui, "No decision is signed yet.");
            let begin = Command::NewDecision;
            if primary(ui, begin.text(), begin.key().as_deref()).clicked() {
                out.push(Event::Command(begin));
            }
        },
        |ui, (_, out)| {
            widgets::heading(ui, "The files");
            files::ui(ui, view, out);
        },
    );
}

/// "3,200".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_grouped_by_thousands() {
        let said = [7, 999, 3_200, 100_000, 1_234_567].map(super::grouped);
        assert_eq!(said, ["7", "999", "3,200", "100,000", "1,234,567"]);
    }
}
