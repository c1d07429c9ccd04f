//! What tells who somebody is by its digits: telephones, numbers, dates of birth, postcodes.

use super::{
    BTreeSet, Kind, NameForm, Page, Part, count_digits, dates, fold, is_inward, is_outward,
};

impl Page<'_> {
    /// Addresses for mail and pages: everything around the sign up to white space.
    pub(super) fn contacts(&mut self) {
        let signs: Vec<usize> = (0..self.atoms.len())
            .filter(|&at| {
                let page = self.text(at) == ":" && self.text(at + 1) == "/";
                let www = self.plain(at) == "www" && self.text(at + 1) == ".";
                self.text(at) == "@" || page && self.text(at + 2) == "/" || www
            })
            .collect();
        for sign in signs {
            let inside = |at: &usize| !matches!(self.form(*at), None | Some(NameForm::Space));
            let first = (0..sign).rev().take_while(inside).last().unwrap_or(sign);
            let mut end = (sign..self.atoms.len()).take_while(inside).last().unwrap_or(sign) + 1;
            while end > sign + 1 && self.form(end - 1) == Some(NameForm::Sign) {
                end -= 1;
            }
            self.take(first..end, Kind::Contact);
        }
    }

    /// Dates of birth, and any date that is said to be one.
    pub(super) fn births(&mut self) {
        let mut birth_said = 0_usize;
        let mut other_day = None;
        for at in self.words() {
            birth_said = birth_said.saturating_sub(1);
            if matches!(self.plain(at), "dob" | "born" | "birth" | "birthday" | "birthdate")
                || (self.plain(at) == "b" && self.text(at + 1) == ".")
            {
                birth_said = 6;
            }
            if self.is_gone(at) || other_day.is_some_and(|end| at <= end) {
                continue;
            }
            let parts = self.date_parts(at);
            if self.known.other_days_stay && birth_said == 0 {
                // The first three parts tell a whole day, or there is a year by itself.
                let seen: Vec<Part> = parts.iter().map(|(part, _)| *part).collect();
                let born = |births: &BTreeSet<chrono::NaiveDate>| {
                    births.iter().any(|birth| dates::tells(&seen, *birth))
                };
                let day = !dates::meanings(&seen).is_empty() && !born(&self.known.births);
                if day || matches!(seen.as_slice(), [Part::Number(_, 4)]) {
                    other_day = parts.last().map(|(_, end)| *end);
                    continue;
                }
            }
            for count in (1..=parts.len()).rev() {
                let Some((_, end)) = parts.get(count - 1).copied() else { continue };
                let seen: Vec<Part> = parts.iter().take(count).map(|(part, _)| *part).collect();
                let short = count == 2 && self.text(at + 1) == "/" && end == at + 2;
                let known = self.known.births.iter().any(|birth| {
                    dates::tells(&seen, *birth) || (short && dates::is_day_of(&seen, *birth))
                });
                if !known && self.known.own_births.iter().any(|own| dates::tells(&seen, *own)) {
                    // It is said now. What follows is another day.
                    birth_said = 0;
                    break;
                }
                let said = birth_said > 0
                    && (!dates::meanings(&seen).is_empty()
                        || matches!(seen.as_slice(), [Part::Number(y, 4)] if (1900..2100).contains(y)));
                if known || said {
                    self.take(at..end + 1, Kind::Date);
                    break;
                }
            }
        }
    }

    /// Up to three parts of a date from this word on, each with its atom.
    pub(super) fn date_parts(&self, at: usize) -> Vec<(Part, usize)> {
        let mut parts = Vec::new();
        let mut next = Some(at);
        while let Some(here) = next
            && parts.len() < 3
        {
            if self.is_gone(here) {
                break;
            }
            match dates::part(self.plain(here)) {
                Some(part) => parts.push((part, here)),
                // "the 3rd of April": small words between parts, never before them.
                None if !parts.is_empty() && matches!(self.plain(here), "of" | "the" | "in") => {}
                None => break,
            }
            next = self
                .next_word(here, &[".", "/", "-", ",", "\u{2013}", "\u{2010}", "'", "\u{2019}"]);
        }
        parts
    }

    /// Runs of six digits and more, however they are spaced; five together; letters and digits
    /// mixed as references have them.
    pub(super) fn numbers(&mut self) {
        let words = self.words();
        let mut skip = 0;
        for &at in &words {
            if at < skip || !self.may_be_number(at) {
                continue;
            }
            let plain = self.plain(at);
            let digits = count_digits(plain);
            if !plain.chars().all(char::is_numeric) {
                if digits >= 3 && plain.chars().count() >= 6 {
                    self.take(at..at + 1, Kind::Number);
                }
                continue;
            }
            let (mut end, mut total, mut here) = (at, digits, at);
            while let Some(next) = self.next_digits(here) {
                if !self.may_be_number(next) || !self.plain(next).chars().all(char::is_numeric) {
                    break;
                }
                total += count_digits(self.plain(next));
                (here, end) = (next, next);
            }
            skip = end + 1;
            let run: String = (at..=end).map(|at| self.text(at)).collect();
            // A day is no number, also where a time stands after it.
            let is_day = |text: &str| crate::base::time::parse_day(text).is_ok();
            let days = run.split_whitespace().filter(|part| is_day(part)).map(count_digits);
            let date = is_day(&run) || total.saturating_sub(days.sum()) < 6;
            if self.known.own_numbers.contains(&fold::digits(&run)) {
                continue;
            }
            let alone = at == end && digits >= 5;
            if alone || (total >= 6 && !date) {
                let before = (0..at).rev().take_while(|&at| matches!(self.text(at), "+" | "("));
                let from = before.last().unwrap_or(at);
                self.take(from..end + 1, Kind::Number);
            }
        }
    }

    pub(super) fn postcodes(&mut self) {
        for at in self.words() {
            if self.is_gone(at) {
                continue;
            }
            let whole = self.plain(at);
            let split = whole.len().checked_sub(3).and_then(|cut| whole.split_at_checked(cut));
            if split.is_some_and(|(out, inward)| is_outward(out) && is_inward(inward)) {
                self.take(at..at + 1, Kind::Address);
            } else if is_outward(whole)
                && let Some(next) = self.next_word(at, &[])
                && is_inward(self.plain(next))
            {
                self.take(at..next + 1, Kind::Address);
            }
        }
    }
}
