//! The screens: each reads what it is handed and says what the person did.

pub mod act_now;
pub mod chronology;
pub mod clinical_text;
pub mod contacts;
pub mod decide;
pub mod decision;
pub mod decisions;
pub mod guidance;
pub mod help;
pub mod home;
pub mod key_help;
pub mod outcome;
pub mod path;
pub mod record;
pub mod review;
pub mod settings;
pub mod unlock;
pub mod worked;

use crate::app::views::protection::ProtectionScreen;
use crate::app::views::versions::VersionsShown;

/// What the screens remember of themselves.
#[derive(Debug, Default)]
pub struct Screens {
    /// The list's search, filter and order.
    pub list: decisions::DecisionsScreen,
    /// Whether all suggested decisions are shown, or the first few.
    pub earlier_all: bool,
    /// The draft of which it is asked whether it goes.
    pub away_asked: Option<std::path::PathBuf>,
    /// Whether the drafts that were put away are shown.
    pub away_shown: bool,
    /// Whether what is due later is shown on Home.
    pub later_shown: bool,
    /// What is chosen of a decision's page before it is saved.
    pub page: decision::PageForm,
    /// The seal of the register as it was last made, in words.
    pub seal: Option<String>,
    /// What is open of the versions that were not signed.
    pub versions_shown: VersionsShown,
    /// The guidance.
    pub guidance: guidance::GuidanceScreen,
    /// The record.
    pub record: record::RecordScreen,
    /// The reviewer's screen.
    pub review: review::ReviewScreen,
    /// The contacts.
    pub contacts: contacts::ContactsScreen,
    /// The chronology.
    pub chronology: chronology::ChronologyScreen,
    /// The worked cases.
    pub worked: worked::WorkedScreen,
    /// The help.
    pub help: help::HelpScreen,
    /// What is typed to change the protection of the register.
    pub protection: ProtectionScreen,
    /// What this workstation noted this month in the log of the register.
    pub log: Vec<crate::register::log::Entry>,
}

impl Screens {
    /// The register is closed: what belonged to it goes. Which page of the contacts was open and
    /// whether all suggestions are shown is nobody's data.
    pub fn close_register(&mut self) {
        let (page, about) = (self.contacts.page, self.contacts.about);
        let before = std::mem::take(self);
        *self = Self {
            contacts: contacts::ContactsScreen { page, about, ..Default::default() },
            earlier_all: before.earlier_all,
            away_shown: before.away_shown,
            later_shown: before.later_shown,
            guidance: before.guidance,
            worked: before.worked,
            help: before.help,
            ..Self::default()
        };
        self.guidance.reread();
    }
}
