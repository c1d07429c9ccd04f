//! The ledger on paper or in a terminal.

use super::{Ledger, Line, Missing, Row};
use crate::guidance::{Cite, Library, Verb};
use crate::pathway::Pathway;

/// The whole ledger for a person. `field` gives the name of a field of the record by the name
/// of its part.
pub fn ledger_text(
    ledger: &Ledger,
    pathway: &Pathway,
    library: &Library,
    field: impl Fn(&str) -> Option<String>,
) -> String {
    let page = ledger.page(pathway, library, field);
    let mut lines = vec![
        "The ledger: what this program does about each must, should and may of the paragraphs it \
         includes"
            .to_owned(),
        counts(&page.rows),
        "The words in “ ” are the GMC’s, word for word. All other words are this program’s own."
            .to_owned(),
    ];
    lines.extend(library.documents().iter().map(|document| {
        let (title, edition) = (&document.title, &document.edition);
        format!("{}. {title} ({edition}). {}", document.copyright, document.acknowledgement)
    }));
    let mut last: Option<Cite> = None;
    for row in &page.rows {
        let paragraph = row.spot.cite.without_item();
        if last.as_ref() != Some(&paragraph) {
            heading(&mut lines, library, &paragraph);
            last = Some(paragraph);
        }
        lines.push(String::new());
        let again = page.rows.iter().filter(|other| other.quote == row.quote).count() > 1;
        lines.push(sentence(row, library, again));
        if !row.now.is_empty() {
            lines.push(format!("    Now: {}", row.now.join(", ")));
        }
        lines.extend(row.lines.iter().flat_map(does));
    }
    lines.extend([
        String::new(),
        "What paragraphs ask that are not included, in our words".to_owned(),
    ]);
    for one in &page.summaries {
        lines.push(String::new());
        lines.push(format!("  {}, {}: {}", one.label, one.verb.label(), one.words));
        lines.extend(one.lines.iter().flat_map(does));
    }
    lines.extend([String::new(), "Paragraphs for reading".to_owned()]);
    for (cite, because) in &page.reading {
        lines.push(format!("  {}: {because}", library.label(cite)));
    }
    lines.push(String::new());
    lines.push(
        "Not included: what the texts and the duties refer to, how we know it, and what is based \
         on it"
            .to_owned(),
    );
    for one in &page.missing {
        lines.push(String::new());
        lines.extend(not_held(one));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// How many of each verb there are.
fn counts(rows: &[Row]) -> String {
    let verbs = [Verb::Must, Verb::MustNot, Verb::Should, Verb::ShouldNot, Verb::May];
    let each = verbs.map(|verb| {
        let of = rows.iter().filter(|row| row.spot.binds && row.spot.verb == verb).count();
        format!("{of} {}", verb.label())
    });
    let silent = rows.iter().filter(|row| !row.spot.binds).count();
    format!("{}; {silent} may that allow nothing.", each.join(", "))
}

/// The paragraph, its age, and what takes its place today.
fn heading(lines: &mut Vec<String>, library: &Library, cite: &Cite) {
    lines.push(String::new());
    let Some(held) = library.held(cite) else { return };
    lines.push(format!("{} ({})", library.label(cite), held.paragraph.banner));
    if !held.paragraph.now.is_empty() {
        let now: Vec<String> = held.paragraph.now.iter().map(|now| library.label(now)).collect();
        lines.push(format!("In force today: {}. See below.", now.join(", ")));
    }
}

/// The verb, and the sentence it stands in. `again`: the sentence has another one, so that
/// it is said which is meant.
fn sentence(row: &Row, library: &Library, again: bool) -> String {
    let verb = row.spot.verb.label();
    let at = if again { format!(", at “{}”", row.words) } else { String::new() };
    let item = if row.spot.cite == row.spot.cite.without_item() {
        String::new()
    } else {
        format!(", in {}", library.label(&row.spot.cite))
    };
    format!("  {verb}{at}{item}: “{}”", row.quote.replace('\n', "\n      "))
}

fn does(line: &Line) -> Vec<String> {
    let mut lines = vec![format!("    {}: {}", line.under.label(), line.text)];
    lines.extend(line.outcomes.iter().map(|outcome| format!("      on: {outcome}")));
    lines
}

fn not_held(one: &Missing) -> Vec<String> {
    let mut lines = vec![format!("  {}: {}", one.name, one.about)];
    lines.push(format!("    {} {}", one.basis, one.text));
    let none = one.questions.is_empty() && one.duties.is_empty();
    if none {
        lines.push("    No question and no duty is based on it.".to_owned());
    }
    lines.extend(one.questions.iter().map(|title| format!("    Question: {title}")));
    for (verb, text) in &one.duties {
        lines.push(format!("    {}: {text}", super::Under::Duty(*verb).label()));
    }
    if !one.referring.is_empty() {
        lines.push(format!("    Referred to by {}.", one.referring.join(", ")));
    }
    if !one.replaced.is_empty() {
        lines.push(format!("    Takes the place of {}.", one.replaced.join(", ")));
    }
    lines
}
