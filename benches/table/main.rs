//! Every row of the figures to hold, as a ratio, from one run: the program beside other programs
//! on the same machine, the same disk and the same words. `benches/README.md` says how each row
//! is measured, and what is not compared.
//!
//! `make bench`, or `cargo bench --bench table`. `-- --largest 10000` leaves the register of
//! 100,000 out.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a bench reads the clock, its arguments and its surroundings, and prints"
)]

mod frames;
mod growth;
mod headless;
mod material;
mod opening;
mod pathway;
mod peers;
mod rows;
mod searching;
mod signing;
mod windows;

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use justified::register::RealDisk;

use growth::Measured;
use peers::Peers;
use rows::{Amount, Row};

/// What a bench gives, or why it could not.
type Res<T> = Result<T, Box<dyn Error>>;

/// The decisions of the register on which all but growth is measured.
const DECISIONS: u32 = 10_000;
const SIZES: [u32; 3] = [1_000, DECISIONS, 100_000];

/// Where things lie while they are measured.
struct Place {
    /// All that the bench makes.
    folder: PathBuf,
    /// The register.
    register: PathBuf,
    /// The home of the user whose computer keeps an index of it.
    home: PathBuf,
    /// Its words, a decision a row.
    csv: PathBuf,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["--growth", home, register] => {
            growth::measure_here(Path::new(home), Path::new(register)).map(|text| print!("{text}"))
        }
        // `cargo test --benches` asks for nothing: it is enough that this was built.
        arguments if !arguments.contains(&"--bench") => Ok(()),
        arguments => measure(largest(arguments)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The number after `--largest`.
fn largest(arguments: &[&str]) -> u32 {
    let after = arguments.iter().skip_while(|argument| **argument != "--largest").nth(1);
    after.and_then(|number| number.parse().ok()).unwrap_or(u32::MAX)
}

fn measure(largest: u32) -> Res<()> {
    let peers = Peers::ready();
    // In the target folder, so on the same disk as all the rest.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    fs::create_dir_all(&folder)?;
    let place = Place {
        register: material::register(&folder, DECISIONS)?,
        home: material::empty(folder.join("home"))?,
        csv: folder.join("words.csv"),
        folder,
    };
    say("The first start, which keeps an index");
    opening::settle(&place.home, &place.register)?;
    let listing = material::listing(&place.home, &place.register)?;
    material::write_csv(&listing, &place.csv)?;
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let words = Amount::Bytes(fs::metadata(&place.csv)?.len() as f64);
    let book = material::book(listing)?;

    let mut rows = Vec::new();
    let busy = busy();
    say("The real window");
    rows.extend(windows::rows(&place, &peers, words)?);
    say("Opening");
    rows.extend(opening::rows(&place, &peers)?);
    say("Searching");
    rows.extend(searching::rows(&place, &peers, &book)?);
    drop(book);
    say("Signing");
    rows.extend(signing::rows(&place, &peers)?);
    say("Frames");
    rows.extend(typing(&place)?);
    say("The pathway");
    rows.extend(pathway::rows(&peers)?);
    let mut sizes: Vec<(u32, Measured)> = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= largest) {
        say(&format!("Growth: {size} decisions"));
        let register = material::register(&place.folder, size)?;
        let home = material::empty(place.folder.join("growth"))?;
        let measured = growth::measure(&home, &register)?;
        let numbers = measured.iter().map(|(name, number)| format!("{name} {number:.6}"));
        eprintln!("  {}", numbers.collect::<Vec<_>>().join(", "));
        sizes.push((size, measured));
    }
    rows.extend(growth::rows(&sizes));

    println!("\n{}", rows::table(&rows));
    let (mut met, mut not, mut missing) = (0, 0, 0);
    for row in &rows {
        match row.met() {
            Some(true) => met += 1,
            Some(false) => not += 1,
            None => missing += 1,
        }
    }
    println!("{met} aims are met, {not} are not, {missing} could not be measured.");
    if let Some(busy) = busy {
        println!(
            "Not to be relied on: other programs kept the machine busy ({busy:.1} processors)."
        );
    }
    if peers.required && missing > 0 {
        return Err("A peer is missing, and JUSTIFIED_PEERS=require asks for all.".into());
    }
    Ok(())
}

fn typing(place: &Place) -> Res<Vec<Row>> {
    let mut program = headless::Headless::start(&place.home, &place.register, Arc::new(RealDisk))?;
    program.until_settled()?;
    let (frames, idle) = frames::typing(&mut program, &place.register)?;
    let [lines, one] = frames::typing_long(&mut program, &place.register)?;
    let limit = Amount::Seconds(0.002);
    let display = Amount::Seconds(0.016);
    #[expect(clippy::cast_precision_loss, reason = "few")]
    let [idle, long_idle] = [idle, lines.1 + one.1].map(|frames| Amount::Count(frames as f64));
    Ok(vec![
        Row::within("frame while typing in a full record", frames.typical, limit),
        Row::within("frame while typing in a full record, slowest", frames.slowest, limit),
        Row::within("frames drawn in 10 s of rest", idle, Amount::Count(0.0)),
        Row::within("keystroke in 200 kB of lines", lines.0.typical, display),
        Row::within("keystroke in 200 kB of lines, slowest", lines.0.slowest, display),
        Row::within("keystroke in 200 kB without a break", one.0.typical, display),
        Row::within("keystroke in 200 kB without a break, slowest", one.0.slowest, display),
        Row::within("frames drawn in 10 s of rest in 200 kB", long_idle, Amount::Count(0.0)),
    ])
}

/// How many processors others keep busy while this program does nothing, where it is more than a
/// tenth of one.
fn busy() -> Option<f64> {
    let before = taken()?;
    std::thread::sleep(std::time::Duration::from_secs(5));
    // In hundredths of a second.
    let busy = (taken()? - before) / 500.0;
    (busy > 0.1).then_some(busy)
}

/// The time of all processors that programs took since the machine began, in hundredths of a
/// second. None where the system does not say.
fn taken() -> Option<f64> {
    let text = fs::read_to_string("/proc/stat").ok()?;
    // In user mode, at low priority, in the kernel; then at rest.
    let line = text.lines().next()?.split_whitespace().skip(1).take(3);
    line.map(|number| number.parse::<f64>().ok()).sum()
}

/// What is measured now: it takes minutes.
fn say(what: &str) {
    eprintln!("{what} …");
}
