//! Arguments of `explain`.

use clap::{Args, ValueEnum};

use super::OutputArgs;

/// Explain codes and methods: what they mean, an example, and how to fix it
///
/// The same catalogue provides the messages. The findings shown for an example come from validating it. Of a method of
/// the platforms' gateways, its parameters and the keys of its answer are shown.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema explain                         list all codes
  tmall-schema explain max-length
  tmall-schema explain wrapper --lang zh
  tmall-schema explain tmall.item.schema.add
  tmall-schema explain --format json | jq '.codes[].code'
  tmall-schema explain --format markdown > codes.md")]
pub(crate) struct ExplainArgs {
    /// Codes or methods to explain, such as max-length; without any, all codes are listed
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text, value_name = "FORMAT")]
    pub(crate) format: ExplainFormat,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// Plain text
    Text,
    /// One JSON object with everything about each code
    Json,
    /// Markdown for a page or a chat
    Markdown,
}
