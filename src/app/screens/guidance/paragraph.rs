//! The words of a paragraph: verbs heavier, old names underlined, hits marked, footnotes and
//! what is not held opened in place.

use egui::{Id, Ui};

use super::search::Marked;
use super::{GuidanceScreen, GuidanceView, Opened, Scroll};
use crate::app::events::Event;
use crate::app::theme::{self, Token};
use crate::app::views::quoted;
use crate::app::widgets::{self, Run, Spot, Stretch};
use crate::guidance::search::Part;
use crate::guidance::{Block, Cite, HeldParagraph, Library, Mark, MarkTarget, Piece, Resolved};

/// A paragraph that is shown, and where it is.
pub(super) struct Shown<'a> {
    pub(super) view: &'a GuidanceView<'a>,
    pub(super) held: HeldParagraph<'a>,
    pub(super) place: &'a Cite,
}

impl GuidanceScreen {
    pub(super) fn paragraph_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, out: &mut Vec<Event>) {
        for (index, block) in shown.held.paragraph.blocks.iter().enumerate() {
            let text = (Part::Block(index), block);
            let here = self.place.as_ref() == Some(shown.place);
            let cited = here && block.item.is_some() && block.item == self.item;
            if cited {
                widgets::quote(ui, |ui| {
                    if self.scrolling == Scroll::Place {
                        let rect =
                            egui::Rect::from_min_size(ui.cursor().min, egui::vec2(1.0, 48.0));
                        ui.scroll_to_rect(rect, None);
                    }
                    self.item_ui(ui, shown, text, out);
                });
            } else {
                self.item_ui(ui, shown, text, out);
            }
        }
    }

    /// A text of ours with its hits, nothing to press in it.
    pub(super) fn text_ui(&self, ui: &mut Ui, place: &Cite, part: Part, text: &str) {
        let block = Block { text: text.to_owned(), ..Block::default() };
        let hits = self.hits.within(place, part);
        let mut stretches = Vec::new();
        for piece in block.pieces(hits.ranges) {
            if let Piece::Words { text, hit, .. } = piece {
                stretches.push(self.stretch(Run::plain(text), hit, &hits));
            }
        }
        let id = Id::unique((place, part_key(part)));
        widgets::passage(ui, id, theme::sizes().reading, &stretches, &[]);
    }

    /// One block with its letter hanging at the left, and below it what is opened of it.
    fn item_ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        text: (Part, &Block),
        out: &mut Vec<Event>,
    ) {
        let Some(item) = text.1.item else {
            self.block_ui(ui, shown, text, out);
            return;
        };
        ui.horizontal_top(|ui| {
            let size = theme::sizes().reading;
            ui.allocate_ui(egui::vec2(20.0, size * 1.5), |ui| {
                ui.set_min_width(20.0);
                widgets::marked(
                    ui,
                    size,
                    &[Run { ink: Token::Soft, ..Run::plain(&format!("{item}.")) }],
                );
            });
            ui.vertical(|ui| self.block_ui(ui, shown, text, out));
        });
    }

    fn block_ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        (part, block): (Part, &Block),
        out: &mut Vec<Event>,
    ) {
        let Pressable { spots, leads, stretches } = self.pressable(shown, part, block);
        let size = match part {
            Part::Footnote(_) => theme::sizes().control,
            Part::Block(_) | Part::Summary => theme::sizes().reading,
        };
        let id = Id::unique((shown.place, part_key(part)));
        let pressed = widgets::passage(ui, id, size, &stretches, &spots);
        for lead in &leads {
            self.opened_ui(ui, shown, lead, out);
        }
        let library = shown.view.library;
        match pressed.and_then(|spot| leads.get(spot)) {
            Some(Lead::Place(cite)) if library.held(cite).is_some() => self.follow(library, cite),
            Some(lead) => self.toggle((shown.place.clone(), lead.opens())),
            None => {}
        }
    }

    /// The words of a block, and which of them can be pressed.
    fn pressable<'t>(&self, shown: &Shown<'t>, part: Part, block: &'t Block) -> Pressable<'t> {
        let hits = self.hits.within(shown.place, part);
        let mut found = Pressable { spots: Vec::new(), leads: Vec::new(), stretches: Vec::new() };
        for piece in block.pieces(hits.ranges) {
            match piece {
                Piece::Words { text, verb, cite, term, hit, .. } => {
                    let leads = cite.is_some() && hit.is_none();
                    let run = Run {
                        strong: verb.is_some(),
                        underlined: term.is_some() || cite.is_some(),
                        ink: if leads { Token::Accent } else { Token::Ink },
                        ..Run::plain(text)
                    };
                    let mut stretch = self.stretch(run, hit, &hits);
                    if let Some(cite) = cite {
                        if found.leads.last() != Some(&Lead::Place(cite)) {
                            found.leads.push(Lead::Place(cite));
                            let spot = self.reference_spot(shown.view.library, shown.place, cite);
                            found.spots.push(spot);
                        }
                        stretch.spot = Some(found.spots.len() - 1);
                    }
                    found.stretches.push(stretch);
                }
                Piece::Mark(mark) => {
                    found.leads.push(Lead::Mark(mark));
                    found.spots.push(self.mark_spot(shown.view.library, shown.place, mark));
                    let run = Run { ink: Token::Accent, ..Run::strong(&mark.mark) };
                    let spot = Some(found.spots.len() - 1);
                    found.stretches.push(Stretch { raised: true, spot, ..run.into() });
                }
            }
        }
        found
    }

    /// What a mark or reference opens, if it is open.
    fn opened_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, lead: &Lead<'_>, out: &mut Vec<Event>) {
        let opens = lead.opens();
        if !self.opened.contains(&(shown.place.clone(), opens.clone())) {
            return;
        }
        match opens {
            Opened::Footnote(index) => {
                let Some(note) = shown.held.paragraph.footnotes.get(index) else { return };
                widgets::quote(ui, |ui| {
                    widgets::small(ui, &format!("Footnote {}", note.mark));
                    self.block_ui(ui, shown, (Part::Footnote(index), &note.block), out);
                });
            }
            Opened::Missing(cite) => {
                quoted::quoted(ui, &shown.view.quoting(), &cite, out);
            }
            // These stand elsewhere.
            Opened::Sentence(_) | Opened::About => {}
        }
    }

    pub(super) fn toggle(&mut self, opens: (Cite, Opened)) {
        if !self.opened.remove(&opens) {
            self.opened.insert(opens);
        }
    }

    fn reference_spot(&self, library: &Library, place: &Cite, cite: &Cite) -> Spot {
        let label = library.label(cite);
        match library.resolve(cite) {
            Some(Resolved::Held(_)) => Spot { name: format!("Go to {label}"), open: None },
            _ => Spot {
                name: format!("{label}, not included: what is known"),
                open: Some(self.opened.contains(&(place.clone(), Opened::Missing(cite.clone())))),
            },
        }
    }

    fn mark_spot(&self, library: &Library, place: &Cite, mark: &Mark) -> Spot {
        let open = Some(self.opened.contains(&(place.clone(), Lead::Mark(mark).opens())));
        let label = library.label(place);
        let name = match mark.target {
            MarkTarget::Footnote(_) => format!("Footnote {} of {label}", mark.mark),
            MarkTarget::Missing(_) => format!("Note {} of {label}, not included", mark.mark),
        };
        Spot { name, open }
    }

    /// The run as a hit, if it is one.
    pub(super) fn stretch<'t>(
        &self,
        run: Run<'t>,
        hit: Option<usize>,
        hits: &Marked<'_>,
    ) -> Stretch<'t> {
        let now = hit.is_some() && hit == hits.now;
        let on = match (hit, now) {
            (Some(_), true) => Some(Token::HitNowGround),
            (Some(_), false) => Some(Token::HitGround),
            (None, _) => None,
        };
        Stretch { reveal: now && self.scrolling == Scroll::Hit, ..Run { on, ..run }.into() }
    }
}

/// The words of a block, and which of them can be pressed.
struct Pressable<'t> {
    spots: Vec<Spot>,
    /// What is behind each spot.
    leads: Vec<Lead<'t>>,
    stretches: Vec<Stretch<'t>>,
}

/// What stands behind words that can be pressed.
#[derive(PartialEq)]
enum Lead<'a> {
    /// A footnote mark.
    Mark(&'a Mark),
    /// A reference.
    Place(&'a Cite),
}

impl Lead<'_> {
    /// What pressing it opens in place.
    fn opens(&self) -> Opened {
        match self {
            Self::Mark(mark) => match &mark.target {
                MarkTarget::Footnote(index) => Opened::Footnote(*index),
                MarkTarget::Missing(cite) => Opened::Missing(cite.clone()),
            },
            Self::Place(cite) => Opened::Missing((*cite).clone()),
        }
    }
}

/// Tells the texts of one place apart.
fn part_key(part: Part) -> (u8, usize) {
    match part {
        Part::Block(index) => (0, index),
        Part::Footnote(index) => (1, index),
        Part::Summary => (2, 0),
    }
}
