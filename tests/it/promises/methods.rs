//! The table of methods in the library is that of its data file; `UPDATE_FIXTURES=1` writes it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    method: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    gateway: Gateway,
    #[serde(default)]
    page: u32,
    call: Call,
    #[serde(default)]
    state: State,
    successor: Option<String>,
    en: String,
    zh: String,
    #[serde(default)]
    params: Vec<String>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    results: Vec<String>,
}

// The names are those of the library's variants.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Gateway {
    Top,
    Icbu,
    #[serde(rename = "1688")]
    Aop,
    External,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Call {
    Read,
    Write,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    #[default]
    Alive,
    Retired,
    Doubtful,
    Unseen,
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

/// `category_id! number`, `xml_data! text param`: a call of a function of the table.
fn parameter(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (name, kind, carries) = match words[..] {
        [name, kind] => (name, kind, None),
        [name, kind, carries] => (name, kind, Some(carries)),
        _ => panic!("{text}"),
    };
    let (function, name) = name.strip_suffix('!').map_or(("may", name), |name| ("need", name));
    let plain = format!("{function}({name:?}, {})", capital(kind));
    carries.map_or(plain.clone(), |carries| format!("document({plain}, Carried::{})", capital(carries)))
}

fn result(text: &str) -> String {
    let (key, carries) = text.split_once(' ').unwrap_or_else(|| panic!("{text}"));
    format!("{carries}({key:?})")
}

fn list(texts: &[String], of: fn(&str) -> String) -> String {
    texts.iter().map(|text| of(text)).collect::<Vec<_>>().join(", ")
}

fn table(data: &Data) -> String {
    let mut text = String::from(
        "//! The methods. Written from `src/gateway/methods.toml` by the test `promises::methods`; change that file instead.

use super::ParameterKind::*;
use super::{Carried, Gateway, Method, State, data, document, id, may, need, schema, status};
use crate::answer::Call;

#[rustfmt::skip]
pub(super) const METHODS: &[Method] = &[
",
    );
    for entry in &data.method {
        let Entry { name, gateway, page, call, state, successor, en, zh, params, open, results } = entry;
        let state = match (state, successor) {
            (State::Alive | State::Unseen, None) => format!("State::{state:?}"),
            (State::Retired | State::Doubtful, _) => {
                format!("State::{state:?} {{ successor: {successor:?} }}")
            }
            (State::Alive | State::Unseen, Some(_)) => panic!("{name} needs no successor"),
        };
        let (params, results) = (list(params, parameter), list(results, result));
        writeln!(
            text,
            "    Method {{ name: {name:?}, gateway: Gateway::{gateway:?}, doc: {page}, call: Call::{call:?}, state: {state}, \
             params: &[{params}], is_open: {open}, results: &[{results}], purpose: ({en:?}, {zh:?}) }},"
        )
        .unwrap();
    }
    text.push_str("];\n");
    text
}

#[test]
fn the_table_of_methods_is_that_of_its_data() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gateway");
    let data: Data = toml::from_str(&fs::read_to_string(folder.join("methods.toml")).unwrap()).unwrap();
    let (path, wanted) = (folder.join("method/table.rs"), table(&data));
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        assert_eq!(found, wanted, "change src/gateway/methods.toml and run with UPDATE_FIXTURES=1");
    }
    assert_eq!(found.len(), wanted.len());
}
