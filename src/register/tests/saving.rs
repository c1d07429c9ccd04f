//! Signing and drafts: nothing typed is lost, nothing signed changes.

use super::*;
use crate::register::drafts::*;
use crate::register::testing::{FailingDisk, Fault, RecordingDisk, Step};

#[test]
fn a_statements_name_begins_its_own_sha256() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let signed = sign(&disk, &register, &statement(1)).unwrap();
    let hex = Digest::of(&disk.files()[&signed.path]).short(12);
    assert_eq!(signed.name, format!("20261122T101602Z-decision-{hex}.ron"));
    assert_eq!(signed.path, layout::decision_folder(&root(), &decision_id(1)).join(&signed.name));
}

#[test]
fn publishing_writes_syncs_names_and_syncs_the_folder_then_reads_back() {
    let disk = RecordingDisk::new(MemoryDisk::default());
    let register = register(&disk, &root());
    disk.steps();
    let signed = sign(&disk, &register, &statement(1)).unwrap();
    let year = root().join("decisions/2026");
    let folder = layout::decision_folder(&root(), &decision_id(1));
    let expected = [
        Step::Read(root().join("register.ron")),
        Step::MakeFolder(root().join("decisions")),
        Step::SyncFolder(root()),
        Step::MakeFolder(year.clone()),
        Step::SyncFolder(root().join("decisions")),
        Step::MakeFolder(folder.clone()),
        Step::SyncFolder(year),
        Step::Temp(folder.clone()),
        Step::Write,
        Step::SyncFile,
        Step::NameNew(signed.path.clone()),
        Step::SyncFolder(folder),
        Step::Read(signed.path),
        Step::Read(root().join("register.ron")),
    ];
    assert_eq!(disk.steps(), expected);
}

#[test]
fn signing_again_after_a_crash_gives_the_same_file() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let text = ronfile::write(&statement(1)).unwrap();
    let first = sign_bytes(&disk, &register, &text).unwrap();
    let files = disk.files();
    assert_eq!(sign_bytes(&disk, &register, &text), Ok(first));
    assert_eq!(disk.files(), files);
}

#[test]
fn what_is_signed_survives_a_power_cut() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let signed = sign(&disk, &register, &statement(1)).unwrap();
    disk.cut_power();
    assert_eq!(Digest::of(&disk.files()[&signed.path]), signed.digest);
}

#[test]
fn a_name_taken_by_other_bytes_lengthens_the_hex_and_leaves_them() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let text = ronfile::write(&statement(1)).unwrap();
    let folder = layout::decision_folder(&root(), &decision_id(1));
    let name = |digits| {
        let digest = Digest::of(text.as_bytes());
        layout::Name::of(&statement(1).written, "decision", &digest, digits).to_string()
    };
    disk.put(&folder.join(name(12)), b"someone else's");
    let signed = sign_bytes(&disk, &register, &text).unwrap();
    assert_eq!(signed.name, name(16));
    assert_eq!(disk.files()[&folder.join(name(12))], b"someone else's");
}

#[test]
fn nothing_is_signed_into_a_register_that_it_does_not_belong_to() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let other = Statement { register: RegisterId::mint([9; 8]), ..statement(1) };
    assert_eq!(sign(&disk, &register, &other), Err(RegisterError::OtherRegister));
    let written = sign_bytes(&disk, &register, "Statement(format: 1)");
    assert!(matches!(written, Err(RegisterError::NotAStatement(_))));
}

#[test]
fn a_share_that_went_away_and_left_an_empty_folder_is_not_written_to() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    disk.take(&root().join("register.ron"));
    let files = disk.files();
    assert_eq!(sign(&disk, &register, &statement(1)), Err(RegisterError::Away(root())));
    let draft = draft_of(&statement(1), false);
    assert_eq!(save_first(&disk, &register, &draft), Err(RegisterError::Away(root())));
    assert_eq!(disk.files(), files);
}

#[test]
fn a_share_that_goes_away_while_it_is_written_to_is_not_made_anew_in_its_place() {
    for (empty_folder_stays, what) in [(false, "statement"), (true, "statement"), (false, "draft")]
    {
        let memory = MemoryDisk::default();
        let register = register(&memory, &root());
        let disk = Unplugged { memory: memory.clone(), empty_folder_stays };
        let error = match what {
            "statement" => sign(&disk, &register, &statement(1)).unwrap_err(),
            _ => save_first(&disk, &register, &draft_of(&statement(1), false)).unwrap_err(),
        };
        assert!(error.is_away(), "{what}: {error:?}");
        assert_eq!(memory.kind(&root()).unwrap().is_some(), empty_folder_stays, "{what}");
    }
}

#[test]
fn what_leaves_the_register_makes_no_folder_in_the_place_of_a_disk_that_was_pulled_out() {
    let disk = MemoryDisk::default();
    let path = root().join("stick").join("chronology.txt");
    let error = export::save_text(&disk, &path, "words").unwrap_err();
    assert!(error.to_string().contains("nothing was found at this place"), "{error}");
    assert!(disk.files().is_empty() && disk.kind(&root()).unwrap().is_none());
}

/// A share that goes away right after somebody looked whether it is there.
struct Unplugged {
    memory: MemoryDisk,
    empty_folder_stays: bool,
}

impl Unplugged {
    fn seen(&self, path: &Path) {
        if path == root().join("register.ron") {
            self.memory.take(if self.empty_folder_stays { path } else { path.parent().unwrap() });
        }
    }
}

impl Disk for Unplugged {
    fn read(&self, path: &Path, max: usize) -> std::io::Result<Vec<u8>> {
        let read = self.memory.read(path, max);
        self.seen(path);
        read
    }
    fn list(&self, folder: &Path) -> std::io::Result<Vec<disk::Entry>> {
        self.memory.list(folder)
    }
    fn kind(&self, path: &Path) -> std::io::Result<Option<Kind>> {
        let kind = self.memory.kind(path);
        self.seen(path);
        kind
    }
    fn create_dir(&self, folder: &Path, access: Access) -> std::io::Result<()> {
        self.memory.create_dir(folder, access)
    }
    fn temp(&self, folder: &Path, access: Access) -> std::io::Result<Box<dyn disk::Temp>> {
        self.memory.temp(folder, access)
    }
    fn sync_folder(&self, folder: &Path) -> std::io::Result<()> {
        self.memory.sync_folder(folder)
    }
    fn remove_file(&self, path: &Path) -> std::io::Result<()> {
        self.memory.remove_file(path)
    }
}

/// A disk that gives back other bytes than were written.
struct Forgetful(MemoryDisk);
impl Disk for Forgetful {
    fn read(&self, path: &Path, max: usize) -> std::io::Result<Vec<u8>> {
        let mut bytes = self.0.read(path, max)?;
        if path.starts_with(root().join("decisions")) {
            bytes.truncate(bytes.len() / 2);
        }
        Ok(bytes)
    }
    fn list(&self, folder: &Path) -> std::io::Result<Vec<disk::Entry>> {
        self.0.list(folder)
    }
    fn kind(&self, path: &Path) -> std::io::Result<Option<Kind>> {
        self.0.kind(path)
    }
    fn create_dir(&self, folder: &Path, access: Access) -> std::io::Result<()> {
        self.0.create_dir(folder, access)
    }
    fn temp(&self, folder: &Path, access: Access) -> std::io::Result<Box<dyn disk::Temp>> {
        self.0.temp(folder, access)
    }
    fn sync_folder(&self, folder: &Path) -> std::io::Result<()> {
        self.0.sync_folder(folder)
    }
    fn remove_file(&self, path: &Path) -> std::io::Result<()> {
        self.0.remove_file(path)
    }
}

#[test]
fn bytes_that_come_back_otherwise_are_not_signed() {
    let disk = Forgetful(MemoryDisk::default());
    let register = register(&disk, &root());
    let signed = sign(&disk, &register, &statement(1));
    assert!(matches!(signed, Err(RegisterError::ReadBack(_))), "{signed:?}");
}

/// Signs as the app does: the draft keeps the text, the text is published, the draft goes.
fn sign_from_draft(disk: &dyn Disk, register: &Register) -> Result<(), RegisterError> {
    let typed = save_first(disk, register, &draft_of(&statement(1), false))?;
    let draft = draft_of(&statement(1), true);
    let saved = save_after(disk, register, &draft, &typed.digest)?;
    let text = &draft.signing.as_ref().unwrap().statement;
    let signed = sign_bytes(disk, register, text)?;
    remove_draft(disk, &DraftFile { path: saved.path, digest: saved.digest, draft }, &signed)
}

/// How many steps the first saving of a draft takes where nothing fails, and how many all
/// that follows takes too.
fn steps() -> (usize, usize) {
    let count = |work: &dyn Fn(&dyn Disk, &Register)| {
        let memory = MemoryDisk::default();
        let register = register(&memory, &root());
        let disk = FailingDisk::new(memory, Fault::Once, usize::MAX);
        work(&disk, &register);
        disk.steps()
    };
    let draft = draft_of(&statement(1), false);
    let first = count(&|disk, register| drop(save_first(disk, register, &draft).unwrap()));
    (first, count(&|disk, register| sign_from_draft(disk, register).unwrap()))
}

#[test]
fn whatever_step_fails_the_draft_or_the_statement_is_on_the_disk() {
    // Before the first saving has ended nothing can have been kept, and the app says so.
    let (first, all) = steps();
    assert!(first > 10 && all > 3 * first, "only {all} steps");
    for fault in [Fault::Full, Fault::Denied, Fault::Once, Fault::Gone] {
        for step in 0..all {
            let memory = MemoryDisk::default();
            let register = register(&memory, &root());
            let disk = FailingDisk::new(memory.clone(), fault, step);
            let result = sign_from_draft(&disk, &register);
            memory.cut_power();
            let drafts = list_drafts(&memory, &register);
            let contents = load(&memory, &register);
            let kept = drafts.drafts.len() + contents.statements().count();
            assert!(kept > 0 || (result.is_err() && step < first), "{fault:?} at {step}");
            assert!(drafts.problems.iter().all(Problem::is_remark), "{fault:?} at {step}");
            assert!(contents.problems.iter().all(Problem::is_remark), "{fault:?} at {step}");
            // And the next start finishes what was begun.
            if let Some(found) = drafts.drafts.iter().find(|found| found.draft.signing.is_some()) {
                let text = &found.draft.signing.as_ref().unwrap().statement;
                let signed = sign_bytes(&memory, &register, text).unwrap();
                remove_draft(&memory, found, &signed).unwrap();
                assert_eq!(load(&memory, &register).statements().count(), 1);
            }
        }
    }
}

#[test]
fn a_draft_is_replaced_only_where_it_is_still_the_one_we_wrote() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let mut draft = draft_of(&statement(1), false);
    let first = save_first(&disk, &register, &draft).unwrap();
    draft.work = Work::Addendum("typed more".to_owned());
    let second = save_after(&disk, &register, &draft, &first.digest).unwrap();
    assert_eq!((second.beside, &second.path), (false, &first.path));

    let mut theirs = draft.clone();
    theirs.work = Work::Addendum("another window's".to_owned());
    disk.put(&first.path, ronfile::write(&theirs).unwrap().as_bytes());
    draft.work = Work::Addendum("ours".to_owned());
    let third = save_after(&disk, &register, &draft, &second.digest).unwrap();
    assert!(third.beside);
    draft.work = Work::Addendum("ours, and more".to_owned());
    let fourth = save_after(&disk, &register, &draft, &third.digest).unwrap();
    assert_eq!(fourth.path, third.path, "ours goes on where it was saved");
    assert!(!fourth.beside, "that is said once");
    let found: Vec<_> =
        list_drafts(&disk, &register).drafts.into_iter().map(|found| found.draft.work).collect();
    assert_eq!(found.len(), 2);
    assert!(found.contains(&theirs.work) && found.contains(&draft.work));
}

#[test]
fn a_draft_that_is_not_signed_is_not_removed() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let draft = draft_of(&statement(1), true);
    let saved = save_first(&disk, &register, &draft).unwrap();
    let file = DraftFile { path: saved.path, digest: saved.digest, draft };
    let other = sign(&disk, &register, &statement(2)).unwrap();
    assert!(remove_draft(&disk, &file, &other).is_err(), "another statement");
    let own = sign(&disk, &register, &statement(1)).unwrap();
    disk.put(&own.path, b"half a statem");
    assert!(remove_draft(&disk, &file, &own).is_err(), "the file was damaged");
    assert_eq!(list_drafts(&disk, &register).drafts.len(), 1);
}

#[test]
fn a_draft_changed_meanwhile_is_not_thrown_away() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let saved = save_first(&disk, &register, &draft_of(&statement(1), false)).unwrap();
    disk.put(&saved.path, b"changed");
    let thrown = discard_draft(&disk, &saved.path, &saved.digest);
    assert_eq!(thrown, Err(RegisterError::ChangedMeanwhile(saved.path.clone())));
    assert!(disk.files().contains_key(&saved.path));
}

#[test]
fn taking_over_a_draft_copies_it_and_leaves_the_original() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    save_first(&disk, &register, &draft_of(&statement(1), true)).unwrap();
    let original = list_drafts(&disk, &register).drafts.remove(0);
    let mut ours = take_over(&disk, &register, &original, &device(2)).unwrap();
    assert_eq!(ours.draft.signing, None);
    assert_eq!(ours.draft.work, original.draft.work);
    ours.draft.work = Work::Addendum("went on".to_owned());
    save_after(&disk, &register, &ours.draft, &ours.digest).unwrap();
    let again = take_over(&disk, &register, &original, &device(2)).unwrap();
    assert_eq!(again.draft.work, ours.draft.work);
    assert_eq!(list_drafts(&disk, &register).drafts.len(), 2);
}

#[test]
fn a_draft_too_long_to_be_read_again_is_not_written_and_the_one_before_stays() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let mut draft = draft_of(&statement(1), false);
    let saved = save_first(&disk, &register, &draft).unwrap();
    let files = disk.files();
    draft.work = Work::Addendum("x".repeat(17 * 1024 * 1024));
    for mut ours in [Ours::default(), (&saved.digest).into()] {
        let error = save_draft(&disk, &register, &draft, &mut ours).unwrap_err();
        let words = error.to_string();
        assert!(words.contains("17.0 MB, and at most 7.0 MB"), "{words}");
        assert!(words.contains("paste less of it, or write where the whole document is kept"));
        assert!(!error.is_away(), "the outbox takes no more either");
    }
    assert_eq!(disk.files(), files);
}

#[test]
fn the_longest_draft_that_is_saved_can_be_signed_and_read_again() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let long = "x".repeat(ronfile::MAX_TYPED - 4096);
    let note = Statement { body: Body::Addendum(Addendum { text: long.clone() }), ..statement(1) };
    let draft = |signing| Draft { work: Work::Addendum(long.clone()), ..draft_of(&note, signing) };
    let typed = save_first(&disk, &register, &draft(false)).unwrap();
    save_after(&disk, &register, &draft(true), &typed.digest).unwrap();
    let found = list_drafts(&disk, &register);
    assert_eq!((found.drafts.len(), found.problems.len()), (1, 0));
    sign(&disk, &register, &note).unwrap();
    assert_eq!(load(&disk, &register).statements().count(), 1);
}

#[test]
fn a_second_copy_of_another_name_is_saved_where_it_lies() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let mut draft = draft_of(&statement(1), false);
    let first = save_first(&disk, &register, &draft).unwrap();
    draft.work = Work::Addendum("of the other computer".to_owned());
    let copy = first.path.with_file_name("draft (conflicted copy).ron");
    let text = ronfile::write(&draft).unwrap();
    disk.put(&copy, text.as_bytes());
    let before = disk.files().len();
    draft.work = Work::Addendum("of the other computer, and more".to_owned());
    let mut ours = (&Digest::of(text.as_bytes())).into();
    let saved = save_draft_at(&disk, &register, &draft, &copy, &mut ours).unwrap();
    assert_eq!((saved.path, saved.beside), (copy.clone(), false));
    assert_eq!(disk.files().len(), before, "no third copy");
    // Once somebody else has changed it, ours is saved beside it.
    disk.put(&copy, b"changed");
    let saved = save_draft_at(&disk, &register, &draft, &copy, &mut ours).unwrap();
    assert!(saved.beside);
    assert_eq!(disk.files()[&copy], b"changed");
}

#[test]
fn a_draft_that_waited_takes_the_place_of_the_one_it_followed_and_of_no_other() {
    for changed in [false, true] {
        let disk = MemoryDisk::default();
        let share = register(&disk, &root());
        let mut draft = draft_of(&statement(1), false);
        let there = save_first(&disk, &share, &draft).unwrap();
        if changed {
            draft.work = Work::Addendum("another window's".to_owned());
            disk.put(&there.path, ronfile::write(&draft).unwrap().as_bytes());
        }
        let outbox = outbox::open_outbox(&disk, Path::new("/home/outbox"), &share.info).unwrap();
        draft.work = Work::Addendum("typed while it was away".to_owned());
        draft.instead_of = Some(there.digest.clone());
        save_first(&disk, &outbox, &draft).unwrap();
        outbox::bring_back(&disk, &outbox, &share).unwrap();
        let drafts = list_drafts(&disk, &share).drafts;
        assert_eq!(drafts.len(), 1 + usize::from(changed));
        assert!(drafts.iter().all(|file| file.draft.instead_of.is_none()));
        assert!(drafts.iter().any(|file| file.draft.work == draft.work));
    }
}

#[test]
fn what_a_share_that_hung_did_late_is_known_as_ours_wherever_it_hung() {
    for saved_before in [false, true] {
        let typed = |words: &str| Draft {
            work: Work::Addendum(words.to_owned()),
            ..draft_of(&statement(1), false)
        };
        let mut hung = 0;
        for at in 0.. {
            let memory = MemoryDisk::default();
            let share = register(&memory, &root());
            let mut ours = Ours::default();
            if saved_before {
                save_draft(&memory, &share, &typed("begun"), &mut ours).unwrap();
            }
            let disk = FailingDisk::new(memory, Fault::Late, at);
            let answered = save_draft(&disk, &share, &typed("and more"), &mut ours).is_ok();
            disk.mend();
            let saved = save_draft(&disk, &share, &typed("and all"), &mut ours).unwrap();
            assert!(!saved.beside, "hung at step {at}");
            let there = list_drafts(&disk, &share).drafts;
            assert_eq!(there.len(), 1, "hung at step {at}");
            assert_eq!(there[0].draft, typed("and all"));
            if answered {
                break;
            }
            hung += 1;
        }
        assert!(hung > 5, "{hung} steps");
    }
}

#[test]
fn a_draft_that_waited_takes_the_place_of_one_that_came_late() {
    let typed = |words: &str| Draft {
        work: Work::Addendum(words.to_owned()),
        ..draft_of(&statement(1), false)
    };
    let mut came_late = 0;
    for at in 0.. {
        let memory = MemoryDisk::default();
        let share = register(&memory, &root());
        let mut ours = Ours::default();
        let first = save_draft(&memory, &share, &typed("begun"), &mut ours).unwrap();
        let disk = FailingDisk::new(memory.clone(), Fault::Late, at);
        if save_draft(&disk, &share, &typed("as it hung"), &mut ours).is_ok() {
            break;
        }
        let folder = Path::new("/home/outbox");
        let outbox = outbox::open_outbox(&memory, folder, &share.info).unwrap();
        let mut draft = typed("meanwhile");
        ours.note_in(&mut draft);
        save_first(&memory, &outbox, &draft).unwrap();
        disk.mend();
        let came = Digest::of(&memory.files()[&first.path]) != first.digest;
        came_late += usize::from(came);
        outbox::bring_back(&memory, &outbox, &share).unwrap();
        let there = list_drafts(&memory, &share).drafts;
        assert_eq!(there.len(), 1, "hung at step {at}");
        assert_eq!(there[0].draft, typed("meanwhile"));
    }
    assert!(came_late > 0, "nothing came late");
}

#[test]
fn a_draft_that_cannot_be_read_is_listed_and_hides_no_other() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let saved = save_first(&disk, &register, &draft_of(&statement(1), false)).unwrap();
    let broken = saved.path.with_file_name("broken.ron");
    disk.put(&broken, b"Draft(format: 1, ");
    disk.put(&saved.path.with_file_name("newer.ron"), b"Draft(format: 2, other: ())");
    let found = list_drafts(&disk, &register);
    assert_eq!(found.drafts.len(), 1);
    assert_eq!(found.problems[0].path, broken);
    assert_eq!(found.problems[1].what, What::Newer);
}

#[test]
fn a_register_is_never_made_over_another_or_among_other_files_unasked() {
    let disk = MemoryDisk::default();
    disk.put(&root().join("letter.odt"), b"");
    let make = |choice| Register::create(&disk, &root(), info(), choice);
    assert_eq!(make(Choice::Proposed), Err(RegisterError::NotEmpty(root())));
    let register = make(Choice::Chosen).unwrap();
    assert_eq!(make(Choice::Chosen), Err(RegisterError::AlreadyThere(root())));
    assert_eq!(Register::open(&disk, &root()), Ok(register));
}

#[test]
fn a_register_of_a_newer_form_is_told_from_a_broken_one() {
    let disk = MemoryDisk::default();
    let path = root().join("register.ron");
    assert_eq!(Register::open(&disk, &root()), Err(RegisterError::NotARegister(root())));
    disk.put(&path, b"Register(format: 2, more: 1)");
    assert_eq!(Register::open(&disk, &root()), Err(RegisterError::Newer(path.clone())));
    disk.put(&path, b"Register(format: 1, more: 1)");
    assert!(matches!(Register::open(&disk, &root()), Err(RegisterError::Unreadable(..))));
    let protected = RegisterInfo { protection: Protection::Age("age1qqq".to_owned()), ..info() };
    disk.put(&path, ronfile::write(&protected).unwrap().as_bytes());
    assert_eq!(Register::open(&disk, &root()), Err(RegisterError::Locked(root())));
}

#[test]
fn an_error_says_what_happened_what_is_safe_and_the_path_last() {
    let disk = MemoryDisk::default();
    let register = register(&disk, &root());
    let full = FailingDisk::new(disk, Fault::Full, 0);
    let error = sign(&full, &register, &statement(1)).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("the disk is full. What was saved before is unchanged."), "{text}");
    assert!(text.ends_with(&format!("({})", error.path().unwrap().display())), "{text}");
}
