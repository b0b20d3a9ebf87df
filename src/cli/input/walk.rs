//! The files below a directory.
//!
//! It follows links, skips what is hidden, and remembers which directories could not be read. It does not know
//! ignore files such as `.gitignore`: documents that a repository ignores are still documents.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a directory holds.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    /// Paths of files relative to the directory, in no order.
    pub(crate) files: Vec<PathBuf>,
    /// Directories inside that cannot be read, and why; the directory itself has an empty path.
    pub(crate) unreadable: Vec<(PathBuf, io::Error)>,
}

/// What a walk takes of a directory inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Enter {
    /// Nothing.
    No,
    /// The files that are wanted.
    Yes,
    /// All documents, as if it had been named itself.
    Whole,
}

/// What a walk takes. Paths are relative to the directory.
pub(crate) trait Wanted {
    /// Whether a file is taken.
    fn file(&self, inside: &Path) -> bool;
    /// What of a directory is taken, with what is taken of the one around it.
    fn directory(&self, inside: &Path, around: Enter) -> Enter;
    /// Whether a file is taken in a directory that is taken as a whole.
    fn document(&self, inside: &Path) -> bool;
}

/// Takes certain files of all directories.
impl<F: Fn(&Path) -> bool> Wanted for F {
    fn file(&self, inside: &Path) -> bool {
        self(inside)
    }

    fn directory(&self, _: &Path, _: Enter) -> Enter {
        Enter::Yes
    }

    fn document(&self, inside: &Path) -> bool {
        self(inside)
    }
}

/// Finds the files below a directory that are wanted.
pub(crate) fn walk(root: &Path, wanted: impl Wanted) -> Folder {
    let mut walk = Walk { wanted, followed: Vec::new(), folder: Folder::default() };
    walk.directory(root, Path::new(""), Enter::Yes);
    walk.folder
}

struct Walk<W> {
    wanted: W,
    /// The real paths of the directories that links led to on the way, so that no link leads in a circle.
    followed: Vec<PathBuf>,
    folder: Folder,
}

impl<W: Wanted> Walk<W> {
    fn directory(&mut self, directory: &Path, inside: &Path, around: Enter) {
        if let Err(error) = self.entries(directory, inside, around) {
            self.folder.unreadable.push((inside.to_owned(), error));
        }
    }

    fn entries(&mut self, directory: &Path, inside: &Path, around: Enter) -> io::Result<()> {
        for entry in fs::read_dir(directory)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let inside = inside.join(&name);
            let kind = entry.file_type()?;
            // A broken link is reported when it is opened.
            let target = if kind.is_symlink() { fs::metadata(entry.path()).ok() } else { None };
            let is_link_to_directory = target.as_ref().is_some_and(fs::Metadata::is_dir);
            if kind.is_dir() || is_link_to_directory {
                match self.wanted.directory(&inside, around) {
                    Enter::No => {}
                    enter => {
                        if is_link_to_directory {
                            self.follow(&entry.path(), &inside, enter);
                        } else {
                            self.directory(&entry.path(), &inside, enter);
                        }
                    }
                }
                continue;
            }
            let is_file =
                if kind.is_symlink() { target.is_none_or(|target| target.is_file()) } else { kind.is_file() };
            let is_wanted = |walk: &Walk<W>| match around {
                Enter::Whole => walk.wanted.document(&inside),
                Enter::Yes | Enter::No => walk.wanted.file(&inside),
            };
            if is_file && is_wanted(self) {
                self.folder.files.push(inside);
            }
        }
        Ok(())
    }

    fn follow(&mut self, link: &Path, inside: &Path, enter: Enter) {
        let real = match fs::canonicalize(link) {
            Ok(real) => real,
            Err(error) => return self.folder.unreadable.push((inside.to_owned(), error)),
        };
        // A link to a directory above itself.
        let around = link.parent().and_then(|parent| fs::canonicalize(parent).ok());
        if self.followed.contains(&real) || around.is_some_and(|around| around.starts_with(&real)) {
            return;
        }
        self.followed.push(real);
        self.directory(link, inside, enter);
        self.followed.pop();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn files(root: &Path) -> Vec<String> {
        let folder = walk(root, |path: &Path| path.extension().is_some_and(|extension| extension == "xml"));
        assert!(folder.unreadable.is_empty(), "{folder:?}");
        let mut files: Vec<String> = folder.files.iter().map(|file| file.display().to_string()).collect();
        files.sort();
        files
    }

    #[test]
    fn links_are_followed_and_never_in_a_circle() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("root");
        fs::create_dir_all(root.join("sub")).unwrap();
        fs::create_dir_all(place.path().join("far/deep")).unwrap();
        for name in ["root/a.xml", "root/a.txt", "root/.b.xml", "root/sub/b.xml", "far/deep/c.xml"] {
            fs::write(place.path().join(name), "").unwrap();
        }
        symlink(&root, root.join("sub/up")).unwrap();
        symlink(place.path().join("far"), root.join("far")).unwrap();
        symlink(place.path().join("far"), place.path().join("far/deep/again")).unwrap();
        symlink(root.join("a.xml"), root.join("link.xml")).unwrap();
        symlink(root.join("none"), root.join("nowhere.xml")).unwrap();
        assert_eq!(files(&root), ["a.xml", "far/deep/c.xml", "link.xml", "nowhere.xml", "sub/b.xml"]);
    }

    #[test]
    fn unreadable_directories_are_remembered() {
        let place = tempfile::tempdir().unwrap();
        let folder = walk(&place.path().join("none"), |_: &Path| true);
        assert!(folder.files.is_empty());
        let [(inside, error)] = folder.unreadable.as_slice() else { panic!("{folder:?}") };
        assert_eq!((inside.as_path(), error.kind()), (Path::new(""), io::ErrorKind::NotFound));
    }
}
