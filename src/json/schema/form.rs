//! The form as plain structs: what is written and what is read. The module's documentation lists every key.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use crate::schema::{
    Condition, ConditionPart, FieldRef, Label, OptionRef, PropertyNode, RuleRef, Unknown, UnknownElement,
    UnknownNode,
};
use crate::value::{Content, ParamField, Row, Value};

pub(super) type Text<'a> = Cow<'a, str>;

fn is_absent<T: Default + PartialEq>(part: &T) -> bool {
    *part == T::default()
}

/// Declares structs of the form. Nothing and empty lists are left out when written; no other keys are taken.
macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident<$a:lifetime> { $($key:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct $name<$a> {
            $(#[serde(skip_serializing_if = "is_absent")] pub(super) $key: $type,)*
        }
    )*};
}

forms! {
    FieldForm<'a> {
        id: Text<'a>,
        name: Option<Text<'a>>,
        r#type: Option<Text<'a>>,
        rules: Vec<RuleForm<'a>>,
        options: Vec<OptionForm<'a>>,
        fields: Vec<FieldForm<'a>>,
        labels: Vec<LabelForm<'a>>,
        properties: Vec<PropertyForm<'a>>,
        default: Option<ContentForm<'a>>,
        present: Option<ContentForm<'a>>,
        unknown: Vec<UnknownForm<'a>>,
    }

    RuleForm<'a> {
        name: Option<Text<'a>>,
        value: Option<Text<'a>>,
        ex_property: Option<Text<'a>>,
        unit: Option<Text<'a>>,
        url: Option<Text<'a>>,
        desc: Option<Text<'a>>,
        condition: Option<PartForm<'a>>,
        unknown: Vec<UnknownForm<'a>>,
    }

    OptionForm<'a> {
        display_name: Option<Text<'a>>,
        value: Option<Text<'a>>,
        readonly: Option<Text<'a>>,
        condition: Option<PartForm<'a>>,
        unknown: Vec<UnknownForm<'a>>,
    }

    /// A group if it has `parts`, else a question about a field.
    PartForm<'a> {
        operator: Option<Text<'a>>,
        parts: Option<Vec<PartForm<'a>>>,
        field_id: Option<Text<'a>>,
        symbol: Option<Text<'a>>,
        value: Option<Text<'a>>,
        unknown: Vec<UnknownForm<'a>>,
    }

    /// A group if it has `labels`, else a text.
    LabelForm<'a> {
        name: Option<Text<'a>>,
        value: Option<Text<'a>>,
        desc: Option<Text<'a>>,
        labels: Option<Vec<LabelForm<'a>>>,
        unknown: Vec<UnknownForm<'a>>,
    }

    PropertyForm<'a> {
        key: Option<Text<'a>>,
        value: Option<Text<'a>>,
        unknown: Vec<UnknownForm<'a>>,
    }

    ContentForm<'a> {
        values: Vec<ValueForm<'a>>,
        rows: Vec<RowForm<'a>>,
    }

    ValueForm<'a> {
        value: Option<Text<'a>>,
        attributes: Attributes<'a>,
    }

    RowForm<'a> {
        fields: Vec<HeldForm<'a>>,
        attributes: Attributes<'a>,
    }

    /// A field within a complex value.
    HeldForm<'a> {
        id: Text<'a>,
        name: Option<Text<'a>>,
        r#type: Option<Text<'a>>,
        values: Vec<ValueForm<'a>>,
        rows: Vec<RowForm<'a>>,
        attributes: Attributes<'a>,
    }

    /// An attribute with its value, or an element, or a text.
    UnknownForm<'a> {
        place: Text<'a>,
        attribute: Option<Text<'a>>,
        value: Option<Text<'a>>,
        element: Option<ElementForm<'a>>,
        text: Option<Text<'a>>,
    }

    ElementForm<'a> {
        name: Text<'a>,
        attributes: Attributes<'a>,
        children: Vec<ChildForm<'a>>,
    }
}

/// A child of an unknown element: an object, or a text as a string.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum ChildForm<'a> {
    Element(ElementForm<'a>),
    Text(Text<'a>),
}

// Not derived: serde would copy all that is inside for each level around it.
impl<'de> Deserialize<'de> for ChildForm<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Child;

        impl<'de> Visitor<'de> for Child {
            type Value = ChildForm<'static>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an element or a text")
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(ChildForm::Text(Cow::Owned(text.to_owned())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                ElementForm::deserialize(MapAccessDeserializer::new(map)).map(ChildForm::Element)
            }
        }

        deserializer.deserialize_any(Child)
    }
}

/// An object of texts, in order.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Attributes<'a>(pub(super) Vec<(Text<'a>, Text<'a>)>);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Attributes<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Attributes<'static>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut attributes = Vec::new();
                while let Some(attribute) = map.next_entry()? {
                    attributes.push(attribute);
                }
                Ok(Attributes(attributes))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

fn text(text: &str) -> Text<'_> {
    Cow::Borrowed(text)
}

fn list<'a, T: 'a, F: From<T>>(things: impl IntoIterator<Item = T>) -> Vec<F> {
    things.into_iter().map(F::from).collect()
}

fn attributes<'a>(of: impl Iterator<Item = (&'a str, &'a str)>) -> Attributes<'a> {
    Attributes(of.map(|(name, value)| (text(name), text(value))).collect())
}

impl<'a> From<FieldRef<'a>> for FieldForm<'a> {
    fn from(field: FieldRef<'a>) -> FieldForm<'a> {
        let extra = field.extra();
        FieldForm {
            id: text(field.id()),
            name: field.name().map(text),
            r#type: Some(text(field.type_name())),
            rules: list(field.rules()),
            options: list(field.options()),
            fields: list(field.fields()),
            labels: list(&extra.labels),
            properties: list(&extra.properties),
            default: extra.default.as_deref().map(ContentForm::from),
            present: extra.present.as_deref().map(ContentForm::from),
            unknown: list(&extra.unknown),
        }
    }
}

impl<'a> From<RuleRef<'a>> for RuleForm<'a> {
    fn from(rule: RuleRef<'a>) -> RuleForm<'a> {
        RuleForm {
            name: rule.has_name().then(|| text(rule.name())),
            value: rule.value().map(text),
            ex_property: rule.ex_property().map(text),
            unit: rule.unit().map(text),
            url: rule.url().map(text),
            desc: rule.desc().map(text),
            condition: rule.condition().map(PartForm::from),
            unknown: list(rule.unknown()),
        }
    }
}

impl<'a> From<OptionRef<'a>> for OptionForm<'a> {
    fn from(option: OptionRef<'a>) -> OptionForm<'a> {
        OptionForm {
            display_name: option.display_name().map(text),
            value: option.value().map(text),
            readonly: option.readonly().map(text),
            condition: option.condition().map(PartForm::from),
            unknown: list(option.unknown()),
        }
    }
}

impl<'a> From<Condition<'a>> for PartForm<'a> {
    fn from(condition: Condition<'a>) -> PartForm<'a> {
        PartForm {
            operator: condition.operator_text().map(text),
            parts: Some(list(condition.parts())),
            unknown: list(condition.unknown()),
            ..PartForm::default()
        }
    }
}

impl<'a> From<ConditionPart<'a>> for PartForm<'a> {
    fn from(part: ConditionPart<'a>) -> PartForm<'a> {
        match part {
            ConditionPart::Group(condition) => PartForm::from(condition),
            ConditionPart::Express(express) => PartForm {
                field_id: express.field_id().map(text),
                symbol: express.symbol_text().map(text),
                value: express.value().map(text),
                unknown: list(express.unknown()),
                ..PartForm::default()
            },
        }
    }
}

impl<'a> From<&'a Label> for LabelForm<'a> {
    fn from(label: &'a Label) -> LabelForm<'a> {
        match label {
            Label::Group { name, labels, unknown } => LabelForm {
                name: name.as_deref().map(text),
                labels: Some(list(labels)),
                unknown: list(unknown),
                ..LabelForm::default()
            },
            Label::Text { name, value, desc, unknown } => LabelForm {
                name: name.as_deref().map(text),
                value: value.as_deref().map(text),
                desc: desc.as_deref().map(text),
                unknown: list(unknown),
                labels: None,
            },
        }
    }
}

impl<'a> From<&'a PropertyNode> for PropertyForm<'a> {
    fn from(property: &'a PropertyNode) -> PropertyForm<'a> {
        PropertyForm {
            key: property.key.as_deref().map(text),
            value: property.value.as_deref().map(text),
            unknown: list(&property.unknown),
        }
    }
}

impl<'a> From<&'a Content> for ContentForm<'a> {
    fn from(content: &'a Content) -> ContentForm<'a> {
        ContentForm { values: list(&content.values), rows: list(&content.rows) }
    }
}

impl<'a> From<&'a Value> for ValueForm<'a> {
    fn from(value: &'a Value) -> ValueForm<'a> {
        ValueForm { value: Some(text(value.text())), attributes: attributes(value.attributes()) }
    }
}

impl<'a> From<&'a Row> for RowForm<'a> {
    fn from(row: &'a Row) -> RowForm<'a> {
        RowForm { fields: list(row.fields()), attributes: attributes(row.attributes()) }
    }
}

impl<'a> From<&'a ParamField> for HeldForm<'a> {
    fn from(field: &'a ParamField) -> HeldForm<'a> {
        let extra = field.tag.extra.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        HeldForm {
            id: text(field.id()),
            name: field.name().map(text),
            r#type: field.declared_type().map(text),
            values: list(field.values()),
            rows: list(field.rows()),
            attributes: attributes(extra),
        }
    }
}

impl<'a> From<&'a Unknown> for UnknownForm<'a> {
    fn from(unknown: &'a Unknown) -> UnknownForm<'a> {
        let mut form = UnknownForm { place: text(unknown.place()), ..UnknownForm::default() };
        match unknown.node() {
            UnknownNode::Attribute(name, value) => {
                form.attribute = Some(text(name));
                form.value = Some(text(value));
            }
            UnknownNode::Element(element) => form.element = Some(ElementForm::from(element)),
            UnknownNode::Text(found) => form.text = Some(text(found)),
        }
        form
    }
}

impl<'a> From<&'a UnknownElement> for ElementForm<'a> {
    fn from(element: &'a UnknownElement) -> ElementForm<'a> {
        let child = |child: &'a UnknownNode| match child {
            UnknownNode::Element(element) => Some(ChildForm::Element(ElementForm::from(element))),
            UnknownNode::Text(found) => Some(ChildForm::Text(text(found))),
            UnknownNode::Attribute(..) => None, // an element has its own list of them
        };
        ElementForm {
            name: text(element.name()),
            attributes: attributes(element.attributes()),
            children: element.children().iter().filter_map(child).collect(),
        }
    }
}
