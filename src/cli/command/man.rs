//! `man`: manual pages.

use crate::cli::args::{ManArgs, Page};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::output::Output;

pub(crate) fn run(args: &ManArgs, console: &Console) -> Result<Exit, CliError> {
    let page = Page::find(&args.subcommand, console.lang)
        .ok_or_else(|| UsageError::NoSubcommand(args.subcommand.join(" ")))?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&page.manual())?;
    output.finish()?;
    Ok(Exit::Clean)
}
