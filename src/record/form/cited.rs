//! Guidance that was read for a decision: what a record says it rests on, in the words that
//! stood there on the day, so that it can be read when the text has changed.

use serde::{Deserialize, Serialize};

use crate::base::ronfile::blank;
use crate::base::time;
use crate::guidance::local::ADDED;
use crate::guidance::{Cite, Library, LocalCite, LocalShelf};
use crate::record::ids::ItemId;

/// One paragraph that was read for this decision. Everything but the note is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidanceCited {
    /// Names this citation within the record.
    pub id: ItemId,
    /// Whose text it is.
    pub source: GuidanceSource,
    /// As the screens say it: `0–18 ¶61`, `Our procedure ¶3 (practice’s own)`.
    #[serde(default, skip_serializing_if = "blank")]
    pub label: String,
    /// Publisher and title.
    #[serde(default, skip_serializing_if = "blank")]
    pub document: String,
    /// Which edition.
    #[serde(default, skip_serializing_if = "blank")]
    pub edition: String,
    /// How old it was on the day, or who added and checked it.
    #[serde(default, skip_serializing_if = "blank")]
    pub standing: String,
    /// The words of the paragraph.
    #[serde(default, skip_serializing_if = "blank")]
    pub words: String,
    /// What the author took from it.
    #[serde(default, skip_serializing_if = "blank")]
    pub note: String,
}

/// Whose text was cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum GuidanceSource {
    /// A text that the program holds, word for word.
    Held,
    /// A text of the practice's own, which the program does not check.
    #[default]
    Local,
}

impl GuidanceSource {
    /// As the screens say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Held => "GMC text included here",
            Self::Local => "Practice’s own guidance",
        }
    }
}

impl GuidanceCited {
    /// The held paragraph or item that this names; `None` for anything else.
    pub fn held(id: ItemId, library: &Library, cite: &Cite) -> Option<Self> {
        let held = library.held(cite)?;
        let document = held.document;
        let now: Vec<String> = library.now(cite).iter().map(|now| library.label(now)).collect();
        let now =
            if now.is_empty() { String::new() } else { format!(" Today: {}.", now.join(", ")) };
        Some(Self {
            id,
            source: GuidanceSource::Held,
            label: library.label(cite),
            document: format!("{}, {}", document.publisher, document.title),
            edition: format!(
                "{}, in force from {}",
                document.edition,
                time::day(document.in_force)
            ),
            standing: format!("{}{now}", held.paragraph.banner),
            words: held.quote(),
            note: String::new(),
        })
    }

    /// The paragraph of the practice's own guidance that this names, if it is there.
    pub fn local(id: ItemId, shelf: &LocalShelf, cite: &LocalCite) -> Option<Self> {
        let place = shelf.resolve(cite)?;
        let document = place.document;
        Some(Self {
            id,
            source: GuidanceSource::Local,
            label: place.label(),
            document: format!("{}, {}", document.publisher, document.title),
            edition: document.edition.clone(),
            standing: format!("{ADDED} {}", document.origin()),
            words: place.paragraph.quote(),
            note: String::new(),
        })
    }

    /// Whether both are the same words of the same place: citing it again adds nothing.
    pub fn is_same(&self, other: &Self) -> bool {
        let frozen = |one: &Self| {
            let Self { source, label, document, edition, words, .. } = one.clone();
            (source, label, document, edition, words)
        };
        frozen(self) == frozen(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ronfile;
    use crate::guidance::LocalDocument;
    use crate::guidance::local::EXAMPLE;

    fn id(number: u8) -> ItemId {
        ItemId::mint([number; 8])
    }

    fn local(shelf: &LocalShelf) -> GuidanceCited {
        let cite = LocalCite { document: "example-procedure".to_owned(), number: "2".to_owned() };
        GuidanceCited::local(id(1), shelf, &cite).unwrap()
    }

    fn shelf(text: &str) -> LocalShelf {
        LocalShelf::new(vec![LocalDocument::parse(text.as_bytes()).unwrap()])
    }

    #[test]
    fn what_is_cited_keeps_its_words_when_the_practice_changes_the_file() {
        let before = local(&shelf(EXAMPLE));
        let changed = EXAMPLE.replace("on the same day", "within a week");
        let after = local(&shelf(&changed));
        assert!(before.words.contains("on the same day"), "{}", before.words);
        assert!(before.words.contains("a. Ring 01632 960 001"), "{}", before.words);
        assert!(!before.is_same(&after), "another text is another citation");
        assert!(before.is_same(&GuidanceCited {
            id: id(2),
            note: "Read.".to_owned(),
            ..before.clone()
        }));
    }

    #[test]
    fn a_text_of_the_practices_own_never_passes_for_the_gmcs() {
        let cited = local(&shelf(EXAMPLE));
        assert_eq!(cited.source, GuidanceSource::Local);
        assert!(cited.label.contains("practice’s own"), "{}", cited.label);
        assert!(cited.standing.contains("not checked by this app"), "{}", cited.standing);
        let all = ronfile::write(&cited).unwrap();
        assert!(!all.contains("GMC") && !all.contains("General Medical Council"), "{all}");
    }

    #[test]
    fn a_held_paragraph_is_cited_to_the_letter_with_its_age() {
        let library = Library::embedded().unwrap();
        let cite = Cite::paragraph("0-18", 61);
        let cited = GuidanceCited::held(id(1), &library, &cite).unwrap();
        assert_eq!(cited.words, library.held(&cite).unwrap().quote());
        assert_eq!(cited.label, "0–18 ¶61");
        assert!(cited.standing.starts_with("Removed in 2018."), "{}", cited.standing);
        assert!(
            cited.standing.ends_with("Today: PCYP ¶2, PCYP ¶32, PCYP ¶39, PCYP ¶52."),
            "{}",
            cited.standing
        );
        let summary = Cite::paragraph("pcyp", 32);
        assert_eq!(GuidanceCited::held(id(1), &library, &summary), None, "our summary is no text");
    }
}
