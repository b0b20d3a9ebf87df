//! Arguments of `fill`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{BatchArgs, CheckingArgs, DialectArgs, OutputArgs, number};

/// Create items from a seller's own data
///
/// The mapping turns each record into an item, and each item is validated against the schema. Valid items are
/// written; the others are reported with their findings. Without a mapping, each record is an item in its JSON
/// form, or a row of a template that fill template has made.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_long_help = "\
Examples:
  tmall-schema fill init rule.xml --from goods.csv > shirts.toml   create a mapping to start from
  tmall-schema fill check rule.xml shirts.toml goods.csv           what the mapping misses
  tmall-schema fill --schema rule.xml --map shirts.toml goods.ndjson --out-dir items
  tmall-schema fill --schema rule.xml --map shirts.toml goods.xlsx --sheet 2 --rejects wrong.xlsx --out-dir items
  tmall-schema fill --schema rule.xml --map shirts.toml one.json > item.xml
  tmall-schema fill --schema rule.xml --map shirts.toml goods.csv --dry-run --limit 10
  tmall-schema fill --schema increment.xml --map title.toml one.json --defaults --update-fields title

Settings come from [fill] of tmall-schema.toml. Items are validated with the options and settings of
validate.

Exit codes:
  0  all records became valid items
  1  at least one record was rejected
  2  wrong usage, a mapping that does not fit, or data that cannot be read")]
pub(crate) struct FillArgs {
    #[command(subcommand)]
    pub(crate) command: Option<FillCommand>,
    /// Records: a .json, .ndjson, .csv, .xlsx, .xls or .ods file, such as the rejects of an earlier run, or - for standard input
    #[arg(required = true, value_name = "DATA")]
    pub(crate) data: Option<String>,
    /// Schema of the items [default: from the settings]
    #[arg(short, long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    /// Mapping file; without it, each record is an item in its JSON form, or a row of a template
    #[arg(short, long, value_name = "MAPPING")]
    pub(crate) map: Option<PathBuf>,
    /// Directory for the items, one file each; created if it does not exist
    #[arg(long, value_name = "DIR")]
    pub(crate) out_dir: Option<PathBuf>,
    /// File for rejected records with their problems: one JSON object per line; the table as it was if it ends with .csv or .xlsx [default: rejects.ndjson in --out-dir]
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,
    /// File for values that no option or table has, as tables of a mapping to be completed
    #[arg(long, value_name = "FILE")]
    pub(crate) unmatched: Option<PathBuf>,
    /// Path of the value in a record that names the item's file [default: from the mapping, else the record's number]
    #[arg(long, value_name = "PATH")]
    pub(crate) name_by: Option<String>,
    /// Skip records whose file already exists
    #[arg(long)]
    pub(crate) skip_existing: bool,
    /// Replace items and rejects of an earlier run
    #[arg(long, conflicts_with = "skip_existing")]
    pub(crate) overwrite: bool,
    /// Use the schema's current and default values for fields that the record does not fill
    #[arg(long)]
    pub(crate) defaults: bool,
    /// Write an incremental update of these fields; see --defaults
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub(crate) update_fields: Vec<String>,
    /// Write no items; only report what is wrong
    #[arg(long, conflicts_with_all = ["skip_existing", "overwrite", "rejects"])]
    pub(crate) dry_run: bool,
    /// Output format; json needs --out-dir or --dry-run
    #[arg(long, value_enum, default_value_t = FillFormat::Text, value_name = "FORMAT")]
    pub(crate) format: FillFormat,
    /// Stop after N records
    #[arg(long, value_name = "N", value_parser = number::long_count, allow_negative_numbers = true)]
    pub(crate) limit: Option<u64>,
    #[command(flatten)]
    pub(crate) input: DataArgs,
    #[command(flatten)]
    pub(crate) checking: CheckingArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How records are read.
#[derive(Debug, Args)]
pub(crate) struct DataArgs {
    /// Format of the data [default: from the file name, json for standard input]
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) data_format: Option<DataForm>,
    /// Encoding of the data [default: UTF-8; for CSV that is not UTF-8, GBK]
    #[arg(long, value_enum, value_name = "ENCODING")]
    pub(crate) encoding: Option<EncodingArg>,
    /// Sheet of a workbook, by name or number [default: the first that is not hidden]
    #[cfg(feature = "sheets")]
    #[arg(long, value_name = "NAME|N")]
    pub(crate) sheet: Option<String>,
    /// Row of the headers in a sheet [default: the first that is as wide as a table]
    #[cfg(feature = "sheets")]
    #[arg(long, value_name = "N", value_parser = number::row, allow_negative_numbers = true)]
    pub(crate) header_row: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DataForm {
    /// One document: a record or a list of records
    Json,
    /// One record per line
    Ndjson,
    /// A table with a header line
    Csv,
    /// A workbook: .xlsx, .xls or .ods
    #[cfg(feature = "sheets")]
    Workbook,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncodingArg {
    Utf8,
    Gbk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FillFormat {
    /// Plain text
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FillCommand {
    Init(InitArgs),
    Check(CheckArgs),
    #[cfg(feature = "sheets")]
    Template(TemplateArgs),
}

/// Print a mapping to start from
///
/// Required fields come first; the others are commented out. Comments give the name, type, limits, tips and first
/// options of each field.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// Schema of the items
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Records to guess the sources of values from, by their names; each guess is marked
    #[arg(long, value_name = "DATA")]
    pub(crate) from: Option<String>,
    #[command(flatten)]
    pub(crate) input: DataArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Create a workbook to fill in, without a mapping
///
/// One sheet has a column for each field, and each field of rows has a sheet of its own; the first column of all sheets
/// names the item. Required fields are colored and marked with *; notes on the headers give limits and tips. Fields with
/// options have drop-down lists. fill reads the workbook with the schema alone.
#[cfg(feature = "sheets")]
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema fill template rule.xml -o shirts.xlsx               create a workbook to fill in
  tmall-schema fill --schema rule.xml shirts.xlsx --out-dir items  create items from it
  tmall-schema fill template rule.xml --from items/*.xml -o shirts.xlsx")]
pub(crate) struct TemplateArgs {
    /// Schema of the items
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Workbook to write
    #[arg(short, long, value_name = "FILE.xlsx")]
    pub(crate) output: PathBuf,
    /// Only fields that are required, or required under a condition
    #[arg(long)]
    pub(crate) required_only: bool,
    /// Only these fields, by path, id or name
    #[arg(long, value_name = "FIELD,FIELD", value_delimiter = ',')]
    pub(crate) fields: Vec<String>,
    /// Fill in a row of example values
    #[arg(long)]
    pub(crate) example: bool,
    /// Fill in these items
    #[arg(long, value_name = "ITEM", num_args = 1..)]
    pub(crate) from: Vec<String>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
}

/// Report what a mapping misses, and entries that have no effect
#[derive(Debug, Args)]
#[command(after_long_help = "\
Exit codes:
  0  the mapping fits the schema, and fills all fields that are always required
  1  it does not
  2  wrong usage, or a file that cannot be read")]
pub(crate) struct CheckArgs {
    /// Schema of the items
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Mapping file
    #[arg(value_name = "MAPPING")]
    pub(crate) mapping: PathBuf,
    /// Records; data in them that is never used is reported too
    #[arg(value_name = "DATA")]
    pub(crate) data: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = FillFormat::Text, value_name = "FORMAT")]
    pub(crate) format: FillFormat,
    #[command(flatten)]
    pub(crate) input: DataArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
