//! Examples: small documents that the checks can be run on.

use crate::catalogue::Grade;
use crate::vocab::element;

/// A schema, an item that has something wrong by it, and the item mended.
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
    /// What stands in the root of each document, in lines of any common indent.
    pub(super) schema: &'static str,
    pub(super) item: &'static str,
    pub(super) mended: &'static str,
}

impl Example {
    /// How bad it is here.
    pub fn grade(&self) -> Grade {
        self.grade
    }

    /// The schema.
    pub fn schema(&self) -> String {
        document(element::ITEM_RULE, self.schema)
    }

    /// An item with the finding.
    pub fn item(&self) -> String {
        document(element::ITEM_PARAM, self.item)
    }

    /// The same item without it.
    pub fn mended(&self) -> String {
        document(element::ITEM_PARAM, self.mended)
    }
}

fn document(root: &str, content: &str) -> String {
    let lines = || content.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let mut text = format!("<{root}>\n");
    for line in lines() {
        text.push_str("  ");
        text.push_str(&line[indent..]);
        text.push('\n');
    }
    text.push_str(&format!("</{root}>\n"));
    text
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
