//! What all parts of the parser share: the mistakes, and values of an expected type.

use std::borrow::Cow;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Load;
use crate::mapping::expression::{Expr, Template};
use crate::mapping::message::{Message, message};
use crate::mapping::suggestion::similar;
use crate::rules::model::{Expression, Name, Target};
use crate::rules::problem::RuleProblem;
use crate::span::{OffsetMap, Position, Source, small};

/// A value of the file, with its place.
pub(super) type Item<'t> = Spanned<DeValue<'t>>;

/// Reads a file of rules.
pub(super) struct Parser<'l> {
    pub(super) name: Option<Arc<str>>,
    pub(super) load: Option<Load<'l>>,
    pub(super) source: Source,
    pub(super) problems: Vec<RuleProblem>,
    /// The names of the roles.
    pub(super) roles: Vec<String>,
    /// The names of roles with a mistake, which is reported once.
    pub(super) broken_roles: Vec<String>,
}

impl<'l> Parser<'l> {
    pub(super) fn new(name: Option<&str>, load: Option<Load<'l>>) -> Parser<'l> {
        Parser {
            name: name.map(Arc::from),
            load,
            source: Source::new(String::new(), OffsetMap::default(), Position::START),
            problems: Vec::new(),
            roles: Vec::new(),
            broken_roles: Vec::new(),
        }
    }
}

impl Parser<'_> {
    pub(super) fn position(&self, offset: usize) -> Position {
        self.source.position(small(offset))
    }

    pub(super) fn report(&mut self, offset: usize, message: Message) {
        let position = Some(self.position(offset));
        self.problems.push(RuleProblem { file: self.name.clone(), position, message });
    }

    /// Reports something about the file as a whole.
    pub(super) fn report_file(&mut self, message: Message) {
        self.problems.push(RuleProblem { file: self.name.clone(), position: None, message });
    }

    /// Reports that a value is of another type than expected.
    pub(super) fn wrong_type(&mut self, item: &Item<'_>, expected: Message) {
        let Message { en, zh } = expected;
        let found = type_of(item.get_ref());
        let text = message!(
            "expected {en}, found {found_en}",
            "此处应为{zh}，而不是{found_zh}",
            found_en = found.en,
            found_zh = found.zh,
        );
        self.report(item.span().start, text);
    }

    pub(super) fn table_of<'i, 't>(&mut self, item: &'i Item<'t>) -> Option<&'i DeTable<'t>> {
        let table = item.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(item, message!("a table", "表"));
        }
        table
    }

    pub(super) fn text_of<'i>(&mut self, item: &'i Item<'_>) -> Option<&'i str> {
        let text = item.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(item, message!("a text in quotes", "加引号的文本"));
        }
        text
    }

    pub(super) fn bool_of(&mut self, item: &Item<'_>) -> Option<bool> {
        let found = item.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(item, message!("true or false", " true 或 false "));
        }
        found
    }

    /// The texts of a list, or a single text.
    pub(super) fn texts_of<'i>(&mut self, item: &'i Item<'_>) -> Option<Vec<&'i str>> {
        match item.get_ref().as_array() {
            Some(items) => items.iter().map(|item| self.text_of(item)).collect(),
            None => Some(vec![self.text_of(item)?]),
        }
    }

    /// A role or a path.
    pub(super) fn name(&mut self, item: &Item<'_>) -> Option<Name> {
        let text = self.text_of(item)?;
        let position = self.position(item.span().start);
        if text.starts_with('/') {
            return Some(Name { target: Target::Path(self.path(item, text)?), position });
        }
        if !self.roles.iter().any(|role| role == text) {
            if !self.broken_roles.iter().any(|role| role == text) {
                let Message { en, zh } = similar(text, self.roles.iter().map(String::as_str));
                let wrong = message!(
                    "\"{text}\" is neither a path, which starts with /, nor a name under [roles]{en}",
                    "“{text}”既不是以 / 开头的路径，也不是 [roles] 中的名称{zh}",
                );
                self.report(item.span().start, wrong);
            } else {
                // So that the rule with the broken role is not kept.
                return None;
            }
            return None;
        }
        Some(Name { target: Target::Role(text.to_owned()), position })
    }

    /// One or several roles or paths.
    pub(super) fn names(&mut self, item: &Item<'_>) -> Option<Vec<Name>> {
        match item.get_ref().as_array() {
            Some(items) if items.is_empty() => {
                self.report(item.span().start, message!("the list is empty", "列表为空"));
                None
            }
            Some(items) => items.iter().map(|item| self.name(item)).collect(),
            None => Some(vec![self.name(item)?]),
        }
    }

    pub(super) fn expression(&mut self, item: &Item<'_>) -> Option<Expression> {
        let text = self.text_of(item)?;
        match Expr::parse(text) {
            Ok(expr) => Some(Expression { expr, position: self.position(item.span().start) }),
            Err(wrong) => {
                self.report(item.span().start, wrong);
                None
            }
        }
    }

    pub(super) fn template(&mut self, item: &Item<'_>) -> Option<Template> {
        let text = self.text_of(item)?;
        Template::parse(text).map_err(|wrong| self.report(item.span().start, wrong)).ok()
    }

    pub(super) fn known_keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in in_order(table) {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let Message { en, zh } = similar(name, known.iter().copied());
                self.report(
                    key.span().start,
                    message!("unknown key \"{name}\"{en}", "没有名为“{name}”的键{zh}"),
                );
            }
        }
    }
}

/// What a value is, in words.
fn type_of(value: &DeValue<'_>) -> Message {
    match value {
        DeValue::String(_) => message!("a text", "文本"),
        DeValue::Integer(_) | DeValue::Float(_) => message!("a number", "数字"),
        DeValue::Boolean(_) => message!("true or false", " true 或 false"),
        DeValue::Datetime(_) => message!("a date", "日期"),
        DeValue::Array(_) => message!("a list", "列表"),
        DeValue::Table(_) => message!("a table", "表"),
    }
}

/// The entries of a table in the order of the file.
pub(super) fn in_order<'i, 't>(table: &'i DeTable<'t>) -> Vec<(&'i Spanned<Cow<'t, str>>, &'i Item<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}
