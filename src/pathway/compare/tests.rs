use std::sync::LazyLock;

use super::*;
use crate::pathway::example::{self, answers};
use crate::pathway::walks;
use proptest::prelude::*;

/// The example after these replacements, each of which must find something.
fn changed(replacements: &[(&str, &str)]) -> Pathway {
    let mut text = example::TEXT.to_owned();
    for (from, to) in replacements {
        assert!(text.contains(from), "{from} does not stand in the example");
        text = text.replacen(from, to, 1);
    }
    Pathway::parse("example", &text).unwrap()
}

fn given(answers: &Answers) -> Given<'_> {
    Given { answers, acted_first: false, departed: None }
}

/// The pathway that the program carries, with one empty line more and without.
static BOTH: LazyLock<(Pathway, Pathway)> = LazyLock::new(|| {
    let now = Pathway::embedded().unwrap();
    (Pathway::parse("then", &format!("{}\n", now.text())).unwrap(), now)
});

const SHARED: [(&str, &str); 3] = [("start", "worry"), ("wait", "no"), ("weigh", "yes")];

#[test]
fn the_same_pathway_gives_the_same_outcome() {
    let (pathway, answers) = (example::pathway(), answers(&SHARED));
    let found = compare(&pathway, &pathway, &given(&answers));
    assert_eq!(found.verdict, Verdict::SamePathway);
    assert!(found.is_same());
}

#[test]
fn a_change_elsewhere_changes_nothing_on_this_way() {
    let then = changed(&[("Who asks?", "Who is it that asks?")]);
    let found = compare(&then, &example::pathway(), &given(&answers(&SHARED)));
    assert_eq!(found.verdict, Verdict::SameOutcome);
    assert!(found.is_same(), "{found:?}");
    assert!(found.words().contains("nothing differs"), "{}", found.words());
}

#[test]
fn another_outcome_is_said_with_the_question_where_the_ways_part() {
    let then = changed(&[(
        "label: \"Yes\", reason: \"Sharing does more good.\", next: [Else(End(\"tell-someone\"))]",
        "label: \"Yes\", reason: \"Sharing does more good.\", next: [Else(End(\"rest\"))]",
    )]);
    let found = compare(&then, &example::pathway(), &given(&answers(&SHARED)));
    let words = found.words();
    assert!(words.contains("different outcome"), "{words}");
    assert!(words.contains("Then: “Rest”. Today: “Tell someone”."), "{words}");
    assert_eq!(
        found.way[0],
        "The difference begins after “Does sharing do more good?”, answered “Yes”: then came the \
         outcome “Rest”, today comes the outcome “Tell someone”."
    );
    let duties = found.duties.join("\n");
    assert!(duties.contains("Asked then, not today – Should: Record it."), "{duties}");
    assert!(duties.contains("Asked today, not then – Must: Inform"), "{duties}");
}

#[test]
fn a_question_and_an_answer_that_are_gone_or_new_are_named() {
    // Then another question stood between, and another answer could be given.
    let then = changed(&[
        (
            "next: [Else(Ask(\"weigh\"))]),\n                (id: \"unsure\"",
            "next: [Else(Ask(\"extra\"))]),\n                (id: \"unsure\"",
        ),
        (
            "        (\n            id: \"asker\"",
            "        (\n            id: \"extra\", at: (1, 2), title: \"Something else?\", why: \"Then.\", cites: [\"pcyp 46\"],\n            choices: [(id: \"so\", label: \"So\", reason: \"So.\", next: [Else(Ask(\"weigh\"))])],\n        ),\n        (\n            id: \"asker\"",
        ),
    ]);
    let answers = answers(&[("start", "worry"), ("wait", "no"), ("extra", "so"), ("weigh", "yes")]);
    let found = compare(&then, &example::pathway(), &given(&answers));
    assert_eq!(found.verdict, Verdict::SameOutcome);
    assert!(found.way[0].contains("then came the question “Something else?”"), "{:?}", found.way);
    assert_eq!(found.way[1], "“Something else?”, answered “So”, is no longer asked at all.");
    // The other way round it is new, and the walk waits for it.
    let back = Answers(answers.0.into_iter().filter(|(id, _)| id != "extra").collect());
    let found = compare(&example::pathway(), &then, &given(&back));
    assert_eq!(found.verdict, Verdict::Other { then: Some("Tell someone".into()), now: None });
    assert!(found.way.contains(&"“Something else?” is a new question.".to_owned()));
    // An answer that is no choice any more.
    let now = changed(&[(
        "(id: \"no\", label: \"No\", reason: \"Waiting",
        "(id: \"nay\", label: \"No\", reason: \"Waiting",
    )]);
    let found = compare(&example::pathway(), &now, &given(&back));
    let gone = "The answer “No” to “Would waiting raise the risk?” can no longer be given.";
    assert_eq!(found.way[0], gone);
}

#[test]
fn other_words_duties_grounds_and_times_are_each_said() {
    let then = changed(&[
        ("Does sharing do more good?", "Is sharing better?"),
        ("headline: \"Tell someone\"", "headline: \"Tell them\""),
        (
            "verb: must, text: \"Inform an appropriate person.\"",
            "verb: should, text: \"Inform somebody.\"",
        ),
        ("cites: [\"pcyp 38\"], only", "cites: [\"pcyp 37\"], only"),
    ]);
    let found = compare(&then, &example::pathway(), &given(&answers(&SHARED)));
    assert_eq!(found.verdict, Verdict::SameOutcome);
    assert_eq!(
        found.wording,
        [
            "The question “Is sharing better?” reads today: “Does sharing do more good?”.",
            "The outcome “Tell them” is called “Tell someone” today."
        ]
    );
    assert_eq!(
        found.duties,
        [
            "Then – Should: Inform somebody. Today – Must: Inform an appropriate person.",
            "“Tell the family.” was based on PCYP ¶37; today it is based on PCYP ¶38."
        ]
    );
    let then = changed(&[("Else(\"P2D\")", "Else(\"P1D\")")]);
    let request = answers(&[("start", "request"), ("asker", "unknown")]);
    let found = compare(&then, &example::pathway(), &given(&request));
    assert_eq!(
        found.duties,
        ["The case was due in 1 day then; today it is due in 2 working days."]
    );
}

#[test]
fn a_departure_and_help_got_first_are_compared_by_what_was_decided() {
    let then =
        changed(&[("text: \"Inform an appropriate person.\"", "text: \"Inform somebody.\"")]);
    let rest = answers(&[("start", "worry"), ("wait", "no"), ("weigh", "no")]);
    let departed = Given { answers: &rest, acted_first: false, departed: Some("tell-someone") };
    let found = compare(&then, &example::pathway(), &departed);
    assert_eq!(found.verdict, Verdict::SameOutcome);
    assert!(found.duties[0].starts_with("Then – Must: Inform somebody."), "{found:?}");
    let real = Pathway::embedded().unwrap();
    let text = real.text().replacen("headline: \"Get help now\"", "headline: \"Help\"", 1);
    let then = Pathway::parse("then", &text).unwrap();
    let unfinished = Answers::default();
    let first = Given { answers: &unfinished, acted_first: true, departed: None };
    let found = compare(&then, &real, &first);
    assert_eq!(found.verdict, Verdict::SameOutcome, "the questions were not finished");
    assert!(
        found.wording[0].starts_with("The outcome “Help” is called “Get help now"),
        "{found:?}"
    );
}

proptest! {
    /// Whatever is answered, a pathway compared with itself under other bytes differs in
    /// nothing, and what differs is never said of the same.
    #[test]
    fn a_pathway_with_another_hash_and_the_same_words_differs_in_nothing(
        at in 0..1_000_usize, departed in proptest::option::of(0..14_usize), acted_first: bool,
    ) {
        let (then, now) = (&BOTH.0, &BOTH.1);
        let walks = walks(now);
        let answers = walks[at % walks.len()].answers();
        let departed = departed.and_then(|at| now.outcomes().get(at)).map(|one| one.id.as_str());
        let found = compare(then, now, &Given { answers: &answers, acted_first, departed });
        prop_assert_eq!(&found.verdict, &Verdict::SameOutcome);
        prop_assert!(found.is_same(), "{:?}", found);
    }
}
