//! `src/README.md`, the map for whoever looks for something: what it names is there.

use std::fs;
use std::path::Path;

/// Where the files of the program lie.
const FOLDERS: [&str; 7] = ["src", "tests", "guidance", "assets", "benches", "packaging", ".ci"];

#[test]
fn every_file_that_the_map_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = ["README.md", "Cargo.toml", "clippy.toml", "deny.toml"];
    let beside = beside.into_iter().filter(|name| root.join(name).is_file());
    let mut there: Vec<String> = beside.map(|name| format!("/{name}")).collect();
    for folder in FOLDERS {
        add_files(root, folder, &mut there);
    }
    let map = fs::read_to_string(root.join("src/README.md")).unwrap();
    let named = map.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let named: Vec<&str> = named.filter(|name| is_file(name)).collect();
    assert!(named.len() > 100, "only {} files are named", named.len());
    let is_there = |name: &&str| there.iter().any(|path| path.ends_with(&format!("/{name}")));
    let missing: Vec<&str> = named.into_iter().filter(|name| !is_there(name)).collect();
    assert_eq!(missing, [""; 0], "the map names what is not there");
}

/// Whether this is the name of one file of ours.
fn is_file(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    let ours = matches!(ending, Some("rs" | "ron" | "md" | "txt" | "toml"));
    ours && !name.contains([' ', '*', '<'])
}

fn add_files(root: &Path, folder: &str, there: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            add_files(root, &path, there);
        } else {
            there.push(format!("/{path}"));
        }
    }
}
