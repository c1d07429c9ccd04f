//! Guidance quoted beside something else: a held paragraph to the letter with its age; of what is
//! not held, the practice's copy of today's wording, marked as the practice's, or our summary,
//! marked as ours.

use egui::Ui;

use crate::app::events::Event;
use crate::app::theme;
use crate::app::widgets::{self, Run, Tone};
use crate::guidance::local::{InsteadOf, LocalParagraph, TodaysCopy};
use crate::guidance::{
    Block, Cite, Document, HeldParagraph, Library, Nation, Paragraph, Piece, Reference, Resolved,
    Standing,
};

/// What is quoted from.
#[derive(Clone, Copy, Debug)]
pub struct Quoting<'a> {
    /// The guidance that the program carries.
    pub library: &'a Library,
    /// The nation, once one is chosen: picks the names of today.
    pub nation: Option<Nation>,
    /// The practice's copy of today's wording: quoted instead of our summary.
    pub copy: Option<TodaysCopy<'a>>,
    /// Beside what it is quoted, where one text can be quoted several times on a screen: its link
    /// names that.
    pub beside: Option<&'a str>,
}

/// The paragraph, item or reference that `cite` names, as a block beside a question. Its
/// label leads to the guidance.
pub fn quoted(ui: &mut Ui, from: &Quoting<'_>, cite: &Cite, out: &mut Vec<Event>) {
    let Quoting { library, nation, copy, beside } = *from;
    widgets::quote(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        let resolved = library.resolve(cite);
        match resolved {
            Some(Resolved::Held(held)) => words(ui, &held),
            Some(Resolved::Missing(reference)) => {
                let instead = copy.and_then(|copy| Some((copy, copy.instead_of(reference)?)));
                match instead {
                    Some((copy, instead)) => {
                        copied(ui, &copy, &instead, reference);
                        if instead.summary_too {
                            summary(ui, reference);
                        }
                    }
                    None => summary(ui, reference),
                }
            }
            None => {
                widgets::body(ui, "The text is not included.");
            }
        }
        let label = match resolved {
            // A summary of several paragraphs says so.
            Some(Resolved::Missing(reference)) => reference.name.clone(),
            _ => library.label(cite),
        };
        let mut name = format!("{label}: read it in the guidance");
        if let Some(beside) = beside {
            name = format!("{name}, from {beside}");
        }
        if widgets::link(ui, &label, Some(&name)).clicked() {
            out.push(Event::Read(cite.clone()));
        }
        if let Some(Resolved::Held(held)) = resolved {
            age_badge(ui, held.document, held.paragraph);
            for (_, note) in notes(library, held.blocks(), nation) {
                widgets::small(ui, note);
            }
        }
    });
}

/// What these citations quote: what is in force today first, and below it, folded, the wording
/// that the GMC has removed, with its age.
pub fn quoted_all(ui: &mut Ui, from: &Quoting<'_>, cites: &[Cite], out: &mut Vec<Event>) {
    let library = from.library;
    let all = library.with_now(cites);
    let (then, today): (Vec<&Cite>, Vec<&Cite>) =
        all.iter().partition(|cite| library.is_removed(cite));
    for cite in today {
        quoted(ui, from, cite, out);
    }
    if then.is_empty() {
        return;
    }
    let label = match then.len() {
        1 => "Until 2018: 1 paragraph of the 2007 wording".to_owned(),
        many => format!("Until 2018: {many} paragraphs of the 2007 wording"),
    };
    if folded(ui, "then", &label) {
        for cite in then {
            quoted(ui, from, cite, out);
        }
    }
}

/// A line that opens and closes what is below it, and remembers that in this place while the
/// window is open. Whether it is open.
pub fn folded(ui: &mut Ui, salt: &str, label: &str) -> bool {
    let id = ui.scope_id().with(("folded", salt));
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or_default();
    if widgets::disclosure(ui, label, open).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    open
}

/// One sentence of a held paragraph, by its place from 0, to the letter, with the paragraph's age.
pub fn quoted_sentence(
    ui: &mut Ui,
    library: &Library,
    cite: &Cite,
    sentence: usize,
    out: &mut Vec<Event>,
) {
    let Some(held) = library.held(cite) else { return };
    let Some(words) = held.blocks().next().and_then(|block| nth_sentence(&block.text, sentence))
    else {
        return;
    };
    widgets::quote(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme::spaces().xs;
        widgets::marked(ui, theme::sizes().control, &[Run::plain(words)]);
        let label = library.label(cite);
        let label = format!("One sentence of {label}");
        let name = format!("{label}: read it in the guidance");
        if widgets::link(ui, &label, Some(&name)).clicked() {
            out.push(Event::Read(cite.clone()));
        }
        age_badge(ui, held.document, held.paragraph);
    });
}

/// A sentence of a text, with its stop, by its place from 0.
fn nth_sentence(text: &str, at: usize) -> Option<&str> {
    text.split_inclusive(". ").nth(at).map(str::trim_end)
}

/// How old a held paragraph is, in a few words, and what stands in its place: "2007 text,
/// removed by the GMC in 2018. Now: PCYP ¶34".
pub fn age(document: &Document, paragraph: &Paragraph) -> String {
    let year = |day: chrono::NaiveDate| day.format("%Y").to_string();
    let then = year(document.in_force);
    let changed = document.changed.map(|day| format!(" in {}", year(day))).unwrap_or_default();
    match paragraph.standing {
        Standing::Removed => {
            let now: Vec<String> = paragraph.now.iter().map(Cite::label).collect();
            let now = if now.is_empty() {
                "We do not know today’s paragraph: see the current guidance".to_owned()
            } else {
                format!("Now: {}", now.join(", "))
            };
            format!("{then} text, removed by the GMC{changed}. {now}")
        }
        Standing::Amended => format!("{then} text, amended by the GMC{changed}"),
        Standing::Edition => format!("{}, check the current page", document.edition),
    }
}

/// That age on its own ground: to be minded where the GMC has changed the paragraph since.
pub fn age_badge(ui: &mut Ui, document: &Document, paragraph: &Paragraph) {
    let tone = match paragraph.standing {
        Standing::Removed | Standing::Amended => Tone::Caution,
        Standing::Edition => Tone::Plain,
    };
    widgets::badge(ui, tone, &age(document, paragraph));
}

/// The practice's copy of what is not held, marked as the practice's with its day.
pub fn copied(ui: &mut Ui, copy: &TodaysCopy<'_>, instead: &InsteadOf<'_>, reference: &Reference) {
    let run = reference.through.is_some();
    for paragraph in &instead.paragraphs {
        copied_paragraph(ui, paragraph, run);
    }
    widgets::badge(ui, Tone::Caution, &copy.origin());
    if let Some(remark) = copy.remark() {
        widgets::badge(ui, Tone::Caution, &remark);
    }
}

/// The words that the practice copied, with the paragraph's number where there are several.
fn copied_paragraph(ui: &mut Ui, paragraph: &LocalParagraph, numbered: bool) {
    let size = theme::sizes().control;
    let number = if numbered { format!("{} ", paragraph.sign()) } else { String::new() };
    widgets::marked(ui, size, &[Run::strong(&number), Run::plain(&paragraph.text)]);
    for item in &paragraph.items {
        widgets::marked(ui, size, &[Run::plain(&format!("{}. {}", item.mark, item.text))]);
    }
}

/// Our summary of something that is not held, and how we know it.
pub fn summary(ui: &mut Ui, reference: &Reference) {
    let head = if reference.has_summary() { "In our words: " } else { "Text not included. " };
    let size = theme::sizes().control;
    widgets::marked(ui, size, &[Run::strong(head), Run::plain(reference.text())]);
    if reference.has_summary() {
        widgets::small(ui, reference.basis());
    }
}

/// The notes beside the old names in these blocks, each once: the term's id and our note;
/// where no nation is chosen, a note for each.
pub fn notes<'a>(
    library: &'a Library,
    blocks: impl Iterator<Item = &'a Block>,
    nation: Option<Nation>,
) -> Vec<(&'a str, &'a str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for at in blocks.flat_map(|block| &block.glossary) {
        if let Some(term) = library.term(&at.term)
            && found.iter().all(|(id, _)| *id != term.id)
        {
            found.extend(term.notes(nation).into_iter().map(|note| (term.id.as_str(), note)));
        }
    }
    found
}

/// The held words, verbs heavier, items with their letter. Footnote marks are left out: what
/// they call is not here.
fn words(ui: &mut Ui, held: &HeldParagraph<'_>) {
    for block in held.blocks() {
        let letter = block.item.map(|item| format!("{item}. ")).unwrap_or_default();
        let mut runs = vec![Run::plain(&letter)];
        runs.extend(block.pieces(&[]).into_iter().filter_map(|piece| match piece {
            Piece::Words { text, verb: Some(_), .. } => Some(Run::strong(text)),
            Piece::Words { text, .. } => Some(Run::plain(text)),
            Piece::Mark(_) => None,
        }));
        widgets::marked(ui, theme::sizes().control, &runs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::LocalDocument;
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    /// What a screen reader meets in the quoted block, one text a line, and what a press of
    /// its label says.
    fn read(cite: &str, nation: impl Into<Option<Nation>>) -> (String, Vec<Event>) {
        read_with(None, cite, nation)
    }

    /// The same with this copy of the practice's.
    fn read_with(
        document: Option<&LocalDocument>,
        cite: &str,
        nation: impl Into<Option<Nation>>,
    ) -> (String, Vec<Event>) {
        let on = "2026-11-22".parse().unwrap();
        let (library, nation) = (Library::embedded().unwrap(), nation.into());
        let cite = Cite::parse(cite).unwrap();
        let mut harness = Harness::builder().with_context_setup(theme::apply).build_ui_state(
            |ui, out: &mut Vec<Event>| {
                let copy = document.map(|document| TodaysCopy { document, on });
                quoted(ui, &Quoting { library: &library, nation, copy, beside: None }, &cite, out);
            },
            Vec::new(),
        );
        harness.run();
        let nodes = harness.query_all_by(|node| !node.is_hidden());
        let texts = nodes.filter_map(|node| node.value().or_else(|| node.accesskit_node().label()));
        let text = texts.collect::<Vec<_>>().join("\n");
        harness.get_by_label_contains(": read it in the guidance").click();
        harness.run();
        (text, harness.into_state())
    }

    #[test]
    fn a_held_paragraph_is_quoted_to_the_letter_with_its_age_and_leads_to_the_guidance() {
        let cite = Cite::parse("0-18 61").unwrap();
        let (text, said) = read("0-18 61", Nation::England);
        let library = Library::embedded().unwrap();
        assert!(text.contains(&library.held(&cite).unwrap().quote()), "{text}");
        assert!(text.contains(
            "2007 text, removed by the GMC in 2018. Now: PCYP ¶2, PCYP ¶32, PCYP ¶39, PCYP ¶52"
        ));
        assert_eq!(said, [Event::Read(cite)]);
    }

    #[test]
    fn a_sentence_alone_is_quoted_to_the_letter() {
        let library = Library::embedded().unwrap();
        let held = library.held(&Cite::paragraph("0-18", 60)).unwrap();
        let text = held.quote();
        let sentence = nth_sentence(&text, 2).unwrap();
        assert!(sentence.starts_with("A risk ") && sentence.ends_with("share them."), "{sentence}");
        assert!(text.contains(sentence));
        assert_eq!(nth_sentence(&text, 40), None);
    }

    #[test]
    fn an_item_is_quoted_alone() {
        let (text, _) = read("pcyp 48b", Nation::England);
        assert!(text.contains("b. Check that the request is valid"));
        assert!(!text.contains("a. Check the identity"));
        assert!(text.contains("PCYP ¶48(b)"));
    }

    #[test]
    fn what_is_not_held_is_our_summary_and_says_of_which_paragraphs() {
        let (text, said) = read("pcyp 44", Nation::England);
        assert!(text.contains("In our words: Discuss a minor concern"), "{text}");
        assert!(text.contains("PCYP ¶43–45"));
        assert_eq!(said, [Event::Read(Cite::paragraph("pcyp", 44))]);
        let (text, _) = read("pcyp 36", Nation::England);
        assert!(text.contains("Text not included. ") && !text.contains("Our summary"), "{text}");
    }

    /// A copy of these paragraphs by a practice, checked on this day.
    fn copy(numbers: &[u16], checked_on: &str) -> Option<LocalDocument> {
        let paragraph =
            |number: &u16| format!("(number: \"{number}\", text: \"Words of ¶{number}.\"),");
        let paragraphs: String = numbers.iter().map(paragraph).collect();
        let text = format!(
            "LocalGuidance(format: 1, id: \"pcyp-today\", title: \"T\", publisher: \"P\", edition: \
             \"E\", from: \"F\", checked_on: \"{checked_on}\", paragraphs: [{paragraphs}])"
        );
        LocalDocument::parse(text.as_bytes()).ok()
    }

    #[test]
    fn the_practices_copy_stands_instead_of_our_summary_marked_with_its_day() {
        let (text, said) = read_with(copy(&[32], "2026-11-01").as_ref(), "pcyp 32", None);
        assert!(text.contains("Words of ¶32."), "{text}");
        assert!(
            text.contains("Practice’s copy, checked on 1 November 2026. Not checked by this app.")
        );
        assert!(!text.contains("Our summary"), "{text}");
        assert_eq!(said, [Event::Read(Cite::paragraph("pcyp", 32))]);
        let (text, _) = read_with(copy(&[32], "2026-11-01").as_ref(), "pcyp 34", None);
        assert!(text.contains("Our summary") && !text.contains("Practice’s copy"), "{text}");
        let (text, _) = read_with(copy(&[48, 61], "2026-11-01").as_ref(), "pcyp 48b", None);
        assert!(!text.contains("Words of"), "what is included is quoted as it is: {text}");
    }

    #[test]
    fn a_copy_of_part_of_what_we_summarise_has_our_summary_below_it() {
        let (text, _) = read_with(copy(&[44], "2020-01-01").as_ref(), "pcyp 43", None);
        let (copied, ours) = (text.find("¶44 Words of ¶44."), text.find("In our words:"));
        assert!(copied.is_some() && copied < ours, "{text}");
        assert!(text.contains("That is over a year ago."), "{text}");
    }

    #[test]
    fn an_old_name_in_a_quotation_has_the_name_of_today_below_it() {
        let (text, _) = read("0-18 58", Nation::Wales);
        assert!(text.contains("In Wales today: the Regional Safeguarding Board."), "{text}");
    }

    #[test]
    fn where_no_nation_is_chosen_the_names_of_all_four_stand_below_it() {
        let (text, _) = read("0-18 58", None);
        for nation in Nation::ALL {
            let words = format!("In {} today: ", nation.label());
            assert!(text.contains(&words), "{words}\n{text}");
        }
    }
}
