//! Above the table: the title with the count and the search, and what is asked of the list, on
//! lines that keep their height.

use egui::{Id, Key, Modifiers, Ui, vec2};

use super::{DecisionsScreen, DecisionsView, Panel, grouped, rows};
use crate::app::events::{ChronologyOf, DecisionsEvent, Event, PeopleEvent, ReviewEvent};
use crate::app::key_input;
use crate::app::theme::Token;
use crate::app::widgets::keyboard::{self, Arrival};
use crate::app::widgets::{self, Search, link, onward, removable, removable_width};
use crate::caseload::list::Filter;

/// Below this width the search has a line of its own.
const NARROW: f32 = 560.0;
/// How wide the search is beside the title.
const SEARCH: f32 = 280.0;

pub(super) fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    let margin = egui::Margin { left: 16, right: 16, top: 8, bottom: 0 };
    egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if ui.available_width() < NARROW {
            ui.horizontal(|ui| title(ui, view, screen, out));
            search(ui, view, screen, out);
        } else {
            ui.horizontal(|ui| {
                ui.set_min_height(40.0);
                title(ui, view, screen, out);
                onward(ui, |ui| {
                    let down = egui::Layout::top_down(egui::Align::LEFT);
                    ui.allocate_ui_with_layout(vec2(SEARCH, 40.0), down, |ui| {
                        ui.set_max_width(SEARCH);
                        search(ui, view, screen, out);
                    });
                });
            });
        }
        asked(ui, view, screen, out);
    });
}

fn title(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    ui.spacing_mut().item_spacing.x = 12.0;
    widgets::title(ui, "Decisions");
    // Those that were entered in error are counted apart: they are there when they are asked for.
    let in_error = view.found.in_error;
    let asked = screen.filter.by.in_error;
    let all = view.found.summaries.len();
    let total = if asked { in_error } else { all - in_error };
    let count = match (view.found.rows.len(), total) {
        (_, 0) => String::new(),
        (shown, total) if asked && shown == total => String::new(),
        (shown, total) if shown == total => format!("{} in the register", grouped(total)),
        (shown, total) => format!("{} of {}", grouped(shown), grouped(total)),
    };
    if !count.is_empty() {
        widgets::status(ui, &count, Token::Soft);
    }
    if view.found.hidden > 0 {
        let label = format!("{} hidden: you read blind", grouped(view.found.hidden));
        let name = format!("{label}. Stop reading blind, and show them");
        if link(ui, &label, Some(&name)).clicked() {
            out.push(Event::Review(ReviewEvent::Blind(false)));
        }
    }
    if in_error > 0 && !asked {
        let label = out_of_view_words(in_error, view.found.disposed);
        if link(ui, &label, Some(&format!("{label}: show"))).clicked() {
            // All that is counted here is shown, and nothing else.
            screen.filter = Filter::default();
            screen.filter.by.in_error = true;
            out.push(Event::Decisions(DecisionsEvent::Filtered));
        }
    }
}

/// "2 entered in error, 1 disposed of".
fn out_of_view_words(all: usize, disposed: usize) -> String {
    let words = |count: usize, what: &str| format!("{} {what}", grouped(count));
    match (all.saturating_sub(disposed), disposed) {
        (0, disposed) => words(disposed, "disposed of"),
        (in_error, 0) => words(in_error, "entered in error"),
        (in_error, disposed) => {
            format!("{}, {}", words(in_error, "entered in error"), words(disposed, "disposed of"))
        }
    }
}

pub(super) fn search(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    let id = Id::unique("search decisions");
    let here = ui.memory(|memory| memory.has_focus(id));
    let down = here && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::ArrowDown);
    let words = &mut screen.filter.words;
    let search = Search { id, label: "Search", said: "", hits: false, grab: view.grab_search };
    let sought = widgets::search_line(ui, search, words);
    if sought.changed {
        out.push(Event::Decisions(DecisionsEvent::Filtered));
    }
    if (down || sought.next)
        && let Some(row) = rows::row_id(view.found, screen.at)
    {
        ui.memory_mut(|memory| {
            memory.request_focus(row);
            // egui's own step would be a second one.
            memory.move_focus(egui::FocusDirection::None);
        });
    }
}

/// What is asked, each with the way to take it back, and the ways to ask more. What has no room is
/// counted, and is among the filters.
fn asked(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    let asked = screen.filter.in_words(|id| view.offered.headline(id));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.set_min_height(32.0);
        let mut room = ui.available_width() - ways_width(ui);
        let mut hidden = 0;
        for (what, words) in &asked {
            room -= removable_width(ui, words) + 8.0;
            if room < 0.0 {
                hidden += 1;
            } else if removable(ui, words) {
                out.push(Event::Decisions(DecisionsEvent::TakeBack(*what)));
            }
        }
        if hidden > 0 && link(ui, &format!("+{hidden} more"), None).clicked() {
            open(ui, screen, Panel::Filters);
        }
        ways(ui, view, screen, out);
        let sought = !screen.filter.words.is_empty();
        let any = sought || !asked.is_empty();
        if any && link(ui, "Clear", Some("Clear the search and the filters")).clicked() {
            out.push(Event::Decisions(DecisionsEvent::AskNothing));
        }
    });
}

/// Shows a panel beside the list, and the keyboard goes there; the same again hides it.
fn open(ui: &Ui, screen: &mut DecisionsScreen, panel: Panel) {
    screen.panel = if screen.panel == panel { Panel::Chosen } else { panel };
    if screen.panel == panel {
        keyboard::arrive(ui.ctx(), Arrival::Part);
    }
}

/// What the ways beside the filters take, in points.
fn ways_width(ui: &Ui) -> f32 {
    (ui.available_width() * 0.5).min(370.0)
}

fn ways(ui: &mut Ui, view: &DecisionsView<'_>, screen: &mut DecisionsScreen, out: &mut Vec<Event>) {
    let wrong = view.problems.iter().filter(|one| !one.is_remark()).count();
    let files = match wrong {
        0 => "Files".to_owned(),
        n => format!("Problems with files ({n})"),
    };
    for (label, name, panel) in [
        ("Add a filter", "Add a filter", Panel::Filters),
        ("Columns", "Columns: choose which are shown", Panel::Columns),
        (&*files, &*files, Panel::Files),
    ] {
        if link(ui, label, Some(name)).clicked() {
            open(ui, screen, panel);
        }
    }
    let can = !view.loading && !view.found.rows.is_empty();
    if can && link(ui, "Chronology", Some("Chronology: put some of these in one")).clicked() {
        out.push(Event::People(PeopleEvent::Chronology(ChronologyOf::Listed)));
    }
}
