//! The files below a directory.
//!
//! It follows links, skips what is hidden, and remembers which directories could not be read. It does not know
//! ignore files: documents that a repository ignores are still documents.

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

/// Finds the files below a directory whose relative path is wanted, down to a depth; 1 is the directory itself.
pub(crate) fn walk(root: &Path, depth: Option<usize>, wanted: impl Fn(&Path) -> bool) -> Folder {
    let mut walk = Walk { wanted, followed: Vec::new(), folder: Folder::default() };
    walk.directory(root, Path::new(""), depth.unwrap_or(usize::MAX));
    walk.folder
}

struct Walk<W> {
    wanted: W,
    /// The real paths of the directories that links led to on the way, so that no link leads in a circle.
    followed: Vec<PathBuf>,
    folder: Folder,
}

impl<W: Fn(&Path) -> bool> Walk<W> {
    fn directory(&mut self, directory: &Path, inside: &Path, depth: usize) {
        if depth == 0 {
            return;
        }
        if let Err(error) = self.entries(directory, inside, depth) {
            self.folder.unreadable.push((inside.to_owned(), error));
        }
    }

    fn entries(&mut self, directory: &Path, inside: &Path, depth: usize) -> io::Result<()> {
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
            if kind.is_dir() {
                self.directory(&entry.path(), &inside, depth - 1);
            } else if target.as_ref().is_some_and(fs::Metadata::is_dir) {
                self.follow(&entry.path(), &inside, depth - 1);
            } else {
                let is_file = if kind.is_symlink() {
                    target.is_none_or(|target| target.is_file())
                } else {
                    kind.is_file()
                };
                if is_file && (self.wanted)(&inside) {
                    self.folder.files.push(inside);
                }
            }
        }
        Ok(())
    }

    fn follow(&mut self, link: &Path, inside: &Path, depth: usize) {
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
        self.directory(link, inside, depth);
        self.followed.pop();
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn files(root: &Path, depth: Option<usize>) -> Vec<String> {
        let folder = walk(root, depth, |path| path.extension().is_some_and(|extension| extension == "xml"));
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
        assert_eq!(files(&root, None), ["a.xml", "far/deep/c.xml", "link.xml", "nowhere.xml", "sub/b.xml"]);
        assert_eq!(files(&root, Some(2)), ["a.xml", "link.xml", "nowhere.xml", "sub/b.xml"]);
        assert_eq!(files(&root, Some(1)), ["a.xml", "link.xml", "nowhere.xml"]);
    }

    #[test]
    fn unreadable_directories_are_remembered() {
        let place = tempfile::tempdir().unwrap();
        let folder = walk(&place.path().join("none"), None, |_| true);
        assert!(folder.files.is_empty());
        let [(inside, error)] = folder.unreadable.as_slice() else { panic!("{folder:?}") };
        assert_eq!((inside.as_path(), error.kind()), (Path::new(""), io::ErrorKind::NotFound));
    }
}
