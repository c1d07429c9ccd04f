//! What is wrong with a file of the register, or worth a remark, in plain words.

use std::path::{Path, PathBuf};

use super::disk::{DiskError, Doing, Odd, Why};
use super::protect::Unopened;
use super::signed;
use crate::base::control::named_in_file;
use crate::base::ronfile::ReadError;
use crate::base::words::capital;
use crate::guidance::LocalError;
use crate::record::Digest;

/// One finding: a file or folder and what is the matter with it. The file is kept as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// What is the matter.
    pub what: What,
}

/// What can be the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The disk did not give it.
    NotRead(Why),
    /// It is no file, or a link: it was not opened.
    Odd(Odd),
    /// It is encrypted, and was not opened.
    Unopened(Unopened),
    /// It is larger than any file of ours.
    TooLarge,
    /// It has the name of a statement, and is no file.
    NoStatement(Odd),
    /// It is no statement, draft or index.
    Unreadable(ReadError),
    /// It is a text of the practice's own guidance that is not shown.
    Guidance(LocalError),
    /// Its bytes are not those that its name was made from.
    Changed,
    /// They are those but for line ends, or for a byte-order mark.
    Reformatted,
    /// Its name is not the one that its bytes give.
    Renamed,
    /// It is a statement of another register.
    OtherRegister,
    /// It is a statement of another decision.
    OtherDecision,
    /// It stands where no such file belongs.
    Unknown,
    /// The first statement of its decision is not there.
    FirstMissing(Digest),
    /// A statement that it follows is not there.
    FollowedMissing(Digest),
    /// The statement that the same workstation signed before it is not there.
    EarlierMissing(Digest),
    /// Its links contradict themselves: a first statement that follows another, a later one
    /// that follows none, or one that follows a statement of another decision.
    BadLinks,
    /// The same workstation signed two statements after the same earlier one.
    TwoAfterOne,
    /// Two workstations signed under one id, after the same statement; all but one of them have
    /// ids of their own since.
    TwoHadOneId,
    /// Another statement was signed from the same draft.
    SignedTwice,
    /// This workstation has no memory of signing it.
    NotSignedHere,
    /// Its decision was disposed of, and it is still here.
    StillHere,
    /// The statement that this workstation signed last is not there.
    LastMissing(Digest),
    /// A workstation knew it, and it is not there.
    Gone,
    /// A pathway or guidance that decisions were made under is not kept in the register.
    RulesMissing,
    /// A newer version wrote it: its header is shown, and its text.
    Newer,
    /// Two first statements stand in one folder: two decisions, shown apart.
    TwoFirst,
    /// It was written, by its clock, more than five minutes before something it follows.
    ClockBack,
    /// It was written, by its clock, in this year, before there was Justified.
    ClockEarly(i32),
    /// It was written, by its clock, later than now.
    ClockAhead,
    /// Neither an index nor the settings of this workstation say what was there before.
    NothingToCompare,
    /// There is no decision, and there was one.
    NoneLeft,
    /// Its signature is not that of its text, or is none.
    BadSignature,
    /// It is signed with a key that no workstation here is known to have.
    UnknownKey,
    /// It is signed with another key than that of the workstation that it names.
    OtherKey,
    /// No workstation signed it, and it is not known to be from before they did.
    Unsigned,
    /// It names another key than this workstation was first seen with.
    KeyChanged,
    /// A workstation was seen here, and the file that says so is gone.
    DeviceGone,
    /// A statement that the seal lists is not there.
    SealedGone(Digest),
    /// The seal lists more statements of a workstation than are there.
    SealedFewer {
        /// How many it lists.
        listed: usize,
        /// How many of those are there.
        there: usize,
    },
    /// A workstation signed it that the seal does not list: it came after, or was added.
    NotInSeal,
    /// What the seal lists is not kept here.
    SealGone,
    /// A workstation signed it of which this one has seen nothing before.
    NewWorkstation,
    /// A text of the practice's own guidance that was not there when this workstation last looked.
    GuidanceNew,
    /// It says something else than when this workstation last looked.
    GuidanceChanged,
    /// A copy, made by a sync tool or by hand, whose bytes match a statement that is there.
    Copy,
    /// It is plain in a protected register.
    LeftPlain,
    /// A file of an operating system.
    Litter,
    /// A temporary file that a crash left behind.
    Leftover,
    /// A file that is not of Justified.
    Foreign,
    /// Something in its record is about somebody who is not in it.
    AboutNobody,
    /// Characters that cannot be seen are in it, by their numbers.
    Controls(Vec<String>),
    /// Names were replaced in it, and it lies in no packet.
    NamesReplaced,
    /// The cover of a packet is not there, or not as its maker signed it.
    PacketChanged,
    /// A statement that the cover of a packet lists is not there.
    PacketLacks(Digest),
    /// It has names replaced, and the cover of its packet does not list it.
    NotOfPacket,
    /// What the same workstation signed before it is not in this packet, or did not come back with it.
    NotInPacket,
    /// A workstation signed it that signs what comes back of a packet alone, and this is none of that.
    NotOfReviewer,
}

/// That such characters are in a file, where they are.
pub(super) fn controls(text: &str) -> Option<What> {
    let named = named_in_file(text);
    (!named.is_empty()).then_some(What::Controls(named))
}

impl Problem {
    /// At this path.
    pub fn new(path: &Path, what: What) -> Self {
        Self { path: path.to_owned(), what }
    }

    /// That the disk did not give a file or a folder.
    pub fn not_read(error: DiskError) -> Self {
        let what = match error.why {
            Why::Odd(odd) => What::Odd(odd),
            // While it is locked, nothing is known of it.
            Why::Unopened(why) if why != Unopened::Locked => What::Unopened(why),
            why => What::NotRead(why),
        };
        Self { what, path: error.path }
    }

    /// Whether it is a remark only: nothing is lost, changed or added.
    pub fn is_remark(&self) -> bool {
        matches!(
            self.what,
            What::Newer
                | What::Odd(_)
                | What::TwoFirst
                | What::ClockBack
                | What::ClockEarly(_)
                | What::ClockAhead
                | What::NothingToCompare
                | What::NewWorkstation
                | What::NotInSeal
                | What::GuidanceNew
                | What::GuidanceChanged
                | What::TwoHadOneId
                | What::SignedTwice
                | What::Copy
                | What::LeftPlain
                | What::Litter
                | What::Leftover
                | What::Foreign
                | What::AboutNobody
                | What::Controls(_)
                | What::NotInPacket
        )
    }

    /// The same as the disk said it, where that did not give it.
    pub fn as_error(&self) -> Option<DiskError> {
        let What::NotRead(why) = self.what else { return None };
        Some(DiskError { doing: Doing::Reading, why, path: self.path.clone() })
    }

    /// Whether the disk did not give it.
    pub fn is_not_read(&self) -> bool {
        matches!(self.what, What::NotRead(_))
    }

    /// Whether it is a draft of which nothing can be shown, for whatever reason.
    pub fn hides_a_draft(&self) -> bool {
        let is_ron = self.path.extension().is_some_and(|extension| extension == "ron");
        let in_drafts =
            self.path.components().any(|part| part.as_os_str() == super::layout::DRAFTS);
        let hides = matches!(
            self.what,
            What::NotRead(_)
                | What::Unopened(_)
                | What::Unreadable(_)
                | What::Newer
                | What::OtherRegister
        );
        is_ron && in_drafts && hides
    }

    /// What is the matter, in plain words. Never quotes the file.
    pub fn words(&self) -> String {
        self.what.words()
    }

    /// More, in the parser's own words. **It can quote the file**: for the user's eyes only.
    pub fn detail(&self) -> Option<String> {
        match &self.what {
            What::Unreadable(error) => Some(error.in_full()),
            What::Guidance(error) => error.detail(),
            _ => None,
        }
    }
}

impl What {
    /// Whether it is about who signed a statement.
    pub fn is_of_a_signature(&self) -> bool {
        matches!(self, Self::NewWorkstation) || self.is_forged_perhaps()
    }

    /// Whether no workstation that is known signed a statement as it is.
    pub fn is_forged_perhaps(&self) -> bool {
        matches!(
            self,
            Self::BadSignature
                | Self::UnknownKey
                | Self::OtherKey
                | Self::Unsigned
                | Self::NotOfReviewer
        )
    }

    /// The same words of every problem of this kind.
    pub fn words(&self) -> String {
        let text = match self {
            What::NotRead(why) => not_read(*why),
            What::Odd(odd) => return odd_words(*odd),
            What::Unopened(why) => {
                return format!("{}. The file is kept as it is.", capital(&why.to_string()));
            }
            What::TooLarge => "It is larger than any file of Justified. It is kept as it is.",
            What::NoStatement(odd) => {
                return format!("It has the name of a signed statement, and {odd}.");
            }
            What::Unreadable(error) => return unreadable(error),
            What::Guidance(error) => return error.to_string(),
            What::Changed => "It has been changed: its contents do not match its name.",
            What::Reformatted => {
                "It has been changed: its line ends, or an invisible mark at its beginning. Its \
                 words are as they were signed."
            }
            What::Renamed => "It has been renamed: its name does not match its contents.",
            What::OtherRegister => "It was signed in another register.",
            What::OtherDecision => "It belongs to another decision than its folder says.",
            What::Unknown => "It does not belong here.",
            What::FirstMissing(digest) => {
                return missing("The first statement of this decision", digest);
            }
            What::FollowedMissing(digest) => return missing("A statement that it follows", digest),
            What::EarlierMissing(digest) => {
                return missing("The statement that the same computer signed before it", digest);
            }
            What::BadLinks => "What it says about earlier statements contradicts itself.",
            What::TwoAfterOne => {
                "The same computer signed another statement after the same earlier one. Its \
                 settings were put back from a copy, or one of the two was added."
            }
            What::TwoHadOneId => {
                "Two computers had the same id when they signed, because settings were copied. \
                 They have had their own ids since."
            }
            What::SignedTwice => {
                "The same draft was signed twice. Both are kept. Read both: they may differ."
            }
            What::NotSignedHere => "This computer has no record of signing it.",
            What::StillHere => STILL_HERE,
            What::LastMissing(digest) => {
                return missing("The statement that this computer signed last", digest);
            }
            What::Gone => "It was there before and is missing now.",
            What::RulesMissing => {
                "It is missing: decisions here were made under these questions or this guidance."
            }
            What::Newer => {
                "A newer version of Justified wrote it. Its heading and its text can be read."
            }
            What::TwoFirst => "This folder holds two decisions. They are shown apart.",
            What::ClockBack => {
                "By the clock it was written before something that it follows. A computer’s clock \
                 was wrong."
            }
            What::ClockEarly(year) => {
                return format!("By the clock it was written in {year}. A clock was wrong.");
            }
            What::ClockAhead => {
                "By the clock it was written later than now. The clock of this computer is wrong, \
                 or that of another was."
            }
            What::NothingToCompare => {
                "There is nothing to compare with: nobody can see whether the newest statements \
                 were removed. Check it on a computer that has had this register open, or with \
                 the seal from something that was printed."
            }
            What::NoneLeft => "There are no decisions here now, and there were some before.",
            What::GuidanceNew => "This guidance is new since this computer last looked.",
            What::GuidanceChanged => "This guidance has changed since this computer last looked.",
            What::Copy => "It is a copy of a file that is there.",
            What::LeftPlain => "It is not encrypted, though the register is protected.",
            What::Litter => "It is a file of the operating system.",
            What::Leftover => "It is a temporary file, left behind when saving was cut short.",
            What::Foreign => "It is not a file of Justified.",
            What::Controls(named) => return controls_words(named),
            What::AboutNobody => {
                "Something in its record is about someone who is not in the record. It is not \
                 taken to be about anyone else."
            }
            // Who signed it, seals, and packets.
            other => return signed::words::of(other),
        };
        text.to_owned()
    }
}

const STILL_HERE: &str = "Its decision was disposed of, and this file is still here. Open the \
    decision and remove it here too, or keep a copy and ask who disposed of it.";

fn not_read(why: Why) -> &'static str {
    match why {
        Why::Denied => "It cannot be read: this is not allowed here.",
        Why::Missing => "It cannot be read: nothing was found there.",
        Why::Unopened(_) => "It is encrypted, and the register is locked.",
        Why::Unreachable => "The shared drive cannot be reached.",
        _ => "It cannot be read from the disk.",
    }
}

fn odd_words(odd: Odd) -> String {
    match odd {
        Odd::LinkedFolder => "It is a link to a folder in another place. What is there is used, \
                              but a copy or a backup of this register may not include it."
            .to_owned(),
        Odd::LinkOut | Odd::LinkNowhere => sentence(odd, "It was not followed."),
        _ => sentence(odd, "It was not opened."),
    }
}

fn unreadable(error: &ReadError) -> String {
    if let ReadError::TooLarge { max, .. } = error {
        let most = max / (1024 * 1024);
        return format!(
            "It is larger than {most} MB, and was not read. The file is kept as it is."
        );
    }
    let place = error.place().map(|place| format!(" ({place})")).unwrap_or_default();
    format!("It cannot be understood{place}. The file is kept as it is.")
}

fn controls_words(named: &[String]) -> String {
    format!(
        "Its text has invisible characters ({}). They may hide or reorder what is written: read \
         it with that in mind.",
        named.join(", ")
    )
}

/// "It is a pipe, not a file. It was not opened."
fn sentence(odd: Odd, then: &str) -> String {
    format!("{}. {then}", capital(&odd.to_string()))
}

pub(super) fn missing(what: &str, digest: &Digest) -> String {
    format!("{what} is missing (sha256 {}…).", digest.short(super::layout::HEX_DIGITS))
}
