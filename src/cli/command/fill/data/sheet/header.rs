//! The row of the headers of a table.
//!
//! Above it may be titles, remarks, and names of groups of columns:
//!
//! ```text
//! |  2026 autumn                  |     a title
//! |  code  |  name  |    sale     |     "code" and "name" reach down, "sale" names a group
//! |        |        | price|stock |     the headers: code, name, price, stock
//! ```

use std::collections::VecDeque;

use super::book::{Merge, SheetRow};
use crate::cli::lang::Message;

/// Rows above the headers, as far as they reach into a row below them.
#[derive(Default)]
struct Above {
    /// Areas that reach down, with their texts.
    areas: Vec<(Merge, String)>,
    /// The last of the rows.
    last: Option<SheetRow>,
}

/// The row of the headers among the first rows: the first one that is at least half as wide as the widest, without rows that
/// name groups of columns. Titles and remarks above a table take few cells.
pub(super) fn found(rows: &mut VecDeque<SheetRow>) -> Option<SheetRow> {
    let widest = rows.iter().map(|row| row.cells.len()).max()?;
    let mut above = Above::default();
    let mut is_below_groups = false;
    while let Some(row) = rows.pop_front() {
        if row.cells.len() * 2 >= widest || is_below_groups {
            is_below_groups = rows.front().is_some_and(|next| names_groups(&row, next));
            if !is_below_groups {
                return Some(above.headers(row));
            }
        }
        above.add(row);
    }
    None
}

/// The row of this number, from 1.
pub(super) fn given(
    rows: &mut impl Iterator<Item = Result<SheetRow, Message>>,
    number: u32,
) -> Result<Option<SheetRow>, Message> {
    let mut above = Above::default();
    for row in rows {
        let row = row?;
        match (row.number + 1).cmp(&number) {
            std::cmp::Ordering::Less => above.add(row),
            std::cmp::Ordering::Equal => return Ok(Some(above.headers(row))),
            std::cmp::Ordering::Greater => break,
        }
    }
    Ok(None)
}

/// Whether a row has texts over several columns, below each of which the next row has names of its own.
fn names_groups(row: &SheetRow, next: &SheetRow) -> bool {
    row.merges.iter().any(|merge| {
        let below = next.cells.iter().filter(|(column, _)| (merge.left..=merge.right).contains(column));
        let names: Vec<&str> = below.map(|(_, text)| text.trim()).collect();
        let is_name = |name: &str| name.parse::<f64>().is_err();
        let is_of_row = merge.top == row.number && merge.bottom.saturating_add(1) == next.number;
        is_of_row
            && row.text(merge.left).is_some()
            && names.len() > 1
            && names.iter().all(|name| is_name(name))
    })
}

impl Above {
    fn add(&mut self, row: SheetRow) {
        self.areas.retain(|(area, _)| area.bottom > row.number);
        for merge in row.merges.iter().filter(|merge| merge.bottom > row.number) {
            self.areas.extend(row.text(merge.left).map(|text| (*merge, text.to_owned())));
        }
        self.last = Some(row);
    }

    /// A row of headers, with those that stand above it and reach down. Where the row above names groups, its other cells are
    /// headers too.
    fn headers(self, mut row: SheetRow) -> SheetRow {
        let areas = self.areas.into_iter().filter(|(area, _)| area.bottom >= row.number);
        let mut more: Vec<(u32, String)> = areas.map(|(area, text)| (area.left, text)).collect();
        if let Some(last) = self.last.filter(|last| names_groups(last, &row)) {
            let is_of_group = |column: u32| {
                last.merges
                    .iter()
                    .any(|area| area.left < area.right && (area.left..=area.right).contains(&column))
            };
            more.extend(last.cells.iter().filter(|(column, _)| !is_of_group(*column)).cloned());
        }
        for (column, text) in more {
            if row.text(column).is_none() {
                row.cells.push((column, text));
                row.cells.sort_by_key(|(column, _)| *column);
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of cells, none of which is empty, and the areas that begin in it.
    fn row(number: u32, cells: &[&str], merges: &[(u32, u32, u32)]) -> SheetRow {
        let cells = (0..).zip(cells).filter(|(_, text)| !text.is_empty());
        SheetRow {
            cells: cells.map(|(column, text)| (column, (*text).to_owned())).collect(),
            merges: merges
                .iter()
                .map(|&(left, right, bottom)| Merge { top: number, left, bottom, right })
                .collect(),
            ..SheetRow::new(number)
        }
    }

    fn header(rows: Vec<SheetRow>) -> Vec<String> {
        let found = found(&mut rows.into()).unwrap();
        found.cells.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn titles_and_groups_stand_above_headers() {
        let data = || row(3, &["A1", "shirt", "9", "5"], &[]);
        let plain = vec![
            row(0, &["2026 autumn"], &[(0, 3, 0)]),
            row(2, &["code", "name", "price", "stock"], &[]),
            data(),
        ];
        assert_eq!(header(plain), ["code", "name", "price", "stock"]);
        // Headers that reach down beside a group, merged and not.
        for merges in [&[(0, 0, 2), (1, 1, 2), (2, 3, 1)][..], &[(2, 3, 1)]] {
            let groups = vec![
                row(0, &["2026 autumn"], &[(0, 3, 0)]),
                row(1, &["code", "name", "sale"], merges),
                row(2, &["", "", "price", "stock"], &[]),
                data(),
            ];
            assert_eq!(header(groups), ["code", "name", "price", "stock"]);
        }
        // Groups alone.
        let groups = vec![
            row(1, &["item", "", "sale"], &[(0, 1, 1), (2, 3, 1)]),
            row(2, &["code", "name", "price", "stock"], &[]),
            data(),
        ];
        assert_eq!(header(groups), ["code", "name", "price", "stock"]);
        // One header over two columns of numbers is a header.
        let wide =
            vec![row(2, &["code", "name", "size"], &[(2, 3, 2)]), row(3, &["A1", "shirt", "9", "5"], &[])];
        assert_eq!(header(wide), ["code", "name", "size"]);
    }

    #[test]
    fn a_row_that_is_given_has_what_reaches_down() {
        let rows = vec![
            row(0, &["code", "name", "sale"], &[(0, 0, 1), (1, 1, 1), (2, 3, 0)]),
            row(1, &["", "", "price", "stock"], &[]),
        ];
        let found = given(&mut rows.into_iter().map(Ok), 2).unwrap().unwrap();
        assert_eq!(found.cells.len(), 4);
        let none = given(&mut [row(0, &["code"], &[]), row(4, &["A"], &[])].into_iter().map(Ok), 3);
        assert!(none.unwrap().is_none());
    }
}
