//! The help: opened from anywhere, and left to where one was.

use crate::app::events::{HelpEvent, Screen};
use crate::app::help::{HelpPage, HelpText};
use crate::app::state::State;

impl State {
    pub(super) fn help_event(&mut self, event: &HelpEvent) {
        match event {
            HelpEvent::Open(page) => {
                if self.window.screen != Screen::Help {
                    self.screens.help.from = Some(self.window.screen.clone());
                }
                self.window.keys = false;
                self.read_help(*page);
                self.go(Screen::Help);
            }
            HelpEvent::Read(page) => self.read_help(*page),
            HelpEvent::Hazard(at) => self.screens.help.hazard = *at,
            HelpEvent::Back => {
                let from = self.screens.help.from.take();
                self.go(from.unwrap_or(Screen::Settings));
            }
        }
    }

    fn read_help(&mut self, page: HelpPage) {
        self.screens.help.hazard = None;
        self.screens.help.read = Some((page, HelpText::of(page)));
    }
}
