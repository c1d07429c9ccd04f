//! Work off the frame: seven lanes, so that a draft never waits behind a long job, and the
//! decision that is opened not behind the reading of a whole register.
//!
//! Every result bears the ticket of its job. A result whose ticket is no longer wanted is
//! dropped: it could be another patient's. A panic in a job is a result too.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The lanes. Jobs of one lane run one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Drafts, settings and signing; never behind anything else.
    Disk,
    /// Looking whether a register is there, so that drafts can be saved in it before it is read.
    Find,
    /// Opening and reading a register.
    Long,
    /// Reading one decision again as it is opened; never behind a whole register.
    Look,
    /// Spelling: the dictionaries, texts, suggestions. Nothing waits for it.
    Spelling,
    /// Listing and searching what is in memory, as typed; and the list that the index keeps, read
    /// at the start and written after a reading.
    List,
    /// The system's dialogs, one at a time.
    Dialog,
    /// Whether others have signed something. Nothing waits for it, and it waits for a share.
    Watch,
}

/// A job that gives a `T`.
pub type Job<T> = Box<dyn FnOnce() -> T + Send>;

/// What runs jobs: threads in the program, at once in tests.
pub trait Runner<T> {
    /// Begins a job.
    fn run(&mut self, lane: Lane, job: Job<T>);
    /// The results since the last call.
    fn take(&mut self) -> Vec<Finished<T>>;
    /// Jobs begun in a lane and not yet taken.
    fn busy(&self, lane: Lane) -> usize;
    /// The job of this lane that waits for a disk keeps its thread: the next one does not wait
    /// for it.
    fn pass(&mut self, _: Lane) {}
}

/// A finished job: its value, or that it panicked.
#[derive(Debug)]
pub struct Finished<T> {
    /// The lane it ran in.
    pub lane: Lane,
    /// `None`: it panicked.
    pub value: Option<T>,
}

/// How far a long job is.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    of: AtomicUsize,
}

impl Progress {
    /// So much is to be done.
    pub fn begin(&self, of: usize) {
        self.of.store(of, Ordering::Relaxed);
    }

    /// So much of so much was done.
    pub fn set(&self, done: usize, of: usize) {
        self.of.store(of, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
    }

    /// So much more was done.
    pub fn add(&self, done: usize) {
        self.done.fetch_add(done, Ordering::Relaxed);
    }

    /// How much was done, and of how much; `None` where that is not known yet.
    pub fn so_far(&self) -> Option<(usize, usize)> {
        let of = self.of.load(Ordering::Relaxed);
        (of > 0).then(|| (self.done.load(Ordering::Relaxed).min(of), of))
    }
}

/// What is to be there before a long job takes the processor: the first picture of the window,
/// the list as the index kept it.
#[derive(Debug, Default)]
pub struct Turn {
    ahead: Mutex<usize>,
    changed: Condvar,
}

impl Turn {
    /// One more thing goes before the job, until what is given is dropped.
    pub fn before(self: &Arc<Self>) -> Ahead {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Ahead(Arc::clone(self))
    }

    /// Waits until all of them are there, but never longer than this: nothing depends on them.
    pub fn wait(&self, at_most: Duration) {
        let ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.changed.wait_timeout_while(ahead, at_most, |ahead| *ahead > 0);
    }
}

/// Something that goes before a job, until it is dropped: also by a panic.
#[derive(Debug)]
pub struct Ahead(Arc<Turn>);

impl Drop for Ahead {
    fn drop(&mut self) {
        let mut ahead = self.0.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = ahead.saturating_sub(1);
        self.0.changed.notify_all();
    }
}

/// Does a part of a job for each run of `chunk` items, in two threads where there is more than
/// one run. `take` gets the results in the order of the items, each as soon as those before it
/// were taken, so that few of them wait in memory.
pub fn in_two<I: Sync, T: Send>(
    items: &[I],
    chunk: usize,
    work: impl Fn(&[I]) -> T + Sync,
    take: impl FnMut(T) + Send,
) {
    let chunks: Vec<&[I]> = items.chunks(chunk.max(1)).collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new((0, BTreeMap::new(), take));
    let take_turns = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(items) = chunks.get(at) else { break };
            let value = work(items);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            let (due, waiting, take) = &mut *done;
            waiting.insert(at, value);
            while let Some(value) = waiting.remove(due) {
                take(value);
                *due += 1;
            }
        }
    };
    std::thread::scope(|scope| {
        if chunks.len() > 1 {
            scope.spawn(take_turns);
        }
        take_turns();
    });
}

fn guarded<T>(job: Job<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(job)).ok()
}

/// One thread a lane, begun at its first job.
pub struct Threads<T> {
    lanes: BTreeMap<Lane, Sender<Job<T>>>,
    busy: BTreeMap<Lane, usize>,
    results: Receiver<Finished<T>>,
    sender: Sender<Finished<T>>,
    wake: egui::Context,
    quiet: fn(&T) -> bool,
}

impl<T: Send + 'static> Threads<T> {
    /// Threads that wake `ctx` for one repaint a result, unless the result is a quiet one: that
    /// is taken with the next picture, whenever it comes.
    pub fn new(wake: egui::Context, quiet: fn(&T) -> bool) -> Self {
        let (sender, results) = channel();
        Self { lanes: BTreeMap::new(), busy: BTreeMap::new(), results, sender, wake, quiet }
    }

    #[expect(clippy::disallowed_methods, reason = "the lanes are the only threads")]
    fn begin(&self, lane: Lane) -> Sender<Job<T>> {
        let (jobs, queue) = channel::<Job<T>>();
        let (results, wake, quiet) = (self.sender.clone(), self.wake.clone(), self.quiet);
        std::thread::spawn(move || {
            for job in queue {
                let value = guarded(job);
                let quiet = value.as_ref().is_some_and(quiet);
                if results.send(Finished { lane, value }).is_err() {
                    break;
                }
                if !quiet {
                    wake.request_repaint();
                }
            }
        });
        jobs
    }
}

impl<T: Send + 'static> Runner<T> for Threads<T> {
    fn run(&mut self, lane: Lane, job: Job<T>) {
        if !self.lanes.contains_key(&lane) {
            let sender = self.begin(lane);
            self.lanes.insert(lane, sender);
        }
        *self.busy.entry(lane).or_default() += 1;
        if let Some(sender) = self.lanes.get(&lane)
            && sender.send(job).is_err()
        {
            // The thread is gone; say so as a failed job.
            let _ = self.sender.send(Finished { lane, value: None });
        }
    }

    fn take(&mut self) -> Vec<Finished<T>> {
        let finished: Vec<_> = self.results.try_iter().collect();
        for one in &finished {
            if let Some(count) = self.busy.get_mut(&one.lane) {
                *count = count.saturating_sub(1);
            }
        }
        finished
    }

    fn busy(&self, lane: Lane) -> usize {
        self.busy.get(&lane).copied().unwrap_or(0)
    }

    fn pass(&mut self, lane: Lane) {
        // It ends when it has done what it was handed before.
        self.lanes.remove(&lane);
    }
}

/// Runs each job at once, on the calling thread: for tests.
pub struct AtOnce<T> {
    finished: Vec<Finished<T>>,
}

impl<T> Default for AtOnce<T> {
    fn default() -> Self {
        Self { finished: Vec::new() }
    }
}

impl<T> Runner<T> for AtOnce<T> {
    fn run(&mut self, lane: Lane, job: Job<T>) {
        self.finished.push(Finished { lane, value: guarded(job) });
    }
    fn take(&mut self) -> Vec<Finished<T>> {
        std::mem::take(&mut self.finished)
    }
    fn busy(&self, lane: Lane) -> usize {
        self.finished.iter().filter(|one| one.lane == lane).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_threads_give_the_parts_in_their_order() {
        let items: Vec<usize> = (0..1000).collect();
        let progress = Progress::default();
        progress.begin(items.len());
        let mut taken = Vec::new();
        let work = |part: &[usize]| {
            progress.add(part.len());
            part.to_vec()
        };
        in_two(&items, 7, work, |part| taken.extend(part));
        assert_eq!(taken, items);
        assert_eq!(progress.so_far(), Some((1000, 1000)));
        in_two(&[], 7, work, |part| taken.extend(part));
        assert_eq!(taken, items);
    }

    #[test]
    fn a_job_waits_its_turn_and_not_for_ever() {
        let turn = Arc::new(Turn::default());
        let long = Duration::from_mins(10);
        turn.wait(long);
        let (one, other) = (turn.before(), turn.before());
        drop(one);
        turn.wait(Duration::from_millis(1));
        std::thread::scope(|scope| {
            scope.spawn(|| drop(other));
            turn.wait(long);
        });
        assert_eq!(*turn.ahead.lock().unwrap(), 0);
    }

    #[test]
    fn a_job_that_waits_for_ever_is_passed_and_the_next_one_done() {
        let mut threads = Threads::new(egui::Context::default(), |_| false);
        let (gate, stuck) = channel::<()>();
        threads.run(Lane::Long, Box::new(move || stuck.recv().map_or(1, |()| 1)));
        threads.pass(Lane::Long);
        threads.run(Lane::Long, Box::new(|| 2));
        let mut take = |count: usize| {
            let mut seen = Vec::new();
            while seen.len() < count {
                seen.extend(threads.take().into_iter().filter_map(|one| one.value));
                std::thread::yield_now();
            }
            seen
        };
        assert_eq!(take(1), [2]);
        drop(gate);
        assert_eq!(take(1), [1], "what was waited for comes late, and is told");
        assert_eq!(threads.busy(Lane::Long), 0);
    }

    #[test]
    fn a_result_that_changes_nothing_wakes_nobody() {
        let ctx = egui::Context::default();
        let woken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&woken);
        ctx.set_request_repaint_callback(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        let mut threads = Threads::new(ctx, |value| *value == 0);
        for (value, wakes) in [(0, 0), (7, 1)] {
            threads.run(Lane::Watch, Box::new(move || value));
            // What comes after it in the lane comes after its waking.
            threads.run(Lane::Watch, Box::new(|| 0));
            let mut seen = 0;
            while seen < 2 {
                seen += threads.take().len();
                std::thread::yield_now();
            }
            assert_eq!(woken.load(Ordering::SeqCst), wakes);
        }
    }

    #[test]
    fn a_panic_in_a_job_is_a_result_and_the_lane_goes_on() {
        let mut threads = Threads::new(egui::Context::default(), |_| false);
        threads.run(Lane::Disk, Box::new(|| panic!("a job may fail")));
        threads.run(Lane::Disk, Box::new(|| 7));
        let mut seen = Vec::new();
        while seen.len() < 2 {
            seen.extend(threads.take().into_iter().map(|one| one.value));
            std::thread::yield_now();
        }
        assert_eq!(seen, [None, Some(7)]);
        assert_eq!(threads.busy(Lane::Disk), 0);
    }
}
