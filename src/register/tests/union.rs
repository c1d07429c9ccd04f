//! Merging and the outbox.

use proptest::prelude::*;

use super::*;
use crate::register::drafts::list_drafts;
use crate::register::merge::merge;
use crate::register::outbox::{Placed, bring_back, open_outbox, sign_or_keep, waiting};
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, verify};

/// The files of a register, by path within it.
fn files(disk: &MemoryDisk, root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let within =
        |(path, bytes): (PathBuf, Vec<u8>)| Some((path.strip_prefix(root).ok()?.to_owned(), bytes));
    disk.files().into_iter().filter_map(within).collect()
}

/// Signs those of a common story whose bit is set: three decisions of three devices, each
/// with an addendum that forks.
fn part(disk: &MemoryDisk, name: &str, bits: u16) -> Register {
    let register = register(disk, &PathBuf::from("/m").join(name));
    let elsewhere = Register { root: PathBuf::from("/m/all").join(name), ..register.clone() };
    Register::create(disk, &elsewhere.root, info(), Choice::Proposed).unwrap();
    for number in 0_u8..3 {
        let first = Statement { device: device(number), ..statement(number) };
        let whole = sign(disk, &elsewhere, &first).unwrap();
        let one = addendum(10 + number, &whole, &[&whole]);
        let other = addendum(20 + number, &whole, &[&whole]);
        for (bit, statement) in [first, one, other].iter().enumerate() {
            if bits & (1 << (usize::from(number) * 3 + bit)) != 0 {
                sign(disk, &register, statement).unwrap();
            }
        }
    }
    register
}

fn merged(disk: &MemoryDisk, from: &Register, to: &Register) {
    assert_eq!(merge(disk, from, to).map(|merged| merged.left.len()).ok(), {
        // A first statement that is missing is told, and stops nothing.
        let wrong = load(disk, from).problems.iter().filter(|p| !p.is_remark()).count();
        Some(wrong)
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn merging_is_union_in_any_order_and_any_number_of_times(a: u16, b: u16, c: u16) {
        let disk = MemoryDisk::default();
        let [left, right] = ["left", "right"].map(|name| {
            let [a, b, c] = [("a", a), ("b", b), ("c", c)]
                .map(|(part_name, bits)| part(&disk, &format!("{name}-{part_name}"), bits));
            if name == "left" {
                merged(&disk, &b, &a);
                merged(&disk, &c, &a);
                merged(&disk, &c, &a);
                a
            } else {
                merged(&disk, &a, &b);
                merged(&disk, &b, &c);
                merged(&disk, &c, &c.clone());
                c
            }
        });
        prop_assert_eq!(files(&disk, &left.root), files(&disk, &right.root));
        let union = part(&disk, "union", a | b | c);
        prop_assert_eq!(files(&disk, &left.root), files(&disk, &union.root));
    }
}

#[test]
fn a_merge_cut_short_goes_on_where_it_was() {
    for step in 0..80 {
        let disk = MemoryDisk::default();
        let (from, to) = (part(&disk, "a", 0b111_111_111), part(&disk, "b", 0));
        let failing = FailingDisk::new(disk.clone(), Fault::Gone, step);
        let _ = merge(&failing, &from, &to);
        disk.cut_power();
        merged(&disk, &from, &to);
        assert_eq!(load(&disk, &to).statements().count(), 9, "step {step}");
    }
}

#[test]
fn what_is_damaged_is_not_merged_and_is_told() {
    let disk = MemoryDisk::default();
    let (from, signed) = filled(&disk);
    disk.put(&signed[0].path, b"Statement(");
    let to = register(&disk, Path::new("/other"));
    let merged = merge(&disk, &from, &to).unwrap();
    assert_eq!(merged.copied.len(), 3);
    assert!(merged.left.contains(&Problem::new(&signed[0].path, What::Changed)));
    let other = RegisterInfo::new(RegisterId::mint([8; 8]), "Another");
    let other = Register::create(&disk, Path::new("/third"), other, Choice::Proposed).unwrap();
    assert_eq!(merge(&disk, &from, &other), Err(RegisterError::OtherRegister));
}

#[test]
fn while_the_share_is_away_signing_goes_to_the_outbox_and_comes_back() {
    let disk = MemoryDisk::default();
    let (share, signed) = filled(&disk);
    let outbox = &Path::new("/home/outbox").join(info().id.as_str());
    let mut next = statement(9);
    next.device_prev = Some(signed[3].digest.clone());
    let text = ronfile::write(&next).unwrap();
    let described = disk.files()[&root().join("register.ron")].clone();

    disk.take(&root().join("register.ron"));
    let placed = sign_or_keep(&disk, &share, outbox, &text, (&[RULES], None)).unwrap();
    assert!(matches!(placed, Placed::Outbox { because: RegisterError::Away(_), .. }));
    let outbox = open_outbox(&disk, outbox, &share.info).unwrap();
    save_first(&disk, &outbox, &draft_of(&statement(12), false)).unwrap();
    assert_eq!(waiting(&disk, &outbox).count(), 2);

    disk.put(&root().join("register.ron"), &described);
    let known = Known {
        last_signed: vec![(info().id, device(1), placed.signed().digest.clone())],
        outboxes: outbox.root.parent().map(Path::to_owned),
        ..Known::default()
    };
    assert!(verify(&disk, &root(), &known).unwrap().is_clean(), "waiting is not missing");
    let returned = bring_back(&disk, &outbox, &share).unwrap();
    assert_eq!((returned.merged.copied.len(), returned.drafts.len()), (1, 1));
    assert_eq!(waiting(&disk, &outbox).count(), 0);
    assert_eq!(list_drafts(&disk, &share).drafts.len(), 1);
    let known = Known { outboxes: None, ..known };
    assert!(verify(&disk, &root(), &known).unwrap().is_clean());
}

#[test]
fn coming_back_loses_nothing_whatever_step_fails() {
    for step in 0..120 {
        let disk = MemoryDisk::default();
        let share = register(&disk, &root());
        let outbox = open_outbox(&disk, Path::new("/home/outbox"), &share.info).unwrap();
        sign(&disk, &outbox, &statement(1)).unwrap();
        save_first(&disk, &outbox, &draft_of(&statement(2), false)).unwrap();
        let failing = FailingDisk::new(disk.clone(), Fault::Gone, step);
        let _ = bring_back(&failing, &outbox, &share);
        disk.cut_power();
        bring_back(&disk, &outbox, &share).unwrap();
        assert_eq!(load(&disk, &share).statements().count(), 1, "step {step}");
        assert_eq!(list_drafts(&disk, &share).drafts.len(), 1, "step {step}");
        assert_eq!(waiting(&disk, &outbox).count(), 0, "step {step}");
    }
}
