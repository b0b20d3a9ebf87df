use super::names::{FILTERS, TESTS};
use super::{Expr, Template};
use crate::mapping::record::Json;
use crate::mapping::record_path::Frame;

fn template(text: &str, json: &str) -> Result<String, String> {
    let json = Json::parse(json).unwrap();
    let template = Template::parse(text).map_err(|message| message.en)?;
    template.text(&Frame { here: &json, outer: None }).map_err(|message| message.en)
}

fn expr(text: &str, json: &str) -> Result<Option<String>, String> {
    let json = Json::parse(json).unwrap();
    let expr = Expr::parse(text).map_err(|message| message.en)?;
    expr.text(&Frame { here: &json, outer: None }).map_err(|message| message.en)
}

#[test]
fn templates() {
    let json = r#"{"brand":"青禾","price":10.00,"a":{"b":"x"},"商品":"衬衫","l":["p","q"]}"#;
    assert_eq!(template("{{ brand }} {{ price }} {{a.b}}", json).unwrap(), "青禾 10.00 x");
    assert_eq!(template("{{ 商品 }}{{ record.brand }}{{ row['a'].b }}", json).unwrap(), "衬衫青禾x");
    assert_eq!(template("{{ l|join('、') }} {{ '}}' }}", json).unwrap(), "p、q }}");
    assert_eq!(template("{{ nothing|default('-') }}", json).unwrap(), "-");
    assert_eq!(template("no expression", json).unwrap(), "no expression");
    assert!(template("{{ nothing }}", json).unwrap_err().contains("record"));
    assert!(template("{{ a.c }}", json).unwrap_err().contains("record"));
    assert!(template("{{ a }}", json).unwrap_err().contains("expected a text"));
}

#[test]
fn a_path_gives_what_evaluation_gives() {
    let json = r#"{"a":"x","n":1.50,"t":true,"z":null,"l":["p"],"o":{"a":"y","o":{"n":2.0},"record":"r"},"true":"no"}"#;
    for path in [
        "a", "n", "t", "z", "l", "o", "o.a", "o.o.n", "o.o", "o.x", "x", "a.b", "record.a", "row.o.a",
        "o.record", "true", "none", "record", "n.a",
    ] {
        // In parentheses it is evaluated.
        let (plain, evaluated) =
            (template(&format!("{{{{ {path} }}}}"), json), template(&format!("{{{{ ({path}) }}}}"), json));
        assert_eq!(plain, evaluated, "{path}");
    }
    assert_eq!(template("{{ n }} {{ o.o.n }} {{ true }}", json).unwrap(), "1.50 2.0 true");
}

#[test]
fn expressions() {
    let json = r#"{"price":10.5,"count":3,"big":12345678901234567890}"#;
    assert_eq!(expr("price * count", json).unwrap().unwrap(), "31.5");
    assert_eq!(expr("price * 2", json).unwrap().unwrap(), "21");
    assert_eq!(expr("big", json).unwrap().unwrap(), "12345678901234567890");
    assert_eq!(expr("none", json).unwrap(), None);
    assert_eq!(expr("'a' if count > 2 else 'b'", json).unwrap().unwrap(), "a");
}

#[test]
fn nothing_loops_or_reads() {
    for text in [
        "{% for i in range(9) %}x{% endfor %}",
        "{% include 'x' %}",
        "{{ range(5)|join }}",
        "{{ a|map('upper') }}",
        "{{ 'x' * 99999999 }}",
        "{{ 99999999 * 'x' }}",
        "{{ x is sameas y }}",
        "{{ a",
        "{{ }}",
        "{# x #}",
        "{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% import 'x' as x %}",
        "{% extends 'x' %}",
        "{% set x = a ~ a %}",
        "{{ self.a() }}",
        "{{ loop.index }}",
        "{{ a.upper() }}",
        "{{ caller() }}",
    ] {
        assert!(template(text, "{\"a\":\"b\"}").is_err(), "{text}");
    }
    for text in ["1; 2", "a %} {% for", "lipsum()", "debug()", "namespace()", "a|tojson"] {
        assert!(expr(text, "{\"a\":\"b\"}").is_err(), "{text}");
    }
    let long = format!("{{{{ {}a{} }}}}", "(".repeat(1500), ")".repeat(1500));
    assert!(Template::parse(&long).is_err());
}

/// Asserts that an expression is refused, quickly, with a text of `bytes` bytes in `a` and a list of `items` texts in
/// `l`.
fn refused(text: &str, bytes: usize, items: usize) {
    let a = "x".repeat(bytes);
    let list = vec!["\"xy\""; items].join(",");
    let json = format!("{{\"a\":\"{a}\",\"n\":99999999,\"l\":[{list}]}}");
    let start = std::time::Instant::now();
    let result = expr(text, &json);
    assert!(result.is_err(), "{} bytes of {text:.60}", result.unwrap().unwrap_or_default().len());
    assert!(start.elapsed().as_secs() < 5, "{text:.60}");
}

#[test]
fn texts_and_lists_are_not_multiplied() {
    for text in [
        "a * 99999999",
        "99999999 * a",
        "n * a",
        "a * n",
        "('x') * 99999999",
        "99999999 * ('x')",
        "99999999 * ('x' ~ 'y')",
        "99999999 * - - a",
        "(a ~ a) * n",
        "[a][0] * n",
        "n * [a][0]",
        "n * {'b': a}.b",
        "n * {'b': a}['b']",
        "n * l[0]",
        "n * (a|upper)",
        "n * a|upper",
        "a|upper * n",
        "n * n * a",
        "2 * 3 * a * 4",
        "(l * n)|length",
        "(n * l)|length",
        "([1] * n)|length",
        "n * (l if n else l)",
        "'a' in (a * n)",
        "(a * n)|length",
        "record.a * n",
        "n * row['a']",
    ] {
        refused(text, 10, 3);
    }
    let json = r#"{"price":10.5,"count":3,"t":"7","l":[2,3],"o":{"n":4}}"#;
    for (text, wanted) in [
        ("price * count", "31.5"),
        ("-price * - count", "31.5"),
        ("2 * l[1] ** 2 * o.n", "72"),
        ("t|int * 2", "14"),
        ("2 * t|int + 1", "15"),
        ("2*(count+1)*1.5", "12"),
        ("(price * 1e-1)|round(2)", "1.05"),
        ("2 * l|sum", "10"),
        ("2 * ('t * 3'|length)", "10"),
    ] {
        assert_eq!(expr(text, json).unwrap().unwrap(), wanted, "{text}");
    }
    let error = expr("t * 2", json).unwrap_err();
    assert!(error.ends_with("a text cannot be multiplied; convert it with |float"), "{error}");
    assert!(expr("nothing * 2", json).unwrap_err().contains("record has no nothing"));
}

/// minijinja orders every text after every number.
#[test]
fn texts_are_not_compared_with_numbers() {
    let json = r#"{"n":5,"t":"3","day":"2026-03-05","l":[1,"x"],"o":{"n":2.5}}"#;
    for text in [
        "t > 5",
        "5 < t",
        "n >= t",
        "t <= n",
        "'a' if t > 5 else 'b'",
        "n > 1 and t > 1",
        "not t < o.n",
        "1 < n < t",
        "t ~ t > n",
        "(t) > 5",
        "t|trim > 5",
        "l[1] > l[0]",
        "n > '1'",
        "1 > n or (n > (t < n))",
    ] {
        let error = expr(text, json).unwrap_err();
        assert!(error.contains("cannot be compared with a number"), "{text}: {error}");
        assert!(Template::parse(&format!("{{{{ {text} }}}}")).is_ok(), "{text}");
    }
    for (text, wanted) in [
        ("t|int > 5", "false"),
        ("n > 4 and n < 6", "true"),
        ("1 < n <= 5", "true"),
        ("9 < n < t", "false"),
        ("day >= '2026-03-01'", "true"),
        ("t ~ '' < 'a'", "true"),
        ("n + 1 > o.n * 2", "true"),
        ("n > 4 and (1 if t|int > 2 else 3) < 2", "true"),
        ("t == 3", "false"),
        ("(n > 4) == (t|int < 4)", "true"),
    ] {
        assert_eq!(expr(text, json).unwrap().unwrap(), wanted, "{text}");
    }
    assert!(expr("nothing > 2", json).unwrap_err().contains("record has no nothing"));
    assert!(template("{{ 'few' if n < 9 else '' }}", json).unwrap_err().contains("convert it with |float"));
}

#[test]
fn nothing_takes_much() {
    // Doubling, by signs and by filters.
    let doubled = format!("a{}", " ~ a".repeat(199));
    refused(&doubled, 100_000, 1);
    refused(&doubled.replace('~', "+"), 100_000, 1);
    refused("a|replace('', a)", 100_000, 1);
    refused("a|replace('x', 'xx')|replace('x', a)", 100_000, 1);
    refused("a|split('')|join(a)", 2_000, 1);
    refused("l|join(a)", 1_000, 30_000);
    refused("(l + l + l + l)|join(a)", 100_000, 1_000);
    refused("a|split('')", 100_000, 1);
    refused("l|sum(start='')", 10, 30_000);
    let many = format!("[{}]|join", vec!["a|replace('x', 'xxxxxxxxx')"; 120].join(", "));
    refused(&many, 100_000, 1);
    let nested = format!("{}a{}", "(".repeat(30), "|replace('x', 'xxxx'))".repeat(30));
    refused(&nested, 10, 1);
    let long = format!("{}|length", vec!["l"; 199].join(" + "));
    refused(&format!("({long})"), 10, 30_000);
    // Deep, in every way.
    for deep in ["-".repeat(4000), "-".repeat(390) + "a", "1 ** ".repeat(199) + "a"] {
        refused(&deep, 10, 1);
    }
    for (open, close) in [("(", ")"), ("[", "]"), ("a[", "]"), ("a|default(", ")"), ("a if ", " else a")] {
        for count in [60, 130, 190, 2000] {
            let text = format!("{}a{}", open.repeat(count), close.repeat(count));
            let answer = expr(&text, "{\"a\":[1]}");
            assert!(answer.is_err() || open == "a if ", "{text}");
        }
    }
    refused("10 ** 99999999", 10, 1);
    refused("n ** n ** n", 10, 1);
    // Ordinary expressions are accepted.
    let json = format!("{{\"a\":\"{}\",\"b\":\"c\"}}", "x".repeat(500_000));
    assert_eq!(expr("a ~ b if a else b", &json).unwrap().unwrap().len(), 500_001);
    assert_eq!(expr("a|replace('y', b)", &json).unwrap().unwrap().len(), 500_000);
}

#[test]
fn conversions_say_what_to_do() {
    let error = expr("price|float * 2", r#"{"price":"1,000"}"#).unwrap_err();
    assert!(error.contains("|replace(',', '')"), "{error}");
    assert_eq!(expr("price|replace(',', '')|float * 2", r#"{"price":"1,000"}"#).unwrap().unwrap(), "2000");
    for (text, wanted) in [("x|int", "\"abc\" is not a number"), ("x|float", "\"abc\" is not a number")] {
        let error = expr(text, r#"{"x":"abc"}"#).unwrap_err();
        assert!(error.starts_with(wanted), "{error}");
    }
    assert_eq!(expr("x|int + y|float", r#"{"x":"7","y":2.5}"#).ok().flatten().as_deref(), Some("9.5"));
}

#[test]
fn every_filter_and_test_is_there() {
    for name in FILTERS {
        let error = expr(&format!("nothing|{name}"), "{}").err().unwrap_or_default();
        assert!(!error.contains("does not exist") && !error.contains("there is no"), "{error}");
    }
    for name in TESTS {
        let error = expr(&format!("nothing is {name}"), "{}").err().unwrap_or_default();
        assert!(!error.contains("does not exist") && !error.contains("there is no"), "{error}");
    }
}
