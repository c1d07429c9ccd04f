//! An NHS number as it is typed or pasted, and its check digit.

use std::fmt;
use std::str::FromStr;

use crate::base::fold;

/// An NHS number that passes its check: ten digits, shown 3-3-4. Weights 10 to 2 over the
/// first nine, modulus 11.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NhsNumber(String);

/// Why a typed number is no NHS number. None of these blocks anything: a child may be
/// unregistered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NhsNumberError {
    /// This is no digit and separates none.
    #[error("An NHS number has digits only. This has “{0}” in it.")]
    Form(char),
    /// Not ten digits.
    #[error("An NHS number has ten digits. This has {0}.")]
    Length(usize),
    /// The check digit does not fit.
    #[error("The last digit does not fit the others. Check the number.")]
    Check,
}

impl FromStr for NhsNumber {
    type Err = NhsNumberError;
    fn from_str(text: &str) -> Result<Self, NhsNumberError> {
        let number = without_label(text);
        let strange = |c: &char| {
            let passes = fold::digit(*c).is_some() || fold::is_separator(*c);
            !passes && !fold::is_invisible(*c)
        };
        if let Some(strange) = number.chars().find(strange) {
            return Err(NhsNumberError::Form(strange));
        }
        let digits = fold::digits(number);
        if digits.len() != 10 {
            return Err(NhsNumberError::Length(digits.len()));
        }
        let sum: u32 = (2..=10)
            .rev()
            .zip(digits.chars())
            .map(|(weight, c)| weight * c.to_digit(10).unwrap_or(0))
            .sum();
        let check = match 11 - sum % 11 {
            11 => 0,
            other => other,
        };
        if digits.chars().last().and_then(|c| c.to_digit(10)) == Some(check) {
            Ok(Self(digits))
        } else {
            Err(NhsNumberError::Check)
        }
    }
}

/// The number without what a clinical system writes before it: "NHS No: ", "NHS number ".
fn without_label(text: &str) -> &str {
    let first = text.find(|c| fold::digit(c).is_some()).unwrap_or(text.len());
    let (label, number) = text.split_at_checked(first).unwrap_or(("", text));
    let mut words = fold::words(label);
    words.retain(|word| {
        !["nhs", "no", "number", "num", "nr", "nhsno", "nhsnumber"].contains(&word.as_str())
    });
    if words.is_empty() && !number.is_empty() { number } else { text }
}

impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        write!(f, "{} {} {}", part(0..3), part(3..6), part(6..10))
    }
}

impl NhsNumber {
    /// A number that passes the check but looks made up: one digit ten times over.
    pub fn looks_made_up(&self) -> bool {
        let first = self.0.chars().next();
        self.0.chars().all(|c| Some(c) == first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nhs(text: &str) -> Result<NhsNumber, NhsNumberError> {
        text.parse()
    }

    #[test]
    fn nhs_numbers_are_checked_by_their_last_digit() {
        for valid in ["999 000 0018", "999 000 0026", "9434765919", "943-476-5919"] {
            assert!(nhs(valid).is_ok(), "{valid}");
        }
        for wrong in ["943 476 5918", "999 123 4560"] {
            assert_eq!(nhs(wrong), Err(NhsNumberError::Check), "{wrong}");
        }
        assert_eq!(nhs("943 476"), Err(NhsNumberError::Length(6)));
        assert_eq!(nhs("943 476 591X"), Err(NhsNumberError::Form('X')));
    }

    #[test]
    fn a_pasted_nhs_number_loses_what_is_not_part_of_it() {
        for pasted in [
            "999\u{2011}000\u{2011}0018",
            "999–000—0018",
            "\u{202d}999\u{a0}000\u{a0}0018\u{202c}",
            "\u{200b}9990000018\u{feff}",
            "999.000.0018",
            "９９９ ０００ ００１８",
            "NHS No: 999 000 0018",
            "NHS number 9990000018",
            "NHS No. 999-000-0018",
            "Nhs#: 9990000018",
            "(999) 000 0018",
        ] {
            assert_eq!(nhs(pasted).map(|number| number.to_string()).as_deref(), Ok("999 000 0018"));
        }
        let said = nhs("CHI: 999 000 0018").unwrap_err().to_string();
        assert!(said.contains("“C”"), "{said}");
        assert!(nhs("999 000 O018").unwrap_err().to_string().contains("“O”"));
    }

    #[test]
    fn a_run_of_one_digit_passes_and_is_remarked() {
        assert!(nhs("222 222 2222").unwrap().looks_made_up());
        assert!(!nhs("999 000 0018").unwrap().looks_made_up());
    }

    #[test]
    fn an_nhs_number_is_shown_in_threes_and_four() {
        assert_eq!(nhs("9990000018").unwrap().to_string(), "999 000 0018");
    }
}
