//! The documents of a directory, by their paths inside.
//!
//! Plainer and a little quicker than a walk that knows of ignore files: it asks the system about a link only,
//! and it remembers which places it could not look into.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::input::Kinds;

/// What a directory holds.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Paths inside with `/`, sorted.
    pub(super) files: Vec<String>,
    /// Directories inside that cannot be read, and why; the directory itself has an empty path.
    pub(super) unwalkable: Vec<(String, String)>,
}

impl Folder {
    /// Whether a path lies where we could not look.
    pub(super) fn hides(&self, path: &str) -> bool {
        self.unwalkable.iter().any(|(place, _)| {
            place.is_empty() || path.strip_prefix(place.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    }
}

/// Finds the XML and JSON below a directory. What is hidden is passed over, links are followed.
pub(super) fn walk(root: &Path) -> Folder {
    let mut folder = Folder::default();
    let mut above = Vec::new();
    step(root, "", &mut above, &mut folder);
    folder.files.sort_unstable();
    folder
}

/// `above` are the real paths of the directories that a link led through, so that no link leads in a circle.
fn step(directory: &Path, name: &str, above: &mut Vec<PathBuf>, folder: &mut Folder) {
    if let Err(error) = read(directory, name, above, folder) {
        folder.unwalkable.push((name.to_owned(), error.to_string()));
    }
}

fn read(directory: &Path, name: &str, above: &mut Vec<PathBuf>, folder: &mut Folder) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let file_name = entry.file_name();
        let plain = file_name.to_string_lossy();
        if plain.starts_with('.') {
            continue;
        }
        let inside = if name.is_empty() { plain.into_owned() } else { format!("{name}/{plain}") };
        let kind = entry.file_type()?;
        let path = || entry.path();
        // A link that leads nowhere is told when it is opened.
        let leads = kind.is_symlink().then(|| fs::metadata(path()).ok()).flatten();
        if kind.is_dir() {
            step(&path(), &inside, above, folder);
        } else if leads.as_ref().is_some_and(fs::Metadata::is_dir) {
            follow(&path(), &inside, above, folder);
        } else if Kinds::XmlAndJson.hold(Path::new(&file_name))
            && (kind.is_file() || leads.is_none_or(|leads| leads.is_file()))
        {
            folder.files.push(inside);
        }
    }
    Ok(())
}

fn follow(link: &Path, name: &str, above: &mut Vec<PathBuf>, folder: &mut Folder) {
    let real = match fs::canonicalize(link) {
        Ok(real) => real,
        Err(error) => return folder.unwalkable.push((name.to_owned(), error.to_string())),
    };
    // A link to a directory above itself.
    let around = link.parent().and_then(|parent| fs::canonicalize(parent).ok());
    if above.contains(&real) || around.is_some_and(|around| around.starts_with(&real)) {
        return;
    }
    above.push(real);
    step(link, name, above, folder);
    above.pop();
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_followed_and_never_in_a_circle() {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("root");
        fs::create_dir_all(root.join("sub")).unwrap();
        fs::create_dir_all(place.path().join("far/deep")).unwrap();
        for name in ["root/a.xml", "root/sub/b.xml", "far/deep/c.xml"] {
            fs::write(place.path().join(name), "").unwrap();
        }
        symlink(&root, root.join("sub/up")).unwrap();
        symlink(place.path().join("far"), root.join("far")).unwrap();
        symlink(place.path().join("far"), place.path().join("far/deep/again")).unwrap();
        symlink(root.join("a.xml"), root.join("link.xml")).unwrap();
        symlink(root.join("none"), root.join("nowhere.xml")).unwrap();
        let folder = walk(&root);
        assert_eq!(folder.files, ["a.xml", "far/deep/c.xml", "link.xml", "nowhere.xml", "sub/b.xml"]);
        assert!(folder.unwalkable.is_empty(), "{folder:?}");
        let missing = walk(&place.path().join("none"));
        assert!(missing.hides("any.xml") && missing.files.is_empty());
    }
}
