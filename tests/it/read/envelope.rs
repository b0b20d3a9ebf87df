//! API responses: which document is taken out of them, and which error there is without one.

use crate::support::corpus;
use crate::support::documents;
use crate::support::random;
use proptest::prelude::*;
use tmall_schema::envelope::{self, Opened};
use tmall_schema::{Dialect, Error, ErrorKind, NoteCode, Position, ReadOptions, Schema};

const RULE: &str = r#"<itemRule><field id="a" name="甲" type="input"/></itemRule>"#;

fn schema(input: &str) -> Schema {
    envelope::schema(input.as_bytes(), &ReadOptions::new()).unwrap_or_else(|error| panic!("{error}: {input}"))
}

fn error(input: &str) -> Error {
    match envelope::schema(input.as_bytes(), &ReadOptions::new()) {
        Err(error) => error,
        Ok(schema) => panic!("{schema:?}: {input}"),
    }
}

fn path(input: &str) -> Option<String> {
    match envelope::open(input.as_bytes(), &ReadOptions::new()).unwrap() {
        Opened::Document(document) => document.path().map(str::to_owned),
        Opened::Json(json) => panic!("{json:?}: {input}"),
    }
}

fn escaped(xml: &str) -> String {
    xml.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn json_string(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

#[test]
fn wherever_the_document_stands() {
    let (text, xml) = (json_string(RULE), escaped(RULE));
    let double = escaped(&xml);
    let unicode = text.replace('<', r"\u003c").replace('>', r"\u003E");
    let as_answer = json_string(&format!("<r><result>{xml}</result></r>"));
    let as_json = json_string(&format!("{{\"result\": {text}}}"));
    for (input, place) in [
        (
            format!(
                r#"{{"tmall_item_add_schema_get_response":{{"add_item_result":{text},"request_id":"x1"}}}}"#
            ),
            "/tmall_item_add_schema_get_response/add_item_result",
        ),
        (format!(r#"{{"code":0,"data":{{"match_result":{unicode}}},"trace_id":""}}"#), "/data/match_result"),
        (format!(r#"[null, true, [1.5, {{"a/b": {text}}}]]"#), "/2/1/a~1b"),
        (text.clone(), ""),
        (format!("\u{FEFF} {{\"r\": {text}}} \n"), "/r"),
        (
            format!(
                r#"{{"r": {}}}"#,
                json_string(&format!("\n <?xml version=\"1.0\" encoding=\"gbk\"?>{RULE} \n"))
            ),
            "/r",
        ),
        (format!(r#"{{"r": {}}}"#, json_string(&format!("\u{FEFF}{RULE}"))), "/r"),
        (format!(r#"{{"r": {}}}"#, json_string(&xml)), "/r"),
        (format!(r#"{{"r": {as_answer}}}"#), "/r/r/result"),
        (format!(r#"{{"r": {as_json}}}"#), "/r/result"),
        (format!("<r><match_result>{xml}</match_result></r>"), "/r/match_result"),
        (
            format!(
                "<?xml version=\"1.0\"?><!-- c --><r>\n<api_result success=\"true\"><result>\n {xml}\n</result></api_result><request_id>1</request_id></r>\n"
            ),
            "/r/api_result/result",
        ),
        (format!("<r><result><![CDATA[{RULE}]]></result></r>"), "/r/result"),
        (format!("<r><result>&lt;itemRule><!-- c --><![CDATA[{}]]></result></r>", &RULE[10..]), "/r/result"),
        (format!("<r><result>{double}</result></r>"), "/r/result"),
        (format!("<r><result>{}</result></r>", escaped(&format!("{{\"x\":{text}}}"))), "/r/result/x"),
        (format!("<r><result>{RULE}</result></r>"), "/r/result/itemRule"),
        (format!("<n:r xmlns:n='u'><n:result>{xml}</n:result></n:r>"), "/r/result"),
    ] {
        assert_eq!(schema(&input).field("/a").unwrap().name(), Some("甲"), "{input}");
        assert_eq!(path(&input).as_deref(), Some(place), "{input}");
    }
}

#[test]
fn a_document_is_handed_through_as_it_is() {
    for input in [
        RULE,
        "<rules/>",
        "<schema><x>&lt;itemRule/&gt;</x></schema>",
        "<odd><x>&lt;itemRule/&gt;</x><error_response/><field id='a' type='input'/></odd>",
        "\u{FEFF}<?xml version='1.0'?>\n<itemParam><field id='a'><value>&lt;itemRule/></value></field></itemParam>",
        "<odd><a></odd>",
        "<!DOCTYPE html><html/>",
        "",
        "no XML",
    ] {
        match envelope::open(input.as_bytes(), &ReadOptions::new()).unwrap() {
            Opened::Document(document) => {
                assert_eq!(document.path(), None);
                assert_eq!(document.bytes().as_ptr(), input.as_ptr(), "{input}");
                let read = document.schema(&ReadOptions::new()).map_err(|error| error.to_string());
                assert_eq!(read, Schema::read(input.as_bytes()).map_err(|error| error.to_string()));
            }
            Opened::Json(json) => panic!("{json:?}: {input}"),
        }
    }
}

#[test]
fn what_looks_like_a_document_and_is_none() {
    for fragment in [
        "<p>x</p>",
        "<a href='x'>y</a>",
        "<br>",
        "<field id='a' type='input'/>",
        "<table><tr><td>1</td></tr></table>",
        "<xs:schema xmlns:xs='x'><xs:element name='field'/></xs:schema>",
        "<rules><rule name='x'/></rules>",
        "<!DOCTYPE html><html></html>",
        "<",
        "<itemRules><a></itemRules>",
    ] {
        let json = format!(r#"{{"desc":{},"r":{}}}"#, json_string(fragment), json_string(RULE));
        assert_eq!(path(&json).as_deref(), Some("/r"), "{json}");
    }
}

#[test]
fn errors_of_the_platform() {
    let all = "the platform answered with error 50, Remote service error, isv.invalid-parameter, 非法参数";
    for (input, message) in [
        (
            r#"{"error_response":{"code":27,"msg":"Invalid session","sub_code":"session-expired","request_id":"x"}}"#,
            "the platform answered with error 27, Invalid session, session-expired",
        ),
        (
            r#"{"x":[{"error_response":{"code":"50","msg":"Remote service error","sub_code":"isv.invalid-parameter","sub_msg":"非法参数"}}]}"#,
            all,
        ),
        (
            "<error_response>\n<code>50</code><msg>Remote service error</msg>\n<sub_code>isv.invalid-parameter</sub_code><sub_msg><![CDATA[非法参数]]></sub_msg><args list='true'><arg><key>code</key></arg></args></error_response>",
            all,
        ),
        (
            "<r><body><error_response><code> 50 </code><msg>Remote service error</msg><sub_code>isv.invalid-parameter</sub_code><sub_msg>非法参数</sub_msg></error_response></body></r>",
            all,
        ),
        (
            r#"{"r":"<error_response><code>15</code><msg>a</msg></error_response>"}"#,
            "the platform answered with error 15, a",
        ),
        (
            r#"{"error_response":"{\"error_response\":{\"code\":7,\"msg\":\"b\"}}"}"#,
            "the platform answered with error 7, b",
        ),
    ] {
        let error = error(input);
        assert_eq!(error.to_string(), message, "{input}");
        assert!(matches!(error.kind(), ErrorKind::Answer(_)));
    }
    let both = format!(r#"{{"r":{},"error_response":{{"code":1,"msg":"m"}}}}"#, json_string(RULE));
    assert!(matches!(error(&both).kind(), ErrorKind::Answer(_)));
}

#[test]
fn answers_without_a_document() {
    let none = |input: &str| match error(input).kind() {
        ErrorKind::NoDocument { instead, .. } => instead.clone(),
        other => panic!("{other:?}: {input}"),
    };
    for (input, instead) in [
        ("<r><match_result>231231231</match_result></r>", Some("231231231")),
        ("<r><match_result>1,2</match_result><request_id>x</request_id></r>", Some("1,2")),
        (r#"{"r":{"get_product_result":"true","request_id":"x"}}"#, Some("true")),
        (r#"{"r":{"product_id":231}}"#, Some("231")),
        (r#"{"r":{"a":"1","b":"2"}}"#, None),
        (r#"{"r":{"match_result":""}}"#, None),
        ("<r/>", None),
        ("<html><body>502 Bad Gateway</body></html>", Some("502 Bad Gateway")),
        ("{}", None),
    ] {
        assert_eq!(none(input).as_deref(), instead, "{input}");
    }
    let long = none(&format!(r#"{{"result":"{}"}}"#, "长".repeat(1_000))).unwrap();
    assert_eq!(long, format!("{}…", "长".repeat(40)));
}

#[test]
fn answers_with_several_documents() {
    let text = json_string(RULE);
    let xml = escaped(RULE);
    for input in [
        format!(r#"{{"a":{text},"b":[{text},"x"],"c":{text}}}"#),
        format!("<r><a>{RULE}</a><b>{xml}</b><c><![CDATA[{RULE}]]></c></r>"),
    ] {
        assert!(matches!(error(&input).kind(), ErrorKind::SeveralDocuments(3)), "{input}");
    }
}

/// The guide: if `tmall.product.add.schema.get` gives nothing, the category has no key properties.
#[test]
fn empty_rules() {
    for input in [
        r#"{"r":{"match_result":"<itemRule/>"}}"#,
        r#"{"r":"<itemRule> \n</itemRule>"}"#,
        r#"{"r":"<rules></rules>"}"#,
        r#"{"r":{"add_product_rule":"","request_id":"x"}}"#,
        "<r><result>&lt;itemRule/></result></r>",
        "<r><itemRule/></r>",
        "<r><add_product_rule/></r>",
        "<r><add_product_rule> \n</add_product_rule></r>",
    ] {
        let schema = schema(input);
        assert_eq!(schema.fields().count(), 0, "{input}");
        assert!(schema.notes().iter().any(|note| note.code == NoteCode::EmptyRule), "{input}");
    }
}

#[test]
fn the_dialect_that_an_answer_gives_away() {
    let rule = json_string("<itemSchema><field id='a' type='input'/></itemSchema>");
    let icbu = format!(r#"{{"alibaba_icbu_product_schema_get_response":{{"data":{rule}}}}}"#);
    assert_eq!(schema(&icbu).dialect(), Dialect::Icbu);
    assert_eq!(schema(&icbu.replace("icbu", "item")).dialect(), Dialect::ItemSchema);
    let reported = ReadOptions::new().with_dialect(Dialect::Classic);
    assert_eq!(envelope::schema(icbu.as_bytes(), &reported).unwrap().dialect(), Dialect::Classic);
    let xml = "<Alibaba_ICBU_response><itemSchema><field id='a' type='input'/></itemSchema></Alibaba_ICBU_response>";
    assert_eq!(schema(xml).dialect(), Dialect::Icbu);
    assert_eq!(envelope::param(icbu.as_bytes(), &ReadOptions::new()).unwrap().dialect(), Dialect::Icbu);
}

#[test]
fn errors_within_a_document_have_their_place_in_the_answer() {
    let broken = "\n<itemRule><field id=\"a\" type=\"input\"></field><itemRule>";
    let own = Schema::parse(broken.trim()).unwrap_err();
    assert_eq!(own.position(), Some(Position { line: 1, column: 56, offset: 55 }));
    for input in [
        format!("<r><add_product_rule>{}</add_product_rule></r>", escaped(broken)),
        format!(r#"{{"r":{}}}"#, json_string(broken)),
    ] {
        let error = error(&input);
        let words = |error: &Error| error.to_string().split(" at line").next().map(str::to_owned);
        assert_eq!(words(&error), words(&own));
        // Where the text ends.
        let end = input.rfind(if input.starts_with('<') { "</add" } else { "\"}" }).unwrap();
        assert_eq!(error.position().map(|place| place.offset), Some(end as u64));
    }
    for (document, message) in [
        (
            "<!DOCTYPE itemRule><itemRule/>",
            "a DOCTYPE is not accepted; remove it at line 1, column 7 (byte 6)",
        ),
        (
            "<rules><field id='a' id='b'/></rules>",
            "the attribute id is given twice at line 1, column 28 (byte 27)",
        ),
        ("<rules><field type='input'/></rules>", "a field has no id at line 1, column 14 (byte 13)"),
        (
            "<odd><field type='input'/></odd>",
            "neither a schema nor an item: root is `odd`, not itemRule, itemSchema, itemParam or that of an API response \
             that contains one at line 1, column 7 (byte 6)",
        ),
    ] {
        assert_eq!(error(&format!(r#"{{"r":{}}}"#, json_string(document))).to_string(), message);
    }
}

#[test]
fn places_in_elements_are_those_of_the_answer() {
    let answer = "<r>\n汉<add_item_result>\n  <x:itemRule><field id='甲' type='input'/>\u{1}<field id='b' type='x'><rules><rule/></rules></field></x:itemRule></add_item_result></r>";
    let gbk = format!("<?xml version=\"1.0\" encoding=\"GBK\"?>{answer}");
    for input in [answer.as_bytes().to_vec(), encoding_rs::GBK.encode(&gbk).0.into_owned()] {
        let schema = envelope::schema(&input, &ReadOptions::new()).unwrap();
        let byte = |needle: &str| {
            input.windows(needle.len()).position(|window| window == needle.as_bytes()).unwrap() as u64
        };
        let field = schema.field("/b").unwrap();
        let wanted = Position { line: 3, column: 44, offset: byte("<field id='b'") };
        assert_eq!(field.position(), wanted);
        assert_eq!(schema.field("/甲").unwrap().position().offset, byte("<field id='"));
        let codes: Vec<_> = schema.notes().iter().map(|note| (note.code, note.position.column)).collect();
        assert_eq!(codes, [(NoteCode::DroppedCharacters, 43), (NoteCode::UnknownType, 44)]);
    }
    let error = error("<r>\n<x><itemRule><field id='a'/></itemRule></x></r>");
    assert_eq!(error.position(), Some(Position { line: 2, column: 14, offset: 17 }));
}

#[test]
fn json_without_a_document_is_handed_on() {
    let input = "\u{FEFF}{\"title\":\"a\",\"desc\":\"<p>b</p>\"}";
    match envelope::open(input.as_bytes(), &ReadOptions::new()).unwrap() {
        Opened::Json(json) => assert_eq!(json.text(), &input[3..]),
        Opened::Document(document) => panic!("{document:?}"),
    }
    assert!(envelope::param(input.as_bytes(), &ReadOptions::new()).is_err());
}

#[test]
fn json_that_is_none() {
    let broken = error("\u{FEFF}{\n \"汉\": x}");
    assert!(matches!(broken.kind(), ErrorKind::Json(_)));
    assert_eq!(broken.position(), Some(Position { line: 2, column: 7, offset: 13 }));
    assert!(matches!(error(r#"{"a":"b"} x"#).kind(), ErrorKind::Json(_)));
    let bytes = b"{\"a\":\"\xFF\"}";
    let invalid = envelope::schema(bytes, &ReadOptions::new()).unwrap_err();
    assert!(matches!(invalid.kind(), ErrorKind::Encoding(_)));
    assert_eq!(invalid.position().unwrap().offset, 6);
    let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(error(&nested).kind(), ErrorKind::Json(_)));
}

#[test]
fn limits_hold_for_answers() {
    let text = format!(r#"{{"r":{}}}"#, json_string(RULE));
    let xml = format!("<r><result>{}</result></r>", escaped(RULE));
    for input in [&text, &xml] {
        let small = ReadOptions::new().with_max_input(60);
        let error = envelope::schema(input.as_bytes(), &small).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Limit { .. }), "{error}");
    }
    let deep = format!("{}{}{}", "<r>".repeat(70), escaped(RULE), "</r>".repeat(70));
    assert!(matches!(error(&deep).kind(), ErrorKind::Limit { .. }));
    // As many answers within each other as anybody may want, and not more.
    let mut nested = RULE.to_owned();
    for _ in 0..40 {
        nested = format!(r#"{{"r":{}}}"#, json_string(&nested));
        if nested.len() > 1 << 20 {
            break;
        }
    }
    assert!(matches!(error(&nested).kind(), ErrorKind::NoDocument { .. }));
}

/// What an answer does to a document is undone; with a root of its own kind, a document needs fields.
fn recognisable(xml: &str) -> bool {
    let Ok(read) = Schema::parse(xml) else { return false };
    let ours = ["itemRule", "itemSchema", "itemParam"].contains(&read.root());
    ours || read.fields().count() > 0
        || ["rules", "schema"].contains(&read.root()) && read.unknown().is_empty() && !xml.contains("<fields")
}

proptest! {
    #![proptest_config(random::config(160))]

    #[test]
    fn any_document_comes_out_as_it_went_in(xml in documents::schema()) {
        prop_assume!(recognisable(&xml));
        let alone = Schema::parse(xml.trim_start_matches('\u{FEFF}').trim()).unwrap();
        // White space of a text in XML is not what it was written as, but as references.
        let xml_text = escaped(&xml).replace('\r', "&#13;");
        for answer in [
            format!(r#"{{"response":{{"request_id":"1","result":{}}}}}"#, json_string(&xml)),
            format!("<response><code>0</code><result>{xml_text}</result></response>"),
            format!("<response><result>{}</result></response>", escaped(&xml_text)),
        ] {
            let read = envelope::schema(answer.as_bytes(), &ReadOptions::new());
            let read = read.map_err(|error| TestCaseError::fail(format!("{error}: {answer}")))?;
            prop_assert_eq!(&read, &alone);
        }
        let plain = envelope::schema(xml.as_bytes(), &ReadOptions::new()).map_err(|error| error.to_string());
        prop_assert_eq!(plain, Schema::parse(&xml).map_err(|error| error.to_string()));
    }

    #[test]
    fn damaged_answers_end_well(
        bytes in documents::corrupt(documents::schema().prop_map(|xml| {
            format!(r#"{{"r":{},"error":"<x>"}}"#, json_string(&xml))
        })),
        xml in documents::corrupt(documents::schema().prop_map(|xml| {
            format!("<r><a>{}</a><b><![CDATA[{}]]></b></r>", escaped(&xml), xml.replace("]]>", ""))
        })),
    ) {
        for bytes in [bytes, xml] {
            let _ = envelope::schema(&bytes, &ReadOptions::new());
            let _ = envelope::param(&bytes, &ReadOptions::new());
        }
    }
}

#[test]
fn answers_from_the_field() {
    let Some(corpus) = corpus::folder() else { return };
    let files = std::fs::read_dir(corpus.join("envelopes")).unwrap();
    let mut seen = 0;
    for file in files {
        let file = file.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        let outcome = match envelope::schema(&std::fs::read(&file).unwrap(), &ReadOptions::new()) {
            Ok(schema) => format!("{} fields", schema.all_fields().count()),
            Err(error) => error.to_string(),
        };
        let expected = match name.as_str() {
            "alibaba_gpu_add_schema_get_response.xml"
            | "match_schema_get_fw199_u003c.json"
            | "tmall_product_match_schema_get_response.xml" => "1 fields",
            "alibaba_item_publish_schema_get_response.json" => "14 fields",
            "error_response.xml" => {
                "the platform answered with error 50, Remote service error, isv.invalid-parameter, 非法参数"
            }
            "error_response_permission.json" => {
                "the platform answered with error 11, Insufficient ISV Permissions, \
                 isv.permission-api-package-limit, scope ids is 381"
            }
            "tmall_product_add_schema_get_response_malformed_inner.xml" => {
                "the input ends before <itemRule> is closed at line 2, column 148 (byte 195)"
            }
            "tmall_product_schema_match_response.xml" => {
                "neither a schema nor an item: root is `tmall_product_schema_match_response`, not itemRule, itemSchema, itemParam or that of an API response that contains one; it contains \"231231231\""
            }
            other => panic!("nothing is known of {other}"),
        };
        assert_eq!(outcome, expected, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 8);
    for file in std::fs::read_dir(&corpus).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "xml") {
            let bytes = std::fs::read(&file).unwrap();
            match envelope::open(&bytes, &ReadOptions::new()).unwrap() {
                Opened::Document(document) => assert_eq!(document.path(), None, "{}", file.display()),
                Opened::Json(json) => panic!("{json:?}"),
            }
        }
    }
}
