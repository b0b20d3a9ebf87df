//! An example, run: what the checks really say of the documents that are shown.

use tmall_schema::catalogue::Example;
use tmall_schema::{Error, Param, Schema, ValidateOptions, Validator};

use crate::cli::error::CliError;
use crate::cli::validate::Verdict;

/// Names of the documents of an example, as files are called in other examples.
pub(super) const SCHEMA: &str = "schema.xml";
pub(super) const ITEM: &str = "item.xml";
pub(super) const MENDED: &str = "mended.xml";
pub(super) const FACTS: &str = "facts.json";

/// An example with what was found in its item.
pub(super) struct Shown {
    pub(super) schema: String,
    pub(super) item: String,
    pub(super) mended: String,
    /// Asset facts as JSON, where the items name files.
    pub(super) facts: Option<String>,
    pub(super) verdict: Verdict,
}

impl Shown {
    pub(super) fn of(example: &Example) -> Result<Shown, CliError> {
        let (schema, item) = (example.schema(), example.item());
        let named = |name: &str| {
            let name = name.to_owned();
            |error: Error| CliError::Document(name, error)
        };
        let options = ValidateOptions::new().assets(example.assets());
        let validator = Validator::compile_with(&Schema::parse(&schema).map_err(named(SCHEMA))?, &options);
        let param = Param::parse(&item).map_err(named(ITEM))?;
        let findings = validator.check(&param).into_iter().collect();
        let verdict = Verdict::new(param, findings, usize::MAX);
        Ok(Shown { schema, item, mended: example.mended(), facts: facts(example), verdict })
    }
}

/// The facts in the form that `--assets` takes, a file a line.
fn facts(example: &Example) -> Option<String> {
    let line = |value: &dyn Fn() -> serde_json::Result<String>| value().unwrap_or_default();
    let files: Vec<String> = example
        .files()
        .map(|(url, facts)| {
            let url = line(&|| serde_json::to_string(url));
            format!("  {url}: {}", line(&|| serde_json::to_string(&facts)))
        })
        .collect();
    (!files.is_empty()).then(|| format!("{{\n{}\n}}\n", files.join(",\n")))
}
