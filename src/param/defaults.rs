//! Defaults carried back, a seller's data over them, and incremental updates.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use compact_str::CompactString;

use crate::error::{Error, Result, SetError};
use crate::param::Param;
use crate::schema::{FieldRef, Schema};
use crate::value::compact::Attributes;
use crate::value::{Content, ParamField, Row, Tag, Value};
use crate::vocab::{FieldKind, UPDATE_FIELDS};

impl Param {
    /// A param with all that the schema gives: for each field its present value, else its default.
    ///
    /// Within a complex, sub-fields that its own value does not name take theirs; rows are taken as they are
    /// given, since a sub-field's default says nothing about which rows there are. Disabling conditions are
    /// not looked at: what is carried for a disabled field is left out when the param is written.
    ///
    /// ```
    /// use tmall_schema::{Param, Schema};
    /// let schema = Schema::parse(r#"<itemRule><field id="a" type="singleCheck">
    ///   <default-value>0</default-value></field><field id="b" type="input"/></itemRule>"#)?;
    /// let param = Param::from_defaults(&schema);
    /// assert_eq!(param.text("a"), Some("0"));
    /// assert!(param.field("b").is_none());
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    #[must_use]
    pub fn from_defaults(schema: &Schema) -> Param {
        let mut param = Param::new(schema);
        param.fields = given_fields(schema.fields());
        param
    }

    /// Puts another param's values over those of this one: values and rows are replaced, complex values are
    /// merged field by field. What `over` does not set stays; what it sets to nothing is set to nothing.
    pub fn merge(&mut self, over: &Param) {
        merge_fields(&mut self.fields, &over.fields);
    }

    /// Makes the param an incremental update of these fields, and names them in `update_fields`.
    ///
    /// The platform wants the defaults of all fields of its answer back, also of fields that are not updated: begin with
    /// [`Param::from_defaults`], set what changes, then call this. Another field goes back to what the schema gives for
    /// it; if the schema gives nothing, it is removed.
    ///
    /// # Errors
    /// If the param has no schema, the schema has no such field, or its `update_fields` does not offer it.
    pub fn restrict_to_update(&mut self, ids: &[&str]) -> Result<()> {
        let refused = |error: SetError| Error::new(error, None);
        let Some(schema) = self.schema.clone() else { return Err(refused(SetError::NoSchema)) };
        let list = schema.fields().find(|field| field.id() == UPDATE_FIELDS);
        for &id in ids {
            let offered = list.is_none_or(|list| list.options().len() == 0 || list.option(id).is_some());
            if !offered {
                return Err(refused(SetError::NotUpdatable(id.to_owned())));
            }
            if schema.fields().all(|field| field.id() != id)
                && list.is_none_or(|list| list.option(id).is_none())
            {
                return Err(refused(SetError::UnknownField(format!("/{id}"))));
            }
        }
        let known: HashMap<&str, FieldRef<'_>> =
            schema.fields().filter(|field| field.is_first()).map(|field| (field.id(), field)).collect();
        let fields = std::mem::take(&mut self.fields);
        self.fields = fields
            .into_iter()
            .filter_map(|field| match ids.contains(&field.id()) {
                true => Some(field),
                false if field.id() == UPDATE_FIELDS => None,
                false => known.get(field.id()).copied().and_then(given_field),
            })
            .collect();
        let values = ids.iter().map(|&id| Value { wrapped: true, ..Value::new(id) }).collect();
        let name = list.and_then(FieldRef::name);
        self.fields.push(ParamField {
            content: Content { values, ..Content::default() },
            ..ParamField::tagged(Tag::new(UPDATE_FIELDS, name, Some(FieldKind::MultiCheck)))
        });
        Ok(())
    }
}

fn given_fields<'s>(fields: impl Iterator<Item = FieldRef<'s>>) -> Vec<ParamField> {
    fields.filter(|field| field.is_first()).filter_map(given_field).collect()
}

/// The places of fields by id; of several with one id, the first.
fn places(fields: &[ParamField]) -> HashMap<CompactString, usize> {
    let mut places = HashMap::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        places.entry(field.tag.id.clone()).or_insert(at);
    }
    places
}

fn given_field(field: FieldRef<'_>) -> Option<ParamField> {
    let kind = field.kind()?;
    let mut content = field.given().map(clean).unwrap_or_default();
    match kind {
        FieldKind::Label => return None,
        FieldKind::Complex if content.rows.len() <= 1 && !field.is_repeatable() => {
            let mut row = content.rows.pop().unwrap_or_default();
            let places = places(&row.fields);
            for mut nested in given_fields(field.fields()) {
                match places.get(&nested.tag.id).map(|&at| &mut row.fields[at]) {
                    None => row.fields.push(nested),
                    Some(known) if known.kind() == Some(FieldKind::Complex) => {
                        merge_field(&mut nested, known);
                        *known = nested;
                    }
                    Some(_) => {}
                }
            }
            if !row.fields.is_empty() {
                content.rows.push(row);
            }
        }
        FieldKind::Input
        | FieldKind::MultiInput
        | FieldKind::SingleCheck
        | FieldKind::MultiCheck
        | FieldKind::Complex
        | FieldKind::MultiComplex => {}
    }
    if content.values.is_empty() && content.rows.is_empty() {
        return None;
    }
    let tag = Tag::new(field.id(), field.name(), Some(kind));
    let mut made = ParamField { content, ..ParamField::tagged(tag) };
    dress(&mut made, field);
    Some(made)
}

/// Gives the fields inside a given value the names and types of the schema.
fn dress(field: &mut ParamField, known: FieldRef<'_>) {
    let children: HashMap<&str, FieldRef<'_>> =
        known.fields().filter(|child| child.is_first()).map(|child| (child.id(), child)).collect();
    for row in &mut field.content.rows {
        for nested in &mut row.fields {
            let Some(&known) = children.get(nested.id()) else { continue };
            let tag = Arc::make_mut(&mut nested.tag);
            tag.kind = known.kind();
            tag.odd_type = None;
            if tag.name.is_none() {
                tag.name = known.name().map(CompactString::new);
            }
            dress(nested, known);
        }
    }
}

/// The content without its places and wrappers, which belong to the schema.
fn clean(content: &Content) -> Content {
    let row = |row: &Row| Row {
        fields: row
            .fields
            .iter()
            .map(|field| ParamField {
                content: clean(&field.content),
                span: None,
                ..ParamField { tag: plain(&field.tag), ..field.clone() }
            })
            .collect(),
        attributes: row.attributes.clone(),
        ..Row::default()
    };
    Content {
        values: content.values.iter().map(|value| Value { span: None, ..value.clone() }).collect(),
        rows: content.rows.iter().map(row).collect(),
        ..Content::default()
    }
}

/// A tag without attributes of its own.
fn plain(tag: &Arc<Tag>) -> Arc<Tag> {
    match tag.extra.is_absent() {
        true => Arc::clone(tag),
        false => Arc::new(Tag { extra: Attributes::default(), ..Tag::clone(tag) }),
    }
}

fn merge_fields(fields: &mut Vec<ParamField>, over: &[ParamField]) {
    let mut places = places(fields);
    for field in over {
        match places.entry(field.tag.id.clone()) {
            Entry::Occupied(place) => merge_field(&mut fields[*place.get()], field),
            Entry::Vacant(place) => {
                place.insert(fields.len());
                fields.push(field.clone());
            }
        }
    }
}

fn merge_field(field: &mut ParamField, over: &ParamField) {
    let complex = field.kind() == Some(FieldKind::Complex);
    match (&mut *field.content.rows, &*over.content.rows) {
        ([row], [above]) if complex => merge_fields(&mut row.fields, &above.fields),
        _ => field.content = over.content.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults(fields: &str) -> Param {
        Param::from_defaults(&Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap())
    }

    #[test]
    fn of_two_fields_of_one_id_the_first_counts() {
        let second = "<field id='a' type='input'><default-value>2</default-value></field>";
        assert!(defaults(&format!("<field id='a' type='input'/>{second}")).is_empty());
        let first = second.replace('2', "1");
        assert_eq!(defaults(&[&first, second].concat()).text("a"), Some("1"));
    }

    #[test]
    fn an_update_keeps_the_defaults_of_other_fields() {
        let schema = Schema::parse(
            "<itemRule><field id='update_fields' type='multiCheck'><options><option value='a'/></options>
            <default-values><default-value>b</default-value></default-values></field>
            <field id='a' type='input'/><field id='b' type='input'><default-value>1</default-value></field>
            <field id='c' type='input'/></itemRule>",
        )
        .unwrap();
        let mut param = Param::from_defaults(&schema);
        for id in ["a", "b", "c"] {
            param.set(id, "new").unwrap();
        }
        param.restrict_to_update(&["a"]).unwrap();
        let texts = ["a", "b", "c", "update_fields"].map(|id| param.text(id));
        assert_eq!(texts, [Some("new"), Some("1"), None, Some("a")]);
    }

    #[test]
    fn what_is_merged_twice_is_what_came_last() {
        let xml = "<itemParam><field id='a'><value>1</value></field><field id='a'><value>2</value></field></itemParam>";
        let mut param = defaults("");
        param.merge(&Param::parse(xml).unwrap());
        assert_eq!((param.text("a"), param.fields().len()), (Some("2"), 1));
    }
}
