//! Replay beside zen-engine on the same table, in one process and one run.
//!
//! The table is made from the pathway itself, in the two forms in which zen-engine could be
//! quickest: one decision table, which it indexes by column, and one compiled expression. Each
//! is built once, shown to come to the outcome of replay on every walk, and then measured.
//! zen-engine is asked for the outcome alone; replay gives trail, duties, due time and unused
//! answers, too. Prints a line for each: `name mean median`, in nanoseconds; and the walks.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a bench reads the clock and prints what it measured"
)]

mod table;

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use justified::pathway::{Answers, Pathway, replay, walks};
use serde_json::json;
use zen_engine::model::GraphContent;
use zen_engine::{Decision, Variable};

/// Answer maps a round; and rounds, of which the middle one counts.
const TIMES: u32 = 48;
const ROUNDS: usize = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let pathway = Pathway::embedded()?;
    let walks = walks(&pathway);
    let cases: Vec<Case> = walks.iter().map(|walk| Case::of(walk.answers())).collect();
    let tree = table::Tree::of(&pathway);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let mut forms = Vec::new();
    for (name, form) in [("table", tree.table(&pathway)), ("expression", tree.expression())] {
        let mut decision = Decision::from(serde_json::from_value::<GraphContent>(form)?);
        decision.compile();
        for (walk, case) in walks.iter().zip(&cases) {
            let outcome = walk.outcome.ok_or("a walk runs in a circle")?;
            // Then with an answer to every question: those that the walk does not reach change
            // nothing for either.
            for case in [case, &case.with_all_others(&pathway)] {
                let found = runtime.block_on(outcome_of(&decision, case))?;
                let replayed = replay(&pathway, &case.answers).outcome;
                if [found.as_deref(), replayed.as_deref()] != [Some(outcome); 2] {
                    let answers = &case.answers;
                    return Err(format!("{name}: {answers:?}: {found:?}, not {outcome}").into());
                }
            }
        }
        forms.push((name, decision));
    }

    // One walk after another, all of them in turn, so that a slow moment of the machine falls
    // on each alike.
    let mut replayed = Vec::with_capacity(cases.len());
    let mut evaluated = vec![Vec::with_capacity(cases.len()); forms.len()];
    for case in &cases {
        let mut rounds = vec![Vec::with_capacity(ROUNDS); forms.len() + 1];
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            for _ in 0..TIMES {
                black_box(replay(black_box(&pathway), black_box(&case.answers)));
            }
            rounds[0].push(begun.elapsed());
            for (rounds, (_, decision)) in rounds[1..].iter_mut().zip(&forms) {
                rounds.push(runtime.block_on(evaluate(decision, &case.context))?);
            }
        }
        replayed.push(middle(&mut rounds[0]));
        for (times, rounds) in evaluated.iter_mut().zip(&mut rounds[1..]) {
            times.push(middle(rounds));
        }
    }
    println!("walks {}", cases.len());
    print("replay", &mut replayed);
    for ((name, _), times) in forms.iter().zip(&mut evaluated) {
        print(name, times);
    }
    Ok(())
}

/// Answers, as each of the two takes them.
struct Case {
    answers: Answers,
    context: Variable,
}

impl Case {
    fn of(answers: Answers) -> Self {
        let named = answers.0.iter().map(|(id, choice)| (table::name(id), choice.clone()));
        let named: BTreeMap<String, String> = named.collect();
        Self { answers, context: Variable::from(json!(named)) }
    }

    /// With the first choice at every other question.
    fn with_all_others(&self, pathway: &Pathway) -> Self {
        let mut answers = self.answers.clone();
        for question in pathway.questions() {
            let first = question.choices[0].id.clone();
            answers.0.entry(question.id.clone()).or_insert(first);
        }
        Self::of(answers)
    }
}

async fn outcome_of(decision: &Decision, case: &Case) -> Result<Option<String>, Box<dyn Error>> {
    let response = decision.evaluate(case.context.clone()).await;
    let result = response.map_err(|error| error.to_string())?.result;
    Ok(result.dot("outcome").and_then(|outcome| outcome.as_str().map(str::to_owned)))
}

/// How long zen-engine takes for one round.
async fn evaluate(decision: &Decision, context: &Variable) -> Result<Duration, Box<dyn Error>> {
    let begun = Instant::now();
    for _ in 0..TIMES {
        let response = decision.evaluate(black_box(context).clone()).await;
        black_box(response.map_err(|error| error.to_string())?);
    }
    Ok(begun.elapsed())
}

fn middle(rounds: &mut [Duration]) -> Duration {
    rounds.sort();
    rounds[rounds.len() / 2] / TIMES
}

/// The mean over all walks, and the walk in the middle.
fn print(name: &str, times: &mut [Duration]) {
    let nanoseconds = |time: &Duration| time.as_secs_f64() * 1e9;
    let mean = times.iter().map(nanoseconds).sum::<f64>() / times.len() as f64;
    times.sort();
    println!("{name} {mean:.0} {:.0}", nanoseconds(&times[times.len() / 2]));
}
