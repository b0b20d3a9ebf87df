//! Schemas as plain trees, and as XML.

use std::fmt::{self, Write};

#[derive(Clone, PartialEq)]
pub struct Root {
    pub name: String,
    /// Whether a field makes it a schema of alibaba.com.
    pub icbu: bool,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub id: String,
    pub kind: String,
    pub name: String,
    pub rules: Vec<Rule>,
    pub options: Vec<Opt>,
    pub fields: Vec<Field>,
    pub given: Option<Given>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub name: String,
    pub value: String,
    pub unit: Option<String>,
    pub ex: Option<String>,
    pub when: Option<Cond>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Opt {
    pub value: String,
    pub name: String,
    pub when: Option<Cond>,
}

/// Present or default values.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    pub present: bool,
    pub values: Vec<String>,
    pub rows: Vec<Vec<(String, String)>>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cond {
    Ask { field: String, symbol: String, value: String },
    Group { all: bool, parts: Vec<Cond> },
}

pub struct Symbols;

impl Symbols {
    pub const ALL: &'static [&'static str] = &[
        "is null",
        "==",
        "==",
        "==",
        "!=",
        "!=",
        ">",
        "<",
        ">=",
        "<=",
        "contains",
        "not contains",
        "this field's value in fieldOptions",
        "this field's value not in fieldOptions",
    ];
}

impl Rule {
    pub fn new(name: &str, value: &str) -> Rule {
        Rule { name: name.to_owned(), value: value.to_owned(), unit: None, ex: None, when: None }
    }
}

impl Root {
    pub fn xml(&self) -> String {
        let mut out = format!("<{}>\n", self.name);
        for field in &self.fields {
            write_field(&mut out, field, 1);
        }
        if self.icbu {
            out.push_str("  <field id=\"icbuCatProp\" type=\"input\"/>\n");
        }
        write!(out, "</{}>", self.name).unwrap();
        out
    }

    /// How many fields there are, at all levels.
    pub fn len(&self) -> usize {
        fn count(fields: &[Field]) -> usize {
            fields.iter().map(|field| 1 + count(&field.fields)).sum()
        }
        count(&self.fields)
    }

    /// The siblings of which one is the nth field in document order, and its place.
    pub fn siblings(&mut self, nth: usize) -> Option<(&mut Vec<Field>, usize)> {
        fn find<'f>(fields: &'f mut Vec<Field>, left: &mut usize) -> Option<(&'f mut Vec<Field>, usize)> {
            let mut at = 0;
            while at < fields.len() {
                if *left == 0 {
                    return Some((fields, at));
                }
                *left -= 1;
                let inside = subtree(&fields[at]) - 1;
                if *left < inside {
                    return find(&mut fields[at].fields, left);
                }
                *left -= inside;
                at += 1;
            }
            None
        }
        fn subtree(field: &Field) -> usize {
            1 + field.fields.iter().map(subtree).sum::<usize>()
        }
        find(&mut self.fields, &mut { nth })
    }

    pub fn field(&mut self, nth: usize) -> Option<&mut Field> {
        let (siblings, at) = self.siblings(nth)?;
        siblings.get_mut(at)
    }
}

/// As XML, for failures that are easy to read.
impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.xml())
    }
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn write_field(out: &mut String, field: &Field, depth: usize) {
    let pad = "  ".repeat(depth);
    write!(out, "{pad}<field id=\"{}\" name=\"{}\" type=\"{}\">", field.id, field.name, field.kind).unwrap();
    if !field.rules.is_empty() {
        out.push_str("<rules>");
        for rule in &field.rules {
            write!(out, "<rule name=\"{}\" value=\"{}\"", rule.name, escape(&rule.value)).unwrap();
            if let Some(unit) = &rule.unit {
                write!(out, " unit=\"{unit}\"").unwrap();
            }
            if let Some(ex) = &rule.ex {
                write!(out, " exProperty=\"{ex}\"").unwrap();
            }
            write_when(out, rule.when.as_ref(), "rule");
        }
        out.push_str("</rules>");
    }
    if !field.options.is_empty() {
        out.push_str("<options>");
        for option in &field.options {
            write!(out, "<option displayName=\"{}\" value=\"{}\"", option.name, option.value).unwrap();
            write_when(out, option.when.as_ref(), "option");
        }
        out.push_str("</options>");
    }
    if let Some(given) = &field.given {
        write_given(out, field, given);
    }
    if !field.fields.is_empty() {
        out.push_str("<fields>\n");
        field.fields.iter().for_each(|nested| write_field(out, nested, depth + 1));
        write!(out, "{pad}</fields>").unwrap();
    }
    out.push_str("</field>\n");
}

fn write_when(out: &mut String, when: Option<&Cond>, element: &str) {
    match when {
        None => out.push_str("/>"),
        Some(when) => {
            out.push('>');
            match when {
                Cond::Group { .. } => write_cond(out, when),
                ask => write_cond(out, &Cond::Group { all: true, parts: vec![ask.clone()] }),
            }
            write!(out, "</{element}>").unwrap();
        }
    }
}

fn write_cond(out: &mut String, cond: &Cond) {
    match cond {
        Cond::Ask { field, symbol, value } => {
            let symbol = escape(symbol);
            write!(out, "<depend-express fieldId=\"{field}\" symbol=\"{symbol}\" value=\"{value}\"/>")
                .unwrap();
        }
        Cond::Group { all, parts } => {
            let operator = if *all { "and" } else { "or" };
            write!(out, "<depend-group operator=\"{operator}\">").unwrap();
            parts.iter().for_each(|part| write_cond(out, part));
            out.push_str("</depend-group>");
        }
    }
}

fn write_given(out: &mut String, field: &Field, given: &Given) {
    let is_complex = matches!(field.kind.as_str(), "complex" | "multiComplex");
    if is_complex {
        let element = if given.present { "complex-values" } else { "default-complex-values" };
        for row in &given.rows {
            write!(out, "<{element}>").unwrap();
            for (id, text) in row {
                write!(out, "<field id=\"{id}\"><value>{text}</value></field>").unwrap();
            }
            write!(out, "</{element}>").unwrap();
        }
        return;
    }
    let (element, wrapper) =
        if given.present { ("value", "values") } else { ("default-value", "default-values") };
    let multi = field.kind.starts_with("multi");
    let values = if multi { given.values.as_slice() } else { &given.values[..given.values.len().min(1)] };
    if multi {
        write!(out, "<{wrapper}>").unwrap();
    }
    for text in values {
        write!(out, "<{element}>{text}</{element}>").unwrap();
    }
    if multi {
        write!(out, "</{wrapper}>").unwrap();
    }
}
