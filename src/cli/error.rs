//! Errors that end a run or the work on one file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tmall_schema::{ApiError, Error, ErrorKind, Lang, MappingProblem, PathError};

use super::lang::{Message, pick};
use super::source_line::SourceLine;

/// An error that ends a run, or the work on one file.
#[derive(Debug)]
pub(crate) enum CliError {
    /// A baseline that cannot be used.
    Baseline { file: PathBuf, place: Place, message: Message },
    /// The arguments do not make sense together.
    Usage(UsageError),
    /// A file cannot be opened.
    Open(PathBuf, io::Error),
    /// A link whose target does not exist.
    BrokenLink { link: PathBuf, target: PathBuf },
    /// A directory that does not exist.
    NoDirectory(PathBuf),
    /// A file where a directory is required.
    NotADirectory(PathBuf),
    /// A document cannot be read or written; with its name as given, and the source line if there is one.
    Document { name: String, error: Error, line: Option<Box<SourceLine>> },
    /// A file cannot be written.
    Write(PathBuf, io::Error),
    /// The results cannot be printed.
    Print(io::Error),
    /// Everything wrong was reported already.
    Reported,
    /// The settings file is wrong.
    Settings { file: PathBuf, line: u32, column: u32, message: Message },
    /// The file of asset facts is wrong.
    Assets { file: PathBuf, line: u32, column: u32, message: Message },
    /// An ignore file is wrong.
    Ignores { file: PathBuf, line: u32, column: u32, message: Message },
    /// The file of `--known` is wrong.
    Known { file: PathBuf, line: u32, column: u32, message: Message },
    /// A directory cannot be walked.
    Walk(PathBuf, String),
    /// A directory or a glob without matching files.
    NothingFound(String),
    /// The operation does not apply to the file.
    Refused(String, Refusal),
    /// An item for which a directory has no schema; with the names that it may have, the best first.
    NoSchemaFor { item: String, directory: PathBuf, names: Vec<String> },
    /// The schema of an item cannot be read.
    SchemaOf { item: String, error: Arc<CliError> },
    /// A mapping is wrong or does not fit.
    Mapping(Box<MappingProblem>),
    /// Records cannot be read.
    Data { name: String, line: Option<u64>, message: Message },
    /// Records are not valid JSON.
    Json { name: String, place: Place, message: Message },
}

/// Arguments that the parser accepts but that do not make sense together.
#[derive(Debug)]
pub(crate) enum UsageError {
    /// `-` twice.
    StdinTwice,
    /// `validate` without a schema.
    NoSchema,
    /// `--schema-dir` with standard input, which has no name.
    StdinWithoutName,
    /// `-` among files that are rewritten.
    StdinInPlace,
    /// A malformed glob.
    BadGlob { glob: String, reason: Message },
    /// `diff` of a file and a directory; which is the directory.
    FileAndDirectory { directory: String, file: String },
    /// Several documents where one is required.
    Several(usize),
    /// `fill` without a schema.
    NoSchemaToFill,
    /// `--skip-existing` without a directory.
    NothingToSkip,
    /// `fill` would print several items.
    SeveralRecords,
    /// A malformed path in records; why.
    BadPath { path: String, reason: PathError },
    /// The schema does not offer this incremental update; why.
    NotUpdatable(String),
    /// `--statistics` with a format that cannot hold them.
    StatisticsFormat,
    /// `--fix` of standard input.
    StdinFix,
    /// `man` of something that is not a subcommand.
    NoSubcommand(String),
    /// What the commands of the gateways refuse.
    Gateway(Message),
    /// `explain` of something that is not a code; with similar codes.
    NoCode { code: String, similar: Vec<&'static str> },
    /// `--path` that several fields have in their ids or names: the first of them, and how many more there are.
    SeveralFields { text: String, fields: Vec<(String, Option<String>)>, more: usize },
    /// `--path` of a field that does not exist; with similar paths.
    NoField { path: String, similar: Vec<String> },
}

/// Why a document is not rewritten or converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is inside an API response.
    Answer,
    /// It is JSON.
    Json,
    /// Items are compared as if they were schemas.
    Items,
}

/// A place in a file, as messages and JSON give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Place {
    /// The place of a byte in a text.
    pub(crate) fn in_text(text: &str, at: usize) -> Place {
        let before = text.get(..at.min(text.len())).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }
}

impl CliError {
    /// The file in question.
    pub(crate) fn file(&self) -> Option<String> {
        match self {
            CliError::Open(path, _) | CliError::Write(path, _) | CliError::Walk(path, _) => {
                Some(path.display().to_string())
            }
            CliError::Document { name, .. } | CliError::Refused(name, _) | CliError::NothingFound(name) => {
                Some(name.clone())
            }
            CliError::BrokenLink { link: path, .. }
            | CliError::NoDirectory(path)
            | CliError::NotADirectory(path) => Some(path.display().to_string()),
            CliError::Json { name, .. } => Some(name.clone()),
            CliError::NoSchemaFor { item, .. } | CliError::SchemaOf { item, .. } => Some(item.clone()),
            CliError::Settings { file, .. }
            | CliError::Baseline { file, .. }
            | CliError::Assets { file, .. }
            | CliError::Ignores { file, .. }
            | CliError::Known { file, .. } => Some(file.display().to_string()),
            CliError::Data { name, line, .. } => Some(match line {
                Some(line) => format!("{name}:{line}"),
                None => name.clone(),
            }),
            // The problem names its file itself.
            CliError::Mapping(_) => None,
            CliError::Usage(_) | CliError::Print(_) | CliError::Reported => None,
        }
    }

    /// The error answer of the platform, if that is what was read.
    pub(crate) fn answer(&self) -> Option<&ApiError> {
        match self {
            CliError::Document { error, .. } => match error.kind() {
                ErrorKind::Answer(answer) => Some(answer),
                _ => None,
            },
            CliError::SchemaOf { error, .. } => error.answer(),
            _ => None,
        }
    }

    /// The place in that file.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            CliError::Document { error, .. } => {
                error.position().map(|at| Place { line: at.line, column: at.column })
            }
            CliError::Json { place, .. } | CliError::Baseline { place, .. } => Some(*place),
            &CliError::Settings { line, column, .. }
            | &CliError::Assets { line, column, .. }
            | &CliError::Ignores { line, column, .. }
            | &CliError::Known { line, column, .. } => Some(Place { line, column }),
            _ => None,
        }
    }

    /// The message with file and place.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(file) = self.file() {
            text.push_str(&file);
            if let Some(place) = self.place() {
                text.push_str(&format!(":{}:{}", place.line, place.column));
            }
            text.push_str(": ");
        }
        text.push_str(&self.message(lang));
        text
    }

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
            CliError::Settings { message, .. } => {
                pick(lang, message.en.clone(), format!("设置有误：{}", message.zh))
            }
            CliError::Assets { message, .. } => {
                pick(lang, message.en.clone(), format!("素材信息有误：{}", message.zh))
            }
            CliError::Ignores { message, .. } => {
                pick(lang, message.en.clone(), format!("忽略文件有误：{}", message.zh))
            }
            CliError::Known { message, .. } => {
                pick(lang, message.en.clone(), format!("已知变更的文件有误：{}", message.zh))
            }
            CliError::Baseline { message, .. } => message.get(lang).to_owned(),
            CliError::Walk(_, error) => {
                pick(lang, format!("cannot read the directory: {error}"), format!("无法遍历：{error}"))
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
            CliError::Mapping(problem) => problem.line(lang),
            CliError::Json { message, .. } | CliError::Data { message, .. } => pick(
                lang,
                format!("cannot read the data: {}", message.en),
                format!("无法读取数据：{}", message.zh),
            ),
            CliError::NothingFound(_) => pick(lang, "no files found", "没有找到文件").to_owned(),
            CliError::Refused(_, refusal) => refusal.message(lang).to_owned(),
        }
    }

    /// A file or directory cannot be opened. A broken link is reported as such.
    pub(crate) fn open(path: &Path, error: io::Error) -> CliError {
        match fs::read_link(path) {
            Ok(target) if error.kind() == io::ErrorKind::NotFound => {
                CliError::BrokenLink { link: path.to_owned(), target }
            }
            _ => CliError::Open(path.to_owned(), error),
        }
    }

    /// A directory cannot be used: it does not exist, or is not a directory.
    pub(crate) fn directory(path: &Path) -> CliError {
        if path.exists() {
            return CliError::NotADirectory(path.to_owned());
        }
        match CliError::open(path, io::ErrorKind::NotFound.into()) {
            CliError::Open(path, _) => CliError::NoDirectory(path),
            link => link,
        }
    }

    /// A document cannot be read or written. Errors of reading have a source line if `bytes` are given.
    pub(crate) fn document(name: String, error: Error, bytes: Option<&[u8]>) -> CliError {
        let place = bytes.zip(error.position());
        let line = place.and_then(|(bytes, at)| SourceLine::find(bytes, at.line, at.column));
        CliError::Document { name, error, line: line.map(Box::new) }
    }

    /// The source line of an error in a document, with the name of the document and the place in it.
    pub(crate) fn source_line(&self) -> Option<(&str, Place, &SourceLine)> {
        match self {
            CliError::Document { name, line: Some(line), .. } => Some((name, self.place()?, line)),
            CliError::SchemaOf { error, .. } => error.source_line(),
            _ => None,
        }
    }

    pub(crate) fn write(path: &Path, error: io::Error) -> CliError {
        CliError::Write(path.to_owned(), error)
    }
}

impl From<UsageError> for CliError {
    fn from(error: UsageError) -> CliError {
        CliError::Usage(error)
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
                "{directory} 中没有名为 {} 或与更上级文件夹同名的 schema（.xml 或 .json）",
                shown.join("、")
            ),
        ),
    }
}

/// The common reasons in both languages; the text of the system for the rest.
fn reason(error: &io::Error, lang: Lang) -> String {
    let (en, zh) = match error.kind() {
        io::ErrorKind::NotFound => ("no such file or directory", "文件或目录不存在"),
        io::ErrorKind::PermissionDenied => ("permission denied", "没有权限"),
        io::ErrorKind::IsADirectory => {
            ("it is a directory; a file is required", "这是目录，此处需要一个文件")
        }
        _ => return error.to_string(),
    };
    pick(lang, en, zh).to_owned()
}

impl UsageError {
    fn message(&self, lang: Lang) -> String {
        match self {
            UsageError::StdinTwice => {
                pick(lang, "\"-\" (standard input) can be given only once", "“-”（标准输入）只能使用一次")
                    .to_owned()
            }
            UsageError::BadGlob { glob, reason } => pick(
                lang,
                format!("\"{glob}\" is not a valid glob: {}", reason.en),
                format!("“{glob}”不是有效的通配模式：{}", reason.zh),
            ),
            UsageError::NoSchema => pick(
                lang,
                "no schema; use --schema SCHEMA or --schema-dir DIR",
                "缺少 schema；请用 --schema SCHEMA 或 --schema-dir DIR 指定",
            )
            .to_owned(),
            UsageError::StdinWithoutName => pick(
                lang,
                "--schema-dir selects schemas by file name, which standard input does not have; use --schema",
                "--schema-dir 按文件名选择 schema，而标准输入没有文件名；请使用 --schema",
            )
            .to_owned(),
            UsageError::StdinInPlace => pick(
                lang,
                "\"-\" (standard input) cannot be combined with files to rewrite",
                "“-”（标准输入）不能与要改写的文件同时给出",
            )
            .to_owned(),
            UsageError::FileAndDirectory { directory, file } => pick(
                lang,
                format!("{directory} is a directory and {file} is not; give two files or two directories"),
                format!("{directory} 是目录而 {file} 不是；请给出两个文件或两个目录"),
            ),
            UsageError::Several(count) => pick(
                lang,
                format!("only one document can be printed, but {count} files were given"),
                format!("只能输出一个文档，但给出了 {count} 个文件"),
            ),
            UsageError::NoSchemaToFill => {
                pick(lang, "no schema; use --schema SCHEMA", "缺少 schema；请用 --schema SCHEMA 指定")
                    .to_owned()
            }
            UsageError::NothingToSkip => pick(
                lang,
                "--skip-existing requires --out-dir DIR",
                "--skip-existing 须与 --out-dir DIR 同时使用",
            )
            .to_owned(),
            UsageError::SeveralRecords => pick(
                lang,
                "there are several records; use --out-dir DIR, or --limit 1 to print only the first",
                "有多条记录；请给出 --out-dir DIR，或用 --limit 1 只输出第一条",
            )
            .to_owned(),
            UsageError::BadPath { path, reason } => pick(
                lang,
                format!("\"{path}\" is not a path in a record: {}", reason.message(lang)),
                format!("“{path}”不是记录中的路径：{}", reason.message(lang)),
            ),
            UsageError::StatisticsFormat => pick(
                lang,
                "--statistics requires --format text or json",
                "--statistics 须与 --format text 或 json 同时使用",
            )
            .to_owned(),
            UsageError::StdinFix => {
                pick(lang, "--fix and --diff need files", "--fix 和 --diff 需要文件").to_owned()
            }
            UsageError::NotUpdatable(reason) => reason.clone(),
            UsageError::NoSubcommand(name) => {
                pick(lang, format!("\"{name}\" is not a subcommand"), format!("没有子命令“{name}”"))
            }
            UsageError::Gateway(message) => message.get(lang).to_owned(),
            UsageError::NoCode { code, similar } if similar.is_empty() => pick(
                lang,
                format!("\"{code}\" is not a code; run tmall-schema explain for a list"),
                format!("没有代码“{code}”；运行 tmall-schema explain 可列出全部代码"),
            ),
            UsageError::NoCode { code, similar } => {
                let similar = similar.join(pick(lang, ", ", "、"));
                pick(
                    lang,
                    format!("\"{code}\" is not a code; did you mean {similar}?"),
                    format!("没有代码“{code}”；是不是 {similar}？"),
                )
            }
            UsageError::SeveralFields { text, fields, more } => {
                let count = fields.len() + more;
                pick(
                    lang,
                    format!("\"{text}\" is in {count} fields; give the path of one of them"),
                    format!("有 {count} 个字段含有“{text}”；请给出其中一个的路径"),
                )
            }
            UsageError::NoField { path, similar } if similar.is_empty() => {
                pick(lang, format!("there is no field {path}"), format!("没有字段 {path}"))
            }
            UsageError::NoField { path, similar } => {
                let similar = similar.join(pick(lang, ", ", "、"));
                pick(
                    lang,
                    format!("there is no field {path}; did you mean {similar}?"),
                    format!("没有字段 {path}；是不是 {similar}？"),
                )
            }
        }
    }
}

impl Refusal {
    fn message(self, lang: Lang) -> &'static str {
        let (en, zh) = match self {
            Refusal::Answer => (
                "an API response cannot be rewritten in place; use --stdout, --to or --output to print the document inside",
                "不会就地改写 API 返回结果；请用 --stdout、--to 或 --output 输出其中的文档",
            ),
            Refusal::Json => (
                "JSON cannot be rewritten in place; use --to xml or --to json to convert it",
                "不会就地改写 JSON；请用 --to xml 或 --to json 转换",
            ),
            Refusal::Items => (
                "both documents are items, and diff compares schemas; compare items with tmall-schema readback SENT STORED",
                "两个文档都是商品参数，而 diff 比较的是 schema；请用 tmall-schema readback SENT STORED 比较商品",
            ),
        };
        pick(lang, en, zh)
    }
}
