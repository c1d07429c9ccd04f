//! Killed at any moment, and many hands at once, on a real disk: each hand is a process of its own
//! that signs as a window does. What it reported as signed is there, and everything verifies.
//!
//! `make torture` sets how often; in `make test` it is a few times.
#![allow(clippy::disallowed_macros, reason = "a hand reports to the test that started it")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::*;
use crate::register::merge::merge;
use crate::register::signed::{Hand, Minted};
use crate::register::signing_lock;
use crate::register::verify::{Known, Report, verify};
use crate::register::workstation::{self, About, Workstation};

/// What a hand is told: its number, how many it signs, the register and its private folder.
const HAND: &str = "JUSTIFIED_HAND";
/// How many times more than in `make test`.
const TORTURE: &str = "JUSTIFIED_TORTURE";

fn times() -> usize {
    std::env::var(TORTURE).ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

/// Numbers that look like chance and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(most.max(1)).unwrap()).unwrap()
    }
}

/// One hand, as another process runs it.
#[test]
#[ignore = "run by the tests below, in a process of its own"]
fn one_hand_signs_until_it_has_signed_enough_or_is_killed() {
    let Ok(told) = std::env::var(HAND) else { return };
    let told: Vec<&str> = told.split('|').collect();
    let (number, most): (u64, usize) = (told[0].parse().unwrap(), told[1].parse().unwrap());
    let (root, private) = (Path::new(told[2]), Path::new(told[3]));
    let register = Register::open(&RealDisk, root).unwrap();
    // Its nonces and ids are its own, in each of its lives.
    let since = std::time::UNIX_EPOCH.elapsed().unwrap();
    let mut numbers =
        Numbers(u64::from(std::process::id()) << 32 ^ u64::from(since.subsec_nanos()));
    for _ in 0..most {
        let signed = sign_as_a_window(&register, private, number, &mut numbers);
        // Said only now, as the window does.
        println!("signed {} {}", signed.digest.short(64), signed.decision.as_str());
        std::io::stdout().flush().unwrap();
    }
}

/// In turn, with its key, noted, published, noted again.
fn sign_as_a_window(
    register: &Register,
    private: &Path,
    number: u64,
    numbers: &mut Numbers,
) -> Signed {
    let file = private.join("workstation.ron");
    let mut pause = || {
        sleep(Duration::from_millis(2));
        true
    };
    let _turn = signing_lock::take(&RealDisk, &file, &mut pause).unwrap();
    let own = DeviceId::mint(number.to_be_bytes());
    let mut known = workstation::load(&RealDisk, &file)
        .unwrap_or_else(|| Workstation::adopt(&own, &BTreeMap::new()));
    known.settle(&RealDisk, &[register]);
    let minted = Minted {
        seed: std::array::from_fn(|_| numbers.next().to_be_bytes()[0]),
        now: chrono::Utc::now().fixed_offset(),
        name: format!("Room {number}"),
    };
    let hand = Hand::take(&RealDisk, register, &file, &mut known, &minted).unwrap();
    let mut statement = next_statement(register, numbers);
    statement.device = known.device.clone();
    statement.device_prev = known.last(&register.info.id).cloned();
    let text = hand.sign(&ronfile::write(&statement).unwrap());
    let id = register.info.id.clone();
    let digest = Digest::of(text.as_bytes());
    let about = About { decision: statement.decision.clone(), contact: false, digest };
    known.begin(&id, about);
    workstation::save(&RealDisk, &file, &known).unwrap();
    hand.show(&RealDisk, register).unwrap();
    let signed = sign_bytes(&RealDisk, register, &text).unwrap();
    known.signed(&id, signed.digest.clone());
    workstation::save(&RealDisk, &file, &known).unwrap();
    signed
}

/// A decision, or something added to one that anybody began: a note or a review.
fn next_statement(register: &Register, numbers: &mut Numbers) -> Statement {
    let mut new = statement(1);
    new.nonce = Nonce::mint(
        [numbers.next().to_be_bytes(), numbers.next().to_be_bytes()].concat().try_into().unwrap(),
    );
    new.written = chrono::Utc::now().fixed_offset();
    let (there, _) = load::decision_ids(&RealDisk, register);
    if there.is_empty() || numbers.below(12) == 0 {
        new.decision = DecisionId::mint(2026, numbers.next().to_be_bytes());
        return new;
    }
    let id = there[numbers.below(there.len())].clone();
    let contents = load_decision(&RealDisk, register, &id);
    // Its folder may be there before its first statement is.
    let Some(file) = contents.decisions.first() else {
        new.decision = DecisionId::mint(2026, numbers.next().to_be_bytes());
        return new;
    };
    new.decision = id;
    new.root = Some(file.root.clone());
    new.follows = file.heads();
    new.follows.sort();
    new.body = match numbers.below(2) {
        0 => Body::Addendum(Addendum { text: "More became known.".to_owned() }),
        _ => Body::Review(Review {
            verdict: Some(Verdict::Same),
            ..Review::new(
                file.latest_decision()
                    .map_or(file.root.clone(), |(loaded, _)| loaded.digest.clone()),
            )
        }),
    };
    new
}

/// Starts a hand.
fn hand(number: u64, most: usize, root: &Path, home: &Path) -> Child {
    let private = home.join(format!("hand-{number}"));
    std::fs::create_dir_all(&private).unwrap();
    let told = format!("{number}|{most}|{}|{}", root.display(), private.display());
    let name = "register::tests::killed::one_hand_signs_until_it_has_signed_enough_or_is_killed";
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"])
        .env(HAND, told)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What it reported, once it ended.
fn reported(mut hand: Child) -> Vec<String> {
    let lines = BufReader::new(hand.stdout.take().unwrap()).lines();
    let said = lines.map_while(Result::ok).filter_map(|line| {
        // The test's own words may stand before it on the line.
        let at = line.find("signed ")?;
        let digest = line[at + 7..].split(' ').next()?.to_owned();
        (digest.len() == 64).then_some(digest)
    });
    let said = said.collect();
    hand.wait().unwrap();
    said
}

/// That all of these are in the register, sound, and that it verifies, as each hand knows it.
fn must_all_be_there(root: &Path, home: &Path, reported: &[String]) -> Report {
    let register = Register::open(&RealDisk, root).unwrap();
    let contents = load(&RealDisk, &register);
    let sound: BTreeSet<String> = contents
        .statements()
        .filter(|loaded| loaded.sound)
        .map(|loaded| loaded.digest.short(64))
        .collect();
    let lost: Vec<_> = reported.iter().filter(|digest| !sound.contains(*digest)).collect();
    assert!(lost.is_empty(), "reported as signed and not there: {lost:?}");
    let mut known = Known::default();
    for entry in std::fs::read_dir(home).unwrap() {
        let file = entry.unwrap().path().join("workstation.ron");
        if let Some(hand) = workstation::load(&RealDisk, &file) {
            known = known.remembering(&hand);
        }
    }
    known.device = None;
    let report = verify(&RealDisk, root, &known).unwrap();
    assert!(report.is_clean(), "{:?}", words(&report.wrong));
    assert_eq!(report.counts.signed, report.statements, "each with a signature that holds");
    report
}

/// A register on the real disk, and where its hands keep what is theirs.
fn on_disk() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let (root, private) = (home.path().join("register"), home.path().join("private"));
    std::fs::create_dir_all(&private).unwrap();
    register(&RealDisk, &root);
    (home, root, private)
}

#[test]
fn whatever_was_reported_as_signed_before_a_kill_is_there_and_verifies() {
    let (_home, root, private) = on_disk();
    let mut numbers = Numbers(13);
    let mut all = Vec::new();
    let kills = 25 * times();
    for _ in 0..kills {
        let mut one = hand(1, usize::MAX, &root, &private);
        // From before it began to some way into its work.
        sleep(Duration::from_millis(5 + u64::try_from(numbers.below(120)).unwrap()));
        one.kill().unwrap();
        all.extend(reported(one));
    }
    assert!(!all.is_empty(), "nothing was signed, so nothing was tried");
    let report = must_all_be_there(&root, &private, &all);
    assert!(report.statements >= all.len());
    println!("{kills} kills: {} reported as signed, 0 lost", all.len());
}

#[test]
fn of_what_eight_hands_sign_at_once_none_is_lost_and_none_is_overwritten() {
    let (home, root, private) = on_disk();
    let each = 12 * times();
    let hands: Vec<Child> = (1..=8).map(|number| hand(number, each, &root, &private)).collect();
    let all: Vec<String> = hands.into_iter().flat_map(reported).collect();
    assert_eq!(all.len(), 8 * each, "every hand signed all that it was to sign");
    let report = must_all_be_there(&root, &private, &all);
    assert_eq!(report.statements, all.len());
    // What two signed after the same one is shown as a fork, and nothing follows what is not there.
    let contents = load(&RealDisk, &Register::open(&RealDisk, &root).unwrap());
    let forked = contents.decisions.iter().filter(|file| file.heads().len() > 1).count();
    // Brought together with a copy, twice, it is the same.
    let copy = home.path().join("copy");
    register(&RealDisk, &copy);
    let (from, into) =
        (Register::open(&RealDisk, &root).unwrap(), Register::open(&RealDisk, &copy).unwrap());
    for _ in 0..2 {
        merge(&RealDisk, &from, &into).unwrap();
        assert_eq!(must_all_be_there(&copy, &private, &all).statements, all.len());
    }
    println!("8 hands: {} signed, 0 lost, {forked} forks", all.len());
}
