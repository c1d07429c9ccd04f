//! A list, as a screen reader tells it: what it is of, and which of how many each thing is.

use egui::{Id, Role, Ui, UiBuilder};

/// A list of this, which has so many things.
pub fn list<R>(
    ui: &mut Ui,
    (id, name): (Id, &str),
    of: usize,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let builder =
        UiBuilder::new().scope_id(id).accessibility_role(Role::List).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        // A reader asks the list, and not each thing in it.
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_size_of_set(of));
        add(ui)
    })
    .inner
}

/// One thing of a list: which of how many, counted from 0, and what it says.
pub fn list_item<R>(
    ui: &mut Ui,
    (at, of): (usize, usize),
    name: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let id = ui.scope_id().with(("item", at));
    let builder =
        UiBuilder::new().scope_id(id).accessibility_role(Role::ListItem).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_position_in_set(at);
            node.set_size_of_set(of);
        });
        add(ui)
    })
    .inner
}
