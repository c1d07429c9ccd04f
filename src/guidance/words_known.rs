//! The words that are right here: British English, clinical and safeguarding words of our own
//! list, and whatever the guidance itself writes.

use std::collections::BTreeSet;

use super::Library;
use crate::base::speller::{Speller, SpellingError, words};

/// British English with -ise, made from SCOWL. Its licence and how it was come by stand
/// beside it.
const AFF: &str = include_str!("../../assets/dictionaries/en_GB.aff");
const DIC: &str = include_str!("../../assets/dictionaries/en_GB.dic");
/// Our own list, a word a line; `#` begins a comment.
const CLINICAL: &str = include_str!("../../assets/dictionaries/clinical.txt");

/// The checker with everything that the program carries. It takes some tens of milliseconds
/// and is therefore made off the frame, when the first text is to be checked.
pub fn speller(library: &Library) -> Result<Speller, SpellingError> {
    let mut extra: BTreeSet<&str> = clinical().collect();
    for document in &library.documents {
        for paragraph in &document.paragraphs {
            for block in &paragraph.blocks {
                let found = words(&block.text).filter_map(|range| block.text.get(range));
                extra.extend(found.filter(|word| !word.contains('’')));
            }
        }
    }
    Speller::new(AFF, DIC, extra)
}

fn clinical() -> impl Iterator<Item = &'static str> {
    let lines = CLINICAL.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    lines.filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<String> {
        let speller = speller(&Library::embedded().unwrap()).unwrap();
        let ranges = speller.misspelled(text, &BTreeSet::new());
        ranges.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn no_word_of_the_guidance_is_marked() {
        let library = Library::embedded().unwrap();
        let speller = speller(&library).unwrap();
        let blocks = library.documents.iter().flat_map(|document| &document.paragraphs);
        for text in blocks.flat_map(|paragraph| &paragraph.blocks).map(|block| &block.text) {
            let found = speller.misspelled(text, &BTreeSet::new());
            let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [""; 0]);
        }
    }

    #[test]
    fn what_a_doctor_writes_of_a_child_is_not_marked_and_what_is_wrong_in_it_is() {
        assert_eq!(
            marked(
                "Non-mobile infant with petechiae, a torn frenulum and a metaphyseal fracture. \
                 Safeguarding midwife and paediatrician rung; strategy discussion. Mum’s partner \
                 was previously known to MARAC. Faltering growth, enuresis, on methylphenidate.",
            ),
            [""; 0]
        );
        assert_eq!(marked("The childs bruize was noticable."), ["childs", "bruize", "noticable"]);
    }

    #[test]
    fn spelling_is_british() {
        assert_eq!(marked("colour paediatric anaemia organise judgement"), [""; 0]);
        assert_eq!(marked("color pediatric anemia"), ["color", "pediatric", "anemia"]);
    }

    #[test]
    fn our_list_is_in_order_and_holds_no_word_twice() {
        let list: Vec<&str> = clinical().collect();
        assert!(list.len() > 400, "{}", list.len());
        for pair in list.windows(2) {
            assert!(pair[0].to_lowercase() < pair[1].to_lowercase(), "{pair:?}");
        }
    }
}
