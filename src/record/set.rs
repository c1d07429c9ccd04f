//! One field of a record by its name: to be read and to be set as text, whatever it holds.

use super::form::{Category, ConsentAnswer, ConsentBasis, Field, Part, Participant, Record, YesNo};
use super::item::Item;
use super::people::{ChildFlag, PersonFlag, PersonRole};
use super::statement::Departure;

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
    set_choice(record, field, text).is_some()
}

/// What can be chosen for a field, as the screens say it; empty where it is typed.
pub fn choices(part: Part) -> Vec<&'static str> {
    match part {
        Part::SeenAlone | Part::AdviceChildNamed => vec!["Yes", "No"],
        Part::ConsentBasis => ConsentBasis::ALL.into_iter().map(ConsentBasis::label).collect(),
        Part::ConsentAnswer => ConsentAnswer::ALL.into_iter().map(ConsentAnswer::label).collect(),
        Part::Categories => Category::ALL.into_iter().map(Category::label).collect(),
        Part::ChildFlags => ChildFlag::ALL.into_iter().map(ChildFlag::label).collect(),
        Part::PersonFlags => PersonFlag::ALL.into_iter().map(PersonFlag::label).collect(),
        Part::PersonRole => PersonRole::ALL.into_iter().map(PersonRole::label).collect(),
        Part::ParticipantInterpreter => vec![Participant::INTERPRETER],
        _ => Vec::new(),
    }
}

/// Whether several can be chosen for it.
pub fn takes_several(part: Part) -> bool {
    matches!(part, Part::Categories | Part::ChildFlags | Part::PersonFlags)
}

/// Whether a field can be set as text: where a mark stands on the body, and which children
/// something is about, cannot.
pub fn can_be_set(part: Part) -> bool {
    !matches!(
        part,
        Part::MarkSite
            | Part::MarkChild
            | Part::PassageAbout
            | Part::AdviceAbout
            | Part::SharedAbout
    )
}

/// The text that a field holds, where it is typed and there.
pub fn text_mut<'r>(
    record: &'r mut Record,
    departure: Option<&'r mut Departure>,
    field: &Field,
) -> Option<&'r mut String> {
    macro_rules! item {
        ($list:ident) => {
            find(&mut record.$list, field)?
        };
    }
    Some(match field.part {
        Part::Happened => &mut record.happened.text,
        Part::Learned => &mut record.learned.text,
        Part::Decided => &mut record.decided.text,
        Part::ChildName => &mut item!(children).name,
        Part::ChildBorn => &mut item!(children).born.text,
        Part::ChildNhs => &mut item!(children).nhs.text,
        Part::ChildAddress => &mut item!(children).address,
        Part::ChildParentalResponsibility => &mut item!(children).parental_responsibility,
        Part::ChildWhereabouts => &mut item!(children).whereabouts,
        Part::ChildSafeContact => &mut item!(children).safe_contact,
        Part::ChildSocialWorker => &mut item!(children).social_worker,
        Part::ChildDue => &mut item!(children).due.text,
        Part::PersonNhs => &mut item!(others).nhs.text,
        Part::MarkSize => &mut item!(marks).size,
        Part::MarkColour => &mut item!(marks).colour,
        Part::MarkShape => &mut item!(marks).shape,
        Part::MarkNote => &mut item!(marks).note,
        Part::MarkWhen => &mut item!(marks).when.text,
        Part::MarkSource => &mut item!(marks).source,
        Part::ParticipantWho => &mut item!(participants).who,
        Part::ParticipantRole => &mut item!(participants).role,
        Part::PersonName => &mut item!(others).name,
        Part::PersonRelation => &mut item!(others).relation,
        Part::PersonBorn => &mut item!(others).born.text,
        Part::PersonNotes => &mut item!(others).notes,
        Part::RequestWho => &mut record.request.who,
        Part::RequestReceived => &mut record.request.received.text,
        Part::RequestChannel => &mut record.request.channel,
        Part::RequestReplyBy => &mut record.request.reply_by.text,
        Part::RequestIdentity => &mut record.request.identity,
        Part::RequestPurpose => &mut record.request.purpose,
        Part::RequestLaw => &mut record.request.law,
        Part::PassageWhen => &mut item!(passages).when.text,
        Part::PassageSource => &mut item!(passages).source,
        Part::PassageText => &mut item!(passages).text,
        Part::Present => &mut record.present,
        Part::Views => &mut record.views,
        Part::FamilyRisks => &mut record.family_risks,
        Part::Raised => &mut record.raised,
        Part::Lesser => &mut record.lesser,
        Part::NotFound => &mut record.not_found,
        Part::ConsentAskedOf => &mut item!(consent).asked_of,
        Part::ConsentNotes => &mut item!(consent).notes,
        Part::ConsentWhen => &mut item!(consent).when.text,
        Part::ConsentNotAsked => &mut record.consent_not_asked,
        Part::AdviceWho => &mut item!(advice).who,
        Part::AdviceRole => &mut item!(advice).role,
        Part::AdviceWhen => &mut item!(advice).when.text,
        Part::AdviceSaid => &mut item!(advice).said,
        Part::AdviceSummary => &mut record.summary,
        Part::SharedTo => &mut item!(disclosures).to,
        Part::SharedWhen => &mut item!(disclosures).when.text,
        Part::SharedHow => &mut item!(disclosures).how,
        Part::SharedReference => &mut item!(disclosures).reference,
        Part::SharedWhat => &mut item!(disclosures).shared,
        Part::SharedHeldBack => &mut item!(disclosures).held_back,
        Part::SharedConfirmed => &mut item!(disclosures).confirmed.text,
        Part::SharedConfirmBy => &mut item!(disclosures).confirm_by.text,
        Part::ToldWho => &mut item!(told).who,
        Part::ToldWhen => &mut item!(told).when.text,
        Part::ToldWhat => &mut item!(told).what,
        Part::NotTold => &mut record.not_told,
        Part::ReviewOn => &mut record.follow_up.review_on.text,
        Part::Owner => &mut record.follow_up.owner,
        Part::Acknowledged => &mut record.follow_up.acknowledged.text,
        Part::AcknowledgedBy => &mut record.follow_up.acknowledged_by.text,
        Part::Plan => &mut record.follow_up.plan,
        Part::EnteredWhose => &mut item!(entered).whose,
        Part::EnteredWhen => &mut item!(entered).when.text,
        Part::DecisionReasons => &mut record.reasons,
        Part::WouldChange => &mut record.would_change,
        Part::CitedNote => &mut item!(rests_on).note,
        Part::DepartureReason => &mut departure?.reason,
        Part::Categories
        | Part::SeenAlone
        | Part::ConsentBasis
        | Part::ConsentAnswer
        | Part::AdviceChildNamed
        | Part::ChildFlags
        | Part::PersonFlags
        | Part::PersonRole
        | Part::ParticipantInterpreter
        | Part::MarkSite
        | Part::MarkChild
        | Part::PassageAbout
        | Part::AdviceAbout
        | Part::SharedAbout => return None,
    })
}

fn set_choice(record: &mut Record, field: &Field, text: &str) -> Option<()> {
    let yes_no = [(YesNo::Yes, "Yes"), (YesNo::No, "No")];
    match field.part {
        Part::SeenAlone => record.seen_alone = one_of(&yes_no, text)?,
        Part::AdviceChildNamed => {
            find(&mut record.advice, field)?.child_named = one_of(&yes_no, text)?;
        }
        Part::ConsentBasis => {
            let all = ConsentBasis::ALL.map(|basis| (basis, basis.label()));
            find(&mut record.consent, field)?.basis = one_of(&all, text)?;
        }
        Part::ConsentAnswer => {
            let all = ConsentAnswer::ALL.map(|answer| (answer, answer.label()));
            find(&mut record.consent, field)?.answer = one_of(&all, text)?;
        }
        Part::Categories => {
            record.categories = all_of(&Category::ALL.map(|one| (one, one.label())), text)?;
        }
        Part::ChildFlags => {
            let flags = all_of(&ChildFlag::ALL.map(|one| (one, one.label())), text)?;
            find(&mut record.children, field)?.flags = flags;
        }
        Part::PersonFlags => {
            let flags = all_of(&PersonFlag::ALL.map(|one| (one, one.label())), text)?;
            find(&mut record.others, field)?.flags = flags;
        }
        Part::PersonRole => {
            let all = PersonRole::ALL.map(|role| (role, role.label()));
            find(&mut record.others, field)?.role = one_of(&all, text)?;
        }
        Part::ParticipantInterpreter => {
            let is = one_of(&[((), Participant::INTERPRETER)], text)?.is_some();
            find(&mut record.participants, field)?.interpreter = is;
        }
        _ => return None,
    }
    Some(())
}

/// Which of these it is; the inner `None` where nothing is to be chosen.
#[expect(clippy::option_option, reason = "nothing chosen is a choice; a word that is none is not")]
fn one_of<T: Copy>(all: &[(T, &str)], text: &str) -> Option<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    all.iter().find(|(_, label)| *label == text).map(|(value, _)| Some(*value))
}

/// All of these that are named, with commas between; `None` where one is none of them.
fn all_of<T: Copy>(all: &[(T, &str)], text: &str) -> Option<Vec<T>> {
    let named = text.split(',').map(str::trim).filter(|label| !label.is_empty());
    let same = |label: &str, other: &str| label.to_lowercase() == other.to_lowercase();
    named
        .map(|label| all.iter().find(|(_, one)| same(one, label)).map(|(value, _)| *value))
        .collect()
}

/// The item that the field names, or the first.
fn find<'r, T: Item>(items: &'r mut [T], field: &Field) -> Option<&'r mut T> {
    items.iter_mut().find(|one| field.item.as_ref().is_none_or(|id| one.id() == id))
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
        let gone = Field::of(Part::ChildName, &crate::record::ItemId::mint([77; 8]));
        assert!(!set(&mut record, None, &gone, "x"));
        assert_eq!(record, before);
    }
}
