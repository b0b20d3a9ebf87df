//! The totals for people. Rejected records have a file of their own, [`rejects`](crate::cli::render::rejects).

use tmall_schema::Lang;

use crate::cli::lang::pick;
use crate::cli::results::filled::FillCounts;

/// The totals in a line.
pub(crate) fn summary(counts: &FillCounts, lang: Lang) -> String {
    let FillCounts { seen, valid, skipped, rejected, warned, unreadable: _ } = counts;
    let (mut en, mut zh) =
        (format!("{seen} records: {valid} valid"), format!("{seen} 条记录：有效 {valid} 条"));
    if *seen == 1 {
        en = en.replace("records", "record");
    }
    if *warned > 0 {
        en.push_str(&format!(" ({warned} with warnings, which --format json lists)"));
        zh.push_str(&format!("（{warned} 条有警告，可用 --format json 查看）"));
    }
    if *skipped > 0 {
        en.push_str(&format!(", {skipped} already exist"));
        zh.push_str(&format!("，已存在 {skipped} 条"));
    }
    en.push_str(&format!(", {rejected} rejected\n"));
    zh.push_str(&format!("，拒绝 {rejected} 条\n"));
    pick(lang, en, zh)
}
