//! `inspect`: a schema as an outline for people, or as JSON.

use tmall_schema::{Note, NoteCode, Param, Validator};

use crate::cli::args::{InspectArgs, InspectFormat};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::field_search;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::lang::pick;
use crate::cli::output::Output;
use crate::cli::render::{json, outline, requirements};
use crate::cli::settings::Settings;
use crate::cli::text::{one_line, padding, width};

pub(crate) fn run(args: &InspectArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let item = args.required.as_ref().map(Option::as_deref);
    check_stdin([Some(args.schema.as_str()), item.flatten()].into_iter().flatten())?;
    let result = result(args, item, settings, console).map_err(|error| several(error, console));
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    match (&result, args.format) {
        (Ok(text), InspectFormat::Text) => output.write_styled(text)?,
        (Ok(text), InspectFormat::Json) => output.write(text)?,
        (Err(error), InspectFormat::Json) if error.file().is_some() => {
            output.write(&json::failure(error, console.lang))?;
        }
        (Err(_), _) => return result.map(|_| Exit::Clean),
    }
    output.finish()?;
    result.map(|_| Exit::Clean)
}

/// Lists the fields from which one is to be chosen.
fn several(error: CliError, console: &Console) -> CliError {
    let CliError::Usage(UsageError::SeveralFields { fields, more, .. }) = &error else { return error };
    console.fail(&error);
    let column = fields.iter().map(|(path, _)| width(&one_line(path))).max().unwrap_or(0);
    for (path, name) in fields {
        let path = one_line(path);
        let line =
            format!("  {path}{}  {}", padding(width(&path), column), name.as_deref().unwrap_or_default());
        console.result(line.trim_end());
    }
    if *more > 0 {
        console.result(&pick(console.lang, format!("  … {more} more"), format!("  … 另有 {more} 个")));
    }
    CliError::Reported
}

fn result(
    args: &InspectArgs,
    item: Option<Option<&str>>,
    settings: &Settings,
    console: &Console,
) -> Result<String, CliError> {
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let source = Source::of(&args.schema);
    let schema = source.checked_schema(&options, console)?;
    let field = args.path.as_deref().map(|path| field_search::field(&schema, path)).transpose()?;
    let validator = Validator::compile(&schema);
    if let Some(item) = item {
        let item = item.map(Source::of);
        let param = match &item {
            Some(item) => item.param(&options, &schema)?,
            None => Param::new(&schema),
        };
        let name = item.as_ref().unwrap_or(&source).name();
        let requirements = validator.requirements(&param);
        return Ok(match args.format {
            InspectFormat::Text => requirements::text(&requirements, &schema, &name, console.lang),
            InspectFormat::Json => requirements::json(&requirements, &name),
        });
    }
    if args.format == InspectFormat::Json {
        return Ok(match field {
            Some(field) => json::field(field),
            None => format!("{}\n", schema.to_json_pretty()),
        });
    }
    let tips = args.tips || settings.inspect.tips.unwrap_or(false);
    let tips = if tips { outline::Tips::Shown } else { outline::Tips::Hidden };
    // That it is probably an item was a warning.
    let notes = schema.notes().iter().filter(|note| note.code != NoteCode::NotASchema);
    let mut notes: Vec<&Note> = notes.chain(validator.notes()).collect();
    notes.sort_by_key(|note| note.span);
    Ok(match field {
        Some(field) => outline::field(&schema, field, &notes, tips, console.lang),
        None => outline::schema(&schema, &source.name(), &notes, tips, console.lang),
    })
}
