//! The questions, one a screen, with the guidance beside them.

use egui::{Key, Modifiers, Ui};

use crate::app::case::Case;
use crate::app::commands::Command;
use crate::app::events::{DecideEvent, Event};
use crate::app::keys;
use crate::app::screens::earlier;
use crate::app::screens::quoted::quoted;
use crate::app::walk::{PendingChange, QuestionView};
use crate::app::widgets::{
    self, Tone, card, choice, keyboard, link, page, primary, rule, secondary,
};
use crate::guidance::{Library, Nation};

/// What the screen shows.
pub struct View<'a> {
    /// The question that is asked.
    pub question: &'a QuestionView,
    /// Where the walk stands.
    pub case: &'a Case,
    /// The choice that is picked.
    pub picked: Option<&'a str>,
    /// Whether its hints were seen.
    pub hints_seen: bool,
    /// A change that waits for its confirmation.
    pub change: Option<&'a PendingChange>,
    /// When "child in danger now" was pressed, in words.
    pub acted_first: Option<&'a str>,
    /// Earlier decisions that may be about the same people.
    pub earlier: Option<earlier::View<'a>>,
    /// The guidance.
    pub library: &'a Library,
    /// The nation, once one is chosen.
    pub nation: Option<Nation>,
}

/// Paints the question.
pub fn ui(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    let keys = if view.change.is_none() { keys(ui, view, out) } else { Keys::default() };
    let id = ("decide", view.question.id.as_str());
    page(
        ui,
        id,
        out,
        |ui, out| match view.change {
            Some(change) => confirm(ui, view, change, out),
            None => question(ui, view, keys, out),
        },
        |ui, out| side(ui, view, out),
    );
}

fn say(out: &mut Vec<Event>, event: DecideEvent) {
    out.push(Event::Decide(event));
}

/// Whether a choice can be pressed: some only once the hints were seen.
fn open(view: &View<'_>, after_hints: bool) -> bool {
    !after_hints || view.hints_seen || view.question.hints.is_empty()
}

/// Number keys choose, Enter continues, Backspace goes back. Enter on a focused button is
/// that button's.
fn keys(ui: &Ui, view: &View<'_>, out: &mut Vec<Event>) -> Keys {
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
        return Keys::default();
    }
    // The number and Enter may come in one frame.
    let mut done = Keys::default();
    for (at, (key, one)) in NUMBERS.into_iter().zip(&view.question.choices).enumerate() {
        if keys::pressed(ctx, Modifiers::NONE, key) {
            if open(view, one.after_hints) {
                done.picked = Some(at);
                say(out, DecideEvent::Pick(one.id.clone()));
            } else {
                done.waits = true;
            }
        }
    }
    // What was picked just now has the keyboard from here on.
    let here = done.picked.is_some() || (keyboard::is_free(ctx) && view.picked.is_some());
    if here && keys::pressed(ctx, Modifiers::NONE, Key::Enter) {
        say(out, DecideEvent::Continue);
    }
    if keys::pressed(ctx, Modifiers::NONE, Key::Backspace) {
        say(out, DecideEvent::Back);
    }
    done
}

/// What the keys did.
#[derive(Clone, Copy, Debug, Default)]
struct Keys {
    /// The choice that was picked, by its place.
    picked: Option<usize>,
    /// A choice was tried that waits for its hints.
    waits: bool,
}

fn question(ui: &mut Ui, view: &View<'_>, keys: Keys, out: &mut Vec<Event>) {
    let question = view.question;
    let trail = &view.case.walk.trail;
    let number =
        trail.iter().position(|step| step.question == question.id).unwrap_or(trail.len()) + 1;
    widgets::small(ui, &format!("Question {number}"));
    let title = widgets::title(ui, &question.title);
    widgets::described(ui, &title, &question.hint);
    if !question.hint.is_empty() {
        widgets::soft(ui, &question.hint);
    }
    if let Some(at) = view.acted_first {
        widgets::badge(ui, Tone::Plain, &format!("“Child in danger now” was pressed at {at}."));
    }
    hints(ui, view, keys.waits, out);
    ui.add_space(4.0);
    for (number, one) in (1..).zip(&question.choices) {
        let selected = view.picked == Some(one.id.as_str());
        let detail = if open(view, one.after_hints) {
            one.detail.as_str()
        } else {
            "Read the box above first."
        };
        let response = ui
            .add_enabled_ui(open(view, one.after_hints), |ui| {
                choice(ui, number, &one.label, detail, selected)
            })
            .inner;
        if keys.picked == Some(number - 1) {
            response.request_focus();
        }
        if response.clicked() {
            // Enter or a click on the picked choice goes on.
            let event =
                if selected { DecideEvent::Continue } else { DecideEvent::Pick(one.id.clone()) };
            say(out, event);
        }
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.add_enabled_ui(view.picked.is_some(), |ui| {
            if primary(ui, "Continue", Some("Enter")).clicked() {
                say(out, DecideEvent::Continue);
            }
        });
        if secondary(ui, "Back", None).clicked() {
            say(out, DecideEvent::Back);
        }
        path_button(ui, out);
    });
    ui.add_space(16.0);
    answers(ui, view.case, out);
}

/// Opens the picture of the path.
pub fn path_button(ui: &mut Ui, out: &mut Vec<Event>) {
    let path = Command::Path;
    let pressed = secondary(ui, path.text(), path.key().as_deref());
    if pressed.on_hover_text(path.tooltip()).clicked() {
        out.push(Event::Command(path));
    }
}

/// Clinical hints in our own words. Where some choices wait for them, they stand above the
/// choices with a button; else they stand beside the question.
///
/// `waits`: a choice was tried whose hints were not read yet.
fn hints(ui: &mut Ui, view: &View<'_>, waits: bool, out: &mut Vec<Event>) {
    let gated = view.question.choices.iter().any(|one| one.after_hints);
    if !gated || view.question.hints.is_empty() {
        return;
    }
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::strong(ui, "Read this before you choose a lesser concern");
        for hint in &view.question.hints {
            bullet(ui, hint);
        }
        ui.horizontal_wrapped(|ui| {
            if view.hints_seen {
                widgets::badge(ui, Tone::Good, "Read");
            } else {
                let read = secondary(ui, "I have read this", None);
                if read.clicked() {
                    say(out, DecideEvent::HintsSeen);
                }
                if waits {
                    read.request_focus();
                    read.scroll_to_me(None);
                }
            }
            widgets::small(ui, "This app’s own words, not the GMC’s.");
        });
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

/// The answers so far, each with "change".
pub fn answers(ui: &mut Ui, case: &Case, out: &mut Vec<Event>) {
    if case.walk.trail.is_empty() {
        return;
    }
    widgets::heading(ui, "Answers so far");
    for step in &case.walk.trail {
        widgets::answer_line(ui, &step.title, &step.label, |ui| {
            let name = format!("Change: {}", step.title);
            if link(ui, "Change", Some(&name)).clicked() {
                say(out, DecideEvent::Change(step.question.clone()));
            }
        });
        rule(ui);
    }
    if !case.walk.ignored.is_empty() {
        ui.add_space(8.0);
        widgets::strong(ui, "No longer applies");
        for one in &case.walk.ignored {
            widgets::small(ui, &format!("{} {}", one.title, one.label));
        }
    }
}

fn confirm(ui: &mut Ui, view: &View<'_>, change: &PendingChange, out: &mut Vec<Event>) {
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
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "Change the answer", None).clicked() {
            say(out, DecideEvent::ConfirmChange(true));
        }
        if secondary(ui, "Leave it as it was", None).clicked() {
            say(out, DecideEvent::ConfirmChange(false));
        }
    });
}

fn side(ui: &mut Ui, view: &View<'_>, out: &mut Vec<Event>) {
    if let Some(view) = &view.earlier {
        earlier::ui(ui, view, out);
    }
    let question = view.question;
    widgets::heading(ui, "Why this is asked");
    widgets::body(ui, &question.why);
    for cite in &view.library.with_now(&question.cites) {
        quoted(ui, view.library, cite, view.nation, out);
    }
    let gated = question.choices.iter().any(|one| one.after_hints);
    if !gated && !question.hints.is_empty() {
        ui.add_space(8.0);
        widgets::heading(ui, "Think of");
        for hint in &question.hints {
            bullet(ui, hint);
        }
        widgets::small(ui, "These are this app’s own words, not the GMC’s.");
    }
    if !question.help.is_empty() {
        ui.add_space(8.0);
        widgets::heading(ui, "Help");
        for help in &question.help {
            widgets::body(ui, help);
        }
    }
}
