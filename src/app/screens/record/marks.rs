//! The marks on the body: the outline they are put on, and beside it the list with the fields
//! of the one that is open.

use egui::{Id, Ui, vec2};

use super::MarksPlace;
use super::form::Form;
use super::targets::Target;
use crate::app::events::{Add, RecordEvent};
use crate::app::theme;
use crate::app::widgets::{
    Dot, Line, OnBody, apart, bodymap, disclosure_as, group, place as by_name, secondary,
    secondary_for, segments, small, soft,
};
use crate::record::body::{Body, Point, View};
use crate::record::{Child, Item, ItemId, Mark, Part, Record, ViewId};

/// The picture's room, in points.
const ROOM: egui::Vec2 = vec2(264.0, 534.0);
/// Below this width the list stands below the picture.
const ABREAST: f32 = 540.0;

/// Shows the marks.
pub(super) fn marks(ui: &mut Ui, form: &mut Form<'_>, record: &mut Record) {
    let decision = form.view().decision.clone();
    let mut place = std::mem::take(form.marks());
    if place.of.as_ref() != Some(&decision) {
        place = MarksPlace { of: Some(decision.clone()), ..MarksPlace::default() };
    }
    place.follow(ui, form, record);
    let id = Id::unique((decision.as_str(), "marks"));
    group(ui, id, "Marks and injuries", |ui| {
        soft(ui, help(record));
        if record.is_all_unborn() && record.marks.is_empty() {
            return;
        }
        choose(ui, id, &mut place, record);
        let view = Body::embedded().ok().and_then(|body| body.view(place.view));
        let Some(view) = view else { return };
        if ui.available_width() < ABREAST {
            picture(ui, form, view, &mut place, record);
            list(ui, form, view, &mut place, record);
        } else {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = theme::spaces().xl;
                picture(ui, form, view, &mut place, record);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.x = theme::spaces().s;
                    list(ui, form, view, &mut place, record);
                });
            });
        }
    });
    *form.marks() = place;
}

fn help(record: &Record) -> &'static str {
    if record.is_all_unborn() {
        "An unborn child has no mark that you can see."
    } else {
        "Press on the outline where you saw a mark, or add one by the name of its place."
    }
}

impl MarksPlace {
    /// Opens the mark that was just put, or the one that is jumped to.
    fn follow(&mut self, ui: &Ui, form: &Form<'_>, record: &Record) {
        self.arrive |= form.is_at(&Target::Adder(Add::Mark));
        let wanted = form.wanted().and_then(|id| record.marks.iter().find(|one| one.id == *id));
        let before = self.before.take();
        let put = record.marks.last().filter(|_| before.is_some_and(|n| record.marks.len() > n));
        if let Some(mark) = wanted.or(put) {
            self.show(mark, record);
        }
        if let Some(mark) = put {
            let size = form.id(&mark.field(Part::MarkSize));
            ui.ctx().memory_mut(|memory| memory.request_focus(size));
        }
        self.child =
            self.child.filter(|at| record.children.len() > 1 && *at < record.children.len());
        if let Some(open) = &self.open
            && !record.marks.iter().any(|mark| mark.id == *open)
        {
            self.open = None;
        }
    }

    /// Opens this mark, and turns the picture to it.
    fn show(&mut self, mark: &Mark, record: &Record) {
        self.open = Some(mark.id.clone());
        self.view = mark.view;
        if record.children.len() > 1 {
            self.child =
                record.children.iter().position(|child| Some(&child.id) == mark.child.as_ref());
        }
    }

    /// Whether a mark stands on the picture in sight: of this view and child. One of which no
    /// child is said stands on each.
    fn shows(&self, mark: &Mark, record: &Record) -> bool {
        let child = self.child.and_then(|at| record.children.get(at)).map(|child| &child.id);
        mark.view == self.view
            && (child.is_none() || mark.child.is_none() || mark.child.as_ref() == child)
    }

    /// Asks for a mark here.
    fn put(&mut self, ui: &Ui, form: &mut Form<'_>, record: &Record, at: Point) {
        let born: Vec<&Child> = record.children.iter().filter(|one| !one.is_unborn()).collect();
        let child = match (born.as_slice(), self.child) {
            ([only], _) => Some(*only),
            (_, at) => at.and_then(|at| record.children.get(at)).filter(|one| !one.is_unborn()),
        };
        let child = child.map(|child| child.id.clone());
        form.say(RecordEvent::PutMark { view: self.view, at, child });
        self.before = Some(record.marks.len());
        self.naming = false;
        ui.ctx().request_repaint();
    }
}

/// Which child, and from where it is seen.
fn choose(ui: &mut Ui, id: Id, place: &mut MarksPlace, record: &Record) {
    let names = born(record);
    if names.len() > 1 {
        let all: Vec<(usize, &str)> = names.iter().map(|(at, name)| (*at, name.as_str())).collect();
        // It comes first, so the keyboard does too.
        let grab = std::mem::take(&mut place.arrive);
        let line = Line { label: "Whose marks", grab, ..Line::default() };
        segments(ui, id.with("child"), line, &all, &mut place.child);
    }
    let all = ViewId::ALL.map(|view| (view, view.label()));
    let mut chosen = Some(place.view);
    let line = Line { label: "Seen from", ..Line::default() };
    segments(ui, id.with("view"), line, &all, &mut chosen);
    // Pressed again it stays.
    place.view = chosen.unwrap_or(place.view);
}

/// The children on whom a mark can be, by place and by name: those who are born.
fn born(record: &Record) -> Vec<(usize, String)> {
    let children = record.children.iter().enumerate().filter(|(_, child)| !child.is_unborn());
    children.map(|(at, _)| (at, record.child_called(at))).collect()
}

fn picture(ui: &mut Ui, form: &mut Form<'_>, view: &View, place: &mut MarksPlace, record: &Record) {
    let shown: Vec<(usize, &Mark, String)> = record
        .marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| place.shows(mark, record))
        .map(|(at, mark)| (at, mark, name(at, mark, record)))
        .collect();
    let dots: Vec<Dot<'_>> = shown
        .iter()
        .map(|(at, mark, name)| Dot {
            id: Id::unique((form.view().decision.as_str(), "dot", mark.id.as_str())),
            number: at + 1,
            at: mark.at,
            name,
            selected: place.open.as_ref() == Some(&mark.id),
        })
        .collect();
    let child = place.child.and_then(|at| record.children.get(at));
    let drawn = record.proportions(child.map(|child| &child.id));
    let id = Id::unique((form.view().decision.as_str(), "outline"));
    let open = shown.iter().find(|(_, mark, _)| place.open.as_ref() == Some(&mark.id));
    let done = apart(ui, id, |ui| {
        ui.vertical(|ui| {
            ui.set_width(ROOM.x);
            let done = bodymap(ui, (view, drawn), ROOM, &dots, true);
            let Some((at, mark, _)) = open else { return done };
            // On a disc a press opens it: injuries closer together than that are put from here.
            let name = format!("+ Another mark here, at {} {}", Mark::NOUN.to_lowercase(), at + 1);
            let again = secondary_for(ui, "+ Another mark here", &name).clicked();
            if again { Some(OnBody::Put(mark.at)) } else { done }
        })
        .inner
    });
    let mark = |at: usize| shown.get(at).map(|(_, mark, _)| &mark.id);
    match done {
        Some(OnBody::Put(at)) => place.put(ui, form, record, at),
        Some(OnBody::Move(which, at)) => {
            if let Some(item) = mark(which) {
                place.open = Some(item.clone());
                form.say(RecordEvent::MoveMark(item.clone(), at));
                ui.ctx().request_repaint();
            }
        }
        Some(OnBody::Choose(which)) => {
            let marks: Vec<&Mark> = shown.iter().map(|(_, mark, _)| *mark).collect();
            place.open = pressed(&marks, which, place.open.as_ref());
            ui.ctx().request_repaint();
        }
        None => {}
    }
}

/// The mark that a press on a disc opens: of several discs that lie on one another the one after
/// that which is open.
fn pressed(marks: &[&Mark], which: usize, open: Option<&ItemId>) -> Option<ItemId> {
    /// As near as this, in thousandths of the width, one disc hides the other.
    const NEAR: u16 = 36;
    let at = marks.get(which)?.at;
    let near = |mark: &&&Mark| mark.at.0.abs_diff(at.0) <= NEAR && mark.at.1.abs_diff(at.1) <= NEAR;
    let here: Vec<&ItemId> = marks.iter().filter(near).map(|mark| &mark.id).collect();
    let now = here.iter().position(|id| Some(*id) == open);
    match now {
        Some(now) => here.get((now + 1) % here.len()).map(|id| (*id).clone()),
        None => marks.get(which).map(|mark| mark.id.clone()),
    }
}

/// What a mark is called: its number, the child where there are several, and all of it.
fn name(at: usize, mark: &Mark, record: &Record) -> String {
    let child = record.marked_child(mark);
    let child = if child.is_empty() { child } else { format!(" ({child})") };
    format!("{} {}{child}: {}", Mark::NOUN, at + 1, mark.in_words())
}

fn list(
    ui: &mut Ui,
    form: &mut Form<'_>,
    view: &View,
    place: &mut MarksPlace,
    record: &mut Record,
) {
    if record.marks.is_empty() {
        soft(ui, "No marks yet.");
    }
    let names: Vec<String> =
        record.marks.iter().enumerate().map(|(at, mark)| name(at, mark, record)).collect();
    let children: Vec<(ItemId, String)> = born(record)
        .into_iter()
        .filter_map(|(at, name)| Some((record.children.get(at)?.id.clone(), name)))
        .collect();
    let mut shown = None;
    for (at, (mark, name)) in record.marks.iter_mut().zip(&names).enumerate() {
        let open = place.open.as_ref() == Some(&mark.id);
        let called = format!("{} {}", Mark::NOUN, at + 1);
        form.in_group(ui, mark, &called, |form, ui, mark| {
            // Its fields say the rest; what is shown is part of the name that is read out.
            let place = mark.place_in_words();
            let label = match name.split_once(&place) {
                Some((before, _)) if open => format!("{before}{place}"),
                _ => name.clone(),
            };
            ui.horizontal(|ui| {
                let room = ui.available_width() - if open { 64.0 } else { 0.0 };
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    if disclosure_as(ui, &label, name, open).clicked() {
                        shown = Some((at, !open));
                    }
                });
                if open {
                    form.remove(ui, mark, &called);
                }
            });
            if open {
                fields(ui, form, mark, &children);
            }
        });
    }
    match shown {
        Some((at, true)) => {
            if let Some(mark) = record.marks.get(at) {
                place.show(&mark.clone(), record);
            }
            ui.ctx().request_repaint();
        }
        Some((_, false)) => place.open = None,
        None => {}
    }
    ui.add_space(theme::spaces().xs);
    let id = Id::unique((form.view().decision.as_str(), "add mark"));
    apart(ui, id, |ui| by_name_ui(ui, form, view, place, record));
}

/// The sites by name: for who has no pointer, or would rather read.
fn by_name_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    view: &View,
    place: &mut MarksPlace,
    record: &Record,
) {
    let adder = secondary(ui, "+ Mark by name", None);
    ui.ctx().accesskit_node_builder(adder.id, |node| node.set_expanded(place.naming));
    if std::mem::take(&mut place.arrive) {
        adder.request_focus();
        adder.scroll_to_me(Some(egui::Align::Center));
    }
    if adder.clicked() {
        place.naming = !place.naming;
    }
    if !place.naming {
        return;
    }
    small(ui, &format!("{}: where?", view.label));
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme::spaces().m, theme::spaces().xs);
        for (site, at) in view.sites() {
            let name = format!("Put a mark here: {site}");
            if by_name(ui, site, &name, false).clicked() {
                chosen = Some(*at);
            }
        }
    });
    if let Some(at) = chosen {
        place.put(ui, form, record, at);
    }
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, mark: &mut Mark, children: &[(ItemId, String)]) {
    // Asked, too, where it is on somebody who is gone or not born.
    let whose = mark.field(Part::MarkChild);
    if children.len() > 1 || (!children.is_empty() && form.is_remarked(&whose)) {
        let all: Vec<(usize, &str)> =
            children.iter().map(|(_, name)| name.as_str()).enumerate().collect();
        let mut chosen = children.iter().position(|(id, _)| Some(id) == mark.child.as_ref());
        let before = chosen;
        form.one(ui, whose, Part::MarkChild, (&all, &mut chosen));
        // Somebody who is not among them stays until another is chosen.
        if chosen != before {
            mark.child = chosen.and_then(|at| children.get(at)).map(|(id, _)| id.clone());
        }
    }
    let mut two = |ui: &mut Ui, at: usize| {
        let part = if at == 0 { Part::MarkSize } else { Part::MarkColour };
        form.part(ui, mark, part, part);
    };
    if ui.available_width() < 280.0 {
        two(ui, 0);
        two(ui, 1);
    } else {
        ui.columns(2, |columns| {
            columns.iter_mut().enumerate().for_each(|(at, ui)| two(ui, at));
        });
    }
    for part in [Part::MarkShape, Part::MarkSource, Part::MarkWhen, Part::MarkNote] {
        form.part(ui, mark, part, part);
    }
}
