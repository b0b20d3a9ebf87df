//! `schema export`: a schema as JSON Schema or as a page with a form.

use std::fmt::Write;
use std::path::Path;

use tmall_schema::{Schema, Unexpressed};

use crate::cli::args::{ExportArgs, ExportForm, SchemaArgs, SchemaCommand};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::{Source, read_options};
use crate::cli::lang::{Message, pick};
use crate::cli::output::Output;
use crate::cli::render::form::{self, Engine};
use crate::cli::settings::Settings;

/// How many rules are listed on standard error.
const LISTED: usize = 20;

pub(crate) fn run(args: &SchemaArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let SchemaCommand::Export(args) = &args.command;
    export(args, settings, console)
}

fn export(args: &ExportArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let engine = match (args.to, args.engine.as_deref()) {
        (ExportForm::Form, Some(file)) => Some(engine(file)?),
        (ExportForm::Form, None) => return Err(usage(NO_ENGINE)),
        (ExportForm::JsonSchema, None) => None,
        (ExportForm::JsonSchema, Some(_)) => return Err(usage(NO_FORM)),
    };
    let source = Source::of(&args.schema);
    let schema = source.checked_schema(&read_options(args.reading.dialect.or(settings.dialect)), console)?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    match engine {
        Some(engine) => {
            output.write(&form::page(&schema, &title(&args.schema, &source), &engine, console.lang))?;
        }
        None => {
            output.write(&json_schema(&schema, args.report.as_deref(), console)?)?;
            output.write("\n")?;
        }
    }
    output.finish()?;
    Ok(Exit::Clean)
}

const NO_ENGINE: (&str, &str) = (
    "the form needs the engine: --engine FILE. It is dist/tmall_schema_small.wasm.gz in the npm package tmall-schema; from a clone, bash bindings/wasm/build.sh makes it",
    "表单需要引擎：--engine FILE。该文件是 npm 包 tmall-schema 中的 dist/tmall_schema_small.wasm.gz；从源码可用 bash bindings/wasm/build.sh 生成",
);
const NO_FORM: (&str, &str) = ("--engine requires --to form", "--engine 须与 --to form 同时使用");

fn usage((en, zh): (&str, &str)) -> CliError {
    CliError::Usage(UsageError::Export(Message::new(en, zh)))
}

fn engine(file: &Path) -> Result<Engine, CliError> {
    let bytes = std::fs::read(file).map_err(|error| CliError::Open(file.to_owned(), error))?;
    Engine::new(&bytes).ok_or_else(|| {
        let file = file.display();
        CliError::Usage(UsageError::Export(Message::new(
            format!("{file} is not WebAssembly, compressed with gzip or not"),
            format!("{file} 不是 WebAssembly（也不是其 gzip 压缩文件）"),
        )))
    })
}

/// The name of the schema without its extension.
fn title(argument: &str, source: &Source) -> String {
    let stem = Path::new(argument).file_stem().and_then(|stem| stem.to_str());
    stem.filter(|_| argument != "-").map_or_else(|| source.name(), str::to_owned)
}

/// The JSON Schema; what it does not say goes to a file or to standard error.
fn json_schema(schema: &Schema, report: Option<&Path>, console: &Console) -> Result<String, CliError> {
    let exported = schema.to_json_schema();
    let missed = exported.unexpressed();
    let line = |one: &Unexpressed| one.text(console.lang);
    if let Some(file) = report {
        let mut text = String::new();
        for one in missed {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{}", line(one));
        }
        let mut output = Output::open(Some(file), console)?;
        output.write(&text)?;
        output.finish()?;
        return Ok(exported.to_json_pretty());
    }
    for one in missed.iter().take(LISTED) {
        console.inform(&line(one));
    }
    if let Some(more) = missed.len().checked_sub(LISTED).filter(|more| *more > 0) {
        console.inform(&pick(
            console.lang,
            format!("… {more} more; --report FILE lists all"),
            format!("… 另有 {more} 条；--report FILE 可列出全部"),
        ));
    }
    Ok(exported.to_json_pretty())
}
