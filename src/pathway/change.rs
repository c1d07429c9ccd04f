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
    fn the_same_answer_changes_nothing() {
        let pairs = [("start", "worry"), ("wait", "no"), ("weigh", "yes")];
        assert_eq!(changed(&pairs, "wait", "no"), three("start weigh", "", ""));
    }
}
