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
#[cfg(test)]
mod docs;
mod error;
mod explain;
mod fill;
mod fmt;
mod input;
mod inspect;
mod json;
mod lang;
mod man;
mod output;
mod render;
mod settings;
mod suggest;
mod text;
mod validate;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use args::{Cli, Command, Stop};
use console::Console;
use error::{CliError, Exit};
use settings::Settings;

/// Runs one command line and says how it went.
pub(crate) fn run(args: impl Iterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.collect();
    let cli = match Cli::read(&args) {
        Ok(cli) => cli,
        Err(stop) => return end(&stop, &args),
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
        Command::Explain(args) => explain::run(&args, console),
        Command::Completions(args) => completions::run(&args, console),
        Command::Man(args) => man::run(&args, console),
    }
}

/// Prints help, the version or a usage error.
fn end(stop: &Stop, args: &[OsString]) -> ExitCode {
    let global = args::scan(args);
    let mut console = Console::new(&global);
    // Wrong settings are reported by the runs that use them.
    if let Ok(settings) = Settings::find(&global) {
        console.configure(&global, &settings);
    }
    let text = stop.text(console.lang, console::columns());
    // If the reader has closed the pipe, it has read enough.
    if stop.is_success() {
        let _ = console.print(&text);
        Exit::Clean.into()
    } else {
        console.print_usage(&text);
        Exit::Failed.into()
    }
}
