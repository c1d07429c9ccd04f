//! On a real disk: what is no file is named and never waited for, and a link leads to no place
//! outside the register.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::*;
use crate::register::disk::{DiskError, Odd, Why};
use crate::register::drafts::list_drafts;
use crate::register::settings::load_settings;
use crate::register::verify::{Known, Report, verify};

/// A register on a real disk with one decision, and its folder.
fn on_disk() -> (tempfile::TempDir, Register, Signed) {
    let home = tempfile::tempdir().unwrap();
    let register = register(&RealDisk, &home.path().join("register"));
    let signed = sign(&RealDisk, &register, &statement(1)).unwrap();
    (home, register, signed)
}

fn pipe(path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

fn check(register: &Register) -> Report {
    verify(&RealDisk, &register.root, &Known::default()).unwrap()
}

fn remarked(report: &Report, path: &Path, odd: Odd) -> bool {
    report.remarks.contains(&Problem::new(path, What::Odd(odd)))
}

#[test]
fn a_pipe_in_any_folder_of_a_register_is_named_and_never_waited_for() {
    let (_home, register, signed) = on_disk();
    let draft = draft_of(&statement(2), false);
    save_first(&RealDisk, &register, &draft).unwrap();
    let device = draft.device.as_str();
    let decision = signed.path.parent().unwrap().to_owned();
    let places = [
        "pipe.ron".to_owned(),
        "decisions/pipe.ron".to_owned(),
        "decisions/2026/pipe.ron".to_owned(),
        format!("drafts/{device}/pipe.ron"),
        "drafts/pipe".to_owned(),
        "rules/pipe.ron".to_owned(),
        "guidance/pipe.ron".to_owned(),
        "contacts/pipe.ron".to_owned(),
        "index/pipe.ron".to_owned(),
        format!("index/{device}.ron"),
        format!("index/{device}-list.ron"),
    ];
    let mut paths: Vec<PathBuf> = places.iter().map(|place| register.root.join(place)).collect();
    paths.push(decision.join("pipe.ron"));
    for path in &paths {
        pipe(path);
    }
    let report = check(&register);
    assert_eq!(report.wrong, []);
    for path in &paths {
        assert!(remarked(&report, path, Odd::Pipe), "{path:?}: {:?}", report.remarks);
    }
    let contents = load(&RealDisk, &register);
    assert_eq!(contents.statements().count(), 1, "it hides no other");
    assert_eq!(list_drafts(&RealDisk, &register).drafts.len(), 1);
}

#[test]
fn what_has_the_name_of_a_statement_and_is_none_is_wrong() {
    let (_home, register, signed) = on_disk();
    let name = |second: u8| {
        signed.path.with_file_name(signed.name.replace("02Z", &format!("{second:02}Z")))
    };
    pipe(&name(3));
    std::fs::create_dir(name(4)).unwrap();
    symlink("/dev/null", name(5)).unwrap();
    let report = check(&register);
    for (second, odd) in [(3, Odd::Pipe), (4, Odd::Folder), (5, Odd::Device)] {
        let seen = Problem::new(&name(second), What::NoStatement(odd));
        assert!(report.wrong.contains(&seen), "{:?}", report.wrong);
    }
}

#[test]
fn a_statement_that_gave_way_to_a_pipe_or_a_folder_is_missed() {
    let (_home, register, signed) = on_disk();
    let mut index = index::Index::new(&register, &device(1));
    index.learn(&load(&RealDisk, &register));
    index::save_index(&RealDisk, &register, &index).unwrap();
    std::fs::remove_file(&signed.path).unwrap();
    let gone = Problem::new(&signed.path, What::Gone);
    pipe(&signed.path);
    assert!(check(&register).wrong.contains(&gone));
    std::fs::remove_file(&signed.path).unwrap();
    std::fs::create_dir(&signed.path).unwrap();
    assert!(check(&register).wrong.contains(&gone));
}

#[test]
fn sockets_devices_and_folders_are_not_opened_as_files() {
    let home = tempfile::tempdir().unwrap();
    let (socket, device, folder, pipe_at) = (
        home.path().join("socket"),
        home.path().join("device"),
        home.path().join("folder"),
        home.path().join("settings.ron"),
    );
    let _listener = UnixListener::bind(&socket).unwrap();
    symlink("/dev/zero", &device).unwrap();
    std::fs::create_dir(&folder).unwrap();
    pipe(&pipe_at);
    let why = |path: &Path| disk::read(&RealDisk, path, 100).map_err(|error| error.why);
    assert_eq!(why(&socket), Err(Why::Odd(Odd::Socket)));
    assert_eq!(why(&device), Err(Why::Odd(Odd::Device)));
    assert_eq!(why(&folder), Err(Why::Odd(Odd::Folder)));
    assert_eq!(why(&pipe_at), Err(Why::Odd(Odd::Pipe)));
    let settings = load_settings(&RealDisk, &pipe_at).unwrap_err();
    assert!(settings.to_string().contains("it is a pipe, not a file"), "{settings}");
    assert!(matches!(settings, RegisterError::Disk(DiskError { why: Why::Odd(Odd::Pipe), .. })));
}

#[test]
fn a_link_is_followed_to_a_file_inside_the_register_and_to_none_outside() {
    let (home, register, signed) = on_disk();
    let outside = home.path().join("outside.ron");
    std::fs::write(&outside, std::fs::read(&signed.path).unwrap()).unwrap();
    let (inner, outer, nowhere) = (
        signed.path.with_file_name("inner.ron"),
        signed.path.with_file_name("outer.ron"),
        signed.path.with_file_name("nowhere.ron"),
    );
    symlink(&signed.path, &inner).unwrap();
    symlink(&outside, &outer).unwrap();
    symlink(home.path().join("none"), &nowhere).unwrap();
    let report = check(&register);
    assert!(report.remarks.contains(&Problem::new(&inner, What::Copy)), "{:?}", report.remarks);
    assert!(remarked(&report, &outer, Odd::LinkOut), "{:?}", report.remarks);
    assert!(remarked(&report, &nowhere, Odd::LinkNowhere), "{:?}", report.remarks);
    assert!(disk::read(&RealDisk, &outer, 100_000).is_err(), "not by its name either");
    // Of a file that the user names outside any register, a link is as good as the file.
    let named = home.path().join("named.ron");
    symlink(&outside, &named).unwrap();
    assert!(disk::read(&RealDisk, &named, 100_000).is_ok());
}

#[test]
fn a_linked_folder_of_a_register_is_used_and_remarked() {
    for name in ["decisions", "drafts", "rules"] {
        let (home, register, _) = on_disk();
        save_first(&RealDisk, &register, &draft_of(&statement(2), false)).unwrap();
        let (inside, outside) = (register.root.join(name), home.path().join("elsewhere"));
        std::fs::rename(&inside, &outside).unwrap();
        symlink(&outside, &inside).unwrap();
        let report = check(&register);
        assert_eq!((report.statements, report.wrong.as_slice()), (1, &[][..]), "{name}");
        assert!(remarked(&report, &inside, Odd::LinkedFolder), "{name}: {:?}", report.remarks);
        assert_eq!(list_drafts(&RealDisk, &register).drafts.len(), 1, "{name}");
    }
}

#[test]
fn a_linked_folder_of_a_decision_leads_to_no_other_place() {
    let (home, register, signed) = on_disk();
    let (folder, outside) = (signed.path.parent().unwrap(), home.path().join("elsewhere"));
    std::fs::rename(folder, &outside).unwrap();
    symlink(&outside, folder).unwrap();
    let report = check(&register);
    assert_eq!(report.statements, 0);
    assert!(remarked(&report, folder, Odd::LinkOut), "{:?}", report.remarks);
}

#[test]
fn what_is_exported_is_the_users_alone_whatever_the_folder_allows() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    set_permissions(home.path(), Permissions::from_mode(0o777)).unwrap();
    let mode = |path: &Path| metadata(path).unwrap().permissions().mode() & 0o777;
    let path = home.path().join("chronology.txt");
    export::save_text(&RealDisk, &path, "Robin Example").unwrap();
    assert_eq!(mode(&path), 0o600);
    let path = home.path().join("settings.ron");
    settings::save_settings(&RealDisk, &path, &settings::Settings::new(device(1))).unwrap();
    assert_eq!(mode(&path), 0o600);
}
