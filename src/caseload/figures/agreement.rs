//! How often a reviewer who read the facts first came to the same as the doctor: for the outcome and
//! for each question, with Cohen's kappa and its interval.
//!
//! Only readings whose answers were kept before the doctor's were shown are counted, of each decision
//! the first. A question is counted where both came to it.

use std::collections::{BTreeMap, BTreeSet};

use super::Figures;
use super::hide::FEWEST;
use super::table::{Cell, Row, Table};
use crate::pathway::Pathway;
use crate::record::statement::review::{BlindReading, side_by_side};
use crate::record::{Body, DecisionId};
use crate::register::DecisionFile;

/// Fewer than these are too few to be relied on: it is said beside the number.
pub const RELIABLE: usize = 30;

/// How much more two agree than by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    /// 1: always; 0: as often as by chance; below: less often.
    pub kappa: f64,
    /// Between which it is with a confidence of 95 %; `None` where no difference was seen, so that
    /// nothing says how far it could be off.
    pub interval: Option<(f64, f64)>,
}

impl Kappa {
    /// Cohen's kappa of what two said of the same things: κ = (po − pe) / (1 − pe), where po is the
    /// share in which they agree, and pe the share in which they would by chance, by how often each
    /// says what (J. Cohen, “A coefficient of agreement for nominal scales”, Educational and
    /// Psychological Measurement 20, 1960). The interval is κ ± 1.96 SE with the standard error for
    /// large samples of J. L. Fleiss, J. Cohen and B. S. Everitt (“Large sample standard errors of
    /// kappa and weighted kappa”, Psychological Bulletin 72, 1969):
    ///
    /// SE² = (A + B − C) / (n (1 − pe)²), with
    /// A = Σᵢ pᵢᵢ (1 − (pᵢ. + p.ᵢ)(1 − κ))², B = (1 − κ)² Σᵢ≠ⱼ pᵢⱼ (p.ᵢ + pⱼ.)²,
    /// C = (κ − pe (1 − κ))².
    ///
    /// `None` where it is not defined: of nothing, and where both always say one and the same.
    pub fn of(pairs: &[(String, String)]) -> Option<Self> {
        let share = |count: usize| whole(count) / whole(pairs.len());
        let (mut first, mut second) = (BTreeMap::new(), BTreeMap::new());
        let mut both = BTreeMap::new();
        for (one, other) in pairs {
            *first.entry(one).or_insert(0) += 1;
            *second.entry(other).or_insert(0) += 1;
            *both.entry((one, other)).or_insert(0) += 1;
        }
        let of_first = |said: &String| first.get(said).map_or(0.0, |count| share(*count));
        let of_second = |said: &String| second.get(said).map_or(0.0, |count| share(*count));
        let agreed: usize = both.iter().filter(|((a, b), _)| a == b).map(|(_, count)| *count).sum();
        let by_chance: f64 = first.keys().map(|said| of_first(said) * of_second(said)).sum();
        // In whole numbers: where both say but one thing, and the same.
        let always_one = first.len() == 1 && first.keys().eq(second.keys());
        if pairs.is_empty() || always_one {
            return None;
        }
        let kappa = (share(agreed) - by_chance) / (1.0 - by_chance);
        let rest = 1.0 - kappa;
        let (mut a, mut b) = (0.0, 0.0);
        for ((one, other), count) in &both {
            let part = share(*count);
            if one == other {
                a += part * (1.0 - (of_first(one) + of_second(one)) * rest).powi(2);
            } else {
                b += part * (of_second(one) + of_first(other)).powi(2);
            }
        }
        let c = (kappa - by_chance * rest).powi(2);
        let square = (a + rest.powi(2) * b - c).max(0.0) / whole(pairs.len());
        let error = square.sqrt() / (1.0 - by_chance);
        let (low, high) = (kappa - Z * error, kappa + Z * error);
        let is_sure = agreed == pairs.len() || error <= f64::EPSILON;
        Some(Self { kappa, interval: (!is_sure).then(|| (low.max(-1.0), high.min(1.0))) })
    }
}

/// 95 % of a normal distribution are within so many standard errors.
const Z: f64 = 1.959_963_985;

#[expect(clippy::cast_precision_loss, reason = "decisions are counted in thousands")]
fn whole(count: usize) -> f64 {
    count as f64
}

/// How two agreed in one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// A question's words, or "Outcome".
    pub what: String,
    /// The decisions in which both came to something.
    pub both: Vec<DecisionId>,
    /// Those of them in which they came to the same.
    pub same: Vec<DecisionId>,
    /// `None`: not defined, or of fewer than [`FEWEST`].
    pub kappa: Option<Kappa>,
}

impl Agreement {
    /// In each thing, of these decisions as far as they are counted: the outcome, then the questions in
    /// the order of the pathway. What nobody read blind is left out.
    pub fn of<'a>(
        files: impl IntoIterator<Item = &'a DecisionFile>,
        figures: &Figures,
        pathway: &Pathway,
    ) -> Vec<Self> {
        let counted: BTreeSet<&DecisionId> = figures.all.iter().map(|one| &one.id).collect();
        let mut found: BTreeMap<Option<String>, Pairs> = BTreeMap::new();
        for file in files.into_iter().filter(|file| counted.contains(&file.id)) {
            let Some((reading, decision)) = first_reading(file) else { continue };
            for row in side_by_side(reading, decision, pathway) {
                if let Some(both) = row.both {
                    let of = found.entry(row.question).or_default();
                    of.what = row.what;
                    of.pairs.push((file.id.clone(), both));
                }
            }
        }
        let questions = pathway.questions().iter().map(|question| Some(question.id.clone()));
        let order = [None].into_iter().chain(questions);
        order.filter_map(|key| found.remove(&key)).map(Pairs::agreement).collect()
    }

    /// What is to be minded about the number, in words; blank: nothing.
    fn note(&self) -> &'static str {
        match (&self.kappa, self.both.len()) {
            (None, count) if count < FEWEST => "too few for a kappa",
            (None, _) => "both always the same one answer: kappa is not defined",
            (Some(one), _) if one.interval.is_none() => "no difference was seen: no interval",
            (Some(_), count) if count < RELIABLE => "too few to rely on",
            _ => "",
        }
    }

    /// All of them as a table; `None`: nothing was read blind.
    pub fn table(all: &[Self]) -> Option<Table> {
        let number = |number: Option<f64>| {
            Cell::Said(number.map(|number| format!("{number:.2}")).unwrap_or_default())
        };
        let rows = all.iter().map(|one| {
            let interval = one.kappa.and_then(|kappa| kappa.interval);
            Row {
                label: one.what.clone(),
                cells: vec![
                    Cell::Count(one.both.clone()),
                    Cell::Count(one.same.clone()),
                    number(one.kappa.map(|kappa| kappa.kappa)),
                    number(interval.map(|(low, _)| low)),
                    number(interval.map(|(_, high)| high)),
                    Cell::Said(one.note().to_owned()),
                ],
            }
        });
        let rows: Vec<Row> = rows.collect();
        let columns = ["read blind", "the same", "kappa", "95 % from", "95 % to", "note"];
        (!rows.is_empty()).then(|| {
            let columns = columns.map(str::to_owned).to_vec();
            Table::of_parts("Agreement with a reviewer who read blind", columns, rows)
        })
    }
}

/// What both came to in one thing, decision by decision.
#[derive(Default)]
struct Pairs {
    what: String,
    pairs: Vec<(DecisionId, (String, String))>,
}

impl Pairs {
    fn agreement(self) -> Agreement {
        let is_same = |both: &(String, String)| both.0 == both.1;
        let same = self.pairs.iter().filter(|(_, both)| is_same(both));
        let same = same.map(|(id, _)| id.clone()).collect();
        let (both, said): (Vec<DecisionId>, Vec<(String, String)>) = self.pairs.into_iter().unzip();
        let kappa = Kappa::of(&said).filter(|_| both.len() >= FEWEST);
        Agreement { what: self.what, both, same, kappa }
    }
}

/// The first reading of a decision whose answers were kept, with what was read.
fn first_reading(file: &DecisionFile) -> Option<(&BlindReading, &crate::record::Decision)> {
    let readings = file.statements.iter().filter_map(|one| match &one.statement()?.body {
        Body::Review(review) => review.blind.as_ref().filter(|reading| reading.is_kept()),
        _ => None,
    });
    let first = readings.min_by_key(|reading| reading.kept)?;
    let of = file.statements.iter().find(|one| one.digest == first.of)?;
    Some((first, of.decision()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::example::contents;
    use crate::caseload::figures::Period;
    use crate::caseload::figures::hide::is_few;
    use crate::caseload::figures::tests::figures_of;
    use crate::record::{Digest, Review, Statement};
    use crate::register::Reading;
    use crate::register::load::Contents;
    use chrono::DateTime;
    use proptest::prelude::*;

    /// As many pairs of each kind as the cells say: a row for each that the first said.
    fn pairs(counts: &[&[usize]]) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (one, row) in counts.iter().enumerate() {
            for (other, count) in row.iter().enumerate() {
                all.extend((0..*count).map(|_| (one.to_string(), other.to_string())));
            }
        }
        all
    }

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() < 5e-7
    }

    #[test]
    fn kappa_and_its_interval_are_those_of_worked_examples_that_were_published() {
        // The example of `ci.kappa` in the R package statpsych (D. G. Bonett).
        let kappa = Kappa::of(&pairs(&[&[31, 12], &[4, 58]])).unwrap();
        let (low, high) = kappa.interval.unwrap();
        assert!(close(kappa.kappa, 0.675_675_7), "{kappa:?}");
        assert!(close(low, 0.531_721_0) && close(high, 0.819_630_3), "{kappa:?}");
        // 100 diagnoses of three kinds by two psychiatrists (J. L. Fleiss, B. Levin and M. C. Paik,
        // “Statistical Methods for Rates and Proportions”, third edition, chapter 18).
        let three = pairs(&[&[75, 1, 4], &[5, 4, 1], &[0, 0, 10]]);
        let kappa = Kappa::of(&three).unwrap();
        assert_eq!(format!("{:.2}", kappa.kappa), "0.68");
        let (low, high) = kappa.interval.unwrap();
        assert_eq!(format!("{low:.2} {high:.2}"), "0.50 0.85");
    }

    #[test]
    fn it_is_not_defined_of_nothing_and_where_both_always_say_one_thing() {
        assert_eq!(Kappa::of(&[]), None);
        assert_eq!(Kappa::of(&pairs(&[&[40]])), None);
        let never = Kappa::of(&pairs(&[&[0, 40]])).unwrap();
        assert!(never.kappa.abs() < 1e-9, "never the same, and never by chance: {never:?}");
        let always = Kappa::of(&pairs(&[&[20, 0], &[0, 20]])).unwrap();
        assert_eq!(always, Kappa { kappa: 1.0, interval: None });
    }

    proptest! {
        #[test]
        fn it_is_a_number_within_its_bounds_and_the_same_from_either_side(
            counts in proptest::collection::vec(0_usize..15, 9)
        ) {
            let rows: Vec<&[usize]> = counts.chunks(3).collect();
            let all = pairs(&rows);
            let turned: Vec<(String, String)> =
                all.iter().map(|(one, other)| (other.clone(), one.clone())).collect();
            let (one, other) = (Kappa::of(&all), Kappa::of(&turned));
            prop_assert_eq!(one.is_some(), other.is_some());
            if let Some((one, other)) = one.zip(other) {
                prop_assert!(one.kappa.is_finite() && (-1.0..=1.0 + 1e-9).contains(&one.kappa));
                prop_assert!(close(one.kappa, other.kappa));
                if let Some((low, high)) = one.interval {
                    prop_assert!(low <= one.kappa && one.kappa <= high && low >= -1.0 && high <= 1.0);
                }
            }
        }
    }

    /// Cases of which these many were read blind: the answers the doctor's, but every fifth time that
    /// waiting does not raise the risk.
    fn read_blind(count: usize) -> Contents {
        let pathway = Pathway::embedded().unwrap();
        let mut contents = contents(300);
        let kept = DateTime::parse_from_rfc3339("2026-11-22T10:42:00+00:00").ok();
        let mut read = 0;
        for file in &mut contents.decisions {
            let Some((loaded, decision)) = file.latest_decision() else { continue };
            let mut reading = BlindReading::new(loaded.digest.clone());
            reading.answers = decision.basis.answers().clone();
            if read % 5 == 0 {
                reading.answers.0.insert("wait".to_owned(), "yes".to_owned());
            }
            reading.keep(&pathway, kept.unwrap());
            if !reading.is_kept() || read == count {
                continue;
            }
            read += 1;
            let of = loaded.digest.clone();
            let mut added = file.statements.last().unwrap().clone();
            let review = Review { blind: Some(reading), ..Review::new(of) };
            added.digest = Digest::of(review.of.to_string().as_bytes());
            let statement = loaded.statement().unwrap().clone();
            added.what =
                Reading::Fine(Box::new(Statement { body: Body::Review(review), ..statement }));
            file.statements.push(added);
        }
        contents
    }

    fn agreement(contents: &Contents) -> Vec<Agreement> {
        let figures = figures_of(contents, Period::default());
        Agreement::of(&contents.decisions, &figures, &Pathway::embedded().unwrap())
    }

    #[test]
    fn the_outcome_comes_first_and_what_nobody_read_blind_is_no_table() {
        assert_eq!(Agreement::table(&agreement(&contents(40))), None);
        let all = agreement(&read_blind(120));
        assert_eq!(all[0].what, "Outcome");
        assert!(all.len() > 3 && all[0].both.len() > 60);
        assert!(all[0].same.len() < all[0].both.len(), "some differ");
        assert!(all[0].kappa.is_some_and(|kappa| kappa.kappa > 0.5));
        assert_eq!(all[1].what, "What has brought you here?");
    }

    #[test]
    fn small_numbers_are_said_and_hidden_with_all_that_would_tell_them() {
        let few = agreement(&read_blind(3));
        assert!(few.iter().all(|one| one.kappa.is_none() && !one.note().is_empty()));
        for count in [3, 12, 120] {
            let table = Agreement::table(&agreement(&read_blind(count))).unwrap();
            for row in table.figures(true).chunks(6) {
                let number = |at: usize| row[at].value.parse::<usize>();
                if let (Ok(both), Ok(same)) = (number(0), number(1)) {
                    assert!(!is_few(both) && !is_few(same) && !is_few(both - same), "{row:?}");
                } else {
                    assert!(row[1..].iter().all(|one| one.value == "few"), "{row:?}");
                }
            }
        }
    }
}
