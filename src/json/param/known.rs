//! What the schema says of a field of the form, and what an object therefore is.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::schema::{FieldId, FieldRef, Schema};
use crate::vocab::{FieldKind, attribute};
use crate::xml::name::name_length;

/// Where the id of a field is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Scope {
    /// Nowhere: there is no schema, or it does not have the field around.
    Unknown,
    /// Among the top-level fields.
    Top,
    /// Among the sub-fields.
    In(FieldId),
}

/// A field of the schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'s> {
    field: FieldRef<'s>,
    pub(super) kind: Option<FieldKind>,
    pub(super) is_array: bool,
    /// A complex with a sub-field called `value`.
    has_value_inside: bool,
}

impl<'s> Known<'s> {
    fn new(field: FieldRef<'s>) -> Known<'s> {
        let kind = field.kind();
        let has_value_inside =
            kind.is_some_and(FieldKind::has_fields) && field.child(attribute::VALUE).is_some();
        Known { field, kind, is_array: field.is_array(), has_value_inside }
    }

    pub(super) fn scope(self) -> Scope {
        Scope::In(self.field.field_id())
    }

    pub(super) fn takes_texts(self) -> bool {
        self.kind.is_some_and(|kind| kind.is_single() || kind.is_multi())
    }
}

/// Finds fields by id. Each level of the schema is listed once, when it is first asked for, so that a long
/// param and a long schema do not multiply.
pub(super) struct Lookup<'s> {
    schema: Option<&'s Schema>,
    levels: RefCell<HashMap<Scope, HashMap<&'s str, Known<'s>>>>,
}

impl<'s> Lookup<'s> {
    pub(super) fn new(schema: Option<&'s Schema>) -> Lookup<'s> {
        Lookup { schema, levels: RefCell::default() }
    }

    pub(super) fn top(&self) -> Scope {
        self.schema.map_or(Scope::Unknown, |_| Scope::Top)
    }

    pub(super) fn find(&self, scope: Scope, id: &str) -> Option<Known<'s>> {
        let schema = self.schema.filter(|_| scope != Scope::Unknown)?;
        let mut levels = self.levels.borrow_mut();
        levels.entry(scope).or_insert_with(|| list(schema, scope)).get(id).copied()
    }
}

fn list<'s>(schema: &'s Schema, scope: Scope) -> HashMap<&'s str, Known<'s>> {
    let entry = |field: FieldRef<'s>| (field.id(), Known::new(field));
    match scope {
        Scope::Unknown => HashMap::new(),
        Scope::Top => schema.fields().filter(|field| field.is_first()).map(entry).collect(),
        Scope::In(parent) => {
            let children = schema.get(parent).into_iter().flat_map(FieldRef::fields);
            children.filter(|field| field.is_first()).map(entry).collect()
        }
    }
}

/// Whether an object is a value with attributes; otherwise it is a row. Each key comes with whether its value
/// is a text.
pub(super) fn is_value<'k>(
    keys: impl Iterator<Item = (&'k str, bool)> + Clone,
    known: Option<Known<'_>>,
) -> bool {
    if known.is_some_and(|known| known.has_value_inside) {
        return false;
    }
    let takes_texts = known.is_some_and(Known::takes_texts);
    let allowed = |name: &str| match takes_texts {
        true => !name.is_empty() && name_length(name) == name.len(),
        false => attribute::OF_VALUES.contains(&name),
    };
    let (mut texts, mut attributes) = (0, 0);
    for (name, is_text) in keys.clone() {
        match name {
            _ if !is_text => return false,
            attribute::VALUE => texts += 1,
            name if allowed(name) => attributes += 1,
            _ => return false,
        }
    }
    let fits = if takes_texts { matches!(texts, 1 | 2) } else { texts == 1 && attributes > 0 };
    let mut seen = HashSet::new();
    fits && keys.filter(|(name, _)| *name != attribute::VALUE).all(|(name, _)| seen.insert(name))
}
