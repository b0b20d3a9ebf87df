//! A category's schema as a typed tree.

mod arena;
mod condition;
pub(crate) mod depend;
mod equal;
mod field;
mod label;
mod option;
mod rule;
mod similar;
mod unknown;

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

pub(crate) use arena::{
    Arena, ExpressNode, FieldExtra, FieldNode, GroupNode, NOWHERE, OptionExtra, OptionNode, PartNode,
    PropertyNode, RuleExtra, RuleNode, Str, Stretch,
};
pub use condition::{Condition, ConditionPart, Express};
pub(crate) use equal::{equal_subtrees, same, same_rule};
pub use field::{FieldId, FieldRef, Property};
pub use label::Label;
pub use option::OptionRef;
pub use rule::RuleRef;
pub(crate) use unknown::normalize_unknown;
pub use unknown::{Unknown, UnknownElement, UnknownNode};

use crate::note::Note;
use crate::path;
use crate::schema::depend::DisablePlan;
use crate::schema::depend::ids::IdTable;
use crate::span::{Position, Span};
use crate::vocab::Dialect;

/// What the platform asks of the items of a category: fields with their rules, options and defaults.
///
/// Cheap to clone, `Send` and `Sync`. Everything in it is reached through small `Copy` handles.
///
/// ```
/// use tmall_schema::{FieldKind, Schema};
/// let schema = Schema::parse(r#"<itemRule>
///   <field id="sku" name="SKU" type="multiComplex"><fields>
///     <field id="price" name="价格" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>
///   </fields></field>
/// </itemRule>"#)?;
/// let price = schema.field("/sku/price").unwrap();
/// assert_eq!(price.name(), Some("价格"));
/// assert_eq!(price.kind(), Some(FieldKind::Input));
/// assert_eq!(price.position().line, 3);
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Schema(pub(crate) Arc<Held>);

/// What all clones of a schema share.
#[derive(Debug)]
pub(crate) struct Held {
    arena: Arena,
    /// Compiled on first use.
    disable_plan: OnceLock<DisablePlan>,
    /// Built on first use.
    id_table: OnceLock<IdTable>,
}

impl Deref for Held {
    type Target = Arena;

    fn deref(&self) -> &Arena {
        &self.arena
    }
}

impl Schema {
    pub(crate) fn of(arena: Arena) -> Schema {
        Schema(Arc::new(Held { arena, disable_plan: OnceLock::new(), id_table: OnceLock::new() }))
    }

    /// The dialect: set by the reader's options or detected.
    pub fn dialect(&self) -> Dialect {
        self.0.dialect
    }

    /// The same schema in another dialect, for one whose dialect was detected wrongly.
    #[must_use]
    pub fn with_dialect(&self, dialect: Dialect) -> Schema {
        if dialect == self.0.dialect {
            return self.clone();
        }
        Schema::of(Arena { dialect, ..Arena::clone(&self.0) })
    }

    /// The name of the root element.
    pub fn root(&self) -> &str {
        &self.0.root
    }

    /// The top-level fields, in document order.
    pub fn fields(&self) -> impl Iterator<Item = FieldRef<'_>> {
        self.0.top().map(|index| self.at(index))
    }

    /// All fields at every depth, in document order: each before the fields inside it.
    pub fn all_fields(&self) -> impl Iterator<Item = FieldRef<'_>> {
        (0..crate::span::small(self.0.fields.len())).map(|index| self.at(index))
    }

    /// The field that a path leads to: ids, each behind a `/`, with `~1` for `/` and `~0` for `~` in an id.
    ///
    /// Of several siblings with one id the first is found.
    pub fn field(&self, path: &str) -> Option<FieldRef<'_>> {
        let mut found: Option<FieldRef<'_>> = None;
        for step in path::steps(path)? {
            found = Some(match found {
                None => self.fields().find(|field| field.id() == step)?,
                Some(parent) => parent.child(&step)?,
            });
        }
        found
    }

    /// All fields of an id, at every depth, in document order.
    ///
    /// ```
    /// use tmall_schema::Schema;
    /// let schema = Schema::parse(r#"<itemRule><field id="size" type="input"/>
    ///   <field id="sku" type="multiComplex"><fields><field id="size" type="input"/></fields></field></itemRule>"#)?;
    /// let paths: Vec<String> = schema.fields_with_id("size").map(|field| field.path()).collect();
    /// assert_eq!(paths, ["/size", "/sku/size"]);
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    pub fn fields_with_id(&self, id: &str) -> impl Iterator<Item = FieldRef<'_>> {
        self.all_fields().filter(move |field| field.id() == id)
    }

    /// The field of an id that this schema gave out.
    ///
    /// An id is a number that is valid within its schema, and within clones of it and the same schema in another
    /// dialect. With an id of another schema this is some other field, or `None`.
    pub fn get(&self, id: FieldId) -> Option<FieldRef<'_>> {
        ((id.0 as usize) < self.0.fields.len()).then(|| self.at(id.0))
    }

    /// Irregularities in the document that the reader accepted.
    pub fn notes(&self) -> &[Note] {
        &self.0.notes
    }

    /// Unknown content of the root element.
    pub fn unknown(&self) -> &[Unknown] {
        &self.0.root_unknown
    }

    /// The text that spans point into: the document, decoded.
    pub fn source(&self) -> &str {
        &self.0.source.text
    }

    /// Where a byte of [`source`](Schema::source) was in the input.
    pub fn position(&self, offset: usize) -> Position {
        self.0.source.position(crate::span::small(offset))
    }

    /// The root's start tag.
    pub fn span(&self) -> Span {
        self.0.root_span
    }

    pub(crate) fn disable_plan(&self) -> &DisablePlan {
        self.0.disable_plan.get_or_init(|| DisablePlan::compile(self))
    }

    pub(crate) fn id_table(&self) -> &IdTable {
        self.0.id_table.get_or_init(|| IdTable::new(self))
    }

    /// The outermost conditions of all rules and options, in document order.
    pub(crate) fn all_conditions(&self) -> impl Iterator<Item = Condition<'_>> {
        self.0.conditions.iter().map(|group| Condition { arena: &self.0, group })
    }

    fn at(&self, index: u32) -> FieldRef<'_> {
        FieldRef { arena: &self.0, index }
    }
}
