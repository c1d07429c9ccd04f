//! The same work without a window. What a person reads goes to standard output, what went
//! wrong to standard error; the exit status says which it was.
#![expect(
    clippy::disallowed_macros,
    reason = "the command line is where the program speaks to the terminal"
)]

mod text;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Local, NaiveDate};
use lexopt::prelude::*;

use crate::base::ronfile::{self, MAX_BYTES};
use crate::base::{shown, time};
use crate::caseload::training::{self, Plan};
use crate::guidance::{Library, Nation};
use crate::pathway::answers::read_answers;
use crate::pathway::check::{check_text, check_text_bounded};
use crate::pathway::print::{changes_text, decide_ron, decide_text};
use crate::pathway::{Ledger, Pathway, dot, ledger_text, paper};
use crate::record::replayed::{PATHWAY, reasons};
use crate::record::text::{decision_text, field_label};
use crate::record::{Digest, Reasons};
use crate::register::disk::{self, RealDisk};
use crate::register::hasty::Hasty;
use crate::register::settings::{Found, load_settings};
use crate::register::verify::{Known, verify};
use crate::register::{
    DecisionFile, FolderRead, Problem, Reading, Register, RegisterError, What, marked, read_folder,
    read_pathway, workstation,
};

const HELP: &str = "\
Justified: decide, record and review information sharing about a child who may be at risk.

justified                            open the window
justified decide FILE.ron            where these answers lead, with the guidance quoted
justified decide FILE.ron --format ron
                                     the same as one RON value
justified decide FILE.ron --changes  and which single answers would change the outcome
    --nation england|wales|scotland|northern-ireland
                                     in the names of today of that nation
justified pathway --check            prove the safety properties over every walk
justified pathway --check FILE.ron   the same of another pathway, such as one in rules/
justified pathway --paper            the whole pathway on paper, to be followed by hand
justified pathway --dot              the pathway as a graph for Graphviz
justified pathway --ledger           what is done about each must, should and may of the guidance
justified verify REGISTER            check every name, hash and link of a register
justified show DECISION-FOLDER       print a decision as text
justified text DECISION-FOLDER       print its short text for the clinical record
    --for NAME-OR-ID                 of this person; needed where there are several children
    --full                           everything that is about this person
    --anonymous                      a summary for an adviser, from fields alone: without names
justified train DIR --decisions N --seed S
                                     make a register of practice cases in a new folder
justified --help, --version

Exit status of verify and show: 0 nothing wrong, or remarks only; 1 something is wrong; 2 it could
not be checked or shown. Of the others: 0 done, 1 a property does not hold or no window could be opened,
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
        changes: bool,
        nation: Option<Nation>,
    },
    Verify {
        register: PathBuf,
    },
    Show {
        folder: PathBuf,
    },
    Text(text::Asked),
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
    keep_no_core();
    match ask(arguments).and_then(|asked| run(asked, window)) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            complain(&failure.text);
            ExitCode::from(failure.status)
        }
    }
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

fn ask(arguments: Vec<OsString>) -> Result<Asked, Failure> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut plan = Plan { decisions: 100, seed: 1, until: LAST_DAY };
    let (mut words, mut ron, mut about) = (Vec::<OsString>::new(), false, Vec::new());
    let (mut nation, mut changes) = (None, false);
    let (mut whose, mut full, mut anonymous) = (None, false, false);
    while let Some(argument) = parser.next().map_err(|error| not_understood(&error))? {
        match argument {
            Long("help") | Short('h') => return Ok(Asked::Help),
            Long("version") | Short('V') => return Ok(Asked::Version),
            Long("changes") => changes = true,
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
            Long("for") => {
                let name = parser.value().map_err(|error| not_understood(&error))?;
                whose = Some(name.to_string_lossy().into_owned());
            }
            Long("full") => full = true,
            Long("anonymous") => anonymous = true,
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
            let file = need("Name the file with the answers.")?;
            Ok(Asked::Decide { file, ron, changes, nation })
        }
        Some("verify") => Ok(Asked::Verify { register: need("Name the folder of the register.")? }),
        Some("show") => Ok(Asked::Show { folder: need("Name the folder of the decision.")? }),
        Some("text") => {
            let folder = need("Name the folder of the decision.")?;
            Ok(Asked::Text(text::Asked { folder, whose, full, anonymous }))
        }
        Some("train") => {
            Ok(Asked::Train { folder: need("Name a new folder for the practice cases.")?, plan })
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
    // What was typed may have come from the names of files.
    Failure::usage(format!("{}. See justified --help.", shown::line(&error.to_string())))
}

fn run(asked: Asked, window: Window) -> Result<u8, Failure> {
    match asked {
        Asked::Window => open(window),
        Asked::Help => say(HELP),
        Asked::Version => say(concat!("justified ", env!("CARGO_PKG_VERSION"), "\n")),
        Asked::Decide { file, ron, changes, nation } => decide(&file, ron, changes, nation),
        Asked::Pathway(About::Check) => prove(),
        Asked::Check { file } => prove_file(&file),
        Asked::Pathway(About::Ledger) => print_ledger(),
        Asked::Pathway(About::Paper) => rules().and_then(|(l, p)| say(&paper(&p, &l))),
        Asked::Pathway(About::Dot) => rules().and_then(|(_, pathway)| say(&dot(&pathway))),
        Asked::Verify { register } => verify_register(&register),
        Asked::Show { folder } => show(&folder),
        Asked::Text(asked) => text::print(&asked),
        Asked::Train { folder, plan } => train(&folder, plan),
    }
}

/// Says what went wrong. Nothing in it reaches the terminal but letters.
fn complain(text: &str) {
    if !text.is_empty() {
        eprintln!("{}", shown::lines(text.trim_end()));
    }
}

/// Prints to standard output, and nothing in it that a terminal would obey. A reader that has
/// gone away (`| head`) is no error.
fn say(text: &str) -> Result<u8, Failure> {
    match std::io::stdout().lock().write_all(shown::lines(text).as_bytes()) {
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

fn decide(file: &Path, ron: bool, changes: bool, nation: Option<Nation>) -> Result<u8, Failure> {
    let (library, pathway) = rules()?;
    let pathway = pathway.in_words_of(nation);
    let text = text_in(file)?;
    let answers = read_answers(&text, &pathway)
        .map_err(|error| Failure::usage(format!("{}: {error}", shown::path(file))))?;
    let printed = if ron {
        decide_ron(&pathway, &answers)
            .map_err(|_| Failure::usage("The result could not be written as RON."))?
    } else if changes {
        let (text, turns) =
            (decide_text(&pathway, &library, &answers), changes_text(&pathway, &answers));
        format!("{turns}\n{text}")
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
        .map_err(|error| Failure::usage(format!("{}: {error}", shown::path(file))))
}

/// Proves a pathway that was made under or is to replace the one that is carried. It may come
/// from anywhere, so one that would take for ever is refused.
fn prove_file(file: &Path) -> Result<u8, Failure> {
    let (library, _) = rules()?;
    let pathway = Pathway::parse(&shown::path(file), &text_in(file)?)
        .map_err(|error| Failure::usage(error.to_string()))?;
    let (text, holds) = check_text_bounded(&pathway, &library).map_err(|error| {
        Failure::usage(format!("This pathway cannot be checked: {error}. ({})", shown::path(file)))
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

/// What this workstation knows of its registers: what was signed last here, and the time.
#[expect(clippy::disallowed_methods, reason = "the window has its Environment; this has the clock")]
fn known() -> Known {
    let now = DateTime::<Local>::from(std::time::SystemTime::now()).fixed_offset();
    let unknown = Known { now: Some(now), ..Known::default() };
    let Some(project) = directories::ProjectDirs::from("", "", "Justified") else {
        return unknown;
    };
    let outboxes = project.data_local_dir().join("outbox");
    let memory = workstation::load(&RealDisk, &workstation::file_beside(&outboxes));
    let remembering = |known: Known| match &memory {
        Some(workstation) => known.remembering(workstation),
        None => known,
    };
    let unknown = remembering(Known { outboxes: Some(outboxes), ..unknown });
    let file = project.config_local_dir().join("settings.ron");
    let settings = match load_settings(&RealDisk, &file) {
        Ok(Found::Fine(settings)) => settings,
        Ok(Found::Broken { problem, .. }) => return Known { remarks: vec![problem], ..unknown },
        Err(RegisterError::Disk(error)) => {
            return Known { remarks: vec![Problem::not_read(error)], ..unknown };
        }
        Ok(Found::Missing) | Err(_) => return unknown,
    };
    let Known { outboxes, now, .. } = unknown;
    remembering(Known { outboxes, now, ..Known::from(&*settings) })
}

fn verify_register(root: &Path) -> Result<u8, Failure> {
    let report = verify(&RealDisk, root, &known())
        .map_err(|error| Failure { text: error.to_string(), status: 2 })?;
    let mut text = listed(&report.wrong, &report.remarks);
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
        shown::path(folder)
    ))
}

/// Prints the statements of one decision folder, in their order. What is the matter with its files
/// is said in the words of `verify`, and hides no other.
fn show(folder: &Path) -> Result<u8, Failure> {
    // By the names of the folders above it is known in which register it lies.
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let FolderRead { contents, training, register } =
        read_folder(&RealDisk, &whole).map_err(|error| Failure::usage(error.to_string()))?;
    let mut problems = contents.problems;
    for problem in contents.decisions.iter().flat_map(|file| &file.problems) {
        if !problems.contains(problem) {
            problems.push(problem.clone());
        }
    }
    if contents.decisions.is_empty() && problems.is_empty() {
        return Err(Failure::usage(format!(
            "There is no statement in this folder. Name the folder of one decision. ({})",
            shown::path(folder)
        )));
    }
    let (library, pathway) = rules()?;
    let why = why_each(&contents.decisions, register.as_ref(), &pathway);
    let texts = contents.decisions.iter().map(|file| text_of_all(file, &library, &why));
    let text = texts.collect::<Vec<_>>().join("\n");
    if !text.is_empty() {
        say(&marked(text, training))?;
    }
    let (remarks, wrong): (Vec<_>, Vec<_>) = problems.into_iter().partition(Problem::is_remark);
    complain(&listed(&wrong, &remarks));
    Ok(u8::from(!wrong.is_empty()))
}

/// Why each decision came out as it did, by the hash of its statement: by the rules that it was
/// made under, where those are the ones of today or are kept in its register.
fn why_each(
    files: &[DecisionFile],
    register: Option<&Register>,
    today: &Pathway,
) -> BTreeMap<Digest, Reasons> {
    let mut why = BTreeMap::new();
    for loaded in files.iter().flat_map(|file| &file.statements) {
        let Some(decision) = loaded.decision() else { continue };
        let Some(hash) = loaded.header.rules.get(PATHWAY) else { continue };
        let kept = if *hash == Digest::of(today.text().as_bytes()) {
            None
        } else {
            match register.and_then(|register| read_pathway(&RealDisk, &[register], hash).ok()) {
                Some(kept) => Some(kept),
                None => continue,
            }
        };
        let own = kept.as_ref().unwrap_or(today);
        why.extend(Some(loaded.digest.clone()).zip(reasons(&loaded.header, decision, own)));
    }
    why
}

/// A decision as text: what this version can read, then what a newer one wrote, as it stands in
/// the file.
fn text_of_all(file: &DecisionFile, library: &Library, why: &BTreeMap<Digest, Reasons>) -> String {
    let stated = file.stated();
    let mut text =
        if stated.is_empty() { String::new() } else { decision_text(&stated, library, why) };
    for loaded in &file.statements {
        let Reading::Newer(newer) = &loaded.what else { continue };
        let header = &loaded.header;
        let (author, written) = (&header.author.name, time::moment(&header.written));
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n{}\n{author}, {written}\n{}\n\n{newer}\n",
            header.headline,
            What::Newer.words()
        );
    }
    text
}

/// What is wrong and what is remarked, each a line with its path.
fn listed(wrong: &[Problem], remarks: &[Problem]) -> String {
    let mut text = String::new();
    for (heading, problems) in [("Wrong", wrong), ("Remarks", remarks)] {
        if problems.is_empty() {
            continue;
        }
        text.push_str(heading);
        text.push_str(":\n");
        for problem in problems {
            // Writing to a String cannot fail.
            let (words, path) = (problem.words(), shown::path(&problem.path));
            let _ = writeln!(text, "  {} ({path})", shown::line(&words));
        }
    }
    text
}
