//! `justified merge` and `justified backup`: what one copy of a register has goes to another.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::arguments::{Backup, Format, Merge};
use super::opening::{Typed, open_also, opened_with};

use super::register::listed;
use super::user::now;
use super::{Failure, complain, failed, print, say, whole_path};
use crate::base::words::counted;
use crate::base::{ronfile, shown};
use crate::register::backup::{As, copy};
use crate::register::disk::RealDisk;
use crate::register::merge::{look, merge as merge_into};
use crate::register::{Register, Sort};

/// What a program is told of a merge.
#[derive(Serialize)]
struct Merged {
    written: bool,
    new: usize,
    already: usize,
    disposed_of: usize,
    left: usize,
}

/// What a program is told of a backup.
#[derive(Serialize)]
struct BackedUp {
    files: usize,
    bytes: usize,
    left: Vec<PathBuf>,
}

/// Says what one copy of a register has that another lacks, and copies it where that is asked.
pub(super) fn merge(asked: &Merge) -> Result<u8, Failure> {
    let (from, to) = (whole_path(&asked.from), whole_path(&asked.into));
    let mut typed = Typed::from(asked.passphrase_fd)?;
    let mut key = || typed.key(asked.identity.as_deref(), "Passphrase: ");
    let disk = opened_with(&from, &mut key)?;
    open_also(&disk, &to, &mut key)?;
    let [from, to] = [&from, &to].map(|root| Register::open(&disk, root));
    let (from, to) = (from.map_err(failed)?, to.map_err(failed)?);
    let found = look(&disk, &from, &to).map_err(failed)?;
    let new = found.copied.len();
    let apply = asked.apply && new > 0;
    let done = if apply { merge_into(&disk, &from, &to).map_err(failed)? } else { found };
    let status = u8::from(!done.left.is_empty());
    complain(&listed(&done.left, &[]));
    if asked.format == Format::Ron {
        let (already, disposed_of) = (done.already, done.disposed);
        let value = Merged { written: apply, new, already, disposed_of, left: done.left.len() };
        print(&ronfile::write(&value).map_err(failed)?)?;
        return Ok(status);
    }
    let mut text = format!(
        "{} new, {} here already.\n",
        counted(new, "statement"),
        counted(done.already, "statement")
    );
    if done.disposed > 0 {
        let _ = writeln!(
            text,
            "{} disposed of: not copied, now or later.",
            counted(done.disposed, "statement")
        );
    }
    text.push_str(match (apply, new) {
        (_, 0) => "Nothing was written.\n",
        (true, _) => "Copied.\n",
        (false, _) => "Nothing was written. Add --apply to copy them.\n",
    });
    say(&text)?;
    Ok(status)
}

/// Copies a register into a folder that says that it is a backup, or a backup into a register.
pub(super) fn backup(asked: &Backup) -> Result<u8, Failure> {
    let (from, to) = (whole_path(&asked.register), whole_path(&asked.folder));
    let sort = Register::describe(&RealDisk, &from).map_err(failed)?.sort;
    let kind = match (sort, asked.as_register) {
        (Sort::Backup(_), true) => As::Register,
        (_, true) => {
            return Err(Failure::usage(format!(
                "This is no backup, so there is nothing to make a register of. Nothing was written. \
                 ({})",
                shown::path(&from)
            )));
        }
        (_, false) => As::Backup(now()),
    };
    let done = copy(&RealDisk, &from, &to, kind).map_err(failed)?;
    let status = u8::from(!done.left.is_empty());
    for path in &done.left {
        complain(&format!("Not copied: it is no file of the register. ({})", shown::path(path)));
    }
    if asked.format == Format::Ron {
        let value = BackedUp { files: done.files, bytes: done.bytes, left: done.left };
        print(&ronfile::write(&value).map_err(failed)?)?;
        return Ok(status);
    }
    let said = match kind {
        As::Backup(_) => {
            "It opens as a backup, which is only read. What the register loses comes back from it \
             with “justified merge”. If the register itself is lost: “justified backup BACKUP \
             FOLDER --as-register”."
        }
        As::Register => "It is the register again. Choose its folder in Settings.",
    };
    say(&format!("{} copied and read back. {said}\n", counted(done.files, "file")))?;
    Ok(status)
}
