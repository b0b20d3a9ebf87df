//! Arguments of `fill`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Deserialize;

use super::{BatchArgs, DialectArgs, JudgingArgs, OutputArgs};

/// Make items of a seller's own data
///
/// Each record becomes an item by the mapping, and each item is judged by the schema. Valid ones are written,
/// the others are told with all that is wrong with them. Without a mapping, records are items in their JSON form.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_long_help = "\
Examples:
  tmall-schema fill init rule.xml --from goods.csv > shirts.toml   begin a mapping
  tmall-schema fill check rule.xml shirts.toml goods.csv           what it leaves out
  tmall-schema fill --schema rule.xml --map shirts.toml goods.ndjson --out-dir items
  tmall-schema fill --schema rule.xml --map shirts.toml one.json > item.xml
  tmall-schema fill --schema rule.xml --map shirts.toml goods.csv --dry-run --limit 10
  tmall-schema fill --schema increment.xml --map title.toml one.json --defaults --update-fields title

Settings: [fill] of tmall-schema.toml may have schema, map, out_dir, rejects, name_by, skip_existing, defaults,
data_format and encoding. Items are judged by the flags and settings of validate.

Exit codes:
  0  all records became valid items
  1  at least one was rejected
  2  usage, a mapping that does not fit, or data that cannot be read")]
pub(crate) struct FillArgs {
    #[command(subcommand)]
    pub(crate) command: Option<FillCommand>,
    /// Records: a .json, .ndjson or .csv file, or - for standard input
    #[arg(required = true, value_name = "DATA")]
    pub(crate) data: Option<String>,
    /// Schema of the items [default: of the settings]
    #[arg(short, long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    /// Mapping file; without it records are items in their JSON form
    #[arg(short, long, value_name = "MAPPING")]
    pub(crate) map: Option<PathBuf>,
    /// Directory for the items, one file each; made if it is not there
    #[arg(long, value_name = "DIR")]
    pub(crate) out_dir: Option<PathBuf>,
    /// File for rejected records, one JSON object a line [default: rejects.ndjson in --out-dir]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    /// Path into the record that names the item's file [default: the mapping's, else the record's number]
    #[arg(long, value_name = "PATH")]
    pub(crate) name_by: Option<String>,
    /// Leave records alone whose file is there already
    #[arg(long)]
    pub(crate) skip_existing: bool,
    /// Carry the schema's present and default values under those of the records
    #[arg(long)]
    pub(crate) defaults: bool,
    /// Write an incremental update of these fields; see --defaults
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub(crate) update_fields: Vec<String>,
    /// Write nothing but what is wrong
    #[arg(long, conflicts_with_all = ["skip_existing", "rejects"])]
    pub(crate) dry_run: bool,
    /// Stop after so many records
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u64>,
    #[command(flatten)]
    pub(crate) input: DataArgs,
    #[command(flatten)]
    pub(crate) judging: JudgingArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How data are read.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// Form of the data [default: by the file's name, json for standard input]
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) data_format: Option<DataForm>,
    /// Encoding of the data [default: UTF-8, of CSV also GBK where it is no UTF-8]
    #[arg(long, value_enum, value_name = "ENCODING")]
    pub(crate) encoding: Option<EncodingArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DataForm {
    /// One document: a record, or a list of them
    Json,
    /// A record a line
    Ndjson,
    /// A table with a header line
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EncodingArg {
    Utf8,
    Gbk,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FillCommand {
    Init(InitArgs),
    Check(CheckArgs),
}

/// Print a mapping to begin with
///
/// Required fields come first, the others are commented out; with name, type, limits, tips and the first options.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Schema of the items
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Guess where values come from by the names in these records; each guess is marked
    #[arg(long, value_name = "DATA")]
    pub(crate) from: Option<String>,
    #[command(flatten)]
    pub(crate) input: DataArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Say what a mapping leaves out or names in vain
#[derive(Debug, Args)]
#[command(after_long_help = "\
Exit codes:
  0  the mapping fits, and fills all that is always required
  1  it does not
  2  usage, or a file that cannot be read")]
pub(crate) struct CheckArgs {
    /// Schema of the items
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Mapping file
    #[arg(value_name = "MAPPING")]
    pub(crate) mapping: PathBuf,
    /// Records: what in them is never used is told too
    #[arg(value_name = "DATA")]
    pub(crate) data: Option<String>,
    #[command(flatten)]
    pub(crate) input: DataArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
