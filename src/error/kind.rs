//! What can go wrong, as types.

use std::io;

use crate::answer::ApiError;
use crate::error::{JsonError, JsonType, Loss};
use crate::vocab::FieldKind;

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input could not be read.
    Io(io::Error),
    /// The encoding of the input is not supported, or the input violates it.
    Encoding(EncodingError),
    /// The input is not well-formed XML.
    Malformed(Malformed),
    /// A limit of [`ReadOptions`](crate::xml::ReadOptions) was exceeded.
    Limit {
        /// Which one.
        limit: Limit,
        /// The number that was exceeded.
        max: u64,
    },
    /// An element `field` lacks what makes it a field.
    Field(FieldError),
    /// The platform answered with an error instead of a document.
    Answer(ApiError),
    /// The input holds no schema and no item.
    NoDocument {
        /// The root element, if the input is XML.
        root: Option<String>,
        /// What an API response holds instead, if that is short.
        instead: Option<String>,
    },
    /// An API response holds several documents.
    SeveralDocuments(usize),
    /// The input is not JSON, or not the JSON that is expected.
    Json(JsonError),
    /// A value that the JSON form of a param does not allow.
    JsonValue {
        /// Where, as a JSON Pointer; empty if it is the whole document.
        path: String,
        /// What it is.
        found: JsonType,
    },
    /// The header of a column is not a path, or two headers contradict each other.
    Header(String),
    /// A param cannot be changed as requested.
    Set(SetError),
    /// An attribute would have to be written under a name that XML does not allow.
    BadName {
        /// The value that has the attribute, as a JSON Pointer.
        path: String,
        /// The name.
        name: String,
    },
    /// Writing would lose content of the document.
    Lossy {
        /// The first piece.
        first: Loss,
        /// How many more there are.
        more: usize,
    },
    /// A character that XML does not allow would have to be written.
    Unwritable {
        /// The value that contains it, as a JSON Pointer.
        path: String,
        /// The character.
        character: char,
    },
}

/// What is wrong with the encoding of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodingError {
    /// An encoding that is not supported, by its name.
    Unsupported(String),
    /// A byte that the encoding does not allow at this place.
    Invalid {
        /// The name of the encoding.
        encoding: &'static str,
        /// The byte.
        byte: u8,
    },
    /// The input ends within a character of this encoding.
    Incomplete(&'static str),
    /// A byte that is not UTF-8, in an input that can only be UTF-8.
    NotUtf8(u8),
}

/// Why an input is not well-formed XML.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformed {
    /// No root element: the input is empty, or has only white space, comments and the like.
    NoRoot,
    /// The input ends within an element.
    UnclosedElement(String),
    /// The input ends within this markup.
    Unclosed(Markup),
    /// An end tag that does not match the open element.
    WrongEndTag {
        /// The open element.
        open: String,
        /// The name in the end tag.
        found: String,
    },
    /// An end tag where no element is open.
    EndTagAlone(String),
    /// A second root element.
    SecondRoot(String),
    /// Text before the root element: the input is not XML, or something is before it.
    TextBeforeRoot,
    /// Text after the root element.
    TextAfterRoot,
    /// Two attributes of one name in one tag.
    DuplicateAttribute(String),
    /// An attribute without a value: its name.
    AttributeWithoutValue(String),
    /// An attribute whose value is not in quotes: its name.
    UnquotedValue(String),
    /// A character in a tag that is not part of a name, an attribute or the end of the tag.
    BadTag(String),
    /// A `<` that is not followed by the start of a name: the character that follows.
    BareLessThan(String),
    /// A `<` within an attribute value.
    LessThanInAttribute,
    /// A `&` that does not start a reference: the text from there.
    BareAmpersand(String),
    /// A character reference that is malformed or refers to a character that XML does not allow.
    BadReference(String),
    /// An entity other than the five predefined ones.
    UnknownEntity(String),
    /// A DOCTYPE.
    Doctype,
    /// `]]>` within text.
    CdataEndInText,
    /// `--` within a comment.
    DoubleHyphen,
    /// An XML declaration elsewhere than at the very beginning.
    MisplacedDeclaration,
    /// A markup declaration that is not a comment, a CDATA section or a DOCTYPE.
    BadMarkup,
}

/// Markup that has an end of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Markup {
    /// A start or end tag.
    Tag,
    /// `<!-- … -->`.
    Comment,
    /// `<![CDATA[ … ]]>`.
    CdataSection,
    /// `<? … ?>`, an XML declaration included.
    ProcessingInstruction,
}

/// The limits of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of input.
    Input,
    /// Levels of nested elements.
    Depth,
    /// Fields in a document.
    Fields,
    /// Attributes of an element.
    Attributes,
    /// Bytes of one text or attribute.
    Text,
}

impl Limit {
    /// The name of the limit; the option that sets it is called `with_` and this name.
    pub const fn option(self) -> &'static str {
        match self {
            Limit::Input => "max_input",
            Limit::Depth => "max_depth",
            Limit::Fields => "max_fields",
            Limit::Attributes => "max_attributes",
            Limit::Text => "max_text",
        }
    }
}

/// What an element `field` lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldError {
    /// It has no `id`, or an empty one.
    WithoutId,
    /// The field of this id, in a schema, has no `type`.
    WithoutType(String),
}

/// Why a param cannot be changed as requested.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SetError {
    /// The param was made without a schema; bind one first.
    NoSchema,
    /// The schema has no such field.
    UnknownField(String),
    /// The path does not lead to a field.
    BadPath(String),
    /// The row does not exist.
    NoRow {
        /// The field of rows.
        path: String,
        /// How many rows it has.
        rows: usize,
    },
    /// The field takes another kind of value.
    WrongKind {
        /// The field.
        path: String,
        /// What it takes.
        kind: FieldKind,
        /// What was given.
        given: Given,
    },
    /// The type of the field is not one of the seven.
    UnknownType {
        /// The field.
        path: String,
        /// Its type as written.
        kind: String,
    },
    /// The schema does not offer an incremental update of this field.
    NotUpdatable(String),
}

/// What was given as the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Given {
    /// One text.
    Text,
    /// Several texts.
    Texts,
    /// A complex value.
    Complex,
    /// A row.
    Row,
}

macro_rules! into_kind {
    ($($name:ident => $variant:ident,)*) => {$(
        impl From<$name> for ErrorKind {
            fn from(value: $name) -> ErrorKind { ErrorKind::$variant(value) }
        }
    )*};
}

into_kind! {
    EncodingError => Encoding,
    Malformed => Malformed,
    FieldError => Field,
    ApiError => Answer,
    JsonError => Json,
    SetError => Set,
}
