//! What the reviewer's screen is handed.

use egui::Ui;

use crate::app::events::{Event, Screen};
use crate::app::screens::review::{self, BlindView, QueueView, ReviewView};
use crate::app::state::State;
use crate::caseload::review_queue::ToReview;
use crate::record::{Addition, Work};

/// Paints what waits, or the decision that is being reviewed.
pub(super) fn review_ui(ui: &mut Ui, state: &mut State, out: &mut Vec<Event>) {
    let Screen::Review(Some(id)) = &state.window.screen else {
        queue_ui(ui, state, out);
        return;
    };
    let id = id.clone();
    let (cannot_sign, in_run) = (state.cannot_sign(), state.review_run().is_some());
    let nonce = state.drafts.addition().cloned();
    let State { drafts, session, settings, screens, .. } = state;
    let hand = drafts.find_mut(nonce.as_ref());
    let signing = hand.as_ref().is_some_and(|hand| hand.is_signing());
    let review = hand.and_then(|hand| match &mut hand.draft.work {
        Work::Addition(addition) => match &mut **addition {
            Addition::Review(review) => Some(review),
            _ => None,
        },
        _ => None,
    });
    let files: Vec<_> = session.files_of(&id).into_iter().zip(session.shown()).collect();
    let Some(((file, shown), others)) = files.split_first() else { return };
    if session.is_read_blind(&id) {
        let newest = shown.newest.and_then(|at| shown.statements.get(at));
        let decision = file.latest_decision().map(|(_, decision)| &decision.record);
        let view = BlindView {
            known: &shown.known,
            record: newest.and_then(|own| own.record.as_ref()).or(decision),
            id: id.as_str(),
            doubtful: !file.problems.is_empty() || !others.is_empty(),
            reading: screens.review.reading.as_ref(),
            keeping: screens.review.keeping.is_some(),
            in_run,
            cannot_sign: signing.then_some("It is being signed.").or(cannot_sign),
        };
        review::blind(ui, &view, review, out);
        return;
    }
    let waits = session.review_queue().find(&id);
    let view = ReviewView {
        file,
        shown,
        look: session.look(),
        why: waits.map(ToReview::why_words).unwrap_or_default(),
        in_run,
        others: others.len(),
        signing,
        cannot_sign,
        author: settings.author.name.trim(),
        about: screens.review.about,
        reading: screens.review.reading.as_ref(),
    };
    review::ui(ui, &view, review, out);
}

fn queue_ui(ui: &mut Ui, state: &State, out: &mut Vec<Event>) {
    let run = state.review_run();
    let view = QueueView {
        queue: state.session.review_queue(),
        blind: state.is_blind(),
        hidden: &state.session.lists().hidden,
        sample: run.map_or(0, |run| run.sample),
        in_run: run.is_some(),
        author: state.settings.author.name.trim(),
        loading: state.session.is_loading(),
    };
    review::queue(ui, &view, out);
}

/// Where the reviewer is: "7 of 40"; `None` where nothing is reviewed.
pub(super) fn place_words(state: &State) -> Option<String> {
    let Screen::Review(Some(id)) = &state.window.screen else { return None };
    let queue = state.session.review_queue();
    Some(match queue.place_of(id) {
        Some(place) => format!("{place} of {}", queue.total()),
        None => "Not among those that wait".to_owned(),
    })
}
