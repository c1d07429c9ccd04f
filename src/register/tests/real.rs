//! On a real disk: rights, no replacing, and no traces.

use super::*;

#[test]
fn a_register_on_a_real_disk_is_made_signed_read_and_verified() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("Documents").join("Justified");
    let register = register(&RealDisk, &root);
    let signed = sign(&RealDisk, &register, &statement(1)).unwrap();
    let text = ronfile::write(&statement(1)).unwrap();
    assert_eq!(sign_bytes(&RealDisk, &register, &text), Ok(signed.clone()));
    let contents = load(&RealDisk, &Register::open(&RealDisk, &root).unwrap());
    assert_eq!(contents.statements().map(|s| &s.digest).collect::<Vec<_>>(), [&signed.digest]);
    let report = verify::verify(&RealDisk, &root, &verify::Known::default()).unwrap();
    let remark = Problem::new(&root, What::NothingToCompare);
    assert_eq!((report.wrong, report.remarks), (vec![], vec![remark]), "no temporary file is left");
}

#[test]
fn a_name_that_is_taken_is_never_replaced() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.ron");
    disk::publish_new(&RealDisk, home.path(), &path, b"first", Access::LikeParent).unwrap();
    let again = disk::publish_new(&RealDisk, home.path(), &path, b"second", Access::LikeParent)
        .unwrap_err();
    assert_eq!(again.why, disk::Why::Taken);
    assert_eq!(disk::read(&RealDisk, &path, 100).unwrap(), b"first");
    disk::replace(&RealDisk, home.path(), &path, b"third", Access::LikeParent).unwrap();
    assert_eq!(disk::read(&RealDisk, &path, 100).unwrap(), b"third");
    assert_eq!(disk::list(&RealDisk, home.path()).unwrap().len(), 1);
}

#[test]
fn a_read_is_bounded() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("large.ron");
    disk::publish_new(&RealDisk, home.path(), &path, &[b'a'; 1000], Access::LikeParent).unwrap();
    assert_eq!(RealDisk.read(&path, 10).unwrap().len(), 11);
}

#[cfg(unix)]
#[test]
fn files_follow_the_rights_of_the_registers_folder() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let mode = |path: &Path| metadata(path).unwrap().permissions().mode() & 0o777;

    let private = register(&RealDisk, &home.path().join("private"));
    let signed = sign(&RealDisk, &private, &statement(1)).unwrap();
    assert_eq!((mode(&private.root), mode(&signed.path)), (0o700, 0o600));

    let share = home.path().join("share");
    disk::create_dirs(&RealDisk, &share, Access::Private).unwrap();
    set_permissions(&share, Permissions::from_mode(0o770)).unwrap();
    let shared = register(&RealDisk, &share);
    let signed = sign(&RealDisk, &shared, &statement(1)).unwrap();
    // A colleague in the group adds to the decision; what was signed they only read. How far a
    // file goes is for the user's mask to say, which is the system's or stricter here.
    assert_eq!(mode(signed.path.parent().unwrap()), 0o770);
    let mask = rustix::process::umask(rustix::fs::Mode::empty());
    rustix::process::umask(mask);
    assert_eq!(mode(&signed.path), 0o660 & !mask.bits());
}
