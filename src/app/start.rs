//! The window is opened. Where there is none to be had, that is said in plain words.

use eframe::{NativeOptions, Renderer};

use super::environment::{Environment, Folders};
use super::save_on_exit::Kept;
use super::shell::{App, FIRST_SIZE, Monitor};
use super::start_error::StartError;
use super::{system_fonts, theme};

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
            .with_inner_size(FIRST_SIZE)
            .with_min_inner_size([480.0, 360.0]),
        // Ours are listed when they are needed: see `system_fonts`.
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    let mut failed = None;
    let kept = Kept::default();
    let opened = kept.until_the_end(|| {
        eframe::run_native(
            "Justified",
            options,
            Box::new(|cc| {
                system_fonts::install(&cc.egui_ctx);
                let environment = Environment::real(folders, &cc.egui_ctx);
                match App::new(&cc.egui_ctx, environment) {
                    Ok(app) => {
                        let monitors = cc.winit_window().into_iter();
                        let monitors = monitors.flat_map(|window| window.available_monitors());
                        let monitors: Vec<Monitor> = monitors
                            .map(|one| Monitor {
                                corner: (one.position().x, one.position().y),
                                size: (one.size().width, one.size().height),
                            })
                            .collect();
                        app.restore_place(&cc.egui_ctx, &monitors);
                        kept.hold(app, &cc.egui_ctx);
                        Ok(Box::new(kept.clone()))
                    }
                    Err(error) => {
                        let text = error.to_string();
                        failed = Some(error);
                        Err(text.into())
                    }
                }
            }),
        )
    });
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
