//! A decision in the making as the screens read it: where the walk stands, what it comes to,
//! what is owed. Worked out on change, never per frame.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, FixedOffset, Weekday};

use crate::guidance::{Cite, Library};
use crate::record::departure::{Friction, friction, owed_in_full, stays_open};
use crate::record::owed::Case as OwedCase;
use crate::record::remarks::remarks;
use crate::record::text::{SectionText, sections_of};
use crate::record::{DecisionDraft, Field, Frozen, FrozenDuty, Owed};

pub use crate::app::walk::{AfterQuestion, ChoiceView, Duty, Outcome, QuestionView, Step, Walk};

/// Everything that the screens of a decision in the making show and that is not typed.
#[derive(Clone, Debug)]
pub struct Case {
    /// The walk through the questions.
    pub walk: Walk,
    /// The outcome that was suggested, if the walk has come to one, or if help was got first.
    pub suggested: Option<Outcome>,
    /// The outcome decided: the suggested one, the one departed to, or to get help now where
    /// "child in danger now" was pressed.
    pub decided: Option<Outcome>,
    /// What a departure meets.
    pub friction: Friction,
    /// Whether the case stays open once signed.
    pub open: bool,
    /// What is missing for the outcome decided.
    pub owed: Vec<Owed>,
    /// What is remarked about typed values.
    pub remarks: Vec<(Field, String)>,
    /// The record as it will be read.
    pub sections: Vec<SectionText>,
}

impl Case {
    /// Works it out.
    pub fn of(draft: &DecisionDraft, rules: &crate::app::walk::Rules) -> Self {
        let walk = rules.walk(&draft.answers);
        // Answers that no longer apply shape no duty: they are not signed as the basis.
        let reached = walk.reached();
        let suggested = match (&walk.outcome, draft.acted_first) {
            (Some(outcome), _) => Some(outcome.clone()),
            (None, Some(_)) => rules.outcome_of_danger(),
            (None, None) => None,
        };
        let decided = match &draft.departure {
            Some(departure) => rules.outcome_named(&departure.to, &reached),
            // Help was sought first: that is what was decided, whatever the questions came to.
            None if draft.acted_first.is_some() => rules.outcome_named("act-now", &reached),
            None => suggested.clone(),
        };
        let (mut owed, mut met, mut open) = (Vec::new(), Friction::Free, false);
        if let (Some(suggested), Some(decided)) = (&suggested, &decided) {
            let case = OwedCase {
                suggested: &suggested.id,
                decided: &decided.id,
                answers: &reached,
                record: &draft.record,
                departure: draft.departure.as_ref(),
            };
            let rank = |id: &str| rules.rank(id);
            owed = owed_in_full(&case, rank);
            met = friction(&suggested.id, &decided.id, &draft.record, rank);
            open = stays_open(&decided.id, &met);
        }
        Self {
            walk,
            suggested,
            decided,
            friction: met,
            open,
            owed,
            remarks: remarks(&draft.record),
            sections: sections_of(&draft.record, draft.departure.as_ref()),
        }
    }

    /// The suggested outcome, frozen in its words of today.
    pub fn frozen(&self) -> Option<Frozen> {
        let outcome = self.suggested.as_ref()?;
        let duties = self.decided.as_ref().map_or(&outcome.duties, |decided| &decided.duties);
        Some(Frozen {
            id: outcome.id.clone(),
            headline: outcome.headline.clone(),
            trail: self.trail_words(),
            duties: duties
                .iter()
                .map(|duty| FrozenDuty {
                    verb: duty.verb.clone(),
                    text: duty.text.clone(),
                    cites: duty.cites.iter().map(ToString::to_string).collect(),
                })
                .collect(),
        })
    }

    /// Each question with its answer, in order.
    pub fn trail_words(&self) -> Vec<(String, String)> {
        let after = self.walk.after.iter().filter_map(|after| {
            let chosen = after.chosen.as_ref()?;
            let choice = after.question.choices.iter().find(|choice| choice.id == *chosen)?;
            Some((after.question.title.clone(), choice.label.clone()))
        });
        self.walk
            .trail
            .iter()
            .map(|step| (step.title.clone(), step.label.clone()))
            .chain(after)
            .collect()
    }

    /// What of the typed answers no longer applies, for the statement's "set aside".
    pub fn set_aside(&self) -> BTreeMap<String, String> {
        self.walk.ignored.iter().cloned().collect()
    }

    /// What the suggested outcome rests on, each citation once, with today's counterpart
    /// after a removed one.
    pub fn cites(&self, library: &Library) -> Vec<Cite> {
        let mut cites: Vec<Cite> = Vec::new();
        let steps = self.walk.trail.iter().flat_map(|step| &step.cites);
        let duties = self.decided.iter().flat_map(|outcome| &outcome.duties).flat_map(|d| &d.cites);
        for cite in steps.chain(duties) {
            for one in std::iter::once(cite).chain(library.now(cite)) {
                if !cites.contains(one) {
                    cites.push(one.clone());
                }
            }
        }
        cites
    }
}

/// When a case that was decided at `from` is due. Hours are hours; several days are working
/// days, as the pathway means them: a Saturday or a Sunday counts for nobody.
pub fn due_at(from: DateTime<FixedOffset>, iso: &str) -> Option<DateTime<FixedOffset>> {
    if let Some(hours) = iso.strip_prefix("PT").and_then(|rest| rest.strip_suffix('H')) {
        return hours.parse().ok().map(|hours| from + Duration::hours(hours));
    }
    let days: u32 = iso.strip_prefix('P')?.strip_suffix('D')?.parse().ok()?;
    let mut at = from;
    let mut left = days;
    while left > 0 {
        at += Duration::days(1);
        if days == 1 || !matches!(at.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn two_working_days_after_a_friday_are_tuesday() {
        let friday = at("2026-11-20T16:00:00+00:00");
        assert_eq!(due_at(friday, "P2D"), Some(at("2026-11-24T16:00:00+00:00")));
    }

    #[test]
    fn an_hour_is_an_hour_at_the_weekend_too() {
        let sunday = at("2026-11-22T10:42:00+00:00");
        assert_eq!(due_at(sunday, "PT1H"), Some(at("2026-11-22T11:42:00+00:00")));
        assert_eq!(due_at(sunday, "soon"), None);
    }

    /// Whatever is answered and decided, what a statement freezes is what its own rules give
    /// for what is signed as its basis: else every decision would be told as unlike its rules.
    #[test]
    fn what_is_frozen_is_what_the_rules_give_for_the_basis_that_is_signed() {
        let library = Library::embedded().unwrap();
        let rules = crate::app::walk::Rules::embedded(&library).unwrap();
        let pathway = rules.pathway();
        let after = [("tell", "yes"), ("known", "no"), ("extent", "relevant")];
        let outcomes: Vec<String> = rules.outcomes().map(|(id, ..)| id.to_owned()).collect();
        for (at, walk) in crate::pathway::walks(&pathway).iter().enumerate() {
            let mut answers = walk.answers();
            // Answers that this walk may not reach.
            for (question, choice) in
                after.iter().chain(&[("asker", "court"), ("consent", "refused")])
            {
                answers.0.entry((*question).to_owned()).or_insert((*choice).to_owned());
            }
            let to = outcomes[at % outcomes.len()].clone();
            let departure = crate::record::Departure { to, ..Default::default() };
            for (departure, acted_first) in
                [(None, None), (Some(departure), None), (None, Some(at_noon()))]
            {
                let draft = DecisionDraft {
                    answers: answers.clone(),
                    departure,
                    acted_first,
                    ..DecisionDraft::default()
                };
                let case = Case::of(&draft, &rules);
                let basis = case.walk.reached();
                let gives = crate::pathway::came(
                    &pathway,
                    &crate::pathway::Given {
                        answers: &basis,
                        acted_first: acted_first.is_some(),
                        departed: draft.departure.as_ref().map(|departure| departure.to.as_str()),
                    },
                );
                let frozen = case.frozen().unwrap();
                assert_eq!(Some(frozen.id), gives.suggested.map(|named| named.id));
                assert_eq!(frozen.trail, gives.trail);
                assert_eq!(gives.beside, []);
                let lists =
                    frozen.duties.into_iter().map(|duty| (duty.verb, duty.text, duty.cites));
                let asks = gives.duties.into_iter().map(|duty| (duty.verb, duty.text, duty.cites));
                assert_eq!(lists.collect::<Vec<_>>(), asks.collect::<Vec<_>>());
                assert_eq!(case.decided.map(|one| one.id), gives.decided.map(|named| named.id));
            }
        }
    }

    fn at_noon() -> DateTime<FixedOffset> {
        at("2026-11-22T12:00:00+00:00")
    }
}
