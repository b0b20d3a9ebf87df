//! The catalogue of codes: a list of all, or everything about some.

pub(crate) mod json;
pub(crate) mod markdown;
pub(crate) mod text;

use tmall_schema::Lang;
use tmall_schema::catalogue::{Entry, Example, Family, Kind, MappingExample};

use super::changes::phrases::change_line;
use super::json::line;
use crate::cli::lang::pick;
use crate::cli::results::examples::{ExampleResult, RunExample, RunMapping, RunPair};

/// Names of the documents of an example, the same as in the other examples of the documentation.
const SCHEMA: &str = "schema.xml";
const ITEM: &str = "item.xml";
const FACTS: &str = "facts.json";
const OLD: &str = "old.xml";
const NEW: &str = "new.xml";
const FIXED: &str = "fixed.xml";
const MAPPING: &str = "mapping.toml";
const RECORD: &str = "record.json";
const FIXED_MAPPING: &str = "fixed.toml";
const FIXED_RECORD: &str = "fixed.json";

/// The documents of an example in their order: name, language and text.
fn documents(example: &RunExample) -> Vec<(&'static str, &'static str, String)> {
    let schema = Some((SCHEMA, "xml", example.schema.clone())).filter(|(.., text)| !text.is_empty());
    let facts = facts(example.example).map(|facts| (FACTS, "json", facts));
    let document = (document_name(example), "xml", example.document.clone());
    schema.into_iter().chain(facts).chain([document]).collect()
}

fn document_name(example: &RunExample) -> &'static str {
    match example.result {
        ExampleResult::Findings(_) => ITEM,
        ExampleResult::Notes(_) => SCHEMA,
    }
}

/// The facts in the form that `--assets` takes, a file a line.
fn facts(example: &Example) -> Option<String> {
    let files: Vec<String> =
        example.files().map(|(url, facts)| format!("  {}: {}", line(&url), line(&facts))).collect();
    (!files.is_empty()).then(|| format!("{{\n{}\n}}\n", files.join(",\n")))
}

/// The documents of an example of a change: name and text.
fn sides(pair: &RunPair) -> impl Iterator<Item = (&'static str, &str)> {
    let sides = [(OLD, &pair.old), (NEW, &pair.new)];
    sides.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)))
}

/// The changes of an example, each in a line.
fn change_lines(pair: &RunPair, lang: Lang) -> Vec<String> {
    pair.changes.iter().map(|change| change_line(change, lang)).collect()
}

/// The documents of an example of a mapping: name, language and text.
fn mapping_documents(example: &MappingExample) -> [(&'static str, &'static str, String); 3] {
    [
        (SCHEMA, "xml", example.schema()),
        (MAPPING, "toml", example.mapping()),
        (RECORD, "json", format!("{}\n", example.record())),
    ]
}

/// The mapping without the problem, and its record if that has changed too.
fn fixed_mapping(example: &MappingExample) -> Vec<(&'static str, &'static str, String)> {
    let mut fixed = vec![(FIXED_MAPPING, "toml", example.fixed())];
    if example.fixed_record() != example.record() {
        fixed.push((FIXED_RECORD, "json", format!("{}\n", example.fixed_record())));
    }
    fixed
}

/// The problems of an example of a mapping, each in a line.
fn problem_lines(run: &RunMapping, lang: Lang) -> Vec<String> {
    run.problems.iter().map(|problem| problem.line(lang)).collect()
}

/// Which other severity or level a code may have, and when.
fn variant(entry: &Entry, grade: &str, when: &str, lang: Lang) -> String {
    let en = match entry.kind() {
        Kind::Change => format!("It is {grade} {when}."),
        Kind::Finding | Kind::Note | Kind::Mapping | _ => format!("It is a {grade} {when}."),
    };
    pick(lang, en, format!("{when}，为{grade}。"))
}

/// The heading above the advice. A change is not a mistake to fix.
fn fix_heading(entry: &Entry, lang: Lang) -> &'static str {
    match entry.kind() {
        Kind::Change => pick(lang, "What to do", "如何应对"),
        Kind::Finding | Kind::Note | Kind::Mapping | _ => pick(lang, "How to fix it", "如何修改"),
    }
}

/// The entries by family, in the order in which families and entries are in the catalogue.
fn by_family<'e>(entries: &[&'e Entry]) -> Vec<(Family, Vec<&'e Entry>)> {
    let mut families: Vec<(Family, Vec<&Entry>)> = Vec::new();
    for &entry in entries {
        match families.iter_mut().find(|(family, _)| *family == entry.family()) {
            Some((_, entries)) => entries.push(entry),
            None => families.push((entry.family(), vec![entry])),
        }
    }
    families
}
