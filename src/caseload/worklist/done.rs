//! What was to be done about one decision and is recorded as done: each kind that is owed until then.

use std::collections::BTreeSet;

use super::What;
use super::items_of_decision::{of_review, standing};
use crate::pathway::OutcomeKind;
use crate::record::referral_due::{by_telephone, is_referral};
use crate::record::{Body, Decision, Digest, News};
use crate::register::{DecisionFile, Loaded};

/// What is recorded as done about one decision, once for each thing: nothing, where it was entered in
/// error.
pub fn done_by(file: &DecisionFile) -> Vec<What> {
    if file.out_of_view().is_some() {
        return Vec::new();
    }
    let Some(standing) = standing(file) else { return Vec::new() };
    let (record, decided) = (&standing.record, standing.decision.decided_id());
    let mut done = Vec::new();
    let mut add = |what: What, count: usize| done.extend(std::iter::repeat_n(what, count));
    add(What::Open, taken_up_again(file));
    let shares = OutcomeKind::of(decided).is_some_and(OutcomeKind::shares);
    add(What::Tell, usize::from(shares && !standing.owes_telling()));
    if is_referral(decided) {
        let told = standing.told();
        let calls = record.disclosures.iter().filter(|one| told.refers(one) && by_telephone(one));
        add(What::Confirm, calls.filter(|one| !one.confirmed.is_blank()).count());
        let acknowledged =
            told.awaits_acknowledgement() && !record.follow_up.acknowledged.is_blank();
        add(What::Acknowledge, usize::from(acknowledged));
    }
    let replied = !record.request.reply_by.is_blank() && standing.has_replied();
    add(What::Reply, usize::from(replied));
    for what in answered(file) {
        add(what, 1);
    }
    add(What::Review, looked_again(file));
    add(What::Enter, record.entered.iter().filter(|one| !one.when.is_blank()).count());
    done
}

/// How often an open case was decided again.
fn taken_up_again(file: &DecisionFile) -> usize {
    let is_open =
        |decision: &Decision| OutcomeKind::of(decision.decided_id()) == Some(OutcomeKind::Open);
    let decisions: Vec<&Decision> = file.statements.iter().filter_map(Loaded::decision).collect();
    let earlier = decisions.split_last().map_or(&[][..], |(_, earlier)| earlier);
    earlier.iter().filter(|decision| is_open(decision)).count()
}

/// The reviews that were replied to, each once.
fn answered(file: &DecisionFile) -> Vec<What> {
    let bodies =
        || file.statements.iter().filter_map(|one| Some((&one.digest, &one.statement()?.body)));
    let to: BTreeSet<&Digest> = bodies()
        .filter_map(|(_, body)| match body {
            Body::Reply(reply) => Some(&reply.to),
            _ => None,
        })
        .collect();
    let reviews = bodies().filter(|(digest, _)| to.contains(digest));
    reviews
        .filter_map(|(_, body)| match body {
            Body::Review(review) => Some(of_review(review)),
            _ => None,
        })
        .collect()
}

/// How often the case was looked at again.
fn looked_again(file: &DecisionFile) -> usize {
    let bodies = file.statements.iter().filter_map(|one| Some(&one.statement()?.body));
    let looked =
        |body: &&Body| matches!(body, Body::FollowUp(news) if news.what == News::LookedAgain);
    bodies.filter(looked).count()
}
