//! What is the matter with a packet, in plain words.

use crate::register::problem::{What, missing};

/// The words of a problem of this room.
pub(in crate::register) fn of(what: &What) -> String {
    let text = match what {
        What::NamesReplaced => {
            "Names were replaced in it. It belongs in a packet, and is no statement here."
        }
        What::PacketChanged => {
            "The cover of this packet is missing, or is not as its maker signed it."
        }
        What::PacketLacks(digest) => {
            return missing("A statement that the cover of this packet lists", digest);
        }
        What::NotOfPacket => {
            "Names were replaced in it, and the cover of this packet does not list it."
        }
        What::NotInPacket => {
            "It follows something that is not here: it was signed in a packet, of which this is \
             a part, or came back in part."
        }
        What::NotOfReviewer => {
            "The computer that signed it signs reviews that come back from a packet, and nothing \
             else. It may be forged."
        }
        _ => "Something is wrong with it.",
    };
    text.to_owned()
}
