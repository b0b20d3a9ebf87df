//! `man`: manual pages.

use clap::CommandFactory;

use super::args::{Cli, ManArgs};
use super::console::Console;
use super::error::{CliError, Exit, UsageError};
use super::output::Output;

pub(crate) fn run(args: &ManArgs, console: &Console) -> Result<Exit, CliError> {
    let mut program = Cli::command();
    program.build();
    let command = match &args.subcommand {
        None => program,
        Some(name) => match program.get_subcommands().find(|command| command.get_name() == name) {
            Some(command) => command.clone(),
            None => return Err(UsageError::NoSubcommand(name.clone()).into()),
        },
    };
    let mut page = Vec::new();
    let source = format!("tmall-schema {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(source).render(&mut page).map_err(CliError::print)?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&String::from_utf8_lossy(&page))?;
    output.finish()?;
    Ok(Exit::Clean)
}
