//! The catalogue as Markdown.

use tmall_schema::catalogue::Entry;
use tmall_schema::{Lang, Severity};

use super::{
    FIXED, by_family, change_lines, documents, fix_heading, fixed_mapping, mapping_documents, problem_lines,
    sides, variant,
};
use crate::cli::lang::pick;
use crate::cli::results::examples::{ExampleResult, ExplainedEntry, RunExample};
use crate::cli::text::one_line;

/// All codes, one table for each family.
pub(crate) fn list(entries: &[&Entry], lang: Lang) -> String {
    let mut tables = Vec::new();
    for (family, entries) in by_family(entries) {
        let head = pick(lang, "| code | severity | title |", "| 代码 | 级别 | 含义 |");
        let mut table = format!("## {}\n\n{head}\n|---|---|---|\n", family.title(lang));
        for entry in entries {
            let others = entry.variants(lang).map(|(grade, _)| grade.title(lang));
            let grades: Vec<&str> = std::iter::once(entry.grade().title(lang)).chain(others).collect();
            let grades = grades.join(pick(lang, ", ", "、"));
            table.push_str(&format!("| `{}` | {grades} | {} |\n", entry.code(), plain(entry.title(lang))));
        }
        tables.push(table);
    }
    tables.join("\n")
}

/// Everything about some codes.
pub(crate) fn entries(entries: &[ExplainedEntry], lang: Lang) -> String {
    entries.iter().map(|explained| entry(explained, lang)).collect::<Vec<_>>().join("\n")
}

fn entry(explained: &ExplainedEntry, lang: Lang) -> String {
    let entry = explained.entry;
    let grade = entry.grade().title(lang);
    let mut text = pick(
        lang,
        format!("## `{}`: {} ({grade})\n", entry.code(), plain(entry.title(lang))),
        format!("## `{}`：{}（{grade}）\n", entry.code(), plain(entry.title(lang))),
    );
    text.push_str(&format!("\n{}\n", plain(entry.meaning(lang))));
    for (grade, when) in entry.variants(lang) {
        text.push_str(&format!("\n{}\n", variant(entry, grade.title(lang), when, lang)));
    }
    let heading = fix_heading(entry, lang);
    text.push_str(&format!("\n**{heading}**\n\n{}\n", plain(entry.fix(lang))));
    for example in &explained.examples {
        text.push_str(&format!("\n**{}**\n", pick(lang, "Example", "示例")));
        for (name, language, content) in documents(example) {
            block(&mut text, name, language, &content);
        }
        block(&mut text, pick(lang, "reported", "结果"), "text", &reported(example, lang));
        block(&mut text, FIXED, "xml", &example.fixed);
    }
    for pair in &explained.pairs {
        text.push_str(&format!("\n**{}**\n", pick(lang, "Example", "示例")));
        for (name, content) in sides(pair) {
            block(&mut text, name, "xml", content);
        }
        block(&mut text, pick(lang, "changed", "变更"), "text", &change_lines(pair, lang).join("\n"));
    }
    for run in &explained.mappings {
        text.push_str(&format!("\n**{}**\n", pick(lang, "Example", "示例")));
        for (name, language, content) in mapping_documents(run.example) {
            block(&mut text, name, language, &content);
        }
        block(&mut text, pick(lang, "reported", "结果"), "text", &problem_lines(run, lang).join("\n"));
        for (name, language, content) in fixed_mapping(run.example) {
            block(&mut text, name, language, &content);
        }
    }
    text
}

fn reported(example: &RunExample, lang: Lang) -> String {
    match &example.result {
        ExampleResult::Findings(found) => found
            .findings
            .iter()
            .map(|finding| {
                let (word, path) = (finding.severity().title(lang), finding.path());
                format!("{word} {path} [{}]\n{}\n", finding.code_text(), finding.message(lang))
            })
            .collect(),
        ExampleResult::Notes(notes) => notes
            .iter()
            .map(|note| {
                let (word, at) = (Severity::Note.title(lang), note.position);
                format!("{word} {}:{} [{}]\n{}\n", at.line, at.column, note.code, note.message(lang))
            })
            .collect(),
    }
}

fn block(text: &mut String, name: &str, language: &str, content: &str) {
    text.push_str(&format!("\n{name}\n\n```{language}\n"));
    for line in content.lines() {
        text.push_str(&one_line(line));
        text.push('\n');
    }
    text.push_str("```\n");
}

/// Escapes what Markdown would take for markup, except in code spans.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_code = false;
    for c in text.chars() {
        is_code ^= c == '`';
        if !is_code && matches!(c, '<' | '>' | '|' | '*' | '_' | '[') {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_text() {
        assert_eq!(plain("write <value>*</value> or `a|<b>`"), "write \\<value\\>\\*\\</value\\> or `a|<b>`");
    }
}
