//! A bare window: what any program of this toolkit costs before it does anything. The same
//! renderer, size and features as the program's own.

use eframe::{App, Frame, NativeOptions, Renderer, egui};

fn main() -> eframe::Result {
    let options = NativeOptions {
        renderer: Renderer::Glow,
        viewport: egui::ViewportBuilder::default()
            .with_title("Bare")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([480.0, 360.0]),
        ..NativeOptions::default()
    };
    eframe::run_native("Bare", options, Box::new(|_| Ok(Box::new(Bare))))
}

struct Bare;

impl App for Bare {
    #[allow(clippy::disallowed_methods, reason = "nothing of the program's own is in it")]
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut Frame) {
        ui.label("A window.");
    }
}
