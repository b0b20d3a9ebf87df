//! One line for each problem and hint.

use tmall_schema::Lang;

use super::CheckCounts;
use crate::cli::lang::{counted, pick};
use crate::cli::results::mapping::{MissedField, Need};
use crate::cli::results::mapping_check::{MappingCheck, UnfedField};
use crate::cli::text::one_line;

/// All lines, with the totals as the last.
pub(crate) fn text(check: &MappingCheck, lang: Lang) -> String {
    let mut text = String::new();
    let mut add = |is_wrong: bool, line: &str| {
        let title = match is_wrong {
            true => pick(lang, "error: ", "错误："),
            false => pick(lang, "hint: ", "提示："),
        };
        text.push_str(&format!("{title}{}\n", one_line(line)));
    };
    if check.fields == 0 {
        add(
            false,
            pick(
                lang,
                "the mapping fills no field: [fields] is empty",
                "该映射没有填写任何字段：[fields] 为空",
            ),
        );
    }
    for problem in &check.problems {
        add(true, &problem.line(lang));
    }
    for missed in &check.missed {
        add(missed.need == Need::Always, &missing(missed, lang));
    }
    let seen = check.records.unwrap_or_default();
    for unfed in &check.unfed {
        add(false, &nowhere(unfed, seen, lang));
    }
    for (path, times) in &check.unused {
        add(
            false,
            &pick(
                lang,
                format!("{path} is never used (in {times} of {seen} records)"),
                format!("{path} 从未使用（{seen} 条记录中有 {times} 条含有）"),
            ),
        );
    }
    let counts = CheckCounts::of(check);
    let errors = counted(lang, counts.errors, "error", "errors", "个错误");
    let hints = counted(lang, counts.hints, "hint", "hints", "条提示");
    text.push_str(&format!("{errors}{}{hints}\n", pick(lang, ", ", "，")));
    text
}

fn missing(missed: &MissedField, lang: Lang) -> String {
    let path = match &missed.field {
        Some(name) => format!("{} {name}", missed.path),
        None => missed.path.clone(),
    };
    match missed.need {
        Need::Always => {
            pick(lang, format!("{path} is required but not filled"), format!("{path} 为必填但未填写"))
        }
        Need::Default => pick(
            lang,
            format!("{path} is required but not filled; --defaults carries its value"),
            format!("{path} 为必填但未填写；使用 --defaults 可带上其默认值"),
        ),
        Need::Condition => pick(
            lang,
            format!("{path} is required under a condition but not filled"),
            format!("{path} 有条件必填但未填写"),
        ),
    }
}

fn nowhere(unfed: &UnfedField, seen: u64, lang: Lang) -> String {
    let UnfedField { path, source, near } = unfed;
    let near = near.as_deref().map_or_else(String::new, |near| {
        pick(lang, format!("; did you mean {near}?"), format!("；是不是 {near}？"))
    });
    pick(
        lang,
        format!("{path} is filled from {source}, which no record has ({seen} read){near}"),
        format!("{path} 取自 {source}，但记录中都没有（已读取 {seen} 条）{near}"),
    )
}
