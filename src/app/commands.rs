//! Commands: one enum from which shortcuts, tooltips and buttons come.

mod key_help;
pub mod screen_keys;

pub use key_help::{Here, Line, keys_of};

use egui::{Key, KeyboardShortcut, Modifiers};

use super::key_input;

/// What a person can ask for from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A child is in danger: help first, the record afterwards.
    ActNow,
    /// A new decision.
    NewDecision,
    /// Home.
    Home,
    /// The decision in hand.
    Decide,
    /// The path of the decision that is on the screen, as a picture; again, and it closes.
    Path,
    /// The list of decisions.
    Decisions,
    /// The guidance.
    Guidance,
    /// What waits for a reviewer.
    Review,
    /// Whom to ring.
    Contacts,
    /// Settings.
    Settings,
    /// Search the decisions.
    Search,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As it was.
    ZoomReset,
    /// The keys of this screen.
    Keys,
    /// Show nothing of the register until it is unlocked.
    Lock,
    /// Close the window, after everything is saved.
    Close,
}

impl Command {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::ActNow,
        Self::NewDecision,
        Self::Home,
        Self::Decide,
        Self::Path,
        Self::Decisions,
        Self::Guidance,
        Self::Review,
        Self::Contacts,
        Self::Settings,
        Self::Search,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Keys,
        Self::Lock,
        Self::Close,
    ];

    /// As its button says it.
    pub fn text(self) -> &'static str {
        match self {
            Self::ActNow => "Child in danger now",
            Self::NewDecision => "Begin a decision",
            Self::Home => "Home",
            Self::Decide => "Decide",
            Self::Path => "Show the path",
            Self::Decisions => "Decisions",
            Self::Guidance => "Guidance",
            Self::Review => "Review",
            Self::Contacts => "Contacts",
            Self::Settings => "Settings",
            Self::Search => "Search",
            Self::ZoomIn => "Larger text",
            Self::ZoomOut => "Smaller text",
            Self::ZoomReset => "Normal text size",
            Self::Keys => "Keys of this screen",
            Self::Lock => "Lock",
            Self::Close => "Close",
        }
    }

    /// What it does, for the tooltip and the list of shortcuts.
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::ActNow => "Who to ring and what to say. The record comes afterwards.",
            Self::NewDecision => "Answer a few questions and see what the guidance asks.",
            Self::Home => "What is unfinished.",
            Self::Decide => "The decision you are working on.",
            Self::Path => {
                "Every question and outcome as a picture: where you are, and what lies ahead."
            }
            Self::Decisions => "Signed decisions.",
            Self::Guidance => "What the GMC says.",
            Self::Review => "Decisions that wait for a reviewer, one after the other.",
            Self::Contacts => "Who to ring, on numbers that you found and checked.",
            Self::Settings => "Your name, your register, the appearance.",
            Self::Search => "Search the signed decisions.",
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => "The size of everything.",
            Self::Keys => "What each key does here.",
            Self::Lock => "Nothing of the register shows until it is unlocked. Your work is saved.",
            Self::Close => "Everything is saved first.",
        }
    }

    /// The keys.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let command = |key| Some(KeyboardShortcut::new(Modifiers::COMMAND, key));
        match self {
            Self::ActNow => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F9)),
            Self::NewDecision => command(Key::N),
            Self::Home => command(Key::Num1),
            Self::Decide => command(Key::Num2),
            Self::Path => command(Key::M),
            Self::Decisions => command(Key::Num3),
            Self::Guidance => command(Key::Num4),
            Self::Review => command(Key::Num5),
            Self::Contacts => command(Key::Num6),
            Self::Settings => command(Key::Num7),
            Self::Search => command(Key::K),
            // egui itself zooms on Ctrl with plus, minus and 0.
            Self::ZoomIn | Self::ZoomOut | Self::ZoomReset => None,
            Self::Keys => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
            Self::Lock => command(Key::L),
            Self::Close => command(Key::Q),
        }
    }

    /// The keys in words for a key cap: "F9", "Ctrl K".
    pub fn key(self) -> Option<String> {
        self.shortcut().map(caps)
    }

    /// The commands whose keys were pressed in this frame; each key press is used up,
    /// with its text.
    pub fn pressed(ctx: &egui::Context) -> Vec<Self> {
        Self::ALL
            .into_iter()
            .filter(|command| {
                // Nobody in an emergency looks whether Shift is down.
                let shifted = *command == Self::ActNow;
                let asks =
                    *command == Self::Keys && key_input::signs(ctx) && !ctx.text_edit_focused();
                let question = |held| asks && key_input::pressed(ctx, held, Key::Questionmark);
                command.shortcut().is_some_and(|shortcut| {
                    key_input::shortcut(ctx, &shortcut)
                        || (shifted
                            && key_input::pressed(ctx, Modifiers::SHIFT, shortcut.logical_key))
                        || question(Modifiers::SHIFT)
                        || question(Modifiers::NONE)
                })
            })
            .collect()
    }
}

/// Keys in words.
fn caps(keys: KeyboardShortcut) -> String {
    let held = [(keys.modifiers.command, "Ctrl "), (keys.modifiers.shift, "Shift ")];
    let held = held.into_iter().filter(|(held, _)| *held).map(|(_, words)| words);
    held.chain([keys.logical_key.symbol_or_name()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_their_keys() {
        let keys: Vec<_> = Command::ALL.into_iter().filter_map(Command::shortcut).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[at + 1..].contains(key), "{key:?}");
        }
    }
}
