//! The `relata` command: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    relata::cli::run(std::env::args_os())
}
