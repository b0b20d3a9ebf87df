//! The catalogue, walked: every code has both languages, examples that give it, and texts that are used.

use std::collections::BTreeMap;

use serde::Deserialize;
use tmall_schema::catalogue::{self, Entry, Example, Grade, Kind, Template};
use tmall_schema::finding::FindingKind;
use tmall_schema::{
    Assets, ChangeCode, Code, Finding, Lang, Note, NoteCode, Param, Report, Schema, Severity,
    ValidateOptions, Validator,
};

/// The report with the house rules of an entry.
fn check(entry: &Entry, schema: &str, item: &str, assets: Assets) -> Report {
    let schema = Schema::parse(schema).unwrap_or_else(|error| panic!("{error}\n{schema}"));
    let item = Param::parse(item).unwrap_or_else(|error| panic!("{error}\n{item}"));
    let options = ValidateOptions::new().assets(assets);
    with_rules(Validator::compile_with(&schema, &options), entry).check(&item)
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
    let notes: Vec<&str> =
        catalogue::all().filter(|entry| entry.kind() == Kind::Note).map(Entry::code).collect();
    assert_eq!(notes, NoteCode::ALL.iter().map(|code| code.as_str()).collect::<Vec<_>>());
    for code in NoteCode::ALL {
        assert_eq!((code.entry().code(), code.entry().grade()), (code.as_str(), Grade::Note));
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let mut titles = BTreeMap::new();
    for entry in catalogue::all() {
        let code = entry.code();
        both_languages(&format!("{code}: title"), |lang| entry.title(lang));
        both_languages(&format!("{code}: meaning"), |lang| entry.meaning(lang));
        both_languages(&format!("{code}: fix"), |lang| entry.fix(lang));
        both_languages(&format!("{code}: family"), |lang| entry.family().title(lang));
        for number in 0..entry.variants(Lang::En).count() {
            both_languages(&format!("{code}: variants"), |lang| entry.variants(lang).nth(number).unwrap().1);
        }
        assert!(!entry.sources().is_empty(), "{code}");
        for &source in entry.sources() {
            both_languages(&format!("{code}: source"), |lang| source.text(lang));
        }
        for lang in [Lang::En, Lang::Zh] {
            // A title is a heading, the others are sentences.
            assert!(!entry.title(lang).ends_with(['.', '。']), "{code}");
            assert!(entry.title(lang).chars().count() <= 50, "{code}");
            for text in [entry.meaning(lang), entry.fix(lang)] {
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
    // The messages of changes and mapping problems are made elsewhere.
    for entry in catalogue::all().filter(|entry| matches!(entry.kind(), Kind::Finding | Kind::Note)) {
        assert!(!entry.templates().is_empty(), "{}", entry.code());
        // The text of a house rule is that of its file.
        for template in entry.templates().iter().filter(|template| template.text(Lang::En) != "{message}") {
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

/// A validator with the house rules of an entry.
#[cfg(feature = "mapping")]
fn with_rules(validator: Validator, entry: &Entry) -> Validator {
    let Some(rules) = entry.rules() else { return validator };
    let rules = tmall_schema::RuleSet::of_example(rules).unwrap().bind(validator.schema());
    validator.with_rules(rules)
}

/// Without the feature there are no house rules.
#[cfg(not(feature = "mapping"))]
fn with_rules(validator: Validator, _: &Entry) -> Validator {
    validator
}

/// Whether an entry has examples of items. House rules need the feature.
fn of_items(entry: &&'static Entry) -> bool {
    match entry.kind() {
        Kind::Finding | Kind::HouseRule => entry.rules().is_none() || cfg!(feature = "mapping"),
        _ => false,
    }
}

fn example_gives(entry: &Entry, example: &Example) {
    let code = entry.code();
    let report = check(entry, &example.schema(), &example.item(), example.assets());
    let [finding] = report.findings() else { panic!("{code}: an example shows one thing: {report}") };
    match finding.kind() {
        FindingKind::HouseRule(rule) if rule.pack.is_some() => assert_eq!(finding.code_text(), code),
        _ => assert_eq!(finding.code().as_str(), code),
    }
    assert_eq!(Grade::Severity(finding.severity()), example.grade(), "{code}");
    let fixed = check(entry, &example.schema(), &example.fixed(), example.assets());
    assert!(fixed.findings().is_empty(), "{code}: the fixed item: {fixed}");
}

#[test]
fn every_example_gives_its_finding_and_fixed_nothing() {
    for entry in catalogue::all().filter(of_items) {
        let code = entry.code();
        assert!(!entry.examples().is_empty(), "{code}");
        assert_eq!(entry.examples()[0].grade(), entry.grade(), "{code}: the first example is the usual one");
        for example in entry.examples() {
            example_gives(entry, example);
        }
        // Each severity that it may have is shown, and no other.
        let mut stated: Vec<Grade> = entry.variants(Lang::En).map(|(grade, _)| grade).collect();
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
fn every_change_has_one_entry() {
    let codes: Vec<&str> =
        catalogue::all().filter(|entry| entry.kind() == Kind::Change).map(Entry::code).collect();
    let whole = ["schema-added", "schema-removed"].into_iter();
    assert_eq!(codes, whole.chain(ChangeCode::ALL.iter().map(|code| code.as_str())).collect::<Vec<_>>());
    for code in ChangeCode::ALL {
        assert_eq!(code.entry().code(), code.as_str());
        assert_eq!(catalogue::find(code.as_str()).unwrap().code(), code.as_str());
    }
}

/// Each pair shows one change of its level, all levels that are stated are shown, and the first is the usual one.
#[test]
fn every_pair_gives_its_change() {
    for entry in catalogue::all().filter(|entry| entry.kind() == Kind::Change) {
        let code = entry.code();
        assert!(entry.examples().is_empty(), "{code}");
        let mut shown = Vec::new();
        for pair in entry.pairs() {
            shown.push(Grade::Level(pair.level()));
            let parse = |text: Option<String>| {
                text.map(|text| {
                    Schema::parse(&text).unwrap_or_else(|error| panic!("{code}: {error}\n{text}"))
                })
            };
            // Whole schemas come and go between directories; the command line's cases hold that.
            let (Some(old), Some(new)) = (parse(pair.old()), parse(pair.new())) else {
                assert!(code.starts_with("schema-"), "{code}");
                continue;
            };
            let changes = Schema::diff(&old, &new);
            let mut found = changes.iter();
            let (Some(change), None) = (found.next(), found.next()) else {
                panic!("{code}: a pair shows one thing: {changes}");
            };
            assert_eq!((change.code().as_str(), change.level()), (code, pair.level()), "{changes}");
        }
        let mut stated = vec![entry.grade()];
        stated.extend(entry.variants(Lang::En).map(|(grade, _)| grade));
        assert_eq!(shown, stated, "{code}");
    }
}

/// Every code of mapping problems has an entry, and its example has that problem first, and none when fixed. Two codes
/// are about files of their own, which an example cannot hold; `fixtures/mapping/cases` has them.
#[cfg(feature = "mapping")]
#[test]
fn every_mapping_example_gives_its_problem() {
    use tmall_schema::{Mapping, MappingCode, Record};

    let run = |schema: &str, mapping: &str, record: &str| -> Vec<&'static str> {
        let schema = Schema::parse(schema).unwrap();
        let load = |_: &str| Err(std::io::ErrorKind::NotFound.into());
        let plan =
            match Mapping::parse_with(mapping, "mapping.toml", load).and_then(|read| read.bind(&schema)) {
                Ok(plan) => plan,
                Err(problems) => return problems.iter().map(|problem| problem.code().as_str()).collect(),
            };
        match plan.apply(&Record::from_json(record).unwrap()) {
            Ok(_) => Vec::new(),
            Err(error) => error.problems().iter().map(|problem| problem.code().as_str()).collect(),
        }
    };
    for code in MappingCode::ALL {
        let entry = code.entry();
        assert_eq!((entry.code(), entry.kind()), (code.as_str(), Kind::Mapping));
        let of_files =
            matches!(code, MappingCode::BadTable | MappingCode::ShortenedNumber | MappingCode::CellError);
        assert_eq!(entry.mappings().is_empty(), of_files, "{code}");
        for example in entry.mappings() {
            let schema = example.schema();
            let found = run(&schema, &example.mapping(), example.record());
            assert_eq!(found, [code.as_str()], "{code}");
            assert_eq!(run(&schema, &example.fixed(), example.fixed_record()), [""; 0], "{code}");
        }
    }
}

#[test]
fn severities_are_those_of_the_norm() {
    let with = |severity| -> Vec<&str> {
        Code::ALL.iter().filter(|code| code.severity() == severity).map(|code| code.as_str()).collect()
    };
    assert_eq!(with(Severity::Note), ["required-inside", "unchecked"]);
    assert_eq!(
        with(Severity::Warning),
        ["disabled-value", "duplicate-value", "wrapper", "markup", "line-break", "not-an-item"]
    );
}

/// The notes on an example of a note. Examples are short, so some of them ask for nothing, which is a note of its own.
fn notes(schema: &str, of: NoteCode) -> Vec<Note> {
    let validator = Validator::compile(&Schema::parse(schema).unwrap());
    let notes = validator.schema().notes().iter().chain(validator.notes());
    notes.filter(|note| of == NoteCode::NotASchema || note.code != NoteCode::NotASchema).cloned().collect()
}

#[test]
fn every_note_has_an_example() {
    for code in NoteCode::ALL {
        let entry = code.entry();
        assert!(!entry.examples().is_empty(), "{code}");
        for example in entry.examples() {
            assert_eq!((example.grade(), example.schema()), (Grade::Note, String::new()), "{code}");
            let found = notes(&example.item(), *code);
            assert_eq!(found.iter().map(|note| note.code).collect::<Vec<_>>(), [*code], "{found:?}");
            for lang in [Lang::En, Lang::Zh] {
                assert!(found[0].message(lang).starts_with(entry.templates()[0].text(lang)), "{code}");
            }
            let fixed = notes(&example.fixed(), *code);
            assert!(fixed.is_empty(), "{code}: {fixed:?}");
        }
        assert_eq!(entry.templates().len(), 1, "{code}");
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variant {
    found: Vec<String>,
    schema: String,
    item: String,
}

/// The findings of all examples and of the variants beside them.
fn all_findings() -> Vec<Finding> {
    let entries = || catalogue::all().filter(of_items);
    let examples =
        || entries().flat_map(|entry| entry.examples().iter().map(move |example| (entry, example)));
    let mut findings: Vec<Finding> = examples()
        .flat_map(|(entry, example)| check(entry, &example.schema(), &example.item(), example.assets()))
        .collect();
    let assets = examples()
        .flat_map(|(_, example)| example.files())
        .fold(Assets::new(), |assets, (url, facts)| assets.with_asset(url, facts));
    let text = std::fs::read_to_string("fixtures/catalogue/variants.toml").unwrap();
    let mut variants: BTreeMap<String, Vec<Variant>> = toml::from_str(&text).unwrap();
    for variant in variants.remove("variant").unwrap() {
        let Variant { found, schema, item } = variant;
        let root = if schema.contains("icbuCatProp") { "itemSchema" } else { "itemRule" };
        let (schema, item) = (format!("<{root}>{schema}</{root}>"), format!("<itemParam>{item}</itemParam>"));
        let report = check(Code::Required.entry(), &schema, &item, assets.clone());
        let codes: Vec<&str> = report.findings().iter().map(|finding| finding.code().as_str()).collect();
        assert_eq!(codes, found, "{schema}\n{item}\n{report}");
        findings.extend(report);
    }
    findings
}

#[test]
fn every_text_is_used_and_its_gaps_are_filled() {
    let mut used: Vec<(&str, &Template)> = Vec::new();
    for finding in all_findings() {
        let (entry, template) = (finding.code().entry(), finding.template());
        let is_stated = entry.templates().iter().any(|one| std::ptr::eq(*one, template));
        assert!(is_stated, "{}: {} is not in its entry", entry.code(), template.text(Lang::En));
        used.push((entry.code(), template));
        for lang in [Lang::En, Lang::Zh] {
            let message = finding.message(lang);
            for gap in template.gaps(lang) {
                assert!(!message.contains(&format!("{{{gap}}}")), "{}: {message}", entry.code());
            }
            assert_ne!(finding.message(Lang::En), finding.message(Lang::Zh));
        }
    }
    for entry in catalogue::all().filter(|entry| entry.kind() == Kind::Finding).filter(of_items) {
        for template in entry.templates() {
            let is_used =
                used.iter().any(|(code, one)| *code == entry.code() && std::ptr::eq(*one, *template));
            assert!(is_used, "{}: nothing says \"{}\"", entry.code(), template.text(Lang::En));
        }
    }
}

/// To be read by whoever changes a text.
#[test]
fn messages() {
    let mut text = String::new();
    for finding in all_findings() {
        text.push_str(&format!("{} {}\n", finding.severity(), finding.code()));
        for lang in [Lang::En, Lang::Zh] {
            text.push_str(&format!("  {}\n", finding.message(lang)));
        }
    }
    let file = "fixtures/catalogue/messages.txt";
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(file, &text).unwrap();
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    for (line, (actual, expected)) in text.lines().zip(expected.lines()).enumerate() {
        assert_eq!(actual, expected, "{file}:{}", line + 1);
    }
    assert_eq!(text.lines().count(), expected.lines().count(), "{file}");
}
