//! One expression: compiled once, evaluated with the names of a record.

use std::collections::BTreeMap;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind, Expression};

use super::environment::ENVIRONMENT;
use super::failure::{Refused, failure, too_long};
use super::lexer;
use crate::mapping::limits::{MAX_INPUT_BYTES, MAX_INPUT_COST, MAX_RESULT_BYTES};
use crate::mapping::message::{Message, message};
use crate::mapping::record::{Json, is_cell_error};
use crate::mapping::record_path::Frame;

/// The name of the record within an expression.
const RECORD: &str = "record";
/// The name of the row or record that is being filled.
const ROW: &str = "row";

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
    /// The names, if the expression is only a path of them: `name`, `record.style`. It is evaluated without minijinja.
    path: Vec<String>,
}

/// A name that an expression uses.
#[derive(Debug)]
struct Name {
    name: String,
    /// The names that are looked up in its value.
    inside: Vec<String>,
    /// How often it occurs.
    times: usize,
}

/// The size of the input of an expression, each part counted as often as it is named.
#[derive(Default)]
struct Load {
    times: usize,
    bytes: usize,
}

impl Load {
    fn add(&mut self, json: &Json<'_>) {
        let bytes = match json {
            Json::Text(text) | Json::Cell(text) | Json::Number(text) => text.len(),
            Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => 32,
        };
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(self.times));
    }
}

impl Expr {
    /// Compiles an expression in which the record's numbers are numbers.
    pub(crate) fn parse(text: &str) -> Result<Expr, Message> {
        Expr::compile(text, Numbers::Numbers)
    }

    /// Compiles an expression of a template, in which the record's numbers are texts as they were written.
    pub(super) fn parse_in_template(text: &str) -> Result<Expr, Message> {
        Expr::compile(text, Numbers::AsWritten)
    }

    fn compile(text: &str, numbers: Numbers) -> Result<Expr, Message> {
        let tokens = lexer::tokens(text);
        lexer::check(text, &tokens)?;
        let guarded = lexer::guarded(text, &tokens);
        let compiled = ENVIRONMENT.compile_expression_owned(guarded).map_err(|error| failure(&error))?;
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
            [Name { name, .. }] => lexer::path(&tokens).filter(|path| path.first() == Some(name)),
            _ => None,
        };
        Ok(Expr { compiled, names, numbers, path: path.unwrap_or_default() })
    }

    fn value(&self, frame: &Frame<'_, '_>) -> Result<Value, Message> {
        let mut context = Vec::with_capacity(self.names.len());
        let mut missing = Vec::new();
        let mut load = Load::default();
        for Name { name, inside, times } in &self.names {
            load.times = *times;
            // The record's own keys take precedence over `record` and `row`.
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
        if load.bytes > MAX_INPUT_BYTES || load.bytes.saturating_mul(mentions) > MAX_INPUT_COST {
            return Err(message!("the texts that it uses are too long", "表达式中使用的文本过长"));
        }
        let result = self.compiled.eval(Value::from_pairs(context));
        let is_undefined = result.as_ref().map_or_else(
            |error| error.kind() == ErrorKind::UndefinedError || !missing.is_empty(),
            Value::is_undefined,
        );
        if is_undefined {
            return Err(match missing.as_slice() {
                [] => message!(
                    "it looks up something that the record does not have; test it with \"is defined\"",
                    "引用了记录中不存在的内容；可用 is defined 判断",
                ),
                missing => message!(
                    "the record has no {names}; for values that may be missing use |default(…) or \"is defined\"",
                    "记录中没有 {names}；可能缺少的值请用 |default(…) 或 is defined",
                    names = missing.join(", "),
                ),
            });
        }
        result.map_err(|error| failure(&error))
    }

    /// An object with only the keys that the expression looks up.
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
            Json::Cell(text) if is_cell_error(text) => {
                Value::from(Error::from(Refused::CellError(text.to_string())))
            }
            Json::Number(text) | Json::Text(text) | Json::Cell(text) => Value::from(text.as_ref()),
            Json::List(items) => items.iter().map(|item| self.convert(item, load)).collect(),
            Json::Object(entries) => Value::from_pairs(
                entries.iter().map(|(key, value)| (key.as_ref(), self.convert(value, load))),
            ),
        }
    }

    /// The text at the path, if the expression is one and leads to a text. All else is evaluated.
    pub(super) fn text_at_path<'f>(&self, frame: &Frame<'f, '_>) -> Option<&'f str> {
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
            Json::Cell(text) if is_cell_error(text) => None,
            Json::Text(text) | Json::Cell(text) => Some(text),
            Json::Number(text) if self.numbers == Numbers::AsWritten => Some(text),
            Json::Number(_) | Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_) => None,
        }
    }

    /// Whether the result is true.
    pub(crate) fn holds(&self, frame: &Frame<'_, '_>) -> Result<bool, Message> {
        let value = self.value(frame)?;
        Ok(value.is_true())
    }

    /// The result as text; `None` for `none`.
    pub(crate) fn text(&self, frame: &Frame<'_, '_>) -> Result<Option<String>, Message> {
        let value = self.value(frame)?;
        let kind = value.kind();
        if kind == ValueKind::None {
            return Ok(None);
        }
        if kind == ValueKind::Bool {
            // As JSON and the platform write it; minijinja writes True.
            return Ok(Some(value.is_true().to_string()));
        }
        if matches!(kind, ValueKind::Seq | ValueKind::Iterable) {
            return Err(message!(
                "the result is a list, expected a text; combine its items with |join(', ')",
                "结果是列表而不是文本；请用 |join('、') 合并",
            ));
        }
        if !matches!(kind, ValueKind::String | ValueKind::Number) {
            return Err(message!(
                "the result is an object, expected a text; name one of its keys",
                "结果是对象而不是文本；请指明其中的键",
            ));
        }
        let mut text = value.to_string();
        if text.len() > MAX_RESULT_BYTES {
            return Err(too_long());
        }
        // Whole numbers are written without a fraction.
        if kind == ValueKind::Number && text.ends_with(".0") {
            text.truncate(text.len() - 2);
        }
        Ok(Some(text))
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
