//! Each version of a file compared with the one before it.

use jiff::civil::Date;
use tmall_schema::{FieldRef, Lang, Level, ReadOptions, Schema};

use super::archive::{State, Timeline};
use crate::cli::args::ChangeCodeArg;
use crate::cli::command::diff::compare as changes_of;
use crate::cli::error::CliError;
use crate::cli::field_path::unescaped;
use crate::cli::results::change::ReportedChange;
use crate::cli::results::history::Version;

/// Which changes are asked for.
pub(super) struct Wanted<'w> {
    pub(super) field: Option<&'w str>,
    pub(super) since: Option<Date>,
    /// The lowest level.
    pub(super) level: Option<Level>,
}

/// The history of one file.
#[derive(Default)]
pub(super) struct Compared {
    /// The newest first.
    pub(super) versions: Vec<Version>,
    /// How many versions there are.
    pub(super) compared: usize,
    pub(super) errors: Vec<CliError>,
    /// Whether the field that is asked for was met.
    pub(super) knows_field: bool,
    /// Paths that may have been meant, if it was not.
    pub(super) similar: Vec<String>,
}

/// The last version that could be read.
struct Last {
    bytes: Vec<u8>,
    schema: Option<Schema>,
}

pub(super) fn compare(timeline: &Timeline, wanted: &Wanted<'_>, read: &ReadOptions, lang: Lang) -> Compared {
    let mut compared = Compared::default();
    // Of what is older, only the last state counts.
    let first = wanted
        .since
        .map_or(0, |since| timeline.states.iter().rposition(|state| state.date < since).unwrap_or_default());
    let states = timeline.states.get(first..).unwrap_or_default();
    let mut last: Option<Last> = None;
    let mut was_there = states.first().is_some_and(|state| state.source.is_some());
    for (at, state) in states.iter().enumerate() {
        compared.compared += usize::from(state.source.is_some());
        let mut changes = match version(state, &mut last, read, lang) {
            Ok(changes) => changes,
            Err(error) => {
                compared.errors.push(error);
                continue;
            }
        };
        if let (Some(field), Some(Last { schema: Some(schema), .. })) = (wanted.field, &last)
            && !compared.knows_field
        {
            compared.knows_field = schema.all_fields().any(|one| is_named(one, field));
        }
        let is_there = state.source.is_some();
        if at > 0 && is_there != was_there {
            let code = if is_there { ChangeCodeArg::SchemaAdded } else { ChangeCodeArg::SchemaRemoved };
            changes = vec![ReportedChange::of_schema(code, &timeline.file, lang)];
        }
        was_there = is_there;
        changes.retain(|change| wanted.includes(change));
        let is_old = wanted.since.is_some_and(|since| state.date < since);
        if at > 0 && !is_old && !changes.is_empty() {
            compared.knows_field |= changes.iter().any(|change| !change.is_of_schema());
            compared.versions.push(Version {
                name: state.name.clone(),
                file: timeline.file.clone(),
                changes,
                order: state.order,
            });
        }
    }
    if let (Some(field), false, Some(Last { schema: Some(schema), .. })) =
        (wanted.field, compared.knows_field, &last)
    {
        compared.similar = schema.similar_paths(field);
    }
    compared.versions.reverse();
    compared
}

/// What changed since the last version. Equal bytes are not parsed.
fn version(
    state: &State,
    last: &mut Option<Last>,
    read: &ReadOptions,
    lang: Lang,
) -> Result<Vec<ReportedChange>, CliError> {
    let Some(source) = &state.source else {
        *last = None;
        return Ok(Vec::new());
    };
    let bytes = source.bytes()?;
    if last.as_ref().is_some_and(|last| last.bytes == bytes) {
        return Ok(Vec::new());
    }
    let schema = source.schema_in(&bytes, read)?;
    let changes = match last.as_ref().and_then(|last| last.schema.as_ref()) {
        Some(old) => changes_of(old, &schema, lang),
        None => Vec::new(),
    };
    *last = Some(Last { bytes, schema: Some(schema) });
    Ok(changes)
}

impl Wanted<'_> {
    fn includes(&self, change: &ReportedChange) -> bool {
        let Some(field) = self.field else { return self.is_level(change) };
        if change.is_of_schema() || !self.is_level(change) {
            return false;
        }
        let is_around = |path: &str| {
            // A field around it that comes or goes takes it along.
            let with = field.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
            let inside =
                path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            let whole = ["field-added", "field-removed", "field-type-changed"];
            inside || (with && whole.contains(&change.code.as_str()))
        };
        match field.starts_with('/') {
            true => is_around(&change.path),
            false => {
                change.field.as_deref() == Some(field)
                    || change.path.split('/').any(|step| unescaped(step) == field)
            }
        }
    }

    fn is_level(&self, change: &ReportedChange) -> bool {
        self.level.is_none_or(|level| change.level >= level)
    }
}

/// Whether a path, an id or a name is that of a field.
pub(super) fn is_named(field: FieldRef<'_>, name: &str) -> bool {
    match name.starts_with('/') {
        true => field.path() == name,
        false => field.id() == name || field.name() == Some(name),
    }
}
