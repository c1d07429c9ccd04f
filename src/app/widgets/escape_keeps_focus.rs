//! Escape closes what is nearest, and takes the keyboard from nothing: whoever presses it in a
//! field, and then Tab, is in the next one.
//!
//! egui would take the keyboard away before any screen hears of the press. So the press is kept
//! back until that is past.

use egui::{Context, Event, Key, Plugin, RawInput, Ui};

/// The presses of Escape that came with this frame.
#[derive(Default)]
pub(super) struct Escape(Vec<Event>);

impl Plugin for Escape {
    fn debug_name(&self) -> &'static str {
        "Escape leaves the keyboard where it is"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        let escape =
            |event: &mut Event| matches!(event, Event::Key { key: Key::Escape, pressed: true, .. });
        self.0 = input.events.extract_if(.., escape).collect();
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let kept = std::mem::take(&mut self.0);
        ui.input_mut(|input| input.events.extend(kept));
    }
}
