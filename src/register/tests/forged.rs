//! What somebody could do who can write to the share, and can run a script: each trick is seen by
//! `verify` on a workstation that knew the register and, with a seal from paper, on one that did not.

use super::*;
use crate::record::{Contact, EnteredInError};
use crate::register::contacts::Doubt;
use crate::register::layout::Name;
use crate::register::signed::devices::{self, Before};
use crate::register::signed::{
    Claimed, Device, Hand, Minted, Seal, Secret, Trust, seal, signature_line, trust,
};
use crate::register::verify::{Known, Report, verify};
use crate::register::workstation::{self, Own, Workstation};

/// Where the workstation of the practice keeps its own; nobody reaches that from the share.
pub(super) const PRIVATE: &str = "/home/elm/outbox";
/// Where the forger keeps theirs.
const FORGER: &str = "/home/forger/outbox";

/// A register with a decision from before there were keys, two since, and a contact; as a
/// workstation knows it, with a seal on paper.
pub(super) struct Practice {
    pub(super) disk: MemoryDisk,
    pub(super) register: Register,
    signed: Vec<Signed>,
    paper: SealCode,
}

pub(super) fn minted(number: u8) -> Minted {
    Minted { seed: [number; 32], now: at(0), name: format!("Room {number}") }
}

pub(super) fn hand(disk: &MemoryDisk, register: &Register, private: &str, number: u8) -> Hand {
    let mut workstation = Workstation::adopt(&device(number), &BTreeMap::new());
    let private = Path::new(private);
    Hand::take(disk, register, private, &mut workstation, &minted(number)).unwrap()
}

pub(super) fn sign_as(practice: &Practice, hand: &Hand, statement: &Statement) -> Signed {
    hand.show(&practice.disk, &practice.register).unwrap();
    let text = hand.sign(&ronfile::write(statement).unwrap());
    sign_bytes(&practice.disk, &practice.register, &text).unwrap()
}

/// The workstation has read the register, and takes note.
pub(super) fn meet(practice: &Practice, private: &str, number: u8) -> Trust {
    let unsigned = trust::unsigned(&load(&practice.disk, &practice.register));
    let mut hand = hand(&practice.disk, &practice.register, private, number);
    let place = (&practice.register, Path::new(private));
    hand.meet(&practice.disk, place, unsigned.as_deref(), &minted(number)).unwrap()
}

pub(super) fn contact(number: &str) -> Body {
    let mut contact = Contact::new(ContactKind::Police, ItemId::mint([9; 8]));
    contact.numbers[0].number = number.to_owned();
    Body::Contact(contact)
}

pub(super) fn practice() -> Practice {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let before = sign(&disk, &register, &statement(1)).unwrap();
    let paper = SealCode::of(&Digest::of(b""));
    let mut practice = Practice { disk, register, signed: vec![before], paper };
    meet(&practice, PRIVATE, 1);
    let hand = hand(&practice.disk, &practice.register, PRIVATE, 1);
    for statement in
        [statement(2), Statement { body: contact("01632 960001"), ..statement(3) }, statement(4)]
    {
        let device_prev = practice.signed.last().map(|last| last.digest.clone());
        let signed = sign_as(&practice, &hand, &Statement { device_prev, ..statement });
        practice.signed.push(signed);
    }
    meet(&practice, PRIVATE, 1);
    let contents = load(&practice.disk, &practice.register);
    let seal = Seal::of(&practice.register, &contents);
    practice.paper = seal.publish(&practice.disk, &practice.register).unwrap();
    practice
}

impl Practice {
    /// Checked on the workstation that knew the register.
    pub(super) fn known(&self) -> Report {
        let known = Known {
            outboxes: Some(PRIVATE.into()),
            device: Some(device(1)),
            last_signed: vec![(info().id, device(1), self.signed[3].digest.clone())],
            ..Known::default()
        };
        verify(&self.disk, &root(), &known).unwrap()
    }

    /// Checked on one that never saw it, with the paper.
    fn on_paper(&self) -> Report {
        let known = Known { expect: Some(self.paper.clone()), ..Known::default() };
        verify(&self.disk, &root(), &known).unwrap()
    }

    fn text(&self, path: &Path) -> String {
        String::from_utf8(self.disk.files()[path].clone()).unwrap()
    }

    /// Writes the chain anew: each statement as it is made of its text, without a signature; hashes,
    /// links and names agree afterwards.
    fn rewrite(&self, forge: &dyn Fn(usize, String) -> String) {
        let mut hashes: Vec<(String, String)> = Vec::new();
        for (number, signed) in self.signed.iter().enumerate() {
            let mut text = self.text(&signed.path);
            if let Some(at) = text.find("\n// ") {
                text.truncate(at + 1);
            }
            for (old, new) in &hashes {
                text = text.replace(old, new);
            }
            let text = forge(number, text);
            self.disk.take(&signed.path);
            hashes.push((signed.digest.to_string(), self.put(&text).to_string()));
        }
    }

    /// Puts a statement where it belongs, under the name that it gives.
    fn put(&self, text: &str) -> Digest {
        let statement: Statement = ronfile::read(text.as_bytes()).unwrap();
        let (digest, kind) = (Digest::of(text.as_bytes()), statement.body.kind());
        let name = Name::of(&statement.written, kind, &digest, 12);
        let folder = layout::statement_folder(&root(), &statement.decision, kind);
        self.disk.put(&folder.join(name.to_string()), text.as_bytes());
        digest
    }
}

pub(super) fn forgers() -> Secret {
    Secret::from_seed([66; 32])
}

/// The forger's key under the id of a workstation.
pub(super) fn put_key(practice: &Practice, number: u8) {
    let forged = Device::new(&info().id, (&device(number), forgers().key()), at(0), "Room 1");
    let text = forged.text(&forgers()).unwrap();
    practice.disk.put(&devices::path_of(&root(), &device(number)), text.as_bytes());
}

/// Does this to a register, and gives what is then wrong on either workstation.
pub(super) fn tried(forge: impl Fn(&Practice)) -> (Vec<What>, Vec<What>) {
    let practice = practice();
    forge(&practice);
    let whats = |problems: Vec<Problem>| problems.into_iter().map(|one| one.what).collect();
    (whats(practice.known().wrong), whats(practice.on_paper().wrong))
}

#[test]
fn nothing_is_wrong_with_a_register_that_nobody_forged() {
    let practice = practice();
    for report in [practice.known(), practice.on_paper()] {
        assert_eq!((words(&report.wrong), words(&report.remarks)), (vec![], vec![]));
        assert_eq!((report.counts.signed, report.counts.before), (3, 1));
    }
    assert!(practice.known().seal.starts_with("4 statements, seal "));
}

#[test]
fn a_chain_that_is_written_anew_is_seen() {
    let (known, paper) = tried(|practice| {
        practice.rewrite(&|_, text| text.replace("The child’s safety", "No reason"));
    });
    assert!(known.contains(&What::Unsigned), "{known:?}");
    assert!(paper.contains(&What::Unsigned), "{paper:?}");
    assert!(paper.iter().any(|what| matches!(what, What::SealedGone(_))), "{paper:?}");
}

#[test]
fn another_number_to_ring_in_an_emergency_is_seen_and_is_not_rung() {
    let forge = |practice: &Practice| {
        let first = &practice.signed[2];
        let forged = Statement {
            root: Some(first.digest.clone()),
            follows: vec![first.digest.clone()],
            device_prev: Some(practice.signed[3].digest.clone()),
            body: contact("01632 960666"),
            nonce: Nonce::mint([99; 16]),
            ..statement(3)
        };
        practice.put(&ronfile::write(&forged).unwrap());
    };
    let (known, paper) = tried(forge);
    assert!(known.contains(&What::Unsigned) && paper.contains(&What::Unsigned), "{known:?}");
    let practice = practice();
    forge(&practice);
    let trust = meet(&practice, PRIVATE, 1);
    let mut contents = load(&practice.disk, &practice.register);
    trust.check(&mut contents, &|_| false);
    let rung = crate::register::contacts::current(&contents);
    assert_eq!(rung[0].versions[0].contact.numbers[0].number, "01632 960001");
}

#[test]
fn the_number_of_before_comes_first_where_a_computer_that_is_new_changed_or_removed_it() {
    for removed in [false, true] {
        let practice = practice();
        let first = practice.signed[2].digest.clone();
        let mut body = contact("01632 960666");
        if let Body::Contact(contact) = &mut body {
            contact.removed = removed;
        }
        let stranger = hand(&practice.disk, &practice.register, FORGER, 66);
        let theirs = Statement {
            root: Some(first.clone()),
            follows: vec![first],
            device: device(66),
            body,
            nonce: Nonce::mint([99; 16]),
            ..statement(3)
        };
        sign_as(&practice, &stranger, &theirs);
        let mut trust = meet(&practice, PRIVATE, 1);
        let rung = |trust: &Trust| {
            let mut contents = load(&practice.disk, &practice.register);
            trust.check(&mut contents, &|_| false);
            let all = crate::register::contacts::current(&contents).into_iter();
            let all = all.flat_map(|one| one.versions);
            all.map(|one| (one.contact.numbers[0].number.clone(), one.doubt)).collect::<Vec<_>>()
        };
        let (before, now) = ("01632 960001".to_owned(), "01632 960666".to_owned());
        let stranger = Some(Doubt::NewWorkstation);
        assert_eq!(rung(&trust), [(before, None), (now.clone(), stranger)]);
        // Known, it is as any other.
        trust.seen.as_mut().unwrap().acknowledge(&device(66));
        let known = if removed { vec![] } else { vec![(now, None)] };
        assert_eq!(rung(&trust), known);
    }
}

#[test]
fn a_decision_is_not_out_of_view_because_somebody_planted_that_it_was_entered_in_error() {
    let practice = practice();
    let first = practice.signed[1].clone();
    let said = EnteredInError { reason: "Wrong child".to_owned(), ..EnteredInError::default() };
    let planted = Statement {
        root: Some(first.digest.clone()),
        follows: vec![first.digest.clone()],
        body: Body::EnteredInError(said),
        ..statement(2)
    };
    practice.put(&ronfile::write(&planted).unwrap());
    let trust = meet(&practice, PRIVATE, 1);
    let out_of_view = || {
        let mut contents = load(&practice.disk, &practice.register);
        trust.check(&mut contents, &|_| false);
        contents.find(&first.decision).next().unwrap().out_of_view().is_some()
    };
    assert!(!out_of_view());
    // Whoever is known can say so.
    sign_as(&practice, &hand(&practice.disk, &practice.register, PRIVATE, 1), &planted);
    assert!(out_of_view());
}

#[test]
fn signatures_that_are_taken_away_are_missed_whatever_a_list_says() {
    let (known, paper) = tried(|practice| {
        practice.rewrite(&|_, text| text);
        let statements = load(&practice.disk, &practice.register);
        let statements = statements.statements().map(|one| one.digest.clone()).collect();
        let (register, device) = (info().id, device(1));
        let list = Before { format: FORMAT, register, device: device.clone(), statements };
        let text = signature_line::sign(&ronfile::write(&list).unwrap(), &forgers());
        practice.disk.put(&devices::path_of_before(&root(), &device), text.as_bytes());
    });
    for wrong in [known, paper] {
        assert!(wrong.contains(&What::Unsigned), "{wrong:?}");
        assert!(wrong.contains(&What::BadSignature), "the list: {wrong:?}");
    }
}

#[test]
fn another_key_in_the_file_of_a_workstation_is_seen() {
    let (known, paper) = tried(|practice| {
        put_key(practice, 1);
        practice.rewrite(&|_, text| signature_line::sign(&text, &forgers()));
    });
    assert!(known.contains(&What::KeyChanged) && known.contains(&What::OtherKey), "{known:?}");
    assert!(paper.iter().any(|what| matches!(what, What::SealedGone(_))), "{paper:?}");
    let (known, paper) = tried(|practice| put_key(practice, 1));
    assert!(known.contains(&What::KeyChanged), "{known:?}");
    assert!(paper.contains(&What::OtherKey), "{paper:?}");
}

#[test]
fn a_workstation_that_is_added_is_asked_about() {
    let practice = practice();
    let own = hand(&practice.disk, &practice.register, FORGER, 66);
    let forged = sign_as(&practice, &own, &Statement { device: device(66), ..statement(66) });
    let new = Problem::new(&forged.path, What::NewWorkstation);
    assert_eq!(practice.known().wrong, std::slice::from_ref(&new));
    // Having read it changes nothing, until somebody says to know it.
    let mut trust = meet(&practice, PRIVATE, 1);
    assert_eq!(practice.known().wrong, [new]);
    let contents = load(&practice.disk, &practice.register);
    let asked = trust.newcomers(&contents, &at(0));
    assert_eq!((asked.len(), asked[0].statements, asked[0].name.as_str()), (1, 1, "Room 66"));
    trust.seen.as_mut().unwrap().acknowledge(&device(66));
    assert!(trust.newcomers(&contents, &at(0)).is_empty());
    let remarks = practice.on_paper().remarks;
    assert!(remarks.contains(&Problem::new(&forged.path, What::NotInSeal)), "{remarks:?}");
}

#[test]
fn statements_that_are_taken_away_at_the_end_are_missed() {
    let (known, paper) = tried(|practice| practice.disk.take(&practice.signed[3].path));
    for wrong in [&known, &paper] {
        assert!(wrong.iter().any(|what| matches!(what, What::SealedGone(_))), "{wrong:?}");
    }
    assert!(known.iter().any(|what| matches!(what, What::LastMissing(_))), "{known:?}");
    // With its seal, too.
    let (known, paper) = tried(|practice| {
        practice.disk.take(&practice.signed[3].path);
        practice.disk.take(&seal::path_of(&root(), &practice.paper));
    });
    assert!(known.iter().any(|what| matches!(what, What::LastMissing(_))), "{known:?}");
    assert!(paper.contains(&What::SealGone), "{paper:?}");
}

#[test]
fn a_register_that_is_emptied_is_seen() {
    let (known, paper) = tried(|practice| {
        let keep = root().join(layout::REGISTER);
        for path in practice.disk.files().keys() {
            if path.starts_with(root()) && *path != keep {
                practice.disk.take(path);
            }
        }
    });
    assert!(known.contains(&What::DeviceGone), "{known:?}");
    assert!(known.iter().any(|what| matches!(what, What::LastMissing(_))), "{known:?}");
    assert!(paper.contains(&What::SealGone), "{paper:?}");
}

#[test]
fn a_statement_of_another_register_is_not_taken_for_one_of_this() {
    let (known, paper) = tried(|practice| {
        let mut elsewhere = statement(20);
        elsewhere.register = RegisterId::mint([8; 8]);
        // Signed by the same workstation, there.
        let hand = hand(&practice.disk, &practice.register, PRIVATE, 1);
        practice.put(&hand.sign(&ronfile::write(&elsewhere).unwrap()));
    });
    assert!(known.contains(&What::OtherRegister) && paper.contains(&What::OtherRegister));
}

#[test]
fn another_time_is_seen() {
    let (known, paper) = tried(|practice| {
        let signed = &practice.signed[1];
        let text = practice.text(&signed.path);
        practice.disk.take(&signed.path);
        practice.put(&text.replace("2026-11-22T10:17", "2026-11-21T10:17"));
    });
    assert!(
        known.contains(&What::BadSignature) && paper.contains(&What::BadSignature),
        "{known:?}"
    );
}

#[test]
fn a_signature_below_another_text_is_seen() {
    let (known, paper) = tried(|practice| {
        let text = practice.text(&practice.signed[3].path);
        let line = text.lines().last().unwrap();
        let forged = Statement { device_prev: None, ..statement(30) };
        practice.put(&format!("{}{line}\n", ronfile::write(&forged).unwrap()));
    });
    assert!(
        known.contains(&What::BadSignature) && paper.contains(&What::BadSignature),
        "{known:?}"
    );
}

#[test]
fn a_workstation_that_comes_later_takes_over_what_the_others_listed_as_from_before() {
    let practice = practice();
    meet(&practice, "/home/oak/outbox", 2);
    let known = Known {
        outboxes: Some("/home/oak/outbox".into()),
        device: Some(device(2)),
        ..Known::default()
    };
    let report = verify(&practice.disk, &root(), &known).unwrap();
    assert_eq!(words(&report.wrong), [""; 0]);
    // What is added without a signature after that is no more from before than it was.
    let late = Statement { device: device(9), ..statement(50) };
    let late = sign(&practice.disk, &practice.register, &late).unwrap();
    let report = verify(&practice.disk, &root(), &known).unwrap();
    assert_eq!(report.wrong, [Problem::new(&late.path, What::Unsigned)]);
}

#[test]
fn a_workstation_whose_key_is_lost_or_another_s_gets_a_new_id_once() {
    let practice = practice();
    // A profile that was put back without its key, and a computer that was given the same id.
    for private in ["/home/empty/outbox", "/home/clone/outbox"] {
        let mut workstation = Workstation::adopt(&device(1), &BTreeMap::new());
        let mut take = || {
            let place = (&practice.register, Path::new(private));
            Hand::take(&practice.disk, place.0, place.1, &mut workstation, &minted(5)).unwrap()
        };
        let (first, again) = (take(), take());
        assert_ne!(first.device.device, device(1));
        assert_eq!(first.device, again.device);
    }
}

#[test]
fn a_statement_that_only_names_this_workstation_does_not_make_it_another() {
    for signed_by in [None, Some(forgers())] {
        let practice = practice();
        let last = practice.signed.last().unwrap();
        let planted = Statement { device_prev: Some(last.digest.clone()), ..statement(50) };
        let text = ronfile::write(&planted).unwrap();
        practice.put(&signed_by.map_or(text.clone(), |by| signature_line::sign(&text, &by)));
        let trust = meet(&practice, PRIVATE, 1);
        let mut contents = load(&practice.disk, &practice.register);
        trust.check(&mut contents, &|_| false);
        let mut own = Workstation::adopt(&device(1), &BTreeMap::new());
        own.signed(&info().id, last.digest.clone());
        let meets = |own_ones: &[Own]| own.clone().meets_a_stranger(&info().id, own_ones);
        assert!(!meets(&workstation::own(&contents, &device(1))));
        // One with its own key is of a computer that was made as a copy of it.
        let copy = hand(&practice.disk, &practice.register, PRIVATE, 1);
        sign_as(&practice, &copy, &planted);
        let mut contents = load(&practice.disk, &practice.register);
        trust.check(&mut contents, &|_| false);
        assert!(meets(&workstation::own(&contents, &device(1))));
    }
}

#[test]
fn what_is_merged_can_be_checked_where_it_comes_to() {
    let practice = practice();
    let other = Path::new("/share/other");
    let there = Register::create(&practice.disk, other, info(), Choice::Proposed).unwrap();
    merge::merge(&practice.disk, &practice.register, &there).unwrap();
    let report = verify(&practice.disk, other, &Known::default()).unwrap();
    assert_eq!(words(&report.wrong), [""; 0]);
    assert_eq!((report.counts.signed, report.counts.before), (3, 1));
}

#[test]
fn a_statement_says_who_signed_it_and_reads_as_before() {
    let practice = practice();
    let contents = load(&practice.disk, &practice.register);
    let claimed = |signed: &Signed| {
        let loaded = contents.statements().find(|one| one.digest == signed.digest).unwrap();
        assert!(loaded.sound && loaded.statement().is_some());
        loaded.claimed.clone()
    };
    assert_eq!(claimed(&practice.signed[0]), Claimed::Nothing);
    assert!(matches!(claimed(&practice.signed[1]), Claimed::By(by) if by.holds()));
}
