//! A finding on one line, for forms that have no place of their own for the field.

use tmall_schema::{Finding, Lang, Severity};

use crate::cli::lang::pick;
use crate::cli::text::one_line;

/// The pointer, `/` for the whole item.
pub(super) fn path(finding: &Finding) -> &str {
    if finding.path().is_empty() { "/" } else { finding.path() }
}

/// The pointer with the field's name.
pub(super) fn label(finding: &Finding) -> String {
    match finding.field() {
        Some(field) => one_line(&format!("{} {field}", path(finding))).into_owned(),
        None => one_line(path(finding)).into_owned(),
    }
}

/// Where in the item, and what is wrong.
pub(super) fn sentence(finding: &Finding, lang: Lang) -> String {
    let colon = pick(lang, ": ", "：");
    format!("{}{colon}{}", label(finding), one_line(&finding.message(lang)))
}

/// The word for a severity.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => pick(lang, "error", "错误"),
        Severity::Warning => pick(lang, "warning", "警告"),
        _ => pick(lang, "note", "提示"),
    }
}

/// How many findings `--max-findings` left out.
pub(super) fn omitted(count: usize, lang: Lang) -> String {
    pick(
        lang,
        format!("{count} more not shown (--max-findings)"),
        format!("另有 {count} 条未显示（--max-findings）"),
    )
}
