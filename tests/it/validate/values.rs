//! What the conformance cases do not say about values: options, read-only values, files, characters, wrappers.

use super::findings::codes;
use tmall_schema::{AssetFacts, Assets, Code, Lang, Param, Schema, ValidateOptions, Validator};

#[test]
fn custom_options_and_duplicate_values() {
    let schema = r#"<field id="c" type="multiCheck"><options>
        <option displayName="自定义" value="-1"/><option displayName="红" value="1"/></options></field>"#;
    let item = |values: &str| format!(r#"<field id="c" type="multiCheck"><values>{values}</values></field>"#);
    let custom = r#"<value inputValue="雾霾蓝">-1</value><value inputValue="雾霾灰">-1</value><value inputValue="雾霾绿">-2</value>"#;
    // Two texts under one number are one too many.
    assert_eq!(codes(schema, &item(custom)), ["warning duplicate-value /c/1"]);
    assert_eq!(codes(schema, &item(&custom.replacen("-1", "-3", 1))), [""; 0]);
    assert_eq!(codes(schema, &item("<value>-2</value>")), ["error unknown-option /c/0"]);
    assert_eq!(
        codes(schema, &item("<value>1</value><value></value><value>1</value>")),
        ["warning duplicate-value /c/2"]
    );
}

#[test]
fn read_only_values_are_those_of_the_schema() {
    let rule = r#"<rules><rule name="readOnlyRule" value="true"/></rules>"#;
    let text =
        |id: &str, value: &str| format!(r#"<field id="{id}" type="input"><value>{value}</value></field>"#);
    // In rows, the values of the row of the same number; behind them the field's own, if it has one.
    let sku = format!(
        r#"<field id="sku" type="multiComplex"><fields>
        <field id="no" type="input">{rule}</field>
        <field id="tax" type="input">{rule}<default-value>13</default-value></field></fields>
        <default-complex-values>{}</default-complex-values><default-complex-values>{}{}</default-complex-values></field>"#,
        text("no", "A"),
        text("no", "B"),
        text("tax", "9"),
    );
    let rows = |rows: &[String]| {
        let rows = rows.iter().map(|row| format!("<complex-values>{row}</complex-values>"));
        format!(r#"<field id="sku" type="multiComplex">{}</field>"#, rows.collect::<String>())
    };
    let row = |no: &str, tax: &str| text("no", no) + &text("tax", tax);
    assert_eq!(codes(&sku, &rows(&[row("A", "13"), row("B", "9")])), [""; 0]);
    assert_eq!(
        codes(&sku, &rows(&[row("B", "9"), row("A", ""), row("C", "13")])),
        [
            "error read-only /sku/0/no",
            "error read-only /sku/0/tax",
            "error read-only /sku/1/no",
            "warning read-only /sku/2/no"
        ]
    );
    // A complex has what is written at it; what its sub-fields have says nothing about the whole.
    let complex = |own: &str, inner: &str| {
        format!(
            r#"<field id="c" type="complex">{rule}<fields>
            <field id="x" type="input">{inner}</field>
            <field id="off" type="input"><rules><rule name="disableRule" value="true"/></rules></field></fields>{own}</field>"#
        )
    };
    let given = |value: &str| {
        format!("<default-complex-values>{}{}</default-complex-values>", text("x", value), text("off", "o"))
    };
    let item = |x: &str, off: &str| {
        format!(
            r#"<field id="c" type="complex"><complex-values>{}{}</complex-values></field>"#,
            text("x", x),
            text("off", off)
        )
    };
    let schema = complex(&given("1"), "");
    assert_eq!(codes(&schema, &item("1", "o")), ["warning disabled-value /c/off"]);
    assert_eq!(codes(&schema, &item("2", "o"))[0], "error read-only /c");
    assert_eq!(codes(&schema, &item("1", "p"))[0], "error read-only /c", "disabled leaves count");
    assert_eq!(codes(&schema, ""), [""; 0], "what is not sent is not changed");
    let inner = complex("", "<default-value>1</default-value>");
    assert_eq!(codes(&inner, &item("1", "")), ["warning read-only /c"]);
    // Attributes do not count, and an empty present value is none.
    let plain = format!(
        r#"<field id="a" type="input">{rule}<value></value><default-value>8</default-value></field>"#
    );
    assert_eq!(codes(&plain, r#"<field id="a" type="input"><value img="u">8</value></field>"#), [""; 0]);
    assert_eq!(codes(&plain, &text("a", "9")), ["error read-only /a"]);
}

#[test]
fn values_carry_the_attributes_that_rules_name() {
    let schema = r#"<field id="c" type="multiInput"><rules><rule name="valueAttributeRule" value=" inputValue "/>
        <rule name="valueAttributeRule" value=" "/></rules></field>"#;
    let item = r#"<field id="c" type="multiInput"><values><value inputValue="x">1</value><value inputValue="">2</value>
        <value></value><value img="y">3</value></values></field>"#;
    assert_eq!(
        codes(schema, item),
        ["note unchecked /c", "error value-attribute /c/1", "error value-attribute /c/3"]
    );
}

#[test]
fn files_are_checked_by_the_facts_that_there_are() {
    let schema = Schema::parse(
        r#"<itemRule><field id="img" type="multiInput"><rules><rule name="maxTargetSizeRule" value="0.5" unit="MK"/>
        <rule name="minImageSizeRule" value="100*100" exProperty="not include"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let assets = Assets::new()
        .with_asset("a", AssetFacts::new().with_bytes(1 << 19).with_pixels(101, 101))
        .with_asset("b", AssetFacts::new().with_bytes((1 << 19) + 1).with_pixels(100, 500))
        .with_asset("c", AssetFacts::new().with_bytes(1));
    let validator = Validator::compile_with(&schema, &ValidateOptions::new().with_assets(assets));
    let mut param = Param::new(&schema);
    param.set("img", ["a", "b", "c", "d"]).unwrap();
    let report = validator.check(&param);
    let lines: Vec<String> = report
        .findings()
        .iter()
        .map(|finding| format!("{} {}: {finding}", finding.code(), finding.path()))
        .collect();
    assert_eq!(
        lines,
        [
            "unchecked /img/3: maxTargetSizeRule is not validated: there are no asset facts for the file",
            "unchecked /img/2: minImageSizeRule is not validated: there are no asset facts for the file",
            "max-target-size /img/1: the file has 524289 bytes, at most 0.5 MB allowed",
            "min-image-size /img/1: 100*500 pixels, more than 100*100 required",
        ]
    );
}

#[test]
fn the_same_value_twice_among_few_and_among_many() {
    let schema = Schema::parse(r#"<itemRule><field id="m" type="multiInput"/></itemRule>"#).unwrap();
    for count in [3, 40] {
        let values: String = (0..count).map(|n| format!("<value>v{}</value>", n % (count - 1))).collect();
        let item = format!(r#"<itemParam><field id="m"><values>{values}</values></field></itemParam>"#);
        let report = Validator::compile(&schema).check(&Param::parse(&item).unwrap());
        let [finding] = report.findings() else { panic!("{count}: {:?}", report.findings()) };
        assert_eq!((finding.code(), finding.actual()), (Code::DuplicateValue, Some("v0")), "{count}");
        assert_eq!(finding.path(), format!("/m/{}", count - 1));
    }
}

#[test]
fn characters_that_xml_forbids_are_found_in_attributes_and_in_disabled_fields() {
    let schema = r#"<field id="a" type="input"/><field id="off" type="input"><rules><rule name="disableRule" value="true"/></rules></field>"#;
    let item =
        "<field id='a'><value x='\u{1}'>v</value></field><field id='off'>\u{1}<value>v</value></field>";
    assert_eq!(
        codes(schema, item),
        ["error illegal-character /a", "warning disabled-value /off", "error illegal-character /off"]
    );
    let [schema, item] = [format!("<itemRule>{schema}</itemRule>"), format!("<itemParam>{item}</itemParam>")];
    let report = Validator::compile(&Schema::parse(&schema).unwrap()).check(&Param::parse(&item).unwrap());
    for finding in report.errors() {
        let at = finding.span().unwrap().range();
        assert!(item[at].contains('\u{1}'), "{finding:?}");
    }
}

#[test]
fn an_unknown_option_is_a_warning_where_the_server_may_know_more() {
    let rule = |name: &str, symbol: &str| {
        format!(
            r#"<field id="c" type="singleCheck"><rules><rule name="{name}" value="true"><depend-group>
            <depend-express fieldId="c" symbol="{symbol}" value="9"/></depend-group></rule></rules>
            <options><option displayName="a" value="1"/></options></field>"#
        )
    };
    let item = r#"<field id="c"><value>9</value></field>"#;
    let unknown = |severity: &str| format!("{severity} unknown-option /c");
    assert!(codes(&rule("asyncQueryRule", "like"), item).contains(&unknown("warning")));
    assert!(codes(&rule("asyncQueryRule", "=="), item).contains(&unknown("warning")));
    assert!(codes(&rule("asyncQueryRule", "!="), item).contains(&unknown("error")));
    assert!(codes(&rule("requiredRule", "like"), item).contains(&unknown("error")));
}

#[test]
fn what_is_sent_for_a_label_does_not_make_a_complex_value_present() {
    let schema = r#"<field id="c" type="complex"><rules><rule name="requiredRule" value="true"/></rules><fields>
        <field id="l" type="label"/><field id="a" type="input"/></fields></field>"#;
    let item =
        r#"<field id="c"><complex-values><field id="l"><value>x</value></field></complex-values></field>"#;
    assert_eq!(codes(schema, item), ["error required /c", "error unexpected-value /c/l"]);
}

#[test]
fn a_read_only_value_deep_in_a_row_is_that_of_the_same_row() {
    let schema = r#"<field id="sku" type="multiComplex"><fields>
        <field id="outer" type="complex"><fields><field id="inner" type="complex"><fields>
          <field id="a" type="input"><rules><rule name="readOnlyRule" value="true"/></rules></field>
        </fields></field></fields></field></fields>
        <default-complex-values><field id="outer" type="complex"><complex-values><field id="inner" type="complex"><complex-values>
          <field id="a" type="input"><value>one</value></field></complex-values></field></complex-values></field></default-complex-values>
        <default-complex-values><field id="outer" type="complex"><complex-values><field id="inner" type="complex"><complex-values>
          <field id="a" type="input"><value>two</value></field></complex-values></field></complex-values></field></default-complex-values>
        </field>"#;
    let row = |text: &str| {
        format!(
            r#"<complex-values><field id="outer"><complex-values><field id="inner"><complex-values>
            <field id="a"><value>{text}</value></field></complex-values></field></complex-values></field></complex-values>"#
        )
    };
    let item = |texts: [&str; 2]| format!(r#"<field id="sku">{}</field>"#, texts.map(row).concat());
    assert_eq!(codes(schema, &item(["one", "two"])), [""; 0]);
    assert_eq!(codes(schema, &item(["one", "one"])), ["error read-only /sku/1/outer/inner/a"]);
}

#[test]
fn wrappers_mean_something_only_where_there_were_any() {
    let schema = Schema::parse(
        r#"<itemRule><field id="m" type="multiInput"/><field id="s" type="input"/></itemRule>"#,
    )
    .unwrap();
    let validator = Validator::compile(&schema);
    // Read without a schema, so that it was unknown which of them takes several.
    let param = Param::from_json(r#"{"m": "a", "s": ["b"]}"#, None).unwrap();
    assert!(validator.check(&param).findings().is_empty());
    let written = r#"<itemParam><field id="m"><value>a</value></field><field id="s"><values><value>b</value></values></field></itemParam>"#;
    let report = validator.check(&Param::parse(written).unwrap());
    let codes: Vec<Code> = report.findings().iter().map(tmall_schema::Finding::code).collect();
    assert_eq!(codes, [Code::Wrapper, Code::Wrapper]);
}

#[test]
fn a_message_on_read_only_values_never_names_one_of_several() {
    let schema = |kind: &str| {
        let schema = format!(
            r#"<itemRule><field id="a" type="{kind}"><rules><rule name="readOnlyRule" value="true"/></rules>
            <values><value>one</value></values><value>one</value></field></itemRule>"#
        );
        Schema::parse(&schema).unwrap()
    };
    let message = |kind: &str, item: &str| {
        let report = Validator::compile(&schema(kind)).check(&Param::parse(item).unwrap());
        report.errors().find(|finding| finding.code() == Code::ReadOnly).unwrap().message(Lang::En)
    };
    let single = message("input", r#"<itemParam><field id="a"><value>x</value></field></itemParam>"#);
    let several = message(
        "multiInput",
        r#"<itemParam><field id="a"><values><value>x</value></values></field></itemParam>"#,
    );
    assert!(single.contains("one") && !several.contains("one"), "{single}\n{several}");
}
