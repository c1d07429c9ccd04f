//! What differs between two pathways on one walk, a sentence each.

use std::collections::BTreeMap;

use crate::pathway::data::Duty;
use crate::pathway::replay::{Answers, Replay};
use crate::pathway::span::Span;
use crate::pathway::{Pathway, data};

/// A pathway with the walk that the answers take in it.
pub(in crate::pathway) struct Here<'a> {
    pub pathway: &'a Pathway,
    pub replayed: &'a Replay<'a>,
    pub answers: &'a Answers,
}

/// Where a walk goes next.
#[derive(PartialEq, Eq)]
enum Onward<'a> {
    Question(&'a str),
    Outcome(&'a str),
    Nowhere,
}

impl Here<'_> {
    /// The answers that count, by question and choice, those asked after the outcome last.
    pub fn counted(&self) -> Vec<(String, String)> {
        let walk = self.replayed.trail.iter().map(|s| (s.question.clone(), s.choice.clone()));
        let after = self.replayed.after.iter().filter_map(|id| {
            let choice = self.answers.0.get(id)?;
            self.label(id, choice)?;
            Some((id.clone(), choice.clone()))
        });
        walk.chain(after).collect()
    }

    /// The words of a question and a choice; their ids where there are none.
    pub fn titles(&self, question: &str, choice: &str) -> (String, String) {
        let title = self.pathway.title(question).unwrap_or(question);
        (title.to_owned(), self.label(question, choice).unwrap_or(choice).to_owned())
    }

    fn choice(&self, question: &str, choice: &str) -> Option<(&str, &str)> {
        if let Some(found) = self.pathway.question(question) {
            let one = found.choices.iter().find(|one| one.id == choice)?;
            return Some((&one.label, &one.detail));
        }
        let found = self.pathway.after_question(question)?;
        let one = found.choices.iter().find(|one| one.id == choice)?;
        Some((&one.label, &one.detail))
    }

    fn label(&self, question: &str, choice: &str) -> Option<&str> {
        self.choice(question, choice).map(|(label, _)| label)
    }

    /// Where the walk goes after its first `steps` answers.
    fn onward(&self, steps: usize) -> Onward<'_> {
        if let Some(step) = self.replayed.trail.get(steps) {
            return Onward::Question(&step.question);
        }
        match (&self.replayed.next, &self.replayed.outcome) {
            (Some(next), _) => Onward::Question(next),
            (None, Some(outcome)) => Onward::Outcome(outcome),
            (None, None) => Onward::Nowhere,
        }
    }

    fn onward_words(&self, onward: &Onward<'_>) -> String {
        match onward {
            Onward::Question(id) => {
                format!("the question “{}”", self.pathway.title(id).unwrap_or(id))
            }
            Onward::Outcome(id) => {
                let headline = self.pathway.outcome(id).map_or(*id, |one| one.headline.as_str());
                format!("the outcome “{headline}”")
            }
            Onward::Nowhere => "nothing".to_owned(),
        }
    }

    /// What stands beside a question, to be compared: why, help, hints, and what it rests on.
    fn beside(&self, question: &str) -> Option<(String, Vec<String>)> {
        fn cites(cites: &[crate::guidance::Cite]) -> impl Iterator<Item = String> {
            cites.iter().map(ToString::to_string)
        }
        if let Some(data::Question { why, hint, help, hints, never, cites: on, .. }) =
            self.pathway.question(question)
        {
            let never = never.iter().flat_map(|never| &never.lines);
            let all = help.iter().chain(hints).chain(never).chain([hint]);
            let all = all.cloned().chain(cites(on));
            return Some((why.clone(), all.collect()));
        }
        let data::AfterQuestion { why, hint, hints, cites: on, .. } =
            self.pathway.after_question(question)?;
        Some((why.clone(), hints.iter().chain([hint]).cloned().chain(cites(on)).collect()))
    }
}

/// From which question the walk goes another way.
pub(super) fn parting_words(then: &Here<'_>, now: &Here<'_>, out: &mut Vec<String>) {
    let steps = then.replayed.trail.iter().zip(&now.replayed.trail);
    let shared = steps.take_while(|(a, b)| a == b).count();
    let (before, after) = (then.onward(shared), now.onward(shared));
    if before == after {
        // At the same place: an answer that is no longer a choice is said where answers are.
        return;
    }
    let (was, is) = (then.onward_words(&before), now.onward_words(&after));
    match shared.checked_sub(1).and_then(|last| now.replayed.trail.get(last)) {
        Some(step) => {
            let (title, label) = now.titles(&step.question, &step.choice);
            out.push(format!(
                "The difference begins after “{title}”, answered “{label}”: then came {was}, \
                 today comes {is}."
            ));
        }
        None => out.push(format!("The first thing asked was {was}; today it is {is}.")),
    }
}

/// Which questions are new on the walk, and which answers no longer count.
pub(super) fn on_words(then: &Here<'_>, now: &Here<'_>, out: &mut Vec<String>) {
    let counting = now.counted();
    for (question, choice) in then.counted() {
        let (title, label) = then.titles(&question, &choice);
        if counting.iter().any(|(other, same)| *other == question && *same == choice) {
            continue;
        }
        out.push(if now.pathway.title(&question).is_none() {
            format!("“{title}”, answered “{label}”, is no longer asked at all.")
        } else if now.label(&question, &choice).is_none() {
            format!("The answer “{label}” to “{title}” can no longer be given.")
        } else {
            format!("“{title}”, answered “{label}”, is not asked on this path today.")
        });
    }
    let walked = now.replayed.trail.iter().map(|step| &step.question);
    for question in walked.chain(&now.replayed.next).chain(&now.replayed.after) {
        if then.pathway.title(question).is_none() {
            let title = now.pathway.title(question).unwrap_or(question);
            out.push(format!("“{title}” is a new question."));
        } else if now.replayed.next.as_ref() == Some(question)
            && !then.answers.0.contains_key(question)
        {
            let title = now.pathway.title(question).unwrap_or(question);
            out.push(format!("“{title}” would be asked today, and has no answer here."));
        }
    }
}

/// What reads differently at the questions that count under both.
pub(super) fn wording_words(then: &Here<'_>, now: &Here<'_>, out: &mut Vec<String>) {
    let counting = now.counted();
    for (question, choice) in then.counted() {
        if !counting.contains(&(question.clone(), choice.clone())) {
            continue;
        }
        let (old, new) = (then.titles(&question, &choice), now.titles(&question, &choice));
        if old.0 != new.0 {
            out.push(format!("The question “{}” reads today: “{}”.", old.0, new.0));
        }
        if old.1 != new.1 {
            out.push(format!("The answer “{}” to it reads today: “{}”.", old.1, new.1));
        }
        let detail = |here: &Here<'_>| here.choice(&question, &choice).map(|one| one.1.to_owned());
        if detail(then) != detail(now) {
            out.push(format!(
                "What the answer “{}” to “{}” means is worded differently today.",
                new.1, new.0
            ));
        }
        if then.beside(&question) != now.beside(&question) {
            out.push(format!("The help, the hints or the guidance with “{}” have changed.", new.0));
        }
    }
}

/// Which duties came, went, or are worded or grounded otherwise.
pub(super) fn duties_words(then: &[Duty], now: &[Duty], out: &mut Vec<String>) {
    let today: BTreeMap<&str, &Duty> = now.iter().map(|duty| (duty.id.as_str(), duty)).collect();
    let line = |duty: &Duty| format!("{}: {}", duty.verb.heading(), duty.text);
    for old in then {
        match today.get(old.id.as_str()) {
            None => out.push(format!("Asked then, not today – {}", line(old))),
            Some(new) if (old.verb, &old.text) != (new.verb, &new.text) => {
                out.push(format!("Then – {} Today – {}", line(old), line(new)));
            }
            Some(new) if old.cites != new.cites => {
                let on = |duty: &Duty| {
                    duty.cites
                        .iter()
                        .map(crate::guidance::Cite::label)
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                out.push(format!(
                    "“{}” was based on {}; today it is based on {}.",
                    new.text,
                    on(old),
                    on(new)
                ));
            }
            Some(_) => {}
        }
    }
    for new in now.iter().filter(|new| !then.iter().any(|old| old.id == new.id)) {
        out.push(format!("Asked today, not then – {}", line(new)));
    }
}

/// Whether an open case has another time.
pub(super) fn due_words(then: Option<&str>, now: Option<&str>, out: &mut Vec<String>) {
    if then == now {
        return;
    }
    let words = |iso: Option<&str>| match iso.and_then(Span::parse) {
        Some(span) => format!("due in {}", span.words()),
        None => "without a due time".to_owned(),
    };
    out.push(format!("The case was {} then; today it is {}.", words(then), words(now)));
}
