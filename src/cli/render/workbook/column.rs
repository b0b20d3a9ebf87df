//! One column of a template: what people see of a field.

use tmall_schema::{FieldKind, FieldRef, RuleName, RuleRef, Schema, ValueType};

use crate::cli::lang::pick;
use crate::cli::results::template::ColumnKey;
use crate::cli::words::{Mark, Words};

/// How the cells of a column are formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
}

/// A column with all that is shown of it.
pub(crate) struct Column<'s> {
    pub(crate) key: ColumnKey,
    pub(crate) header: String,
    /// The note of the header.
    pub(crate) note: String,
    pub(crate) kind: CellKind,
    pub(crate) mark: Mark,
    /// The field whose options can be chosen.
    pub(crate) choices: Option<FieldRef<'s>>,
    /// Whether texts that are not options are refused while typing.
    pub(crate) is_strict: bool,
}

/// The longest note, in characters.
const NOTE: usize = 1000;

impl<'s> Column<'s> {
    pub(crate) fn of(key: ColumnKey, schema: &'s Schema, words: &Words<'s>) -> Column<'s> {
        let field = match &key {
            ColumnKey::Value { path, .. } => schema.field(path),
            ColumnKey::Item(_) | ColumnKey::Row(_) | ColumnKey::Problems => None,
        };
        let mut column = Column {
            header: header(&key, schema, words),
            note: String::new(),
            kind: CellKind::Text,
            mark: Mark::Optional,
            choices: None,
            is_strict: false,
            key,
        };
        match (&column.key, field) {
            (ColumnKey::Item(None), _) => {
                column.mark = Mark::Required;
                column.note = words
                    .pick(
                        "Names the item: its file, and its rows on the other sheets. Any text that no other item has.",
                        "商品的标识：用作文件名，其他工作表的行也以此对应。任意文本，不得重复。",
                    )
                    .to_owned();
            }
            (ColumnKey::Item(Some(_)), _) => {
                column.mark = Mark::Required;
                column.note = words
                    .pick(
                        "The item that the row belongs to, as on the first sheet.",
                        "该行所属的商品，与第一张工作表一致。",
                    )
                    .to_owned();
            }
            (ColumnKey::Row(_), _) => {
                column.mark = Mark::Required;
                column.note = words
                    .pick("Which row of the item it belongs to, from 1.", "属于该商品的第几行，从 1 开始。")
                    .to_owned();
            }
            (ColumnKey::Value { index, attribute: None, .. }, Some(field)) => {
                column.kind = kind(field);
                let is_first = index.is_none_or(|index| index == 0);
                column.mark = if is_first { Mark::of(field) } else { Mark::Optional };
                column.note = note(field, words);
                let is_choice = field.kind().is_some_and(FieldKind::is_choice) && field.options().len() > 0;
                column.choices = is_choice.then_some(field);
                let is_open = [RuleName::AsyncQuery, RuleName::ValueAttribute]
                    .into_iter()
                    .any(|rule| field.rules_named(rule).next().is_some());
                column.is_strict = is_choice && !is_open;
            }
            (ColumnKey::Value { .. } | ColumnKey::Problems, _) => {}
        }
        column
    }
}

/// The names of a field and of the complex values around it, up to rows.
fn header<'s>(key: &ColumnKey, schema: &'s Schema, words: &Words<'s>) -> String {
    match key {
        ColumnKey::Item(_) => words.pick("Item", "商品标识").to_owned(),
        ColumnKey::Row(path) => {
            let name = schema.field(path).map_or_else(|| path.clone(), |field| name(field).to_owned());
            words.pick(format!("Row of {name}"), format!("{name}（第几行）"))
        }
        ColumnKey::Problems => problems(words),
        ColumnKey::Value { path, index, attribute } => {
            let Some(field) = schema.field(path) else { return path.clone() };
            let around = field.ancestors().take_while(|field| !field.is_array());
            let mut names: Vec<&str> = std::iter::once(field).chain(around).map(name).collect();
            names.reverse();
            let mut text = names.join(" / ");
            if let Some(index) = index {
                text.push_str(&format!(" {}", index + 1));
            }
            if let Some(attribute) = attribute {
                text.push_str(&format!(" ({attribute})"));
            }
            text
        }
    }
}

/// The header of the column of problems.
fn problems(words: &Words<'_>) -> String {
    pick(words.lang(), "Problems", "问题").to_owned()
}

/// The name of a field; its id where it has none.
pub(crate) fn name(field: FieldRef<'_>) -> &str {
    field.name().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(field.id())
}

fn kind(field: FieldRef<'_>) -> CellKind {
    let is_input = field.kind().is_some_and(|kind| !kind.is_choice());
    let of = field.rules_named(RuleName::ValueType).filter(|rule| rule.condition().is_none());
    let types: Vec<ValueType> = of.filter_map(RuleRef::value_type).collect();
    match types.as_slice() {
        _ if !is_input => CellKind::Text,
        [ValueType::Integer | ValueType::Long] => CellKind::Integer,
        [ValueType::Decimal] => CellKind::Decimal,
        [ValueType::Date] => CellKind::Date,
        [ValueType::Time] => CellKind::Time,
        _ => CellKind::Text,
    }
}

/// What a person should know about a field.
fn note<'s>(field: FieldRef<'s>, words: &Words<'s>) -> String {
    let rules = words.rules(field);
    let mut lines = Vec::new();
    let mark = Mark::of(field);
    if mark != Mark::Optional {
        lines.push(mark.words(words.lang()).to_owned());
    }
    if !rules.always.is_empty() {
        lines.push(words.list(&rules.always));
    }
    lines.extend(rules.lines);
    lines.extend(rules.tips);
    // Tips are written for pages.
    let text = lines.join("\n").replace("<br>", "\n").replace("<br/>", "\n");
    match text.char_indices().nth(NOTE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
