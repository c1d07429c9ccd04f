//! What a person did, as the screens say it. `app/update/` handles each in one place.

mod help;
mod log;
mod protection;
mod record;
mod review;
mod screen;
mod training;

use std::path::PathBuf;

pub use help::HelpEvent;
pub use log::LogEvent;
pub use protection::{Changing, ProtectionEvent};
pub use record::{Add, Citing, RecordEvent};
pub use review::ReviewEvent;
pub use screen::Screen;
pub use training::TrainingEvent;

use crate::app::commands::Command;
use crate::caseload::list::{Asks, Column};
use crate::caseload::worklist::OwedAt;
use crate::guidance::Nation;
use crate::guidance::cite::Cite;
use crate::record::{
    AdditionKind, AdditionTime, Answered, ContactKind, DecisionId, DeviceId, Field, ItemId, Nonce,
};
use crate::register::settings::Whose;
use crate::report::{Length, Tick};

/// Anything a person did.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A command, from a key or a button.
    Command(Command),
    /// Show this screen.
    Go(Screen),
    /// Show this paragraph in the guidance.
    Read(Cite),
    /// In the questions and the outcome.
    Decide(DecideEvent),
    /// In the record.
    Record(RecordEvent),
    /// About drafts.
    Draft(DraftEvent),
    /// In the list and in a signed decision.
    Decisions(DecisionsEvent),
    /// About the picture of the path.
    Path(PathEvent),
    /// About the text for a clinical record.
    ClinicalText(ClinicalTextEvent),
    /// In the settings and at first start.
    Settings(SettingsEvent),
    /// In what waits for a reviewer.
    Review(ReviewEvent),
    /// In what is owed, on Home.
    Work(WorkEvent),
    /// In the contacts.
    Contacts(ContactsEvent),
    /// About the same people in other decisions.
    People(PeopleEvent),
    /// About invented cases.
    Training(TrainingEvent),
    /// About what protects the register.
    Protection(ProtectionEvent),
    /// About the log of the register.
    Log(LogEvent),
    /// In the help.
    Help(HelpEvent),
    /// Put this text on the clipboard; the words say what it was.
    Copy {
        /// The text.
        text: String,
        /// "Citation copied."
        said: String,
    },
    /// Take off the clipboard what was copied here.
    ClearClipboard,
    /// The notice at the top has been read.
    NoticeRead(usize),
    /// Show all notices, or the newest alone.
    NoticesAll,
}

/// In the questions and the outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecideEvent {
    /// This choice was picked (not yet confirmed).
    Pick(String),
    /// A line of what is never a lesser concern was ticked, or not any more.
    Raised(String, bool),
    /// None of what is never a lesser concern applies, or that was taken back.
    NoneOfThese(bool),
    /// Why it is taken for a lesser concern all the same, as typed.
    Lesser(String),
    /// A line was ticked as looked for and not found, or not any more.
    NotFound(String, bool),
    /// The picked choice is the answer.
    Continue,
    /// To the question before.
    Back,
    /// Look at an answered question again.
    Change(String),
    /// The change was shown and is confirmed, or not.
    ConfirmChange(bool),
    /// Answer a question that is asked after the outcome: question, choice.
    After(String, String),
    /// Show what else could be decided, or hide it.
    ShowAlternatives,
    /// Decide otherwise: this outcome, or `None` to follow the suggested one.
    Depart(Option<String>),
    /// The reason for deciding otherwise was edited.
    DepartureEdited,
    /// The summary for the adviser was edited.
    SummaryEdited,
    /// This typed text goes into the summary, or does not.
    SummaryTick(Tick, bool),
    /// Copy the summary for the adviser; asked first where a word in it could tell of somebody.
    CopySummary,
    /// Copy it with those words; or look at them again.
    CopySummaryAnyway(bool),
    /// Make the summary again from the record; the edited one is set aside.
    SummaryAgain,
    /// Back to where "child in danger now" was pressed.
    LeaveActNow,
    /// "Child in danger now" was pressed by mistake: it is taken back.
    PressedByMistake,
    /// "Child in danger now" was pressed while another such record is open: back to that one.
    BackToOpen(Nonce),
    /// Write the record.
    WriteRecord,
    /// From the record or check back to the outcome.
    ShowOutcome,
    /// From act-now to the questions: to the first where none was answered but by the press.
    AnswerAfterwards,
    /// Somebody of this kind was rung just now: to whom the call went.
    Rang(ContactKind, String),
    /// What came of a call that is noted in the record.
    Answered(ItemId, Option<Answered>),
    /// Begin a decision about a worry of one's own, linked to a request.
    WorriedMyself,
}

/// About drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftEvent {
    /// Go on with this draft, by its place in the list of drafts.
    Open(PathBuf),
    /// Leave the draft in hand; it stays on Home.
    Leave,
    /// It was begun by mistake: ask whether it is to go.
    AskAway(PathBuf),
    /// It stays after all.
    Keep,
    /// It goes: an empty one is removed, any other is put away.
    Away(PathBuf),
    /// A draft that was put away comes back.
    TakeBack(PathBuf),
    /// Show what was put away, or hide it.
    ShowAway,
    /// Show what a version says that was not signed, or hide it.
    ReadVersion(PathBuf),
    /// Take its words into an addition to what was signed.
    TakeVersion(PathBuf),
    /// Ask whether it goes, or do not.
    AskVersion(Option<PathBuf>),
    /// It was asked: delete it.
    DiscardVersion(PathBuf),
}

/// In the list and in a signed decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionsEvent {
    /// Remove here what was disposed of.
    RemoveDisposed(DecisionId),
    /// The search or the filter changed.
    Filtered,
    /// The head of this column was pressed.
    Sort(Column),
    /// The rows from here to there (not included) came into sight.
    InSight(usize, usize),
    /// The row at this place is chosen: it is read beside the list.
    Choose(usize),
    /// This is asked no more.
    TakeBack(Asks),
    /// Everything that is asked but the words is asked no more.
    AskNothing,
    /// Save the filter under the name that was typed.
    SaveFilter,
    /// Use this saved filter.
    UseFilter(usize),
    /// Remove this saved filter.
    RemoveFilter(usize),
    /// Open this decision.
    Open(DecisionId),
    /// Back to the list, to the row of this decision.
    BackToList,
    /// Open this decision at what is owed there.
    OpenAt(DecisionId, OwedAt),
    /// Write down what was owed there.
    Settle(DecisionId, OwedAt),
    /// Read the register again.
    Reload,
    /// Ask for a file in the system's dialog, and save this decision there as a page to print.
    ChoosePage(DecisionId),
    /// Save it to this file.
    SavePage(DecisionId, PathBuf),
    /// Show what can be added to the decision on the screen, or hide it.
    ShowAtFoot(Option<FootPanel>),
    /// Begin or go on with a note.
    BeginNote(DecisionId),
    /// Begin or go on with another addition of this kind.
    BeginAddition(DecisionId, AdditionKind),
    /// Begin a correction of this field.
    Correct(DecisionId, Field),
    /// The addition was edited.
    AdditionEdited,
    /// Put the present time into a time of the addition.
    AdditionTimeNow(AdditionTime),
    /// Sign the addition.
    SignAddition,
    /// Leave the addition; its draft stays on Home.
    LeaveAddition,
    /// Discard the addition; what was typed in it can be taken back.
    DiscardAddition,
    /// A case that was left open is taken up again: a new draft from its answers.
    Reopen(DecisionId),
}

/// In what is owed, on Home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkEvent {
    /// Show the cases of these.
    Whose(Whose),
    /// Show more of them.
    More,
    /// Show what is due later, or hide it.
    Later,
}

/// What is chosen before something is added to a signed decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FootPanel {
    /// What kind of thing.
    Kind,
    /// What goes on the page to print, and where it is saved.
    Page,
    /// Whether what is written is really to be signed, where that is asked once more.
    Sure,
    /// Which field is to be corrected.
    Field {
        /// Whether those are shown, too, that are blank.
        blank: bool,
    },
}

/// About the text for a clinical record, before it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClinicalTextEvent {
    /// Look at the text for this child or other person; `None`: where nobody is named.
    Open(Option<ItemId>),
    /// The one for this person instead.
    For(ItemId),
    /// Short, or full.
    Length(Length),
    /// This part goes in, or does not.
    Tick(Tick, bool),
    /// Put it on the clipboard.
    Copy,
    /// Put the code on the clipboard.
    CopyCode,
    /// It is in that person's clinical record now.
    Pasted,
    /// Back to where it was opened.
    Close,
}

/// About the picture of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathEvent {
    /// Show the path of this statement of the decision on the screen, by its place.
    Signed(usize),
    /// Show the path as text, or as a picture only.
    AsText,
    /// Show the whole pathway, or only what is near.
    Whole,
    /// Back to where it was opened.
    Close,
}

/// What the contacts screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactsPage {
    /// The contacts.
    List,
    /// Who is who in each nation.
    Nations,
}

/// In the contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactsEvent {
    /// Show the contacts, or who is who.
    Show(ContactsPage),
    /// Explain this kind at the side.
    About(ContactKind),
    /// Write a new one of this kind.
    Add(ContactKind),
    /// Change one.
    Edit(DecisionId),
    /// The one that is being written was edited.
    Edited,
    /// Another number for it.
    AddNumber,
    /// Take a number out of it.
    RemoveNumber(ItemId),
    /// Put the number back that was taken out last.
    PutBackNumber,
    /// Its numbers were checked today.
    CheckedToday,
    /// State it.
    Save,
    /// Leave it as it was; what was typed is put away.
    Discard,
    /// The numbers of one in the list were checked today: states it.
    CheckedNow(DecisionId),
    /// Ask whether to take one out of the list, or do not.
    AskRemove(Option<DecisionId>),
    /// Show what was stated of one before, or of none.
    Earlier(Option<DecisionId>),
    /// It was asked, and confirmed: take it out of the list.
    Remove(DecisionId),
    /// Save all contacts to this file.
    Export(String),
    /// Look at this file, and say what taking it in would do.
    Look(String),
    /// Ask for a file in the system's dialog.
    Choose {
        /// To save to, else to look at.
        saving: bool,
    },
    /// Take in what was shown, or leave it.
    Take(bool),
}

/// About the same people in other decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeopleEvent {
    /// This decision is about somebody else than the draft in hand.
    NotSame(DecisionId),
    /// Everything that was put aside in the draft in hand is suggested again.
    SameAgain,
    /// Show all suggestions, or the first few.
    ShowAll,
    /// Make a chronology from here.
    Chronology(ChronologyOf),
    /// Of this child or of the household, by place.
    Subject(usize),
    /// Take a decision into the chronology, or out of it.
    Take(DecisionId),
    /// It was asked whether one number on two names is the same child: whether it is.
    Same(DecisionId, bool),
    /// The kinds to be shown were changed.
    Filtered,
    /// Save the chronology to this file.
    Save(ChronologyAs, String),
    /// Ask for a file in the system's dialog, and save it there.
    Choose(ChronologyAs),
}

/// As what a chronology is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChronologyAs {
    /// As text.
    Text,
    /// As a page to print.
    Page,
}

/// Where a chronology is begun from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChronologyOf {
    /// A signed decision.
    Signed(DecisionId),
    /// The draft in hand.
    Hand,
    /// The decisions that are listed now.
    Listed,
}

/// In the settings and at first start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsEvent {
    /// A field of the author was edited.
    Edited,
    /// The nation or theme was chosen.
    Chosen,
    /// The nation was chosen where it was asked in place.
    Nation(Nation),
    /// The size of everything was chosen, in percent.
    Size(u16),
    /// Ask for a folder in the system's dialog.
    ChooseFolder,
    /// Open the register in the typed folder. Where none is there, making one is asked about.
    UseFolder(String),
    /// No new register is made in the folder that was asked about.
    MakeNone,
    /// It was asked, and confirmed: make a new register in this folder.
    MakeRegister(String),
    /// Create the register in the documents folder.
    UseDefaultFolder,
    /// It was asked: the register has moved to the folder where it was found.
    HasMoved,
    /// It was asked: what was found is a copy, and stays closed.
    IsACopy,
    /// Do not open the other register; back to the one that is open.
    StopOpening,
    /// Make the seal of the register, and show it.
    MakeSeal,
    /// A workstation that is new here is one of the practice's.
    KnowWorkstation(DeviceId),
}
