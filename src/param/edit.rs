//! Setting values, with the schema's knowledge of what a field takes.

use crate::error::{Error, Given, Result, SetError};
use crate::param::{Param, steps};
use crate::schema::{FieldRef, Schema};
use crate::value::{ParamField, Row, Tag, Value};
use crate::vocab::FieldKind;

/// What can be set as the values of a field: one text or [`Value`], or an array or vector of them.
///
/// Sealed: no other types implement it.
pub trait IntoValues: sealed::Sealed {
    /// The values.
    fn into_values(self) -> Vec<Value>;
    /// Whether it is a list, which a field of one value does not take.
    const IS_LIST: bool;
}

mod sealed {
    /// Implemented for the types of this crate alone.
    #[allow(unnameable_types, unreachable_pub)]
    pub trait Sealed {}
}

macro_rules! one_value {
    ($($type:ty),*) => {$(
        impl sealed::Sealed for $type {}
        impl IntoValues for $type {
            fn into_values(self) -> Vec<Value> { vec![self.into()] }
            const IS_LIST: bool = false;
        }
    )*};
}

one_value!(&str, String, Value);

impl sealed::Sealed for &String {}
impl IntoValues for &String {
    fn into_values(self) -> Vec<Value> {
        vec![Value::new(self.as_str())]
    }
    const IS_LIST: bool = false;
}

impl<T: Into<Value>, const N: usize> sealed::Sealed for [T; N] {}
impl<T: Into<Value>, const N: usize> IntoValues for [T; N] {
    fn into_values(self) -> Vec<Value> {
        self.into_iter().map(Into::into).collect()
    }
    const IS_LIST: bool = true;
}

impl<T: Into<Value>> sealed::Sealed for Vec<T> {}
impl<T: Into<Value>> IntoValues for Vec<T> {
    fn into_values(self) -> Vec<Value> {
        self.into_iter().map(Into::into).collect()
    }
    const IS_LIST: bool = true;
}

fn refused(error: SetError) -> Error {
    Error::new(error, None)
}

impl Param {
    /// Sets the value of a field, or all values of one that takes several.
    ///
    /// The path is an id or a JSON Pointer. A complex value on the way is created if it is absent; a row must
    /// be there.
    ///
    /// # Errors
    /// If the param has no schema, the schema has no such field, or the field takes something else.
    pub fn set(&mut self, path: &str, values: impl IntoValues) -> Result<()> {
        let (mut row, id) = self.place(path)?;
        row.set(&id, values)
    }

    /// Sets a field to nothing on purpose: it is written empty, which clears it on the platform. A field that
    /// was never set is left out instead.
    ///
    /// # Errors
    /// As [`Param::set`].
    pub fn clear(&mut self, path: &str) -> Result<()> {
        let (mut row, id) = self.place(path)?;
        row.clear(&id)
    }

    /// Removes a field, as if it had never been set. Returns whether it was present.
    ///
    /// # Errors
    /// As [`Param::set`].
    pub fn remove(&mut self, path: &str) -> Result<bool> {
        let (row, id) = self.place(path)?;
        let before = row.fields.len();
        row.fields.retain(|field| field.id() != id);
        Ok(row.fields.len() < before)
    }

    /// Adds a row to a `multiComplex`, or an instance to a complex that takes several.
    ///
    /// # Errors
    /// As [`Param::set`].
    pub fn push_row(&mut self, path: &str) -> Result<RowMut<'_>> {
        let (row, id) = self.place(path)?;
        row.into_new_row(&id)
    }

    /// The value of a complex, created if it is absent; of one that takes several the first.
    ///
    /// # Errors
    /// As [`Param::set`].
    pub fn complex(&mut self, path: &str) -> Result<RowMut<'_>> {
        let (row, id) = self.place(path)?;
        row.into_complex(&id)
    }

    /// Where a path's last step is to be looked up.
    fn place(&mut self, path: &str) -> Result<(RowMut<'_>, String)> {
        let Some(schema) = self.schema.clone() else { return Err(refused(SetError::NoSchema)) };
        let bad = || refused(SetError::BadPath(path.to_owned()));
        let mut steps = steps(path).ok_or_else(bad)?.into_iter();
        let mut id = steps.next().ok_or_else(bad)?;
        let mut place = RowMut { schema, parent: None, pointer: String::new(), fields: &mut self.fields };
        while let Some(next) = steps.next() {
            let field = place.known(&id)?;
            if field.is_array() && field.kind().is_some_and(FieldKind::has_fields) {
                let row: usize = next.parse().map_err(|_| bad())?;
                place = place.into_row(&id, row)?;
                id = steps.next().ok_or_else(bad)?;
            } else {
                place = place.into_complex(&id)?;
                id = next;
            }
        }
        Ok((place, id))
    }
}

/// A row or complex value that is being filled.
#[derive(Debug)]
pub struct RowMut<'p> {
    schema: Schema,
    /// The complex field that the row belongs to, by its index; none at the top.
    parent: Option<crate::schema::FieldId>,
    /// Its path in the param, for errors.
    pointer: String,
    fields: &'p mut Vec<ParamField>,
}

impl<'p> RowMut<'p> {
    /// Sets the value of a sub-field, or all values of one that takes several.
    ///
    /// # Errors
    /// If the schema has no such sub-field, or it takes something else.
    pub fn set<V: IntoValues>(&mut self, id: &str, values: V) -> Result<()> {
        let kind = self.kind(id)?;
        let given = if V::IS_LIST { Given::Texts } else { Given::Text };
        if !(kind.is_multi() || (kind.is_single() && !V::IS_LIST)) {
            return Err(self.wrong(id, kind, given));
        }
        let field = self.entry(id)?;
        field.content.values = values.into_values().into();
        for value in &mut field.content.values {
            value.wrapped = kind.is_multi();
        }
        Ok(())
    }

    /// Adds one value to a sub-field that takes several.
    ///
    /// # Errors
    /// As [`RowMut::set`].
    pub fn push(&mut self, id: &str, value: impl Into<Value>) -> Result<()> {
        let kind = self.kind(id)?;
        if !kind.is_multi() {
            return Err(self.wrong(id, kind, Given::Texts));
        }
        let value = Value { wrapped: true, ..value.into() };
        self.entry(id)?.content.values.push(value);
        Ok(())
    }

    /// Sets a sub-field to nothing on purpose.
    ///
    /// # Errors
    /// If the schema has no such sub-field, or it is a label.
    pub fn clear(&mut self, id: &str) -> Result<()> {
        let kind = self.kind(id)?;
        if kind == FieldKind::Label {
            return Err(self.wrong(id, kind, Given::Text));
        }
        let field = self.entry(id)?;
        field.content.values.clear();
        field.content.rows.clear();
        Ok(())
    }

    /// Adds a row to a sub-field.
    ///
    /// # Errors
    /// As [`RowMut::set`].
    pub fn push_row(&mut self, id: &str) -> Result<RowMut<'_>> {
        self.reborrow().into_new_row(id)
    }

    /// The value of a complex sub-field, created if it is absent.
    ///
    /// # Errors
    /// As [`RowMut::set`].
    pub fn complex(&mut self, id: &str) -> Result<RowMut<'_>> {
        self.reborrow().into_complex(id)
    }

    fn reborrow(&mut self) -> RowMut<'_> {
        RowMut {
            schema: self.schema.clone(),
            parent: self.parent,
            pointer: self.pointer.clone(),
            fields: self.fields,
        }
    }

    fn into_new_row(mut self, id: &str) -> Result<RowMut<'p>> {
        let field = self.known(id)?;
        if !(field.is_array() && field.kind().is_some_and(FieldKind::has_fields)) {
            return Err(self.wrong(id, self.kind(id)?, Given::Row));
        }
        let entry = self.entry(id)?;
        entry.content.rows.push(Row::default());
        let last = entry.content.rows.len() - 1;
        self.into_row(id, last)
    }

    fn into_complex(mut self, id: &str) -> Result<RowMut<'p>> {
        let kind = self.kind(id)?;
        if kind != FieldKind::Complex {
            return Err(self.wrong(id, kind, Given::Complex));
        }
        let entry = self.entry(id)?;
        if entry.content.rows.is_empty() {
            entry.content.rows.push(Row::default());
        }
        self.into_row(id, 0)
    }

    fn into_row(self, id: &str, row: usize) -> Result<RowMut<'p>> {
        let field = self.known(id)?;
        let (parent, array) = (Some(field.field_id()), field.is_array());
        let mut pointer = self.pointer;
        crate::path::push_step(&mut pointer, id);
        let entry = self.fields.iter_mut().find(|field| field.id() == id);
        let rows = entry.map_or(0, |entry| entry.content.rows.len());
        if row >= rows {
            return Err(refused(SetError::NoRow { path: pointer, rows }));
        }
        if array {
            crate::path::push_step(&mut pointer, &row.to_string());
        }
        let entry = self.fields.iter_mut().find(|field| field.id() == id);
        match entry.and_then(|entry| entry.content.rows.get_mut(row)) {
            Some(found) => Ok(RowMut { schema: self.schema, parent, pointer, fields: &mut found.fields }),
            None => Err(refused(SetError::NoRow { path: pointer, rows })),
        }
    }

    fn known(&self, id: &str) -> Result<FieldRef<'_>> {
        let found = match self.parent {
            None => self.schema.fields().find(|field| field.id() == id),
            Some(parent) => self.schema.get(parent).and_then(|parent| parent.child(id)),
        };
        found.ok_or_else(|| refused(SetError::UnknownField(self.path(id))))
    }

    fn kind(&self, id: &str) -> Result<FieldKind> {
        let field = self.known(id)?;
        field.kind().ok_or_else(|| {
            refused(SetError::UnknownType { path: self.path(id), kind: field.type_text().to_owned() })
        })
    }

    /// The field of an id, created if it is absent.
    fn entry(&mut self, id: &str) -> Result<&mut ParamField> {
        let at = match self.fields.iter().position(|field| field.id() == id) {
            Some(at) => at,
            None => {
                let known = self.known(id)?;
                self.fields.push(ParamField::tagged(Tag::new(id, known.name(), known.kind())));
                self.fields.len() - 1
            }
        };
        Ok(&mut self.fields[at])
    }

    fn path(&self, id: &str) -> String {
        let mut path = self.pointer.clone();
        crate::path::push_step(&mut path, id);
        path
    }

    fn wrong(&self, id: &str, kind: FieldKind, given: Given) -> Error {
        refused(SetError::WrongKind { path: self.path(id), kind, given })
    }
}
