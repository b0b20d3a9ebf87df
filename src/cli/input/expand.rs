//! From files, directories and globs to a list of files, always in the same order.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::walk::{Enter, Folder, Wanted, walk};
use super::{Nothing, Source};
use crate::cli::args::{PathGlob, glob_reason};
use crate::cli::error::{UsageError, reason};
use crate::cli::lang::Message;

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
/// each once. What cannot be found is in the list too, so that it is reported and the rest is still done. What is
/// excluded is left out of directories and globs; a file that is named is always taken.
pub(crate) fn expand(
    arguments: &[String],
    kinds: FileKinds,
    exclude: &[PathGlob],
) -> Result<Vec<Source>, UsageError> {
    super::check_stdin(arguments.iter().map(String::as_str))?;
    let mut found = Vec::new();
    for argument in arguments {
        if argument == "-" {
            found.push(Source::Stdin);
            continue;
        }
        let path = Path::new(argument);
        if path.is_dir() {
            let wanted = Documents { directory: path, kinds, exclude };
            add_files(argument, path, wanted, &mut found);
        } else if argument.contains(['*', '?', '[', '{']) && !path.exists() {
            let glob = Glob::new(argument)?;
            let wanted =
                Matches { glob: &glob, documents: Documents { directory: &glob.base, kinds, exclude } };
            add_files(argument, &glob.base, wanted, &mut found);
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

/// Adds the wanted files below a directory.
fn add_files(argument: &str, directory: &Path, wanted: impl Wanted, found: &mut Vec<Source>) {
    let nothing = |reason| Source::Nothing(argument.to_owned(), reason);
    let start = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
    if !start.is_dir() {
        found.push(nothing(Nothing::NoDirectory(start.to_owned())));
        return;
    }
    let Folder { mut files, mut unreadable } = walk(start, wanted);
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
        found
            .push(nothing(Nothing::Unreadable(start.join(inside), Message::of(|lang| reason(&error, lang)))));
    }
}

/// The documents of a directory that are not excluded.
#[derive(Clone, Copy)]
struct Documents<'a> {
    directory: &'a Path,
    kinds: FileKinds,
    exclude: &'a [PathGlob],
}

impl Documents<'_> {
    fn is_excluded(&self, inside: &Path) -> bool {
        let named = self.directory.join(inside);
        is_excluded(self.exclude, &named)
    }
}

/// Whether a path that a walk has found is excluded: a glob without `/` matches names, any other one paths as they
/// are named.
pub(crate) fn is_excluded(exclude: &[PathGlob], path: &Path) -> bool {
    let path = path.strip_prefix("./").unwrap_or(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    exclude.iter().any(|glob| glob.is_match(&path.to_string_lossy()) || glob.is_match(&name))
}

impl Wanted for Documents<'_> {
    fn file(&self, inside: &Path) -> bool {
        self.kinds.include(inside) && !self.is_excluded(inside)
    }

    fn directory(&self, inside: &Path, _: Enter) -> Enter {
        if self.is_excluded(inside) { Enter::No } else { Enter::Yes }
    }

    fn document(&self, inside: &Path) -> bool {
        self.file(inside)
    }
}

/// The files that a glob matches, and the documents of the directories that it matches.
struct Matches<'a> {
    glob: &'a Glob,
    documents: Documents<'a>,
}

impl Wanted for Matches<'_> {
    fn file(&self, inside: &Path) -> bool {
        self.glob.whole.is_match(self.documents.directory.join(inside)) && !self.documents.is_excluded(inside)
    }

    fn directory(&self, inside: &Path, around: Enter) -> Enter {
        if self.documents.is_excluded(inside) {
            Enter::No
        } else if around == Enter::Whole || self.glob.whole.is_match(self.documents.directory.join(inside)) {
            Enter::Whole
        } else if self.glob.leads_through(inside) {
            Enter::Yes
        } else {
            Enter::No
        }
    }

    fn document(&self, inside: &Path) -> bool {
        self.documents.file(inside) || self.file(inside)
    }
}

/// A glob over paths.
struct Glob {
    whole: GlobMatcher,
    /// The directory in which it begins.
    base: PathBuf,
    /// What each further part of a path must match; `None` if the glob has `**`, so that any directory may hold
    /// a match.
    parts: Option<Vec<GlobMatcher>>,
}

impl Glob {
    fn new(argument: &str) -> Result<Glob, UsageError> {
        let is_plain = |component: &Component<'_>| {
            !component.as_os_str().to_string_lossy().contains(['*', '?', '[', '{', '\\'])
        };
        let path = Path::new(argument);
        let base: PathBuf = path.components().take_while(is_plain).collect();
        let rest: PathBuf = path.components().skip_while(is_plain).collect();
        let text = |component: Component<'_>| component.as_os_str().to_string_lossy().into_owned();
        let parts: Vec<String> = rest.components().map(text).collect();
        let is_endless = parts.iter().any(|part| part.contains("**"))
            // An alternative may contain separators.
            || parts.iter().any(|part| part.contains('{'));
        let matcher = |text: &str| {
            let glob = GlobBuilder::new(text).literal_separator(true).build().map_err(|error| {
                UsageError::BadGlob { glob: argument.to_owned(), reason: glob_reason(error.kind()) }
            })?;
            Ok(glob.compile_matcher())
        };
        let whole = matcher(argument.strip_suffix('/').unwrap_or(argument))?;
        let parts = parts.iter().map(|part| matcher(part)).collect::<Result<_, _>>();
        // A class may contain a separator, so that a part alone is not a glob.
        Ok(Glob { whole, base, parts: if is_endless { None } else { parts.ok() } })
    }

    /// Whether something below a directory may match.
    fn leads_through(&self, inside: &Path) -> bool {
        let Some(parts) = &self.parts else { return true };
        let depth = inside.components().count();
        let is_match = |part: &GlobMatcher| inside.file_name().is_some_and(|name| part.is_match(name));
        // The parts above were matched on the way.
        depth < parts.len() && depth.checked_sub(1).and_then(|at| parts.get(at)).is_some_and(is_match)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str], kinds: FileKinds) -> Vec<String> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let found = expand(&arguments, kinds, &[]).unwrap();
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
    fn a_glob_that_matches_directories_walks_them() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["items/1512/a.xml", "items/1512/deep/b.json", "items/1512/c.txt", "items/9/a.xml"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let found = [at("items/1512/a.xml"), at("items/1512/deep/b.json")];
        assert_eq!(names(&[&at("items/15*")], FileKinds::XmlAndJson), found);
        assert_eq!(names(&[&at("items/15*/")], FileKinds::XmlAndJson), found);
        assert_eq!(names(&[&at("it*/15*/d*")], FileKinds::XmlAndJson), [at("items/1512/deep/b.json")]);
        assert_eq!(names(&[&at("items/*/*.txt")], FileKinds::XmlAndJson), [at("items/1512/c.txt")]);
        let exclude = |globs: &[&str]| -> Vec<String> {
            let globs: Vec<PathGlob> = globs.iter().map(|glob| glob.parse().unwrap()).collect();
            let found = expand(&[at("items")], FileKinds::XmlAndJson, &globs).unwrap();
            found.iter().map(Source::name).collect()
        };
        assert_eq!(exclude(&["deep", "9"]), [at("items/1512/a.xml")]);
        assert_eq!(exclude(&["a.*"]), [at("items/1512/deep/b.json")]);
        assert_eq!(exclude(&["**/1512/a.xml"]), [at("items/1512/deep/b.json"), at("items/9/a.xml")]);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_glob_does_not_match_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::create_dir_all(folder.path().join("1512")).unwrap();
        std::fs::write(at("1512/a.xml"), "").unwrap();
        std::os::unix::fs::symlink("gone.xml", at("1512/b.xml")).unwrap();
        std::os::unix::fs::symlink("gone", at("2")).unwrap();
        assert_eq!(names(&[&at("*/a*.xml")], FileKinds::Xml), [at("1512/a.xml")]);
        assert_eq!(names(&[&at("1*")], FileKinds::Xml), [at("1512/a.xml"), at("1512/b.xml")]);
    }

    #[test]
    fn usage() {
        let bad = expand(&["a[".to_owned()], FileKinds::Xml, &[]);
        assert!(matches!(bad, Err(UsageError::BadGlob { .. })));
        let twice = expand(&["-".to_owned(), "-".to_owned()], FileKinds::Xml, &[]);
        assert!(matches!(twice, Err(UsageError::StdinTwice)));
    }
}
