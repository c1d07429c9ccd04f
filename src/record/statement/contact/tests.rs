use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn contact() -> Contact {
    Contact::new(ContactKind::ChildrensServices, ItemId::mint([1; 8]))
}

#[test]
fn a_number_checked_over_a_year_ago_is_overdue() {
    let today = day("2026-11-22");
    let checked = |text: &str| Contact { checked_on: Typed::new(text), ..contact() }.checked(today);
    assert_eq!(checked(""), Checked::Never);
    assert_eq!(checked("22/11/2025"), Checked::On(day("2025-11-22")));
    assert_eq!(checked("21/11/2025"), Checked::Overdue(day("2025-11-21")));
    assert_eq!(checked("last spring"), Checked::Unclear);
    assert_eq!(checked("23/11/2026"), Checked::Unclear, "nobody has checked it tomorrow");
}

#[test]
fn the_desk_that_is_likely_to_answer_has_its_number_first() {
    let number = |number: &str, hours, id| Number {
        id: ItemId::mint([id; 8]),
        number: number.to_owned(),
        hours,
    };
    let contact = Contact {
        numbers: vec![
            number("day", Hours::Day, 1),
            number("night", Hours::OutOfHours, 2),
            number(" ", Hours::Always, 3),
        ],
        ..contact()
    };
    let first = |at: &str| {
        let now = DateTime::parse_from_rfc3339(at).unwrap();
        contact.numbers_for(Hours::likely(&now, Some(Nation::Scotland)))[0].number.clone()
    };
    assert_eq!(first("2026-11-20T09:00:00+00:00"), "day");
    assert_eq!(first("2026-11-20T17:00:00+00:00"), "night");
    assert_eq!(first("2026-11-20T08:59:00+00:00"), "night");
    assert_eq!(first("2026-11-22T10:42:00+00:00"), "night", "a Sunday");
    assert_eq!(first("2026-11-30T10:42:00+00:00"), "night", "St Andrew’s Day");
    assert_eq!(contact.numbers_for(Hours::Day).len(), 2, "an empty one is no number");
}

#[test]
fn a_bank_holiday_is_one_only_in_its_nation_and_only_while_offices_would_be_open() {
    let is =
        |at: &str, nation| is_holiday_hours(&DateTime::parse_from_rfc3339(at).unwrap(), nation);
    let andrews = "2026-11-30T10:42:00+00:00";
    assert!(is(andrews, Some(Nation::Scotland)));
    assert!(!is(andrews, Some(Nation::England)) && !is(andrews, None));
    assert!(!is("2026-11-30T18:00:00+00:00", Some(Nation::Scotland)), "the evening");
    assert!(!is("2026-11-22T10:42:00+00:00", Some(Nation::Scotland)), "a Sunday");
}

#[test]
fn who_changes_something_else_has_not_checked_the_number() {
    let mut contact = contact();
    contact.check(day("2026-11-03"), "Dr Ada Example");
    let before = contact.clone();
    "Elm Valley".clone_into(&mut contact.area);
    contact.checked_since(Some(&before), "Dr Bo Example");
    assert_eq!(contact.checked_by, "Dr Ada Example");
    contact.checked_on = Typed::new("4/11/2026");
    contact.checked_since(Some(&before), "Dr Bo Example");
    assert_eq!(contact.checked_by, "Dr Bo Example");
    contact.checked_on = Typed::default();
    contact.checked_since(Some(&before), "Dr Bo Example");
    assert_eq!(contact.checked_by, "");
}

#[test]
fn what_a_file_says_of_a_check_is_never_a_check_made_here() {
    let mut theirs = contact();
    theirs.numbers[0].number = "01632 960110".to_owned();
    theirs.check(day("2026-11-22"), "Dr Anna Example");
    let taken = theirs.clone().taken_from_file(None);
    assert!(taken.checked_on.is_blank() && taken.checked_by.is_empty());
    assert_eq!(taken.claimed.by, "Dr Anna Example");
    // What was checked here stays checked while the numbers are the same.
    let mut here = theirs.clone();
    here.check(day("2026-11-03"), "Dr Bo Example");
    let taken = theirs.clone().taken_from_file(Some(&here));
    assert_eq!((taken.checked_by.as_str(), taken.claimed), ("Dr Bo Example", Claim::default()));
    theirs.numbers[0].number = "01632 960199".to_owned();
    let taken = theirs.taken_from_file(Some(&here));
    assert_eq!((taken.checked_by.as_str(), taken.claimed.by.as_str()), ("", "Dr Anna Example"));
}

#[test]
fn a_check_that_is_made_here_takes_the_place_of_what_a_file_said() {
    let mut taken = contact();
    taken.claimed.by = "Dr Anna Example".to_owned();
    taken.check(day("2026-11-22"), "Dr Bo Example");
    assert_eq!(taken.claimed, Claim::default());
}

#[test]
fn what_is_different_in_another_is_told_with_what_it_was() {
    let mut other = contact();
    "Elm Valley".clone_into(&mut other.area);
    other.check(day("2026-11-22"), "Dr Bo Example");
    let told = contact().changes(&other);
    assert_eq!(told, [("Area", String::new(), "Elm Valley".to_owned())]);
}

#[test]
fn every_kind_is_found_by_the_id_of_its_agency() {
    for kind in ContactKind::ALL {
        assert_eq!(ContactKind::of_agency(kind.agency()), Some(kind));
    }
}
