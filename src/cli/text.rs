//! `justified text`: the texts that leave a signed decision, as the window makes them without a
//! tick: for the clinical record of one person, or without names for an adviser.

use std::fmt::Write as _;

use super::Failure;
use super::arguments::Text as Asked;
use super::decision::Folder;
use crate::base::fold::folded;
use crate::base::shown;
use crate::record::entries::{Belongs, Kin, belongs};
use crate::record::{Body, Statement};
use crate::register::log::Of;
use crate::register::marked;
use crate::report::{Length, Now, Summary, Ticks, clinical_sheet, summary_sheet};

/// Prints the text, and what is wrong with the files that it is made from.
pub(super) fn print(asked: &Asked) -> Result<u8, Failure> {
    let folder = Folder::read(&asked.decision, &asked.opening)?;
    let status = folder.complain();
    let mut stand = folder.decisions.iter().filter_map(|file| Now::of(&file.stated()));
    let (Some(now), None) = (stand.next(), stand.next()) else {
        return Err(Failure::usage(format!(
            "There is not one signed decision in this folder. Name the folder of one decision. ({})",
            shown::path(&asked.decision)
        )));
    };
    let text = if asked.anonymous {
        anonymous(now.statement())
    } else {
        let whose = asked.whose.as_ref().map(|whose| whose.to_string_lossy());
        clinical(&now, whose.as_deref(), asked.full)?
    };
    super::print(&marked(text, folder.training))?;
    super::log::note(&folder, Of::Text);
    Ok(status)
}

fn clinical(now: &Now<'_>, whose: Option<&str>, full: bool) -> Result<String, Failure> {
    let input = now.clinical().ok_or_else(|| Failure::usage("No decision."))?;
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
        let exact: Vec<&Belongs> = people.iter().filter(|one| is_meant(one, whose)).collect();
        let part = || people.iter().filter(|one| is_part(&one.name, whose)).collect();
        if exact.is_empty() { part() } else { exact }
    } else {
        let children = people.iter().filter(|one| one.kin == Kin::Child);
        let children: Vec<&Belongs> = children.collect();
        if children.is_empty() { people.iter().collect() } else { children }
    };
    match (meant.as_slice(), whose) {
        ([one], _) => Ok(Some(one)),
        ([], None) => Ok(None),
        (_, _) => {
            let none = whose.is_some() && meant.is_empty();
            let mut text =
                String::from(if none { "Nobody in this decision is called that. " } else { "" });
            text.push_str("Say for whose record, with --for PERSON:\n");
            for one in people {
                let _ = writeln!(text, "  {}  {}", one.of.as_str(), shown::line(&one.words()));
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

/// Whether each word that was typed is one of the name: "Robin" of "Robin Example".
fn is_part(name: &str, typed: &str) -> bool {
    let name = folded(name);
    let mut words = typed.split_whitespace().map(folded).peekable();
    words.peek().is_some() && words.all(|word| name.split_whitespace().any(|one| one == word))
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
