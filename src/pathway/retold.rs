//! The walk of one doctor's answers, told again in words as they are read: what was answered,
//! what is asked, what it comes to and why.

use super::Pathway;
use super::because::{because_duties, because_outcome_words, because_words};
use super::compare::words::Here;
use super::data::{AfterQuestion, DutyVerb};
use super::replay::{Answers, due_of, duties_of, lead_of, replay};
use crate::guidance::Cite;

/// Where a walk is, in words.
#[derive(Clone, Debug, Default)]
pub struct Retold {
    /// Each answered question that the walk came through.
    pub trail: Vec<Answered>,
    /// The question to be asked, by id.
    pub next: Option<String>,
    /// The outcome.
    pub outcome: Option<RetoldOutcome>,
    /// Answers that no longer apply.
    pub ignored: Vec<FellAway>,
    /// Questions that shape duties.
    pub after: Vec<AskedAfter>,
}

/// An answered question.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The question's id.
    pub question: String,
    /// Its words.
    pub title: String,
    /// The choice's id.
    pub choice: String,
    /// Its words.
    pub label: String,
    /// The answer as a reason.
    pub reason: String,
    /// What it is based on.
    pub cites: Vec<Cite>,
}

/// An answer that the walk does not reach any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FellAway {
    /// The question's id.
    pub question: String,
    /// Its words.
    pub title: String,
    /// The answer's words.
    pub label: String,
}

/// A question asked after the outcome, with its answer.
#[derive(Clone, Debug)]
pub struct AskedAfter {
    /// The question.
    pub question: AfterQuestion,
    /// The choice's id.
    pub chosen: Option<String>,
}

/// An outcome with these answers.
#[derive(Clone, Debug)]
pub struct RetoldOutcome {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// What it comes to.
    pub lead: String,
    /// The answers that decided it; blank where something else was decided.
    pub because: String,
    /// What it asks.
    pub duties: Vec<RetoldDuty>,
    /// When it is due, as an ISO 8601 duration.
    pub due: Option<String>,
}

/// Something it asks.
#[derive(Clone, Debug)]
pub struct RetoldDuty {
    /// How strongly.
    pub verb: DutyVerb,
    /// What.
    pub text: String,
    /// The answers without which it would not be asked for; blank where it always is.
    pub because: String,
    /// What it is based on.
    pub cites: Vec<Cite>,
}

impl Retold {
    /// Where these answers lead.
    pub fn of(pathway: &Pathway, answers: &Answers) -> Self {
        let replayed = replay(pathway, answers);
        let here = Here { pathway, replayed: &replayed, answers };
        let trail = replayed.trail.iter();
        let outcome = replayed.outcome.as_deref().and_then(|id| {
            let because = because_outcome_words(pathway, answers);
            Some(RetoldOutcome { because, ..RetoldOutcome::of(pathway, id, answers)? })
        });
        let fell_away = |question: &String| {
            let choice = answers.0.get(question).map_or("", String::as_str);
            let (title, label) = here.titles(question, choice);
            FellAway { question: question.clone(), title, label }
        };
        let asked_after = |id: &String| {
            let question = pathway.after_question(id)?.clone();
            Some(AskedAfter { question, chosen: answers.0.get(id).cloned() })
        };
        Self {
            trail: trail.filter_map(|s| Answered::of(pathway, &s.question, &s.choice)).collect(),
            outcome,
            ignored: replayed.ignored.iter().map(fell_away).collect(),
            after: replayed.after.iter().filter_map(asked_after).collect(),
            next: replayed.next,
        }
    }

    /// The answers that the walk reached, and those of the questions after it: what is still to
    /// do depends on them, and they are what is signed as the basis.
    pub fn reached(&self) -> Answers {
        let trail = self.trail.iter().map(|step| (step.question.clone(), step.choice.clone()));
        let after = self.after.iter();
        let after = after.filter_map(|one| Some((one.question.id.clone(), one.chosen.clone()?)));
        Answers(trail.chain(after).collect())
    }
}

impl Answered {
    fn of(pathway: &Pathway, question: &str, choice: &str) -> Option<Self> {
        let of = pathway.question(question)?;
        let choice = of.choices.iter().find(|one| one.id == choice)?;
        let cites = if choice.cites.is_empty() { &of.cites } else { &choice.cites };
        Some(Self {
            question: of.id.clone(),
            title: of.title.clone(),
            choice: choice.id.clone(),
            label: choice.label.clone(),
            reason: choice.reason.clone(),
            cites: cites.clone(),
        })
    }
}

impl RetoldOutcome {
    /// An outcome by its id, with what it asks under these answers, whether they lead to it or
    /// not.
    pub fn of(pathway: &Pathway, id: &str, answers: &Answers) -> Option<Self> {
        let outcome = pathway.outcome(id)?;
        let because = because_duties(pathway, id, answers).into_iter();
        let duties = duties_of(pathway, id, answers).into_iter().zip(because);
        let retold = duties.map(|(duty, because)| RetoldDuty {
            verb: duty.verb,
            text: duty.text.clone(),
            because: because_words(pathway, &because),
            cites: duty.cites.clone(),
        });
        Some(Self {
            id: outcome.id.clone(),
            headline: outcome.headline.clone(),
            lead: lead_of(pathway, id, answers).unwrap_or(&outcome.lead).to_owned(),
            because: String::new(),
            duties: retold.collect(),
            due: due_of(pathway, id, answers).map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example::answers;
    use crate::pathway::{Given, came, walks};

    /// With answers that a walk may not reach.
    fn with_others(mut answers: Answers) -> Answers {
        for (question, choice) in
            [("tell", "yes"), ("known", "no"), ("asker", "court"), ("consent", "refused")]
        {
            answers.0.entry(question.to_owned()).or_insert(choice.to_owned());
        }
        answers
    }

    #[test]
    fn what_was_reached_leads_there_again_and_leaves_nothing_over() {
        let pathway = Pathway::embedded().unwrap();
        for walk in walks(&pathway) {
            let retold = Retold::of(&pathway, &with_others(walk.answers()));
            let again = Retold::of(&pathway, &retold.reached());
            let id = |retold: &Retold| retold.outcome.as_ref().map(|one| one.id.clone());
            assert_eq!((id(&retold).as_deref(), id(&again)), (walk.outcome, id(&retold)));
            assert_eq!((again.ignored, again.next), (vec![], None), "{}", walk.words());
            let given = Given { answers: &retold.reached(), acted_first: false, departed: None };
            assert_eq!(came(&pathway, &given).beside, []);
        }
    }

    #[test]
    fn an_answer_that_fell_away_is_told_in_the_words_of_its_question_also_of_one_asked_after() {
        let pathway = Pathway::embedded().unwrap();
        let given = [("start", "concern"), ("consent", "refused"), ("tell", "yes")];
        let retold = Retold::of(&pathway, &answers(&given));
        assert_eq!(retold.ignored.len(), 2);
        for fell in retold.ignored {
            assert!(fell.title.ends_with('?') && fell.label != fell.question, "{fell:?}");
        }
    }

    #[test]
    fn an_outcome_that_the_answers_do_not_lead_to_is_told_without_a_because() {
        let pathway = Pathway::embedded().unwrap();
        let answers = answers(&[("start", "concern")]);
        let outcome = RetoldOutcome::of(&pathway, "share-now", &answers).unwrap();
        assert!(outcome.because.is_empty() && !outcome.duties.is_empty());
    }
}
