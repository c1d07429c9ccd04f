//! Growth from 1,000 decisions to 100,000. Each size in a process of its own, so that the memory
//! of one is not counted for another.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use justified::app::workers::Lane;
use justified::caseload::list::{Filter, Sort};
use justified::register::RealDisk;

use crate::headless::Headless;
use crate::rows::{Amount, Row};
use crate::{Res, frames, material, searching, windows};

/// What was measured of one size, by name: seconds, bytes or a number.
pub type Measured = BTreeMap<String, f64>;

pub fn rows(sizes: &[(u32, Measured)]) -> Vec<Row> {
    let mut rows = Vec::new();
    for pair in sizes.windows(2) {
        let [(few, before), (many, after)] = pair else { continue };
        for (name, what) in
            [("open", "opened without index"), ("search", "keystroke"), ("list", "list sorted")]
        {
            let of = |measured: &Measured, count: u32| {
                Amount::Seconds(measured.get(name).copied().unwrap_or_default() / f64::from(count))
            };
            let peer = format!("at {}", grouped(*few));
            let what = format!("{what}, per decision at {}", grouped(*many));
            // Linear, with a tenth for the spread of measuring.
            rows.push(Row::beside(what, of(after, *many), &peer, of(before, *few), 1.1));
        }
    }
    let Some((most, largest)) = sizes.last() else { return rows };
    let of = |name: &str| largest.get(name).copied().unwrap_or_default();
    let at = grouped(*most);
    for (name, what) in [
        ("scroll", "frame of the list, scrolled"),
        ("scroll slowest", "frame of the list, scrolled, slowest"),
        ("filter", "frame of the list, a letter typed"),
        ("filter slowest", "frame of the list, a letter typed, slowest"),
    ] {
        let limit = Amount::Seconds(0.004);
        rows.push(Row::within(format!("{what}, at {at}"), Amount::Seconds(of(name)), limit));
    }
    for (size, measured) in sizes {
        let of = |name: &str| Amount::Bytes(measured.get(name).copied().unwrap_or_default());
        let what = format!("memory of the whole program at {}", grouped(*size));
        rows.push(Row::beside(what, of("memory"), "the written words", of("words"), 4.0));
    }
    rows
}

/// Measures one size in a process of its own.
pub fn measure(home: &Path, register: &Path) -> Res<Measured> {
    // So that all of them are read from the system's cache.
    material::read_through(register)?;
    let output = Command::new(env::current_exe()?)
        .arg("--growth")
        .args([home, register])
        .stderr(std::process::Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err("the measuring of a size failed: see above".into());
    }
    let mut measured = Measured::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let (number, name) = line.split_once(' ').ok_or("a line without a name")?;
        measured.insert(name.to_owned(), number.parse()?);
    }
    Ok(measured)
}

/// That process: a line a number, as `number name`.
pub fn measure_here(home: &Path, register: &Path) -> Res<String> {
    let mut text = String::new();
    let mut say = |name: &str, number: f64| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{number} {name}");
    };
    let id = std::process::id();
    say("memory before", windows::memory(id)?);
    let mut program = Headless::start(home, register, Arc::new(RealDisk))?;
    say("open", program.until_settled()?.as_secs_f64());
    program.until("the index", |state| state.env.runner.busy(Lane::List) == 0)?;
    say("memory", windows::memory(id)?);
    say("memory at most", windows::memory_at_most(id)?);
    let [scroll, filter] = frames::list(&mut program)?;
    say("scroll", scroll.typical.as_secs_f64());
    say("scroll slowest", scroll.slowest.as_secs_f64());
    say("filter", filter.typical.as_secs_f64());
    say("filter slowest", filter.slowest.as_secs_f64());
    drop(program);
    let listing = material::listing(home, register)?;
    let marks = listing.words.chars().filter(|c| matches!(u32::from(*c), 0xE000..=0xF8FF)).count();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    say("words", (listing.words.len() - 4 * marks) as f64);
    let book = material::book(listing)?;
    say("search", searching::typical(&book).as_secs_f64());
    let mut times = Vec::new();
    let now = book.summaries().first().map(|summary| summary.written).unwrap_or_default();
    for _ in 0..5 {
        let begun = std::time::Instant::now();
        std::hint::black_box(book.list(&Filter::default(), Sort::default(), &now));
        times.push(begun.elapsed());
    }
    say("list", crate::rows::median(&mut times).as_secs_f64());
    Ok(text)
}

/// 100,000.
fn grouped(number: u32) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        thousands => format!("{},{:03}", grouped(thousands), number % 1_000),
    }
}
