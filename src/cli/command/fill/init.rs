//! `fill init`: prints a mapping to begin with.

use std::collections::{BTreeMap, HashSet};

use tmall_schema::{FieldRef, Lang, Mapping, Record, Schema};

use super::data::{self, DataOptions};
use crate::cli::args::InitArgs;
use crate::cli::console::Console;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::input::{Source, check_stdin, read_options};
use crate::cli::output::Output;
use crate::cli::progress::Progress;
use crate::cli::render::skeleton::{Sample, skeleton};
use crate::cli::settings::Settings;

/// The records whose paths are used for guesses.
const RECORDS: usize = 200;

pub(super) fn run(args: &InitArgs, settings: &Settings, console: &Console) -> Result<Exit, CliError> {
    check_stdin([Some(args.schema.as_str()), args.from.as_deref()].into_iter().flatten())?;
    let source = Source::of(&args.schema);
    let schema = source.checked_schema(&read_options(args.reading.dialect.or(settings.dialect)), console)?;
    let sample = match &args.from {
        Some(name) => Some(sample(name, &schema, DataOptions::new(&args.input, settings))?),
        None => None,
    };
    let text = skeleton(&schema, &source.name(), sample, console.lang);
    let mut output = Output::open(args.output.output.as_deref(), console)?;
    output.write(&text)?;
    output.finish()?;
    Ok(Exit::Clean)
}

/// The paths of all texts in the first records, and how rows of a table seem to form records.
fn sample(name: &str, schema: &Schema, options: DataOptions) -> Result<Sample, CliError> {
    let mapping = Mapping::default();
    let (mut paths, mut columns) = (Vec::new(), Columns::default());
    for raw in data::open(name, options, &mapping, &Progress::hidden())?.take(RECORDS) {
        let raw = raw?;
        let records = raw.records(&mapping, Lang::En).unwrap_or_default();
        for record in records.iter().take(RECORDS) {
            let found = record.paths();
            if raw.is_table() {
                columns.add(&found, record);
            }
            paths.extend(found);
        }
    }
    let has_rows = schema.fields().any(|field| field.is_array() && field.fields().next().is_some());
    let group = columns.group(&names_inside(schema)).filter(|_| has_rows);
    if group.is_some() {
        // Grouped rows are a list with the same columns.
        let inner: Vec<String> = columns.cells.keys().map(|path| format!("{ROWS}[*].{path}")).collect();
        paths.extend(inner);
    }
    Ok(Sample { paths, group: group.map(|group| (group, ROWS.to_owned())) })
}

/// The ids and names of the fields inside rows.
fn names_inside(schema: &Schema) -> HashSet<&str> {
    let rows = schema.fields().filter(|field| field.is_array());
    rows.flat_map(FieldRef::descendants)
        .flat_map(|field| [Some(field.id()), field.name()])
        .flatten()
        .collect()
}

/// The name of the list of rows in a proposed mapping.
const ROWS: &str = "rows";

/// The columns of a table, by their paths.
#[derive(Default)]
struct Columns {
    cells: BTreeMap<String, Vec<String>>,
    rows: usize,
}

impl Columns {
    fn add(&mut self, paths: &[String], record: &Record<'_>) {
        for path in paths {
            let cells = self.cells.entry(path.clone()).or_default();
            cells.resize(self.rows, String::new());
            cells.push(record.text(path).unwrap_or_default());
        }
        self.rows += 1;
    }

    /// The column whose equal cells are one below the other, of all rows: the one that makes the most records of
    /// several rows. `None` if each row seems to be a record.
    ///
    /// Columns that are named like a field of rows do not count.
    fn group(&self, inside: &HashSet<&str>) -> Option<String> {
        let runs = |cells: &Vec<String>| {
            let mut seen = HashSet::new();
            let mut last = None;
            let mut runs = 0;
            for cell in cells {
                if cell.is_empty() {
                    return None;
                }
                if last != Some(cell) {
                    runs += 1;
                    // The same text again further down does not form a group.
                    if !seen.insert(cell) {
                        return None;
                    }
                }
                last = Some(cell);
            }
            (cells.len() == self.rows && runs > 1 && runs < self.rows).then_some(runs)
        };
        let columns = self.cells.iter().filter(|(path, _)| !inside.contains(path.as_str()));
        let found = columns.filter_map(|(path, cells)| Some((runs(cells)?, path)));
        // Of equal ones the shorter texts: a number rather than a title.
        let length = |path: &String| {
            self.cells.get(path).map_or(0, |cells| cells.iter().map(String::len).sum::<usize>())
        };
        found
            .max_by_key(|(runs, path)| (*runs, std::cmp::Reverse(length(path))))
            .map(|(_, path)| path.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(table: &[&[&str]]) -> Columns {
        let mut columns = Columns::default();
        for row in &table[1..] {
            let record = Record::from_cells(table[0].iter().copied().zip(row.iter().copied())).unwrap();
            columns.add(&record.paths(), &record);
        }
        columns
    }

    #[test]
    fn rows_of_one_record_stand_together() {
        let head: &[&str] = &["no", "name", "size"];
        let units = columns(&[head, &["1", "shirt", "S"], &["1", "shirt", "M"], &["2", "coat", "S"]]);
        assert_eq!(units.group(&HashSet::from(["no"])).as_deref(), Some("name"));
        assert_eq!(units.group(&HashSet::new()).as_deref(), Some("no"));
        let single = columns(&[head, &["1", "shirt", "S"], &["2", "shirt", "M"]]);
        assert_eq!(single.group(&HashSet::new()), None);
        let apart = columns(&[head, &["1", "a", "S"], &["1", "b", "M"], &["2", "c", "L"], &["1", "d", "XL"]]);
        assert_eq!(apart.group(&HashSet::new()), None);
    }
}
