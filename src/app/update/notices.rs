//! That something was done is said for as long as it takes to read it, and goes by itself.

use std::time::Duration;

use crate::app::notice::Notice;
use crate::app::state::State;

impl State {
    /// Takes back what was said long enough. `held`: it is being looked at, or nobody looks at the
    /// window: its time begins again. Gives when to look again, if anything is to go.
    pub fn let_notice_go(&mut self, held: bool) -> Option<Duration> {
        let window = &mut self.window;
        let stays = window.notices.iter().find_map(Notice::stays_for);
        let stays = stays.filter(|_| !self.settings.saved.look.messages_stay)?;
        let now = (self.env.instant)();
        let since = window.notice_since.filter(|_| !held).unwrap_or(now);
        window.notice_since = Some(since);
        let left = stays.saturating_sub(now.saturating_duration_since(since));
        if left.is_zero() {
            window.notices.retain(|notice| notice.stays_for().is_none());
            return Some(left);
        }
        Some(left)
    }
}
