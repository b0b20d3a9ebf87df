//! Rows of a sheet, read on a thread of their own.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use tmall_schema::suggest::similar;

use super::book::{Merge, SheetInfo, SheetRow, Workbook};
use crate::cli::lang::Message;

/// The cells that are sent at once.
const BATCH: usize = 4096;
/// How many batches may wait.
const WAITING: usize = 2;

/// The name of the sheet that is meant: by its name, by its number from 1, or the first visible one.
pub(super) fn choose(sheets: &[SheetInfo], wanted: Option<&str>) -> Result<String, Message> {
    let Some(wanted) = wanted else {
        let first = sheets.iter().find(|sheet| sheet.is_visible).or(sheets.first());
        let none = || Message::new("the workbook has no sheets", "工作簿中没有工作表");
        return first.map(|sheet| sheet.name.clone()).ok_or_else(none);
    };
    let by_number = || wanted.parse::<usize>().ok().and_then(|number| sheets.get(number.checked_sub(1)?));
    let found = sheets.iter().find(|sheet| sheet.name == wanted).or_else(by_number);
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| {
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let near = similar(wanted, names.iter().copied());
        let some = &names[..names.len().min(10)];
        let (near_en, near_zh) = match near.first() {
            Some(near) => (format!("; did you mean \"{near}\"?"), format!("；是不是“{near}”？")),
            None => {
                (format!("; its sheets are {}", some.join(", ")), format!("；其中有：{}", some.join("、")))
            }
        };
        Message::new(
            format!("the workbook has no sheet \"{wanted}\"{near_en}"),
            format!("工作簿中没有工作表“{wanted}”{near_zh}"),
        )
    })
}

/// The rows of one sheet.
pub(super) struct Rows {
    receiver: Receiver<Result<Vec<SheetRow>, Message>>,
    waiting: std::vec::IntoIter<SheetRow>,
}

impl Rows {
    /// Starts to read a sheet. The thread ends when the rows are dropped.
    pub(super) fn start(mut book: Box<dyn Workbook>, sheet: String) -> Rows {
        let (sender, receiver) = sync_channel(WAITING);
        thread::spawn(move || {
            let (mut batch, mut cells) = (Vec::new(), 0);
            let result = book.rows(&sheet, &mut |row| {
                cells += row.cells.len();
                batch.push(row);
                if cells < BATCH {
                    return true;
                }
                cells = 0;
                sender.send(Ok(std::mem::take(&mut batch))).is_ok()
            });
            // The receiver may be gone.
            let _ = sender.send(Ok(batch));
            if let Err(message) = result {
                let _ = sender.send(Err(message));
            }
        });
        Rows { receiver, waiting: Vec::new().into_iter() }
    }
}

impl Iterator for Rows {
    type Item = Result<SheetRow, Message>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.waiting.next() {
                return Some(Ok(row));
            }
            match self.receiver.recv().ok()? {
                Ok(batch) => self.waiting = batch.into_iter(),
                Err(message) => return Some(Err(message)),
            }
        }
    }
}

/// A merged area with its value, and whether that is a text that looks like a shortened number, in a cell for texts or in
/// another one.
struct MergedCell {
    merge: Merge,
    text: String,
    is_text: bool,
    is_loose: bool,
}

/// Fills merged areas: each of their cells has the value of the first one.
#[derive(Default)]
pub(super) struct Merged {
    /// The areas that the current row crosses, by their first column, with their values.
    active: HashMap<u32, MergedCell>,
}

impl Merged {
    /// The row with its merged cells filled, in the columns that are wanted, of so many.
    pub(super) fn fill(
        &mut self,
        mut row: SheetRow,
        width: u32,
        is_wanted: impl Fn(u32) -> bool,
    ) -> SheetRow {
        self.active.retain(|_, cell| cell.merge.bottom >= row.number);
        for merge in std::mem::take(&mut row.merges) {
            if let Some(text) = row.text(merge.left).filter(|_| merge.top == row.number && merge.left < width)
            {
                let is_in = |list: &[String]| list.iter().any(|known| known == text);
                let (is_text, is_loose) = (is_in(&row.texts), is_in(&row.loose));
                let text = text.to_owned();
                self.active.insert(merge.left, MergedCell { merge, text, is_text, is_loose });
            }
        }
        let mut added = Vec::new();
        for MergedCell { merge, text, is_text, is_loose } in self.active.values() {
            if *is_text {
                row.texts.push(text.clone());
            }
            if *is_loose {
                row.loose.push(text.clone());
            }
            for column in merge.left..=merge.right.min(width.saturating_sub(1)) {
                if is_wanted(column) && row.text(column).is_none() {
                    added.push((column, text.clone()));
                }
            }
        }
        if !added.is_empty() {
            row.cells.append(&mut added);
            row.cells.sort_by_key(|(column, _)| *column);
            row.cells.dedup_by_key(|(column, _)| *column);
        }
        row
    }
}
