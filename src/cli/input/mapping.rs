//! Mapping files. All problems of one are reported, where other errors come alone.

use std::path::Path;

use tmall_schema::{Mapping, MappingProblems};

use crate::cli::console::Console;
use crate::cli::error::CliError;

/// Reads a mapping file.
pub(crate) fn open_mapping(path: &Path, console: &Console) -> Result<Mapping, CliError> {
    Mapping::open(path).map_err(|problems| report_problems(problems, console))
}

/// Reports all problems but the last, which becomes the error of the run.
pub(crate) fn report_problems(problems: MappingProblems, console: &Console) -> CliError {
    let mut errors: Vec<CliError> =
        problems.iter().map(|problem| CliError::Mapping(Box::new(problem.clone()))).collect();
    let last = errors.pop();
    for error in &errors {
        console.fail(error);
    }
    last.unwrap_or(CliError::Reported)
}
