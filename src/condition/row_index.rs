//! Which field of a row belongs to which field of the schema.

use std::sync::Arc;

use crate::schema::depend::field_levels::Level;
use crate::span::small;
use crate::value::ParamField;
use crate::value::same::is_same;

/// For each field of a level, the number of the row's field of that id: of several with one id, the first.
#[derive(Clone, Debug)]
pub(crate) struct RowIndex {
    slots: Slots,
    /// Whether each field of the row is in the schema, and the only one of its id.
    pub(crate) is_regular: bool,
}

/// Levels of up to this many fields are indexed on the stack.
const FEW: usize = 64;

/// The index of a regular row of a small level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SmallRowIndex([u8; FEW]);

/// How an index was filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// The row has the fields of the one before, with the same tags.
    Copied,
    New,
    /// It was not: the row is not regular, or the level not small.
    Irregular,
}

impl SmallRowIndex {
    pub(crate) const EMPTY: SmallRowIndex = SmallRowIndex([0; FEW]);

    /// Fills the index. Most rows have the same fields as the
    /// one before, and rows of one document share the tags of their fields, so most indexes are copies.
    pub(crate) fn fill<'p>(
        &mut self,
        fields: &'p [ParamField],
        level: &Level,
        before: &mut (&'p [ParamField], SmallRowIndex),
    ) -> Filled {
        let has_same_tag = |(a, b): (&ParamField, &ParamField)| Arc::ptr_eq(&a.tag, &b.tag);
        if fields.len() == before.0.len() && fields.iter().zip(before.0).all(has_same_tag) {
            *self = before.1;
            return Filled::Copied;
        }
        let is_small = fields.len() <= level.fields.len() && level.fields.len() <= FEW;
        let is_filled =
            is_small && fill(&mut self.0[..level.fields.len()], fields, level, |number| number as u8);
        if !is_filled {
            return Filled::Irregular;
        }
        *before = (fields, *self);
        Filled::New
    }

    /// The number of the row's field for a place of the level.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> Option<usize> {
        usize::from(*self.0.get(place)?).checked_sub(1)
    }
}

impl From<SmallRowIndex> for RowIndex {
    fn from(SmallRowIndex(slots): SmallRowIndex) -> RowIndex {
        RowIndex { slots: Slots::Few(slots), is_regular: true }
    }
}

/// By place in the level: the number of the row's field plus one, 0 if the row has none.
// The large variant is the common one; boxing would allocate per row.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
enum Slots {
    Few([u8; FEW]),
    Many(std::rc::Rc<[u32]>),
}

impl RowIndex {
    pub(crate) fn new(fields: &[ParamField], level: &Level) -> RowIndex {
        let count = level.fields.len();
        if count <= FEW && fields.len() < usize::from(u8::MAX) {
            let mut slots = [0; FEW];
            let is_regular = fill(&mut slots[..count], fields, level, |number| number as u8);
            return RowIndex { slots: Slots::Few(slots), is_regular };
        }
        let mut slots = vec![0; count];
        let is_regular = fill(&mut slots, fields, level, small);
        RowIndex { slots: Slots::Many(slots.into()), is_regular }
    }

    /// Whether an index of a level allocates.
    pub(crate) fn allocates(level: &Level) -> bool {
        level.fields.len() > FEW
    }

    /// The number of the row's field for a place of the level.
    pub(crate) fn get(&self, place: usize) -> Option<usize> {
        let number = match &self.slots {
            Slots::Few(slots) => usize::from(*slots.get(place)?),
            Slots::Many(slots) => *slots.get(place)? as usize,
        };
        number.checked_sub(1)
    }
}

/// Fills the slots; false if a field is not in the level, or has the id of an earlier one.
fn fill<N: Copy + Default + PartialEq>(
    slots: &mut [N],
    fields: &[ParamField],
    level: &Level,
    number_of: impl Fn(usize) -> N,
) -> bool {
    // Most rows have their fields in the order of the schema, and miss some.
    let mut next = 0;
    for (slot, known) in slots.iter_mut().zip(&level.fields) {
        if fields.get(next).is_some_and(|field| is_same(field.id().as_bytes(), known.id.as_bytes())) {
            next += 1;
            *slot = number_of(next);
        }
    }
    if next == fields.len() {
        return true;
    }
    slots.fill(N::default());
    let mut is_regular = true;
    for (number, field) in fields.iter().enumerate() {
        match level.place_of(field.id()).and_then(|place| slots.get_mut(place as usize)) {
            Some(slot) if *slot == N::default() => *slot = number_of(number + 1),
            Some(_) | None => is_regular = false,
        }
    }
    is_regular
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::schema::depend::field_levels::FieldLevels;
    use crate::schema::depend::ids::Ids;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the order, and whatever else there is: the first of each id, and whether there is more.
        #[test]
        fn places_of_any_row(
            known in prop::collection::vec("[a-d]{1,2}", 0..90),
            given in prop::collection::vec("[a-d]{1,2}", 0..30),
            in_order: bool,
        ) {
            let fields: String = known.iter().map(|id| format!("<field id='{id}' type='input'/>")).collect();
            let schema = Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap();
            let levels = FieldLevels::new(&schema, &Ids::new(&schema));
            let mut given = given;
            if in_order {
                given = known.iter().filter(|id| given.contains(id)).cloned().collect();
            }
            let row: Vec<ParamField> = given.iter().map(|id| ParamField::new(id.as_str())).collect();
            let places = RowIndex::new(&row, levels.top());
            let mut distinct = 0;
            for (at, id) in known.iter().enumerate() {
                let field = schema.all_fields().nth(at).unwrap();
                let is_first = known.iter().position(|other| other == id) == Some(at);
                let place = levels.place(field.field_id());
                prop_assert_eq!(place.is_some(), is_first);
                if let Some(place) = place {
                    let first = given.iter().position(|other| other == id);
                    prop_assert_eq!(places.get(place), first);
                    distinct += usize::from(first.is_some());
                }
            }
            prop_assert_eq!(places.is_regular, distinct == given.len());
        }
    }
}
