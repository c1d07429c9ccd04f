use std::sync::LazyLock;

use super::*;
use crate::pathway::Answers;
use crate::record::{Departure, Record};

static TODAY: LazyLock<Pathway> = LazyLock::new(|| Pathway::embedded().unwrap());

const SHARE_NOW: [(&str, &str); 3] = [("start", "concern"), ("level", "at-risk"), ("wait", "yes")];

fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers(pairs.iter().map(|(q, c)| ((*q).to_owned(), (*c).to_owned())).collect())
}

/// Today's pathway after one replacement, as if it had been so once.
fn then(from: &str, to: &str) -> Pathway {
    assert!(TODAY.text().contains(from), "{from} stands in the pathway");
    Pathway::parse("then", &TODAY.text().replacen(from, to, 1)).unwrap()
}

/// The one way to make a decision: as it is signed under these rules.
fn signed(basis: Basis, departed: Option<&str>, under: &Pathway) -> (Header, Decision) {
    let mut decision = Decision {
        basis,
        outcome: Frozen {
            id: String::new(),
            headline: String::new(),
            trail: vec![],
            duties: vec![],
        },
        departure: departed.map(|to| Departure {
            to: to.to_owned(),
            headline: under.outcome(to).unwrap().headline.clone(),
            reason: "A reason.".to_owned(),
            ..Departure::default()
        }),
        record: Record::default(),
        linked: vec![],
        set_aside: BTreeMap::new(),
        owed: vec![],
        ready: None,
    };
    let came = came(under, &given(&decision));
    let decided = came.decided.clone().unwrap();
    decision.outcome = frozen(came).unwrap();
    let mut statement = crate::record::example::statement(Record::default());
    statement.headline = decided.headline;
    statement.rules =
        [(PATHWAY, under.digest()), ("0-18", TODAY.digest()), ("glossary", TODAY.digest())]
            .into_iter()
            .map(|(name, digest)| (name.to_owned(), digest.parse().unwrap()))
            .collect();
    (Header::from(&statement), decision)
}

fn today_with(header: &Header) -> BTreeMap<String, Digest> {
    let mut digests = BTreeMap::clone(&header.rules);
    digests.insert(PATHWAY.to_owned(), TODAY.digest().parse().unwrap());
    digests
}

fn found(header: &Header, decision: &Decision, then: &Pathway) -> ThenAndNow {
    ThenAndNow::with(header, decision, then, &TODAY, &today_with(header))
}

#[test]
fn under_the_same_rules_it_is_the_same_outcome() {
    let (header, decision) = signed(Basis::Pathway(answers(&SHARE_NOW)), None, &TODAY);
    let found = found(&header, &decision, &TODAY);
    assert_eq!(
        (found.same, found.words.as_str()),
        (true, "Checked: these answers still lead here")
    );
    assert_eq!(found.unlike, Vec::<String>::new());
}

#[test]
fn help_got_first_and_a_departure_say_what_their_rules_give() {
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-22T10:15:02+00:00").unwrap();
    for basis in [
        Basis::ActedFirst(at, answers(&SHARE_NOW[..1])),
        Basis::ActedFirst(at, answers(&SHARE_NOW)),
        Basis::Pathway(answers(&SHARE_NOW)),
    ] {
        for departed in [None, Some("take-advice")] {
            let (header, decision) = signed(basis.clone(), departed, &TODAY);
            let found = found(&header, &decision, &TODAY);
            assert_eq!(found.unlike, Vec::<String>::new());
            assert!(
                found.same && found.words.ends_with("Checked: these answers still lead here"),
                "{found:?}"
            );
        }
    }
}

/// Something changed in what is signed.
type Change = fn(&mut Header, &mut Decision);

#[test]
fn a_statement_that_says_what_its_own_rules_do_not_give_is_told() {
    let (header, fine) = signed(Basis::Pathway(answers(&SHARE_NOW)), Some("take-advice"), &TODAY);
    let changes: [(Change, &str); 9] = [
        (|_, d| d.outcome.headline = "Rest".to_owned(), "It says the outcome is “Rest”."),
        (|_, d| d.outcome.id = "no-concern".to_owned(), "Its own rules and answers give “"),
        (|h, _| h.headline = "Nothing to do".to_owned(), "Its heading is “Nothing to do”."),
        (|_, d| d.outcome.trail[1].1 = "No concern".to_owned(), "gives the answer “No concern”"),
        (|_, d| drop(d.outcome.trail.remove(2)), "It leaves out the answer “"),
        (|_, d| drop(d.outcome.duties.remove(0)), "It leaves out, or words differently,"),
        (|_, d| d.outcome.duties[0].verb = "may".to_owned(), "do not ask in these words"),
        (|_, d| d.departure.as_mut().unwrap().to = "gone".to_owned(), "have no such outcome"),
        (
            |_, d| {
                let Basis::Pathway(answers) = &mut d.basis else { return };
                answers.0.insert("asker".to_owned(), "court".to_owned());
            },
            "which its own rules do not reach",
        ),
    ];
    for (change, words) in changes {
        let (mut header, mut decision) = (header.clone(), fine.clone());
        change(&mut header, &mut decision);
        let found = found(&header, &decision, &TODAY);
        let said = found.unlike.join("\n");
        assert!(!found.same && said.contains(words), "{words}: {said}");
    }
    let mut turned = fine.clone();
    turned.outcome.duties.reverse();
    assert!(found(&header, &turned, &TODAY).unlike[0].contains("another order"));
}

#[test]
fn an_earlier_wording_is_what_it_was_and_the_difference_to_today_is_said() {
    let then = then("headline: \"Share now", "headline: \"Tell them now");
    let (header, decision) = signed(Basis::Pathway(answers(&SHARE_NOW)), None, &then);
    let found = found(&header, &decision, &then);
    assert_eq!(found.unlike, Vec::<String>::new(), "it says what its own rules give");
    assert!(found.same && found.words.contains("The questions have changed since."), "{found:?}");
    assert!(found.wording[0].contains("The outcome “Tell them now"), "{:?}", found.wording);
}

#[test]
fn without_the_rules_of_then_the_answers_are_held_against_todays() {
    let (header, mut decision) = signed(Basis::Pathway(answers(&SHARE_NOW)), None, &TODAY);
    let without = |decision: &Decision| {
        ThenAndNow::without(&header, decision, &TODAY, &today_with(&header)).words
    };
    assert!(without(&decision).contains("are not kept here"));
    assert!(without(&decision).ends_with("lead to the same outcome."));
    decision.outcome.id = "no-concern".to_owned();
    assert!(without(&decision).contains("lead to a different outcome."));
    decision.basis = Basis::Pathway(answers(&[("start", "no such")]));
    assert!(without(&decision).ends_with("do not lead to an outcome."));
}

#[test]
fn what_was_signed_in_one_nation_says_what_its_rules_give_wherever_it_is_read() {
    let review: [(&str, &str); 5] = [
        ("start", "request"),
        ("asker", "review"),
        ("delay", "no"),
        ("identity", "yes"),
        ("purpose", "yes"),
    ];
    let nations = || std::iter::once(None).chain(Nation::ALL.into_iter().map(Some));
    for wrote in nations() {
        let under = TODAY.in_words_of(wrote);
        let (header, decision) = signed(Basis::Pathway(answers(&review)), None, &under);
        for reads in nations() {
            let own = TODAY.in_words_of(reads);
            let today = today_with(&header);
            let found = ThenAndNow::with(&header, &decision, &own, &own, &today);
            assert_eq!(found.unlike, Vec::<String>::new(), "{wrote:?} read in {reads:?}");
            assert_eq!(
                (found.same, found.words.as_str()),
                (true, "Checked: these answers still lead here")
            );
            assert!(found.wording.is_empty() && found.duties.is_empty(), "{found:?}");
        }
        // A word of no nation is still told, and in the words of the reader.
        let mut forged = decision.clone();
        forged.outcome.duties[0].text.push_str(" Or not.");
        let own = TODAY.in_words_of(Some(Nation::Wales));
        let found = ThenAndNow::with(&header, &forged, &own, &own, &today_with(&header));
        assert!(!found.same && !found.unlike.is_empty(), "{wrote:?}");
    }
}

#[test]
fn guidance_that_changed_came_or_went_is_named() {
    let (header, decision) = signed(Basis::Pathway(answers(&SHARE_NOW)), None, &TODAY);
    let mut today = today_with(&header);
    today.remove("glossary");
    today.insert("0-18".to_owned(), Digest::of(b"other"));
    today.insert("pcyp".to_owned(), Digest::of(b"new"));
    let found = ThenAndNow::with(&header, &decision, &TODAY, &TODAY, &today);
    let named = |name: &str, change| (name.to_owned(), change);
    assert_eq!(
        found.files,
        [
            named("0-18", FileChange::Changed),
            named("glossary", FileChange::Gone),
            named("pcyp", FileChange::New)
        ]
    );
    assert_eq!(found.words, "Same questions, same outcome");
}

#[test]
fn a_draft_of_earlier_questions_names_what_counts_what_is_asked_and_what_no_longer_counts() {
    let draft = |pairs: &[(&str, &str)]| DecisionDraft {
        answers: answers(pairs),
        ..DecisionDraft::default()
    };
    let title = |id: &str| TODAY.question(id).unwrap().title.clone();
    let carried_over = carried(&draft(&[("start", "concern"), ("worry", "much")]), None, &TODAY);
    assert_eq!(carried_over.kept, [title("start")]);
    assert_eq!(carried_over.asked, [title("level")]);
    assert_eq!(carried_over.dropped, ["a question of then (worry)"]);
    let whole = carried(&draft(&SHARE_NOW), Some(&TODAY), &TODAY);
    assert_eq!(whole.kept.len(), 3);
    assert!(whole.asked.is_empty() && whole.dropped.is_empty(), "{whole:?}");
}
