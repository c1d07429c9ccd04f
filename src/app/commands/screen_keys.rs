//! Keys that a screen takes for one of its buttons, which shows them, and F1 does too.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::app::key_input;

/// Keys, with their words.
pub struct ScreenKey {
    keys: KeyboardShortcut,
    /// As a key cap shows them: "Ctrl Enter".
    pub cap: &'static str,
}

/// The way onward, from any field: write the record, check it, sign it, save a contact. A doubled
/// Enter at the last question leaves what follows in sight.
pub const ONWARD: ScreenKey =
    ScreenKey { keys: KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter), cap: "Ctrl Enter" };
/// "I rang them". Not Enter, and nothing that is pressed by habit: it records a call.
pub const RANG: ScreenKey = ScreenKey {
    keys: KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::R),
    cap: "Ctrl Shift R",
};
/// To the search of the guidance.
pub const FIND: ScreenKey =
    ScreenKey { keys: KeyboardShortcut::new(Modifiers::COMMAND, Key::F), cap: "Ctrl F" };

impl ScreenKey {
    /// Whether they were pressed in this frame.
    pub fn is_pressed(&self, ctx: &Context) -> bool {
        key_input::shortcut(ctx, &self.keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::{Command, caps};

    #[test]
    fn each_cap_shows_its_keys_and_no_command_has_them() {
        for key in [ONWARD, RANG, FIND] {
            assert_eq!(caps(key.keys), key.cap);
            assert!(Command::ALL.iter().all(|command| command.shortcut() != Some(key.keys)));
        }
    }
}
