//! What the reviewer says: their view, a comment, what they found in the record, what is to be
//! learned, and what they ask.

use egui::{Id, Ui, vec2};

use super::{RING_FIRST, ReviewView};
use crate::app::events::{Event, ReviewEvent};
use crate::app::theme;
use crate::app::widgets::{
    self, Line, Tone, choose_beside, group, lettered, multi_line, numbered, radios, row_button_for,
    tight_card, words_line,
};
use crate::base::time;
use crate::record::statement::review::TICKED;
use crate::record::{CommentOn, Involved, Review, ReviewTick, Verdict};

/// `by_key`: the view that was just chosen by its number.
pub(super) fn ui(
    ui: &mut Ui,
    view: &ReviewView<'_>,
    review: &mut Review,
    by_key: Option<Verdict>,
    out: &mut Vec<Event>,
) {
    super::blind::against(ui, view);
    let to_comment = tight_card(ui, |ui| {
        decided(ui, view);
        verdicts(ui, review, by_key, out)
    });
    tight_card(ui, |ui| words(ui, view, review, to_comment.inner, out));
    tight_card(ui, |ui| {
        ticks(ui, review, out);
        let mut involved = review.involved;
        let all = Involved::ALL.map(|one| (one, one.label()));
        if choose_beside(ui, ("Your part in it", PART), &all, &mut involved) {
            out.push(Event::Review(ReviewEvent::Involved(involved)));
        }
    });
}

/// What is agreed with or not, in sight of the views. Why it was decided so is among the facts.
fn decided(ui: &mut Ui, view: &ReviewView<'_>) {
    let Some((loaded, decision)) = view.file.latest_decision() else { return };
    widgets::subheading(ui, &format!("Decided: {}", loaded.header.headline));
    let by = loaded.header.author.name.trim();
    let day = time::day(loaded.header.decided.day());
    let suggested = match &decision.departure {
        Some(_) => format!(". Suggested: {}", decision.outcome.headline),
        None => String::new(),
    };
    widgets::small(ui, &format!("{by}, {day}{suggested}"));
}

/// What is said of one's part on hovering.
const PART: &str = "Whoever reads your review sees it.";

/// Gives whether the keyboard goes on to the comment: Enter on the view that is chosen.
fn verdicts(ui: &mut Ui, review: &Review, by_key: Option<Verdict>, out: &mut Vec<Event>) -> bool {
    let mut to_comment = false;
    let due = Id::unique("view chosen by key");
    if let Some(verdict) = by_key {
        ui.data_mut(|data| data.insert_temp(due, verdict));
        ui.ctx().request_repaint();
    }
    let id = Id::unique(("view", review.of.short(12)));
    radios(ui, id, "Your view", |ui| {
        ui.spacing_mut().item_spacing = vec2(theme::spaces().s, theme::spaces().s);
        let whole = ui.available_width();
        let half = if whole > 320.0 { (whole - theme::spaces().s) / 2.0 } else { whole };
        let mut one = |ui: &mut Ui, number: usize, verdict: Verdict| {
            let selected = review.verdict == Some(verdict);
            let danger = verdict == Verdict::AtRisk;
            let wide = if danger { whole } else { half };
            let number_words = number.to_string();
            let words = (number_words.as_str(), verdict.label());
            let show = |ui: &mut Ui| numbered(ui, words, wide, (selected, danger));
            let response = ui.push_id(number, show).inner;
            // It has the keyboard once it is chosen: a screen reader says it as it is then.
            if selected && ui.data(|data| data.get_temp(due)) == Some(verdict) {
                ui.data_mut(|data| data.remove::<Verdict>(due));
                response.request_focus();
            }
            let pointed = response.clicked_by(egui::PointerButton::Primary);
            if response.clicked() && selected && !pointed {
                to_comment = true;
            } else if response.clicked() {
                out.push(Event::Review(ReviewEvent::Verdict(verdict)));
            }
        };
        let all: Vec<(usize, Verdict)> = (1..).zip(Verdict::ALL).collect();
        for pair in all.chunks(if half < whole { 2 } else { 1 }) {
            ui.horizontal_top(|ui| {
                for (number, verdict) in pair {
                    one(ui, *number, *verdict);
                }
            });
        }
        if review.verdict == Some(Verdict::AtRisk) {
            widgets::badge(ui, Tone::Danger, RING_FIRST);
        }
    });
    to_comment
}

/// `grab`: the keyboard comes to the comment.
fn words(
    ui: &mut Ui,
    view: &ReviewView<'_>,
    review: &mut Review,
    grab: bool,
    out: &mut Vec<Event>,
) {
    let id = |what: &str| Id::unique(("review", view.file.id.as_str(), what));
    let line = |label, hint| Line { label, hint, quiet: true, ..Line::default() };
    let comment = Line { grab, ..line("Comment", "") };
    let mut edited = multi_line(ui, id("comment"), comment, 2, &mut review.comment).changed();
    about(ui, view, review, out);
    let learning = line("Learning points", "");
    edited |= words_line(ui, id("learning"), learning, &mut review.learning).changed();
    let question = line("Question", "For the doctor. It stays on their Home until they reply.");
    edited |= words_line(ui, id("question"), question, &mut review.question).changed();
    if edited {
        out.push(Event::Review(ReviewEvent::Edited));
    }
}

/// What the comment is about, and what it could be.
fn about(ui: &mut Ui, view: &ReviewView<'_>, review: &Review, out: &mut Vec<Event>) {
    let mut say = |event| out.push(Event::Review(event));
    let now = review.about.as_ref().map_or(WHOLE, CommentOn::words);
    ui.horizontal_wrapped(|ui| {
        let label = format!("About: {now}");
        if widgets::disclosure(ui, &label, view.about).clicked() {
            say(ReviewEvent::ShowAbout);
        }
    });
    if !view.about {
        return;
    }
    let mut choose = |ui: &mut Ui, about: Option<CommentOn>| {
        let words = about.as_ref().map_or(WHOLE, CommentOn::words).to_owned();
        if row_button_for(ui, &words, &format!("Comment on: {words}")).clicked() {
            say(ReviewEvent::About(about));
        }
    };
    choose(ui, None);
    let facts = &view.shown.facts;
    for fact in facts.concern.iter().chain(&facts.decision).chain(&facts.told) {
        let line = fact.main.iter().chain(&fact.more).next();
        if let Some(line) = line {
            choose(ui, Some(CommentOn::Field(line.field.clone(), fact.label.clone())));
        }
    }
    let decision = view.file.latest_decision().map(|(_, decision)| decision);
    for (question, _) in decision.map_or(&[][..], |decision| &decision.outcome.trail) {
        choose(ui, Some(CommentOn::Answer(question.clone())));
    }
}

/// What a comment is about that is about nothing less.
const WHOLE: &str = "the whole decision";

fn ticks(ui: &mut Ui, review: &Review, out: &mut Vec<Event>) {
    let id = Id::unique(("ticks", review.of.short(12)));
    ui.horizontal_wrapped(|ui| {
        widgets::subheading(ui, TICKED);
        widgets::small(ui, "what is not ticked is read as not seen");
    });
    group(ui, id, TICKED, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(theme::spaces().s, 2.0);
            for tick in ReviewTick::ALL {
                if lettered(ui, tick.label(), review.ticked.contains(&tick)).clicked() {
                    out.push(Event::Review(ReviewEvent::Tick(tick)));
                }
            }
        });
    });
}
