//! The bars around a screen: the one at the top, the rail at the left, and the strips that say
//! what is so on every screen.

use egui::{Align, Frame, Layout, Margin, Ui};

use super::saved_status::saved;
use crate::app::commands::Command;
use crate::app::events::{Event, Screen, TrainingEvent};
use crate::app::state::State;
use crate::app::theme::{self, Token};
use crate::app::widgets::{self, danger, danger_width, is_low, link, nav, secondary};
use crate::base::shown;
use crate::record::Place;
use crate::register::{MARK, Protection};

/// What a screen reader calls the place.
pub(super) fn place_name(state: &State) -> &'static str {
    if state.window.opening.is_some() {
        return "Opening another register";
    }
    match &state.window.screen {
        Screen::Home
        | Screen::Decisions
        | Screen::Decision(_)
        | Screen::Review(_)
        | Screen::Chronology
            if let Some(locked) = &state.window.locked =>
        {
            if locked.protected {
                "Locked"
            } else {
                "Hidden"
            }
        }
        Screen::Home => "Home",
        Screen::ActNow => "Child in danger now",
        Screen::Decisions => "Decisions",
        Screen::Decision(_) => "Decision",
        Screen::Guidance => "Guidance",
        Screen::Review(_) => "Review",
        Screen::Contacts => "Contacts",
        Screen::Chronology => "Chronology",
        Screen::Worked => "Worked cases",
        Screen::Settings => "Settings",
        Screen::Help => "Help",
        Screen::Decide => {
            match state.current_draft().and_then(|hand| hand.work()).map(|work| &work.place) {
                Some(Place::Record(_)) => "Record",
                Some(Place::Check) => "Check and sign",
                _ => "Decide",
            }
        }
    }
}

/// Below this width the bar at the top says less, in points.
const NARROW: f32 = 720.0;
/// What is kept free for when it was saved, in points.
const SAVED: f32 = 90.0;

/// Paints the bar at the top. Where its words at the left end, and where what is pressed or read at
/// its right begins: between the two there is room.
pub(super) fn top(ui: &mut Ui, state: &State, out: &mut Vec<Event>) -> (f32, f32) {
    let above = if is_low(ui) { 1 } else { 5 };
    let frame =
        Frame::NONE.fill(theme::fill(ui, Token::Panel)).inner_margin(Margin::symmetric(16, above));
    let bar = egui::Panel::top("top").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::Panel);
        ui.horizontal(|ui| {
            ui.set_min_height(38.0);
            // Where there is little room, what is open is said before what the program is called.
            let narrow = ui.available_width() < NARROW;
            if narrow {
                widgets::strong(ui, place_name(state));
            } else {
                widgets::strong(ui, "Justified");
                widgets::soft(ui, place_name(state));
            }
            // The keyboard comes to it after everything else, so it is added last.
            let act = Command::ActNow;
            // The button for an emergency stays in sight whatever a register is called.
            let kept = if narrow {
                danger_width(ui, act.text(), act.key().as_deref()) + SAVED
            } else {
                0.7 * ui.available_width()
            };
            register_name(ui, state, ui.available_width() - kept);
            let words = ui.min_rect().right();
            let room = ui.available_rect_before_wrap();
            let width = danger_width(ui, act.text(), act.key().as_deref());
            let (between, end) = room.split_left_right_at_x(room.right() - width);
            let between = between.with_max_x(between.right() - ui.spacing().item_spacing.x);
            #[expect(clippy::disallowed_methods, reason = "there is one stop in each part")]
            let back = egui::UiBuilder::new().layout(Layout::right_to_left(Align::Center));
            let beside = ui.scope_builder(back.clone().max_rect(between), |ui| {
                // Room for what matters more, where there is little.
                let late = state.drafts.is_late((state.env.instant)());
                let open = state.window.locked.is_none();
                if open && ui.available_width() > if late { 360.0 } else { 260.0 } {
                    let search = Command::Search;
                    if secondary(ui, search.text(), search.key().as_deref()).clicked() {
                        out.push(Event::Command(search));
                    }
                }
                let register = state.session.register().filter(|_| open);
                let protected =
                    register.is_some_and(|one| one.info.protection != Protection::Plain);
                if protected && ui.available_width() > if late { 360.0 } else { 260.0 } {
                    let lock = Command::Lock;
                    if secondary(ui, lock.text(), lock.key().as_deref()).clicked() {
                        out.push(Event::Command(lock));
                    }
                }
                if late || ui.available_width() > 78.0 {
                    saved(ui, state);
                }
                ui.min_rect().left()
            });
            ui.scope_builder(back.max_rect(end), |ui| {
                let pressed = danger(ui, act.text(), act.key().as_deref());
                if pressed.on_hover_text(act.tooltip()).clicked() {
                    out.push(Event::Command(act));
                }
            });
            (words, beside.inner)
        })
        .inner
    });
    bar.inner
}

/// The name of the register that is open. One that nobody gave a name is called by its folder.
fn register_name(ui: &mut Ui, state: &State, wide: f32) {
    let hidden = state.window.opening.is_some() || state.window.locked.is_some();
    let Some(register) = state.session.register().filter(|_| !hidden) else {
        return;
    };
    let name = match register.info.name.trim() {
        "" | "Register" => register
            .root
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        name => name.to_owned(),
    };
    if wide < 60.0 {
        return;
    }
    widgets::soft(ui, "·");
    let shown = widgets::cut_soft(ui, &name, wide - 16.0);
    shown.on_hover_text(register.root.display().to_string());
}

/// On every screen of a register of invented cases.
pub(super) fn training_strip(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    if !state.is_training() {
        return;
    }
    let frame = Frame::NONE
        .fill(theme::fill(ui, Token::CautionGround))
        .inner_margin(Margin::symmetric(16, 3));
    egui::Panel::top("invented").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::CautionGround);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(12.0, 2.0);
            widgets::strong_small(ui, MARK);
            if state.window.screen == Screen::ActNow {
                // Somebody may press this in earnest.
                widgets::strong_small(
                    ui,
                    "The contacts are invented too. For a real child, ring 999 or go back.",
                );
            }
            // Locked, nothing of any register is gone to.
            let open = state.window.locked.is_none();
            if open && link(ui, "Back to your own register", None).clicked() {
                out.push(Event::Training(TrainingEvent::Back));
            }
        });
    });
}

/// What the disk has not given for some time, and that nobody needs to wait for it.
pub(super) fn waiting_strip(ui: &mut Ui, state: &State) {
    let Some(path) = &state.window.waiting else { return };
    let frame = Frame::NONE
        .fill(theme::fill(ui, Token::CautionGround))
        .inner_margin(Margin::symmetric(16, 3));
    egui::Panel::top("waiting").resizable(false).frame(frame).show(ui, |ui| {
        theme::stand_on(ui, Token::CautionGround);
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::strong_small(
            ui,
            &format!(
                "Waiting for {}",
                path.file_name().map_or_else(
                    || shown::path(path),
                    |name| shown::line(&name.to_string_lossy()).into_owned(),
                )
            ),
        );
        widgets::small(
            ui,
            &format!(
                "The disk or shared drive is not responding. You can continue: what you write is \
                 kept on this computer. You can read the guidance, and ring the contacts that are \
                 kept here. ({})",
                shown::path(path)
            ),
        );
    });
}

/// Below this width the places need smaller words to stand on one line, in points.
const ONE_LINE: f32 = 600.0;

pub(super) fn rail(ui: &mut Ui, state: &State, wide: bool, out: &mut Vec<Event>) {
    let frame = Frame::NONE.fill(theme::fill(ui, Token::Panel)).inner_margin(if wide {
        Margin::symmetric(8, 12)
    } else {
        Margin::symmetric(8, 2)
    });
    let places = |ui: &mut Ui, tight: bool, out: &mut Vec<Event>| {
        theme::stand_on(ui, Token::Panel);
        let here = |screen: &Screen| match (&state.window.screen, screen) {
            (Screen::Decision(_) | Screen::Chronology, Screen::Decisions)
            | (Screen::Worked, Screen::Guidance)
            | (Screen::Help, Screen::Settings)
            | (Screen::Review(_), Screen::Review(_))
            | (Screen::ActNow, Screen::Decide) => true,
            (now, screen) => now == screen,
        };
        for (command, screen) in [
            (Command::Home, Screen::Home),
            (Command::Decide, Screen::Decide),
            (Command::Decisions, Screen::Decisions),
            (Command::Guidance, Screen::Guidance),
            (Command::Review, Screen::Review(None)),
            (Command::Contacts, Screen::Contacts),
            (Command::Settings, Screen::Settings),
        ] {
            let owed = match screen {
                Screen::Home if state.window.locked.is_none() => state.session.lists().work.to_do(),
                _ => 0,
            };
            if nav(ui, command.text(), here(&screen), owed, tight).clicked() {
                out.push(Event::Command(command));
            }
        }
    };
    if wide {
        egui::Panel::left("rail").exact_size(168.0).resizable(false).frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            places(ui, false, out);
        });
    } else {
        egui::Panel::top("rail").resizable(false).frame(frame).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                let tight = ui.available_width() < ONE_LINE;
                places(ui, tight, out);
            });
        });
    }
}
