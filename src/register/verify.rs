//! Checking a register: every name, hash, header and link; what was changed, renamed, added
//! or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::clocks::wrong_clocks;
use super::disk::{self, Disk, Kind};
use super::drafts::Drafts;
use super::layout;
use super::listing::load_listing;
use super::load::{self, Contents, DecisionFile, InChain, Loaded, entries, stray};
use super::problem::{Problem, What, controls};
use super::settings::Settings;
use super::signed::trust::Counts;
use super::signed::{Seal, Trust, seal};
use super::workstation::Workstation;
use super::{Register, RegisterError, drafts, guidance, index, packet};
use crate::base::ronfile::{MAX_BYTES, text_of};
use crate::record::removal::about_nobody;
use crate::record::statement::CONTACT;
use crate::record::{Body, DeviceId, Digest, Disposal, RegisterId, SealCode};

/// What is known from outside the register: without it, the removal of the very last
/// statement of a device that keeps no index cannot be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The statement that a device signed last in a register.
    pub last_signed: Vec<(RegisterId, DeviceId, Digest)>,
    /// What this workstation noted that it was about to sign, where a program ended before it could
    /// note that it had.
    pub begun: BTreeSet<Digest>,
    /// This workstation, where its settings name it.
    pub device: Option<DeviceId>,
    /// The folder in which, by register, statements wait that are not yet on the share.
    pub outboxes: Option<PathBuf>,
    /// The time.
    pub now: Option<DateTime<FixedOffset>>,
    /// The seal on a paper that somebody kept.
    pub expect: Option<SealCode>,
    /// Why the settings of this workstation are not known.
    pub remarks: Vec<Problem>,
}

impl Known {
    /// With what this workstation remembers of its own signing: it knows better than settings
    /// that may have been put back from a copy.
    #[must_use]
    pub fn remembering(mut self, workstation: &Workstation) -> Self {
        self.device = Some(workstation.device.clone());
        for (register, chain) in &workstation.chains {
            self.begun.extend(chain.about.iter().map(|about| about.digest.clone()));
            let Some(last) = &chain.last else { continue };
            self.last_signed.retain(|(id, ..)| id != register);
            self.last_signed.push((register.clone(), workstation.device.clone(), last.clone()));
        }
        self
    }
}

impl From<&Settings> for Known {
    fn from(settings: &Settings) -> Self {
        let last = |(register, digest): (&RegisterId, &Digest)| {
            (register.clone(), settings.device.clone(), digest.clone())
        };
        Self {
            last_signed: settings.last_signed.iter().map(last).collect(),
            device: Some(settings.device.clone()),
            ..Self::default()
        }
    }
}

/// A decision that was disposed of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lawful {
    /// How many statements were removed.
    pub statements: usize,
    /// Who authorised it.
    pub authorised_by: String,
    /// Who signed that.
    pub signed_by: String,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many statements were read.
    pub statements: usize,
    /// How many decisions they make.
    pub decisions: usize,
    /// How many contacts they make.
    pub contacts: usize,
    /// How many of the statements are signed by a workstation, or known to be from before.
    pub counts: Counts,
    /// How many workstations have a key here.
    pub workstations: usize,
    /// The seal of what was read.
    pub seal: String,
    /// Whether this workstation has seen the register before, and knows whose keys are whose.
    pub remembers: bool,
    /// What is wrong, by path.
    pub wrong: Vec<Problem>,
    /// Disposals that a known workstation signed.
    pub disposals: Vec<Lawful>,
    /// What is worth a remark, by path.
    pub remarks: Vec<Problem>,
}

impl Report {
    /// Whether there is nothing wrong; there may be remarks.
    pub fn is_clean(&self) -> bool {
        self.wrong.is_empty()
    }
}

/// Checks the register in `root`. An error means that it could not be checked.
pub fn verify(disk: &dyn Disk, root: &Path, known: &Known) -> Result<Report, RegisterError> {
    let register = Register::open(disk, root)?;
    disk::list(disk, &root.join(layout::DECISIONS))?;
    let mut contents = load::load(disk, &register);
    let (outboxes, own) = (known.outboxes.as_deref(), known.device.as_ref());
    let trust = Trust::load(disk, root, &register.info.id, outboxes, own);
    trust.mistrust(&mut contents);
    let mut problems = contents.problems.clone();
    let waiting = known.outboxes.as_ref().map_or_else(BTreeSet::new, |outboxes| {
        let root = outboxes.join(register.info.id.as_str());
        let outbox = Register { root, info: register.info.clone() };
        load::load(disk, &outbox).statements().map(|s| s.digest.clone()).collect()
    });

    let mut report = Report::default();
    check_top(disk, &register, &mut problems)?;
    for folder in [layout::DECISIONS, layout::DRAFTS, layout::INDEX, layout::LOG, layout::OWN] {
        find_left_plain(disk, &root.join(folder), 0, &mut problems)?;
    }
    let chains = Chains::new(&contents, &waiting);
    let in_packet =
        |device: &DeviceId| register.info.is_packet() || trust.signs_in_a_packet(device);
    chains.check(&in_packet, &mut problems);
    problems.extend(packet::check(disk, &register, &contents));
    came_back_in_part(&contents, &trust, &mut problems);
    let last = known.last_signed.iter().filter(|(id, ..)| *id == register.info.id);
    for (_, device, last) in last.clone() {
        chains.check_last(root, device, (last, &known.begun), &mut problems);
    }
    check_about(&contents, &mut problems);
    check_signatures(disk, &register, (known, &trust), &contents, (&mut problems, &mut report));
    let other_rules = check_rules(disk, root, &contents, &mut problems);
    let own = guidance::read_own_guidance(disk, root);
    problems.extend(own.problems.iter().cloned());
    let unfinished = drafts::list_drafts(disk, &register);
    problems.extend(unfinished.problems.iter().cloned());
    if let Some(now) = &known.now {
        problems.extend(wrong_clocks(&contents, &unfinished, now));
    }
    let (indexes, broken) = index::load_all(disk, &register);
    problems.extend(broken);
    if known.expect.is_none()
        && !report.remembers
        && last.count() == 0
        && indexes.iter().all(|index| index.statements.is_empty())
    {
        problems.push(Problem::new(root, What::NothingToCompare));
    }
    let before = Before { indexes: &indexes, rules: other_rules, drafts: &unfinished };
    if contents.decisions.is_empty() && waiting.is_empty() && before.had_decisions(disk, &register)
    {
        problems.push(Problem::new(&root.join(layout::DECISIONS), What::NoneLeft));
    }
    let ours = |index: &&index::Index| Some(&index.device) == known.device.as_ref();
    if let Some(index) = indexes.iter().find(ours) {
        let mut news = index.news(root, &contents, &own);
        // What is remembered of keys knows better.
        news.retain(|one| !report.remembers || one.what != What::NewWorkstation);
        problems.extend(news);
    }
    for index in &indexes {
        for (digest, problem) in index.gone(root, &contents) {
            // One that stands there after all was changed, which is said of it already, or
            // came while this was being read.
            let there = matches!(disk.kind(&problem.path), Ok(Some(Kind::File)));
            if !there && !waiting.contains(&digest) {
                problems.push(problem);
            }
        }
    }

    problems.sort_by(|a, b| a.path.cmp(&b.path));
    problems.dedup();
    // Beside a statement it is remarked calmly; here somebody asks whether all is well.
    let calm =
        |one: &Problem| one.is_remark() && (!report.remembers || one.what != What::NewWorkstation);
    let (mut remarks, wrong): (Vec<_>, Vec<_>) = problems.into_iter().partition(calm);
    // Whatever is the matter with the settings, it is not the matter with the register.
    remarks.extend(known.remarks.iter().cloned());
    let (statements, decisions) = (contents.statements().count(), contents.decisions.len());
    let contacts = contents.contacts.len();
    Ok(Report { statements, decisions, contacts, wrong, remarks, ..report })
}

/// What was signed in a packet may come back in part, and a review before what it follows.
fn came_back_in_part(contents: &Contents, trust: &Trust, problems: &mut [Problem]) {
    let of_packet = |loaded: &&Loaded| trust.signs_in_a_packet(&loaded.header.device);
    let paths: BTreeSet<&Path> =
        contents.statements().filter(of_packet).map(|one| one.path.as_path()).collect();
    let lacks = |one: &&mut Problem| {
        matches!(one.what, What::FollowedMissing(_)) && paths.contains(one.path.as_path())
    };
    for problem in problems.iter_mut().filter(lacks) {
        problem.what = What::NotInPacket;
    }
}

/// Every signature, the files of the workstations, and the seals.
fn check_signatures(
    disk: &dyn Disk,
    register: &Register,
    (known, trust): (&Known, &Trust),
    contents: &Contents,
    (problems, report): (&mut Vec<Problem>, &mut Report),
) {
    let (root, id) = (&register.root, &register.info.id);
    let found = contents
        .statements()
        .filter_map(|loaded| Some(Problem::new(&loaded.path, trust.of(loaded, &|_| false)?)));
    problems.extend(found);
    problems.extend(trust.problems(root));
    problems.extend(seal::check_all(disk, root, id, contents));
    if let Some(code) = &known.expect {
        problems.extend(seal::expect(disk, root, id, (code, contents)));
    }
    let disposals = contents.decisions.iter().flat_map(DecisionFile::disposals);
    let lawful = |(loaded, one): (&Loaded, &Disposal)| Lawful {
        statements: one.removed.len(),
        authorised_by: one.authorised_by.clone(),
        signed_by: loaded.header.author.name.clone(),
    };
    report.disposals = disposals.map(lawful).collect();
    report.counts = trust.counts(contents);
    report.workstations = trust.devices.known.len();
    report.seal = Seal::of(register, contents).words();
    report.remembers = trust.seen.is_some() || trust.unread.is_some();
}

/// Files of a protected register that are not encrypted: put back from a backup, or written by a
/// workstation that did not know yet.
fn find_left_plain(
    disk: &dyn Disk,
    folder: &Path,
    depth: usize,
    problems: &mut Vec<Problem>,
) -> Result<(), RegisterError> {
    // A year, and a decision.
    const DEEPEST: usize = 2;
    for entry in disk::list(disk, folder)? {
        let path = folder.join(&entry.name);
        if entry.is_dir {
            if depth < DEEPEST {
                find_left_plain(disk, &path, depth + 1, problems)?;
            }
        } else if entry.odd.is_none() && disk.is_left_plain(&path).unwrap_or_default() {
            problems.push(Problem::new(&path, What::LeftPlain));
        }
    }
    Ok(())
}

/// What stands beside `register.ron`.
fn check_top(
    disk: &dyn Disk,
    register: &Register,
    problems: &mut Vec<Problem>,
) -> Result<(), RegisterError> {
    const FOLDERS: [&str; 11] = [
        layout::DECISIONS,
        layout::DRAFTS,
        layout::RULES,
        layout::GUIDANCE,
        layout::CONTACTS,
        layout::INDEX,
        layout::KEYS,
        layout::DEVICES,
        layout::SEALS,
        layout::LOG,
        layout::OWN,
    ];
    let root = &register.root;
    for entry in disk::list(disk, root)? {
        let path = root.join(&entry.name);
        let ours = entry.name == layout::REGISTER
            || (register.info.is_packet() && entry.name == layout::PACKET)
            || (entry.is_dir && FOLDERS.contains(&entry.name.as_str()));
        if let Some(odd) = entry.odd {
            problems.push(Problem::new(&path, What::Odd(odd)));
        } else if !ours {
            problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
        }
    }
    Ok(())
}

/// What each device signed, one after another.
struct Chains<'a> {
    sound: BTreeMap<&'a Digest, &'a Loaded>,
    /// The same with what was disposed of.
    all: BTreeMap<&'a Digest, InChain<'a>>,
    waiting: &'a BTreeSet<Digest>,
}

impl<'a> Chains<'a> {
    fn new(contents: &'a Contents, waiting: &'a BTreeSet<Digest>) -> Self {
        let signed = |loaded: &&Loaded| loaded.sound && !loaded.is_replaced();
        let sound = contents.statements().filter(signed);
        let sound = sound.map(|loaded| (&loaded.digest, loaded)).collect();
        Self { sound, all: contents.in_chain(), waiting }
    }

    /// `in_packet`: whether what this workstation signed may be there in part by right.
    fn check(&self, in_packet: &dyn Fn(&DeviceId) -> bool, problems: &mut Vec<Problem>) {
        let mut after: BTreeMap<_, Vec<&Loaded>> = BTreeMap::new();
        for loaded in self.sound.values() {
            let header = &loaded.header;
            after.entry((&header.device, &header.device_prev)).or_default().push(loaded);
            let Some(earlier) = &header.device_prev else { continue };
            let what = match self.all.get(earlier) {
                None if self.waiting.contains(earlier) => continue,
                None if in_packet(&header.device) => What::NotInPacket,
                None => What::EarlierMissing(earlier.clone()),
                // A workstation that was given a new id goes on after its last under the old one.
                Some(before) if *before.device != header.device && !self.begins(&header.device) => {
                    What::BadLinks
                }
                Some(InChain { loaded: Some(before), .. })
                    if load::is_clock_back(&before.header, header) =>
                {
                    What::ClockBack
                }
                Some(_) => continue,
            };
            problems.push(Problem::new(&loaded.path, what));
        }
        for several in after.values().filter(|several| several.len() > 1) {
            let going_on = several.iter().filter(|loaded| !self.is_left(loaded)).count();
            let what = if going_on > 1 { What::TwoAfterOne } else { What::TwoHadOneId };
            let found = several.iter().map(|loaded| Problem::new(&loaded.path, what.clone()));
            problems.extend(found);
        }
        let mut drafts: BTreeMap<_, Vec<&Loaded>> = BTreeMap::new();
        for loaded in self.sound.values() {
            drafts.entry(&loaded.header.nonce).or_default().push(loaded);
        }
        for loaded in drafts.values().filter(|several| several.len() > 1).flatten() {
            problems.push(Problem::new(&loaded.path, What::SignedTwice));
        }
    }

    /// Whether a device has one first statement, which may follow that of an earlier id.
    fn begins(&self, device: &DeviceId) -> bool {
        let own = self.all.values().filter(|one| one.device == device);
        let first = own.filter(|one| {
            let before = one.before.and_then(|digest| self.all.get(digest));
            before.is_none_or(|before| before.device != device)
        });
        first.count() == 1
    }

    /// Whether a workstation signed this, met another of the same id, and went on under a new id.
    fn is_left(&self, loaded: &Loaded) -> bool {
        let (mut at, device) = (&loaded.digest, &loaded.header.device);
        // Each step goes to a later statement. A circle of hashes cannot be made, but whoever writes
        // what was disposed of can claim one.
        let mut seen = BTreeSet::new();
        while seen.insert(at) {
            let next: Vec<_> =
                self.all.iter().filter(|(_, next)| next.before == Some(at)).collect();
            if next.iter().any(|(_, next)| next.device != device) {
                return true;
            }
            match next.as_slice() {
                [(digest, _)] => at = digest,
                _ => return false,
            }
        }
        false
    }

    /// Compares a device's chain with the statement that its settings name as its last, and with
    /// what it had begun to sign after it.
    fn check_last(
        &self,
        root: &Path,
        device: &DeviceId,
        (last, begun): (&Digest, &BTreeSet<Digest>),
        problems: &mut Vec<Problem>,
    ) {
        if !self.all.contains_key(last) {
            if !self.waiting.contains(last) {
                problems.push(Problem::new(root, What::LastMissing(last.clone())));
            }
            return;
        }
        let chain: BTreeSet<&Digest> = self.back_from(last).collect();
        // The first of the chain that is there has nothing before it: nothing is missing.
        let whole =
            chain.iter().any(|digest| self.all.get(digest).is_some_and(|one| one.before.is_none()));
        for (digest, loaded) in &self.sound {
            let known = chain.contains(digest) || begun.contains(*digest);
            if loaded.header.device == *device
                && !known
                && (whole || self.back_from(digest).any(|d| chain.contains(d)))
            {
                problems.push(Problem::new(&loaded.path, What::NotSignedHere));
            }
        }
    }

    /// A statement and those that its device signed before it, as far as they are there.
    fn back_from(&self, digest: &Digest) -> impl Iterator<Item = &'a Digest> {
        let start = self.all.get_key_value(digest).map(|(digest, _)| *digest);
        let mut seen = BTreeSet::new();
        std::iter::successors(start, |digest| {
            let earlier = self.all.get(*digest)?.before?;
            self.all.get_key_value(earlier).map(|(digest, _)| *digest)
        })
        .take_while(move |digest| seen.insert(*digest))
    }
}

/// Records in which something is about somebody who is not in them.
fn check_about(contents: &Contents, problems: &mut Vec<Problem>) {
    for loaded in contents.statements() {
        if let Some(Body::Decision(decision)) = loaded.statement().map(|one| &one.body)
            && !about_nobody(&decision.record).is_empty()
        {
            problems.push(Problem::new(&loaded.path, What::AboutNobody));
        }
    }
}

/// What shows that there were decisions, where there are none.
struct Before<'a> {
    indexes: &'a [index::Index],
    /// Whether rules are kept that only a signed decision keeps.
    rules: bool,
    drafts: &'a Drafts,
}

impl Before<'_> {
    fn had_decisions(&self, disk: &dyn Disk, register: &Register) -> bool {
        let known = |index: &index::Index| {
            let decision = |row: &index::Row| {
                layout::Name::parse(&row.name).is_some_and(|name| name.kind != CONTACT)
            };
            let missed = |digest: &Digest| !index.acknowledged.contains(digest);
            index.statements.iter().any(|(digest, row)| decision(row) && missed(digest))
        };
        let listed = |index: &index::Index| {
            let listing = load_listing(disk, register, &index.device).ok().flatten();
            listing.is_some_and(|listing| !listing.rows.is_empty())
        };
        // A signing that was cut short keeps its rules first, and its draft until it is done.
        let signed = self.rules && self.drafts.drafts.is_empty();
        signed
            || self.indexes.iter().any(|index| known(index) || listed(index))
            || self.drafts.drafts.iter().any(|file| file.draft.root.is_some())
    }
}

/// The rules that statements were made under: each there, each with the bytes of its name. Says
/// whether any is kept that is no pathway and that no statement needs: a draft keeps the pathway
/// alone, a signature all.
fn check_rules(
    disk: &dyn Disk,
    root: &Path,
    contents: &Contents,
    problems: &mut Vec<Problem>,
) -> bool {
    let mut others = BTreeSet::new();
    let folder = root.join(layout::RULES);
    let mut there = BTreeSet::new();
    for entry in entries(disk, &folder, problems) {
        let path = folder.join(&entry.name);
        let named = entry.name.strip_suffix(".ron").and_then(|hex| hex.parse::<Digest>().ok());
        let Some(named) = named.filter(|_| !entry.is_dir) else {
            problems.push(Problem::new(&path, stray(&entry.name, What::Foreign)));
            continue;
        };
        match disk::read(disk, &path, MAX_BYTES) {
            Ok(bytes) if Digest::of(&bytes) == named => {
                let found = text_of(&bytes, MAX_BYTES).ok().and_then(controls);
                problems.extend(found.map(|what| Problem::new(&path, what)));
                if !is_pathway(&bytes) {
                    others.insert(named.clone());
                }
            }
            Ok(_) => problems.push(Problem::new(&path, What::Changed)),
            Err(error) => problems.push(Problem::not_read(error)),
        }
        there.insert(named);
    }
    let needed: BTreeSet<&Digest> = contents
        .statements()
        .filter(|loaded| loaded.sound)
        .flat_map(|loaded| loaded.header.rules.values())
        .collect();
    for digest in needed.iter().filter(|digest| !there.contains(**digest)) {
        problems.push(Problem::new(&layout::rules_path(root, digest), What::RulesMissing));
    }
    others.iter().any(|digest| !needed.contains(digest))
}

fn is_pathway(bytes: &[u8]) -> bool {
    text_of(bytes, MAX_BYTES).is_ok_and(|text| text.contains("Pathway("))
}
