//! Mapping files. All problems of one are reported together, where other errors come alone.

use std::path::Path;

use tmall_schema::Mapping;

use crate::cli::error::CliError;

/// Reads a mapping file.
pub(crate) fn open_mapping(path: &Path) -> Result<Mapping, CliError> {
    Mapping::open(path).map_err(CliError::Mapping)
}
