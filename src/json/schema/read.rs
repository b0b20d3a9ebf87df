//! The form to a schema: into an arena, from there to canonical XML, and that is read. So the schema
//! has positions in a source, and holds nothing that XML cannot hold.

use crate::error::SchemaFormError;
use crate::json::schema::form::{
    Attributes, ChildForm, ContentForm, ElementForm, FieldForm, HeldForm, LabelForm, OptionForm, PartForm,
    PropertyForm, RowForm, RuleForm, Text, UnknownForm, ValueForm,
};
use crate::schema::{
    Arena, ExpressNode, FieldExtra, FieldNode, GroupNode, Label, NOWHERE, OptionExtra, OptionNode, PartNode,
    PropertyNode, RuleExtra, RuleNode, Schema, Str, Stretch, Unknown, UnknownElement, UnknownNode,
    normalize_unknown,
};
use crate::span::{OffsetMap, Position, Source, Span, small};
use crate::value::{Content, ParamField, Row, Tag, Value};
use crate::vocab::{Dialect, FieldKind, RuleName, element};
use crate::xml::ReadOptions;
use crate::xml::name::name_length;

type Result<T> = std::result::Result<T, SchemaFormError>;

pub(super) fn schema(
    root: &str,
    dialect: Dialect,
    fields: Vec<FieldForm<'_>>,
    unknown: Vec<UnknownForm<'_>>,
) -> Result<Schema> {
    if !is_name(root) {
        return Err(SchemaFormError::RootName(root.to_owned()));
    }
    let mut arena = Arena {
        source: Source::new(String::new(), OffsetMap::default(), Position::START),
        pool: String::new(),
        root: root.to_owned(),
        root_span: Span::default(),
        dialect,
        fields: Vec::new(),
        extras: Vec::new(),
        rules: Vec::new(),
        options: Vec::new(),
        option_extras: Vec::new(),
        conditions: Vec::new(),
        rule_extras: Vec::new(),
        root_unknown: unknowns(unknown)?,
        notes: Vec::new(),
        losses: Vec::new(),
    };
    fields.into_iter().try_for_each(|form| arena.field(form, NOWHERE))?;
    let made = Schema::of(arena);
    let xml = made.to_xml().map_err(SchemaFormError::Unwritable)?;
    // The limits guard against what others send; this text is ours and as large as the form.
    let options = ReadOptions::new()
        .with_dialect(dialect)
        .with_max_input(usize::MAX)
        .with_max_depth(usize::MAX)
        .with_max_fields(usize::MAX)
        .with_max_attributes(usize::MAX)
        .with_max_text(usize::MAX);
    let schema = Schema::parse_with(&xml, &options).map_err(SchemaFormError::Unwritable)?;
    if schema != made {
        return Err(SchemaFormError::NotEqual);
    }
    Ok(schema)
}

impl Arena {
    fn field(&mut self, form: FieldForm<'_>, parent: u32) -> Result<()> {
        let id = form.id;
        let within = |error| SchemaFormError::Field(id.clone().into_owned(), Box::new(error));
        if id.is_empty() {
            return Err(SchemaFormError::FieldWithoutId);
        }
        let Some(type_text) = form.r#type else { return Err(within(SchemaFormError::FieldWithoutType)) };
        let index = self.fields.len();
        let node = FieldNode {
            id: self.put(Some(id.clone())).map_err(within)?,
            name: self.put(form.name).map_err(within)?,
            kind: FieldKind::parse(&type_text),
            type_text: self.put(Some(type_text)).map_err(within)?,
            span: Span::default(),
            parent,
            end: 0,
            rules: Stretch::default(),
            options: Stretch::default(),
            extra: NOWHERE,
            is_first: true,
        };
        self.fields.push(node);
        let rules = small(self.rules.len());
        form.rules.into_iter().try_for_each(|rule| self.rule(rule)).map_err(within)?;
        let options = small(self.options.len());
        form.options.into_iter().try_for_each(|option| self.option(option)).map_err(within)?;
        let extra = FieldExtra {
            present: form
                .present
                .and_then(content_form)
                .map(content)
                .transpose()
                .map_err(within)?
                .map(Box::new),
            default: form
                .default
                .and_then(content_form)
                .map(content)
                .transpose()
                .map_err(within)?
                .map(Box::new),
            labels: form.labels.into_iter().map(label_group).collect::<Result<_>>().map_err(within)?,
            properties: form.properties.into_iter().map(property).collect::<Result<_>>().map_err(within)?,
            unknown: unknowns(form.unknown).map_err(within)?.into(),
        };
        self.extras.push(extra);
        let node = &mut self.fields[index];
        node.rules = Stretch { start: rules, end: small(self.rules.len()) };
        node.options = Stretch { start: options, end: small(self.options.len()) };
        node.extra = small(self.extras.len() - 1);
        form.fields.into_iter().try_for_each(|form| self.field(form, small(index)))?;
        self.fields[index].end = small(self.fields.len());
        Ok(())
    }

    fn rule(&mut self, form: RuleForm<'_>) -> Result<()> {
        let (url, desc) = (self.put(form.url)?, self.put(form.desc)?);
        let extra = RuleExtra { url, desc, unknown: unknowns(form.unknown)?.into() };
        let node = RuleNode {
            known: form.name.as_deref().and_then(RuleName::parse),
            name: self.put(form.name)?,
            value: self.put(form.value)?,
            ex_property: self.put(form.ex_property)?,
            unit: self.put(form.unit)?,
            span: Span::default(),
            condition: self.condition(form.condition)?,
            extra: extra.keep(&mut self.rule_extras),
        };
        self.rules.push(node);
        Ok(())
    }

    fn option(&mut self, form: OptionForm<'_>) -> Result<()> {
        let mut extra = NOWHERE;
        let (name, value) = (self.put(form.display_name)?, self.put(form.value)?);
        if form.readonly.is_some() || form.condition.is_some() || !form.unknown.is_empty() {
            extra = small(self.option_extras.len());
            let readonly = self.put(form.readonly)?;
            let condition = self.condition(form.condition)?;
            self.option_extras.push(OptionExtra { readonly, condition, unknown: unknowns(form.unknown)? });
        }
        self.options.push(OptionNode { start: 0, name, value, extra });
        Ok(())
    }

    fn condition(&mut self, form: Option<PartForm<'_>>) -> Result<u32> {
        let Some(form) = form else { return Ok(NOWHERE) };
        let PartNode::Group(group) = self.part(form)? else {
            return Err(SchemaFormError::ConditionWithoutParts);
        };
        self.conditions.push(group);
        Ok(small(self.conditions.len() - 1))
    }

    fn part(&mut self, form: PartForm<'_>) -> Result<PartNode> {
        let unknown = unknowns(form.unknown)?.into();
        let span = Span::default();
        let Some(parts) = form.parts else {
            if form.operator.is_some() {
                return Err(SchemaFormError::OperatorWithoutParts);
            }
            let (field_id, value) = (self.put(form.field_id)?, self.put(form.value)?);
            let symbol = self.put(form.symbol)?;
            return Ok(PartNode::Express(ExpressNode { field_id, value, symbol, span, unknown }));
        };
        if form.field_id.is_some() || form.symbol.is_some() || form.value.is_some() {
            return Err(SchemaFormError::GroupAndExpression);
        }
        let operator = self.put(form.operator)?;
        let parts = parts.into_iter().map(|part| self.part(part)).collect::<Result<_>>()?;
        Ok(PartNode::Group(GroupNode { operator, parts, span, unknown }))
    }

    /// All text goes into the pool.
    fn put(&mut self, text: Option<Text<'_>>) -> Result<Str> {
        let Some(text) = text else { return Ok(Str::NONE) };
        let start = self.pool.len();
        if start + text.len() > i32::MAX as usize {
            return Err(SchemaFormError::TooLarge);
        }
        self.pool.push_str(&text);
        Ok(Str::pool(small(start), small(text.len())))
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name_length(name) == name.len()
}

fn owned(text: Option<Text<'_>>) -> Option<String> {
    text.map(Text::into_owned)
}

/// Nothing where there is neither a value nor a row.
fn content_form(form: ContentForm<'_>) -> Option<ContentForm<'_>> {
    (!form.values.is_empty() || !form.rows.is_empty()).then_some(form)
}

fn content(form: ContentForm<'_>) -> Result<Content> {
    Ok(Content {
        values: form.values.into_iter().map(value).collect::<Result<_>>()?,
        rows: form.rows.into_iter().map(row).collect::<Result<_>>()?,
        ..Content::default()
    })
}

fn value(form: ValueForm<'_>) -> Result<Value> {
    let attributes = attributes(form.attributes)?.into();
    Ok(Value { attributes, ..Value::new(form.value.unwrap_or_default()) })
}

fn row(form: RowForm<'_>) -> Result<Row> {
    let fields = form.fields.into_iter().map(held).collect::<Result<_>>()?;
    Ok(Row { fields, attributes: attributes(form.attributes)?.into(), ..Row::default() })
}

fn held(form: HeldForm<'_>) -> Result<ParamField> {
    if form.id.is_empty() {
        return Err(SchemaFormError::FieldWithoutId);
    }
    let kind = form.r#type.as_deref().and_then(FieldKind::parse);
    let tag = Tag {
        odd_type: owned(form.r#type).filter(|_| kind.is_none()).map(String::into_boxed_str),
        extra: attributes(form.attributes)?.into(),
        ..Tag::new(&*form.id, form.name.as_deref(), kind)
    };
    let content = content(ContentForm { values: form.values, rows: form.rows })?;
    Ok(ParamField { content, ..ParamField::tagged(tag) })
}

fn attributes(form: Attributes<'_>) -> Result<Vec<(String, String)>> {
    let Attributes(attributes) = form;
    if let Some((name, _)) = attributes.iter().find(|(name, _)| !is_name(name)) {
        return Err(SchemaFormError::Name(name.clone().into_owned()));
    }
    Ok(attributes.into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

fn label_group(form: LabelForm<'_>) -> Result<Label> {
    if form.labels.is_none() {
        return Err(SchemaFormError::LabelWithoutGroup);
    }
    label(form)
}

fn label(form: LabelForm<'_>) -> Result<Label> {
    let (name, unknown) = (owned(form.name), unknowns(form.unknown)?);
    let (value, desc) = (owned(form.value), owned(form.desc));
    let Some(labels) = form.labels else { return Ok(Label::Text { name, value, desc, unknown }) };
    if value.is_some() || desc.is_some() {
        return Err(SchemaFormError::GroupWithValue);
    }
    Ok(Label::Group { name, labels: labels.into_iter().map(label).collect::<Result<_>>()?, unknown })
}

fn property(form: PropertyForm<'_>) -> Result<PropertyNode> {
    Ok(PropertyNode { key: owned(form.key), value: owned(form.value), unknown: unknowns(form.unknown)? })
}

/// In the order in which the reader of XML gives it.
fn unknowns(forms: Vec<UnknownForm<'_>>) -> Result<Vec<Unknown>> {
    let mut unknown = forms.into_iter().map(self::unknown).collect::<Result<Vec<_>>>()?;
    normalize_unknown(&mut unknown);
    Ok(unknown)
}

fn unknown(form: UnknownForm<'_>) -> Result<Unknown> {
    let Some(&place) = element::PLACES.iter().find(|place| **place == form.place) else {
        return Err(SchemaFormError::UnknownPlace(form.place.into_owned()));
    };
    let node = match (form.attribute, form.value, form.element, form.text) {
        (Some(name), Some(value), None, None) if is_name(&name) => {
            UnknownNode::Attribute(name.into_owned(), value.into_owned())
        }
        (None, None, Some(form), None) => UnknownNode::Element(self::element(form)?),
        (None, None, None, Some(text)) => UnknownNode::Text(text.into_owned()),
        _ => {
            return Err(SchemaFormError::UnknownContent);
        }
    };
    Ok(Unknown { place, node })
}

fn element(form: ElementForm<'_>) -> Result<UnknownElement> {
    if !is_name(&form.name) {
        return Err(SchemaFormError::Name(form.name.into_owned()));
    }
    let mut attributes = attributes(form.attributes)?;
    attributes.sort();
    let child = |child: ChildForm<'_>| match child {
        ChildForm::Element(form) => element(form).map(UnknownNode::Element),
        ChildForm::Text(text) => Ok(UnknownNode::Text(text.into_owned())),
    };
    let children = form.children.into_iter().map(child).collect::<Result<_>>()?;
    Ok(UnknownElement { name: form.name.into_owned(), attributes, children })
}
