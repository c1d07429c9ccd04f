//! A decision in the making as the screens read it: where the walk stands, what it comes to,
//! what is owed. Worked out on change, never per frame.

use chrono::{DateTime, FixedOffset};

use crate::app::walk::Rules;
use crate::guidance::{Cite, Library, Nation};
use crate::pathway::open::{Help, Ready};
use crate::record::aside::{Aside, asides};
use crate::record::days::ages;
use crate::record::departure::{Friction, friction, stays_open, to_do_in_full};
use crate::record::due::{Suggestion, suggested as suggested_due};
use crate::record::entries::{Belongs, belongs};
use crate::record::looked::is_ticked;
use crate::record::names::may_be_present;
use crate::record::remarks::{remarks, remarks_in_training};
use crate::record::text::{SectionText, sections_of};
use crate::record::todo::Case as OwedCase;
use crate::record::{Author, DecisionDraft, DecisionId, Field, Frozen, FrozenDuty, Place, ToDo};
use crate::report::{Identifying, Sheet, Summary, Ticks, Trace, questions_text, summary_sheet};

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
    pub owed: Vec<ToDo>,
    /// In whose clinical records it belongs.
    pub belongs: Vec<Belongs>,
    /// Whose bank holidays count.
    pub nation: Option<Nation>,
    /// What is suggested for each due time.
    pub due: Vec<Suggestion>,
    /// What is remarked about typed values.
    pub remarks: Vec<(Field, String)>,
    /// The age of each person whose date of birth is known, at its field.
    pub ages: Vec<(Field, String)>,
    /// Who of the people in the record may have been present, and is not in that list yet.
    pub may_be_present: Vec<(String, String)>,
    /// The record as it will be read.
    pub sections: Vec<SectionText>,
    /// What was set aside, as it is shown and signed.
    pub asides: Vec<Aside>,
    /// What the outcome rests on, each citation once, with today's counterpart after a
    /// removed one.
    pub cites: Vec<Cite>,
    /// What would change the outcome, a line for each single answer.
    pub turns: Vec<String>,
    /// What can be ticked as looked for and not found, and whether it is.
    pub considered: Vec<(String, bool)>,
    /// How to do what an open outcome asks for.
    pub help: Option<Help>,
    /// The text that is ready to be sent or read out, with what is known filled in.
    pub ready: String,
    /// The summary for an adviser, where advice is to be taken.
    pub summary: Option<SummaryView>,
}

/// The summary without names, as it stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryView {
    /// The text: as made from the record, or as edited.
    pub text: String,
    /// Whether it is kept as edited or copied, and no longer follows the record.
    pub kept: bool,
    /// Where in it something could tell who somebody is.
    pub traces: Vec<Trace>,
    /// Its parts, with what can be ticked.
    pub sheet: Sheet,
    /// Whether it is asked if it is to be copied with what could tell.
    pub asked: bool,
}

/// What a case is worked out with.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The pathway.
    pub rules: &'a Rules,
    /// The guidance.
    pub library: &'a Library,
    /// Who writes.
    pub author: &'a Author,
    /// The decision's reference.
    pub reference: &'a DecisionId,
    /// The time.
    pub now: DateTime<FixedOffset>,
    /// Whether the register is one of invented cases.
    pub training: bool,
    /// What was ticked in the summary for an adviser.
    pub summary_ticks: &'a Ticks,
    /// Whether it was asked if that is to be copied as it stands.
    pub copy_asked: bool,
}

impl Case {
    /// Works it out.
    pub fn of(draft: &DecisionDraft, around: &Around<'_>) -> Self {
        let rules = around.rules;
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
        let decided_id = decided.as_ref().map_or("", |decided| decided.id.as_str());
        let (mut owed, mut met, mut open) = (Vec::new(), Friction::Free, false);
        if let (Some(suggested), Some(decided)) = (&suggested, &decided) {
            let case = OwedCase {
                suggested: &suggested.id,
                decided: &decided.id,
                answers: &reached,
                record: &draft.record,
                departure: draft.departure.as_ref(),
                times: &rules.times,
            };
            let rank = |id: &str| rules.rank(id);
            owed = to_do_in_full(&case, rank);
            met = friction(&suggested.id, &decided.id, &draft.record, rank);
            open = stays_open(&decided.id, &met);
        }
        let due = suggested_due(&draft.record, decided_id, &rules.times);
        let help = rules.help(decided_id).cloned();
        let ready = ready_text(help.as_ref(), decided_id, draft);
        let asides = asides(draft, &walk.ignored);
        let mut case = Self {
            walk,
            suggested,
            decided,
            friction: met,
            open,
            owed,
            belongs: belongs(&draft.record),
            nation: rules.times.nation,
            due,
            remarks: remarked(draft, around),
            ages: ages(&draft.record, around.now.date_naive()),
            may_be_present: may_be_present(&draft.record, around.author),
            sections: sections_of(&draft.record, draft.departure.as_ref()),
            asides,
            cites: Vec::new(),
            // Only where they are seen: the rest of the record is typed without them.
            turns: if draft.place == Place::Outcome {
                rules.turns(&draft.answers)
            } else {
                Vec::new()
            },
            considered: considered(draft, rules),
            help,
            ready,
            summary: None,
        };
        case.cites = case.rests_on(around.library);
        case.summary = case.summary_of(draft, around);
        case
    }

    /// The summary for an adviser, where advice is to be taken.
    fn summary_of(&self, draft: &DecisionDraft, around: &Around<'_>) -> Option<SummaryView> {
        // Only where it is seen: the rest of the record is typed without it.
        if draft.place != Place::Outcome {
            return None;
        }
        let decided = self.decided.as_ref().filter(|outcome| outcome.id == "take-advice")?;
        let record = &draft.record;
        let asked = around.rules.asks_adviser(&draft.answers);
        let at = record.decided.valid().map(|at| at.day);
        let local = at.and_then(|day| day.and_hms_opt(12, 0, 0));
        let at = local.and_then(|at| at.and_local_timezone(*around.now.offset()).single());
        let trail = self.trail_words();
        let input = Summary {
            record,
            author: around.author,
            reference: around.reference,
            at: at.unwrap_or(around.now),
            trail: &trail,
            asked: asked.as_deref(),
            due: decided.due.as_deref(),
            decided: None,
        };
        let sheet = summary_sheet(&input, around.summary_ticks);
        let kept = !record.summary.is_empty();
        let text = match record.summary.as_str() {
            "" => sheet.text(),
            // A text that was emptied stays empty: white space stands for that.
            kept if kept.trim().is_empty() => String::new(),
            kept => kept.to_owned(),
        };
        let known = Identifying::of(record, around.author, around.reference);
        let traces = known.traces_in_summary(&input, &text);
        let asked = around.copy_asked && !traces.is_empty();
        Some(SummaryView { text, kept, traces, sheet, asked })
    }

    /// The suggested outcome, frozen in its words of today.
    pub fn frozen(&self) -> Option<Frozen> {
        let outcome = self.suggested.as_ref()?;
        let duties = self.decided.as_ref().map_or(&outcome.duties, |decided| &decided.duties);
        Some(Frozen {
            id: outcome.id.clone(),
            headline: outcome.headline.clone(),
            trail: self.trail_words(),
            duties: duties.iter().map(frozen).collect(),
        })
    }

    /// Whether what was decided protects less than what was suggested.
    pub fn protects_less(&self) -> bool {
        matches!(self.friction, Friction::LessProtection { .. })
    }

    /// What the suggested outcome asks, where what was decided protects less.
    pub fn departed_from(&self) -> Vec<FrozenDuty> {
        let suggested = self.suggested.iter().filter(|_| self.protects_less());
        suggested.flat_map(|outcome| &outcome.duties).map(frozen).collect()
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

    /// What the suggested outcome rests on, each citation once, with today's counterpart
    /// after a removed one.
    fn rests_on(&self, library: &Library) -> Vec<Cite> {
        let steps = self.walk.trail.iter().flat_map(|step| &step.cites);
        let duties = self.decided.iter().flat_map(|outcome| &outcome.duties).flat_map(|d| &d.cites);
        library.with_now(&steps.chain(duties).cloned().collect::<Vec<_>>())
    }
}

/// What can be sent or said as it is, where the outcome has such a text.
fn ready_text(help: Option<&Help>, decided: &str, draft: &DecisionDraft) -> String {
    let ready = help.and_then(|help| help.ready.as_ref()).map(Ready::text).unwrap_or_default();
    match decided {
        "ask-requester" => questions_text(&ready, &draft.record.request),
        _ => ready,
    }
}

fn remarked(draft: &DecisionDraft, around: &Around<'_>) -> Vec<(Field, String)> {
    let today = around.now.date_naive();
    if around.training {
        remarks_in_training(&draft.record, today)
    } else {
        remarks(&draft.record, today)
    }
}

/// What was looked for, each with whether it was not found.
fn considered(draft: &DecisionDraft, rules: &Rules) -> Vec<(String, bool)> {
    let lines = rules.considered(&draft.answers).into_iter();
    lines.map(|line| (line.clone(), is_ticked(&draft.record.not_found, &line))).collect()
}

/// A duty in its words of today.
fn frozen(duty: &Duty) -> FrozenDuty {
    FrozenDuty {
        verb: duty.verb.clone(),
        text: duty.text.clone(),
        cites: duty.cites.iter().map(ToString::to_string).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    /// Whatever is answered and decided, what a statement freezes is what its own rules give
    /// for what is signed as its basis: else every decision would be told as unlike its rules.
    #[test]
    fn what_is_frozen_is_what_the_rules_give_for_the_basis_that_is_signed() {
        let library = Library::embedded().unwrap();
        let rules = Rules::embedded(&library).unwrap();
        let pathway = rules.pathway();
        let (author, reference) = (Author::default(), DecisionId::mint(2026, [1; 8]));
        let around = Around {
            rules: &rules,
            library: &library,
            author: &author,
            reference: &reference,
            now: at_noon(),
            training: false,
            summary_ticks: &Ticks::new(),
            copy_asked: false,
        };
        let after = [("tell", "yes"), ("known", "no"), ("extent", "relevant"), ("statute", "csa")];
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
                let case = Case::of(&draft, &around);
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
                let (id, was) = (&case.suggested.as_ref().unwrap().id, case.departed_from());
                let own = crate::pathway::asked(&pathway, id, &basis).into_iter();
                let own = own.map(|duty| (duty.verb, duty.text, duty.cites));
                let was: Vec<_> = was.into_iter().map(|d| (d.verb, d.text, d.cites)).collect();
                assert!(was.is_empty() || was == own.collect::<Vec<_>>());
                assert_eq!(case.decided.map(|one| one.id), gives.decided.map(|named| named.id));
            }
        }
    }

    fn at_noon() -> DateTime<FixedOffset> {
        at("2026-11-22T12:00:00+00:00")
    }
}
