//! What a practice finds beside the invented decisions: worked cases, signed first, and
//! contacts whose numbers reach nobody.

use std::path::Path;

use chrono::{Days, NaiveDate, NaiveTime};

use super::chance::Chance;
use super::facts::DEVICES;
use super::write::{WriteError, Written, put, write};
use super::{Made, Plan, Training, TrainingError, device, nonce};
use crate::base::ronfile;
use crate::base::time::When;
use crate::base::zone;
use crate::caseload::worked::{Step, WorkedCase};
use crate::guidance::Library;
use crate::pathway::{Given, Pathway, came};
use crate::record::replayed::frozen;
use crate::record::statement::FORMAT;
use crate::record::{
    Author, Basis, Body, Contact, Decision, DecisionId, Digest, Statement, to_do_in_full,
};
use crate::register::{Disk, Register};

/// The stream of worked cases and contacts.
const PRACTICE: u64 = 7;

/// Makes a new training register in `root`, which must be new or empty, with the worked cases
/// and with contacts.
pub fn write_practice(
    disk: &dyn Disk,
    root: &Path,
    plan: Plan,
    pathway: &Pathway,
    library: &Library,
) -> Result<Written, WriteError> {
    let first = practice(plan, pathway, library)?;
    let mut written = write(disk, root, plan, pathway, library)?;
    let register = Register::open(disk, root)?;
    for made in &first {
        put(disk, &register, made, &mut written)?;
    }
    written.worked = first.iter().filter(|made| made.statement.root.is_none()).count();
    written.contacts = first.iter().filter(|made| is_contact(made)).count();
    written.worked -= written.contacts;
    Ok(written)
}

fn is_contact(made: &Made) -> bool {
    matches!(made.statement.body, Body::Contact(_))
}

/// The statements, in the order in which they were written, all by one workstation that writes
/// nothing else.
fn practice(plan: Plan, pathway: &Pathway, library: &Library) -> Result<Vec<Made>, TrainingError> {
    let training = Training::new(plan, pathway, library)?;
    let mut cases = WorkedCase::all().map_err(TrainingError::Words)?;
    cases.sort_by_key(|case| case.steps.first().map(|step| step.written));
    let mut chain = Chain { training: &training, count: 0, last: None, made: Vec::new() };
    for case in &cases {
        let mut heads: Option<(Digest, Digest)> = None;
        for step in &case.steps {
            let (decided, headline, body) =
                decision(pathway, step).ok_or(TrainingError::Unwritable)?;
            let digest = chain.sign(heads.as_ref(), &case.author, &case.decision, |statement| {
                statement.happened = step.record.happened.when(&step.written);
                statement.decided = decided;
                statement.written = step.written;
                statement.headline = headline;
                statement.body = body;
            })?;
            let root = heads.map_or_else(|| digest.clone(), |(root, _)| root);
            heads = Some((root, digest));
        }
    }
    for contact in contacts(plan.until).map_err(TrainingError::Words)? {
        let mut bits = Chance::of(plan.seed, &[PRACTICE, 1, chain.count]);
        let year = chrono::Datelike::year(&plan.until);
        let id = DecisionId::mint(year, bits.bytes());
        let at = zone::in_uk_at(plan.until.and_time(NaiveTime::MIN));
        let author = Author { name: AUTHOR.to_owned(), ..Author::default() };
        chain.sign(None, &author, &id, |statement| {
            statement.written = at;
            statement.decided = When::At(at);
            contact.kind.label().clone_into(&mut statement.headline);
            statement.body = Body::Contact(contact);
        })?;
    }
    Ok(chain.made)
}

/// Who stated the contacts.
const AUTHOR: &str = "Dr Ada Sample";

/// Statements of one workstation, each naming the one before it.
struct Chain<'t> {
    training: &'t Training<'t>,
    count: u64,
    last: Option<Digest>,
    made: Vec<Made>,
}

impl Chain<'_> {
    fn sign(
        &mut self,
        heads: Option<&(Digest, Digest)>,
        author: &Author,
        decision: &DecisionId,
        state: impl FnOnce(&mut Statement),
    ) -> Result<Digest, TrainingError> {
        let seed = self.training.plan.seed;
        let at = zone::in_uk_at(self.training.plan.until.and_time(NaiveTime::MIN));
        let mut statement = Statement {
            format: FORMAT,
            register: self.training.register.clone(),
            decision: decision.clone(),
            root: heads.map(|(root, _)| root.clone()),
            nonce: nonce(&mut Chance::of(seed, &[PRACTICE, 0, self.count])),
            device: device(seed, DEVICES),
            device_prev: self.last.clone(),
            follows: heads.map(|(_, last)| last.clone()).into_iter().collect(),
            author: author.clone(),
            happened: None,
            decided: When::At(at),
            written: at,
            headline: String::new(),
            rules: self.training.rules.clone(),
            body: Body::Addendum(crate::record::Addendum { text: String::new() }),
        };
        state(&mut statement);
        let text = ronfile::write(&statement).map_err(|_| TrainingError::Unwritable)?;
        let text = self.training.signed(&text, DEVICES);
        let digest = Digest::of(text.as_bytes());
        self.count += 1;
        self.last = Some(digest.clone());
        self.made.push(Made { statement, text });
        Ok(digest)
    }
}

/// What a step states, when that was decided, and its headline.
fn decision(pathway: &Pathway, step: &Step) -> Option<(When, String, Body)> {
    let times = pathway.nations().times(None);
    let owed = to_do_in_full(&step.case(&times), |id| pathway.rank(id));
    let given = Given { answers: &step.answers, acted_first: false, departed: None };
    let body = Decision {
        ready: None,
        basis: Basis::Pathway(step.answers.clone()),
        outcome: frozen(came(pathway, &given))?,
        departure: None,
        record: step.record.clone(),
        set_aside: std::collections::BTreeMap::new(),
        owed: owed.into_iter().map(|owed| owed.what).collect(),
        linked: Vec::new(),
    };
    let decided = step.record.decided.when(&step.written).unwrap_or(When::At(step.written));
    let headline = pathway.outcome(&step.outcome)?.headline.clone();
    Some((decided, headline, Body::Decision(Box::new(body))))
}

/// The contacts, checked a month before the last day.
fn contacts(until: NaiveDate) -> Result<Vec<Contact>, ronfile::ReadError> {
    let mut all: Vec<Contact> =
        ronfile::read(include_bytes!("../../../assets/training-contacts.ron"))?;
    let day = until.checked_sub_days(Days::new(30)).unwrap_or(until);
    for contact in &mut all {
        contact.check(day, AUTHOR);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caseload::training::example;
    use crate::register::contacts::current;
    use crate::register::load;
    use crate::register::testing::MemoryDisk;
    use crate::register::verify::{Known, verify};
    use crate::register::{Problem, What};

    fn made() -> (MemoryDisk, Written) {
        let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
        let disk = MemoryDisk::default();
        let root = Path::new("/practice");
        let written = write_practice(&disk, root, example::plan(10), &pathway, &library).unwrap();
        (disk, written)
    }

    #[test]
    fn worked_cases_and_contacts_stand_in_the_register_and_nothing_is_wrong_with_it() {
        let (disk, written) = made();
        let root = Path::new("/practice");
        let contents = load(&disk, &Register::open(&disk, root).unwrap());
        let cases = WorkedCase::all().unwrap();
        assert_eq!((written.worked, written.decisions), (cases.len(), 10));
        assert_eq!(contents.decisions.len(), 10 + cases.len());
        for case in cases {
            let file = contents.find(&case.decision).next().unwrap();
            assert_eq!(file.statements.len(), case.steps.len(), "{}", case.title);
            let (_, decision) = file.latest_decision().unwrap();
            let last = case.steps.last().unwrap();
            assert_eq!((&decision.record, &decision.outcome.id), (&last.record, &last.outcome));
        }
        assert_eq!(current(&contents).len(), written.contacts);
        let report = verify(&disk, root, &Known::default()).unwrap();
        // Nobody has opened it, so there is no index yet that says what was there.
        let remark = Problem::new(root, What::NothingToCompare);
        assert_eq!((report.wrong, report.remarks), (vec![], vec![remark]));
    }

    #[test]
    fn the_contacts_are_invented_and_their_numbers_reach_nobody() {
        let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let all = contacts(until).unwrap();
        assert!(all.len() >= 6);
        for contact in &all {
            assert!(!contact.numbers.is_empty());
            for number in &contact.numbers {
                assert!(number.number.starts_with("01632 960 "), "{}", number.number);
            }
        }
        let text = ronfile::write(&all[0]).unwrap();
        assert!(text.contains("21 October 2026"), "{text}");
    }

    #[test]
    fn the_same_seed_makes_the_same_bytes() {
        let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
        let texts = |seed| -> Vec<String> {
            let plan = Plan { seed, ..example::plan(5) };
            let made = practice(plan, &pathway, &library).unwrap();
            made.into_iter().map(|made| made.text).collect()
        };
        assert_eq!(texts(1), texts(1));
        assert_ne!(texts(1), texts(2));
    }
}
