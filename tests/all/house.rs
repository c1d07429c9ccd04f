//! The rooms of `src/` import downward only, and only `app` knows the window.
//!
//! `src/README.md` draws the same table for people. The compiler holds a part of it (the
//! windowless build has no `app`, no egui, no eframe and no rfd); this reads the rest from the
//! source, tests and platform-only code included.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. A room uses itself and those before it.
const ROOMS: [&str; 8] =
    ["base", "guidance", "pathway", "record", "register", "caseload", "report", "app"];
/// The command line stands beside `app`: it uses every room but that one, and `app` not it.
const CLI: &str = "cli";
/// `main` hands over to either; `lib` only names the rooms.
const ENTRANCES: [&str; 2] = ["main", "lib"];
/// Crates that draw or open windows, by the beginning of their names.
const WINDOW_CRATES: [&str; 3] = ["egui", "eframe", "rfd"];

#[test]
fn no_room_uses_a_room_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = rust_files(&src);
    assert!(files.len() > 20, "only {} files found in {}", files.len(), src.display());

    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let name = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
            faults(&name, &fs::read_to_string(file).unwrap())
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// `benches/peers/` has a lock of its own, and is built with it. It is built seldom, so a
/// dependency that a room gained and that lock did not would be found late.
#[test]
fn the_lock_of_the_peers_knows_the_dependencies_of_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let lock = read("benches/peers/Cargo.lock");
    let rooms = ROOMS.iter().filter(|room| **room != "app");
    let rooms = rooms.map(|room| (format!("justified-{room}"), format!("src/{room}/Cargo.toml")));
    for (package, manifest) in rooms.chain([("justified".to_owned(), "Cargo.toml".to_owned())]) {
        let name = format!("name = \"{package}\"\n");
        let locked = lock.split("[[package]]").find(|one| one.contains(&name));
        let locked = locked.unwrap_or_else(|| panic!("{package} is not in the lock"));
        let locked = locked.lines().filter_map(|line| line.strip_prefix(" \""));
        let locked: Vec<&str> = locked.map(|line| line.split([' ', '"']).next().unwrap()).collect();
        let mend = "run cargo update --manifest-path benches/peers/Cargo.toml --workspace";
        assert_eq!(dependencies(&read(&manifest)), locked, "{manifest}: {mend}");
    }
}

/// What a manifest asks for in a program without a window, tests aside; that of one system too.
fn dependencies(manifest: &str) -> Vec<&str> {
    let manifest = manifest.split("[package]").nth(1).unwrap();
    let tables = manifest.split("dependencies]\n").zip(manifest.split("dependencies]\n").skip(1));
    let tables = tables.filter(|(before, _)| !before.ends_with("dev-"));
    let wanted = tables.flat_map(|(_, table)| table.split("\n[").next().unwrap().lines());
    let wanted = wanted.filter(|line| line.contains(" = ") && !line.contains("optional = true"));
    let mut wanted: Vec<&str> = wanted
        .filter_map(|line| line.split([' ', '.']).next())
        .filter(|name| *name != "#")
        .collect();
    wanted.sort_unstable();
    wanted
}

#[test]
fn an_upward_import_is_seen() {
    assert_eq!(
        faults("record/form.rs", "use crate::base::time;\nuse crate::app::View;"),
        ["src/record/form.rs:2: record may not use app"]
    );
    assert_eq!(
        faults("base/time.rs", "fn f() { crate::record::owed(1) }"),
        ["src/base/time.rs:1: base may not use record"]
    );
}

#[test]
fn an_upward_import_in_a_group_is_seen() {
    let source = "use crate::{base::{fold, time}, report::clinical, guidance::{Cite}};";
    assert_eq!(
        faults("record/owed.rs", source),
        ["src/record/owed.rs:1: record may not use report"]
    );
}

#[test]
fn an_upward_import_by_way_of_super_is_seen() {
    let source = "use super::text;\nuse super::super::register::Disk;";
    assert_eq!(
        faults("record/form.rs", source),
        ["src/record/form.rs:2: record may not use register"]
    );
    let source = "mod tests { use super::text; use super::super::app::View; }";
    assert_eq!(
        faults("record/mod.rs", source),
        ["src/record/mod.rs:1: record may not use app"],
        "a module in a module is one step further up"
    );
}

#[test]
fn a_room_that_takes_the_whole_house_is_seen() {
    assert_eq!(faults("base/time.rs", "use crate::*;"), ["src/base/time.rs:1: base may not use *"]);
}

#[test]
fn a_window_crate_below_the_window_is_seen() {
    let source = "use egui_extras::Table;\nfn f(ui: &mut egui::Ui) {}";
    assert_eq!(
        faults("report/pdf.rs", source),
        [
            "src/report/pdf.rs:1: report may not use egui_extras",
            "src/report/pdf.rs:2: report may not use egui",
        ]
    );
    assert_eq!(faults("cli.rs", "rfd::pick()"), ["src/cli.rs:1: cli may not use rfd"]);
}

#[test]
fn the_command_line_and_the_window_do_not_know_each_other() {
    assert_eq!(
        faults("cli.rs", "use crate::report; use crate::app;"),
        ["src/cli.rs:1: cli may not use app"]
    );
    assert_eq!(
        faults("app/mod.rs", "use crate::cli::run;"),
        ["src/app/mod.rs:1: app may not use cli"]
    );
    assert_eq!(faults("main.rs", "justified::app::run(); justified::cli::run();"), [""; 0]);
}

#[test]
fn a_room_without_a_place_in_the_table_is_seen() {
    assert_eq!(
        faults("attic/mod.rs", ""),
        ["src/attic/mod.rs: attic has no place in the table of tests/all/house.rs"]
    );
}

#[test]
fn what_looks_down_or_is_no_code_is_let_be() {
    let source = r##"
        //! See [`crate::app`].
        /* crate::app /* and egui */ again */
        use crate::base::time::{self, stamp};
        use super::super::guidance::Cite;
        const A: &str = "crate::app \" egui";
        const B: &str = r#"use crate::app; "egui" "#;
        const C: (char, char, char) = ('"', '\'', '\\');
        fn f<'crate_life>(x: &'crate_life str) -> &'crate_life str { crate::record::f(x) }
        pub(in crate::record) fn g() { self::h(); }
    "##;
    assert_eq!(faults("record/form.rs", source), [""; 0]);
}

/// What the file `name` (within `src/`) uses and may not, one line a fault.
fn faults(name: &str, source: &str) -> Vec<String> {
    let modules = module_path(name);
    let room = modules.first().map_or("lib", String::as_str);
    if ENTRANCES.contains(&room) {
        return Vec::new();
    }
    if room != CLI && !ROOMS.contains(&room) {
        return vec![format!("src/{name}: {room} has no place in the table of tests/all/house.rs")];
    }

    let tokens = tokens(source);
    let mut used = rooms_named(&tokens, modules.len());
    used.retain(|(other, _)| !may_use(room, other));
    if room != "app" {
        let windows = |text: &str| WINDOW_CRATES.iter().any(|krate| text.starts_with(krate));
        used.extend(tokens.iter().filter(|(text, _)| windows(text)).cloned());
    }
    used.sort_by_key(|(_, line)| *line);
    used.into_iter()
        .map(|(other, line)| format!("src/{name}:{line}: {room} may not use {other}"))
        .collect()
}

fn may_use(room: &str, other: &str) -> bool {
    let height = |name| ROOMS.iter().position(|room| *room == name);
    match (height(room), height(other)) {
        (Some(room), Some(other)) => other <= room,
        _ if room == CLI => other == CLI || height(other).is_some() && other != "app",
        _ => false,
    }
}

/// `record/text/draw.rs` → record, text, draw; `record/mod.rs` → record.
pub fn module_path(name: &str) -> Vec<String> {
    let mut modules: Vec<String> =
        name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    modules.pop_if(|last| last == "mod");
    modules
}

/// A word, `::` or one character of code, and its line.
pub type Token = (String, usize);

/// The rooms that paths from the root of the crate name, with their lines. `depth` is how many
/// modules deep the file is.
fn rooms_named(tokens: &[Token], depth: usize) -> Vec<Token> {
    let text = |at: usize| tokens.get(at).map_or("", |(text, _)| text.as_str());
    let mut found = Vec::new();
    let mut braces = 0_usize;
    // The braces of the modules written within this file.
    let mut inner: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match text(at) {
            "{" => {
                braces += 1;
                if at >= 2 && text(at - 2) == "mod" {
                    inner.push(braces);
                }
            }
            "}" => {
                inner.pop_if(|brace| *brace == braces);
                braces = braces.saturating_sub(1);
            }
            "crate" | "justified" if text(at + 1) == "::" => {
                found.extend(first_names(&tokens[at + 2..]));
            }
            "super" => {
                let mut steps = 1;
                while text(at + 1) == "::" && text(at + 2) == "super" {
                    steps += 1;
                    at += 2;
                }
                if steps >= depth + inner.len() && text(at + 1) == "::" {
                    found.extend(first_names(&tokens[at + 2..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// `a::b` → a; `{a::{b, c}, d}` → a, d.
fn first_names(tokens: &[Token]) -> Vec<Token> {
    if tokens.first().is_none_or(|(text, _)| text != "{") {
        return tokens.first().cloned().into_iter().collect();
    }
    let mut names = Vec::new();
    let mut depth = 0_usize;
    for pair in tokens.windows(2) {
        match pair[0].0.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        let begins = matches!(pair[0].0.as_str(), "{" | ",");
        if depth == 1 && begins && pair[1].0 != "}" {
            names.push(pair[1].clone());
        }
    }
    names
}

/// A word or sign of a file as the compiler reads it, or a string in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    Code(String),
    /// What a string says, without its quotes, with its line ends as it gives them.
    Text(String),
}

/// The code without comments, strings, characters and lifetimes.
pub fn tokens(source: &str) -> Vec<Token> {
    let code = written(source).into_iter();
    code.filter_map(|(token, line)| match token {
        Written::Code(code) => Some((code, line)),
        Written::Text(_) => None,
    })
    .collect()
}

/// The same with the strings, each with the line on which it begins.
pub fn written(source: &str) -> Vec<(Written, usize)> {
    let chars: Vec<char> = source.chars().collect();
    let char_at = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let mut found: Vec<(Written, usize)> = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < chars.len() {
        let began = at;
        let mut code = None;
        let mut text = None;
        match chars[at] {
            '/' if char_at(at + 1) == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            }
            '/' if char_at(at + 1) == '*' => at = after_comment(&chars, at),
            '"' => {
                at = after_string(&chars, at + 1);
                text = Some(said(&chars[began + 1..at.min(chars.len()) - 1]));
            }
            '\'' => at = after_quote(&chars, at),
            ':' if char_at(at + 1) == ':' => {
                code = Some("::".to_owned());
                at += 2;
            }
            c if is_word(c) => {
                while at < chars.len() && is_word(chars[at]) {
                    at += 1;
                }
                let word: String = chars[began..at].iter().collect();
                match after_raw_string(&chars, &word, at) {
                    Some(after) => {
                        let raw: String = chars[at..after].iter().collect();
                        text = Some(raw.trim_matches('#').trim_matches('"').to_owned());
                        at = after;
                    }
                    None => code = Some(word),
                }
            }
            c => {
                if !c.is_whitespace() {
                    code = Some(c.to_string());
                }
                at += 1;
            }
        }
        found.extend(code.map(|code| (Written::Code(code), line)));
        found.extend(text.map(|text| (Written::Text(text), line)));
        line += chars[began..at.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

/// What a string says: a line end that is broken over is none, and `\n` is one.
fn said(chars: &[char]) -> String {
    let mut text = String::new();
    let mut chars = chars.iter().copied().peekable();
    while let Some(one) = chars.next() {
        if one != '\\' {
            text.push(one);
            continue;
        }
        match chars.next() {
            Some('\n') => while chars.next_if(|one| one.is_whitespace()).is_some() {},
            Some('n') => text.push('\n'),
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Comments nest.
fn after_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0_usize;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => depth += 1,
            ('*', '/') => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn after_string(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// `r"…"`, `r#"…"#` and their kin; `None` where `word` begins none of them.
fn after_raw_string(chars: &[char], word: &str, at: usize) -> Option<usize> {
    if !matches!(word, "r" | "br" | "cr") {
        return None;
    }
    let hashes = chars[at..].iter().take_while(|c| **c == '#').count();
    let open = at + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut close = open + 1;
    while close < chars.len() {
        let ends = chars[close] == '"'
            && chars[close + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
        close += 1;
        if ends {
            return Some(close + hashes);
        }
    }
    Some(chars.len())
}

/// Past a character, `'x'`, or past the mark of a lifetime, whose name then goes too.
fn after_quote(chars: &[char], at: usize) -> usize {
    if chars.get(at + 1) == Some(&'\\') {
        let mut close = at + 3;
        while close < chars.len() && chars[close] != '\'' {
            close += 1;
        }
        return close + 1;
    }
    if chars.get(at + 2) == Some(&'\'') {
        return at + 3;
    }
    at + 1 + chars[at + 1..].iter().take_while(|c| is_word(**c)).count()
}

pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
