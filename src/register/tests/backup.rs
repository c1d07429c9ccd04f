//! A backup says that it is one, opens as one, is not written to, and can be made the register again.

use super::*;
use crate::register::backup::{As, copy};
use crate::register::disposal::carry_out;
use crate::register::merge::merge;
use crate::register::testing::{FailingDisk, Fault};
use crate::register::verify::{Known, verify};

fn backed_up() -> (MemoryDisk, Register, Register, Vec<Signed>) {
    let disk = MemoryDisk::default();
    let (register, signed) = filled(&disk);
    save_first(&disk, &register, &draft_of(&statement(12), false)).unwrap();
    copy(&disk, &root(), Path::new("/backup"), As::Backup(at(9000))).unwrap();
    let backup = Register::open(&disk, Path::new("/backup")).unwrap();
    (disk, register, backup, signed)
}

/// The files below a folder, but for what a register says of itself.
fn below(disk: &MemoryDisk, root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = disk.files().into_iter();
    files
        .filter_map(|(path, bytes)| Some((path.strip_prefix(root).ok()?.to_owned(), bytes)))
        .filter(|(path, _)| path != Path::new(layout::REGISTER))
        .collect()
}

#[test]
fn it_has_every_file_to_the_byte_says_that_it_is_a_backup_and_verifies() {
    let (disk, register, backup, _) = backed_up();
    assert_eq!(below(&disk, &backup.root), below(&disk, &register.root));
    assert_eq!(backup.info.sort, Sort::Backup(at(9000)));
    assert_eq!(verify(&disk, &backup.root, &Known::default()).unwrap().statements, 4);
    let contents = load(&disk, &backup);
    assert_eq!(contents.statements().count(), load(&disk, &register).statements().count());
}

#[test]
fn nothing_is_written_into_a_backup() {
    let (disk, register, backup, signed) = backed_up();
    let before = disk.files();
    let refused = |done: Result<(), RegisterError>| {
        assert!(matches!(done, Err(RegisterError::Backup(_))), "{done:?}");
        assert_eq!(disk.files(), before);
    };
    refused(sign(&disk, &backup, &statement(9)).map(drop));
    refused(save_first(&disk, &backup, &draft_of(&statement(9), false)).map(drop));
    refused(keep_rules(&disk, &backup, &["Pathway()\n"]).map(drop));
    refused(merge(&disk, &register, &backup).map(drop));
    refused(carry_out(&disk, &backup, &signed[0].decision, None).map(drop));
}

#[test]
fn what_was_lost_comes_back_from_it_by_a_merge() {
    let (disk, register, backup, signed) = backed_up();
    disk.take(&signed[2].path);
    let merged = merge(&disk, &backup, &register).unwrap();
    assert_eq!((merged.copied.len(), merged.already), (1, 3));
    assert_eq!(load(&disk, &register).statements().count(), 4);
}

#[test]
fn it_is_made_the_register_again_in_another_folder() {
    let (disk, register, backup, _) = backed_up();
    copy(&disk, &backup.root, Path::new("/again"), As::Register).unwrap();
    let again = Register::open(&disk, Path::new("/again")).unwrap();
    assert_eq!(again.info, register.info);
    assert_eq!(below(&disk, &again.root), below(&disk, &register.root));
    sign(&disk, &again, &statement(9)).unwrap();
}

#[test]
fn one_that_is_cut_short_is_no_register_and_what_is_there_is_left() {
    let disk = MemoryDisk::default();
    filled(&disk);
    let before = below(&disk, &root());
    let mut done = false;
    for step in 0..400 {
        let to = PathBuf::from(format!("/b{step}"));
        let failing = FailingDisk::new(disk.clone(), Fault::Gone, step);
        if copy(&failing, &root(), &to, As::Backup(at(9000))).is_ok() {
            done = true;
            break;
        }
        // What failed after the last file had its name is whole.
        let whole = below(&disk, &to) == before;
        assert!(whole || Register::describe(&disk, &to).is_err(), "step {step}");
    }
    assert!(done);
    assert_eq!(below(&disk, &root()), before);
    disk.put(Path::new("/full/mine.txt"), b"mine");
    let refused = copy(&disk, &root(), Path::new("/full"), As::Backup(at(9000)));
    assert!(matches!(refused, Err(RegisterError::NotEmpty(_))));
    let within = copy(&disk, &root(), &root().join("backup"), As::Backup(at(9000)));
    assert!(within.is_err());
}
