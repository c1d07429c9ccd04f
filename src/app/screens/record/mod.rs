//! The record: what is known, found, said and done, section by section, with what is still
//! owed beside it. Nothing here stands in the way of sharing or signing.

mod aside;
pub mod check;
mod form;
mod items;
mod marks;
mod rows;
mod sections;
mod targets;

#[cfg(test)]
mod tests;

use egui::{Align, Key, KeyboardShortcut, Modifiers, Ui};

use crate::app::drafts::Removing;
use crate::app::events::{Add, DecideEvent, Event, RecordEvent};
use crate::app::keys;
use crate::app::theme;
use crate::app::views::earlier;
use crate::app::widgets::{
    above_foot, apart, beside, body, group, heading, is_tight, link, onward, page, place, primary,
    rule, secondary, small, soft, title,
};
use crate::guidance::Times;
use crate::record::{DecisionDraft, DecisionId, Field, ItemId, PassageKind, Section, ToDo, ViewId};

pub use aside::AsideView;
use form::Form;
use targets::{Target, first_field, ids};

/// What the screen keeps between frames: what is looked at, and what is open.
#[derive(Clone, Debug, Default)]
struct MarksPlace {
    of: Option<DecisionId>,
    view: ViewId,
    /// Which child is marked, by place, where there are several.
    child: Option<usize>,
    open: Option<ItemId>,
    /// Whether the outline is shown. Most concerns have nothing to mark.
    shown: bool,
    /// Whether the keyboard is to go to what is asked first, or else to where a mark is added by
    /// name.
    arrive: bool,
    /// Whether the names of the sites are shown.
    naming: bool,
    /// How many marks there were before one was put.
    before: Option<usize>,
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
    pub take_over: bool,
    /// Earlier decisions that may be about the same people.
    pub earlier: Option<earlier::EarlierView<'a>>,
    /// Who of the people in the record may have been present: name and role.
    pub may_be_present: &'a [(String, String)],
    /// What is still to do, most pressing first.
    pub owed: &'a [ToDo],
    /// Remarks about fields that are not of the right form.
    pub remarks: &'a [(Field, String)],
    /// Where a number here is on another name in an earlier decision.
    pub other_names: &'a [(Field, String)],
    /// The ages that stand beside dates of birth.
    pub ages: &'a [(Field, String)],
    /// Show and focus this field now. Given for one frame.
    pub focus: Option<&'a Field>,
    /// The person of whom it is asked what becomes of the things about them.
    pub removing: Option<&'a Removing>,
    /// What was set aside.
    pub aside: AsideView<'a>,
}

/// What the screen itself keeps between frames: where the keyboard lands after an item was
/// added or taken out, and which section is in sight.
#[derive(Debug, Default)]
pub struct RecordScreen {
    landing: Option<(DecisionId, Landing)>,
    here: Option<Section>,
    show_owed: bool,
    marks: MarksPlace,
    show_earlier: bool,
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
    /// To the beginning of a section. Going there makes nothing: an empty section stays so.
    To(Section),
}

/// What both halves of the page write to.
struct Halves<'a> {
    screen: &'a mut RecordScreen,
    out: &'a mut Vec<Event>,
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
        let target = self.target(view, draft);
        add_by_key(ui, out);
        let narrow = !beside(ui);
        let mut halves = Halves { screen: self, out };
        above_foot(
            ui,
            &mut halves,
            |ui, halves| {
                page(
                    ui,
                    ("record", view.decision.as_str()),
                    halves,
                    |ui, halves| {
                        top(ui, view, narrow, halves);
                        let mut form =
                            Form::new(view, target, &mut halves.screen.marks, halves.out);
                        // Named, so that who hears its first field hears of what.
                        let id = egui::Id::unique((view.decision.as_str(), "record"));
                        let seen = group(ui, id, "Record", |ui| sections::ui(ui, &mut form, draft));
                        halves.screen.in_sight(ui, seen);
                    },
                    |ui, halves| side(ui, view, halves),
                );
            },
            |ui, halves| foot(ui, view, halves),
        );
        self.land_after(ui, view, draft, out.get(before..).unwrap_or_default());
    }

    /// Where the keyboard is to go in this frame.
    fn target(&mut self, view: &RecordView<'_>, draft: &DecisionDraft) -> Option<Target> {
        let landing = self.landing.take().filter(|(decision, _)| decision == view.decision);
        let asked = view.removing.map(|removing| removing.item.clone());
        let newly = asked.is_some() && asked != self.asked;
        self.asked = asked;
        if self.asked.is_some() {
            return newly.then_some(Target::Asked);
        }
        let landing = landing.and_then(|(_, landing)| match landing {
            Landing::Adder(add) => Some(Target::Adder(add)),
            Landing::To(section) => Some(Target::of(draft, &first_field(section))),
            Landing::New(add, before) => {
                let ids = ids(&draft.record, add);
                let new = ids.last().filter(|_| ids.len() > before)?;
                Some(Target::Field(Field::of(add.kind().first(), new)))
            }
        });
        // What was just added comes before the field that was left.
        landing.or_else(|| view.focus.map(|field| Target::of(draft, field)))
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

    /// Notes the section in sight: the last whose heading stands above the middle.
    fn in_sight(&mut self, ui: &Ui, seen: Vec<(Section, f32)>) {
        let line = ui.clip_rect().top() + ui.clip_rect().height() / 2.0;
        let first = seen.first().map(|(section, _)| *section);
        let here = seen.into_iter().rev().find(|(_, top)| *top <= line).map(|(section, _)| section);
        let here = here.or(first);
        self.here = here;
    }
}

/// Alt with 1 to 4 adds a passage of each kind, wherever the keyboard is.
fn add_by_key(ui: &Ui, out: &mut Vec<Event>) {
    for (kind, key) in
        PassageKind::ALL.into_iter().zip([Key::Num1, Key::Num2, Key::Num3, Key::Num4])
    {
        let shortcut = KeyboardShortcut::new(Modifiers::ALT, key);
        if keys::shortcut(ui.ctx(), &shortcut) {
            out.push(Event::Record(RecordEvent::Add(Add::Passage(kind))));
        }
    }
}

fn top(ui: &mut Ui, view: &RecordView<'_>, narrow: bool, halves: &mut Halves<'_>) {
    title(ui, view.headline);
    soft(ui, "Write what you know. Everything is saved as you type.");
    if narrow {
        // The list stands below the whole form here, so a way there stands on top.
        ui.horizontal_wrapped(|ui| {
            if let Some(earlier) = view.earlier.filter(|earlier| !earlier.lines.is_empty()) {
                let words = match earlier.lines.len() {
                    1 => "1 earlier decision may be about the same".to_owned(),
                    n => format!("{n} earlier decisions may be about the same"),
                };
                if link(ui, &words, None).clicked() {
                    halves.screen.show_earlier = true;
                    ui.ctx().request_repaint();
                }
            }
        });
    }
}

/// The bar at the foot: what is still to do, and the way onward.
fn foot(ui: &mut Ui, view: &RecordView<'_>, halves: &mut Halves<'_>) {
    let tight = is_tight(ui);
    if secondary(ui, &still_owed(view.owed.len()), None).clicked() {
        halves.screen.show_owed = true;
        ui.ctx().request_repaint();
    }
    onward(ui, |ui| {
        let pressed = primary(ui, "Check and sign", (!tight).then_some("Ctrl Enter"));
        if pressed.clicked() || keys::shortcut(ui.ctx(), &CHECK) {
            halves.out.push(Event::Record(RecordEvent::Check));
        }
        if !tight && secondary(ui, "Back to the outcome", None).clicked() {
            halves.out.push(Event::Decide(DecideEvent::ShowOutcome));
        }
        if ui.available_width() > 260.0 && !view.owed.is_empty() {
            small(ui, "None of it stops you from signing.");
        }
    });
}

/// The key that leads from any field to the page where it is checked and signed.
const CHECK: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);

fn still_owed(count: usize) -> String {
    match count {
        0 => "Nothing listed as missing".to_owned(),
        n => format!("{n} still to do"),
    }
}

fn side(ui: &mut Ui, view: &RecordView<'_>, halves: &mut Halves<'_>) {
    let spaces = theme::spaces();
    if let Some(view) = &view.earlier {
        let top = ui.cursor().top();
        earlier::ui(ui, view, halves.out);
        if std::mem::take(&mut halves.screen.show_earlier) {
            let at =
                egui::Rect::from_min_size(egui::pos2(ui.min_rect().left(), top), egui::Vec2::ZERO);
            ui.scroll_to_rect(at, Some(Align::TOP));
        }
    }
    let top = heading(ui, "Still to do");
    if std::mem::take(&mut halves.screen.show_owed) {
        top.scroll_to_me(Some(Align::TOP));
    }
    owed_list(ui, view.decision, view.owed, halves.out);
    ui.add_space(spaces.l);
    heading(ui, "Sections");
    let id = egui::Id::unique((view.decision.as_str(), "sections"));
    apart(ui, id, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(spaces.m, spaces.xs);
            let sections = Section::ALL.into_iter();
            for section in sections.filter(|s| *s != Section::Request || view.request) {
                let here = halves.screen.here == Some(section);
                let name = format!("Section: {}", section.label());
                if place(ui, section.label(), &name, here).clicked() {
                    let landing = (view.decision.clone(), Landing::To(section));
                    halves.screen.landing = Some(landing);
                    ui.ctx().request_repaint();
                }
            }
        });
    });
}

/// What is still to do, each with a way to its field.
fn owed_list(ui: &mut Ui, decision: &DecisionId, owed: &[ToDo], out: &mut Vec<Event>) {
    if owed.is_empty() {
        body(ui, "Nothing is listed as missing for this outcome.");
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for one in owed {
            ui.horizontal_top(|ui| {
                let room = (ui.available_width() - 40.0).max(120.0);
                ui.vertical(|ui| {
                    ui.set_width(room);
                    // On one line with the link, which is 24 points high.
                    ui.add_space(3.0);
                    small(ui, &one.what).on_hover_text(one.why);
                });
                let name = format!("Go to: {}", lower_first(&one.what));
                let item = one.field.item.as_ref().map(ItemId::as_str);
                let id = egui::Id::unique((decision.as_str(), "to do", one.field.part, item));
                if apart(ui, id, |ui| link(ui, "Go", Some(&name))).clicked() {
                    out.push(Event::Record(RecordEvent::Jump(one.field.clone())));
                }
            });
            rule(ui);
        }
        ui.add_space(theme::spaces().xs);
        small(ui, "None of this stops you from sharing or from signing.");
    });
}

/// "The child’s name" within a sentence: "the child’s name". Numbers and NHS stay.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_none_or(|c| !c.is_uppercase()) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
