//! Where rows come from: what stands at a path, or all combinations of several lists.

use std::borrow::Cow;

use super::apply::Applier;
use super::model::Fill;
use super::path::{Frame, RecordPath, Step, walk};
use super::record::Json;
use super::text::Told;
use crate::code::MappingCode;

/// The most rows that a product makes of one record.
const MOST_ROWS: usize = 100_000;

impl Applier<'_> {
    /// The objects, or whatever the rows are made of, of the first path that leads to any.
    pub(super) fn found<'f, 't>(
        &mut self,
        paths: &[RecordPath],
        frame: &Frame<'f, 't>,
        is_there: &mut bool,
    ) -> Vec<Cow<'f, Json<'t>>> {
        for path in paths {
            let mut found: Vec<Cow<'f, Json<'t>>> = Vec::new();
            path.each(frame, &mut |json| match json {
                Json::List(items) => {
                    *is_there = true;
                    found.extend(items.iter().filter(|item| **item != Json::Null).map(Cow::Borrowed));
                }
                Json::Null => {}
                json => {
                    *is_there = true;
                    found.push(Cow::Borrowed(json));
                }
            });
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// An object for each combination; the first part changes slowest. A part may begin at an earlier one.
    pub(super) fn product<'t>(
        &mut self,
        fill: &Fill,
        parts: &[(String, RecordPath)],
        frame: &Frame<'_, 't>,
    ) -> Result<Vec<Json<'t>>, Told> {
        let mut rows: Vec<Vec<(Cow<'t, str>, Json<'t>)>> = vec![Vec::new()];
        for (name, path) in parts {
            let mut next = Vec::new();
            for row in &rows {
                let own = path.steps_from_here().and_then(|steps| {
                    let (Step::Key(first), rest) = steps.split_first()? else { return None };
                    let (_, json) = row.iter().find(|(known, _)| known == first)?;
                    Some((json, rest))
                });
                let mut add = |json: &Json<'t>| {
                    let items = match json {
                        Json::List(items) => items.as_slice(),
                        Json::Null => &[],
                        json => std::slice::from_ref(json),
                    };
                    for item in items.iter().take(MOST_ROWS + 1 - next.len().min(MOST_ROWS + 1)) {
                        let mut longer = row.clone();
                        longer.push((Cow::Owned(name.clone()), item.clone()));
                        next.push(longer);
                    }
                };
                match own {
                    Some((json, rest)) => walk(json, rest, &mut add),
                    None => path.each(frame, &mut add),
                }
                if next.len() > MOST_ROWS {
                    let wrong =
                        (format!("more than {MOST_ROWS} combinations"), format!("组合超过 {MOST_ROWS} 个"));
                    return Err(self.tell(MappingCode::WrongShape, fill, None, wrong));
                }
            }
            rows = next;
        }
        Ok(rows.into_iter().map(Json::Object).collect())
    }
}
