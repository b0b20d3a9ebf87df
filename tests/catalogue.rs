//! The catalogue, walked: every code has both languages, examples that give it, and texts that are used.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what fails here fails a test")]

use std::collections::BTreeMap;

use tmall_schema::catalogue::{self, Entry, Example, Grade, Kind};
use tmall_schema::{
    Assets, Code, Finding, Lang, Param, Report, Schema, Severity, ValidateOptions, Validator,
};

fn check(schema: &str, item: &str, assets: Assets) -> Report {
    let schema = Schema::parse(schema).unwrap_or_else(|error| panic!("{error}\n{schema}"));
    let item = Param::parse(item).unwrap_or_else(|error| panic!("{error}\n{item}"));
    Validator::compile_with(&schema, &ValidateOptions::new().assets(assets)).check(&item)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// English has no Chinese in it but quoted examples; Chinese has Chinese, and more than a quoted word of it.
fn both_languages(what: &str, text: impl Fn(Lang) -> &'static str) {
    let (en, zh) = (text(Lang::En), text(Lang::Zh));
    assert!(!en.is_empty() && !zh.is_empty() && en != zh, "{what}: {en} / {zh}");
    assert!(zh.chars().any(is_han), "{what}: {zh}");
    let foreign = en.chars().filter(|c| !c.is_ascii() && !matches!(c, '…' | '–' | '’' | 'é')).count();
    assert!(foreign <= 3, "{what}: {en}");
    assert_eq!(en, en.trim(), "{what}");
    assert!(!en.contains("  ") && !zh.contains(' ') || !zh.contains("  "), "{what}: {en} / {zh}");
}

#[test]
fn every_code_has_one_entry() {
    let codes: Vec<&str> =
        catalogue::all().filter(|entry| entry.kind() == Kind::Finding).map(Entry::code).collect();
    assert_eq!(codes, Code::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>());
    for code in Code::ALL {
        let entry = code.entry();
        assert_eq!(entry.code(), code.as_str());
        assert_eq!(catalogue::find(code.as_str()).unwrap().code(), code.as_str());
        assert_eq!(Grade::Severity(code.severity()), entry.grade());
        assert_eq!(code.title(Lang::En), entry.title(Lang::En));
    }
    assert!(catalogue::find("no-such-code").is_none());
}

#[test]
fn every_text_is_there_in_both_languages() {
    let mut titles = BTreeMap::new();
    for entry in catalogue::all() {
        let code = entry.code();
        both_languages(&format!("{code}: title"), |lang| entry.title(lang));
        both_languages(&format!("{code}: meaning"), |lang| entry.meaning(lang));
        both_languages(&format!("{code}: mend"), |lang| entry.mend(lang));
        both_languages(&format!("{code}: family"), |lang| entry.family().title(lang));
        for number in 0..entry.otherwise(Lang::En).count() {
            both_languages(&format!("{code}: otherwise"), |lang| {
                entry.otherwise(lang).nth(number).unwrap().1
            });
        }
        assert!(!entry.sources().is_empty(), "{code}");
        for &source in entry.sources() {
            both_languages(&format!("{code}: source"), |lang| source.text(lang));
        }
        for lang in [Lang::En, Lang::Zh] {
            // A title is a heading, the others are sentences.
            assert!(!entry.title(lang).ends_with(['.', '。']), "{code}");
            assert!(entry.title(lang).chars().count() <= 50, "{code}");
            for text in [entry.meaning(lang), entry.mend(lang)] {
                assert!(text.ends_with(['.', '。']), "{code}: {text}");
            }
            if let Some(other) = titles.insert((lang == Lang::En, entry.title(lang)), code) {
                panic!("{code} and {other} have one title");
            }
        }
    }
}

#[test]
fn templates_have_the_same_gaps_in_both_languages() {
    for entry in catalogue::all() {
        assert!(!entry.templates().is_empty(), "{}", entry.code());
        for template in entry.templates() {
            both_languages(entry.code(), |lang| template.text(lang));
            let gaps = [Lang::En, Lang::Zh].map(|lang| {
                let mut gaps: Vec<_> = template.gaps(lang).collect();
                gaps.sort_unstable();
                gaps.dedup();
                gaps
            });
            assert_eq!(gaps[0], gaps[1], "{template:?}");
        }
    }
}

/// Whether a message can have been made from a template, and what stands in its gaps.
fn fits(template: &str, message: &str) -> bool {
    let mut rest = message;
    let mut pieces = template.split(['{', '}']).step_by(2).peekable();
    let mut is_first = true;
    while let Some(piece) = pieces.next() {
        let at = match (is_first, pieces.peek()) {
            (true, _) if !rest.starts_with(piece) => return false,
            (true, None) if rest != piece => return false,
            (true, _) => 0,
            (false, None) if !rest.ends_with(piece) => return false,
            (false, None) => rest.len() - piece.len(),
            (false, Some(_)) => match rest.find(piece) {
                Some(at) => at,
                None => return false,
            },
        };
        rest = &rest[at + piece.len()..];
        is_first = false;
    }
    true
}

/// The templates of an entry that the messages of a finding fit in both languages.
fn used<'e>(entry: &'e Entry, finding: &'e Finding) -> impl Iterator<Item = usize> + 'e {
    let is_of = |template: &catalogue::Template| {
        [Lang::En, Lang::Zh].into_iter().all(|lang| fits(template.text(lang), &finding.message(lang)))
    };
    (0..entry.templates().len()).filter(move |&number| is_of(entry.templates()[number]))
}

fn example_gives(entry: &Entry, example: &Example) -> Finding {
    let code = entry.code();
    let report = check(&example.schema(), &example.item(), example.assets());
    let mut findings = report.findings().to_vec();
    assert_eq!(findings.len(), 1, "{code}: an example shows one thing: {report}");
    let finding = findings.remove(0);
    assert_eq!(finding.code().as_str(), code);
    assert_eq!(Grade::Severity(finding.severity()), example.grade(), "{code}");
    for lang in [Lang::En, Lang::Zh] {
        let message = finding.message(lang);
        assert!(!message.contains(['{', '}']) || message.contains("{2}"), "{code}: {message}");
    }
    let mended = check(&example.schema(), &example.mended(), example.assets());
    assert!(mended.findings().is_empty(), "{code}: the mended item: {mended}");
    finding
}

#[test]
fn every_example_gives_its_finding_and_mended_nothing() {
    for entry in catalogue::all().filter(|entry| entry.kind() == Kind::Finding) {
        let code = entry.code();
        assert!(!entry.examples().is_empty(), "{code}");
        assert_eq!(entry.examples()[0].grade(), entry.grade(), "{code}: the first example is the usual one");
        for example in entry.examples() {
            let finding = example_gives(entry, example);
            assert!(used(entry, &finding).count() > 0, "{code}: {finding} is made from another text");
        }
        // Each severity that it may have is shown, and no other.
        let mut stated: Vec<Grade> = entry.otherwise(Lang::En).map(|(grade, _)| grade).collect();
        stated.push(entry.grade());
        for example in entry.examples() {
            assert!(stated.contains(&example.grade()), "{code}: {} is not stated", example.grade());
        }
        for grade in stated {
            assert!(entry.examples().iter().any(|example| example.grade() == grade), "{code}: no {grade}");
        }
    }
}

#[test]
fn severities_are_those_of_the_norm() {
    let with = |severity| -> Vec<&str> {
        Code::ALL.iter().filter(|code| code.severity() == severity).map(|code| code.as_str()).collect()
    };
    assert_eq!(with(Severity::Note), ["unchecked"]);
    assert_eq!(with(Severity::Warning), ["disabled-value", "duplicate-value", "wrapper", "line-break"]);
}
