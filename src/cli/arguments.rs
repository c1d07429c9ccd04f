//! What can be typed: the one table that the parser, the help, the completions and the manual
//! are made from.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::caseload::training::Plan;
use crate::guidance::Nation;
use crate::record::{DecisionId, SealCode};
use crate::report::PaperPart;

/// Decide, record and review information sharing about a child who may be at risk
#[derive(Debug, Parser)]
#[command(name = "justified", version, max_term_width = super::WIDEST, after_help = AFTER_HELP)]
pub(super) struct Arguments {
    /// Without one, the window opens.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const AFTER_HELP: &str = "\
Without a command the window opens. “justified help COMMAND” says more about one.

Exit status: 0 done; 1 something is wrong, a property does not hold, or no window could be opened; \
2 the command or the file cannot be read, or the passphrase is wrong.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say where answers lead, with the guidance quoted
    Decide(Decide),
    /// Prove the pathway, or print it
    Pathway(Pathway),
    /// Check every name, hash, link and signature of a register
    #[command(after_help = "\
Nothing is changed. A signature proves which computer wrote a statement, not which person. Exit \
status: 0 nothing is wrong, though there may be remarks; 1 something is wrong; 2 it could not be \
checked.")]
    Verify {
        /// The folder of the register
        register: PathBuf,
        #[command(flatten)]
        opening: Opening,
        /// A seal from something that was printed: check that all it lists is still here
        #[arg(long, value_name = "SEAL", value_parser = seal())]
        expect: Option<SealCode>,
    },
    /// Print the seal of a register, and keep in it what the seal lists
    #[command(after_help = "\
Keep the seal on paper, away from the register. “justified verify REGISTER --expect SEAL” says \
later whether everything that was there is still there. Exit status: 0 done; 1 done, and something \
is wrong in the register; 2 it could not be done.")]
    Seal {
        /// The folder of the register
        register: PathBuf,
        #[command(flatten)]
        opening: Opening,
    },
    /// Print a decision, with all that was added to it
    #[command(after_help = "\
What is wrong with its files is said on standard error. Exit status: 0 nothing is wrong, though \
there may be remarks; 1 something is wrong, and what can be read is printed; 2 it could not be \
shown.")]
    Show {
        /// The folder of the decision
        decision: PathBuf,
        #[command(flatten)]
        opening: Opening,
    },
    /// Print the text of a decision for a clinical record
    Text(Text),
    /// Save a decision as a page to print, or as a text
    Export(Export),
    /// Count the decisions of a register
    Figures(Figures),
    /// Remove a decision for good, and keep a signed statement that says who authorised it
    Dispose(Dispose),
    /// Put decisions into one file for a reviewer, with names replaced by roles
    Pack(Pack),
    /// Unpack such a file into a folder of its own
    Unpack(Unpack),
    /// Put what was added to a packet into a file that goes back
    HandBack(HandBack),
    /// Show what came back of a packet, and take it into the register that made it
    Accept(Accept),
    /// Show what one copy of a register has that another lacks, and copy it
    Merge(Merge),
    /// Copy a register into a folder that opens as a backup
    Backup(Backup),
    /// List the decisions of a register, the newest first
    List(List),
    /// List the decisions in which words are, with where they are
    Search(Search),
    /// Encrypt a register, or change who can open it
    Protect(Protect),
    /// Make a register of practice cases in a new folder
    Train(Train),
    /// Print what completes these commands in your shell
    #[command(after_help = "\
Example: justified completions bash > ~/.local/share/bash-completion/completions/justified")]
    Completions {
        /// Your shell
        shell: Shell,
    },
    /// Print a page of the manual
    #[command(after_help = "Example: justified man decide | man -l -")]
    Man {
        /// The command it is about; the program itself if you name none
        command: Option<String>,
    },
}

/// What opens a register that is protected.
#[derive(Clone, Debug, Args)]
pub(super) struct Opening {
    /// Of a protected register: read the passphrase from this file descriptor, not the terminal
    #[arg(long, value_name = "N", value_parser = whole_number::<u32>)]
    pub(super) passphrase_fd: Option<u32>,
    /// Of a protected register: open it with the age key in this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_fd")]
    pub(super) identity: Option<PathBuf>,
}

/// `justified export`
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("form").required(true).args(["html", "text"]), after_help = "\
Without --all the answers, what the outcome asked and what was set aside are left out. Who appears in it and what is \
left out is said. It names third parties.
Exit status: 0 done; 1 done, and something is wrong with the files of the decision; 2 nothing was \
written.")]
pub(super) struct Export {
    /// The folder of the decision
    pub(super) decision: PathBuf,
    #[command(flatten)]
    pub(super) opening: Opening,
    /// Write one page that a browser opens and prints, into this new file
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<PathBuf>,
    /// Write plain text into this new file
    #[arg(long, value_name = "FILE")]
    pub(super) text: Option<PathBuf>,
    /// Leave out this part; more than one can be named
    #[arg(long, value_name = "PART", value_parser = parts())]
    pub(super) without: Vec<PaperPart>,
    /// Leave out nothing but what you name
    #[arg(long)]
    pub(super) all: bool,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// A part of a decision by its name.
fn parts() -> impl TypedValueParser<Value = PaperPart> {
    let names = PossibleValuesParser::new(PaperPart::ALL.map(PaperPart::name));
    names.try_map(|name| PaperPart::named(&name).ok_or("There is no such part."))
}

/// `justified dispose`
#[derive(Debug, Args)]
#[command(after_help = "\
The files of the decision are removed, with its words in the lists of every computer. What stays is \
signed: who authorised it, why, when, and the hash of each file, so that the register still \
verifies and no merge brings them back. It cannot be undone. Backups, the history of a synced \
folder and copies elsewhere are not reached. At a terminal the number of the decision is asked \
for. Cut short, or where it was disposed of on another computer, the same command finishes it.
Exit status: 0 done; 1 done, and files that came later are still here; 2 nothing was removed, or it \
was cut short.")]
pub(super) struct Dispose {
    /// The folder of the decision
    pub(super) decision: PathBuf,
    /// Who decides it for the practice, such as the Caldicott guardian
    #[arg(long, value_name = "NAME")]
    pub(super) authorised_by: String,
    /// Why it may be disposed of, without the name of a patient
    #[arg(long, value_name = "WORDS")]
    pub(super) why: String,
    #[command(flatten)]
    pub(super) opening: Opening,
}

/// `justified pack`
#[derive(Debug, Args)]
#[command(after_help = "\
The packet is signed by this computer. What it holds and who appears in it is said first; at a \
terminal you are asked before it is written. Names are replaced by roles in brackets, dates of birth \
by ages; addresses and numbers are taken out. Free text can still tell who somebody is: read it \
before you send it. What is disposed of, entered in error or damaged is left out, and counted.
With --passphrase-fd the packet is encrypted with the passphrase on the first line. Where the register \
is protected, the first line opens that, and the second is for the packet: such a packet is always \
encrypted.
Exit status: 0 done; 2 nothing was written.")]
pub(super) struct Pack {
    /// The folder of the register
    pub(super) register: PathBuf,
    /// The new file
    #[arg(long, value_name = "FILE")]
    pub(super) to: PathBuf,
    /// A decision, by its number; can be given several times
    #[arg(long, value_name = "ID", value_parser = decision_id())]
    pub(super) decision: Vec<DecisionId>,
    /// Only what was decided on this day or later
    #[arg(long, value_name = "DAY", value_parser = day())]
    pub(super) from: Option<NaiveDate>,
    /// Only what was decided on this day or earlier
    #[arg(long, value_name = "DAY", value_parser = day())]
    pub(super) until: Option<NaiveDate>,
    /// Leave the names in, for this reason; it stands on the cover
    #[arg(long, value_name = "REASON")]
    pub(super) identifiable: Option<String>,
    /// Encrypt it to this age public key
    #[arg(long, value_name = "AGE1…")]
    pub(super) recipient: Option<String>,
    /// Read passphrases from this file descriptor, not the terminal
    #[arg(long, value_name = "N", value_parser = whole_number::<u32>)]
    pub(super) passphrase_fd: Option<u32>,
    /// Of a protected register: open it with the age key in this file
    #[arg(long, value_name = "FILE")]
    pub(super) identity: Option<PathBuf>,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified unpack`
#[derive(Debug, Args)]
#[command(after_help = "\
The folder opens as a register that is marked as a packet. A packet that was changed or cut short is \
refused as a whole. Compare its seal with whoever sent it. Exit status: 0 done; 2 nothing was \
written.")]
pub(super) struct Unpack {
    /// The packet
    pub(super) file: PathBuf,
    /// The new folder
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) opening: Opening,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified hand-back`
#[derive(Debug, Args)]
#[command(after_help = "\
Reviews, replies and notes that were signed in the packet go back, each as it was signed, and nothing \
of the packet itself. Exit status: 0 done; 1 done, and something that was added stays; 2 nothing was \
written.")]
pub(super) struct HandBack {
    /// The folder that the packet was unpacked into
    pub(super) folder: PathBuf,
    /// The new file
    #[arg(long, value_name = "FILE")]
    pub(super) to: PathBuf,
    /// Encrypt it to this age public key
    #[arg(long, value_name = "AGE1…")]
    pub(super) recipient: Option<String>,
    #[command(flatten)]
    pub(super) opening: Opening,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified accept`
#[derive(Debug, Args)]
#[command(after_help = "\
Without --apply nothing is written. Only what is about decisions of a packet that this register made \
is taken, and only reviews, replies and notes. Taking it in says that you know whose it is: the \
reviewer’s computer is known here from then on. Twice, in any order or in part, it comes to the same.
Where the register is protected, the first line of the file descriptor opens that; where the file is \
encrypted, the next one opens it.
Exit status: 0 done; 1 something was not taken; 2 it is refused, and nothing was written.")]
pub(super) struct Accept {
    /// The file that came back
    pub(super) file: PathBuf,
    /// The folder of the register that made the packet
    pub(super) register: PathBuf,
    /// Take it in
    #[arg(long)]
    pub(super) apply: bool,
    /// Read passphrases from this file descriptor, not the terminal
    #[arg(long, value_name = "N", value_parser = whole_number::<u32>)]
    pub(super) passphrase_fd: Option<u32>,
    /// Open what is encrypted with the age key in this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_fd")]
    pub(super) identity: Option<PathBuf>,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified merge`
#[derive(Debug, Args)]
#[command(after_help = "\
Both are copies of one register. Without --apply nothing is written. Nothing is removed or changed in \
either; what was disposed of is not copied. From a protected register to another the first line of \
the file descriptor opens the one, and the second the other.
Exit status: 0 done; 1 something is wrong with a file, which stays where it is; 2 nothing was \
written.")]
pub(super) struct Merge {
    /// The folder that it is copied from
    pub(super) from: PathBuf,
    /// The folder of the register that it is copied into
    pub(super) into: PathBuf,
    /// Copy what is missing
    #[arg(long)]
    pub(super) apply: bool,
    /// Read passphrases from this file descriptor, not the terminal
    #[arg(long, value_name = "N", value_parser = whole_number::<u32>)]
    pub(super) passphrase_fd: Option<u32>,
    /// Of a protected register: open it with the age key in this file
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_fd")]
    pub(super) identity: Option<PathBuf>,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified backup`
#[derive(Debug, Args)]
#[command(after_help = "\
Every file is copied to the byte and read back; what is encrypted stays so, and no passphrase is \
needed. A backup is only read. Its files are as private as the folder is: keep it as you keep the \
register. Exit status: 0 done; 1 something that is no file of the register was not copied; 2 it was \
not done, and what is in the folder is no register.")]
pub(super) struct Backup {
    /// The folder of the register
    pub(super) register: PathBuf,
    /// The new folder
    pub(super) folder: PathBuf,
    /// Make a backup the register again, in a new folder, after the register was lost
    #[arg(long)]
    pub(super) as_register: bool,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified list`
#[derive(Debug, Args)]
#[command(after_help = "\
What was entered in error or disposed of is not listed. Nothing is changed, but for the log where the \
register keeps one. Exit status: 0 nothing is wrong with its files; 1 something is: “justified \
verify” says what; 2 it could not be read.")]
pub(super) struct List {
    /// The folder of the register
    pub(super) register: PathBuf,
    #[command(flatten)]
    pub(super) opening: Opening,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified search`
#[derive(Debug, Args)]
#[command(after_help = "\
Each word has to be in a decision, in any field and any order; “several words” in quotation marks are \
one. What was entered in error or disposed of is not found. Exit status: 0 nothing is wrong with the \
files; 1 something is: “justified verify” says what; 2 it could not be read.")]
pub(super) struct Search {
    /// The folder of the register
    pub(super) register: PathBuf,
    /// The words
    #[arg(required = true)]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) opening: Opening,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// `justified protect`
#[derive(Debug, Args)]
#[command(after_help = "\
A forgotten passphrase cannot be recovered. Write it down, and keep it in the safe. It is asked for \
at the terminal, or read from a file descriptor: the first line, and with --new-passphrase the \
second.
Each file opens with age too. What was copied before stays as it was: backups, the history of a \
cloud folder, other computers.
Exit status: 0 done; 1 done but for some files, which are named; 2 it could not be done, or the \
passphrase is wrong.")]
pub(super) struct Protect {
    /// The folder of the register
    pub(super) register: PathBuf,
    /// Make it plain again
    #[arg(long, conflicts_with_all = ["recipient", "remove", "new_passphrase"])]
    pub(super) off: bool,
    /// Let whoever has this age public key open it too; can be given several times
    #[arg(long, value_name = "AGE1…")]
    pub(super) recipient: Vec<String>,
    /// Take this age public key away: everything is encrypted again with a new key
    #[arg(long, value_name = "AGE1…")]
    pub(super) remove: Vec<String>,
    /// Set another passphrase
    #[arg(long, conflicts_with_all = ["recipient", "remove"])]
    pub(super) new_passphrase: bool,
    /// Read the passphrase from this file descriptor, not the terminal
    #[arg(long, value_name = "N", value_parser = whole_number::<u32>)]
    pub(super) passphrase_fd: Option<u32>,
}

/// `justified decide`
#[derive(Debug, Args)]
#[command(after_help = "\
An answer file names questions and choices:
  echo '{\"start\":\"concern\",\"level\":\"at-risk\",\"wait\":\"yes\"}' | justified decide -")]
pub(super) struct Decide {
    /// The file of answers; - for standard input
    pub(super) file: PathBuf,
    /// Words for a person, or one RON value for a program
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Say first which single answers, if changed, would lead elsewhere
    #[arg(long)]
    pub(super) changes: bool,
    /// Use the names of today of this nation
    #[arg(long, value_parser = nation())]
    pub(super) nation: Option<Nation>,
}

/// How a decision is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Ron,
}

/// `justified pathway`: one of four, and `--check` may name a file.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("what").required(true),
    after_help = "Exit status of --check: 0 every property holds; 1 one does not; 2 it could not \
                  be checked."
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
pub(super) struct Pathway {
    /// Prove the safety properties over every walk
    #[arg(long, group = "what")]
    pub(super) check: bool,
    /// Print what is done about each must, should and may of the guidance
    #[arg(long, group = "what")]
    pub(super) ledger: bool,
    /// Print the whole pathway, to be followed by hand
    #[arg(long, group = "what")]
    pub(super) paper: bool,
    /// Print the pathway as a graph for Graphviz
    #[arg(long, group = "what")]
    pub(super) dot: bool,
    /// With --check: another pathway, such as one in a register’s rules folder; - for standard input
    #[arg(requires = "check", conflicts_with_all = ["ledger", "paper", "dot"])]
    pub(super) file: Option<PathBuf>,
}

/// `justified text`
#[derive(Debug, Args)]
pub(super) struct Text {
    /// The folder of the decision
    pub(super) decision: PathBuf,
    /// For the record of this person, by name or id; needed where there are several children
    #[arg(long = "for", value_name = "PERSON")]
    pub(super) whose: Option<OsString>,
    /// Print everything that is about this person
    #[arg(long)]
    pub(super) full: bool,
    /// Print a summary for an adviser instead, without names
    #[arg(long, conflicts_with_all = ["whose", "full"])]
    pub(super) anonymous: bool,
    #[command(flatten)]
    pub(super) opening: Opening,
}

/// `justified figures`
#[derive(Debug, Args)]
#[command(after_help = "\
Decisions are counted by the day on which they were decided; both days belong to the period. What was \
entered in error or disposed of is not counted, and said. Nothing is changed. Exit status: 0 done; 1 \
done, and something in the register could not be read; 2 nothing could be counted.")]
pub(super) struct Figures {
    /// The folder of the register
    pub(super) register: PathBuf,
    /// The first day, as 2026-11-01
    #[arg(long, value_name = "DAY", value_parser = day())]
    pub(super) from: Option<NaiveDate>,
    /// The last day, as 2026-11-30
    #[arg(long, value_name = "DAY", value_parser = day())]
    pub(super) until: Option<NaiveDate>,
    /// Do not show numbers from 1 to 4, nor others that would tell them
    #[arg(long)]
    pub(super) hide_small: bool,
    /// Print rows for a spreadsheet instead
    #[arg(long, conflicts_with = "format")]
    pub(super) csv: bool,
    /// Print for a person, or as one RON value
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) opening: Opening,
}

/// A day, as ISO 8601 writes it.
pub(super) fn day() -> impl TypedValueParser<Value = NaiveDate> {
    let parse = |typed: String| typed.parse::<NaiveDate>().map_err(|_| "write a day as 2026-11-30");
    clap::builder::StringValueParser::new().try_map(parse)
}

/// `justified train`
#[derive(Debug, Args)]
#[command(after_help = "Everybody in it is invented. The same seed makes the same files.")]
pub(super) struct Train {
    /// The new folder
    pub(super) folder: PathBuf,
    /// How many decisions
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = whole_number::<u32>)]
    decisions: u32,
    /// A whole number
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = whole_number::<u64>)]
    seed: u64,
}

/// The last day on which anything in a practice case is written: a fixed one, so that the same
/// seed gives the same files.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 20) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl Train {
    /// What is to be made.
    pub(super) fn plan(&self) -> Plan {
        Plan { decisions: self.decisions, seed: self.seed, until: LAST_DAY }
    }
}

fn whole_number<N: FromStr>(typed: &str) -> Result<N, &'static str> {
    typed.parse().map_err(|_| "it needs a whole number")
}

/// A seal as it was copied from paper.
fn seal() -> impl TypedValueParser<Value = SealCode> {
    let parse = |typed: String| {
        SealCode::typed(&typed)
            .ok_or("a seal has 16 letters and digits, such as 7F3K-2M9Q-A4TX-0B6D")
    };
    clap::builder::StringValueParser::new().try_map(parse)
}

/// The number of a decision.
fn decision_id() -> impl TypedValueParser<Value = DecisionId> {
    let parse = |typed: String| {
        let id: Result<DecisionId, _> = typed.trim().parse();
        id.map_err(|_| "the number of a decision is such as 2026-7F3K-2M9Q-A4TX")
    };
    clap::builder::StringValueParser::new().try_map(parse)
}

/// A nation, as it is typed.
fn nation() -> impl TypedValueParser<Value = Nation> {
    PossibleValuesParser::new(Nation::ALL.map(typed)).try_map(|name| {
        let named = Nation::ALL.into_iter().find(|nation| typed(*nation) == name);
        named.ok_or("no nation has this name")
    })
}

fn typed(nation: Nation) -> &'static str {
    match nation {
        Nation::England => "england",
        Nation::Wales => "wales",
        Nation::Scotland => "scotland",
        Nation::NorthernIreland => "northern-ireland",
    }
}
