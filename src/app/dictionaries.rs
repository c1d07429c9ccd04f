//! What the window knows of spelling. The dictionaries are read when the first text is to be
//! checked, off the frame: no start waits for them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use egui::Id;

use crate::base::speller::{Speller, SpellingError};
use crate::guidance::{Library, words_known};

/// The checker: the same for every window of this program.
static SPELLER: OnceLock<Result<Speller, SpellingError>> = OnceLock::new();

/// What is known of spelling.
#[derive(Debug, Default)]
pub struct Spelling {
    /// Where the dictionaries are.
    pub dictionaries: Dictionaries,
    /// Words that are right here: the user's own, and the names in what is open.
    pub known: Arc<BTreeSet<String>>,
    /// A record or the settings were changed: other names may be known.
    pub names_touched: bool,
    /// Texts that were checked since the last frame.
    pub results: Vec<(Id, String, Vec<Range<usize>>)>,
    /// A word with suggestions, found since the last frame.
    pub suggested: Option<(String, Vec<String>)>,
}

impl Spelling {
    /// The register is closed: its names are nobody's any more, nor what was found in its texts.
    pub fn forget(&mut self) {
        self.known = Arc::default();
        self.names_touched = true;
        self.results.clear();
        self.suggested = None;
    }
}

/// Where the dictionaries are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dictionaries {
    /// Nothing was to be checked yet.
    #[default]
    Unread,
    /// They are being read.
    Asked,
    /// They are there.
    There,
    /// They cannot be used; it was said.
    Failed,
}

/// Reads the dictionaries, once for all windows. Tens of milliseconds: for a job.
pub fn read_dictionaries(library: &Library) -> Result<(), SpellingError> {
    let made = SPELLER.get_or_init(|| words_known::speller(library));
    made.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// The words of `text` that nobody knows.
pub fn misspelled(text: &str, known: &BTreeSet<String>) -> Vec<Range<usize>> {
    speller().map_or_else(Vec::new, |speller| speller.misspelled(text, known))
}

/// What a word may have been meant to be.
pub fn suggest(word: &str) -> Vec<String> {
    speller().map_or_else(Vec::new, |speller| speller.suggest(word))
}

fn speller() -> Option<&'static Speller> {
    SPELLER.get()?.as_ref().ok()
}
