//! What is tried with any bytes whatever, one function for each parser of what comes from outside.
//! The fuzz targets beside this file call them, and `tests/all/fuzz.rs` as properties.
//!
//! Nothing panics, nothing hangs, and what reads is written and read again as the same.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::str::FromStr;
use std::sync::LazyLock;

use justified::base::{control, dates, fold, ronfile, shown, speller};
use justified::caseload::chronology::chronology;
use justified::caseload::search::Query;
use justified::caseload::timeline::timeline;
use justified::guidance::Library;
use justified::guidance::local::LocalDocument;
use justified::pathway::Pathway;
use justified::record::text::decision_text;
use justified::record::typed::{Day, DayTime, GmcNumber, NhsNumber, Typed};
use justified::record::{
    Author, Body, DecisionId, Digest, Draft, Record, RegisterId, SealCode, Stated, Statement,
};
use justified::register::contacts::read_entries;
use justified::register::index::Index;
use justified::register::layout::Name;
use justified::register::listing::Listing;
use justified::register::packet::{self, Packet};
use justified::register::settings::Settings;
use justified::register::signed::{Claimed, Device, Seal, Seen, signature_line};
use justified::register::testing::MemoryDisk;
use justified::register::verify::{Known, verify};
use justified::register::workstation::Workstation;
use justified::register::{Choice, Register, RegisterInfo, load};
use justified::report::Identifying;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The guidance, read once.
static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::embedded().expect("our guidance reads"));

/// A body, by the name of its target.
pub type Tried = fn(&[u8]);

/// All of them.
pub const ALL: [(&str, Tried); 14] = [
    ("statement", statement),
    ("register_file", register_file),
    ("draft", draft),
    ("register_info", register_info),
    ("settings", settings),
    ("workstation", workstation),
    ("index", index),
    ("signed", signed),
    ("contacts", contacts),
    ("packet", packet),
    ("local_guidance", local_guidance),
    ("pathway", pathway),
    ("typed", typed),
    ("marked", marked),
];

/// What reads is written, and read again as the same. An error quotes nothing of the file.
fn again<T: Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) -> Option<T> {
    match ronfile::read::<T>(bytes) {
        Ok(read) => {
            let text = ronfile::write(&read).expect("what was read can be written");
            let back = ronfile::read::<T>(text.as_bytes());
            assert_eq!(back.as_ref(), Ok(&read), "{text}");
            Some(read)
        }
        Err(error) => {
            let _ = (error.to_string(), error.in_full(), error.place());
            None
        }
    }
}

/// A signed statement, and everything that is shown of it.
pub fn statement(bytes: &[u8]) {
    let Some(statement) = again::<Statement>(bytes) else { return };
    let digest = Digest::of(bytes);
    let stated = [Stated { digest: &digest, statement: &statement }];
    let _ = decision_text((&stated, None), &LIBRARY, &BTreeMap::new());
    let _ = chronology(stated);
    if let Body::Decision(decision) = &statement.body {
        let _ = justified::record::people::one_line(&decision.record.reasons);
    }
}

/// Any bytes as a file of a register, under the name that they would have: the register is read
/// and verified, and not a byte of it is changed.
pub fn register_file(bytes: &[u8]) {
    let disk = MemoryDisk::default();
    let root = Path::new("/share/register");
    let info = RegisterInfo::new(RegisterId::mint([7; 8]), "Elm Street practice");
    let register = Register::create(&disk, root, info, Choice::Proposed).expect("an empty disk");
    let id = DecisionId::mint(2026, [7; 8]);
    let folder = justified::register::layout::decision_folder(root, &id);
    let name = format!("20261122T101502Z-decision-{}.ron", Digest::of(bytes).short(12));
    disk.put(&folder.join(name), bytes);
    disk.put(&folder.join("20261122T101502Z-decision-000000000000.ron"), bytes);
    let before = disk.files();
    let contents = load(&disk, &register);
    for file in &contents.decisions {
        let _ = (timeline(file), file.standing(), file.out_of_view());
    }
    let report = verify(&disk, root, &Known::default()).expect("the register itself is sound");
    assert!(!report.is_clean(), "a name that is not that of its bytes is seen");
    assert_eq!(disk.files(), before);
}

/// A draft.
pub fn draft(bytes: &[u8]) {
    if let Some(draft) = again::<Draft>(bytes) {
        let _ = draft.holds();
    }
}

/// What a register says of itself.
pub fn register_info(bytes: &[u8]) {
    again::<RegisterInfo>(bytes);
}

/// The settings of this user.
pub fn settings(bytes: &[u8]) {
    again::<Settings>(bytes);
}

/// What a workstation remembers of its own signing.
pub fn workstation(bytes: &[u8]) {
    again::<Workstation>(bytes);
}

/// The cache: statements and list.
pub fn index(bytes: &[u8]) {
    again::<Index>(bytes);
    again::<Listing>(bytes);
}

/// Who signed a file, what a register says of its computers, and seals.
pub fn signed(bytes: &[u8]) {
    let (digest, claimed) = signature_line::read(bytes);
    assert_eq!(digest, Digest::of(bytes));
    if let Claimed::By(by) = claimed {
        let _ = by.holds();
    }
    again::<Device>(bytes);
    again::<Seal>(bytes);
    again::<Seen>(bytes);
    let text = String::from_utf8_lossy(bytes);
    if let Ok(code) = text.parse::<SealCode>() {
        assert_eq!(code.to_string().parse().as_ref(), Ok(&code));
    }
}

/// Contacts that somebody sent.
pub fn contacts(bytes: &[u8]) {
    for training in [false, true] {
        if let Err(error) = read_entries(bytes, training) {
            let _ = error.to_string();
        }
    }
}

/// A packet that somebody sent: it is refused, or it is unpacked below its own folder and nowhere
/// else, and what is made of it is read and verified.
pub fn packet(bytes: &[u8]) {
    again::<Packet>(bytes);
    let read = match packet::read(bytes) {
        Ok(read) => read,
        Err(why) => return drop(why.to_string()),
    };
    let (disk, root) = (MemoryDisk::default(), Path::new("/home/un"));
    let done = packet::unpack(&disk, (&read, Path::new("/p")), root, None);
    assert!(disk.files().keys().all(|path| path.starts_with(root)));
    if done.is_ok() {
        let _ = verify(&disk, root, &Known::default()).expect("what was unpacked opens");
    }
}

/// The practice's own guidance.
pub fn local_guidance(bytes: &[u8]) {
    match LocalDocument::parse(bytes) {
        Ok(document) => drop(document.origin()),
        Err(error) => drop((error.to_string(), error.detail())),
    }
}

/// Rules that a register kept.
pub fn pathway(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(error) = Pathway::parse("pathway.ron", text) {
        let _ = error.to_string();
    }
}

/// Everything that is typed into a field or named like a file.
pub fn typed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    keeps::<Day>(&text);
    keeps::<DayTime>(&text);
    keeps::<NhsNumber>(&text);
    keeps::<GmcNumber>(&text);
    let _ = (dates::read(&text, None), dates::parse_day(&text), Name::parse(&text));
    let harmless = shown::lines(&text);
    assert!(!harmless.contains('\u{1b}'), "nothing reaches a terminal that it would obey");
    let _ = (shown::line(&text), control::harmless(&text), control::named(&text));
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (before, query) = text.split_at(middle);
    let hits = fold::hits(before, query);
    let found = Query::of(query).ranges(before);
    let words = speller::words(&text).collect::<Vec<_>>();
    for (range, of) in hits
        .iter()
        .chain(&found)
        .map(|range| (range, before))
        .chain(words.iter().map(|range| (range, &*text)))
    {
        assert!(of.get(range.clone()).is_some(), "{range:?} is no part of the text");
    }
}

/// What is typed is kept, right or not.
fn keeps<T: FromStr>(text: &str) {
    let typed: Typed<T> = Typed::new(text);
    assert_eq!(typed.text, text);
    let _ = typed.valid();
}

/// What could tell who somebody is: the first line holds the names, the others the text.
pub fn marked(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (names, text) = text.split_once('\n').unwrap_or(("", &text));
    let author = Author { name: names.to_owned(), ..Author::default() };
    let known = Identifying::of(&Record::default(), &author, &DecisionId::mint(2026, [7; 8]));
    let mut end = 0;
    for trace in known.traces(text) {
        assert!(text.get(trace.at.clone()).is_some(), "{:?} is no part of the text", trace.at);
        assert!(trace.at.start >= end, "they are in order, and none is in another");
        end = trace.at.end;
    }
    let _ = known.traces_in_doubt(text);
}
