//! What the keys do on each screen, in words: what F1 shows.

use super::Command;
use super::screen_keys::{FIND, ONWARD, RANG};

/// A screen with keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// A question.
    Question,
    /// An answer is changed, and what follows is shown first.
    Change,
    /// The outcome.
    Outcome,
    /// The record.
    Record,
    /// Check and sign.
    Check,
    /// The path as a picture.
    Path,
    /// The text for a clinical record.
    Text,
    /// The list of decisions.
    Decisions,
    /// A signed decision.
    Decision,
    /// The guidance.
    Guidance,
    /// A signed decision that is being reviewed.
    Review,
    /// The same, while its facts are read first.
    Blind,
    /// "Child in danger now".
    ActNow,
    /// Any other.
    Other,
}

/// A key, as it is called, and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// "Ctrl Enter".
    pub key: String,
    /// "Check and sign".
    pub does: &'static str,
}

/// Those of this screen alone. `signs`: whether a sign by itself does something.
fn own(here: Here, signs: bool) -> &'static [(&'static str, &'static str)] {
    match here {
        Here::Question if signs => &[
            ("1 to 9", "Choose an answer"),
            ("0", "None of these, where that is asked"),
            ("Enter", "Continue with the answer"),
            ("Backspace", "The question before"),
        ],
        Here::Question => {
            &[("Enter", "Continue with the answer"), ("Backspace", "The question before")]
        }
        Here::Change => &[("Enter", "Change the answer"), ("Esc", "Leave it as it was")],
        Here::Outcome => &[
            (RANG.cap, "I rang them"),
            (ONWARD.cap, "Write the record"),
            ("Backspace", "The last question"),
        ],
        Here::Record => &[
            (ONWARD.cap, "Check and sign"),
            (
                "Ctrl Page Down, Up",
                "The next card, the one before; after the last, the list beside it",
            ),
            ("Esc", "Close what is open beside the record"),
            ("Alt 1 to 4", "A new passage of each kind"),
            ("Ctrl ;", "Write the time now into the field"),
            ("Shift F10", "The menu of a field, with suggestions for a word"),
            ("Backspace", "The outcome, where nothing is typed"),
        ],
        Here::Check => &[(ONWARD.cap, "Sign and save"), ("Backspace", "The record")],
        Here::Path => {
            &[("Arrows", "From box to box"), ("Enter", "Open the question"), ("Esc", "Back")]
        }
        Here::Text => &[(ONWARD.cap, "Copy the text"), ("Esc", "Back")],
        Here::Decisions => &[
            ("Down", "From the search to the first row"),
            ("Up, Down, Home, End, Page", "From row to row"),
            ("Space, Shift Space", "Read on in the decision beside the list, and back"),
            ("Enter", "Open the decision"),
        ],
        Here::Decision => &[
            (ONWARD.cap, "The text for the clinical record; sign what you add"),
            ("Backspace", "All decisions, where nothing is typed"),
        ],
        Here::Guidance => {
            &[(FIND.cap, "Search the guidance"), ("F3, Shift F3", "The next hit, the one before")]
        }
        Here::Review if signs => &[
            ("1 to 5", "Choose your view; 5 opens “Child in danger now”"),
            ("Enter", "From the view that is chosen to the comment"),
            ("V S O A L F C", "Tick what is in the record"),
            (ONWARD.cap, "Sign and open the next"),
            ("Backspace", "What waits, where nothing is typed"),
        ],
        Here::Review => &[
            (ONWARD.cap, "Sign and open the next"),
            ("Backspace", "What waits, where nothing is typed"),
        ],
        Here::Blind if signs => &[
            ("1 to 9", "Answer the question"),
            ("Backspace", "Take the last answer back; with none, what waits"),
            ("Enter", "After the last: keep your answers, and show the doctor’s"),
        ],
        Here::Blind => &[
            ("Backspace", "Take the last answer back; with none, what waits"),
            ("Enter", "After the last: keep your answers, and show the doctor’s"),
        ],
        Here::ActNow => &[("Esc", "Back to where you were")],
        Here::Other => &[],
    }
}

/// Those that do the same on every screen, beside the commands.
const EVERYWHERE: [(&str, &str); 5] = [
    ("F6, Shift F6", "To the next part of the window, to the one before"),
    ("Page, Home, End, Space, arrows", "Scroll what is read"),
    ("Tab, Shift Tab", "To the next control, to the one before"),
    ("Esc", "Close what is nearest: a message, a question, a menu"),
    ("Ctrl +, Ctrl -, Ctrl 0", "Larger, smaller, normal size"),
];

/// What the keys do here: those of the screen, then those of every screen.
pub fn keys_of(here: Here, signs: bool) -> [Vec<Line>; 2] {
    let line = |(key, does): &(&str, &'static str)| Line { key: (*key).to_owned(), does };
    let commands = Command::ALL.into_iter().filter_map(|command| {
        let key = command.key()?;
        let both = signs && command == Command::Keys;
        Some(Line { key: if both { format!("{key} or ?") } else { key }, does: command.text() })
    });
    let everywhere = commands.chain(EVERYWHERE.iter().map(line)).collect();
    [own(here, signs).iter().map(line).collect(), everywhere]
}
