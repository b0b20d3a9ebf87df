//! Texts that no option or table has: in a few lines, and as tables of a mapping to be completed.

use std::collections::HashSet;

use tmall_schema::Lang;

use crate::cli::lang::{counted, pick};
use crate::cli::render::label::label;
use crate::cli::results::unmatched::{Unmatched, UnmatchedField};
use crate::cli::text::one_line;

/// The texts of a field that are printed.
const SHOWN: usize = 5;

/// A line for each field, with its most frequent texts.
pub(crate) fn text(unmatched: &Unmatched, lang: Lang) -> String {
    let mut text = String::new();
    for (path, field) in &unmatched.fields {
        let count = counted(lang, field.texts.len(), "unmatched value", "unmatched values", "个值没有匹配");
        let label = label(path, field.name.as_deref());
        let all = field.by_count();
        let shown: Vec<String> = all
            .iter()
            .take(SHOWN)
            .map(|(text, about)| {
                let times = about.count;
                pick(lang, format!("{text} ({times})"), format!("{text}（{times}）"))
            })
            .collect();
        let mut line = pick(lang, format!("{label}: {count}: "), format!("{label}：{count}："));
        line.push_str(&shown.join(pick(lang, ", ", "、")));
        if all.len() > SHOWN {
            line.push_str(pick(lang, ", …", "……"));
        }
        text.push_str(&one_line(&line));
        text.push('\n');
    }
    text
}

/// Tables with these texts as keys. They are commented out, since an empty value would be taken for one.
pub(crate) fn tables(unmatched: &Unmatched, lang: Lang) -> String {
    let mut text = pick(
        lang,
        "# Values that did not match, with the number of times. Complete them and remove the # before them; then include\n\
         # this file in the mapping, and name the table in the entry of the field.\n",
        "# 没有匹配的值及其次数。补全后去掉行首的 #，在映射中用 include 引用本文件，并在字段的条目中写上 table。\n",
    )
    .to_owned();
    let mut names = HashSet::new();
    for (path, field) in &unmatched.fields {
        let name = name_of(field, path, &mut names);
        let label = label(path, field.name.as_deref());
        text.push_str(&format!("\n# {}\n", one_line(&format!("{label}: table = {}", quoted(&name)))));
        text.push_str(&format!("[tables.{}]\n", quoted(&name)));
        for (value, about) in field.by_count() {
            let note = format!("{}: {}", about.count, about.message);
            text.push_str(&format!("# {} = \"\"  # {}\n", quoted(value), one_line(&note)));
        }
    }
    text
}

/// The id of the field, or its path if another field has the same id.
fn name_of(field: &UnmatchedField, path: &str, names: &mut HashSet<String>) -> String {
    let name = if names.contains(&field.id) { path.to_owned() } else { field.id.clone() };
    names.insert(name.clone());
    name
}

/// A text as a TOML string on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_texts_are_read_back() {
        for text in ["a", "\"\\", "a\nb\tc\u{0}\u{7f}", "雾霾蓝", "#"] {
            let table: toml::Table = format!("{} = \"\"", quoted(text)).parse().unwrap();
            assert!(table.contains_key(text), "{text}");
        }
    }
}
