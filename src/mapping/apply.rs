//! A plan and a record to a param.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use super::MappingProblem;
use super::model::{At, Custom, Empty, Fill, From};
use super::option::{Found, Match};
use super::path::{Frame, RecordPath};
use super::plan::{Node, Plan};
use super::record::Json;
use super::text::{Item, Texts, Told};
use crate::code::MappingCode;
use crate::lang::Lang;
use crate::param::Param;
use crate::path::push_step;
use crate::value::few::Few;
use crate::value::{Content, ParamField, Row, Value};
use crate::vocab::{FieldKind, attribute};

/// A record that does not fit its mapping: what does not, and the param of what does.
#[derive(Debug)]
pub struct Misfit(Box<(Param, Vec<MappingProblem>)>);

impl Misfit {
    /// What does not fit, in the schema's order.
    pub fn problems(&self) -> &[MappingProblem] {
        &self.0.1
    }

    /// The param of all that fits, for the validator to say what else is wrong.
    pub fn param(&self) -> &Param {
        &self.0.0
    }
}

/// A problem a line.
impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems().iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&problem.line(Lang::En))?;
        }
        Ok(())
    }
}

impl std::error::Error for Misfit {}

/// The most problems that are told of one record.
const MOST_PROBLEMS: usize = 1000;

pub(super) fn apply(plan: &Plan, record: &Json<'_>) -> Result<Param, Misfit> {
    let mut applier = Applier::new(plan);
    let mut param = Param::new(&plan.schema);
    applier.fields(&plan.nodes, &Frame { here: record, outer: None }, &mut param.fields);
    if applier.problems.is_empty() { Ok(param) } else { Err(Misfit(Box::new((param, applier.problems)))) }
}

/// A step on the way to a field.
enum Place<'p> {
    Field(&'p str),
    Row(usize),
    /// A whole path of fields.
    Path(&'p str),
}

/// One run of a plan over a record.
pub(super) struct Applier<'p> {
    plan: &'p Plan,
    pub(super) problems: Vec<MappingProblem>,
    /// Where in the param everything is: the way to the field, made into a pointer only when a problem is told.
    steps: Vec<Place<'p>>,
    /// The path into the record that was last looked at.
    pub(super) source: Option<&'p str>,
    /// Whether the field takes dates with a time of day only.
    pub(super) wants_time: bool,
    /// What may still be spent on looking for options of a similar name.
    budget: usize,
    /// The custom texts of fields that number them, by id: a colour has one number wherever it stands.
    customs: Vec<(&'p str, Vec<String>)>,
}

impl<'p> Applier<'p> {
    pub(super) fn new(plan: &'p Plan) -> Applier<'p> {
        Applier {
            plan,
            problems: Vec::new(),
            steps: Vec::new(),
            source: None,
            wants_time: false,
            budget: 20_000_000,
            customs: Vec::new(),
        }
    }

    /// Tells a problem with a fill.
    pub(super) fn tell(
        &mut self,
        code: MappingCode,
        fill: &Fill,
        actual: Option<&str>,
        text: (String, String),
    ) -> Told {
        self.tell_at(code, fill.from_at, actual, text)
    }

    fn tell_at(&mut self, code: MappingCode, at: At, actual: Option<&str>, text: (String, String)) -> Told {
        if self.problems.len() < MOST_PROBLEMS {
            let pointer = self.pointer();
            let mut problem = self.plan.files.problem(code, at, &pointer, text);
            problem.actual = actual.map(str::to_owned);
            problem.source = self.source.map(str::to_owned);
            self.problems.push(problem);
        }
        Told
    }

    /// Begins at a field, whatever is around it.
    pub(super) fn begin_at(&mut self, path: &'p str) {
        self.steps = vec![Place::Path(path)];
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.steps {
            match step {
                Place::Field(id) => push_step(&mut pointer, id),
                Place::Row(row) => push_step(&mut pointer, &row.to_string()),
                Place::Path(path) => pointer.push_str(path),
            }
        }
        pointer
    }

    fn fields(&mut self, nodes: &'p [Node], frame: &Frame<'_, '_>, fields: &mut Vec<ParamField>) {
        fields.reserve(nodes.len());
        for node in nodes {
            self.steps.push(Place::Field(&node.tag.id));
            self.source = None;
            let content =
                if node.kind.has_fields() { self.rows(node, frame) } else { self.values(node, frame) };
            self.steps.pop();
            if let Some(content) = content {
                fields.push(ParamField { content, ..ParamField::tagged(Arc::clone(&node.tag)) });
            }
        }
    }

    fn fills(&self, node: &Node) -> &'p [Fill] {
        let entries: &'p [super::model::Entry] = &self.plan.entries;
        node.entry.and_then(|entry| entries.get(entry)).map_or(&[], |entry| &entry.fills)
    }

    /// Whether a fill is to be used; nothing if that cannot be said.
    fn is_wanted(&mut self, fill: &Fill, frame: &Frame<'_, '_>) -> Result<bool, Told> {
        match &fill.when {
            None => Ok(true),
            Some((at, expr)) => expr
                .holds(frame)
                .map_err(|wrong| self.tell_at(MappingCode::ExpressionFailed, *at, None, wrong)),
        }
    }

    fn values(&mut self, node: &'p Node, frame: &Frame<'_, '_>) -> Option<Content> {
        match self.try_values(node, frame) {
            Ok(values) => values.map(|values| Content { values, ..Content::default() }),
            Err(Told) => None,
        }
    }

    fn try_values(&mut self, node: &'p Node, frame: &Frame<'_, '_>) -> Result<Option<Few<Value>>, Told> {
        let fills = self.fills(node);
        self.wants_time = node.wants_time;
        for fill in fills {
            if !self.is_wanted(fill, frame)? {
                continue;
            }
            if fill.is_plain
                && let Some(text) = plain(fill, frame)
            {
                self.source = plain_source(fill);
                let item = Item { text, attributes: Vec::new() };
                return self.value(node, fill, item).map(|value| Some(Few::One(value)));
            }
            let items = match self.texts(fill, frame)? {
                Texts::Some(items) => items,
                Texts::None => continue,
                Texts::Cleared => return Ok(Some(Few::None)),
            };
            if node.kind.is_single() && items.len() > 1 {
                let count = items.len();
                let wrong = (
                    format!("{count} values for a field that takes one; pick or join them"),
                    format!("该字段只能有一个值，却得到 {count} 个；请用 pick 选取或用 join 连接"),
                );
                return Err(self.tell(MappingCode::SeveralValues, fill, None, wrong));
            }
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                values.push(self.value(node, fill, item)?);
            }
            self.attributes(fill, frame, &mut values)?;
            return Ok(Some(values.into()));
        }
        if let Some(fill) = fills.iter().find(|fill| fill.required) {
            let wrong = ("the record has no value for it".to_owned(), "记录中没有对应的值".to_owned());
            return Err(self.tell(MappingCode::MissingValue, fill, None, wrong));
        }
        Ok(None)
    }

    /// A text as a value: of a choice, the value of its option.
    fn value(&mut self, node: &'p Node, fill: &Fill, item: Item<'_>) -> Result<Value, Told> {
        let wrapped = node.kind.is_multi();
        let mut value = Value { attributes: item.attributes.into(), wrapped, ..Value::default() };
        let has_custom_text = value.attribute(attribute::INPUT_VALUE).is_some();
        let options = node.options.as_ref().filter(|_| fill.by != Match::None && !has_custom_text);
        let Some(options) = options else {
            value.text = item.text.into();
            return Ok(value);
        };
        let text = item.text.as_ref();
        match options.find(text, fill.by) {
            Found::One(option) => value.text = options.value(option).into(),
            Found::Several(several) => {
                let words = options.words(&several);
                let wrong = (
                    format!(
                        "\"{text}\" may be any of the options {}; say which in a table",
                        words.join(", ")
                    ),
                    format!("“{text}”对应多个选项：{}；请用对照表指明", words.join("、")),
                );
                return Err(self.tell(MappingCode::AmbiguousOption, fill, Some(text), wrong));
            }
            Found::None => match &fill.custom {
                Some((_, custom)) => {
                    let number = match custom {
                        Custom::Option => options.custom().first().map(|value| (*value).to_owned()),
                        Custom::Value(value) => Some(value.clone()),
                        Custom::Numbered => Some(self.number_of(node, text)),
                    };
                    value.text = number.unwrap_or_default().into();
                    value = value.with_attribute(attribute::INPUT_VALUE, text.trim());
                }
                None if options.is_open => value.text = text.into(),
                None => return Err(self.unknown_option(node, fill, text)),
            },
        }
        Ok(value)
    }

    fn unknown_option(&mut self, node: &'p Node, fill: &Fill, text: &str) -> Told {
        let Some(options) = &node.options else { return Told };
        let words = options.words(&options.nearest(text, &mut self.budget));
        let (en, zh) = if words.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("; near it: {}", words.join(", ")), format!("；相近的选项：{}", words.join("、")))
        };
        let wrong = (format!("\"{text}\" is no option{en}"), format!("“{text}”不在可选值之中{zh}"));
        self.tell(MappingCode::UnknownOption, fill, Some(text), wrong)
    }

    /// -1 for the first custom text of a field in this param, -2 for the second.
    fn number_of(&mut self, node: &'p Node, text: &str) -> String {
        let at = self.customs.iter().position(|(known, _)| *known == &*node.tag.id).unwrap_or_else(|| {
            self.customs.push((&node.tag.id, Vec::new()));
            self.customs.len() - 1
        });
        let texts = &mut self.customs[at].1;
        let number = texts.iter().position(|known| known == text.trim()).unwrap_or_else(|| {
            texts.push(text.trim().to_owned());
            texts.len() - 1
        });
        format!("-{}", number + 1)
    }

    /// One text for all values, or one for each.
    fn attributes(
        &mut self,
        fill: &'p Fill,
        frame: &Frame<'_, '_>,
        values: &mut [Value],
    ) -> Result<(), Told> {
        for (name, inner) in &fill.attributes {
            if !self.is_wanted(inner, frame)? {
                continue;
            }
            let Texts::Some(items) = self.texts(inner, frame)? else { continue };
            if items.len() != 1 && items.len() != values.len() {
                let (count, wanted) = (items.len(), values.len());
                let wrong = (
                    format!("{count} texts of the attribute {name} for {wanted} values"),
                    format!("{wanted} 个值对应了 {count} 个属性 {name}"),
                );
                return Err(self.tell(MappingCode::SeveralValues, inner, None, wrong));
            }
            for (number, value) in values.iter_mut().enumerate() {
                let item = items.get(number).or(items.first());
                let text = item.map(|item| item.text.as_ref()).unwrap_or_default();
                *value = std::mem::take(value).with_attribute(name.as_str(), text);
            }
        }
        Ok(())
    }

    fn rows(&mut self, node: &'p Node, frame: &Frame<'_, '_>) -> Option<Content> {
        let fills = self.fills(node);
        if fills.is_empty() {
            let mut row = Row::default();
            self.fields(&node.nodes, frame, &mut row.fields);
            return (!row.fields.is_empty())
                .then(|| Content { rows: vec![row].into(), ..Content::default() });
        }
        for fill in fills {
            match self.try_rows(node, fill, frame) {
                Ok(Some(content)) => return Some(content),
                Ok(None) => {}
                Err(Told) => return None,
            }
        }
        if let Some(fill) = fills.iter().find(|fill| fill.required) {
            let wrong = ("the record has no rows for it".to_owned(), "记录中没有对应的行".to_owned());
            self.tell(MappingCode::MissingValue, fill, None, wrong);
        }
        None
    }

    fn try_rows(
        &mut self,
        node: &'p Node,
        fill: &'p Fill,
        frame: &Frame<'_, '_>,
    ) -> Result<Option<Content>, Told> {
        if !self.is_wanted(fill, frame)? {
            return Ok(None);
        }
        let keeps_empty = fill.empty == Empty::Clear;
        let mut is_there = false;
        let sources: Vec<Cow<'_, Json<'_>>> = match &fill.from {
            From::Nothing => vec![Cow::Borrowed(frame.here)],
            From::Rows(path) => self.found(std::slice::from_ref(path), frame, &mut is_there),
            From::Paths(paths) => self.found(paths, frame, &mut is_there),
            From::Product(parts) => self.product(fill, parts, frame)?.into_iter().map(Cow::Owned).collect(),
            From::Constant(_) | From::Template(_) | From::Expr(_) => Vec::new(),
        };
        let mut rows: Vec<Row> = Vec::with_capacity(sources.len());
        let mut seen = HashSet::new();
        for source in &sources {
            let inner = match fill.from {
                From::Nothing => *frame,
                _ => Frame { here: source, outer: Some(frame) },
            };
            if let Some((at, only)) = &fill.only {
                match only.holds(&inner) {
                    Ok(true) => {}
                    Ok(false) => continue,
                    Err(wrong) => return Err(self.tell_at(MappingCode::ExpressionFailed, *at, None, wrong)),
                }
            }
            if let Some(path) = &fill.distinct
                && !seen.insert(key_of(path, &inner))
            {
                continue;
            }
            if fill.take.is_some_and(|most| rows.len() >= most) {
                break;
            }
            if !node.is_array && !rows.is_empty() {
                let wrong = (
                    format!("{} complex values for a field that takes one", sources.len()),
                    format!("该字段只能有一个复合值，却得到 {} 个", sources.len()),
                );
                return Err(self.tell(MappingCode::SeveralValues, fill, None, wrong));
            }
            let mut row = Row::default();
            let known = self.problems.len();
            let length = self.steps.len();
            if node.is_array {
                self.steps.push(Place::Row(rows.len()));
            }
            self.fields(&node.nodes, &inner, &mut row.fields);
            if node.is_array && !keeps_empty && row.fields.is_empty() && self.problems.len() == known {
                // To leave it out without a word would lose it.
                let wrong = (
                    "this row has none of the values that are mapped; say with \"where\" which rows count"
                        .to_owned(),
                    "该行没有任何可填的值；请用“where”指明哪些行有效".to_owned(),
                );
                self.tell(MappingCode::MissingValue, fill, None, wrong);
            }
            self.steps.truncate(length);
            if keeps_empty || node.is_array || !row.fields.is_empty() {
                rows.push(row);
            }
        }
        let is_set = !rows.is_empty() || (keeps_empty && is_there);
        Ok(is_set.then(|| Content { rows: rows.into(), ..Content::default() }))
    }
}

/// The one text that a fill without any step leads to, if it is one; all else is looked at more closely.
fn plain<'f>(fill: &Fill, frame: &Frame<'f, '_>) -> Option<Cow<'f, str>> {
    let From::Paths(paths) = &fill.from else { return None };
    match paths.first()?.one(frame)? {
        Json::Text(text) if !text.is_empty() => Some(Cow::Borrowed(text.as_ref())),
        Json::Number(number) if !number.contains(['e', 'E']) => Some(Cow::Borrowed(number.as_ref())),
        _ => None,
    }
}

fn plain_source(fill: &Fill) -> Option<&str> {
    match &fill.from {
        From::Paths(paths) => paths.first().map(|path| path.text.as_str()),
        _ => None,
    }
}

/// What tells rows apart.
fn key_of(path: &RecordPath, frame: &Frame<'_, '_>) -> String {
    let mut key = String::new();
    path.each(frame, &mut |json| match json {
        Json::Text(text) | Json::Cell(text) | Json::Number(text) => {
            key.push_str(text);
            key.push('\u{0}');
        }
        json => key.push_str(&format!("{json:?}")),
    });
    key
}

/// Whether texts of a field are looked up among its options.
pub(super) fn is_choice(kind: FieldKind, options: usize) -> bool {
    kind.is_choice() && options > 0
}
