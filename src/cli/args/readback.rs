//! Arguments of `readback`.

use clap::{Args, ValueEnum};

use super::{DialectArgs, OutputArgs};
use crate::cli::lang::Message;

/// Compare an item that was sent with what the platform stored: what was lost, changed and added
///
/// Ignores what the platform changes without changing the meaning: the numbers of custom values, the order of
/// several values, the protocol of image addresses and, with a schema, other spellings of a number. Fields that the
/// schema disables, and update_fields, are not compared.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Rows are paired by --key, else by the sale properties of the schema (prop_1627207, p-1627207), else by order.

Examples:
  tmall-schema readback item.xml stored.xml
  tmall-schema readback item.xml answer.json --schema rule.xml
  tmall-schema readback item.xml edit-rule.xml   the values in a schema for editing
  tmall-schema readback item.xml stored.xml --key /sku=outer_id
  tmall-schema readback item.xml stored.xml --ordered --format markdown
  tmall-schema readback item.xml stored.xml --format json | jq '.changes[].path'

Exit codes:
  0  everything that was sent is stored; other values may have been added
  1  something was lost or changed
  2  wrong usage, or an input that cannot be read")]
pub(crate) struct ReadbackArgs {
    /// Item that was sent: XML, JSON or an API response, or - for standard input
    #[arg(value_name = "SENT")]
    pub(crate) sent: String,
    /// Item that is stored: an item, a schema with its values, or an API response with either; - for standard input
    #[arg(value_name = "STORED")]
    pub(crate) stored: String,
    /// Schema of the item [default: STORED, if it is a schema]
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    /// Pair the rows of a table by a field in them; may be repeated
    ///
    /// Several fields of one table form one key. The field is an id, or a pointer through complex fields, such as
    /// /sku=/props/p-1627207.
    #[arg(long, value_name = "TABLE=FIELD", value_parser = KeyArg::parse)]
    pub(crate) key: Vec<KeyArg>,
    /// Report values that are stored in another order
    #[arg(long)]
    pub(crate) ordered: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = ReadbackFormat::Text, value_name = "FORMAT")]
    pub(crate) format: ReadbackFormat,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadbackFormat {
    /// Plain text
    Text,
    /// One JSON object
    Json,
    /// Markdown text
    Markdown,
}

/// A table, and the field that identifies its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyArg {
    pub(crate) table: String,
    pub(crate) field: String,
}

impl KeyArg {
    fn parse(text: &str) -> Result<KeyArg, Message> {
        match text.split_once('=') {
            Some((table, field)) if !table.is_empty() && !field.is_empty() => {
                Ok(KeyArg { table: table.to_owned(), field: field.to_owned() })
            }
            Some(_) | None => Err(Message::new(
                "expected TABLE=FIELD, such as /sku=outer_id",
                "应为 TABLE=FIELD，例如 /sku=outer_id",
            )),
        }
    }
}
