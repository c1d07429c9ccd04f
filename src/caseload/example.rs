//! Invented decisions as they are read from a register, for the tests of this room.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};

use crate::guidance::Library;
use crate::pathway::Pathway;
use crate::record::{Addendum, Body, DecisionId, Digest, Statement};
use crate::register::load::{Contents, gather, load_some};
use crate::register::testing::MemoryDisk;
use crate::register::{Choice, DecisionFile, Register, RegisterInfo, load, sign_bytes};

use super::training::Training;
use super::training::example::plan;
use super::worklist::{Item, What};

/// So many invented decisions, as they are read from the disk.
pub fn contents(decisions: u32) -> Contents {
    let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
    let training = Training::new(plan(decisions), &pathway, &library).unwrap();
    let disk = MemoryDisk::default();
    let info = RegisterInfo::new(training.register().clone(), "Invented");
    let register = Register::create(&disk, "/r".as_ref(), info, Choice::Chosen).unwrap();
    for made in training {
        sign_bytes(&disk, &register, &made.unwrap().text).unwrap();
    }
    load(&disk, &register)
}

/// One decision that says this in an addendum, under its own id.
pub fn saying(number: u8, texts: &[&str]) -> DecisionFile {
    static FIRST: LazyLock<Statement> = LazyLock::new(|| {
        let (pathway, library) = (Pathway::embedded().unwrap(), Library::embedded().unwrap());
        let mut training = Training::new(plan(1), &pathway, &library).unwrap();
        training.next().unwrap().unwrap().statement
    });
    let first = &*FIRST;
    let id = DecisionId::mint(2026, [number; 8]);
    let disk = MemoryDisk::default();
    let info = RegisterInfo::new(first.register.clone(), "Invented");
    let register = Register::create(&disk, "/r".as_ref(), info, Choice::Chosen).unwrap();
    let mut follows: Option<Digest> = None;
    let mut root: Option<Digest> = None;
    for text in texts {
        let statement = Statement {
            decision: id.clone(),
            root: root.clone(),
            follows: follows.iter().cloned().collect(),
            device_prev: follows.clone(),
            body: Body::Addendum(Addendum { text: (*text).to_owned() }),
            ..first.clone()
        };
        let text = crate::base::ronfile::write(&statement).unwrap();
        let signed = sign_bytes(&disk, &register, &text).unwrap();
        root = root.or_else(|| Some(signed.digest.clone()));
        follows = Some(signed.digest);
    }
    let read = load_some(&disk, &register, &[id]);
    gather(&disk, &register, vec![read]).decisions.remove(0)
}

/// Something that is owed about a decision.
pub fn owed(decision: &DecisionId, what: What, due: Option<DateTime<FixedOffset>>) -> Item {
    Item {
        what,
        words: String::new(),
        suggested: None,
        whose: String::new(),
        born: None,
        owner: String::new(),
        doctor: String::new(),
        said: String::new(),
        due,
        by: String::new(),
        overdue: false,
        decision: decision.clone(),
        written: DateTime::UNIX_EPOCH.fixed_offset(),
        place: None,
        request: String::new(),
    }
}
