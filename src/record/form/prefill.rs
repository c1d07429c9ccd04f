//! What is known when the record opens, filled in so that nobody types it again.

use chrono::{DateTime, FixedOffset};

use crate::pathway::replay::Answers;
use crate::pathway::turns::SHOWN;
use crate::pathway::{OutcomeKind, with_consent};
use crate::record::form::{
    Advice, Child, Consent, ConsentAnswer, ConsentBasis, Disclosure, Field, Part, Passage, Record,
};
use crate::record::ids::ItemId;
use crate::record::item::Item;
use crate::record::referral_due::is_referral;
use crate::record::statement::Author;
use crate::record::typed::Typed;

/// What is known when the record opens.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The answers that the walk reached.
    pub answers: &'a Answers,
    /// The id of the outcome decided.
    pub decided: &'a str,
    /// When it was decided: now, or when "child in danger now" was pressed.
    pub at: DateTime<FixedOffset>,
    /// Who writes.
    pub author: &'a Author,
}

/// Fills in what is known and blank. What is there stays as it is, so this can be done again
/// whenever an answer changes: only a suggestion that nobody has altered follows the answers.
/// `random` gives the bits of each new item's id.
pub fn prefill(record: &mut Record, known: &Known<'_>, random: &mut dyn FnMut() -> [u8; 8]) {
    // When it was learned of nobody has said: that stays blank, and owed.
    if record.decided.is_blank() {
        record.decided = Typed::of(&known.at);
    }
    if record.children.is_empty() {
        record.children.push(Child::new(ItemId::mint(random())));
    }
    consent(record, known, random);
    let advised = matches!(known.answer("talked"), Some("risk" | "unclear" | "no-risk"))
        || matches!(known.answer("advised"), Some("agrees" | "disagrees"));
    if advised && record.advice.is_empty() {
        record.advice.push(Advice::new(ItemId::mint(random())));
    }
    let shares = OutcomeKind::of(known.decided).is_some_and(OutcomeKind::shares);
    if shares && record.disclosures.is_empty() {
        record.disclosures.push(Disclosure::new(ItemId::mint(random())));
    }
    if known.answer("identity") == Some("cannot") && blank(&record.request.identity) {
        "I tried to check who was asking and could not.".clone_into(&mut record.request.identity);
    }
}

/// A record in which no passage is written yet opens with one, to be written in.
pub fn first_passage(record: &mut Record, id: ItemId) {
    if record.passages.is_empty() {
        record.passages.push(Passage::new(id));
    }
}

/// What would change a decision not to share, from the answers that would: where nothing was
/// written yet.
pub fn what_would_change(record: &mut Record, decided: &str, turns: &[String]) {
    if OutcomeKind::of(decided) == Some(OutcomeKind::Withholds) && blank(&record.would_change) {
        let turns: Vec<&str> = turns.iter().take(SHOWN).map(String::as_str).collect();
        record.would_change = turns.join("\n");
    }
}

/// A case that stays open is its author's until somebody else is named. Whether anything was
/// filled in; nothing is while the author has no name.
pub fn own(record: &mut Record, author: &Author) -> bool {
    let owned = !blank(&record.follow_up.owner);
    let name = author.name.trim();
    if owned || name.is_empty() {
        return false;
    }
    name.clone_into(&mut record.follow_up.owner);
    true
}

impl<'a> Known<'a> {
    fn answer(&self, question: &str) -> Option<&'a str> {
        self.answers.0.get(question).map(String::as_str)
    }
}

/// A sentence that would follow from the answers, offered at this blank field and written there by
/// whoever presses it: that consent was not asked for is for the doctor to say, not for us.
pub fn offered(record: &Record, answers: &Answers, decided: &str) -> Option<(Field, &'static str)> {
    let sentence = why_not_asked(answers, decided)?;
    let asked = !record.consent.is_empty();
    (blank(&record.consent_not_asked) && !asked)
        .then(|| (Field::once(Part::ConsentNotAsked), sentence))
}

fn consent(record: &mut Record, known: &Known<'_>, random: &mut dyn FnMut() -> [u8; 8]) {
    // One that was taken up unaltered goes where it no longer follows from the answers.
    let why = record.consent_not_asked.trim();
    if is_suggested(why) && why_not_asked(known.answers, known.decided) != Some(why) {
        record.consent_not_asked.clear();
    }
    let answer = match (known.answer("consent"), known.answer("limited-consent")) {
        (Some("given"), _) | (None, Some("given")) => Some(ConsentAnswer::Given),
        (Some("partly"), _) => Some(ConsentAnswer::Partly),
        (Some("refused"), _) | (None, Some("refused")) => Some(ConsentAnswer::Refused),
        _ if known.answer("ground") == Some("consent") => Some(ConsentAnswer::Given),
        _ => None,
    };
    let basis = match known.answer("capacity") {
        Some("child") => Some(ConsentBasis::ChildWithCapacity),
        Some("parent") => Some(ConsentBasis::ParentalResponsibility),
        Some("adult") => Some(ConsentBasis::AdultForThemselves),
        _ => None,
    };
    if record.consent.is_empty() && (answer.is_some() || basis.is_some()) {
        let mut entry = Consent::new(ItemId::mint(random()));
        entry.basis = basis;
        entry.answer = answer;
        record.consent.push(entry);
    }
}

/// What is offered as the doctor's own statement, in the order of [`why_not_asked`].
const WHY_NOT_ASKED: [&str; 5] = [
    "I did not ask for consent first. Any delay in telling children’s services or the police \
     would have increased the risk.",
    "I did not ask for consent because asking could have increased the risk of harm.",
    "I did not ask for consent: the child had to be protected.",
    "I did not get consent because nobody who can give it could be reached in reasonable time.",
    "I could not rule out that delay would increase the risk. Nobody could advise me in time, so \
     I did not wait to ask for consent.",
];

/// What was filled in by earlier versions, and may be in a draft.
const BEFORE: [&str; 1] = ["I did not ask for consent because I had already decided to share \
                            whatever the answer: a child’s protection required it."];

/// Whether this is a sentence of ours that nobody has altered.
pub fn is_suggested(why: &str) -> bool {
    let why = why.trim();
    WHY_NOT_ASKED.contains(&why) || BEFORE.contains(&why)
}

/// The reason that the answers give, where the decision is to share without consent.
fn why_not_asked(answers: &Answers, decided: &str) -> Option<&'static str> {
    if with_consent(decided) == Some(true) || !is_referral(decided) {
        return None;
    }
    let is = |question: &str, choice| answers.0.get(question).is_some_and(|it| it == choice);
    let [delay, asking, whatever, nobody, unsure] = WHY_NOT_ASKED;
    if is("wait", "yes") {
        Some(delay)
    } else if is("asking", "yes") || is("limited-asking", "yes") {
        Some(asking)
    } else if is("decided", "yes") {
        Some(whatever)
    } else if is("capacity", "nobody") {
        Some(nobody)
    } else if is("wait", "unsure") && is("reach", "no") {
        Some(unsure)
    } else {
        None
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::example;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn known<'a>(answers: &'a Answers, decided: &'a str, author: &'a Author) -> Known<'a> {
        let at = DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").unwrap();
        Known { answers, decided, at, author }
    }

    fn opened(pairs: &[(&str, &str)], decided: &str) -> Record {
        let mut record = Record::default();
        let (answers, author) = (example::answers(pairs), example::author());
        prefill(&mut record, &known(&answers, decided, &author), &mut example::ids());
        record
    }

    #[test]
    fn a_share_opens_with_times_a_child_and_a_disclosure() {
        let record = opened(&[("wait", "yes")], "share-now");
        assert_eq!(record.decided.text, "22 November 2026, 10:42");
        assert!(record.learned.is_blank(), "nobody has said when it was learned of");
        assert_eq!((record.children.len(), record.disclosures.len()), (1, 1));
        assert_ne!(record.children[0].id, record.disclosures[0].id);
    }

    #[test]
    fn why_consent_was_not_asked_is_offered_from_the_answers_and_never_written_for_the_doctor() {
        let why = |pairs, decided| {
            let record = opened(pairs, decided);
            assert_eq!(record.consent_not_asked, "", "{decided}");
            let offered = offered(&record, &example::answers(pairs), decided);
            offered.map(|(_, sentence)| sentence).unwrap_or_default()
        };
        assert!(why(&[("wait", "yes")], "share-now").contains("Any delay"));
        assert!(why(&[("asking", "yes")], "share-without-consent").contains("asking could"));
        assert!(
            why(&[("decided", "yes")], "share-without-consent").contains("had to be protected")
        );
        assert_eq!(why(&[("consent", "given")], "share-with-consent"), "");
        assert_eq!(why(&[("asking", "yes")], "take-advice"), "");
        assert_eq!(why(&[("start", "danger")], "act-now"), "", "nobody has said that help came");
    }

    #[test]
    fn nothing_is_offered_where_the_doctor_has_said_it_or_somebody_was_asked() {
        let answers = example::answers(&[("wait", "yes")]);
        let mut record = opened(&[("wait", "yes")], "share-now");
        "She was not there.".clone_into(&mut record.consent_not_asked);
        assert_eq!(offered(&record, &answers, "share-now"), None);
        record.consent_not_asked.clear();
        record.consent.push(Consent::new(ItemId::mint([9; 8])));
        assert_eq!(offered(&record, &answers, "share-now"), None);
    }

    #[test]
    fn what_would_change_a_decision_not_to_share_is_filled_in_once() {
        let turns: Vec<String> = (1..9).map(|at| format!("Turn {at}.")).collect();
        let mut record = Record::default();
        what_would_change(&mut record, "share-now", &turns);
        assert_eq!(record.would_change, "");
        what_would_change(&mut record, "not-share-for-now", &turns);
        assert_eq!(record.would_change, "Turn 1.\nTurn 2.\nTurn 3.\nTurn 4.\nTurn 5.");
        "Mine.".clone_into(&mut record.would_change);
        what_would_change(&mut record, "not-share-for-now", &turns);
        assert_eq!(record.would_change, "Mine.");
    }

    #[test]
    fn a_refusal_opens_an_entry_with_its_basis() {
        let record =
            opened(&[("capacity", "parent"), ("consent", "refused")], "share-without-consent");
        let entry = &record.consent[0];
        assert_eq!(entry.basis, Some(ConsentBasis::ParentalResponsibility));
        assert_eq!(entry.answer, Some(ConsentAnswer::Refused));
    }

    #[test]
    fn a_sentence_taken_up_unaltered_goes_with_the_answer_it_follows_from_and_an_altered_one_stays()
    {
        let author = example::author();
        let change = |record: &mut Record, pairs: &[(&str, &str)], decided| {
            let answers = example::answers(pairs);
            prefill(record, &known(&answers, decided, &author), &mut example::ids());
        };
        let delay: &[(&str, &str)] = &[("wait", "yes")];
        let mut record = opened(delay, "share-now");
        let (_, sentence) = offered(&record, &example::answers(delay), "share-now").unwrap();
        sentence.clone_into(&mut record.consent_not_asked);
        change(&mut record, delay, "share-now");
        assert_eq!(record.consent_not_asked, sentence);
        change(&mut record, &[("asking", "yes")], "share-without-consent");
        assert_eq!(record.consent_not_asked, "");
        record.consent_not_asked = format!("{sentence} The father was in the room.");
        let typed = record.consent_not_asked.clone();
        change(&mut record, &[], "share-with-consent");
        assert_eq!(record.consent_not_asked, typed);
    }

    #[test]
    fn an_open_case_is_owned_by_its_author_until_another_is_named() {
        let mut record = opened(&[], "take-advice");
        assert!(own(&mut record, &example::author()));
        assert_eq!(record.follow_up.owner, "Dr Anna Example");
        "Dr Mock Sample".clone_into(&mut record.follow_up.owner);
        assert!(!own(&mut record, &example::author()));
        assert_eq!(record.follow_up.owner, "Dr Mock Sample");
        let nobody = Author { name: " ".to_owned(), ..example::author() };
        assert!(!own(&mut opened(&[], "take-advice"), &nobody), "nobody has said who writes");
    }

    proptest! {
        #[test]
        fn what_is_typed_is_never_overwritten_and_twice_is_once(
            typed in example::any_record(),
            decided in select(vec!["act-now", "share-now", "share-without-consent", "take-advice", "comply"]),
            pairs in prop::collection::vec(select(vec![
                ("wait", "yes"), ("asking", "yes"), ("consent", "refused"), ("capacity", "child"),
                ("talked", "risk"), ("identity", "cannot"), ("limited-consent", "given"),
            ]), 0..5),
        ) {
            let (answers, author) = (example::answers(&pairs), example::author());
            let known = known(&answers, decided, &author);
            let mut random = example::ids();
            let mut once = typed.clone();
            prefill(&mut once, &known, &mut random);
            let (before, after) = (leaves(&typed), leaves(&once));
            for text in before {
                prop_assert!(after.contains(&text), "{} is gone", text);
            }
            let mut twice = once.clone();
            prefill(&mut twice, &known, &mut random);
            prop_assert_eq!(once, twice);
        }
    }

    /// Every filled field with what it holds.
    fn leaves(record: &Record) -> Vec<String> {
        crate::record::text::sections_of(record, None)
            .into_iter()
            .flat_map(|section| section.groups)
            .flat_map(|group| group.lines)
            .map(|line| format!("{:?}: {}", line.field, line.text))
            .collect()
    }
}
