//! Which field an id means.
//!
//! First come the sub-fields of the same row or complex value, then each enclosing level outwards, up to the top. If none
//! has the id, it is the only field of that id that can be reached downwards from one of those levels through
//! `complex` fields alone. A *region* is everything that can be reached in this way from one row, or from the top.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::schema::depend::table::Keys;
use crate::schema::{FieldId, FieldRef, Schema};
use crate::span::{Position, Span, small};
use crate::vocab::FieldKind;

/// The fields of a schema by id.
pub(crate) struct Ids<'s> {
    schema: &'s Schema,
    table: Held<'s>,
}

/// The table: built for one use, or kept by the schema.
enum Held<'s> {
    Own(IdTable),
    Shared(&'s IdTable),
}

/// The fields of one schema by id.
#[derive(Debug)]
pub(crate) struct IdTable {
    /// A number for each id.
    numbers: HashMap<Box<str>, u32, Keys>,
    /// The first sub-field of an id of a field, or of the root.
    siblings: HashMap<(Option<FieldId>, u32), u32, Keys>,
    /// The only field of an id in a region, which is identified by its `multiComplex`; none if there are several.
    regions: HashMap<(Option<FieldId>, u32), Option<u32>, Keys>,
}

/// A field as seen from another: so many levels out, and from there down through complex fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) up: usize,
    /// The field itself comes last.
    pub(crate) path: Vec<FieldId>,
}

impl Target {
    pub(crate) fn field(&self) -> Option<FieldId> {
        self.path.last().copied()
    }
}

impl IdTable {
    pub(crate) fn new(schema: &Schema) -> IdTable {
        let many = schema.0.fields.len();
        let keys = Keys::random();
        let mut table = IdTable {
            numbers: HashMap::with_capacity_and_hasher(many, keys),
            siblings: HashMap::with_capacity_and_hasher(many, keys),
            regions: HashMap::with_capacity_and_hasher(many, keys),
        };
        // Fields inside a field that a look-up cannot find are not found either.
        let mut hidden_until = 0;
        for field in schema.all_fields() {
            if field.index < hidden_until {
                continue;
            }
            let number = table.number_for(field.id());
            match table.siblings.entry((field.parent().map(FieldRef::field_id), number)) {
                Entry::Occupied(_) => {
                    hidden_until = field.node().end;
                    continue;
                }
                Entry::Vacant(place) => {
                    place.insert(field.index);
                }
            }
            table
                .regions
                .entry((region(field), number))
                .and_modify(|only| *only = None)
                .or_insert(Some(field.index));
        }
        table
    }

    /// The number of an id, a new one if it has none.
    fn number_for(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = small(self.numbers.len());
        self.numbers.insert(id.into(), number);
        number
    }
}

impl<'s> Ids<'s> {
    /// A table for one use, such as compiling all conditions of a schema.
    pub(crate) fn new(schema: &'s Schema) -> Ids<'s> {
        Ids { schema, table: Held::Own(IdTable::new(schema)) }
    }

    /// The table that the schema keeps once it is asked for: for looking at single conditions at any time.
    pub(crate) fn shared(schema: &'s Schema) -> Ids<'s> {
        Ids { schema, table: Held::Shared(schema.id_table()) }
    }

    fn table(&self) -> &IdTable {
        match &self.table {
            Held::Own(table) => table,
            Held::Shared(table) => table,
        }
    }

    pub(crate) fn position(&self, span: Span) -> Position {
        self.schema.position(span.start as usize)
    }

    /// Whether a field is the one that look-ups find for its id: no sibling before it has the same.
    pub(crate) fn is_first(&self, field: FieldRef<'_>) -> bool {
        let owner = field.parent().map(FieldRef::field_id);
        // Nothing is recorded, and nothing is looked up, below a hidden field.
        let table = self.table();
        let number = table.numbers.get(field.id());
        let first = number.and_then(|&number| table.siblings.get(&(owner, number)));
        first.is_none_or(|&first| first == field.index)
    }

    pub(crate) fn resolve(&self, from: FieldRef<'s>, id: &str) -> Option<Target> {
        let table = self.table();
        let &number = table.numbers.get(id)?;
        // The levels outwards, each by the field that it is inside of.
        let owners: Vec<Option<FieldId>> =
            from.ancestors().map(|field| Some(field.field_id())).chain([None]).collect();
        for (up, &owner) in owners.iter().enumerate() {
            if let Some(&index) = table.siblings.get(&(owner, number)) {
                return Some(Target { up, path: vec![FieldId(index)] });
            }
        }
        let is_region = |owner: &&Option<FieldId>| {
            owner
                .and_then(|id| self.schema.get(id))
                .is_none_or(|field| field.kind() == Some(FieldKind::MultiComplex))
        };
        let mut only = None;
        for &region in owners.iter().filter(is_region) {
            match (table.regions.get(&(region, number)), only) {
                (None, _) => {}
                (Some(&Some(index)), None) => only = Some(index),
                _ => return None,
            }
        }
        // From the nearest level that the field is inside of.
        let mut path = Vec::new();
        let mut step = self.schema.get(FieldId(only?));
        while let Some(field) = step {
            path.push(field.field_id());
            let owner = field.parent().map(FieldRef::field_id);
            if let Some(up) = owners.iter().position(|known| *known == owner) {
                path.reverse();
                return Some(Target { up, path });
            }
            step = field.parent();
        }
        None
    }
}

/// The multiComplex nearest around a field.
fn region(field: FieldRef<'_>) -> Option<FieldId> {
    field.ancestors().find(|around| around.kind() == Some(FieldKind::MultiComplex)).map(FieldRef::field_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_outwards_then_downwards() {
        let schema = Schema::parse(
            r#"<itemRule>
            <field id="size" type="input"/>
            <field id="stock" type="complex"><fields>
                <field id="nav" type="input"/><field id="deep" type="complex"><fields><field id="x" type="input"/></fields></field>
            </fields></field>
            <field id="a" type="complex"><fields><field id="twice" type="input"/></fields></field>
            <field id="b" type="complex"><fields><field id="twice" type="input"/></fields></field>
            <field id="b" type="complex"><fields><field id="hidden" type="input"/></fields></field>
            <field id="sku" type="multiComplex"><fields>
                <field id="size" type="input"/><field id="props" type="complex"><fields><field id="color" type="input"/></fields></field>
            </fields></field></itemRule>"#,
        )
        .unwrap();
        let ids = Ids::new(&schema);
        let resolve = |from: &str, id: &str| {
            let target = ids.resolve(schema.field(from).unwrap(), id)?;
            let path = schema.get(target.field().unwrap()).unwrap().path();
            Some((target.up, target.path.len(), path))
        };
        let found = |up, len, path: &str| Some((up, len, path.to_owned()));
        assert_eq!(resolve("/sku/size", "size"), found(0, 1, "/sku/size"));
        assert_eq!(resolve("/sku/props/color", "size"), found(1, 1, "/sku/size"));
        assert_eq!(resolve("/sku/props/color", "stock"), found(2, 1, "/stock"));
        assert_eq!(resolve("/size", "nav"), found(0, 2, "/stock/nav"));
        assert_eq!(resolve("/sku/size", "x"), found(1, 3, "/stock/deep/x"));
        assert_eq!(resolve("/sku/size", "color"), found(0, 2, "/sku/props/color"));
        assert_eq!(resolve("/stock/deep/x", "nav"), found(1, 1, "/stock/nav"));
        assert_eq!(resolve("/size", "color"), None, "never through a multiComplex");
        assert_eq!(resolve("/size", "twice"), None, "two candidates are none");
        assert_eq!(resolve("/size", "hidden"), None, "look-ups use the first of an id");
        assert_eq!(resolve("/size", "nowhere"), None);
    }
}
