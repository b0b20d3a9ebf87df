//! Labels: text for people.

use crate::schema::Unknown;

/// A `label-group` with what is in it, or a single `label`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Label {
    /// A group, which may hold groups.
    Group {
        /// The name, often empty.
        name: Option<String>,
        /// Labels and groups in document order.
        labels: Vec<Label>,
        /// Unknown attributes, elements and text.
        unknown: Vec<Unknown>,
    },
    /// A text.
    Text {
        /// What it is about.
        name: Option<String>,
        /// What it says.
        value: Option<String>,
        /// More of it.
        desc: Option<String>,
        /// Unknown attributes, elements and text.
        unknown: Vec<Unknown>,
    },
}
