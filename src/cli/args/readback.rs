//! Arguments of `readback`.

use clap::{Args, ValueEnum};

use super::{DialectArgs, OutputArgs};

/// Compare an item that was sent with what the platform stored: what was lost, changed and added
///
/// Passes over what the platform changes without a change of meaning: the numbers of custom values, the order of
/// several values, the protocol of image addresses, and, with a schema, other spellings of the same number. Fields
/// that the schema disables and update_fields are left out.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema readback item.xml stored.xml
  tmall-schema readback item.xml answer.json --schema rule.xml
  tmall-schema readback item.xml edit-rule.xml         the present values of a schema for editing
  tmall-schema readback item.xml stored.xml --key /sku=outer_id
  tmall-schema readback item.xml stored.xml --key /sku=/props/p-1627207 --ordered
  tmall-schema readback item.xml stored.xml --format json | jq '.changes[] | select(.code == \"lost\")'

Rows are paired by --key, else by the schema's sale properties (prop_… and p-… in the row), else by order.

Exit codes:
  0  all that was sent is stored; something may have been added
  1  something was lost or changed
  2  usage, or an input that cannot be read")]
pub(crate) struct ReadbackArgs {
    /// Item that was sent: XML, JSON, or an API answer with it; - is standard input
    #[arg(value_name = "SENT")]
    pub(crate) sent: String,
    /// Item that is stored: the same, or a schema with present values; - is standard input
    #[arg(value_name = "STORED")]
    pub(crate) stored: String,
    /// Schema of the item; if STORED is a schema, that one is used
    #[arg(short, long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    /// Pair the rows of a table by a field in them; may be repeated
    ///
    /// Several fields for one table are one key together.
    #[arg(long, value_name = "TABLE=FIELD", value_parser = KeyArg::parse)]
    pub(crate) key: Vec<KeyArg>,
    /// Report several values that are stored in another order
    #[arg(long)]
    pub(crate) ordered: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = ReadbackFormat::Text, value_name = "FORMAT")]
    pub(crate) format: ReadbackFormat,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadbackFormat {
    /// For people at a terminal
    Text,
    /// One object for programs
    Json,
    /// For a chat or a pull request
    Markdown,
}

/// A table, and the field that identifies its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyArg {
    pub(crate) table: String,
    pub(crate) field: String,
}

impl KeyArg {
    fn parse(text: &str) -> Result<KeyArg, String> {
        match text.split_once('=') {
            Some((table, field)) if !table.is_empty() && !field.is_empty() => {
                Ok(KeyArg { table: table.to_owned(), field: field.to_owned() })
            }
            Some(_) | None => Err("write it as TABLE=FIELD, such as /sku=outer_id".to_owned()),
        }
    }
}
