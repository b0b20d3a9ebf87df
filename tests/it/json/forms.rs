//! The JSON forms of schemas and params, over documents of every kind.

use std::path::Path;

use crate::support::corpus;
use crate::support::generate;
use crate::support::generate::Shape;
use tmall_schema::{Dialect, FieldKind, Param, RuleName, Schema, Symbol};

/// The same schema both ways, and the same form.
fn schema_comes_back(schema: &Schema, reported: &str) {
    let json = schema.to_json();
    let back = Schema::from_json(&json).unwrap_or_else(|error| panic!("{reported}: {error}\n{json}"));
    assert!(back == *schema, "{reported}: another schema\n{json}");
    assert_eq!(back.source(), schema.to_xml().unwrap(), "{reported}");
    let without_notes = |schema: &Schema| {
        let mut form = serde_json::to_value(schema).unwrap();
        form.as_object_mut().unwrap().remove("notes");
        form
    };
    assert_eq!(without_notes(&back), without_notes(schema), "{reported}");
    let pretty: Schema = serde_json::from_str(&schema.to_json_pretty()).unwrap();
    assert!(pretty == *schema, "{reported}: another schema from the pretty form");
}

fn param_comes_back(param: &Param, schema: Option<&Schema>, reported: &str) {
    for json in [param.to_json(schema), param.to_json_pretty(schema)] {
        let back =
            Param::from_json(&json, schema).unwrap_or_else(|error| panic!("{reported}: {error}\n{json}"));
        assert!(back == *param, "{reported}: another param\n{json}");
        assert_eq!(back.to_json(schema), param.to_json(schema), "{reported}");
    }
}

#[test]
fn schemas_of_the_fixtures() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let mut cases = 0;
    for case in std::fs::read_dir("fixtures/schema").unwrap().map(|entry| entry.unwrap().path()) {
        let Ok(xml) = std::fs::read_to_string(case.join("input.xml")) else { continue };
        let schema = Schema::parse(&xml).unwrap();
        let json = schema.to_json_pretty() + "\n";
        let expected = case.join("expected.json");
        if update {
            std::fs::write(&expected, &json).unwrap();
        }
        let expected = std::fs::read_to_string(expected).unwrap_or_default();
        assert_eq!(json, expected, "{}", case.display());
        schema_comes_back(&schema, &case.display().to_string());
        cases += 1;
    }
    assert!(cases >= 3);
}

#[test]
fn generated_documents() {
    for seed in 0..4 {
        let shape = Shape::small();
        let schema = Schema::parse(&generate::schema(&shape, seed)).unwrap();
        schema_comes_back(&schema, &format!("seed {seed}"));
        let param = Param::parse(&generate::params(&shape, seed, 5)).unwrap();
        param_comes_back(&param, Some(&schema), &format!("seed {seed}"));
        let back = Param::from_json(&param.to_json(Some(&schema)), Some(&schema)).unwrap();
        assert_eq!(back.to_xml(&schema).unwrap(), param.to_xml(&schema).unwrap(), "seed {seed}");
        param_comes_back(&param, None, &format!("seed {seed}, without the schema"));
        let defaults = Param::from_defaults(&schema);
        param_comes_back(&defaults, Some(&schema), &format!("defaults of seed {seed}"));
    }
    let medium = Schema::parse(&generate::schema(&Shape::medium(), 1)).unwrap();
    schema_comes_back(&medium, "a category with many options");
}

/// The one thing of a real document that is not part of the form of a param.
fn without_row_attributes(xml: &str) -> String {
    let mut pieces = xml.split(" data-instance=\"");
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |kept, piece| kept + piece.split_once('"').unwrap().1)
}

#[test]
fn real_documents() {
    let Some(folder) = corpus::folder() else { return };
    let entries = std::fs::read_dir(&folder).unwrap();
    let is_xml = |path: &Path| path.extension().is_some_and(|extension| extension == "xml");
    let mut schemas = 0;
    for path in entries.map(|entry| entry.unwrap().path()).filter(|path| is_xml(path)) {
        let (xml, reported) = (std::fs::read_to_string(&path).unwrap(), path.display().to_string());
        let param = Param::parse(&without_row_attributes(&xml)).unwrap();
        if param.root() == Some("rules") {
            continue; // a schema in the form of old samples; what is in it for rules would be odd values
        }
        param_comes_back(&param, None, &reported);
        if let Ok(schema) = Schema::parse(&xml) {
            schema_comes_back(&schema, &reported);
            param_comes_back(&param, Some(&schema), &reported);
            schemas += 1;
        }
    }
    assert!(schemas > 0);
}

/// What the command line prints for one field is a part of the form of its schema.
#[test]
fn a_field_alone() {
    let xml = std::fs::read_to_string("fixtures/schema/every-feature/input.xml").unwrap();
    let schema = Schema::parse(&xml).unwrap();
    let whole = serde_json::to_value(&schema).unwrap();
    let field = schema.field("/description/deep").unwrap();
    assert_eq!(serde_json::to_value(field).unwrap(), whole["fields"][4]["fields"][1]);
    let json = serde_json::to_string(&schema.field("/several").unwrap()).unwrap();
    assert_eq!(json, r#"{"id":"several","type":"multiInput","present":{"values":[{"value":"bare"}]}}"#);
}

#[test]
fn words_and_places_alone() {
    let schema = Schema::parse("<rules a='1'/>").unwrap();
    assert_eq!(
        serde_json::to_string(schema.notes()).unwrap(),
        r#"[{"code":"empty-rule","line":1,"column":1,"offset":0},{"code":"unknown-attribute","detail":"a","line":1,"column":8,"offset":7}]"#,
    );
    let position = serde_json::to_string(&schema.notes()[0].position).unwrap();
    assert_eq!(position, r#"{"line":1,"column":1,"offset":0}"#);
    let words = (FieldKind::SingleCheck, RuleName::MaxLength, Symbol::NotContains, Dialect::ItemSchema);
    assert_eq!(
        serde_json::to_string(&words).unwrap(),
        r#"["singleCheck","maxLengthRule","not contains","item-schema"]"#
    );
}
