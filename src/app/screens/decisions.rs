//! The list of signed decisions: search as typed, filters, columns, and every file that cannot
//! be read, named with what is wrong.

mod filters;
mod rows;

use chrono::{DateTime, FixedOffset};
use egui::{Id, Key, Modifiers, Ui};

use crate::app::commands::Command;
use crate::app::events::{ChronologyOf, DecisionsEvent, Event, PeopleEvent};
use crate::app::keys;
use crate::app::session::Found;
use crate::app::theme;
use crate::app::views::pair::problem_ui;
use crate::app::widgets::{self, Search, Tone, link, page_with_head, primary};
use crate::caseload::list::{Column, Filter, SavedFilter, Sort};
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
    /// Whether the filters are open.
    pub open: bool,
    /// The name under which a filter is to be saved.
    pub name: String,
}

impl Default for DecisionsScreen {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            sort: Sort::default(),
            columns: Column::usual(),
            open: false,
            name: String::new(),
        }
    }
}

/// What the list shows.
pub struct DecisionsView<'a> {
    /// The rows that pass, and what they are rows of.
    pub found: &'a Found,
    /// The outcomes that occur: id and headline.
    pub outcomes: &'a [(String, String)],
    /// Their headlines alone.
    pub outcome_labels: &'a [String],
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
}

/// Paints the list.
pub fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    let mut both = (screen, out);
    page_with_head(
        ui,
        "decisions",
        &mut both,
        |ui, (screen, out)| head(ui, view, screen, out),
        (|ui, (screen, out)| main(ui, view, screen, out), |ui, (_, out)| side(ui, view, out)),
    );
}

fn head(ui: &mut Ui, view: &DecisionsView<'_>, screen: &mut DecisionsScreen, out: &mut Vec<Event>) {
    widgets::title(ui, "Decisions");
    let id = Id::unique("search decisions");
    let here = ui.memory(|memory| memory.has_focus(id));
    let down = here && keys::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowDown);
    let words = &mut screen.filter.words;
    let search = Search { id, label: "Search", said: "", hits: false, grab: view.grab_search };
    let sought = widgets::search_line(ui, search, words);
    if sought.changed {
        out.push(Event::Decisions(DecisionsEvent::Filtered));
    }
    if (down || sought.next)
        && let Some(first) = rows::first_id(view.found)
    {
        ui.memory_mut(|memory| memory.request_focus(first));
    }
}

fn main(ui: &mut Ui, view: &DecisionsView<'_>, screen: &mut DecisionsScreen, out: &mut Vec<Event>) {
    let total = view.found.summaries.len();
    if view.empty && !view.loading {
        widgets::soft(ui, "No decision is signed yet.");
        let begin = Command::NewDecision;
        if primary(ui, begin.text(), begin.key().as_deref()).clicked() {
            out.push(Event::Command(begin));
        }
        return;
    }
    filters::ui(ui, view, screen, out);
    if view.loading {
        widgets::status(ui, &reading(view), theme::Token::Caution);
    }
    let count = match (view.found.rows.len(), total) {
        (_, 0) => String::new(),
        (shown, total) if shown == total => format!("{} in the register", grouped(total)),
        (0, _) => "Nothing found. Try fewer letters, or clear the filters.".to_owned(),
        (shown, total) => format!("{} of {}", grouped(shown), grouped(total)),
    };
    ui.horizontal_wrapped(|ui| {
        if !count.is_empty() {
            widgets::status(ui, &count, theme::Token::Soft);
        }
        if !view.loading
            && !view.found.rows.is_empty()
            && link(ui, "Put some of these in one chronology", None).clicked()
        {
            out.push(Event::People(PeopleEvent::Chronology(ChronologyOf::Listed)));
        }
    });
    rows::ui(ui, view, screen, out);
}

/// What is said while the register is read.
fn reading(view: &DecisionsView<'_>) -> String {
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

fn side(ui: &mut Ui, view: &DecisionsView<'_>, out: &mut Vec<Event>) {
    let (wrong, remarks): (Vec<_>, Vec<_>) =
        view.problems.iter().partition(|problem| !problem.is_remark());
    widgets::heading(ui, "The files");
    if view.loading {
        widgets::small(ui, "Reading the register…");
    } else if wrong.is_empty() {
        widgets::body(ui, "Every file here can be read, and each name matches its contents.");
    } else {
        widgets::badge(ui, Tone::Danger, "Something is wrong with these files");
    }
    for problem in wrong {
        problem_ui(ui, problem);
    }
    if !remarks.is_empty() {
        ui.add_space(8.0);
        widgets::strong(ui, "Remarks");
        for problem in remarks {
            problem_ui(ui, problem);
        }
    }
    if link(ui, "Read the register again", None).clicked() {
        out.push(Event::Decisions(DecisionsEvent::Reload));
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_grouped_by_thousands() {
        let said = [7, 999, 3_200, 100_000, 1_234_567].map(super::grouped);
        assert_eq!(said, ["7", "999", "3,200", "100,000", "1,234,567"]);
    }
}
