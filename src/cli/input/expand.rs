//! From files, directories and globs to a list of files, always in the same order.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::{Folder, Nothing, Source, walk};
use crate::cli::args::glob_reason;
use crate::cli::error::UsageError;

/// Which files of a directory are documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKinds {
    /// `*.xml` and `*.json`.
    XmlAndJson,
    /// `*.xml`.
    Xml,
}

impl FileKinds {
    pub(crate) fn include(self, path: &Path) -> bool {
        let extension = path.extension().unwrap_or_default();
        extension.eq_ignore_ascii_case("xml")
            || (self == FileKinds::XmlAndJson && extension.eq_ignore_ascii_case("json"))
    }
}

/// Finds the files that arguments name: in the order of the arguments, sorted within a directory or a glob,
/// each once. What cannot be found is in the list too, so that it is reported and the rest is still done.
pub(crate) fn expand(arguments: &[String], kinds: FileKinds) -> Result<Vec<Source>, UsageError> {
    super::check_stdin(arguments.iter().map(String::as_str))?;
    let mut found = Vec::new();
    for argument in arguments {
        if argument == "-" {
            found.push(Source::Stdin);
            continue;
        }
        let path = Path::new(argument);
        if path.is_dir() {
            add_files(argument, path, None, |file| kinds.include(file), &mut found);
        } else if argument.contains(['*', '?', '[', '{']) && !path.exists() {
            let glob = glob(argument)?;
            let (base, depth) = base(path);
            add_files(argument, &base, depth, |file| glob.is_match(file), &mut found);
        } else {
            found.push(Source::File(path.to_owned()));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|source| match source {
        Source::File(path) => seen.insert(path.clone()),
        Source::Stdin | Source::Git(_) | Source::Nothing(..) => true,
    });
    Ok(found)
}

fn glob(argument: &str) -> Result<GlobMatcher, UsageError> {
    let glob = GlobBuilder::new(argument).literal_separator(true).build().map_err(|error| {
        UsageError::BadGlob { glob: argument.to_owned(), reason: glob_reason(error.kind()) }
    })?;
    Ok(glob.compile_matcher())
}

/// The directory in which a glob begins, and how deep it looks; `None` if it has `**`.
fn base(glob: &Path) -> (PathBuf, Option<usize>) {
    let is_plain = |component: &Component<'_>| {
        !component.as_os_str().to_string_lossy().contains(['*', '?', '[', '{', '\\'])
    };
    let base: PathBuf = glob.components().take_while(is_plain).collect();
    let rest: PathBuf = glob.components().skip_while(is_plain).collect();
    let endless = rest.components().any(|component| component.as_os_str().to_string_lossy().contains("**"))
        // An alternative may contain separators.
        || rest.to_string_lossy().contains('{');
    (base, (!endless).then(|| rest.components().count()))
}

/// Adds the wanted files below a directory. `wanted` gets paths as they are named, with the directory.
fn add_files(
    argument: &str,
    directory: &Path,
    depth: Option<usize>,
    wanted: impl Fn(&Path) -> bool,
    found: &mut Vec<Source>,
) {
    let nothing = |reason| Source::Nothing(argument.to_owned(), reason);
    let start = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    if !start.is_dir() {
        found.push(nothing(Nothing::NoDirectory(start.to_owned())));
        return;
    }
    let Folder { mut files, mut unreadable } = walk(start, depth, |inside| wanted(&directory.join(inside)));
    files.sort();
    unreadable.sort_by(|one, other| one.0.cmp(&other.0));
    if files.is_empty() && unreadable.is_empty() {
        found.push(nothing(Nothing::NoMatch));
    }
    found.extend(files.into_iter().map(|inside| {
        let path = directory.join(inside);
        Source::File(path.strip_prefix("./").map(Path::to_owned).unwrap_or(path))
    }));
    for (inside, error) in unreadable {
        found.push(nothing(Nothing::Unreadable(start.join(inside), error.to_string())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str], kinds: FileKinds) -> Vec<String> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let found = expand(&arguments, kinds).unwrap();
        let name = |source: &Source| match source {
            Source::Nothing(_, Nothing::NoDirectory(_)) => "no directory".to_owned(),
            Source::Nothing(..) => "nothing".to_owned(),
            Source::Git(blob) => blob.name().to_owned(),
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
            names(&[&at("sub/d.xml"), &root], FileKinds::XmlAndJson),
            [at("sub/d.xml"), at("a.JSON"), at("b.xml"), at("sub/e[1].xml")]
        );
        assert_eq!(names(&[&root], FileKinds::Xml), [at("b.xml"), at("sub/d.xml"), at("sub/e[1].xml")]);
        assert_eq!(names(&[&at("*.{xml,txt}")], FileKinds::Xml), [at("b.xml"), at("c.txt")]);
        assert_eq!(names(&[&at("**/d.*")], FileKinds::Xml), [at("sub/d.xml")]);
        assert_eq!(names(&[&at("*/*.xml")], FileKinds::Xml), [at("sub/d.xml"), at("sub/e[1].xml")]);
        // A file with exactly this name is not a glob.
        assert_eq!(names(&[&at("sub/e[1].xml")], FileKinds::Xml), [at("sub/e[1].xml")]);
        assert_eq!(
            names(&[&at("nothing/*.xml"), &at("b.xml")], FileKinds::Xml),
            ["no directory", &at("b.xml")]
        );
        assert_eq!(names(&[&at("sub/*.json")], FileKinds::Xml), ["nothing"]);
    }

    #[test]
    fn usage() {
        let bad = expand(&["a[".to_owned()], FileKinds::Xml);
        assert!(matches!(bad, Err(UsageError::BadGlob { .. })));
        let twice = expand(&["-".to_owned(), "-".to_owned()], FileKinds::Xml);
        assert!(matches!(twice, Err(UsageError::StdinTwice)));
    }
}
