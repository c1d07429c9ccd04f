//! A signed decision as a page to print: what was seen and said first, then the decision and its
//! reasons, then who was told, then the rest, then what was added. Nothing that was written is left
//! out.

use std::fmt::Write as _;

use super::{Face, block, escaped, opened};
use crate::record::Field;
use crate::record::text::{Fact, Facts, Line};

/// What is printed.
#[derive(Clone, Copy, Debug)]
pub struct DecisionPage<'a> {
    /// Whether the case is invented; it then says so above all else, on every sheet.
    pub invented: bool,
    /// What was decided.
    pub headline: &'a str,
    /// Whom it is about, who decided and signed, and the reference: a line each.
    pub about: &'a [String],
    /// What is to be minded: what was suggested instead, a file that was changed.
    pub minded: &'a [String],
    /// What was written.
    pub facts: &'a Facts,
    /// What stood before in each field that was corrected, and by whom.
    pub corrected: &'a [(Field, String)],
    /// The answers, the duties with what they are based on, what was added: under headings, each
    /// with its label.
    pub parts: &'a [(String, Vec<(String, String)>)],
}

/// The decision as a page. Its title, which a browser shows and keeps, names nobody.
pub fn decision_page(page: &DecisionPage<'_>) -> String {
    let mut out = opened(&Face {
        title: "Decision",
        first_column: "wide",
        invented: page.invented,
        heading: page.headline,
        about: page.about,
    });
    let facts = page.facts;
    if !page.minded.is_empty() {
        let minded: Vec<(String, String)> =
            page.minded.iter().map(|line| (String::new(), line.clone())).collect();
        part(&mut out, "To be minded", &minded);
    }
    let kinds = facts.kinds.iter().map(|line| Fact {
        label: line.label.to_owned(),
        main: Some(line.clone()),
        when: None,
        more: Vec::new(),
        named_by: None,
        own_words: false,
    });
    let concern: Vec<Fact> = kinds.chain(facts.concern.iter().cloned()).collect();
    section(&mut out, "Concern", &concern, page.corrected);
    section(&mut out, "Decision and reasons", &facts.decision, page.corrected);
    section(&mut out, "Who was told", &facts.told, page.corrected);
    for (heading, rest) in &facts.rest {
        section(&mut out, heading, rest, page.corrected);
    }
    for (heading, lines) in page.parts {
        part(&mut out, heading, lines);
    }
    out.push_str("</table>\n</main>\n</body>\n</html>\n");
    out
}

fn heading(out: &mut String, words: &str) {
    let words = escaped(words);
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<tbody>\n<tr><th colspan=\"2\" scope=\"rowgroup\" class=\"day\"><h2>{words}</h2></th></tr>"
    );
}

fn row(out: &mut String, label: &str, texts: impl FnOnce(&mut String)) {
    let label = escaped(label);
    let _ = writeln!(
        out,
        "<tr class=\"entry\"><th scope=\"row\" class=\"when\" dir=\"auto\">{label}</th><td>"
    );
    texts(out);
    out.push_str("</td></tr>\n");
}

fn section(out: &mut String, name: &str, facts: &[Fact], corrected: &[(Field, String)]) {
    if facts.is_empty() {
        return;
    }
    heading(out, name);
    for fact in facts {
        row(out, &fact.label, |out| {
            let class = if fact.own_words { "words own" } else { "words" };
            if let Some(main) = &fact.main {
                block(out, "p", class, main.text.trim());
            }
            for line in fact.more.iter().chain(&fact.when) {
                block(out, "p", "from", &format!("{}: {}", line.label, line.text.trim()));
            }
            for line in fact.lines() {
                before(out, line, corrected);
            }
        });
    }
    out.push_str("</tbody>\n");
}

fn before(out: &mut String, line: &Line, corrected: &[(Field, String)]) {
    for (_, words) in corrected.iter().filter(|(field, _)| *field == line.field) {
        block(out, "p", "corrected", words);
    }
}

fn part(out: &mut String, name: &str, lines: &[(String, String)]) {
    if lines.is_empty() {
        return;
    }
    heading(out, name);
    for (label, text) in lines {
        row(out, label, |out| block(out, "p", "words", text.trim()));
    }
    out.push_str("</tbody>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::text::sections_of;
    use crate::record::{Record, example};
    use crate::register::MARK;

    fn page(record: &Record, invented: bool) -> String {
        let facts = Facts::of(&sections_of(record, None));
        decision_page(&DecisionPage {
            invented,
            headline: "Share now. Do not wait for consent.",
            about: &["Testa Example, born 3 May 2019".to_owned()],
            minded: &[],
            facts: &facts,
            corrected: &[],
            parts: &[("Answers".to_owned(), vec![("Is it urgent?".to_owned(), "Yes".to_owned())])],
        })
    }

    #[test]
    fn every_word_of_a_full_record_is_on_the_page_and_the_concern_comes_first() {
        let mut number = 0;
        let record = example::filled(2, &mut || {
            number += 1;
            format!("word{number}end")
        });
        let page = page(&record, false);
        for at in 1..=number {
            let word = format!("word{at}end");
            let written = sections_of(&record, None)
                .iter()
                .flat_map(|one| &one.groups)
                .flat_map(|group| &group.lines)
                .any(|line| line.text.contains(&word));
            assert_eq!(page.contains(&word), written, "{word}");
        }
        let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
        let order = [">Concern<", ">Decision and reasons<", ">Who was told<", ">Answers<"];
        assert!(order.map(place).is_sorted());
    }

    #[test]
    fn what_was_typed_is_never_markup_and_practice_cases_say_so() {
        let record = Record { reasons: "<b>bold</b> & \"quoted\"".to_owned(), ..Record::default() };
        let page = page(&record, true);
        assert!(page.contains("&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;"), "{page}");
        assert!(page.contains(MARK) && page.contains("<title>Decision</title>"));
    }
}
