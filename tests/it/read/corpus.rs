//! Real documents, where they are at hand: see `support/corpus.rs`.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{corpus, infoset};
use tmall_schema::{Dialect, FieldRef, Param, ParamField, ReadOptions, Row, Schema, WriteOptions, envelope};

/// Schemas that cannot be read, with the beginning of the error, and why.
const REFUSED: &[(&str, &str, &str)] = &[(
    "tmall_master_rule_category_detail_fromjson.xml",
    "a field has no id at line 1, column 346",
    "rebuilt from another program's model, which has groups of fields without ids",
)];

/// What the schemas give notice of; the others nothing.
const NOTED: &[(&str, &[&str])] = &[
    ("doc_match_schema_get_rules_dialect.xml", &["old-form"]),
    ("icbu_mini_rule_mock.xml", &["missing-fields-wrapper"]),
    ("icbu_real_layout_minimal.xml", &["duplicate-field", "unknown-attribute", "unknown-element"]),
];

/// Fields of params that are not read as such: those in `fields`, which a param skips.
const SKIPPED_FIELDS: &[(&str, usize)] = &[("taobao_publish_submit_books.xml", 1)];

/// Schemas of the newer dialects.
const DIALECTS: &[(&str, Dialect)] = &[
    ("doc_icbu_level_get_result.xml", Dialect::Icbu),
    ("doc_taobao_edit_schema_get.xml", Dialect::ItemSchema),
    ("icbu_mini_rule_mock.xml", Dialect::Icbu),
    ("icbu_real_layout_minimal.xml", Dialect::ItemSchema),
    ("taobao_publish_rule_mock.xml", Dialect::ItemSchema),
];

/// What is in the answers: as many fields, or an error that begins so.
const ANSWERS: &[(&str, Result<usize, &str>)] = &[
    ("envelopes/tmall_product_match_schema_get_response.xml", Ok(1)),
    ("envelopes/alibaba_gpu_add_schema_get_response.xml", Ok(1)),
    ("envelopes/tmall_product_add_schema_get_response_malformed_inner.xml", Err("the input ends before")),
    (
        "envelopes/tmall_product_schema_match_response.xml",
        Err("neither a schema nor an item: root is `tmall_product_schema_match_response`"),
    ),
    ("envelopes/error_response.xml", Err("the platform answered with error 50")),
    ("envelopes/error_response_permission.json", Err("the platform answered with error 11")),
    ("envelopes/match_schema_get_fw199_u003c.json", Ok(1)),
    ("envelopes/alibaba_item_publish_schema_get_response.json", Ok(14)),
];

/// A line of the manifest.
struct Entry {
    file: String,
    kind: String,
    fields: usize,
    options: usize,
    text: String,
}

fn entries() -> Vec<Entry> {
    let Some(folder) = corpus::folder() else { return Vec::new() };
    let manifest = fs::read_to_string(folder.join("MANIFEST.tsv")).unwrap();
    let entries = manifest.lines().skip(1).map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [file, kind, _, _, fields, options, ..] = columns[..] else { panic!("{line}") };
        Entry {
            file: file.to_owned(),
            kind: kind.to_owned(),
            fields: fields.parse().unwrap(),
            options: options.parse().unwrap(),
            text: fs::read_to_string(folder.join(file)).unwrap(),
        }
    });
    entries.collect()
}

fn of<'t, T>(table: &'t [(&str, T)], file: &str) -> Option<&'t T> {
    table.iter().find(|(name, _)| *name == file).map(|(_, value)| value)
}

/// All fields, those within values included.
fn fields_of_schema(schema: &Schema) -> usize {
    let inside =
        |field: FieldRef<'_>| fields_of_rows(field.default_rows()) + fields_of_rows(field.present_rows());
    schema.all_fields().map(|field| 1 + inside(field)).sum()
}

fn fields_of_param(fields: &[ParamField]) -> usize {
    fields.iter().map(|field| 1 + fields_of_rows(field.rows())).sum()
}

fn fields_of_rows(rows: &[Row]) -> usize {
    rows.iter().map(|row| fields_of_param(row.fields())).sum()
}

#[test]
fn schemas_hold_as_many_fields_and_options_as_they_should() {
    for Entry { file, fields, options, text, .. } in
        entries().iter().filter(|entry| entry.kind.starts_with("rule"))
    {
        let schema = match Schema::parse(text) {
            Ok(schema) => schema,
            Err(error) => {
                let known = REFUSED.iter().find(|(name, ..)| name == file);
                let known = known.unwrap_or_else(|| panic!("{file}: {error}"));
                assert!(error.to_string().starts_with(known.1), "{file}: {error}");
                continue;
            }
        };
        assert!(REFUSED.iter().all(|(name, ..)| name != file), "{file} can be read now");
        assert_eq!(fields_of_schema(&schema), *fields, "fields of {file}");
        assert_eq!(schema.all_fields().map(|field| field.options().len()).sum::<usize>(), *options, "{file}");
        let notes: BTreeSet<&str> = schema.notes().iter().map(|note| note.code.as_str()).collect();
        let noted = of(NOTED, file).copied().unwrap_or_default();
        assert_eq!(notes.into_iter().collect::<Vec<_>>(), noted, "{file}");
        assert_eq!(schema.dialect(), of(DIALECTS, file).copied().unwrap_or(Dialect::Classic), "{file}");
    }
}

#[test]
fn params_hold_as_many_fields_as_they_should() {
    for Entry { file, fields, text, .. } in entries().iter().filter(|entry| entry.kind.starts_with("param")) {
        let param = Param::parse(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let skipped = of(SKIPPED_FIELDS, file).copied().unwrap_or_default();
        assert_eq!(fields_of_param(param.fields()) + skipped, *fields, "{file}");
        assert!(param.notes().is_empty(), "{file}: {:?}", param.notes());
    }
}

#[test]
fn answers_hold_what_they_should() {
    for Entry { file, text, .. } in entries().iter().filter(|entry| entry.kind == "envelope") {
        let wanted = of(ANSWERS, file).unwrap_or_else(|| panic!("{file} is not in the table"));
        match (envelope::schema(text.as_bytes(), &ReadOptions::new()), wanted) {
            (Ok(schema), Ok(fields)) => assert_eq!(fields_of_schema(&schema), *fields, "{file}"),
            (Err(error), Err(wanted)) => assert!(error.to_string().starts_with(wanted), "{file}: {error}"),
            (outcome, _) => panic!("{file}: {outcome:?}"),
        }
    }
}

#[test]
fn documents_hold_what_their_trees_hold() {
    for Entry { file, text, kind: entry_kind, .. } in
        entries().iter().filter(|entry| entry.file.ends_with(".xml"))
    {
        let document = roxmltree::Document::parse(text).unwrap();
        if let Ok(schema) = Schema::parse(text) {
            assert_eq!(infoset::of_schema(&schema), infoset::of_schema_document(&document), "{file}");
        }
        // The root of an answer is unknown, and no field is in it: only `envelope` opens it.
        let Ok(param) = Param::parse(text) else {
            assert_eq!(entry_kind, "envelope", "{file}");
            continue;
        };
        assert_eq!(infoset::of_param(&param), infoset::of_param_document(&document), "{file}");
    }
}

#[test]
fn what_is_written_reads_back() {
    for Entry { file, text, .. } in &entries() {
        if let Ok(schema) = Schema::parse(text) {
            let written = schema.to_xml().unwrap();
            let again = Schema::parse(&written).unwrap();
            assert_eq!(again, schema, "{file}");
            assert_eq!(again.to_xml().unwrap(), written, "{file}");
        }
        if let Ok(param) = Param::parse(text) {
            let written = param.to_xml_with(None, &WriteOptions::new()).unwrap();
            let again = Param::parse(&written).unwrap();
            assert_eq!(again.to_xml_with(None, &WriteOptions::new()).unwrap(), written, "{file}");
        }
    }
}
