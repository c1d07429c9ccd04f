//! The same work without a window. What a person reads goes to standard output, what went
//! wrong to standard error; the exit status says which it was.
#![expect(
    clippy::disallowed_macros,
    reason = "the command line is where the program speaks to the terminal"
)]

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use lexopt::prelude::*;

use crate::base::ronfile::{self, MAX_BYTES};
use crate::caseload::training::{self, Plan};
use crate::guidance::{Library, Nation};
use crate::pathway::answers::read_answers;
use crate::pathway::check::{check_text, check_text_bounded};
use crate::pathway::print::{decide_ron, decide_text};
use crate::pathway::{Ledger, Pathway, dot, ledger_text, paper};
use crate::record::text::{decision_text, field_label};
use crate::record::{Digest, Stated, Statement};
use crate::register::disk::{self, RealDisk};
use crate::register::hasty::Hasty;
use crate::register::settings::{Found, load_settings};
use crate::register::verify::{Known, verify};
use crate::register::{Register, marked};

const HELP: &str = "\
Justified: decide, record and review information sharing about a child who may be at risk.

justified                            open the window
justified decide FILE.ron            where these answers lead, with the guidance quoted
justified decide FILE.ron --format ron
                                     the same as one RON value
    --nation england|wales|scotland|northern-ireland
                                     in the names of today of that nation
justified pathway --check            prove the safety properties over every walk
justified pathway --check FILE.ron   the same of another pathway, such as one in rules/
justified pathway --paper            the whole pathway on paper, to be followed by hand
justified pathway --dot              the pathway as a graph for Graphviz
justified pathway --ledger           what is done about each must, should and may of the guidance
justified verify REGISTER            check every name, hash and link of a register
justified show DECISION-FOLDER       print a decision as text
justified train DIR --decisions N --seed S
                                     make a register of invented cases in a new folder
justified --help, --version

Exit status of verify: 0 nothing wrong, or remarks only; 1 something is wrong; 2 it could not
be checked. Of the others: 0 done, 1 a property does not hold or no window could be opened,
2 the arguments or the file are wrong.
";

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

/// What the arguments ask for.
enum Asked {
    Window,
    Help,
    Version,
    Pathway(About),
    /// The proof of a pathway in a file.
    Check {
        file: PathBuf,
    },
    Decide {
        file: PathBuf,
        ron: bool,
        nation: Option<Nation>,
    },
    Verify {
        register: PathBuf,
    },
    Show {
        folder: PathBuf,
    },
    Train {
        folder: PathBuf,
        plan: Plan,
    },
}

/// What is asked of the pathway.
#[derive(Clone, Copy)]
enum About {
    Check,
    Ledger,
    Paper,
    Dot,
}

/// Opens the window; `None` in a program that was built without one. The error is what to
/// tell the person.
pub type Window = Option<fn() -> Result<(), String>>;

/// Does what the arguments ask for.
pub fn main(arguments: Vec<OsString>, window: Window) -> ExitCode {
    match ask(arguments).and_then(|asked| run(asked, window)) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            eprintln!("{}", failure.text);
            ExitCode::from(failure.status)
        }
    }
}

fn ask(arguments: Vec<OsString>) -> Result<Asked, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut plan = Plan { decisions: 100, seed: 1, until: LAST_DAY };
    let (mut words, mut ron, mut about) = (Vec::<OsString>::new(), false, Vec::new());
    let mut nation = None;
    while let Some(argument) = parser.next().map_err(|error| not_understood(&error))? {
        match argument {
            Long("help") | Short('h') => return Ok(Asked::Help),
            Long("version") | Short('V') => return Ok(Asked::Version),
            Long("check") => about.push(About::Check),
            Long("ledger") => about.push(About::Ledger),
            Long("paper") => about.push(About::Paper),
            Long("dot") => about.push(About::Dot),
            Long("format") => {
                let format = parser.value().map_err(|error| not_understood(&error))?;
                match format.to_str() {
                    Some("ron") => ron = true,
                    Some("text") => ron = false,
                    _ => return Err(Failure::usage("--format is ron or text.")),
                }
            }
            Long("decisions") => plan.decisions = number(&mut parser, "--decisions")?,
            Long("seed") => plan.seed = number(&mut parser, "--seed")?,
            Long("nation") => {
                let name = parser.value().map_err(|error| not_understood(&error))?;
                nation = Some(nation_named(&name.to_string_lossy())?);
            }
            Value(word) => words.push(word),
            other => return Err(not_understood(&other.unexpected())),
        }
    }
    let mut words = words.into_iter();
    let command = words.next();
    let path = words.next().map(PathBuf::from);
    if words.next().is_some() {
        return Err(Failure::usage("There are too many arguments. See justified --help."));
    }
    let need = |what: &str| {
        path.clone().ok_or_else(|| Failure::usage(format!("{what} See justified --help.")))
    };
    match command.as_ref().map(|command| command.to_string_lossy()).as_deref() {
        None => Ok(Asked::Window),
        Some("decide") => {
            Ok(Asked::Decide { file: need("Name the file with the answers.")?, ron, nation })
        }
        Some("verify") => Ok(Asked::Verify { register: need("Name the folder of the register.")? }),
        Some("show") => Ok(Asked::Show { folder: need("Name the folder of the decision.")? }),
        Some("train") => {
            Ok(Asked::Train { folder: need("Name a new folder for the invented cases.")?, plan })
        }
        Some("pathway") => match (about.as_slice(), path) {
            ([about], None) => Ok(Asked::Pathway(*about)),
            ([About::Check], Some(file)) => Ok(Asked::Check { file }),
            _ => Err(Failure::usage(
                "justified pathway needs one of --check, --ledger, --paper and --dot. See justified --help.",
            )),
        },
        Some(_) => Err(Failure::usage("This command is not known. See justified --help.")),
    }
}

/// A nation by the name it has on the command line.
fn nation_named(name: &str) -> Result<Nation, Failure> {
    let dashed = |nation: Nation| nation.label().to_lowercase().replace(' ', "-");
    Nation::ALL
        .into_iter()
        .find(|nation| dashed(*nation) == name)
        .ok_or_else(|| Failure::usage("--nation is england, wales, scotland or northern-ireland."))
}

/// A whole number after an option.
fn number<T: std::str::FromStr>(parser: &mut lexopt::Parser, option: &str) -> Result<T, Failure> {
    let value = parser.value().map_err(|error| not_understood(&error))?;
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| Failure::usage(format!("{option} needs a whole number.")))
}

fn not_understood(error: &lexopt::Error) -> Failure {
    Failure::usage(format!("{error}. See justified --help."))
}

fn run(asked: Asked, window: Window) -> Result<u8, Failure> {
    match asked {
        Asked::Window => open(window),
        Asked::Help => say(HELP),
        Asked::Version => say(concat!("justified ", env!("CARGO_PKG_VERSION"), "\n")),
        Asked::Decide { file, ron, nation } => decide(&file, ron, nation),
        Asked::Pathway(About::Check) => prove(),
        Asked::Check { file } => prove_file(&file),
        Asked::Pathway(About::Ledger) => print_ledger(),
        Asked::Pathway(About::Paper) => rules().and_then(|(l, p)| say(&paper(&p, &l))),
        Asked::Pathway(About::Dot) => rules().and_then(|(_, pathway)| say(&dot(&pathway))),
        Asked::Verify { register } => verify_register(&register),
        Asked::Show { folder } => show(&folder),
        Asked::Train { folder, plan } => train(&folder, plan),
    }
}

/// Prints to standard output. A reader that has gone away (`| head`) is no error.
fn say(text: &str) -> Result<u8, Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => Ok(0),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(0),
        Err(_) => Err(Failure { text: "The output could not be written.".to_owned(), status: 2 }),
    }
}

fn open(window: Window) -> Result<u8, Failure> {
    let Some(window) = window else {
        let text = format!("This program was built without its window.\n\n{HELP}");
        return Err(Failure { text, status: 1 });
    };
    window().map(|()| 0).map_err(|text| Failure { text, status: 1 })
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

fn decide(file: &Path, ron: bool, nation: Option<Nation>) -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let pathway = pathway.in_words_of(nation);
    let text = text_in(file)?;
    let answers = read_answers(&text, &pathway)
        .map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
    let printed = if ron {
        decide_ron(&pathway, &answers)
            .map_err(|_| Failure::usage("The result could not be written as RON."))?
    } else {
        decide_text(&pathway, &library, &answers)
    };
    say(&printed)
}

/// The text of a file that a person names.
fn text_in(file: &Path) -> Result<String, Failure> {
    let bytes = disk::read(&RealDisk, file, MAX_BYTES)
        .map_err(|error| Failure::usage(error.to_string()))?;
    ronfile::text_of(&bytes, MAX_BYTES)
        .map(str::to_owned)
        .map_err(|error| Failure::usage(format!("{}: {error}", file.display())))
}

/// Proves a pathway that was made under or is to replace the one that is carried. It may come
/// from anywhere, so one that would take for ever is refused.
fn prove_file(file: &Path) -> Result<u8, Failure> {
    let (library, _) = rules()?;
    let pathway = Pathway::parse(&file.display().to_string(), &text_in(file)?)
        .map_err(|error| Failure::usage(error.to_string()))?;
    let (text, holds) = check_text_bounded(&pathway, &library).map_err(|error| {
        Failure::usage(format!("This pathway cannot be checked: {error}. ({})", file.display()))
    })?;
    say(&text)?;
    Ok(u8::from(!holds))
}

fn prove() -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let (text, holds) = check_text(&pathway, &library);
    say(&text)?;
    Ok(u8::from(!holds))
}

fn print_ledger() -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let ledger = Ledger::embedded(&library)
        .and_then(|ledger| ledger.resolve(&pathway).map(|()| ledger))
        .map_err(|error| Failure { text: error.to_string(), status: 2 })?;
    say(&ledger_text(&ledger, &pathway, &library, field_label))
}

/// What this user's settings know of the register: the statement signed last here.
fn known() -> Known {
    let Some(project) = directories::ProjectDirs::from("", "", "Justified") else {
        return Known::default();
    };
    match load_settings(&RealDisk, &project.config_local_dir().join("settings.ron")) {
        Ok(Found::Fine(settings)) => {
            let mut known = Known::from(&*settings);
            let outbox = project.data_local_dir().join("outbox");
            known.outbox = settings.current.as_ref().map(|id| outbox.join(id.as_str()));
            known
        }
        _ => Known::default(),
    }
}

fn verify_register(root: &Path) -> Result<u8, Failure> {
    let report = verify(&RealDisk, root, &known())
        .map_err(|error| Failure { text: error.to_string(), status: 2 })?;
    let mut text = String::new();
    for (heading, problems) in [("Wrong", &report.wrong), ("Remarks", &report.remarks)] {
        if problems.is_empty() {
            continue;
        }
        text.push_str(heading);
        text.push_str(":\n");
        for problem in problems {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {} ({})", problem.words(), problem.path.display());
        }
    }
    let counted = |count: usize, one: &str| {
        if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
    };
    let wrong = match report.wrong.len() {
        0 => "Nothing is wrong.".to_owned(),
        1 => "1 thing is wrong.".to_owned(),
        n => format!("{n} things are wrong."),
    };
    let statements = counted(report.statements, "statement");
    let decisions = counted(report.decisions, "decision");
    let contacts = match report.contacts {
        0 => String::new(),
        count => format!(" and {}", counted(count, "contact")),
    };
    let _ = writeln!(text, "{statements} in {decisions}{contacts} checked. {wrong}");
    say(&text)?;
    Ok(u8::from(!report.wrong.is_empty()))
}

/// The last day on which anything in an invented case is written: a fixed one, so that the
/// same seed gives the same files.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 20) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Makes a training register. What a power cut takes of it can be made again, so the disk is
/// not waited for.
fn train(folder: &Path, plan: Plan) -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let written = training::write_practice(&Hasty(RealDisk), folder, plan, &pathway, &library)
        .map_err(|error| Failure { text: error.to_string(), status: 2 })?;
    say(&format!(
        "{} invented decisions, {} worked cases and {} contacts: {} statements, {} KB, in {}.\n",
        written.decisions,
        written.worked,
        written.contacts,
        written.statements,
        written.bytes / 1024,
        folder.display()
    ))
}

/// Whether a decision's folder lies in a register of invented cases: three folders above it.
fn is_training(folder: &Path) -> bool {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let root = whole.ancestors().nth(3);
    root.and_then(|root| Register::describe(&RealDisk, root).ok()).is_some_and(|info| info.training)
}

/// Prints the statements of one decision folder, in the order of their names, which begin
/// with the time. One that cannot be read is named and hides no other.
fn show(folder: &Path) -> Result<u8, Failure> {
    let entries =
        disk::list(&RealDisk, folder).map_err(|error| Failure::usage(error.to_string()))?;
    let (mut statements, mut problems) = (Vec::<(Digest, Statement)>::new(), String::new());
    for entry in entries.iter().filter(|entry| !entry.is_dir) {
        let path = folder.join(&entry.name);
        if path.extension().is_none_or(|ending| ending != "ron") {
            continue;
        }
        match disk::read(&RealDisk, &path, MAX_BYTES) {
            Err(error) => {
                let _ = writeln!(problems, "{error}");
            }
            Ok(bytes) => match ronfile::read::<Statement>(&bytes) {
                Ok(statement) => statements.push((Digest::of(&bytes), statement)),
                Err(error) => {
                    let _ = writeln!(problems, "{error} ({})", path.display());
                }
            },
        }
    }
    if statements.is_empty() && problems.is_empty() {
        return Err(Failure::usage(format!(
            "There is no statement in this folder. Name the folder of one decision. ({})",
            folder.display()
        )));
    }
    let all: Vec<Stated<'_>> =
        statements.iter().map(|(digest, statement)| Stated { digest, statement }).collect();
    let (library, _) = rules()?;
    say(&marked(decision_text(&all, &library), is_training(folder)))?;
    if problems.is_empty() {
        Ok(0)
    } else {
        Err(Failure { text: format!("Not all could be read:\n{problems}"), status: 1 })
    }
}
