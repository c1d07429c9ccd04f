//! What waits for the reviewer: how much and why, what is drawn of the rest, and the way in.

use std::collections::BTreeSet;

use egui::{Id, Key, Modifiers, Ui, vec2};

use crate::app::events::{DecisionsEvent, Event, ReviewEvent, Screen};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::app::widgets::{
    self, Line, Tone, above_foot, keyboard, link, onward_after, page, primary, row, segments,
    unless,
};
use crate::base::{shown, time};
use crate::caseload::review_queue::{ReviewQueue, ToReview, WhyReview};
use crate::record::DecisionId;
use crate::register::Summary;

/// What the list of what waits shows.
pub struct QueueView<'a> {
    /// What waits.
    pub queue: &'a ReviewQueue,
    /// Whether the facts are read first in this register.
    pub blind: bool,
    /// Those of which nothing that was decided is to be shown.
    pub hidden: &'a BTreeSet<DecisionId>,
    /// How many are to be drawn of the rest.
    pub sample: usize,
    /// Whether somebody is in the middle of it.
    pub in_run: bool,
    /// Who reviews; blank: nobody wrote a name.
    pub author: &'a str,
    /// Whether the register is still being read.
    pub loading: bool,
}

/// So many rows are shown; the rest comes by itself.
const MOST: usize = 100;

/// How many can be drawn.
const SAMPLES: [(usize, &str); 4] = [(0, "None"), (5, "5"), (10, "10"), (20, "20")];

/// How many can be drawn to be read blind.
const BLIND: [(usize, &str); 4] = [(10, "10"), (20, "20"), (40, "40"), (100, "100")];

/// Paints it.
pub fn queue(ui: &mut Ui, view: &QueueView<'_>, out: &mut Vec<Event>) {
    let can_begin = why_not(view).is_none();
    if can_begin
        && keyboard::is_free(ui.ctx())
        && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Enter)
    {
        out.push(Event::Review(ReviewEvent::Next));
    }
    above_foot(
        ui,
        out,
        |ui, out| {
            page(
                ui,
                "what waits",
                out,
                |ui, out| main(ui, view, out),
                |ui, out| side(ui, view, out),
            );
        },
        |ui, out| foot(ui, view, out),
    );
}

/// Why none can be opened, in words.
fn why_not(view: &QueueView<'_>) -> Option<&'static str> {
    if view.loading {
        return Some("The register is still being read. One moment.");
    }
    // What is drawn is not known before.
    let none = view.queue.waiting.is_empty() && !is_to_be_drawn(view);
    none.then_some("Nothing waits.")
}

fn main(ui: &mut Ui, view: &QueueView<'_>, out: &mut Vec<Event>) {
    let queue = view.queue;
    let title = widgets::title(ui, "Review");
    let words = match queue.waiting.len() {
        _ if is_to_be_drawn(view) => NOT_DRAWN.to_owned(),
        0 if view.loading => "The register is still being read.".to_owned(),
        0 => "Nothing waits for you.".to_owned(),
        1 => "1 decision waits for you.".to_owned(),
        count => format!("{count} decisions wait for you."),
    };
    let words = match queue.done {
        0 => words,
        done => format!("{words} You have done {done} of {}.", queue.total()),
    };
    widgets::described(ui, &title, &words);
    widgets::soft(ui, &words);
    ui.add_space(theme::spaces().s);
    for summary in &queue.no_reply {
        no_reply(ui, summary, out);
    }
    if is_to_be_drawn(view) {
        // What would be listed by its reason tells what was decided.
        return;
    }
    let size = vec2(ui.available_width(), 58.0);
    for one in queue.waiting.iter().take(MOST) {
        let hidden = view.hidden.contains(&one.of.id);
        let (first, second) = if hidden { said_blind(one) } else { said(one) };
        let why = one.why.first().copied().filter(|_| !hidden);
        let tone = if why == Some(WhyReview::AtRisk) { Tone::Danger } else { Tone::Plain };
        let badge = why.map(|why| (tone, why.label()));
        let shown = ui.allocate_ui(size, |ui| row(ui, &first, &second, badge)).inner;
        if shown.clicked() {
            out.push(Event::Review(ReviewEvent::Open(one.of.id.clone())));
        }
    }
    if let Some(more) = queue.waiting.len().checked_sub(MOST).filter(|more| *more > 0) {
        widgets::small(ui, &format!("{more} more wait after these."));
    }
}

/// Whether it is read blind, and nothing was drawn for that yet.
fn is_to_be_drawn(view: &QueueView<'_>) -> bool {
    view.blind && !view.in_run
}

/// What is said where nothing was drawn yet.
const NOT_DRAWN: &str = "You read the facts first. Which decisions is drawn when you start.";

/// Of whom this reviewer said that they may be at risk, and nobody has replied.
fn no_reply(ui: &mut Ui, summary: &Summary, out: &mut Vec<Event>) {
    let Some(risk) = &summary.at_risk else { return };
    widgets::banner(ui, Tone::Danger, |ui| {
        let who = who(summary);
        let since = time::moment(&risk.since);
        widgets::strong(ui, &format!("{who}: a child may be at risk today. You said so {since}."));
        let doctor = summary.author.trim();
        widgets::body(ui, &format!("{doctor} has not replied. Ring them, or whoever must act."));
        let name = format!("Open the decision: {who}");
        if link(ui, "Open the decision", Some(&name)).clicked() {
            out.push(Event::Decisions(DecisionsEvent::Open(summary.id.clone())));
        }
    });
}

/// What a row says: the child and the decision; when, by whom, and every reason but the first.
fn said(one: &ToReview) -> (String, String) {
    let summary = &*one.of;
    let first = format!("{}: {}", who(summary), summary.headline);
    let decided = time::day(summary.decided.day());
    let by = summary.author.trim();
    let more: Vec<&str> = one.why.iter().skip(1).map(|why| why.label()).collect();
    let also = if more.is_empty() { String::new() } else { format!(" · {}", more.join(", ")) };
    (first, format!("{decided} · {by}{also}"))
}

/// What a row says of one that is read blind: nothing of what was decided.
fn said_blind(one: &ToReview) -> (String, String) {
    let (decided, by) = (time::day(one.of.decided.day()), one.of.author.trim());
    (who(&one.of), format!("{decided} · {by}"))
}

fn who(summary: &Summary) -> String {
    shown::line(&summary.about()).into_owned()
}

fn side(ui: &mut Ui, view: &QueueView<'_>, out: &mut Vec<Event>) {
    let queue = view.queue;
    facts_first(ui, view, out);
    let counts = if is_to_be_drawn(view) { Vec::new() } else { queue.counts() };
    if !counts.is_empty() {
        widgets::heading(ui, "Why they wait");
        for (why, count) in counts {
            widgets::body(ui, &format!("{count}  {}", why.label()));
        }
        ui.add_space(theme::spaces().l);
    }
    sample(ui, view, out);
    ui.add_space(theme::spaces().l);
    widgets::heading(ui, "Not among them");
    if view.author.is_empty() {
        widgets::small(ui, "Without your name your own decisions cannot be told from others.");
        if link(ui, "Write your name in Settings", None).clicked() {
            out.push(Event::Go(Screen::Settings));
        }
    } else {
        let own = match queue.own {
            0 => "Your own decisions.".to_owned(),
            1 => "1 that you decided. Somebody else reviews it.".to_owned(),
            own => format!("{own} that you decided. Somebody else reviews them."),
        };
        widgets::small(ui, &own);
    }
    widgets::small(ui, "What somebody has reviewed, and what was entered in error.");
    if queue.unreadable > 0 {
        let words = format!("{} that cannot be read in full.", queue.unreadable);
        widgets::status(ui, &words, Token::Caution);
    }
}

/// Whether the facts are read first, in this register or packet.
fn facts_first(ui: &mut Ui, view: &QueueView<'_>, out: &mut Vec<Event>) {
    widgets::heading(ui, "Facts first");
    widgets::small(
        ui,
        "Read blind, you answer the questions from what was seen and said. What was decided, and \
         why, is shown after that, beside your answers.",
    );
    let mut blind = Some(view.blind);
    let all = [(false, "Show all"), (true, "Read blind")];
    let line = Line { label: "How to read", ..Line::default() };
    if segments(ui, Id::unique("read blind"), line, &all, &mut blind).changed {
        out.push(Event::Review(ReviewEvent::Blind(blind.unwrap_or_default())));
    }
    if !view.hidden.is_empty() {
        widgets::small(
            ui,
            "Until you have answered, they are not listed in Decisions. Home does not say what is \
             to do for them. “Show all” ends that at once.",
        );
    }
    ui.add_space(theme::spaces().l);
}

/// How many are drawn by chance.
fn sample(ui: &mut Ui, view: &QueueView<'_>, out: &mut Vec<Event>) {
    let rest = view.queue.rest;
    let (heading, words, label, all) = if view.blind {
        let words = "By chance, of all that nobody has reviewed, whatever was decided: that one is \
                     among them, and where, says nothing. What presses comes first, not blind.";
        ("How many to read", words.to_owned(), "How many to draw", BLIND)
    } else {
        let words = match rest {
            0 => "No other decision is left to draw from.".to_owned(),
            rest => format!(
                "What was missed hides among those that seem clear. {rest} could be drawn, half of \
                 them of those without a concern, by chance."
            ),
        };
        ("A sample of the rest", words, "How many to add", SAMPLES)
    };
    widgets::heading(ui, heading);
    widgets::small(ui, &words);
    if is_to_be_drawn(view) {
        // It can be changed once it was begun.
        return;
    }
    let mut sample = Some(view.sample);
    let line = Line { label, ..Line::default() };
    if segments(ui, Id::unique("sample"), line, &all, &mut sample).changed {
        out.push(Event::Review(ReviewEvent::Sample(sample.unwrap_or_default())));
    }
}

fn foot(ui: &mut Ui, view: &QueueView<'_>, out: &mut Vec<Event>) {
    let queue = view.queue;
    let words = |ui: &mut Ui| {
        if let Some(why) = why_not(view) {
            widgets::state_words(ui, why, Token::Soft);
        }
    };
    let label = match (view.in_run, queue.total()) {
        (true, total) if total > 0 => format!("Continue with {} of {total}", queue.done + 1),
        _ => "Start".to_owned(),
    };
    onward_after(ui, words, |ui| {
        unless(ui, why_not(view), |ui| {
            if primary(ui, &label, Some("Enter")).clicked() {
                out.push(Event::Review(ReviewEvent::Next));
            }
        });
    });
}
