//! Copy for the clinical record: a short plain text for pasting into a GP system, so that
//! nobody types the case twice.

mod of_one;

pub use of_one::clinical_text_for;

use crate::base::time::{self, When};
use crate::record::text::{Group, sections_of};
use crate::record::{
    Author, Body, DecisionId, Departure, Part, PassageKind, Record, Section, Statement,
};

/// What the text is made from: a decision in the making, or a signed one
/// ([`Clinical::signed`]).
#[derive(Clone, Copy, Debug)]
pub struct Clinical<'a> {
    /// The decision's reference.
    pub reference: &'a DecisionId,
    /// The headline of the outcome that the answers came to.
    pub headline: &'a str,
    /// The headline of what was decided.
    pub decided: &'a str,
    /// When it was decided, for where the record does not say.
    pub at: &'a When,
    /// What was decided instead, if anything.
    pub departure: Option<&'a Departure>,
    /// Each question that led there with its answer, in order.
    pub trail: &'a [(String, String)],
    /// The record so far.
    pub record: &'a Record,
    /// What is still owed, in words.
    pub owed: &'a [String],
    /// Who writes.
    pub author: &'a Author,
    /// When it was signed; `None` in the making.
    pub signed: Option<&'a chrono::DateTime<chrono::FixedOffset>>,
}

impl<'a> Clinical<'a> {
    /// From a signed decision; `None` for a statement that is not one.
    pub fn signed(statement: &'a Statement) -> Option<Self> {
        let Body::Decision(decision) = &statement.body else { return None };
        Some(Self {
            reference: &statement.decision,
            headline: &decision.outcome.headline,
            decided: &statement.headline,
            at: &statement.decided,
            departure: decision.departure.as_ref(),
            trail: &decision.outcome.trail,
            record: &decision.record,
            owed: &decision.owed,
            author: &statement.author,
            signed: Some(&statement.written),
        })
    }
}

/// The text: date, concern with its passages kept apart, decision, why, whom told, what is
/// owed. No markup; punctuation that any system can take; no id but the reference.
pub fn clinical_text(input: &Clinical<'_>) -> String {
    let mut out = Text::default();
    out.line("Child safeguarding: decision about sharing information");
    head(&mut out, input);
    whole(&mut out, input);
    signature(&mut out, input);
    out.line("Contains third-party information. Not for online access.");
    out.0
}

/// When it was decided.
fn head(out: &mut Text, input: &Clinical<'_>) {
    if input.record.decided.is_blank() {
        out.field("Decided", &input.at.in_words());
    } else {
        out.field("Decided", &input.record.decided.text);
    }
}

/// Everything between the date and the signature.
fn whole(out: &mut Text, input: &Clinical<'_>) {
    let record = input.record;
    out.field("Learned", &record.learned.text);
    out.field("Happened", &record.happened.text);
    who(out, record);
    concern(out, record);
    let decided = input.departure.map_or(input.decided, |d| d.headline.as_str());
    out.field("Decision", decided);
    if decided != input.headline {
        out.field("The pathway suggested", input.headline);
    }
    if let Some(departure) = input.departure {
        out.field("Decided differently because", &departure.reason);
    }
    out.field("Why", &record.reasons);
    if !input.trail.is_empty() {
        out.line("Answers given:");
        for (question, answer) in input.trail {
            out.item(&format!("{question} {answer}"));
        }
    }
    for (section, label) in [
        (Section::Request, "Request"),
        (Section::Consent, "Consent"),
        (Section::Advice, "Advice"),
        (Section::Shared, "Shared"),
        (Section::Told, "Family told"),
    ] {
        part(out, record, section, label);
    }
    out.field("Review on", &record.follow_up.review_on.text);
    out.field("Plan", &record.follow_up.plan);
    out.field("What would change the decision", &record.would_change);
    for cited in &record.rests_on {
        let words = [&cited.label, &cited.edition, &cited.note].map(|text| text.trim());
        let words: Vec<_> = words.into_iter().filter(|text| !text.is_empty()).collect();
        out.field("Guidance read", &words.join(", "));
    }
    if !input.owed.is_empty() {
        out.line("Still owed:");
        input.owed.iter().for_each(|owed| out.item(owed));
    }
}

/// What the child's own record does not say by itself: that a child is unborn or has no known
/// name, and who else there is. Dates of birth and numbers of others are left out: it is the
/// child's record.
fn who(out: &mut Text, record: &Record) {
    for child in record.children.iter().filter(|child| !child.flags.is_empty()) {
        let due = match child.due.text.trim() {
            "" => String::new(),
            due => format!("expected date of delivery {due}"),
        };
        out.field("Child", &listed(&[child.name.trim(), &child.flag_words().to_lowercase(), &due]));
    }
    for person in &record.others {
        let role = person.role.map_or("", |role| role.label());
        let flags = person.flag_words().to_lowercase();
        let parts = [person.name.trim(), role, person.relation.trim(), &flags];
        let words = listed(&[&listed(&parts), person.notes.trim()]);
        out.field("Person", &words);
    }
}

/// What is there of these, with commas.
fn listed(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

fn concern(out: &mut Text, record: &Record) {
    let kinds: Vec<_> = record.categories.iter().map(|category| category.label()).collect();
    out.field("Concern", &kinds.join(", "));
    for kind in PassageKind::ALL {
        let passages = record.passages.iter().filter(|p| p.kind == kind);
        for passage in passages.filter(|p| !p.text.trim().is_empty()) {
            let about: Vec<_> = [passage.source.trim(), passage.when.text.trim()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            let label = if about.is_empty() {
                kind.label().to_owned()
            } else {
                format!("{} ({})", kind.label(), about.join(", "))
            };
            out.field(&label, &passage.text);
        }
    }
    for (at, mark) in record.marks.iter().enumerate() {
        let child = record.marked_child(mark);
        let about: Vec<_> = [child.trim(), mark.when.text.trim()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let about =
            if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
        out.field(&format!("Mark {}{about}", at + 1), &mark.in_words());
    }
}

fn part(out: &mut Text, record: &Record, section: Section, label: &str) {
    for text in sections_of(record, None).into_iter().filter(|text| text.section == section) {
        for group in &text.groups {
            let words: Vec<_> = group_words(group);
            out.field(label, &words.join("; "));
        }
    }
}

fn group_words(group: &Group) -> Vec<String> {
    group
        .lines
        .iter()
        // What was read out without names adds nothing where the names are.
        .filter(|line| line.field.part != Part::AdviceSummary)
        .map(|line| {
            // One row for each entry: a text of several lines is run on.
            let words: Vec<_> = line.text.lines().map(str::trim).collect();
            format!("{}: {}", line.label.to_lowercase(), words.join(" ").trim())
        })
        .collect()
}

fn signature(out: &mut Text, input: &Clinical<'_>) {
    let author = input.author;
    let mut words = vec![author.name.trim().to_owned(), author.role.trim().to_owned()];
    words.retain(|part| !part.is_empty());
    if !author.gmc.is_blank() {
        words.push(format!("GMC {}", author.gmc.text.trim()));
    }
    out.field("By", &words.join(", "));
    match input.signed {
        Some(at) => out.field("Signed", &time::moment(at)),
        None => out.line("Not yet signed."),
    }
    out.field("Reference", input.reference.as_str());
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, text: &str) {
        self.0.push_str(plain(text).trim_end());
        self.0.push('\n');
    }

    fn field(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.line(&format!("{label}: {}", text.trim()));
        }
    }

    fn item(&mut self, text: &str) {
        self.line(&format!("- {}", text.trim()));
    }
}

/// Curly quotes, long dashes and the like as any clinical system can take them. Letters stay
/// as they are: a name is not to be misspelt.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '\u{2022}' => out.push('*'),
            '\u{b6}' => out.push_str("para "),
            '\n' | '\t' => out.push(c),
            '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => out.push(' '),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            // Characters that cannot be seen.
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Item, ItemId, Passage, PersonFlag, Typed, example};
    use proptest::prelude::*;

    fn text_of(record: Record) -> String {
        let statement = example::statement(record);
        clinical_text(&Clinical::signed(&statement).unwrap())
    }

    fn passage(kind: PassageKind, text: &str) -> Passage {
        Passage { kind, text: text.to_owned(), ..example::passage() }
    }

    #[test]
    fn it_says_last_that_it_is_not_for_online_access() {
        let text = text_of(Record::default());
        assert!(
            text.ends_with("Contains third-party information. Not for online access.\n"),
            "{text}"
        );
    }

    #[test]
    fn findings_and_the_words_of_others_are_kept_apart() {
        let record = Record {
            passages: vec![
                passage(PassageKind::Opinion, "I think so."),
                passage(PassageKind::Finding, "A mark."),
            ],
            ..Record::default()
        };
        let text = text_of(record);
        let finding = text.find("Clinical finding: A mark.").unwrap();
        assert!(finding < text.find("My opinion: I think so.").unwrap(), "{text}");
    }

    #[test]
    fn an_unborn_child_and_who_may_pose_a_risk_are_named_with_what_is_known_of_them() {
        let mut child = crate::record::Child::new(ItemId::mint([1; 8]));
        child.flags = vec![crate::record::ChildFlag::Unborn];
        child.due = Typed::new("3 4 2027");
        let mut person = crate::record::Person::new(ItemId::mint([2; 8]));
        "Mock Example".clone_into(&mut person.name);
        person.role = Some(crate::record::PersonRole::ParentsPartner);
        person.flags = vec![PersonFlag::InHousehold, PersonFlag::MayPoseRisk];
        person.nhs = Typed::new("999 000 0026");
        let text =
            text_of(Record { children: vec![child], others: vec![person], ..Record::default() });
        assert!(text.contains("Child: not born yet, expected date of delivery 3 4 2027"), "{text}");
        let person =
            "Person: Mock Example, Parent's partner, lives in the household, may pose a risk\n";
        assert!(text.contains(person), "{text}");
        assert!(!text.contains("0026"), "another person's number is not for the child's record");
    }

    #[test]
    fn marks_on_the_body_stand_in_words_after_what_was_written() {
        let record = example::filled(1, &mut || "as typed".to_owned());
        let text = text_of(record);
        let mark =
            "Mark 1 (as typed): Left forearm, front: as typed, as typed, as typed. as typed.";
        let mark = text.find(mark).unwrap_or_else(|| panic!("{text}"));
        assert!(text.find("Clinical finding").unwrap() < mark, "{text}");
    }

    #[test]
    fn decision_why_whom_and_what_is_owed_are_all_there() {
        let record = example::filled(1, &mut || "as typed".to_owned());
        let text = text_of(record);
        for part in [
            "Decision: Share now",
            "Why: as typed",
            "Shared: told to: as typed",
            "Advice: who advised: as typed",
            "Still owed:\n- Who took the call",
            "- How would you put your concern? At risk",
            "Reference: 2026-",
        ] {
            assert!(text.contains(part), "{part} is missing:\n{text}");
        }
    }

    #[test]
    fn a_departure_shows_what_was_decided_and_what_was_suggested() {
        let mut statement = example::statement(Record::default());
        if let Body::Decision(decision) = &mut statement.body {
            decision.departure = Some(Departure {
                to: "take-advice".to_owned(),
                headline: "Take advice".to_owned(),
                reason: "The mother is a patient too.".to_owned(),
                ..Departure::default()
            });
        }
        let text = clinical_text(&Clinical::signed(&statement).unwrap());
        assert!(text.contains("Decision: Take advice\nThe pathway suggested: Share now"), "{text}");
        assert!(text.contains("Decided differently because: The mother"), "{text}");
    }

    #[test]
    fn the_summary_without_names_is_not_told_again_among_the_names() {
        let record = Record { summary: "A child, aged 7.".to_owned(), ..Record::default() };
        assert!(!text_of(record).contains("aged 7"));
    }

    #[test]
    fn a_text_without_a_typed_time_is_dated_all_the_same() {
        let text = text_of(Record::default());
        assert!(text.contains("\nDecided: "), "{text}");
    }

    #[test]
    fn help_that_was_sought_first_is_the_decision() {
        let statement = Statement {
            headline: "Get help now".to_owned(),
            ..example::statement(Record::default())
        };
        let text = clinical_text(&Clinical::signed(&statement).unwrap());
        assert!(
            text.contains("Decision: Get help now\nThe pathway suggested: Share now"),
            "{text}"
        );
    }

    #[test]
    fn it_can_be_copied_before_it_is_signed_and_says_so() {
        let statement = example::statement(Record::default());
        let making = Clinical { signed: None, ..Clinical::signed(&statement).unwrap() };
        assert!(clinical_text(&making).contains("Not yet signed.\n"));
    }

    proptest! {
        #[test]
        fn no_item_id_and_no_fancy_punctuation_leaves(texts in prop::collection::vec("[a-z“”’–—… \r\n]{0,20}", 1..60)) {
            let mut source = texts.iter().cycle();
            let record = example::filled(2, &mut || source.next().cloned().unwrap_or_default());
            let id = record.children[0].id.clone();
            let text = text_of(record);
            prop_assert!(!text.contains(id.as_str()));
            prop_assert!(text.is_ascii(), "{text}");
            prop_assert!(!text.contains('\r'));
        }
    }
}
