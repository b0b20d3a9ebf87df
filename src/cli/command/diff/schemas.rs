//! The two schemas of a pair; two items in their place are refused, with the subcommand that compares items.

use tmall_schema::{Param, ParamField, ReadOptions, Schema};

use crate::cli::console::Console;
use crate::cli::error::{CliError, Refusal};
use crate::cli::input::Source;

/// Reads both schemas.
pub(super) fn read(
    old: &Source,
    new: &Source,
    options: &ReadOptions,
    console: &Console,
) -> Result<(Schema, Schema), CliError> {
    let bytes = (old.bytes()?, new.bytes()?);
    let schemas = (old.schema_in(&bytes.0, options), new.schema_in(&bytes.1, options));
    if is_item(old, &bytes.0, &schemas.0, options) && is_item(new, &bytes.1, &schemas.1, options) {
        return Err(CliError::Refused(new.name(), Refusal::Items));
    }
    let schemas = (schemas.0?, schemas.1?);
    old.warn_of_item(&schemas.0, console);
    new.warn_of_item(&schemas.1, console);
    Ok(schemas)
}

/// Whether a document is an item: read as a schema it is not one, or it cannot be read as one and holds values.
fn is_item(source: &Source, bytes: &[u8], schema: &Result<Schema, CliError>, options: &ReadOptions) -> bool {
    if let Ok(schema) = schema {
        return schema.is_item();
    }
    let item = source.read(
        bytes,
        options,
        |document| document.param(options),
        |json| Param::from_json_with(json.text(), None, options),
    );
    item.is_ok_and(|item| item.fields().iter().any(|field: &ParamField| !field.is_empty()))
}
