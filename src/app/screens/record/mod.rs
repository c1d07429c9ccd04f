//! The record, on one screen: who it is about in a line, what was seen, whom it was told and why
//! in cards, and all else folded beside them. Nothing here stands in the way of sharing or signing.

mod cards;
pub mod check;
mod disclosures;
mod folds;
mod form;
mod item_controls;
mod items;
mod marks;
mod passages;
mod rows;
mod sections;
mod set_aside;
mod side;
mod targets;
mod to_do;
mod whom;

#[cfg(test)]
mod tests;

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::app::commands::screen_keys::ONWARD;
use crate::app::drafts::Removing;
use crate::app::events::{Add, DecideEvent, Event, RecordEvent};
use crate::app::key_input;
use crate::app::theme::{self, Token};
use crate::app::views::earlier_decisions;
use crate::app::widgets::{
    above_foot, group, is_tight, onward_after, page, primary, secondary, small, soft, status, title,
};
use crate::guidance::Times;
use crate::record::strip::AboutWhom;
use crate::record::{
    DecisionDraft, DecisionId, Field, Holder as _, ItemId, LinkWhy, Part, PassageKind, Place, ToDo,
    ViewId,
};

use folds::Fold;
use form::Form;
pub use set_aside::AsideView;
use side::{Arrive, Side};
use targets::{Target, ids};

/// What the screen keeps between frames: what is looked at, and what is open.
#[derive(Clone, Debug, Default)]
struct MarksPlace {
    of: Option<DecisionId>,
    view: ViewId,
    /// Which child is marked, by place, where there are several.
    child: Option<usize>,
    open: Option<ItemId>,
    /// Whether the keyboard is to go to what is asked first, or else to where a mark is added by
    /// name.
    arrive: bool,
    /// Whether the names of the sites are shown.
    naming: bool,
    /// How many marks there were before one was put.
    before: Option<usize>,
}

/// Where the keyboard goes in the record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Going<'a> {
    /// It stays.
    #[default]
    Nowhere,
    /// Where the writing begins: the record was opened.
    Begin,
    /// Into this field, which is shown.
    To(&'a Field),
}

/// What the record screen shows beside the draft.
#[derive(Clone, Copy, Debug)]
pub struct RecordView<'a> {
    /// The decision; in the id of every field, so that undo never crosses records.
    pub decision: &'a DecisionId,
    /// What was decided, in one line.
    pub headline: &'a str,
    /// The id of the outcome decided.
    pub outcome_id: &'a str,
    /// Whether this outcome shares information.
    pub sharing: bool,
    /// Whether someone asked for information.
    pub request: bool,
    /// The follow-up times that hold for the doctor.
    pub times: &'a Times,
    /// Whether the child and others can be taken over from the decision that it began from.
    pub take_over: Option<LinkWhy>,
    /// Earlier decisions that may be about the same people.
    pub earlier: Option<earlier_decisions::EarlierView<'a>>,
    /// Who of the people in the record may have been present: name and role.
    pub may_be_present: &'a [(String, String)],
    /// What is still to do, most pressing first.
    pub owed: &'a [ToDo],
    /// What is offered to be written in a blank field.
    pub offered: Option<(&'a Field, &'a str)>,
    /// Remarks about fields that are not of the right form.
    pub remarks: &'a [(Field, String)],
    /// Where a number here is on another name in an earlier decision.
    pub other_names: &'a [(Field, String)],
    /// Whom it is about, in words: where there is no room for fields.
    pub about: &'a AboutWhom,
    /// The ages that stand beside dates of birth.
    pub ages: &'a [(Field, String)],
    /// Where the keyboard goes now. Given for one frame.
    pub going: Going<'a>,
    /// The person of whom it is asked what becomes of the things about them.
    pub removing: Option<&'a Removing>,
    /// What was set aside.
    pub aside: AsideView<'a>,
}

/// What the screen itself keeps between frames: where the keyboard lands after an item was
/// added or taken out, and what is open.
#[derive(Debug, Default)]
pub struct RecordScreen {
    landing: Option<(DecisionId, Landing)>,
    /// What is kept of the record that is shown; another record begins anew.
    of: Option<DecisionId>,
    side: Side,
    /// What was opened of what stands several times, the latest last.
    opened: Vec<ItemId>,
    marks: MarksPlace,
    /// The person of whom it was asked in the last frame.
    asked: Option<ItemId>,
}

/// Where the keyboard goes in the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Landing {
    /// Into the new item, of a kind that had so many before.
    New(Add, usize),
    /// Onto the button that adds one, because an item was taken out.
    Adder(Add),
    /// To the beginning of what is under a heading. Going there makes nothing.
    To(Fold),
}

/// What both halves of the page write to.
struct Halves<'a> {
    screen: &'a mut RecordScreen,
    draft: &'a mut DecisionDraft,
    target: Option<Target>,
    out: &'a mut Vec<Event>,
}

impl Halves<'_> {
    /// The form for the fields, and the draft that they are of.
    fn form<'f>(&'f mut self, view: &'f RecordView<'f>) -> (Form<'f>, &'f mut DecisionDraft) {
        let RecordScreen { marks, opened, .. } = &mut *self.screen;
        let mut form = Form::new(view, self.target.clone(), (marks, opened), self.out);
        form.knows(&self.draft.record);
        (form, self.draft)
    }
}

impl RecordScreen {
    /// Shows the record. Text is edited in `draft` in place; all else is said in `out`.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &RecordView<'_>,
        draft: &mut DecisionDraft,
        out: &mut Vec<Event>,
    ) {
        let before = out.len();
        if self.of.as_ref() != Some(view.decision) {
            let landing = self.landing.take();
            *self = Self { of: Some(view.decision.clone()), landing, ..Self::default() };
        }
        let in_line = whom::fits(ui, &draft.record);
        let target = self.target(view, draft, in_line);
        if let Some(target) = &target {
            self.open_for(target, view, draft, in_line);
        }
        if let Place::Record(Some(Field { item: Some(item), .. })) = &draft.place {
            self.opens(item);
        }
        add_by_key(ui, out);
        self.go_by_key(ui, view, draft);
        // Named, so that who hears its first field hears of what.
        let id = egui::Id::unique((view.decision.as_str(), "record"));
        let mut halves = Halves { screen: self, draft, target, out };
        group(ui, id, "Record", |ui| {
            whom::strip(ui, view, in_line, &mut halves);
            above_foot(
                ui,
                &mut halves,
                |ui, halves| {
                    page(
                        ui,
                        ("record", view.decision.as_str()),
                        halves,
                        |ui, halves| column(ui, view, in_line, halves),
                        |ui, halves| side::ui(ui, view, in_line, halves),
                    );
                },
                |ui, halves| foot(ui, view, halves),
            );
        });
        self.land_after(ui, view, draft, out.get(before..).unwrap_or_default());
    }

    /// What is written in stays open.
    fn opens(&mut self, item: &ItemId) {
        if self.opened.last() != Some(item) {
            self.opened.retain(|one| one != item);
            self.opened.push(item.clone());
        }
    }

    /// Opens what the keyboard is to go into.
    fn open_for(
        &mut self,
        target: &Target,
        view: &RecordView<'_>,
        draft: &DecisionDraft,
        in_line: bool,
    ) {
        let record = &draft.record;
        let part = match target {
            Target::Field(field) => field.part,
            Target::Adder(add) => add.kind().first(),
            Target::Asked => {
                let kind = view.removing.and_then(|one| targets::kind_of(record, &one.item));
                let Some(kind) = kind else { return };
                kind.kind().first()
            }
        };
        if let Target::Field(Field { item: Some(item), .. }) = target {
            self.opens(item);
        }
        if let Target::Field(field) = target
            && in_line
            && folds::is_of_strip(record, field)
        {
            return;
        }
        let fold = Fold::of(part);
        if !folds::open(view).contains(&fold) {
            self.side = Side::Open(fold);
        }
    }

    /// Ctrl with Page Down goes on to the next card, and after the last to what is folded; with
    /// Page Up back.
    fn go_by_key(&mut self, ui: &Ui, view: &RecordView<'_>, draft: &DecisionDraft) {
        let on = key_input::pressed(ui.ctx(), Modifiers::COMMAND, Key::PageDown);
        let back = key_input::pressed(ui.ctx(), Modifiers::COMMAND, Key::PageUp);
        if on == back {
            return;
        }
        let cards = folds::open(view);
        let here = match &draft.place {
            Place::Record(Some(field)) => {
                cards.iter().position(|card| *card == Fold::of(field.part))
            }
            _ => None,
        };
        let next = match (here, on) {
            (None, true) => Some(0),
            (Some(at), true) => Some(at + 1),
            (at, _) => at.map(|at| at.saturating_sub(1)),
        };
        match next.and_then(|at| cards.get(at)) {
            Some(card) => {
                self.landing = Some((view.decision.clone(), Landing::To(*card)));
            }
            None => self.side = Side::List { arrive: Arrive::First },
        }
        ui.ctx().request_repaint();
    }

    /// Where the keyboard is to go in this frame.
    fn target(
        &mut self,
        view: &RecordView<'_>,
        draft: &DecisionDraft,
        in_line: bool,
    ) -> Option<Target> {
        let landing = self.landing.take().filter(|(decision, _)| decision == view.decision);
        let asked = view.removing.map(|removing| removing.item.clone());
        let newly = asked.is_some() && asked != self.asked;
        self.asked = asked;
        if self.asked.is_some() {
            return newly.then_some(Target::Asked);
        }
        let landing = landing.and_then(|(_, landing)| match landing {
            Landing::Adder(add) => Some(Target::Adder(add)),
            // Where the line at the top has no fields, they come first there.
            Landing::To(Fold::Child) if !in_line => {
                Some(Target::of(draft, &Field::once(Part::ChildName)))
            }
            Landing::To(fold) => Some(Target::of(draft, &fold.first())),
            Landing::New(add, before) => {
                let ids = ids(&draft.record, add);
                let new = ids.last().filter(|_| ids.len() > before)?;
                Some(Target::Field(Field::of(add.kind().first(), new)))
            }
        });
        // What was just added comes before the field that was left.
        landing.or_else(|| match view.going {
            Going::Nowhere => None,
            Going::Begin => Some(first(view, draft)),
            Going::To(field) => Some(Target::of(draft, field)),
        })
    }

    /// Notes where the keyboard lands after what was just added or taken out.
    fn land_after(
        &mut self,
        ui: &Ui,
        view: &RecordView<'_>,
        draft: &DecisionDraft,
        events: &[Event],
    ) {
        let landing = events.iter().rev().find_map(|event| match event {
            // Refused, with why.
            Event::Record(RecordEvent::Add(add)) if add.is_refused(&draft.record) => None,
            Event::Record(RecordEvent::Add(add)) => {
                Some(Landing::New(*add, ids(&draft.record, *add).len()))
            }
            Event::Record(RecordEvent::Remove(item)) => {
                targets::kind_of(&draft.record, item).map(Landing::Adder)
            }
            Event::Record(RecordEvent::RemoveWith(_)) => {
                targets::kind_of(&draft.record, &view.removing?.item).map(Landing::Adder)
            }
            _ => None,
        });
        if let Some(landing) = landing {
            self.landing = Some((view.decision.clone(), landing));
            // Once, so that the new item is shown without waiting for the mouse to move.
            ui.ctx().request_repaint();
        }
    }
}

/// Where the writing begins: with the child as long as nobody is named, wherever that is asked, else
/// in the first card.
fn first(view: &RecordView<'_>, draft: &DecisionDraft) -> Target {
    let nameless = draft.record.children.first().is_some_and(|one| one.is_blank(Part::ChildName));
    let card = folds::open(view).first().copied().unwrap_or(Fold::Why);
    let field = if nameless { Field::once(Part::ChildName) } else { card.first() };
    Target::of(draft, &field)
}

/// Alt with 1 to 4 adds a passage of each kind, wherever the keyboard is.
fn add_by_key(ui: &Ui, out: &mut Vec<Event>) {
    for (kind, key) in
        PassageKind::ALL.into_iter().zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4])
    {
        let shortcut = KeyboardShortcut::new(Modifiers::ALT, key);
        if key_input::shortcut(ui.ctx(), &shortcut) {
            out.push(Event::Record(RecordEvent::Add(Add::Passage(kind))));
        }
    }
}

/// What stands open: a line that says what was decided, and the cards.
fn column(ui: &mut Ui, view: &RecordView<'_>, in_line: bool, halves: &mut Halves<'_>) {
    let remark = whom::remark(ui, view, &halves.draft.record).filter(|_| in_line);
    let head = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = theme::spaces().m;
        title(ui, "Record");
        match &remark {
            Some(words) => status(ui, words, Token::Caution),
            None => soft(ui, view.headline),
        };
    };
    // On one line with the title, where a remark in two lines is no higher than the title.
    if in_line {
        ui.horizontal(head);
    } else {
        ui.horizontal_wrapped(head);
    }
    let (mut form, draft) = halves.form(view);
    if let Some(why) = view.take_over {
        form.take_over(ui, why);
    }
    cards::ui(ui, &mut form, folds::open(view), draft);
}

/// The bar at the foot: what is still to do, and the way onward.
fn foot(ui: &mut Ui, view: &RecordView<'_>, halves: &mut Halves<'_>) {
    let tight = is_tight(ui);
    if secondary(ui, &still_owed(view.owed.len()), None).clicked() {
        halves.screen.side = Side::ToDo { arrive: true };
        ui.ctx().request_repaint();
    }
    if !beside_here(ui) && secondary(ui, "Sections", None).clicked() {
        halves.screen.side = Side::List { arrive: Arrive::First };
        ui.ctx().request_repaint();
    }
    let words = |ui: &mut Ui| {
        if ui.available_width() > 260.0 && !view.owed.is_empty() {
            small(ui, "None of it stops you from signing.");
        }
    };
    onward_after(ui, words, |ui| {
        // Both have room, or the way onward alone.
        let both = ui.available_width() > 410.0;
        if both && !tight && secondary(ui, "Back to the outcome", None).clicked() {
            halves.out.push(Event::Decide(DecideEvent::ShowOutcome));
        }
        let pressed = primary(ui, "Check and sign", (!tight).then_some(ONWARD.cap));
        if pressed.clicked() || ONWARD.is_pressed(ui.ctx()) {
            halves.out.push(Event::Record(RecordEvent::Check));
        }
    });
}

/// Whether the side stands beside the column: the foot is as wide as both, without its margins.
fn beside_here(ui: &Ui) -> bool {
    ui.max_rect().width() >= 700.0
}

fn still_owed(count: usize) -> String {
    match count {
        0 => "Nothing listed as missing".to_owned(),
        n => format!("{n} still to do"),
    }
}
