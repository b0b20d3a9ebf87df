//! `readback`: what the platform stored of an item that was sent.

use tmall_schema::envelope;
use tmall_schema::{Param, ParamField, ReadOptions, Readback, ReadbackOptions, Schema};

use crate::cli::args::{KeyArg, ReadbackArgs, ReadbackFormat};
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::json;
use crate::cli::render::readback::{self as render, Sides};
use crate::cli::settings::Settings;

pub(crate) fn run(args: &ReadbackArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let inputs = [Some(&args.sent), Some(&args.stored), args.schema.as_ref()];
    check_stdin(inputs.into_iter().flatten().map(String::as_str))?;
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    let readback = match compare(args, &options, console) {
        Ok(readback) => readback,
        Err(error) => {
            if args.format == ReadbackFormat::Json && error.file().is_some() {
                output.write(&json::failure(&error, console.lang))?;
                output.finish()?;
            }
            return Err(error);
        }
    };
    let sides = Sides { sent: &args.sent, stored: &args.stored };
    match args.format {
        ReadbackFormat::Text => output.write_styled(&render::text(sides, &readback, console))?,
        ReadbackFormat::Json => output.write(&render::json(sides, &readback, console.lang))?,
        ReadbackFormat::Markdown => output.write(&render::markdown(sides, &readback, console.lang))?,
    }
    output.finish()?;
    Ok(if readback.is_kept() { Exit::Clean } else { Exit::Found })
}

fn compare(args: &ReadbackArgs, options: &ReadOptions, console: &Console) -> Result<Readback, CliError> {
    let named = args.schema.as_ref().map(|schema| Source::of(schema).schema(options)).transpose()?;
    let stored = Stored::read(&Source::of(&args.stored), named.as_ref(), options)?;
    let schema = named.as_ref().or(stored.schema.as_ref());
    let sent = item(&Source::of(&args.sent), schema, options)?;
    for (name, item) in [(&args.sent, &sent), (&args.stored, &stored.item)] {
        if item.fields().iter().all(ParamField::is_empty) {
            console.warn(&pick(
                console.lang,
                format!("{name} holds no values"),
                format!("{name} 中没有任何值"),
            ));
        }
    }
    for key in &args.key {
        if ![&sent, &stored.item].iter().any(|item| has_key(item, key)) {
            let KeyArg { table, field } = key;
            console.warn(&pick(
                console.lang,
                format!("no row of {table} has a field {field}; its rows are paired as if without this key"),
                format!("{table} 没有含字段 {field} 的行，该键不起作用"),
            ));
        }
    }
    let mut comparing = ReadbackOptions::new();
    if args.ordered {
        comparing = comparing.with_order();
    }
    for key in &args.key {
        comparing = comparing.with_key(&key.table, &key.field);
    }
    Ok(sent.compare(&stored.item, schema, &comparing))
}

fn item(source: &Source, schema: Option<&Schema>, options: &ReadOptions) -> Result<Param, CliError> {
    source.read(
        &source.bytes()?,
        options,
        |document| document.param(options),
        |json| Param::from_json_with(json.text(), schema, options),
    )
}

/// A stored item, and the schema if it came in one.
struct Stored {
    item: Param,
    schema: Option<Schema>,
}

impl Stored {
    fn read(source: &Source, schema: Option<&Schema>, options: &ReadOptions) -> Result<Stored, CliError> {
        source.read(
            &source.bytes()?,
            options,
            |document| Stored::of(document, options),
            |json| {
                let item = Param::from_json_with(json.text(), schema, options)?;
                Ok(Stored { item, schema: None })
            },
        )
    }

    fn of(document: &envelope::Document<'_>, options: &ReadOptions) -> tmall_schema::Result<Stored> {
        match document.schema(options) {
            Ok(schema) if !schema.is_item() => {
                Ok(Stored { item: Param::from_present(&schema), schema: Some(schema) })
            }
            Ok(_) => Ok(Stored { item: document.param(options)?, schema: None }),
            // An item may leave out types, which a schema may not.
            Err(error) => match document.param(options) {
                Ok(item) if !item.fields().iter().all(ParamField::is_empty) => {
                    Ok(Stored { item, schema: None })
                }
                Ok(_) | Err(_) => Err(error),
            },
        }
    }
}

/// Whether any row of the table has the field.
fn has_key(item: &Param, key: &KeyArg) -> bool {
    let Some(table) = item.field(&key.table) else { return false };
    let first = key.field.trim_start_matches('/').split('/').next().unwrap_or_default();
    table.rows().iter().any(|row| row.field(first).is_some())
}
