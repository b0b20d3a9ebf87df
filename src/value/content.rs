//! What a field holds: values, rows, and marks for other content.

use crate::value::compact::Marks;
use crate::value::few::{Few, Rare};
use crate::value::row::Row;
use crate::value::text::Value;

/// What a field holds, as it was written, without a schema.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) values: Few<Value>,
    pub(crate) rows: Rare<Row>,
    /// Marks for content beside them.
    pub(crate) marks: Marks,
}

impl Content {
    pub(crate) fn is_empty(&self) -> bool {
        self.values.iter().all(Value::is_empty) && self.rows.iter().all(Row::is_empty)
    }

    /// The rows that count in comparisons: a single one without fields is how an empty complex is written.
    fn effective_rows(&self) -> &[Row] {
        match &*self.rows {
            [only] if only.fields.is_empty() && only.attributes.is_empty() => &[],
            rows => rows,
        }
    }

    /// The values that count in comparisons: a single empty one without attributes is how no value is written.
    fn effective_values(&self) -> &[Value] {
        match &*self.values {
            [only] if only.text.is_empty() && only.attributes.is_empty() => &[],
            values => values,
        }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        self.effective_values() == other.effective_values() && self.effective_rows() == other.effective_rows()
    }
}
