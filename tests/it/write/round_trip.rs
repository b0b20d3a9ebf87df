//! What is written reads back equal, and writing that gives the same text: over all fixtures, over generated
//! category schemas and items, and over random documents in odd shapes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::documents;
use crate::support::fuzz::documents as targets;
use crate::support::generate;
use crate::support::random;
use proptest::prelude::*;
use tmall_schema::{Dialect, FieldKind, Param, ParamField, Schema, WriteOptions};

fn xml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            xml_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            found.push(path);
        }
    }
}

/// All texts with the way to them, in no order: writing brings fields into the schema's.
fn leaves(fields: &[ParamField]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // Labels are never written.
    for field in fields.iter().filter(|field| field.kind() != Some(FieldKind::Label)) {
        for (i, value) in field.values().iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            found.insert(format!(
                "{:?}/{i} = {:?} {:?}",
                field.id(),
                value.text(),
                value.attributes().collect::<Vec<_>>()
            ));
        }
        for (i, row) in field.rows().iter().enumerate() {
            found.extend(leaves(row.fields()).into_iter().map(|leaf| format!("{:?}/{i}/{leaf}", field.id())));
        }
    }
    found
}

#[test]
fn every_fixture() {
    let mut files = Vec::new();
    xml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut files);
    assert!(files.len() > 50, "{} fixtures", files.len());
    for path in files {
        eprintln!("{}", path.display());
        targets::round_trip(&fs::read(path).unwrap());
    }
}

#[test]
fn category_schemas_and_items() {
    let shape = generate::Shape::small();
    for seed in 0..4 {
        targets::round_trip(generate::schema(&shape, seed).as_bytes());
        targets::round_trip(generate::params(&shape, seed, 8).as_bytes());
    }
}

proptest! {
    #![proptest_config(random::config(200))]

    #[test]
    fn odd_schemas(xml in documents::schema()) {
        targets::round_trip(xml.as_bytes());
    }

    #[test]
    fn odd_params(xml in documents::param()) {
        targets::round_trip(xml.as_bytes());
    }

    /// With a schema at hand: its dialect decides on wrappers, its order on the order, and what it does not
    /// know comes last; a second reading gives the same text.
    #[test]
    fn params_of_a_schema(schema in documents::schema(), param in documents::param(), dialect in 0..3usize) {
        let (Ok(schema), Ok(param)) = (Schema::parse(&schema), Param::parse(&param)) else { return Ok(()) };
        let schema = schema.with_dialect(Dialect::ALL[dialect]);
        let options = WriteOptions::new().with_disabled_fields();
        if let Ok(xml) = param.to_xml_with(Some(&schema), &options) {
            let again = Param::parse(&xml).unwrap();
            prop_assert_eq!(again.to_xml_with(Some(&schema), &options).unwrap(), xml);
        }
    }

    /// What the schema itself gives can be carried back.
    #[test]
    fn defaults(xml in documents::schema()) {
        let Ok(schema) = Schema::parse(&xml) else { return Ok(()) };
        let param = Param::from_defaults(&schema);
        let options = WriteOptions::new().with_disabled_fields();
        let again = Param::parse(&param.to_xml_with(Some(&schema), &options).unwrap()).unwrap();
        prop_assert_eq!(leaves(again.fields()), leaves(param.fields()));
    }
}
