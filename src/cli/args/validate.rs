//! Arguments of `validate`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use tmall_schema::{ByteCount, CharacterCount, Code, Severity};

use super::{BatchArgs, DialectArgs, OutputArgs};

/// Judge items against a schema
///
/// Each item is judged by all rules of its schema. A rule that is not met is an error; one that is not met
/// in one plausible reading is a warning; one that cannot be judged here is a note.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  tmall-schema validate --schema rule.xml item.xml
  tmall-schema validate --schema-dir rules/ items/    rules/1512.xml judges items/1512.xml
  tmall-schema validate --schema rule.xml --format ndjson 'items/**/*.xml'
  tmall-schema validate --schema rule.xml --severity unknown-field=warning item.xml
  tmall-schema validate --schema rule.xml --ignore 'max-length:/sku/*/outer_id' item.xml
  cat item.xml | tmall-schema validate --schema rule.xml -
  tmall-schema validate --schema rule.xml --format sarif --output items.sarif items/

Exit codes:
  0  no finding at or above --fail-on
  1  at least one
  2  usage, or an input that cannot be read; the others are judged all the same")]
pub(crate) struct ValidateArgs {
    /// Items: files, directories, quoted globs, or - for standard input
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    /// Schema that judges all items
    #[arg(short, long, value_name = "SCHEMA", conflicts_with = "schema_dir")]
    pub(crate) schema: Option<String>,
    /// Directory of schemas: DIR/NAME.xml or DIR/NAME.json judges the items called NAME
    #[arg(long, value_name = "DIR")]
    pub(crate) schema_dir: Option<PathBuf>,
    /// Least severity that makes the exit code 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Show so many findings of each item, the worst; all are counted
    #[arg(long, value_name = "N")]
    pub(crate) max_findings: Option<usize>,
    /// Stop after the first item that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Show notes too: what could not be judged, and what in the schema cannot be honoured
    ///
    /// JSON, NDJSON and SARIF always have those of the items.
    #[arg(long)]
    pub(crate) show_notes: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = ValidateFormat::Text, value_name = "FORMAT")]
    pub(crate) format: ValidateFormat,
    #[command(flatten)]
    pub(crate) judging: JudgingArgs,
    #[command(flatten)]
    pub(crate) reading: DialectArgs,
    #[command(flatten)]
    pub(crate) batch: BatchArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How items are judged, wherever they are.
#[derive(Debug, Args)]
pub(crate) struct JudgingArgs {
    /// Give findings of a kind another severity, or leave them out; may be repeated
    #[arg(long, value_name = "CODE=error|warning|note|off", value_parser = severity)]
    pub(crate) severity: Vec<(CodeArg, SeverityArg)>,
    /// Leave out findings of a kind, or those of them whose path matches a glob; may be repeated
    ///
    /// In the glob, * stands for any part of one step, ** for any number of steps. An ignore that matches
    /// nothing is reported.
    #[arg(long, value_name = "CODE[:PATH-GLOB]")]
    pub(crate) ignore: Vec<IgnoreArg>,
    /// Count characters in one way, instead of in every plausible one
    #[arg(long, value_enum, value_name = "COUNT")]
    pub(crate) character: Option<CharacterArg>,
    /// Count bytes in one way, instead of in every plausible one of the dialect
    #[arg(long, value_enum, value_name = "COUNT")]
    pub(crate) byte: Option<ByteArg>,
    /// Facts about files and pictures, for the rules on their sizes
    ///
    /// A JSON object: {"URL":{"bytes":1,"width":1,"height":1}}. The URL is the text of the value.
    #[arg(long, value_name = "FACTS.json")]
    pub(crate) assets: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ValidateFormat {
    /// For people, with the source line
    Text,
    /// One JSON object
    Json,
    /// One JSON object a file, as it is ready
    Ndjson,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// JUnit XML: a test suite an item, a failed test a finding
    Junit,
    /// Annotations of GitHub workflows
    Github,
    /// GitLab's code quality report
    Gitlab,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CharacterArg {
    /// What people see as one character
    Grapheme,
    /// As Java counts
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
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

/// The code of a kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct CodeArg(pub(crate) Code);

impl FromStr for CodeArg {
    type Err = String;

    fn from_str(text: &str) -> Result<CodeArg, String> {
        Code::parse(text).map(CodeArg).ok_or_else(|| {
            let last = text.rsplit('-').next().unwrap_or_default();
            let similar: Vec<&str> = Code::ALL
                .iter()
                .map(|code| code.as_str())
                .filter(|code| !last.is_empty() && code.contains(last))
                .collect();
            match similar.as_slice() {
                [] => format!("there is no finding \"{text}\""),
                similar => format!("there is no finding \"{text}\"; similar: {}", similar.join(", ")),
            }
        })
    }
}

impl TryFrom<String> for CodeArg {
    type Error = String;

    fn try_from(text: String) -> Result<CodeArg, String> {
        text.parse()
    }
}

fn severity(text: &str) -> Result<(CodeArg, SeverityArg), String> {
    let (code, severity) = text.split_once('=').ok_or("wanted: CODE=error|warning|note|off")?;
    Ok((code.parse()?, SeverityArg::from_str(severity, false)?))
}

/// `CODE` or `CODE:PATH-GLOB`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct IgnoreArg {
    /// As it was given.
    pub(crate) text: String,
    code: Code,
    path: Option<GlobMatcher>,
}

impl IgnoreArg {
    /// Whether a finding is one of those meant.
    pub(crate) fn matches(&self, code: Code, path: &str) -> bool {
        self.code == code && self.path.as_ref().is_none_or(|glob| glob.is_match(path))
    }
}

impl FromStr for IgnoreArg {
    type Err = String;

    fn from_str(text: &str) -> Result<IgnoreArg, String> {
        let (code, path) = match text.split_once(':') {
            Some((code, path)) => (code, Some(path)),
            None => (text, None),
        };
        let glob = |path: &str| GlobBuilder::new(path).literal_separator(true).build();
        let path = path.map(glob).transpose().map_err(|error| error.to_string())?;
        Ok(IgnoreArg {
            text: text.to_owned(),
            code: code.parse::<CodeArg>()?.0,
            path: path.map(|glob| glob.compile_matcher()),
        })
    }
}

impl TryFrom<String> for IgnoreArg {
    type Error = String;

    fn try_from(text: String) -> Result<IgnoreArg, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores() {
        let ignore: IgnoreArg = "required:/sku/*/price".parse().unwrap();
        assert!(ignore.matches(Code::Required, "/sku/0/price"));
        assert!(!ignore.matches(Code::Required, "/sku/0/x/price"));
        assert!(!ignore.matches(Code::Wrapper, "/sku/0/price"));
        assert!("required".parse::<IgnoreArg>().unwrap().matches(Code::Required, ""));
        assert!("required:**/price".parse::<IgnoreArg>().unwrap().matches(Code::Required, "/sku/0/price"));
        assert!("require".parse::<IgnoreArg>().is_err());
        assert_eq!(
            "max-len".parse::<CodeArg>().unwrap_err(),
            "there is no finding \"max-len\"; similar: max-length, min-length"
        );
    }

    #[test]
    fn severities() {
        assert_eq!(severity("required=off"), Ok((CodeArg(Code::Required), SeverityArg::Off)));
        assert!(severity("required").is_err() && severity("required=fatal").is_err());
    }
}
