//! The page on accessibility says only what is there.

use crate::hazards::tests_of_the_house;

const PAGE: &str = include_str!("../../src/app/ACCESSIBILITY.md");

/// The rows of the table, each in its four cells.
fn rows() -> Vec<[&'static str; 4]> {
    let lines = PAGE.lines().filter(|line| line.starts_with("| "));
    let cells = lines.map(|line| line.trim_matches('|').split('|').map(str::trim));
    let rows = cells.filter_map(|cells| cells.collect::<Vec<_>>().try_into().ok());
    rows.skip(1).collect()
}

#[test]
fn each_criterion_passes_by_a_test_that_runs_or_says_why_not() {
    let tests = tests_of_the_house();
    let rows = rows();
    assert!(rows.len() >= 50, "{} criteria", rows.len());
    for [criterion, level, result, why] in rows {
        assert!(level == "A" || level == "AA" || level == "A, AA", "{criterion}: {level}");
        let named: Vec<&str> =
            why.split('`').skip(1).step_by(2).filter(|name| name.contains("::")).collect();
        for name in &named {
            assert!(tests.contains(*name), "{criterion}: there is no test {name}");
        }
        match result {
            "passes" => assert!(!named.is_empty(), "{criterion}: no test shows it"),
            "fails" | "does not apply" => assert!(!why.is_empty(), "{criterion}: no reason"),
            other => panic!("{criterion}: {other:?} is no result"),
        }
    }
}
