//! One field of a record by its name: to be read and to be set as text, whatever it holds.

use crate::record::form::{Chosen, Edit, Field, Holds, Part, Record};
use crate::record::ids::ItemId;
use crate::record::statement::Departure;

/// Sets a field to this text. A field that is chosen and not typed takes the labels that the
/// screens show, several of them with commas between. Whether it could be set: the item may
/// not be there, and a choice may be none.
pub fn set(
    record: &mut Record,
    departure: Option<&mut Departure>,
    field: &Field,
    text: &str,
) -> bool {
    if let Some(there) = text_mut(record, departure, field) {
        text.clone_into(there);
        return true;
    }
    match record.edit(field) {
        Some(Edit::Choice(chosen)) => choose(chosen, text),
        _ => false,
    }
}

/// What can be chosen for a field, as the screens say it; empty where it is typed.
pub fn choices(part: Part) -> Vec<&'static str> {
    of_choice(part, |chosen| chosen.labels()).unwrap_or_default()
}

/// Whether several can be chosen for it.
pub fn takes_several(part: Part) -> bool {
    of_choice(part, |chosen| chosen.takes_several()).unwrap_or_default()
}

/// Asks a blank one of this part, where it is a choice.
fn of_choice<T>(part: Part, ask: impl FnOnce(&dyn Chosen) -> T) -> Option<T> {
    let mut blank = Record::default();
    if let Some(kind) = part.row().item {
        blank.add(kind, ItemId::NOBODY);
    }
    match blank.edit(&Field::once(part))? {
        Edit::Choice(chosen) => Some(ask(chosen)),
        _ => None,
    }
}

/// Whether a field can be set as text: where a mark stands on the body, and which children
/// something is about, cannot.
pub fn can_be_set(part: Part) -> bool {
    !matches!(part.row().holds, Holds::About | Holds::Place)
}

/// The text that a field holds, where it is typed and there.
pub fn text_mut<'r>(
    record: &'r mut Record,
    departure: Option<&'r mut Departure>,
    field: &Field,
) -> Option<&'r mut String> {
    if field.part == Part::DepartureReason {
        return departure.map(|departure| &mut departure.reason);
    }
    match record.edit(field)? {
        Edit::Text(text) if can_be_set(field.part) => Some(text),
        _ => None,
    }
}

/// Chooses what is named; whether each of it can be chosen.
fn choose(chosen: &mut dyn Chosen, text: &str) -> bool {
    let labels = chosen.labels();
    let several = chosen.takes_several();
    let same = |label: &str, named: &str| {
        if several { label.to_lowercase() == named.to_lowercase() } else { label == named }
    };
    let named: Vec<&str> = if several { text.split(',').collect() } else { vec![text] };
    let named = named.into_iter().map(str::trim).filter(|one| !one.is_empty());
    let places = named.map(|one| labels.iter().position(|label| same(label, one)));
    let Some(places) = places.collect::<Option<Vec<usize>>>() else { return false };
    chosen.choose(&places);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use crate::record::text::every_line;

    #[test]
    fn every_field_that_is_read_can_be_set_and_reads_so() {
        let mut record = example::filled(2, &mut || "before".to_owned());
        let mut departure = Departure { reason: "before".to_owned(), ..Departure::default() };
        let fields: Vec<Field> =
            every_line(&record, Some(&departure)).into_iter().map(|line| line.field).collect();
        assert!(fields.len() > 60, "{}", fields.len());
        for field in fields.into_iter().filter(|field| can_be_set(field.part)) {
            let to = match choices(field.part).last() {
                Some(label) => (*label).to_owned(),
                None => "after".to_owned(),
            };
            assert!(set(&mut record, Some(&mut departure), &field, &to), "{field:?}");
            let lines = every_line(&record, Some(&departure));
            assert!(lines.iter().any(|line| line.field == field && line.text == to), "{field:?}");
        }
    }

    #[test]
    fn what_is_no_choice_and_what_is_not_there_is_not_set() {
        let mut record = example::filled(1, &mut String::new);
        let before = record.clone();
        assert!(!set(&mut record, None, &Field::once(Part::SeenAlone), "perhaps"));
        assert!(!set(&mut record, None, &Field::once(Part::Categories), "Neglect, perhaps"));
        assert!(!set(&mut record, None, &Field::once(Part::DepartureReason), "x"));
        let gone = Field::of(Part::ChildName, &ItemId::mint([77; 8]));
        assert!(!set(&mut record, None, &gone, "x"));
        assert_eq!(record, before);
    }
}
