//! What a register must never do, tried against disks that fail.

mod accept;
mod backup;
mod bad;
mod contacts;
mod damage;
mod disposal;
mod failing;
mod forged;
mod golden;
mod guidance;
mod killed;
mod knowing;
mod loading;
mod looking;
mod packet;
mod protected;
mod real;
mod remembered;
mod saving;
mod special_file;
mod twice;
mod union;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::drafts::{Saved, save_draft};
use super::own_hashes::Ours;
use super::testing::MemoryDisk;
use super::*;
use crate::base::ronfile;
use crate::base::time::When;
use crate::pathway::replay::Answers;
use crate::record::statement::FORMAT;
use crate::record::*;

/// Where the register of these tests lies.
const ROOT: &str = "/share/register";

/// The pathway that every statement here was made under.
const RULES: &str = "Pathway(questions: [])\n";

fn root() -> PathBuf {
    PathBuf::from(ROOT)
}

fn info() -> RegisterInfo {
    RegisterInfo::new(RegisterId::mint([7; 8]), "Elm Street practice")
}

/// The one way to make a register.
fn register(disk: &dyn Disk, root: &Path) -> Register {
    let register = Register::create(disk, root, info(), Choice::Proposed).unwrap();
    keep_rules(disk, &register, &[RULES]).unwrap();
    register
}

fn at(minutes: i64) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-22T10:15:02+00:00").unwrap() + TimeDelta::minutes(minutes)
}

fn device(number: u8) -> DeviceId {
    DeviceId::mint([number; 8])
}

fn decision_id(number: u8) -> DecisionId {
    DecisionId::mint(2026, [number; 8])
}

/// The one way to make a statement: a decision of device 1, the first of its decision.
fn statement(number: u8) -> Statement {
    let answers = [("start", "concern"), ("level", "at-risk"), ("wait", "yes")];
    let answers = answers.map(|(question, choice)| (question.to_owned(), choice.to_owned()));
    let headline = "Share now, without waiting for consent";
    Statement {
        format: FORMAT,
        register: info().id,
        decision: decision_id(number),
        root: None,
        nonce: Nonce::mint([number; 16]),
        device: device(1),
        device_prev: None,
        follows: Vec::new(),
        author: Author {
            name: "Dr Ada Elm".to_owned(),
            role: "GP".to_owned(),
            ..Author::default()
        },
        happened: Some(When::Day(at(0).date_naive())),
        decided: When::At(at(i64::from(number))),
        written: at(i64::from(number)),
        headline: headline.to_owned(),
        rules: BTreeMap::from([("pathway.ron".to_owned(), Digest::of(RULES.as_bytes()))]),
        body: Body::Decision(Box::new(Decision {
            basis: Basis::Pathway(Answers(BTreeMap::from(answers))),
            outcome: Frozen {
                id: "share-now".to_owned(),
                headline: headline.to_owned(),
                trail: vec![("How worried are you?".to_owned(), "At risk".to_owned())],
                duties: Vec::new(),
            },
            departure: None,
            record: Record { reasons: "The child’s safety".to_owned(), ..Record::default() },
            set_aside: BTreeMap::new(),
            owed: vec!["Name of the child".to_owned()],
            ready: None,
            linked: Vec::new(),
        })),
    }
}

/// An addendum to a decision that was signed, following these.
fn addendum(number: u8, to: &Signed, follows: &[&Signed]) -> Statement {
    let mut follows: Vec<Digest> = follows.iter().map(|signed| signed.digest.clone()).collect();
    follows.sort();
    Statement {
        decision: to.decision.clone(),
        root: Some(to.digest.clone()),
        follows,
        body: Body::Addendum(Addendum { text: format!("More became known ({number}).") }),
        ..statement(number)
    }
}

/// The draft that a statement is signed from.
fn draft_of(statement: &Statement, signing: bool) -> Draft {
    let text = ronfile::write(statement).unwrap();
    Draft {
        format: FORMAT,
        register: statement.register.clone(),
        decision: statement.decision.clone(),
        root: statement.root.clone(),
        nonce: statement.nonce.clone(),
        device: statement.device.clone(),
        rules: statement.rules.clone(),
        begun: at(0),
        changed: at(0),
        signing: signing.then_some(Signing { statement: text }),
        put_away: None,
        begun_by: String::new(),
        instead_of: None,
        tried: Vec::new(),
        work: Work::Addendum("typed".to_owned()),
    }
}

/// Saves a draft that is nowhere yet.
fn save_first(disk: &dyn Disk, register: &Register, draft: &Draft) -> Result<Saved, RegisterError> {
    save_draft(disk, register, draft, &mut Ours::default())
}

/// Saves a draft again, of which this is what was saved last.
fn save_after(
    disk: &dyn Disk,
    register: &Register,
    draft: &Draft,
    last: &Digest,
) -> Result<Saved, RegisterError> {
    save_draft(disk, register, draft, &mut last.into())
}

/// Signs statements of one device one after another, as the app does, and learns them.
fn sign_chain(disk: &dyn Disk, register: &Register, statements: Vec<Statement>) -> Vec<Signed> {
    let mut signed: Vec<Signed> = Vec::new();
    for mut statement in statements {
        statement.device_prev = signed.last().map(|last| last.digest.clone());
        signed.push(sign(disk, register, &statement).unwrap());
    }
    signed
}

/// A register with three decisions of three days, the second with an addendum.
fn filled(disk: &MemoryDisk) -> (Register, Vec<Signed>) {
    let register = register(disk, &root());
    let day = |number: u8, day: i64| {
        let mut statement = statement(number);
        statement.written = at(day * 24 * 60);
        statement
    };
    let mut signed = sign_chain(disk, &register, vec![day(1, 0), day(2, 1)]);
    let mut more = addendum(3, &signed[1], &[&signed[1]]);
    more.written = at(24 * 60 + 30);
    more.device_prev = Some(signed[1].digest.clone());
    signed.push(sign(disk, &register, &more).unwrap());
    let mut last = day(4, 2);
    last.device_prev = Some(signed[2].digest.clone());
    signed.push(sign(disk, &register, &last).unwrap());
    (register, signed)
}

fn words(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::words).collect()
}
