//! The window is opened. Where there is none to be had, that is said in plain words.

use eframe::{NativeOptions, Renderer};

use super::environment::{Environment, Folders};
use super::shell::App;
use super::theme;
use crate::guidance::GuidanceError;
use crate::pathway::PathwayError;
use crate::register::RegisterError;

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The system names no folder for settings.
    #[error(
        "Justified found no home folder for its settings. Nothing was changed. Log in as a user \
         with a home folder and start it again."
    )]
    NoHome,
    /// No window could be opened.
    #[error(
        "Justified could not open a window. Nothing was changed. It needs a display and OpenGL 2 \
         or newer. The command line works without them: justified --help. The system said: {0}"
    )]
    Window(String),
    /// The guidance that is built in cannot be read.
    #[error("The guidance that is built in cannot be read. Install Justified again. {0}")]
    Guidance(#[from] GuidanceError),
    /// The pathway that is built in cannot be read.
    #[error("The pathway that is built in cannot be read. Install Justified again. {0}")]
    Pathway(#[from] PathwayError),
    /// The theme that is built in cannot be read.
    #[error("The look that is built in cannot be read. Install Justified again.")]
    Theme,
    /// The settings cannot be read because the disk failed.
    #[error("The settings cannot be read. {0}")]
    Settings(#[from] RegisterError),
    /// The system gives no random numbers.
    #[error("This computer gives no random numbers, which every record needs. Restart it.")]
    NoRandom,
}

/// The renderers to be tried, in order. A Remote Desktop session on Windows offers an OpenGL
/// that is too old, and DirectX everywhere.
#[cfg(windows)]
const RENDERERS: &[Renderer] = &[Renderer::Wgpu, Renderer::Glow];
#[cfg(not(windows))]
const RENDERERS: &[Renderer] = &[Renderer::Glow];

/// Opens the window and returns when it is closed.
pub fn run() -> Result<(), StartError> {
    theme::check().map_err(|_| StartError::Theme)?;
    let mut last = None;
    for renderer in RENDERERS {
        match open(*renderer) {
            Err(StartError::Window(why)) => last = Some(StartError::Window(why)),
            other => return other,
        }
    }
    last.map_or(Ok(()), Err)
}

fn open(renderer: Renderer) -> Result<(), StartError> {
    let folders = Folders::of_this_user().ok_or(StartError::NoHome)?;
    let options = NativeOptions {
        renderer,
        viewport: egui::ViewportBuilder::default()
            // Never a person's name in a window's title.
            .with_title("Justified")
            .with_app_id("justified")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([480.0, 360.0]),
        ..NativeOptions::default()
    };
    let mut failed = None;
    let opened = eframe::run_native(
        "Justified",
        options,
        Box::new(|cc| {
            let environment = Environment::real(folders, &cc.egui_ctx);
            match App::new(&cc.egui_ctx, environment) {
                Ok(app) => Ok(Box::new(app)),
                Err(error) => {
                    let text = error.to_string();
                    failed = Some(error);
                    Err(text.into())
                }
            }
        }),
    );
    match (failed, opened) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(StartError::Window(without_traces(&error.to_string()))),
        (None, Ok(())) => Ok(()),
    }
}

/// What the system said, without the names of libraries and of the files they were built
/// from: `winit EventLoopError: os error at …/mod.rs:765: no display` is `no display`.
fn without_traces(error: &str) -> String {
    let said = match error.split_once(".rs:") {
        Some((_, after)) => {
            after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == ' ')
        }
        None => error.strip_prefix("winit EventLoopError: ").unwrap_or(error),
    };
    format!("“{}”.", said.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_said_is_told_without_the_names_of_source_files() {
        for (error, said) in [
            (
                "winit EventLoopError: os error at /a/b.rs/c/mod.rs:765: no display.",
                "“no display”.",
            ),
            ("winit EventLoopError: not supported", "“not supported”."),
            ("no OpenGL 2", "“no OpenGL 2”."),
        ] {
            assert_eq!(without_traces(error), said);
        }
    }
}
