//! A contact as it is shown: its numbers large, where they were found and when checked.

use egui::Ui;

use crate::app::theme;
use crate::app::widgets::{self, Run, Tone, badge, link, marked, rule, secondary_for};
use crate::record::{ContactKind, Hours, Number};
use crate::register::contacts::Doubt;
use crate::report::{Card, CardVersion, ring};

/// What "I rang this number" says: the kind, and to whom the call went.
pub type Ring<'a> = dyn FnMut(ContactKind, String) + 'a;

/// A whole contact: each version that stands, with its author where there are several.
pub fn whole(ui: &mut Ui, card: &Card, likely: Hours) {
    if card.versions.len() > 1 {
        badge(ui, Tone::Caution, apart(card));
    }
    for version in &card.versions {
        widgets::heading(ui, &version.title);
        if !version.about.is_empty() {
            widgets::soft(ui, &version.about);
        }
        numbers(ui, version, likely, None);
        trust(ui, version);
        for (label, text) in [
            ("When they share what you tell them", &version.contact.discloses),
            ("Notes", &version.contact.notes),
        ] {
            if !text.trim().is_empty() {
                widgets::small_heading(ui, label);
                widgets::body(ui, text.trim());
            }
        }
        if let Some(remark) = version.contact.number_remark() {
            badge(ui, Tone::Caution, &remark);
        }
        widgets::small(ui, &version.stated);
    }
}

/// Why several versions stand.
pub fn apart(card: &Card) -> &'static str {
    let is_new = |one: &CardVersion| one.doubt == Some(Doubt::NewWorkstation);
    if card.versions.iter().any(is_new) {
        "A computer that is new here changed this. What was there before comes first."
    } else {
        "Two people changed this separately. Both versions are shown."
    }
}

/// What was stated of it before, the last first: who, when, and what it said. Small, so that
/// nobody rings from it.
pub fn earlier(ui: &mut Ui, card: &Card) {
    rule(ui);
    widgets::subheading(ui, "Earlier versions");
    widgets::small(ui, "What was entered before. Ring the numbers above, not these.");
    for version in &card.earlier {
        ui.add_space(theme::spaces().s);
        widgets::strong_small(ui, &version.stated);
        let contact = &version.contact;
        let numbers = contact.numbers.iter().filter(|one| !one.number.trim().is_empty());
        let numbers: Vec<String> = numbers
            .map(|one| format!("{} ({})", one.number.trim(), one.hours.label().to_lowercase()))
            .collect();
        let share = contact.discloses.trim();
        let lines = [
            ("", version.title.clone()),
            ("", version.about.clone()),
            ("Numbers: ", numbers.join(", ")),
            ("", version.checked.clone()),
            ("", version.found.clone()),
            ("When they share what you tell them: ", share.to_owned()),
            ("Notes: ", contact.notes.trim().to_owned()),
        ];
        for (label, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
            widgets::small(ui, &format!("{label}{text}"));
        }
        if contact.removed {
            widgets::small(ui, "Removed from the list.");
        }
        if let Some(doubt) = version.doubt {
            badge(ui, Tone::Caution, &format!("{}.", doubt.words()));
        }
    }
}

/// When the numbers were checked, where they were found, and what is to be minded.
pub fn trust(ui: &mut Ui, version: &CardVersion) {
    let words = [version.checked.as_str(), version.found.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
    if !words.is_empty() {
        widgets::small(ui, &words.join(" "));
    }
    mind(ui, version);
}

/// What is to be minded before a number is rung.
pub fn mind(ui: &mut Ui, version: &CardVersion) {
    if let Some(mind) = &version.mind {
        badge(ui, Tone::Caution, mind);
    }
}

/// The numbers, large, those for this hour first; with "I rang this" where it is asked for.
pub fn numbers(ui: &mut Ui, version: &CardVersion, likely: Hours, mut rang: Option<&mut Ring<'_>>) {
    let numbers = version.contact.numbers_for(likely);
    if numbers.is_empty() {
        widgets::body(ui, "No number is entered.");
    }
    for number in numbers {
        let fits = number.hours.fits(likely);
        ui.scope(|ui| {
            // As high as the button, so that all stand on one line.
            ui.spacing_mut().interact_size.y = 36.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = theme::spaces().m;
                let size = if fits { theme::sizes().title - 3.0 } else { theme::sizes().reading };
                let text = Run { strong: fits, ..Run::plain(number.number.trim()) };
                marked(ui, size, &[text]);
                widgets::small(ui, number.hours.label());
                if let Some(rang) = rang.as_mut()
                    && secondary_for(ui, "I rang this", &rang_name(version, number)).clicked()
                {
                    rang(version.contact.kind, ring::rung(version, &number.number));
                }
            });
        });
    }
}

/// The same in little room, beside something else.
pub fn numbers_beside(ui: &mut Ui, version: &CardVersion, likely: Hours, rang: &mut Ring<'_>) {
    for number in version.contact.numbers_for(likely) {
        ui.horizontal_wrapped(|ui| {
            let text =
                Run { strong: number.hours.fits(likely), ..Run::plain(number.number.trim()) };
            marked(ui, theme::sizes().reading, &[text]);
            widgets::small(ui, number.hours.label());
            if link(ui, "I rang this", Some(&rang_name(version, number))).clicked() {
                rang(version.contact.kind, ring::rung(version, &number.number));
            }
        });
    }
}

fn rang_name(version: &CardVersion, number: &Number) -> String {
    format!("I rang this: {}, {}", version.title, number.number.trim())
}
