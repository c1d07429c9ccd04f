//! What the text fields and the program tell each other, beside the text itself: the fields
//! what stands in them, the program which of their words nobody knows, and what time it is.
//!
//! It lies in the context, so that every text field of every screen has it and no screen has
//! to hand it on. Nothing here is saved; a field that is no longer shown is forgotten.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use egui::mutex::Mutex;
use egui::{Context, Id};

/// How long a text rests before it is checked: nobody wants a word marked while it is typed.
pub const PAUSE: Duration = Duration::from_millis(400);

/// A word that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// The same in characters.
    pub chars: Range<usize>,
    /// The word.
    pub word: String,
}

/// What lies between the fields and the program.
#[derive(Default)]
pub struct Desk {
    /// Whether spelling is checked.
    pub on: bool,
    /// The time as the key writes it: "10:42".
    pub clock: String,
    /// The time on the wall, for what is counted from it: "4 days ago".
    pub now: Option<NaiveDateTime>,
    /// Words to be kept as right, since the program last looked.
    pub learn: Vec<String>,
    /// The word for which suggestions are wanted, and those, once they are there.
    pub wanted: Option<(String, Suggestions)>,
    fields: HashMap<Id, Text>,
}

/// Suggestions for a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestions {
    /// Nobody has been asked yet.
    Wanted,
    /// They are being looked for.
    Asked,
    /// These, the likeliest first; possibly none.
    There(Vec<String>),
}

/// The text of a field as it was last shown.
struct Text {
    words: String,
    marks: Arc<[Mark]>,
    state: Checked,
    shown: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Checked {
    /// It was changed, or what is known was, and it rests until then; `None`: since just now.
    Not(Option<Instant>),
    /// Shown for the first time: it is checked at once.
    New,
    /// It is being checked.
    Asked,
    /// It was checked.
    Done,
}

/// Works on the desk of this context.
pub fn with_desk<R>(ctx: &Context, work: impl FnOnce(&mut Desk) -> R) -> R {
    let shared = |data: &mut egui::util::IdTypeMap| {
        Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<Desk>>>(Id::NULL))
    };
    let desk = ctx.data_mut(shared);
    let mut desk = desk.lock();
    work(&mut desk)
}

impl Desk {
    /// The marks that still fit what stands in this field now.
    pub(super) fn marks(&mut self, id: Id, text: &str) -> Arc<[Mark]> {
        if !self.on {
            return Arc::default();
        }
        let field = self.fields.entry(id).or_insert_with(|| Text {
            words: text.to_owned(),
            marks: Arc::default(),
            state: Checked::New,
            shown: true,
        });
        field.shown = true;
        if field.words != text {
            field.marks = carried(&field.marks, &field.words, text);
            text.clone_into(&mut field.words);
            field.state = Checked::Not(None);
        }
        Arc::clone(&field.marks)
    }

    /// Forgets the fields that were not shown since the last call.
    pub fn forget_unshown(&mut self) {
        self.fields.retain(|_, field| std::mem::take(&mut field.shown));
    }

    /// Something else is known now: every text is to be checked anew.
    pub fn check_again(&mut self) {
        for field in self.fields.values_mut().filter(|field| field.state != Checked::New) {
            field.state = Checked::Not(None);
        }
    }

    /// The texts that have rested long enough; they count as asked for. With when the next
    /// one will have.
    pub fn due(&mut self, now: Instant) -> (Vec<(Id, String)>, Option<Instant>) {
        let (mut due, mut next) = (Vec::new(), None);
        for (id, field) in &mut self.fields {
            let at = match field.state {
                Checked::Asked | Checked::Done => continue,
                Checked::New => now,
                Checked::Not(at) => at.unwrap_or(now + PAUSE),
            };
            if at > now {
                field.state = Checked::Not(Some(at));
                next = next.into_iter().chain([at]).min();
            } else if field.words.trim().is_empty() {
                (field.marks, field.state) = (Arc::default(), Checked::Done);
            } else {
                field.state = Checked::Asked;
                due.push((*id, field.words.clone()));
            }
        }
        (due, next)
    }

    /// What was asked for could not be answered: it is asked for again.
    pub fn ask_again(&mut self) {
        for field in self.fields.values_mut().filter(|field| field.state == Checked::Asked) {
            field.state = Checked::New;
        }
        if let Some((_, suggestions @ Suggestions::Asked)) = &mut self.wanted {
            *suggestions = Suggestions::Wanted;
        }
    }

    /// A text was checked. It is dropped unless exactly this still stands in the field.
    pub fn checked(&mut self, id: Id, text: &str, marks: Vec<Range<usize>>) {
        let field = self.fields.get_mut(&id);
        if let Some(field) = field.filter(|f| f.words == text && f.state == Checked::Asked) {
            field.state = Checked::Done;
            field.marks = marks.into_iter().filter_map(|bytes| mark(text, bytes)).collect();
        }
    }
}

fn mark(text: &str, bytes: Range<usize>) -> Option<Mark> {
    let word = text.get(bytes.clone())?.to_owned();
    let start = text.get(..bytes.start)?.chars().count();
    let chars = start..start + word.chars().count();
    Some(Mark { bytes, chars, word })
}

/// The marks that were found in `before` and still stand in `now`: those before and behind
/// what was changed.
fn carried(marks: &[Mark], before: &str, now: &str) -> Arc<[Mark]> {
    let same = |(a, b): &(char, char)| a == b;
    let bytes = |(a, _): (char, char)| a.len_utf8();
    let front: usize = before.chars().zip(now.chars()).take_while(same).map(bytes).sum();
    let backward = before.chars().rev().zip(now.chars().rev());
    let back: usize = backward.take_while(same).map(bytes).sum();
    let back = back.min(before.len() - front).min(now.len() - front);
    let kept = marks.iter().filter_map(|there| {
        if there.bytes.end < front {
            Some(there.clone())
        } else if there.bytes.start > before.len() - back {
            let from_end = |at: usize| now.len() - (before.len() - at);
            mark(now, from_end(there.bytes.start)..from_end(there.bytes.end))
        } else {
            None
        }
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn desk(text: &str, words: &[&str]) -> (Desk, Instant) {
        #[expect(clippy::disallowed_methods, reason = "a test needs some moment to begin at")]
        let now = Instant::now();
        let mut desk = Desk { on: true, ..Desk::default() };
        desk.marks(Id::NULL, text);
        assert_eq!(desk.due(now).0.len(), 1, "a text is checked as it is first shown");
        let ranges = words.iter().filter_map(|word| text.find(word).map(|at| at..at + word.len()));
        desk.checked(Id::NULL, text, ranges.collect());
        (desk, now)
    }

    fn words(marks: &[Mark]) -> Vec<&str> {
        marks.iter().map(|mark| mark.word.as_str()).collect()
    }

    #[test]
    fn what_stands_before_and_behind_a_change_stays_marked_and_what_it_touches_does_not() {
        let (mut desk, _) = desk("é sene the bruize onn legg", &["sene", "bruize", "onn", "legg"]);
        let marks = desk.marks(Id::NULL, "é sene the bruise é onn legg");
        assert_eq!(words(&marks), ["sene", "onn", "legg"]);
        assert_eq!(marks[1].chars, 20..23);
    }

    #[test]
    fn a_text_is_checked_once_it_has_rested() {
        let (mut desk, now) = desk("seen", &[]);
        desk.marks(Id::NULL, "seen the");
        assert_eq!(desk.due(now), (vec![], Some(now + PAUSE)));
        assert_eq!(desk.due(now + PAUSE).0, [(Id::NULL, "seen the".to_owned())]);
        assert_eq!(desk.due(now + PAUSE * 2), (vec![], None), "once");
    }

    #[test]
    fn a_late_result_is_dropped_because_another_text_stands_there() {
        let (mut desk, now) = desk("the bruize", &[]);
        desk.marks(Id::NULL, "another");
        desk.due(now);
        desk.checked(Id::NULL, "the bruize", std::iter::once(4..10).collect());
        assert_eq!(words(&desk.marks(Id::NULL, "another")), [""; 0]);
    }

    #[test]
    fn a_field_that_is_no_longer_shown_is_forgotten() {
        let (mut desk, _) = desk("the bruize", &["bruize"]);
        desk.forget_unshown();
        assert_eq!(desk.fields.len(), 1);
        desk.forget_unshown();
        assert!(desk.fields.is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_changed_each_mark_that_is_left_names_its_word(
            before in "[aé ]{0,12}", now in "[aé ]{0,12}", start in 0_usize..12, long in 1_usize..4,
        ) {
            let marks: Vec<Mark> = mark(&before, start..start + long).into_iter().collect();
            for left in carried(&marks, &before, &now).iter() {
                prop_assert_eq!(now.get(left.bytes.clone()), Some(left.word.as_str()));
                let chars: String =
                    now.chars().skip(left.chars.start).take(left.chars.len()).collect();
                prop_assert_eq!(&chars, &left.word);
            }
        }
    }
}
