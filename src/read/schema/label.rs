//! Labels and properties: few, so their texts are kept as strings.

use crate::error::Result;
use crate::read::context::Context;
use crate::schema::{Label, PropertyNode, Unknown};
use crate::value::few::Rare;
use crate::vocab::{attribute, element};

/// What the attributes of a label or a group give.
#[derive(Default)]
struct Attributes {
    name: Option<String>,
    value: Option<String>,
    desc: Option<String>,
}

/// The element `label-group`.
pub(super) fn label_group(context: &mut Context<'_>) -> Result<Label> {
    let mark = context.unknown_mark();
    let mut given = Attributes::default();
    context.text_attributes(element::LABEL_GROUP, &mut given, |given, name| match name {
        attribute::NAME => Some(&mut given.name),
        _ => None,
    })?;
    let mut labels = Vec::new();
    context.children(element::LABEL_GROUP, &mut (), |context, ()| {
        labels.push(match context.events.name() {
            element::LABEL => label(context)?,
            element::LABEL_GROUP => label_group(context)?,
            _ => return Ok(false),
        });
        Ok(true)
    })?;
    Ok(Label::Group { name: given.name, labels, unknown: context.take_unknown(mark) })
}

fn label(context: &mut Context<'_>) -> Result<Label> {
    let mut given = Attributes::default();
    let unknown = leaf(context, element::LABEL, &mut given, |given, name| match name {
        attribute::NAME => Some(&mut given.name),
        attribute::VALUE => Some(&mut given.value),
        attribute::DESC => Some(&mut given.desc),
        _ => None,
    })?;
    let Attributes { name, value, desc } = given;
    Ok(Label::Text { name, value, desc, unknown })
}

/// The element `properties`.
pub(super) fn properties(context: &mut Context<'_>, found: &mut Rare<PropertyNode>) -> Result<()> {
    context.wrapper_attributes(element::PROPERTIES)?;
    context.children(element::PROPERTIES, &mut (), |context, ()| {
        if context.events.name() != element::PROPERTY {
            return Ok(false);
        }
        found.push(property(context)?);
        Ok(true)
    })
}

fn property(context: &mut Context<'_>) -> Result<PropertyNode> {
    let mut property = PropertyNode { key: None, value: None, unknown: Vec::new() };
    property.unknown = leaf(context, element::PROPERTY, &mut property, |property, name| match name {
        attribute::KEY => Some(&mut property.key),
        attribute::VALUE => Some(&mut property.value),
        _ => None,
    })?;
    Ok(property)
}

/// An element with attributes alone, and the unknown content in it.
fn leaf<N>(
    context: &mut Context<'_>,
    place: &'static str,
    node: &mut N,
    slot: impl for<'n> Fn(&'n mut N, &str) -> Option<&'n mut Option<String>>,
) -> Result<Vec<Unknown>> {
    let mark = context.unknown_mark();
    context.text_attributes(place, node, slot)?;
    context.no_children(place)?;
    Ok(context.take_unknown(mark))
}
