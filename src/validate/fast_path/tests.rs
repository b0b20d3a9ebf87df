//! Fast paths report what the full check reports.

use super::generate::{self, Shape};
use super::*;
use crate::code::{Code, Severity};
use crate::param::Param;
use crate::schema::Schema;
use crate::validate::{ValidateOptions, Validator};
use crate::value::Value;
use crate::value::{Content, Row};
use proptest::prelude::*;
use proptest::sample::Index;

/// A validator, and one without fast paths.
fn both(schema: &Schema, options: &ValidateOptions) -> [Validator; 2] {
    let mut full = Validator::compile_with(schema, options);
    for plan in &mut full.plan.fields {
        plan.fast_path = None;
        plan.may_be_missing = false;
    }
    [Validator::compile_with(schema, options), full]
}

fn findings(validator: &Validator, param: &Param) -> Vec<String> {
    let report = validator.check(param);
    assert_eq!(validator.is_valid(param), report.is_valid());
    report.findings().iter().map(|finding| format!("{finding:?}")).collect()
}

fn contents<'p>(fields: &'p mut Vec<ParamField>, all: &mut Vec<&'p mut Content>) {
    for field in fields {
        if field.content.rows.is_empty() {
            all.push(&mut field.content);
        } else {
            field.content.rows.iter_mut().for_each(|row| contents(&mut row.fields, all));
        }
    }
}

const TEXTS: &[&str] = &[
    "",
    " ",
    "\u{3000}",
    "\u{85}",
    "0",
    "-1",
    "+5",
    "00012",
    "1e5",
    "12.50",
    "12.",
    ".",
    "9999999999",
    "999999999999999999999",
    "100000000",
    "99999999.99",
    "a\tb",
    "a\u{1}",
    "a\u{FFFF}",
    "：",
    "2024-02-29",
    "2024-02-30",
    "2112-12-31 00:00:01",
    "2024-01-31 10:00",
    "https://x.cn/a",
    "//x.cn",
    "http://x.cn/a b",
    "//1.2.3",
    "true",
    "其它",
    "AB12CD34EF",
    "汉字",
    "e\u{301}",
];

#[derive(Clone, Debug)]
enum Change {
    Text(&'static str),
    Long(usize),
    OfAnother(Index),
    Attribute,
    Wrapped,
    Twice,
    None,
    Row,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => proptest::sample::select(TEXTS).prop_map(Change::Text),
        1 => (1_usize..80).prop_map(Change::Long),
        2 => any::<Index>().prop_map(Change::OfAnother),
        1 => Just(Change::Attribute),
        1 => Just(Change::Wrapped),
        1 => Just(Change::Twice),
        1 => Just(Change::None),
        1 => Just(Change::Row),
    ]
}

fn apply(change: &Change, at: &Index, param: &mut Param) {
    let mut all = Vec::new();
    contents(&mut param.fields, &mut all);
    let other = match change {
        Change::OfAnother(other) => all[other.index(all.len())].values.first().cloned(),
        Change::Text(_)
        | Change::Long(_)
        | Change::Attribute
        | Change::Wrapped
        | Change::Twice
        | Change::None
        | Change::Row => None,
    };
    let at = at.index(all.len());
    let content = &mut all[at];
    let wrapped = content.values.first().is_some_and(|value| value.wrapped);
    match change {
        Change::Text(text) => content.values.push(Value { wrapped, ..Value::new(*text) }),
        Change::Long(length) => {
            content.values = vec![Value { wrapped, ..Value::new("长".repeat(*length)) }].into();
        }
        Change::OfAnother(_) => content.values = other.into_iter().collect(),
        Change::Attribute => {
            content.values.iter_mut().for_each(|value| *value = value.clone().with_attribute("a", "\u{2}"));
        }
        Change::Wrapped => content.values.iter_mut().for_each(|value| value.wrapped = !value.wrapped),
        Change::Twice => {
            let again = content.values.to_vec();
            again.into_iter().for_each(|value| content.values.push(value));
        }
        Change::None => content.values.clear(),
        Change::Row => content.rows.push(Row { fields: vec![ParamField::new("x")], ..Row::default() }),
    }
    // A text replaces the one that was there, every other time.
    if matches!(change, Change::Text(_)) && at.is_multiple_of(2) && content.values.len() > 1 {
        content.values = content.values[1..].to_vec().into();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is wrong with a param, fast paths hide nothing.
    #[test]
    fn same_findings_without_fast_paths(
        seed in 0..5_u64,
        changes in prop::collection::vec((change(), any::<Index>()), 0..25),
        quiet: bool,
    ) {
        let shape = Shape::small();
        let schema = Schema::parse(&generate::schema(&shape, seed)).unwrap();
        let severity = if quiet { None } else { Some(Severity::Note) };
        let [fast, full] = both(&schema, &ValidateOptions::new().with_severity(Code::Unchecked, severity));
        let mut param = Param::parse(&generate::params(&shape, seed, 9)).unwrap();
        for (change, at) in &changes {
            apply(change, at, &mut param);
        }
        prop_assert_eq!(findings(&fast, &param), findings(&full, &param));
    }
}

/// Without this, the test above would also pass if no field ever took the fast path.
#[test]
fn most_fields_take_the_fast_path() {
    let shape = Shape::small();
    let schema = Schema::parse(&generate::schema(&shape, 1)).unwrap();
    let validator =
        Validator::compile_with(&schema, &ValidateOptions::new().with_severity(Code::Unchecked, None));
    let param = Param::parse(&generate::params(&shape, 1, 1)).unwrap();
    let row = &param.field("sku").unwrap().rows()[0];
    let is_fast = |found: &&ParamField| {
        let field = schema.field(&format!("/sku/{}", found.id())).unwrap();
        let plan = validator.plan.of(field);
        plan.fast_path.as_ref().is_some_and(|fast| fast.passes(field, plan, found))
    };
    let slow: Vec<&str> = row.fields().iter().filter(|found| !is_fast(found)).map(ParamField::id).collect();
    assert!(slow.is_empty(), "{slow:?}");
}
