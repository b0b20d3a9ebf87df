//! `explain`: the catalogue of codes, with examples that are judged as they are shown.

mod json;
mod markdown;
mod shown;
mod text;

use tmall_schema::Lang;
use tmall_schema::catalogue::{self, Entry, Kind};

use super::args::{ExplainArgs, ExplainFormat};
use super::console::Console;
use super::error::{CliError, Exit, UsageError};
use super::lang::pick;
use super::output::Output;

pub(crate) fn run(args: &ExplainArgs, console: &Console) -> Result<Exit, CliError> {
    let named = args.codes.iter().map(|code| find(code)).collect::<Result<Vec<_>, _>>()?.concat();
    let all: Vec<&Entry> = catalogue::all().collect();
    let result = match (args.format, named.as_slice()) {
        (ExplainFormat::Text, []) => text::list(&all, console),
        (ExplainFormat::Text, named) => text::entries(named, console)?,
        (ExplainFormat::Markdown, []) => markdown::list(&all, console.lang),
        (ExplainFormat::Markdown, named) => markdown::entries(named, console.lang)?,
        (ExplainFormat::Json, []) => json::entries(&all, console.lang)?,
        (ExplainFormat::Json, named) => json::entries(named, console.lang)?,
    };
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    match args.format {
        ExplainFormat::Text => output.write_styled(&result)?,
        ExplainFormat::Json | ExplainFormat::Markdown => output.write(&result)?,
    }
    output.finish()?;
    Ok(Exit::Clean)
}

/// The entries of a code: some are codes of two kinds of things.
fn find(code: &str) -> Result<Vec<&'static Entry>, UsageError> {
    let entries: Vec<&Entry> = catalogue::all().filter(|entry| entry.code() == code).collect();
    if entries.is_empty() {
        return Err(UsageError::NoCode { similar: similar(code), code: code.to_owned() });
    }
    Ok(entries)
}

/// Codes that may have been meant: the closest, else those that have a word in common.
fn similar(code: &str) -> Vec<&'static str> {
    let codes = || catalogue::all().map(Entry::code);
    let wanted = code.to_ascii_lowercase().replace('_', "-");
    let distance = |code: &str| strsim::osa_distance(&wanted, code);
    let near = codes().map(|code| (distance(code), code)).filter(|(far, code)| *far <= code.len() / 3);
    match near.min() {
        Some((_, nearest)) => vec![nearest],
        None => {
            // A word shorter than this says nothing.
            const LEAST: usize = 3;
            let words = || wanted.split('-').filter(|word| word.len() >= LEAST);
            let mut similar: Vec<&str> =
                codes().filter(|code| words().any(|word| code.contains(word))).collect();
            similar.dedup();
            similar.truncate(3);
            similar
        }
    }
}

/// How bad something may be besides, and when.
fn variant(entry: &Entry, grade: &str, when: &str, lang: Lang) -> String {
    let en = match entry.kind() {
        Kind::Change => format!("It is {grade} {when}."),
        _ => format!("It is a {grade} {when}."),
    };
    pick(lang, en, format!("{when}，为{grade}。"))
}

/// What stands above the advice: a change is no mistake.
fn fix_heading(entry: &Entry, lang: Lang) -> &'static str {
    match entry.kind() {
        Kind::Change => pick(lang, "What to do about it", "如何应对"),
        _ => pick(lang, "How to fix it", "如何修改"),
    }
}

/// The entries by family, in the order in which families and entries stand in the catalogue.
fn by_family<'e>(entries: &[&'e Entry]) -> Vec<(catalogue::Family, Vec<&'e Entry>)> {
    let mut families: Vec<(catalogue::Family, Vec<&Entry>)> = Vec::new();
    for &entry in entries {
        match families.iter_mut().find(|(family, _)| *family == entry.family()) {
            Some((_, entries)) => entries.push(entry),
            None => families.push((entry.family(), vec![entry])),
        }
    }
    families
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_meant() {
        assert_eq!(similar("max-lenght"), ["max-length"]);
        assert_eq!(similar("MAX_LENGTH"), ["max-length"]);
        assert_eq!(similar("require"), ["required"]);
        assert_eq!(similar("availability"), [""; 0]);
        assert_eq!(similar("digit-count"), ["max-decimal-digits", "min-decimal-digits"]);
        assert_eq!(similar("digits"), ["max-decimal-digits", "min-decimal-digits"]);
        assert!(similar("zzz").is_empty() && similar("").is_empty());
    }
}
