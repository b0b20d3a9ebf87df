//! Arguments of `fmt`.

use clap::{Args, ValueEnum};

use super::{BatchArgs, DialectArgs, OutputArgs, WalkArgs};

/// Rewrite documents in canonical XML, or convert them
///
/// Files are rewritten in place, each atomically; in a directory, all *.xml files. Standard input (-) is printed
/// to standard output. Rewriting keeps all content of a document and removes comments. A document with content that
/// has no place in the result is refused, with the place; --drop removes such content. In a param that is everything
/// except values and their attributes: unknown elements and attributes, text beside values, rules, defaults, labels.
///
/// Schemas and params are distinguished by their content. A document with the root itemParam is a param. One
/// with rules, options, sub-fields, labels or defaults is a schema. One with values only is a param. If a
/// document has none of these, the name of its root decides. --as overrides the detection.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema fmt items/                             rewrite all files of a directory
  tmall-schema fmt --check 'items/**/*.xml'           list files that are not canonical, exit 1
  tmall-schema fmt answer.json --stdout               print the schema inside an API response
  tmall-schema fmt item.xml --to json                 convert a param to JSON
  tmall-schema fmt item.json --schema rule.xml --to xml
  cat item.xml | tmall-schema fmt -")]
pub(crate) struct FmtArgs {
    /// Files, directories, quoted globs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Write nothing; list the files that are not canonical, and exit with 1 if there are any
    #[arg(long, conflicts_with_all = ["stdout", "to", "output"])]
    pub(crate) check: bool,
    /// Print the document instead of rewriting the file; for one document
    #[arg(long, conflicts_with = "output")]
    pub(crate) stdout: bool,
    /// Convert the document and print it; for one document
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) to: Option<Form>,
    /// Remove content that has no place in the result, instead of refusing the document
    #[arg(long)]
    pub(crate) drop: bool,
    /// Kind of the documents, instead of detecting it from their content
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Schema of the params; provides names, types, wrappers and order
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) walk: WalkArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Canonical XML
    Xml,
    /// JSON form
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Rules of the platform for an item
    Schema,
    /// Values of an item, as a seller submits them
    Param,
}
