//! What is owed, as Home shows it.

use crate::app::events::WorkEvent;
use crate::app::session::Owing;
use crate::app::state::State;

impl State {
    pub(super) fn work_event(&mut self, event: WorkEvent) {
        match event {
            WorkEvent::Whose(whose) => {
                self.settings.saved.whose = whose;
                let now = (self.env.instant)();
                self.settings.throttle.touched(now);
                self.session.show_work(false);
                self.filter_work();
            }
            WorkEvent::More => self.session.show_work(true),
            WorkEvent::Later => self.screens.later_shown = !self.screens.later_shown,
        }
    }

    /// What is owed, anew if anything that it follows from has changed.
    pub(super) fn refresh_work(&mut self) {
        let (owing, settings) = (self.owing(), &self.settings);
        self.session.refresh_work(&owing, settings.saved.whose, &settings.author.name);
    }

    /// Which are shown, by the filter.
    pub(super) fn filter_work(&mut self) {
        let settings = &self.settings;
        self.session.filter_work(settings.saved.whose, &settings.author.name);
    }

    /// What has become overdue meanwhile says so.
    pub(super) fn tell_overdue(&mut self) {
        if self.session.is_overdue(self.now()) {
            self.refresh_work();
        }
    }

    /// What it takes to say what a decision owes, off the frame too.
    pub(super) fn owing(&self) -> Owing {
        Owing::new(&self.known.rules, self.settings.nation, self.now())
    }
}
