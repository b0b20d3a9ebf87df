//! `submit`: items to a gateway, each exactly once, with a journal.

mod drive;
mod journal;
mod output;
mod prepare;
mod task;
mod values;

use std::collections::HashMap;
use std::sync::Mutex;

use crate::cli::args::{SubmitArgs, SubmitFormat};
use crate::cli::checking::{checking, finding_ignores};
use crate::cli::command::validate::SchemaSource;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{FileKinds, Source, check_stdin, expand, read_options};
use crate::cli::lang::pick;
use crate::cli::net::Caller;
use crate::cli::output::Output;
use crate::cli::settings::Settings;
use drive::{Drive, Stop};
use journal::Journal;
use task::Task;
use tmall_schema::{Param, ReadOptions};
use values::Values;

pub(crate) fn run(args: &SubmitArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin(args.items.iter().chain(&args.schemas.schema).map(String::as_str))?;
    let sources = expand(&args.items, FileKinds::XmlAndJson, &args.walk.exclude)?;
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let checking = checking(&args.checking, settings, console)?;
    let source = SchemaSource::of(&args.schemas, settings)?;
    let schemas = source.compile(&options, &checking, console, &mut |_, _| {})?;
    let ignores = finding_ignores(&args.checking, settings, &checking)?;
    // What cannot be read is reported, and nothing is sent then: the list of items is not the one that was meant.
    let mut failed = None;
    let mut items = Vec::new();
    for source in &sources {
        match prepare::item(source, args, &schemas, &options, &ignores) {
            Ok(item) => items.push(item),
            Err(error) => {
                if let Some(before) = failed.replace(error) {
                    console.fail(&before);
                }
            }
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    prepare::check_keys(&items)?;
    let product = match &args.product {
        Some(file) => Some(product(file, &options)?),
        None => None,
    };
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let method = args.method.name();
    let is_adding = args.method.is_adding();
    let (tasks, stop) = if args.yes {
        let caller = Caller::new(&settings.gateway)?;
        let journal = Journal::open(&args.journal, method, caller.url())?;
        let known = journal::read(&args.journal, method, caller.url())?;
        let tasks: Vec<Task> = items
            .into_iter()
            .map(|item| {
                // One that had no outer_id when it was sent is in the journal by its file.
                let known = known.get(&item.key).or_else(|| known.get(&item.file));
                Task::new(item, known, args)
            })
            .collect();
        let drive = Drive {
            caller: &caller,
            journal: &journal,
            values: &Values::new(checking, product),
            readback: args.method.readback(),
            reads_back: !args.no_readback,
            progress: console.progress(tasks.len()),
            common: Mutex::new(HashMap::new()),
        };
        let jobs = args.jobs.or(settings.jobs).map_or(2, std::num::NonZero::get);
        drive.run(tasks, jobs)?
    } else {
        (items.into_iter().map(|item| Task::new(item, None, args)).collect(), None)
    };
    let text = match args.format {
        SubmitFormat::Text => output::text(method, &tasks, !args.yes, is_adding, console.lang),
        SubmitFormat::Json => output::json(method, &tasks, !args.yes, is_adding, console.lang),
    };
    output.write(&text)?;
    output.finish()?;
    if !args.yes {
        console.inform(pick(
            console.lang,
            "nothing was sent; use --yes to send",
            "没有发送任何内容；使用 --yes 才会发送",
        ));
    }
    if let Some(stop) = &stop {
        console.result(&stop_text(stop, console));
    }
    let is_good = match args.yes {
        true => tasks.iter().all(Task::is_good),
        false => tasks.iter().all(|task| matches!(task.outcome, task::Outcome::Pending)),
    };
    Ok(match (stop, is_good) {
        (Some(Stop::Refused), _) => Exit::Failed,
        (_, true) => Exit::Clean,
        (_, false) => Exit::Found,
    })
}

/// The values for products.
fn product(file: &std::path::Path, options: &ReadOptions) -> Result<Param, CliError> {
    let source = Source::File(file.to_owned());
    let bytes = source.bytes()?;
    source.read(
        &bytes,
        options,
        |document| document.param(options),
        |json| Param::from_json_with(json.text(), None, options),
    )
}

fn stop_text(stop: &Stop, console: &Console) -> String {
    match stop {
        Stop::Refused => pick(
            console.lang,
            "the gateway refuses the app or the session; the other items were not sent",
            "网关拒绝了应用或 session；其余商品没有发送",
        )
        .to_owned(),
        Stop::Banned(time) => {
            let seconds = time.as_secs();
            pick(
                console.lang,
                format!("the gateway bans calls for {seconds} seconds; run again after that to continue"),
                format!("网关限流 {seconds} 秒；请届时再次运行以继续"),
            )
        }
    }
}
