//! Parsing, with help and errors in the language of the user.
//!
//! clap does the parsing and says what is wrong. Its texts are not used: the parser is given the path of each
//! subcommand in place of its help and usage, and [`Page`] writes the texts of that subcommand.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};
use tmall_schema::Lang;

use super::page::Page;
use super::{Cli, scan, usage};

/// Why there is nothing to run.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Help was asked for, of the subcommand with this path.
    Help { path: Vec<String>, long: bool },
    /// There was no subcommand; the short help says which there are.
    NoCommand { path: Vec<String> },
    /// The version was asked for.
    Version,
    /// The arguments are wrong.
    Wrong { error: clap::Error, path: Vec<String> },
}

impl Cli {
    /// Parses a command line; the first argument is the program.
    pub(crate) fn read(args: &[OsString]) -> Result<Cli, Stop> {
        let args = &scan::without_global_options_of_help(args)[..];
        let matches = command().try_get_matches_from(args).map_err(|error| Stop::new(error, args))?;
        Cli::from_arg_matches(&matches).map_err(|error| Stop::new(error, args))
    }
}

/// The definition of the command line.
pub(crate) fn command() -> Command {
    marked(Cli::command(), String::new())
}

/// The command with the paths of subcommands in place of their help and usage.
fn marked(command: Command, path: String) -> Command {
    command.override_help(format!("{path} ")).override_usage(format!("{path} ")).mut_subcommands(|command| {
        let path = format!("{path} {}", command.get_name());
        marked(command, path)
    })
}

impl Stop {
    fn new(error: clap::Error, args: &[OsString]) -> Stop {
        let path = || words(&error.render().to_string());
        // The kinds are of a foreign enum that may grow; all others are errors.
        match error.kind() {
            ErrorKind::DisplayHelp => Stop::Help { path: path(), long: scan::wants_long_help(args) },
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Stop::NoCommand { path: path() },
            ErrorKind::DisplayVersion => Stop::Version,
            _ => {
                let path = path_of(&error).unwrap_or_else(|| subcommand(args));
                Stop::Wrong { error, path }
            }
        }
    }

    /// The text for the user; with ANSI codes.
    pub(crate) fn text(&self, lang: Lang, width: usize) -> String {
        match self {
            Stop::Help { path, long } => Page::of(path, lang).help(*long, width),
            Stop::NoCommand { path } => Page::of(path, lang).help(false, width),
            Stop::Version => format!("tmall-schema {}\n", env!("CARGO_PKG_VERSION")),
            Stop::Wrong { error, path } => usage::text(error, path, lang),
        }
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_success(&self) -> bool {
        match self {
            Stop::Help { .. } | Stop::Version => true,
            Stop::NoCommand { .. } | Stop::Wrong { .. } => false,
        }
    }
}

/// The subcommand in which an error occurred, where clap says it.
pub(super) fn path_of(error: &clap::Error) -> Option<Vec<String>> {
    match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => {
            Some(words(usage.to_string().strip_prefix("Usage:").unwrap_or_default()))
        }
        _ => None,
    }
}

/// The subcommand that raw arguments name: for errors of values, of which clap does not say it.
fn subcommand(args: &[OsString]) -> Vec<String> {
    let program = command();
    let mut current = &program;
    let mut path = Vec::new();
    for arg in args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--") {
        if let Some(found) = current.find_subcommand(arg) {
            path.push(found.get_name().to_owned());
            current = found;
        }
    }
    path
}

fn words(path: &str) -> Vec<String> {
    path.split_whitespace().map(str::to_owned).collect()
}
