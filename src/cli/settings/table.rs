//! Reading a TOML document key by key, with messages of our own that have a place.

use tmall_schema::suggest::similar;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::cli::args::did_you_mean;
use crate::cli::lang::Message;

/// What is wrong in a document, and where: the byte at which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) message: Message,
}

/// A table whose keys are taken one after the other. Each key that is asked for is known from then on.
#[derive(Debug)]
pub(crate) struct Table<'t> {
    /// As messages name it, such as `[validate]`; empty for the document.
    name: String,
    at: usize,
    entries: Vec<(Spanned<String>, Spanned<DeValue<'t>>)>,
    known: Vec<&'static str>,
}

impl<'t> Table<'t> {
    /// Parses a document.
    pub(crate) fn parse(text: &'t str) -> Result<Table<'t>, Fault> {
        let document = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            Fault { at, message: syntax(&error) }
        })?;
        Ok(Table::new(String::new(), 0, document.into_inner()))
    }

    fn new(name: String, at: usize, table: DeTable<'t>) -> Table<'t> {
        let entries = table.into_iter().map(|(key, value)| {
            let span = key.span();
            (Spanned::new(span, key.into_inner().into_owned()), value)
        });
        Table { name, at, entries: entries.collect(), known: Vec::new() }
    }

    /// The keys that were asked for.
    #[cfg(test)]
    pub(crate) fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// Where the table begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'t>>> {
        self.known.push(key);
        let at = self.entries.iter().position(|(name, _)| name.get_ref() == key)?;
        Some(self.entries.remove(at).1)
    }

    /// The value of a key, where it is set.
    pub(crate) fn get<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, Message>,
    ) -> Result<Option<T>, Fault> {
        Ok(self.placed(key, read)?.map(|(_, value)| value))
    }

    /// The value of a key, and where it is.
    pub(crate) fn placed<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&DeValue<'_>) -> Result<T, Message>,
    ) -> Result<Option<(usize, T)>, Fault> {
        let Some(value) = self.take(key) else { return Ok(None) };
        let at = value.span().start;
        match read(value.get_ref()) {
            Ok(value) => Ok(Some((at, value))),
            Err(message) => Err(Fault { at, message: of_key(key, &message) }),
        }
    }

    /// The values of a list; none where it is not set.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&DeValue<'_>) -> Result<T, Message>,
    ) -> Result<Vec<T>, Fault> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let Some(values) = value.get_ref().as_array() else {
            let message = of_key(key, &expected("a list", "列表", value.get_ref()));
            return Err(Fault { at: value.span().start, message });
        };
        let read = |value: &Spanned<DeValue<'_>>| {
            read(value.get_ref())
                .map_err(|message| Fault { at: value.span().start, message: of_key(key, &message) })
        };
        values.iter().map(read).collect()
    }

    /// A table in this one; an empty one where it is not set.
    pub(crate) fn table(&mut self, key: &'static str) -> Result<Table<'t>, Fault> {
        let name = match self.name.as_str() {
            "" => format!("[{key}]"),
            above => format!("[{}.{key}]", above.trim_matches(['[', ']'])),
        };
        let Some(value) = self.take(key) else { return Ok(Table::new(name, self.at, DeTable::new())) };
        into_table(name, value).map_err(|fault| Fault { message: of_key(key, &fault.message), ..fault })
    }

    /// A list of tables, `[[key]]`.
    pub(crate) fn tables(&mut self, key: &'static str) -> Result<Vec<Table<'t>>, Fault> {
        let Some(value) = self.take(key) else { return Ok(Vec::new()) };
        let at = value.span().start;
        let name = match self.name.as_str() {
            "" => format!("[[{key}]]"),
            above => format!("[[{}.{key}]]", above.trim_matches(['[', ']'])),
        };
        match value.into_inner() {
            DeValue::Array(values) => {
                values.into_iter().map(|value| into_table(name.clone(), value)).collect()
            }
            value => {
                Err(Fault { at, message: of_key(key, &expected("a list of tables", "表的列表", &value)) })
            }
        }
    }

    /// All that is left, where the keys are not fixed; with their places.
    pub(crate) fn rest(&mut self) -> Vec<(Spanned<String>, Spanned<DeValue<'t>>)> {
        std::mem::take(&mut self.entries)
    }

    /// Reports a key that was not read.
    pub(crate) fn finish(&self) -> Result<(), Fault> {
        let Some((key, _)) = self.entries.first() else { return Ok(()) };
        let name = key.get_ref();
        let names = similar(name, self.known.iter().copied());
        let hint = match names.as_slice() {
            [] => Message::new(
                format!("; the known keys are {}", self.known.join(", ")),
                format!("；可用的键：{}", self.known.join("、")),
            ),
            names => did_you_mean(names),
        };
        let (en, zh) = match self.name.as_str() {
            "" => (String::new(), String::new()),
            table => (format!(" in {table}"), format!("{table} 中")),
        };
        let message = Message::new(
            format!("unknown key \"{name}\"{en}{}", hint.en),
            format!("{zh}没有名为“{name}”的键{}", hint.zh),
        );
        Err(Fault { at: key.span().start, message })
    }
}

fn into_table(name: String, value: Spanned<DeValue<'_>>) -> Result<Table<'_>, Fault> {
    let at = value.span().start;
    match value.into_inner() {
        DeValue::Table(table) => Ok(Table::new(name, at, table)),
        value => Err(Fault { at, message: expected("a table", "表", &value) }),
    }
}

fn of_key(key: &str, message: &Message) -> Message {
    Message::new(format!("{key}: {}", message.en), format!("{key}：{}", message.zh))
}

/// The two mistakes that are frequent have a sentence, the others one for all: toml's own are in English only
/// and speak of its grammar.
fn syntax(error: &toml::de::Error) -> Message {
    if error.message().contains("duplicate key") {
        return Message::new("this key is set twice", "此键重复设置");
    }
    Message::new(
        "this is not valid TOML; a setting is written key = value, with text in double quotes",
        "不是有效的 TOML；设置写作 键 = 值，文本须加双引号",
    )
}

fn expected(en: &str, zh: &str, found: &DeValue<'_>) -> Message {
    // In Chinese, a space separates Chinese from letters and digits.
    let both = |text: &str| (text.to_owned(), format!(" {text}"));
    let (found_en, found_zh) = match found {
        DeValue::String(text) => (format!("\"{text}\""), format!("“{text}”")),
        DeValue::Integer(number) => both(number.as_str()),
        DeValue::Float(number) => both(number.as_str()),
        DeValue::Boolean(value) => both(&value.to_string()),
        DeValue::Datetime(date) => both(&date.to_string()),
        DeValue::Array(_) => ("a list".to_owned(), "列表".to_owned()),
        DeValue::Table(_) => ("a table".to_owned(), "表".to_owned()),
    };
    Message::new(format!("expected {en}, found {found_en}"), format!("应为{zh}，实际为{found_zh}"))
}

/// A text in double quotes.
pub(crate) fn text(value: &DeValue<'_>) -> Result<String, Message> {
    let wrong = || expected("text in double quotes", "加双引号的文本", value);
    value.as_str().map(str::to_owned).ok_or_else(wrong)
}

/// `true` or `false`.
pub(crate) fn flag(value: &DeValue<'_>) -> Result<bool, Message> {
    value.as_bool().ok_or_else(|| expected("true or false", " true 或 false", value))
}

/// A number in digits, for what parses it.
pub(crate) fn digits<T>(
    value: &DeValue<'_>,
    read: impl FnOnce(&str) -> Result<T, Message>,
) -> Result<T, Message> {
    match value.as_integer().filter(|number| number.radix() == 10) {
        // TOML permits groups of digits.
        Some(number) => read(&number.as_str().replace('_', "")),
        None => Err(expected("a whole number", "整数", value)),
    }
}

/// A date, as TOML has it or as text.
pub(crate) fn date(value: &DeValue<'_>) -> Result<jiff::civil::Date, Message> {
    let text = match value {
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::String(text) => Some(text.clone().into_owned()),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    };
    let date = text.and_then(|text| text.parse().ok());
    date.ok_or_else(|| expected("a date such as 2026-12-31", "日期（如 2026-12-31）", value))
}
