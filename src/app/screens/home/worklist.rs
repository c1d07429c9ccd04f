//! What is owed, on Home: a row each, the most pressing first, with whose cases are shown.

use super::HomeView;
use crate::app::events::{DecisionsEvent, Event, WorkEvent};
use crate::app::session::{MORE, Worklist};
use crate::app::widgets::{
    self, WorkRow, link, row_button, segment, short, work_fold, work_group, work_line, work_row,
};
use crate::base::time;
use crate::base::words::capital;
use crate::caseload::worklist::{Group, Item, What};
use crate::register::settings::Whose;
use chrono::{DateTime, FixedOffset};
use egui::Ui;

const WHOSE: [(Whose, &str); 3] =
    [(Whose::Mine, "Mine"), (Whose::Everyone, "Everyone’s"), (Whose::Nobody, "Unassigned")];
/// What is said of a record in which no child is named.
pub(super) const NOT_NAMED: &str = "child not named";

/// How much there is to do, and how much of it is overdue.
pub(super) fn tally(view: &HomeView<'_>) -> String {
    let work = view.work;
    let (count, all) = (work.to_do(), work.all.len());
    if all == 0 {
        return String::new();
    }
    let of = if count == all { String::new() } else { format!(" of {all}") };
    let late = match work.late {
        0 => String::new(),
        late => format!(", {late} overdue"),
    };
    match (count, view.whose) {
        (0, Whose::Mine) => "Nothing is listed for you to do.".to_owned(),
        (0, _) => "Every case has an owner.".to_owned(),
        _ => format!("{count}{of} to do{late}"),
    }
}

/// Whose cases are shown.
pub(super) fn whose(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    if view.work.all.is_empty() {
        return;
    }
    let id = egui::Id::unique("whose cases");
    widgets::radios(ui, id, "Whose cases", |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        // Where it has no room the group is still named for who hears it.
        if ui.available_width() > 600.0 {
            widgets::small(ui, "Whose cases");
            ui.add_space(12.0);
        }
        for (whose, label) in WHOSE {
            // Pressed again it stays: there is no list of nobody's choosing. It keeps the keyboard
            // however long the words before it are then.
            let chosen = view.whose == whose;
            if widgets::apart(ui, id.with(label), |ui| segment(ui, label, chosen)).clicked() {
                out.push(Event::Work(WorkEvent::Whose(whose)));
            }
        }
    });
}

/// What reviewers say to whoever works here, before everything else, until it is answered.
pub(super) fn asked(ui: &mut Ui, view: &HomeView<'_>, heads: &mut bool, out: &mut Vec<Event>) {
    let items: Vec<&Item> =
        view.work.asked.iter().filter_map(|at| view.work.all.get(*at)).collect();
    if items.is_empty() {
        return;
    }
    work_group(ui, "From a reviewer", items.len(), false, std::mem::take(heads));
    for (at, item) in items.into_iter().enumerate() {
        ui.push_id("asked", |ui| owed_line(ui, at, item, view, out));
    }
}

/// What is overdue, due today and due this week.
pub(super) fn due(ui: &mut Ui, view: &HomeView<'_>, heads: &mut bool, out: &mut Vec<Event>) {
    groups(ui, view, |group| group <= Group::Week, heads, out);
}

/// What has no time.
pub(super) fn no_time(ui: &mut Ui, view: &HomeView<'_>, heads: &mut bool, out: &mut Vec<Event>) {
    groups(ui, view, |group| group == Group::NoTime, heads, out);
}

/// What is due later, behind a fold.
pub(super) fn later(ui: &mut Ui, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let count = view.work.count(Group::Later, view.now);
    if count == 0 {
        return;
    }
    if work_fold(ui, Group::Later.label(), count, view.later_shown).clicked() {
        out.push(Event::Work(WorkEvent::Later));
    }
    if view.later_shown {
        rows_of(ui, Group::Later, view, out);
    }
}

fn groups(
    ui: &mut Ui,
    view: &HomeView<'_>,
    which: impl Fn(Group) -> bool,
    heads: &mut bool,
    out: &mut Vec<Event>,
) {
    for group in Group::ALL.into_iter().filter(|group| which(*group)) {
        let count = view.work.count(group, view.now);
        if count > 0 {
            work_group(ui, group.label(), count, group == Group::Overdue, std::mem::take(heads));
            rows_of(ui, group, view, out);
        }
    }
}

/// The first rows of a group, and the way to the rest: however much is overdue, what is due today is
/// below it and in reach.
fn rows_of(ui: &mut Ui, group: Group, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let Worklist { all, shown, limit, .. } = view.work;
    let places = view.work.of(group, view.now);
    let (first, count) = (places.start, places.len());
    let here = shown.get(places).unwrap_or_default().iter().filter_map(|at| all.get(*at));
    for (at, item) in here.take(*limit).enumerate() {
        owed_line(ui, first + at, item, view, out);
    }
    let more = count.saturating_sub(*limit);
    if more > 0 {
        let label = if more <= MORE {
            format!("Show all {count}")
        } else {
            format!("Show {MORE} more: {limit} of {count} are shown")
        };
        let name = format!("{label}, {}", group.label());
        ui.horizontal(|ui| {
            ui.add_space(16.0);
            if link(ui, &label, Some(&name)).clicked() {
                out.push(Event::Work(WorkEvent::More));
            }
        });
        ui.add_space(8.0);
    }
}

/// One thing that is to do, on one line: an open case with what can be done about it; of anything
/// else a press begins what writes it down.
fn owed_line(ui: &mut Ui, at: usize, item: &Item, view: &HomeView<'_>, out: &mut Vec<Event>) {
    let now = view.now;
    if view.hidden.contains(&item.decision) {
        unsaid_line(ui, at, item, now, out);
        return;
    }
    let what = format!("{}: {}", item.what.label(), item.words);
    let suggested = item.suggested.as_ref().map(|one| format!("Suggested: {one}"));
    let signed = format!("Signed {}.", time::moment(&item.written));
    let of_case = |words: &str| if item.place.is_none() { words.to_owned() } else { String::new() };
    let child = short(&capital(&item.whose)).into_owned();
    let parts = [
        child.clone(),
        what.clone(),
        item.by_words(),
        item.said.clone(),
        suggested.unwrap_or_default(),
        item.decision.to_string(),
        item.owner_words(),
        item.request.clone(),
        of_case(&signed),
    ];
    let name: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    // That a child may be at risk is never what has no room.
    let said = match item.what {
        What::AtRisk => [&what, item.said.trim(), item.request.trim()],
        _ => [item.said.trim(), &what, item.request.trim()],
    };
    let shown: Vec<&str> = said.into_iter().filter(|t| !t.is_empty()).collect();
    let row = WorkRow {
        child: &child,
        unnamed: item.whose == NOT_NAMED,
        age: &item.age(now.date_naive()),
        what: &shown.join(" · "),
        due: &item.due_short(now),
        owner: if item.owner.is_empty() { "unassigned" } else { &item.owner },
        late: item.overdue,
        name: &name.join(" · "),
        does: does(item.what),
    };
    if let Some(place) = &item.place {
        if ui.push_id(("to do", at), |ui| work_row(ui, &row)).inner.clicked() {
            let event = DecisionsEvent::Settle(item.decision.clone(), place.clone());
            out.push(Event::Decisions(event));
        }
        return;
    }
    ui.push_id(("to do", at), |ui| {
        work_line(ui, &row, 180.0, |ui| {
            if link(ui, "Read it", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(item.decision.clone())));
            }
            if row_button(ui, "Continue this case").clicked() {
                out.push(Event::Decisions(DecisionsEvent::Reopen(item.decision.clone())));
            }
        });
    });
}

/// Something to do for a decision that is read blind: that there is something, and by when, and not
/// what. A press opens its reading.
fn unsaid_line(
    ui: &mut Ui,
    at: usize,
    item: &Item,
    now: DateTime<FixedOffset>,
    out: &mut Vec<Event>,
) {
    let child = short(&capital(&item.whose)).into_owned();
    let due = item.due_short(now);
    let name = format!("{child} · {UNSAID} · {due} · {}", item.decision);
    let row = WorkRow {
        child: &child,
        unnamed: item.whose == NOT_NAMED,
        age: &item.age(now.date_naive()),
        what: UNSAID,
        due: &due,
        owner: if item.owner.is_empty() { "unassigned" } else { &item.owner },
        late: item.overdue,
        name: &name,
        does: "Read it",
    };
    if ui.push_id(("to do", at), |ui| work_row(ui, &row)).inner.clicked() {
        out.push(Event::Decisions(DecisionsEvent::Open(item.decision.clone())));
    }
}

/// What is said of it.
const UNSAID: &str = "Something to do. You read this one blind first";

/// What a press on a row begins.
fn does(what: What) -> &'static str {
    match what {
        What::AtRisk | What::Question | What::Verdict => "Reply",
        What::Review => "Review",
        _ => "Write it down",
    }
}
