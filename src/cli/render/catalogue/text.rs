//! The catalogue for people.

use tmall_schema::catalogue::{Entry, Grade};
use tmall_schema::{Lang, Level, Severity};

use super::{
    FIXED, by_family, change_lines, document_name, documents, fix_heading, fixed_mapping, mapping_documents,
    problem_lines, sides, variant,
};
use crate::cli::console::Console;
use crate::cli::lang::pick;
use crate::cli::render::findings::FindingsText;
use crate::cli::results::examples::{ExampleResult, ExplainedEntry, RunExample};
use crate::cli::style::{ERROR, GUIDE, HEADING, ID, NOTE, WARNING, styled};
use crate::cli::text::{one_line, padding, width, wrapped};

/// The width of paragraphs, in columns.
const COLUMNS: usize = 96;

/// All codes by family.
pub(crate) fn list(entries: &[&Entry], console: &Console) -> String {
    let lang = console.lang;
    let grades = |entry: &Entry| -> Vec<(Grade, &str)> {
        let others = entry.variants(lang).map(|(grade, _)| grade);
        std::iter::once(entry.grade()).chain(others).map(|grade| (grade, grade.title(lang))).collect()
    };
    let comma = pick(lang, ", ", "、");
    let grades_width = |entry: &Entry| {
        let words: Vec<&str> = grades(entry).into_iter().map(|(_, word)| word).collect();
        width(&words.join(comma))
    };
    let code_column = entries.iter().map(|entry| entry.code().len()).max().unwrap_or(0);
    let grade_column = entries.iter().map(|entry| grades_width(entry)).max().unwrap_or(0);
    let mut text = String::new();
    for (family, entries) in by_family(entries) {
        text.push_str(&format!("{}\n", styled(HEADING, family.title(lang))));
        for entry in entries {
            let code = entry.code();
            let words: Vec<String> =
                grades(entry).into_iter().map(|(grade, word)| styled(style(grade), word)).collect();
            text.push_str(&format!(
                "  {}{}  {}{}  {}\n",
                styled(ID, code),
                padding(code.len(), code_column),
                words.join(comma),
                padding(grades_width(entry), grade_column),
                entry.title(lang),
            ));
        }
        text.push('\n');
    }
    if console.quiet {
        text.pop();
    } else {
        text.push_str(pick(
            lang,
            "tmall-schema explain CODE shows an example and how to fix it\n",
            "tmall-schema explain CODE 显示示例和修改方法\n",
        ));
    }
    text
}

/// Everything about some codes.
pub(crate) fn entries(entries: &[ExplainedEntry], console: &Console) -> String {
    entries.iter().map(|explained| entry(explained, console)).collect::<Vec<_>>().join("\n")
}

fn entry(explained: &ExplainedEntry, console: &Console) -> String {
    let (entry, lang) = (explained.entry, console.lang);
    let grade = styled(style(entry.grade()), entry.grade().title(lang));
    let mut text = format!("{} {grade} {}\n", styled(ID, entry.code()), styled(HEADING, entry.title(lang)));
    text.push('\n');
    paragraph(&mut text, entry.meaning(lang));
    for (grade, when) in entry.variants(lang) {
        text.push('\n');
        paragraph(&mut text, &variant(entry, grade.title(lang), when, lang));
    }
    text.push_str(&format!("\n{}\n", styled(HEADING, fix_heading(entry, lang))));
    paragraph(&mut text, entry.fix(lang));
    let count = explained.examples.len() + explained.pairs.len() + explained.mappings.len();
    let heading = |number: usize| match count {
        1 => pick(lang, "Example", "示例").to_owned(),
        _ => pick(lang, format!("Example {}", number + 1), format!("示例 {}", number + 1)),
    };
    for (number, example) in explained.examples.iter().enumerate() {
        text.push_str(&format!("\n{}\n", styled(HEADING, &heading(number))));
        for (name, _, content) in documents(example) {
            document(&mut text, name, &content);
        }
        reported(&mut text, example, console);
        document(&mut text, FIXED, &example.fixed);
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    for (number, pair) in explained.pairs.iter().enumerate() {
        text.push_str(&format!("\n{}\n", styled(HEADING, &heading(number))));
        for (name, content) in sides(pair) {
            document(&mut text, name, content);
        }
        for line in change_lines(pair, lang) {
            text.push_str(&format!("{}\n", styled(style(Grade::Level(pair.level)), &line)));
        }
    }
    for (number, run) in explained.mappings.iter().enumerate() {
        text.push_str(&format!("\n{}\n", styled(HEADING, &heading(number))));
        for (name, _, content) in mapping_documents(run.example) {
            document(&mut text, name, &content);
        }
        for line in problem_lines(run, lang) {
            text.push_str(&format!("{}\n\n", styled(style(entry.grade()), &line)));
        }
        for (name, _, content) in fixed_mapping(run.example) {
            document(&mut text, name, &content);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text.push('\n');
    for line in wrapped(&sources(entry, lang), COLUMNS) {
        text.push_str(&format!("{}\n", styled(GUIDE, line)));
    }
    text
}

fn reported(text: &mut String, example: &RunExample, console: &Console) {
    let (lang, name) = (console.lang, document_name(example));
    match &example.result {
        ExampleResult::Findings(found) => {
            let findings = FindingsText::new(console, true);
            text.push_str(&findings.findings(name, found));
        }
        ExampleResult::Notes(notes) => {
            for note in notes {
                let title = styled(NOTE, &format!("{}[{}]", Severity::Note.title(lang), note.code));
                let (colon, message, at) = (pick(lang, ": ", "："), note.message(lang), note.position);
                text.push_str(&format!("{title}{colon}{}\n", one_line(&message)));
                text.push_str(&format!(" {} {name}:{}:{}\n\n", styled(GUIDE, "-->"), at.line, at.column));
            }
        }
    }
}

fn sources(entry: &Entry, lang: Lang) -> String {
    let sources: Vec<&str> = entry.sources().iter().map(|source| source.text(lang)).collect();
    let (label, joint) = pick(lang, ("Source: ", "; "), ("依据：", "；"));
    format!("{label}{}", sources.join(joint))
}

fn paragraph(text: &mut String, words: &str) {
    for line in wrapped(words, COLUMNS) {
        text.push_str(line);
        text.push('\n');
    }
}

fn document(text: &mut String, name: &str, document: &str) {
    text.push_str(&format!("{}\n", styled(GUIDE, name)));
    for line in document.lines() {
        // One example contains a control character.
        text.push_str(&format!("  {}\n", one_line(line)));
    }
    text.push('\n');
}

fn style(grade: Grade) -> anstyle::Style {
    match grade {
        Grade::Severity(Severity::Error) | Grade::Level(Level::Breaking) => ERROR,
        Grade::Severity(Severity::Warning) | Grade::Level(Level::Compatible) => WARNING,
        _ => NOTE,
    }
}
