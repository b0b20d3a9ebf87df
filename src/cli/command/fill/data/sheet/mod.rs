//! Sheets of workbooks: one record for each row below the headers, as in CSV.
//!
//! ```text
//! file --book--> rows of cells, on a thread of its own --table--> records
//! ```

pub(crate) mod book;
mod header;
mod input;
mod limits;
mod number;
mod ods;
mod reason;
mod record;
mod rows;
mod table;
pub(crate) mod template;
mod xls;
mod xlsx;

use std::io::{Cursor, Read};
use std::path::Path;

use tmall_schema::{Mapping, Schema};

use super::RawRecord;
use crate::cli::error::CliError;
use crate::cli::lang::Message;
use crate::cli::progress::Progress;
use book::Input;
use input::CountedInput;

/// Which sheet is read, and where its headers are.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetOptions {
    /// Its name or number.
    pub(crate) sheet: Option<String>,
    /// The row of the headers, from 1; without it, they are searched for.
    pub(crate) header_row: Option<u32>,
}

/// The largest workbook that is read from standard input.
const LARGEST: u64 = 256 << 20;

/// The input of a workbook, in which a reader has to move: a file itself, standard input as a whole.
pub(super) fn input(name: &str) -> Result<Box<dyn Input>, CliError> {
    let path = Path::new(name);
    let fail = |error| CliError::open(path, error);
    if name == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().take(LARGEST + 1).read_to_end(&mut bytes).map_err(fail)?;
        if bytes.len() as u64 > LARGEST {
            let message = Message::new(
                "the workbook is larger than 256 MiB; give it as a file",
                "工作簿超过 256 MiB；请以文件方式提供",
            );
            return Err(CliError::Data { name: name.to_owned(), line: None, message });
        }
        return Ok(Box::new(Cursor::new(bytes)));
    }
    let file = std::fs::File::open(path).map_err(fail)?;
    if file.metadata().is_ok_and(|about| about.is_dir()) {
        return Err(fail(std::io::ErrorKind::IsADirectory.into()));
    }
    Ok(Box::new(std::io::BufReader::new(file)))
}

/// The records of a template that was filled in.
pub(super) fn read_template(
    name: &str,
    schema: &Schema,
    bar: &Progress,
) -> Result<impl Iterator<Item = Result<RawRecord, CliError>> + Send + use<>, CliError> {
    let wrong = |message: Message| CliError::Data { name: name.to_owned(), line: None, message };
    let (input, counting) = CountedInput::boxed(input(name)?, bar);
    let book = book::open(input).map_err(wrong)?;
    template::read(name, book, schema, &counting)?.ok_or_else(|| {
        wrong(Message::new(
            "the workbook is not a template of fill template; for other sheets give --map",
            "该工作簿不是由 fill template 生成的模板；其他表格请用 --map 指定映射",
        ))
    })
}

/// The records of a sheet.
pub(super) fn read<'m>(
    name: &str,
    options: &SheetOptions,
    mapping: &'m Mapping,
    bar: &Progress,
) -> Result<impl Iterator<Item = Result<RawRecord, CliError>> + Send + use<'m>, CliError> {
    let wrong = |message: Message| CliError::Data { name: name.to_owned(), line: None, message };
    let (input, counting) = CountedInput::boxed(input(name)?, bar);
    let mut book = book::open(input).map_err(wrong)?;
    let sheet = rows::choose(book.sheets(), options.sheet.as_deref()).map_err(wrong)?;
    book.prepare(&sheet).map_err(wrong)?;
    counting.start();
    let rows = rows::Rows::start(book, sheet.clone());
    table::read(name, &sheet, rows, options.header_row, mapping)
}
