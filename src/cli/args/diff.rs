//! Arguments of `diff`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tmall_schema::Level;

use super::{BatchArgs, ChangeIgnoreArg, DialectArgs, HouseArgs, OutputArgs, WalkArgs, number};

/// Compare schemas: what changed, and which items break
///
/// A change is breaking if it can make a valid item invalid, compatible if it only accepts more, and cosmetic if
/// it does not affect validity. Directories are compared file by file, paired by relative path.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema diff old.xml new.xml
  tmall-schema diff yesterday/ today/
  tmall-schema diff yesterday/ today/ --items 'items/**/*.xml'
  tmall-schema diff old.xml new.xml --mapping shirts.toml
  tmall-schema diff yesterday/ today/ --format markdown --output changes.md
  tmall-schema diff yesterday/ today/ --format markdown --markdown-style lists --lang zh
  tmall-schema diff yesterday/ today/ --format html --output changes.html
  tmall-schema diff old.xml new.xml --view all --fail-on never
  tmall-schema diff yesterday/ today/ --ignore 'option-removed:/prop_20000'
  tmall-schema diff yesterday/ today/ --ignore-file ignores.toml
  tmall-schema diff yesterday/ today/ --known reported.txt --format markdown
  tmall-schema diff HEAD~1:rules/1512.xml rules/1512.xml
  tmall-schema diff --git v1..v2 rules/
  tmall-schema diff --git rules/

An ignore file is a TOML list. Each entry needs a reason and at least one of code, path and file. An entry
is ignored after its last day (until), and reported; so is an entry that matches nothing. For example:
  [[ignore]]
  code = \"option-removed\"
  path = \"/prop_20000\"
  file = \"5000*.xml\"
  until = 2026-12-31
  reason = \"none of our items has these brands\"

Exit codes:
  0  no change at or above --fail-on, and none that breaks the mapping
  1  at least one such change
  2  wrong usage, or a schema or an item that cannot be read; the others are still compared")]
pub(crate) struct DiffArgs {
    /// Old schema, or directory of schemas; - is standard input, REV:PATH is in git
    #[arg(value_name = "OLD", required_unless_present = "git")]
    pub(crate) old: Option<String>,
    /// New schema, or directory of schemas; - is standard input, REV:PATH is in git
    #[arg(value_name = "NEW", required_unless_present = "git")]
    pub(crate) new: Option<String>,
    /// Compare revisions of a path in git: REV1..REV2, or REV and the working tree [default: HEAD]
    ///
    /// The path follows, as in diff --git v1..v2 rules/. Unchanged files are not read. REV1...REV2 compares with the
    /// commit that both have in common.
    #[arg(long, value_name = "REVISIONS", num_args = 0..=1, default_missing_value = "")]
    pub(crate) git: Option<String>,
    /// Lowest level that makes the exit code 1 [default: breaking]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_on: Option<FailOnLevel>,
    /// Changes to show [default: changes; all in JSON and HTML]
    #[arg(long, value_enum, value_name = "VIEW")]
    pub(crate) view: Option<View>,
    /// Items to validate against both schemas: files, directories or quoted globs; may be repeated
    ///
    /// Reports the items that were valid and no longer are, with the change that breaks them, and the items that
    /// have become valid. For directories, DIR/NAME.xml validates the items called NAME and those in a folder
    /// NAME.
    #[arg(long, value_name = "GLOB")]
    pub(crate) items: Vec<String>,
    #[command(flatten)]
    pub(crate) house: HouseArgs,
    /// Mapping file to check against the changes; see fill
    ///
    /// Reports the changes to the fields it fills, the entries that no longer fit, and newly required fields that
    /// it does not fill. The latter two count as breaking.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Ignore changes with a code, or only those whose path matches a glob; may be repeated
    ///
    /// In the glob, * matches any part of one path segment, ** any number of segments. An ignore that matches
    /// nothing is reported.
    #[arg(long, value_name = "CODE[:PATH-GLOB]")]
    pub(crate) ignore: Vec<ChangeIgnoreArg>,
    /// Ignore the changes that the entries of a file match
    #[arg(long, value_name = "FILE")]
    pub(crate) ignore_file: Option<PathBuf>,
    /// Leave out the changes whose fingerprints are in a file, and add the new ones to it
    ///
    /// Each line is the fingerprint of a change and the name of its schema; a fingerprint alone stands for the
    /// change in every schema. The file is created if it does not exist. Only changes that --view shows are added.
    #[arg(long, value_name = "FILE")]
    pub(crate) known: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, value_name = "FORMAT")]
    pub(crate) format: DiffFormat,
    /// Style of the Markdown
    #[arg(long, value_enum, default_value_t = MarkdownStyle::Table, value_name = "STYLE")]
    pub(crate) markdown_style: MarkdownStyle,
    /// Maximum size of the Markdown, in bytes; the rest is only counted [default: 20000]
    ///
    /// Known limits: DingTalk 20000, WeCom 4096, a comment on GitHub 65536.
    #[arg(long, value_name = "BYTES", value_parser = number::count, allow_negative_numbers = true)]
    pub(crate) max_bytes: Option<usize>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) walk: WalkArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Plain text
    Text,
    /// One JSON object, one schema per line
    Json,
    /// Markdown for a pull request or a chat; see --markdown-style
    Markdown,
    /// One page that works offline
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkdownStyle {
    /// A table first, then lists with bold text and code, as GitHub and GitLab render them
    Table,
    /// Headings and lists only, for chats that render no tables
    Lists,
}

/// Which changes are shown. All are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// Breaking changes
    Breaking,
    /// Breaking and compatible changes, the options of a field on one line
    Changes,
    /// Cosmetic changes too, and each option
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
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
