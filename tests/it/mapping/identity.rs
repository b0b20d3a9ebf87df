//! The identity mapping of a param's JSON form gives the param back, whatever the schema and the values.

use std::collections::HashSet;

use crate::support::documents;
use crate::support::generate;
use crate::support::generate::Shape;
use crate::support::generate::rng::Rng;
use crate::support::random;
use proptest::prelude::*;
use serde_json::{Value, json};
use tmall_schema::{FieldKind, FieldRef, Mapping, Param, Record, Schema};

fn comes_back(schema: &Schema, json: &str) {
    let param = Param::from_json(json, Some(schema)).unwrap();
    let plan = Mapping::identity(schema).bind(schema).unwrap_or_else(|problems| panic!("{problems}"));
    let back =
        plan.apply(&Record::from_json(json).unwrap()).unwrap_or_else(|misfit| panic!("{misfit}\n{json}"));
    assert!(back == param, "{json}\n{}", back.to_json(Some(schema)));
}

/// Values of every shape that the fields take, in the schema's order; some fields are left out.
fn fields<'s>(fields: impl Iterator<Item = FieldRef<'s>>, rng: &mut Rng) -> String {
    let mut seen = HashSet::new();
    let mut entries = Vec::new();
    let list = |items: Vec<String>| format!("[{}]", items.join(","));
    for field in fields {
        // Of several fields of one id the first counts, be it of a type that is not known.
        let is_first = seen.insert(field.id());
        let Some(kind) = field.kind().filter(|kind| *kind != FieldKind::Label) else { continue };
        if !is_first || rng.index(4) == 0 {
            continue;
        }
        let value = match kind {
            _ if kind.has_fields() && field.is_array() => {
                list((0..rng.index(4)).map(|_| self::fields(field.fields(), rng)).collect())
            }
            _ if kind.has_fields() => self::fields(field.fields(), rng),
            _ if kind.is_multi() => list((0..rng.index(4)).map(|_| text(rng).to_string()).collect()),
            _ => text(rng).to_string(),
        };
        entries.push(format!("{}:{value}", Value::from(field.id())));
    }
    format!("{{{}}}", entries.join(","))
}

fn text(rng: &mut Rng) -> Value {
    match rng.index(9) {
        0 => json!(""),
        1 => json!({"value": "-1", "inputValue": "雾霾蓝"}),
        2 => json!({"value": "", "img": " "}),
        3 => json!("1E+05"),
        4 => json!(" 两 行\n\"引\"\\u0 "),
        5 => json!("{{ x }}|{% for %}"),
        6 => json!("null"),
        7 => json!("😀"),
        _ => json!("28326"),
    }
}

proptest! {
    #![proptest_config(random::without_memory(200))]

    #[test]
    fn of_random_schemas(xml in documents::schema(), seed in any::<u64>()) {
        let schema = Schema::parse(&xml).unwrap();
        comes_back(&schema, &fields(schema.fields(), &mut Rng::new(seed)));
    }
}

#[test]
fn of_whole_categories() {
    for seed in 0..3 {
        let shape = Shape::small();
        let schema = Schema::parse(&generate::schema(&shape, seed)).unwrap();
        let param = Param::parse(&generate::params(&shape, seed, 20)).unwrap();
        comes_back(&schema, &param.to_json(Some(&schema)));
    }
}
