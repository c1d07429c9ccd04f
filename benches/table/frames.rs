//! What a frame takes of the processor in `ui`: all that the program does between being called
//! and having said what is to be drawn, events handled included. Its typical and its slowest
//! frame, in time of the clock on a machine that does nothing else, which is at least the time
//! of the processor.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use justified::app::commands::Command;
use justified::app::events::{Event as Said, RecordEvent, Screen};
use justified::app::workers::Lane;
use justified::base::ronfile;
use justified::record::{Body, Field, Part, Place as Where, Statement};

use crate::headless::Headless;
use crate::rows::median;
use crate::{Res, signing};

/// Frames of each kind.
const FRAMES: usize = 150;
/// A long text, in bytes.
const LONG: usize = 200_000;
/// How long nothing is done.
const IDLE: Duration = Duration::from_secs(10);

/// So long is waited for what is sought.
const PATIENCE: Duration = Duration::from_secs(10);

/// Times of the frames of one kind.
pub struct Frames {
    pub typical: Duration,
    pub slowest: Duration,
}

impl Frames {
    fn of(mut times: Vec<Duration>) -> Self {
        let slowest = times.iter().max().copied().unwrap_or_default();
        Self { typical: median(&mut times), slowest }
    }
}

/// A letter a frame into the reasons of a full record: the longest of a few hundred. Then how
/// many frames come of themselves while nothing is done.
pub fn typing(program: &mut Headless, register: &Path) -> Res<(Frames, usize)> {
    typing_after(program, register, None)
}

/// The same behind a text that was pasted, of many paragraphs or of one.
pub fn typing_long(program: &mut Headless, register: &Path) -> Res<[(Frames, usize); 2]> {
    let sentence = "The child was sene with a bruize on the arm; the mother was present.";
    let long = |end: &str| format!("{sentence}{end}").repeat(LONG / sentence.len());
    let lines = typing_after(program, register, Some(long("\n")))?;
    Ok([lines, typing_after(program, register, Some(long(" ")))?])
}

fn typing_after(
    program: &mut Headless,
    register: &Path,
    pasted: Option<String>,
) -> Res<(Frames, usize)> {
    let texts = signing::decisions(register, 300)?;
    let (_, longest) =
        texts.into_iter().max_by_key(|(_, text)| text.len()).ok_or("an empty register")?;
    let statement: Statement = ronfile::read(longest.as_bytes())?;
    let Body::Decision(mut decision) = statement.body else { return Err("no decision".into()) };
    if let Some(text) = pasted {
        decision.record.reasons = text;
    }
    let field = Field::once(Part::DecisionReasons);
    signing::make_current(program, *decision, Where::Record(Some(field.clone())))?;
    program.handle(Said::Record(RecordEvent::Jump(field)));
    program.until("the draft", justified::app::state::State::all_saved)?;
    let before = reasons(program).len();
    let mut times = Vec::new();
    for letter in "The reasons, as they are typed. ".chars().cycle().take(FRAMES) {
        times.push(program.frame(vec![Event::Text(letter.to_string())]));
    }
    if reasons(program).len() < before + FRAMES {
        return Err("what was typed did not arrive".into());
    }
    program.until("the draft", justified::app::state::State::all_saved)?;
    program.frames_in(Duration::from_secs(2));
    Ok((Frames::of(times), program.frames_in(IDLE)))
}

fn reasons(program: &mut Headless) -> String {
    let work = program.state().current_draft_mut().and_then(|hand| hand.work_mut());
    work.map(|work| work.record.reasons.clone()).unwrap_or_default()
}

/// The list, scrolled by the wheel through what was found; and filtered, a letter a frame.
pub fn list(program: &mut Headless) -> Res<[Frames; 2]> {
    program.handle(Said::Go(Screen::Decisions));
    program.handle(Said::Command(Command::Search));
    program.frame(Vec::new());
    program.frame(Vec::new());
    let mut filtered = Vec::new();
    for letter in "mother told".chars() {
        filtered.push(program.frame(vec![Event::Text(letter.to_string())]));
        // Up to the frame in which the rows that were found are shown for the first time.
        let due = Instant::now() + PATIENCE;
        while program.is_seeking() && Instant::now() < due {
            if program.is_due() {
                filtered.push(program.frame(Vec::new()));
            }
            std::thread::sleep(Duration::from_micros(100));
        }
        filtered.push(program.frame(Vec::new()));
        if program.state().session.lists().found.rows.is_empty() {
            return Err("nothing was found".into());
        }
    }
    if program.state().screens.list.filter.words != "mother told" {
        return Err("what was typed into the search did not arrive".into());
    }
    // Back to what very many have.
    "e".clone_into(&mut program.state().screens.list.filter.words);
    program.handle(Said::Decisions(justified::app::events::DecisionsEvent::Filtered));
    program.until("what was found", |state| state.env.runner.busy(Lane::List) == 0)?;
    program.frame(vec![Event::PointerMoved(pos2(500.0, 600.0))]);
    let seen = program.state().session.lists().found.hits.len();
    let mut scrolled = Vec::new();
    for _ in 0..FRAMES {
        scrolled.push(program.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -700.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        }]));
    }
    if program.state().session.lists().found.hits.len() < seen + FRAMES {
        return Err("the list did not scroll".into());
    }
    Ok([Frames::of(scrolled), Frames::of(filtered)])
}
