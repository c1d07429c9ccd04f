//! A signed record as it reads after its corrections. Nothing signed is rewritten: what stood
//! before stands beside what it reads now, with who corrected it and why.

use chrono::{DateTime, FixedOffset};

use crate::base::time;
use crate::record::field_access::{self, set};
use crate::record::form::{Field, Part, Record};
use crate::record::ids::Digest;
use crate::record::order::{Stated, stated_in_order};
use crate::record::statement::{Body, Decision, Departure, Statement};
use crate::record::text::{SectionText, every_line, sections_with};

/// A decision's record with its corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The record as it reads now.
    pub record: Record,
    /// The departure as it reads now.
    pub departure: Option<Departure>,
    /// What was corrected, in the order in which each field was first.
    pub fields: Vec<CorrectedField>,
}

/// A field that was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedField {
    /// Which one.
    pub field: Field,
    /// Its label on the day it was corrected last.
    pub label: String,
    /// What it reads now.
    pub now: String,
    /// What stood before, the first first. Never empty.
    pub before: Vec<Before>,
}

/// What stood in a field until it was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// What stood.
    pub text: String,
    /// Who corrected it.
    pub by: String,
    /// When they signed that.
    pub written: DateTime<FixedOffset>,
    /// Why.
    pub reason: String,
    /// sha256 of the correction.
    pub correction: Digest,
}

impl Corrected {
    /// What was corrected in this field, if anything was.
    pub fn find(&self, field: &Field) -> Option<&CorrectedField> {
        self.fields.iter().find(|one| one.field == *field)
    }

    /// The record as it is read now, section by section. A field of which nothing is left says
    /// so.
    pub fn sections(&self) -> Vec<SectionText> {
        sections_with(&self.record, self.departure.as_ref(), |line| {
            // Every line of a guidance that was read names its note.
            let is_note = line.field.part != Part::CitedNote || line.label == NOTE;
            if let Some(corrected) = self.find(&line.field).filter(|_| is_note) {
                line.text = match corrected.now.trim() {
                    "" => "Nothing".to_owned(),
                    _ => corrected.now.clone(),
                };
            }
            !line.text.trim().is_empty()
        })
    }
}

/// The label of the one field of a guidance that was read which can be changed.
const NOTE: &str = "What I took from it";

impl CorrectedField {
    /// What stood before and by whom it was corrected, the last first: "Stood before:
    /// “Robyn”. Corrected by Dr A Elm, 23 November 2026, 09:00: misspelt."
    pub fn words(&self) -> Vec<String> {
        let one = |before: &Before| {
            let stood = match before.text.trim() {
                "" => "nothing".to_owned(),
                text => format!("“{text}”"),
            };
            let why = match before.reason.trim() {
                "" => ".".to_owned(),
                why => format!(": {why}"),
            };
            let when = time::moment(&before.written);
            format!("Before: {stood}. Corrected by {}, {when}{why}", before.by)
        };
        self.before.iter().rev().map(one).collect()
    }
}

/// What the record of the decision `of` reads after the corrections among these statements,
/// taken by links, then time of writing, then hash; in whatever order, and however often, they
/// are given.
pub fn corrected(of: &Digest, decision: &Decision, statements: &[Stated<'_>]) -> Corrected {
    let mut corrected = Corrected {
        record: decision.record.clone(),
        departure: decision.departure.clone(),
        fields: Vec::new(),
    };
    for Stated { digest, statement } in stated_in_order(statements) {
        let Body::Correction(one) = &statement.body else { continue };
        if one.of != *of {
            continue;
        }
        let stood = match corrected.find(&one.field) {
            Some(field) => field.now.clone(),
            None => text_of(&corrected.record, corrected.departure.as_ref(), &one.field)
                // An item that is not there: what the corrector read.
                .unwrap_or_else(|| one.from.clone()),
        };
        let before = Before {
            text: stood,
            by: statement.author.name.clone(),
            written: statement.written,
            reason: one.reason.clone(),
            correction: digest.clone(),
        };
        set(&mut corrected.record, corrected.departure.as_mut(), &one.field, &one.to);
        let field = corrected.fields.iter_mut().find(|field| field.field == one.field);
        if let Some(field) = field {
            field.now.clone_from(&one.to);
            field.label.clone_from(&one.label);
            field.before.push(before);
        } else {
            corrected.fields.push(CorrectedField {
                field: one.field.clone(),
                label: one.label.clone(),
                now: one.to.clone(),
                before: vec![before],
            });
        }
    }
    corrected
}

/// A decision statement as it reads with its corrections: the record, the departure, and the
/// times that its header takes from the record. To be read, never to be signed.
pub fn as_corrected(statement: &Statement, corrected: &Corrected) -> Statement {
    let mut reads = statement.clone();
    let Body::Decision(decision) = &mut reads.body else { return reads };
    decision.record.clone_from(&corrected.record);
    decision.departure.clone_from(&corrected.departure);
    let (record, written) = (&corrected.record, &statement.written);
    let is_corrected = |part| corrected.fields.iter().any(|one| one.field.part == part);
    if is_corrected(Part::Happened) {
        reads.happened = record.happened.when(written);
    }
    if is_corrected(Part::Decided)
        && let Some(decided) = record.decided.when(written)
    {
        reads.decided = decided;
    }
    reads
}

/// What a field of a record reads; `None` where it is not there.
pub fn text_of(record: &Record, departure: Option<&Departure>, field: &Field) -> Option<String> {
    let named = |line: &crate::record::text::Line| {
        line.field.part == field.part
            && field.item.as_ref().is_none_or(|_| line.field == *field)
            && (field.part != Part::CitedNote || line.label == NOTE)
    };
    every_line(record, departure).into_iter().find(named).map(|line| line.text)
}

/// The fields that can be corrected: those that hold something, then, below, those that are
/// blank. By label with its section, and what each reads now.
pub fn correctable(corrected: &Corrected) -> Vec<Correctable> {
    let mut found: Vec<Correctable> = Vec::new();
    for line in every_line(&corrected.record, corrected.departure.as_ref()) {
        if line.field.part == Part::CitedNote && line.label != NOTE {
            continue;
        }
        if !field_access::can_be_set(line.field.part) {
            continue;
        }
        if line.field.part == Part::DepartureReason && corrected.departure.is_none() {
            continue;
        }
        let label = format!("{}: {}", line.field.part.section().label(), line.label);
        // Of several children and passages, which one.
        let alike = found.iter().filter(|one| one.plain == label).count();
        let numbered = if alike > 0 { format!("{label} ({})", alike + 1) } else { label.clone() };
        let reads = corrected.find(&line.field).map_or(line.text, |field| field.now.clone());
        found.push(Correctable { field: line.field, plain: label, label: numbered, reads });
    }
    found.sort_by_key(|one| one.reads.trim().is_empty());
    found
}

/// A field that can be corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correctable {
    /// Which one.
    pub field: Field,
    /// Its label with its section, told apart from others of that label: "Who: Name (2)".
    pub label: String,
    /// What it reads now.
    pub reads: String,
    plain: String,
}

impl Correctable {
    /// What can be chosen for it, as the screens say it; empty where it is typed.
    pub fn choices(&self) -> Vec<&'static str> {
        field_access::choices(self.field.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Correction;
    use crate::record::example;
    use crate::record::{ItemId, Statement};
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn root() -> Digest {
        Digest::of(b"root")
    }

    /// A decision with one child, named so.
    fn decision(name: &str) -> Decision {
        let mut record = example::filled(1, &mut || "as signed".to_owned());
        name.clone_into(&mut record.children[0].name);
        match example::statement(record).body {
            Body::Decision(decision) => *decision,
            _ => panic!("the example is a decision"),
        }
    }

    fn name_of(decision: &Decision) -> Field {
        Field::of(Part::ChildName, &decision.record.children[0].id)
    }

    /// A correction of a field, signed so many minutes after the decision, after these.
    fn correction(field: &Field, to: &str, minutes: i64, follows: &[Digest]) -> Statement {
        let mut statement = example::statement(Record::default());
        statement.written += TimeDelta::minutes(minutes);
        statement.root = Some(root());
        statement.follows = follows.to_vec();
        statement.author.name = format!("Dr Test {minutes}");
        statement.body = Body::Correction(Correction {
            of: root(),
            field: field.clone(),
            label: "Who: Name".to_owned(),
            from: "as read".to_owned(),
            to: to.to_owned(),
            reason: "misspelt".to_owned(),
        });
        statement
    }

    fn with_digests(statements: &[Statement]) -> Vec<(Digest, Statement)> {
        let digest =
            |one: &Statement| Digest::of(crate::base::ronfile::write(one).unwrap().as_bytes());
        statements.iter().map(|one| (digest(one), one.clone())).collect()
    }

    fn stated(all: &[(Digest, Statement)]) -> Vec<Stated<'_>> {
        all.iter().map(|(digest, statement)| Stated { digest, statement }).collect()
    }

    #[test]
    fn a_correction_shows_what_reads_now_with_what_stood_and_who_corrected_it() {
        let decision = decision("Robyn Example");
        let field = name_of(&decision);
        let all = with_digests(&[correction(&field, "Robin Example", 60, &[root()])]);
        let corrected = corrected(&root(), &decision, &stated(&all));
        assert_eq!(corrected.record.children[0].name, "Robin Example");
        assert_eq!(decision.record.children[0].name, "Robyn Example", "nothing is rewritten");
        assert_eq!(
            corrected.find(&field).unwrap().words(),
            ["Before: “Robyn Example”. Corrected by Dr Test 60, 22 November 2026, 11:50: misspelt"]
        );
    }

    #[test]
    fn a_second_correction_keeps_what_stood_before_both() {
        let decision = decision("Robyn");
        let field = name_of(&decision);
        let first = with_digests(&[correction(&field, "Robin", 5, &[root()])]).remove(0);
        // Its clock is behind: the link decides.
        let second = correction(&field, "Robin Example", 1, std::slice::from_ref(&first.0));
        let second = with_digests(&[second]).remove(0);
        let corrected = corrected(&root(), &decision, &stated(&[second, first]));
        let one = corrected.find(&field).unwrap();
        assert_eq!(one.now, "Robin Example");
        let before: Vec<&str> = one.before.iter().map(|before| before.text.as_str()).collect();
        assert_eq!(before, ["Robyn", "Robin"]);
    }

    #[test]
    fn a_correction_of_another_statement_changes_nothing_here() {
        let decision = decision("Robyn");
        let mut other = correction(&name_of(&decision), "Robin", 5, &[root()]);
        if let Body::Correction(one) = &mut other.body {
            one.of = Digest::of(b"an earlier decision of this folder");
        }
        let all = with_digests(&[other]);
        let corrected = corrected(&root(), &decision, &stated(&all));
        assert_eq!(corrected.record, decision.record);
        assert_eq!(corrected.fields, []);
    }

    #[test]
    fn a_field_that_was_emptied_is_still_shown() {
        let decision = decision("Robyn");
        let all = with_digests(&[correction(&name_of(&decision), "", 5, &[root()])]);
        let corrected = corrected(&root(), &decision, &stated(&all));
        let lines: Vec<_> = corrected
            .sections()
            .into_iter()
            .flat_map(|section| section.groups)
            .flat_map(|group| group.lines)
            .filter(|line| line.field == name_of(&decision))
            .collect();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].text, "Nothing");
    }

    #[test]
    fn every_field_that_is_shown_can_be_corrected_and_no_other_departure() {
        let mut decision = decision("Robyn");
        decision.record.others.clear();
        let corrected = corrected(&root(), &decision, &[]);
        let fields = correctable(&corrected);
        assert!(fields.iter().all(|one| one.field.part != Part::DepartureReason));
        let labels: std::collections::BTreeSet<&str> =
            fields.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels.len(), fields.len(), "each is told apart");
        let shown: Vec<Field> = corrected
            .sections()
            .into_iter()
            .flat_map(|section| section.groups)
            .flat_map(|group| group.lines)
            .map(|line| line.field)
            .collect();
        for field in shown.into_iter().filter(|field| field_access::can_be_set(field.part)) {
            assert!(fields.iter().any(|one| one.field == field), "{field:?}");
        }
    }

    proptest! {
        /// Whatever is corrected, in whatever order and however often it is read.
        #[test]
        fn corrections_come_to_the_same_in_any_order_and_any_number_of_times(
            chosen in prop::collection::vec((0..80_usize, "[a-z]{0,4}", 0..6_i64, any::<bool>()), 0..8),
            seed in any::<u64>(),
        ) {
            let decision = decision("Robyn");
            let lines = every_line(&decision.record, None);
            let mut all: Vec<(Digest, Statement)> = Vec::new();
            for (at, to, minutes, linked) in chosen {
                let field = match lines.get(at) {
                    Some(line) => line.field.clone(),
                    None => Field::of(Part::ChildName, &ItemId::mint([99; 8])),
                };
                let last = all.last().filter(|_| linked).map(|(digest, _)| digest.clone());
                let follows = [last.unwrap_or_else(root)];
                all.extend(with_digests(&[correction(&field, &to, minutes, &follows)]));
            }
            let once = corrected(&root(), &decision, &stated(&all));
            let mut shuffled = [all.clone(), all.clone()].concat();
            let key = |digest: &Digest| Digest::of(format!("{seed}{digest:?}").as_bytes());
            shuffled.sort_by_key(|(digest, _)| key(digest));
            prop_assert_eq!(&corrected(&root(), &decision, &stated(&shuffled)), &once);
            // What reads now is what the last of each field says, and nothing else changed.
            for one in &once.fields {
                if let Some(text) = text_of(&once.record, None, &one.field)
                    && field_access::can_be_set(one.field.part)
                    && field_access::choices(one.field.part).is_empty()
                    // There is no departure to give a reason for.
                    && one.field.part != Part::DepartureReason
                {
                    prop_assert_eq!(&text, &one.now);
                }
            }
            let others = |record: &Record| -> Vec<_> {
                every_line(record, None).into_iter().filter(|l| once.find(&l.field).is_none()).collect()
            };
            prop_assert_eq!(others(&once.record), others(&decision.record));
            // Corrected again from where it stands, it stands so.
            let again = Decision { record: once.record.clone(), ..decision.clone() };
            prop_assert_eq!(corrected(&root(), &again, &stated(&all)).record, once.record);
        }
    }
}
