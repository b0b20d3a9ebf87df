//! Work on hostile documents is linear in their size, too: compiling and validating, the JSON
//! forms, writing, opening answers. Reading itself: `hostile.rs`.

use crate::support::growth;
use crate::support::growth::{Unit, beyond_linear, repeated};
use tmall_schema::{Param, ReadOptions, Schema, Validator, WriteOptions, envelope};

const FIELD: Unit = ("<rules>", "<field id='f@' type='input'/>", "</rules>");
const VALUES: Unit = ("<rules>", "<field id='f@'><value>1</value></field>", "</rules>");
const NOTHING: Unit = ("<rules>", "", "</rules>");
const OPTIONS: Unit = (
    "<rules><field id='a' type='multiCheck'><options>",
    "<option displayName=\"n@\" value=\"v@\"/>",
    "</options></field></rules>",
);

/// A schema, and an item for it.
#[rustfmt::skip]
const CASES: &[(&str, Unit, Unit)] = &[
    ("fields with values", FIELD, VALUES),
    ("fields that are missing", ("<rules>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'/></rules></field>", "</rules>"), NOTHING),
    ("unknown fields", NOTHING, VALUES),
    ("unknown fields beside known ones", FIELD, ("<rules>", "<field id='g@'><value>1</value></field>", "</rules>")),
    ("custom values", ("<rules><field id='a' type='multiCheck'><options>", "<option displayName=\"n@\" value=\"v@\"/>", "<option displayName=\"n\" value=\"-1\"/></options></field></rules>"),
     ("<rules><field id='a'><values>", "<value inputValue='x'>-2@</value>", "</values></field></rules>")),
    ("fields of one id", ("<rules>", "<field id='a' type='input'/>", "</rules>"), ("<rules>", "<field id='a'><value>1</value></field>", "</rules>")),
    ("options and values", OPTIONS, ("<rules><field id='a'><values>", "<value>v@</value>", "</values></field></rules>")),
    ("options and values that are none", OPTIONS, ("<rules><field id='a'><values>", "<value>w@</value>", "</values></field></rules>")),
    ("options and values that are names", OPTIONS, ("<rules><field id='a'><values>", "<value>n@</value>", "</values></field></rules>")),
    ("options of one value", ("<rules><field id='a' type='multiCheck'><options>", "<option displayName=\"n\" value=\"v\"/>", "</options></field></rules>"),
     ("<rules><field id='a'><values>", "<value>v</value>", "</values></field></rules>")),
    ("duplicate values with attributes", ("<rules><field id='a' type='multiInput'/></rules>", "", ""),
     ("<rules><field id='a'><values>", "<value inputValue='x'>1</value>", "</values></field></rules>")),
    ("values in wrong wrappers", ("<rules><field id='a' type='multiInput'/></rules>", "", ""), ("<rules><field id='a'>", "<value>@</value>", "</field></rules>")),
    ("too many values", ("<rules><field id='a' type='input'/></rules>", "", ""), ("<rules><field id='a'>", "<value>@</value>", "</field></rules>")),
    ("rules", ("<rules><field id='a' type='input'><rules>", "<rule name='maxLengthRule' value='@'/>", "</rules></field></rules>"),
     ("<rules><field id='a'><value>1</value></field></rules>", "", "")),
    ("rules and values", ("<rules><field id='a' type='multiInput'><rules><rule name='maxValueRule' value='5'/></rules></field></rules>", "", ""),
     ("<rules><field id='a'><values>", "<value>@</value>", "</values></field></rules>")),
    ("rows", ("<rules><field id='a' type='multiComplex'><fields><field id='x' type='input'/></fields></field></rules>", "", ""),
     ("<rules><field id='a'>", "<complex-values><field id='x'><value>@</value></field></complex-values>", "</field></rules>")),
    ("rows of fields that are missing and unknown",
     ("<rules><field id='a' type='multiComplex'><fields><field id='x' type='input'><rules><rule name='requiredRule' value='true'/></rules></field></fields></field></rules>", "", ""),
     ("<rules><field id='a'>", "<complex-values><field id='y'><value>@</value></field></complex-values>", "</field></rules>")),
    ("a wide row", ("<rules><field id='a' type='multiComplex'><fields>", "<field id='x@' type='input'/>", "</fields></field></rules>"),
     ("<rules><field id='a'><complex-values>", "<field id='x@'><value>@</value></field>", "</complex-values></field></rules>")),
    ("a text of many characters", ("<rules><field id='a' type='input'><rules><rule name='maxLengthRule' value='5' unit='byte'/><rule name='valueTypeRule' value='decimal'/><rule name='maxValueRule' value='5'/></rules></field></rules>", "", ""),
     ("<rules><field id='a'><value>", "0汉e\u{301}", "</value></field></rules>")),
    ("a number of many digits", ("<rules><field id='a' type='input'><rules><rule name='valueTypeRule' value='decimal'/><rule name='maxValueRule' value='5'/><rule name='maxDecimalDigitsRule' value='5'/></rules></field></rules>", "", ""),
     ("<rules><field id='a'><value>0.", "0123456789", "</value></field></rules>")),
    ("lengths of a complex", ("<rules><field id='a' type='complex'><rules><rule name='maxLengthRule' value='5'/></rules><fields>", "<field id='x@' type='input'/>", "</fields></field></rules>"),
     ("<rules><field id='a'><complex-values>", "<field id='x@'><value>@</value></field>", "</complex-values></field></rules>")),
    ("questions in one condition", ("<rules><field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group>", "<depend-express fieldId='f@' value='1'/>", "</depend-group></rule></rules></field></rules>"), VALUES),
    ("questions about one field of many values", ("<rules><field id='b' type='multiInput'/>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='not contains' value='x'/></depend-group></rule></rules></field>", "</rules>"),
     ("<rules><field id='b'><values><value>1</value><value>2</value></values></field>", "", "</rules>")),
    ("questions about fields that are nowhere", ("<rules>", "<field id='f@' type='complex'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='n@' value='1'/></depend-group></rule></rules><fields><field id='x@' type='input'/></fields></field>", "</rules>"), NOTHING),
    ("questions about fields further in", ("<rules>", "<field id='f@' type='complex'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='x@+1' value='1'/></depend-group></rule></rules><fields><field id='x@' type='input'/></fields></field>", "</rules>"), NOTHING),
    ("questions of rows about the top", ("<rules><field id='b' type='input'/><field id='a' type='multiComplex'><fields><field id='x' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='b' value='1'/></depend-group></rule></rules></field></fields></field></rules>", "", ""),
     ("<rules><field id='b'><value>1</value></field><field id='a'>", "<complex-values><field id='x'><value>@</value></field></complex-values>", "</field></rules>")),
    ("questions of rows about their rows", ("<rules><field id='a' type='multiComplex'><fields><field id='b' type='input'/><field id='x' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='b' value='1'/></depend-group></rule></rules></field></fields></field></rules>", "", ""),
     ("<rules><field id='a'>", "<complex-values><field id='b'><value>1</value></field><field id='x'><value>@</value></field></complex-values>", "</field></rules>")),
    ("a chain of disabled fields", ("<rules><field id='f0' type='input'/>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</rules>"), VALUES),
    ("a chain of disabled fields, the last first", ("<rules>", "<field id='f@' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@+1' symbol='is null'/></depend-group></rule></rules></field>", "</rules>"), VALUES),
    ("a cycle of fields", ("<rules><field id='f0' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f500' symbol='is null'/></depend-group></rule></rules></field>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</rules>"), VALUES),
    ("cycles of one field", ("<rules>", "<field id='f@' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</rules>"), VALUES),
    ("fields that one field disables", ("<rules><field id='f0' type='input'><rules><rule name='disableRule' value='true'/></rules></field>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f0' symbol='is null'/></depend-group></rule></rules></field>", "</rules>"), VALUES),
    ("questions about options", ("<rules><field id='b' type='multiCheck'><options>", "<option displayName='n' value='@'/>", "</options></field><field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='this field&apos;s value in fieldOptions'/></depend-group></rule></rules></field></rules>"),
     ("<rules><field id='b'><values>", "<value>@</value>", "</values></field></rules>")),
    ("options with conditions", ("<rules><field id='b' type='input'/><field id='a' type='multiCheck'><options>", "<option displayName='n' value='@'><depend-group><depend-express fieldId='b' value='1'/></depend-group></option>", "</options></field></rules>"),
     ("<rules><field id='a'><values>", "<value>@</value>", "</values></field></rules>")),
];

#[test]
fn validation_costs_as_much_as_the_documents_are_long() {
    let beyond = CASES.iter().filter_map(|&(what, schema, item)| {
        let input = |n| (repeated(schema, n), repeated(item, n));
        let work = |(schema, item): &(String, String)| {
            let schema = Schema::parse(schema).unwrap();
            let report = Validator::compile(&schema).check(&Param::parse(item).unwrap());
            for finding in report.findings() {
                std::hint::black_box((
                    finding.path(),
                    finding.position(),
                    finding.message(tmall_schema::Lang::Zh),
                ));
            }
        };
        beyond_linear(500, input, work).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

/// What is done with a schema and a param besides validation.
#[test]
fn json_and_writing_cost_as_much_as_the_documents_are_long() {
    let beyond = CASES.iter().filter_map(|&(what, schema, item)| {
        let input = |n| (repeated(schema, n), repeated(item, n));
        let work = |(schema, item): &(String, String)| {
            let (schema, param) = (Schema::parse(schema).unwrap(), Param::parse(item).unwrap());
            let json = schema.to_json();
            assert!(Schema::from_json(&json).unwrap() == schema);
            schema.to_xml().unwrap();
            let json = param.to_json(Some(&schema));
            Param::from_json(&json, Some(&schema)).unwrap();
            Param::from_json(&json, None).unwrap();
            param.to_xml(&schema).unwrap();
            param.to_xml_with(None, &WriteOptions::new().with_indent()).unwrap();
        };
        beyond_linear(500, input, work).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

/// API responses, opened. What is in them may be anything.
#[rustfmt::skip]
const ANSWERS: &[(&str, Unit)] = &[
    ("a long document as text", ("{\"r\":\"<itemRule>", "<field id='f@' type='input'/>", "</itemRule>\"}")),
    ("a long document as escaped text", ("<a><r>&lt;itemRule&gt;", "&lt;field id='f@' type='input'/&gt;", "&lt;/itemRule&gt;</r></a>")),
    ("a long document as elements", ("<a><r><itemRule>", "<field id='f@' type='input'/>", "</itemRule></r></a>")),
    ("texts", ("{\"r\":[", "\"t@\",", "\"<itemRule/>\"]}")),
    ("texts that look like documents", ("{\"r\":[", "\"<b>t</b>\",", "\"<itemRule/>\"]}")),
    ("texts that look like JSON", ("{\"r\":[", "\"{\\\"a\\\":1}\",", "\"<itemRule/>\"]}")),
    ("documents", ("{\"r\":[", "\"<itemRule/>\",", "1]}")),
    ("elements", ("<a>", "<b@>t</b@>", "<r>&lt;itemRule/&gt;</r></a>")),
    ("elements of text that looks like a document", ("<a>", "<b>&lt;b&gt;t&lt;/b&gt;</b>", "<r>&lt;itemRule/&gt;</r></a>")),
    ("documents as elements", ("<a>", "<itemRule/>", "</a>")),
    ("keys", ("{", "\"k@\":\"\",", "\"r\":\"<itemRule/>\"}")),
    ("pieces of one text", ("<a><r>", "<![CDATA[<x/>]]>&lt;<!-- -->", "</r></a>")),
    ("a long number", ("{\"r\":", "1234567890", "}")),
    ("an open list", ("", "[", "")),
    ("open objects", ("", "{\"a\":", "")),
    ("a text in a text", ("\"", "\\\"", "\"")),
];

#[test]
fn opening_an_answer_costs_as_much_as_it_is_long() {
    let options = ReadOptions::new();
    let beyond = ANSWERS.iter().filter_map(|&(what, unit)| {
        let input = |n| repeated(unit, n).into_bytes();
        let work = |input: &Vec<u8>| {
            drop(envelope::schema(input, &options));
            drop(envelope::param(input, &options));
        };
        beyond_linear(2_000, input, work).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

/// Texts of JSON in texts of JSON: each level doubles the backslashes, so there cannot be many.
#[test]
fn answers_in_answers_end() {
    let _busy = growth::busy();
    let mut answer = "<itemRule><field id='a' type='input'/></itemRule>".to_owned();
    for level in 0..14 {
        let outcome = envelope::schema(answer.as_bytes(), &ReadOptions::new());
        assert!(level > 3 || outcome.is_ok(), "{level}: {outcome:?}");
        answer = format!("{{\"r\":{}}}", serde_json::Value::from(answer));
    }
    let mut answer = "<itemRule><field id='a' type='input'/></itemRule>".to_owned();
    for _ in 0..8 {
        drop(envelope::schema(answer.as_bytes(), &ReadOptions::new()));
        answer = format!("<r>{}</r>", answer.replace('&', "&amp;").replace('<', "&lt;"));
    }
}

/// The deepest documents that can be read are not too deep for what comes after reading.
#[test]
fn the_deepest_documents_fit_on_the_stack() {
    let _busy = growth::busy();
    let options = ReadOptions::new().with_max_depth(usize::MAX);
    let deepest = 256;
    let complex = |open: &str, close: &str, levels: usize| {
        let levels = levels - 1;
        format!("<r>{}{}</r>", open.repeat(levels), close.repeat(levels))
    };
    let schemas = [
        complex("<field id='a' type='complex'>", "</field>", deepest),
        complex("<field id='a' type='multiComplex'><fields>", "</fields></field>", deepest / 2),
        format!(
            "<r><field id='a' type='input'><rules><rule name='disableRule' value='true'>{}\
             <depend-express fieldId='a'/>{}</rule></rules></field></r>",
            "<depend-group>".repeat(deepest - 5),
            "</depend-group>".repeat(deepest - 5)
        ),
    ];
    let items = [
        complex("<field id='a'>", "</field>", deepest),
        complex("<field id='a'><complex-values>", "</complex-values></field>", deepest / 2),
    ];
    let work = move || {
        for schema in &schemas {
            let schema = Schema::parse_with(schema, &options).unwrap();
            let validator = Validator::compile(&schema);
            schema.to_xml().unwrap();
            let _ = Schema::from_json(&schema.to_json());
            for item in &items {
                let param = Param::parse_with(item, &options).unwrap();
                let _ = validator.check(&param);
                param.to_xml(&schema).unwrap();
                param.to_xml_with(None, &WriteOptions::new()).unwrap();
                let _ = Param::from_json(&param.to_json(Some(&schema)), Some(&schema));
            }
        }
        for open in ["[", "{\"a\":", "{\"a\":[{\"value\":"] {
            let json = open.repeat(10_000);
            Param::from_json(&json, None).unwrap_err();
            Schema::from_json(&json).unwrap_err();
            envelope::schema(json.as_bytes(), &ReadOptions::new()).unwrap_err();
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}
