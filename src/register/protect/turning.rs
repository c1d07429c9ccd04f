//! Turning the protection of a register on and off, and changing who can open it.
//!
//! In which order things are written is what makes it safe to be killed at any step: keys before
//! what is encrypted with them, `register.ron` before the first encrypted file and after the last
//! plain one, and what was begun is noted in the private folder until it is done. Until then both
//! forms are read; the next opening goes on.

use std::path::Path;
use std::sync::Arc;

use super::conform::{Conformed, Form, conform};
use super::key::{Cost, Keyring, Passphrase, recipient};
use super::people::{
    Holder, Invited, Key, Unlocked, key_names, recipient_of, remove, unlock, write_for_passphrase,
    write_for_people,
};
use super::pins::{Going, Pin, load_pins, save_pins};
use super::strength::FEWEST;
use super::{ProtectError, Vault};
use crate::record::RegisterId;
use crate::register::disk::Disk;
use crate::register::{Protection, Register, RegisterError, RegisterInfo};

/// Where a register and what belongs to it lies.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// The register.
    pub root: &'a Path,
    /// The folder in which outboxes lie, in the user's private folder.
    pub outboxes: &'a Path,
    /// What this workstation knows of protection, there too.
    pub pins: &'a Path,
}

/// Opens a protected register, and changes how one is protected.
pub struct Protector<'a> {
    /// The disk.
    pub vault: &'a Vault,
    /// Where everything lies.
    pub places: Places<'a>,
    /// How much work a passphrase is.
    pub cost: Cost,
    /// Told how many of how many files are done.
    pub progress: &'a mut dyn FnMut(usize, usize),
}

/// A register that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Who can open it.
    pub unlocked: Unlocked,
    /// Whether a change that had been cut short was brought to its end.
    pub went_on: Option<Conformed>,
    /// Whether it is plain now: turning it off had been cut short.
    pub is_plain: bool,
}

impl Protector<'_> {
    fn disk(&self) -> &dyn Disk {
        self.vault.beneath()
    }

    fn info(&self) -> Result<RegisterInfo, RegisterError> {
        Register::describe(self.disk(), self.places.root)
    }

    /// Opens it to be read, and changes nothing.
    pub fn open_to_read(&self, key: &Key) -> Result<(), ProtectError> {
        let info = self.info()?;
        let (unlocked, _) = self.unlock(&info, key)?;
        self.hold(&info.id, &unlocked.keyring)
    }

    /// Opens it, and goes on with what was begun here and cut short. What waits in the outbox is
    /// brought into the same form.
    pub fn open(&mut self, key: &Key) -> Result<Opened, ProtectError> {
        let info = self.info()?;
        let (unlocked, pin) = self.unlock(&info, key)?;
        self.hold(&info.id, &unlocked.keyring)?;
        let going = pin.map_or(Some(Going::On), |pin| pin.going);
        let went_on = match going {
            Some(Going::Off) => Some(self.make_plain(&info, &unlocked.keyring)?),
            Some(Going::NewKey { before, after }) => {
                if after.contains(&unlocked.file) {
                    Some(self.encrypt_anew(&info.id, &unlocked.keyring, &before)?)
                } else {
                    // It was cut short before it had begun.
                    remove(self.disk(), self.places.root, &after)?;
                    self.pin(&info.id, &unlocked.keyring.recipient(), None)?;
                    None
                }
            }
            Some(Going::On) => Some(self.encrypt(&info.id, &unlocked.keyring)?),
            None => {
                self.bring_outbox(&info.id, Form::SealedAnew(&unlocked.keyring))?;
                None
            }
        };
        let is_plain = recipient_of(self.disk(), self.places.root)?.is_none();
        let went_on = went_on.filter(|conformed| conformed.changed > 0 || is_plain);
        Ok(Opened { unlocked, went_on, is_plain })
    }

    /// Encrypts what lies there plain: a colleague wrote it in the moment in which the register was
    /// protected, or put it back from a backup.
    pub fn encrypt_what_is_plain(&mut self, key: &Key) -> Result<Conformed, ProtectError> {
        let info = self.info()?;
        if info.protection == Protection::Plain {
            return Err(ProtectError::NotProtected(self.places.root.to_owned()));
        }
        let opened = self.open(key)?;
        self.encrypt(&info.id, &opened.unlocked.keyring)
    }

    /// The keys, where they are those that this workstation knows, or were put there by somebody who
    /// had those.
    fn unlock(
        &self,
        info: &RegisterInfo,
        key: &Key,
    ) -> Result<(Unlocked, Option<Pin>), ProtectError> {
        let root = self.places.root;
        let pin = load_pins(self.disk(), self.places.pins).of(&info.id).cloned();
        let wanted = match (&info.protection, &pin) {
            (Protection::Age(recipient), _) => recipient.clone(),
            // Turned off here, and cut short; or it was turned off, or made to look so, elsewhere.
            (Protection::Plain, Some(pin)) => pin.recipient.clone(),
            (Protection::Plain, None) => return Err(ProtectError::NotProtected(root.to_owned())),
        };
        let unlocked = unlock(self.disk(), root, &wanted, (key, self.cost))?;
        if pin.as_ref().is_some_and(|pin| !unlocked.keyring.knows(&pin.recipient)) {
            return Err(ProtectError::Swapped(root.to_owned()));
        }
        Ok((unlocked, pin))
    }

    /// Protects a plain register.
    pub fn turn_on(
        &mut self,
        passphrase: &Passphrase,
        recipients: &[Invited],
    ) -> Result<Conformed, ProtectError> {
        let (root, info) = (self.places.root, self.info()?);
        if info.protection != Protection::Plain {
            return Err(ProtectError::AlreadyProtected(root.to_owned()));
        }
        check_all(passphrase, recipients)?;
        let before = key_names(self.disk(), root)?;
        let keyring = Keyring::generate();
        let people = write_for_people(self.disk(), root, &keyring, recipients)?;
        let with = (passphrase, self.cost);
        write_for_passphrase(self.disk(), root, (&keyring, &people), with)?;
        self.describe(root, &info.id, Protection::Age(keyring.recipient()))?;
        self.hold(&info.id, &keyring)?;
        self.pin(&info.id, &keyring.recipient(), Some(Going::On))?;
        let done = self.encrypt(&info.id, &keyring)?;
        if done.left.is_empty() {
            // Of a protection that was turned off: nothing here is encrypted with those keys.
            remove(self.disk(), root, &before)?;
        }
        Ok(done)
    }

    /// Makes a protected register plain. The keys stay: copies of it may be encrypted with them.
    pub fn turn_off(&mut self, passphrase: &Passphrase) -> Result<Conformed, ProtectError> {
        let info = self.info()?;
        let (unlocked, _) = self.unlock(&info, &Key::Passphrase(passphrase.clone()))?;
        self.hold(&info.id, &unlocked.keyring)?;
        self.pin(&info.id, &unlocked.keyring.recipient(), Some(Going::Off))?;
        self.make_plain(&info, &unlocked.keyring)
    }

    /// Adds people by their public keys, and takes others away: then the register gets a new key, and
    /// everything is encrypted again. What they had, they keep.
    pub fn change_people(
        &mut self,
        passphrase: &Passphrase,
        (add, take_away): (&[Invited], &[String]),
    ) -> Result<Conformed, ProtectError> {
        let (root, info) = (self.places.root, self.info()?);
        check_all(passphrase, add)?;
        let (unlocked, _) = self.unlock(&info, &Key::Passphrase(passphrase.clone()))?;
        let Unlocked { keyring, people, file, .. } = unlocked;
        let stays = |holder: &&Holder| !take_away.contains(&holder.recipient);
        let is_among = |named: &str| people.iter().any(|one| one.recipient == *named);
        if let Some(unknown) = take_away.iter().find(|named| !is_among(named)) {
            return Err(ProtectError::NotAmongThem(unknown.clone()));
        }
        let is_new = |one: &&Invited| !is_among(&one.recipient);
        let new: Vec<Invited> = add.iter().filter(is_new).cloned().collect();
        let with = (passphrase, self.cost);
        if take_away.is_empty() {
            let added = write_for_people(self.disk(), root, &keyring, &new)?;
            let all: Vec<Holder> = people.into_iter().chain(added).collect();
            write_for_passphrase(self.disk(), root, (&keyring, &all), with)?;
            remove(self.disk(), root, &[file])?;
            self.hold(&info.id, &keyring)?;
            return Ok(Conformed::default());
        }
        let renewed = keyring.renewed();
        let stay = people.iter().filter(stays).map(|holder| Invited {
            recipient: holder.recipient.clone(),
            name: holder.name.clone(),
        });
        let invited: Vec<Invited> = stay.chain(new).collect();
        let holders = write_for_people(self.disk(), root, &renewed, &invited)?;
        let own = write_for_passphrase(self.disk(), root, (&renewed, &holders), with)?;
        let before: Vec<String> = people.into_iter().map(|one| one.file).chain([file]).collect();
        let after = holders.into_iter().map(|one| one.file).chain([own]).collect();
        let going = Going::NewKey { before: before.clone(), after };
        self.pin(&info.id, &keyring.recipient(), Some(going))?;
        self.describe(root, &info.id, Protection::Age(renewed.recipient()))?;
        self.hold(&info.id, &renewed)?;
        self.encrypt_anew(&info.id, &renewed, &before)
    }

    /// Puts another passphrase in the place of this one.
    pub fn change_passphrase(
        &mut self,
        passphrase: &Passphrase,
        new: &Passphrase,
    ) -> Result<(), ProtectError> {
        check_all(new, &[])?;
        let info = self.info()?;
        let (unlocked, _) = self.unlock(&info, &Key::Passphrase(passphrase.clone()))?;
        let Unlocked { keyring, people, file, .. } = unlocked;
        let (disk, root) = (self.disk(), self.places.root);
        write_for_passphrase(disk, root, (&keyring, &people), (new, self.cost))?;
        remove(disk, root, &[file])
    }

    /// Who can open it beside whoever has this passphrase.
    pub fn people(&self, passphrase: &Passphrase) -> Result<Vec<Holder>, ProtectError> {
        let info = self.info()?;
        let (unlocked, _) = self.unlock(&info, &Key::Passphrase(passphrase.clone()))?;
        Ok(unlocked.people)
    }

    /// From now on the register and its outbox are read and written with these keys.
    fn hold(&self, id: &RegisterId, keyring: &Keyring) -> Result<(), ProtectError> {
        let keyring = Arc::new(keyring.clone());
        self.vault.unlock(self.places.root, &keyring)?;
        self.vault.unlock(&self.places.outboxes.join(id.as_str()), &keyring)
    }

    fn encrypt(&mut self, id: &RegisterId, keyring: &Keyring) -> Result<Conformed, ProtectError> {
        let root = self.places.root;
        let done = conform(self.vault.beneath(), root, Form::Sealed(keyring), self.progress)?;
        self.bring_outbox(id, Form::SealedAnew(keyring))?;
        self.pin(id, &keyring.recipient(), None)?;
        Ok(done)
    }

    fn encrypt_anew(
        &mut self,
        id: &RegisterId,
        keyring: &Keyring,
        before: &[String],
    ) -> Result<Conformed, ProtectError> {
        let root = self.places.root;
        let done = conform(self.vault.beneath(), root, Form::SealedAnew(keyring), self.progress)?;
        self.bring_outbox(id, Form::SealedAnew(keyring))?;
        remove(self.disk(), root, before)?;
        self.pin(id, &keyring.recipient(), None)?;
        Ok(done)
    }

    fn make_plain(
        &mut self,
        info: &RegisterInfo,
        keyring: &Keyring,
    ) -> Result<Conformed, ProtectError> {
        let root = self.places.root;
        let mut done = conform(self.vault.beneath(), root, Form::Plain(keyring), self.progress)?;
        self.bring_outbox(&info.id, Form::Plain(keyring))?;
        self.describe(root, &info.id, Protection::Plain)?;
        // What was written meanwhile, here or by another workstation.
        let since = conform(self.vault.beneath(), root, Form::Plain(keyring), &mut |_, _| {})?;
        done.changed += since.changed;
        done.left = since.left;
        let mut pins = load_pins(self.disk(), self.places.pins);
        pins.registers.remove(&info.id);
        save_pins(self.disk(), self.places.pins, &pins)?;
        self.vault.forget(root);
        self.vault.forget(&self.places.outboxes.join(info.id.as_str()));
        Ok(done)
    }

    /// Brings what waits on this computer into the same form. Where nothing waits, nothing is made.
    fn bring_outbox(&self, id: &RegisterId, form: Form<'_>) -> Result<(), ProtectError> {
        let outbox = self.places.outboxes.join(id.as_str());
        let disk = self.disk();
        let info = match Register::describe(disk, &outbox) {
            Err(RegisterError::NotARegister(_)) => return Ok(()),
            info => info?,
        };
        let none = &mut |_, _| {};
        match form {
            Form::Sealed(keys) | Form::SealedAnew(keys) => {
                self.describe(&outbox, &info.id, Protection::Age(keys.recipient()))?;
                conform(disk, &outbox, form, none)?;
            }
            Form::Plain(_) => {
                conform(disk, &outbox, form, none)?;
                self.describe(&outbox, &info.id, Protection::Plain)?;
            }
        }
        Ok(())
    }

    /// Writes what a register says of its protection, and reads it back.
    fn describe(
        &self,
        root: &Path,
        id: &RegisterId,
        protection: Protection,
    ) -> Result<(), ProtectError> {
        Ok(Register::rewrite(self.disk(), root, id, |info| info.protection = protection)?)
    }

    fn pin(
        &self,
        id: &RegisterId,
        recipient: &str,
        going: Option<Going>,
    ) -> Result<(), ProtectError> {
        let mut pins = load_pins(self.disk(), self.places.pins);
        let pin = Pin { recipient: recipient.to_owned(), root: self.places.root.to_owned(), going };
        if pins.registers.insert(id.clone(), pin.clone()) != Some(pin) {
            save_pins(self.disk(), self.places.pins, &pins)?;
        }
        Ok(())
    }
}

/// Whether what is to be set can be, asked before anything is written.
fn check_all(passphrase: &Passphrase, invited: &[Invited]) -> Result<(), ProtectError> {
    if passphrase.length() < FEWEST {
        return Err(ProtectError::TooShort);
    }
    invited.iter().try_for_each(|one| recipient(&one.recipient).map(drop))
}
