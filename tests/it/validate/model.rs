//! The validator against a slow and readable one, written from the format alone: `support/reference`. They meet at
//! the public interface: both get random schemas and params, the fast one as XML.
//!
//! `PROPTEST_CASES` sets how many.

use std::collections::HashMap;

use crate::support::documents;
use crate::support::generate::{self, Shape};
use crate::support::random::without_memory;
use crate::support::reference::checker;
use crate::support::reference::measure;
use crate::support::reference::random;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tmall_schema::{
    ByteCount, CharacterCount, Code, Decimal, Finding, Param, ReadOptions, Report, Schema, Severity,
    ValidateOptions, Validator,
};

use crate::support::reference::measure::{Counts, Number};
use crate::support::reference::pair::Pair;
use crate::support::tree;

fn line(finding: &Finding) -> String {
    format!("{} {} {}", finding.severity(), finding.code(), finding.path())
}

/// The report; all entry points of a validator must give the same.
fn report(validator: &Validator, param: &Param) -> Report {
    let report = validator.check(param);
    let mut handed = Vec::new();
    validator.check_into(param, |finding| handed.push(finding));
    let lines = |findings: &[Finding]| findings.iter().map(line).collect::<Vec<_>>();
    assert_eq!(lines(&handed), lines(report.findings()), "check_into and check");
    assert_eq!(validator.is_valid(param), report.is_valid(), "is_valid and check: {report}");
    assert_eq!(report.is_valid(), report.findings().iter().all(|one| one.severity() != Severity::Error));
    let again = validator.check(param);
    assert_eq!(lines(again.findings()), lines(report.findings()), "check and check again");
    report
}

fn validate_options(counts: Counts) -> ValidateOptions {
    let options = ValidateOptions::new();
    let options = counts.character.map_or(options.clone(), |count| options.with_character_count(count));
    counts.byte.map_or(options.clone(), |count| options.with_byte_count(count))
}

fn read(pair: &Pair) -> (Schema, Param) {
    let options = ReadOptions::new().with_dialect(pair.dialect);
    (
        Schema::parse_with(&pair.schema_xml(), &options).unwrap(),
        Param::parse_with(&pair.param_xml(), &options).unwrap(),
    )
}

fn counts() -> impl Strategy<Value = Counts> {
    use CharacterCount::{Grapheme, Scalar, Utf16};
    let character = prop_oneof![3 => Just(None), 1 => select(&[Grapheme, Utf16, Scalar][..]).prop_map(Some)];
    let byte =
        prop_oneof![3 => Just(None), 1 => select(&[ByteCount::Gbk, ByteCount::Utf8][..]).prop_map(Some)];
    (character, byte).prop_map(|(character, byte)| Counts { character, byte })
}

/// Other severities for some kinds of findings, or none.
fn severities() -> impl Strategy<Value = HashMap<Code, Option<Severity>>> {
    let severity = select(&[None, Some(Severity::Note), Some(Severity::Warning), Some(Severity::Error)][..]);
    proptest::collection::hash_map(select(Code::ALL), severity, 0..6)
}

fn with_severities(
    mut options: ValidateOptions,
    severities: &HashMap<Code, Option<Severity>>,
) -> ValidateOptions {
    for (&code, &severity) in severities {
        options = options.with_severity(code, severity);
    }
    options
}

/// The findings of both validators, sorted.
fn both(pair: &Pair, counts: Counts, severities: &HashMap<Code, Option<Severity>>) -> [Vec<String>; 2] {
    let (schema, param) = read(pair);
    let options = with_severities(validate_options(counts), severities).with_partial(pair.partial);
    let report = report(&Validator::compile_with(&schema, &options), &param);
    let mut fast: Vec<String> = report.findings().iter().map(line).collect();
    let mut slow: Vec<String> = checker::findings(pair, counts)
        .into_iter()
        .filter_map(|line| {
            let (severity, rest) = line.split_once(' ')?;
            let code = rest.split(' ').next()?.parse::<Code>().expect("the model tells known codes");
            match severities.get(&code) {
                None => Some(format!("{severity} {rest}")),
                Some(other) => other.map(|severity| format!("{severity} {rest}")),
            }
        })
        .collect();
    fast.sort();
    slow.sort();
    [fast, slow]
}

proptest! {
    #![proptest_config(without_memory(600))]

    #[test]
    fn rules_and_conditions(pair in random::pair(), counts in counts(), severities in severities()) {
        let [fast, slow] = both(&pair, counts, &severities);
        prop_assert_eq!(fast, slow, "{}\n{}", pair.schema_xml(), pair.param_xml());
    }

    #[test]
    fn chains_and_cycles_of_disabled_fields(pair in random::knot()) {
        let [fast, slow] = both(&pair, Counts::default(), &HashMap::new());
        prop_assert_eq!(fast, slow, "{}\n{}", pair.schema_xml(), pair.param_xml());
    }

    #[test]
    fn numbers(a in number(), b in number(), far in 0..80usize) {
        let fast = Decimal::try_from(&*a).ok().zip(Decimal::try_from(&*b).ok()).map(|(a, b)| a.cmp(&b));
        let slow = measure::compare_numbers(&a, &b);
        prop_assert_eq!(fast, slow, "{:?} {:?}", &a, &b);
        if let (Ok(fast), Some(slow)) = (Decimal::try_from(&*a), Number::read(&a)) {
            prop_assert_eq!(fast.fraction_digits(), slow.digits_after_point);
            // One digit more, far behind the point, makes a number larger or smaller.
            let plain = !a.contains(['e', 'E']) && a == a.trim();
            if plain && a.contains('.') {
                let longer = format!("{a}{}1", "0".repeat(far));
                let fast = Decimal::try_from(&*a).ok().zip(Decimal::try_from(&*longer).ok()).map(|(a, b)| a.cmp(&b));
                prop_assert_eq!(fast, measure::compare_numbers(&a, &longer));
                prop_assert_ne!(fast, Some(std::cmp::Ordering::Equal));
            }
        }
    }

    #[test]
    fn lengths(text in text(), unit in select(&["byte", "character"][..]), counts in counts(), dialect in random::dialect(), off in -1..2i64) {
        // Limits around the counts themselves, where it matters.
        for count in measure::lengths(&text, unit, counts, dialect) {
            let limit = i64::try_from(count).unwrap() + off;
            for name in ["maxLengthRule", "minLengthRule"] {
                let rule = tree::Rule { unit: Some(unit.to_owned()), ..tree::Rule::new(name, &limit.to_string()) };
                let field = tree::Field { rules: vec![rule], ..tree::Field::new("a", Some(tmall_schema::FieldKind::Input)) };
                let value = tree::Text { text: text.clone(), input_value: None };
                let given = tree::Given::new("a", vec![value], Vec::new());
                let pair = Pair { fields: vec![field], given: vec![given], dialect, partial: false };
                let [fast, slow] = both(&pair, counts, &HashMap::new());
                prop_assert_eq!(fast, slow, "{} {:?}", pair.schema_xml(), &text);
            }
        }
    }
}

proptest! {
    #![proptest_config(without_memory(160))]

    /// Documents in odd shapes, which the reference does not know: the entry points agree, whatever the severities.
    #[test]
    fn doors_agree_on_odd_documents(
        schema in documents::schema(),
        param in documents::param(),
        severities in severities(),
        dialect in random::dialect(),
    ) {
        let (Ok(schema), Ok(param)) = (Schema::parse(&schema), Param::parse(&param)) else { return Ok(()) };
        let schema = schema.with_dialect(dialect);
        let options = with_severities(ValidateOptions::new(), &severities);
        let validator = Validator::compile_with(&schema, &options);
        report(&validator, &param);
        report(&validator, &Param::from_defaults(&schema));
        validator.requirements(&param);
    }
}

/// Whole categories as the platform makes them, and items of which some texts are not what they should be.
#[test]
fn whole_categories() {
    let shape = Shape::small();
    for seed in 0..8 {
        let item = generate::params(&shape, seed, 4);
        let broken = item.replace("<value>1", "<value>x").replace("<value>b<", "<value> <");
        assert_ne!(item, broken);
        let schema = generate::schema(&shape, seed);
        let mut errors = Vec::new();
        for item in [item, broken] {
            let [schema, item] = [&schema, &item].map(|xml| roxmltree::Document::parse(xml).unwrap());
            let pair = Pair::of_documents(&schema, &item);
            let [fast, slow] = both(&pair, Counts::default(), &HashMap::new());
            assert_eq!(fast, slow, "seed {seed}");
            errors.push(fast.iter().filter(|line| line.starts_with("error ")).count());
        }
        assert!(errors[0] == 0 && errors[1] > 4, "{errors:?}");
    }
}

/// Numbers and what is nearly one.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[+-]?[0-9]{0,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{1,2})?",
        2 => "[+-]?0{0,4}[0-9]{0,30}\\.[0-9]{0,30}0{0,4}",
        1 => "[+-]?[0-9]{0,3}(\\.[0-9]{0,3})? {0,1}([eE][+-]{0,2}[0-9]{0,3})?",
        1 => " ?[-+.0-9eE１_,x]{0,6}\u{3000}?",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let odd = select(
        &[
            "\r\n",
            "e\u{301}",
            "👨‍👩‍👧‍👦",
            "🇨🇳",
            "汉",
            "한",
            "€",
            "ÿ",
            "\u{e5e5}",
            "\u{20087}",
            "\u{1F3FD}",
            "\u{200D}",
            "é",
        ][..],
    );
    proptest::collection::vec(prop_oneof![odd.prop_map(str::to_owned), "[a-z]", "\\PC"], 1..6)
        .prop_map(|parts| parts.concat())
}

/// Every character of the Basic Multilingual Plane, and some others, by itself: two bytes are what the encoding
/// gives two bytes to, found out by decoding all pairs of bytes.
#[test]
fn every_character_in_gbk() {
    let mut two: std::collections::HashSet<char> = std::collections::HashSet::new();
    for lead in 0x81..=0xFE_u8 {
        for trail in 0x40..=0xFE_u8 {
            let pair = [lead, trail];
            let (text, _, malformed) = encoding_rs::GBK.decode(&pair);
            let mut chars = text.chars();
            if let (false, Some(c), None) = (malformed, chars.next(), chars.next()) {
                two.insert(c);
            }
        }
    }
    assert!(two.len() > 21_000, "{}", two.len());
    let schema = Schema::parse(
        r#"<itemRule><field id="a" type="input"><rules><rule name="maxLengthRule" value="1" unit="byte"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let validator = Validator::compile_with(&schema, &ValidateOptions::new().with_byte_count(ByteCount::Gbk));
    let mut param = Param::new(&schema);
    let mut others = Vec::new();
    for c in ('\u{20}'..='\u{FFFD}').chain('\u{1F300}'..='\u{1F5FF}').chain('\u{20000}'..='\u{20100}') {
        param.set("a", c.to_string().as_str()).unwrap();
        let is_one = validator.is_valid(&param);
        assert_eq!(is_one, measure::gbk(c) == 1, "{c:?}");
        if is_one == two.contains(&c) {
            others.push(c);
        }
    }
    // What the standard decodes from two bytes and encodes in one or not at all, or encodes and never decodes.
    let are_known = others.iter().all(|&c| c == '€' || ('\u{E000}'..='\u{F8FF}').contains(&c));
    assert!(others.len() < 20 && are_known, "{others:?}");
}
/// Without this, the comparisons could all be of documents in which nothing happens.
#[test]
fn everything_that_the_model_knows_occurs() {
    let mut runner = TestRunner::deterministic();
    let mut draw = |strategy: BoxedStrategy<Pair>| -> Vec<Pair> {
        (0..800).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
    };
    let (pairs, knots) = (draw(random::pair().boxed()), draw(random::knot().boxed()));
    let mut times: HashMap<String, usize> = HashMap::new();
    for line in pairs.iter().flat_map(|pair| checker::findings(pair, Counts::default())) {
        let kind = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        *times.entry(kind).or_default() += 1;
    }
    for wanted in [
        "error required",
        "warning required",
        "note required-inside",
        "warning wrapper",
        "error wrapper",
        "error value-type",
        "error max-length",
        "warning max-length",
        "error min-length",
        "warning min-length",
        "error max-value",
        "error min-value",
        "error max-input-num",
        "error min-input-num",
        "error max-decimal-digits",
        "error min-decimal-digits",
        "error value-attribute",
        "error unknown-option",
        "warning unknown-option",
        "error unavailable-option",
        "error unknown-field",
        "error duplicate-field",
        "error too-many-values",
        "warning disabled-value",
        "warning duplicate-value",
        "warning line-break",
        "note unchecked",
    ] {
        assert!(times.contains_key(wanted), "{wanted}: {times:?}");
    }
    let cycles = |pairs: &[Pair]| {
        let cyclic = |pair: &&Pair| {
            let notes = Validator::compile(&read(pair).0).notes().to_vec();
            notes.iter().any(|note| note.code.as_str() == "disable-cycle")
        };
        pairs.iter().filter(cyclic).count()
    };
    let (few, many) = (cycles(&pairs), cycles(&knots));
    assert!(few > 8 && many > 200 && many < 780, "{few} and {many} of 800 have a cycle");
    let valid = pairs.iter().filter(|pair| {
        let (schema, param) = read(pair);
        Validator::compile(&schema).is_valid(&param)
    });
    let valid = valid.count();
    assert!((40..600).contains(&valid), "{valid} of 800 are valid");
}
