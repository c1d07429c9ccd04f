//! Small numbers: one or two children of a small practice could be known by them. Those under
//! [`FEWEST`] are not shown, and neither are others from which they could be worked out by a total.

/// The smallest number that is shown, beside none at all.
pub const FEWEST: usize = 5;

/// Whether a number is too small to be shown.
pub(super) fn is_few(count: usize) -> bool {
    (1..FEWEST).contains(&count)
}

/// Which of these numbers are not shown. The last of each row and the last row are totals.
pub(super) fn hidden(counts: &[Vec<usize>]) -> Vec<Vec<bool>> {
    let few = |row: &Vec<usize>| row.iter().map(|count| is_few(*count)).collect();
    let mut covered: Vec<Vec<bool>> = counts.iter().map(few).collect();
    let columns = counts.iter().map(Vec::len).max().unwrap_or_default();
    loop {
        let mut more = Vec::new();
        for row in 0..counts.len() {
            let line: Vec<(usize, usize)> = (0..columns).map(|column| (row, column)).collect();
            more.extend(another(counts, &covered, &line));
        }
        for column in 0..columns {
            let line: Vec<(usize, usize)> = (0..counts.len()).map(|row| (row, column)).collect();
            more.extend(another(counts, &covered, &line));
        }
        if more.is_empty() {
            return covered;
        }
        for (row, column) in more {
            if let Some(cell) = covered.get_mut(row).and_then(|row| row.get_mut(column)) {
                *cell = true;
            }
        }
    }
}

/// Where one number of a line alone is hidden it follows from the others: the smallest of those is
/// hidden too. None is zero: that there are none tells of nobody, and would not hide anything.
fn another(
    counts: &[Vec<usize>],
    covered: &[Vec<bool>],
    line: &[(usize, usize)],
) -> Option<(usize, usize)> {
    let is_covered = |&(row, column): &(usize, usize)| {
        covered.get(row).and_then(|row| row.get(column)) == Some(&true)
    };
    let count = |&(row, column): &(usize, usize)| {
        counts.get(row).and_then(|row| row.get(column)).copied().unwrap_or_default()
    };
    if line.iter().filter(|at| is_covered(at)).count() != 1 {
        return None;
    }
    let others = line.iter().filter(|at| !is_covered(at) && count(at) > 0);
    others.min_by_key(|at| count(at)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// With totals.
    fn whole(mut counts: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        for row in &mut counts {
            row.push(row.iter().sum());
        }
        let columns = counts.first().map_or(0, Vec::len);
        counts.push((0..columns).map(|at| counts.iter().map(|row| row[at]).sum()).collect());
        counts
    }

    proptest! {
        #[test]
        fn no_small_number_is_shown_and_none_follows_from_one_total(
            counts in proptest::collection::vec(proptest::collection::vec(0_usize..12, 4), 1..6)
        ) {
            let counts = whole(counts);
            let hidden = hidden(&counts);
            for (row, covered) in counts.iter().zip(&hidden) {
                for (count, covered) in row.iter().zip(covered) {
                    prop_assert!(*covered || !is_few(*count));
                    prop_assert!(!covered || *count > 0, "that there are none is said");
                }
            }
            let alone = |line: Vec<(bool, usize)>| {
                // Where all others are none, the total is the number.
                line.iter().filter(|(covered, _)| *covered).count() == 1
            };
            for (row, covered) in counts.iter().zip(&hidden) {
                prop_assert!(!alone(covered.iter().copied().zip(row.iter().copied()).collect()));
            }
            for at in 0..5 {
                let line = counts.iter().zip(&hidden).map(|(row, covered)| (covered[at], row[at]));
                prop_assert!(!alone(line.collect()));
            }
        }
    }

    #[test]
    fn what_is_large_enough_is_shown() {
        let counts = whole(vec![vec![6, 7], vec![8, 9]]);
        assert!(hidden(&counts).iter().flatten().all(|covered| !covered));
    }
}
