//! Makes the texts of one field from a record: the steps of a fill, in their fixed order.

use std::borrow::Cow;

use super::applier::{Applier, Reported};
use super::message::{Message, message};
use super::model::{Empty, Fill, From, Unlisted};
use super::number::{NotNumber, NumberFormat};
use super::pairs::values_of;
use super::record::{Json, cell_error, is_cell_date, is_cell_error, is_shortened};
use super::record_path::{Frame, RecordPath};
use crate::code::MappingCode;
use crate::vocab::attribute;

/// A text between two steps, with the attributes that it has in the record.
#[derive(Debug)]
pub(super) struct Item<'f> {
    pub(super) text: Cow<'f, str>,
    pub(super) attributes: Vec<(String, String)>,
}

impl<'f> Item<'f> {
    fn new(text: impl Into<Cow<'f, str>>) -> Item<'f> {
        Item { text: text.into(), attributes: Vec::new() }
    }
}

/// The result of a fill.
pub(super) enum Texts<'f> {
    Some(Vec<Item<'f>>),
    /// The record has no value.
    None,
    /// The record has an empty text or list, which clears the field.
    Cleared,
}

impl<'p> Applier<'p> {
    /// The texts of a fill, before options are looked up.
    pub(super) fn texts<'f>(&mut self, fill: &'p Fill, frame: &Frame<'f, '_>) -> Result<Texts<'f>, Reported>
    where
        'p: 'f,
    {
        let mut items = match self.source_texts(fill, frame)? {
            Texts::Some(items) => items,
            nothing @ (Texts::None | Texts::Cleared) => return Ok(self.or_default(fill, nothing)),
        };
        if fill.pairs {
            items = self.pairs(fill, items)?;
        }
        if let Some(separator) = &fill.split {
            items = items.into_iter().flat_map(|item| split(item, separator)).collect();
        }
        if let Some(pick) = fill.pick {
            items = items.into_iter().nth(pick).into_iter().collect();
        }
        if fill.trim {
            for item in &mut items {
                trim(item);
            }
        }
        if fill.empty == Empty::Leave {
            items.retain(|item| !item.text.is_empty() || !item.attributes.is_empty());
        }
        if let Some((_, table)) = &fill.table {
            let mut kept = Vec::with_capacity(items.len());
            for mut item in items {
                match (table.get(&item.text), fill.unlisted) {
                    (Some(found), _) => {
                        item.text = Cow::Borrowed(found);
                        kept.push(item);
                    }
                    (None, Unlisted::Keep) => kept.push(item),
                    (None, Unlisted::Skip) => {}
                    (None, Unlisted::Refuse) => return Err(self.not_in_table(fill, &table.name, &item.text)),
                }
            }
            items = kept;
        }
        if let Some(format) = &fill.number {
            for item in &mut items {
                match format.apply(&item.text) {
                    Ok(number) => item.text = Cow::Owned(number),
                    Err(wrong) => return Err(self.not_a_number(fill, &item.text, wrong)),
                }
            }
        }
        if let Some(format) = &fill.date {
            for item in &mut items {
                let date = format.apply(&item.text, self.wants_time).or_else(|| {
                    // A date cell of a sheet is a date, in whatever format the texts of the column are.
                    self.is_cell.then(|| format.apply_to_cell(&item.text, self.wants_time)).flatten()
                });
                match date {
                    Some(date) => item.text = Cow::Owned(date),
                    None => {
                        let text = item.text.clone().into_owned();
                        let wrong = message!(
                            "\"{text}\" is not a date in the format that \"date\" gives",
                            "“{text}”不是 date 所给格式的日期",
                        );
                        return Err(self.report(MappingCode::NotADate, fill, Some(&text), wrong));
                    }
                }
            }
        }
        if let Some(most) = fill.take {
            items.truncate(most);
        }
        if let Some(separator) = &fill.join
            && !items.is_empty()
        {
            let texts: Vec<&str> = items.iter().map(|item| item.text.as_ref()).collect();
            items = vec![Item::new(texts.join(separator))];
        }
        let texts = if items.is_empty() { Texts::None } else { Texts::Some(items) };
        Ok(self.or_default(fill, texts))
    }

    /// The values of the current field in texts of pairs.
    fn pairs<'f>(&mut self, fill: &Fill, items: Vec<Item<'f>>) -> Result<Vec<Item<'f>>, Reported> {
        let mut values = Vec::new();
        for item in items {
            let Some(found) = values_of(&item.text, self.pair_keys) else {
                let text = item.text.clone().into_owned();
                let wrong = message!(
                    "\"{text}\" is not a list of properties with values, such as 1627207:28326;20509:28314",
                    "“{text}”不是“属性:值”的列表，如 1627207:28326;20509:28314",
                );
                return Err(self.report(MappingCode::WrongShape, fill, Some(&text), wrong));
            };
            values.extend(found.into_iter().map(|value| Item::new(value.to_owned())));
        }
        Ok(values)
    }

    /// The default of a fill that gives no text.
    fn or_default<'f>(&self, fill: &'p Fill, texts: Texts<'f>) -> Texts<'f>
    where
        'p: 'f,
    {
        match (&texts, &fill.default) {
            (Texts::None, Some((_, default))) => {
                Texts::Some(default.iter().map(|text| Item::new(text.as_str())).collect())
            }
            (Texts::None, None) | (Texts::Some(_) | Texts::Cleared, _) => texts,
        }
    }

    /// The texts of the source, before any step.
    fn source_texts<'f>(&mut self, fill: &'p Fill, frame: &Frame<'f, '_>) -> Result<Texts<'f>, Reported>
    where
        'p: 'f,
    {
        let items = match &fill.from {
            From::Paths(paths) => return self.first_path(fill, paths, frame),
            From::Constant(texts) => texts.iter().map(|text| Item::new(text.as_str())).collect(),
            From::Template(template) => match template.text(frame) {
                Ok(text) => vec![Item::new(text)],
                Err(wrong) => return Err(self.report(MappingCode::ExpressionFailed, fill, None, wrong)),
            },
            From::Expr(expr) => match expr.text(frame) {
                Ok(text) => text.into_iter().map(Item::new).collect(),
                Err(wrong) => return Err(self.report(MappingCode::ExpressionFailed, fill, None, wrong)),
            },
            From::Rows(_) | From::Product(_) | From::Nothing => Vec::new(),
        };
        Ok(if items.is_empty() { Texts::None } else { Texts::Some(items) })
    }

    /// The values at the first path that leads to any.
    fn first_path<'f>(
        &mut self,
        fill: &Fill,
        paths: &'p [RecordPath],
        frame: &Frame<'f, '_>,
    ) -> Result<Texts<'f>, Reported> {
        let mut is_there = false;
        for path in paths {
            let mut found: Vec<&Json<'_>> = Vec::new();
            let mut add = |json: &'f Json<'_>| {
                is_there |= !json.is_null();
                found.extend(json.items());
            };
            path.each(frame, &mut add);
            if fill.empty == Empty::Leave {
                found.retain(|json| !json.is_nothing());
            }
            if !found.is_empty() {
                let items: Result<Vec<_>, Reported> =
                    found.into_iter().map(|json| self.item(fill, path, json)).collect();
                return items.map(Texts::Some);
            }
        }
        Ok(if is_there && fill.empty == Empty::Clear { Texts::Cleared } else { Texts::None })
    }

    /// A value of the record as a text.
    fn item<'f>(
        &mut self,
        fill: &Fill,
        path: &'p RecordPath,
        json: &'f Json<'_>,
    ) -> Result<Item<'f>, Reported> {
        self.source = Some(&path.text);
        self.is_cell = matches!(json, Json::Cell(_));
        let text = match json {
            Json::Text(text) => Cow::Borrowed(text.as_ref()),
            Json::Cell(text) => {
                let allowed = fill.number.as_ref().is_some_and(|format| format.shortened);
                if !allowed && is_shortened(text) {
                    let wrong = message!(
                        "\"{text}\" is a number that the spreadsheet has shortened, digits may be lost; format the column as text and save again",
                        "“{text}”是电子表格缩写的数字，可能已丢失位数；请把该列设为文本格式后重新保存",
                    );
                    return Err(self.report(MappingCode::ShortenedNumber, fill, Some(text), wrong));
                }
                if is_cell_error(text) {
                    return Err(self.report(MappingCode::CellError, fill, Some(text), cell_error(text)));
                }
                if self.wants_time && fill.date.is_none() && is_cell_date(text) == Some(false) {
                    Cow::Owned(format!("{text} 00:00:00"))
                } else {
                    Cow::Borrowed(text.as_ref())
                }
            }
            // Writers of JSON choose the exponent form by themselves, so it is written out.
            Json::Number(number) if number.contains(['e', 'E']) && fill.number.is_none() => {
                match NumberFormat::default().apply(number) {
                    Ok(number) => Cow::Owned(number),
                    Err(wrong) => return Err(self.not_a_number(fill, number, wrong)),
                }
            }
            Json::Number(number) => Cow::Borrowed(number.as_ref()),
            Json::Bool(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
            Json::Object(entries) => {
                // A value with attributes, as the JSON form of a param has it.
                let texts: Option<Vec<(String, String)>> = entries
                    .iter()
                    .map(|(key, json)| match json {
                        Json::Text(text) | Json::Cell(text) => Some((key.to_string(), text.to_string())),
                        Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                            None
                        }
                    })
                    .collect();
                let value = json.get(attribute::VALUE);
                if let (Some(Json::Text(value) | Json::Cell(value)), Some(mut attributes)) = (value, texts) {
                    attributes.retain(|(name, _)| name != attribute::VALUE);
                    return Ok(Item { text: Cow::Borrowed(value.as_ref()), attributes });
                }
                return Err(self.wrong_shape(fill, message!("an object", "对象")));
            }
            Json::List(_) => {
                return Err(self.wrong_shape(fill, message!("a list inside a list", "列表中的列表")));
            }
            Json::Null => Cow::Borrowed(""),
        };
        Ok(Item { text, attributes: Vec::new() })
    }

    fn wrong_shape(&mut self, fill: &Fill, found: Message) -> Reported {
        let Message { en, zh } = found;
        let wrong = message!("expected a text, the record has {en}", "此处应为文本，而记录中是{zh}");
        self.report(MappingCode::WrongShape, fill, None, wrong)
    }

    fn not_a_number(&mut self, fill: &Fill, text: &str, wrong: NotNumber) -> Reported {
        self.report(MappingCode::NotANumber, fill, Some(text), wrong.message(text))
    }

    fn not_in_table(&mut self, fill: &Fill, table: &str, text: &str) -> Reported {
        let Message { en, zh } = match table {
            "" => message!("the table", "对照表"),
            name => message!("the table \"{name}\"", "对照表“{name}”"),
        };
        let wrong = message!(
            "\"{text}\" is not in {en}; add it, or set \"unlisted\" to \"keep\" or \"skip\"",
            "“{text}”不在{zh}中；请补充，或将 unlisted 设为 keep 或 skip",
        );
        self.report(MappingCode::NotInTable, fill, Some(text), wrong)
    }
}

fn split<'f>(item: Item<'f>, separator: &str) -> Vec<Item<'f>> {
    let parts = |text: &str| -> Vec<(usize, usize)> {
        text.split(separator)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| {
                let start = part.as_ptr() as usize - text.as_ptr() as usize;
                (start, start + part.len())
            })
            .collect()
    };
    match item.text {
        Cow::Borrowed(text) => {
            parts(text).into_iter().map(|(start, end)| Item::new(&text[start..end])).collect()
        }
        Cow::Owned(text) => {
            parts(&text).into_iter().map(|(start, end)| Item::new(text[start..end].to_owned())).collect()
        }
    }
}

fn trim(item: &mut Item<'_>) {
    let trimmed = item.text.trim();
    if trimmed.len() != item.text.len() {
        item.text = match &item.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
    }
}
