//! What is wrong with a JSON text, in both languages.

use serde_json::error::Category;

use super::lang::Message;

/// The byte at which a text is wrong, and what is wrong there.
pub(crate) fn fault(error: &serde_json::Error, text: &str) -> (usize, Message) {
    let at = offset(error, text);
    let found = text.get(at..).and_then(|rest| rest.chars().next());
    let message = match (error.classify(), found) {
        (Category::Eof, _) | (_, None) => Message::new("the JSON text is incomplete", "JSON 文本不完整"),
        (Category::Io | Category::Syntax | Category::Data, Some(found)) => Message::new(
            format!("not valid JSON: unexpected \"{found}\""),
            format!("不是有效的 JSON：此处不应为“{found}”"),
        ),
    };
    (at, message)
}

/// The byte of an error: columns of serde_json count bytes, from 1.
pub(crate) fn offset(error: &serde_json::Error, text: &str) -> usize {
    if error.classify() == Category::Eof {
        return text.len();
    }
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (before + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults() {
        for (text, at, en) in [
            ("{'a':1}", 1, "not valid JSON: unexpected \"'\""),
            ("{\"a\":1,}", 7, "not valid JSON: unexpected \"}\""),
            ("{\n\"商品\" 1}", 11, "not valid JSON: unexpected \"1\""),
            ("{\"a\":“x”}", 5, "not valid JSON: unexpected \"“\""),
            ("1 2", 2, "not valid JSON: unexpected \"2\""),
            ("{\"a\":", 5, "the JSON text is incomplete"),
            ("", 0, "the JSON text is incomplete"),
        ] {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            let (found, message) = fault(&error, text);
            assert_eq!((found, message.en.as_str()), (at, en), "{text}");
        }
    }
}
