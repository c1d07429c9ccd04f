//! `justified hand-back` and `justified accept`: what a reviewer added goes back, and is taken in.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::arguments::{Accept, Format, HandBack};
use super::opening::{Typed, load_trusted, opened, opened_with};
use super::packet::{check_recipient, new_file, opened_letter, read_bounded};
use super::user::{now, outboxes, patience};
use super::{Failure, failed, print, say, whole_path};
use crate::base::words::counted;
use crate::base::{ronfile, shown, time};
use crate::record::{Body, DecisionId, SealCode, Statement};
use crate::register::disk::RealDisk;
use crate::register::export::save_bytes;
use crate::register::packet::{
    Accepting, NotTaken, PacketError, accept as take_in, accepting, returning,
};
use crate::register::protect::{Cost, To, seal_letter};
use crate::register::{Register, RegisterError, signing_lock, workstation};

/// What a program is told.
#[derive(Serialize)]
struct Came {
    packet: SealCode,
    written: bool,
    statements: Vec<One>,
    already: usize,
    not_taken: Vec<(NotTaken, usize)>,
}

/// A statement that goes back.
#[derive(Serialize)]
struct One {
    decision: DecisionId,
    kind: &'static str,
    author: String,
    written: chrono::DateTime<chrono::FixedOffset>,
}

fn one(statement: &Statement) -> One {
    One {
        decision: statement.decision.clone(),
        kind: statement.body.kind(),
        author: statement.author.name.clone(),
        written: statement.written,
    }
}

/// A statement as it is shown before it goes on: what it says too.
fn told(statement: &Statement) -> String {
    let says = match &statement.body {
        Body::Addendum(note) => note.text.clone(),
        other => other.addition().map(|one| one.in_words()).unwrap_or_default(),
    };
    let (author, at) = (shown::line(&statement.author.name), time::moment(&statement.written));
    let says = shown::lines(says.trim()).replace('\n', "\n    ");
    let mut text =
        format!("{}  {} by {author}, {at}\n", statement.decision, statement.body.label());
    if !says.is_empty() {
        let _ = writeln!(text, "    {says}");
    }
    text
}

/// Writes what was added to a packet into a file of its own.
pub(super) fn hand_back(asked: &HandBack) -> Result<u8, Failure> {
    let root = whole_path(&asked.folder);
    let to = new_file(&asked.to, &root)?;
    check_recipient(asked.recipient.as_deref())?;
    let disk = opened(&root, &asked.opening)?;
    let register = Register::open(&disk, &root).map_err(failed)?;
    let found = returning(&disk, &register).map_err(failed)?;
    let added: Vec<&Statement> = found.added.iter().filter_map(|one| one.statement()).collect();
    if added.is_empty() {
        return Err(Failure::usage(format!(
            "{}Nothing was added to this packet that goes back. Nothing was written.",
            stays(&found.stays)
        )));
    }
    let mut bytes = found.bytes().map_err(failed)?;
    if let Some(key) = &asked.recipient {
        bytes = seal_letter(&bytes, &To::Recipient(key.clone()), Cost::DESIGNED).map_err(failed)?;
    }
    save_bytes(&RealDisk, &to, &bytes).map_err(failed)?;
    let status = u8::from(!found.stays.is_empty());
    if asked.format == Format::Ron {
        let not_taken = found.stays.iter().map(|(_, why)| (*why, 1)).collect();
        let statements = added.into_iter().map(one).collect();
        let value = Came { packet: found.seal, written: true, statements, already: 0, not_taken };
        print(&ronfile::write(&value).map_err(failed)?)?;
        return Ok(status);
    }
    let mut text = format!(
        "Goes back to {}, for the packet with the seal {}:\n",
        shown::line(&found.listing.cover.practice),
        found.seal
    );
    text.extend(added.into_iter().map(told));
    text.push_str(&stays(&found.stays));
    let _ = writeln!(text, "Written. ({})", shown::path(&to));
    print(&text)?;
    Ok(status)
}

fn stays(stays: &[(PathBuf, NotTaken)]) -> String {
    let mut text = String::new();
    for (path, why) in stays {
        let _ = writeln!(text, "Stays here: {}. ({})", why.words(), shown::path(path));
    }
    text
}

/// Shows what came back, and takes it in where that is asked.
pub(super) fn accept(asked: &Accept) -> Result<u8, Failure> {
    let root = whole_path(&asked.register);
    let refused = |why| failed(PacketError::Refused { path: asked.file.clone(), why });
    let sent = read_bounded(&asked.file)?;
    let mut typed = Typed::from(asked.passphrase_fd)?;
    let mut key = || typed.key(asked.identity.as_deref(), "Passphrase: ");
    let disk = opened_with(&root, &mut key)?;
    let bytes = opened_letter((sent, &asked.file), &mut key)?;
    let register = Register::open(&disk, &root).map_err(failed)?;
    if register.info.is_packet() {
        return Err(failed(RegisterError::Packet(root)));
    }
    let outboxes = outboxes()?;
    let (contents, trust) = load_trusted(&disk, &register);
    let found = accepting(&bytes, (&register, &contents), &trust).map_err(refused)?;
    if asked.format == Format::Text {
        print(&came(&found))?;
    }
    let apply = asked.apply && !found.new.is_empty();
    if asked.apply {
        let memory = workstation::file_beside(&outboxes);
        let _turn = signing_lock::take(&disk, &memory, &mut patience()).map_err(failed)?;
        take_in(&disk, &register, &found, (Some(&outboxes), now())).map_err(failed)?;
    }
    let status = u8::from(!found.not_taken.is_empty());
    if asked.format == Format::Ron {
        let value = Came {
            packet: found.seal.clone(),
            written: apply,
            statements: found.new.iter().map(|(statement, _)| one(statement)).collect(),
            already: found.already,
            not_taken: found.not_taken.into_iter().collect(),
        };
        print(&ronfile::write(&value).map_err(failed)?)?;
        return Ok(status);
    }
    say(match (apply, found.new.is_empty()) {
        (_, true) => "There is nothing to take in. Nothing was written.\n",
        (true, false) => "Taken in.\n",
        (false, false) => "Nothing was written. Add --apply to take it in.\n",
    })?;
    Ok(status)
}

fn came(found: &Accepting) -> String {
    let cover = &found.cover;
    let mut text = format!(
        "Came back for the packet with the seal {}, made {} by {}.\n",
        found.seal,
        time::moment(&cover.made),
        shown::line(&cover.maker.name)
    );
    for (device, _) in found.devices.values() {
        let name = if device.name.is_empty() { "without a name" } else { &device.name };
        let _ = writeln!(
            text,
            "Signed on a computer of the reviewer’s ({}): ask them if it is theirs.",
            shown::line(name)
        );
    }
    text.extend(found.new.iter().map(|(statement, _)| told(statement)));
    if found.already > 0 {
        let _ = writeln!(text, "{} here already.", counted(found.already, "statement"));
    }
    for (why, count) in &found.not_taken {
        let _ = writeln!(text, "Not taken: {}: {}.", counted(*count, "statement"), why.words());
    }
    text
}
