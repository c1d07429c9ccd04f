//! Whether programs have come to rest: they have done all that there was to do, and wait for more.
//! What a key brings about is waited for like this, however busy the machine is: a thread that
//! waits for a processor is not at rest.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::window::PATIENCE;

/// From one look to the next.
const LOOK: Duration = Duration::from_millis(15);

/// So many looks in a row find that nothing was done in between.
const LOOKS: u32 = 3;

/// Waits until all of them are at rest. One that has ended is.
pub fn wait(programs: &[u32]) {
    let begun = Instant::now();
    let (mut last, mut quiet) = (None, 0);
    while quiet < LOOKS {
        assert!(begun.elapsed() < PATIENCE, "they never come to rest");
        std::thread::sleep(LOOK);
        let now = programs.iter().map(|program| worked(*program)).sum::<Option<u64>>();
        quiet = if now.is_some() && now == last { quiet + 1 } else { 0 };
        last = now;
    }
}

/// For how long its threads have had a processor, in nanoseconds; `None` while one has it, waits
/// for it, or waits for a disk.
fn worked(program: u32) -> Option<u64> {
    let threads = fs::read_dir(format!("/proc/{program}/task")).into_iter().flatten();
    threads.map(|thread| worked_of(&thread.unwrap().path())).sum()
}

fn worked_of(thread: &Path) -> Option<u64> {
    // A thread that has just ended has no files.
    let read = |name: &str| fs::read_to_string(thread.join(name)).unwrap_or_default();
    // The state follows the name, which is in brackets and may hold any sign.
    let stat = read("stat");
    let state = stat.rsplit(") ").next().and_then(|rest| rest.chars().next());
    if matches!(state, Some('R' | 'D')) {
        return None;
    }
    Some(read("schedstat").split(' ').next().and_then(|time| time.parse().ok()).unwrap_or(0))
}

/// The programs that this one has started.
pub fn children(program: u32) -> Vec<u32> {
    let file = format!("/proc/{program}/task/{program}/children");
    let children = fs::read_to_string(file).unwrap_or_default();
    children.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

#[test]
fn a_program_is_at_rest_once_it_has_nothing_to_do_and_not_before() {
    let mut busy = Command::new("sh").args(["-c", "while :; do :; done"]).spawn().unwrap();
    let mut idle = Command::new("sleep").arg("60").spawn().unwrap();
    wait(&[idle.id()]);
    let looks: Vec<_> = (0..20).map(|_| worked(busy.id())).collect();
    assert!(looks.iter().all(Option::is_none), "{looks:?}");
    busy.kill().unwrap();
    busy.wait().unwrap();
    wait(&[busy.id(), idle.id()]);
    idle.kill().unwrap();
    idle.wait().unwrap();
}
