//! Finds options by what sellers call them: by value, by exact name, by folded name. Never by a guess.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::message::{Message, message};
use crate::schema::{FieldId, FieldRef, OptionRef, Schema};
use crate::span::small;
use crate::suggest;
use crate::vocab::{FieldKind, RuleName};

/// What of an option a text is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Match {
    /// Its value, else its display name, exact or folded.
    #[default]
    Any,
    /// Its value.
    Value,
    /// Its display name, exact or folded.
    Name,
    /// Nothing: the text is sent unchanged.
    None,
}

/// Whether texts of a field are looked up among its options.
pub(crate) fn is_choice(kind: FieldKind, options: usize) -> bool {
    kind.is_choice() && options > 0
}

/// The options of one field, for look-ups.
#[derive(Debug)]
pub(crate) struct Options {
    schema: Schema,
    field: FieldId,
    table: OnceLock<Table>,
    /// Whether more options come from the server than the schema lists.
    pub(crate) is_open: bool,
}

#[derive(Debug, Default)]
struct Table {
    exact: HashMap<Box<str>, Exact>,
    by_folded: HashMap<Box<str>, Vec<u32>>,
}

/// The options that have one text as their value or name.
#[derive(Debug, Default)]
struct Exact {
    of_value: Option<u32>,
    named: Vec<u32>,
}

/// The result of a look-up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// This option.
    One(u32),
    /// Several options with different values.
    Several(Vec<u32>),
    /// No option.
    None,
}

impl Options {
    pub(crate) fn new(schema: &Schema, field: FieldRef<'_>) -> Options {
        Options {
            schema: schema.clone(),
            field: field.field_id(),
            table: OnceLock::new(),
            is_open: field.rules_named(RuleName::AsyncQuery).next().is_some(),
        }
    }

    fn field(&self) -> Option<FieldRef<'_>> {
        self.schema.get(self.field)
    }

    pub(crate) fn at(&self, number: u32) -> Option<OptionRef<'_>> {
        self.field()?.option_at(number)
    }

    pub(crate) fn value(&self, number: u32) -> &str {
        self.at(number).and_then(OptionRef::value).unwrap_or_default()
    }

    fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let mut table = Table::default();
            let options = self.field().into_iter().flat_map(FieldRef::options);
            for (number, option) in options.enumerate() {
                let number = small(number);
                let Some(value) = option.value() else { continue };
                table.exact.entry(value.into()).or_default().of_value.get_or_insert(number);
                if let Some(name) = option.display_name() {
                    table.exact.entry(name.trim().into()).or_default().named.push(number);
                    table.by_folded.entry(fold(name).into()).or_default().push(number);
                }
            }
            table
        })
    }

    pub(crate) fn find(&self, text: &str, by: Match) -> Found {
        let text = text.trim();
        let table = self.table();
        let exact = table.exact.get(text);
        let of_value = exact.and_then(|exact| exact.of_value);
        let of_value = match by {
            Match::Value | Match::None => return of_value.map_or(Found::None, Found::One),
            Match::Name => None,
            Match::Any => of_value,
        };
        // Names that only fold alike do not count beside an exact one.
        let exact = exact.map(|exact| exact.named.as_slice()).unwrap_or_default();
        match (of_value, exact) {
            (Some(value), []) => return Found::One(value),
            (None, &[name]) => return Found::One(name),
            _ => {}
        }
        let named = match exact {
            [] => table.by_folded.get(fold(text).as_str()).map(Vec::as_slice).unwrap_or_default(),
            exact => exact,
        };
        let mut found: Vec<u32> = Vec::new();
        for number in of_value.iter().chain(named) {
            if found.iter().all(|known| self.value(*known) != self.value(*number)) {
                found.push(*number);
            }
        }
        match found.as_slice() {
            [] => Found::None,
            &[one] => Found::One(one),
            _ => Found::Several(found),
        }
    }

    /// The display name of an option; `None` if it is missing or white space.
    pub(crate) fn name(&self, number: u32) -> Option<&str> {
        self.at(number).and_then(OptionRef::display_name).map(str::trim).filter(|name| !name.is_empty())
    }

    /// The lowest negative value of an option.
    pub(crate) fn lowest(&self) -> Option<i128> {
        self.custom().into_iter().filter_map(|value| value.parse().ok()).min()
    }

    /// The options with a negative value, under which custom texts are sent.
    pub(crate) fn custom(&self) -> Vec<&str> {
        let options = self.field().into_iter().flat_map(FieldRef::options);
        options.filter_map(OptionRef::value).filter(|value| is_negative(value)).collect()
    }

    /// Options with a similar name or value, the nearest first.
    pub(crate) fn nearest(&self, text: &str, budget: &mut usize) -> Vec<u32> {
        let wanted = fold(text);
        let tolerance = suggest::tolerance(&wanted);
        let mut near: Vec<(usize, u32)> = Vec::new();
        let options = self.field().into_iter().flat_map(FieldRef::options);
        for (number, option) in options.enumerate() {
            let number = small(number);
            let (Some(value), Some(name)) = (option.value(), option.display_name().or(option.value())) else {
                continue;
            };
            let name = fold(name);
            let cost = 16 + wanted.len() * name.len();
            if wanted.len().max(name.len()) > 256 || *budget < cost {
                continue;
            }
            *budget -= cost;
            let distance = strsim::osa_distance(&wanted, &name).min(strsim::osa_distance(&wanted, value));
            // A name that contains the text, or the other way round, is near too.
            let distance = if !wanted.is_empty() && (name.contains(&wanted) || wanted.contains(&name)) {
                0
            } else {
                distance
            };
            // A short text with nothing in common is not near.
            let is_near = distance <= tolerance && distance < wanted.chars().count().max(1);
            if is_near {
                near.push((distance, number));
            }
        }
        near.sort_unstable();
        near.truncate(suggest::MOST);
        near.into_iter().map(|(_, number)| number).collect()
    }

    /// The message that a text is not an option, with similar ones.
    pub(crate) fn unknown(&self, text: &str, budget: &mut usize) -> Message {
        let near = self.nearest(text, budget);
        if near.is_empty() {
            return message!("\"{text}\" is not an option of the field", "“{text}”不在可选值之中");
        }
        let Message { en, zh } = self.words(&near);
        message!(
            "\"{text}\" is not an option of the field; similar: {en}",
            "“{text}”不在可选值之中；相近的选项：{zh}",
        )
    }

    /// Options as messages show them: the value, and the display name if it is another.
    pub(crate) fn words(&self, numbers: &[u32]) -> Message {
        let list = |open: &str, close: &str, separator: &str| {
            let options = numbers.iter().filter_map(|number| self.at(*number));
            let words = options.map(|option| {
                let value = option.value().unwrap_or_default();
                match option.display_name() {
                    Some(name) if name != value => format!("{value}{open}{name}{close}"),
                    _ => value.to_owned(),
                }
            });
            words.collect::<Vec<_>>().join(separator)
        };
        Message { en: list(" (", ")", ", "), zh: list("（", "）", "、") }
    }
}

/// A text without differences of case, of full and half width, and of white space.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            // The full-width forms of ASCII.
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        };
        if !c.is_whitespace() {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

pub(crate) fn is_negative(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, by: Match) -> Found {
        let schema = Schema::parse(
            "<itemRule><field id='c' type='singleCheck'><options>
            <option displayName='红色' value='1'/><option displayName='Light Blue' value='2'/>
            <option displayName='2' value='3'/><option displayName='同' value='4'/><option displayName='同' value='5'/>
            <option displayName='XL' value='6'/><option displayName='xl' value='7'/><option displayName='一' value='8'/>
            <option displayName='一' value='8'/></options></field></itemRule>",
        )
        .unwrap();
        Options::new(&schema, schema.field("/c").unwrap()).find(text, by)
    }

    #[test]
    fn found_or_not() {
        assert_eq!(found("1", Match::Any), Found::One(0));
        assert_eq!(found("红色", Match::Any), Found::One(0));
        assert_eq!(found(" 红 色 ", Match::Any), Found::One(0));
        assert_eq!(found("ｌｉｇｈｔ　blue", Match::Any), Found::One(1));
        // A value that is another option's name is ambiguous until the mapping says which is meant.
        assert_eq!(found("2", Match::Any), Found::Several(vec![1, 2]));
        assert_eq!(found("2", Match::Value), Found::One(1));
        assert_eq!(found("2", Match::Name), Found::One(2));
        assert_eq!(found("同", Match::Any), Found::Several(vec![3, 4]));
        assert_eq!(found("XL", Match::Any), Found::One(5));
        assert_eq!(found("Xl", Match::Any), Found::Several(vec![5, 6]));
        // Two options with the same value count as one.
        assert_eq!(found("一", Match::Any), Found::One(7));
        assert_eq!(found("红", Match::Any), Found::None);
        assert_eq!(found("红色", Match::Value), Found::None);
    }
}
