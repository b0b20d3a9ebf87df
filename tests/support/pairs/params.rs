//! Params for a pair of schemas: random, and changed until they are valid under the old schema.

use tmall_schema::{Param, Report, Schema, Validator};

use super::root::Root;
use crate::support::generate::rng::Rng;
use crate::support::tree::{Field, Given, Text, xml};

/// Texts of all sorts beside those of options and conditions.
const OTHERS: &[&str] = &[
    "0",
    "1.5",
    "10",
    "12",
    "ab",
    "abcde",
    "汉字",
    "é",
    "u1",
    "u2",
    "2020-01-01",
    "2020-05-05 10:00:00",
    "2021-01-01",
    "http://x.cn/u1",
    "1e1",
    "-7",
    " ",
    "😀",
    "12x",
];

/// What the assets that params name are like: small, and large.
pub const ASSETS: &str = r#"{"u1":{"bytes":50,"width":10,"height":20},"u2":{"bytes":5000,"width":40,"height":8},"http://x.cn/u1":{"bytes":200,"width":25,"height":25}}"#;

/// A param as XML, in wrappers that suit neither schema more than the other.
pub fn param_xml(fields: &[Given]) -> String {
    xml::param_in_mixed_wrappers("itemParam", fields)
}

fn text(text: &str, custom: bool) -> Text {
    Text { text: text.to_owned(), input_value: custom.then(|| "t".to_owned()) }
}

/// What custom values stand for.
const CUSTOM: &[&str] =
    &["t", "t", "1", "2", "12", "abcde", "汉字", "2020-05-05", "-1", "http://x.cn/u1", ""];

/// Draws params for two schemas.
pub struct Maker<'m> {
    pub old: &'m Root,
    pub new: &'m Root,
    pub rng: Rng,
}

impl Maker<'_> {
    /// Random fields: some of either schema.
    pub fn draw(&mut self, fullness: u64) -> Vec<Given> {
        let (old, new) = (self.old.fields.clone(), self.new.fields.clone());
        self.level(&old, &new, fullness)
    }

    fn level(&mut self, old: &[Field], new: &[Field], fullness: u64) -> Vec<Given> {
        let mut held = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for field in old.iter().chain(new) {
            if seen.contains(&field.id) {
                continue;
            }
            seen.push(field.id.clone());
            if self.rng.percent(10 * fullness) {
                let other = new.iter().find(|one| one.id == field.id).cloned();
                let one = self.field(field, other.as_ref(), fullness);
                held.push(one);
            }
        }
        held
    }

    pub fn field(&mut self, field: &Field, other: Option<&Field>, fullness: u64) -> Given {
        let mut held = Given::new(&field.id, Vec::new(), Vec::new());
        if field.is_group() || field.kind.is_none() && self.rng.percent(30) {
            let rows = [0, 1, 1, 1, 2, 2, 3][self.rng.index(7)];
            let inside = other.map(|other| other.fields.clone()).unwrap_or_default();
            for _ in 0..rows {
                let row = self.level(&field.fields, &inside, fullness);
                held.rows.push(row);
            }
        } else {
            let count = if field.is_multi() { self.rng.index(4) } else { 1 };
            for _ in 0..count {
                let value = self.value(field, other);
                held.values.push(value);
            }
        }
        held
    }

    fn value(&mut self, field: &Field, other: Option<&Field>) -> Text {
        let mut texts: Vec<&str> = field.options.iter().map(|option| option.value.as_str()).collect();
        texts.extend(other.iter().flat_map(|field| &field.options).map(|option| option.value.as_str()));
        texts.extend(field.preset.iter().flat_map(|preset| &preset.values).map(String::as_str));
        let drawn = if field.id == super::UPDATE_FIELDS && texts.is_empty() {
            self.rng.pick(super::IDS)
        } else if !texts.is_empty() && self.rng.percent(70) {
            self.rng.pick(&texts)
        } else if self.rng.percent(50) {
            self.rng.pick(super::TEXTS)
        } else {
            self.rng.pick(OTHERS)
        };
        let is_custom = self.rng.percent(if drawn.starts_with('-') { 60 } else { 8 });
        let input_value = is_custom.then(|| self.rng.pick(CUSTOM).to_owned());
        Text { text: drawn.to_owned(), input_value }
    }

    /// Changes fields where the old schema finds fault with them, so that as little as possible stays wrong.
    /// Nothing if it cannot be made right.
    pub fn repair(&mut self, validator: &Validator, mut held: Vec<Given>) -> Option<Vec<Given>> {
        let mut wrong = errors(validator, &held);
        for _ in 0..10 {
            let Some(path) = wrong.first().cloned() else { return Some(held) };
            let mut best: Option<(usize, Vec<Given>)> = None;
            for _ in 0..14 {
                let mut changed = held.clone();
                self.change_at(&mut changed, &path);
                let left = errors(validator, &changed).len();
                if best.as_ref().is_none_or(|(least, _)| left < *least) {
                    best = Some((left, changed));
                }
                if left < wrong.len() && self.rng.percent(50) {
                    break;
                }
            }
            held = best?.1;
            wrong = errors(validator, &held);
        }
        wrong.is_empty().then_some(held)
    }

    /// Gives the field at a path another content, or takes it away.
    fn change_at(&mut self, held: &mut Vec<Given>, path: &str) {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        let (old, new) = (self.old.fields.clone(), self.new.fields.clone());
        self.change(held, &old, &new, &steps);
    }

    fn change(&mut self, held: &mut Vec<Given>, old: &[Field], new: &[Field], steps: &[&str]) {
        let Some((id, rest)) = steps.split_first() else { return };
        let known = old.iter().find(|field| field.id == *id);
        let other = new.iter().find(|field| field.id == *id);
        let at = held.iter().position(|one| one.id == *id);
        if let (Some(at), Some(known), false) = (at, known, rest.is_empty())
            && !held[at].rows.is_empty()
            && self.rng.percent(90)
        {
            let (row, inner) = match rest[0].parse::<usize>() {
                Ok(row) => (row, &rest[1..]),
                Err(_) => (0, rest),
            };
            let inside = other.map(|other| other.fields.clone()).unwrap_or_default();
            if let Some(row) = held[at].rows.get_mut(row)
                && !inner.is_empty()
            {
                return self.change(row, &known.fields.clone(), &inside, inner);
            }
        }
        let fresh = known.filter(|_| self.rng.percent(80)).map(|known| self.field(known, other, 8));
        match (at, fresh) {
            (Some(at), Some(fresh)) => held[at] = fresh,
            (Some(at), None) => {
                held.remove(at);
            }
            (None, Some(fresh)) => held.push(fresh),
            (None, None) => {}
        }
    }
}

pub fn check(validator: &Validator, held: &[Given]) -> Report {
    validator.check(&Param::parse(&param_xml(held)).unwrap())
}

fn errors(validator: &Validator, held: &[Given]) -> Vec<String> {
    check(validator, held).errors().map(|finding| finding.path().to_owned()).collect()
}

pub fn validator(schema: &Schema) -> Validator {
    let assets = tmall_schema::Assets::from_json(ASSETS).unwrap();
    Validator::compile_with(schema, &tmall_schema::ValidateOptions::new().with_assets(assets))
}

/// All params of a small pair of schemas, as far as the texts of conditions and one other tell them apart; some
/// of them if there are too many.
pub fn all(old: &Root, new: &Root, rng: &mut Rng) -> Vec<Vec<Given>> {
    let mut found = level(&old.fields, &new.fields, rng);
    while found.len() > 1200 {
        let drop = rng.index(found.len());
        found.swap_remove(drop);
    }
    found
}

fn level(old: &[Field], new: &[Field], rng: &mut Rng) -> Vec<Vec<Given>> {
    let mut rows: Vec<Vec<Given>> = vec![Vec::new()];
    let mut seen: Vec<&str> = Vec::new();
    for field in old.iter().chain(new) {
        if seen.contains(&field.id.as_str()) {
            continue;
        }
        seen.push(&field.id);
        let other = new.iter().find(|one| one.id == field.id);
        let contents = contents(field, other, rng);
        let mut longer = Vec::with_capacity(rows.len() * (contents.len() + 1));
        for row in &rows {
            longer.push(row.clone());
            for content in &contents {
                let mut with = row.clone();
                with.push(content.clone());
                longer.push(with);
            }
        }
        rows = longer;
        while rows.len() > 3000 {
            let drop = rng.index(rows.len());
            rows.swap_remove(drop);
        }
    }
    rows
}

fn contents(field: &Field, other: Option<&Field>, rng: &mut Rng) -> Vec<Given> {
    let held = |values: &[(&str, bool)], rows: Vec<Vec<Given>>| {
        Given::new(&field.id, values.iter().map(|(one, custom)| text(one, *custom)).collect(), rows)
    };
    if !field.fields.is_empty() || other.is_some_and(|other| !other.fields.is_empty()) {
        let inside = other.map(|other| other.fields.as_slice()).unwrap_or_default();
        let mut rows = level(&field.fields, inside, rng);
        rows.retain(|row| !row.is_empty());
        let mut found: Vec<Given> = rows.iter().map(|row| held(&[], vec![row.clone()])).collect();
        for _ in 0..rows.len().min(4) {
            let two = (0..2).map(|_| rows[rng.index(rows.len())].clone()).collect();
            found.push(held(&[], two));
        }
        if rng.percent(30) && !rows.is_empty() {
            found.push(held(&[], vec![Vec::new(), rows[rng.index(rows.len())].clone()]));
        }
        return found;
    }
    let mut found = vec![held(&[("1", false)], Vec::new()), held(&[("2", false)], Vec::new())];
    found.push(held(&[("-1", rng.percent(50))], Vec::new()));
    if rng.percent(30) {
        let input_value = Some(rng.pick(CUSTOM).to_owned());
        let custom = Text { text: rng.pick(&["-1", "-7"]).to_owned(), input_value };
        found.push(Given { values: vec![custom], ..held(&[], Vec::new()) });
    }
    if rng.percent(50) {
        found.push(held(&[("-7", true)], Vec::new()));
        found.push(held(&[("12", false)], Vec::new()));
    }
    if field.is_multi() {
        found.push(held(&[("1", false), ("2", false)], Vec::new()));
    }
    found
}
