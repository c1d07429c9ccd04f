//! Justified: without arguments the window, with arguments the same work without one.

use std::process::ExitCode;

fn main() -> ExitCode {
    justified::cli::main(std::env::args_os().skip(1).collect())
}
