//! Versions that were not signed: beside what was, to be read, copied, taken into an addition, or
//! discarded by the person.

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use crate::app::events::{DecisionsEvent, DraftEvent, Event};
use crate::app::session::rows::VersionLine;
use crate::app::views::label_and_text::pair;
use crate::app::widgets::{self, Tone, disclosure, keyboard, link, secondary};
use crate::base::time;

/// The answers between which the keyboard goes.
const KEEP: &str = "keep a version";
const DISCARD: &str = "discard a version";

/// What is open of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionsShown {
    /// The one that is read.
    pub read: Option<PathBuf>,
    /// The one of which it is asked whether it goes.
    pub asked: Option<PathBuf>,
}

/// One card each. `at_home`: there the decision that was signed is a press away.
pub fn cards<'a>(
    ui: &mut Ui,
    versions: impl Iterator<Item = &'a VersionLine>,
    shown: &VersionsShown,
    at_home: bool,
    out: &mut Vec<Event>,
) {
    for one in versions {
        ui.push_id(&one.path, |ui| card(ui, one, shown, at_home, out));
        ui.add_space(8.0);
    }
}

fn card(
    ui: &mut Ui,
    one: &VersionLine,
    shown: &VersionsShown,
    at_home: bool,
    out: &mut Vec<Event>,
) {
    let is = |open: &Option<PathBuf>| open.as_deref() == Some(one.path.as_path());
    widgets::banner(ui, Tone::Caution, |ui| {
        widgets::subheading(ui, "A version that was not signed");
        widgets::small(ui, &one.about);
        let place = if one.elsewhere { ", on another computer" } else { "" };
        widgets::body(
            ui,
            &format!(
                "Another version was signed on {}. This one was last changed on {}{place}, and \
                 differs from it.",
                time::moment(&one.signed),
                time::moment(&one.changed),
            ),
        );
        let label = "Read what differs";
        if disclosure(ui, label, is(&shown.read)).clicked() {
            out.push(Event::Draft(DraftEvent::ReadVersion(one.path.clone())));
        }
        if is(&shown.read) {
            says(ui, one);
        }
        ui.horizontal_wrapped(|ui| {
            if at_home
                && let Some(id) = &one.decision
                && secondary(ui, "Open what was signed", None).clicked()
            {
                out.push(Event::Decisions(DecisionsEvent::Open(id.clone())));
            }
            if !one.says.is_empty() {
                if secondary(ui, "Copy its words", None).clicked() {
                    let said = "Copied: what was not signed.".to_owned();
                    out.push(Event::Copy { text: one.words(), said });
                }
                if one.decision.is_some()
                    && secondary(ui, "Put its words into a note", None).clicked()
                {
                    out.push(Event::Draft(DraftEvent::TakeVersion(one.path.clone())));
                }
            }
            if !one.elsewhere && !is(&shown.asked) && discard(ui) {
                keyboard::hand_to(ui.ctx(), Id::unique(KEEP));
                out.push(Event::Draft(DraftEvent::AskVersion(Some(one.path.clone()))));
            }
        });
        if is(&shown.asked) {
            asked(ui, &one.path, out);
        }
    });
}

/// The way to the question, which has the keyboard again when the question is left.
fn discard(ui: &mut Ui) -> bool {
    let link = link(ui, "Discard this version", None);
    keyboard::take_handed(&link, Id::unique(DISCARD));
    link.clicked()
}

fn says(ui: &mut Ui, one: &VersionLine) {
    if one.says.is_empty() {
        widgets::body(
            ui,
            "Everything in it was signed. Something that was signed is missing from it.",
        );
    }
    for (label, text) in &one.says {
        pair(ui, label, text);
    }
}

fn asked(ui: &mut Ui, path: &Path, out: &mut Vec<Event>) {
    widgets::body(
        ui,
        "Discard this version? Its words are deleted for good. What was signed stays as it is.",
    );
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, "Delete it", None).clicked() {
            out.push(Event::Draft(DraftEvent::DiscardVersion(path.to_owned())));
        }
        let keep = secondary(ui, "Keep it", None);
        keyboard::take_handed(&keep, Id::unique(KEEP));
        if keep.clicked() {
            keyboard::hand_to(ui.ctx(), Id::unique(DISCARD));
            out.push(Event::Draft(DraftEvent::AskVersion(None)));
        }
    });
}
