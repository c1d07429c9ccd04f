//! The questions, one a screen, with the guidance beside them.

use egui::{Id, Key, Modifiers, Ui};

use crate::app::case::Case;
use crate::app::events::{DecideEvent, Event};
use crate::app::key_input;
use crate::app::theme::Token;
use crate::app::views::answers::{answers, path_button};
use crate::app::views::earlier_decisions;
use crate::app::views::quoted::{Quoting, folded, quoted_all};
use crate::app::views::worked_case::tried;
use crate::app::widgets::{
    self, Line, Tone, above_foot, card, chip, choice, choose_several, is_low, keyboard, multi_line,
    onward, onward_after, page, primary, secondary, unless,
};
use crate::caseload::WorkedCase;
use crate::pathway::PendingChange;
use crate::pathway::data::{Choice, Never, Question};
use crate::record::Record;
use crate::record::looked_for::{is_ticked, lesser_is_answered};

/// What the screen shows.
pub struct DecideView<'a> {
    /// The question that is asked.
    pub question: &'a Question,
    /// Where the walk stands.
    pub case: &'a Case,
    /// The choice that is picked.
    pub picked: Option<&'a str>,
    /// The record, in which what is ticked here is kept.
    pub record: &'a Record,
    /// A change that waits for its confirmation.
    pub change: Option<&'a PendingChange>,
    /// When "child in danger now" was pressed, in words.
    pub acted_first: Option<&'a str>,
    /// Earlier decisions that may be about the same people.
    pub earlier: Option<earlier_decisions::EarlierView<'a>>,
    /// The guidance.
    pub quoting: Quoting<'a>,
    /// The worked case that is tried, with its place.
    pub tried: Option<(usize, &'a WorkedCase)>,
}

/// Paints the question.
pub fn ui(ui: &mut Ui, view: &DecideView<'_>, out: &mut Vec<Event>) {
    let picked_by_key = if view.change.is_none() { keys(ui, view, out) } else { None };
    let id = ("decide", view.question.id.as_str());
    above_foot(
        ui,
        out,
        |ui, out| {
            page(
                ui,
                id,
                out,
                |ui, out| match view.change {
                    Some(change) => confirm(ui, view, change),
                    None => question(ui, view, picked_by_key, out),
                },
                |ui, out| side(ui, view, out),
            );
        },
        |ui, out| match view.change {
            Some(_) => confirm_foot(ui, out),
            None => foot(ui, view, out),
        },
    );
}

fn say(out: &mut Vec<Event>, event: DecideEvent) {
    out.push(Event::Decide(event));
}

/// What must not be taken for the choice that is picked, where it is a lesser one.
fn never<'a>(view: &DecideView<'a>) -> Option<&'a Never> {
    let lesser = view.question.choices.iter().find(|one| picked(view, one));
    let lesser = lesser.is_some_and(|one| view.question.is_lesser(one));
    view.question.never.as_ref().filter(|_| lesser)
}

/// Whether it is said that none of what is never a lesser concern applies.
fn is_none(record: &Record, never: &Never) -> bool {
    let is = |text: &str, line: &String| is_ticked(text, line);
    never.lines.iter().all(|line| is(&record.none_apply, line) && !is(&record.raised, line))
}

fn picked(view: &DecideView<'_>, one: &Choice) -> bool {
    view.picked == Some(one.id.as_str())
}

/// Whether the picked choice can be the answer: a lesser one waits for the list.
/// Why it cannot be gone on from here, where that is so.
fn why_not(view: &DecideView<'_>) -> Option<&'static str> {
    if view.picked.is_none() { Some("Choose an answer first.") } else { waits(view) }
}

fn can_continue(view: &DecideView<'_>) -> bool {
    let Record { raised, none_apply, lesser, .. } = view.record;
    view.picked.is_some()
        && never(view)
            .is_none_or(|never| lesser_is_answered(raised, none_apply, lesser, &never.lines))
}

/// Number keys choose, Enter continues, Backspace goes back. Enter on a focused button is
/// that button's.
/// Gives the place of the choice that was picked so.
fn keys(ui: &Ui, view: &DecideView<'_>, out: &mut Vec<Event>) -> Option<usize> {
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
    let ctx = ui.ctx();
    if ctx.text_edit_focused() {
        return None;
    }
    // The number and Enter may come in one frame: but a lesser concern asks first.
    let mut done = None;
    let mut goes_on = can_continue(view);
    for (at, (key, one)) in NUMBERS.into_iter().zip(&view.question.choices).enumerate() {
        if key_input::signs(ctx) && key_input::pressed(ctx, Modifiers::NONE, key) {
            done = Some(at);
            goes_on = !view.question.is_lesser(one);
            say(out, DecideEvent::Pick(one.id.clone()));
        }
    }
    // "None of these" has a key of its own: it is what is so most often.
    if let Some(never) = never(view)
        && key_input::signs(ctx)
        && key_input::pressed(ctx, Modifiers::NONE, Key::Num0)
    {
        ui.data_mut(|data| data.insert_temp(none_by_key(), true));
        say(out, DecideEvent::NoneOfThese(!is_none(view.record, never)));
    }
    // What was picked just now has the keyboard from here on.
    let here = done.is_some() || keyboard::is_free(ctx) || keyboard::is_on_ticked(ctx);
    if here && goes_on && key_input::pressed(ctx, Modifiers::NONE, Key::Enter) {
        say(out, DecideEvent::Continue);
    }
    if key_input::pressed(ctx, Modifiers::NONE, Key::Backspace) {
        say(out, DecideEvent::Back);
    }
    done
}

/// That "None of these" was ticked by its key.
fn none_by_key() -> Id {
    Id::unique("none of these by key")
}

/// The keyboard comes to the choice that a number key picks once it is picked: a screen reader says
/// what it is on as it is then.
fn focus_once_picked(ui: &Ui, response: &egui::Response, (by_key, picked): (bool, bool)) {
    let due = Id::unique("picked by key");
    let now = ui.ctx().cumulative_pass_nr();
    if by_key {
        ui.data_mut(|data| data.insert_temp(due, (response.id, now)));
        ui.ctx().request_repaint();
    }
    let is_due = |(id, since): (Id, u64)| id == response.id && now <= since + 2;
    if picked && ui.data(|data| data.get_temp(due)).is_some_and(is_due) {
        ui.data_mut(|data| data.remove::<(Id, u64)>(due));
        response.request_focus();
    }
}

fn question(ui: &mut Ui, view: &DecideView<'_>, by_key: Option<usize>, out: &mut Vec<Event>) {
    let question = view.question;
    let trail = &view.case.made.walk.trail;
    let number =
        trail.iter().position(|step| step.question == question.id).unwrap_or(trail.len()) + 1;
    if !is_low(ui) {
        widgets::small(ui, &format!("Question {number}"));
    }
    let title = widgets::title(ui, &question.title);
    widgets::described(ui, &title, &question.hint);
    if !question.hint.is_empty() {
        widgets::soft(ui, &question.hint);
    }
    if let Some(at) = view.acted_first {
        widgets::badge(ui, Tone::Plain, &format!("“Child in danger now” was pressed at {at}."));
    }
    ui.add_space(4.0);
    widgets::radios(ui, Id::unique(("choices", &question.id)), &question.title, |ui| {
        for (number, one) in (1..).zip(&question.choices) {
            let selected = picked(view, one);
            let response = choice(ui, number, &one.label, &one.detail, selected);
            focus_once_picked(ui, &response, (by_key == Some(number - 1), selected));
            if response.clicked() {
                // Enter on the picked choice goes on. A second click does not: whoever clicks twice
                // would answer the next question unseen.
                let by_key = !response.clicked_by(egui::PointerButton::Primary);
                let event = if selected && by_key && can_continue(view) {
                    DecideEvent::Continue
                } else {
                    DecideEvent::Pick(one.id.clone())
                };
                say(out, event);
            }
        }
    });
    if let Some(never) = never(view) {
        never_lesser(ui, view, never, out);
    }
    ui.add_space(16.0);
    answers(ui, view.case, out);
}

/// The bar at the foot.
fn foot(ui: &mut Ui, view: &DecideView<'_>, out: &mut Vec<Event>) {
    if secondary(ui, "Back", None).clicked() {
        say(out, DecideEvent::Back);
    }
    path_button(ui, out);
    let words = |ui: &mut Ui| {
        if let Some(why) = waits(view) {
            widgets::status(ui, why, Token::Caution);
        }
    };
    onward_after(ui, words, |ui| {
        unless(ui, why_not(view), |ui| {
            if primary(ui, "Continue", Some("Enter")).clicked() {
                say(out, DecideEvent::Continue);
            }
        });
    });
}

/// What is still to be said before a lesser concern is the answer.
fn waits(view: &DecideView<'_>) -> Option<&'static str> {
    never(view).filter(|_| !can_continue(view))?;
    Some(if view.record.raised.trim().is_empty() {
        "Tick what applies, or “None of these”"
    } else {
        "Answer instead, or say why not"
    })
}

/// What is never a lesser concern, in place, once a lesser one is picked: to be ticked, or none
/// of it. What is ticked offers the graver answer in one press; to continue all the same needs a
/// reason.
fn never_lesser(ui: &mut Ui, view: &DecideView<'_>, never: &Never, out: &mut Vec<Event>) {
    let record = view.record;
    card(ui, |ui| {
        let all: Vec<(usize, &str)> = never.lines.iter().map(String::as_str).enumerate().collect();
        let of = |text: &str| -> Vec<usize> {
            let ticked = all.iter().filter(|(_, line)| is_ticked(text, line));
            ticked.map(|(at, _)| *at).collect()
        };
        let raised = of(&record.raised);
        let mut chosen = raised.clone();
        let label = "Any of these? Each one means that a child may be at risk.";
        let just = ui.scope_id().with("just ticked");
        if choose_several(ui, label, &all, &mut chosen) {
            ui.data_mut(|data| data.insert_temp(just, true));
            for (at, line) in &all {
                if raised.contains(at) != chosen.contains(at) {
                    say(out, DecideEvent::Raised((*line).to_owned(), chosen.contains(at)));
                }
            }
        }
        let none = is_none(record, never);
        let pressed = chip(ui, "None of these", none).on_hover_text("Key: 0");
        ui.ctx().accesskit_node_builder(pressed.id, |node| node.set_keyboard_shortcut("0"));
        let by_key = ui.data_mut(|data| data.remove_temp(none_by_key())).unwrap_or_default();
        focus_once_picked(ui, &pressed, (by_key, none));
        if pressed.clicked() {
            say(out, DecideEvent::NoneOfThese(!none));
        }
        widgets::small(ui, "This app’s own words, not the GMC’s.");
        if raised.is_empty() {
            return;
        }
        let instead = view.question.choices.iter().find(|one| one.id == never.instead);
        if let Some(instead) = instead {
            let name = format!("Answer instead: {}", instead.label);
            let pressed = secondary(ui, &name, None);
            if ui.data_mut(|data| data.remove_temp::<bool>(just)).unwrap_or_default() {
                // What was ticked asks for this: it is not to be missed below the foot.
                pressed.scroll_to_me(None);
            }
            if pressed.clicked() {
                say(out, DecideEvent::Pick(instead.id.clone()));
            }
        }
        let mut reason = record.lesser.clone();
        let id = Id::unique(("lesser", view.question.id.as_str()));
        let line = Line {
            label: "Why it is still a lesser concern",
            hint: "Needed to continue with this answer.",
            ..Line::default()
        };
        if multi_line(ui, id, line, 2, &mut reason).changed() {
            say(out, DecideEvent::Lesser(reason));
        }
    });
}

/// A hint with its later lines under its first.
fn bullet(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::small(ui, "·");
        ui.vertical(|ui| widgets::small(ui, text));
    });
}

fn confirm(ui: &mut Ui, view: &DecideView<'_>, change: &PendingChange) {
    widgets::small(ui, "Changing an answer");
    widgets::title(ui, &view.question.title);
    let label = |id: &str| {
        view.question.choices.iter().find(|one| one.id == id).map_or("", |one| one.label.as_str())
    };
    widgets::soft(ui, &format!("The new answer is: {}", label(&change.choice)));
    for (heading, names) in [
        ("Kept", &change.kept),
        ("Asked again", &change.asked),
        ("No longer applies", &change.dropped),
    ] {
        if names.is_empty() {
            continue;
        }
        card(ui, |ui| {
            widgets::strong(ui, heading);
            for name in names {
                widgets::body(ui, name);
            }
        });
    }
    widgets::small(ui, "Nothing that you typed in the record is lost.");
}

fn confirm_foot(ui: &mut Ui, out: &mut Vec<Event>) {
    if secondary(ui, "Leave it as it was", None).clicked() {
        say(out, DecideEvent::ConfirmChange(false));
    }
    onward(ui, |ui| {
        if primary(ui, "Change the answer", None).clicked() {
            say(out, DecideEvent::ConfirmChange(true));
        }
    });
}

fn side(ui: &mut Ui, view: &DecideView<'_>, out: &mut Vec<Event>) {
    tried(ui, view.tried, out);
    if let Some(view) = &view.earlier {
        earlier_decisions::ui(ui, view, out);
    }
    let question = view.question;
    widgets::heading(ui, "Why this is asked");
    widgets::body(ui, &question.why);
    ui.push_id(("then", question.id.as_str()), |ui| {
        quoted_all(ui, &view.quoting, &question.cites, out);
    });
    if !question.hints.is_empty() {
        ui.add_space(8.0);
        widgets::heading(ui, "Think of");
        for hint in &question.hints {
            bullet(ui, hint);
        }
        widgets::small(ui, "These are this app’s own words, not the GMC’s.");
    }
    if !question.help.is_empty() {
        ui.add_space(8.0);
        let salt = format!("more {}", question.id);
        if folded(ui, &salt, "More about this") {
            for help in &question.help {
                widgets::body(ui, help);
            }
            widgets::small(ui, "These are this app’s own words, not the GMC’s.");
        }
    }
}
