//! The facts are read first: they alone are at the left, and at the right the questions, one after
//! the other, as the reviewer would have answered them. Nothing of what was decided is handed to
//! this file but by [`against`], which is painted once the answers are kept.

use egui::{Align, Context, Id, Key, Layout, Modifiers, Ui, vec2};

use super::{RING_FIRST, ReviewView};
use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{Event, ReviewEvent};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::app::views::facts::{BESIDE, facts};
use crate::app::views::label_and_text::pair;
use crate::app::views::marked;
use crate::app::views::quoted::folded;
use crate::app::widgets::{
    self, Line, Tone, above_foot, choice, halves, keyboard, multi_line, numbered, onward_after,
    primary, radios, secondary, tight_card, unless,
};
use crate::record::statement::review::Compared;
use crate::record::text::Facts;
use crate::record::{Record, Review, Verdict};

/// A reading as it is shown: worked out when an answer changes.
#[derive(Clone, Debug, Default)]
pub struct ReadingShown {
    /// What was answered, in the order in which it was asked: the question, the answer.
    pub given: Vec<(String, String)>,
    /// The question that is to be answered.
    pub next: Option<QuestionShown>,
    /// What the answers come to, in words; blank while a question is left.
    pub came_to: String,
    /// Both beside each other, what differs first. Empty until the answers are kept.
    pub against: Vec<Compared>,
    /// What would change the reviewer's outcome, and the doctor's.
    pub changes: [Vec<String>; 2],
}

/// A question with its choices.
#[derive(Clone, Debug)]
pub struct QuestionShown {
    /// The question.
    pub title: String,
    /// A line under it.
    pub hint: String,
    /// The choices: id, label, what it means.
    pub choices: Vec<(String, String, String)>,
}

/// What is shown of a decision that is read blind. What was decided is not among it.
pub struct BlindView<'a> {
    /// What was known.
    pub known: &'a Facts,
    /// The marks on the body, where there are any.
    pub record: Option<&'a Record>,
    /// Its id, for the fields.
    pub id: &'a str,
    /// Whether something is wrong with its files, or another decision is in its folder.
    pub doubtful: bool,
    /// The reviewer's answers; `None`: its files are being read.
    pub reading: Option<&'a ReadingShown>,
    /// Whether the answers are on their way to the disk.
    pub keeping: bool,
    /// Whether others wait after it.
    pub in_run: bool,
    /// Why signing is not possible, in words.
    pub cannot_sign: Option<&'a str>,
}

/// Paints it.
pub fn blind(ui: &mut Ui, view: &BlindView<'_>, review: Option<&mut Review>, out: &mut Vec<Event>) {
    let at_risk = review.as_ref().is_some_and(|one| one.verdict == Some(Verdict::AtRisk));
    if let Some(reading) = view.reading.filter(|_| !view.keeping) {
        keys(ui.ctx(), reading, at_risk, out);
    }
    let mut both = (review, out);
    above_foot(
        ui,
        &mut both,
        |ui, both| {
            halves(
                ui,
                ("read blind", view.id),
                both,
                |ui, _| left(ui, view),
                |ui, (review, out)| match (view.reading, review) {
                    (Some(reading), Some(review)) => right(ui, view, reading, review, out),
                    _ => {
                        widgets::status(ui, "Reading its files…", Token::Soft);
                    }
                },
            );
        },
        |ui, (_, out)| foot(ui, view, at_risk, out),
    );
}

/// What a key by itself does, where nothing is typed.
fn keys(ctx: &Context, reading: &ReadingShown, at_risk: bool, out: &mut Vec<Event>) {
    const NUMBERS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    if at_risk && ONWARD.is_pressed(ctx) {
        out.push(Event::Review(ReviewEvent::Sign));
    }
    if ctx.text_edit_focused() {
        return;
    }
    // Not before the last question: whoever is used to a number and Enter keeps nothing by that.
    let done = reading.next.is_none();
    if done && keyboard::is_free(ctx) && key_input::pressed(ctx, Modifiers::NONE, Key::Enter) {
        out.push(Event::Review(ReviewEvent::Keep));
    }
    if !key_input::signs(ctx) {
        return;
    }
    let choices = reading.next.as_ref().map_or(&[][..], |question| &question.choices);
    for (key, (id, ..)) in NUMBERS.into_iter().zip(choices) {
        if key_input::pressed(ctx, Modifiers::NONE, key) {
            out.push(Event::Review(ReviewEvent::Answer(id.clone())));
        }
    }
}

fn left(ui: &mut Ui, view: &BlindView<'_>) {
    let title = widgets::title(ui, "What would you decide?");
    let asked = view.reading.and_then(|reading| reading.next.as_ref());
    let asked = asked.map_or("", |question| &question.title);
    widgets::described(ui, &title, &format!("{NOTHING_SHOWN} {asked}"));
    widgets::soft(ui, NOTHING_SHOWN);
    if view.doubtful {
        widgets::small(
            ui,
            "Something is to be known of its files. It is shown once you have answered.",
        );
    }
    let known = view.known;
    tight_card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            widgets::heading(ui, "What was seen and said");
            if let Some(kinds) = &known.kinds {
                ui.add_space(8.0);
                widgets::small(ui, kinds.text.trim());
            }
        });
        if known.concern.is_empty() {
            widgets::soft(ui, "Nothing is written.");
        }
        facts(ui, &known.concern, &[], BESIDE);
        if let Some(record) = view.record {
            let marks = record.marks.len();
            if marks > 0 && folded(ui, "marks", &format!("On the body ({marks})")) {
                marked::pictures(ui, record);
            }
        }
    });
    if !known.rest.is_empty() {
        tight_card(ui, |ui| {
            widgets::heading(ui, "What was known, and when");
            for (heading, rest) in &known.rest {
                widgets::subheading(ui, heading);
                facts(ui, rest, &[], BESIDE);
            }
        });
    }
}

/// What is so while it is read blind.
const NOTHING_SHOWN: &str =
    "These are the facts alone. What was decided is shown once you have answered.";

fn right(
    ui: &mut Ui,
    view: &BlindView<'_>,
    reading: &ReadingShown,
    review: &mut Review,
    out: &mut Vec<Event>,
) {
    tight_card(ui, |ui| {
        widgets::heading(ui, "Your reading first");
        for (question, answer) in &reading.given {
            pair(ui, question, answer);
        }
        if let Some(question) = &reading.next {
            asked(ui, (reading.given.len(), question), view.keeping, out);
        } else {
            widgets::asked(ui, &format!("Your answers come to: {}", reading.came_to));
        }
        if reading.given.is_empty() || view.keeping {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            if secondary(ui, "Take the last answer back", None).clicked() {
                out.push(Event::Review(ReviewEvent::AnswerBack));
            }
            // Where the facts do not say enough to answer it.
            if reading.next.is_some() && secondary(ui, STOP, None).clicked() {
                out.push(Event::Review(ReviewEvent::Keep));
            }
        });
    });
    tight_card(ui, |ui| {
        let chosen = review.verdict == Some(Verdict::AtRisk);
        let wide = ui.available_width();
        let name = Id::unique(("at risk", view.id));
        let pressed = radios(ui, name, "Before anything else", |ui| {
            numbered(ui, ("!", Verdict::AtRisk.label()), wide, (chosen, true)).clicked()
        });
        if pressed {
            out.push(Event::Review(ReviewEvent::Verdict(Verdict::AtRisk)));
        }
        if chosen {
            widgets::badge(ui, Tone::Danger, RING_FIRST);
        }
        let line = Line { label: "Comment", quiet: true, ..Line::default() };
        let id = Id::unique(("review", view.id, "comment"));
        if multi_line(ui, id, line, 2, &mut review.comment).changed() {
            out.push(Event::Review(ReviewEvent::Edited));
        }
    });
}

/// What keeps the answers before an outcome is reached.
const STOP: &str = "Stop here, show the doctor’s";

/// The question that is next. A press answers it.
fn asked(
    ui: &mut Ui,
    (number, question): (usize, &QuestionShown),
    keeping: bool,
    out: &mut Vec<Event>,
) {
    widgets::part(ui, &question.title);
    if !question.hint.is_empty() {
        widgets::small(ui, &question.hint);
    }
    if keeping {
        ui.disable();
    }
    radios(ui, Id::unique(("blind", number)), &question.title, |ui| {
        for (at, (id, label, detail)) in (1..).zip(&question.choices) {
            let shown = ui.push_id(at, |ui| choice(ui, at, label, detail, false)).inner;
            if shown.clicked() {
                out.push(Event::Review(ReviewEvent::Answer(id.clone())));
            }
        }
    });
}

fn foot(ui: &mut Ui, view: &BlindView<'_>, at_risk: bool, out: &mut Vec<Event>) {
    let mut say = |event| out.push(Event::Review(event));
    if secondary(ui, "What waits", None).clicked() {
        say(ReviewEvent::Queue);
    }
    if view.in_run && secondary(ui, "Skip for now", None).clicked() {
        say(ReviewEvent::PutOff);
    }
    let narrow = ui.available_width() < 480.0;
    let open = view.reading.is_none_or(|reading| reading.next.is_some());
    let answer = open.then_some("Answer the questions first.");
    let (why, label, cap, event) = if at_risk {
        let label = if view.in_run { "Sign and open the next" } else { "Sign and save" };
        (view.cannot_sign, label, ONWARD.cap, ReviewEvent::Sign)
    } else {
        let why = view.keeping.then_some("Your answers are being saved.").or(answer);
        (why, "Keep my answers, show the doctor’s", "Enter", ReviewEvent::Keep)
    };
    let words = |ui: &mut Ui| {
        if ui.available_width() > 150.0 {
            let (words, token) = match (why, at_risk) {
                (Some(why), _) => (why, Token::Caution),
                (None, true) => return,
                (None, false) => ("They cannot be changed after that.", Token::Soft),
            };
            widgets::state_words(ui, words, token);
        }
    };
    onward_after(ui, words, |ui| {
        unless(ui, why, |ui| {
            if primary(ui, label, (!narrow).then_some(cap)).clicked() {
                out.push(Event::Review(event));
            }
        });
    });
}

/// Both beside each other once the answers are kept: what differs first, and what would change
/// each.
pub(super) fn against(ui: &mut Ui, view: &ReviewView<'_>) {
    let Some(reading) = view.reading.filter(|reading| !reading.against.is_empty()) else { return };
    tight_card(ui, |ui| {
        let differs = |row: &&Compared| row.both.is_some() && !row.is_same();
        let differ = reading.against.iter().filter(differs).count();
        ui.horizontal_wrapped(|ui| {
            widgets::heading(ui, "Side by side");
            ui.add_space(8.0);
            let words = match differ {
                0 => "nothing differs".to_owned(),
                1 => "1 difference".to_owned(),
                differ => format!("{differ} differences"),
            };
            widgets::small(ui, &words);
        });
        let (both, one): (Vec<_>, Vec<_>) =
            reading.against.iter().partition(|row| row.question.is_none() || row.both.is_some());
        for row in both {
            compared(ui, row);
        }
        // Where the two went apart each came to questions that the other did not.
        let label = format!("Asked of one of you ({})", one.len());
        if !one.is_empty() && folded(ui, "of one", &label) {
            for row in one {
                compared(ui, row);
            }
        }
        let any = reading.changes.iter().any(|lines| !lines.is_empty());
        if any && folded(ui, "changes", "What would change this") {
            for (whose, lines) in ["Yours", "The doctor’s"].into_iter().zip(&reading.changes) {
                if !lines.is_empty() {
                    widgets::subheading(ui, whose);
                }
                for line in lines {
                    widgets::small(ui, line);
                }
            }
        }
    });
}

/// How wide the word is that says whether two differ, in points.
const WORD: f32 = 62.0;

fn compared(ui: &mut Ui, row: &Compared) {
    let columns = |ui: &mut Ui, wide: f32, add: &mut dyn FnMut(&mut Ui)| {
        let down = Layout::top_down(Align::LEFT);
        ui.allocate_ui_with_layout(vec2(wide, 0.0), down, |ui| {
            ui.set_width(wide);
            add(ui);
        });
    };
    ui.add_space(theme::spaces().xs);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = theme::spaces().s;
        let gap = ui.spacing().item_spacing.x;
        columns(ui, WORD, &mut |ui| {
            let (tone, word) =
                if row.is_same() { (Tone::Plain, "same") } else { (Tone::Caution, "differs") };
            widgets::badge(ui, tone, word);
        });
        let rest = ui.available_width();
        columns(ui, rest, &mut |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            widgets::small(ui, &row.what);
            if row.is_same() {
                widgets::body(ui, &row.doctor);
                return;
            }
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                let half = (ui.available_width() - gap) / 2.0;
                for (who, words) in [("You", &row.reviewer), ("The doctor", &row.doctor)] {
                    columns(ui, half, &mut |ui| {
                        widgets::strong(ui, &format!("{who}: {words}"));
                    });
                }
            });
        });
    });
}
