//! The sources of rows: the values at a path, or all combinations of several lists.

use std::borrow::Cow;

use super::applier::{Applier, Reported};
use super::limits::MAX_PRODUCT_ROWS;
use super::message::message;
use super::model::Fill;
use super::record::Json;
use super::record_path::{Frame, RecordPath, Step, walk};
use crate::code::MappingCode;

impl Applier<'_> {
    /// The values, usually objects, at the first path that leads to any.
    pub(super) fn found<'f, 't>(
        &mut self,
        paths: &[RecordPath],
        frame: &Frame<'f, 't>,
        is_there: &mut bool,
    ) -> Vec<Cow<'f, Json<'t>>> {
        for path in paths {
            let mut found: Vec<Cow<'f, Json<'t>>> = Vec::new();
            path.each(frame, &mut |json| {
                *is_there |= !json.is_null();
                found.extend(json.items().iter().filter(|item| !item.is_null()).map(Cow::Borrowed));
            });
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// An object for each combination; the first part changes slowest. A part may start at an earlier one.
    pub(super) fn product<'t>(
        &mut self,
        fill: &Fill,
        parts: &[(String, RecordPath)],
        frame: &Frame<'_, 't>,
    ) -> Result<Vec<Json<'t>>, Reported> {
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
                    // One more than allowed is enough to report.
                    let room = (MAX_PRODUCT_ROWS + 1).saturating_sub(next.len());
                    for item in json.items().iter().take(room) {
                        let mut longer = row.clone();
                        longer.push((Cow::Owned(name.clone()), item.clone()));
                        next.push(longer);
                    }
                };
                match own {
                    Some((json, rest)) => walk(json, rest, &mut add),
                    None => path.each(frame, &mut add),
                }
                if next.len() > MAX_PRODUCT_ROWS {
                    let wrong = message!(
                        "the product has more than {MAX_PRODUCT_ROWS} combinations",
                        "组合超过 {MAX_PRODUCT_ROWS} 个",
                    );
                    return Err(self.report(MappingCode::WrongShape, fill, None, wrong));
                }
            }
            rows = next;
        }
        Ok(rows.into_iter().map(Json::Object).collect())
    }
}
