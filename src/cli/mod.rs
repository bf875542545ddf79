//! The command line: arguments → values → pipeline → terminal. No rule of the trade lives here.

mod archive;
mod args;
mod build;
mod check;
mod diff;
mod github;
mod init;
mod publish;
mod schema;
mod serve;
mod shell;
mod terminal;
mod timings;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};
use terminal::Terminal;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// There are findings, and they were asked for.
    Findings,
    /// It could not be done.
    Failure,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Failure => 2,
        })
    }
}

/// Runs the command line `args`, whose first entry is the name of the program.
///
/// Exit codes: 0 clean; 1 findings; 2 failure, bad arguments included.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // A closed pipe while printing help is no failure of ours.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(&cli.global);
    let outcome = match &cli.command {
        Command::Init(args) => init::run(&terminal, &cli.global.root(), args),
        Command::Build(args) => build::run(&terminal, &cli.global.root(), args),
        Command::Serve(args) => serve::run(&terminal, cli.global.root(), args),
        Command::Check(args) => check::run(&terminal, &cli.global.root(), args),
        Command::Diff(args) => diff::run(&terminal, &cli.global.root(), args),
        Command::Archive(args) => archive::run(&terminal, &cli.global.root(), args),
        Command::Verify(args) => verify::run(&terminal, args),
        Command::Publish(args) => publish::run(&terminal, &cli.global.root(), args),
        Command::Schema(args) => schema::run(&terminal, &cli.global.root(), args),
        Command::Completions(args) => shell::completions(&terminal, args),
        Command::Man(args) => shell::man(&terminal, args),
    };
    outcome
        .unwrap_or_else(|error| {
            terminal.failure(&error);
            Outcome::Failure
        })
        .into()
}
