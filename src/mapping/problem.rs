//! Problems of a mapping, or of a record when a mapping is applied to it.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::message::Message;
use crate::code::MappingCode;
use crate::lang::Lang;
use crate::span::Position;

/// One problem, with its place in the mapping file.
#[derive(Clone, Debug)]
pub struct MappingProblem {
    pub(crate) code: MappingCode,
    pub(crate) path: String,
    pub(crate) source: Option<String>,
    pub(crate) actual: Option<String>,
    pub(crate) file: Option<std::sync::Arc<str>>,
    pub(crate) position: Option<Position>,
    pub(super) message: Box<Message>,
}

impl MappingProblem {
    /// The kind of problem; the same in all languages.
    #[must_use]
    pub fn code(&self) -> MappingCode {
        self.code
    }

    /// The field: in a mapping a path of ids such as `/sku/price`, in a param the JSON Pointer into its JSON form
    /// such as `/sku/0/price`; empty if the problem is not about a field.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path into the record, as the mapping has it.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// The text that was found.
    #[must_use]
    pub fn actual(&self) -> Option<&str> {
        self.actual.as_deref()
    }

    /// The mapping file, if it has a name.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The place in the mapping file.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }

    /// The message, in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        self.message.of(lang)
    }

    /// File and place as messages have them, such as `shirts.toml:3:9`.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        place(self.file(), self.position)
    }

    /// The problem as a line of text in a language.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let mut line = String::new();
        if let Some(place) = self.place() {
            line.push_str(&place);
            line.push_str(lang.pick(": ", "："));
        }
        if !self.path.is_empty() {
            line.push_str(&self.path);
            line.push_str(lang.pick(": ", "："));
        }
        line.push_str(self.message(lang));
        line.push_str(&format!(" [{}]", self.code));
        line
    }
}

pub(super) fn place(file: Option<&str>, at: Option<Position>) -> Option<String> {
    let at = at?;
    let file = file.map(|file| format!("{file}:")).unwrap_or_default();
    Some(format!("{file}{}:{}", at.line, at.column))
}

/// In English; [`MappingProblem::line`] gives both languages.
impl fmt::Display for MappingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Lang::En))
    }
}

impl MappingProblem {
    /// The problem as an object for programs, with its message in a language.
    pub fn serialize_in<S: Serializer>(&self, serializer: S, lang: Lang) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("MappingProblem", 9)?;
        object.serialize_field("code", self.code.as_str())?;
        object.serialize_field("severity", "error")?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("message", self.message(lang))?;
        match &self.source {
            Some(source) => object.serialize_field("source", source)?,
            None => object.skip_field("source")?,
        }
        match &self.actual {
            Some(actual) => object.serialize_field("actual", actual)?,
            None => object.skip_field("actual")?,
        }
        match &self.file {
            Some(file) => object.serialize_field("mapping", &**file)?,
            None => object.skip_field("mapping")?,
        }
        if let Some(at) = self.position {
            object.serialize_field("mapping_line", &at.line)?;
            object.serialize_field("mapping_column", &at.column)?;
        }
        object.end()
    }
}

impl Serialize for MappingProblem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize_in(serializer, Lang::En)
    }
}

/// All problems of a mapping, in the order of its file; never empty.
#[derive(Clone, Debug)]
pub struct MappingProblems(pub(crate) Vec<MappingProblem>);

impl MappingProblems {
    /// The problems.
    pub fn iter(&self) -> std::slice::Iter<'_, MappingProblem> {
        self.0.iter()
    }
}

impl<'p> IntoIterator for &'p MappingProblems {
    type Item = &'p MappingProblem;
    type IntoIter = std::slice::Iter<'p, MappingProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Each problem on a line of its own, in English.
impl fmt::Display for MappingProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        lines(&self.0, f)
    }
}

/// Writes each problem on a line of its own, in English.
pub(super) fn lines(problems: &[MappingProblem], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (number, problem) in problems.iter().enumerate() {
        if number > 0 {
            f.write_str("\n")?;
        }
        write!(f, "{problem}")?;
    }
    Ok(())
}

impl std::error::Error for MappingProblems {}
