//! Changes for programs: one object for the run, with one line for each schema.

use serde::Serialize;
use tmall_schema::{Finding, Lang, Level, Localized};

use crate::cli::args::View;
use crate::cli::error::CliError;
use crate::cli::render::Format;
use crate::cli::render::json::{ErrorObject, FORMAT_VERSION, MissedObject, ProblemInLang, failure, line};
use crate::cli::results::change::{ChangeState, ReportedChange};
use crate::cli::results::changes::{ChangesSummary, ComparedPair, Difference};
use crate::cli::results::groups::ChangeGroup;
use crate::cli::results::items::{BreakingError, BrokenItem};
use crate::cli::results::mapping::FilledAt;

pub(crate) struct ChangesJson {
    lang: Lang,
    view: View,
    /// Whether items are given: their keys are then in every object, else in none.
    has_items: bool,
    /// The same for a mapping.
    has_mapping: bool,
}

impl ChangesJson {
    pub(crate) fn new(lang: Lang, view: View, has_items: bool, has_mapping: bool) -> ChangesJson {
        ChangesJson { lang, view, has_items, has_mapping }
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
    old: Option<&'c ChangeState>,
    new: Option<&'c ChangeState>,
    fingerprint: &'c str,
    /// Where the mapping fills the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    filled: Option<Vec<&'c FilledAt>>,
}

/// The effect on the mapping.
#[derive(Serialize)]
struct MappingObject<'c> {
    unfit: Vec<ProblemInLang<'c>>,
    missed: Vec<MissedObject<'c>>,
}

/// The effect on the items of a schema.
#[derive(Serialize)]
struct ItemsObject<'c> {
    broken: Vec<BrokenObject<'c>>,
    fixed: Vec<&'c str>,
    unreadable: Vec<ErrorObject>,
}

#[derive(Serialize)]
struct BrokenObject<'c> {
    file: &'c str,
    findings: Vec<BreakingErrorObject<'c>>,
}

/// A finding, with the fingerprint of the change that causes it.
#[derive(Serialize)]
struct BreakingErrorObject<'c> {
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
    known: Option<usize>,
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
    fixed: usize,
    unreadable: usize,
}

/// A change that several schemas have.
#[derive(Serialize)]
struct GroupObject<'c> {
    #[serde(flatten)]
    change: ChangeObject<'c>,
    schemas: &'c [String],
}

impl ChangesJson {
    fn change<'c>(&self, change: &'c ReportedChange) -> ChangeObject<'c> {
        ChangeObject {
            code: change.code.as_str(),
            level: change.level,
            path: &change.path,
            field: change.field.as_deref(),
            message: super::phrases::sentence(change, self.lang),
            old: change.old.as_ref(),
            new: change.new.as_ref(),
            fingerprint: &change.fingerprint,
            filled: self.has_mapping.then(|| change.filled.iter().map(AsRef::as_ref).collect()),
        }
    }

    /// Equal changes of several schemas, a line each.
    fn groups(&self, groups: &[ChangeGroup]) -> String {
        let mut lines = Vec::new();
        for group in groups {
            let is_shown = |change: &&ReportedChange| self.view.shows(change.level) && !change.is_of_schema();
            for change in group.changes.iter().filter(is_shown) {
                lines.push(line(&GroupObject { change: self.change(change), schemas: &group.schemas }));
            }
        }
        if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) }
    }

    fn schema<'c>(&self, file: &'c str, difference: &'c Difference) -> SchemaObject<'c> {
        let lang = self.lang;
        let breaking = |error: &'c BreakingError| BreakingErrorObject {
            finding: error.finding.as_ref().map(|finding| finding.in_lang(lang)),
            change: error.cause.as_ref().map(|cause| cause.fingerprint.as_str()),
        };
        let broken = |broken: &'c BrokenItem| BrokenObject {
            file: &broken.file,
            findings: broken.errors.iter().map(breaking).collect(),
        };
        let impact = &difference.impact;
        let items = self.has_items.then(|| ItemsObject {
            broken: impact.broken.iter().map(broken).collect(),
            fixed: impact.fixed.iter().map(String::as_str).collect(),
            unreadable: impact.unreadable.iter().map(|error| ErrorObject::with_file(error, lang)).collect(),
        });
        let mapping = self.has_mapping.then(|| MappingObject {
            unfit: difference.mapping.unfit.iter().map(|problem| ProblemInLang(problem, lang)).collect(),
            missed: difference.mapping.missed.iter().map(MissedObject::of).collect(),
        });
        SchemaObject {
            file,
            level: difference.counts.level(),
            changes: Some(
                difference
                    .changes
                    .iter()
                    .filter(|change| self.view.shows(change.level))
                    .map(|change| self.change(change))
                    .collect(),
            ),
            items,
            mapping,
            error: None,
        }
    }
}

impl Format for ChangesJson {
    type File = ComparedPair;
    type Summary = ChangesSummary;

    fn begin(&self, _: &ChangesSummary) -> String {
        format!("{{\"format_version\":{FORMAT_VERSION},\n \"schemas\":[\n")
    }

    fn file(&self, compared: &ComparedPair) -> String {
        let file = compared.name.as_str();
        line(&match &compared.outcome {
            Ok(difference) => self.schema(file, difference),
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

    fn end(&self, summary: &ChangesSummary, _: usize) -> String {
        let counts = summary.counts;
        let groups = self.groups(&summary.groups);
        let summary = line(&SummaryObject {
            schemas: summary.schemas,
            changed: summary.changed(),
            unreadable: summary.unreadable,
            breaking: counts.breaking,
            compatible: counts.compatible,
            cosmetic: counts.cosmetic,
            known: summary.known,
            items: summary.items.map(|counts| ItemSummary {
                items: counts.items,
                broken: counts.broken,
                fixed: counts.fixed,
                unreadable: counts.unreadable,
            }),
            mapping: summary.mapping.map(|counts| MappingSummary {
                touched: counts.touched,
                unfit: counts.unfit,
                missed: counts.missed,
            }),
        });
        format!("\n],\n \"groups\":{groups},\n \"summary\":{summary}}}\n")
    }

    fn failure(&self, error: &CliError) -> String {
        failure(error, self.lang)
    }
}
