//! What differs between the nations in the app's own words: names of today, notes that belong
//! in one nation only, follow-up times with their sources. Never a word of the GMC's.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::cite::Cite;
use super::load::{File, GuidanceError, Problem};
use super::nation::Nation;
use crate::base::ronfile::unique_map;

/// The file `nations.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nations {
    /// Words that may stand anywhere in a text of ours, by the name it has in braces.
    #[serde(deserialize_with = "unique_map")]
    words: BTreeMap<String, Word>,
    /// Whole hints and duties, by the name they have in braces.
    #[serde(deserialize_with = "unique_map")]
    notes: BTreeMap<String, Note>,
    /// Citations that belong in some nations only.
    #[serde(deserialize_with = "unique_map")]
    belongs: BTreeMap<Cite, Vec<Nation>>,
    times: AllTimes,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    neutral: String,
    england: String,
    wales: String,
    scotland: String,
    northern_ireland: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    neutral: String,
    england: Option<String>,
    wales: Option<String>,
    scotland: Option<String>,
    northern_ireland: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename = "Times", deny_unknown_fields)]
struct AllTimes {
    in_writing: Time,
    acknowledged: Time,
}

/// Within which time something follows a referral, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// How long.
    pub within: Within,
    /// In words, with the source: "RCGP: within 24 hours of the phone call".
    pub says: String,
    /// The source, declared in `references.ron` with how we know it.
    pub source: Cite,
    /// Where it holds.
    nations: Vec<Nation>,
}

/// How long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Within {
    /// Hours of the clock.
    Hours(u32),
    /// Working days: a Saturday, a Sunday and a bank holiday of the nation do not count.
    WorkingDays(u32),
}

/// The follow-up times that hold in one nation. `None`: not known for there, so it is not
/// shown as a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// A referral by telephone is confirmed in writing.
    pub in_writing: Option<Time>,
    /// Children's services acknowledge a referral.
    pub acknowledged: Option<Time>,
    /// The nation, for its bank holidays; `None` where none is chosen.
    pub nation: Option<Nation>,
}

/// Why a text with names in braces cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfilled {
    /// A name that stands for nothing, or for nothing here.
    Unknown(String),
    /// A brace without its partner.
    LoneBrace,
}

const NAME: &str = "guidance/nations.ron";
const TEXT: &str = include_str!("../../guidance/nations.ron");

impl Nations {
    /// The file that the program carries. Fails only if the data it was built with is wrong,
    /// which a test excludes.
    pub fn embedded() -> Result<Self, GuidanceError> {
        Self::parse(Self::file())
    }

    /// The words as they were when pathways had format 1, for what was decided under one.
    pub fn before() -> Result<Self, GuidanceError> {
        let text = include_str!("../../guidance/before/nations-1.ron");
        Self::parse(File { name: "guidance/before/nations-1.ron", text })
    }

    pub(super) fn file() -> File<'static> {
        File { name: NAME, text: TEXT }
    }

    /// Reads the file. Whether its citations lead somewhere, the library knows.
    pub(super) fn parse(file: File<'_>) -> Result<Self, GuidanceError> {
        let nations: Self = file.read()?;
        let words = nations.words.iter().map(|(name, word)| (name, word.all().to_vec()));
        let notes = nations.notes.iter().map(|(name, note)| (name, note.all()));
        for (name, texts) in words.chain(notes) {
            if texts.iter().any(|text| text.trim().is_empty() || text.contains(['{', '}'])) {
                return Err(file.wrong(&format!("\"{name}\""), 0, Problem::Empty));
            }
        }
        if let Some(twice) = nations.words.keys().find(|name| nations.notes.contains_key(*name)) {
            return Err(file.wrong(&format!("\"{twice}\""), 1, Problem::IdTwice(twice.clone())));
        }
        Ok(nations)
    }

    /// What it cites.
    pub(super) fn cites(&self) -> impl Iterator<Item = &Cite> {
        let AllTimes { in_writing, acknowledged } = &self.times;
        self.belongs.keys().chain([&in_writing.source, &acknowledged.source])
    }

    /// A text of ours with the words of `nation` for the names in braces; without a nation,
    /// the neutral ones.
    pub fn fill(&self, text: &str, nation: Option<Nation>) -> Result<String, Unfilled> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}').ok_or(Unfilled::LoneBrace)?;
            let word = self.words.get(name).ok_or_else(|| Unfilled::Unknown(name.to_owned()))?;
            if before.contains('}') {
                return Err(Unfilled::LoneBrace);
            }
            out.push_str(before);
            out.push_str(word.of(nation));
            rest = behind;
        }
        if rest.contains('}') {
            return Err(Unfilled::LoneBrace);
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The same for a whole hint or duty, which may be a note. `None`: it has no place in
    /// this nation.
    pub fn fill_whole(
        &self,
        text: &str,
        nation: Option<Nation>,
    ) -> Result<Option<String>, Unfilled> {
        let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        match name.and_then(|name| self.notes.get(name)) {
            Some(note) => Ok(note.of(nation).map(str::to_owned)),
            None => self.fill(text, nation).map(Some),
        }
    }

    /// Whether what this citation names belongs in `nation`. Without a nation, everything
    /// does, and says where it holds.
    pub fn belongs(&self, cite: &Cite, nation: Option<Nation>) -> bool {
        match (nation, self.belongs.get(cite)) {
            (Some(nation), Some(nations)) => nations.contains(&nation),
            _ => true,
        }
    }

    /// The follow-up times that hold in `nation`; without a nation, those of all four.
    pub fn times(&self, nation: Option<Nation>) -> Times {
        let holds = |time: &Time| match nation {
            Some(nation) => time.nations.contains(&nation),
            None => Nation::ALL.iter().all(|one| time.nations.contains(one)),
        };
        let AllTimes { in_writing, acknowledged } = &self.times;
        Times {
            in_writing: Some(in_writing).filter(|time| holds(time)).cloned(),
            acknowledged: Some(acknowledged).filter(|time| holds(time)).cloned(),
            nation,
        }
    }

    /// The names of its words and notes, in the order of the alphabet, words first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.words.keys().chain(self.notes.keys()).map(String::as_str)
    }
}

impl Word {
    fn of(&self, nation: Option<Nation>) -> &str {
        match nation {
            None => &self.neutral,
            Some(Nation::England) => &self.england,
            Some(Nation::Wales) => &self.wales,
            Some(Nation::Scotland) => &self.scotland,
            Some(Nation::NorthernIreland) => &self.northern_ireland,
        }
    }

    fn all(&self) -> [&str; 5] {
        let Self { neutral, england, wales, scotland, northern_ireland } = self;
        [neutral, england, wales, scotland, northern_ireland]
    }
}

impl Note {
    fn of(&self, nation: Option<Nation>) -> Option<&str> {
        match nation {
            None => Some(&self.neutral),
            Some(Nation::England) => self.england.as_deref(),
            Some(Nation::Wales) => self.wales.as_deref(),
            Some(Nation::Scotland) => self.scotland.as_deref(),
            Some(Nation::NorthernIreland) => self.northern_ireland.as_deref(),
        }
    }

    fn all(&self) -> Vec<&str> {
        let Self { neutral, england, wales, scotland, northern_ireland } = self;
        let nations = [england, wales, scotland, northern_ireland];
        let said = nations.into_iter().filter_map(|text| text.as_deref());
        std::iter::once(neutral.as_str()).chain(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ronfile::Place;
    use crate::guidance::{Basis, Known, Library, Resolved};

    fn nations() -> Nations {
        Nations::embedded().unwrap()
    }

    /// No nation, and each of the four.
    fn all() -> impl Iterator<Item = Option<Nation>> {
        std::iter::once(None).chain(Nation::ALL.map(Some))
    }

    #[test]
    fn a_name_in_braces_becomes_the_name_of_today() {
        let filled = |nation| nations().fill("Such as {review}.", nation).unwrap();
        for (nation, words) in [
            (Nation::England, "Such as a child safeguarding practice review."),
            (Nation::Wales, "Such as a Single Unified Safeguarding Review."),
            (Nation::Scotland, "Such as a learning review."),
            (Nation::NorthernIreland, "Such as a case management review."),
        ] {
            assert_eq!(filled(Some(nation)), words);
        }
        let neutral = filled(None);
        for nation in Nation::ALL {
            assert!(neutral.contains(nation.label()), "{neutral}");
        }
    }

    #[test]
    fn what_has_no_meaning_is_refused_and_never_shown() {
        let unknown = |name: &str| Err(Unfilled::Unknown(name.to_owned()));
        assert_eq!(nations().fill("{board}", None), unknown("board"));
        for text in ["{review", "review}", "}{review}", "{review} }"] {
            assert_eq!(nations().fill(text, None), Err(Unfilled::LoneBrace), "{text}");
        }
        // A note is a whole hint or duty, or nothing.
        assert_eq!(nations().fill("See {known-fgm}", None), unknown("known-fgm"));
    }

    #[test]
    fn every_name_has_words_in_every_nation_or_no_place_there() {
        let nations = nations();
        for name in nations.names() {
            for nation in all() {
                let filled = nations.fill_whole(&format!("{{{name}}}"), nation).unwrap();
                assert!(filled.is_none_or(|text| !text.contains(['{', '}'])), "{name}");
            }
        }
    }

    #[test]
    fn a_statutory_duty_stands_only_where_it_belongs() {
        let place = |note: &str| {
            let note = format!("{{{note}}}");
            Nation::ALL
                .into_iter()
                .filter(|nation| nations().fill_whole(&note, Some(*nation)).unwrap().is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(place("by-law"), [Nation::England, Nation::Wales, Nation::NorthernIreland]);
        assert_eq!(place("sexual-abuse"), [Nation::England]);
        assert_eq!(place("known-fgm"), [Nation::England, Nation::Wales]);
        let cite = Cite::parse("statute fgm").unwrap();
        assert!(nations().belongs(&cite, Some(Nation::Wales)));
        assert!(!nations().belongs(&cite, Some(Nation::Scotland)));
        assert!(nations().belongs(&cite, None));
    }

    #[test]
    fn a_follow_up_time_is_known_from_a_published_source_where_it_is_shown() {
        let library = Library::embedded().unwrap();
        for nation in all() {
            let times = nations().times(nation);
            for time in [&times.in_writing, &times.acknowledged].into_iter().flatten() {
                let Some(Resolved::Missing(reference)) = library.resolve(&time.source) else {
                    panic!("{:?}", time.source)
                };
                assert!(matches!(reference.known, Known::Summary(Basis::Seen, _)), "{time:?}");
            }
            assert!(times.in_writing.is_some(), "{nation:?}");
            assert_eq!(times.acknowledged.is_some(), nation == Some(Nation::England));
        }
    }

    #[test]
    fn the_words_are_those_of_the_notes_in_the_guidance() {
        let library = Library::embedded().unwrap();
        for name in ["partnership", "review", "public-protection"] {
            for nation in Nation::ALL {
                let word = nations().fill(&format!("{{{name}}}"), Some(nation)).unwrap();
                let bare = ["a ", "the ", "your local ", "your "]
                    .iter()
                    .find_map(|article| word.strip_prefix(article))
                    .unwrap_or(&word);
                let note = library.term(name).unwrap().note(nation);
                assert!(note.contains(bare), "{name}, {nation:?}: {word} / {note}");
            }
        }
    }

    #[test]
    fn an_empty_word_is_refused_at_its_place() {
        let text = TEXT.replacen("\"a learning review\"", "\" \"", 1);
        let file = File { name: NAME, text: &text };
        let at = text.find("\"review\"").unwrap();
        let place = Place::of_offset(&text, at);
        let wrong = GuidanceError::Wrong { file: NAME.to_owned(), place, problem: Problem::Empty };
        assert_eq!(Nations::parse(file), Err(wrong));
    }
}
