//! What is compared with what in git: the files of two revisions, or of one and of the working tree. Which files
//! changed is known from git, so unchanged ones are never read.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::pairs::{Pair, Pairs, Sides};
use crate::cli::error::CliError;
use crate::cli::input::git::{self, Blob, Objects};
use crate::cli::input::{FileKinds, Source};
use crate::cli::lang::Message;

/// `REV1..REV2`, `REV1...REV2`, or `REV` and the working tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) old: String,
    /// The working tree, if there is none.
    pub(super) new: Option<String>,
    /// Whether the old side is the commit that both have in common.
    since_fork: bool,
}

impl Range {
    pub(super) fn parse(text: &str) -> Range {
        let named = |rev: &str| if rev.is_empty() { "HEAD" } else { rev }.to_owned();
        let (old, new, since_fork) = match (text.split_once("..."), text.split_once("..")) {
            (Some((old, new)), _) => (old, Some(new), true),
            (None, Some((old, new))) => (old, Some(new), false),
            (None, None) => (text, None, false),
        };
        Range { old: named(old), new: new.map(named), since_fork }
    }
}

/// The files below a path that two revisions have.
pub(super) fn pairs(range: &Range, path: &str) -> Result<Pairs, CliError> {
    let top = git::top()?;
    if top.is_none() && range.new.is_none() {
        return Err(CliError::Git(Message::new(
            "the git repository has no working tree; name two revisions: --git REV1..REV2",
            "该 git 仓库没有工作区；请给出两个版本：--git REV1..REV2",
        )));
    }
    let inside = full_name(path, top.as_deref())?;
    let top = top.unwrap_or_default();
    let (mut old, new) = (git::commit(&range.old)?, range.new.as_deref().map(git::commit).transpose()?);
    if let (true, Some(new)) = (range.since_fork, &new) {
        old = git::output(&["merge-base", &old, new])?.trim_end().to_owned();
    }
    let options = ["-z", "--raw", "--no-renames", "--no-abbrev"];
    let (changed, added) = match &new {
        Some(new) => {
            let args = [&["diff-tree", "-r"], &options[..], &[&old, new, "--", path]].concat();
            (git::output(&args)?, String::new())
        }
        None => {
            let args = [&["diff-index"], &options[..], &[old.as_str(), "--", path]].concat();
            let others = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", path];
            (git::output(&args)?, git::output(&others)?)
        }
    };
    let listed = git::output(&["ls-tree", "-r", "-z", "--name-only", "--full-name", &old, "--", path])?;
    let below = Place { top: &top, inside };
    let mut list: BTreeMap<String, Sides> = BTreeMap::new();
    for name in listed.split_terminator('\0').filter(|name| is_document(name)) {
        list.insert(name.to_owned(), Sides::Equal);
    }
    let revisions = (range.old.as_str(), range.new.as_deref());
    for (name, sides) in raw_changes(&changed, &below, revisions) {
        list.insert(name, sides);
    }
    for name in added.split_terminator('\0').filter(|name| is_document(name)) {
        list.insert(name.to_owned(), Sides::Added { new: Source::File(top.join(name)) });
    }
    if list.is_empty() {
        return Err(CliError::NothingFound(path.to_owned()));
    }
    let of_directories = !(list.len() == 1 && list.contains_key(&below.inside));
    let list = list.into_iter().map(|(name, sides)| Pair { name: below.relative(&name), sides }).collect();
    Ok(Pairs { list, of_directories })
}

/// The files of two trees.
pub(super) fn trees(old: (&str, &str), new: (&str, &str)) -> Result<Pairs, CliError> {
    let args = ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", old.1, new.1];
    let changed = git::output(&args)?;
    let listed = git::output(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", old.1])?;
    let mut list: BTreeMap<String, Sides> = BTreeMap::new();
    for name in listed.split_terminator('\0').filter(|name| is_document(name)) {
        list.insert(name.to_owned(), Sides::Equal);
    }
    let objects = Objects::new();
    for change in RawChange::all(&changed) {
        let side = |argument: &str, id: &str| blob(&objects, id, format!("{argument}/{}", change.name));
        if let Some(sides) = change.sides(|id| side(old.0, id), |id| Some(side(new.0, id))) {
            list.insert(change.name.to_owned(), sides);
        }
    }
    if list.is_empty() {
        return Err(CliError::NothingFound(new.0.to_owned()));
    }
    let list = list.into_iter().map(|(name, sides)| Pair { name, sides }).collect();
    Ok(Pairs { list, of_directories: true })
}

fn blob(objects: &Arc<Objects>, id: &str, name: String) -> Source {
    Source::Git(Blob::new(objects, id, name))
}

/// Where in the working tree the files are.
struct Place<'p> {
    top: &'p Path,
    /// The path from the top, with `/`; empty at the top.
    inside: String,
}

impl Place<'_> {
    /// The name below the path, as in a directory that is named on the command line.
    fn relative(&self, name: &str) -> String {
        let rest = name.strip_prefix(&self.inside).and_then(|rest| match self.inside.is_empty() {
            true => Some(rest),
            false => rest.strip_prefix('/'),
        });
        rest.unwrap_or(name).to_owned()
    }
}

/// A path as git names it: from the top of the working tree, if there is one.
fn full_name(path: &str, top: Option<&Path>) -> Result<String, CliError> {
    let path = match top {
        None => PathBuf::from(path),
        Some(top) => match Path::new(path).strip_prefix(top) {
            Ok(inside) => inside.to_owned(),
            Err(_) => {
                let prefix = git::output(&["rev-parse", "--show-prefix"])?;
                Path::new(prefix.trim_end_matches('\n')).join(path)
            }
        },
    };
    let mut steps: Vec<String> = Vec::new();
    for step in path.components() {
        match step {
            Component::Normal(step) => steps.push(step.to_string_lossy().into_owned()),
            Component::ParentDir => drop(steps.pop()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    Ok(steps.join("/"))
}

/// Whether a file is one that is found in a directory: a document that is not hidden.
fn is_document(name: &str) -> bool {
    FileKinds::XmlAndJson.include(Path::new(name)) && !name.split('/').any(|step| step.starts_with('.'))
}

fn raw_changes(raw: &str, place: &Place<'_>, (old, new): (&str, Option<&str>)) -> Vec<(String, Sides)> {
    let objects = Objects::new();
    let mut list = Vec::new();
    for change in RawChange::all(raw) {
        let name = change.name;
        let side = |rev: &str, id: &str| blob(&objects, id, format!("{rev}:{name}"));
        let new_side = |id: &str| match new {
            Some(rev) => Some(side(rev, id)),
            None => Some(Source::File(place.top.join(name))),
        };
        list.extend(change.sides(|id| side(old, id), new_side).map(|sides| (name.to_owned(), sides)));
    }
    list
}

/// An entry of what `diff-tree` and `diff-index` print.
struct RawChange<'r> {
    ids: [&'r str; 2],
    status: u8,
    name: &'r str,
}

impl<'r> RawChange<'r> {
    /// The entries of documents; links and submodules do not count.
    fn all(raw: &'r str) -> impl Iterator<Item = RawChange<'r>> {
        let mut parts = raw.split_terminator('\0');
        std::iter::from_fn(move || {
            let (head, name) = (parts.next()?, parts.next()?);
            let words: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
            let &[old_mode, new_mode, old, new, status] = words.as_slice() else { return Some(None) };
            let status = status.bytes().next()?;
            let is_wanted = git::is_file(old_mode) && git::is_file(new_mode) && is_document(name);
            Some(is_wanted.then_some(RawChange { ids: [old, new], status, name }))
        })
        .flatten()
    }

    fn sides(&self, old: impl Fn(&str) -> Source, new: impl Fn(&str) -> Option<Source>) -> Option<Sides> {
        let [old_id, new_id] = self.ids;
        Some(match self.status {
            b'A' => Sides::Added { new: new(new_id)? },
            b'D' => Sides::Removed { old: old(old_id) },
            _ => Sides::Both { old: old(old_id), new: new(new_id)? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let range = |text: &str| {
            let Range { old, new, since_fork } = Range::parse(text);
            (old, new.unwrap_or_else(|| "working tree".to_owned()), since_fork)
        };
        let is = |old: &str, new: &str, fork| (old.to_owned(), new.to_owned(), fork);
        assert_eq!(range("v1..v2"), is("v1", "v2", false));
        assert_eq!(range("v1..."), is("v1", "HEAD", true));
        assert_eq!(range("..v2"), is("HEAD", "v2", false));
        assert_eq!(range("v1"), is("v1", "working tree", false));
        assert_eq!(range(""), is("HEAD", "working tree", false));
    }

    #[test]
    fn entries_of_git() {
        let raw = ":100644 100644 aa bb M\0rules/a.xml\0:000000 100644 00 cc A\0rules/b.json\0\
                   :100644 000000 dd 00 D\0c.xml\0:120000 120000 ee ff M\0link.xml\0:100644 100644 aa bb M\0a.txt\0\
                   :100644 100644 aa bb M\0.hidden/a.xml\0";
        let found: Vec<(char, &str)> =
            RawChange::all(raw).map(|one| (one.status as char, one.name)).collect();
        assert_eq!(found, [('M', "rules/a.xml"), ('A', "rules/b.json"), ('D', "c.xml")]);
    }

    #[test]
    fn names_below_the_path() {
        let name = |inside: &str, name: &str| {
            Place { top: Path::new("/"), inside: inside.to_owned() }.relative(name)
        };
        assert_eq!(name("rules", "rules/a.xml"), "a.xml");
        assert_eq!(name("", "rules/a.xml"), "rules/a.xml");
        assert_eq!(name("rules/a.xml", "rules/a.xml"), "rules/a.xml");
    }
}
