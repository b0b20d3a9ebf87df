//! What a seller sends: fields with values.

mod defaults;
mod edit;

use std::sync::Arc;

pub use edit::{IntoValues, RowMut};

use crate::error::Loss;
use crate::note::Note;
use crate::path;
use crate::schema::Schema;
use crate::span::{Position, Source, Span, small};
use crate::value::{Content, ParamField};
use crate::vocab::Dialect;

/// The values of an item, as a tree of fields.
///
/// One that was read from XML holds what was written there, also where that is wrong: the
/// [`Validator`](crate::validate::Validator) reports. One that was made for a schema takes only what the schema knows.
///
/// ```
/// use tmall_schema::{Param, Schema, Value};
/// let schema = Schema::parse(r#"<itemRule>
///   <field id="title" name="标题" type="input"/>
///   <field id="sku" type="multiComplex"><fields>
///     <field id="price" type="input"/><field id="color" type="singleCheck"/>
///   </fields></field>
/// </itemRule>"#)?;
/// let mut param = Param::new(&schema);
/// param.set("title", "纯棉衬衫")?;
/// let mut row = param.push_row("sku")?;
/// row.set("price", "10.00")?;
/// row.set("color", Value::custom("-1", "雾霾蓝"))?;
/// assert_eq!(param.text("/sku/0/price"), Some("10.00"));
/// assert!(param.set("tittle", "x").is_err());
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Param {
    pub(crate) fields: Vec<ParamField>,
    pub(crate) schema: Option<Schema>,
    pub(crate) root: Option<String>,
    pub(crate) dialect: Option<Dialect>,
    pub(crate) source: Option<Arc<Source>>,
    pub(crate) notes: Vec<Note>,
    /// Content of the document that was read without being kept.
    pub(crate) losses: Vec<Loss>,
    /// What was in the root beside the fields.
    pub(crate) stray: Content,
    /// Whether fields had rules or options, which were skipped.
    pub(crate) has_rules: bool,
    /// The root's start tag.
    pub(crate) root_span: Option<Span>,
}

impl Param {
    /// A param without values, for a schema.
    #[must_use]
    pub fn new(schema: &Schema) -> Param {
        Param { schema: Some(schema.clone()), ..Param::unbound(Vec::new()) }
    }

    pub(crate) fn unbound(fields: Vec<ParamField>) -> Param {
        Param {
            fields,
            schema: None,
            root: None,
            dialect: None,
            source: None,
            notes: Vec::new(),
            losses: Vec::new(),
            stray: Content::default(),
            has_rules: false,
            root_span: None,
        }
    }

    /// The same values for a schema, so that they can be changed with its knowledge.
    #[must_use]
    pub fn bind(mut self, schema: &Schema) -> Param {
        self.schema = Some(schema.clone());
        self
    }

    /// The schema that the param was made for or bound to.
    pub fn schema(&self) -> Option<&Schema> {
        self.schema.as_ref()
    }

    /// The top-level fields in the order in which they were written or set.
    pub fn fields(&self) -> &[ParamField] {
        &self.fields
    }

    /// Whether no field is set at all.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The field that a path leads to: an id, or a JSON Pointer into the JSON form such as `/sku/0/price`.
    ///
    /// The number of a row is left out for a complex that holds one instance.
    pub fn field(&self, path: &str) -> Option<&ParamField> {
        let mut steps = self::steps(path)?.into_iter().peekable();
        let mut fields = self.fields.as_slice();
        loop {
            let id = steps.next()?;
            let field = fields.iter().find(|field| field.id() == id)?;
            let Some(next) = steps.peek() else { return Some(field) };
            let row = match next.parse::<usize>() {
                Ok(row) if field.rows().first().is_none_or(|row| row.field(next).is_none()) => {
                    steps.next();
                    row
                }
                _ => 0,
            };
            fields = field.rows().get(row)?.fields();
        }
    }

    /// The text of the first value at a path.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.field(path)?.text()
    }

    /// The name of the root element that was read.
    pub fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }

    /// The dialect of the bound schema, else that of the document that was read, else the classic one.
    pub fn dialect(&self) -> Dialect {
        let of_schema = self.schema.as_ref().map(Schema::dialect);
        of_schema.or(self.dialect).unwrap_or(Dialect::Classic)
    }

    /// Irregularities in the document that the reader accepted.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Gives each loss its place, and brings them into document order.
    pub(crate) fn placed(&self, mut losses: Vec<Loss>) -> Vec<Loss> {
        for loss in &mut losses {
            let position = loss.span.and_then(|span| self.position(span.range().start));
            loss.position = loss.position.or(position);
        }
        losses.sort_by_key(|loss| loss.span.map(|span| span.start));
        losses
    }

    /// The decoded document that the param was read from; spans point into it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_ref().map(|source| source.text.as_str())
    }

    /// The text of the input that a byte of [`source`](Param::source) comes from, and where it is there, in bytes.
    /// That is the source itself, unless the document was in an API response as a text: then it is the answer from the
    /// beginning of the line in which that text begins.
    ///
    /// ```
    /// use tmall_schema::{ReadOptions, envelope};
    ///
    /// let answer = r#"{"item": "<itemParam>\n</itemParam>"}"#;
    /// let param = envelope::param(answer.as_bytes(), &ReadOptions::new())?;
    /// let (text, at) = param.place_in_input("<itemParam>\n".len()).unwrap_or_default();
    /// assert_eq!(&text[at..], "</itemParam>\"");
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    pub fn place_in_input(&self, offset: usize) -> Option<(&str, usize)> {
        self.source.as_ref().map(|source| source.of_input(small(offset)))
    }

    /// Where a byte of [`source`](Param::source) was in the input.
    pub fn position(&self, offset: usize) -> Option<Position> {
        self.source.as_ref().map(|source| source.position(small(offset)))
    }
}

/// The values count, not where they were.
impl PartialEq for Param {
    fn eq(&self, other: &Param) -> bool {
        self.fields == other.fields
    }
}

impl Eq for Param {}

/// A path as steps: a JSON Pointer, or one id.
fn steps(path: &str) -> Option<Vec<String>> {
    if path.starts_with('/') {
        Some(path::steps(path)?.collect())
    } else {
        (!path.is_empty()).then(|| vec![path.to_owned()])
    }
}
