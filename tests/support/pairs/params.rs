//! Params for a pair of schemas: random, and mended until the old schema takes them.

use std::fmt::Write;

use tmall_schema::{Param, Report, Schema, Validator};

use super::model::{Field, Root, escape};

/// A small generator of numbers (SplitMix64), so that a seed is all there is to know.
pub struct Rng(pub u64);

impl Rng {
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.draw() % n.max(1) as u64) as usize
    }

    pub fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }

    pub fn chance(&mut self, of_ten: usize) -> bool {
        self.below(10) < of_ten
    }
}

/// A field of a param.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    pub id: String,
    /// Texts, each with an `inputValue` or not.
    pub values: Vec<(String, bool)>,
    pub rows: Vec<Vec<Held>>,
}

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

pub fn xml(fields: &[Held]) -> String {
    let mut out = String::from("<itemParam>");
    fields.iter().for_each(|field| write(&mut out, field));
    out.push_str("</itemParam>");
    out
}

fn write(out: &mut String, field: &Held) {
    write!(out, "<field id=\"{}\">", field.id).unwrap();
    for (text, custom) in &field.values {
        let attribute = if *custom { " inputValue=\"t\"" } else { "" };
        write!(out, "<value{attribute}>{}</value>", escape(text)).unwrap();
    }
    for row in &field.rows {
        out.push_str("<complex-values>");
        row.iter().for_each(|field| write(out, field));
        out.push_str("</complex-values>");
    }
    out.push_str("</field>");
}

/// Draws params for two schemas.
pub struct Maker<'m> {
    pub old: &'m Root,
    pub new: &'m Root,
    pub rng: Rng,
}

impl Maker<'_> {
    /// Random fields: some of either schema.
    pub fn draw(&mut self, fullness: usize) -> Vec<Held> {
        let (old, new) = (self.old.fields.clone(), self.new.fields.clone());
        self.level(&old, &new, fullness)
    }

    fn level(&mut self, old: &[Field], new: &[Field], fullness: usize) -> Vec<Held> {
        let mut held = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for field in old.iter().chain(new) {
            if seen.contains(&field.id) {
                continue;
            }
            seen.push(field.id.clone());
            if self.rng.chance(fullness) {
                let other = new.iter().find(|one| one.id == field.id).cloned();
                let one = self.field(field, other.as_ref(), fullness);
                held.push(one);
            }
        }
        held
    }

    pub fn field(&mut self, field: &Field, other: Option<&Field>, fullness: usize) -> Held {
        let mut held = Held { id: field.id.clone(), values: Vec::new(), rows: Vec::new() };
        if field.kind.ends_with("omplex") || field.kind == "odd" && self.rng.chance(3) {
            let rows = [0, 1, 1, 1, 2, 2, 3][self.rng.below(7)];
            let inside = other.map(|other| other.fields.clone()).unwrap_or_default();
            for _ in 0..rows {
                let row = self.level(&field.fields, &inside, fullness);
                held.rows.push(row);
            }
        } else {
            let count = if field.kind.starts_with("multi") { self.rng.below(4) } else { 1 };
            for _ in 0..count {
                let value = self.value(field, other);
                held.values.push(value);
            }
        }
        held
    }

    fn value(&mut self, field: &Field, other: Option<&Field>) -> (String, bool) {
        let mut texts: Vec<&str> = field.options.iter().map(|option| option.value.as_str()).collect();
        texts.extend(other.iter().flat_map(|field| &field.options).map(|option| option.value.as_str()));
        texts.extend(field.given.iter().flat_map(|given| &given.values).map(String::as_str));
        let text = if !texts.is_empty() && self.rng.chance(7) {
            *self.rng.pick(&texts)
        } else if self.rng.chance(5) {
            *self.rng.pick(super::TEXTS)
        } else {
            *self.rng.pick(OTHERS)
        };
        (text.to_owned(), text.starts_with('-') && self.rng.chance(6))
    }

    /// Changes fields where the old schema finds fault with them, so that as little as possible stays wrong.
    /// Nothing if it cannot be made right.
    pub fn mend(&mut self, validator: &Validator, mut held: Vec<Held>) -> Option<Vec<Held>> {
        let mut wrong = errors(validator, &held);
        for _ in 0..10 {
            let Some(path) = wrong.first().cloned() else { return Some(held) };
            let mut best: Option<(usize, Vec<Held>)> = None;
            for _ in 0..14 {
                let mut changed = held.clone();
                self.change_at(&mut changed, &path);
                let left = errors(validator, &changed).len();
                if best.as_ref().is_none_or(|(least, _)| left < *least) {
                    best = Some((left, changed));
                }
                if left < wrong.len() && self.rng.chance(5) {
                    break;
                }
            }
            held = best?.1;
            wrong = errors(validator, &held);
        }
        wrong.is_empty().then_some(held)
    }

    /// Gives the field at a path another content, or takes it away.
    fn change_at(&mut self, held: &mut Vec<Held>, path: &str) {
        let steps: Vec<&str> = path.split('/').skip(1).collect();
        let (old, new) = (self.old.fields.clone(), self.new.fields.clone());
        self.change(held, &old, &new, &steps);
    }

    fn change(&mut self, held: &mut Vec<Held>, old: &[Field], new: &[Field], steps: &[&str]) {
        let Some((id, rest)) = steps.split_first() else { return };
        let known = old.iter().find(|field| field.id == *id);
        let other = new.iter().find(|field| field.id == *id);
        let at = held.iter().position(|one| one.id == *id);
        if let (Some(at), Some(known), false) = (at, known, rest.is_empty())
            && !held[at].rows.is_empty()
            && self.rng.chance(9)
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
        let fresh = known.filter(|_| self.rng.chance(8)).map(|known| self.field(known, other, 8));
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

pub fn check(validator: &Validator, held: &[Held]) -> Report {
    validator.check(&Param::parse(&xml(held)).unwrap())
}

fn errors(validator: &Validator, held: &[Held]) -> Vec<String> {
    check(validator, held).errors().map(|finding| finding.path().to_owned()).collect()
}

pub fn validator(schema: &Schema) -> Validator {
    let assets = tmall_schema::Assets::from_json(ASSETS).unwrap();
    Validator::compile_with(schema, &tmall_schema::ValidateOptions::new().assets(assets))
}

/// All params of a small pair of schemas, as far as the texts of conditions and one other tell them apart; some
/// of them if there are too many.
pub fn all(old: &Root, new: &Root, rng: &mut Rng) -> Vec<Vec<Held>> {
    let mut found = level(&old.fields, &new.fields, rng);
    while found.len() > 1200 {
        let drop = rng.below(found.len());
        found.swap_remove(drop);
    }
    found
}

fn level(old: &[Field], new: &[Field], rng: &mut Rng) -> Vec<Vec<Held>> {
    let mut rows: Vec<Vec<Held>> = vec![Vec::new()];
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
            let drop = rng.below(rows.len());
            rows.swap_remove(drop);
        }
    }
    rows
}

fn contents(field: &Field, other: Option<&Field>, rng: &mut Rng) -> Vec<Held> {
    let held = |values: &[(&str, bool)], rows: Vec<Vec<Held>>| Held {
        id: field.id.clone(),
        values: values.iter().map(|(text, custom)| ((*text).to_owned(), *custom)).collect(),
        rows,
    };
    if !field.fields.is_empty() || other.is_some_and(|other| !other.fields.is_empty()) {
        let inside = other.map(|other| other.fields.as_slice()).unwrap_or_default();
        let mut rows = level(&field.fields, inside, rng);
        rows.retain(|row| !row.is_empty());
        let mut found: Vec<Held> = rows.iter().map(|row| held(&[], vec![row.clone()])).collect();
        for _ in 0..rows.len().min(4) {
            let two = vec![rng.pick(&rows).clone(), rng.pick(&rows).clone()];
            found.push(held(&[], two));
        }
        if rng.chance(3) && !rows.is_empty() {
            found.push(held(&[], vec![Vec::new(), rng.pick(&rows).clone()]));
        }
        return found;
    }
    let mut found = vec![held(&[("1", false)], Vec::new()), held(&[("2", false)], Vec::new())];
    found.push(held(&[("-1", rng.chance(5))], Vec::new()));
    if rng.chance(5) {
        found.push(held(&[("-7", true)], Vec::new()));
        found.push(held(&[("12", false)], Vec::new()));
    }
    if field.kind.starts_with("multi") {
        found.push(held(&[("1", false), ("2", false)], Vec::new()));
    }
    found
}
