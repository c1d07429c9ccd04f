use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::caseload::casebook::{Casebook, Titles};
use crate::caseload::example::{contents, owed};
use crate::caseload::search::Query;
use crate::caseload::worklist::{Item, What};
use crate::record::{Consented, Reviewed, Typed};

/// Summaries of invented cases, every third open, every sixth with a time.
static CASES: LazyLock<Casebook> = LazyLock::new(|| {
    let mut book = Casebook::of(&contents(300), &Titles::new());
    let number = |summary: &Summary| summary.id.as_str().bytes().map(usize::from).sum::<usize>();
    let items: Vec<Item> = book
        .summaries()
        .iter()
        .filter_map(|summary| match number(summary) % 6 {
            0 => Some((summary, Some(summary.written + TimeDelta::days(3)))),
            3 => Some((summary, None)),
            _ => None,
        })
        .map(|(summary, due)| owed(&summary.id, What::Open, due))
        .collect();
    book.judge(&items);
    book
});

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-01-01T09:00:00+00:00").unwrap()
}

fn rows_of(filter: &Filter, sort: Sort) -> Vec<Row> {
    let cases = CASES.summaries();
    rows(cases, 0..cases.len(), filter, sort, &now())
}

fn passing(filter: &Filter) -> Vec<&'static Summary> {
    rows_of(filter, Sort::default()).into_iter().map(|row| &*CASES.summaries()[row]).collect()
}

#[test]
fn a_child_is_found_by_letters_of_the_name_and_by_digits_of_the_number() {
    let cases = CASES.summaries();
    let child = &cases.iter().find(|one| one.children.iter().any(|c| c.nhs.len() == 10)).unwrap();
    let line = child.children.iter().find(|c| c.nhs.len() == 10).unwrap();
    let spaced = format!("{} {}", &line.nhs[..3], &line.nhs[3..]);
    for asked in [line.name.to_uppercase(), line.nhs.clone(), spaced] {
        let filter = Filter { child: asked.clone(), ..Filter::default() };
        assert!(passing(&filter).iter().any(|one| one.id == child.id), "{asked}");
    }
    assert!(passing(&Filter { child: "000 111".to_owned(), ..Filter::default() }).is_empty());
}

#[test]
fn each_thing_asked_keeps_those_of_which_it_is_true_and_no_others() {
    let all = CASES.summaries();
    let count = |is: &dyn Fn(&Summary) -> bool| all.iter().filter(|one| is(one)).count();
    let by = |by: Criteria| passing(&Filter { by, ..Filter::default() }).len();
    let ask = Criteria::default;
    assert_eq!(by(ask()), all.len());
    let departed = count(&|one| one.departed);
    assert_eq!(by(Criteria { departed: true, ..ask() }), departed);
    let without = count(&|one| one.without_consent);
    assert!(without > 0);
    assert_eq!(by(Criteria { without_consent: true, ..ask() }), without);
    assert_eq!(by(Criteria { open: true, ..ask() }), count(&|one| one.open));
    let overdue = count(&|one| one.open && one.due.is_some_and(|due| due < now()));
    assert!(overdue > 0 && overdue < count(&|one| one.open));
    assert_eq!(by(Criteria { overdue: true, ..ask() }), overdue);
    let reviewed = count(&|one| one.reviewed != Reviewed::No);
    assert!(reviewed > 0);
    let no = Criteria { reviews: vec![Reviewed::No], ..ask() };
    assert_eq!(by(no), all.len() - reviewed);
    let outcome = Criteria { outcomes: vec!["share-now".to_owned()], ..ask() };
    assert_eq!(by(outcome), count(&|one| one.outcome == "share-now"));
    let author = all[0].author.clone();
    let named = Criteria { author: author.to_lowercase(), ..ask() };
    assert_eq!(by(named), count(&|one| one.author.contains(&author)));
}

#[test]
fn what_was_entered_in_error_is_in_no_list_until_it_is_asked_for_and_then_alone() {
    let mut all: Vec<Arc<Summary>> = CASES.summaries().to_vec();
    Arc::make_mut(&mut all[3]).in_error = true;
    let everything: Vec<Row> = sorted(&all, 0..all.len(), Sort::default());
    let by = |in_error: bool, words: &str| {
        let by = Criteria { in_error, ..Criteria::default() };
        let filter = Filter { by, child: words.to_owned(), ..Filter::default() };
        let sorted = rows(&all, everything.clone(), &filter, Sort::default(), &now());
        let kept = rows_in_order(&all, everything.clone(), &everything, &filter, &now());
        assert_eq!(BTreeSet::from_iter(sorted.clone()), BTreeSet::from_iter(kept));
        sorted
    };
    assert!(!by(false, "").contains(&3));
    assert_eq!(by(false, "").len(), all.len() - 1);
    assert_eq!(by(true, ""), [3]);
    let name = all[3].children[0].name.clone();
    assert!(!by(false, &name).contains(&3));
}

#[test]
fn of_several_values_any_is_enough_and_of_several_questions_all_are() {
    let all = CASES.summaries();
    let count = |is: &dyn Fn(&Summary) -> bool| all.iter().filter(|one| is(one)).count();
    let by = |by: Criteria| passing(&Filter { by, ..Filter::default() }).len();
    let two = [Consented::Refused, Consented::Unsafe];
    let consents = || Criteria { consents: two.to_vec(), ..Criteria::default() };
    let either = count(&|one| two.contains(&one.consent));
    assert!(either > count(&|one| one.consent == Consented::Refused), "both occur");
    assert_eq!(by(consents()), either);
    let views = vec![Reviewed::No, Reviewed::Same];
    let both = Criteria { reviews: views.clone(), ..consents() };
    let is = |one: &Summary| two.contains(&one.consent) && views.contains(&one.reviewed);
    assert_eq!(by(both), count(&is));
    let names: BTreeSet<&str> = all.iter().map(|one| one.author.as_str()).collect();
    let names: Vec<String> = names.into_iter().take(2).map(str::to_owned).collect();
    let authors = Criteria { authors: names.clone(), ..Criteria::default() };
    assert_eq!(by(authors), count(&|one| names.contains(&one.author)));
    let nobody = Criteria { owners: vec![String::new()], ..Criteria::default() };
    assert_eq!(by(nobody), count(&|one| one.owner.is_empty()));
}

#[test]
fn the_list_begins_with_what_was_decided_last_however_late_something_was_added() {
    let all = passing(&Filter::default());
    assert!(all.windows(2).all(|two| two[0].decided.day() >= two[1].decided.day()));
    let later = |two: &[&Summary]| two[0].written < two[1].written;
    assert!(all.windows(2).any(later), "something was added to an earlier one since");
}

#[test]
fn a_period_holds_both_its_days_and_an_unreadable_day_asks_nothing() {
    let day = CASES.summaries()[7].decided.day();
    let on = Typed::new(day.to_string());
    let by = Criteria { from: on.clone(), to: on, ..Criteria::default() };
    let found = passing(&Filter { by, ..Filter::default() });
    assert!(!found.is_empty() && found.iter().all(|one| one.decided.day() == day));
    let by = Criteria { from: Typed::new("soon"), ..Criteria::default() };
    let filter = Filter { by, ..Filter::default() };
    assert_eq!((passing(&filter).len(), filter.asks()), (CASES.summaries().len(), 0));
}

#[test]
fn what_has_nothing_in_the_column_stands_last_from_either_end() {
    for falling in [false, true] {
        let sorted = rows_of(&Filter::default(), Sort { by: Column::Due, falling });
        let due: Vec<_> = sorted.iter().map(|row| CASES.summaries()[*row].due).collect();
        let some = due.iter().take_while(|due| due.is_some()).count();
        assert!(some > 0 && due[some..].iter().all(Option::is_none));
        let ordered = |two: &[Option<DateTime<FixedOffset>>]| {
            if falling { two[0] >= two[1] } else { two[0] <= two[1] }
        };
        assert!(due[..some].windows(2).all(ordered));
    }
}

fn filters() -> impl Strategy<Value = Filter> {
    let flags = any::<(bool, bool, bool, bool)>();
    (flags, "[a-e]{0,2}", "[a-e]{0,1}", 0_u8..3).prop_map(|(flags, child, author, outcome)| {
        let outcomes = match outcome {
            1 => vec!["share-now".to_owned()],
            2 => vec!["share-now".to_owned(), "take-advice".to_owned()],
            _ => Vec::new(),
        };
        let (departed, without_consent, open, overdue) = flags;
        let by = Criteria {
            outcomes,
            departed: departed && open,
            without_consent,
            open,
            overdue: overdue && open,
            author,
            ..Criteria::default()
        };
        Filter { child, by, ..Filter::default() }
    })
}

proptest! {
    #[test]
    fn sorting_changes_the_order_alone_and_is_the_same_from_any_order(
        filter in filters(),
        by in proptest::sample::select(&Column::ALL[..]),
        falling: bool,
        shift in 0_usize..300,
    ) {
        let cases = CASES.summaries();
        let passing: BTreeSet<Row> = rows_of(&filter, Sort::default()).into_iter().collect();
        let sorted = rows_of(&filter, Sort { by, falling });
        prop_assert_eq!(sorted.len(), passing.len());
        prop_assert_eq!(sorted.iter().copied().collect::<BTreeSet<_>>(), passing.clone());
        let turned = (0..cases.len()).map(|at| (at + shift) % cases.len());
        prop_assert_eq!(&rows(cases, turned, &filter, Sort { by, falling }, &now()), &sorted);
        // Those that pass, asked again, pass in the same order.
        let again = rows(cases, passing, &filter, Sort { by, falling }, &now());
        prop_assert_eq!(again, sorted);
    }

    #[test]
    fn the_newest_first_is_the_same_order_whether_it_stood_or_is_sorted_anew(
        filter in filters(),
        words in proptest::sample::select(&["", "school", "a", "999", "quokka"][..]),
        gone in 0_usize..300,
    ) {
        let filter = Filter { words: words.to_owned(), ..filter };
        let mut book = CASES.clone();
        for _ in 0..2 {
            let found = book.words().search(&Query::of(words));
            let sorted = rows(book.summaries(), found, &filter, Sort::default(), &now());
            prop_assert_eq!(book.list(&filter, Sort::default(), &now()), sorted);
            let id = book.summaries()[gone % book.summaries().len()].id.clone();
            book.replace(&id, &[], &Titles::new());
            book.judge(&[]);
        }
    }

    #[test]
    fn asking_more_never_shows_more(filter in filters()) {
        let less = Filter { by: Criteria { open: true, ..filter.by.clone() }, ..filter.clone() };
        let all: BTreeSet<Row> = rows_of(&filter, Sort::default()).into_iter().collect();
        prop_assert!(rows_of(&less, Sort::default()).iter().all(|row| all.contains(row)));
    }
}
