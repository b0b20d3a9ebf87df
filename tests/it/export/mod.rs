//! Schemas in other forms.

mod json_schema;
