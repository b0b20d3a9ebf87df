//! The plain trees as XML.

use std::fmt::Write;

use tmall_schema::{Dialect, FieldKind};

use super::{Choice, Field, Given, Group, Part, Preset, Rule, Text};

/// The fields of a schema, each on a line of its own, so that a failure is easy to read.
pub fn fields(fields: &[Field]) -> String {
    fields.iter().map(field).collect()
}

/// A param in the wrappers of a dialect. The wrappers of a field depend on its type; without the fields of the
/// schema, values are in none and rows in `complex-values`. What is misplaced has a wrapper where it should have none,
/// none where it should have one, or that of another type or dialect.
pub fn param(root: &str, dialect: Dialect, given: &[Given], fields: &[Field]) -> String {
    format!("<{root}>{}</{root}>", level(dialect, given, fields))
}

/// A param in wrappers of all sorts: those of each dialect, those that a reader accepts besides, and `default-value`,
/// which counts as nothing. Which one a field has depends on what it holds, so that the rest of a param stays as it is
/// when one field is changed.
pub fn param_in_mixed_wrappers(root: &str, given: &[Given]) -> String {
    let content: String = given.iter().map(mixed).collect();
    format!("<{root}>{content}</{root}>")
}

fn mixed(given: &Given) -> String {
    let inside: Vec<String> = given.rows.iter().map(|row| row.iter().map(mixed).collect()).collect();
    let values: String = given.values.iter().map(value).collect();
    let id = attribute("id", Some(&given.id));
    let turn = hash(&format!("{id}{values}{}", inside.concat())) % 12;
    let values = match turn {
        _ if given.values.is_empty() => values,
        0..4 => format!("<values>{values}</values>"),
        4 => values.replace("<value", "<default-value").replace("</value", "</default-value"),
        _ => values,
    };
    let each = |open: &str, close: &str| -> String {
        inside.iter().map(|row| format!("{open}{row}{close}")).collect()
    };
    let rows = match turn {
        0..3 => each("<complex-value>", "</complex-value>"),
        3 => each("<complex-values><complex-value>", "</complex-value></complex-values>"),
        4 if !inside.is_empty() => {
            format!("<complex-values>{}</complex-values>", each("<complex-value>", "</complex-value>"))
        }
        5 if inside.len() == 1 => inside.concat(),
        _ => each("<complex-values>", "</complex-values>"),
    };
    format!("<field{id}>{values}{rows}</field>")
}

/// The 64-bit FNV-1a hash.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn level(dialect: Dialect, given: &[Given], fields: &[Field]) -> String {
    given.iter().map(|one| content(dialect, one, fields)).collect()
}

fn content(dialect: Dialect, given: &Given, fields: &[Field]) -> String {
    let known = fields.iter().find(|field| field.id == given.id);
    let values: String = given.values.iter().map(value).collect();
    let is_wrapped = known.is_some_and(Field::is_multi) != given.misplaced;
    let values = if is_wrapped && !values.is_empty() { format!("<values>{values}</values>") } else { values };
    let is_singular = known.and_then(|field| field.kind) == Some(FieldKind::Complex)
        && matches!(dialect, Dialect::ItemSchema | Dialect::Icbu);
    let wrapper = if is_singular != given.misplaced { "complex-value" } else { "complex-values" };
    let inside = known.map(|field| field.fields.as_slice()).unwrap_or_default();
    let row = |row: &Vec<Given>| format!("<{wrapper}>{}</{wrapper}>", level(dialect, row, inside));
    let rows: String = given.rows.iter().map(row).collect();
    format!("<field{}>{values}{rows}</field>", attribute("id", Some(&given.id)))
}

fn value(value: &Text) -> String {
    let extra = attribute("inputValue", value.input_value.as_deref());
    format!("<value{extra}>{}</value>", escaped(&value.text))
}

pub fn escaped(text: &str) -> String {
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

/// An element with its attributes; in the short form where it is empty.
fn element(name: &str, attributes: &[String], content: &str) -> String {
    let attributes = attributes.concat();
    if content.is_empty() {
        return format!("<{name}{attributes}/>");
    }
    format!("<{name}{attributes}>{content}</{name}>")
}

/// A list, left out where it is empty.
fn list(name: &str, content: &str) -> String {
    if content.is_empty() { String::new() } else { element(name, &[], content) }
}

fn field(field: &Field) -> String {
    let attributes = [
        attribute("id", Some(&field.id)),
        attribute("name", field.name.as_deref()),
        attribute("type", Some(field.kind.map_or("odd", FieldKind::as_str))),
    ];
    let rules: String = field.rules.iter().map(rule).collect();
    let options: String = field.options.iter().map(option).collect();
    let inside: String = fields(&field.fields);
    let parts = [
        list("rules", &rules),
        field.stray.as_ref().map_or(String::new(), group),
        list("options", &options),
        field.preset.as_ref().map_or(String::new(), |given| preset(field, given)),
        if inside.is_empty() { inside } else { format!("<fields>\n{inside}</fields>") },
    ];
    element("field", &attributes, &parts.concat()) + "\n"
}

fn rule(rule: &Rule) -> String {
    let attributes = [
        attribute("name", Some(&rule.name)),
        attribute("value", Some(&rule.value)),
        attribute("unit", rule.unit.as_deref()),
        attribute("exProperty", rule.ex_property.as_deref()),
    ];
    element("rule", &attributes, &groups(&rule.groups))
}

fn option(option: &Choice) -> String {
    let attributes = [attribute("displayName", Some("n")), attribute("value", Some(&option.value))];
    element("option", &attributes, &groups(&option.groups))
}

fn groups(groups: &[Group]) -> String {
    groups.iter().map(group).collect()
}

fn group(group: &Group) -> String {
    let parts: String = group.parts.iter().map(part).collect();
    element("depend-group", &[attribute("operator", group.operator.as_deref())], &parts)
}

fn part(part: &Part) -> String {
    match part {
        Part::Group(inner) => group(inner),
        Part::Ask { id, symbol, value } => {
            let attributes = [
                attribute("fieldId", Some(id)),
                attribute("value", Some(value)),
                attribute("symbol", symbol.as_deref()),
            ];
            element("depend-express", &attributes, "")
        }
    }
}

fn preset(field: &Field, preset: &Preset) -> String {
    if field.is_group() {
        let name = if preset.present { "complex-values" } else { "default-complex-values" };
        let cell = |(id, text): &(String, String)| {
            format!("<field{}><value>{}</value></field>", attribute("id", Some(id)), escaped(text))
        };
        let row = |row: &Vec<(String, String)>| {
            format!("<{name}>{}</{name}>", row.iter().map(cell).collect::<String>())
        };
        return preset.rows.iter().map(row).collect();
    }
    let (name, wrapper) =
        if preset.present { ("value", "values") } else { ("default-value", "default-values") };
    let value = |text: &String| format!("<{name}>{}</{name}>", escaped(text));
    if field.is_multi() {
        let values: String = preset.values.iter().map(value).collect();
        return format!("<{wrapper}>{values}</{wrapper}>");
    }
    preset.values.iter().take(1).map(value).collect()
}
