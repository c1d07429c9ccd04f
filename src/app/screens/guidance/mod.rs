//! *Guidance*: what the GMC says, to the letter, and what is not held, in our words. Reading
//! needs no sign-in and no register.

mod beside;
mod column;
mod contents;
mod copied;
mod ledger;
mod own;
mod paragraph;
mod place;
mod search;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use egui::{Key, Modifiers, Ui};

use crate::app::commands::Command;
use crate::app::commands::screen_keys::FIND;
use crate::app::events::{Citing, Event, RecordEvent};
use crate::app::key_input;
use crate::app::views::quoted::Quoting;
use crate::app::widgets::{self, Room, Tone};
use crate::guidance::{
    Cite, CitePlace, Document, DocumentStanding, Library, LocalCite, Nation, Resolved,
};
use crate::pathway::ledger::Page;

use crate::record::GuidanceCited;
use crate::register::OwnGuidance;
use column::Column;
use ledger::LedgerPage;

use search::Hits;

/// What of the practice's own guidance is shown in place of a paragraph of the GMC's.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Own {
    /// A paragraph.
    Paragraph(LocalCite),
    /// The files that are not shown, and why.
    Broken,
    /// How a practice adds a text.
    HowTo,
}

/// What the screen reads.
#[derive(Clone, Copy)]
pub struct GuidanceView<'a> {
    /// All guidance.
    pub library: &'a Library,
    /// Where the doctor works, once that is chosen: picks the names of today.
    pub nation: Option<Nation>,
    /// The titles of the questions that rest on each place, as cited there.
    pub questions: &'a BTreeMap<Cite, Vec<String>>,
    /// What this app does about each must, should and may.
    pub ledger: &'a Page,
    /// The practice's own guidance.
    pub own: &'a OwnGuidance,
    /// The folder of the register, if one is open.
    pub register: Option<&'a Path>,
    /// Today, for how long ago a text was checked.
    pub today: NaiveDate,
    /// What is cited in the record in hand; `None` where no decision is in hand.
    pub cited: Option<&'a [GuidanceCited]>,
}

impl<'a> GuidanceView<'a> {
    /// What is quoted from beside and inside a text.
    fn quoting(&self) -> Quoting<'a> {
        let copy = self.own.shelf.todays_copy(self.today);
        Quoting { library: self.library, nation: self.nation, copy, beside: None }
    }
}

/// The screen's own state: where the reader is, what is searched, what is opened.
#[derive(Debug, Default)]
pub struct GuidanceScreen {
    /// The paragraph or reference that is shown, without its item; `None` before the first
    /// frame, which shows the first paragraph.
    place: Option<Cite>,
    /// What of the practice's own guidance is shown instead.
    own: Option<Own>,
    /// The practice's own guidance was read again: what was found in it is out of date.
    reread: bool,
    /// Where another screen sent the reader.
    asked: Option<Cite>,
    /// The item that was cited.
    item: Option<char>,
    /// Where the reader came from by references, last one last.
    trail: Vec<Cite>,
    query: String,
    hits: Hits,
    /// The page of the whole ledger.
    ledger: LedgerPage,
    /// The footnotes and references that are opened in place, each with the paragraph.
    opened: BTreeSet<(Cite, Opened)>,
    /// The paragraphs of which the wording until 2018 is folded.
    folded: BTreeSet<Cite>,
    /// Where the column is.
    column: Column,
    /// What there is room for in this frame.
    room: Room,
    /// Whether the contents show what is not held.
    missing_open: bool,
    /// Where the text is to scroll when it is painted next.
    scroll: Scroll,
    /// Where the section scrolls that is brought into sight.
    wanted: Scroll,
    /// Where what is painted now scrolls.
    scrolling: Scroll,
    /// Put the keyboard into the search.
    grab: bool,
}

/// Where the text scrolls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scroll {
    /// It stays.
    #[default]
    Stay,
    /// To the beginning of the place in hand, or to its item that was cited.
    Place,
    /// To the hit in hand.
    Hit,
}

/// What is opened in place below the text that calls it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Opened {
    /// The footnote at this index of the paragraph.
    Footnote(usize),
    /// Something that is not held.
    Missing(Cite),
    /// What is done about the sentence at this index of the ledger.
    Sentence(usize),
    /// What stands beside the text, where there is no room beside it.
    About,
}

impl GuidanceScreen {
    /// Shows this paragraph, item or reference from the next frame on. An unknown one
    /// changes nothing.
    pub fn show(&mut self, cite: &Cite) {
        self.asked = Some(cite.clone());
    }

    /// The practice's own guidance was read again.
    pub fn reread(&mut self) {
        self.reread = true;
    }

    /// Whether this place is the one that is shown.
    fn is_here(&self, cite: &Cite) -> bool {
        !self.ledger.open && self.own.is_none() && self.place.as_ref() == Some(cite)
    }

    fn go(&mut self, library: &Library, cite: &Cite) {
        let place = match library.resolve(cite) {
            Some(Resolved::Held(_)) => cite.without_item(),
            Some(Resolved::Missing(reference)) => {
                self.missing_open = true;
                reference.cite.clone()
            }
            None => return,
        };
        self.item = match cite.place {
            CitePlace::Paragraph(_, item) => item,
            CitePlace::Named(_) => None,
        };
        self.own = None;
        self.place = Some(place);
        self.ledger.open = false;
        self.ledger.left = false;
        self.scroll = Scroll::Place;
    }

    /// One frame.
    pub fn ui(&mut self, ui: &mut Ui, view: &GuidanceView<'_>, out: &mut Vec<Event>) {
        if self.place.is_none() {
            self.place = first_place(view.library);
        }
        self.room = widgets::room(ui);
        if let Some(cite) = self.asked.take() {
            self.trail.clear();
            self.go(view.library, &cite);
        }
        if std::mem::take(&mut self.reread) {
            self.search_again(view);
        }
        self.keys(ui, view);
        let mut said = Vec::new();
        let mut state = (&mut *self, &mut said);
        widgets::page_with_list(
            ui,
            "guidance",
            &mut state,
            |ui, (screen, out)| screen.contents_ui(ui, view, out),
            (
                |ui, (screen, out)| screen.head_ui(ui, view, out),
                |ui, (screen, out)| screen.main_ui(ui, view, out),
                |ui, (screen, _)| screen.beside_ui(ui, view),
            ),
        );
        for event in said {
            match event {
                // A quoted place is read here, with a way back.
                Event::Read(cite) => self.follow(view.library, &cite),
                other => out.push(other),
            }
        }
    }

    /// Ctrl+F to the search; F3 and Shift+F3 from hit to hit, wherever the keyboard is.
    fn keys(&mut self, ui: &Ui, view: &GuidanceView<'_>) {
        let find = FIND.is_pressed(ui.ctx());
        let previous = key_input::stepped(ui.ctx(), Modifiers::SHIFT, Key::F3);
        let next = key_input::stepped(ui.ctx(), Modifiers::NONE, Key::F3);
        self.grab |= find;
        self.step(view, previous, next);
    }

    /// Follows a reference, so that there is a way back.
    fn follow(&mut self, library: &Library, cite: &Cite) {
        let from = self.place.clone();
        self.go(library, cite);
        if from != self.place {
            self.trail.extend(from);
        }
    }
}

/// The documents, what is in force first.
fn documents(library: &Library) -> Vec<&Document> {
    let mut documents: Vec<&Document> = library.documents().iter().collect();
    documents.sort_by_key(|one| one.standing == DocumentStanding::Historic);
    documents
}

/// Where a reader begins.
fn first_place(library: &Library) -> Option<Cite> {
    let document = *documents(library).first()?;
    Some(Cite::paragraph(&document.id, document.paragraphs.first()?.number))
}

/// How a text stands to the record in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InHand {
    /// No decision is in hand.
    None,
    /// It can be cited there.
    Open,
    /// These words are cited there already.
    Cited,
}

impl InHand {
    /// Of the paragraph with this label. The same label with other words is a text that has
    /// changed since: it can be cited anew.
    fn of(view: &GuidanceView<'_>, label: &str, words: impl Fn() -> String) -> Self {
        let is_it = |one: &GuidanceCited| one.label == label && one.words == words();
        match view.cited {
            None => Self::None,
            Some(cited) if cited.iter().any(is_it) => Self::Cited,
            Some(_) => Self::Open,
        }
    }

    /// Where it is cited already: that, and the way back, in a line of its own.
    fn cited_ui(self, ui: &mut Ui, out: &mut Vec<Event>) {
        if self == Self::Cited {
            ui.horizontal(|ui| {
                widgets::badge(ui, Tone::Good, "Cited in the record you are writing");
                if widgets::link(ui, "Back to the decision", None).clicked() {
                    out.push(Event::Command(Command::Decide));
                }
            });
        }
    }

    /// The button that cites it, where it can be.
    fn cite_ui(self, ui: &mut Ui, citing: impl FnOnce() -> Citing, out: &mut Vec<Event>) {
        if self == Self::Open
            && widgets::secondary(ui, "Cite in the record you are writing", None).clicked()
        {
            out.push(Event::Record(RecordEvent::Cite(citing())));
        }
    }
}
