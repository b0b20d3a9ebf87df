//! The catalogue for people.

use tmall_schema::catalogue::{Entry, Grade};
use tmall_schema::{Lang, Level, Severity};

use super::by_family;
use super::shown::{FIXED, Outcome, Shown, ShownMapping, ShownPair};
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::lang::pick;
use crate::cli::render::style::{ERROR, GUIDE, HEADING, ID, NOTE, WARNING, styled};
use crate::cli::render::text::Text;
use crate::cli::text::{one_line, padding, width, wrapped};

/// Texts are broken into lines of so many columns.
const COLUMNS: usize = 96;

/// All codes in groups.
pub(super) fn list(entries: &[&Entry], console: &Console) -> String {
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
pub(super) fn entries(entries: &[&Entry], console: &Console) -> Result<String, CliError> {
    let texts = entries.iter().map(|entry| self::entry(entry, console));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join("\n"))
}

fn entry(entry: &Entry, console: &Console) -> Result<String, CliError> {
    let lang = console.lang;
    let grade = styled(style(entry.grade()), entry.grade().title(lang));
    let mut text = format!("{} {grade} {}\n", styled(ID, entry.code()), styled(HEADING, entry.title(lang)));
    text.push('\n');
    paragraph(&mut text, entry.meaning(lang));
    for (grade, when) in entry.variants(lang) {
        let grade = grade.title(lang);
        text.push('\n');
        paragraph(&mut text, &super::variant(entry, grade, when, lang));
    }
    text.push_str(&format!("\n{}\n", styled(HEADING, super::fix_heading(entry, lang))));
    paragraph(&mut text, entry.fix(lang));
    let count = entry.examples().len() + entry.pairs().len() + entry.mappings().len();
    let heading = |number: usize| match count {
        1 => pick(lang, "Example", "示例").to_owned(),
        _ => pick(lang, format!("Example {}", number + 1), format!("示例 {}", number + 1)),
    };
    for (number, example) in entry.examples().iter().enumerate() {
        text.push_str(&format!("\n{}\n", styled(HEADING, &heading(number))));
        let shown = Shown::of(entry, example)?;
        for (name, _, content) in shown.documents() {
            document(&mut text, name, content);
        }
        found(&mut text, &shown, console);
        document(&mut text, FIXED, &shown.fixed);
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    for (number, pair) in entry.pairs().iter().enumerate() {
        text.push_str(&format!("\n{}\n", styled(HEADING, &heading(number))));
        let shown = ShownPair::of(pair, entry, lang)?;
        for (name, content) in shown.documents() {
            document(&mut text, name, content);
        }
        for line in shown.lines(lang) {
            text.push_str(&format!("{}\n", styled(style(Grade::Level(shown.level)), &line)));
        }
    }
    for (number, example) in entry.mappings().iter().enumerate() {
        text.push_str(&format!("\n{}\n", styled(HEADING, &heading(number))));
        let shown = ShownMapping::of(example)?;
        for (name, _, content) in shown.documents() {
            document(&mut text, name, &content);
        }
        for line in shown.lines(lang) {
            text.push_str(&format!("{}\n\n", styled(style(entry.grade()), &line)));
        }
        for (name, _, content) in shown.fixed() {
            document(&mut text, name, &content);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text.push('\n');
    for line in wrapped(&sources(entry, lang), COLUMNS) {
        text.push_str(&format!("{}\n", styled(GUIDE, line)));
    }
    Ok(text)
}

fn found(text: &mut String, shown: &Shown, console: &Console) {
    let lang = console.lang;
    match &shown.result {
        Outcome::Findings(verdict) => {
            let findings = Text::new(console, true);
            for finding in &verdict.findings {
                text.push_str(&findings.finding(finding, shown.given_name(), verdict));
            }
        }
        Outcome::Notes(notes) => {
            for note in notes {
                let title = styled(NOTE, &format!("{}[{}]", Severity::Note.title(lang), note.code));
                let (colon, message, at) = (pick(lang, ": ", "："), note.message(lang), note.position);
                text.push_str(&format!("{title}{colon}{}\n", one_line(&message)));
                let arrow = styled(GUIDE, "-->");
                text.push_str(&format!(" {arrow} {}:{}:{}\n\n", shown.given_name(), at.line, at.column));
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
        // One example has a character that a terminal would obey.
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
