//! The catalogue for programs.

use std::collections::BTreeMap;

use serde::Serialize;
use tmall_schema::catalogue::{Entry, Example, Grade};
use tmall_schema::{AssetFacts, Finding, InLang, Lang};

use super::shown::Shown;
use crate::cli::error::CliError;
use crate::cli::render::json::FORMAT_VERSION;

#[derive(Serialize)]
struct Catalogue<'s> {
    format_version: u32,
    codes: Vec<Object<'s>>,
}

#[derive(Serialize)]
struct Object<'s> {
    code: &'static str,
    kind: &'static str,
    family: &'static str,
    #[serde(flatten)]
    grade: GradeObject,
    otherwise: Vec<Otherwise>,
    title: &'static str,
    meaning: &'static str,
    sources: Vec<&'static str>,
    mend: &'static str,
    messages: Vec<&'static str>,
    examples: Vec<ExampleObject<'s>>,
}

/// One key, which is called what the kind of thing calls it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum GradeObject {
    Severity(&'static str),
}

#[derive(Serialize)]
struct Otherwise {
    #[serde(flatten)]
    grade: GradeObject,
    when: &'static str,
}

#[derive(Serialize)]
struct ExampleObject<'s> {
    #[serde(flatten)]
    grade: GradeObject,
    schema: &'s str,
    item: &'s str,
    mended: &'s str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    assets: BTreeMap<&'static str, AssetFacts>,
    findings: Vec<InLang<'s, Finding>>,
}

pub(super) fn entries(entries: &[&Entry], lang: Lang) -> Result<String, CliError> {
    let run = |entry: &&Entry| entry.examples().iter().map(Shown::of).collect::<Result<Vec<_>, _>>();
    let shown: Vec<Vec<Shown>> = entries.iter().map(run).collect::<Result<_, _>>()?;
    let codes = entries.iter().zip(&shown).map(|(entry, shown)| Object {
        code: entry.code(),
        kind: entry.kind().as_str(),
        family: entry.family().as_str(),
        grade: grade(entry.grade()),
        otherwise: entry.otherwise(lang).map(|(one, when)| Otherwise { grade: grade(one), when }).collect(),
        title: entry.title(lang),
        meaning: entry.meaning(lang),
        sources: entry.sources().iter().map(|source| source.as_str()).collect(),
        mend: entry.mend(lang),
        messages: entry.templates().iter().map(|template| template.text(lang)).collect(),
        examples: entry.examples().iter().zip(shown).map(|(one, shown)| example(one, shown, lang)).collect(),
    });
    let catalogue = Catalogue { format_version: FORMAT_VERSION, codes: codes.collect() };
    // Nothing in it that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(&catalogue).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

fn example<'s>(example: &Example, shown: &'s Shown, lang: Lang) -> ExampleObject<'s> {
    ExampleObject {
        grade: grade(example.grade()),
        schema: &shown.schema,
        item: &shown.item,
        mended: &shown.mended,
        assets: example.files().collect(),
        findings: shown.verdict.findings.iter().map(|finding| finding.in_lang(lang)).collect(),
    }
}

fn grade(grade: Grade) -> GradeObject {
    match grade {
        Grade::Severity(severity) => GradeObject::Severity(severity.as_str()),
        // A kind that this version of the command line does not know yet.
        other => GradeObject::Severity(other.as_str()),
    }
}
