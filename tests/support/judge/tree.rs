//! A schema and a param as plain trees, and how they are written as XML.

use std::fmt::{self, Write};

use tmall_schema::{Dialect, FieldKind};

/// A field of a schema.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: String,
    pub kind: FieldKind,
    pub rules: Vec<Rule>,
    pub options: Vec<Choice>,
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub name: &'static str,
    pub value: String,
    pub unit: Option<&'static str>,
    pub ex_property: Option<&'static str>,
    /// All of them must hold.
    pub groups: Vec<Group>,
}

/// An option.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub groups: Vec<Group>,
}

#[derive(Clone, Debug)]
pub struct Group {
    pub operator: Option<&'static str>,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug)]
pub enum Part {
    Ask { id: String, symbol: Option<&'static str>, value: String },
    Group(Group),
}

/// What a param gives for a field: values, or rows.
#[derive(Clone, Debug)]
pub struct Given {
    pub id: String,
    pub values: Vec<Text>,
    pub rows: Vec<Vec<Given>>,
}

/// A value and its `inputValue`.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    pub input_value: Option<String>,
}

/// A schema, a param that may or may not fit it, and in which dialect they are written.
#[derive(Clone)]
pub struct Pair {
    pub fields: Vec<Field>,
    pub given: Vec<Given>,
    pub dialect: Dialect,
}

impl Field {
    pub fn is_group(&self) -> bool {
        matches!(self.kind, FieldKind::Complex | FieldKind::MultiComplex)
    }

    pub fn is_multi(&self) -> bool {
        matches!(self.kind, FieldKind::MultiInput | FieldKind::MultiCheck)
    }

    pub fn is_choice(&self) -> bool {
        matches!(self.kind, FieldKind::SingleCheck | FieldKind::MultiCheck)
    }
}

impl Given {
    /// Whether anything inside is not empty, known to the schema or not.
    pub fn has_content(&self) -> bool {
        self.values.iter().any(|value| !value.text.is_empty())
            || self.rows.iter().flatten().any(Given::has_content)
    }
}

/// As XML: that is what becomes a fixture.
impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:\n{}\n{}", self.dialect, self.schema_xml(), self.param_xml())
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => write!(out, "&#{};", c as u32).unwrap(),
            c => out.push(c),
        }
    }
    out
}

fn attribute(name: &str, value: Option<&str>) -> String {
    value.map_or(String::new(), |value| format!(" {name}=\"{}\"", escaped(value)))
}

impl Pair {
    pub fn schema_xml(&self) -> String {
        let root = self.dialect.schema_root();
        format!("<{root}>{}</{root}>", self.fields.iter().map(field_xml).collect::<String>())
    }

    pub fn param_xml(&self) -> String {
        let root = self.dialect.param_root();
        format!("<{root}>{}</{root}>", self.level_xml(&self.given, &self.fields))
    }

    fn level_xml(&self, given: &[Given], fields: &[Field]) -> String {
        given.iter().map(|one| self.given_xml(one, fields)).collect()
    }

    fn given_xml(&self, given: &Given, fields: &[Field]) -> String {
        let known = fields.iter().find(|field| field.id == given.id);
        let values: String = given.values.iter().map(value_xml).collect();
        let content = match known {
            Some(field) if field.is_multi() => format!("<values>{values}</values>"),
            Some(field) if field.is_group() => {
                let wrapper = match (field.kind, self.dialect) {
                    (FieldKind::Complex, Dialect::ItemSchema | Dialect::Icbu) => "complex-value",
                    _ => "complex-values",
                };
                let row = |row: &Vec<Given>| {
                    format!("<{wrapper}>{}</{wrapper}>", self.level_xml(row, &field.fields))
                };
                given.rows.iter().map(row).collect()
            }
            _ => values,
        };
        format!("<field{}>{content}</field>", attribute("id", Some(&given.id)))
    }
}

fn value_xml(value: &Text) -> String {
    let extra = attribute("inputValue", value.input_value.as_deref());
    format!("<value{extra}>{}</value>", escaped(&value.text))
}

fn field_xml(field: &Field) -> String {
    let mut xml = format!("<field id=\"{}\" type=\"{}\">", escaped(&field.id), field.kind);
    let rules: String = field.rules.iter().map(rule_xml).collect();
    write!(xml, "<rules>{rules}</rules>").unwrap();
    if !field.options.is_empty() {
        let option = |option: &Choice| {
            let value = attribute("value", Some(&option.value));
            format!("<option displayName=\"n\"{value}>{}</option>", groups_xml(&option.groups))
        };
        write!(xml, "<options>{}</options>", field.options.iter().map(option).collect::<String>()).unwrap();
    }
    if !field.fields.is_empty() {
        let fields: String = field.fields.iter().map(field_xml).collect();
        write!(xml, "<fields>{fields}</fields>").unwrap();
    }
    xml + "</field>"
}

fn rule_xml(rule: &Rule) -> String {
    format!(
        "<rule name=\"{}\"{}{}{}>{}</rule>",
        rule.name,
        attribute("value", Some(&rule.value)),
        attribute("unit", rule.unit),
        attribute("exProperty", rule.ex_property),
        groups_xml(&rule.groups)
    )
}

fn groups_xml(groups: &[Group]) -> String {
    groups.iter().map(group_xml).collect()
}

fn group_xml(group: &Group) -> String {
    let parts: String = group.parts.iter().map(part_xml).collect();
    format!("<depend-group{}>{parts}</depend-group>", attribute("operator", group.operator))
}

fn part_xml(part: &Part) -> String {
    match part {
        Part::Group(group) => group_xml(group),
        Part::Ask { id, symbol, value } => format!(
            "<depend-express{}{}{}/>",
            attribute("fieldId", Some(id)),
            attribute("value", Some(value)),
            attribute("symbol", *symbol)
        ),
    }
}
