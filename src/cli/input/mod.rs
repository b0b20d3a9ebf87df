//! Inputs: from what was named to documents.

mod expand;

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use tmall_schema::envelope::{self, Opened};
use tmall_schema::{Param, ReadOptions, Schema};

use super::args::DialectArg;
use super::error::{CliError, UsageError};
pub(crate) use expand::{Kinds, expand};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
    /// A directory or a glob in which nothing was found.
    Nothing(String),
    /// A place in a directory that cannot be walked, and why.
    Unwalkable(PathBuf, String),
}

impl Source {
    /// What an argument names; `-` is standard input.
    pub(crate) fn of(argument: &str) -> Source {
        if argument == "-" { Source::Stdin } else { Source::File(PathBuf::from(argument)) }
    }

    /// The name as messages and results have it.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::Stdin => "-".to_owned(),
            Source::File(path) | Source::Unwalkable(path, _) => path.display().to_string(),
            Source::Nothing(argument) => argument.clone(),
        }
    }

    /// Reads all bytes, or a little beyond what a document may have, which its reader then says.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, CliError> {
        const ENOUGH: u64 = (256 << 20) + 1;
        let mut bytes = Vec::new();
        match self {
            Source::Stdin => io::stdin()
                .take(ENOUGH)
                .read_to_end(&mut bytes)
                .map_err(|error| CliError::open("-".as_ref(), error))?,
            Source::File(path) => File::open(path)
                .and_then(|file| file.take(ENOUGH).read_to_end(&mut bytes))
                .map_err(|error| CliError::open(path, error))?,
            Source::Nothing(argument) => return Err(CliError::NothingFound(argument.clone())),
            Source::Unwalkable(path, reason) => {
                return Err(CliError::Walk(path.clone(), reason.clone()));
            }
        };
        Ok(bytes)
    }

    /// Reads a schema, or the one inside an API answer.
    pub(crate) fn schema(&self, options: &ReadOptions) -> Result<Schema, CliError> {
        let bytes = self.bytes()?;
        envelope::schema(&bytes, options).map_err(|error| CliError::Document(self.name(), error))
    }

    /// Reads a param of a schema: from XML, inside an API answer or not, or from its JSON form.
    pub(crate) fn param(&self, options: &ReadOptions, schema: &Schema) -> Result<Param, CliError> {
        let bytes = self.bytes()?;
        let param = envelope::open(&bytes, options).and_then(|opened| match opened {
            Opened::Document(document) => document.param(options),
            Opened::Json(json) => Param::from_json_with(json.text(), Some(schema), options),
        });
        param.map_err(|error| CliError::Document(self.name(), error))
    }
}

/// How to read, with a dialect if one was named.
pub(crate) fn read_options(dialect: Option<DialectArg>) -> ReadOptions {
    let options = ReadOptions::new();
    dialect.map_or(options.clone(), |dialect| options.with_dialect(dialect.into()))
}

/// Refuses a second `-` among all that a command line reads.
pub(crate) fn check_stdin<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Result<(), UsageError> {
    match arguments.into_iter().filter(|argument| *argument == "-").count() {
        0 | 1 => Ok(()),
        _ => Err(UsageError::StdinTwice),
    }
}
