//! The guide, what could go wrong, and what the program is: to be read, with nothing open.

use egui::{Id, Ui};

use crate::app::events::{Event, HelpEvent, Screen};
use crate::app::help::{Block, Hazard, Hazards, HelpPage, HelpText, Span};
use crate::app::theme::{self, Token};
use crate::app::views::label_and_text::pair;
use crate::app::widgets::{
    self, Line, Run, card, disclosure, marked, page_wide, reading_width, secondary, segments,
};

/// What the screen remembers.
#[derive(Debug, Default)]
pub struct HelpScreen {
    /// The page that is read, with its text.
    pub read: Option<(HelpPage, HelpText)>,
    /// The hazard that is open, by its place.
    pub hazard: Option<usize>,
    /// Where one came from.
    pub from: Option<Screen>,
}

/// Paints the page that is read.
pub fn ui(ui: &mut Ui, screen: &HelpScreen, out: &mut Vec<Event>) {
    let Some((here, text)) = &screen.read else { return };
    page_wide(ui, ("help", *here as usize), out, |ui, out| {
        reading_width(ui, |ui| {
            pages(ui, *here, out);
            match text {
                HelpText::Guide(blocks) => blocks.iter().for_each(|block| piece(ui, block)),
                HelpText::Hazards(list) => hazards(ui, list.as_ref(), screen.hazard, out),
                HelpText::About => about(ui),
            }
            ui.add_space(theme::spaces().m);
            if secondary(ui, "Back", None).clicked() {
                out.push(Event::Help(HelpEvent::Back));
            }
        });
    });
}

fn pages(ui: &mut Ui, here: HelpPage, out: &mut Vec<Event>) {
    let mut chosen = Some(here);
    let line = Line { label: "Help", ..Line::default() };
    segments(ui, Id::unique("pages of the help"), line, &HelpPage::ALL, &mut chosen);
    if let Some(page) = chosen.filter(|page| *page != here) {
        out.push(Event::Help(HelpEvent::Read(page)));
    }
    ui.add_space(theme::spaces().s);
}

fn piece(ui: &mut Ui, block: &Block) {
    let (sizes, spaces) = (theme::sizes(), theme::spaces());
    match block {
        Block::Title(words) => {
            widgets::title(ui, words);
        }
        Block::Heading(words) => {
            ui.add_space(spaces.m);
            widgets::heading(ui, words);
        }
        Block::Paragraph(spans) => {
            marked(ui, sizes.reading, &runs(spans));
            ui.add_space(spaces.xs);
        }
        Block::Item(mark, deep, spans) => {
            ui.horizontal_top(|ui| {
                let (wide, deep) = (24.0, u8::try_from(*deep).unwrap_or(u8::MAX));
                ui.add_space(f32::from(deep) * wide);
                ui.allocate_ui(egui::vec2(wide, 0.0), |ui| {
                    ui.set_min_width(wide);
                    if !mark.is_empty() {
                        marked(ui, sizes.reading, &[Run::plain(mark)]);
                    }
                });
                ui.vertical(|ui| marked(ui, sizes.reading, &runs(spans)));
            });
        }
        Block::Code(text) => {
            card(ui, |ui| {
                for line in text.lines() {
                    marked(ui, sizes.control, &[Run::plain(line)]);
                }
            });
        }
    }
}

fn runs(spans: &[Span]) -> Vec<Run<'_>> {
    spans.iter().map(|span| Run { strong: span.strong, ..Run::plain(&span.text) }).collect()
}

fn hazards(ui: &mut Ui, list: Option<&Hazards>, open: Option<usize>, out: &mut Vec<Event>) {
    widgets::title(ui, "What could go wrong");
    widgets::reading(
        ui,
        "How somebody could come to harm. Each says what is done against it, and what is left. The \
         list is ours: nobody has certified it.",
    );
    let Some(list) = list else {
        widgets::status(ui, "The list in this program cannot be read.", Token::Danger);
        return;
    };
    for promise in &list.promises {
        ui.add_space(theme::spaces().m);
        widgets::heading(ui, &format!("{}. {}", promise.number, promise.words));
        for (at, hazard) in list.against(Some(promise.number)) {
            one(ui, (at, hazard), open == Some(at), out);
        }
    }
    ui.add_space(theme::spaces().m);
    widgets::heading(ui, "The advice itself");
    for (at, hazard) in list.against(None) {
        one(ui, (at, hazard), open == Some(at), out);
    }
}

fn one(ui: &mut Ui, (at, hazard): (usize, &Hazard), open: bool, out: &mut Vec<Event>) {
    ui.push_id(("hazard", at), |ui| {
        if disclosure(ui, &hazard.harm, open).clicked() {
            out.push(Event::Help(HelpEvent::Hazard((!open).then_some(at))));
        }
        if open {
            card(ui, |ui| {
                pair(ui, "Harm", &hazard.harm);
                pair(ui, "Cause", &hazard.cause);
                pair(ui, "Done against it", &hazard.control);
                pair(ui, "Tests", &hazard.tests.len().to_string());
                pair(ui, "What is left", &hazard.remains);
            });
        }
        ui.add_space(theme::spaces().xs);
    });
}

fn about(ui: &mut Ui) {
    widgets::title(ui, &format!("Justified {}", env!("CARGO_PKG_VERSION")));
    for words in [
        "Justified helps a doctor to decide whether to share information about a child who may be \
         at risk. It helps to record the concern and the reasons.",
        "It is named after the General Medical Council’s words “You must be able to justify”. The \
         GMC has not seen it.",
        "It needs no network, no server and no account.",
    ] {
        widgets::reading(ui, words);
        ui.add_space(theme::spaces().xs);
    }
    widgets::heading(ui, "What it is not");
    for words in [
        "It is not for real patients yet. Try it with practice cases.",
        "It is no certified medical device, and has no safety case that anybody has approved.",
        "It is not the clinical record, and a register does not move with the child.",
        "It does not replace advice from people whom you can ring.",
        "A signature proves a computer, not a person.",
    ] {
        widgets::reading(ui, &format!("•  {words}"));
    }
    ui.add_space(theme::spaces().m);
    widgets::heading(ui, "Licences");
    widgets::reading(
        ui,
        "Justified is free software under the MIT licence. The libraries and typefaces in it have \
         licences of their own. They are in the package.",
    );
}
