//! Search as typed: each letter of some searches, one after another, over all words.

use std::process::Command;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use justified::caseload::casebook::Casebook;
use justified::caseload::list::{Filter, Sort};

use crate::peers::{Asked, Peers, seek};
use crate::rows::{Amount, Row, median};
use crate::{Place, Res, opening};

/// What is typed: words that many decisions have and words that few have, two words, a name,
/// numbers.
const TYPED: [&str; 6] =
    ["bruise on the arm", "school nurse", "999 4", "consent refused", "quokka", "example"];
/// How often each keystroke is done; the middle one counts.
const TIMES: usize = 5;

pub fn rows(place: &Place, peers: &Peers, book: &Casebook) -> Res<Vec<Row>> {
    let typed = keystrokes();
    let ours: Vec<Duration> = typed.iter().map(|typed| keystroke(book, typed)).collect();
    let slowest = ours.iter().max().copied().unwrap_or_default();
    let typical = median(&mut ours.clone());
    let limit = Amount::Seconds(0.008);
    let mut rows = vec![
        Row::within("keystroke in the search, the slowest", slowest, limit),
        Row::within("keystroke in the search, the one in the middle", typical, limit),
    ];

    let what = "keystroke beside rg";
    rows.push(match peers.installed("rg") {
        Ok(rg) => {
            let decisions = place.register.join("decisions");
            let mut theirs = Vec::new();
            for typed in &typed {
                let mut rg = Command::new(&rg);
                theirs
                    .push(seek(rg.args(["-uuu", "-i", "-F", "-l", "--", typed]).arg(&decisions))?);
            }
            Row::beside(what, typical, "rg over the files", median(&mut theirs), 1.0)
        }
        Err(why) => Row::alone(what, typical, why, 1.0),
    });

    let short: Vec<(&String, Duration)> = typed
        .iter()
        .zip(ours)
        .filter(|(typed, _)| typed.len() <= 3 && !typed.contains(' '))
        .collect();
    let ours = median(&mut short.iter().map(|(_, ours)| *ours).collect::<Vec<_>>());
    let what = "1 to 3 letters beside FTS5";
    rows.push(match sqlite(place, peers) {
        Ok(mut sqlite) => {
            let mut theirs = Vec::new();
            for (typed, _) in &short {
                let question = format!("query \"{typed}\"*");
                let mut times = Vec::new();
                for _ in 0..TIMES {
                    times.push(sqlite.ask(&question)?.0);
                }
                theirs.push(median(&mut times));
            }
            Row::beside(what, ours, "FTS5 with prefix indexes", median(&mut theirs), 1.0)
        }
        Err(why) => Row::alone(what, ours, why.to_string(), 1.0),
    });
    Ok(rows)
}

/// What stands in the search after each letter.
fn keystrokes() -> Vec<String> {
    let mut typed: Vec<String> = Vec::new();
    for whole in TYPED {
        let ends = whole.char_indices().map(|(at, letter)| at + letter.len_utf8());
        let all = ends.filter_map(|end| Some(whole.get(..end)?.to_owned()));
        for one in all.filter(|one| !one.ends_with(' ')) {
            if !typed.contains(&one) {
                typed.push(one);
            }
        }
    }
    typed
}

/// What the worker does at one keystroke: finds, filters and sorts.
pub fn keystroke(book: &Casebook, typed: &str) -> Duration {
    let filter = Filter { words: typed.to_owned(), ..Filter::default() };
    let now = now(book);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        std::hint::black_box(book.list(&filter, Sort::default(), &now));
        times.push(begun.elapsed());
    }
    median(&mut times)
}

/// The median of all keystrokes.
pub fn typical(book: &Casebook) -> Duration {
    let mut times: Vec<Duration> =
        keystrokes().iter().map(|typed| keystroke(book, typed)).collect();
    median(&mut times)
}

fn now(book: &Casebook) -> DateTime<FixedOffset> {
    book.summaries().first().map(|summary| summary.written).unwrap_or_default()
}

/// `SQLite` over the same words, with the indexes that make it quickest for this. Fetches the
/// numbers of the rows found, unsorted: less than the program does.
fn sqlite(place: &Place, peers: &Peers) -> Res<Asked> {
    let (shell, sqlite) = (peers.installed("sqlite3")?, peers.built("sqlite")?);
    let database = place.folder.join("words.db");
    opening::load(&shell, &place.csv, &database, ", prefix='1 2 3'")?;
    Asked::start(Command::new(sqlite).arg(database).arg(place.folder.join("unused.db")))
}
