//! The pathway as the screens read it: plain words, in order, nothing to look up.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::guidance::{Cite, Library, Nation, Times};
use crate::pathway::change::change;
use crate::pathway::data::{self, DutyVerb};
use crate::pathway::ledger::Page;
use crate::pathway::open::{Help, OpenHelp};
use crate::pathway::replay::{self, Answers, Replay, due_of, duties_of, lead_of, replay};
use crate::pathway::{
    Because, Ledger, LedgerError, Pathway, PathwayError, because, because_duties, because_words,
    considered, turns, unsure_of, waits_for,
};
use crate::record::Digest;
use crate::record::aside::FellAway;
use crate::record::replayed::rules_digests;
use crate::record::text::field_label;

/// The pathway, and the hashes of everything that a decision is made under.
pub struct Rules {
    /// In the words of the nation that is chosen.
    pathway: Arc<Pathway>,
    /// The follow-up times that hold there.
    pub times: Times,
    /// How to do what an open outcome asks for, by its id.
    help: BTreeMap<String, Help>,
    /// sha256 by file name, for the header of a statement.
    pub digests: BTreeMap<String, Digest>,
    /// The texts, to be kept in the register.
    pub texts: Vec<String>,
}

/// Where a walk stands.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Each answered question that the walk came through.
    pub trail: Vec<Step>,
    /// The question to be asked.
    pub next: Option<String>,
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// Answers that no longer apply.
    pub ignored: Vec<FellAway>,
    /// Questions that shape duties.
    pub after: Vec<AfterQuestion>,
}

/// An answered question.
#[derive(Clone, Debug)]
pub struct Step {
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
    /// What it rests on.
    pub cites: Vec<Cite>,
}

/// An outcome.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub headline: String,
    /// What it comes to.
    pub lead: String,
    /// The answers that decided it, in words; blank where it was decided otherwise.
    pub because: String,
    /// What it asks.
    pub duties: Vec<Duty>,
    /// Whether the case stays open.
    pub open: bool,
    /// When it is due, as an ISO 8601 duration.
    pub due: Option<String>,
}

/// Something it asks.
#[derive(Clone, Debug)]
pub struct Duty {
    /// "must", "should", "may", or "ours".
    pub verb: String,
    /// What.
    pub text: String,
    /// The answers without which it would not be asked for, in words; blank where it always is.
    pub because: String,
    /// What it rests on.
    pub cites: Vec<Cite>,
}

/// A question as it is asked.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// The question.
    pub title: String,
    /// A line under it.
    pub hint: String,
    /// Why it is asked.
    pub why: String,
    /// Help in our words.
    pub help: Vec<String>,
    /// Clinical hints in our words.
    pub hints: Vec<String>,
    /// What must not be taken for one of the lesser choices.
    pub never: Option<data::Never>,
    /// What it rests on.
    pub cites: Vec<Cite>,
    /// The choices.
    pub choices: Vec<ChoiceView>,
}

/// A choice as it is shown.
#[derive(Clone, Debug)]
pub struct ChoiceView {
    /// Its id.
    pub id: String,
    /// What is pressed.
    pub label: String,
    /// What it means.
    pub detail: String,
    /// Whether it is a lesser concern, which some things never are.
    pub lesser: bool,
}

/// A question asked after the outcome, with its answer.
#[derive(Clone, Debug)]
pub struct AfterQuestion {
    /// The question.
    pub question: QuestionView,
    /// The choice's id.
    pub chosen: Option<String>,
}

/// A change of an earlier answer, before it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingChange {
    /// The question.
    pub question: String,
    /// Its new choice.
    pub choice: String,
    /// Answers that stay, by name.
    pub kept: Vec<String>,
    /// Questions that are asked again or anew.
    pub asked: Vec<String>,
    /// Answers that no longer apply.
    pub dropped: Vec<String>,
}

impl Walk {
    /// The answers that the walk reached, and those of the questions after it: what owed
    /// items depend on, and what is signed as the basis.
    pub fn reached(&self) -> Answers {
        let trail = self.trail.iter().map(|step| (step.question.clone(), step.choice.clone()));
        let after = self
            .after
            .iter()
            .filter_map(|after| Some((after.question.id.clone(), after.chosen.clone()?)));
        Answers(trail.chain(after).collect())
    }
}

/// How a screen says a duty's verb as it stands in a statement: the GMC's own, or ours.
pub fn verb_label(verb: &str) -> &'static str {
    match verb {
        "must" => "Must",
        "should" => "Should",
        "may" => "May",
        _ => "Our advice",
    }
}

fn verb_word(verb: DutyVerb) -> &'static str {
    match verb {
        DutyVerb::Must => "must",
        DutyVerb::Should => "should",
        DutyVerb::May => "may",
        DutyVerb::Ours => "ours",
    }
}

fn duty(duty: &data::Duty, because: String) -> Duty {
    Duty {
        verb: verb_word(duty.verb).to_owned(),
        text: duty.text.clone(),
        because,
        cites: duty.cites.clone(),
    }
}

impl Rules {
    /// The embedded pathway, with the hashes of the guidance files.
    pub fn embedded(library: &Library) -> Result<Self, PathwayError> {
        let pathway = Pathway::embedded()?;
        let digests = rules_digests(library, &pathway);
        let mut texts = vec![pathway.text().to_owned()];
        texts.extend(Library::rules_texts().iter().map(|text| (*text).to_owned()));
        let times = pathway.nations().times(None);
        // It decides nothing: without it the questions work all the same.
        let help = OpenHelp::embedded().map(|help| help.outcomes).unwrap_or_default();
        Ok(Self { pathway: Arc::new(pathway), times, help, digests, texts })
    }

    /// Speaks in the words of this nation from now on; without one, in neutral words.
    pub fn speak(&mut self, nation: Option<Nation>) {
        self.pathway = Arc::new(self.pathway.in_words_of(nation));
        self.times = self.pathway.nations().times(nation);
    }

    /// The pathway of today, to be held against an earlier one off the frame.
    pub fn pathway(&self) -> Arc<Pathway> {
        Arc::clone(&self.pathway)
    }

    /// The pathway that a statement with these rules was made under, if it is today's.
    pub fn pathway_of(&self, rules: &BTreeMap<String, Digest>) -> Option<&Pathway> {
        (rules.get("pathway") == self.digests.get("pathway")).then_some(&*self.pathway)
    }

    /// Where these answers lead.
    pub fn walk(&self, answers: &Answers) -> Walk {
        let replayed = replay(&self.pathway, answers);
        let trail = replayed
            .trail
            .iter()
            .filter_map(|step| self.step(&step.question, &step.choice))
            .collect();
        let because = because(&self.pathway, answers);
        let outcome =
            replayed.outcome.as_deref().and_then(|id| self.outcome(id, &replayed, &because));
        let ignored = replayed
            .ignored
            .iter()
            .map(|question| {
                let choice = answers.0.get(question).map_or("", String::as_str);
                let words = self.step(question, choice).map_or_else(
                    || (question.clone(), choice.to_owned()),
                    |step| (step.title, step.label),
                );
                FellAway { question: question.clone(), title: words.0, label: words.1 }
            })
            .collect();
        let after = replayed
            .after
            .iter()
            .filter_map(|id| {
                let question = self.pathway.after().iter().find(|after| after.id == *id)?;
                Some(AfterQuestion {
                    question: after_view(question),
                    chosen: answers.0.get(id).cloned(),
                })
            })
            .collect();
        Walk { trail, next: replayed.next.clone(), outcome, ignored, after }
    }

    fn step(&self, question: &str, choice: &str) -> Option<Step> {
        let of = self.pathway.question(question)?;
        let choice = of.choices.iter().find(|one| one.id == choice)?;
        let cites = if choice.cites.is_empty() { &of.cites } else { &choice.cites };
        Some(Step {
            question: of.id.clone(),
            title: of.title.clone(),
            choice: choice.id.clone(),
            label: choice.label.clone(),
            reason: choice.reason.clone(),
            cites: cites.clone(),
        })
    }

    fn outcome(&self, id: &str, replayed: &Replay<'_>, because: &Because) -> Option<Outcome> {
        let outcome = self.pathway.outcome(id)?;
        Some(Outcome {
            because: because_words(&self.pathway, &because.outcome),
            id: outcome.id.clone(),
            headline: outcome.headline.clone(),
            lead: replayed.lead.unwrap_or(&outcome.lead).to_owned(),
            duties: self.with_reasons(&replayed.duties, &because.duties),
            open: outcome.is_open(),
            due: replayed.due.clone(),
        })
    }

    /// An outcome by its id, with its duties under these answers: what a departure leads to.
    pub fn outcome_named(&self, id: &str, answers: &Answers) -> Option<Outcome> {
        let outcome = self.pathway.outcome(id)?;
        Some(Outcome {
            id: outcome.id.clone(),
            headline: outcome.headline.clone(),
            lead: lead_of(&self.pathway, id, answers).unwrap_or(&outcome.lead).to_owned(),
            because: String::new(),
            duties: self.with_reasons(
                &duties_of(&self.pathway, id, answers),
                &because_duties(&self.pathway, id, answers),
            ),
            open: outcome.is_open(),
            due: due_of(&self.pathway, id, answers).map(str::to_owned),
        })
    }

    /// Duties, each with the answers that it follows from.
    fn with_reasons(&self, duties: &[&data::Duty], because: &[Vec<replay::Step>]) -> Vec<Duty> {
        let reasons = because.iter().map(|steps| because_words(&self.pathway, steps));
        duties.iter().zip(reasons).map(|(one, because)| duty(one, because)).collect()
    }

    /// What would change the outcome of these answers, a line for each single answer, the most
    /// protective first.
    pub fn turns(&self, answers: &Answers) -> Vec<String> {
        let turns = turns(&self.pathway, answers);
        turns.iter().map(|turn| turn.words(&self.pathway)).collect()
    }

    /// What can be ticked as looked for and not found with these answers.
    pub fn considered(&self, answers: &Answers) -> Vec<String> {
        considered(&self.pathway, answers).to_vec()
    }

    /// By when this outcome is come back to with these answers, as an ISO 8601 duration.
    pub fn due_of(&self, id: &str, answers: &Answers) -> Option<String> {
        due_of(&self.pathway, id, answers).map(str::to_owned)
    }

    /// How to do what this outcome asks for, where there is a way to be told.
    pub fn help(&self, outcome: &str) -> Option<&Help> {
        self.help.get(outcome)
    }

    /// The question that an open case with these answers waits for.
    pub fn waits_for(&self, answers: &Answers) -> Option<String> {
        waits_for(&self.pathway, answers)
    }

    /// What can be asked of an adviser: the question whose answer the doctor was not sure of.
    pub fn asks_adviser(&self, answers: &Answers) -> Option<String> {
        unsure_of(&self.pathway, answers).and_then(|id| Some(self.question(&id)?.title))
    }

    /// The outcome of a child in danger.
    pub fn outcome_of_danger(&self) -> Option<Outcome> {
        self.outcome_named("act-now", &Answers::default())
    }

    /// All outcomes, the most protective first: id, headline, lead.
    pub fn outcomes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.pathway
            .outcomes()
            .iter()
            .map(|one| (one.id.as_str(), one.headline.as_str(), one.lead.as_str()))
    }

    /// The protective rank of an outcome.
    pub fn rank(&self, id: &str) -> Option<u8> {
        self.pathway.rank(id)
    }

    /// A question as it is asked.
    pub fn question(&self, id: &str) -> Option<QuestionView> {
        let of = self.pathway.question(id)?;
        let lesser =
            |id: &String| of.never.as_ref().is_some_and(|never| never.choices.contains(id));
        let choice = |choice: &data::Choice| ChoiceView {
            id: choice.id.clone(),
            label: choice.label.clone(),
            detail: choice.detail.clone(),
            lesser: lesser(&choice.id),
        };
        Some(QuestionView {
            id: of.id.clone(),
            title: of.title.clone(),
            hint: of.hint.clone(),
            why: of.why.clone(),
            help: of.help.clone(),
            hints: of.hints.clone(),
            never: of.never.clone(),
            cites: of.cites.clone(),
            choices: of.choices.iter().map(choice).collect(),
        })
    }

    /// What changing an answer would do, by name.
    pub fn change(&self, answers: &Answers, question: &str, choice: &str) -> PendingChange {
        let change = change(&self.pathway, answers, question, choice);
        let names = |ids: &[String]| -> Vec<String> {
            ids.iter()
                .map(|id| self.pathway.question(id).map_or_else(|| id.clone(), |q| q.title.clone()))
                .collect()
        };
        PendingChange {
            question: question.to_owned(),
            choice: choice.to_owned(),
            kept: names(&change.kept),
            asked: names(&change.asked),
            dropped: names(&change.dropped),
        }
    }

    /// Which questions rest on which held paragraph.
    pub fn questions_on(&self, library: &Library) -> BTreeMap<Cite, Vec<String>> {
        let mut map = BTreeMap::new();
        for document in library.documents() {
            for paragraph in &document.paragraphs {
                let cite = Cite::paragraph(&document.id, paragraph.number);
                let titles: Vec<String> =
                    self.pathway.questions_on(&cite).into_iter().map(str::to_owned).collect();
                map.insert(cite, titles);
            }
        }
        map
    }

    /// What is done about each must, should and may, in words.
    pub fn ledger(&self, library: &Library) -> Result<Page, LedgerError> {
        let ledger = Ledger::embedded(library)?;
        ledger.resolve(&self.pathway)?;
        Ok(ledger.page(&self.pathway, library, field_label))
    }
}

fn after_view(question: &data::AfterQuestion) -> QuestionView {
    QuestionView {
        id: question.id.clone(),
        title: question.title.clone(),
        hint: question.hint.clone(),
        why: question.why.clone(),
        help: Vec::new(),
        hints: question.hints.clone(),
        never: None,
        cites: question.cites.clone(),
        choices: question
            .choices
            .iter()
            .map(|choice| ChoiceView {
                id: choice.id.clone(),
                label: choice.label.clone(),
                detail: choice.detail.clone(),
                lesser: false,
            })
            .collect(),
    }
}
