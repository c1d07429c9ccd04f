//! Making a packet: its parts are put together, signed, and read once more before anybody gets them.

use super::{Cover, Entry, MAX_PACKET, Packet, Refused, read};
use crate::base::ronfile;
use crate::record::Digest;
use crate::record::statement::FORMAT;
use crate::register::RegisterError;
use crate::register::signed::{Hand, signature_line};

/// The bytes of a file in which names were replaced: the text, and a line that says of which file.
pub fn bytes_of_replaced(text: &str, of: &Digest) -> String {
    signature_line::with_original(text, of)
}

/// The bytes of a packet. `cover` lacks the lists of rules and workstations, which are filled in
/// here; `entries` are in the order in which it lists them.
///
/// # Errors
///
/// It would be larger than any that is read, or something is in it that would be refused.
pub fn made(
    cover: Cover,
    entries: Vec<Entry>,
    (rules, devices): (Vec<String>, Vec<String>),
    hand: &Hand,
) -> Result<(Vec<u8>, String), RegisterError> {
    let hashes = |texts: &[String]| texts.iter().map(|one| Digest::of(one.as_bytes())).collect();
    let cover = Cover {
        device: hand.device.device.clone(),
        rules: hashes(&rules),
        devices: hashes(&devices),
        ..cover
    };
    let cover = hand.sign(&ronfile::write_bounded(&cover, MAX_PACKET)?);
    let packet = Packet { format: FORMAT, cover, entries, rules, devices };
    let text = ronfile::write_bounded(&packet, MAX_PACKET)?;
    match read(text.as_bytes()) {
        Ok(_) => Ok((text.into_bytes(), packet.cover)),
        Err(Refused::TooLarge) => Err(RegisterError::Write(ronfile::WriteError::TooLarge {
            size: text.len(),
            max: MAX_PACKET,
        })),
        Err(_) => Err(RegisterError::Write(ronfile::WriteError::Unwritable)),
    }
}
