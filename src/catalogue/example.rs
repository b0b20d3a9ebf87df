//! Examples: small documents that the checks can be run on.

use crate::asset::{AssetFacts, Assets};
use crate::catalogue::Grade;
use crate::vocab::element;

/// Documents that show what a code stands for: for a finding a schema, an item that has something wrong by
/// it, and the item mended; for a note, a schema that has it and the same mended.
///
/// ```
/// use tmall_schema::{Code, Param, Schema, Validator};
/// let example = &Code::Required.entry().examples()[0];
/// let validator = Validator::compile(&Schema::parse(&example.schema())?);
/// let report = validator.check(&Param::parse(&example.item())?);
/// assert_eq!(report.findings()[0].code(), Code::Required);
/// assert!(validator.is_valid(&Param::parse(&example.mended())?));
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Debug)]
pub struct Example {
    pub(super) grade: Grade,
    /// What stands in the root of each document; the whole document for a note, which may be about the root.
    /// Lines of any common indent.
    pub(super) schema: &'static str,
    pub(super) item: &'static str,
    pub(super) mended: &'static str,
}

/// What is known of the files that examples name: bytes, width and height.
const FILES: [(&str, u64, [u64; 2]); 3] = [
    ("https://img.example.com/small.jpg", 20_480, [200, 200]),
    ("https://img.example.com/wide.jpg", 409_600, [960, 620]),
    ("https://img.example.com/large.jpg", 3_145_728, [2000, 2000]),
];

impl Example {
    /// How bad it is here.
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// The schema of a finding; empty for a note.
    pub fn schema(&self) -> String {
        match self.grade {
            Grade::Severity(_) => document(element::ITEM_RULE, self.schema),
            Grade::Level(_) | Grade::Note => String::new(),
        }
    }

    /// What has it: an item for a finding, a schema for a note.
    pub fn item(&self) -> String {
        self.with_root(self.item)
    }

    /// The same without it.
    pub fn mended(&self) -> String {
        self.with_root(self.mended)
    }

    fn with_root(&self, content: &str) -> String {
        match self.grade {
            Grade::Severity(_) => document(element::ITEM_PARAM, content),
            Grade::Level(_) | Grade::Note => dedented(content, ""),
        }
    }

    /// What is known of the files that the items name.
    pub fn assets(&self) -> Assets {
        self.files().fold(Assets::new(), |assets, (url, facts)| assets.with_asset(url, facts))
    }

    /// The same, a file after the other.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, AssetFacts)> {
        let is_named = |url: &str| [self.item, self.mended].iter().any(|item| item.contains(url));
        FILES
            .into_iter()
            .filter(move |(url, ..)| is_named(url))
            .map(|(url, bytes, [width, height])| (url, AssetFacts::new().bytes(bytes).pixels(width, height)))
    }
}

pub(super) fn document(root: &str, content: &str) -> String {
    format!("<{root}>\n{}</{root}>\n", dedented(content, "  "))
}

/// The lines with another common indent.
fn dedented(content: &str, indent: &str) -> String {
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
