//! A record as text: for reading on screen, and whole as plain text for people who have no
//! app at hand. Nothing typed is left out.

mod facts;
mod plain;

pub use facts::{Fact, Facts};
pub use plain::{PROTECTS_LESS, decision_text, rests_on};

use crate::base::dates::Looks;
use crate::base::ronfile;
use crate::record::cited::GuidanceCited;
use crate::record::form::{Field, Holder, ItemKind, Part, Passage, PassageKind, Record, Section};
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::plausibility::with_age;
use crate::record::seen_by_whom::is_author;
use crate::record::statement::{Decision, Departure};
use crate::record::typed::Typed;

/// One section of a record as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    /// Which section.
    pub section: Section,
    /// Its heading.
    pub heading: &'static str,
    /// Its parts: one for each child, passage, disclosure; one for fields that stand once.
    pub groups: Vec<Group>,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// "Child 2", "Child’s own words"; blank for fields that stand once.
    pub title: String,
    /// What is filled.
    pub lines: Vec<Line>,
}

/// One field that is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The field's label.
    pub label: &'static str,
    /// What it holds, as typed.
    pub text: String,
    /// Where it is changed.
    pub field: Field,
}

/// A signed decision's record, section by section: only what is filled.
pub fn sections(decision: &Decision) -> Vec<SectionText> {
    sections_of(&decision.record, decision.departure.as_ref())
}

/// The same for a record in the making.
pub fn sections_of(record: &Record, departure: Option<&Departure>) -> Vec<SectionText> {
    sections_with(record, departure, |line| !line.text.trim().is_empty())
}

/// The same as somebody reads it before it is signed: with each child of whom nothing is said yet,
/// where there are several. They are signed with the others.
pub fn sections_to_sign(record: &Record, departure: Option<&Departure>) -> Vec<SectionText> {
    let several = record.children.len() > 1;
    let empty = record.children.iter().filter(|child| several && child.is_all_blank());
    let empty: Vec<&ItemId> = empty.map(Item::id).collect();
    sections_with(record, departure, |line| {
        let is_empty = |id: &ItemId| empty.contains(&id);
        if line.field.part == Part::ChildName && line.field.item.as_ref().is_some_and(is_empty) {
            "Nothing is said of this child yet".clone_into(&mut line.text);
        }
        !line.text.trim().is_empty()
    })
}

/// What was looked for and not found, on one line: an item alone on a line says the opposite.
fn in_one_sentence(lines: &str) -> String {
    let each = lines.lines().map(|line| line.trim().trim_end_matches('.'));
    let each: Vec<&str> = each.filter(|line| !line.is_empty()).collect();
    each.join("; ")
}

/// The lines of a record that are kept, section by section. What was corrected is kept where
/// nothing is left in it, too.
pub(crate) fn sections_with(
    record: &Record,
    departure: Option<&Departure>,
    mut keep: impl FnMut(&mut Line) -> bool,
) -> Vec<SectionText> {
    let on = record.decided.valid().map(|decided| decided.day);
    Section::ALL
        .into_iter()
        .filter_map(|section| {
            let mut groups = groups(section, record, departure);
            for group in &mut groups {
                group.lines.retain_mut(&mut keep);
                for line in &mut group.lines {
                    if matches!(line.field.part, Part::NotFound | Part::NoneApply) {
                        line.text = in_one_sentence(&line.text);
                    }
                }
                let births = |line: &&mut Line| line.field.part.looks() == Some(Looks::Birth);
                for line in group.lines.iter_mut().filter(births) {
                    line.text = with_age(&Typed::new(line.text.as_str()), on);
                }
            }
            groups.retain(|group| !group.lines.is_empty());
            (!groups.is_empty()).then(|| SectionText { section, heading: section.label(), groups })
        })
        .collect()
}

/// Everyone who appears in a record, by the name or words it has for them, each once. A
/// person who is named only within a passage is not found.
pub fn people(record: &Record) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |name: &str, role: &str| {
        let name = name.trim();
        if name.is_empty() || is_author(name) {
            return;
        }
        let entry = if role.trim().is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({})", role.trim())
        };
        if !found.contains(&entry) {
            found.push(entry);
        }
    };
    record.children.iter().for_each(|c| add(&c.name, "child"));
    for person in &record.others {
        let role = person.role.map_or("", |role| role.label());
        let relation = person.relation.trim();
        add(&person.name, if relation.is_empty() { role } else { relation });
    }
    for child in &record.children {
        // Whoever stands there by name alone may be in the list already.
        let there =
            record.others.iter().any(|one| one.name.trim() == child.parental_responsibility.trim());
        if !there {
            add(&child.parental_responsibility, "parental responsibility");
        }
    }
    for one in &record.participants {
        let role = if one.interpreter { "interpreter" } else { one.role.trim() };
        add(&one.who, if role.is_empty() { "present" } else { role });
    }
    add(&record.present, "present");
    add(&record.request.who, "asked for information");
    record.passages.iter().for_each(|p| add(&p.source, "told or saw"));
    record.consent.iter().for_each(|c| add(&c.asked_of, "asked for consent"));
    record.advice.iter().for_each(|a| add(&a.who, "advised"));
    for one in &record.disclosures {
        let only_rung = one.is_unanswered() || one.is_only_rung();
        add(&one.to, if only_rung { "was rung" } else { "was told" });
    }
    record.told.iter().for_each(|t| add(&t.who, "was told"));
    found
}

/// What a field is called, with its section: "Advice: Who advised". `name` is the name of a
/// [`Part`], as the ledger has it; `None` if there is no such part.
pub fn field_label(name: &str) -> Option<String> {
    ronfile::read::<Part>(name.as_bytes()).ok().map(Part::full_label)
}

fn groups(section: Section, record: &Record, departure: Option<&Departure>) -> Vec<Group> {
    let parts: Vec<Part> =
        Part::ALL.iter().copied().filter(|part| part.section() == section).collect();
    let runs = parts.chunk_by(|one, other| one.row().item == other.row().item);
    runs.flat_map(|run| match run.first().and_then(|part| part.row().item) {
        None => vec![once(run, record, departure)],
        // Kinds are kept apart: all findings, then all of the child's own words, and so on.
        Some(ItemKind::Passage) => {
            let of = |kind| record.passages.iter().filter(move |one| one.kind == kind);
            PassageKind::ALL.into_iter().flat_map(of).map(|one| passage(record, one, run)).collect()
        }
        Some(kind) => each(record, kind, run),
    })
    .collect()
}

/// Every field that a record has, filled or not, in the order in which it is read.
pub fn every_line(record: &Record, departure: Option<&Departure>) -> Vec<Line> {
    Section::ALL
        .into_iter()
        .flat_map(|section| groups(section, record, departure))
        .flat_map(|group| group.lines)
        .collect()
}

fn once(parts: &[Part], record: &Record, departure: Option<&Departure>) -> Group {
    let mut lines = lines(record, record, parts);
    let reason = lines.iter_mut().find(|line| line.field.part == Part::DepartureReason);
    if let Some((line, departure)) = reason.zip(departure) {
        line.text.clone_from(&departure.reason);
    }
    Group { title: String::new(), lines }
}

/// A group for each item, numbered where there are several; marks always, with the number that
/// each has on the picture.
fn each(record: &Record, kind: ItemKind, parts: &[Part]) -> Vec<Group> {
    let items = record.items(kind);
    let numbered = items.len() > 1 || kind == ItemKind::Mark;
    let group = |(at, item): (usize, &&dyn Holder)| Group {
        title: match kind.noun() {
            noun if numbered => format!("{noun} {}", at + 1),
            noun => noun.to_owned(),
        },
        lines: match record.rests_on.get(at).filter(|_| kind == ItemKind::GuidanceCited) {
            Some(one) => cited(one),
            None => lines(record, *item, parts),
        },
    };
    items.iter().enumerate().map(group).collect()
}

fn passage(record: &Record, passage: &Passage, parts: &[Part]) -> Group {
    let mut lines = lines(record, passage, parts);
    for line in &mut lines {
        if line.field.part == Part::PassageSource && passage.kind == PassageKind::ToldByOthers {
            line.label = "Told by";
        }
    }
    Group { title: passage.kind.label().to_owned(), lines }
}

/// What was read, in the words of the day. Every line leads to the note, the one field of it
/// that can be changed.
fn cited(cited: &GuidanceCited) -> Vec<Line> {
    [
        ("Paragraph", cited.label.as_str()),
        ("Whose text", cited.source.label()),
        ("Document", &cited.document),
        ("Edition", &cited.edition),
        ("Its status", &cited.standing),
        ("Its words on the day", &cited.words),
        (Part::CitedNote.row().label, &cited.note),
    ]
    .into_iter()
    .map(|(label, text)| Line { label, text: text.to_owned(), field: cited.field(Part::CitedNote) })
    .collect()
}

fn lines(record: &Record, holder: &dyn Holder, parts: &[Part]) -> Vec<Line> {
    let line = |part: &Part| Line {
        label: part.row().label,
        text: holder.reads(*part, record),
        field: holder.at(*part),
    };
    parts.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{field_label, sections_to_sign};
    use crate::guidance::Library;
    use crate::pathway::ledger::{Does, Ledger};
    use crate::record::{Child, Item, ItemId, Record};

    #[test]
    fn a_child_that_was_added_and_left_empty_is_read_with_the_others() {
        let child = |at: u8| Child::new(ItemId::mint([at; 8]));
        let titles = |children: Vec<Child>| -> Vec<String> {
            let record = Record { children, ..Record::default() };
            let who = sections_to_sign(&record, None);
            who.into_iter().flat_map(|one| one.groups).map(|group| group.title).collect()
        };
        let named = Child { name: "Robin Example".to_owned(), ..child(1) };
        assert_eq!(titles(vec![named, child(2)]), ["Child 1", "Child 2"]);
        assert!(titles(vec![child(1)]).is_empty(), "a record opens with one");
    }

    #[test]
    fn each_field_that_the_ledger_names_stands_in_the_record() {
        let ledger = Ledger::embedded(&Library::embedded().unwrap()).unwrap();
        let mut fields = 0;
        for does in ledger.entries().iter().flat_map(|entry| &entry.does) {
            if let Does::Field(name) = does {
                fields += 1;
                assert!(field_label(name).is_some(), "the record has no field {name}");
            }
        }
        assert!(fields > 20, "{fields}");
    }

    #[test]
    fn a_field_is_called_what_the_record_calls_it_with_its_section() {
        for (name, label) in [
            ("SharedHeldBack", "Shared: What was held back"),
            ("AdviceWho", "Advice: Who advised"),
            ("RequestIdentity", "The request: How identity was checked"),
            ("PassageText", "Concern: What was found, said, told and thought"),
        ] {
            assert_eq!(field_label(name).as_deref(), Some(label));
        }
        for name in ["Nothing", "", "SharedTo SharedTo"] {
            assert_eq!(field_label(name), None, "{name}");
        }
    }
}
