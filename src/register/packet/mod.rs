//! A packet: some decisions of a register in one file, for somebody who reviews them elsewhere.
//!
//! It has a cover that says what is in it and who made it, signed by the maker's workstation, and
//! lists every text that follows by its hash: so the file is as it was made, whole and in order, or
//! it is refused. A text is a signed file to the letter, or a statement in which names were
//! replaced: that one carries neither nonce nor signature, since a nonce beside the hash of the
//! original would let names be guessed, and it is never merged into anything.
//!
//! Unpacked it is a small register of its own, under the id of the one that it was made of, so that
//! what is signed in it can be handed back. Everything in it is foreign: it is bounded, names are
//! made from the bytes, and no text in it is used as a path.

mod accept;
mod check;
mod error;
mod hand_back;
mod make;
mod read;
mod unpack;
pub(super) mod words;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

pub use accept::{Accepting, accept, accepting};
pub use check::{Listing, check, listing, replaced};
pub use error::{PacketError, Refused};
pub use hand_back::{HandBack, NotTaken, Returning, goes_back, returning};
pub use make::{bytes_of_replaced, made};
pub use read::{ReadPacket, read};
pub use unpack::{Unpacked, unpack};

use crate::base::ronfile::blank;
use crate::record::{Author, DecisionId, DeviceId, Digest, Nonce, RegisterId, SealCode};

/// The largest packet that is read or made, in bytes: thousands of decisions.
pub const MAX_PACKET: usize = 64 * 1024 * 1024;

/// The file, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packet {
    /// The format, [`FORMAT`](crate::record::statement::FORMAT).
    pub format: u32,
    /// The text of a [`Cover`], with the signature of the workstation that it names.
    pub cover: String,
    /// The statements, in the order in which the cover lists them.
    pub entries: Vec<Entry>,
    /// The questions and the guidance that they were made under, in that order.
    pub rules: Vec<String>,
    /// The files of the workstations that signed them, in that order.
    pub devices: Vec<String>,
}

/// A statement in a packet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// Its file, to the letter.
    Exact(String),
    /// Its text with names replaced by roles.
    Redacted {
        /// sha256 of its file.
        of: Digest,
        /// The statement, without nonce and signature.
        text: String,
    },
}

/// What a packet says of itself. Nobody whom a decision is about is named in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// The format, [`FORMAT`](crate::record::statement::FORMAT).
    pub format: u32,
    /// The register that it was made of.
    pub register: RegisterId,
    /// What that is called.
    pub practice: String,
    /// Whether that holds invented cases only.
    #[serde(default, skip_serializing_if = "blank")]
    pub training: bool,
    /// Random bits: no two packets have the same seal.
    pub nonce: Nonce,
    /// The workstation that made it.
    pub device: DeviceId,
    /// Who made it.
    pub maker: Author,
    /// When.
    pub made: DateTime<FixedOffset>,
    /// From which day on decisions were chosen.
    #[serde(default, skip_serializing_if = "blank")]
    pub from: Option<NaiveDate>,
    /// Up to which day, that day included.
    #[serde(default, skip_serializing_if = "blank")]
    pub until: Option<NaiveDate>,
    /// How many decisions there were in that time.
    pub there: usize,
    /// Why the others are not in it, and how many of them.
    #[serde(default, skip_serializing_if = "blank")]
    pub left_out: Vec<(LeftOut, usize)>,
    /// Why names were left in it; `None` where they were replaced.
    #[serde(default, skip_serializing_if = "blank")]
    pub identifiable: Option<String>,
    /// The decisions.
    pub decisions: Vec<InPacket>,
    /// sha256 of each text of the rules.
    pub rules: Vec<Digest>,
    /// sha256 of the file of each workstation.
    pub devices: Vec<Digest>,
}

/// A decision as a cover lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InPacket {
    /// Its id.
    pub id: DecisionId,
    /// sha256 of its first statement.
    pub root: Digest,
    /// Its statements, in their order.
    pub statements: Vec<Listed>,
}

/// A statement as a cover lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// sha256 of the signed file.
    pub of: Digest,
    /// sha256 of the file in its place, where names were replaced.
    #[serde(default, skip_serializing_if = "blank")]
    pub replaced: Option<Digest>,
}

/// Why a decision is not in a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeftOut {
    /// It was not among those that were named.
    NotChosen,
    /// It was entered in error.
    EnteredInError,
    /// It was disposed of.
    DisposedOf,
    /// Something is wrong with its files.
    SomethingWrong,
    /// A newer version wrote a part of it, in which this one cannot replace names.
    Newer,
}

impl LeftOut {
    /// In words, after a number.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotChosen => "not chosen",
            Self::EnteredInError => "entered in error",
            Self::DisposedOf => "disposed of",
            Self::SomethingWrong => "with something wrong in the files",
            Self::Newer => "written in part by a newer version",
        }
    }
}

impl Cover {
    /// How much of what there was is in it, in words: "40 of 52 in the period. Left out: 12 …".
    pub fn how_much(&self) -> String {
        use crate::base::time::day;
        let count = self.decisions.len();
        let period = match (self.from, self.until) {
            (Some(from), Some(until)) => format!(" from {} to {}", day(from), day(until)),
            (Some(from), None) => format!(" from {} on", day(from)),
            (None, Some(until)) => format!(" up to {}", day(until)),
            (None, None) => String::new(),
        };
        let decisions = if self.there == 1 { "decision" } else { "decisions" };
        let mut text = format!("{count} of {} {decisions}{period}.", self.there);
        if !self.left_out.is_empty() {
            let each = self.left_out.iter().map(|(why, n)| format!("{n} {}", why.words()));
            text.push_str(" Left out: ");
            text.push_str(&each.collect::<Vec<_>>().join(", "));
            text.push('.');
        }
        text
    }

    /// Every statement that it lists, with the decision that it is of.
    pub fn statements(&self) -> impl Iterator<Item = (&InPacket, &Listed)> {
        self.decisions.iter().flat_map(|one| one.statements.iter().map(move |it| (one, it)))
    }

    /// Whether it lists a decision with this first statement.
    pub fn lists(&self, id: &DecisionId, root: &Digest) -> bool {
        self.decisions.iter().any(|one| one.id == *id && one.root == *root)
    }
}

/// The seal of a packet, from the text of its cover, which lists all that is in it: what its maker
/// and whoever got it can compare by telephone.
pub fn seal_of(cover: &str) -> SealCode {
    SealCode::of(&Digest::of(cover.as_bytes()))
}

/// Where the cover lies in a packet that was unpacked.
pub fn cover_path(root: &Path) -> PathBuf {
    root.join(super::layout::PACKET)
}

/// Where this user keeps what belongs to a packet, in place of the folder of the outboxes: its
/// workstation has an id and a key of its own in each packet, so that nothing that it signs in one
/// rests on what it signed elsewhere.
pub fn private_place(outboxes: &Path, seal: &SealCode) -> PathBuf {
    outboxes.with_file_name("packets").join(seal.as_str()).join("outbox")
}
