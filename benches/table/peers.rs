//! The other programs: those that `benches/peers/` builds, and those of the system.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Res;

/// The peers that are here. What is not here is said once, by [`Peers::missing`].
pub struct Peers {
    /// The folder of the programs of `benches/peers/`, if those could be built.
    built: Result<PathBuf, String>,
    /// They are left out, by wish.
    out: bool,
    /// A peer that is missing is a failure.
    pub required: bool,
}

impl Peers {
    /// By the wish in `JUSTIFIED_PEERS`: `no` leaves them out, `require` fails without them.
    pub fn ready() -> Self {
        let wish = env::var("JUSTIFIED_PEERS").unwrap_or_default();
        let out = wish == "no";
        let built = if out { Err("left out".to_owned()) } else { build() };
        Self { built, out, required: wish == "require" }
    }

    /// A program of `benches/peers/`.
    pub fn built(&self, name: &str) -> Result<PathBuf, String> {
        Ok(self.built.clone()?.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
    }

    /// A program of the system, if it is installed.
    pub fn installed(&self, name: &str) -> Result<PathBuf, String> {
        if self.out {
            return Err("left out".to_owned());
        }
        let paths = env::var_os("PATH").unwrap_or_default();
        let found = env::split_paths(&paths).map(|path| path.join(name)).find(|at| at.is_file());
        found.ok_or_else(|| format!("{name} is not installed"))
    }
}

/// Builds them. What Cargo says goes to standard error.
fn build() -> Result<PathBuf, String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/Cargo.toml");
    // Beside our own, so that the next run finds them built.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("peers");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    eprintln!("Building the peers in {}. The first time takes minutes.", target.display());
    let mut command = Command::new(cargo);
    // What Cargo says of this package is nothing to build another by: some build scripts watch it.
    for (name, _) in env::vars_os() {
        let said = name.to_string_lossy();
        if said.starts_with("CARGO_PKG_") || said.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    let status = command
        .args(["build", "--release", "--locked", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(&target)
        .status()
        .map_err(|error| format!("not built: Cargo could not be started: {error}"))?;
    if status.success() { Ok(target.join("release")) } else { Err("not built".to_owned()) }
}

/// How long a program takes from its start to its end, which is to be a success.
pub fn run(command: &mut Command) -> Res<Duration> {
    ends_with(command, &[0])
}

/// The same of a program that seeks: to find nothing is no failure.
pub fn seek(command: &mut Command) -> Res<Duration> {
    ends_with(command, &[0, 1])
}

fn ends_with(command: &mut Command, fine: &[i32]) -> Res<Duration> {
    let begun = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    let took = begun.elapsed();
    if status.code().is_some_and(|code| fine.contains(&code)) {
        Ok(took)
    } else {
        Err(format!("{command:?} ended with {status}").into())
    }
}

/// A program that answers each line with a line. It ends when this is dropped.
pub struct Asked {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    /// The line with which it began.
    pub first: String,
}

impl Asked {
    pub fn start(command: &mut Command) -> Res<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let answers = child.stdout.take().ok_or("no standard output")?;
        let questions = child.stdin.take();
        let mut asked =
            Self { child, questions, answers: BufReader::new(answers), first: String::new() };
        asked.first = asked.line()?;
        Ok(asked)
    }

    pub fn ask(&mut self, question: &str) -> Res<(Duration, usize)> {
        writeln!(self.questions.as_mut().ok_or("no standard input")?, "{question}")?;
        let line = self.line()?;
        let (time, count) = line.split_once(' ').ok_or_else(|| format!("it says {line:?}"))?;
        Ok((Duration::from_nanos(time.parse()?), count.parse()?))
    }

    fn line(&mut self) -> Res<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        if line.is_empty() {
            return Err("a peer ended early: see above".into());
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // The end of its input ends it.
        self.questions = None;
        let _ = self.child.wait();
    }
}
