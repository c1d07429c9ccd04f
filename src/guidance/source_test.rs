//! The held texts against the source texts: no word lost, added or changed.
//!
//! [`OF_0_18`] and [`OF_PCYP`] list every way in which the layout differs. Each must stand
//! in the source exactly as often as it says; whatever else differs is a failure.

use super::{Block, Document, Library};

const SOURCE_0_18: &str = include_str!("../../guidance/source/0-18-years-56-63.txt");
const SOURCE_PCYP: &str = include_str!("../../guidance/source/protecting-children-46-50.txt");

/// A trace of layout: these bytes of the source are held as those.
struct Trace {
    what: &'static str,
    source: &'static str,
    held: &'static str,
    times: usize,
}

const fn trace(
    what: &'static str,
    source: &'static str,
    held: &'static str,
    times: usize,
) -> Trace {
    Trace { what, source, held, times }
}

const OF_0_18: [Trace; 4] = [
    trace("slogan of the site", "Working with doctors Working for patients\n\n", "", 1),
    trace("mark of note 30 inside a word", "neglect.30 You", "neglect. You", 1),
    trace("mark of note 31 inside a word", "young people.31 You", "young people. You", 1),
    trace("empty line between paragraphs", "\n\n", "\n", 8),
];

const OF_PCYP: [Trace; 10] = [
    trace("list dash", "\n- ", "\n", 8),
    trace("mark of footnote *", "formal reviews* carried", "formal reviews carried", 1),
    trace("mark of footnote †", "sex offenders.†\n", "sex offenders.\n", 1),
    trace("mark of footnote *", "complete records.* If", "complete records. If", 1),
    trace("footnote * begins", "\n*For example", "\nFor example", 1),
    trace("footnote † begins", "\n†For example", "\nFor example", 1),
    trace("footnote * begins", "\n*If you", "\nIf you", 1),
    trace("line broken inside a footnote", "Wales and\nScotland", "Wales and Scotland", 1),
    trace("mark of note 6 inside a word", "guidance.6\n", "guidance.\n", 1),
    trace("mark of note 5 inside a word", "all doctors.5", "all doctors.", 1),
];

/// The source without its traces of layout.
fn without_traces(source: &str, traces: &[Trace]) -> Result<String, String> {
    // Both files end without a line break, and ours are lines that end with one.
    if source.ends_with('\n') {
        return Err("the source ends with a line break".to_owned());
    }
    let mut text = source.to_owned();
    for trace in traces {
        let times = text.matches(trace.source).count();
        if times != trace.times {
            return Err(format!("{} stands {times} times", trace.what));
        }
        text = text.replace(trace.source, trace.held);
    }
    text.push('\n');
    Ok(text)
}

/// The document in the layout of the source, without marks.
fn laid_out(document: &Document) -> String {
    let mut lines = vec![document.heading.clone()];
    for paragraph in &document.paragraphs {
        for block in &paragraph.blocks {
            lines.push(match block.item {
                Some(item) => format!("{item}. {}", block.text),
                None => format!("{}. {}", paragraph.number, block.text),
            });
        }
    }
    lines.extend(document.footnote_heading.clone());
    let footnotes = document.paragraphs.iter().flat_map(|paragraph| &paragraph.footnotes);
    lines.extend(footnotes.map(|note| note.block.text.clone()));
    lines.push(String::new());
    lines.join("\n")
}

/// Whether the held document is the source but for `traces`; else the first difference.
fn compare(document: &Document, source: &str, traces: &[Trace]) -> Result<(), String> {
    let source = without_traces(source, traces)?;
    let held = laid_out(document);
    if source == held {
        return Ok(());
    }
    let mut words = source.split_inclusive(' ').zip(held.split_inclusive(' '));
    let (theirs, ours) = words.find(|(theirs, ours)| theirs != ours).unwrap_or_default();
    Err(format!("the source has {theirs:?} where {ours:?} is held"))
}

fn pairs() -> [(Document, &'static str, &'static [Trace]); 2] {
    let library = Library::embedded().unwrap();
    let document = |id| library.document(id).unwrap().clone();
    [(document("0-18"), SOURCE_0_18, &OF_0_18), (document("pcyp"), SOURCE_PCYP, &OF_PCYP)]
}

/// Every block of the document, to be spoilt.
fn blocks(document: &mut Document) -> Vec<&mut Block> {
    let paragraphs = document.paragraphs.iter_mut();
    paragraphs
        .flat_map(|paragraph| {
            let footnotes = paragraph.footnotes.iter_mut().map(|note| &mut note.block);
            paragraph.blocks.iter_mut().chain(footnotes)
        })
        .collect()
}

#[test]
fn no_word_of_the_held_texts_is_lost_added_or_changed() {
    for (document, source, traces) in pairs() {
        assert_eq!(compare(&document, source, traces), Ok(()), "{}", document.id);
    }
}

#[test]
fn one_word_changed_dropped_or_added_anywhere_is_seen() {
    for (document, source, traces) in pairs() {
        let texts: Vec<String> = document.blocks().map(|block| block.text.clone()).collect();
        for (index, text) in texts.iter().enumerate() {
            let words: Vec<&str> = text.split(' ').collect();
            for at in 0..words.len() {
                let mut changed = words.clone();
                changed[at] = if words[at] == "must" { "should" } else { "must" };
                let mut dropped = words.clone();
                dropped.remove(at);
                let mut added = words.clone();
                added.insert(at, "not");
                for spoilt in [changed, dropped, added] {
                    let mut copy = document.clone();
                    blocks(&mut copy)[index].text = spoilt.join(" ");
                    assert!(compare(&copy, source, traces).is_err(), "word {at} of {text}");
                }
            }
        }
    }
}

#[test]
fn a_paragraph_lost_or_renumbered_is_seen() {
    for (document, source, traces) in pairs() {
        let mut lost = document.clone();
        lost.paragraphs.pop();
        assert!(compare(&lost, source, traces).is_err());
        let mut renumbered = document.clone();
        renumbered.paragraphs[0].number += 1;
        assert!(compare(&renumbered, source, traces).is_err());
        let mut relettered = document;
        relettered.paragraphs[2].blocks[0].item = Some('z');
        assert!(compare(&relettered, source, traces).is_err());
    }
}

#[test]
fn a_trace_that_the_list_does_not_name_is_seen() {
    let [_, (document, source, traces)] = pairs();
    let (_, shorter) = traces.split_last().unwrap();
    assert!(compare(&document, source, shorter).is_err());
    let twice = source.replace("- 50.", "- \n- 50.");
    assert!(compare(&document, &twice, traces).is_err());
}

#[test]
fn every_mark_stands_where_the_source_has_it() {
    let mut marks = Vec::new();
    for (document, source, _) in pairs() {
        let source = source.replace("Wales and\nScotland", "Wales and Scotland");
        for paragraph in &document.paragraphs {
            for block in &paragraph.blocks {
                let number = block.item.map_or(paragraph.number.to_string(), String::from);
                let line = format!("{number}. {}", block.marked());
                assert!(
                    source.split('\n').any(|have| have.trim_start_matches("- ") == line),
                    "{line}"
                );
                marks.extend(block.marks.iter().map(|mark| format!("{number} {}", mark.mark)));
            }
            for note in &paragraph.footnotes {
                let line = format!("{}{}", note.mark, note.block.marked());
                assert!(source.split('\n').any(|have| have == line), "{line}");
                let own = note.block.marks.iter();
                marks.extend(
                    own.map(|mark| format!("{}{} {}", paragraph.number, note.mark, mark.mark)),
                );
            }
        }
    }
    assert_eq!(marks, ["58 30", "61 31", "47 *", "47 †", "47† 6", "49 *", "49* 5"]);
}
