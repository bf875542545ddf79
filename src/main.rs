//! The `tenken` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    tenken::cli::run(std::env::args_os())
}
