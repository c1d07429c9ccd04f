//! What is the matter with a signature or a seal, in plain words.

use crate::register::problem::{What, missing};

/// The words of a problem of this room.
pub(in crate::register) fn of(what: &What) -> String {
    let text = match what {
        What::BadSignature => {
            "Its signature is broken or is not that of its text. The computer that it names \
             did not sign it so."
        }
        What::UnknownKey => {
            "It is signed with a key that is not of any computer in this register. It may be \
             forged."
        }
        What::OtherKey => {
            "It is signed with another key than that of the computer it names. It may be forged."
        }
        What::Unsigned => {
            "No computer signed it, and it is not known to be from before computers did. It \
             may be forged, or was written with an earlier version of Justified."
        }
        What::KeyChanged => {
            "The key of this computer is not the one that was seen here first. Somebody may \
             have changed it."
        }
        What::DeviceGone => {
            "A computer that has signed here is missing from the list. Its file comes back \
             when that computer opens the register."
        }
        What::SealedGone(digest) => return missing("A statement that the seal lists", digest),
        What::SealedFewer { listed, there } => {
            return format!(
                "Of {listed} statements by one computer that the seal lists, {there} are here."
            );
        }
        What::NotInSeal => {
            "It was signed by a computer that had signed nothing when the seal was made. Ask \
             your colleagues whose it is."
        }
        What::SealGone => {
            "The file with what this seal lists is missing. Either the seal was copied \
             wrongly, or it is of another register, or something was removed."
        }
        What::NewWorkstation => {
            "It was signed by a computer not seen here before. Ask your colleagues whose it is."
        }
        other => return crate::register::packet::words::of(other),
    };
    text.to_owned()
}
