//! Files of rules: mistakes with their places, sets, severities, binding.

use tmall_schema::{Code, Lang, RuleSet, Schema, Severity, ValidateOptions, Validator};

use super::{SCHEMA, item, report};

/// The mistakes of a file as `line:column: message`.
fn mistakes(text: &str) -> Vec<String> {
    let problems = RuleSet::parse(text).unwrap_err();
    for problem in &problems {
        assert!(!problem.message(Lang::Zh).is_ascii(), "{problem}");
    }
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn mistakes_have_places() {
    for (text, wanted) in [
        ("x = 1", "1:1: unknown key \"x\"; known: \"roles\", \"rule\""),
        ("rule = 1", "1:8: expected a list of tables: [[rule]], found a number"),
        ("[[rule]]\nassert = \"true\"", "1:1: the rule has no \"code\""),
        ("[[rule]]\ncode = \"a\"", "1:1: the rule requires nothing; give it one of assert, unique"),
        ("[[rule]]\ncode = \"A b\"\nassert = \"true\"", "2:8: a code has lower-case letters"),
        (
            "[[rule]]\ncode = \"required\"\nassert = \"true\"",
            "2:8: \"required\" is a code of findings that come from the schema",
        ),
        (
            "[[rule]]\ncode = \"requird\"\nassert = \"true\"",
            "2:8: \"requird\" is too similar to \"required\"",
        ),
        (
            "[[rule]]\ncode = \"a\"\nrange = { field = \"/a\", at_least = 10, at_most = 9.5 }",
            "3:9: no number is within these limits",
        ),
        (
            "[[rule]]\ncode = \"a\"\nsum = { of = \"/a\", above = 1, equals = 1.0 }",
            "3:7: no number is within these limits",
        ),
        ("[[rule]]\ncode = \"a\"\nasert = \"true\"", "3:1: unknown key \"asert\"; did you mean \"assert\"?"),
        ("[[rule]]\ncode = \"a\"\nassert = \"a +\"", "3:10: the expression is incomplete"),
        ("[[rule]]\ncode = \"a\"\nassert = \"a|shout\"", "3:10: there is no filter \"shout\""),
        ("[[rule]]\ncode = \"a\"\nunique = \"prize\"", "3:10: \"prize\" is neither a path"),
        ("[[rule]]\ncode = \"a\"\nunique = \"/a//b\"", "3:10: an id is missing in \"/a//b\""),
        ("[[rule]]\ncode = \"a\"\nunique = []", "3:10: the list is empty"),
        ("[[rule]]\ncode = \"a\"\nunique = \"/a\"\nno_gaps = \"/a\"", "4:11: a rule has one requirement"),
        (
            "[[rule]]\ncode = \"a\"\nunique = \"/a\"\nseverity = \"fatal\"",
            "4:12: \"fatal\" is not a severity",
        ),
        ("[[rule]]\ncode = \"a\"\nunique = \"/a\"\nmessage = \"x\"", "4:11: expected a table, found a text"),
        (
            "[[rule]]\ncode = \"a\"\nunique = \"/a\"\nmessage = {}",
            "4:11: write message.en, message.zh or both",
        ),
        ("[[rule]]\ncode = \"a\"\nunique = \"/a\"\nmessage.en = \"{{ a\"", "4:14: \"{{\" is not closed"),
        ("[[rule]]\ncode = \"a\"\nrange = { field = \"/a\" }", "3:9: a limit is missing"),
        ("[[rule]]\ncode = \"a\"\nrange = { above = 1 }", "3:9: \"field\" is missing here"),
        (
            "[[rule]]\ncode = \"a\"\nrange = { field = \"/a\", above = true }",
            "3:33: expected a number, or a role or path",
        ),
        (
            "[[rule]]\ncode = \"a\"\nmatches = { field = \"/a\", pattern = \"(\" }",
            "3:37: this is not a pattern",
        ),
        (
            "[[rule]]\ncode = \"a\"\nmatches = { field = \"/a\", pattern = \"a)(b\" }",
            "3:37: this is not a pattern",
        ),
        (
            "[[rule]]\ncode = \"a\"\nordered = { field = \"/a\", direction = \"up\" }",
            "3:39: \"up\" is not a direction",
        ),
        ("[[rule]]\ncode = \"a\"\nforbidden_words = { field = \"/a\" }", "3:19: give \"words\", a list"),
        (
            "[[rule]]\ncode = \"a\"\nforbidden_words = { field = \"/a\", file = \"w\" }",
            "3:42: cannot read \"w\": these rules were given",
        ),
        ("[[rule]]\ncode = \"a\"\nrequired_together = [\"/a\"]", "3:21: name two fields or more"),
        ("[roles]\na-b = \"/a\"", "2:1: the name of a role has letters"),
        ("[roles]\nvalue = \"/a\"", "2:1: \"value\" has a meaning of its own"),
        ("[roles]\na = \"b\"", "2:5: a path starts with /: \"/b\""),
        ("[roles]\na = 1", "2:5: expected a text in quotes, found a number"),
        (
            "[[rule]]\ncode = \"a\"\nassert = \"1\"\n[[rule]]\ncode = \"a\"\nassert = \"1\"",
            "5:8: there are two rules \"a\"",
        ),
        ("[[rule]\n", "1:"),
    ] {
        let found = mistakes(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(wanted), "{text}: {found:?}");
    }
    // All at once, in order.
    let all = mistakes("x = 1\n[[rule]]\ncode = 1\n[[rule]]\ncode = \"b\"\nunique = \"y\"");
    let places: Vec<&str> = all.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["1:1", "3:8", "2:1", "6:10"]);
}

#[test]
fn files_of_words() {
    let rules = "[[rule]]\ncode = \"a\"\nforbidden_words = { field = \"/title\", words = [\"x\"], file = \"words.txt\" }";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.toml");
    std::fs::write(&path, rules).unwrap();
    let missing = RuleSet::open(&path).unwrap_err().to_string();
    assert!(missing.ends_with("rules.toml:3:61: cannot read \"words.txt\": no such file"), "{missing}");
    std::fs::write(folder.path().join("words.txt"), "# comment\n\n 最佳 \nbest\n").unwrap();
    let set = RuleSet::open(&path).unwrap();
    let schema = Schema::parse(SCHEMA).unwrap();
    let validator = Validator::compile(&schema).with_rules(set.bind(&schema));
    let report = validator.check(&item("/title = 最佳 x # comment Best"));
    let words: Vec<String> = report.findings().iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        ["\"最佳\" is a forbidden word", "\"x\" is a forbidden word", "\"best\" is a forbidden word"]
    );
    let missing = RuleSet::open(&folder.path().join("none.toml")).unwrap_err().to_string();
    assert!(missing.contains("none.toml\": no such file"), "{missing}");
}

#[test]
fn messages() {
    let lines = "/price = 0\n/title = x";
    let with = |message: &str| {
        let rules = format!("[[rule]]\ncode = \"a\"\n{message}\nrange = {{ field = \"/price\", above = 0 }}");
        let report = report(&rules, &item(lines));
        let finding = &report.findings()[0];
        [Lang::En, Lang::Zh].map(|lang| finding.message(lang))
    };
    assert_eq!(with(""), ["\"0\" is out of range; expected > 0", "“0”超出范围，应为 > 0"]);
    assert_eq!(with("message.en = \"{{ title }}: {{ value }} {{ limit }}\""), ["x: 0 > 0", "x: 0 > 0"]);
    assert_eq!(with("message.en = \"a\"\nmessage.zh = \"甲\""), ["a", "甲"]);
    // What is missing is empty; what cannot be evaluated gives the standard message.
    assert_eq!(with("message.en = \"[{{ stock }}]\"")[0], "[]");
    assert_eq!(with("message.en = \"{{ title|float }}\"")[0], "\"0\" is out of range; expected > 0");
    assert!(with("message.en = \"{{ 'x'|replace('x', title) }}\"")[0].starts_with('x'));
}

#[test]
fn findings_are_those_of_house_rules() {
    let rules =
        "[[rule]]\ncode = \"a-b\"\nseverity = \"warning\"\nrange = { field = \"/sku/*/price\", above = 0 }";
    let report = report(rules, &item("/sku/0/price = 1\n/sku/1/price = 0"));
    let finding = &report.findings()[0];
    assert_eq!((finding.code(), finding.code_text()), (Code::HouseRule, "a-b"));
    assert_eq!(
        (finding.severity(), finding.field(), finding.actual()),
        (Severity::Warning, Some("价格"), Some("0"))
    );
    assert!(finding.position().is_some() && report.is_valid());
    let json = serde_json::to_value(finding).unwrap();
    assert_eq!((json["code"].as_str(), json["house_rule"].as_str()), (Some("a-b"), Some("own")));
    assert_eq!(
        report.to_string(),
        "warning /sku/1/price (价格): \"0\" is out of range; expected > 0 [a-b]\n"
    );
}

#[test]
fn severities_and_limits_apply() {
    let schema = Schema::parse(SCHEMA).unwrap();
    let rules = "[[rule]]\ncode = \"a\"\nrange = { field = \"/sku/*/price\", above = 0 }";
    let set = RuleSet::parse(rules).unwrap();
    let item = item("/sku/0/price = 0\n/sku/1/price = 0\n/sku/2/price = 0");
    let check = |set: &RuleSet, options: &ValidateOptions| {
        let validator = Validator::compile_with(&schema, options).with_rules(set.bind(&schema));
        let report = validator.check(&item);
        assert_eq!(report.is_valid(), validator.is_valid(&item));
        (report.findings().len(), report.is_valid())
    };
    let plain = ValidateOptions::new();
    assert_eq!(check(&set, &plain), (3, false));
    assert_eq!(check(&set, &plain.clone().with_max_findings(1)), (1, false));
    assert_eq!(check(&set, &plain.clone().with_max_findings(0)), (0, false));
    assert_eq!(check(&set.clone().with_severity("a", Some(Severity::Note)), &plain), (3, true));
    assert_eq!(check(&set.clone().with_severity("a", None), &plain), (0, true));
    assert_eq!(check(&set.clone().with_severity("b", None), &plain), (3, false));
    let off = plain.clone().with_severity(Code::HouseRule, None);
    assert_eq!(check(&set, &off), (0, true));
    let warning = plain.with_severity(Code::HouseRule, Some(Severity::Warning));
    assert_eq!(check(&set, &warning), (3, true));
}

#[test]
fn later_rules_replace_earlier_ones() {
    let one = |code: &str, severity: &str| {
        RuleSet::parse(&format!(
            "[[rule]]\ncode = \"{code}\"\nseverity = \"{severity}\"\nassert = \"title == 'x'\""
        ))
        .unwrap()
    };
    let schema = Schema::parse(SCHEMA).unwrap();
    let bound = one("a", "error").and(one("b", "error")).and(one("a", "note")).bind(&schema);
    let states: Vec<_> = bound.states().map(|state| (state.code().to_owned(), state.severity())).collect();
    assert_eq!(states, [("b".to_owned(), Some(Severity::Error)), ("a".to_owned(), Some(Severity::Note))]);
}

#[test]
fn rules_without_their_fields_are_off() {
    let schema = Schema::parse(SCHEMA).unwrap();
    let rules = r#"
[roles]
price = ["/sku/*/skuPrice", "/sku/*/price"]
colour = "/sku/*/colour"
[[rule]]
code = "on"
range = { field = "price", above = 0 }
[[rule]]
code = "off"
unique = ["price", "colour"]
[[rule]]
code = "some"
range = { field = ["price", "colour"], above = 0 }
[[rule]]
code = "names"
assert = "wight|float > price|float"
[[rule]]
code = "message"
message.en = "[{{ nothing }}]"
no_gaps = "/images/image_*"
[[rule]]
code = "needs"
needs = "/nothing"
no_gaps = "/images/image_*""#;
    let bound = RuleSet::parse(rules).unwrap().bind(&schema);
    let states: Vec<String> = bound
        .states()
        .map(|state| {
            let missing: Vec<String> =
                state.missing().map(|(name, at)| format!("{name} {}:{}", at.line, at.column)).collect();
            let why = state.why_off(Lang::En).unwrap_or_else(|| state.fields().join(" "));
            format!("{} {}: {why} [{}]", state.code(), state.is_on(), missing.join(", "))
        })
        .collect();
    assert_eq!(
        states,
        [
            "on true: /sku/price []",
            "off false: the schema has no \"colour\" [colour 10:20]",
            "some true: /sku/price []",
            "names false: the schema has no \"wight\" [wight 16:10]",
            "message true: /images/image_0 /images/image_1 /images/image_2 []",
            "needs false: the schema has no \"/nothing\" [/nothing 23:9]",
        ]
    );
    // What only its message mentions does not turn a rule off; there it is empty.
    let unknown: Vec<_> = bound
        .states()
        .flat_map(|state| state.unknown_in_message().map(|(name, at)| (name, at.line)).collect::<Vec<_>>())
        .collect();
    assert_eq!(unknown, [("nothing", 19)]);
    let item = item("/images/image_1 = x");
    let report = Validator::compile(&schema).with_rules(bound).check(&item);
    assert_eq!(report.findings()[0].to_string(), "[]");
}
