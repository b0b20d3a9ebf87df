//! What a reader may be told.

use crate::vocab::Dialect;

/// How to read: the dialect, and the limits that keep hostile input from costing more than it is worth.
///
/// ```
/// use tmall_schema::{ReadOptions, Schema};
/// let options = ReadOptions::new().max_depth(4);
/// let error = Schema::parse_with("<itemRule><a><b><c><d/></c></b></a></itemRule>", &options).unwrap_err();
/// assert_eq!(error.to_string(), "more than 4 elements within each other (max_depth) at line 1, column 20 (byte 19)");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    pub(crate) dialect: Option<Dialect>,
    pub(crate) max_input: usize,
    pub(crate) max_depth: usize,
    pub(crate) max_fields: usize,
    pub(crate) max_attributes: usize,
    pub(crate) max_text: usize,
}

/// The reader, and whatever walks over what it read, calls itself once for each level. Without optimisation a
/// level takes up to 5 KB of stack, and threads have 2 MB; `tests/it/promises/hostile_reading.rs` tries it.
const DEEPEST: usize = 256;

impl ReadOptions {
    /// The dialect is detected; the limits are those of the methods below.
    pub const fn new() -> ReadOptions {
        ReadOptions {
            dialect: None,
            max_input: 256 << 20,
            max_depth: 64,
            max_fields: 1_000_000,
            max_attributes: 256,
            max_text: 16 << 20,
        }
    }

    /// Sets the dialect instead of detecting it.
    pub const fn dialect(mut self, dialect: Dialect) -> ReadOptions {
        self.dialect = Some(dialect);
        self
    }

    /// The most bytes of input; 256 MiB if not set, never more than 4 GiB.
    pub const fn max_input(mut self, bytes: usize) -> ReadOptions {
        self.max_input = if bytes < u32::MAX as usize { bytes } else { u32::MAX as usize };
        self
    }

    /// The most elements within each other, conditions and labels included; 64 if not set, never more
    /// than 256.
    pub const fn max_depth(mut self, elements: usize) -> ReadOptions {
        self.max_depth = if elements < DEEPEST { elements } else { DEEPEST };
        self
    }

    /// The most fields in a document, those within values included; 1,000,000 if not set.
    pub const fn max_fields(mut self, fields: usize) -> ReadOptions {
        self.max_fields = fields;
        self
    }

    /// The most attributes of one element; 256 if not set.
    pub const fn max_attributes(mut self, attributes: usize) -> ReadOptions {
        self.max_attributes = attributes;
        self
    }

    /// The most bytes of one text or attribute; 16 MiB if not set, never more than 1 GiB.
    pub const fn max_text(mut self, bytes: usize) -> ReadOptions {
        self.max_text = if bytes < 1 << 30 { bytes } else { 1 << 30 };
        self
    }
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions::new()
    }
}
