//! Where in a decision something was found, and what stands around it.

use std::ops::Range;

use super::{Query, Titled, without_marks, worked_title};
use crate::base::fold;
use crate::record::text::sections;
use crate::record::{Body, Statement};
use crate::register::{Loaded, Reading};

/// How much of a text is shown before and after a hit, in characters.
const AROUND: (usize, usize) = (40, 90);

/// A field in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What the field is called: "Concern: What was said".
    pub field: String,
    /// The text around the first hit.
    pub snippet: String,
    /// Where the sought words stand in it, in bytes.
    pub ranges: Vec<Range<usize>>,
}

/// The first fields of a decision in which something was found, in its own words.
pub fn hits(titled: Titled<'_>, query: &Query, most: usize) -> Vec<Hit> {
    let mut lines: Vec<(String, String)> = Vec::new();
    each_field(titled, |field, text| lines.push((field.to_owned(), without_marks(text))));
    first_hits(lines.iter().map(|(field, text)| (field.as_str(), text.as_str())), query, most)
}

/// Fields that hold a word that none before held come first: each word is to be seen.
pub(super) fn first_hits<'a>(
    lines: impl Iterator<Item = (&'a str, &'a str)>,
    query: &Query,
    most: usize,
) -> Vec<Hit> {
    let mut waiting: Vec<&String> = query.words.iter().collect();
    let (mut first, mut more) = (Vec::new(), Vec::new());
    for (field, text) in lines {
        if waiting.is_empty() && first.len() + more.len() >= most {
            break;
        }
        let ranges = query.ranges(text);
        if ranges.is_empty() {
            continue;
        }
        let before = waiting.len();
        waiting.retain(|word| !fold::contains(text, word));
        let place = if waiting.len() < before { &mut first } else { &mut more };
        let hit = snippet(field, text, &ranges);
        if place.len() < most && !place.contains(&hit) {
            place.push(hit);
        }
    }
    first.extend(more);
    first.truncate(most);
    first
}

/// Whether a word begins here.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().next_back();
    before.is_none_or(|letter| !letter.is_alphanumeric())
}

/// What stands around the first hit at the beginning of a word, else around the first, with all
/// the hits in it.
fn snippet(field: &str, text: &str, ranges: &[Range<usize>]) -> Hit {
    let begins = ranges.iter().find(|range| begins_word(text, range.start));
    let hit = begins.or(ranges.first()).cloned().unwrap_or(0..0);
    let before = text.get(..hit.start).unwrap_or_default();
    let after = text.get(hit.end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND.0).map_or(0, |(at, _)| at);
    // At the beginning of a word, if one begins there.
    let from = match (from, before.get(from..).and_then(|cut| cut.find(char::is_whitespace))) {
        (0, _) | (_, None) => from,
        (from, Some(space)) => from + space,
    };
    let to = after.char_indices().nth(AROUND.1).map_or(text.len(), |(at, _)| hit.end + at);
    let mut snippet = String::new();
    if from > 0 {
        snippet.push('…');
    }
    let shift = snippet.len();
    let whole = text.get(from..to).unwrap_or_default();
    let inner = whole.trim_start();
    let cut = whole.len() - inner.len();
    let start = (from + cut).min(hit.start);
    let inner = text.get(start..to).unwrap_or_default();
    // A line break is as wide as a space, in bytes too.
    snippet.extend(inner.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
    if to < text.len() {
        snippet.push('…');
    }
    let ranges = ranges
        .iter()
        .filter(|range| range.start >= start && range.end <= to)
        .map(|range| range.start - start + shift..range.end - start + shift)
        .collect();
    Hit { field: field.to_owned(), snippet, ranges }
}

/// Every field of every statement of a decision, with its name.
pub(super) fn each_field((file, title): Titled<'_>, mut found: impl FnMut(&str, &str)) {
    let mut add = |field: &str, text: &str| {
        if !text.trim().is_empty() {
            found(field, text);
        }
    };
    add("Reference", file.id.as_str());
    if let Some(title) = title {
        add("Title", &worked_title(title));
    }
    for loaded in &file.statements {
        let Loaded { header, what, .. } = loaded;
        add("Outcome", &header.headline);
        add("Author", &header.author.name);
        add("Author’s role", &header.author.role);
        match what {
            Reading::Fine(statement) => body(statement, &mut add),
            Reading::Newer(text) => add("Written by a newer version", text),
            Reading::Aside => {}
        }
    }
}

fn body(statement: &Statement, add: &mut impl FnMut(&str, &str)) {
    match &statement.body {
        Body::Decision(decision) => {
            if decision.outcome.headline != statement.headline {
                add("Suggested outcome", &decision.outcome.headline);
            }
            for section in sections(decision) {
                for line in section.groups.iter().flat_map(|group| &group.lines) {
                    add(line.label, &line.text);
                }
            }
            for (part, text) in &decision.set_aside {
                add(part, text);
            }
            for link in &decision.linked {
                add("Linked decision", link.decision.as_str());
            }
        }
        Body::Addendum(addendum) => add("Note", &addendum.text),
        // Contacts stand in a list of their own.
        Body::Contact(_) => {}
        other => {
            let Some(addition) = other.addition() else { return };
            for (label, text) in addition.lines() {
                add(label, &text);
            }
        }
    }
}
