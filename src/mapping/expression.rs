//! Expressions and templates: minijinja's expressions, and nothing else of it.
//!
//! A template is text with `{{ expression }}` in it. Statements (`{% … %}`) are refused, so there are no loops,
//! no definitions and no includes; there is no loader, so nothing is read; there is fuel, and the filters and
//! tests are the few below. A name that the record does not have is an error, never an empty text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Expression, UndefinedBehavior, filters, tests};

use super::path::Frame;
use super::record::Json;

/// The longest result of an expression, in bytes.
const LONGEST: usize = 1 << 20;
/// Steps that one expression may take.
const FUEL: u64 = 10_000;

/// The record itself, within an expression.
const RECORD: &str = "record";
/// The row or record that is being filled.
const ROW: &str = "row";

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(20);
    env.add_filter("lower", filters::lower);
    env.add_filter("upper", filters::upper);
    env.add_filter("title", filters::title);
    env.add_filter("trim", filters::trim);
    env.add_filter("replace", replace);
    env.add_filter("length", filters::length);
    env.add_filter("default", filters::default);
    env.add_filter("join", filters::join);
    env.add_filter("split", filters::split);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("int", filters::int);
    env.add_filter("float", filters::float);
    env.add_filter("round", filters::round);
    env.add_filter("abs", filters::abs);
    env.add_filter("min", filters::min);
    env.add_filter("max", filters::max);
    env.add_filter("sum", filters::sum);
    env.add_filter("string", filters::string);
    env.add_test("defined", tests::is_defined);
    env.add_test("undefined", tests::is_undefined);
    env.add_test("none", tests::is_none);
    env.add_test("number", tests::is_number);
    env.add_test("string", tests::is_string);
    env.add_test("startingwith", tests::is_startingwith);
    env.add_test("endingwith", tests::is_endingwith);
    env
});

pub(crate) const FILTERS: [&str; 19] = [
    "lower", "upper", "title", "trim", "replace", "length", "default", "join", "split", "first", "last",
    "int", "float", "round", "abs", "min", "max", "sum", "string",
];
pub(crate) const TESTS: [&str; 7] =
    ["defined", "undefined", "none", "number", "string", "startingwith", "endingwith"];

/// minijinja's own would let a text grow without bounds.
fn replace(text: &str, from: &str, to: &str) -> Result<String, Error> {
    let found = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
    if text.len().saturating_add(found.saturating_mul(to.len())) > LONGEST {
        return Err(Error::new(ErrorKind::InvalidOperation, "the result is too long"));
    }
    Ok(text.replace(from, to))
}

/// Whether numbers of the record are numbers, or texts as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Numbers,
    AsWritten,
}

/// One expression.
#[derive(Debug)]
pub(crate) struct Expr {
    compiled: Expression<'static, 'static>,
    /// The names that it uses, with those that are looked up in them.
    names: BTreeMap<String, Vec<String>>,
    numbers: Numbers,
}

/// Text with expressions in it.
#[derive(Debug)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Debug)]
enum Piece {
    Text(String),
    Expr(Expr),
}

/// What is wrong, in English and Chinese.
pub(crate) type Wrong = (String, String);

impl Expr {
    pub(crate) fn parse(text: &str) -> Result<Expr, Wrong> {
        Expr::compile(text, Numbers::Numbers)
    }

    fn compile(text: &str, numbers: Numbers) -> Result<Expr, Wrong> {
        check(text)?;
        let compiled =
            ENVIRONMENT.compile_expression_owned(text.to_owned()).map_err(|error| wrong(&error))?;
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in compiled.undeclared_variables(false) {
            names.insert(name, Vec::new());
        }
        for path in compiled.undeclared_variables(true) {
            let (name, inner) = path.split_once('.').unwrap_or((&path, ""));
            if let Some(inside) = names.get_mut(name) {
                let first = inner.split('.').next().unwrap_or_default();
                inside.push(first.to_owned());
            }
        }
        Ok(Expr { compiled, names, numbers })
    }

    fn value(&self, frame: &Frame<'_, '_>) -> Result<Value, Wrong> {
        let mut context = Vec::with_capacity(self.names.len());
        let mut missing = Vec::new();
        for (name, inside) in &self.names {
            // The record's own names come first.
            let found = match (frame.here.get(name), name.as_str()) {
                (Some(found), _) => self.convert(found),
                (None, RECORD) => self.parts(frame.record(), inside),
                (None, ROW) => self.parts(frame.here, inside),
                (None, name) => {
                    missing.push(name);
                    continue;
                }
            };
            context.push((name.as_str(), found));
        }
        let result = self.compiled.eval(Value::from_pairs(context));
        let is_undefined = result.as_ref().map_or_else(
            |error| error.kind() == ErrorKind::UndefinedError || !missing.is_empty(),
            Value::is_undefined,
        );
        if is_undefined {
            let names = missing.join(", ");
            return Err(match names.as_str() {
                "" => (
                    "something in it is not in the record".to_owned(),
                    "表达式中有记录里不存在的内容".to_owned(),
                ),
                names => (format!("the record has no {names}"), format!("记录中没有 {names}")),
            });
        }
        result.map_err(|error| wrong(&error))
    }

    /// An object with no more than what the expression looks up in it.
    fn parts(&self, json: &Json<'_>, names: &[String]) -> Value {
        if matches!(json, Json::Object(_)) && !names.is_empty() && names.iter().all(|name| !name.is_empty()) {
            return Value::from_pairs(
                names.iter().filter_map(|name| Some((name.as_str(), self.convert(json.get(name)?)))),
            );
        }
        self.convert(json)
    }

    fn convert(&self, json: &Json<'_>) -> Value {
        match json {
            Json::Null => Value::from(()),
            &Json::Bool(yes) => Value::from(yes),
            Json::Number(number) if self.numbers == Numbers::Numbers => number
                .parse::<i128>()
                .map(Value::from)
                .or_else(|_| number.parse::<f64>().map(Value::from))
                .unwrap_or_else(|_| Value::from(number.as_ref())),
            Json::Number(text) | Json::Text(text) | Json::Cell(text) => Value::from(text.as_ref()),
            Json::List(items) => items.iter().map(|item| self.convert(item)).collect(),
            Json::Object(entries) => {
                Value::from_pairs(entries.iter().map(|(key, value)| (key.as_ref(), self.convert(value))))
            }
        }
    }

    /// Whether it holds.
    pub(crate) fn holds(&self, frame: &Frame<'_, '_>) -> Result<bool, Wrong> {
        let value = self.value(frame)?;
        Ok(value.is_true())
    }

    /// The result as text; nothing for none.
    pub(crate) fn text(&self, frame: &Frame<'_, '_>) -> Result<Option<String>, Wrong> {
        let value = self.value(frame)?;
        match value.kind() {
            ValueKind::None => Ok(None),
            ValueKind::String | ValueKind::Bool | ValueKind::Number => {
                let text = value.to_string();
                if text.len() > LONGEST {
                    return Err(("the result is too long".to_owned(), "结果过长".to_owned()));
                }
                // Numbers that are whole are written so.
                Ok(Some(match (value.kind(), text.strip_suffix(".0")) {
                    (ValueKind::Number, Some(whole)) => whole.to_owned(),
                    _ => text,
                }))
            }
            kind => {
                Err((format!("the result is a {kind} and not a text"), format!("结果是 {kind}，不是文本")))
            }
        }
    }
}

impl Template {
    pub(crate) fn parse(text: &str) -> Result<Template, Wrong> {
        let mut pieces = Vec::new();
        let mut rest = text;
        for (mark, en, zh) in [("{%", "statements", "语句"), ("{#", "comments", "注释")] {
            if rest.contains(mark) {
                return Err((
                    format!("{en} ({mark}) are not allowed in a template, only {{{{ expressions }}}}"),
                    format!("模板中不允许{zh}（{mark}），只能使用 {{{{ 表达式 }}}}"),
                ));
            }
        }
        while let Some((before, after)) = rest.split_once("{{") {
            let end = end_of_expression(after)
                .ok_or_else(|| ("\"{{\" is not closed".to_owned(), "“{{”没有结束".to_owned()))?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Expr(Expr::compile(after[..end].trim(), Numbers::AsWritten)?));
            rest = &after[end + 2..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Template(pieces))
    }

    pub(crate) fn text(&self, frame: &Frame<'_, '_>) -> Result<String, Wrong> {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Expr(expr) => text.push_str(&expr.text(frame)?.unwrap_or_default()),
            }
            if text.len() > LONGEST {
                return Err(("the result is too long".to_owned(), "结果过长".to_owned()));
            }
        }
        Ok(text)
    }

    /// The names that the template looks up in the record, see [`Expr::names`].
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter_map(|piece| match piece {
                Piece::Expr(expr) => Some(expr.names()),
                Piece::Text(_) => None,
            })
            .flatten()
    }
}

impl Expr {
    /// The names that the expression looks up in the row, or in the record behind `record`.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().flat_map(|(name, inside)| {
            let through = matches!(name.as_str(), RECORD | ROW);
            let own = (!through).then_some(name.as_str());
            let inner = inside.iter().filter(move |_| through).map(String::as_str);
            own.into_iter().chain(inner)
        })
    }
}

/// Where `}}` ends an expression: not within quotes, nor within the braces of an object.
fn end_of_expression(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut quote, mut open) = (None, 0usize);
    let mut at = 0;
    while at < bytes.len() {
        match (quote, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(mark), byte) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
            (None, b'{') => open += 1,
            (None, b'}') if open > 0 => open -= 1,
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// What minijinja says only when an expression is worked out is said here: filters and tests that are not
/// there. And a text times a number is refused, which would make a long text of a short one.
fn check(text: &str) -> Result<(), Wrong> {
    if text.len() > 4096 {
        return Err(("an expression of this length is not allowed".to_owned(), "表达式过长".to_owned()));
    }
    let tokens = tokens(text);
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).copied().unwrap_or_default();
        let is_text = |token: &str| token.starts_with(['"', '\'']);
        let (kind, zh, known, name) = match *token {
            "|" => ("filter", "过滤器", FILTERS.as_slice(), next),
            "is" if next == "not" => {
                ("test", "测试", TESTS.as_slice(), tokens.get(at + 2).copied().unwrap_or_default())
            }
            "is" => ("test", "测试", TESTS.as_slice(), next),
            "*" if is_text(next) || is_text(before) => {
                return Err(("a text cannot be multiplied".to_owned(), "文本不能相乘".to_owned()));
            }
            _ => continue,
        };
        if !known.contains(&name) {
            let all = known.join(", ");
            return Err((
                format!("there is no {kind} \"{name}\"; there are {all}"),
                format!("没有{zh}“{name}”，可用的有 {all}"),
            ));
        }
    }
    Ok(())
}

/// Names, texts and signs of an expression, roughly.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = if first == '"' || first == '\'' {
            let mut end = rest.len();
            let mut chars = rest.char_indices().skip(1);
            while let Some((at, c)) = chars.next() {
                if c == '\\' {
                    chars.next();
                } else if c == first {
                    end = at + 1;
                    break;
                }
            }
            end
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

fn wrong(error: &Error) -> Wrong {
    let text = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    let zh = match error.kind() {
        ErrorKind::UndefinedError => "使用了记录中没有的名称".to_owned(),
        ErrorKind::SyntaxError => format!("语法错误：{}", error.detail().unwrap_or_default()),
        ErrorKind::OutOfFuel => "表达式计算量过大".to_owned(),
        ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction => {
            format!("没有这个过滤器、测试或函数：{}", error.detail().unwrap_or_default())
        }
        _ => format!("表达式无法计算：{}", error.detail().unwrap_or_default()),
    };
    (text, zh)
}

#[cfg(test)]
mod unit {
    use super::*;

    fn template(text: &str, json: &str) -> Result<String, String> {
        let json = Json::parse(json).unwrap();
        let template = Template::parse(text).map_err(|(en, _)| en)?;
        template.text(&Frame { here: &json, outer: None }).map_err(|(en, _)| en)
    }

    fn expr(text: &str, json: &str) -> Result<Option<String>, String> {
        let json = Json::parse(json).unwrap();
        let expr = Expr::parse(text).map_err(|(en, _)| en)?;
        expr.text(&Frame { here: &json, outer: None }).map_err(|(en, _)| en)
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
        assert!(template("{{ a }}", json).unwrap_err().contains("not a text"));
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
        ] {
            assert!(template(text, "{\"a\":\"b\"}").is_err(), "{text}");
        }
        for text in ["1; 2", "a %} {% for", "lipsum()", "debug()", "namespace()", "a|tojson"] {
            assert!(expr(text, "{\"a\":\"b\"}").is_err(), "{text}");
        }
        let long = format!("{{{{ {}a{} }}}}", "(".repeat(1500), ")".repeat(1500));
        assert!(Template::parse(&long).is_err());
    }

    #[test]
    fn every_filter_and_test_is_there() {
        for name in FILTERS {
            let error = expr(&format!("nothing|{name}"), "{}").err().unwrap_or_default();
            assert!(!error.contains("unknown filter"), "{error}");
        }
        for name in TESTS {
            let error = expr(&format!("nothing is {name}"), "{}").err().unwrap_or_default();
            assert!(!error.contains("unknown test"), "{error}");
        }
    }
}
