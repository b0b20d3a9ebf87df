//! One JSON object.

use serde::Serialize;
use tmall_schema::Lang;

use super::CheckCounts;
use crate::cli::render::json::{FORMAT_VERSION, MissedObject, ProblemInLang, line};
use crate::cli::results::mapping_check::MappingCheck;

#[derive(Serialize)]
struct CheckObject<'c> {
    format_version: u32,
    problems: Vec<ProblemInLang<'c>>,
    missed: Vec<MissedObject<'c>>,
    unfed: Vec<UnfedObject<'c>>,
    unused: Vec<UnusedObject<'c>>,
    summary: SummaryObject,
}

#[derive(Serialize)]
struct UnfedObject<'c> {
    path: &'c str,
    source: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'c str>,
}

#[derive(Serialize)]
struct UnusedObject<'c> {
    source: &'c str,
    records: u64,
}

#[derive(Serialize)]
struct SummaryObject {
    fields: usize,
    errors: usize,
    hints: usize,
    records: Option<u64>,
}

pub(crate) fn json(check: &MappingCheck, lang: Lang) -> String {
    let CheckCounts { errors, hints } = CheckCounts::of(check);
    let mut text = line(&CheckObject {
        format_version: FORMAT_VERSION,
        problems: check.problems.iter().map(|problem| ProblemInLang(problem, lang)).collect(),
        missed: check.missed.iter().map(MissedObject::of).collect(),
        unfed: check
            .unfed
            .iter()
            .map(|unfed| UnfedObject {
                path: &unfed.path,
                source: &unfed.source,
                suggestion: unfed.near.as_deref(),
            })
            .collect(),
        unused: check
            .unused
            .iter()
            .map(|(source, records)| UnusedObject { source, records: *records })
            .collect(),
        summary: SummaryObject { fields: check.fields, errors, hints, records: check.records },
    });
    text.push('\n');
    text
}
