//! Arguments of `schema`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{DialectArgs, OutputArgs};

/// Export a schema in other forms
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[command(subcommand)]
    pub(crate) command: SchemaCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    Export(ExportArgs),
}

/// Export a schema as JSON Schema, or as a page with a form
///
/// The JSON Schema describes the JSON form of an item. It is never stricter than validate: rules that it cannot express, or
/// only in part, are listed on standard error.
///
/// The form is one HTML page that works offline. It validates while an item is filled in, and saves the XML of the item. The
/// page contains the engine as WebAssembly, which is in the npm package.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema schema export rule.xml --to json-schema -o rule.schema.json
  tmall-schema schema export rule.xml --to form --engine tmall_schema_small.wasm.gz -o form.html

Exit codes:
  0  exported
  2  wrong usage, or an input that cannot be read")]
pub(crate) struct ExportArgs {
    /// Schema to export: a file, or - for standard input
    #[arg(value_name = "SCHEMA")]
    pub(crate) schema: String,
    /// Form of the result
    #[arg(long = "to", id = "export_to", value_enum, value_name = "FORM")]
    pub(crate) to: ExportForm,
    /// Engine of the form: tmall_schema_small.wasm.gz of the npm package tmall-schema, or another .wasm file of it
    #[arg(long, value_name = "FILE")]
    pub(crate) engine: Option<PathBuf>,
    /// File for the list of rules that the JSON Schema does not express, instead of standard error
    #[arg(long, value_name = "FILE", conflicts_with = "engine")]
    pub(crate) report: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    /// JSON Schema, draft 2020-12
    JsonSchema,
    /// One HTML page with a form
    Form,
}
