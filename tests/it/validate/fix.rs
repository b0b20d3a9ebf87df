//! Fixing an item: no error is added, nothing is left for a second run, and no text is lost.

use crate::support::random::without_memory;
use crate::support::reference::random;
use crate::support::tree::Given;
use proptest::prelude::*;
use tmall_schema::{Code, Finding, Param, ReadOptions, Report, Schema, Severity, Validator};

/// Code and path of the errors, sorted.
fn errors(report: &Report) -> Vec<(Code, String)> {
    let errors = report.findings().iter().filter(|finding| finding.severity() == Severity::Error);
    let mut errors: Vec<_> = errors.map(|finding| (finding.code(), finding.path().to_owned())).collect();
    errors.sort();
    errors
}

/// The texts that are not blank, without the white space around them.
fn texts(given: &[Given], all: &mut Vec<String>) {
    for one in given {
        let values = one.values.iter().map(|value| value.text.trim().to_owned());
        all.extend(values.filter(|text| !text.is_empty()));
        one.rows.iter().for_each(|row| texts(row, all));
    }
}

proptest! {
    #![proptest_config(without_memory(400))]

    #[test]
    fn fixing_adds_no_error_and_is_done_at_once(pair in random::pair()) {
        let options = ReadOptions::new().with_dialect(pair.dialect);
        let schema = Schema::parse_with(&pair.schema_xml(), &options).unwrap();
        let (validator, item) = (Validator::compile(&schema), pair.param_xml());
        let read = |xml: &str| Param::parse_with(xml, &options).unwrap();
        let fixed = validator.fix(&item, &options, |_| true).unwrap();
        let [before, after] = [&item, &fixed.text].map(|xml| validator.check(&read(xml)));
        let mut known = errors(&before);
        for error in errors(&after) {
            let at = known.iter().position(|one| *one == error);
            prop_assert!(at.is_some(), "{error:?} is new in {}", fixed.text);
            known.swap_remove(at.unwrap());
        }
        let again = validator.fix(&fixed.text, &options, |_| true).unwrap();
        prop_assert_eq!(&again.text, &fixed.text);
        prop_assert!(again.findings.is_empty());
        prop_assert_eq!(fixed.findings.is_empty(), fixed.text == item);
        // The random schemas have no display name that is a text of theirs, so texts change by white space only.
        let mut wanted = Vec::new();
        texts(&pair.given, &mut wanted);
        let document = roxmltree::Document::parse(&fixed.text).unwrap();
        let values = document.descendants().filter(|node| node.has_tag_name("value"));
        let mut found: Vec<String> =
            values.filter_map(|node| node.text()).map(|text| text.trim().to_owned()).collect();
        found.retain(|text| !text.is_empty());
        wanted.sort();
        found.sort();
        prop_assert_eq!(found, wanted);
    }
}

#[test]
fn only_what_is_wanted_is_fixed() {
    let schema = r#"<itemRule><field id="m" type="multiInput"/><field id="n" type="input"><rules>
        <rule name="valueTypeRule" value="integer"/></rules></field></itemRule>"#;
    let item = r#"<itemParam><field id="m"><value>1</value></field><field id="n"><value> 2</value></field></itemParam>"#;
    let validator = Validator::compile(&Schema::parse(schema).unwrap());
    let fix = |code: Code| validator.fix(item, &ReadOptions::new(), |one| one == code).unwrap();
    let codes = |findings: &[Finding]| findings.iter().map(Finding::code).collect::<Vec<_>>();
    let fixed = fix(Code::Wrapper);
    assert_eq!(codes(&fixed.findings), [Code::Wrapper]);
    assert!(fixed.text.contains("<values><value>1</value></values>") && fixed.text.contains("<value> 2<"));
    let fixed = fix(Code::ValueType);
    assert_eq!(codes(&fixed.findings), [Code::ValueType]);
    assert!(fixed.text.contains("<value>2<") && !fixed.text.contains("values"));
    assert_eq!(fix(Code::MaxLength).text, item);
    assert!(validator.fix("{}", &ReadOptions::new(), |_| true).is_err());
}
