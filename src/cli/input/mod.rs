//! Inputs: from what is named on the command line to documents.

mod expand;
pub(crate) mod git;
mod mapping;
mod stems;
mod walk;

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use tmall_schema::envelope::{self, Opened};
use tmall_schema::{Error, NoteCode, Param, ReadOptions, Schema};

use super::args::DialectArg;
use super::console::Console;
use super::error::{CliError, UsageError};
use super::lang::{Message, pick};
pub(crate) use expand::{FileKinds, expand, is_excluded};
use git::Blob;
pub(crate) use mapping::open_mapping;
pub(crate) use stems::Stems;
pub(crate) use walk::{Enter, Wanted, walk};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Stdin,
    File(PathBuf),
    Git(Blob),
    /// A directory or a glob, as it is named, that gives nothing to read.
    Nothing(String, Nothing),
}

/// Why there is nothing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Nothing {
    /// No file matches.
    NoMatch,
    /// A glob begins in a directory that does not exist.
    NoDirectory(PathBuf),
    /// A directory cannot be read.
    Unreadable(PathBuf, Message),
}

impl Source {
    /// The source that an argument names; `-` is standard input.
    pub(crate) fn of(argument: &str) -> Source {
        if argument == "-" { Source::Stdin } else { Source::File(PathBuf::from(argument)) }
    }

    /// The name in messages and results.
    pub(crate) fn name(&self) -> String {
        match self {
            Source::Stdin => "-".to_owned(),
            Source::File(path) | Source::Nothing(_, Nothing::Unreadable(path, _)) => {
                path.display().to_string()
            }
            Source::Git(blob) => blob.name().to_owned(),
            Source::Nothing(argument, _) => argument.clone(),
        }
    }

    /// Reads all bytes. Of a document that is too large only a little more than the limit, which reading it
    /// then reports.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, CliError> {
        const ENOUGH: u64 = (256 << 20) + 1;
        let mut bytes = Vec::new();
        match self {
            Source::Stdin => io::stdin()
                .take(ENOUGH)
                .read_to_end(&mut bytes)
                .map_err(|error| CliError::open("-".as_ref(), error))?,
            Source::File(path) => {
                let mut read = || {
                    let file = File::open(path)?;
                    // With room for one byte more, the file is read in one go, and the next read finds its end.
                    let size = file.metadata()?.len().min(ENOUGH);
                    bytes.reserve_exact(usize::try_from(size).unwrap_or(0) + 1);
                    file.take(ENOUGH).read_to_end(&mut bytes)
                };
                read().map_err(|error| CliError::open(path, error))?
            }
            Source::Git(blob) => return blob.bytes(ENOUGH),
            Source::Nothing(argument, reason) => {
                return Err(match reason {
                    Nothing::NoMatch => CliError::NothingFound(argument.clone()),
                    Nothing::NoDirectory(directory) => CliError::directory(directory),
                    Nothing::Unreadable(path, reason) => CliError::Walk(path.clone(), reason.clone()),
                });
            }
        };
        Ok(bytes)
    }

    /// Reads the document in the source, or the one inside an API response, with the given functions for XML and
    /// for JSON. Errors get the source line.
    pub(crate) fn read<T>(
        &self,
        bytes: &[u8],
        options: &ReadOptions,
        xml: impl FnOnce(&envelope::Document<'_>) -> Result<T, Error>,
        json: impl FnOnce(envelope::Json<'_>) -> Result<T, Error>,
    ) -> Result<T, CliError> {
        let fail = |error| CliError::document(self.name(), error, Some(bytes));
        match envelope::open(bytes, options).map_err(fail)? {
            Opened::Document(document) => xml(&document).map_err(fail),
            Opened::Json(found) => json(found).map_err(fail),
        }
    }

    /// Reads a schema, or the one inside an API response.
    pub(crate) fn schema(&self, options: &ReadOptions) -> Result<Schema, CliError> {
        self.schema_in(&self.bytes()?, options)
    }

    /// As [`schema`](Source::schema), from the bytes of the source.
    pub(crate) fn schema_in(&self, bytes: &[u8], options: &ReadOptions) -> Result<Schema, CliError> {
        self.read(
            bytes,
            options,
            |document| document.schema(options),
            |json| Opened::Json(json).into_document()?.schema(options),
        )
    }

    /// Reads a schema as [`schema`](Source::schema), with a warning if it is probably an item.
    pub(crate) fn checked_schema(
        &self,
        options: &ReadOptions,
        console: &Console,
    ) -> Result<Schema, CliError> {
        let schema = self.schema(options)?;
        self.warn_of_item(&schema, console);
        Ok(schema)
    }

    /// Warns of a schema that is probably an item.
    pub(crate) fn warn_of_item(&self, schema: &Schema, console: &Console) {
        for note in schema.notes().iter().filter(|note| note.code == NoteCode::NotASchema) {
            let colon = pick(console.lang, ": ", "：");
            console.warn(&format!("{}{colon}{} [{}]", self.name(), note.message(console.lang), note.code));
        }
    }

    /// Reads a param of a schema: from XML, inside an API response or not, or from its JSON form.
    pub(crate) fn param(&self, options: &ReadOptions, schema: &Schema) -> Result<Param, CliError> {
        let bytes = self.bytes()?;
        self.read(
            &bytes,
            options,
            |document| document.param(options),
            |json| Param::from_json_with(json.text(), Some(schema), options),
        )
    }
}

/// Options of reading, with a dialect if one is named.
pub(crate) fn read_options(dialect: Option<DialectArg>) -> ReadOptions {
    let options = ReadOptions::new();
    dialect.map_or(options.clone(), |dialect| options.with_dialect(dialect.into()))
}

/// Refuses a second `-` among all inputs of a command line.
pub(crate) fn check_stdin<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Result<(), UsageError> {
    match arguments.into_iter().filter(|argument| *argument == "-").count() {
        0 | 1 => Ok(()),
        _ => Err(UsageError::StdinTwice),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use tmall_schema::Lang;

    use super::*;

    #[allow(clippy::unwrap_used, reason = "a helper of tests")]
    fn message(source: &Source) -> String {
        source.bytes().unwrap_err().message(Lang::En)
    }

    #[test]
    fn what_does_not_exist_is_named() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name);
        symlink("gone.xml", at("link.xml")).unwrap();
        symlink("gone", at("folder")).unwrap();
        fs::write(at("a.xml"), "").unwrap();
        assert_eq!(message(&Source::File(at("link.xml"))), "broken link: gone.xml does not exist");
        assert_eq!(message(&Source::File(at("none.xml"))), "cannot read: no such file or directory");
        let directory = |name: &str| CliError::directory(&at(name)).message(Lang::En);
        assert_eq!(directory("none"), "the directory does not exist");
        assert_eq!(directory("folder"), "broken link: gone does not exist");
        assert_eq!(directory("a.xml"), "not a directory");
        let found = expand(&[place.path().display().to_string()], FileKinds::Xml, &[]).unwrap();
        assert_eq!(found, [Source::File(at("a.xml")), Source::File(at("link.xml"))]);
    }
}
