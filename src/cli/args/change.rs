//! Codes of changes.

use std::fmt;
use std::str::FromStr;

use tmall_schema::ChangeCode;
use tmall_schema::suggest::similar;

use super::IgnoreArg;
use super::suggest::did_you_mean;
use crate::cli::lang::Message;

/// The code of a change: of one within a schema, or of a whole schema in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    type Err = Message;

    fn from_str(text: &str) -> Result<ChangeCodeArg, Message> {
        ChangeCodeArg::all().find(|code| code.as_str() == text).ok_or_else(|| {
            let hint = did_you_mean(&similar(text, ChangeCodeArg::all().map(ChangeCodeArg::as_str)));
            Message::new(
                format!("\"{text}\" is not a change code{}", hint.en),
                format!("“{text}”不是变更代码{}", hint.zh),
            )
        })
    }
}

impl fmt::Display for ChangeCodeArg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An ignore of changes.
pub(crate) type ChangeIgnoreArg = IgnoreArg<ChangeCodeArg>;

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
            "rule-removd".parse::<ChangeIgnoreArg>().unwrap_err().en,
            "\"rule-removd\" is not a change code; did you mean rule-removed?"
        );
        assert!("rule-changed:[".parse::<ChangeIgnoreArg>().is_err());
    }
}
