//! What the conformance cases do not say about findings: order, places, severities, and what stays unchecked.

use crate::support::generate;
use crate::support::generate::Shape;
use tmall_schema::{Code, Lang, Param, Schema, Severity, ValidateOptions, Validator, Value, WriteOptions};

/// "severity code path" of each finding.
pub(super) fn codes(schema: &str, item: &str) -> Vec<String> {
    let schema = Schema::parse(&format!("<itemRule>{schema}</itemRule>")).unwrap();
    let param = Param::parse(&format!("<itemParam>{item}</itemParam>")).unwrap();
    let validator = Validator::compile(&schema);
    let report = validator.check(&param);
    assert_eq!(validator.is_valid(&param), report.is_valid(), "check and is_valid");
    let line = |f: &tmall_schema::Finding| format!("{} {} {}", f.severity(), f.code(), f.path());
    report.findings().iter().map(line).collect()
}

#[test]
fn generated_items_are_valid() {
    for (seed, shape) in [(1, Shape::small()), (2, Shape::small()), (3, Shape::medium())] {
        let schema = Schema::parse(&generate::schema(&shape, seed)).unwrap();
        let validator = Validator::compile(&schema);
        let param = Param::parse(&generate::params(&shape, seed, 20)).unwrap();
        let report = validator.check(&param);
        assert!(report.is_valid(), "{:?}", report.errors().next());
        assert_eq!(report.warnings().count(), 0, "{:?}", report.warnings().next());
        assert!(validator.is_valid(&param));
        // What it holds is what is written and read again.
        let xml = param.to_xml_with(Some(&schema), &WriteOptions::new().with_disabled_fields()).unwrap();
        assert_eq!(Param::parse(&xml).unwrap().to_xml(&schema).unwrap(), param.to_xml(&schema).unwrap());
    }
}

#[test]
fn findings_come_in_the_order_of_the_schema_and_unknown_fields_last() {
    let schema = r#"
        <field id="a" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
        <field id="sku" type="multiComplex"><fields>
            <field id="p" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field>
            <field id="q" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
        </fields></field>
        <field id="b" type="input"/>"#;
    let item = r#"<field id="zz" type="input"><value>1</value></field>
        <field id="b" type="input"><value>1</value></field><field id="b" type="input"><value>2</value></field>
        <field id="sku" type="multiComplex">
            <complex-values><field id="yy" type="input"><value>1</value></field><field id="p" type="input"><value>x</value></field></complex-values>
            <complex-values><field id="p" type="input"><value>y</value></field></complex-values>
        </field>"#;
    let expected = [
        "error required /a",
        "error value-type /sku/0/p",
        "error required /sku/0/q",
        "error value-type /sku/1/p",
        "error required /sku/1/q",
        "error duplicate-field /b",
        "error unknown-field /zz",
        "error unknown-field /sku/0/yy",
    ];
    assert_eq!(codes(schema, item), expected);
}

#[test]
fn a_value_knows_its_place_and_what_is_missing_the_place_it_is_missing_from() {
    let schema = Schema::parse(
        r#"<itemRule><field id="c" type="complex"><fields>
            <field id="x" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field>
            <field id="y" name="乙" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
        </fields></field></itemRule>"#,
    )
    .unwrap();
    let item = "<itemParam>\n <field id=\"c\" type=\"complex\"><complex-values>\n  <field id=\"x\" type=\"input\">汉<value>字</value></field></complex-values></field></itemParam>";
    let param = Param::parse(item).unwrap();
    let report = Validator::compile(&schema).check(&param);
    let found: Vec<_> = report
        .findings()
        .iter()
        .map(|f| {
            (f.code(), f.path(), f.position().map(|p| (p.line, p.column)), &item[f.span().unwrap().range()])
        })
        .collect();
    assert_eq!(found[0], (Code::Wrapper, "/c/x", Some((3, 30)), "汉"));
    assert_eq!(found[1], (Code::ValueType, "/c/x", Some((3, 31)), "<value>字</value>"));
    assert_eq!((found[2].0, found[2].1, found[2].2), (Code::Required, "/c/y", Some((2, 31))));
    assert_eq!(report.findings()[2].field(), Some("乙"));
    assert_eq!(report.findings()[2].rule().unwrap().name, "requiredRule");
}

#[test]
fn severities_can_be_changed_and_findings_left_out() {
    let schema = Schema::parse(
        r#"<itemRule><field id="a" type="input"><rules><rule name="requiredRule" value="true"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let param = Param::parse(r#"<itemParam><field id="b"><value>1</value></field></itemParam>"#).unwrap();
    let options = ValidateOptions::new()
        .with_severity(Code::Required, Some(Severity::Warning))
        .with_severity(Code::UnknownField, None);
    let validator = Validator::compile_with(&schema, &options);
    let report = validator.check(&param);
    assert_eq!(report.warnings().map(tmall_schema::Finding::code).collect::<Vec<_>>(), [Code::Required]);
    assert_eq!(report.findings().len(), 1);
    assert!(validator.is_valid(&param) && report.is_valid());
}

#[test]
fn suggestions() {
    let schema = Schema::parse(
        r#"<itemRule><field id="brand" type="singleCheck"><options>
            <option displayName="青禾" value="29001"/><option displayName="Morrow" value="29002"/>
        </options></field></itemRule>"#,
    )
    .unwrap();
    let validator = Validator::compile(&schema);
    let message = |value: &str, lang| {
        let mut param = Param::new(&schema);
        param.set("brand", value).unwrap();
        validator.check(&param).findings()[0].message(lang)
    };
    assert_eq!(
        message("青禾", Lang::En),
        "\"青禾\" is the display name of an option; send its value \"29001\""
    );
    assert_eq!(message("29003", Lang::En), "\"29003\" is not an option; most similar: \"29001\" (青禾)");
    assert_eq!(message("Morow", Lang::Zh), "“Morow”不在可选值之中；最接近的是“29002”（Morrow）");
    assert_eq!(message("nothing like it", Lang::En), "\"nothing like it\" is not an option");
    let typo = Param::parse(r#"<itemParam><field id="bramd"><value>1</value></field></itemParam>"#).unwrap();
    let report = validator.check(&typo);
    assert_eq!(report.findings()[0].message(Lang::En), "the schema has no such field; most similar: brand");
}

#[test]
fn an_unchecked_rule_is_always_reported() {
    let rules = r#"<rule name="383278799_1" value="x"/><rule name="setRule" value="x"/>
        <rule name="maxLengthRule" value="some"/><rule name="maxLengthRule" value="1" unit="word"/>
        <rule name="minValueRule" value="1" exProperty="perhaps"/><rule name="requiredRule" value="yes"/>
        <rule name="requiredRule" value="true"><depend-group operator="xor"><depend-express fieldId="a" symbol="is null"/></depend-group></rule>
        <rule name="maxTargetSizeRule" value="5" unit="kb"/><rule name="tipRule" value="t"/><rule name="disableRule" value="false"/>"#;
    let schema = format!(r#"<field id="a" type="input"><rules>{rules}</rules></field>"#);
    let item = r#"<field id="a" type="input"><value>v</value></field>"#;
    assert_eq!(codes(&schema, item), ["note unchecked /a"; 8]);
    // Without a value only what may require one is reported: the two requiredRules.
    assert_eq!(codes(&schema, ""), ["note unchecked /a"; 2]);
}

#[test]
fn what_stays_unchecked_in_every_row_is_reported_once() {
    let rule = |name: &str| format!(r#"<rule name="{name}" value="x"/>"#);
    let when = r#"<depend-group><depend-express fieldId="b" symbol="==" value="2"/></depend-group>"#;
    let schema = format!(
        r#"<field id="sku" type="multiComplex"><fields>
        <field id="a" type="input"><rules>{}<rule name="rowTwoRule" value="x">{when}</rule>
            <rule name="regexRule" value="(?:\X"/><rule name="maxTargetSizeRule" value="5" unit="kb"/></rules></field>
        <field id="b" type="singleCheck"/>
        <field id="c" type="multiInput"><rules><rule name="maxDecimalDigitsRule" value="2"/></rules></field>
        </fields></field>"#,
        rule("383278799_1")
    );
    let row = |b: usize| {
        format!(
            r#"<complex-values><field id="a"><value>v{b}</value></field><field id="b"><value>{b}</value></field>
            <field id="c"><values><value>x{b}</value></values></field></complex-values>"#
        )
    };
    let rows: String = (0..70).map(row).collect();
    let reported = codes(&schema, &format!(r#"<field id="sku">{rows}</field>"#));
    let (of_values, of_rules): (Vec<String>, Vec<String>) =
        reported.into_iter().partition(|finding| finding.contains("/c/0"));
    let first = "note unchecked /sku/0/a";
    assert_eq!(of_rules, [first, first, first, "note unchecked /sku/0/b", "note unchecked /sku/2/a"]);
    assert_eq!(of_values.len(), 70, "a value that is not a number is a matter of the value");
}

#[test]
fn a_validator_serves_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let schema = Schema::parse("<itemRule/>").unwrap();
    let validator = Validator::compile(&schema);
    shared(&schema);
    shared(&validator);
    shared(&Param::new(&schema));
    assert!(validator.is_valid(&Param::new(&schema).bind(&schema)));
    let value = Value::custom("-1", "x").with_attribute("inputValue", "y");
    assert_eq!(value.attribute("inputValue"), Some("y"));
}

#[test]
fn so_many_findings_and_no_more() {
    let schema = Schema::parse(
        r#"<itemRule><field id="a" type="input"/><field id="b" type="input"><rules><rule name="requiredRule" value="true"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let item = r#"<itemParam><field id="u" type="input"><value>1</value></field><field id="a" type="input"><values><value>1</value></values></field></itemParam>"#;
    let param = Param::parse(item).unwrap();
    let check = |most| {
        let report =
            Validator::compile_with(&schema, &ValidateOptions::new().with_max_findings(most)).check(&param);
        let codes = report.findings().iter().map(|finding| finding.code().as_str());
        (codes.collect::<Vec<_>>(), report.is_valid())
    };
    assert_eq!(check(9), (vec!["wrapper", "required", "unknown-field"], false));
    assert_eq!(check(2), (vec!["wrapper", "required"], false));
    // The warning comes first; that there is an error is known all the same.
    assert_eq!(check(1), (vec!["wrapper"], false));
    assert_eq!(check(0), (vec![], false));
}

#[test]
fn checked_in_another_dialect() {
    let schema = Schema::parse(
        r#"<itemRule><field id="a" type="input"><rules><rule name="maxLengthRule" value="4" unit="byte"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let item = r#"<itemParam><field id="a" type="input"><value>汉字</value></field></itemParam>"#;
    let param = Param::parse(item).unwrap();
    assert!(Validator::compile(&schema).is_valid(&param), "two bytes each in GBK");
    let options = ValidateOptions::new().with_dialect(tmall_schema::Dialect::Icbu);
    let validator = Validator::compile_with(&schema, &options);
    assert_eq!(validator.check(&param).findings()[0].actual(), Some("6"), "three bytes each in UTF-8");
    assert_eq!(validator.schema().dialect(), tmall_schema::Dialect::Icbu);
}

#[test]
fn a_duplicate_field_and_a_misspelled_one_are_reported_with_their_content() {
    let schema = Schema::parse(
        r#"<itemRule><field id="abcdef1" type="input"/><field id="abcdef2" type="input"/></itemRule>"#,
    )
    .unwrap();
    let item = r#"<itemParam><field id="abcdef1" type="input"><value>x</value></field><field id="abcdef1" type="input"><value>second</value></field>
        <field id="abcdef3" type="input"><value>unknown</value></field></itemParam>"#;
    let report = Validator::compile(&schema).check(&Param::parse(item).unwrap());
    let reported: Vec<_> = report.findings().iter().map(|one| (one.code(), one.actual())).collect();
    assert_eq!(reported, [(Code::DuplicateField, Some("second")), (Code::UnknownField, Some("unknown"))]);
    // Of several at the same distance the first by name.
    let message = report.findings()[1].message(Lang::En);
    assert!(message.ends_with("most similar: abcdef1"), "{message}");
}

#[test]
fn an_unchecked_pattern_is_reported_once_with_its_rule() {
    let schema = Schema::parse(
        r#"<itemRule><field id="a" type="multiInput"><rules><rule name="regexRule" value="(a"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let mut param = Param::new(&schema);
    param.set("a", ["x", "y"]).unwrap();
    let report = Validator::compile(&schema).check(&param);
    let reported: Vec<_> =
        report.findings().iter().map(|one| (one.code(), one.rule().map(|rule| rule.name.as_str()))).collect();
    assert_eq!(reported, [(Code::Unchecked, Some("regexRule"))]);
    assert_eq!(report.findings()[0].limit(), Some("(a"));
}

#[test]
fn an_error_behind_the_findings_that_are_wanted_still_counts() {
    let schema = r#"<itemRule><field id="a" type="input"><rules><rule name="383278799_1" value="x"/></rules></field></itemRule>"#;
    let item = Param::parse(r#"<itemParam><field id="a"><value>v</value></field></itemParam>"#).unwrap();
    let options =
        ValidateOptions::new().with_severity(Code::Unchecked, Some(Severity::Error)).with_max_findings(0);
    let report = Validator::compile_with(&Schema::parse(schema).unwrap(), &options).check(&item);
    assert!(!report.is_valid() && report.findings().is_empty());
}

#[test]
fn rows_are_counted_from_the_first_however_many_there_are() {
    let field = |id: &str| {
        format!(
            r#"<field id="{id}" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field>"#
        )
    };
    let schema = format!(
        r#"<field id="sku" type="multiComplex"><fields>{}</fields></field>"#,
        ["a", "b", "c"].map(field).concat()
    );
    // Two fields of one type, of which now the one is wrong and now the other, and one that not all rows have.
    let value = |id: &str, is_wrong: bool| {
        format!(r#"<field id="{id}"><value>{}</value></field>"#, if is_wrong { "x" } else { "1" })
    };
    let row = |n: usize| {
        let c = if n.is_multiple_of(3) { value("c", n == 99) } else { String::new() };
        format!(
            "<complex-values>{}{}{c}</complex-values>",
            value("a", n % 37 == 36),
            value("b", n % 41 == 40)
        )
    };
    let rows: String = (0..150).map(row).collect();
    let reported = codes(&schema, &format!(r#"<field id="sku">{rows}</field>"#));
    let wanted = ["36/a", "40/b", "73/a", "81/b", "99/c", "110/a", "122/b", "147/a"];
    assert_eq!(reported, wanted.map(|place| format!("error value-type /sku/{place}")));
}
