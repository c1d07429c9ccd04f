//! The text for the clinical record of one person, before it is copied: what goes in with a
//! tick each, and the text as it will be pasted.

use egui::{Key, Modifiers, Ui};

use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{ClinicalTextEvent, Event};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::app::widgets::{
    Line, Run, Tone, banner, body, card, chip, group, heading, is_tight, link, marked, page,
    primary, secondary, segments, short, small, soft, status, subheading, title,
};
use crate::record::entries::Belongs;
use crate::record::{DecisionId, ItemId, Nonce};
use crate::report::clinical::{IN_FULL, SHORT};
use crate::report::{Code, Length, Piece, Sheet, Tick, Ticks, Trace};

/// Of a name longer than this the button shows no keys beside it.
const MOST: usize = 60;

/// Of which decision a text is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeavingOf {
    /// The one in the making with this nonce.
    Draft(Nonce),
    /// A signed one.
    Signed(DecisionId),
}

/// A text that is looked at before it leaves. It is made again when anything of it changes,
/// never per frame.
#[derive(Clone, Debug)]
pub struct ClinicalText {
    /// Of which decision.
    pub of: LeavingOf,
    /// For whose record; `None` where the record names nobody in whose it belongs.
    pub who: Option<ItemId>,
    /// How much of it.
    pub length: Length,
    /// What was ticked for this person.
    pub ticks: Ticks,
    /// In whose clinical records the decision belongs.
    pub people: Vec<Belongs>,
    /// The parts.
    pub sheet: Sheet,
    /// The text as it is copied.
    pub text: String,
    /// Where in it other people are named, as far as a field knows them.
    pub traces: Vec<Trace>,
    /// The code for this record.
    pub code: Option<Code>,
    /// When it was entered there, in words; blank where that is still to do.
    pub entered: String,
    /// What was done here last: "Copied for the record of Robin Example."
    pub done: String,
    /// Why it cannot be written down that it was pasted; `None`: it can.
    pub cannot: Option<&'static str>,
}

impl ClinicalText {
    /// Of this decision, for this person.
    pub fn new(of: LeavingOf, who: Option<ItemId>) -> Self {
        Self {
            of,
            who,
            length: Length::Short,
            ticks: Ticks::new(),
            people: Vec::new(),
            sheet: Sheet::default(),
            text: String::new(),
            traces: Vec::new(),
            code: None,
            entered: String::new(),
            done: String::new(),
            cannot: None,
        }
    }

    /// The person whose text it is.
    pub fn person(&self) -> Option<&Belongs> {
        self.people.iter().find(|one| Some(&one.of) == self.who.as_ref())
    }

    /// "the record of Robin Example", "the clinical record".
    pub fn whose(&self) -> String {
        match self.person() {
            Some(one) => format!("the record of {}", one.words()),
            None => "the clinical record".to_owned(),
        }
    }
}

/// Shows it.
pub fn ui(ui: &mut Ui, shown: &ClinicalText, out: &mut Vec<Event>) {
    if key_input::pressed(ui.ctx(), Modifiers::NONE, Key::Escape) {
        say(out, ClinicalTextEvent::Close);
    }
    page(ui, "leaving", out, |ui, out| main(ui, shown, out), |ui, out| parts(ui, shown, out));
}

fn say(out: &mut Vec<Event>, event: ClinicalTextEvent) {
    out.push(Event::ClinicalText(event));
}

fn main(ui: &mut Ui, shown: &ClinicalText, out: &mut Vec<Event>) {
    small(ui, "Check it before you copy it");
    title(ui, &short(&format!("Text for {}", shown.whose())));
    choices(ui, shown, out);
    ui.horizontal_wrapped(|ui| {
        let name = format!("Copy for {}", shown.whose());
        // A long name has all the room.
        let key = (!is_tight(ui) && name.chars().count() <= MOST).then_some(ONWARD.cap);
        let pressed = primary(ui, &name, key).clicked();
        if pressed || ONWARD.is_pressed(ui.ctx()) {
            say(out, ClinicalTextEvent::Copy);
        }
        pasted(ui, shown, out);
        if secondary(ui, "Back", Some("Esc")).clicked() {
            say(out, ClinicalTextEvent::Close);
        }
    });
    // Always as high, so that nothing moves when something is said here.
    let done =
        if shown.done.is_empty() { "Nothing of this text is copied yet." } else { &shown.done };
    let ink = if shown.done.is_empty() { Token::Soft } else { Token::Good };
    status(ui, done, ink);
    what_pasted_does(ui, shown);
    card(ui, |ui| {
        subheading(ui, "Preview");
        let words = shown.sheet.words();
        let many = shown.length == Length::Short && words > SHORT;
        let more = if many { ", longer than a short text should be" } else { "" };
        small(ui, &format!("{words} words{more}"));
        preview(ui, &shown.text, &shown.traces);
    });
    if !shown.traces.is_empty() {
        soft(ui, "Other people who are named in a field are marked. Read it through.");
    }
    ui.add_space(theme::spaces().m);
    code(ui, shown, out);
}

fn choices(ui: &mut Ui, shown: &ClinicalText, out: &mut Vec<Event>) {
    if shown.people.len() > 1 {
        let words: Vec<String> = shown.people.iter().map(Belongs::words).collect();
        let all: Vec<(usize, &str)> = words.iter().map(String::as_str).enumerate().collect();
        let mut at = shown.people.iter().position(|one| Some(&one.of) == shown.who.as_ref());
        let before = at;
        let id = egui::Id::unique("leaving for");
        segments(ui, id, Line { label: "For the record of", ..Line::default() }, &all, &mut at);
        if let Some(one) = at.filter(|_| at != before).and_then(|at| shown.people.get(at)) {
            say(out, ClinicalTextEvent::For(one.of.clone()));
        }
    }
    let all = [(Length::Short, "Short text"), (Length::Full, "Full text")];
    let mut length = Some(shown.length);
    let id = egui::Id::unique("leaving length");
    segments(ui, id, Line { label: "How much", ..Line::default() }, &all, &mut length);
    if let Some(length) = length.filter(|length| *length != shown.length) {
        say(out, ClinicalTextEvent::Length(length));
    }
}

/// The text with what could tell of others marked in it, line by line.
pub fn preview(ui: &mut Ui, text: &str, traces: &[Trace]) {
    let size = theme::sizes().control;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let mut runs = Vec::new();
        let mut at = start;
        for trace in traces.iter().filter(|trace| trace.at.start < end && trace.at.end > start) {
            let (from, to) = (trace.at.start.max(start), trace.at.end.min(end));
            let (Some(before), Some(told)) = (text.get(at..from), text.get(from..to)) else {
                continue;
            };
            runs.push(Run::plain(before));
            let told = told.trim_end_matches('\n');
            runs.push(Run { underlined: true, on: Some(Token::CautionGround), ..Run::plain(told) });
            at = to;
        }
        runs.push(Run::plain(text.get(at..end).unwrap_or_default().trim_end_matches('\n')));
        marked(ui, size, &runs);
        start = end;
    }
}

/// Whether it can be written down here that it was pasted.
fn can_be_pasted(shown: &ClinicalText) -> bool {
    shown.person().is_some() && shown.entered.is_empty() && shown.cannot.is_none()
}

/// The way to write down that it was pasted, next to the one that copies: that is what is done next.
fn pasted(ui: &mut Ui, shown: &ClinicalText, out: &mut Vec<Event>) {
    if can_be_pasted(shown)
        && secondary(ui, &format!("Pasted into {}", shown.whose()), None).clicked()
    {
        say(out, ClinicalTextEvent::Pasted);
    }
}

/// What pressing it writes down; once it was, when. Always as high, so that nothing moves.
fn what_pasted_does(ui: &mut Ui, shown: &ClinicalText) {
    if shown.person().is_none() {
        return;
    }
    if !shown.entered.is_empty() {
        status(ui, &format!("Entered there: {}.", shown.entered), Token::Good);
    } else if let Some(why) = shown.cannot {
        soft(ui, why);
    } else if matches!(shown.of, LeavingOf::Signed(_)) {
        soft(ui, "“Pasted” records, signed under your name, that it was entered there now.");
    } else {
        soft(ui, "“Pasted” records that it was entered there now.");
    }
}

fn code(ui: &mut Ui, shown: &ClinicalText, out: &mut Vec<Event>) {
    let Some(code) = shown.code else { return };
    ui.add_space(theme::spaces().s);
    subheading(ui, "Code for the record");
    body(ui, &format!("{}: SNOMED CT {}", code.words, code.number));
    small(ui, "Check it in your system: it may use another.");
    if secondary(ui, "Copy the code", None).clicked() {
        say(out, ClinicalTextEvent::CopyCode);
    }
}

/// Each part with a tick box, what it would write, and why it is not ticked by itself.
fn parts(ui: &mut Ui, shown: &ClinicalText, out: &mut Vec<Event>) {
    heading(ui, "What goes in");
    soft(ui, "Only what is about this person is ticked. Tick anything else that belongs there.");
    let is_for_full = |piece: &Piece| !piece.ticked && piece.why == IN_FULL;
    let offers: Vec<_> = shown.sheet.offers().enumerate().collect();
    let (last, first): (Vec<_>, Vec<_>) =
        offers.into_iter().partition(|(_, (_, piece))| is_for_full(piece));
    for (at, (tick, piece)) in first {
        part(ui, at, tick, piece, out);
    }
    if !last.is_empty() {
        subheading(ui, "In the full text only, unless you tick it");
        ui.add_space(theme::spaces().xs);
    }
    for (at, (tick, piece)) in last {
        part(ui, at, tick, piece, out);
    }
    banner(ui, Tone::Plain, |ui| {
        small(
            ui,
            "What you do not tick stays in the decision. A part goes in whole, as it was \
             written, unless it says here that it is shortened.",
        );
    });
    if link(ui, "Back", Some("Back from the text")).clicked() {
        say(out, ClinicalTextEvent::Close);
    }
}

/// One part with its tick box.
fn part(ui: &mut Ui, at: usize, tick: &Tick, piece: &Piece, out: &mut Vec<Event>) {
    let id = egui::Id::unique(("leaving part", at));
    group(ui, id, &piece.label, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if chip(ui, &piece.label, piece.ticked).clicked() {
            say(out, ClinicalTextEvent::Tick(tick.clone(), !piece.ticked));
        }
        if !piece.why.is_empty() && piece.why != IN_FULL {
            small(ui, &piece.why);
        }
        if piece.ticked && piece.shortened {
            small(ui, "Shortened: the rest is in the full text.");
            let name = format!("Put it in whole: {}", piece.label);
            if link(ui, "Put it in whole", Some(&name)).clicked() {
                say(out, ClinicalTextEvent::Tick(tick.clone(), true));
            }
        }
        if !piece.ticked && !matches!(tick, Tick::Named(_)) {
            soft(ui, &piece.beginning());
        }
    });
    ui.add_space(theme::spaces().xs);
}
