//! A value as checks see it: its text, with what several checks need to know of it.

use crate::check::byte_scan::ByteScan;
use crate::check::small_number::SmallNumber;

/// A text to be checked. What is not worked out reads as unknown, with which no check surely passes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    /// The text as a number; none if it is not a small number, or not worked out.
    pub(crate) number: Option<SmallNumber>,
    pub(crate) scan: ByteScan,
}

impl<'t> Text<'t> {
    /// A text of which nothing is worked out.
    pub(crate) const fn new(text: &'t str) -> Text<'t> {
        Text { text, number: None, scan: ByteScan::UNKNOWN }
    }
}
