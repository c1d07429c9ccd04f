//! A label and its text, and one finding: as several screens show them.

use egui::Ui;

use crate::app::widgets;
use crate::base::shown;
use crate::register::Problem;

/// A label at the left and its text; one below the other where it is narrow.
pub fn pair(ui: &mut Ui, label: &str, text: &str) {
    pair_with(ui, label, text, "");
}

/// The same with a small line below the text.
pub fn pair_with(ui: &mut Ui, label: &str, text: &str, below: &str) {
    let texts = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::body(ui, text);
        if !below.is_empty() {
            widgets::small(ui, below);
        }
    };
    let wide = ui.available_width();
    if wide > 420.0 {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(190.0, 0.0), |ui| {
                ui.set_width(190.0);
                widgets::small(ui, label);
            });
            ui.vertical(texts);
        });
    } else {
        widgets::small(ui, label);
        ui.vertical(texts);
    }
    widgets::rule(ui);
}

/// One finding: what is wrong, more in the parser's own words, and the path last.
pub fn problem_ui(ui: &mut Ui, problem: &Problem) {
    widgets::quote(ui, |ui| {
        widgets::body(ui, &problem.words());
        if let Some(detail) = problem.detail() {
            widgets::small(ui, &detail);
        }
        widgets::small(ui, &shown::path(&problem.path));
    });
}
