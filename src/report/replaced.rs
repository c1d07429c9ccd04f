//! The statements of a decision with names replaced by roles in brackets, for somebody who reviews
//! it and need not know who it is about: “[mother] said that [child 2] …”.
//!
//! What a field has as a name, an address, a number or a day of birth is replaced as a whole, and
//! wherever else it stands. In what was typed, words that are written as names are replaced too, as
//! “[name?]”. Nobody but a reader can say that the rest tells nothing: how much of it there is, is
//! told. A text that comes of this carries neither nonce nor signature.

mod form;
mod names;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fold::folded;
use crate::base::ronfile::{self, WriteError};
use crate::base::time::When;
use crate::record::statement::Addition;
use crate::record::{
    Author, Body, Decision, DeviceId, Edit, GuidanceCited, GuidanceSource, Holds, Nonce, Record,
    Statement, Typed,
};
use form::Each;
pub use names::Names;

/// What was done to the statements of one decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// The texts, in the order of the statements.
    pub texts: Vec<String>,
    /// Who appears, by the words in the brackets.
    pub appear: BTreeSet<String>,
    /// How many passages of free text are in it.
    pub passages: usize,
    /// How many words were replaced because they are written as names, and stand in no field.
    pub doubts: usize,
}

/// The doctors of a packet: the same one has the same words in all of it.
#[derive(Clone, Debug, Default)]
pub struct Doctors(BTreeMap<String, String>);

impl Doctors {
    /// What stands for this author: “doctor”, “doctor 2”. Their role stands beside it.
    fn called(&mut self, author: &Author) -> String {
        let key = folded(author.name.trim());
        if let Some(there) = self.0.get(&key) {
            return there.clone();
        }
        let called = match self.0.len() {
            0 => "doctor".to_owned(),
            count => format!("doctor {}", count + 1),
        };
        self.0.insert(key, called.clone());
        called
    }
}

/// Replaces names in the statements of one decision. `device` stands for whoever signed them.
///
/// # Errors
///
/// One cannot be written, which no statement that was read brings about.
pub fn replaced(
    statements: &[&Statement],
    doctors: &mut Doctors,
    device: &DeviceId,
) -> Result<Replaced, WriteError> {
    let mut names = Names::of(statements, doctors);
    let mut done = Replaced::default();
    for statement in statements {
        let statement = without_names(statement, &mut names, doctors, device);
        done.texts.push(ronfile::write(&statement)?);
    }
    done.appear = names.appear();
    (done.passages, done.doubts) = (names.passages, names.doubts);
    Ok(done)
}

fn without_names(
    statement: &Statement,
    names: &mut Names,
    doctors: &mut Doctors,
    device: &DeviceId,
) -> Statement {
    let mut when = |when: &When| match when {
        When::About(text, day) => When::About(names.text(text), *day),
        other => other.clone(),
    };
    let (happened, decided) =
        (statement.happened.as_ref().map(&mut when), when(&statement.decided));
    let author = &statement.author;
    Statement {
        nonce: Nonce::NONE,
        device: device.clone(),
        device_prev: None,
        author: Author {
            name: format!("[{}]", doctors.called(author)),
            role: names.text(&author.role),
            gmc: Typed::default(),
        },
        happened,
        decided,
        headline: names.known(&statement.headline),
        body: body(&statement.body, names),
        ..statement.clone()
    }
}

fn body(body: &Body, names: &mut Names) -> Body {
    match body {
        Body::Decision(decision) => Body::Decision(Box::new(decision_without(decision, names))),
        Body::Addendum(note) => {
            let mut note = note.clone();
            note.text = names.passage(&note.text);
            Body::Addendum(note)
        }
        // A contact is never packed.
        Body::Contact(_) => body.clone(),
        other => match other.addition() {
            Some(addition) => addition_without(addition, names).into(),
            None => body.clone(),
        },
    }
}

fn decision_without(decision: &Decision, names: &mut Names) -> Decision {
    let mut decision = decision.clone();
    record_without(&mut decision.record, names);
    if let Some(departure) = &mut decision.departure {
        departure.reason = names.passage(&departure.reason);
    }
    for text in decision.set_aside.values_mut() {
        *text = names.passage(text);
    }
    for line in &mut decision.owed {
        *line = names.known(line);
    }
    decision
}

fn record_without(record: &mut Record, names: &mut Names) {
    let fields: Vec<_> = record
        .values()
        .into_iter()
        .map(|(field, value)| (field, matches!(value.day(), Some(Ok(_)))))
        .collect();
    for (field, is_day) in fields {
        let holds = field.part.row().holds;
        // A day of the case is what a reviewer goes by.
        if matches!(holds, Holds::Day(_)) && is_day {
            continue;
        }
        if let Some(Edit::Text(text)) = record.edit(&field) {
            *text = names.field(&field, text);
        }
    }
    // What the GMC says stays to the letter. A practice's own text may name somebody.
    for cited in record.rests_on.iter_mut().filter(|one| one.source == GuidanceSource::Local) {
        let GuidanceCited { label, document, edition, standing, words, .. } = cited;
        for text in [label, document, edition, standing, words] {
            *text = names.known(text);
        }
    }
}

fn addition_without(addition: Addition, names: &mut Names) -> Addition {
    match addition {
        Addition::Correction(mut one) => {
            one.from = names.field(&one.field, &one.from);
            one.to = names.field(&one.field, &one.to);
            one.reason = names.passage(&one.reason);
            one.label = names.known(&one.label);
            Addition::Correction(one)
        }
        mut other => {
            form::each_text(&mut other, &mut |each, text| {
                *text = match each {
                    Each::Line => names.text(text),
                    Each::Prose => names.passage(text),
                }
            });
            other
        }
    }
}
