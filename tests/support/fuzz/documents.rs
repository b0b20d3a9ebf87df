//! The fuzz targets that read and write.

// Each program uses one of them.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use std::io::BufReader;

use tmall_schema::{
    FieldKind, Param, ParamField, ReadOptions, Row, Schema, SchemaReader, Validator, WriteOptions, envelope,
};

/// Small enough that a single input cannot take long.
fn options() -> ReadOptions {
    ReadOptions::new().with_max_input(1 << 20).with_max_text(1 << 16).with_max_fields(20_000)
}

/// Reading ends with a tree or an error, the same from a stream, and all of the tree can be looked at.
pub fn read_schema(input: &[u8]) {
    let schema = Schema::read_with(input, &options());
    let streamed = SchemaReader::with_options(BufReader::with_capacity(3, input), &options());
    match (&schema, streamed.collect::<Result<Vec<_>, _>>()) {
        (Ok(schema), Ok(fields)) => {
            let places: Vec<_> =
                fields.iter().map(|field| (field.field().id(), field.field().position())).collect();
            let expected: Vec<_> = schema.fields().map(|field| (field.id(), field.position())).collect();
            assert_eq!(places, expected);
        }
        (Err(error), Err(streamed)) => assert_eq!(error.to_string(), streamed.to_string()),
        (schema, streamed) => panic!("{schema:?} {streamed:?}"),
    }
    let schema = match schema {
        Ok(schema) => schema,
        Err(error) => {
            assert!(error.position().is_none_or(|position| position.offset <= input.len() as u64), "{error}");
            let _ = error.message(tmall_schema::Lang::Zh);
            return;
        }
    };
    for field in schema.all_fields() {
        assert!(!field.id().is_empty());
        assert!(field.span().range().end <= schema.source().len());
        // Below a second field of one id a path leads elsewhere, or nowhere.
        assert!(schema.field(&field.path()).is_none_or(|found| found.id() == field.id()));
        for rule in field.rules() {
            let _ = (rule.number(), rule.value_type(), rule.bound(), rule.position());
            let _ = rule.condition().map(|condition| condition.to_string());
        }
        for option in field.options().take(100) {
            assert!(schema.source().get(option.span().range()).is_some());
        }
    }
    for note in schema.notes() {
        let _ = note.to_string();
    }
    let validator = Validator::compile(&schema);
    let report = validator.check(&Param::from_defaults(&schema));
    assert_eq!(report.is_valid(), validator.is_valid(&Param::from_defaults(&schema)));
}

/// Reading ends with a param or an error; and so does reading the same as JSON.
pub fn read_param(input: &[u8]) {
    if let Ok(param) = Param::read_with(input, &options()) {
        for field in param.fields() {
            let span = field.span().unwrap();
            assert!(param.source().unwrap().get(span.range()).is_some());
            assert!(param.position(span.range().start).unwrap().offset <= input.len() as u64);
        }
        let _ = param.to_json(None);
    }
    if let Ok(text) = std::str::from_utf8(input)
        && let Ok(param) = Param::from_json_with(text, None, &options())
    {
        assert_eq!(Param::from_json(&param.to_json(None), None).unwrap(), param);
    }
}

/// What was read is what is written and read again, and writing it again gives the same text.
pub fn round_trip(input: &[u8]) {
    if let Ok(schema) = Schema::read_with(input, &options()) {
        // What is written may nest deeper: wrappers that were missing are added.
        let options = options().with_dialect(schema.dialect()).with_max_depth(256);
        let pretty = schema.to_xml().unwrap();
        let again = Schema::parse_with(&pretty, &options).unwrap();
        assert_eq!(again, schema);
        assert_eq!(again.to_xml().unwrap(), pretty);
        let compact = schema.to_xml_with(&WriteOptions::new()).unwrap();
        assert_eq!(Schema::parse_with(&compact, &options).unwrap(), schema);
        // JSON that nests too deeply is refused.
        if let Ok(again) = Schema::from_json(&schema.to_json()) {
            assert_eq!(again, schema);
        }
    }
    if let Ok(param) = Param::read_with(input, &options()) {
        let (pretty, compact) = (WriteOptions::new().with_indent(), WriteOptions::new());
        // A character that XML forbids is kept in a param and refused in writing.
        if let Ok(written) = param.to_xml_with(None, &pretty) {
            let deep = options().with_max_depth(256);
            let again = Param::parse_with(&written, &deep).unwrap();
            assert_eq!(without_labels(&again), without_labels(&param));
            assert_eq!(again.to_xml_with(None, &pretty).unwrap(), written);
            let compact = param.to_xml_with(None, &compact).unwrap();
            assert_eq!(without_labels(&Param::parse_with(&compact, &deep).unwrap()), without_labels(&param));
        }
    }
}

/// Opening an answer ends, and what is packed into one comes out of it as it was.
pub fn read_answer(input: &[u8]) {
    let options = options();
    let found = envelope::schema(input, &options);
    let _ = envelope::param(input, &options);
    if let Ok(document) = envelope::open(input, &options).and_then(envelope::Opened::into_document) {
        let _ = (document.path(), document.dialect(), document.bytes().len());
    }
    let Ok(schema) = Schema::read_with(input, &options) else { return };
    // A document of another root may be an answer.
    if !["itemRule", "itemSchema", "itemParam", "rules", "schema", "itemrule"].contains(&schema.root()) {
        return;
    }
    assert_eq!(found.unwrap(), schema);
    let text = schema.source();
    // Without a field it cannot be distinguished from any other text.
    if text.len() < 10_000 && schema.fields().next().is_some() {
        let json = format!("{{\"code\":0,\"r\":{{\"text\":{}}}}}", serde_json::Value::from(text));
        assert_eq!(envelope::schema(json.as_bytes(), &options).unwrap(), schema);
        let escaped =
            text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;");
        let xml = format!("<answer><code>0</code><result> {escaped}\n</result></answer>");
        assert_eq!(envelope::schema(xml.as_bytes(), &options).unwrap(), schema);
    }
}

/// A mapping file, and behind a line `---` a record: whatever they hold, there is a param or problems, each with
/// a place in the mapping.
#[cfg(feature = "mapping")]
pub fn mapping(input: &[u8]) {
    use std::sync::LazyLock;
    use tmall_schema::{Changes, Lang, Mapping, Record};

    /// A schema, what became of it, and the changes.
    static SCHEMAS: LazyLock<(Schema, Schema, Changes)> = LazyLock::new(|| {
        let text = include_str!("../../../fixtures/mapping/clothing/schema.xml");
        let schema = Schema::parse(text).unwrap();
        let other =
            text.replace("size_group", "group").replace("28314", "28399").replace("multiComplex", "input");
        let other = Schema::parse(&other).unwrap();
        let changes = Schema::diff(&schema, &other);
        (schema, other, changes)
    });

    let (schema, other, changes) = &*SCHEMAS;
    let Ok(text) = std::str::from_utf8(input) else { return };
    let (mapping, record) = text.split_once("\n---\n").unwrap_or((text, "{}"));
    let bound = Mapping::parse(mapping).and_then(|mapping| {
        let _ = mapping.coverage(schema);
        for entry in mapping.impact(schema, other, changes).touched {
            assert!(entry.changes.iter().all(|number| changes.get(*number).is_some()));
        }
        mapping.bind(schema)
    });
    let plan = match bound {
        Ok(plan) => plan,
        Err(problems) => {
            for problem in &problems {
                assert!(problem.position().unwrap().offset <= mapping.len() as u64);
                let _ = (problem.line(Lang::En), problem.line(Lang::Zh));
            }
            return;
        }
    };
    let Ok(record) = Record::from_json(record) else { return };
    let _ = plan.unused(&record);
    match plan.apply(&record) {
        Ok(param) => {
            if let Ok(xml) = param.to_xml(schema) {
                Param::parse(&xml).unwrap();
            }
        }
        Err(misfit) => {
            for problem in misfit.problems() {
                assert!(problem.path().starts_with('/'));
                assert!(problem.position().unwrap().offset <= mapping.len() as u64);
                let _ = problem.line(Lang::Zh);
            }
        }
    }
}

/// Labels have no values and are never written, so they are not part of the comparison.
fn without_labels(param: &Param) -> Vec<String> {
    fn tell(fields: &[ParamField], depth: usize, reported: &mut Vec<String>) {
        for field in fields.iter().filter(|field| field.kind() != Some(FieldKind::Label)) {
            let values: Vec<_> = match field.values() {
                [only] if only.is_empty() && only.attributes().next().is_none() => Vec::new(),
                values => values
                    .iter()
                    .map(|value| (value.text(), value.attributes().collect::<Vec<_>>()))
                    .collect(),
            };
            reported.push(format!("{depth} {} {:?} {values:?}", field.id(), field.declared_type()));
            // A single row without fields is the way to write an empty complex.
            let rows = field.rows();
            let is_label = |field: &ParamField| field.kind() == Some(FieldKind::Label);
            let is_empty = |row: &Row| row.fields().iter().all(is_label) && row.attributes().next().is_none();
            let empty = matches!(rows, [only] if is_empty(only));
            for row in rows.iter().filter(|_| !empty) {
                reported.push(format!("{depth} row {:?}", row.attributes().collect::<Vec<_>>()));
                tell(row.fields(), depth + 1, reported);
            }
        }
    }
    let mut reported = Vec::new();
    tell(param.fields(), 0, &mut reported);
    reported
}
