//! A decision in the making: what its answers come to, what was decided, and what is still to do.
//!
//! What is shown before signing and what is signed are made from this one value, and what it
//! comes to is what [`came`] gives for the basis that is signed: so a statement says what its own
//! rules give.

use crate::guidance::{Cite, Library};
use crate::pathway::compare::Named;
use crate::pathway::{Came, Given, Pathway, Retold, RetoldOutcome, asked, came};
use crate::record::departure::{Friction, friction, stays_open, to_do_in_full};
use crate::record::replayed::frozen;
use crate::record::rules::Rules;
use crate::record::set_aside::{Aside, asides, signed};
use crate::record::statement::{Basis, Decision, Departure, FrozenDuty, ReadyText};
use crate::record::todo::{Case, ToDo};
use crate::record::{DecisionDraft, Record};

/// What a decision in the making comes to.
#[derive(Clone, Debug)]
pub struct Making {
    /// The walk through the questions.
    pub walk: Retold,
    /// What its rules give for it.
    came: Came,
    /// The outcome that was suggested, if the walk has come to one, or if help was got first.
    pub suggested: Option<RetoldOutcome>,
    /// The outcome decided: the suggested one, the one departed to, or to get help now where
    /// "child in danger now" was pressed.
    pub decided: Option<RetoldOutcome>,
    /// What a departure meets.
    pub friction: Friction,
    /// What the suggested outcome asks, where what was decided protects less.
    departed_from: Vec<FrozenDuty>,
    /// Whether the case stays open once signed.
    pub open: bool,
    /// What is missing for the outcome decided.
    pub owed: Vec<ToDo>,
    /// What was set aside, as it is shown and signed.
    pub asides: Vec<Aside>,
    /// The text that is ready to be sent or said, which is signed with it.
    pub ready: Option<ReadyText>,
}

impl Making {
    /// Works it out.
    pub fn of(draft: &DecisionDraft, rules: &Rules) -> Self {
        let pathway = rules.pathway();
        let walk = Retold::of(pathway, &draft.answers);
        // Answers that no longer apply shape no duty: they are not signed as the basis.
        let basis = walk.reached();
        let came = came(
            pathway,
            &Given {
                answers: &basis,
                acted_first: draft.acted_first.is_some(),
                departed: draft.departure.as_ref().map(|departure| departure.to.as_str()),
            },
        );
        let retold = |named: &Named| RetoldOutcome::of(pathway, &named.id, &basis);
        let suggested = walk.outcome.clone().or_else(|| retold(came.suggested.as_ref()?));
        let as_suggested = draft.departure.is_none() && draft.acted_first.is_none();
        let decided =
            if as_suggested { suggested.clone() } else { came.decided.as_ref().and_then(retold) };
        let mut making = Self {
            asides: asides(draft, &walk.ignored),
            walk,
            came,
            suggested,
            decided,
            friction: Friction::Free,
            departed_from: Vec::new(),
            open: false,
            owed: Vec::new(),
            ready: None,
        };
        making.meet(draft, rules);
        making
    }

    /// What the decision meets, and what is missing for it.
    fn meet(&mut self, draft: &DecisionDraft, rules: &Rules) {
        let (Some(suggested), Some(decided)) = (&self.suggested, &self.decided) else { return };
        let pathway: &Pathway = rules.pathway();
        let basis = self.walk.reached();
        let case = Case {
            suggested: &suggested.id,
            decided: &decided.id,
            answers: &basis,
            record: &draft.record,
            departure: draft.departure.as_ref(),
            times: &rules.times,
        };
        let rank = |id: &str| pathway.rank(id);
        self.owed = to_do_in_full(&case, rank);
        self.friction = friction(&suggested.id, &decided.id, &draft.record, rank);
        self.open = stays_open(&decided.id, &self.friction);
        if self.protects_less() {
            let asks = asked(pathway, &suggested.id, &basis);
            self.departed_from = asks.into_iter().map(FrozenDuty::from).collect();
        }
    }

    /// The id of the outcome decided; blank where there is none yet.
    pub fn decided_id(&self) -> &str {
        self.decided.as_ref().map_or("", |decided| decided.id.as_str())
    }

    /// Whether what was decided protects less than what was suggested.
    pub fn protects_less(&self) -> bool {
        matches!(self.friction, Friction::LessProtection { .. })
    }

    /// Each question with its answer, in order.
    pub fn trail_words(&self) -> &[(String, String)] {
        &self.came.trail
    }

    /// What it is based on, each citation once, with today's counterpart after a removed one.
    pub fn cites(&self, library: &Library) -> Vec<Cite> {
        let steps = self.walk.trail.iter().flat_map(|step| &step.cites);
        let duties = self.decided.iter().flat_map(|outcome| &outcome.duties).flat_map(|d| &d.cites);
        library.with_now(&steps.chain(duties).cloned().collect::<Vec<_>>())
    }

    /// What is signed of it; `None` while nothing is decided.
    pub fn decision(&self, draft: &DecisionDraft) -> Option<Decision> {
        self.decided.as_ref()?;
        let basis = match draft.acted_first {
            Some(at) => Basis::ActedFirst(at, self.walk.reached()),
            None => Basis::Pathway(self.walk.reached()),
        };
        let instead_of = self.departed_from.clone();
        let departed = draft.departure.clone();
        Some(Decision {
            basis,
            outcome: frozen(self.came.clone())?,
            departure: departed.map(|departure| Departure { instead_of, ..departure }),
            // What its author saw of it, and nothing else.
            set_aside: signed(&self.asides),
            owed: self.owed.iter().map(|owed| owed.what.clone()).collect(),
            ready: self.ready.clone(),
            record: Record::clone(&draft.record),
            linked: draft.linked.clone(),
        })
    }
}

#[cfg(test)]
mod tests;
