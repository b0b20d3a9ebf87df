//! Reads data of all formats, one record at a time.

pub(crate) mod csv;
mod json;
mod ndjson;
mod quotes;
mod rejects;
#[cfg(feature = "sheets")]
pub(crate) mod sheet;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

#[cfg(feature = "sheets")]
use tmall_schema::Schema;
use tmall_schema::{Columns, Lang, Mapping, Plan, Record};

use crate::cli::args::{DataArgs, DataForm, EncodingArg};
use crate::cli::error::CliError;
use crate::cli::lang::{Message, pick};
use crate::cli::progress::Progress;
use crate::cli::results::rejects::CellPlace;
use crate::cli::settings::Settings;

/// One record that is not parsed yet: the texts or rows that make it up.
pub(crate) struct RawRecord {
    /// The line where it begins, for formats that have lines.
    pub(crate) line: Option<u64>,
    /// The lines of its rows, if several rows form it.
    pub(crate) lines: Vec<u64>,
    pub(crate) body: Body,
    /// Those of its cells that look like shortened numbers, but are texts in the sheet.
    pub(crate) texts: Vec<String>,
}

/// The headers of the column that says what is wrong with a rejected row, in both languages. It is not data.
pub(crate) const PROBLEMS: [&str; 2] = ["#problems", "#问题"];

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) columns: Columns,
    pub(crate) headers: Vec<String>,
    /// Where the columns are in the sheet, from 0; those without a header are left out.
    pub(crate) places: Vec<u32>,
    /// The name of the sheet; `None` for a text.
    pub(crate) sheet: Option<Arc<str>>,
}

/// The content of a record.
pub(crate) enum Body {
    /// JSON texts: one, or several that are grouped into one record.
    Json(Vec<String>),
    /// Rows of a table with its headers.
    Cells(Arc<Table>, Vec<Vec<String>>),
    /// Records of a rejects file: the rows of one record.
    Rejected { number: u64, rows: Vec<String>, is_table: bool },
    /// An item of a template.
    #[cfg(feature = "sheets")]
    Template(Box<sheet::template::TemplateItem>),
    /// A record that cannot be read, and why.
    Broken(Message),
    /// A row of a table that cannot be read, and why; with its cells below the headers.
    BrokenCells(Message, Arc<Table>, Vec<String>),
    /// Rows of a template that cannot be read, and why.
    #[cfg(feature = "sheets")]
    BrokenTemplate(Message, Arc<sheet::template::Template>, Vec<crate::cli::results::template::TemplateRow>),
}

impl RawRecord {
    /// The approximate size in bytes.
    pub(crate) fn size(&self) -> usize {
        match &self.body {
            Body::Json(texts) | Body::Rejected { rows: texts, .. } => texts.iter().map(String::len).sum(),
            Body::Cells(_, rows) => rows.iter().flatten().map(String::len).sum(),
            #[cfg(feature = "sheets")]
            Body::Template(item) => item.text.len(),
            #[cfg(feature = "sheets")]
            Body::BrokenTemplate(..) => 0,
            Body::Broken(_) | Body::BrokenCells(..) => 0,
        }
    }

    /// A record of a text without a line of its own.
    pub(crate) fn json(line: Option<u64>, text: String) -> RawRecord {
        RawRecord::single(line, Body::Json(vec![text]))
    }

    /// A record of one row.
    pub(crate) fn single(line: Option<u64>, body: Body) -> RawRecord {
        RawRecord { line, lines: Vec::new(), body, texts: Vec::new() }
    }

    /// Its number in the run that rejected it. Its item is named by that, where it has no other name.
    pub(crate) fn number(&self) -> Option<u64> {
        match &self.body {
            Body::Rejected { number, .. } => Some(*number),
            #[cfg(feature = "sheets")]
            Body::Template(_) | Body::BrokenTemplate(..) => None,
            Body::Json(_) | Body::Cells(..) | Body::Broken(_) | Body::BrokenCells(..) => None,
        }
    }

    /// Whether it is a row of a sheet.
    pub(crate) fn is_sheet(&self) -> bool {
        match &self.body {
            Body::Cells(table, _) | Body::BrokenCells(_, table, _) => table.sheet.is_some(),
            #[cfg(feature = "sheets")]
            Body::Template(_) | Body::BrokenTemplate(..) => true,
            Body::Json(_) | Body::Rejected { .. } | Body::Broken(_) => false,
        }
    }

    /// The cells that the values of its item are read from, by the pointers of their fields.
    pub(crate) fn cells(&self, plan: &Plan, record: &Record<'_>) -> Vec<(String, CellPlace)> {
        #[cfg(feature = "sheets")]
        if let Body::Template(item) = &self.body {
            return item.cells();
        }
        let Body::Cells(table, _) = &self.body else { return Vec::new() };
        let place = |row: usize, column: usize| {
            let line = self.lines.get(row).copied().or(self.line)?;
            let sheet = table.sheet.clone();
            Some(CellPlace { sheet, line, column: *table.places.get(column)?, at: (row, column) })
        };
        let cells = plan.cells(record, &table.columns).into_iter();
        cells.filter_map(|(field, row, column)| Some((field, place(row, column)?))).collect()
    }

    /// Whether its texts are cells of a table.
    pub(crate) fn is_table(&self) -> bool {
        match &self.body {
            Body::Cells(..) | Body::BrokenCells(..) => true,
            #[cfg(feature = "sheets")]
            Body::Template(_) | Body::BrokenTemplate(..) => true,
            Body::Rejected { is_table, .. } => *is_table,
            Body::Json(_) | Body::Broken(_) => false,
        }
    }

    /// The text of a record that cannot be parsed.
    pub(crate) fn text(&self) -> Option<String> {
        match &self.body {
            Body::Json(texts) | Body::Rejected { rows: texts, .. } => Some(texts.join("\n")),
            #[cfg(feature = "sheets")]
            Body::Template(_) | Body::BrokenTemplate(..) => None,
            Body::Cells(..) | Body::Broken(_) | Body::BrokenCells(..) => None,
        }
    }

    /// Parses the rows, or says why it cannot.
    pub(crate) fn rows(&self, lang: Lang) -> Result<Vec<Record<'_>>, String> {
        // The text of a record is a single line, so only the column is of use.
        let wrong = |error: tmall_schema::Error| {
            let message = error.message(lang);
            error.position().map_or(message.clone(), |at| {
                let column = at.column;
                pick(lang, format!("{message} (column {column})"), format!("{message}（第 {column} 列）"))
            })
        };
        let records = match &self.body {
            Body::Broken(reason) | Body::BrokenCells(reason, ..) => Err(reason.get(lang).to_owned()),
            #[cfg(feature = "sheets")]
            Body::BrokenTemplate(reason, ..) => Err(reason.get(lang).to_owned()),
            Body::Json(texts) => {
                texts.iter().map(|text| Record::from_json(text).map_err(wrong)).collect::<Result<_, _>>()
            }
            Body::Rejected { rows, is_table, .. } => rows
                .iter()
                .map(|text| {
                    let record = Record::from_json(text).map_err(wrong)?;
                    Ok(if *is_table { record.into_cells() } else { record })
                })
                .collect(),
            #[cfg(feature = "sheets")]
            Body::Template(item) => Ok(vec![Record::from_json(&item.text).map_err(wrong)?.into_cells()]),
            Body::Cells(table, rows) => {
                Ok(rows.iter().map(|row| table.columns.record(row.iter().map(String::as_str))).collect())
            }
        };
        if self.texts.is_empty() {
            return records;
        }
        records.map(|records: Vec<Record<'_>>| {
            records.into_iter().map(|record| record.with_texts(&self.texts)).collect()
        })
    }

    /// Parses the records, or says why it cannot.
    pub(crate) fn records<'r>(&'r self, mapping: &Mapping, lang: Lang) -> Result<Vec<Record<'r>>, String> {
        let rows = self.rows(lang)?;
        let is_rejected = matches!(self.body, Body::Rejected { .. });
        let records: Vec<Record<'r>> = match mapping.groups() {
            true => vec![mapping.join(rows)],
            // The items of a document were split before they were rejected.
            false if is_rejected => rows,
            false => rows.into_iter().flat_map(|row| mapping.items(row)).collect(),
        };
        if !records.iter().all(Record::is_object) {
            let wrong = pick(lang, "a record must be an object", "记录必须是对象");
            return Err(wrong.to_owned());
        }
        Ok(records)
    }
}

/// Recognizes files that are not in a supported format by their first bytes.
fn foreign(beginning: &[u8]) -> Option<Message> {
    let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning).trim_ascii_start();
    if beginning.starts_with(b"\xFF\xFE") || beginning.starts_with(b"\xFE\xFF") {
        Some(Message::new("the file is UTF-16; save it as UTF-8", "文件编码为 UTF-16，请另存为 UTF-8"))
    } else if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"\xD0\xCF\x11\xE0") {
        Some(Message::new(
            "the file is a workbook, not text; its name has to end with .xlsx, .xls or .ods, or use --data-format workbook",
            "这是电子表格工作簿，不是文本；文件名须以 .xlsx、.xls 或 .ods 结尾，或使用 --data-format workbook",
        ))
    } else if [&b"<?xml"[..], b"<!", b"<item", b"<html"].iter().any(|begin| text.starts_with(begin)) {
        Some(Message::new(
            "the file is XML; records must be JSON, NDJSON or CSV",
            "这是 XML；记录应为 JSON、NDJSON 或 CSV",
        ))
    } else if beginning.contains(&0) {
        Some(Message::new(
            "the file is not text; records must be JSON, NDJSON or CSV",
            "这不是文本文件；记录应为 JSON、NDJSON 或 CSV",
        ))
    } else {
        None
    }
}

/// Decodes bytes; `None` if they are not valid in the encoding.
fn decode(bytes: Cow<'_, [u8]>, encoding: EncodingArg) -> Option<String> {
    match encoding {
        EncodingArg::Utf8 => String::from_utf8(bytes.into_owned()).ok(),
        EncodingArg::Gbk => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(&bytes)
            .map(Cow::into_owned),
    }
}

/// The message for JSON with bytes that are not valid in the encoding.
fn undecodable(encoding: EncodingArg) -> Message {
    match encoding {
        EncodingArg::Utf8 => Message::new(
            "bytes that are not UTF-8; if the data is GBK, use --encoding gbk",
            "含有非 UTF-8 的字节；若为 GBK 请使用 --encoding gbk",
        ),
        EncodingArg::Gbk => Message::new("bytes that are not GBK", "含有非 GBK 的字节"),
    }
}

/// All records of a file.
pub(crate) type Records<'m> = Box<dyn Iterator<Item = Result<RawRecord, CliError>> + Send + 'm>;

/// Format and encoding of the data, by flags and settings.
#[derive(Clone)]
pub(crate) struct DataOptions {
    form: Option<DataForm>,
    encoding: Option<EncodingArg>,
    #[cfg(feature = "sheets")]
    sheet: sheet::SheetOptions,
    /// The schema of the items, if a workbook is a template of it.
    #[cfg(feature = "sheets")]
    template: Option<Schema>,
}

impl DataOptions {
    pub(crate) fn new(args: &DataArgs, settings: &Settings) -> DataOptions {
        let own = &settings.fill;
        DataOptions {
            form: args.data_format.or(own.data_format),
            encoding: args.encoding.or(own.encoding),
            #[cfg(feature = "sheets")]
            sheet: sheet::SheetOptions { sheet: args.sheet.clone(), header_row: args.header_row },
            #[cfg(feature = "sheets")]
            template: None,
        }
    }
}

#[cfg(feature = "sheets")]
impl DataOptions {
    /// The same for data that is filled without a mapping.
    pub(crate) fn with_template(self, schema: &Schema) -> DataOptions {
        DataOptions { template: Some(schema.clone()), ..self }
    }
}

impl DataOptions {
    /// Whether the data is a table.
    pub(crate) fn is_table(&self, name: &str) -> bool {
        self.is_workbook(name) || self.form.unwrap_or_else(|| form_of(name)) == DataForm::Csv
    }

    /// Whether the data is a workbook.
    pub(crate) fn is_workbook(&self, name: &str) -> bool {
        #[cfg(feature = "sheets")]
        return self.form.unwrap_or_else(|| form_of(name)) == DataForm::Workbook;
        #[cfg(not(feature = "sheets"))]
        return {
            let _ = name;
            false
        };
    }
}

/// Opens data. The bar follows the bytes that are read.
pub(crate) fn open<'m>(
    name: &str,
    options: DataOptions,
    mapping: &'m Mapping,
    bar: &Progress,
) -> Result<Records<'m>, CliError> {
    let form = options.form.unwrap_or_else(|| form_of(name));
    #[cfg(feature = "sheets")]
    if form == DataForm::Workbook {
        return Ok(match &options.template {
            Some(schema) => Box::new(sheet::read_template(name, schema, bar)?),
            None => Box::new(sheet::read(name, &options.sheet, mapping, bar)?),
        });
    }
    let path = Path::new(name);
    let input: Box<dyn BufRead + Send> = if name == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(path).map_err(|error| CliError::open(path, error))?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            return Err(CliError::open(path, io::ErrorKind::IsADirectory.into()));
        }
        Box::new(BufReader::with_capacity(1 << 18, bar.reader(file)))
    };
    Ok(match form {
        DataForm::Json => Box::new(json::read(name, input, options.encoding, mapping)?.into_iter().map(Ok)),
        DataForm::Ndjson => Box::new(ndjson::read(name, input, options.encoding, mapping)?),
        DataForm::Csv => Box::new(csv::read(name, input, options.encoding, mapping)?),
        #[cfg(feature = "sheets")]
        DataForm::Workbook => Box::new(std::iter::empty()),
    })
}

/// The format by the extension; JSON if it is unknown.
fn form_of(name: &str) -> DataForm {
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" | "tsv" => DataForm::Csv,
        "ndjson" | "jsonl" => DataForm::Ndjson,
        #[cfg(feature = "sheets")]
        "xlsx" | "xlsm" | "xls" | "ods" => DataForm::Workbook,
        _ => DataForm::Json,
    }
}

/// The size of a file, for the progress bar.
pub(crate) fn size(name: &str) -> usize {
    let about = std::fs::metadata(name).ok().filter(std::fs::Metadata::is_file);
    about.map_or(0, |about| usize::try_from(about.len()).unwrap_or(usize::MAX))
}

/// Gathers consecutive rows that belong to one record.
pub(crate) struct RowGroups<R> {
    key: Option<String>,
    lines: Vec<u64>,
    rows: Vec<R>,
}

/// The rows of one record, with their lines, for formats that have lines.
pub(crate) struct RowGroup<R> {
    pub(crate) lines: Vec<u64>,
    pub(crate) rows: Vec<R>,
}

impl<R> RowGroup<R> {
    pub(crate) fn record(self, body: impl FnOnce(Vec<R>) -> Body) -> RawRecord {
        let line = self.lines.first().copied();
        let lines = if self.rows.len() > 1 { self.lines } else { Vec::new() };
        RawRecord { line, lines, body: body(self.rows), texts: Vec::new() }
    }
}

/// The most rows of one record.
const MOST_ROWS: usize = 100_000;

impl<R> RowGroups<R> {
    pub(crate) fn new() -> RowGroups<R> {
        RowGroups { key: None, lines: Vec::new(), rows: Vec::new() }
    }

    /// Adds a row; returns the record before it if the row begins another one.
    pub(crate) fn add(&mut self, key: Option<String>, line: Option<u64>, row: R) -> Option<RowGroup<R>> {
        let belongs = key.is_some() && key == self.key && self.rows.len() < MOST_ROWS;
        let before = if belongs { None } else { self.end() };
        if self.rows.is_empty() {
            self.key = key;
        }
        self.lines.extend(line);
        self.rows.push(row);
        before
    }

    /// The last record.
    pub(crate) fn end(&mut self) -> Option<RowGroup<R>> {
        let (lines, rows) = (std::mem::take(&mut self.lines), std::mem::take(&mut self.rows));
        (!rows.is_empty()).then_some(RowGroup { lines, rows })
    }
}
