//! Signing a decision, so that it lasts, beside one commit of `SQLite` on the same disk.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use justified::app::commands::Command as Pressed;
use justified::app::events::{Event, RecordEvent, SettingsEvent};
use justified::record::{Basis, Body, Decision, DecisionDraft, Place as Where, Statement};
use justified::register::{Choice, RealDisk, Register, sign_bytes};

use crate::headless::Headless;
use crate::peers::{Asked, Peers};
use crate::rows::{Row, median};
use crate::{Place, Res, material};

/// How many are signed, in turn with as many commits.
const TIMES: usize = 60;

pub fn rows(place: &Place, peers: &Peers) -> Res<Vec<Row>> {
    let sqlite = peers.built("sqlite").map_err(Into::into).and_then(|sqlite| {
        let folder = material::empty(place.folder.join("commits"))?;
        let mut command = Command::new(sqlite);
        Asked::start(command.arg(folder.join("none.db")).arg(folder.join("commits.db")))
    });
    let texts = decisions(&place.register, TIMES)?;
    let of = Register::open(&RealDisk, &place.register)?.info;
    let folder = material::empty(place.folder.join("signed"))?;
    let register = Register::create(&RealDisk, &folder, of, Choice::Chosen)?;
    let mut sqlite = sqlite;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (path, text) in &texts {
        let begun = Instant::now();
        sign_bytes(&RealDisk, &register, text)?;
        ours.push(begun.elapsed());
        if let Ok(sqlite) = &mut sqlite {
            theirs.push(sqlite.ask(&format!("commit {}", path.display()))?.0);
        }
    }
    let mut whole = whole(place)?;
    let theirs = median(&mut theirs);
    let name = "one commit of SQLite";
    let rows = [
        ("statement signed: written, synced, read back", median(&mut ours)),
        ("Sign pressed until it says signed", median(&mut whole)),
    ];
    Ok(rows
        .into_iter()
        .map(|(what, ours)| match &sqlite {
            Ok(_) => Row::beside(what, ours, name, theirs, 1.5),
            Err(why) => Row::alone(what, ours, why.to_string(), 1.5),
        })
        .collect())
}

/// First statements of so many decisions of a register, with their files.
pub fn decisions(register: &Path, most: usize) -> Res<Vec<(PathBuf, String)>> {
    let mut texts = Vec::new();
    for year in std::fs::read_dir(register.join("decisions"))? {
        for folder in std::fs::read_dir(year?.path())? {
            for file in std::fs::read_dir(folder?.path())? {
                let path = file?.path();
                if texts.len() < most && path.to_string_lossy().ends_with(".ron") {
                    let text = read(&path)?;
                    let statement: Statement = justified::base::ronfile::read(text.as_bytes())?;
                    if statement.root.is_none() && matches!(statement.body, Body::Decision(_)) {
                        texts.push((path, text));
                    }
                }
            }
            if texts.len() == most {
                return Ok(texts);
            }
        }
    }
    Err("the register has too few decisions".into())
}

#[expect(clippy::disallowed_methods, reason = "a bench's own register")]
fn read(path: &Path) -> Res<String> {
    Ok(std::fs::read_to_string(path)?)
}

/// All that the program does from Sign to the word that it is signed: the draft is saved with
/// what is to be signed, that is signed, the decision read back, the index kept, the draft
/// removed. In the large register.
fn whole(place: &Place) -> Res<Vec<Duration>> {
    let folder = material::empty(place.folder.join("whole"))?;
    // A copy, since what is signed stays.
    let copied = Command::new("cp").arg("-r").arg(&place.register).arg(&folder).status()?;
    let name = place.register.file_name().ok_or("a register without a name")?;
    if !copied.success() {
        return Err("the register could not be copied".into());
    }
    let texts = decisions(&place.register, 9)?;
    let mut program = Headless::start(
        &material::empty(place.folder.join("signer"))?,
        &folder.join(name),
        Arc::new(RealDisk),
    )?;
    program.until_settled()?;
    // The wait for the display's next frame is none of the disk's.
    program.pace = Duration::ZERO;
    "Dr Bench Example".clone_into(&mut program.state().settings.author.name);
    program.handle(Event::Settings(SettingsEvent::Edited));
    let mut times = Vec::new();
    for (_, text) in &texts {
        let statement: Statement = justified::base::ronfile::read(text.as_bytes())?;
        let Body::Decision(decision) = statement.body else { continue };
        make_current(&mut program, *decision, Where::Check)?;
        // Saved before it is signed, as it would be while the doctor reads it.
        program.until("the draft", justified::app::state::State::all_saved)?;
        let begun = Instant::now();
        program.handle(Event::Record(RecordEvent::Sign));
        program.until("the signature", |state| state.drafts.decision().is_none())?;
        times.push(begun.elapsed());
    }
    Ok(times)
}

/// A new decision with the answers and the record of a signed one.
pub fn make_current(program: &mut Headless, decision: Decision, place: Where) -> Res<()> {
    program.handle(Event::Command(Pressed::NewDecision));
    let (Basis::Pathway(answers) | Basis::ActedFirst(_, answers)) = decision.basis;
    let work =
        DecisionDraft { answers, record: decision.record, place, ..DecisionDraft::default() };
    let hand = program.state().current_draft_mut().ok_or("no draft was begun")?;
    *hand.work_mut().ok_or("no decision was begun")? = work;
    // An answer of the record is touched, so that all that follows from it is worked out.
    let field = justified::record::Field::once(justified::record::Part::DecisionReasons);
    program.handle(Event::Record(RecordEvent::InField(field)));
    program.frame(Vec::new());
    Ok(())
}
