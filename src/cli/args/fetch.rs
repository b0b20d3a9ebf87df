//! Arguments of `fetch`, and words of its settings.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Fetch the schemas of categories from a platform's gateway into a directory
///
/// [fetch] in the settings says what to fetch, and [gateway] from where; --config names the settings file. The directory
/// is replaced only when all schemas are there. Until then they are kept beside it, and an interrupted or failed run
/// is continued by the next one. Nothing but the requests is sent.
#[derive(Debug, Args)]
#[command(after_long_help = "\
The app's secret comes from TMALL_SCHEMA_APP_SECRET or secret_file, a session from TMALL_SCHEMA_SESSION or session_file;
secret files must be readable by their owner only. For example, fetch.toml:
  [gateway]
  app_key = \"12345678\"
  secret_file = \"secret\"
  session_file = \"session\"

  [[fetch.schemas]]
  categories = [\"1512\", \"50008901\"]

Examples:
  tmall-schema fetch --config fetch.toml --out today
  tmall-schema fetch --config fetch.toml --out today --previous yesterday
  tmall-schema diff yesterday today

Exit codes:
  0  all schemas were fetched
  1  some were not; the report says which and why, and the directory is unchanged
  2  wrong usage, or the gateway refused the app or the session")]
pub(crate) struct FetchArgs {
    /// Directory for the schemas, one file each; an earlier one is replaced
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Directory to which the earlier one is moved [default: it is deleted]
    #[arg(long, value_name = "DIR")]
    pub(crate) previous: Option<PathBuf>,
    /// File for the report [default: fetch-report.json beside the directory]
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Start over instead of continuing an interrupted run
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Number of calls at a time [default: 2]
    #[arg(short, long, value_name = "N", value_parser = super::positive, allow_negative_numbers = true)]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
}

/// How calls are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProtocolArg {
    Top,
    Iop,
}

/// What is stored of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ContentArg {
    /// The schema in it
    #[default]
    Document,
    /// The answer as it came
    Answer,
}
