//! What is asked before a person is taken out, and what was set aside: seen, put back, or left
//! out for good.

use egui::Ui;

use super::form::Form;
use super::targets::Target;
use crate::app::drafts::Removing;
use crate::app::events::{Event, RecordEvent};
use crate::app::theme;
use crate::app::widgets::{
    Tone, banner, body, card, group, keyboard, link, secondary, small, small_heading, soft, strong,
    strong_small,
};
use crate::record::removal::WhoseNow;
use crate::record::set_aside::{Aside, AsideKey};
use crate::record::{DecisionId, Item, Section};

/// What was set aside, and of which it is asked whether it is to be left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsideView<'a> {
    /// Everything.
    pub asides: &'a [Aside],
    /// The one of which it is asked.
    pub asked_to_leave_out: Option<&'a AsideKey>,
}

/// Asks whose the things about a person are who is to be taken out.
pub(super) fn ask(ui: &mut Ui, form: &mut Form<'_>, removing: &Removing, name: &str) {
    let grab = form.is_at(&Target::Asked);
    banner(ui, Tone::Caution, |ui| {
        let asked = match removing.things.len() {
            1 => "Who is this about now?".to_owned(),
            n => format!("Who are these {n} things about now?"),
        };
        let called = form.called(&removing.item).filter(|called| *called != name);
        let whom = called.map(|called| format!(", {called}")).unwrap_or_default();
        strong(ui, &format!("You are removing {name}{whom}. {asked}"));
        for thing in &removing.things {
            body(ui, &format!("·  {thing}"));
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().s;
            let press = |ui: &mut Ui, label: &str| secondary(ui, label, None).clicked();
            for (id, who) in &removing.can_have {
                if press(ui, &format!("About {who}")) {
                    form.say(RecordEvent::RemoveWith(WhoseNow::Of(id.clone())));
                }
            }
            if press(ui, &format!("Set aside with {name}")) {
                form.say(RecordEvent::RemoveWith(WhoseNow::Aside));
            }
            // The keyboard is where a key too many gives nobody's words to another child.
            let keep = secondary(ui, &format!("Keep {name}"), None);
            if grab {
                keep.request_focus();
                keep.scroll_to_me(Some(egui::Align::Center));
            }
            if keep.clicked() {
                form.say(RecordEvent::AsItWas);
            }
        });
        small(ui, "Nothing is lost. Until you sign, you can put back what you set aside.");
    });
}

/// What was set aside of a section, below its fields.
pub(super) fn of_section(ui: &mut Ui, form: &mut Form<'_>, section: Section) {
    let (decision, view) = (form.view().decision, form.view().aside);
    let all = view.asides.iter().enumerate();
    let ours: Vec<usize> =
        all.filter(|(_, one)| one.section == section).map(|(at, _)| at).collect();
    if ours.is_empty() {
        return;
    }
    small_heading(ui, "Set aside");
    let mut said = Vec::new();
    for at in ours {
        entry(ui, decision, &view, at, &mut said);
    }
    for event in said {
        form.say(event);
    }
}

/// Everything that was set aside, before it is signed.
pub(super) fn all(ui: &mut Ui, decision: &DecisionId, view: &AsideView<'_>, out: &mut Vec<Event>) {
    soft(
        ui,
        "You typed this, but it is not part of the record. It is kept separately in the signed \
         file, unless you leave it out.",
    );
    let mut said = Vec::new();
    for at in 0..view.asides.len() {
        entry(ui, decision, view, at, &mut said);
    }
    out.extend(said.into_iter().map(Event::Record));
}

fn entry(
    ui: &mut Ui,
    decision: &DecisionId,
    view: &AsideView<'_>,
    at: usize,
    said: &mut Vec<RecordEvent>,
) {
    let Some(one) = view.asides.get(at) else { return };
    let before = view.asides.iter().take(at).filter(|other| other.title == one.title).count();
    let name =
        if before == 0 { one.title.clone() } else { format!("{} ({})", one.title, before + 1) };
    let id = egui::Id::unique((decision.as_str(), "aside", at));
    group(ui, id, &format!("Set aside: {name}"), |ui| {
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = theme::spaces().xs;
            strong_small(ui, &name);
            for (label, text) in &one.lines {
                if label.is_empty() {
                    small(ui, text);
                } else {
                    small(ui, &format!("{label}: {text}"));
                }
            }
            if view.asked_to_leave_out == Some(&one.key) {
                body(ui, "Leave it out for good? You cannot get it back.");
            }
            ui.horizontal_wrapped(|ui| ways(ui, view, one, (&name, id), said));
        });
    });
}

impl Form<'_> {
    /// A card for each item, with its name and a way to take it out. The only child stays:
    /// the record is about somebody, known or not.
    pub(super) fn cards<T: Item>(
        &mut self,
        ui: &mut Ui,
        items: &mut [T],
        keep_one: bool,
        mut add: impl FnMut(&mut Self, &mut Ui, &mut T),
    ) {
        let count = items.len();
        for (at, item) in items.iter_mut().enumerate() {
            let name =
                if count > 1 { format!("{} {}", T::NOUN, at + 1) } else { T::NOUN.to_owned() };
            self.in_group(ui, item, &name, |form, ui, item| {
                card(ui, |ui| {
                    ui.horizontal(|ui| {
                        strong(ui, &name);
                        if count > 1 || !keep_one {
                            form.remove(ui, item, &name);
                        }
                    });
                    if let Some(removing) = form.view.removing.filter(|one| one.item == *item.id())
                    {
                        ask(ui, form, removing, &name);
                    }
                    add(form, ui, item);
                });
            });
        }
    }
}

/// What can be done with it: put back, or left out for good, which is asked first.
fn ways(
    ui: &mut Ui,
    view: &AsideView<'_>,
    one: &Aside,
    (name, id): (&str, egui::Id),
    said: &mut Vec<RecordEvent>,
) {
    let (keep, leave) = (id.with("keep"), id.with("leave"));
    if view.asked_to_leave_out == Some(&one.key) {
        if secondary(ui, "Leave it out", None).clicked() {
            said.push(RecordEvent::LeaveOut(one.key.clone()));
        }
        let kept = secondary(ui, "Keep it", None);
        keyboard::take_handed(&kept, keep);
        if kept.clicked() {
            keyboard::hand_to(ui.ctx(), leave);
            said.push(RecordEvent::AsItWas);
        }
        return;
    }
    if one.back && link(ui, "Put back", Some(&format!("Put back: {name}"))).clicked() {
        said.push(RecordEvent::PutBack(one.key.clone()));
    }
    let words = format!("Leave out for good: {name}");
    let left = link(ui, "Leave out for good", Some(&words));
    keyboard::take_handed(&left, leave);
    if left.clicked() {
        keyboard::hand_to(ui.ctx(), keep);
        said.push(RecordEvent::AskLeaveOut(one.key.clone()));
    }
}
