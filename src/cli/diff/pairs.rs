//! What is compared with what: two files, or the files of two directories by their paths inside.

use std::cmp::Ordering;
use std::path::Path;

use super::walk::{Folder, walk};
use crate::cli::error::{CliError, UsageError};
use crate::cli::input::{Source, check_stdin};

/// Two documents of one name, or one that has no counterpart.
#[derive(Debug)]
pub(crate) struct Pair {
    /// The path inside the directories, or the name of the new file.
    pub(crate) name: String,
    pub(crate) sides: Sides,
}

#[derive(Debug)]
pub(crate) enum Sides {
    /// Two files that were named: they are read also if they are the same.
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
    /// A place of which nobody can say what is there.
    Unknown(Source),
}

impl Pair {
    fn new(name: String, sides: Sides) -> Pair {
        Pair { name, sides }
    }
}

/// What two arguments come to.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// In the order of their names.
    pub(crate) list: Vec<Pair>,
    /// Whether directories were compared.
    pub(crate) of_directories: bool,
}

/// Finds what is to be compared.
pub(crate) fn pairs(old: &str, new: &str) -> Result<Pairs, CliError> {
    check_stdin([old, new])?;
    let is_folder = |argument: &str| argument != "-" && Path::new(argument).is_dir();
    let mixed = |directory: &str, file: &str| {
        // A misspelled name is told as such.
        let missing = file != "-" && !Path::new(file).exists();
        if missing {
            return CliError::open(Path::new(file), std::io::ErrorKind::NotFound.into());
        }
        UsageError::FileAndDirectory { directory: directory.to_owned(), file: file.to_owned() }.into()
    };
    match (is_folder(old), is_folder(new)) {
        (false, false) => {
            let sides = Sides::Named { old: Source::of(old), new: Source::of(new) };
            Ok(Pairs { list: vec![Pair::new(new.to_owned(), sides)], of_directories: false })
        }
        (true, false) => Err(mixed(old, new)),
        (false, true) => Err(mixed(new, old)),
        (true, true) => {
            let (before, now) = rayon::join(|| walk(Path::new(old)), || walk(Path::new(new)));
            let list = join(Path::new(old), before, Path::new(new), now);
            if list.is_empty() {
                return Err(CliError::NothingFound(new.to_owned()));
            }
            Ok(Pairs { list, of_directories: true })
        }
    }
}

fn join(old: &Path, before: Folder, new: &Path, now: Folder) -> Vec<Pair> {
    let at = |root: &Path, name: &str| Source::File(root.join(name));
    let mut list = Vec::with_capacity(before.files.len().max(now.files.len()));
    let (mut left, mut right) = (before.files.iter().peekable(), now.files.iter().peekable());
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
            (Some(name), Some(_)) => (name, Some(Sides::Both { old: at(old, name), new: at(new, name) })),
            // What could not be walked may hold it: it is neither added nor removed as far as we know.
            (Some(name), None) => (name, (!now.hides(name)).then(|| Sides::Removed { old: at(old, name) })),
            (None, Some(name)) => (name, (!before.hides(name)).then(|| Sides::Added { new: at(new, name) })),
            (None, None) => break,
        };
        list.extend(sides.map(|sides| Pair::new(name.clone(), sides)));
    }
    for (root, folder) in [(old, before), (new, now)] {
        for (name, reason) in folder.unwalkable {
            let place = if name.is_empty() { root.to_owned() } else { root.join(&name) };
            list.push(Pair::new(name, Sides::Unknown(Source::Unwalkable(place, reason))));
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
        let tell = |pair: &Pair| {
            let kind = match pair.sides {
                Sides::Named { .. } => "named",
                Sides::Both { .. } => "both",
                Sides::Added { .. } => "added",
                Sides::Removed { .. } => "removed",
                Sides::Unknown(_) => "unknown",
            };
            format!("{kind} {}", pair.name)
        };
        pairs.list.iter().map(tell).collect()
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
        let found = pairs(&at("old"), &at("new")).unwrap();
        assert_eq!(names(&found), ["both a.xml", "removed gone.XML", "both sub/b.json", "added sub/c.xml"]);
        assert!(found.of_directories);
        let found = pairs(&at("old/a.xml"), &at("new/a.xml")).unwrap();
        assert_eq!(names(&found), [format!("named {}", at("new/a.xml"))]);

        let mixed = pairs(&at("old"), &at("new/a.xml")).unwrap_err();
        assert!(matches!(mixed, CliError::Usage(UsageError::FileAndDirectory { .. })));
        assert!(matches!(pairs(&at("odl"), &at("new")).unwrap_err(), CliError::Open(..)));
        assert!(matches!(pairs("-", "-").unwrap_err(), CliError::Usage(UsageError::StdinTwice)));
    }

    #[test]
    fn what_cannot_be_walked_is_not_removed() {
        let folder = |files: &[&str], unwalkable: &[&str]| Folder {
            files: files.iter().map(|&name| name.to_owned()).collect(),
            unwalkable: unwalkable.iter().map(|&name| (name.to_owned(), "denied".to_owned())).collect(),
        };
        let list = join(
            Path::new("old"),
            folder(&["a.xml", "sub/b.xml", "subway.xml"], &[]),
            Path::new("new"),
            folder(&["a.xml"], &["sub"]),
        );
        let found = Pairs { list, of_directories: true };
        assert_eq!(names(&found), ["both a.xml", "unknown sub", "removed subway.xml"]);
    }
}
