//! How long records are kept, as far as it is known, for whoever thinks about disposing of one. The
//! words are ours.

use super::nation::Nation;

/// What is known of England.
const ENGLAND: &str = "In England, GP records are kept for 10 years after death. Children’s records \
                       that are not a GP’s are kept to the 25th birthday. If the child was 17 when \
                       treatment ended, it is the 26th.";

/// What holds everywhere.
const NO_PERIOD: &str = "No separate period for safeguarding records is known here. Justified never deletes anything on its own.";

/// How long records are kept in `nation`, in words, with what is not known. Without a nation, what is
/// known of England says so.
pub fn retention(nation: Option<Nation>) -> String {
    let known = match nation {
        Some(Nation::England) => ENGLAND.to_owned(),
        None => format!("{ENGLAND} Elsewhere, check locally."),
        Some(elsewhere) => format!(
            "How long records are kept in {} is not known here: check locally.",
            elsewhere.label()
        ),
    };
    format!("{known} {NO_PERIOD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_england_has_periods_and_nothing_is_made_up_for_the_others() {
        assert!(retention(Some(Nation::England)).contains("10 years after death"));
        assert!(retention(None).contains("In England") && retention(None).contains("Elsewhere"));
        for nation in Nation::ALL {
            let words = retention(Some(nation));
            assert!(words.contains("No separate period for safeguarding records is known here."));
            let numbers = words.contains(|c: char| c.is_ascii_digit());
            assert_eq!(numbers, nation == Nation::England, "{words}");
        }
    }
}
