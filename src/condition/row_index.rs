//! The fields of a schema level by level, as look-ups see them: of several siblings with one id only the first.

use std::sync::Arc;

use crate::schema::depend::outline::Level;
use crate::span::small;
use crate::value::ParamField;
use crate::value::same::is_same;

/// Which of the fields of a row stand where the schema has them.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    room: Room,
    /// Whether each field of the row is in the schema, and the only one of its id.
    pub(crate) is_regular: bool,
}

/// So many places need no memory but the stack.
const FEW: usize = 64;

/// The places of a row of few fields, each of which is in the schema and the only one of its id.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Regular([u8; FEW]);

impl Regular {
    pub(crate) const EMPTY: Regular = Regular([0; FEW]);

    /// Finds the places; whether the row is such a one. Rows mostly have the same fields as the one before, and
    /// the rows of a document share the texts of their ids, so that there is no need to compare these.
    pub(crate) fn find<'p>(
        &mut self,
        fields: &'p [ParamField],
        level: &Level,
        before: &mut (&'p [ParamField], Regular),
    ) -> bool {
        let is_like = |(a, b): (&ParamField, &ParamField)| Arc::ptr_eq(&a.tag, &b.tag);
        if fields.len() == before.0.len() && fields.iter().zip(before.0).all(is_like) {
            *self = before.1;
            return true;
        }
        let is_few = fields.len() <= level.slots.len() && level.slots.len() <= FEW;
        let is_found = is_few && fill(&mut self.0[..level.slots.len()], fields, level, |number| number as u8);
        if is_found {
            *before = (fields, *self);
        }
        is_found
    }

    /// The field at a place, as its number in the row.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> Option<usize> {
        usize::from(*self.0.get(place)?).checked_sub(1)
    }
}

impl From<Regular> for Places {
    fn from(Regular(room): Regular) -> Places {
        Places { room: Room::Few(room), is_regular: true }
    }
}

/// By place: the number of the row's field plus one, 0 where there is none.
// The large variant is what it is all about.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug)]
enum Room {
    Few([u8; FEW]),
    Many(std::rc::Rc<[u32]>),
}

impl Places {
    pub(crate) fn new(fields: &[ParamField], level: &Level) -> Places {
        let count = level.slots.len();
        if count <= FEW && fields.len() < usize::from(u8::MAX) {
            let mut room = [0; FEW];
            let is_regular = fill(&mut room[..count], fields, level, |number| number as u8);
            return Places { room: Room::Few(room), is_regular };
        }
        let mut room = vec![0; count];
        let is_regular = fill(&mut room, fields, level, small);
        Places { room: Room::Many(room.into()), is_regular }
    }

    /// Whether it took memory to find the places.
    pub(crate) fn are_many(level: &Level) -> bool {
        level.slots.len() > FEW
    }

    /// The field at a place, as its number in the row.
    pub(crate) fn get(&self, place: usize) -> Option<usize> {
        let number = match &self.room {
            Room::Few(room) => usize::from(*room.get(place)?),
            Room::Many(room) => *room.get(place)? as usize,
        };
        number.checked_sub(1)
    }
}

/// Finds the places of fields: of several with one id that of the first. Whether all have one, each its own.
fn fill<N: Copy + Default + PartialEq>(
    room: &mut [N],
    fields: &[ParamField],
    level: &Level,
    number_of: impl Fn(usize) -> N,
) -> bool {
    // Nearly all rows have their fields in the schema's order, and all that is left over when these are found
    // are fields that the row does not have.
    let mut next = 0;
    for (place, slot) in room.iter_mut().zip(&level.slots) {
        if fields.get(next).is_some_and(|field| is_same(field.id().as_bytes(), slot.id.as_bytes())) {
            next += 1;
            *place = number_of(next);
        }
    }
    if next == fields.len() {
        return true;
    }
    room.fill(N::default());
    let mut is_regular = true;
    for (number, field) in fields.iter().enumerate() {
        match level.place_of(field.id()).and_then(|place| room.get_mut(place as usize)) {
            Some(place) if *place == N::default() => *place = number_of(number + 1),
            _ => is_regular = false,
        }
    }
    is_regular
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;
    use crate::schema::depend::ids::Ids;
    use crate::schema::depend::outline::Outline;
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
            let outline = Outline::new(&schema, &Ids::new(&schema));
            let mut given = given;
            if in_order {
                given = known.iter().filter(|id| given.contains(id)).cloned().collect();
            }
            let row: Vec<ParamField> = given.iter().map(|id| ParamField::new(id.as_str())).collect();
            let places = Places::new(&row, outline.top());
            let mut distinct = 0;
            for (at, id) in known.iter().enumerate() {
                let field = schema.all_fields().nth(at).unwrap();
                let is_first = known.iter().position(|other| other == id) == Some(at);
                let place = outline.place(field.field_id());
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
