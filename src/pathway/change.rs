//! What another answer would change, to be shown before it is confirmed.

use super::Pathway;
use super::replay::{Answers, Replay, replay};

/// What becomes of the other answers. Nothing typed is thrown away: an answer that no longer
/// applies stays in the map and counts again if the walk comes back to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Questions whose answers count after the change, in the order of the walk, those asked
    /// after the outcome last. An answer that had been set aside and counts again is among
    /// them, so that none takes effect unseen.
    pub kept: Vec<String>,
    /// Questions that are asked again or for the first time: where the walk goes on, and what
    /// is asked after the outcome without an answer yet.
    pub asked: Vec<String>,
    /// Questions whose answers counted and no longer apply.
    pub dropped: Vec<String>,
}

/// A change of an earlier answer, in the words of the questions, before it is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingChange {
    /// The question, by id.
    pub question: String,
    /// Its new choice, by id.
    pub choice: String,
    /// Answers that count after it.
    pub kept: Vec<String>,
    /// Questions that are asked again or for the first time.
    pub asked: Vec<String>,
    /// Answers that no longer apply.
    pub dropped: Vec<String>,
}

impl PendingChange {
    /// What answering `question` with `choice` would do that is to be seen first: answers fall
    /// away, or one that had been set aside counts again. `None` where nothing is.
    pub fn to_be_seen(
        pathway: &Pathway,
        answers: &Answers,
        question: &str,
        choice: &str,
    ) -> Option<Self> {
        if answers.0.get(question).is_some_and(|given| given == choice) {
            return None;
        }
        let change = change(pathway, answers, question, choice);
        let counted = counting(&replay(pathway, answers), answers);
        if change.dropped.is_empty() && change.kept.iter().all(|kept| counted.contains(kept)) {
            return None;
        }
        let titles = |ids: &[String]| -> Vec<String> {
            ids.iter().map(|id| pathway.title(id).unwrap_or(id).to_owned()).collect()
        };
        Some(Self {
            question: question.to_owned(),
            choice: choice.to_owned(),
            kept: titles(&change.kept),
            asked: titles(&change.asked),
            dropped: titles(&change.dropped),
        })
    }
}

/// What becomes of `answers` if `question` is answered with `choice`.
pub fn change(pathway: &Pathway, answers: &Answers, question: &str, choice: &str) -> Change {
    let mut changed = answers.clone();
    changed.0.insert(question.to_owned(), choice.to_owned());
    let before = replay(pathway, answers);
    let after = replay(pathway, &changed);
    let others = |ids: Vec<String>| ids.into_iter().filter(|id| id != question).collect::<Vec<_>>();
    let kept = others(counting(&after, &changed));
    let dropped =
        others(counting(&before, answers)).into_iter().filter(|id| !kept.contains(id)).collect();
    let open = |id: &&String| !before.after.contains(id) && !changed.0.contains_key(*id);
    let asked = after.next.iter().chain(after.after.iter().filter(open)).cloned().collect();
    Change { kept, asked, dropped }
}

/// The questions whose answers have an effect.
fn counting(replay: &Replay<'_>, answers: &Answers) -> Vec<String> {
    let walk = replay.trail.iter().map(|step| &step.question);
    let after = replay.after.iter().filter(|id| answers.0.contains_key(*id));
    walk.chain(after).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pathway::example::{self, answers};

    fn changed(pairs: &[(&str, &str)], question: &str, choice: &str) -> (String, String, String) {
        let Change { kept, asked, dropped } =
            change(&example::pathway(), &answers(pairs), question, choice);
        (kept.join(" "), asked.join(" "), dropped.join(" "))
    }

    fn three(kept: &str, asked: &str, dropped: &str) -> (String, String, String) {
        (kept.to_owned(), asked.to_owned(), dropped.to_owned())
    }

    #[test]
    fn an_earlier_answer_that_ends_the_walk_drops_the_later_ones() {
        let pairs = [("start", "worry"), ("wait", "no"), ("weigh", "no")];
        assert_eq!(changed(&pairs, "wait", "yes"), three("start", "told", "weigh"));
    }

    #[test]
    fn an_answer_that_both_ways_come_through_is_kept() {
        let pairs = [("start", "worry"), ("wait", "no"), ("weigh", "yes"), ("told", "yes")];
        assert_eq!(changed(&pairs, "start", "request"), three("", "asker", "wait weigh told"));
        let known = [("start", "worry"), ("wait", "no"), ("weigh", "yes"), ("asker", "known")];
        // `asker` had been set aside; it counts again, and that is shown.
        assert_eq!(changed(&known, "start", "request"), three("asker weigh", "", "wait"));
    }

    #[test]
    fn what_falls_away_or_counts_again_is_seen_first_and_nothing_else_is() {
        let seen = |pairs: &[(&str, &str)], question, choice| {
            PendingChange::to_be_seen(&example::pathway(), &answers(pairs), question, choice)
        };
        let pairs = [("start", "worry"), ("wait", "no"), ("weigh", "yes")];
        assert_eq!(seen(&pairs, "wait", "no"), None);
        assert_eq!(seen(&pairs[..2], "weigh", "yes"), None);
        assert_eq!(seen(&pairs, "wait", "yes").unwrap().dropped.len(), 1);
        let known = [("start", "worry"), ("asker", "known")];
        assert_eq!(seen(&known, "start", "request").unwrap().kept.len(), 1);
    }

    #[test]
    fn the_same_answer_changes_nothing() {
        let pairs = [("start", "worry"), ("wait", "no"), ("weigh", "yes")];
        assert_eq!(changed(&pairs, "wait", "no"), three("start weigh", "", ""));
    }
}
