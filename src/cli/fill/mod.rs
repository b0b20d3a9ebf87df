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
use super::lang::pick;
use super::settings::Settings;
use super::validate;
use store::{Store, Target};
use work::{Ignores, Worker};

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
    let own = &settings.fill;
    let data = args.data.as_deref().unwrap_or("-");
    let set =
        own.schema.as_ref().or(settings.validate.schema.as_ref()).map(|path| path.display().to_string());
    let schema = args.schema.as_ref().or(set.as_ref()).ok_or(UsageError::NoSchemaToFill)?;
    check_stdin([data, schema])?;
    let target = Target::of(args, settings)?;
    let name_by = args.name_by.as_ref().or(own.name_by.as_ref());
    if let Some(path) = name_by
        && let Err(reason) = Record::check_path(path)
    {
        return Err(UsageError::BadPath { path: path.clone(), reason }.into());
    }
    let schema = Source::of(schema).schema(&read_options(args.reading.dialect.or(settings.dialect)))?;
    let mapping = mapping(args.map.as_deref().or(own.map.as_deref()), &schema, console)?;
    let plan = bind(&mapping, &schema, console)?;
    let worker = Worker {
        mapping: &mapping,
        plan: &plan,
        validator: Validator::compile_with(&schema, &validate::options(&args.judging, settings)?),
        ignores: Ignores::new(validate::ignores(&args.judging, settings)),
        defaults: (args.defaults || own.defaults.unwrap_or(false)).then(|| Param::from_defaults(&schema)),
        update: args.update_fields.iter().map(|id| id.trim().to_owned()).collect(),
        name_by: name_by.cloned(),
        write: !args.dry_run,
        existing: target.out_dir.clone().filter(|_| target.skip_existing),
        lang: console.lang,
    };
    worker.check_update()?;
    let bar = console.progress(data::size(data));
    let input = data::Input::new(&args.input, settings);
    let records = data::open(data, input, &mapping, &bar)?;
    let mut store = Store::open(&target, args.output.output.as_deref(), console)?;
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
    let store_is_empty = store.seen() == 0;
    let exit = store.finish()?;
    taken?;
    if store_is_empty {
        console.warn(pick(console.lang, "there are no records in the data", "数据中没有记录"));
    }
    // Settings are for all data; what is said for these alone is meant to be of use.
    if !args.judging.ignore.is_empty() {
        worker.ignores.unused().for_each(|ignore| validate::tell_unused(ignore, console));
    }
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
