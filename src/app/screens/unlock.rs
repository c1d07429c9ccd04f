//! In place of everything of a register while it is locked: the passphrase, the guidance, and whom to
//! ring. Contacts are never encrypted.

use egui::{Id, Key, Modifiers, Ui};

use crate::app::events::{Event, ProtectionEvent, Screen};
use crate::app::key_input;
use crate::app::theme;
use crate::app::widgets::{
    self, Line, Secret, link, page, primary, rule, secondary, secondary_for, secret_line,
};
use crate::guidance::Agencies;
use crate::report::Card;

/// How wide the passphrase is, in points.
const WIDEST: f32 = 400.0;

/// What the screen shows.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that is shown")]
pub struct UnlockView<'a> {
    /// What the register is called.
    pub name: &'a str,
    /// Whether a passphrase opens it; a plain one is only hidden.
    pub protected: bool,
    /// Whether it was opened before, and opens again where one was.
    pub again: bool,
    /// Whether another register is open, to go back to.
    pub other_open: bool,
    /// Whether the passphrase shows in letters.
    pub shown: bool,
    /// Whether it is being tried.
    pub trying: bool,
    /// How many of how many files are done of a change that had been cut short and goes on.
    pub far: Option<(usize, usize)>,
    /// Why it was not opened.
    pub wrong: Option<&'a str>,
    /// Whether it is said what to do without the passphrase.
    pub help: bool,
    /// Whether the keyboard goes to the passphrase now.
    pub grab: bool,
    /// The contacts.
    pub cards: &'a [Card],
    /// The numbers that everybody has.
    pub agencies: &'a Agencies,
}

/// Paints it.
pub fn ui(ui: &mut Ui, view: &UnlockView<'_>, typed: &mut Secret, out: &mut Vec<Event>) {
    let mut both = (typed, out);
    page(
        ui,
        "unlock",
        &mut both,
        |ui, (typed, out)| main(ui, view, typed, out),
        |ui, (_, out)| side(ui, view, out),
    );
}

fn main(ui: &mut Ui, view: &UnlockView<'_>, typed: &mut Secret, out: &mut Vec<Event>) {
    let say = |event, out: &mut Vec<Event>| out.push(Event::Protection(event));
    widgets::title(ui, if view.protected { "Locked" } else { "Hidden" });
    let saved = if view.again { " Your work is saved and opens where you left it." } else { "" };
    widgets::soft(ui, &format!("{}.{saved}", view.name));
    ui.add_space(theme::spaces().l);
    if view.protected {
        ui.scope(|ui| passphrase(ui, view, typed, out));
    } else {
        widgets::body(
            ui,
            "This register is not protected: anyone who uses this computer can show it again. \
             Anyone who can open the folder can read its files. You can protect it in Settings.",
        );
        if primary(ui, "Show it again", Some("Enter")).clicked()
            || key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Enter)
        {
            say(ProtectionEvent::Unlock, out);
        }
    }
    ui.add_space(theme::spaces().l);
    rule(ui);
    if view.other_open && link(ui, "Back to the register that is open", None).clicked() {
        say(ProtectionEvent::Cancel, out);
    }
    if link(ui, "Read the guidance", None).clicked() {
        out.push(Event::Go(Screen::Guidance));
    }
    if view.protected {
        if link(ui, "I do not have the passphrase", None).clicked() {
            say(ProtectionEvent::Help(!view.help), out);
        }
        if view.help {
            widgets::body(
                ui,
                "Ask whoever set it, or look in the safe: it was to be written down. Nobody can \
                 open the register without it, and Justified cannot recover it. Someone whose own \
                 key was added can open it with “justified protect” and “justified show”. What \
                 you begin now is kept on this computer, encrypted, and goes into the register \
                 when it is unlocked.",
            );
            if secondary(ui, "Open another register…", None).clicked() {
                out.push(Event::Go(Screen::Settings));
            }
        }
    }
}

fn passphrase(ui: &mut Ui, view: &UnlockView<'_>, typed: &mut Secret, out: &mut Vec<Event>) {
    let line = Line { label: "Passphrase", remark: view.wrong, grab: view.grab, ..Line::default() };
    let id = Id::unique("unlock passphrase");
    let entered = ui.memory(|memory| memory.has_focus(id))
        && key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Enter);
    ui.set_max_width(WIDEST.min(ui.available_width()));
    ui.scope(|ui| {
        if view.trying {
            ui.disable();
        }
        secret_line(ui, id, line, view.shown, typed)
    });
    if view.far.is_some() {
        widgets::small(
            ui,
            "The protection was being changed when the program ended. It continues where it was.",
        );
    }
    ui.add_space(theme::spaces().s);
    ui.horizontal_wrapped(|ui| {
        let label = match view.far {
            Some((done, of)) => &format!("{done} of {of} files"),
            None if view.trying => "Unlocking…",
            None => "Unlock",
        };
        let trying = view.trying.then_some("One moment: it is being tried.");
        let blank = typed.is_empty().then_some("Type the passphrase first.");
        let pressed =
            widgets::unless(ui, trying.or(blank), |ui| primary(ui, label, Some("Enter")).clicked());
        if (pressed || entered) && !typed.is_empty() && !view.trying {
            out.push(Event::Protection(ProtectionEvent::Unlock));
        }
        let (label, name) = if view.shown {
            ("Hide", "Hide the passphrase")
        } else {
            ("Show", "Show the passphrase")
        };
        if secondary_for(ui, label, name).clicked() {
            out.push(Event::Protection(ProtectionEvent::Show(!view.shown)));
        }
    });
}

fn side(ui: &mut Ui, view: &UnlockView<'_>, out: &mut Vec<Event>) {
    widgets::heading(ui, "If a child is in danger now");
    widgets::soft(
        ui,
        "Ring first. “Child in danger now” works while this is locked. What you write is kept and \
         joins the register later.",
    );
    rule(ui);
    let emergency = &view.agencies.emergency;
    number(ui, "Ambulance, police", &emergency.number, "");
    for card in view.cards {
        for version in &card.versions {
            for one in &version.contact.numbers {
                if !one.number.trim().is_empty() {
                    let hours = one.hours.label().to_lowercase();
                    number(ui, &version.title, one.number.trim(), &hours);
                }
            }
            if !version.checked.is_empty() {
                widgets::small(ui, &version.checked);
            }
        }
    }
    for beside in &view.agencies.beside {
        number(ui, &beside.does, &beside.number, "");
    }
    if link(ui, "All contacts", None).clicked() {
        out.push(Event::Go(Screen::Contacts));
    }
}

/// Whom, and below that the number with when it answers: a number is never broken over two lines.
fn number(ui: &mut Ui, name: &str, number: &str, hours: &str) {
    // A number is nearer to its own name than to the next.
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        widgets::body(ui, name);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme::spaces().s;
            widgets::strong(ui, number);
            widgets::small(ui, hours);
        });
    });
    ui.add_space(theme::spaces().xs);
}
