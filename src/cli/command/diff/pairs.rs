//! What is compared with what: two files, or the files of two directories by their paths inside.

use std::cmp::Ordering;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::revisions;
use crate::cli::args::PathGlob;
use crate::cli::error::{CliError, UsageError, reason};
use crate::cli::input::git::{self, Blob, Object, Objects};
use crate::cli::input::{Enter, FileKinds, Nothing, Source, Wanted, check_stdin, is_excluded, walk};
use crate::cli::lang::Message;

/// Two documents of one name, or one that has no counterpart.
#[derive(Debug)]
pub(crate) struct Pair {
    /// The path inside the directories, or the name of the new file.
    pub(crate) name: String,
    pub(crate) sides: Sides,
}

#[derive(Debug)]
pub(crate) enum Sides {
    /// Two files that were named. They are read even if their bytes are equal.
    Named {
        old: Source,
        new: Source,
    },
    /// A file in both directories.
    Both {
        old: Source,
        new: Source,
    },
    Added {
        new: Source,
    },
    Removed {
        old: Source,
    },
    /// A file in git that did not change.
    Equal,
    /// A directory that cannot be read.
    Unreadable(Source),
}

impl Pair {
    fn new(name: String, sides: Sides) -> Pair {
        Pair { name, sides }
    }
}

/// What is compared with what.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// In the order of their names.
    pub(crate) list: Vec<Pair>,
    /// Whether directories were compared.
    pub(crate) of_directories: bool,
}

impl Pairs {
    /// Without the files that are excluded, or lie in a directory that is.
    pub(super) fn without(mut self, exclude: &[PathGlob]) -> Pairs {
        self.list.retain(|pair| {
            let inside = Path::new(&pair.name);
            !inside.ancestors().any(|place| is_excluded(exclude, place))
        });
        self
    }
}

/// Finds what is to be compared.
pub(crate) fn pairs(old: &str, new: &str, exclude: &[PathGlob]) -> Result<Pairs, CliError> {
    check_stdin([old, new])?;
    let is_folder = |argument: &str| argument != "-" && Path::new(argument).is_dir();
    let mixed = |directory: &str, file: &str| {
        // A misspelled name is reported as such.
        let missing = file != "-" && !file.contains(':') && !Path::new(file).exists();
        if missing {
            return CliError::open(Path::new(file), std::io::ErrorKind::NotFound.into());
        }
        UsageError::FileAndDirectory { directory: directory.to_owned(), file: file.to_owned() }.into()
    };
    match (in_git(old)?, in_git(new)?) {
        (Some(Object::Tree(one)), Some(Object::Tree(other))) => {
            return Ok(revisions::trees((old, &one), (new, &other))?.without(exclude));
        }
        (Some(Object::Tree(_)), _) => return Err(mixed(old, new)),
        (_, Some(Object::Tree(_))) => return Err(mixed(new, old)),
        (None | Some(Object::Blob(_)), None | Some(Object::Blob(_))) => {}
    }
    // What an external diff driver of git is given for a file that one side does not have.
    match (old == NO_FILE, new == NO_FILE) {
        (true, false) => {
            let sides = Sides::Added { new: source(new)? };
            return Ok(Pairs { list: vec![Pair::new(new.to_owned(), sides)], of_directories: false });
        }
        (false, true) => {
            let sides = Sides::Removed { old: source(old)? };
            return Ok(Pairs { list: vec![Pair::new(old.to_owned(), sides)], of_directories: false });
        }
        (true, true) | (false, false) => {}
    }
    match (is_folder(old), is_folder(new)) {
        (false, false) => {
            let sides = Sides::Named { old: source(old)?, new: source(new)? };
            Ok(Pairs { list: vec![Pair::new(new.to_owned(), sides)], of_directories: false })
        }
        (true, false) => Err(mixed(old, new)),
        (false, true) => Err(mixed(new, old)),
        (true, true) => {
            let (old_side, new_side) = rayon::join(|| Side::find(old, exclude), || Side::find(new, exclude));
            let list = join(old_side, new_side);
            if list.is_empty() {
                return Err(CliError::NothingFound(new.to_owned()));
            }
            Ok(Pairs { list, of_directories: true })
        }
    }
}

/// The name of a file that is not there, to git.
const NO_FILE: &str = "/dev/null";

/// What `REV:PATH` stands for; `None` of what is not in git. A file of that name comes first.
fn in_git(argument: &str) -> Result<Option<Object>, CliError> {
    match argument.contains(':') && !Path::new(argument).exists() {
        true => git::object(argument),
        false => Ok(None),
    }
}

/// A file that is named: on disk, or in git.
fn source(argument: &str) -> Result<Source, CliError> {
    Ok(match in_git(argument)? {
        Some(Object::Blob(id)) => Source::Git(Blob::new(&Objects::new(), &id, argument.to_owned())),
        Some(Object::Tree(_)) | None => Source::of(argument),
    })
}

/// The documents of one directory.
#[derive(Debug)]
struct Side {
    root: PathBuf,
    /// Relative paths with `/`, sorted.
    names: Vec<String>,
    /// Directories inside that cannot be read, and why; the directory itself has an empty name.
    unreadable: Vec<(String, Message)>,
}

/// The documents of a side that are not excluded. Globs with a `/` are over paths inside the directory, which both
/// sides have in common.
struct Schemas<'a> {
    exclude: &'a [PathGlob],
}

impl Wanted for Schemas<'_> {
    fn file(&self, inside: &Path) -> bool {
        FileKinds::XmlAndJson.include(inside) && !is_excluded(self.exclude, inside)
    }

    fn directory(&self, inside: &Path, _: Enter) -> Enter {
        if is_excluded(self.exclude, inside) { Enter::No } else { Enter::Yes }
    }

    fn document(&self, inside: &Path) -> bool {
        self.file(inside)
    }
}

impl Side {
    fn find(root: &str, exclude: &[PathGlob]) -> Side {
        let root = PathBuf::from(root);
        let folder = walk(&root, Schemas { exclude });
        let mut names: Vec<String> = folder.files.iter().map(|path| name_of(path)).collect();
        names.sort_unstable();
        let of = |error| Message::of(|lang| reason(error, lang));
        let unreadable = folder.unreadable.iter().map(|(path, error)| (name_of(path), of(error))).collect();
        Side { root, names, unreadable }
    }

    fn source(&self, name: &str) -> Source {
        Source::File(self.root.join(name))
    }

    /// Whether a path lies in a directory that cannot be read.
    fn hides(&self, name: &str) -> bool {
        self.unreadable.iter().any(|(place, _)| {
            place.is_empty() || name.strip_prefix(place.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

fn name_of(path: &Path) -> String {
    let name = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { name.into_owned() } else { name.replace(MAIN_SEPARATOR, "/") }
}

fn join(old: Side, new: Side) -> Vec<Pair> {
    let mut list = Vec::with_capacity(old.names.len().max(new.names.len()));
    let (mut left, mut right) = (old.names.iter().peekable(), new.names.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.cmp(other),
        };
        let (one, other) = match order {
            Ordering::Less => (left.next(), None),
            Ordering::Equal => (left.next(), right.next()),
            Ordering::Greater => (None, right.next()),
        };
        let (name, sides) = match (one, other) {
            (Some(name), Some(_)) => {
                (name, Some(Sides::Both { old: old.source(name), new: new.source(name) }))
            }
            // A directory that cannot be read may contain it, so it is not reported as added or removed.
            (Some(name), None) => {
                (name, (!new.hides(name)).then(|| Sides::Removed { old: old.source(name) }))
            }
            (None, Some(name)) => (name, (!old.hides(name)).then(|| Sides::Added { new: new.source(name) })),
            (None, None) => break,
        };
        list.extend(sides.map(|sides| Pair::new(name.clone(), sides)));
    }
    for side in [old, new] {
        for (name, reason) in side.unreadable {
            let path = if name.is_empty() { side.root.clone() } else { side.root.join(&name) };
            let nothing = Nothing::Unreadable(path, reason);
            list.push(Pair::new(name.clone(), Sides::Unreadable(Source::Nothing(name, nothing))));
        }
    }
    list.sort_by(|one, other| one.name.cmp(&other.name));
    list
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(pairs: &Pairs) -> Vec<String> {
        let name = |pair: &Pair| {
            let kind = match pair.sides {
                Sides::Named { .. } => "named",
                Sides::Both { .. } => "both",
                Sides::Added { .. } => "added",
                Sides::Removed { .. } => "removed",
                Sides::Equal => "equal",
                Sides::Unreadable(_) => "unreadable",
            };
            format!("{kind} {}", pair.name)
        };
        pairs.list.iter().map(name).collect()
    }

    #[test]
    fn by_their_paths_inside() {
        let place = tempfile::tempdir().unwrap();
        let at = |name: &str| place.path().join(name).display().to_string();
        for name in
            ["old/a.xml", "old/sub/b.json", "old/gone.XML", "new/a.xml", "new/sub/b.json", "new/sub/c.xml"]
        {
            fs::create_dir_all(Path::new(&at(name)).parent().unwrap()).unwrap();
            fs::write(at(name), "").unwrap();
        }
        fs::write(at("new/notes.txt"), "").unwrap();
        fs::write(at("new/.hidden.xml"), "").unwrap();
        let found = pairs(&at("old"), &at("new"), &[]).unwrap();
        assert_eq!(names(&found), ["both a.xml", "removed gone.XML", "both sub/b.json", "added sub/c.xml"]);
        assert!(found.of_directories);
        let found = pairs(&at("old/a.xml"), &at("new/a.xml"), &[]).unwrap();
        assert_eq!(names(&found), [format!("named {}", at("new/a.xml"))]);

        let mixed = pairs(&at("old"), &at("new/a.xml"), &[]).unwrap_err();
        assert!(matches!(mixed, CliError::Usage(UsageError::FileAndDirectory { .. })));
        assert!(matches!(pairs(&at("odl"), &at("new"), &[]).unwrap_err(), CliError::Open(..)));
        assert!(matches!(pairs("-", "-", &[]).unwrap_err(), CliError::Usage(UsageError::StdinTwice)));
    }

    #[test]
    fn files_of_unreadable_directories_are_not_removed() {
        let side = |root: &str, names: &[&str], unreadable: &[&str]| Side {
            root: PathBuf::from(root),
            names: names.iter().map(|&name| name.to_owned()).collect(),
            unreadable: unreadable
                .iter()
                .map(|&name| (name.to_owned(), Message::new("denied", "没有权限")))
                .collect(),
        };
        let list =
            join(side("old", &["a.xml", "sub/b.xml", "subway.xml"], &[]), side("new", &["a.xml"], &["sub"]));
        let found = Pairs { list, of_directories: true };
        assert_eq!(names(&found), ["both a.xml", "unreadable sub", "removed subway.xml"]);
    }
}
