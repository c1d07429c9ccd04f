//! A change of the protection that is cut short, at each of its steps: killed, or by a full disk.

use super::people::colleague;
use super::*;
use crate::register::protect::Invited;
use crate::register::testing::{FailingDisk, Fault};

/// What is done, and what the register is before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    On,
    Off,
    TakeAway,
    Passphrase,
}

fn new_phrase() -> Passphrase {
    phrase("another lantern entirely")
}

/// A register as it is before this is done, and what can be read of it; of a colleague with this
/// public key.
fn before(use_of: Use, recipient: &str) -> (MemoryDisk, (Vec<Digest>, usize, usize)) {
    let disk = MemoryDisk::default();
    worked(&disk);
    let read = read_all(&disk);
    if use_of != Use::On {
        let vault = vault(&disk);
        let people = [Invited::by_key(recipient)];
        protecting(&vault, |protector| protector.turn_on(&right(), &people)).unwrap();
    }
    // A place for what is noted, so that the first step is the change itself.
    disk.put(Path::new("/home/data/here"), b"");
    (disk, read)
}

fn change(vault: &Vault, use_of: Use, recipient: &str) -> Result<(), ProtectError> {
    protecting(vault, |protector| match use_of {
        Use::On => protector.turn_on(&right(), &[]).map(drop),
        Use::Off => protector.turn_off(&right()).map(drop),
        Use::TakeAway => {
            protector.change_people(&right(), (&[], &[recipient.to_owned()])).map(drop)
        }
        Use::Passphrase => protector.change_passphrase(&right(), &new_phrase()),
    })
}

/// A start of the program after it was cut short: whatever the register says of itself, it is
/// opened, and what was begun goes on.
fn start_again(disk: &MemoryDisk, use_of: Use) -> Vault {
    let vault = vault(disk);
    match Register::open(&vault, &root()) {
        Ok(_) => {}
        Err(error) => {
            assert!(error.is_locked(), "{use_of:?}: {error}");
            let opened = open(&vault, &right()).or_else(|_| open(&vault, &new_phrase()));
            opened.unwrap_or_else(|error| panic!("{use_of:?}: {error}"));
        }
    }
    vault
}

/// Tries a use with a disk that fails at each step in turn, until it fails no more.
fn at_each_step(use_of: Use, fault: Fault) {
    let (_, recipient) = colleague();
    for step in 0.. {
        let (disk, read) = before(use_of, &recipient);
        let failing = Arc::new(FailingDisk::new(disk.clone(), fault, step));
        let cut = Vault::new(Arc::clone(&failing) as Arc<dyn Disk>);
        let done = change(&cut, use_of, &recipient);
        if fault == Fault::Gone {
            disk.cut_power();
        }
        // Nothing is lost, in whatever state it is.
        let again = start_again(&disk, use_of);
        assert_eq!(read_all(&again), read, "{use_of:?} {fault:?} at {step}");
        // It can be brought to its end.
        if done.is_err() {
            let _ = change(&again, use_of, &recipient);
        }
        let last = start_again(&disk, use_of);
        assert_eq!(read_all(&last), read, "{use_of:?} {fault:?} at {step}, again");
        let plain = with_text(&disk, "The child’s safety");
        assert_eq!(
            plain.is_empty(),
            use_of != Use::Off,
            "{use_of:?} {fault:?} at {step}: {plain:?}"
        );
        assert!(verify(&last, &root(), &Known::default()).unwrap().is_clean());
        if done.is_ok() && failing.steps() <= step {
            assert!(step > 10, "it took no steps");
            return;
        }
    }
}

#[test]
fn turning_it_on_and_off_goes_on_from_any_step_at_which_the_program_was_killed() {
    at_each_step(Use::On, Fault::Gone);
    at_each_step(Use::Off, Fault::Gone);
}

#[test]
fn turning_it_on_and_off_goes_on_after_any_step_that_failed() {
    for fault in [Fault::Once, Fault::Full, Fault::Denied] {
        at_each_step(Use::On, fault);
        at_each_step(Use::Off, fault);
    }
}

#[test]
fn a_new_key_and_a_new_passphrase_go_on_from_any_step() {
    for fault in [Fault::Gone, Fault::Full] {
        at_each_step(Use::TakeAway, fault);
        at_each_step(Use::Passphrase, fault);
    }
}
