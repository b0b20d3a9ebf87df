//! The catalogue as Markdown.

use tmall_schema::catalogue::Entry;
use tmall_schema::{Lang, Severity};

use super::by_family;
use super::shown::{FIXED, Outcome, Shown, ShownMapping, ShownPair};
use crate::cli::error::CliError;
use crate::cli::lang::pick;
use crate::cli::text::one_line;

/// All codes, a table a family.
pub(super) fn list(entries: &[&Entry], lang: Lang) -> String {
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
pub(super) fn entries(entries: &[&Entry], lang: Lang) -> Result<String, CliError> {
    let texts = entries.iter().map(|entry| self::entry(entry, lang));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join("\n"))
}

fn entry(entry: &Entry, lang: Lang) -> Result<String, CliError> {
    let grade = entry.grade().title(lang);
    let mut text = pick(
        lang,
        format!("## `{}`: {} ({grade})\n", entry.code(), plain(entry.title(lang))),
        format!("## `{}`：{}（{grade}）\n", entry.code(), plain(entry.title(lang))),
    );
    text.push_str(&format!("\n{}\n", plain(entry.meaning(lang))));
    for (grade, when) in entry.variants(lang) {
        let grade = grade.title(lang);
        text.push_str(&format!("\n{}\n", super::variant(entry, grade, when, lang)));
    }
    let heading = super::fix_heading(entry, lang);
    text.push_str(&format!("\n**{heading}**\n\n{}\n", plain(entry.fix(lang))));
    for example in entry.examples() {
        let shown = Shown::of(entry, example)?;
        text.push_str(&format!("\n**{}**\n", pick(lang, "Example", "示例")));
        for (name, language, content) in shown.documents() {
            block(&mut text, name, language, content);
        }
        block(&mut text, pick(lang, "found", "结果"), "text", &found(&shown, lang));
        block(&mut text, FIXED, "xml", &shown.fixed);
    }
    for pair in entry.pairs() {
        let shown = ShownPair::of(pair, entry, lang)?;
        text.push_str(&format!("\n**{}**\n", pick(lang, "Example", "示例")));
        for (name, content) in shown.documents() {
            block(&mut text, name, "xml", content);
        }
        block(&mut text, pick(lang, "changed", "变更"), "text", &shown.lines(lang).join("\n"));
    }
    for example in entry.mappings() {
        let shown = ShownMapping::of(example)?;
        text.push_str(&format!("\n**{}**\n", pick(lang, "Example", "示例")));
        for (name, language, content) in shown.documents() {
            block(&mut text, name, language, &content);
        }
        block(&mut text, pick(lang, "found", "结果"), "text", &shown.lines(lang).join("\n"));
        for (name, language, content) in shown.fixed() {
            block(&mut text, name, language, &content);
        }
    }
    Ok(text)
}

fn found(shown: &Shown, lang: Lang) -> String {
    match &shown.result {
        Outcome::Findings(verdict) => verdict
            .findings
            .iter()
            .map(|finding| {
                let (word, path) = (finding.severity().title(lang), finding.path());
                format!("{word} {path} [{}]\n{}\n", finding.code(), finding.message(lang))
            })
            .collect(),
        Outcome::Notes(notes) => notes
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

/// A text whose code spans stay, and whose elements and columns are not taken for Markdown's.
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
