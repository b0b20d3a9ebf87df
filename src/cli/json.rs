//! What is wrong with a JSON text, in both languages.

use serde_json::error::Category;

use super::lang::Message;

/// What is wrong, without the place.
pub(crate) fn message(error: &serde_json::Error) -> Message {
    match error.classify() {
        Category::Eof => Message::new("the JSON text is incomplete", "JSON 文本不完整"),
        Category::Io | Category::Syntax | Category::Data => {
            Message::new("this is not valid JSON", "不是有效的 JSON")
        }
    }
}
