//! Arguments of `fmt`.

use clap::{Args, ValueEnum};

use super::{BatchArgs, DialectArgs, OutputArgs};

/// Rewrite documents in canonical XML, or convert them
///
/// Files are rewritten in place, each in one step; of a directory the *.xml. Standard input (-) is printed.
/// What a document says stays; comments, and what a param holds beside its values, go.
///
/// A schema is told from a param by its content: the root itemParam makes a param; rules, options,
/// sub-fields, labels or defaults make a schema; values alone make a param; of what has nothing at all, the
/// root's name decides. --as overrules this.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema fmt items/                             rewrite all of a directory
  tmall-schema fmt --check 'items/**/*.xml'           list what is not canonical, exit 1
  tmall-schema fmt answer.json --stdout               print the rule inside an API answer
  tmall-schema fmt item.xml --to json                 convert a param to JSON
  tmall-schema fmt item.json --schema rule.xml --to xml
  cat item.xml | tmall-schema fmt -")]
pub(crate) struct FmtArgs {
    /// Files, directories, quoted globs, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
    /// Write nothing; list files that are not canonical and exit 1 if there are any
    #[arg(long, conflicts_with_all = ["stdout", "to", "output"])]
    pub(crate) check: bool,
    /// Print the one document instead of rewriting it
    #[arg(long, conflicts_with = "output")]
    pub(crate) stdout: bool,
    /// Convert the one document and print it
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) to: Option<Form>,
    /// What the documents are, instead of a guess by their content
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,
    /// Schema of the params: gives names, types, wrappers and order
    #[arg(long, value_name = "SCHEMA")]
    pub(crate) schema: Option<String>,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
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
    /// What the platform asks
    Schema,
    /// What a seller sends
    Param,
}
