//! What is owed, on Home: a row each, with whose cases are shown.

use super::HomeView;
use crate::app::events::{DecisionsEvent, Event, WorkEvent};
use crate::app::session::Worklist;
use crate::app::widgets::{self, Line, Tone, link, owed_row, secondary, short};
use crate::base::time;
use crate::caseload::worklist::Item;
use crate::register::settings::Whose;
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
    for (at, item) in shown(work).take(work.limit).enumerate() {
        owed_line(ui, at, item, out);
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

/// One thing that is owed: an open case with what can be done about it, anything else as one
/// line that leads there.
pub(super) fn owed_line(ui: &mut Ui, at: usize, item: &Item, out: &mut Vec<Event>) {
    let tone = if item.overdue { Tone::Caution } else { Tone::Plain };
    let about = format!("{} · {}", short(&item.whose), item.decision);
    if let Some(place) = &item.place {
        let first = format!("{}: {}", item.what.label(), item.words);
        let owner = item.owner_words();
        let parts = [&item.said, about.as_str(), &owner, &item.request].map(str::trim);
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let row = |ui: &mut Ui| owed_row(ui, &first, &parts.join(" · "), (tone, &item.by_words()));
        if ui.push_id(("to do", at), row).inner.clicked() {
            let event = DecisionsEvent::OpenAt(item.decision.clone(), place.clone());
            out.push(Event::Decisions(event));
        }
        return;
    }
    widgets::card(ui, |ui| {
        widgets::small(ui, item.what.label());
        widgets::strong(ui, &item.words);
        if let Some(suggested) = &item.suggested {
            widgets::small(ui, &format!("Suggested: {suggested}"));
        }
        widgets::small(ui, &about);
        if !item.request.is_empty() {
            widgets::small(ui, &item.request);
        }
        let signed = time::moment(&item.written);
        widgets::small(ui, &format!("{} Signed {signed}.", item.owner_words()));
        widgets::badge(ui, tone, &item.by_words());
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, "Continue this case", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Reopen(item.decision.clone())));
            }
            if link(ui, "Read it", None).clicked() {
                out.push(Event::Decisions(DecisionsEvent::Open(item.decision.clone())));
            }
        });
    });
}
