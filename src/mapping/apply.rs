//! Applies a plan to a record, which gives a param.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use super::applier::{Applier, CustomTexts, PathStep, Reported, Trace};
use super::message::{Message, message};
use super::model::{Custom, Empty, Fill, From};
use super::option::{Found, Match};
use super::plan::{Node, Plan};
use super::problem::{MappingProblem, lines};
use super::record::{Json, Record};
use super::record_path::{Frame, RecordPath};
use super::text::{Item, Texts};
use crate::code::MappingCode;
use crate::param::Param;
use crate::value::few::Few;
use crate::value::{Content, ParamField, Row, Value};
use crate::vocab::attribute;

/// A record does not fit its mapping: the problems, and the param of what fits.
#[derive(Debug)]
pub struct ApplyError(Box<(Param, Vec<MappingProblem>)>);

impl ApplyError {
    /// The problems, in the schema's order.
    #[must_use]
    pub fn problems(&self) -> &[MappingProblem] {
        &self.0.1
    }

    /// The param of what fits, so that the validator can report what else is wrong.
    #[must_use]
    pub fn param(&self) -> &Param {
        &self.0.0
    }

    /// The param and the problems.
    #[must_use]
    pub fn into_parts(self) -> (Param, Vec<MappingProblem>) {
        *self.0
    }
}

/// Each problem on a line of its own, in English.
impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(self.problems(), f)
    }
}

impl std::error::Error for ApplyError {}

impl Plan {
    /// Makes a param of a record.
    ///
    /// A field whose value is not in the record is not set. The
    /// [`Validator`](crate::validate::Validator) reports whether it is required.
    ///
    /// # Errors
    /// If something in the record does not fit the mapping: all problems, and the param of what fits.
    pub fn apply(&self, record: &Record<'_>) -> Result<Param, ApplyError> {
        let mut applier = Applier::new(self);
        let mut param = Param::new(&self.schema);
        applier.fields(&self.nodes, &Frame { here: &record.0, outer: None }, &mut param.fields);
        if self.records.is_item_form {
            applier.unknown_keys(&record.0);
        }
        if applier.problems.is_empty() {
            Ok(param)
        } else {
            Err(ApplyError(Box::new((param, applier.problems))))
        }
    }
}

impl Plan {
    /// The rows of the param of a record, each with the row of the data that it was made of: pairs of a JSON Pointer
    /// such as `/sku/0` and an index into the list under the name that `rows` of the mapping's `[source]` gives. Rows of a
    /// `product` are made of several and not listed.
    #[must_use]
    pub fn rows_of(&self, record: &Record<'_>) -> Vec<(String, usize)> {
        let Some(Json::List(rows)) = self.records.rows.as_ref().and_then(|name| record.0.get(name)) else {
            return Vec::new();
        };
        let mut applier = Applier::new(self);
        applier.trace = Some(Trace::of(rows));
        applier.fields(&self.nodes, &Frame { here: &record.0, outer: None }, &mut Vec::new());
        applier.trace.map(|trace| trace.made).unwrap_or_default()
    }
}

impl<'p> Applier<'p> {
    pub(super) fn fields(&mut self, nodes: &'p [Node], frame: &Frame<'_, '_>, fields: &mut Vec<ParamField>) {
        fields.reserve(nodes.len());
        for node in nodes {
            self.steps.push(PathStep::Field(&node.tag.id));
            self.source = None;
            let content =
                if node.kind.has_fields() { self.rows(node, frame) } else { self.values(node, frame) };
            self.steps.pop();
            if let Some(content) = content {
                fields.push(ParamField { content, ..ParamField::tagged(self.tag(node)) });
            }
        }
    }

    /// Whether the condition of a fill holds.
    fn is_wanted(&mut self, fill: &Fill, frame: &Frame<'_, '_>) -> Result<bool, Reported> {
        match &fill.when {
            None => Ok(true),
            Some((at, expr)) => expr
                .holds(frame)
                .map_err(|wrong| self.report_at(MappingCode::ExpressionFailed, *at, None, wrong)),
        }
    }

    fn values(&mut self, node: &'p Node, frame: &Frame<'_, '_>) -> Option<Content> {
        match self.try_values(node, frame) {
            Ok(values) => values.map(|values| Content { values, ..Content::default() }),
            Err(Reported) => None,
        }
    }

    pub(super) fn try_values(
        &mut self,
        node: &'p Node,
        frame: &Frame<'_, '_>,
    ) -> Result<Option<Few<Value>>, Reported> {
        let fills = self.plan.fills(node);
        self.wants_time = node.wants_time;
        self.pair_keys = &node.pair_keys;
        for fill in fills {
            if self.reads.is_some() {
                self.trace_reads(fill, frame);
            }
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
                let wrong = message!(
                    "{count} values for a field that takes one; select one with \"pick\", or combine them with \"join\"",
                    "该字段只能有一个值，却得到 {count} 个；请用 pick 选取或用 join 连接",
                );
                return Err(self.report(MappingCode::SeveralValues, fill, None, wrong));
            }
            let mut values = Vec::with_capacity(items.len());
            for item in items {
                values.push(self.value(node, fill, item)?);
            }
            self.attributes(fill, frame, &mut values)?;
            return Ok(Some(values.into()));
        }
        if let Some(fill) = fills.iter().find(|fill| fill.required) {
            let wrong = message!("the record has no value for this field", "记录中没有该字段的值");
            return Err(self.report(MappingCode::MissingValue, fill, None, wrong));
        }
        Ok(None)
    }

    /// Makes a value of a text: for a choice, the value of the option.
    fn value(&mut self, node: &'p Node, fill: &Fill, item: Item<'_>) -> Result<Value, Reported> {
        let wrapped = node.kind.is_multi();
        let mut value = Value { attributes: item.attributes.into(), wrapped, ..Value::default() };
        let has_custom_text = value.attribute(attribute::INPUT_VALUE).is_some();
        let options = node.options.as_ref().filter(|_| fill.by != Match::None && !has_custom_text);
        let Some(options) = options else {
            let custom = fill.custom.as_ref().filter(|_| !has_custom_text && !item.text.trim().is_empty());
            let marker = match custom {
                Some((_, Custom::Numbered)) if !node.is_choice => Some(self.number_of(node, &item.text)),
                Some((_, Custom::Value(marker))) if !node.is_choice => Some(marker.clone()),
                Some((_, Custom::Numbered | Custom::Value(_) | Custom::Option)) | None => None,
            };
            if let Some(marker) = marker {
                value.text = marker.into();
                return Ok(value.with_attribute(attribute::INPUT_VALUE, item.text.trim()));
            }
            value.text = item.text.into();
            return Ok(value);
        };
        let text = item.text.as_ref();
        match options.find(text, fill.by) {
            Found::One(option) => {
                value.text = options.value(option).into();
                if node.wants_input_value
                    && let Some(name) = options.name(option)
                {
                    value = value.with_attribute(attribute::INPUT_VALUE, name);
                }
            }
            Found::Several(several) => {
                let Message { en, zh } = options.words(&several);
                let wrong = message!(
                    "\"{text}\" fits several options: {en}; choose one with a \"table\", or set \"match\" to \"value\" or \"name\"",
                    "“{text}”对应多个选项：{zh}；请用 table 指定其一，或将 match 设为 value 或 name",
                );
                return Err(self.report(MappingCode::AmbiguousOption, fill, Some(text), wrong));
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

    fn unknown_option(&mut self, node: &'p Node, fill: &Fill, text: &str) -> Reported {
        let Some(options) = &node.options else { return Reported };
        let wrong = options.unknown(text, &mut self.budget);
        self.report(MappingCode::UnknownOption, fill, Some(text), wrong)
    }

    /// -1 for the first custom text of a field in this param, -2 for the second, and so on.
    fn number_of(&mut self, node: &'p Node, text: &str) -> String {
        let id: &'p str = &node.tag.id;
        let at = self.customs.iter().position(|known| known.id == id).unwrap_or_else(|| {
            let above = self.plan.lowest_options.get(id).copied().unwrap_or_default();
            self.customs.push(CustomTexts { id, above, texts: Vec::new() });
            self.customs.len() - 1
        });
        let CustomTexts { above, texts, .. } = &mut self.customs[at];
        let number = texts.iter().position(|known| known == text.trim()).unwrap_or_else(|| {
            texts.push(text.trim().to_owned());
            texts.len() - 1
        });
        above.saturating_sub(number as i128 + 1).to_string()
    }

    /// Adds attributes: one text for all values, or one for each.
    fn attributes(
        &mut self,
        fill: &'p Fill,
        frame: &Frame<'_, '_>,
        values: &mut [Value],
    ) -> Result<(), Reported> {
        for (name, inner) in &fill.attributes {
            if !self.is_wanted(inner, frame)? {
                continue;
            }
            let Texts::Some(items) = self.texts(inner, frame)? else { continue };
            if items.len() != 1 && items.len() != values.len() {
                let (count, wanted) = (items.len(), values.len());
                let wrong = message!(
                    "{count} texts for the attribute {name}, but {wanted} values; give one text, or one for each value",
                    "有 {wanted} 个值，属性 {name} 却有 {count} 个；应为一个，或与值一一对应",
                );
                return Err(self.report(MappingCode::SeveralValues, inner, None, wrong));
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
        let fills = self.plan.fills(node);
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
                Err(Reported) => return None,
            }
        }
        if let Some(fill) = fills.iter().find(|fill| fill.required) {
            let wrong = message!("the record has no rows for this field", "记录中没有该字段的行");
            self.report(MappingCode::MissingValue, fill, None, wrong);
        }
        None
    }

    fn try_rows(
        &mut self,
        node: &'p Node,
        fill: &'p Fill,
        frame: &Frame<'_, '_>,
    ) -> Result<Option<Content>, Reported> {
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
                From::Paths(_)
                | From::Rows(_)
                | From::Product(_)
                | From::Constant(_)
                | From::Template(_)
                | From::Expr(_) => Frame { here: source, outer: Some(frame) },
            };
            if let Some((at, only)) = &fill.only {
                match only.holds(&inner) {
                    Ok(true) => {}
                    Ok(false) => continue,
                    Err(wrong) => {
                        return Err(self.report_at(MappingCode::ExpressionFailed, *at, None, wrong));
                    }
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
                let wrong = message!(
                    "{count} complex values for a field that takes one",
                    "该字段只能有一个复合值，却得到 {count} 个",
                    count = sources.len(),
                );
                return Err(self.report(MappingCode::SeveralValues, fill, None, wrong));
            }
            let mut row = Row::default();
            let known = self.problems.len();
            let length = self.steps.len();
            if node.is_array {
                self.steps.push(PathStep::Row(rows.len()));
                if let Cow::Borrowed(source) = source {
                    self.trace_row(source);
                }
            }
            self.fields(&node.nodes, &inner, &mut row.fields);
            if node.is_array && !keeps_empty && row.fields.is_empty() && self.problems.len() == known {
                // Dropping it silently would lose data.
                let wrong = message!(
                    "this row has none of the mapped values; exclude such rows with \"where\"",
                    "该行没有任何可填的值；请用 where 排除这样的行",
                );
                self.report(MappingCode::MissingValue, fill, None, wrong);
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

/// The text of a plain fill, borrowed from the record. `None` in all other cases, which take the general way.
fn plain<'f>(fill: &Fill, frame: &Frame<'f, '_>) -> Option<Cow<'f, str>> {
    let From::Paths(paths) = &fill.from else { return None };
    match paths.first()?.one(frame)? {
        Json::Text(text) if !text.is_empty() => Some(Cow::Borrowed(text.as_ref())),
        Json::Number(number) if !number.contains(['e', 'E']) => Some(Cow::Borrowed(number.as_ref())),
        Json::Text(_)
        | Json::Number(_)
        | Json::Null
        | Json::Bool(_)
        | Json::Cell(_)
        | Json::List(_)
        | Json::Object(_) => None,
    }
}

fn plain_source(fill: &Fill) -> Option<&str> {
    let From::Paths(paths) = &fill.from else { return None };
    paths.first().map(|path| path.text.as_str())
}

/// The key by which `distinct` compares rows.
fn key_of(path: &RecordPath, frame: &Frame<'_, '_>) -> String {
    let mut key = String::new();
    path.each(frame, &mut |json| match json {
        Json::Text(text) | Json::Cell(text) | Json::Number(text) => {
            key.push_str(text);
            key.push('\u{0}');
        }
        json @ (Json::Null | Json::Bool(_) | Json::List(_) | Json::Object(_)) => {
            key.push_str(&format!("{json:?}"));
        }
    });
    key
}
