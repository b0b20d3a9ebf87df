//! What a field holds: values, rows, and what stands beside them.

use crate::value::compact::Marks;
use crate::value::few::{Few, Rare};
use crate::value::row::Row;
use crate::value::text::Value;

/// What a field holds, as it was written: no schema was asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) values: Few<Value>,
    pub(crate) rows: Rare<Row>,
    /// What stands beside them.
    pub(crate) marks: Marks,
}

impl Content {
    pub(crate) fn is_empty(&self) -> bool {
        self.values.iter().all(Value::is_empty) && self.rows.iter().all(Row::is_empty)
    }

    /// The rows that tell anything: a single one without fields is the way to write an empty complex.
    fn telling_rows(&self) -> &[Row] {
        match &*self.rows {
            [only] if only.fields.is_empty() && only.attributes.is_empty() => &[],
            rows => rows,
        }
    }

    /// The values that tell anything: a single empty one without attributes is the way to write none.
    fn telling(&self) -> &[Value] {
        match &*self.values {
            [only] if only.text.is_empty() && only.attributes.is_empty() => &[],
            values => values,
        }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        self.telling() == other.telling() && self.telling_rows() == other.telling_rows()
    }
}
