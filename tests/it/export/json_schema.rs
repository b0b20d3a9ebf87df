//! The exported JSON Schema is never stricter than the validator: what it refuses has an error. What it catches is counted.

use std::cell::Cell;

use jsonschema::draft202012;
use serde_json::{Value as Json, json};
use tmall_schema::{Dialect, Param, ReadOptions, Schema, Validator};

use crate::support::generate::{self, Shape};
use crate::support::random::without_memory;
use crate::support::reference::random;

/// A schema in both forms.
struct Both {
    schema: Schema,
    validator: Validator,
    exported: jsonschema::Validator,
    json: Json,
}

/// What the two say of an item.
#[derive(Debug, PartialEq)]
struct Verdicts {
    /// The validator finds no error.
    valid: bool,
    /// The JSON Schema accepts it.
    accepted: bool,
}

impl Both {
    fn new(xml: &str, dialect: Dialect) -> Both {
        let schema = Schema::parse_with(xml, &ReadOptions::new().with_dialect(dialect)).unwrap();
        let json = serde_json::to_value(schema.to_json_schema()).unwrap();
        let exported = draft202012::new(&json).unwrap_or_else(|error| panic!("{error}: {json:#}"));
        Both { validator: Validator::compile(&schema), schema, exported, json }
    }

    fn verdicts(&self, item: &Json) -> Verdicts {
        let read = Param::from_json(&item.to_string(), Some(&self.schema));
        let valid = read.is_ok_and(|param| self.validator.is_valid(&param));
        Verdicts { valid, accepted: self.exported.is_valid(item) }
    }

    /// The verdicts; the JSON Schema must not be stricter.
    fn check(&self, item: &Json) -> Verdicts {
        let verdicts = self.verdicts(item);
        if verdicts.valid && !verdicts.accepted {
            let errors: Vec<String> = self
                .exported
                .iter_errors(item)
                .map(|error| format!("{} {error}", error.schema_path()))
                .collect();
            panic!(
                "stricter than the validator: {item}\n{}\n{}",
                errors.join("\n"),
                self.schema.to_xml().unwrap()
            );
        }
        verdicts
    }
}

/// How many invalid items there were, and how many of them the JSON Schema refused.
#[derive(Default)]
struct Caught {
    invalid: Cell<u32>,
    refused: Cell<u32>,
}

impl Caught {
    fn count(&self, verdicts: &Verdicts) {
        if !verdicts.valid {
            self.invalid.set(self.invalid.get() + 1);
            self.refused.set(self.refused.get() + u32::from(!verdicts.accepted));
        }
    }

    fn percent(&self) -> u32 {
        self.refused.get() * 100 / self.invalid.get().max(1)
    }
}

/// Random schemas with conditions on all levels, and random items.
#[test]
fn random_items() {
    let caught = Caught::default();
    let mut runner = proptest::test_runner::TestRunner::new(without_memory(400));
    let outcome = runner.run(&random::pair(), |pair| {
        let both = Both::new(&pair.schema_xml(), pair.dialect);
        let options = ReadOptions::new().with_dialect(pair.dialect);
        let param = Param::parse_with(&pair.param_xml(), &options).unwrap();
        // Without keys that are given twice.
        let item: Json = serde_json::from_str(&param.to_json(Some(&both.schema))).unwrap();
        caught.count(&both.check(&item));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    println!("of {} invalid items, {} % were refused", caught.invalid.get(), caught.percent());
    assert!(caught.percent() >= 35, "{} %", caught.percent());
}

/// What people get wrong in an item.
const WRONG: [&str; 12] = [
    "",
    " ",
    "abc",
    "-1",
    "12.345",
    "1,290.00",
    "2026-02-30",
    "img.example.com/a.jpg",
    "纯棉衬衫",
    "0",
    "99999999999999",
    "e\u{301}😀",
];

/// Places in an item, for changes of what is there.
fn texts<'j>(item: &'j mut Json, into: &mut Vec<&'j mut Json>) {
    match item {
        Json::String(_) => into.push(item),
        Json::Array(list) => list.iter_mut().for_each(|one| texts(one, into)),
        Json::Object(entries) => entries.values_mut().for_each(|one| texts(one, into)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Categories in the shape of real ones, and items with one mistake.
#[test]
fn items_with_one_mistake() {
    let caught = Caught::default();
    let mut rng = generate::rng::Rng::new(7);
    for seed in 0..4 {
        let shape = Shape::small();
        let both = Both::new(&generate::schema(&shape, seed), Dialect::Classic);
        let param = Param::parse(&generate::params(&shape, seed, 3)).unwrap();
        let item: Json = serde_json::from_str(&param.to_json(Some(&both.schema))).unwrap();
        assert_eq!(both.check(&item), Verdicts { valid: true, accepted: true });
        for _ in 0..150 {
            let mut changed = item.clone();
            match rng.range(0, 3) {
                0 => {
                    let fields = changed.as_object_mut().unwrap();
                    let at = rng.range(0, fields.len() as u64 - 1) as usize;
                    let key = fields.keys().nth(at).unwrap().clone();
                    fields.remove(&key);
                }
                1 => {
                    changed["no_such_field"] = json!("a");
                }
                _ => {
                    let mut places = Vec::new();
                    texts(&mut changed, &mut places);
                    let at = rng.range(0, places.len() as u64 - 1) as usize;
                    let text = match rng.range(0, 3) {
                        0 => "衬".repeat(rng.range(1, 300) as usize),
                        _ => WRONG[rng.range(0, WRONG.len() as u64 - 1) as usize].to_owned(),
                    };
                    *places[at] = Json::from(text);
                }
            }
            caught.count(&both.check(&changed));
        }
    }
    println!("of {} items with a mistake, {} % were refused", caught.invalid.get(), caught.percent());
    assert!(caught.percent() >= 80, "{} %", caught.percent());
}

fn of_rules(kind: &str, rules: &str, more: &str) -> Both {
    let xml = format!(
        "<itemRule><field id=\"a\" name=\"A\" type=\"{kind}\"><rules>{rules}</rules>{more}</field></itemRule>"
    );
    Both::new(&xml, Dialect::Classic)
}

/// Each rule refuses what it is for.
#[test]
fn each_rule() {
    let refused = |kind: &str, rules: &str, more: &str, wrong: &[Json], right: &[Json]| {
        let both = of_rules(kind, rules, more);
        for value in wrong {
            let item = json!({ "a": value });
            assert_eq!(
                both.check(&item),
                Verdicts { valid: false, accepted: false },
                "{rules} {item} {:#}",
                both.json
            );
        }
        for value in right {
            let item = json!({ "a": value });
            assert_eq!(both.check(&item), Verdicts { valid: true, accepted: true }, "{rules} {item}");
        }
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| json!(text)).collect::<Vec<_>>();
    let rule =
        |name: &str, value: &str, more: &str| format!("<rule name=\"{name}\" value=\"{value}\" {more}/>");
    refused("input", &rule("requiredRule", "true", ""), "", &texts(&["", " "]), &texts(&["a"]));
    refused(
        "input",
        &rule("valueTypeRule", "integer", ""),
        "",
        &texts(&["a", "1.0"]),
        &texts(&["1", "", "-7"]),
    );
    refused(
        "input",
        &rule("valueTypeRule", "url", ""),
        "",
        &texts(&["a.jpg"]),
        &texts(&["//a.cn/b", "https://a.cn"]),
    );
    refused(
        "input",
        &rule("valueTypeRule", "date", ""),
        "",
        &texts(&["2026-13-01", "x"]),
        &texts(&["2026-01-31"]),
    );
    refused(
        "input",
        &rule("maxLengthRule", "6", "unit=\"byte\""),
        "",
        &texts(&["abcdefg", "棉棉棉a", "棉棉棉棉"]),
        &texts(&["abcdef", "棉棉棉", "棉ab"]),
    );
    refused(
        "input",
        &rule("maxLengthRule", "2", ""),
        "",
        &texts(&["abc", "棉棉棉"]),
        &texts(&["棉棉", "e\u{301}e\u{301}"]),
    );
    refused("input", &rule("minLengthRule", "2", ""), "", &texts(&["a"]), &texts(&["ab", ""]));
    refused(
        "input",
        &rule("maxValueRule", "99.50", ""),
        "",
        &texts(&["99.51", "100", "abc"]),
        &texts(&["99.5", "-1", "1e1"]),
    );
    refused(
        "input",
        &rule("minValueRule", "0.00", "exProperty=\"not include\""),
        "",
        &texts(&["0", "-1", "0.000"]),
        &texts(&["0.01", "5"]),
    );
    refused("input", &rule("maxDecimalDigitsRule", "2", ""), "", &texts(&["1.234"]), &texts(&["1.23", "1"]));
    refused("input", &rule("regexRule", "[A-Z]{2}\\d+", ""), "", &texts(&["A1", "AB"]), &texts(&["AB1", ""]));
    refused(
        "input",
        &rule("regexRule", "[&lt;&gt;]", "exProperty=\"not include\""),
        "",
        &texts(&["a<b"]),
        &texts(&["ab"]),
    );
    let options =
        "<options><option displayName=\"红\" value=\"1\"/><option displayName=\"蓝\" value=\"2\"/></options>";
    refused(
        "singleCheck",
        "",
        options,
        &[json!("3"), json!("红"), json!(["1", "2"]), json!(1)],
        &[json!("1"), json!("")],
    );
    refused(
        "multiCheck",
        &rule("maxInputNumRule", "1", ""),
        options,
        &[json!(["1", "2"]), json!(["3"])],
        &[json!(["2"]), json!([])],
    );
    refused(
        "input",
        &rule("valueAttributeRule", "fileId", ""),
        "",
        &[json!("a")],
        &[json!({"value": "a", "fileId": "1"})],
    );
    let inner = "<fields><field id=\"b\" type=\"input\"><rules><rule name=\"requiredRule\" value=\"true\"/></rules></field><field id=\"c\" type=\"input\"/></fields>";
    refused(
        "complex",
        "",
        inner,
        &[json!({"c": "1"}), json!("x"), json!({"b": "1", "d": "2"})],
        &[json!({"b": "1"}), json!({})],
    );
    refused(
        "multiComplex",
        "",
        inner,
        &[json!([{"c": "1"}]), json!("x")],
        &[json!([{"b": "1"}, {}]), json!([])],
    );
}

/// Conditions become `if` and `then`, across levels.
#[test]
fn conditions() {
    let when = |id: &str, value: &str, symbol: &str| {
        format!(
            "<depend-group operator=\"and\"><depend-express fieldId=\"{id}\" value=\"{value}\" symbol=\"{symbol}\"/></depend-group>"
        )
    };
    let xml = format!(
        "<itemRule><field id=\"kind\" type=\"singleCheck\"><options><option displayName=\"a\" value=\"1\"/><option displayName=\"b\" value=\"-1\"/></options></field>
        <field id=\"other\" type=\"input\"><rules><rule name=\"requiredRule\" value=\"true\"/>
            <rule name=\"disableRule\" value=\"true\">{}</rule></rules></field>
        <field id=\"sku\" type=\"multiComplex\"><fields>
            <field id=\"price\" type=\"input\"><rules><rule name=\"maxValueRule\" value=\"10\">{}</rule></rules></field>
            <field id=\"size\" type=\"input\"><rules><rule name=\"requiredRule\" value=\"true\">{}</rule></rules></field>
        </fields></field></itemRule>",
        when("kind", "-1", "!="), when("kind", "1", "=="), when("price", "5", "&gt;"),
    );
    let both = Both::new(&xml, Dialect::Classic);
    let refused = |item: Json| {
        assert_eq!(both.check(&item), Verdicts { valid: false, accepted: false }, "{item} {:#}", both.json);
    };
    let accepted =
        |item: Json| assert_eq!(both.check(&item), Verdicts { valid: true, accepted: true }, "{item}");
    refused(json!({"kind": "-1"}));
    accepted(json!({"kind": "-1", "other": "x"}));
    accepted(json!({"kind": "1"}));
    refused(json!({"kind": "1", "sku": [{"price": "11", "size": "L"}]}));
    accepted(json!({"kind": "-1", "other": "x", "sku": [{"price": "11", "size": "L"}]}));
    refused(json!({"sku": [{"price": "6"}]}));
    accepted(json!({"sku": [{"price": "5"}]}));
}

/// Every pattern that is translated matches as Java's does. A schema has the patterns of many fields, since most of the time
/// goes into building the validators of a schema.
#[test]
fn patterns_of_java() {
    const BATCH: usize = 64;
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("../../../fixtures/java-regex.tsv").lines() {
        let Some((mark, text)) = line.split_once('\t').filter(|(_, text)| !text.contains("{U+")) else {
            continue;
        };
        match (mark, groups.last_mut()) {
            ("p", _) => groups.push((text, Vec::new())),
            (_, Some((_, texts))) => texts.push(text),
            (_, None) => {}
        }
    }
    groups.retain(|(pattern, _)| !pattern.trim().is_empty());
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let (mut patterns, mut compared) = (0, 0);
    for batch in groups.chunks(BATCH) {
        let mut fields = Vec::new();
        let mut xml = String::from("<itemRule>");
        for (pattern, texts) in batch {
            for bound in ["include", "not include"] {
                let id = format!("f{}", fields.len());
                xml.push_str(&format!(
                    "<field id=\"{id}\" name=\"A\" type=\"input\"><rules><rule name=\"regexRule\" value=\"{}\" exProperty=\"{bound}\"/></rules></field>",
                    escape(pattern)
                ));
                fields.push((id, format!("{pattern} {bound}"), texts));
            }
        }
        let both = Both::new(&(xml + "</itemRule>"), Dialect::Classic);
        let exported = both.schema.to_json_schema();
        for (id, pattern, texts) in fields {
            if exported.unexpressed().iter().any(|rule| rule.path == format!("/{id}")) {
                continue;
            }
            patterns += 1;
            for text in texts {
                let Verdicts { valid, accepted } = both.check(&json!({ &id: text }));
                assert_eq!(valid, accepted, "{pattern} {text:?} {:#}", both.json["properties"][&id]);
                compared += 1;
            }
        }
    }
    println!("{patterns} patterns were translated, {compared} texts compared");
    assert!(patterns > 200 && compared > 1000, "{patterns} {compared}");
}
