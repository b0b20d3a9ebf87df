//! A schema that is kept between calls.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;

use crate::api::failure::Failure;
use crate::api::options::{Langs, one_of};
use crate::api::validate::CompileChoices;
use crate::read::envelope::{self, Opened};
use crate::schema::Schema;
use crate::validate::Validator;
use crate::vocab::Dialect;
use crate::xml::ReadOptions;

/// How many validators a handle keeps. A program uses one or two sets of options.
const KEPT: usize = 4;

/// A schema, with the validators that calls have compiled. `Send` and `Sync`: any number of threads may use it.
#[derive(Debug)]
pub struct SchemaHandle {
    schema: Schema,
    read: ReadOptions,
    /// The last ones that were compiled, by their options.
    validators: Mutex<Vec<(CompileChoices, Arc<Validator>)>>,
}

impl SchemaHandle {
    /// The schema.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// How the items of this schema are read.
    pub(super) fn read_options(&self) -> &ReadOptions {
        &self.read
    }

    /// The validator for some options, compiled at most once while it is among the last that were used.
    pub(super) fn validator(
        &self,
        options: &CompileChoices,
        langs: Langs,
    ) -> Result<Arc<Validator>, Failure> {
        let known = |list: &[(CompileChoices, Arc<Validator>)]| {
            list.iter().find(|(of, _)| of == options).map(|(_, validator)| Arc::clone(validator))
        };
        let lock = || self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = known(&lock()) {
            return Ok(validator);
        }
        // Without the lock: other threads go on with what they have.
        let validator = Arc::new(options.compile(&self.schema, langs)?);
        let mut list = lock();
        if let Some(validator) = known(&list) {
            return Ok(validator);
        }
        if list.len() == KEPT {
            list.remove(0);
        }
        list.push((options.clone(), Arc::clone(&validator)));
        Ok(validator)
    }
}

/// Options of [`parse_schema`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ParseOptions {
    /// The language of messages: `en`, `zh` or `both`.
    pub lang: Option<String>,
    /// The dialect, instead of detecting it: `classic`, `item-schema` or `icbu`.
    pub dialect: Option<String>,
    /// The most bytes of input.
    pub max_input: Option<usize>,
    /// The most levels of nested elements.
    pub max_depth: Option<usize>,
    /// The most fields of a document.
    pub max_fields: Option<usize>,
    /// The most attributes of one element.
    pub max_attributes: Option<usize>,
    /// The most bytes of one text.
    pub max_text: Option<usize>,
}

/// The word of a dialect.
pub(super) fn dialect(word: Option<&str>) -> Result<Option<Dialect>, Failure> {
    let known = ["classic", "item-schema", "icbu"];
    word.map(|word| one_of("dialect", word, &known, |word| word.parse().ok())).transpose()
}

impl ParseOptions {
    fn read(&self) -> Result<ReadOptions, Failure> {
        let mut options = ReadOptions::new();
        if let Some(dialect) = dialect(self.dialect.as_deref())? {
            options = options.with_dialect(dialect);
        }
        if let Some(bytes) = self.max_input {
            options = options.with_max_input(bytes);
        }
        if let Some(elements) = self.max_depth {
            options = options.with_max_depth(elements);
        }
        if let Some(fields) = self.max_fields {
            options = options.with_max_fields(fields);
        }
        if let Some(attributes) = self.max_attributes {
            options = options.with_max_attributes(attributes);
        }
        if let Some(bytes) = self.max_text {
            options = options.with_max_text(bytes);
        }
        Ok(options)
    }
}

/// Reads a schema: XML in any supported encoding, an API response that holds it, or its JSON form.
///
/// # Errors
/// If the options are wrong, or the input cannot be read; error answers of the platform have their class.
pub fn parse_schema(input: &[u8], options: &ParseOptions) -> Result<SchemaHandle, Failure> {
    let langs = Langs::new(options.lang.as_deref())?;
    let read = options.read()?;
    let schema = match envelope::open(input, &read) {
        Ok(Opened::Document(document)) => document.schema(&read),
        Ok(Opened::Json(json)) if is_form(json.text()) => Schema::from_json(json.text()),
        Ok(json @ Opened::Json(_)) => json.into_document().and_then(|document| document.schema(&read)),
        Err(error) => Err(error),
    };
    let schema = schema.map_err(|error| Failure::of(&error, langs))?;
    Ok(SchemaHandle { schema, read, validators: Mutex::new(Vec::new()) })
}

/// Whether JSON is meant as the form of a schema, which always has these two keys.
fn is_form(json: &str) -> bool {
    #[derive(Deserialize)]
    struct Keys {
        #[serde(rename = "format_version")]
        _version: serde::de::IgnoredAny,
        #[serde(rename = "dialect")]
        _dialect: serde::de::IgnoredAny,
    }
    serde_json::from_str::<Keys>(json).is_ok()
}
