//! `justified export`: one signed decision as a page or as a text, in a file of its own.

use std::fmt::Write as _;

use serde::Serialize;

use super::arguments::{Export, Format};
use super::decision::Folder;
use super::log::NOBODY;
use super::opening::load_trusted;
use super::packet::new_file;
use super::user::{author_or, now};
use super::{Failure, complain, failed, print, rules};
use crate::base::{ronfile, shown, time};
use crate::record::DecisionId;
use crate::register::disk::RealDisk;
use crate::register::export::save_text;
use crate::register::log::{Did, Of};
use crate::register::signed::Seal;
use crate::register::{DecisionFile, Loaded};
use crate::report::{DecisionOnPaper, PaperPart};

/// What a program is told of it.
#[derive(Serialize)]
struct Exported<'a> {
    decision: &'a DecisionId,
    file: String,
    left_out: Vec<&'static str>,
    complete: bool,
    appear: &'a [String],
}

/// Saves it. What is left out and who appears is said.
pub(super) fn export(asked: &Export) -> Result<u8, Failure> {
    let without = left_out(asked);
    let folder = Folder::read(&asked.decision, &asked.opening)?;
    let status = folder.complain();
    let mut files = folder.decisions.iter();
    let (Some(file), None) = (files.next(), files.next()) else {
        return Err(Failure::usage(format!(
            "There is not one signed decision in this folder. Name the folder of one decision. ({})",
            shown::path(&asked.decision)
        )));
    };
    let named = asked.html.as_ref().or(asked.text.as_ref());
    let Some(named) = named else { return Err(Failure::usage("Name a file to write.")) };
    let root = folder.register.as_ref().map_or(&*asked.decision, |register| &register.root);
    let to = new_file(named, &super::whole_path(root))?;
    let (library, _) = rules()?;
    let today = now().date_naive();
    let paper = DecisionOnPaper {
        library: &library,
        invented: folder.training,
        today,
        mark: &|loaded| mark(file, loaded).map(str::to_owned),
        without: &without,
    };
    let Some(mut sheet) = paper.of(file) else {
        return Err(Failure::usage(
            "This decision cannot be read in full. Nothing was written. “justified show” prints \
             what can be read.",
        ));
    };
    let maker = author_or(NOBODY).name;
    sheet.foot.push(format!("Made by {maker}, {}", time::moment(&now())));
    sheet.foot.extend(seal(&folder));
    let text = if asked.html.is_some() { sheet.html() } else { sheet.text() };
    save_text(&RealDisk, &to, &text).map_err(failed)?;
    if let Some(register) = &folder.register {
        let ids = vec![file.id.clone()];
        super::log::note_that(&folder.disk, register, (Did::Saved, Of::Decision), ids);
    }
    let complete = without.is_empty();
    print(&match asked.format {
        Format::Ron => {
            let value = Exported {
                decision: &file.id,
                file: to.to_string_lossy().into_owned(),
                left_out: without.iter().map(|part| part.name()).collect(),
                complete,
                appear: &sheet.appear,
            };
            ronfile::write(&value).map_err(failed)?
        }
        Format::Text => said(file, &sheet.appear, &without, &shown::path(&to)),
    })?;
    if complete {
        complain(COMPLETE);
    }
    Ok(status)
}

/// What is said where nothing is left out.
const COMPLETE: &str = "This is the complete record. Before you send it to somebody who asked for \
                        information, leave out what they do not need: --without PART (PCYP ¶49).";

fn said(file: &DecisionFile, appear: &[String], without: &[PaperPart], to: &str) -> String {
    let mut text = format!("Decision {} is in {to}\n", file.id);
    // Writing to a String cannot fail.
    if appear.is_empty() {
        text.push_str("Nobody is named in a field of it.\n");
    } else {
        text.push_str("Who appears in it:\n");
        for person in appear {
            let _ = writeln!(text, "  {}", shown::line(person));
        }
    }
    for part in without {
        let _ = writeln!(text, "Left out: {} ({})", part.label(), part.name());
    }
    text
}

/// What is left out: what a reader does not need, unless all is asked for, and what was named.
fn left_out(asked: &Export) -> Vec<PaperPart> {
    let usual = PaperPart::NOT_NEEDED.into_iter().filter(|_| !asked.all);
    let mut without: Vec<PaperPart> = usual.chain(asked.without.iter().copied()).collect();
    without.sort_unstable();
    without.dedup();
    without
}

/// What is said of a statement whose file is not known to be as it was signed.
fn mark(file: &DecisionFile, loaded: &Loaded) -> Option<&'static str> {
    if loaded.is_changed() {
        return Some("Note: the signed file of this decision was changed after it was signed.");
    }
    if !loaded.sound {
        return Some("Note: something is wrong with the signed file of this decision.");
    }
    let doubted = file.doubtful().any(|one| one.digest == loaded.digest);
    doubted.then_some(
        "Note: no computer that is known here signed the file of this decision. It may be forged.",
    )
}

/// The seal of its register, which is kept there. What cannot be kept is not printed.
fn seal(folder: &Folder) -> Option<String> {
    let register = folder.register.as_ref()?;
    let (contents, _) = load_trusted(&folder.disk, register);
    let seal = Seal::of(register, &contents);
    match seal.publish(&folder.disk, register) {
        Ok(_) => Some(format!("In the register: {}", seal.words())),
        Err(error) => {
            complain(&format!("It has no seal. {error}"));
            None
        }
    }
}
