//! What may be asked on the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;
use tmall_schema::{Dialect, Lang};

use anstream::ColorChoice;

/// Read, judge, write and compare the Schema XML of Tmall, Taobao and alibaba.com items.
#[derive(Debug, Parser)]
#[command(name = "tmall-schema", version, propagate_version = true, max_term_width = 100)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tmall-schema inspect rule.xml
  tmall-schema inspect rule.xml --path /sku/price
  tmall-schema fmt --check items/

Exit codes:
  0  nothing found at or above the threshold
  1  findings or changes at or above it
  2  could not run: usage, or an input that cannot be read

Settings also come from tmall-schema.toml, found upwards from the working directory; a flag wins.
Nothing is ever uploaded.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Inspect(InspectArgs),
    Fmt(FmtArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// What every subcommand takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalArgs {
    /// Language of messages [default: from LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<LangArg>,
    /// When to use colours [default: auto]
    ///
    /// With auto, a terminal gets colours unless NO_COLOR is set; CLICOLOR_FORCE asks for them everywhere.
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<ColorArg>,
    /// Say nothing but results and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Settings file to use instead of the tmall-schema.toml that is found
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Use no settings file
    #[arg(long, global = true, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LangArg {
    En,
    Zh,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Lang {
        match arg {
            LangArg::En => Lang::En,
            LangArg::Zh => Lang::Zh,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

impl From<ColorArg> for ColorChoice {
    fn from(arg: ColorArg) -> ColorChoice {
        match arg {
            ColorArg::Auto => ColorChoice::Auto,
            ColorArg::Always => ColorChoice::Always,
            ColorArg::Never => ColorChoice::Never,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DialectArg {
    /// Tmall: itemRule and itemParam
    Classic,
    /// Newer Taobao and Tmall: itemSchema
    ItemSchema,
    /// alibaba.com: itemSchema with icbuCatProp
    Icbu,
}

impl From<DialectArg> for Dialect {
    fn from(arg: DialectArg) -> Dialect {
        match arg {
            DialectArg::Classic => Dialect::Classic,
            DialectArg::ItemSchema => Dialect::ItemSchema,
            DialectArg::Icbu => Dialect::Icbu,
        }
    }
}

/// Where results go.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Write results to a file, which is there as a whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How documents are read.
#[derive(Debug, Args)]
pub(crate) struct DialectArgs {
    /// Dialect to read as, instead of the detected one
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(crate) dialect: Option<DialectArg>,
}

/// How a batch is run.
#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// Number of files worked on at once [default: number of cores]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// Show a schema as an outline: fields, rules, options and conditions in words
#[derive(Debug, Args)]
#[command(after_long_help = "\
Marks behind an id: * required, ? required under a condition, x always disabled.

Examples:
  tmall-schema inspect rule.xml
  tmall-schema inspect rule.xml --path /prop_20000   one field with all its options
  tmall-schema inspect answer.json --tips            the rule inside an API answer, with advice
  tmall-schema inspect rule.xml --format json | jq '.fields[].id'")]
pub(crate) struct InspectArgs {
    /// Schema to show: a file, or - for standard input
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Show one field with everything about it
    ///
    /// A JSON Pointer of ids, such as /sku/price; row numbers, as the paths of findings have them, are
    /// passed over.
    #[arg(long, value_name = "POINTER")]
    pub(crate) path: Option<String>,
    /// Show tips: advice for sellers and developers
    #[arg(long)]
    pub(crate) tips: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = InspectFormat::Text, value_name = "FORMAT")]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// Outline for people
    Text,
    /// The whole schema as JSON
    Json,
}

/// Rewrite documents in canonical XML, or convert them
///
/// Files are rewritten in place, each in one step; of a directory the *.xml. Standard input (-) is printed.
/// What a document says stays; comments, and what a param holds beside its values, go.
///
/// A schema is told from a param by its content: the root itemParam makes a param; rules, options,
/// sub-fields, labels or defaults make a schema; values alone make a param; of what has nothing at all, the
/// root's name decides. --as overrules this.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema fmt items/                             rewrite all of a directory
  tmall-schema fmt --check 'items/**/*.xml'           list what is not canonical, exit 1
  tmall-schema fmt answer.json --stdout               print the rule inside an API answer
  tmall-schema fmt item.xml --to json                 convert a param to JSON
  tmall-schema fmt item.json --schema rule.xml --to xml
  cat item.xml | tmall-schema fmt -")]
pub(crate) struct FmtArgs {
    /// Files, directories, quoted globs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Write nothing; list files that are not canonical and exit 1 if there are any
    #[arg(long, conflicts_with_all = ["stdout", "to", "output"])]
    pub(crate) check: bool,
    /// Print the one document instead of rewriting it
    #[arg(long, conflicts_with = "output")]
    pub(crate) stdout: bool,
    /// Convert the one document and print it
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) to: Option<Form>,
    /// What the documents are, instead of a guess by their content
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Schema of the params: gives names, types, wrappers and order
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Canonical XML
    Xml,
    /// JSON form
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// What the platform asks
    Schema,
    /// What a seller sends
    Param,
}

/// Print a shell's completion script
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema completions bash > ~/.local/share/bash-completion/completions/tmall-schema
  tmall-schema completions zsh > ~/.zfunc/_tmall-schema
  tmall-schema completions fish > ~/.config/fish/completions/tmall-schema.fish")]
pub(crate) struct CompletionsArgs {
    /// Shell to complete for
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Print a manual page
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema man | man -l -
  tmall-schema man fmt > tmall-schema-fmt.1")]
pub(crate) struct ManArgs {
    /// Subcommand whose page is wanted
    pub(crate) subcommand: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
