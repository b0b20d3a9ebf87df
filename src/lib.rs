//! The engine for the Schema XML format of Tmall, Taobao and alibaba.com items.

mod decimal;
mod error;
mod lang;
mod note;
mod param;
mod path;
mod read;
mod schema;
mod span;
mod validate;
mod vocab;
mod write;

pub use decimal::Decimal;
pub use error::{ApiError, EncodingError, Error, ErrorKind, FieldError, Limit, Malformed, Result, SetError};
pub use lang::Lang;
pub use note::{Note, NoteCode};
pub use param::{IntoValues, Param, ParamField, Row, RowMut, Value};
pub use read::options::ReadOptions;
pub use schema::{
    Condition, Element, Express, FieldId, FieldRef, Label, Node, OptionRef, Part, Property, RuleRef, Schema,
    Unknown,
};
pub use span::{Position, Span};
pub use validate::{
    ByteCount, CharacterCount, Code, Finding, Report, Requirement, RuleText, Severity, State,
    ValidateOptions, Validator,
};
pub use vocab::{Bound, Dialect, FieldKind, LengthUnit, Operator, RuleName, SizeUnit, Symbol, ValueType};
pub use write::WriteOptions;
