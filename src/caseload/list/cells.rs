//! What each column of the list says of a decision, as short as can be beside others, and what a
//! row is called.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime};

use super::Column;
use super::asks::owner_words;
use crate::base::dates;
use crate::base::time::{self, When};
use crate::base::words::capital;
use crate::caseload::search::worked_title;
use crate::caseload::worklist::late;
use crate::register::Summary;

/// The name of a row has no more letters than these: it is heard at each step.
const MOST: usize = 150;
/// So many of them are kept for the child, whatever else is said.
const NAME: usize = 30;
/// What says nothing says so.
const NOTHING: &str = "–";

/// What a column says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// In a few words.
    pub text: String,
    /// What else it is.
    pub late: Late,
}

/// Whether what a column says asks for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Late {
    /// It does not.
    #[default]
    No,
    /// A reviewer waits.
    Asked,
    /// Its time has passed, or something is wrong.
    Yes,
}

/// What this column says of a decision at that time.
pub fn cell(summary: &Summary, column: Column, now: &DateTime<FixedOffset>) -> Cell {
    let plain = |text: String| Cell { text, late: Late::No };
    let or_nothing = |text: &str| match text.trim() {
        "" => NOTHING.to_owned(),
        text => text.to_owned(),
    };
    match column {
        Column::Child => plain(capital(&summary.about())),
        Column::Age => plain(age(summary, now.date_naive())),
        Column::Outcome => outcome(summary),
        Column::Decided => plain(decided(&summary.decided, now.date_naive())),
        Column::Author => plain(or_nothing(&in_brief(&summary.author))),
        Column::Consent => plain(or_nothing(summary.consent.brief())),
        Column::Due => due(summary, now),
        Column::Reviewed => Cell {
            text: or_nothing(summary.reviewed.brief()),
            late: match summary.reviewed {
                crate::record::Reviewed::Asks => Late::Asked,
                _ => Late::No,
            },
        },
        Column::Owner => plain(in_brief(owner_words(&summary.owner))),
        Column::Written => plain(brief_day(summary.written.date_naive(), now.date_naive())),
    }
}

/// What a row is called: the child, when it was decided, and what; then what is to be known
/// before it is opened. At most 150 letters.
pub fn row_name(summary: &Summary, checking: bool, now: &DateTime<FixedOffset>) -> String {
    let outcome = match (&summary.title, &summary.suggested) {
        (Some(title), _) => worked_title(title),
        (None, Some(was)) => format!(
            "Decided: {}. Suggested: {}",
            summary.headline.trim_end_matches('.'),
            was.trim_end_matches('.')
        ),
        (None, None) => summary.headline.trim_end_matches('.').to_owned(),
    };
    let due = due(summary, now);
    let marks = [
        (summary.in_error && !summary.disposed, "Entered in error".to_owned()),
        (summary.disposed && summary.whole, "Disposed of".to_owned()),
        (checking, "Checking".to_owned()),
        (summary.problem, "A file has a problem".to_owned()),
        (summary.is_overdue(now), format!("Overdue, {}", due.text)),
        (summary.open && !summary.is_overdue(now), "Open".to_owned()),
        (summary.departed && summary.suggested.is_none(), "Decided differently".to_owned()),
    ];
    let marks = marks.into_iter().filter(|(is, _)| *is).map(|(_, words)| format!(". {words}"));
    // What is to be known is never cut off, and of the others the name is cut last.
    let end = format!(", {}", summary.decided.in_words());
    let marks: String = marks.collect();
    let room = MOST.saturating_sub(end.chars().count() + marks.chars().count());
    let outcome = cut(&outcome, room.saturating_sub(NAME));
    let child = room.saturating_sub(outcome.chars().count() + 2);
    format!("{}{end}, {outcome}{marks}", cut(&capital(&summary.about()), child))
}

/// "7m", "4", "5w"; nothing where several children are meant, or nobody knows.
fn age(summary: &Summary, on: NaiveDate) -> String {
    let [child] = summary.children.as_slice() else { return NOTHING.to_owned() };
    let Some(words) = child.born.and_then(|born| dates::age(born, on)) else {
        return NOTHING.to_owned();
    };
    let mut parts = words.split(' ');
    match (parts.next(), parts.next().and_then(|unit| unit.chars().next())) {
        (Some("born"), _) => "0d".to_owned(),
        (Some(number), Some('y')) => number.to_owned(),
        (Some(number), Some(unit)) => format!("{number}{unit}"),
        _ => words,
    }
}

/// What was decided, without what follows the first sentence or comma. What was suggested
/// instead is never hidden.
fn outcome(summary: &Summary) -> Cell {
    let decided = first_words(&summary.headline);
    if summary.problem {
        return Cell { text: format!("File problem: {decided}"), late: Late::Yes };
    }
    if summary.in_error {
        let text = if summary.disposed { "Disposed of" } else { "Entered in error" };
        return Cell { text: text.to_owned(), late: Late::No };
    }
    let text = match &summary.suggested {
        Some(was) => format!("{decided}, not: {}", first_words(was)),
        None => decided.to_owned(),
    };
    Cell { text, late: Late::No }
}

fn first_words(headline: &str) -> &str {
    // One word alone would say something else: "Share, with consent".
    let whole = |end: &usize| headline.get(..*end).is_some_and(|words| words.contains(' '));
    let ends = [". ", ", "].iter().filter_map(|mark| headline.find(mark)).filter(whole);
    let end = ends.min().unwrap_or(headline.len());
    headline.get(..end).unwrap_or(headline).trim_end_matches('.')
}

fn decided(decided: &When, today: NaiveDate) -> String {
    match decided {
        When::At(at) => brief_day(at.date_naive(), today),
        When::Day(day) => brief_day(*day, today),
        about @ When::About(..) => about.in_words(),
    }
}

/// "24 Nov"; with the year where it is not this one.
fn brief_day(day: NaiveDate, today: NaiveDate) -> String {
    let form = if day.year() == today.year() { "%-d %b" } else { "%-d %b %Y" };
    day.format(form).to_string()
}

fn due(summary: &Summary, now: &DateTime<FixedOffset>) -> Cell {
    let Some(due) = summary.due else {
        let text = if summary.open { "open" } else { NOTHING };
        return Cell { text: text.to_owned(), late: Late::No };
    };
    if due < *now {
        return Cell { text: late(*now, due), late: Late::Yes };
    }
    // A day alone ends at midnight where it was written: the time would be ours.
    let ends = NaiveTime::from_hms_opt(23, 59, 59).is_some_and(|end| due.time() >= end);
    let local = if ends { due } else { due.with_timezone(now.offset()) };
    let text = match (local.date_naive() == now.date_naive(), ends) {
        (true, true) => "today".to_owned(),
        (true, false) => time::clock(&local),
        (false, _) => brief_day(local.date_naive(), now.date_naive()),
    };
    Cell { text, late: Late::No }
}

/// A doctor's name among doctors: the last one whole, those before it by their first letters.
fn in_brief(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_prefix("Dr ").unwrap_or(name);
    match name.rsplit_once(char::is_whitespace) {
        Some((given, family)) => {
            let letters = given.split_whitespace().filter_map(|one| one.chars().next());
            letters.map(|letter| format!("{letter} ")).chain([family.to_owned()]).collect()
        }
        None => name.to_owned(),
    }
}

fn cut(words: &str, most: usize) -> String {
    match words.char_indices().nth(most.saturating_sub(1)) {
        Some((at, _)) if words.chars().count() > most => {
            format!("{}…", words.get(..at).unwrap_or_default())
        }
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::example::contents;
    use crate::register::summary::ChildLine;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-24T12:00:00+00:00").unwrap()
    }

    fn one() -> Summary {
        let file = contents(1).decisions.remove(0);
        let born = NaiveDate::from_ymd_opt(2026, 4, 14);
        let child = ChildLine { name: "Robin Example-Ash".to_owned(), nhs: String::new(), born };
        Summary {
            children: vec![child],
            headline: "Share now. Do not wait for consent.".to_owned(),
            suggested: None,
            departed: false,
            author: "Dr A Example".to_owned(),
            decided: When::At(now()),
            due: None,
            open: false,
            title: None,
            problem: false,
            ..Summary::of(&file).unwrap()
        }
    }

    fn says(summary: &Summary, column: Column) -> String {
        cell(summary, column, &now()).text
    }

    #[test]
    fn each_column_says_in_a_word_or_two_what_it_is() {
        let robin = one();
        for (column, words) in [
            (Column::Child, "Robin Example-Ash"),
            (Column::Age, "7m"),
            (Column::Outcome, "Share now"),
            (Column::Decided, "24 Nov"),
            (Column::Author, "A Example"),
            (Column::Due, "–"),
        ] {
            assert_eq!(says(&robin, column), words, "{column:?}");
        }
        for (name, brief) in [
            ("Dr Anna Maria Example", "A M Example"),
            ("Sample", "Sample"),
            (" ", "–"),
            ("Dr Mary-Jo Al Specimen", "M A Specimen"),
        ] {
            let by = Summary { author: name.to_owned(), ..one() };
            assert_eq!(says(&by, Column::Author), brief);
        }
        let nobody = Summary { children: Vec::new(), owner: String::new(), ..one() };
        assert_eq!(says(&nobody, Column::Child), "Child not named");
        assert_eq!(says(&nobody, Column::Age), "–");
        assert_eq!(says(&nobody, Column::Owner), "unassigned");
    }

    #[test]
    fn no_two_outcomes_are_cut_to_the_same_words_and_none_to_one_word() {
        let pathway = crate::pathway::Pathway::embedded().unwrap();
        let headlines: Vec<&str> =
            pathway.outcomes().iter().map(|one| one.headline.as_str()).collect();
        let cut: std::collections::BTreeSet<&str> =
            headlines.iter().map(|headline| first_words(headline)).collect();
        assert_eq!(cut.len(), headlines.len());
        assert!(cut.iter().all(|words| words.contains(' ')), "{cut:?}");
    }

    #[test]
    fn a_year_is_said_where_it_is_another_one() {
        let before = When::Day(NaiveDate::from_ymd_opt(2025, 11, 24).unwrap());
        assert_eq!(says(&Summary { decided: before, ..one() }, Column::Decided), "24 Nov 2025");
    }

    #[test]
    fn what_is_to_do_says_when_and_late_is_a_word() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).ok();
        for (due, words) in [
            (at("2026-11-22T11:00:00Z"), "2 days late"),
            (at("2026-11-24T16:00:00Z"), "16:00"),
            (at("2026-11-24T23:59:59Z"), "today"),
            (at("2026-12-02T23:59:59Z"), "2 Dec"),
            (None, "open"),
        ] {
            let summary = Summary { due, open: true, ..one() };
            assert_eq!(says(&summary, Column::Due), words);
            let is_late = cell(&summary, Column::Due, &now()).late == Late::Yes;
            assert_eq!(is_late, words.ends_with("late"));
        }
    }

    #[test]
    fn what_was_suggested_and_not_followed_is_in_the_row() {
        let was = Some("Take advice, then come back".to_owned());
        let other = Summary { suggested: was, departed: true, ..one() };
        assert_eq!(says(&other, Column::Outcome), "Share now, not: Take advice");
        let name = row_name(&other, false, &now());
        assert!(name.contains("Suggested: Take advice"), "{name}");
    }

    #[test]
    fn a_row_is_called_by_child_date_and_outcome_in_at_most_150_letters() {
        let name = row_name(&one(), false, &now());
        let said = "Robin Example-Ash, 24 November 2026, 12:00, Share now. Do not wait for consent";
        assert_eq!(name, said);
        let name = "Noor Sample-Aspen of the ninety names ".repeat(9);
        let child = ChildLine { name, ..ChildLine::default() };
        let long = Summary {
            children: vec![child],
            problem: true,
            departed: true,
            due: Some(now() - chrono::TimeDelta::days(400)),
            suggested: Some("Take advice, then come back".to_owned()),
            ..one()
        };
        let name = row_name(&long, true, &now());
        assert!(name.chars().count() <= MOST, "{}: {name}", name.chars().count());
        for words in ["Noor Sample-Aspen", "24 November 2026", "Share now", "Checking"] {
            assert!(name.contains(words), "{name}");
        }
        assert!(name.ends_with("Overdue, 13 months late"), "{name}");
    }
}
