//! The history for programs: one object, with one line for each change.

use serde::Serialize;
use tmall_schema::{Lang, Level};

use crate::cli::render::changes::phrases;
use crate::cli::render::json::{FORMAT_VERSION, line};
use crate::cli::results::change::ChangeState;
use crate::cli::results::history::{History, VersionName};

#[derive(Serialize)]
struct ChangeObject<'h> {
    #[serde(flatten)]
    version: &'h VersionName,
    file: &'h str,
    code: &'static str,
    level: Level,
    path: &'h str,
    field: Option<&'h str>,
    message: String,
    old: Option<&'h ChangeState>,
    new: Option<&'h ChangeState>,
    fingerprint: &'h str,
}

#[derive(Serialize)]
struct Summary {
    versions: usize,
    changed: usize,
    breaking: usize,
    compatible: usize,
    cosmetic: usize,
}

pub(crate) fn json(history: &History, lang: Lang) -> String {
    let mut lines = Vec::new();
    for version in &history.versions {
        for change in &version.changes {
            lines.push(line(&ChangeObject {
                version: &version.name,
                file: &version.file,
                code: change.code.as_str(),
                level: change.level,
                path: &change.path,
                field: change.field.as_deref(),
                message: phrases::sentence(change, lang),
                old: change.old.as_ref(),
                new: change.new.as_ref(),
                fingerprint: &change.fingerprint,
            }));
        }
    }
    let changes = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) };
    let counts = history.counts;
    let summary = line(&Summary {
        versions: history.compared,
        changed: history.versions.len(),
        breaking: counts.breaking,
        compatible: counts.compatible,
        cosmetic: counts.cosmetic,
    });
    let (path, field) = (line(&history.path), line(&history.field));
    format!(
        "{{\"format_version\":{FORMAT_VERSION},\"path\":{path},\"field\":{field},\n \"changes\":{changes},\n \"summary\":{summary}}}\n"
    )
}
