//! The window: which screen is shown, what is said at its top, where the keyboard goes, and what
//! is under way in it.

use std::path::PathBuf;
use std::time::Instant;

use super::act_now::{CameFrom, Pressed};
use super::copied::Copied;
use super::dictionaries::Spelling;
use super::events::{FootPanel, Screen, TrainingEvent};
use super::focus::{Focus, Shown};
use super::locked::Locked;
use super::logged::Logged;
use super::notice::{About, Notice};
use super::screens::clinical_text::ClinicalText;
use super::screens::path::PathShown;
use super::session::{MovedOrCopy, Ticket};
use crate::record::Nonce;
use crate::register::personal::Personal;
use crate::register::protect::Holder;

/// What is on the screen, and where one is.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that is shown or waited for"
)]
pub struct Window {
    /// The screen.
    pub screen: Screen,
    /// What is said at the top.
    pub notices: Vec<Notice>,
    /// Whether all of it is shown, or the newest alone.
    pub notices_all: bool,
    /// Since when it can be read that something was done; `None`: since the next picture.
    pub notice_since: Option<Instant>,
    /// What is chosen before something is added to the decision on the screen.
    pub foot_panel: Option<FootPanel>,
    /// The path that is shown as a picture, over the screen that it was opened from.
    pub path: Option<PathShown>,
    /// The text for a clinical record that is looked at, over the screen that it was opened from.
    pub clinical_text: Option<ClinicalText>,
    /// Whether the keys of the screen are shown, over it.
    pub keys: bool,
    /// What had the keyboard when one of these was opened.
    pub opened_from: Option<egui::Id>,
    /// What had it when something was asked in place.
    pub asked_from: Option<egui::Id>,
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
    /// Whether a folder or file dialog is open.
    pub choosing: bool,
    /// Close was asked; it happens once everything is saved.
    pub closing: bool,
    /// It was said that something is not saved: the next close closes.
    pub close_warned: bool,
    /// What was asked about the register of invented cases, and waits until all is saved.
    pub training_asked: Option<TrainingEvent>,
    /// The file or folder that has been waited for so long that it is said.
    pub waiting: Option<PathBuf>,
    /// Whether it is being looked if there is one in the documents folder, where none is known.
    pub looking: bool,
    /// The worked case that is tried once the practice cases are open.
    pub try_next: Option<usize>,
    /// The draft that tries a worked case, and which one.
    pub trying: Option<(Nonce, usize)>,
    /// The request that opens a folder which the user chose.
    pub chosen: Option<Ticket>,
    /// A folder without a register that the user chose: a new one is made there if confirmed.
    pub make_here: Option<PathBuf>,
    /// A register with the id of one that is known elsewhere: has it moved, or is it a copy?
    pub moved: Option<MovedOrCopy>,
    /// The folder of another register that is being opened: nothing of the open one is shown.
    pub opening: Option<PathBuf>,
    /// The register that is locked or hidden: nothing of any is shown.
    pub locked: Option<Locked>,
    /// Who can open the register beside whoever has the passphrase, as that told.
    pub holders: Vec<Holder>,
    /// What was copied last, from the page of whom.
    pub copied: Option<Copied>,
    /// What is known of the log of the register that is open.
    pub logged: Logged,
    /// Saved filters and own words as they were read or saved last, where they are kept in the register
    /// that is open.
    pub personal: Option<Personal>,
    /// Whether Home asks who writes: until a name is given, and as long as one stays there then.
    pub asks_who: bool,
    /// The folder in which a register is made, because somebody said so in Settings.
    pub making: Option<PathBuf>,
}

impl Window {
    /// At the start, with what is to be said first.
    pub fn new(notices: Vec<Notice>) -> Self {
        Self {
            screen: Screen::Home,
            notices,
            notices_all: false,
            notice_since: None,
            foot_panel: None,
            path: None,
            clinical_text: None,
            keys: false,
            opened_from: None,
            asked_from: None,
            pressed: None,
            came_from: None,
            had_keyboard: None,
            focus: None,
            shown_last: None,
            spelling: Spelling::default(),
            choosing: false,
            closing: false,
            close_warned: false,
            training_asked: None,
            try_next: None,
            trying: None,
            waiting: None,
            looking: false,
            chosen: None,
            make_here: None,
            moved: None,
            opening: None,
            locked: None,
            holders: Vec::new(),
            copied: None,
            logged: Logged::default(),
            personal: None,
            asks_who: false,
            making: None,
        }
    }

    /// Says something. What was done last takes the place of what was done before, and so does
    /// what was refused; what is wrong or waits stands until it is no longer so, or is answered.
    pub fn notice(&mut self, notice: Notice) {
        if notice.kind.is_of_the_screen() {
            self.leave_notices();
            self.notice_since = None;
        }
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
            self.notices_all = false;
        }
    }

    /// Another screen is shown: what was said of the one before does not follow.
    pub fn leave_notices(&mut self) {
        self.notices.retain(|notice| !notice.kind.is_of_the_screen());
    }

    /// What was said about this holds no longer.
    pub fn answered(&mut self, about: About) {
        self.notices.retain(|notice| notice.about != about);
    }

    /// Whether something is said about this.
    pub fn says(&self, about: About) -> bool {
        self.notices.iter().any(|notice| notice.about == about)
    }

    /// The register is closed: nothing of it is on the screen, remembered or said any more.
    pub fn close_register(&mut self) {
        self.notices.retain(|notice| matches!(notice.about, About::Program | About::Settings));
        (self.path, self.clinical_text, self.foot_panel) = (None, None, None);
        (self.pressed, self.came_from, self.focus) = (None, None, None);
        self.shown_last = None;
        self.holders.clear();
        self.logged = Logged::default();
        self.copied = None;
        self.spelling.forget();
    }
}
