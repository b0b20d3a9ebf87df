//! `log`: the history of schemas, from git or from a folder of dated folders.
//!
//! `archive` finds the versions; `compared` compares each with the one before; `blame` looks back from the last.

mod archive;
mod blame;
mod compared;

use std::ops::ControlFlow;

use tmall_schema::suggest::MOST;

use crate::cli::args::{LogArgs, LogFormat};
use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::read_options;
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::changes::MARKDOWN_BYTES;
use crate::cli::render::{history as render, json};
use crate::cli::results::changes::LevelCounts;
use crate::cli::results::history::History;
use crate::cli::settings::Settings;
use archive::{Timeline, timelines};
use compared::{Compared, Wanted};

pub(crate) fn run(args: &LogArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let mut failed = false;
    match text(args, settings, console, &mut failed) {
        Ok(text) if args.format == LogFormat::Text => output.write_styled(&text)?,
        Ok(text) => output.write(&text)?,
        Err(error) => {
            if args.format == LogFormat::Json {
                output.write(&json::failure(&error, console.lang))?;
                output.finish()?;
            }
            return Err(error);
        }
    }
    output.finish()?;
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}

fn text(
    args: &LogArgs,
    settings: &Settings,
    console: &Console,
    failed: &mut bool,
) -> Result<String, CliError> {
    let lang = console.lang;
    let most = args.max_bytes.unwrap_or(MARKDOWN_BYTES);
    let read = read_options(args.reading.dialect.or(settings.dialect));
    let timelines = timelines(&args.file)?;
    if timelines.iter().any(Timeline::is_cut) {
        console.warn(pick(
            lang,
            "the git repository is a shallow clone; what changed before its oldest commit is not known (git fetch --unshallow)",
            "该 git 仓库是浅克隆，最早的提交之前的变更未知（可用 git fetch --unshallow 获取）",
        ));
    }
    if args.blame {
        let (Some(field), [timeline]) = (&args.field, timelines.as_slice()) else {
            return Err(UsageError::BlameWithoutField.into());
        };
        let blame = blame::blame(timeline, field, &read, lang)?;
        return Ok(match args.format {
            LogFormat::Text => render::blame_text(&blame, lang),
            LogFormat::Json => render::blame_json(&blame),
            LogFormat::Markdown => render::blame_markdown(&blame, lang, most),
            LogFormat::Html => render::blame_html(&blame, lang),
        });
    }
    let wanted =
        Wanted { field: args.field.as_deref(), since: args.since, level: args.level.map(Into::into) };
    let mut history = History {
        path: args.file.clone(),
        field: args.field.clone(),
        has_files: timelines.len() > 1,
        versions: Vec::new(),
        counts: LevelCounts::default(),
        compared: 0,
    };
    let (mut has_field, mut similar) = (false, Vec::new());
    let jobs = batch::jobs(args.batch.jobs, settings.jobs);
    batch::in_order(
        &timelines,
        jobs,
        |timeline: &Timeline| compared::compare(timeline, &wanted, &read, lang),
        |Compared { versions, compared, errors, knows_field, similar: near }| {
            *failed |= !errors.is_empty();
            errors.iter().for_each(|error| console.fail(error));
            has_field |= knows_field;
            for path in near {
                if similar.len() < MOST && !similar.contains(&path) {
                    similar.push(path);
                }
            }
            history.compared += compared;
            history.versions.extend(versions);
            Ok(ControlFlow::Continue(()))
        },
    )?;
    if let (Some(field), false) = (&args.field, has_field) {
        return Err(UsageError::NoField { path: field.clone(), similar }.into());
    }
    history
        .versions
        .sort_by(|one, other| other.name.date.cmp(&one.name.date).then_with(|| one.order.cmp(&other.order)));
    for version in &history.versions {
        history.counts.add(LevelCounts::of(&version.changes));
    }
    Ok(match args.format {
        LogFormat::Text => render::text(&history, lang),
        LogFormat::Json => render::json(&history, lang),
        LogFormat::Markdown => render::markdown(&history, lang, most),
        LogFormat::Html => render::html(&history, lang),
    })
}
