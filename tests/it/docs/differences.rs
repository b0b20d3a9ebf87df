//! Where we differ from the platform's Java SDK on purpose: a test for each line of
//! `docs/differences-from-the-java-sdk.md`, named there.

use std::collections::BTreeSet;

use tmall_schema::{
    Code, ConditionPart, ErrorKind, Level, Malformed, NoteCode, Param, ReadOptions, Report, Schema, Symbol,
    UnknownNode, Validator, envelope,
};

fn schema(fields: &str) -> Schema {
    Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap()
}

fn param(fields: &str) -> Param {
    Param::parse(&format!("<itemParam>{fields}</itemParam>")).unwrap()
}

fn report_of(schema_fields: &str, param_fields: &str) -> Report {
    Validator::compile(&schema(schema_fields)).check(&param(param_fields))
}

fn has(report: &Report, code: Code) -> bool {
    report.findings().iter().any(|finding| finding.code() == code)
}

/// A field `a` that is required if the field `b` meets the condition; whether it is, without a value in `a`.
fn holds(express: &str, b: &str) -> bool {
    holds_within(&format!("<depend-group>{express}</depend-group>"), b)
}

fn holds_within(group: &str, b: &str) -> bool {
    let rule = format!("<rules><rule name='requiredRule' value='true'>{group}</rule></rules>");
    let options = "<options><option displayName='一' value='1'/></options>";
    let fields = format!(
        "<field id='a' type='input'>{rule}</field><field id='b' type='input'/>\
         <field id='c' type='singleCheck'>{options}</field>"
    );
    has(&report_of(&fields, b), Code::Required)
}

fn written_and_read(text: &str) -> String {
    let schema = schema("<field id='a' type='input'/>");
    let mut param = Param::new(&schema);
    param.set("a", text).unwrap();
    Param::parse(&param.to_xml(&schema).unwrap()).unwrap().text("a").unwrap().to_owned()
}

// --- Reading ------------------------------------------------------------------------------------------------

#[test]
fn emoji_stay() {
    let text = "<field id='a' type='input'><value>😀𠮷&#x1F600;</value></field>";
    assert_eq!(param(text).text("a"), Some("😀𠮷😀"));
    assert_eq!(schema(text).field("/a").unwrap().present_values()[0].text(), "😀𠮷😀");
}

#[test]
fn no_entity_is_expanded() {
    let xml = "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><r><field id='a'><value>&e;</value></field></r>";
    for error in [Schema::parse(xml).unwrap_err(), Param::parse(xml).unwrap_err()] {
        assert!(matches!(error.kind(), ErrorKind::Malformed(Malformed::Doctype)));
    }
}

#[test]
fn gbk_is_read() {
    let xml = "<?xml version='1.0' encoding='GBK'?><itemParam><field id='a'><value>标题</value></field></itemParam>";
    let bytes = encoding_rs::GBK.encode(xml).0;
    assert_eq!(Param::read(&*bytes).unwrap().text("a"), Some("标题"));
}

#[test]
fn values_keep_their_attributes() {
    let text = "<field id='a' type='singleCheck'><value inputValue='雾霾蓝' fileId='1'>-1</value></field>";
    let read = param(text);
    assert_eq!(read.field("a").unwrap().values()[0].attribute("inputValue"), Some("雾霾蓝"));
    let again = Param::parse(&read.to_xml(&schema("<field id='a' type='singleCheck'/>")).unwrap()).unwrap();
    assert_eq!(again, read);
}

#[test]
fn complex_value_is_read() {
    let text = "<field id='a' type='complex'><complex-value><field id='b'><value>1</value></field></complex-value></field>";
    assert_eq!(param(text).text("/a/b"), Some("1"));
    let fields = "<field id='a' type='complex'><fields><field id='b' type='input'/></fields></field>";
    assert!(has(&report_of(fields, text), Code::Wrapper));
}

#[test]
fn values_in_another_wrapper_are_read() {
    let read = param(
        "<field id='a' type='input'><values><value>1</value></values></field>\
         <field id='b' type='multiInput'><value>2</value></field>",
    );
    assert_eq!((read.text("a"), read.text("b")), (Some("1"), Some("2")));
}

#[test]
fn both_of_two_wrappers_are_read() {
    let schema = schema(
        "<field id='a' type='singleCheck'><options><option displayName='一' value='1'/></options>\
         <options><option displayName='二' value='2'/></options></field>",
    );
    assert_eq!(schema.field("/a").unwrap().options().len(), 2);
    assert_eq!(schema.notes()[0].code, NoteCode::RepeatedWrapper);
}

#[test]
fn a_blank_text_stays_a_text() {
    let read = param("<field id='a' type='input'><value>  </value></field>");
    assert_eq!(read.text("a"), Some("  "));
}

#[test]
fn a_missing_unit_means_characters() {
    let fields = |most: u8| {
        format!(
            "<field id='a' type='input'><rules><rule name='maxLengthRule' value='{most}'/></rules></field>"
        )
    };
    let item = "<field id='a' type='input'><value>汉字</value></field>";
    assert!(report_of(&fields(2), item).is_valid() && !report_of(&fields(1), item).is_valid());
}

#[test]
fn a_missing_symbol_means_equal() {
    let express = "<depend-express fieldId='b' value='1'/>";
    assert!(holds(express, "<field id='b'><value>1</value></field>"));
    assert!(!holds(express, "<field id='b'><value>2</value></field>"));
}

#[test]
fn fields_keep_their_order() {
    let ids: Vec<String> = (0..50).map(|i| format!("f{}", i * 7919 % 1009)).collect();
    let fields: String = ids.iter().map(|id| format!("<field id='{id}' type='input'/>")).collect();
    assert_eq!(schema(&fields).fields().map(|field| field.id().to_owned()).collect::<Vec<_>>(), ids);
}

#[test]
fn parts_of_a_condition_keep_their_order() {
    let schema = schema(
        "<field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group>\
         <depend-group><depend-express fieldId='b' value='1'/></depend-group>\
         <depend-express fieldId='c' value='2'/></depend-group></rule></rules></field>",
    );
    let rule = schema.field("/a").unwrap().rules().next().unwrap();
    let parts: Vec<ConditionPart<'_>> = rule.condition().unwrap().parts().collect();
    assert!(matches!(parts[..], [ConditionPart::Group(_), ConditionPart::Express(_)]));
}

#[test]
fn an_option_without_a_name_is_kept() {
    let schema = schema("<field id='a' type='singleCheck'><options><option value='1'/></options></field>");
    let option = schema.field("/a").unwrap().option("1").unwrap();
    assert_eq!(option.display_name(), None);
    assert_eq!(schema.notes()[0].code, NoteCode::OptionWithoutName);
}

#[test]
fn a_rule_without_a_value_is_kept() {
    let schema =
        schema("<field id='a' type='input'><rules><rule name='requiredRule'/><rule/></rules></field>");
    assert_eq!(schema.field("/a").unwrap().rules().len(), 2);
}

#[test]
fn an_unknown_type_is_kept() {
    let schema = schema("<field id='a' type='dateInput'/><field id='b' type='input'/>");
    assert_eq!(schema.field("/a").unwrap().type_text(), "dateInput");
    assert!(schema.notes().iter().any(|note| note.code == NoteCode::UnknownType));
}

#[test]
fn regx_rule_is_the_regex_rule() {
    let rule = |name: &str| {
        let rule =
            format!("<field id='a' type='input'><rules><rule name='{name}' value='x'/></rules></field>");
        schema(&rule).field("/a").unwrap().rules().next().unwrap().known()
    };
    assert!(rule("regxRule").is_some() && rule("regxRule") == rule("regexRule"));
}

#[test]
fn unknown_content_is_kept() {
    let schema = schema(
        "<field id='a' type='singleCheck' isInput='true'><rules><rule name='n' value='v' desc='d'/></rules>\
         <options><option displayName='一' value='1' readonly='true'/></options><hint>h</hint></field>",
    );
    let field = schema.field("/a").unwrap();
    let unknown: Vec<&UnknownNode> = field.unknown().iter().map(tmall_schema::Unknown::node).collect();
    assert!(matches!(unknown[..], [UnknownNode::Attribute(..), UnknownNode::Element(_)]));
    assert_eq!(field.rules().next().unwrap().desc(), Some("d"));
    assert_eq!(field.options().next().unwrap().readonly(), Some("true"));
    assert_eq!(schema.notes().len(), 2);
    assert_eq!(Schema::parse(&schema.to_xml().unwrap()).unwrap(), schema);
}

#[test]
fn answers_are_opened() {
    let answer = r#"{"tmall_item_add_schema_get_response":
        {"add_item_result":"\u003citemRule\u003e\u003cfield id='a' type='input'/\u003e\u003c/itemRule\u003e"}}"#;
    assert!(envelope::schema(answer.as_bytes(), &ReadOptions::new()).unwrap().field("/a").is_some());
}

// --- Conditions ---------------------------------------------------------------------------------------------

fn express(symbol: Symbol) -> String {
    let symbol = symbol.as_str().replace('<', "&lt;").replace('\'', "&apos;");
    format!("<depend-express fieldId='b' value='1' symbol='{symbol}'/>")
}

#[test]
fn an_empty_field_has_an_answer_to_every_symbol() {
    let empty = ["", "<field id='b'/>", "<field id='b'><value/></field>", "<field id='b'><values/></field>"];
    for &symbol in Symbol::ALL {
        let answers = empty.map(|b| holds(&express(symbol), b));
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{symbol}: {answers:?}");
    }
}

#[test]
fn symbols_that_the_sdk_lacks() {
    let express = |symbol: &str| format!("<depend-express fieldId='c' symbol='{symbol}'/>");
    let within = express("this field&apos;s value in fieldOptions");
    let c = |value: &str| format!("<field id='c'><value>{value}</value></field>");
    assert!(holds(&within, &c("1")) && !holds(&within, &c("2")));
    assert!(!holds(&express("resembles"), &c("1")));
    let rule = "<rule name='requiredRule' value='true'><depend-group>\
                <depend-express fieldId='a' symbol='resembles'/></depend-group></rule>";
    let report = report_of(&format!("<field id='a' type='input'><rules>{rule}</rules></field>"), "");
    assert!(has(&report, Code::Unchecked));
}

#[test]
fn an_empty_field_differs_from_every_text() {
    for (symbol, answer) in [
        (Symbol::IsNull, true),
        (Symbol::NotEqual, true),
        (Symbol::NotContains, true),
        (Symbol::Equal, false),
        (Symbol::Contains, false),
        (Symbol::Greater, false),
        (Symbol::LessOrEqual, false),
    ] {
        assert_eq!(holds(&express(symbol), ""), answer, "{symbol}");
    }
}

#[test]
fn operators_compare_without_case() {
    let parts = "<depend-express fieldId='b' value='1'/><depend-express fieldId='b' value='2'/>";
    let b = "<field id='b'><value>1</value></field>";
    assert!(holds_within(&format!("<depend-group operator=' OR '>{parts}</depend-group>"), b));
    assert!(!holds_within(&format!("<depend-group operator='AND'>{parts}</depend-group>"), b));
}

#[test]
fn numbers_compare_exactly() {
    let more = "<depend-express fieldId='b' value='9007199254740992' symbol='>'/>";
    assert!(holds(more, "<field id='b'><value>9007199254740993</value></field>"));
    assert!(!holds(more, "<field id='b'><value>NaN</value></field>"));
}

#[test]
fn conditions_look_in_the_same_row_first() {
    let rule = "<rules><rule name='requiredRule' value='true'><depend-group>\
                <depend-express fieldId='b' value='1'/></depend-group></rule></rules>";
    let fields = format!(
        "<field id='b' type='input'/><field id='sku' type='multiComplex'><fields>\
         <field id='a' type='input'>{rule}</field><field id='b' type='input'/></fields></field>"
    );
    let row = |b: &str| format!("<complex-values><field id='b'><value>{b}</value></field></complex-values>");
    let item =
        format!("<field id='b'><value>2</value></field><field id='sku'>{}{}</field>", row("1"), row("2"));
    let report = report_of(&fields, &item);
    let paths: Vec<&str> = report.errors().map(tmall_schema::Finding::path).collect();
    assert_eq!(paths, ["/sku/0/a"]);
}

// --- Writing ------------------------------------------------------------------------------------------------

#[test]
fn carriage_returns_survive() {
    assert_eq!(written_and_read("一\r\n二\r三\n"), "一\r\n二\r三\n");
    let option = "<field id='a' type='singleCheck'><options>\
                  <option displayName='一&#13;&#10;&#9;二' value='1'/></options></field>";
    let again = Schema::parse(&schema(option).to_xml().unwrap()).unwrap();
    assert_eq!(again.field("/a").unwrap().option("1").unwrap().display_name(), Some("一\r\n\t二"));
}

#[test]
fn a_forbidden_character_is_not_written() {
    let schema = schema("<field id='a' type='input'/>");
    let mut param = Param::new(&schema);
    param.set("a", "x\u{1}").unwrap();
    let error = param.to_xml(&schema).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unwritable { path, character: '\u{1}', .. } if path == "/a"));
}

#[test]
fn a_field_never_set_is_left_out() {
    let schema =
        schema("<field id='a' type='input'/><field id='b' type='multiInput'/><field id='c' type='input'/>");
    let mut param = Param::new(&schema);
    assert_eq!(param.to_xml(&schema).unwrap(), "<itemParam/>");
    param.clear("c").unwrap();
    assert_eq!(
        param.to_xml(&schema).unwrap(),
        "<itemParam><field id=\"c\" type=\"input\"><value/></field></itemParam>"
    );
}

#[test]
fn labels_are_left_out() {
    let fields = "<field id='a' type='label'><label-group><label name='n' value='v'/></label-group></field>";
    assert_eq!(param(fields).to_xml(&schema(fields)).unwrap(), "<itemParam/>");
}

#[test]
fn writing_a_schema_loses_nothing() {
    let schema = schema(
        "<field id='a' type='input'><rules><rule name='maxLengthRule' value='60'/>\
         <rule name='minValueRule' value='1' unit='u' url='v'/></rules><value x='1'>2</value></field>",
    );
    let written = schema.to_xml().unwrap();
    assert!(!written.contains("exProperty"));
    assert_eq!(Schema::parse(&written).unwrap(), schema);
}

// --- What it does not have ----------------------------------------------------------------------------------

#[test]
fn items_are_validated() {
    let fields = "<field id='a' type='input'><rules><rule name='requiredRule' value='true'/></rules></field>";
    assert!(!report_of(fields, "").is_valid());
    assert!(report_of(fields, "<field id='a' type='input'><value>1</value></field>").is_valid());
}

#[test]
fn everything_has_a_place() {
    let place = |line, column, offset| Some(tmall_schema::Position { line, column, offset });
    assert_eq!(Schema::parse("<itemRule>\n汉</x>").unwrap_err().position(), place(2, 2, 14));
    let notes = schema("\n汉<x/>").notes().to_vec();
    assert_eq!(notes.last().map(|note| note.position), place(2, 2, 14));
    let report = report_of("", "\n  <field id='a'><value>1</value></field>");
    assert_eq!(report.findings()[0].position(), place(2, 3, 14));
}

#[test]
fn schemas_are_compared() {
    let fields = |rule: &str| {
        schema(&format!(
            "<field id='a' type='input'><rules><rule name='maxLengthRule' {rule}/></rules></field>"
        ))
    };
    let changes = Schema::diff(&fields("value='6'"), &fields("value='3'"));
    assert_eq!(changes.level(), Some(Level::Breaking));
    assert_eq!(Schema::diff(&fields("value='3'"), &fields("value='6'")).level(), Some(Level::Compatible));
    assert!(Schema::diff(&fields("value='3'"), &fields("value='3' ")).is_empty());
}

// --- The page -----------------------------------------------------------------------------------------------

#[test]
fn every_line_of_the_page_has_a_test() {
    let page = include_str!("../../../docs/differences-from-the-java-sdk.md");
    let lines = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| The SDK |"));
    let mut named = BTreeSet::new();
    for line in lines {
        let test = line.trim_end_matches(" |").rsplit("| ").next().unwrap();
        match test.strip_prefix('`').and_then(|test| test.strip_suffix('`')) {
            Some(test) => assert!(named.insert(test), "{test} is named twice"),
            None => panic!("a line without a test: {line}"),
        }
    }
    let source = include_str!("differences.rs");
    let tests = source.split("#[test]\nfn ").skip(1).map(|rest| rest.split('(').next().unwrap());
    let tests: BTreeSet<&str> = tests.filter(|test| *test != "every_line_of_the_page_has_a_test").collect();
    assert_eq!(named, tests);
}
