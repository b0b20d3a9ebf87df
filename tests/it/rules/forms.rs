//! Each form, with items that meet it and items that break it.

use super::found;

const NONE: [&str; 0] = [];

#[test]
fn assert() {
    let rule = "at = \"/sku/*\"\nassert = \"price|float > 1\"";
    assert_eq!(
        found(rule, "/sku/0/price = 2\n/sku/1/price = 1"),
        ["error /sku/1/price: the house rule is not met"]
    );
    // What depends on a missing value is not a violation.
    assert_eq!(found(rule, "/sku/0/stock = 2"), NONE);
    assert_eq!(
        found("assert = \"title|default('') != ''\"", "/price = 1"),
        ["error /title: the house rule is not met"]
    );
    // Several fields: the item itself.
    assert_eq!(
        found("assert = \"price == stock\"", "/price = 1\n/stock = 2"),
        ["error : the house rule is not met"]
    );
    assert_eq!(
        found("on = \"/price\"\nassert = \"price == stock\"", "/price = 1\n/stock = 2"),
        ["error /price: the house rule is not met"]
    );
    // A field of rows is a list at the item, and a text in a row.
    assert_eq!(found("assert = \"tags|length < 2\"", "/tags = a\n/tags = b").len(), 1);
    let texts = "message.en = \"{{ price }} of {{ title }}\"\nat = \"/sku/*\"\nassert = \"price == '1'\"";
    assert_eq!(
        found(texts, "/title = x\n/sku/0/price = 1\n/sku/1/price = 3"),
        ["error /sku/1/price: 3 of x"]
    );
    // What cannot be evaluated is a note.
    assert_eq!(
        found(rule, "/sku/0/price = cheap"),
        [
            "note /sku/0: the rule cannot be evaluated: \"cheap\" is not a number; remove units, currency signs and spaces around it"
        ]
    );
}

#[test]
fn when() {
    let rule = "when = \"title == 'x'\"\nassert = \"price == '1'\"";
    assert_eq!(found(rule, "/title = x\n/price = 2").len(), 1);
    assert_eq!(found(rule, "/title = y\n/price = 2"), NONE);
    assert_eq!(found(rule, "/price = 2"), NONE);
}

#[test]
fn unique() {
    let rows = "at = \"/sku/*\"\nunique = [\"/sku/*/p-*\"]";
    let same =
        "/sku/0/p-1 = a\n/sku/0/p-2 = b\n/sku/1/p-1 = a\n/sku/1/p-2 = c\n/sku/2/p-1 = a\n/sku/2/p-2 = b";
    assert_eq!(found(rows, same), ["error /sku/2: \"a, b\" is the same as in /sku/0"]);
    assert_eq!(found(rows, "/sku/0/price = 1\n/sku/1/price = 1"), NONE);
    // Where one property ends and the next begins matters.
    assert_eq!(found(rows, "/sku/0/p-1 = ab\n/sku/0/p-2 = c\n/sku/1/p-1 = a\n/sku/1/p-2 = bc"), NONE);
    // Custom options are distinguished by their own texts.
    let custom = "/sku/0/p-1 = -1@inputValue=red\n/sku/1/p-1 = -1@inputValue=blue";
    assert_eq!(found(rows, custom), NONE);
    assert_eq!(
        found(rows, &custom.replace("blue", "red")),
        ["error /sku/1: \"-1 red\" is the same as in /sku/0"]
    );
    // Without rows, all values.
    assert_eq!(
        found(
            "unique = \"/images/image_*\"",
            "/images/image_0 = a\n/images/image_1 = b\n/images/image_2 = a"
        ),
        ["error /images/image_2: \"a\" is the same as in /images/image_0"]
    );
    assert_eq!(
        found("unique = \"/tags\"", "/tags = a\n/tags = a"),
        ["error /tags/1: \"a\" is the same as in /tags/0"]
    );
    // A condition leaves rows out.
    let some = "when = \"price != '0'\"\nat = \"/sku/*\"\nunique = \"/sku/*/p-1\"";
    assert_eq!(found(some, "/sku/0/p-1 = a\n/sku/0/price = 1\n/sku/1/p-1 = a\n/sku/1/price = 0"), NONE);
    // Rows within rows are compared with their siblings only.
    let inner = "at = \"/sku/*/tiers/*\"\nunique = \"/sku/*/tiers/*/from\"";
    assert_eq!(
        found(inner, "/sku/0/tiers/0/from = 1\n/sku/1/tiers/0/from = 1\n/sku/1/tiers/1/from = 1"),
        ["error /sku/1/tiers/1/from: \"1\" is the same as in /sku/1/tiers/0"]
    );
}

#[test]
fn required_together() {
    let rule = "required_together = [\"/price\", \"/stock\"]";
    assert_eq!(found(rule, "/price = 1"), ["error /stock: \"库存\" needs a value, because \"价格\" has one"]);
    assert_eq!(found(rule, "/price = 1\n/stock = 2"), NONE);
    assert_eq!(found(rule, "/title = x"), NONE);
    let rule = "at = \"/sku/*\"\nrequired_together = [\"/sku/*/price\", \"/sku/*/stock\"]";
    assert_eq!(
        found(rule, "/sku/0/price = 1\n/sku/0/stock = 1\n/sku/1/stock = 1"),
        ["error /sku/1/price: \"价格\" needs a value, because \"库存\" has one"]
    );
}

#[test]
fn one_of() {
    let rule = "one_of = { field = \"/title\", values = [\"a\", \"b\"] }";
    assert_eq!(found(rule, "/title = a"), NONE);
    assert_eq!(found(rule, "/title = c"), ["error /title: \"c\" is not one of the allowed values"]);
    let rule = "one_of = { field = \"/price\", values = \"/sku/*/price\" }";
    assert_eq!(found(rule, "/price = 2\n/sku/0/price = 1\n/sku/1/price = 2"), NONE);
    assert_eq!(found(rule, "/price = 3\n/sku/0/price = 1").len(), 1);
    // Nothing to choose from.
    assert_eq!(found(rule, "/price = 3"), NONE);
    let rule = "one_of = { field = \"/sku/*/p-*\", values = \"/colors/p-*\", same_id = true }";
    assert_eq!(found(rule, "/colors/p-1 = a\n/sku/0/p-1 = a"), NONE);
    assert_eq!(
        found(rule, "/colors/p-1 = a\n/sku/0/p-1 = b\n/sku/0/p-2 = a"),
        [
            "error /sku/0/p-1: \"b\" is not one of the allowed values",
            "error /sku/0/p-2: \"a\" is not one of the allowed values",
        ]
    );
    // A list of fields: one of them needs a value.
    let rule = "one_of = [\"/title\", \"/price\"]";
    assert_eq!(found(rule, "/price = 1"), NONE);
    assert_eq!(found(rule, "/stock = 1"), ["error /title: one of these needs a value: 标题, 价格"]);
}

#[test]
fn forbidden_words() {
    let rule =
        "forbidden_words = { field = [\"/title\", \"/tags\"], words = [\"best\", \"最佳\", \"best ever\"] }";
    assert_eq!(found(rule, "/title = good"), NONE);
    assert_eq!(
        found(rule, "/title = The BEST ever 最佳\n/tags = best"),
        [
            "error /title: \"best ever\" is a forbidden word",
            "error /title: \"最佳\" is a forbidden word",
            "error /tags/0: \"best\" is a forbidden word",
        ]
    );
    assert_eq!(found(rule, "/title = -1@inputValue=best"), ["error /title: \"best\" is a forbidden word"]);
}

#[test]
fn sum() {
    let rule = "sum = { of = \"/sku/*/stock\", equals = \"/stock\" }";
    assert_eq!(found(rule, "/stock = 3\n/sku/0/stock = 1\n/sku/1/stock = 2"), NONE);
    assert_eq!(
        found(rule, "/stock = 4\n/sku/0/stock = 1\n/sku/1/stock = 2.5"),
        ["error /sku/0/stock: the sum is 3.5, expected 4"]
    );
    assert_eq!(found(rule, "/stock = 4"), NONE);
    assert_eq!(found(rule, "/sku/0/stock = 1"), NONE);
    let found = found(rule, "/stock = 4\n/sku/0/stock = many");
    assert_eq!(
        found,
        ["note : the rule cannot be evaluated: its values are not all numbers of up to 30 digits"]
    );
}

#[test]
fn ordered() {
    let rising = "ordered = \"/sku/*/price\"";
    assert_eq!(found(rising, "/sku/0/price = 9\n/sku/1/price = 10"), NONE);
    assert_eq!(
        found(rising, "/sku/0/price = 9\n/sku/1/price = 9.0\n/sku/2/price = 10"),
        ["error /sku/1/price: 9.0 comes after 9; the values must rise"]
    );
    let falling = "at = \"/sku/*\"\nordered = { field = \"/sku/*/tiers/*/at\", direction = \"falling\", strict = false }";
    assert_eq!(
        found(
            falling,
            "/sku/0/tiers/0/at = 3\n/sku/0/tiers/1/at = 3\n/sku/0/tiers/2/at = 4\n/sku/1/tiers/0/at = 9"
        ),
        ["error /sku/0/tiers/2/at: 4 comes after 3; the values must fall"]
    );
}

#[test]
fn matches() {
    let rule = "matches = { field = \"/title\", pattern = \"[^<>]*\" }";
    assert_eq!(found(rule, "/title = a b"), NONE);
    assert_eq!(found(rule, "/title = a<b").len(), 1);
    let any = "matches = { field = [\"/title\", \"/tags\"], pattern = \".*x.*\", any = true }";
    assert_eq!(found(any, "/title = a\n/tags = b\n/tags = x"), NONE);
    assert_eq!(
        found(any, "/title = a\n/tags = b"),
        ["error /title: no value matches the pattern of the house rule"]
    );
    assert_eq!(found(any, "/price = 1"), NONE);
}

#[test]
fn range() {
    let rule = "range = { field = [\"/price\", \"/sku/*/price\"], above = 0, at_most = 100.5 }";
    assert_eq!(found(rule, "/price = 0.01\n/sku/0/price = 100.50"), NONE);
    assert_eq!(
        found(rule, "/price = 0.00\n/sku/0/price = 101"),
        [
            "error /price: \"0.00\" is out of range; expected > 0",
            "error /sku/0/price: \"101\" is out of range; expected <= 100.5",
        ]
    );
    // No number is a matter of the schema.
    assert_eq!(found(rule, "/price = cheap"), NONE);
    let rule = "range = { field = \"/price\", at_least = \"/sku/*/price\", at_most = \"/sku/*/price\" }";
    assert_eq!(found(rule, "/price = 15\n/sku/0/price = 10\n/sku/1/price = 20"), NONE);
    assert_eq!(
        found(rule, "/price = 21\n/sku/0/price = 10\n/sku/1/price = 20"),
        ["error /price: \"21\" is out of range; expected <= 20"]
    );
    assert_eq!(
        found(rule, "/price = 9\n/sku/0/price = 10\n/sku/1/price = 20"),
        ["error /price: \"9\" is out of range; expected >= 10"]
    );
    assert_eq!(found(rule, "/price = 9"), NONE);
}

#[test]
fn count() {
    let rule = "count = { of = \"/images/image_*\", at_least = 2 }";
    assert_eq!(found(rule, "/images/image_0 = a\n/images/image_1 = b"), NONE);
    assert_eq!(
        found(rule, "/images/image_1 = b"),
        ["error /images/image_1: the number of values is 1, expected >= 2"]
    );
    let rule = "count = { of = \"/sku/*\", at_most = 1 }";
    assert_eq!(
        found(rule, "/sku/0/price = 1\n/sku/1/price = 1"),
        ["error /sku: the number of values is 2, expected <= 1"]
    );
    assert_eq!(found(rule, "/title = x"), NONE);
}

#[test]
fn attribute() {
    let rule = "attribute = { field = \"/tags\", name = \"fileId\" }";
    assert_eq!(found(rule, "/tags = a@fileId=1"), NONE);
    assert_eq!(
        found(rule, "/tags = a@fileId=1\n/tags = b\n/tags = c@fileId="),
        [
            "error /tags/1: the value has no attribute \"fileId\"",
            "error /tags/2: the value has no attribute \"fileId\""
        ]
    );
}

#[test]
fn no_gaps() {
    let rule = "no_gaps = \"/images/image_*\"";
    assert_eq!(found(rule, "/images/image_0 = a\n/images/image_1 = b"), NONE);
    assert_eq!(
        found(rule, "/images/image_0 = a\n/images/image_2 = b"),
        ["error /images/image_2: \"图片2\" before this field is empty; fill the fields in their order"]
    );
}

#[test]
fn disabled_fields_read_as_missing() {
    let schema = tmall_schema::Schema::parse(
        r#"<itemRule><field id="mode" type="input"/><field id="price" type="input"><rules>
        <rule name="disableRule" value="true"><depend-group operator="and">
          <depend-express fieldId="mode" value="off" symbol="=="/></depend-group></rule></rules></field></itemRule>"#,
    )
    .unwrap();
    let rules = "[[rule]]\ncode = \"r\"\nrange = { field = \"/price\", above = 0 }";
    let rules = tmall_schema::RuleSet::parse(rules).unwrap();
    let validator = tmall_schema::Validator::compile(&schema).with_rules(rules.bind(&schema));
    for (mode, wanted) in [("on", 1), ("off", 0)] {
        let xml = format!(
            "<itemParam><field id='mode'><value>{mode}</value></field><field id='price'><value>0</value></field></itemParam>"
        );
        let report = validator.check(&tmall_schema::Param::parse(&xml).unwrap());
        assert_eq!(
            report.findings().iter().filter(|one| one.code_text() == "r").count(),
            wanted,
            "{mode}: {report}"
        );
    }
}

#[test]
fn parts_of_items() {
    let schema = tmall_schema::Schema::parse(super::SCHEMA).unwrap();
    let check = |rule: &str, lines: &str| {
        let rules = tmall_schema::RuleSet::parse(&format!("[[rule]]\ncode = \"r\"\n{rule}")).unwrap();
        let options = tmall_schema::ValidateOptions::new().with_partial(true);
        let validator =
            tmall_schema::Validator::compile_with(&schema, &options).with_rules(rules.bind(&schema));
        validator.check(&super::item(lines)).findings().iter().filter(|one| one.code_text() == "r").count()
    };
    // What a part does not hold stays as it is; what it holds is checked.
    assert_eq!(check("one_of = [\"/title\", \"/price\"]", "/stock = 1"), 0);
    assert_eq!(check("count = { of = \"/images/image_*\", at_least = 1 }", "/stock = 1"), 0);
    assert_eq!(check("required_together = [\"/title\", \"/price\"]", "/title = x"), 0);
    assert_eq!(check("assert = \"title|default('') == 'x'\"", "/price = 1"), 0);
    assert_eq!(check("assert = \"title|default('') == 'x'\"", "/title = y"), 1);
    assert_eq!(check("range = { field = [\"/price\", \"/stock\"], above = 0 }", "/price = 0"), 1);
}
