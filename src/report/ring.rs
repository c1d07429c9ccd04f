//! Contacts as they are shown when somebody is to be rung: whom, on what number, and how far
//! that number can be trusted.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::base::time;
use crate::guidance::Nation;
use crate::record::contact::is_holiday_hours;
use crate::record::people::one_line;
use crate::record::typed::Day;
use crate::record::{Author, Checked, Claim, Contact, ContactKind, DecisionId, Hours, Typed};
use crate::register::contacts::{Current, Doubt, Version};

/// A contact as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The contact.
    pub id: DecisionId,
    /// Its kind, of the version shown first.
    pub kind: ContactKind,
    /// What it says; two or more where people changed it without knowing of each other.
    pub versions: Vec<CardVersion>,
    /// What was stated of it before, the last first.
    pub earlier: Vec<CardVersion>,
}

/// One version of a contact as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardVersion {
    /// The contact.
    pub contact: Contact,
    /// "Children’s services · Duty desk".
    pub title: String,
    /// Organisation and area; blank where neither is known.
    pub about: String,
    /// "Number checked by you on 3 November 2026."; blank where nobody has said.
    pub checked: String,
    /// "Found: the council’s website"; blank where nobody has said.
    pub found: String,
    /// What is to be minded before the number is trusted.
    pub mind: Option<String>,
    /// Who stated it, and when.
    pub stated: String,
    /// Why its numbers are not to be trusted, or not yet.
    pub doubt: Option<Doubt>,
}

/// Contacts as cards. `author` is who reads, for "checked by you".
pub fn cards(contacts: &[Current], author: &Author, today: NaiveDate) -> Vec<Card> {
    contacts.iter().filter_map(|one| card(one, author, today)).collect()
}

fn card(current: &Current, author: &Author, today: NaiveDate) -> Option<Card> {
    let shown = |all: &[Version]| -> Vec<CardVersion> {
        all.iter().map(|one| version(one, author, today)).collect()
    };
    let versions = shown(&current.versions);
    let kind = versions.first()?.contact.kind;
    Some(Card { id: current.id.clone(), kind, versions, earlier: shown(&current.earlier) })
}

fn version(version: &Version, author: &Author, today: NaiveDate) -> CardVersion {
    let Version { contact, author: by, written, doubt, vouched } = version;
    let about: Vec<&str> = [&contact.organisation, &contact.area]
        .map(|text| text.trim())
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let named = |name: &str| {
        let name = name.trim();
        let you = !name.is_empty() && name == author.name.trim();
        if you { "you".to_owned() } else { name.to_owned() }
    };
    let by_whom = match named(&contact.checked_by) {
        nobody if nobody.is_empty() => String::new(),
        name => format!(" by {name}"),
    };
    let (checked, mut mind) = match contact.checked(today) {
        Checked::Never if contact.claimed != Claim::default() => {
            (claimed_words(&contact.claimed.by, &contact.claimed.on), Some(NOT_HERE.to_owned()))
        }
        // Anybody can write a name into a file.
        _ if !vouched => {
            (claimed_words(&contact.checked_by, &contact.checked_on), Some(NOT_HERE.to_owned()))
        }
        Checked::On(day) => (format!("Number checked{by_whom} on {}.", time::day(day)), None),
        Checked::Overdue(day) => (
            format!("Number checked{by_whom} on {}.", time::day(day)),
            Some("Last checked over a year ago".to_owned()),
        ),
        Checked::Never => (String::new(), Some("Nobody has said when this was checked".to_owned())),
        Checked::Unclear => (
            format!("Checked: {}", contact.checked_on.text.trim()),
            Some("It is not clear when this was checked".to_owned()),
        ),
    };
    let found = contact.found_where.trim();
    let found = if found.is_empty() { String::new() } else { format!("Found: {found}") };
    if let Some(doubt) = doubt {
        mind = Some(format!("{}. Find the number again before you ring it.", doubt.words()));
    } else if contact.removed {
        mind = Some("Removed from the list by one of two people".to_owned());
    }
    CardVersion {
        title: heading(contact),
        about: about.join(", "),
        checked,
        found,
        mind,
        stated: format!("Entered by {} on {}", named(&by.name), time::moment(written)),
        contact: contact.clone(),
        doubt: *doubt,
    }
}

/// What is to be minded of a check that only a file tells of.
const NOT_HERE: &str = "Not checked here";

/// A check that only a file tells of, whoever it names: "The file says: checked by Dr Anna
/// Example on 3 November 2026. Not checked here."
pub fn claimed_words(by: &str, on: &Typed<Day>) -> String {
    let by = match one_line(by) {
        nobody if nobody.is_empty() => nobody,
        name => format!(" by {name}"),
    };
    let on = match on.valid() {
        Some(Day(day)) => format!(" on {}", time::day(day)),
        None if on.is_blank() => String::new(),
        None => format!(" ({})", one_line(&on.text)),
    };
    format!("The file says: checked{by}{on}. {NOT_HERE}.")
}

/// "Children’s services · Duty desk".
fn heading(contact: &Contact) -> String {
    let (kind, title) = (contact.kind.label(), contact.title());
    match (contact.kind, title == kind) {
        (_, true) => kind.to_owned(),
        (ContactKind::Other, false) => title.to_owned(),
        _ => format!("{kind} · {title}"),
    }
}

/// To whom a call went, as the record has it: the contact and the number that was rung.
pub fn rung(version: &CardVersion, number: &str) -> String {
    format!("{}, {}", version.title.replace(" · ", ", "), number.trim())
}

/// The cards of these kinds, in the order of the kinds; within a kind first those with a
/// number for the hours that are likely now.
pub fn of_kinds<'a>(cards: &'a [Card], kinds: &[ContactKind], likely: Hours) -> Vec<&'a Card> {
    let mut found: Vec<(usize, bool, &Card)> = cards
        .iter()
        .filter_map(|card| {
            let at = kinds.iter().position(|kind| *kind == card.kind)?;
            Some((at, !answers(card, likely), card))
        })
        .collect();
    found.sort_by_key(|(at, closed, _)| (*at, *closed));
    found.into_iter().map(|(.., card)| card).collect()
}

/// Whether one of its numbers is for the hours that are likely now.
fn answers(card: &Card, likely: Hours) -> bool {
    let versions = card.versions.iter().map(|version| &version.contact);
    versions.flat_map(|contact| contact.numbers_for(likely)).any(|one| one.hours.fits(likely))
}

/// Which desk answers at this moment, in words. Holidays of one place alone are not known.
pub fn desk_words(now: &DateTime<FixedOffset>, nation: Option<Nation>) -> &'static str {
    if is_holiday_hours(now, nation) {
        return "It is a bank holiday: the out-of-hours number first.";
    }
    match Hours::likely(now, nation) {
        Hours::Day | Hours::Always => {
            "It is a weekday between 9 and 17: the day desk first. On a public holiday, ring the \
             out-of-hours number."
        }
        Hours::OutOfHours => "It is outside weekdays 9 to 17: the out-of-hours number first.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::{Agencies, Library};
    use crate::pathway::Pathway;
    use crate::record::ItemId;
    use chrono::DateTime;

    fn stated(contact: Contact, by: &str, doubt: Option<Doubt>) -> Current {
        let author = Author { name: by.to_owned(), ..Author::default() };
        let written = DateTime::parse_from_rfc3339("2026-11-03T09:00:00+00:00").unwrap();
        let versions = vec![Version { contact, author, written, doubt, vouched: true }];
        Current { id: DecisionId::mint(2026, [1; 8]), versions, earlier: Vec::new() }
    }

    fn contact() -> Contact {
        Contact {
            name: "Duty desk".to_owned(),
            checked_on: Typed::new("3/11/2026"),
            checked_by: "Dr Anna Example".to_owned(),
            found_where: "the council’s website".to_owned(),
            ..Contact::new(ContactKind::ChildrensServices, ItemId::mint([1; 8]))
        }
    }

    fn shown(current: Current) -> CardVersion {
        let reader = Author { name: "Dr Anna Example".to_owned(), ..Author::default() };
        let today = "2026-11-22".parse().unwrap();
        cards(&[current], &reader, today).remove(0).versions.remove(0)
    }

    #[test]
    fn a_number_says_who_checked_it_when_and_where_it_was_found() {
        let mine = shown(stated(contact(), "Dr Anna Example", None));
        assert_eq!(mine.title, "Children’s services · Duty desk");
        assert_eq!(mine.checked, "Number checked by you on 3 November 2026.");
        assert_eq!(mine.found, "Found: the council’s website");
        assert_eq!(mine.mind, None);
        let theirs = Contact { checked_by: "Dr Bo Example".to_owned(), ..contact() };
        let theirs = shown(stated(theirs, "Dr Anna Example", None));
        assert!(theirs.checked.starts_with("Number checked by Dr Bo Example on"), "not by you");
        assert!(theirs.stated.starts_with("Entered by you on"));
    }

    #[test]
    fn what_is_not_to_be_trusted_says_so() {
        let old = Contact { checked_on: Typed::new("3/11/2024"), ..contact() };
        let mind = |current| shown(current).mind.unwrap_or_default();
        assert_eq!(mind(stated(old, "Dr Bo Example", None)), "Last checked over a year ago");
        let never = Contact { checked_on: Typed::default(), ..contact() };
        assert!(mind(stated(never, "Dr Bo Example", None)).starts_with("Nobody has said"));
        assert!(
            mind(stated(contact(), "Dr Bo Example", Some(Doubt::Changed)))
                .contains("changed outside")
        );
    }

    #[test]
    fn a_check_that_a_file_tells_of_is_never_said_to_be_yours() {
        let claimed = Claim { on: Typed::new("3/11/2026"), by: "Dr Anna Example".to_owned() };
        let taken = Contact {
            checked_on: Typed::default(),
            checked_by: String::new(),
            claimed,
            ..contact()
        };
        let mut named = stated(contact(), "Dr Bo Example", None);
        named.versions[0].vouched = false;
        for current in [stated(taken, "Dr Anna Example", None), named] {
            let shown = shown(current);
            assert_eq!(
                shown.checked,
                "The file says: checked by Dr Anna Example on 3 November 2026. Not checked here."
            );
            assert_eq!(shown.mind.as_deref(), Some("Not checked here"));
        }
    }

    #[test]
    fn the_desk_that_is_open_now_stands_before_the_other() {
        let desk = |name: &str, hours, id: u8| Card {
            id: DecisionId::mint(2026, [id; 8]),
            kind: ContactKind::ChildrensServices,
            versions: vec![shown(stated(
                Contact {
                    name: name.to_owned(),
                    numbers: vec![crate::record::Number {
                        id: ItemId::mint([id; 8]),
                        number: "01632 960110".to_owned(),
                        hours,
                    }],
                    ..contact()
                },
                "Dr Bo Example",
                None,
            ))],
            earlier: Vec::new(),
        };
        let both = [desk("day", Hours::Day, 1), desk("night", Hours::OutOfHours, 2)];
        let first = |likely| {
            let kinds = [ContactKind::ChildrensServices, ContactKind::Police];
            of_kinds(&both, &kinds, likely)[0].versions[0].contact.name.clone()
        };
        assert_eq!(first(Hours::Day), "day");
        assert_eq!(first(Hours::OutOfHours), "night");
    }

    #[test]
    fn every_outcome_says_whom_to_ring_and_every_kind_has_its_agency() {
        let agencies = Agencies::embedded(&Library::embedded().unwrap()).unwrap();
        let pathway = Pathway::embedded().unwrap();
        for outcome in pathway.outcomes() {
            let whom = agencies.whom(&outcome.id);
            let whom = whom.unwrap_or_else(|| panic!("nobody to ring at {}", outcome.id));
            for id in &whom.agencies {
                assert!(ContactKind::of_agency(id).is_some(), "{id} is no kind of contact");
            }
        }
        for kind in ContactKind::ALL {
            assert!(agencies.agency(kind.agency()).is_some(), "{kind:?}");
        }
        let named = agencies.whom.iter().flat_map(|whom| &whom.outcomes);
        for id in named {
            assert!(pathway.outcome(id).is_some(), "{id} is no outcome");
        }
    }
}
