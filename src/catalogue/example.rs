//! Examples of findings and notes: small documents that the tests validate.

use crate::asset::{AssetFacts, Assets};
use crate::catalogue::grade::Grade;
use crate::vocab::element;
use crate::vocab::root::ICBU_CATEGORY_FIELD;

/// Documents that show what a code means. For a finding: a schema, an item with the finding, and the item without it.
/// For a note: a schema with the note, and the schema without it.
///
/// ```
/// use tmall_schema::{Code, Param, Schema, Validator};
/// let example = &Code::Required.entry().examples()[0];
/// let validator = Validator::compile(&Schema::parse(&example.schema())?);
/// let report = validator.check(&Param::parse(&example.item())?);
/// assert_eq!(report.findings()[0].code(), Code::Required);
/// assert!(validator.is_valid(&Param::parse(&example.fixed())?));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Debug)]
pub struct Example {
    pub(super) grade: Grade,
    /// The content of the root, in lines of any common indent; for a note the whole document, as the note may be about
    /// the root.
    pub(super) schema: &'static str,
    pub(super) item: &'static str,
    pub(super) fixed: &'static str,
}

/// The facts about the files that examples name: bytes, width and height.
const FILES: [(&str, u64, [u64; 2]); 3] = [
    ("https://img.example.com/small.jpg", 20_480, [200, 200]),
    ("https://img.example.com/wide.jpg", 409_600, [960, 620]),
    ("https://img.example.com/large.jpg", 3_145_728, [2000, 2000]),
];

impl Example {
    /// An example of a note: a schema with it, and the same without it.
    pub(super) const fn of_schemas(noted: &'static str, fixed: &'static str) -> Example {
        Example { grade: Grade::Note, schema: "", item: noted, fixed }
    }

    /// How bad it is in this example.
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// The schema of a finding; empty for a note.
    #[must_use]
    pub fn schema(&self) -> String {
        match self.grade {
            Grade::Severity(_) if self.schema.contains(ICBU_CATEGORY_FIELD) => {
                document(element::ITEM_SCHEMA, self.schema)
            }
            Grade::Severity(_) => document(element::ITEM_RULE, self.schema),
            Grade::Level(_) | Grade::Note => String::new(),
        }
    }

    /// The document with it: an item for a finding, a schema for a note.
    #[must_use]
    pub fn item(&self) -> String {
        self.with_root(self.item)
    }

    /// The document without it.
    #[must_use]
    pub fn fixed(&self) -> String {
        self.with_root(self.fixed)
    }

    fn with_root(&self, content: &str) -> String {
        match self.grade {
            Grade::Severity(_) => document(element::ITEM_PARAM, content),
            Grade::Level(_) | Grade::Note => dedented(content, ""),
        }
    }

    /// The facts about the files that the items name.
    #[must_use]
    pub fn assets(&self) -> Assets {
        self.files().fold(Assets::new(), |assets, (url, facts)| assets.with_asset(url, facts))
    }

    /// The same, one file at a time.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, AssetFacts)> {
        let is_named = |url: &str| [self.item, self.fixed].iter().any(|item| item.contains(url));
        FILES.into_iter().filter(move |(url, ..)| is_named(url)).map(|(url, bytes, [width, height])| {
            (url, AssetFacts::new().with_bytes(bytes).with_pixels(width, height))
        })
    }
}

pub(super) fn document(root: &str, content: &str) -> String {
    format!("<{root}>\n{}</{root}>\n", dedented(content, "  "))
}

/// The lines with another common indent.
pub(super) fn dedented(content: &str, indent: &str) -> String {
    let lines = || content.lines().filter(|line| !line.trim().is_empty());
    let common = lines().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    lines().fold(String::new(), |text, line| text + indent + &line[common..] + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_have_one_indent() {
        let content = "
            <a>
              <b/>
            </a>";
        assert_eq!(document("r", content), "<r>\n  <a>\n    <b/>\n  </a>\n</r>\n");
        assert_eq!(document("r", ""), "<r>\n</r>\n");
    }
}
