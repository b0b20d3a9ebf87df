//! Which parts of a crate use which: read from the `use` lines and the paths of its source, so that a test can hold
//! an order of its rooms. A room is a file or a folder directly under one folder of the source.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::tokens::{Token, tokens};

/// The rooms of a folder, in the order in which they may use each other.
pub struct Order<'o> {
    /// The folder that holds them.
    pub folder: &'o Path,
    /// The module that the folder is: empty for the root of the crate.
    pub module: &'o [&'o str],
    /// A room uses only rooms before it. One that does not exist is passed over.
    pub rooms: &'o [&'o str],
    /// Files and folders beside the rooms that the order does not concern.
    pub outside: &'o [&'o str],
}

/// A path of the crate that a source file names, from the root of the crate.
#[derive(Debug, PartialEq)]
pub struct Use {
    pub line: usize,
    pub path: Vec<String>,
}

impl Order<'_> {
    /// What breaks the order, one line each.
    pub fn violations(&self) -> Vec<String> {
        let mut files = Vec::new();
        source_files(self.folder, &mut files);
        files.retain(|file| !self.outside.iter().any(|outside| file.starts_with(self.folder.join(outside))));
        let sources: Vec<(PathBuf, String)> = files
            .into_iter()
            .map(|file| {
                let text = fs::read_to_string(&file).unwrap();
                (file, text)
            })
            .collect();
        let tests: Vec<PathBuf> = sources.iter().flat_map(|(file, text)| test_modules(file, text)).collect();
        let is_test =
            |file: &Path| tests.iter().any(|test| file.starts_with(test) || file.with_extension("") == *test);
        let mut found = Vec::new();
        for (file, text) in sources.iter().filter(|(file, _)| !is_test(file)) {
            let inside = file.strip_prefix(self.folder).unwrap();
            found.extend(
                self.violations_of(inside, text).into_iter().map(|what| format!("{}:{what}", file.display())),
            );
        }
        found
    }

    /// What breaks the order in a file, by its path in the folder.
    pub fn violations_of(&self, file: &Path, text: &str) -> Vec<String> {
        let module = module_of(self.module, file);
        let room = module[self.module.len()].as_str();
        let Some(place) = self.place(room) else {
            return vec![format!(" {room} is not in the list of rooms")];
        };
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for one in uses(&module, text) {
            let what = match one.path.strip_prefix(&*owned(self.module)).and_then(<[String]>::first) {
                None => format!("{} leads out of the rooms", one.path.join("::")),
                Some(used) if used == room => continue,
                Some(used) => match self.place(used) {
                    None => format!("{} names no room", one.path.join("::")),
                    Some(other) if other > place => format!("{room} uses {used}, which comes after it"),
                    Some(_) => continue,
                },
            };
            if seen.insert(what.clone()) {
                found.push(format!("{}: {what}", one.line));
            }
        }
        found
    }

    fn place(&self, room: &str) -> Option<usize> {
        self.rooms.iter().position(|listed| *listed == room)
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub fn source_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            source_files(&entry, files);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push(entry);
        }
    }
}

/// The module that a file is.
fn module_of(around: &[&str], file: &Path) -> Vec<String> {
    let mut module = owned(around);
    let inside = file.with_extension("");
    module.extend(inside.iter().map(|part| part.to_str().unwrap().to_owned()));
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    module
}

/// Where the modules of a file are that only tests have, without the extension.
fn test_modules(file: &Path, text: &str) -> Vec<PathBuf> {
    let folder = match file.file_stem().and_then(|stem| stem.to_str()) {
        Some("mod" | "lib" | "main") => file.parent().unwrap().to_owned(),
        _ => file.with_extension(""),
    };
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some(after) = test_attribute(&tokens, at) {
            let item = after_attributes(&tokens, after);
            let visibility = ["pub", "(", "in", "crate", "super", "self", "::", ")"];
            let word = tokens[item..].iter().position(|token| !visibility.contains(&&*token.text));
            if let [word, name, end, ..] = &tokens[item + word.unwrap_or(0)..]
                && word.is("mod")
                && end.is(";")
            {
                found.push(folder.join(&name.text));
            }
            at = after;
        } else {
            at += 1;
        }
    }
    found
}

/// Where a `#[cfg(test)]` that begins here ends.
fn test_attribute(tokens: &[Token], at: usize) -> Option<usize> {
    let words = ["#", "[", "cfg", "(", "test", ")", "]"];
    let is_there = words
        .iter()
        .enumerate()
        .all(|(step, word)| tokens.get(at + step).is_some_and(|token| token.is(word)));
    is_there.then_some(at + words.len())
}

/// Passes over the attributes that begin here.
fn after_attributes(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(|token| token.is("#")) {
        at = after_brackets(tokens, at + 1);
    }
    at
}

/// Passes over an opening bracket with all up to its closing one.
fn after_brackets(tokens: &[Token], mut at: usize) -> usize {
    let mut depth = 0;
    while let Some(token) = tokens.get(at) {
        depth += i32::from(token.is("(") || token.is("[") || token.is("{"));
        depth -= i32::from(token.is(")") || token.is("]") || token.is("}"));
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Passes over an item: to its semicolon, or behind its block.
fn after_item(tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        if token.is(";") {
            return at + 1;
        }
        if token.is("}") {
            return at;
        }
        if token.is("{") {
            return after_brackets(tokens, at);
        }
        at = if token.is("(") || token.is("[") { after_brackets(tokens, at) } else { at + 1 };
    }
    at
}

/// The paths of the crate in the source of a module. Items under `#[cfg(test)]` are passed over, and so is the
/// place that a visibility names.
pub fn uses(module: &[String], text: &str) -> Vec<Use> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut module = module.to_vec();
    // At which depth each inline module around began.
    let mut inline = Vec::new();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(token) = tokens.get(at) {
        if let Some(after) = test_attribute(&tokens, at) {
            at = after_item(&tokens, after_attributes(&tokens, after));
            continue;
        }
        if token.is("mod") && tokens.get(at + 2).is_some_and(|token| token.is("{")) {
            module.push(tokens[at + 1].text.clone());
            inline.push(depth);
            (depth, at) = (depth + 1, at + 3);
            continue;
        }
        depth += usize::from(token.is("{"));
        if token.is("}") {
            depth = depth.saturating_sub(1);
            if inline.last() == Some(&depth) {
                inline.pop();
                module.pop();
            }
        }
        let begins = ["crate", "super", "self"].iter().any(|word| token.is(word))
            && tokens.get(at + 1).is_some_and(|token| token.is("::"));
        // `pub(in crate::a)` uses nothing of `a`.
        let is_visibility = at > 1 && tokens[at - 1].is("in") && tokens[at - 2].is("(");
        if begins && !is_visibility {
            at = tree(&tokens, at, &module, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// A path, or a tree of paths as `use` has it. `before` are the names in front, from the root of the crate.
fn tree(
    tokens: &[Token],
    mut at: usize,
    module: &[String],
    before: &[String],
    found: &mut Vec<Use>,
) -> usize {
    let line = tokens[at].line;
    let mut path = before.to_vec();
    let mut relative = before.is_empty();
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "crate" if relative => path.clear(),
            "self" if relative => path = module.to_vec(),
            "super" if relative => {
                if path.is_empty() {
                    path = module.to_vec();
                }
                path.pop();
            }
            "{" => return branches(tokens, at + 1, module, &path, found),
            _ if token.is_word() || token.is("*") => {
                relative = false;
                path.push(token.text.clone());
            }
            _ => break,
        }
        at += 1;
        if tokens.get(at).is_some_and(|token| token.is("::")) {
            at += 1;
        } else {
            break;
        }
    }
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    found.push(Use { line, path });
    at
}

fn branches(
    tokens: &[Token],
    mut at: usize,
    module: &[String],
    before: &[String],
    found: &mut Vec<Use>,
) -> usize {
    while let Some(token) = tokens.get(at) {
        if token.is("}") {
            return at + 1;
        }
        let begins = token.is_word() || token.is("*");
        at = if token.is("as") {
            at + 2
        } else if begins && before.is_empty() {
            root_branch(tokens, at, module, found)
        } else if begins {
            tree(tokens, at, module, before, found)
        } else {
            at + 1
        };
    }
    at
}

/// A branch directly below `crate`.
fn root_branch(tokens: &[Token], at: usize, module: &[String], found: &mut Vec<Use>) -> usize {
    let line = tokens[at].line;
    let first = [tokens[at].text.clone()];
    if tokens.get(at + 1).is_some_and(|token| token.is("::")) {
        tree(tokens, at + 2, module, &first, found)
    } else {
        found.push(Use { line, path: first.to_vec() });
        at + 1
    }
}
