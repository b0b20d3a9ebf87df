//! The rooms of the command line are layered: a file uses only rooms on its own level or below, and only as the
//! table here says. The `use` lines and paths of the sources decide.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms above the ground floor, and which of these rooms each of them uses. All of them use the ground floor,
/// which is every other file and folder of `src/cli`.
const ROOMS: [(&str, &[&str]); 5] = [
    ("results", &[]),
    ("words", &[]),
    ("render", &["results", "words"]),
    ("command", &["results", "render"]),
    // The entry point.
    ("cli", &["command"]),
];

/// The ground floor from the bottom up: each uses only those before it.
const GROUND_FLOOR: &[&str] = &[
    "lang",
    "date",
    "docs",
    "json",
    "exit",
    "fingerprint",
    "field_path",
    "text",
    "style",
    "excerpt",
    "snippet",
    "source_line",
    "progress",
    "args",
    "error",
    "field_search",
    "secrets",
    "settings",
    "net",
    "console",
    "interrupt",
    "output",
    "batch",
    "ignore",
    "baseline",
    "checking",
    "input",
    "mod",
];

pub(super) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The source without comments and string literals, so that only code is left.
fn code(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("r#\"") {
            rest = rest[3..].split_once("\"#").map_or("", |(_, rest)| rest);
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            rest = end.map_or("", |end| &rest[end + 2..]);
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest = &rest[rest[1..].find('\'').unwrap() + 2..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// The paths of a use tree: `a::{b, c::{d}}` is `a::b` and `a::c::d`.
fn paths(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((prefix, rest)) = tree.split_once('{') else { return vec![tree.to_owned()] };
    let inner = rest.rsplit_once('}').map_or(rest, |(inner, _)| inner);
    let (mut all, mut depth, mut start) = (Vec::new(), 0, 0);
    let mut parts = Vec::new();
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
        all.extend(paths(part).into_iter().map(|path| format!("{}{path}", prefix.trim())));
    }
    all
}

/// All paths in a source that begin with `crate`, `super` or `self`, as modules below the crate.
fn used(source: &str, module: &[String]) -> BTreeSet<Vec<String>> {
    let code = code(source);
    let mut used = BTreeSet::new();
    let mut add = |path: &str| {
        let mut parts = path.split("::").map(str::trim).peekable();
        let mut at = match parts.peek() {
            Some(&"crate") => Vec::new(),
            Some(&("super" | "self")) => module.to_vec(),
            _ => return,
        };
        for part in parts {
            match part {
                "crate" | "self" => {}
                "super" => drop(at.pop()),
                part => at.push(part.split(' ').next().unwrap().to_owned()),
            }
        }
        used.insert(at);
    };
    let (mut rest, mut body) = (code.as_str(), String::new());
    while let Some(at) = rest.find("use ") {
        let begins = rest[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == ')');
        body.push_str(&rest[..at]);
        rest = &rest[at + 4..];
        if begins && let Some((tree, after)) = rest.split_once(';') {
            paths(tree).iter().for_each(|path| add(path));
            rest = after;
        }
    }
    body.push_str(rest);
    // Paths within the code.
    for (at, _) in body.match_indices("crate::").chain(body.match_indices("super::")) {
        let begins =
            body[..at].chars().next_back().is_none_or(|c| c != ':' && c != '_' && !c.is_alphanumeric());
        let end = body[at..].find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        if begins {
            add(body[at..].get(..end.unwrap_or(body.len() - at)).unwrap().trim_end_matches(':'));
        }
    }
    used
}

/// The files of `src/cli` with the modules below `cli` that each of them uses.
fn uses() -> Vec<(Vec<String>, BTreeSet<Vec<String>>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let of = |file: &PathBuf| {
        let path = file.strip_prefix(&root).unwrap().with_extension("");
        let path: Vec<String> = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        let mut module = vec!["cli".to_owned()];
        module.extend(path.iter().filter(|part| *part != "mod").cloned());
        let used = used(&fs::read_to_string(file).unwrap(), &module).into_iter();
        (path, used.filter(|path| path[0] == "cli").map(|path| path[1..].to_vec()).collect())
    };
    sources(&root).iter().map(of).collect()
}

/// Which rooms each room uses, with one file that does.
fn edges() -> BTreeMap<(String, String), String> {
    let uses = uses();
    let known: BTreeSet<&String> = uses.iter().map(|(file, _)| &file[0]).collect();
    let mut edges = BTreeMap::new();
    for (file, used) in &uses {
        for room in used.iter().filter_map(|path| path.first()) {
            if known.contains(room) && *room != file[0] {
                edges.insert((file[0].clone(), room.clone()), file.join("/"));
            }
        }
    }
    edges
}

#[test]
fn rooms_use_only_rooms_below_them() {
    let edges = edges();
    assert!(edges.len() > 40, "the sources are not read as they are written: {edges:?}");
    let is_ground = |room: &str| ROOMS.iter().all(|(upper, _)| *upper != room);
    let mut wrong = Vec::new();
    for ((from, to), file) in &edges {
        if from == "mod" {
            continue;
        }
        let allowed = match ROOMS.iter().find(|(room, _)| room == from) {
            Some((_, uses)) => is_ground(to) || uses.contains(&to.as_str()),
            None => {
                let place = |room: &str| GROUND_FLOOR.iter().position(|ground| *ground == room);
                match (place(from), place(to)) {
                    (Some(from), Some(to)) => to < from,
                    _ => false,
                }
            }
        };
        if !allowed {
            wrong.push(format!("{from} uses {to} ({file})"));
        }
    }
    assert!(wrong.is_empty(), "against the order of rooms:\n{}", wrong.join("\n"));
}

/// Within these rooms, files and folders of different concerns do not use each other in a circle. What a folder
/// shares is in its `mod.rs`.
#[test]
fn no_circles_within_rooms() {
    for room in ["results", "render", "command"] {
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (file, used) in uses().iter().filter(|(file, _)| file[0] == room && file[1] != "mod") {
            let own = edges.entry(file[1].clone()).or_default();
            let inside = used.iter().filter(|path| path[0] == room).filter_map(|path| path.get(1));
            own.extend(inside.filter(|used| **used != file[1]).cloned());
        }
        // Takes away what uses nothing that is left, until nothing or only circles are left.
        while let Some(free) = edges
            .iter()
            .find(|(_, used)| used.iter().all(|used| !edges.contains_key(used)))
            .map(|(name, _)| name.clone())
        {
            edges.remove(&free);
        }
        assert!(edges.is_empty(), "{room} has a circle: {edges:?}");
    }
}

#[test]
fn every_room_has_a_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    for entry in fs::read_dir(root).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        let is_known = GROUND_FLOOR.contains(&name.as_str()) || ROOMS.iter().any(|(room, _)| *room == name);
        assert!(is_known, "{name} has no place in the order of rooms");
    }
}

#[test]
fn use_lines_are_read() {
    let module: Vec<String> = ["cli", "render", "changes"].map(str::to_owned).into();
    let source = r#"
        //! use crate::cli::comment;
        use std::fmt;
        use super::json::{line, field as f};
        pub(crate) use crate::cli::{args::{View, diff::{Level}}, text};
        fn f() { crate::cli::command::run("use crate::cli::text_only;", '"'); super::super::style::x() }
    "#;
    let used: Vec<String> = used(source, &module).iter().map(|path| path.join("::")).collect();
    assert_eq!(
        used,
        [
            "cli::args::View",
            "cli::args::diff::Level",
            "cli::command::run",
            "cli::render::json::field",
            "cli::render::json::line",
            "cli::style::x",
            "cli::text",
        ]
    );
}
