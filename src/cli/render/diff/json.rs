//! Changes for programs: one object a run, a schema a line.

use serde::Serialize;
use tmall_schema::{Finding, Lang, Level, Localized, MappingProblem};

use super::Format;
use crate::cli::args::View;
use crate::cli::diff::{Blamed, Broken, Compared, Difference, Filled, Missed, Need, Row, State, Summary};
use crate::cli::error::CliError;
use crate::cli::render::json::{ErrorObject, FORMAT_VERSION, failure, line};

pub(crate) struct Json {
    lang: Lang,
    view: View,
    /// Whether items are judged, so that their keys are always or never there.
    has_items: bool,
    /// The same of a mapping.
    has_mapping: bool,
}

impl Json {
    pub(crate) fn new(lang: Lang, view: View, has_items: bool, has_mapping: bool) -> Json {
        Json { lang, view, has_items, has_mapping }
    }
}

#[derive(Serialize)]
struct SchemaObject<'c> {
    file: &'c str,
    level: Option<Level>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<ChangeObject<'c>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<ItemsObject<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mapping: Option<MappingObject<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorObject>,
}

#[derive(Serialize)]
struct ChangeObject<'c> {
    code: &'static str,
    level: Level,
    path: &'c str,
    field: Option<&'c str>,
    message: String,
    old: Option<&'c State>,
    new: Option<&'c State>,
    fingerprint: &'c str,
    /// Where the mapping fills it.
    #[serde(skip_serializing_if = "Option::is_none")]
    filled: Option<Vec<&'c Filled>>,
}

/// What becomes of the mapping.
#[derive(Serialize)]
struct MappingObject<'c> {
    unfit: Vec<Unfit<'c>>,
    missed: Vec<MissedObject<'c>>,
}

struct Unfit<'c>(&'c MappingProblem, Lang);

impl Serialize for Unfit<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_in(serializer, self.1)
    }
}

#[derive(Serialize)]
struct MissedObject<'c> {
    path: &'c str,
    field: Option<&'c str>,
    required: Need,
}

/// What becomes of the items of a schema.
#[derive(Serialize)]
struct ItemsObject<'c> {
    broken: Vec<BrokenObject<'c>>,
    mended: Vec<&'c str>,
    unreadable: Vec<ErrorObject>,
}

#[derive(Serialize)]
struct BrokenObject<'c> {
    file: &'c str,
    findings: Vec<BlamedObject<'c>>,
}

/// A finding, with the fingerprint of the change that brings it.
#[derive(Serialize)]
struct BlamedObject<'c> {
    #[serde(flatten)]
    finding: Option<Localized<'c, Finding>>,
    change: Option<&'c str>,
}

#[derive(Serialize)]
struct SummaryObject {
    schemas: usize,
    changed: usize,
    unreadable: usize,
    breaking: usize,
    compatible: usize,
    cosmetic: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<ItemSummary>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mapping: Option<MappingSummary>,
}

#[derive(Serialize)]
struct MappingSummary {
    touched: usize,
    unfit: usize,
    missed: usize,
}

#[derive(Serialize)]
struct ItemSummary {
    items: usize,
    broken: usize,
    mended: usize,
    unreadable: usize,
}

impl Json {
    fn changed<'c>(&self, file: &'c str, difference: &'c Difference) -> SchemaObject<'c> {
        let lang = self.lang;
        let change = |row: &'c Row| ChangeObject {
            code: row.code.as_str(),
            level: row.level,
            path: &row.path,
            field: row.field.as_deref(),
            message: super::words::sentence(row, lang),
            old: row.old.as_ref(),
            new: row.new.as_ref(),
            fingerprint: &row.fingerprint,
            filled: self.has_mapping.then(|| row.filled.iter().map(AsRef::as_ref).collect()),
        };
        let blamed = |blamed: &'c Blamed| BlamedObject {
            finding: blamed.finding.as_ref().map(|finding| finding.in_lang(lang)),
            change: blamed.cause.as_ref().map(|cause| cause.fingerprint.as_str()),
        };
        let broken = |broken: &'c Broken| BrokenObject {
            file: &broken.file,
            findings: broken.errors.iter().map(blamed).collect(),
        };
        let impact = &difference.impact;
        let items = self.has_items.then(|| ItemsObject {
            broken: impact.broken.iter().map(broken).collect(),
            mended: impact.mended.iter().map(String::as_str).collect(),
            unreadable: impact.unreadable.iter().map(|error| ErrorObject::with_file(error, lang)).collect(),
        });
        let missed = |missed: &'c Missed| MissedObject {
            path: &missed.path,
            field: missed.field.as_deref(),
            required: missed.need,
        };
        let mapping = self.has_mapping.then(|| MappingObject {
            unfit: difference.mapped.unfit.iter().map(|problem| Unfit(problem, lang)).collect(),
            missed: difference.mapped.missed.iter().map(missed).collect(),
        });
        SchemaObject {
            file,
            level: difference.counts.level(),
            changes: Some(
                difference.rows.iter().filter(|row| self.view.shows(row.level)).map(change).collect(),
            ),
            items,
            mapping,
            error: None,
        }
    }
}

impl Format for Json {
    fn begin(&self, _: &Summary) -> String {
        format!("{{\"format_version\":{FORMAT_VERSION},\n \"schemas\":[\n")
    }

    fn file(&self, compared: &Compared) -> String {
        let file = compared.name.as_str();
        line(&match &compared.outcome {
            Ok(difference) => self.changed(file, difference),
            Err(error) => SchemaObject {
                file,
                level: None,
                changes: None,
                items: None,
                mapping: None,
                error: Some(ErrorObject::with_file(error, self.lang)),
            },
        })
    }

    fn between(&self) -> &str {
        ",\n"
    }

    fn end(&self, summary: &Summary, _: usize) -> String {
        let counts = summary.counts;
        let summary = line(&SummaryObject {
            schemas: summary.schemas,
            changed: summary.changed(),
            unreadable: summary.unreadable,
            breaking: counts.breaking,
            compatible: counts.compatible,
            cosmetic: counts.cosmetic,
            items: summary.items.map(|counts| ItemSummary {
                items: counts.items,
                broken: counts.broken,
                mended: counts.mended,
                unreadable: counts.unreadable,
            }),
            mapping: summary.mapped.map(|counts| MappingSummary {
                touched: counts.touched,
                unfit: counts.unfit,
                missed: counts.missed,
            }),
        });
        format!("\n],\n \"summary\":{summary}}}\n")
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}
