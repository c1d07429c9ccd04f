//! The reviewer's screen: what waits and why; then one decision after the other, its facts at the
//! left and what the reviewer says of it at the right. Nothing the doctor wrote can be changed here.

mod blind;
mod facts;
mod judgement;
mod queue;

use egui::{Context, Key, Modifiers, Ui};

use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{DecisionsEvent, Event, ReviewEvent};
use crate::app::key_input;
use crate::app::session::{FileShown, Look};
use crate::app::theme::Token;
use crate::app::widgets::{
    self, above_foot, halves, keyboard, onward_after, primary, secondary, unless,
};
use crate::record::{AdditionType as _, Nonce, Review, ReviewTick, Verdict};
use crate::register::DecisionFile;

pub use blind::{BlindView, QuestionShown, ReadingShown, blind};
pub use queue::{QueueView, queue};

/// What is said where a child may be at risk today: a signature reaches nobody in time. It is never
/// without room.
const RING_FIRST: &str = "Ring first. The doctor may not look here today.";

/// What the screen remembers of itself.
#[derive(Clone, Debug, Default)]
pub struct ReviewScreen {
    /// Whether it is shown what the comment can be about.
    pub about: bool,
    /// The answers from the facts alone, where it is or was read so.
    pub reading: Option<ReadingShown>,
    /// The draft in which they are being kept: nothing is shown until they are on the disk.
    pub keeping: Option<Nonce>,
}

impl ReviewScreen {
    /// Whether anything was answered from the facts alone.
    pub fn has_answers(&self) -> bool {
        self.reading.as_ref().is_some_and(|reading| !reading.given.is_empty())
    }
}

/// What the screen shows of a decision that is being reviewed.
pub struct ReviewView<'a> {
    /// The decision.
    pub file: &'a DecisionFile,
    /// What was worked out of it.
    pub shown: &'a FileShown,
    /// Whether its files were read again.
    pub look: &'a Look,
    /// Why it waits, in words; blank where it does not.
    pub why: String,
    /// Whether others wait after it.
    pub in_run: bool,
    /// What else claims to be this decision.
    pub others: usize,
    /// Whether a signing is under way.
    pub signing: bool,
    /// Why signing is not possible, in words.
    pub cannot_sign: Option<&'a str>,
    /// Who signs.
    pub author: &'a str,
    /// Whether it is shown what the comment can be about.
    pub about: bool,
    /// What the reviewer answered from the facts alone, beside what the doctor did.
    pub reading: Option<&'a ReadingShown>,
}

/// Paints it. `review`: what is written; `None` until its files are read.
pub fn ui(ui: &mut Ui, view: &ReviewView<'_>, review: Option<&mut Review>, out: &mut Vec<Event>) {
    let by_key = match &review {
        Some(_) if !view.signing => keys(ui.ctx(), out),
        _ => None,
    };
    let lacks = review.as_ref().and_then(|review| review.lacks());
    let mut both = (review, out);
    above_foot(
        ui,
        &mut both,
        |ui, both| {
            halves(
                ui,
                ("review", view.file.id.as_str()),
                both,
                |ui, (_, out)| facts::ui(ui, view, out),
                |ui, (review, out)| match review {
                    Some(review) => judgement::ui(ui, view, review, by_key, out),
                    None => {
                        widgets::status(ui, "Reading its files…", Token::Soft);
                    }
                },
            );
        },
        |ui, (_, out)| foot(ui, view, lacks, out),
    );
}

/// What a key by itself does, where nothing is typed. Gives the view that was chosen so.
fn keys(ctx: &Context, out: &mut Vec<Event>) -> Option<Verdict> {
    const NUMBERS: [Key; 5] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];
    if ONWARD.is_pressed(ctx) {
        out.push(Event::Review(ReviewEvent::Sign));
    }
    if ctx.text_edit_focused() || !key_input::signs(ctx) {
        return None;
    }
    let mut chosen = None;
    for (key, verdict) in NUMBERS.into_iter().zip(Verdict::ALL) {
        if key_input::pressed(ctx, Modifiers::NONE, key) {
            chosen = Some(verdict);
            out.push(Event::Review(ReviewEvent::Verdict(verdict)));
        }
    }
    let meant = !keyboard::only_just(ctx);
    for tick in ReviewTick::ALL {
        let letter = tick.label().get(..1).and_then(Key::from_name);
        let pressed = letter.is_some_and(|key| key_input::pressed(ctx, Modifiers::NONE, key));
        if pressed && meant {
            out.push(Event::Review(ReviewEvent::Tick(tick)));
        }
    }
    chosen
}

fn foot(ui: &mut Ui, view: &ReviewView<'_>, lacks: Option<&str>, out: &mut Vec<Event>) {
    let mut say = |event| out.push(Event::Review(event));
    if secondary(ui, "What waits", None).clicked() {
        say(ReviewEvent::Queue);
    }
    if view.in_run && secondary(ui, "Skip for now", None).clicked() {
        say(ReviewEvent::PutOff);
    }
    // At twice the size what signs has the room; the whole decision is among Decisions.
    let narrow = ui.available_width() < 480.0;
    if !narrow && secondary(ui, "Whole decision", None).clicked() {
        out.push(Event::Decisions(DecisionsEvent::Open(view.file.id.clone())));
    }
    let why = view.signing.then_some("It is being signed.").or(view.cannot_sign).or(lacks);
    let words = |ui: &mut Ui| {
        if ui.available_width() > 150.0 {
            let signing = format!("Signed as {}, next to the doctor’s words", view.author);
            let (words, token) = match why {
                Some(why) => (why, Token::Caution),
                None => (signing.as_str(), Token::Soft),
            };
            widgets::state_words(ui, words, token);
        }
    };
    let label = if view.in_run { "Sign and open the next" } else { "Sign and save" };
    onward_after(ui, words, |ui| {
        unless(ui, why, |ui| {
            if primary(ui, label, (!narrow).then_some(ONWARD.cap)).clicked() {
                out.push(Event::Review(ReviewEvent::Sign));
            }
        });
    });
}
