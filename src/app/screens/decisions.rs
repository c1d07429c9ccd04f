//! The list of signed decisions: search, filter by outcome, and every file that cannot be
//! read, named with what is wrong.

use chrono::{DateTime, FixedOffset};
use egui::{Id, Rect, Ui, UiBuilder, vec2};

use crate::app::commands::Command;
use crate::app::events::{ChronologyOf, DecisionsEvent, Event, PeopleEvent};
use crate::app::theme;
use crate::app::widgets::{self, Line, Tone, choose_one, link, page, primary, row, single_line};
use crate::base::time;
use crate::record::DecisionId;
use crate::register::Problem;

/// One decision as a line. Made when the register or the filter changes, never per frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The decision.
    pub id: DecisionId,
    /// When its newest statement was signed.
    pub written: DateTime<FixedOffset>,
    /// What was decided.
    pub headline: String,
    /// Its outcome's id, for the filter.
    pub outcome: String,
    /// Who signed the decision.
    pub author: String,
    /// The names of the children, or "child not named".
    pub about: String,
    /// How many statements.
    pub statements: usize,
    /// Whether the doctor departed from the suggested outcome.
    pub departed: bool,
    /// The headline of what the answers came to, where something else was decided.
    pub suggested: Option<String>,
    /// Whether something is wrong with one of its files.
    pub problem: bool,
    /// Where a search found its words, as "Concern: …".
    pub found: Option<String>,
}

/// What the list edits in place.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The search.
    pub query: String,
    /// The outcome's id.
    pub outcome: Option<usize>,
}

/// What the list shows.
pub struct View<'a> {
    /// The rows that pass the filter, the newest first.
    pub rows: &'a [Row],
    /// All decisions in the register.
    pub total: usize,
    /// The outcomes that occur: their headlines.
    pub outcomes: &'a [String],
    /// Files that cannot be read, and the like.
    pub problems: &'a [Problem],
    /// Whether the register is being read.
    pub loading: bool,
    /// Put the keyboard into the search.
    pub grab_search: bool,
}

/// The height of a row, in points.
const ROW: f32 = 64.0;

/// Paints the list.
pub fn ui(ui: &mut Ui, view: &View<'_>, filter: &mut Filter, out: &mut Vec<Event>) {
    let mut both = (filter, out);
    page(
        ui,
        "decisions",
        &mut both,
        |ui, (filter, out)| main(ui, view, filter, out),
        |ui, (_, out)| side(ui, view, out),
    );
}

fn main(ui: &mut Ui, view: &View<'_>, filter: &mut Filter, out: &mut Vec<Event>) {
    widgets::title(ui, "Decisions");
    if view.total == 0 && !view.loading {
        widgets::soft(ui, "No decision is signed yet.");
        let begin = Command::NewDecision;
        if primary(ui, begin.text(), begin.key().as_deref()).clicked() {
            out.push(Event::Command(begin));
        }
        return;
    }
    let line = Line {
        label: "Search",
        hint: "Every word written in a decision, names too.",
        grab: view.grab_search,
        ..Line::default()
    };
    if single_line(ui, Id::unique("search decisions"), line, &mut filter.query).changed() {
        out.push(Event::Decisions(DecisionsEvent::Filtered));
    }
    if view.outcomes.len() > 1 {
        let all: Vec<(usize, &str)> =
            view.outcomes.iter().map(String::as_str).enumerate().collect();
        if choose_one(ui, "Outcome", &all, &mut filter.outcome) {
            out.push(Event::Decisions(DecisionsEvent::Filtered));
        }
    }
    let count = match (view.rows.len(), view.total) {
        (shown, total) if shown == total => format!("{total} in the register"),
        (0, _) => "Nothing found. Try fewer letters, or another outcome.".to_owned(),
        (shown, total) => format!("{shown} of {total}"),
    };
    widgets::status(ui, &count, theme::Token::Soft);
    if !view.rows.is_empty() && link(ui, "Put some of these in one chronology", None).clicked() {
        out.push(Event::People(PeopleEvent::Chronology(ChronologyOf::Listed)));
    }
    rows(ui, view.rows, out);
}

/// Only the rows in view are painted, so a hundred thousand scroll like ten.
fn rows(ui: &mut Ui, rows: &[Row], out: &mut Vec<Event>) {
    let wide = ui.available_width();
    #[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^24")]
    let (area, _) =
        ui.allocate_exact_size(vec2(wide, ROW * rows.len() as f32), egui::Sense::hover());
    let clip = ui.clip_rect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative, and bounded by the number of rows"
    )]
    let first = ((clip.top() - area.top()) / ROW).max(0.0) as usize;
    for (index, line) in rows.iter().enumerate().skip(first) {
        #[expect(clippy::cast_precision_loss, reason = "far fewer rows than 2^24")]
        let top = area.top() + ROW * index as f32;
        if top > clip.bottom() {
            break;
        }
        let rect = Rect::from_min_size(egui::pos2(area.left(), top), vec2(wide, ROW - 4.0));
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((
            "row",
            line.id.as_str(),
            line.written,
            &line.headline,
        )));
        let when = time::moment(&line.written);
        let (first, was) = match &line.suggested {
            Some(suggested) => (
                format!("Decided: {}", line.headline),
                format!("Suggested: {} · ", suggested.trim_end_matches('.')),
            ),
            None => (line.headline.clone(), String::new()),
        };
        let second = match &line.found {
            Some(found) => format!("{was}{when} · {} · {found}", line.about),
            None => format!("{was}{when} · {} · {}", line.about, line.author),
        };
        let badge = if line.problem {
            Some((Tone::Danger, "A file has a problem"))
        } else if line.departed {
            Some((Tone::Caution, "Decided otherwise"))
        } else {
            None
        };
        if row(&mut place, &first, &second, badge).clicked() {
            out.push(Event::Decisions(DecisionsEvent::Open(line.id.clone())));
        }
    }
}

fn side(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    let (wrong, remarks): (Vec<_>, Vec<_>) =
        view.problems.iter().partition(|problem| !problem.is_remark());
    widgets::heading(ui, "The files");
    if view.loading {
        widgets::small(ui, "Reading the register…");
    } else if wrong.is_empty() {
        widgets::body(ui, "Every file here can be read, and each name fits its contents.");
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

/// One finding: what is wrong, more in the parser's own words, and the path last.
pub fn problem_ui(ui: &mut Ui, problem: &Problem) {
    widgets::quote(ui, |ui| {
        widgets::body(ui, &problem.words());
        if let Some(detail) = problem.detail() {
            widgets::small(ui, &detail);
        }
        widgets::small(ui, &problem.path.display().to_string());
    });
}
