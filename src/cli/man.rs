//! `man`: manual pages.

use super::args::{ManArgs, Page};
use super::console::Console;
use super::error::{CliError, Exit, UsageError};
use super::output::Output;

pub(crate) fn run(args: &ManArgs, console: &Console) -> Result<Exit, CliError> {
    let page = Page::find(&args.subcommand, console.lang)
        .ok_or_else(|| UsageError::NoSubcommand(args.subcommand.join(" ")))?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&page.manual())?;
    output.finish()?;
    Ok(Exit::Clean)
}
