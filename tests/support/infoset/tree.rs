//! What roxmltree's tree of a document holds, in the form of `../infoset.rs`.

use roxmltree::Node as Xml;

use super::{Attributes, Facts, Kind, list, rank, squeezed};

pub fn of_schema_document(document: &roxmltree::Document<'_>) -> Vec<String> {
    let root = document.root_element();
    let mut reader = Reader::default();
    reader.unknown_attributes(root, "root", &[]);
    let mut fields = Vec::new();
    reader.each(root, "root", |reader, child| match child.tag_name().name() {
        "field" => fields.push(Reader::field(child)),
        "fields" => {
            reader.unknown_attributes(child, "fields", &[]);
            reader.each(child, "fields", |reader, inner| match inner.tag_name().name() {
                "field" => fields.push(Reader::field(inner)),
                _ => reader.unknown_element(inner, "fields"),
            });
        }
        _ => reader.unknown_element(child, "root"),
    });
    let head = root.tag_name().name().to_owned();
    Facts { head, unknown: reader.reported(), fields, ..Facts::default() }.lines()
}

pub fn of_param_document(document: &roxmltree::Document<'_>) -> Vec<String> {
    let root = document.root_element();
    let mut ignored = Reader { param: true, ..Reader::default() };
    let fields = elements(root).flat_map(|child| match child.tag_name().name() {
        "field" => vec![child],
        "fields" => elements(child).filter(|inner| inner.tag_name().name() == "field").collect(),
        _ => Vec::new(),
    });
    let fields: Vec<String> = fields.map(|field| ignored.param_field(field)).collect();
    std::iter::once(root.tag_name().name().to_owned()).chain(fields).collect()
}

/// Unknown content of a field, rule or whatever is being read.
#[derive(Default)]
struct Reader {
    /// With the place where it was.
    unknown: Vec<(&'static str, Kind, String)>,
    param: bool,
}

fn elements<'a, 'i>(node: Xml<'a, 'i>) -> impl Iterator<Item = Xml<'a, 'i>> {
    node.children().filter(Xml::is_element)
}

/// The text that is directly in an element.
fn own_text(node: Xml<'_, '_>) -> String {
    node.children().filter(Xml::is_text).filter_map(|child| child.text()).collect()
}

/// An attribute by its local name, whatever its namespace; of several the one without, else the first.
fn attribute<'a>(node: Xml<'a, '_>, name: &str) -> Option<&'a str> {
    attribute_node(node, name).map(|attribute| attribute.value())
}

fn attribute_node<'a, 'i>(node: Xml<'a, 'i>, name: &str) -> Option<roxmltree::Attribute<'a, 'i>> {
    let mut all = node.attributes().filter(|attribute| attribute.name() == name);
    all.clone().find(|attribute| attribute.namespace().is_none()).or_else(|| all.next())
}

fn attributes(node: Xml<'_, '_>) -> Attributes {
    node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned())).collect()
}

impl Reader {
    /// Texts with nothing between them but what is known are one.
    fn reported(mut self) -> Vec<String> {
        self.unknown.sort_by_key(rank);
        self.unknown.dedup_by(|later, earlier| {
            let joins = (later.0, later.1) == (earlier.0, Kind::Text) && earlier.1 == Kind::Text;
            if joins {
                earlier.2.push_str(&later.2);
            }
            // A wrapper that is there twice is written once.
            joins || later == earlier && later.1 == Kind::Attribute
        });
        self.unknown.into_iter().map(|(place, _, reported)| format!("{place} {reported}")).collect()
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
        let is_known = |attribute: &roxmltree::Attribute<'_, '_>| {
            known.contains(&attribute.name())
                && attribute_node(node, attribute.name())
                    .is_some_and(|known| known.range() == attribute.range())
        };
        for attribute in node.attributes().filter(|attribute| !is_known(attribute)) {
            let reported = format!("@{:?}", (attribute.name(), attribute.value()));
            self.unknown.push((place, Kind::Attribute, reported));
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
        facts.default = default.reported();
        facts.present = present.reported();
        facts.unknown = reader.reported();
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
            known.into_iter().find(|kind| kind.eq_ignore_ascii_case(written.trim())).unwrap_or(written)
        });
        let rows: Vec<String> = content.rows.iter().map(row_line).collect();
        let id = attribute(node, "id").unwrap_or_default();
        format!("{id:?} {:?} {kind:?} {} {}", attribute(node, "name"), list(&content.values), list(&rows))
    }
}

#[derive(Default)]
struct Content {
    values: Vec<String>,
    rows: Vec<(Attributes, Vec<String>)>,
    /// The row of fields without a wrapper that continues with the next such field.
    bare: Option<usize>,
}

impl Content {
    fn reported(self) -> Vec<String> {
        self.values.into_iter().chain(self.rows.iter().map(row_line)).collect()
    }
}

fn row_line((attributes, fields): &(Attributes, Vec<String>)) -> String {
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
    format!("{head} {condition} {}", list(&reader.reported()))
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
    format!("({:?} {} {})", attribute(node, "operator"), list(&parts), list(&reader.reported()))
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
    format!("{:?} {} {}", attribute(node, "name"), list(&labels), list(&reader.reported()))
}

fn nothing_inside(node: Xml<'_, '_>, place: &'static str, known: &[&str]) -> Vec<String> {
    let mut reader = Reader::default();
    reader.unknown_attributes(node, place, known);
    reader.each(node, place, |reader, child| {
        reader.unknown_element(child, place);
    });
    reader.reported()
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
