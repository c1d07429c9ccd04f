//! How long something may take, as the pathway writes it: an ISO 8601 duration in days, hours
//! and minutes.

/// A time span, counted from the moment of decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Days: of the calendar where it is one, working days where there are several.
    pub days: u32,
    /// Hours beside the days.
    pub hours: u32,
    /// Minutes beside the hours.
    pub minutes: u32,
}

impl Span {
    /// Reads `P2D`, `PT1H`, `P1DT12H30M`. `None` for anything else, months and seconds too,
    /// and for no time at all.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('P')?;
        let (date, time) = match rest.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (rest, ""),
        };
        let (days, date) = part(date, 'D')?;
        let (hours, time) = part(time, 'H')?;
        let (minutes, time) = part(time, 'M')?;
        let span = Self { days, hours, minutes };
        let nothing = Self { days: 0, hours: 0, minutes: 0 };
        (date.is_empty() && time.is_empty() && span != nothing).then_some(span)
    }

    /// In words: "1 hour", "2 working days", "1 day 12 hours".
    pub fn words(self) -> String {
        let day = if self.days > 1 { "working day" } else { "day" };
        let parts = [(self.days, day), (self.hours, "hour"), (self.minutes, "minute")];
        let words = parts.iter().filter(|(number, _)| *number > 0).map(|(number, unit)| {
            let plural = if *number == 1 { "" } else { "s" };
            format!("{number} {unit}{plural}")
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

/// The number before `unit` at the start of `text`, 0 where the unit is not there, and the
/// rest.
fn part(text: &str, unit: char) -> Option<(u32, &str)> {
    let Some((number, rest)) = text.split_once(unit) else { return Some((0, text)) };
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_and_said_in_words() {
        for (text, words) in [
            ("PT1H", "1 hour"),
            ("P2D", "2 working days"),
            ("P1DT12H", "1 day 12 hours"),
            ("PT90M", "90 minutes"),
        ] {
            assert_eq!(Span::parse(text).unwrap().words(), words);
        }
    }

    #[test]
    fn what_is_no_span_of_days_hours_and_minutes_is_refused() {
        for text in [
            "", "P", "PT", "1H", "P1H", "PT1D", "P1M", "PT5S", "PTH", "P-1D", "P1D2D", "P0D",
            "P+1D",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
