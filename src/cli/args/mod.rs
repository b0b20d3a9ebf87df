//! The arguments of the command line: common ones here, those of each subcommand in its own file.

mod about;
mod change;
mod diff;
mod explain;
#[cfg(feature = "net")]
mod fetch;
mod fill;
mod fmt;
mod gateway;
mod glob;
mod ignore;
mod inspect;
mod log;
mod number;
mod page;
mod parse;
mod readback;
mod rules;
mod sandbox;
mod scan;
mod schema;
#[cfg(feature = "net")]
mod submit;
mod suggest;
mod usage;
mod validate;
mod zh;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use tmall_schema::suggest::similar;
use tmall_schema::{Dialect, Lang};

use super::lang::Message;

pub(crate) use about::{CompletionsArgs, ManArgs};
pub(crate) use change::{ChangeCodeArg, ChangeIgnoreArg};
pub(crate) use diff::{DiffArgs, DiffFormat, FailOnLevel, MarkdownStyle, View};
pub(crate) use explain::{ExplainArgs, ExplainFormat};
#[cfg(feature = "net")]
pub(crate) use fetch::{ContentArg, FetchArgs, ProtocolArg};
#[cfg(feature = "sheets")]
pub(crate) use fill::TemplateArgs;
pub(crate) use fill::{
    CheckArgs, DataArgs, DataForm, EncodingArg, FillArgs, FillCommand, FillFormat, InitArgs,
};
pub(crate) use fmt::{FmtArgs, Form, Kind};
#[cfg(feature = "net")]
pub(crate) use gateway::DigestArg;
pub(crate) use gateway::{
    PairArg, RequestArgs, RequestFormat, SchemeArg, SignArgs, SignFormat, SigningArgs, VerifyArgs,
};
pub(crate) use glob::{PathGlob, reason as glob_reason};
pub(crate) use ignore::IgnoreArg;
pub(crate) use inspect::{InspectArgs, InspectFormat};
pub(crate) use log::{LogArgs, LogFormat};
pub(crate) use number::{count, positive};
pub(crate) use page::{Page, described};
pub(crate) use parse::{Stop, command};
pub(crate) use readback::{KeyArg, ReadbackArgs, ReadbackFormat};
pub(crate) use rules::{RulesArgs, RulesCheckArgs, RulesCommand, RulesShowArgs};
pub(crate) use sandbox::{AppArg, FaultsArg, SandboxArgs};
pub(crate) use scan::global as scan;
pub(crate) use schema::{ExportArgs, ExportForm, SchemaArgs, SchemaCommand};
#[cfg(feature = "net")]
pub(crate) use submit::{SubmitArgs, SubmitFormat, SubmitMethod};
pub(crate) use suggest::did_you_mean;
pub(crate) use validate::{
    ByteArg, CharacterArg, CheckingArgs, CodeArg, FailOn, FindingIgnoreArg, HouseArgs, PackArg, SeverityArg,
    ValidateArgs, ValidateFormat,
};

/// Validate, fill, rewrite and compare the Schema XML of Tmall, Taobao and alibaba.com items.
#[derive(Debug, Parser)]
#[command(name = "tmall-schema", version)]
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
  tmall-schema log rules/1512.xml /title
  tmall-schema rules check house.toml rule.xml
  tmall-schema schema export rule.xml --to json-schema
  tmall-schema explain unknown-option
  tmall-schema fetch --config fetch.toml --out today
  tmall-schema submit items/ --schema rules/1512.xml --method tmall.item.schema.add
  tmall-schema sandbox --schemas rules --app 12345678:secret

Exit codes:
  0  nothing found at or above the threshold
  1  findings or changes at or above it
  2  wrong usage, or an input that cannot be read

Settings also come from tmall-schema.toml in the working directory or the nearest one above it. Options on
the command line override it. Each key is the name of an option, with _ for -, in a table named after the
subcommand. For example:
  [validate]
  schema_dir = \"rules\"
  ignore = [\"line-break\", \"max-length:/sku/*/outer_id\"]

Nothing is sent anywhere, except by fetch and submit --yes to the gateway in the settings.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Validate(ValidateArgs),
    Diff(DiffArgs),
    Inspect(InspectArgs),
    Fmt(FmtArgs),
    Fill(Box<FillArgs>),
    Readback(ReadbackArgs),
    Log(LogArgs),
    #[cfg(feature = "net")]
    Fetch(FetchArgs),
    #[cfg(feature = "net")]
    Submit(SubmitArgs),
    Request(RequestArgs),
    Sign(SignArgs),
    Verify(VerifyArgs),
    Sandbox(SandboxArgs),
    Rules(RulesArgs),
    Schema(SchemaArgs),
    Explain(ExplainArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Options of every subcommand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct GlobalArgs {
    /// Language of messages [default: from LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<LangArg>,
    /// When to use colors [default: auto]
    ///
    /// With auto, colors are used on a terminal unless NO_COLOR is set. CLICOLOR_FORCE forces them everywhere.
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(crate) color: Option<ColorArg>,
    /// Print only results and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Settings file to use instead of the nearest tmall-schema.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Do not use a settings file
    #[arg(long, global = true, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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

/// Where the results are written.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Write the results to a file, atomically
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How documents are read.
#[derive(Debug, Args)]
pub(crate) struct DialectArgs {
    /// Dialect of the documents, instead of detecting it
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(crate) dialect: Option<DialectArg>,
}

/// The schemas of items.
#[derive(Debug, Args)]
pub(crate) struct ItemSchemaArgs {
    /// Schema for all items
    #[arg(short, long, value_name = "SCHEMA", conflicts_with = "schema_dir")]
    pub(crate) schema: Option<String>,
    /// Directory of schemas: DIR/NAME.xml or DIR/NAME.json validates the items called NAME and those in a folder NAME
    ///
    /// The name of the item comes first, then that of the nearest folder around it. The schemas may be in folders; of several
    /// with the same name, the one whose folders are named as those of the item is used.
    #[arg(long, value_name = "DIR")]
    pub(crate) schema_dir: Option<PathBuf>,
}

/// Which files of directories are taken.
#[derive(Debug, Args)]
pub(crate) struct WalkArgs {
    /// Leave files and directories out of directories and globs; may be repeated
    ///
    /// A glob without a slash matches names, any other one whole paths. Files that are named are always included. Hidden files
    /// are left out; links are followed; ignore files such as .gitignore have no effect.
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<PathGlob>,
}

/// How several files are processed.
#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// Number of files to process in parallel [default: number of cores]
    #[arg(short, long, value_name = "N", value_parser = number::positive, allow_negative_numbers = true)]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// One of the values of an enum, by the name that it has on the command line and in settings.
pub(crate) fn choice<T: ValueEnum>(text: &str) -> Result<T, Message> {
    if let Ok(value) = T::from_str(text, false) {
        return Ok(value);
    }
    let mut values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    Err(not_a_choice(text, &mut values))
}

fn not_a_choice(text: &str, values: &mut dyn Iterator<Item = PossibleValue>) -> Message {
    let values: Vec<PossibleValue> = values.collect();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let hint = did_you_mean(&similar(text, names.iter().copied()));
    Message::new(
        format!("expected one of {}, found \"{text}\"{}", names.join(", "), hint.en),
        format!("应为 {} 之一，实际为“{text}”{}", names.join("、"), hint.zh),
    )
}
