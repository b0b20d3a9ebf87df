//! Paths of files from the top of the repository, by which forges find them.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// The working directory and the top of the repository.
#[derive(Clone, Debug)]
pub(super) struct Repository {
    here: PathBuf,
    top: PathBuf,
}

/// The variables in which the runners of GitHub and GitLab give the top of the repository.
const TOPS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

impl Repository {
    /// Takes the top that the runner gives, else the working directory.
    pub(super) fn find() -> Repository {
        let here = std::env::current_dir().unwrap_or_default();
        let tops = TOPS.into_iter().filter_map(std::env::var_os).map(PathBuf::from);
        Repository::new(here, tops)
    }

    fn new(here: PathBuf, tops: impl Iterator<Item = PathBuf>) -> Repository {
        let mut tops = tops.filter(|top| !top.as_os_str().is_empty() && here.starts_with(top));
        let top = tops.next().unwrap_or_else(|| here.clone());
        Repository { here, top }
    }

    /// The path of a file from the top, with `/`; of a file elsewhere the name as given.
    pub(super) fn path(&self, name: &str) -> String {
        let whole = plain(&self.here.join(name));
        let path = match whole.strip_prefix(&self.top) {
            // Standard input stays `-`.
            _ if name == "-" => return name.to_owned(),
            Ok(below) if !below.as_os_str().is_empty() => below.display().to_string(),
            _ => name.to_owned(),
        };
        if MAIN_SEPARATOR == '/' { path } else { path.replace(MAIN_SEPARATOR, "/") }
    }

    /// The same as a URI reference.
    pub(super) fn uri(&self, name: &str) -> String {
        let path = self.path(name);
        if !Path::new(&path).is_absolute() {
            return encoded(&path);
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("file://{slash}{}", encoded(&path))
    }
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    plain
}

/// Percent-encodes a path; also `:`, which would end a scheme.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn repository(here: &str, tops: &[&str]) -> Repository {
        Repository::new(PathBuf::from(here), tops.iter().map(PathBuf::from))
    }

    #[test]
    fn paths_are_from_the_top() {
        let alone = repository("/work/shop", &[]);
        assert_eq!(alone.path("items/a.xml"), "items/a.xml");
        assert_eq!(alone.path("./items/../a.xml"), "a.xml");
        assert_eq!(alone.path("/work/shop/a.xml"), "a.xml");
        assert_eq!(alone.path("/tmp/a.xml"), "/tmp/a.xml");
        assert_eq!(alone.path("../a.xml"), "../a.xml");
        assert_eq!(alone.path("-"), "-");
        assert_eq!(alone.path("."), ".");
        let run = repository("/work/shop/items", &["", "/elsewhere", "/work/shop"]);
        assert_eq!(run.path("a.xml"), "items/a.xml");
        assert_eq!(run.path("../a.xml"), "a.xml");
    }

    #[test]
    fn uris() {
        let repository = repository("/work", &[]);
        assert_eq!(repository.uri("商品 100%.xml"), "%E5%95%86%E5%93%81%20100%25.xml");
        assert_eq!(repository.uri("a:b#c?.xml"), "a%3Ab%23c%3F.xml");
        assert_eq!(repository.uri("/tmp/a b.xml"), "file:///tmp/a%20b.xml");
    }
}
