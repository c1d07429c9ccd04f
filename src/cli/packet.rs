//! `justified pack` and `justified unpack`: decisions in one file for a reviewer, and a folder of
//! them.

use std::fmt::Write as _;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{Format, Pack, Unpack};
use super::log::NOBODY;
use super::opening::{Typed, key, load_trusted, opened_with};
use super::user::{author_or, folders, now, outboxes, patience, random, signer};
use super::{Failure, failed, print, say, whole_path};
use crate::base::words::counted;
use crate::base::{ronfile, shown, time};
use crate::record::{DecisionId, Nonce, SealCode};
use crate::register::disk::{self, RealDisk};
use crate::register::export::save_bytes;
use crate::register::log::{Did, Of};
use crate::register::packet::{
    Cover, MAX_PACKET, PacketError, ReadPacket, Refused, read, seal_of, unpack as unpack_into,
};
use crate::register::protect::{
    Cost, Key, To, is_recipient, is_sealed, open_letter, seal_letter, sealed_bound,
};
use crate::register::{Protection, Register, RegisterError};
use crate::report::packet::{Asked, Packing, packed, packing};

/// What a program is told of a packet.
#[derive(Serialize)]
struct Packed<'a> {
    seal: SealCode,
    encrypted: bool,
    cover: &'a Cover,
    told: Vec<ToldOf>,
}

/// A decision of it.
#[derive(Serialize)]
struct ToldOf {
    id: DecisionId,
    headline: String,
    appear: Vec<String>,
    passages: usize,
    perhaps_names: usize,
}

/// The whole path of a new file, which lies in no register that it is made of.
pub(super) fn new_file(to: &Path, root: &Path) -> Result<PathBuf, Failure> {
    let to = whole_path(to);
    if to.starts_with(root) {
        return Err(Failure::usage(
            "This file does not belong in the folder that it is made of. Nothing was written. \
             Choose another folder for it.",
        ));
    }
    if disk::Disk::kind(&RealDisk, &to).ok().flatten().is_some() {
        return Err(Failure::usage(format!(
            "There is already something of this name. Nothing was written. ({})",
            shown::path(&to)
        )));
    }
    Ok(to)
}

/// Refuses what is no age public key.
pub(super) fn check_recipient(key: Option<&str>) -> Result<(), Failure> {
    if key.is_none_or(is_recipient) {
        return Ok(());
    }
    Err(Failure::usage(
        "Nothing was written. This is not an age public key. One begins with age1 and has 62 \
         letters.",
    ))
}

/// Makes a packet. What is in it and who appears is said before it is written.
pub(super) fn pack(asked: &Pack) -> Result<u8, Failure> {
    let root = whole_path(&asked.register);
    let to = new_file(&asked.to, &root)?;
    let reason = asked.identifiable.as_ref().map(|reason| reason.trim().to_owned());
    if reason.as_ref().is_some_and(String::is_empty) {
        return Err(Failure::usage(
            "Nothing was written. Say why names have to be left in: --identifiable REASON.",
        ));
    }
    check_recipient(asked.recipient.as_deref())?;
    let mut typed = Typed::from(asked.passphrase_fd)?;
    let identity = asked.identity.as_deref();
    let disk = opened_with(&root, &mut || typed.key(identity, "Passphrase of the register: "))?;
    let register = Register::open(&disk, &root).map_err(failed)?;
    if register.info.is_packet() {
        return Err(failed(RegisterError::Packet(root)));
    }
    let protected = register.info.protection != Protection::Plain;
    let to_whom = encrypted_to(asked, protected, &mut typed)?;

    let outboxes = outboxes()?;
    let (contents, _) = load_trusted(&disk, &register);
    let parts = packing(&disk, (&register, &contents), &what_is_asked(asked, reason)?);
    let parts = parts.map_err(failed)?;
    if parts.decisions.is_empty() {
        return Err(Failure::usage(format!(
            "No decision would be in this packet: {} Nothing was written.",
            parts.cover.how_much()
        )));
    }
    let as_text = asked.format == Format::Text;
    if as_text {
        print(&contents_of(&parts, to_whom.as_ref()))?;
        if !is_confirmed()? {
            return Err(Failure::usage("Nothing was written."));
        }
    }
    let told = told_of(&parts);
    let signer = signer(outboxes)?;
    let hand = signer.hand(&disk, (&register, &contents), &mut patience()).map_err(failed)?;
    let (plain, cover_text) = packed(&disk, &register, parts, &hand).map_err(failed)?;
    let bytes = match &to_whom {
        Some(to) => seal_letter(&plain, to, Cost::DESIGNED).map_err(failed)?,
        None => plain,
    };
    save_bytes(&RealDisk, &to, &bytes).map_err(failed)?;
    let cover: Cover = ronfile::read_bounded(cover_text.as_bytes(), MAX_PACKET).map_err(failed)?;
    let ids = cover.decisions.iter().map(|one| one.id.clone()).collect();
    super::log::note_that(&disk, &register, (Did::Saved, Of::Packet), ids);
    let seal = seal_of(&cover_text);
    if as_text {
        return say(&format!(
            "Written. Its seal is {seal}: whoever gets it can compare that with you by telephone. \
             ({})\n",
            shown::path(&to)
        ));
    }
    let value = Packed { seal, encrypted: to_whom.is_some(), cover: &cover, told };
    print(&ronfile::write_bounded(&value, MAX_PACKET).map_err(failed)?)
}

fn what_is_asked(asked: &Pack, reason: Option<String>) -> Result<Asked, Failure> {
    Ok(Asked {
        decisions: asked.decision.clone(),
        from: asked.from,
        until: asked.until,
        identifiable: reason,
        maker: author_or(NOBODY),
        now: now(),
        nonce: Nonce::mint(random()?),
    })
}

/// To whom it is encrypted. What comes out of a protected register is encrypted again.
fn encrypted_to(asked: &Pack, protected: bool, typed: &mut Typed) -> Result<Option<To>, Failure> {
    if let Some(key) = &asked.recipient {
        return Ok(Some(To::Recipient(key.clone())));
    }
    if asked.passphrase_fd.is_none() && !protected {
        return Ok(None);
    }
    if protected && asked.passphrase_fd.is_none() {
        super::complain("This register is protected, so its packet needs a passphrase of its own.");
    }
    let passphrase = typed.new_passphrase()?;
    if passphrase.length() == 0 && protected {
        return Err(Failure::usage(
            "Nothing was written. This register is protected, so its packet has to be encrypted \
             too: give --recipient, or a second line with the passphrase of the packet.",
        ));
    }
    Ok(Some(To::Passphrase(passphrase)))
}

fn told_of(parts: &Packing) -> Vec<ToldOf> {
    let each = parts.decisions.iter().map(|one| ToldOf {
        id: one.id.clone(),
        headline: one.headline.clone(),
        appear: one.appear.clone(),
        passages: one.passages,
        perhaps_names: one.doubts,
    });
    each.collect()
}

/// What is in it, who appears, and what it may still tell.
fn contents_of(parts: &Packing, to: Option<&To>) -> String {
    let mut text = format!("Packet from {}\n", shown::line(&parts.cover.practice));
    text.push_str(&crate::register::marked(String::new(), parts.cover.training));
    let _ = writeln!(text, "{}\n", parts.cover.how_much());
    for one in &parts.decisions {
        let appear =
            if one.appear.is_empty() { "nobody".to_owned() } else { one.appear.join(", ") };
        let _ = writeln!(text, "{}  {}", one.id, shown::line(&one.headline));
        let _ = writeln!(text, "  Who appears: {}", shown::line(&appear));
        let _ = writeln!(
            text,
            "  {}, {} of free text",
            counted(one.statements, "statement"),
            counted(one.passages, "passage")
        );
    }
    let (passages, doubts) = parts.free_text();
    text.push('\n');
    match &parts.cover.identifiable {
        Some(reason) => {
            let _ = writeln!(text, "Names are in it. Reason: {}", shown::line(reason));
        }
        None => {
            let _ = writeln!(
                text,
                "Names are replaced by roles in brackets, dates of birth by ages; addresses and \
                 numbers are taken out. {} that may be names are replaced by [name?].\n\
                 {} are otherwise as they were typed. They can still tell who somebody is, by what \
                 happened or where: read them before you send it.",
                counted(doubts, "word"),
                counted(passages, "passage") + " of free text"
            );
        }
    }
    text.push_str(match to {
        Some(To::Recipient(_)) => "It is encrypted to the key that you gave.\n",
        Some(To::Passphrase(_)) => {
            "It is encrypted with the passphrase. Tell that by another way than you send the file.\n"
        }
        None => "It is not encrypted: whoever gets the file can read it.\n",
    });
    text
}

/// Whether somebody at the terminal says so. A script has said enough.
fn is_confirmed() -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        return Ok(true);
    }
    say("Write it? Type yes to continue: ")?;
    let _ = std::io::stdout().flush();
    let mut typed = String::new();
    let read = std::io::stdin().read_line(&mut typed);
    Ok(read.is_ok() && typed.trim().eq_ignore_ascii_case("yes"))
}

/// The bytes of a file that somebody sent, as far as any packet goes.
pub(super) fn read_bounded(file: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = disk::read(&RealDisk, file, sealed_bound(MAX_PACKET)).map_err(failed)?;
    if bytes.len() > sealed_bound(MAX_PACKET) {
        let path = file.to_owned();
        return Err(failed(PacketError::Refused { path, why: Refused::TooLarge }));
    }
    Ok(bytes)
}

/// The same, opened where they are encrypted: what opens them is asked for only then.
pub(super) fn opened_letter(
    (bytes, file): (Vec<u8>, &Path),
    key: &mut dyn FnMut() -> Result<Key, Failure>,
) -> Result<Vec<u8>, Failure> {
    if !is_sealed(&bytes) {
        return Ok(bytes);
    }
    let opened = open_letter(&bytes, &key()?, (MAX_PACKET, Cost::DESIGNED));
    let refused = |why| PacketError::Refused { path: file.to_owned(), why: Refused::Unopened(why) };
    opened.map_err(|why| failed(refused(why)))
}

/// Unpacks a packet into a new folder.
pub(super) fn unpack(asked: &Unpack) -> Result<u8, Failure> {
    let sent = read_bounded(&asked.file)?;
    let encrypted = is_sealed(&sent);
    let bytes = opened_letter((sent, &asked.file), &mut || key(&asked.opening))?;
    let refused = |why| failed(PacketError::Refused { path: asked.file.clone(), why });
    let packet = read(&bytes).map_err(refused)?;
    let root = whole_path(&asked.folder);
    let outboxes = folders().map(|(_, outboxes)| outboxes);
    let from = (&packet, asked.file.as_path());
    let done = unpack_into(&RealDisk, from, &root, outboxes.as_deref()).map_err(failed)?;
    if asked.format == Format::Ron {
        let value =
            Packed { seal: packet.seal.clone(), encrypted, cover: &packet.cover, told: Vec::new() };
        return print(&ronfile::write_bounded(&value, MAX_PACKET).map_err(failed)?);
    }
    say(&unpacked_words(&packet, done.known, &root))
}

fn unpacked_words(packet: &ReadPacket, known: bool, root: &Path) -> String {
    let cover = &packet.cover;
    let mut text = format!("Packet from {}\n", shown::line(&cover.practice));
    text.push_str(&crate::register::marked(String::new(), cover.training));
    let _ = writeln!(text, "{}", cover.how_much());
    let (maker, made) = (shown::line(&cover.maker.name), time::moment(&cover.made));
    let _ = writeln!(text, "Made by {maker}, {made}. Seal {}.", packet.seal);
    text.push_str(if known {
        "The computer that made it is known here.\n"
    } else {
        "The computer that made it was not seen here before: compare the seal with whoever sent \
         it, by telephone.\n"
    });
    match &cover.identifiable {
        Some(reason) => {
            let _ = writeln!(text, "Names are in it. Reason: {}", shown::line(reason));
        }
        None => text.push_str("Names are replaced by roles in brackets.\n"),
    }
    let _ = writeln!(
        text,
        "It is in a folder of its own, which is not encrypted: “justified protect” does that. ({})",
        shown::path(root)
    );
    text
}
