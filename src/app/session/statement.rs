//! What is shown of a signed decision: worked out once when it is opened.

use super::rows::{EarlierLine, Linked};
use super::{Owing, Session};
use crate::caseload::timeline::{Step, timeline};
use crate::caseload::worklist::{Item, request_words};
use crate::guidance::{Cite, Library};
use crate::record::corrected::{CorrectedField, correctable};
use crate::record::entries::{Belongs, belongs};
use crate::record::text::Facts;
use crate::record::{Body, Corrected, Offers, OutOfView, Part, RecordOf, Statement};
use crate::register::DecisionFile;
use crate::report::statements::{statements, to_reply_to};

pub use crate::report::statements::{StatementShown, corrections, marks, reads};

/// One decision as it is shown: one first statement, with what was added.
#[derive(Clone, Debug, Default)]
pub struct FileShown {
    /// Its statements, in order.
    pub statements: Vec<StatementShown>,
    /// What the newest decision rests on, each once.
    pub cites: Vec<Cite>,
    /// In whose clinical records it belongs.
    pub belongs: Vec<Belongs>,
    /// Whose the case is, and to whom it was offered, in words; what a decision alone says
    /// stands in its record.
    pub owner: Option<String>,
    /// What the forms offer that add to it.
    pub offers: Offers,
    /// Decisions that it began from, or that began from it.
    pub linked: Vec<Linked>,
    /// Other decisions that may be about the same people.
    pub related: Vec<EarlierLine>,
    /// The place of the newest decision among the statements.
    pub newest: Option<usize>,
    /// What it says, in the order in which it is read.
    pub facts: Facts,
    /// What was known, and nothing of what was decided.
    pub known: Facts,
    /// What happened, in order.
    pub timeline: Vec<Step>,
    /// What is owed, what is owed first at the front.
    pub owed: Vec<Item>,
    /// When a request was received, how, and by when it is answered; blank for none.
    pub request: String,
    /// Whether the case is open.
    pub open: bool,
    /// That it was entered in error.
    pub out_of_view: Option<OutOfView>,
}

impl FileShown {
    /// Works it out.
    pub(super) fn of(
        session: &Session,
        file: &DecisionFile,
        library: &Library,
        owing: &Owing,
    ) -> Self {
        let corrected = corrections(file);
        let latest = file.latest_decision();
        let cites = latest.map_or_else(Vec::new, |(_, decision)| {
            let named = decision.outcome.duties.iter().flat_map(|duty| &duty.cites);
            let cites: Vec<Cite> = named.filter_map(|text| text.parse().ok()).collect();
            library.with_now(&cites)
        });
        // What goes on is what holds now: as it was signed, with what was corrected since.
        let stands = latest.and_then(|(loaded, _)| {
            let at = file.statements.iter().position(|one| one.digest == loaded.digest)?;
            let own = corrected.get(at)?.as_ref();
            Some((reads(loaded.statement()?, own), own))
        });
        let people = match stands.as_ref().map(|(statement, _)| &statement.body) {
            Some(Body::Decision(decision)) => belongs(&decision.record),
            _ => Vec::new(),
        };
        let owed = owing.in_order(file);
        let statements = statements(file, &corrected, library);
        let newest = latest.and_then(|(loaded, _)| {
            file.statements.iter().position(|one| one.digest == loaded.digest)
        });
        let sections = newest.and_then(|at| statements.get(at)).map(|one| &one.sections[..]);
        Self {
            facts: Facts::of(sections.unwrap_or_default()),
            known: Facts::alone(sections.unwrap_or_default()),
            timeline: timeline(file),
            newest,
            statements,
            cites,
            belongs: people,
            owner: owner(file),
            offers: offers_of(file),
            linked: session.linked(file),
            related: session.related_to(file),
            request: stands.map(|(one, own)| request_of(&one, own)).unwrap_or_default(),
            open: owed.iter().any(|item| item.what.is_open_case()),
            owed,
            out_of_view: file.out_of_view(),
        }
    }
}

/// The line of the request as it stands now; where it was corrected it says so.
fn request_of(statement: &Statement, corrected: Option<&Corrected>) -> String {
    let Body::Decision(decision) = &statement.body else { return String::new() };
    let words = request_words(&decision.record);
    let of_it = |one: &CorrectedField| {
        matches!(
            one.field.part,
            Part::RequestReceived | Part::RequestChannel | Part::RequestReplyBy
        )
    };
    let is_corrected = corrected.is_some_and(|one| one.fields.iter().any(of_it));
    if is_corrected && !words.is_empty() { format!("{words} (corrected since)") } else { words }
}

/// Whose the case is, where somebody is named or it was offered to somebody.
fn owner(file: &DecisionFile) -> Option<String> {
    let standing = file.standing()?;
    let offered = standing
        .offered
        .map(|offer| format!("Handed over to {}, who has not accepted it yet.", offer.to));
    match (standing.owner.as_str(), offered) {
        ("", offered) => offered,
        (owner, None) => Some(format!("Owner: {owner}.")),
        (owner, Some(offered)) => Some(format!("Owner: {owner}. {offered}")),
    }
}

/// What the forms offer of a decision.
fn offers_of(file: &DecisionFile) -> Offers {
    let Some(standing) = file.standing() else {
        return Offers { statements: to_reply_to(file), ..Offers::default() };
    };
    let record = &standing.corrected.record;
    let named = |name: &str, otherwise: &str| match name.trim() {
        "" => otherwise.to_owned(),
        name => name.to_owned(),
    };
    let children = record
        .children
        .iter()
        .map(|child| (child.id.clone(), RecordOf::Child, named(&child.name, "The child")));
    let others = record.others.iter().map(|person| {
        let whose = RecordOf::of_person(person).unwrap_or(RecordOf::Other);
        let relation = named(&person.relation, "Somebody not named");
        (person.id.clone(), whose, named(&person.name, &relation))
    });
    Offers {
        to_put_right: standing.to_put_right(),
        fields: correctable(&standing.corrected),
        calls: standing
            .unconfirmed()
            .map(|one| {
                let what = &one.disclosure;
                let when = what.when.text.trim();
                let to = named(&what.to, "A call");
                let words = if when.is_empty() { to } else { format!("{to}, {when}") };
                (what.id.clone(), words)
            })
            .collect(),
        people: children.chain(others).collect(),
        statements: to_reply_to(file),
    }
}
