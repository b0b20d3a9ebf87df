//! Errors that end a run or the work on one file.

mod message;
mod refusal;
mod usage;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tmall_schema::{ApiError, Error, ErrorKind, Lang, MappingProblem, MappingProblems, RuleProblem};

use super::lang::{Message, pick};
use super::source_line::SourceLine;
pub(crate) use message::reason;
pub(crate) use refusal::Refusal;
pub(crate) use usage::UsageError;

/// An error that ends a run, or the work on one file.
#[derive(Debug)]
pub(crate) enum CliError {
    /// A baseline that cannot be used.
    Baseline { file: PathBuf, place: Place, message: Message },
    /// The arguments do not make sense together.
    Usage(UsageError),
    /// A file cannot be opened.
    Open(PathBuf, io::Error),
    /// A link whose target does not exist.
    BrokenLink { link: PathBuf, target: PathBuf },
    /// A directory that does not exist.
    NoDirectory(PathBuf),
    /// A file where a directory is required.
    NotADirectory(PathBuf),
    /// A document cannot be read or written; with its name as given, and the source line if there is one.
    Document { name: String, error: Error, line: Option<Box<SourceLine>> },
    /// A file cannot be written.
    Write(PathBuf, io::Error),
    /// The results cannot be printed.
    Print(io::Error),
    /// Everything wrong was reported already.
    Reported,
    /// The settings file is wrong.
    Settings { file: PathBuf, line: u32, column: u32, message: Message },
    /// The file of asset facts is wrong.
    Assets { file: PathBuf, line: u32, column: u32, message: Message },
    /// An ignore file is wrong.
    Ignores { file: PathBuf, line: u32, column: u32, message: Message },
    /// The file of `--known` is wrong.
    Known { file: PathBuf, line: u32, column: u32, message: Message },
    /// What git says.
    Git(Message),
    /// A file or directory of which git has no version.
    NoVersions(String),
    /// A directory cannot be walked.
    Walk(PathBuf, Message),
    /// A directory or a glob without matching files.
    NothingFound(String),
    /// The operation does not apply to the file.
    Refused(String, Refusal),
    /// An item for which a directory has no schema; with the names that it may have, the best first.
    NoSchemaFor { item: String, directory: PathBuf, names: Vec<String> },
    /// The schema of an item cannot be read.
    SchemaOf { item: String, error: Arc<CliError> },
    /// A mapping is wrong or does not fit; with all its problems.
    Mapping(MappingProblems),
    /// A file of house rules is wrong.
    Rules(Box<RuleProblem>),
    /// Records cannot be read.
    Data { name: String, line: Option<u64>, message: Message },
    /// Records are not valid JSON.
    Json { name: String, place: Place, message: Message },
}

/// A place in a file, as messages and JSON give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Place {
    /// The place of a byte in a text.
    pub(crate) fn in_text(text: &str, at: usize) -> Place {
        let before = text.get(..at.min(text.len())).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

impl CliError {
    /// The file in question.
    pub(crate) fn file(&self) -> Option<String> {
        match self {
            CliError::Open(path, _) | CliError::Write(path, _) | CliError::Walk(path, _) => {
                Some(path.display().to_string())
            }
            CliError::Document { name, .. }
            | CliError::Refused(name, _)
            | CliError::NothingFound(name)
            | CliError::NoVersions(name) => Some(name.clone()),
            CliError::BrokenLink { link: path, .. }
            | CliError::NoDirectory(path)
            | CliError::NotADirectory(path) => Some(path.display().to_string()),
            CliError::Json { name, .. } => Some(name.clone()),
            CliError::NoSchemaFor { item, .. } | CliError::SchemaOf { item, .. } => Some(item.clone()),
            CliError::Settings { file, .. }
            | CliError::Baseline { file, .. }
            | CliError::Assets { file, .. }
            | CliError::Ignores { file, .. }
            | CliError::Known { file, .. } => Some(file.display().to_string()),
            CliError::Data { name, line, .. } => Some(match line {
                Some(line) => format!("{name}:{line}"),
                None => name.clone(),
            }),
            // The problems name their files themselves.
            CliError::Mapping(_) | CliError::Rules(_) => None,
            CliError::Git(_) | CliError::Usage(_) | CliError::Print(_) | CliError::Reported => None,
        }
    }

    /// The error answer of the platform, if that is what was read.
    pub(crate) fn answer(&self) -> Option<&ApiError> {
        match self {
            CliError::Document { error, .. } => match error.kind() {
                ErrorKind::Answer(answer) => Some(answer),
                _ => None,
            },
            CliError::SchemaOf { error, .. } => error.answer(),
            _ => None,
        }
    }

    /// The place in that file.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            CliError::Document { error, .. } => {
                error.position().map(|at| Place { line: at.line, column: at.column })
            }
            CliError::Json { place, .. } | CliError::Baseline { place, .. } => Some(*place),
            &CliError::Settings { line, column, .. }
            | &CliError::Assets { line, column, .. }
            | &CliError::Ignores { line, column, .. }
            | &CliError::Known { line, column, .. } => Some(Place { line, column }),
            _ => None,
        }
    }

    /// All problems of a mapping, if that is what is wrong.
    pub(crate) fn problems(&self) -> &[MappingProblem] {
        match self {
            CliError::Mapping(problems) => problems.iter().as_slice(),
            _ => &[],
        }
    }

    /// The message with file and place.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(file) = self.file() {
            text.push_str(&file);
            if let Some(place) = self.place() {
                text.push_str(&format!(":{}:{}", place.line, place.column));
            }
            text.push_str(pick(lang, ": ", "："));
        }
        text.push_str(&self.message(lang));
        text
    }

    /// A file or directory cannot be opened. A broken link is reported as such.
    pub(crate) fn open(path: &Path, error: io::Error) -> CliError {
        match fs::read_link(path) {
            Ok(target) if error.kind() == io::ErrorKind::NotFound => {
                CliError::BrokenLink { link: path.to_owned(), target }
            }
            _ => CliError::Open(path.to_owned(), error),
        }
    }

    /// A directory cannot be used: it does not exist, or is not a directory.
    pub(crate) fn directory(path: &Path) -> CliError {
        if path.exists() {
            return CliError::NotADirectory(path.to_owned());
        }
        match CliError::open(path, io::ErrorKind::NotFound.into()) {
            CliError::Open(path, _) => CliError::NoDirectory(path),
            link => link,
        }
    }

    /// A document cannot be read or written. Errors of reading have a source line if `bytes` are given.
    pub(crate) fn document(name: String, error: Error, bytes: Option<&[u8]>) -> CliError {
        let place = bytes.zip(error.position());
        let line = place.and_then(|(bytes, at)| SourceLine::find(bytes, at.line, at.column));
        CliError::Document { name, error, line: line.map(Box::new) }
    }

    /// The source line of an error in a document, with the name of the document and the place in it.
    pub(crate) fn source_line(&self) -> Option<(&str, Place, &SourceLine)> {
        match self {
            CliError::Document { name, line: Some(line), .. } => Some((name, self.place()?, line)),
            CliError::SchemaOf { error, .. } => error.source_line(),
            _ => None,
        }
    }

    pub(crate) fn write(path: &Path, error: io::Error) -> CliError {
        CliError::Write(path.to_owned(), error)
    }
}

impl From<UsageError> for CliError {
    fn from(error: UsageError) -> CliError {
        CliError::Usage(error)
    }
}
