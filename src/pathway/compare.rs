//! A decision under the pathway it was made with and under today's: the same outcome, or what
//! differs, in words.

pub(super) mod words;

use super::Pathway;
use super::data::Duty;
use super::outcome::DANGER;
use super::replay::{Answers, Replay, duties_of, lead_of, replay};
use words::{Here, due_words, duties_words, on_words, parting_words, wording_words};

/// What a doctor gave: the answers, and what they did beside answering.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The answers.
    pub answers: &'a Answers,
    /// Whether "child in danger now" was pressed.
    pub acted_first: bool,
    /// The outcome decided instead of the suggested one, by id.
    pub departed: Option<&'a str>,
}

/// What a pathway makes of what was given, in that pathway's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// The outcome suggested. `None` if the answers come to none.
    pub suggested: Option<Named>,
    /// The outcome decided: the suggested one, unless the doctor did otherwise. `None` if this
    /// pathway has no such outcome.
    pub decided: Option<Named>,
    /// Each question that counted with its answer, in order.
    pub trail: Vec<(String, String)>,
    /// The duties of the outcome decided.
    pub duties: Vec<Worded>,
    /// Answers that the walk does not reach, by question and choice, in words where there are.
    pub beside: Vec<(String, String)>,
}

/// An outcome by id, with its headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub headline: String,
}

/// A duty in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worded {
    /// "must", "should", "may", or "ours".
    pub verb: String,
    /// Its words.
    pub text: String,
    /// What it rests on, "0-18 61".
    pub cites: Vec<String>,
}

/// Two pathways compared, on the walk that one doctor's answers take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How the outcomes compare.
    pub verdict: Verdict,
    /// Where the walk goes another way, which questions are new, and which answers no longer
    /// count. A sentence each.
    pub way: Vec<String>,
    /// What reads differently. A sentence each.
    pub wording: Vec<String>,
    /// What the outcome asks otherwise. A sentence each.
    pub duties: Vec<String>,
}

/// How two outcomes compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The pathway is the same, to the letter.
    SamePathway,
    /// The pathway is another, and the outcome the same.
    SameOutcome,
    /// The outcome is another: what it was then and what it is today, by headline. `None`
    /// where the answers come to none.
    Other {
        /// By the pathway of then.
        then: Option<String>,
        /// By today's.
        now: Option<String>,
    },
}

impl Comparison {
    /// Whether nothing on this walk differs, in no word.
    pub fn is_same(&self) -> bool {
        !matches!(self.verdict, Verdict::Other { .. })
            && self.way.is_empty()
            && self.wording.is_empty()
            && self.duties.is_empty()
    }

    /// The verdict in words.
    pub fn words(&self) -> String {
        match &self.verdict {
            Verdict::SamePathway => "Same questions, same outcome".to_owned(),
            Verdict::SameOutcome if self.is_same() => {
                "The questions have changed since. On this path nothing differs: same outcome"
                    .to_owned()
            }
            Verdict::SameOutcome => {
                "The questions have changed since. Today these answers lead to the same outcome"
                    .to_owned()
            }
            Verdict::Other { then, now } => {
                let then = match then {
                    Some(headline) => format!(" Then: “{headline}”."),
                    None => " Then they led to no outcome.".to_owned(),
                };
                match now {
                    Some(headline) => format!(
                        "The questions have changed since, and today these answers lead to a \
                         different outcome.{then} Today: “{headline}”."
                    ),
                    None => format!(
                        "The questions have changed since, and today these answers do not lead to \
                         an outcome.{then}"
                    ),
                }
            }
        }
    }
}

/// What a pathway makes of what was given. This is what a statement freezes: the suggested
/// outcome, the answers that counted, and the duties of what was decided.
pub fn came(pathway: &Pathway, given: &Given<'_>) -> Came {
    let replayed = replay(pathway, given.answers);
    let named = |id: &str| {
        let outcome = pathway.outcome(id)?;
        Some(Named { id: outcome.id.clone(), headline: outcome.headline.clone() })
    };
    let suggested = suggested(&replayed, given).and_then(named);
    let decided = match given.departed {
        Some(to) => named(to),
        None if given.acted_first => named(DANGER),
        None => suggested.clone(),
    };
    let duties = decided.as_ref().map(|outcome| duties_of(pathway, &outcome.id, given.answers));
    let here = Here { pathway, replayed: &replayed, answers: given.answers };
    Came {
        suggested,
        decided,
        trail: here.counted().iter().map(|(q, c)| here.titles(q, c)).collect(),
        duties: duties.unwrap_or_default().into_iter().map(worded).collect(),
        beside: replayed
            .ignored
            .iter()
            .map(|id| here.titles(id, given.answers.0.get(id).map_or("", String::as_str)))
            .collect(),
    }
}

/// The walk of one doctor's answers under the pathway of then and under today's.
pub fn compare(then: &Pathway, now: &Pathway, given: &Given<'_>) -> Comparison {
    let (mut way, mut wording, mut duties) = (Vec::new(), Vec::new(), Vec::new());
    if then.digest() == now.digest() {
        return Comparison { verdict: Verdict::SamePathway, way, wording, duties };
    }
    let (before, after) = (replay(then, given.answers), replay(now, given.answers));
    let (came_then, came_now) = (came(then, given), came(now, given));
    let id = |named: &Option<Named>| named.as_ref().map(|named| named.id.clone());
    let headline = |named: &Option<Named>| named.as_ref().map(|named| named.headline.clone());
    let same = id(&came_then.suggested) == id(&came_now.suggested);
    let verdict = if same && came_then.suggested.is_some() {
        Verdict::SameOutcome
    } else {
        Verdict::Other { then: headline(&came_then.suggested), now: headline(&came_now.suggested) }
    };
    let here = Here { pathway: then, replayed: &before, answers: given.answers };
    let there = Here { pathway: now, replayed: &after, answers: given.answers };
    parting_words(&here, &there, &mut way);
    on_words(&here, &there, &mut way);
    wording_words(&here, &there, &mut wording);
    if let (Some(old), Some(new)) = (&came_then.decided, &came_now.decided) {
        if old.id == new.id && old.headline != new.headline {
            wording.push(format!(
                "The outcome “{}” is called “{}” today.",
                old.headline, new.headline
            ));
        }
        let lead = |pathway: &Pathway| lead_of(pathway, &old.id, given.answers).map(str::to_owned);
        if old.id == new.id && lead(then) != lead(now) {
            wording.push(format!("“{}” is explained differently today.", new.headline));
        }
        let of = |pathway, named: &Named| -> Vec<Duty> {
            duties_of(pathway, &named.id, given.answers).into_iter().cloned().collect()
        };
        duties_words(&of(then, old), &of(now, new), &mut duties);
        due_words(before.due.as_deref(), after.due.as_deref(), &mut duties);
    } else if given.departed.is_some() && came_now.decided.is_none() {
        way.push("The outcome that was decided instead is not among today’s.".to_owned());
    }
    Comparison { verdict, way, wording, duties }
}

/// What an outcome asks with these answers, as a statement freezes it.
pub fn asked(pathway: &Pathway, outcome: &str, answers: &Answers) -> Vec<Worded> {
    duties_of(pathway, outcome, answers).into_iter().map(worded).collect()
}

fn suggested<'r>(replayed: &'r Replay<'_>, given: &Given<'_>) -> Option<&'r str> {
    replayed.outcome.as_deref().or(given.acted_first.then_some(DANGER))
}

fn worded(duty: &Duty) -> Worded {
    Worded {
        verb: duty.verb.word().to_owned(),
        text: duty.text.clone(),
        cites: duty.cites.iter().map(ToString::to_string).collect(),
    }
}

#[cfg(test)]
mod tests;
