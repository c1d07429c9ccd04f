//! The state of the window: what is open, what is in hand, what is being written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use chrono::{DateTime, FixedOffset};

use super::acting::{CameFrom, Pressed};
use super::alternatives::Alternative;
use super::arrival::{Focus, Shown};
use super::calling::Calling;
use super::case::Case;
use super::environment::Environment;
use super::events::{Adding, Screen, TrainingEvent};
use super::look::Look;
use super::screens::chronology::ChronologyScreen;
use super::screens::contacts::ContactsScreen;
use super::screens::decision::Worked;
use super::screens::decisions::DecisionsScreen;
use super::screens::earlier::EarlierLine;
use super::screens::guidance::GuidanceScreen;
use super::screens::home::{DraftLine, Worklist};
use super::screens::leaving::Leaving;
use super::screens::path::PathShown;
use super::screens::record::{RecordScreen, Removing};
use super::screens::versions::{VersionLine, VersionsShown};
use super::screens::worked::WorkedScreen;
use super::spelling::Spelling;
use super::update::Watch;
use super::walk::{PendingChange, Rules};
use super::workers::Progress;
use crate::base::ronfile;
use crate::caseload::casebook::Casebook;
use crate::caseload::list::Row;
use crate::caseload::people::{People, Sighting};
use crate::caseload::search::{Hit, Query};
use crate::guidance::{Agencies, Cite, Library, Nation};
use crate::pathway::ledger::Page;
use crate::record::aside::AsideKey;
use crate::record::due::Suggestion;
use crate::record::{
    Author, DecisionDraft, DecisionId, Digest, Draft, Field, Nonce, NotSame, RegisterId, Work,
};
use crate::register::drafts::Drafts;
use crate::register::settings::Settings;
use crate::register::throttle::Throttle;
use crate::register::{Contents, OwnGuidance, Problem, Register, RegisterInfo, Summary};
use crate::report::Ticks;

/// Everything that the window knows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that a screen shows or a job ends"
)]
pub struct State {
    /// What is handed in from outside.
    pub env: Environment,
    /// The guidance.
    pub library: Library,
    /// The pathway.
    pub rules: Rules,
    /// Which questions rest on which paragraph, for the guidance screen.
    pub questions_on: BTreeMap<Cite, Vec<String>>,
    /// What is done about each must, should and may, for the guidance screen.
    pub ledger: Page,
    /// The settings as they are saved.
    pub settings: Settings,
    /// When to save the settings.
    pub settings_throttle: Throttle,
    /// The settings could not be read at the start: nothing is written over them.
    pub settings_unread: bool,
    /// The author as edited.
    pub author: Author,
    /// The nation as chosen.
    pub nation: Option<Nation>,
    /// The folder as typed in the settings.
    pub folder_text: String,
    /// The register, once it is open.
    pub register: Option<Register>,
    /// The register that is being opened, as soon as its `register.ron` is known: drafts are
    /// saved in it from then on, however long the reading takes.
    pub found: Option<Register>,
    /// What the register will be that is made at the first decision, once one was begun.
    pub to_be: Option<RegisterInfo>,
    /// When that may be tried again.
    pub make_at: Option<Instant>,
    /// Drafts that this window has in memory: they go back from the outbox as each is saved.
    pub in_memory: Arc<Mutex<BTreeSet<Nonce>>>,
    /// Copies in an outbox of drafts that belong elsewhere by now: they go once they are saved
    /// there.
    pub left_behind: Vec<(PathBuf, Nonce, Digest)>,
    /// What was read of it.
    pub contents: Contents,
    /// Summaries and words of that, for the list and its search.
    pub book: Casebook,
    /// The same as the index kept it, while the register is being read: nothing in it is
    /// settled, and it is marked so wherever it is shown.
    pub before: Option<Casebook>,
    /// How far the reading is.
    pub progress: Arc<Progress>,
    /// The newest request for decisions that are not held in memory.
    pub holding: u64,
    /// The decision that is opened once the register is read.
    pub open_when_read: Option<DecisionId>,
    /// Statements that were known and are missing.
    pub missing: Vec<Problem>,
    /// Everybody in it, to find the same people by.
    pub people: People,
    /// Whether all suggested decisions are shown, or the first few.
    pub earlier_all: bool,
    /// Drafts that were found.
    pub drafts: Drafts,
    /// The practice's own guidance that was read in it.
    pub own: OwnGuidance,
    /// Whether the register is being opened or read.
    pub loading: bool,
    /// Whether it is being looked if there is one in the documents folder, where none is known.
    pub looking: bool,
    /// The file or folder that has been waited for so long that it is said.
    pub waiting: Option<PathBuf>,
    /// The newest request to open or read; an older result is dropped.
    pub request: u64,
    /// Whether the register was away when it was opened, so that only its outbox was read.
    pub unread: bool,
    /// The request that opens a folder which the user chose.
    pub chosen: Option<u64>,
    /// A folder without a register that the user chose: a new one is made there if confirmed.
    pub make_here: Option<PathBuf>,
    /// A register with the id of one that is known elsewhere: has it moved, or is it a copy?
    pub moved: Option<MovedOrCopy>,
    /// The folder of another register that is being opened: nothing of the open one is shown.
    pub opening: Option<PathBuf>,
    /// What others have signed shows by itself.
    pub watch: Watch,
    /// Whether the folder dialog is open.
    pub choosing: bool,
    /// The screen.
    pub screen: Screen,
    /// Every draft that is in memory: those in hand, and those put aside and not yet saved.
    pub hands: Vec<Hand>,
    /// The decision in hand.
    pub decision: Option<Nonce>,
    /// The addition to a signed decision in hand: a note or another kind.
    pub addendum: Option<Nonce>,
    /// What is chosen before something is added to the decision on the screen.
    pub adding: Option<Adding>,
    /// What is said at the top.
    pub notices: Vec<Notice>,
    /// Whether all of it is shown, or the newest alone.
    pub notices_all: bool,
    /// The list's search, filter and order.
    pub list: DecisionsScreen,
    /// What follows from contents and filter.
    pub lists: Lists,
    /// What was worked out of the decision that is shown, in the order of [`State::files_of`].
    pub shown: Vec<Worked>,
    /// The path that is shown as a picture, over the screen that it was opened from.
    pub path: Option<PathShown>,
    /// The text for a clinical record that is looked at, over the screen that it was opened from.
    pub leaving: Option<Leaving>,
    /// What had the keyboard when that was opened.
    pub leaving_from: Option<egui::Id>,
    /// The draft of which it is asked whether it goes.
    pub away_asked: Option<PathBuf>,
    /// Whether the drafts that were put away are shown.
    pub away_shown: bool,
    /// What is open of the versions that were not signed.
    pub versions_shown: VersionsShown,
    /// Whether that was read again, and what then and now make of it.
    pub look: Look,
    /// "Child in danger now", as long as it was pressed and nothing was done.
    pub pressed: Option<Pressed>,
    /// Where it was pressed.
    pub came_from: Option<CameFrom>,
    /// The control that had the keyboard last on what is shown.
    pub had_keyboard: Option<egui::Id>,
    /// Where the keyboard goes next.
    pub focus: Option<Focus>,
    /// What was shown when that was decided last.
    pub shown_last: Option<Shown>,
    /// What is known of spelling.
    pub spelling: Spelling,
    /// Close was asked; it happens once everything is saved.
    pub closing: bool,
    /// It was said that something is not saved: the next close closes.
    pub close_warned: bool,
    /// Registers in which something was signed that the saved settings do not name yet.
    pub signed_here: BTreeSet<RegisterId>,
    /// The guidance screen's own state.
    pub guidance: GuidanceScreen,
    /// The record screen's own state.
    pub record: RecordScreen,
    /// The contacts screen's own state.
    pub contacts: ContactsScreen,
    /// The chronology that is shown.
    pub chronology: ChronologyScreen,
    /// What was asked about the register of invented cases, and waits until all is saved.
    pub training_asked: Option<TrainingEvent>,
    /// The worked cases.
    pub worked: WorkedScreen,
    /// What every agency does, and whom to ring before there is a contact.
    pub agencies: Agencies,
    /// Whom to ring and what to say.
    pub calling: Calling,
}

/// A register was found whose id is that of one known in another folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedOrCopy {
    /// Where it was found.
    pub folder: PathBuf,
    /// Where it is known.
    pub known: PathBuf,
    /// Whether it is still there, too.
    pub still_there: bool,
}

/// Lists that follow from the register and the filter.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Unfinished drafts for Home.
    pub drafts: Vec<DraftLine>,
    /// Drafts that were put away.
    pub away: Vec<DraftLine>,
    /// Versions of drafts that were not signed.
    pub versions: Vec<VersionLine>,
    /// What is owed, for Home.
    pub work: Worklist,
    /// Rows of the list, and what was found in them.
    pub found: Found,
    /// Outcomes that occur: id and headline.
    pub outcomes: Vec<(String, String)>,
    /// Their headlines alone, for the filter.
    pub outcome_labels: Vec<String>,
    /// All problems.
    pub problems: Vec<Problem>,
}

/// The rows of the list as a job found them.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The request; one that is not the newest is dropped.
    pub request: u64,
    /// What the rows are numbers of.
    pub summaries: Arc<Vec<Arc<Summary>>>,
    /// Those that pass, in order.
    pub rows: Vec<Row>,
    /// The words that were sought.
    pub query: Query,
    /// Where they stand, by row: of rows that were in sight since.
    pub hits: BTreeMap<Row, Vec<Hit>>,
    /// They come from the index, and the register behind it is being read.
    pub checking: bool,
}

/// A draft in memory.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, which no other implies or rules out"
)]
pub struct Hand {
    /// The draft.
    pub draft: Draft,
    /// Its file and the hash that we last wrote.
    pub saved: Option<(PathBuf, Digest)>,
    /// When to save it.
    pub throttle: Throttle,
    /// When it was last saved.
    pub saved_at: Option<DateTime<FixedOffset>>,
    /// The hash of the copy in the outbox, while the register is away or not known yet.
    pub in_outbox: Option<Digest>,
    /// Where that lies.
    pub waits_at: Option<PathBuf>,
    /// It is there only because the register is not known yet, not because it is away.
    pub early: bool,
    /// The choice that is picked and not yet confirmed.
    pub picked: Option<String>,
    /// Questions whose hints were seen.
    /// A change of answer that waits for its confirmation.
    pub change: Option<PendingChange>,
    /// What can be decided instead of the suggested outcome, while that is shown.
    pub departing: Option<Vec<Alternative>>,
    /// What follows from it, for a decision.
    pub case: Option<Case>,
    /// Whether people can be taken over from the decision that this one began from.
    pub take_over: bool,
    /// Signed decisions that may be about the same people.
    pub earlier: Vec<EarlierLine>,
    /// Of whom that was worked out, and what was put aside.
    pub earlier_of: Option<(Vec<Sighting>, Vec<NotSame>)>,
    /// Where a number in it is on another name in one of those.
    pub other_names: Vec<(Field, String)>,
    /// The due times that were suggested before the last change.
    pub due_before: Option<Vec<Suggestion>>,
    /// Scroll to and focus this field, once.
    pub focus: Option<Field>,
    /// Whether signing is under way.
    pub signing: bool,
    /// The person of whom it is asked what becomes of the things about them.
    pub removing: Option<Removing>,
    /// What was set aside and of which it is asked whether it is left out for good.
    pub leaving: Option<AsideKey>,
    /// What was ticked in the summary for an adviser.
    pub summary_ticks: Ticks,
    /// Whether it is asked if that is to be copied as it stands.
    pub copy_asked: bool,
}

/// Something said at the top of the window until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened, and what to do.
    pub text: String,
    /// What kind of thing it is.
    pub kind: NoticeKind,
}

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Nothing is lost, and something waits: a share that is away.
    Waiting,
    /// What was asked on this screen could not be done, for a reason that is said.
    Refused,
    /// Something is wrong, and stays so wherever one goes.
    Error,
}

impl NoticeKind {
    /// Whether it tells of what was done on the screen, and is gone on the next.
    pub fn is_of_the_screen(self) -> bool {
        matches!(self, Self::Done | Self::Refused)
    }
}

impl Hand {
    /// A draft that is new or was read.
    pub fn new(draft: Draft, saved: Option<(PathBuf, Digest)>) -> Self {
        Self {
            draft,
            saved,
            throttle: Throttle::default(),
            saved_at: None,
            in_outbox: None,
            waits_at: None,
            early: false,
            picked: None,
            change: None,
            departing: None,
            case: None,
            take_over: false,
            earlier: Vec::new(),
            earlier_of: None,
            other_names: Vec::new(),
            due_before: None,
            focus: None,
            signing: false,
            removing: None,
            leaving: None,
            summary_ticks: Ticks::new(),
            copy_asked: false,
        }
    }

    /// Whether everything typed in it is on the disk: in the register or, while that is away,
    /// in the outbox.
    pub fn is_safe(&self) -> bool {
        let in_outbox = || {
            let there = self.in_outbox.as_ref()?;
            let text = ronfile::write(&self.draft).ok()?;
            Some(there == &Digest::of(text.as_bytes()))
        };
        self.throttle.is_clean() || (!self.signing && in_outbox() == Some(true))
    }

    /// What it is known by in the lists: its file, in the register or in the outbox; while it has
    /// none, its nonce.
    pub fn known_by(&self) -> PathBuf {
        let saved = self.saved.as_ref().map(|(path, _)| path).or(self.waits_at.as_ref());
        saved.cloned().unwrap_or_else(|| PathBuf::from(self.draft.nonce.as_str()))
    }

    /// Whether it was opened and nothing was ever changed in it.
    pub fn is_untouched(&self) -> bool {
        self.saved.is_none() && self.in_outbox.is_none() && self.throttle.is_clean()
    }

    /// The decision that is drafted, if it is one.
    pub fn work(&self) -> Option<&DecisionDraft> {
        match &self.draft.work {
            Work::Decision(work) => Some(work),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn work_mut(&mut self) -> Option<&mut DecisionDraft> {
        match &mut self.draft.work {
            Work::Decision(work) => Some(work),
            _ => None,
        }
    }
}

impl State {
    /// The time.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.env.now)()
    }

    /// Whether the register that is open is one of invented cases.
    pub fn is_training(&self) -> bool {
        self.register.as_ref().is_some_and(|register| register.info.training)
    }

    /// The decision in hand.
    pub fn hand(&self) -> Option<&Hand> {
        self.find(self.decision.as_ref())
    }

    /// The decision in hand, to be changed.
    pub fn hand_mut(&mut self) -> Option<&mut Hand> {
        let nonce = self.decision.clone();
        self.find_mut(nonce.as_ref())
    }

    /// A draft in memory by its nonce.
    pub fn find(&self, nonce: Option<&Nonce>) -> Option<&Hand> {
        self.hands.iter().find(|hand| Some(&hand.draft.nonce) == nonce)
    }

    /// The same, to be changed.
    pub fn find_mut(&mut self, nonce: Option<&Nonce>) -> Option<&mut Hand> {
        self.hands.iter_mut().find(|hand| Some(&hand.draft.nonce) == nonce)
    }

    /// The decision that is on the screen.
    pub fn shown_id(&self) -> Option<&DecisionId> {
        match &self.screen {
            Screen::Decision(id) => Some(id),
            _ => None,
        }
    }

    /// Says something at the top; the same is not said twice.
    pub fn say(&mut self, text: impl Into<String>, error: bool) {
        self.notice(text.into(), if error { NoticeKind::Error } else { NoticeKind::Done });
    }

    /// Says that something waits and nothing is lost.
    pub fn say_waiting(&mut self, text: impl Into<String>) {
        self.notice(text.into(), NoticeKind::Waiting);
    }

    /// Says why what was asked on this screen was not done. It does not follow to another one.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notice(text.into(), NoticeKind::Refused);
    }

    /// What was done last takes the place of what was done before, and so does what was refused;
    /// what is wrong or waits stands until it is no longer so, or is answered.
    pub(super) fn notice(&mut self, text: String, kind: NoticeKind) {
        if kind.is_of_the_screen() {
            self.notices.retain(|notice| !notice.kind.is_of_the_screen());
        }
        let notice = Notice { text, kind };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Whether everything typed is on the disk.
    pub fn all_saved(&self) -> bool {
        // Settings that cannot be written hold nobody back.
        let settings = self.settings_throttle.is_clean() || self.settings_throttle.has_failed();
        settings && self.hands.iter().all(Hand::is_safe)
    }

    /// The nation, England until one is chosen.
    pub fn nation_or_default(&self) -> Nation {
        self.nation.unwrap_or(Nation::England)
    }

    /// The next moment at which something is to be saved.
    pub fn next_save(&self) -> Option<Instant> {
        let drafts = self.hands.iter().filter_map(|hand| hand.throttle.next_at());
        drafts.chain(self.settings_throttle.next_at()).chain(self.make_at).min()
    }
}
