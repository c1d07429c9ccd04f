//! The list of hazards, `assets/safety/hazards.ron`, says only what is there.
//!
//! Every promise has a hazard, every hazard a control that stands in a file and tests that
//! exist and run. A test is found in the source, as the test programs would name it, so that
//! one that was renamed, removed or set to be ignored is missed here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use justified::app::help::{Hazard, Hazards, Promise};
use justified::base::ronfile;

use crate::house::{Token, module_path, rust_files, tokens};

const LIST: &str = "assets/safety/hazards.ron";

/// The six promises are numbered so.
const PROMISES: std::ops::RangeInclusive<u8> = 1..=6;

#[test]
fn every_hazard_names_a_control_and_tests_that_are_there() {
    let tests = tests_of_the_house();
    assert!(tests.len() > 200, "only {} tests found", tests.len());
    let faults = faults(&list(), tests);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_test_that_does_not_exist_is_seen() {
    let tests = tests_of_the_house();
    let mut list = list();
    let id = list.hazards[0].id.clone();
    for made_up in [
        "register::tests::saving::a_test_that_nobody_wrote",
        "register::saving::what_is_signed_survives_a_power_cut",
        "what_is_signed_survives_a_power_cut",
        "",
    ] {
        list.hazards[0].tests = vec![made_up.to_owned()];
        assert_eq!(faults(&list, tests), [format!("{id}: there is no test {made_up:?}")]);
    }
    list.hazards[0].tests =
        vec!["register::tests::saving::what_is_signed_survives_a_power_cut".to_owned()];
    assert_eq!(faults(&list, tests), [""; 0]);
}

#[test]
fn a_promise_without_a_hazard_is_seen() {
    let tests = tests_of_the_house();
    for number in PROMISES {
        let mut list = list();
        list.hazards.retain(|hazard| hazard.promise != Some(number));
        assert_eq!(faults(&list, tests), [format!("promise {number} has no hazard")]);
    }
    let mut list = list();
    list.promises.pop();
    assert!(faults(&list, tests).contains(&"the promises are not 1 to 6".to_owned()));
    list.hazards[0].promise = Some(7);
    assert!(faults(&list, tests).iter().any(|fault| fault.ends_with("there is no promise 7")));
}

#[test]
fn a_hazard_with_nothing_against_it_is_seen() {
    let tests = tests_of_the_house();
    let whole = list();
    let id = &whole.hazards[0].id;
    let spoilt = |spoil: fn(&mut Hazard)| {
        let mut list = whole.clone();
        spoil(&mut list.hazards[0]);
        faults(&list, tests)
    };
    assert_eq!(spoilt(|hazard| hazard.tests.clear()), [format!("{id}: no test")]);
    assert_eq!(spoilt(|hazard| hazard.code.clear()), [format!("{id}: no code")]);
    assert_eq!(spoilt(|hazard| hazard.control = " ".to_owned()), [format!("{id}: no control")]);
    assert_eq!(spoilt(|hazard| hazard.remains.clear()), [format!("{id}: no remains")]);
    assert_eq!(
        spoilt(|hazard| hazard.code = vec!["src/attic.rs".into()]),
        [format!("{id}: there is no file src/attic.rs")]
    );
    assert_eq!(
        spoilt(|hazard| hazard.tests.push(hazard.tests[0].clone())),
        [format!("{id}: a test stands twice")]
    );
    let mut list = whole.clone();
    list.hazards.push(list.hazards[0].clone());
    assert_eq!(faults(&list, tests), [format!("{id}: stands twice")]);
}

#[test]
fn a_field_that_is_not_known_is_refused() {
    let text = fs::read_to_string(root().join(LIST)).unwrap();
    let with = text.replacen("cause:", "severity: 3,\n            cause:", 1);
    assert!(ronfile::read::<Hazards>(with.as_bytes()).is_err());
}

#[test]
fn only_what_runs_is_a_test() {
    let source = r##"
        #[test]
        #[cfg(unix)]
        fn plain() { fn within() {} }
        #[test]
        #[ignore = "too slow"]
        fn ignored() {}
        #[ignore]
        #[test]
        fn ignored_before() {}
        // #[test]
        // fn in_a_comment() {}
        const TEXT: &str = "#[test] fn in_a_string() {}";
        fn helper() {}
        mod inner {
            proptest! {
                #![proptest_config(ProptestConfig::with_cases(24))]
                #[test]
                fn of_any(a: u16, b in 0..3) { prop_assert!(true) }
            }
            mod deeper { #[test] fn far() {} }
        }
        #[test]
        fn last() {}
    "##;
    let found = tests_in(&tokens(source), &["room".to_owned()]);
    assert_eq!(
        found,
        ["room::plain", "room::inner::of_any", "room::inner::deeper::far", "room::last"]
    );
}

#[test]
fn a_file_that_no_module_names_runs_nothing() {
    let files = [
        ("lib.rs", "mod room;"),
        ("room/mod.rs", "mod named; // mod forgotten;"),
        ("room/named.rs", "#[test] fn a() {}"),
        ("room/forgotten.rs", "#[test] fn b() {}"),
        ("attic.rs", "#[test] fn c() {}"),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(tests_of(&files), BTreeSet::from(["room::named::a".to_owned()]));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn list() -> Hazards {
    let text = fs::read(root().join(LIST)).unwrap();
    ronfile::read(&text).unwrap_or_else(|error| panic!("{LIST}: {}", error.in_full()))
}

/// What is wrong with the list, one line each.
fn faults(list: &Hazards, tests: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    if !list.promises.iter().map(|promise| promise.number).eq(PROMISES) {
        found.push("the promises are not 1 to 6".to_owned());
    }
    for Promise { number, words } in &list.promises {
        if words.trim().is_empty() {
            found.push(format!("promise {number} has no words"));
        }
        if !list.hazards.iter().any(|hazard| hazard.promise == Some(*number)) {
            found.push(format!("promise {number} has no hazard"));
        }
    }
    let mut ids = BTreeSet::new();
    for hazard in &list.hazards {
        let mut lines = faults_of(hazard, tests);
        if !ids.insert(&hazard.id) {
            lines.push("stands twice".to_owned());
        }
        found.extend(lines.into_iter().map(|line| format!("{}: {line}", hazard.id)));
    }
    found
}

fn faults_of(hazard: &Hazard, tests: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(number) = hazard.promise
        && !PROMISES.contains(&number)
    {
        found.push(format!("there is no promise {number}"));
    }
    let Hazard { harm, cause, control, remains, .. } = hazard;
    for (name, text) in [
        ("id", &hazard.id),
        ("harm", harm),
        ("cause", cause),
        ("control", control),
        ("remains", remains),
    ] {
        if text.trim().is_empty() {
            found.push(format!("no {name}"));
        }
    }
    if hazard.code.is_empty() {
        found.push("no code".to_owned());
    }
    for file in hazard.code.iter().filter(|file| !root().join(file).is_file()) {
        found.push(format!("there is no file {}", file.display()));
    }
    if hazard.tests.is_empty() {
        found.push("no test".to_owned());
    }
    for test in hazard.tests.iter().filter(|test| !tests.contains(*test)) {
        found.push(format!("there is no test {test:?}"));
    }
    if hazard.tests.iter().collect::<BTreeSet<_>>().len() < hazard.tests.len() {
        found.push("a test stands twice".to_owned());
    }
    found
}

/// Every test of the library and of this program, as `cargo test` prints it.
pub fn tests_of_the_house() -> &'static BTreeSet<String> {
    static TESTS: LazyLock<BTreeSet<String>> = LazyLock::new(all_tests);
    &TESTS
}

fn all_tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["src", "tests/all"] {
        let folder = root().join(folder);
        let files: Vec<(String, String)> = rust_files(&folder)
            .into_iter()
            .map(|file| {
                let name = file.strip_prefix(&folder).unwrap().to_str().unwrap();
                (name.replace('\\', "/"), fs::read_to_string(&file).unwrap())
            })
            .collect();
        found.extend(tests_of(&files));
    }
    found
}

/// The tests of a crate, given its files by their names within it.
fn tests_of(files: &[(String, String)]) -> BTreeSet<String> {
    let files: Vec<(Vec<String>, Vec<Token>)> = files
        .iter()
        .map(|(name, text)| {
            let mut modules = module_path(name);
            // The entrances, of the program and of each room, are the root itself.
            if matches!(name.rsplit('/').next(), Some("lib.rs" | "main.rs")) {
                modules.clear();
            }
            (modules, tokens(text))
        })
        .collect();
    let declared: BTreeSet<String> =
        files.iter().flat_map(|(modules, tokens)| modules_named(tokens, modules)).collect();
    let counts = |modules: &[String]| {
        (1..=modules.len()).all(|end| declared.contains(&modules[..end].join("::")))
    };
    files
        .iter()
        .filter(|(modules, _)| counts(modules))
        .flat_map(|(modules, tokens)| tests_in(tokens, modules))
        .collect()
}

/// The modules that a file takes in from other files: `mod name;`.
fn modules_named(tokens: &[Token], modules: &[String]) -> Vec<String> {
    tokens
        .windows(3)
        .filter(|three| three[0].0 == "mod" && three[2].0 == ";")
        .map(|three| path(modules, &three[1].0))
        .collect()
}

/// The tests in a file, in the order in which they stand there.
fn tests_in(tokens: &[Token], modules: &[String]) -> Vec<String> {
    let text = |at: usize| tokens.get(at).map_or("", |(text, _)| text.as_str());
    let mut found = Vec::new();
    let mut modules = modules.to_vec();
    let mut braces = 0_usize;
    // The braces of the modules written within this file.
    let mut inner: Vec<usize> = Vec::new();
    // Whether the attributes just read say that this is a test, and that it is left out.
    let (mut is_test, mut ignored) = (false, false);
    let mut at = 0;
    while at < tokens.len() {
        match text(at) {
            "#" if text(at + 1) == "[" => {
                let end = after_attribute(tokens, at + 1);
                is_test |= text(at + 2) == "test" && text(at + 3) == "]";
                ignored |= (at..end).any(|at| text(at) == "ignore");
                at = end;
                continue;
            }
            "fn" => {
                if is_test && !ignored {
                    found.push(path(&modules, text(at + 1)));
                }
                (is_test, ignored) = (false, false);
            }
            "{" => {
                braces += 1;
                if at >= 2 && text(at - 2) == "mod" {
                    inner.push(braces);
                    modules.push(text(at - 1).to_owned());
                }
                (is_test, ignored) = (false, false);
            }
            "}" => {
                if inner.pop_if(|brace| *brace == braces).is_some() {
                    modules.pop();
                }
                braces = braces.saturating_sub(1);
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// Past the bracket that closes the one at `open`.
fn after_attribute(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, (text, _)) in tokens.iter().enumerate().skip(open) {
        match text.as_str() {
            "[" => depth += 1,
            "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

fn path(modules: &[String], name: &str) -> String {
    let mut path = modules.to_vec();
    path.push(name.to_owned());
    path.join("::")
}
