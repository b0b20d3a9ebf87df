//! Pairs of small schemas, one made from the other by a few edits, and params for them.
//!
//! ```ignore
//! use crate::support::pairs;
//!
//! proptest! {
//!     #[test]
//!     fn holds((old, edits) in pairs::schema_and_edits(), seed: u64) { … }
//! }
//! ```
//!
//! **What is promised.** Few ids at all levels, so that conditions find fields, references are captured and
//! duplicates happen; few values, so that conditions turn out either way. All rules that are checked and some that
//! are not, all types of fields, nested and repeatable complexes, conditions of all symbols, disabling chains and
//! cycles, conditional options, lists from a server, custom values and rules that let them in, read-only values with
//! defaults and present values, `depend-group`s that belong to no rule, `update_fields`, all dialects. Params are random,
//! in wrappers of all sorts, and then changed until they are valid under the old schema (`params`).

// Each program that takes this in uses another part of it, and sees it as private.
#![allow(dead_code, unreachable_pub)]

#[path = "pairs/edit.rs"]
pub mod edit;
#[path = "pairs/params.rs"]
pub mod params;
#[path = "pairs/root.rs"]
pub mod root;

use super::tree::{Choice, Field, Group, Part, Preset, Rule, kind};
use proptest::collection::vec;
use proptest::option::{of, weighted};
use proptest::prelude::*;
use proptest::sample::select;
use root::Root;

/// Ids of fields, the same ones at all levels.
pub const IDS: &[&str] = &["a", "b", "c", "d", "x"];
/// The field that makes an update incremental; at the top only.
pub const UPDATE_FIELDS: &str = "update_fields";
/// Texts that options, conditions and params have in common.
pub const TEXTS: &[&str] = &["1", "2", "3", "-1", "-2", "x"];

/// Symbols of conditions, those more often that schemas use more often.
pub const SYMBOLS: &[&str] = &[
    "is null",
    "==",
    "==",
    "==",
    "!=",
    "!=",
    ">",
    "<",
    ">=",
    "<=",
    "contains",
    "not contains",
    "this field's value in fieldOptions",
    "this field's value not in fieldOptions",
];

pub fn schema_and_edits() -> impl Strategy<Value = (Root, Vec<edit::Edit>)> {
    (root(), vec(edit::edit(), 1..4))
}

pub fn root() -> impl Strategy<Value = Root> {
    let dialect = prop_oneof![4 => Just(("itemRule", false)), 1 => Just(("itemSchema", false)), 1 => Just(("itemSchema", true))];
    (dialect, vec(field(2), 1..5), weighted(0.2, update_fields())).prop_map(
        |((name, icbu), mut fields, update_fields)| {
            fields.extend(update_fields);
            Root { name: name.to_owned(), icbu, fields }
        },
    )
}

/// The field that names the fields of an incremental update: a list of options, or any texts.
pub fn update_fields() -> impl Strategy<Value = Field> {
    (
        select(&["multiCheck", "multiCheck", "multiInput"][..]),
        vec(select(IDS), 0..5),
        vec(rule("multiCheck"), 0..2),
    )
        .prop_map(|(word, ids, rules)| {
            let option = |id: &str| Choice { value: id.to_owned(), groups: Vec::new() };
            let options =
                if word == "multiCheck" { ids.into_iter().map(option).collect() } else { Vec::new() };
            Field { rules, options, ..Field::new(UPDATE_FIELDS, kind(word)) }
        })
}

pub fn field(depth: u32) -> BoxedStrategy<Field> {
    let kinds: BoxedStrategy<&str> = if depth == 0 {
        prop_oneof![
            6 => Just("input"), 2 => Just("multiInput"), 6 => Just("singleCheck"), 2 => Just("multiCheck"),
            1 => Just("label"), 1 => Just("odd"),
        ]
        .boxed()
    } else {
        prop_oneof![
            6 => Just("input"), 2 => Just("multiInput"), 6 => Just("singleCheck"), 2 => Just("multiCheck"),
            4 => Just("complex"), 2 => Just("multiComplex"), 1 => Just("label"), 1 => Just("odd"),
        ]
        .boxed()
    };
    (select(IDS), kinds)
        .prop_flat_map(move |(id, word)| {
            let has_fields = matches!(word, "complex" | "multiComplex");
            let fields = if has_fields {
                vec(field(depth.saturating_sub(1)), 0..4).boxed()
            } else {
                Just(Vec::new()).boxed()
            };
            let options = match word {
                "singleCheck" | "multiCheck" => {
                    prop_oneof![1 => Just(Vec::new()), 4 => vec(option(), 1..4)].boxed()
                }
                "input" => prop_oneof![12 => Just(Vec::new()), 1 => vec(option(), 1..3)].boxed(),
                _ => Just(Vec::new()).boxed(),
            };
            let stray = weighted(0.06, condition());
            (vec(rule(word), 0..3), options, fields, weighted(0.25, preset(word)), stray).prop_map(
                move |(rules, options, fields, preset, stray)| Field {
                    name: Some(String::from("n")),
                    rules,
                    options,
                    fields,
                    preset,
                    stray: groups(stray).pop(),
                    ..Field::new(id, kind(word))
                },
            )
        })
        .boxed()
}

pub fn option() -> impl Strategy<Value = Choice> {
    (select(TEXTS), weighted(0.3, condition()))
        .prop_map(|(value, when)| Choice { value: value.to_owned(), groups: groups(when) })
}

/// The groups of a rule or an option: none, or one.
pub fn groups(when: Option<Part>) -> Vec<Group> {
    let group = |part| match part {
        Part::Group(group) => group,
        ask => Group { operator: Some("and".to_owned()), parts: vec![ask] },
    };
    when.map(group).into_iter().collect()
}

/// Parts as one.
fn joined(all: bool, parts: Vec<Part>) -> Part {
    let operator = Some(if all { "and" } else { "or" }.to_owned());
    Part::Group(Group { operator, parts })
}

fn preset(word: &str) -> BoxedStrategy<Preset> {
    let rows = vec(vec((select(IDS), select(TEXTS)), 0..3), 1..3);
    let rows = rows.prop_map(|rows| {
        let owned = |(id, text): (&str, &str)| (id.to_owned(), text.to_owned());
        rows.into_iter().map(|row| row.into_iter().map(owned).collect()).collect()
    });
    let values = vec(select(TEXTS), 1..3).prop_map(|values| values.into_iter().map(str::to_owned).collect());
    match word {
        "complex" | "multiComplex" => (any::<bool>(), rows)
            .prop_map(|(present, rows)| Preset { present, values: Vec::new(), rows })
            .boxed(),
        _ => (any::<bool>(), values)
            .prop_map(|(present, values)| Preset { present, values, rows: Vec::new() })
            .boxed(),
    }
}

fn unit() -> impl Strategy<Value = Option<String>> {
    select(&[None, Some("byte"), Some("character")]).prop_map(|unit| unit.map(str::to_owned))
}

fn exclusion() -> impl Strategy<Value = Option<String>> {
    prop_oneof![5 => Just(None), 1 => Just(Some("include")), 1 => Just(Some("not include"))]
        .prop_map(|one| one.map(str::to_owned))
}

/// A rule that goes with a type of field, mostly.
pub fn rule(kind: &str) -> BoxedStrategy<Rule> {
    let plain = |name: &'static str, values: &'static [&'static str]| {
        select(values).prop_map(move |value| Rule::new(name, value)).boxed()
    };
    let limit = |name: &'static str, values: &'static [&'static str]| {
        (select(values), exclusion())
            .prop_map(move |(value, ex)| Rule { ex_property: ex, ..Rule::new(name, value) })
            .boxed()
    };
    let length = |name: &'static str| {
        (select(&["0", "1", "2", "3", "4", "2.5"][..]), unit(), exclusion())
            .prop_map(move |(value, unit, ex)| Rule { unit, ex_property: ex, ..Rule::new(name, value) })
            .boxed()
    };
    let sized = |name: &'static str| {
        (select(&["1", "100", "0.1"][..]), select(&["b", "kb", "byte"][..]))
            .prop_map(move |(value, unit)| Rule { unit: Some(unit.to_owned()), ..Rule::new(name, value) })
            .boxed()
    };
    let required = plain("requiredRule", &["true", "true", "true", "false"]);
    let disable = plain("disableRule", &["true", "true", "true", "true", "false"]);
    let counts = prop_oneof![
        limit("maxInputNumRule", &["0", "1", "2", "3"]),
        limit("minInputNumRule", &["0", "1", "2", "3"]),
    ];
    let odd = prop_oneof![
        plain("tipRule", &["t", "u"]),
        plain("setRule", &["1"]),
        plain("383_1", &["s", "t"]),
        plain("maxLengthRule", &["many"]),
    ];
    let texts = prop_oneof![
        4 => plain("valueTypeRule", &["integer", "long", "decimal", "double", "date", "time", "url", "text", "textarea"]),
        2 => length("maxLengthRule"),
        2 => length("minLengthRule"),
        2 => limit("maxValueRule", &["0", "1", "2", "2.0", "2020-01-01", "2020-06-01"]),
        2 => limit("minValueRule", &["0", "1", "2", "1.5", "2020-01-01"]),
        1 => limit("maxDecimalDigitsRule", &["0", "1", "2"]),
        1 => limit("minDecimalDigitsRule", &["0", "1"]),
        2 => limit("regexRule", &["[0-9]+", "\\d*", ".+", "yyyy-MM-dd", "(?<b", "[a-z]*"]),
        1 => plain("valueAttributeRule", &["inputValue"]),
        1 => prop_oneof![sized("maxTargetSizeRule"), sized("minTargetSizeRule")],
        1 => prop_oneof![limit("maxImageSizeRule", &["10*20", "20x10", "0*5", "30*30"]), limit("minImageSizeRule", &["10*20", "5*5", "0*0"])],
    ];
    let server = plain("asyncQueryRule", &["q"]);
    let attribute = plain("valueAttributeRule", &["inputValue", "inputValue", "img", " "]);
    let read_only = plain("readOnlyRule", &["true", "true", "false"]);
    let body = match kind {
        "complex" | "multiComplex" => {
            prop_oneof![3 => required, 4 => disable, 4 => counts, 1 => read_only, 1 => odd].boxed()
        }
        "singleCheck" | "multiCheck" => {
            prop_oneof![3 => required, 5 => disable, 1 => counts, 1 => read_only, 1 => odd, 2 => server, 2 => attribute, 2 => texts].boxed()
        }
        _ => prop_oneof![3 => required, 5 => disable, 1 => counts, 1 => read_only, 1 => odd, 5 => texts].boxed(),
    };
    (body, weighted(0.6, condition())).prop_map(|(rule, when)| Rule { groups: groups(when), ..rule }).boxed()
}

pub fn ask() -> BoxedStrategy<Part> {
    let field = prop_oneof![20 => select(IDS), 1 => Just(UPDATE_FIELDS)];
    (field, select(SYMBOLS), select(TEXTS))
        .prop_map(|(field, symbol, value)| Part::Ask {
            id: field.to_owned(),
            symbol: Some(symbol.to_owned()),
            value: value.to_owned(),
        })
        .boxed()
}

pub fn condition() -> BoxedStrategy<Part> {
    ask()
        .prop_recursive(2, 5, 3, |inner| {
            (any::<bool>(), vec(inner, 1..4)).prop_map(|(all, parts)| joined(all, parts))
        })
        .boxed()
}

/// A seed, or none.
pub fn maybe_condition() -> impl Strategy<Value = Option<Part>> {
    of(condition())
}

/// Schemas of two or three fields whose rules are nearly all conditions, so that all params can be tried.
pub fn dense() -> impl Strategy<Value = (Root, Vec<edit::Edit>)> {
    let root = vec(dense_field(1), 1..4).prop_map(|fields| Root {
        name: "itemRule".to_owned(),
        icbu: false,
        fields,
    });
    (root, vec(edit::dense_edit(), 1..4))
}

/// The ids and texts of [`dense`].
pub const FEW: &[&str] = &["a", "b", "c"];
pub const FEW_TEXTS: &[&str] = &["1", "2", "-1"];

pub fn dense_field(depth: u32) -> BoxedStrategy<Field> {
    let kinds: &[&str] = if depth == 0 {
        &["input", "singleCheck", "singleCheck", "multiCheck"]
    } else {
        &[
            "input",
            "input",
            "singleCheck",
            "singleCheck",
            "multiInput",
            "complex",
            "complex",
            "multiComplex",
            "odd",
            "label",
        ]
    };
    (select(FEW), select(kinds))
        .prop_flat_map(move |(id, word)| {
            let is_complex = word.ends_with("omplex");
            let fields =
                if is_complex { vec(dense_field(0), 0..3).boxed() } else { Just(Vec::new()).boxed() };
            let options = if word.ends_with("Check") {
                vec(dense_option(), 0..3).boxed()
            } else {
                Just(Vec::new()).boxed()
            };
            (vec(dense_rule(word), 0..3), options, fields).prop_map(move |(rules, options, fields)| Field {
                name: Some(String::from("n")),
                rules,
                options,
                fields,
                ..Field::new(id, kind(word))
            })
        })
        .boxed()
}

pub fn dense_option() -> BoxedStrategy<Choice> {
    (select(FEW_TEXTS), weighted(0.4, dense_condition()))
        .prop_map(|(value, when)| Choice { value: value.to_owned(), groups: groups(when) })
        .boxed()
}

pub fn dense_rule(kind: &str) -> BoxedStrategy<Rule> {
    let rule = |name: &'static str, value: &'static str| Just(Rule::new(name, value)).boxed();
    let body = match kind {
        "complex" | "multiComplex" => prop_oneof![
            3 => rule("disableRule", "true"), 2 => rule("requiredRule", "true"), 1 => rule("maxInputNumRule", "2"),
            1 => rule("minInputNumRule", "2"),
        ]
        .boxed(),
        _ => prop_oneof![
            5 => rule("disableRule", "true"), 3 => rule("requiredRule", "true"), 1 => rule("maxLengthRule", "0"),
            1 => rule("asyncQueryRule", "q"), 1 => rule("maxValueRule", "1"),
        ]
        .boxed(),
    };
    (body, weighted(0.8, dense_condition()))
        .prop_map(|(rule, when)| Rule { groups: groups(when), ..rule })
        .boxed()
}

pub fn dense_ask() -> BoxedStrategy<Part> {
    (select(FEW), select(SYMBOLS), select(FEW_TEXTS))
        .prop_map(|(field, symbol, value)| Part::Ask {
            id: field.to_owned(),
            symbol: Some(symbol.to_owned()),
            value: value.to_owned(),
        })
        .boxed()
}

pub fn dense_condition() -> BoxedStrategy<Part> {
    prop_oneof![
        4 => dense_ask(),
        1 => (any::<bool>(), vec(dense_ask(), 2..3)).prop_map(|(all, parts)| joined(all, parts)),
    ]
    .boxed()
}
