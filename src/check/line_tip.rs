//! Whether the tip of a field asks for one entry a line, as `productKeywords` of alibaba.com does. There a line break in
//! a text is what the platform wants, and no mistake.

use crate::schema::{FieldRef, RuleRef};
use crate::vocab::RuleName;

/// Phrases of a clause that asks for several lines.
const PHRASES: &[&str] = &[
    "每行",
    "每一行",
    "一行一",
    "逐行",
    "按行",
    "分行",
    "多行",
    "换行",
    "回车",
    "per line",
    "each line",
    "every line",
    "one line each",
    "by line",
    "separate line",
    "multiple lines",
    "multi-line",
    "multiline",
    "several lines",
    "new line",
    "newline",
    "line break",
    "linebreak",
];

/// Every phrase contains one of these, and few tips do.
const STEMS: &[&str] = &["行", "回车", "line"];

/// Words of a clause that forbids something.
const NEGATIONS: &[&str] = &[
    "不", "勿", "禁", "无法", "别", "非", "没有", "no ", "not ", "n't", "cannot", "without", "never", "avoid",
];

/// Words with a character of a negation that negate nothing.
const HARMLESS: &[&str] = &["不同", "分别", "类别", "级别", "区别", "性别"];

/// Whether the name or a tip of a field says that its text has one entry a line, or several lines.
pub(crate) fn takes_lines(field: FieldRef<'_>) -> bool {
    let tips = field.rules().filter(|rule| rule.known().is_some_and(RuleName::is_tip));
    let texts = tips.flat_map(|rule: RuleRef<'_>| [rule.value(), rule.desc()]);
    texts.chain([field.name()]).flatten().any(says_lines)
}

fn says_lines(tip: &str) -> bool {
    let has =
        |stem: &str| tip.as_bytes().windows(stem.len()).any(|at| at.eq_ignore_ascii_case(stem.as_bytes()));
    if !STEMS.iter().any(|stem| has(stem)) {
        return false;
    }
    let tip = tip.to_lowercase();
    tip.split([',', '.', ';', '!', '?', '\n', '，', '。', '；', '！', '？', '、', '(', ')', '（', '）'])
        .filter(|clause| PHRASES.iter().any(|phrase| clause.contains(phrase)))
        .any(|clause| {
            let rest = HARMLESS.iter().fold(clause.to_owned(), |clause, word| clause.replace(word, ""));
            !NEGATIONS.iter().any(|word| rest.contains(word))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_a_stem() {
        assert!(PHRASES.iter().all(|phrase| STEMS.iter().any(|stem| phrase.contains(stem))));
    }

    #[test]
    fn tips() {
        let asking = [
            "每行填写一个关键词",
            "一行一个，最多 5 个",
            "多个关键词请用换行分隔",
            "不同关键词分别换行填写",
            "最多三个。按回车键分隔",
            "One keyword per line",
            "Enter each keyword on a new line; do not repeat keywords.",
        ];
        assert!(asking.into_iter().all(says_lines));
        let others = [
            "",
            "最多 60 个字符",
            "请勿换行",
            "标题不支持换行",
            "不能含有换行符、制表符",
            "Must not contain line breaks",
            "No line breaks",
            "Separate keywords by commas",
            "行业通用名称",
        ];
        assert!(!others.into_iter().any(says_lines));
    }
}
