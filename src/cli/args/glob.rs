//! Globs over paths of fields and files.

use std::fmt;
use std::str::FromStr;

use globset::{ErrorKind, GlobBuilder, GlobMatcher};

use crate::cli::lang::Message;

/// A glob over paths, as the user wrote it.
#[derive(Clone, Debug)]
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
    type Err = Message;

    fn from_str(text: &str) -> Result<PathGlob, Message> {
        let glob = GlobBuilder::new(text).literal_separator(true).build().map_err(|error| {
            let reason = reason(error.kind());
            Message::new(
                format!("\"{text}\" is not a valid glob: {}", reason.en),
                format!("“{text}”不是有效的通配模式：{}", reason.zh),
            )
        })?;
        Ok(PathGlob { text: text.to_owned(), matcher: glob.compile_matcher() })
    }
}

/// What is wrong with a glob.
pub(crate) fn reason(kind: &ErrorKind) -> Message {
    match kind {
        ErrorKind::InvalidRecursive => {
            Message::new("** must be a whole path segment", "** 必须单独作为一级路径")
        }
        ErrorKind::UnclosedClass => Message::new("\"[\" without \"]\"", "“[”缺少对应的“]”"),
        ErrorKind::InvalidRange(from, to) => Message::new(
            format!("the range {from}-{to} is in reverse order"),
            format!("范围 {from}-{to} 的起止颠倒"),
        ),
        ErrorKind::UnopenedAlternates => Message::new("\"}\" without \"{\"", "“}”缺少对应的“{”"),
        ErrorKind::UnclosedAlternates => Message::new("\"{\" without \"}\"", "“{”缺少对应的“}”"),
        ErrorKind::NestedAlternates => Message::new("\"{…}\" inside \"{…}\"", "“{…}”不能嵌套"),
        ErrorKind::DanglingEscape => Message::new("\"\\\" at the end", "末尾的“\\”后缺少字符"),
        // Of a foreign enum that may grow; a glob of too many parts is a `Regex` error.
        _ => Message::new("it is too long or too complex", "过长或过于复杂"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        let glob: PathGlob = "/sku/*".parse().unwrap();
        assert!(glob.is_match("/sku/price") && !glob.is_match("/sku/price/x"));
        for (glob, why) in [
            ("[", "\"[\" without \"]\""),
            ("[z-a]", "the range z-a is in reverse order"),
            ("{a", "\"{\" without \"}\""),
            ("a}", "\"}\" without \"{\""),
            ("\\", "\"\\\" at the end"),
        ] {
            let error = glob.parse::<PathGlob>().unwrap_err();
            assert_eq!(error.en, format!("\"{glob}\" is not a valid glob: {why}"));
            assert!(error.zh.starts_with(&format!("“{glob}”不是有效的通配模式：")));
        }
    }
}
