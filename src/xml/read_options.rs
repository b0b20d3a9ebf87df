//! Options of the readers.

use crate::vocab::Dialect;

/// How to read: the dialect, and limits against hostile input.
///
/// ```
/// use tmall_schema::{ReadOptions, Schema};
/// let options = ReadOptions::new().with_max_depth(4);
/// let error = Schema::parse_with("<itemRule><a><b><c><d/></c></b></a></itemRule>", &options).unwrap_err();
/// assert_eq!(error.to_string(), "nested more than 4 levels deep (limit max_depth) at line 1, column 20 (byte 19)");
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

/// The reader, and every walk over what it read, recurses once for each level. Without optimization a level takes
/// up to 5 KB of stack, and threads have 2 MB; `tests/it/promises/hostile_reading.rs` tries it.
const DEEPEST: usize = 256;

impl ReadOptions {
    /// Detects the dialect; the limits are the defaults of the methods below.
    #[must_use]
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
    #[must_use]
    pub const fn with_dialect(mut self, dialect: Dialect) -> ReadOptions {
        self.dialect = Some(dialect);
        self
    }

    /// Sets the most bytes of input: 256 MiB by default, at most 4 GiB.
    #[must_use]
    pub const fn with_max_input(mut self, bytes: usize) -> ReadOptions {
        self.max_input = if bytes < u32::MAX as usize { bytes } else { u32::MAX as usize };
        self
    }

    /// Sets the most levels of nested elements, conditions and labels included: 64 by default, at most 256.
    #[must_use]
    pub const fn with_max_depth(mut self, elements: usize) -> ReadOptions {
        self.max_depth = if elements < DEEPEST { elements } else { DEEPEST };
        self
    }

    /// Sets the most fields in a document, those within values included: 1,000,000 by default.
    #[must_use]
    pub const fn with_max_fields(mut self, fields: usize) -> ReadOptions {
        self.max_fields = fields;
        self
    }

    /// Sets the most attributes of one element: 256 by default.
    #[must_use]
    pub const fn with_max_attributes(mut self, attributes: usize) -> ReadOptions {
        self.max_attributes = attributes;
        self
    }

    /// Sets the most bytes of one text or attribute: 16 MiB by default, at most 1 GiB.
    #[must_use]
    pub const fn with_max_text(mut self, bytes: usize) -> ReadOptions {
        self.max_text = if bytes < 1 << 30 { bytes } else { 1 << 30 };
        self
    }
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions::new()
    }
}
