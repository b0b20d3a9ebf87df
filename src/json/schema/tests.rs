use proptest::prelude::*;
use proptest::sample::select;

use crate::error::ErrorKind;
use crate::schema::Schema;

/// An equal schema, whose form is the same but for the notes.
fn comes_back(xml: &str) {
    let schema = Schema::parse(xml).unwrap();
    let json = schema.to_json();
    let back = Schema::from_json(&json).unwrap_or_else(|error| panic!("{error}\n{xml}\n{json}"));
    assert!(back == schema, "{xml}\n{json}");
    let form = |schema: &Schema| {
        let mut form = serde_json::to_value(schema).unwrap();
        form.as_object_mut().unwrap().remove("notes");
        form
    };
    assert_eq!(form(&back), form(&schema), "{xml}");
}

#[test]
fn missing_and_empty_differ() {
    for (xml, json) in [
        (r#"<option/>"#, r"{}"),
        (r#"<option value="" displayName=""/>"#, r#"{"display_name":"","value":""}"#),
        (r#"<option readonly="">"#, r#"{"readonly":""}"#),
        (r#"<option><depend-group/>"#, r#"{"condition":{"parts":[]}}"#),
        (
            r#"<option><depend-group operator=""><depend-express/></depend-group>"#,
            r#"{"condition":{"operator":"","parts":[{}]}}"#,
        ),
    ] {
        let close = if xml.ends_with("/>") && !xml.contains("depend") { "" } else { "</option>" };
        let xml = format!(
            "<itemRule><field id='a' type='singleCheck'><options>{xml}{close}</options></field></itemRule>"
        );
        let schema = Schema::parse(&xml).unwrap();
        let option = serde_json::to_value(schema.field("/a").unwrap()).unwrap()["options"][0].to_string();
        assert_eq!(option, json);
        comes_back(&xml);
    }
    comes_back(
        "<itemRule><field id='a' type='input'><rules><rule name=''/><rule/></rules></field></itemRule>",
    );
    let schema = Schema::parse("<itemRule><field id='a' type=''/></itemRule>").unwrap();
    assert!(schema.to_json().contains(r#"{"id":"a","type":""}"#));
    comes_back("<itemRule><field id='a' type=''/></itemRule>");
}

#[test]
fn dialects_and_roots() {
    for xml in [
        "<itemSchema/>",
        "<itemSchema><field id='icbuCatProp' type='complex'/></itemSchema>",
        "<x><field id='a' type='input'/></x>",
    ] {
        comes_back(xml);
        for &dialect in crate::vocab::Dialect::ALL {
            let schema = Schema::parse(xml).unwrap().with_dialect(dialect);
            assert_eq!(Schema::from_json(&schema.to_json()).unwrap().dialect(), dialect);
        }
    }
}

#[test]
fn what_was_read_has_places() {
    let json = r#"{"format_version":1,"root":"itemRule","dialect":"classic","fields":[
        {"id":"a","type":"input","rules":[{"name":"requiredRule","value":"true"}]}]}"#;
    let schema = Schema::from_json(&format!("\u{FEFF}{json}")).unwrap();
    let rule = schema.field("/a").unwrap().rules().next().unwrap();
    assert_eq!(&schema.source()[rule.span().range()], r#"<rule name="requiredRule" value="true"/>"#);
    assert_eq!(rule.position().line, 4);
    assert_eq!(schema.source(), schema.to_xml().unwrap());
}

#[test]
fn what_is_no_schema() {
    let with = |field: &str| {
        format!(r#"{{"format_version":1,"root":"itemRule","dialect":"classic","fields":[{field}]}}"#)
    };
    let rules = |rule: &str| with(&format!(r#"{{"id":"a","type":"input","rules":[{rule}]}}"#));
    let unknown = |one: &str| with(&format!(r#"{{"id":"a","type":"input","unknown":[{one}]}}"#));
    let labels = |label: &str| with(&format!(r#"{{"id":"a","type":"label","labels":[{label}]}}"#));
    for (json, message) in [
        (with("").replace(":1", ":2"), "format_version 2 is not supported"),
        (with("").replace("classic", "tmall"), "the dialect \"tmall\" is unknown"),
        (with("").replace("itemRule", "a b"), "the root \"a b\" is not a valid name in XML"),
        (with("").replace("\"format_version\":1,", ""), "the document lacks the key \"format_version\""),
        (with("{}"), "a field has no id"),
        (with(r#"{"id":"a"}"#), "field \"a\": it has no type"),
        (with(r#"{"id":"a","type":"input","rule":[]}"#), "/fields/0 has the unknown key \"rule\""),
        (
            with(r#"{"id":"a","type":"input","name":1}"#),
            "/fields/0/name is a number, which is not allowed there",
        ),
        (with(r#"{"id":"a\u0001","type":"input"}"#), "U+0001, which XML does not allow"),
        (rules(r#"{"condition":{}}"#), "field \"a\": a condition has no parts"),
        (rules(r#"{"condition":{"operator":"or"}}"#), "a part of a condition has an operator but no parts"),
        (
            rules(r#"{"condition":{"parts":[],"symbol":"=="}}"#),
            "a part of a condition has parts and is an expression too",
        ),
        (labels(r#"{"name":"x"}"#), "a label is not in a group"),
        (labels(r#"{"labels":[{"labels":[],"desc":""}]}"#), "a group of labels has a value"),
        (unknown(r#"{"place":"nowhere","text":"x"}"#), "unknown content in \"nowhere\""),
        (
            unknown(r#"{"place":"field"}"#),
            "unknown content is an attribute with its value, or an element, or a text",
        ),
        (unknown(r#"{"place":"field","text":"x","value":""}"#), "unknown content is an attribute"),
        (unknown(r#"{"place":"field","attribute":"x y","value":""}"#), "unknown content is an attribute"),
        (unknown(r#"{"place":"field","element":{"name":"x/><y"}}"#), "\"x/><y\" is not a valid name in XML"),
        (
            unknown(r#"{"place":"field","element":{"name":"x","attributes":{"1":""}}}"#),
            "\"1\" is not a valid name in XML",
        ),
        (unknown(r#"{"place":"field","attribute":"type","value":""}"#), "the attribute type is given twice"),
        (unknown(r#"{"place":"field","element":{"name":"rules"}}"#), "as XML this would be another schema"),
        (unknown(r#"{"place":"field","text":" "}"#), "as XML this would be another schema"),
        (unknown(r#"{"place":"option","text":"x"}"#), "as XML this would be another schema"),
    ] {
        let error = Schema::from_json(&json).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Json(_)), "{error}");
        assert!(error.to_string().contains(message), "{error}\n{json}");
        assert!(serde_json::from_str::<Schema>(&json).is_err());
    }
    let error = Schema::from_json(&with("{\"id\":\n \"a\"")).unwrap_err();
    assert_eq!(error.position().map(|position| position.line), Some(2), "{error}");
}

#[test]
fn depth() {
    let groups = |depth: usize| {
        let (open, close) = ("<depend-group>".repeat(depth), "</depend-group>".repeat(depth));
        format!(
            "<itemRule><field id='a' type='input'><rules><rule>{open}{close}</rule></rules></field></itemRule>"
        )
    };
    comes_back(&groups(60));
    let deep = format!(
        r#"{{"format_version":1,"root":"a","dialect":"classic","fields":[{{"id":"a","type":"input","rules":[{{"condition":{}"#,
        r#"{"parts":["#.repeat(100_000)
    );
    assert!(Schema::from_json(&deep).unwrap_err().to_string().contains("nested more than 127 levels deep"));
    let elements = format!("{}{}", "<z>".repeat(61), "</z>".repeat(61));
    comes_back(&format!("<itemRule><field id='a' type='input'>{elements}</field></itemRule>"));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\n', "&#10;")
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-c1-3]{1,3}", 1 => "[ a<>&\"'\n\\\\é汉😀]{0,6}"].prop_map(|text| escaped(&text))
}

/// Some of these attributes, each at most once, in this order.
fn attributes(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::option::of(text()), names.len()).prop_map(|values| {
        let given = names.iter().zip(values).filter_map(|(name, value)| Some((name, value?)));
        given.map(|(name, value)| format!(" {name}=\"{value}\"")).collect()
    })
}

/// Unknown content, in many cases none.
fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => Just(String::new()),
        1 => text().prop_map(|text| format!(" {text} ")),
        1 => (attributes(&["b", "a"]), text()).prop_map(|(given, text)| format!("<odd{given}>{text}<i/>{text}</odd>")),
    ]
}

fn many(of: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(of, 0..3).prop_map(|all| all.concat())
}

fn group(depth: u32) -> BoxedStrategy<String> {
    let express = (attributes(&["fieldId", "value", "symbol", "odd"]), odd())
        .prop_map(|(given, odd)| format!("<depend-express{given}>{odd}</depend-express>"));
    let part = if depth == 0 { express.boxed() } else { prop_oneof![express, group(depth - 1)].boxed() };
    (attributes(&["operator", "odd"]), many(part), odd())
        .prop_map(|(given, parts, odd)| format!("<depend-group{given}>{parts}{odd}</depend-group>"))
        .boxed()
}

fn rule() -> impl Strategy<Value = String> {
    let names = select(vec!["requiredRule", "maxLengthRule", "383278799_1", "tipRule", ""]);
    (names, attributes(&["value", "exProperty", "unit", "url", "desc", "odd"]), many(group(2)), odd())
        .prop_map(|(name, given, groups, odd)| format!("<rule name=\"{name}\"{given}>{groups}{odd}</rule>"))
}

fn option() -> impl Strategy<Value = String> {
    let given = attributes(&["displayName", "value", "readonly", "odd"]);
    (given, prop_oneof![3 => Just(String::new()), 1 => many(group(1))], odd())
        .prop_map(|(given, groups, odd)| format!("<option{given}>{groups}{odd}</option>"))
}

fn label(depth: u32) -> BoxedStrategy<String> {
    let one = (attributes(&["name", "value", "desc", "odd"]), odd())
        .prop_map(|(given, odd)| format!("<label{given}>{odd}</label>"));
    let inner = if depth == 0 { one.boxed() } else { prop_oneof![one, label(depth - 1)].boxed() };
    (attributes(&["name", "odd"]), many(inner), odd())
        .prop_map(|(given, inner, odd)| format!("<label-group{given}>{inner}{odd}</label-group>"))
        .boxed()
}

fn value(tag: &'static str) -> impl Strategy<Value = String> {
    (attributes(&["inputValue", "z"]), text())
        .prop_map(move |(given, text)| format!("<{tag}{given}>{text}</{tag}>"))
}

fn row(tag: &'static str, depth: u32) -> BoxedStrategy<String> {
    let inner =
        if depth == 0 { Just(String::new()).boxed() } else { many(row("complex-values", depth - 1)).boxed() };
    let held = (text(), attributes(&["name", "type", "odd"]), many(value("value")), inner)
        .prop_map(|(id, given, values, rows)| format!("<field id=\"i{id}\"{given}>{values}{rows}</field>"));
    (attributes(&["odd"]), many(held))
        .prop_map(move |(given, fields)| format!("<{tag}{given}>{fields}</{tag}>"))
        .boxed()
}

fn field(depth: u32) -> BoxedStrategy<String> {
    let kinds =
        vec!["input", "multiInput", "singleCheck", "MULTICHECK", "complex", "multiComplex", "label", "odd"];
    let fields = if depth == 0 { Just(String::new()).boxed() } else { many(field(depth - 1)).boxed() };
    let property = (attributes(&["key", "value", "odd"]), odd())
        .prop_map(|(given, odd)| format!("<property{given}>{odd}</property>"));
    let given = prop_oneof![
        3 => Just(String::new()),
        1 => many(value("default-value")),
        1 => many(value("default-value")).prop_map(|values| format!("<default-values>{values}</default-values>")),
        1 => row("default-complex-values", 1),
        1 => many(row("default-complex-values", 1)).prop_map(|rows| format!("<default-values odd=\"\">{rows}</default-values>")),
        1 => many(value("value")),
        1 => many(value("value")).prop_map(|values| format!("<values>{values}</values>")),
        1 => many(row("complex-values", 1)),
    ];
    let head = (text(), attributes(&["name", "odd"]), select(kinds));
    let lists = (many(rule()), many(option()), fields, many(label(1)), many(property));
    (head, lists, many(given), odd(), odd())
        .prop_map(|((id, given, kind), (rules, options, fields, labels, properties), values, odd, odder)| {
            format!(
                "<field id=\"i{id}\" type=\"{kind}\"{given}><rules>{rules}{odd}</rules>{odder}<options>{options}</options>\
                 <fields>{fields}</fields>{labels}<properties>{properties}</properties>{values}</field>"
            )
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_schema_comes_back(
        fields in many(field(2)),
        odd in odd(),
        given in attributes(&["odd", "more"]),
        root in select(vec!["itemRule", "itemSchema", "other"]),
    ) {
        // Under a root that the platform does not use there must be a field.
        let root = if fields.is_empty() { "schema" } else { root };
        comes_back(&format!("<{root}{given}>{fields}{odd}</{root}>"));
    }
}
