//! The lines of the table: what was measured, beside what, and whether the aim is met.

use std::fmt::{self, Display, Write as _};
use std::time::Duration;

/// A measured amount.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// Of time.
    Seconds(f64),
    /// Of memory.
    Bytes(f64),
    /// Of things.
    Count(f64),
}

impl Amount {
    fn number(self) -> f64 {
        let (Self::Seconds(number) | Self::Bytes(number) | Self::Count(number)) = self;
        number
    }
}

impl From<Duration> for Amount {
    fn from(time: Duration) -> Self {
        Self::Seconds(time.as_secs_f64())
    }
}

impl Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Seconds(s) if s < 1e-3 => write!(f, "{:.2} µs", s * 1e6),
            Self::Seconds(s) if s < 1.0 => write!(f, "{:.2} ms", s * 1e3),
            Self::Seconds(s) => write!(f, "{s:.2} s"),
            Self::Bytes(b) => write!(f, "{:.1} MB", b / 1e6),
            Self::Count(n) => write!(f, "{n:.0}"),
        }
    }
}

/// One line.
pub struct Row {
    what: String,
    ours: Amount,
    /// The amount and the name of the peer, or of the limit where the aim is one.
    beside: Result<(Amount, String), String>,
    /// The largest ratio of ours to the other that meets the aim.
    most: f64,
}

impl Row {
    /// Beside a peer that was measured in the same run.
    pub fn beside(
        what: impl Into<String>,
        ours: impl Into<Amount>,
        peer: &str,
        theirs: impl Into<Amount>,
        most: f64,
    ) -> Self {
        let beside = Ok((theirs.into(), peer.to_owned()));
        Self { what: what.into(), ours: ours.into(), beside, most }
    }

    /// Beside a limit.
    pub fn within(what: impl Into<String>, ours: impl Into<Amount>, limit: Amount) -> Self {
        Self::beside(what, ours, "the limit", limit, 1.0)
    }

    /// Beside a peer that is not here, for this reason.
    pub fn alone(
        what: impl Into<String>,
        ours: impl Into<Amount>,
        why: impl Into<String>,
        most: f64,
    ) -> Self {
        Self { what: what.into(), ours: ours.into(), beside: Err(why.into()), most }
    }

    fn ratio(&self) -> Option<f64> {
        let (theirs, _) = self.beside.as_ref().ok()?;
        Some(match (self.ours.number(), theirs.number()) {
            // None where none is allowed.
            (0.0, 0.0) => 0.0,
            (ours, theirs) => ours / theirs,
        })
    }

    /// Whether the aim is met; `None` where there was nothing to compare with.
    pub fn met(&self) -> Option<bool> {
        self.ratio().map(|ratio| ratio <= self.most)
    }

    fn cells(&self) -> [String; 6] {
        let peer = match &self.beside {
            Ok((amount, name)) => format!("{amount} ({name})"),
            Err(why) => why.clone(),
        };
        let ratio = match self.ratio() {
            Some(ratio) if ratio >= 10.0 => format!("{ratio:.0}"),
            Some(ratio) if ratio >= 0.1 => format!("{ratio:.2}"),
            Some(ratio) => format!("{ratio:.4}"),
            None => "-".to_owned(),
        };
        let aim = format!("at most {}", (self.most * 100.0).round() / 100.0);
        let met = match self.met() {
            Some(true) => "met",
            Some(false) => "NOT met",
            None => "not measured",
        };
        [self.what.clone(), self.ours.to_string(), peer, ratio, aim, met.to_owned()]
    }
}

/// All lines, as text in columns.
pub fn table(rows: &[Row]) -> String {
    let heads =
        ["what", "ours", "peer", "ratio ours / peer", "aim", "met or not"].map(str::to_owned);
    let lines: Vec<[String; 6]> =
        std::iter::once(heads).chain(rows.iter().map(Row::cells)).collect();
    let mut widths = [0; 6];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join(" | ").trim_end());
    }
    text
}

/// The sample in the middle; zero of none.
pub fn median(samples: &mut [Duration]) -> Duration {
    samples.sort_unstable();
    samples.get(samples.len() / 2).copied().unwrap_or_default()
}
