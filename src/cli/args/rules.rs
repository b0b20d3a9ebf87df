//! Arguments of `rules`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{DialectArgs, OutputArgs, PackArg};

/// Check and show house rules
///
/// House rules are what a shop or a platform requires of items beyond the schema. validate, fill and diff --items
/// apply the rules of --rules FILE and --pack PACK.
#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    Check(RulesCheckArgs),
    Show(RulesShowArgs),
}

/// Check a file of rules against a schema
///
/// Reports each mistake with its place. Lists which rules apply to the schema, with the fields they look at, and
/// which are off because the schema does not have their fields.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema rules check house.toml rule.xml

Exit codes:
  0  the file is correct, and at least one of its rules applies
  1  no rule applies to the schema
  2  wrong usage, a mistake in the file, or an input that cannot be read")]
pub(crate) struct RulesCheckArgs {
    /// File of rules
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Schema; - is standard input
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// Print a pack as a file of rules to start from
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema rules show tmall > house.toml")]
pub(crate) struct RulesShowArgs {
    /// Pack of rules
    #[arg(value_enum, value_name = "PACK")]
    pub(crate) pack: PackArg,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
