//! The columns of a template: a workbook whose columns name the fields that they fill.

use std::fmt;

/// What a column of a template holds. The second row of each sheet, which is hidden, has it as a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKey {
    /// The item that the row belongs to. In a sheet of rows, with the path of their field.
    Item(Option<String>),
    /// Which row of the field at this path the row belongs to, from 1.
    Row(String),
    /// A value: the path of its field, its number among several, and the name of its attribute.
    Value { path: String, index: Option<usize>, attribute: Option<String> },
    /// What is wrong with the row.
    Problems,
}

impl ColumnKey {
    /// The key of a value.
    pub(crate) fn value(path: &str, index: Option<usize>, attribute: Option<&str>) -> ColumnKey {
        ColumnKey::Value { path: path.to_owned(), index, attribute: attribute.map(str::to_owned) }
    }

    /// Reads the text of a column.
    pub(crate) fn parse(text: &str) -> Option<ColumnKey> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("#item") {
            let rest = rest.trim();
            return Some(ColumnKey::Item((!rest.is_empty()).then(|| rest.to_owned())));
        }
        if let Some(rest) = text.strip_prefix("#row") {
            return Some(ColumnKey::Row(rest.trim().to_owned()));
        }
        if text == "#problems" {
            return Some(ColumnKey::Problems);
        }
        if !text.starts_with('/') {
            return None;
        }
        let step = text.rfind('/').unwrap_or_default();
        let (text, attribute) = match text[step..].rfind('@') {
            Some(at) => (&text[..step + at], Some(&text[step + at + 1..])),
            None => (text, None),
        };
        let indexed = text.strip_suffix(']').and_then(|text| {
            let (path, index) = text.rsplit_once('[')?;
            Some((path, index.parse().ok()?))
        });
        let (path, index) = indexed.map_or((text, None), |(path, index)| (path, Some(index)));
        Some(ColumnKey::value(path, index, attribute))
    }
}

impl fmt::Display for ColumnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ColumnKey::Item(None) => f.write_str("#item"),
            ColumnKey::Item(Some(path)) => write!(f, "#item {path}"),
            ColumnKey::Row(path) => write!(f, "#row {path}"),
            ColumnKey::Problems => f.write_str("#problems"),
            ColumnKey::Value { path, index, attribute } => {
                f.write_str(path)?;
                if let Some(index) = index {
                    write!(f, "[{index}]")?;
                }
                match attribute {
                    Some(name) => write!(f, "@{name}"),
                    None => Ok(()),
                }
            }
        }
    }
}

/// A row of a template.
#[derive(Clone, Debug)]
pub(crate) struct TemplateRow {
    /// Its sheet, by its position.
    pub(crate) sheet: usize,
    pub(crate) cells: Vec<String>,
}

/// The fields that one sheet fills.
#[derive(Clone, Debug)]
pub(crate) struct TemplateSheet {
    /// The path of the rows that it holds; `None` for the items themselves.
    pub(crate) of: Option<String>,
    pub(crate) keys: Vec<ColumnKey>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_texts() {
        for text in [
            "#item",
            "#item /sku",
            "#row /sku",
            "#problems",
            "/title",
            "/images[2]",
            "/a/b@inputValue",
            "/a[0]@url",
        ] {
            assert_eq!(ColumnKey::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(ColumnKey::parse("title"), None);
        assert_eq!(ColumnKey::parse("/a[x]"), Some(ColumnKey::value("/a[x]", None, None)));
    }
}
