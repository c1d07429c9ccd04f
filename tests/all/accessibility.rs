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

/// All criteria of WCAG 2.2 at these levels.
const A: &str = "1.1.1 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 \
                 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 \
                 3.3.7 4.1.2";
const AA: &str = "1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 \
                  2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3";

#[test]
fn every_criterion_of_both_levels_is_there_once() {
    let rows = rows();
    for (level, all) in [("A", A), ("AA", AA)] {
        let of_it = rows.iter().filter(|row| row[1] == level);
        let mut there: Vec<&str> =
            of_it.map(|row| row[0].split(' ').next().unwrap_or_default()).collect();
        let mut all: Vec<&str> = all.split_whitespace().collect();
        there.sort_unstable();
        all.sort_unstable();
        assert_eq!(there, all, "{level}");
    }
    // Audio and video, of both levels in one row.
    assert_eq!(rows.len(), A.split_whitespace().count() + AA.split_whitespace().count() + 1);
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
