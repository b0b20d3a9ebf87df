//! The command line: from arguments to a subcommand to an exit code.
//!
//! ```text
//! args, settings --> command --> results --> render --> output
//!                      |  ^
//!              input --+  +-- the library
//! ```
//!
//! - The files of this folder, `args/` and `input/` are the ground floor, which all others use: what the command
//!   line accepts (`args`, `settings`), errors and exit codes (`error`, `exit`), where inputs come from (`input`) and where
//!   results go (`output`), messages on standard error (`console`), threads (`batch`), texts on a terminal
//!   (`text`, `style`, `excerpt`, `snippet`), and calls over the network (`net`), which only the feature of that name has.
//! - `results/` holds the plain data that commands hand to renderers.
//! - `words/` puts rules and conditions into words.
//! - `render/` turns results into the output formats, one file each.
//! - `command/` has one file or folder for each subcommand.
//!
//! Each room uses only rooms above it in this list; `tests/it/promises/layers_cli.rs` checks this. Nothing here ends the
//! process: every path returns to [`run`].

mod args;
mod baseline;
mod batch;
mod checking;
mod command;
mod console;
mod date;
#[cfg(test)]
mod docs;
mod error;
mod excerpt;
mod exit;
mod field_path;
mod field_search;
mod fingerprint;
mod ignore;
mod input;
mod interrupt;
mod json;
mod lang;
#[cfg(feature = "net")]
mod net;
mod output;
mod progress;
mod render;
mod results;
mod secrets;
mod settings;
mod snippet;
mod source_line;
mod style;
mod text;
mod words;

use std::ffi::OsString;

use args::{Cli, Command, Stop};
use console::Console;
use error::CliError;
pub(crate) use exit::Exit;
use settings::Settings;

/// Runs one command line and returns its exit code.
pub(crate) fn run(args: impl Iterator<Item = OsString>) -> Exit {
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
    outcome.unwrap_or_else(|error| {
        console.fail(&error);
        Exit::Failed
    })
}

fn dispatch(command: Command, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    match command {
        Command::Validate(args) => command::validate::run(&args, settings, console),
        Command::Diff(args) => command::diff::run(&args, settings, console),
        Command::Inspect(args) => command::inspect::run(&args, settings, console),
        Command::Fmt(args) => command::fmt::run(&args, settings, console),
        Command::Fill(args) => command::fill::run(&args, settings, console),
        Command::Readback(args) => command::readback::run(&args, settings, console),
        Command::Log(args) => command::log::run(&args, settings, console),
        #[cfg(feature = "net")]
        Command::Fetch(args) => command::fetch::run(&args, settings, console),
        #[cfg(feature = "net")]
        Command::Submit(args) => command::submit::run(&args, settings, console),
        Command::Request(args) => command::request::run(&args, console),
        Command::Sign(args) => command::sign::sign(&args, console),
        Command::Verify(args) => command::sign::verify(&args, console),
        Command::Sandbox(args) => command::sandbox::run(&args, console),
        Command::Rules(args) => command::rules::run(&args, settings, console),
        Command::Schema(args) => command::schema::run(&args, settings, console),
        Command::Explain(args) => command::explain::run(&args, console),
        Command::Completions(args) => command::completions::run(&args, console),
        Command::Man(args) => command::man::run(&args, console),
    }
}

/// Prints help, the version or a usage error.
fn end(stop: &Stop, args: &[OsString]) -> Exit {
    let global = args::scan(args);
    let mut console = Console::new(&global);
    // Wrong settings are reported by the runs that use them.
    if let Ok(settings) = Settings::find(&global) {
        console.configure(&global, &settings);
    }
    let text = stop.text(console.lang, console::terminal_width());
    // If the reader has closed the pipe, it has read enough.
    if stop.is_success() {
        let _ = console.print(&text);
        Exit::Clean
    } else {
        console.print_usage(&text);
        Exit::Failed
    }
}
