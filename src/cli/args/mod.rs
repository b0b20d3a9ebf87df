//! What may be asked on the command line: what is common here, each subcommand in its file.

mod about;
mod change;
mod diff;
mod explain;
mod fill;
mod fmt;
mod inspect;
mod readback;
mod validate;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;
use tmall_schema::{Dialect, Lang};

use anstream::ColorChoice;

pub(crate) use about::{CompletionsArgs, ManArgs};
pub(crate) use change::{ChangeCodeArg, ChangeIgnoreArg, PathGlob};
pub(crate) use diff::{DiffArgs, DiffFormat, FailOnLevel, View};
pub(crate) use explain::{ExplainArgs, ExplainFormat};
pub(crate) use fill::{CheckArgs, DataArgs, DataForm, EncodingArg, FillArgs, FillCommand, InitArgs};
pub(crate) use fmt::{FmtArgs, Form, Kind};
pub(crate) use inspect::{InspectArgs, InspectFormat};
pub(crate) use readback::{KeyArg, ReadbackArgs, ReadbackFormat};
pub(crate) use validate::{
    ByteArg, CharacterArg, CodeArg, FailOn, IgnoreArg, JudgingArgs, SeverityArg, ValidateArgs, ValidateFormat,
};

/// Read, judge, write and compare the Schema XML of Tmall, Taobao and alibaba.com items.
#[derive(Debug, Parser)]
#[command(name = "tmall-schema", version, max_term_width = 100)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tmall-schema validate --schema rule.xml items/
  tmall-schema diff yesterday/ today/
  tmall-schema inspect rule.xml
  tmall-schema inspect rule.xml --path /sku/price
  tmall-schema fmt --check items/
  tmall-schema fill --schema rule.xml --map shirts.toml goods.ndjson --out-dir items
  tmall-schema readback item.xml stored.xml --schema rule.xml
  tmall-schema explain unknown-option

Exit codes:
  0  nothing found at or above the threshold
  1  findings or changes at or above it
  2  could not run: usage, or an input that cannot be read

Settings also come from tmall-schema.toml, found upwards from the working directory; a flag wins.
Paths in it are relative to the file. All keys are optional:
  lang, color, quiet, jobs, dialect
  [validate]   schema or schema_dir, fail_on, ignore, max_findings, fail_fast, show_notes,
               character, byte, assets; [validate.severity] a code and its severity a line
  [diff]       fail_on, view, ignore, ignore_file, items
  [inspect]    tips
  [fmt]        schema
For example:
  [validate]
  schema_dir = \"rules\"
  ignore = [\"line-break\", \"max-length:/sku/*/outer_id\"]

Nothing is ever uploaded.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Validate(ValidateArgs),
    Diff(DiffArgs),
    Inspect(InspectArgs),
    Fmt(FmtArgs),
    Fill(FillArgs),
    Readback(ReadbackArgs),
    Explain(ExplainArgs),
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
