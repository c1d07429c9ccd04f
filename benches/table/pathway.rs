//! The replay of one answer map, the proof of all walks, and zen-engine on the same table.

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use justified::guidance::Library;
use justified::pathway::{Pathway, check, replay, turns, walks};

use crate::Res;
use crate::peers::Peers;
use crate::rows::{Amount, Row, median};

/// Answer maps a round; and rounds, of which the middle one counts: a round is over before a
/// busy machine interrupts it, most times.
const TIMES: u32 = 48;
const ROUNDS: usize = 7;

pub fn rows(peers: &Peers) -> Res<Vec<Row>> {
    let (pathway, library) = (Pathway::embedded()?, Library::embedded()?);
    let (mut replays, mut changes) = (Vec::new(), Vec::new());
    for walk in walks(&pathway) {
        let answers = walk.answers();
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            for _ in 0..TIMES {
                black_box(replay(black_box(&pathway), black_box(&answers)));
            }
            rounds.push(begun.elapsed() / TIMES);
        }
        replays.push(median(&mut rounds));
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            black_box(turns(black_box(&pathway), black_box(&answers)));
            rounds.push(begun.elapsed());
        }
        changes.push(median(&mut rounds));
    }
    let count = u32::try_from(replays.len())?.max(1);
    let average = replays.iter().sum::<Duration>() / count;
    let mut proofs = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        black_box(check(black_box(&pathway), black_box(&library)));
        proofs.push(begun.elapsed());
    }
    let proof = format!("proof of all {count} walks");
    let mut rows = vec![
        Row::within("replay of one answer map", average, Amount::Seconds(5e-6)),
        Row::within(
            "what would change an outcome, slowest walk",
            changes.into_iter().max().unwrap_or_default(),
            Amount::Seconds(1e-3),
        ),
        Row::within(proof, median(&mut proofs), Amount::Seconds(0.05)),
    ];
    // Measured in one process, walk by walk in turn.
    let what = "replay beside zen-engine";
    rows.push(match peers.built("zen") {
        Ok(zen) => {
            let output = Command::new(zen).output()?;
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            let (ours, form, theirs) = read(&printed).ok_or("zen-engine was not understood")?;
            Row::beside(what, ours, &format!("zen-engine, one {form}"), theirs, 1.0)
        }
        Err(why) => Row::alone(what, average, why, 1.0),
    });
    Ok(rows)
}

/// The averages: of replay, and of zen-engine in the form in which it is quickest.
fn read(printed: &str) -> Option<(Amount, String, Amount)> {
    let mut ours = None;
    let mut best: Option<(String, f64)> = None;
    for line in printed.lines() {
        let mut words = line.split(' ');
        let name = words.next()?;
        let mean: f64 = words.next()?.parse().ok()?;
        match name {
            "walks" => {}
            "replay" => ours = Some(mean),
            form if best.as_ref().is_none_or(|(_, best)| mean < *best) => {
                best = Some((form.to_owned(), mean));
            }
            _ => {}
        }
    }
    let (form, best) = best?;
    Some((Amount::Seconds(ours? / 1e9), form, Amount::Seconds(best / 1e9)))
}
