//! Within `app` files import downward too: floor by floor, in no circle, and none is too long to
//! be read.
//!
//! That nobody calls upward by a method either is held by the compiler: what belongs to one open
//! register and the drafts in memory are values with private fields, so only their own rooms
//! change them, and those rooms cannot name whoever sees all (`State`). The last tests here keep
//! those fields private, and say who may be `impl State`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::house::{module_path, rust_files, tokens};

/// From the ground up: a floor uses itself and those before it.
const FLOORS: [&[&str]; 10] = [
    &[
        "theme",
        "widgets",
        "key_input",
        "workers",
        "slow_disk",
        "system_fonts",
        "system_look",
        "primary_selection",
        "asked_to_end",
        "clipboard",
        "system_lock",
    ],
    &["start_error", "case", "copied", "logged", "notice", "preferences", "known", "help"],
    &["session"],
    &["drafts"],
    &["commands", "events", "done", "environment", "dictionaries"],
    &["focus", "act_now", "views"],
    &["screens"],
    &["locked", "window", "start_settings"],
    &["state", "update"],
    &["shell", "save_on_exit", "start"],
];

/// Past so many lines a file is asked what its second subject is.
const MOST_LINES: usize = 450;

type Module = Vec<String>;

/// The files of `app`: what each is called within it, and its text without its own tests.
fn files() -> BTreeMap<Module, String> {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    let read = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(&app).unwrap().to_str().unwrap().replace('\\', "/");
        let text = fs::read_to_string(path).unwrap();
        let own = text.split("#[cfg(test)]\nmod ").next().unwrap().to_owned();
        (module_path(&name), own)
    };
    rust_files(&app)
        .iter()
        .map(read)
        .filter(|(name, _)| !name.iter().any(|n| n == "tests"))
        .collect()
}

/// Every path of a `use` tree or of an expression that begins at this token.
fn paths(tokens: &[String], at: usize) -> Vec<Vec<String>> {
    let text = |at: usize| tokens.get(at).map_or("", String::as_str);
    let (mut path, mut at) = (vec![text(at).to_owned()], at + 1);
    while text(at) == "::" {
        if text(at + 1) != "{" {
            path.push(text(at + 1).to_owned());
            at += 2;
            continue;
        }
        let (mut all, mut depth, mut next) = (vec![path.clone()], 0, at + 1);
        loop {
            match text(next) {
                "{" => depth += 1,
                "}" => depth -= 1,
                "" => break,
                _ => {}
            }
            if depth == 1 && matches!(text(next), "{" | ",") && text(next + 1) != "}" {
                for rest in paths(tokens, next + 1) {
                    all.push([path.clone(), rest].concat());
                }
            }
            if depth == 0 {
                break;
            }
            next += 1;
        }
        return all;
    }
    vec![path]
}

/// The modules of `app` that a file names.
fn named(module: &Module, source: &str, known: &BTreeSet<Module>) -> BTreeSet<Module> {
    let tokens: Vec<String> = tokens(source).into_iter().map(|(text, _)| text).collect();
    let mut found = BTreeSet::new();
    for at in 0..tokens.len() {
        let begins = at == 0 || tokens[at - 1] != "::";
        if !begins || !matches!(tokens[at].as_str(), "crate" | "super") {
            continue;
        }
        for path in paths(&tokens, at) {
            let (mut base, mut rest) = match path.split_first() {
                Some((first, rest)) if first == "crate" => match rest.split_first() {
                    Some((room, rest)) if room == "app" => (Module::new(), rest),
                    _ => continue,
                },
                Some((_, rest)) => (module[..module.len().saturating_sub(1)].to_vec(), rest),
                None => continue,
            };
            while let Some(("super", after)) = rest.split_first().map(|(one, r)| (one.as_str(), r))
            {
                base.pop();
                rest = after;
            }
            for name in rest {
                let deeper = [base.clone(), vec![name.clone()]].concat();
                if !known.contains(&deeper) {
                    break;
                }
                base = deeper;
            }
            found.insert(base);
        }
    }
    found.remove(module);
    found
}

/// What each file names.
fn graph() -> BTreeMap<Module, BTreeSet<Module>> {
    let files = files();
    assert!(files.len() > 100, "only {} files", files.len());
    let known: BTreeSet<Module> = files.keys().cloned().collect();
    files.iter().map(|(name, text)| (name.clone(), named(name, text, &known))).collect()
}

fn is_family(one: &Module, other: &Module) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

#[test]
fn no_file_of_the_window_uses_a_floor_above_its_own() {
    let height = |name: &str| FLOORS.iter().position(|floor| floor.contains(&name));
    let mut wrong = Vec::new();
    for (file, names) in graph() {
        let Some(room) = file.first() else { continue };
        let Some(own) = height(room) else {
            wrong.push(format!("{room} has no floor in tests/all/floors.rs"));
            continue;
        };
        for other in names.iter().filter_map(|name| name.first()) {
            if height(other).is_none_or(|other| other > own) {
                wrong.push(format!("{} may not use {other}", file.join("/")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_map_names_the_modules_of_each_floor() {
    let map = include_str!("../../src/README.md");
    let table = map.split("| floor | what |").nth(1).unwrap().split("\n\n").next().unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let drawn: Vec<Vec<&str>> = rows
        .map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .map(|names| names.map(|name| name.trim_end_matches('/')).collect())
        .collect();
    assert_eq!(drawn, FLOORS);
}

/// The files of a circle, or above one, each with what it uses there: what uses nothing that is left
/// goes, until nothing goes any more. Parent and child may use each other.
fn in_a_circle(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let mut left: BTreeMap<&Module, BTreeSet<&Module>> = graph
        .iter()
        .map(|(file, names)| (file, names.iter().filter(|n| !is_family(n, file)).collect()))
        .collect();
    loop {
        let free: Vec<&Module> =
            left.iter().filter(|(_, names)| names.is_empty()).map(|(file, _)| *file).collect();
        if free.is_empty() {
            break;
        }
        left.retain(|file, _| !free.contains(file));
        for names in left.values_mut() {
            names.retain(|name| !free.contains(name));
        }
    }
    let told = left.iter().map(|(file, names)| {
        let names: Vec<String> = names.iter().map(|name| name.join("/")).collect();
        format!("{} uses {}", file.join("/"), names.join(", "))
    });
    told.collect()
}

#[test]
fn no_files_of_the_window_use_each_other_in_a_circle_but_parent_and_child() {
    let told = in_a_circle(&graph());
    assert!(told.is_empty(), "these are in a circle, or above one:\n{}", told.join("\n"));
}

/// The methods that a file adds to the one who sees all, and those that it calls of it.
fn methods(source: &str) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let word =
        |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let after = |mark: &'static str| {
        source.match_indices(mark).map(move |(at, mark)| {
            let rest = &source[at + mark.len()..];
            &rest[..word(rest)]
        })
    };
    let own =
        source.split("\nimpl State {\n").skip(1).map(|part| part.split("\n}\n").next().unwrap());
    let own = own.flat_map(|part| part.lines().filter_map(|line| line.strip_prefix("    ")));
    let own = own.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split_once("fn "));
    let own = own.map(|(_, rest)| &rest[..word(rest)]).collect();
    let called = ["self.", "state.", "Self::"].into_iter().flat_map(after).collect();
    (own, called)
}

#[test]
fn no_files_that_handle_events_call_each_others_methods_in_a_circle() {
    let files = files();
    let of_update =
        || files.iter().filter(|(file, _)| file.first().is_some_and(|room| room == "update"));
    let owners: BTreeMap<&str, &Module> = of_update()
        .flat_map(|(file, text)| methods(text).0.into_iter().map(move |name| (name, file)))
        .collect();
    assert!(owners.len() > 300, "only {} methods", owners.len());
    let calls = |text: &str| -> BTreeSet<Module> {
        methods(text)
            .1
            .into_iter()
            .filter_map(|name| owners.get(name))
            .map(|&at| at.clone())
            .collect()
    };
    let mut graph: BTreeMap<Module, BTreeSet<Module>> =
        of_update().map(|(file, text)| (file.clone(), calls(text))).collect();
    // The parent hands each event on to its file, and what all of them do is its own.
    graph.remove(&vec!["update".to_owned()]);
    let told = in_a_circle(&graph);
    assert!(told.is_empty(), "these are in a circle, or above one:\n{}", told.join("\n"));
}

#[test]
fn no_screen_looks_into_another() {
    for (file, names) in graph() {
        let [screens, own, ..] = file.as_slice() else { continue };
        if screens != "screens" {
            continue;
        }
        for other in &names {
            let [_, screen, ..] = other.as_slice() else { continue };
            assert!(other[0] != "screens" || screen == own, "{file:?} looks into {other:?}");
        }
    }
}

#[test]
fn a_file_of_the_window_can_be_read_at_one_sitting() {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    for file in rust_files(&app) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", file.display());
    }
}

#[test]
fn what_belongs_to_one_register_is_changed_by_its_own_room_alone() {
    let files = files();
    let private = |module: &str, name: &str| {
        let text = &files[&vec![module.to_owned()]];
        let body = text.split(&format!("pub struct {name} {{")).nth(1).unwrap();
        let body = body.split("\n}").next().unwrap();
        assert!(body.contains(": "), "{name} has fields");
        assert!(!body.contains("    pub"), "a field of {name} is public");
    };
    private("session", "Session");
    private("drafts", "OpenDrafts");
    for (file, text) in &files {
        let room = file.first().map_or("", String::as_str);
        let words: Vec<String> = tokens(text).into_iter().map(|(text, _)| text).collect();
        let names = |word: &str| words.iter().any(|one| one == word);
        if matches!(room, "session" | "drafts") {
            for word in ["State", "Screen", "Event", "egui"] {
                assert!(!names(word), "{} names {word}", file.join("/"));
            }
        }
        let all = text.contains("impl State {");
        assert!(!all || matches!(room, "state" | "update"), "{} is impl State", file.join("/"));
    }
}

#[test]
fn an_import_is_seen_in_a_group_and_by_way_of_super() {
    let known: BTreeSet<Module> = [&["a"][..], &["a", "b"], &["c"], &["c", "d"]]
        .iter()
        .map(|path| path.iter().map(|name| (*name).to_owned()).collect())
        .collect();
    let module = vec!["a".to_owned(), "b".to_owned()];
    for (source, seen) in [
        ("use crate::app::{c::{d::X, Y}, z};", vec!["", "c", "c/d"]),
        ("use super::super::c::d;", vec!["c/d"]),
        ("fn f() { crate::app::c::g(); }", vec!["c"]),
        ("use crate::record::Draft; // crate::app::c", vec![]),
    ] {
        let found: Vec<String> =
            named(&module, source, &known).iter().map(|name| name.join("/")).collect();
        assert_eq!(found, seen, "{source}");
    }
}
