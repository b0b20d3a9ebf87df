//! The Chinese help texts. The English ones are the doc comments of the arguments.
//!
//! A test walks all commands. It fails if a text is missing, or if one belongs to nothing.

mod arguments;
mod commands;

use arguments::{ARGUMENTS, COMMAND_VALUES, HEADINGS, VALUES};
use commands::COMMANDS;

/// The texts of a subcommand.
#[derive(Debug)]
pub(super) struct CommandText {
    /// The names that lead to it, such as `fill init`; empty for the program.
    path: &'static str,
    pub(super) about: &'static str,
    /// Further paragraphs, if the English has any.
    pub(super) details: &'static str,
    /// Examples, exit codes and so on.
    pub(super) after: &'static str,
}

/// The texts of an argument.
#[derive(Debug)]
pub(super) struct ArgumentText {
    /// The path of its subcommand, or [`ANY`].
    path: &'static str,
    id: &'static str,
    pub(super) help: &'static str,
    /// Further paragraphs, if the English has any.
    pub(super) details: &'static str,
}

/// For arguments that mean the same in all subcommands that have them.
const ANY: &str = "*";

pub(super) fn command(path: &str) -> Option<&'static CommandText> {
    COMMANDS.iter().find(|text| text.path == path)
}

pub(super) fn argument(path: &str, id: &str) -> Option<&'static ArgumentText> {
    let of = |path: &str| ARGUMENTS.iter().find(|text| text.path == path && text.id == id);
    of(path).or_else(|| of(ANY))
}

/// What a possible value of an argument means.
pub(super) fn value(path: &str, id: &str, name: &str) -> Option<&'static str> {
    let own = COMMAND_VALUES.iter().find(|text| (text.0, text.1, text.2) == (path, id, name));
    own.map(|text| text.3)
        .or_else(|| VALUES.iter().find(|text| (text.0, text.1) == (id, name)).map(|text| text.2))
}

pub(super) fn heading(en: &str) -> Option<&'static str> {
    HEADINGS.iter().find(|text| text.0 == en).map(|text| text.1)
}

#[cfg(test)]
mod tests;
