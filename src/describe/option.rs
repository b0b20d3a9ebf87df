//! Options, values and rows in words.

use crate::check::choice::lacks_options;
use crate::check::unchecked::Unchecked;
use crate::describe::{Describer, unchecked};
use crate::schema::{FieldRef, OptionRef};
use crate::value::{ParamField, Row, Value};

impl<'s> Describer<'s> {
    /// An option: `name (value)`, or whichever of the two it has.
    #[must_use]
    pub fn option(&self, option: OptionRef<'s>) -> String {
        match (option.display_name(), option.value()) {
            (Some(name), Some(value)) if name == value => value.to_owned(),
            (Some(name), Some(value)) => self.pick(format!("{name} ({value})"), format!("{name}（{value}）")),
            (None, Some(value)) => value.to_owned(),
            (name, None) => {
                let name = name.unwrap_or_default();
                self.pick(format!("{name} (no value)"), format!("{name}（无值）"))
            }
        }
    }

    /// What to say of a choice for which the schema has no options.
    #[must_use]
    pub fn no_options(&self, field: FieldRef<'s>) -> Option<String> {
        let why = unchecked::why(Unchecked::NoOptions, self.lang);
        lacks_options(field).then(|| self.labelled(self.pick("not checked", "不校验"), why))
    }

    /// Values of a field, with the names of their options.
    #[must_use]
    pub fn values(&self, field: FieldRef<'s>, values: &[Value]) -> String {
        let words: Vec<String> = values
            .iter()
            .map(|value| {
                let mut words = match field.option(value.text()) {
                    Some(option) => self.option(option),
                    None if value.is_empty() => self.pick("(empty)", "（空）").to_owned(),
                    None => value.text().to_owned(),
                };
                for (name, value) in value.attributes() {
                    words.push_str(&format!(" {name}={value}"));
                }
                words
            })
            .collect();
        words.join(self.pick(", ", "、"))
    }

    /// Rows: `{price 10; size M} …`.
    #[must_use]
    pub fn rows(&self, rows: &[Row]) -> String {
        let words: Vec<String> = rows.iter().map(|row| self.row(row)).collect();
        words.join(" ")
    }

    fn row(&self, row: &Row) -> String {
        let words: Vec<String> = row.fields().iter().map(|field| self.content(field)).collect();
        format!("{{{}}}", words.join(self.pick("; ", "；")))
    }

    fn content(&self, field: &ParamField) -> String {
        let texts: Vec<&str> = field.values().iter().map(Value::text).collect();
        let mut words = format!("{} {}", field.id(), texts.join(self.pick(", ", "、")));
        if !field.rows().is_empty() {
            words.push_str(&self.rows(field.rows()));
        }
        words
    }
}
