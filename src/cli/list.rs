//! `justified list` and `justified search`: the decisions of a register, as the window lists them.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::arguments::{Format, List, Opening, Search};
use super::opening::{load_trusted, opened};

use super::user::now;
use super::{Failure, failed, print, say};
use crate::base::words::counted;
use crate::base::{ronfile, shown, time};
use crate::caseload::casebook::{Casebook, Titles};
use crate::caseload::list::{Filter, Sort};
use crate::caseload::search::{Query, hits};
use crate::record::DecisionId;
use crate::record::people::{children_words, one_line};
use crate::register::log::{Did, Of};
use crate::register::packet::MAX_PACKET;
use crate::register::{Contents, Register, Summary, marked};

/// So many places are shown of each decision that was found.
const MOST_HITS: usize = 3;

/// A decision, for a program.
#[derive(Serialize)]
struct Listed {
    id: DecisionId,
    decided: chrono::NaiveDate,
    headline: String,
    children: Vec<String>,
    author: String,
    statements: usize,
    something_wrong: bool,
    found: Vec<(String, String)>,
}

/// Lists every decision, the newest first.
pub(super) fn list(asked: &List) -> Result<u8, Failure> {
    shown_of(&asked.register, &asked.opening, "", asked.format)
}

/// Lists those in which all the words are, with where they are.
pub(super) fn search(asked: &Search) -> Result<u8, Failure> {
    let words = asked.words.join(" ");
    if Query::of(&words).is_blank() {
        return Err(Failure::usage("There is no word to search for."));
    }
    shown_of(&asked.register, &asked.opening, &words, asked.format)
}

fn shown_of(root: &Path, opening: &Opening, words: &str, format: Format) -> Result<u8, Failure> {
    let disk = opened(root, opening)?;
    let register = Register::open(&disk, root).map_err(failed)?;
    let (contents, _) = load_trusted(&disk, &register);
    let book = Casebook::of(&contents, &Titles::default());
    let filter = Filter { words: words.to_owned(), ..Filter::default() };
    let rows = book.list(&filter, Sort::default(), &now());
    let summaries = book.summaries();
    let found = rows.into_iter().filter_map(|row| summaries.get(row));
    let found: Vec<Listed> = found.map(|one| listed(one, &contents, words)).collect();
    super::log::note_that(&disk, &register, (Did::Opened, Of::Screen), Vec::new());
    if format == Format::Ron {
        print(&ronfile::write_bounded(&found, MAX_PACKET).map_err(failed)?)?;
    } else {
        let mut text = String::new();
        for one in &found {
            line(&mut text, one);
        }
        let decisions = counted(found.len(), "decision");
        let _ = writeln!(text, "{decisions}{}.", if words.is_empty() { "" } else { " found" });
        say(&marked(text, register.info.training))?;
    }
    Ok(u8::from(contents.problems.iter().any(|problem| !problem.is_remark())))
}

fn listed(one: &Summary, contents: &Contents, words: &str) -> Listed {
    let file = contents.find(&one.id).find(|file| file.root == one.root);
    let query = Query::of(words);
    let found = file.filter(|_| !query.is_blank());
    let found = found.map(|file| hits((file, None), &query, MOST_HITS)).unwrap_or_default();
    Listed {
        id: one.id.clone(),
        decided: one.decided.day(),
        headline: one.headline.clone(),
        children: one.children.iter().map(|child| one_line(&child.name)).collect(),
        author: one.author.clone(),
        statements: one.statements,
        something_wrong: one.problem,
        found: found.into_iter().map(|hit| (hit.field, hit.snippet)).collect(),
    }
}

fn line(text: &mut String, one: &Listed) {
    let children = children_words(one.children.iter().map(String::as_str));
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{}  {}  {}\n    {}. By {}, {}.",
        one.id,
        time::day(one.decided),
        shown::line(&one.headline),
        shown::line(&children),
        shown::line(&one.author),
        counted(one.statements, "statement")
    );
    if one.something_wrong {
        text.push_str("    Something is wrong with its files: “justified show” says what.\n");
    }
    for (field, words) in &one.found {
        let _ = writeln!(text, "    {}: {}", shown::line(field), shown::line(words.trim()));
    }
}
