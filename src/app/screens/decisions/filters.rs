//! What is asked of the list, and what was saved of that.

use egui::{Id, Ui};

use super::{DecisionsScreen, DecisionsView};
use crate::app::events::{DecisionsEvent, Event};
use crate::app::widgets::{
    self, Line, abreast, choose_one, choose_several, disclosure, link, secondary, secondary_for,
    single_line,
};
use crate::base::dates::{Looks, parse_day};
use crate::caseload::list::Column;
use crate::record::Typed;
use crate::record::days::tidy_day;
use crate::record::typed::Day;

/// What can be asked with yes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Departed,
    Without,
    Open,
    Overdue,
}

pub(super) fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    let label = match screen.filter.asks() {
        0 => "Filters and columns".to_owned(),
        1 => "Filters and columns (1 in use)".to_owned(),
        n => format!("Filters and columns ({n} in use)"),
    };
    ui.horizontal_wrapped(|ui| {
        if disclosure(ui, &label, screen.open).clicked() {
            screen.open = !screen.open;
        }
        if screen.filter.asks() > 0 && link(ui, "Clear the filters", None).clicked() {
            out.push(Event::Decisions(DecisionsEvent::AskNothing));
        }
    });
    saved(ui, view, screen, out);
    if screen.open {
        widgets::card(ui, |ui| open(ui, view, screen, out));
    }
}

/// The saved filters: a press each; those that are open can be removed.
fn saved(ui: &mut Ui, view: &DecisionsView<'_>, screen: &DecisionsScreen, out: &mut Vec<Event>) {
    if view.saved.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (index, saved) in view.saved.iter().enumerate() {
            let name = format!("Use the filter {}", saved.name);
            if secondary_for(ui, &saved.name, &name).clicked() {
                out.push(Event::Decisions(DecisionsEvent::UseFilter(index)));
            }
            let name = format!("Remove the filter {}", saved.name);
            if screen.open && link(ui, "Remove", Some(&name)).clicked() {
                out.push(Event::Decisions(DecisionsEvent::RemoveFilter(index)));
            }
        }
    });
}

fn open(ui: &mut Ui, view: &DecisionsView<'_>, screen: &mut DecisionsScreen, out: &mut Vec<Event>) {
    let filter = &mut screen.filter;
    let mut changed = false;
    abreast(ui, |ui, at| {
        let (id, label, text) = match at {
            0 => ("list child", "Child: name or NHS number", &mut filter.child),
            _ => ("list author", "Author of the decision", &mut filter.by.author),
        };
        let line = Line { label, ..Line::default() };
        changed |= single_line(ui, Id::unique(id), line, text).changed();
    });
    abreast(ui, |ui, at| {
        let (id, label, day) = match at {
            0 => ("list from", "Decided on or after", &mut filter.by.from),
            _ => ("list to", "Decided on or before", &mut filter.by.to),
        };
        let remark = remark(day);
        let tidy = Some(tidy_day(Looks::Back));
        let line = Line { label, remark: remark.as_deref(), tidy, ..Line::default() };
        changed |= single_line(ui, Id::unique(id), line, &mut day.text).changed();
    });
    let mut only = Vec::new();
    let by = &mut filter.by;
    for (one, is) in [
        (Only::Departed, by.departed),
        (Only::Without, by.without_consent),
        (Only::Open, by.open),
        (Only::Overdue, by.overdue),
    ] {
        if is {
            only.push(one);
        }
    }
    let all = [
        (Only::Departed, "Decided differently"),
        (Only::Without, "Shared without consent"),
        (Only::Open, "Open"),
        (Only::Overdue, "Overdue"),
    ];
    if choose_several(ui, "Only decisions that are", &all, &mut only) {
        by.departed = only.contains(&Only::Departed);
        by.without_consent = only.contains(&Only::Without);
        by.open = only.contains(&Only::Open);
        by.overdue = only.contains(&Only::Overdue);
        changed = true;
    }
    let all = [(true, "Reviewed"), (false, "Not reviewed")];
    changed |= choose_one(ui, "Review", &all, &mut by.reviewed);
    let labels: Vec<(usize, &str)> =
        view.outcome_labels.iter().map(String::as_str).enumerate().collect();
    let mut outcome = view.outcomes.iter().position(|(id, _)| Some(id) == by.outcome.as_ref());
    if choose_one(ui, "Outcome", &labels, &mut outcome) {
        by.outcome = outcome.and_then(|at| view.outcomes.get(at)).map(|(id, _)| id.clone());
        changed = true;
    }
    if changed {
        out.push(Event::Decisions(DecisionsEvent::Filtered));
    }
    let all = Column::ALL.map(|column| (column, column.label()));
    if choose_several(ui, "Columns", &all, &mut screen.columns) {
        screen.columns.sort_unstable();
    }
    let line = Line {
        label: "Save these filters as",
        hint: "Kept with your settings, outside the register, without the child and the words you \
               searched for. Do not use a person’s name.",
        ..Line::default()
    };
    single_line(ui, Id::unique("list filter name"), line, &mut screen.name);
    if !screen.name.trim().is_empty() && secondary(ui, "Save the filters", None).clicked() {
        out.push(Event::Decisions(DecisionsEvent::SaveFilter));
    }
}

fn remark(day: &Typed<Day>) -> Option<String> {
    if day.is_blank() {
        return None;
    }
    parse_day(day.text.trim()).err().map(|error| error.to_string())
}
