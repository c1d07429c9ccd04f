//! How long the pathway takes: the replay of one answer map, the proof of all walks, and
//! zen-engine on the same table, side by side.
//!
//! `cargo bench --bench pathway`. zen-engine is no dependency of the program: it is built apart,
//! in `benches/peers/`, which takes some minutes the first time and the network. Where that is
//! not possible the bench says so and goes on; with `JUSTIFIED_PEERS=require` it fails,
//! with `JUSTIFIED_PEERS=no` it does not try.
#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a bench reads the clock, its arguments and its surroundings, and prints"
)]

use std::cell::RefCell;
use std::env;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use criterion::Criterion;
use justified::guidance::Library;
use justified::pathway::{Answers, Pathway, check, replay, walks};

fn main() -> ExitCode {
    let (Ok(pathway), Ok(library)) = (Pathway::embedded(), Library::embedded()) else {
        eprintln!("What is built in cannot be read.");
        return ExitCode::FAILURE;
    };
    let all: Vec<Answers> = walks(&pathway).iter().map(check::Walk::answers).collect();
    let longest = all.iter().max_by_key(|answers| answers.0.len()).cloned().unwrap_or_default();

    let (one, proof) = (Times::default(), Times::default());
    let mut criterion = Criterion::default().without_plots().configure_from_args();
    let mut group = criterion.benchmark_group("pathway");
    group.bench_function("replay of the longest answer map", |bencher| {
        bencher.iter_custom(|times| {
            one.of(times, || {
                black_box(replay(black_box(&pathway), black_box(&longest)));
            })
        });
    });
    group.bench_function("proof of all walks", |bencher| {
        bencher.iter_custom(|times| {
            proof.of(times, || {
                black_box(check(black_box(&pathway), black_box(&library)));
            })
        });
    });
    group.finish();
    criterion.final_summary();

    // `cargo test --benches` runs each once, to see that it runs.
    if !env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    println!();
    if one.typical().is_some() {
        let (mean, median) = by_walk(&pathway, &all);
        println!(
            "replay of one answer map: {mean:.2} µs on average of all walks, {median:.2} µs the one in the middle (aim: under 5 µs)"
        );
    }
    if let Some(proof) = proof.typical() {
        let milli = proof.as_secs_f64() * 1e3;
        println!("proof of all walks ({}): {milli:.1} ms (aim: under 50 ms)", grouped(all.len()));
    }
    let wish = env::var("JUSTIFIED_PEERS").unwrap_or_default();
    if wish == "no" {
        return ExitCode::SUCCESS;
    }
    match peers() {
        Ok(peers) => {
            print!("{}", peers.words());
            ExitCode::SUCCESS
        }
        Err(why) => {
            println!("zen-engine: not measured. {why}");
            if wish == "require" { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
    }
}

/// What each sample of one measurement took, for the last lines; criterion keeps its own.
#[derive(Default)]
struct Times(RefCell<Vec<Duration>>);

impl Times {
    /// Does it so many times, and remembers how long one took.
    fn of(&self, times: u64, mut work: impl FnMut()) -> Duration {
        let begun = Instant::now();
        for _ in 0..times {
            work();
        }
        let took = begun.elapsed();
        let times = u32::try_from(times.max(1)).unwrap_or(u32::MAX);
        self.0.borrow_mut().push(took / times);
        took
    }

    /// The sample in the middle; none where a filter left it out.
    fn typical(&self) -> Option<Duration> {
        let mut samples = self.0.borrow_mut();
        samples.sort();
        samples.get(samples.len() / 2).copied()
    }
}

/// Microseconds of a replay: on average of all walks, and of the walk in the middle. Each walk
/// counts with the middle of seven short rounds, as in the peers' program: a round is over
/// before a busy machine interrupts it, most times.
fn by_walk(pathway: &Pathway, all: &[Answers]) -> (f64, f64) {
    let of_one = |answers: &Answers| {
        let rounds = Times::default();
        for _ in 0..7 {
            rounds.of(48, || {
                black_box(replay(black_box(pathway), black_box(answers)));
            });
        }
        rounds.typical().unwrap_or_default().as_secs_f64() * 1e6
    };
    let mut times: Vec<f64> = all.iter().map(of_one).collect();
    times.sort_by(f64::total_cmp);
    let count = u32::try_from(times.len()).unwrap_or(u32::MAX);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    (times.iter().sum::<f64>() / f64::from(count), median)
}

/// What the peers' program measured, in nanoseconds: on average of all walks, and of the walk
/// in the middle.
struct Peers {
    walks: usize,
    replay: [f64; 2],
    /// By the form that the table was given.
    zen: Vec<(String, [f64; 2])>,
}

impl Peers {
    fn read(printed: &str) -> Option<Self> {
        let mut peers = Self { walks: 0, replay: [0.0; 2], zen: Vec::new() };
        for line in printed.lines() {
            let mut words = line.split(' ');
            let name = words.next()?;
            let numbers: Vec<f64> = words.map(str::parse).collect::<Result<_, _>>().ok()?;
            match (name, numbers.as_slice()) {
                ("walks", [_]) => peers.walks = line.split(' ').nth(1)?.parse().ok()?,
                ("replay", &[mean, median]) => peers.replay = [mean, median],
                (form, &[mean, median]) => peers.zen.push((form.to_owned(), [mean, median])),
                _ => return None,
            }
        }
        (peers.walks > 0 && peers.replay[0] > 0.0 && !peers.zen.is_empty()).then_some(peers)
    }

    /// zen-engine in the form in which it is quickest.
    fn words(&self) -> String {
        let Some((form, zen)) = self.zen.iter().min_by(|(_, a), (_, b)| a[0].total_cmp(&b[0]))
        else {
            return String::new();
        };
        let slower = self.zen.iter().filter(|(other, _)| other != form);
        let slower: Vec<String> =
            slower.map(|(name, [mean, _])| format!("as one {name} {:.2} µs", mean / 1e3)).collect();
        format!(
            "\nSide by side in one process; the same outcome for all {} walks, and with answers beside\n\
             them that the walk does not reach. Average of all walks, and the walk in the middle:\n\
             replay: {:.2} µs, {:.2} µs (with trail, duties, due time and unused answers)\n\
             zen-engine: {:.2} µs, {:.2} µs (the outcome alone; the table as one {form}; {})\n\
             ratio zen-engine / replay: {:.1}, {:.1} (aim: above 1)\n",
            grouped(self.walks),
            self.replay[0] / 1e3,
            self.replay[1] / 1e3,
            zen[0] / 1e3,
            zen[1] / 1e3,
            slower.join("; "),
            zen[0] / self.replay[0],
            zen[1] / self.replay[1],
        )
    }
}

/// Builds the peers' program and runs it. What the build says goes to standard error.
fn peers() -> Result<Peers, String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/Cargo.toml");
    // Beside our own, so that the next run finds it built.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("peers");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    eprintln!("Building zen-engine in {}. The first time takes some minutes.", target.display());
    let output = Command::new(cargo)
        .args(["run", "--release", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(target)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("Cargo could not be started: {error}."))?;
    if !output.status.success() {
        return Err("It could not be built or run: see what Cargo says above.".to_owned());
    }
    let printed = String::from_utf8_lossy(&output.stdout);
    Peers::read(&printed).ok_or_else(|| format!("Its figures were not understood: {printed}"))
}

/// 1,382.
fn grouped(number: usize) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        thousands => format!("{},{:03}", grouped(thousands), number % 1_000),
    }
}
