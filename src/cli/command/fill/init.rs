//! `fill init`: prints a mapping to begin with.

use tmall_schema::{Lang, Mapping};

use super::data::{self, DataOptions};
use crate::cli::args::InitArgs;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::render::skeleton::skeleton;
use crate::cli::settings::Settings;

/// The records whose paths are used for guesses.
const RECORDS: usize = 200;

pub(super) fn run(args: &InitArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin([Some(args.schema.as_str()), args.from.as_deref()].into_iter().flatten())?;
    let source = Source::of(&args.schema);
    let schema = source.checked_schema(&read_options(args.reading.dialect.or(settings.dialect)), console)?;
    let paths = match &args.from {
        Some(name) => Some(paths(name, DataOptions::new(&args.input, settings))?),
        None => None,
    };
    let text = skeleton(&schema, &source.name(), paths, console.lang);
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&text)?;
    output.finish()?;
    Ok(Exit::Clean)
}

/// The paths of all texts in the first records.
fn paths(name: &str, options: DataOptions) -> Result<Vec<String>, CliError> {
    let mapping = Mapping::default();
    let mut paths = Vec::new();
    for raw in data::open(name, options, &mapping, &Progress::hidden())?.take(RECORDS) {
        let raw = raw?;
        let records = raw.records(&mapping, Lang::En).unwrap_or_default();
        paths.extend(records.iter().take(RECORDS).flat_map(tmall_schema::Record::paths));
    }
    Ok(paths)
}
