//! The catalogue for programs.

use std::collections::BTreeMap;

use serde::Serialize;
use tmall_schema::catalogue::Grade;
use tmall_schema::{AssetFacts, Finding, Lang, Localized, Note};

use super::{change_lines, problem_lines};
use crate::cli::render::json::FORMAT_VERSION;
use crate::cli::results::examples::{ExampleResult, ExplainedEntry, RunExample, RunMapping, RunPair};

#[derive(Serialize)]
struct CatalogueObject<'s> {
    format_version: u32,
    codes: Vec<EntryObject<'s>>,
}

#[derive(Serialize)]
struct EntryObject<'s> {
    code: &'static str,
    kind: &'static str,
    family: &'static str,
    #[serde(flatten)]
    grade: GradeObject,
    variants: Vec<VariantObject>,
    title: &'static str,
    meaning: &'static str,
    sources: Vec<&'static str>,
    fix: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<ExampleObject<'s>>,
    /// Examples of a change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<PairObject<'s>>,
    /// Examples of a problem of a mapping.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mappings: Vec<MappingObject<'s>>,
}

#[derive(Serialize)]
struct MappingObject<'s> {
    schema: String,
    mapping: String,
    record: &'s str,
    problems: Vec<String>,
    fixed_mapping: String,
    fixed_record: &'s str,
}

#[derive(Serialize)]
struct PairObject<'s> {
    level: &'static str,
    old: Option<&'s str>,
    new: Option<&'s str>,
    changes: Vec<String>,
}

/// One key: `severity` for findings and notes, `level` for changes.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum GradeObject {
    Severity(&'static str),
    Level(&'static str),
}

#[derive(Serialize)]
struct VariantObject {
    #[serde(flatten)]
    grade: GradeObject,
    when: &'static str,
}

#[derive(Serialize)]
struct ExampleObject<'s> {
    #[serde(flatten)]
    grade: GradeObject,
    schema: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'s str>,
    fixed: &'s str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    assets: BTreeMap<&'static str, AssetFacts>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Localized<'s, Finding>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteObject<'s>>,
}

#[derive(Serialize)]
struct NoteObject<'s> {
    #[serde(flatten)]
    note: &'s Note,
    message: String,
}

/// Everything about some codes, or about all.
pub(crate) fn entries(entries: &[ExplainedEntry], lang: Lang) -> String {
    let codes = entries.iter().map(|explained| {
        let entry = explained.entry;
        let variant = |(one, when)| VariantObject { grade: grade(one), when };
        EntryObject {
            code: entry.code(),
            kind: entry.kind().as_str(),
            family: entry.family().as_str(),
            grade: grade(entry.grade()),
            variants: entry.variants(lang).map(variant).collect(),
            title: entry.title(lang),
            meaning: entry.meaning(lang),
            sources: entry.sources().iter().map(|source| source.as_str()).collect(),
            fix: entry.fix(lang),
            messages: entry.templates().iter().map(|template| template.text(lang)).collect(),
            examples: explained.examples.iter().map(|one| example(one, lang)).collect(),
            pairs: explained.pairs.iter().map(|one| pair(one, lang)).collect(),
            mappings: explained.mappings.iter().map(|one| mapping(one, lang)).collect(),
        }
    });
    let catalogue = CatalogueObject { format_version: FORMAT_VERSION, codes: codes.collect() };
    // Nothing in the catalogue fails to serialize.
    let mut text = serde_json::to_string_pretty(&catalogue).unwrap_or_default();
    text.push('\n');
    text
}

fn example(run: &RunExample, lang: Lang) -> ExampleObject<'_> {
    let mut object = ExampleObject {
        grade: grade(run.example.grade()),
        schema: &run.document,
        item: None,
        fixed: &run.fixed,
        assets: run.example.files().collect(),
        findings: Vec::new(),
        notes: Vec::new(),
    };
    match &run.result {
        ExampleResult::Findings(found) => {
            (object.schema, object.item) = (&run.schema, Some(run.document.as_str()));
            object.findings = found.findings.iter().map(|finding| finding.in_lang(lang)).collect();
        }
        ExampleResult::Notes(notes) => {
            let object_of = |note| NoteObject { note, message: note.message(lang) };
            object.notes = notes.iter().map(object_of).collect();
        }
    }
    object
}

fn pair(pair: &RunPair, lang: Lang) -> PairObject<'_> {
    PairObject {
        level: pair.level.as_str(),
        old: pair.old.as_deref(),
        new: pair.new.as_deref(),
        changes: change_lines(pair, lang),
    }
}

fn mapping(run: &RunMapping, lang: Lang) -> MappingObject<'_> {
    let example = run.example;
    MappingObject {
        schema: example.schema(),
        mapping: example.mapping(),
        record: example.record(),
        problems: problem_lines(run, lang),
        fixed_mapping: example.fixed(),
        fixed_record: example.fixed_record(),
    }
}

/// Notes have the word `note` where findings have their severity.
fn grade(grade: Grade) -> GradeObject {
    match grade {
        Grade::Level(level) => GradeObject::Level(level.as_str()),
        Grade::Severity(_) | Grade::Note | _ => GradeObject::Severity(grade.as_str()),
    }
}
