//! Splits data into records: items of a document, and rows that form one record.

use std::borrow::Cow;

use super::mapping::Mapping;
use super::record::{Json, Record};
use super::record_path::{Frame, PathError, RecordPath};

impl Mapping {
    /// The records of a document: those at the path `items` of the mapping's `[source]`; without it, the items of
    /// a list, or the document itself.
    ///
    /// ```
    /// use tmall_schema::{Mapping, Record};
    /// let mapping = Mapping::parse("source = { items = 'goodsList[*]' }\n")?;
    /// let answer = Record::from_json(r#"{"goodsList":[{"sn":1},{"sn":2}]}"#)?;
    /// let items = mapping.items(answer);
    /// assert_eq!(items.len(), 2);
    /// assert_eq!(items[1].text("sn").as_deref(), Some("2"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn items<'t>(&self, document: Record<'t>) -> Vec<Record<'t>> {
        let Some(path) = &self.records.items else {
            let Json::List(items) = document.0 else { return vec![document] };
            return items.into_iter().map(Record).collect();
        };
        let mut found = Vec::new();
        path.each(&Frame { here: &document.0, outer: None }, &mut |json| {
            found.extend(json.items().iter().cloned().map(Record));
        });
        found
    }

    /// Whether several rows form one record: the mapping's `[source]` has a `group`.
    #[must_use]
    pub fn groups(&self) -> bool {
        self.records.group.is_some()
    }

    /// The text by which rows are grouped into one record; `None` if the row does not have it, or the mapping does
    /// not group.
    #[must_use]
    pub fn group_of(&self, row: &Record<'_>) -> Option<String> {
        self.records.group.as_ref().and_then(|path| text_at(row, path))
    }

    /// Joins rows into one record: the fields of the first, with all rows as a list under the name that `rows` of
    /// `[source]` gives. A row that has an object under this name adds that object, otherwise the whole row.
    #[must_use]
    pub fn join<'t>(&self, rows: Vec<Record<'t>>) -> Record<'t> {
        let Some(name) = &self.records.rows else {
            return rows.into_iter().next().unwrap_or(Record(Json::Null));
        };
        let list = rows.iter().map(|row| row.0.get(name).unwrap_or(&row.0).clone()).collect();
        let first = rows.into_iter().next();
        let mut joined = if let Some(Record(Json::Object(entries))) = first { entries } else { Vec::new() };
        joined.retain(|(key, _)| key != name);
        joined.push((Cow::Owned(name.clone()), Json::List(list)));
        Record(Json::Object(joined))
    }

    /// The name of a record: the text at the path `name` of the mapping's `[source]`, else at `group`.
    #[must_use]
    pub fn name_of(&self, record: &Record<'_>) -> Option<String> {
        let path = self.records.name.as_ref().or(self.records.group.as_ref())?;
        text_at(record, path)
    }
}

impl Record<'_> {
    /// The text at a path such as `title`, `sku[0].price` or `["odd.key"]`. `None` if there is no text, or the path
    /// is not valid.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        text_at(self, &RecordPath::parse(path).ok()?)
    }

    /// Whether it is an object, rather than a single text, number or list.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self.0, Json::Object(_))
    }

    /// Checks a path into records.
    ///
    /// # Errors
    /// If it is not a path.
    pub fn check_path(path: &str) -> Result<(), PathError> {
        RecordPath::parse(path).map(drop)
    }
}

fn text_at(record: &Record<'_>, path: &RecordPath) -> Option<String> {
    let mut found = None;
    path.each(&Frame { here: &record.0, outer: None }, &mut |json| {
        if let Json::Text(text) | Json::Cell(text) | Json::Number(text) = json
            && found.is_none()
            && !text.is_empty()
        {
            found = Some(text.to_string());
        }
    });
    found
}
