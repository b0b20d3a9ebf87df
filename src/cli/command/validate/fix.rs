//! `validate --fix` and `--diff`: applies what is certain to the files of items.

use std::path::Path;

use encoding_rs::Encoding;
use tmall_schema::{Code, ReadOptions};

use crate::cli::command::validate::schemas::Schemas;
use crate::cli::console::Console;
use crate::cli::error::{CliError, UsageError};
use crate::cli::exit::Exit;
use crate::cli::input::Source;
use crate::cli::lang::pick;
use crate::cli::output::{Output, rewrite_bytes};

/// What is the same for all files.
pub(super) struct Fixer<'r> {
    pub(super) schemas: &'r Schemas,
    pub(super) read: &'r ReadOptions,
    /// The codes whose suggestions are applied; empty for all.
    pub(super) kinds: &'r [Code],
    /// Whether the changes are shown and not made.
    pub(super) shows: bool,
}

/// The text of a file, and how it is stored.
struct Text {
    text: String,
    has_bom: bool,
    encoding: &'static Encoding,
}

const BOM: &[u8] = b"\xEF\xBB\xBF";

impl Fixer<'_> {
    /// Fixes all files, or shows how. The exit code is that of `--diff`.
    pub(super) fn all(
        &self,
        items: &[Source],
        output: &mut Output,
        console: &Console,
    ) -> Result<Exit, CliError> {
        if items.contains(&Source::Stdin) {
            return Err(UsageError::StdinFix.into());
        }
        let (mut files, mut count, mut failed) = (0, 0, false);
        for source in items {
            match self.file(source, output) {
                Ok(Some(0)) => {}
                Ok(Some(fixed)) => {
                    files += 1;
                    count += fixed;
                }
                Ok(None) => console.warn(&pick(
                    console.lang,
                    format!("{}: not fixed: only XML files that are items themselves are", source.name()),
                    format!("{}：未改正：只改正本身就是商品的 XML 文件", source.name()),
                )),
                Err(error) => {
                    failed = true;
                    // Without --diff the file is validated afterwards, which reports the error.
                    if self.shows {
                        console.fail(&error);
                    }
                }
            }
        }
        let verb = pick(
            console.lang,
            if self.shows { "can be fixed" } else { "fixed" },
            if self.shows { "可改正" } else { "已改正" },
        );
        console.inform(&pick(
            console.lang,
            format!("{count} {} in {files} {} {verb}", plural(count, "finding"), plural(files, "file")),
            format!("{verb} {files} 个文件中的 {count} 个问题"),
        ));
        Ok(match (failed, files) {
            (true, _) => Exit::Failed,
            (false, 0) => Exit::Clean,
            (false, _) => Exit::Found,
        })
    }

    /// Fixes a file, or shows how. Returns how many findings it fixes; none for what is not an item in XML.
    fn file(&self, source: &Source, output: &mut Output) -> Result<Option<usize>, CliError> {
        let bytes = source.bytes()?;
        let Source::File(path) = source else { return Ok(None) };
        let validator = self.schemas.of(source)?.validator;
        // An item inside an answer can be read, but not by its own text.
        source.param(self.read, validator.schema())?;
        let wanted = |code| self.kinds.is_empty() || self.kinds.contains(&code);
        let Some(old) = Text::of(&bytes) else { return Ok(None) };
        let Ok(fixed) = validator.fix(&old.text, self.read, wanted) else { return Ok(None) };
        if fixed.findings.is_empty() {
            return Ok(Some(0));
        }
        if self.shows {
            output.write(&changes(path, &old.text, &fixed.text))?;
        } else {
            rewrite_bytes(path, &old.bytes(&fixed.text))?;
        }
        Ok(Some(fixed.findings.len()))
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

impl Text {
    /// None if encoding the text again gives other bytes, so that the rest of the file would not stay as it is.
    fn of(bytes: &[u8]) -> Option<Text> {
        let (has_bom, content) = match bytes.strip_prefix(BOM) {
            Some(content) => (true, content),
            None => (false, bytes),
        };
        let encoding = if has_bom { encoding_rs::UTF_8 } else { declared(content) };
        let (text, had_errors) = encoding.decode_without_bom_handling(content);
        let text = Text { text: text.into_owned(), has_bom, encoding };
        (!had_errors && text.bytes(&text.text) == bytes).then_some(text)
    }

    fn bytes(&self, text: &str) -> Vec<u8> {
        let content = self.encoding.encode(text).0;
        if self.has_bom { [BOM, &content].concat() } else { content.into_owned() }
    }
}

/// The encoding of the XML declaration if it is of the GBK family, else UTF-8.
fn declared(content: &[u8]) -> &'static Encoding {
    let head = String::from_utf8_lossy(&content[..content.len().min(200)]).to_lowercase();
    let declaration = head.split_once("?>").map_or("", |(declaration, _)| declaration);
    let name = declaration.split_once("encoding").map_or("", |(_, rest)| rest);
    let name = name.trim_start_matches(['=', ' ', '"', '\'']);
    if name.starts_with("gb18030") {
        encoding_rs::GB18030
    } else if name.starts_with("gb") {
        encoding_rs::GBK
    } else {
        encoding_rs::UTF_8
    }
}

/// The lines that differ, as a unified diff without lines around them.
fn changes(path: &Path, old: &str, new: &str) -> String {
    let name = path.display();
    let mut text = format!("--- {name}\n+++ {name}\n");
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    // Corrections keep the number of lines but for line breaks inside white space that is removed.
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    if old.len() == new.len() {
        let mut line = same_start;
        while line < old.len() {
            let end = (line..old.len()).find(|&at| old[at] == new[at]).unwrap_or(old.len());
            if end > line {
                hunk(&mut text, line, &old[line..end], &new[line..end]);
            }
            line = end + 1;
        }
        return text;
    }
    let rest = old.len().min(new.len()) - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let [old_part, new_part] = [&old, &new].map(|lines| &lines[same_start..lines.len() - same_end]);
    hunk(&mut text, same_start, old_part, new_part);
    text
}

fn hunk(text: &mut String, line: usize, old: &[&str], new: &[&str]) {
    let start = |lines: &[&str]| if lines.is_empty() { line } else { line + 1 };
    text.push_str(&format!("@@ -{},{} +{},{} @@\n", start(old), old.len(), start(new), new.len()));
    for (mark, lines) in [('-', old), ('+', new)] {
        lines.iter().for_each(|line| text.push_str(&format!("{mark}{line}\n")));
    }
}
