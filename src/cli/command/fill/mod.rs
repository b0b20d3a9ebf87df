//! `fill`: items from a seller's own data.
//!
//! ```text
//! data --data--> raw records --work, on all cores--> items or rejects --store, in order--> files
//! ```

mod check;
mod data;
#[cfg(feature = "sheets")]
mod example;
#[cfg(feature = "sheets")]
mod gather;
mod init;
mod store;
mod tables;
#[cfg(feature = "sheets")]
mod template;
mod work;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use tmall_schema::{Mapping, Param, Record, Schema, WriteOptions};

use crate::cli::args::{FillArgs, FillCommand, FillFormat};
use crate::cli::batch;
use crate::cli::checking::{checking, finding_ignores};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::ignore::Unused;
use crate::cli::input::{Source, check_stdin, open_mapping, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::json;
use crate::cli::settings::Settings;
use store::{FillStore, FillTarget};
use tables::RejectsForm;
use work::Worker;

/// The records of one unit of work: enough to keep threads from waiting for each other.
const BATCH: usize = 32;
/// The bytes of records after which a unit of work is complete, even with fewer records.
const BATCH_BYTES: usize = 1 << 20;
/// The time between two prints of rejects. Each redraws the progress bar.
const REPORT_PAUSE: Duration = Duration::from_millis(100);

pub(crate) fn run(args: &FillArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    match &args.command {
        Some(FillCommand::Init(args)) => init::run(args, settings, console),
        Some(FillCommand::Check(args)) => check::run(args, settings, console),
        #[cfg(feature = "sheets")]
        Some(FillCommand::Template(args)) => template::run(args, settings, console),
        None => {
            let mut output = Some(Output::open(args.output.output.as_deref(), console)?);
            let filled = fill(args, &mut output, settings, console);
            if let (Err(error), Some(output), FillFormat::Json) = (&filled, output, args.format) {
                output.complete(&json::failure(error, console.lang))?;
            }
            filled
        }
    }
}

/// Fills. The output is taken when there is the first of a result; until then, an error is the result.
fn fill(
    args: &FillArgs,
    output: &mut Option<Output>,
    settings: &Settings,
    console: &Console,
) -> Result<Exit, CliError> {
    let own = &settings.fill;
    let data = args.data.as_deref().unwrap_or("-");
    let set =
        own.schema.as_ref().or(settings.validate.schema.as_ref()).map(|path| path.display().to_string());
    let schema = args.schema.as_ref().or(set.as_ref()).ok_or(UsageError::NoSchemaToFill)?;
    check_stdin([data, schema])?;
    let target = FillTarget::of(args, settings)?;
    let name_by = args.name_by.as_ref().or(own.name_by.as_ref());
    if let Some(path) = name_by
        && let Err(reason) = Record::check_path(path)
    {
        return Err(UsageError::BadPath { path: path.clone(), reason }.into());
    }
    let schema = Source::of(schema)
        .checked_schema(&read_options(args.reading.dialect.or(settings.dialect)), console)?;
    let input = data::DataOptions::new(&args.input, settings);
    let map = args.map.as_deref().or(own.map.as_deref());
    #[cfg(feature = "sheets")]
    let (input, target) = match map.is_none() && input.is_workbook(data) {
        true => (input.with_template(&schema), target.of_template()),
        false => (input, target),
    };
    if target.rejects_form() != RejectsForm::Lines && !input.is_table(data) {
        return Err(UsageError::RejectsNeedTable.into());
    }
    let mapping = mapping(map, input.is_workbook(data), &schema)?;
    let plan = mapping.bind(&schema).map_err(CliError::Mapping)?;
    if let Some(map) = map.filter(|_| mapping.fields().next().is_none()) {
        let name = map.display();
        console.warn(&pick(
            console.lang,
            format!("{name}: the mapping fills no field: [fields] is empty"),
            format!("{name}：该映射没有填写任何字段：[fields] 为空"),
        ));
    }
    let checking = checking(&args.checking, settings, console)?;
    let worker = Worker {
        mapping: &mapping,
        plan: &plan,
        validator: checking.compile(&schema),
        ignores: finding_ignores(&args.checking, settings, &checking)?,
        defaults: (args.defaults || own.defaults.unwrap_or(false)).then(|| Param::from_defaults(&schema)),
        update: args.update_fields.iter().map(|id| id.trim().to_owned()).collect(),
        name_by: name_by.cloned(),
        written: WriteOptions::new().with_indent(),
        write: !args.dry_run,
        existing: target.out_dir.clone().filter(|_| target.skip_existing),
        places_warnings: args.format == FillFormat::Json,
        keeps_cells: target.rejects_form() != RejectsForm::Lines,
        lang: console.lang,
    };
    worker.check_update()?;
    let bar = console.progress(data::size(data));
    let records = data::open(data, input, &mapping, &bar)?;
    let mut store = FillStore::open(&target, output, name_by.map(String::as_str), &schema, console)?;
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let limit = args.limit.unwrap_or(u64::MAX);
    let mut shown = Instant::now();
    let taken = batch::each_in_order(
        Batches { records, left: limit },
        jobs,
        |batch| batch.map(|raws| raws.iter().flat_map(|raw| worker.fill(raw)).collect::<Vec<_>>()),
        |filled| {
            for filled in filled? {
                if store.seen() >= limit {
                    return Ok(ControlFlow::Break(()));
                }
                store.take(filled)?;
            }
            if store.has_report() && shown.elapsed() >= REPORT_PAUSE {
                // Only what is printed disturbs the bar.
                bar.print(|| store.print())?;
                shown = Instant::now();
            }
            Ok(ControlFlow::Continue(()))
        },
    );
    bar.finish();
    // Items made before an error in the data are kept, and rejects are reported.
    let store_is_empty = store.seen() == 0;
    let exit = store.finish(taken.as_ref().err())?;
    taken?;
    if store_is_empty {
        console.warn(pick(console.lang, "there are no records in the data", "数据中没有记录"));
    }
    // Ignores of the settings are for all data; only those of flags must match this data.
    worker.ignores.report(Unused::OfCommandLine, console);
    Ok(exit)
}

/// The mapping of a file; without one, records are items in their JSON form, or rows of a template.
fn mapping(path: Option<&Path>, is_template: bool, schema: &Schema) -> Result<Mapping, CliError> {
    match path {
        Some(path) => open_mapping(path),
        None if is_template => Ok(Mapping::by_field_ids(schema)),
        None => Ok(Mapping::identity(schema)),
    }
}

/// Records in units of work.
struct Batches<'m> {
    records: data::Records<'m>,
    /// How many texts are still wanted; each may hold several records.
    left: u64,
}

impl Iterator for Batches<'_> {
    type Item = Result<Vec<data::RawRecord>, CliError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut batch = Vec::with_capacity(BATCH);
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < BATCH_BYTES && self.left > 0 {
            match self.records.next() {
                Some(Ok(raw)) => {
                    bytes += raw.size();
                    self.left -= 1;
                    batch.push(raw);
                }
                Some(Err(error)) if batch.is_empty() => return Some(Err(error)),
                Some(Err(error)) => {
                    // The records before it come first.
                    self.records = Box::new(std::iter::once(Err(error)));
                    break;
                }
                None => break,
            }
        }
        (!batch.is_empty()).then_some(Ok(batch))
    }
}
