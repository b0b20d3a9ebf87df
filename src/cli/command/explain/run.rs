//! Runs the examples of the catalogue, so that what is shown is what the checks report.

use tmall_schema::catalogue::{Entry, Example, Kind, MappingExample, Pair};
use tmall_schema::{
    Error, Lang, Mapping, Param, Record, RuleProblems, RuleSet, Schema, ValidateOptions, Validator,
};

use crate::cli::command::diff::compare;
use crate::cli::error::CliError;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::examples::{ExampleResult, ExplainedEntry, RunExample, RunMapping, RunPair};
use crate::cli::results::findings::ItemFindings;

pub(super) fn explained(entry: &'static Entry, lang: Lang) -> Result<ExplainedEntry, CliError> {
    Ok(ExplainedEntry {
        entry,
        examples: entry.examples().iter().map(|one| example(entry, one)).collect::<Result<_, _>>()?,
        pairs: entry.pairs().iter().map(|one| pair(entry, one, lang)).collect::<Result<_, _>>()?,
        mappings: entry.mappings().iter().map(mapping).collect::<Result<_, _>>()?,
    })
}

fn example(entry: &Entry, example: &'static Example) -> Result<RunExample, CliError> {
    let document = example.item();
    let result = match entry.kind() {
        Kind::Note => {
            let validator = Validator::compile(&Schema::parse(&document).map_err(named("schema.xml"))?);
            let notes = validator.schema().notes().iter().chain(validator.notes());
            ExampleResult::Notes(notes.cloned().collect())
        }
        Kind::Finding | Kind::HouseRule | Kind::Change | Kind::Mapping | _ => {
            let schema = Schema::parse(&example.schema()).map_err(named("schema.xml"))?;
            let options = ValidateOptions::new().with_assets(example.assets());
            let param = Param::parse(&document).map_err(named("item.xml"))?;
            let mut validator = Validator::compile_with(&schema, &options);
            if let Some(rules) = entry.rules() {
                let rules = RuleSet::of_example(rules).map_err(|problems| of_rules(&problems))?;
                validator = validator.with_rules(rules.bind(&schema));
            }
            let report = validator.check(&param);
            let findings = ItemFindings::new(param, schema, report.into_iter().collect(), usize::MAX);
            ExampleResult::Findings(Box::new(findings))
        }
    };
    Ok(RunExample { example, schema: example.schema(), document, result, fixed: example.fixed() })
}

fn of_rules(problems: &RuleProblems) -> CliError {
    problems.iter().next().map_or(CliError::Reported, |problem| CliError::Rules(Box::new(problem.clone())))
}

fn pair(entry: &Entry, pair: &Pair, lang: Lang) -> Result<RunPair, CliError> {
    let read = |text: &Option<String>, name: &str| {
        text.as_deref().map(Schema::parse).transpose().map_err(named(name))
    };
    let (old, new) = (pair.old(), pair.new());
    let changes = match (read(&old, "old.xml")?, read(&new, "new.xml")?) {
        (Some(old), Some(new)) => compare(&old, &new, lang),
        // A whole schema is added or removed.
        _ => {
            let code = entry.code().parse();
            code.map(|code| ReportedChange::of_schema(code, "new.xml", lang)).into_iter().collect()
        }
    };
    Ok(RunPair { level: pair.level(), old, new, changes })
}

fn mapping(example: &'static MappingExample) -> Result<RunMapping, CliError> {
    let schema = Schema::parse(&example.schema()).map_err(named("schema.xml"))?;
    let record = Record::from_json(example.record()).map_err(named("record.json"))?;
    let load = |_: &str| Err(std::io::ErrorKind::NotFound.into());
    let plan = Mapping::parse_with(&example.mapping(), "mapping.toml", load)
        .and_then(|mapping| mapping.bind(&schema));
    let problems = match plan {
        Ok(plan) => plan.apply(&record).err().map(|error| error.into_parts().1).unwrap_or_default(),
        Err(problems) => problems.iter().cloned().collect(),
    };
    Ok(RunMapping { example, problems })
}

fn named(name: &str) -> impl FnOnce(Error) -> CliError {
    let name = name.to_owned();
    |error| CliError::document(name, error, None)
}
