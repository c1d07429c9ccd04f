//! What comes back of a packet: only what was added, only what a reviewer may add, and the same in
//! whatever order it comes.

use proptest::prelude::*;

use super::packet::{PRIVATE, hand, parts, practice};
use super::*;
use crate::register::disposal::{By, dispose};
use crate::register::packet::{
    Accepting, HandBack, MAX_PACKET, NotTaken, Refused, accept, accepting, made, private_place,
    read, returning, unpack,
};
use crate::register::signed::{Hand, Minted, Seen, Signer, Trust, devices, known_workstations};
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, verify};
use crate::register::workstation::Workstation;

const REVIEWER: &str = "/home/reviewer/outbox";

/// A practice, the packet that it made, and the reviewer's folder of it, on another disk.
struct Sent {
    practice: MemoryDisk,
    register: Register,
    signed: Vec<Signed>,
    reviewer: MemoryDisk,
    folder: Register,
}

fn sent(exact: bool) -> Sent {
    let (disk, register, signed) = practice();
    let hand = hand(&disk, &register, PRIVATE, 1);
    let (cover, entries, devices) = parts(&disk, &register, exact);
    let texts = (vec![RULES.to_owned()], devices);
    let (bytes, _) = made(cover, entries, texts, &hand).unwrap();
    let reviewer = MemoryDisk::default();
    let packet = read(&bytes).unwrap();
    let folder = unpack(&reviewer, (&packet, Path::new("/p")), Path::new("/un"), None).unwrap();
    // The practice's workstation has read its register before.
    let mut seen = Seen::new(&info().id);
    seen.learn(&devices::load(&disk, &root(), &info().id), (&device(1), false), &at(0));
    seen.before = Some([].into());
    let file = known_workstations::file_beside(Path::new(PRIVATE), &info().id);
    known_workstations::save(&disk, &file, &seen).unwrap();
    Sent { practice: disk, register, signed, reviewer, folder: folder.register }
}

impl Sent {
    /// The reviewer signs something in the packet about the decision with this first statement.
    fn add(&self, number: u8, root: &Digest, body: Body) -> Digest {
        let Sort::Packet(seal) = &self.folder.info.sort else { panic!("a packet") };
        let contents = load(&self.reviewer, &self.folder);
        let signer = Signer {
            outboxes: private_place(Path::new(REVIEWER), seal),
            device: device(70),
            minted: Minted { seed: [70; 32], now: at(600), name: "Room 9".to_owned() },
        };
        let place = (&self.folder, &contents);
        let hand = signer.hand(&self.reviewer, place, &mut || false).unwrap();
        let file = contents.decisions.iter().find(|file| file.root == *root).unwrap();
        let one = Statement {
            decision: file.id.clone(),
            root: Some(root.clone()),
            follows: file.heads(),
            device: hand.device.device.clone(),
            device_prev: contents.last_signed(&hand.device.device),
            author: Author { name: "Dr Rae Viewer".to_owned(), ..Author::default() },
            written: at(600 + i64::from(number)),
            headline: "Review".to_owned(),
            rules: BTreeMap::new(),
            body,
            ..statement(100 + number)
        };
        let text = hand.sign(&ronfile::write(&one).unwrap());
        sign_bytes(&self.reviewer, &self.folder, &text).unwrap().digest
    }

    fn review(&self, number: u8, at: usize) -> Digest {
        let root = self.signed[at].digest.clone();
        let comment = format!("Comment {number}");
        let review = Review { verdict: Some(Verdict::Same), comment, ..Review::new(root.clone()) };
        self.add(number, &root, Body::Review(review))
    }

    fn comes_back(&self) -> Vec<u8> {
        returning(&self.reviewer, &self.folder).unwrap().bytes().unwrap()
    }

    fn looked_at(&self, bytes: &[u8]) -> Result<Accepting, Refused> {
        let mut contents = load(&self.practice, &self.register);
        let id = &self.register.info.id;
        let trust = Trust::load(&self.practice, &root(), id, Some(Path::new(PRIVATE)), None);
        trust.mistrust(&mut contents);
        accepting(bytes, (&self.register, &contents), &trust)
    }

    fn take(&self, bytes: &[u8]) -> usize {
        let found = self.looked_at(bytes).unwrap();
        let place = (Some(Path::new(PRIVATE)), at(900));
        accept(&self.practice, &self.register, &found, place).unwrap().len()
    }

    fn wrong(&self) -> Vec<String> {
        let known = Known { outboxes: Some(PRIVATE.into()), ..Known::default() };
        words(&verify(&self.practice, &root(), &known).unwrap().wrong)
    }

    fn wrong_there(&self) -> Vec<String> {
        words(&verify(&self.reviewer, &self.folder.root, &Known::default()).unwrap().wrong)
    }
}

fn of(bytes: &[u8]) -> HandBack {
    ronfile::read_bounded(bytes, MAX_PACKET).unwrap()
}

fn with(bytes: &[u8], change: impl FnOnce(&mut HandBack)) -> Vec<u8> {
    let mut file = of(bytes);
    change(&mut file);
    ronfile::write_bounded(&file, MAX_PACKET).unwrap().into_bytes()
}

#[test]
fn there_and_back_only_the_added_statements_differ_and_both_verify() {
    for exact in [true, false] {
        let sent = sent(exact);
        let before = sent.practice.files();
        sent.review(1, 0);
        sent.review(2, 1);
        let bytes = sent.comes_back();
        assert_eq!(of(&bytes).statements.len(), 2);
        assert_eq!(sent.practice.files(), before, "looking writes nothing");
        assert_eq!(sent.take(&bytes), 2);
        let after = sent.practice.files();
        let new: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).collect();
        let added = |path: &&&PathBuf| path.to_string_lossy().contains("-review-");
        assert_eq!(new.iter().filter(added).count(), 2, "{new:?}");
        assert_eq!(new.iter().filter(|path| !added(path)).count(), 1, "the key: {new:?}");
        for (path, bytes) in &before {
            let seen = path.to_string_lossy().contains("/seen/");
            assert!(seen || after[path] == *bytes, "{}", path.display());
        }
        assert_eq!((sent.wrong(), sent.wrong_there()), (vec![], vec![]));
        let one = load(&sent.practice, &sent.register);
        let file = one.decisions.iter().find(|file| file.root == sent.signed[1].digest).unwrap();
        assert_eq!(file.heads().len(), 1, "a review follows the original");
    }
}

#[test]
fn only_decisions_that_are_here_and_were_in_the_packet_are_taken() {
    let sent = sent(false);
    sent.review(1, 0);
    let bytes = sent.comes_back();
    // The whole decision went missing here.
    let file = sent.practice.files()[&sent.signed[0].path].clone();
    sent.practice.take(&sent.signed[0].path);
    let found = sent.looked_at(&bytes).unwrap();
    assert_eq!(found.not_taken, [(NotTaken::UnknownDecision, 1)].into());
    assert!(found.new.is_empty());
    sent.practice.put(&sent.signed[0].path, &file);
    assert_eq!(sent.take(&bytes), 1);
}

#[test]
fn a_decision_that_was_disposed_of_is_refused_for_ever_after() {
    let sent = sent(false);
    sent.review(1, 0);
    let bytes = sent.comes_back();
    let early = sent.take(&bytes);
    assert_eq!(early, 1);
    sent.review(2, 0);
    let later = sent.comes_back();
    let by = By {
        signer: Signer {
            outboxes: PRIVATE.into(),
            device: device(1),
            minted: Minted { seed: [1; 32], now: at(2000), name: "Room 1".to_owned() },
        },
        author: statement(1).author,
        nonce: Nonce::mint([200; 16]),
    };
    let why = Disposal {
        authorised_by: "Dr Mock Example".to_owned(),
        why: "The retention period is over.".to_owned(),
        ..Disposal::default()
    };
    let id = sent.signed[0].decision.clone();
    dispose(&sent.practice, &sent.register, (&id, why), &by, &mut || false).unwrap();
    let before = sent.practice.files();
    for bytes in [&bytes, &later] {
        assert_eq!(sent.take(bytes), 0);
        let all = of(bytes).statements.len();
        assert_eq!(sent.looked_at(bytes).unwrap().not_taken, [(NotTaken::DisposedOf, all)].into());
    }
    assert_eq!(sent.practice.files(), before);
    assert_eq!(sent.wrong(), [""; 0]);
}

#[test]
fn a_reviewer_decides_corrects_and_disposes_of_nothing() {
    let sent = sent(false);
    let root = sent.signed[0].digest.clone();
    let others = [
        statement(9).body,
        Body::Disposal(Disposal {
            authorised_by: "x".into(),
            why: "y".into(),
            ..Disposal::default()
        }),
        Body::EnteredInError(EnteredInError::default()),
        Body::Handover(Handover { to: "x".to_owned(), ..Handover::default() }),
    ];
    for (number, body) in (1..).zip(others) {
        sent.add(number, &root, body);
    }
    sent.review(9, 1);
    let found = returning(&sent.reviewer, &sent.folder).unwrap();
    assert_eq!((found.added.len(), found.stays.len()), (1, 4));
    assert!(found.stays.iter().all(|(_, why)| *why == NotTaken::Kind));
    // Whoever writes the file by hand gets no further.
    let bytes = with(&found.bytes().unwrap(), |file| {
        for (path, _) in &found.stays {
            let text = String::from_utf8(sent.reviewer.files()[path].clone()).unwrap();
            file.statements.push(text);
        }
    });
    let looked = sent.looked_at(&bytes).unwrap();
    assert_eq!((looked.new.len(), looked.not_taken), (1, [(NotTaken::Kind, 4)].into()));
    assert_eq!(sent.take(&bytes), 1);
    assert_eq!(sent.wrong(), [""; 0], "what came before it did not come back, by right");
}

#[test]
fn what_was_changed_on_the_way_back_is_not_taken() {
    let sent = sent(false);
    sent.review(1, 0);
    let bytes = sent.comes_back();
    let before = sent.practice.files();
    let altered = with(&bytes, |file| {
        file.statements[0] = file.statements[0].replace("Comment 1", "Comment 2");
    });
    let found = sent.looked_at(&altered).unwrap();
    assert_eq!(found.not_taken, [(NotTaken::Signature, 1)].into());
    let refused = |bytes: &[u8]| match sent.looked_at(bytes) {
        Ok(_) => panic!("it is taken"),
        Err(why) => why,
    };
    let other_cover = with(&bytes, |file| file.cover = file.cover.replace("Elm", "Oak"));
    assert_eq!(refused(&other_cover), Refused::CoverNotSigned);
    let own_key = with(&bytes, |file| file.devices[0] = file.devices[0].replace("Room", "Hall"));
    assert_eq!(refused(&own_key), Refused::WrongDevice);
    assert_eq!(refused(&with(&bytes, |file| file.format = 2)), Refused::Newer);
    for end in (0..bytes.len() - 1).step_by(97) {
        refused(&bytes[..end]);
    }
    assert!(matches!(refused(b""), Refused::Unreadable(_)));
    assert_eq!(sent.practice.files(), before);
}

#[test]
fn a_packet_that_this_register_did_not_make_is_not_answered_here() {
    let sent = sent(false);
    sent.review(1, 0);
    let bytes = sent.comes_back();
    let other = RegisterInfo::new(RegisterId::mint([8; 8]), "Oak Street practice");
    let other = Register { root: root(), info: other };
    let trust = Trust::default();
    let looked = accepting(&bytes, (&other, &Contents::default()), &trust).map(drop);
    assert_eq!(looked, Err(Refused::OtherRegister));
    let looked = accepting(&bytes, (&sent.register, &Contents::default()), &trust).map(drop);
    assert_eq!(looked, Err(Refused::NotOurs), "its maker's computer is not known here");
}

#[test]
fn taking_it_in_that_is_cut_short_goes_on_where_it_was() {
    for step in 0..60 {
        let sent = sent(false);
        sent.review(1, 0);
        sent.review(2, 1);
        let bytes = sent.comes_back();
        let found = sent.looked_at(&bytes).unwrap();
        let failing = FailingDisk::new(sent.practice.clone(), Fault::Gone, step);
        let _ = accept(&failing, &sent.register, &found, (Some(Path::new(PRIVATE)), at(900)));
        sent.practice.cut_power();
        sent.take(&bytes);
        assert_eq!(load(&sent.practice, &sent.register).statements().count(), 5, "step {step}");
        assert_eq!(sent.wrong(), [""; 0], "step {step}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn twice_out_of_order_and_in_part_it_comes_to_the_same(
        decisions in prop::collection::vec(0..2_usize, 1..5),
        keep in prop::collection::vec(any::<u8>(), 3),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..8),
    ) {
        let [one, other] = [sent(false), sent(false)];
        let (mut files, mut others) = (Vec::new(), Vec::new());
        for (number, at) in (1..).zip(&decisions) {
            one.review(number, *at);
            other.review(number, *at);
            files.push(one.comes_back());
            others.push(other.comes_back());
        }
        // The same in parts, each with some of its statements only.
        let whole = files.last().unwrap().clone();
        for bits in keep {
            files.push(with(&whole, |file| {
                let mut at = 0;
                file.statements.retain(|_| { at += 1; bits & (1 << at) != 0 });
            }));
        }
        for index in &order {
            one.take(&files[index.index(files.len())]);
            prop_assert_eq!(one.wrong(), Vec::<String>::new());
        }
        one.take(&whole);
        other.take(others.last().unwrap());
        let of_decisions = |sent: &Sent| -> BTreeMap<PathBuf, Vec<u8>> {
            let files = sent.practice.files().into_iter();
            files.filter(|(path, _)| path.starts_with(root())).collect()
        };
        prop_assert_eq!(of_decisions(&one), of_decisions(&other));
        prop_assert_eq!(one.wrong(), Vec::<String>::new());
    }
}

#[test]
fn a_computer_of_the_practice_signs_nothing_in_a_packet_of_its_own_register() {
    let sent = sent(false);
    let mut workstation = Workstation::adopt(&device(1), &BTreeMap::new());
    let minted = Minted { seed: [1; 32], now: at(600), name: String::new() };
    let private = Path::new(PRIVATE);
    let taken = Hand::take(&sent.reviewer, &sent.folder, private, &mut workstation, &minted);
    assert!(matches!(taken.map(drop), Err(RegisterError::OwnPacket(_))));
}

#[test]
fn a_reviewers_key_signs_nothing_else_in_the_register_whoever_puts_it_there() {
    let sent = sent(false);
    let root = sent.signed[0].digest.clone();
    sent.review(1, 0);
    sent.take(&sent.comes_back());
    let error = EnteredInError { reason: "x".to_owned(), ..EnteredInError::default() };
    let planted = [
        Body::EnteredInError(error),
        Body::Disposal(Disposal {
            authorised_by: "x".into(),
            why: "y".into(),
            ..Disposal::default()
        }),
    ];
    for (number, body) in (2..).zip(planted) {
        sent.add(number, &root, body);
    }
    for (path, bytes) in sent.reviewer.files() {
        let name = path.strip_prefix("/un").ok().filter(|name| name.starts_with("decisions"));
        let text = String::from_utf8_lossy(&bytes);
        if let Some(name) = name.filter(|_| !text.contains("Names were replaced")) {
            sent.practice.put(&super::root().join(name), &bytes);
        }
    }
    let wrong = sent.wrong();
    let reviews = wrong.iter().filter(|one| one.contains("signs reviews that come back")).count();
    assert_eq!(reviews, 2, "{wrong:?}");
    let mut contents = load(&sent.practice, &sent.register);
    let id = &sent.register.info.id;
    let trust = Trust::load(&sent.practice, &super::root(), id, Some(Path::new(PRIVATE)), None);
    trust.check(&mut contents, &|_| false);
    let file = contents.decisions.iter().find(|file| file.root == root).unwrap();
    assert!(file.out_of_view().is_none() && !file.is_disposed_of());
}
