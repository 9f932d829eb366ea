//! The `relata` command: arguments in, exit code out.

use std::process::ExitCode;

/// Most of the work is many small texts on several threads, for which this one takes less time than the
/// system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    relata::cli::run(std::env::args_os())
}
