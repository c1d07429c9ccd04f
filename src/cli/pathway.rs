//! What needs no register: where answers lead, the proof of the pathway and its printed forms.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;

use super::arguments::{Decide, Format, Pathway as Asked};
use super::{Failure, complain, failed, print, rules, say};
use crate::base::ronfile::{self, MAX_BYTES};
use crate::base::shown;
use crate::pathway::answers::read_answers;
use crate::pathway::check::{check_text, check_text_bounded};
use crate::pathway::print::{changes_text, decide_ron, decide_text};
use crate::pathway::{Ledger, Pathway, dot, ledger_text, paper};
use crate::record::text::field_label;
use crate::register::disk::{self, RealDisk};

/// The name of standard input on the command line.
const STANDARD_INPUT: &str = "-";

/// Says where the answers in a file lead.
pub(super) fn decide(asked: &Decide) -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let pathway = pathway.in_words_of(asked.nation);
    let text = text_in(&asked.file)?;
    let answers = read_answers(&text, &pathway)
        .map_err(|error| Failure::usage(format!("{}: {error}", name_of(&asked.file))))?;
    if asked.format == Format::Ron {
        let printed = decide_ron(&pathway, &answers, asked.changes)
            .map_err(|_| Failure::usage("The result could not be written as RON."))?;
        return print(&printed);
    }
    let text = decide_text(&pathway, &library, &answers);
    let changes = asked.changes.then(|| changes_text(&pathway, &answers) + "\n");
    say(&(changes.unwrap_or_default() + &text))
}

/// Proves the pathway, or prints it.
pub(super) fn pathway(asked: &Asked) -> Result<u8, Failure> {
    match &asked.file {
        Some(file) => prove_file(file),
        None if asked.check => prove(),
        None if asked.ledger => print_ledger(),
        None if asked.paper => {
            rules().and_then(|(library, pathway)| print(&paper(&pathway, &library)))
        }
        None => rules().and_then(|(_, pathway)| print(&dot(&pathway))),
    }
}

/// The text of a file that a person names, or of what they pipe in.
fn text_in(file: &Path) -> Result<String, Failure> {
    let bytes = if file == Path::new(STANDARD_INPUT) {
        piped_in()
    } else {
        disk::read(&RealDisk, file, MAX_BYTES).map_err(failed)
    }?;
    ronfile::text_of(&bytes, MAX_BYTES)
        .map(str::to_owned)
        .map_err(|error| Failure::usage(format!("{}: {error}", name_of(file))))
}

/// What is piped in, up to one byte more than a file may have.
fn piped_in() -> Result<Vec<u8>, Failure> {
    let input = std::io::stdin();
    if input.is_terminal() {
        complain("Type the file here, and end it with Ctrl+D (on Windows Ctrl+Z, then Enter).");
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    match input.lock().take(most).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(_) => Err(Failure::usage("Standard input could not be read.")),
    }
}

fn name_of(file: &Path) -> String {
    if file == Path::new(STANDARD_INPUT) { "standard input".to_owned() } else { shown::path(file) }
}

/// Proves a pathway that was made under or is to replace the one that is carried. It may come
/// from anywhere, so one that would take for ever is refused.
fn prove_file(file: &Path) -> Result<u8, Failure> {
    let (library, _) = rules()?;
    let pathway = Pathway::parse(&name_of(file), &text_in(file)?).map_err(failed)?;
    let (text, holds) = check_text_bounded(&pathway, &library).map_err(|error| {
        Failure::usage(format!("This pathway cannot be checked: {error}. ({})", name_of(file)))
    })?;
    say(&text)?;
    Ok(u8::from(!holds))
}

fn prove() -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let (text, holds) = check_text(&pathway, &library);
    say(&text)?;
    Ok(u8::from(!holds))
}

fn print_ledger() -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let ledger = Ledger::embedded(&library)
        .and_then(|ledger| ledger.resolve(&pathway).map(|()| ledger))
        .map_err(failed)?;
    say(&ledger_text(&ledger, &pathway, &library, field_label))
}
