//! `fill`: items of a seller's own data.
//!
//! ```text
//! data --data--> raw records --work, on all cores--> items or rejects --store, in order--> files
//! ```

mod check;
mod data;
mod guess;
mod init;
mod reject;
mod store;
mod work;

use std::ops::ControlFlow;
use std::path::Path;

use tmall_schema::{Mapping, MappingProblems, Param, Plan, Record, Schema, Validator};

use super::args::{FillArgs, FillCommand};
use super::batch;
use super::console::Console;
use super::error::{CliError, Exit, UsageError};
use super::input::{Source, check_stdin, read_options};
use super::settings::Settings;
use store::Store;
use work::Worker;

/// So many records are worked on as one: enough to keep threads from waiting for each other.
const BATCH: usize = 32;
/// So many bytes of records are enough for one batch, however few records they are.
const BATCH_BYTES: usize = 1 << 20;

pub(crate) use check::is_given;

pub(crate) fn run(args: &FillArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    match &args.command {
        Some(FillCommand::Init(args)) => init::run(args, settings, console),
        Some(FillCommand::Check(args)) => check::run(args, settings, console),
        None => fill(args, settings, console),
    }
}

fn fill(args: &FillArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let (Some(data), Some(schema)) = (&args.data, &args.schema) else {
        return Err(UsageError::NoSchema.into());
    };
    check_stdin([data.as_str(), schema.as_str()])?;
    if let Some(path) = &args.name_by
        && let Err(reason) = Record::check_path(path)
    {
        return Err(UsageError::BadPath { path: path.clone(), reason }.into());
    }
    let schema = Source::of(schema).schema(&read_options(args.reading.dialect.or(settings.dialect)))?;
    let mapping = mapping(args.map.as_deref(), &schema, console)?;
    let plan = bind(&mapping, &schema, console)?;
    let worker = Worker {
        mapping: &mapping,
        plan: &plan,
        validator: Validator::compile(&schema),
        defaults: args.defaults.then(|| Param::from_defaults(&schema)),
        update: args.update_fields.iter().map(|id| id.trim().to_owned()).collect(),
        name_by: args.name_by.clone(),
        write: !args.dry_run,
        existing: args.out_dir.clone().filter(|_| args.skip_existing),
        lang: console.lang,
    };
    worker.check_update()?;
    let bar = console.progress(data::size(data));
    let records = data::open(data, &args.input, &mapping, &bar)?;
    let mut store = Store::open(args, console)?;
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    let limit = args.limit.unwrap_or(u64::MAX);
    let taken = batch::each_in_order(
        Batches { records, left: limit },
        jobs,
        |batch| batch.map(|raws| raws.iter().flat_map(|raw| worker.fill(raw)).collect::<Vec<_>>()),
        |filled| {
            for filled in filled? {
                if store.seen() >= limit {
                    return Ok(ControlFlow::Break(()));
                }
                bar.suspend(|| store.take(filled))?;
            }
            Ok(ControlFlow::Continue(()))
        },
    );
    bar.finish_and_clear();
    // What was done before the data broke off stays done, and what was rejected is told.
    let exit = store.finish()?;
    taken?;
    Ok(exit)
}

/// The mapping of a file; without one, records are items in their JSON form.
fn mapping(path: Option<&Path>, schema: &Schema, console: &Console) -> Result<Mapping, CliError> {
    match path {
        Some(path) => Mapping::open(path).map_err(|problems| tell(problems, console)),
        None => Ok(Mapping::identity(schema)),
    }
}

fn bind(mapping: &Mapping, schema: &Schema, console: &Console) -> Result<Plan, CliError> {
    mapping.bind(schema).map_err(|problems| tell(problems, console))
}

/// Tells all problems but the last, and gives that back.
pub(crate) fn tell(problems: MappingProblems, console: &Console) -> CliError {
    let mut errors: Vec<CliError> =
        problems.iter().map(|problem| CliError::Mapping(Box::new(problem.clone()))).collect();
    let last = errors.pop();
    for error in &errors {
        console.fail(error);
    }
    last.unwrap_or(CliError::Closed)
}

/// Records some at a time.
struct Batches<'m> {
    records: data::Records<'m>,
    /// How many are still wanted; a text may hold several.
    left: u64,
}

impl Iterator for Batches<'_> {
    type Item = Result<Vec<data::Raw>, CliError>;

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
                    // What was read before it is worked on first.
                    self.records = Box::new(std::iter::once(Err(error)));
                    break;
                }
                None => break,
            }
        }
        (!batch.is_empty()).then_some(Ok(batch))
    }
}
