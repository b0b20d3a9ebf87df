//! A finding on one line, for formats without a separate place for the field.

use tmall_schema::{Finding, Lang};

use crate::cli::lang::pick;
use crate::cli::render::label::{self, path_or_root};
use crate::cli::text::one_line;

/// The path, or `/` for the whole item.
pub(super) fn path(finding: &Finding) -> &str {
    path_or_root(finding.path())
}

/// The path with the name of the field.
pub(super) fn label(finding: &Finding) -> String {
    label::label(finding.path(), finding.field())
}

/// The place in the item, and the message.
pub(super) fn sentence(finding: &Finding, lang: Lang) -> String {
    let colon = pick(lang, ": ", "：");
    format!("{}{colon}{}", label(finding), one_line(&finding.message(lang)))
}

/// The number of findings that `--max-findings` left out.
pub(super) fn omitted(count: usize, lang: Lang) -> String {
    pick(
        lang,
        format!("{count} more not shown (--max-findings)"),
        format!("另有 {count} 条未显示（--max-findings）"),
    )
}
