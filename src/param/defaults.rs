//! Defaults carried back, a seller's data over them, and incremental updates.

use crate::FieldKind;
use crate::error::{Error, Result, SetError};
use crate::param::{Content, Param, ParamField, Row, Value};
use crate::schema::{FieldRef, Schema};
use crate::vocab::UPDATE_FIELDS;

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

    /// Keeps what an incremental update of these fields needs, and names them in `update_fields`.
    ///
    /// The platform wants every field of its answer back, with the defaults: ask for the rules of just these
    /// fields, begin with [`Param::from_defaults`], set what changes.
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
        self.fields.retain(|field| ids.contains(&field.id()));
        let values = ids.iter().map(|&id| Value { wrapped: true, ..Value::new(id) }).collect();
        self.fields.push(ParamField {
            name: list.and_then(FieldRef::name).map(str::to_owned),
            kind: Some(FieldKind::MultiCheck),
            content: Content { values, ..Content::default() },
            ..ParamField::new(UPDATE_FIELDS)
        });
        Ok(())
    }
}

fn given_fields<'s>(fields: impl Iterator<Item = FieldRef<'s>>) -> Vec<ParamField> {
    let mut given: Vec<ParamField> = Vec::new();
    for field in fields {
        // Of several siblings with one id the first counts.
        if given.iter().any(|earlier| earlier.id == field.id()) {
            continue;
        }
        given.extend(given_field(field));
    }
    given
}

fn given_field(field: FieldRef<'_>) -> Option<ParamField> {
    let kind = field.kind()?;
    let mut content = field.given().map(clean).unwrap_or_default();
    match kind {
        FieldKind::Label => return None,
        FieldKind::Complex if content.rows.len() <= 1 && !field.is_repeatable() => {
            let mut row = content.rows.pop().unwrap_or_default();
            for nested in given_fields(field.fields()) {
                match row.fields.iter_mut().find(|known| known.id == nested.id) {
                    None => row.fields.push(nested),
                    Some(known) if known.kind == Some(FieldKind::Complex) => {
                        let mut merged = nested;
                        merge_field(&mut merged, known);
                        *known = merged;
                    }
                    Some(_) => {}
                }
            }
            if !row.fields.is_empty() {
                content.rows.push(row);
            }
        }
        _ => {}
    }
    if content.values.is_empty() && content.rows.is_empty() {
        return None;
    }
    let mut made = ParamField {
        name: field.name().map(str::to_owned),
        kind: Some(kind),
        content,
        ..ParamField::new(field.id())
    };
    dress(&mut made, field);
    Some(made)
}

/// Gives the fields inside a given value the names and types of the schema.
fn dress(field: &mut ParamField, known: FieldRef<'_>) {
    for row in &mut field.content.rows {
        for nested in &mut row.fields {
            let Some(known) = known.child(&nested.id) else { continue };
            nested.kind = known.kind();
            nested.odd_type = None;
            if nested.name.is_none() {
                nested.name = known.name().map(str::to_owned);
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
                extra: Vec::new(),
                ..field.clone()
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

fn merge_fields(fields: &mut Vec<ParamField>, over: &[ParamField]) {
    for field in over {
        match fields.iter_mut().find(|known| known.id == field.id) {
            Some(known) => merge_field(known, field),
            None => fields.push(field.clone()),
        }
    }
}

fn merge_field(field: &mut ParamField, over: &ParamField) {
    let complex = field.kind == Some(FieldKind::Complex);
    match (field.content.rows.as_mut_slice(), over.content.rows.as_slice()) {
        ([row], [above]) if complex => merge_fields(&mut row.fields, &above.fields),
        _ => field.content = over.content.clone(),
    }
}
