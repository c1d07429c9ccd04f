//! `justified text`: the texts that leave a signed decision, as the window makes them without a
//! tick: for the clinical record of one person, or without names for an adviser.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::{Failure, complain, listed, say, shown};
use crate::base::fold::folded;
use crate::record::corrected::as_corrected;
use crate::record::entries::{Belongs, Kin, belongs};
use crate::record::{Body, Statement};
use crate::register::disk::RealDisk;
use crate::register::folder::{FolderRead, read_folder};
use crate::register::{DecisionFile, Problem, marked};
use crate::report::{Clinical, Length, Summary, Ticks, clinical_sheet, summary_sheet};

/// What is asked of a decision.
pub(super) struct Asked {
    pub(super) folder: PathBuf,
    /// Whose text: a name, a relation or an id.
    pub(super) whose: Option<String>,
    pub(super) full: bool,
    pub(super) anonymous: bool,
}

/// Prints the text, and what is wrong with the files that it is made from.
pub(super) fn print(asked: &Asked) -> Result<u8, Failure> {
    let folder = &asked.folder;
    // By the names of the folders above it is known in which register it lies.
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
    let FolderRead { contents, training, .. } =
        read_folder(&RealDisk, &whole).map_err(|error| Failure::usage(error.to_string()))?;
    let problems = contents.problems.iter();
    let problems = problems.chain(contents.decisions.iter().flat_map(|file| &file.problems));
    let (remarks, wrong): (Vec<Problem>, Vec<Problem>) =
        problems.cloned().partition(Problem::is_remark);
    complain(&listed(&wrong, &remarks));
    let mut stand = contents.decisions.iter().filter_map(as_it_stands);
    let (Some(statement), None) = (stand.next(), stand.next()) else {
        return Err(Failure::usage(format!(
            "There is not one signed decision in this folder. Name the folder of one decision. ({})",
            shown::path(folder)
        )));
    };
    let text = if asked.anonymous {
        anonymous(&statement)
    } else {
        clinical(&statement, asked.whose.as_deref(), asked.full)?
    };
    say(&marked(text, training))?;
    Ok(u8::from(!wrong.is_empty()))
}

/// The newest decision of a file, with its corrections.
fn as_it_stands(file: &DecisionFile) -> Option<Statement> {
    let stands = file.standing()?;
    let loaded = file.find(&stands.decision)?;
    Some(as_corrected(loaded.statement()?, &stands.corrected))
}

fn clinical(statement: &Statement, whose: Option<&str>, full: bool) -> Result<String, Failure> {
    let input = Clinical::signed(statement).ok_or_else(|| Failure::usage("No decision."))?;
    let people = belongs(input.record);
    let who = whose_record(&people, whose)?;
    let length = if full { Length::Full } else { Length::Short };
    Ok(clinical_sheet(&input, who, length, &Ticks::new()).text())
}

/// The one person whose text is meant. With several, it has to be said: a text for one must
/// not be pasted into the record of another.
fn whose_record<'p>(
    people: &'p [Belongs],
    whose: Option<&str>,
) -> Result<Option<&'p Belongs>, Failure> {
    let meant: Vec<&Belongs> = if let Some(whose) = whose {
        people.iter().filter(|one| is_meant(one, whose)).collect()
    } else {
        let children = people.iter().filter(|one| one.kin == Kin::Child);
        let children: Vec<&Belongs> = children.collect();
        if children.is_empty() { people.iter().collect() } else { children }
    };
    match (meant.as_slice(), whose) {
        ([one], _) => Ok(Some(one)),
        ([], None) => Ok(None),
        (_, _) => {
            let mut text = String::from("Say for whose record, with --for NAME-OR-ID:\n");
            for one in people {
                let _ = writeln!(text, "  {}  {}", one.of.as_str(), one.words());
            }
            Err(Failure::usage(text.trim_end()))
        }
    }
}

fn is_meant(one: &Belongs, typed: &str) -> bool {
    let typed = typed.trim();
    let is = |text: &str| !text.trim().is_empty() && folded(text.trim()) == folded(typed);
    one.of.as_str() == typed || is(&one.name) || is(&one.role) || is(&one.words())
}

fn anonymous(statement: &Statement) -> String {
    let Body::Decision(decision) = &statement.body else { return String::new() };
    let headline = decision.departure.as_ref().map_or(&statement.headline, |one| &one.headline);
    let input = Summary {
        record: &decision.record,
        author: &statement.author,
        reference: &statement.decision,
        at: statement.written,
        trail: &decision.outcome.trail,
        asked: None,
        due: None,
        decided: Some(headline),
    };
    summary_sheet(&input, &Ticks::new()).text()
}
