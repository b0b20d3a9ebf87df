//! Which field a condition names, to show its name and options beside the id.

use std::collections::HashMap;

use tmall_schema::{FieldId, FieldKind, FieldRef, Schema};

/// The fields of a schema by their ids.
pub(crate) struct Names<'s> {
    by_id: HashMap<&'s str, Vec<FieldRef<'s>>>,
}

impl<'s> Names<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Names<'s> {
        let mut by_id: HashMap<&str, Vec<FieldRef<'_>>> = HashMap::new();
        for field in schema.all_fields() {
            by_id.entry(field.id()).or_default().push(field);
        }
        Names { by_id }
    }

    /// The field that an id means at another field: in its row, else outwards, else the only one that can be
    /// reached downwards through complex fields.
    pub(crate) fn resolve(&self, from: FieldRef<'s>, id: &str) -> Option<FieldRef<'s>> {
        let candidates = self.by_id.get(id)?;
        let owners: Vec<Option<FieldId>> =
            from.ancestors().map(|field| Some(field.field_id())).chain([None]).collect();
        let level_of = |owner: Option<FieldRef<'_>>| {
            let owner = owner.map(FieldRef::field_id);
            owners.iter().position(|known| *known == owner)
        };
        let beside = candidates.iter().filter_map(|field| Some((level_of(field.parent())?, field)));
        if let Some((_, field)) = beside.min_by_key(|(level, _)| *level) {
            return Some(*field);
        }
        let mut inside = candidates.iter().filter(|field| {
            let between = field.ancestors().take_while(|around| level_of(Some(*around)).is_none());
            between.into_iter().all(|around| around.kind() == Some(FieldKind::Complex))
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
        let name = |from: &str, id: &str| {
            names.resolve(schema.field(from).unwrap(), id).map(|field| field.name().unwrap_or("unnamed"))
        };
        assert_eq!(name("/c/b", "a"), Some("inner"));
        assert_eq!(name("/m/r", "a"), Some("top"));
        assert_eq!(name("/m/r", "b"), Some("below"));
        assert_eq!(name("/a", "r"), None);
    }
}
