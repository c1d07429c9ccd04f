//! The names of the file resolved to places in lists, so that a walk compares no names.

mod names;

use std::collections::BTreeMap;

use super::data::{Choice, Data, Due, Guard, Next, Outcome, Question, Target};
use super::load::Problem;
use super::span::Span;
use names::{Cursor, Names};

/// The ways of a pathway. A *slot* is the place of a question: those of the walk first, in
/// the order of the file, then those asked afterwards.
#[derive(Clone, Debug)]
pub(super) struct Wiring {
    /// Slots by question id.
    pub slots: BTreeMap<String, usize>,
    /// Places of outcomes by id.
    pub outcomes: BTreeMap<String, usize>,
    /// The conditions, in the order of their names.
    pub conditions: Vec<Condition>,
    /// By question, by choice: where it leads, the first that applies.
    pub ways: Vec<Vec<Vec<Way>>>,
    /// By question asked afterwards: when it applies.
    pub after: Vec<After>,
    /// By outcome, by duty: the condition under which it holds.
    pub duties: Vec<Vec<Option<usize>>>,
    /// By outcome, by due time: the condition under which it is taken.
    pub due: Vec<Vec<Option<usize>>>,
    /// By outcome, by lead with a condition: that condition.
    pub leads: Vec<Vec<Option<usize>>>,
    /// When what was looked for is offered to be ticked.
    pub considered: Option<usize>,
}

/// A condition, resolved.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    pub test: Test,
    /// Whether it looks at a question that is asked afterwards.
    pub looks_after: bool,
}

/// A guard, resolved.
#[derive(Clone, Debug)]
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Is(usize, Vec<usize>),
    Asked(usize),
}

/// One way onward.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    /// The condition; `None` is `Else`.
    pub only: Option<usize>,
    pub to: To,
}

/// Where a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum To {
    Question(usize),
    Outcome(usize),
}

/// When a question asked afterwards applies.
#[derive(Clone, Debug)]
pub(super) struct After {
    pub outcomes: Vec<usize>,
    pub only: Option<usize>,
}

/// What is wrong, and the byte of the text where it stands.
#[derive(Debug)]
pub(super) struct Fault {
    pub offset: usize,
    pub problem: Problem,
}

impl Wiring {
    /// The condition at `only` with what was chosen; no condition always holds.
    pub fn holds(&self, only: Option<usize>, chosen: &[Option<usize>]) -> bool {
        only.is_none_or(|at| self.conditions.get(at).is_some_and(|c| c.test.holds(chosen)))
    }

    /// Where the choice at `choice` of the question at `question` leads.
    pub fn way(&self, question: usize, choice: usize, chosen: &[Option<usize>]) -> Option<To> {
        let ways = self.ways.get(question)?.get(choice)?;
        ways.iter().find(|way| self.holds(way.only, chosen)).map(|way| way.to)
    }

    /// How much is looked at, at most, to find the way onward from one choice.
    pub fn heaviest(&self) -> usize {
        let weight = |way: &Way| {
            let condition = way.only.and_then(|at| self.conditions.get(at));
            condition.map_or(1, |condition| condition.test.weight())
        };
        let choices = self.ways.iter().flatten();
        choices.map(|ways| ways.iter().map(weight).sum()).max().unwrap_or(1)
    }

    /// Resolves every name of `data`, which was read from `text`.
    pub fn of(data: &Data, text: &str) -> Result<Self, Fault> {
        let start = Cursor { text, at: 0 };
        let names = Names::of(data, start)?;
        let mut maker = Maker { data, names, conditions: BTreeMap::new(), tests: Vec::new() };
        maker.read_conditions(start)?;
        let mut ways = Vec::with_capacity(data.questions.len());
        let mut cursor = start.to("questions:");
        for question in &data.questions {
            ways.push(maker.question(question, &mut cursor)?);
        }
        let mut after = Vec::with_capacity(data.after.len());
        let mut cursor = start.to("after:");
        for question in &data.after {
            cursor = cursor.to_id(&question.id);
            let mut outcomes = Vec::with_capacity(question.outcomes.len());
            for outcome in &question.outcomes {
                outcomes.push(maker.outcome_at(outcome, cursor)?);
            }
            after.push(After { outcomes, only: maker.only(question.only.as_deref(), cursor)? });
        }
        let (mut duties, mut due, mut leads) = (Vec::new(), Vec::new(), Vec::new());
        let mut cursor = start.to("outcomes: [\n");
        for outcome in &data.outcomes {
            cursor = cursor.to_id(&outcome.id);
            due.push(maker.due(outcome, cursor)?);
            let conditions = outcome.leads.iter().map(|(name, _)| maker.only(Some(name), cursor));
            leads.push(conditions.collect::<Result<Vec<_>, _>>()?);
            let mut conditions = Vec::with_capacity(outcome.duties.len());
            for duty in &outcome.duties {
                cursor = cursor.to_id(&duty.id);
                conditions.push(maker.only(duty.only.as_deref(), cursor)?);
            }
            duties.push(conditions);
        }
        let only = data.considered.as_ref().map(|considered| considered.only.as_str());
        let considered = maker.only(only, start.to("considered:"))?;
        let Maker { names: Names { slots, outcomes }, tests: conditions, .. } = maker;
        Ok(Self { slots, outcomes, conditions, ways, after, duties, due, leads, considered })
    }
}

impl Test {
    /// Whether it holds. `chosen` has the choice by slot, `None` where the walk did not come
    /// through the question.
    fn holds(&self, chosen: &[Option<usize>]) -> bool {
        let answer = |slot: usize| chosen.get(slot).copied().flatten();
        match self {
            Self::All(tests) => tests.iter().all(|test| test.holds(chosen)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(chosen)),
            Self::Not(test) => !test.holds(chosen),
            Self::Is(slot, choices) => {
                answer(*slot).is_some_and(|choice| choices.contains(&choice))
            }
            Self::Asked(slot) => answer(*slot).is_some(),
        }
    }

    /// The questions whose answers make it hold as it does: those answered that it looks at on
    /// the way to its verdict. That a question was asked follows from the answer before it in the
    /// `trail`: what was answered to it says nothing.
    pub fn because(&self, chosen: &[Option<usize>], trail: &[usize], out: &mut Vec<usize>) {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                let wanted = matches!(self, Self::All(_));
                let verdict = self.holds(chosen);
                // Where all hold, each is a reason; where one decides, that one is.
                if verdict == wanted {
                    for test in tests {
                        test.because(chosen, trail, out);
                    }
                } else if let Some(test) = tests.iter().find(|test| test.holds(chosen) == verdict) {
                    test.because(chosen, trail, out);
                }
            }
            Self::Not(test) => test.because(chosen, trail, out),
            Self::Is(slot, _) => push(*slot, chosen, out),
            Self::Asked(slot) => {
                let at = trail.iter().position(|at| at == slot);
                let before = at.and_then(|at| trail.get(at.checked_sub(1)?));
                push(*before.unwrap_or(slot), chosen, out);
            }
        }
    }

    fn weight(&self) -> usize {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                1 + tests.iter().map(Self::weight).sum::<usize>()
            }
            Self::Not(test) => 1 + test.weight(),
            Self::Is(_, choices) => 1 + choices.len(),
            Self::Asked(_) => 1,
        }
    }

    /// Whether it looks at the question at `slot`.
    pub fn looks_at(&self, slot: usize) -> bool {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().any(|test| test.looks_at(slot)),
            Self::Not(test) => test.looks_at(slot),
            Self::Is(at, _) | Self::Asked(at) => *at == slot,
        }
    }

    fn looks_beyond(&self, questions: usize) -> bool {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().any(|t| t.looks_beyond(questions)),
            Self::Not(test) => test.looks_beyond(questions),
            Self::Is(slot, _) | Self::Asked(slot) => *slot >= questions,
        }
    }
}

/// Resolves names one after another.
struct Maker<'a> {
    data: &'a Data,
    names: Names,
    conditions: BTreeMap<&'a str, usize>,
    tests: Vec<Condition>,
}

impl<'a> Maker<'a> {
    fn read_conditions(&mut self, start: Cursor<'_>) -> Result<(), Fault> {
        let section = start.to("conditions:");
        for (name, condition) in &self.data.conditions {
            let here = section.to(&format!("\"{name}\":"));
            let test = self.test(&condition.holds, here)?;
            let looks_after = test.looks_beyond(self.data.questions.len());
            self.conditions.insert(name, self.tests.len());
            self.tests.push(Condition { test, looks_after });
        }
        Ok(())
    }

    fn test(&self, guard: &Guard, here: Cursor<'_>) -> Result<Test, Fault> {
        let all = |guards: &[Guard]| {
            guards.iter().map(|guard| self.test(guard, here)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match guard {
            Guard::All(guards) => Test::All(all(guards)?),
            Guard::Any(guards) => Test::Any(all(guards)?),
            Guard::Not(guard) => Test::Not(Box::new(self.test(guard, here)?)),
            Guard::Asked(question) => Test::Asked(self.slot(question, here)?),
            Guard::Is(question, choices) => {
                let slot = self.slot(question, here)?;
                let ids = self.choice_ids(slot);
                let mut found = Vec::with_capacity(choices.len());
                for choice in choices {
                    let at = ids.iter().position(|id| id == choice);
                    found.push(at.ok_or_else(|| {
                        let (question, choice) = (question.clone(), choice.clone());
                        let there = here.to_quoted(&question).to_quoted(&choice);
                        there.fault(Problem::UnknownChoice { question, choice })
                    })?);
                }
                Test::Is(slot, found)
            }
        })
    }

    fn slot(&self, question: &str, here: Cursor<'_>) -> Result<usize, Fault> {
        self.names.slots.get(question).copied().ok_or_else(|| {
            here.to_quoted(question).fault(Problem::UnknownQuestion(question.to_owned()))
        })
    }

    fn choice_ids(&self, slot: usize) -> Vec<&'a str> {
        if let Some(question) = self.data.questions.get(slot) {
            return question.choices.iter().map(|choice| choice.id.as_str()).collect();
        }
        let after = self.data.after.get(slot.saturating_sub(self.data.questions.len()));
        after.map_or_else(Vec::new, |question| {
            question.choices.iter().map(|choice| choice.id.as_str()).collect()
        })
    }

    fn outcome_at(&self, outcome: &str, here: Cursor<'_>) -> Result<usize, Fault> {
        self.names.outcomes.get(outcome).copied().ok_or_else(|| {
            here.to_quoted(outcome).fault(Problem::UnknownOutcome(outcome.to_owned()))
        })
    }

    fn only(&self, condition: Option<&str>, here: Cursor<'_>) -> Result<Option<usize>, Fault> {
        let Some(name) = condition else { return Ok(None) };
        let found =
            self.conditions.get(name).copied().ok_or_else(|| {
                here.to_quoted(name).fault(Problem::UnknownCondition(name.to_owned()))
            });
        found.map(Some)
    }

    /// The ways of a question's choices. Leaves `cursor` at its last choice.
    fn question(
        &self,
        question: &Question,
        cursor: &mut Cursor<'_>,
    ) -> Result<Vec<Vec<Way>>, Fault> {
        *cursor = cursor.to_id(&question.id);
        let never = question.never.iter();
        for choice in never.flat_map(|never| never.choices.iter().chain([&never.instead])) {
            if !question.choices.iter().any(|other| other.id == *choice) {
                let (question, choice) = (question.id.clone(), choice.clone());
                let there = cursor.to("never:").to_quoted(&choice);
                return Err(there.fault(Problem::UnknownChoice { question, choice }));
            }
        }
        let mut ways = Vec::with_capacity(question.choices.len());
        for choice in &question.choices {
            *cursor = cursor.to_id(&choice.id);
            ways.push(self.choice(choice, *cursor)?);
        }
        Ok(ways)
    }

    fn choice(&self, choice: &Choice, here: Cursor<'_>) -> Result<Vec<Way>, Fault> {
        let is_else = |next: &Next| matches!(next, Next::Else(_));
        if choice.next.iter().position(is_else) != choice.next.len().checked_sub(1) {
            return Err(here.fault(Problem::NoElse(choice.id.clone())));
        }
        let mut ways = Vec::with_capacity(choice.next.len());
        for next in &choice.next {
            let (only, target) = match next {
                Next::If(name, target) => (self.only(Some(name), here)?, target),
                Next::Else(target) => (None, target),
            };
            ways.push(Way { only, to: self.target(target, here)? });
        }
        Ok(ways)
    }

    fn target(&self, target: &Target, here: Cursor<'_>) -> Result<To, Fault> {
        match target {
            Target::End(outcome) => self.outcome_at(outcome, here).map(To::Outcome),
            // A question asked afterwards is no step of the walk.
            Target::Ask(id) => match self.slot(id, here)? {
                slot if slot < self.data.questions.len() => Ok(To::Question(slot)),
                _ => Err(here.to_quoted(id).fault(Problem::UnknownQuestion(id.clone()))),
            },
        }
    }

    fn due(&self, outcome: &Outcome, here: Cursor<'_>) -> Result<Vec<Option<usize>>, Fault> {
        let is_else = |due: &Due| matches!(due, Due::Else(_));
        if outcome.due.iter().position(is_else) != outcome.due.len().checked_sub(1) {
            return Err(here.fault(Problem::NoElse(outcome.id.clone())));
        }
        let mut conditions = Vec::with_capacity(outcome.due.len());
        for due in &outcome.due {
            let (only, span) = match due {
                Due::If(name, span) => (self.only(Some(name), here)?, span),
                Due::Else(span) => (None, span),
            };
            if Span::parse(span).is_none() {
                return Err(here.to_quoted(span).fault(Problem::Duration(span.clone())));
            }
            conditions.push(only);
        }
        Ok(conditions)
    }
}

/// Adds a question that is answered, once.
fn push(slot: usize, chosen: &[Option<usize>], out: &mut Vec<usize>) {
    if chosen.get(slot).is_some_and(Option::is_some) && !out.contains(&slot) {
        out.push(slot);
    }
}
