//! What is measured on: training registers, made once and kept in the target folder, and their
//! words as the peers get them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use justified::caseload::casebook::Casebook;
use justified::caseload::training::{Plan, write_practice};
use justified::guidance::Library;
use justified::pathway::Pathway;
use justified::register::settings::{SettingsFound, load_settings};
use justified::register::unsynced::Unsynced;
use justified::register::{Listing, RealDisk, Register, load_listing};

use crate::Res;

/// A training register of so many decisions, with no index in it. Made where there is none; what
/// an earlier run left in it is taken out.
pub fn register(folder: &Path, decisions: u32) -> Res<PathBuf> {
    let root = folder.join("registers").join(format!("{decisions}-1"));
    if root.join("register.ron").exists() {
        for left in ["index", "drafts"] {
            remove(&root.join(left))?;
        }
        return Ok(root);
    }
    eprintln!("Making a training register of {decisions} decisions in {}.", root.display());
    let making = root.with_extension("making");
    remove(&making)?;
    fs::create_dir_all(&making)?;
    let until = NaiveDate::from_ymd_opt(2026, 11, 20).ok_or("no such day")?;
    let plan = Plan { decisions, seed: 1, until };
    let (pathway, library) = (Pathway::embedded()?, Library::embedded()?);
    write_practice(&Unsynced(RealDisk), &making, plan, &pathway, &library)?;
    fs::rename(&making, &root)?;
    Ok(root)
}

/// Removes a folder with all that is in it; none is fine.
pub fn remove(folder: &Path) -> Res<()> {
    #[expect(clippy::disallowed_methods, reason = "a bench's own folder, in the target folder")]
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// An empty folder of this name.
pub fn empty(folder: PathBuf) -> Res<PathBuf> {
    remove(&folder)?;
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Reads every file once.
pub fn read_through(folder: &Path) -> Res<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            read_through(&entry.path())?;
        } else {
            std::io::copy(&mut fs::File::open(entry.path())?, &mut std::io::sink())?;
        }
    }
    Ok(())
}

/// What the index of this user's computer keeps of a register: summaries and words.
pub fn listing(home: &Path, register: &Path) -> Res<Listing> {
    let settings = home.join("config").join("settings.ron");
    let SettingsFound::Fine(settings) = load_settings(&RealDisk, &settings)? else {
        return Err("the settings of the bench's user cannot be read".into());
    };
    let register = Register::open(&RealDisk, register)?;
    let listing = load_listing(&RealDisk, &register, &settings.device);
    let listing = listing.map_err(|problem| problem.words())?;
    listing.ok_or_else(|| "the program kept no list".into())
}

/// The list and the search over what was kept.
pub fn book(listing: Listing) -> Res<Casebook> {
    Casebook::kept(listing).ok_or_else(|| "what was kept does not fit together".into())
}

/// Writes the words of every decision as CSV, a decision a row: exactly those that the search
/// goes through, without the marks that name the fields.
pub fn write_csv(listing: &Listing, path: &Path) -> Res<()> {
    let mut csv = std::io::BufWriter::new(fs::File::create(path)?);
    let mut start = 0;
    for (row, end) in listing.rows.iter().zip(&listing.ends) {
        let words = listing.words.get(start..*end).ok_or("the list does not fit together")?;
        start = *end;
        let words: String =
            words.chars().filter(|c| !matches!(u32::from(*c), 0xE000..=0xF8FF)).collect();
        writeln!(csv, "{},\"{}\"", row.id.as_str(), words.replace('"', "\"\""))?;
    }
    csv.flush()?;
    Ok(())
}
