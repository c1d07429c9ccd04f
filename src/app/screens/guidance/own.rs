//! The practice's own guidance in the viewer: its group in the contents, a paragraph with its
//! banner, the files that are not shown, and how a practice adds one. Nothing here goes through
//! the paths of the GMC's texts.

use egui::{Id, Ui};

use super::column::Section;
use super::copied::copy_ui;
use super::search::Marked;
use super::{GuidanceScreen, GuidanceView, InHand, Own, Scroll};
use crate::app::events::{Citing, DecisionsEvent, Event};
use crate::app::theme::{self, Token};
use crate::app::views::label_and_text::problem_ui;
use crate::app::widgets::{self, Run, Tone};
use crate::base::shown;
use crate::guidance::local::{ADDED, EXAMPLE, LocalItem, LocalParagraph, LocalPart};
use crate::guidance::{Block, LocalCite, LocalDocument, Piece};
use crate::register::layout;

/// The heading of the group.
const GROUP: &str = "Your practice’s own guidance";

impl GuidanceScreen {
    /// The group in the contents.
    pub(super) fn own_contents_ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>) {
        let mut chosen = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            widgets::small_heading(ui, GROUP);
            if view.own.shelf.documents().is_empty() && view.own.broken().next().is_none() {
                widgets::small(ui, "None is added yet.");
            } else {
                widgets::small(ui, "Not checked by this app.");
            }
        });
        for document in view.own.shelf.documents() {
            widgets::small(ui, &document.short);
            if document.check_remark(view.today).is_some() {
                widgets::badge(ui, Tone::Caution, "Check its date");
            }
            chosen = chosen.or(self.numbers_ui(ui, document));
        }
        for problem in view.own.cleaned() {
            let name = problem.path.file_name().unwrap_or_default().to_string_lossy();
            let name = shown::line(&name);
            widgets::badge(ui, Tone::Caution, &format!("Characters left out of {name}"));
        }
        let not_shown = match view.own.broken().count() {
            0 => None,
            1 => Some("1 file is not shown".to_owned()),
            n => Some(format!("{n} files are not shown")),
        };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (own, label, name) in [
                (Own::Broken, not_shown.as_deref(), not_shown.as_deref()),
                (Own::HowTo, Some("Add a text"), Some("Add a text of your practice’s own")),
            ] {
                let Some((label, name)) = label.zip(name) else { continue };
                let selected = self.own.as_ref() == Some(&own);
                if widgets::entry(ui, label, name, selected, 0).clicked() {
                    chosen = Some(own);
                }
            }
        });
        ui.add_space(theme::spaces().m);
        if let Some(own) = chosen {
            self.show_own(own);
        }
    }

    /// Its paragraphs by their headings, one below the other.
    fn numbers_ui(&self, ui: &mut Ui, document: &LocalDocument) -> Option<Own> {
        let mut chosen = None;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for paragraph in &document.paragraphs {
                let cite = document.cite(paragraph);
                let own = Own::Paragraph(cite.clone());
                let selected = self.own.as_ref() == Some(&own);
                let (label, hits) = (own_heading(paragraph), self.hits.own_count(&cite));
                let name = format!("{} {label} (practice’s own)", document.short);
                if widgets::entry(ui, &label, &name, selected, hits).clicked() {
                    chosen = Some(own);
                }
            }
        });
        chosen
    }

    /// Shows it from its beginning.
    pub(super) fn show_own(&mut self, own: Own) {
        self.trail.clear();
        self.ledger.open = false;
        self.own = Some(own);
        self.scroll = Scroll::Place;
    }

    pub(super) fn own_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        own: &Own,
        out: &mut Vec<Event>,
    ) {
        match own {
            Own::Paragraph(cite) => {
                let mut all = view.own.shelf.documents().iter();
                if let Some(document) = all.find(|one| one.id == cite.document) {
                    self.own_document_ui(ui, view, document, cite);
                } else {
                    widgets::body(ui, "This text is no longer in the register.");
                }
            }
            Own::Broken => {
                self.begin_at_top(ui);
                broken_ui(ui, view, out);
            }
            Own::HowTo => {
                self.begin_at_top(ui);
                how_to_ui(ui, view, out);
            }
        }
    }

    /// A whole text of the practice's own, as one column.
    fn own_document_ui(
        &mut self,
        ui: &mut Ui,
        view: &GuidanceView<'_>,
        document: &LocalDocument,
        here: &LocalCite,
    ) {
        own_banner(ui, document);
        if let Some(remark) = document.check_remark(view.today) {
            widgets::badge(ui, Tone::Caution, &remark);
        }
        let paragraphs = &document.paragraphs;
        let sections: Vec<Section> = paragraphs
            .iter()
            .map(|one| Section {
                key: Id::unique(("own section", &document.id, &one.number)),
                heading: own_heading(one),
                length: one.text.len()
                    + one.items.iter().map(|item| item.text.len()).sum::<usize>(),
            })
            .collect();
        self.begin(paragraphs.iter().position(|one| one.number == here.number));
        let mut column = std::mem::take(&mut self.column);
        let of = Id::unique(("own column", &document.id));
        let read = column.ui(ui, of, &sections, |ui, index, now| {
            self.scroll_in(now);
            if let Some(paragraph) = paragraphs.get(index) {
                self.own_section_ui(ui, document, paragraph);
            }
        });
        self.column = column;
        if let Some(paragraph) = read.and_then(|index| paragraphs.get(index))
            && paragraph.number != here.number
        {
            self.own = Some(Own::Paragraph(document.cite(paragraph)));
            ui.ctx().request_repaint();
        }
    }

    fn own_section_ui(&self, ui: &mut Ui, document: &LocalDocument, paragraph: &LocalParagraph) {
        let cite = document.cite(paragraph);
        ui.add_space(theme::spaces().l);
        let heading = &paragraph.heading;
        if heading.is_empty() || self.hits.within_own(&cite, LocalPart::Heading).ranges.is_empty() {
            widgets::heading(ui, &own_heading(paragraph));
        } else {
            // The hits in it are marked.
            widgets::heading(ui, &paragraph.sign());
            self.own_text_ui(ui, &cite, LocalPart::Heading, heading);
        }
        self.own_text_ui(ui, &cite, LocalPart::Text, &paragraph.text);
        for (at, item) in paragraph.items.iter().enumerate() {
            self.own_item_ui(ui, &cite, at, item);
        }
    }

    /// An item with its mark hanging at the left.
    fn own_item_ui(&self, ui: &mut Ui, cite: &LocalCite, at: usize, item: &LocalItem) {
        let size = theme::sizes().reading;
        let (mark, text) = (item.mark.as_str(), item.text.as_str());
        let mark = if mark.ends_with(char::is_alphanumeric) {
            format!("{mark}.")
        } else {
            mark.to_owned()
        };
        let run = [Run { ink: Token::Soft, ..Run::plain(&mark) }];
        if mark.chars().count() > 5 {
            widgets::marked(ui, size, &run);
            self.own_text_ui(ui, cite, LocalPart::Item(at), text);
            return;
        }
        let wide = if mark.chars().count() > 2 { 44.0 } else { 20.0 };
        hanging(ui, wide, size, &run, |ui| {
            self.own_text_ui(ui, cite, LocalPart::Item(at), text);
        });
    }

    /// One text of a paragraph, its hits marked.
    fn own_text_ui(&self, ui: &mut Ui, cite: &LocalCite, part: LocalPart, text: &str) {
        let hits: Marked<'_> = self.hits.within_own(cite, part);
        let block = Block { text: text.to_owned(), ..Block::default() };
        let mut stretches = Vec::new();
        for piece in block.pieces(hits.ranges) {
            if let Piece::Words { text, hit, .. } = piece {
                let run = Run { strong: part == LocalPart::Heading, ..Run::plain(text) };
                stretches.push(self.stretch(run, hit, &hits));
            }
        }
        let id = Id::unique(("own", cite, part));
        widgets::passage(ui, id, theme::sizes().reading, &stretches, &[]);
    }
}

/// A paragraph by its number and its heading, as the practice wrote it.
fn own_heading(paragraph: &LocalParagraph) -> String {
    format!("{} {}", paragraph.sign(), paragraph.heading).trim_end().to_owned()
}

/// What stands above a text of the practice's own and does not scroll.
pub(super) fn head_ui(ui: &mut Ui, view: &GuidanceView<'_>, own: &Own, out: &mut Vec<Event>) {
    let Own::Paragraph(cite) = own else {
        let how = "Add a text of your practice’s own";
        widgets::title(ui, if *own == Own::HowTo { how } else { "Files that are not shown" });
        return;
    };
    let Some(place) = view.own.shelf.resolve(cite) else {
        widgets::title(ui, GROUP);
        return;
    };
    let label = place.label();
    let in_hand = InHand::of(view, &label, || place.paragraph.quote());
    ui.horizontal_wrapped(|ui| {
        widgets::title(ui, &format!("{} {}", place.document.short, place.paragraph.sign()));
        ui.add_space(theme::spaces().s);
        in_hand.cite_ui(ui, || Citing::Local(cite.clone()), out);
        copy_ui(ui, &label, || place.citation(), out);
    });
    in_hand.cited_ui(ui, out);
    widgets::badge(ui, Tone::Caution, "Practice’s own");
}

/// What stands beside a text of the practice's own.
pub(super) fn beside_ui(ui: &mut Ui, view: &GuidanceView<'_>, own: &Own) {
    let Own::Paragraph(cite) = own else {
        parts_ui(ui);
        return;
    };
    let Some(place) = view.own.shelf.resolve(cite) else { return };
    let document = place.document;
    widgets::heading(ui, "Where this text comes from");
    for (label, text) in [
        ("Published by", document.publisher.as_str()),
        ("Edition", document.edition.as_str()),
        ("Copied from", document.from.as_str()),
    ] {
        said(ui, label, text);
    }
    said(ui, "Checked by the practice on", &crate::base::time::day(document.checked_on));
    ui.add_space(theme::spaces().m);
    widgets::heading(ui, "What is based on it");
    widgets::small(
        ui,
        "No question and no outcome is based on this text. They are based on the GMC texts \
         included here.",
    );
    ui.add_space(theme::spaces().m);
    widgets::small(ui, "Justified reads the file and never changes it.");
}

/// A mark at the left, and what it stands before, in a column of its own.
fn hanging(ui: &mut Ui, wide: f32, size: f32, mark: &[Run<'_>], add: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.allocate_ui(egui::vec2(wide, size * 1.5), |ui| {
            ui.set_min_width(wide);
            widgets::marked(ui, size, mark);
        });
        ui.vertical(add);
    });
}

/// What the parts of a file are, for whoever writes or mends one.
fn parts_ui(ui: &mut Ui) {
    widgets::heading(ui, "The parts of a file");
    for (part, means) in [
        ("id", "Its own name: small letters, digits and hyphens. No other file has the same."),
        ("short", "The name in a citation. It may be left out."),
        ("title, publisher, edition", "As the document says them."),
        ("from", "Where you copied it from."),
        ("checked_on", "The day you last compared it with that, as 2026-11-01."),
        ("paragraphs", "Each has a number and a text. It may have a heading and items."),
    ] {
        said(ui, part, means);
    }
    ui.add_space(theme::spaces().m);
    widgets::small(ui, "Justified reads the files and never changes them.");
}

fn said(ui: &mut Ui, label: &str, text: &str) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::strong_small(ui, label);
        widgets::small(ui, text);
    });
}

/// Whose text it is, before a word of it.
fn own_banner(ui: &mut Ui, document: &LocalDocument) {
    let ink = Token::Caution;
    widgets::banner(ui, Tone::Caution, |ui| {
        let rest = format!(
            " {}. {}, {}. {}",
            document.title,
            document.publisher,
            document.edition.trim_end_matches('.'),
            document.origin()
        );
        let runs = [Run { ink, ..Run::strong(ADDED) }, Run { ink, ..Run::plain(&rest) }];
        widgets::marked(ui, theme::sizes().control, &runs);
    });
}

fn broken_ui(ui: &mut Ui, view: &GuidanceView<'_>, out: &mut Vec<Event>) {
    if view.own.broken().next().is_none() {
        widgets::body(ui, "Every file of the practice’s own guidance is shown.");
    }
    for problem in view.own.broken() {
        let name = problem.path.file_name().map(|name| name.to_string_lossy().into_owned());
        widgets::strong(ui, &name.unwrap_or_default());
        problem_ui(ui, problem);
    }
    again_ui(ui, out);
}

fn again_ui(ui: &mut Ui, out: &mut Vec<Event>) {
    if widgets::secondary(ui, "Read the register again", None).clicked() {
        out.push(Event::Decisions(DecisionsEvent::Reload));
    }
}

fn how_to_ui(ui: &mut Ui, view: &GuidanceView<'_>, out: &mut Vec<Event>) {
    let Some(register) = view.register else {
        widgets::body(
            ui,
            "A practice keeps its own guidance in its register. No register is open yet. Open one \
             in Settings.",
        );
        return;
    };
    widgets::body(
        ui,
        "It can be today’s GMC text, copied by you, or the procedure of your safeguarding \
         partnership. It then appears in the contents, is searched, and can be cited in a record.",
    );
    for (at, step) in [
        "Copy the example, and paste it into a text editor.",
        "Put your text into it. Say where it comes from, and on which day you checked it.",
        "Save it in the folder below, under a name that ends in .ron.",
        "Read the register again.",
    ]
    .into_iter()
    .enumerate()
    {
        let mark = format!("{}.", at + 1);
        let run = [Run { ink: Token::Soft, ..Run::plain(&mark) }];
        hanging(ui, 20.0, theme::sizes().control, &run, |ui| {
            widgets::marked(ui, theme::sizes().control, &[Run::plain(step)]);
        });
    }
    widgets::small(ui, &format!("The folder: {}", register.join(layout::GUIDANCE).display()));
    ui.horizontal_wrapped(|ui| {
        if widgets::secondary(ui, "Copy the example", None).clicked() {
            out.push(Event::Copy {
                text: EXAMPLE.to_owned(),
                said: "Example copied. Paste it into a text editor.".to_owned(),
            });
        }
        again_ui(ui, out);
    });
    widgets::small(ui, "Everyone who uses this register sees it. This app does not check it.");
}
