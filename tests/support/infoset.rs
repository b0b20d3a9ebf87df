//! What documents hold, told twice: as the library reads them, and as roxmltree's tree has it, read by the
//! slow and readable reader of this file. The two must be equal.
//!
//! Left out are places, notes, and what the library does not tell: attributes of a param's field that are
//! none of `id`, `name` and `type`, and content that a param has beside its values.

// Seen as private by the program that takes this in, and never part of any but a test.
#![allow(unreachable_pub)]

use roxmltree::Node as Xml;
use tmall_schema::{Condition, FieldRef, Label, Node, Param, ParamField, Part, Row, Schema, Unknown, Value};

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
    /// Unknown content by the place where it stood; of one place, attributes by name, then the rest in order.
    unknown: Vec<String>,
    fields: Vec<Facts>,
}

type Attributes = Vec<(String, String)>;

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
        let parts =
            parts.into_iter().flat_map(|(what, told)| told.iter().map(move |told| format!("{what} {told}")));
        let inner = self.fields.iter().flat_map(Facts::lines).map(|line| format!("  {line}"));
        std::iter::once(format!("field {}", self.head)).chain(parts).chain(inner).collect()
    }
}

fn list(told: &[String]) -> String {
    format!("[{}]", told.join(", "))
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

// --- As the library reads it ----------------------------------------------------------------------------------

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
            Part::Express(express) => {
                let attributes = [express.field_id(), express.value(), express.symbol_text()];
                format!("{attributes:?} {}", list(&unknown(express.unknown())))
            }
            Part::Group(group) => of_condition(Some(group)),
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
    let told = unknown.iter().filter_map(|unknown| {
        let (kind, told) = match unknown.node() {
            Node::Attribute(name, _) if is_declaration(name) => return None,
            Node::Attribute(name, value) => (Kind::Attribute, format!("@{:?}", (local(name), value))),
            node => (Kind::Element, of_node(node)),
        };
        Some((unknown.place(), kind, told))
    });
    let mut told: Vec<_> = told.collect();
    // They stand in the order of their whole names.
    told.sort_by_key(rank);
    told.into_iter().map(|(place, _, told)| format!("{place} {told}")).collect()
}

/// By place; of one place attributes by name, then texts and elements in their order.
fn rank<'p>((place, kind, told): &(&'p str, Kind, String)) -> (&'p str, Kind, String) {
    match kind {
        Kind::Attribute => (place, Kind::Attribute, told.clone()),
        _ => (place, Kind::Element, String::new()),
    }
}

fn of_node(node: &Node) -> String {
    match node {
        Node::Text(text) => squeezed(text),
        Node::Element(element) => {
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

// --- As the tree has it ---------------------------------------------------------------------------------------

pub fn of_schema_document(document: &roxmltree::Document<'_>) -> Vec<String> {
    let root = document.root_element();
    let mut reader = Reader::default();
    reader.unknown_attributes(root, "root", &[]);
    let mut fields = Vec::new();
    reader.each(root, "root", |reader, child| match child.tag_name().name() {
        "field" => fields.push(Reader::field(child)),
        _ => reader.unknown_element(child, "root"),
    });
    let head = root.tag_name().name().to_owned();
    Facts { head, unknown: reader.told(), fields, ..Facts::default() }.lines()
}

pub fn of_param_document(document: &roxmltree::Document<'_>) -> Vec<String> {
    let root = document.root_element();
    let mut ignored = Reader { param: true, ..Reader::default() };
    let fields = elements(root).filter(|child| child.tag_name().name() == "field");
    let fields: Vec<String> = fields.map(|field| ignored.param_field(field)).collect();
    std::iter::once(root.tag_name().name().to_owned()).chain(fields).collect()
}

/// Unknown content of a field, rule or whatever is being read.
#[derive(Default)]
struct Reader {
    /// With the place where it stood.
    unknown: Vec<(&'static str, Kind, String)>,
    param: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Attribute,
    Text,
    Element,
}

fn elements<'a, 'i>(node: Xml<'a, 'i>) -> impl Iterator<Item = Xml<'a, 'i>> {
    node.children().filter(Xml::is_element)
}

/// The text that stands directly in an element.
fn own_text(node: Xml<'_, '_>) -> String {
    node.children().filter(Xml::is_text).filter_map(|child| child.text()).collect()
}

/// An attribute by its local name, whatever its namespace; of several the last, as it is read.
fn attribute<'a>(node: Xml<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().rfind(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

fn attributes(node: Xml<'_, '_>) -> Attributes {
    node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned())).collect()
}

impl Reader {
    /// Texts with nothing between them but what is known are one.
    fn told(mut self) -> Vec<String> {
        self.unknown.sort_by_key(rank);
        self.unknown.dedup_by(|later, earlier| {
            let joins = (later.0, later.1) == (earlier.0, Kind::Text) && earlier.1 == Kind::Text;
            if joins {
                earlier.2.push_str(&later.2);
            }
            joins
        });
        self.unknown.into_iter().map(|(place, _, told)| format!("{place} {told}")).collect()
    }

    /// Hands on the child elements; text beside them is unknown.
    fn each<'a, 'i>(
        &mut self,
        node: Xml<'a, 'i>,
        place: &'static str,
        mut element: impl FnMut(&mut Reader, Xml<'a, 'i>),
    ) {
        for child in node.children() {
            let text = squeezed(child.text().filter(|_| child.is_text()).unwrap_or_default());
            if child.is_element() {
                element(self, child);
            } else if !text.is_empty() {
                self.unknown.push((place, Kind::Text, text));
            }
        }
    }

    fn unknown_attributes(&mut self, node: Xml<'_, '_>, place: &'static str, known: &[&str]) {
        for attribute in node.attributes().filter(|attribute| !known.contains(&attribute.name())) {
            let told = format!("@{:?}", (attribute.name(), attribute.value()));
            self.unknown.push((place, Kind::Attribute, told));
        }
    }

    fn unknown_element(&mut self, node: Xml<'_, '_>, place: &'static str) {
        self.unknown.push((place, Kind::Element, kept(node)));
    }

    fn field(node: Xml<'_, '_>) -> Facts {
        let mut reader = Reader::default();
        let mut facts = Facts::default();
        reader.unknown_attributes(node, "field", &["id", "name", "type", "required"]);
        let mut name = attribute(node, "name").map(str::to_owned);
        for required in node.attributes().filter(|attribute| attribute.name() == "required") {
            facts.rules.push(old_rule("requiredRule", required.value()));
        }
        let (mut default, mut present) = (Content::default(), Content::default());
        reader.each(node, "field", |reader, child| match child.tag_name().name() {
            "rules" => reader.rules(child, &mut facts.rules),
            "options" => reader.options(child, &mut facts.options),
            "fields" => {
                reader.unknown_attributes(child, "fields", &[]);
                reader.each(child, "fields", |reader, inner| match inner.tag_name().name() {
                    "field" => facts.fields.push(Reader::field(inner)),
                    _ => reader.unknown_element(inner, "fields"),
                });
            }
            "field" => facts.fields.push(Reader::field(child)),
            "label-group" => facts.labels.push(label_group(child)),
            "properties" => {
                reader.unknown_attributes(child, "properties", &[]);
                reader.each(child, "properties", |reader, inner| match inner.tag_name().name() {
                    "property" => facts
                        .properties
                        .push(format!("{:?}", [attribute(inner, "key"), attribute(inner, "value")])),
                    _ => reader.unknown_element(inner, "properties"),
                });
            }
            "name" if name.is_none() => {
                name = Some(own_text(child));
                elements(child).for_each(|inner| reader.unknown_element(inner, "field"));
            }
            "value" if is_old_value_type(child) => {
                facts.rules.push(old_rule("valueTypeRule", attribute(child, "type").unwrap_or_default()));
            }
            "default-value" => {
                let value = reader.value(child);
                default.values.push(value);
            }
            "default-values" => reader.default_values(child, &mut default),
            "default-complex-values" => reader.row(child, false, &mut default),
            "value" | "values" | "complex-value" | "complex-values" => {
                reader.content(child, &mut present);
            }
            _ => reader.unknown_element(child, "field"),
        });
        facts.head = format!(
            "{:?} {name:?} {:?}",
            attribute(node, "id").unwrap_or_default(),
            attribute(node, "type").unwrap_or_default()
        );
        facts.default = default.told();
        facts.present = present.told();
        facts.unknown = reader.told();
        facts
    }

    fn rules(&mut self, node: Xml<'_, '_>, rules: &mut Vec<String>) {
        self.unknown_attributes(node, "rules", &[]);
        self.each(node, "rules", |reader, child| {
            if child.tag_name().name() != "rule" {
                reader.unknown_element(child, "rules");
                return;
            }
            let known = ["name", "value", "exProperty", "unit", "url", "desc"];
            let mut values = known.map(|name| attribute(child, name));
            values[0] = values[0].or(Some(""));
            rules.push(conditional(child, "rule", &known, format!("{values:?}")));
        });
    }

    fn options(&mut self, node: Xml<'_, '_>, options: &mut Vec<String>) {
        self.unknown_attributes(node, "options", &[]);
        self.each(node, "options", |reader, child| {
            if child.tag_name().name() != "option" {
                reader.unknown_element(child, "options");
                return;
            }
            let known = ["displayName", "value", "readonly"];
            let values = known.map(|name| attribute(child, name));
            options.push(conditional(child, "option", &known, format!("{values:?}")));
        });
    }

    /// A `value`, `values`, `complex-value` or `complex-values`.
    fn content(&mut self, node: Xml<'_, '_>, content: &mut Content) {
        match node.tag_name().name() {
            "value" => {
                let value = self.value(node);
                content.values.push(value);
            }
            "values" => {
                self.unknown_attributes(node, "values", &[]);
                self.each(node, "values", |reader, child| match child.tag_name().name() {
                    "value" => {
                        let value = reader.value(child);
                        content.values.push(value);
                    }
                    _ => reader.unknown_element(child, "values"),
                });
            }
            "complex-values" => self.row(node, true, content),
            _ => self.row(node, false, content),
        }
    }

    fn default_values(&mut self, node: Xml<'_, '_>, content: &mut Content) {
        self.unknown_attributes(node, "default-values", &[]);
        self.each(node, "default-values", |reader, child| match child.tag_name().name() {
            "default-value" | "value" => {
                let value = reader.value(child);
                content.values.push(value);
            }
            "default-complex-values" => reader.row(child, false, content),
            _ => reader.unknown_element(child, "default-values"),
        });
    }

    fn value(&mut self, node: Xml<'_, '_>) -> String {
        elements(node).for_each(|child| self.unknown_element(child, "field"));
        let attributes = attributes(node);
        let attributes: Vec<_> = attributes.iter().map(|(name, value)| (name.as_str(), value)).collect();
        format!("{:?} {attributes:?}", own_text(node))
    }

    fn row(&mut self, node: Xml<'_, '_>, plural: bool, content: &mut Content) {
        let mut fields = Vec::new();
        let mut nested = false;
        self.each(node, "field", |reader, child| match child.tag_name().name() {
            "field" => {
                let field = reader.param_field(child);
                fields.push(field);
            }
            "complex-value" if plural => {
                nested = true;
                reader.row(child, false, content);
            }
            _ => reader.unknown_element(child, "field"),
        });
        if !nested || !fields.is_empty() {
            content.bare = None;
            content.rows.push((attributes(node), fields));
        }
    }

    /// A field that holds values.
    fn param_field(&mut self, node: Xml<'_, '_>) -> String {
        let mut content = Content::default();
        self.each(node, "field", |reader, child| match child.tag_name().name() {
            "value" | "values" | "complex-value" | "complex-values" => reader.content(child, &mut content),
            "field" => {
                let field = reader.param_field(child);
                match content.bare {
                    Some(row) => content.rows[row].1.push(field),
                    None => {
                        content.bare = Some(content.rows.len());
                        content.rows.push((Vec::new(), vec![field]));
                    }
                }
            }
            "rules" | "options" | "fields" | "properties" | "label-group" => {}
            "default-value" if !reader.param => {
                let value = reader.value(child);
                content.values.push(value);
            }
            "default-values" if !reader.param => reader.default_values(child, &mut content),
            "default-complex-values" if !reader.param => reader.row(child, false, &mut content),
            _ => reader.unknown_element(child, "field"),
        });
        let kind = attribute(node, "type").map(|written| {
            let known =
                ["input", "multiInput", "singleCheck", "multiCheck", "complex", "multiComplex", "label"];
            known.into_iter().find(|kind| kind.eq_ignore_ascii_case(written)).unwrap_or(written)
        });
        let rows: Vec<String> = content.rows.iter().map(told_row).collect();
        let id = attribute(node, "id").unwrap_or_default();
        format!("{id:?} {:?} {kind:?} {} {}", attribute(node, "name"), list(&content.values), list(&rows))
    }
}

#[derive(Default)]
struct Content {
    values: Vec<String>,
    rows: Vec<(Attributes, Vec<String>)>,
    /// The row of fields without a wrapper that goes on with the next such field.
    bare: Option<usize>,
}

impl Content {
    fn told(self) -> Vec<String> {
        self.values.into_iter().chain(self.rows.iter().map(told_row)).collect()
    }
}

fn told_row((attributes, fields): &(Attributes, Vec<String>)) -> String {
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (name.as_str(), value)).collect();
    format!("{attributes:?} {}", list(fields))
}

fn old_rule(name: &str, value: &str) -> String {
    format!("{:?}  []", [Some(name), Some(value), None, None, None, None])
}

/// A `value` with a type and nothing else.
fn is_old_value_type(node: Xml<'_, '_>) -> bool {
    let mut attributes = node.attributes();
    attributes.next().is_some_and(|attribute| attribute.name() == "type")
        && attributes.next().is_none()
        && elements(node).next().is_none()
        && own_text(node).is_empty()
}

/// The rest of a rule or an option.
fn conditional(node: Xml<'_, '_>, place: &'static str, known: &[&str], head: String) -> String {
    let mut reader = Reader::default();
    reader.unknown_attributes(node, place, known);
    let mut groups = Vec::new();
    reader.each(node, place, |reader, child| match child.tag_name().name() {
        "depend-group" => groups.push(group(child)),
        _ => reader.unknown_element(child, place),
    });
    let condition = match groups.len() {
        0 | 1 => groups.concat(),
        _ => format!("(None {} [])", list(&groups)),
    };
    format!("{head} {condition} {}", list(&reader.told()))
}

fn group(node: Xml<'_, '_>) -> String {
    let mut reader = Reader::default();
    reader.unknown_attributes(node, "depend-group", &["operator"]);
    let mut parts = Vec::new();
    reader.each(node, "depend-group", |reader, child| match child.tag_name().name() {
        "depend-group" => parts.push(group(child)),
        "depend-express" => {
            let known = ["fieldId", "value", "symbol"];
            let values = known.map(|name| attribute(child, name));
            let rest = nothing_inside(child, "depend-express", &known);
            parts.push(format!("{values:?} {}", list(&rest)));
        }
        _ => reader.unknown_element(child, "depend-group"),
    });
    format!("({:?} {} {})", attribute(node, "operator"), list(&parts), list(&reader.told()))
}

fn label_group(node: Xml<'_, '_>) -> String {
    let mut reader = Reader::default();
    reader.unknown_attributes(node, "label-group", &["name"]);
    let mut labels = Vec::new();
    reader.each(node, "label-group", |reader, child| match child.tag_name().name() {
        "label-group" => labels.push(label_group(child)),
        "label" => {
            let known = ["name", "value", "desc"];
            let values = known.map(|name| attribute(child, name));
            labels.push(format!("{values:?} {}", list(&nothing_inside(child, "label", &known))));
        }
        _ => reader.unknown_element(child, "label-group"),
    });
    format!("{:?} {} {}", attribute(node, "name"), list(&labels), list(&reader.told()))
}

fn nothing_inside(node: Xml<'_, '_>, place: &'static str, known: &[&str]) -> Vec<String> {
    let mut reader = Reader::default();
    reader.unknown_attributes(node, place, known);
    reader.each(node, place, |reader, child| {
        reader.unknown_element(child, place);
    });
    reader.told()
}

/// An unknown element with all that is in it. Texts between two elements are one text.
fn kept(node: Xml<'_, '_>) -> String {
    let mut attributes: Vec<_> = node.attributes().map(|a| (a.name(), a.value())).collect();
    attributes.sort_unstable();
    let mut children = Vec::new();
    let mut text = String::new();
    for child in node.children() {
        if let Some(piece) = child.text().filter(|_| child.is_text()) {
            text.push_str(piece);
        } else if child.is_element() {
            children.extend(Some(squeezed(&std::mem::take(&mut text))).filter(|text| !text.is_empty()));
            children.push(kept(child));
        }
    }
    children.extend(Some(squeezed(&text)).filter(|text| !text.is_empty()));
    format!("<{} {attributes:?} {}>", node.tag_name().name(), list(&children))
}
