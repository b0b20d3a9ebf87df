//! How to compare.

use crate::path;

/// How to compare what was sent with what was stored.
#[derive(Clone, Debug, Default)]
pub struct ReadbackOptions {
    pub(super) keys: Vec<Key>,
    pub(super) ordered: bool,
}

/// A field that identifies the rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// The ids that lead to the table.
    pub(super) table: Vec<String>,
    /// The ids that lead from a row to the field.
    pub(super) field: Vec<String>,
}

impl ReadbackOptions {
    /// Pairs rows by the schema's sale properties, else by their order; values compare in any order.
    #[must_use]
    pub fn new() -> ReadbackOptions {
        ReadbackOptions::default()
    }

    /// Pairs the rows of a table by a field in them. Several fields for one table are one key together.
    ///
    /// `table` is a JSON Pointer of ids such as `/sku`, without row numbers, or an id; `field` is an id, or a
    /// pointer that leads from the row through complex fields, such as `/props/p-1627207`.
    #[must_use]
    pub fn with_key(mut self, table: &str, field: &str) -> ReadbackOptions {
        self.keys.push(Key { table: ids(table), field: ids(field) });
        self
    }

    /// Compares the order of several values in one field too.
    #[must_use]
    pub fn with_order(self) -> ReadbackOptions {
        ReadbackOptions { ordered: true, ..self }
    }
}

fn ids(pointer: &str) -> Vec<String> {
    match path::steps(pointer) {
        Some(steps) if pointer.starts_with('/') => steps.collect(),
        Some(_) | None => vec![pointer.to_owned()],
    }
}
