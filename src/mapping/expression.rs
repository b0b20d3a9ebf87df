//! Expressions and templates: minijinja's expressions, and nothing else of it.
//!
//! A template is text with `{{ expression }}` in it. Statements (`{% … %}`) are refused, so there are no loops,
//! no definitions and no includes; there is no loader, so nothing is read; there is fuel, and the filters and
//! tests are the few below. A name that the record does not have is an error, never an empty text.
//!
//! What an expression can take of memory and time is bounded by what goes in, by how often it is named, and by
//! what the filters that let a text grow may make of it ([`growing`]).

mod growing;
mod source;

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

/// The bytes that may go into one expression, and those times how often they are named: concatenating copies.
const HEAVIEST: usize = 8 << 20;
const DEAREST: usize = 64 << 20;

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
    env.add_filter("replace", growing::replace);
    env.add_filter("length", filters::length);
    env.add_filter("default", filters::default);
    env.add_filter("join", growing::join);
    env.add_filter("split", growing::split);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("int", filters::int);
    env.add_filter("float", filters::float);
    env.add_filter("round", filters::round);
    env.add_filter("abs", filters::abs);
    env.add_filter("min", filters::min);
    env.add_filter("max", filters::max);
    env.add_filter("sum", growing::sum);
    env.add_filter(source::FACTOR, growing::factor);
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
    names: Vec<Name>,
    numbers: Numbers,
    /// Where the text stands, if the expression says no more than that: `name`, `record.style`.
    path: Vec<String>,
}

/// A name that an expression uses.
#[derive(Debug)]
struct Name {
    name: String,
    /// The names that are looked up in it.
    inside: Vec<String>,
    /// How often it stands there.
    times: usize,
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

/// What goes into an expression, each part as often as it is named.
#[derive(Default)]
struct Load {
    times: usize,
    bytes: usize,
}

impl Load {
    fn add(&mut self, json: &Json<'_>) {
        let bytes = match json {
            Json::Text(text) | Json::Cell(text) | Json::Number(text) => text.len(),
            _ => 32,
        };
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(self.times));
    }
}

impl Expr {
    pub(crate) fn parse(text: &str) -> Result<Expr, Wrong> {
        Expr::compile(text, Numbers::Numbers)
    }

    fn compile(text: &str, numbers: Numbers) -> Result<Expr, Wrong> {
        let tokens = source::tokens(text);
        source::check(text, &tokens)?;
        let guarded = source::guarded(text, &tokens);
        let compiled = ENVIRONMENT.compile_expression_owned(guarded).map_err(|error| wrong(&error))?;
        let mut names: BTreeMap<String, Name> = BTreeMap::new();
        for name in compiled.undeclared_variables(false) {
            let times = tokens.iter().filter(|token| token.text == name).count().max(1);
            names.insert(name.clone(), Name { name, inside: Vec::new(), times });
        }
        for path in compiled.undeclared_variables(true) {
            let (name, inner) = path.split_once('.').unwrap_or((&path, ""));
            if let Some(name) = names.get_mut(name) {
                let first = inner.split('.').next().unwrap_or_default();
                name.inside.push(first.to_owned());
            }
        }
        let names: Vec<Name> = names.into_values().collect();
        let path = match names.as_slice() {
            [Name { name, .. }] => source::path(&tokens).filter(|path| path.first() == Some(name)),
            _ => None,
        };
        Ok(Expr { compiled, names, numbers, path: path.unwrap_or_default() })
    }

    fn value(&self, frame: &Frame<'_, '_>) -> Result<Value, Wrong> {
        let mut context = Vec::with_capacity(self.names.len());
        let mut missing = Vec::new();
        let mut load = Load::default();
        for Name { name, inside, times } in &self.names {
            load.times = *times;
            // The record's own names come first.
            let found = match (frame.here.get(name), name.as_str()) {
                (Some(found), _) => self.convert(found, &mut load),
                (None, RECORD) => self.parts(frame.record(), inside, &mut load),
                (None, ROW) => self.parts(frame.here, inside, &mut load),
                (None, name) => {
                    missing.push(name);
                    continue;
                }
            };
            context.push((name.as_str(), found));
        }
        let mentions: usize = self.names.iter().map(|name| name.times).sum();
        if load.bytes > HEAVIEST || load.bytes.saturating_mul(mentions) > DEAREST {
            return Err((
                "the texts that go into it are too long".to_owned(),
                "表达式中使用的文本过长".to_owned(),
            ));
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
    fn parts(&self, json: &Json<'_>, names: &[String], load: &mut Load) -> Value {
        if matches!(json, Json::Object(_)) && !names.is_empty() && names.iter().all(|name| !name.is_empty()) {
            return Value::from_pairs(
                names.iter().filter_map(|name| Some((name.as_str(), self.convert(json.get(name)?, load)))),
            );
        }
        self.convert(json, load)
    }

    fn convert(&self, json: &Json<'_>, load: &mut Load) -> Value {
        load.add(json);
        match json {
            Json::Null => Value::from(()),
            &Json::Bool(yes) => Value::from(yes),
            Json::Number(number) if self.numbers == Numbers::Numbers => number
                .parse::<i128>()
                .map(Value::from)
                .or_else(|_| number.parse::<f64>().map(Value::from))
                .unwrap_or_else(|_| Value::from(number.as_ref())),
            Json::Number(text) | Json::Text(text) | Json::Cell(text) => Value::from(text.as_ref()),
            Json::List(items) => items.iter().map(|item| self.convert(item, load)).collect(),
            Json::Object(entries) => Value::from_pairs(
                entries.iter().map(|(key, value)| (key.as_ref(), self.convert(value, load))),
            ),
        }
    }

    /// The text that stands at the path, if it is one; all else is worked out.
    fn text_at_path<'f>(&self, frame: &Frame<'f, '_>) -> Option<&'f str> {
        let (first, rest) = self.path.split_first()?;
        let mut here = match (frame.here.get(first), first.as_str()) {
            (Some(found), _) => found,
            (None, RECORD) => frame.record(),
            (None, ROW) => frame.here,
            (None, _) => return None,
        };
        for key in rest {
            here = here.get(key)?;
        }
        match here {
            Json::Text(text) | Json::Cell(text) => Some(text),
            Json::Number(text) if self.numbers == Numbers::AsWritten => Some(text),
            _ => None,
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
            // As JSON has it, and the platform; minijinja writes True.
            ValueKind::Bool => Ok(Some(value.is_true().to_string())),
            ValueKind::String | ValueKind::Number => {
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
            let end = source::end_of_expression(after)
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
                Piece::Expr(expr) => match expr.text_at_path(frame) {
                    Some(found) => text.push_str(found),
                    None => text.push_str(&expr.text(frame)?.unwrap_or_default()),
                },
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
        self.names.iter().flat_map(|Name { name, inside, .. }| {
            let through = matches!(name.as_str(), RECORD | ROW);
            let own = (!through).then_some(name.as_str());
            let inner = inside.iter().filter(move |_| through).map(String::as_str);
            own.into_iter().chain(inner)
        })
    }
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
mod unit;
