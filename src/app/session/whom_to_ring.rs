//! Whom to ring and what to say, as the screens read it: worked out when the contacts, the
//! author or the record change, never per frame.

use chrono::{DateTime, FixedOffset};

use crate::base::time;
use crate::record::typed::DayTime;
use crate::record::{Author, ItemId, Nonce, Record, Typed};
use crate::register::Contents;
use crate::register::contacts::{Current, current};
use crate::report::{CallLine, Card, call_lines, cards};

/// Whom to ring, what to say, and who was rung.
#[derive(Clone, Debug, Default)]
pub struct Calling {
    /// The contacts as they stand in the register.
    pub contacts: Vec<Current>,
    /// The same as they are shown.
    pub cards: Vec<Card>,
    /// What to say in the call, for the record in hand.
    pub lines: Vec<CallLine>,
    /// Calls that are noted in the record in hand.
    pub rung: Vec<Rung>,
    /// Other records in which "child in danger now" was pressed, not signed yet.
    pub still_open: Vec<StillOpen>,
}

/// A call that is noted in the record in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// What notes it.
    pub item: ItemId,
    /// When and whom: "10:42 · Children’s services, 01632 960110".
    pub words: String,
    /// Whether it was to tell somebody: then it matters whether they answered.
    pub tells: bool,
    /// Whether nobody answered.
    pub unanswered: bool,
}

/// A record that was begun by "child in danger now" before, and is not signed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StillOpen {
    /// Its draft.
    pub nonce: Nonce,
    /// When it was pressed: "10:42", with the day where that is another.
    pub begun: String,
    /// Whom it is about.
    pub about: String,
}

impl Calling {
    /// The contacts anew.
    pub fn read(&mut self, contents: &Contents, author: &Author, now: &DateTime<FixedOffset>) {
        self.contacts = current(contents);
        self.cards = cards(&self.contacts, author, now.date_naive());
    }

    /// What to say and who was rung anew, from the record in hand.
    pub fn say(&mut self, author: &Author, record: &Record, now: &DateTime<FixedOffset>) {
        self.lines = call_lines(author, record, now.date_naive()).to_vec();
        let told = record.disclosures.iter().map(|one| {
            let words = rung(&one.when, &one.to);
            Some(Rung {
                item: one.id.clone(),
                words: words?,
                tells: true,
                unanswered: one.is_unanswered(),
            })
        });
        // Whom nobody has heard yet was rung alone, by the button.
        let advised = record.advice.iter().filter(|one| one.said.trim().is_empty()).map(|one| {
            let words = rung(&one.when, &one.who);
            Some(Rung { item: one.id.clone(), words: words?, tells: false, unanswered: false })
        });
        self.rung = told.chain(advised).flatten().collect();
    }
}

/// When and whom, where both are said.
fn rung(when: &Typed<DayTime>, to: &str) -> Option<String> {
    if to.trim().is_empty() || when.is_blank() {
        return None;
    }
    let clock = match when.valid() {
        Some(at) => at.clock().unwrap_or_else(|| time::day(at.day)),
        None => when.text.trim().to_owned(),
    };
    Some(format!("{clock} · {}", to.trim()))
}
