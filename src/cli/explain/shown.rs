//! An example, run: what the checks really say of the documents that are shown.

use tmall_schema::catalogue::{Entry, Example, Kind};
use tmall_schema::{Error, Note, Param, Schema, ValidateOptions, Validator};

use crate::cli::error::CliError;
use crate::cli::render::json::line;
use crate::cli::validate::Verdict;

/// Names of the documents of an example, as files are called in other examples.
pub(super) const SCHEMA: &str = "schema.xml";
pub(super) const ITEM: &str = "item.xml";
pub(super) const FACTS: &str = "facts.json";
pub(super) const MENDED: &str = "mended.xml";

/// An example with what was found.
pub(super) struct Shown {
    /// Empty where the schema itself is what is shown.
    pub(super) schema: String,
    /// Asset facts as JSON, where the items name files.
    pub(super) facts: Option<String>,
    pub(super) given: String,
    pub(super) result: Outcome,
    pub(super) mended: String,
}

/// What was found, by kind.
pub(super) enum Outcome {
    Findings(Box<Verdict>),
    Notes(Vec<Note>),
}

impl Shown {
    pub(super) fn of(entry: &Entry, example: &Example) -> Result<Shown, CliError> {
        let given = example.item();
        let result = match entry.kind() {
            Kind::Note => {
                let validator = Validator::compile(&Schema::parse(&given).map_err(named(SCHEMA))?);
                let notes = validator.schema().notes().iter().chain(validator.notes());
                Outcome::Notes(notes.cloned().collect())
            }
            _ => {
                let schema = Schema::parse(&example.schema()).map_err(named(SCHEMA))?;
                let options = ValidateOptions::new().assets(example.assets());
                let param = Param::parse(&given).map_err(named(ITEM))?;
                let report = Validator::compile_with(&schema, &options).check(&param);
                Outcome::Findings(Box::new(Verdict::new(param, report.into_iter().collect(), usize::MAX)))
            }
        };
        let mended = example.mended();
        Ok(Shown { schema: example.schema(), facts: facts(example), given, result, mended })
    }

    /// The documents in their order: name, language and text.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&'static str, &'static str, &str)> {
        let schema = Some((SCHEMA, "xml", self.schema.as_str())).filter(|(.., text)| !text.is_empty());
        let facts = self.facts.as_deref().map(|facts| (FACTS, "json", facts));
        schema.into_iter().chain(facts).chain([(self.given_name(), "xml", self.given.as_str())])
    }

    /// The name of the document that is about something.
    pub(super) fn given_name(&self) -> &'static str {
        match self.result {
            Outcome::Findings(_) => ITEM,
            Outcome::Notes(_) => SCHEMA,
        }
    }
}

fn named(name: &str) -> impl FnOnce(Error) -> CliError {
    let name = name.to_owned();
    |error| CliError::Document(name, error)
}

/// The facts in the form that `--assets` takes, a file a line.
fn facts(example: &Example) -> Option<String> {
    let files: Vec<String> =
        example.files().map(|(url, facts)| format!("  {}: {}", line(&url), line(&facts))).collect();
    (!files.is_empty()).then(|| format!("{{\n{}\n}}\n", files.join(",\n")))
}
