//! `justified protect`: a register is encrypted, made plain, or opened to other people.

use std::fmt::Write as _;
use std::sync::Arc;

use super::arguments::Protect;
use super::opening::{Typed, protecting};
use super::register::listed;
use super::{Failure, complain, failed, say, whole_path};
use crate::register::disk::RealDisk;
use crate::register::protect::{Conformed, Invited, Key, Vault};
use crate::register::{Protection, Register};

/// What was copied before is out of reach.
const NOT_REACHED: &str = "Copies that were made before are as they were: backups, the history of a \
                           cloud folder, other computers.";

/// Does what is asked, and says what was done.
pub(super) fn protect(asked: &Protect) -> Result<u8, Failure> {
    let vault = Vault::new(Arc::new(RealDisk));
    let root = whole_path(&asked.register);
    let is_plain =
        Register::describe(&RealDisk, &root).map_err(failed)?.protection == Protection::Plain;
    let invited: Vec<Invited> = asked.recipient.iter().map(Invited::by_key).collect();
    let mut typed = Typed::from(asked.passphrase_fd)?;
    if is_plain && !asked.off {
        if !asked.remove.is_empty() || asked.new_passphrase {
            return Err(Failure::usage(
                "This register is not protected yet. Nothing was changed. Protect it first.",
            ));
        }
        let passphrase = typed.new_passphrase()?;
        let done = protecting(&vault, &root, |one| one.turn_on(&passphrase, &invited))?;
        return told(&done, "encrypted", Some(NOT_REACHED));
    }
    let passphrase = typed.passphrase("Passphrase: ")?;
    if asked.off {
        let done = protecting(&vault, &root, |one| one.turn_off(&passphrase))?;
        let keys = "Its keys stay in the folder “keys”: copies that were made before may be \
                    encrypted with them.";
        return told(&done, "made plain", Some(keys));
    }
    if asked.new_passphrase {
        let new = typed.new_passphrase()?;
        protecting(&vault, &root, |one| one.change_passphrase(&passphrase, &new))?;
        return say(&format!(
            "The passphrase was changed. The old one no longer opens this register, but it does \
             open copies of it. {NOT_REACHED}\n"
        ));
    }
    if !asked.remove.is_empty() || !asked.recipient.is_empty() {
        let people = (invited.as_slice(), asked.remove.as_slice());
        let done = protecting(&vault, &root, |one| one.change_people(&passphrase, people))?;
        let kept = "Whoever was taken away keeps what they have copied, and can read that.";
        let more = (!asked.remove.is_empty()).then_some(kept);
        return told(&done, "encrypted again", more);
    }
    let key = Key::Passphrase(passphrase);
    let opened = protecting(&vault, &root, |one| one.open(&key))?;
    let since = protecting(&vault, &root, |one| one.encrypt_what_is_plain(&key))?;
    let before = opened.went_on.unwrap_or_default();
    let all = Conformed { changed: before.changed + since.changed, left: since.left };
    let mut text = String::from("This register is protected.");
    for person in &opened.unlocked.people {
        let named = match person.name.as_str() {
            "" => String::new(),
            name => format!(" ({name})"),
        };
        let _ = write!(text, " It opens with the key of {}{named} too.", person.recipient);
    }
    told(&all, "encrypted", Some(&text))
}

/// How many files were changed, and which were not.
fn told(done: &Conformed, what: &str, more: Option<&str>) -> Result<u8, Failure> {
    complain(&listed(&done.left, &[]));
    let files = match done.changed {
        1 => "1 file was".to_owned(),
        count => format!("{count} files were"),
    };
    let more = more.map(|more| format!(" {more}")).unwrap_or_default();
    say(&format!("{files} {what}.{more}\n"))?;
    Ok(u8::from(!done.left.is_empty()))
}
