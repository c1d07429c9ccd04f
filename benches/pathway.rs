//! How long the pathway takes: the replay of one answer map, and the proof of all walks, with
//! the change since the last run. Beside zen-engine they stand in `benches/table/`.

use std::hint::black_box;
use std::process::ExitCode;

use criterion::Criterion;
use justified::guidance::Library;
use justified::pathway::{Answers, Pathway, check, replay, turns, walks};

fn main() -> ExitCode {
    let (Ok(pathway), Ok(library)) = (Pathway::embedded(), Library::embedded()) else {
        return ExitCode::FAILURE;
    };
    let all: Vec<Answers> = walks(&pathway).iter().map(check::Walk::answers).collect();
    let longest = all.iter().max_by_key(|answers| answers.0.len()).cloned().unwrap_or_default();

    let mut criterion = Criterion::default().without_plots().configure_from_args();
    let mut group = criterion.benchmark_group("pathway");
    group.bench_function("replay of the longest answer map", |bencher| {
        bencher.iter(|| black_box(replay(black_box(&pathway), black_box(&longest))));
    });
    group.bench_function("what would change the outcome of the longest walk", |bencher| {
        bencher.iter(|| black_box(turns(black_box(&pathway), black_box(&longest))));
    });
    group.bench_function("proof of all walks", |bencher| {
        bencher.iter(|| black_box(check(black_box(&pathway), black_box(&library))));
    });
    group.finish();
    criterion.final_summary();
    ExitCode::SUCCESS
}
