//! Old and new side by side.

use std::fmt::Write;

use serde_json::Value as Json;
use tmall_schema::{Lang, Position};

use super::escaped;
use crate::cli::lang::pick;
use crate::cli::results::change::{ChangeState, ReportedChange};

/// The names of facts, in the order in which they are shown.
const KEYS: [(&str, &str, &str); 24] = [
    ("file", "file", "文件"),
    ("dialect", "dialect", "方言"),
    ("root", "root", "根元素"),
    ("of", "of", "所属"),
    ("id", "id", "id"),
    ("name", "name", "名称"),
    ("type", "type", "类型"),
    ("value", "value", "值"),
    ("display_name", "display name", "显示名"),
    ("unit", "unit", "单位"),
    ("ex_property", "exProperty", "exProperty"),
    ("url", "link", "链接"),
    ("desc", "description", "说明"),
    ("condition", "if", "条件"),
    ("rules", "rules", "规则"),
    ("options", "options", "选项数"),
    ("fields", "fields inside", "内部字段数"),
    ("moved", "order", "顺序"),
    ("labels", "labels", "标签"),
    ("properties", "properties", "属性"),
    ("default", "default", "默认值"),
    ("present", "present", "当前值"),
    ("readonly", "readonly", "readonly"),
    ("unknown", "other content", "其他内容"),
];

/// The two states of a change, with the differences marked. The places of one that several schemas have differ.
pub(super) fn sides(change: &ReportedChange, is_group: bool, lang: Lang) -> String {
    let facts = |state: Option<&ChangeState>| state.and_then(|state| serde_json::to_value(state).ok());
    let (old, new) = (facts(change.old.as_ref()), facts(change.new.as_ref()));
    let mut text = String::from("<div class=\"sides\">\n");
    let sides = [
        ("was", pick(lang, "old", "旧"), &old, &new, change.old_at.filter(|_| !is_group)),
        ("is", pick(lang, "new", "新"), &new, &old, change.new_at.filter(|_| !is_group)),
    ];
    for (class, title, facts, other, at) in sides {
        let _ = write!(text, "<section class=\"{class}\"><h3>{title}{}</h3>", line(at, lang));
        match facts {
            Some(facts) => text.push_str(&list(facts, other.as_ref(), lang)),
            None => text.push_str("<p class=\"none\">—</p>"),
        }
        text.push_str("</section>\n");
    }
    text.push_str("</div>\n");
    text
}

fn line(at: Option<Position>, lang: Lang) -> String {
    let Some(at) = at else { return String::new() };
    let (line, column) = (at.line, at.column);
    let text = pick(lang, format!("line {line}, column {column}"), format!("第 {line} 行第 {column} 列"));
    format!(" <small>{text}</small>")
}

fn list(facts: &Json, other: Option<&Json>, lang: Lang) -> String {
    let mut text = String::from("<dl>");
    for (key, en, zh) in KEYS {
        let mine = facts.get(key);
        let theirs = other.and_then(|other| other.get(key));
        // A key that only the other side has is shown as missing.
        if mine.is_none() && theirs.is_none() {
            continue;
        }
        let class = if other.is_some() && mine != theirs { " class=\"differs\"" } else { "" };
        let value = mine.map_or_else(|| "<i>—</i>".to_owned(), |value| escaped(&show(value)));
        let _ = write!(text, "<div{class}><dt>{}</dt><dd>{value}</dd></div>", pick(lang, en, zh));
    }
    text.push_str("</dl>");
    text
}

fn show(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Null => "—".to_owned(),
        Json::Array(list) if list.iter().all(is_line) => {
            list.iter().map(line_of).collect::<Vec<_>>().join("\n")
        }
        Json::Object(_) | Json::Array(_) => serde_json::to_string_pretty(value).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// Whether a value is shown on one line: a rule, or something with its position in a list.
fn is_line(value: &Json) -> bool {
    value.get("name").is_some() && value.get("id").is_none() || value.get("at").is_some()
}

fn line_of(value: &Json) -> String {
    if let (Some(key), Some(at)) = (value["key"].as_str(), value["at"].as_u64()) {
        return format!("{}. {key}", at + 1);
    }
    let parts = ["name", "value", "unit", "ex_property", "condition"];
    let parts: Vec<&str> = parts.iter().filter_map(|&key| value[key].as_str()).collect();
    parts.join(" ")
}
