//! Tables with a header line, as spreadsheet programs save them.

use std::collections::VecDeque;
use std::io::{BufRead, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use tmall_schema::{Columns, Lang, Mapping};

use super::quotes::{QuoteFault, QuoteFaultKind, QuoteFaults, QuoteWatch};
use super::{Body, PROBLEMS, RawRecord, RowGroup, RowGroups, Table, decode, foreign};
use crate::cli::args::EncodingArg;
use crate::cli::error::CliError;
use crate::cli::lang::Message;

/// The bytes of a file that decide on its encoding and separator.
const BEGINNING: u64 = 1 << 18;

pub(super) fn read<'m, R: BufRead + Send + 'm>(
    name: &str,
    mut input: R,
    encoding: Option<EncodingArg>,
    mapping: &'m Mapping,
) -> Result<impl Iterator<Item = Result<RawRecord, CliError>> + Send + use<'m, R>, CliError> {
    let mut beginning = Vec::new();
    (&mut input)
        .take(BEGINNING)
        .read_to_end(&mut beginning)
        .map_err(|error| CliError::open(Path::new(name), error))?;
    let wrong = |message: Message| CliError::Data { name: name.to_owned(), line: Some(1), message };
    if let Some(message) = foreign(&beginning) {
        return Err(wrong(message));
    }
    let is_empty = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&beginning).trim_ascii().is_empty();
    if is_empty {
        return Err(wrong(Message::new(
            "the file is empty; a table begins with a line of headers",
            "文件为空；表格的第一行应为表头",
        )));
    }
    let encoding = encoding.unwrap_or_else(|| encoding_of(&beginning));
    if beginning.starts_with(b"\xEF\xBB\xBF") {
        beginning.drain(..3);
    }
    let separator = separator_of(&beginning);
    // The reader counts the line feed of CR LF as the beginning of the next line.
    let late =
        u64::from(beginning.split(|byte| *byte == b'\n').next().is_some_and(|line| line.ends_with(b"\r")));
    let watch = QuoteWatch::new(Cursor::new(beginning).chain(input), separator);
    let faults = watch.faults();
    // Also in GBK, no byte of a two-byte character is a quote, comma or line break.
    let mut reader =
        ReaderBuilder::new().has_headers(true).flexible(true).delimiter(separator).from_reader(watch);
    let headers = reader.byte_headers().map_err(|error| wrong(of_csv(&error)))?.clone();
    // The header line ends where the next record begins.
    if let Some(fault) = faults.before(reader.position().byte()) {
        let QuoteFault { line, .. } = fault;
        return Err(CliError::Data { name: name.to_owned(), line: Some(line), message: of_quote(fault) });
    }
    let headers: Option<Vec<String>> = headers.iter().map(|header| decode(header.into(), encoding)).collect();
    let mut headers = headers.ok_or_else(|| {
        wrong(Message::new(
            format!("the headers are not valid {}", name_of(encoding)),
            format!("表头不是 {} 编码", name_of(encoding)),
        ))
    })?;
    for header in &mut headers {
        *header = header.trim().to_owned();
    }
    // Spreadsheets may save empty columns at the end.
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    // What an earlier run said about its rejected rows is not data.
    let of_problems = headers.last().is_some_and(|last| PROBLEMS.contains(&last.as_str()));
    if of_problems {
        headers.pop();
    }
    let columns = columns(&headers).map_err(wrong)?;
    Ok(Rows {
        name: name.to_owned(),
        reader,
        faults,
        encoding,
        width: headers.len(),
        of_problems,
        table: Arc::new(Table { columns, places: (0..).take(headers.len()).collect(), headers, sheet: None }),
        groups: RowGroups::new(),
        waiting: VecDeque::new(),
        done: false,
        failed: None,
        late,
        mapping,
    })
}

/// The library's text is English; the kinds of its errors are few.
fn of_csv(error: &csv::Error) -> Message {
    let zh = match error.kind() {
        csv::ErrorKind::Io(error) => match error.raw_os_error() {
            Some(number) => format!("系统错误 {number}"),
            None => "读取出错".to_owned(),
        },
        csv::ErrorKind::Utf8 { .. } => "不是 UTF-8 编码".to_owned(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("这一行有 {len} 列，应有 {expected_len} 列")
        }
        _ => "格式有误".to_owned(),
    };
    Message::new(error.to_string(), format!("CSV 有误：{zh}"))
}

fn of_quote(fault: QuoteFault) -> Message {
    match fault.kind {
        QuoteFaultKind::Unclosed => Message::new(
            "a cell begins with a quote here that is never closed; a quote inside a cell in quotes is written \"\"",
            "此处单元格以引号开头，但引号没有结束；引号内的引号须写成 \"\"",
        ),
        QuoteFaultKind::SeveralLines => Message::new(
            "the quote that opens a cell here is closed lines later, in the middle of a cell; a quote is missing, or one inside a cell is not written \"\"",
            "此处单元格的引号直到后面某行的单元格中间才结束；可能缺少引号，或引号内的引号没有写成 \"\"",
        ),
        QuoteFaultKind::OneLine => Message::new(
            "text follows the closing quote of a cell; a quote inside a cell in quotes is written \"\"",
            "单元格的结束引号之后还有文本；引号内的引号须写成 \"\"",
        ),
    }
}

fn name_of(encoding: EncodingArg) -> &'static str {
    match encoding {
        EncodingArg::Utf8 => "UTF-8",
        EncodingArg::Gbk => "GBK",
    }
}

fn columns(headers: &[String]) -> Result<Columns, Message> {
    for (number, header) in headers.iter().enumerate() {
        if header.is_empty() {
            let column = number + 1;
            return Err(Message::new(
                format!("column {column} has no header"),
                format!("第 {column} 列没有表头"),
            ));
        }
        if headers.iter().take(number).any(|known| known == header) {
            return Err(Message::new(
                format!("two columns have the header \"{header}\""),
                format!("有两列的表头都是“{header}”"),
            ));
        }
    }
    Columns::parse(headers.iter().map(String::as_str))
        .map_err(|error| Message::new(error.message(Lang::En).to_owned(), error.message(Lang::Zh).to_owned()))
}

/// UTF-8 if the beginning is valid UTF-8, except for a character cut at its end; else GBK.
fn encoding_of(beginning: &[u8]) -> EncodingArg {
    match std::str::from_utf8(beginning) {
        Ok(_) => EncodingArg::Utf8,
        Err(error) if error.error_len().is_none() => EncodingArg::Utf8,
        Err(_) => EncodingArg::Gbk,
    }
}

/// The separator that occurs most often in the header line.
fn separator_of(beginning: &[u8]) -> u8 {
    let line = beginning.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |byte: u8| line.iter().filter(|other| **other == byte).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

struct Rows<'m, R> {
    name: String,
    reader: Reader<R>,
    faults: QuoteFaults,
    encoding: EncodingArg,
    table: Arc<Table>,
    /// The number of columns.
    width: usize,
    /// Whether one more column holds the problems of an earlier run.
    of_problems: bool,
    groups: RowGroups<CsvCells>,
    waiting: VecDeque<RawRecord>,
    done: bool,
    /// The error that ended the reading, returned after the records before it.
    failed: Option<CliError>,
    /// The number of lines that the reader counts too few.
    late: u64,
    mapping: &'m Mapping,
}

impl<R: Read> Rows<'_, R> {
    fn raw(&self, group: RowGroup<CsvCells>) -> RawRecord {
        let texts = group.rows.iter().flat_map(|row| row.texts.iter().cloned()).collect();
        let raw = group.record(|rows| {
            Body::Cells(Arc::clone(&self.table), rows.into_iter().map(|row| row.cells).collect())
        });
        RawRecord { texts, ..raw }
    }

    /// The cells below the headers of a row that cannot be read, as far as they can be decoded.
    fn known_cells(&self, row: &ByteRecord) -> CsvCells {
        let lossy = |cell: &[u8]| String::from_utf8_lossy(cell).into_owned();
        let cell = |cell: &[u8]| decode(cell.into(), self.encoding).unwrap_or_else(|| lossy(cell));
        CsvCells::of(row.iter().take(self.width).map(cell))
    }

    /// The cells of a row, or why they cannot be read.
    fn cells(&self, row: &ByteRecord) -> Result<CsvCells, Message> {
        let mut cells = Vec::with_capacity(row.len());
        for (number, cell) in row.iter().enumerate() {
            let cell = decode(cell.into(), self.encoding).ok_or_else(|| {
                let (column, name) = (number + 1, name_of(self.encoding));
                Message::new(
                    format!("column {column} has bytes that are not {name}"),
                    format!("第 {column} 列含有非 {name} 的字节"),
                )
            })?;
            cells.push(cell);
        }
        if self.of_problems {
            cells.truncate(self.width);
        }
        while cells.len() > self.width && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.len() > self.width {
            let (count, width) = (cells.len(), self.width);
            let more: Vec<&str> = cells.iter().skip(width).map(String::as_str).collect();
            let (en, zh) = (more.join(", "), more.join("、"));
            return Err(Message::new(
                format!(
                    "{count} cells under {width} headers (without a header: {en}); put a cell that contains the separator in quotes"
                ),
                format!("{width} 个表头下有 {count} 个单元格（没有表头的：{zh}）；含分隔符的单元格须加引号"),
            ));
        }
        Ok(CsvCells::of(cells.into_iter()))
    }
}

/// The cells of a row, and those that are marked as texts.
struct CsvCells {
    cells: Vec<String>,
    texts: Vec<String>,
}

impl CsvCells {
    /// The cells without the marks.
    fn of(written: impl Iterator<Item = String>) -> CsvCells {
        let mut texts = Vec::new();
        let cell = |cell: String| match unmarked(&cell) {
            Some(text) => {
                texts.push(text.clone());
                text
            }
            None => cell,
        };
        CsvCells { cells: written.map(cell).collect(), texts }
    }
}

/// A text marked as one, so that a spreadsheet program does not take it for a number: `="1E+05"`. To the program it is a
/// formula that gives the text.
pub(crate) fn marked(text: &str) -> String {
    format!("=\"{}\"", text.replace('"', "\"\""))
}

/// The text that is marked; `None` if it is not.
pub(crate) fn unmarked(cell: &str) -> Option<String> {
    let inner = cell.strip_prefix("=\"")?.strip_suffix('"')?;
    let text = inner.replace("\"\"", "\"");
    (marked(&text) == cell).then_some(text)
}

impl<R: Read> Iterator for Rows<'_, R> {
    type Item = Result<RawRecord, CliError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = ByteRecord::new();
        while self.waiting.is_empty() && !self.done {
            match self.reader.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => self.done = true,
                Err(error) => {
                    self.done = true;
                    let line = error.position().map(csv::Position::line);
                    let message = of_csv(&error);
                    return Some(Err(CliError::Data { name: self.name.clone(), line, message }));
                }
            }
            if self.done {
                break;
            }
            let line = row.position().map(|at| at.line() + self.late);
            let end = self.reader.position().byte();
            let mut cells = self.cells(&row);
            while let Some(fault) = self.faults.before(end) {
                match fault.kind {
                    QuoteFaultKind::OneLine => cells = Err(of_quote(fault)),
                    // Where records begin and end is not certain from here on.
                    QuoteFaultKind::Unclosed | QuoteFaultKind::SeveralLines => {
                        self.done = true;
                        let line = Some(fault.line);
                        let error =
                            CliError::Data { name: self.name.clone(), line, message: of_quote(fault) };
                        self.failed = Some(error);
                    }
                }
            }
            if self.done {
                break;
            }
            match cells {
                // Spreadsheets may save empty rows.
                Ok(row) if row.cells.iter().all(String::is_empty) => {}
                Ok(cells) if self.mapping.groups() => {
                    let row = self.table.columns.record(cells.cells.iter().map(String::as_str));
                    let key = self.mapping.group_of(&row);
                    if let Some(group) = self.groups.add(key, line, cells) {
                        let raw = self.raw(group);
                        self.waiting.push_back(raw);
                    }
                }
                Ok(cells) => {
                    let raw = self.raw(RowGroup { lines: line.into_iter().collect(), rows: vec![cells] });
                    self.waiting.push_back(raw);
                }
                Err(reason) => {
                    if let Some(group) = self.groups.end() {
                        let raw = self.raw(group);
                        self.waiting.push_back(raw);
                    }
                    let CsvCells { cells, texts } = self.known_cells(&row);
                    let body = Body::BrokenCells(reason, Arc::clone(&self.table), cells);
                    self.waiting.push_back(RawRecord { texts, ..RawRecord::single(line, body) });
                }
            }
        }
        if self.waiting.is_empty()
            && let Some(group) = self.groups.end()
        {
            let raw = self.raw(group);
            self.waiting.push_back(raw);
        }
        self.waiting.pop_front().map(Ok).or_else(|| self.failed.take().map(Err))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_texts() {
        for text in ["1E+05", "", "a\"b", "=\"x\"", "\""] {
            assert_eq!(unmarked(&marked(text)).as_deref(), Some(text));
        }
        for plain in ["1E+05", "=1+1", "=\"a\"&\"b\"", "=\"", "\"x\""] {
            assert_eq!(unmarked(plain), None, "{plain}");
        }
    }
}
