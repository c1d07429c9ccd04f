//! What is read of each statement of a signed decision, in words: the same on a screen and on paper.

use crate::base::time;
use crate::guidance::Library;
use crate::record::corrected::as_corrected;
use crate::record::text::{SectionText, rests_on, sections};
use crate::record::times::{corrected_times, late_entry, times_after};
use crate::record::{Addition, Body, Corrected, Digest, Field, Record, Statement, corrected};
use crate::register::{DecisionFile, Loaded};

/// One of its statements.
#[derive(Clone, Debug, Default)]
pub struct StatementShown {
    /// Its record as read.
    pub sections: Vec<SectionText>,
    /// Its times on one line, with the gaps in words.
    pub times: String,
    /// That it was written on a later day, where it was.
    pub late: Option<String>,
    /// Its record as it reads with its corrections; `None` where it has none.
    pub record: Option<Record>,
    /// By duty: what it rests on, then and now.
    pub rests: Vec<String>,
    /// What stood before in each of its fields that was corrected, and by whom.
    pub corrected: Vec<(Field, String)>,
    /// What was stated after the decision, by label.
    pub addition: Vec<(&'static str, String)>,
}

/// Each statement as it is shown.
pub fn statements(
    file: &DecisionFile,
    corrected: &[Option<Corrected>],
    library: &Library,
) -> Vec<StatementShown> {
    let named = to_reply_to(file);
    let each = file.statements.iter().zip(corrected).enumerate();
    each.map(|(at, (loaded, own))| {
        let (times, late) = times_of(file, corrected, at, loaded);
        let decision = loaded.decision();
        let duties = decision.map_or(&[][..], |decision| &decision.outcome.duties);
        StatementShown {
            sections: match own {
                Some(corrected) => corrected.sections(),
                None => decision.map(sections).unwrap_or_default(),
            },
            times,
            late,
            record: own.as_ref().map(|one| one.record.clone()),
            rests: duties.iter().map(|duty| rests_on(duty, library)).collect(),
            corrected: own.as_ref().map(marks).unwrap_or_default(),
            addition: addition_lines(loaded, &named),
        }
    })
    .collect()
}

/// What stood before in each field that was corrected, and by whom.
pub fn marks(corrected: &Corrected) -> Vec<(Field, String)> {
    corrected.fields.iter().map(|one| (one.field.clone(), one.words().join("\n"))).collect()
}

/// A statement as it reads with its corrections, if it has any.
pub fn reads(statement: &Statement, corrected: Option<&Corrected>) -> Statement {
    corrected.map_or_else(|| statement.clone(), |corrected| as_corrected(statement, corrected))
}

/// The times of a statement on one line as they stand now, and whether it was written on a later day.
fn times_of(
    file: &DecisionFile,
    corrected: &[Option<Corrected>],
    at: usize,
    loaded: &Loaded,
) -> (String, Option<String>) {
    let Some(statement) = loaded.statement() else {
        let written = time::moment(&loaded.header.written);
        return (format!("Written {written}"), None);
    };
    let reads_at = |at: usize| corrected.get(at).and_then(Option::as_ref);
    // The decision that it came after.
    let before = file.statements.iter().enumerate().take(at);
    let before = before.rev().find(|(_, one)| one.decision().is_some());
    let decided = before.and_then(|(at, one)| Some(reads(one.statement()?, reads_at(at)).decided));
    let own = reads_at(at);
    let statement = reads(statement, own);
    let mut line = times_after(&statement, decided.as_ref());
    line.extend(own.and_then(corrected_times));
    (line.join("  ·  "), late_entry(&statement))
}

/// What can be replied to, the last first.
pub fn to_reply_to(file: &DecisionFile) -> Vec<(Digest, String)> {
    let words = |loaded: &Loaded| {
        let label = loaded.statement().map_or("Newer statement", |one| one.body.label());
        let header = &loaded.header;
        format!("{label}, {}, {}", header.author.name, time::moment(&header.written))
    };
    file.statements.iter().rev().map(|one| (one.digest.clone(), words(one))).collect()
}

/// Each decision among the statements as it reads with its corrections; `None` where nothing
/// of it was corrected, or it is no decision.
pub fn corrections(file: &DecisionFile) -> Vec<Option<Corrected>> {
    let stated = file.stated();
    let any = stated.iter().any(|one| matches!(one.statement.body, Body::Correction(_)));
    file.statements
        .iter()
        .map(|loaded| {
            let decision = loaded.decision().filter(|_| any)?;
            let corrected = corrected(&loaded.digest, decision, &stated);
            (!corrected.fields.is_empty()).then_some(corrected)
        })
        .collect()
}

/// What a statement that is no decision and no note says, by label, with what it names in words.
fn addition_lines(loaded: &Loaded, named: &[(Digest, String)]) -> Vec<(&'static str, String)> {
    let Some(addition) = loaded.statement().and_then(|one| one.body.addition()) else {
        return Vec::new();
    };
    let mut lines = addition.lines();
    if let Addition::Reply(reply) = &addition
        && let Some((_, words)) = named.iter().find(|(digest, _)| *digest == reply.to)
    {
        lines.insert(0, ("To", words.clone()));
    }
    lines
}
