//! regexRule on items: which values are reported, in what words, and what stays unchecked.

use tmall_schema::{Code, Finding, Lang, Param, Report, Schema, Severity, Validator};

fn check(schema: &str, item: &str) -> Report {
    let schema = Schema::parse(&format!("<itemRule>{schema}</itemRule>")).unwrap();
    let param = Param::parse(&format!("<itemParam>{item}</itemParam>")).unwrap();
    let validator = Validator::compile(&schema);
    let report = validator.check(&param);
    assert_eq!(validator.is_valid(&param), report.is_valid(), "the two doors");
    report
}

/// A report on an input field `a` of such rules and such a value.
fn check_input(rules: &str, value: &str) -> Report {
    check(
        &format!(r#"<field id="a" type="input"><rules>{rules}</rules></field>"#),
        &format!(r#"<field id="a" type="input"><value>{value}</value></field>"#),
    )
}

fn lines(report: &Report) -> Vec<String> {
    let line = |f: &Finding| format!("{} {} {}", f.severity(), f.code(), f.path());
    report.findings().iter().map(line).collect()
}

/// The only message, in both languages.
fn message(report: &Report) -> [String; 2] {
    let [finding] = report.findings() else { panic!("{report}") };
    [Lang::En, Lang::Zh].map(|lang| finding.message(lang))
}

#[test]
fn messages_say_the_pattern_as_written_and_what_is_wrong() {
    let report = check_input(r#"<rule name="regexRule" value=" [0-9]+ "/>"#, "12a");
    assert_eq!(
        message(&report),
        ["\"12a\" does not match the pattern [0-9]+", "“12a”不符合正则表达式 [0-9]+"]
    );
    let finding = &report.findings()[0];
    assert_eq!((finding.code(), finding.severity()), (Code::Regex, Severity::Error));
    assert_eq!((finding.actual(), finding.limit()), (Some("12a"), Some(" [0-9]+ ")));
    assert_eq!(finding.position().map(|place| place.column), Some(39));

    let forbidden = r#"<rule name="regexRule" value="[\u4e00-\u9fa5]+" exProperty="not include"/>"#;
    assert_eq!(
        message(&check_input(forbidden, "abc汉字d")),
        [
            "\"汉字\" is not allowed: no part of the value may match the pattern [\\u4e00-\\u9fa5]+",
            "不允许出现“汉字”：任何部分都不得匹配正则表达式 [\\u4e00-\\u9fa5]+",
        ]
    );
    let anything = r#"<rule name="regexRule" value="x*" exProperty="not include"/>"#;
    assert_eq!(
        message(&check_input(anything, "abc"))[0],
        "no part of the value may match the pattern x*, which matches even an empty text"
    );
    let date = r#"<rule name="valueTypeRule" value="date"/><rule name="regexRule" value="yyyy-MM-dd"/>"#;
    assert_eq!(
        message(&check_input(date, "2024-01-31 10:00:00")),
        [
            "\"2024-01-31 10:00:00\" is not a date in the format yyyy-MM-dd",
            "“2024-01-31 10:00:00”不是格式为 yyyy-MM-dd 的日期",
        ]
    );
}

#[test]
fn an_unchecked_pattern_is_reported_once_for_a_field() {
    let schema = r#"<field id="a" type="multiInput"><rules>
        <rule name="regexRule" value="[a-z"/><rule name="regexRule" value="[a-z]+"/></rules></field>"#;
    let item = r#"<field id="a" type="multiInput"><values><value>1</value><value>b</value><value>2</value></values></field>"#;
    let report = check(schema, item);
    assert_eq!(lines(&report), ["note unchecked /a", "error regex /a/0", "error regex /a/2"]);
    let note = &report.findings()[0];
    assert_eq!(note.message(Lang::En), "regexRule is not validated: Java does not accept the pattern");
    assert_eq!(note.message(Lang::Zh), "regexRule 未校验：Java 不接受该正则表达式");
    assert_eq!(note.limit(), Some("[a-z"));
    // Without a value there is nothing to say.
    assert_eq!(lines(&check(schema, "")), [""; 0]);
}

#[test]
fn a_value_that_cannot_be_decided_is_said_where_it_stands() {
    let schema = r#"<field id="a" type="multiInput"><rules>
        <rule name="regexRule" value="(?&lt;!a)b" exProperty="not include"/></rules></field>"#;
    let item = r#"<field id="a" type="multiInput"><values><value>ab</value><value>😀b</value><value>b</value></values></field>"#;
    let report = check(schema, item);
    assert_eq!(lines(&report), ["note unchecked /a/1", "error regex /a/2"]);
    assert_eq!(
        report.findings()[0].message(Lang::En),
        "regexRule is not validated: the value has characters that Java may match as two halves here"
    );
}

#[test]
fn invalid_patterns_and_patterns_on_other_types_stay_unchecked() {
    let unusable = [r#"value=" ""#, r#"value="a" exProperty="perhaps""#, ""];
    for attributes in unusable {
        let report = check_input(&format!(r#"<rule name="regexRule" {attributes}/>"#), "b");
        assert_eq!(lines(&report), ["note unchecked /a"], "{attributes}");
    }
    let complex = r#"<field id="c" type="complex"><rules><rule name="regexRule" value="a"/></rules><fields>
        <field id="x" type="input"/></fields></field>"#;
    let item = r#"<field id="c" type="complex"><complex-values><field id="x" type="input"><value>1</value></field></complex-values></field>"#;
    assert_eq!(lines(&check(complex, item)), ["note unchecked /c"]);
}

#[test]
fn patterns_look_at_every_plain_type_and_at_values_that_are_not_empty() {
    for kind in ["input", "multiInput", "singleCheck", "multiCheck"] {
        let schema = format!(
            r#"<field id="a" type="{kind}"><rules><rule name="REGXRULE" value="[0-9]+"/>
            <rule name="regxRule" value="[0-9]+"/></rules><options><option displayName="x" value="x"/></options></field>"#
        );
        let (open, close) = if kind.starts_with("multi") { ("<values>", "</values>") } else { ("", "") };
        let item =
            |text: &str| format!(r#"<field id="a" type="{kind}">{open}<value>{text}</value>{close}</field>"#);
        let report = check(&schema, &item("x"));
        let regex = report.findings().iter().filter(|finding| finding.code() == Code::Regex);
        assert_eq!(regex.count(), 1, "{kind}");
        assert!(check(&schema, &item("")).is_valid(), "{kind}");
    }
}

#[test]
fn a_date_format_depends_on_the_value_types_in_force() {
    let rules = r#"<rule name="valueTypeRule" value="date"><depend-group>
            <depend-express fieldId="kind" value="day" symbol="=="/></depend-group></rule>
        <rule name="regexRule" value="yyyy-MM-dd"/>
        <rule name="regexRule" value="yyyy" exProperty="not include"/>"#;
    let schema = format!(
        r#"<field id="kind" type="input"/><field id="a" type="input"><rules>{rules}</rules></field>"#
    );
    let item = |kind: &str, text: &str| {
        format!(
            r#"<field id="kind" type="input"><value>{kind}</value></field><field id="a" type="input"><value>{text}</value></field>"#
        )
    };
    let day = check(&schema, &item("day", "2024-01-31"));
    assert_eq!(lines(&day), ["note unchecked /a"]);
    assert_eq!(
        day.findings()[0].message(Lang::En),
        "regexRule is not validated: the meaning of a date format with \"not include\" is not known"
    );
    // On a text both are patterns.
    assert_eq!(lines(&check(&schema, &item("text", "2024-01-31"))), ["error regex /a"]);
    assert_eq!(lines(&check(&schema, &item("text", "yyyy-MM-dd"))), ["error regex /a"]);
}

#[test]
fn a_pattern_under_a_condition() {
    let rules = r#"<rule name="regexRule" value="[0-9]+"><depend-group>
            <depend-express fieldId="kind" value="number" symbol="=="/></depend-group></rule>
        <rule name="regexRule" value="[a-z"><depend-group>
            <depend-express fieldId="kind" value="broken" symbol="=="/></depend-group></rule>"#;
    let schema = format!(
        r#"<field id="kind" type="input"/><field id="a" type="input"><rules>{rules}</rules></field>"#
    );
    for (kind, expected) in
        [("number", vec!["error regex /a"]), ("broken", vec!["note unchecked /a"]), ("other", vec![])]
    {
        let item = format!(
            r#"<field id="kind" type="input"><value>{kind}</value></field><field id="a" type="input"><value>x</value></field>"#
        );
        assert_eq!(lines(&check(&schema, &item)), expected, "{kind}");
    }
}

#[test]
fn one_validator_checks_patterns_on_many_threads() {
    let schema = Schema::parse(
        r#"<itemRule><field id="a" type="input"><rules><rule name="regexRule" value="(?=.*[0-9])[a-z0-9]+"/>
        <rule name="regexRule" value="[a-z0-9]{2,}"/></rules></field></itemRule>"#,
    )
    .unwrap();
    let validator = Validator::compile(&schema);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (validator, schema) = (&validator, &schema);
            scope.spawn(move || {
                let mut param = Param::new(schema);
                param.set("a", format!("a{number}").as_str()).unwrap();
                assert!(validator.is_valid(&param));
                param.set("a", "ab").unwrap();
                assert!(!validator.is_valid(&param));
            });
        }
    });
}
