//! Justified: without arguments the window, with arguments the same work without one.
#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the arguments")]

use std::process::ExitCode;

use justified::cli::{self, Window};

#[cfg(feature = "gui")]
const WINDOW: Window = Some(|| justified::app::run().map_err(|error| error.to_string()));
#[cfg(not(feature = "gui"))]
const WINDOW: Window = None;

fn main() -> ExitCode {
    cli::main(std::env::args_os().skip(1).collect(), WINDOW)
}
