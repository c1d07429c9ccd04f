//! What is done with a whole register: it is checked, or one for practice is made.

use std::fmt::Write as _;
use std::path::Path;

use super::arguments::{Opening, Train};
use super::opening::opened;
use super::user::{folders, now, outboxes_for};
use super::{Failure, failed, rules, say};
use crate::base::shown;
use crate::base::words::counted;
use crate::caseload::training;
use crate::record::SealCode;
use crate::register::disk::RealDisk;
use crate::register::settings::{SettingsFound, load_settings};
use crate::register::signed::Seal;
use crate::register::unsynced::Unsynced;
use crate::register::verify::{Known, verify};
use crate::register::{Problem, Register, RegisterError, load, workstation};

/// Checks a register.
pub(super) fn check(
    root: &Path,
    opening: &Opening,
    expect: Option<SealCode>,
) -> Result<u8, Failure> {
    let disk = opened(root, opening)?;
    let report =
        verify(&disk, root, &Known { expect: expect.clone(), ..known(root) }).map_err(failed)?;
    let mut text = listed(&report.wrong, &report.remarks);
    let wrong = match report.wrong.len() {
        0 => "Nothing is wrong.".to_owned(),
        1 => "1 thing is wrong.".to_owned(),
        n => format!("{n} things are wrong."),
    };
    let statements = counted(report.statements, "statement");
    let decisions = counted(report.decisions, "decision");
    let contacts = match report.contacts {
        0 => String::new(),
        count => format!(" and {}", counted(count, "contact")),
    };
    if report.workstations > 0 {
        let signed = counted(report.counts.signed, "statement");
        let by = counted(report.workstations, "computer");
        let before = match report.counts.before {
            0 => String::new(),
            more => format!(" {} from before computers signed.", counted(more, "statement")),
        };
        let _ = writeln!(text, "{signed} signed by {by}.{before}");
    }
    for disposal in &report.disposals {
        let (by, signed) = (shown::line(&disposal.authorised_by), shown::line(&disposal.signed_by));
        let _ = writeln!(
            text,
            "{} disposed of, authorised by {by}, signed by {signed}.",
            counted(disposal.statements, "statement")
        );
    }
    if let Some(code) = expect {
        let of_it = |one: &Problem| one.path.ends_with(format!("{code}.ron"));
        let is_whole = !report.wrong.iter().any(of_it);
        if is_whole && report.disposals.is_empty() {
            let _ = writeln!(text, "Everything that the seal {code} lists is here.");
        } else if is_whole {
            let _ = writeln!(
                text,
                "Everything that the seal {code} lists is here, or is said above to have been \
                 disposed of. Ask who authorised it."
            );
        }
    }
    let _ = writeln!(text, "{statements} in {decisions}{contacts} checked. {wrong}");
    say(&text)?;
    Ok(u8::from(!report.wrong.is_empty()))
}

/// What this workstation knows of its registers: what was signed last here, and the time.
fn known(root: &Path) -> Known {
    let unknown = Known { now: Some(now()), ..Known::default() };
    let (Some((file, _)), Some(outboxes)) = (folders(), outboxes_for(root)) else { return unknown };
    let memory = workstation::load(&RealDisk, &workstation::file_beside(&outboxes));
    let remembering = |known: Known| match &memory {
        Some(workstation) => known.remembering(workstation),
        None => known,
    };
    let unknown = remembering(Known { outboxes: Some(outboxes), ..unknown });
    if Register::describe(&RealDisk, root).is_ok_and(|info| info.is_packet()) {
        return unknown;
    }
    let settings = match load_settings(&RealDisk, &file) {
        Ok(SettingsFound::Fine(settings)) => settings,
        Ok(SettingsFound::Broken { problem, .. }) => {
            return Known { remarks: vec![problem], ..unknown };
        }
        Err(RegisterError::Disk(error)) => {
            return Known { remarks: vec![Problem::not_read(error)], ..unknown };
        }
        Ok(SettingsFound::Missing) | Err(_) => return unknown,
    };
    let Known { outboxes, now, .. } = unknown;
    remembering(Known { outboxes, now, ..Known::from(&*settings) })
}

/// Prints the seal of a register, and keeps what it lists.
pub(super) fn seal(root: &Path, opening: &Opening) -> Result<u8, Failure> {
    let disk = opened(root, opening)?;
    let register = Register::open(&disk, root).map_err(failed)?;
    let contents = load(&disk, &register);
    register.check(&disk).map_err(failed)?;
    let seal = Seal::of(&register, &contents);
    seal.publish(&disk, &register).map_err(failed)?;
    let wrong = contents.problems.iter().any(|problem| !problem.is_remark());
    let mut text = format!("{}\n", seal.words());
    if wrong {
        text.push_str("Something is wrong here. “justified verify” says what.\n");
    }
    say(&text)?;
    Ok(u8::from(wrong))
}

/// What is wrong and what is remarked, each a line with its path.
pub(super) fn listed(wrong: &[Problem], remarks: &[Problem]) -> String {
    let mut text = String::new();
    for (heading, problems) in [("Wrong", wrong), ("Remarks", remarks)] {
        if problems.is_empty() {
            continue;
        }
        text.push_str(heading);
        text.push_str(":\n");
        for problem in problems {
            // Writing to a String cannot fail.
            let (words, path) = (problem.words(), shown::path(&problem.path));
            let _ = writeln!(text, "  {} ({path})", shown::line(&words));
        }
    }
    text
}

/// Makes a training register. What a power cut takes of it can be made again, so the disk is
/// not waited for.
pub(super) fn train(asked: &Train) -> Result<u8, Failure> {
    let (folder, plan) = (&asked.folder, asked.plan());
    let (library, pathway) = rules()?;
    let written = training::write_practice(&Unsynced(RealDisk), folder, plan, &pathway, &library)
        .map_err(failed)?;
    say(&format!(
        "{} invented decisions, {} worked cases and {} contacts: {} statements, {} KB, in {}.\n",
        written.decisions,
        written.worked,
        written.contacts,
        written.statements,
        written.bytes / 1024,
        shown::path(folder)
    ))
}
