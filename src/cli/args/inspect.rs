//! Arguments of `inspect`.

use clap::{Args, ValueEnum};

use super::{DialectArgs, OutputArgs};

/// Show a schema as an outline: fields, rules, options, and conditions in words
#[derive(Debug, Args)]
#[command(after_long_help = "\
Marks after an id: * required, ? required under a condition, x always disabled.

Examples:
  tmall-schema inspect rule.xml
  tmall-schema inspect rule.xml --path /prop_20000   one field with all its options
  tmall-schema inspect rule.xml --path price         the field with this in its id or name
  tmall-schema inspect rule.xml --required           what a new item requires
  tmall-schema inspect rule.xml --required item.xml  what this item requires, and what it may omit
  tmall-schema inspect answer.json --tips            the schema inside an API response, with tips
  tmall-schema inspect rule.xml --format json | jq '.fields[].id'")]
pub(crate) struct InspectArgs {
    /// Schema to show: a file, or - for standard input
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Show one field with all details
    ///
    /// A JSON Pointer of ids, such as /sku/price. Row numbers, which occur in the paths of findings, are ignored. Without a
    /// slash at the beginning, also an id or a display name, or a part of one; if several fields have it, they are listed.
    #[arg(long, value_name = "POINTER|TEXT")]
    pub(crate) path: Option<String>,
    /// Show which fields are required, and which are disabled and why, for ITEM or for an item without values
    #[arg(long, value_name = "ITEM", num_args = 0..=1, conflicts_with_all = ["path", "tips"])]
    pub(crate) required: Option<Option<String>>,
    /// Show tips for sellers and developers
    #[arg(long)]
    pub(crate) tips: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = InspectFormat::Text, value_name = "FORMAT")]
    pub(crate) format: InspectFormat,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// Plain text outline
    Text,
    /// The whole schema as JSON
    Json,
}
