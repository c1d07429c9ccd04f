//! One of a few: the group has the name of what is asked, and the arrow keys stay in it.

use egui::{Context, EventFilter, Id, Key, Modifiers, Response, Role, Ui, UiBuilder};

use crate::app::key_input;

/// The radio buttons of the group that is painted now, and which of them has the keyboard.
#[derive(Clone, Default)]
struct Group {
    all: Vec<Id>,
    at: Option<usize>,
}

fn swap(ctx: &Context, group: Option<Group>) -> Option<Group> {
    ctx.data_mut(|data| {
        std::mem::replace(data.get_temp_mut_or_default::<Option<Group>>(Id::NULL), group)
    })
}

/// A group of radio buttons. `name` is what is asked.
pub fn radios<R>(ui: &mut Ui, id: Id, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let ctx = ui.ctx().clone();
    let outer = swap(&ctx, Some(Group::default()));
    let builder = UiBuilder::new()
        .scope_id(id)
        .accessibility_role(Role::RadioGroup)
        .accessibility_label(name);
    let added = ui.scope_builder(builder, add).inner;
    if let Some(group) = swap(&ctx, outer) {
        by_arrows(&ctx, &group);
    }
    added
}

/// This is one of them.
pub(super) fn note(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let Some(mut group) = swap(ui.ctx(), None) else { return };
    if response.has_focus() {
        group.at = Some(group.all.len());
    }
    group.all.push(response.id);
    swap(ui.ctx(), Some(group));
}

/// Down and right go to the next, up and left to the one before, and round. Nothing is chosen by
/// that: an answer is given by Space, Enter or its number.
fn by_arrows(ctx: &Context, group: &Group) {
    let Some(at) = group.at else { return };
    let count = group.all.len();
    let steps = [
        (Key::ArrowDown, 1),
        (Key::ArrowRight, 1),
        (Key::ArrowUp, count - 1),
        (Key::ArrowLeft, count - 1),
    ];
    for (key, on) in steps {
        if key_input::stepped(ctx, Modifiers::NONE, key)
            && let Some(id) = group.all.get((at + on) % count)
        {
            ctx.memory_mut(|memory| memory.request_focus(*id));
            ctx.request_repaint();
        }
    }
}
