//! The messages of errors, in both languages.

use std::io;
use std::path::Path;

use tmall_schema::{ErrorKind, Lang};

use super::CliError;
use crate::cli::lang::{Message, pick};

impl CliError {
    /// The message without file and place.
    pub(crate) fn message(&self, lang: Lang) -> String {
        match self {
            CliError::Usage(error) => error.message(lang),
            CliError::Open(_, error) => pick(
                lang,
                format!("cannot read: {}", reason(error, lang)),
                format!("无法读取：{}", reason(error, lang)),
            ),
            CliError::BrokenLink { target, .. } => {
                let target = target.display();
                pick(
                    lang,
                    format!("broken link: {target} does not exist"),
                    format!("链接已失效：{target} 不存在"),
                )
            }
            CliError::NoDirectory(_) => pick(lang, "the directory does not exist", "目录不存在").to_owned(),
            CliError::NotADirectory(_) => pick(lang, "not a directory", "不是目录").to_owned(),
            CliError::Document { error, .. } => {
                let message = error.message(lang);
                match error.kind() {
                    ErrorKind::Lossy { .. } => pick(
                        lang,
                        format!("{message}; --drop removes what has no place there"),
                        format!("{message}；--drop 可去掉无处安放的内容"),
                    ),
                    _ => message,
                }
            }
            CliError::Write(_, error) => pick(
                lang,
                format!("cannot write: {}", reason(error, lang)),
                format!("无法写入：{}", reason(error, lang)),
            ),
            CliError::Print(error) => pick(
                lang,
                format!("cannot print: {}", reason(error, lang)),
                format!("无法输出：{}", reason(error, lang)),
            ),
            CliError::Reported => String::new(),
            CliError::Git(message) => message.get(lang).to_owned(),
            CliError::NoVersions(_) => {
                pick(lang, "git has no version of it; check the path", "git 中没有它的任何版本；请检查路径")
                    .to_owned()
            }
            CliError::Settings { message, .. }
            | CliError::Assets { message, .. }
            | CliError::Ignores { message, .. }
            | CliError::Known { message, .. }
            | CliError::Baseline { message, .. } => message.get(lang).to_owned(),
            CliError::Walk(_, Message { en, zh }) => {
                pick(lang, format!("cannot read the directory: {en}"), format!("无法遍历目录：{zh}"))
            }
            CliError::NoSchemaFor { directory, names, .. } => no_schema(directory, names, lang),
            CliError::SchemaOf { error, .. } => {
                let cause = error.text(lang);
                pick(
                    lang,
                    format!("its schema cannot be read: {cause}"),
                    format!("无法读取其 schema：{cause}"),
                )
            }
            CliError::Mapping(problems) => {
                let lines: Vec<String> = problems.iter().map(|problem| problem.line(lang)).collect();
                lines.join("\n")
            }
            CliError::Rules(problem) => problem.line(lang),
            CliError::Json { message, .. } | CliError::Data { message, .. } => pick(
                lang,
                format!("cannot read the data: {}", message.en),
                format!("无法读取数据：{}", message.zh),
            ),
            CliError::NothingFound(_) => pick(lang, "no files found", "没有找到文件").to_owned(),
            CliError::Refused(_, refusal) => refusal.message(lang).to_owned(),
        }
    }
}

/// Which schemas were looked for.
fn no_schema(directory: &Path, names: &[String], lang: Lang) -> String {
    const MOST: usize = 3;
    let directory = directory.display();
    let more = names.len().saturating_sub(MOST);
    let shown = &names[..names.len() - more];
    match (shown.split_last(), more) {
        (None, _) => {
            pick(lang, format!("{directory} has no schema for it"), format!("{directory} 中没有它的 schema"))
        }
        (Some((last, [])), _) => pick(
            lang,
            format!("{directory} has no schema {last}.xml or {last}.json"),
            format!("{directory} 中没有 schema {last}.xml 或 {last}.json"),
        ),
        (Some((last, first)), 0) => pick(
            lang,
            format!("{directory} has no schema named {} or {last}, .xml or .json", first.join(", ")),
            format!("{directory} 中没有名为 {} 或 {last} 的 schema（.xml 或 .json）", first.join("、")),
        ),
        (Some(_), _) => pick(
            lang,
            format!(
                "{directory} has no schema named {} or as a folder further up, .xml or .json",
                shown.join(", ")
            ),
            format!(
                "{directory} 中没有名为 {} 或与其上级目录同名的 schema（.xml 或 .json）",
                shown.join("、")
            ),
        ),
    }
}

/// The common reasons in both languages; the text of the system, or in Chinese its number, for the rest.
pub(crate) fn reason(error: &io::Error, lang: Lang) -> String {
    let (en, zh) = match error.kind() {
        io::ErrorKind::NotFound => ("no such file or directory", "文件或目录不存在"),
        io::ErrorKind::PermissionDenied => ("permission denied", "没有权限"),
        io::ErrorKind::IsADirectory => {
            ("it is a directory; a file is required", "这是目录，此处需要一个文件")
        }
        io::ErrorKind::InvalidData => {
            ("it is not UTF-8; save it as UTF-8", "不是 UTF-8 编码；请另存为 UTF-8")
        }
        io::ErrorKind::AlreadyExists => ("it exists already", "已存在"),
        io::ErrorKind::NotADirectory => ("part of the path is not a directory", "路径中有一级不是目录"),
        io::ErrorKind::InvalidFilename => ("the file name is too long or not allowed", "文件名过长或不允许"),
        io::ErrorKind::StorageFull => ("the disk is full", "磁盘已满"),
        io::ErrorKind::ReadOnlyFilesystem => ("the file system is read-only", "文件系统只读"),
        io::ErrorKind::BrokenPipe => ("the reader has closed the pipe", "管道已被读取方关闭"),
        io::ErrorKind::AddrInUse => ("the port is in use", "端口已被占用"),
        io::ErrorKind::AddrNotAvailable => ("this machine does not have the address", "本机没有该地址"),
        _ => {
            return match (lang, error.raw_os_error()) {
                (Lang::Zh, Some(number)) => format!("系统错误 {number}"),
                _ => error.to_string(),
            };
        }
    };
    pick(lang, en, zh).to_owned()
}
