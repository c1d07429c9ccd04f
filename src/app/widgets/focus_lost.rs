//! The keyboard is never nowhere for who goes by keys. Where what had it goes, it goes to what came
//! after that; where it was let go of, as by Enter in a field, it comes back; and else it goes to
//! the title.

use egui::{Context, Id, Memory, Response};

use super::keyboard::{self, Arrival};

/// What can have the keyboard, in the order of Tab.
#[derive(Clone, Default)]
struct Stops {
    now: Vec<Id>,
    /// As it was in the frame before.
    last: Vec<Id>,
    /// What had it last.
    had: Option<Id>,
    /// For how many frames nothing has had it.
    nowhere: u8,
    /// What there was when it was put somewhere last, in vain or not.
    tried: Option<Vec<Id>>,
}

impl Stops {
    /// What is there still of what came after this, else the nearest before it.
    fn beside(&self, gone: Id) -> Option<Id> {
        let at = self.last.iter().position(|id| *id == gone)?;
        let (before, after) = (self.last.get(..at)?, self.last.get(at + 1..)?);
        let there = |id: &&Id| self.now.contains(id);
        after.iter().find(there).or_else(|| before.iter().rfind(there)).copied()
    }
}

fn with<R>(ctx: &Context, work: impl FnOnce(&mut Stops) -> R) -> R {
    ctx.data_mut(|data| work(data.get_temp_mut_or_default(Id::NULL)))
}

/// This can have the keyboard now.
pub(super) fn note(response: &Response) {
    if response.enabled() {
        with(&response.ctx, |stops| stops.now.push(response.id));
    }
}

/// After a frame was painted.
pub fn end(ctx: &Context) {
    let focused = ctx.memory(Memory::focused);
    let mut stops = with(ctx, std::mem::take);
    stops.nowhere = if focused.is_some() { 0 } else { stops.nowhere.saturating_add(1) };
    if let Some(id) = focused {
        let beside = stops.beside(id).filter(|_| !stops.now.contains(&id));
        if let Some(next) = beside {
            ctx.memory_mut(|memory| memory.request_focus(next));
            ctx.request_repaint();
        }
        stops.had = Some(beside.unwrap_or(id));
        stops.tried = None;
    } else if keyboard::is_shown(ctx)
        && stops.had.is_some()
        // Tab goes round by letting go for a frame.
        && stops.nowhere > 1
        && stops.tried.as_ref() != Some(&stops.now)
    {
        match stops.had.filter(|id| stops.now.contains(id)) {
            Some(id) => ctx.memory_mut(|memory| memory.request_focus(id)),
            None => keyboard::arrive_still(ctx, Arrival::Title),
        }
        stops.tried = Some(stops.now.clone());
        ctx.request_repaint();
    } else if stops.nowhere == 1 {
        // To look once more.
        ctx.request_repaint();
    }
    stops.last = std::mem::take(&mut stops.now);
    with(ctx, |there| *there = stops);
}
