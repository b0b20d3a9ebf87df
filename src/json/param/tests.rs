use proptest::prelude::*;

use crate::error::{ErrorKind, Limit};
use crate::lang::Lang;
use crate::param::Param;
use crate::schema::{FieldRef, Schema};
use crate::value::compact::ValueExtras;
use crate::value::{Content, ParamField, Row, RowForm, Tag, Value};
use crate::vocab::{FieldKind, attribute};
use crate::xml::{ReadOptions, WriteOptions};

fn schema() -> Schema {
    Schema::parse(
        r#"<itemRule>
          <field id="in" type="input"/><field id="check" type="singleCheck"/>
          <field id="mi" type="multiInput"/><field id="mc" type="multiCheck"/>
          <field id="c" type="complex"><fields>
            <field id="type" type="singleCheck"/><field id="value" type="input"/>
            <field id="mi" type="multiInput"/>
            <field id="d" type="complex"><fields><field id="in" type="input"/></fields></field>
          </fields></field>
          <field id="d" type="complex"><fields>
            <field id="text" type="input"/><field id="img" type="input"/>
          </fields></field>
          <field id="r" type="complex"><rules><rule name="maxInputNumRule" value="3"/></rules><fields>
            <field id="word" type="input"/><field id="value" type="input"/>
          </fields></field>
          <field id="s" type="multiComplex"><fields>
            <field id="in" type="input"/><field id="value" type="input"/><field id="text" type="input"/>
            <field id="s" type="multiComplex"><fields><field id="in" type="input"/></fields></field>
          </fields></field>
          <field id="l" type="label"/><field id="odd" type="date"/>
        </itemRule>"#,
    )
    .unwrap()
}

fn read(json: &str) -> Param {
    Param::from_json(json, Some(&schema())).unwrap()
}

fn texts(param: &Param, path: &str) -> Vec<String> {
    param.field(path).unwrap().values().iter().map(|value| value.text().to_owned()).collect()
}

/// Reads and writes the text as it is.
fn keeps(json: &str, schema: Option<&Schema>) {
    let param = Param::from_json(json, schema).unwrap();
    assert_eq!(param.to_json(schema), json);
    assert_eq!(Param::from_json(&param.to_json_pretty(schema), schema).unwrap(), param);
}

#[test]
fn every_kind_in_its_form() {
    let json = concat!(
        r#"{"in":"a","check":{"value":"-1","inputValue":"x"},"mi":["a",{"value":"b","img":"c"}],"mc":[],"#,
        r#""c":{"type":"t","value":"v","mi":["1"],"d":{"in":""}},"r":[{"word":"w"},{}],"#,
        r#""s":[{"value":"x","text":"y","s":[{"in":"z"}]}],"d":{}}"#
    );
    keeps(json, Some(&schema()));
    let param = read(json);
    assert_eq!(param.field("check").unwrap().values()[0], Value::custom("-1", "x"));
    assert_eq!(param.text("/c/value"), Some("v"));
    assert_eq!(param.text("/s/0/s/0/in"), Some("z"));
    assert_eq!(param.field("r").unwrap().rows().len(), 2);
    assert!(param.field("mc").unwrap().is_empty());
    assert_eq!(param.schema(), Some(&schema()));
}

#[test]
fn the_schema_decides_what_is_an_array() {
    let xml = r#"<itemParam><field id="mi"><value>a</value></field><field id="in"><value>b</value></field>
        <field id="r"><complex-values><field id="word"><value>w</value></field></complex-values></field>
        <field id="x"><values><value>c</value></values></field></itemParam>"#;
    let param = Param::parse(xml).unwrap();
    assert_eq!(param.to_json(Some(&schema())), r#"{"mi":["a"],"in":"b","r":[{"word":"w"}],"x":["c"]}"#);
    assert_eq!(param.clone().bind(&schema()).to_json(None), param.to_json(Some(&schema())));
    assert_eq!(param.to_json(None), r#"{"mi":"a","in":"b","r":{"word":"w"},"x":["c"]}"#);
    let declared = r#"<itemParam><field id="a" type="multiCheck"/><field id="b" type="multiComplex"><complex-values/>
        </field><field id="c" type="complex"/><field id="d" type="input"/></itemParam>"#;
    assert_eq!(Param::parse(declared).unwrap().to_json(None), r#"{"a":[],"b":[{}],"c":{},"d":""}"#);
}

#[test]
fn nothing_that_does_not_fit_is_lost() {
    let param = read(
        r#"{"in":["a","b"],"mi":"c","c":"d","s":["e",{"in":"f"}],"check":{"x":"g"},"mc":{"value":"h"},
            "x":{"value":"i","inputValue":"j"},"l":"k","odd":["m"],"in":"n"}"#,
    );
    assert_eq!(texts(&param, "in"), ["a", "b"]);
    assert_eq!(texts(&param, "mi"), ["c"]);
    assert_eq!(texts(&param, "c"), ["d"]);
    assert_eq!(texts(&param, "s"), ["e"]);
    assert_eq!(param.text("/s/0/in"), Some("f"));
    assert_eq!(param.text("/check/x"), Some("g"));
    assert_eq!(texts(&param, "mc"), ["h"]);
    assert_eq!(param.field("x").unwrap().values()[0], Value::custom("i", "j"));
    assert_eq!((texts(&param, "l"), texts(&param, "odd")), (vec!["k".to_owned()], vec!["m".to_owned()]));
    let ids: Vec<&str> = param.fields().iter().map(ParamField::id).collect();
    assert_eq!(ids, ["in", "mi", "c", "s", "check", "mc", "x", "l", "odd", "in"]);
    assert_eq!(param.fields()[9].text(), Some("n"));
}

/// The wrappers are those that the schema wants: a finding about them would be about nothing.
#[test]
fn wrappers_are_right_by_themselves() {
    let wrapped = |json: &str, schema: Option<&Schema>| {
        let param = Param::from_json(json, schema).unwrap();
        param.fields()[0].values().iter().map(|value| value.wrapped).collect::<Vec<_>>()
    };
    let schema = schema();
    assert_eq!(wrapped(r#"{"in":["a"]}"#, Some(&schema)), [false]);
    assert_eq!(wrapped(r#"{"mi":"a"}"#, Some(&schema)), [true]);
    assert_eq!(wrapped(r#"{"x":"a"}"#, Some(&schema)), [false]);
    assert_eq!(wrapped(r#"{"mi":["a","b"]}"#, None), [true, true]);
    assert_eq!(read(r#"{"c":{}}"#).field("c").unwrap().rows()[0].form, RowForm::Any);
}

#[test]
fn what_an_object_is() {
    let is_value = |json: &str, schema: Option<&Schema>| {
        let param = Param::from_json(json, schema).unwrap();
        let field = &param.fields()[0];
        assert_eq!(field.values().len() + field.rows().len(), 1, "{json}");
        field.rows().is_empty()
    };
    let schema = schema();
    for (object, plain, complex, with_value_inside, unknown) in [
        (r#"{"value":"a"}"#, true, false, false, false),
        (r#"{"value":"a","inputValue":"b"}"#, true, true, false, true),
        (r#"{"inputValue":"b","value":"a"}"#, true, true, false, true),
        (r#"{"value":"a","type":"b"}"#, true, false, false, false),
        (r#"{"value":"a","value":"b","img":"c"}"#, true, false, false, false),
        (r#"{"value":"a","img":"b","img":"c"}"#, false, false, false, false),
        (r#"{"value":["a"],"img":"b"}"#, false, false, false, false),
        (r#"{"value":"a","img":["b"]}"#, false, false, false, false),
        (r#"{"value":"a","a b":"c"}"#, false, false, false, false),
        (r#"{"img":"b"}"#, false, false, false, false),
        (r"{}", false, false, false, false),
    ] {
        let found = |id: &str, schema| is_value(&format!(r#"{{"{id}":{object}}}"#), schema);
        assert_eq!(found("in", Some(&schema)), plain, "{object} on an input");
        assert_eq!(found("d", Some(&schema)), complex, "{object} on a complex");
        assert_eq!(found("c", Some(&schema)), with_value_inside, "{object} on a complex with `value` inside");
        assert_eq!(found("x", Some(&schema)), unknown, "{object} on a field that the schema does not know");
        assert_eq!(found("in", None), unknown, "{object} without a schema");
    }
}

#[test]
fn groups_that_look_like_values_are_distinguished() {
    let schema = schema();
    let xml = r#"<itemParam><field id="c" type="complex"><complex-values>
        <field id="value" type="input"><value>a</value></field><field id="text" type="input"><value>b</value></field>
        </complex-values></field></itemParam>"#;
    let param = Param::parse(xml).unwrap();
    assert_eq!(param.to_json(None), r#"{"c":{"value":["a"],"text":"b"}}"#);
    assert_eq!(Param::from_json(&param.to_json(None), None).unwrap(), param);
    assert_eq!(param.to_json(Some(&schema)), r#"{"c":{"value":"a","text":"b"}}"#);
    assert_eq!(read(&param.to_json(Some(&schema))), param);
    let on_input = Param::parse(&xml.replace("\"c\" type=\"complex\"", "\"in\"")).unwrap();
    assert_eq!(on_input.to_json(Some(&schema)), r#"{"in":{"value":["a"],"text":"b"}}"#);
}

#[test]
fn where_the_form_bends() {
    let xml = r#"<itemSchema><field id="images" type="complex"><value fileFlag="yes" fileId="1">u</value></field>
        <field id="both" type="complex"><value>a</value><complex-value><field id="x" type="input"><value>b</value>
        </field></complex-value></field><field id="in" type="input"><value value="c" v="d">e</value></field></itemSchema>"#;
    let param = Param::parse(xml).unwrap();
    let json = param.to_json(Some(&schema()));
    assert_eq!(
        json,
        concat!(
            r#"{"images":{"value":"u","fileFlag":"yes","fileId":"1"},"both":["a",{"x":"b"}],"#,
            r#""in":{"value":"c","value":"e","v":"d"}}"#
        )
    );
    assert_eq!(read(&json), param);
    // Away from a field of texts an unusual attribute cannot be distinguished from a sub-field.
    let lost = Param::from_json(&json, None).unwrap();
    assert_eq!(lost.text("/in/v"), Some("d"));
}

#[test]
fn places() {
    let json = "\u{FEFF}{\n \"名\": [\"a\", {\"value\": \"b\", \"img\": \"c\"}],\n \"s\": [{\"in\": \"x\"}]}";
    let param = read(json);
    let at = |span: Option<crate::span::Span>| {
        let span = span.unwrap();
        let position = param.position(span.range().start).unwrap();
        (position.line, position.column, &param.source().unwrap()[span.range()])
    };
    let field = param.field("名").unwrap();
    assert_eq!(at(field.span()), (2, 2, "\"名\": [\"a\", {\"value\": \"b\", \"img\": \"c\"}]"));
    assert_eq!(at(field.values()[0].span()), (2, 8, "\"a\""));
    assert_eq!(at(field.values()[1].span()), (2, 13, "{\"value\": \"b\", \"img\": \"c\"}"));
    assert_eq!(at(param.field("s").unwrap().rows()[0].span()), (3, 8, "{\"in\": \"x\"}"));
    assert_eq!(at(param.field("/s/0/in").unwrap().values()[0].span()), (3, 15, "\"x\""));
    assert_eq!(param.position(0).unwrap().offset, 3);
}

#[test]
fn what_has_no_place_is_named_with_its_place() {
    for (json, message, zh) in [
        (
            r#"{"a":1}"#,
            "/a is a number; write it as a text at line 1, column 6 (byte 5)",
            "/a 是数字，请写成字符串",
        ),
        (
            r#"{"a":[{"b/":true}]}"#,
            "/a/0/b~1 is true; write it as a text at line 1, column 13 (byte 12)",
            "/a/0/b~1 是 true，请写成字符串",
        ),
        (
            "{\"a\":\n[\"\", null]}",
            "/a/1 is null; leave the field out, or write \"\" to clear it at line 2, column 6 (byte 11)",
            "/a/1 是 null，请去掉该字段，或写 \"\" 以清空",
        ),
        (
            r#"{"a":[["b"]]}"#,
            "/a/0 is an array within an array; a field takes one array at line 1, column 7 (byte 6)",
            "/a/0 是数组中的数组，一个字段只能有一层数组",
        ),
        (
            r#"{"a":{"value":"x","inputValue":-1}}"#,
            "/a/inputValue is a number; write it as a text at line 1, column 32 (byte 31)",
            "/a/inputValue 是数字，请写成字符串",
        ),
        (
            "[]",
            "expected an object with a key for each field, not an array at line 1, column 1 (byte 0)",
            "应为以字段 id 为键的对象，而不是数组",
        ),
        (
            " \"a\"",
            "expected an object with a key for each field, not a text at line 1, column 2 (byte 1)",
            "应为以字段 id 为键的对象，而不是字符串",
        ),
        (
            "5",
            "expected an object with a key for each field, not a number at line 1, column 1 (byte 0)",
            "应为以字段 id 为键的对象，而不是数字",
        ),
        (r#"{"a":{"":"x"}}"#, "a field has no id at line 1, column 7 (byte 6)", "field 缺少 id"),
        ("", "the JSON text is incomplete at line 1, column 1 (byte 0)", "JSON 文本不完整"),
        ("{\"a\":\n \"汉\"", "the JSON text is incomplete at line 2, column 5 (byte 12)", "JSON 文本不完整"),
        (
            "{\"a\":\n x}",
            "not valid JSON: expected a value, found \"x\" at line 2, column 2 (byte 7)",
            "不是有效的 JSON：应为值，而不是“x”",
        ),
        (
            "{} {}",
            "not valid JSON: text after the end of the document at line 1, column 4 (byte 3)",
            "不是有效的 JSON：文档结束后还有内容",
        ),
        (
            "{\"a\":\"\t\"}",
            "not valid JSON: U+0009 within a string; write \"\\t\" at line 1, column 7 (byte 6)",
            "不是有效的 JSON：字符串中含有 U+0009，请写成“\\t”",
        ),
        (
            r#"{"a":["b","\x"]}"#,
            "not valid JSON: bad escape in a string; write \"\\\\\" for a backslash at line 1, column 12 (byte 11)",
            "不是有效的 JSON：字符串中的转义有误，反斜杠请写成“\\\\”",
        ),
    ] {
        let error = Param::from_json(json, None).unwrap_err();
        assert_eq!(error.to_string(), message, "{json}");
        assert_eq!(error.message(Lang::Zh), zh);
        let serde = serde_json::from_str::<Param>(json).unwrap_err();
        let about_data = matches!(error.kind(), ErrorKind::JsonValue { .. } | ErrorKind::Field(_));
        assert_eq!(serde.is_data(), about_data, "{serde}");
        assert!(!about_data || serde.to_string().starts_with(&error.message(Lang::En)), "{serde}");
    }
}

/// U+FFFF stands for half a character: XML forbids it, so it is found, and never written.
#[test]
fn half_a_character() {
    let param = Param::from_json(r#"{"a":["b","\ud800","\udc00x","\ud83d\ude00"]}"#, None).unwrap();
    let texts: Vec<&str> = param.fields()[0].values().iter().map(Value::text).collect();
    assert_eq!(texts, ["b", "\u{FFFF}", "\u{FFFF}x", "😀"]);
    assert!(matches!(
        param.to_xml_with(None, &WriteOptions::new()).unwrap_err().kind(),
        ErrorKind::Unwritable { character: '\u{FFFF}', .. }
    ));
}

#[test]
fn limits_hold() {
    let limit =
        |json: &str, options: ReadOptions| match Param::from_json_with(json, Some(&schema()), &options)
            .map_err(|error| (error.position(), error))
        {
            Ok(_) => None,
            Err((position, error)) => match error.kind() {
                ErrorKind::Limit { limit, .. } => {
                    Some((*limit, position.map_or(0, |position| position.column)))
                }
                other => panic!("{other:?}"),
            },
        };
    let options = ReadOptions::new;
    let deep = r#"{"s":[{"s":[{"in":"x"}]}]}"#;
    // itemParam, field, complex-values, field, complex-values, field, value
    assert_eq!(limit(deep, options().with_max_depth(7)), None);
    assert_eq!(limit(deep, options().with_max_depth(6)), Some((Limit::Depth, 19)));
    assert_eq!(limit(r#"{"mi":["x"]}"#, options().with_max_depth(3)), Some((Limit::Depth, 8)));
    assert_eq!(limit(r#"{"in":["x"]}"#, options().with_max_depth(3)), None);
    assert_eq!(limit(deep, options().with_max_fields(2)), Some((Limit::Fields, 14)));
    assert_eq!(limit(deep, options().with_max_fields(3)), None);
    let many = format!("{{\"a\":{{{}}}}}", vec!["\"x\":\"\""; 400].join(","));
    // Many more than there may be are not even gathered: this is the 260th key.
    assert_eq!(limit(&many, options().with_max_fields(2)), Some((Limit::Fields, 7 + 258 * 7)));
    assert_eq!(limit(deep, options().with_max_input(20)), Some((Limit::Input, 0)));
    assert_eq!(limit(r#"{"in":"xyz"}"#, options().with_max_text(2)), Some((Limit::Text, 7)));
    assert_eq!(limit(r#"{"in":"\u0041\u0042"}"#, options().with_max_text(2)), None);
    let attributes = r#"{"in":{"a":"1","value":"","b":"2"}}"#;
    assert_eq!(limit(attributes, options().with_max_attributes(1)), Some((Limit::Attributes, 7)));
    assert_eq!(limit(attributes, options().with_max_attributes(2)), None);
}

#[test]
fn depth_costs_no_stack() {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    let arrays = format!("{{\"a\":{open}{close}}}");
    assert!(Param::from_json(&arrays, None).unwrap_err().to_string().starts_with("/a/0 is an array within"));
    assert!(Param::from_json(&open, None).unwrap_err().to_string().contains("not an array"));
    let objects = format!("{}\"\"{}", "{\"s\":".repeat(200_000), "}".repeat(200_000));
    for max in [64, 512] {
        let options = ReadOptions::new().with_max_depth(max);
        let error = Param::from_json_with(&objects, Some(&schema()), &options).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { limit: Limit::Depth, .. }), "{error}");
    }
    assert!(serde_json::from_str::<Param>(&objects).is_err());
    let within = format!("{}\"\"{}", "{\"s\":".repeat(31), "}".repeat(31));
    assert_eq!(Param::from_json(&within, None).unwrap().to_json(None), within);
}

/// A long param for a long schema: looking up every id from the start would take minutes.
#[test]
fn length_is_no_square() {
    let fields: String = (0..100_000).map(|i| format!("<field id=\"f{i}\" type=\"input\"/>")).collect();
    let schema = Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap();
    let entries: Vec<String> = (0..100_000).rev().map(|i| format!("\"f{i}\":\"\"")).collect();
    let json = format!("{{{}}}", entries.join(","));
    let param = Param::from_json(&json, Some(&schema)).unwrap();
    assert_eq!(param.to_json(Some(&schema)), json);
    let attributes: String = (0..100_000).map(|i| format!(",\"a{i}\":\"\"")).collect();
    assert!(Param::from_json(&format!("{{\"f0\":{{\"value\":\"\"{attributes}}}}}"), Some(&schema)).is_err());
}

#[test]
fn serde_reads_other_formats_too() {
    let value: serde_json::Value =
        serde_json::from_str(r#"{"a":"x","b":[{"value":"1","inputValue":"y"}]}"#).unwrap();
    let param: Param = serde_json::from_value(value).unwrap();
    assert_eq!(serde_json::to_string(&param).unwrap(), r#"{"a":"x","b":[{"value":"1","inputValue":"y"}]}"#);
    let from_toml: Param = toml::from_str("a = 'x'\n[[b]]\nvalue = '1'\ninputValue = 'y'").unwrap();
    assert_eq!(from_toml, param);
    let error = toml::from_str::<Param>("a = 1").unwrap_err();
    assert!(error.to_string().contains("/a is a number; write it as a text"), "{error}");
}

/// Reading what is at each place alone gives what the param holds of it.
fn places_hold(param: &Param, fields: &[ParamField]) {
    let source = param.source().unwrap();
    for field in fields {
        let alone =
            Param::from_json(&format!("{{{}}}", &source[field.span().unwrap().range()]), None).unwrap();
        assert_eq!(alone.fields(), std::slice::from_ref(field));
        for value in field.values() {
            let json = &source[value.span().unwrap().range()];
            let alone = Param::from_json(&format!("{{\"x\":{json}}}"), None).unwrap();
            assert_eq!(alone.fields()[0].values(), std::slice::from_ref(value));
        }
        for row in field.rows() {
            let alone = Param::from_json(&source[row.span().unwrap().range()], None).unwrap();
            assert_eq!(alone.fields(), row.fields());
            places_hold(param, row.fields());
        }
    }
}

/// Any values and rows anywhere, as a param that was read from XML may hold them.
fn any_fields(depth: u32) -> BoxedStrategy<Vec<ParamField>> {
    let id = prop_oneof![
        3 => prop::sample::select(vec!["in", "check", "mi", "mc", "c", "d", "r", "s", "l", "odd"]),
        2 => prop::sample::select(vec!["value", "type", "text", "img", "x", "a/b~c", "p-1->2.3", "类型"]),
    ];
    let kind = prop::option::of(prop::sample::select(FieldKind::ALL));
    let values = prop::collection::vec(any_value(), 0..3);
    let rows = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        let row = any_fields(depth - 1).prop_map(|fields| Row { fields, ..Row::default() });
        prop::collection::vec(row, 0..3).boxed()
    };
    let field = (id, kind, values, rows).prop_map(|(id, kind, values, rows)| ParamField {
        content: Content { values: values.into(), rows: rows.into(), ..Content::default() },
        ..ParamField::tagged(Tag::new(id, None, kind))
    });
    prop::collection::vec(field, 0..4).boxed()
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![Just(String::new()), "[ -~]{0,4}", any::<String>()];
    let attributes =
        prop::collection::btree_map(prop::sample::select(&attribute::OF_VALUES), "\\PC{0,3}", 0..3);
    (text, prop_oneof![2 => Just(None), 1 => attributes.prop_map(Some)], any::<bool>()).prop_map(
        |(text, attributes, wrapped)| {
            let attributes = attributes.into_iter().flatten().map(|(name, text)| (name.to_owned(), text));
            Value {
                text: text.into(),
                attributes: attributes.collect::<Vec<_>>().into(),
                wrapped,
                span: None,
            }
        },
    )
}

/// Removes what the form cannot distinguish: attributes on a complex that has a sub-field `value`.
fn without_loss<'s>(fields: &mut [ParamField], find: &dyn Fn(&str) -> Option<FieldRef<'s>>) {
    for field in fields {
        let known = find(field.id());
        let inside = |known: FieldRef<'s>| known.kind().is_some_and(FieldKind::has_fields);
        if known.is_some_and(|known| inside(known) && known.child(attribute::VALUE).is_some()) {
            field.content.values.iter_mut().for_each(|value| value.attributes = ValueExtras::default());
        }
        for row in &mut field.content.rows {
            without_loss(&mut row.fields, &|id| known?.child(id));
        }
    }
}

proptest! {
    #[test]
    fn round_trip_without_a_schema(fields in any_fields(3)) {
        let param = Param::unbound(fields);
        for json in [param.to_json(None), param.to_json_pretty(None)] {
            let back = Param::from_json(&json, None).unwrap();
            prop_assert_eq!(&back, &param, "{}", json);
            places_hold(&back, back.fields());
            prop_assert_eq!(&back, &serde_json::from_str::<Param>(&json).unwrap());
        }
        let json = param.to_json(None);
        prop_assert_eq!(Param::from_json(&json, None).unwrap().to_json(None), json);
    }

    #[test]
    fn round_trip_with_a_schema(fields in any_fields(3)) {
        let schema = schema();
        let mut param = Param::unbound(fields);
        without_loss(&mut param.fields, &|id| schema.fields().find(|field| field.id() == id));
        let json = param.to_json(Some(&schema));
        let back = Param::from_json(&json, Some(&schema)).unwrap();
        prop_assert_eq!(&back, &param, "{}", &json);
        prop_assert_eq!(back.to_json(Some(&schema)), json);
        // One that is bound is written for a reader without the schema all the same.
        let bound = param.clone().bind(&schema);
        prop_assert_eq!(Param::from_json(&bound.to_json(None), None).unwrap(), param);
    }

    #[test]
    fn any_attributes_on_a_field_of_texts(
        text in any::<String>(),
        attributes in prop::collection::btree_map("value|[a-zA-Z_:][a-z0-9.:-]{0,4}|[一-龥]{1,2}", any::<String>(), 0..5),
        id in prop::sample::select(vec!["in", "check", "mi", "mc"]),
    ) {
        let value = attributes.into_iter().fold(Value::new(text), |value, (name, text)| value.with_attribute(name, text));
        let field = ParamField { content: Content { values: vec![value].into(), ..Content::default() }, ..ParamField::new(id) };
        let param = Param::unbound(vec![field]);
        let json = param.to_json(Some(&schema()));
        prop_assert_eq!(Param::from_json(&json, Some(&schema())).unwrap(), param, "{}", json);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in r#"[\[\]{}":, a\\u0-9nt\t\n汉-]{0,40}"#) {
        let _ = Param::from_json(&text, Some(&schema()));
        let _ = Param::from_json(&format!("{{\"a\":{text}}}"), None);
    }
}
