//! Forbidden words, listed in the rules or in a file of their own.

use std::path::Path;

use aho_corasick::{AhoCorasick, MatchKind};

use super::reader::{Item, Parser};
use super::{decode, io_message};
use crate::mapping::message::{Message, message};
use crate::rules::limits::{MAX_WORD_BYTES, MAX_WORDS};
use crate::rules::model::{Form, Words};

impl Parser<'_> {
    pub(super) fn forbidden_words(&mut self, item: &Item<'_>) -> Option<Form> {
        let table = self.keys(item, &["field", "words", "file"])?;
        let fields = self.required(item, table, "field").and_then(|item| self.names(item));
        let mut list: Vec<String> = match table.get("words") {
            Some(item) => self.texts_of(item)?.into_iter().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        if let Some(file) = table.get("file") {
            let path = self.text_of(file)?;
            match self.words_of(path) {
                Ok(text) => list.extend(lines(&text)),
                Err(Message { en, zh }) => {
                    let at = file.span().start;
                    self.report(at, message!("cannot read \"{path}\": {en}", "无法读取“{path}”：{zh}"));
                    return None;
                }
            }
        }
        list.retain(|word| !word.is_empty());
        let bytes: usize = list.iter().map(String::len).sum();
        if list.is_empty() || list.len() > MAX_WORDS || bytes > MAX_WORD_BYTES {
            let text = if list.is_empty() {
                message!(
                    "give \"words\", a list, or \"file\", a file with one word on each line",
                    "请给出 words（列表）或 file（每行一个词的文件）"
                )
            } else {
                message!(
                    "there are more than {MAX_WORDS} words, or more than {MAX_WORD_BYTES} bytes",
                    "词语超过 {MAX_WORDS} 个，或总长超过 {MAX_WORD_BYTES} 字节",
                )
            };
            self.report(item.span().start, text);
            return None;
        }
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&list);
        let Ok(machine) = machine else {
            self.report(item.span().start, message!("the words are too long together", "词语总长度过大"));
            return None;
        };
        Some(Form::ForbiddenWords { fields: fields?, words: Words { machine, list } })
    }

    fn words_of(&self, name: &str) -> Result<String, Message> {
        let Some(load) = self.load else {
            return Err(message!(
                "these rules were given as a text, and only rules that are opened as a file can read others",
                "这些规则以文本形式给出；只有以文件形式打开的规则才能读取其他文件",
            ));
        };
        let folder = self.name.as_deref().map(Path::new).and_then(Path::parent);
        let path = folder.map_or_else(|| name.to_owned(), |folder| folder.join(name).display().to_string());
        load(&path).map_err(|error| io_message(&error)).and_then(decode)
    }
}

/// One word on each line; lines that start with `#` are comments.
fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().map(str::trim).filter(|line| !line.starts_with('#')).map(str::to_owned)
}
