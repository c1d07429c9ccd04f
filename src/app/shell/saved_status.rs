//! "saved 10:42" instead of a save button; and what is not saved, loudly, wherever it is.

use egui::{Role, Ui};

use crate::app::events::Screen;
use crate::app::state::State;
use crate::app::theme::Token;
use crate::app::widgets::{self, Tone, badge};
use crate::base::time;

/// What is said while something is not on the disk that should be.
const NOT_SAVED_YET: &str = "Not saved yet";

/// The state of the draft on the screen. While anything is late, that alone: a time at which
/// something else was saved never stands beside it.
pub(super) fn saved(ui: &mut Ui, state: &State) {
    if state.window.opening.is_some() {
        return;
    }
    if state.drafts.is_late((state.env.instant)()) {
        // It does not change with each letter, and is said when it comes.
        let response = badge(ui, Tone::Danger, NOT_SAVED_YET);
        widgets::name_node(ui, &response, Role::Status);
        return;
    }
    let hand = match &state.window.screen {
        Screen::Decision(_) | Screen::Review(Some(_)) => state.find(state.drafts.addition()),
        Screen::Contacts => state.find(state.drafts.contact()),
        _ => state.acted_on(),
    };
    let Some(hand) = hand else { return };
    if hand.is_signing() {
        widgets::state_words(ui, "Signing…", Token::Soft);
        return;
    }
    match hand.saved_at() {
        Some(at) if hand.waits() => {
            let text = format!("on this computer {}", time::clock(&at));
            widgets::state_words(ui, &text, Token::Caution);
        }
        Some(at) => {
            widgets::state_words(ui, &format!("saved {}", time::clock(&at)), Token::Good);
        }
        None if hand.saved().is_some() || hand.is_clean() => {}
        None => {
            widgets::state_words(ui, NOT_SAVED_YET, Token::Soft);
        }
    }
}
