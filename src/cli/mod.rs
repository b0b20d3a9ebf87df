//! The command line: arguments to a subcommand to an exit code.
//!
//! `args` says what may be asked and `settings` what a project has set for good; `input` opens what is
//! named and `output` takes the results; each subcommand is one file. Nothing here ends the process: all
//! ways lead back to [`run`].

mod args;
mod batch;
mod completions;
mod console;
mod diff;
mod error;
mod explain;
mod fill;
mod fmt;
mod input;
mod inspect;
mod lang;
mod man;
mod output;
mod readback;
mod render;
mod settings;
mod text;
mod validate;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use console::Console;
use error::{CliError, Exit};
use settings::Settings;

/// Runs one command line and says how it went.
pub(crate) fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let mut console = Console::new(&cli.global);
    let outcome = Settings::find(&cli.global).and_then(|settings| {
        console.configure(&cli.global, &settings);
        dispatch(cli.command, &settings, &console)
    });
    let exit = outcome.unwrap_or_else(|error| {
        console.fail(&error);
        error.exit()
    });
    exit.into()
}

fn dispatch(command: Command, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    match command {
        Command::Validate(args) => validate::run(&args, settings, console),
        Command::Diff(args) => diff::run(&args, settings, console),
        Command::Inspect(args) => inspect::run(&args, settings, console),
        Command::Fmt(args) => fmt::run(&args, settings, console),
        Command::Fill(args) => fill::run(&args, settings, console),
        Command::Readback(args) => readback::run(&args, settings, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Completions(args) => completions::run(&args, console),
        Command::Man(args) => man::run(&args, console),
    }
}

/// Help and version are no errors; clap prints both kinds and knows which is which.
fn usage(error: &clap::Error) -> ExitCode {
    // Whoever asked for help and closed the pipe has read enough.
    let _ = error.print();
    if error.use_stderr() { Exit::Failed.into() } else { Exit::Clean.into() }
}
