//! Invented decisions for practice and for measuring: varied, plausible, and the same for the
//! same seed, byte for byte, on every machine.
//!
//! Everybody in them is invented and named so: NHS numbers begin with 999, which is never
//! issued, telephone numbers are from Ofcom's range for drama.

mod additions;
pub mod chance;
mod facts;
mod household;
mod people;
mod practice;
mod story;
mod words;
mod write;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use chance::Chance;
use facts::{DEVICES, Facts};
pub use practice::write_practice;
pub use words::Words;
pub use write::{WriteError, Written, write};

use crate::base::ronfile::{self, ReadError};
use crate::base::time::When;
use crate::base::zone;
use crate::guidance::Library;
use crate::pathway::check::{Walk, walks};
use crate::pathway::{Answers, Given, Pathway, came, replay};
use crate::record::replayed::{frozen, rules_digests};
use crate::record::statement::FORMAT;
use crate::record::{
    Author, Basis, Body, Case, Decision, DecisionId, Departure, DeviceId, Digest, Known, Nonce,
    RegisterId, Stated, Statement, Typed, standing, to_do_in_full, unanswered,
};
use crate::register::signed::{Device, Secret, signature_line};

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many decisions.
    pub decisions: u32,
    /// The same seed makes the same cases.
    pub seed: u64,
    /// The last day on which anything is written.
    pub until: NaiveDate,
}

/// A statement that was made, with its bytes.
#[derive(Clone, Debug)]
pub struct Made {
    /// The statement.
    pub statement: Statement,
    /// Its text as RON: what is published.
    pub text: String,
}

/// Why no cases can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainingError {
    /// The words of the program itself.
    #[error("The words for practice cases cannot be read. Install Justified again. {}", .0.in_full())]
    Words(ReadError),
    /// A statement that could not be written as RON.
    #[error("A practice case could not be written. Nothing else is affected.")]
    Unwritable,
}

/// Makes the statements of a training register one after another, in the order in which they
/// were written.
pub struct Training<'p> {
    plan: Plan,
    pathway: &'p Pathway,
    rules: BTreeMap<String, Digest>,
    register: RegisterId,
    words: Words,
    ways: BTreeMap<&'p str, Vec<Walk<'p>>>,
    /// What is written when, in order.
    order: std::vec::IntoIter<(DateTime<FixedOffset>, u64, usize)>,
    /// The statements so far of each decision that goes on.
    going_on: BTreeMap<u64, Vec<(Digest, Statement)>>,
    /// The last statement of each workstation.
    last: [Option<Digest>; DEVICES],
}

/// Who writes something, and when.
struct By<'a> {
    author: &'a Author,
    at: DateTime<FixedOffset>,
}

impl<'p> Training<'p> {
    /// Prepares them.
    pub fn new(plan: Plan, pathway: &'p Pathway, library: &Library) -> Result<Self, TrainingError> {
        let words = Words::embedded().map_err(TrainingError::Words)?;
        let mut ways: BTreeMap<&str, Vec<Walk<'_>>> = BTreeMap::new();
        for walk in walks(pathway) {
            if let Some(outcome) = walk.outcome {
                ways.entry(outcome).or_default().push(walk);
            }
        }
        let mut order: Vec<(DateTime<FixedOffset>, u64, usize)> = (0..u64::from(plan.decisions))
            .flat_map(|number| {
                let written = Facts::of(&words, &plan, number).written;
                written.into_iter().enumerate().map(move |(at, when)| (when, number, at))
            })
            .collect();
        order.sort_unstable();
        Ok(Self {
            plan,
            pathway,
            rules: rules_digests(library, pathway),
            register: register(plan.seed),
            words,
            ways,
            order: order.into_iter(),
            going_on: BTreeMap::new(),
            last: [const { None }; DEVICES],
        })
    }

    /// The id of the register that they are for.
    pub fn register(&self) -> &RegisterId {
        &self.register
    }

    fn make(&mut self, when: DateTime<FixedOffset>, number: u64, at: usize) -> Option<Made> {
        let facts = Facts::of(&self.words, &self.plan, number);
        let mut chance = facts.stream(&self.plan, at);
        let nonce = nonce(&mut chance);
        let author =
            Author { name: facts.author.clone(), role: facts.role.clone(), gmc: Typed::default() };
        let (decided, headline, body) =
            self.body(&facts, at, &By { author: &author, at: when }, &mut chance)?;
        let author = match &body {
            Body::Review(_) => additions::reviewer(&self.words, &facts, &mut chance),
            _ => author,
        };
        let happened = match &body {
            Body::Decision(decision) => decision.record.happened.when(&when),
            body => body.addition().and_then(|addition| addition.happened(&when)),
        };
        let before = self.going_on.get(&number);
        let digest_of = |one: Option<&(Digest, Statement)>| one.map(|(digest, _)| digest.clone());
        let first = digest_of(before.and_then(|all| all.first()));
        let last = digest_of(before.and_then(|all| all.last()));
        let mut year = Chance::of(self.plan.seed, &[4, number]);
        let statement = Statement {
            format: FORMAT,
            register: self.register.clone(),
            decision: DecisionId::mint(chrono::Datelike::year(&facts.decided), year.bytes()),
            root: first,
            nonce,
            device: device(self.plan.seed, facts.device),
            device_prev: self.last.get(facts.device).cloned().flatten(),
            follows: last.into_iter().collect(),
            author,
            happened,
            decided,
            written: when,
            headline,
            rules: self.rules.clone(),
            body,
        };
        let text = ronfile::write(&statement).ok()?;
        let text = self.signed(&text, facts.device);
        let digest = Digest::of(text.as_bytes());
        if let Some(last) = self.last.get_mut(facts.device) {
            *last = Some(digest.clone());
        }
        if at + 1 < facts.written.len() {
            self.going_on.entry(number).or_default().push((digest, statement.clone()));
        } else {
            self.going_on.remove(&number);
        }
        Some(Made { statement, text })
    }

    /// A text with the signature of one of the invented workstations.
    fn signed(&self, text: &str, device: usize) -> String {
        signature_line::sign(text, &secret(self.plan.seed, device))
    }

    /// What the register says of one of the invented workstations, and its key: anybody can make
    /// that from the seed, and nothing but invented cases is signed with it.
    pub(super) fn workstation(&self, number: usize) -> (Device, Secret) {
        let (seed, secret) = (self.plan.seed, secret(self.plan.seed, number));
        let since = zone::in_uk_at(self.plan.until.and_time(chrono::NaiveTime::MIN));
        let who = (&device(seed, number), secret.key());
        (Device::new(&self.register, who, since, NAMES.get(number).unwrap_or(&"")), secret)
    }

    /// What is stated, when that was decided, and its headline.
    fn body(
        &self,
        facts: &Facts<'_>,
        at: usize,
        by: &By<'_>,
        chance: &mut Chance,
    ) -> Option<(When, String, Body)> {
        let opened = is_open(self.pathway, facts.outcome);
        if at == 0 {
            return self.decision(facts, facts.outcome, &By { at: facts.decided, ..*by }, chance);
        }
        // What was left open is decided when it is taken up again.
        if at == 1 && opened {
            let ends = ["share-without-consent", "share-with-consent", "not-share-for-now"];
            let outcome = chance.one(&ends).copied()?;
            let minutes = i64::try_from(5 + chance.below(40)).unwrap_or(5);
            let at = by.at - chrono::Duration::minutes(minutes);
            return self.decision(facts, outcome, &By { at, ..*by }, chance);
        }
        let going_on = self.going_on.get(&facts.number)?;
        let stated: Vec<Stated<'_>> =
            going_on.iter().map(|(digest, statement)| Stated { digest, statement }).collect();
        let (last, _) = going_on.last()?;
        let asked = unanswered(&stated).first().map(|(one, _)| one.digest);
        let case = additions::Case { standing: &standing(&stated)?, last, asked };
        let (headline, body) = additions::addition(&self.words, facts, &case, by.at, chance);
        Some((When::At(by.at), headline, body))
    }

    fn decision(
        &self,
        facts: &Facts<'_>,
        outcome: &str,
        &By { author, at }: &By<'_>,
        chance: &mut Chance,
    ) -> Option<(When, String, Body)> {
        let walk = chance.one(self.ways.get(outcome)?)?;
        let answers = self.answered_after(walk.answers(), chance);
        let departure = self.departure(outcome, chance);
        let decided = departure.as_ref().map_or(outcome, |departure| departure.to.as_str());
        let known = Known { answers: &answers, decided, at, author };
        let record = story::record(&self.words, facts, &known, chance);
        let case = Case {
            suggested: outcome,
            decided,
            answers: &answers,
            record: &record,
            departure: departure.as_ref(),
            times: &self.pathway.nations().times(None),
        };
        let owed = to_do_in_full(&case, |id| self.pathway.rank(id));
        let acted_first = outcome == "act-now" && chance.happens(50);
        let departed = departure.as_ref().map(|departure| departure.to.as_str());
        let given = Given { answers: &answers, acted_first, departed };
        let headline = self.pathway.outcome(decided)?.headline.clone();
        let frozen = frozen(came(self.pathway, &given))?;
        let basis =
            if acted_first { Basis::ActedFirst(at, answers) } else { Basis::Pathway(answers) };
        let body = Decision {
            ready: None,
            basis,
            outcome: frozen,
            departure,
            record,
            linked: Vec::new(),
            set_aside: BTreeMap::new(),
            owed: owed.into_iter().map(|owed| owed.what).collect(),
        };
        Some((When::At(at), headline, Body::Decision(Box::new(body))))
    }

    /// The questions that are asked after the outcome, mostly answered.
    fn answered_after(&self, mut answers: Answers, chance: &mut Chance) -> Answers {
        for id in replay(self.pathway, &answers).after {
            let choices = self.pathway.after_question(&id).map_or(&[][..], |after| &after.choices);
            if chance.happens(70)
                && let Some(choice) = chance.one(choices)
            {
                answers.0.insert(id, choice.id.clone());
            }
        }
        answers
    }

    /// Now and then a doctor decides otherwise, either way.
    fn departure(&self, outcome: &str, chance: &mut Chance) -> Option<Departure> {
        let to = match outcome {
            "share-limited" | "share-with-consent" | "take-advice" => {
                ["share-without-consent", "not-share-for-now"].get(chance.below(2)).copied()?
            }
            "not-share-for-now" | "no-concern" => "share-limited",
            _ => return None,
        };
        chance.happens(14).then_some(())?;
        Some(Departure {
            to: to.to_owned(),
            headline: self.pathway.outcome(to)?.headline.clone(),
            reason: if chance.happens(80) {
                "I know this family, and weighed it with what was noted before.".to_owned()
            } else {
                String::new()
            },
            instead_of: Vec::new(),
        })
    }
}

impl Iterator for Training<'_> {
    type Item = Result<Made, TrainingError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (when, number, at) = self.order.next()?;
        Some(self.make(when, number, at).ok_or(TrainingError::Unwritable))
    }
}

/// The id of the register that this seed makes.
pub fn register(seed: u64) -> RegisterId {
    RegisterId::mint(Chance::of(seed, &[5]).bytes())
}

fn device(seed: u64, device: usize) -> DeviceId {
    let device = u64::try_from(device).unwrap_or(0);
    DeviceId::mint(Chance::of(seed, &[6, device]).bytes())
}

/// What the invented workstations are called.
const NAMES: [&str; DEVICES + 1] = ["Room 1", "Room 2", "Room 3", "Room 4", "Worked cases"];

fn secret(seed: u64, device: usize) -> Secret {
    let of = format!("justified practice cases, seed {seed}, computer {device}");
    Secret::from_seed(*Digest::of(of.as_bytes()).as_bytes())
}

fn nonce(chance: &mut Chance) -> Nonce {
    let mut random = [0; 16];
    for (half, bytes) in random.chunks_exact_mut(8).zip([chance.bytes(), chance.bytes()]) {
        half.copy_from_slice(&bytes);
    }
    Nonce::mint(random)
}

fn is_open(pathway: &Pathway, outcome: &str) -> bool {
    pathway.outcome(outcome).is_some_and(crate::pathway::data::Outcome::is_open)
}

#[cfg(test)]
pub(super) mod example {
    use super::Plan;
    use chrono::NaiveDate;

    /// So many decisions from seed 1, up to a day in November 2026.
    pub fn plan(decisions: u32) -> Plan {
        Plan { decisions, seed: 1, until: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() }
    }
}

#[cfg(test)]
mod tests;
