//! The canonical form of a schema.

use crate::error::Result;
use crate::schema::{
    Condition, ConditionPart, FieldRef, Label, OptionRef, PropertyNode, RuleRef, Schema, Unknown,
    UnknownElement, UnknownNode,
};
use crate::value::{Content, ParamField, Row, Value};
use crate::vocab::{Dialect, FieldKind, attribute, element};
use crate::xml::WriteOptions;
use crate::xml::writer::XmlWriter;

pub(crate) fn write(schema: &Schema, options: &WriteOptions) -> Result<String> {
    let mut xml = XmlWriter::new(options, schema.source().len() + schema.source().len() / 4);
    let unknown = schema.unknown();
    xml.start(schema.root());
    unknown_attributes(&mut xml, unknown, element::ROOT)?;
    let is_tag_alone = |unknown: &Unknown| unknown.place == element::ROOT && is_attribute(&unknown.node);
    if schema.fields().next().is_none() && unknown.iter().all(is_tag_alone) {
        xml.empty();
    } else {
        xml.open();
        // The element is read through; it is written only to keep unknown content of it.
        let is_wrapped = unknown.iter().any(|unknown| unknown.place == element::FIELDS);
        if is_wrapped {
            xml.start(element::FIELDS);
            unknown_attributes(&mut xml, unknown, element::FIELDS)?;
            xml.open();
        }
        for top in schema.fields() {
            field(&mut xml, top, schema.dialect())?;
        }
        if is_wrapped {
            unknown_nodes(&mut xml, unknown, element::FIELDS)?;
            xml.end(element::FIELDS);
        }
        unknown_nodes(&mut xml, unknown, element::ROOT)?;
        xml.end(schema.root());
    }
    Ok(xml.finish())
}

fn field(xml: &mut XmlWriter<'_>, field: FieldRef<'_>, dialect: Dialect) -> Result<()> {
    let extra = field.extra();
    xml.start(element::FIELD);
    xml.attribute(attribute::ID, field.id())?;
    xml.optional(attribute::NAME, field.name())?;
    xml.attribute(attribute::TYPE, field.type_name())?;
    unknown_attributes(xml, &extra.unknown, element::FIELD)?;
    let bare = field.rules().len() == 0
        && field.options().len() == 0
        && field.fields().next().is_none()
        && extra.labels.is_empty()
        && extra.properties.is_empty()
        && extra.default.is_none()
        && extra.present.is_none()
        && extra.unknown.iter().all(|unknown| unknown.place == element::FIELD && is_attribute(&unknown.node));
    if bare {
        xml.empty();
        return Ok(());
    }
    xml.open();
    wrapper(xml, element::RULES, field.rules(), &extra.unknown, rule)?;
    wrapper(xml, element::OPTIONS, field.options(), &extra.unknown, option)?;
    for group in &extra.labels {
        label(xml, group)?;
    }
    wrapper(xml, element::FIELDS, field.fields(), &extra.unknown, |xml, nested| {
        self::field(xml, nested, dialect)
    })?;
    wrapper(xml, element::PROPERTIES, extra.properties.iter(), &extra.unknown, property)?;
    defaults(xml, field, &extra.unknown)?;
    present(xml, field, &extra.unknown, dialect)?;
    unknown_nodes(xml, &extra.unknown, element::FIELD)?;
    xml.end(element::FIELD);
    Ok(())
}

/// An element around things of one kind; left out where there is neither one of them nor unknown content.
fn wrapper<T>(
    xml: &mut XmlWriter<'_>,
    name: &'static str,
    things: impl Iterator<Item = T>,
    unknown: &[Unknown],
    write: impl Fn(&mut XmlWriter<'_>, T) -> Result<()>,
) -> Result<()> {
    let mut things = things.peekable();
    if things.peek().is_none() && unknown.iter().all(|unknown| unknown.place != name) {
        return Ok(());
    }
    xml.start(name);
    unknown_attributes(xml, unknown, name)?;
    xml.open();
    for thing in things {
        write(xml, thing)?;
    }
    unknown_nodes(xml, unknown, name)?;
    xml.end(name);
    Ok(())
}

fn rule(xml: &mut XmlWriter<'_>, rule: RuleRef<'_>) -> Result<()> {
    xml.start(element::RULE);
    let name = rule.name();
    xml.optional(attribute::NAME, (!name.is_empty() || rule.has_name()).then_some(name))?;
    xml.optional(attribute::VALUE, rule.value())?;
    xml.optional(attribute::EX_PROPERTY, rule.ex_property())?;
    xml.optional(attribute::UNIT, rule.unit())?;
    xml.optional(attribute::URL, rule.url())?;
    xml.optional(attribute::DESC, rule.desc())?;
    conditional(xml, element::RULE, rule.condition(), rule.unknown())
}

fn option(xml: &mut XmlWriter<'_>, option: OptionRef<'_>) -> Result<()> {
    xml.start(element::OPTION);
    xml.optional(attribute::DISPLAY_NAME, option.display_name())?;
    xml.optional(attribute::VALUE, option.value())?;
    xml.optional(attribute::READONLY, option.readonly())?;
    conditional(xml, element::OPTION, option.condition(), option.unknown())
}

/// The rest of a rule or an option.
fn conditional(
    xml: &mut XmlWriter<'_>,
    name: &'static str,
    condition: Option<Condition<'_>>,
    unknown: &[Unknown],
) -> Result<()> {
    unknown_attributes(xml, unknown, name)?;
    if condition.is_none() && unknown.iter().all(|unknown| is_attribute(&unknown.node)) {
        xml.empty();
        return Ok(());
    }
    xml.open();
    if let Some(condition) = condition {
        group(xml, condition)?;
    }
    unknown_nodes(xml, unknown, name)?;
    xml.end(name);
    Ok(())
}

fn group(xml: &mut XmlWriter<'_>, condition: Condition<'_>) -> Result<()> {
    xml.start(element::DEPEND_GROUP);
    xml.optional(attribute::OPERATOR, condition.operator_text())?;
    unknown_attributes(xml, condition.unknown(), element::DEPEND_GROUP)?;
    if condition.parts().len() == 0 && condition.unknown().iter().all(|unknown| is_attribute(&unknown.node)) {
        xml.empty();
        return Ok(());
    }
    xml.open();
    for part in condition.parts() {
        match part {
            ConditionPart::Group(nested) => group(xml, nested)?,
            ConditionPart::Express(express) => {
                xml.start(element::DEPEND_EXPRESS);
                xml.optional(attribute::FIELD_ID, express.field_id())?;
                xml.optional(attribute::VALUE, express.value())?;
                xml.optional(attribute::SYMBOL, express.symbol_text())?;
                rest(xml, element::DEPEND_EXPRESS, express.unknown())?;
            }
        }
    }
    unknown_nodes(xml, condition.unknown(), element::DEPEND_GROUP)?;
    xml.end(element::DEPEND_GROUP);
    Ok(())
}

/// The rest of an element that has no known children.
fn rest(xml: &mut XmlWriter<'_>, name: &'static str, unknown: &[Unknown]) -> Result<()> {
    unknown_attributes(xml, unknown, name)?;
    if unknown.iter().all(|unknown| is_attribute(&unknown.node)) {
        xml.empty();
        return Ok(());
    }
    xml.open();
    unknown_nodes(xml, unknown, name)?;
    xml.end(name);
    Ok(())
}

fn label(xml: &mut XmlWriter<'_>, one: &Label) -> Result<()> {
    match one {
        Label::Group { name, labels, unknown } => {
            xml.start(element::LABEL_GROUP);
            xml.optional(attribute::NAME, name.as_deref())?;
            unknown_attributes(xml, unknown, element::LABEL_GROUP)?;
            xml.open();
            for nested in labels {
                label(xml, nested)?;
            }
            unknown_nodes(xml, unknown, element::LABEL_GROUP)?;
            xml.end(element::LABEL_GROUP);
            Ok(())
        }
        Label::Text { name, value, desc, unknown } => {
            xml.start(element::LABEL);
            xml.optional(attribute::NAME, name.as_deref())?;
            xml.optional(attribute::VALUE, value.as_deref())?;
            xml.optional(attribute::DESC, desc.as_deref())?;
            rest(xml, element::LABEL, unknown)
        }
    }
}

fn property(xml: &mut XmlWriter<'_>, property: &PropertyNode) -> Result<()> {
    xml.start(element::PROPERTY);
    xml.optional(attribute::KEY, property.key.as_deref())?;
    xml.optional(attribute::VALUE, property.value.as_deref())?;
    rest(xml, element::PROPERTY, &property.unknown)
}

/// The text of a field of one value has no wrapper; those of a field of several, and rows of a multiComplex, in
/// `default-values`.
fn defaults(xml: &mut XmlWriter<'_>, field: FieldRef<'_>, unknown: &[Unknown]) -> Result<()> {
    let nothing = Content::default();
    let content = field.extra().default.as_deref().unwrap_or(&nothing);
    let kind = field.kind();
    let wrap_values = kind.is_some_and(FieldKind::is_multi);
    let wrap_rows = kind == Some(FieldKind::MultiComplex);
    let wrapped = unknown.iter().any(|unknown| unknown.place == element::DEFAULT_VALUES)
        || (wrap_values && !content.values.is_empty())
        || (wrap_rows && !content.rows.is_empty());
    if wrapped {
        xml.start(element::DEFAULT_VALUES);
        unknown_attributes(xml, unknown, element::DEFAULT_VALUES)?;
        xml.open();
        if wrap_values {
            values(xml, element::DEFAULT_VALUE, &content.values)?;
        }
        if wrap_rows {
            rows(xml, element::DEFAULT_COMPLEX_VALUES, &content.rows)?;
        }
        unknown_nodes(xml, unknown, element::DEFAULT_VALUES)?;
        xml.end(element::DEFAULT_VALUES);
    }
    if !wrap_values {
        values(xml, element::DEFAULT_VALUE, &content.values)?;
    }
    if !wrap_rows {
        rows(xml, element::DEFAULT_COMPLEX_VALUES, &content.rows)?;
    }
    Ok(())
}

fn present(
    xml: &mut XmlWriter<'_>,
    field: FieldRef<'_>,
    unknown: &[Unknown],
    dialect: Dialect,
) -> Result<()> {
    let nothing = Content::default();
    let content = field.extra().present.as_deref().unwrap_or(&nothing);
    let multi = field.kind().is_some_and(FieldKind::is_multi);
    if unknown.iter().any(|unknown| unknown.place == element::VALUES) || (multi && !content.values.is_empty())
    {
        xml.start(element::VALUES);
        unknown_attributes(xml, unknown, element::VALUES)?;
        xml.open();
        if multi {
            values(xml, element::VALUE, &content.values)?;
        }
        unknown_nodes(xml, unknown, element::VALUES)?;
        xml.end(element::VALUES);
    }
    if !multi {
        values(xml, element::VALUE, &content.values)?;
    }
    let wrapper = match field.kind() {
        Some(FieldKind::Complex) => dialect.complex_wrapper(),
        _ => element::COMPLEX_VALUES,
    };
    rows(xml, wrapper, &content.rows)
}

fn values(xml: &mut XmlWriter<'_>, name: &str, values: &[Value]) -> Result<()> {
    for one in values {
        xml.start(name);
        for (attribute, value) in &one.attributes {
            xml.attribute(attribute, value)?;
        }
        // Never an empty tag: `<value type="…"/>` is how old samples spell a value type rule.
        xml.text_to_end(&one.text, name)?;
    }
    Ok(())
}

fn rows(xml: &mut XmlWriter<'_>, wrapper: &str, rows: &[Row]) -> Result<()> {
    for row in rows {
        xml.start(wrapper);
        for (attribute, value) in &row.attributes {
            xml.attribute(attribute, value)?;
        }
        if row.fields.is_empty() {
            xml.empty();
            continue;
        }
        xml.open();
        for nested in &row.fields {
            value_field(xml, nested)?;
        }
        xml.end(wrapper);
    }
    Ok(())
}

/// A field that holds values, within a given complex value.
fn value_field(xml: &mut XmlWriter<'_>, field: &ParamField) -> Result<()> {
    xml.start(element::FIELD);
    xml.attribute(attribute::ID, field.id())?;
    xml.optional(attribute::NAME, field.name())?;
    xml.optional(attribute::TYPE, field.declared_type())?;
    for (name, value) in &field.tag.extra {
        xml.attribute(name, value)?;
    }
    if field.content.values.is_empty() && field.content.rows.is_empty() {
        xml.empty();
        return Ok(());
    }
    xml.open();
    if field.kind().is_some_and(FieldKind::is_multi) {
        xml.start(element::VALUES);
        xml.open();
        values(xml, element::VALUE, &field.content.values)?;
        xml.end(element::VALUES);
    } else {
        values(xml, element::VALUE, &field.content.values)?;
    }
    rows(xml, element::COMPLEX_VALUES, &field.content.rows)?;
    xml.end(element::FIELD);
    Ok(())
}

const fn is_attribute(node: &UnknownNode) -> bool {
    matches!(node, UnknownNode::Attribute(..))
}

fn unknown_attributes(xml: &mut XmlWriter<'_>, unknown: &[Unknown], place: &str) -> Result<()> {
    for one in unknown.iter().filter(|one| one.place == place) {
        if let UnknownNode::Attribute(name, value) = &one.node {
            xml.attribute(name, value)?;
        }
    }
    Ok(())
}

fn unknown_nodes(xml: &mut XmlWriter<'_>, unknown: &[Unknown], place: &str) -> Result<()> {
    for one in unknown.iter().filter(|one| one.place == place) {
        match &one.node {
            UnknownNode::Attribute(..) => {}
            UnknownNode::Text(text) => xml.text_line(text)?,
            UnknownNode::Element(element) => {
                xml.start(element.name());
                unknown_element(xml, element)?;
            }
        }
    }
    Ok(())
}

/// The rest of an unknown element. White space may matter in it, so none is added.
fn unknown_element(xml: &mut XmlWriter<'_>, element: &UnknownElement) -> Result<()> {
    for (name, value) in element.attributes() {
        xml.attribute(name, value)?;
    }
    if element.children.is_empty() {
        xml.empty();
        return Ok(());
    }
    xml.raw(">");
    for child in &element.children {
        match child {
            UnknownNode::Attribute(..) => {}
            UnknownNode::Text(text) => xml.text(text)?,
            UnknownNode::Element(nested) => {
                xml.raw("<");
                xml.raw(nested.name());
                unknown_element(xml, nested)?;
            }
        }
    }
    xml.raw("</");
    xml.raw(element.name());
    xml.raw(">");
    Ok(())
}
