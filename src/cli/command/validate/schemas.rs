//! The schema for each item: one for all, or one by the item's name.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tmall_schema::{ReadOptions, ValidateOptions, Validator};

use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::input::Source;

pub(super) enum Schemas {
    One(Arc<Validator>),
    Directory(SchemaDirectory),
}

/// Schemas by the names of items, compiled when they are first needed.
pub(super) struct SchemaDirectory {
    path: PathBuf,
    read: ReadOptions,
    validate: ValidateOptions,
    console: Console,
    compiled: Mutex<HashMap<OsString, Compiled>>,
}

type Compiled = Result<Arc<Validator>, Arc<CliError>>;

/// The most compiled schemas that are kept; items of one name usually follow each other.
const KEPT: usize = 64;

impl Schemas {
    pub(super) fn one(validator: Validator) -> Schemas {
        Schemas::One(Arc::new(validator))
    }

    pub(super) fn directory(
        path: PathBuf,
        read: ReadOptions,
        validate: ValidateOptions,
        console: Console,
    ) -> Schemas {
        Schemas::Directory(SchemaDirectory { path, read, validate, console, compiled: Mutex::default() })
    }

    /// The schema of an item.
    pub(super) fn of(&self, item: &Source) -> Result<Arc<Validator>, CliError> {
        match (self, item) {
            (Schemas::One(validator), _) => Ok(Arc::clone(validator)),
            (Schemas::Directory(directory), Source::File(path)) => directory.of(path, item),
            // A source that is not a file has an error of its own.
            (Schemas::Directory(directory), _) => {
                item.bytes()?;
                Err(CliError::NoSchemaFor { item: item.name(), directory: directory.path.clone() })
            }
        }
    }
}

impl SchemaDirectory {
    fn of(&self, path: &Path, item: &Source) -> Result<Arc<Validator>, CliError> {
        let stem = path.file_stem().unwrap_or_default();
        let known = self.compiled.lock().unwrap_or_else(PoisonError::into_inner).get(stem).cloned();
        let compiled = match known {
            Some(compiled) => compiled,
            None => {
                let Some(file) = self.file(stem) else {
                    // An item that does not exist is reported as such.
                    std::fs::metadata(path).map_err(|error| CliError::open(path, error))?;
                    return Err(CliError::NoSchemaFor { item: item.name(), directory: self.path.clone() });
                };
                // Without the lock: two threads may compile the same schema, but none waits for another.
                let source = Source::File(file);
                let (compiled, schema) = match source.schema(&self.read) {
                    Ok(schema) => {
                        let validator = Validator::compile_with(&schema, &self.validate);
                        (Ok(Arc::new(validator)), Some(schema))
                    }
                    Err(error) => (Err(Arc::new(error)), None),
                };
                let mut all = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
                // Of two threads that compiled the same schema, only the first one warns.
                if let Some(schema) = schema.filter(|_| !all.contains_key(stem)) {
                    source.warn_of_item(&schema, &self.console);
                }
                if all.len() >= KEPT {
                    all.clear();
                }
                all.insert(stem.to_owned(), compiled.clone());
                compiled
            }
        };
        compiled.map_err(|error| CliError::SchemaOf { item: item.name(), error })
    }

    /// `DIR/STEM.xml`, else `DIR/STEM.json`.
    fn file(&self, stem: &OsStr) -> Option<PathBuf> {
        ["xml", "json"].into_iter().find_map(|extension| {
            let mut name = stem.to_owned();
            name.push(".");
            name.push(extension);
            let file = self.path.join(name);
            file.is_file().then_some(file)
        })
    }
}
