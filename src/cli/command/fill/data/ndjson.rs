//! One record per line, read line by line.

use std::io::{BufRead, Read};
use std::path::Path;

use tmall_schema::{Mapping, Record};

use super::rejects;
use super::{Body, RawRecord, RowGroups, decode, foreign, undecodable};
use crate::cli::args::EncodingArg;
use crate::cli::error::CliError;
use crate::cli::lang::Message;

/// The longest line.
const LONGEST: u64 = 64 << 20;

pub(super) fn read<'m, R: BufRead + Send + 'm>(
    name: &str,
    mut input: R,
    encoding: Option<EncodingArg>,
    mapping: &'m Mapping,
) -> Result<impl Iterator<Item = Result<RawRecord, CliError>> + Send + 'm, CliError> {
    let beginning = input.fill_buf().map_err(|error| CliError::open(Path::new(name), error))?;
    if let Some(message) = foreign(&beginning[..beginning.len().min(4096)]) {
        return Err(CliError::Data { name: name.to_owned(), line: Some(1), message });
    }
    Ok(Lines {
        name: name.to_owned(),
        input,
        encoding: encoding.unwrap_or(EncodingArg::Utf8),
        line: 0,
        groups: RowGroups::new(),
        waiting: None,
        done: false,
        mapping,
    })
}

struct Lines<'m, R> {
    name: String,
    input: R,
    encoding: EncodingArg,
    line: u64,
    groups: RowGroups<String>,
    /// The record to return before the next line is read.
    waiting: Option<RawRecord>,
    done: bool,
    mapping: &'m Mapping,
}

impl<R: BufRead> Lines<'_, R> {
    fn wrong(&self, message: Message) -> CliError {
        CliError::Data { name: self.name.clone(), line: Some(self.line), message }
    }

    /// The next line that is not empty.
    fn text(&mut self) -> Option<Result<Result<String, Message>, CliError>> {
        loop {
            let mut bytes = Vec::new();
            let read = (&mut self.input).take(LONGEST + 1).read_until(b'\n', &mut bytes);
            self.line += 1;
            match read {
                Err(error) => return Some(Err(CliError::open(Path::new(&self.name), error))),
                Ok(0) => return None,
                Ok(_) => {}
            }
            if bytes.len() as u64 > LONGEST {
                return Some(Err(self.wrong(Message::new(
                    format!("the line is longer than {LONGEST} bytes"),
                    format!("某行超过 {LONGEST} 字节"),
                ))));
            }
            while matches!(bytes.last(), Some(b'\n' | b'\r')) {
                bytes.pop();
            }
            if self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if self.line == 1
                && bytes.trim_ascii_start().starts_with(b"[")
                && !bytes.trim_ascii_end().ends_with(b"]")
            {
                return Some(Err(self.wrong(Message::new(
                    "the file is one JSON list, not one record per line; use --data-format json",
                    "这是一个列表，不是每行一条记录；请使用 --data-format json",
                ))));
            }
            let text = decode(bytes.into(), self.encoding);
            return Some(Ok(text.ok_or_else(|| undecodable(self.encoding))));
        }
    }
}

impl<R: BufRead> Iterator for Lines<'_, R> {
    type Item = Result<RawRecord, CliError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(raw) = self.waiting.take() {
            return Some(Ok(raw));
        }
        while !self.done {
            let text = match self.text() {
                Some(Ok(text)) => text,
                Some(Err(error)) => {
                    self.done = true;
                    return Some(Err(error));
                }
                None => {
                    self.done = true;
                    break;
                }
            };
            let line = Some(self.line);
            let (body, texts) = match text {
                Ok(text) => match rejects::body(&text) {
                    Some(rejected) => rejected,
                    None if self.mapping.groups() => {
                        let key = Record::from_json(&text).ok().and_then(|row| self.mapping.group_of(&row));
                        if let Some(group) = self.groups.add(key, line, text) {
                            return Some(Ok(group.record(Body::Json)));
                        }
                        continue;
                    }
                    None => return Some(Ok(RawRecord::json(line, text))),
                },
                Err(reason) => (Body::Broken(reason), Vec::new()),
            };
            let single = RawRecord { texts, ..RawRecord::single(line, body) };
            let Some(group) = self.groups.end() else { return Some(Ok(single)) };
            self.waiting = Some(single);
            return Some(Ok(group.record(Body::Json)));
        }
        self.groups.end().map(|group| Ok(group.record(Body::Json)))
    }
}
