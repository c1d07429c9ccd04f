//! When to save a draft: a throttle, not a debounce. Steady typing must save too, so time
//! runs from the *oldest* change that is not saved, and no later change puts it off.

use std::time::{Duration, Instant};

/// How long after the oldest unsaved change writing begins. What is typed is to be on the
/// disk at most a second after; the rest of that second is for the frame and the disk.
pub const WAIT: Duration = Duration::from_millis(700);

/// How long after a failed attempt the next one begins.
pub const RETRY: Duration = Duration::from_secs(2);

/// How long something may be on its way to the disk before it is said that it is not saved.
pub const LATE: Duration = Duration::from_secs(2);

/// Keeps the time of one draft. The clock is handed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Throttle {
    /// The oldest change that is in no attempt yet.
    oldest: Option<Instant>,
    /// The oldest change of the attempt that is under way.
    in_flight: Option<Instant>,
    /// No attempt before this, after a failure.
    not_before: Option<Instant>,
    /// The oldest change that is nowhere yet: not saved, and not kept in another place until it
    /// can be saved where it belongs.
    at_risk: Option<Instant>,
    /// The last attempt failed, and nothing is kept in another place.
    failing: bool,
}

impl Throttle {
    /// The draft was changed.
    pub fn touched(&mut self, now: Instant) {
        self.oldest.get_or_insert(now);
        self.at_risk.get_or_insert(now);
    }

    /// Whether to begin writing now.
    pub fn due(&self, now: Instant) -> bool {
        self.next_at().is_some_and(|at| at <= now)
    }

    /// When to begin writing: for asking the window to wake up then. `None` while nothing is
    /// unsaved, and while an attempt is under way (its end wakes the window).
    pub fn next_at(&self) -> Option<Instant> {
        if self.in_flight.is_some() {
            return None;
        }
        let at = self.oldest? + WAIT;
        Some(self.not_before.map_or(at, |not_before| at.max(not_before)))
    }

    /// Writing begins, with everything changed until now. Also to be called for saving at
    /// once, before the time is due.
    pub fn started(&mut self, now: Instant) {
        let began = self.oldest.take();
        if began.is_none() {
            self.at_risk.get_or_insert(now);
        }
        self.in_flight = Some(began.unwrap_or(now));
    }

    /// The attempt succeeded.
    pub fn saved(&mut self) {
        self.in_flight = None;
        self.at_risk = self.oldest;
        self.failing = false;
        self.not_before = None;
    }

    /// The attempt failed: its changes are unsaved again.
    pub fn failed(&mut self, now: Instant) {
        if let Some(began) = self.in_flight.take() {
            self.oldest = Some(began);
        }
        self.not_before = Some(now + RETRY);
        self.failing = true;
    }

    /// The attempt failed, but what it was to save is kept in another place.
    pub fn failed_but_kept(&mut self, now: Instant) {
        self.at_risk = self.oldest;
        self.failed(now);
        self.failing = false;
    }

    /// Whether something is not saved that should be by now: an attempt failed, or is on its way
    /// for longer than saving takes. Until it is saved, or kept in another place.
    pub fn is_late(&self, now: Instant) -> bool {
        !self.is_safe() && (self.failing || self.late_at().is_some_and(|at| at <= now))
    }

    /// When that will be so, unless it is saved before; `None` where nothing waits.
    pub fn late_at(&self) -> Option<Instant> {
        Some(self.at_risk? + LATE)
    }

    /// Whether nothing would be lost now: all is saved, or kept in another place.
    pub fn is_safe(&self) -> bool {
        self.at_risk.is_none()
    }

    /// Whether the last attempt failed.
    pub fn has_failed(&self) -> bool {
        self.not_before.is_some()
    }

    /// Whether an attempt failed a moment ago, so that the next one should wait.
    pub fn rests(&self, now: Instant) -> bool {
        self.not_before.is_some_and(|not_before| now < not_before)
    }

    /// Whether everything is on the disk.
    pub fn is_clean(&self) -> bool {
        self.oldest.is_none() && self.in_flight.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Duration = Duration::from_millis(16);

    #[test]
    fn nothing_is_due_where_nothing_was_changed() {
        let now = Instant::now();
        assert!(!Throttle::default().due(now + WAIT * 60));
    }

    #[test]
    fn a_failed_attempt_is_tried_again_and_not_in_every_frame() {
        let start = Instant::now();
        let mut throttle = Throttle::default();
        throttle.touched(start);
        throttle.started(start + WAIT);
        throttle.failed(start + WAIT);
        assert!(!throttle.is_clean());
        assert!(!throttle.due(start + WAIT + FRAME));
        assert!(throttle.due(start + WAIT + RETRY));
    }

    #[test]
    fn what_is_typed_while_a_write_is_under_way_is_not_taken_for_saved() {
        let start = Instant::now();
        let mut throttle = Throttle::default();
        throttle.touched(start);
        throttle.started(start + WAIT);
        throttle.touched(start + WAIT + FRAME);
        assert!(!throttle.due(start + WAIT * 9), "one write at a time");
        throttle.saved();
        assert!(!throttle.is_clean());
        assert!(throttle.due(start + WAIT * 2 + FRAME));
    }

    #[test]
    fn what_is_kept_in_another_place_is_safe_until_it_changes() {
        let start = Instant::now();
        let mut throttle = Throttle::default();
        throttle.touched(start);
        throttle.started(start);
        throttle.failed_but_kept(start);
        assert!(throttle.is_safe() && !throttle.is_clean() && throttle.rests(start));
        assert!(throttle.next_at().is_some(), "it is tried again");
        throttle.touched(start);
        assert!(!throttle.is_safe());
        throttle.started(start + RETRY);
        throttle.touched(start + RETRY);
        throttle.failed_but_kept(start + RETRY);
        assert!(!throttle.is_safe(), "changed while it was being written");
    }

    #[test]
    fn what_is_on_its_way_is_late_after_two_seconds_and_at_once_after_a_failure() {
        let start = Instant::now();
        let mut throttle = Throttle::default();
        assert!(!throttle.is_late(start + LATE * 9), "nothing was changed");
        throttle.touched(start);
        throttle.started(start + WAIT);
        assert!(!throttle.is_late(start + WAIT));
        assert!(throttle.is_late(start + LATE), "a disk that hangs");
        throttle.failed(start + WAIT);
        assert!(throttle.is_late(start + WAIT));
        throttle.started(start + WAIT);
        throttle.failed_but_kept(start + WAIT);
        assert!(!throttle.is_late(start + LATE * 9), "it is safe");
        throttle.touched(start + LATE);
        assert!(!throttle.is_late(start + LATE), "typing on is no failure");
        throttle.started(start + LATE);
        throttle.saved();
        assert!(!throttle.is_late(start + LATE * 9));
    }

    proptest! {
        /// Every key pressed is on the disk within a second, however steadily keys are
        /// pressed, with a frame every 16 ms and writes of up to 100 ms.
        #[test]
        fn steady_typing_is_saved_within_a_second(
            gaps in prop::collection::vec(1_u64..400, 1..200),
            write_ms in 1_u64..100,
        ) {
            let start = Instant::now();
            let ms = Duration::from_millis;
            let mut keys: Vec<Duration> = gaps
                .iter()
                .scan(ms(0), |at, gap| { *at += ms(*gap); Some(*at) })
                .collect();
            let end = keys[keys.len() - 1] + ms(2000);
            keys.reverse();
            let (mut throttle, mut unsaved, mut writing) =
                (Throttle::default(), Vec::new(), None::<(Duration, Vec<Duration>)>);
            let mut now = ms(0);
            while now < end {
                while keys.last().is_some_and(|key| *key <= now) {
                    unsaved.extend(keys.pop());
                    throttle.touched(start + now);
                }
                if writing.as_ref().is_some_and(|(until, _)| *until <= now) {
                    throttle.saved();
                    for key in writing.take().unwrap().1 {
                        let late = now.saturating_sub(key);
                        prop_assert!(late <= ms(1000), "{late:?} late");
                    }
                }
                if throttle.due(start + now) {
                    throttle.started(start + now);
                    writing = Some((now + ms(write_ms), std::mem::take(&mut unsaved)));
                }
                now += FRAME;
            }
            prop_assert!(throttle.is_clean() && unsaved.is_empty());
        }
    }
}
