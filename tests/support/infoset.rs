//! What documents hold, twice in the same form: here as the library reads them, and in `infoset/tree.rs` as roxmltree's tree
//! has it, read by a slow and readable reader. The two must be equal.
//!
//! Left out are positions, notes, and what the library does not keep: attributes of a param's field that are
//! none of `id`, `name` and `type`, and content that a param has beside its values.

// Seen as private by the program that takes this in, and never part of any but a test.
#![allow(unreachable_pub)]

#[path = "infoset/tree.rs"]
mod tree;

pub use tree::{of_param_document, of_schema_document};

use tmall_schema::{
    Condition, ConditionPart, FieldRef, Label, Param, ParamField, Row, Schema, Unknown, UnknownNode, Value,
};

/// A field of a schema: what it holds, in texts that are equal if it is.
#[derive(Default)]
struct Facts {
    head: String,
    rules: Vec<String>,
    options: Vec<String>,
    labels: Vec<String>,
    properties: Vec<String>,
    default: Vec<String>,
    present: Vec<String>,
    /// Unknown content by the place where it was; of one place, attributes by name, then the rest in order.
    unknown: Vec<String>,
    fields: Vec<Facts>,
}

type Attributes = Vec<(String, String)>;

/// Kinds of unknown content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Attribute,
    Text,
    Element,
}

impl Facts {
    /// All of it, line by line, so that a difference can be shown without the rest.
    fn lines(&self) -> Vec<String> {
        let parts = [
            ("rule", &self.rules),
            ("option", &self.options),
            ("label", &self.labels),
            ("property", &self.properties),
            ("default", &self.default),
            ("present", &self.present),
            ("unknown", &self.unknown),
        ];
        let parts = parts
            .into_iter()
            .flat_map(|(what, reported)| reported.iter().map(move |reported| format!("{what} {reported}")));
        let inner = self.fields.iter().flat_map(Facts::lines).map(|line| format!("  {line}"));
        std::iter::once(format!("field {}", self.head)).chain(parts).chain(inner).collect()
    }
}

fn list(reported: &[String]) -> String {
    format!("[{}]", reported.join(", "))
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

pub fn of_schema(schema: &Schema) -> Vec<String> {
    let facts = Facts {
        head: schema.root().to_owned(),
        unknown: unknown(schema.unknown()),
        fields: schema.fields().map(of_field).collect(),
        ..Facts::default()
    };
    facts.lines()
}

fn of_field(field: FieldRef<'_>) -> Facts {
    let content = |values: &[Value], rows: &[Row]| {
        values.iter().map(of_value).chain(rows.iter().map(of_row)).collect::<Vec<_>>()
    };
    Facts {
        head: format!("{:?} {:?} {:?}", field.id(), field.name(), field.type_text()),
        rules: field
            .rules()
            .map(|rule| {
                let attributes = [
                    Some(rule.name()),
                    rule.value(),
                    rule.ex_property(),
                    rule.unit(),
                    rule.url(),
                    rule.desc(),
                ];
                format!(
                    "{attributes:?} {} {}",
                    of_condition(rule.condition()),
                    list(&unknown(rule.unknown()))
                )
            })
            .collect(),
        options: field
            .options()
            .map(|option| {
                let attributes = [option.display_name(), option.value(), option.readonly()];
                format!(
                    "{attributes:?} {} {}",
                    of_condition(option.condition()),
                    list(&unknown(option.unknown()))
                )
            })
            .collect(),
        labels: field.labels().iter().map(of_label).collect(),
        properties: field.properties().map(|p| format!("{:?}", [p.key, p.value])).collect(),
        default: content(field.default_values(), field.default_rows()),
        present: content(field.present_values(), field.present_rows()),
        unknown: unknown(field.unknown()),
        fields: field.fields().map(of_field).collect(),
    }
}

fn of_condition(condition: Option<Condition<'_>>) -> String {
    condition.map_or_else(String::new, |group| {
        let parts = group.parts().map(|part| match part {
            ConditionPart::Express(express) => {
                let attributes = [express.field_id(), express.value(), express.symbol_text()];
                format!("{attributes:?} {}", list(&unknown(express.unknown())))
            }
            ConditionPart::Group(group) => of_condition(Some(group)),
            other => format!("{other:?}"),
        });
        let parts: Vec<String> = parts.collect();
        format!("({:?} {} {})", group.operator_text(), list(&parts), list(&unknown(group.unknown())))
    })
}

fn of_label(label: &Label) -> String {
    match label {
        Label::Group { name, labels, unknown: rest, .. } => {
            let labels: Vec<String> = labels.iter().map(of_label).collect();
            format!("{name:?} {} {}", list(&labels), list(&unknown(rest)))
        }
        Label::Text { name, value, desc, unknown: rest, .. } => {
            format!("{:?} {}", [name, value, desc], list(&unknown(rest)))
        }
        other => format!("{other:?}"),
    }
}

fn of_value(value: &Value) -> String {
    let attributes: Vec<_> = value.attributes().filter(|(name, _)| !is_declaration(name)).collect();
    format!("{:?} {:?}", value.text(), attributes.iter().map(|(n, v)| (local(n), v)).collect::<Vec<_>>())
}

fn of_row(row: &Row) -> String {
    let attributes: Vec<_> = row.attributes().filter(|(name, _)| !is_declaration(name)).collect();
    let attributes: Vec<_> = attributes.iter().map(|(n, v)| (local(n), v)).collect();
    format!("{attributes:?} {}", list(&row.fields().iter().map(of_param_field).collect::<Vec<_>>()))
}

fn of_param_field(field: &ParamField) -> String {
    let values: Vec<String> = field.values().iter().map(of_value).collect();
    let rows: Vec<String> = field.rows().iter().map(of_row).collect();
    format!(
        "{:?} {:?} {:?} {} {}",
        field.id(),
        field.name(),
        field.declared_type(),
        list(&values),
        list(&rows)
    )
}

pub fn of_param(param: &Param) -> Vec<String> {
    let root = param.root().unwrap_or_default().to_owned();
    std::iter::once(root).chain(param.fields().iter().map(of_param_field)).collect()
}

fn is_declaration(name: &str) -> bool {
    // roxmltree takes a colon in front for an empty prefix.
    let name = name.trim_start_matches(':');
    name == "xmlns" || name.starts_with("xmlns:")
}

fn unknown(unknown: &[Unknown]) -> Vec<String> {
    let reported = unknown.iter().filter_map(|unknown| {
        let (kind, reported) = match unknown.node() {
            UnknownNode::Attribute(name, _) if is_declaration(name) => return None,
            UnknownNode::Attribute(name, value) => (Kind::Attribute, format!("@{:?}", (local(name), value))),
            node => (Kind::Element, of_node(node)),
        };
        Some((unknown.place(), kind, reported))
    });
    let mut reported: Vec<_> = reported.collect();
    // They are in the order of their whole names.
    reported.sort_by_key(rank);
    reported.into_iter().map(|(place, _, reported)| format!("{place} {reported}")).collect()
}

/// By place; of one place attributes by name, then texts and elements in their order.
fn rank<'p>((place, kind, reported): &(&'p str, Kind, String)) -> (&'p str, Kind, String) {
    match kind {
        Kind::Attribute => (place, Kind::Attribute, reported.clone()),
        _ => (place, Kind::Element, String::new()),
    }
}

fn of_node(node: &UnknownNode) -> String {
    match node {
        UnknownNode::Text(text) => squeezed(text),
        UnknownNode::Element(element) => {
            let attributes = element.attributes().filter(|(name, _)| !is_declaration(name));
            let mut attributes: Vec<_> = attributes.map(|(name, value)| (local(name), value)).collect();
            attributes.sort_unstable();
            let children: Vec<String> = element.children().iter().map(of_node).collect();
            format!("<{} {attributes:?} {}>", local(element.name()), list(&children))
        }
        other => format!("{other:?}"),
    }
}

/// Stray text without white space: how its pieces are put together does not matter.
fn squeezed(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r']).collect()
}
