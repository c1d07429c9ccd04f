//! Which nation the doctor works in: asked once, in place, where words, times and numbers depend on
//! it. Until then those of all four are shown.

use egui::{Id, Ui};

use crate::app::events::{Event, SettingsEvent};
use crate::app::widgets::choose_beside;
use crate::guidance::Nation;

/// Asks for it where it is not known. `place`: where it was asked it stays, with what was chosen, so
/// that nothing moves under the pointer.
pub fn ask(ui: &mut Ui, place: &str, known: Option<Nation>, out: &mut Vec<Event>) {
    let asked = Id::unique(("the nation was asked", place));
    if known.is_none() {
        ui.data_mut(|data| data.insert_temp(asked, ()));
    } else if ui.data(|data| data.get_temp::<()>(asked)).is_none() {
        return;
    }
    let all = Nation::ALL.map(|nation| (nation, nation.label()));
    let mut chosen = known;
    ui.push_id("nation", |ui| {
        let why = "Names, times and how to find a number differ between the nations.";
        if choose_beside(ui, ("Which nation do you work in?", why), &all, &mut chosen)
            && let Some(nation) = chosen
        {
            out.push(Event::Settings(SettingsEvent::Nation(nation)));
        }
    });
}
