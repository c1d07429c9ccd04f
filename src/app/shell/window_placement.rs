//! The window opens where it was closed and as large, on a monitor that is there.

use egui::{Context, ViewportCommand, pos2, vec2};

use super::App;
use crate::register::settings::Placed;

/// A monitor, in pixels of the whole desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Monitor {
    /// Its left and its upper edge.
    pub corner: (i32, i32),
    /// How wide and how high it is.
    pub size: (u32, u32),
}

impl Monitor {
    /// Whether a window with this corner can be seen on it, and taken by its title.
    fn shows(&self, (x, y): (i32, i32)) -> bool {
        /// So much of the title is needed, in pixels.
        const TITLE: i64 = 64;
        let within = |at: i32, from: i32, long: u32| {
            let at = i64::from(at) - i64::from(from);
            (-TITLE / 2..=i64::from(long) - TITLE).contains(&at)
        };
        within(x, self.corner.0, self.size.0) && within(y, self.corner.1, self.size.1)
    }
}

/// Where it goes: not to a monitor that is gone.
fn corner(placed: Placed, monitors: &[Monitor]) -> Option<(i32, i32)> {
    placed.corner.filter(|corner| monitors.iter().any(|monitor| monitor.shows(*corner)))
}

/// How large a window is when it opens for the first time, in points.
pub const FIRST: (f32, f32) = (1280.0, 800.0);

/// How large that is on this monitor, in points: with its title, and beside the bar of a desktop,
/// all of it is in sight. `scale`: pixels of the monitor for a point.
fn first_size(monitor: &Monitor, scale: f32) -> (f32, f32) {
    /// What a title takes of the height with a desktop's bar. The width is the monitor's own: where
    /// it is less, what stands abreast in the record wraps.
    const ABOVE_AND_BELOW: f32 = 80.0;
    #[expect(clippy::cast_precision_loss, reason = "far fewer pixels than 2^24")]
    let room = |pixels: u32, taken: f32| pixels as f32 / scale.max(0.1) - taken;
    let fits = |wish: f32, room: f32| wish.min(room).max(320.0);
    let (wide, high) = monitor.size;
    (fits(FIRST.0, room(wide, 0.0)), fits(FIRST.1, room(high, ABOVE_AND_BELOW)))
}

impl App {
    /// Before the first picture: puts the window where it was. One that opens for the first time is
    /// as large as the smallest monitor has room for.
    pub fn restore_place(&self, ctx: &Context, monitors: &[Monitor]) {
        let Some(placed) = self.state.settings.saved.look.window else {
            let scale = ctx.native_pixels_per_point().unwrap_or(1.0);
            let least = monitors.iter().map(|one| first_size(one, scale));
            if let Some((wide, high)) = least.min_by(|a, b| a.1.total_cmp(&b.1))
                && (wide, high) != FIRST
            {
                ctx.send_viewport_cmd(ViewportCommand::InnerSize(vec2(wide, high)));
            }
            return;
        };
        let zoom = f32::from(self.state.settings.saved.look.zoom_percent) / 100.0;
        let size = vec2(f32::from(placed.width), f32::from(placed.height)) / zoom;
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        if let Some((x, y)) = corner(placed, monitors) {
            let scale = ctx.native_pixels_per_point().unwrap_or(1.0) * zoom;
            #[expect(clippy::cast_precision_loss, reason = "far fewer pixels than 2^24")]
            let at = pos2(x as f32, y as f32) / scale;
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(at));
        }
        if placed.maximised {
            ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
        }
    }

    /// Remembers where the window is once it is elsewhere than it was opened.
    pub(super) fn remember_place(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        let pixels = ctx.pixels_per_point();
        let now = ctx.input(|input| {
            let viewport = input.viewport();
            let inner = viewport.inner_rect?;
            let maximised = viewport.maximized.unwrap_or(false);
            let hidden = viewport.minimized.unwrap_or(false);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "sizes and places of a window on a desktop"
            )]
            let now = Placed {
                corner: viewport.outer_rect.map(|outer| {
                    let at = outer.min * pixels;
                    (at.x.round() as i32, at.y.round() as i32)
                }),
                width: (inner.width() * zoom).round() as u16,
                height: (inner.height() * zoom).round() as u16,
                maximised,
            };
            (!hidden && now.width > 0 && now.height > 0).then_some(now)
        });
        let Some(mut now) = now else { return };
        let opened = *self.opened.get_or_insert(now);
        let saved = &mut self.state.settings.saved.look.window;
        if now.maximised {
            // As large as it is once it does not fill its monitor any more.
            let before = saved.unwrap_or(opened);
            now = Placed { maximised: true, ..before };
        }
        if *saved != Some(now) && (saved.is_some() || now != opened) {
            *saved = Some(now);
            self.state.settings.throttle.touched((self.state.env.instant)());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: Monitor = Monitor { corner: (0, 0), size: (1920, 1080) };
    const RIGHT: Monitor = Monitor { corner: (1920, 0), size: (1280, 1024) };

    fn placed(x: i32, y: i32) -> Placed {
        Placed { corner: Some((x, y)), width: 1280, height: 800, maximised: false }
    }

    #[test]
    fn a_first_window_has_its_title_and_its_foot_on_the_monitor() {
        let on = |size, scale| first_size(&Monitor { corner: (0, 0), size }, scale);
        assert_eq!(on((1920, 1080), 1.0), FIRST);
        assert_eq!(on((1280, 800), 1.0), (1280.0, 720.0));
        assert_eq!(on((1024, 768), 1.0), (1024.0, 688.0));
        assert_eq!(on((2560, 1600), 2.0), (1280.0, 720.0));
        assert_eq!(on((3840, 2160), 2.0), FIRST);
        assert_eq!(on((200, 100), 1.0), (320.0, 320.0), "what says so little is not believed");
    }

    #[test]
    fn a_window_goes_back_to_a_monitor_that_is_there_and_to_no_other() {
        let both = [LEFT, RIGHT];
        for (x, y, on_both, on_left) in [
            (100, 50, true, true),
            (2000, 50, true, false),
            (1900, 50, true, false),
            (-8, -8, true, true),
            (5000, 50, false, false),
            (100, -900, false, false),
            (100, 1070, false, false),
        ] {
            assert_eq!(corner(placed(x, y), &both).is_some(), on_both, "{x} {y}, both");
            assert_eq!(corner(placed(x, y), &[LEFT]).is_some(), on_left, "{x} {y}, left alone");
        }
        assert_eq!(corner(placed(100, 50), &[]), None, "where none is known");
    }
}
