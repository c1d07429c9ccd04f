//! Whatever step of a use fails, in whatever way: it is wholly as before or wholly as after, what
//! was signed is untouched, and the error names a file and says what to do.

use super::*;
use crate::register::drafts::*;
use crate::register::index::{Index, load_index, save_index};
use crate::register::merge::merge;
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, verify};

/// Does `work` on what `prepare` makes, on a disk on which each step fails once in each way, until
/// no step is left to fail. `holds` is handed what is there then, and whether the work said that it
/// was done.
fn at_each_step<T>(
    prepare: impl Fn(&MemoryDisk) -> (Register, T),
    work: impl Fn(&dyn Disk, &Register, &T) -> Result<(), RegisterError>,
    holds: impl Fn(&MemoryDisk, &Register, &T, bool),
) {
    for fault in [Fault::Full, Fault::Denied, Fault::Once, Fault::Gone] {
        for step in 0.. {
            let memory = MemoryDisk::default();
            let (register, made) = prepare(&memory);
            let before = memory.files();
            let disk = FailingDisk::new(memory.clone(), fault, step);
            let done = work(&disk, &register, &made);
            if let Err(error) = &done {
                let said = error.to_string();
                assert!(said.contains(ROOT), "{fault:?} at {step} names no file: {said}");
                assert!(said.contains(error.advice()) && !error.advice().is_empty(), "{said}");
            }
            let after = memory.files();
            let mutable = |path: &Path| {
                path.starts_with(root().join("drafts")) || path.starts_with(root().join("index"))
            };
            for (path, bytes) in before.iter().filter(|(path, _)| !mutable(path)) {
                assert_eq!(after.get(path), Some(bytes), "{fault:?} at {step}: {}", path.display());
            }
            holds(&memory, &register, &made, done.is_ok());
            if disk.steps() <= step {
                assert!(done.is_ok() && step > 5, "{fault:?}: it was done after {step} steps");
                break;
            }
        }
    }
}

fn must_verify(disk: &MemoryDisk) {
    assert_eq!(verify(disk, &root(), &Known::default()).unwrap().wrong, []);
}

#[test]
fn an_addition_is_signed_or_its_draft_is_there() {
    let prepare = |disk: &MemoryDisk| {
        let (register, signed) = filled(disk);
        let last = signed.last().unwrap();
        let mut more = addendum(9, &signed[0], &[&signed[0]]);
        more.written = at(5 * 24 * 60);
        more.device_prev = Some(last.digest.clone());
        let typed = save_first(disk, &register, &draft_of(&more, false)).unwrap();
        (register, (more, typed.digest))
    };
    at_each_step(
        prepare,
        |disk, register, (more, typed)| {
            let draft = draft_of(more, true);
            let saved = save_after(disk, register, &draft, typed)?;
            let signed = sign_bytes(disk, register, &draft.signing.as_ref().unwrap().statement)?;
            let file = DraftFile { path: saved.path, digest: saved.digest, draft };
            remove_draft(disk, &file, &signed)
        },
        |disk, register, _, done| {
            disk.cut_power();
            must_verify(disk);
            let (drafts, contents) = (list_drafts(disk, register), load(disk, register));
            let (kept, signed) = (drafts.drafts.len(), contents.statements().count());
            assert!(matches!((kept, signed), (1, 4 | 5) | (0, 5)), "{kept} and {signed}");
            assert!(!done || (kept, signed) == (0, 5));
            assert!(drafts.problems.iter().all(Problem::is_remark));
        },
    );
}

#[test]
fn a_draft_reads_as_it_was_or_as_it_is_now() {
    let typed = |words: &str| {
        let draft = draft_of(&statement(9), false);
        Draft { work: Work::Addendum(words.to_owned()), ..draft }
    };
    at_each_step(
        |disk| {
            let (register, _) = filled(disk);
            let saved = save_first(disk, &register, &typed("typed")).unwrap();
            (register, saved.digest)
        },
        |disk, register, last| save_after(disk, register, &typed("typed and more"), last).map(drop),
        |disk, register, _, done| {
            must_verify(disk);
            let drafts = list_drafts(disk, register);
            assert!(drafts.problems.iter().all(Problem::is_remark));
            let [one] = drafts.drafts.as_slice() else { panic!("one draft") };
            let now = one.draft.work == Work::Addendum("typed and more".to_owned());
            assert!(now || one.draft.work == Work::Addendum("typed".to_owned()));
            assert!(now || !done);
        },
    );
}

#[test]
fn a_merge_brings_whole_statements_alone_and_goes_on_where_it_was() {
    at_each_step(
        |disk| {
            let from = register(disk, &root().with_file_name("register of another"));
            let first = sign(disk, &from, &statement(1)).unwrap();
            let mut more = addendum(2, &first, &[&first]);
            more.device_prev = Some(first.digest.clone());
            sign(disk, &from, &more).unwrap();
            (register(disk, &root()), from)
        },
        |disk, to, from| merge(disk, from, to).map(drop),
        |disk, to, from, _| {
            assert!(load(disk, to).statements().all(|loaded| loaded.sound));
            merge(disk, from, to).unwrap();
            must_verify(disk);
            assert_eq!(load(disk, to).statements().count(), 2);
        },
    );
}

#[test]
fn an_index_is_the_one_before_or_the_one_after() {
    at_each_step(
        |disk| {
            let (register, _) = filled(disk);
            let before = Index::new(&register, &device(1));
            save_index(disk, &register, &before).unwrap();
            let mut after = before.clone();
            after.learn(&load(disk, &register));
            (register, (before, after))
        },
        |disk, register, (_, after)| save_index(disk, register, after),
        |disk, register, (before, after), done| {
            must_verify(disk);
            let (read, problem) = load_index(disk, register, &device(1));
            assert_eq!(problem, None);
            assert!(read == *after || (read == *before && !done));
        },
    );
}
