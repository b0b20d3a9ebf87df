//! `fill check`: fields that a mapping does not fill, and parts of it or of the data that have no effect.

use std::collections::{BTreeMap, BTreeSet};

use tmall_schema::suggest::similar;
use tmall_schema::{FieldRef, Mapping, Schema};

use super::data::{self, DataOptions};
use crate::cli::args::{CheckArgs, FillFormat};
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{Source, check_stdin, open_mapping, read_options};
use crate::cli::output::Output;
use crate::cli::render::json;
use crate::cli::render::mapping_check::{self as render, CheckCounts};
use crate::cli::results::mapping::{MissedField, Need, has_own_value};
use crate::cli::results::mapping_check::{MappingCheck, UnfedField};
use crate::cli::settings::Settings;

/// The most records that are searched for unused paths.
const RECORDS: usize = 10_000;

pub(super) fn run(args: &CheckArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let output = Output::open(args.output.output.as_deref(), console)?;
    let check = match check(args, settings, console) {
        Ok(check) => check,
        Err(error) => {
            if args.format == FillFormat::Json {
                output.complete(&json::failure(&error, console.lang))?;
            }
            return Err(error);
        }
    };
    output.complete(&match args.format {
        FillFormat::Text => render::text(&check, console.lang),
        FillFormat::Json => render::json(&check, console.lang),
    })?;
    Ok(if CheckCounts::of(&check).errors == 0 { Exit::Clean } else { Exit::Found })
}

fn check(args: &CheckArgs, settings: &Settings, console: &Console) -> Result<MappingCheck, CliError> {
    check_stdin([Some(args.schema.as_str()), args.data.as_deref()].into_iter().flatten())?;
    let schema = Source::of(&args.schema)
        .checked_schema(&read_options(args.reading.dialect.or(settings.dialect)), console)?;
    let mapping = open_mapping(&args.mapping)?;
    let plan = mapping.bind(&schema);
    let problems = plan.as_ref().err().map_or_else(Vec::new, |problems| problems.iter().cloned().collect());
    let (fields, missed) = (mapping.fields().count(), missed(&mapping, &schema));
    let mut check = MappingCheck { fields, problems, missed, ..MappingCheck::default() };
    let (Ok(plan), Some(name)) = (&plan, &args.data) else { return Ok(check) };
    let mut unused: BTreeMap<String, u64> = BTreeMap::new();
    let mut seen = 0;
    let mut places = BTreeSet::new();
    let bar = console.progress(data::size(name));
    for raw in data::open(name, DataOptions::new(&args.input, settings), &mapping, &bar)?.take(RECORDS) {
        let raw = raw?;
        for record in raw.records(&mapping, console.lang).unwrap_or_default() {
            seen += 1;
            places.extend(record.paths());
            for path in plan.unused(&record) {
                *unused.entry(path).or_default() += 1;
            }
        }
    }
    bar.finish();
    let unfed = plan.unfed(&places).into_iter().filter(|_| seen > 0);
    check.unfed = unfed
        .map(|(field, path)| UnfedField {
            path: field.to_owned(),
            source: path.to_owned(),
            near: near(path, &places),
        })
        .collect();
    let is_used = |path: &str| mapping.groups() && is_used_elsewhere(path, &unused, &places);
    check.unused = unused
        .iter()
        .filter(|(path, _)| !is_used(path))
        .map(|(path, times)| (path.clone(), *times))
        .collect();
    check.records = Some(seen);
    Ok(check)
}

/// The path into the records that a misspelled one most likely means. Paths inside rows are compared with those below
/// any list.
fn near(path: &str, places: &BTreeSet<String>) -> Option<String> {
    let wanted = path.replace("[*]", "");
    let below = |place: &str| place.rsplit_once("[*].").map(|(_, key)| key.to_owned());
    let names: BTreeSet<String> =
        places.iter().flat_map(|place| [Some(place.replace("[*]", "")), below(place)]).flatten().collect();
    similar(&wanted, names.iter().map(String::as_str)).first().map(|near| (*near).to_owned())
}

/// Whether a path is used in another form: of rows that are grouped into one record, each value occurs twice, in the
/// record itself and in the list of its rows.
fn is_used_elsewhere(path: &str, unused: &BTreeMap<String, u64>, places: &BTreeSet<String>) -> bool {
    match path.split_once("[*].") {
        // If it is unused in both, only the path in the record itself is reported.
        Some((_, key)) if places.contains(key) => true,
        _ => places
            .iter()
            .filter(|place| place.split_once("[*].").is_some_and(|(_, key)| key == path))
            .any(|place| !unused.contains_key(place)),
    }
}

/// The required fields that the mapping does not fill: those that are always required come first.
fn missed(mapping: &Mapping, schema: &Schema) -> Vec<MissedField> {
    let coverage = mapping.coverage(schema);
    let missed = |path: &str, need: Need| MissedField {
        path: path.to_owned(),
        field: schema.field(path).and_then(FieldRef::name).filter(|name| !name.is_empty()).map(str::to_owned),
        need,
    };
    let always = |path: &String| match schema.field(path).is_some_and(has_own_value) {
        true => missed(path, Need::Default),
        false => missed(path, Need::Always),
    };
    let conditional = coverage.conditional.iter().map(|path| missed(path, Need::Condition));
    coverage.required.iter().map(always).chain(conditional).collect()
}
