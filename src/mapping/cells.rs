//! Which cells of a table the values of a param are read from.

use std::collections::HashMap;

use super::applier::{Applier, address};
use super::columns::Columns;
use super::coverage::{expr_names, push_key};
use super::model::{Fill, From};
use super::plan::Plan;
use super::record::{Json, Record};
use super::record_path::{Frame, RecordPath, Step};

/// Follows the places of a record that are read for each field.
pub(super) struct Reads {
    /// The places of the objects and items of the record, by their addresses.
    places: HashMap<usize, String>,
    /// The pointers of fields, each with a place that was looked at for it.
    pub(super) found: Vec<(String, String)>,
}

impl Reads {
    fn of(record: &Json<'_>) -> Reads {
        let mut places = HashMap::new();
        places_of(record, &mut String::new(), &mut places);
        Reads { places, found: Vec::new() }
    }
}

fn places_of(json: &Json<'_>, at: &mut String, places: &mut HashMap<usize, String>) {
    let length = at.len();
    // An object and its first part may have one address; the outer one is meant.
    places.entry(address(json)).or_insert_with(|| at.clone());
    match json {
        Json::Object(entries) => {
            for (key, inner) in entries {
                push_key(at, key);
                places_of(inner, at, places);
                at.truncate(length);
            }
        }
        Json::List(items) => {
            for (number, item) in items.iter().enumerate() {
                at.push_str(&format!("[{number}]"));
                places_of(item, at, places);
                at.truncate(length);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Cell(_) => {}
    }
}

impl Plan {
    /// The cells that the fields of a record's param are read from, whether they hold something or not: triples of the JSON
    /// Pointer of the field, such as `/sku/0/price`, the row of the table, which is 0 unless the mapping's `[source]` joins
    /// several, and the column.
    ///
    /// ```
    /// use tmall_schema::{Columns, Mapping, Schema};
    /// let schema = Schema::parse(r#"<itemRule><field id="title" type="input"/><field id="price" type="input"/></itemRule>"#)?;
    /// let plan = Mapping::parse("[fields]\n'/title' = 'name'\n'/price' = { from = 'cost' }\n")?.bind(&schema)?;
    /// let columns = Columns::parse(["cost", "name"])?;
    /// let cells = plan.cells(&columns.record(["", "shirt"]), &columns);
    /// assert_eq!(cells, [("/title".to_owned(), 0, 1), ("/price".to_owned(), 0, 0)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cells(&self, record: &Record<'_>, columns: &Columns) -> Vec<(String, usize, usize)> {
        let mut applier = Applier::new(self);
        applier.reads = Some(Reads::of(&record.0));
        applier.fields(&self.nodes, &Frame { here: &record.0, outer: None }, &mut Vec::new());
        let found = applier.reads.map(|reads| reads.found).unwrap_or_default();
        let headers = columns.places();
        let list = self.records.rows.as_deref().map(|name| {
            let mut list = String::new();
            push_key(&mut list, name);
            list
        });
        let mut cells: Vec<(String, usize, usize)> = Vec::new();
        for (pointer, place) in found {
            if let Some((row, column)) = locate(&place, list.as_deref(), &headers)
                && !cells
                    .iter()
                    .rev()
                    .take(8)
                    .any(|known| known.0 == pointer && known.1 == row && known.2 == column)
            {
                cells.push((pointer, row, column));
            }
        }
        cells
    }
}

/// The row and the column of a place.
fn locate(place: &str, list: Option<&str>, headers: &[String]) -> Option<(usize, usize)> {
    let in_row = list.and_then(|list| {
        let (row, rest) = place.strip_prefix(list)?.strip_prefix('[')?.split_once(']')?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let inside = if rest.starts_with('[') { format!("{list}{rest}") } else { format!("{list}.{rest}") };
        let column = column(&inside, headers).or_else(|| column(rest, headers))?;
        Some((row.parse().ok()?, column))
    });
    in_row.or_else(|| Some((0, column(place, headers)?)))
}

/// The column of a place: the one with this header, else the first that belongs to the same list or object.
fn column(place: &str, headers: &[String]) -> Option<usize> {
    let exact = headers.iter().position(|header| header == place);
    let (place, any) = (place.replace("[*]", ""), |header: &str| without_indexes(header));
    let is_below = |long: &str, short: &str| {
        !short.is_empty()
            && long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    exact.or_else(|| {
        headers
            .iter()
            .position(|header| is_below(header, &place) || is_below(&any(header), &without_indexes(&place)))
    })
}

/// A place without the numbers of its items.
fn without_indexes(place: &str) -> String {
    let mut text = String::new();
    let mut rest = place;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        match after.split_once(']') {
            Some((inside, after)) if inside.bytes().all(|byte| byte.is_ascii_digit()) => rest = after,
            _ => {
                text.push('[');
                rest = after;
            }
        }
    }
    text + rest
}

impl Columns {
    /// The headers in the form in which places are written here.
    fn places(&self) -> Vec<String> {
        self.paths()
            .map(|path| place_from(String::new(), path.steps_from_here().unwrap_or_default()))
            .collect()
    }
}

fn place_from(mut place: String, steps: &[Step]) -> String {
    for step in steps {
        match step {
            Step::Key(key) => push_key(&mut place, key),
            Step::Index(index) => place.push_str(&format!("[{index}]")),
            Step::Each => place.push_str("[*]"),
        }
    }
    place
}

impl Applier<'_> {
    /// Notes the places that a fill of the current field reads.
    pub(super) fn trace_reads(&mut self, fill: &Fill, frame: &Frame<'_, '_>) {
        let Some(reads) = &self.reads else { return };
        let mut found = Vec::new();
        let base = |json: &Json<'_>| reads.places.get(&address(json)).cloned();
        let mut add = |path: &RecordPath| {
            let (out, steps) = path.start();
            let start = match out {
                None => Some(frame.record()),
                Some(out) => {
                    let mut at = Some(frame);
                    (0..out).for_each(|_| at = at.and_then(|frame| frame.outer));
                    at.map(|frame| frame.here)
                }
            };
            found.extend(start.and_then(base).map(|base| place_from(base, steps)));
        };
        if let From::Paths(paths) = &fill.from {
            paths.iter().for_each(&mut add);
        }
        for name in expr_names(&fill.from).filter(|name| !name.is_empty()) {
            add(&RecordPath::key(name));
        }
        for (_, inner) in &fill.attributes {
            if let From::Paths(paths) = &inner.from {
                paths.iter().for_each(&mut add);
            }
        }
        let pointer = self.pointer();
        if let Some(reads) = &mut self.reads {
            reads.found.extend(found.into_iter().map(|place| (pointer.clone(), place)));
        }
    }
}
