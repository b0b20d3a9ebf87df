//! Arguments of `diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Deserialize;
use tmall_schema::Level;

use super::{BatchArgs, ChangeIgnoreArg, DialectArgs, OutputArgs};

/// Compare schemas: what changed, and which items it breaks
///
/// A change is breaking if it can make an item wrong that was right, compatible if it only lets more in, and
/// cosmetic if it makes no difference. Folders are compared file by file, by their paths inside.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema diff old.xml new.xml
  tmall-schema diff yesterday/ today/
  tmall-schema diff yesterday/ today/ --items 'items/**/*.xml'
  tmall-schema diff old.xml new.xml --mapping shirts.toml
  tmall-schema diff yesterday/ today/ --format markdown --output changes.md
  tmall-schema diff yesterday/ today/ --format html --output changes.html
  tmall-schema diff old.xml new.xml --view all --fail-on never
  tmall-schema diff yesterday/ today/ --ignore 'option-removed:/prop_20000'
  tmall-schema diff yesterday/ today/ --ignore-file ignores.toml

An ignore file is a TOML list. Each entry needs a reason and one of code, path and file; those that have
expired ignore no longer, and are reported as are those that match nothing:
  [[ignore]]
  code = \"option-removed\"
  path = \"/prop_20000\"
  file = \"5000*.xml\"
  until = 2026-12-31
  reason = \"none of our items has these brands\"

Exit codes:
  0  no change at or above --fail-on, and none that the mapping cannot do with
  1  at least one
  2  usage, or a schema or an item that cannot be read; the others are compared all the same")]
pub(crate) struct DiffArgs {
    /// What was: a schema, or a directory of schemas; - is standard input
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// What is: a schema, or a directory of schemas; - is standard input
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// Least level that makes the exit code 1 [default: breaking]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOnLevel>,
    /// Which changes to show [default: changes; all in JSON and HTML]
    #[arg(long, value_enum, value_name = "VIEW")]
    pub(crate) view: Option<View>,
    /// Items to judge by both sides: files, directories or quoted globs; may be repeated
    ///
    /// Told are those that were valid and no longer are, with the change that breaks them, and those that have
    /// become valid. Between directories, DIR/NAME.xml judges the items called NAME and those in a folder NAME.
    #[arg(long, value_name = "GLOB")]
    pub(crate) items: Vec<String>,
    /// Mapping file that is to go on filling items; see fill
    ///
    /// Told are the changes to what it fills, what of it fits no more, and required fields that it does not
    /// fill and did not have to. The latter two count as breaking.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Leave out changes of a kind, or those of them whose path matches a glob; may be repeated
    ///
    /// In the glob, * stands for any part of one step, ** for any number of steps. An ignore that matches
    /// nothing is reported.
    #[arg(long, value_name = "CODE[:PATH-GLOB]")]
    pub(crate) ignore: Vec<ChangeIgnoreArg>,
    /// Leave out what the entries of a file say
    #[arg(long, value_name = "FILE")]
    pub(crate) ignore_file: Option<PathBuf>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORMAT")]
    pub(crate) format: DiffFormat,
    /// Longest Markdown, in bytes; what does not fit is counted [default: 20000]
    ///
    /// Chats take less than forges: DingTalk 20000, WeCom 4096, a comment on GitHub 65536.
    #[arg(long, value_name = "BYTES")]
    pub(crate) max_bytes: Option<usize>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people
    Text,
    /// One JSON object, a schema a line
    Json,
    /// For a chat or a pull request, a table first
    Markdown,
    /// One page that works without a network
    Html,
}

/// Which changes are shown. All are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum View {
    /// Breaking ones
    Breaking,
    /// Breaking and compatible ones, options of a field in one line
    Changes,
    /// Cosmetic ones too, and each option
    All,
}

impl View {
    /// Whether changes of this level are shown.
    pub(crate) fn shows(self, level: Level) -> bool {
        match self {
            View::Breaking => level >= Level::Breaking,
            View::Changes => level >= Level::Compatible,
            View::All => true,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FailOnLevel {
    #[default]
    Breaking,
    Compatible,
    Cosmetic,
    Never,
}

impl FailOnLevel {
    /// Whether a change of this level fails the run.
    pub(crate) fn fails(self, level: Level) -> bool {
        match self {
            FailOnLevel::Breaking => level >= Level::Breaking,
            FailOnLevel::Compatible => level >= Level::Compatible,
            FailOnLevel::Cosmetic => true,
            FailOnLevel::Never => false,
        }
    }
}
