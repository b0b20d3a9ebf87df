//! Reads one fill: a source of a value with its steps.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::{Item, Parser, in_order};
use crate::code::MappingCode;
use crate::mapping::date::{CHINA, DateForm, DateFormat, is_date_format};
use crate::mapping::expression::{Expr, Template};
use crate::mapping::message::{Message, message};
use crate::mapping::model::{At, Custom, Empty, Fill, From, Unlisted};
use crate::mapping::number::NumberFormat;
use crate::mapping::option::Match;
use crate::span::small;
use crate::xml::name::name_length;

/// The sources of a value, of which a fill has one.
const SOURCES: [&str; 6] = ["from", "value", "template", "expr", "rows", "product"];
const KEYS: [&str; 25] = [
    "from",
    "value",
    "template",
    "expr",
    "rows",
    "product",
    "when",
    "pairs",
    "split",
    "pick",
    "take",
    "trim",
    "table",
    "unlisted",
    "number",
    "date",
    "match",
    "custom",
    "join",
    "attributes",
    "default",
    "required",
    "empty",
    "where",
    "distinct",
];
const NUMBER_KEYS: [&str; 4] = ["digits", "shift", "grouped", "shortened"];
const DATE_KEYS: [&str; 3] = ["from", "to", "offset"];

impl Parser<'_> {
    /// Reads a fill: a text is a path, anything else is a table.
    pub(super) fn fill(&mut self, file: u32, path: &str, item: &Item<'_>) -> Option<Fill> {
        let at = self.at(file, item);
        if let Some(text) = item.get_ref().as_str() {
            let from = From::Paths(vec![self.record_path(file, item, text, path)?]);
            return Some(Fill { from_at: at, from, ..Fill::default() });
        }
        let Some(table) = item.get_ref().as_table() else {
            let wanted = message!("a path into the record, or a table", "记录中的路径或表");
            self.wrong_type(file, item, path, wanted);
            return None;
        };
        self.known_keys(file, table, &KEYS, path);
        let mut reader = Keys { parser: self, file, path, table };
        let mut fill = Fill { from_at: at, ..Fill::default() };
        reader.source(&mut fill);
        reader.steps(&mut fill);
        reader.choice(&mut fill);
        reader.attributes(&mut fill);
        Some(fill)
    }
}

/// The keys of one table.
struct Keys<'p, 'l, 'i, 't> {
    parser: &'p mut Parser<'l>,
    file: u32,
    path: &'i str,
    table: &'i DeTable<'t>,
}

impl<'i, 't> Keys<'_, '_, 'i, 't> {
    fn item(&self, key: &str) -> Option<&'i Item<'t>> {
        self.table.get(key)
    }

    fn at(&self, item: &Item<'_>) -> At {
        self.parser.at(self.file, item)
    }

    fn text(&mut self, key: &str) -> Option<&'i str> {
        let item = self.item(key)?;
        self.parser.text_of(self.file, item, self.path)
    }

    fn wrong(&mut self, code: MappingCode, item: &Item<'_>, text: Message) {
        self.parser.problem(code, self.at(item), self.path, text);
    }

    /// One of a few words.
    fn word<T: Copy + Default>(&mut self, key: &str, words: &[(&str, T)]) -> T {
        let Some(item) = self.item(key) else { return T::default() };
        let Some(text) = self.parser.text_of(self.file, item, self.path) else { return T::default() };
        if let Some((_, found)) = words.iter().find(|(word, _)| *word == text) {
            return *found;
        }
        let all = words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        let wrong = message!("\"{key}\" must be one of {all}", "“{key}”只能是 {all} 之一");
        self.wrong(MappingCode::WrongType, item, wrong);
        T::default()
    }

    fn flag(&mut self, key: &str) -> bool {
        self.item(key).is_some_and(|item| self.parser.bool_of(self.file, item, self.path))
    }

    fn count(&mut self, key: &str) -> Option<usize> {
        let item = self.item(key)?;
        let number = self.parser.number_of(self.file, item, self.path, 0..=100_000)?;
        usize::try_from(number).ok()
    }

    fn expr(&mut self, key: &str) -> Option<(At, Expr)> {
        let item = self.item(key)?;
        let text = self.text(key)?;
        match Expr::parse(text) {
            Ok(expr) => Some((self.at(item), expr)),
            Err(wrong) => {
                self.wrong(MappingCode::BadExpression, item, wrong);
                None
            }
        }
    }

    fn source(&mut self, fill: &mut Fill) {
        let mut given: Vec<&str> = SOURCES.into_iter().filter(|key| self.table.contains_key(*key)).collect();
        if given.len() > 1 {
            given.sort_by_key(|key| self.item(key).map(Spanned::span).map(|span| span.start));
            let (first, second) = (given[0], given[1]);
            if let Some(item) = self.item(second) {
                let wrong = message!(
                    "a value has one source, and \"{first}\" is given already; remove one of them",
                    "值只能有一个来源，已经给出“{first}”；请删去其一",
                );
                self.wrong(MappingCode::Conflict, item, wrong);
            }
            return;
        }
        let Some(&key) = given.first() else { return };
        let Some(item) = self.item(key) else { return };
        fill.from_at = self.at(item);
        fill.from = self.from(key, item).unwrap_or_default();
    }

    fn from(&mut self, key: &str, item: &'i Item<'t>) -> Option<From> {
        Some(match key {
            "from" => {
                let mut paths = Vec::new();
                for text in self.texts(item)? {
                    paths.push(self.parser.record_path(self.file, item, text, self.path)?);
                }
                From::Paths(paths)
            }
            "value" => From::Constant(self.texts(item)?.into_iter().map(str::to_owned).collect()),
            "template" => match Template::parse(self.text(key)?) {
                Ok(template) => From::Template(template),
                Err(wrong) => {
                    self.wrong(MappingCode::BadExpression, item, wrong);
                    return None;
                }
            },
            "expr" => From::Expr(self.expr(key)?.1),
            "rows" => {
                let text = self.text(key)?;
                From::Rows(self.parser.record_path(self.file, item, text, self.path)?)
            }
            _ => {
                let table = self.parser.table_of(self.file, item, self.path)?;
                let mut parts = Vec::new();
                for (name, item) in in_order(table) {
                    let text = self.parser.text_of(self.file, item, self.path)?;
                    let found = self.parser.record_path(self.file, item, text, self.path)?;
                    parts.push((name.get_ref().to_string(), found));
                }
                From::Product(parts)
            }
        })
    }

    /// A text, or a list of texts that is not empty.
    fn texts(&mut self, item: &'i Item<'t>) -> Option<Vec<&'i str>> {
        let Some(array) = item.get_ref().as_array() else {
            return Some(vec![self.parser.text_of(self.file, item, self.path)?]);
        };
        if array.is_empty() {
            let wrong = message!("the list must have at least one text", "列表中至少要有一个文本");
            self.wrong(MappingCode::WrongType, item, wrong);
            return None;
        }
        array.iter().map(|item| self.parser.text_of(self.file, item, self.path)).collect()
    }

    fn steps(&mut self, fill: &mut Fill) {
        fill.when = self.expr("when");
        fill.only = self.expr("where");
        if let Some(item) = self.item("distinct")
            && let Some(text) = self.text("distinct")
        {
            fill.distinct = self.parser.record_path(self.file, item, text, self.path);
        }
        fill.pairs = self.flag("pairs");
        fill.split = self.text("split").map(str::to_owned);
        if let Some(item) = self.item("split")
            && fill.split.as_deref() == Some("")
        {
            let wrong = message!("the separator of \"split\" must not be empty", "split 的分隔符不能为空");
            self.wrong(MappingCode::WrongType, item, wrong);
        }
        fill.join = self.text("join").map(str::to_owned);
        fill.pick = self.count("pick");
        fill.take = self.count("take");
        fill.trim = self.flag("trim");
        fill.required = self.flag("required");
        fill.empty = self.word("empty", &[("leave", Empty::Leave), ("clear", Empty::Clear)]);
        if let Some(item) = self.item("default") {
            let at = self.at(item);
            fill.default = self.texts(item).map(|texts| (at, texts.into_iter().map(str::to_owned).collect()));
        }
        if let Some(item) = self.item("number") {
            fill.number = self.number(item);
        }
        if let Some(item) = self.item("date") {
            fill.date = self.date(item);
        }
    }

    /// `true`, or a table.
    fn number(&mut self, item: &'i Item<'t>) -> Option<NumberFormat> {
        if let Some(yes) = item.get_ref().as_bool() {
            return yes.then(NumberFormat::default);
        }
        let table = self.parser.table_of(self.file, item, self.path)?;
        self.parser.known_keys(self.file, table, &NUMBER_KEYS, self.path);
        let mut keys = Keys { parser: self.parser, file: self.file, path: self.path, table };
        let shift = match keys.item("shift") {
            Some(item) => keys.parser.number_of(keys.file, item, keys.path, -20..=20)?,
            None => 0,
        };
        Some(NumberFormat {
            digits: keys.count("digits").map(|digits| digits.min(50)),
            shift: i32::try_from(shift).unwrap_or_default(),
            grouped: keys.flag("grouped"),
            shortened: keys.flag("shortened"),
        })
    }

    /// The format that is read, or a table of formats.
    fn date(&mut self, item: &'i Item<'t>) -> Option<DateFormat> {
        let mut format = DateFormat { from: Vec::new(), to: None, offset: CHINA };
        let mut read = item;
        if let Some(table) = item.get_ref().as_table() {
            self.parser.known_keys(self.file, table, &DATE_KEYS, self.path);
            let mut keys = Keys { parser: self.parser, file: self.file, path: self.path, table };
            if let (Some(item), Some(to)) = (keys.item("to"), keys.text("to")) {
                if !is_date_format(to) {
                    keys.wrong(MappingCode::BadDateFormat, item, bad_date(to));
                    return None;
                }
                format.to = Some(to.to_owned());
            }
            if let (Some(item), Some(offset)) = (keys.item("offset"), keys.text("offset")) {
                let Some(found) = offset_of(offset) else {
                    let wrong = message!(
                        "\"{offset}\" is not an offset from UTC; write it as +08:00",
                        "“{offset}”不是有效的时区偏移，请写成 +08:00",
                    );
                    keys.wrong(MappingCode::BadDateFormat, item, wrong);
                    return None;
                };
                format.offset = found;
            }
            let Some(from) = keys.item("from") else {
                let wrong = message!(
                    "give the format of the record's dates under \"from\"",
                    "请在 from 中给出记录中日期的格式",
                );
                keys.wrong(MappingCode::BadDateFormat, item, wrong);
                return None;
            };
            read = from;
        }
        for text in self.texts(read)? {
            match DateForm::parse(text) {
                Some(form) => format.from.push(form),
                None => {
                    self.wrong(MappingCode::BadDateFormat, read, bad_date(text));
                    return None;
                }
            }
        }
        Some(format)
    }

    fn choice(&mut self, fill: &mut Fill) {
        fill.by = self.word(
            "match",
            &[("any", Match::Any), ("value", Match::Value), ("name", Match::Name), ("none", Match::None)],
        );
        fill.unlisted = self.word(
            "unlisted",
            &[("refuse", Unlisted::Refuse), ("keep", Unlisted::Keep), ("skip", Unlisted::Skip)],
        );
        if let Some(item) = self.item("custom") {
            let custom = match item.get_ref() {
                DeValue::Boolean(true) => Some(Custom::Option),
                DeValue::Boolean(false) => None,
                DeValue::String(text) if text == "numbered" => Some(Custom::Numbered),
                DeValue::String(text) => Some(Custom::Value(text.to_string())),
                DeValue::Integer(_)
                | DeValue::Float(_)
                | DeValue::Datetime(_)
                | DeValue::Array(_)
                | DeValue::Table(_) => {
                    let wanted = message!(
                        "true, \"numbered\" or a value in quotes",
                        " true、\"numbered\" 或加引号的值"
                    );
                    self.parser.wrong_type(self.file, item, self.path, wanted);
                    None
                }
            };
            fill.custom = custom.map(|custom| (self.at(item), custom));
        }
        if let Some(item) = self.item("table") {
            let at = self.at(item);
            match item.get_ref().as_str() {
                Some(name) => fill.table_name = Some((at, name.to_owned())),
                None => {
                    fill.table = self.parser.look_up(self.file, "", item).map(|table| (at, Arc::new(table)));
                }
            }
        }
        if self.item("table").is_none()
            && let Some(item) = self.item("unlisted")
        {
            let wrong = message!(
                "\"unlisted\" applies only together with \"table\"",
                "unlisted 须与 table 同时使用",
            );
            self.wrong(MappingCode::Conflict, item, wrong);
        }
    }

    fn attributes(&mut self, fill: &mut Fill) {
        let Some(item) = self.item("attributes") else { return };
        let Some(table) = self.parser.table_of(self.file, item, self.path) else { return };
        for (name, item) in in_order(table) {
            let at = At { file: self.file, offset: small(name.span().start) };
            if name_length(name.get_ref()) != name.get_ref().len() {
                let name = name.get_ref();
                let wrong = message!(
                    "\"{name}\" is not a valid attribute name in XML",
                    "“{name}”不能作为 XML 属性名"
                );
                self.parser.problem(MappingCode::WrongType, at, self.path, wrong);
                continue;
            }
            if let Some(inner) = self.parser.fill(self.file, self.path, item) {
                if !inner.attributes.is_empty() || matches!(inner.from, From::Rows(_) | From::Product(_)) {
                    let wrong = message!(
                        "an attribute is one text: it has neither rows nor attributes",
                        "属性只能是一个文本，不能有行或属性",
                    );
                    self.parser.problem(MappingCode::Conflict, at, self.path, wrong);
                }
                fill.attributes.push((name.get_ref().to_string(), inner));
            }
        }
    }
}

fn bad_date(text: &str) -> Message {
    message!(
        "\"{text}\" is not a date format; write it with % signs, such as %Y-%m-%d %H:%M:%S",
        "“{text}”不是有效的日期格式；请用 % 符号书写，如 %Y-%m-%d %H:%M:%S",
    )
}

/// Reads an offset such as `+08:00`.
fn offset_of(text: &str) -> Option<jiff::tz::Offset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let number = |text: &str| {
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<i32>().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    jiff::tz::Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}
