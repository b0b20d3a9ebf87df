//! Writes an item that a category accepts: whatever a rule demands is there, and nothing that a rule forbids.
//!
//! Fields are filled in the order of the document. Conditions only name earlier fields, in the
//! same row or outside of any row, so that a condition can be decided at once from what was written.

use std::collections::HashMap;

use super::model::{Field, Fill, Group, Kind, Part, Preset};
use super::rng::Rng;
use super::words;
use super::xml::Xml;

pub fn write(fields: &[Field], rows: usize, rng: Rng) -> String {
    let mut writer = Writer {
        out: Xml::with_capacity(8_192 + rows * 2_048),
        rng,
        asked: rows,
        frames: vec![HashMap::new()],
        full: false,
    };
    writer.out.raw("<itemParam>");
    for field in fields {
        writer.field(field);
    }
    writer.out.raw("</itemParam>");
    writer.out.into_string()
}

struct Writer<'a> {
    out: Xml,
    rng: Rng,
    asked: usize,
    /// The texts that were written, by id: the item's own, then those of each row that is being written.
    frames: Vec<HashMap<&'a str, Vec<String>>>,
    /// Whether optional fields are always sent: in the rows that the caller asked for.
    full: bool,
}

impl<'a> Writer<'a> {
    fn field(&mut self, field: &'a Field) {
        if matches!(field.fill, Fill::Nothing) || self.disabled(field) {
            return;
        }
        // A field that a condition has let in is sent too: else such fields would hardly ever be seen.
        let conditional = field.rules.iter().any(|rule| rule.name == "disableRule");
        let kept = self.full || conditional || matches!(field.fill, Fill::AskedRows) || self.required(field);
        if !kept && self.rng.percent(30) {
            return;
        }
        let start = self.out.len();
        self.out.raw("<field");
        self.out.attr("id", &field.id);
        if !field.name.is_empty() {
            self.out.attr("name", &field.name);
        }
        self.out.attr("type", field.kind.word());
        self.out.raw(">");
        let content = self.out.len();
        match field.kind {
            Kind::Complex => self.parts(field),
            Kind::MultiComplex => self.rows(field),
            Kind::MultiInput | Kind::MultiCheck => {
                self.out.raw("<values>");
                self.plain(field);
                self.out.raw("</values>");
            }
            _ => self.plain(field),
        }
        if self.out.len() == content {
            self.out.truncate(start);
        } else {
            self.out.raw("</field>");
        }
    }

    /// One complex value; nothing at all if every part of it was left out.
    fn parts(&mut self, field: &'a Field) {
        let start = self.out.len();
        self.out.raw("<complex-values>");
        let content = self.out.len();
        for part in &field.fields {
            self.field(part);
        }
        if self.out.len() == content {
            self.out.truncate(start);
        } else {
            self.out.raw("</complex-values>");
        }
    }

    fn rows(&mut self, field: &'a Field) {
        let (count, full) = match field.fill {
            Fill::Rows { least, most } => (self.rng.range(least as u64, most as u64) as usize, false),
            _ => (self.asked, true),
        };
        let outside = std::mem::replace(&mut self.full, full);
        for _ in 0..count {
            self.frames.push(HashMap::new());
            self.parts(field);
            self.frames.pop();
        }
        self.full = outside;
    }

    fn plain(&mut self, field: &'a Field) {
        let mut texts: Vec<String> = Vec::new();
        let count = match field.kind {
            Kind::MultiInput | Kind::MultiCheck => self.rng.range(1, 3),
            _ => 1,
        };
        match (&field.fill, &field.preset) {
            (Fill::Preset, Preset::One(value)) => texts.push(value.to_string()),
            (Fill::Preset, Preset::Many(values)) => texts.extend(values.iter().map(ToString::to_string)),
            _ => {
                for _ in 0..count {
                    let text = self.text(field);
                    if !texts.contains(&text) {
                        texts.push(text);
                    }
                }
            }
        }
        for text in &texts {
            self.value(field, text);
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.insert(&field.id, texts);
        }
    }

    fn value(&mut self, field: &Field, text: &str) {
        self.out.raw("<value");
        // In the rows the text of `其它` is in the value itself where no field was made for it.
        if text == "-1" && field.id == "prop_1627207" {
            let mut own = String::new();
            words::hanzi(&mut self.rng, 4, &mut own);
            self.out.attr("inputValue", &own);
        }
        self.out.raw(">");
        self.out.text(text);
        self.out.raw("</value>");
    }

    fn text(&mut self, field: &Field) -> String {
        let rng = &mut self.rng;
        let mut text = String::new();
        match field.fill {
            Fill::Choice => {
                let wanted = field.wanted.filter(|_| rng.percent(50));
                // 其它 is the last; a choice of many options would never come to it by chance.
                let other = (field.options.has_other() && rng.percent(15)).then(|| field.options.proper());
                let index = wanted.or(other).unwrap_or_else(|| rng.index(field.options.proper()));
                text.push_str(&field.options.value(index));
            }
            Fill::Text { least, most } => {
                let length = rng.range(least as u64, most as u64) as usize;
                words::hanzi(rng, length, &mut text);
            }
            Fill::TextOrImage { sibling } => {
                let image = self.frames.last().and_then(|frame| frame.get(sibling));
                if image.is_some_and(|value| value == &["image"]) {
                    text = address(rng, ".jpg");
                } else {
                    words::hanzi(rng, 60, &mut text);
                }
            }
            Fill::Code { length } => words::code(rng, length, &mut text),
            Fill::Html => {
                text.push_str("<p style=\"color:red\">");
                let length = rng.range(20, 60) as usize;
                words::hanzi(rng, length, &mut text);
                text.push_str("&nbsp;</p><img src='");
                text.push_str(&address(rng, ".png"));
                text.push_str("'/>");
            }
            Fill::Whole { least, most } => text = rng.range(least, most).to_string(),
            Fill::Decimal { least, most } => {
                text = format!("{}.{:02}", rng.range(least, most), rng.range(1, 99));
            }
            Fill::Date => text = day(rng),
            Fill::Time => {
                let day = day(rng);
                text =
                    format!("{day} {:02}:{:02}:{:02}", rng.range(0, 23), rng.range(0, 59), rng.range(0, 59));
            }
            Fill::Url { suffix } => text = address(rng, suffix),
            // The others are not plain text and never come here.
            Fill::Nothing | Fill::Preset | Fill::Parts | Fill::Rows { .. } | Fill::AskedRows => {}
        }
        text
    }

    fn required(&self, field: &Field) -> bool {
        self.in_force(field, "requiredRule")
    }

    fn disabled(&self, field: &Field) -> bool {
        self.in_force(field, "disableRule")
    }

    fn in_force(&self, field: &Field, name: &str) -> bool {
        field
            .rules
            .iter()
            .any(|rule| rule.name == name && rule.when.as_ref().is_none_or(|group| self.holds(group)))
    }

    fn holds(&self, group: &Group) -> bool {
        let mut parts = group
            .parts
            .iter()
            .map(|part| self.agrees(part))
            .chain(group.groups.iter().map(|inner| self.holds(inner)));
        if group.operator == "or" { parts.any(|holds| holds) } else { parts.all(|holds| holds) }
    }

    fn agrees(&self, part: &Part) -> bool {
        let values = self
            .frames
            .iter()
            .rev()
            .find_map(|frame| frame.get(part.field.as_ref()))
            .map_or(&[][..], Vec::as_slice);
        let any = values.iter().any(|value| *value == part.value);
        match part.symbol {
            "is null" => values.is_empty(),
            "==" => !values.is_empty() && values.iter().all(|value| *value == part.value),
            "contains" => any,
            // `!=` and `not contains`, both of which hold for a field that is empty.
            _ => !any,
        }
    }
}

fn day(rng: &mut Rng) -> String {
    format!("{}-{:02}-{:02}", rng.range(2016, 2030), rng.range(1, 12), rng.range(1, 28))
}

fn address(rng: &mut Rng, suffix: &str) -> String {
    let mut name = String::new();
    words::code(rng, 20, &mut name);
    format!(
        "https://img.example.com/imgextra/i{}/{}/{name}{suffix}",
        rng.range(1, 4),
        rng.range(100_000, 999_999)
    )
}
