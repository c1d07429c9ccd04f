//! A citation to paste elsewhere: the words, where they stand, how old they are, whose.

use super::cite::Cite;
use super::references::Reference;
use super::text::{Document, MarkTarget};
use super::{HeldParagraph, Library, Resolved, lettered};
use crate::base::time;
use crate::base::words::capital;

impl Library {
    /// The text that "copy citation" puts on the clipboard: the paragraph to the letter
    /// with its footnotes, then title, edition, standing and acknowledgement. Of something
    /// declared missing, our summary marked as ours. Of anything else, its label and that
    /// it is not held.
    pub fn citation(&self, cite: &Cite) -> String {
        match self.resolve(cite) {
            Some(Resolved::Held(held)) => self.held_citation(&held, cite),
            Some(Resolved::Missing(reference)) => missing_citation(reference),
            None => format!("{}: not included.\n", self.label(cite)),
        }
    }

    fn held_citation(&self, held: &HeldParagraph<'_>, cite: &Cite) -> String {
        let Document { title, publisher, edition, section, .. } = held.document;
        let mut lines = Vec::new();
        let mut called = Vec::new();
        for block in held.blocks() {
            let is_footnote = |target: &MarkTarget| matches!(target, MarkTarget::Footnote(_));
            lines.push(lettered(block, &block.marked_where(|mark| is_footnote(&mark.target))));
            called.extend(block.marks.iter().filter_map(|mark| match mark.target {
                MarkTarget::Footnote(index) => held.paragraph.footnotes.get(index),
                MarkTarget::Missing(_) => None,
            }));
        }
        for note in called {
            lines.push(format!("{} {}", note.mark, note.block.text));
        }
        lines.push(String::new());
        lines.push(format!("{publisher}, {title}. {section}, {}.", self.label(cite)));
        let in_force = time::day(held.document.in_force);
        lines.push(format!("{}, in force from {in_force}.", capital(edition)));
        lines.push(held.paragraph.banner.clone());
        let now: Vec<String> = held.paragraph.now.iter().map(|cite| self.label(cite)).collect();
        if !now.is_empty() {
            lines.push(format!("Today: {}.", now.join(", ")));
        }
        lines.push(format!("{}. {}", held.document.copyright, held.document.acknowledgement));
        lines.push(String::new());
        lines.join("\n")
    }
}

fn missing_citation(reference: &Reference) -> String {
    let Reference { source, .. } = reference;
    format!(
        "{}\n\n{}: {}.\n{}\n{}, {}. {}\n",
        reference.text(),
        reference.name,
        reference.about,
        reference.basis(),
        source.publisher,
        source.title,
        source.note,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(cite: &str) -> String {
        Library::embedded().unwrap().citation(&Cite::parse(cite).unwrap())
    }

    #[test]
    fn a_copied_paragraph_says_what_where_how_old_and_whose() {
        let text = copied("0-18 61");
        assert!(text.starts_with("Your first concern must be the safety of children"));
        for part in [
            "protect other children or young people. You must be able",
            "General Medical Council, 0–18 years: guidance for all doctors. Child protection, 0–18 ¶61.",
            "2007 edition, in force from 15 October 2007.",
            "Removed in 2018.",
            "Today: PCYP ¶2, PCYP ¶32, PCYP ¶39, PCYP ¶52.",
            "© General Medical Council.",
            "with acknowledgement",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn a_copied_item_is_that_item_alone() {
        let text = copied("pcyp 48c");
        assert!(text.starts_with("c. Make sure that you have met"));
        assert!(!text.contains("Check the identity"));
        assert!(text.contains("PCYP ¶48(c)"));
        assert!(text.contains("2012 wording, in force from 3 September 2012."));
    }

    #[test]
    fn a_copied_paragraph_brings_its_footnotes_with_it() {
        let text = copied("pcyp 47");
        assert!(text.contains("formal reviews* carried out"));
        assert!(text.contains("\n* For example, serious case reviews"));
        assert!(text.contains("\n† For example, multi-agency"));
    }

    #[test]
    fn a_copied_summary_is_marked_as_ours() {
        let text = copied("pcyp 32");
        assert!(text.contains("Our summary, from a published source."));
        assert!(!text.contains('©'));
    }

    #[test]
    fn what_is_not_known_is_said_to_be_not_held() {
        assert_eq!(copied("pcyp 99"), "PCYP ¶99: not included.\n");
    }
}
