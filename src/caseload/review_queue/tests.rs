use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::base::time::When;
use crate::record::{AtRisk, Consented, LastReview, Reviewed, Verdict};

const ME: &str = "Dr Gil Imagined";

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T10:00:00+00:00").unwrap()
}

/// A decision of somebody else that nobody needs to review.
fn case(number: u8, change: impl FnOnce(&mut Summary)) -> Summary {
    let mut one = Summary {
        id: DecisionId::mint(2026, [number; 8]),
        root: Digest::of(&[number]),
        heads: Vec::new(),
        title: None,
        headline: String::new(),
        outcome: "share-with-consent".to_owned(),
        suggested: None,
        departed: false,
        without_consent: false,
        children: Vec::new(),
        linked: Vec::new(),
        author: "Dr Ada Elm".to_owned(),
        written: now() - TimeDelta::days(30),
        decided: When::At(now() - TimeDelta::days(30)),
        statements: 1,
        consent: Consented::default(),
        reviewed: Reviewed::No,
        last_review: None,
        at_risk: None,
        late: false,
        owner: String::new(),
        whole: true,
        problem: false,
        open: false,
        in_error: false,
        disposed: false,
        due: None,
    };
    change(&mut one);
    one
}

/// It was reviewed by them an hour ago.
fn reviewed_by(one: &mut Summary, by: &str, came_back: bool) {
    let written = now() - TimeDelta::hours(1);
    let verdict = Some(Verdict::CannotSay);
    let first = one.last_review.as_ref().map_or(written, |last| last.first);
    one.last_review = Some(LastReview { by: by.to_owned(), written, first, verdict, came_back });
}

/// By me, before the run, and the doctor replied.
fn reviewed_before(one: &mut Summary) {
    reviewed_by(one, ME, true);
    if let Some(last) = &mut one.last_review {
        last.first = now() - TimeDelta::days(3);
        last.written = last.first;
    }
}

fn at_risk(one: &mut Summary, by: &str) {
    reviewed_by(one, by, false);
    one.at_risk = Some(AtRisk { by: by.to_owned(), since: now() - TimeDelta::hours(1) });
}

fn run(sample: usize) -> ReviewRun {
    ReviewRun { sample, ..ReviewRun::new(now() - TimeDelta::hours(2), 7) }
}

fn queue(cases: impl IntoIterator<Item = Summary>, run: Option<&ReviewRun>) -> ReviewQueue {
    let mut all: Vec<Arc<Summary>> = cases.into_iter().map(Arc::new).collect();
    all.sort_by(|a, b| (&a.id, &a.root).cmp(&(&b.id, &b.root)));
    ReviewQueue::of(&all, ME, run, &now())
}

/// Why this one alone would wait.
fn why_of(change: impl FnOnce(&mut Summary)) -> Vec<WhyReview> {
    queue([case(1, change)], None).waiting.into_iter().flat_map(|one| one.why).collect()
}

fn late(one: &mut Summary) {
    one.due = Some(now() - TimeDelta::days(1));
}

#[test]
fn each_reason_is_one_and_what_has_none_does_not_wait() {
    use WhyReview as W;
    assert_eq!(why_of(|_| ()), []);
    assert_eq!(why_of(|one| one.outcome = "no-concern".to_owned()), []);
    assert_eq!(why_of(|one| at_risk(one, "Dr Ivy Other")), [W::AtRisk]);
    assert_eq!(why_of(|one| reviewed_by(one, ME, true)), [W::CameBack]);
    assert_eq!(why_of(|one| one.departed = true), [W::Departed]);
    assert_eq!(why_of(|one| one.without_consent = true), [W::WithoutConsent]);
    assert_eq!(why_of(|one| one.outcome = "not-share-for-now".to_owned()), [W::NotShared]);
    assert_eq!(why_of(|one| one.late = true), [W::WrittenLater]);
    assert_eq!(why_of(late), [W::Overdue]);
    let open = |one: &mut Summary| {
        late(one);
        one.open = true;
    };
    assert_eq!(why_of(open), [W::OpenTooLong]);
    assert_eq!(why_of(|one| one.due = Some(now() + TimeDelta::days(1))), [], "in time");
}

#[test]
fn every_reason_is_said_and_the_most_pressing_first() {
    let both = |one: &mut Summary| {
        (one.late, one.without_consent) = (true, true);
    };
    let queue = queue([case(1, both)], None);
    assert_eq!(queue.waiting[0].why_words(), "Shared without consent. Written on a later day.");
    assert_eq!(queue.counts(), [(WhyReview::WithoutConsent, 1)], "each counts once");
}

#[test]
fn what_presses_most_comes_first_and_of_the_same_the_oldest() {
    let at = |days| When::At(now() - TimeDelta::days(days));
    let cases = [
        case(1, |one| one.late = true),
        case(2, |one| (one.without_consent, one.decided) = (true, at(3))),
        case(3, |one| (one.without_consent, one.decided) = (true, at(9))),
        case(4, |one| one.departed = true),
        case(5, |one| at_risk(one, "Dr Ivy Other")),
        case(6, |one| one.outcome = "not-share-for-now".to_owned()),
    ];
    let queue = queue(cases, None);
    let ids: Vec<_> = queue.waiting.iter().map(|one| one.of.id.clone()).collect();
    assert_eq!(ids, [5, 4, 3, 2, 6, 1].map(|number| DecisionId::mint(2026, [number; 8])));
}

#[test]
fn ones_own_and_what_is_out_of_view_or_reviewed_or_cannot_be_read_does_not_wait() {
    let departed = |one: &mut Summary| one.departed = true;
    let with = |change: fn(&mut Summary)| {
        queue(
            [case(1, |one| {
                departed(one);
                change(one);
            })],
            Some(&run(5)),
        )
    };
    for change in [
        (|one| one.in_error = true) as fn(&mut Summary),
        |one| (one.in_error, one.disposed) = (true, true),
        |one| (one.whole, one.disposed) = (false, true),
        |one| reviewed_by(one, ME, false),
        |one| reviewed_by(one, "Dr Ivy Other", false),
        |one| reviewed_by(one, "Dr Ivy Other", true),
    ] {
        assert_eq!(with(change).waiting, []);
    }
    let own = with(|one| one.author = ME.to_uppercase());
    assert_eq!((own.waiting.len(), own.own), (0, 1));
    let unread = with(|one| one.whole = false);
    assert_eq!((unread.waiting.len(), unread.unreadable), (0, 1));
}

#[test]
fn a_child_at_risk_of_whom_nobody_replied_is_named_to_who_said_so_and_waits_for_others() {
    let mine = queue([case(1, |one| at_risk(one, ME))], Some(&run(0)));
    assert_eq!((mine.waiting.len(), mine.no_reply.len(), mine.done), (0, 1, 1));
    let theirs = queue([case(1, |one| at_risk(one, "Dr Ivy Other"))], Some(&run(0)));
    assert_eq!((theirs.waiting.len(), theirs.no_reply.len(), theirs.done), (1, 0, 0));
}

#[test]
fn what_was_reviewed_before_the_run_does_not_count_in_it() {
    let before = |one: &mut Summary| {
        one.departed = true;
        reviewed_by(one, ME, false);
    };
    let later = ReviewRun::new(now(), 7);
    assert_eq!(queue([case(1, before)], Some(&later)).done, 0);
    assert_eq!(queue([case(1, before)], Some(&run(0))).done, 1);
    assert_eq!(queue([case(1, before)], None).done, 0);
}

#[test]
fn what_is_put_off_comes_last_and_is_not_lost() {
    let cases = || (1..=4).map(|number| case(number, |one| one.departed = true));
    let mut run = run(0);
    let first = queue(cases(), Some(&run)).next().cloned().unwrap();
    run.put_off(&first);
    let queue = queue(cases(), Some(&run));
    assert_eq!(queue.waiting.last().map(|one| &one.of.id), Some(&first));
    assert_eq!((queue.total(), queue.place_of(&first)), (4, Some(4)));
}

#[test]
fn half_of_what_is_drawn_is_of_those_without_a_concern() {
    let none = |number| case(number, |one| one.outcome = "no-concern".to_owned());
    let shared = |number| case(number, |_| ());
    let drawn = |cases: Vec<Summary>, sample| {
        let queue = queue(cases, Some(&run(sample)));
        let is_none = |one: &&ToReview| one.of.outcome == "no-concern";
        let none = queue.waiting.iter().filter(is_none).count();
        (queue.waiting.len(), none)
    };
    let all = || (1..=20).map(none).chain((21..=40).map(shared)).collect::<Vec<_>>();
    assert_eq!(drawn(all(), 10), (10, 5));
    assert_eq!(drawn(all(), 1), (1, 1));
    assert_eq!(drawn(all(), 100), (40, 20), "no more than there are");
    let few = || (1..=2).map(none).chain((21..=40).map(shared)).collect::<Vec<_>>();
    assert_eq!(drawn(few(), 10), (10, 2));
    assert_eq!(drawn((1..=20).map(none).collect(), 10), (10, 10));
    assert_eq!(drawn(all(), 0), (0, 0));
}

fn any_case(number: u8) -> impl Strategy<Value = Summary> {
    let outcomes = ["no-concern", "share-with-consent", "not-share-for-now", "take-advice"];
    let facts = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), 0..8_u8);
    (prop::sample::select(outcomes.to_vec()), facts, 1..90_i64).prop_map(
        move |(outcome, (departed, without, late_entry, overdue, else_), days)| {
            case(number, |one| {
                outcome.clone_into(&mut one.outcome);
                (one.departed, one.without_consent, one.late) = (departed, without, late_entry);
                one.decided = When::At(now() - TimeDelta::days(days));
                if overdue {
                    late(one);
                }
                match else_ {
                    0 => one.author = ME.to_owned(),
                    1 => one.in_error = true,
                    2 => reviewed_by(one, "Dr Ivy Other", false),
                    3 => reviewed_before(one),
                    4 => one.open = true,
                    _ => {}
                }
            })
        },
    )
}

fn any_cases() -> impl Strategy<Value = Vec<Summary>> {
    (1..=30_u8).map(any_case).collect::<Vec<_>>()
}

proptest! {
    #[test]
    fn one_after_the_other_is_reviewed_until_none_waits_and_no_other_moves(
        mut cases in any_cases(), sample in 0..12_usize, seed: u64,
    ) {
        let run = ReviewRun { seed, ..run(sample) };
        let mut before = queue(cases.clone(), Some(&run));
        let total = before.total();
        while let Some(next) = before.next().cloned() {
            prop_assert_eq!(before.place_of(&next), Some(before.done + 1));
            let at = cases.iter().position(|one| one.id == next).unwrap();
            reviewed_by(&mut cases[at], ME, false);
            let after = queue(cases.clone(), Some(&run));
            prop_assert_eq!(after.total(), total, "so many are so many until the last is done");
            prop_assert_eq!(&after.waiting[..], &before.waiting[1..]);
            before = after;
        }
        prop_assert_eq!(before.done, total);
    }

    #[test]
    fn the_queue_is_the_same_in_whatever_order_and_each_says_why(
        cases in any_cases(), sample in 0..12_usize, seed: u64,
    ) {
        let run = ReviewRun { seed, ..run(sample) };
        let queue_of = |cases| queue(cases, Some(&run));
        let one = queue_of(cases.clone());
        prop_assert!(one.waiting.iter().all(|one| !one.why.is_empty()));
        prop_assert!(one.waiting.is_sorted_by_key(|one| one.why[0]));
        prop_assert_eq!(one, queue_of(cases.into_iter().rev().collect()));
    }
}

fn blind_run(sample: usize, seed: u64) -> ReviewRun {
    ReviewRun { seed, blind: true, ..run(sample) }
}

/// Those that are read blind, in their order.
fn drawn(queue: &ReviewQueue) -> Vec<DecisionId> {
    queue.waiting.iter().filter(|one| one.blind).map(|one| one.of.id.clone()).collect()
}

proptest! {
    #[test]
    fn being_in_a_blind_queue_and_the_place_in_it_follow_from_nothing_that_was_decided(
        cases in any_cases(), others in any_cases(), sample in 0..30_usize, seed: u64,
    ) {
        // Whose they are and what was reviewed as in the one, what was decided as in the other.
        let decided_otherwise = cases.iter().zip(&others).map(|(case, other)| Summary {
            author: case.author.clone(),
            last_review: case.last_review.clone(),
            at_risk: case.at_risk.clone(),
            in_error: case.in_error,
            disposed: case.disposed,
            whole: case.whole,
            ..other.clone()
        });
        let run = blind_run(sample, seed);
        let one = queue(cases.clone(), Some(&run));
        let other = queue(decided_otherwise, Some(&run));
        prop_assert_eq!(drawn(&one), drawn(&other));
        prop_assert_eq!(one.rest, other.rest);
        let seen = |queue: &ReviewQueue| queue.waiting.iter().filter(|one| !one.blind).count();
        prop_assert_eq!(seen(&one), seen(&other), "only what is known before is not read blind");
        prop_assert_eq!(one.counts().into_iter().map(|(_, count)| count).sum::<usize>(), seen(&one));
    }

    #[test]
    fn what_was_read_blind_keeps_its_place_and_no_other_is_drawn_for_it(
        mut cases in any_cases(), sample in 1..12_usize, seed: u64,
    ) {
        let run = blind_run(sample, seed);
        let before = queue(cases.clone(), Some(&run));
        let Some(next) = drawn(&before).first().cloned() else { return Ok(()) };
        let at = cases.iter().position(|one| one.id == next).unwrap();
        reviewed_by(&mut cases[at], ME, false);
        let after = queue(cases, Some(&run));
        prop_assert_eq!(&drawn(&after)[..], &drawn(&before)[1..]);
        prop_assert_eq!(after.total(), before.total());
    }
}

#[test]
fn what_a_reviewer_said_is_at_risk_comes_before_all_that_is_read_blind() {
    let cases = (1..=20).map(|number| case(number, |one| one.without_consent = number % 2 == 0));
    let risk = case(21, |one| at_risk(one, "Dr Ivy Other"));
    let queue = queue(cases.chain([risk]), Some(&blind_run(10, 3)));
    assert_eq!(queue.waiting[0].why, [WhyReview::AtRisk]);
    assert!(!queue.waiting[0].blind && queue.waiting[1..].iter().all(|one| one.blind));
    assert_eq!(queue.waiting.len(), 11);
}

#[test]
fn what_was_answered_is_hidden_no_more_and_what_was_seen_whole_is_not_read_blind() {
    let cases = || (1..=6).map(|number| case(number, |_| ()));
    let mut run = blind_run(6, 3);
    let before = queue(cases(), Some(&run));
    let [first, second] = [0, 1].map(|at| drawn(&before)[at].clone());
    let hidden = before.hidden(|id| *id == first);
    assert!(!hidden.contains(&first) && hidden.len() == 5);
    run.seen.push(second.clone());
    let after = queue(cases(), Some(&run));
    assert_eq!(after.waiting.len(), 6, "it still waits");
    assert!(!drawn(&after).contains(&second));
}
