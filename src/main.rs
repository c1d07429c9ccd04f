//! Justified: without arguments the window, with arguments the same work without one.
#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the arguments")]

use std::alloc::System;
use std::process::ExitCode;

use justified::cli::{self, Window};
use zeroizing_alloc::ZeroAlloc;

/// What is given back to it is wiped: of a register that is locked, and of its passphrase, nothing
/// is left in memory that nobody uses any more.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

#[cfg(feature = "gui")]
const WINDOW: Window = Some(|| justified::app::run().map_err(|error| error.to_string()));
#[cfg(not(feature = "gui"))]
const WINDOW: Window = None;

fn main() -> ExitCode {
    cli::main(std::env::args_os().skip(1).collect(), WINDOW)
}
