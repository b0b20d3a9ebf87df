//! Wrong usage that the parser of arguments does not see.

use std::path::PathBuf;

use tmall_schema::{Lang, PathError};

use crate::cli::lang::{Message, pick};

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
    /// `log --blame` without a field, or of several files.
    BlameWithoutField,
    /// `diff --git` of several paths.
    SeveralPaths,
    /// Several documents where one is required.
    Several(usize),
    /// `fill` without a schema.
    NoSchemaToFill,
    /// `--skip-existing` without a directory.
    NothingToSkip,
    /// A file of an earlier run of `fill`.
    Exists(PathBuf),
    /// `--name-by` with a path that none of the first records has.
    NoNames { path: String, records: usize },
    /// A rejects file that is a table, for data that is not a table.
    RejectsNeedTable,
    /// A rejects file whose name promises a form that is not written.
    RejectsForm(PathBuf),
    /// A template whose name is not that of a workbook.
    #[cfg(feature = "sheets")]
    TemplateName(PathBuf),
    /// `fill --format json` where standard output is for the item.
    ItemAndJson,
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
    /// What `schema export` refuses.
    Export(Message),
    /// What the commands of the gateways refuse.
    Gateway(Message),
    /// A code that is neither that of findings nor that of a house rule in use.
    NoRule { name: String, code: String },
    /// `explain` of something that is not a code; with similar codes.
    NoCode { code: String, similar: Vec<&'static str> },
    /// `--path` that several fields have in their ids or names: the first of them, and how many more there are.
    SeveralFields { text: String, fields: Vec<(String, Option<String>)>, more: usize },
    /// `--path` of a field that does not exist; with similar paths.
    NoField { path: String, similar: Vec<String> },
}

impl UsageError {
    /// The message.
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            UsageError::StdinTwice => {
                pick(lang, "\"-\" (standard input) can be given only once", "“-”（标准输入）只能使用一次")
                    .to_owned()
            }
            UsageError::NoRule { name, code } => {
                let colon = pick(lang, ": ", "：");
                let at = if name == code { String::new() } else { format!("{name}{colon}") };
                pick(
                    lang,
                    format!(
                        "{at}\"{code}\" is not a finding code, and no house rule in use has it; see --rules and --pack"
                    ),
                    format!("{at}“{code}”不是问题代码，所用的自定义规则中也没有它；参见 --rules 和 --pack"),
                )
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
            UsageError::ItemAndJson => pick(
                lang,
                "--format json prints a report, and so would the item; use --out-dir DIR or --dry-run",
                "--format json 输出的是报告，商品不能同时输出；请用 --out-dir DIR 或 --dry-run",
            )
            .to_owned(),
            UsageError::NoSchemaToFill => {
                pick(lang, "no schema; use --schema SCHEMA", "缺少 schema；请用 --schema SCHEMA 指定")
                    .to_owned()
            }
            UsageError::BlameWithoutField => pick(
                lang,
                "--blame is for one field of one file: log --blame FILE FIELD",
                "--blame 用于一个文件的一个字段：log --blame FILE FIELD",
            )
            .to_owned(),
            UsageError::SeveralPaths => pick(
                lang,
                "--git takes one path; revisions are given as REV1..REV2",
                "--git 只接受一个路径；版本写作 REV1..REV2",
            )
            .to_owned(),
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
            UsageError::Exists(file) => {
                let file = file.display();
                pick(
                    lang,
                    format!(
                        "{file} exists already; use --skip-existing to continue a run, --overwrite to replace its files, or another directory"
                    ),
                    format!(
                        "{file} 已存在；--skip-existing 接着上次继续，--overwrite 覆盖已有文件，也可换一个目录"
                    ),
                )
            }
            UsageError::RejectsForm(file) => {
                let file = file.display();
                pick(
                    lang,
                    format!("{file}: rejects are written as .ndjson, .csv or .xlsx"),
                    format!("{file}：被拒绝的记录只能写成 .ndjson、.csv 或 .xlsx"),
                )
            }
            #[cfg(feature = "sheets")]
            UsageError::TemplateName(file) => {
                let file = file.display();
                pick(
                    lang,
                    format!("{file}: a template is a workbook; its name has to end with .xlsx"),
                    format!("{file}：模板是工作簿，文件名须以 .xlsx 结尾"),
                )
            }
            UsageError::RejectsNeedTable => pick(
                lang,
                "rejects are written as a table only where the data is one; give a file that ends with .ndjson",
                "只有数据是表格时，被拒绝的记录才能写成表格；请指定以 .ndjson 结尾的文件",
            )
            .to_owned(),
            UsageError::NoNames { path, records } => pick(
                lang,
                format!("--name-by: no record has a value at \"{path}\" ({records} read)"),
                format!("--name-by：记录中都没有“{path}”的值（已读取 {records} 条）"),
            ),
            UsageError::Export(message) | UsageError::Gateway(message) => message.get(lang).to_owned(),
            UsageError::NoSubcommand(name) => {
                pick(lang, format!("\"{name}\" is not a subcommand"), format!("没有子命令“{name}”"))
            }
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
