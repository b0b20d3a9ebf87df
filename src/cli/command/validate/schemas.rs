//! The schema for each item: one for all, or one by the item's name.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tmall_schema::{NoteCode, ReadOptions, Validator};

use crate::cli::args::ItemSchemaArgs;
use crate::cli::checking::Checking;
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError, reason};
use crate::cli::input::{FileKinds, Source, Stems, walk};
use crate::cli::lang::{Message, pick};
use crate::cli::settings::Settings;

/// Where the schemas come from.
pub(crate) enum SchemaSource {
    One(Source),
    Directory(PathBuf),
}

impl SchemaSource {
    /// A flag of either kind wins over the settings of both kinds, which are those of `validate`.
    pub(crate) fn of(args: &ItemSchemaArgs, settings: &Settings) -> Result<SchemaSource, UsageError> {
        let own = &settings.validate;
        match (&args.schema, &args.schema_dir, &own.schema, &own.schema_dir) {
            (Some(schema), ..) => Ok(SchemaSource::One(Source::of(schema))),
            (None, Some(directory), ..) => Ok(SchemaSource::Directory(directory.clone())),
            (None, None, Some(schema), _) => Ok(SchemaSource::One(Source::File(schema.clone()))),
            (None, None, None, Some(directory)) => Ok(SchemaSource::Directory(directory.clone())),
            (None, None, None, None) => Err(UsageError::NoSchema),
        }
    }

    /// Reads and compiles the schema of all items, which `compiled` is then called with, or prepares to do so for each.
    pub(crate) fn compile(
        self,
        read: &ReadOptions,
        checking: &Checking,
        console: &Console,
        compiled: &mut dyn FnMut(&Source, &Validator),
    ) -> Result<Schemas, CliError> {
        match self {
            SchemaSource::One(source) => {
                let validator = checking.compile(&source.checked_schema(read, console)?);
                compiled(&source, &validator);
                Ok(Schemas::one(validator))
            }
            SchemaSource::Directory(directory) if directory.is_dir() => {
                Schemas::directory(directory, read.clone(), checking.clone())
            }
            SchemaSource::Directory(directory) => Err(CliError::directory(&directory)),
        }
    }
}

pub(crate) enum Schemas {
    One(Arc<Validator>),
    Directory(Box<SchemaDirectory>),
}

/// The schema of an item, and its number in the directory.
pub(crate) struct ItemSchema {
    pub(crate) validator: Arc<Validator>,
    pub(super) number: Option<usize>,
}

/// Schemas by the names of items, compiled when they are first needed.
pub(crate) struct SchemaDirectory {
    path: PathBuf,
    /// The files in the directory, of two that differ in the extension only the XML first.
    files: Vec<PathBuf>,
    stems: Stems,
    read: ReadOptions,
    checking: Checking,
    compiled: Mutex<HashMap<usize, Compiled>>,
}

type Compiled = Result<Arc<Validator>, Arc<CliError>>;

/// The most compiled schemas that are kept; items of one name usually follow each other.
const KEPT: usize = 64;

impl Schemas {
    pub(crate) fn one(validator: Validator) -> Schemas {
        Schemas::One(Arc::new(validator))
    }

    /// The schemas of a directory and of the folders in it.
    pub(crate) fn directory(
        path: PathBuf,
        read: ReadOptions,
        checking: Checking,
    ) -> Result<Schemas, CliError> {
        let mut folder = walk(&path, |inside: &Path| FileKinds::XmlAndJson.include(inside));
        if let Some((inside, error)) = folder.unreadable.pop() {
            return Err(CliError::Walk(path.join(inside), Message::of(|lang| reason(&error, lang))));
        }
        let is_json =
            |file: &Path| file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        folder.files.sort_by_cached_key(|file| (file.with_extension(""), is_json(file)));
        let names: Vec<String> = folder.files.iter().map(|file| file.display().to_string()).collect();
        let stems = Stems::of(names.iter().map(String::as_str));
        let files = folder.files;
        let directory = SchemaDirectory { path, files, stems, read, checking, compiled: Mutex::default() };
        Ok(Schemas::Directory(Box::new(directory)))
    }

    /// The name of the file that a schema of the directory came from, without its extension.
    #[cfg(feature = "net")]
    pub(crate) fn name_of(&self, schema: &ItemSchema) -> Option<String> {
        let Schemas::Directory(directory) = self else { return None };
        let stem = directory.files.get(schema.number?)?.file_stem()?;
        Some(stem.to_string_lossy().into_owned())
    }

    /// The schema of an item.
    pub(crate) fn of(&self, item: &Source) -> Result<ItemSchema, CliError> {
        match (self, item) {
            (Schemas::One(validator), _) => Ok(ItemSchema { validator: Arc::clone(validator), number: None }),
            (Schemas::Directory(directory), Source::File(path)) => directory.of(path, item),
            // A source that is not a file has an error of its own.
            (Schemas::Directory(directory), Source::Stdin | Source::Git(_) | Source::Nothing(..)) => {
                item.bytes()?;
                Err(directory.nothing_for(Path::new(""), item))
            }
        }
    }
}

impl SchemaDirectory {
    fn of(&self, path: &Path, item: &Source) -> Result<ItemSchema, CliError> {
        let Some(number) = self.stems.find(path) else {
            // An item that does not exist is reported as such.
            std::fs::metadata(path).map_err(|error| CliError::open(path, error))?;
            return Err(self.nothing_for(path, item));
        };
        let known = self.compiled.lock().unwrap_or_else(PoisonError::into_inner).get(&number).cloned();
        // Without the lock: two threads may compile the same schema, but none waits for another.
        let compiled = known.unwrap_or_else(|| {
            let schema = self.source(number).schema(&self.read);
            let compiled = schema.map(|schema| Arc::new(self.checking.compile(&schema))).map_err(Arc::new);
            let mut all = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
            if all.len() >= KEPT {
                all.clear();
            }
            all.insert(number, compiled.clone());
            compiled
        });
        compiled
            .map(|validator| ItemSchema { validator, number: Some(number) })
            .map_err(|error| CliError::SchemaOf { item: item.name(), error })
    }

    fn nothing_for(&self, path: &Path, item: &Source) -> CliError {
        CliError::NoSchemaFor { item: item.name(), directory: self.path.clone(), names: Stems::names(path) }
    }

    fn source(&self, number: usize) -> Source {
        Source::File(self.path.join(&self.files[number]))
    }
}

/// Reports what is wrong with schemas, of each once, in the order of the items.
pub(super) struct SchemaNotes<'a> {
    pub(super) schemas: &'a Schemas,
    pub(super) show_notes: bool,
    pub(super) console: &'a Console,
    pub(super) reported: HashSet<usize>,
}

impl SchemaNotes<'_> {
    /// What has to be reported of the schema of an item, if it has not been.
    pub(super) fn is_new(&mut self, schema: &ItemSchema) -> bool {
        schema.number.is_some_and(|number| self.reported.insert(number))
    }

    /// Reports a schema of the directory.
    pub(super) fn report(&self, schema: &ItemSchema) {
        if let (Schemas::Directory(directory), Some(number)) = (self.schemas, schema.number) {
            let source = directory.source(number);
            source.warn_of_item(schema.validator.schema(), self.console);
            // The number of notes of every schema alone would say little.
            if self.show_notes {
                report_notes(&source, &schema.validator, true, self.console);
            }
        }
    }
}

/// Reports the notes on a schema; without `--show-notes` only their number.
pub(super) fn report_notes(source: &Source, validator: &Validator, show_notes: bool, console: &Console) {
    let notes = || {
        let notes = validator.schema().notes().iter().chain(validator.notes());
        // That was a warning.
        notes.filter(|note| note.code != NoteCode::NotASchema)
    };
    let name = source.name();
    if show_notes {
        for note in notes() {
            let at = note.position;
            let message = note.message(console.lang);
            console.inform(&format!("{name}:{}:{}: {message} [{}]", at.line, at.column, note.code));
        }
        return;
    }
    match notes().count() {
        0 => {}
        count => console.inform(&pick(
            console.lang,
            format!("{name}: notes on the schema: {count} (--show-notes lists them)"),
            format!("{name}：schema 有 {count} 条提示（用 --show-notes 查看）"),
        )),
    }
}
