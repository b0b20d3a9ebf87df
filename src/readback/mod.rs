//! What the platform stored of what was sent: two items compared by their values.
//!
//! The platform drops and renumbers silently, so what was published is read back and compared.
//! [`Param::compare`] reports what was lost, changed and added, by path, and passes over the differences that the
//! platform makes without a change of meaning.

mod address;
mod compare;
mod difference;
mod form;
mod options;
mod plan;
mod present;
mod rows;
mod same;
mod values;
mod view;

pub use difference::{Difference, DifferenceKind, Held, Readback};
pub use options::ReadbackOptions;

use crate::param::Param;
use crate::schema::Schema;

impl Param {
    /// Compares an item that was sent (`self`) with what was stored of it.
    ///
    /// With a schema, numbers and rows are compared as it says, disabled fields are left out, and paths are those
    /// of its fields. The page `docs/readback.md` says what counts as equal. Takes time linear in the sizes
    /// of both items.
    #[must_use]
    pub fn compare(&self, stored: &Param, schema: Option<&Schema>, options: &ReadbackOptions) -> Readback {
        compare::compare(self, stored, schema, options)
    }
}
