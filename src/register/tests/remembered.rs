//! What a workstation remembers of the others: damaged, or not given by the disk, it is not forgotten
//! in silence.

use super::forged::{PRIVATE, Practice, hand, meet, minted, practice, put_key, sign_as};
use super::*;
use crate::register::signed::{Seen, Trust, devices, known_workstations};
use crate::register::testing::{FailingDisk, Fault};

/// Where another workstation of the practice keeps its own.
const OAK: &str = "/home/oak/outbox";

/// What the workstation of the practice remembers of the others.
fn remembered(practice: &Practice) -> Seen {
    let file = known_workstations::file_beside(Path::new(PRIVATE), &info().id);
    known_workstations::load(&practice.disk, &file, &info().id).unwrap().unwrap()
}

#[test]
fn whatever_read_or_write_fails_once_what_is_remembered_of_the_others_is_remembered_still() {
    for step in 0.. {
        let practice = practice();
        meet(&practice, OAK, 2);
        sign_as(
            &practice,
            &hand(&practice.disk, &practice.register, OAK, 2),
            &Statement { device: device(2), device_prev: None, ..statement(30) },
        );
        meet(&practice, PRIVATE, 1);
        let before = remembered(&practice);
        put_key(&practice, 2);
        let mut own = hand(&practice.disk, &practice.register, PRIVATE, 1);
        let failing = FailingDisk::new(practice.disk.clone(), Fault::Once, step);
        let place = (&practice.register, Path::new(PRIVATE));
        let _ = own.meet(&failing, place, Some(&[]), &minted(1));
        let done = failing.steps() <= step;
        assert_eq!(remembered(&practice), before, "step {step}");
        let trust = meet(&practice, PRIVATE, 1);
        assert!(trust.problems(&root()).iter().any(|one| one.what == What::KeyChanged));
        if done {
            break;
        }
    }
}

#[test]
fn where_what_is_remembered_is_damaged_it_is_kept_and_everybody_else_is_asked_about_again() {
    let practice = practice();
    meet(&practice, OAK, 2);
    let oak = hand(&practice.disk, &practice.register, OAK, 2);
    sign_as(&practice, &oak, &Statement { device: device(2), ..statement(30) });
    let listed = meet(&practice, PRIVATE, 1).seen.unwrap().before;
    let file = known_workstations::file_beside(Path::new(PRIVATE), &info().id);
    let whole = practice.disk.files()[&file].clone();
    practice.disk.put(&file, &whole[..whole.len() / 2]);
    let known = practice.known().wrong;
    assert!(known.iter().any(|one| one.path == file), "{known:?}");
    let trust = meet(&practice, PRIVATE, 1);
    assert!(trust.is_new(&device(2)) && !trust.is_new(&device(1)));
    assert_eq!(trust.seen.unwrap().before, listed, "what it listed it signed");
    let is_copy = |path: &&PathBuf| path.to_string_lossy().contains("-kept-");
    let files = practice.disk.files();
    let kept: Vec<&PathBuf> = files.keys().filter(is_copy).collect();
    assert!(matches!(kept[..], [copy] if files[copy] == whole[..whole.len() / 2]));
    let wrong = practice.known().wrong;
    assert!(wrong.iter().any(|one| one.what == What::NewWorkstation));
}

#[test]
fn a_number_that_was_doubted_is_rung_again_once_its_computer_is_known() {
    let practice = practice();
    let path = devices::path_of(&root(), &device(1));
    let bytes = practice.disk.files()[&path].clone();
    let number = |contents: &Contents| {
        let rung = crate::register::contacts::current(contents);
        rung[0].versions[0].doubt.is_none()
    };
    practice.disk.take(&path);
    let mut contents = load(&practice.disk, &practice.register);
    let trust = || Trust::load(&practice.disk, &root(), &info().id, None, None);
    trust().check(&mut contents, &|_| false);
    assert!(!number(&contents));
    practice.disk.put(&path, &bytes);
    trust().check(&mut contents, &|_| false);
    assert!(number(&contents));
}
