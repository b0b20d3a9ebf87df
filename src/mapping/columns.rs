//! Table headers as paths: where in a record a cell belongs.

use std::borrow::Cow;
use std::fmt;

use super::limits::MAX_COLUMN_INDEX;
use super::message::{Message, message};
use super::record::{Json, Record};
use super::record_path::{RecordPath, Step};
use crate::lang::Lang;

/// The headers of a table, read once for all its rows: each is a path such as `title`, `sku[0].price` or `images[1]`.
///
/// ```
/// use tmall_schema::Columns;
/// let columns = Columns::parse(["title", "images[0]", "images[1]", "[\"No.\"]"])?;
/// let record = columns.record(["衬衫", "1.jpg", "", "7"]);
/// assert_eq!(record.text("images[*]").as_deref(), Some("1.jpg"));
/// assert_eq!(record.text("[\"No.\"]").as_deref(), Some("7"));
/// assert!(Columns::parse(["a", "a[0]"]).is_err());
/// # Ok::<(), tmall_schema::HeaderError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Columns(Vec<RecordPath>);

impl Columns {
    /// Reads headers.
    ///
    /// # Errors
    /// If a header is not a path, or two headers contradict each other.
    pub fn parse<'c>(headers: impl IntoIterator<Item = &'c str>) -> Result<Columns, HeaderError> {
        let mut all = Json::Object(Vec::new());
        let mut columns = Vec::new();
        for header in headers {
            let path = path_of(header)?;
            if !put(&mut all, &path, "x") {
                return Err(HeaderError(message!(
                    "the header \"{header}\" contradicts another one: one place cannot hold both a text and a list or an object",
                    "表头“{header}”与另一个表头矛盾：同一位置不能既是文本，又是列表或对象",
                )));
            }
            columns.push(path);
        }
        Ok(Columns(columns))
    }

    /// The paths.
    pub(super) fn paths(&self) -> impl Iterator<Item = &RecordPath> {
        self.0.iter()
    }

    /// The record of a row. Empty cells and cells beyond the headers are left out.
    #[must_use]
    pub fn record<'t>(&self, cells: impl IntoIterator<Item = &'t str>) -> Record<'t> {
        let mut record = Json::Object(Vec::with_capacity(self.0.len()));
        for (path, cell) in self.0.iter().zip(cells) {
            if !cell.is_empty() {
                // `parse` has tried that no two headers contradict each other.
                put(&mut record, path, cell);
            }
        }
        Record(record)
    }
}

impl<'t> Record<'t> {
    /// A record of cells, as spreadsheet programs save them: each header is a path such as `title`,
    /// `sku[0].price` or `sku.price`. Empty cells are left out.
    ///
    /// # Errors
    /// As [`Columns::parse`].
    pub fn from_cells<'c, H>(cells: H) -> Result<Record<'t>, HeaderError>
    where
        H: IntoIterator<Item = (&'c str, &'t str)>,
    {
        let (headers, cells): (Vec<_>, Vec<_>) = cells.into_iter().unzip();
        Ok(Columns::parse(headers)?.record(cells))
    }
}

/// Why the headers of a table cannot be used.
#[derive(Clone, Debug)]
pub struct HeaderError(Message);

impl HeaderError {
    /// The reason, in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        self.0.of(lang)
    }
}

/// In English; [`HeaderError::message`] gives both languages.
impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl std::error::Error for HeaderError {}

/// The path that a header names. It starts at the record and leads to one place.
fn path_of(header: &str) -> Result<RecordPath, HeaderError> {
    let header = header.trim();
    let wrong = |reason: Message| {
        let key = serde_json::to_string(header).unwrap_or_default();
        let Message { en, zh } = reason;
        HeaderError(message!(
            "the header \"{header}\" is not a path: {en}; a header with such characters is written [{key}]",
            "表头“{header}”不是路径：{zh}；含有这类字符的表头请写成 [{key}]",
        ))
    };
    let path = RecordPath::parse(header).map_err(|error| wrong(error.0))?;
    let Some(steps) = path.steps_from_here().filter(|steps| !steps.is_empty()) else {
        return Err(wrong(message!("it does not start with a key", "开头不是键名")));
    };
    for step in steps {
        match step {
            Step::Key(_) => {}
            &Step::Index(index) if index < MAX_COLUMN_INDEX => {}
            Step::Index(index) => {
                return Err(HeaderError(message!(
                    "the header \"{header}\" has the index {index}; the largest is {largest}",
                    "表头“{header}”的下标为 {index}，最大为 {largest}",
                    largest = MAX_COLUMN_INDEX - 1,
                )));
            }
            Step::Each => {
                return Err(HeaderError(message!(
                    "the header \"{header}\" names several places; write an index such as [0] for [*]",
                    "表头“{header}”指向多个位置；请把 [*] 写成下标，如 [0]",
                )));
            }
        }
    }
    Ok(path)
}

/// Puts a cell at its place. `false` if something of another kind is there already.
fn put<'t>(record: &mut Json<'t>, path: &RecordPath, cell: &'t str) -> bool {
    let mut here = record;
    for step in path.steps_from_here().unwrap_or_default() {
        here = match step {
            Step::Key(key) => {
                if *here == Json::Null {
                    *here = Json::Object(Vec::new());
                }
                let Json::Object(entries) = here else { return false };
                let at = entries.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                    entries.push((Cow::Owned(key.clone()), Json::Null));
                    entries.len() - 1
                });
                &mut entries[at].1
            }
            &Step::Index(index) => {
                if *here == Json::Null {
                    *here = Json::List(Vec::new());
                }
                let Json::List(items) = here else { return false };
                if items.len() <= index {
                    items.resize(index + 1, Json::Null);
                }
                &mut items[index]
            }
            Step::Each => return false,
        };
    }
    if *here != Json::Null {
        return false;
    }
    *here = Json::Cell(Cow::Borrowed(cell));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_paths() {
        for header in ["title", "sku[0].price", "[\"a.b\"]", "$.title", " 名称 "] {
            let parsed = Columns::parse([header]);
            assert_eq!(parsed.is_ok(), header != "$.title", "{header}");
        }
        for wrong in ["", ".", "a..b", "a[*]", "^.a", "$a", "a[10000]", "No."] {
            assert!(Columns::parse([wrong]).is_err(), "{wrong}");
        }
        let error = Columns::parse(["No."]).unwrap_err();
        assert!(error.to_string().ends_with("is written [\"No.\"]"), "{error}");
    }

    #[test]
    fn headers_do_not_contradict_each_other() {
        for wrong in [["a", "a"], ["a", "a.b"], ["a[0]", "a.b"], ["a.b", "a"]] {
            assert!(Columns::parse(wrong).is_err(), "{wrong:?}");
        }
        assert!(Columns::parse(["a.b", "a.c", "d[0]", "d[2]"]).is_ok());
    }
}
