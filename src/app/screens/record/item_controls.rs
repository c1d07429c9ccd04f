//! How something is added to the record, opened and taken out.

use egui::{Align, Id, Layout, Rect, Response, Ui, UiBuilder};

use super::folds::Fold;
use super::form::Form;
use super::targets::Target;
use crate::app::events::{Add, Event, RecordEvent};
use crate::app::widgets::{
    FoldRow, apart, card, fold_row, group, link, onward, secondary, secondary_for, small,
};
use crate::record::{Field, Item, ItemId, LinkWhy, PassageKind, Record};

/// What can be added under a heading.
pub(super) fn adders(fold: Fold, record: &Record) -> Vec<(Add, &'static str)> {
    match fold {
        Fold::Said => {
            let all = PassageKind::ALL.into_iter();
            let all = all.map(|kind| (Add::Passage(kind), adder(kind)));
            all.filter(|(add, _)| !add.is_refused(record)).collect()
        }
        Fold::Told => vec![(Add::Disclosure, "+ Disclosure")],
        _ => Vec::new(),
    }
}

/// The same below the fields, where there is no room beside the heading.
pub(super) fn below_fields(ui: &mut Ui, form: &mut Form<'_>, fold: Fold, record: &Record) {
    if form.quiet && form.beside {
        return;
    }
    let adders = adders(fold, record);
    ui.horizontal_wrapped(|ui| form.add_links(ui, &adders));
}

fn adder(kind: PassageKind) -> &'static str {
    match kind {
        PassageKind::Finding => "+ Finding",
        PassageKind::ChildsWords => "+ Child’s words",
        PassageKind::ToldByOthers => "+ Told by others",
        PassageKind::Opinion => "+ Opinion",
    }
}

impl Form<'_> {
    /// How much is still to do under a heading for which there is no field yet.
    pub(super) fn to_do_without_field(&self, fold: Fold) -> usize {
        let ours = self.view.owed.iter().filter(|one| Fold::of(one.field.part) == fold);
        let none = |field: &Field| field.item.is_none() && field.part.row().item.is_some();
        ours.filter(|one| none(&one.field)).count()
    }

    /// The offer to copy whom the decision that this one began from names.
    pub(super) fn take_over(&mut self, ui: &mut Ui, why: LinkWhy) {
        card(ui, |ui| {
            let from = why.source();
            small(ui, &format!("Nothing was copied from {from} automatically."));
            let label = format!("Copy the child’s details from {from}");
            if secondary(ui, &label, None).clicked() {
                self.out.push(Event::Record(RecordEvent::TakeOverPeople));
            }
        });
    }

    /// The people in the record who may have been present, one press each.
    pub(super) fn present_choices(&mut self, ui: &mut Ui) {
        let choices = self.view.may_be_present;
        if choices.is_empty() {
            return;
        }
        let id = Id::unique((self.view.decision.as_str(), "present"));
        group(ui, id, "Already in the record", |ui| {
            small(ui, "Already in the record: press who was there.");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = crate::app::theme::spaces().s;
                for (who, role) in choices {
                    let label = if role.is_empty() {
                        format!("+ {who}")
                    } else {
                        format!("+ {who} ({role})")
                    };
                    if secondary(ui, &label, None).clicked() {
                        let event = RecordEvent::WasPresent(who.clone(), role.clone());
                        self.out.push(Event::Record(event));
                    }
                }
            });
        });
    }

    /// Which of these is open: the one that was opened last, else the first.
    pub(super) fn open_of<'i>(&self, all: impl Iterator<Item = &'i ItemId>) -> Option<ItemId> {
        let all: Vec<&ItemId> = all.collect();
        let opened = self.opened.iter().rev().find(|id| all.contains(id));
        opened.or(all.first().copied()).cloned()
    }

    /// One that is not open, on a line: pressed, it is the open one.
    pub(super) fn line_of(&mut self, ui: &mut Ui, first: Field, name: &str, words: &str) {
        let item = first.item.as_ref().map(ItemId::as_str);
        let id = Id::unique((self.view.decision.as_str(), "line", item));
        let text = if words.is_empty() { "Nothing written yet." } else { words };
        let row = FoldRow { lead: name, text, indent: 140.0, open: false };
        if apart(ui, id, |ui| fold_row(ui, row)).clicked() {
            self.out.push(Event::Record(RecordEvent::Jump(first)));
        }
    }

    /// "Remove", at the right of a line.
    pub(super) fn remove<T: Item>(&mut self, ui: &mut Ui, item: &T, name: &str) {
        self.remove_id(ui, item.id(), name);
    }

    /// "Remove" in this room above its fields. In a card the keyboard comes to it after the fields of
    /// all the cards, as to what adds one: who types on after Tab types into the next field.
    pub(super) fn remove_later(&mut self, ui: &mut Ui, item: (ItemId, &'static str), room: Rect) {
        if self.quiet {
            self.removed_later.push((item.0, item.1, room));
        } else {
            self.remove_in(ui, &item.0, item.1, room);
        }
    }

    /// The same now.
    pub(super) fn remove_in(&mut self, ui: &mut Ui, item: &ItemId, name: &str, room: Rect) {
        let layout = Layout::left_to_right(Align::Min).with_main_wrap(true);
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
        self.remove_id(ui, item, name);
    }

    /// The same, of an item that this names.
    pub(super) fn remove_id(&mut self, ui: &mut Ui, item: &ItemId, name: &str) {
        let id = Id::unique((self.view.decision.as_str(), "remove", item.as_str()));
        onward(ui, |ui| {
            let name = format!("Remove: {name}");
            if apart(ui, id, |ui| link(ui, "Remove", Some(&name))).clicked() {
                self.out.push(Event::Record(RecordEvent::Remove(item.clone())));
            }
        });
    }

    /// A button that adds an item.
    pub(super) fn adder(&mut self, ui: &mut Ui, add: Add, label: &str) {
        self.adders(ui, &[(add, label, None)]);
    }

    /// A button for each person in whose record nothing is entered yet: who, and the field
    /// that it leads to.
    pub(super) fn entries(&mut self, ui: &mut Ui, people: &[(String, Field)]) {
        if people.is_empty() {
            return;
        }
        let id = Id::unique((self.view.decision.as_str(), "entries"));
        apart(ui, id, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = crate::app::theme::spaces().s;
                for (words, field) in people {
                    let name = format!("+ {words}: entered in their record");
                    if secondary_for(ui, &format!("+ {words}"), &name).clicked() {
                        self.out.push(Event::Record(RecordEvent::Jump(field.clone())));
                    }
                }
            });
        });
    }

    /// Buttons that add an item each, side by side, with the key that does the same.
    pub(super) fn adders(&mut self, ui: &mut Ui, all: &[(Add, &str, Option<&str>)]) {
        let Some((first, ..)) = all.first() else { return };
        let id = Id::unique((self.view.decision.as_str(), "add", format!("{first:?}")));
        apart(ui, id, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.y = crate::app::theme::spaces().s;
                for (add, label, key) in all {
                    let response = secondary(ui, label, *key);
                    self.land_on(ui, *add, &response);
                    if response.clicked() {
                        self.out.push(Event::Record(RecordEvent::Add(*add)));
                    }
                }
            });
        });
    }

    /// Links that add an item each, on one line.
    pub(super) fn add_links(&mut self, ui: &mut Ui, all: &[(Add, &str)]) {
        for (add, label) in all {
            let id = Id::unique((self.view.decision.as_str(), "add", format!("{add:?}")));
            let response = apart(ui, id, |ui| link(ui, label, None));
            self.land_on(ui, *add, &response);
            if response.clicked() {
                self.out.push(Event::Record(RecordEvent::Add(*add)));
            }
        }
    }

    /// Puts the keyboard onto a button that adds one of these, where it is to go there.
    pub(super) fn land_on(&self, ui: &Ui, add: Add, response: &Response) {
        if self.target == Some(Target::Adder(add)) {
            response.request_focus();
            ui.scroll_to_rect(response.rect.expand(48.0), Some(Align::Center));
        }
    }
}
