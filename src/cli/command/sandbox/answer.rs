//! Answers as the classic gateway writes them: JSON, simplified JSON or XML.

use serde_json::{Map, Value, json};

/// What a call gives.
pub(super) type Outcome = Result<Map<String, Value>, Refusal>;

/// Why a call is refused.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) msg: &'static str,
    pub(super) sub_code: String,
    pub(super) sub_msg: String,
}

impl Refusal {
    pub(super) fn new(
        code: u16,
        msg: &'static str,
        sub_code: impl Into<String>,
        sub_msg: impl Into<String>,
    ) -> Refusal {
        Refusal { code, msg, sub_code: sub_code.into(), sub_msg: sub_msg.into() }
    }

    /// One of the service behind the gateway.
    pub(super) fn service(sub_code: impl Into<String>, sub_msg: impl Into<String>) -> Refusal {
        Refusal::new(15, "Remote service error", sub_code, sub_msg)
    }
}

/// In which form a client wants its answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) is_json: bool,
    pub(super) is_simple: bool,
}

/// The content type and the text of an answer.
pub(super) fn text(method: &str, outcome: Outcome, form: Form, request_id: &str) -> (&'static str, String) {
    let name = method.strip_prefix("taobao.").unwrap_or(method).replace('.', "_");
    let (name, mut members) = match outcome {
        Ok(members) => (format!("{name}_response"), members),
        Err(refusal) => {
            let mut members = Map::new();
            members.insert("code".to_owned(), json!(refusal.code));
            members.insert("msg".to_owned(), json!(refusal.msg));
            for (key, text) in [("sub_code", refusal.sub_code), ("sub_msg", refusal.sub_msg)] {
                if !text.is_empty() {
                    members.insert(key.to_owned(), json!(text));
                }
            }
            ("error_response".to_owned(), members)
        }
    };
    members.insert("request_id".to_owned(), json!(request_id));
    if form.is_json {
        let is_bare = form.is_simple && name != "error_response";
        let value = if is_bare { Value::Object(members) } else { json!({ name: members }) };
        return ("text/javascript", value.to_string());
    }
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\" ?>");
    element(&mut text, &name, &Value::Object(members));
    ("text/xml", text)
}

fn element(text: &mut String, name: &str, value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| element(text, name, value)),
        Value::Object(members) => {
            text.push_str(&format!("<{name}>"));
            members.iter().for_each(|(name, value)| element(text, name, value));
            text.push_str(&format!("</{name}>"));
        }
        Value::Null => text.push_str(&format!("<{name}/>")),
        Value::String(content) => text.push_str(&format!("<{name}>{}</{name}>", escaped(content))),
        Value::Bool(_) | Value::Number(_) => text.push_str(&format!("<{name}>{value}</{name}>")),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
