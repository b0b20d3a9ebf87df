//! Arguments of `log`.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use tmall_schema::Level;

use super::{BatchArgs, DialectArgs, OutputArgs, number};
use crate::cli::lang::Message;

/// Show the history of a schema, or of one field: what changed when
///
/// Versions come from git, or from a folder with a folder for each day, such as rules/2026-11-21/1512.xml; FILE is
/// then rules/1512.xml. The newest changes come first. Days are those in Beijing.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema log rules/1512.xml
  tmall-schema log rules/1512.xml /title
  tmall-schema log rules/1512.xml 品牌 --level breaking
  tmall-schema log rules/ --since 2026-11-01 --format markdown
  tmall-schema log --blame rules/1512.xml /prop_20000

Exit codes:
  0  the history was shown, with or without changes
  2  wrong usage, or a version that cannot be read; the others are still compared")]
pub(crate) struct LogArgs {
    /// Schema, or a directory of schemas
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    /// Field: a path such as /sku/price, an id, or a name; the fields inside belong to it
    #[arg(value_name = "FIELD")]
    pub(crate) field: Option<String>,
    /// Show the changes of this day and later ones only
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) since: Option<Date>,
    /// Lowest level of changes to show [default: cosmetic]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) level: Option<LevelArg>,
    /// Show since when each rule and option of the field is as it is
    #[arg(long)]
    pub(crate) blame: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = LogFormat::Text, value_name = "FORMAT")]
    pub(crate) format: LogFormat,
    /// Maximum size of the Markdown, in bytes; the rest is only counted [default: 20000]
    ///
    /// Known limits: DingTalk 20000, WeCom 4096, a comment on GitHub 65536.
    #[arg(long, value_name = "BYTES", value_parser = number::count)]
    pub(crate) max_bytes: Option<usize>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Plain text
    Text,
    /// One JSON object
    Json,
    /// Markdown for a pull request or a chat
    Markdown,
    /// One page that works offline
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    Breaking,
    Compatible,
    Cosmetic,
}

impl From<LevelArg> for Level {
    fn from(arg: LevelArg) -> Level {
        match arg {
            LevelArg::Breaking => Level::Breaking,
            LevelArg::Compatible => Level::Compatible,
            LevelArg::Cosmetic => Level::Cosmetic,
        }
    }
}

fn date(text: &str) -> Result<Date, Message> {
    text.parse().map_err(|_| {
        Message::new(
            format!("expected a date such as 2026-12-31, found \"{text}\""),
            format!("应为日期（如 2026-12-31），实际为“{text}”"),
        )
    })
}
