use chrono::{DateTime, FixedOffset};

use super::*;
use crate::pathway::walks;
use crate::record::statement::{Author, Body, Header};
use crate::record::{Circumstances, Statement, ThenAndNow, Work, example};

fn at_noon() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T12:00:00+00:00").unwrap()
}

fn rules() -> Rules {
    Rules::embedded(&Library::embedded().unwrap()).unwrap()
}

/// Whatever is answered and decided, also with answers that no longer apply, what is signed says
/// what its own rules give: else every decision would be told as unlike them.
#[test]
fn what_is_signed_says_what_its_own_rules_give() {
    let rules = rules();
    let pathway = rules.pathway();
    let outcomes: Vec<String> = pathway.outcomes().iter().map(|one| one.id.clone()).collect();
    for (at, walk) in walks(pathway).iter().enumerate() {
        let mut answers = walk.answers();
        for (question, choice) in
            [("tell", "yes"), ("known", "no"), ("extent", "relevant"), ("asker", "court")]
        {
            answers.0.entry(question.to_owned()).or_insert(choice.to_owned());
        }
        let to = &outcomes[at % outcomes.len()];
        let headline = pathway.outcome(to).unwrap().headline.clone();
        let departed = Departure { to: to.clone(), headline, ..Departure::default() };
        for (departure, acted_first) in [
            (None, None),
            (Some(departed.clone()), None),
            (None, Some(at_noon())),
            (Some(departed), Some(at_noon())),
        ] {
            let answers = answers.clone();
            let work = DecisionDraft { acted_first, answers, departure, ..Default::default() };
            let statement = signed_of(work, &rules);
            let Body::Decision(decision) = &statement.body else { panic!("a decision") };
            let header = Header::from(&statement);
            let found = ThenAndNow::with(&header, decision, pathway, pathway, &rules.digests);
            assert_eq!(found.unlike, Vec::<String>::new(), "{}", walk.words());
        }
    }
}

/// As it would be signed.
fn signed_of(work: DecisionDraft, rules: &Rules) -> Statement {
    let making = Making::of(&work, rules);
    let draft = example::draft(Work::Decision(Box::new(work)));
    let circumstances = Circumstances {
        register: draft.register.clone(),
        device: draft.device.clone(),
        device_prev: None,
        root: None,
        follows: Vec::new(),
        author: Author::default(),
        rules: rules.digests.clone(),
        now: at_noon(),
    };
    Statement::composed(&draft, Some(&making), circumstances).unwrap()
}
