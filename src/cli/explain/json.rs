//! The catalogue for programs.

use std::collections::BTreeMap;

use serde::Serialize;
use tmall_schema::catalogue::{Entry, Example, Grade};
use tmall_schema::{AssetFacts, Finding, Lang, Localized, Note};

use super::shown::{Outcome, Shown, ShownPair};
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    messages: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<ExampleObject<'s>>,
    /// Examples of a change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<PairObject<'s>>,
}

#[derive(Serialize)]
struct PairObject<'s> {
    level: &'static str,
    old: Option<&'s str>,
    new: Option<&'s str>,
    changes: Vec<String>,
}

/// One key, which is called what the kind of thing calls it.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum GradeObject {
    Severity(&'static str),
    Level(&'static str),
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
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'s str>,
    mended: &'s str,
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

pub(super) fn entries(entries: &[&Entry], lang: Lang) -> Result<String, CliError> {
    let run = |entry: &&Entry| {
        let examples = entry.examples().iter();
        examples.map(|example| Shown::of(entry, example)).collect::<Result<Vec<_>, _>>()
    };
    let shown: Vec<Vec<Shown>> = entries.iter().map(run).collect::<Result<_, _>>()?;
    let compare = |entry: &&Entry| {
        let pairs = entry.pairs().iter();
        pairs.map(|pair| ShownPair::of(pair, entry, lang)).collect::<Result<Vec<_>, _>>()
    };
    let pairs: Vec<Vec<ShownPair>> = entries.iter().map(compare).collect::<Result<_, _>>()?;
    let codes = entries.iter().zip(&shown).zip(&pairs).map(|((entry, shown), pairs)| Object {
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
        pairs: pairs.iter().map(|shown| pair(shown, lang)).collect(),
    });
    let catalogue = Catalogue { format_version: FORMAT_VERSION, codes: codes.collect() };
    // Nothing in it that JSON cannot hold.
    let mut text = serde_json::to_string_pretty(&catalogue).unwrap_or_default();
    text.push('\n');
    Ok(text)
}

fn example<'s>(example: &Example, shown: &'s Shown, lang: Lang) -> ExampleObject<'s> {
    let mut object = ExampleObject {
        grade: grade(example.grade()),
        schema: &shown.given,
        item: None,
        mended: &shown.mended,
        assets: example.files().collect(),
        findings: Vec::new(),
        notes: Vec::new(),
    };
    match &shown.result {
        Outcome::Findings(verdict) => {
            (object.schema, object.item) = (&shown.schema, Some(shown.given.as_str()));
            object.findings = verdict.findings.iter().map(|finding| finding.in_lang(lang)).collect();
        }
        Outcome::Notes(notes) => {
            let object_of = |note| NoteObject { note, message: note.message(lang) };
            object.notes = notes.iter().map(object_of).collect();
        }
    }
    object
}

/// A note has its word where a finding has its severity.
fn pair(shown: &ShownPair, lang: Lang) -> PairObject<'_> {
    PairObject {
        level: shown.level.as_str(),
        old: shown.old.as_deref(),
        new: shown.new.as_deref(),
        changes: shown.lines(lang),
    }
}

fn grade(grade: Grade) -> GradeObject {
    match grade {
        Grade::Level(level) => GradeObject::Level(level.as_str()),
        other => GradeObject::Severity(other.as_str()),
    }
}
