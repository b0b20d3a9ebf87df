//! Files, directories and globs to a list of files, always in the same order.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;

use super::Source;
use crate::cli::args::glob_reason;
use crate::cli::error::UsageError;

/// Which files of a directory are documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinds {
    /// `*.xml` and `*.json`.
    XmlAndJson,
    /// `*.xml`.
    Xml,
}

impl Kinds {
    pub(crate) fn hold(self, path: &Path) -> bool {
        let extension = path.extension().unwrap_or_default();
        extension.eq_ignore_ascii_case("xml")
            || (self == Kinds::XmlAndJson && extension.eq_ignore_ascii_case("json"))
    }
}

/// Finds the files that arguments name: in the order of the arguments, sorted within a directory or a glob,
/// each once. What cannot be found stands in its place as an error, so that the rest is still done.
pub(crate) fn expand(arguments: &[String], kinds: Kinds) -> Result<Vec<Source>, UsageError> {
    super::check_stdin(arguments.iter().map(String::as_str))?;
    let mut found = Vec::new();
    for argument in arguments {
        if argument == "-" {
            found.push(Source::Stdin);
            continue;
        }
        let path = Path::new(argument);
        if path.is_dir() {
            walk(argument, path, None, |file| kinds.hold(file), &mut found);
        } else if argument.contains(['*', '?', '[', '{']) && !path.exists() {
            let glob = glob(argument)?;
            let (base, depth) = base(path);
            walk(argument, &base, depth, |file| glob.is_match(file), &mut found);
        } else {
            found.push(Source::File(path.to_owned()));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|source| match source {
        Source::File(path) => seen.insert(path.clone()),
        _ => true,
    });
    Ok(found)
}

fn glob(argument: &str) -> Result<GlobMatcher, UsageError> {
    let glob = GlobBuilder::new(argument).literal_separator(true).build().map_err(|error| {
        UsageError::BadGlob { glob: argument.to_owned(), reason: glob_reason(error.kind()) }
    })?;
    Ok(glob.compile_matcher())
}

/// The directory that a glob begins in, and how deep it looks; without end if it has `**`.
fn base(glob: &Path) -> (PathBuf, Option<usize>) {
    let is_plain = |component: &Component<'_>| {
        !component.as_os_str().to_string_lossy().contains(['*', '?', '[', '{', '\\'])
    };
    let base: PathBuf = glob.components().take_while(is_plain).collect();
    let rest: PathBuf = glob.components().skip_while(is_plain).collect();
    let endless = rest.components().any(|component| component.as_os_str().to_string_lossy().contains("**"))
        // An alternative may hold separators of its own.
        || rest.to_string_lossy().contains('{');
    (base, (!endless).then(|| rest.components().count()))
}

/// Adds the files below a directory that are wanted. Hidden files and folders are passed over, links are
/// followed.
fn walk(
    argument: &str,
    directory: &Path,
    depth: Option<usize>,
    wanted: impl Fn(&Path) -> bool,
    found: &mut Vec<Source>,
) {
    let here = directory.as_os_str().is_empty();
    let start = if here { Path::new(".") } else { directory };
    if !start.exists() {
        found.push(Source::Nothing(argument.to_owned()));
        return;
    }
    let mut files = Vec::new();
    let mut errors = Vec::new();
    let walk = WalkBuilder::new(start)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .max_depth(depth)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) => {
                let path = entry.path();
                let path = path.strip_prefix("./").unwrap_or(path);
                if wanted(path) {
                    files.push(path.to_owned());
                }
            }
            Ok(_) => {}
            Err(error) => errors.push(Source::Unwalkable(start.to_owned(), error.to_string())),
        }
    }
    files.sort();
    if files.is_empty() && errors.is_empty() {
        errors.push(Source::Nothing(argument.to_owned()));
    }
    found.extend(files.into_iter().map(Source::File));
    found.extend(errors);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str], kinds: Kinds) -> Vec<String> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let found = expand(&arguments, kinds).unwrap();
        let name = |source: &Source| match source {
            Source::Nothing(_) => "nothing".to_owned(),
            source => source.name(),
        };
        found.iter().map(name).collect()
    }

    #[test]
    fn sorted_once_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["b.xml", "a.JSON", "c.txt", ".hidden.xml", "sub/d.xml", "sub/e[1].xml"] {
            std::fs::create_dir_all(folder.path().join("sub")).unwrap();
            std::fs::write(at(name), "").unwrap();
        }
        let root = folder.path().display().to_string();
        assert_eq!(
            names(&[&at("sub/d.xml"), &root], Kinds::XmlAndJson),
            [at("sub/d.xml"), at("a.JSON"), at("b.xml"), at("sub/e[1].xml")]
        );
        assert_eq!(names(&[&root], Kinds::Xml), [at("b.xml"), at("sub/d.xml"), at("sub/e[1].xml")]);
        assert_eq!(names(&[&at("*.{xml,txt}")], Kinds::Xml), [at("b.xml"), at("c.txt")]);
        assert_eq!(names(&[&at("**/d.*")], Kinds::Xml), [at("sub/d.xml")]);
        assert_eq!(names(&[&at("*/*.xml")], Kinds::Xml), [at("sub/d.xml"), at("sub/e[1].xml")]);
        // A file of this very name is no glob.
        assert_eq!(names(&[&at("sub/e[1].xml")], Kinds::Xml), [at("sub/e[1].xml")]);
        assert_eq!(names(&[&at("nothing/*.xml"), &at("b.xml")], Kinds::Xml), ["nothing", &at("b.xml")]);
    }

    #[test]
    fn usage() {
        let bad = expand(&["a[".to_owned()], Kinds::Xml);
        assert!(matches!(bad, Err(UsageError::BadGlob { .. })));
        let twice = expand(&["-".to_owned(), "-".to_owned()], Kinds::Xml);
        assert!(matches!(twice, Err(UsageError::StdinTwice)));
    }
}
