//! The same work without a window. What a person reads goes to standard output, what went
//! wrong to standard error; the exit status says which it was.
#![expect(
    clippy::disallowed_macros,
    reason = "the command line is where the program speaks to the terminal"
)]

mod arguments;
mod copies;
mod decision;
mod dispose;
mod export;
mod figures;
mod hand_back;
mod list;
mod log;
mod opening;
mod packet;
mod pathway;
mod protect;
mod register;
#[cfg(test)]
mod tests;
mod text;
mod user;
mod wrap;

use std::ffi::OsString;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use self::arguments::{Arguments, Command};
use crate::base::shown;
use crate::guidance::Library;
use crate::pathway::Pathway;

/// No line is longer where the program breaks lines, in characters.
const WIDEST: usize = 100;

/// Something that ends the program: what to say, and the exit status.
struct Failure {
    text: String,
    status: u8,
}

impl Failure {
    fn usage(text: impl Into<String>) -> Self {
        Self { text: text.into(), status: 2 }
    }
}

/// That this ended it, in its own words.
fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::usage(error.to_string())
}

/// The whole path of what somebody named.
fn whole_path(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Opens the window; `None` in a program that was built without one. The error is what to
/// tell the person.
pub type Window = Option<fn() -> Result<(), String>>;

/// Does what the arguments ask for.
pub fn main(arguments: Vec<OsString>, window: Window) -> ExitCode {
    keep_no_core();
    let done = match parse(arguments) {
        Ok(Arguments { command: Some(command) }) => run(command),
        Ok(Arguments { command: None }) => open(window),
        Err(error) if error.use_stderr() => Err(Failure::usage(error.to_string())),
        // What was asked for is the help or the version.
        Err(error) => print(&error.to_string()),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            complain(&failure.text);
            ExitCode::from(failure.status)
        }
    }
}

/// What is asked for. An error repeats what was typed, which may be the name of a file and hold
/// anything: it is made from the arguments as they can be shown.
fn parse(arguments: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let named = |arguments| std::iter::once(OsString::from("justified")).chain(arguments);
    Arguments::try_parse_from(named(arguments.clone())).map_err(|error| {
        let harmless = |argument: OsString| shown::line(&argument.to_string_lossy()).into_owned();
        let harmless = arguments.into_iter().map(|argument| harmless(argument).into());
        Arguments::try_parse_from(named(harmless.collect::<Vec<_>>())).err().unwrap_or(error)
    })
}

/// What a crash leaves behind would hold patients' data. The process stays one that may be looked
/// at by its user's other programs: without that, the system's file dialogs refuse it.
fn keep_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Refused, the system keeps its own rule.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

fn run(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Decide(asked) => pathway::decide(&asked),
        Command::Pathway(asked) => pathway::pathway(&asked),
        Command::Verify { register, opening, expect } => {
            register::check(&register, &opening, expect)
        }
        Command::Seal { register, opening } => register::seal(&register, &opening),
        Command::Show { decision, opening } => decision::show(&decision, &opening),
        Command::Text(asked) => text::print(&asked),
        Command::Export(asked) => export::export(&asked),
        Command::Figures(asked) => figures::figures(&asked),
        Command::Dispose(asked) => dispose::dispose(&asked),
        Command::Pack(asked) => packet::pack(&asked),
        Command::Unpack(asked) => packet::unpack(&asked),
        Command::HandBack(asked) => hand_back::hand_back(&asked),
        Command::Accept(asked) => hand_back::accept(&asked),
        Command::Merge(asked) => copies::merge(&asked),
        Command::Backup(asked) => copies::backup(&asked),
        Command::List(asked) => list::list(&asked),
        Command::Search(asked) => list::search(&asked),
        Command::Protect(asked) => protect::protect(&asked),
        Command::Train(asked) => register::train(&asked),
        Command::Completions { shell } => print(&completions(shell)),
        Command::Man { command } => manual(command.as_deref()).and_then(|page| print(&page)),
    }
}

/// Says what went wrong. Nothing in it reaches the terminal but letters.
fn complain(text: &str) {
    if !text.is_empty() {
        let text = shown::lines(text.trim_end());
        eprintln!("{}", wrap::wrapped(&text, width(&std::io::stderr())));
    }
}

/// Says this on standard output, in lines that fit where it is a terminal.
fn say(text: &str) -> Result<u8, Failure> {
    print(&wrap::wrapped(text, width(&std::io::stdout())))
}

/// Prints this as it is, but for what a terminal would obey. A reader that has gone away
/// (`| head`) is no error.
fn print(text: &str) -> Result<u8, Failure> {
    match std::io::stdout().lock().write_all(shown::lines(text).as_bytes()) {
        Ok(()) => Ok(0),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(0),
        Err(_) => Err(Failure::usage("The output could not be written.")),
    }
}

/// How long a line may be: what is no terminal gets it whole.
fn width(out: &impl IsTerminal) -> usize {
    let terminal = out.is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(usize::MAX, |(terminal_size::Width(width), _)| WIDEST.min(width.into()))
}

fn open(window: Window) -> Result<u8, Failure> {
    let Some(window) = window else {
        let help = Arguments::command().render_help();
        let text = format!("This program was built without its window.\n\n{help}");
        return Err(Failure { text, status: 1 });
    };
    window().map(|()| 0).map_err(|text| Failure { text, status: 1 })
}

/// What completes the commands in this shell.
fn completions(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "justified", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// A page of the manual: of the program, or of a command.
fn manual(command: Option<&str>) -> Result<String, Failure> {
    let mut all = Arguments::command();
    all.build();
    let page = match command {
        None => Some(all),
        Some(name) => all.find_subcommand(name).cloned(),
    };
    let page = page.ok_or_else(|| {
        Failure::usage("There is no command of this name. “justified help” lists them.")
    })?;
    let mut text = Vec::new();
    clap_mangen::Man::new(page)
        .render(&mut text)
        .map_err(|_| Failure::usage("The page could not be written."))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn rules() -> Result<(Library, Pathway), Failure> {
    let broken = |error: &dyn std::fmt::Display| Failure {
        text: format!("What is built in cannot be read. Install Justified again. {error}"),
        status: 2,
    };
    let library = Library::embedded().map_err(|error| broken(&error))?;
    let pathway = Pathway::embedded().map_err(|error| broken(&error))?;
    Ok((library, pathway))
}
