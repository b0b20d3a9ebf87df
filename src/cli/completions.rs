//! `completions`: a shell's completion script.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs};
use super::console::Console;
use super::error::{CliError, Exit};
use super::output::Output;

pub(crate) fn run(args: &CompletionsArgs, console: &Console) -> Result<Exit, CliError> {
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    // Into memory first: the generator panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    output.write(&String::from_utf8_lossy(&script))?;
    output.finish()?;
    Ok(Exit::Clean)
}
