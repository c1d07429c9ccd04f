//! Reading: order, forks, two roots, and one bad file that hides nothing.

use super::*;
use crate::register::testing::{FailingDisk, Fault};

#[test]
fn a_register_is_read_as_it_was_signed() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let contents = load(&disk, &register);
    assert_eq!(words(&contents.problems), [""; 0]);
    let digests: Vec<Vec<&Digest>> = contents
        .decisions
        .iter()
        .map(|decision| decision.statements.iter().map(|loaded| &loaded.digest).collect())
        .collect();
    let mut expected = vec![
        vec![&signed[0].digest],
        vec![&signed[1].digest, &signed[2].digest],
        vec![&signed[3].digest],
    ];
    expected.sort_by_key(|of| &signed.iter().find(|s| s.digest == *of[0]).unwrap().decision);
    assert_eq!(digests, expected);
    assert_eq!(contents.last_signed(&device(1)), Some(signed[3].digest.clone()));
    assert_eq!(contents.last_signed(&device(2)), None);
    let again = load_decision(&disk, &register, &signed[1].decision);
    assert_eq!(Some(&again.decisions[0]), contents.find(&signed[1].decision).next());
}

#[test]
fn links_come_before_clocks_and_a_clock_that_runs_back_is_remarked() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = sign(&disk, &register, &statement(60)).unwrap();
    let close = sign(&disk, &register, &addendum(56, &first, &[&first])).unwrap();
    let early = sign(&disk, &register, &addendum(5, &first, &[&close])).unwrap();
    let contents = load(&disk, &register);
    let order: Vec<_> = contents.statements().map(|loaded| &loaded.digest).collect();
    assert_eq!(order, [&first.digest, &close.digest, &early.digest]);
    assert_eq!(contents.problems, [Problem::new(&early.path, What::ClockBack)]);
    assert!(contents.problems[0].is_remark());
}

#[test]
fn a_fork_shows_both_and_closes_when_one_follows_both() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = sign(&disk, &register, &statement(1)).unwrap();
    let one = sign(&disk, &register, &addendum(2, &first, &[&first])).unwrap();
    let other = sign(&disk, &register, &addendum(3, &first, &[&first])).unwrap();
    let decision = load(&disk, &register).decisions.remove(0);
    let mut heads = [one.digest.clone(), other.digest.clone()];
    heads.sort();
    assert_eq!(decision.heads(), heads);
    let both = sign(&disk, &register, &addendum(4, &first, &[&one, &other])).unwrap();
    let decision = load(&disk, &register).decisions.remove(0);
    assert_eq!(decision.heads(), [both.digest]);
}

#[test]
fn two_first_statements_in_one_folder_are_two_decisions() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let one = sign(&disk, &register, &statement(1)).unwrap();
    let other = Statement { written: at(5), device: device(2), ..statement(1) };
    let other = sign(&disk, &register, &other).unwrap();
    let more = sign(&disk, &register, &addendum(9, &other, &[&other])).unwrap();
    let contents = load(&disk, &register);
    let decisions: Vec<_> = contents.find(&decision_id(1)).collect();
    assert_eq!(decisions.len(), 2);
    let of = |root: &Digest| decisions.iter().find(|decision| decision.root == *root).unwrap();
    assert_eq!(of(&one.digest).statements.len(), 1);
    assert_eq!(of(&other.digest).heads(), [more.digest]);
    let folder = layout::decision_folder(&root(), &decision_id(1));
    assert_eq!(contents.problems, [Problem::new(&folder, What::TwoFirst)]);
}

#[test]
fn one_bad_file_is_listed_without_its_text_and_hides_nothing() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let before = load(&disk, &register);
    let bad = b"Statement(format: 1, author: Secretname)";
    let name = format!("20261122T101502Z-decision-{}.ron", Digest::of(bad).short(12));
    let path = signed[1].path.with_file_name(name);
    disk.put(&path, bad);
    let contents = load(&disk, &register);
    assert_eq!(contents.statements().count(), before.statements().count());
    let [problem] = contents.problems.as_slice() else { panic!("{:?}", contents.problems) };
    assert_eq!(problem.path, path);
    assert!(problem.words().contains("line 1"), "{}", problem.words());
    assert!(!problem.words().contains("Secretname"));
    assert!(problem.detail().is_some());
    let decision = contents.find(&signed[1].decision).next().unwrap();
    assert_eq!(decision.problems, contents.problems);
}

/// The text of a statement with its body, or its format, of a later version.
fn newer(change: impl Fn(&str) -> String) -> (MemoryDisk, Register, String) {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let first = sign(&disk, &register, &statement(1)).unwrap();
    let text = change(&ronfile::write(&addendum(2, &first, &[&first])).unwrap());
    let hex = Digest::of(text.as_bytes()).short(12);
    disk.put(
        &first.path.with_file_name(format!("20261122T101702Z-transfer-{hex}.ron")),
        text.as_bytes(),
    );
    (disk, register, text)
}

#[test]
fn a_kind_or_format_of_a_newer_version_shows_its_header_and_text() {
    let kinds: [fn(&str) -> String; 3] = [
        |text| text.replace("Addendum(Addendum(", "Transfer(Transfer(why: Old, of: {1: 'a'}, "),
        |text| text.replace("format: 1,", "format: 2,"),
        |text| text.replace("format: 1,", "format: 2,").replace("text:", "words: Some(()), text:"),
    ];
    for change in kinds {
        let (disk, register, text) = newer(change);
        let contents = load(&disk, &register);
        let [problem] = contents.problems.as_slice() else { panic!("{:?}", contents.problems) };
        assert_eq!(problem.what, What::Newer, "{text}");
        let decision = &contents.decisions[0];
        let last = decision.last().unwrap();
        assert_eq!(last.what, Reading::Newer(text));
        assert_eq!((last.kind.as_str(), last.sound), ("transfer", true));
        assert_eq!(
            decision.heads(),
            std::slice::from_ref(&last.digest),
            "an addendum can follow it"
        );
    }
}

#[test]
fn a_known_kind_with_an_unknown_field_is_unreadable_and_not_newer() {
    let (disk, register, _) = newer(|text| text.replace("text:", "other: 1, text:"));
    let contents = load(&disk, &register);
    let [problem] = contents.problems.as_slice() else { panic!("{:?}", contents.problems) };
    assert!(matches!(problem.what, What::Unreadable(_)));
}

#[test]
fn what_systems_and_sync_tools_leave_behind_is_remarked() {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    let bytes = disk.files()[&signed[0].path].clone();
    let beside = |name: &str| signed[0].path.with_file_name(name);
    let copy = signed[0].name.replace(".ron", ".sync-conflict-20261123-101010-ABCDEFG.ron");
    for (name, bytes) in [
        ("desktop.ini", b"".as_slice()),
        (".DS_Store", b""),
        (".justified-a1b2.tmp", b"half"),
        (copy.as_str(), &bytes),
        ("Copy of it.ron", &bytes),
        ("notes.txt", b"a note"),
    ] {
        disk.put(&beside(name), bytes);
    }
    disk.put(&root().join("decisions/2026/@eaDir/x"), b"");
    let contents = load(&disk, &register);
    assert!(contents.problems.iter().all(Problem::is_remark), "{:?}", contents.problems);
    let what = |name: &str| {
        let path = beside(name);
        contents.problems.iter().find(|p| p.path == path).unwrap().what.clone()
    };
    assert_eq!(what("desktop.ini"), What::Litter);
    assert_eq!(what(".justified-a1b2.tmp"), What::Leftover);
    assert_eq!(what(&copy), What::Copy);
    assert_eq!(what("Copy of it.ron"), What::Copy);
    assert_eq!(what("notes.txt"), What::Foreign);
    assert_eq!(contents.statements().count(), 4);
}

#[test]
fn a_file_that_the_disk_does_not_give_is_listed_and_hides_no_other() {
    let disk = MemoryDisk::default();
    let (register, _) = filled(&disk);
    let counting = FailingDisk::new(disk.clone(), Fault::Once, usize::MAX);
    load(&counting, &register);
    let mut whole = 0;
    for step in 0..counting.steps() {
        let contents = load(&FailingDisk::new(disk.clone(), Fault::Once, step), &register);
        let mut not_read = contents.problems.iter().map(|problem| &problem.what);
        assert!(not_read.any(|what| matches!(what, What::NotRead(_))), "step {step}");
        whole += usize::from(contents.statements().count() == 3);
    }
    assert!(whole >= 4, "each file alone, with the three others there: {whole}");
}
