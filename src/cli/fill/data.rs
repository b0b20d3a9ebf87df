//! Data as they come: a record at a time, whatever the form of the file.

mod csv;
mod json;
mod ndjson;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use indicatif::ProgressBar;
use tmall_schema::{Columns, Lang, Mapping, Record};

use crate::cli::args::{DataArgs, DataForm, EncodingArg};
use crate::cli::error::CliError;
use crate::cli::lang::pick;
use crate::cli::settings::Settings;

/// What is one record, not yet read: the texts or rows that it is made of.
pub(crate) struct Raw {
    /// Where it begins, for forms that have lines.
    pub(crate) line: Option<u64>,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    /// JSON texts: one, or several that are one record together.
    Json(Vec<String>),
    /// Rows of a table, below these headers.
    Cells(std::sync::Arc<Columns>, Vec<Vec<String>>),
    /// A record that could not even be found.
    Broken(Said),
}

impl Raw {
    /// About how many bytes it is.
    pub(crate) fn size(&self) -> usize {
        match &self.body {
            Body::Json(texts) => texts.iter().map(String::len).sum(),
            Body::Cells(_, rows) => rows.iter().flatten().map(String::len).sum(),
            Body::Broken(_) => 0,
        }
    }

    /// The records in it, or why there are none.
    pub(crate) fn records<'r>(&'r self, mapping: &Mapping, lang: Lang) -> Result<Vec<Record<'r>>, String> {
        // The text of a record is one line, so its line says nothing.
        let wrong = |error: tmall_schema::Error| {
            let message = error.message(lang);
            error.position().map_or(message.clone(), |at| {
                let column = at.column;
                pick(lang, format!("{message} (column {column})"), format!("{message}（第 {column} 列）"))
            })
        };
        let rows: Vec<Record<'r>> = match &self.body {
            Body::Broken((en, zh)) => return Err(pick(lang, en.clone(), zh.clone())),
            Body::Json(texts) => {
                texts.iter().map(|text| Record::from_json(text).map_err(wrong)).collect::<Result<_, _>>()?
            }
            Body::Cells(columns, rows) => {
                rows.iter().map(|row| columns.record(row.iter().map(String::as_str))).collect()
            }
        };
        let records: Vec<Record<'r>> = match mapping.groups() {
            true => vec![mapping.join(rows)],
            false => rows.into_iter().flat_map(|row| mapping.items(row)).collect(),
        };
        if !records.iter().all(Record::is_object) {
            let wrong = pick(lang, "a record is an object, and this is none", "记录应为对象，而这不是");
            return Err(wrong.to_owned());
        }
        Ok(records)
    }
}

/// Why data cannot be read, in English and Chinese.
pub(crate) type Said = (String, String);

fn said(en: impl Into<String>, zh: impl Into<String>) -> Said {
    (en.into(), zh.into())
}

/// What a file is that holds no data of ours, by its first bytes.
fn foreign(beginning: &[u8]) -> Option<Said> {
    let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning).trim_ascii_start();
    if beginning.starts_with(b"\xFF\xFE") || beginning.starts_with(b"\xFE\xFF") {
        Some(said("this is UTF-16; save it as UTF-8", "文件编码为 UTF-16，请另存为 UTF-8"))
    } else if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"\xD0\xCF\x11\xE0") {
        Some(said(
            "this is a workbook and no table of text; save the sheet as CSV UTF-8",
            "这是电子表格工作簿，不是文本表格；请将工作表另存为 CSV UTF-8",
        ))
    } else if [&b"<?xml"[..], b"<!", b"<item", b"<html"].iter().any(|begin| text.starts_with(begin)) {
        Some(said("this is XML; records are JSON, NDJSON or CSV", "这是 XML；记录应为 JSON、NDJSON 或 CSV"))
    } else if beginning.contains(&0) {
        Some(said(
            "this is no text; records are JSON, NDJSON or CSV",
            "这不是文本文件；记录应为 JSON、NDJSON 或 CSV",
        ))
    } else {
        None
    }
}

/// The text of bytes in an encoding; nothing if they are not in it.
fn decode(bytes: Cow<'_, [u8]>, encoding: EncodingArg) -> Option<String> {
    match encoding {
        EncodingArg::Utf8 => String::from_utf8(bytes.into_owned()).ok(),
        EncodingArg::Gbk => encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(&bytes)
            .map(Cow::into_owned),
    }
}

/// That bytes are not in the encoding of JSON.
fn undecodable(encoding: EncodingArg) -> Said {
    match encoding {
        EncodingArg::Utf8 => said(
            "bytes that are not UTF-8; if they are GBK say --encoding gbk",
            "含有非 UTF-8 的字节；若为 GBK 请使用 --encoding gbk",
        ),
        EncodingArg::Gbk => said("bytes that are not GBK", "含有非 GBK 的字节"),
    }
}

/// All records of a file.
pub(crate) type Records<'m> = Box<dyn Iterator<Item = Result<Raw, CliError>> + Send + 'm>;

/// How data are read, by flags and settings.
#[derive(Clone, Copy)]
pub(crate) struct Input {
    form: Option<DataForm>,
    encoding: Option<EncodingArg>,
}

impl Input {
    pub(crate) fn new(args: &DataArgs, settings: &Settings) -> Input {
        let own = &settings.fill;
        Input { form: args.data_format.or(own.data_format), encoding: args.encoding.or(own.encoding) }
    }
}

/// Opens data. The bar goes along with the bytes that are read.
pub(crate) fn open<'m>(
    name: &str,
    how: Input,
    mapping: &'m Mapping,
    bar: &ProgressBar,
) -> Result<Records<'m>, CliError> {
    let form = how.form.unwrap_or_else(|| form_of(name));
    let path = Path::new(name);
    let input: Box<dyn BufRead + Send> = if name == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(path).map_err(|error| CliError::open(path, error))?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            return Err(CliError::open(path, io::ErrorKind::IsADirectory.into()));
        }
        Box::new(BufReader::with_capacity(1 << 18, bar.wrap_read(file)))
    };
    Ok(match form {
        DataForm::Json => Box::new(json::read(name, input, how.encoding, mapping)?.into_iter().map(Ok)),
        DataForm::Ndjson => Box::new(ndjson::read(name, input, how.encoding, mapping)?),
        DataForm::Csv => Box::new(csv::read(name, input, how.encoding, mapping)?),
    })
}

/// By the name: what is unknown is JSON.
fn form_of(name: &str) -> DataForm {
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" | "tsv" => DataForm::Csv,
        "ndjson" | "jsonl" => DataForm::Ndjson,
        _ => DataForm::Json,
    }
}

/// The size of a file, for the bar.
pub(crate) fn size(name: &str) -> usize {
    let about = std::fs::metadata(name).ok().filter(std::fs::Metadata::is_file);
    about.map_or(0, |about| usize::try_from(about.len()).unwrap_or(usize::MAX))
}

/// Gathers rows that follow each other and are one record together.
pub(crate) struct Groups<R> {
    key: Option<String>,
    line: Option<u64>,
    rows: Vec<R>,
}

/// The most rows of one record.
const MOST_ROWS: usize = 100_000;

impl<R> Groups<R> {
    pub(crate) fn new() -> Groups<R> {
        Groups { key: None, line: None, rows: Vec::new() }
    }

    /// Takes a row; gives back the record before it, if the row begins another one.
    pub(crate) fn add(
        &mut self,
        key: Option<String>,
        line: Option<u64>,
        row: R,
    ) -> Option<(Option<u64>, Vec<R>)> {
        let belongs = key.is_some() && key == self.key && self.rows.len() < MOST_ROWS;
        let before = if belongs { None } else { self.end() };
        if self.rows.is_empty() {
            self.line = line;
            self.key = key;
        }
        self.rows.push(row);
        before
    }

    /// The last record.
    pub(crate) fn end(&mut self) -> Option<(Option<u64>, Vec<R>)> {
        let rows = std::mem::take(&mut self.rows);
        (!rows.is_empty()).then_some((self.line, rows))
    }
}
