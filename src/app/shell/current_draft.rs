//! What the screens of the decision in hand are handed: question, outcome, record, check.

use super::home::{home_ui, quoting};
use crate::app::events::{ChronologyOf, Event};
use crate::app::focus::Focus;
use crate::app::screens::outcome::contacts as outcome_contacts;
use crate::app::screens::record::{AsideView, Going};
use crate::app::screens::{decide, outcome, record};
use crate::app::session::rows::EarlierLine;
use crate::app::state::State;
use crate::app::views::earlier_decisions;
use crate::app::views::quoted::Quoting;
use crate::base::time::{self, When};
use crate::pathway::OutcomeKind;
use crate::record::strip::about_whom;
use crate::record::{DecisionDraft, Hours, Place};
use egui::Ui;

pub(super) fn decide_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let place = state.current_draft().and_then(|hand| hand.work()).map(|work| work.place.clone());
    match place {
        None => home_ui(ui, state, out),
        Some(Place::Questions | Place::Question(_)) => question_ui(ui, state, out),
        Some(Place::Outcome) => outcome_ui(ui, state, out),
        Some(Place::Record(_)) => record_ui(ui, state, out),
        Some(Place::Check) => check_ui(ui, state, out),
    }
}

/// Earlier decisions that may be about the same people as the draft in hand.
fn earlier_of<'a>(
    lines: &'a [EarlierLine],
    work: &DecisionDraft,
    (all, quoting): (bool, Quoting<'a>),
) -> earlier_decisions::EarlierView<'a> {
    earlier_decisions::EarlierView {
        lines,
        draft: true,
        set_aside: work.not_same.len(),
        all,
        quoting,
        from: &ChronologyOf::Hand,
    }
}

fn acted_first(work: &DecisionDraft) -> Option<String> {
    work.acted_first.as_ref().map(time::clock)
}

fn question_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let question = state.asked().and_then(|id| state.known.rules.pathway().question(&id));
    let Some((hand, question)) = state.current_draft().zip(question) else {
        // A draft that names a question which this pathway no longer has.
        home_ui(ui, state, out);
        return;
    };
    let (Some(case), Some(work)) = (&hand.case, hand.work()) else { return };
    let acted = acted_first(work);
    let view = decide::DecideView {
        question,
        case,
        picked: hand.picked.as_deref(),
        record: &work.record,
        change: hand.change.as_ref(),
        acted_first: acted.as_deref(),
        earlier: Some(earlier_of(&hand.earlier, work, (state.screens.earlier_all, quoting(state)))),
        quoting: quoting(state),
        tried: state.tried(),
    };
    decide::ui(ui, &view, out);
}

fn outcome_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let nation = state.settings.nation;
    let decision = state.drafts.decision().cloned();
    let now = state.now();
    let tried = state.tried().map(|(at, _)| at);
    let State { drafts, known, session, screens, .. } = state;
    let calling = session.calling();
    let copy = session.own().shelf.todays_copy(now.date_naive());
    let quoting = Quoting { library: &known.library, nation, copy, beside: None };
    let Some(hand) = drafts.find_mut(decision.as_ref()) else { return };
    let departing = hand.departing.take();
    let Some(mut case) = hand.case.take() else { return };
    let id = hand.draft.decision.clone();
    let mut summary = case.summary.take();
    let lines = std::mem::take(&mut hand.earlier);
    if let Some(work) = hand.work_mut() {
        let acted = acted_first(work);
        let view = outcome::OutcomeView {
            decision: &id,
            case: &case,
            request: is_request(work),
            reads_out: summary.is_some(),
            departing: departing.as_deref(),
            acted_first: acted.as_deref(),
            from: match work.record.decided.when(&now) {
                Some(When::At(at)) => at,
                _ => now,
            },
            earlier: Some(earlier_of(&lines, work, (screens.earlier_all, quoting))),
            quoting,
            ring: outcome_contacts::RingView {
                suggested: case.made.suggested.as_ref().filter(|_| case.made.protects_less()),
                decided: case.made.decided.as_ref(),
                cards: &calling.cards,
                agencies: &known.agencies,
                nation,
                likely: Hours::likely(&now, nation),
                rung: &calling.rung,
            },
            tried: tried.and_then(|at| Some((at, known.cases.get(at)?))),
        };
        let edits =
            outcome::Edits { departure: work.departure.as_mut(), summary: summary.as_mut() };
        outcome::ui(ui, &view, edits, out);
    }
    case.summary = summary;
    hand.departing = departing;
    hand.earlier = lines;
    hand.case = Some(case);
}

fn is_request(work: &DecisionDraft) -> bool {
    work.answers.0.get("start").is_some_and(|choice| choice == "request")
}

fn record_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let focus = state.window.focus.take();
    let decision = state.drafts.decision().cloned();
    let nation = state.settings.nation;
    let now = state.now();
    let State { drafts, known, session, screens, .. } = state;
    let copy = session.own().shelf.todays_copy(now.date_naive());
    let quoting = Quoting { library: &known.library, nation, copy, beside: None };
    let Some(hand) = drafts.find_mut(decision.as_ref()) else { return };
    let take_over = hand.take_over;
    let (removing, asked_to_leave_out) = (hand.removing.clone(), hand.asked_to_leave_out.clone());
    let Some(case) = hand.case.take() else { return };
    let lines = std::mem::take(&mut hand.earlier);
    let other_names = std::mem::take(&mut hand.other_names);
    let id = hand.draft.decision.clone();
    if let Some(work) = hand.work_mut() {
        let decided = case.made.decided.as_ref();
        let outcome_id = decided.map_or("", |outcome| outcome.id.as_str());
        let about = about_whom(&work.record, now.date_naive());
        let view = record::RecordView {
            decision: &id,
            headline: decided.map_or("", |outcome| outcome.headline.as_str()),
            outcome_id,
            times: &known.rules.times,
            take_over,
            sharing: OutcomeKind::of(outcome_id).is_some_and(OutcomeKind::shares),
            request: is_request(work),
            earlier: Some(earlier_of(&lines, work, (screens.earlier_all, quoting))),
            may_be_present: &case.may_be_present,
            owed: &case.made.owed,
            offered: case.offered.as_ref().map(|(field, words)| (field, *words)),
            remarks: &case.remarks,
            about: &about,
            ages: &case.ages,
            other_names: &other_names,
            going: match &focus {
                Some(Focus::Field(field)) => Going::To(field),
                Some(Focus::Form) => Going::Begin,
                _ => Going::Nowhere,
            },
            removing: removing.as_ref(),
            aside: AsideView {
                asides: &case.made.asides,
                asked_to_leave_out: asked_to_leave_out.as_ref(),
            },
        };
        screens.record.ui(ui, &view, work, out);
    }
    hand.earlier = lines;
    hand.other_names = other_names;
    hand.case = Some(case);
}

fn check_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let mut name = state.settings.author.name.clone();
    let Some(hand) = state.current_draft() else { return };
    let (Some(case), Some(work)) = (&hand.case, hand.work()) else { return };
    let departure = work.departure.as_ref().map(|departure| {
        let suggested =
            case.made.suggested.as_ref().map_or("", |outcome| outcome.headline.as_str());
        format!("Suggested: {suggested} {}", departure.reason)
    });
    let decided = case.made.decided.as_ref().map_or("", |outcome| outcome.id.as_str());
    let shares = OutcomeKind::of(decided).is_some_and(OutcomeKind::shares);
    let unsaid = work.record.unsaid_of_sharing().filter(|_| shares);
    let view = record::check::CheckView {
        decided: &work.record.decided.text,
        unsaid: unsaid.as_ref().map(|(field, words)| (field, *words)),
        decision: &hand.draft.decision,
        headline: case.made.decided.as_ref().map_or("", |outcome| outcome.headline.as_str()),
        trail: case.made.trail_words(),
        sections: &case.sections,
        remarks: &case.remarks,
        earlier: Some(earlier_of(&hand.earlier, work, (state.screens.earlier_all, quoting(state)))),
        owed: &case.made.owed,
        author: &state.settings.author,
        signing: hand.is_signing(),
        can_sign: state.cannot_sign().map_or(Ok(()), Err),
        belongs: &case.belongs,
        departure: departure.as_deref(),
        aside: AsideView {
            asides: &case.made.asides,
            asked_to_leave_out: hand.asked_to_leave_out.as_ref(),
        },
    };
    record::check::ui(ui, &view, &mut name, out);
    state.settings.author.name = name;
}
