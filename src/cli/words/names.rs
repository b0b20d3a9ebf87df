//! Resolves the ids in conditions, so that names and options can be shown beside them.

use std::collections::HashMap;

use tmall_schema::{FieldId, FieldKind, FieldRef, Schema};

/// The fields of a schema by their ids.
pub(crate) struct Names<'s> {
    /// The first field with an id among the sub-fields of a field, or of the root.
    beside: HashMap<(Option<FieldId>, &'s str), FieldRef<'s>>,
    by_id: HashMap<&'s str, Vec<FieldRef<'s>>>,
}

/// Ids with more fields than this are not resolved downwards: they are hardly ever unique, and it would be slow.
const MANY: usize = 64;

impl<'s> Names<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Names<'s> {
        let mut names = Names { beside: HashMap::new(), by_id: HashMap::new() };
        for field in schema.all_fields() {
            let owner = field.parent().map(FieldRef::field_id);
            names.beside.entry((owner, field.id())).or_insert(field);
            names.by_id.entry(field.id()).or_default().push(field);
        }
        names
    }

    /// The field that an id refers to from another field: one beside it, else further out, else the only one that
    /// is reached downwards through complex fields.
    pub(crate) fn resolve(&self, from: FieldRef<'s>, id: &'s str) -> Option<FieldRef<'s>> {
        let owners: Vec<Option<FieldId>> =
            from.ancestors().map(|field| Some(field.field_id())).chain([None]).collect();
        if let Some(field) = owners.iter().find_map(|owner| self.beside.get(&(*owner, id))) {
            return Some(*field);
        }
        let is_around = |field: &FieldRef<'_>| owners.contains(&Some(field.field_id()));
        let candidates = self.by_id.get(id).filter(|candidates| candidates.len() <= MANY)?;
        let mut inside = candidates.iter().filter(|field| {
            let mut between = field.ancestors().take_while(|around| !is_around(around));
            between.all(|around| around.kind() == Some(FieldKind::Complex))
        });
        match (inside.next(), inside.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_level_first() {
        let schema = Schema::parse(
            r#"<itemRule><field id="a" name="top" type="input"/>
            <field id="c" type="complex"><fields><field id="a" name="inner" type="input"/><field id="b" name="below" type="input"/></fields></field>
            <field id="m" type="multiComplex"><fields><field id="r" type="input"/></fields></field></itemRule>"#,
        )
        .unwrap();
        let names = Names::new(&schema);
        let name = |from: &str, id: &'static str| {
            names.resolve(schema.field(from).unwrap(), id).map(|field| field.name().unwrap_or("unnamed"))
        };
        assert_eq!(name("/c/b", "a"), Some("inner"));
        assert_eq!(name("/m/r", "a"), Some("top"));
        assert_eq!(name("/m/r", "b"), Some("below"));
        assert_eq!(name("/a", "r"), None);
    }
}
