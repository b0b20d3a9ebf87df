//! `inspect`: a schema as an outline for people, or as JSON.

use tmall_schema::{FieldRef, Note, NoteCode, Param, Schema, Validator};

use crate::cli::args::{InspectArgs, InspectFormat};
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::field_path;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::output::Output;
use crate::cli::render::{json, outline, requirements};
use crate::cli::settings::Settings;
use crate::cli::suggest;

pub(crate) fn run(args: &InspectArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let item = args.required.as_ref().map(Option::as_deref);
    check_stdin([Some(args.schema.as_str()), item.flatten()].into_iter().flatten())?;
    let result = result(args, item, settings, console);
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

fn result(
    args: &InspectArgs,
    item: Option<Option<&str>>,
    settings: &Settings,
    console: &Console,
) -> Result<String, CliError> {
    let options = read_options(args.reading.dialect.or(settings.dialect));
    let source = Source::of(&args.schema);
    let schema = source.checked_schema(&options, console)?;
    let field = args.path.as_deref().map(|path| find(&schema, path)).transpose()?;
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

/// The field that a pointer leads to. Row numbers, which the paths of findings have, are skipped.
fn find<'s>(schema: &'s Schema, path: &str) -> Result<FieldRef<'s>, UsageError> {
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    field_path::field(schema, &path)
        .ok_or_else(|| UsageError::NoField { similar: similar(schema, &path), path })
}

/// Paths that may have been meant: those with the same last id, else those with similar ids.
fn similar(schema: &Schema, path: &str) -> Vec<String> {
    let last = path.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    let paths = |id: &str| -> Vec<String> {
        let fields = schema.all_fields().filter(|field| field.id() == id);
        fields.take(suggest::MOST).map(FieldRef::path).collect()
    };
    let same = paths(&last);
    if !same.is_empty() {
        return same;
    }
    let similar = suggest::similar(&last, schema.all_fields().map(FieldRef::id));
    similar.into_iter().flat_map(paths).take(suggest::MOST).collect()
}
