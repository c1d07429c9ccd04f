//! What is owed, on Home: a row each, with whose cases are shown.

use super::HomeView;
use crate::app::events::{DecisionsEvent, Event, WorkEvent};
use crate::app::session::Worklist;
use crate::app::widgets::{
    self, Line, WorkRow, link, row_button, rows, secondary, short, work_group, work_line, work_row,
};
use crate::base::time;
use crate::caseload::worklist::{Group, Item};
use crate::register::settings::Whose;
use chrono::{DateTime, FixedOffset};
use egui::Ui;

const WHOSE: [(Whose, &str); 3] =
    [(Whose::Mine, "Mine"), (Whose::Everyone, "Everyone’s"), (Whose::Nobody, "Unassigned")];

/// What is owed, by whose it is.
pub(super) fn owed(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let work = view.work;
    let count = work.shown.len();
    widgets::heading(ui, "Still to do");
    let id = egui::Id::unique("whose cases");
    let line = Line { label: "Whose cases", ..Line::default() };
    let mut chosen = Some(view.whose);
    if widgets::segments(ui, id, line, &WHOSE, &mut chosen).changed {
        // Pressed again it stays: there is no list of nobody's choosing.
        out.push(Event::Work(WorkEvent::Whose(chosen.unwrap_or(view.whose))));
    }
    let all = work.all.len() - work.asked.len();
    let of = if count == all { String::new() } else { format!(" of {all}") };
    let late = match work.late {
        0 => String::new(),
        late => format!(", {late} overdue"),
    };
    match (count, view.whose) {
        (0, Whose::Mine) => widgets::soft(ui, "Nothing is listed for you to do."),
        (0, _) => widgets::soft(ui, "Every case has an owner."),
        _ => widgets::small(ui, &format!("{count}{of} to do{late}")),
    };
    if count > 0 {
        rows(ui, |ui| {
            let mut before = None;
            for (at, item) in shown(work).take(work.limit).enumerate() {
                let group = item.group(view.now);
                if before != Some(group) {
                    let (same, late) = (work.count(group, view.now), group == Group::Overdue);
                    work_group(ui, group.label(), same, late, before.is_none());
                    before = Some(group);
                }
                owed_line(ui, at, item, view.now, out);
            }
        });
    }
    let more = count.saturating_sub(work.limit);
    if more > 0 {
        let label =
            if more <= 100 { format!("Show all {count}") } else { "Show 100 more".to_owned() };
        if secondary(ui, &label, None).clicked() {
            out.push(Event::Work(WorkEvent::More));
        }
    }
}

pub(super) fn shown(work: &Worklist) -> impl Iterator<Item = &Item> {
    work.shown.iter().filter_map(|at| work.all.get(*at))
}

/// One thing that is to do, on one line: an open case with what can be done about it, anything
/// else leads there as a whole.
pub(super) fn owed_line(
    ui: &mut Ui,
    at: usize,
    item: &Item,
    now: DateTime<FixedOffset>,
    out: &mut Vec<Event>,
) {
    let what = format!("{}: {}", item.what.label(), item.words);
    let suggested = item.suggested.as_ref().map(|one| format!("Suggested: {one}"));
    let signed = format!("Signed {}.", time::moment(&item.written));
    let of_case = |words: &str| if item.place.is_none() { words.to_owned() } else { String::new() };
    let parts = [
        what.clone(),
        item.by_words(),
        item.said.clone(),
        suggested.unwrap_or_default(),
        short(&item.whose).into_owned(),
        item.decision.to_string(),
        item.owner_words(),
        item.request.clone(),
        of_case(&signed),
    ];
    let name: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let shown: Vec<&str> = [item.said.trim(), &what, item.request.trim()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    let row = WorkRow {
        child: &short(&item.whose),
        age: &item.age(now.date_naive()),
        what: &shown.join(" · "),
        due: &item.due_short(now),
        owner: if item.owner.is_empty() { "nobody" } else { &item.owner },
        late: item.overdue,
        name: &name.join(" · "),
    };
    if let Some(place) = &item.place {
        if ui.push_id(("to do", at), |ui| work_row(ui, &row)).inner.clicked() {
            let event = DecisionsEvent::OpenAt(item.decision.clone(), place.clone());
            out.push(Event::Decisions(event));
        }
        return;
    }
    ui.push_id(("to do", at), |ui| {
        work_line(ui, &row, 180.0, |ui| {
            if row_button(ui, "Continue this case").clicked() {
                out.push(Event::Decisions(DecisionsEvent::Reopen(item.decision.clone())));
            }
            if link(ui, "Read it", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(item.decision.clone())));
            }
        });
    });
}
