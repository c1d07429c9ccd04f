//! Packets: what is in one is as it was made, or it is refused whole.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::register::packet::{
    Cover, Entry, InPacket, LeftOut, Listed, MAX_PACKET, Packet, PacketError, Refused,
    bytes_of_replaced, made, read, unpack,
};
use crate::register::signed::devices;
use crate::register::signed::{Hand, Minted, signature_line};
use crate::register::verify::{Known, Report, verify};
use crate::register::workstation::Workstation;

pub(super) const PRIVATE: &str = "/home/elm/outbox";

pub(super) fn hand(disk: &MemoryDisk, register: &Register, private: &str, number: u8) -> Hand {
    let mut workstation = Workstation::adopt(&device(number), &BTreeMap::new());
    let minted = Minted { seed: [number; 32], now: at(0), name: format!("Room {number}") };
    let hand = Hand::take(disk, register, Path::new(private), &mut workstation, &minted).unwrap();
    hand.show(disk, register).unwrap();
    hand
}

/// A register with two decisions, the second with an addendum, each signed by its workstation.
pub(super) fn practice() -> (MemoryDisk, Register, Vec<Signed>) {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let hand = hand(&disk, &register, PRIVATE, 1);
    let mut signed: Vec<Signed> = Vec::new();
    let mut put = |statement: Statement| {
        let device_prev = signed.last().map(|last| last.digest.clone());
        let text = hand.sign(&ronfile::write(&Statement { device_prev, ..statement }).unwrap());
        signed.push(sign_bytes(&disk, &register, &text).unwrap());
        signed.clone()
    };
    put(statement(1));
    let two = put(statement(2))[1].clone();
    put(addendum(3, &two, &[&two]));
    (disk, register, signed)
}

/// The parts of a packet of all of it; names replaced, which this room does not do itself.
pub(super) fn parts(
    disk: &MemoryDisk,
    register: &Register,
    exact: bool,
) -> (Cover, Vec<Entry>, Vec<String>) {
    let (mut entries, mut decisions) = (Vec::new(), Vec::new());
    for file in load(disk, register).decisions {
        let mut statements = Vec::new();
        for loaded in &file.statements {
            let of = loaded.digest.clone();
            let text = String::from_utf8(disk.files()[&loaded.path].clone()).unwrap();
            if exact {
                entries.push(Entry::Exact(text));
                statements.push(Listed { of, replaced: None });
                continue;
            }
            let bare = Statement {
                nonce: Nonce::NONE,
                device_prev: None,
                device: device(0),
                ..loaded.statement().unwrap().clone()
            };
            let text = ronfile::write(&bare).unwrap();
            let replaced = Some(Digest::of(bytes_of_replaced(&text, &of).as_bytes()));
            entries.push(Entry::Redacted { of: of.clone(), text });
            statements.push(Listed { of, replaced });
        }
        decisions.push(InPacket { id: file.id.clone(), root: file.root.clone(), statements });
    }
    let cover = Cover {
        format: FORMAT,
        register: info().id,
        practice: "Elm Street practice".to_owned(),
        training: false,
        nonce: Nonce::mint([5; 16]),
        device: device(0),
        maker: statement(1).author,
        made: at(500),
        from: None,
        until: None,
        there: 3,
        left_out: vec![(LeftOut::EnteredInError, 1)],
        identifiable: exact.then(|| "Asked for by the named doctor".to_owned()),
        decisions,
        rules: Vec::new(),
        devices: Vec::new(),
    };
    let device = disk.files()[&devices::path_of(&root(), &device(1))].clone();
    (cover, entries, vec![String::from_utf8(device).unwrap()])
}

/// The packet of a practice.
fn packet(exact: bool) -> Vec<u8> {
    let (disk, register, _) = practice();
    let (cover, entries, devices) = parts(&disk, &register, exact);
    let hand = hand(&disk, &register, PRIVATE, 1);
    made(cover, entries, (vec![RULES.to_owned()], devices), &hand).unwrap().0
}

static EXACT: LazyLock<Vec<u8>> = LazyLock::new(|| packet(true));
static REPLACED: LazyLock<Vec<u8>> = LazyLock::new(|| packet(false));

fn as_parts(bytes: &[u8]) -> Packet {
    ronfile::read_bounded(bytes, MAX_PACKET).unwrap()
}

/// Why these bytes are refused; nothing is written, whatever it is.
fn refused(bytes: &[u8]) -> Refused {
    match read(bytes) {
        Ok(_) => panic!("it is taken"),
        Err(why) => why,
    }
}

fn changed(change: impl FnOnce(&mut Packet)) -> Refused {
    let mut packet = as_parts(&EXACT);
    change(&mut packet);
    refused(ronfile::write_bounded(&packet, MAX_PACKET).unwrap().as_bytes())
}

/// A packet with another cover or other entries, signed again by its own maker: a maker can be
/// somebody who means harm, and their file is held to the same rules.
fn made_badly(exact: bool, change: impl FnOnce(&mut Cover, &mut Vec<Entry>)) -> Refused {
    let (disk, register, _) = practice();
    let (mut cover, mut entries, devices) = parts(&disk, &register, exact);
    change(&mut cover, &mut entries);
    let hand = hand(&disk, &register, PRIVATE, 1);
    let hashes = |texts: &[String]| texts.iter().map(|one| Digest::of(one.as_bytes())).collect();
    let rules = vec![RULES.to_owned()];
    let cover =
        Cover { device: device(1), rules: hashes(&rules), devices: hashes(&devices), ..cover };
    let cover = hand.sign(&ronfile::write(&cover).unwrap());
    let packet = Packet { format: FORMAT, cover, entries, rules, devices };
    refused(ronfile::write_bounded(&packet, MAX_PACKET).unwrap().as_bytes())
}

fn unpacked(bytes: &[u8]) -> (MemoryDisk, Register) {
    let disk = MemoryDisk::default();
    let read = read(bytes).unwrap();
    let done = unpack(&disk, (&read, Path::new("/p")), Path::new("/un"), None).unwrap();
    (disk, done.register)
}

fn check(disk: &MemoryDisk, register: &Register) -> Report {
    verify(disk, &register.root, &Known::default()).unwrap()
}

#[test]
fn it_opens_as_a_small_register_of_its_own_and_verifies() {
    for bytes in [&*EXACT, &*REPLACED] {
        let (disk, register) = unpacked(bytes);
        assert_eq!(Register::open(&disk, &register.root).as_ref(), Ok(&register));
        assert!(register.info.is_packet());
        let report = check(&disk, &register);
        assert_eq!(words(&report.wrong), [""; 0]);
        assert_eq!((report.decisions, report.statements), (2, 3));
    }
}

/// The fuzz target begins from it.
#[test]
fn the_golden_packet_is_the_one_that_is_made_and_reads() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden/packet.ron");
    let kept = std::fs::read(path).unwrap_or_default();
    if kept != *REPLACED && option_env!("JUSTIFIED_WRITE_TEXTS").is_some() {
        std::fs::write(path, &*REPLACED).unwrap();
    } else {
        assert_eq!(String::from_utf8(kept), String::from_utf8(REPLACED.clone()));
    }
}

#[test]
fn exact_files_are_the_ones_that_were_signed() {
    let (disk, _, signed) = practice();
    let (there, _) = unpacked(&EXACT);
    for one in signed {
        let within = one.path.strip_prefix(root()).unwrap();
        assert_eq!(there.files()[&Path::new("/un").join(within)], disk.files()[&one.path]);
    }
}

#[test]
fn what_has_names_replaced_stands_for_the_file_that_was_signed() {
    let (_, _, signed) = practice();
    let (disk, register) = unpacked(&REPLACED);
    let contents = load(&disk, &register);
    let hashes: Vec<&Digest> = contents.statements().map(|one| &one.digest).collect();
    assert_eq!(hashes, signed.iter().map(|one| &one.digest).collect::<Vec<_>>());
    assert!(contents.statements().all(|one| one.is_replaced() && one.sound));
    for file in disk.files().into_values() {
        let text = String::from_utf8(file).unwrap();
        assert!(!text.contains(&Nonce::mint([1; 16]).to_string()), "{text}");
    }
}

#[test]
fn outside_a_packet_it_is_no_statement_and_is_never_merged() {
    let (disk, register, signed) = practice();
    let (packet, unpacked) = unpacked(&REPLACED);
    let other = super::register(&disk, Path::new("/other"));
    for (path, bytes) in packet.files() {
        let name = path.strip_prefix("/un").unwrap();
        if name.starts_with("decisions") {
            disk.put(&other.root.join(name), &bytes);
        }
    }
    assert!(
        words(&check(&disk, &other).wrong).iter().any(|one| one.contains("Names were replaced"))
    );
    let merged = merge::merge(&disk, &other, &register).unwrap();
    assert_eq!((merged.copied.len(), merged.already), (0, 0));
    let refused = merge::merge(&disk, &Register { root: root(), info: unpacked.info }, &register);
    assert!(matches!(refused, Err(RegisterError::Packet(_))));
    assert_eq!(load(&disk, &register).statements().count(), signed.len());
}

#[test]
fn a_packet_that_is_cut_anywhere_is_refused() {
    for bytes in [&*EXACT, &*REPLACED] {
        for end in (0..bytes.len() - 1).step_by(37).chain([bytes.len() - 2]) {
            refused(&bytes[..end]);
        }
    }
}

#[test]
fn nothing_that_was_changed_since_is_taken() {
    let other = || Entry::Exact("Statement()\n".to_owned());
    assert_eq!(changed(|packet| drop(packet.entries.pop())), Refused::NotAsListed);
    assert_eq!(changed(|packet| packet.entries.push(other())), Refused::NotAsListed);
    assert_eq!(changed(|packet| packet.entries.swap(0, 1)), Refused::NotAsListed);
    assert_eq!(
        changed(|packet| packet.entries[1] = packet.entries[0].clone()),
        Refused::NotAsListed
    );
    assert_eq!(changed(|packet| packet.rules.clear()), Refused::NotAsListed);
    assert_eq!(changed(|packet| packet.rules[0].push(' ')), Refused::NotAsListed);
    assert_eq!(changed(|packet| packet.rules.push("x".to_owned())), Refused::NotAsListed);
    assert_eq!(changed(|packet| packet.devices.clear()), Refused::NotAsListed);
    let forged = |packet: &mut Packet| packet.cover = packet.cover.replace("Elm", "Oak");
    assert_eq!(changed(forged), Refused::CoverNotSigned);
    let unsigned = |packet: &mut Packet| {
        let at = packet.cover.find("\n// ").unwrap();
        packet.cover.truncate(at + 1);
    };
    assert_eq!(changed(unsigned), Refused::CoverNotSigned);
    assert_eq!(changed(|packet| packet.format = 2), Refused::Newer);
    assert_eq!(changed(|packet| packet.format = 0), Refused::NotForPackets);
}

#[test]
fn an_exact_text_in_the_place_of_one_without_names_is_refused_and_the_other_way_round() {
    let mut packet = as_parts(&REPLACED);
    packet.entries[0] = as_parts(&EXACT).entries[0].clone();
    let text = ronfile::write_bounded(&packet, MAX_PACKET).unwrap();
    assert_eq!(refused(text.as_bytes()), Refused::NotAsListed);
    assert_eq!(
        made_badly(true, |cover, _| cover.identifiable = None),
        Refused::WrongStatement,
        "it says that names were replaced, and they were not"
    );
}

#[test]
fn whoever_makes_a_packet_can_put_nothing_in_that_none_holds() {
    let relist = |cover: &mut Cover, entries: &mut Vec<Entry>, statement: &Statement| {
        let text = ronfile::write(statement).unwrap();
        let of = Digest::of(text.as_bytes());
        cover.decisions[0].statements[0].of = of.clone();
        if statement.root.is_none() {
            cover.decisions[0].root = of;
        }
        entries[0] = Entry::Exact(text);
    };
    let with = |change: fn(&mut Statement)| {
        made_badly(true, |cover, entries| {
            let mut one = statement(1);
            change(&mut one);
            relist(cover, entries, &one);
        })
    };
    assert_eq!(with(|one| one.register = RegisterId::mint([9; 8])), Refused::WrongStatement);
    assert_eq!(with(|one| one.decision = decision_id(9)), Refused::WrongStatement);
    let contact = |one: &mut Statement| {
        one.body = Body::Contact(Contact::new(ContactKind::Police, ItemId::mint([9; 8])));
    };
    assert_eq!(with(contact), Refused::NotForPackets);
    let disposal = |one: &mut Statement| one.body = Body::Disposal(Disposal::default());
    assert_eq!(with(disposal), Refused::NotForPackets);
}

#[test]
fn a_text_without_names_carries_no_nonce_and_nothing_of_who_signed_it() {
    let with = |change: fn(&mut Statement)| {
        made_badly(false, |cover, entries| {
            let Entry::Redacted { of, text } = &entries[0] else { panic!("names are replaced") };
            let mut one: Statement = ronfile::read(text.as_bytes()).unwrap();
            change(&mut one);
            let (of, text) = (of.clone(), ronfile::write(&one).unwrap());
            let bytes = bytes_of_replaced(&text, &of);
            cover.decisions[0].statements[0].replaced = Some(Digest::of(bytes.as_bytes()));
            entries[0] = Entry::Redacted { of, text };
        })
    };
    assert_eq!(with(|one| one.nonce = Nonce::mint([1; 16])), Refused::WrongStatement);
    assert_eq!(with(|one| one.device_prev = Some(Digest::of(b"x"))), Refused::WrongStatement);
}

#[test]
fn it_is_signed_by_the_computer_that_it_names_and_by_the_key_that_is_known_here() {
    let (disk, register, _) = practice();
    let (cover, entries, devices) = parts(&disk, &register, true);
    let forger = MemoryDisk::default();
    let elsewhere = super::register(&forger, &root());
    let stranger = hand(&forger, &elsewhere, "/home/forger/outbox", 8);
    let texts = (vec![RULES.to_owned()], devices);
    assert!(
        made(cover.clone(), entries.clone(), texts, &stranger).is_err(),
        "it is not among them"
    );
    // With a key of their own under the name of the practice's computer.
    let mut workstation = Workstation::adopt(&device(1), &BTreeMap::new());
    let minted = Minted { seed: [8; 32], now: at(0), name: String::new() };
    let forging =
        Hand::take(&forger, &elsewhere, Path::new("/f/outbox"), &mut workstation, &minted);
    let forging = forging.unwrap();
    forging.show(&forger, &elsewhere).unwrap();
    let own = forger.files()[&devices::path_of(&root(), &device(1))].clone();
    let texts = (vec![RULES.to_owned()], vec![String::from_utf8(own).unwrap()]);
    let bytes = made(cover, entries, texts, &forging).unwrap().0;
    let read = read(&bytes).unwrap();
    // This computer met the practice's before.
    let mut own = hand(&disk, &register, PRIVATE, 1);
    let minted = Minted { seed: [1; 32], now: at(0), name: String::new() };
    own.meet(&disk, (&register, Path::new(PRIVATE)), Some(&[]), &minted).unwrap();
    let before = disk.files();
    let done = unpack(&disk, (&read, Path::new("/p")), Path::new("/un"), Some(Path::new(PRIVATE)));
    let why = Refused::OtherKey;
    assert_eq!(done, Err(PacketError::Refused { path: "/p".into(), why }));
    assert_eq!(disk.files(), before);
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let disk = MemoryDisk::default();
    let packet = read(&EXACT).unwrap();
    disk.put(Path::new("/un/mine.txt"), b"mine");
    let before = disk.files();
    let done = unpack(&disk, (&packet, Path::new("/p")), Path::new("/un"), None);
    assert!(matches!(done, Err(PacketError::Register(RegisterError::NotEmpty(_)))));
    assert_eq!(disk.files(), before);
}

#[test]
fn what_is_changed_in_a_packet_after_it_was_unpacked_is_seen() {
    let (disk, register) = unpacked(&REPLACED);
    let file = disk.files().into_keys().find(|path| path.starts_with("/un/decisions")).unwrap();
    let text = String::from_utf8(disk.files()[&file].clone()).unwrap();
    // A whole new file, with a name that is right and a line that says of which file it is.
    let other = text.replace("safety", "home");
    let (digest, _) = signature_line::read(other.as_bytes());
    let written = layout::Name::parse(file.file_name().unwrap().to_str().unwrap()).unwrap();
    let name = layout::Name { hex: digest.short(12), ..written };
    disk.put(&file.with_file_name(name.to_string()), other.as_bytes());
    disk.take(&file);
    let found = words(&check(&disk, &register).wrong);
    assert!(found.iter().any(|one| one.contains("does not list it")), "{found:?}");
    disk.take(&file.with_file_name(name.to_string()));
    let found = words(&check(&disk, &register).wrong);
    assert!(found.iter().any(|one| one.contains("cover of this packet lists")), "{found:?}");
    disk.put(Path::new("/un/packet.ron"), b"Cover()");
    assert!(
        words(&check(&disk, &register).wrong).iter().any(|one| one.contains("its maker signed"))
    );
}

#[test]
fn no_message_quotes_what_is_in_a_packet() {
    let text = String::from_utf8(EXACT.clone()).unwrap();
    let broken = text.replace("The child’s safety", "The child’s safety\", x: \"");
    let why = refused(broken.as_bytes());
    let error = PacketError::Refused { path: "/p".into(), why };
    assert!(!error.to_string().contains("safety"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_bit_that_is_turned_is_refused_or_changes_nothing(
        at: prop::sample::Index, bit in 0..8_u8, exact: bool,
    ) {
        let original = if exact { &*EXACT } else { &*REPLACED };
        let mut bytes = original.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(found) = read(&bytes) {
            prop_assert_eq!(found, read(original).unwrap());
        }
    }
}
