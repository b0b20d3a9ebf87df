//! `inspect`: a schema as people read it.

use tmall_schema::{FieldRef, Schema};

use super::args::{InspectArgs, InspectFormat};
use super::console::Console;
use super::error::{CliError, Exit, UsageError};
use super::input::{Source, read_options};
use super::output::Output;
use super::render::outline::{Outline, Tips};
use super::settings::Settings;
use super::words::Words;

pub(crate) fn run(args: &InspectArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    let source = Source::of(&args.schema);
    let schema = source.schema(&read_options(args.reading.dialect.or(settings.dialect)))?;
    let field = args.path.as_deref().map(|path| find(&schema, path)).transpose()?;
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    match args.format {
        InspectFormat::Text => {
            let tips = args.tips || settings.inspect.tips.unwrap_or(false);
            let tips = if tips { Tips::Shown } else { Tips::Hidden };
            let mut outline = Outline::new(Words::new(&schema, console.lang), tips);
            match field {
                Some(field) => outline.whole_field(&schema, field),
                None => outline.schema(&schema, &source.name()),
            }
            output.write_styled(&outline.text)?;
        }
        InspectFormat::Json => output.write("{}\n")?,
    }
    output.finish()?;
    Ok(Exit::Clean)
}

/// The field that a pointer leads to. One into a param, as the paths of findings are, has row numbers,
/// which a schema has not.
fn find<'s>(schema: &'s Schema, path: &str) -> Result<FieldRef<'s>, UsageError> {
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    schema
        .field(&path)
        .or_else(|| find_through_rows(schema, &path))
        .ok_or_else(|| UsageError::NoField { similar: similar(schema, &path), path })
}

fn find_through_rows<'s>(schema: &'s Schema, path: &str) -> Option<FieldRef<'s>> {
    let mut found: Option<FieldRef<'s>> = None;
    let mut pointer = String::new();
    for step in path.split('/').skip(1) {
        let next = schema.field(&format!("{pointer}/{step}"));
        let is_row =
            || found.is_some_and(FieldRef::is_array) && step.bytes().all(|byte| byte.is_ascii_digit());
        match next {
            Some(next) => {
                pointer = next.path();
                found = Some(next);
            }
            None if is_row() => {}
            None => return None,
        }
    }
    found
}

/// Paths that may have been meant: of the same id elsewhere, else of an id that holds it.
fn similar(schema: &Schema, path: &str) -> Vec<String> {
    const MOST: usize = 3;
    let last = path.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    if last.is_empty() {
        return Vec::new();
    }
    let paths = |wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        schema.all_fields().filter(|field| wanted(field.id())).take(MOST).map(FieldRef::path).collect()
    };
    let same = paths(&|id| id == last);
    if same.is_empty() { paths(&|id| id.contains(&last) || last.contains(id)) } else { same }
}
