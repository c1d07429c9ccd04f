//! Rules then and now: what the rules that a decision was made under, and those of today,
//! make of it.

use egui::Ui;

use crate::app::session::Stated;
use crate::app::theme::Token;
use crate::app::views::label_and_text::problem_ui;
use crate::app::widgets::{self, Tone};

/// The verdict, at the head of a statement. `None`: it is being checked.
pub fn verdict(ui: &mut Ui, stated: Option<&Stated>) {
    let Some(stated) = stated else {
        widgets::status(ui, "Checking the questions and guidance it was made under…", Token::Soft);
        return;
    };
    let tone = if stated.found.same { Tone::Good } else { Tone::Caution };
    widgets::badge(ui, tone, &stated.found.words);
    if !stated.found.unlike.is_empty() {
        widgets::banner(ui, Tone::Danger, |ui| {
            widgets::strong(
                ui,
                "What was signed is not what its own rules and answers give. It is shown as it \
                 was written.",
            );
            lines(ui, &stated.found.unlike);
        });
    }
    if let Some(problem) = &stated.remark {
        problem_ui(ui, problem);
    }
}

/// What differs, at the end of a statement; nothing where nothing does.
pub fn details(ui: &mut Ui, stated: Option<&Stated>) {
    let Some(stated) = stated else { return };
    let found = &stated.found;
    let groups = [
        ("The way through the questions", &found.way),
        ("What it asks", &found.duties),
        ("In other words", &found.wording),
        ("The guidance", &stated.files),
        ("The questions of that time, checked", &stated.proof),
    ];
    if groups.iter().all(|(_, lines)| lines.is_empty()) {
        return;
    }
    ui.add_space(8.0);
    widgets::subheading(ui, "Rules then and now");
    for (heading, group) in groups {
        if !group.is_empty() {
            widgets::small(ui, heading);
            lines(ui, group);
        }
    }
}

fn lines(ui: &mut Ui, lines: &[String]) {
    for line in lines {
        widgets::body(ui, &format!("· {line}"));
    }
}
