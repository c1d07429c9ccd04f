//! Reading a register, off the frame: what waited goes back first, then everything is read once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::{OwedFrom, Owing, Places, Session};
use crate::app::workers::{Progress, in_two};
use crate::caseload::casebook::{self, Casebook, Joining, Titles};
use crate::caseload::people::{People, Sighting};
use crate::caseload::related::{people_by_decision, people_of};
use crate::caseload::worklist::Item;
use crate::record::{DecisionId, DeviceId, Digest, Nonce, RegisterId};
use crate::register::changes_by_others::Names;
use crate::register::clocks::wrong_clocks;
use crate::register::contacts::{keep_copy, load_contacts};
use crate::register::drafts::Drafts;
use crate::register::drafts::list_drafts;
use crate::register::index::{Index, load_index, save_index};
use crate::register::load::{decision_ids, gather, load_some};
use crate::register::problem::What;
use crate::register::reread::unite;
use crate::register::signed::Trust;
use crate::register::versions::tell_apart;
use crate::register::{
    Contents, DecisionFile, Disk, OwnGuidance, Problem, Register, RegisterError, outbox,
    read_own_guidance,
};

/// A register as it was read.
#[derive(Debug)]
pub struct Opened {
    /// The register.
    pub register: Register,
    /// Its decisions.
    pub contents: Contents,
    /// Everybody in them.
    pub people: People,
    /// What they owe, in no order.
    pub owed: Vec<Item>,
    /// What stands for what that was worked out from.
    pub from: OwedFrom,
    /// Summaries and words of those, for the list.
    pub book: Casebook,
    /// Its drafts.
    pub drafts: Drafts,
    /// The names of its files.
    pub names: Names,
    /// The practice's own guidance.
    pub own: OwnGuidance,
    /// Statements that this workstation knew and that are missing.
    pub missing: Vec<Problem>,
    /// Who signs here, and the statements whose signatures hold.
    pub trust: (Trust, BTreeSet<Digest>),
    /// How many statements and drafts came back from the outbox.
    pub returned: usize,
    /// Why what waits in the outbox, or some of it, could not go back.
    pub left: Option<RegisterError>,
    /// The register is away for this reason; what was read is its outbox.
    pub away: Option<RegisterError>,
}

/// Reads a register off the frame.
pub struct Reader {
    places: Places,
    device: DeviceId,
    /// Drafts that this window has in memory: they go back from the outbox as each is saved.
    in_memory: Arc<Mutex<BTreeSet<Nonce>>>,
    /// What worked cases are called, if it turns out to be a register of invented cases.
    titles: Titles,
    /// So many decisions are held whole in memory.
    hold: usize,
    owing: Owing,
    progress: Arc<Progress>,
}

/// What is read of some decisions, and what follows from it: worked out while their statements
/// are in memory.
struct Part {
    contents: Contents,
    /// The statements whose signatures hold.
    holds: BTreeSet<Digest>,
    book: casebook::Part,
    people: Vec<(DecisionId, Vec<Sighting>)>,
    owed: Vec<Item>,
}

impl Reader {
    /// What reads the register from now on; how far it is shows in [`Session::progress`].
    pub fn new(
        session: &mut Session,
        places: &Places,
        device: &DeviceId,
        in_memory: &Arc<Mutex<BTreeSet<Nonce>>>,
        (titles, hold, owing): (&Titles, usize, Owing),
    ) -> Self {
        session.progress = Arc::default();
        Self {
            places: places.clone(),
            device: device.clone(),
            in_memory: Arc::clone(in_memory),
            titles: titles.clone(),
            hold,
            owing,
            progress: Arc::clone(&session.progress),
        }
    }

    /// The disk, as patient as it takes.
    pub fn disk(&self) -> &dyn Disk {
        &*self.places.reading
    }

    /// What waited in the outbox goes back first, then everything is read once. Where the register
    /// goes away meanwhile, what was read is not taken for all that there is.
    pub fn whole(&self, register: Register) -> Result<Opened, RegisterError> {
        let Self { places, device, titles, progress, .. } = self;
        let (disk, outboxes) = (self.disk(), &places.outboxes);
        let folder = places.outbox_of(&register);
        let (returned, left) = match self.bring_back(&register, &folder) {
            Ok(returned) => (returned, None),
            Err(error) => (0, Some(error)),
        };
        let own = read_own_guidance(disk, &register.root);
        // Looks last whether the register is still there: a folder that has gone reads as empty.
        let (ids, problems) = decision_ids(disk, &register);
        progress.begin(ids.len());
        let none = Titles::new();
        let titles = if register.info.training { titles } else { &none };
        let mut read = vec![Contents { problems, ..Contents::default() }];
        let (mut book, mut people, mut owed) = (Joining::default(), People::default(), Vec::new());
        // Who signed it is known before anything follows from it.
        let known = KnownBefore::of(disk, &register, places, device);
        let mut holds = BTreeSet::new();
        let work = |some: &[DecisionId]| {
            let part = self.part(&register, some, titles, (ids.len() <= self.hold, &known));
            progress.add(some.len());
            part
        };
        in_two(&ids, AT_A_TIME, work, |part| {
            read.push(part.contents);
            holds.extend(part.holds);
            book.add(part.book);
            owed.extend(part.owed);
            for (id, sightings) in part.people {
                people.replace(&id, sightings);
            }
        });
        people.fit();
        owed.shrink_to_fit();
        let mut contents = gather(disk, &register, read);
        let mut drafts = list_drafts(disk, &register);
        // A folder that has gone reads as an empty one.
        register.check(disk)?;
        // The contacts are among it by now.
        let rest = known.judge(&mut contents, &holds);
        holds.extend(rest);
        let (mut missing, trust) = known.compare(disk, &register, (&contents, &own), holds);
        missing.extend(wrong_clocks(&contents, &drafts, self.owing.now()));
        // For when the share is away; without it there is still the share.
        let _ = keep_copy(disk, &register, &contents, &contacts_copy(outboxes, &register.info.id));
        tell_apart(disk, &contents, &mut drafts, device);
        // What waits and cannot be read does not go there by itself.
        drafts.problems.extend(unread(disk, &folder));
        let names = Names::of(&register.root, &contents, &drafts);
        Ok(Opened {
            names,
            register,
            from: self.owing.stands_for(&contents),
            contents,
            book: book.whole(),
            people,
            owed,
            drafts,
            own,
            missing,
            trust,
            returned,
            left,
            away: None,
        })
    }

    /// Brings back what waits in the outbox, but for drafts that are in memory. Gives how many
    /// files went.
    fn bring_back(&self, register: &Register, folder: &Path) -> Result<usize, RegisterError> {
        let disk = self.disk();
        let waiting = match Register::open(disk, folder) {
            Ok(waiting) => waiting,
            Err(RegisterError::NotARegister(_)) => return Ok(0),
            Err(error) => return Err(error),
        };
        let in_hand = |nonce: &Nonce| {
            self.in_memory.lock().unwrap_or_else(PoisonError::into_inner).contains(nonce)
        };
        let returned = outbox::bring_back_unless(disk, &waiting, register, &in_hand)?;
        Ok(returned.merged.copied.len() + returned.drafts.len())
    }

    /// Reads some decisions, and works out what follows from them. Unless they are to be held,
    /// their statements are let go of.
    fn part(
        &self,
        register: &Register,
        ids: &[DecisionId],
        titles: &Titles,
        (hold, known): (bool, &KnownBefore),
    ) -> Part {
        let mut contents = load_some(self.disk(), register, ids);
        let holds = known.judge(&mut contents, &BTreeSet::new());
        let book = casebook::Part::of(&contents.decisions, titles);
        let people = people_by_decision(&contents.decisions);
        let owed = contents.decisions.iter().flat_map(|file| self.owing.owed_by(file)).collect();
        let large = |file: &&mut DecisionFile| !hold || file.size() > MOST_HELD;
        contents.decisions.iter_mut().filter(large).for_each(DecisionFile::set_aside);
        Part { contents, holds, book, people, owed }
    }

    /// What there is of a register that is away: what waits in its outbox.
    pub fn outbox(&self, known: Register, away: RegisterError) -> Opened {
        let (disk, outboxes) = (self.disk(), self.places.outboxes.as_path());
        let kept = load_contacts(disk, &contacts_copy(outboxes, &known.info.id), &known.info.id);
        let waiting = Register::open(disk, &outboxes.join(known.info.id.as_str())).ok();
        let waiting = waiting.filter(|waiting| waiting.info.id == known.info.id);
        let (info, mut there) = match waiting {
            Some(waiting) => (waiting.info.clone(), outbox::waiting(disk, &waiting)),
            None => (known.info, outbox::Waiting::default()),
        };
        // Whom to ring is known here, with what was changed since.
        let since = std::mem::replace(&mut there.contents.contacts, kept.contacts);
        unite(&mut there.contents, Contents { contacts: since, ..Contents::default() });
        tell_apart(disk, &there.contents, &mut there.drafts, &self.device);
        Opened {
            register: Register { root: known.root, info },
            book: Casebook::of(&there.contents, &Titles::new()),
            people: people_of(&there.contents),
            owed: there
                .contents
                .decisions
                .iter()
                .flat_map(|file| self.owing.owed_by(file))
                .collect(),
            from: self.owing.stands_for(&there.contents),
            contents: there.contents,
            drafts: there.drafts,
            names: Names::default(),
            own: OwnGuidance::default(),
            missing: Vec::new(),
            // Own work alone is read: nothing is held against the keys of others.
            trust: Default::default(),
            returned: 0,
            left: None,
            away: Some(away),
        }
    }
}

/// Drafts in an outbox that cannot be read.
fn unread(disk: &dyn Disk, folder: &Path) -> Vec<Problem> {
    let Ok(outbox) = Register::open(disk, folder) else { return Vec::new() };
    let problems = list_drafts(disk, &outbox).problems;
    problems.into_iter().filter(Problem::hides_a_draft).collect()
}

/// A decision with more bytes than this is not held in memory, however few there are: with its
/// record as its author wrote it, one has about ten thousand.
const MOST_HELD: usize = 1024 * 1024;

/// How many decisions a thread reads before it says how far it is. Few registers of a single
/// doctor have more: those are read in one thread.
const AT_A_TIME: usize = 100;

/// What this workstation knows of a register before it reads it: what was there, and who signs in it.
struct KnownBefore {
    index: Index,
    trust: Trust,
}

impl KnownBefore {
    fn of(disk: &dyn Disk, register: &Register, places: &Places, device: &DeviceId) -> Self {
        let (index, _) = load_index(disk, register, device);
        let (root, id) = (&register.root, &register.info.id);
        let trust = Trust::load(disk, root, id, Some(&places.outboxes), Some(device));
        Self { index, trust }
    }

    /// Says of what was read how it is signed. Gives the statements whose signatures hold; `found`:
    /// those of which that is known.
    fn judge(&self, contents: &mut Contents, found: &BTreeSet<Digest>) -> BTreeSet<Digest> {
        self.trust.check(contents, &|digest| self.index.holds(digest) || found.contains(digest))
    }

    /// What was there and is not there any more, and what was not seen before. What was read is known
    /// from now on.
    fn compare(
        mut self,
        disk: &dyn Disk,
        register: &Register,
        (contents, own): (&Contents, &OwnGuidance),
        holds: BTreeSet<Digest>,
    ) -> (Vec<Problem>, (Trust, BTreeSet<Digest>)) {
        let (root, index) = (&register.root, &mut self.index);
        let gone = index.gone(root, contents).into_iter().map(|(_, gone)| gone);
        let mut news = index.news(root, contents, own);
        // Those are asked about on Home, by their keys.
        news.retain(|one| one.what != What::NewWorkstation);
        let missing = gone.chain(news).chain(self.trust.problems(root)).collect();
        let learned = index.learn(contents) | index.learn_guidance(own);
        if learned | index.learn_signatures(&holds) {
            // A cache: what cannot be written now is learned again at the next start.
            let _ = save_index(disk, register, index);
        }
        (missing, (self.trust, holds))
    }
}

/// Where a copy of a register's contacts is kept on this computer.
pub(super) fn contacts_copy(outboxes: &Path, register: &RegisterId) -> PathBuf {
    outboxes.with_file_name("contacts").join(register.as_str())
}
