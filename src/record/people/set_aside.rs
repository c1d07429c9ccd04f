//! What was typed and is no longer part of the record, as its author sees it before signing:
//! parts that were taken out, texts that no longer apply, answers that fell away.
//!
//! What is signed of it is made from the same list as is shown, so that nothing is signed that
//! the author could not see.

use std::collections::BTreeMap;

use crate::pathway::FellAway;
use crate::record::draft::DecisionDraft;
use crate::record::form::{Field, Part, Section};
use crate::record::ids::ItemId;

/// Under what the reason of a departure that no longer applies is kept.
pub const OTHERWISE: &str = "Reason for deciding differently";
/// Under what an edited summary is kept that was made again.
pub const SUMMARY: &str = "Summary for the adviser";
/// Under what earlier versions kept a part that was taken out, with its id after it.
const TAKEN_OUT: &str = "Taken out";

/// What is said before an answer that no longer applies.
const FELL_AWAY: &str = "Your answer, which no longer applies";

/// One thing that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Which it is.
    pub key: AsideKey,
    /// In which section of the record it would be.
    pub section: Section,
    /// What it was: "Child 2", "Summary for the adviser", the question of an answer.
    pub title: String,
    /// What was written in it: label and text. The label is blank where there is only a text.
    pub lines: Vec<(String, String)>,
    /// Whether it can be put back where it was.
    pub back: bool,
}

/// Names one thing that was set aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKey {
    /// What was taken out with this part.
    Part(ItemId),
    /// The text that is kept under this name.
    Text(String),
    /// The answer to the question with this id.
    Answer(String),
}

/// Everything that was set aside in a draft.
pub fn asides(draft: &DecisionDraft, fell_away: &[FellAway]) -> Vec<Aside> {
    let parts = draft.removed.iter().filter_map(|removed| {
        let groups = removed.as_read(&draft.record);
        let first = groups.first()?;
        let several = groups.len() > 1;
        let lines = groups.iter().enumerate().flat_map(|(at, group)| {
            group.lines.iter().map(move |line| {
                let of =
                    if several && at > 0 { format!("{}, ", group.title) } else { String::new() };
                (format!("{of}{}", lower(line.label, !of.is_empty())), line.text.clone())
            })
        });
        Some(Aside {
            key: AsideKey::Part(removed.item()?.clone()),
            section: first.lines.first().map_or(Section::Who, |line| line.field.part.section()),
            title: first.title.clone(),
            lines: lines.collect(),
            back: true,
        })
    });
    let texts = draft.set_aside.iter().map(|(name, text)| Aside {
        key: AsideKey::Text(name.clone()),
        section: if name.starts_with(SUMMARY) { Section::Advice } else { Section::Reasons },
        title: aside_name(name).to_owned(),
        lines: vec![(String::new(), text.clone())],
        back: place_of(draft, name).is_some(),
    });
    let answers = fell_away.iter().map(|one| Aside {
        key: AsideKey::Answer(one.question.clone()),
        section: Section::Reasons,
        title: one.title.clone(),
        lines: vec![(FELL_AWAY.to_owned(), one.label.clone())],
        back: false,
    });
    parts.chain(texts).chain(answers).collect()
}

/// What is signed of it: by name, the text.
pub fn signed(asides: &[Aside]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for one in asides {
        let lines: Vec<String> = one
            .lines
            .iter()
            .map(|(label, text)| {
                let bare = label.is_empty() || matches!(one.key, AsideKey::Answer(_));
                if bare { text.clone() } else { format!("{label}: {text}") }
            })
            .collect();
        let name = match one.key {
            AsideKey::Part(_) => format!("{TAKEN_OUT}: {}", one.title),
            _ => one.title.clone(),
        };
        let names = std::iter::once(name.clone()).chain((2..).map(|n| format!("{name} ({n})")));
        let free = { names }.find(|name| !all.contains_key(name));
        all.extend(free.map(|name| (name, lines.join("\n"))));
    }
    all
}

/// Puts one back where it was. Whether it could be.
pub fn put_back(draft: &mut DecisionDraft, key: &AsideKey) -> bool {
    match key {
        AsideKey::Part(item) => {
            let at = draft.removed.iter().position(|one| one.item() == Some(item));
            let Some(at) = at else { return false };
            draft.removed.remove(at).put_back(&mut draft.record);
            true
        }
        AsideKey::Text(name) => {
            let Some(place) = place_of(draft, name) else { return false };
            let Some(text) = draft.set_aside.remove(name) else { return false };
            let departure = draft.departure.as_mut();
            let Some(there) =
                crate::record::field_access::text_mut(&mut draft.record, departure, &place)
            else {
                return false;
            };
            // What is there stays, first.
            if there.trim().is_empty() {
                *there = text;
            } else {
                there.push_str("\n\n");
                there.push_str(&text);
            }
            true
        }
        AsideKey::Answer(_) => false,
    }
}

/// Leaves one out for good: it is gone, and is not signed.
pub fn leave_out(draft: &mut DecisionDraft, key: &AsideKey) {
    match key {
        AsideKey::Part(item) => draft.removed.retain(|one| one.item() != Some(item)),
        AsideKey::Text(name) => {
            draft.set_aside.remove(name);
        }
        AsideKey::Answer(question) => {
            draft.answers.0.remove(question);
        }
    }
}

/// Where a text would go that is put back.
fn place_of(draft: &DecisionDraft, name: &str) -> Option<Field> {
    if name.starts_with(SUMMARY) {
        return Some(Field::once(Part::AdviceSummary));
    }
    // Without a departure there is no field for its reason.
    (name.starts_with(OTHERWISE) && draft.departure.is_some())
        .then(|| Field::once(Part::DepartureReason))
}

/// The name of what was set aside, without the id that earlier versions wrote into it.
pub fn aside_name(name: &str) -> &str {
    let id = name.strip_prefix(TAKEN_OUT).and_then(|rest| rest.strip_prefix(" ("));
    let id = id.and_then(|rest| rest.strip_suffix(')'));
    if id.is_some_and(|id| id.parse::<ItemId>().is_ok()) { TAKEN_OUT } else { name }
}

/// A label within a line: with a small letter, where it is a word and no "NHS".
fn lower(label: &str, within: bool) -> String {
    let mut letters = label.chars();
    match letters.next() {
        Some(first) if within && letters.clone().next().is_none_or(|c| !c.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::removal::{WhoseNow, take_out};
    use crate::record::{Child, Departure, Item, Mark, Record, example};
    use proptest::prelude::*;

    fn draft() -> DecisionDraft {
        let child = |number: u8, name: &str| Child {
            name: name.to_owned(),
            ..Item::new(ItemId::mint([number; 8]))
        };
        let mut mark: Mark = Item::new(ItemId::mint([3; 8]));
        mark.place((790, 900));
        mark.child = Some(ItemId::mint([2; 8]));
        let children = vec![child(1, "Robin Example"), child(2, "Wrong Patient")];
        let record = Record { children, marks: vec![mark], ..Record::default() };
        DecisionDraft { record, ..DecisionDraft::default() }
    }

    fn take(draft: &mut DecisionDraft, item: &ItemId) {
        draft.removed.extend(take_out(&mut draft.record, item, &WhoseNow::Aside));
    }

    #[test]
    fn a_wrong_patient_who_was_taken_out_is_seen_with_what_was_about_them_and_with_no_id() {
        let mut draft = draft();
        let wrong = ItemId::mint([2; 8]);
        take(&mut draft, &wrong);
        let list = asides(&draft, &[]);
        assert_eq!(list.len(), 1);
        assert_eq!((list[0].title.as_str(), list[0].section), ("Child 2", Section::Who));
        let words = signed(&list)["Taken out: Child 2"].clone();
        assert!(words.starts_with("Name: Wrong Patient\nMark 1, where: Left forearm"), "{words}");
        assert!(!words.contains(wrong.as_str()));
        leave_out(&mut draft, &list[0].key);
        assert_eq!(signed(&asides(&draft, &[])), BTreeMap::new());
    }

    #[test]
    fn a_reason_for_deciding_otherwise_goes_back_where_there_is_a_departure_to_have_it() {
        let mut draft = draft();
        draft.set_aside.insert(OTHERWISE.to_owned(), "They moved away.".to_owned());
        assert!(!asides(&draft, &[])[0].back);
        let reason = "Advice.".to_owned();
        draft.departure = Some(Departure { reason, ..Departure::default() });
        assert!(put_back(&mut draft, &AsideKey::Text(OTHERWISE.to_owned())));
        assert_eq!(draft.departure.unwrap().reason, "Advice.\n\nThey moved away.");
        assert!(draft.set_aside.is_empty());
    }

    #[test]
    fn the_id_that_an_earlier_version_wrote_is_not_read_out() {
        assert_eq!(aside_name("Taken out (0F0F0F0F)"), "Taken out");
        assert_eq!(aside_name("Taken out: Child 2"), "Taken out: Child 2");
        assert_eq!(aside_name("Pressed by mistake (2)"), "Pressed by mistake (2)");
    }

    #[test]
    fn an_answer_that_fell_away_is_seen_and_can_be_left_out() {
        let mut draft = draft();
        draft.answers = example::answers(&[("consent", "refused")]);
        let fell = FellAway {
            question: "consent".to_owned(),
            title: "Do they agree?".to_owned(),
            label: "No".to_owned(),
        };
        let list = asides(&draft, &[fell]);
        assert_eq!(signed(&list)["Do they agree?"], "No");
        leave_out(&mut draft, &list[0].key);
        assert!(draft.answers.0.is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_signed_of_what_was_set_aside_was_seen(
            record in example::any_record(),
            text in "\\PC{1,20}",
        ) {
            let mut draft = DecisionDraft { record, ..DecisionDraft::default() };
            draft.set_aside.insert("Pressed by mistake".to_owned(), text);
            for _ in 0..4 {
                let lines = crate::record::text::every_line(&draft.record, None);
                let Some(item) = lines.into_iter().find_map(|line| line.field.item) else { break };
                take(&mut draft, &item);
            }
            let list = asides(&draft, &[]);
            for text in signed(&list).values() {
                for line in text.lines() {
                    let seen = list.iter().flat_map(|one| &one.lines).any(|(label, text)| {
                        line.is_empty() || line.starts_with(label.as_str()) || text.contains(line)
                    });
                    prop_assert!(seen, "{} was not seen", line);
                }
            }
            prop_assert_eq!(signed(&list).len(), list.len());
        }
    }
}
