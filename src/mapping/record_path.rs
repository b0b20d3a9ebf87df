//! Paths into a record: `title`, `sku[0].price`, `images[*]`, `$.brand`, `^.name`, `.`.

use std::fmt;

use super::message::{Message, message};
use super::record::Json;
use crate::lang::Lang;

/// A path into a record, relative to the row or complex value that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordPath {
    base: Base,
    steps: Vec<Step>,
    /// As written.
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Here,
    /// This many rows outwards.
    Out(usize),
    Record,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
    Each,
}

/// Where relative paths start: the row being filled, with the rows around it.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'f, 't> {
    pub(crate) here: &'f Json<'t>,
    pub(crate) outer: Option<&'f Frame<'f, 't>>,
}

impl<'f, 't> Frame<'f, 't> {
    pub(crate) fn record(&self) -> &'f Json<'t> {
        let mut frame = self;
        while let Some(outer) = frame.outer {
            frame = outer;
        }
        frame.here
    }
}

/// Why a text is not a path into records.
#[derive(Clone, Debug)]
pub struct PathError(pub(super) Message);

impl PathError {
    /// The reason, in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        self.0.of(lang)
    }
}

/// In English; [`PathError::message`] gives both languages.
impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl std::error::Error for PathError {}

impl RecordPath {
    /// Reads a path.
    pub(crate) fn parse(text: &str) -> Result<RecordPath, PathError> {
        let mut rest = text;
        let base = if let Some(after) = rest.strip_prefix('$') {
            rest = after;
            Base::Record
        } else if rest.starts_with('^') {
            let after = rest.trim_start_matches('^');
            let out = rest.len() - after.len();
            rest = after;
            Base::Out(out)
        } else {
            Base::Here
        };
        let mut steps = Vec::new();
        if base == Base::Here && rest == "." {
            return Ok(RecordPath { base, steps, text: text.to_owned() });
        }
        if base == Base::Here
            && let Some(pointer) = rest.strip_prefix('/')
        {
            // Taken as a key, it would silently read nothing: paths into records are not written like those of fields.
            let key = serde_json::to_string(rest).unwrap_or_default();
            let dotted = pointer.replace('/', ".");
            return Err(PathError(message!(
                "\"{rest}\" begins with a slash, as paths of fields do; paths into records have dots: {dotted}; a key with a slash is written [{key}]",
                "“{rest}”以斜杠开头，这是字段路径的写法；记录中的路径用点号：{dotted}；含斜杠的键请写成 [{key}]",
            )));
        }
        let mut wants_key = base == Base::Here && !rest.starts_with('[');
        while !rest.is_empty() || wants_key {
            if let Some(after) = rest.strip_prefix('.').filter(|_| !wants_key) {
                rest = after;
                wants_key = true;
            } else if rest.starts_with(['"', '\'']) && wants_key {
                let (key, after) = quoted(rest).ok_or_else(|| unclosed(rest))?;
                steps.push(Step::Key(key));
                rest = after;
                wants_key = false;
            } else if let Some(inner) = rest.strip_prefix('[').filter(|_| !wants_key) {
                let (step, after) = if inner.starts_with(['"', '\'']) {
                    let (key, after) = quoted(inner).ok_or_else(|| unclosed(rest))?;
                    (Step::Key(key), after.strip_prefix(']').ok_or_else(|| unclosed(rest))?)
                } else {
                    let (inside, after) = inner.split_once(']').ok_or_else(|| unclosed(rest))?;
                    let step = match inside {
                        "*" => Step::Each,
                        number => Step::Index(number.parse().map_err(|_| {
                            PathError(message!(
                                "\"[{number}]\" is not an index; write [0], [*] or [\"key\"]",
                                "“[{number}]”不是下标；应写 [0]、[*] 或 [\"键\"]",
                            ))
                        })?),
                    };
                    (step, after)
                };
                steps.push(step);
                rest = after;
            } else if wants_key {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (key, after) = rest.split_at(end);
                if key.is_empty() || key.contains([']', '"']) {
                    return Err(PathError(match rest {
                        "" => message!("a key is missing at the end", "末尾缺少键名"),
                        rest => message!(
                            "expected a key at \"{rest}\"; write a key with dots or brackets as [\"…\"]",
                            "“{rest}”处应为键名；含点或方括号的键请写成 [\"…\"]",
                        ),
                    }));
                }
                steps.push(Step::Key(key.to_owned()));
                rest = after;
                wants_key = false;
            } else {
                return Err(PathError(message!(
                    "a dot is missing before \"{rest}\"",
                    "“{rest}”之前缺少点号"
                )));
            }
        }
        Ok(RecordPath { base, steps, text: text.to_owned() })
    }

    /// The path to one key from here.
    pub(crate) fn key(key: &str) -> RecordPath {
        let text = serde_json::to_string(key).unwrap_or_default();
        RecordPath { base: Base::Here, steps: vec![Step::Key(key.to_owned())], text: format!("[{text}]") }
    }

    /// The steps, if they start at the row itself.
    pub(crate) fn steps_from_here(&self) -> Option<&[Step]> {
        (self.base == Base::Here).then_some(&self.steps)
    }

    /// How many rows outwards the path starts, `None` for the record itself; and its steps.
    pub(crate) fn start(&self) -> (Option<usize>, &[Step]) {
        match self.base {
            Base::Here => (Some(0), &self.steps),
            Base::Out(out) => (Some(out), &self.steps),
            Base::Record => (None, &self.steps),
        }
    }

    /// The one value at the path; `None` also where a path can lead to several.
    pub(crate) fn one<'f, 't>(&self, frame: &Frame<'f, 't>) -> Option<&'f Json<'t>> {
        let mut here = match self.base {
            Base::Here => frame.here,
            Base::Record => frame.record(),
            Base::Out(_) => return None,
        };
        for step in &self.steps {
            here = match step {
                Step::Key(key) => here.get(key)?,
                &Step::Index(index) => {
                    let Json::List(items) = here else { return None };
                    items.get(index)?
                }
                Step::Each => return None,
            };
        }
        Some(here)
    }

    /// Calls `take` with each value at the path: none, one, or with `[*]` any number.
    pub(crate) fn each<'f, 't>(&self, frame: &Frame<'f, 't>, take: &mut dyn FnMut(&'f Json<'t>)) {
        let start = match self.base {
            Base::Here => frame.here,
            Base::Record => frame.record(),
            Base::Out(out) => {
                let mut found = frame;
                for _ in 0..out {
                    let Some(outer) = found.outer else { return };
                    found = outer;
                }
                found.here
            }
        };
        walk(start, &self.steps, take);
    }
}

/// Calls `take` with each value that the steps lead to.
pub(crate) fn walk<'f, 't>(start: &'f Json<'t>, steps: &[Step], take: &mut dyn FnMut(&'f Json<'t>)) {
    let mut here = start;
    for (at, step) in steps.iter().enumerate() {
        let next = match (step, here) {
            (Step::Key(key), here) => here.get(key),
            (&Step::Index(index), Json::List(items)) => items.get(index),
            (Step::Each, Json::List(items)) => {
                items.iter().for_each(|item| walk(item, &steps[at + 1..], take));
                return;
            }
            // A single value counts as a list of one.
            (Step::Each | Step::Index(0), one) => Some(one).filter(|one| !one.is_null()),
            (Step::Index(_), _) => None,
        };
        let Some(next) = next else { return };
        here = next;
    }
    take(here);
}

/// A quoted key and the text after it. A backslash escapes the next character.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut chars = text.char_indices();
    let (_, quote) = chars.next()?;
    let mut key = String::new();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => key.push(chars.next()?.1),
            c if c == quote => return Some((key, &text[at + c.len_utf8()..])),
            c => key.push(c),
        }
    }
    None
}

fn unclosed(rest: &str) -> PathError {
    PathError(message!("\"{rest}\" is not closed", "“{rest}”没有结束"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(path: &str, json: &str) -> Vec<String> {
        let json = Json::parse(json).unwrap();
        let frame = Frame { here: &json, outer: None };
        let mut found = Vec::new();
        RecordPath::parse(path).unwrap().each(&frame, &mut |json| found.push(format!("{json:?}")));
        found
    }

    #[test]
    fn paths() {
        let json = r#"{"a":{"b":["x","y"]},"p.q":"1","颜 色":"2","n":{"m":[{"k":"3"},{"k":"4"}]}}"#;
        assert_eq!(all("a.b[1]", json), [r#"Text("y")"#]);
        assert_eq!(all("a.b[*]", json).len(), 2);
        assert_eq!(all("[\"p.q\"]", json), [r#"Text("1")"#]);
        assert_eq!(all("$['p.q']", json), [r#"Text("1")"#]);
        assert_eq!(all("颜 色", json), [r#"Text("2")"#]);
        assert_eq!(all("$.n.m[*].k", json), [r#"Text("3")"#, r#"Text("4")"#]);
        assert_eq!(all("a.b[2]", json).len(), 0);
        assert_eq!(all(".", "\"x\""), [r#"Text("x")"#]);
        assert_eq!(all("^.a", json).len(), 0);
        for bad in ["", "a..b", "a.", "[x]", "a[", "a]b", "$x", "a[\"b]", "a[0]b", "/a", "/a/b"] {
            assert!(RecordPath::parse(bad).is_err(), "{bad}");
        }
    }
}
