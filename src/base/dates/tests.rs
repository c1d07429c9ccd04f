use proptest::prelude::*;

use super::*;

fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// Sunday, 22 November 2026, 10:42.
fn anchor(looks: Looks) -> Anchor {
    Anchor { now: date(2026, 11, 22).and_hms_opt(10, 42, 0).unwrap(), looks }
}

/// In words, as it would be written down.
fn understood(text: &str) -> String {
    read(text, None).map_or_else(|error| error.to_string(), |read| read.words())
}

fn back(text: &str) -> Option<String> {
    settled(text, anchor(Looks::Back))
}

#[test]
fn a_day_is_read_in_every_form_that_people_type() {
    for text in [
        "27/3/2019",
        "27 3 2019",
        "27.03.2019",
        "27 March 2019",
        "2019-03-27",
        " 27 mar 2019 ",
        "27‑03‑2019",
        "27th March 2019",
        "27th of March, 2019",
        "March 27th 2019",
        "Wed 27 March 2019",
        "wednesday, 27/3/2019",
        "27-Mar-2019",
        "２７/３/２０１９",
    ] {
        assert_eq!(parse_day(text), Ok(date(2019, 3, 27)), "{text}");
    }
    assert_eq!(parse_day("1st June 2019"), Ok(date(2019, 6, 1)));
    assert_eq!(parse_day("Mon 3 June 2019"), Ok(date(2019, 6, 3)));
    assert_eq!(parse_day("3 Sept 2019"), Ok(date(2019, 9, 3)));
}

#[test]
fn a_time_is_read_before_or_after_its_day() {
    for text in [
        "20/11/2026 9:05",
        "20/11/2026 9.05",
        "20/11/2026 0905",
        "20/11/2026 9.05am",
        "20/11/2026 at 09:05",
        "20/11/2026, 09:05 hrs",
        "09:05 20/11/2026",
        "0905 on 20 November 2026",
        "20 11 2026 09:05",
        "9:05 a.m. Fri 20 Nov 2026",
        "20th November 2026 @ 0905h",
        "2026-11-20 09:05:31",
    ] {
        assert_eq!(understood(text), "20 November 2026, 09:05", "{text}");
    }
    assert_eq!(understood("20/11/2026 9am"), "20 November 2026, 09:00");
    assert_eq!(understood("20/11/2026 9 pm"), "20 November 2026, 21:00");
    assert_eq!(understood("3/11/2026 at 10:00"), "3 November 2026, 10:00");
    assert_eq!(understood("3 June 2019 noon"), "3 June 2019, 12:00");
    assert_eq!(understood("12.30am 3/6/2019"), "3 June 2019, 00:30");
    assert_eq!(understood("20/11/2026 evening"), "20 November 2026, evening");
    assert_eq!(understood("27 November 2026, 18:06 UTC−5"), "27 November 2026, 18:06 UTC−5");
}

#[test]
fn what_is_counted_from_today_is_written_down_as_its_day() {
    for (typed, kept) in [
        ("4 days ago", "18 November 2026"),
        ("two weeks ago", "8 November 2026"),
        ("a week ago", "15 November 2026"),
        ("yesterday", "21 November 2026"),
        ("yesterday evening", "21 November 2026, evening"),
        ("last night", "21 November 2026, night"),
        ("this morning", "22 November 2026, morning"),
        ("yesterday at 10:00", "21 November 2026, 10:00"),
        ("9am yesterday", "21 November 2026, 09:00"),
        ("the day before yesterday", "20 November 2026"),
        ("an hour ago", "22 November 2026, 09:42"),
        ("20 minutes ago", "22 November 2026, 10:22"),
        ("9.05", "22 November 2026, 09:05"),
        ("0905", "22 November 2026, 09:05"),
        ("9am", "22 November 2026, 09:00"),
        ("at 10:00", "22 November 2026, 10:00"),
        ("1st June", "1 June 2026"),
        ("3 December", "3 December 2025"),
        ("20/11", "20 November 2026"),
        ("20/11 0905", "20 November 2026, 09:05"),
        ("20/11 1430", "20 November 2026, 14:30"),
        ("Fri 20 Nov 9am", "20 November 2026, 09:00"),
        ("Friday", "20 November 2026"),
        ("last Friday evening", "20 November 2026, evening"),
    ] {
        assert_eq!(back(typed).as_deref(), Some(kept), "{typed}");
        assert_eq!(understood(kept), kept, "what is written down is read again");
    }
    let ahead = |text| settled(text, anchor(Looks::Ahead));
    assert_eq!(ahead("1st June").as_deref(), Some("1 June 2027"));
    assert_eq!(ahead("Friday").as_deref(), Some("27 November 2026"));
    assert_eq!(ahead("in 2 weeks").as_deref(), Some("6 December 2026"));
    assert_eq!(ahead("tomorrow 9am").as_deref(), Some("23 November 2026, 09:00"));
}

#[test]
fn what_says_its_day_or_is_not_understood_is_left_as_it_was_typed() {
    for text in
        ["27/3/2019", "20/11/2026 9am", "about Easter", "unborn", "", "27/3/62", "31/2/2019"]
    {
        assert_eq!(back(text), None, "{text}");
    }
    assert_eq!(settled("1st June", anchor(Looks::Birth)), None, "of which year?");
    assert_eq!(back("2019"), None, "a year, and no time");
    let birth = settled("4 days ago", anchor(Looks::Birth));
    assert_eq!(birth.as_deref(), Some("18 November 2026"));
}

#[test]
fn a_year_of_two_digits_is_the_nearest_that_makes_sense_and_is_written_in_full() {
    use Looks::{Ahead, Back, Birth};
    for (looks, typed, kept) in [
        (Birth, "03/11/26", Some("3 November 2026")),
        (Birth, "3 Nov 26", Some("3 November 2026")),
        (Birth, "22.11.26", Some("22 November 2026")),
        (Birth, "3rd November 08", Some("3 November 2008")),
        (Birth, "14/2/81", Some("14 February 1981")),
        // Still to come, or a hundred years ago: neither is a child.
        (Birth, "25/12/26", None),
        (Birth, "3/4/27", None),
        (Birth, "31/2/19", None),
        (Back, "20/11/26 10:00", Some("20 November 2026, 10:00")),
        (Back, "27/3/19", Some("27 March 2019")),
        (Back, "23/11/26", None),
        (Ahead, "3/4/27", Some("3 April 2027")),
        (Ahead, "20/11/26", None),
    ] {
        assert_eq!(settled(typed, anchor(looks)).as_deref(), kept, "{looks:?} {typed}");
    }
    assert_eq!(read("31/2/19", Some(anchor(Birth))), Err(DateError::NoSuchDay));
    assert_eq!(read("25/12/26", Some(anchor(Birth))), Err(DateError::ShortYear));
}

#[test]
fn what_is_not_understood_is_told_by_its_part() {
    let said = |text| read(text, None).unwrap_err();
    assert_eq!(said("27 Smarch 2019"), DateError::Part("Smarch".to_owned()));
    assert_eq!(said("27/3/2019 teatimeish"), DateError::Part("teatimeish".to_owned()));
    assert_eq!(said("27/3/2019 25:00"), DateError::Time("25:00".to_owned()));
    assert_eq!(said("27/3/2019 10:0"), DateError::Time("10:0".to_owned()));
    assert_eq!(said("20/11/2026 24:00"), DateError::Midnight);
    assert_eq!(said("31/2/2019"), DateError::NoSuchDay);
    assert_eq!(said("27/3/19"), DateError::ShortYear);
    assert_eq!(said("20/11/26 10:00"), DateError::ShortYear);
    assert_eq!(said("3 June 19"), DateError::ShortYear);
    assert_eq!(said("1st June"), DateError::NoYear);
    assert_eq!(said("9am"), DateError::NoDay);
    assert_eq!(said("yesterday"), DateError::Counted("yesterday".to_owned()));
    assert_eq!(said("Tue 3 June 2019"), DateError::Weekday("Monday"));
    assert_eq!(said("about Easter"), DateError::Form);
}

#[test]
fn an_age_is_told_in_the_unit_that_is_used_for_it() {
    let on = date(2026, 11, 22);
    for (born, said) in [
        (date(2026, 11, 22), "born that day"),
        (date(2026, 11, 21), "1 day"),
        (date(2026, 11, 9), "13 days"),
        (date(2026, 11, 8), "2 weeks"),
        (date(2026, 10, 16), "5 weeks 2 days"),
        (date(2026, 4, 22), "7 months"),
        (date(2024, 11, 23), "23 months"),
        (date(2024, 11, 22), "2 years"),
        (date(2019, 11, 23), "6 years"),
    ] {
        assert_eq!(age(born, on).as_deref(), Some(said));
    }
    assert_eq!(age(date(2027, 1, 1), on), None);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_read_or_refused_without_a_panic(text in "[0-9a-z:./, -]{0,24}", free in any::<String>()) {
        for looks in [Looks::Back, Looks::Ahead, Looks::Birth] {
            for text in [&text, &free] {
                if let Some(kept) = settled(text, anchor(looks)) {
                    prop_assert!(read(&kept, None).is_ok(), "{} became {}", text, kept);
                }
            }
        }
    }

    #[test]
    fn a_day_and_a_time_are_read_in_either_order(days in 0_u64..9000, minutes in 0_u32..1440) {
        let day = date(2010, 1, 1) + Days::new(days);
        let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap();
        let wanted = Understood { time: Some(time), ..Understood::of(day) };
        for day in [day.format("%-d/%-m/%Y"), day.format("%-d %B %Y"), day.format("%a %-d %b %Y"), day.format("%Y-%m-%d")] {
            let clocks = [time.format("%H:%M"), time.format("%H%M"), time.format("%-H.%M"), time.format("%-I.%M%P"), time.format("%I:%M %p")];
            for clock in clocks {
                for text in [format!("{day} {clock}"), format!("{clock} {day}"), format!("{day} at {clock}")] {
                    prop_assert_eq!(read(&text, None), Ok(wanted), "{}", text);
                }
            }
        }
    }
}
