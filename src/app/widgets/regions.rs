//! The parts of the window, of which F6 goes to the next and Shift with F6 to the one before: the
//! bar at the top, the rail, a list at the left, the content, the side.

use egui::{Context, Id, Key, Modifiers, Response};

use super::keyboard::{Arrival, arrive_still};
use crate::app::key_input;

/// A part of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// The bar at the top.
    Top,
    /// The places at the left.
    Rail,
    /// A list at the left of the content.
    List,
    /// The screen.
    Content,
    /// What stands at its right.
    Side,
}

impl Region {
    const ALL: [Self; 5] = [Self::Top, Self::Rail, Self::List, Self::Content, Self::Side];
}

/// What is known of them from frame to frame.
#[derive(Clone, Default)]
struct Regions {
    /// The one that is painted now.
    now: Option<Region>,
    /// Where the keyboard is.
    at: Option<Region>,
    /// What is reached first in each, as far as it is painted.
    first: Vec<(Region, Id)>,
}

impl Regions {
    /// What is reached first in this one.
    fn first_in(&self, region: Region) -> Option<Id> {
        self.first.iter().find(|(of, _)| *of == region).map(|(_, id)| *id)
    }

    /// The next one after this in which something can be reached, by so many steps at a time.
    fn after(&self, region: Region, on: usize) -> Option<(Region, Option<Id>)> {
        let round = Region::ALL.into_iter().cycle().skip(region as usize).step_by(on).skip(1);
        let mut round = round.take(Region::ALL.len() - 1).map(|next| (next, self.first_in(next)));
        round.find(|(next, first)| *next == Region::Content || first.is_some())
    }
}

fn with<R>(ctx: &Context, work: impl FnOnce(&mut Regions) -> R) -> R {
    ctx.data_mut(|data| work(data.get_temp_mut_or_default(Id::NULL)))
}

/// Before a frame is painted: goes where F6 leads.
pub fn begin(ctx: &Context) {
    let (at, there) = with(ctx, |regions| {
        let there = std::mem::take(regions);
        (there.at.unwrap_or(Region::Content), there)
    });
    for (held, on) in [(Modifiers::NONE, 1), (Modifiers::SHIFT, Region::ALL.len() - 1)] {
        if !key_input::pressed(ctx, held, Key::F6) {
            continue;
        }
        match there.after(at, on) {
            Some((Region::Content, _)) => arrive_still(ctx, Arrival::Title),
            Some((Region::Side, _)) => arrive_still(ctx, Arrival::Side),
            Some((_, Some(first))) => ctx.memory_mut(|memory| memory.request_focus(first)),
            Some((_, None)) | None => {}
        }
    }
}

/// What `add` paints is this part of the window.
pub fn within<R>(ctx: &Context, region: Region, add: impl FnOnce() -> R) -> R {
    let outer = with(ctx, |regions| regions.now.replace(region));
    let added = add();
    with(ctx, |regions| regions.now = outer);
    added
}

/// This can have the keyboard.
pub(super) fn note(response: &Response) {
    let has_keyboard = response.has_focus();
    with(&response.ctx, |regions| {
        let Some(now) = regions.now else { return };
        if regions.first_in(now).is_none() {
            regions.first.push((now, response.id));
        }
        if has_keyboard {
            regions.at = Some(now);
        }
    });
}

/// Whether the heading that is painted next is the one on which the keyboard arrives in the side.
pub(super) fn heads_side(ctx: &Context) -> bool {
    with(ctx, |regions| {
        regions.now == Some(Region::Side) && regions.first_in(Region::Side).is_none()
    })
}
