//! The headers of a table as paths: where in a record a cell belongs.

use std::borrow::Cow;

use super::Record;
use super::record::Json;
use crate::error::{Error, ErrorKind, Result};

/// How far an index may go: each place before it is made.
const MOST: usize = 10_000;

/// The headers of a table, read once for all its rows: each is a path such as `title`, `sku[0].price` or `images[1]`.
///
/// ```
/// use tmall_schema::Columns;
/// let columns = Columns::parse(["title", "images[0]", "images[1]"])?;
/// let record = columns.record(["衬衫", "1.jpg", ""])?;
/// assert_eq!(record.text("images[*]").as_deref(), Some("1.jpg"));
/// assert!(Columns::parse(["a", "a[0]"]).is_err());
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Columns(Vec<(String, Place)>);

impl Columns {
    /// Reads headers.
    ///
    /// # Errors
    /// If one is no path, or two contradict each other.
    pub fn parse<'c>(headers: impl IntoIterator<Item = &'c str>) -> Result<Columns> {
        let mut all = Json::Object(Vec::new());
        let mut columns = Vec::new();
        for header in headers {
            let place = Place::parse(header).ok_or_else(|| bad_header(header))?;
            place.put(&mut all, "x").ok_or_else(|| bad_header(header))?;
            columns.push((header.to_owned(), place));
        }
        Ok(Columns(columns))
    }

    /// The record of a row. Empty cells are left out, and so is what stands beyond the headers.
    ///
    /// # Errors
    /// Never, as far as we know; the headers were tried when they were read.
    pub fn record<'t>(&self, cells: impl IntoIterator<Item = &'t str>) -> Result<Record<'t>> {
        let mut record = Json::Object(Vec::with_capacity(self.0.len()));
        for ((header, place), cell) in self.0.iter().zip(cells) {
            place.put(&mut record, cell).ok_or_else(|| bad_header(header))?;
        }
        Ok(Record(record))
    }
}

fn bad_header(header: &str) -> Error {
    Error::new(ErrorKind::Header(header.to_owned()), None)
}

/// Where in a record the cells of a column belong.
#[derive(Clone, Debug)]
struct Place(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

impl Place {
    fn parse(header: &str) -> Option<Place> {
        let mut steps = Vec::new();
        for part in header.trim().split('.') {
            let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            if key.is_empty() {
                return None;
            }
            steps.push(Step::Key(key.to_owned()));
            while let Some(inner) = rest.strip_prefix('[') {
                let (index, after) = inner.split_once(']')?;
                steps.push(Step::Index(index.parse().ok().filter(|index| *index < MOST)?));
                rest = after;
            }
            if !rest.is_empty() {
                return None;
            }
        }
        Some(Place(steps))
    }

    /// Puts a cell there. Nothing if something of another kind is there already.
    fn put<'t>(&self, record: &mut Json<'t>, cell: &'t str) -> Option<()> {
        if cell.is_empty() {
            return Some(());
        }
        let mut here = record;
        for step in &self.0 {
            here = match step {
                Step::Key(key) => {
                    if *here == Json::Null {
                        *here = Json::Object(Vec::new());
                    }
                    let Json::Object(entries) = here else { return None };
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
                    let Json::List(items) = here else { return None };
                    if items.len() <= index {
                        items.resize(index + 1, Json::Null);
                    }
                    &mut items[index]
                }
            };
        }
        if *here != Json::Null {
            return None;
        }
        *here = Json::Cell(Cow::Borrowed(cell));
        Some(())
    }
}
