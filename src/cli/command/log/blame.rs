//! Since when each rule, option and other part of a field is as it is.

use std::collections::HashSet;

use tmall_schema::{Condition, FieldRef, Lang, ReadOptions, Schema};

use super::archive::{State, Timeline};
use super::compared::is_named;
use crate::cli::error::{CliError, UsageError};
use crate::cli::results::history::{Blame, BlamedPart, PartKind, VersionName};
use tmall_schema::describe::{Describer, RuleWords};

/// A part of a field: its kind, what it says, and the same in words.
struct Part {
    kind: PartKind,
    content: String,
    text: String,
}

pub(super) fn blame(
    timeline: &Timeline,
    name: &str,
    read: &ReadOptions,
    lang: Lang,
) -> Result<Blame, CliError> {
    let mut states = timeline.states.iter().rev();
    // The newest version that is there.
    let (newest, source) = states
        .find_map(|state| Some((state, state.source.as_ref()?)))
        .ok_or_else(|| CliError::NothingFound(timeline.file.clone()))?;
    let mut bytes = source.bytes()?;
    let schema = source.schema_in(&bytes, read)?;
    let field = schema
        .all_fields()
        .find(|&field| is_named(field, name))
        .ok_or_else(|| UsageError::NoField { path: name.to_owned(), similar: schema.similar_paths(name) })?;
    let path = field.path();
    let mut open = parts(&schema, field, lang);
    let order: Vec<String> = open.iter().map(|part| part.content.clone()).collect();
    let mut done: Vec<(String, BlamedPart)> = Vec::new();
    let mut since = newest;
    for state in states {
        if open.is_empty() {
            break;
        }
        let known = match &state.source {
            None => HashSet::new(),
            Some(source) => {
                let older = source.bytes()?;
                if older == bytes {
                    since = state;
                    continue;
                }
                // What cannot be read says nothing.
                let Ok(schema) = source.schema_in(&older, read) else { continue };
                bytes = older;
                let field = schema.field(&path);
                let parts = field.map(|field| parts(&schema, field, lang)).unwrap_or_default();
                parts.into_iter().map(|part| part.content).collect::<HashSet<_>>()
            }
        };
        let (still, ended): (Vec<Part>, Vec<Part>) =
            open.into_iter().partition(|part| known.contains(&part.content));
        done.extend(ended.into_iter().map(|part| settled(part, since, false)));
        open = still;
        since = state;
    }
    done.extend(open.into_iter().map(|part| settled(part, since, !timeline.is_complete)));
    done.sort_by_key(|(content, _)| order.iter().position(|one| one == content));
    Ok(Blame {
        file: timeline.file.clone(),
        field: field.name().map(str::to_owned),
        path,
        parts: done.into_iter().map(|(_, part)| part).collect(),
    })
}

fn settled(part: Part, since: &State, or_earlier: bool) -> (String, BlamedPart) {
    let VersionName { date, commit } = since.name.clone();
    let since = VersionName { date, commit };
    (part.content, BlamedPart { kind: part.kind, text: part.text, since, or_earlier })
}

/// The parts of a field, in document order.
fn parts(schema: &Schema, field: FieldRef<'_>, lang: Lang) -> Vec<Part> {
    let words = Describer::new(schema, lang);
    let written = |condition: Option<Condition<'_>>| condition.map(|one| one.to_string()).unwrap_or_default();
    let part = |kind, text: String| Part { kind, content: format!("{kind:?} {text}"), text };
    let mut parts = vec![part(PartKind::Field, field.id().to_owned())];
    parts.extend(field.name().map(|name| part(PartKind::Name, name.to_owned())));
    parts.push(part(PartKind::Type, field.type_text().to_owned()));
    for rule in field.rules() {
        let raw = words.raw(rule);
        let text = match words.rule(rule, field) {
            RuleWords::Words(text) => format!("{text} [{}]", rule.name()),
            _ => raw.clone(),
        };
        let when = words.condition(rule.condition(), field);
        let text = match when {
            Some(when) => words.labelled(&words.when(&when), &text),
            None => text,
        };
        let content = format!("rule {raw} {}", written(rule.condition()));
        parts.push(Part { kind: PartKind::Rule, content, text });
    }
    for option in field.options() {
        let when = words.condition(option.condition(), field);
        let name = words.option(option);
        let text = match when {
            Some(when) => words.labelled(&words.when(&when), &name),
            None => name.clone(),
        };
        let content = format!("option {name} {}", written(option.condition()));
        parts.push(Part { kind: PartKind::Option, content, text });
    }
    let values = words.values(field, field.default_values()) + &words.rows(field.default_rows());
    if !values.is_empty() {
        parts.push(part(PartKind::Default, values));
    }
    parts
}
