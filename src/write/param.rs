//! Params as the platform takes them.

use std::collections::HashMap;
use std::ops::Range;

use crate::condition::Disabled;
use crate::error::Result;
use crate::param::Param;
use crate::path;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::value::{ParamField, Row, RowForm, Value};
use crate::vocab::root::Root;
use crate::vocab::{Dialect, FieldKind, attribute, element};
use crate::xml::WriteOptions;
use crate::xml::writer::XmlWriter;

struct ParamWriter<'o, 's> {
    xml: XmlWriter<'o>,
    dialect: Dialect,
    /// What is to be left out.
    disabled: Option<Disabled<'s>>,
    places: Places,
    tags: Tags,
}

/// Whether the writer knows where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    Known,
    Unknown,
}

/// The start tags of the fields of rows: the rows of an item all have the same.
#[derive(Default)]
struct Tags {
    /// In the order of the first row, with the places of their attributes in what was written.
    known: Vec<(FieldId, Range<usize>)>,
    /// The one that comes next, if the rows are alike.
    next: usize,
}

impl Tags {
    /// So many are looked through for one that does not come next.
    const FEW: usize = 64;

    fn find(&mut self, id: FieldId) -> Option<Range<usize>> {
        let at = match self.known.get(self.next) {
            Some((next, _)) if *next == id => self.next,
            _ => self.known.iter().position(|(known, _)| *known == id)?,
        };
        self.next = at + 1;
        self.known.get(at).map(|(_, range)| range.clone())
    }

    fn add(&mut self, id: FieldId, range: Range<usize>) {
        if self.known.len() < Tags::FEW {
            self.known.push((id, range));
            self.next = self.known.len();
        }
    }
}

pub(crate) fn write(param: &Param, schema: Option<&Schema>, options: &WriteOptions) -> Result<String> {
    // A path matters only if something cannot be written: it is then found by writing again.
    write_with(param, schema, options, Places::Unknown)
        .or_else(|_| write_with(param, schema, options, Places::Known))
}

fn write_with(
    param: &Param,
    schema: Option<&Schema>,
    options: &WriteOptions,
    places: Places,
) -> Result<String> {
    let dialect = schema.map_or_else(|| param.dialect(), Schema::dialect);
    let disabled =
        schema.filter(|_| !options.keep_disabled).map(|schema| Disabled::precomputed(schema, param));
    let xml = XmlWriter::new(options, 4096);
    let mut writer = ParamWriter { xml, dialect, disabled, places, tags: Tags::default() };
    let root = match schema {
        Some(_) => dialect.param_root(),
        // A root that the platform does not use is nothing without fields, and labels are never written.
        None => {
            let has_field = param.fields().iter().any(|field| field.kind() != Some(FieldKind::Label));
            let known = |root: &&str| has_field || Root::is_known(root);
            param.root().filter(known).unwrap_or(dialect.param_root())
        }
    };
    writer.xml.start(root);
    if param.fields().is_empty() {
        writer.xml.empty();
        return Ok(writer.xml.finish());
    }
    writer.xml.open();
    match schema {
        Some(schema) => writer.fields(param.fields(), schema.fields(), None)?,
        None => writer.unordered(param.fields())?,
    }
    writer.xml.end(root);
    Ok(writer.xml.finish())
}

impl ParamWriter<'_, '_> {
    /// Fields in the schema's order, then those that the schema does not know.
    fn fields<'s>(
        &mut self,
        fields: &[ParamField],
        known: impl Iterator<Item = FieldRef<'s>>,
        row: Option<&Row>,
    ) -> Result<()> {
        /// So few are found sooner by looking at each than by a table.
        const FEW: usize = 12;
        if fields.len() <= FEW {
            let mut written = [false; FEW];
            for schema_field in known {
                for (field, written) in fields.iter().zip(&mut written) {
                    if !*written && field.id() == schema_field.id() {
                        *written = true;
                        self.field(field, Some(schema_field), row)?;
                    }
                }
            }
            let unknown = fields.iter().zip(written).filter(|(_, written)| !written);
            return unknown.map(|(field, _)| field).try_for_each(|field| self.field(field, None, None));
        }
        // By id, for each the fields that have it in their own order.
        let mut by_id: HashMap<&str, Vec<&ParamField>> = HashMap::with_capacity(fields.len());
        for field in fields {
            by_id.entry(field.id()).or_default().push(field);
        }
        for schema_field in known {
            for field in by_id.remove(schema_field.id()).unwrap_or_default() {
                self.field(field, Some(schema_field), row)?;
            }
        }
        let unknown = fields.iter().filter(|field| by_id.contains_key(field.id()));
        unknown.clone().try_for_each(|field| self.field(field, None, None))
    }

    fn unordered(&mut self, fields: &[ParamField]) -> Result<()> {
        fields.iter().try_for_each(|field| self.field(field, None, None))
    }

    fn field(&mut self, field: &ParamField, known: Option<FieldRef<'_>>, row: Option<&Row>) -> Result<()> {
        let kind = known.map_or(field.kind(), FieldRef::kind);
        if kind == Some(FieldKind::Label) {
            return Ok(());
        }
        if let (Some(known), Some(disabled)) = (known, &self.disabled)
            && disabled.is_disabled(known, row)
        {
            return Ok(());
        }
        let path = self.xml.path.len();
        if self.places == Places::Known {
            path::push_step(&mut self.xml.path, field.id());
        }
        self.tag(field, known, row)?;
        self.content(field, kind, known)?;
        self.xml.path.truncate(path);
        Ok(())
    }

    /// The start tag without its end.
    fn tag(&mut self, field: &ParamField, known: Option<FieldRef<'_>>, row: Option<&Row>) -> Result<()> {
        // Under the schema's own name it is the same in every row.
        let same = known.filter(|_| row.is_some() && field.name().is_none()).map(FieldRef::field_id);
        if let Some(range) = same.and_then(|id| self.tags.find(id)) {
            self.xml.start_again(element::FIELD, range);
            return Ok(());
        }
        self.xml.start(element::FIELD);
        let start = self.xml.length();
        self.xml.attribute(attribute::ID, field.id())?;
        self.xml.optional(attribute::NAME, field.name().or(known.and_then(FieldRef::name)))?;
        let type_text = match known {
            Some(known) => Some(known.type_name()),
            None => field.declared_type(),
        };
        self.xml.optional(attribute::TYPE, type_text)?;
        if let Some(id) = same {
            self.tags.add(id, start..self.xml.length());
        }
        Ok(())
    }

    fn content(
        &mut self,
        field: &ParamField,
        kind: Option<FieldKind>,
        known: Option<FieldRef<'_>>,
    ) -> Result<()> {
        let (values, rows) = (field.values(), field.rows());
        let multi = kind.map_or_else(
            || values.len() > 1 || values.iter().any(|value| value.wrapped),
            FieldKind::is_multi,
        );
        let no_child = values.is_empty()
            && rows.is_empty()
            && !multi
            && kind.is_none_or(|kind| kind == FieldKind::MultiComplex);
        if no_child {
            self.xml.empty();
            return Ok(());
        }
        self.xml.open();
        if multi {
            self.values(values)?;
        } else if values.is_empty() && rows.is_empty() && kind.is_some_and(FieldKind::is_single) {
            self.xml.start(element::VALUE);
            self.xml.empty();
        } else {
            for (i, value) in values.iter().enumerate() {
                self.value(value, (values.len() > 1).then_some(i))?;
            }
        }
        let wrapper = match kind {
            Some(FieldKind::Complex) => self.dialect.complex_wrapper(),
            None if rows.iter().all(|row| row.form == RowForm::Singular) => element::COMPLEX_VALUE,
            _ => element::COMPLEX_VALUES,
        };
        if kind == Some(FieldKind::Complex) && rows.is_empty() && values.is_empty() {
            self.xml.start(wrapper);
            self.xml.empty();
        }
        let array = known.map_or(kind == Some(FieldKind::MultiComplex), FieldRef::is_array);
        for (i, row) in rows.iter().enumerate() {
            self.row(row, wrapper, known, array.then_some(i))?;
        }
        self.xml.end(element::FIELD);
        Ok(())
    }

    fn values(&mut self, values: &[Value]) -> Result<()> {
        self.xml.start(element::VALUES);
        if values.is_empty() {
            self.xml.empty();
            return Ok(());
        }
        self.xml.open();
        for (i, value) in values.iter().enumerate() {
            self.value(value, Some(i))?;
        }
        self.xml.end(element::VALUES);
        Ok(())
    }

    fn value(&mut self, value: &Value, index: Option<usize>) -> Result<()> {
        let path = self.step(index);
        self.xml.start(element::VALUE);
        for (name, text) in value.attributes() {
            self.xml.foreign(name, text)?;
        }
        if let Some(markup) = value.markup() {
            self.xml.markup_to_end(markup, element::VALUE)?;
        } else if value.is_empty() {
            self.xml.empty();
        } else {
            self.xml.text_to_end(value.text(), element::VALUE)?;
        }
        self.xml.path.truncate(path);
        Ok(())
    }

    fn row(
        &mut self,
        row: &Row,
        wrapper: &'static str,
        known: Option<FieldRef<'_>>,
        index: Option<usize>,
    ) -> Result<()> {
        let path = self.step(index);
        self.xml.start(wrapper);
        for (name, text) in row.attributes() {
            self.xml.foreign(name, text)?;
        }
        if row.fields().is_empty() {
            self.xml.empty();
        } else {
            self.xml.open();
            match known {
                Some(known) => self.fields(row.fields(), known.fields(), Some(row))?,
                None => self.unordered(row.fields())?,
            }
            self.xml.end(wrapper);
        }
        self.xml.path.truncate(path);
        Ok(())
    }

    /// Appends a number to the path and returns its length before.
    fn step(&mut self, index: Option<usize>) -> usize {
        let before = self.xml.path.len();
        if let Some(index) = index.filter(|_| self.places == Places::Known) {
            path::push_step(&mut self.xml.path, &index.to_string());
        }
        before
    }
}
