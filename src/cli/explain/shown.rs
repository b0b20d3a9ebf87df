//! An example, run: what the checks really say of the documents that are shown.

use tmall_schema::catalogue::{Entry, Example, Kind, MappingExample, Pair};
use tmall_schema::{
    Error, Lang, Level, Mapping, MappingProblem, Note, Param, Record, Schema, ValidateOptions, Validator,
};

use crate::cli::diff::{Row, compare};
use crate::cli::error::CliError;
use crate::cli::render::diff::change_line;
use crate::cli::render::json::line;
use crate::cli::validate::Verdict;

/// Names of the documents of an example, as files are called in other examples.
pub(super) const SCHEMA: &str = "schema.xml";
pub(super) const ITEM: &str = "item.xml";
pub(super) const FACTS: &str = "facts.json";
pub(super) const OLD: &str = "old.xml";
pub(super) const NEW: &str = "new.xml";
pub(super) const FIXED: &str = "fixed.xml";
const MAPPING: &str = "mapping.toml";
const RECORD: &str = "record.json";
pub(super) const FIXED_MAPPING: &str = "fixed.toml";
pub(super) const FIXED_RECORD: &str = "fixed.json";

/// An example with what was found.
pub(super) struct Shown {
    /// Empty where the schema itself is what is shown.
    pub(super) schema: String,
    /// Asset facts as JSON, where the items name files.
    pub(super) facts: Option<String>,
    pub(super) given: String,
    pub(super) result: Outcome,
    pub(super) fixed: String,
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
        let fixed = example.fixed();
        Ok(Shown { schema: example.schema(), facts: facts(example), given, result, fixed })
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

/// A pair of schemas with what really differs between them.
pub(super) struct ShownPair {
    pub(super) level: Level,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) rows: Vec<Row>,
}

impl ShownPair {
    pub(super) fn of(pair: &Pair, entry: &Entry, lang: Lang) -> Result<ShownPair, CliError> {
        let read = |text: &Option<String>, name: &str| {
            text.as_deref().map(Schema::parse).transpose().map_err(named(name))
        };
        let (old, new) = (pair.old(), pair.new());
        let rows = match (read(&old, OLD)?, read(&new, NEW)?) {
            (Some(old), Some(new)) => compare(&old, &new, lang),
            // Whole schemas come and go between directories.
            _ => entry.code().parse().map(|code| Row::of_schema(code, NEW, lang)).into_iter().collect(),
        };
        Ok(ShownPair { level: pair.level(), old, new, rows })
    }

    /// The documents that there are, with their names.
    pub(super) fn documents(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let documents = [(OLD, &self.old), (NEW, &self.new)];
        documents.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)))
    }

    /// The changes, each in a line.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        self.rows.iter().map(|row| change_line(row, lang)).collect()
    }
}

/// An example of a mapping with the problems that it really has.
pub(super) struct ShownMapping<'e> {
    pub(super) example: &'e MappingExample,
    pub(super) problems: Vec<MappingProblem>,
}

impl<'e> ShownMapping<'e> {
    pub(super) fn of(example: &'e MappingExample) -> Result<ShownMapping<'e>, CliError> {
        let schema = Schema::parse(&example.schema()).map_err(named(SCHEMA))?;
        let record = Record::from_json(example.record()).map_err(named(RECORD))?;
        let load = |_: &str| Err(std::io::ErrorKind::NotFound.into());
        let plan = Mapping::parse_with(&example.mapping(), MAPPING, load).and_then(|read| read.bind(&schema));
        let problems = match plan {
            Ok(plan) => match plan.apply(&record) {
                Ok(_) => Vec::new(),
                Err(error) => error.into_parts().1,
            },
            Err(problems) => problems.iter().cloned().collect(),
        };
        Ok(ShownMapping { example, problems })
    }

    /// The documents in their order: name, language and text.
    pub(super) fn documents(&self) -> [(&'static str, &'static str, String); 3] {
        let Self { example, .. } = self;
        [
            (SCHEMA, "xml", example.schema()),
            (MAPPING, "toml", example.mapping()),
            (RECORD, "json", format!("{}\n", example.record())),
        ]
    }

    /// The documents without the problem.
    pub(super) fn fixed(&self) -> Vec<(&'static str, &'static str, String)> {
        let Self { example, .. } = self;
        let mut fixed = vec![(FIXED_MAPPING, "toml", example.fixed())];
        if example.fixed_record() != example.record() {
            fixed.push((FIXED_RECORD, "json", format!("{}\n", example.fixed_record())));
        }
        fixed
    }

    /// The problems, each in a line.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        self.problems.iter().map(|problem| problem.line(lang)).collect()
    }
}
