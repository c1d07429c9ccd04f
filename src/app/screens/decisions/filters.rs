//! What the list can be asked, with several values each, what was saved of that, and which columns
//! it shows.

use egui::{Id, Ui};

use super::rows::set_width;
use super::{DecisionsScreen, DecisionsView};
use crate::app::events::{DecisionsEvent, Event};
use crate::app::widgets::{
    self, Line, choose_several, link, onward, secondary, secondary_for, single_line,
};
use crate::base::dates::{Looks, parse_day};
use crate::caseload::list::{Column, Filter, Only, owner_words};
use crate::record::plausibility::tidy_day;
use crate::record::typed::Day;
use crate::record::{Consented, Reviewed, Typed};

pub(super) fn ui(
    ui: &mut Ui,
    view: &DecisionsView<'_>,
    screen: &mut DecisionsScreen,
    out: &mut Vec<Event>,
) {
    saved(ui, view, out);
    let filter = &mut screen.filter;
    let mut changed = typed(ui, filter);
    let by = &mut filter.by;
    let mut only: Vec<Only> = Only::ALL.into_iter().filter(|one| *one.of(by)).collect();
    let all = Only::ALL.map(|one| (one, one.label()));
    if choose_several(ui, "Only decisions that are", &all, &mut only) {
        for one in Only::ALL {
            *one.of(by) = only.contains(&one);
        }
        changed = true;
    }
    let offered = view.offered;
    let outcomes: Vec<&str> = offered.outcomes.iter().map(|(_, words)| words.as_str()).collect();
    let ids: Vec<&String> = offered.outcomes.iter().map(|(id, _)| id).collect();
    changed |= named(ui, "Outcome", (&ids, &outcomes), &mut by.outcomes);
    changed |= several(ui, "Consent", &offered.consents, Consented::label, &mut by.consents);
    changed |= several(ui, "Review", &offered.reviews, Reviewed::label, &mut by.reviews);
    for (label, names, chosen) in
        [("Author", &offered.authors, &mut by.authors), ("Owner", &offered.owners, &mut by.owners)]
    {
        let ids: Vec<&String> = names.iter().take(MOST).collect();
        let words: Vec<&str> = ids.iter().map(|name| owner_words(name)).collect();
        changed |= named(ui, label, (&ids, &words), chosen);
    }
    if changed {
        out.push(Event::Decisions(DecisionsEvent::Filtered));
    }
    save(ui, screen, out);
}

/// So many names are offered; letters of a name find the others.
const MOST: usize = 40;

/// What is typed.
fn typed(ui: &mut Ui, filter: &mut Filter) -> bool {
    let mut changed = false;
    for (id, label, text) in [
        ("list child", "Child: name or NHS number", &mut filter.child),
        ("list author", "Author of the decision", &mut filter.by.author),
    ] {
        let line = Line { label, ..Line::default() };
        changed |= single_line(ui, Id::unique(id), line, text).changed();
    }
    for (id, label, day) in [
        ("list from", "Decided on or after", &mut filter.by.from),
        ("list to", "Decided on or before", &mut filter.by.to),
    ] {
        let remark = remark(day);
        let tidy = Some(tidy_day(Looks::Back));
        let line = Line { label, remark: remark.as_deref(), tidy, ..Line::default() };
        changed |= single_line(ui, Id::unique(id), line, &mut day.text).changed();
    }
    changed
}

/// Several of those that occur.
fn several<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[T],
    words: impl Fn(T) -> &'static str,
    chosen: &mut Vec<T>,
) -> bool {
    let all: Vec<(T, &str)> = all.iter().map(|one| (*one, words(*one))).collect();
    all.len() > 1 && choose_several(ui, label, &all, chosen)
}

/// The same of what is named by an id or by a name. What was chosen and does not occur stays.
fn named(
    ui: &mut Ui,
    label: &str,
    (ids, words): (&[&String], &[&str]),
    chosen: &mut Vec<String>,
) -> bool {
    let all: Vec<(usize, &str)> = words.iter().copied().enumerate().collect();
    let place = |id: &String| ids.iter().position(|other| *other == id);
    let mut at: Vec<usize> = chosen.iter().filter_map(place).collect();
    if all.is_empty() || !choose_several(ui, label, &all, &mut at) {
        return false;
    }
    chosen.retain(|id| place(id).is_none());
    chosen.extend(at.iter().filter_map(|at| ids.get(*at)).map(|id| (*id).clone()));
    true
}

/// The saved filters: a press each, and the way to remove one.
fn saved(ui: &mut Ui, view: &DecisionsView<'_>, out: &mut Vec<Event>) {
    if view.saved.is_empty() {
        return;
    }
    widgets::small_heading(ui, "Saved filters");
    for (index, saved) in view.saved.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            let name = format!("Use the filter {}", saved.name);
            if secondary_for(ui, &saved.name, &name).clicked() {
                out.push(Event::Decisions(DecisionsEvent::UseFilter(index)));
            }
            let name = format!("Remove the filter {}", saved.name);
            if link(ui, "Remove", Some(&name)).clicked() {
                out.push(Event::Decisions(DecisionsEvent::RemoveFilter(index)));
            }
        });
    }
    ui.add_space(8.0);
}

fn save(ui: &mut Ui, screen: &mut DecisionsScreen, out: &mut Vec<Event>) {
    ui.add_space(8.0);
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

/// By how much a press makes a column wider or narrower, in points.
const STEP: f32 = 16.0;

/// Which columns are shown, and how wide.
pub(super) fn columns(ui: &mut Ui, screen: &mut DecisionsScreen) {
    let all = Column::ALL.map(|column| (column, column.label()));
    if choose_several(ui, "Columns that are shown", &all, &mut screen.columns) {
        screen.columns.sort_unstable();
    }
    widgets::small(
        ui,
        "In a narrow window only those are shown that have room. Draw the right edge of a heading \
         to make a column wider; with the keyboard on it, Shift with the arrow keys does the same.",
    );
    ui.add_space(8.0);
    widgets::subheading(ui, "How wide they are");
    for (column, wide) in screen.shown.clone() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            widgets::body(ui, column.label());
            onward(ui, |ui| {
                for (label, by) in [("Narrower", -STEP), ("Wider", STEP)] {
                    let name = format!("{label}: {}", column.label());
                    if link(ui, label, Some(&name)).clicked() {
                        set_width(screen, column, Some(wide + by));
                    }
                }
            });
        });
    }
    if !screen.widths.is_empty() && secondary(ui, "Usual widths", None).clicked() {
        screen.widths.clear();
    }
}

fn remark(day: &Typed<Day>) -> Option<String> {
    if day.is_blank() {
        return None;
    }
    parse_day(day.text.trim()).err().map(|error| error.to_string())
}
