//! What a schema and a param both hold: fields with texts, complex values and rows.
//!
//! A schema holds its present and default values in the same types, so this room knows neither of them.

pub(crate) mod compact;
mod content;
pub(crate) mod few;
mod field;
mod row;
pub(crate) mod same;
mod text;

pub(crate) use content::Content;
pub use field::ParamField;
pub(crate) use field::Tag;
pub use row::Row;
pub(crate) use row::RowForm;
pub use text::Value;
