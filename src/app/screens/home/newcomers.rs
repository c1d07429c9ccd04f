//! Workstations that are new in the register: asked about once each, calmly.

use chrono::{DateTime, FixedOffset};
use egui::Ui;

use crate::app::events::{Event, SettingsEvent};
use crate::app::widgets::{self, Tone, secondary};
use crate::register::signed::trust::Newcomer;

/// A line for each, with the button that says that it is known.
pub(super) fn lines(
    ui: &mut Ui,
    newcomers: &[Newcomer],
    now: &DateTime<FixedOffset>,
    out: &mut Vec<Event>,
) {
    for one in newcomers {
        widgets::banner(ui, Tone::Caution, |ui| {
            widgets::body(ui, &words(one, now));
            ui.horizontal_wrapped(|ui| {
                if secondary(ui, "It is one of ours", None).clicked() {
                    out.push(Event::Settings(SettingsEvent::KnowWorkstation(one.device.clone())));
                }
            });
        });
    }
}

/// "A computer that is new here, “Room 2”, has signed 3 statements since Tuesday."
fn words(one: &Newcomer, now: &DateTime<FixedOffset>) -> String {
    let called = if one.name.is_empty() { String::new() } else { format!(", “{}”,", one.name) };
    let signed = match one.statements {
        0 => "has opened this register".to_owned(),
        1 => "has signed 1 statement".to_owned(),
        more => format!("has signed {more} statements"),
    };
    let since = one.since.with_timezone(&now.timezone());
    let days = now.date_naive().signed_duration_since(since.date_naive()).num_days();
    let when = match days {
        ..=0 => "today".to_owned(),
        1..=6 => format!("since {}", since.format("%A")),
        _ => format!("since {}", since.format("%-d %B %Y")),
    };
    format!(
        "A computer that is new here{called} {signed} {when}. Ask your colleagues whose it is. \
         A signature proves a computer, not a person."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::DeviceId;

    #[test]
    fn a_new_computer_is_told_with_how_much_it_signed_and_since_when() {
        let at = |text| DateTime::parse_from_rfc3339(text).unwrap();
        let now = at("2026-11-28T09:00:00+00:00");
        let told = |name: &str, statements, since| {
            let device = DeviceId::mint([1; 8]);
            words(&Newcomer { device, name: name.to_owned(), statements, since: at(since) }, &now)
        };
        let first = told("Room 2", 3, "2026-11-24T09:00:00+00:00");
        assert!(first.starts_with(
            "A computer that is new here, “Room 2”, has signed 3 statements since Tuesday. Ask"
        ));
        assert!(
            told("", 1, "2026-11-28T08:00:00+00:00").contains("here has signed 1 statement today.")
        );
        assert!(told("", 2, "2026-11-20T08:00:00+00:00").contains("since 20 November 2026."));
    }
}
