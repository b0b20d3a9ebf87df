//! What can be wrong with JSON, as types.

use crate::error::Error;

/// Why a text is not JSON, or not the JSON that is expected. Paths are JSON Pointers; the document's is empty.
#[derive(Debug)]
#[non_exhaustive]
pub enum JsonError {
    /// The text ends before the JSON does.
    UnexpectedEnd,
    /// A character at a place for something else.
    Unexpected {
        /// The character.
        found: char,
        /// What belongs there.
        expected: JsonExpected,
    },
    /// Text after the end of the JSON.
    TextAfterEnd,
    /// A number that is not written as JSON wants it, or is too large.
    BadNumber(String),
    /// An escape within a string that is not one, or half of a surrogate pair.
    BadEscape,
    /// A control character within a string.
    ControlCharacter(char),
    /// More arrays and objects within each other than this.
    TooDeep(usize),
    /// A value of a type that is not allowed at this place.
    WrongType {
        /// The value.
        path: String,
        /// What it is.
        found: JsonType,
    },
    /// A key that has no meaning.
    UnknownKey {
        /// The object.
        path: String,
        /// The key.
        key: String,
        /// The keys that have a meaning there.
        known: &'static [&'static str],
    },
    /// A key that is required.
    MissingKey {
        /// The object.
        path: String,
        /// The key.
        key: &'static str,
    },
    /// The same key twice.
    DuplicateKey {
        /// The object.
        path: String,
        /// The key.
        key: &'static str,
    },
    /// The form of a schema that cannot be a schema.
    Schema(SchemaFormError),
    /// What a type of another crate reports of its own data.
    Other(String),
}

/// What belongs at a place of a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonExpected {
    /// A value.
    Value,
    /// A key in double quotes.
    Key,
    /// The colon behind a key.
    Colon,
    /// A comma or the end of the array.
    ArrayEnd,
    /// A comma or the end of the object.
    ObjectEnd,
}

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JsonType {
    /// `null`.
    Null,
    /// `true`.
    True,
    /// `false`.
    False,
    /// A number.
    Number,
    /// A text.
    Text,
    /// An array.
    Array,
    /// An array as an item of an array.
    NestedArray,
    /// An object.
    Object,
}

/// Why the JSON form of a schema cannot be a schema.
#[derive(Debug)]
#[non_exhaustive]
pub enum SchemaFormError {
    /// The form has another `format_version`.
    Version(u64),
    /// The dialect is unknown.
    Dialect(String),
    /// The root is not a name in XML.
    RootName(String),
    /// An attribute or element has a name that XML does not allow.
    Name(String),
    /// Something is wrong with the field of this id, or within it.
    Field(String, Box<SchemaFormError>),
    /// A field has no id.
    FieldWithoutId,
    /// A field has no type.
    FieldWithoutType,
    /// A condition has no `parts`.
    ConditionWithoutParts,
    /// A part of a condition has an `operator` but no `parts`.
    OperatorWithoutParts,
    /// A part of a condition has `parts` and is an expression too.
    GroupAndExpression,
    /// A label is not in a group.
    LabelWithoutGroup,
    /// A group of labels has a value.
    GroupWithValue,
    /// Unknown content is in an element that the format does not have.
    UnknownPlace(String),
    /// Unknown content is not exactly one of an attribute, an element and a text.
    UnknownContent,
    /// The schema is larger than 2 GiB.
    TooLarge,
    /// The schema cannot be written as XML, or its XML cannot be read.
    Unwritable(Error),
    /// The XML of the schema would be read as another schema.
    NotEqual,
}
