//! SQLite in one process, asked line by line, so that it can be measured in turn with the
//! program: a start of the process counts for neither.
//!
//! `sqlite WORDS.db COMMITS.db`. `query EXPRESSION` asks the FTS5 table `words` of the first and
//! fetches the number of every row found; `commit FILE` inserts the bytes of a file into the
//! second, durably. The answer to each is `nanoseconds count`.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    reason = "a bench reads the clock, and prints what it measured"
)]

use std::error::Error;
use std::io::{self, BufRead as _, Write as _};
use std::time::Instant;

use rusqlite::Connection;

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args_os().skip(1);
    let (Some(words), Some(commits)) = (paths.next(), paths.next()) else {
        return Err("sqlite WORDS.db COMMITS.db".into());
    };
    let words = Connection::open(words)?;
    let commits = Connection::open(commits)?;
    commits.pragma_update(None, "journal_mode", "DELETE")?;
    commits.pragma_update(None, "synchronous", "FULL")?;
    let made = "CREATE TABLE IF NOT EXISTS statements (digest TEXT PRIMARY KEY, text BLOB)";
    commits.execute(made, ())?;
    println!("{} ready", rusqlite::version());
    let mut count = 0;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (nanoseconds, found) = match line.split_once(' ') {
            Some(("query", expression)) => query(&words, expression)?,
            Some(("commit", file)) => {
                count += 1;
                commit(&commits, count, &std::fs::read(file)?)?
            }
            _ => return Err(format!("not understood: {line}").into()),
        };
        println!("{nanoseconds} {found}");
        io::stdout().flush()?;
    }
    Ok(())
}

fn query(words: &Connection, expression: &str) -> rusqlite::Result<(u128, usize)> {
    let begun = Instant::now();
    let mut statement = words.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1")?;
    let rows = statement.query_map([expression], |row| row.get::<_, i64>(0))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok((begun.elapsed().as_nanos(), rows.len()))
}

/// One row in one transaction. Its key stands for the name of a file.
fn commit(commits: &Connection, count: usize, bytes: &[u8]) -> rusqlite::Result<(u128, usize)> {
    let begun = Instant::now();
    let key = format!("{count} {}", std::process::id());
    let mut insert =
        commits.prepare_cached("INSERT INTO statements (digest, text) VALUES (?1, ?2)")?;
    insert.execute((key, bytes))?;
    Ok((begun.elapsed().as_nanos(), count))
}
