//! What a rule requires: exactly one of the forms.

use regex::RegexBuilder;
use toml::de::{DeTable, DeValue};

use super::reader::{Item, Parser};
use crate::decimal::Decimal;
use crate::mapping::message::message;
use crate::rules::limits::MAX_PATTERN_BYTES;
use crate::rules::model::{Bounds, Choices, Comparison, Form, Limit, Name};

/// The keys of the forms.
pub(super) const FORMS: [&str; 12] = [
    "assert",
    "unique",
    "required_together",
    "one_of",
    "forbidden_words",
    "sum",
    "ordered",
    "matches",
    "range",
    "count",
    "attribute",
    "no_gaps",
];

/// The ends of a range, as they are written.
const BOUNDS: [(&str, Comparison); 5] = [
    ("above", Comparison::Above),
    ("at_least", Comparison::AtLeast),
    ("equals", Comparison::Equals),
    ("at_most", Comparison::AtMost),
    ("below", Comparison::Below),
];

impl Parser<'_> {
    pub(super) fn form(
        &mut self,
        rule: &Item<'_>,
        table: &DeTable<'_>,
        has_unknown_keys: bool,
    ) -> Option<Form> {
        let mut given = FORMS.iter().filter_map(|key| Some((*key, table.get(*key)?)));
        let Some((key, item)) = given.next() else {
            // A misspelled form is an unknown key.
            if has_unknown_keys {
                return None;
            }
            let known = FORMS.join(", ");
            self.report(
                rule.span().start,
                message!(
                    "the rule requires nothing; give it one of {known}",
                    "规则没有要求；请给出以下之一：{known}"
                ),
            );
            return None;
        };
        if let Some((other, second)) = given.next() {
            let at = second.span().start;
            self.report(
                at,
                message!(
                    "a rule has one requirement, not \"{key}\" and \"{other}\"",
                    "一条规则只能有一个要求，不能同时有 {key} 和 {other}"
                ),
            );
            return None;
        }
        match key {
            "assert" => self.expression(item).map(Form::Assert),
            "unique" => self.names(item).map(Form::Unique),
            "required_together" => self.together(item),
            "one_of" => self.one_of(item),
            "forbidden_words" => self.forbidden_words(item),
            "sum" => {
                let (of, bounds) = self.bounded(item, "of")?;
                Some(Form::Sum { of, bounds })
            }
            "ordered" => self.ordered(item),
            "matches" => self.matches(item),
            "range" => {
                let table = self.keys(item, &["field", "above", "at_least", "equals", "at_most", "below"])?;
                let fields = self.required(item, table, "field").and_then(|item| self.names(item));
                let bounds = self.bounds(item, table);
                Some(Form::Range { fields: fields?, bounds: bounds? })
            }
            "count" => {
                let (of, bounds) = self.bounded(item, "of")?;
                Some(Form::Count { of, bounds })
            }
            "attribute" => {
                let table = self.keys(item, &["field", "name"])?;
                let field = self.required(item, table, "field").and_then(|item| self.name(item));
                let name = self.required(item, table, "name").and_then(|item| self.text_of(item));
                Some(Form::Attribute { field: field?, name: name?.to_owned() })
            }
            _ => self.name(item).map(Form::NoGaps),
        }
    }

    /// The table of a form with its known keys.
    pub(super) fn keys<'i, 't>(&mut self, item: &'i Item<'t>, known: &[&str]) -> Option<&'i DeTable<'t>> {
        let table = self.table_of(item)?;
        self.known_keys(table, known);
        Some(table)
    }

    pub(super) fn required<'i, 't>(
        &mut self,
        form: &Item<'_>,
        table: &'i DeTable<'t>,
        key: &str,
    ) -> Option<&'i Item<'t>> {
        let found = table.get(key);
        if found.is_none() {
            self.report(form.span().start, message!("\"{key}\" is missing here", "此处缺少 {key}"));
        }
        found
    }

    fn together(&mut self, item: &Item<'_>) -> Option<Form> {
        let names = self.names(item)?;
        if names.len() < 2 {
            self.report(item.span().start, message!("name two fields or more", "请至少写两个字段"));
            return None;
        }
        Some(Form::RequiredTogether(names))
    }

    fn one_of(&mut self, item: &Item<'_>) -> Option<Form> {
        if item.get_ref().as_table().is_none() {
            return self.names(item).map(Form::AnyOf);
        }
        let table = self.keys(item, &["field", "values", "same_id"])?;
        let field = self.required(item, table, "field").and_then(|item| self.name(item));
        let values = self.required(item, table, "values")?;
        let same_id = match table.get("same_id") {
            Some(item) => self.bool_of(item)?,
            None => false,
        };
        let values = if values.get_ref().is_array() {
            Choices::Texts(self.texts_of(values)?.into_iter().map(str::to_owned).collect())
        } else {
            Choices::Of { name: self.name(values)?, same_id }
        };
        Some(Form::OneOf { field: field?, values })
    }

    fn ordered(&mut self, item: &Item<'_>) -> Option<Form> {
        if item.get_ref().as_table().is_none() {
            return Some(Form::Ordered { field: self.name(item)?, falling: false, strict: true });
        }
        let table = self.keys(item, &["field", "direction", "strict"])?;
        let field = self.required(item, table, "field").and_then(|item| self.name(item));
        let falling = match table.get("direction") {
            None => false,
            Some(item) => match self.text_of(item)? {
                "rising" => false,
                "falling" => true,
                other => {
                    let at = item.span().start;
                    self.report(
                        at,
                        message!(
                            "\"{other}\" is not a direction; write \"rising\" or \"falling\"",
                            "“{other}”不是方向；应为 \"rising\" 或 \"falling\""
                        ),
                    );
                    return None;
                }
            },
        };
        let strict = match table.get("strict") {
            Some(item) => self.bool_of(item)?,
            None => true,
        };
        Some(Form::Ordered { field: field?, falling, strict })
    }

    fn matches(&mut self, item: &Item<'_>) -> Option<Form> {
        let table = self.keys(item, &["field", "pattern", "any"])?;
        let fields = self.required(item, table, "field").and_then(|item| self.names(item));
        let pattern = self.required(item, table, "pattern")?;
        let text = self.text_of(pattern)?;
        let whole = format!("^(?:{text})$");
        // The text alone must be a pattern too: `a)(b` would become one in parentheses.
        let compiled =
            [text, &whole].map(|text| RegexBuilder::new(text).size_limit(MAX_PATTERN_BYTES).build());
        let any = match table.get("any") {
            Some(item) => self.bool_of(item)?,
            None => false,
        };
        let [Ok(_), Ok(pattern)] = compiled else {
            self.report(
                pattern.span().start,
                message!(
                    "this is not a pattern that can be used: its syntax is wrong, it is too large, or it has look-around or references",
                    "该正则表达式不可用：语法有误、过大，或使用了环视或反向引用",
                ),
            );
            return None;
        };
        Some(Form::Matches { fields: fields?, pattern, any })
    }

    /// A form with a field under a key and a range.
    fn bounded(&mut self, item: &Item<'_>, key: &str) -> Option<(Name, Bounds)> {
        let table = self.keys(item, &[key, "above", "at_least", "equals", "at_most", "below"])?;
        let name = self.required(item, table, key).and_then(|item| self.name(item));
        let bounds = self.bounds(item, table);
        Some((name?, bounds?))
    }

    fn bounds(&mut self, form: &Item<'_>, table: &DeTable<'_>) -> Option<Bounds> {
        let mut list = Vec::new();
        for (key, comparison) in BOUNDS {
            let Some(item) = table.get(key) else { continue };
            let limit = match item.get_ref() {
                DeValue::Integer(number) if Decimal::parse(number.as_str()).is_some() => {
                    Limit::Number(number.as_str().to_owned())
                }
                DeValue::Float(number) if Decimal::parse(number.as_str()).is_some() => {
                    Limit::Number(number.as_str().to_owned())
                }
                DeValue::String(_) => Limit::Of(self.name(item)?),
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Boolean(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_)
                | DeValue::Table(_) => {
                    self.wrong_type(item, message!("a number, or a role or path", "数字、角色或路径"));
                    return None;
                }
            };
            list.push((comparison, limit));
        }
        if is_empty(&list) {
            self.report(
                form.span().start,
                message!("no number is within these limits", "没有数字能同时满足这些界限"),
            );
            return None;
        }
        if list.is_empty() {
            let known = BOUNDS.map(|(key, _)| key).join(", ");
            self.report(
                form.span().start,
                message!("a limit is missing: one of {known}", "缺少界限，可用的有：{known}"),
            );
            return None;
        }
        Some(Bounds { list })
    }
}

/// Whether no number is within limits, as far as they are numbers.
fn is_empty(list: &[(Comparison, Limit)]) -> bool {
    let numbers = || {
        list.iter().filter_map(|(comparison, limit)| match limit {
            Limit::Number(number) => Some((*comparison, Decimal::parse(number)?)),
            Limit::Of(_) => None,
        })
    };
    let is_lower = |one| matches!(one, Comparison::Above | Comparison::AtLeast | Comparison::Equals);
    let is_upper = |one| matches!(one, Comparison::AtMost | Comparison::Below | Comparison::Equals);
    let is_open = |one| matches!(one, Comparison::Above | Comparison::Below);
    numbers().filter(|(one, _)| is_lower(*one)).any(|(one, lower)| {
        numbers().filter(|(other, _)| is_upper(*other)).any(|(other, upper)| match lower.cmp(&upper) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => is_open(one) || is_open(other),
            std::cmp::Ordering::Less => false,
        })
    })
}
