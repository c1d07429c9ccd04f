//! A decision in the making as the screens read it: what it comes to, what is remarked, and the
//! texts that are ready to be sent. Worked out on change, never per frame.

use chrono::{DateTime, FixedOffset};

use crate::guidance::{Cite, Library, Nation};
use crate::pathway::open::{Help, OpenHelp, Ready};
use crate::pathway::{Awaits, considered, turns, unsure_of};
use crate::record::entries::{Belongs, belongs};
use crate::record::looked_for::is_ticked;
use crate::record::names::may_be_present;
use crate::record::plausibility::ages;
use crate::record::prefill::offered;
use crate::record::referral_due::{Suggestion, Told, suggested as suggested_due};
use crate::record::remarks::{remarks, remarks_in_training};
use crate::record::statement::ReadyText;
use crate::record::text::{SectionText, sections_to_sign};
use crate::record::{Author, DecisionDraft, DecisionId, Field, Making, Place, Rules};
use crate::report::{Identifying, Sheet, Summary, Ticks, Trace, questions_text, summary_sheet};

/// Everything that the screens of a decision in the making show and that is not typed.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it comes to, and what will be signed of it.
    pub made: Making,
    /// In whose clinical records it belongs.
    pub belongs: Vec<Belongs>,
    /// Whose bank holidays count.
    pub nation: Option<Nation>,
    /// What is suggested for each due time.
    pub due: Vec<Suggestion>,
    /// What is offered to be written in a blank field, from the answers.
    pub offered: Option<(Field, &'static str)>,
    /// What is remarked about typed values.
    pub remarks: Vec<(Field, String)>,
    /// The age of each person whose date of birth is known, at its field.
    pub ages: Vec<(Field, String)>,
    /// Who of the people in the record may have been present, and is not in that list yet.
    pub may_be_present: Vec<(String, String)>,
    /// The record as it will be read.
    pub sections: Vec<SectionText>,
    /// What it is based on, each citation once, with today's counterpart after a removed one.
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
    /// What it is made under.
    pub rules: &'a Rules,
    /// How to do what an open outcome asks for.
    pub help: &'a OpenHelp,
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
        let pathway = rules.pathway();
        let made = Making::of(draft, rules);
        let decided = made.decided_id();
        let request = draft.answers.0.get("start").is_some_and(|choice| choice == "request");
        let help = around.help.of(decided, request).cloned();
        // Only where they are seen: the rest of the record is typed without them.
        let turns = if draft.place == Place::Outcome {
            turns(pathway, &draft.answers).iter().map(|turn| turn.words(pathway)).collect()
        } else {
            Vec::new()
        };
        let considered = considered(pathway, &draft.answers).iter();
        let considered =
            considered.map(|line| (line.clone(), is_ticked(&draft.record.not_found, line)));
        let mut case = Self {
            belongs: belongs(&draft.record),
            nation: rules.times.nation,
            offered: offered(&draft.record, &made.walk.reached(), decided),
            due: suggested_due(
                &Told { record: &draft.record, answers: &draft.answers, decided },
                &rules.times,
            ),
            remarks: remarked(draft, around),
            ages: ages(&draft.record, around.now.date_naive()),
            may_be_present: may_be_present(&draft.record, around.author),
            sections: sections_to_sign(&draft.record, draft.departure.as_ref()),
            cites: made.cites(around.library),
            turns,
            considered: considered.collect(),
            ready: ready_text(help.as_ref(), decided, draft),
            help,
            summary: None,
            made,
        };
        let heading =
            case.help.as_ref().and_then(|help| Some(help.ready.as_ref()?.heading.clone()));
        case.made.ready = heading.map(|heading| ReadyText {
            heading,
            lines: case.ready.lines().map(str::to_owned).collect(),
        });
        case.summary = case.summary_of(draft, around);
        case
    }

    /// The summary for an adviser, where advice is to be taken.
    fn summary_of(&self, draft: &DecisionDraft, around: &Around<'_>) -> Option<SummaryView> {
        // Only where it is seen: the rest of the record is typed without it.
        if draft.place != Place::Outcome {
            return None;
        }
        let decided = self
            .made
            .decided
            .as_ref()
            .filter(|outcome| Awaits::of(&outcome.id) == Some(Awaits::Advice))?;
        let record = &draft.record;
        let pathway = around.rules.pathway();
        let unsure = unsure_of(pathway, &draft.answers);
        let asked = unsure.and_then(|id| pathway.title(&id));
        let at = record.decided.valid().map(|at| at.day);
        let local = at.and_then(|day| day.and_hms_opt(12, 0, 0));
        let at = local.and_then(|at| at.and_local_timezone(*around.now.offset()).single());
        let input = Summary {
            record,
            author: around.author,
            reference: around.reference,
            at: at.unwrap_or(around.now),
            trail: self.made.trail_words(),
            asked,
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
}

/// What can be sent or said as it is, where the outcome has such a text.
fn ready_text(help: Option<&Help>, decided: &str, draft: &DecisionDraft) -> String {
    let ready = help.and_then(|help| help.ready.as_ref()).map(Ready::text).unwrap_or_default();
    match Awaits::of(decided) {
        Some(Awaits::Requester) => questions_text(&ready, &draft.record.request),
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
