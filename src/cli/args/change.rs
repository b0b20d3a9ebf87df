//! Codes of changes, and which changes are to be ignored.

use std::fmt;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use tmall_schema::ChangeCode;

/// The code of a change: of one within a schema, or of a whole schema in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum ChangeCodeArg {
    SchemaAdded,
    SchemaRemoved,
    Within(ChangeCode),
}

impl ChangeCodeArg {
    pub(crate) fn all() -> impl Iterator<Item = ChangeCodeArg> {
        let whole = [ChangeCodeArg::SchemaAdded, ChangeCodeArg::SchemaRemoved];
        whole.into_iter().chain(ChangeCode::ALL.iter().copied().map(ChangeCodeArg::Within))
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            ChangeCodeArg::SchemaAdded => "schema-added",
            ChangeCodeArg::SchemaRemoved => "schema-removed",
            ChangeCodeArg::Within(code) => code.as_str(),
        }
    }
}

impl FromStr for ChangeCodeArg {
    type Err = String;

    fn from_str(text: &str) -> Result<ChangeCodeArg, String> {
        ChangeCodeArg::all().find(|code| code.as_str() == text).ok_or_else(|| {
            let last = text.rsplit('-').next().unwrap_or_default();
            let codes = ChangeCodeArg::all().map(ChangeCodeArg::as_str);
            let similar: Vec<&str> = codes.filter(|code| !last.is_empty() && code.contains(last)).collect();
            match similar.as_slice() {
                [] => format!("there is no change \"{text}\""),
                similar => format!("there is no change \"{text}\"; similar: {}", similar.join(", ")),
            }
        })
    }
}

impl TryFrom<String> for ChangeCodeArg {
    type Error = String;

    fn try_from(text: String) -> Result<ChangeCodeArg, String> {
        text.parse()
    }
}

/// A glob over paths, as people wrote it.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct PathGlob {
    text: String,
    matcher: GlobMatcher,
}

impl PathGlob {
    pub(crate) fn is_match(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

impl fmt::Display for PathGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for PathGlob {
    type Err = String;

    fn from_str(text: &str) -> Result<PathGlob, String> {
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        let matcher = glob.map_err(|error| error.to_string())?.compile_matcher();
        Ok(PathGlob { text: text.to_owned(), matcher })
    }
}

impl TryFrom<String> for PathGlob {
    type Error = String;

    fn try_from(text: String) -> Result<PathGlob, String> {
        text.parse()
    }
}

/// `CODE` or `CODE:PATH-GLOB`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct ChangeIgnoreArg {
    pub(crate) text: String,
    pub(crate) code: ChangeCodeArg,
    pub(crate) path: Option<PathGlob>,
}

impl FromStr for ChangeIgnoreArg {
    type Err = String;

    fn from_str(text: &str) -> Result<ChangeIgnoreArg, String> {
        let (code, path) = match text.split_once(':') {
            Some((code, path)) => (code, Some(path)),
            None => (text, None),
        };
        Ok(ChangeIgnoreArg {
            text: text.to_owned(),
            code: code.parse()?,
            path: path.map(str::parse).transpose()?,
        })
    }
}

impl TryFrom<String> for ChangeIgnoreArg {
    type Error = String;

    fn try_from(text: String) -> Result<ChangeIgnoreArg, String> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_paths() {
        let ignore: ChangeIgnoreArg = "rule-changed:/sku/*".parse().unwrap();
        assert_eq!(ignore.code, ChangeCodeArg::Within(ChangeCode::RuleChanged));
        let path = ignore.path.unwrap();
        assert!(path.is_match("/sku/price") && !path.is_match("/sku/price/x") && !path.is_match("/title"));
        assert!("schema-removed".parse::<ChangeIgnoreArg>().unwrap().path.is_none());
        assert_eq!(
            "removed".parse::<ChangeIgnoreArg>().unwrap_err(),
            "there is no change \"removed\"; similar: schema-removed, field-removed, rule-removed, option-removed"
        );
        assert!("rule-changed:[".parse::<ChangeIgnoreArg>().is_err());
    }
}
