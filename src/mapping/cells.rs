//! The headers of a table as paths: where in a record a cell belongs.

use std::borrow::Cow;

use super::record::Json;

/// How far an index may go: each place before it is made.
const MOST: usize = 10_000;

/// A header such as `title`, `sku[0].price`, `images[1]`.
pub(crate) struct Place(Vec<Step>);

enum Step {
    Key(String),
    Index(usize),
}

impl Place {
    pub(crate) fn parse(header: &str) -> Option<Place> {
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
    pub(crate) fn put<'t>(&self, record: &mut Json<'t>, cell: &'t str) -> Option<()> {
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
