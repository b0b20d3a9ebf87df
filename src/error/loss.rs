//! Content of a document that has no place in what would be written.

use crate::error::{Error, ErrorKind};
use crate::lang::Lang;
use crate::span::{Position, Span};

/// A piece of content that a form of a document has no place for, so that writing that form loses it.
///
/// Comments and processing instructions are not content, nor are the names of wrappers, the names and types of
/// fields in the JSON form, and declarations of namespaces that nothing uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    pub(crate) kind: LossKind,
    pub(crate) name: String,
    pub(crate) span: Option<Span>,
    pub(crate) position: Option<Position>,
}

/// What would be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LossKind {
    /// An element, by its name, with all that is in it.
    Element,
    /// An attribute, by its name.
    Attribute,
    /// A text, by how it begins.
    Text,
    /// The mark-up inside a value of a field, by the id of the field.
    Markup,
    /// The attributes of a value of a field, by the id of the field: read again they would be fields.
    ValueAttributes,
    /// A reference to half a character, as written.
    HalfCharacter,
}

impl Loss {
    pub(crate) fn new(kind: LossKind, name: impl Into<String>, span: Option<Span>) -> Loss {
        Loss { kind, name: name.into(), span, position: None }
    }

    /// What kind of thing.
    pub fn kind(&self) -> LossKind {
        self.kind
    }

    /// Which one.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is in the source text of the document.
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Where, as people count.
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// What would be lost, in words.
    pub fn message(&self, lang: Lang) -> String {
        let name = &self.name;
        let (en, zh) = match self.kind {
            LossKind::Element => (format!("the element <{name}>"), format!("元素 <{name}>")),
            LossKind::Attribute => (format!("the attribute {name}"), format!("属性 {name}")),
            LossKind::Text => (format!("the text \"{name}\""), format!("文本“{name}”")),
            LossKind::Markup => (format!("the mark-up in a value of {name}"), format!("{name} 的值中的标签")),
            LossKind::ValueAttributes => {
                (format!("the attributes of a value of {name}"), format!("{name} 的值的属性"))
            }
            LossKind::HalfCharacter => {
                (format!("{name}, which is half a character"), format!("{name}（半个字符）"))
            }
        };
        lang.pick(en, zh)
    }

    /// The error for writing what would lose content; none if nothing is lost. It names the first piece and its place.
    pub fn refusal(losses: &[Loss]) -> Option<Error> {
        let (first, more) = losses.split_first()?;
        Some(Error::new(ErrorKind::Lossy { first: first.clone(), more: more.len() }, first.position))
    }
}
