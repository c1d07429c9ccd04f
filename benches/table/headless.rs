//! The program without its window: the same state, screens and threads, and frames that come
//! when they are asked for, at most one in 16 ms, as a display of 60 Hz gives them. Nothing is
//! drawn: what a frame takes here is what `ui` takes, of the processor's time.

use std::cell::Cell;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeDelta};
use egui::{Context, Event, Rect, pos2, vec2};
use justified::app::state::State;
use justified::app::{App, Environment, Folders};
use justified::register::Disk;

use crate::Res;

/// The time between two frames of a display.
const FRAME: Duration = Duration::from_millis(16);
/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_mins(20);
/// Where the program is in time at each start: in a minute's first second, so that no clock on
/// the screen moves within a measurement.
const MORNING: &str = "2026-11-22T10:42:00+00:00";

pub struct Headless {
    pub app: App,
    pub begun: Instant,
    ctx: Context,
    /// When the next frame is wanted.
    wanted: Arc<Mutex<Option<Instant>>>,
    frames: Rc<Cell<usize>>,
    /// The least time between two frames.
    pub pace: Duration,
}

impl Headless {
    /// The program starts, for the user of this home, whose register this is. The time since
    /// `begun` counts from before anything is read.
    pub fn start(home: &Path, register: &Path, disk: Arc<dyn Disk>) -> Res<Self> {
        let begun = Instant::now();
        let ctx = Context::default();
        let wanted = Arc::new(Mutex::new(Some(begun)));
        let soonest = Arc::clone(&wanted);
        ctx.set_request_repaint_callback(move |asked| {
            let at = Instant::now().checked_add(asked.delay);
            let mut soonest = soonest.lock().unwrap_or_else(PoisonError::into_inner);
            *soonest = [*soonest, at].into_iter().flatten().min();
        });
        let folders = Folders {
            settings_file: home.join("config").join("settings.ron"),
            register_folder: register.to_owned(),
            outbox: home.join("outbox"),
        };
        let morning: DateTime<FixedOffset> = MORNING.parse()?;
        let mut environment = Environment::real(folders, &ctx);
        environment.use_disk(disk);
        environment.now = Box::new(move || {
            morning + TimeDelta::from_std(begun.elapsed()).unwrap_or(TimeDelta::zero())
        });
        let app = App::new(&ctx, environment)?;
        Ok(Self { app, begun, ctx, wanted, frames: Rc::default(), pace: FRAME })
    }

    pub fn state(&mut self) -> &mut State {
        &mut self.app.state
    }

    /// Hands an event to the state, as a screen would.
    pub fn handle(&mut self, event: justified::app::events::Event) {
        self.app.state.handle(&self.ctx, event);
        self.ctx.request_repaint();
    }

    /// Whether a frame is wanted now.
    pub fn is_due(&self) -> bool {
        let due = *self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        due.is_some_and(|at| at <= Instant::now())
    }

    /// Whether the list shows what was found for an older search still.
    pub fn is_seeking(&self) -> bool {
        !self.app.state.session.has_rows()
    }

    /// One frame in which this was done. How long the program's own part of it took: all that
    /// it does between being called and having said what is to be drawn.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.frames.set(self.frames.get() + 1);
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(self.begun.elapsed().as_secs_f64()),
            focused: true,
            events,
            ..egui::RawInput::default()
        };
        let mut took = Duration::ZERO;
        let mut output = self.ctx.run_ui(input, |ui| {
            let begun = Instant::now();
            self.app.frame(ui);
            took += begun.elapsed();
        });
        // Nobody paints them.
        output.textures_delta.clear();
        took
    }

    /// Frames as they are asked for, until this holds. The time since the start.
    pub fn until(&mut self, what: &str, holds: impl Fn(&State) -> bool) -> Res<Duration> {
        let (from, mut last) = (Instant::now(), None::<Instant>);
        loop {
            let paced = last.is_none_or(|last| last.elapsed() >= self.pace);
            if paced && self.is_due() {
                last = Some(Instant::now());
                self.frame(Vec::new());
            }
            if holds(&self.app.state) {
                return Ok(self.begun.elapsed());
            }
            if from.elapsed() > PATIENCE {
                return Err(format!("{what} never came").into());
            }
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    /// The whole register is read and the list shows it, nothing marked.
    pub fn until_settled(&mut self) -> Res<Duration> {
        self.until("the register", |state| {
            let found = &state.session.lists().found;
            !state.session.is_loading()
                && state.session.register().is_some()
                && !found.checking
                && {
                    let (shown, all) = (found.rows.len(), state.session.book().summaries().len());
                    all > 0 && shown == all
                }
        })
    }

    /// How many frames come of themselves in this time.
    pub fn frames_in(&mut self, time: Duration) -> usize {
        let (from, before) = (Instant::now(), self.frames.get());
        while from.elapsed() < time {
            if self.is_due() {
                self.frame(Vec::new());
            }
            std::thread::sleep(FRAME);
        }
        self.frames.get() - before
    }
}
