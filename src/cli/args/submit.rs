//! Arguments of `submit`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CheckingArgs, DialectArgs, ItemSchemaArgs, OutputArgs, WalkArgs};

/// Validate items, send them to a platform's gateway, and read back what was stored
///
/// Without --yes nothing is sent: it prints what it would send. An item with errors is never sent. Requests, answers and
/// states go to a journal; a run with the same journal continues where the last one ended. An item whose outcome is unknown
/// is searched for by its outer_id before it may be sent again.
#[derive(Debug, Args)]
#[command(after_long_help = "\
[gateway] in the settings names the gateway and the app; --config names the settings file. The app's secret comes from
TMALL_SCHEMA_APP_SECRET or secret_file, a session from TMALL_SCHEMA_SESSION or session_file.

Methods:
  tmall.item.schema.add               publish items: match or add the product, then add the item
  tmall.item.schema.update            update whole items; files are named after the item, such as 521369504454.xml
  tmall.item.schema.increment.update  update the fields that update_fields names; files are named after the item
  alibaba.item.publish.submit         publish items of a market: Taobao, or Tmall with a product
  alibaba.item.edit.submit            update whole items by the newer method; files are named after the item

Examples:
  tmall-schema submit items/ --schema rules/1512.xml --method tmall.item.schema.add
  tmall-schema submit items/ --schema rules/1512.xml --method tmall.item.schema.add --yes
  tmall-schema submit items/ --schema-dir rules/ --method tmall.item.schema.add --journal shirts.ndjson --yes
  tmall-schema submit 521369504454.xml --schema rules/1512.xml --method tmall.item.schema.update --yes

Exit codes:
  0  all items are stored as they were sent; without --yes, all could be sent
  1  an item has errors, was refused, is uncertain, or was stored differently
  2  wrong usage, an input that cannot be read, or the gateway refused the app or the session")]
pub(crate) struct SubmitArgs {
    /// Items: files, directories, quoted globs, or - for standard input
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    #[command(flatten)]
    pub(crate) schemas: ItemSchemaArgs,
    /// Method with which items are sent
    #[arg(long, value_enum, value_name = "METHOD")]
    pub(crate) method: SubmitMethod,
    /// Send the items
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) yes: bool,
    /// Print what would be sent, and send nothing; this is the default
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Category of the items [default: the name of their schema's file]
    #[arg(long, value_name = "ID")]
    pub(crate) category: Option<String>,
    /// Market of alibaba.item.publish.submit: taobao, tmall or litetao
    #[arg(long, value_name = "MARKET", required_if_eq("method", "alibaba.item.publish.submit"))]
    pub(crate) market: Option<String>,
    /// Product (spu_id) of alibaba.item.publish.submit; required for tmall
    #[arg(long, value_name = "ID")]
    pub(crate) spu: Option<String>,
    /// Brand of products that have to be added
    #[arg(long, value_name = "ID")]
    pub(crate) brand: Option<String>,
    /// Values for finding or adding the product, as an item [default: those of the item]
    #[arg(long, value_name = "FILE")]
    pub(crate) product: Option<PathBuf>,
    /// Journal of what was sent, and of the outcomes
    #[arg(long, default_value = "submit.ndjson", value_name = "FILE")]
    pub(crate) journal: PathBuf,
    /// Do not read back what was stored
    #[arg(long)]
    pub(crate) no_readback: bool,
    /// Number of calls at a time [default: 2]
    #[arg(short, long, value_name = "N", value_parser = super::positive, allow_negative_numbers = true)]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Output format
    #[arg(long, value_enum, default_value_t = SubmitFormat::Text, value_name = "FORMAT")]
    pub(crate) format: SubmitFormat,
    #[command(flatten)]
    pub(crate) checking: CheckingArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) walk: WalkArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// The methods that send items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SubmitMethod {
    /// Publish items
    #[value(name = "tmall.item.schema.add")]
    Add,
    /// Update whole items
    #[value(name = "tmall.item.schema.update")]
    Update,
    /// Update the fields that update_fields names
    #[value(name = "tmall.item.schema.increment.update")]
    Increment,
    /// Publish items of a market
    #[value(name = "alibaba.item.publish.submit")]
    Publish,
    /// Update whole items, by the newer method
    #[value(name = "alibaba.item.edit.submit")]
    Edit,
}

impl SubmitMethod {
    /// The name of the method.
    pub(crate) fn name(self) -> &'static str {
        match self {
            SubmitMethod::Add => "tmall.item.schema.add",
            SubmitMethod::Update => "tmall.item.schema.update",
            SubmitMethod::Increment => "tmall.item.schema.increment.update",
            SubmitMethod::Publish => "alibaba.item.publish.submit",
            SubmitMethod::Edit => "alibaba.item.edit.submit",
        }
    }

    /// Whether items are added.
    pub(crate) fn is_adding(self) -> bool {
        match self {
            SubmitMethod::Add | SubmitMethod::Publish => true,
            SubmitMethod::Update | SubmitMethod::Increment | SubmitMethod::Edit => false,
        }
    }

    /// The method that gives what is stored, and the key of its schema.
    pub(crate) fn readback(self) -> (&'static str, &'static str) {
        match self {
            SubmitMethod::Add | SubmitMethod::Update | SubmitMethod::Increment => {
                ("tmall.item.update.schema.get", "update_item_result")
            }
            SubmitMethod::Publish | SubmitMethod::Edit => ("alibaba.item.edit.schema.get", "result"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SubmitFormat {
    /// Plain text
    Text,
    /// One JSON object
    Json,
}
