//! Arguments of `validate`.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};
use tmall_schema::suggest::similar;
use tmall_schema::{ByteCount, CharacterCount, Code, Finding, Pack, RuleSet, Severity};

use super::suggest::did_you_mean;
use super::{BatchArgs, DialectArgs, IgnoreArg, ItemSchemaArgs, OutputArgs, WalkArgs, choice, number};
use crate::cli::lang::Message;

/// Validate items against a schema
///
/// Each item is checked against all rules of its schema. A violated rule is an error. A rule that is violated
/// only under some plausible readings is a warning. A rule that cannot be checked offline is a note.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema validate --schema rule.xml item.xml
  tmall-schema validate --schema-dir rules/ items/    rules/1512.xml validates items/1512.xml and items/1512/a.xml
  tmall-schema validate --schema rule.xml --format ndjson 'items/**/*.xml'
  tmall-schema validate --schema rule.xml --severity unknown-field=warning item.xml
  tmall-schema validate --schema rule.xml --ignore 'max-length:/sku/*/outer_id' item.xml
  cat item.xml | tmall-schema validate --schema rule.xml -
  tmall-schema validate --schema rule.xml --format sarif --output items.sarif items/
  tmall-schema validate --schema rule.xml --statistics items/
  tmall-schema validate --schema rule.xml --format json --output known.json items/
  tmall-schema validate --schema rule.xml --baseline known.json items/
  tmall-schema validate --schema rule.xml --ignore-file ignores.toml items/
  tmall-schema validate --schema rule.xml items/ --diff
  tmall-schema validate --schema rule.xml items/ --fix wrapper,unknown-option

An ignore file is a TOML list. Each entry needs a reason and at least one of code, path and file. An entry
is ignored after its last day (until), and reported. For example:
  [[ignore]]
  code = \"max-length\"
  path = \"/sku/*/outer_id\"
  file = \"items/1512*.xml\"
  until = 2026-12-31
  reason = \"shortened with the next import\"

Exit codes:
  0  no finding at or above --fail-on
  1  at least one such finding
  2  wrong usage, or an input that cannot be read; the others are still validated")]
pub(crate) struct ValidateArgs {
    /// Items: files, directories, quoted globs, or - for standard input
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    #[command(flatten)]
    pub(crate) schemas: ItemSchemaArgs,
    /// Lowest severity that makes the exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Show at most N findings per item, the most severe first; all are counted
    #[arg(long, value_name = "N", value_parser = number::count, allow_negative_numbers = true)]
    pub(crate) max_findings: Option<usize>,
    /// Stop after the first item that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Show notes: rules that could not be checked, and parts of the schema that are unsupported
    ///
    /// JSON, NDJSON and SARIF always contain the notes of the items.
    #[arg(long)]
    pub(crate) show_notes: bool,
    /// Show all findings; in a batch, text shows the same finding three times and then counts it
    ///
    /// Findings of several items are the same if they have the same code, the same field, and the same rule or message.
    #[arg(long)]
    pub(crate) all: bool,
    /// Count the findings by code and field instead of showing them
    ///
    /// With --format json, the counts come in addition to the findings. Rows of a table have * in place of their number.
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Report only findings that an earlier run did not report
    ///
    /// FILE is the output of that run with --format json or ndjson. A finding is known if it has the file, path, code and
    /// severity of an earlier one.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Correct what is certain in the files, then validate them
    ///
    /// KINDS are codes of findings with commas between them; without them, all: an option by its display name, white space
    /// around a text, the right element for values and rows, and mark-up as text. The rest of a file stays as it is, byte
    /// for byte; a correction that adds an error is left out. Only for XML files that are items themselves. Put it after
    /// the items, or write --fix=KINDS.
    #[arg(long, value_name = "KINDS", num_args = 0..=1, value_delimiter = ',')]
    pub(crate) fix: Option<Vec<FixArg>>,
    /// Show what --fix would change, and change nothing; the exit code is 1 if there is something
    #[arg(long)]
    pub(crate) diff: bool,
    /// Report ignores of the settings that matched nothing
    ///
    /// Without it, they are reported if all ITEMs are directories: a run over a few items says nothing about the others.
    /// Ignores of the command line are always reported.
    #[arg(long)]
    pub(crate) report_unused_ignores: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = ValidateFormat::Text, value_name = "FORMAT")]
    pub(crate) format: ValidateFormat,
    #[command(flatten)]
    pub(crate) checking: CheckingArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) walk: WalkArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How items are validated, in every subcommand that validates.
#[derive(Debug, Args)]
pub(crate) struct CheckingArgs {
    /// Change the severity of findings with a code, or turn them off; may be repeated
    #[arg(long, value_name = "CODE=error|warning|note|off", value_parser = severity)]
    pub(crate) severity: Vec<(CodeArg, SeverityArg)>,
    /// Ignore findings with a code, or only those whose path matches a glob; may be repeated
    ///
    /// In the glob, * matches any part of one path segment, ** any number of segments. An ignore that matches
    /// nothing is reported.
    #[arg(long, value_name = "CODE[:PATH-GLOB]")]
    pub(crate) ignore: Vec<FindingIgnoreArg>,
    /// Ignore the findings that the entries of a file match
    #[arg(long, value_name = "FILE")]
    pub(crate) ignore_file: Option<PathBuf>,
    /// Validate items that hold only what changes: a top-level field that is absent is not reported as missing
    ///
    /// An item with a value in update_fields is recognized as an incremental update without this flag.
    #[arg(long)]
    pub(crate) partial: bool,
    /// Count characters in this way only, instead of in every plausible way
    #[arg(long, value_enum, value_name = "COUNT")]
    pub(crate) character: Option<CharacterArg>,
    /// Count bytes in this way only, instead of in every plausible way of the dialect
    #[arg(long, value_enum, value_name = "COUNT")]
    pub(crate) byte: Option<ByteArg>,
    /// Sizes of files and pictures, for the rules that limit them
    ///
    /// A JSON object such as {"URL":{"bytes":1,"width":1,"height":1}}. The URL is the text of the value.
    #[arg(long, value_name = "FACTS.json")]
    pub(crate) assets: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) house: HouseArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ValidateFormat {
    /// Plain text with the source line
    Text,
    /// One line per finding: path:line:column: error[code] message
    Concise,
    /// One JSON object
    Json,
    /// One JSON object per file, as soon as it is ready
    Ndjson,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// JUnit XML: one test suite per item, one failed test per finding
    Junit,
    /// GitHub workflow annotations
    Github,
    /// GitLab code quality report
    Gitlab,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    #[default]
    Error,
    Warning,
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub(crate) fn fails(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Never => false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityArg {
    Error,
    Warning,
    Note,
    Off,
}

impl From<SeverityArg> for Option<Severity> {
    fn from(arg: SeverityArg) -> Option<Severity> {
        match arg {
            SeverityArg::Error => Some(Severity::Error),
            SeverityArg::Warning => Some(Severity::Warning),
            SeverityArg::Note => Some(Severity::Note),
            SeverityArg::Off => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CharacterArg {
    /// User-perceived characters
    Grapheme,
    /// UTF-16 code units, as Java counts
    Utf16,
    /// Unicode code points
    Scalar,
}

impl From<CharacterArg> for CharacterCount {
    fn from(arg: CharacterArg) -> CharacterCount {
        match arg {
            CharacterArg::Grapheme => CharacterCount::Grapheme,
            CharacterArg::Utf16 => CharacterCount::Utf16,
            CharacterArg::Scalar => CharacterCount::Scalar,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ByteArg {
    Gbk,
    Utf8,
}

impl From<ByteArg> for ByteCount {
    fn from(arg: ByteArg) -> ByteCount {
        match arg {
            ByteArg::Gbk => ByteCount::Gbk,
            ByteArg::Utf8 => ByteCount::Utf8,
        }
    }
}

/// The code of a kind of finding, or of a house rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CodeArg {
    Finding(Code),
    House(RuleName),
}

/// The code of a house rule. Files of rules are read after the arguments, so whether there is such a rule is checked
/// then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RuleName(&'static str);

impl RuleName {
    /// The name for a text. Names are kept until the program ends: there are as many as codes in arguments, settings
    /// and files of rules.
    fn of(text: &str) -> RuleName {
        static NAMES: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(name) = names.get(text) {
            return RuleName(name);
        }
        let name = text.to_owned().leak();
        names.insert(name);
        RuleName(name)
    }

    pub(crate) fn as_str(self) -> &'static str {
        self.0
    }
}

impl CodeArg {
    /// The code of a finding.
    pub(crate) fn of(finding: &Finding) -> CodeArg {
        match finding.code() {
            Code::HouseRule => CodeArg::House(RuleName::of(finding.code_text())),
            code => CodeArg::Finding(code),
        }
    }
}

/// The code of a kind of finding that `--fix` corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FixArg(pub(crate) Code);

impl FromStr for FixArg {
    type Err = Message;

    fn from_str(text: &str) -> Result<FixArg, Message> {
        text.parse().map(FixArg).map_err(|_| not_a_code(text))
    }
}

/// Says that a text is not the code of a kind of finding, with similar codes.
fn not_a_code(text: &str) -> Message {
    let hint = did_you_mean(&similar(text, Code::ALL.iter().map(|code| code.as_str())));
    Message::new(
        format!("\"{text}\" is not a finding code{}", hint.en),
        format!("“{text}”不是问题代码{}", hint.zh),
    )
}

impl FromStr for CodeArg {
    type Err = Message;

    fn from_str(text: &str) -> Result<CodeArg, Message> {
        if let Ok(code) = text.parse::<Code>() {
            return Ok(CodeArg::Finding(code));
        }
        if RuleSet::is_code(text) {
            return Ok(CodeArg::House(RuleName::of(text)));
        }
        Err(not_a_code(text))
    }
}

impl fmt::Display for CodeArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CodeArg::Finding(code) => code.as_str(),
            CodeArg::House(name) => name.as_str(),
        })
    }
}

/// A pack of house rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PackArg {
    /// Items of Tmall
    Tmall,
    /// Items of Taobao
    Taobao,
    /// Items of alibaba.com
    Icbu,
}

impl From<PackArg> for Pack {
    fn from(arg: PackArg) -> Pack {
        match arg {
            PackArg::Tmall => Pack::Tmall,
            PackArg::Taobao => Pack::Taobao,
            PackArg::Icbu => Pack::Icbu,
        }
    }
}

/// House rules, in every subcommand that validates.
#[derive(Debug, Args)]
pub(crate) struct HouseArgs {
    /// File of house rules to check beyond the schema; may be repeated
    ///
    /// A rule replaces an earlier one of the same code. See the subcommand rules.
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// House rules that come with the program; may be repeated
    ///
    /// They are what a platform requires beyond the schema, as far as it is publicly known. The subcommand rules
    /// shows them.
    #[arg(long, value_enum, value_name = "PACK")]
    pub(crate) pack: Vec<PackArg>,
}

fn severity(text: &str) -> Result<(CodeArg, SeverityArg), Message> {
    let (code, severity) = text.split_once('=').ok_or_else(|| {
        Message::new("expected CODE=error|warning|note|off", "应为 CODE=error|warning|note|off")
    })?;
    Ok((code.parse()?, choice(severity)?))
}

/// An ignore of findings.
pub(crate) type FindingIgnoreArg = IgnoreArg<CodeArg>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores() {
        let ignore: FindingIgnoreArg = "required:/sku/*/price".parse().unwrap();
        let path = ignore.path.unwrap();
        assert_eq!(ignore.code, CodeArg::Finding(Code::Required));
        assert!(path.is_match("/sku/0/price") && !path.is_match("/sku/0/x/price"));
        assert!("required".parse::<FindingIgnoreArg>().unwrap().path.is_none());
        let deep: FindingIgnoreArg = "required:**/price".parse().unwrap();
        assert!(deep.path.unwrap().is_match("/sku/0/price"));
        assert!("require".parse::<FindingIgnoreArg>().is_err());
        assert_eq!(
            "max-lenght".parse::<CodeArg>().unwrap_err().en,
            "\"max-lenght\" is not a finding code; did you mean max-length?"
        );
    }

    #[test]
    fn severities() {
        assert_eq!(severity("required=off"), Ok((CodeArg::Finding(Code::Required), SeverityArg::Off)));
        assert!(severity("required").is_err() && severity("required=fatal").is_err());
    }
}
