//! What can be done with a decision, in a bar that never moves.

use egui::Ui;

use super::DecisionView;
use crate::app::commands::screen_keys::ONWARD;
use crate::app::events::{
    ChronologyOf, ClinicalTextEvent, DecisionsEvent, Event, FootPanel, PeopleEvent, Screen,
};
use crate::app::widgets::{self, link, onward, primary, secondary};
use crate::record::entries::Belongs;

/// What prints it.
const PRINT: &str = "Print or save…";
/// A name longer than this is said, and not shown, on the button that leads to its text.
const MOST: usize = 28;

/// Whether a screen so wide has little room in its foot: what is done seldom is then at the side. An
/// `open` case has one more thing to do there.
pub(super) fn is_tight(wide: f32, open: bool) -> bool {
    wide < if open { 990.0 } else { 810.0 }
}

/// `writing`: something is being added, and that is the one thing to do here.
pub(super) fn ui(
    ui: &mut Ui,
    view: &DecisionView<'_>,
    (writing, tight): (bool, bool),
    out: &mut Vec<Event>,
) {
    let id = &view.file.id;
    if view.in_hand {
        if secondary(ui, "Back to your draft", None).clicked() {
            out.push(Event::Go(Screen::Decide));
        }
    } else if !(tight && view.shown.open) && secondary(ui, "All decisions", None).clicked() {
        // The rail leads there too.
        out.push(Event::Decisions(DecisionsEvent::BackToList));
    }
    let disposed = view.shown.out_of_view.as_ref().is_some_and(|one| one.disposed);
    if !writing && !disposed && secondary(ui, "Add to it", None).clicked() {
        let shown = view.foot_panel.is_none().then_some(FootPanel::Kind);
        out.push(Event::Decisions(DecisionsEvent::ShowAtFoot(shown)));
    }
    if !tight {
        if secondary(ui, PRINT, None).clicked() {
            out.push(print(view));
        }
        if secondary(ui, "Chronology", None).clicked() {
            let of = ChronologyOf::Signed(id.clone());
            out.push(Event::People(PeopleEvent::Chronology(of)));
        }
    }
    onward(ui, |ui| {
        // The corner is the text's, whether the case is open or not: nobody who looks for it there
        // finds something else.
        if view.shown.open {
            let label = "Continue this case";
            let pressed =
                if writing { secondary(ui, label, None) } else { primary(ui, label, None) };
            if pressed.clicked() {
                out.push(Event::Decisions(DecisionsEvent::Reopen(id.clone())));
            }
        }
        if view.file.latest_decision().is_some() {
            let gone = view.shown.out_of_view.is_some();
            let second = writing || gone || view.shown.open;
            let asked = text(ui, view, (second, tight));
            // Where something is being added, the keys sign that.
            if asked || (!writing && ONWARD.is_pressed(ui.ctx())) {
                let who = view.shown.belongs.first().map(|one| one.of.clone());
                out.push(Event::ClinicalText(ClinicalTextEvent::Open(who)));
            }
        }
    });
}

/// What has no room in a narrow foot, at the side.
pub(super) fn more(ui: &mut Ui, view: &DecisionView<'_>, out: &mut Vec<Event>) {
    let id = &view.file.id;
    if link(ui, PRINT, None).clicked() {
        out.push(print(view));
    }
    if link(ui, "Chronology", None).clicked() {
        out.push(Event::People(PeopleEvent::Chronology(ChronologyOf::Signed(id.clone()))));
    }
}

/// What goes on the page is shown before it is saved; pressed again it is hidden.
fn print(view: &DecisionView<'_>) -> Event {
    let shown = (view.foot_panel != Some(FootPanel::Page)).then_some(FootPanel::Page);
    Event::Decisions(DecisionsEvent::ShowAtFoot(shown))
}

/// The way to the text for the one clinical record that it belongs in: whether it was pressed.
/// `second`: something else is the one thing to do.
fn text(ui: &mut Ui, view: &DecisionView<'_>, (second, tight): (bool, bool)) -> bool {
    const WHOLE: &str = "Text for the clinical record";
    const SHORT: &str = "Text for the record";
    let whole = if tight && view.shown.open { SHORT } else { WHOLE };
    // Beside “Continue this case” there is less of it.
    let room = if view.shown.open { 480.0 } else { 300.0 };
    let roomy = !tight && ui.max_rect().width() > room;
    let who = view.shown.belongs.first();
    // Of several each is at the side; here is the first, and the way from one to the other.
    let alone = view.shown.belongs.len() == 1;
    let named = who.filter(|one| alone && !one.name.trim().is_empty()).map(Belongs::words);
    let (label, name) = match named {
        Some(words) if words.chars().count() <= MOST && roomy => {
            let label = format!("Text for the record of {words}");
            (label.clone(), label)
        }
        Some(words) => (whole.to_owned(), format!("{whole}: {words}")),
        None => (whole.to_owned(), whole.to_owned()),
    };
    let key = roomy.then_some(ONWARD.cap).filter(|_| !second);
    let pressed = if second { secondary(ui, &label, None) } else { primary(ui, &label, key) };
    if name != label {
        let name = widgets::short(&name).into_owned();
        ui.ctx().accesskit_node_builder(pressed.id, |node| node.set_label(name));
    }
    pressed.clicked()
}
