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
pub struct FieldServices {
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
pub fn with_services<R>(ctx: &Context, work: impl FnOnce(&mut FieldServices) -> R) -> R {
    let shared = |data: &mut egui::util::IdTypeMap| {
        Arc::clone(data.get_temp_mut_or_default::<Arc<Mutex<FieldServices>>>(Id::NULL))
    };
    let services = ctx.data_mut(shared);
    let mut services = services.lock();
    work(&mut services)
}

impl FieldServices {
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
            field.marks = marked(text, marks);
        }
    }
}

/// The marks at these bytes, first to last. The text is gone through once: it can be long.
fn marked(text: &str, all: Vec<Range<usize>>) -> Arc<[Mark]> {
    let (mut at, mut count) = (0, 0);
    all.into_iter()
        .filter_map(|bytes| {
            let word = text.get(bytes.clone())?.to_owned();
            count += text.get(at..bytes.start)?.chars().count();
            at = bytes.start;
            let chars = count..count + word.chars().count();
            Some(Mark { bytes, chars, word })
        })
        .collect()
}

/// The marks that were found in `before` and still stand in `now`: those before and behind
/// what was changed.
fn carried(marks: &[Mark], before: &str, now: &str) -> Arc<[Mark]> {
    let (front, back) = ends(before.as_bytes(), now.as_bytes());
    // Whole characters of both.
    let front = (0..=front).rev().find(|at| both(before, now, *at, *at)).unwrap_or(0);
    let back = (0..=back)
        .rev()
        .find(|back| both(before, now, before.len() - back, now.len() - back))
        .unwrap_or(0);
    let count =
        |text: &str| text.get(front..text.len() - back).map_or(0, |middle| middle.chars().count());
    let (gone, new) = (count(before), count(now));
    let kept = marks.iter().filter_map(|there| {
        if there.bytes.end < front {
            Some(there.clone())
        } else if there.bytes.start > before.len() - back {
            let byte = |at: usize| (at + now.len()).saturating_sub(before.len());
            let char = |at: usize| (at + new).checked_sub(gone);
            let (bytes, chars) = (&there.bytes, &there.chars);
            Some(Mark {
                bytes: byte(bytes.start)..byte(bytes.end),
                chars: char(chars.start)?..char(chars.end)?,
                word: there.word.clone(),
            })
        } else {
            None
        }
    });
    kept.collect()
}

/// How many bytes two texts have in common at their beginning, and at the end of the rest.
fn ends(before: &[u8], now: &[u8]) -> (usize, usize) {
    let same = |(a, b): &(&u8, &u8)| a == b;
    let front = before.iter().zip(now).take_while(same).count();
    let most = before.len().min(now.len()) - front;
    let back = before.iter().rev().zip(now.iter().rev()).take_while(same).count();
    (front, back.min(most))
}

/// Whether characters of both texts begin here.
fn both(before: &str, now: &str, in_before: usize, in_now: usize) -> bool {
    before.is_char_boundary(in_before) && now.is_char_boundary(in_now)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn services(text: &str, words: &[&str]) -> (FieldServices, Instant) {
        #[expect(clippy::disallowed_methods, reason = "a test needs some moment to begin at")]
        let now = Instant::now();
        let mut services = FieldServices { on: true, ..FieldServices::default() };
        services.marks(Id::NULL, text);
        assert_eq!(services.due(now).0.len(), 1, "a text is checked as it is first shown");
        let ranges = words.iter().filter_map(|word| text.find(word).map(|at| at..at + word.len()));
        services.checked(Id::NULL, text, ranges.collect());
        (services, now)
    }

    fn words(marks: &[Mark]) -> Vec<&str> {
        marks.iter().map(|mark| mark.word.as_str()).collect()
    }

    #[test]
    fn what_stands_before_and_behind_a_change_stays_marked_and_what_it_touches_does_not() {
        let (mut services, _) =
            services("é sene the bruize onn legg", &["sene", "bruize", "onn", "legg"]);
        let marks = services.marks(Id::NULL, "é sene the bruise é onn legg");
        assert_eq!(words(&marks), ["sene", "onn", "legg"]);
        assert_eq!(marks[1].chars, 20..23);
    }

    #[test]
    fn a_text_is_checked_once_it_has_rested() {
        let (mut services, now) = services("seen", &[]);
        services.marks(Id::NULL, "seen the");
        assert_eq!(services.due(now), (vec![], Some(now + PAUSE)));
        assert_eq!(services.due(now + PAUSE).0, [(Id::NULL, "seen the".to_owned())]);
        assert_eq!(services.due(now + PAUSE * 2), (vec![], None), "once");
    }

    #[test]
    fn a_late_result_is_dropped_because_another_text_stands_there() {
        let (mut services, now) = services("the bruize", &[]);
        services.marks(Id::NULL, "another");
        services.due(now);
        services.checked(Id::NULL, "the bruize", std::iter::once(4..10).collect());
        assert_eq!(words(&services.marks(Id::NULL, "another")), [""; 0]);
    }

    #[test]
    fn a_field_that_is_no_longer_shown_is_forgotten() {
        let (mut services, _) = services("the bruize", &["bruize"]);
        services.forget_unshown();
        assert_eq!(services.fields.len(), 1);
        services.forget_unshown();
        assert!(services.fields.is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_changed_each_mark_that_is_left_names_its_word(
            before in "[aé ]{0,12}", now in "[aé ]{0,12}", start in 0_usize..12, long in 1_usize..4,
        ) {
            let marks = marked(&before, std::iter::once(start..start + long).collect());
            for left in carried(&marks, &before, &now).iter() {
                prop_assert_eq!(now.get(left.bytes.clone()), Some(left.word.as_str()));
                let chars: String =
                    now.chars().skip(left.chars.start).take(left.chars.len()).collect();
                prop_assert_eq!(&chars, &left.word);
            }
        }
    }
}
