//! A packet of decisions for a reviewer: which of them are in it, who appears in it, and its parts.
//! By default names are replaced by roles; with a reason they are left in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::replaced::{Doctors, Replaced, replaced};
use crate::base::ronfile::{MAX_BYTES, text_of};
use crate::record::people::one_line;
use crate::record::statement::FORMAT;
use crate::record::{Author, DecisionId, DeviceId, Digest, Nonce, Statement};
use crate::register::disk::{self, Disk};
use crate::register::packet::{Cover, Entry, InPacket, LeftOut, Listed, bytes_of_replaced, made};
use crate::register::signed::{Claimed, Hand, devices};
use crate::register::{Contents, DecisionFile, Register, RegisterError, layout};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The decisions; none: all of the time.
    pub decisions: Vec<DecisionId>,
    /// From which day on.
    pub from: Option<NaiveDate>,
    /// Up to which day, that day included.
    pub until: Option<NaiveDate>,
    /// Why names are left in; `None`: they are replaced.
    pub identifiable: Option<String>,
    /// Who makes it.
    pub maker: Author,
    /// When.
    pub now: DateTime<FixedOffset>,
    /// Random bits.
    pub nonce: Nonce,
}

/// A packet before it is written.
#[derive(Clone, Debug)]
pub struct Packing {
    /// What it will say of itself, but for the lists that its maker's computer adds.
    pub cover: Cover,
    /// What each decision in it tells of.
    pub decisions: Vec<Told>,
    entries: Vec<Entry>,
    rules: Vec<String>,
    devices: BTreeSet<DeviceId>,
    before: BTreeSet<DeviceId>,
}

/// What a decision in a packet tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its id.
    pub id: DecisionId,
    /// What was decided, in the pathway's words.
    pub headline: String,
    /// Who appears: by role, or by name where names are left in.
    pub appear: Vec<String>,
    /// How many passages of free text are in it.
    pub passages: usize,
    /// How many words were replaced that may be names.
    pub doubts: usize,
    /// How many statements it has.
    pub statements: usize,
}

impl Packing {
    /// How many passages of free text are in it, and how many words that may be names were replaced.
    pub fn free_text(&self) -> (usize, usize) {
        let sum = |of: fn(&Told) -> usize| self.decisions.iter().map(of).sum();
        (sum(|one| one.passages), sum(|one| one.doubts))
    }
}

/// Puts a packet together. `contents` is what the register holds, as far as it is trusted.
///
/// # Errors
///
/// What was read a moment ago cannot be read again.
pub fn packing(
    disk: &dyn Disk,
    (register, contents): (&Register, &Contents),
    asked: &Asked,
) -> Result<Packing, RegisterError> {
    let in_time = |file: &&DecisionFile| {
        day_of(file).is_none_or(|day| {
            asked.from.is_none_or(|from| from <= day)
                && asked.until.is_none_or(|until| day <= until)
        })
    };
    let there: Vec<&DecisionFile> = contents.decisions.iter().filter(in_time).collect();
    let mut left_out: BTreeMap<LeftOut, usize> = BTreeMap::new();
    let mut packing = Packing {
        cover: Cover {
            format: FORMAT,
            register: register.info.id.clone(),
            practice: one_line(&register.info.name),
            training: register.info.training,
            nonce: asked.nonce.clone(),
            // Whoever signs it says which it is.
            device: DeviceId::mint([0; 8]),
            maker: asked.maker.clone(),
            made: asked.now,
            from: asked.from,
            until: asked.until,
            there: there.len(),
            left_out: Vec::new(),
            identifiable: asked.identifiable.clone(),
            decisions: Vec::new(),
            rules: Vec::new(),
            devices: Vec::new(),
        },
        decisions: Vec::new(),
        entries: Vec::new(),
        rules: Vec::new(),
        devices: BTreeSet::new(),
        before: BTreeSet::new(),
    };
    let (mut doctors, mut rules) = (Doctors::default(), BTreeSet::new());
    for file in there {
        if let Some(why) = kept_out(file, asked) {
            *left_out.entry(why).or_default() += 1;
            continue;
        }
        add(disk, file, &mut packing, &mut doctors)?;
        let named = file.statements.iter().flat_map(|one| one.header.rules.values());
        rules.extend(named.cloned());
    }
    packing.cover.left_out = left_out.into_iter().collect();
    for digest in rules {
        let path = layout::rules_path(&register.root, &digest);
        // One that is not kept is missing there as it is here.
        let Some(bytes) = disk::read_if_there(disk, &path, MAX_BYTES)? else { continue };
        if Digest::of(&bytes) == digest
            && let Ok(text) = String::from_utf8(bytes)
        {
            packing.rules.push(text);
        }
    }
    Ok(packing)
}

/// The day of a decision: when it was decided, as its first statement says.
fn day_of(file: &DecisionFile) -> Option<NaiveDate> {
    let first = file.first().or_else(|| file.statements.first())?;
    Some(first.header.decided.day())
}

/// Why a decision is not in a packet; `None`: it is.
fn kept_out(file: &DecisionFile, asked: &Asked) -> Option<LeftOut> {
    let wrong = file.problems.iter().any(|one| !one.is_remark());
    let whole = file.first().is_some() && file.statements.iter().all(|one| one.sound);
    if !asked.decisions.is_empty() && !asked.decisions.contains(&file.id) {
        Some(LeftOut::NotChosen)
    } else if file.is_disposed_of() {
        Some(LeftOut::DisposedOf)
    } else if wrong || !whole {
        Some(LeftOut::SomethingWrong)
    } else if file.out_of_view().is_some() {
        Some(LeftOut::EnteredInError)
    } else if file.statements.iter().any(|one| one.statement().is_none()) {
        Some(LeftOut::Newer)
    } else {
        None
    }
}

fn add(
    disk: &dyn Disk,
    file: &DecisionFile,
    packing: &mut Packing,
    doctors: &mut Doctors,
) -> Result<(), RegisterError> {
    let identifiable = packing.cover.identifiable.is_some();
    let statements: Vec<&Statement> =
        file.statements.iter().filter_map(|one| one.statement()).collect();
    let by = DeviceId::mint([0; 8]);
    let without = replaced(&statements, doctors, &by)?;
    let mut listed = Vec::new();
    for (loaded, text) in file.statements.iter().zip(&without.texts) {
        let of = loaded.digest.clone();
        if identifiable {
            let bytes = disk::read(disk, &loaded.path, MAX_BYTES)?;
            let text = text_of(&bytes, MAX_BYTES).ok().map(str::to_owned);
            // Changed since it was read a moment ago.
            let text = text.filter(|text| Digest::of(text.as_bytes()) == of);
            let text = text.ok_or_else(|| RegisterError::ReadBack(loaded.path.clone()))?;
            packing.entries.push(Entry::Exact(text));
            packing.devices.insert(loaded.header.device.clone());
            if loaded.claimed == Claimed::Nothing {
                packing.before.insert(loaded.header.device.clone());
            }
            listed.push(Listed { of, replaced: None });
        } else {
            let bytes = bytes_of_replaced(text, &of);
            let replaced = Some(Digest::of(bytes.as_bytes()));
            packing.entries.push(Entry::Redacted { of: of.clone(), text: text.clone() });
            listed.push(Listed { of, replaced });
        }
    }
    packing.decisions.push(told(file, &without, identifiable));
    packing.cover.decisions.push(InPacket {
        id: file.id.clone(),
        root: file.root.clone(),
        statements: listed,
    });
    Ok(())
}

fn told(file: &DecisionFile, without: &Replaced, identifiable: bool) -> Told {
    let headline = file.latest_decision().map(|(one, decision)| {
        let departed = decision.departure.as_ref().map(|one| one.headline.clone());
        departed.unwrap_or_else(|| one.header.headline.clone())
    });
    let appear = if identifiable {
        let record = file.as_it_reads().unwrap_or_default();
        let children = record.children.iter().map(|one| one.name.as_str());
        let names = children.chain(record.others.iter().map(|one| one.name.as_str()));
        let names = names.map(one_line).filter(|name| !name.is_empty());
        names.collect::<BTreeSet<_>>().into_iter().collect()
    } else {
        without.appear.iter().cloned().collect()
    };
    Told {
        id: file.id.clone(),
        headline: headline.unwrap_or_default(),
        appear,
        passages: without.passages,
        doubts: if identifiable { 0 } else { without.doubts },
        statements: file.statements.len(),
    }
}

/// The bytes of a packet, and the text of its cover: signed by this computer.
///
/// # Errors
///
/// It would be larger than any packet, or a file cannot be read.
pub fn packed(
    disk: &dyn Disk,
    register: &Register,
    packing: Packing,
    hand: &Hand,
) -> Result<(Vec<u8>, String), RegisterError> {
    let root = &register.root;
    let mut ids = packing.devices;
    ids.insert(hand.device.device.clone());
    let keys = ids.iter().map(|id| devices::path_of(root, id));
    let lists = packing.before.iter().map(|id| devices::path_of_before(root, id));
    let mut texts = Vec::new();
    for path in keys.chain(lists) {
        let Some(bytes) = disk::read_if_there(disk, &path, MAX_BYTES)? else { continue };
        texts.extend(String::from_utf8(bytes));
    }
    made(packing.cover, packing.entries, (packing.rules, texts), hand)
}
